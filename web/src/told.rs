//! What became of the lines of a text, for who shows it beside the document.

use std::collections::HashMap;

use chengwen::convert::Laid;
use chengwen::document::{Document, FrontRole, Role};
use chengwen::pipeline::Came;
use chengwen::text::Label;
use serde_json::{Value, json};

/// Every line of an input, with what it is in `document`, what became of it, and on which page it begins.
pub(crate) fn lines(lines: &[Came], document: &Document, laid: &Laid) -> Value {
    let (roles, pages) = (Roles::of(document), first_pages(laid));
    let told = lines.iter().map(|line| {
        let fate = match (&line.removed, line.edits.is_empty()) {
            (Some(_), _) => "removed",
            (None, false) => "changed",
            (None, true) => "kept",
        };
        let mut told = json!({
            "number": line.number,
            "text": line.text,
            "label": if line.removed.is_some() { "removed".to_owned() } else { roles.of_line(line) },
            "fate": fate,
            "edits": edits(line),
            "page": pages.get(&line.number).filter(|_| line.removed.is_none()),
        });
        if let Some(rule) = &line.removed {
            told["rule"] = json!(rule);
        }
        told
    });
    told.collect()
}

/// The page, from 0, on which what comes from a line of the input is first seen in the text; that of a title, where it stands.
fn first_pages(laid: &Laid) -> HashMap<u32, usize> {
    let Laid { pages, document, .. } = laid;
    let mut first = HashMap::new();
    for (number, page) in (pages.front_count()..).zip(&pages.body.pages) {
        for line in &page.lines {
            let place = pages.body.paragraphs[line.paragraph].place;
            first.entry(pages.line_of(document, place)).or_insert(number);
        }
    }
    first.remove(&0);
    first
}

/// The edits of a line, their places counted as JavaScript counts them.
fn edits(line: &Came) -> Vec<Value> {
    let (mut units, mut at) = (0, 0);
    let mut place = |byte: usize| {
        units += line.text[at..byte].encode_utf16().count();
        at = byte;
        units
    };
    let told = line.edits.iter().map(|edit| {
        let (from, to) = (place(edit.from.start), place(edit.from.end));
        let before = &line.text[edit.from.clone()];
        json!({ "from": from, "to": to, "rule": edit.rule, "before": before, "after": edit.after })
    });
    told.collect()
}

/// What the texts of a document are, by the line they come from.
struct Roles<'d> {
    whole: HashMap<(u32, &'d str), String>,
    /// Of a line of the input that has only one thing.
    single: HashMap<u32, Option<String>>,
}

impl<'d> Roles<'d> {
    fn of(document: &'d Document) -> Roles<'d> {
        let mut roles = Roles { whole: HashMap::new(), single: HashMap::new() };
        for article in &document.articles {
            for block in &article.blocks {
                let label = role(block.role);
                roles.whole.entry((block.line, block.text.as_str())).or_insert_with(|| label.clone());
                let single = roles.single.entry(block.line).or_insert_with(|| Some(label.clone()));
                if single.as_deref() != Some(label.as_str()) {
                    *single = None;
                }
            }
            let front = [
                (FrontRole::Kicker, &article.kicker),
                (FrontRole::Title, &article.title),
                (FrontRole::Subtitle, &article.subtitle),
            ];
            for (role, texts) in front {
                for text in texts {
                    let label = front_role(role).to_owned();
                    roles.whole.insert((article.line, text.as_str()), label.clone());
                    roles.whole.entry((0, text.as_str())).or_insert(label);
                }
            }
        }
        roles
    }

    fn of_line(&self, line: &Came) -> String {
        let exact = |number: u32| self.whole.get(&(number, line.after.as_str())).cloned();
        let body = !matches!(line.label, Label::Title | Label::TitleMore | Label::Info | Label::Byline);
        exact(line.number)
            .or_else(|| exact(0).filter(|_| !body))
            .or_else(|| self.single.get(&line.number).cloned().flatten().filter(|_| body))
            .unwrap_or_else(|| label(line.label).to_owned())
    }
}

fn front_role(role: FrontRole) -> &'static str {
    match role {
        FrontRole::Kicker => "kicker",
        FrontRole::Title => "title",
        FrontRole::Subtitle => "subtitle",
        FrontRole::Byline => "byline",
        FrontRole::Dateline => "info",
    }
}

/// The name of a role.
fn role(role: Role) -> String {
    match role {
        Role::Heading(level) => format!("heading-{level}"),
        Role::RunIn(_) => "run-in".to_owned(),
        Role::Paragraph | Role::Quote => "paragraph".to_owned(),
        Role::Item => "item".to_owned(),
        Role::Picture(_) => "picture".to_owned(),
        Role::Caption => "caption".to_owned(),
        Role::Recipient => "recipient".to_owned(),
        Role::Signature => "signature".to_owned(),
        Role::Date => "date".to_owned(),
        Role::Number => "number".to_owned(),
        Role::Note => "note".to_owned(),
        Role::Attachment => "attachment".to_owned(),
        Role::AttachmentLabel => "attachment-label".to_owned(),
        Role::AttachmentTitle => "attachment-title".to_owned(),
        Role::Attendance => "attendance".to_owned(),
        Role::Abstract => "abstract".to_owned(),
        Role::Contents => "contents".to_owned(),
        Role::Table => "table".to_owned(),
        Role::Credit => "credit".to_owned(),
    }
}

/// The name of what a line was read as, where the document does not say more.
fn label(label: Label) -> &'static str {
    match label {
        Label::Paragraph | Label::More => "paragraph",
        Label::Above | Label::Within | Label::Below => "removed",
        Label::Title | Label::TitleMore | Label::Again => "title",
        Label::Kicker => "kicker",
        Label::Subtitle => "subtitle",
        Label::Byline => "byline",
        Label::Info => "info",
        Label::Number => "number",
        Label::Recipient => "recipient",
        Label::Heading => "heading-1",
        Label::RunIn => "run-in",
        Label::Row => "table",
        Label::Caption => "caption",
        Label::Note => "note",
        Label::Abstract => "abstract",
        Label::Contents => "contents",
        Label::Attachment => "attachment",
        Label::Attached => "attachment-title",
        Label::Signature => "signature",
        Label::Date => "date",
        Label::Credit => "credit",
    }
}
