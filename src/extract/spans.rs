//! What the markup says of parts of a line is put into the text where characters can say it: 10⁵ is right wherever it is
//! shown. What is struck out is not valid any more and leaves the text, told.

use crate::diag::{Location, Log, Severity};
use crate::message;
use crate::rules::Rules;
use crate::text::formula::Formula;
use crate::text::script::{Level, spelled};
use crate::text::{Edits, Line, Meaning};

/// The rule that takes out what is struck out.
pub(crate) const STRUCK: &str = "text.struck";
/// Raised characters take the place of raised type.
pub(crate) const SUPERSCRIPT: &str = "text.superscript";
/// Lowered characters take the place of lowered type.
pub(crate) const SUBSCRIPT: &str = "text.subscript";
/// A formula that a line of text cannot show.
pub(crate) const FORMULA: &str = "text.formula";

/// Settles the spans of all lines.
pub(crate) fn settle(log: &mut Log, lines: &mut [Line], rules: &Rules) {
    for line in lines.iter_mut().filter(|line| !line.text.spans().is_empty()) {
        if !rules.keeps(STRUCK) {
            without_struck(log, line);
        }
        levels(log, line);
        tell_formulas(log, line);
    }
}

/// Takes out what is struck out.
fn without_struck(log: &mut Log, line: &mut Line) {
    let mut struck: Vec<_> = line
        .text
        .spans()
        .iter()
        .filter(|span| span.meaning == Meaning::Struck)
        .map(|span| span.range())
        .collect();
    struck.dedup_by(|next, last| next.start < last.end);
    if struck.is_empty() {
        return;
    }
    // What is anchored in it goes with it.
    line.text.retain_spans(|span| {
        let next = struck.partition_point(|struck| struck.end < span.end);
        !(span.start == span.end && struck.get(next).is_some_and(|struck| struck.start < span.end))
    });
    let mut edits = Edits::new();
    for range in struck {
        let text = line.text[range.clone()].trim();
        if !text.is_empty() {
            let message = message!(
                "\"%{text}\" is struck out on the page and left out; see that it is so meant",
                text = text
            );
            log.removed_at(STRUCK, Location::new(line.number, range.clone()), text);
            log.found(STRUCK, Severity::Warning, line.number, message);
        }
        edits.replace(STRUCK, range, "");
    }
    edits.make(&mut line.text);
    line.trim();
}

/// Puts raised and lowered characters in place of raised and lowered type, where there are any.
fn levels(log: &mut Log, line: &mut Line) {
    let mut edits = Edits::new();
    let mut end = 0;
    for span in line.text.spans() {
        let (level, rule) = match span.meaning {
            Meaning::Superscript => (Level::Superscript, SUPERSCRIPT),
            Meaning::Subscript => (Level::Subscript, SUBSCRIPT),
            _ => continue,
        };
        let text = &line.text[span.range()];
        match spelled(text, level).filter(|_| span.start >= end) {
            Some(spelled) => {
                edits.replace(rule, span.range(), &spelled);
                end = span.end;
            }
            None if level == Level::Superscript && misleads(&line.text[..span.start], text) => {
                let text = format!("{}{text}", last_word(&line.text[..span.start]));
                let message =
                    message!("in \"%{text}\" the end is raised, which plain text does not show", text = text);
                log.found(SUPERSCRIPT, Severity::Info, line.number, message);
            }
            None => {}
        }
    }
    if edits.is_empty() {
        return;
    }
    // The characters say it now.
    let told =
        |range: &std::ops::Range<usize>, text: &str, level| spelled(&text[range.clone()], level).is_some();
    let text = line.text.to_string();
    line.text.retain_spans(|span| match span.meaning {
        Meaning::Superscript => !told(&span.range(), &text, Level::Superscript),
        Meaning::Subscript => !told(&span.range(), &text, Level::Subscript),
        _ => true,
    });
    edits.apply(log, line);
}

/// Whether what is raised would be read as part of the number or word before it.
fn misleads(before: &str, raised: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphanumeric()) && raised.starts_with(|c: char| c.is_ascii_digit())
}

/// The letters and digits `text` ends with.
fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len()..]
}

fn tell_formulas(log: &mut Log, line: &Line) {
    for span in line.text.spans().iter().filter(|span| span.meaning == Meaning::Formula) {
        let source = &line.text[span.range()];
        let (severity, message) = match Formula::of_source(source) {
            Some(formula) => {
                let message = message!(
                    "the formula %{formula} stands in one line in PDF, and is one of Word's in DOCX where its line has room for it: %{line}",
                    formula = source,
                    line = formula.linear()
                );
                (Severity::Info, message)
            }
            None => {
                let message = message!(
                    "the formula %{formula} cannot be set as a line of text; put a picture of it there",
                    formula = source
                );
                (Severity::Warning, message)
            }
        };
        log.found(FORMULA, severity, line.number, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Kind, extract, reader};

    /// The lines of a page, or of Markdown, its removals and findings.
    fn read(text: &str, rules: &Rules) -> (Vec<String>, Vec<String>, Vec<String>) {
        let mut log = Log::new();
        let name = if text.starts_with('<') { "html" } else { "markdown" };
        let extracted = extract(&mut log, text, Kind::told(reader(name).unwrap()), rules).unwrap();
        let lines = extracted.lines.iter().map(|line| line.text.to_string()).collect();
        let gone = log.removals().iter().map(|removal| removal.text.clone()).collect();
        (lines, gone, log.findings().iter().map(|finding| finding.rule.to_string()).collect())
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(read(text, &Rules::default()).0, [expected], "{text}");
    }

    #[test]
    fn raised_and_lowered_type_becomes_characters() {
        check(
            "<p>固碳10<sup>4</sup>吨，CO<sub>2</sub>、m<sup>−3</sup>、x<sup>n+1</sup>",
            "固碳10⁴吨，CO₂、m⁻³、xⁿ⁺¹",
        );
        check(
            "<p>10<span style='Vertical-Align: super'>4</span>吨，CO<b style='color:red;vertical-align:sub'>2</b><i style='vertical-align:middle'>3</i>",
            "10⁴吨，CO₂3",
        );
        check("<p>PM<sub>2.5</sub>浓度<sup>[1]</sup>和²", "PM2.5浓度[1]和²");
        check("固碳10^4^吨，CO~2~、m<sup>3</sup>，H~2~O", "固碳10⁴吨，CO₂、m³，H₂O");
        check("10\\^5\\^、CO\\~2\\~", "10^5^、CO~2~");
        check("增长10~20%，下降30~40%，^_^", "增长10~20%，下降30~40%，^_^");
    }

    #[test]
    fn a_superscript_that_misleads_is_told() {
        let rules = Rules::default();
        assert_eq!(read("<p>10<sup>5.2</sup>", &rules).2, ["text.superscript"]);
        assert_eq!(read("<p>甲<sup>5.2</sup>乙<sup>注</sup>", &rules).2, [""; 0]);
    }

    #[test]
    fn what_is_struck_out_is_told_and_left_out() {
        for text in [
            "<p>罚款<del>五万元</del>三万元",
            "<p>罚款<s>五<b>万</b>元</s>三万元",
            "<p>罚款<span style='text-decoration: line-through'>五万元</span>三万元",
            "罚款~~五万元~~三万元",
            "罚款<del>五万元</del>三万元",
        ] {
            let (lines, gone, found) = read(text, &Rules::default());
            assert_eq!(
                (&lines[..], &gone[..]),
                (&["罚款三万元".to_owned()][..], &["五万元".to_owned()][..]),
                "{text}"
            );
            assert_eq!(found, [STRUCK], "{text}");
            let mut rules = Rules::default();
            rules.keep(STRUCK);
            assert_eq!(read(text, &rules).0, ["罚款五万元三万元"], "{text}");
        }
        let (lines, gone, _) = read("<p>甲<p><del>乙</del><p>丙", &Rules::default());
        assert_eq!((lines.concat(), gone.concat()), ("甲丙".to_owned(), "乙".to_owned()));
    }

    #[test]
    fn what_is_anchored_in_struck_text_goes_with_it() {
        let mut line = Line::plain("", 1);
        line.text = crate::text::Rich::footnoted("甲{0}乙{1}丙丁{2}戊{3}");
        for word in ["乙", "丁"] {
            let at = line.text.find(word).unwrap();
            line.text.mark(at..at + word.len(), Meaning::Struck);
        }
        settle(&mut Log::new(), std::slice::from_mut(&mut line), &Rules::default());
        assert_eq!(line.text, "甲丙戊");
        assert_eq!(line.text.footnotes().collect::<Vec<_>>(), [(3, 0), (9, 3)]);
    }

    #[test]
    fn blanks_of_a_form_are_kept() {
        check("<p>姓名：<u>　　</u>电话：<u>&nbsp;&nbsp;&nbsp;</u>。", "姓名：＿＿电话：＿＿。");
        check("<p>见<u>附件</u><u> </u>一", "见附件 一");
    }

    #[test]
    fn the_number_of_a_list_stands_before_whatever_the_page_shows_first() {
        for (first, shown) in [
            ("<u>　　</u>", "＿＿"),
            ("<math><msqrt><mi>x</mi><mglyph/></msqrt></math>", "√x"),
            ("<q>乙</q>", "“乙”"),
        ] {
            let mut log = Log::new();
            let kind = Kind::told(reader("html").unwrap());
            let page = format!("<ol><li>{first}甲</ol>");
            let extracted = extract(&mut log, &page, kind, &Rules::default()).unwrap();
            assert_eq!(extracted.lines[0].text, format!("1.{shown}甲"));
            let lines = crate::audit::Sequence::of(&extracted.lines);
            let seen = crate::audit::as_seen(&extracted.seen, &lines, &log, Default::default());
            assert!(seen.is_ok(), "{seen:?}");
        }
    }

    #[test]
    fn quotations_get_the_marks_the_page_sets() {
        check("<p>他说<q>要<q>真抓</q>实干</q>，<q>好 </q>。", "他说“要‘真抓’实干”，“好”。");
        check("<p>他说<q>“好”</q>，<q> </q><q>「办」</q>。", "他说“好”， 「办」。");
    }

    #[test]
    fn formulas_become_text_or_are_told() {
        check("面积$S=\\pi r^2$，$10^{5}$元", "面积S=πr²，10⁵元");
        check("价格$5至$6，两个$", "价格$5至$6，两个$");
        check("<p>面积<math><mi>S</mi><mo>=</mo><msup><mi>r</mi><mn>2</mn></msup></math>。", "面积S=r²。");
        check("<p>比<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>。", "比$\\frac{a}{b}$。");
        check("<p>比<math><mfrac><mi>a</mi><mi>b</mi></mfrac><mglyph/></math>。", "比a/b。");
        let (lines, _, found) = read("由$\\sum_{i=1}^{n} x_i$得", &Rules::default());
        assert_eq!(
            (lines.concat(), found),
            ("由$\\sum_{i=1}^{n} x_i$得".to_owned(), vec![FORMULA.to_owned()])
        );
    }
}
