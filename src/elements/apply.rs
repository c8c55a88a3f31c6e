//! Elements that were given take the place of what the text says, and go where the standard wants them.

use std::borrow::Borrow;

use crate::diag::{Log, Severity};
use crate::document::{Article, Block, Document, Official, Role};
use crate::elements::Elements;
use crate::elements::check::faults_of;
use crate::message;

/// What was replaced goes into the log under this rule.
const RULE: &str = "elements.given";
/// What was given in other signs goes into the log under this rule.
const FORM: &str = "elements.form";

/// Notes what was given in other signs than stand in the document.
pub fn tell_form(log: &mut Log, elements: &Elements) {
    elements.reformed.iter().for_each(|(before, after)| log.changed(FORM, 0, before, after));
}

/// Puts `elements` into `document`; what the text said instead goes into the log.
pub fn apply(log: &mut Log, document: &mut Document, elements: &Elements) {
    let numbered = document.official.number.is_some();
    official(log, &mut document.official, &elements.official);
    lines(log, &mut document.publishers, &elements.publishers);
    one(log, &mut document.published, &elements.published);
    if document.compiled {
        return whole(log, document, elements);
    }
    let number = document.official.number.clone();
    let Some(article) = document.articles.first_mut() else { return };
    lines(log, &mut article.title, &elements.title);
    lines(log, &mut article.subtitle, &elements.subtitle);
    one(log, &mut article.byline, &elements.byline);
    match number {
        // The head said it already: what stands under the title is one more.
        Some(_) if numbered => {
            let again = take_out(article, Role::Number);
            again.into_iter().for_each(|block| log.removed(RULE, block.line, block.text));
        }
        Some(number) => take(log, article, Role::Number, &[number]),
        None => {}
    }
    recipient(log, article, elements.recipient.as_ref());
    for (role, texts) in [
        (Role::Attachment, &elements.attachments),
        (Role::Signature, &elements.signature),
        (Role::Date, &elements.date.iter().cloned().collect()),
        (Role::Note, &elements.note.iter().cloned().collect()),
        (Role::Attendance, &elements.attendance),
    ] {
        ending(log, article, role, texts);
    }
}

/// A compilation has a title of its own; who signs and dates it stands on its cover. The rest belongs to a text, and there are
/// several.
fn whole(log: &mut Log, document: &mut Document, elements: &Elements) {
    let title = Some(elements.title.join(" ")).filter(|title| !title.is_empty());
    one(log, &mut document.title, &title);
    if elements.publishers.is_empty() {
        lines(log, &mut document.publishers, &elements.signature);
    }
    if elements.published.is_none() {
        one(log, &mut document.published, &elements.date);
    }
    let texts = [&elements.subtitle, &elements.attachments, &elements.attendance].into_iter().flatten();
    let texts = texts.chain([&elements.byline, &elements.recipient, &elements.note].into_iter().flatten());
    let unused: Vec<&str> = texts.map(String::as_str).collect();
    if !unused.is_empty() {
        let message = message!(
            "this is a compilation, and what is given belongs to one text: %{texts} is not used; write it into the text it belongs to",
            texts = unused.join("；")
        );
        log.found("elements.unused", Severity::Warning, 0, message);
    }
}

/// Says what stands on no page, because there is no cover for it.
pub fn without_cover(log: &mut Log, document: &Document) {
    let texts = document.title.iter().chain(&document.publishers).chain(&document.published);
    let texts: Vec<&str> = texts.map(String::as_str).collect();
    if texts.is_empty() {
        return;
    }
    let message = if document.compiled && document.title.is_none() {
        message!(
            "a cover needs a title; without one %{texts} is not printed, give the title with --title or --set 标题=…"
        )
    } else {
        message!("%{texts} is not printed, since there is no cover; --cover adds one")
    };
    log.found("elements.cover", Severity::Info, 0, message.with("texts", texts.join("；")));
}

/// Says what is wrong with elements that were found in the text; they stand in the document as they are.
pub fn look(log: &mut Log, document: &Document) {
    for fault in faults_of(&document.official) {
        log.found("official.value", Severity::Warning, 0, fault);
    }
}

/// Says that a document is set with a red head although nobody asked for it.
pub fn set_as(log: &mut Log, template: &str) {
    let message = message!(
        "there are a mark and a number: set as %{template}, unless --template names another",
        template = template
    );
    log.found("official.template", Severity::Info, 0, message);
}

fn official(log: &mut Log, found: &mut Official, given: &Official) {
    one(log, &mut found.copy_number, &given.copy_number);
    one(log, &mut found.secrecy, &given.secrecy);
    one(log, &mut found.urgency, &given.urgency);
    one(log, &mut found.number, &given.number);
    one(log, &mut found.sent_to, &given.sent_to);
    one(log, &mut found.copies, &given.copies);
    one(log, &mut found.issuer, &given.issuer);
    one(log, &mut found.issued, &given.issued);
    lines(log, &mut found.guide, &given.guide);
    lines(log, &mut found.distribution, &given.distribution);
    lines(log, &mut found.mark, &given.mark);
    lines(log, &mut found.signers, &given.signers);
    found.seal = given.seal.or(found.seal);
}

fn one<T: Text>(log: &mut Log, found: &mut Option<T>, given: &Option<String>) {
    let Some(given) = given else { return };
    if let Some(found) = found.as_ref().filter(|found| *found != given) {
        log.changed(RULE, 0, found.borrow(), given);
    }
    *found = Some(given.clone().into());
}

fn lines<T: Text>(log: &mut Log, found: &mut Vec<T>, given: &[String]) {
    if given.is_empty() {
        return;
    }
    if !found.is_empty() && found != given {
        let texts: Vec<&str> = found.iter().map(T::borrow).collect();
        log.changed(RULE, 0, &texts.join(" "), &given.join(" "));
    }
    *found = given.iter().map(|text| text.clone().into()).collect();
}

/// What a document keeps texts in.
trait Text: From<String> + Borrow<str> + PartialEq<String> {}

impl<T: From<String> + Borrow<str> + PartialEq<String>> Text for T {}

/// The line of recipients stands first, behind what stood among the title lines.
fn recipient(log: &mut Log, article: &mut Article, given: Option<&String>) {
    let Some(given) = given else { return };
    take(log, article, Role::Recipient, std::slice::from_ref(given));
    let lead =
        |block: &&Block| matches!(block.role, Role::Number | Role::Note | Role::Credit | Role::Contents);
    let at = article.blocks.iter().take_while(lead).count();
    article.blocks.insert(at, Block { role: Role::Recipient, text: given.into(), line: 0 });
}

/// Takes the blocks of a role out, those of attached documents excepted, and says what stands there instead.
fn take(log: &mut Log, article: &mut Article, role: Role, given: &[String]) {
    let found = take_out(article, role);
    let before: Vec<&str> = found.iter().map(|block| block.text.as_str()).collect();
    if let Some(first) =
        found.first().filter(|_| before != given.iter().map(String::as_str).collect::<Vec<_>>())
    {
        log.changed(RULE, first.line, &before.join(" "), &given.join(" "));
    }
}

/// Takes the blocks of a role out, those of attached documents excepted.
fn take_out(article: &mut Article, role: Role) -> Vec<Block> {
    let end = end_of_text(article);
    let mut index = 0;
    let mut found: Vec<Block> = Vec::new();
    article.blocks.retain(|block| {
        let taken = block.role == role && index < end && (role != Role::Note || !opens(index));
        index += 1;
        if taken {
            found.push(block.clone());
        }
        !taken
    });
    found
}

/// A note among the first blocks is one to the title (题注).
fn opens(index: usize) -> bool {
    index < 2
}

/// Where the first attached document begins.
fn end_of_text(article: &Article) -> usize {
    let attached = |block: &Block| matches!(block.role, Role::AttachmentLabel | Role::AttachmentTitle);
    article.blocks.iter().position(attached).unwrap_or(article.blocks.len())
}

/// The order of what stands under a text (7.3.4–7.3.6, 10.3).
fn rank(role: Role) -> usize {
    const ORDER: [Role; 5] = [Role::Attachment, Role::Signature, Role::Date, Role::Note, Role::Attendance];
    ORDER.iter().position(|known| *known == role).map_or(0, |at| at + 1)
}

fn ending(log: &mut Log, article: &mut Article, role: Role, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    take(log, article, role, texts);
    let end = end_of_text(article);
    let below = article.blocks[..end].iter().rev().take_while(|block| rank(block.role) > rank(role)).count();
    let at = end - below;
    let blocks = texts.iter().map(|text| Block { role, text: text.into(), line: 0 });
    article.blocks.splice(at..at, blocks);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(blocks: &[(Role, &str)]) -> Document {
        let blocks =
            blocks.iter().map(|(role, text)| Block { role: *role, text: (*text).into(), line: 3 }).collect();
        let article = Article { title: vec!["某通知".into()], blocks, ..Article::default() };
        Document { articles: vec![article], ..Document::default() }
    }

    #[track_caller]
    fn check(blocks: &[(Role, &str)], elements: &Elements, expected: &[(Role, &str)], changes: usize) {
        let mut document = document(blocks);
        let mut log = Log::new();
        apply(&mut log, &mut document, elements);
        let found: Vec<(Role, &str)> =
            document.articles[0].blocks.iter().map(|block| (block.role, block.text.as_str())).collect();
        assert_eq!(found, expected);
        assert_eq!(log.changes().len(), changes, "{:?}", log.changes());
    }

    #[test]
    fn what_is_given_stands_in_the_order_of_the_standard() {
        let elements = Elements {
            recipient: Some("各区：".to_owned()),
            attachments: vec!["附件：清单".to_owned()],
            signature: vec!["某局".to_owned()],
            date: Some("2026年8月1日".to_owned()),
            note: Some("（此件公开）".to_owned()),
            ..Elements::default()
        };
        check(
            &[(Role::Paragraph, "正文。"), (Role::AttachmentTitle, "清单"), (Role::Paragraph, "一项。")],
            &elements,
            &[
                (Role::Recipient, "各区："),
                (Role::Paragraph, "正文。"),
                (Role::Attachment, "附件：清单"),
                (Role::Signature, "某局"),
                (Role::Date, "2026年8月1日"),
                (Role::Note, "（此件公开）"),
                (Role::AttachmentTitle, "清单"),
                (Role::Paragraph, "一项。"),
            ],
            0,
        );
    }

    #[test]
    fn what_the_text_said_is_in_the_log() {
        let elements = Elements { date: Some("2026年8月2日".to_owned()), ..Elements::default() };
        let text = [(Role::Paragraph, "正文。"), (Role::Signature, "某局"), (Role::Date, "2026年8月1日")];
        let new = [(Role::Paragraph, "正文。"), (Role::Signature, "某局"), (Role::Date, "2026年8月2日")];
        check(&text, &elements, &new, 1);
        let same = Elements { date: Some("2026年8月1日".to_owned()), ..Elements::default() };
        check(&text, &same, &text, 0);
    }

    #[test]
    fn what_is_given_stands_above_what_follows_it_by_the_standard() {
        let attachments = Elements { attachments: vec!["附件：清单".to_owned()], ..Elements::default() };
        let below = [(Role::Signature, "某局"), (Role::Date, "2026年8月1日"), (Role::Note, "（此件公开）")];
        let text = [&[(Role::Paragraph, "正文。")], &below[..]].concat();
        let new = [&[(Role::Paragraph, "正文。"), (Role::Attachment, "附件：清单")], &below[..]].concat();
        check(&text, &attachments, &new, 0);
        let attendance = Elements { attendance: vec!["出席：张三".to_owned()], ..Elements::default() };
        check(&text, &attendance, &[&text[..], &[(Role::Attendance, "出席：张三")]].concat(), 0);
    }

    #[test]
    fn a_note_to_the_title_stays_and_one_below_the_text_gives_way() {
        let elements = Elements { note: Some("（此件公开）".to_owned()), ..Elements::default() };
        let text = [
            (Role::Note, "（一）"),
            (Role::Note, "（二）"),
            (Role::Note, "（三）"),
            (Role::Paragraph, "正文。"),
        ];
        let new = [
            (Role::Note, "（一）"),
            (Role::Note, "（二）"),
            (Role::Paragraph, "正文。"),
            (Role::Note, "（此件公开）"),
        ];
        check(&text, &elements, &new, 1);
    }

    #[test]
    fn lines_that_are_given_are_told_where_they_change_others() {
        for (found, changes) in [(&["某通知"][..], 0), (&["另一个"], 1), (&[], 0)] {
            let mut document = document(&[]);
            document.articles[0].title = found.iter().map(|text| (*text).into()).collect();
            let mut log = Log::new();
            apply(
                &mut log,
                &mut document,
                &Elements { title: vec!["某通知".to_owned()], ..Elements::default() },
            );
            assert_eq!(
                (&*document.articles[0].title, log.changes().len()),
                (&["某通知".into()][..], changes)
            );
        }
    }

    #[test]
    fn what_stands_on_no_page_or_is_wrong_is_told() {
        let told = |tell: &dyn Fn(&mut Log)| {
            let mut log = Log::new();
            tell(&mut log);
            log.findings()
                .iter()
                .map(|found| format!("{}: {}", found.rule, found.message))
                .collect::<String>()
        };
        let cover = |title: Option<&str>, compiled| {
            let publishers = vec!["某局".to_owned()];
            let document =
                Document { title: title.map(str::to_owned), publishers, compiled, ..document(&[]) };
            told(&|log| without_cover(log, &document))
        };
        assert!(
            cover(None, true)
                .starts_with("elements.cover: a cover needs a title; without one 某局 is not printed")
        );
        for (title, compiled) in [(Some("汇编"), true), (None, false)] {
            assert!(
                cover(title, compiled).ends_with("is not printed, since there is no cover; --cover adds one")
            );
        }
        assert_eq!(told(&|log| without_cover(log, &document(&[]))), "");
        let mut wrong = document(&[]);
        assert_eq!(told(&|log| look(log, &wrong)), "");
        wrong.official.number = Some("某发[2026]1号".to_owned());
        assert!(told(&|log| look(log, &wrong)).starts_with("official.value: document number"));
        assert!(told(&|log| set_as(log, "hongtou")).contains("set as hongtou"));
    }

    #[test]
    fn a_compilation_is_signed_and_dated_on_its_cover() {
        let mut document = Document { title: Some("旧名".to_owned()), compiled: true, ..document(&[]) };
        let elements = Elements {
            title: vec!["工作总结汇编".to_owned()],
            signature: vec!["某局".to_owned()],
            published: Some("2026年8月".to_owned()),
            date: Some("2026年8月1日".to_owned()),
            note: Some("（此件公开）".to_owned()),
            ..Elements::default()
        };
        let mut log = Log::new();
        apply(&mut log, &mut document, &elements);
        assert_eq!((document.title.as_deref(), document.publishers.len()), (Some("工作总结汇编"), 1));
        assert_eq!(document.published.as_deref(), Some("2026年8月"));
        assert_eq!(log.changes()[0].before, "旧名");
        assert!(log.findings()[0].message.to_string().contains("（此件公开） is not used"));
    }

    #[test]
    fn a_number_in_the_head_is_not_repeated_under_the_title() {
        let official = Official { number: Some("某发〔2026〕1号".to_owned()), ..Official::default() };
        let elements = Elements { official, ..Elements::default() };
        let text = [(Role::Number, "某发〔2026〕1号"), (Role::Paragraph, "正文。")];
        check(&text, &elements, &[(Role::Paragraph, "正文。")], 0);
    }

    #[test]
    fn a_number_that_stands_twice_is_told_when_one_goes() {
        let text = [(Role::Number, "某发〔2026〕1号"), (Role::Paragraph, "正文。")];
        for given in [None, Some("某发〔2026〕2号".to_owned())] {
            let mut document = document(&text);
            document.official.number = Some("某发〔2026〕1号".to_owned());
            let official = Official { number: given, ..Official::default() };
            let mut log = Log::new();
            apply(&mut log, &mut document, &Elements { official, ..Elements::default() });
            assert_eq!(log.removals().len(), 1);
            assert_eq!(document.articles[0].blocks.len(), 1);
        }
    }
}
