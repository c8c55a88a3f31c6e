//! What a style keeps from being seen inside of a line that is seen. Some pages strew in text against those who copy them; others keep back
//! what a press of a button shows.

use crate::diag::{Location, Log, Severity};
use crate::extract::page::Piece;
use crate::message;
use crate::rules::Rules;
use crate::text::{Edits, Mark};

/// The rule that takes it out.
pub(crate) const HIDDEN: &str = "text.hidden";

/// Takes it out of a line, told.
pub(crate) fn take_out(log: &mut Log, piece: &mut Piece, number: u32, rules: &Rules) {
    if std::mem::take(&mut piece.pale) {
        let message =
            message!("type is white here; see that it can be seen on the page, else it is not meant");
        log.found(HIDDEN, Severity::Warning, number, message);
    }
    let hidden = std::mem::take(&mut piece.unseen);
    if hidden.is_empty() || rules.keeps(HIDDEN) {
        return;
    }
    let mut edits = Edits::new();
    for range in hidden.iter().cloned() {
        let text = piece.text[range.clone()].trim();
        let message =
            message!("\"%{text}\" is hidden on the page and left out; see that it is so meant", text = text);
        log.removed_at(HIDDEN, Location::new(number, range.clone()), text);
        log.found(HIDDEN, Severity::Warning, number, message);
        edits.replace(HIDDEN, range, "");
    }
    edits.make(&mut piece.text);
    let mut lead = 0;
    if piece.mark != Mark::Row {
        lead = piece.text.len() - piece.text.trim_start().len();
        piece.text.trim_in_place();
    }
    piece.settle_seams(&hidden, lead);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Kind, extract, reader};

    /// The lines of a page, and what went out of them.
    fn read(page: &str, rules: &Rules) -> (Vec<String>, Vec<String>) {
        let mut log = Log::new();
        let extracted = extract(&mut log, page, Kind::told(reader("html").unwrap()), rules).unwrap();
        let lines = extracted.lines.iter().map(|line| line.text.to_string()).collect();
        assert_eq!(log.findings().len(), log.removals().len());
        (lines, log.removals().iter().map(|removal| removal.text.clone()).collect())
    }

    #[track_caller]
    fn check(page: &str, lines: &[&str], gone: &[&str]) {
        let (read, out) = read(page, &Rules::default());
        assert_eq!(
            (read, out.iter().map(String::as_str).collect::<Vec<_>>()),
            (lines.iter().map(|line| line.to_string()).collect(), gone.to_vec()),
            "{page}"
        );
    }

    #[test]
    fn what_is_hidden_in_a_line_is_told_and_left_out() {
        for how in [
            "style='display: none'",
            "style='Visibility:Hidden'",
            "style='opacity:0.0'",
            "style='color:red;font-size:0px'",
            "hidden",
        ] {
            let page = format!("<p>甲方承担<span {how}>全<b>部</b></span>责任，<i {how}>乙</i>丙");
            check(&page, &["甲方承担责任，丙"], &["全部", "乙"]);
            let mut rules = Rules::default();
            rules.keep(HIDDEN);
            assert_eq!(read(&page, &rules), (vec!["甲方承担全部责任，乙丙".to_owned()], vec![]), "{page}");
        }
        check("<p><i hidden>全</i>甲方承担", &["甲方承担"], &["全"]);
        check("<table><tr><td><i hidden>a</i><td>甲乙<tr><td>b<td>丙</table>", &["\t甲乙", "b\t丙"], &["a"]);
    }

    #[test]
    fn what_can_be_seen_stays() {
        for how in [
            "style='opacity:0.5'",
            "style='font-size:0.8em'",
            "style='display:block'",
            "aria-hidden=true",
            "style='line-height:0'",
        ] {
            check(&format!("<p>甲方承担<span {how}>全部</span>责任"), &["甲方承担全部责任"], &[]);
        }
        for how in
            ["visibility:hidden'><b style='visibility:visible'", "font-size:0'><b style='font-size:1em'"]
        {
            let how = format!("style='{how}");
            check(&format!("<p>甲方承担<span {how}>全部</b></span>责任"), &["甲方承担全部责任"], &[]);
        }
        check(
            "<p>甲方承担<span style='opacity:0'><b style='opacity:1'>全部</b></span>责任",
            &["甲方承担责任"],
            &["全部"],
        );
    }

    #[test]
    fn white_on_white_is_hidden() {
        for how in [
            "style='color:#FFF'",
            "style='color: white'",
            "style='color:rgb(255, 255, 255);background:#ffffff'",
            "class=a style='color:#ffffff;background-color:white'",
        ] {
            check(&format!("<p>甲方承担<span {how}>全部</span>责任"), &["甲方承担责任"], &["全部"]);
        }
        check("<p>甲方承担<font color='#ffffff'>全部</font>责任", &["甲方承担责任"], &["全部"]);
        for page in [
            "<p style='background:#c00'>甲方承担<b style='color:#fff'>全部</b>责任",
            "<table bgcolor=red><td>甲方承担<b style='color:#fff'>全部</b>责任</table>",
            "<p style='color:#fff'><b style='color:#000'>甲方承担全部责任</b>",
            "<p>甲方承担<b style='color:#ff0'>全部</b>责任",
        ] {
            check(page, &["甲方承担全部责任"], &[]);
        }
        // What a class says nobody knows: it stays, and is told.
        let mut log = Log::new();
        let page = "<p class=a>甲方承担<b style='color:#fff'>全部</b>责任";
        let html = Kind::told(reader("html").unwrap());
        let read = extract(&mut log, page, html, &Rules::default()).unwrap();
        assert_eq!((read.lines[0].text.as_str(), log.findings().len()), ("甲方承担全部责任", 1));
    }

    #[test]
    fn a_line_most_of_which_is_hidden_is_for_the_reading_to_judge() {
        check("<p>甲方<span hidden>承担全部责任</span>", &["甲方承担全部责任"], &[]);
        check(
            "<p><span hidden>承担全部责任</span><p style='display:none'>甲<i hidden>乙</i>丙丁",
            &["承担全部责任", "甲乙丙丁"],
            &[],
        );
    }

    #[test]
    fn entries_of_an_info_line_stay_apart() {
        let sentence = "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难，进度快于往年。";
        let entries = "<span>来源：某报</span><span>2024-01-02</span>";
        for line in [
            "<span>来源：某报</span><i hidden>密</i><span>2024-01-02</span>".to_owned(),
            format!("{entries} <span hidden>阅<b>读</b>：9</span>"),
            format!("<span hidden>阅<b>读</b>：9</span> {entries}"),
            "<span>来源：某<i hidden>密</i>报</span><span>2024-01-02</span>".to_owned(),
        ] {
            let page = format!(
                "<title>春耕工作报道</title><h1>春耕工作报道</h1><p>{line}<p>{sentence}<p>{sentence}"
            );
            let (lines, gone) = read(&page, &Rules::default());
            let line = &lines[1];
            let entries: Vec<&str> = line.split("  ").collect();
            assert_eq!(entries.concat().replace("某  报", "某报"), "来源：某报2024-01-02", "{page}");
            assert!(line.contains("  2024") && !gone.is_empty(), "{line}");
        }
    }
}
