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
