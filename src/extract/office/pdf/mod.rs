//! PDF with a text layer: glyphs at places, out of which lines and paragraphs are found again.
//!
//! A page says where each glyph stands and nothing of what it belongs to. Glyphs side by side are a piece, pieces on one base line a
//! row, rows that fill the column and go on without an indent a paragraph. Numbers and repeated lines at the edges of pages go.

mod columns;
mod contents;
mod furniture;
mod glyphs;
mod notes;
mod paragraphs;
mod rows;
mod ruled;
mod streams;
mod tables;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::diag::Log;
use crate::error::{Error, Result};
use crate::extract::Extracted;
use crate::extract::looks::Look;
use crate::extract::office::flow::{Flow, HIDDEN};
use crate::extract::office::pdf::glyphs::{Sheet, Turn};
use crate::extract::office::pdf::rows::Row;
use crate::extract::office::pdf::ruled::Table;
use crate::limits::SHEETS;
use crate::message;
use crate::rules::Rules;

/// Places and lengths on a page, in hundredths of a point.
type Unit = i32;

/// Whether `bytes` are a PDF: its mark may stand behind a mark of Unicode, or a line of a mail program.
pub(crate) fn shows(bytes: &[u8], _: bool) -> bool {
    // ISO 32000 wants it first; readers look for it in so many bytes.
    const HEAD: usize = 1024;
    let head = &bytes[..bytes.len().min(HEAD)];
    bytes.starts_with(b"%PDF-")
        || memchr::memmem::find(head, b"\n%PDF-").is_some()
        || head.starts_with(b"\xEF\xBB\xBF%PDF-")
}

/// Reads the text of its pages.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    streams::check(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| refusal(&error))?;
    let count = pdf.pages().len();
    if count > SHEETS {
        return Err(Error::TooMuch { what: message!("pages"), most: SHEETS as u64 });
    }
    let sheets = glyphs::sheets(&pdf)?;
    if sheets.iter().all(Sheet::is_silent) {
        return Err(if sheets.iter().any(|sheet| sheet.pictures > 0) { scan() } else { Error::Empty });
    }
    if is_unreadable(&sheets) {
        return Err(Error::NotText {
            what: message!("a PDF document whose fonts do not say which characters they show"),
            advice: message!("recognise its text (OCR) first"),
        });
    }
    let mut flow = Flow::new(log, rules);
    tell(&mut flow, &sheets);
    let turns = sheets.into_iter().flat_map(|sheet| sheet.turns).filter(|turn| !turn.pieces.is_empty());
    let (mut pages, mut tables): (Vec<Vec<Row>>, Vec<Vec<Table>>) = (Vec::new(), Vec::new());
    for Turn { mut pieces, width, rules } in turns {
        tables.push(ruled::take(&mut pieces, rules));
        pages.push(columns::in_order(pieces, width).into_iter().flat_map(rows::rows).collect());
    }
    furniture::set_aside(&mut pages);
    contents::set_aside(&mut pages);
    notes::find(&mut pages);
    let tables = ruled::insert(&mut pages, tables);
    paragraphs::write(&mut flow, &pages, &tables)?;
    flow.done()
}

/// Whether more than a few signs are of no known character.
fn is_unreadable(sheets: &[Sheet]) -> bool {
    // Bullets out of fonts of symbols make up a hundredth of a text of lists.
    const SHARE: usize = 20;
    let pieces = || sheets.iter().flat_map(Sheet::pieces);
    let unknown: usize = pieces().map(|piece| piece.text.matches(char::REPLACEMENT_CHARACTER).count()).sum();
    unknown * SHARE > pieces().map(|piece| piece.text.chars().count()).sum()
}

/// What is seen on the pages and not read.
fn tell(flow: &mut Flow<'_>, sheets: &[Sheet]) {
    let silent = (1u32..).zip(sheets).filter(|(_, sheet)| sheet.is_silent() && sheet.pictures > 0);
    let numbers: Vec<String> = silent.map(|(number, _)| number.to_string()).collect();
    if !numbers.is_empty() {
        let message = message!(
            "pages that are pictures without text were skipped: %{pages}; recognise their text (OCR) first",
            pages = numbers.join(", ")
        );
        flow.found("pdf.picture-page", message);
    }
    let shown = (1u32..).zip(sheets).filter(|(_, sheet)| sheet.pictures > 0 && !sheet.is_silent());
    let (pages, counts): (Vec<String>, Vec<usize>) =
        shown.map(|(number, sheet)| (number.to_string(), sheet.pictures)).unzip();
    if !pages.is_empty() {
        flow.lose(message!(
            "pictures of a PDF (%{count}, on pages %{pages})",
            count = counts.iter().sum::<usize>(),
            pages = pages.join(", ")
        ));
    }
    if sheets.iter().any(|sheet| sheet.askew) {
        flow.lose(message!("watermarks and letters in shapes (WordArt)"));
    }
    for text in sheets.iter().flat_map(|sheet| &sheet.hidden) {
        flow.leave(HIDDEN, text, Look::default());
    }
}

fn refusal(error: &LoadPdfError) -> Error {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::NotText {
            what: message!("a PDF document with a password"),
            advice: message!("open it with the password, take the password off and save it"),
        },
        _ => Error::NotText {
            what: message!("a damaged PDF document"),
            advice: message!("open it in a reader and print it to PDF again"),
        },
    }
}

fn scan() -> Error {
    Error::NotText {
        what: message!("a PDF document without a text layer (a scan)"),
        advice: message!("recognise its text (OCR) first"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Mark;

    /// A PDF with a page of A4 for each of `pages`, operators that draw on it. The font `F` is none of the file's and takes UCS-2, `P` is
    /// a picture.
    fn paper(pages: &[String]) -> Vec<u8> {
        let kids: String = (0..pages.len()).map(|i| format!("{} 0 R ", 10 + 2 * i)).collect();
        let mut file = format!(
            "%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
             2 0 obj <</Type/Pages/Count {}/Kids[{kids}]/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</P 6 0 R>>>>>> endobj\n\
             3 0 obj <</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>> endobj\n\
             4 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000/FontDescriptor 5 0 R\
             /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>> endobj\n\
             5 0 obj <</Type/FontDescriptor/FontName/SimSun/Flags 4>> endobj\n\
             6 0 obj <</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream endobj\n",
            pages.len()
        );
        for (i, page) in pages.iter().enumerate() {
            let (own, stream) = (10 + 2 * i, 11 + 2 * i);
            file += &format!("{own} 0 obj <</Type/Page/Parent 2 0 R/Contents {stream} 0 R>> endobj\n");
            file += &format!("{stream} 0 obj <</Length {}>>stream\n{page}\nendstream endobj\n", page.len());
        }
        (file + "trailer <</Root 1 0 R>>").into_bytes()
    }

    /// `text` in type of `size`, from `x`, `y` on, in points from the lower left corner.
    fn show(text: &str, size: u32, [x, y]: [u32; 2]) -> String {
        format!("BT /F {size} Tf {x} {y} Td <{}> Tj ET ", ucs2(text))
    }

    fn ucs2(text: &str) -> String {
        text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
    }

    fn read_pages(pages: &[String]) -> (Result<Extracted>, Log) {
        let mut log = Log::new();
        let read = read(&mut log, &paper(pages), &Rules::default());
        (read, log)
    }

    fn lines(page: &str) -> Vec<String> {
        let (read, _) = read_pages(&[page.to_owned()]);
        read.unwrap().lines.iter().map(|line| line.text.labelled(0).into_owned()).collect()
    }

    #[test]
    fn a_page_is_read_by_its_places() {
        let full = "写满二十八字的".repeat(4);
        let page = show(&full, 16, [72, 672])
            + &show("下一行。", 16, [72, 644])
            + &show("标题", 22, [274, 760])
            + &show("先写后读，", 16, [104, 700]);
        let (read, _) = read_pages(&[page]);
        let lines = read.unwrap().lines;
        let found: Vec<(&str, Mark)> = lines.iter().map(|line| (&*line.text, line.mark)).collect();
        let text = full + "下一行。";
        assert_eq!(found, [("标题", Mark::Title), ("先写后读，", Mark::None), (&*text, Mark::None)]);
    }

    #[test]
    fn text_is_read_in_whatever_direction_the_page_is_turned() {
        let turned = |matrix: &str, text: &str| format!("BT /F 16 Tf {matrix} Tm <{}> Tj ET ", ucs2(text));
        let rows = |matrix: [&str; 2]| turned(matrix[0], "表头在先") + &turned(matrix[1], "表身在后");
        assert_eq!(lines(&rows(["0 1 -1 0 100 100", "0 1 -1 0 130 100"])), ["表头在先", "表身在后"]);
        assert_eq!(lines(&rows(["0 -1 1 0 130 500", "0 -1 1 0 100 500"])), ["表头在先", "表身在后"]);
        assert_eq!(lines(&rows(["-1 0 0 -1 300 100", "-1 0 0 -1 300 130"])), ["表头在先", "表身在后"]);
    }

    #[test]
    fn what_stands_askew_is_told() {
        let mark = format!("BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 100 Tm <{}> Tj ET ", ucs2("内部资料"));
        let (read, log) = read_pages(&[mark + &show("正文。", 16, [72, 700])]);
        assert_eq!(read.unwrap().lines.len(), 1);
        assert!(log.findings().iter().any(|finding| finding.rule == "office.look"), "{:?}", log.findings());
    }

    #[test]
    fn outlines_of_letters_are_the_letters() {
        let page = "2 Tr ".to_owned() + &show("粗体", 16, [72, 700]);
        assert_eq!(lines(&page), ["粗体"]);
    }

    #[test]
    fn text_nobody_sees_is_that_of_a_scan_or_told() {
        let hidden = format!("BT 3 Tr /F 16 Tf 72 700 Td <{}> Tj ET ", ucs2("看不见"));
        let picture = "q 500 0 0 700 50 50 cm /P Do Q ";
        assert_eq!(lines(&(picture.to_owned() + &hidden)), ["看不见"]);
        let (read, log) = read_pages(&[show("看得见。", 16, [72, 600]) + &hidden]);
        assert_eq!(read.unwrap().lines.len(), 1);
        assert!(log.removals().iter().any(|removal| removal.text.contains("看不见")), "{log:?}");
    }

    #[test]
    fn a_scan_is_refused_and_a_page_of_one_told() {
        let picture = "q 500 0 0 700 50 50 cm /P Do Q ".to_owned();
        let refused = |pages: &[String]| read_pages(pages).0.unwrap_err().to_string();
        assert!(refused(std::slice::from_ref(&picture)).contains("scan"));
        let small = "q 20 0 0 20 50 50 cm /P Do Q ".to_owned();
        assert!(matches!(read_pages(&[small]).0, Err(Error::Empty)));
        let (read, log) = read_pages(&[show("正文。", 16, [72, 700]), picture]);
        assert_eq!(read.unwrap().lines.len(), 1);
        let told = log.findings().iter().find(|finding| finding.rule == "pdf.picture-page").unwrap();
        assert!(told.message.to_string().contains('2'), "{told:?}");
    }

    #[test]
    fn forms_that_show_one_another_without_end_come_to_an_end() {
        // 30 forms that each show the next twice ask for 2³⁰ clips.
        let mut file = String::from_utf8(paper(&["/X0 Do ".to_owned()])).unwrap();
        let forms: String = (0..30)
            .map(|i| {
                let next = format!("/X{0} Do /X{0} Do ", i + 1);
                format!(
                    "{} 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X{} {} 0 R>>>>/Length {}>>stream\n{next}\nendstream endobj\n",
                    100 + i, i + 1, 101 + i, next.len()
                )
            })
            .collect();
        file = file
            .replace("/XObject<</P 6 0 R>>", "/XObject<</X0 100 0 R>>")
            .replace("trailer", &(forms + "trailer"));
        let read = read(&mut Log::new(), file.as_bytes(), &Rules::default());
        assert!(matches!(read, Err(Error::TooMuch { .. })), "{read:?}");
    }

    #[test]
    fn pictures_beside_text_are_told_with_their_pages() {
        let picture = "q 100 0 0 100 50 50 cm /P Do Q ";
        let (read, log) =
            read_pages(&[show("正文。", 16, [72, 700]), show("又一页。", 16, [72, 700]) + picture + picture]);
        assert_eq!(read.unwrap().lines.len(), 2);
        assert!(
            log.findings().iter().any(|found| found.message.to_string().contains("(2, on pages 2)")),
            "{log:?}"
        );
    }

    #[test]
    fn tables_with_lines_have_cells_of_several_lines_and_go_on_over_pages() {
        // Three lines across, as strokes, and three down, as narrow boxes.
        let grid = "0.5 w 72 700 m 472 700 l S 72 650 m 472 650 l S 72 600 m 472 600 l S 72 600 0.5 100 re f 200 600 0.5 100 re f 472 600 0.5 100 re f ";
        let page = show("表前一行。", 16, [72, 760])
            + grid
            + &show("单位", 12, [80, 670])
            + &show("任务", 12, [210, 670])
            + &show("农业农村局", 12, [80, 630])
            + &show("修订目录并报送春耕进度情况的各项材料和数", 12, [210, 630])
            + &show("据。", 12, [210, 612])
            + &show("表后一行。", 16, [72, 560]);
        let (read, _) = read_pages(&[page]);
        let lines = read.unwrap().lines;
        let found: Vec<(Mark, &str)> = lines.iter().map(|line| (line.mark, &*line.text)).collect();
        let expected = [
            (Mark::None, "表前一行。"),
            (Mark::Row, "单位\t任务"),
            (Mark::Row, "农业农村局\t修订目录并报送春耕进度情况的各项材料和数据。"),
            (Mark::None, "表后一行。"),
        ];
        assert_eq!(found, expected);
        let only = |one: &str| {
            grid.to_owned()
                + &show(one, 12, [80, 670])
                + &show("乙", 12, [210, 670])
                + &show("丙", 12, [80, 630])
        };
        let (read, _) = read_pages(&[only("甲"), only("丁")]);
        let rows = read.unwrap().lines;
        assert_eq!(
            rows.iter().map(|line| &*line.text).collect::<Vec<_>>(),
            ["甲\t乙", "丙\t", "丁\t乙", "丙\t"]
        );
    }

    #[test]
    fn a_pdf_is_known_by_its_mark() {
        assert!(
            shows(b"%PDF-1.4\n", false)
                && shows(b"\xEF\xBB\xBF%PDF-1.4", false)
                && shows(b"X\n%PDF-1.4", false)
        );
        assert!(!shows("文中说 %PDF-1.4".as_bytes(), true) && !shows(b"", true));
    }
}
