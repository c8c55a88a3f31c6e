//! Pictures.

use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::surface::Surface;

use crate::document::{Picture, PictureFormat, first_of_same};
use crate::sheet;
use crate::write::pdf::paint::Painter;

/// The pictures as they are drawn, each file once however often it is shown.
pub(super) fn images(pictures: &[Picture]) -> Vec<Option<Image>> {
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

impl Painter<'_> {
    /// A picture; nothing if it cannot be drawn.
    pub(super) fn image(&self, surface: &mut Surface<'_>, image: &sheet::Image) {
        let [x, y] = image.corner;
        let drawn = self.images.get(image.picture).cloned().flatten();
        if let Some((drawn, size)) = drawn.zip(Size::from_wh(image.size[0], image.size[1])) {
            surface.push_transform(&Transform::from_translate(x, y));
            surface.draw_image(drawn, size);
            surface.pop();
        }
    }
}
