//! Pictures.

use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::surface::Surface;

use crate::document::{Picture, PictureFormat, first_of_same};
use crate::sheet;

/// The pictures of a document as they are drawn; none where one cannot be.
pub(super) struct Images(Vec<Option<Image>>);

/// Each file once however often it is shown.
fn images(pictures: &[Picture]) -> Vec<Option<Image>> {
    let image = |picture: &Picture| {
        let bytes = krilla::Data::from(
            std::sync::Arc::new(picture.bytes.clone()) as std::sync::Arc<dyn AsRef<[u8]> + Send + Sync>
        );
        let image = match picture.format {
            PictureFormat::Jpeg => Image::from_jpeg(bytes, false),
            PictureFormat::Png => Image::from_png(bytes, false),
        };
        image.ok()
    };
    let same = first_of_same(pictures);
    let mut images: Vec<Option<Image>> = Vec::with_capacity(pictures.len());
    for (index, first) in same.into_iter().enumerate() {
        let known = images.get(first).cloned();
        images.push(known.unwrap_or_else(|| image(&pictures[index])));
    }
    images
}

impl Images {
    pub(super) fn of(pictures: &[Picture]) -> Images {
        Images(images(pictures))
    }

    /// A picture; nothing if it cannot be drawn.
    pub(super) fn draw(&self, surface: &mut Surface<'_>, image: &sheet::Image) {
        let [x, y] = image.corner;
        let drawn = self.0.get(image.picture).cloned().flatten();
        if let Some((drawn, size)) = drawn.zip(Size::from_wh(image.size[0], image.size[1])) {
            surface.push_transform(&Transform::from_translate(x, y));
            surface.draw_image(drawn, size);
            surface.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{Bytes, Document, Picture, PictureFormat, Role};
    use crate::template::builtin;
    use crate::write::pdf::readback::{Seen, article};

    fn png() -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(40, 20).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn jpeg() -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(40, 20).write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    fn drawn(pictures: &[(PictureFormat, Vec<u8>)]) -> (String, String) {
        let pictures = pictures.iter().map(|(format, bytes)| Picture {
            name: String::new(),
            alt: "会场".to_owned(),
            format: *format,
            width: 40,
            height: 20,
            bytes: Bytes(bytes.as_slice().into()),
        });
        let pictures: Vec<Picture> = pictures.collect();
        let blocks: Vec<(Role, &str)> = (0..pictures.len()).map(|i| (Role::Picture(i), "")).collect();
        let whole = Document { articles: vec![article(&[], &blocks)], pictures, ..Document::default() };
        let seen = Seen::of(&whole, &builtin("gongwen").unwrap(), false);
        (seen.drawn(0).to_owned(), seen.tags())
    }

    #[test]
    fn pictures_of_both_formats_are_drawn_in_the_middle_at_their_size() {
        let (drawn, tags) = drawn(&[(PictureFormat::Png, png()), (PictureFormat::Jpeg, jpeg())]);
        // 40 by 20 pixels at 96 dpi, in the middle of a type area that is 156 mm wide.
        let places: Vec<&str> = drawn.lines().filter(|line| line.ends_with(" Do")).collect();
        assert_eq!(
            places,
            ["q 30 0 0 15 285.47244 708.05786 cm/x0 Do", "q 30 0 0 15 285.47244 679.1079 cm/x1 Do"]
        );
        assert_eq!(tags, "Document(Figure“会场” Figure“会场”)");
    }

    #[test]
    fn the_same_file_is_drawn_wherever_it_stands_and_one_that_is_none_nowhere() {
        let count = |pictures: &[(PictureFormat, Vec<u8>)]| drawn(pictures).0.matches(" Do").count();
        assert_eq!(count(&[(PictureFormat::Png, png()), (PictureFormat::Png, png())]), 2);
        assert_eq!(count(&[(PictureFormat::Png, b"no picture".to_vec()), (PictureFormat::Png, png())]), 1);
    }
}
