//! Formulas where pages show them: in one line of characters; Word has them as they are.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::document::{Block, Document, Role};
use crate::layout::paragraph::type_of;
use crate::pages::Paragraph;
use crate::template::{Align, StyleName, Template};
use crate::text::formula::Formula;
use crate::text::{Edits, Meaning, Rich, Span};
use crate::units::Length;

/// The document with every formula that is understood as the line it is set in; others stay as their source.
pub fn in_lines(document: Cow<'_, Document>) -> Cow<'_, Document> {
    let has = |text: &Rich| text.spans().iter().any(|span| span.meaning == Meaning::Formula);
    let texts = |document: &Document| {
        document.articles.iter().any(|article| {
            article.blocks.iter().any(|block| has(&block.text))
                || article.front().iter().any(|(_, line)| has(line))
                || article.footnotes.iter().any(|footnote| has(&footnote.text))
        })
    };
    if !texts(&document) {
        return document;
    }
    let mut document = document.into_owned();
    for article in &mut document.articles {
        for block in &mut article.blocks {
            if has(&block.text) {
                set_block(block);
            }
        }
        article.texts_mut().filter(|text| has(text)).for_each(|text| {
            set(text);
        });
        article.footnotes.iter_mut().filter(|footnote| has(&footnote.text)).for_each(|footnote| {
            set(&mut footnote.text);
        });
    }
    Cow::Owned(document)
}

fn set_block(block: &mut Block) {
    let moved = set(&mut block.text);
    if let Role::RunIn(run_in) = &mut block.role {
        let before = moved.iter().filter(|(end, ..)| *end <= run_in.head);
        let (less, more) = before.fold((0, 0), |(less, more), (_, from, to)| (less + from, more + to));
        run_in.head = run_in.head + more - less;
    }
}

/// Sets the formulas of a text; where each ended, and how long it was and is.
fn set(text: &mut Rich) -> Vec<(usize, usize, usize)> {
    let formula = |span: &Span| {
        let known = (span.meaning == Meaning::Formula).then(|| Formula::of_source(&text[span.range()]))?;
        Some((span.range(), Arc::new(known?)))
    };
    let formulas: Vec<_> = text.spans().iter().filter_map(formula).collect();
    let (mut edits, mut moved, mut places) = (Edits::new(), Vec::new(), Vec::new());
    // Where the last one ended, in the text as it was and as it is.
    let (mut last, mut end) = (0, 0);
    for (range, formula) in formulas {
        if range.start < last {
            continue;
        }
        let line = formula.linear();
        edits.replace("text.formula", range.clone(), &line);
        let start = end + range.start - last;
        (last, end) = (range.end, start + line.len());
        places.push((start..end, formula));
        moved.push((range.end, range.len(), line.len()));
    }
    edits.make(text);
    let is_set = |place: Range<usize>| {
        let at = places.partition_point(|(set, _)| set.start < place.start);
        places.get(at).is_some_and(|(set, _)| *set == place)
    };
    text.retain_spans(|span| span.meaning != Meaning::Formula || !is_set(span.range()));
    text.mark_all(places.into_iter().map(|(place, formula)| (place, Meaning::Set(formula))));
    moved
}

/// Tells a paragraph which stretches of it are formulas; one that is a formula and nothing else stands in the middle.
///
/// A line of a longer text has the pitch of the others: programs draw a formula that is higher each in a height of their own, or cut it
/// off, so that it is text, as pages show it.
pub(super) fn mark(set: &mut Paragraph, text: &Rich, template: &Template) {
    let anchored = text.anchoring();
    let formula = |span: &Span| match &span.meaning {
        Meaning::Set(formula) => Some((anchored(span.start)..anchored(span.end), formula.clone())),
        _ => None,
    };
    set.formulas = text.spans().iter().filter_map(formula).collect();
    set.formulas.retain(|(range, formula)| set.text.get(range.clone()) == Some(&*formula.linear()));
    if let [(range, _)] = &set.formulas[..]
        && *range == (0..set.text.len())
        && set.style == StyleName::Body
    {
        (set.align, set.first) = (Align::Center, Length::ZERO);
    }
    let room = template.text_width() - set.left - set.first - set.right;
    let turns_over = type_of(template.style(set.style)).width(&set.text) > room;
    match set.style {
        // The lines of footnotes are so low that a fraction is cut off.
        StyleName::Footnote => set.formulas.retain(|(_, formula)| formula.is_flat()),
        _ if turns_over => set.formulas.retain(|(_, formula)| formula.lines() == 1),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{RunIn, RunInKind};
    use crate::template::builtin;

    /// A text whose formulas stand between dollar signs.
    fn text(source: &str) -> Rich {
        let mut text = Rich::from(source);
        let signs: Vec<usize> = source.match_indices('$').map(|(at, _)| at).collect();
        signs.chunks_exact(2).for_each(|pair| text.mark(pair[0]..pair[1] + 1, Meaning::Formula));
        text
    }

    #[test]
    fn formulas_are_lines_that_stand_where_they_stood() {
        let mut set_text = text("由$\\frac{a}{b}$得$\\frac{c}{d}$，故$x^2$成立。");
        let moved = set(&mut set_text);
        assert_eq!(set_text, "由a/b得c/d，故x²成立。");
        let formulas: Vec<&str> = set_text
            .spans()
            .iter()
            .map(|span| {
                assert!(matches!(span.meaning, Meaning::Set(_)), "{span:?}");
                &set_text[span.range()]
            })
            .collect();
        assert_eq!(formulas, ["a/b", "c/d", "x²"]);
        let lengths: Vec<(usize, usize)> = moved.iter().map(|(_, from, to)| (*from, *to)).collect();
        assert_eq!(lengths, [("$\\frac{a}{b}$".len(), 3), ("$\\frac{c}{d}$".len(), 3), ("$x^2$".len(), 3)]);
    }

    #[test]
    fn a_heading_in_a_paragraph_ends_where_it_ended_whatever_formulas_it_has() {
        let ended = |head: &str, rest: &str| {
            let run_in = RunIn { head: head.len(), kind: RunInKind::Enumeration };
            let mut block =
                Block { role: Role::RunIn(run_in), text: text(&format!("{head}{rest}")), line: 1 };
            set_block(&mut block);
            let Role::RunIn(run_in) = block.role else { panic!() };
            block.text[..run_in.head].to_owned()
        };
        assert_eq!(ended("一是比例为$\\frac{a}{b}$。", "计算。"), "一是比例为a/b。");
        assert_eq!(ended("一是$\\frac{a}{b}$比$\\frac{c}{d}$。", "由$\\frac{e}{f}$得。"), "一是a/b比c/d。");
        assert_eq!(ended("一是比例。", "由$\\frac{e}{f}$得。"), "一是比例。");
    }

    #[test]
    fn a_paragraph_that_is_a_formula_stands_in_the_middle() {
        let template = builtin("gongwen").unwrap();
        let marked = |source: &str, style: StyleName| {
            let mut rich = text(source);
            set(&mut rich);
            let place = crate::pages::Place::Block { article: 0, block: 0 };
            let mut paragraph =
                crate::layout::paragraph::paragraph(place, style, rich.as_str().to_owned(), &template);
            mark(&mut paragraph, &rich, &template);
            (paragraph.align == Align::Center, paragraph.formulas.len())
        };
        assert_eq!(marked("$\\frac{a}{b}$", StyleName::Body), (true, 1));
        assert_eq!(marked("由$\\frac{a}{b}$", StyleName::Body), (false, 1));
        // What is higher than a line is text where there are several of them, and in a footnote.
        let high = "$\\frac{\\frac{a}{b}}{\\frac{c}{d}}$";
        let long = |count: usize| format!("{}{high}", "字".repeat(count));
        assert_eq!([marked(&long(10), StyleName::Body).1, marked(&long(30), StyleName::Body).1], [1, 0]);
        assert_eq!(marked(&format!("{}$x+1$", "字".repeat(30)), StyleName::Body).1, 1);
        assert_eq!(marked("由$\\frac{a}{b}$", StyleName::Footnote).1, 0);
    }
}
