use super::*;

/// The lines of a page: what the markup says of each, and its text with `|` between cells.
fn read(page: &str) -> Vec<(Mark, String)> {
    let page = Document::from(page);
    let found = pieces(&page, Said::default(), &mut Footnotes::default(), &mut Tally::default()).0;
    found.into_iter().map(|piece| (piece.mark, piece.text.as_str().replace('\t', "|"))).collect()
}

fn texts(page: &str) -> String {
    read(page).into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("/")
}

fn rows(page: &str) -> String {
    let rows = read(page).into_iter().filter(|(mark, _)| *mark == Mark::Row);
    rows.map(|(_, text)| text).collect::<Vec<_>>().join("/")
}

fn only(page: &str) -> Piece {
    let page = Document::from(page);
    let found = pieces(&page, Said::default(), &mut Footnotes::default(), &mut Tally::default()).0;
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn a_line_that_ends_in_the_source_goes_on_without_a_space_in_chinese() {
    for (page, expected) in [
        ("<p>甲\n乙", "甲乙"),
        ("<p>甲 乙", "甲 乙"),
        ("<p>甲 \n 乙", "甲乙"),
        ("<p>甲\nb\n丙", "甲 b 丙"),
        ("<p>a\nb", "a b"),
        ("<p>他说\n“好”\n‘行’\n—\n…\n。", "他说“好”‘行’—…。"),
        ("<pre>甲\n乙</pre>", "甲/乙"),
        ("<p>甲<br>乙", "甲/乙"),
        ("<table><tr><td>甲\n乙<td>丙<tr><td>丁<td>戊</table>", "甲乙|丙/丁|戊"),
    ] {
        assert_eq!(texts(page), expected, "{page:?}");
    }
}

#[test]
fn the_markup_says_what_a_line_is() {
    for (page, expected) in [
        ("<h3>甲</h3>", Mark::Heading(3)),
        ("<ul><li>甲</ul>", Mark::Item),
        ("<ul><li><p>甲</ul>", Mark::None),
        ("<figure><figcaption>甲</figcaption></figure>", Mark::Caption),
        ("<table><caption>甲</caption></table>", Mark::Caption),
        ("<p class='img-desc'>甲", Mark::Caption),
        ("<blockquote>甲</blockquote>", Mark::Quote),
        ("<center>甲</center>", Mark::Centered),
        ("<p align=CENTER>甲", Mark::Centered),
        ("<p style='text-align: center'>甲", Mark::Centered),
        ("<p align=right>甲", Mark::Right),
        ("<p style='Text-Align:right'>甲", Mark::Right),
        ("<div align=right><p>甲</div>", Mark::Right),
        ("<div align=right><p align=left>甲</div>", Mark::None),
        ("<div align=right><p style='text-align:justify'>甲</div>", Mark::None),
        ("<p><b>甲</b>", Mark::Strong),
        ("<p><span style='font-weight:700'>甲</span>", Mark::Strong),
        ("<p><b>甲</b>乙", Mark::None),
        ("<p>甲", Mark::None),
    ] {
        assert_eq!(read(page)[0].0, expected, "{page}");
    }
}

#[test]
fn a_table_of_data_has_rows_and_columns_and_no_long_text() {
    let cell = |count: usize| "字".repeat(count);
    let of = |first: &str| format!("<table><tr><td>{first}<td>乙<tr><td>丙<td>丁</table>");
    assert_eq!(rows(&of("甲")), "甲|乙/丙|丁");
    assert_eq!(rows(&of(&cell(150))), format!("{}|乙/丙|丁", cell(150)));
    // The text of a page that a table places.
    assert_eq!(rows(&of(&cell(151))), "");
    assert_eq!(rows("<table><tr><td>甲<td>乙</table>"), "");
    assert_eq!(rows("<table><tr><td>甲<tr><td>乙</table>"), "");
    assert_eq!(rows("<table><tr><td>甲<td>乙<tr><td>丙</table>"), "");
    let nested = of("<table><tr><td>内<td>里<tr><td>外<td>边</table>");
    assert_eq!(texts(&nested), "内|里/外|边/乙/丙/丁");
    assert_eq!(rows(&nested), "内|里/外|边");
    // A cell that reaches down counts in every row.
    assert_eq!(rows("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>"), "甲|乙/|丙");
    let long =
        |rows: usize| format!("<table><tr><td rowspan=200>甲<td>乙{}</table>", "<tr><td>丙".repeat(rows - 1));
    assert!(!rows(&long(100)).is_empty() && rows(&long(102)).is_empty());
}

#[test]
fn cells_stand_under_their_heads_whatever_is_joined() {
    let of = |body: &str| rows(&format!("<table>{body}</table>"));
    assert_eq!(of("<tr><td colspan=2>甲<td>乙<tr><td>丙<td>丁<td>戊"), "甲||乙/丙|丁|戊");
    assert_eq!(of("<tr><td>甲<td rowspan=2>乙<td>丙<tr><td>丁<td>戊"), "甲|乙|丙/丁||戊");
    assert_eq!(
        of("<tr><td>甲<td>乙<td rowspan=3>丙<tr><td>丁<td>戊<tr><td>己<td>庚"),
        "甲|乙|丙/丁|戊|/己|庚|"
    );
    assert_eq!(of("<tr><td rowspan=0>甲<td>乙<tr><td>丙<tr><td>丁"), "甲|乙/|丙/|丁");
    assert_eq!(
        of("<tr><td rowspan=2 colspan=2>甲<td>乙<tr><td>丙<tr><td>丁<td>戊<td>己"),
        "甲||乙/||丙/丁|戊|己"
    );
    // A joined cell gets no column that one above it has.
    assert_eq!(of("<tr><td>甲<td rowspan=2>乙<td>丙<tr><td colspan=2>丁<td>戊"), "甲|乙|丙/丁||戊");
    let spans = |body: &str| -> Vec<(usize, usize, usize)> {
        let page = Document::from(format!("<table>{body}</table>"));
        let found = pieces(&page, Said::default(), &mut Footnotes::default(), &mut Tally::default()).0;
        let spans = found.iter().flat_map(|piece| piece.text.spans());
        spans
            .filter_map(|span| match span.meaning {
                Meaning::Cell { columns, rows } => Some((span.start, columns, rows)),
                _ => None,
            })
            .collect()
    };
    assert_eq!(spans("<tr><td>甲<td rowspan=2>乙<tr><td>丙"), [(4, 1, 2)]);
    assert_eq!(spans("<tr><td colspan=2>甲<td>乙<tr><td>丙<td>丁<td>戊"), [(0, 2, 1)]);
    assert_eq!(spans("<tr><td colspan=1>甲<td>乙<tr><td>丙<td>丁"), []);
}

#[test]
fn a_block_in_a_cell_is_a_line_of_it() {
    let page = "<table><tr><td><p>甲<p>乙<td><ol><li>丙<li>丁</ol><tr><td>戊<br>己<td align=right>庚</table>";
    assert_eq!(rows(page), "甲 乙|1.丙 2.丁/戊 己|庚");
}

#[test]
fn how_much_of_a_line_is_links_and_what_it_is_made_of() {
    let linked = |linked: usize, all: usize| {
        only(&format!("<p><a href=x>{}</a>{}", "链".repeat(linked), "字".repeat(all - linked))).is_link()
    };
    assert!(linked(4, 11) && !linked(4, 12) && !linked(1, 3) && linked(1, 2));
    assert!(only("<p>甲<b>乙</b>").is_pieced() && only("<p><i>甲</i>乙").is_pieced());
    assert!(!only("<p>甲").is_pieced() && !only("<p>&nbsp;<b>甲</b>").is_pieced());
    let paragraph =
        |count: usize, stop: &str| only(&format!("<p>{}{stop}", "字".repeat(count))).is_paragraph();
    assert!(paragraph(29, "。") && paragraph(40, "；") && !paragraph(28, "。") && !paragraph(40, "！"));
    assert!(
        only("<p style='display: none'>甲").hidden && only("<p hidden>甲").hidden && !only("<p>甲").hidden
    );
    assert!(!only("<p hidden>甲").is_shown() && only("<p>甲").is_shown());
    assert!(
        !only("<p><a href=x>甲乙</a>").is_shown()
            && only("<p><a href=x>2026年1月5日 来源：某报</a>").is_shown()
    );
}

#[test]
fn lists_count_as_they_say() {
    for (page, expected) in [
        ("<ol><li>甲<li>乙</ol>", "1.甲/2.乙"),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", "3.甲/7.乙/8.丙"),
        ("<ol><li>甲<ul><li>乙</ul><li>丙</ol>", "1.甲/乙/2.丙"),
        ("<ol><li>甲<ol><li>乙</ol><li>丙</ol>", "1.甲/1.乙/2.丙"),
        ("<ol><li style='list-style: none'>甲<li>乙</ol>", "甲/2.乙"),
        ("<ol><li></li><li>乙</ol><p>丙", "2.乙/丙"),
    ] {
        assert_eq!(texts(page), expected, "{page}");
    }
}

#[test]
fn formulas_that_are_not_known_are_read_as_they_stand() {
    let of = |inside: &str| texts(&format!("<p>甲<math><mglyph></mglyph>{inside}</math>"));
    assert_eq!(of("<mfrac><mi>a</mi><mi>b</mi></mfrac>"), "甲a/b");
    assert_eq!(of("<msqrt><mi>x</mi></msqrt>"), "甲√x");
    assert_eq!(of("<mi>x</mi><annotation>y</annotation>"), "甲x");
    let marked = |inside: &str| -> Vec<(String, Meaning)> {
        let piece = only(&format!("<p>甲<math><mglyph></mglyph>{inside}</math>"));
        piece
            .text
            .spans()
            .iter()
            .map(|span| (piece.text[span.range()].to_owned(), span.meaning.clone()))
            .collect()
    };
    let raised = |text: &str| (text.to_owned(), Meaning::Superscript);
    let lowered = |text: &str| (text.to_owned(), Meaning::Subscript);
    let parts = |name: &str, count: usize| {
        let parts: String = ["x", "1", "2"][..count].iter().map(|part| format!("<mn>{part}</mn>")).collect();
        format!("<{name}>{parts}</{name}>")
    };
    assert_eq!(marked(&parts("msup", 2)), [raised("1")]);
    assert_eq!(marked(&parts("msub", 2)), [lowered("1")]);
    assert_eq!(marked(&parts("msubsup", 3)), [lowered("1"), raised("2")]);
    assert_eq!(marked(&parts("munder", 2)), [("x1".to_owned(), Meaning::Formula)]);
}

#[test]
fn text_that_a_page_turns_round_is_read_as_it_is_seen() {
    assert_eq!(texts("<p>甲<bdo dir=rtl>丁丙乙</bdo>"), "甲乙丙丁");
    assert_eq!(texts("<p>甲<bdo>乙丙</bdo>"), "甲乙丙");
    assert_eq!(
        texts("<p>甲<span style='unicode-bidi: bidi-override; direction: rtl'>丙<b>乙</b></span>"),
        "甲乙丙"
    );
    assert_eq!(texts("<p>甲<span style='unicode-bidi: bidi-override'>乙丙</span>"), "甲乙丙");
    assert_eq!(texts("<p>甲<span style='direction: rtl'>乙丙</span>"), "甲乙丙");
}

#[test]
fn white_space_is_a_blank_of_a_form_only_where_it_is_underlined() {
    assert_eq!(texts("<p>甲<u>　　</u>乙"), "甲＿＿乙");
    assert_eq!(texts("<p>甲<span style='text-decoration: underline'>　　</span>乙"), "甲＿＿乙");
    assert_eq!(texts("<p>甲<i>　　</i>乙"), "甲　　乙");
    assert_eq!(texts("<p>甲<u><i>　　</i></u>乙"), "甲＿＿乙");
    // What stands in an underlined text is no blank.
    assert_eq!(texts("<p><u>甲<u>　　</u>乙</u>"), "甲　　乙");
    assert_eq!(texts("<p>甲<u>丙　</u>乙"), "甲丙　乙");
}

#[test]
fn a_heading_in_bold_type_is_a_heading() {
    assert_eq!(read("<h2><b>甲</b></h2>")[0].0, Mark::Heading(2));
    assert_eq!(read("<li><b>甲</b></li>")[0].0, Mark::Item);
    assert_eq!(read("<p><b>　</b>甲")[0].0, Mark::None);
}

#[test]
fn a_line_is_bold_if_all_of_it_is() {
    let bold = |page: &str| only(page).signs.has(Signs::BOLD);
    assert!(bold("<p><b>甲</b>") && bold("<p><b>甲</b> <b>乙</b>") && bold("<h2><b>甲</b></h2>"));
    assert!(!bold("<p>甲") && !bold("<p><b>甲</b>乙") && !bold("<h2>甲</h2>"));
}

#[test]
fn what_the_page_shows_elsewhere_stands_below_the_line_it_is_in() {
    let places = |page: &str| -> Vec<usize> {
        let page = Document::from(page);
        let found = pieces(&page, Said::default(), &mut Footnotes::default(), &mut Tally::default()).2;
        found.iter().map(|untold| untold.above).collect()
    };
    let list = "<select><option selected>乙<option>丙</select>";
    assert_eq!(places(&format!("<p>甲</p><p>{list}</p>")), [2]);
    assert_eq!(places(&format!("<p>甲{list}丁</p><p>戊</p>")), [1]);
}

#[test]
fn what_is_set_in_the_middle_are_not_the_cells_in_it() {
    assert_eq!(read("<center><table><tr><td>甲</table></center>")[0].0, Mark::None);
    assert_eq!(read("<center><p>甲</center>")[0].0, Mark::Centered);
}
