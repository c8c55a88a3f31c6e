//! Where the text of a page ends and that of another article on it begins: portals load the next one below the first, lists of news show how
//! each of theirs opens.

use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{date, kind};
use crate::reading::Page;
use crate::reading::tail::is_over;
use crate::text::{Label, Mark, Signs};

/// Takes out what stands below the text behind a wall of lines of the page; where that begins, if it does.
pub(crate) fn settle(page: &Page<'_>, labels: &mut [Label], tail: Option<usize>) -> Option<usize> {
    let begins = replies(page, labels).or_else(|| begins(page, labels)).into_iter().chain(tail).min()?;
    // Who wrote the other one, and when, if that is known of this one.
    let told = labels[..begins].contains(&Label::Info);
    let mut gone = None;
    for (i, label) in labels.iter_mut().enumerate().skip(begins) {
        let hint = &page.hints[i];
        let goes = is_text(*label) || is_about(*label) || told && is_of_info(*label);
        if goes && !hint.stays && hint.told.is_none() {
            *label = Label::Below;
            gone = gone.or(Some(i));
        }
    }
    gone
}

/// Where what others answered begins in a forum: each post has a line with the time it was put there (`发表于 2011-5-3 20:14`), and the
/// second is none of who began.
fn replies(page: &Page<'_>, labels: &[Label]) -> Option<usize> {
    // A name, the time and two buttons: `楼主 发表于 2011-5-3 20:14 | 只看该作者`.
    const LONGEST: usize = 60;
    let put = |i: &usize| {
        let text = page.lines[*i].text.as_str();
        let rest =
            text.split_once("发表于").map(|(_, rest)| rest).filter(|_| text.chars().nth(LONGEST).is_none());
        let date = rest.and_then(|rest| Some((date::find(rest)?, rest)));
        date.is_some_and(|(date, rest)| {
            rest[..date.start].trim().is_empty() && rest[date.start..date.end].contains(':')
        })
    };
    let second = (0..labels.len()).filter(put).nth(1)?;
    (characters(page, labels, 0..second) > 0).then_some(second)
}

/// The first line behind the wall.
fn begins(page: &Page<'_>, labels: &[Label]) -> Option<usize> {
    // Characters of its sentences: less is a lead, or a question over its answers.
    const LEAST: usize = 80;
    // Inside of texts nobody learnt from walls had up to seven lines (a box of offers), those over another article ten and more.
    const WALL: usize = 8;
    // In a text without markup that says that it is over: it shows less of what stands around it.
    const SAID: usize = 5;
    let title = labels.iter().position(|label| *label == Label::Title)?;
    let named = is_named(page, title);
    let (mut prose, mut wall, mut behind) = (0, 0, None);
    let mut over = false;
    for i in title..labels.len() {
        if labels[i].is_debris() {
            wall += 1;
            over |= is_over(page, i);
            behind = None;
            continue;
        }
        behind = behind.or(Some(i));
        if !is_text(labels[i]) {
            continue;
        }
        if prose >= LEAST && wall >= if named { WALL } else { SAID } {
            let rest = characters(page, labels, i..labels.len());
            let sure = named && (rest <= prose || introduces(page, i - wall..i + 2)) || over && rest <= prose;
            return behind.filter(|_| sure && !attaches(page, labels, i));
        }
        prose += characters(page, labels, i..i + 1);
        (wall, over) = (0, false);
    }
    None
}

/// Whether the page calls itself so: then it is known which of its articles is meant.
fn is_named(page: &Page<'_>, i: usize) -> bool {
    let signs = page.lines[i].evidence.as_deref().map(|evidence| evidence.signs);
    signs.is_some_and(|signs| signs.has(Signs::AGREES) || signs.has(Signs::EQUALS))
}

/// Whether these lines show how another article begins: a heading of its own, or when it was put there. A box of links among the
/// paragraphs of a text shows neither.
fn introduces(page: &Page<'_>, lines: std::ops::Range<usize>) -> bool {
    let shown = page.lines.get(lines.start.min(page.lines.len())..lines.end.min(page.lines.len()));
    shown
        .unwrap_or_default()
        .iter()
        .any(|line| matches!(line.mark, Mark::Heading(1 | 2)) || date::find(&line.text).is_some())
}

/// Characters of the sentences among what is read as text.
fn characters(page: &Page<'_>, labels: &[Label], lines: std::ops::Range<usize>) -> usize {
    let sentences = lines.filter(|i| is_text(labels[*i]) && ends_sentence(&page.lines[*i].text));
    sentences.map(|i| page.lines[i].text.chars().count()).sum()
}

/// What is attached to a document stands behind what the page shows below it as well.
fn attaches(page: &Page<'_>, labels: &[Label], i: usize) -> bool {
    // Its label stands over its title, and a line of the page may stand between them.
    const NEAR: usize = 3;
    let near = i.saturating_sub(NEAR)..(i + NEAR).min(labels.len());
    near.into_iter().any(|i| match labels[i] {
        Label::Attachment => true,
        Label::Attached => kind::ends_title(&page.lines[i].text),
        _ => false,
    })
}

/// What a text consists of; who made it and what is attached may stand anywhere on a page.
fn is_text(label: Label) -> bool {
    use Label::{Abstract, Caption, Contents, Heading, More, Note, Paragraph, Row, RunIn};
    matches!(label, Paragraph | More | Heading | RunIn | Row | Caption | Note | Abstract | Contents)
}

/// What stands about a text, and goes with it.
fn is_about(label: Label) -> bool {
    matches!(label, Label::Attached | Label::Recipient | Label::Signature | Label::Date | Label::Again)
}

/// What tells whence a text is.
fn is_of_info(label: Label) -> bool {
    matches!(label, Label::Info | Label::Byline | Label::Kicker | Label::Subtitle | Label::TitleMore)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Hint;
    use crate::text::{Evidence, Line, Told};

    const TEXT: &str =
        "各乡镇要抓好春耕备耕，做到不误农时、应种尽种，逐村逐户落实面积，确保完成全年粮食生产任务。";

    /// What `lines` are read as, behind what stands between; `-` marks lines of the page, `=` those that say that a text is over.
    #[track_caller]
    fn read(lines: &[&str], wall: usize, named: bool, change: impl Fn(&mut Hint)) -> Vec<Label> {
        let mut text = vec!["松溪县推进春耕", TEXT, TEXT];
        text.extend(std::iter::repeat_n("-", wall));
        let from = text.len();
        text.extend(lines);
        let mut page: Vec<Line> = (1..).zip(&text).map(|(n, text)| Line::plain(*text, n)).collect();
        let mut signs = Signs::default();
        signs.set(Signs::AGREES, named);
        page[0].evidence = Some(Box::new(Evidence { signs, ..Evidence::default() }));
        let mut hints = vec![Hint { chosen: true, ..Hint::default() }; text.len()];
        if wall > 0 {
            hints[from - 1].rule = Some("web.share".into());
        }
        hints[from..].iter_mut().for_each(change);
        let label = |text: &&str| match *text {
            "松溪县推进春耕" => Label::Title,
            "-" => Label::Within,
            "责任编辑：韩青山" => Label::Credit,
            "来源：云岭日报" | "来源：青禾网" => Label::Info,
            "附件1" => Label::Attachment,
            _ if text.starts_with("云岭县") => Label::Attached,
            _ => Label::Paragraph,
        };
        let mut labels: Vec<Label> = text.iter().map(label).collect();
        let gone = settle(&Page { lines: &page, hints: &hints, name: None, kind: 0 }, &mut labels, None);
        assert_eq!(gone.is_some(), labels.contains(&Label::Below));
        labels.split_off(from)
    }

    const P: Label = Label::Paragraph;
    const B: Label = Label::Below;

    #[test]
    fn another_article_behind_a_wall_goes() {
        let two = ["云岭县植树", TEXT, "-", TEXT];
        assert_eq!(read(&two, 8, true, |_| ()), [B, B, Label::Within, B]);
        assert_eq!(read(&two, 7, true, |_| ()), [Label::Attached, P, Label::Within, P]);
        // More than stands above is another only where it shows how it begins.
        assert_eq!(read(&[TEXT; 3], 8, true, |_| ()), [P; 3]);
        let dated = ["2026-05-20 10:20", TEXT, TEXT, TEXT];
        assert_eq!(read(&dated, 8, true, |_| ()), [B; 4]);
        assert_eq!(read(&["责任编辑：韩青山", TEXT], 8, true, |_| ()), [Label::Credit, B]);
        assert_eq!(read(&["来源：云岭日报", TEXT], 8, true, |_| ()), [Label::Info, B]);
        assert_eq!(read(&[TEXT], 8, true, |hint| hint.stays = true), [P]);
        assert_eq!(read(&[TEXT], 8, true, |hint| hint.told = Some(Told::Paragraph)), [P]);
    }

    #[test]
    fn whence_another_is_goes_if_it_is_known_of_this_one() {
        let line = |text: &str| Line::plain(text, 1);
        let lines: Vec<Line> = ["松溪县推进春耕", "来源：青禾网", TEXT, TEXT]
            .into_iter()
            .chain(["打印"; 8])
            .chain(["来源：云岭日报", TEXT])
            .map(line)
            .collect();
        let (t, i, w) = (Label::Title, Label::Info, Label::Within);
        let mut labels = vec![t, i, P, P, w, w, w, w, w, w, w, w, i, P];
        let rule = Some("web.share".into());
        let hints = vec![Hint { chosen: true, rule, ..Hint::default() }; labels.len()];
        let page = Page { lines: &lines, hints: &hints, name: None, kind: 0 };
        assert_eq!(settle(&page, &mut labels.clone(), Some(4)), Some(12));
        assert_eq!(settle(&page, &mut labels, None), Some(12));
        assert_eq!(labels[12..], [B, B]);
    }

    #[test]
    fn without_a_name_what_is_over_is_said_and_no_more_follows() {
        assert_eq!(read(&[TEXT], 5, false, |_| ()), [B]);
        assert_eq!(read(&[TEXT], 4, false, |_| ()), [P]);
        assert_eq!(read(&[TEXT; 2], 5, false, |_| ()), [B; 2]);
        assert_eq!(read(&[TEXT; 3], 5, false, |_| ()), [P; 3]);
    }

    #[test]
    fn what_a_page_shows_below_its_text_goes() {
        let lines: Vec<Line> = ["松溪县推进春耕", TEXT, "分享", TEXT].map(|text| Line::plain(text, 1)).into();
        let mut labels = vec![Label::Title, P, Label::Within, P];
        let hints = vec![Hint::default(); labels.len()];
        let page = Page { lines: &lines, hints: &hints, name: None, kind: 0 };
        assert_eq!(settle(&page, &mut labels, Some(2)), Some(3));
        assert_eq!(labels, [Label::Title, P, Label::Within, B]);
        assert_eq!(settle(&page, &mut labels, None), None);
    }

    #[test]
    fn what_others_answered_in_a_forum_goes() {
        let (one, two) = ("发表于 2011-5-3 20:14", "发表于 2011-5-4 08:40");
        assert_eq!(read(&[two, TEXT, two, TEXT], 1, true, |_| ()), [P, P, B, B]);
        assert_eq!(read(&[one, TEXT, "发表于 2011-5-4", TEXT], 1, true, |_| ()), [P; 4]);
        assert_eq!(read(&[one, TEXT, "发表于松溪 2011-5-4 08:40", TEXT], 1, true, |_| ()), [P; 4]);
    }

    #[test]
    fn what_is_attached_stays() {
        assert_eq!(read(&["附件1", TEXT], 9, true, |_| ()), [Label::Attachment, P]);
        assert_eq!(read(&["云岭县植树工作方案", TEXT], 9, true, |_| ()), [Label::Attached, P]);
    }
}
