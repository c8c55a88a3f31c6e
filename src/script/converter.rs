//! OpenCC's conversions: which dictionaries, in which stages, and the walk through a text.

use std::borrow::Cow;

use crate::script::edit::{carried, compose};
use crate::script::opencc;
use crate::script::table::{Table, Value};
use crate::text::Edit;

/// OpenCC's configurations, by its own names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Config {
    /// Traditional to Simplified.
    T2s,
    /// Simplified to OpenCC's Traditional.
    S2t,
    /// Taiwan to Simplified.
    Tw2s,
    /// Taiwan to Simplified with the vocabulary of the mainland.
    Tw2sp,
    /// Hong Kong to Simplified.
    Hk2s,
    /// Hong Kong to Simplified with the vocabulary of the mainland.
    Hk2sp,
    /// Simplified to Taiwan.
    S2tw,
    /// Simplified to Taiwan with its vocabulary.
    S2twp,
    /// Simplified to Hong Kong.
    S2hk,
    /// Simplified to Hong Kong with its vocabulary.
    S2hkp,
    /// OpenCC's Traditional to Taiwan.
    T2tw,
    /// OpenCC's Traditional to Hong Kong.
    T2hk,
    /// Taiwan to OpenCC's Traditional.
    Tw2t,
    /// Hong Kong to OpenCC's Traditional.
    Hk2t,
    /// Japanese to OpenCC's Traditional.
    Jp2t,
    /// OpenCC's Traditional to Japanese.
    T2jp,
}

impl Config {
    /// Every configuration with OpenCC's name for it.
    pub const ALL: [(&'static str, Config); 16] = [
        ("t2s", Config::T2s),
        ("s2t", Config::S2t),
        ("tw2s", Config::Tw2s),
        ("tw2sp", Config::Tw2sp),
        ("hk2s", Config::Hk2s),
        ("hk2sp", Config::Hk2sp),
        ("s2tw", Config::S2tw),
        ("s2twp", Config::S2twp),
        ("s2hk", Config::S2hk),
        ("s2hkp", Config::S2hkp),
        ("t2tw", Config::T2tw),
        ("t2hk", Config::T2hk),
        ("tw2t", Config::Tw2t),
        ("hk2t", Config::Hk2t),
        ("jp2t", Config::Jp2t),
        ("t2jp", Config::T2jp),
    ];

    /// The configuration OpenCC calls `name`.
    pub fn named(name: &str) -> Option<Config> {
        Config::ALL.iter().find(|(known, _)| *known == name).map(|(_, config)| *config)
    }
}

/// Which simplified forms may come out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Forms {
    /// Those every font for Chinese has.
    #[default]
    Common,
    /// Also rare ones outside the first plane (`TSCharactersExt`), as OpenCC itself does it.
    Rare,
}

/// One conversion, its dictionaries read and ready. Cheap to make again: they are read once.
pub struct Converter {
    /// Whose words cut the text; no stage looks past a cut.
    words: Option<&'static Table<'static>>,
    stages: Vec<&'static Table<'static>>,
}

impl Converter {
    /// The conversion OpenCC calls by the name of `config`.
    pub fn new(config: Config, forms: Forms) -> Converter {
        let simplify = match forms {
            Forms::Common => opencc::simplify,
            Forms::Rare => opencc::simplify_rare,
        };
        let one = |stage| Converter { words: None, stages: vec![stage] };
        let from = |stage| Converter { words: Some(simplify()), stages: vec![stage, simplify()] };
        let to = |stage| Converter {
            words: Some(opencc::traditional()),
            stages: vec![opencc::traditional(), stage],
        };
        match config {
            Config::T2s => one(simplify()),
            Config::S2t => one(opencc::traditional()),
            Config::Tw2s => from(opencc::from_taiwan()),
            Config::Tw2sp => from(opencc::from_taiwan_phrases()),
            Config::Hk2s => from(opencc::from_hong_kong()),
            Config::Hk2sp => from(opencc::from_hong_kong_phrases()),
            Config::S2tw => to(opencc::taiwan()),
            Config::S2twp => to(opencc::taiwan_phrases()),
            Config::S2hk => to(opencc::hong_kong()),
            Config::S2hkp => to(opencc::hong_kong_phrases()),
            Config::T2tw => one(opencc::taiwan()),
            Config::T2hk => one(opencc::hong_kong()),
            Config::Tw2t => one(opencc::from_taiwan()),
            Config::Hk2t => one(opencc::from_hong_kong()),
            Config::Jp2t => one(opencc::from_japanese()),
            Config::T2jp => one(opencc::japanese()),
        }
    }

    /// Traditional of any region to the Simplified of an official document: `t2s` and chengwen's additions.
    pub(crate) fn official() -> Converter {
        Converter { words: None, stages: vec![opencc::simplify_own()] }
    }

    /// The same with the vocabulary of the mainland.
    pub(crate) fn official_phrases() -> Converter {
        let stages = vec![opencc::regional_words(), opencc::simplify_own()];
        Converter { words: Some(opencc::simplify_own()), stages }
    }

    /// The whole of `text` converted, whatever script it is in.
    pub fn convert<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let converted = self.convert_noting(text);
        if converted.edits.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(converted.text) }
    }

    /// [`Converter::convert`] with the places that were replaced.
    pub(crate) fn convert_noting(&self, text: &str) -> Converted {
        if !text.chars().any(is_compatibility) {
            return self.convert_stages(text);
        }
        let plain = replace(opencc::compatibility(), text, &[text.len()]);
        let converted = self.convert_stages(&plain.text);
        Converted { edits: compose(&plain.edits, &converted.edits), ..converted }
    }

    fn convert_stages(&self, text: &str) -> Converted {
        let mut cuts = self.words.map_or_else(|| vec![text.len()], |words| cuts(words, text));
        let Some((first, rest)) = self.stages.split_first() else {
            return Converted { text: text.to_owned(), edits: Vec::new() };
        };
        let mut done = replace(first, text, &cuts);
        for stage in rest {
            cuts = carried(&cuts, &done.edits);
            let next = replace(stage, &done.text, &cuts);
            done = Converted { edits: compose(&done.edits, &next.edits), ..next };
        }
        done
    }

    /// What becomes of `c` where no phrase applies; `None` where that is not one character.
    pub(crate) fn character(&self, c: char) -> Option<char> {
        let plain = if is_compatibility(c) { Some(opencc::compatibility()) } else { None };
        plain.iter().chain(&self.stages).try_fold(c, |c, stage| match stage.single(c) {
            None => Some(c),
            Some(Value::Char(to)) => Some(to),
            Some(Value::Text(_)) => None,
        })
    }
}

/// A text after a conversion, and what led there.
pub(crate) struct Converted {
    pub(crate) text: String,
    pub(crate) edits: Vec<Edit>,
}

/// Whether `c` is an ideograph only kept for round trips with old character sets.
fn is_compatibility(c: char) -> bool {
    matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

/// Replaces what `table` knows, from left to right; no key reaches across one of the `cuts`, the last of which is the end.
fn replace(table: &Table, text: &str, cuts: &[usize]) -> Converted {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut edits = Vec::new();
    let (mut start, mut copied) = (0, 0);
    for &end in cuts {
        for (place, value) in table.matches(&text[start..end]) {
            let from = place.start + start..place.end + start;
            out.push_str(&text[copied..from.start]);
            copied = from.end;
            let to = out.len();
            match value {
                Value::Char(c) => out.push(c),
                Value::Text(text) => out.push_str(text),
            }
            edits.push(Edit { from, to: to..out.len() });
        }
        start = end;
    }
    out.push_str(&text[copied..]);
    Converted { text: out, edits }
}

/// Where `text` comes apart: each word stands alone, what lies between words stays together.
fn cuts(words: &Table, text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    for word in words.words(text) {
        if word.start > cuts.last().copied().unwrap_or(0) {
            cuts.push(word.start);
        }
        cuts.push(word.end);
    }
    if cuts.last() != Some(&text.len()) {
        cuts.push(text.len());
    }
    cuts
}
