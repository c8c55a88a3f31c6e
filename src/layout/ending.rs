//! Issuing organ and date under the text: without a seal, with room for seals, with a stamp of the signature
//! (GB/T 9704-2012 7.3.5).

use crate::document::{Seal, post_and_name};
use crate::layout::paragraph::{tabbed, type_of};
use crate::lexicon::organ;
use crate::pages::characters::gap;
use crate::pages::{Paragraph, Tab};
use crate::template::{Align, StyleName, Template};
use crate::units::Length;

/// Puts the names and the date below them in their place, wherever they stand among `paragraphs`.
pub(crate) fn endings(paragraphs: &mut Vec<Paragraph>, template: &Template, seal: Seal) {
    let mut i = 0;
    while i < paragraphs.len() {
        if paragraphs[i].style != StyleName::Signature {
            i += 1;
            continue;
        }
        if seal == Seal::Stamped {
            part_names(paragraphs, i);
        }
        let names = run_of(&paragraphs[i..], StyleName::Signature);
        close(&mut paragraphs[..i]);
        let dated = paragraphs.get(i + names).is_some_and(|next| next.style == StyleName::Date);
        if !dated {
            paragraphs[i + names - 1].keep_next = false;
            i += names;
            continue;
        }
        i += match seal {
            // What is no plain name, such as a formula that somebody calls a signature, stands in a line of its own.
            Seal::Stamped if names > 1 && are_plain(&paragraphs[i..i + names]) => {
                joint(paragraphs, i, names, template)
            }
            _ => {
                let (block, rest) = paragraphs[i..].split_at_mut(names);
                single(block, &mut rest[0], template, seal);
                names
            }
        };
    }
}

/// Two lines of the text go with name and date; the list of attachments between goes with both, unless it is long (7.3.5.5).
fn close(above: &mut [Paragraph]) {
    // A page has 22 lines.
    const LONG: usize = 8;
    let list = above.iter().rev().take_while(|set| set.style == StyleName::Attachment).count();
    let list = if list > LONG { 0 } else { list };
    let (text, list) = above.split_at_mut(above.len() - list);
    list.iter_mut().for_each(|set| set.keep_next = true);
    if let Some(text) = text.last_mut() {
        text.closing = text.table.is_none() && text.figure.is_none();
    }
}

/// Names of organs that stand beside each other in one line, each a paragraph of its own.
fn part_names(paragraphs: &mut Vec<Paragraph>, mut at: usize) {
    while let Some(set) = paragraphs.get(at).filter(|set| set.style == StyleName::Signature) {
        let names: Vec<&str> = set.text.split(gap).filter(|name| !name.is_empty()).collect();
        if names.len() < 2 || !names.iter().all(|name| organ::is_name(name)) {
            at += 1;
            continue;
        }
        let part = |name: &&str| Paragraph { text: (*name).to_owned(), ..set.clone() };
        let parts: Vec<Paragraph> = names.iter().map(part).collect();
        let count = parts.len();
        paragraphs.splice(at..=at, parts);
        at += count;
    }
}

fn are_plain(names: &[Paragraph]) -> bool {
    names.iter().all(|name| name.formulas.is_empty())
}

fn run_of(paragraphs: &[Paragraph], style: StyleName) -> usize {
    paragraphs.iter().take_while(|paragraph| paragraph.style == style).count()
}

fn single(names: &mut [Paragraph], date: &mut Paragraph, template: &Template, seal: Seal) {
    match seal {
        Seal::None => unsealed(names, date, template),
        Seal::Stamped => names.iter_mut().for_each(|name| stamped(name, date, template)),
        Seal::Name => stamp_of_name(names, date, template),
    }
}

fn width(style: StyleName, text: &str, template: &Template) -> Length {
    type_of(template.style(style)).width(text)
}

/// Without a seal: the name stands 2 characters from the right, the date begins 2 characters right of the name; a date
/// longer than the name stands 2 characters from the right instead (7.3.5.2).
///
/// What the rule counts from the right is set from the right, so that it stays there when somebody changes the day; a date under a
/// longer name is set from the left, for the rule says where it begins.
fn unsealed(names: &mut [Paragraph], date: &mut Paragraph, template: &Template) {
    let style = template.style(StyleName::Signature);
    let (indent, step) = (style.size * style.right, style.size * 2);
    let name_width =
        names.iter().map(|name| width(StyleName::Signature, &name.text, template)).max().unwrap_or_default();
    let date_width = width(StyleName::Date, &date.text, template);
    let room = template.text_width() - indent;
    if name_width + step > room || date_width + step > room {
        return;
    }
    if date_width <= name_width {
        return within(date, room - name_width + step, date_width, template);
    }
    from_right(date, indent);
    names.iter_mut().for_each(|name| from_left(name, room - date_width - step));
}

/// With a seal: the date stands 4 characters from the right, the name above it in the middle; above both blank lines
/// enough for the seal (7.3.5.1).
fn stamped(name: &mut Paragraph, date: &mut Paragraph, template: &Template) {
    let (style, line) = (template.style(StyleName::Date), template.text_width());
    let date_width = width(StyleName::Date, &date.text, template);
    let name_width = width(StyleName::Signature, &name.text, template);
    let right = style.size * template.sealing.right;
    let begin = line - right - date_width;
    let middle = begin + Length::emu(date_width.as_emu() / 2);
    let left = (middle - Length::emu(name_width.as_emu() / 2)).min(line - name_width);
    name.before = template.grid.pitch * template.sealing.gap;
    if begin >= Length::ZERO && left >= Length::ZERO {
        from_right(date, right);
        from_right(name, line - left - name_width);
    }
}

/// Several seals: the names in rows with room for a seal each, the date under the last (7.3.5.1). Returns how many
/// paragraphs the names take now.
fn joint(paragraphs: &mut Vec<Paragraph>, at: usize, count: usize, template: &Template) -> usize {
    let (line, style) = (template.text_width(), template.style(StyleName::Signature));
    let names: Vec<Paragraph> = paragraphs.drain(at..at + count).collect();
    let widths: Vec<Length> =
        names.iter().map(|name| width(StyleName::Signature, &name.text, template)).collect();
    // A name has the room of a seal, and a character between itself and the next.
    let room = widths.iter().max().map_or(Length::ZERO, |widest| *widest + style.size);
    let columns = usize::try_from(line.times(template.sealing.size.max(room))).unwrap_or(1).clamp(1, MOST);
    let mut rows: Vec<Paragraph> = Vec::new();
    for (row, widths) in names.chunks(columns).zip(widths.chunks(columns)) {
        let mut set = row[0].clone();
        set.text = row.iter().map(|name| format!("\t{}", name.text)).collect();
        set.spans = vec![(set.text.len(), template.style(StyleName::Signature).face)];
        set.before =
            template.grid.pitch * if rows.is_empty() { template.sealing.gap } else { below(template) };
        // Rows that would not stand on one page with the text above them may part; the last stays with the date.
        set.keep_next = count <= columns * TOGETHER || (rows.len() + 1) * columns >= count;
        from_left(&mut set, Length::ZERO);
        if widths[0] > line {
            // Longer than a line: broken, in the middle.
            set.text.remove(0);
            set.spans[0].0 -= 1;
            set.align = Align::Center;
        } else {
            let within =
                |i: usize| middle(line, i, row.len()).min(line - half(widths[i])).max(half(widths[i]));
            let tabs = (0..row.len()).map(|i| Tab { at: within(i), align: Align::Center });
            tabbed(&mut set, tabs.collect());
        }
        rows.push(set);
    }
    let last = (count - 1) % columns;
    let date = &mut paragraphs[at];
    let date_width = width(StyleName::Date, &date.text, template);
    let over = rows.last().and_then(|row| row.tabs().get(last)).map_or(half(line), |tab| tab.at);
    let under = over - half(date_width);
    within(date, under.min(line - date_width).max(Length::ZERO), date_width, template);
    let taken = rows.len();
    paragraphs.splice(at..at, rows);
    taken
}

/// How many rows of seals, each of five lines, stay on one page.
const TOGETHER: usize = 3;

/// How many seals stand in a row (7.3.5.1).
const MOST: usize = 3;

fn half(length: Length) -> Length {
    Length::emu(length.as_emu() / 2)
}

/// The middle of a column; one alone stands over a date 4 characters from the right, as a single seal does.
fn middle(line: Length, column: usize, of: usize) -> Length {
    let (column, of) = (i64::try_from(column).unwrap_or(0), i64::try_from(of).unwrap_or(1));
    let (column, of) = if of == 1 { (1, 2) } else { (column, of) };
    Length::emu(line.as_emu() * (2 * column + 1) / (2 * of))
}

/// Blank lines from one row of names to the next, so that the seals do not touch.
fn below(template: &Template) -> i64 {
    let pitch = template.grid.pitch;
    (template.sealing.size + pitch - Length::emu(1)).times(pitch)
}

/// A stamp of the signature: two blank lines below the text, 4 characters from the right; the post 2 characters to its
/// left at half its height; the date one blank line below, 4 characters from the right (7.3.5.3). A name behind the post stands
/// where the stamp comes.
fn stamp_of_name(names: &mut [Paragraph], date: &mut Paragraph, template: &Template) {
    let (seal, grid, line) = (&template.sealing, template.grid.pitch, template.text_width());
    let size = template.style(StyleName::Date).size;
    let beside = Length::emu((seal.name_height - grid).max(Length::ZERO).as_emu() / 2);
    let right = line - size * (seal.right + 2) - seal.name_width;
    for (i, name) in names.iter_mut().enumerate() {
        name.before = if i == 0 { grid * 2 + beside } else { grid + beside * 2 };
        let text = name.text.clone();
        let Some((post, person)) = post_and_name(&text) else {
            let own = width(StyleName::Signature, &text, template);
            from_left(name, (right - own).max(Length::ZERO));
            continue;
        };
        // The blanks between both stand between them, so that nothing of the line is lost.
        let (lead, _) = text.split_at(text.rfind(person).unwrap_or(post.len()));
        let (post, gap) = lead.split_at(lead.trim_end().len());
        name.text = format!("\t{post}\t{gap}\t{person}");
        name.spans = vec![(name.text.len(), template.style(StyleName::Signature).face)];
        let half = Length::emu(size.as_emu() / 2);
        let middle = right + size * 2 + Length::emu(seal.name_width.as_emu() / 2);
        let tabs = [(right, Align::Right), (right + half, Align::Left), (middle, Align::Center)];
        name.special.get_or_insert_default().tabs =
            tabs.into_iter().map(|(at, align)| Tab { at, align }).collect();
        from_left(name, Length::ZERO);
    }
    let own = width(StyleName::Date, &date.text, template);
    date.before = grid + beside;
    from_right(date, (size * seal.right).min(line - own).max(Length::ZERO));
}

/// Sets a date at its left, unless a type a little wider than ours, or a program that parts digits from characters, would then break it.
fn within(date: &mut Paragraph, left: Length, width: Length, template: &Template) {
    // LibreOffice adds a quarter of a character at each of the five places where digits and characters meet.
    let spare = template.style(StyleName::Date).size * 2;
    let rest = template.text_width() - left - width;
    if rest < spare { from_right(date, rest.max(Length::ZERO)) } else { from_left(date, left) }
}

fn from_right(paragraph: &mut Paragraph, right: Length) {
    paragraph.align = Align::Right;
    (paragraph.left, paragraph.right) = (Length::ZERO, right);
}

fn from_left(paragraph: &mut Paragraph, left: Length) {
    paragraph.align = Align::Left;
    (paragraph.left, paragraph.right) = (left, Length::ZERO);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Block, Document, Official, Role};
    use crate::layout::{Options, layout};
    use crate::pages::{Figure, Place, Table};
    use crate::template::builtin;

    /// The last paragraphs of a document that ends with these names and a date.
    fn ending(names: &[&str], seal: Seal) -> Vec<Paragraph> {
        let block = |role, text: &str| Block { role, text: text.into(), line: 1 };
        let mut blocks = vec![block(Role::Paragraph, "请认真执行。")];
        blocks.extend(names.iter().map(|name| block(Role::Signature, name)));
        blocks.push(block(Role::Date, "2026年8月1日"));
        let official = Official { seal: Some(seal), ..Official::default() };
        let article = Article { blocks, ..Article::default() };
        let document = Document { articles: vec![article], official, ..Document::default() };
        let pages = layout(&document, &builtin("hongtou").unwrap(), &Options::default());
        pages.body.paragraphs[1..].to_vec()
    }

    // A character is 313 twips, one of an indent 320, the line 8844; the date 1857.
    const DATE: i64 = 3 * 313 + 6 * 153;

    #[test]
    fn a_sealed_name_stands_over_its_date() {
        for name in ["某局", "某某市人民政府办公室"] {
            let [set, date] = &ending(&[name], Seal::Stamped)[..] else { panic!() };
            assert_eq!((date.align, date.right.as_twips()), (Align::Right, 4 * 320));
            let middle = set.right.as_twips() + name.chars().count() as i64 * 313 / 2;
            assert_eq!(set.align, Align::Right);
            assert!((middle - date.right.as_twips() - DATE / 2).abs() <= 1, "{name}");
            assert_eq!(set.before.as_twips(), 2 * 579);
        }
    }

    /// Somebody may call a formula a signature: it stays one, in a line of its own.
    #[test]
    fn what_is_no_plain_name_stands_beside_none() {
        let names = ["甲市人民政府", "乙市人民政府"];
        let rows = |formulas: bool| {
            let mut set = ending(&names, Seal::None);
            let formula = crate::text::formula::Formula::parse("a").unwrap();
            set[0].formulas = if formulas { vec![(0..3, formula.into())] } else { Vec::new() };
            endings(&mut set, &builtin("hongtou").unwrap(), Seal::Stamped);
            set.len()
        };
        assert_eq!((rows(false), rows(true)), (2, 3));
    }

    #[test]
    fn a_date_has_room_for_a_wider_type() {
        for (name, align) in [
            ("某某某市局", Align::Right),
            ("某某某某市局", Align::Right),
            ("某某某某市人民政府", Align::Left),
        ] {
            let [.., date] = &ending(&[name], Seal::None)[..] else { panic!() };
            assert_eq!(date.align, align, "{name}");
            let left = 8844 - DATE - date.right.as_twips();
            let begin = if align == Align::Right { left } else { date.left.as_twips() };
            let beside = 8844 - 640 - name.chars().count() as i64 * 313 + 640;
            let wanted = if name.chars().count() < 6 { 8844 - 640 - DATE } else { beside };
            assert!((begin - wanted).abs() <= 1, "{name}: {begin} {wanted}");
        }
    }

    #[test]
    fn several_seals_have_room_each() {
        let rows = ending(&["某委", "某府", "某局", "某办"], Seal::Stamped);
        let [first, second, _] = &rows[..] else { panic!("{rows:#?}") };
        assert_eq!((first.text.as_str(), second.text.as_str()), ("\t某委\t某府\t某局", "\t某办"));
        let gap = first.tabs()[1].at - first.tabs()[0].at;
        assert!(gap >= Length::mm(45) && second.before >= Length::mm(45), "{gap}");
    }

    #[test]
    fn names_of_any_length_stand_inside_the_type_area() {
        let (line, cell) = (Length::mm(156), 313);
        let long = "某省某市某区住房和城乡建设委员会办公室";
        for (names, count) in [
            (vec!["某市发展和改革委员会　某市财政局", "某市住房和城乡建设局　某市水利局"], 2),
            (vec![long, "某市财政局"], 2),
            (vec!["某市水利局"; 10], 4),
        ] {
            let rows = ending(&names, Seal::Stamped);
            assert_eq!(rows.len(), count + 1, "{rows:#?}");
            for row in &rows[..count] {
                let mut edge = Length::ZERO;
                for (tab, name) in row.tabs().iter().zip(row.text.split('\t').skip(1)) {
                    let half = Length::twips(name.chars().count() as i64 * cell / 2);
                    assert!(tab.at - half >= edge, "{name}");
                    edge = tab.at + half;
                }
                assert!(edge > Length::ZERO && edge <= line + Length::twips(2), "{row:?}");
            }
        }
        let rows =
            |names: &[&str]| ending(names, Seal::Stamped).iter().map(|row| row.keep_next).collect::<Vec<_>>();
        assert_eq!(rows(&["某市水利局"; 9]), [true, true, true, false]);
        assert_eq!(rows(&["某市水利局"; 10]), [false, false, false, true, false]);
        let broken = ending(&["某", &format!("{}委员会", "某".repeat(30))], Seal::Stamped);
        assert!(
            broken[1].tabs().is_empty() && broken[1].align == Align::Center && !broken[1].text.contains('\t')
        );
    }

    #[test]
    fn the_list_of_attachments_goes_with_name_and_date() {
        let block = |role, text: &str| Block { role, text: text.into(), line: 1 };
        for (count, kept) in [(2, true), (9, false)] {
            let mut blocks = vec![block(Role::Paragraph, "请认真执行。")];
            blocks.extend(vec![block(Role::Attachment, "附件：清单"); count]);
            blocks.extend([block(Role::Signature, "某局"), block(Role::Date, "2026年8月1日")]);
            let article = Article { blocks, ..Article::default() };
            let document = Document { articles: vec![article], ..Document::default() };
            let pages = layout(&document, &builtin("gongwen").unwrap(), &Options::default());
            let sets = &pages.body.paragraphs;
            assert_eq!((sets[0].closing, sets[1].keep_next, sets[count].closing), (kept, kept, !kept));
        }
    }

    #[test]
    fn a_stamp_of_the_signature_has_its_room() {
        let [post, date] = &ending(&["市长"], Seal::Name)[..] else { panic!() };
        let right = 8844 - 6 * 320 - Length::mm(40).as_twips();
        assert!((post.left.as_twips() + 2 * 313 - right).abs() <= 1);
        assert_eq!((date.align, date.right.as_twips()), (Align::Right, 4 * 320));
        assert!(post.before > date.before && date.before > Length::points(28));
    }

    #[test]
    fn a_name_behind_the_post_stands_where_the_stamp_comes() {
        let [first, second, _] = &ending(&["市　长　王一川", "区长　李　四"], Seal::Name)[..]
        else {
            panic!()
        };
        // Nothing of the line is lost.
        assert_eq!(
            (first.text.as_str(), second.text.as_str()),
            ("\t市　长\t　\t王一川", "\t区长\t　\t李　四")
        );
        let right = 8844 - 6 * 320 - Length::mm(40).as_twips();
        let [post, _, name] = first.tabs() else { panic!() };
        assert_eq!((post.at.as_twips(), post.align), (right, Align::Right));
        assert!((name.at.as_twips() - right - 2 * 320 - Length::mm(20).as_twips()).abs() <= 1);
    }

    #[test]
    fn a_name_or_a_day_that_fills_its_line_stands_as_its_style_has_it() {
        let template = builtin("gongwen").unwrap();
        let place = Place::Block { article: 0, block: 0 };
        let set = |style, text: &str| Paragraph::styled(place, style, text.to_owned(), &template);
        let moved = |name: usize, date: usize| {
            let mut names = [set(StyleName::Signature, &"局".repeat(name))];
            let mut day = set(StyleName::Date, &"日".repeat(date));
            let before = (names[0].clone(), day.clone());
            unsealed(&mut names, &mut day, &template);
            [names[0] != before.0, day != before.1]
        };
        // 8,204 twips are left of the line, two characters of them between name and date: 24 characters of 313.
        assert_eq!([moved(24, 9), moved(25, 9)], [[false, true], [false, false]]);
        assert_eq!([moved(3, 24), moved(3, 25)], [[true, false], [false, false]]);
    }

    #[test]
    fn a_text_goes_with_its_ending_and_a_table_or_a_picture_does_not() {
        let template = builtin("gongwen").unwrap();
        let place = Place::Block { article: 0, block: 0 };
        let set = |style| Paragraph::styled(place, style, "字".to_owned(), &template);
        let closing = |above: Paragraph, list: usize| {
            let mut all = vec![above];
            all.extend(vec![set(StyleName::Attachment); list]);
            close(&mut all);
            let kept = all[1..].iter().filter(|set| set.keep_next).count();
            (all[0].closing, all.last().is_some_and(|last| last.closing), kept)
        };
        let text = set(StyleName::Body);
        assert_eq!(closing(text.clone(), 0), (true, true, 0));
        assert_eq!(closing(text.clone(), 8), (true, false, 8));
        assert_eq!(closing(text.clone(), 9), (false, true, 0));
        let table = Table {
            rows: Vec::new(),
            heads: 0,
            columns: Vec::new(),
            padding: Length::ZERO,
            size: Length::points(14),
            pitch: Length::points(28),
        };
        assert!(!closing(Paragraph { table: Some(table), ..text.clone() }, 0).0);
        let (width, height) = (Length::mm(20), Length::mm(10));
        let figure = Figure { picture: 0, width, height, room: height };
        assert!(!closing(Paragraph { figure: Some(figure), ..text }, 0).0);
    }

    #[test]
    fn each_stamp_of_several_signatures_has_its_height() {
        let template = builtin("hongtou").unwrap();
        let place = Place::Block { article: 0, block: 0 };
        let set = |style, text: &str| Paragraph::styled(place, style, text.to_owned(), &template);
        let mut names = ["市　长　韩青山", "局　长　林小溪"].map(|name| set(StyleName::Signature, name));
        stamp_of_name(&mut names, &mut set(StyleName::Date, "2026年8月1日"), &template);
        let grid = template.grid.pitch;
        // A stamp stands out by as much above its line as below.
        let beside = names[0].before - grid * 2;
        assert!(beside >= Length::ZERO);
        assert_eq!(beside * 2 + grid, names[1].before);
    }

    #[test]
    fn organs_in_one_line_are_names_of_their_own() {
        let parted = |lines: &[&str]| -> Vec<String> {
            let template = builtin("hongtou").unwrap();
            let place = Place::Block { article: 0, block: 0 };
            let of = |text: &&str| {
                crate::layout::paragraph::paragraph(
                    place,
                    StyleName::Signature,
                    (*text).to_owned(),
                    &template,
                )
            };
            let mut set: Vec<Paragraph> = lines.iter().map(of).collect();
            part_names(&mut set, 0);
            set.into_iter().map(|set| set.text).collect()
        };
        assert_eq!(
            parted(&["某市财政局　某市教育局", "某市卫生局", "某市民政局  某市公安局"]),
            ["某市财政局", "某市教育局", "某市卫生局", "某市民政局", "某市公安局"]
        );
        assert_eq!(parted(&["局长　张三", "某市财政局"]), ["局长　张三", "某市财政局"]);
    }
}
