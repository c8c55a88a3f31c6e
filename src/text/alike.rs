//! Characters that look like others: the radicals of dictionaries and forms kept for old standards.

use unicode_normalization::UnicodeNormalization;

/// Radicals and the characters they look like, in pairs. Unicode has no decomposition for those of the CJK Radicals Supplement, only the list
/// `EquivalentUnifiedIdeograph` (version 14), whose part this is.
const LIKE: &str = "\
    ⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭\
    ⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶\
    ⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀";

/// The character a radical (⼯, ⻢) or a compatibility form stands for; `None` for what stands for itself.
pub(crate) fn meant(c: char) -> Option<char> {
    // Compatibility ideographs that are none: Unicode counts them among the unified.
    const UNIFIED: [char; 12] = [
        '\u{fa0e}', '\u{fa0f}', '\u{fa11}', '\u{fa13}', '\u{fa14}', '\u{fa1f}', '\u{fa21}', '\u{fa23}',
        '\u{fa24}', '\u{fa27}', '\u{fa28}', '\u{fa29}',
    ];
    if !matches!(c, '\u{2e80}'..='\u{2fd5}' | '\u{f900}'..='\u{faff}') || UNIFIED.contains(&c) {
        return None;
    }
    let folded = std::iter::once(c).nfkc().next().filter(|to| *to != c);
    folded.or_else(|| {
        let mut pairs = LIKE.chars();
        std::iter::from_fn(|| Some((pairs.next()?, pairs.next()?)))
            .find(|(like, _)| *like == c)
            .map(|(_, to)| to)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_and_compatibility_forms_mean_a_character() {
        for (like, to) in [
            ('⼯', '工'),
            ('⻢', '马'),
            ('⺠', '民'),
            ('⻔', '门'),
            ('⻅', '见'),
            ('⻘', '青'),
            ('\u{f9dc}', '隆'),
        ] {
            assert_eq!(meant(like), Some(to), "{like}");
        }
        for own in ['工', '马', '\u{fa0e}', 'A', '，'] {
            assert_eq!(meant(own), None, "{own}");
        }
    }
}
