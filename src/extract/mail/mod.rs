//! A web page saved as one file (.mht, RFC 2557) and a letter (.eml): parts behind headers, one of them the text.

mod frames;
mod mime;

use std::sync::Arc;

use crate::diag::{Log, RuleId, Severity};
use crate::error::{Error, Result};
use crate::extract::charset;
use crate::extract::mail::mime::{Leaf, Message};
use crate::extract::{Extracted, texts};
use crate::message;
use crate::rules::Rules;
use crate::text::{Line, Mark};

/// What the head of a letter says beside its subject and date.
pub(crate) const HEAD: RuleId = "mail.head";

/// Whether `bytes` are parts behind headers.
pub(crate) fn shows(bytes: &[u8], named: bool) -> bool {
    mime::is_headed(bytes, named)
}

/// Reads the text of the page or letter, with the pictures among the other parts.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    let message = Message::of(bytes)?;
    let Some(root) = message.root() else { return Err(Error::Empty) };
    let body = root.decoded();
    let text = charset::decoded(&body, root.charset());
    let mut read = match root.is_page() {
        true => texts::page(log, &frames::inlined(&message, root, &text), rules)?,
        false => texts::plain(log, &text),
    };
    drop(text);
    for shown in &mut read.shown {
        let part = shown.addresses.iter().find_map(|address| message.part(address));
        if let Some(part) = part {
            shown.bytes = Some(Arc::from(part.decoded()));
            shown.addresses.truncate(1);
        }
    }
    if message.is_letter() {
        head(log, &message, &mut read, rules);
    }
    tell_attachments(log, message.attachments());
    Ok(read)
}

/// The subject is the title of a letter and its date the date; who sent it to whom is no part of the text.
fn head(log: &mut Log, message: &Message<'_>, read: &mut Extracted, rules: &Rules) {
    let mut lines = Vec::new();
    if let Some(subject) = message.header("subject").filter(|subject| !subject.trim().is_empty()) {
        lines.push(Line { mark: Mark::Title, ..Line::plain(subject.trim(), 1) });
        read.lines.iter_mut().filter(|line| line.mark == Mark::Title).for_each(|line| line.mark = Mark::None);
    }
    if let Some(date) = message.header("date").as_deref().and_then(mime::date) {
        lines.push(Line { mark: Mark::Meta, ..Line::plain(date, 1) });
    }
    lines.iter().for_each(|line| read.seen.add(&line.text));
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
    let names: Vec<String> = attachments.filter_map(Leaf::name).collect();
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
}
