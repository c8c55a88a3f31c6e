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
