//! A formula back into TeX, which texts keep it in.

use crate::text::formula::tex::{FUNCTIONS, GRIDS, LIMITS, MARKS, SIGNS, SPANS};
use crate::text::formula::{Formula, Node, is_sum};

/// The source of a row; nothing if TeX as it is known here cannot say it.
pub(super) fn source(row: &[Node]) -> Option<String> {
    let mut out = String::new();
    for node in row {
        let part = one(node)?;
        // A command ends where no letter follows.
        let command = out.rsplit_once('\\').is_some_and(|(_, name)| is_word(name));
        if command && part.starts_with(|c: char| c.is_ascii_alphabetic()) {
            out.push(' ');
        }
        out += &part;
    }
    Some(out)
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// As deep as a formula can be ([`super::DEEPEST`]).
fn one(node: &Node) -> Option<String> {
    let braced = |row: &[Node]| Some(format!("{{{}}}", source(row)?));
    Some(match node {
        Node::Run(text) => signs(text)?,
        Node::Words(text) => words(text)?,
        Node::Group(row) => braced(row)?,
        Node::Fraction(above, below) => format!("\\frac{}{}", braced(above)?, braced(below)?),
        Node::Root(degree, of) if degree.is_empty() => format!("\\sqrt{}", braced(of)?),
        Node::Root(degree, of) => {
            let degree = source(degree).filter(|degree| !degree.contains(']'))?;
            format!("\\sqrt[{degree}]{}", braced(of)?)
        }
        Node::Scripts { base, below, above } => base_of(base)? + &scripts(below, above)?,
        Node::Sum { sign, below, above, of } => {
            let sign = command_of(&sign.to_string()).filter(|_| is_sum(*sign))?;
            // What it is taken of ends before the next relation, unless it is held together.
            let of = if of.len() > 1 { braced(of)? } else { source(of)? };
            let blank = if of.is_empty() { "" } else { " " };
            format!("{sign}{}{blank}{of}", scripts(below, above)?)
        }
        Node::Below(base, below) => {
            let name = super::linear(base);
            match (LIMITS.iter().find(|known| **known == name.trim()), &base[..]) {
                (Some(name), _) => format!("\\{name}_{}", braced(below)?),
                (None, [Node::Spanned { under: true, .. }]) => {
                    format!("{}_{}", source(base)?, braced(below)?)
                }
                _ => format!("\\underset{}{}", braced(below)?, braced(base)?),
            }
        }
        Node::Above(base, above) => match &base[..] {
            [Node::Spanned { under: false, .. }] => format!("{}^{}", source(base)?, braced(above)?),
            _ => format!("\\overset{}{}", braced(above)?, braced(base)?),
        },
        Node::Spanned { of, sign, under } => {
            let (name, ..) = SPANS.iter().find(|(_, known, below)| (known, below) == (sign, under))?;
            format!("\\{name}{}", braced(of)?)
        }
        Node::Framed(of) => format!("\\boxed{}", braced(of)?),
        Node::Fenced(open, of, close) => fenced(open, of, close)?,
        Node::Grid(rows) => grid("matrix", rows)?,
        Node::Mark(of, mark) => {
            let (name, _) = MARKS.iter().find(|(_, known)| known == mark)?;
            format!("\\{name}{}", braced(of)?)
        }
    })
}

/// What is lowered and raised; nothing of nothing.
fn scripts(below: &[Node], above: &[Node]) -> Option<String> {
    let part = |sign: char, row: &[Node]| match row {
        [] => Some(String::new()),
        row => Some(format!("{sign}{{{}}}", source(row)?)),
    };
    Some(part('_', below)? + &part('^', above)?)
}

/// One letter, number or sign as it is, the rest held together.
fn base_of(row: &[Node]) -> Option<String> {
    let row = if let [Node::Group(inside)] = row { inside } else { row };
    let base = source(row)?;
    let single = match row {
        [Node::Run(text)] => text.chars().count() == 1 || text.chars().all(|c| c.is_ascii_digit()),
        _ => false,
    };
    Some(if single { base } else { format!("{{{base}}}") })
}

/// Variables, numbers and signs; those that TeX reads as something else have names.
fn signs(text: &str) -> Option<String> {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '{' | '}' | '%' | '&' | '#' | '_' => out.extend(['\\', c]),
            '$' | '\\' | '~' | '^' => return None,
            // The parser makes the sign of it again.
            '−' => out.push('-'),
            c if is_sum(c) => out += &(command_of(&c.to_string())? + " "),
            c if c.is_whitespace() || c.is_control() || matches!(c, '\u{2061}'..='\u{2064}') => {}
            c => out.push(c),
        }
    }
    Some(out.trim_end().to_owned())
}

fn words(text: &str) -> Option<String> {
    let name = text.trim();
    if FUNCTIONS.contains(&name) {
        return Some(format!("\\{name}"));
    }
    (!text.contains(['{', '}', '\\', '$'])).then(|| format!("\\text{{{text}}}"))
}

/// The command that shows a sign.
fn command_of(sign: &str) -> Option<String> {
    SIGNS.iter().find(|(_, known)| *known == sign).map(|(name, _)| format!("\\{name}"))
}

fn fenced(open: &str, of: &[Node], close: &str) -> Option<String> {
    if let [Node::Grid(rows)] = of
        && let Some((name, ..)) =
            GRIDS.iter().find(|(_, first, last)| !first.is_empty() && (*first, *last) == (open, close))
    {
        return grid(name, rows);
    }
    let high = |node: &Node| !matches!(node, Node::Run(_) | Node::Words(_) | Node::Scripts { .. });
    if (open, close) == ("(", ")") && !of.iter().any(high) {
        return Some(format!("({})", source(of)?));
    }
    Some(format!("\\left{} {}\\right{} ", fence(open)?, source(of)?, fence(close)?))
}

fn fence(sign: &str) -> Option<String> {
    Some(match sign {
        "" => ".".to_owned(),
        "(" | ")" | "[" | "]" | "|" | "/" => sign.to_owned(),
        "{" | "}" => format!("\\{sign}"),
        "‖" => "\\|".to_owned(),
        sign => command_of(sign)?,
    })
}

fn grid(name: &str, rows: &[Vec<Vec<Node>>]) -> Option<String> {
    let row = |cells: &Vec<Vec<Node>>| {
        Some(cells.iter().map(|cell| source(cell)).collect::<Option<Vec<_>>>()?.join("&"))
    };
    let rows = rows.iter().map(row).collect::<Option<Vec<String>>>()?;
    Some(format!("\\begin{{{name}}}{}\\end{{{name}}}", rows.join("\\\\")))
}

impl Formula {
    /// What [`Formula::parse`] reads as the same formula; nothing if there is nothing like that.
    pub fn source(&self) -> Option<String> {
        let mut row = self.row.as_slice();
        // What holds all together shows nothing.
        while let [Node::Group(inside)] = row {
            row = inside;
        }
        let source = source(row)?.trim().to_owned();
        let alike = |formula: &Formula| {
            let line = formula.linear().replace('-', "−");
            line.chars().filter(|c| !c.is_whitespace()).collect::<String>()
        };
        (alike(&Formula::parse(&source)?) == alike(self)).then_some(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_written_as_it_is_read() {
        for source in [
            r"\frac{a+b}{c}",
            r"\sqrt{x^{2}+1}=\sqrt[3]{8}",
            r"\sum_{i=1}^{n} {x_{i}}=S",
            r"\int_{0}^{1} {f(x)dx}",
            r"{\left( \frac{1}{2}\right) }^{n}",
            r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
            r"f(x)=\begin{cases}1,&x>0\\0,&x≤0\end{cases}",
            r"\lim_{x→0}\frac{\sin x}{x}=1",
            r"\text{增长率}=\frac{\text{本期}-\text{上期}}{\text{上期}}×100\%",
            r"\bar{x}+\vec{a}",
            r"A\overset{\text{加热}}{→}B",
            r"\underset{abc}{S}",
            r"\underbrace{a+b}_{2}+\overbrace{c}^{n}+\underbrace{d}",
            r"\boxed{x=1}+\underline{y}",
        ] {
            let formula = Formula::parse(source).unwrap();
            assert_eq!(formula.source().as_deref(), Some(source));
        }
    }

    #[test]
    fn what_tex_cannot_say_is_not_said() {
        let run = |text: &str| vec![Node::Run(text.to_owned())];
        for node in [
            Node::Run("5$".to_owned()),
            Node::Words("a}".to_owned()),
            Node::Sum { sign: '⋁', below: Vec::new(), above: Vec::new(), of: run("x") },
            Node::Spanned { of: run("x"), sign: '?', under: true },
            Node::Mark(run("x"), '?'),
            Node::Fenced("⟦".to_owned(), vec![Node::Fraction(run("a"), run("b"))], "⟧".to_owned()),
        ] {
            assert_eq!(Formula { row: vec![node.clone()] }.source(), None, "{node:?}");
        }
    }

    #[test]
    fn signs_that_mean_something_to_tex_have_names() {
        let source = |text: &str| Formula { row: vec![Node::Run(text.to_owned())] }.source();
        assert_eq!(source("50%").as_deref(), Some(r"50\%"));
        assert_eq!(source("a−b").as_deref(), Some("a-b"));
        assert_eq!(signs("{}%&#_").as_deref(), Some(r"\{\}\%\&\#\_"));
        assert_eq!(signs("a b\u{2061}c\t").as_deref(), Some("abc"));
        assert_eq!(signs("∑x").as_deref(), Some(r"\sum x"));
        assert!(["$", "\\", "~", "^"].iter().all(|sign| signs(sign).is_none()));
        assert_eq!(
            (words("sin").as_deref(), words("率").as_deref(), words("a{")),
            (Some(r"\sin"), Some(r"\text{率}"), None)
        );
    }
}
