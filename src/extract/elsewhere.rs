//! What a page shows of another file, which is not saved with its text: frames, films, documents inside of it.

use dom_query::NodeRef;

use crate::extract::hiding::Hiding;
use crate::message;
use crate::message::Message;

/// What is to be told of an element that shows another file; none of one that shows nothing.
pub(crate) fn shown(node: &NodeRef<'_>, style: &str) -> Option<Message> {
    if Hiding::default().within(node, style).hides() || is_tiny(node, style) {
        return None;
    }
    let address = address(node);
    let is_object = node.node_name().is_some_and(|name| &*name == "object");
    let text = if is_object { words(node) } else { String::new() };
    match (address, text.as_str()) {
        (None, "") => None,
        (address, "") => Some(message!(
            "the page shows \"%{address}\" here, which is not part of its text: see what of it belongs to the document",
            address = shortened(&address.unwrap_or_default())
        )),
        (address, text) => Some(message!(
            "the page shows \"%{address}\" here, which is not part of its text, and says if it cannot: \"%{text}\"",
            address = shortened(&address.unwrap_or_default()),
            text = shortened(text)
        )),
    }
}

/// What is to be told of what a page holds for browsers without scripts; none if it says nothing.
pub(crate) fn without_scripts(node: &NodeRef<'_>) -> Option<Message> {
    let text = words(node);
    text.chars().any(char::is_alphanumeric).then(|| {
        message!(
            "the page says \"%{text}\" here where scripts do not run; it is not part of its text",
            text = shortened(&text)
        )
    })
}

fn words(node: &NodeRef<'_>) -> String {
    node.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As much as tells what it is.
fn shortened(text: &str) -> String {
    // An address of a film has mostly a hundred.
    const MOST: usize = 120;
    let mut short: String = text.chars().take(MOST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn address(node: &NodeRef<'_>) -> Option<String> {
    let own = ["src", "data", "data-src"].iter().find_map(|name| told(node, name));
    let own = own.or_else(|| node.attr("srcdoc").map(|_| "srcdoc".to_owned()));
    own.or_else(|| node.descendants_it().filter(NodeRef::is_element).find_map(|inner| told(&inner, "src")))
}

fn told(node: &NodeRef<'_>, name: &str) -> Option<String> {
    let address = node.attr(name)?.trim().to_owned();
    let nothing = ["about:", "javascript:"];
    (!address.is_empty() && !nothing.iter().any(|scheme| address.starts_with(scheme))).then_some(address)
}

/// Whether it is a point that counts visitors.
fn is_tiny(node: &NodeRef<'_>, style: &str) -> bool {
    let small = |size: &str| size.trim_end_matches("px").trim().parse::<f32>().is_ok_and(|size| size <= 1.0);
    let said = |name: &str| style.split(';').find_map(|told| told.strip_prefix(name)?.strip_prefix(':'));
    ["width", "height"]
        .iter()
        .any(|name| node.attr(name).is_some_and(|size| small(&size)) || said(name).is_some_and(small))
}

#[cfg(test)]
mod tests {
    use crate::diag::Log;
    use crate::extract::{Kind, extract, reader};
    use crate::rules::Rules;

    const SENTENCE: &str =
        "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难。";

    /// What of `element`, in the middle of a text, is told.
    fn told(element: &str) -> Vec<String> {
        let mut log = Log::new();
        let page =
            format!("<h1>春耕工作报道</h1><p>{SENTENCE}</p><p>{SENTENCE}{element}</p><p>{SENTENCE}</p>");
        let read = extract(&mut log, &page, Kind::told(reader("html").unwrap()), &Rules::default()).unwrap();
        assert_eq!(read.lines.len(), 4, "{page}");
        let ours = log.findings().iter().filter(|finding| finding.rule == "page.elsewhere");
        ours.map(|finding| finding.message.to_string()).collect()
    }

    #[test]
    fn what_is_shown_of_another_file_is_told() {
        for element in [
            "<iframe src='a.html'></iframe>",
            "<iframe srcdoc='a.html'></iframe>",
            "<object data=a.pdf></object>",
            "<embed src=a.swf>",
            "<video src=a.mp4></video>",
            "<audio><source src=a.mp3></audio>",
        ] {
            assert_eq!(told(element).len(), 1, "{element}");
        }
        assert!(told("<object data=a.pdf>附表见下载</object>")[0].contains("附表见下载"));
    }

    #[test]
    fn what_a_page_says_where_scripts_do_not_run_is_told() {
        assert!(told("<noscript>请打开脚本<br>再看附表</noscript>")[0].contains("请打开脚本"));
        assert_eq!(told("<noscript> — </noscript>"), [""; 0]);
    }

    #[test]
    fn what_shows_nothing_is_not_told() {
        for element in [
            "<iframe></iframe>",
            "<iframe src='about:blank'></iframe>",
            "<iframe src='javascript:0'></iframe>",
            "<iframe src=a style='display:none'></iframe>",
            "<iframe src=a width=1></iframe>",
            "<iframe src=a style='height:0px'></iframe>",
            "<object></object>",
        ] {
            assert_eq!(told(element), [""; 0], "{element}");
        }
    }
}
