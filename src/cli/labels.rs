//! What `inspect` calls the things it shows, in words a catalogue has.

use crate::cli::terminal::spoken;
use crate::decode::Confidence;
use crate::document::{FrontRole, Role, RunInKind};
use crate::elements;
use crate::extract::Kind;
use crate::message;
use crate::message::{Language, Message};
use crate::reading::Ground;
use crate::script::Script;
use crate::text::Label;

/// The kind of an input.
pub(crate) fn kind(kind: Kind) -> Message {
    kind.reader.called.clone()
}

/// How sure its encoding is.
pub(crate) fn confidence(confidence: Confidence) -> Message {
    match confidence {
        Confidence::Doubtful => message!("doubtful"),
        Confidence::Likely => message!("likely"),
        Confidence::Certain => message!("certain"),
    }
}

/// The script it is in.
pub(crate) fn script(script: Script) -> Message {
    match script {
        Script::Simplified => message!("simplified"),
        Script::Traditional => message!("traditional"),
        Script::Mixed => message!("mixed"),
        Script::Neutral => message!("neutral"),
        Script::Japanese => message!("japanese"),
    }
}

/// The name of an element as front matter has it, in the user's language.
pub(crate) fn element(name: &'static str) -> &'static str {
    let chinese = elements::Key::named(name).and_then(|key| key.row().chinese.first().copied());
    chinese.filter(|_| spoken() == Language::Chinese).unwrap_or(name)
}

/// A part of the title block.
pub(crate) fn front(role: FrontRole) -> Message {
    match role {
        FrontRole::Kicker => message!("kicker"),
        FrontRole::Title => message!("title"),
        FrontRole::Subtitle => message!("subtitle"),
        FrontRole::Byline => message!("byline"),
        FrontRole::Dateline => message!("dateline"),
    }
}

/// A part of the text.
pub(crate) fn role(role: Role) -> Message {
    match role {
        Role::Heading(level) => message!("heading %{level}", level = u32::from(level)),
        Role::RunIn(run_in) => match run_in.kind {
            RunInKind::Numbered(level) => message!("run-in %{level}", level = u32::from(level)),
            RunInKind::Unnumbered | RunInKind::Enumeration => message!("run-in"),
        },
        Role::Paragraph => message!("paragraph"),
        Role::Quote => message!("quote"),
        Role::Item => message!("item"),
        Role::Picture(_) => message!("picture"),
        Role::Caption => message!("caption"),
        Role::Recipient => message!("recipient"),
        Role::Signature => message!("signature"),
        Role::Date => message!("date"),
        Role::Number => message!("number"),
        Role::Note => message!("note"),
        Role::Attachment => message!("attachment"),
        Role::AttachmentLabel => message!("attachment label"),
        Role::AttachmentTitle => message!("attachment title"),
        Role::Attendance => message!("attendance"),
        Role::Abstract => message!("abstract"),
        Role::Contents => message!("contents"),
        Role::Table => message!("table"),
        Role::Credit => message!("credit"),
    }
}

/// What the reading takes a line for.
pub(crate) fn label(label: Label) -> Message {
    match label {
        Label::Paragraph => message!("paragraph"),
        Label::More => message!("paragraph that goes on"),
        Label::Above => message!("page above the text"),
        Label::Within => message!("page inside the text"),
        Label::Below => message!("page below the text"),
        Label::Title => message!("title"),
        Label::TitleMore => message!("title that goes on"),
        Label::Again => message!("title once more"),
        Label::Kicker => message!("kicker"),
        Label::Subtitle => message!("subtitle"),
        Label::Byline => message!("byline"),
        Label::Info => message!("source and date"),
        Label::Number => message!("number"),
        Label::Recipient => message!("recipient"),
        Label::Heading => message!("heading"),
        Label::RunIn => message!("run-in"),
        Label::Row => message!("table"),
        Label::Caption => message!("caption"),
        Label::Note => message!("note"),
        Label::Abstract => message!("abstract"),
        Label::Contents => message!("contents"),
        Label::Attachment => message!("attachment"),
        Label::Attached => message!("attachment title"),
        Label::Signature => message!("signature"),
        Label::Date => message!("date"),
        Label::Credit => message!("credit"),
    }
}

/// A kind of evidence of the reading.
pub(crate) fn evidence(kind: Ground) -> Message {
    match kind {
        Ground::Usual => message!("how common"),
        Ground::Spelling => message!("words"),
        Ground::Shape => message!("shape"),
        Ground::Place => message!("place"),
        Ground::Rules => message!("rules"),
        Ground::Numbers => message!("numbering"),
        Ground::Markup => message!("markup"),
        Ground::Neighbours => message!("lines around"),
        Ground::Openings => message!("parallel openings"),
        Ground::Order => message!("order of parts"),
        Ground::Caution => message!("caution"),
    }
}
