//! Word files of today (.docx, .docm, .dotx; also those of WPS): a package whose parts are read one after the other.

pub(crate) mod body;
mod chunk;
mod equation;
pub(crate) mod fields;
pub(crate) mod numbering;
pub(crate) mod relations;
mod styles;
pub(crate) mod symbols;

use crate::diag::{Log, RuleId};
use crate::error::Result;
use crate::extract::Extracted;
use crate::extract::office::flow::{COMMENT, Flow, Goal, HEADER};
use crate::extract::office::package::{Package, broken};
use crate::extract::office::word::body::{Body, Book};
use crate::extract::office::word::relations::Relations;
use crate::extract::office::xml::{self, Visitor};
use crate::message;
use crate::rules::Rules;

/// The parts that hold what is beside the text, by the kind of their relation, and the rule by which it goes.
const ASIDE: [(&str, RuleId); 5] = [
    ("footnotes", COMMENT),
    ("endnotes", COMMENT),
    ("header", HEADER),
    ("footer", HEADER),
    ("comments", COMMENT),
];

/// Whether `bytes` are a Word file, whatever it is called.
pub(crate) fn shows(bytes: &[u8], _: bool) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    let (head, tail) = (&bytes[..bytes.len().min(4096)], &bytes[bytes.len().saturating_sub(65_536)..]);
    let inside = |name: &[u8]| [head, tail].iter().any(|part| memchr::memmem::find(part, name).is_some());
    inside(b"word/document") || inside(b"word\\document") || inside(b"_rels/.rels") && is_word(bytes)
}

/// Whether the main part of a package is a text of Word; it may be called anything.
fn is_word(bytes: &[u8]) -> bool {
    // An entry of the list of types has a hundred bytes: ten thousand parts.
    const MOST: u64 = 1 << 20;
    let types =
        Package::open(bytes).ok().and_then(|mut package| package.bytes("[Content_Types].xml", MOST).ok()?);
    types.is_some_and(|types| memchr::memmem::find(&types, b"wordprocessingml").is_some())
}

/// Reads a Word file.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    read_inside(log, bytes, rules, 0)
}

/// Reads a Word file that is put into others, each into the next.
fn read_inside(log: &mut Log, bytes: &[u8], rules: &Rules, depth: usize) -> Result<Extracted> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let relations = relations_of(&mut package, &main)?;
    let mut book = Book { depth, ..Book::default() };
    for part in relations.all("styles") {
        part_of(&mut package, &part.target, &mut book.styles)?;
    }
    for part in relations.all("numbering") {
        part_of(&mut package, &part.target, &mut book.numbering)?;
    }
    let mut flow = Flow::new(log, rules);
    let text = package.text(&main)?.ok_or_else(broken)?;
    let mut body = Body::new(&mut flow, &mut book, &relations, Some(&mut package));
    xml::walk(&text, &mut body).map_err(|fault| fault.error(broken()))?;
    drop(text);
    for (kind, rule) in ASIDE {
        for part in relations.all(kind) {
            aside(&mut flow, &mut book, &mut package, &part.target, rule)?;
        }
    }
    tell(&mut flow, &package);
    flow.done()
}

/// The name of the part the package is about.
fn main_part(package: &mut Package<'_>) -> Result<String> {
    let roots = relations_of(package, "")?;
    let main = roots.all("officeDocument").next().map(|found| found.target.clone());
    Ok(main.unwrap_or_else(|| "word/document.xml".to_owned()))
}

fn relations_of(package: &mut Package<'_>, part: &str) -> Result<Relations> {
    let mut relations = Relations::of(part);
    part_of(package, &Relations::name(part), &mut relations)?;
    Ok(relations)
}

/// Reads a part that may be missing.
fn part_of(package: &mut Package<'_>, name: &str, visitor: &mut impl Visitor) -> Result<()> {
    match package.text(name)? {
        Some(text) => xml::walk(&text, visitor).map_err(|fault| fault.error(broken())),
        None => Ok(()),
    }
}

/// Reads notes, headers or comments: what is anchored becomes a note, the rest goes by `rule`.
fn aside(
    flow: &mut Flow<'_>,
    book: &mut Book,
    package: &mut Package<'_>,
    name: &str,
    rule: RuleId,
) -> Result<()> {
    let Some(text) = package.text(name)? else { return Ok(()) };
    let relations = relations_of(package, name)?;
    flow.aim(Goal::Out(rule));
    let mut body = Body::new(flow, book, &relations, None);
    body.aside = Some(rule);
    let walked = xml::walk(&text, &mut body);
    flow.aim(Goal::Text);
    walked.map_err(|fault| fault.error(broken()))
}

/// What the package has beside its text.
fn tell(flow: &mut Flow<'_>, package: &Package<'_>) {
    let names = package.names();
    let has = |part: &str| names.iter().any(|name| name.to_ascii_lowercase().contains(part));
    if has("vbaproject") {
        flow.lose(message!("macros"));
    }
    if has("_xmlsignatures/") {
        flow.lose(message!("digital signatures"));
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use crate::extract::office::flow::{CONTENTS, DELETED};
    use crate::text::{Mark, Meaning};

    const SPACES: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
        xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math' xmlns:r='urn:r' xmlns:mc='urn:mc' xmlns:wp='urn:wp' xmlns:a='urn:a'";
    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    fn package(parts: &[(&str, String)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// A file with this text, and parts beside it by their kinds.
    fn file(body: &str, beside: &[(&str, &str)]) -> Vec<u8> {
        let relation = |id: usize, kind: &str, target: &str| {
            format!("<Relationship Id='r{id}' Type='{RELATION}/{kind}' Target='{target}'/>")
        };
        let relations: String = beside
            .iter()
            .enumerate()
            .map(|(id, (kind, _))| relation(id, kind, &format!("{kind}{id}.xml")))
            .collect();
        let mut parts = vec![
            (
                "_rels/.rels".to_owned(),
                format!(
                    "<Relationships>{}</Relationships>",
                    relation(0, "officeDocument", "/word/document.xml")
                ),
            ),
            (
                "word/document.xml".to_owned(),
                format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>"),
            ),
            (
                "word/_rels/document.xml.rels".to_owned(),
                format!("<Relationships>{relations}</Relationships>"),
            ),
        ];
        for (id, (kind, text)) in beside.iter().enumerate() {
            parts.push((format!("word/{kind}{id}.xml"), format!("<w:part {SPACES}>{text}</w:part>")));
        }
        let parts: Vec<(&str, String)> =
            parts.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
        package(&parts)
    }

    fn extracted(bytes: &[u8], rules: &Rules) -> (Extracted, Log) {
        let mut log = Log::new();
        assert!(shows(bytes, false));
        (read(&mut log, bytes, rules).unwrap(), log)
    }

    #[track_caller]
    fn check(body: &str, expected: &[(Mark, &str)]) -> Log {
        check_with(body, &[], expected)
    }

    #[track_caller]
    fn check_with(body: &str, beside: &[(&str, &str)], expected: &[(Mark, &str)]) -> Log {
        let (read, log) = extracted(&file(body, beside), &Rules::default());
        let lines: Vec<(Mark, &str)> =
            read.lines.iter().map(|line| (line.mark, line.text.as_str())).collect();
        assert_eq!(lines, expected, "{body}");
        log
    }

    fn p(text: &str) -> String {
        format!("<w:p>{}</w:p>", r(text))
    }

    fn r(text: &str) -> String {
        format!("<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>")
    }

    fn gone(log: &Log) -> Vec<(&str, &str)> {
        log.removals().iter().map(|removal| (&*removal.rule, removal.text.as_str())).collect()
    }

    #[test]
    fn paragraphs_with_what_the_author_marked() {
        let styles = "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>\
            <w:style w:type='paragraph' w:styleId='2'><w:name w:val='标题 1'/><w:basedOn w:val='a'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style>\
            <w:style w:type='paragraph' w:styleId='3'><w:name w:val='own'/><w:basedOn w:val='2'/></w:style>\
            <w:style w:type='paragraph' w:styleId='t'><w:name w:val='Title'/></w:style>\
            <w:style w:type='character' w:styleId='s'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>";
        let styled = |style: &str, text: &str| {
            format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", r(text))
        };
        let jc = |how: &str| format!("<w:p><w:pPr><w:jc w:val='{how}'/></w:pPr>{}</w:p>", r("甲"));
        let bold = |more: &str| format!("<w:p><w:r><w:rPr>{more}</w:rPr><w:t>甲</w:t></w:r></w:p>");
        check_with(
            &[
                styled("t", "题"),
                styled("2", "一"),
                styled("3", "二"),
                format!("<w:p><w:pPr><w:pStyle w:val='2'/><w:outlineLvl w:val='9'/></w:pPr>{}</w:p>", r("文")),
                format!("<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr>{}</w:p>", r("三")),
                jc("center"),
                jc("end"),
                jc("both"),
                format!(
                    "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr>{}<w:r><w:br/></w:r>{}</w:p>",
                    r("前"),
                    r("后")
                ),
                bold("<w:b/>"),
                bold("<w:b w:val='0'/>"),
                bold("<w:rStyle w:val='s'/>"),
                "<w:p/>".to_owned(),
                format!("<w:p>{}<w:r><w:br/></w:r>{}</w:p>", r("上"), r("下")),
                format!("<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>{}<w:r><w:tab/></w:r>{}</w:p>", r("左"), r("右")),
            ]
            .concat(),
            &[("styles", styles)],
            &[
                (Mark::Title, "题"),
                (Mark::Heading(2), "一"),
                (Mark::Heading(2), "二"),
                (Mark::None, "文"),
                (Mark::Heading(4), "三"),
                (Mark::Centered, "甲"),
                (Mark::Right, "甲"),
                (Mark::None, "甲"),
                (Mark::Heading(3), "前  后"),
                (Mark::Strong, "甲"),
                (Mark::None, "甲"),
                (Mark::Strong, "甲"),
                (Mark::None, "上"),
                (Mark::None, "下"),
                (Mark::None, "左\t右"),
            ],
        );
    }

    #[test]
    fn numbers_are_printed_and_lists_by_style_count_too() {
        let numbering = "<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/><w:pStyle w:val='h'/><w:lvlText w:val='%1、'/></w:lvl>\
            <w:lvl w:ilvl='1'><w:numFmt w:val='bullet'/><w:lvlText w:val='·'/></w:lvl></w:abstractNum><w:num w:numId='4'><w:abstractNumId w:val='1'/></w:num>";
        let styles = "<w:style w:type='paragraph' w:styleId='h'><w:name w:val='h'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>";
        let listed = |list: u8, level: u8, text: &str| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr></w:pPr>{}</w:p>",
                r(text)
            )
        };
        let styled = |more: &str| format!("<w:p><w:pPr><w:pStyle w:val='h'/>{more}</w:pPr>{}</w:p>", r("乙"));
        let body = [
            listed(4, 0, "甲"),
            listed(4, 1, "点"),
            styled(""),
            styled("<w:numPr><w:numId w:val='0'/></w:numPr>"),
            listed(4, 0, "丙"),
        ];
        check_with(
            &body.concat(),
            &[("styles", styles), ("numbering", numbering)],
            &[
                (Mark::None, "一、甲"),
                (Mark::Item, "点"),
                (Mark::None, "二、乙"),
                (Mark::None, "乙"),
                (Mark::None, "三、丙"),
            ],
        );
    }

    #[test]
    fn tables_have_rows_and_those_that_place_text_have_paragraphs() {
        let cell = |more: &str, text: &str| format!("<w:tc><w:tcPr>{more}</w:tcPr>{text}</w:tc>");
        let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
        let merged = [
            row(&[cell("<w:gridSpan w:val='2'/>", &p("甲")), cell("", &(p("乙") + &p("丙")))]),
            row(&[cell("<w:vMerge w:val='restart'/>", &p("丁")), cell("", &p("1")), cell("", &p("2"))]),
            row(&[cell("<w:vMerge/>", "<w:p/>"), cell("", &p("3")), cell("", "<w:p/>")]),
        ];
        let log = check(
            &format!("<w:tbl>{}</w:tbl>", merged.concat()),
            &[(Mark::Row, "甲\t\t乙 丙"), (Mark::Row, "丁\t1\t2"), (Mark::Row, "\t3\t")],
        );
        assert!(log.findings().is_empty());
        let inner = format!("<w:tbl>{}</w:tbl>", row(&[cell("", &p("内")), cell("", &p("里"))]));
        let nested = [
            row(&[cell("", &p("甲")), cell("", &(inner + &p("外")))]),
            row(&[cell("", &p("乙")), cell("", &p("丙"))]),
        ];
        check(
            &format!("<w:tbl>{}</w:tbl>", nested.concat()),
            &[(Mark::Row, "甲\t内 里 外"), (Mark::Row, "乙\t丙")],
        );
        let broken = format!("<w:p>{}<w:r><w:br/></w:r>{}</w:p>", r("丁"), r("戊"));
        let headed = broken.replacen("<w:p>", "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>", 1);
        let parted =
            [row(&[cell("", &broken), cell("", &headed)]), row(&[cell("", &p("乙")), cell("", &p("丙"))])];
        let (read, _) =
            extracted(&file(&format!("<w:tbl>{}</w:tbl>", parted.concat()), &[]), &Rules::default());
        assert_eq!(read.lines[0].text.as_str(), "丁 戊\t丁 戊");
        let breaks =
            read.lines[0].text.spans().iter().filter(|span| span.meaning == crate::text::Meaning::Break);
        assert_eq!(breaks.count(), 2);
        // What is taken out of a row moves none of its cells: struck text, signs that are none.
        let struck = "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>旧</w:t></w:r></w:p>";
        let empty = [
            row(&[cell("", &p("甲")), cell("", &p("乙")), cell("", &p("丙"))]),
            row(&[cell("", "<w:p/>"), cell("", &p("丁")), cell("", struck)]),
            row(&[cell("", "<w:p/>"), cell("", &p("戊&#x7f;")), cell("", "<w:p/>")]),
        ];
        let whole = file(&format!("<w:tbl>{}</w:tbl>", empty.concat()), &[]);
        let read =
            crate::extract::extract_bytes(&mut Log::new(), &whole, super::read, &Rules::default()).unwrap();
        let lines: Vec<&str> = read.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["甲\t乙\t丙", "\t丁\t", "\t戊\t"]);
        let placed = row(&[cell("", &p("甲")), cell("", &p("乙"))]);
        check(&format!("<w:tbl>{placed}</w:tbl>"), &[(Mark::None, "甲"), (Mark::None, "乙")]);
        let free = [
            row(&[cell("", &p("甲")), cell("", &p("乙"))]),
            format!("<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{}</w:tr>", cell("", &p("丙"))),
        ];
        check(&format!("<w:tbl>{}</w:tbl>", free.concat()), &[(Mark::Row, "甲\t乙"), (Mark::Row, "\t丙")]);
    }

    #[test]
    fn notes_stand_where_they_are_anchored() {
        let note = |id: u8, more: &str, text: &str| {
            format!("<w:footnote w:id='{id}' {more}>{}</w:footnote>", p(text))
        };
        let notes = [note(0, "w:type='separator'", ""), note(1, "", "注一"), note(2, "", "无处")].concat();
        let body = format!("<w:p>{}<w:r><w:footnoteReference w:id='1'/></w:r>{}</w:p>", r("甲"), r("。"));
        let (read, log) = extracted(&file(&body, &[("footnotes", &notes)]), &Rules::default());
        assert_eq!(read.lines[0].text.labelled(0), "甲[^1]。");
        assert_eq!(read.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["注一"]);
        assert_eq!(gone(&log), [("office.comment", "无处")]);
    }

    #[test]
    fn what_is_left_out_at_two_places_of_a_line_is_told_twice() {
        let deleted = |text: &str| format!("<w:del>{}</w:del>", r(text).replace("w:t", "w:delText"));
        let parts = [r("罚"), deleted("五"), deleted("万"), r("三"), deleted("元"), r("整")].concat();
        let (read, log) = extracted(&file(&format!("<w:p>{parts}</w:p>"), &[]), &Rules::default());
        assert_eq!(read.lines[0].text, "罚三整");
        assert_eq!(gone(&log), [("office.deleted", "五万"), ("office.deleted", "元")]);
    }

    #[test]
    fn fields_of_forms_show_what_they_are_filled_in_with() {
        let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
        let field = |told: &str, form: &str, result: &str| {
            format!(
                "<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{form}</w:ffData></w:fldChar></w:r><w:r><w:instrText> {told} </w:instrText></w:r>\
                 {result}{}",
                mark("end")
            )
        };
        let list =
            "<w:ddList><w:result w:val='1'/><w:listEntry w:val='甲'/><w:listEntry w:val='乙'/></w:ddList>";
        // Newer ones set a result behind a box, which is empty.
        let results = [String::new(), mark("separate"), format!("<w:r></w:r>{}", mark("separate"))];
        for (told, form, shown) in [
            ("FORMCHECKBOX", "<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☑"),
            ("FORMCHECKBOX", "<w:checkBox><w:default w:val='1'/></w:checkBox>", "☑"),
            ("FORMCHECKBOX", "<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>", "□"),
            ("FORMDROPDOWN", list, "乙"),
            ("FORMDROPDOWN", &list.replace("<w:result w:val='1'/>", ""), "甲"),
            ("FORMDROPDOWN", "<w:ddList/>", ""),
            ("FORMTEXT", "<w:checkBox/>", ""),
        ] {
            for result in &results {
                check(
                    &format!("<w:p>{}{}</w:p>", r("选"), field(told, form, result)),
                    &[(Mark::None, &format!("选{shown}"))],
                );
            }
        }
        // What a result says counts.
        let told = format!("{}{}", mark("separate"), r("丙"));
        check(
            &format!("<w:p>{}{}</w:p>", r("选"), field("FORMDROPDOWN", list, &told)),
            &[(Mark::None, "选丙")],
        );
    }

    #[test]
    fn text_in_a_field_without_end_is_told() {
        let open =
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF 1=1</w:instrText></w:r>";
        let body = format!("<w:p>{}{open}{}</w:p>{}", r("甲"), r("乙"), p("丙"));
        let (read, log) = extracted(&file(&body, &[]), &Rules::default());
        assert_eq!(read.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["甲"]);
        assert_eq!(gone(&log), [("office.field", "乙"), ("office.field", "丙")]);
    }

    #[test]
    fn what_is_not_the_text_is_left_out_and_told() {
        let field = |told: &str, text: &str| {
            format!(
                "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{told}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{}\
                <w:r><w:fldChar w:fldCharType='end'/></w:r>",
                r(text)
            )
        };
        let body = format!(
            "<w:p>{}</w:p><w:p>{}<w:del>{}</w:del><w:ins>{}</w:ins>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>\
             <w:p>第{}页<w:fldSimple w:instr='NUMPAGES'>{}</w:fldSimple></w:p><w:p><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:p>\
             <w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            field("TOC \\o", "一、甲 1"),
            r("文"),
            r("旧").replace("w:t", "w:delText"),
            r("新"),
            field("HYPERLINK x", "链"),
            field("PAGE", "1"),
            r("9"),
            r("jia"),
            r("甲"),
            p("二、乙 2"),
        );
        let header = p("机密") + &p("— 1 —");
        let comments = format!("<w:comment w:id='0'>{}</w:comment>", p("请核"));
        let beside = [("header", header.as_str()), ("comments", comments.as_str())];
        let (read, log) = extracted(&file(&body, &beside), &Rules::default());
        let lines: Vec<&str> = read.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["文新链", "甲"]);
        let expected = [
            ("office.contents", "一、甲 1"),
            ("office.deleted", "旧"),
            ("office.hidden", "藏"),
            ("office.phonetic", "jia"),
            ("office.contents", "二、乙 2"),
            ("office.header", "机密"),
            ("office.comment", "请核"),
        ];
        assert_eq!(gone(&log), expected);
        assert!(log.findings()[0].message.to_string().contains("tracked changes"));
        let mut rules = Rules::default();
        rules.keep("office");
        let (read, log) = extracted(&file(&body, &beside), &rules);
        assert_eq!(gone(&log), []);
        let lines: Vec<&str> = read.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["一、甲 1", "文旧新链藏", "19", "jia甲", "二、乙 2", "机密", "— 1 —", "请核"]);
    }

    #[test]
    fn frames_pictures_signs_and_formulas() {
        let boxed = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
        let body = format!(
            "<w:p>{}<w:r><mc:AlternateContent><mc:Choice><wp:x>{}</wp:x></mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>{}</w:p>\
             <w:p><w:r><w:drawing><wp:extent cx='952500' cy='9525'/><wp:docPr descr='会场'/><a:blip r:embed='r0'/></w:drawing></w:r></w:p>\
             <w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r><w:r><w:rPr><w:u w:val='single'/></w:rPr><w:t>    </w:t></w:r><w:r><w:noBreakHyphen/></w:r></w:p>\
             <w:p><w:r><w:t>m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r></w:p>\
             <w:p><m:oMath><m:r><m:t>f</m:t></m:r><m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d><m:r><m:t>=</m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath></w:p>",
            r("前"),
            boxed("框"),
            boxed("旧框"),
            r("后"),
        );
        let (read, _) = extracted(&file(&body, &[("image", "<x/>")]), &Rules::default());
        let lines: Vec<&str> = read.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(lines, ["框", "前后", "☑＿＿-", "m2", "$f(x)=\\frac{a}{b}$"]);
        let shown = &read.shown[0];
        assert_eq!((shown.above, shown.alt.as_str(), shown.size), (2, "会场", [Some(100), Some(1)]));
        assert!(shown.bytes.is_some());
    }

    /// A field without a result.
    fn open_field(told: &str) -> String {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{told}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    }

    #[test]
    fn fields_without_a_result_show_what_they_hold_or_are_told() {
        for (told, shown) in [
            ("QUOTE \"春耕\"", "共春耕项"),
            ("EQ x\\s\\up5(2)", "共x²项"),
            ("EQ \\f(1,2)", "共$\\frac{1}{2}$项"),
            ("SYMBOL 254 \\f Wingdings", "共☑项"),
            ("PAGE", "共项"),
        ] {
            let log = check(
                &format!("<w:p>{}{}{}</w:p>", r("共"), open_field(told), r("项")),
                &[(Mark::None, shown)],
            );
            assert!(log.findings().is_empty(), "{told}");
        }
        let simple = |told: &str, inside: &str| {
            format!("<w:p>{}<w:fldSimple w:instr='{told}'>{inside}</w:fldSimple></w:p>", r("共"))
        };
        let missing = |body: &str, shown: &str| {
            let log = check(body, &[(Mark::None, shown)]);
            log.findings().iter().filter(|finding| finding.rule == "office.unfilled").count()
        };
        assert_eq!(missing(&simple("DOCPROPERTY 密级", ""), "共"), 1);
        assert_eq!(missing(&simple("DOCPROPERTY 密级", &r("三")), "共三"), 0);
        assert_eq!(missing(&simple("QUOTE 三", ""), "共三"), 0);
        assert_eq!(missing(&format!("<w:p>{}{}</w:p>", r("共"), open_field("REF a")), "共"), 1);
        let inner = open_field("EQ \\f(1,2)");
        let nested = format!(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>EQ \\r(</w:instrText></w:r>{inner}\
             <w:r><w:instrText>)</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        );
        check(&nested, &[(Mark::None, "$\\sqrt{\\frac{1}{2}}$")]);
        let spoken = format!("<w:p>{}</w:p>", open_field("EQ \\* jc2 \\o\\ad(\\s\\up 9(chūn),春)"));
        assert_eq!(gone(&check(&spoken, &[(Mark::None, "春")])), [("office.phonetic", "chūn")]);
    }

    #[test]
    fn formulas_are_formulas_and_those_not_understood_a_line_and_told() {
        let t = |text: &str| format!("<m:r><w:rPr><w:b/></w:rPr><m:t>{text}</m:t></m:r>");
        let p = |inside: &str| {
            format!("<w:p>{}<m:oMathPara><m:oMath>{inside}</m:oMath></m:oMathPara>{}</w:p>", r("按"), r("计"))
        };
        let root = format!(
            "<m:rad><m:radPr><m:degHide m:val='1'/><m:ctrlPr><w:rPr><w:b/></w:rPr></m:ctrlPr></m:radPr><m:deg/><m:e>{}</m:e></m:rad>",
            t("2")
        );
        let nary = format!(
            "<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup><m:e>{}</m:e></m:nary>",
            t("i=1"),
            t("n"),
            t("i")
        );
        let sup = format!("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>", t("x"), t("2"));
        let cases = format!(
            "<m:d><m:dPr><m:begChr m:val='{{'/><m:endChr m:val=''/></m:dPr><m:e><m:eqArr><m:e>{}</m:e><m:e>{}</m:e></m:eqArr></m:e></m:d>",
            t("x&amp;=1"),
            t("y&amp;=2")
        );
        let e = |text: &str| format!("<m:e>{}</m:e>", t(text));
        let lim = |text: &str| format!("<m:lim>{}</m:lim>", t(text));
        let of = |name: &str, says: &str, text: &str| {
            format!("<m:{name}><m:{name}Pr>{says}</m:{name}Pr>{}</m:{name}>", e(text))
        };
        for (inside, shown) in [
            (root.as_str(), "按$\\sqrt{2}$计"),
            (&nary, "按$\\sum_{i=1}^{n} i$计"),
            (&sup, "按x²计"),
            (&cases, "按$\\begin{cases}x=1\\\\y=2\\end{cases}$计"),
            (&t("a+b"), "按a+b计"),
            (&of("borderBox", "", "a"), "按$\\boxed{a}$计"),
            (&format!("<m:limUpp>{}{}</m:limUpp>", e("→"), lim("t")), "按$\\overset{t}{→}$计"),
            (&format!("<m:limLow>{}{}</m:limLow>", e("S"), lim("t")), "按$\\underset{t}{S}$计"),
            (
                &format!("<m:limLow><m:e>{}</m:e>{}</m:limLow>", of("groupChr", "", "a+b"), lim("n")),
                "按$\\underbrace{a+b}_{n}$计",
            ),
            (&of("groupChr", "<m:chr m:val='⏞'/><m:pos m:val='top'/>", "a"), "按$\\overbrace{a}$计"),
            (&of("groupChr", "<m:chr m:val='→'/><m:pos m:val='top'/>", "a"), "按$\\vec{a}$计"),
            (&of("groupChr", "<m:chr m:val='→'/>", "加热"), "按$\\overset{加热}{→}$计"),
            (&of("bar", "", "a"), "按$\\underline{a}$计"),
        ] {
            check(&p(inside), &[(Mark::None, shown)]);
        }
        let (read, _) = extracted(&file(&p(&root), &[]), &Rules::default());
        assert!(read.lines[0].text.spans().iter().any(|span| span.meaning == crate::text::Meaning::Formula));
        // What is not known, and what was deleted in it, leaves the line as it was.
        let unknown = format!(
            "<m:borderBox><m:borderBoxPr><m:strikeH m:val='1'/></m:borderBoxPr><m:e>{}</m:e></m:borderBox>",
            t("a")
        );
        check(&p(&unknown), &[(Mark::None, "按a计")]);
        let deleted = format!("{}<w:del><m:r><m:t>b</m:t></m:r></w:del>", t("a"));
        assert_eq!(gone(&check(&p(&deleted), &[(Mark::None, "按a计")])), [("office.deleted", "b")]);
    }

    #[test]
    fn letters_in_shapes_and_drawings_are_text() {
        let art = "<w:r><w:pict><v:shape xmlns:v='urn:v'><v:textpath string='岚川市&#10;人民政府'/></v:shape></w:pict></w:r>";
        let log = check(
            &format!("<w:p>{art}{}</w:p>", r("文")),
            &[(Mark::None, "岚川市"), (Mark::None, "人民政府"), (Mark::None, "文")],
        );
        assert!(log.findings()[0].message.to_string().contains("WordArt"));
        let (_, log) =
            extracted(&file(&p("文"), &[("header", &format!("<w:p>{art}</w:p>"))]), &Rules::default());
        assert_eq!(gone(&log), [("office.header", "岚川市"), ("office.header", "人民政府")]);
        let drawn = "<w:r><a:txBody><a:p><a:r><a:t>画中</a:t></a:r></a:p><a:p><a:r><a:t>两行</a:t></a:r></a:p></a:txBody></w:r>";
        check(
            &format!("<w:p>{drawn}{}</w:p>", r("文")),
            &[(Mark::None, "画中"), (Mark::None, "两行"), (Mark::None, "文")],
        );
        let chart = "<w:p><w:r><w:drawing><c:chart xmlns:c='urn:c' r:id='r0'/></w:drawing></w:r></w:p>";
        let (_, log) = extracted(
            &file(chart, &[("chart", "<a:t>产量</a:t><x><v>12</v></x><x>99</x>")]),
            &Rules::default(),
        );
        assert!(log.findings()[0].message.to_string().ends_with("产量、12"), "{:?}", log.findings());
    }

    #[test]
    fn the_first_version_that_is_understood_is_taken() {
        let version =
            |needs: &str, text: &str| format!("<mc:Choice Requires='{needs}'>{}</mc:Choice>", r(text));
        let body = |inside: &str| {
            format!(
                "<w:p xmlns:n='urn:nobody' xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'>\
                 <mc:AlternateContent>{inside}</mc:AlternateContent>{}</w:p>",
                r("后")
            )
        };
        let fallback = format!("<mc:Fallback>{}</mc:Fallback>", r("旧"));
        for (inside, shown, told) in [
            (version("wps", "新") + &fallback, "新后", 0),
            (version("n", "新") + &fallback, "旧后", 0),
            (version("wps n", "新") + &fallback, "旧后", 0),
            (version("n", "甲") + &version("wps", "乙") + &version("wps", "丙") + &fallback, "乙后", 0),
            (version("n", "甲"), "后", 1),
        ] {
            let log = check(&body(&inside), &[(Mark::None, shown)]);
            assert_eq!(log.findings().len(), told, "{inside}");
        }
    }

    /// A file with this text and a part beside it, as it is.
    fn with_part(body: &str, name: &str, part: &[u8]) -> Vec<u8> {
        let whole = file(body, &[("aFChunk", "x")]);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole)).unwrap();
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
            let text = String::from_utf8_lossy(&bytes).replace("aFChunk0.xml", name);
            let known = entry.name().unwrap().into_owned();
            let own = known == "word/aFChunk0.xml";
            let name = if own { format!("word/{name}") } else { known };
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(if own { part } else { text.as_bytes() }).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_put_in_from_another_file_is_read_at_its_place() {
        let body = p("前") + "<w:altChunk r:id='r0'/>" + &p("后");
        let notes = format!("<w:footnote w:id='1'>{}</w:footnote>", p("注"));
        let inner = file(
            &format!("<w:p>{}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>", r("乙")),
            &[("footnotes", &notes)],
        );
        let twice = with_part(&body, "b.docx", &inner);
        for (name, part, expected) in [
            ("a.html", "<p>甲</p><p>乙</p>".as_bytes(), vec!["前", "甲", "乙", "后"]),
            ("a.txt", "甲".as_bytes(), vec!["前", "甲", "后"]),
            ("a.rtf", b"{\\rtf1\\ansicpg936 \\'bc\\'d7\\par}", vec!["前", "甲", "后"]),
            ("a.docx", &inner, vec!["前", "乙[^1]", "后"]),
            ("a.docx", &twice, vec!["前", "前", "乙[^1]", "后", "后"]),
        ] {
            let (read, log) = extracted(&with_part(&body, name, part), &Rules::default());
            let lines: Vec<_> = read.lines.iter().map(|line| line.text.labelled(0).into_owned()).collect();
            assert_eq!(lines, expected, "{name}");
            assert!(log.findings().is_empty(), "{name}");
        }
        let (read, _) = extracted(&with_part(&body, "a.docx", &inner), &Rules::default());
        assert_eq!(read.notes[0].text, "注");
        let mut deep = inner;
        for _ in 0..5 {
            deep = with_part(&body, "a.docx", &deep);
        }
        for part in [deep.as_slice(), b"\0\0\0"] {
            let (read, log) = extracted(&with_part(&body, "a.bin", part), &Rules::default());
            assert_eq!(read.lines.last().unwrap().text, "后");
            assert!(log.findings().iter().any(|finding| finding.rule == "office.chunk"));
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let whole = file(&p("甲"), &[]);
        let read = |bytes: &[u8]| {
            super::read(&mut Log::new(), bytes, &Rules::default())
                .map(|read| read.lines.len())
                .map_err(|e| e.to_string())
        };
        assert_eq!(read(&whole), Ok(1));
        for bytes in [&whole[..whole.len() - 30], &whole[..whole.len() / 2]] {
            assert!(read(bytes).unwrap_err().contains("damaged"));
        }
        assert!(read(&file("<w:p>", &[])).unwrap_err().contains("damaged"));
        let deep = "<w:sdt>".repeat(300) + &"</w:sdt>".repeat(300);
        assert!(read(&file(&deep, &[])).unwrap_err().contains("elements inside each other"));
        assert!(read(&package(&[("word/document.xml", String::new())])).is_ok());
        let many: Vec<(String, String)> =
            (0..crate::limits::PARTS + 1).map(|n| (n.to_string(), String::new())).collect();
        let many: Vec<(&str, String)> =
            many.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
        assert!(read(&package(&many)).unwrap_err().contains("parts of a package"));
        let large = "x".repeat(crate::limits::UNPACKED as usize + 1);
        assert!(read(&package(&[("word/document.xml", large)])).unwrap_err().contains("unpacked"));
    }

    #[test]
    fn captions_quotations_and_contents_are_known_by_their_styles() {
        let style = |id: &str, name: &str| {
            format!("<w:style w:type='paragraph' w:styleId='{id}'><w:name w:val='{name}'/></w:style>")
        };
        let styles = style("c", "caption") + &style("q", "Quote") + &style("t", "toc 1");
        let styled = |id: &str| format!("<w:p><w:pPr><w:pStyle w:val='{id}'/></w:pPr>{}</w:p>", r("甲"));
        let body = styled("c") + &styled("q") + &styled("x");
        check_with(
            &body,
            &[("styles", &styles)],
            &[(Mark::Caption, "甲"), (Mark::Quote, "甲"), (Mark::None, "甲")],
        );
        let log = check_with(&(styled("t") + &p("乙")), &[("styles", &styles)], &[(Mark::None, "乙")]);
        assert_eq!(gone(&log), [(CONTENTS, "甲")]);
    }

    #[test]
    fn a_control_is_a_table_of_contents_only_where_its_gallery_says_so() {
        let control = |gallery: &str| {
            format!(
                "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='{gallery}'/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>{}",
                p("甲"),
                p("乙")
            )
        };
        let log = check(&control("Table of Contents"), &[(Mark::None, "乙")]);
        assert_eq!(gone(&log), [(CONTENTS, "甲")]);
        let log = check(&control("Bibliographies"), &[(Mark::None, "甲"), (Mark::None, "乙")]);
        assert_eq!(gone(&log), []);
    }

    #[test]
    fn a_formula_that_is_not_understood_is_read_with_its_signs() {
        let run = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
        let e = |text: &str| format!("<m:e>{}</m:e>", run(text));
        // An element that nobody knows makes a line of the whole.
        let of = |inside: &str| {
            format!("<w:p><m:oMath><m:unknown>{}</m:unknown>{inside}</m:oMath></w:p>", run("f"))
        };
        for (inside, expected) in [
            (format!("<m:rad><m:deg/>{}</m:rad>", e("x")), "f√x"),
            (format!("<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>", run("a"), run("b")), "fa/b"),
            (format!("<m:d>{}</m:d>", e("x")), "f(x)"),
            (format!("<m:d>{}{}</m:d>", e("x"), e("y")), "f(x|y)"),
            (
                format!(
                    "<m:d><m:dPr><m:begChr m:val='['/><m:sepChr m:val=';'/><m:endChr m:val='}}'/></m:dPr>{}{}{}</m:d>",
                    e("x"),
                    e("y"),
                    e("z")
                ),
                "f[x;y;z}",
            ),
            (format!("<m:d><m:e><m:d>{}</m:d></m:e>{}</m:d>", e("x"), e("y")), "f((x)|y)"),
            (format!("<m:d>{}</m:d>{}", e("x"), run("y")), "f(x)y"),
        ] {
            let log = check(&of(&inside), &[(Mark::None, expected)]);
            assert!(log.removals().is_empty());
        }
    }

    #[test]
    fn what_word_2003_took_out_is_left_out() {
        let noted = |kind: &str| {
            format!(
                "<w:p>{}<aml:annotation xmlns:aml='http://schemas.microsoft.com/aml/2001/core' w:type='Word.{kind}'><aml:content>{}</aml:content></aml:annotation></w:p>",
                r("甲"),
                r("乙")
            )
        };
        let log = check(&noted("Deletion"), &[(Mark::None, "甲")]);
        assert_eq!(gone(&log), [(DELETED, "乙")]);
        let log = check(&noted("Comment"), &[(Mark::None, "甲")]);
        assert_eq!(gone(&log), [(COMMENT, "乙")]);
        check(&noted("Insertion"), &[(Mark::None, "甲乙")]);
    }

    #[test]
    fn what_official_documents_have_not_is_told() {
        let told = |body: &str, expected: &str| -> Vec<String> {
            let log = check(body, &[(Mark::None, expected)]);
            log.findings().iter().map(|finding| finding.message.to_string()).collect()
        };
        let run = |more: &str| format!("<w:p><w:r><w:rPr>{more}</w:rPr><w:t>甲</w:t></w:r></w:p>");
        for (more, word) in [
            ("<w:color w:val='FF0000'/>", "colours"),
            ("<w:highlight w:val='yellow'/>", "colours"),
            ("<w:shadow/>", "effects"),
        ] {
            let found = told(&run(more), "甲");
            assert!(found.iter().any(|found| found.contains(word)), "{more}: {found:?}");
        }
        for plain in ["<w:color w:val='auto'/>", "<w:color w:val='000000'/>", "<w:highlight w:val='none'/>"] {
            assert_eq!(told(&run(plain), "甲"), Vec::<String>::new(), "{plain}");
        }
        let columns =
            |count: usize| told(&format!("{}<w:sectPr><w:cols w:num='{count}'/></w:sectPr>", p("甲")), "甲");
        assert!(columns(2).concat().contains("columns of text"));
        assert_eq!(columns(1), Vec::<String>::new());
        let bordered = format!("<w:p><w:pPr><w:pBdr/></w:pPr>{}</w:p>", r("甲"));
        assert!(told(&bordered, "甲").concat().contains("borders"));
        // What a paragraph looked like before a change is nothing it looks like.
        let changed = format!(
            "<w:p><w:pPr><w:pPrChange><w:pPr><w:jc w:val='center'/><w:outlineLvl w:val='0'/></w:pPr></w:pPrChange></w:pPr>{}</w:p>",
            r("甲")
        );
        check(&changed, &[(Mark::None, "甲")]);
        let changed = "<w:p><w:r><w:rPr><w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r></w:p>";
        check(changed, &[(Mark::None, "甲")]);
    }

    #[test]
    fn a_diagram_is_told_with_its_words() {
        let drawn = |which: &str| {
            format!("<w:p><w:r><w:drawing><a:relIds r:{which}='r0'/></w:drawing></w:r></w:p>") + &p("文")
        };
        let (read, log) = extracted(
            &file(&drawn("dm"), &[("diagramData", "<a:t>局长</a:t><a:t>科长</a:t>")]),
            &Rules::default(),
        );
        assert_eq!(read.lines.len(), 1);
        let told = log.findings()[0].message.to_string();
        assert!(told.contains("SmartArt") && told.ends_with("局长、科长"), "{told}");
        // In a header it is none of the text.
        let header = "<w:p><w:r><w:drawing><a:relIds r:dm='r0'/></w:drawing></w:r></w:p>";
        let (_, log) = extracted(&file(&p("文"), &[("header", header)]), &Rules::default());
        assert!(log.findings().is_empty());
    }

    #[test]
    fn a_list_may_take_its_levels_from_a_style() {
        let numbering = "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='S'/></w:abstractNum>\
            <w:abstractNum w:abstractNumId='2'><w:styleLink w:val='T'/><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='%1)'/></w:lvl></w:abstractNum>\
            <w:abstractNum w:abstractNumId='3'><w:styleLink w:val='S'/><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='第%1条'/></w:lvl></w:abstractNum>\
            <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>";
        let listed = |text: &str| {
            format!(
                "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>{}</w:p>",
                r(text)
            )
        };
        let body = [listed("甲"), listed("乙")].concat();
        check_with(&body, &[("numbering", numbering)], &[(Mark::None, "第1条甲"), (Mark::None, "第2条乙")]);
    }

    #[test]
    fn links_and_signs_that_are_elements_are_read() {
        let body = format!("<w:p>{}<w:hlink w:dest='http://a.cn/b'>{}</w:hlink></w:p>", r("见"), r("网站"));
        let (read, _) = extracted(&file(&body, &[]), &Rules::default());
        let spans: Vec<_> =
            read.lines[0].text.spans().iter().map(|span| (span.range(), &span.meaning)).collect();
        assert_eq!(spans, [(3..9, &Meaning::Link("http://a.cn/b".into()))]);
        check(
            &format!(
                "<w:p>{}<w:r><w:noBreakHyphen/></w:r>{}<w:r><w:ptab/></w:r>{}<w:r><w:cr/></w:r>{}</w:p>",
                r("甲"),
                r("乙"),
                r("丙"),
                r("丁")
            ),
            &[(Mark::None, "甲-乙\t丙"), (Mark::None, "丁")],
        );
    }
}
