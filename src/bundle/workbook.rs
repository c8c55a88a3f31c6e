//! Workbooks of Excel and WPS (.xlsx): the sheet with most rows is a table of articles; where it is none, each sheet is a document.

use std::io::Cursor;

use zip::ZipArchive;

use crate::bundle::columns::Wanted;
use crate::bundle::shown::Formats;
use crate::bundle::{Member, Told, sheet, table};
use crate::error::{Error, Result};
use crate::extract::xml::{self, Space, Tag, Visitor};
use crate::extract::{Package, Relations};
use crate::message;
use crate::message::Message;

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
    let mut formats = Formats::default();
    if let Some(text) = package.text("xl/styles.xml")? {
        walk(&text, &mut formats)?;
    }
    let mut read: Vec<(Named, usize)> = Vec::new();
    let (mut best, mut rows, mut beside) = (None, Vec::new(), Vec::new());
    for named in named(&mut package)? {
        let mut sheet = Sheet { shared: &shared.texts, formats: Some(&formats), ..Sheet::default() };
        if let Some(text) = package.text(&named.part)? {
            walk(&text, &mut sheet)?;
        }
        sheet.join();
        sheet.rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        let count = sheet.rows.len();
        // A sheet nobody sees gives way to one that has anything.
        let rank = (count > 0 && !named.hidden, count);
        if best.is_none_or(|(_, known)| rank > known) {
            best = Some((read.len(), rank));
            (beside, rows) = (sheet.beside(), sheet.rows);
        }
        read.push((named, count));
    }
    let unread = unread(&package);
    let above = table::above(&rows);
    if rows.is_empty() || !table::is_list(&rows[above..], wanted) {
        let sheets = read.into_iter().filter(|(_, count)| *count > 0).map(|(named, _)| named);
        let mut told = documents(&mut package, sheets, &shared.texts, &formats, take)?;
        told.beside.extend(unread);
        return Ok(told);
    }
    let above = words(rows.drain(..above));
    let mut told = table::of_cells(rows, wanted, take)?;
    told.beside = beside;
    if !above.is_empty() {
        told.beside.push(message!("above the headings and not in the documents: %{text}", text = above));
    }
    told.beside.extend(unread);
    let taken = best.map_or(0, |(at, _)| at);
    let others = read.into_iter().enumerate().filter(|(at, (_, count))| *at != taken && *count > 0);
    told.left.extend(others.map(|(_, (named, _))| {
        let reason = match named.hidden {
            true => message!("a sheet that is hidden"),
            false => {
                message!("a workbook is read by its sheet of most rows; save this one as a file of its own")
            }
        };
        (named.name, reason)
    }));
    Ok(told)
}

/// Gives each sheet as a document of its own, with a table.
fn documents(
    package: &mut Package<'_>,
    sheets: impl Iterator<Item = Named>,
    shared: &[String],
    formats: &Formats,
    take: &mut dyn FnMut(Member) -> Result<()>,
) -> Result<Told> {
    let (mut told, mut given) = (Told::default(), 0);
    for named in sheets {
        if named.hidden {
            told.left.push((named.name, message!("a sheet that is hidden")));
            continue;
        }
        let mut sheet = Sheet { shared, formats: Some(formats), ..Sheet::default() };
        if let Some(text) = package.text(&named.part)? {
            walk(&text, &mut sheet)?;
        }
        told.beside.extend(sheet.beside());
        let joined = sheet.joined.iter().filter_map(|place| joined(place)).collect();
        let paper = sheet::Paper { name: &named.name, rows: sheet.rows, numbers: sheet.numbers, joined };
        take(paper.member())?;
        given += 1;
    }
    if given == 0 {
        return Err(Error::Empty);
    }
    told.columns = Some(message!(
        "no column holds texts, so that each sheet is a document with a table; to read a row as an article name the column with --columns, for example --columns text=content,title=name"
    ));
    Ok(told)
}

/// What stands in rows, in one line.
fn words(rows: impl Iterator<Item = Vec<String>>) -> String {
    let cells = rows.flatten().filter(|cell| !cell.trim().is_empty());
    cells.map(|cell| cell.trim().to_owned()).collect::<Vec<_>>().join("、")
}

/// What a workbook has that is in no cell.
fn unread(package: &Package<'_>) -> Option<Message> {
    const BESIDE: [&str; 3] = ["xl/comments", "xl/drawings/drawing", "xl/charts/chart"];
    let has = package.names().iter().any(|name| BESIDE.iter().any(|part| name.starts_with(part)));
    has.then(|| message!("comments, pictures, charts and text boxes of a workbook are not read"))
}

/// A sheet: what it is called, the part it stands in, whether nobody sees it.
#[derive(Debug, Default)]
struct Named {
    name: String,
    part: String,
    hidden: bool,
}

/// The part that names the sheets.
const BOOK: &str = "xl/workbook.xml";

/// The sheets in the order of the book; where the book does not say which they are, by the names of the parts.
fn named(package: &mut Package<'_>) -> Result<Vec<Named>> {
    let (mut book, mut relations) = (Book::default(), Relations::of(BOOK));
    if let Some(text) = package.text(BOOK)? {
        walk(&text, &mut book)?;
    }
    if let Some(text) = package.text(&Relations::name(BOOK))? {
        walk(&text, &mut relations)?;
    }
    let mut parts: Vec<String> = package.names();
    parts.retain(|name| name.starts_with("xl/worksheets/") && name.ends_with(".xml"));
    parts.sort_by_key(|name| (name.len(), name.clone()));
    let mut sheets: Vec<Named> = Vec::new();
    for (id, name, hidden) in book.0 {
        let part = relations.get(&id).map(|relation| relation.target.as_str());
        if let Some(at) = parts.iter().position(|known| Some(known.as_str()) == part) {
            sheets.push(Named { name, part: parts.remove(at), hidden });
        }
    }
    sheets.extend(parts.into_iter().map(|part| Named { name: part.clone(), part, hidden: false }));
    Ok(sheets)
}

/// The sheets a book names: by which relation, how they are called, whether they are hidden.
#[derive(Default)]
struct Book(Vec<(String, String, bool)>);

impl Visitor for Book {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        // `sheetId` is not the id of the relation, which has a prefix; both end differently.
        if tag.name == "sheet" {
            let hidden = tag.get("state").is_some_and(|state| state != "visible");
            self.0.push((tag.get("id").unwrap_or_default(), tag.get("name").unwrap_or_default(), hidden));
        }
        Ok(())
    }
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
    /// The numbers of the rows, as the sheet has them.
    numbers: Vec<usize>,
    /// Cells that are joined, as the sheet names them: `A2:A5`.
    joined: Vec<String>,
    /// How many cells have the text of the one they are joined to.
    shared_down: usize,
    /// The column of the open cell, what kind of value it has, and that value.
    cell: Option<(usize, String, String)>,
    /// Whether characters are a value, and no formula, and no hint at how they are read.
    value: bool,
    phonetic: bool,
    formats: Option<&'s Formats>,
    /// The number of the format of the open cell, and whether it is worked out.
    style: Option<usize>,
    formula: bool,
    /// How many rows and columns are hidden, and formulas without a value.
    hidden: usize,
    unanswered: usize,
}

impl Sheet<'_> {
    /// What is told of it.
    fn beside(&self) -> Vec<Message> {
        let hidden =
            || message!("rows and columns that are hidden are read too: %{count}", count = self.hidden);
        let unanswered = || {
            message!(
                "formulas without a value, which are left empty: %{count}; open it in Excel or WPS and save it again",
                count = self.unanswered
            )
        };
        let joined = || {
            message!(
                "cells joined over several rows, whose text counts for each of them: %{count}",
                count = self.shared_down
            )
        };
        let hidden = (self.hidden > 0).then(hidden);
        let unanswered = (self.unanswered > 0).then(unanswered);
        hidden.into_iter().chain(unanswered).chain((self.shared_down > 0).then(joined)).collect()
    }

    /// Gives what stands in a cell that is joined over several rows to each of these, where they have something of their own: a source or a date
    /// over the articles it goes for. A text is that of one article, however high its cell.
    fn join(&mut self) {
        // Names of organs and dates have fewer; the shortest texts people scrape have more.
        const SHORT: usize = 40;
        for place in std::mem::take(&mut self.joined) {
            let Some((from, to)) = place.split_once(':').map(|(from, to)| (row(from), row(to))) else {
                continue;
            };
            let (Some(from), Some(to), Some(column)) = (from, to, column(&place)) else { continue };
            let at = |number: usize| self.numbers.partition_point(|known| *known < number);
            let (first, end) = (at(from), at(to.saturating_add(1)).min(self.rows.len()));
            let top = self.rows.get(first).filter(|_| self.numbers.get(first) == Some(&from));
            let text = top.and_then(|row| row.get(column)).cloned().unwrap_or_default();
            if text.trim().is_empty() || text.chars().count() > SHORT {
                continue;
            }
            for row in self.rows.iter_mut().take(end).skip(first + 1) {
                if row.iter().any(|cell| !cell.trim().is_empty()) {
                    row.resize(row.len().max(column + 1), String::new());
                    row[column].clone_from(&text);
                    self.shared_down += 1;
                }
            }
        }
    }
}

/// Columns of a sheet that are read: Excel itself allows 16,384, and no list of articles has a hundred.
const COLUMNS: usize = 1_000;

/// Places of joined cells that are looked at: lists of articles have some, and a file may name a million.
const MOST_JOINED: usize = 10_000;

impl Visitor for Sheet<'_> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        match tag.name {
            "row" => {
                self.hidden += usize::from(tag.get("hidden").is_some_and(|hidden| hidden != "0"));
                self.rows.push(Vec::new());
                let next = self.numbers.last().map_or(1, |last| last + 1);
                // Rows stand in their order; one that does not is no place to look for.
                let said =
                    tag.number("r").and_then(|row| usize::try_from(row).ok()).filter(|row| *row >= next);
                self.numbers.push(said.unwrap_or(next));
            }
            "mergeCell" => self.joined.extend(tag.get("ref").filter(|_| self.joined.len() < MOST_JOINED)),
            "col" if tag.get("hidden").is_some_and(|hidden| hidden != "0") => self.hidden += 1,
            "rPh" => self.phonetic = true,
            "f" => self.formula = true,
            "c" => {
                self.style = tag.number("s").and_then(|style| usize::try_from(style).ok());
                self.formula = false;
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
            "rPh" => self.phonetic = false,
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
                    "b" => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
                    "" | "n" => {
                        self.unanswered += usize::from(self.formula && value.is_empty());
                        self.formats.map_or(value.clone(), |formats| formats.shown(self.style, value))
                    }
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
        if let Some((.., value)) = self.cell.as_mut().filter(|_| self.value && !self.phonetic) {
            value.push_str(text);
        }
    }
}

/// The cells `A2:B5`: the first row and column, and the last.
fn joined(place: &str) -> Option<[usize; 4]> {
    let (from, to) = place.split_once(':')?;
    Some([row(from)?, column(from)?, row(to)?, column(to)?])
}

/// The row of `AB12`, from 1.
fn row(place: &str) -> Option<usize> {
    place.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
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
    fn cells_are_read_as_they_are_shown_and_what_is_not_seen_is_told() {
        let styles = "<styleSheet><numFmts><numFmt numFmtId='176' formatCode='0.0%'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
            <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='176'/></cellXfs></styleSheet>";
        let head =
            "<row><c t='str'><v>标题</v></c><c t='str'><v>正文</v></c><c t='str'><v>来源</v></c></row>";
        let sheet = format!(
            "<worksheet><cols><col hidden='1'/><col hidden='0'/><col/></cols><sheetData>{head}<row hidden='1'><c t='inlineStr'><is><t>春耕</t><rPh><t>x</t></rPh></is></c>\
             <c t='str'><v>{TEXT}</v></c><c s='2'><v>0.125</v></c></row>\
             <row><c t='str'><v>夏收</v></c><c t='str'><v>{TEXT}</v></c><c><f>A1</f></c></row></sheetData></worksheet>"
        );
        let many = format!("<worksheet><sheetData>{}</sheetData></worksheet>", head.repeat(9));
        let bytes = book(&[
            (
                "xl/workbook.xml",
                "<workbook xmlns:r='r'><sheets><sheet name='旧' sheetId='1' state='hidden' r:id='a'/><sheet name='表' sheetId='2' r:id='b'/>\
              <sheet name='附' sheetId='3' r:id='c'/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/><Relationship Id='b' Target='/xl/worksheets/sheet2.xml'/>\
              <Relationship Id='c' Target='worksheets/sheet3.xml'/></Relationships>",
            ),
            ("xl/styles.xml", styles),
            ("xl/worksheets/sheet1.xml", &many),
            ("xl/worksheets/sheet2.xml", &sheet),
            ("xl/worksheets/sheet3.xml", &format!("<worksheet><sheetData>{head}</sheetData></worksheet>")),
        ]);
        let mut members = Vec::new();
        let told = read(&bytes, &Wanted::default(), &mut |member| {
            members.push(String::from_utf8(member.bytes).unwrap());
            Ok(())
        })
        .unwrap();
        assert_eq!(members.len(), 2);
        assert!(
            members[0].contains("title: 春耕\n") && members[0].contains("source: 12.5%"),
            "{}",
            members[0]
        );
        let left: Vec<&str> = told.left.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!((left, told.beside.len()), (vec!["旧", "附"], 2));
        let beside = told.beside.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(beside[0].ends_with("are read too: 2") && beside[1].contains("left empty: 1;"), "{beside:?}");
    }

    #[test]
    fn what_stands_in_a_joined_cell_counts_for_all_its_rows() {
        let cell = |place: &str, text: &str| format!("<c r='{place}' t='str'><v>{text}</v></c>");
        let article = |row: u32, title: &str| {
            let cells =
                cell(&format!("B{row}"), title) + &cell(&format!("C{row}"), &format!("{title}，{TEXT}"));
            format!(
                "<row r='{row}'>{}{cells}</row>",
                if row == 2 { cell("A2", "某报") } else { String::new() }
            )
        };
        let head =
            format!("<row r='1'>{}{}{}</row>", cell("A1", "来源"), cell("B1", "标题"), cell("C1", "正文"));
        let rows = article(2, "甲地春耕")
            + &article(3, "乙地春耕")
            + "<row r='4'/>"
            + &article(6, "丙地春耕")
            + &article(7, "丁地春耕");
        let sheet = format!(
            "<worksheet><sheetData>{head}{rows}</sheetData><mergeCells><mergeCell ref='A2:A6'/><mergeCell ref='C6:C7'/><mergeCell ref='A9:A8'/>\
             <mergeCell ref='x'/><mergeCell ref='A99999999999999999999:A1'/></mergeCells></worksheet>"
        );
        let bytes = book(&[("xl/workbook.xml", "<workbook/>"), ("xl/worksheets/sheet1.xml", &sheet)]);
        let mut members = Vec::new();
        let told = read(&bytes, &Wanted::default(), &mut |member| {
            members.push(String::from_utf8(member.bytes).unwrap());
            Ok(())
        })
        .unwrap();
        let sources: Vec<bool> = members.iter().map(|text| text.contains("source: 某报")).collect();
        assert_eq!(sources, [true, true, true, false], "{members:#?}");
        assert!(members[3].contains("丁地春耕，"), "a text is that of one article");
        assert!(told.beside[0].to_string().ends_with(": 2"), "{}", told.beside[0]);
    }

    #[test]
    fn places_are_counted_as_workbooks_do() {
        assert_eq!(
            [column("A1"), column("Z9"), column("AA10"), column("1")],
            [Some(0), Some(25), Some(26), None]
        );
    }
}
