//! What stands below a text line by line and is somebody else's: other articles with their dates, comments of readers.

use crate::clean::phrases::{has_any, is_only, phrases};
use crate::lexicon::date;
use crate::lexicon::sentence::ends_sentence;
use crate::text::{Line, Mark, Phrases, is_han, key, short_key};

/// Where a list of other articles begins below line `last`, the last that is a paragraph: phrases with the day on which each was put on
/// the site, the newest first.
pub(crate) fn articles(lines: &[Line], last: usize) -> Option<usize> {
    // Two rows of figures with a date are a table as soon.
    const FEWEST: usize = 3;
    let days: Vec<Option<Vec<u32>>> = lines.iter().map(|line| day_of_entry(&line.text)).collect();
    let mut at = last + 1;
    while at < lines.len() {
        let run: Vec<&Vec<u32>> = days[at..].iter().map_while(Option::as_ref).collect();
        let dated = at > 0 && date::whole_line(&lines[at - 1].text).is_some();
        let falls = run.first() >= run.last() && run.windows(2).all(|two| two[0].len() == two[1].len());
        if run.len() >= FEWEST - usize::from(dated) && falls {
            return Some(at);
        }
        at += run.len().max(1);
    }
    None
}

/// The day in figures before or behind a phrase: `2025-03-11 某地开展普查`, `某地开展普查[03-11]`.
fn day_of_entry(text: &str) -> Option<Vec<u32>> {
    // Half of all headlines have ten characters, and hardly any fewer than six.
    const SHORTEST: usize = 6;
    // A headline of two phrases with its day.
    const LONGEST: usize = 70;
    let is_day = |c: char| c.is_ascii_digit() || "-/.[]()（）【】: ".contains(c);
    let text = text.trim_matches(|c: char| c.is_whitespace() || "·•●■◆>-".contains(c));
    let head = &text[..text.find(|c| !is_day(c)).unwrap_or(text.len())];
    let tail = &text[text
        .rfind(|c| !is_day(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))..];
    let (day, phrase) = match (day(head), day(tail)) {
        (Some(day), _) => (day, &text[head.len()..]),
        (None, Some(day)) => (day, &text[..text.len() - tail.len()]),
        _ => return None,
    };
    let letters = phrase.chars().filter(|c| is_han(*c)).count();
    let is_phrase = letters >= SHORTEST && phrase.chars().nth(LONGEST).is_none();
    (is_phrase && !ends_sentence(phrase) && !phrase.contains('。')).then_some(day)
}

/// Month and day, perhaps behind a year: `2025-03-11`, `[03-11]`.
fn day(text: &str) -> Option<Vec<u32>> {
    let bare = text.trim_matches(|c: char| "[]()（）【】 ".contains(c));
    let bare = bare.split(' ').next().unwrap_or(bare);
    let parts: Vec<u32> = bare.split(['-', '/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [.., month, day] = parts[..] else { return None };
    let year = parts.len() == 2 || parts.len() == 3 && (1990..2100).contains(&parts[0]);
    // `3.5` and `1-2` are numbers; a day has two figures each, or a year before it.
    let full = parts.len() == 3 || bare.len() == "03-11".len();
    (year && full && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some(parts)
}

/// Where the comments of readers begin: a heading that says so, above lines of which some are those of a forum.
pub(crate) fn comments(lines: &[Line], first: usize) -> Option<usize> {
    (first + 1..lines.len())
        .find(|&i| is_heading(&lines[i]) && lines[i + 1..].iter().any(|line| is_of_forum(&key(&line.text))))
}

fn is_heading(line: &Line) -> bool {
    static WORDS: Phrases = Phrases::of(
        "网友评论 全部评论 最新评论 热门评论 精彩评论 评论列表 用户评论 读者评论 文章评论 所有评论 最热评论 评论区 网友留言 网友跟贴 \
        网友跟帖 跟帖评论 热门跟贴 精彩留言 评论",
    );
    // 网友评论（12条）
    const LONGEST: usize = 12;
    let Some(key) = short_key(&line.text, LONGEST_COUNT) else { return false };
    let bare = key.trim_end_matches(|c: char| c.is_ascii_digit() || "()[]【】条:".contains(c));
    let said = key.chars().count() <= LONGEST && is_only(bare, &WORDS);
    line.mark != Mark::Row && (said || counts_comments(&key))
}

// A title of two phrases in its marks, and the count of comments behind it.
const LONGEST_COUNT: usize = 60;

/// `《…》已有1件评论`, `共 12 条评论`: what was said of this text, counted.
fn counts_comments(key: &str) -> bool {
    let said = ["条评论", "件评论", "篇评论", "个评论", "条留言", "条回复", "条跟帖"];
    let counted = said
        .iter()
        .find_map(|end| key.strip_suffix(end))
        .filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
    let rest = counted.map(|rest| rest.trim_end_matches(|c: char| c.is_ascii_digit()));
    rest.is_some_and(|rest| {
        ["已有", "共有", "共", "有", ""]
            .iter()
            .any(|word| rest == *word || !word.is_empty() && rest.ends_with(word))
    })
}

/// Where a site says below the text that nobody may take what is on it: a heading (`版权公告：`), and below it nothing but sentences about
/// rights. It is numbered as a document is.
pub(crate) fn rights(lines: &[&Line], first: usize) -> Option<usize> {
    static HEADS: Phrases =
        Phrases::of("反侵权公告 版权公告 版权声明 维权声明 版权与免责声明 免责声明 郑重声明");
    static RIGHTS: Phrases = Phrases::of("侵权 著作权 转载 版权 授权 免责 法律责任 权益");
    // The longest of them in brackets or between asterisks, with room to spare.
    const LONGEST: usize = 40;
    let is_head = |line: &Line| {
        short_key(&line.text, LONGEST).is_some_and(|key| is_only(key.trim_end_matches(':'), &HEADS))
    };
    let start = (first + 1..lines.len()).find(|&i| is_head(lines[i]))?;
    let said: Vec<&&Line> = lines[start + 1..].iter().filter(|line| is_long(line)).collect();
    let all = said.iter().all(|line| has_any(&key(&line.text), &RIGHTS));
    (!said.is_empty() && all && lines[start..].iter().all(|line| line.mark != Mark::Row)).then_some(start)
}

fn is_long(line: &Line) -> bool {
    // Longer than a telephone number with a name, and a button.
    const SHORTEST: usize = 20;
    ends_sentence(&line.text) && line.text.chars().nth(SHORTEST).is_some()
}

/// Where a list of the categories or months of a blog begins below line `last`, each with how many texts it has: `历史 (25)`.
pub(crate) fn categories(lines: &[Line], last: usize) -> Option<usize> {
    // Two may be figures in a text that name something.
    const FEWEST: usize = 3;
    // 2025年12月, 未归类; a phrase is longer.
    const LONGEST: usize = 10;
    let is_one = |line: &Line| {
        let key = key(&line.text);
        let counted = key.strip_suffix([')', ']']).and_then(|rest| rest.rsplit_once(['(', '[']));
        line.mark != Mark::Row
            && counted.is_some_and(|(word, count)| {
                (1..=LONGEST).contains(&word.chars().count())
                    && !count.is_empty()
                    && count.bytes().all(|digit| digit.is_ascii_digit())
            })
    };
    let mut at = last + 1;
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|line| is_one(line)).count();
        if run >= FEWEST {
            return Some(at);
        }
        at += run.max(1);
    }
    None
}

/// `3楼`, `2小时前 回复 赞(12)`, `发表于2025-03-11 10:20`.
fn is_of_forum(key: &str) -> bool {
    // A name, a place and three buttons; a comment that mentions one is longer.
    const LONGEST: usize = 40;
    let ago = has_any(key, phrases!("小时前 分钟前 天前 刚刚"));
    // `新宠的评论` in a list of them, and the day behind it in the words of an English blog.
    let named = key.ends_with("的评论") && key.starts_with(|c: char| c.is_ascii_digit());
    let floor = key.trim_start_matches('#').trim_start_matches(|c: char| c.is_ascii_digit());
    let floor = floor.len() < key.len() && floor.starts_with('楼');
    let buttons = has_any(key, phrases!("回复 举报 点赞 赞( 顶[ 顶( 踩("))
        && key.contains(|c: char| c.is_ascii_digit());
    key.chars().nth(LONGEST).is_none() && (ago || floor || buttons || named || key.starts_with("发表于"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<Line> {
        (1..).zip(texts).map(|(n, text)| Line::plain(*text, n)).collect()
    }

    #[test]
    fn entries_have_a_day_in_figures() {
        for (text, expected) in [
            ("2025-03-11 松溪县开展茶园普查", Some(vec![2025, 3, 11])),
            ("· 松溪县开展茶园普查[03-11]", Some(vec![3, 11])),
            ("松溪县开展茶园普查 2025/3/1", Some(vec![2025, 3, 1])),
            ("[2025-03-11 10:20] 松溪县开展茶园普查", Some(vec![2025, 3, 11])),
            ("2025年3月11日 松溪县开展茶园普查", None),
            ("2025-03-11 茶园", None),
            ("2025-03-11 松溪县开展茶园普查。", None),
            ("3.5 松溪县开展茶园普查", None),
            ("13-11 松溪县开展茶园普查", None),
            ("1850-03-11 松溪县开展茶园普查", None),
            ("松溪县开展茶园普查", None),
        ] {
            assert_eq!(day_of_entry(text), expected, "{text}");
        }
    }

    #[test]
    fn lists_of_articles_begin_with_the_newest() {
        let found = |texts: &[&str]| articles(&lines(texts), 0);
        let [one, two, three] =
            ["2025-03-11 松溪县开展普查", "2025-03-08 松溪县举办培训", "2025-03-02 松溪县召开会议"];
        assert_eq!(found(&["文。", "首页", one, two, three, "版权所有"]), Some(2));
        assert_eq!(found(&["文。", three, two, one]), None, "a chronicle");
        assert_eq!(found(&["文。", one, two]), None);
        assert_eq!(found(&["文。", "2025年3月12日", one, two]), Some(2));
        assert_eq!(found(&["文。", one, two, "松溪县召开会议[03-02]"]), None);
        assert_eq!(articles(&lines(&[one, two, three]), 2), None);
    }

    #[test]
    fn what_says_nobody_may_take_it_is_of_the_site() {
        let found = |texts: &[&str]| rights(&lines(texts).iter().collect::<Vec<_>>(), 0);
        let (law, one) = (
            "未经书面许可擅自转载本报社作品的，将涉嫌侵犯著作权人的合法权益。",
            "一、任何单位使用本报社作品，必须事先取得本报社的书面授权；",
        );
        assert_eq!(found(&["文。", "反侵权公告：", law, one, "陈律师 0432-62099222"]), Some(1));
        assert_eq!(found(&["文。", "反侵权公告：", "陈律师 0432-62099222"]), None);
        assert_eq!(found(&["文。", law, one]), None);
        let other = "二、各乡镇要抓好春耕备耕，做到不误农时、应种尽种，逐村落实。";
        assert_eq!(found(&["文。", "版权声明", law, other]), None);
    }

    #[test]
    fn categories_have_a_count_each() {
        let found = |texts: &[&str]| categories(&lines(texts), 0);
        assert_eq!(found(&["文。", "个人类别", "未归类 (88)", "历史(25)", "2025年12月 (3)"]), Some(2));
        assert_eq!(found(&["文。", "未归类 (88)", "历史(25)"]), None);
        assert_eq!(found(&["文。", "历史(25)", "松溪县推进春耕备耕生产(3)", "军情(7)"]), None);
        assert_eq!(found(&["文。", "历史(上)", "历史(中)", "历史(下)"]), None);
    }

    #[test]
    fn comments_stand_below_their_heading() {
        let found = |texts: &[&str]| comments(&lines(texts), 0);
        assert_eq!(found(&["文。", "网友评论(2)", "松间月", "好！", "3小时前 回复"]), Some(1));
        assert_eq!(found(&["文。", "全部评论", "1楼 松间月：好！"]), Some(1));
        assert_eq!(found(&["文。", "评论：", "发表于2025-03-11"]), Some(1));
        assert_eq!(found(&["文。", "《推进春耕》已有1件评论", "1.松间月的评论", "好！"]), Some(1));
        assert_eq!(found(&["文。", "共 12 条评论", "松间月", "3小时前 回复"]), Some(1));
        assert_eq!(found(&["文。", "这篇报道有12条评论", "松间月", "3小时前 回复"]), Some(1));
        assert_eq!(found(&["文。", "全年收到12条评论", "3小时前 回复"]), None);
        assert_eq!(found(&["文。", "评论", "文学评论是一门学问。"]), None);
        assert_eq!(found(&["文。", "办事窗口", "1楼 不动产登记"]), None);
        assert_eq!(found(&["网友评论", "3小时前"]), None);
    }
}
