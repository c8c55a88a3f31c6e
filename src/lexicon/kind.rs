//! Kinds of documents (文种): what they are called, how their titles end, and marks that say what a document is.

use std::sync::LazyLock;

use crate::lexicon::{listed, numeral};
use crate::text::{Openings, words};

/// Which type of document (文种) an article is: the fifteen of the 党政机关公文处理工作条例, and those common beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Genre {
    /// Anything else: a report in a paper, an essay (文章).
    #[default]
    Article,
    /// 决议.
    Resolution,
    /// 决定.
    Decision,
    /// 命令（令）.
    Order,
    /// 公报.
    Communique,
    /// 公告.
    Announcement,
    /// 通告.
    PublicNotice,
    /// 意见.
    Opinion,
    /// 通知.
    Notice,
    /// 通报.
    Circular,
    /// 报告.
    Report,
    /// 请示.
    Request,
    /// 批复.
    Reply,
    /// 议案.
    Motion,
    /// 函.
    Letter,
    /// 纪要.
    Minutes,
    /// A speech (讲话), 主持词 and 致辞 included.
    Speech,
    /// A summary of work done (总结).
    Summary,
    /// A plan (方案, 计划, 规划, 预案, 要点).
    Plan,
    /// A text counted by 第一条 (法规).
    Statute,
}

impl Genre {
    /// Whether it tells somebody something: what is read once, from the beginning, and not looked up.
    pub fn is_addressed(self) -> bool {
        matches!(
            self,
            Genre::Order
                | Genre::Announcement
                | Genre::PublicNotice
                | Genre::Notice
                | Genre::Circular
                | Genre::Request
                | Genre::Reply
                | Genre::Motion
                | Genre::Letter
        )
    }

    /// Its name in Chinese.
    pub fn name(self) -> &'static str {
        match self {
            Genre::Article => "文章",
            Genre::Resolution => "决议",
            Genre::Decision => "决定",
            Genre::Order => "命令",
            Genre::Communique => "公报",
            Genre::Announcement => "公告",
            Genre::PublicNotice => "通告",
            Genre::Opinion => "意见",
            Genre::Notice => "通知",
            Genre::Circular => "通报",
            Genre::Report => "报告",
            Genre::Request => "请示",
            Genre::Reply => "批复",
            Genre::Motion => "议案",
            Genre::Letter => "函",
            Genre::Minutes => "纪要",
            Genre::Speech => "讲话",
            Genre::Summary => "总结",
            Genre::Plan => "方案",
            Genre::Statute => "法规",
        }
    }
}

/// What makes a title end like a kind of document.
struct Kind {
    ending: &'static str,
    genre: Genre,
    /// Many a word that is no kind ends alike: 方法, 责令.
    weak: bool,
}

const KINDS: &str = listed(include_str!("../../data/lexicon/kinds.txt"));

/// The characters that kinds end with.
static LAST: Openings = Openings::of_ends(KINDS);

/// All kinds, read once.
static LISTED: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let of_line = |line: &'static str| {
        let mut columns = words(line);
        let (ending, genre) = (columns.next()?, genre_of(columns.next()?));
        Some(Kind { ending, genre, weak: columns.next().is_some() })
    };
    KINDS.lines().filter_map(of_line).collect()
});

fn kinds() -> impl Iterator<Item = &'static Kind> {
    LISTED.iter()
}

/// The type a row of the list names.
fn genre_of(name: &str) -> Genre {
    match name {
        "resolution" => Genre::Resolution,
        "decision" => Genre::Decision,
        "order" => Genre::Order,
        "communique" => Genre::Communique,
        "announcement" => Genre::Announcement,
        "public-notice" => Genre::PublicNotice,
        "opinion" => Genre::Opinion,
        "notice" => Genre::Notice,
        "circular" => Genre::Circular,
        "report" => Genre::Report,
        "request" => Genre::Request,
        "reply" => Genre::Reply,
        "motion" => Genre::Motion,
        "letter" => Genre::Letter,
        "minutes" => Genre::Minutes,
        "speech" => Genre::Speech,
        "summary" => Genre::Summary,
        "plan" => Genre::Plan,
        "statute" => Genre::Statute,
        _ => Genre::Article,
    }
}

/// Kinds that end with the same character as `text`, if `text` ends like them.
fn endings_of(text: &str) -> impl Iterator<Item = &'static Kind> {
    let listed = LAST.admit_last(text).then(kinds);
    listed.into_iter().flatten().filter(move |kind| text.ends_with(kind.ending))
}

/// Whether `text` is what a court calls a document, and nothing else: `民事判决书`.
pub fn is_of_court(text: &str) -> bool {
    const KINDS: &str = "民事 刑事 行政 执行 刑事附带民事 国家赔偿";
    const WORDS: &str = "判决书 裁定书 调解书 决定书 通知书";
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(crate::text::simplified).collect();
    let kind = words(WORDS).find_map(|word| text.strip_suffix(word));
    kind.is_some_and(|kind| kind.is_empty() || words(KINDS).any(|known| known == kind))
}

/// Whether `text` ends with the name of a kind of document, a bracket behind it aside: `…办法（试行）`.
pub fn ends_title(text: &str) -> bool {
    endings_of(without_bracket(text)).any(|kind| !kind.weak)
}

/// The type that the ending of a title names; the longest ending that fits decides.
pub fn of_title(title: &str) -> Option<Genre> {
    let longest = endings_of(title).max_by_key(|kind| kind.ending.len());
    longest.map(|kind| kind.genre).filter(|genre| *genre != Genre::Article)
}

/// A title without the bracket behind it: `…办法（试行）`.
pub fn without_bracket(text: &str) -> &str {
    text.strip_suffix('）')
        .and_then(|inner| inner.rsplit_once('（'))
        .map_or(text, |(title, _)| title.trim_end())
}

/// Whether `word` stands behind the name of the office at the head of a document of Taiwan: `某某市政府　函`.
pub fn is_of_letterhead(word: &str) -> bool {
    const KINDS: &str = "函 书函 書函 公告 令 开会通知单 開會通知單 笺函 箋函 通知";
    words(KINDS).any(|kind| kind == word)
}

/// What a mark ends with that several organs share: `某市人民政府文件`.
pub const PAPERS: &str = "文件";

/// The organ of an order: `某市人民政府令`, `某市人民政府命令` (GB/T 9704-2012 10.2).
pub fn organ_of_order(mark: &str) -> Option<&str> {
    mark.strip_suffix("命令").or_else(|| mark.strip_suffix('令'))
}

/// Whether a mark is that of minutes: `某市人民政府第5次常务会议纪要` (GB/T 9704-2012 10.3).
pub fn is_of_minutes(mark: &str) -> bool {
    ["会议纪要", "会纪要"].iter().any(|end| mark.ends_with(end))
}

/// Whether a mark is that of a briefing: `某市防汛工作简报`.
pub fn is_of_briefing(mark: &str) -> bool {
    ["简报", "快报", "专报", "要报"].iter().any(|end| mark.len() > end.len() && mark.ends_with(end))
}

/// The organ in the mark of a telegram: `某市人民政府发电`, `某市人民政府传真电报`.
pub fn organ_of_telegram(mark: &str) -> Option<&str> {
    let ends = ["传真电报", "发电", "明电"];
    ends.iter().find_map(|end| mark.strip_suffix(end)).filter(|organ| !organ.is_empty())
}

/// Whether a mark is that of a telegram.
pub fn is_of_telegram(mark: &str) -> bool {
    organ_of_telegram(mark).is_some()
}

/// Whether a mark is that of an order.
pub fn is_of_order(mark: &str) -> bool {
    organ_of_order(mark).is_some()
}

/// Whether a mark calls the document 纪要.
pub fn is_named_minutes(mark: &str) -> bool {
    mark.ends_with("纪要")
}

/// Whether a mark says what the document is, so that it needs no title.
pub fn stands_for_title(mark: &str) -> bool {
    is_of_order(mark) || is_named_minutes(mark)
}

/// Whether `text` says which of the papers of a meeting something is: `全县大会交流发言材料之五`, `典型经验材料（3）`.
pub fn is_counted_paper(text: &str) -> bool {
    const PAPERS: &str = "材料 发言 书面发言 会议文件 会议材料 汇报 简报";
    let text = text.trim();
    let inner = text.strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
    let divided = inner.or_else(|| text.rsplit_once('之'));
    divided.is_some_and(|(paper, number)| {
        let counts = number.chars().count() <= 3 && numeral::value(number).is_some();
        counts && words(PAPERS).any(|end| paper.ends_with(end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_with_a_kind() {
        for text in ["关于防汛的通知", "防汛办法（试行）", "某会议纪要", "读书体会", "某某措施"]
        {
            assert!(ends_title(text), "{text}");
        }
        for text in ["工作方法", "某某令", "防汛工作", "某讲稿", ""] {
            assert!(!ends_title(text), "{text}");
        }
    }

    #[test]
    fn courts_have_kinds_of_their_own() {
        assert!(is_of_court("民事判决书") && is_of_court("行 政 裁 定 书") && is_of_court("判决书"));
        assert!(!is_of_court("录用通知书") && !is_of_court("民事") && !is_of_court("关于民事判决书的说明"));
    }

    #[test]
    fn a_kind_names_a_type() {
        for (title, genre) in [
            ("关于防汛的通知", Some(Genre::Notice)),
            ("某某总结报告", Some(Genre::Summary)),
            ("某某报告", Some(Genre::Report)),
            ("某某命令", Some(Genre::Order)),
            ("某某法", Some(Genre::Statute)),
            ("读书体会", None),
            ("防汛工作", None),
        ] {
            assert_eq!(of_title(title), genre, "{title}");
        }
    }

    #[test]
    fn every_row_names_a_type_that_there_is() {
        let told: Vec<&str> = KINDS.lines().filter(|line| line.contains(" article")).collect();
        assert_eq!((told.len(), kinds().filter(|kind| kind.genre == Genre::Article).count()), (6, 6));
        for kind in kinds().filter(|kind| kind.ending == kind.genre.name()) {
            assert!(!kind.weak);
        }
    }

    #[test]
    fn marks_say_what_a_document_is() {
        assert_eq!(organ_of_order("某市人民政府令"), Some("某市人民政府"));
        assert_eq!(organ_of_order("某市人民政府命令"), Some("某市人民政府"));
        assert_eq!(organ_of_order("某市人民政府文件"), None);
        assert!(
            is_of_minutes("某局办公会纪要") && !is_of_minutes("某局纪要") && stands_for_title("某局纪要")
        );
        assert!(is_of_briefing("某局工作简报") && !is_of_briefing("简报") && !is_of_briefing("某局简报工作"));
        assert!(
            is_of_telegram("某市人民政府发电") && !is_of_telegram("发电") && !is_of_telegram("某厂发电量")
        );
        assert!(is_of_letterhead("函") && !is_of_letterhead("来函"));
    }

    #[test]
    fn papers_of_a_meeting_are_counted() {
        for text in ["全县大会交流发言材料之五", "典型经验材料（3）", "会议文件之十二"]
        {
            assert!(is_counted_paper(text), "{text}");
        }
        for text in ["全县大会交流发言材料", "关于青禾之五", "典型经验材料（试行）", "总之一"]
        {
            assert!(!is_counted_paper(text), "{text}");
        }
    }
}
