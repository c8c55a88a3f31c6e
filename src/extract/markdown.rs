//! Markdown, by pulldown-cmark; every mark it consumes goes to the log, so that not even an asterisk is lost in silence.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::diag::Log;
use crate::error::{Error, Result};
use crate::extract::formula;
use crate::extract::guarded::{BAR, GAP, guard, is_ruled, restored};
use crate::extract::looks::{Look, Looks};
use crate::extract::notes::{Notes, tell_too_much};
use crate::extract::wrapped::width;
use crate::limits::{NOTES, SIGNS};
use crate::message;
use crate::text::script::{Level, spelled};
use crate::text::{Edits, Line, Mark, Meaning, Shown, anchor, is_han};

// A heading is no longer, as where one shows that a text is Markdown.
const HEADING: usize = 80;
/// What bold type stands between.
const STARS: &str = "**";

/// Reads Markdown; with `masked`, asterisks are text. The footnotes its lines anchor go into `notes`.
pub(crate) fn read(
    log: &mut Log,
    text: &str,
    masked: bool,
    shown: &mut Vec<Shown>,
    notes: &mut Vec<Line>,
) -> Vec<Line> {
    let source = guard(text, masked);
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let (parts, mut labels) = (unfenced(&source), HashMap::new());
    if source.contains("[^") {
        let with_footnotes = options | Options::ENABLE_FOOTNOTES;
        match labels_of(&source, &parts, with_footnotes) {
            Some(known) => (labels, options) = (known, with_footnotes),
            None => tell_too_much(log),
        }
    }
    let mut reader = Reader {
        log,
        source: &source,
        done: 0,
        number: 1,
        lines: Vec::new(),
        open: Line::default(),
        mark: Mark::None,
        bold: Bold::default(),
        look: Look::default(),
        looks: Looks::default(),
        links: Vec::new(),
        struck: Vec::new(),
        literal: Vec::new(),
        underlined: None,
        unseen: None,
        in_row: false,
        apart: false,
        shown,
        picture: None,
        labels,
        notes: Notes::default(),
        inside: false,
        defined: None,
        starred: false,
        starred_at: None,
    };
    for part in parts {
        for (event, range) in Parser::new_ext(&source[part.clone()], options).into_offset_iter() {
            reader.event(event, part.start + range.start, part.start + range.end);
        }
        reader.flush();
        reader.marks_up_to(part.end);
    }
    reader.marks_up_to(source.len());
    reader.flush();
    *notes = reader.notes.finish(reader.log);
    let mut lines = reader.lines;
    if !masked && lines.iter().any(|line| matches!(line.mark, Mark::Heading(_))) {
        lines.iter_mut().filter(|line| line.mark == Mark::None).for_each(|line| line.mark = Mark::Body);
    }
    lines
}

/// Refuses a text of more signs that could be markup than any has: each is a place in the tree of the parser until its partner comes.
pub(crate) fn check_signs(text: &str, masked: bool) -> Result<()> {
    const ALONE: &[u8] = b"[]!_`<>&~$\\";
    let bytes = text.as_bytes();
    let is_item = |at: usize| bytes.get(at + 1).is_some_and(u8::is_ascii_whitespace);
    let is_sign = |(at, byte): (usize, &u8)| match byte {
        b'*' => !masked,
        b'-' | b'+' => is_item(at),
        byte => ALONE.contains(byte),
    };
    match bytes.iter().enumerate().filter(|sign| is_sign(*sign)).nth(SIGNS) {
        Some(_) => Err(Error::TooMuch { what: message!("signs of markup"), most: SIGNS as u64 }),
        None => Ok(()),
    }
}

/// The labels of the footnotes that are anchored: `[^1]` outside of other footnotes, if `[^1]: …` stands somewhere. The others
/// are text like any other; so are all, if there are too many or what they say is too long. Each of the `parts` is read by itself: what one
/// says is no footnote of another.
fn labels_of(source: &str, parts: &[Range<usize>], options: Options) -> Option<HashMap<String, usize>> {
    let (mut labels, mut anchors, mut inside) = (HashMap::new(), HashMap::<String, usize>::new(), false);
    let mut lengths = HashMap::<String, usize>::new();
    for (event, range) in
        parts.iter().flat_map(|part| Parser::new_ext(&source[part.clone()], options).into_offset_iter())
    {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                inside = true;
                lengths.entry(label.into_string()).or_insert(range.len());
            }
            Event::End(TagEnd::FootnoteDefinition) => inside = false,
            Event::FootnoteReference(label) if !inside => {
                let next = labels.len();
                let label = label.into_string();
                *anchors.entry(label.clone()).or_default() += 1;
                labels.entry(label).or_insert(next);
            }
            _ => {}
        }
    }
    let bytes: usize = anchors.iter().map(|(label, count)| lengths.get(label).unwrap_or(&0) * count).sum();
    (anchors.values().sum::<usize>() <= anchor::MOST && bytes <= NOTES).then_some(labels)
}

/// The stretches of `source` beside the fences of a block that holds Markdown, as assistants hand a text over; what it holds is one of them.
fn unfenced(source: &str) -> Vec<Range<usize>> {
    let mut lines = source.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start..*at, line.trim_end()))
    });
    let mut parts = Vec::new();
    let mut start = 0;
    while let Some((open, line)) = lines.next() {
        let Some(name) = line.strip_prefix("```") else { continue };
        let close = lines.by_ref().find(|(_, line)| *line == "```").map(|(range, _)| range);
        if matches!(&*name.trim().to_ascii_lowercase(), "markdown" | "md") {
            let end = close.clone().unwrap_or(source.len()..source.len());
            parts.extend([start..open.start, open.end..end.start]);
            start = end.end;
        }
    }
    parts.push(start..source.len());
    parts
}

/// How much of the open line is bold.
#[derive(Default)]
struct Bold {
    depth: u32,
    inside: usize,
    outside: usize,
}

struct Reader<'a> {
    log: &'a mut Log,
    source: &'a str,
    /// Bytes of the source accounted for.
    done: usize,
    /// Line number at `done`.
    number: u32,
    lines: Vec<Line>,
    open: Line,
    mark: Mark,
    bold: Bold,
    /// Whether bold type is open that CommonMark does not see.
    starred: bool,
    /// Where the last asterisks of such type stand.
    starred_at: Option<usize>,
    /// How what comes next is shown, bold type aside.
    look: Look,
    looks: Looks,
    /// The addresses links lead to.
    links: Vec<Arc<str>>,
    /// For each open pair of tildes, whether they are double: single ones are text.
    struck: Vec<bool>,
    /// Where in the open line a sign stands that a backslash made text.
    literal: Vec<usize>,
    /// Where in the open line a `<u>` began.
    underlined: Option<usize>,
    /// What ends the stretch of a block of HTML that no reader sees.
    unseen: Option<&'static str>,
    /// Whether a cell of the open row of HTML has begun.
    in_row: bool,
    /// Whether a block began or ended in it since the last text.
    apart: bool,
    shown: &'a mut Vec<Shown>,
    /// The picture whose description is being read.
    picture: Option<Shown>,
    /// The keys of the footnotes, by their labels.
    labels: HashMap<String, usize>,
    notes: Notes,
    /// Whether the text of a footnote is being read.
    inside: bool,
    /// Which one, if it is anchored.
    defined: Option<usize>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Start(tag) => self.start(&tag, start),
            Event::End(tag) => self.end(tag, end),
            Event::Text(text) | Event::Code(text) if self.picture.is_some() => {
                self.picture.iter_mut().for_each(|picture| picture.alt.push_str(&restored(&text)));
            }
            Event::SoftBreak | Event::HardBreak if self.picture.is_some() => {}
            Event::Html(markup) if caption(&markup).is_some() => self.caption(&markup, start),
            Event::Html(_) => self.html(start, end),
            Event::Text(text) => self.text(&text, start, end),
            Event::Code(text) => self.code(&text, start, end),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.math(start, end),
            Event::InlineHtml(markup) => self.inline(&markup, end),
            // A footnote has no footnotes.
            Event::FootnoteReference(_) if self.inside => {
                let written = &self.source[start..end];
                self.text(written, start, end);
            }
            Event::FootnoteReference(label) => {
                self.markup_up_to(end);
                let key = self.labels.get(&*label).copied();
                if self.open.text.is_empty() {
                    self.open.number = self.number;
                }
                let footnote = key.and_then(|key| self.notes.anchor(key));
                footnote
                    .into_iter()
                    .for_each(|footnote| self.open.text.mark_end(Meaning::Footnote(footnote)));
            }
            // The page shows a box for it.
            Event::TaskListMarker(done) => self.text(if done { "☑" } else { "□" }, start, end),
            Event::SoftBreak | Event::HardBreak => {
                self.flush();
                self.marks_up_to(end);
            }
            _ => self.marks_up_to(end),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, start: usize) {
        match tag {
            Tag::Strong => self.bold.depth += 1,
            Tag::Strikethrough => self.strike(start),
            Tag::Link { dest_url, .. } => {
                self.links.push(restored(dest_url).into());
                self.look.link = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
            }
            Tag::Emphasis | Tag::TableCell => {}
            Tag::Image { dest_url, title, .. } => self.picture(dest_url, title, start),
            _ => {
                self.flush();
                self.marks_up_to(start);
                self.mark = mark_of(tag).unwrap_or(self.mark);
            }
        }
        match tag {
            Tag::Item => self.ordered_marker(start),
            Tag::CodeBlock(CodeBlockKind::Fenced(said)) if said.contains(is_han) => {
                let from = start + self.source[start..].find(&**said).unwrap_or_default();
                self.text(said, from, from + said.len());
                self.flush();
            }
            Tag::FootnoteDefinition(label) => {
                self.inside = true;
                // Of two with one label the first counts.
                let key = self.labels.get(&**label).copied();
                self.defined = key.filter(|key| !self.notes.is_defined(*key));
            }
            _ => {}
        }
    }

    /// The number of an ordered item is text: renumbering would change what was written.
    fn ordered_marker(&mut self, start: usize) {
        let rest = &self.source[start..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && rest[digits..].starts_with(['.', ')']) {
            self.text(&rest[..=digits], start, start + digits + 1);
        }
    }

    fn end(&mut self, tag: TagEnd, end: usize) {
        match tag {
            TagEnd::Strong => {
                self.bold.depth = self.bold.depth.saturating_sub(1);
                self.marks_up_to(end);
            }
            TagEnd::Strikethrough => self.unstrike(end),
            TagEnd::Link => {
                self.look.link = 0;
                self.markup_up_to(end);
            }
            TagEnd::Emphasis => self.marks_up_to(end),
            TagEnd::Image => {
                self.markup_up_to(end);
                self.shown.extend(self.picture.take());
            }
            TagEnd::TableCell => self.open.text.push('\t'),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.further_cells(end);
                self.end_block(tag, end);
            }
            _ => self.end_block(tag, end),
        }
    }

    fn end_block(&mut self, tag: TagEnd, end: usize) {
        self.flush();
        self.marks_up_to(end);
        self.mark = Mark::None;
        (self.unseen, self.in_row) = (None, false);
        if tag == TagEnd::FootnoteDefinition {
            (self.inside, self.defined) = (false, None);
        }
    }

    /// Cells behind the last of the head, which the parser leaves out.
    fn further_cells(&mut self, end: usize) {
        let (source, mut at) = (self.source, self.done);
        for cell in source[self.done.min(end)..end].split('|') {
            let said = cell.trim();
            let from = at + cell.len() - cell.trim_start().len();
            if !said.is_empty() {
                self.text(said, from, from + said.len());
                self.open.text.push('\t');
            }
            at += cell.len() + 1;
        }
    }

    /// Two tildes strike out; a single one is the sign between two numbers: `10~20`.
    fn strike(&mut self, start: usize) {
        let double = self.source[start..].starts_with("~~");
        self.struck.push(double);
        self.look.struck |= double;
        if !double {
            self.text("~", start, start + 1);
        }
    }

    fn unstrike(&mut self, end: usize) {
        let double = self.struck.pop().unwrap_or(true);
        self.look.struck = self.struck.contains(&true);
        match double {
            true => self.marks_up_to(end),
            false => self.text("~", end - 1, end),
        }
    }

    /// The elements of HTML that Markdown has no mark for.
    fn inline(&mut self, markup: &str, end: usize) {
        let name = markup.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
        let (name, open) = name.strip_prefix('/').map_or((name, true), |name| (name, false));
        match &*name.to_ascii_lowercase() {
            "sup" => self.look.raised = open,
            "sub" => self.look.lowered = open,
            "del" | "s" | "strike" => self.look.struck = open,
            "ins" => self.look.inserted = open,
            "u" if open => self.underlined = Some(self.open.text.len()),
            "u" => self.blank(),
            "br" if self.mark == Mark::Row => self.open.text.begin_line(),
            "br" => self.flush(),
            _ => {}
        }
        self.markup_up_to(end);
    }

    /// A line of a block of HTML: what stands between its tags is text.
    fn html(&mut self, start: usize, end: usize) {
        let source = self.source;
        let mut at = start;
        while at < end {
            let rest = &source[at..end];
            if let Some(close) = self.unseen {
                let found = rest.to_ascii_lowercase().find(close);
                self.unseen = self.unseen.filter(|_| found.is_none());
                let behind = if close.starts_with('<') { 0 } else { close.len() };
                at += found.map_or(rest.len(), |found| found + behind);
                self.markup_up_to(at);
            } else if begins_tag(rest) {
                let close = if rest.starts_with("<!--") { "-->" } else { ">" };
                let length = rest.find(close).map(|found| found + close.len());
                self.unseen = if length.is_none() { Some(close) } else { None };
                at += length.unwrap_or(rest.len());
                self.element(&rest[..length.unwrap_or(rest.len())], at);
            } else {
                let length = rest.char_indices().skip(1).find(|(at, _)| begins_tag(&rest[*at..]));
                let length = length.map_or(rest.len(), |(at, _)| at);
                let piece = rest[..length].trim_end_matches(['\r', '\n']);
                if !piece.trim().is_empty() {
                    self.text(piece, at, at + piece.len());
                }
                at += length;
            }
        }
        if self.mark != Mark::Row {
            self.flush();
        }
    }

    /// A tag in a block of HTML, up to `end`: cells stand in a row, and what is no part of a line begins one.
    fn element(&mut self, tag: &str, end: usize) {
        const INLINE: [&str; 33] = [
            "a", "abbr", "b", "bdo", "big", "br", "cite", "code", "del", "em", "font", "i", "img", "input",
            "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
            "strong", "sub", "sup", "time", "u", "var",
        ];
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let (name, opens) = (name.to_ascii_lowercase(), !tag.starts_with("</"));
        match name.as_str() {
            "" => {}
            "script" if opens => self.unseen = self.unseen.or(Some("</script")),
            "style" if opens => self.unseen = self.unseen.or(Some("</style")),
            "template" if opens => self.unseen = self.unseen.or(Some("</template")),
            "td" | "th" if opens => {
                if std::mem::replace(&mut self.in_row, true) {
                    self.open.text.push('\t');
                }
                self.apart = false;
                self.mark = Mark::Row;
            }
            "td" | "th" => {}
            "tr" | "table" | "tbody" | "thead" | "tfoot" => {
                self.flush();
                (self.mark, self.in_row) = (Mark::None, false);
            }
            name if INLINE.contains(&name) => {
                return self.inline(&format!("<{}{name}>", if opens { "" } else { "/" }), end);
            }
            _ if self.in_row => self.apart = true,
            _ => self.flush(),
        }
        self.markup_up_to(end);
    }

    /// Underlined white space is a blank of a form.
    fn blank(&mut self) {
        let Some(from) = self.underlined.take() else { return };
        let blank = self.open.text.get(from..).unwrap_or_default();
        if blank.is_empty() || !blank.trim().is_empty() {
            return;
        }
        let columns = blank.chars().map(width).sum::<usize>();
        let mut edits = Edits::new();
        edits.replace("text.blank", from..self.open.text.len(), &"＿".repeat(columns.div_ceil(2)));
        edits.apply(self.log, &mut self.open);
    }

    /// A formula: as a line of text, if it is simple.
    fn math(&mut self, start: usize, end: usize) {
        let source = self.source[start..end].to_owned();
        let inside = source.trim_matches('$');
        if !formula::is_formula(inside) {
            return self.text(&source, start, end);
        }
        let plain = formula::plain(inside);
        self.look.formula = plain.is_none();
        // One on lines of its own is one line all the same.
        let text = plain.unwrap_or_else(|| source.split_whitespace().collect::<Vec<_>>().join(" "));
        self.text(&text, start, end);
        self.look.formula = false;
        let ends = source.matches('\n').count().saturating_sub(text.matches('\n').count());
        self.number += u32::try_from(ends).unwrap_or(0);
    }

    /// What pandoc raises and lowers in a line: `10^5^`, `H~2~O`.
    fn levels(&mut self, line: &mut Line) {
        let literal = std::mem::take(&mut self.literal);
        let (mut edits, mut spans, mut at) = (Edits::new(), Vec::new(), 0);
        while let Some((open, close, level)) = leveled(&line.text, at, &literal) {
            edits.replace("markdown.mark", open..open + 1, "");
            edits.replace("markdown.mark", close..close + 1, "");
            spans.push((open + 1..close, level));
            at = close + 1;
        }
        let meaning = |level| match level {
            Level::Superscript => Meaning::Superscript,
            Level::Subscript => Meaning::Subscript,
        };
        line.text.mark_all(spans.into_iter().map(|(range, level)| (range, meaning(level))));
        edits.apply(self.log, line);
    }

    /// A picture inside of a line stands below it. The title of one that stands in the text itself is its name.
    fn picture(&mut self, address: &str, title: &str, start: usize) {
        self.marks_up_to(start);
        let title = if address.starts_with("data:") { title } else { "" };
        let addresses = [address, title].into_iter().filter(|address| !address.is_empty());
        self.picture = Some(Shown {
            above: self.lines.len() + usize::from(!self.open.text.trim().is_empty()),
            number: self.number,
            addresses: addresses.map(|address| restored(address).into_owned()).collect(),
            ..Shown::default()
        });
    }

    /// A caption, in the one element of HTML that is read.
    fn caption(&mut self, markup: &str, start: usize) {
        self.flush();
        self.marks_up_to(start);
        let text = caption(markup).map(|text| html_escape::decode_html_entities(text).into_owned());
        self.mark = Mark::Caption;
        self.text(&text.unwrap_or_default(), start, start + markup.trim_end().len());
        self.flush();
        self.mark = Mark::None;
    }

    /// Text between backticks.
    fn code(&mut self, text: &str, start: usize, end: usize) {
        let marks = self.source[start..end].split_once(text).map(|(open, close)| (open.len(), close.len()));
        let (open, close) = marks.unwrap_or_default();
        self.text(text, start + open, end - close);
        self.marks_up_to(end);
    }

    /// Adds `text`, which the source shows as `start..end`.
    fn text(&mut self, text: &str, start: usize, end: usize) {
        if !text.is_empty() && text.bytes().all(|byte| byte == b'*') && self.stars(start) {
            return;
        }
        self.marks_up_to(start);
        let written = &self.source[start.max(self.done)..end.max(self.done)];
        if written != text {
            self.log.changed("markdown.mark", self.number, &restored(written), &restored(text));
        }
        if text.starts_with(['^', '~']) && start > 0 && self.source.as_bytes()[start - 1] == b'\\' {
            self.literal.push(self.open.text.len());
        }
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                self.flush();
                self.number += 1;
            }
            match line.contains([BAR, GAP]) {
                true => self.flattened(line),
                false => self.piece(&restored(line)),
            }
        }
        self.done = end.max(self.done);
    }

    /// Part of the open line.
    fn piece(&mut self, piece: &str) {
        if self.open.text.is_empty() {
            self.open.number = self.number;
        }
        if std::mem::take(&mut self.apart) && self.in_row {
            self.open.text.begin_line();
        }
        let from = self.open.text.len();
        self.open.text.push_str(piece);
        let look = Look { strong: self.bold.depth > 0, ..self.look };
        self.looks.push(from..self.open.text.len(), look);
        let letters = piece.chars().filter(|c| !c.is_whitespace()).count();
        *(if self.bold.depth > 0 { &mut self.bold.inside } else { &mut self.bold.outside }) += letters;
    }

    /// A table in one line: every cell and every paragraph in it is a line.
    fn flattened(&mut self, line: &str) {
        let mut marks = String::new();
        for (i, piece) in line.split_inclusive([BAR, GAP]).enumerate() {
            let said = piece.trim_end_matches([BAR, GAP]);
            // The first goes on with what stands before it: bold type, a link.
            if i > 0 {
                self.flush();
            }
            if is_ruled(said.trim()) {
                marks.push_str(piece);
                continue;
            }
            self.log_marks(&mut marks);
            if !said.trim().is_empty() {
                self.piece(&restored(said));
            }
            marks.extend(piece.chars().next_back().filter(|last| *last == BAR));
        }
        if line.ends_with([BAR, GAP]) {
            self.flush();
        }
        self.log_marks(&mut marks);
    }

    fn log_marks(&mut self, marks: &mut String) {
        if !marks.trim().is_empty() {
            self.log.changed("markdown.mark", self.number, restored(marks).trim(), "");
        }
        marks.clear();
    }

    /// Bold type that CommonMark does not see, since it knows words by the blanks between them: `**抓学习。**坚持…`. Whether the asterisks
    /// from `start` on begin or end such a stretch, which has a mark at one of its ends and none of the same kind inside.
    fn stars(&mut self, start: usize) -> bool {
        // Three would be another mark; what is bold and ends with a stop is a heading or a sentence.
        const MORE: usize = 3;
        // Twice as long as the longest of 217 titles; a bound keeps lines of many asterisks cheap.
        const REACH: usize = 120;
        let is_star = |byte: &u8| *byte == b'*';
        let before =
            self.source.as_bytes()[..start].iter().rev().take(MORE).take_while(|b| is_star(b)).count();
        let after = self.source.as_bytes()[start..].iter().take(MORE).take_while(|b| is_star(b)).count();
        let (run, end) = (start - before, start + after);
        // The parser tells of each asterisk by itself.
        if end - run != STARS.len() || end <= self.done {
            return end - run == STARS.len() && self.starred_at == Some(run);
        }
        let rest = &self.source[end..];
        let rest = &rest[..rest.char_indices().nth(REACH).map_or(rest.len(), |(at, _)| at)];
        if self.starred {
            self.bold.depth = self.bold.depth.saturating_sub(1);
        } else {
            let line = rest.lines().next().unwrap_or_default();
            let Some((inner, _)) = line.split_once(STARS) else { return false };
            let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
            let ends = inner.chars().next().zip(inner.chars().next_back());
            let apart = ends.is_some_and(|(first, last)| {
                (is_mark(first) || is_mark(last)) && !first.is_whitespace() && !last.is_whitespace()
            });
            if !apart || inner.contains('*') {
                return false;
            }
            self.bold.depth += 1;
        }
        self.starred = !self.starred;
        self.starred_at = Some(run);
        self.marks_up_to(end);
        true
    }

    /// Everything between what is done and `end` is marks of Markdown: into the log with it. Words that are no part of one have been left out
    /// by the parser, and are text.
    fn marks_up_to(&mut self, end: usize) {
        self.past(end, |line| !line.contains(char::is_alphanumeric) || has_words(line));
    }

    /// Everything between what is done and `end` is a tag, an address or a label: into the log with it.
    fn markup_up_to(&mut self, end: usize) {
        self.past(end, |_| true);
    }

    fn past(&mut self, end: usize, is_markup: fn(&str) -> bool) {
        let source = self.source;
        let gap = &source[self.done.min(end)..end];
        self.done = end.max(self.done);
        for line in gap.split_inclusive('\n') {
            let said = line.trim();
            let is_text = !is_markup(said);
            if is_text {
                self.piece(&restored(said));
            } else if !said.is_empty() {
                self.log.changed("markdown.mark", self.number, &restored(said), "");
            }
            if line.ends_with('\n') {
                if is_text {
                    self.flush();
                }
                self.number += 1;
            }
        }
    }

    /// A line of a table without a head, which is none: a bar before it, one behind it.
    fn without_bars(&mut self, line: &mut Line) {
        let text = line.text.as_str();
        let mut edits = Edits::new();
        if text == "|" || text.starts_with("| ") {
            edits.replace("markdown.mark", 0..1, "");
        }
        if text.len() > 1 && text.ends_with(" |") {
            edits.replace("markdown.mark", text.len() - 1..text.len(), "");
        }
        edits.apply(self.log, line);
        line.text.trim_in_place();
    }

    fn flush(&mut self) {
        let mut line = std::mem::take(&mut self.open);
        let bold = std::mem::take(&mut self.bold);
        self.bold.depth = bold.depth - u32::from(std::mem::take(&mut self.starred)).min(bold.depth);
        std::mem::take(&mut self.looks).mark(&mut line.text, &self.links);
        self.levels(&mut line);
        match self.mark {
            Mark::Row if is_rule(&line.text) => {
                self.log.changed("markdown.mark", line.number, line.text.as_str(), "");
                return;
            }
            Mark::Row => line.text.trim_row(),
            _ => {
                line.text.trim_in_place();
                self.without_bars(&mut line);
            }
        }
        if line.text.is_empty() {
            self.lines.last_mut().into_iter().for_each(|above| above.text.push_rich(&line.text));
            return;
        }
        if let Some(key) = self.defined {
            return self.notes.define(key, Line::plain(line.text, line.number));
        }
        let mark = match self.mark {
            Mark::None if bold.inside > 0 && bold.outside == 0 && !is_label(&line.text) => Mark::Strong,
            // A rule below a text, or below the only row of a table, makes no heading of it.
            Mark::Heading(_) if line.text.chars().nth(HEADING).is_some() => Mark::None,
            mark => mark,
        };
        let above = self
            .lines
            .last()
            .map_or(line.number.saturating_sub(1), |last| line.number.saturating_sub(last.number + 1));
        self.lines.push(Line { blank_above: above, mark, ..line });
    }
}

/// Whether a row is that below the head of a table, which pages laid out by tables have among the others.
fn is_rule(row: &str) -> bool {
    let mut cells = row.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some() && cells.all(is_ruled)
}

/// `附件：`: what stands below is a list, and bold type makes no heading of it.
fn is_label(text: &str) -> bool {
    text.ends_with(['：', ':']) && crate::lexicon::attachment::is_label(text)
}

/// Whether a line of marks is one that has words: the fence of a block, the address of links, the label of a footnote.
fn has_words(line: &str) -> bool {
    let line = line.trim_start_matches(['>', ' ']);
    line.starts_with("```") || line.starts_with("~~~") || line.starts_with('[') && line.contains("]:")
}

/// Whether `text` begins with a tag, a comment or what else a browser takes for markup.
fn begins_tag(text: &str) -> bool {
    let rest = text.strip_prefix('<').map(str::as_bytes);
    rest.and_then(<[u8]>::first).is_some_and(|first| first.is_ascii_alphabetic() || b"/!?".contains(first))
}

fn mark_of(tag: &Tag<'_>) -> Option<Mark> {
    Some(match tag {
        Tag::Heading { level, .. } => Mark::Heading(*level as u8),
        Tag::BlockQuote(_) => Mark::Quote,
        Tag::Item => Mark::Item,
        Tag::TableHead | Tag::TableRow => Mark::Row,
        _ => return None,
    })
}

/// The next stretch of `text` between two signs of pandoc's, none of them `literal`: behind a letter or digit (lowered: a letter,
/// since `10~20` is no such thing), and all of it can be raised or lowered.
fn leveled(text: &str, from: usize, literal: &[usize]) -> Option<(usize, usize, Level)> {
    let signs = text[from..].match_indices(['^', '~']).map(|(at, sign)| (from + at, sign));
    let signs = signs.filter(|(at, _)| literal.binary_search(at).is_err());
    let mut pairs = signs.clone().zip(signs.skip(1)).filter(|((_, one), (_, other))| one == other);
    pairs.find_map(|((open, sign), (close, _))| {
        let before = text[from..open].chars().next_back()?;
        let (level, may) = match sign {
            "^" => (Level::Superscript, before.is_ascii_alphanumeric() || matches!(before, ')' | '）')),
            _ => (Level::Subscript, before.is_ascii_alphabetic()),
        };
        let all = open + 1 < close && spelled(&text[open + 1..close], level).is_some();
        (may && all).then_some((open, close, level))
    })
}

/// The text of a line that is a caption and nothing else.
fn caption(markup: &str) -> Option<&str> {
    markup
        .trim()
        .strip_prefix("<figcaption>")?
        .strip_suffix("</figcaption>")
        .filter(|text| !text.contains('<'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Tally, balance};
    use crate::diag;
    use crate::document::{Article, Block, Document, Role};

    #[track_caller]
    fn check(source: &str, masked: bool, expected: &[(u32, Mark, &str)]) {
        let mut log = Log::new();
        let lines = read(&mut log, source, masked, &mut Vec::new(), &mut Vec::new());
        let seen: Vec<_> = lines.iter().map(|l| (l.number, l.mark, l.text.as_str())).collect();
        assert_eq!(seen, expected, "{source}");
        let mut tally = Tally::default();
        tally.add(source);
        let blocks =
            lines.iter().map(|l| Block { role: Role::Paragraph, text: l.text.clone(), line: 0 }).collect();
        let article = Article { blocks, ..Article::default() };
        balance(
            tally,
            &log,
            diag::LogPosition::default(),
            &Document { articles: vec![article], ..Document::default() },
        )
        .expect(source);
    }

    #[test]
    fn text_in_blocks_of_html_is_text() {
        check(
            "<p>甲<b>乙</b></p><script>丙</script>\n\n丁\n",
            true,
            &[(1, Mark::None, "甲乙"), (3, Mark::None, "丁")],
        );
        check("<div>\n甲\n</div>\n", true, &[(2, Mark::None, "甲")]);
        check("<!-- 甲\n-->乙\n", true, &[(2, Mark::None, "乙")]);
        check("<style>\n甲\n</style>乙\n", true, &[(3, Mark::None, "乙")]);
        check("<p class=甲\n id=乙>丙</p>\n", true, &[(2, Mark::None, "丙")]);
        check(
            "<table>\n<tr><th>甲</th><th>乙</th></tr>\n<tr><td>丙<td></td><td>丁<br>戊\n</table>\n己\n",
            true,
            &[(2, Mark::Row, "甲\t乙"), (3, Mark::Row, "丙\t\t丁 戊"), (5, Mark::None, "己")],
        );
        let raised = |source: &str| {
            let lines = read(&mut Log::new(), source, true, &mut Vec::new(), &mut Vec::new());
            lines[0].text.spans().iter().any(|span| span.meaning == Meaning::Superscript)
        };
        assert!(raised("<p>面积10<sup>5</sup>平方米，3<5</p>\n") && !raised("<p>面积105平方米，3<5</p>\n"));
    }

    #[test]
    fn a_rule_below_a_text_makes_no_heading_of_it() {
        let long = |count: usize| "字".repeat(count);
        let mark = |text: &str| read(&mut Log::new(), text, true, &mut Vec::new(), &mut Vec::new())[0].mark;
        assert_eq!(mark(&format!("{}\n---\n", long(80))), Mark::Heading(2));
        assert_eq!(mark(&format!("{}\n---\n\n乙\n", long(81))), Mark::None);
    }

    #[test]
    fn cells_behind_the_head_of_a_table_are_text() {
        check(
            "甲 | 乙\n---|---\n丙 | 丁 | 戊 | 己\n---|---\n庚 | 辛\n",
            true,
            &[(1, Mark::Row, "甲\t乙"), (3, Mark::Row, "丙\t丁\t戊\t己"), (5, Mark::Row, "庚\t辛")],
        );
        check(
            "| 甲 | 乙 |\n|---|---|\n| - | - |\n",
            true,
            &[(1, Mark::Row, "甲\t乙"), (3, Mark::Row, "-\t-")],
        );
    }

    #[test]
    fn words_the_parser_leaves_out_are_text() {
        check(
            "甲\n\n> [1]: /a.html\n\"乙\"\n\n丙\n",
            true,
            &[(1, Mark::None, "甲"), (4, Mark::Quote, "\"乙\""), (6, Mark::None, "丙")],
        );
        check(
            "甲[乙](a.html \"丙\")\n```rust\n丁\n```\n",
            true,
            &[(1, Mark::None, "甲乙"), (3, Mark::None, "丁")],
        );
        for said in ["> [1]: a", "[^甲]: ", "```rust", "~~~ 甲"] {
            assert!(has_words(said), "{said}");
        }
        for other in ["\"甲\"", "[甲", "甲]: a", "甲```", "``甲"] {
            assert!(!has_words(other), "{other}");
        }
    }

    #[test]
    fn backticks_are_told_by_themselves() {
        let mut log = Log::new();
        let lines = read(&mut log, "甲`乙 |`、`` 丙` ``\n", true, &mut Vec::new(), &mut Vec::new());
        assert_eq!(lines[0].text.as_str(), "甲乙 |、丙`");
        let told: Vec<_> =
            log.changes().iter().map(|change| (&*change.before, &*change.after, change.count)).collect();
        assert_eq!(told, [("`", "", 2), ("``", "", 2)]);
    }

    #[test]
    fn a_table_in_a_cell_is_lines() {
        check(
            "|  |  |\n| --- | --- |\n| |  | | --- | | **甲**  乙[丙](a)。   丁 | | 戊 | |  |\n己\n",
            false,
            &[
                (3, Mark::Strong, "甲"),
                (3, Mark::None, "乙丙。"),
                (3, Mark::None, "丁"),
                (3, Mark::None, "戊"),
                (4, Mark::None, "己"),
            ],
        );
    }

    #[test]
    fn what_looks_like_an_address_or_a_mark_is_text() {
        check("[附件]: 名单\n甲\n", true, &[(1, Mark::None, "[附件]: 名单"), (2, Mark::None, "甲")]);
        check("```通知\n甲\n```\n", true, &[(1, Mark::None, "通知"), (2, Mark::None, "甲")]);
        check("```text\n甲\n```\n", true, &[(2, Mark::None, "甲")]);
        check(
            "| 甲\n乙 |\n|\n|丙\n| x\n",
            true,
            &[(1, Mark::None, "甲"), (2, Mark::None, "乙"), (4, Mark::None, "|丙"), (5, Mark::None, "x")],
        );
    }

    #[test]
    fn headings_and_lines() {
        check(
            "## 引题\n\n# 标题\n第一段。\n第二段,**年。\n",
            true,
            &[
                (1, Mark::Heading(2), "引题"),
                (3, Mark::Heading(1), "标题"),
                (4, Mark::None, "第一段。"),
                (5, Mark::None, "第二段,**年。"),
            ],
        );
    }

    #[test]
    fn masks_survive_everywhere() {
        check(
            "**区直机关在*月以**场次为主\n\n`*号`文件",
            true,
            &[(1, Mark::None, "**区直机关在*月以**场次为主"), (3, Mark::None, "*号文件")],
        );
    }

    #[test]
    fn bold_type_has_no_blank_behind_its_stop() {
        check(
            "**议题群众定。**各村建立台账。\n\n**“板凳会”**开到门口\n\n各村**“有事好商量”**的做法。\n",
            false,
            &[
                (1, Mark::None, "议题群众定。各村建立台账。"),
                (3, Mark::None, "“板凳会”开到门口"),
                (5, Mark::None, "各村“有事好商量”的做法。"),
            ],
        );
        let bold = |source: &str| {
            let lines = read(&mut Log::new(), source, false, &mut Vec::new(), &mut Vec::new());
            let span = |span: &crate::text::Span| {
                (span.meaning == Meaning::Strong).then(|| lines[0].text[span.start..span.end].to_owned())
            };
            lines[0].text.spans().iter().filter_map(span).collect::<Vec<_>>()
        };
        assert_eq!(bold("**抓学习。**坚持到底"), ["抓学习。"]);
        assert_eq!(bold("**抓学习 **坚持"), Vec::<String>::new());
    }

    #[test]
    fn marks_are_logged() {
        check(
            "**一、提高认识**\n\n见[附件](http://a.cn/b)和 a &amp; b。<!-- 注 -->\n",
            false,
            &[(1, Mark::Strong, "一、提高认识"), (3, Mark::None, "见附件和 a & b。")],
        );
        check(
            "3. 第三\n5. 第五\n- 点\n",
            false,
            &[(1, Mark::Item, "3.第三"), (2, Mark::Item, "5.第五"), (3, Mark::Item, "点")],
        );
        check(
            "|项目|数|\n|---|---|\n|甲|1|\n",
            false,
            &[(1, Mark::Row, "项目\t数"), (3, Mark::Row, "甲\t1")],
        );
    }

    #[test]
    fn tasks_have_boxes() {
        check(
            "- [x] 甲\n- [ ] 乙\n\n见[x]项和[ ]。\n",
            false,
            &[(1, Mark::Item, "☑甲"), (2, Mark::Item, "□乙"), (4, Mark::None, "见[x]项和[ ]。")],
        );
    }

    #[test]
    fn footnotes_leave_an_anchor() {
        let read = |source: &str| {
            let mut notes = Vec::new();
            let lines = read(&mut Log::new(), source, false, &mut Vec::new(), &mut notes);
            let texts = |lines: Vec<Line>| -> Vec<String> {
                let shown = |n: usize| char::from_digit(n as u32, 10);
                lines.iter().map(|line| anchor::replaced(&line.text.anchored(), shown)).collect()
            };
            (texts(lines), texts(notes))
        };
        let all = |texts: &[&str]| -> Vec<String> { texts.iter().map(|text| (*text).to_owned()).collect() };
        let (lines, notes) =
            read("甲[^b]乙[^a]。\n\n丙[^b]。\n\n[^a]: 注**甲**\n[^b]: 注乙\n\n    又一段\n\n丁。");
        assert_eq!(lines, all(&["甲0乙1。", "丙2。", "又一段", "丁。"]));
        assert_eq!(notes, all(&["注乙", "注甲", "注乙"]));
        assert_eq!(read("甲[^a]。\n\n[^b]: 注"), (all(&["甲[^a]。", "注"]), Vec::new()));
        assert_eq!(
            read("甲[^a]。\n\n[^a]: 见[^b]和[^a]\n[^b]: 注"),
            (all(&["甲0。", "注"]), all(&["见[^b]和[^a]"]))
        );
        assert_eq!(read("甲[^a]。\n\n[^a]: 注\n\n[^a]: 另"), (all(&["甲0。", "另"]), all(&["注"])));
        // What an assistant hands over in a block is a text of its own.
        assert_eq!(
            read("甲[^a]。\n\n```markdown\n乙。\n```\n\n[^a]: 注"),
            (all(&["甲[^a]。", "乙。", "注"]), all(&[]))
        );
        let within = "甲。\n\n```markdown\n乙[^a]。\n\n[^a]: 注\n```\n";
        assert_eq!(read(within), (all(&["甲。", "乙0。"]), all(&["注"])));
        let many = format!("{}\n\n[^a]: 注", "[^a]".repeat(anchor::MOST + 1));
        assert_eq!(read(&many).1, all(&[]));
        assert_eq!(read("甲\u{10F000}[^a]。\n\n[^a]: 注").1, all(&["注"]));
    }

    #[test]
    fn signs_of_markup_are_bounded() {
        for (sign, masked, counted) in [
            ("[", false, true),
            (">", true, true),
            ("- ", false, true),
            ("-", false, false),
            ("**", false, true),
            ("**", true, false),
            ("\\", false, true),
            ("甲|", false, false),
        ] {
            let refused = check_signs(&sign.repeat(SIGNS + 1), masked).is_err();
            assert_eq!(refused, counted, "{sign} {masked}");
        }
        assert!(check_signs(&"甲[".repeat(SIGNS), false).is_ok());
    }

    #[test]
    fn indents_are_not_code() {
        check(
            "    　　缩进的段落。\n\n\t又一段。",
            true,
            &[(1, Mark::None, "缩进的段落。"), (3, Mark::None, "又一段。")],
        );
    }

    /// What a line shows of `source`, and what is meant by which part of it.
    fn meant(source: &str) -> (String, Vec<(String, Meaning)>) {
        let lines = read(&mut Log::new(), source, false, &mut Vec::new(), &mut Vec::new());
        let text = &lines[0].text;
        let spans = text.spans().iter().map(|span| (text[span.range()].to_owned(), span.meaning.clone()));
        (text.to_string(), spans.collect())
    }

    #[test]
    fn elements_that_markdown_has_no_mark_for_are_read_in_a_line() {
        for (name, meaning) in [
            ("sup", Meaning::Superscript),
            ("SUB", Meaning::Subscript),
            ("del", Meaning::Struck),
            ("s", Meaning::Struck),
            ("strike", Meaning::Struck),
            ("ins", Meaning::Inserted),
        ] {
            let (text, spans) = meant(&format!("甲<{name}>乙</{name}>丙"));
            assert_eq!((text.as_str(), spans), ("甲乙丙", vec![("乙".to_owned(), meaning)]), "{name}");
        }
        check(
            "姓名：<u>　　</u>电话：<u>附件</u>，<u></u>。\n",
            false,
            &[(1, Mark::None, "姓名：＿＿电话：附件，。")],
        );
        check("甲<br>乙\n", false, &[(1, Mark::None, "甲"), (1, Mark::None, "乙")]);
        check("甲 *乙* 丙，`丁`。\n", false, &[(1, Mark::None, "甲 乙 丙，丁。")]);
        check("甲 ~乙~ 丙\n", false, &[(1, Mark::None, "甲 ~乙~ 丙")]);
        check("甲 ~~乙~~ 丙\n", false, &[(1, Mark::None, "甲 乙 丙")]);
        let (text, spans) = meant("10^5^和10^6^");
        let raised = |text: &str| (text.to_owned(), Meaning::Superscript);
        assert_eq!((text.as_str(), spans), ("105和106", vec![raised("5"), raised("6")]));
    }

    #[test]
    fn a_block_in_a_cell_of_html_is_a_line_of_it() {
        check(
            "<table>\n<tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr>\n<tr><td>丁</td><td>戊</td></tr>\n</table>\n",
            true,
            &[(2, Mark::Row, "甲 乙\t丙"), (3, Mark::Row, "丁\t戊")],
        );
        check(
            "<div>甲<div>乙</div>丙</div>\n",
            true,
            &[(1, Mark::None, "甲"), (1, Mark::None, "乙"), (1, Mark::None, "丙")],
        );
        check("<div>\n<template>甲</template>乙\n</div>\n", true, &[(2, Mark::None, "乙")]);
    }

    #[test]
    fn a_picture_stands_below_the_line_it_is_in() {
        let places = |source: &str| -> Vec<(usize, u32)> {
            let mut shown = Vec::new();
            read(&mut Log::new(), source, false, &mut shown, &mut Vec::new());
            shown.iter().map(|shown| (shown.above, shown.number)).collect()
        };
        assert_eq!(places("![](a.png)甲\n"), [(0, 1)]);
        assert_eq!(places("甲![](a.png)乙\n"), [(1, 1)]);
        assert_eq!(places("甲\n\n![](a.png)\n\n乙\n"), [(1, 3)]);
        assert_eq!(places("甲\n\n乙\n丙![](a.png)\n![](b.png)\n"), [(3, 4), (3, 5)]);
    }

    #[test]
    fn numbers_of_lists_are_as_they_were_written() {
        check(
            "9) 甲\n10) 乙\n\n丙\n\n12. 丁\n    续\n13. 戊\n",
            false,
            &[
                (1, Mark::Item, "9)甲"),
                (2, Mark::Item, "10)乙"),
                (4, Mark::None, "丙"),
                (6, Mark::Item, "12.丁"),
                (7, Mark::Item, "续"),
                (8, Mark::Item, "13.戊"),
            ],
        );
    }

    #[test]
    fn a_caption_of_html_is_one_and_other_elements_are_not() {
        check(
            "甲\n\n<figcaption>图1 &lt;河&gt;</figcaption>\n\n乙\n",
            true,
            &[(1, Mark::None, "甲"), (3, Mark::Caption, "图1 <河>"), (5, Mark::None, "乙")],
        );
        assert_eq!(caption(" <figcaption>图</figcaption>\n"), Some("图"));
        assert_eq!((caption("<figcaption>图"), caption("<figcaption><b>图</b></figcaption>")), (None, None));
    }
}
