//! Formulas from Markdown and web pages: as those of Word, in one line in the PDF, as their source in data.

use std::io::{Cursor, Read};

use chengwen::convert::{Options, Output, convert, read};

fn made(name: &str, text: &str) -> Output {
    let to = ["docx", "pdf", "json", "markdown"].map(str::to_owned).to_vec();
    convert(text.as_bytes(), &Options { name: Some(name.into()), to, ..Options::default() }).unwrap()
}

/// The main part of a Word file.
fn body(docx: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A formula of Word without the type of its runs.
fn formulas(docx: &[u8]) -> Vec<String> {
    let body = body(docx);
    let found = body.split("<m:oMath ").skip(1).filter_map(|rest| rest.split("</m:oMath>").next());
    found.map(|formula| formula.split_once('>').unwrap().1.to_owned()).collect()
}

fn pdf_text(output: &Output) -> String {
    let reading = read(&output.documents["pdf"], &Options { keep_all: true, ..Options::default() }).unwrap();
    reading.document.articles[0].blocks.iter().map(|block| block.text.as_str()).collect()
}

const MARKDOWN: &str = "# 岚川市2025年粮食产量统计说明\n\n## 一、增长率\n\n增长率按$\\frac{a-b}{b}$计算，其中a为本年产量。\n\n平均产量为：\n\n$$\\bar{x}=\\frac{1}{n}\\sum_{i=1}^{n} x_i$$\n\n面积$S=ab^2$，另有$\\unknown{x}$一项未列。\n";

#[test]
fn formulas_of_markdown_are_those_of_word_and_a_line_in_the_pdf() {
    let output = made("a.md", MARKDOWN);
    let found = formulas(&output.documents["docx"]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("<m:f><m:num>") && found[0].contains(">a−b<"), "{}", found[0]);
    assert!(found[1].contains("<m:acc>") && found[1].contains("<m:nary>"), "{}", found[1]);
    let body = body(&output.documents["docx"]);
    assert!(body.contains("$\\unknown{x}$") && !body.contains("\\frac"));
    let text = pdf_text(&output);
    assert!(text.contains("按（a-b）/b计算"), "{text}");
    for format in ["json", "markdown"] {
        let written = String::from_utf8_lossy(&output.documents[format]).replace("\\\\", "\\");
        assert!(written.contains("$\\frac{a-b}{b}$"), "{written}");
    }
    let told: Vec<_> = output.log.findings().iter().filter(|found| found.rule == "text.formula").collect();
    assert_eq!(told.len(), 3);
}

#[test]
fn formulas_of_a_page_are_those_of_word() {
    let math = "<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac><mo>=</mo><msqrt><mn>2</mn></msqrt></math>";
    let sum = "<math><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub></math>";
    let page = format!(
        "<html><body><h1>岚川市粮食产量统计说明</h1><p>各乡镇的增长率按{math}计算，逐年报送统计局备查。</p><p>总产量为{sum}，由统计局汇总后公布，各乡镇不得自行公布。</p></body></html>"
    );
    let output = made("a.html", &page);
    let found = formulas(&output.documents["docx"]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("<m:rad>") && found[1].contains("<m:nary>"), "{found:?}");
    let text = pdf_text(&output);
    assert!(text.contains("按（a+b）/c=√2计算"), "{text}");
}

/// How often a Word file says that a paragraph has lines that may be higher than those of its style.
fn high(docx: &[u8]) -> usize {
    body(docx).matches("w:lineRule=\"atLeast\"").count()
}

#[test]
fn a_formula_higher_than_a_line_is_text_in_a_text_of_several_lines() {
    let rest = "，其中各项由统计局核实，逐级汇总后报送，有差异的应当说明原因，不得自行调整数据口径。";
    let set = |formula: &str, rest: &str| {
        made("a.md", &format!("# 岚川市粮食产量核算说明\n\n各乡镇按${formula}$计算{rest}\n")).documents
    };
    for (source, line) in [
        (r"\frac{1}{1+\frac{1}{x}}", "1/(1+1/x)"),
        (r"\sqrt{\frac{\sum_{i=1}^{n} x_i}{n}}", "√((∑"),
        (r"\begin{pmatrix}a & b\\ c & d\end{pmatrix}", "(a, b; c, d)"),
        (r"\begin{pmatrix}a\\ b\\ c\end{pmatrix}", "(a; b; c)"),
        (r"y=\begin{cases}1, & x>0\\ 0, & x\le 0\end{cases}", "y={1, x&gt;0; 0, x≤0"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\frac{\sum x}{n}", "(∑x)/n"),
    ] {
        let documents = set(source, rest);
        let docx = &documents["docx"];
        assert!(formulas(docx).is_empty() && high(docx) == 0, "{source}");
        assert!(body(docx).contains(line), "{source}");
        // In a line of its own it has the room it takes.
        let documents = set(source, "。");
        assert_eq!((formulas(&documents["docx"]).len(), high(&documents["docx"])), (1, 1), "{source}");
    }
    for source in
        [r"\frac{a+b}{c}", r"\sum_{i=1}^{n} x_i", r"\int_0^1 f(x)\,dx", "x_1+y^2", r"\sqrt{a^2+b^2+c}"]
    {
        let docx = &set(source, rest)["docx"];
        let drawn = formulas(docx).len() == 1 || !source.contains('\\');
        assert!(drawn && high(docx) == 0, "{source}");
    }
}

/// The footnotes of a Word file.
fn notes(docx: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    zip.by_name("word/footnotes.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn formulas_in_footnotes_are_set_low_enough_for_their_lines() {
    let set = |formula: &str| {
        let text = format!(
            "# 岚川市粮食产量核算说明\n\n产量逐级核算[^1]后报送。\n\n[^1]: 按${formula}$折算后报送统计局。\n"
        );
        notes(&made("a.md", &text).documents["docx"])
    };
    let fraction = set(r"\frac{a+b}{c}");
    assert!(fraction.contains("按(a+b)/c折算") && !fraction.contains("oMath"), "{fraction}");
    let root = set(r"\sqrt{a+b}");
    assert!(root.contains("<m:rad>") && !root.contains("sqrt"), "{root}");
}

#[test]
fn a_page_of_formulas_too_deep_to_follow_is_read_as_before() {
    let deep = format!("{}<mi>x</mi>{}", "<msqrt>".repeat(200), "</msqrt>".repeat(200));
    let page = format!(
        "<html><body><h1>岚川市粮食产量统计说明</h1><p>各乡镇的增长率按<math>{deep}</math>计算，逐年报送统计局备查。</p></body></html>"
    );
    let output = made("a.html", &page);
    assert!(formulas(&output.documents["docx"]).is_empty());
}
