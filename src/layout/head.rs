//! The head (版头) of an issued document: mark, number, signers, the red rule (GB/T 9704-2012 7.2, 10).
//!
//! Everything but the mark of a letter stands in the flow, each paragraph with the blank above it that brings it to its
//! place; so both writers, and what opens their files, put it there without knowing more than paragraphs.

use crate::document::Official;
use crate::layout::imprint::issue_text;
use crate::layout::paragraph::{paragraph, tabbed, type_of};
use crate::lexicon::label;
use crate::pages::{JointMark, Paragraph, Place, Rule, Tab};
use crate::template::{Align, RuleUnder, Style, StyleName, Template};
use crate::text::key;
use crate::units::Length;

/// The paragraphs of the head, and the height they take from the top of the first page.
pub(crate) fn head(official: &Official, template: &Template) -> (Vec<Paragraph>, Length) {
    let mut head = Head { official, template, paragraphs: Vec::new(), used: Length::ZERO };
    if template.head.rule == RuleUnder::Mark {
        head.letter();
    } else {
        head.document();
    }
    (head.paragraphs, head.used)
}

struct Head<'a> {
    official: &'a Official,
    template: &'a Template,
    paragraphs: Vec<Paragraph>,
    /// Down to where the page is filled.
    used: Length,
}

/// From the top of a line to the upper edge of its characters: hanzi fill nine tenths of their size, and both Word
/// (baseline at four fifths of an exact line) and the PDF (hanzi in the middle) put them there when the pitch is 1.3 of the size.
fn rise(style: &Style, size: Length) -> Length {
    half(style.pitch) - Length::emu(size.as_emu() * 9 / 20)
}

/// From the top of a line to the lower edge of its characters.
fn fall(style: &Style, size: Length) -> Length {
    half(style.pitch) + Length::emu(size.as_emu() * 9 / 20)
}

/// The same for a line of body type, between where Word and where the PDF has it, less than half a millimetre apart.
fn foot(style: &Style) -> Length {
    half(style.pitch) + Length::emu(style.size.as_emu() * 21 / 40)
}

/// From the top of a line of body type to the upper edge of its characters, between the two in the same way.
fn crown(style: &Style) -> Length {
    half(style.pitch) - Length::emu(style.size.as_emu() * 3 / 8)
}

fn half(length: Length) -> Length {
    Length::emu(length.as_emu() / 2)
}

impl Head<'_> {
    /// 份号, 密级, 紧急程度 from the first line down; the mark; the number two lines below; the rule under it (7.2).
    fn document(&mut self) {
        for (name, text) in self.left_column() {
            let set = paragraph(Place::Head, name, text, self.template);
            self.push(set, self.used);
        }
        if let Some((set, size)) = self.mark() {
            let style = self.template.style(set.style);
            let pitch = pitch(&set, self.template);
            let style = &Style { pitch, ..*style };
            let top = self.template.head.mark_top - rise(style, size);
            let height = height(&set, self.template);
            let bottom = height - pitch + fall(style, size);
            self.push(set, top);
            let below = self.used - height + bottom;
            self.numbered(below, self.template.grid.pitch * self.template.head.number_gap);
        } else {
            self.numbered(self.used, Length::ZERO);
        }
        self.guide();
    }

    /// What a briefing holds, one blank line below the rule: the heading in the middle, the titles below it.
    fn guide(&mut self) {
        for (i, line) in self.official.guide.iter().enumerate() {
            let heading = label::is_guide(&key(line));
            let name = if heading { StyleName::Number } else { StyleName::Body };
            let mut set = paragraph(Place::Head, name, line.clone(), self.template);
            if heading {
                (set.align, set.first) = (Align::Center, Length::ZERO);
                set.spans = vec![(set.text.len(), self.template.style(StyleName::Heading1).face)];
            }
            let gap = if i == 0 { self.template.grid.pitch } else { Length::ZERO };
            self.push(set, self.used + gap);
        }
    }

    /// The line or lines of number and signers, `gap` below the lower edge of the mark, and the rule.
    fn numbered(&mut self, mark: Length, gap: Length) {
        let lines = self.number_lines();
        let joint = |set: &Paragraph| set.style == StyleName::JointMark;
        if lines.is_empty() && self.paragraphs.last().is_some_and(joint) {
            // A table has no rule below it; an empty line does.
            let line = paragraph(Place::Head, StyleName::Number, String::new(), self.template);
            self.push(line, mark);
        }
        for (i, line) in lines.into_iter().enumerate() {
            self.push(line, if i == 0 { mark + gap } else { self.used });
        }
        if let Some(line) = self.issue_line().filter(|_| self.template.head.issue) {
            self.push(line, self.used);
        }
        if self.template.head.rule == RuleUnder::Number {
            self.rule();
        }
    }

    /// The rule under the last line (7.2.7). Word sets it in whole points below the line.
    fn rule(&mut self) {
        let head = &self.template.head;
        let Some(last) = self.paragraphs.last_mut() else { return };
        let style = self.template.style(last.style);
        let below = foot(style) + head.rule_gap - style.pitch;
        let points = (below.as_emu() + 6_350).div_euclid(12_700).clamp(0, 31);
        let top = height(last, self.template) + Length::points(points);
        let left = half(self.template.text_width() - head.rule_width);
        let color = self.template.style(StyleName::Mark).color;
        let rule = Rule { top, left, width: head.rule_width, weight: head.rule_weight, color };
        last.special.get_or_insert_default().rules.push(rule);
        self.used = self.used + Length::points(points) + head.rule_weight;
    }

    /// The mark fixed above the type area with its pair of rules; below them the number at the right and the other
    /// elements at the left (10.1).
    fn letter(&mut self) {
        let (head, grid) = (&self.template.head, self.template.grid.pitch);
        let mut below = head.mark_top;
        if let Some((mut set, size)) = self.mark() {
            let style = self.template.style(set.style);
            let pitch = pitch(&set, self.template);
            let style = &Style { pitch, ..*style };
            let top = head.mark_top - rise(style, size);
            let bottom = height(&set, self.template) - pitch + fall(style, size);
            let rules = self.letter_rules(top, bottom + head.rule_gap);
            below = rules.get(1).or(rules.first()).map_or(below, |last| top + last.top + last.weight);
            let special = set.special.get_or_insert_default();
            special.fixed = Some(top);
            special.rules = rules;
            self.paragraphs.push(set);
        }
        // Seven eighths of a character of the body below the rule.
        let body = self.template.style(StyleName::Body);
        let gap = Length::emu(body.size.as_emu() * 7 / 8);
        let mut top = below + gap - crown(body);
        for set in self.letter_lines() {
            self.push(set, top);
            top = top + grid;
        }
        self.used = self.used.max(below);
    }

    /// The pair of rules under the mark, thick over thin, and the pair at the foot of the sheet, thin over thick; all
    /// measured from `top`, the top of the mark's paragraph.
    fn letter_rules(&self, top: Length, first: Length) -> Vec<Rule> {
        let (head, paper) = (&self.template.head, &self.template.paper);
        let left = half(self.template.text_width() - head.rule_width);
        let color = self.template.style(StyleName::Mark).color;
        let rule = |top, weight| Rule { top, left, width: head.rule_width, weight, color };
        let (thick, thin) = (head.rule_weight, head.rule_second);
        let mut rules = vec![rule(first, thick)];
        if thin > Length::ZERO {
            rules.push(rule(first + thick + thick, thin));
        }
        if head.foot_rule > Length::ZERO {
            let foot = paper.height - paper.top - head.foot_rule - top;
            if thin > Length::ZERO {
                rules.push(rule(foot - thick - thick - thin, thin));
            }
            rules.push(rule(foot - thick, thick));
        }
        rules
    }

    /// What stands flush left, from top to bottom (7.2.1–7.2.3).
    fn left_column(&self) -> Vec<(StyleName, String)> {
        let official = self.official;
        let column = [
            (StyleName::CopyNumber, &official.copy_number),
            (StyleName::Secrecy, &official.secrecy),
            (StyleName::Urgency, &official.urgency),
        ];
        column.into_iter().filter_map(|(name, text)| Some((name, text.clone()?))).collect()
    }

    /// The left column of a letter, with the number at the right of its first line.
    fn letter_lines(&self) -> Vec<Paragraph> {
        let edge = self.template.text_width();
        let mut column = self.left_column();
        if column.is_empty() && self.official.number.is_some() {
            column.push((StyleName::Number, String::new()));
        }
        let number = self.official.number.iter();
        let mut lines: Vec<Paragraph> = Vec::new();
        for (i, (name, text)) in column.into_iter().enumerate() {
            let mut set = paragraph(Place::Head, name, text, self.template);
            set.align = Align::Left;
            if let Some(number) = number.clone().next().filter(|_| i == 0) {
                set.text.push('\t');
                set.text.push_str(number);
                set.spans.push((set.text.len(), self.template.style(StyleName::Number).face));
                tabbed(&mut set, vec![Tab { at: edge, align: Align::Right }]);
            }
            lines.push(set);
        }
        lines.extend(self.signer_lines(""));
        lines
    }

    /// The number, with signers beside it (7.2.5, 7.2.6).
    fn number_lines(&self) -> Vec<Paragraph> {
        let number = self.official.number.clone();
        if !self.official.signers.is_empty() {
            return self.signer_lines(number.as_deref().unwrap_or_default());
        }
        let Some(number) = number else { return Vec::new() };
        let mut set = paragraph(Place::Head, StyleName::Number, number, self.template);
        set.align = self.template.head.number;
        match set.align {
            // An indent of the whole paragraph would shorten the rule below it.
            Align::Left | Align::Justify => set.first = self.template.style(StyleName::Number).size,
            Align::Right => {
                let at = self.template.text_width() - self.template.style(StyleName::Number).size;
                (set.text, set.align) = (format!("\t{}", set.text), Align::Left);
                set.spans[0].0 += 1;
                tabbed(&mut set, vec![Tab { at, align: Align::Right }]);
            }
            Align::Center => {}
        }
        vec![set]
    }

    /// Who prints, one character inside the left edge, and when, as far from the right one.
    fn issue_line(&self) -> Option<Paragraph> {
        let text = issue_text(self.official, "")?;
        let mut set = paragraph(Place::Head, StyleName::Number, text, self.template);
        let size = self.template.style(StyleName::Number).size;
        (set.align, set.first) = (Align::Left, size);
        tabbed(&mut set, vec![Tab { at: self.template.text_width() - size, align: Align::Right }]);
        Some(set)
    }

    /// `签发人：` and two names a line, one character inside the right edge, those below under the first; the number one
    /// character inside the left edge of the last line.
    fn signer_lines(&self, number: &str) -> Vec<Paragraph> {
        const LABEL: &str = "签发人：";
        let (label, names) = (self.template.style(StyleName::Number), self.template.style(StyleName::Signer));
        let of = type_of(names);
        let rows: Vec<&[String]> = self.official.signers.chunks(2).collect();
        let column = |i: usize| rows.iter().filter_map(|row| row.get(i)).map(|name| of.width(name)).max();
        let (first, second) = (column(0).unwrap_or_default(), column(1));
        let gap = names.size;
        let width = type_of(label).width(LABEL) + first + second.map_or(Length::ZERO, |second| gap + second);
        let begin = self.template.text_width() - label.size - width;
        let at = begin + type_of(label).width(LABEL);
        let tab = |at| Tab { at, align: Align::Left };
        let mut lines = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            let shown = if i + 1 == rows.len() { number } else { "" };
            let lead = format!("{shown}\t{}", if i == 0 { LABEL } else { "" });
            let mut set = paragraph(Place::Head, StyleName::Number, lead, self.template);
            set.text.push_str(&row.join("\t"));
            set.spans.push((set.text.len(), names.face));
            set.align = Align::Left;
            set.first = label.size;
            let from = if i == 0 { begin } else { at };
            tabbed(&mut set, vec![tab(from), tab(at + first + gap)]);
            lines.push(set);
        }
        lines
    }

    /// The mark, and the size of its type (7.2.4).
    fn mark(&self) -> Option<(Paragraph, Length)> {
        let (names, ending) = self.official.joint_mark();
        match names[..] {
            [] => None,
            [name] if ending.is_empty() => Some(self.single_mark(name)),
            _ => Some(self.joint(&names, ending)),
        }
    }

    /// A long name is narrowed to the type area, and below what the template allows set smaller.
    fn single_mark(&self, name: &str) -> (Paragraph, Length) {
        let style = self.template.style(StyleName::Mark);
        let mut set = paragraph(Place::Head, StyleName::Mark, name.to_owned(), self.template);
        let (scale, size) = self.fit(style, type_of(style).width(name), self.template.text_width());
        let special = set.special.get_or_insert_default();
        special.scale = Some(scale);
        special.size = (size != style.size).then_some(size);
        (set, size)
    }

    /// How far type must be narrowed, in percent, for `width` to fit into `room`; and its size, if that is not enough.
    fn fit(&self, style: &Style, width: Length, room: Length) -> (i64, Length) {
        // Programs round the width of each narrowed character; a little room keeps the last one in the line.
        let room = room - Length::points(4);
        let scale = (room.as_emu() * 100).div_euclid(width.as_emu().max(1)).min(100);
        let least = self.template.head.mark_narrowest;
        if scale >= least {
            return (scale, style.size);
        }
        // In half points, the unit of Word.
        let size = style.size.as_half_points() * scale / least;
        (least, Length::points(size.max(2)) - half(Length::points(size.max(2))))
    }

    /// Names of different length are spread to the same width, 文件 stands beside them (7.2.4).
    fn joint(&self, names: &[&str], ending: &str) -> (Paragraph, Length) {
        let usual = self.template.style(StyleName::JointMark);
        let style = &joint_style(usual, names.len(), self.template.style(StyleName::Title));
        let of = type_of(style);
        let widest = names.iter().map(|name| of.width(name)).max().unwrap_or_default();
        let beside = if ending.is_empty() { Length::ZERO } else { of.width(ending) + half(style.size) };
        let (scale, size) = self.fit(style, widest + beside, self.template.text_width());
        let drawn = |natural: Length| {
            Length::emu(natural.as_emu() * scale / 100 * size.as_emu() / style.size.as_emu().max(1))
        };
        let (width, aside) = (drawn(widest), drawn(beside));
        let spread = |name: &str| {
            let gaps = i64::try_from(name.chars().count()).unwrap_or(1) - 1;
            let spare = width - drawn(of.width(name));
            ((*name).to_owned(), if gaps > 0 { Length::emu(spare.as_emu() / gaps) } else { Length::ZERO })
        };
        let joint = JointMark {
            names: names.iter().map(|name| spread(name)).collect(),
            ending: ending.to_owned(),
            left: half(self.template.text_width() - width - aside),
            width,
            aside,
            pitch: style.pitch,
        };
        let mut set = paragraph(Place::Head, StyleName::JointMark, String::new(), self.template);
        let special = set.special.get_or_insert_default();
        special.scale = Some(scale);
        special.size = (size != usual.size).then_some(size);
        special.joint = Some(joint);
        (set, size)
    }

    /// Adds a paragraph whose first line begins at `top`, or below what stands there already.
    fn push(&mut self, mut set: Paragraph, top: Length) {
        let filled = self.filled();
        let top = top.max(filled);
        set.before = top - filled;
        self.used = top + height(&set, self.template);
        self.paragraphs.push(set);
    }

    /// Down to where the paragraphs reach. Text does not stand beside the frame of a letter's mark, so it begins below that.
    fn filled(&self) -> Length {
        self.paragraphs.iter().fold(Length::ZERO, |filled, set| {
            match set.special.as_ref().and_then(|special| special.fixed) {
                Some(top) => filled.max(top + height(set, self.template)),
                None => filled + set.before + height(set, self.template),
            }
        })
    }
}

/// The height of a paragraph of the head: one line, or one for each organ.
fn height(set: &Paragraph, template: &Template) -> Length {
    let joint = set.special.as_ref().and_then(|special| special.joint.as_ref());
    let lines = joint.map_or(1, |joint| i64::try_from(joint.names.len()).unwrap_or(1));
    pitch(set, template) * lines
}

/// From one line of a paragraph of the head to the next.
fn pitch(set: &Paragraph, template: &Template) -> Length {
    let joint = set.special.as_ref().and_then(|special| special.joint.as_ref());
    joint.map_or(template.style(set.style).pitch, |joint| joint.pitch)
}

/// The type of a mark of `count` names: from the fourth on, all are set closer and smaller, so that the first page has room for text; not
/// so small that the title would be larger.
fn joint_style(style: &Style, count: usize, title: &Style) -> Style {
    // Three names at full size leave room below a title of three lines.
    const WHOLE: i64 = 3;
    let count = i64::try_from(count).unwrap_or(WHOLE).max(WHOLE);
    // White between two lines of type, as in a table.
    let least = title.size + Length::points(3);
    let pitch = Length::emu(style.pitch.as_emu() * WHOLE / count).max(least).min(style.pitch);
    let half_points = style.size.as_half_points() * pitch.as_emu() / style.pitch.as_emu().max(1);
    Style { pitch, size: half(Length::points(half_points)), ..*style }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Block, Document, Role};
    use crate::layout::{Options, layout};
    use crate::pages::Pages;
    use crate::template::builtin;

    fn official(mark: &[&str], signers: &[&str]) -> Official {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Official {
            copy_number: Some("000001".to_owned()),
            mark: owned(mark),
            number: Some("某政发〔2026〕1号".to_owned()),
            signers: owned(signers),
            ..Official::default()
        }
    }

    fn pages(official: Official, title: &[&str], template: &str) -> Pages {
        let block = Block { role: Role::Paragraph, text: "字".repeat(900).into(), line: 1 };
        let title = title.iter().map(|line| (*line).into()).collect();
        let article = Article { title, blocks: vec![block], ..Article::default() };
        let document = Document { articles: vec![article], official, ..Document::default() };
        layout(&document, &builtin(template).unwrap(), &Options::default())
    }

    #[test]
    fn a_briefing_says_in_its_head_who_prints_it_and_when() {
        let briefing = || Official {
            issuer: Some("某局办公室编".to_owned()),
            issued: Some("2026年8月1日".to_owned()),
            copies: Some("各科室".to_owned()),
            copy_number: None,
            number: Some("第3期".to_owned()),
            ..official(&["某局工作简报"], &[])
        };
        let set = pages(briefing(), &["某局抓好防汛"], "jianbao");
        let line = set.body.paragraphs.iter().find(|set| set.text.contains("办公室编")).unwrap();
        assert_eq!((line.place, line.text.as_str()), (Place::Head, "某局办公室编\t2026年8月1日"));
        assert_eq!((line.rules().len(), line.tabs().len()), (1, 1));
        assert!(top(&set, "第3期") < top(&set, "办公室编") && top(&set, "办公室编") < top(&set, "抓好防汛"));
        let imprint: Vec<&str> = set
            .body
            .paragraphs
            .iter()
            .filter(|set| set.place == Place::Imprint)
            .map(|set| set.text.as_str())
            .collect();
        assert_eq!(imprint, ["抄送：各科室。"]);
        let other = pages(briefing(), &["某局抓好防汛"], "hongtou");
        let line = other.body.paragraphs.iter().find(|set| set.text.contains("办公室编")).unwrap();
        assert_eq!((line.place, line.text.as_str()), (Place::Imprint, "某局办公室编\t2026年8月1日印发"));
    }

    /// In hundredths of a millimetre.
    fn hundredths(length: Length) -> i64 {
        (length.as_emu() + 180).div_euclid(360)
    }

    #[track_caller]
    fn near(found: Length, wanted: i64, tolerance: i64) {
        let found = hundredths(found);
        assert!((found - wanted).abs() <= tolerance, "{found}, not {wanted}");
    }

    /// The top of the first line of the paragraph that has this text.
    #[track_caller]
    fn top(pages: &Pages, text: &str) -> Length {
        let at = pages.body.paragraphs.iter().position(|set| set.text.contains(text)).expect(text);
        pages.body.pages[0].lines.iter().find(|line| line.paragraph == at).expect(text).top
    }

    #[test]
    fn the_mark_stands_35_mm_below_the_edge() {
        for (template, wanted) in [("hongtou", 3500), ("mingling", 2000), ("jiyao", 3500), ("xinhan", -700)] {
            for name in [
                "某市人民政府",
                "某某自治区人民政府办公厅文件",
                "某省某市某区某某某某某某某某某某委员会办公室文件",
            ] {
                let pages = pages(official(&[name], &[]), &["某通知"], template);
                let resolved = builtin(template).unwrap();
                let at = pages.body.paragraphs.iter().position(|set| set.text == name).unwrap();
                let size = pages.body.paragraphs[at].special.as_ref().unwrap().size;
                let style = resolved.style(StyleName::Mark);
                near(top(&pages, name) + rise(style, size.unwrap_or(style.size)), wanted, 2);
            }
        }
    }

    #[test]
    fn a_long_mark_is_narrowed_then_smaller() {
        let template = builtin("hongtou").unwrap();
        let special = |name: &str| {
            let (paragraphs, _) = head(&official(&[name], &[]), &template);
            *paragraphs[1].special.clone().unwrap()
        };
        assert_eq!((special("某市政府文件").scale, special("某市政府文件").size), (Some(100), None));
        assert_eq!(
            (special("某某市人民政府文件").scale, special("某某市人民政府文件").size),
            (Some(78), None)
        );
        let long = special("某省某市某区某某某某某某某某某某委员会办公室文件");
        assert_eq!(long.scale, Some(60));
        assert!(long.size.unwrap() < template.style(StyleName::Mark).size);
    }

    #[test]
    fn a_mark_of_ten_organs_leaves_room_for_text() {
        let names: Vec<String> = (0..10).map(|i| format!("某市{}局文件", "某".repeat(i + 2))).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let heights = [3, 4, 10].map(|count| {
            let (paragraphs, used) = head(&official(&names[..count], &[]), &builtin("hongtou").unwrap());
            let joint = paragraphs.iter().find_map(|set| set.special.as_ref()?.joint.clone()).unwrap();
            assert!(joint.left >= Length::ZERO && joint.left + joint.width + joint.aside <= Length::mm(156));
            assert!(used < Length::points(480), "{used}");
            joint.pitch * count as i64
        });
        // Four take no more than three; ten are as small as the title.
        assert!(
            (heights[0] - heights[1]).as_twips().abs() <= 4 && heights[2] == Length::points(250),
            "{heights:?}"
        );
    }

    #[test]
    fn the_text_below_a_head_stands_on_the_grid() {
        let grid = builtin("hongtou").unwrap().grid.pitch;
        for title in [&["某通知"][..], &["某某市人民政府", "关于防汛工作的通知"], &["一", "二", "三"], &[]]
        {
            for (mark, signers) in [
                (&["某市人民政府文件"][..], &[][..]),
                (&["某市委", "某市人民政府文件"], &["张三", "李四", "王五"]),
            ] {
                for template in ["hongtou", "xinhan", "mingling"] {
                    let pages = pages(official(mark, signers), title, template);
                    let rows = top(&pages, "字字").as_emu() as f64 / grid.as_emu() as f64;
                    assert!((rows - rows.round()).abs() < 0.001, "{template} {title:?} {mark:?}: {rows}");
                }
            }
        }
    }

    #[test]
    fn the_rule_stands_4_mm_below_the_number() {
        let template = builtin("hongtou").unwrap();
        let (paragraphs, _) = head(&official(&["某市人民政府文件"], &[]), &template);
        let number = paragraphs.last().unwrap();
        let [rule] = number.rules() else { panic!() };
        near(rule.top - foot(template.style(StyleName::Number)), 400, 20);
        assert_eq!((rule.width, rule.left), (template.text_width(), Length::ZERO));
    }

    #[test]
    fn signers_stand_two_a_line() {
        let template = builtin("shangxing").unwrap();
        let (paragraphs, _) = head(&official(&["某市人民政府文件"], &["张三", "李四", "王五"]), &template);
        let texts: Vec<&str> = paragraphs[2..].iter().map(|set| set.text.as_str()).collect();
        assert_eq!(texts, ["\t签发人：张三\t李四", "某政发〔2026〕1号\t王五"]);
        assert!(paragraphs[3].tabs()[0].at > paragraphs[2].tabs()[0].at);
    }

    #[test]
    fn nothing_of_the_head_is_left_out() {
        let mut whole = official(&["某市委", "某市人民政府文件"], &["张三"]);
        (whole.secrecy, whole.urgency) = (Some("机密★1年".to_owned()), Some("特急".to_owned()));
        for template in crate::template::names() {
            let text: String =
                head(&whole, &builtin(template).unwrap()).0.iter().map(Paragraph::seen).collect();
            for part in [
                "000001",
                "机密★1年",
                "特急",
                "某市委",
                "某市人民政府",
                "文件",
                "〔2026〕1号",
                "签发人：",
                "张三",
            ] {
                assert_eq!(text.matches(part).count(), 1, "{template}: {part} in {text}");
            }
        }
    }

    #[test]
    fn from_the_fourth_name_of_a_mark_on_all_are_closer_and_smaller() {
        let template = builtin("hongtou").unwrap();
        let (own, title) = (template.style(StyleName::Mark), template.style(StyleName::Title));
        let of = |count: usize| {
            let style = joint_style(own, count, title);
            (style.size, style.pitch)
        };
        assert_eq!([1, 3].map(of), [(own.size, own.pitch); 2]);
        assert!(of(4).0 < own.size && of(4).1 < own.pitch && of(5).0 < of(4).0 && of(5).1 < of(4).1);
        // Never smaller than the title.
        assert!(of(40).0 <= of(5).0 && of(40).1 == title.size + Length::points(3));
    }

    #[test]
    fn names_of_a_joint_mark_are_spread_to_the_width_of_the_longest() {
        let joint = |names: &[&str]| -> JointMark {
            let pages = pages(official(names, &[]), &["某通知"], "hongtou");
            let joint = pages.body.paragraphs.iter().find_map(|set| set.special.as_ref()?.joint.clone());
            joint.expect("a joint mark")
        };
        let mark = joint(&["甲", "甲乙", "甲乙丙", "甲乙丙丁"]);
        let gaps: Vec<Length> = mark.names.iter().map(|(_, gap)| *gap).collect();
        let near = |found: Length, wanted: Length| (found - wanted).as_emu().abs() < 1_000;
        // A name of one character cannot be spread; of two, half of the width stands between them.
        assert_eq!((gaps[0], gaps[3]), (Length::ZERO, Length::ZERO));
        assert!(near(gaps[1], half(mark.width)), "{gaps:?}");
        assert!(near(gaps[2] * 8, mark.width), "{gaps:?}");
        let sides = resolved_width() - mark.width - mark.aside;
        assert!(near(mark.left * 2, sides), "{mark:?}");
        assert_eq!((mark.aside, mark.ending.as_str()), (Length::ZERO, ""));
        let mark = joint(&["甲乙文件", "甲乙丙丁文件"]);
        assert_eq!(mark.ending, "文件");
        // Two characters and half of one before them, beside names of four.
        assert!(near(mark.aside * 8, mark.width * 5), "{mark:?}");
        assert!(near(mark.left * 2, resolved_width() - mark.width - mark.aside), "{mark:?}");
    }

    fn resolved_width() -> Length {
        builtin("hongtou").unwrap().text_width()
    }

    #[test]
    fn the_number_of_a_letter_stands_at_the_right_and_in_its_face() {
        let bare = Official { copy_number: None, ..official(&["某市人民政府"], &[]) };
        let set = pages(bare, &["某通知"], "xinhan");
        let number = set.body.paragraphs.iter().find(|set| set.text.contains("某政发〔2026〕1号")).unwrap();
        assert_eq!(number.text, "\t某政发〔2026〕1号");
        assert_eq!(number.spans.last().map(|span| span.0), Some(number.text.len()));
        assert_eq!(number.tabs().len(), 1);
    }
}
