//! Persons: their names, the posts (职务) they hold, and lines that name who wrote a text.

use crate::lexicon::{is_gap, listed, numeral, organ, place};
use crate::text::{Phrases, is_han, key, simplified, words};

/// Words with which a line names its author.
static AUTHORS: Phrases = Phrases::of(
    "通讯员 本报记者 本网记者 本刊记者 本社记者 本台记者 记者 作者 原作者 撰稿 撰文 执笔 采写 文/ 文| 文丨 供稿人 报告人 讲话人 特约记者 特约通讯员 见习记者 \
    实习记者 实习生 评论员 本报评论员 特约评论员 本报特约评论员",
);

/// Marks that papers put before who wrote a text.
pub const BULLETS: [char; 8] = ['□', '■', '○', '●', '◎', '◆', '◇', '▲'];

/// Whether `key` (as [`key`] spells it) is an author line.
pub fn is_author_line(key: &str) -> bool {
    const OTHERS: &str = "作者简介 作者单位 作者介绍 作者声明 记者证 记者站 记者招待会";
    let key = key.trim_start_matches(BULLETS);
    key.chars().count() <= 60
        && AUTHORS.at_start(key).next().is_some()
        && !words(OTHERS).any(|word| key.starts_with(word))
        && !key.contains(['。', '?', '!'])
}

/// Whether `text` is a word and the names of persons behind it: `制图：张某`, `摄影/李某 王某`.
pub fn is_labelled_names(text: &str) -> bool {
    // 栏目编辑, 责任编辑; a longer word before names is a phrase.
    const LONGEST: usize = 6;
    let divided = text.split_once(['：', ':', '/', '／', '｜', '|', '丨']);
    divided.is_some_and(|(label, names)| {
        let label = label.trim();
        (1..=LONGEST).contains(&label.chars().count()) && label.chars().all(is_han) && is_names(names.trim())
    })
}

/// Whether `text` is one to six personal names, divided by spaces, 、 or ，.
pub fn is_names(text: &str) -> bool {
    if text.contains(['，', ',']) {
        return are_apart(text);
    }
    let names = text.split([' ', '\u{3000}', '\u{a0}', '、']).filter(|name| !name.is_empty());
    // One more than may be tells that they are too many.
    let names: Vec<&str> = names.take(7).collect();
    let spaced = || {
        names.len() == 2
            && names.iter().all(|name| name.chars().count() == 1)
            && names[0].chars().next().is_some_and(is_surname)
    };
    (1..=6).contains(&names.len()) && (most_are_names(&names, |name| is_one_name(name)) || spaced())
}

/// Two names or more that were run together (`韩青山白露陈明远`), apart; `None` where the characters can be divided in no way or name a paper.
pub fn apart(text: &str) -> Option<String> {
    // Two names of three characters; fewer are the name of a paper as often. Four of three.
    const LENGTH: std::ops::RangeInclusive<usize> = 6..=12;
    let chars: Vec<char> = text.chars().take(LENGTH.end() + 1).collect();
    if !LENGTH.contains(&chars.len())
        || !chars.iter().all(|c| is_han(*c))
        || organ::is_publisher(text)
        || organ::is_name(text)
    {
        return None;
    }
    // The longest names first: most have three characters. One of several may have a surname that is not in the list.
    fn divided(chars: &[char], strange: bool) -> Option<Vec<String>> {
        if chars.is_empty() {
            return Some(Vec::new());
        }
        [3, 2].into_iter().filter(|length| *length <= chars.len()).find_map(|length| {
            let name: String = chars[..length].iter().collect();
            let known = is_one_name(&name);
            let mut rest = (known || strange).then(|| divided(&chars[length..], strange && known))??;
            rest.insert(0, name);
            Some(rest)
        })
    }
    divided(&chars, false)
        .or_else(|| divided(&chars, true).filter(|names| names.len() > 2))
        .map(|names| names.join(" "))
}

/// Two to six names with commas between them, of which each must be one: `韩青山，白　露`.
fn are_apart(text: &str) -> bool {
    // One character more than a name has tells that it is none.
    let is_name = |part: &str| is_one_name(&part.chars().filter(|c| !is_gap(*c)).take(5).collect::<String>());
    let parts = || text.split(['，', ',']);
    let count = parts().take(6).take_while(|part| is_name(part)).count();
    count >= 2 && parts().nth(count).is_none()
}

/// A surname and one or two characters behind it, of which the last names no place and no body; marks stand for what is not told
/// (`韩××`).
fn is_one_name(text: &str) -> bool {
    let masked = text.trim_end_matches(['○', '×', '〇', '＊', '*', '✕']);
    if masked.len() < text.len() {
        return text.chars().count() <= 3 && masked.chars().count() == 1 && masked.chars().all(is_surname);
    }
    const ENDINGS: &str = "网报社局部市县省镇乡村区站台厅署院州";
    // Most texts asked about are longer than any name, which is told soonest.
    let count = text.chars().take(5).count();
    if !(2..=4).contains(&count)
        || !text.chars().all(is_han)
        || COMPOUND.at_start(text).any(|known| known == text)
    {
        return false;
    }
    let compound = COMPOUND.at_start(text).next().is_some();
    let longest = if compound { 4 } else { 3 };
    count <= longest
        && (compound || text.chars().next().is_some_and(is_surname))
        && !text.ends_with(|c| ENDINGS.contains(c))
        && !place::is_region(text)
}

/// Surnames of two characters.
static COMPOUND: Phrases = Phrases::of(listed(include_str!("../../data/lexicon/compound_surnames.txt")));

/// All are names; of two or more, one may have a surname that is not in the list.
fn most_are_names(names: &[&str], name: impl Fn(&&str) -> bool) -> bool {
    let known = names.iter().filter(|each| name(each)).count();
    let short = names.iter().all(|each| (2..=3).contains(&each.chars().count()) && each.chars().all(is_han));
    known == names.len() || known >= 1 && known + 1 == names.len() && short
}

/// Offices a person holds, as they stand before the name.
const POSTS: &str = listed(include_str!("../../data/lexicon/posts.txt"));

/// Whether `text` is a body and a name behind it, or somebody in office: `科研第二党支部 韩青山`, `城关小学四（2）班　白露`.
pub fn is_body_and_name(text: &str) -> bool {
    let names = |(body, name): (&str, &str)| {
        let body: String = body.chars().map(simplified).collect();
        (organ::is_name(&body) || is_class(&body)) && is_names(name)
    };
    text.trim().split_once(is_gap).map(|(body, name)| (body, name.trim_matches(is_gap))).is_some_and(names)
        || is_post_and_name(text)
}

/// `四（2）班`, `高二3班`: a class of a school.
fn is_class(text: &str) -> bool {
    let Some(bare) = text.strip_suffix('班') else { return false };
    let bare = bare.trim_end_matches(['）', ')']);
    bare.ends_with(|c: char| c.is_ascii_digit() || numeral::is_small(c)) && bare.chars().count() <= 20
}

/// Whether `text` is an office and a name: `市委书记 王某某`, `常务副市长　李某`.
pub fn is_post_and_name(text: &str) -> bool {
    let Some((post, name)) = text.split_once(is_gap) else { return false };
    let post = key(post);
    let held = words(POSTS).any(|word| post.ends_with(word)) && (2..=24).contains(&post.chars().count());
    held && is_names(name.trim_matches(is_gap)) && !post.contains(['，', ',', '。'])
}

/// Whether `text` is the post and the name of one who issues documents: `市　长　王一川`.
pub fn is_signatory(text: &str) -> bool {
    const HIGHEST: &str = "总理 委员长 州长 旗长 盟长 专员 关长 审计长";
    let Some((post, name)) = post_and_name(text) else { return false };
    let post = key(post);
    let held = words(POSTS).chain(words(HIGHEST)).any(|word| post.ends_with(word));
    held && post.chars().count() <= 24 && !post.contains(['，', ',', '。']) && is_names(name)
}

/// The hundred and some commonest surnames (over nine tenths of the population).
fn is_surname(c: char) -> bool {
    const SURNAMES: &str = listed(include_str!("../../data/lexicon/surnames.txt"));
    SURNAMES.contains(c)
}

/// Post and name of a line such as `市　长　王一川`; a name of two characters may stand apart (`王　川`).
pub fn post_and_name(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (rest, last) = text.rsplit_once(char::is_whitespace)?;
    let (post, name) = match last.chars().count() {
        1 => rest.trim_end().rsplit_once(char::is_whitespace).map(|(post, _)| text.split_at(post.len()))?,
        _ => (rest, last),
    };
    let (post, name) = (post.trim_end(), name.trim_start());
    let letters = name.chars().filter(|c| !c.is_whitespace()).count();
    (!post.is_empty() && (2..=4).contains(&letters)).then_some((post, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people() {
        for text in ["市委书记 王某某", "常务副市长　李四", "县人大常委会主任 张 三"]
        {
            assert!(is_post_and_name(text), "{text}");
        }
        for text in ["关于主任 会议的决定", "工作会议上的讲话", "选好支部书记 建强战斗堡垒"]
        {
            assert!(!is_post_and_name(text), "{text}");
        }
        for text in
            ["市长　王一川", "行政長官 賀一川", "省　长　李　四", "国务院总理 李某某", "海关总署署长　王某"]
        {
            assert!(is_signatory(text), "{text}");
        }
        for text in ["某某市人民政府", "市长", "本报记者 王一川", "市长　王一川　李四", "王一川"]
        {
            assert!(!is_signatory(text), "{text}");
        }
        for text in ["刘一波 奚小霞", "欧阳小明", "上官云 宋宇晟", "王 川", "刘超、乔东平"]
        {
            assert!(is_names(text), "{text}");
        }
        for text in
            ["奚小霞", "成文日期", "金融市场", "江苏", "成都市", "温州", "欧阳", "王小小小", "刘超 金融市场"]
        {
            assert!(!is_names(text), "{text}");
        }
    }

    #[test]
    fn names_stand_between_commas_and_behind_bodies() {
        for text in ["韩青山，白　露", "韩青山,白露,林川", "韩××", "林○○"] {
            assert!(is_names(text), "{text}");
        }
        for text in ["韩青山，茶乡振兴", "抓学习，强本领", "韩青山，", "青××", "韩青××", "韩×××"]
        {
            assert!(!is_names(text), "{text}");
        }
        for text in [
            "松溪县便民服务中心　韩青山",
            "城关小学四（2）班　白露",
            "高二3班 林川",
            "审判员　韩青山",
            "縣長　林○○",
        ] {
            assert!(is_body_and_name(text), "{text}");
        }
        for text in ["松溪县林业局 工作总结", "培训班 白露", "韩青山", "抓好春耕 白露", "加班　白露"]
        {
            assert!(!is_body_and_name(text), "{text}");
        }
    }

    #[test]
    fn a_word_before_names_says_what_they_did() {
        for text in ["制图：韩青山", "摄影/韩青山 白露", "文｜韩青山"] {
            assert!(is_labelled_names(text), "{text}");
        }
        for text in
            ["韩青山：茶乡振兴", "制图：松溪县测绘局", "全县各级党组织书记：韩青山", "GB：韩青山", "：韩青山"]
        {
            assert!(!is_labelled_names(text), "{text}");
        }
    }

    #[test]
    fn what_is_said_about_an_author_is_no_author_line() {
        for text in ["作者：韩青山", "本报记者 韩青山", "记者会见组", "□本报记者 韩青山"]
        {
            assert!(is_author_line(text), "{text}");
        }
        for text in ["作者简介", "作者单位：松溪县林业局", "记者站设在县城", "记者:有哪些举措?", "记者:真好!"]
        {
            assert!(!is_author_line(text), "{text}");
        }
    }

    #[test]
    fn a_line_with_post_and_name_is_divided() {
        assert_eq!(post_and_name("市长　王一川"), Some(("市长", "王一川")));
        assert_eq!(post_and_name(" 市　长　　王　川"), Some(("市　长", "王　川")));
        for text in ["市长", "王　川", "某某市 人民政府办公室", ""] {
            assert_eq!(post_and_name(text), None, "{text}");
        }
    }

    #[test]
    fn names_run_together_come_apart() {
        #[track_caller]
        fn check(text: &str, expected: Option<&str>) {
            assert_eq!(apart(text).as_deref(), expected, "{text}");
        }
        check("韩青山陈明远白露", Some("韩青山 陈明远 白露"));
        check("韩青山陈明远", Some("韩青山 陈明远"));
        // One of three may have a surname that is not in the list, none of two.
        check("韩青山奚婷霞白露", Some("韩青山 奚婷霞 白露"));
        check("韩青山奚婷霞", None);
        // Papers, offices, what is too short and too long.
        check("方青山高原日报", None);
        check("韩青山", None);
        check("松溪县人民政府", None);
        check(&"韩青山".repeat(5), None);
    }
}
