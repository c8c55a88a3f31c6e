//! Workbooks of Excel and WPS (.xlsx): the sheet with most rows is a table of articles.

use std::io::Cursor;

use zip::ZipArchive;

use crate::bundle::columns::Wanted;
use crate::bundle::{Member, Told, table};
use crate::error::{Error, Result};
use crate::extract::Package;
use crate::extract::xml::{self, Space, Tag, Visitor};
use crate::message;

/// Whether a package is a workbook, by the names at its end. A document with a chart has a workbook in it, which says its own names; of what
/// is damaged they have to do.
pub(super) fn shows(bytes: &[u8]) -> bool {
    const BOOK: &str = "xl/workbook.xml";
    let tail = &bytes[bytes.len().saturating_sub(65_536)..];
    let named = memchr::memmem::find(tail, BOOK.as_bytes()).is_some();
    named
        && ZipArchive::new(Cursor::new(bytes)).map_or(true, |archive| archive.index_for_name(BOOK).is_some())
}

/// Gives its rows.
pub(super) fn read(
    bytes: &[u8],
    wanted: &Wanted,
    take: &mut dyn FnMut(Member) -> Result<()>,
) -> Result<Told> {
    let mut package = Package::open(bytes)?;
    let mut shared = Shared::default();
    if let Some(text) = package.text("xl/sharedStrings.xml")? {
        walk(&text, &mut shared)?;
    }
    let mut names: Vec<String> = package.names();
    names.retain(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml"));
    names.sort_by_key(|name| (name.len(), name.clone()));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for name in names {
        let mut sheet = Sheet { shared: &shared.texts, ..Sheet::default() };
        if let Some(text) = package.text(&name)? {
            walk(&text, &mut sheet)?;
        }
        if sheet.rows.len() > rows.len() {
            rows = sheet.rows;
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    table::of_cells(rows, wanted, take)
}

fn walk(text: &str, visitor: &mut impl Visitor) -> Result<()> {
    xml::walk(text, visitor).map_err(|fault| {
        fault.error(Error::NotText {
            what: message!("a damaged or incomplete Excel workbook"),
            advice: message!("open it in Excel or WPS and save it again, or as CSV"),
        })
    })
}

/// Texts that cells name by their number.
#[derive(Default)]
struct Shared {
    texts: Vec<String>,
    /// Whether characters are text, and no hint at how they are read.
    text: bool,
    phonetic: bool,
}

impl Visitor for Shared {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        match tag.name {
            "si" => self.texts.push(String::new()),
            "rPh" => self.phonetic = true,
            "t" => self.text = true,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, _: Space, name: &str) -> Result<()> {
        match name {
            "rPh" => self.phonetic = false,
            "t" => self.text = false,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(last) = self.texts.last_mut().filter(|_| self.text && !self.phonetic) {
            last.push_str(text);
        }
    }
}

/// A sheet while it is read.
#[derive(Default)]
struct Sheet<'s> {
    shared: &'s [String],
    rows: Vec<Vec<String>>,
    /// The column of the open cell, what kind of value it has, and that value.
    cell: Option<(usize, String, String)>,
    /// Whether characters are a value, and no formula.
    value: bool,
}

/// Columns of a sheet that are read: Excel itself allows 16,384, and no list of articles has a hundred.
const COLUMNS: usize = 1_000;

impl Visitor for Sheet<'_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        match tag.name {
            "row" => self.rows.push(Vec::new()),
            "c" => {
                let next = self.rows.last().map_or(0, Vec::len);
                let column = tag.get("r").and_then(|place| column(&place)).unwrap_or(next);
                self.cell = Some((column, tag.get("t").unwrap_or_default(), String::new()));
            }
            "v" | "t" => self.value = true,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, _: Space, name: &str) -> Result<()> {
        match name {
            "v" | "t" => self.value = false,
            "c" => {
                let Some((column, kind, value)) = self.cell.take().filter(|cell| cell.0 < COLUMNS) else {
                    return Ok(());
                };
                let text = match kind.as_str() {
                    "s" => value
                        .trim()
                        .parse()
                        .ok()
                        .and_then(|n: usize| self.shared.get(n))
                        .cloned()
                        .unwrap_or_default(),
                    _ => value,
                };
                if let Some(row) = self.rows.last_mut() {
                    row.resize(row.len().max(column + 1), String::new());
                    row[column] = text;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some((.., value)) = self.cell.as_mut().filter(|_| self.value) {
            value.push_str(text);
        }
    }
}

/// The column of `AB12`, from 0.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let number = letters.fold(0, |sum, b| sum * 26 + usize::from(b.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const TEXT: &str = "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难，进度快于往年。";

    fn book(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn the_longest_sheet_is_the_table() {
        let shared = format!(
            "<sst><si><t>标题</t></si><si><r><t>正</t></r><r><t>文</t></r><rPh><t>x</t></rPh></si><si><t>{TEXT}</t></si></sst>"
        );
        let sheet = "<worksheet><sheetData><row><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c><c r='D1' t='inlineStr'><is><t>日期</t></is></c></row>\
            <row><c r='A2' t='str'><f>B1</f><v>关于春耕的情况</v></c><c r='C2' t='s'><v>2</v></c><c r='D2'><v>45717</v></c></row></sheetData></worksheet>";
        let bytes = book(&[
            ("[Content_Types].xml", "<Types/>"),
            ("xl/workbook.xml", "<workbook/>"),
            ("xl/sharedStrings.xml", &shared),
            ("xl/worksheets/sheet1.xml", "<worksheet/>"),
            ("xl/worksheets/sheet2.xml", sheet),
        ]);
        assert!(shows(&bytes) && !shows(&book(&[("word/document.xml", "")])));
        assert!(shows(&bytes[9..]), "damaged, and still known");
        let stored =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let mut document = zip::ZipWriter::new(Cursor::new(Vec::new()));
        document.start_file("word/embeddings/chart.xlsx", stored).unwrap();
        document.write_all(&bytes).unwrap();
        assert!(!shows(&document.finish().unwrap().into_inner()));
        let mut members = Vec::new();
        let told = read(&bytes, &Wanted::default(), &mut |member| {
            members.push((member.name, String::from_utf8(member.bytes).unwrap()));
            Ok(())
        })
        .unwrap();
        let text = format!("---\ntitle: 关于春耕的情况\ndate: 2025-03-01\n---\n\n{TEXT}");
        assert_eq!(members, [("1 关于春耕的情况.txt".to_owned(), text)]);
        assert!(told.columns.unwrap().to_string().contains("date = 日期"));
    }

    #[test]
    fn places_are_counted_as_workbooks_do() {
        assert_eq!(
            [column("A1"), column("Z9"), column("AA10"), column("1")],
            [Some(0), Some(25), Some(26), None]
        );
    }
}
