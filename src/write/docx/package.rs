//! The package: the small parts, and the zip around all of them.

use std::borrow::Cow;
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::error::{Error, Result};
use crate::message;
use crate::template::{Face, Latin, Template};
use crate::write::docx::footnotes::RULES;
use crate::write::docx::media::{MEDIA, Media};
use crate::write::docx::section::{EVEN, NO_NUMBER, ODD, ROMAN, TURNED};
use crate::write::docx::xml::{W, Xml, attribute};
use crate::write::docx::{Properties, header};

/// A part: its name in the package, and its bytes; none if it is that of the same name in what was [`Packed`] before.
pub(super) type Part<'a> = (Cow<'static, str>, Option<Cow<'a, [u8]>>);

/// Parts that are packed already: a zip of their own, out of which they are copied as they are.
pub(super) type Packed = ZipArchive<Cursor<Arc<[u8]>>>;

/// Packs parts to be copied.
///
/// # Errors
/// [`Error::Package`] when the zip cannot be written.
pub(super) fn pack(parts: impl Iterator<Item = (&'static str, Vec<u8>)>) -> Result<Packed> {
    let parts: Vec<Part<'_>> = parts.map(|(name, bytes)| (name.into(), Some(bytes.into()))).collect();
    let bytes = zip(&parts, None)?;
    ZipArchive::new(Cursor::new(bytes.into())).map_err(fault)
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";

/// What a document has beside the parts that all have.
#[derive(Clone, Copy)]
pub(super) struct More<'a> {
    /// Its pictures.
    pub media: &'a Media<'a>,
    /// Whether sheets are turned: their footers.
    pub turned: bool,
    /// How many running heads it has.
    pub headers: usize,
    /// Whether it has footnotes.
    pub footnotes: bool,
}

impl<'a> More<'a> {
    /// Nothing, but for the pictures of `media`.
    pub(super) fn none(media: &'a Media<'a>) -> More<'a> {
        More { media, turned: false, headers: 0, footnotes: false }
    }

    /// Whether there is anything.
    pub(super) fn any(&self) -> bool {
        self.turned || self.headers > 0 || self.footnotes || self.media.files().next().is_some()
    }
}

/// `[Content_Types].xml`
pub(super) fn content_types(more: &More<'_>) -> Vec<u8> {
    let More { media, turned, headers, footnotes } = *more;
    let mut xml = Xml::new();
    xml.put(format_args!("<Types xmlns=\"{PACKAGE}content-types\">"));
    xml.raw("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
    xml.raw("<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
    for format in media.formats() {
        let name = format.extension();
        xml.put(format_args!("<Default Extension=\"{name}\" ContentType=\"image/{name}\"/>"));
    }
    let headers: Vec<String> = (0..headers).map(header::target).collect();
    let headers = headers.iter().map(|name| (name.trim_end_matches(".xml"), "header"));
    for (part, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
        ("footer3", "footer"),
        ("footer4", "footer"),
        ("footer5", "footer"),
        ("footer6", "footer"),
    ]
    .into_iter()
    .take(if turned { 10 } else { 8 })
    .chain(headers)
    .chain(footnotes.then_some(("footnotes", "footnotes")))
    {
        xml.put(format_args!(
            "<Override PartName=\"/word/{part}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        ));
    }
    xml.raw("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    xml.raw("<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>");
    xml.into_bytes()
}

/// `_rels/.rels`
pub(super) fn package_relations() -> Vec<u8> {
    relations(&[
        ("rId1", RELATIONS, "officeDocument", "word/document.xml"),
        ("rId2", PACKAGE, "relationships/metadata/core-properties", "docProps/core.xml"),
        ("rId3", RELATIONS, "extended-properties", "docProps/app.xml"),
    ])
}

/// `word/_rels/document.xml.rels`
pub(super) fn document_relations(more: &More<'_>) -> Vec<u8> {
    let More { media, turned, headers, footnotes } = *more;
    let mut rows = vec![
        ("rId1", RELATIONS, "styles", "styles.xml"),
        ("rId2", RELATIONS, "settings", "settings.xml"),
        ("rId3", RELATIONS, "fontTable", "fontTable.xml"),
        (ODD, RELATIONS, "footer", "footer1.xml"),
        (EVEN, RELATIONS, "footer", "footer2.xml"),
        (ROMAN, RELATIONS, "footer", "footer3.xml"),
        (NO_NUMBER, RELATIONS, "footer", "footer4.xml"),
    ];
    if turned {
        let targets = ["footer5.xml", "footer6.xml"];
        rows.extend(TURNED.into_iter().zip(targets).map(|(id, target)| (id, RELATIONS, "footer", target)));
    }
    rows.extend(footnotes.then_some(("rIdFootnotes", RELATIONS, "footnotes", "footnotes.xml")));
    let headers: Vec<(String, String)> =
        (0..headers).map(|i| (header::relation(i), header::target(i))).collect();
    rows.extend(headers.iter().map(|(id, target)| (id.as_str(), RELATIONS, "header", target.as_str())));
    let names: Vec<(String, String)> = media.files().map(|file| (file.relation(), file.target())).collect();
    rows.extend(names.iter().map(|(id, target)| (id.as_str(), RELATIONS, "image", target.as_str())));
    relations(&rows)
}

fn relations(rows: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.put(format_args!("<Relationships xmlns=\"{PACKAGE}relationships\">"));
    for (id, base, kind, target) in rows {
        xml.put(format_args!("<Relationship Id=\"{id}\" Type=\"{base}{kind}\" Target=\"{target}\"/>"));
    }
    xml.raw("</Relationships>");
    xml.into_bytes()
}

/// `word/settings.xml`: numbers on odd and even pages differ; marks keep their full cell, so that every character stands
/// on the grid and the pages come out as counted.
pub(super) fn settings(footnotes: bool) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:settings xmlns:w=\"{W}\"><w:zoom w:percent=\"100\"/>"));
    xml.raw("<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val=\"640\"/><w:evenAndOddHeaders/>");
    xml.raw("<w:characterSpacingControl w:val=\"doNotCompress\"/>");
    if footnotes {
        xml.put(format_args!("<w:footnotePr>{RULES}</w:footnotePr>"));
    }
    xml.raw("<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>");
    for (name, value) in [
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    ] {
        xml.put(format_args!(
            "<w:compatSetting w:name=\"{name}\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"{value}\"/>"
        ));
    }
    xml.raw("</w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>");
    xml.into_bytes()
}

/// `word/fontTable.xml`: the other name of each font, for a computer that lacks the first.
pub(super) fn fonts(template: &Template) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.put(format_args!("<w:fonts xmlns:w=\"{W}\">"));
    let mut done: Vec<&str> = Vec::new();
    for face in Face::ALL {
        let font = template.faces.get(face);
        if !done.contains(&font.name.as_str()) {
            let alias = (font.alias != font.name).then_some(font.alias.as_str());
            entry(&mut xml, &font.name, alias, "86");
            done.push(&font.name);
        }
    }
    if let Latin::Named(name) = &template.faces.latin {
        entry(&mut xml, name, None, "00");
    }
    xml.raw("</w:fonts>");
    xml.into_bytes()
}

fn entry(xml: &mut Xml, name: &str, alias: Option<&str>, charset: &str) {
    xml.put(format_args!("<w:font w:name=\"{}\">", attribute(name)));
    if let Some(alias) = alias {
        xml.put(format_args!("<w:altName w:val=\"{}\"/>", attribute(alias)));
    }
    xml.put(format_args!(
        "<w:charset w:val=\"{charset}\"/><w:family w:val=\"auto\"/><w:pitch w:val=\"variable\"/></w:font>"
    ));
}

/// `docProps/core.xml`
///
/// # Errors
/// [`Error::Package`] when the time is not one.
pub(super) fn core(title: &str, properties: &Properties) -> Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.put(format_args!("<cp:coreProperties xmlns:cp=\"{PACKAGE}metadata/core-properties\""));
    xml.raw(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    xml.text(title);
    xml.raw("</dc:title><dc:creator>");
    xml.text(&properties.creator);
    xml.raw("</dc:creator><cp:lastModifiedBy>");
    xml.text(&properties.creator);
    xml.raw("</cp:lastModifiedBy><cp:revision>1</cp:revision>");
    if let Some(time) = &properties.created {
        let time = w3cdtf(time)?;
        for name in ["created", "modified"] {
            xml.put(format_args!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{time}</dcterms:{name}>"));
        }
    }
    xml.raw("<dc:language>zh-CN</dc:language></cp:coreProperties>");
    Ok(xml.into_bytes())
}

/// `2026-08-01T09:30:00Z`, the one form Word takes everywhere.
fn w3cdtf(time: &str) -> Result<&str> {
    const FORM: &str = "0000-00-00T00:00:00Z";
    let fits = |(c, form): (char, char)| if form == '0' { c.is_ascii_digit() } else { c == form };
    if time.len() == FORM.len() && time.chars().zip(FORM.chars()).all(fits) {
        return Ok(time);
    }
    Err(Error::Package(message!("the time \"%{time}\" is not of the form 2026-08-01T09:30:00Z", time = time)))
}

/// `docProps/app.xml`
pub(super) fn app(pages: usize) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.put(format_args!(
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Pages>{pages}</Pages><Application>chengwen</Application></Properties>"
    ));
    xml.into_bytes()
}

/// Puts the parts into a zip: same parts, same bytes, on every system and day.
///
/// # Errors
/// [`Error::Package`] when the zip cannot be written.
pub(super) fn zip(parts: &[Part<'_>], packed: Option<&Packed>) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Dos)
        .external_attributes(0);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // It shares the bytes.
    let mut packed = packed.cloned();
    for (name, bytes) in parts {
        // Pictures are packed already.
        let picture = name.starts_with(MEDIA);
        let method = if picture { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let level = (!picture).then_some(6);
        let options = options.compression_method(method).compression_level(level);
        match (bytes, &mut packed) {
            (Some(bytes), _) => {
                zip.start_file(&**name, options).map_err(fault)?;
                zip.write_all(bytes).map_err(fault)?;
            }
            (None, Some(packed)) => {
                let part = packed.index_for_name(name).ok_or(ZipError::FileNotFound).map_err(fault)?;
                zip.raw_copy_file(packed.by_index_raw(part).map_err(fault)?).map_err(fault)?;
            }
            (None, None) => return Err(fault(ZipError::FileNotFound)),
        }
    }
    zip.finish().map(Cursor::into_inner).map_err(fault)
}

fn fault(error: impl std::fmt::Display) -> Error {
    Error::Package(error.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Bytes, Picture, PictureFormat};
    use crate::write::docx::sample::{between, holds, template};

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    fn picture() -> Picture {
        let (name, alt, bytes) = (String::new(), String::new(), Bytes(b"one".as_slice().into()));
        Picture { name, alt, format: PictureFormat::Png, width: 1, height: 1, bytes }
    }

    /// The parts that are told, and what the main part refers to.
    fn told(more: &More<'_>) -> (Vec<String>, Vec<String>) {
        let own =
            |text: String, from: &str| between(&text, from, "\"").into_iter().map(str::to_owned).collect();
        (
            own(text(content_types(more)), "PartName=\"/word/"),
            own(text(document_relations(more)), "Target=\""),
        )
    }

    #[test]
    fn every_part_a_document_has_is_told_and_no_other() {
        let media = Media::new(&[]);
        let none = More::none(&media);
        let (parts, targets) = told(&none);
        let usual = [
            "document.xml",
            "styles.xml",
            "settings.xml",
            "fontTable.xml",
            "footer1.xml",
            "footer2.xml",
            "footer3.xml",
            "footer4.xml",
        ];
        assert_eq!(parts, usual);
        assert_eq!(targets, &usual[1..]);
        let (parts, targets) = told(&More { turned: true, headers: 2, footnotes: true, ..none });
        assert_eq!(parts[8..], ["footer5.xml", "footer6.xml", "header1.xml", "header2.xml", "footnotes.xml"]);
        assert_eq!(
            targets[7..],
            ["footer5.xml", "footer6.xml", "footnotes.xml", "header1.xml", "header2.xml"]
        );
    }

    #[test]
    fn pictures_are_told_by_their_format_and_referred_to() {
        let pictures = [picture()];
        let media = Media::new(&pictures);
        let more = More::none(&media);
        holds(&text(content_types(&more)), &["<Default Extension=\"png\" ContentType=\"image/png\"/>"]);
        holds(
            &text(document_relations(&more)),
            &["Id=\"rIdPicture1\"", "relationships/image\" Target=\"media/image1.png\""],
        );
    }

    #[test]
    fn a_document_without_anything_more_takes_the_parts_all_have() {
        let (none, one) = (Media::new(&[]), [picture()]);
        let one = Media::new(&one);
        let nothing = More::none(&none);
        assert!(!nothing.any());
        assert!(More { turned: true, ..nothing }.any() && More { headers: 1, ..nothing }.any());
        assert!(More { footnotes: true, ..nothing }.any() && More::none(&one).any());
    }

    #[test]
    fn a_font_has_its_other_name_and_stands_in_the_table_once() {
        let mut template = template("gongwen");
        template.faces.latin = Latin::Named("Times New Roman".to_owned());
        let table = text(fonts(&template));
        holds(
            &table,
            &["<w:font w:name=\"仿宋_GB2312\"><w:altName w:val=\"仿宋\"/><w:charset w:val=\"86\"/>"],
        );
        holds(&table, &["<w:font w:name=\"Times New Roman\"><w:charset w:val=\"00\"/>"]);
        assert_eq!(table.matches("<w:font ").count(), 6);
        let own = "extends = \"gongwen\"\n[faces]\nkai = { name = \"仿宋_GB2312\", alias = \"仿宋_GB2312\" }\nlatin = \"same\"\n";
        let table = text(fonts(&crate::template::parse("own", own).unwrap()));
        assert_eq!(table.matches("<w:font ").count(), 4);
        assert!(!table.contains("w:val=\"00\""));
    }

    #[test]
    fn a_time_has_the_one_form_word_takes() {
        let good = |time: &str| w3cdtf(time).is_ok();
        assert!(good("2026-08-01T09:30:00Z"));
        for time in [
            "2026-08-01T09:30:00",
            "2026-08-01 09:30:00Z",
            "2026-08-01T09:30:00ZZ",
            "2026-8-01T09:30:000Z",
            "",
            "二",
        ] {
            assert!(!good(time), "{time}");
        }
    }

    #[test]
    fn a_document_says_its_title_who_made_it_and_when() {
        let mut properties = Properties { creator: "区委<办>".to_owned(), created: None };
        let undated = text(core("甲&乙", &properties).unwrap());
        holds(
            &undated,
            &[
                "<dc:title>甲&amp;乙</dc:title><dc:creator>区委&lt;办&gt;</dc:creator>",
                "<cp:lastModifiedBy>区委&lt;办&gt;<",
            ],
        );
        assert!(!undated.contains("created"));
        properties.created = Some("2026-08-01T09:30:00Z".to_owned());
        let dated = text(core("", &properties).unwrap());
        holds(
            &dated,
            &[">2026-08-01T09:30:00Z</dcterms:created>", ">2026-08-01T09:30:00Z</dcterms:modified>"],
        );
        holds(&text(app(7)), &["<Pages>7</Pages>"]);
    }

    #[test]
    fn settings_name_the_rules_above_footnotes_only_where_there_are_any() {
        assert!(!text(settings(false)).contains("footnotePr"));
        holds(
            &text(settings(true)),
            &[
                "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>",
                "compatibilityMode\"",
                "w:val=\"15\"",
            ],
        );
        holds(
            &text(package_relations()),
            &[
                "Id=\"rId1\"",
                "officeDocument\" Target=\"word/document.xml\"",
                "docProps/core.xml",
                "docProps/app.xml",
            ],
        );
    }

    #[test]
    fn pictures_are_stored_as_they_are_and_other_parts_packed() {
        let long = vec![b'a'; 500];
        let parts: Vec<Part<'_>> = ["word/document.xml", "word/media/image1.png"]
            .map(|name| (name.into(), Some((&*long).into())))
            .into();
        let bytes = zip(&parts, None).unwrap();
        let mut file = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut method = |name: &str| file.by_name(name).unwrap().compression();
        assert_eq!(method("word/document.xml"), CompressionMethod::Deflated);
        assert_eq!(method("word/media/image1.png"), CompressionMethod::Stored);
    }

    #[test]
    fn a_part_that_is_nowhere_is_an_error() {
        let packed = pack([("a.xml", b"<a/>".to_vec())].into_iter()).unwrap();
        let part = |name: &'static str| zip(&[(name.into(), None)], Some(&packed));
        assert!(part("a.xml").is_ok() && part("b.xml").is_err());
        assert!(zip(&[("a.xml".into(), None)], None).is_err());
    }
}
