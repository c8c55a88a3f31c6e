//! A page as SVG, in points: every glyph where the PDF has it, in whatever font the computer has for its class of type.

use std::fmt::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chengwen::convert::Laid;
use chengwen::document::Document;
use chengwen::font::{Book, wanted};
use chengwen::pages::Flow;
use chengwen::sheet::{Item, Part, Piece, Sheet, Sheets, Text};
use chengwen::template::{Color, Face};

/// The page with this number, from 0: its SVG, and its width and height in points.
pub(crate) fn page(laid: &Laid, book: &Book, number: usize) -> Option<(String, [f32; 2])> {
    let pages = &laid.pages;
    let sheets = Sheets::new(pages, laid.template.template(), book);
    let (cover, contents) = (pages.cover.pages.len(), pages.contents.pages.len());
    let (sheet, flow) = match number {
        n if n < cover => (sheets.cover(n), &pages.cover),
        n if n < cover + contents => (sheets.contents(n - cover), &pages.contents),
        n if n < pages.count() => (sheets.body(n - cover - contents), &pages.body),
        _ => return None,
    };
    let mut drawing = Drawing { svg: String::new(), laid, flow };
    drawing.sheet(&sheet);
    Some((drawing.svg, sheet.size))
}

struct Drawing<'l> {
    svg: String,
    laid: &'l Laid,
    flow: &'l Flow,
}

impl Drawing<'_> {
    fn sheet(&mut self, sheet: &Sheet<'_>) {
        let [width, height] = sheet.size;
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" xml:space=\"preserve\">",
            number(width),
            number(height)
        ));
        match &sheet.turning {
            None => sheet.pieces.iter().for_each(|piece| self.piece(piece)),
            Some(turning) => {
                let is_number = |piece: &&Piece<'_>| piece.part == Part::PageNumber;
                let [x, y] = turning.shift;
                self.put(format_args!("<g transform=\"translate({} {})\">", number(x), number(y)));
                sheet.pieces.iter().filter(|piece| !is_number(piece)).for_each(|piece| self.piece(piece));
                self.put(format_args!("</g><g transform=\"matrix(0 1 -1 0 {} 0)\">", number(turning.edge)));
                sheet.pieces.iter().filter(is_number).for_each(|piece| self.piece(piece));
                self.svg.push_str("</g>");
            }
        }
        self.svg.push_str("</svg>");
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        self.svg.write_fmt(text).expect("a string takes everything");
    }

    fn piece(&mut self, piece: &Piece<'_>) {
        let line = self.line(piece.part);
        for item in &piece.items {
            match item {
                Item::Text(text) => self.text(text, line),
                Item::Bar(bar) => {
                    let [left, top, right, bottom] = bar.edges;
                    self.put(format_args!(
                        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                        number(left),
                        number(top),
                        number(right - left),
                        number(bottom - top)
                    ));
                    self.fill(bar.color);
                    self.svg.push_str("/>");
                }
                Item::Image(image) => self.image(image, line),
            }
        }
    }

    /// The line of the input a piece comes from; 0 if it comes from none.
    fn line(&self, part: Part) -> u32 {
        let (Part::Paragraph(paragraph) | Part::Picture(paragraph) | Part::Cell { paragraph, .. }) = part
        else {
            return 0;
        };
        let place = self.flow.paragraphs.get(paragraph).map(|paragraph| paragraph.place);
        place.map_or(0, |place| self.laid.pages.line_of(&self.laid.document, place))
    }

    fn fill(&mut self, color: Option<Color>) {
        if let Some(Color { rgb: [red, green, blue] }) = color {
            self.put(format_args!(" fill=\"#{red:02x}{green:02x}{blue:02x}\""));
        }
    }

    fn text(&mut self, text: &Text<'_>, line: u32) {
        if let Some(pressed) = text.pressed {
            self.put(format_args!(
                "<g transform=\"matrix({} 0 0 1 {} 0)\">",
                number(pressed.scale),
                number(pressed.left)
            ));
        }
        for run in &text.runs {
            let glyphs = text.glyphs.get(run.glyphs.clone()).unwrap_or_default();
            let (mut shown, mut places) = (String::new(), String::new());
            for glyph in glyphs {
                let own = text.shown(glyph);
                // Each character of a glyph that stands for several has its part of the width.
                let part = glyph.glyph.advance * run.size / own.chars().count().max(1) as f32;
                for (i, c) in own.chars().enumerate() {
                    let x = number(glyph.x + part * i as f32);
                    // A place for each unit of UTF-16: that is how browsers count them.
                    for _ in 0..c.len_utf16() {
                        places.push_str(&x);
                        places.push(' ');
                    }
                    shown.push(c);
                }
            }
            if shown.trim().is_empty() {
                continue;
            }
            self.put(format_args!("<text x=\"{}\" y=\"{}\"", places.trim_end(), number(run.baseline)));
            self.put(format_args!(
                " font-size=\"{}\" font-family=\"{}\"",
                number(run.size),
                family(run.font)
            ));
            if line > 0 {
                self.put(format_args!(" data-line=\"{line}\""));
            }
            self.fill(text.color);
            self.svg.push('>');
            escape(&mut self.svg, &shown);
            self.svg.push_str("</text>");
        }
        if text.pressed.is_some() {
            self.svg.push_str("</g>");
        }
    }

    fn image(&mut self, image: &chengwen::sheet::Image, line: u32) {
        let document: &Document = &self.laid.document;
        let Some(picture) = document.pictures.get(image.picture) else { return };
        let ([x, y], [width, height]) = (image.corner, image.size);
        self.put(format_args!(
            "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" data-line=\"{line}\" preserveAspectRatio=\"none\" href=\"data:image/{};base64,{}\"/>",
            number(x),
            number(y),
            number(width),
            number(height),
            picture.format.extension(),
            STANDARD.encode(picture.bytes.as_ref())
        ));
    }
}

/// A number as short as it can be said, to a thousandth of a point.
fn number(value: f32) -> String {
    let text = format!("{value:.3}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if matches!(short, "" | "-" | "-0") { "0".to_owned() } else { short.to_owned() }
}

/// The fonts a computer may have for a font of the book, and what is always there.
fn family(font: usize) -> String {
    let face = Face::ALL.get(font).copied().unwrap_or(Face::Song);
    let more: &[&str] = match face {
        Face::Xiaobiaosong => &["Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "SimSun"],
        Face::Fangsong => &["Zhuque Fangsong", "FZFangSong-Z02S", "Noto Serif CJK SC", "SimSun"],
        Face::Kai => &["AR PL UKai CN", "LXGW WenKai", "Noto Serif CJK SC", "SimSun"],
        Face::Hei => &["Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei"],
        Face::Song => &["Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC"],
    };
    let general = if face == Face::Hei { "sans-serif" } else { "serif" };
    let names = wanted(face).iter().chain(more).map(|name| format!("'{name}'"));
    names.chain([general.to_owned()]).collect::<Vec<_>>().join(",")
}

fn escape(svg: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            // What XML cannot hold was taken out when the text was read.
            c if c.is_control() => svg.push(' '),
            c => svg.push(c),
        }
    }
}
