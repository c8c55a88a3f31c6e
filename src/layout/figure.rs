//! Pictures: how large they are set, and that they stay with their captions.

use crate::document::Picture;
use crate::layout::stack::height;
use crate::pages::{Figure, Paragraph};
use crate::template::{StyleName, Template};
use crate::units::Length;

/// A pixel at 96 dpi, as browsers and Word show a picture that names no other size.
const PIXEL: Length = Length::emu(9_525);

/// Word sets a picture like a letter, on the base line: a little of its line is below it.
const BELOW: Length = Length::points(1);

/// Gives the pictures among `paragraphs` their sizes, and binds each to the captions under it.
pub(crate) fn settle(paragraphs: &mut [Paragraph], pictures: &[Picture], template: &Template) {
    for i in 0..paragraphs.len() {
        let Some(figure) = paragraphs[i].figure else { continue };
        let captions = paragraphs[i + 1..].iter().take_while(|paragraph| is_caption(paragraph)).count();
        let below = &mut paragraphs[i..=i + captions];
        let under = below[1..].iter().fold(Length::ZERO, |sum, caption| sum + height(caption, template));
        let most = template.grid.pitch * template.grid.lines - under - BELOW;
        below[0].figure =
            pictures.get(figure.picture).map(|picture| fit(figure.picture, picture, most, template));
        below[..captions].iter_mut().for_each(|paragraph| paragraph.keep_next = true);
    }
    // A caption of a table stands above it.
    for i in 1..paragraphs.len() {
        if paragraphs[i].table.is_some() && is_caption(&paragraphs[i - 1]) {
            paragraphs[i - 1].keep_next = true;
            paragraphs[i - 1].turned = paragraphs[i].turned;
        }
    }
}

fn is_caption(paragraph: &Paragraph) -> bool {
    paragraph.style == StyleName::Caption && paragraph.figure.is_none()
}

/// As large as it is, but within the type area and `most`; in whole lines, so that the text below stays on the grid.
/// It stands at the foot of its lines, close to its caption.
fn fit(index: usize, picture: &Picture, most: Length, template: &Template) -> Figure {
    let pitch = template.grid.pitch;
    let (wide, high) = (PIXEL * i64::from(picture.width), PIXEL * i64::from(picture.height));
    let most = most.max(pitch);
    let (width, height) = within(wide, high, template.text_width(), most);
    let lines = ((height + BELOW).as_emu() + pitch.as_emu() - 1) / pitch.as_emu();
    Figure { picture: index, width, height, room: pitch * lines.max(1) }
}

/// Scaled down, never up, to fit into `width` and `height`.
fn within(wide: Length, high: Length, width: Length, height: Length) -> (Length, Length) {
    let scaled = |of: Length, to: Length, from: Length| {
        let scaled = i128::from(of.as_emu()) * i128::from(to.as_emu()) / i128::from(from.as_emu().max(1));
        Length::emu(i64::try_from(scaled).unwrap_or(1).max(1))
    };
    let (mut wide, mut high) = (wide, high);
    if wide > width {
        (wide, high) = (width, scaled(high, width, wide));
    }
    if high > height {
        (wide, high) = (scaled(wide, height, high), height);
    }
    (wide, high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Bytes, PictureFormat};
    use crate::template::builtin;

    #[test]
    fn pictures_are_made_smaller_and_never_larger() {
        let mm = Length::mm;
        for (natural, expected) in [
            ([mm(100), mm(50)], [mm(100), mm(50)]),
            ([mm(312), mm(100)], [mm(156), mm(50)]),
            ([mm(100), mm(450)], [mm(50), mm(225)]),
            ([mm(312), mm(900)], [mm(78), mm(225)]),
        ] {
            let (width, height) = within(natural[0], natural[1], mm(156), mm(225));
            assert_eq!([width, height], expected);
        }
    }

    #[test]
    fn a_picture_has_whole_lines_with_white_below_it_and_no_line_too_many() {
        let template = builtin("gongwen").unwrap();
        let pitch = template.grid.pitch;
        for height in 1..600 {
            let picture = Picture {
                name: String::new(),
                alt: String::new(),
                format: PictureFormat::Png,
                width: 10,
                height,
                bytes: Bytes([0].as_slice().into()),
            };
            let figure = fit(0, &picture, template.text_height(), &template);
            let white = figure.room - figure.height;
            assert_eq!(figure.room.as_emu() % pitch.as_emu(), 0, "{height}");
            assert!(white >= BELOW && white < BELOW + pitch, "{height}");
        }
    }
}
