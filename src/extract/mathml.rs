//! MathML as TeX, which formulas are kept in. What is not known here is left to be read as it stands.

use dom_query::NodeRef;

use crate::text::formula::is_sum;

/// How deep elements may lie in each other. A formula may be as deep; every part of one can have an `mrow` around it.
const DEEPEST: usize = 48;

/// Marks over something, as MathML writes them, and the commands of TeX.
const MARKS: [(&str, &[char]); 5] = [
    ("bar", &['¯', '‾', 'ˉ', '\u{305}', '_', '―']),
    ("hat", &['^', 'ˆ', '\u{302}']),
    ("tilde", &['~', '˜', '\u{303}']),
    ("vec", &['→', '⃗', '⇀']),
    ("dot", &['˙', '.']),
];

/// The source of a formula, `\frac{a}{b}`; nothing if some element of it is not known.
pub(crate) fn tex(node: &NodeRef<'_>) -> Option<String> {
    let tex = part(node, 0)?;
    (!tex.trim().is_empty()).then(|| tex.trim().to_owned())
}

fn elements<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    node.children_it(false).filter(|child| child.is_element()).collect()
}

fn name_of(node: &NodeRef<'_>) -> String {
    node.node_name().map(|name| name.to_string()).unwrap_or_default()
}

fn part(node: &NodeRef<'_>, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    let name = name_of(node);
    let text = || node.text().trim().to_owned();
    let inside = || row(&elements(node), depth + 1);
    match &*name {
        "math" | "mrow" | "mstyle" | "mpadded" | "mtd" => inside(),
        "semantics" => {
            elements(node).first().map_or_else(|| Some(String::new()), |first| part(first, depth + 1))
        }
        "annotation" | "annotation-xml" | "mspace" | "none" | "mprescripts" => Some(String::new()),
        "mi" | "mo" | "mn" => letters(&text()),
        "mtext" => {
            let text = text();
            (!text.contains(['{', '}', '\\', '$'])).then(|| format!("\\text{{{text}}}"))
        }
        "msqrt" => Some(format!("\\sqrt{{{}}}", inside()?)),
        "mfenced" => fenced(node, depth),
        "mtable" => table(node, depth),
        _ => several(&name, &elements(node), depth),
    }
}

/// Elements made of two parts or three.
fn several(name: &str, parts: &[NodeRef<'_>], depth: usize) -> Option<String> {
    let of = |node: &NodeRef<'_>| part(node, depth + 1);
    match (name, parts) {
        ("mfrac", [above, below]) => Some(format!("\\frac{{{}}}{{{}}}", of(above)?, of(below)?)),
        ("mroot", [root, degree]) => Some(format!("\\sqrt[{}]{{{}}}", of(degree)?, of(root)?)),
        ("msup", [base, above]) => Some(format!("{}^{{{}}}", self::base(base, depth)?, of(above)?)),
        ("msub", [base, below]) => Some(format!("{}_{{{}}}", self::base(base, depth)?, of(below)?)),
        ("msubsup" | "munderover", [base, below, above]) if name == "msubsup" || has_limits(base) => {
            Some(format!("{}_{{{}}}^{{{}}}", self::base(base, depth)?, of(below)?, of(above)?))
        }
        ("munder", [base, below]) if has_limits(base) => {
            Some(format!("{}_{{{}}}", self::base(base, depth)?, of(below)?))
        }
        ("mover", [base, above]) if has_limits(base) => {
            Some(format!("{}^{{{}}}", self::base(base, depth)?, of(above)?))
        }
        ("mover", [base, above]) => {
            let mark = above.text();
            let mark = mark.trim();
            let known = MARKS.iter().find(|(_, signs)| mark.chars().count() == 1 && mark.contains(*signs));
            match (known, mark) {
                (Some((command, _)), _) => Some(format!("\\{command}{{{}}}", of(base)?)),
                (None, "⏞") => Some(format!("\\overbrace{{{}}}", of(base)?)),
                _ => Some(format!("\\overset{{{}}}{{{}}}", of(above)?, of(base)?)),
            }
        }
        ("munder", [base, below]) => match below.text().trim() {
            "⏟" => Some(format!("\\underbrace{{{}}}", of(base)?)),
            "_" | "¯" | "\u{332}" => Some(format!("\\underline{{{}}}", of(base)?)),
            _ => Some(format!("\\underset{{{}}}{{{}}}", of(below)?, of(base)?)),
        },
        _ => None,
    }
}

/// Whether limits stand at what `node` shows: a sum, lim.
fn has_limits(node: &NodeRef<'_>) -> bool {
    let text = node.text();
    let text = text.trim();
    matches!(text, "lim" | "max" | "min" | "sup" | "inf")
        || text.chars().count() == 1 && text.contains(is_sum)
}

/// What something is raised behind, as one part.
fn base(node: &NodeRef<'_>, depth: usize) -> Option<String> {
    let tex = part(node, depth + 1)?;
    Some(if has_limits(node) || tex.chars().count() == 1 { tex } else { format!("{{{tex}}}") })
}

/// Elements in a row; brackets around something high are as high.
fn row(parts: &[NodeRef<'_>], depth: usize) -> Option<String> {
    let fence = |node: Option<&NodeRef<'_>>| {
        let node = node.filter(|node| name_of(node) == "mo")?;
        let sign = node.text().trim().to_owned();
        let sign = matches!(&*sign, "(" | ")" | "[" | "]" | "|" | "{" | "}").then_some(sign)?;
        Some(if matches!(&*sign, "{" | "}") { format!("\\{sign}") } else { sign })
    };
    let high = parts.iter().any(|part| matches!(&*name_of(part), "mtable" | "mfrac"));
    let whole = |parts: &[NodeRef<'_>]| -> Option<String> {
        parts
            .iter()
            .map(|node| part(node, depth))
            .collect::<Option<Vec<String>>>()
            .map(|parts| parts.concat())
    };
    match (fence(parts.first()), fence(parts.last())) {
        (Some(open), Some(close))
            if high && parts.len() > 2 && "([|\\{".contains(&open) && ")]|\\}".contains(&close) =>
        {
            Some(format!("\\left{open} {}\\right{close} ", whole(&parts[1..parts.len() - 1])?))
        }
        (Some(open), None) if high && open == "\\{" => {
            Some(format!("\\left{open} {}\\right. ", whole(&parts[1..])?))
        }
        _ => whole(parts),
    }
}

fn fenced(node: &NodeRef<'_>, depth: usize) -> Option<String> {
    let sign = |name: &str, usual: &str| match node.attr(name).map(|sign| sign.trim().to_owned()) {
        Some(sign) if sign.is_empty() => Some(".".to_owned()),
        Some(sign) => match &*sign {
            "(" | ")" | "[" | "]" | "|" => Some(sign),
            "{" | "}" => Some(format!("\\{sign}")),
            _ => None,
        },
        None => Some(usual.to_owned()),
    };
    let parts: Option<Vec<String>> = elements(node).iter().map(|node| part(node, depth + 1)).collect();
    Some(format!("\\left{} {}\\right{} ", sign("open", "(")?, parts?.join(","), sign("close", ")")?))
}

fn table(node: &NodeRef<'_>, depth: usize) -> Option<String> {
    let mut rows = Vec::new();
    for line in elements(node) {
        if name_of(&line) != "mtr" {
            return None;
        }
        let cells: Option<Vec<String>> = elements(&line).iter().map(|cell| part(cell, depth + 2)).collect();
        rows.push(cells?.join("&"));
    }
    Some(format!("\\begin{{matrix}}{}\\end{{matrix}}", rows.join("\\\\")))
}

/// Letters, digits and signs as TeX has them.
fn letters(text: &str) -> Option<String> {
    if matches!(text, "lim" | "max" | "min" | "sup" | "inf") {
        return Some(format!("\\{text} "));
    }
    let word = text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
    if word {
        return Some(format!("\\mathrm{{{text}}}"));
    }
    let mut tex = String::new();
    for c in text.chars() {
        match c {
            '{' | '}' | '%' | '&' | '#' | '_' => tex.extend(['\\', c]),
            '$' | '\\' | '~' | '^' => return None,
            '\u{2061}'..='\u{2064}' | '\u{200b}' => {}
            c => tex.push(c),
        }
    }
    Some(tex)
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[track_caller]
    fn check(inside: &str, expected: Option<&str>) {
        let page = Document::from(format!("<math>{inside}</math>"));
        let math = page.select("math");
        assert_eq!(tex(math.nodes().first().unwrap()).as_deref(), expected, "{inside}");
    }

    #[test]
    fn every_element_that_is_known_is_that_of_tex() {
        for (inside, expected) in [
            ("<mi>x</mi><mo>=</mo><mn>5</mn>", "x=5"),
            ("<mstyle><mpadded><mi>x</mi></mpadded></mstyle>", "x"),
            ("<semantics><mi>x</mi><annotation>y</annotation></semantics>", "x"),
            ("<mi>x</mi><mspace></mspace><none></none><mi>y</mi>", "xy"),
            ("<mi>x</mi><mtext>或 者</mtext>", "x\\text{或 者}"),
            ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "\\sqrt{x+1}"),
            ("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}"),
            ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", "\\frac{a}{b}"),
            ("<msup><mi>x</mi><mn>2</mn></msup>", "x^{2}"),
            ("<msub><mrow><mi>x</mi><mi>y</mi></mrow><mi>i</mi></msub>", "{xy}_{i}"),
            ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_{i}^{2}"),
            ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "∑_{i}^{n}"),
            ("<munder><mi>lim</mi><mi>n</mi></munder>", "\\lim _{n}"),
            (
                "<munder><mi>max</mi><mi>n</mi></munder><munder><mi>min</mi><mi>n</mi></munder>",
                "\\max _{n}\\min _{n}",
            ),
            ("<munder><mi>sup</mi><mi>n</mi></munder><mi>inf</mi>", "\\sup _{n}\\inf"),
            ("<mover><mo>∑</mo><mi>n</mi></mover>", "∑^{n}"),
            ("<mover><mi>x</mi><mo>¯</mo></mover>", "\\bar{x}"),
            ("<mover><mi>x</mi><mo>^</mo></mover><mover><mi>x</mi><mo>~</mo></mover>", "\\hat{x}\\tilde{x}"),
            ("<mover><mi>x</mi><mo>→</mo></mover><mover><mi>x</mi><mo>˙</mo></mover>", "\\vec{x}\\dot{x}"),
            ("<mover><mi>x</mi><mo>⏞</mo></mover>", "\\overbrace{x}"),
            ("<mover><mi>x</mi><mo>..</mo></mover>", "\\overset{..}{x}"),
            ("<munder><mi>x</mi><mo>⏟</mo></munder>", "\\underbrace{x}"),
            ("<munder><mi>x</mi><mo>¯</mo></munder>", "\\underline{x}"),
            ("<munder><mi>x</mi><mi>n</mi></munder>", "\\underset{n}{x}"),
            ("<mi>sin</mi><mi>x</mi>", "\\mathrm{sin}x"),
            ("<mn>12</mn><mo>%</mo>", "12\\%"),
            ("<mi>f</mi><mo>\u{2061}</mo><mi>x</mi>", "fx"),
        ] {
            check(inside, Some(expected));
        }
    }

    #[test]
    fn brackets_around_something_high_are_as_high() {
        let half = "<mfrac><mn>1</mn><mn>2</mn></mfrac>";
        let set = |open: &str, inside: &str, close: &str| format!("<mo>{open}</mo>{inside}<mo>{close}</mo>");
        let check = |inside: String, expected: &str| check(&inside, Some(expected));
        check(set("(", half, ")"), "\\left( \\frac{1}{2}\\right)");
        check(set("[", half, "]"), "\\left[ \\frac{1}{2}\\right]");
        check(set("|", half, "|"), "\\left| \\frac{1}{2}\\right|");
        check(set("{", half, "}"), "\\left\\{ \\frac{1}{2}\\right\\}");
        // What is as low as letters keeps its own, and so does what is bracketed the other way round.
        check(set("(", "<mi>x</mi>", ")"), "(x)");
        check(set(")", half, "("), ")\\frac{1}{2}(");
        check(set("(", half, "("), "(\\frac{1}{2}(");
        check(set("+", half, ")"), "+\\frac{1}{2})");
        // A bracket on one side is one only before the cases of a definition.
        check(format!("<mo>{{</mo>{half}"), "\\left\\{ \\frac{1}{2}\\right.");
        check(format!("<mo>(</mo>{half}"), "(\\frac{1}{2}");
        check("<mo>{</mo><mi>x</mi>".to_owned(), "\\{x");
        let cases = "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable>";
        check(cases.to_owned(), "\\begin{matrix}a&b\\\\c\\end{matrix}");
        check(set("(", cases, ")"), "\\left( \\begin{matrix}a&b\\\\c\\end{matrix}\\right)");
        check("<mfenced><mi>x</mi><mi>y</mi></mfenced>".to_owned(), "\\left( x,y\\right)");
        check("<mfenced open='{' close=''><mi>x</mi></mfenced>".to_owned(), "\\left\\{ x\\right.");
        check("<mfenced open='[' close='|'><mi>x</mi></mfenced>".to_owned(), "\\left[ x\\right|");
    }

    #[test]
    fn what_is_not_known_is_no_formula() {
        for inside in [
            "",
            "<mspace></mspace>",
            "<mi>x</mi><mglyph></mglyph>",
            "<mi>$</mi>",
            "<mi>\\alpha</mi>",
            "<mo>~</mo>",
            "<mtext>{x}</mtext>",
            "<mfrac><mi>a</mi></mfrac>",
            "<mfenced open='«'><mi>x</mi></mfenced>",
            "<mtable><mi>x</mi></mtable>",
        ] {
            check(inside, None);
        }
        // Every level of a fraction in a fraction is one, and so is every part with two elements around it.
        let deep = |levels: usize, row: usize| {
            let open = "<mrow>".repeat(row) + &"<mfrac><mn>1</mn>".repeat(levels);
            format!("{open}<mi>x</mi>{}{}", "</mfrac>".repeat(levels), "</mrow>".repeat(row))
        };
        let page = |levels, row| {
            let page = Document::from(format!("<math>{}</math>", deep(levels, row)));
            tex(page.select("math").nodes().first().unwrap()).is_some()
        };
        assert!(page(47, 0) && !page(48, 0));
        assert!(page(0, 47) && !page(0, 48));
        assert!(page(20, 27) && !page(20, 28));
        let pairs = |levels: usize, open: &str, close: &str| {
            let inside = format!("{}<mi>x</mi>{}", open.repeat(levels), close.repeat(levels));
            let page = Document::from(format!("<math>{inside}</math>"));
            tex(page.select("math").nodes().first().unwrap()).is_some()
        };
        let once = "</mfenced>";
        assert!(pairs(47, "<mfenced>", once) && !pairs(48, "<mfenced>", once));
        let raised = "<msup>";
        assert!(pairs(47, raised, "<mn>2</mn></msup>") && !pairs(48, raised, "<mn>2</mn></msup>"));
        let matrix = "<mtable><mtr><mtd>";
        assert!(pairs(15, matrix, "</mtd></mtr></mtable>") && !pairs(16, matrix, "</mtd></mtr></mtable>"));
    }
}
