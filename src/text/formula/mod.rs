//! Formulas: what a source in TeX says of fractions, roots, raised and lowered parts, sums, brackets and matrices, as a tree; and the same in
//! one line of characters, as a page shows it that cannot draw them.

mod omml;
mod source;
mod tex;

pub use omml::Builder;
pub(crate) use tex::sign_of_command;

use crate::text::script::{Level, form};

/// How deep parts of a formula may lie in each other; what is deeper is not understood. Formulas of real texts are below ten.
const DEEPEST: usize = 24;

/// A formula.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formula {
    /// What stands in its row.
    pub row: Vec<Node>,
}

/// One part of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Variables, numbers and signs.
    Run(String),
    /// Upright: words, names of functions.
    Words(String),
    /// Several that are one.
    Group(Vec<Node>),
    /// One over the other, with a rule between.
    Fraction(Vec<Node>, Vec<Node>),
    /// A root, with the degree that is written above it.
    Root(Vec<Node>, Vec<Node>),
    /// What stands below and above at the right of its base.
    Scripts {
        /// What they belong to.
        base: Vec<Node>,
        /// Lowered.
        below: Vec<Node>,
        /// Raised.
        above: Vec<Node>,
    },
    /// A sum, a product, an integral: its sign with limits, and what it is taken of.
    Sum {
        /// ∑, ∏, ∫ …
        sign: char,
        /// The lower limit.
        below: Vec<Node>,
        /// The upper limit.
        above: Vec<Node>,
        /// What it is taken of.
        of: Vec<Node>,
    },
    /// What stands right below a name: lim.
    Below(Vec<Node>, Vec<Node>),
    /// What stands right above a sign or name: the condition over an arrow.
    Above(Vec<Node>, Vec<Node>),
    /// A brace or an arrow as wide as what it stands over, or under.
    Spanned {
        /// What it holds together.
        of: Vec<Node>,
        /// The brace.
        sign: char,
        /// Whether it stands below.
        under: bool,
    },
    /// In a frame.
    Framed(Vec<Node>),
    /// Brackets as high as what is in them; either may be missing.
    Fenced(String, Vec<Node>, String),
    /// Rows of cells.
    Grid(Vec<Vec<Vec<Node>>>),
    /// A mark over something: x̄.
    Mark(Vec<Node>, char),
}

/// Signs that have limits.
pub(crate) fn is_sum(c: char) -> bool {
    matches!(c, '∑' | '∏' | '∐' | '∫' | '∬' | '∭' | '∮' | '⋃' | '⋂')
}

impl Formula {
    /// What `source` says, TeX with or without its dollar signs; nothing if it is not understood all through.
    pub fn parse(source: &str) -> Option<Formula> {
        tex::parse(source)
    }

    /// The same of a stretch of a text, which is a source only between dollar signs.
    pub fn of_source(stretch: &str) -> Option<Formula> {
        let marked = stretch.starts_with('$') && stretch.ends_with('$');
        Formula::parse(stretch).filter(|_| marked)
    }

    /// The formula in one line: `(a+b)/c`, `√(x²+1)`, `∑ᵢ₌₁ⁿxᵢ`.
    pub fn linear(&self) -> String {
        linear(&self.row)
    }

    /// Whether nothing in it stands above something else, but raised and lowered parts.
    pub fn is_flat(&self) -> bool {
        !is_high(&self.row)
    }

    /// How many lines of the text it takes as Word sets it: one where a fraction is the highest there is.
    pub fn lines(&self) -> usize {
        // A line of the official format: 28.95 points of pitch for type of 16.
        const LINE: u32 = 181;
        let mut tall = false;
        walk(&self.row, &mut |node| {
            tall |= match node {
                Node::Grid(rows) => rows.len() > 1,
                Node::Fraction(above, below) => [above, below].into_iter().any(|part| is_high(part)),
                _ => false,
            }
        });
        if tall { height(&self.row).div_ceil(LINE).max(1) as usize } else { 1 }
    }
}

/// How high a row is, in hundredths of the size of its type; as LibreOffice draws it, which sets no part smaller but what is raised
/// and lowered.
fn height(row: &[Node]) -> u32 {
    // A letter with what it has below the line; the rule of a fraction or root with the space around it; a limit or a raised part.
    const LETTER: u32 = 105;
    const RULE: u32 = 15;
    const SMALL: u32 = 60;
    let raised = |row: &Vec<Node>| height(row) * SMALL / 100;
    let of = |node: &Node| match node {
        Node::Run(_) | Node::Words(_) => LETTER,
        Node::Group(row) | Node::Fenced(_, row, _) => height(row),
        Node::Fraction(above, below) => height(above) + height(below) + RULE,
        Node::Root(_, of) | Node::Mark(of, _) | Node::Spanned { of, .. } => height(of) + RULE,
        Node::Framed(of) => height(of) + 2 * RULE,
        Node::Scripts { base, below, above } => height(base) + (raised(below) + raised(above)) / 2,
        Node::Below(base, more) | Node::Above(base, more) => height(base) + raised(more),
        Node::Sum { below, above, of, .. } => {
            (2 * RULE + LETTER + raised(below) + raised(above)).max(height(of))
        }
        Node::Grid(rows) => {
            let cells = |row: &Vec<Vec<Node>>| row.iter().map(|cell| height(cell)).max().unwrap_or(0);
            rows.iter().map(cells).sum::<u32>() + RULE * u32::try_from(rows.len()).unwrap_or(u32::MAX / RULE)
        }
    };
    row.iter().map(of).max().unwrap_or(0)
}

/// Whether a part of a fraction is higher than a line of small type.
fn is_high(row: &[Node]) -> bool {
    let mut found = false;
    walk(row, &mut |node| found |= matches!(node, Node::Fraction(..) | Node::Sum { .. } | Node::Grid(_)));
    found
}

/// Shows `see` every part. As deep as [`DEEPEST`] allows.
fn walk(row: &[Node], see: &mut dyn FnMut(&Node)) {
    for node in row {
        see(node);
        parts(node).into_iter().for_each(|part| walk(part, see));
    }
}

/// The rows a part is made of.
fn parts(node: &Node) -> Vec<&[Node]> {
    match node {
        Node::Run(_) | Node::Words(_) => Vec::new(),
        Node::Group(row) | Node::Mark(row, _) | Node::Fenced(_, row, _) | Node::Framed(row) => vec![row],
        Node::Spanned { of, .. } => vec![of],
        Node::Fraction(one, other) | Node::Root(one, other) => vec![one, other],
        Node::Below(one, other) | Node::Above(one, other) => vec![one, other],
        Node::Scripts { base, below, above } => vec![base, below, above],
        Node::Sum { below, above, of, .. } => vec![below, above, of],
        Node::Grid(rows) => rows.iter().flatten().map(Vec::as_slice).collect(),
    }
}

fn linear(row: &[Node]) -> String {
    row.iter().map(one).collect()
}

fn one(node: &Node) -> String {
    match node {
        Node::Run(text) | Node::Words(text) => text.clone(),
        Node::Group(row) => linear(row),
        Node::Fraction(above, below) => format!("{}/{}", bracketed(above), bracketed(below)),
        Node::Root(degree, of) => format!("{}√{}", shifted(degree, Level::Superscript), bracketed(of)),
        Node::Scripts { base, below, above } => {
            let (below, above) = (shifted(below, Level::Subscript), shifted(above, Level::Superscript));
            format!("{}{below}{above}", base_of(base))
        }
        Node::Sum { sign, below, above, of } => {
            let (below, above) = (shifted(below, Level::Subscript), shifted(above, Level::Superscript));
            format!("{sign}{below}{above}{}", linear(of))
        }
        Node::Below(base, below) => {
            format!("{}{}", linear(base).trim_end(), shifted(below, Level::Subscript))
        }
        Node::Above(base, above) => {
            format!("{}{}", linear(base).trim_end(), shifted(above, Level::Superscript))
        }
        // A brace shows no more than what it holds together.
        Node::Spanned { of, .. } => bracketed(of),
        Node::Framed(of) => linear(of),
        Node::Fenced(open, of, close) => format!("{open}{}{close}", linear(of)),
        Node::Grid(rows) => {
            let row = |cells: &Vec<Vec<Node>>| {
                cells.iter().map(|cell| linear(cell)).reduce(|row, cell| {
                    let comma = if row.ends_with([',', ';']) { "" } else { "," };
                    format!("{row}{comma} {cell}")
                })
            };
            rows.iter().filter_map(row).collect::<Vec<_>>().join("; ")
        }
        Node::Mark(of, mark) => {
            let of = bracketed(of);
            format!("{of}{mark}")
        }
    }
}

/// A part in brackets, unless it is one word or number.
fn bracketed(row: &[Node]) -> String {
    let text = linear(row);
    let fenced = matches!(row, [Node::Fenced(open, _, close)] if !open.is_empty() && !close.is_empty());
    let whole =
        |c: char| c.is_alphanumeric() || c == '.' || c == '%' || crate::text::script::base(c).is_some();
    if fenced || !text.is_empty() && text.chars().all(whole) { text } else { format!("({text})") }
}

/// What something is raised behind: in brackets, if it is made of several parts that would read otherwise.
fn base_of(row: &[Node]) -> String {
    let row = if let [Node::Group(inside)] = row { inside } else { row };
    match row {
        [Node::Fraction(..) | Node::Root(..) | Node::Sum { .. }] => format!("({})", linear(row)),
        _ => linear(row),
    }
}

/// Raised or lowered characters where there are any, else as programs write it: `^(x+a)`.
fn shifted(row: &[Node], level: Level) -> String {
    let text = linear(row);
    let plain = |c: char| if c == '−' { '-' } else { c };
    let forms: Option<String> = text.chars().map(|c| form(plain(c), level)).collect();
    let sign = if level == Level::Superscript { '^' } else { '_' };
    match forms {
        Some(forms) => forms,
        None if matches!(&*text, "°" | "′" | "″" | "‴") && level == Level::Superscript => text,
        None if text.chars().count() == 1 => format!("{sign}{text}"),
        None => format!("{sign}({text})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_lines() {
        for (source, expected) in [
            (r"$\frac{a+b}{c}$", "(a+b)/c"),
            (r"\sqrt{x^2+1}=\sqrt[3]{8}", "√(x²+1)=³√8"),
            (r"\sum_{i=1}^{n} x_i = S", "∑ᵢ₌₁ⁿxᵢ=S"),
            (r"\int_0^1 f(x)\,dx", "∫₀¹f(x)dx"),
            (r"x^{a+1}_{\alpha}", "x_αᵃ⁺¹"),
            (r"x^{\frac{1}{2}}", "x^(1/2)"),
            (r"\left(\frac{1}{2}\right)^n", "(1/2)ⁿ"),
            (r"\begin{pmatrix}a & b\\ c & d\end{pmatrix}", "(a, b; c, d)"),
            (r"f(x)=\begin{cases}1, & x>0\\ 0, & x\le 0\end{cases}", "f(x)={1, x>0; 0, x≤0"),
            (r"\lim_{x\to 0}\frac{\sin x}{x}=1", "lim_(x→0)(sin x)/x=1"),
            (
                r"\text{增长率}=\frac{\text{本期}-\text{上期}}{\text{上期}}\times 100\%",
                "增长率=(本期−上期)/上期×100%",
            ),
            (r"\bar{x}", "x\u{304}"),
            (r"\begin{aligned}a&=b\\&=c\end{aligned}", "a=b; =c"),
            (r"f'(x)", "f′(x)"),
            (r"A\overset{\text{加热}}{→}B", "A→^(加热)B"),
            (r"\underset{x}{S}", "Sₓ"),
            (r"\underbrace{a+b}_{2}+\overbrace{c}^n", "(a+b)₂+cⁿ"),
            (r"\boxed{x=1}\underline{y}", "x=1y\u{332}"),
            (r"((x+1)^2-1)^{n}", "((x+1)²−1)ⁿ"),
            (r"{\frac{1}{2}}^{n}", "(1/2)ⁿ"),
            (r"{a \over b}", ""),
            (r"\frac{a}{b", ""),
            (r"\unknown{a}", ""),
            (r"a}", ""),
            (r"x^2^3", ""),
            (r"\left(a", ""),
            (r"", ""),
        ] {
            let shown = Formula::parse(source).map(|formula| formula.linear());
            assert_eq!(shown.unwrap_or_default(), expected, "{source}");
        }
    }

    #[test]
    fn what_is_deep_or_long_is_not_understood_and_breaks_nothing() {
        let deep = |n: usize| format!("{}x{}", r"\sqrt{".repeat(n), "}".repeat(n));
        assert!(Formula::parse(&deep(10)).is_some());
        assert!(Formula::parse(&deep(300)).is_none());
        assert!(Formula::parse(&r"\sum ".repeat(300)).is_none());
        assert!(Formula::parse(&"{".repeat(100_000)).is_none());
        assert!(Formula::parse(&"x+".repeat(10_000)).is_none());
    }

    #[test]
    fn what_is_raised_behind_a_bracket_is_all_of_it() {
        let formula = Formula::parse("a(x+1)^2").unwrap();
        let Some(Node::Scripts { base, .. }) = formula.row.last() else { panic!("{formula:?}") };
        assert!(matches!(&base[..], [Node::Fenced(open, ..)] if open == "("), "{formula:?}");
        // Brackets without end are looked through once each.
        assert!(Formula::parse(&")^2".repeat(600)).is_some_and(|formula| formula.row.len() == 600));
    }

    #[test]
    fn what_stands_in_rows_is_tall() {
        let lines = |source: &str| Formula::parse(source).unwrap().lines();
        let tall = |source: &str| lines(source) > 1;
        assert!(tall(r"\begin{matrix}a\\b\\c\end{matrix}") && tall(r"\frac{1}{1+\frac{1}{x}}"));
        assert!(tall(r"\sqrt{\frac{\sum x}{n}}"));
        assert!(!tall(r"\frac{1}{2}") && !tall("x^2"));
        let rows = |n: usize| format!(r"\begin{{matrix}}{}\end{{matrix}}", vec!["a"; n].join(r"\\"));
        assert_eq!([1, 2, 3, 4, 6].map(|n| lines(&rows(n))), [1, 2, 2, 3, 4]);
        assert_eq!(lines(r"\frac{\frac{a}{b}}{\frac{\frac{c}{d}}{e}}"), 4);
    }

    #[test]
    fn a_formula_is_flat_without_what_stands_over_something_else() {
        let flat = |source: &str| Formula::parse(source).unwrap().is_flat();
        assert!(flat("x^2+y_1") && flat(r"\sqrt{x}") && flat(r"\boxed{x}"));
        assert!(!flat(r"\frac{1}{2}") && !flat(r"\sqrt{\frac{1}{2}}") && !flat(r"\sum_1^n x"));
        assert!(!flat(r"x^{\frac{1}{2}}") && !flat(r"\left(\frac{1}{2}\right)"));
        assert!(Formula::of_source("$x$").is_some() && Formula::of_source("x").is_none());
        assert!(Formula::of_source("$x").is_none() && Formula::of_source("x$").is_none());
    }

    #[test]
    fn every_part_of_a_tall_formula_counts_with_its_height() {
        // Two letters over each other with a rule are 225 hundredths; what is around them adds its own.
        let high = |source: &str| height(&Formula::parse(source).unwrap().row);
        for (source, expected) in [
            ("a", 105),
            (r"\frac{a}{b}", 225),
            (r"\sqrt{a}", 120),
            (r"\bar{a}", 120),
            (r"\underbrace{a}", 120),
            (r"\boxed{a}", 135),
            (r"\left(\frac{a}{b}\right)", 225),
            ("a^b", 136),
            ("a_c^b", 168),
            (r"\underset{b}{a}", 168),
            (r"\overset{b}{a}", 168),
            (r"\sum_a^b c", 261),
            (r"\sum \frac{\frac{a}{b}}{\frac{c}{d}}", 465),
            (r"\begin{matrix}a&\frac{a}{b}\\c\end{matrix}", 360),
            (r"a\frac{a}{b}c", 225),
        ] {
            assert_eq!(high(source), expected, "{source}");
        }
    }

    #[test]
    fn parts_are_in_brackets_where_they_would_read_otherwise() {
        for (source, expected) in [
            (r"\frac{ab}{2.5}", "ab/2.5"),
            (r"\frac{x^2}{100\%}", "x²/100%"),
            (r"\frac{a-b}{}", "(a−b)/()"),
            (r"\frac{\left(a+b\right)}{c}", "(a+b)/c"),
            (r"\frac{\left(a+b\right.}{c}", "((a+b)/c"),
            (r"{\sqrt{x}}^{2}", "(√x)²"),
            (r"{ab}^{2}", "ab²"),
            (r"20^{°}5^{′}", "20°5′"),
            (r"x^{甲}", "x^甲"),
            (r"x_{甲乙}", "x_(甲乙)"),
            (r"x^{-1}", "x⁻¹"),
            (r"x_{°}", "x_°"),
        ] {
            assert_eq!(
                Formula::parse(source).map(|formula| formula.linear()).as_deref(),
                Some(expected),
                "{source}"
            );
        }
    }
}
