//! Pictures: the files in the package, and how they stand in the text.

use crate::document::{Picture, PictureFormat, first_of_same};
use crate::pages::{Figure, Paragraph};
use crate::write::docx::xml::{Xml, attribute};

/// The folder of pictures in the package.
pub(super) const MEDIA: &str = "word/media/";

/// The pictures of a document, each file once.
pub(super) struct Media<'a> {
    pictures: &'a [Picture],
    /// For each picture the index of the first with the same bytes.
    same: Vec<usize>,
}

/// A file in the package.
pub(super) struct File<'a> {
    number: usize,
    picture: &'a Picture,
}

impl<'a> Media<'a> {
    pub(super) fn new(pictures: &'a [Picture]) -> Media<'a> {
        Media { pictures, same: first_of_same(pictures) }
    }

    /// The files, numbered in the order of the text.
    pub(super) fn files(&self) -> impl Iterator<Item = File<'a>> {
        let first = self.same.iter().enumerate().filter(|(i, same)| *i == **same);
        first.map(|(i, _)| File { number: i + 1, picture: &self.pictures[i] })
    }

    /// The formats among the files.
    pub(super) fn formats(&self) -> impl Iterator<Item = PictureFormat> {
        let all = [PictureFormat::Jpeg, PictureFormat::Png];
        all.into_iter().filter(|format| self.pictures.iter().any(|picture| picture.format == *format))
    }

    fn file(&self, picture: usize) -> Option<File<'a>> {
        let number = *self.same.get(picture)?;
        Some(File { number: number + 1, picture: &self.pictures[number] })
    }
}

impl<'a> File<'a> {
    /// Its name in the package.
    pub(super) fn name(&self) -> String {
        format!("word/{}", self.target())
    }

    /// Its name as the main part calls it.
    pub(super) fn target(&self) -> String {
        format!("media/image{}.{}", self.number, self.picture.format.extension())
    }

    /// The id of the relation to it.
    pub(super) fn relation(&self) -> String {
        format!("rIdPicture{}", self.number)
    }

    pub(super) fn bytes(&self) -> &'a [u8] {
        self.picture.bytes.as_ref()
    }
}

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/";

/// The properties of a paragraph that holds a picture: its line is as high as its lines of the grid, the picture at the
/// foot of it. Blank space above and below would do the same, but programs do not agree how to add them up.
pub(super) fn spacing(xml: &mut Xml, paragraph: &Paragraph, figure: &Figure) {
    if paragraph.keep_next {
        xml.raw("<w:keepNext/>");
    }
    if paragraph.new_page {
        xml.raw("<w:pageBreakBefore/>");
    }
    let (before, line) = (paragraph.before.as_twips(), figure.room.as_twips());
    xml.put(format_args!("<w:spacing w:before=\"{before}\" w:line=\"{line}\" w:lineRule=\"atLeast\"/>"));
}

/// The picture in its line; `number` is its own in the document.
pub(super) fn drawing(xml: &mut Xml, media: &Media<'_>, figure: &Figure, number: usize) {
    let Some((file, picture)) = media.file(figure.picture).zip(media.pictures.get(figure.picture)) else {
        return;
    };
    let (cx, cy) = (figure.width.as_emu(), figure.height.as_emu());
    let (relation, alt) = (file.relation(), attribute(&picture.alt));
    xml.raw("<w:r><w:rPr><w:sz w:val=\"2\"/><w:szCs w:val=\"2\"/></w:rPr><w:drawing>");
    xml.put(format_args!(
        "<wp:inline xmlns:wp=\"{DRAWING}wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"{number}\" name=\"图片 {number}\" descr=\"{alt}\"/>"
    ));
    xml.put(format_args!(
        "<a:graphic xmlns:a=\"{DRAWING}main\"><a:graphicData uri=\"{DRAWING}picture\"><pic:pic xmlns:pic=\"{DRAWING}picture\">"
    ));
    xml.put(format_args!(
        "<pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"图片 {number}\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>"
    ));
    xml.put(format_args!(
        "<pic:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
    ));
    xml.put(format_args!(
        "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
    ));
    xml.raw("</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Bytes;
    use crate::template::StyleName;
    use crate::units::Length;
    use crate::write::docx::sample::{holds, markup, paragraph, template};

    fn picture(alt: &str, format: PictureFormat, bytes: &[u8]) -> Picture {
        let (name, bytes) = (String::new(), Bytes(bytes.into()));
        Picture { name, alt: alt.to_owned(), format, width: 1, height: 1, bytes }
    }

    fn three() -> [Picture; 3] {
        [
            picture("甲图", PictureFormat::Png, b"one"),
            picture("甲<图>", PictureFormat::Png, b"one"),
            picture("乙图", PictureFormat::Jpeg, b"two"),
        ]
    }

    #[test]
    fn pictures_with_the_same_bytes_are_one_file() {
        let pictures = three();
        let media = Media::new(&pictures);
        let files: Vec<(String, String, &[u8])> =
            media.files().map(|file| (file.name(), file.relation(), file.bytes())).collect();
        let file =
            |name: &str, relation: &str, bytes: &'static [u8]| (name.to_owned(), relation.to_owned(), bytes);
        let wanted = [
            file("word/media/image1.png", "rIdPicture1", b"one"),
            file("word/media/image3.jpeg", "rIdPicture3", b"two"),
        ];
        assert_eq!(files, wanted);
        assert_eq!(media.formats().collect::<Vec<_>>(), [PictureFormat::Jpeg, PictureFormat::Png]);
        let only = Media::new(&pictures[..1]);
        assert_eq!(only.formats().collect::<Vec<_>>(), [PictureFormat::Png]);
    }

    fn figure(picture: usize) -> Figure {
        let (width, height) = (Length::mm(100), Length::mm(50));
        Figure { picture, width, height, room: Length::points(150) }
    }

    #[test]
    fn a_picture_shows_its_file_at_its_size_with_its_own_words() {
        let pictures = three();
        let media = Media::new(&pictures);
        let drawn = markup(|xml| drawing(xml, &media, &figure(1), 2));
        holds(
            &drawn,
            &[
                "<wp:extent cx=\"3600000\" cy=\"1800000\"/>",
                "<wp:docPr id=\"2\" name=\"图片 2\" descr=\"甲&lt;图&gt;\"/>",
                "<a:blip r:embed=\"rIdPicture1\"/>",
                "<a:ext cx=\"3600000\" cy=\"1800000\"/>",
            ],
        );
        assert_eq!(markup(|xml| drawing(xml, &media, &figure(7), 2)), "");
    }

    #[test]
    fn its_line_is_as_high_as_its_room() {
        let mut set = paragraph(&template("gongwen"), StyleName::Caption, "");
        (set.keep_next, set.before) = (false, Length::points(10));
        let room = "<w:spacing w:before=\"200\" w:line=\"3000\" w:lineRule=\"atLeast\"/>";
        assert_eq!(markup(|xml| spacing(xml, &set, &figure(0))), room);
        (set.keep_next, set.new_page) = (true, true);
        assert_eq!(
            markup(|xml| spacing(xml, &set, &figure(0))),
            format!("<w:keepNext/><w:pageBreakBefore/>{room}")
        );
    }
}
