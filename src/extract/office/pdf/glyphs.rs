//! The glyphs of the pages as characters at places, those side by side as pieces.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, Result};
use crate::extract::office::pdf::Unit;
use crate::limits::MARKS;
use crate::message;
use crate::text::alike;

/// Characters side by side on one base line.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) left: Unit,
    pub(super) right: Unit,
    pub(super) base: Unit,
    /// Of the type, in hundredths of a point.
    pub(super) size: Unit,
    pub(super) text: String,
    /// Bytes of `text` that stand above the line, or below it.
    pub(super) raised: Vec<(std::ops::Range<usize>, bool)>,
}

/// A line that is drawn along one of the edges of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// Whether it goes across the page.
    pub(super) across: bool,
    /// How far it is from the edge it goes along.
    pub(super) at: Unit,
    pub(super) from: Unit,
    pub(super) to: Unit,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// What is read upright, and what is read after a quarter turn, two, three.
    pub(super) turns: [Turn; 4],
    /// Whether characters stand askew: a watermark.
    pub(super) askew: bool,
    /// Pictures large enough to show something.
    pub(super) pictures: usize,
    /// Text nobody sees on a page that has other text.
    pub(super) hidden: Vec<String>,
}

/// Pieces that are read in one direction, in the frame of a reader who has turned the page.
#[derive(Debug, Default)]
pub(super) struct Turn {
    /// Of the page in this direction.
    pub(super) width: Unit,
    pub(super) pieces: Vec<Piece>,
    /// The lines that are drawn on it.
    pub(super) rules: Vec<Rule>,
}

impl Sheet {
    /// All pieces, whatever their direction.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.turns.iter().flat_map(|turn| &turn.pieces)
    }

    /// Whether it has no text.
    pub(super) fn is_silent(&self) -> bool {
        self.pieces().next().is_none()
    }
}

/// All pages of `pdf`.
///
/// # Errors
/// [`Error::TooMuch`] for pages that draw more than a book does.
pub(super) fn sheets(pdf: &Pdf) -> Result<Vec<Sheet>> {
    let cache = InterpreterCache::new();
    let mut drawn = 0;
    pdf.pages().iter().map(|page| sheet(pdf, page, &cache, &mut drawn)).collect()
}

/// Glyphs a border counts for: it costs about as much as they do, and each form a page shows, or a form shows, begins with one.
const FORM: usize = 25;

/// What unwinds when a page draws too much: the interpreter cannot be asked to stop.
struct TooMuch;

fn sheet<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    cache: &InterpreterCache<'a>,
    drawn: &mut usize,
) -> Result<Sheet> {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        bounds,
        cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    let mut reader = Reader { bounds, drawn: *drawn, ..Reader::default() };
    let done = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut reader)));
    *drawn = reader.drawn;
    match done {
        Ok(()) => Ok(reader.done()),
        Err(panic) if panic.is::<TooMuch>() => {
            Err(Error::TooMuch { what: message!("marks on the pages"), most: MARKS as u64 })
        }
        Err(panic) => resume_unwind(panic),
    }
}

#[derive(Default)]
struct Reader {
    bounds: Rect,
    shown: [Vec<Piece>; 4],
    hidden: [Vec<Piece>; 4],
    askew: bool,
    pictures: usize,
    /// The straight lines, by their ends.
    lines: Vec<[Point; 2]>,
    drawn: usize,
    /// Where the last run of filled glyphs began: stroked again it is one and the same.
    filled: Option<(Unit, Unit, usize)>,
}

impl Reader {
    fn count(&mut self, more: usize) {
        self.drawn += more;
        if self.drawn > MARKS {
            resume_unwind(Box::new(TooMuch));
        }
    }

    fn done(mut self) -> Sheet {
        let mut hidden = Vec::new();
        if self.shown.iter().all(Vec::is_empty) {
            // A scan with its text beneath, put there by a program that recognised it.
            self.shown = self.hidden;
        } else {
            hidden = self.hidden.into_iter().flatten().map(|piece| piece.text).collect();
        }
        let (width, height) = (unit(self.bounds.width()), unit(self.bounds.height()));
        let mut widths = [width, height, width, height].into_iter();
        let (mut turned, lines) = (0..4, self.lines);
        let turns = self.shown.map(|mut pieces| {
            pieces.retain(|piece| !piece.text.trim().is_empty());
            let turn = turned.next().unwrap_or(0);
            let rules = if pieces.is_empty() {
                Vec::new()
            } else {
                lines.iter().filter_map(|line| rule(line.map(|at| at_turn(at, turn)))).collect()
            };
            Turn { width: widths.next().unwrap_or(width), pieces, rules }
        });
        Sheet { turns, askew: self.askew, pictures: self.pictures, hidden }
    }

    /// Whether a run draws the outlines of what was just filled.
    fn is_outline(&mut self, run: &GlyphRun<'_, '_>, transform: Affine, mode: &DrawMode) -> bool {
        let first = run.glyphs().first().map(|glyph| transform * glyph.transform() * Point::ZERO);
        let key = first.map(|at| (unit(at.x), unit(at.y), run.glyphs().len()));
        let outline = matches!(mode, DrawMode::Stroke(_)) && key.is_some() && key == self.filled;
        self.filled = key;
        outline
    }
}

impl<'a> Device<'a> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(run.glyphs().len());
        if self.is_outline(run, props.transform, mode) {
            return;
        }
        let bounds = self.bounds;
        let pieces = if matches!(mode, DrawMode::Invisible) { &mut self.hidden } else { &mut self.shown };
        for glyph in run.glyphs() {
            match Placed::of(glyph, props.transform) {
                Some((turn, placed)) if bounds.contains(placed.at) => {
                    placed.turned(turn).join(&mut pieces[turn])
                }
                Some(_) => {}
                None => self.askew = true,
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        // Smaller ones are bullets and rules; a seal has 4 cm.
        const LEAST: f64 = 36.0;
        self.count(1);
        let size = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0)).size();
        self.pictures += usize::from(size.width.min(size.height) >= LEAST);
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        // More lines are a drawing, not a table.
        const MOST: usize = 20_000;
        self.count(1);
        if self.lines.len() < MOST {
            let filled = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
            lines(path, props.transform, filled, &mut self.lines);
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(FORM);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(FORM);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// The straight lines of a path: those it is stroked along, or narrow boxes that are filled.
fn lines(path: &BezPath, transform: Affine, filled: bool, out: &mut Vec<[Point; 2]>) {
    // Lines of tables have half a point, thick ones two.
    const THICK: f64 = 3.0;
    // Longer paths are outlines of something.
    const LONGEST: usize = 200;
    let mut open: Vec<Point> = Vec::new();
    let mut end = |open: &mut Vec<Point>, closed: bool| {
        if filled {
            let (Some(first), true) = (open.first(), open.len() >= 4) else { return open.clear() };
            let bounds =
                open.iter().fold(Rect::from_points(*first, *first), |bounds, at| bounds.union_pt(*at));
            let middle = bounds.center();
            if bounds.width().min(bounds.height()) <= THICK {
                out.push(match bounds.width() > bounds.height() {
                    true => [Point::new(bounds.x0, middle.y), Point::new(bounds.x1, middle.y)],
                    false => [Point::new(middle.x, bounds.y0), Point::new(middle.x, bounds.y1)],
                });
            }
        } else {
            if closed && let Some(first) = open.first().copied() {
                open.push(first);
            }
            out.extend(open.windows(2).map(|pair| [pair[0], pair[1]]));
        }
        open.clear();
    };
    for element in path.elements().iter().take(LONGEST) {
        match element {
            PathEl::MoveTo(at) => {
                end(&mut open, false);
                open.push(transform * *at);
            }
            PathEl::LineTo(at) => open.push(transform * *at),
            PathEl::ClosePath => end(&mut open, true),
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => open.clear(),
        }
    }
    end(&mut open, false);
}

/// A line as one along an edge of the page, if it is that and long enough.
fn rule([one, two]: [Point; 2]) -> Option<Rule> {
    // The smallest cell holds a character of six points.
    const SHORTEST: Unit = 500;
    // What drawing rounds.
    const SLOPE: Unit = 50;
    let [x, y] = [[unit(one.x), unit(two.x)], [unit(one.y), unit(two.y)]];
    let along = |[one, two]: [Unit; 2], at: [Unit; 2], across| {
        let (from, to) = (one.min(two), one.max(two));
        let straight = to - from >= SHORTEST && (at[0] - at[1]).abs() <= SLOPE;
        straight.then_some(Rule { across, at: (at[0] + at[1]) / 2, from, to })
    };
    along(x, y, true).or_else(|| along(y, x, false))
}

/// Where a point is once the page was turned.
fn at_turn(Point { x, y }: Point, turn: usize) -> Point {
    match turn {
        1 => Point::new(y, -x),
        2 => Point::new(-x, -y),
        3 => Point::new(-y, x),
        _ => Point::new(x, y),
    }
}

/// A glyph at its place.
struct Placed {
    at: Point,
    size: f64,
    advance: f64,
    text: String,
}

impl Placed {
    /// With the quarter turns its line is read after; `None` for one that stands askew, and for one without a size.
    fn of(glyph: &PositionedGlyph<'_>, transform: Affine) -> Option<(usize, Placed)> {
        // Fonts have 1000 units.
        const EM: f64 = 1000.0;
        let placed = transform * glyph.transform();
        let vector = |x: f64, y: f64| placed * Point::new(x, y) - placed * Point::ZERO;
        let (along, size) = (vector(EM, 0.0), vector(0.0, EM).hypot());
        let turn = [Vec2::new(1.0, 0.0), Vec2::new(0.0, 1.0), Vec2::new(-1.0, 0.0), Vec2::new(0.0, -1.0)]
            .iter()
            // Five degrees: a scan that was put in crooked.
            .position(|axis| along.dot(*axis) >= 0.996 * along.hypot() && along.hypot() > 0.0)?;
        let advance = match &**glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(1000.0)) / EM * along.hypot();
        let placed = Placed { at: placed * Point::ZERO, size, advance, text: spelled(glyph.as_unicode()) };
        (0.5..=500.0).contains(&size).then_some((turn, placed))
    }

    /// Where it is once the page was turned.
    fn turned(mut self, turn: usize) -> Placed {
        self.at = at_turn(self.at, turn);
        self
    }

    /// Adds it to the piece it goes on with, or begins one.
    fn join(self, pieces: &mut Vec<Piece>) {
        let (x, y, size, end) =
            (unit(self.at.x), unit(self.at.y), unit(self.size), unit(self.at.x + self.advance));
        let Some(piece) = pieces.last_mut().filter(|piece| piece.takes(x, y, size)) else {
            return pieces.push(Piece {
                left: x,
                right: end,
                base: y,
                size,
                text: self.text,
                raised: Vec::new(),
            });
        };
        // Writers of Latin text move on by a third of an em instead of setting a space.
        let apart = x - piece.right > piece.size / 5;
        if apart && piece.text.ends_with(latin) && self.text.starts_with(latin) {
            piece.text.push(' ');
        }
        let from = piece.text.len();
        piece.text.push_str(&self.text);
        if piece.is_marked_by(size, y) && !self.text.trim().is_empty() {
            piece.raised.push((from..piece.text.len(), y < piece.base));
        }
        piece.right = piece.right.max(end);
    }
}

impl Piece {
    /// Whether type of `size` on the base line `y` is an index to it.
    pub(super) fn is_marked_by(&self, size: Unit, y: Unit) -> bool {
        is_small(size, self.size) && (y - self.base).abs() > self.size / 10
    }

    /// Whether a glyph of `size` at `x`, `y` goes on with it.
    fn takes(&self, x: Unit, y: Unit, size: Unit) -> bool {
        let (gap, off) = (x - self.right, (y - self.base).abs());
        let level = off <= self.size / 10 && !is_small(size, self.size) && !is_small(self.size, size);
        let index = is_small(size, self.size) && off <= self.size * 3 / 5;
        (level || index) && (-self.size * 3 / 5..=self.size * 4 / 5).contains(&gap)
    }
}

/// Whether type of `size` is small beside `other`: indices have two thirds of it.
fn is_small(size: Unit, other: Unit) -> bool {
    size * 100 < other * 85
}

/// Whether white space parts a character from its like.
pub(super) fn latin(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Hundredths of a point; what is nowhere is at the edge.
#[allow(clippy::cast_possible_truncation)] // Bounded before.
fn unit(points: f64) -> Unit {
    (points * 100.0).round().clamp(-1e8, 1e8) as Unit
}

/// The characters a glyph stands for; one that stands for none that is known is shown as such.
///
/// Many writers name the radical (⼀, U+2F00) where a font has one glyph for it and the character (一): no text means the radical.
fn spelled(found: Option<BfString>) -> String {
    let text = match found {
        Some(BfString::Char(c)) => c.to_string(),
        Some(BfString::String(text)) => text,
        None => char::REPLACEMENT_CHARACTER.to_string(),
    };
    let meant = |c: char| {
        if matches!(c, '\u{FB00}'..='\u{FB06}') {
            c.nfkc().collect()
        } else {
            alike::meant(c).unwrap_or(c).to_string()
        }
    };
    text.chars().filter(|c| !c.is_control()).map(meant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_goes_on_where_it_stands_close_by_and_about_as_high() {
        let piece = Piece { left: 0, right: 5000, base: 0, size: 1000, ..Piece::default() };
        // Four fifths of a character apart, and three fifths back.
        assert!(piece.takes(5800, 0, 1000) && !piece.takes(5801, 0, 1000));
        assert!(piece.takes(4400, 0, 1000) && !piece.takes(4399, 0, 1000));
        // On the line, or an index to it; what is larger than the text is neither.
        assert!(
            piece.takes(5000, 100, 1000) && !piece.takes(5000, 101, 1000) && piece.takes(5000, -100, 850)
        );
        assert!(piece.takes(5000, 600, 849) && piece.takes(5000, -600, 849) && !piece.takes(5000, 601, 849));
        assert!(!piece.takes(5000, 600, 850) && !piece.takes(5000, 0, 1200));
        assert!(piece.is_marked_by(849, 101) && piece.is_marked_by(849, -101));
        assert!(!piece.is_marked_by(849, 100) && !piece.is_marked_by(850, 300));
    }
}
