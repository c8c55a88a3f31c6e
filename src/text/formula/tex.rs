//! TeX as formulas in texts have it, into a tree. What is not known here is not guessed: then the whole formula is not understood.

use crate::text::formula::{DEEPEST, Formula, Node, is_sum};

/// What is longer is no formula of a text; the longest seen in reports have some 300 bytes.
const LONGEST: usize = 2_000;
/// Sums in one row, each of which is taken of the rest of it.
const MOST_SUMS: usize = 8;

/// Commands and what they look like.
pub(super) const SIGNS: &[(&str, &str)] = &[
    ("times", "×"),
    ("div", "÷"),
    ("pm", "±"),
    ("mp", "∓"),
    ("cdot", "·"),
    ("ast", "*"),
    ("star", "⋆"),
    ("le", "≤"),
    ("leq", "≤"),
    ("leqslant", "≤"),
    ("ge", "≥"),
    ("geq", "≥"),
    ("geqslant", "≥"),
    ("ne", "≠"),
    ("neq", "≠"),
    ("lt", "<"),
    ("gt", ">"),
    ("approx", "≈"),
    ("equiv", "≡"),
    ("sim", "∼"),
    ("propto", "∝"),
    ("infty", "∞"),
    ("circ", "°"),
    ("degree", "°"),
    ("partial", "∂"),
    ("nabla", "∇"),
    ("to", "→"),
    ("rightarrow", "→"),
    ("leftarrow", "←"),
    ("Rightarrow", "⇒"),
    ("Leftrightarrow", "⇔"),
    ("leftrightarrow", "↔"),
    ("uparrow", "↑"),
    ("downarrow", "↓"),
    ("in", "∈"),
    ("notin", "∉"),
    ("subset", "⊂"),
    ("subseteq", "⊆"),
    ("cup", "∪"),
    ("cap", "∩"),
    ("emptyset", "∅"),
    ("varnothing", "∅"),
    ("forall", "∀"),
    ("exists", "∃"),
    ("therefore", "∴"),
    ("because", "∵"),
    ("angle", "∠"),
    ("perp", "⊥"),
    ("parallel", "∥"),
    ("triangle", "△"),
    ("ldots", "…"),
    ("cdots", "⋯"),
    ("dots", "…"),
    ("vdots", "⋮"),
    ("ddots", "⋱"),
    ("prime", "′"),
    ("lvert", "|"),
    ("rvert", "|"),
    ("vert", "|"),
    ("mid", "|"),
    ("Vert", "‖"),
    ("langle", "⟨"),
    ("rangle", "⟩"),
    ("lfloor", "⌊"),
    ("rfloor", "⌋"),
    ("lceil", "⌈"),
    ("rceil", "⌉"),
    ("ell", "ℓ"),
    ("colon", ":"),
    ("land", "∧"),
    ("lor", "∨"),
    ("neg", "¬"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("vartheta", "ϑ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("sum", "∑"),
    ("prod", "∏"),
    ("coprod", "∐"),
    ("int", "∫"),
    ("iint", "∬"),
    ("iiint", "∭"),
    ("oint", "∮"),
    ("bigcup", "⋃"),
    ("bigcap", "⋂"),
];

/// Names that stand upright.
pub(super) const FUNCTIONS: &[&str] = &[
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "log",
    "ln", "lg", "exp", "det", "dim", "gcd", "arg", "deg", "Pr",
];

/// Names that have what they go to below them.
pub(super) const LIMITS: &[&str] =
    &["lim", "max", "min", "sup", "inf", "limsup", "liminf", "argmax", "argmin"];

/// Commands that say only how large or how far apart.
const SILENT: &[&str] = &[
    "displaystyle",
    "textstyle",
    "scriptstyle",
    "limits",
    "nolimits",
    "big",
    "Big",
    "bigg",
    "Bigg",
    "bigl",
    "bigr",
    "Bigl",
    "Bigr",
    "biggl",
    "biggr",
    "quad",
    "qquad",
    "nonumber",
    "notag",
    "hfill",
];

/// Marks over something.
pub(super) const MARKS: &[(&str, char)] = &[
    ("bar", '\u{304}'),
    ("overline", '\u{304}'),
    ("hat", '\u{302}'),
    ("widehat", '\u{302}'),
    ("tilde", '\u{303}'),
    ("widetilde", '\u{303}'),
    ("vec", '\u{20d7}'),
    ("overrightarrow", '\u{20d7}'),
    ("dot", '\u{307}'),
    ("ddot", '\u{308}'),
    ("underline", '\u{332}'),
];

/// Braces as wide as what they hold together: their signs, and whether they stand below.
pub(super) const SPANS: &[(&str, char, bool)] = &[
    ("underbrace", '⏟', true),
    ("overbrace", '⏞', false),
    ("underbracket", '⎵', true),
    ("overbracket", '⎴', false),
];

/// Kinds of rows, and the brackets around them.
pub(super) const GRIDS: &[(&str, &str, &str)] = &[
    ("matrix", "", ""),
    ("smallmatrix", "", ""),
    ("pmatrix", "(", ")"),
    ("bmatrix", "[", "]"),
    ("Bmatrix", "{", "}"),
    ("vmatrix", "|", "|"),
    ("Vmatrix", "‖", "‖"),
    ("cases", "{", ""),
    ("array", "", ""),
    ("aligned", "", ""),
    ("align", "", ""),
    ("align*", "", ""),
    ("split", "", ""),
    ("gathered", "", ""),
    ("gather", "", ""),
    ("gather*", "", ""),
];

pub(super) fn parse(source: &str) -> Option<Formula> {
    let bare = source.trim().trim_matches('$').trim();
    if bare.is_empty() || bare.len() > LONGEST {
        return None;
    }
    let mut parser = Parser { rest: bare, depth: 0 };
    let row = parser.row()?;
    parser.rest.is_empty().then_some(Formula { row }).filter(|formula| !formula.row.is_empty())
}

struct Parser<'s> {
    rest: &'s str,
    depth: usize,
}

impl<'s> Parser<'s> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn takes(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The name behind a backslash: letters, or one sign.
    fn name(&mut self) -> Option<&'s str> {
        let letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let length = if letters > 0 { letters } else { self.rest.chars().next()?.len_utf8() };
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some(name)
    }

    /// Whether a part ends here: a bracket, a cell, a row.
    fn ends(&self) -> bool {
        let closes = |name: &str| {
            self.rest
                .strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        self.rest.is_empty()
            || self.rest.starts_with(['}', '&'])
            || self.rest.starts_with("\\\\")
            || closes("\\end")
            || closes("\\right")
    }

    /// Parts up to where something ends, which is left.
    fn row(&mut self) -> Option<Vec<Node>> {
        self.row_to(None)
    }

    fn row_to(&mut self, close: Option<char>) -> Option<Vec<Node>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut row = Vec::new();
        loop {
            self.blanks();
            if self.ends() || close.is_some_and(|close| self.rest.starts_with(close)) {
                break;
            }
            self.part(&mut row)?;
        }
        self.depth -= 1;
        sums(row)
    }

    fn part(&mut self, row: &mut Vec<Node>) -> Option<()> {
        let c = self.rest.chars().next()?;
        match c {
            '^' | '_' => {
                self.rest = &self.rest[1..];
                let script = self.argument()?;
                attach(row, c, script)?;
            }
            '\'' => {
                self.rest = &self.rest[1..];
                match row.last_mut() {
                    Some(Node::Run(text) | Node::Words(text)) => text.push('′'),
                    _ => row.push(Node::Run("′".to_owned())),
                }
            }
            '{' => row.push(Node::Group(self.group()?)),
            '\\' => {
                self.rest = &self.rest[1..];
                self.command(row)?;
            }
            '0'..='9' => {
                let end =
                    self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
                let (number, rest) = self.rest.split_at(end);
                self.rest = rest;
                row.push(Node::Run(number.to_owned()));
            }
            '$' | '#' | '~' => return None,
            _ => {
                self.rest = &self.rest[c.len_utf8()..];
                row.push(sign(c));
            }
        }
        Some(())
    }

    /// What stands in braces.
    fn group(&mut self) -> Option<Vec<Node>> {
        self.blanks();
        let inside = self.takes("{").then(|| self.row())??;
        self.takes("}").then_some(inside)
    }

    /// What a command is about: a group, or one part.
    fn argument(&mut self) -> Option<Vec<Node>> {
        self.blanks();
        if self.rest.starts_with('{') {
            return self.group();
        }
        let c = self.rest.chars().next().filter(|c| !matches!(c, '^' | '_' | '&' | '}' | '$'))?;
        self.rest = &self.rest[c.len_utf8()..];
        if c != '\\' {
            return Some(vec![sign(c)]);
        }
        let mut row = Vec::new();
        self.depth += 1;
        let known = self.depth <= DEEPEST && self.command(&mut row).is_some();
        self.depth -= 1;
        known.then_some(row)
    }

    /// The words in braces, as they are.
    fn words(&mut self) -> Option<&'s str> {
        self.blanks();
        let rest = self.rest.strip_prefix('{')?;
        let end = rest.find(['}', '{', '\\', '$'])?;
        let (words, rest) = rest.split_at(end);
        self.rest = rest.strip_prefix('}')?;
        Some(words)
    }

    fn command(&mut self, row: &mut Vec<Node>) -> Option<()> {
        let name = self.name()?;
        match name {
            "," | ";" | ":" | "!" | " " => {}
            "%" | "&" | "#" | "_" | "{" | "}" | "$" => row.push(Node::Run(name.to_owned())),
            "|" => row.push(Node::Run("‖".to_owned())),
            "frac" | "dfrac" | "tfrac" | "cfrac" => {
                let above = self.argument()?;
                row.push(Node::Fraction(above, self.argument()?));
            }
            "sqrt" => {
                self.blanks();
                let degree = if self.takes("[") { self.row_to(Some(']'))? } else { Vec::new() };
                if !degree.is_empty() && !self.takes("]") {
                    return None;
                }
                row.push(Node::Root(degree, self.argument()?));
            }
            "text" | "textrm" | "textbf" | "mbox" | "mathrm" | "mathsf" | "operatorname" => {
                row.push(Node::Words(self.words()?.to_owned()));
            }
            "mathbf" | "mathit" | "boldsymbol" | "mathcal" | "mathbb" | "bm" => {
                row.push(Node::Group(self.argument()?))
            }
            "boxed" | "fbox" => row.push(Node::Framed(self.argument()?)),
            "overset" | "stackrel" => {
                let above = self.argument()?;
                row.push(Node::Above(self.argument()?, above));
            }
            "underset" => {
                let below = self.argument()?;
                row.push(Node::Below(self.argument()?, below));
            }
            "left" => row.push(self.fenced()?),
            "begin" => row.push(self.grid()?),
            _ => return self.named(name, row),
        }
        Some(())
    }

    fn named(&mut self, name: &str, row: &mut Vec<Node>) -> Option<()> {
        if SILENT.contains(&name) {
            return Some(());
        }
        if let Some((_, mark)) = MARKS.iter().find(|(known, _)| *known == name) {
            row.push(Node::Mark(self.argument()?, *mark));
        } else if let Some((_, sign, under)) = SPANS.iter().find(|(known, ..)| *known == name) {
            row.push(Node::Spanned { of: self.argument()?, sign: *sign, under: *under });
        } else if FUNCTIONS.contains(&name) {
            self.blanks();
            let close = self.rest.starts_with(['(', '^', '_', '{', '['])
                || self.ends()
                || self.rest.starts_with("\\left");
            row.push(Node::Words(format!("{name}{}", if close { "" } else { " " })));
        } else if LIMITS.contains(&name) {
            self.blanks();
            let words = vec![Node::Words(name.to_owned())];
            self.takes("\\limits");
            self.blanks();
            let below = self.takes("_").then(|| self.argument());
            row.push(match below {
                Some(below) => Node::Below(words, below?),
                None => Node::Words(format!("{name} ")),
            });
        } else {
            row.push(Node::Run(sign_of_command(name)?.to_owned()));
        }
        Some(())
    }

    /// The sign behind `\left` and `\right`; a stop stands for none.
    fn fence(&mut self) -> Option<String> {
        self.blanks();
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        match c {
            '.' => Some(String::new()),
            '(' | ')' | '[' | ']' | '|' | '/' => Some(c.to_string()),
            '\\' => match self.name()? {
                "{" | "lbrace" => Some("{".to_owned()),
                "}" | "rbrace" => Some("}".to_owned()),
                "|" => Some("‖".to_owned()),
                name => sign_of_command(name).map(str::to_owned),
            },
            _ => None,
        }
    }

    fn fenced(&mut self) -> Option<Node> {
        let open = self.fence()?;
        let of = self.row()?;
        self.blanks();
        self.takes("\\right").then_some(())?;
        Some(Node::Fenced(open, of, self.fence()?))
    }

    /// How far the next row is off: `[2pt]`.
    fn gap(&mut self) {
        let gap = self.rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let length = |gap: &str| ["pt", "em", "ex", "mm", "cm"].iter().any(|unit| gap.ends_with(unit));
        if let Some((_, rest)) = gap.filter(|(gap, _)| length(gap)) {
            self.rest = rest;
        }
    }

    fn grid(&mut self) -> Option<Node> {
        let name = self.words()?;
        let (_, open, close) = GRIDS.iter().find(|(known, ..)| *known == name)?;
        if name == "array" {
            self.words()?;
        }
        let aligned = !open.is_empty() || matches!(name, "matrix" | "smallmatrix" | "array");
        let mut rows = vec![vec![self.row()?]];
        loop {
            if self.takes("&") {
                let cell = self.row()?;
                let row = rows.last_mut()?;
                match row.last_mut() {
                    Some(last) if !aligned => last.extend(cell),
                    _ => row.push(cell),
                }
            } else if self.takes("\\\\") {
                self.gap();
                rows.push(vec![self.row()?]);
            } else {
                break;
            }
        }
        self.takes("\\end").then_some(())?;
        if self.words()? != name {
            return None;
        }
        // The last row may be closed too.
        if rows.last().is_some_and(|row| row.iter().all(Vec::is_empty)) {
            rows.pop();
        }
        let grid = Node::Grid(rows);
        Some(if open.is_empty() {
            grid
        } else {
            Node::Fenced((*open).to_owned(), vec![grid], (*close).to_owned())
        })
    }
}

/// The sign a command shows.
pub(crate) fn sign_of_command(name: &str) -> Option<&'static str> {
    SIGNS.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign)
}

/// A character as formulas have it.
fn sign(c: char) -> Node {
    let c = match c {
        '-' | '－' => '−',
        '，' => ',',
        '（' => '(',
        '）' => ')',
        '＝' => '=',
        '＋' => '+',
        c => c,
    };
    if crate::text::is_han(c) { Node::Words(c.to_string()) } else { Node::Run(c.to_string()) }
}

/// Raises or lowers behind the last part; what is raised twice is not understood.
fn attach(row: &mut Vec<Node>, sign: char, script: Vec<Node>) -> Option<()> {
    let mut last = row.pop().map(|last| bracket(row, last));
    // What a brace is named stands right at it.
    let at_brace = matches!(last, Some(Node::Spanned { under, .. }) if under == (sign == '_'));
    if let Some(brace) = last.take_if(|_| at_brace && !script.is_empty()) {
        let named = if sign == '_' { Node::Below } else { Node::Above };
        row.push(named(vec![brace], script));
        return Some(());
    }
    if !matches!(last, Some(Node::Scripts { .. })) {
        last = Some(Node::Scripts { base: last.into_iter().collect(), below: Vec::new(), above: Vec::new() });
    }
    if let Some(Node::Scripts { below, above, .. }) = &mut last {
        let place = if sign == '^' { above } else { below };
        if !place.is_empty() || script.is_empty() {
            return None;
        }
        *place = script;
    }
    row.extend(last);
    Some(())
}

/// What a closing bracket closes, as one part: `(x+1)^2` is the square of all of it.
fn bracket(row: &mut Vec<Node>, last: Node) -> Node {
    let (open, close) = match &last {
        Node::Run(text) if text == ")" => ("(", ")"),
        Node::Run(text) if text == "]" => ("[", "]"),
        _ => return last,
    };
    let mut depth = 1_usize;
    let opens = row.iter().rposition(|node| {
        match node {
            Node::Run(text) if text == close => depth += 1,
            Node::Run(text) if text == open => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let Some(at) = opens else { return last };
    let of = row.drain(at..).skip(1).collect();
    Node::Fenced(open.to_owned(), of, close.to_owned())
}

/// Gives every sum of a row its limits, and what it is taken of: up to the next relation.
fn sums(row: Vec<Node>) -> Option<Vec<Node>> {
    let count = row.iter().filter(|node| sign_of(node).is_some()).count();
    if count == 0 {
        return Some(row);
    }
    if count > MOST_SUMS {
        return None;
    }
    // From the right: what is behind the sum, in reverse.
    let mut behind: Vec<Node> = Vec::with_capacity(row.len());
    for node in row.into_iter().rev() {
        let Some(sign) = sign_of(&node) else {
            behind.push(node);
            continue;
        };
        let relation = |node: &Node| matches!(node, Node::Run(text) if text.contains(['=', '<', '>', '≤', '≥', '≈', '≠', '→', ',', ';', '⇒']));
        let from = behind.iter().rposition(relation).map_or(0, |at| at + 1);
        let of: Vec<Node> = behind.drain(from..).rev().collect();
        let (below, above) = match node {
            Node::Scripts { below, above, .. } => (below, above),
            _ => (Vec::new(), Vec::new()),
        };
        behind.push(Node::Sum { sign, below, above, of });
    }
    behind.reverse();
    Some(behind)
}

/// The sign of a sum, with its limits or without.
fn sign_of(node: &Node) -> Option<char> {
    let text = match node {
        Node::Run(text) => text,
        Node::Scripts { base, .. } => match &base[..] {
            [Node::Run(text)] => text,
            _ => return None,
        },
        _ => return None,
    };
    let mut chars = text.chars();
    chars.next().filter(|c| is_sum(*c) && chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(source: &str) -> Vec<Node> {
        parse(source).unwrap().row
    }

    fn run(text: &str) -> Node {
        Node::Run(text.to_owned())
    }

    #[test]
    fn a_formula_lies_so_deep_and_no_deeper() {
        let nested = |depth: usize| parse(&format!("{}x{}", "{".repeat(depth), "}".repeat(depth))).is_some();
        assert!(nested(DEEPEST - 1) && !nested(DEEPEST));
        let commands = |depth: usize| parse(&format!("{}x", r"\sqrt ".repeat(depth))).is_some();
        assert!(commands(DEEPEST - 1) && !commands(DEEPEST * 2));
        // What stands beside each other lies no deeper.
        assert_eq!(row(&"{x}".repeat(40)).len(), 40);
        assert_eq!(row(&r"x^\alpha ".repeat(40)).len(), 40);
        assert_eq!(row(&r"\frac\alpha\beta ".repeat(40)).len(), 40);
    }

    #[test]
    fn digits_are_one_number_and_primes_go_with_what_they_stand_at() {
        assert_eq!(row("12.5a3"), [run("12.5"), run("a"), run("3")]);
        assert_eq!(row("f'"), [run("f′")]);
        assert_eq!(row(r"\text{ab}'"), [Node::Words("ab′".to_owned())]);
        assert_eq!(row("'"), [run("′")]);
        assert_eq!(row("{x}'"), [Node::Group(vec![run("x")]), run("′")]);
        assert_eq!(
            row("－（甲）＝＋"),
            [run("−"), run("("), Node::Words("甲".to_owned()), run(")"), run("="), run("+")]
        );
    }

    #[test]
    fn brackets_and_rows_are_read_whole_or_not_at_all() {
        for source in [r"\left(x\right]", r"\left.x\right|", r"\left\{x\right\}", r"\left\|x\right/"] {
            assert!(matches!(&row(source)[..], [Node::Fenced(..)]), "{source}");
        }
        let of = |source: &str| match &row(source)[..] {
            [Node::Fenced(open, _, close)] => format!("{open} {close}"),
            other => format!("{other:?}"),
        };
        assert_eq!(of(r"\left.x\right\rbrace"), " }");
        assert_eq!(of(r"\left\lbrace x\right\|"), "{ ‖");
        for source in [
            r"\left(x",
            r"\left?x\right)",
            r"\begin{matrix}a\end{cases}",
            r"\begin{other}a\end{other}",
            "a&b",
            r"a\\b",
        ] {
            assert!(parse(source).is_none(), "{source}");
        }
        let grid = |source: &str| match &row(source)[..] {
            [Node::Grid(rows)] => rows.iter().map(Vec::len).collect(),
            _ => Vec::new(),
        };
        assert_eq!(grid(r"\begin{matrix}a&b\\[2pt]c&d\\\end{matrix}"), [2, 2]);
        assert_eq!(grid(r"\begin{array}{cc}a&b\\c&d\end{array}"), [2, 2]);
        // Equations that are aligned have one cell a row.
        assert_eq!(grid(r"\begin{aligned}a&=b\\c&=d\end{aligned}"), [1, 1]);
        assert_eq!(grid(r"\begin{matrix}a\\[x]\end{matrix}"), [1, 1]);
    }

    #[test]
    fn a_sum_is_taken_of_what_stands_up_to_the_next_relation() {
        let of = |source: &str| match row(source).into_iter().next() {
            Some(Node::Sum { of, .. }) => of,
            other => panic!("{other:?}"),
        };
        assert_eq!(of(r"\sum ab=c"), [run("a"), run("b")]);
        assert_eq!(of(r"\sum_1^2 a"), [run("a")]);
        assert_eq!(of(r"\sum =c"), []);
        assert!(matches!(&of(r"\sum \prod a<b")[..], [Node::Sum { sign: '∏', .. }]));
        assert_eq!((sign_of(&run("∑∑")), sign_of(&run("a")), sign_of(&run("∑"))), (None, None, Some('∑')));
    }
}
