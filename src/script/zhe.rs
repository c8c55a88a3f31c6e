//! 著 → 着 in text that comes from Traditional script, which writes both with one character.
//!
//! 著 stays where it reads zhù: in a closed list of words (显著 编著 名著 著名 著作 著书 …). Everywhere else it is the
//! particle or verb 着 (沿着 着力 执着). Run on Simplified results only: in Simplified text the author has decided.
//! Known miss: an author's note without a space, `鲁迅著`, becomes 着.

/// Where `text` has a 著 that should be 着, as byte positions.
pub(crate) fn particles(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices('著')
        .filter(|(at, zhu)| is_zhe(&text[..*at], &text[at + zhu.len()..]))
        .map(|(at, _)| at)
}

/// Verbs and nouns whose 着 no word that begins with 著 takes away: 执着者, 穿着作…
const ALWAYS_AFTER: &[&str] = &["执", "穿", "衣", "附", "胶", "粘", "黏", "固", "意味"];
/// Words that end in 著: 显著, 编著, 见微知著.
const WORDS_ENDING: &[&str] =
    &["显", "卓", "昭", "彰", "编", "译", "巨", "遗", "拙", "土", "撰", "微知", "明较"];
/// What follows 编着 as a verb: 编着辫子.
const BRAIDED: &[&str] = &["辫", "筐", "篮", "竹篮", "竹筐", "草鞋", "草帽", "花环", "花篮"];
/// Words that begin with 著.
const WORDS_BEGINNING: &[&str] = &[
    "名",
    "作",
    "者",
    "述",
    "称",
    "录",
    "书",
    "于世",
    "于史",
    "于竹",
    "有《",
    "有诗",
    "有论文",
    "有专著",
    "有文集",
    "有小说",
    "有散文",
    "有长篇",
];
/// What looks like one of them and is not: 忙着作准备.
const NOT_BEGINNING: &[&str] = &["称呼", "书包", "书籍", "书桌", "作战", "作准备", "作业"];
/// What one holds or marks: 看着书, 写着名字; but 著名字画.
const THINGS: &[&str] = &["书", "名字", "名单", "名册"];
/// What one does to them.
const HANDLED: &[char] = &[
    '看', '读', '念', '捧', '抱', '拿', '翻', '背', '提', '带', '夹', '借', '教', '写', '刻', '叫', '喊',
    '印', '签', '标', '点', '照', '按',
];
/// Words that end in 著 unless what follows makes it 着: 名著, but 大着胆子.
const LIKELY_ENDING: &[char] = &['论', '名', '专', '原', '合', '新', '大', '所', '主', '旧'];
/// Verbs that end like 论著: 讨论着.
const DISCUSSING: &[&str] = &["讨论", "谈论", "议论", "争论", "评论", "辩论"];
/// What begins a word with 着: 着眼, 着力, 着重, 着手.
const ZHE_WORDS: &[char] = &[
    '眼', '力', '手', '重', '想', '急', '落', '陆', '装', '火', '凉', '实', '色', '墨', '迷', '魔', '意',
    '劲', '哪', '呢',
];
/// What 大着 and 合着 take: 大着胆子, 合着拍子.
const TAKEN: &[char] = &['胆', '嗓', '肚', '声', '舌', '双', '掌', '拍', '节', '嘴', '门', '唱'];

fn is_zhe(before: &str, after: &str) -> bool {
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    if ends(ALWAYS_AFTER) {
        return true;
    }
    if ends(WORDS_ENDING) {
        return before.ends_with('编') && begins(BRAIDED);
    }
    if begins(WORDS_BEGINNING) {
        return begins(NOT_BEGINNING) || begins(THINGS) && before.ends_with(HANDLED);
    }
    if before.ends_with(LIKELY_ENDING) {
        return after.starts_with(ZHE_WORDS) || after.starts_with(TAKEN) || ends(DISCUSSING);
    }
    !is_author_note(before, after)
}

/// `费孝通 著` and `（王力等著）`: whose work it is, with nothing after it.
fn is_author_note(before: &str, after: &str) -> bool {
    let ends_here = !after.starts_with(|c: char| c.is_alphabetic());
    let apart = before.is_empty() || before.ends_with([' ', '\u{3000}']);
    apart && ends_here || before.ends_with('等') && after.starts_with(['《', '）', '〉', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expected` is the text with every 著 decided; the input has 著 throughout.
    #[track_caller]
    fn check(expected: &str) {
        let text = expected.replace('着', "著");
        let mut found = text.clone();
        for at in particles(&text) {
            found.replace_range(at..at + '著'.len_utf8(), "着");
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn works_and_fame_keep_zhu() {
        for text in [
            "著名作家",
            "成效显著",
            "学术著作",
            "名著导读",
            "见微知著",
            "臭名昭著",
            "著书立说",
            "论著目录",
            "著有《红楼梦》",
            "费孝通 著",
            "（王力等著）",
            "编著",
            "合著者",
            "著称于世",
            "彰明较著",
            "所著论文",
            "著名声乐家和著名字画",
            "编著花卉图鉴",
            "有著名的",
        ] {
            check(text);
        }
    }

    #[test]
    fn everything_else_is_zhe() {
        for text in [
            "着力解决",
            "着眼于",
            "沿着道路",
            "执着者",
            "意味着名声",
            "讨论着这个问题",
            "大着胆子",
            "合着拍子",
            "看着书",
            "墙上写着名字",
            "编着辫子",
            "点着名册",
            "他在等着。",
            "理论着眼于实践",
            "穿着作战服",
            "围绕着",
            "不着边际",
        ] {
            check(text);
        }
    }
}
