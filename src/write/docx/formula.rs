//! Formulas as Word has them (OMML, ECMA-376 22.1), which its users can edit.

use crate::text::formula::{Formula, Node};
use crate::write::docx::xml::Xml;

/// The namespace, which is named where a formula stands: few documents have any.
const SPACE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/math";

/// Word sets formulas in this font only.
const FONT: &str =
    "<w:rPr><w:rFonts w:ascii=\"Cambria Math\" w:hAnsi=\"Cambria Math\" w:hint=\"eastAsia\"/></w:rPr>";

/// A formula in a line.
pub(super) fn formula(xml: &mut Xml, formula: &Formula) {
    xml.put(format_args!("<m:oMath xmlns:m=\"{SPACE}\">"));
    row(xml, &formula.row);
    xml.raw("</m:oMath>");
}

/// Parts one after the other; signs and letters that follow each other are one run.
fn row(xml: &mut Xml, nodes: &[Node]) {
    let mut run = String::new();
    for node in nodes {
        match node {
            Node::Run(text) => run.push_str(text),
            _ => {
                text(xml, &std::mem::take(&mut run), "");
                one(xml, node);
            }
        }
    }
    text(xml, &run, "");
}

fn text(xml: &mut Xml, text: &str, properties: &str) {
    if text.is_empty() {
        return;
    }
    xml.put(format_args!("<m:r>{properties}{FONT}<m:t xml:space=\"preserve\">"));
    xml.text(text);
    xml.raw("</m:t></m:r>");
}

/// As deep as a formula can be (`text::formula`).
fn one(xml: &mut Xml, node: &Node) {
    match node {
        Node::Run(run) => text(xml, run, ""),
        Node::Words(words) => text(xml, words, "<m:rPr><m:nor/></m:rPr>"),
        Node::Group(inside) => row(xml, inside),
        Node::Fraction(above, below) => {
            xml.raw("<m:f>");
            part(xml, "num", above);
            part(xml, "den", below);
            xml.raw("</m:f>");
        }
        Node::Root(degree, of) => {
            xml.raw("<m:rad>");
            xml.raw(if degree.is_empty() { "<m:radPr><m:degHide m:val=\"1\"/></m:radPr>" } else { "" });
            part(xml, "deg", degree);
            part(xml, "e", of);
            xml.raw("</m:rad>");
        }
        Node::Scripts { base, below, above } => {
            let name = match (below.is_empty(), above.is_empty()) {
                (false, false) => "sSubSup",
                (false, true) => "sSub",
                _ => "sSup",
            };
            xml.put(format_args!("<m:{name}>"));
            part(xml, "e", base);
            if !below.is_empty() {
                part(xml, "sub", below);
            }
            if !above.is_empty() {
                part(xml, "sup", above);
            }
            xml.put(format_args!("</m:{name}>"));
        }
        Node::Sum { sign, below, above, of } => sum(xml, *sign, [below, above, of]),
        Node::Below(base, below) => {
            xml.raw("<m:limLow>");
            part(xml, "e", base);
            part(xml, "lim", below);
            xml.raw("</m:limLow>");
        }
        Node::Fenced(open, of, close) => {
            xml.raw("<m:d><m:dPr>");
            value(xml, "begChr", open);
            value(xml, "endChr", close);
            xml.raw("</m:dPr>");
            part(xml, "e", of);
            xml.raw("</m:d>");
        }
        Node::Above(base, above) => {
            xml.raw("<m:limUpp>");
            part(xml, "e", base);
            part(xml, "lim", above);
            xml.raw("</m:limUpp>");
        }
        Node::Spanned { of, sign, under } => {
            xml.raw("<m:groupChr><m:groupChrPr>");
            value(xml, "chr", sign.encode_utf8(&mut [0; 4]));
            // What holds its sign off the line: the part beside it.
            xml.raw(match under {
                true => "<m:pos m:val=\"bot\"/>",
                false => "<m:pos m:val=\"top\"/><m:vertJc m:val=\"bot\"/>",
            });
            xml.raw("</m:groupChrPr>");
            part(xml, "e", of);
            xml.raw("</m:groupChr>");
        }
        Node::Framed(of) => {
            xml.raw("<m:borderBox>");
            part(xml, "e", of);
            xml.raw("</m:borderBox>");
        }
        Node::Grid(rows) => grid(xml, rows),
        Node::Mark(of, '\u{332}') => {
            xml.raw("<m:bar><m:barPr><m:pos m:val=\"bot\"/></m:barPr>");
            part(xml, "e", of);
            xml.raw("</m:bar>");
        }
        Node::Mark(of, mark) => {
            xml.raw("<m:acc><m:accPr>");
            value(xml, "chr", mark.encode_utf8(&mut [0; 4]));
            xml.raw("</m:accPr>");
            part(xml, "e", of);
            xml.raw("</m:acc>");
        }
    }
}

/// Limits of an integral stand at its side, those of others too where a line of the text is the room.
fn sum(xml: &mut Xml, sign: char, [below, above, of]: [&[Node]; 3]) {
    xml.raw("<m:nary><m:naryPr>");
    value(xml, "chr", sign.encode_utf8(&mut [0; 4]));
    xml.raw("<m:limLoc m:val=\"subSup\"/>");
    xml.raw(if below.is_empty() { "<m:subHide m:val=\"1\"/>" } else { "" });
    xml.raw(if above.is_empty() { "<m:supHide m:val=\"1\"/>" } else { "" });
    xml.raw("</m:naryPr>");
    part(xml, "sub", below);
    part(xml, "sup", above);
    part(xml, "e", of);
    xml.raw("</m:nary>");
}

fn grid(xml: &mut Xml, rows: &[Vec<Vec<Node>>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    xml.put(format_args!(
        "<m:m><m:mPr><m:mcs><m:mc><m:mcPr><m:count m:val=\"{columns}\"/><m:mcJc m:val=\"center\"/></m:mcPr></m:mc></m:mcs></m:mPr>"
    ));
    for cells in rows {
        xml.raw("<m:mr>");
        cells.iter().for_each(|cell| part(xml, "e", cell));
        xml.raw("</m:mr>");
    }
    xml.raw("</m:m>");
}

fn part(xml: &mut Xml, name: &str, nodes: &[Node]) {
    xml.put(format_args!("<m:{name}>"));
    row(xml, nodes);
    xml.put(format_args!("</m:{name}>"));
}

fn value(xml: &mut Xml, name: &str, value: &str) {
    xml.put(format_args!("<m:{name} m:val=\""));
    xml.text(value);
    xml.raw("\"/>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::docx::account::formula_in;
    use crate::write::docx::sample::markup;

    fn written(source: &str) -> String {
        markup(|xml| formula(xml, &Formula::parse(source).unwrap()))
    }

    #[test]
    fn a_fraction_is_one_of_words() {
        let plain = |text: &str| format!("<m:r>{FONT}<m:t xml:space=\"preserve\">{text}</m:t></m:r>");
        assert_eq!(
            written(r"\frac{a+b}{c}"),
            format!(
                "<m:oMath xmlns:m=\"{SPACE}\"><m:f><m:num>{}</m:num><m:den>{}</m:den></m:f></m:oMath>",
                plain("a+b"),
                plain("c")
            )
        );
    }

    #[test]
    fn what_is_written_reads_as_the_same_line() {
        for source in [
            r"\frac{a+b}{c}",
            r"\sqrt{x^2+1}=\sqrt[3]{8}",
            r"\sum_{i=1}^{n} x_i^2 = S",
            r"\int_0^1 f(x)\,dx",
            r"\left[\frac{1}{2}\right)^n",
            r"\begin{pmatrix}a & b\\ c & d\end{pmatrix}",
            r"f(x)=\begin{cases}1, & x>0\\ 0, & x\le 0\end{cases}",
            r"\lim_{x\to 0}\frac{\sin x}{x}=1",
            r"\text{增长率}=\frac{\text{本期}}{\text{上期}}\times 100\%",
            r"\bar{x}\cdot\vec{ab}",
            r"x_1,x_2,\ldots,x_n<a\&b",
            r"\underbrace{a+b}_{n}+\overbrace{c}^{2}+\overset{\text{加热}}{\to}",
            r"\boxed{x=1}+\underline{y}+\underset{t}{S}",
        ] {
            let line = formula_in(&written(source)).map(|formula| formula.linear());
            assert_eq!(line, Formula::parse(source).map(|formula| formula.linear()), "{source}");
        }
    }

    #[test]
    fn what_is_lost_is_seen() {
        let markup = written(r"\frac{a+b}{c}+x_1");
        let line = |markup: &str| formula_in(markup).map(|formula| formula.linear());
        assert_eq!(line(&markup).as_deref(), Some("(a+b)/c+x₁"));
        assert_eq!(line(&markup.replace(">c<", "><")).as_deref(), Some("(a+b)/()+x₁"));
        assert_ne!(line(&markup.replace("num", "den")).as_deref(), Some("(a+b)/c+x₁"));
        assert_eq!(line(&markup.replace("m:f>", "m:box>")), None);
    }
}
