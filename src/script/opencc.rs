//! OpenCC's dictionaries (version 1.4.2, Apache-2.0; `docs/data.md`), each group read when it is first needed.

use std::sync::OnceLock;

use crate::script::table::Table;

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("opencc/", $name, ".txt"))
    };
}

/// A function for each group of dictionaries that are asked together, in order.
macro_rules! groups {
    ($($(#[$doc:meta])* $name:ident = $([$($file:literal),+])+;)+) => {
        $($(#[$doc])*
        pub(crate) fn $name() -> &'static Table<'static> {
            static TABLE: OnceLock<Table<'static>> = OnceLock::new();
            TABLE.get_or_init(|| Table::new(&[$(&[$(file!($file)),+]),+]))
        })+
    };
}

groups! {
    /// Compatibility ideographs to the characters they stand for.
    compatibility = ["CJK_Compatibility_Ideographs"];
    /// Traditional to Simplified.
    simplify = ["TSPhrases"] ["TSCharacters"];
    /// Traditional to Simplified, with rare simplified forms that few fonts have.
    simplify_rare = ["TSPhrases"] ["TSCharactersExt", "TSCharacters"];
    /// Traditional to Simplified, with chengwen's additions first.
    simplify_own = ["../overlay"] ["TSPhrases"] ["TSCharacters"];
    /// Simplified to Traditional.
    traditional = ["STPhrases", "STPhrases_GeneratedFromRegionalPhrases"] ["STCharacters"];
    /// OpenCC's Traditional to Taiwan's forms.
    taiwan = ["TWVariantsPhrases"] ["TWVariants"];
    /// The same with Taiwan's vocabulary.
    taiwan_phrases = ["TWPhrases"] ["TWVariantsPhrases"] ["TWVariants"];
    /// Taiwan's forms to OpenCC's Traditional.
    from_taiwan = ["TWVariantsRevPhrases"] ["TWVariantsRev"];
    /// The same with Taiwan's vocabulary.
    from_taiwan_phrases = ["TWPhrasesRev"] ["TWVariantsRevPhrases"] ["TWVariantsRev"];
    /// OpenCC's Traditional to Hong Kong's forms.
    hong_kong = ["HKVariantsPhrases"] ["HKVariants"];
    /// The same with Hong Kong's vocabulary.
    hong_kong_phrases = ["HKPhrases"] ["HKVariantsPhrases"] ["HKVariants"];
    /// Hong Kong's forms to OpenCC's Traditional.
    from_hong_kong = ["HKVariantsRevPhrases"] ["HKVariantsRev"];
    /// The same with Hong Kong's vocabulary.
    from_hong_kong_phrases = ["HKPhrasesRev"] ["HKVariantsRevPhrases"] ["HKVariantsRev"];
    /// The vocabulary of Taiwan and Hong Kong to that of the mainland, in OpenCC's Traditional.
    regional_words = ["TWPhrasesRev"] ["HKPhrasesRev"];
    /// Japanese forms to OpenCC's Traditional.
    from_japanese = ["JPShinjitaiPhrases"] ["JPShinjitaiCharacters"];
    /// OpenCC's Traditional to Japanese forms.
    japanese = ["JPShinjitaiCharactersRev"];
}
