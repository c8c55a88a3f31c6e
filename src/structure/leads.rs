//! Heads that are set off at the start of paragraphs, in bold or in black brackets: **抓学习。**…, 【交通】…
//!
//! One alone stresses what it says; those of several paragraphs head them.

use crate::document::{Role, RunIn, RunInKind};
use crate::lexicon::person;
use crate::lexicon::sentence::{ends_sentence, is_stop};
use crate::text::{Line, Meaning};

/// A paragraph goes on behind its head for at least this many characters.
const REST: usize = 15;
/// The longest of 302 heads has 39 characters with its number.
const LONGEST: usize = 40;

/// Marks the heads that several paragraphs have, if most of what is set off like them in the text is one.
pub(crate) fn mark(lines: &[Line], roles: &mut [Role]) {
    alike(lines, roles, strong, is_strong);
    alike(lines, roles, bracketed, |line| line.text.starts_with('【'));
}

/// Marks the paragraphs that have a head of a kind, if those are most of which `set_off` says that they could.
fn alike(lines: &[Line], roles: &mut [Role], head: fn(&Line) -> Option<usize>, set_off: fn(&Line) -> bool) {
    let open = |i: &usize| matches!(roles[*i], Role::Paragraph | Role::RunIn(_)) && set_off(&lines[*i]);
    let all: Vec<usize> = (0..lines.len()).filter(open).collect();
    let heads: Vec<(usize, usize)> = all.iter().filter_map(|&i| Some((i, head(&lines[i])?))).collect();
    let text = |&(i, head): &(usize, usize)| &lines[i].text[..head];
    let again = |one: &(usize, usize)| heads.iter().filter(|other| text(other) == text(one)).count() > 1;
    if heads.len() < 2 || heads.len() * 3 < all.len() * 2 || heads.iter().any(again) {
        return;
    }
    for (i, head) in heads {
        if roles[i] == Role::Paragraph {
            roles[i] = Role::RunIn(RunIn { head, kind: RunInKind::Unnumbered });
        }
    }
}

/// Whether a paragraph begins in bold and goes on in plain type.
fn is_strong(line: &Line) -> bool {
    strong_end(line).is_some_and(|end| goes_on(&line.text[end..]))
}

/// Where the bold type ends with which a line begins.
fn strong_end(line: &Line) -> Option<usize> {
    let strong = |span: &&crate::text::Span| span.meaning == Meaning::Strong;
    let mut end = 0;
    for span in line.text.spans().iter().filter(strong) {
        if span.start > end {
            break;
        }
        end = end.max(span.end);
    }
    (end > 0).then_some(end)
}

/// Where the head in bold ends: with a stop, or at a gap behind a phrase.
fn strong(line: &Line) -> Option<usize> {
    let text = line.text.as_str();
    let end = strong_end(line)?;
    let bold = text[..end].trim_end();
    let rest = &text[end..];
    let head = match rest.chars().next().filter(|c| is_stop(*c)) {
        Some(stop) => end + stop.len_utf8(),
        None => bold.len(),
    };
    let inner = text[..head].trim_end_matches(is_stop);
    let stopped = inner.len() < head;
    let gap = !stopped && text[bold.len()..].starts_with([' ', '\u{3000}', '\u{a0}']);
    let phrase = !inner.contains(is_stop) && !inner.contains('：') && !person::is_names(inner);
    let apart = stopped || gap && !inner.contains(['，', ',']);
    (apart && phrase && fits(inner) && goes_on(&text[head..])).then_some(head)
}

fn fits(head: &str) -> bool {
    (3..=LONGEST).contains(&head.chars().count())
}

fn goes_on(rest: &str) -> bool {
    rest.chars().nth(REST).is_some() && ends_sentence(rest)
}

fn bracketed(line: &Line) -> Option<usize> {
    bracket(&line.text)
}

/// Where 【…】 ends that names what its paragraph is about, and no paper that reports it. Who wrote an entry of a yearbook stands in
/// brackets behind it.
pub(crate) fn bracket(text: &str) -> Option<usize> {
    // Two words; what is longer is a headline.
    const LONGEST: usize = 10;
    const PAPERS: [char; 12] = ['报', '報', '网', '網', '社', '讯', '訊', '台', '刊', '记', '記', '电'];
    let rest = text.strip_prefix('【')?;
    let (label, rest) = rest.split_once('】')?;
    let named = (2..=LONGEST).contains(&label.chars().count())
        && (!label.contains(PAPERS) || label.starts_with('电'));
    let own = rest.trim_end();
    let signed = own.strip_suffix('）').and_then(|own| own.rsplit_once('（'));
    let own = signed.filter(|(_, name)| person::is_names(name)).map_or(own, |(own, _)| own);
    (named && goes_on(own)).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: &str = "各级各部门结合实际抓好落实，确保取得成效。";

    /// How many of `texts`, whose part in square brackets is bold, are read with a head.
    #[track_caller]
    fn check(texts: &[&str], expected: &[&str]) {
        let line = |(n, text): (u32, &&str)| {
            let (bold, rest) =
                text.strip_prefix('[').and_then(|text| text.split_once(']')).unwrap_or(("", text));
            let mut line = Line::plain(format!("{bold}{rest}{REST}"), n);
            line.text.mark(0..bold.len(), Meaning::Strong);
            line
        };
        let lines: Vec<Line> = (1..).zip(texts).map(line).collect();
        let mut roles = vec![Role::Paragraph; lines.len()];
        mark(&lines, &mut roles);
        let head = |(line, role): (&Line, &Role)| match role {
            Role::RunIn(run_in) => Some(line.text[..run_in.head].to_owned()),
            _ => None,
        };
        assert_eq!(lines.iter().zip(&roles).filter_map(head).collect::<Vec<_>>(), expected, "{texts:?}");
    }

    #[test]
    fn bold_sentences_head_paragraphs() {
        check(&["[抓学习，强本领。]", "[抓作风。]"], &["抓学习，强本领。", "抓作风。"]);
        check(&["[抓学习]。", "[抓好作风]。"], &["抓学习。", "抓好作风。"]);
        check(&["[抓学习]　", "[抓好作风] "], &["抓学习", "抓好作风"]);
        check(&["[抓学习！]", "", "[抓作风？]"], &["抓学习！", "抓作风？"]);
    }

    #[test]
    fn bold_words_in_a_sentence_head_nothing() {
        check(&["[抓学习。]"], &[]);
        check(&["[松溪县]", "[青禾市]"], &[]);
        check(&["[抓学习，]", "[抓作风，]"], &[]);
        check(&["[抓学习，强本领] ", "[抓作风，提效能] "], &[]);
        check(&["[抓学习。]", "[抓作风。]", "[松溪县]", "[青禾市]"], &[]);
        check(&["[抓学习。抓作风。]", "[抓落实。抓调研。]"], &[]);
        check(&["[记者：]", "[县长：]"], &[]);
        check(&["[韩青山]　", "[白露]　"], &[]);
        check(&["[抓学习。]", "[抓学习。]"], &[]);
        check(&["[抓。]", "[学。]"], &[]);
    }

    #[test]
    fn black_brackets_head_paragraphs() {
        check(&["【交通】", "【天气】"], &["【交通】", "【天气】"]);
        check(&["【交通】"], &[]);
        check(&["【电网建设】", "【交通】"], &["【电网建设】", "【交通】"]);
        assert_eq!(bracket("【交通】全县各级各部门抓好道路建设工作。（韩青山）"), Some("【交通】".len()));
        assert_eq!(bracket("【交通】全县各级各部门抓好道路建设工作（试行）"), None);
        check(&["【松溪报】", "【青禾网】"], &[]);
        check(&["【交通】", "【交通】"], &[]);
        check(&["【交通】", "【天气】", "【松溪报】", "【青禾网】"], &[]);
    }

    #[test]
    fn a_head_has_text_behind_it() {
        let mut lines = [Line::plain("抓学习。各级落实。", 1), Line::plain("抓作风。各级落实。", 2)];
        lines.iter_mut().for_each(|line| line.text.mark(0.."抓学习。".len(), Meaning::Strong));
        let mut roles = [Role::Paragraph; 2];
        mark(&lines, &mut roles);
        assert_eq!(roles, [Role::Paragraph; 2]);
    }
}
