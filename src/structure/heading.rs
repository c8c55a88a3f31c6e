//! Numbered headings: 一、 （一） 1. （1） and 第一章, and whether what follows is a heading, a paragraph with one, or a clause.

use crate::document::{Role, RunIn, RunInKind};
use crate::lexicon::numbering::marker;
use crate::lexicon::numeral;
use crate::lexicon::sentence::{ends_sentence, first_stop};
use crate::text::words;

/// The level of a heading that has none yet: [`crate::structure::body`] gives it one.
pub(crate) const UNLEVELLED: u8 = 0;

/// Longest heading, in characters.
const LONGEST: usize = 60;
/// Longest heading sentence at the start of a paragraph.
const LONGEST_HEAD: usize = 38;
/// Longest single sentence that is a heading in spite of its full stop.
const LONGEST_SENTENCE: usize = 26;

/// What goes on behind a heading sentence has so many characters at least.
const FEWEST: usize = 4;

/// What a line with a heading number is; `None` for one without.
pub(crate) fn numbered(text: &str) -> Option<Role> {
    let marker = marker(text)?;
    let level = marker.level;
    let rest = &text[marker.length..];
    let length = rest.chars().count();
    let Some(stop) = first_stop(rest) else {
        let heading =
            (1..=LONGEST).contains(&length) && !rest.ends_with(['，', '、', ',']) && !names_file(rest);
        return Some(if heading { Role::Heading(level) } else { Role::Paragraph });
    };
    let head = rest[..stop].chars().count();
    if stop == rest.len() {
        let heading = level <= 2 && head <= LONGEST_SENTENCE && rest.ends_with('。') && !rest.contains('：');
        return Some(if heading { Role::Heading(level) } else { Role::Paragraph });
    }
    let more = rest[stop..].chars().filter(|c| c.is_alphanumeric()).count();
    if head > LONGEST_HEAD
        || more < FEWEST
        || !rest[..stop].ends_with('。')
        || rest[..stop].contains('：')
        || is_clause(rest)
    {
        return Some(Role::Paragraph);
    }
    Some(Role::RunIn(RunIn { head: marker.length + stop, kind: RunInKind::Numbered(level) }))
}

/// A rule, a duty or a finding, not a heading: `本规则所称…`, `根据《…》`, `负责…`, `请…参加`, `…完成58.2亿元，同比下降2.9%`.
pub(crate) fn is_clause(text: &str) -> bool {
    const WORDS: &str = "根据 为了 为加强 为规范 本规则 本办法 本条例 本规定 按照 负责 请 邀请 协助";
    words(WORDS).any(|word| text.starts_with(word)) || is_requirement(text) || is_sentence(text)
}

/// Whether the first sentence is one: of 302 heads none with a number of its own has two commas, or a comma and figures.
fn is_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(char::is_whitespace);
    let first = first_stop(text).map_or(text, |stop| &text[..stop]);
    let figures = first.contains(['%', '％'])
        || first.contains(['．', '.']) && first.contains(|c: char| c.is_ascii_digit());
    match first.matches(['，', ',']).count() {
        0 => false,
        1 => figures,
        _ => true,
    }
}

/// `有规范的名称`: what somebody must have; `有序推进` and the like are done.
fn is_requirement(text: &str) -> bool {
    const DONE: [char; 8] = ['序', '效', '力', '机', '的', '关', '利', '备'];
    text.strip_prefix('有').is_some_and(|rest| !rest.starts_with(DONE))
}

/// A heading the markup shows may be longer.
pub(crate) fn is_marked_heading(text: &str) -> bool {
    // Of 697 headings the longest has 49 characters; one the markup shows may carry a speaker or a date besides.
    const LONGEST: usize = 64;
    text.chars().count() <= LONGEST && is_phrase(text)
}

/// Short, and no sentence.
pub(crate) fn is_heading_like(text: &str) -> bool {
    // One in a hundred headings is longer than 38 to 43 characters; half of the paragraphs are longer than 74.
    const LONGEST: usize = 44;
    text.chars().count() <= LONGEST && is_phrase(text)
}

/// `1.申报表.doc`: what can be downloaded heads nothing.
fn names_file(text: &str) -> bool {
    // What offices put up beside their notices.
    const ENDINGS: &str = "doc docx wps xls xlsx et ppt pptx pdf ofd zip rar txt jpg png";
    let bare = text.trim_end_matches([')', '）', ']', '】', '》']);
    bare.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty() && words(ENDINGS).any(|word| ending.eq_ignore_ascii_case(word))
    })
}

/// No sentence, and no whole line in brackets.
fn is_phrase(text: &str) -> bool {
    let bracketed = text.starts_with('（') && text.ends_with('）') && marker(text).is_none();
    let ends = ends_sentence(text) && !text.ends_with(['？', '！', '”', '》', '）', '：'])
        || text.ends_with(['，', '、', ',']);
    text.chars().count() >= 2 && !ends && !bracketed && !text.contains('。') && !names_file(text)
}

/// The lead of `一是…。` or `一要…。` with text behind it; 第一， and 首先， open plain sentences.
pub(crate) fn enumeration(text: &str) -> Option<Role> {
    // 19 of 20 sentences that head a paragraph have at most 21 characters; behind 一是 they run longer.
    const LONGEST_LEAD: usize = 32;
    numeral::span(text).filter(|n| text[*n..].starts_with(['是', '要']))?;
    let stop = first_stop(text)?;
    let lead =
        stop < text.len() && text[..stop].ends_with('。') && text[..stop].chars().count() <= LONGEST_LEAD;
    lead.then_some(Role::RunIn(RunIn { head: stop, kind: RunInKind::Enumeration }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let role = numbered(text).or_else(|| enumeration(text));
        let seen = match role {
            Some(Role::Heading(level)) => format!("h{level}"),
            Some(Role::RunIn(run_in)) => format!("{:?}: {}", run_in.kind, &text[..run_in.head]),
            Some(_) => "paragraph".into(),
            None => "nothing".into(),
        };
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn levels() {
        check("一、2022年工作总结", "h1");
        check("（二）夯实组织建设的基层底座", "h2");
        check("3.完善制度", "h3");
        check("（4）经费保障", "h4");
        check("1.1 编制目的", "h2");
        check("2.3.1机构组成", "h3");
        check("2）人居环境整治", "h4");
        check("（三）、加强领导", "h2");
        check("三，保障措施", "h1");
        check("第三章 监督管理", "h1");
        check("第二节 程序", "h2");
        check("十二、附则", "h1");
    }

    #[test]
    fn what_is_not_a_heading() {
        check("一、根据《中华人民共和国宪法》，结合本县实际，制定本规则。", "paragraph");
        check("1.有规范的名称。", "paragraph");
        check("1.负责日常运转。承担文电、会务等工作。", "paragraph");
        check("1.请市长参加。邀请市人大常委会负责同志列席会议。", "paragraph");
        check("1.收入完成58.2亿元，同比下降2.9%。其中税收收入下降6%。", "paragraph");
        check("1.收入完成六成，增幅超过2.9%。其中税收收入下降6%。", "paragraph");
        check("1.上网查信息，去系统查，小心骗子。任何公司都不要去。", "paragraph");
        check("1.5万人参加活动", "nothing");
        check("12.5%的群众", "nothing");
        check("一心一意谋发展", "nothing");
        check("2022年，全市推进改革。", "nothing");
        check("（一）参加人数、时间、地点，", "paragraph");
        check("第三方机构评估", "nothing");
        check("1.职称评审申报表.doc", "paragraph");
        check("1.推广5G.NET应用", "h3");
    }

    #[test]
    fn run_in_headings() {
        check("（一）强化领导。成立专班，定期会商。", "Numbered(2): （一）强化领导。");
        check("1.加快5.5代线建设。年内完成任务。", "Numbered(3): 1.加快5.5代线建设。");
        check("1.抓学习，强本领。坚持“第一议题”。", "Numbered(3): 1.抓学习，强本领。");
        check("1.抓学习。坚持“第一议题”。", "Numbered(3): 1.抓学习。");
        check(
            "一、坚持党建领航，把准履职方向。一是强化引领。",
            "Numbered(1): 一、坚持党建领航，把准履职方向。",
        );
        check("一是夯实基础。办党组把作风建设作为重点。", "Enumeration: 一是夯实基础。");
        check("一是持续推进改革，上半年办件一百件。", "nothing");
        check("第一，要认识到位。各级要统一思想。", "nothing");
        check("一、元旦：1月1日放假，共1天。1月2日上班。", "paragraph");
        check("二、清明节：4月5日放假。", "paragraph");
        check("四、后勤由办公室提供。*", "paragraph");
        check("1.有规范的名称。名称应当符合规定。", "paragraph");
        check("1.有序推进改革。年内完成任务。", "Numbered(3): 1.有序推进改革。");
    }
}
