//! Footnotes (脚注): which there are, in the order of their anchors, and the numbers they get on their pages.
//!
//! GB/T 9704-2012 knows none; ①②③ anew on every page is what Chinese journals ask of notes at the foot of a page.

use crate::document::{Article, Document};
use crate::layout::formula;
use crate::layout::paragraph::paragraph;
use crate::pages::{Flow, Page, Paragraph, Place, Separator, SetLine, Sign, footnote_sign};
use crate::template::{StyleName, Template};
use crate::text::anchor;
use crate::units::Length;

/// The line with the rule above the footnotes of a page. With a pitch of half a line of the grid, a page of text and footnotes
/// comes out alike in Word and LibreOffice, which put a little less there.
const SEPARATOR: Length = Length::points(8);

/// From the number of a footnote to its text, in half characters: so far at least, whatever a program makes of the number.
const NUMBER: i64 = 3;

/// The length of the rule.
const RULE: Length = Length::mm(51);

/// Its thickness.
const WEIGHT: Length = Length::emu(12_700 / 2);

/// The footnotes anchored in `body`, in their order, as paragraphs. Their numbers are not known yet.
pub(crate) fn paragraphs(document: &Document, body: &[Paragraph], template: &Template) -> Vec<Paragraph> {
    if document.articles.iter().all(|article| article.footnotes.is_empty()) {
        return Vec::new();
    }
    let mut footnotes = Vec::new();
    for above in body {
        let (Place::Front { article } | Place::Block { article, .. }) = above.place else { continue };
        let Some(own) = document.articles.get(article) else { continue };
        for_each_text(above, |text| {
            footnotes.extend(anchor::footnotes(text).filter_map(|footnote| {
                Some(Paragraph { turned: above.turned, ..set(own, article, footnote, template)? })
            }));
        });
    }
    footnotes
}

/// A footnote as a paragraph. Its number stands before the first character of the text and is no part of it.
fn set(own: &Article, article: usize, footnote: usize, template: &Template) -> Option<Paragraph> {
    let place = Place::Footnote { article, footnote, number: 0 };
    let text = &own.footnotes.get(footnote)?.text;
    let mut set = paragraph(place, StyleName::Footnote, text.to_string(), template);
    formula::mark(&mut set, text, template);
    let hang = hang(template);
    set.first = set.first + hang;
    set.sign = Some(Sign { character: footnote_sign(1), hang });
    Some(set)
}

/// From the left of the number of a footnote to its text.
fn hang(template: &Template) -> Length {
    Length::emu(template.style(StyleName::Footnote).size.as_emu() * NUMBER / 2)
}

fn for_each_text(paragraph: &Paragraph, mut each: impl FnMut(&str)) {
    each(&paragraph.text);
    let rows = paragraph.table.iter().flat_map(|table| &table.rows);
    rows.flat_map(|row| &row.cells).for_each(|cell| each(&cell.text));
}

/// How many footnotes are anchored in a line, or in a row of a table.
pub(crate) fn count(paragraph: &Paragraph, line: &SetLine) -> usize {
    match &paragraph.table {
        None => anchor::footnotes(&paragraph.text[line.start..line.end]).count(),
        Some(table) => {
            table.rows[line.start].cells.iter().map(|cell| anchor::footnotes(&cell.text).count()).sum()
        }
    }
}

/// Writes the numbers of the footnotes into their anchors and into the footnotes themselves, which `flow` ends with.
pub(crate) fn number(flow: &mut Flow, footnotes: usize) {
    let from = flow.paragraphs.len() - footnotes;
    let (body, footnotes) = flow.paragraphs.split_at_mut(from);
    for page in &flow.pages {
        let begun = page.lines.iter().filter(|line| line.paragraph >= from && line.start == 0);
        for (line, count) in begun.zip(1..) {
            let footnote = &mut footnotes[line.paragraph - from];
            if let Place::Footnote { number, .. } = &mut footnote.place {
                *number = count;
            }
            if let Some(sign) = &mut footnote.sign {
                sign.character = footnote_sign(count);
            }
        }
    }
    let mut numbers = footnotes.iter().map(|footnote| match footnote.place {
        Place::Footnote { number, .. } => number,
        _ => 0,
    });
    let mut renew = |text: &mut String| {
        if anchor::any(text) {
            *text = anchor::replaced(text, |_| anchor::of(numbers.next()?.checked_sub(1)?));
        }
    };
    for paragraph in body {
        renew(&mut paragraph.text);
        let rows = paragraph.table.iter_mut().flat_map(|table| &mut table.rows);
        rows.flat_map(|row| &mut row.cells).for_each(|cell| renew(&mut cell.text));
    }
}

/// The height of some lines.
fn height(lines: &[SetLine]) -> Length {
    lines.iter().fold(Length::ZERO, |sum, line| sum + line.height)
}

/// The footnotes of the page that is being filled.
#[derive(Default)]
pub(crate) struct Foot {
    lines: Vec<SetLine>,
    /// What had no room and goes on at the foot of the next page.
    carried: Vec<SetLine>,
}

impl Foot {
    /// Their height, with the rule above.
    fn height(&self) -> Length {
        if self.lines.is_empty() { Length::ZERO } else { SEPARATOR + height(&self.lines) }
    }

    /// The height with `more` of them.
    pub(crate) fn height_with(&self, more: Length) -> Length {
        match (more > Length::ZERO, self.lines.is_empty()) {
            (true, true) => SEPARATOR + more,
            _ => self.height() + more,
        }
    }

    /// Adds a footnote, or as much of it as fits into `room`.
    pub(crate) fn add(&mut self, lines: &[SetLine], room: Length) {
        for line in lines {
            if self.carried.is_empty() && self.height_with(line.height) <= room {
                self.lines.push(*line);
            } else {
                self.carried.push(*line);
            }
        }
    }

    /// Sets them at the foot of `page`, `room` high, and begins the next page with what had no room.
    pub(crate) fn settle(&mut self, page: &mut Page, room: Length) {
        let mut top = room - height(&self.lines);
        if !self.lines.is_empty() {
            page.separator =
                Some(Separator { top: top - SEPARATOR, height: SEPARATOR, width: RULE, weight: WEIGHT });
        }
        for line in self.lines.drain(..) {
            page.lines.push(SetLine { top, ..line });
            top = top + line.height;
        }
        let carried = std::mem::take(&mut self.carried);
        self.add(&carried, room);
    }

    /// Whether nothing of them waits for a page.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}
