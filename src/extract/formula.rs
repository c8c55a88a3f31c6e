//! Simple formulas as a line of text: `S=\pi r^2` → S=πr². What a line cannot show, fractions and roots among it, stays as it is
//! written: a formula (`text::formula`).

use crate::text::formula::{Formula, sign_of_command};
use crate::text::script::{Level, spelled};

/// Commands whose signs a line shows; a formula with others is set as one.
const SIGNS: &[&str] = &[
    "times", "div", "pm", "cdot", "le", "leq", "ge", "geq", "ne", "neq", "approx", "infty", "circ", "degree",
    "alpha", "beta", "gamma", "delta", "Delta", "eta", "theta", "lambda", "mu", "pi", "rho", "sigma", "tau",
    "phi", "omega", "Omega",
];

/// A formula as the characters of a line, and whether they are one: simple ones are text, the others their source, and what TeX
/// cannot say is the line that shows most of it.
pub(crate) fn shown(formula: &Formula) -> (String, bool) {
    match formula.source() {
        Some(source) => match plain(&source) {
            Some(text) => (text, false),
            None => (format!("${source}$"), true),
        },
        None => (formula.linear(), true),
    }
}

/// Whether what stands between two dollar signs can be a formula: amounts of money are none.
pub(crate) fn is_formula(source: &str) -> bool {
    /// What is longer is no formula of a text (`text::formula`).
    const LONGEST: usize = 2_000;
    let signs = source.contains(['\\', '^', '_', '{', '=']);
    source.len() <= LONGEST
        && (signs || is_variable(source))
        && (source.contains("\\text") || !source.chars().any(crate::text::is_han))
}

/// `a`, `ab`, `x+y`, `2x<3`: letters one by one, between which stand signs.
fn is_variable(source: &str) -> bool {
    // `kg` is the longest that is met between dollar signs in a text.
    const LONGEST: usize = 2;
    let mut words =
        source.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).peekable();
    let known = |c: char| c.is_ascii_alphanumeric() || "+-*/<>()'.".contains(c);
    words.peek().is_some()
        && words.all(|word| word.len() <= LONGEST)
        && source.chars().all(known)
        && source.starts_with(|c: char| c.is_ascii_alphabetic() || c == '(')
}

/// `source`, TeX without its dollar signs, as a line of text, if it is simple enough.
pub(crate) fn plain(source: &str) -> Option<String> {
    /// What is longer no line should show; the reader of groups goes as deep as they are nested.
    const LONGEST: usize = 400;
    if source.len() > LONGEST {
        return None;
    }
    let mut out = String::new();
    let mut rest = source.trim();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => rest = command(rest, &mut out)?,
            '^' | '_' => {
                let (group, after) = group(rest)?;
                let level = if c == '^' { Level::Superscript } else { Level::Subscript };
                match plain(group)?.as_str() {
                    "°" => out.push('°'),
                    text => out.push_str(&spelled(text, level)?),
                }
                rest = after;
            }
            '{' | '}' | '&' | '$' => return None,
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    Some(out)
}

/// What a command shows, and what stands behind it.
fn command<'s>(source: &'s str, out: &mut String) -> Option<&'s str> {
    let length = source.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, rest) = source.split_at(length);
    match name {
        "" => {
            let c = rest.chars().next()?;
            out.extend(Some(c).filter(|c| matches!(c, '%' | '$' | '#' | '&' | '_')));
            matches!(c, '%' | '$' | '#' | '&' | '_' | ',' | ';' | '!' | ' ').then(|| &rest[c.len_utf8()..])
        }
        "text" | "mathrm" | "mathbf" | "mathit" | "rm" => {
            let (inside, rest) = group(rest)?;
            out.push_str(inside);
            Some(rest)
        }
        _ => {
            let sign = match name {
                "left" | "right" => "",
                "quad" => " ",
                name => SIGNS.contains(&name).then(|| sign_of_command(name))??,
            };
            out.push_str(sign);
            Some(rest)
        }
    }
}

/// What stands in braces, or the first character; and what is behind it.
fn group(source: &str) -> Option<(&str, &str)> {
    let source = source.trim_start();
    if !source.starts_with('{') {
        // A command is one thing too.
        let command = source.strip_prefix('\\');
        let named = command.map(|name| 1 + name.bytes().take_while(u8::is_ascii_alphabetic).count());
        return Some(source.split_at(named.or_else(|| source.chars().next().map(char::len_utf8))?));
    }
    let mut depth = 0;
    for (at, c) in source.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&source[1..at], &source[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simple_formulas_are_lines_of_text() {
        for (source, expected) in [
            ("S=\\pi r^2", Some("S=πr²")),
            ("10^{-5}", Some("10⁻⁵")),
            ("CO_2", Some("CO₂")),
            ("\\frac{a}{b+1}", None),
            ("25^\\circ\\text{C}", Some("25°C")),
            ("30\\% \\le x", Some("30%≤x")),
            ("\\sqrt{2}", None),
            ("x\n^2", Some("x²")),
            ("\\sum_{i=1}^n x_i", None),
            ("x^{a}", None),
            ("{", None),
            ("x^", None),
            ("\\", None),
        ] {
            assert_eq!(plain(source).as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn amounts_of_money_are_no_formulas() {
        for (source, expected) in [
            ("x^2", true),
            ("a=b", true),
            ("5元，共", false),
            ("\\text{率}=1", true),
            ("a", true),
            ("x+y", true),
            ("5", false),
            ("5/kg", false),
            ("HOME/bin", false),
        ] {
            assert_eq!(is_formula(source), expected, "{source}");
        }
    }
}
