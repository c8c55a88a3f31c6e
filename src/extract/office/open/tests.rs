use std::io::Write;

use super::*;
use crate::text::{Mark, Meaning};

const SPACES: &str = "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
    xmlns:table='urn:t' xmlns:draw='urn:d' xmlns:style='urn:s' xmlns:fo='urn:f' xmlns:dc='urn:c' xmlns:xlink='urn:x'";

/// A single file with these styles and this text.
fn single(styles: &str, body: &str) -> String {
    format!(
        "<?xml version='1.0'?><office:document {SPACES} office:mimetype='application/vnd.oasis.opendocument.text'>\
         <office:styles>{styles}</office:styles><office:body><office:text>{body}</office:text></office:body></office:document>"
    )
}

fn extracted(bytes: &[u8], rules: &Rules) -> (Extracted, Log) {
    let mut log = Log::new();
    assert!(shows(bytes, false));
    (read(&mut log, bytes, rules).unwrap(), log)
}

#[track_caller]
fn check(styles: &str, body: &str, expected: &[(Mark, &str)]) -> (Extracted, Log) {
    let (read, log) = extracted(single(styles, body).as_bytes(), &Rules::default());
    let lines: Vec<(Mark, &str)> = read.lines.iter().map(|line| (line.mark, line.text.as_str())).collect();
    assert_eq!(lines, expected, "{body}");
    (read, log)
}

fn p(text: &str) -> String {
    format!("<text:p>{text}</text:p>")
}

fn gone(log: &Log) -> Vec<(&str, &str)> {
    log.removals().iter().map(|removal| (&*removal.rule, removal.text.as_str())).collect()
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn paragraphs_with_what_the_author_marked() {
    let styles = "<style:style style:name='T' style:family='paragraph' style:parent-style-name='Title'/>\
        <style:style style:name='H' style:display-name='Heading 2' style:family='paragraph' style:default-outline-level='2'/>\
        <style:style style:name='C' style:family='paragraph'><style:paragraph-properties fo:text-align='center'/></style:style>\
        <style:style style:name='R' style:family='paragraph' style:parent-style-name='C'><style:paragraph-properties fo:text-align='end'/></style:style>\
        <style:style style:name='B' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>";
    let body = format!(
        "<text:p text:style-name='T'>题</text:p><text:h text:outline-level='1'>甲</text:h><text:p text:style-name='H'>乙</text:p>\
         <text:p text:style-name='C'>丙</text:p><text:p text:style-name='R'>丁</text:p>{}{}",
        p("<text:span text:style-name='B'>戊</text:span>"),
        p("  一\n 二<text:s text:c='2'/>三<text:tab/>四<text:line-break/>五"),
    );
    let expected = [
        (Mark::Title, "题"),
        (Mark::Heading(2), "甲"),
        (Mark::Heading(3), "乙"),
        (Mark::Centered, "丙"),
        (Mark::Right, "丁"),
        (Mark::Strong, "戊"),
        (Mark::None, "一 二  三\t四"),
        (Mark::None, "五"),
    ];
    check(styles, &body, &expected);
}

#[test]
fn lists_have_the_numbers_that_are_printed() {
    let styles = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
        <text:list-level-style-number text:level='2' style:num-format='1' style:num-prefix='（' style:num-suffix='）'/></text:list-style>\
        <text:list-style style:name='D'><text:list-level-style-bullet text:level='1'/></text:list-style>\
        <text:outline-style style:name='O'><text:outline-level-style text:level='1' style:num-format='1' style:num-prefix='第' style:num-suffix='章'/></text:outline-style>";
    let item = |inside: &str| format!("<text:list-item>{inside}</text:list-item>");
    let list =
        |style: &str, inside: &str| format!("<text:list text:style-name='{style}'>{inside}</text:list>");
    let inner = format!("<text:list>{}{}</text:list>", item(&p("乙")), item(&p("丙")));
    let body = format!(
        "<text:h text:outline-level='1'>总则</text:h>{}{}<text:h text:outline-level='1' text:is-list-header='true'>附</text:h>",
        list("L", &(item(&(p("甲") + &p("又") + &inner)) + &item(&p("丁")))),
        list("D", &item(&p("戊"))),
    );
    let expected = [
        (Mark::Heading(1), "第1章总则"),
        (Mark::None, "一、甲"),
        (Mark::None, "又"),
        (Mark::None, "（1）乙"),
        (Mark::None, "（2）丙"),
        (Mark::None, "二、丁"),
        (Mark::Item, "戊"),
        (Mark::Heading(1), "附"),
    ];
    check(styles, &body, &expected);
}

#[test]
fn what_is_left_out_is_told() {
    let styles = "<style:style style:name='N' style:family='text'><style:text-properties text:display='none'/></style:style>";
    let body = format!(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>某</dc:creator></office:change-info>{}</text:deletion></text:changed-region></text:tracked-changes>\
         <text:table-of-content><text:table-of-content-source/><text:index-body>{}</text:index-body></text:table-of-content>{}",
        p("删"),
        p("甲 1"),
        p(
            "文<office:annotation><dc:creator>某</dc:creator><text:p>批</text:p></office:annotation>字<text:span text:style-name='N'>藏</text:span>\
           <text:ruby><text:ruby-base>岚</text:ruby-base><text:ruby-text>lán</text:ruby-text></text:ruby>"
        ),
    );
    let (_, log) = check(styles, &body, &[(Mark::None, "文字岚")]);
    let expected = [
        ("office.deleted", "删"),
        ("office.contents", "甲 1"),
        ("office.comment", "批"),
        ("office.hidden", "藏"),
        ("office.phonetic", "lán"),
    ];
    assert_eq!(gone(&log), expected);
}

#[test]
fn notes_frames_tables_and_pictures_stand_at_their_places() {
    let cell = |more: &str, text: &str| format!("<table:table-cell {more}>{}</table:table-cell>", p(text));
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let body = format!(
        "{}<table:table>{}{}</table:table><text:p><draw:frame><draw:image xlink:href='Pictures/1.png'/><draw:image xlink:href='Pictures/1.svg'/></draw:frame>图</text:p>",
        p(&format!(
            "前<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>后\
             <draw:frame><draw:text-box>{}</draw:text-box></draw:frame>末",
            p("注"),
            p("框")
        )),
        row(&(cell("table:number-columns-spanned='2'", "甲")
            + "<table:covered-table-cell/>"
            + &cell("table:number-rows-spanned='2'", "乙"))),
        row(&(cell("", "一") + &cell("", "二") + &cell("", "三"))),
    );
    let expected = [
        (Mark::None, "框"),
        (Mark::None, "前后末"),
        (Mark::Row, "甲\t\t乙"),
        (Mark::Row, "一\t二\t三"),
        (Mark::None, "图"),
    ];
    let (read, _) = check("", &body, &expected);
    assert_eq!(read.notes[0].text, "注");
    let spans: Vec<_> = read.lines[2].text.spans().iter().map(|span| (span.start, &span.meaning)).collect();
    let joined = |columns, rows| Meaning::Cell { columns, rows };
    assert_eq!(spans, [(0, &joined(2, 1)), (5, &joined(1, 2))]);
    assert_eq!(read.lines[1].text.labelled(0), "前[^1]后末");
    let shown: Vec<&str> = read.shown.iter().map(|shown| shown.addresses[0].as_str()).collect();
    assert_eq!((shown, read.shown[0].above), (vec!["Pictures/1.png"], 4));
}

#[test]
fn characters_keep_what_they_mean() {
    let styles = "<style:style style:name='S' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>\
        <style:style style:name='D' style:family='text'><style:text-properties style:text-line-through-style='solid'/></style:style>\
        <style:style style:name='U' style:family='text'><style:text-properties style:text-underline-style='solid'/></style:style>";
    let span = |style: &str, text: &str| format!("<text:span text:style-name='{style}'>{text}</text:span>");
    let body =
        p(&format!("10{}元{}姓名{}", span("S", "5"), span("D", "旧"), span("U", "<text:s text:c='8'/>")));
    let (read, _) = check(styles, &body, &[(Mark::None, "105元旧姓名＿＿＿＿")]);
    let meanings: Vec<&Meaning> = read.lines[0].text.spans().iter().map(|span| &span.meaning).collect();
    assert!(
        meanings.contains(&&Meaning::Superscript) && meanings.contains(&&Meaning::Struck),
        "{meanings:?}"
    );
}

#[test]
fn a_package_is_read_with_its_pictures_and_page_headers() {
    let content = |body: &str| {
        format!(
            "<office:document-content {SPACES}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
    };
    let styles = format!(
        "<office:document-styles {SPACES}><office:master-styles><style:master-page><style:header>{}</style:header></style:master-page></office:master-styles></office:document-styles>",
        p("内部资料")
    );
    let body = content(&p("文<draw:frame><draw:image xlink:href='Pictures/1.png'/></draw:frame>"));
    let kind = std::str::from_utf8(TYPE).unwrap();
    let parts = [
        ("mimetype", kind),
        ("content.xml", body.as_str()),
        ("styles.xml", &styles),
        ("Pictures/1.png", "png"),
    ];
    let (read, log) = extracted(&package(&parts), &Rules::default());
    assert_eq!((read.lines.len(), read.shown[0].bytes.as_deref()), (1, Some(&b"png"[..])));
    assert_eq!(gone(&log), [("office.header", "内部资料")]);

    let manifest = format!("<m a='{kind}'><encryption-data/></m>");
    let locked = package(&[("content.xml", "x"), ("META-INF/manifest.xml", &manifest)]);
    assert!(shows(&locked, false));
    let error = super::read(&mut Log::new(), &locked, &Rules::default()).unwrap_err();
    assert!(error.to_string().contains("password"), "{error}");
    assert!(!shows(&package(&[("content.xml", kind)]), true));
}

#[test]
fn text_in_shapes_and_fields_is_read_or_told() {
    let shape = |name: &str| format!("<text:p>前<draw:{name}><text:p>形</text:p></draw:{name}>后</text:p>");
    for name in ["custom-shape", "rect", "connector"] {
        check("", &shape(name), &[(Mark::None, "形"), (Mark::None, "前后")]);
    }
    let field =
        |more: &str, inside: &str| p(&format!("前<text:hidden-text {more}>{inside}</text:hidden-text>"));
    for holds in ["text:is-hidden='false'", "text:string-value='见'"] {
        check("", &field(holds, "见"), &[(Mark::None, "前见")]);
    }
    let (_, log) =
        check("", &field("text:is-hidden='true' text:string-value='藏'", ""), &[(Mark::None, "前")]);
    assert_eq!(gone(&log), [("office.hidden", "藏")]);
    check(
        "",
        "<text:h text:outline-level='1'><text:number>1.</text:number>题</text:h>",
        &[(Mark::Heading(1), "题")],
    );
    let (_, log) = check("", &p("前<draw:control draw:control='c'/>"), &[(Mark::None, "前")]);
    assert_eq!(log.findings().len(), 1);
}

#[test]
fn paragraphs_hidden_as_a_whole_are_left_out_and_told() {
    // The field stands where it was put, at the beginning or the end of what it hides.
    let field = "<text:hidden-paragraph text:condition='ooow:1' text:is-hidden='true'/>";
    let shown = "<text:hidden-paragraph text:condition='ooow:0'/>";
    let styles = "<style:style style:name='N' style:family='paragraph'><style:text-properties text:display='none'/></style:style>\
        <text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/></text:list-style>";
    let body = format!(
        "{}{}{}{}<text:p text:style-name='N'>丁</text:p><text:list text:style-name='L'><text:list-item><text:p text:style-name='N'>戊</text:p></text:list-item>\
         <text:list-item><text:p>己{field}</text:p></text:list-item></text:list>{}",
        p("首"),
        p(&format!("甲{field}")),
        p(&format!("{field}乙")),
        p(&format!("{shown}丙")),
        p(&format!(
            "框<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>外",
            p(&format!("里{field}"))
        ))
    );
    let (_, log) = check(styles, &body, &[(Mark::None, "首"), (Mark::None, "丙"), (Mark::None, "框外")]);
    let hidden = ["甲", "乙", "丁", "戊", "己", "里"].map(|text| ("office.hidden", text));
    assert_eq!(gone(&log), hidden);
    let section = |more: &str| format!("<text:section {more}>{}</text:section>{}", p("节"), p("后"));
    check("", &section("text:display='condition' text:is-hidden='true'"), &[(Mark::None, "后")]);
    check("", &section("text:display='condition'"), &[(Mark::None, "节"), (Mark::None, "后")]);
}

#[test]
fn formulas_in_parts_of_their_own_are_formulas() {
    let text = single(
        "",
        &p(
            "按<draw:frame><draw:object xlink:href='./Object 1'/><draw:image xlink:href='./Pictures/1.png'/></draw:frame>计算",
        ),
    );
    let body = |part: &str| {
        let content = text.clone();
        let parts = [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_str()),
            ("Object 1/content.xml", part),
            ("Pictures/1.png", "png"),
        ];
        let (read, log) = extracted(&package(&parts), &Rules::default());
        (
            read.lines[0].text.to_string(),
            read.shown.len(),
            log.findings().iter().filter(|found| found.rule == "office.drawing").count(),
        )
    };
    let half = "<math xmlns='http://www.w3.org/1998/Math/MathML'><semantics><mfrac><mn>1</mn><mn>2</mn></mfrac><annotation encoding='StarMath 5.0'>1 over 2</annotation></semantics></math>";
    assert_eq!(body(half), ("按$\\frac{1}{2}$计算".to_owned(), 0, 0));
    let named = half.replace("<m", "<math:m").replace("</m", "</math:m").replace("xmlns=", "xmlns:math=");
    assert_eq!(body(&named).0, "按$\\frac{1}{2}$计算");
    assert_eq!(body("<office:chart/>"), ("按计算".to_owned(), 1, 1));
    let chart = "<office:chart><text:p>产量</text:p><chart:x><text:p>12</text:p></chart:x></office:chart>";
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", text.as_str()),
        ("Object 1/content.xml", chart),
    ];
    let (_, log) = extracted(&package(&parts), &Rules::default());
    assert!(log.findings()[0].message.to_string().ends_with("产量、12"), "{:?}", log.findings());
}

#[test]
fn links_heads_of_lists_and_numbers_of_pages_are_what_they_are() {
    let body = p("见<text:a xlink:href='https://a.cn'>网</text:a><text:a xlink:href='#b'>章</text:a>");
    let (read, _) = check("", &body, &[(Mark::None, "见网章")]);
    let spans: Vec<_> = read.lines[0].text.spans().iter().map(|span| (span.range(), &span.meaning)).collect();
    assert_eq!(spans, [(3..6, &Meaning::Link("https://a.cn".into()))]);
    let styles = "<text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/></text:list-style>";
    let body = format!(
        "<text:list text:style-name='L'><text:list-header>{}</text:list-header><text:list-item>{}</text:list-item></text:list>",
        p("头"),
        p("甲")
    );
    check(styles, &body, &[(Mark::None, "头"), (Mark::None, "1.甲")]);
    let body = p("第<text:page-number>3</text:page-number>页，共<text:page-count>9</text:page-count>页");
    let (_, log) = check("", &body, &[(Mark::None, "第页，共页")]);
    assert!(gone(&log).is_empty());
}

#[test]
fn tabs_and_breaks_of_what_is_left_out_are_left_out_too() {
    let body = format!(
        "<text:tracked-changes><text:changed-region><text:deletion>{}</text:deletion></text:changed-region></text:tracked-changes>{}",
        p("删<text:tab/>除<text:line-break/>了"),
        p("甲")
    );
    let (_, log) = check("", &body, &[(Mark::None, "甲")]);
    assert_eq!(gone(&log).iter().map(|(_, text)| *text).collect::<String>(), "删除了");
}

#[test]
fn a_picture_may_stand_in_the_file_and_is_shown_once() {
    let data = "<draw:image><office:binary-data>iVBORw0KGgo=</office:binary-data></draw:image>";
    let frame = |inside: &str| format!("<text:p>甲<draw:frame>{inside}</draw:frame></text:p>");
    let shown = |body: &str| {
        let (read, _) = extracted(single("", body).as_bytes(), &Rules::default());
        read.shown.iter().map(|shown| shown.bytes.as_deref().map(<[u8]>::len)).collect::<Vec<_>>()
    };
    assert_eq!(shown(&frame(data)), [Some(8)]);
    // The same picture in two formats, and one in another frame.
    assert_eq!(shown(&frame(&data.repeat(2))), [Some(8)]);
    assert_eq!(shown(&frame(data).repeat(2)), [Some(8), Some(8)]);
    assert!(shown(&format!("<text:section text:display='none'>{}</text:section>", frame(data))).is_empty());
}

#[test]
fn what_official_documents_have_not_is_told() {
    let told = |styles: &str, body: &str| {
        let (_, log) = extracted(single(styles, &format!("{body}{}", p("甲"))).as_bytes(), &Rules::default());
        log.findings().iter().map(|finding| finding.rule.to_string()).collect::<Vec<_>>()
    };
    let columns = |count: usize| {
        format!(
            "<style:style style:name='S' style:family='section'><style:section-properties><style:columns fo:column-count='{count}'/></style:section-properties></style:style>"
        )
    };
    assert_eq!((told(&columns(2), ""), told(&columns(1), "")), (vec!["office.look".to_owned()], vec![]));
    assert_eq!(told("", &p("<draw:control/>")), ["office.drawing"]);
    assert_eq!(told("", &p("<draw:frame><draw:object-ole/></draw:frame>")), ["office.look"]);
}
