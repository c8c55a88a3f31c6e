//! A web page saved as one file (.mht, RFC 2557) and a letter (.eml): parts behind headers, one of them the text.

mod frames;
mod mime;

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::{Log, RuleId, Severity};
use crate::error::{Error, Result};
use crate::extract::charset;
use crate::extract::mail::mime::{Leaf, Message};
use crate::extract::{Extracted, texts};
use crate::lexicon::letter;
use crate::message;
use crate::rules::Rules;
use crate::text::{Edits, Line, Mark};

/// What the head of a letter says beside its subject and date.
pub(crate) const HEAD: RuleId = "mail.head";

/// Whether `bytes` are parts behind headers.
pub(crate) fn shows(bytes: &[u8], named: bool) -> bool {
    mime::is_headed(bytes, named)
}

/// Reads the text of the page or letter, with the pictures among the other parts.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    let message = Message::of(bytes)?;
    let texts = message.texts();
    if !message.is_letter() || texts.is_empty() {
        let Some(root) = message.root() else { return Err(Error::Empty) };
        let read = text(log, &message, root, rules, &mut Vec::new())?;
        let shown = [root];
        let attached = message.beside(&shown).filter(|leaf| message.is_letter() || leaf.is_attached());
        tell_attachments(log, attached);
        return Ok(read);
    }
    let (mut read, mut used) = (Extracted::default(), Vec::new());
    for (at, leaf) in texts.iter().enumerate() {
        let mut part = match leaf.is_head() {
            true => inner_head(log, leaf, rules),
            false => text(log, &message, leaf, rules, &mut used)?,
        };
        if at == 0 {
            read = part;
            continue;
        }
        tell_apart(&mut read, &mut part);
        add(&mut read, part);
    }
    for leaf in message.same(&texts) {
        tell_otherwise(log, leaf, &read);
    }
    head(log, &message, &mut read, rules);
    let shown = |leaf: &&Leaf<'_>| !used.iter().any(|used| std::ptr::eq(*used, *leaf));
    tell_attachments(log, message.beside(&texts).filter(shown));
    Ok(read)
}

/// The text of a part; the parts whose pictures it shows go to `used`.
fn text<'m>(
    log: &mut Log,
    message: &'m Message<'m>,
    leaf: &'m Leaf<'m>,
    rules: &Rules,
    used: &mut Vec<&'m Leaf<'m>>,
) -> Result<Extracted> {
    let body = leaf.decoded();
    let text = charset::decoded(&body, leaf.charset());
    let mut read = match (leaf.is_page(), leaf.flows()) {
        (true, _) => texts::page(log, &frames::inlined(message, leaf, &text), rules)?,
        (false, Some(delete)) => texts::plain(log, &flowed(&text, delete), rules),
        (false, None) => texts::plain(log, &text, rules),
    };
    for shown in &mut read.shown {
        let part = shown.addresses.iter().find_map(|address| message.part(address));
        if let Some(part) = part {
            shown.bytes = Some(Arc::from(part.decoded()));
            shown.addresses.truncate(1);
            used.push(part);
        }
    }
    Ok(read)
}

/// A text whose lines go on in the next where they end in a space (RFC 3676), with these joined.
fn flowed(text: &str, delete: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut goes_on = false;
    for line in text.lines() {
        // A space in front keeps a line from being taken for another thing.
        let line = line.strip_prefix(' ').unwrap_or(line);
        if !goes_on && !out.is_empty() {
            out.push('\n');
        }
        goes_on = line.ends_with(' ') && line != "-- " && !line.starts_with('>');
        out.push_str(if goes_on && delete { line.strip_suffix(' ').unwrap_or(line) } else { line });
    }
    out
}

/// The head of a letter inside of another: its subject is text, who sent it to whom is told.
fn inner_head(log: &mut Log, leaf: &Leaf<'_>, rules: &Rules) -> Extracted {
    let mut read = Extracted::default();
    for (name, stays) in [("subject", true), ("from", false), ("to", false), ("cc", false), ("date", false)] {
        let Some(text) = leaf.header(name).filter(|text| !text.trim().is_empty()) else { continue };
        read.seen.add(&text);
        match stays || rules.keeps(HEAD) {
            true => read.lines.push(Line::plain(text.trim(), 1)),
            false => log.removed(HEAD, 1, text),
        }
    }
    read
}

/// Of several texts none is the only page, and none has the title of the whole.
fn tell_apart(read: &mut Extracted, part: &mut Extracted) {
    read.is_page &= part.is_page;
    for line in read.lines.iter_mut().chain(&mut part.lines) {
        line.evidence = None;
        if line.mark == Mark::Title {
            line.mark = Mark::None;
        }
    }
}

/// Adds a text behind another.
fn add(read: &mut Extracted, part: Extracted) {
    let (lines, notes) = (read.lines.len(), read.notes.len());
    let last = read.lines.last().map_or(0, |line| line.number);
    read.seen.add_all(&part.seen);
    let renumbered = |mut line: Line| {
        line.number += last;
        line.text.renumber(|note| Some(note + notes));
        line
    };
    read.lines.extend(part.lines.into_iter().map(renumbered));
    read.notes.extend(part.notes.into_iter().map(renumbered));
    read.shown.extend(part.shown.into_iter().map(|mut shown| {
        shown.above += lines;
        shown.number += last;
        shown
    }));
}

/// The plain text of a letter says something that its page does not.
fn tell_otherwise(log: &mut Log, leaf: &Leaf<'_>, read: &Extracted) {
    // Signs for bullets and rules, and addresses of links, stand in the plain text alone.
    const FEW: usize = 10;
    let letters = |text: &str| text.chars().filter(|c| crate::text::is_han(*c)).collect::<Vec<char>>();
    let mut shown: HashMap<char, usize> = HashMap::new();
    for line in &read.lines {
        letters(&line.text).into_iter().for_each(|c| *shown.entry(c).or_default() += 1);
    }
    let body = leaf.decoded();
    let plain = letters(&charset::decoded(&body, leaf.charset()));
    let mut more = 0;
    for c in &plain {
        match shown.get_mut(c).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => more += 1,
        }
    }
    if more >= FEW && more * FEW > plain.len() {
        let message = message!(
            "the letter has its text twice, as a page and as plain text, and they differ; the page was read, %{count} characters of the plain text are not in it",
            count = more
        );
        log.found("mail.attachment", Severity::Warning, 0, message);
    }
}

/// The subject is the title of a letter and its date the date; who sent it to whom is no part of the text.
fn head(log: &mut Log, message: &Message<'_>, read: &mut Extracted, rules: &Rules) {
    let mut lines = Vec::new();
    // What says that the letter was passed on, in front of its subject.
    let mut passing = None;
    if let Some(subject) = message.header("subject").filter(|subject| !subject.trim().is_empty()) {
        lines.push(Line { mark: Mark::Title, ..Line::plain(subject.trim(), 1) });
        let passed_on = if rules.keeps(HEAD) { 0 } else { letter::passed_on(subject.trim()) };
        passing = Some(passed_on).filter(|end| (1..subject.trim().len()).contains(end));
        read.lines.iter_mut().filter(|line| line.mark == Mark::Title).for_each(|line| line.mark = Mark::None);
    }
    if let Some(date) = message.header("date").as_deref().and_then(mime::date) {
        lines.push(Line { mark: Mark::Meta, ..Line::plain(date, 1) });
    }
    lines.iter().for_each(|line| read.seen.add(&line.text));
    if let Some(end) = passing {
        let mut edits = Edits::new();
        edits.replace(HEAD, 0..end, "");
        edits.apply(log, &mut lines[0]);
    }
    for name in ["from", "to", "cc"] {
        let Some(text) = message.header(name).filter(|text| !text.trim().is_empty()) else { continue };
        read.seen.add(&text);
        match rules.keeps(HEAD) {
            true => lines.push(Line::plain(text.trim(), 1)),
            false => log.removed(HEAD, 1, text),
        }
    }
    read.shown.iter_mut().for_each(|shown| shown.above += lines.len());
    lines.append(&mut read.lines);
    read.lines = lines;
}

fn tell_attachments<'m>(log: &mut Log, attachments: impl Iterator<Item = &'m Leaf<'m>>) {
    let names: Vec<String> = attachments.map(Leaf::called).collect();
    if !names.is_empty() {
        let message = message!(
            "what is attached to the letter is not read: %{names}; save it and give it as an input of its own",
            names = names.join("、")
        );
        log.found("mail.attachment", Severity::Warning, 0, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    const TEXT: &str = "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难，进度快于往年。";

    fn page() -> String {
        format!(
            "<html><head><title>春耕工作报道</title></head><body><h1>春耕工作报道</h1><p>{TEXT}</p><img src=\"a_files/1.png\"><p>{TEXT}</p></body></html>"
        )
    }

    /// Quoted-printable of GBK, broken every seven bytes, so that pairs are split.
    fn quoted(text: &str) -> String {
        let (bytes, ..) = encoding_rs::GBK.encode(text);
        let coded =
            bytes.chunks(7).map(|piece| piece.iter().map(|b| format!("={b:02x}")).collect::<String>());
        coded.collect::<Vec<_>>().join("=\r\n")
    }

    fn saved(head: &str, body: &str) -> String {
        format!(
            "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?x?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
             \tboundary=\"--b=_1\"\r\n\r\n\r\n----b=_1\r\n{head}\r\n\r\n{body}\r\n----b=_1\r\nContent-Type: image/png\r\n\
             Content-Transfer-Encoding: base64\r\nContent-Location: https://example.cn/a_files/1.png\r\n\r\niVBORw0K\r\n----b=_1--\r\n"
        )
    }

    fn lines(input: &str) -> (Vec<(Mark, String)>, Extracted, Log) {
        let mut log = Log::new();
        assert!(shows(input.as_bytes(), false), "{input}");
        let read = read(&mut log, input.as_bytes(), &Rules::default()).unwrap();
        (read.lines.iter().map(|line| (line.mark, line.text.to_string())).collect(), read, log)
    }

    #[test]
    fn a_page_saved_as_one_file_is_read_with_its_pictures() {
        let gbk =
            "Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable";
        let utf8 = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64";
        let coded = STANDARD.encode(page());
        let wrapped: Vec<&str> =
            coded.as_bytes().chunks(76).map(|c| std::str::from_utf8(c).unwrap()).collect();
        for (head, body) in [
            (gbk, quoted(&page())),
            (utf8, wrapped.join("\r\n")),
            ("Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit", page()),
        ] {
            let (lines, read, _) = lines(&saved(head, &body));
            let expected = [(Mark::Title, "春耕工作报道"), (Mark::None, TEXT), (Mark::None, TEXT)];
            assert_eq!(lines, expected.map(|(mark, text)| (mark, text.to_owned())), "{head}");
            assert_eq!(read.shown[0].bytes.as_deref(), Some(&b"\x89PNG\r\n"[..]));
            assert!(read.is_page);
        }
    }

    /// A saved page of these parts: name, and what stands in it.
    fn parts(parts: &[(&str, &str)]) -> String {
        let part = |(name, html): &(&str, &str)| {
            format!(
                "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: http://a.cn/{name}\r\n\r\n{html}\r\n"
            )
        };
        let parts: String = parts.iter().map(part).collect();
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n{parts}--b--\r\n")
    }

    #[test]
    fn text_in_frames_stands_where_the_page_shows_it() {
        let frame = format!("<html><head><title>框</title></head><body class=a><p>{TEXT}</p></body></html>");
        let page =
            "<html><body><h1>春耕工作报道</h1><iframe id=a src='f.html'></iframe><p>编后。</p></body></html>";
        let text = |input: &str| lines(input).0.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(text(&parts(&[("p", page), ("f.html", &frame)])), ["春耕工作报道", TEXT, "编后。"]);
        let set = "<html><FRAMESET cols=2><frame src=f.html><frame src=g.html></FRAMESET></html>";
        let other = "<body><p>另一框的文字也在页面上，读者看得见。</p></body>";
        let all = text(&parts(&[("p", set), ("f.html", &frame), ("g.html", other)]));
        assert_eq!(all, [TEXT, "另一框的文字也在页面上，读者看得见。"]);
    }

    #[test]
    fn frames_that_show_each_other_are_read_once() {
        let page = format!(
            "<body><p>{TEXT}</p><iframe src=p></iframe><iframe src=f></iframe><iframe src=f></iframe></body>"
        );
        let frame = "<body><p>框中的文字只应出现一次，不论有多少框指向它。</p><iframe src=f></iframe></body>";
        let found = lines(&parts(&[("p", &page), ("f", frame)])).0;
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_letter_has_a_title_and_a_date_and_its_head_is_told() {
        let subject = STANDARD.encode("关于报送进度的函");
        let input = format!(
            "Received: from a\nFrom: a@example.cn\nTo: b@example.cn\nSubject: =?UTF-8?B?{subject}?=\nDate: Fri, 1 Mar 2024 09:00:00 +0800\n\
             MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=bb\n\n--bb\nContent-Type: multipart/alternative; boundary=cc\n\n\
             --cc\nContent-Type: text/plain; charset=utf-8\n\n各单位：\n请于四月底前报送进度。\n\n--cc--\n--bb\n\
             Content-Type: application/msword; name=\"a.doc\"\nContent-Disposition: attachment\n\nxx\n--bb--\n"
        );
        let (lines, _, log) = lines(&input);
        let expected = [
            (Mark::Title, "关于报送进度的函"),
            (Mark::Meta, "2024-03-01"),
            (Mark::None, "各单位："),
            (Mark::None, "请于四月底前报送进度。"),
        ];
        assert_eq!(lines, expected.map(|(mark, text)| (mark, text.to_owned())));
        assert_eq!(
            log.removals().iter().map(|r| r.text.as_str()).collect::<Vec<_>>(),
            ["a@example.cn", "b@example.cn"]
        );
        assert!(log.findings().iter().any(|finding| finding.message.to_string().contains("a.doc")));
    }

    /// A letter of these parts: the rest of their heads, and what stands in them.
    fn letter(kind: &str, parts: &[(&str, &str)]) -> String {
        let parts: String = parts.iter().map(|(head, body)| format!("--b\n{head}\n\n{body}\n")).collect();
        format!(
            "From: a\nTo: b\nSubject: 函\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=b\n\n{parts}--b--\n"
        )
    }

    const PLAIN: &str = "Content-Type: text/plain; charset=utf-8";
    const HTML: &str = "Content-Type: text/html; charset=utf-8";

    #[test]
    fn all_texts_of_a_letter_are_read_and_of_two_that_are_the_same_one() {
        let text = |input: &str| lines(input).0.into_iter().skip(1).map(|(_, text)| text).collect::<Vec<_>>();
        let page = format!("<p>{TEXT}</p>");
        let mixed = letter("mixed", &[(PLAIN, "各单位："), (HTML, &page), (PLAIN, "附言在后。")]);
        assert_eq!(text(&mixed), ["各单位：", TEXT, "附言在后。"]);
        let told = |input: &str| lines(input).2.findings().len();
        let same = letter("alternative", &[(PLAIN, TEXT), (HTML, &page)]);
        assert_eq!((text(&same), told(&same)), (vec![TEXT.to_owned()], 0));
        let other =
            letter("alternative", &[(PLAIN, "此信须用另一程序打开，否则看不到全部内容。"), (HTML, &page)]);
        assert_eq!((text(&other), told(&other)), (vec![TEXT.to_owned()], 1));
        let flowed = letter(
            "mixed",
            &[(&format!("{PLAIN}; format=flowed; delsp=yes"), "各单位要在四月 \n底前报送。\n另行 ")],
        );
        assert_eq!(text(&flowed), ["各单位要在四月底前报送。", "另行"]);
    }

    #[test]
    fn letters_in_letters_are_read_and_files_without_names_told() {
        let inner = format!(
            "Subject: =?utf-8?B?{}?=\nFrom: c\nContent-Type: text/plain; charset=utf-8\n\n原信。",
            STANDARD.encode("原函")
        );
        let input = letter(
            "mixed",
            &[
                (PLAIN, "转发如下。"),
                ("Content-Type: message/rfc822", &inner),
                ("Content-Type: application/pdf", "x"),
            ],
        );
        let (found, _, log) = lines(&input);
        let found: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(found, ["函", "转发如下。", "原函", "原信。"]);
        assert!(log.removals().iter().any(|removal| removal.text == "c"));
        assert!(log.findings()[0].message.to_string().contains("application/pdf"));
        let attached = letter(
            "mixed",
            &[(PLAIN, "见附件。"), ("Content-Type: message/rfc822\nContent-Disposition: attachment", &inner)],
        );
        let (found, _, log) = lines(&attached);
        assert_eq!((found.len(), log.findings().len()), (2, 1));
    }

    #[test]
    fn a_text_that_looks_like_a_letter_is_none() {
        assert!(!shows("标题\n正文。".as_bytes(), true));
        assert!(!shows("To: 各单位\n正文。".as_bytes(), false));
        assert!(!shows(b"From: a\nSubject: b\n\ntext", false));
        assert!(shows(b"From: a\nSubject: b\n\ntext", true));
    }

    #[test]
    fn parts_without_an_end_and_inside_each_other_end_somewhere() {
        let deep: String =
            (0..2000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
        for input in [
            deep.as_str(),
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n甲",
        ] {
            let _ = read(&mut Log::new(), input.as_bytes(), &Rules::default());
        }
    }

    #[test]
    fn what_stands_behind_a_text_is_numbered_on() {
        let read = |lines: &[(&str, u32)]| Extracted {
            lines: lines.iter().map(|(text, number)| Line::plain(*text, *number)).collect(),
            ..Extracted::default()
        };
        let mut whole = read(&[("甲", 1), ("乙", 5)]);
        whole.notes = vec![Line::plain("注一", 1), Line::plain("注二", 1)];
        let mut part = read(&[("丙", 2)]);
        part.lines[0].text.mark_end(crate::text::Meaning::Footnote(1));
        part.notes = vec![Line::plain("注三", 3), Line::plain("注四", 3)];
        part.shown = vec![crate::text::Shown { above: 1, number: 2, ..Default::default() }];
        add(&mut whole, part);
        let lines: Vec<(&str, u32)> =
            whole.lines.iter().map(|line| (line.text.as_str(), line.number)).collect();
        assert_eq!(lines, [("甲", 1), ("乙", 5), ("丙", 7)]);
        assert_eq!(whole.lines[2].text.labelled(0), "丙[^4]");
        assert_eq!((whole.notes.len(), whole.notes[3].number), (4, 8));
        assert_eq!((whole.shown[0].above, whole.shown[0].number), (3, 7));
    }

    #[test]
    fn the_head_of_a_letter_stands_above_its_pictures() {
        let message =
            Message::of("From: a\nSubject: 函\nDate: Fri, 1 Mar 2024 09:00:00 +0800\n\nx".as_bytes())
                .unwrap();
        let with = |keeps: bool| {
            let mut rules = Rules::default();
            if keeps {
                rules.keep(HEAD);
            }
            let title = Line { mark: Mark::Title, ..Line::plain("甲", 1) };
            let mut read = Extracted { lines: vec![title], ..Extracted::default() };
            read.shown = vec![crate::text::Shown { above: 1, ..Default::default() }];
            head(&mut Log::new(), &message, &mut read, &rules);
            // The subject is the title, and no other line.
            assert_eq!(read.lines.iter().filter(|line| line.mark == Mark::Title).count(), 1);
            let lines: Vec<String> = read.lines.iter().map(|line| line.text.to_string()).collect();
            (lines.join("/"), read.shown[0].above)
        };
        assert_eq!(with(false), ("函/2024-03-01/甲".to_owned(), 3));
        assert_eq!(with(true), ("函/2024-03-01/a/甲".to_owned(), 4));
    }
}
