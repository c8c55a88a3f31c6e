//! Pictures.

use krilla::geom::{Size, Transform};
use krilla::image::Image;
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, Identifier};

use crate::document::{Picture, PictureFormat};
use crate::pages::{Figure, Line};
use crate::write::pdf::paint::{Painter, corner, points};

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
    pictures.iter().map(image).collect()
}

impl Painter<'_> {
    /// A picture at the foot of its line.
    pub(super) fn figure(&mut self, surface: &mut Surface<'_>, figure: &Figure, line: &Line) -> Identifier {
        let [left, top] = corner(self.template, line);
        let [width, height] = [points(figure.width), points(figure.height)];
        let x = left + (points(line.room) - width) / 2.0;
        let y = top + points(line.height) - height;
        let id = surface.start_tagged(ContentTag::Other);
        let image = self.images.get(figure.picture).cloned().flatten();
        if let Some((image, size)) = image.zip(Size::from_wh(width, height)) {
            surface.push_transform(&Transform::from_translate(x, y));
            surface.draw_image(image, size);
            surface.pop();
        }
        surface.end_tagged();
        id
    }
}
