//! What a single line around the title is, and where the text begins.

use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{date, label, numbering, organ, person};
use crate::structure::official::signers_in;
use crate::structure::{heading, info};

pub(crate) use crate::structure::document_number::is_document_number;
use crate::text::{Line, Mark, key};

/// What a line of the title block is.
pub(crate) enum Detail {
    Info,
    Subtitle,
    Author,
    Unit,
    Date,
    Number,
    Note,
    Credit,
}

/// What a line of the title block is; `has_author` once an author or unit is known.
pub(crate) fn detail(text: &str, has_author: bool) -> Option<Detail> {
    detail_beside(text, has_author, || info::parse(text).is_some())
}

/// [`detail`] for a caller that knows, or can put off asking, whether `text` reads as an info line.
pub(crate) fn detail_beside(text: &str, has_author: bool, is_info: impl FnOnce() -> bool) -> Option<Detail> {
    let key = key(text);
    if is_subtitle(text) {
        Some(Detail::Subtitle)
    } else if date::whole_line(text).is_some() {
        Some(Detail::Date)
    } else if is_info() {
        Some(Detail::Info)
    } else if (person::is_author_line(&key) || info::reporter(without_brackets(text)).is_some())
        && !ends_sentence(text)
        || person::is_body_and_name(text)
    {
        Some(Detail::Author)
    } else if is_document_number(text) || signers_in(text).is_some() {
        Some(Detail::Number)
    } else if label::is_credit(&key) {
        Some(Detail::Credit)
    } else if is_note(text) {
        Some(Detail::Note)
    } else if has_author {
        None
    } else {
        who(text)
    }
}

/// Who wrote what has no author yet: the end of what [`detail_beside`] asks.
pub(crate) fn who(text: &str) -> Option<Detail> {
    if person::is_names(text.trim_start_matches(person::BULLETS).trim_start()) {
        Some(Detail::Author)
    } else {
        organ::is_name(text).then_some(Detail::Unit)
    }
}

/// `text` without one pair of round brackets around all of it.
pub(crate) fn without_brackets(text: &str) -> &str {
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    inner.filter(|inner| !inner.contains(['（', '('])).map_or(text, str::trim)
}

/// What a subtitle stands behind.
pub(crate) const DASHES: [char; 4] = ['—', '－', '-', '─'];

fn is_subtitle(text: &str) -> bool {
    let rest = text.trim_start_matches(DASHES);
    let dashes = text.chars().count() - rest.chars().count();
    (1..=3).contains(&dashes) && !rest.is_empty() && rest.chars().count() <= 50 && !ends_sentence(text)
}

/// A whole line in brackets: `（2023年5月12日…会议通过）`.
fn is_note(text: &str) -> bool {
    let passed = crate::text::words("通过 公布 发布 施行 修订 修正 批准")
        .any(|end| text.trim_end_matches('）').ends_with(end));
    if passed && date::find(text).is_some_and(|date| date.start <= 3) && text.chars().count() <= 80 {
        return true;
    }
    text.starts_with('（')
        && text.ends_with('）')
        && text.matches('（').count() == 1
        && (4..=80).contains(&text.chars().count())
        && numbering::marker(text).is_none()
}

/// Where the text begins: a sentence, a numbered heading, a line of recipients.
pub(crate) fn is_text(line: &Line) -> bool {
    let numbered = heading::numbered(&line.text).is_some()
        && numbering::marker(&line.text).is_some_and(|m| m.level != 3);
    let sentence =
        ends_sentence(&line.text) && line.text.chars().count() >= 12 && detail(&line.text, true).is_none();
    let heading = matches!(line.mark, Mark::Heading(_) | Mark::Title);
    !heading
        && (sentence
            || numbered
            || line.mark == Mark::Row
            || line.text.ends_with('：') && info::parse(&line.text).is_none())
}
