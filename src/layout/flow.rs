//! From blocks to paragraphs in their final form: looks, indents, blanks, forced lines.

use crate::document::{Article, Block, Document, FrontRole, Role, Seal};
use crate::layout::characters::Type;
use crate::layout::ending::endings;
use crate::layout::figure;
use crate::layout::formula;
use crate::layout::head;
use crate::layout::lines::{Wrap, break_lines};
use crate::layout::paragraph::{paragraph, type_of};
use crate::layout::table;
use crate::layout::title::break_title;
use crate::lexicon::attachment;
use crate::pages::characters::gap;
use crate::pages::{ContentsEntry, Figure, Paragraph, Place};
use crate::template::{Style, StyleName, Template};
use crate::units::Length;

/// The paragraphs of all articles.
pub(crate) fn body(document: &Document, template: &Template) -> Vec<Paragraph> {
    let (mut paragraphs, used) = head::head(&document.official, template);
    let new_page = template.articles.new_page || document.compiled;
    let seal = document.official.seal.unwrap_or(template.sealing.default);
    for (index, article) in document.articles.iter().enumerate() {
        let from = paragraphs.len();
        front(&mut paragraphs, article, index, template);
        let text = paragraphs.len();
        blocks(&mut paragraphs, article, index, template, seal);
        figure::settle(&mut paragraphs[text..], &document.pictures, template);
        if index == 0 && from > 0 {
            below_head(&mut paragraphs[from..], text - from, used, template);
        } else if let Some(first) = paragraphs.get_mut(text).filter(|_| text > from) {
            first.before = first.before.max(template.grid.pitch * template.title_block.below);
        }
        if let Some(first) = paragraphs.get_mut(from) {
            first.new_page |= new_page && index > 0;
            first.odd_page = first.new_page && template.articles.odd_page;
        }
    }
    paragraphs
}

/// The blanks of a document with a head: so many lines between head and title, one below the title (7.3.1). What brings
/// the text back onto the grid, at most half a line, is shared between the two.
fn below_head(article: &mut [Paragraph], front: usize, used: Length, template: &Template) {
    let grid = template.grid.pitch;
    let (above, below) = (grid * template.head.title_gap, grid * template.title_block.below);
    let height = |set: &Paragraph| {
        let lines = set.text.split('\n').count() as i64;
        template.style(set.style).pitch * lines
    };
    let taken = article[..front].iter().fold(Length::ZERO, |sum, set| sum + height(set));
    let end = used + above + taken + if front > 0 { below } else { Length::ZERO };
    let rows = (end.as_emu() + grid.as_emu() / 2).div_euclid(grid.as_emu().max(1));
    let spare = grid * rows - end;
    let share = if front > 0 { Length::emu(spare.as_emu() / 2) } else { spare };
    if let Some(first) = article.first_mut() {
        first.before = above + share;
    }
    if let Some(text) = article.get_mut(front).filter(|_| front > 0) {
        text.before = below + spare - share;
    }
}

/// The paragraphs of the table of contents.
pub(crate) fn contents(entries: &[ContentsEntry], template: &Template) -> Vec<Paragraph> {
    let mut paragraphs = Vec::with_capacity(entries.len() + 1);
    let title = template.contents.title.clone();
    paragraphs.push(paragraph(Place::ContentsTitle, StyleName::ContentsTitle, title, template));
    for (index, entry) in entries.iter().enumerate() {
        let style = StyleName::contents(entry.level);
        let text = turn_over(&entry.text, template.style(style), template);
        paragraphs.push(paragraph(Place::Contents(index), style, text, template));
    }
    if let Some(first) = paragraphs.get_mut(1) {
        first.before = template.grid.pitch * template.title_block.below;
    }
    paragraphs
}

/// Breaks an entry that is too long, clear of the number of the page at the right; the unit in brackets stays whole.
///
/// The breaks are forced: a right indent would do the same in Word, but LibreOffice then loses the number.
fn turn_over(text: &str, style: &Style, template: &Template) -> String {
    let of = type_of(style);
    let rest = template.text_width() - style.size * (style.left + style.right);
    let first = rest - style.size * style.indent;
    let cut = |text: &str| -> Vec<String> {
        break_lines(text, of, first, rest, Wrap::Words)
            .iter()
            .map(|line| text[line.start..line.end].to_owned())
            .collect()
    };
    let mut lines = cut(text);
    let unit = text.rfind('（').filter(|&at| at > 0 && text.ends_with('）')).map_or("", |at| &text[at..]);
    let split = !unit.is_empty() && lines.last().is_some_and(|last| last.len() < unit.len());
    if lines.len() > 1 && split && of.width(unit) <= rest {
        lines = cut(text[..text.len() - unit.len()].trim_end_matches(gap));
        lines.push(unit.to_owned());
    }
    let last = lines.len() - 1;
    let trimmed = lines
        .iter()
        .enumerate()
        .map(|(i, line)| if i < last { line.trim_end_matches(gap) } else { line.as_str() });
    trimmed.collect::<Vec<_>>().join("\n")
}

/// What stands above the text. The lines of the title become one paragraph, so that it is one heading.
fn front(paragraphs: &mut Vec<Paragraph>, article: &Article, index: usize, template: &Template) {
    let from = paragraphs.len();
    let place = Place::Front { article: index };
    let mut title: Option<usize> = None;
    for (role, line) in article.front() {
        // A text that is an attachment says so on line 1, and has its title on line 3 (7.3.7).
        let labels = role == FrontRole::Kicker && attachment::is_label(&line);
        let name = if labels { StyleName::AttachmentLabel } else { StyleName::of_front(role) };
        let line = line.anchored();
        let line = if role == FrontRole::Title { title_lines(&line, template) } else { line.into_owned() };
        match title.filter(|_| role == FrontRole::Title) {
            Some(at) => append_line(&mut paragraphs[at], &line),
            None => {
                title = (role == FrontRole::Title).then_some(paragraphs.len()).or(title);
                paragraphs.push(paragraph(place, name, line, template));
            }
        }
    }
    let blank = template.grid.pitch * template.title_block.above;
    let excess = excess(&paragraphs[from..], template);
    let labelled = paragraphs.get(from).is_some_and(|first| first.style == StyleName::AttachmentLabel);
    let blank = if labelled { template.grid.pitch } else { blank };
    if let Some(first) = paragraphs.get_mut(from + usize::from(labelled)) {
        first.before = if excess < blank { blank - excess } else { Length::ZERO };
    }
}

fn title_lines(line: &str, template: &Template) -> String {
    let of = type_of(template.style(StyleName::Title));
    break_title(line, of, template.text_width()).join("\n")
}

fn append_line(paragraph: &mut Paragraph, line: &str) {
    paragraph.text.push('\n');
    paragraph.text.push_str(line);
    if let Some(span) = paragraph.spans.last_mut() {
        span.0 = paragraph.text.len();
    }
}

/// By how much lines of a wider pitch than the grid's push the text off the grid; the blank above them gives it back,
/// so that the first page keeps its 22 lines.
fn excess(front: &[Paragraph], template: &Template) -> Length {
    front.iter().fold(Length::ZERO, |sum, paragraph| {
        let lines = paragraph.text.split('\n').count() as i64;
        sum + (template.style(paragraph.style).pitch - template.grid.pitch) * lines
    })
}

fn blocks(paragraphs: &mut Vec<Paragraph>, article: &Article, index: usize, template: &Template, seal: Seal) {
    let from = paragraphs.len();
    let mut previous = None;
    for (i, block) in article.blocks.iter().enumerate() {
        let mut paragraph = block_paragraph(block, Place::Block { article: index, block: i }, template);
        if previous.is_some_and(|role| role == block.role) && !matches!(block.role, Role::Table) {
            paragraph.before = Length::ZERO;
        }
        previous = Some(block.role);
        paragraphs.push(paragraph);
    }
    attached(&mut paragraphs[from..], template);
    let mut own = paragraphs.split_off(from);
    endings(&mut own, template, seal);
    paragraphs.append(&mut own);
}

/// An attached document has a page of its own: its label on line 1, its title on line 3, a blank line below (7.3.7). One
/// that is issued by the text above it, without a label, has its title on line 3 too.
fn attached(paragraphs: &mut [Paragraph], template: &Template) {
    use StyleName::{AttachmentLabel, AttachmentTitle};
    let pitch = template.grid.pitch;
    let mut above = None;
    for paragraph in paragraphs {
        match (above, paragraph.style) {
            (_, AttachmentLabel) => paragraph.new_page = true,
            (Some(AttachmentTitle), AttachmentTitle) => {}
            (Some(AttachmentLabel), AttachmentTitle) | (Some(AttachmentTitle), _) => paragraph.before = pitch,
            (_, AttachmentTitle) => (paragraph.new_page, paragraph.before) = (true, pitch * 2),
            _ => {}
        }
        above = Some(paragraph.style);
    }
}

fn block_paragraph(block: &Block, place: Place, template: &Template) -> Paragraph {
    let name = StyleName::of_block(block.role);
    if block.role == Role::Table {
        let mut set = paragraph(place, name, String::new(), template);
        let (table, turned) = table::table(&block.text, template);
        (set.table, set.turned) = (Some(table), turned);
        return set;
    }
    let mut set = paragraph(place, name, block.text.anchored().into_owned(), template);
    if let Role::Picture(picture) = block.role {
        let none = Length::ZERO;
        set.figure = Some(Figure { picture, width: none, height: none, room: none });
    }
    if let Role::RunIn(run_in) = block.role {
        let head = template.head_face(run_in.kind);
        let at = block.text.anchored_at(run_in.head);
        set.spans = vec![(at, head), (set.text.len(), template.style(name).face)];
    }
    formula::mark(&mut set, &block.text, template);
    match block.role {
        Role::Attachment => hang_attachment(&mut set, template),
        Role::Attendance => hang_names(&mut set, template),
        Role::Paragraph | Role::Item if is_list_of_names(&set.text) => list_names(&mut set, template),
        _ => {}
    }
    set
}

/// What parts the names of a list: two characters at least, since one stands in the middle of a short name.
const BETWEEN_NAMES: &str = "\u{3000}\u{3000}";

/// `张　三　　李四光　　王　五`: three names or more.
fn is_list_of_names(text: &str) -> bool {
    let is_name = |name: &str| {
        let name = name.trim_matches(gap);
        (2..=6).contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphabetic() || gap(c) || c == '·')
    };
    text.matches(BETWEEN_NAMES).count() > 1
        && text.split(BETWEEN_NAMES).filter(|name| !name.is_empty()).all(is_name)
}

/// No name of a list stands on two lines, and the names of all lines below each other.
fn list_names(set: &mut Paragraph, template: &Template) {
    let of = type_of(template.style(set.style));
    set.left = set.left + set.first;
    set.first = Length::ZERO;
    let room = template.text_width() - set.left - set.right;
    set.text = whole_names(&set.text, BETWEEN_NAMES, of, [room, room]);
    set.spans = vec![(set.text.len(), template.style(set.style).face)];
}

/// Names with a forced end of line before each that does not fit into the first line, or into one of the rest.
fn whole_names(names: &str, between: &str, of: Type, [first, rest]: [Length; 2]) -> String {
    let mut names = names.split(between);
    let mut text = names.next().unwrap_or_default().to_owned();
    let mut left = first - of.width(&text);
    for name in names {
        let more = of.width(between) + of.width(name);
        let fits = more <= left;
        text.push_str(if fits { between } else { "\n" });
        text.push_str(name);
        left = if fits { left - more } else { rest - of.width(name) };
    }
    text
}

/// 出席、请假、列席: the label in the face of a heading, and no name on two lines.
fn hang_names(set: &mut Paragraph, template: &Template) {
    const BETWEEN: &str = "\u{3000}";
    let of = type_of(template.style(set.style));
    let rest = template.text_width() - set.left - set.right;
    let text = whole_names(&set.text, BETWEEN, of, [rest - set.first, rest]);
    let face = template.style(set.style).face;
    set.spans = vec![(text.len(), face)];
    if let Some(colon) = text.find('：') {
        set.spans.insert(0, (colon, template.style(StyleName::Heading1).face));
    }
    set.text = text;
}

/// The turn-over of an attachment's name stands under the first character of the name (GB/T 9704-2012 7.3.4).
fn hang_attachment(set: &mut Paragraph, template: &Template) {
    const LABEL: &str = "附件：";
    let of = type_of(template.style(StyleName::Attachment));
    let (label, rest) = match set.text.strip_prefix(LABEL) {
        Some(rest) => (LABEL, rest),
        None => ("", set.text.as_str()),
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = if digits > 0 && rest[digits..].starts_with('.') { &rest[..=digits] } else { "" };
    if label.is_empty() && number.is_empty() {
        return;
    }
    let (label_width, number_width) = (of.width(LABEL), of.width(number));
    let hang = if label.is_empty() { number_width } else { label_width + number_width };
    set.left = set.left + set.first + label_width + number_width;
    set.first = -hang;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::builtin;

    #[track_caller]
    fn check_names(text: &str, set: &str) {
        let block = Block { role: Role::Attendance, text: text.into(), line: 1 };
        let template = builtin("jiyao").unwrap();
        let paragraph = block_paragraph(&block, Place::Block { article: 0, block: 0 }, &template);
        assert_eq!(paragraph.text, set);
        assert_eq!(paragraph.spans.last().map(|span| span.0), Some(set.len()));
    }

    #[test]
    fn no_name_of_a_list_stands_on_two_lines() {
        let set = |text: &str| {
            let block = Block { role: Role::Paragraph, text: text.into(), line: 1 };
            block_paragraph(&block, Place::Block { article: 0, block: 0 }, &builtin("gongwen").unwrap())
        };
        let names = "张　三　　李　四　　王　五　　赵　六　　钱　七　　孙　八";
        let list = set(names);
        assert_eq!(list.text, "张　三　　李　四　　王　五　　赵　六　　钱　七\n孙　八");
        assert_eq!((list.left, list.first), (Length::points(32), Length::ZERO));
        assert_eq!(list.spans[0].0, list.text.len());
        for text in ["张　三　　某市公安局", "一、抓落实　　二、重实效　　三、求创新。", "张三　李四　王五"]
        {
            assert_eq!((set(text).text.as_str(), set(text).left), (text, Length::ZERO), "{text}");
        }
    }

    #[test]
    fn no_name_stands_on_two_lines() {
        check_names("请假：郑一川　王五", "请假：郑一川　王五");
        check_names(
            "列席：市政府办公室 方砚　市财政局 苏恒　市林业局 陆景行　市气象局 江望",
            "列席：市政府办公室 方砚　市财政局 苏恒\n市林业局 陆景行　市气象局 江望",
        );
        let long = "字".repeat(40);
        check_names(&format!("出席：张三　{long}　李四"), &format!("出席：张三\n{long}\n李四"));
    }

    #[test]
    fn the_unit_behind_an_entry_of_the_contents_stays_whole() {
        let template = builtin("gongwen").unwrap();
        let style = template.style(StyleName::Contents1);
        let unit = "（某某市人民政府办公室政策研究室）";
        let mut moved = 0;
        for long in 1..30 {
            let title = "推".repeat(long);
            let set = turn_over(&format!("{title}{unit}"), style, &template);
            assert_eq!(set.replace('\n', ""), format!("{title}{unit}"));
            assert!(set.lines().any(|line| line.contains(unit)), "{set}");
            moved += usize::from(set.ends_with(&format!("\n{unit}")));
        }
        assert!(moved > 5, "{moved}");
    }

    #[test]
    fn the_second_line_of_an_attachment_stands_under_its_name() {
        let template = builtin("gongwen").unwrap();
        let set = |text: &str| {
            let block = Block { role: Role::Attachment, text: text.into(), line: 1 };
            let set = block_paragraph(&block, Place::Block { article: 0, block: 0 }, &template);
            (set.left, set.first)
        };
        let of = type_of(template.style(StyleName::Attachment));
        let (plain, label) = (set("清单"), of.width("附件："));
        assert_eq!(set("附件：清单"), (plain.0 + plain.1 + label, -label));
        // A year at the head of a name is no number.
        assert_eq!(set("附件：2026年清单"), set("附件：清单"));
        assert_eq!(set("2026年清单"), plain);
        let number = of.width("1.");
        assert_eq!(set("附件：1.清单"), (plain.0 + plain.1 + label + number, -(label + number)));
        assert_eq!(set("2.清单"), (plain.0 + plain.1 + label + number, -number));
    }
}
