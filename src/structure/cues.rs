//! What a line looks like, seen alone: evidence for the reading.

use crate::document::{Role, RunInKind};
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{date, kind, label, numbering, organ, person, salutation};
use crate::structure::detail::{Detail, detail, detail_beside, who};
use crate::structure::{caption, compilation, ending, heading, info, look, official, title};
use crate::text::{Glance, Line, key};

/// Longer lines look like nothing but paragraphs.
const LONGEST: usize = 130;

/// What `line` looks like, a bit each.
pub fn cues(line: &Line) -> u32 {
    let text = line.text.as_str();
    let mut cues = numbering(text);
    cues.set(0, ends_sentence(text));
    if text.chars().nth(LONGEST).is_some() {
        return cues.0;
    }
    let key = key(text);
    cues.set(1, person::is_names(text));
    cues.set(2, organ::is_name(text));
    cues.set(3, person::is_post_and_name(text));
    cues.set(4, person::is_author_line(&key));
    cues.set(5, salutation::is_address(text) && text.ends_with(['：', ':']));
    cues.set(6, heading::is_heading_like(text));
    cues.set(7, caption::is_labelled(line));
    let is_info = info::parse(text).is_some();
    // Without those who might have written it, whom no title is asked about.
    let known = detail_beside(text, true, || is_info);
    cues.set(8, title::can_be_title_beside(line, || known.is_some()));
    cues.set(9, kind::ends_title(text));
    cues.set(10, info::is_bare_label(text));
    cues.set(11, compilation::ends_like_entry(text));
    cues.set(12, date::whole_line(text).is_some());
    cues.set(13, date::find(text).is_some());
    cues.set(INFO, is_info);
    cues.set(CREDIT, label::is_credit(&key));
    if let Some(detail) = known.or_else(|| who(text)) {
        cues.set(DETAIL + bit(&detail), true);
    }
    if let Some(ending) = ending::by_itself(line) {
        cues.set(24, ending == Role::Abstract);
        cues.set(25, ending == Role::AttachmentLabel);
        cues.set(26, ending == Role::Attachment);
        cues.set(27, ending == Role::Note);
    }
    cues.0
}

/// Whether an info line names a source or an author, not only a date.
pub fn tells_source(text: &str) -> bool {
    info::parse(text).is_some_and(|info| info.source.is_some() || info.byline.is_some())
}

/// The cue of an info line.
const INFO: u32 = 14;
/// The cue of who edited, took or drew.
const CREDIT: u32 = 15;
/// The first of the cues of what stands around a title, in the order of [`bit`].
const DETAIL: u32 = 16;

/// Whether a line with these `cues` says by a label when, whence or by whom a text is.
pub fn tells(cues: u32, text: &str) -> bool {
    let told = |info: &info::Info| info.source.is_some() || info.byline.is_some() || info.date.is_some();
    cues >> INFO & 1 == 1 && info::parse(text).is_some_and(|info| info.labelled && told(&info))
}

/// Whether a line with these `cues` says who wrote, took, drew or edited something.
pub fn credits(cues: u32, text: &str) -> bool {
    // As `cues` counts them.
    const AUTHOR: u32 = 4;
    let has = |bit: u32| cues >> bit & 1 == 1;
    let named = || text.chars().nth(LONGEST).is_none() && person::is_labelled_names(text);
    has(AUTHOR)
        || has(CREDIT)
        || has(DETAIL + bit(&Detail::Author)) && text.starts_with(['（', '('])
        || named()
}

/// Whether a line with these `cues` can hardly be one of a page: recipients, the number of a document, the number of an article alone on
/// its line.
pub fn is_sure(cues: u32, text: &str) -> bool {
    // `第一百二十三条` has seven characters.
    const ALONE: usize = 7;
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let alone = text.chars().nth(ALONE).is_none() && numbering::article_number(text).is_some();
    alone
        || text.ends_with(['：', ':']) && salutation::is_address(text)
        || cues >> (DETAIL + bit(&Detail::Number)) & 1 == 1
}

#[derive(Default)]
struct Cues(u32);

impl Cues {
    fn set(&mut self, bit: u32, holds: bool) {
        self.0 |= u32::from(holds) << bit;
    }
}

/// What its number makes of it.
fn numbering(text: &str) -> Cues {
    let mut cues = Cues::default();
    let role = heading::numbered(text);
    cues.set(28, matches!(role, Some(Role::Heading(_))));
    cues.set(29, matches!(role, Some(Role::RunIn(_))));
    cues.set(30, role == Some(Role::Paragraph));
    cues.set(31, heading::enumeration(text).is_some());
    cues
}

fn bit(detail: &Detail) -> u32 {
    match detail {
        Detail::Info => 0,
        Detail::Subtitle => 1,
        Detail::Author => 2,
        Detail::Unit => 3,
        Detail::Date => 4,
        Detail::Number => 5,
        Detail::Note => 6,
        Detail::Credit => 7,
    }
}

/// The number a line begins with: how deep its style stands, and what it counts. Statutes count deepest.
pub fn number(text: &str) -> Option<(u8, u32)> {
    numbering::marker(text)
        .map(|marker| (marker.rank, marker.ordinal))
        .or_else(|| Some((numbering::RANKS, numbering::article_number(text)?)))
}

/// What the rules of this step alone would read each line as.
pub fn first_look(lines: &[&Line]) -> Vec<Glance> {
    let lines: Vec<Line> = lines.iter().map(|line| line.bare()).collect();
    let (contents, starts) = compilation::look(&lines);
    let mut glances = vec![Glance::Paragraph; lines.len()];
    let text = front(&lines, &mut glances);
    let roles = look::roles(&lines[text..]);
    roles.into_iter().zip(&mut glances[text..]).for_each(|(role, to)| *to = of_role(role));
    starts.into_iter().for_each(|start| glances[start] = Glance::Start);
    glances[contents].fill(Glance::Contents);
    let official = official::look(&lines).into_iter().zip(&mut glances).filter(|(taken, _)| *taken);
    official.for_each(|(_, glance)| *glance = Glance::Official);
    glances
}

/// Reads the lines of the title block, and tells where the text begins.
fn front(lines: &[Line], glances: &mut [Glance]) -> usize {
    let Some(title) = title::title_index(lines) else { return 0 };
    let of_front = |line: &Line| detail(&line.text, false).map(|detail| of_detail(&detail));
    for (line, glance) in lines.iter().zip(&mut *glances).take(title) {
        *glance = of_front(line).unwrap_or(Glance::Paragraph);
    }
    glances[title] = Glance::Title;
    let below = lines[title + 1..].iter().map(of_front).take_while(Option::is_some);
    let mut text = title + 1;
    for glance in below.flatten() {
        glances[text] = glance;
        text += 1;
    }
    text
}

fn of_detail(detail: &Detail) -> Glance {
    match detail {
        Detail::Info => Glance::Info,
        Detail::Subtitle => Glance::Subtitle,
        Detail::Author => Glance::Author,
        Detail::Unit => Glance::Unit,
        Detail::Date => Glance::Dateline,
        Detail::Number => Glance::Number,
        Detail::Note => Glance::Note,
        Detail::Credit => Glance::Credit,
    }
}

fn of_role(role: Role) -> Glance {
    match role {
        Role::Paragraph | Role::Picture(_) => Glance::Paragraph,
        Role::Heading(level) => Glance::Heading(level),
        Role::RunIn(run_in) => match run_in.kind {
            RunInKind::Numbered(level) => Glance::Numbered(level),
            RunInKind::Unnumbered => Glance::RunIn,
            RunInKind::Enumeration => Glance::Enumeration,
        },
        Role::Quote => Glance::Quote,
        Role::Item => Glance::Item,
        Role::Caption => Glance::Caption,
        Role::Recipient => Glance::Recipient,
        Role::Signature => Glance::Signature,
        Role::Date => Glance::Date,
        Role::Number => Glance::Number,
        Role::Note => Glance::Note,
        Role::Attachment => Glance::Attachment,
        Role::AttachmentLabel => Glance::AttachmentLabel,
        Role::AttachmentTitle => Glance::AttachmentTitle,
        Role::Attendance => Glance::Attendance,
        Role::Abstract => Glance::Abstract,
        Role::Contents => Glance::Contents,
        Role::Table => Glance::Table,
        Role::Credit => Glance::Credit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_documents_have_is_no_line_of_a_page() {
        let sure = |text: &str| is_sure(cues(&Line::plain(text, 1)), text);
        for text in ["第一条", "各乡镇人民政府：", "岚政发〔2026〕3号"] {
            assert!(sure(text), "{text}");
        }
        for text in ["第一条新闻为您播报", "相关阅读：", "2026年3月1日", "分享到微信"] {
            assert!(!sure(text), "{text}");
        }
    }
}
