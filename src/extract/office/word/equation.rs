//! The formulas of fields (`EQ \f(1,2)`), which Word had before it had an editor of formulas.

use crate::text::formula::{Formula, Node, is_sum};

/// What an EQ field shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Equation {
    Formula(Formula),
    /// Characters and how they are read, in small type above them.
    Spoken {
        text: String,
        sound: String,
    },
}

/// How deep parts may lie in each other, and how many there may be: people write two or three.
const DEEPEST: usize = 12;

/// What an instruction without its `EQ` shows; nothing, if something in it is not known.
pub(crate) fn equation(instruction: &str) -> Option<Equation> {
    // Separators are those of the country: commas, or semicolons where a comma parts decimals.
    let mut reader = Reader { chars: instruction.chars().collect(), at: 0, depth: 0 };
    let row = reader.row(true)?;
    if reader.at < reader.chars.len() {
        return None;
    }
    if let [Node::Group(parts)] = &row[..]
        && let [Node::Scripts { base, below, above }, text] = &parts[..]
        && base.is_empty()
        && below.is_empty()
        && !above.is_empty()
    {
        let line = |row: &[Node]| Formula { row: row.to_vec() }.linear();
        return Some(Equation::Spoken {
            text: line(std::slice::from_ref(text)),
            sound: above.iter().map(plain).collect(),
        });
    }
    (!row.is_empty()).then_some(Equation::Formula(Formula { row }))
}

/// Characters as they are, not raised.
fn plain(node: &Node) -> String {
    match node {
        Node::Run(text) | Node::Words(text) => text.clone(),
        node => Formula { row: vec![node.clone()] }.linear(),
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    depth: usize,
}

impl Reader {
    fn next(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Parts up to a separator or bracket that closes, which are left; `whole` where neither ends anything.
    fn row(&mut self, whole: bool) -> Option<Vec<Node>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let (mut row, mut open) = (Vec::new(), 0_usize);
        while let Some(c) = self.next() {
            match c {
                ',' | ';' | '，' | ')' if !whole && open == 0 => break,
                '\\' => self.switch(&mut row)?,
                c => {
                    open = match c {
                        '(' => open + 1,
                        ')' => open.saturating_sub(1),
                        _ => open,
                    };
                    self.at += 1;
                    character(&mut row, c);
                }
            }
        }
        self.depth -= 1;
        trim(&mut row);
        Some(row)
    }

    /// The letters of a switch or option, in lower case.
    fn name(&mut self) -> String {
        let rest = &self.chars[self.at..];
        let name: String = rest.iter().take_while(|c| c.is_ascii_alphabetic()).collect();
        self.at += name.len();
        name.to_ascii_lowercase()
    }

    /// What a backslash begins.
    fn switch(&mut self, row: &mut Vec<Node>) -> Option<()> {
        self.at += 1;
        let c = self.next()?;
        if !c.is_ascii_alphabetic() {
            self.at += 1;
            // `\* jc2 \* hps10`: how the result is formatted.
            match c {
                '*' => self.format(),
                c => character(row, c),
            }
            return Some(());
        }
        let name = self.name();
        let options = self.options()?;
        let has = |name: &str| options.iter().any(|option| option.name == name);
        if name == "d" {
            // Moves what follows; its brackets are empty.
            self.parts()?;
            return Some(());
        }
        let mut parts = self.parts()?.into_iter();
        let mut part = || parts.next().unwrap_or_default();
        let node = match name.as_str() {
            "f" => Node::Fraction(part(), part()),
            "r" => match (part(), part()) {
                (of, none) if none.is_empty() => Node::Root(Vec::new(), of),
                (degree, of) => Node::Root(degree, of),
            },
            "s" => {
                let (one, two) = (part(), part());
                let down = has("do");
                let (above, below) = if down { (two, one) } else { (one, two) };
                let base: Vec<Node> = row.pop().into_iter().collect();
                match base {
                    // Raised and lowered behind one and the same.
                    base if starts_pair(&base, &above, &below) => pair(base, above, below)?,
                    base => Node::Scripts { base, below, above },
                }
            }
            "o" => over(part(), part())?,
            // A frame, or one of its sides alone.
            "x" => match options.iter().map(|option| option.name.as_str()).collect::<Vec<_>>()[..] {
                [] => Node::Framed(part()),
                ["bo"] => Node::Mark(part(), '\u{332}'),
                ["to"] => Node::Mark(part(), '\u{304}'),
                _ => Node::Group(part()),
            },
            "l" => {
                let mut list = part();
                for more in parts.by_ref() {
                    list.push(Node::Run(",".to_owned()));
                    list.extend(more);
                }
                Node::Group(list)
            }
            "b" => {
                let both = sign_of(&options, "bc");
                let close = both.map(closing);
                let sign = |own: &str, both: Option<char>, usual: char| {
                    let given = sign_of(&options, own).or(both);
                    if has("lc") != has("rc") && given.is_none() {
                        String::new()
                    } else {
                        given.unwrap_or(usual).to_string()
                    }
                };
                Node::Fenced(sign("lc", both, '('), part(), sign("rc", close, ')'))
            }
            "i" => {
                let given = sign_of(&options, "fc").or(sign_of(&options, "vc"));
                let usual = if has("su") {
                    '∑'
                } else if has("pr") {
                    '∏'
                } else {
                    '∫'
                };
                let sign = given.filter(|sign| is_sum(*sign)).unwrap_or(usual);
                Node::Sum { sign, below: part(), above: part(), of: part() }
            }
            "a" => {
                let columns =
                    options.iter().find(|option| option.name == "co").and_then(|option| option.number);
                let columns = columns.unwrap_or(1).clamp(1, 100);
                let cells: Vec<Vec<Node>> = parts.by_ref().collect();
                Node::Grid(cells.chunks(columns).map(<[Vec<Node>]>::to_vec).collect())
            }
            _ => return None,
        };
        // More parts than the switch shows: what is not known here is not dropped.
        if parts.next().is_some() {
            return None;
        }
        row.push(node);
        Some(())
    }

    /// Words that say how the result is formatted, up to the next switch.
    fn format(&mut self) {
        let mut quoted = false;
        while let Some(c) = self.next().filter(|c| quoted || *c != '\\') {
            quoted ^= matches!(c, '"' | '“' | '”');
            self.at += 1;
        }
    }

    fn options(&mut self) -> Option<Vec<Choice>> {
        let mut options = Vec::new();
        loop {
            let begun = self.at;
            while self.next().is_some_and(char::is_whitespace) {
                self.at += 1;
            }
            if self.next() != Some('\\') || !self.chars.get(self.at + 1)?.is_ascii_alphabetic() {
                if self.next() != Some('(') {
                    self.at = begun;
                }
                return Some(options);
            }
            self.at += 1;
            let name = self.name();
            let mut option = Choice { name, ..Choice::default() };
            if matches!(option.name.as_str(), "bc" | "lc" | "rc" | "fc" | "vc") {
                // The sign itself, behind a backslash.
                self.at += usize::from(self.next() == Some('\\'));
                option.sign = self.next();
                self.at += 1;
            } else {
                while self.next() == Some(' ') {
                    self.at += 1;
                }
                let digits: String =
                    self.chars[self.at..].iter().take_while(|c| c.is_ascii_digit()).collect();
                self.at += digits.len();
                option.number = digits.parse().ok();
            }
            options.push(option);
        }
    }

    /// What stands in the brackets of a switch, part by part.
    fn parts(&mut self) -> Option<Vec<Vec<Node>>> {
        (self.next()? == '(').then_some(())?;
        let mut parts = Vec::new();
        loop {
            self.at += 1;
            parts.push(self.row(false)?);
            match self.next()? {
                ')' => break,
                ',' | ';' | '，' => {}
                _ => return None,
            }
        }
        self.at += 1;
        Some(parts)
    }
}

/// An option of a switch.
#[derive(Debug, Default)]
struct Choice {
    name: String,
    number: Option<usize>,
    sign: Option<char>,
}

fn sign_of(options: &[Choice], name: &str) -> Option<char> {
    options.iter().find(|option| option.name == name).and_then(|option| option.sign)
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        open => open,
    }
}

fn character(row: &mut Vec<Node>, c: char) {
    let han = crate::text::is_han(c);
    match row.last_mut() {
        Some(Node::Words(text)) if han => text.push(c),
        // One by one, as what is raised belongs to the last of them; digits are one number.
        Some(Node::Run(text)) if c.is_ascii_digit() && text.ends_with(|c: char| c.is_ascii_digit()) => {
            text.push(c)
        }
        _ if han => row.push(Node::Words(c.to_string())),
        _ => row.push(Node::Run(c.to_string())),
    }
}

/// Without blanks at either end.
fn trim(row: &mut Vec<Node>) {
    let blank = |node: &Node| matches!(node, Node::Run(text) if text.trim().is_empty());
    let end = row.iter().rposition(|node| !blank(node)).map_or(0, |at| at + 1);
    row.truncate(end);
    row.drain(..row.iter().take_while(|node| blank(node)).count());
}

/// Whether a raised part goes with the lowered one before it, or the other way round.
fn starts_pair(base: &[Node], above: &[Node], below: &[Node]) -> bool {
    matches!(base, [Node::Scripts { above: raised, below: lowered, .. }]
        if raised.is_empty() && below.is_empty() && !above.is_empty() || lowered.is_empty() && above.is_empty() && !below.is_empty())
}

fn pair(base: Vec<Node>, more: Vec<Node>, less: Vec<Node>) -> Option<Node> {
    match base.into_iter().next()? {
        Node::Scripts { base, mut above, mut below } => {
            above.extend(more);
            below.extend(less);
            Some(Node::Scripts { base, below, above })
        }
        _ => None,
    }
}

/// One over the other: a number in a circle, a mark over a letter, how characters are read.
fn over(one: Vec<Node>, other: Vec<Node>) -> Option<Node> {
    let text = |row: &[Node]| row.iter().map(plain).collect::<String>();
    let (ring, inside) = (text(&one), text(&other));
    if let Some(sign) = circled(ring.trim(), inside.trim()).or_else(|| circled(inside.trim(), ring.trim())) {
        return Some(Node::Run(sign.to_string()));
    }
    if let [Node::Scripts { base, below, .. }] = &one[..]
        && base.is_empty()
        && below.is_empty()
    {
        let mut parts = one;
        parts.push(Node::Group(other));
        return Some(Node::Group(parts));
    }
    let mark = match inside.trim() {
        "¯" | "‾" | "ˉ" | "-" | "—" => Some('\u{304}'),
        "^" | "ˆ" | "∧" => Some('\u{302}'),
        "~" | "˜" => Some('\u{303}'),
        "→" => Some('\u{20d7}'),
        _ => None,
    };
    Some(Node::Mark(one, mark?))
}

/// `○` with a number from 1 to 20 in it.
fn circled(ring: &str, inside: &str) -> Option<char> {
    let number: u32 = inside.parse().ok().filter(|number| (1..=20).contains(number))?;
    matches!(ring, "○" | "〇" | "◯").then(|| char::from_u32(0x2460 + number - 1))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(instruction: &str, expected: Option<&str>) {
        let line = equation(instruction).map(|found| match found {
            Equation::Formula(formula) => formula.linear(),
            Equation::Spoken { text, sound } => format!("{text}<{sound}>"),
        });
        assert_eq!(line.as_deref(), expected, "{instruction}");
    }

    #[test]
    fn switches_are_parts_of_a_formula() {
        check(r"\f(1,2)", Some("1/2"));
        check(r"\f(1;2)", Some("1/2"));
        check(r"共\F(本期－上期,上期)", Some("共(本期－上期)/上期"));
        check(r"x\s\up5(2)+y\s\do5(1)", Some("x²+y₁"));
        check(r"x\s\up 5(2)\s\do 5(1)", Some("x₁²"));
        check(r"\r(3,x)+\r(2)", Some("³√x+√2"));
        check(r"\b\bc\{(\f(a,b))", Some("{a/b}"));
        check(r"\b\lc\{(\a\al\co1(x,y))", Some("{x; y"));
        check(r"\i\su(i=1,n,x)", Some("∑ᵢ₌₁ⁿx"));
        check(r"\i(0,1,f(x))", Some("∫₀¹f(x)"));
        check(r"\a\co2(a,b,c,d)", Some("a, b; c, d"));
        check(r"\l(1,2,3)", Some("1,2,3"));
        check(r"\x(甲)\d\fo10\li()乙", Some("甲乙"));
        check(r"\x\bo(x)+\x\to(y)+\x\le\ri(z)", Some("x\u{332}+y\u{304}+z"));
        check(r"\f(f(a,b),2)", Some("f(a,b)/2".replace("f(a,b)", "(f(a,b))").as_str()));
        check(r"a\,b\(c\)", Some("a,b(c)"));
    }

    #[test]
    fn characters_over_characters_are_what_is_seen() {
        check(r"\o\ac(○,3)", Some("③"));
        check(r"\o(x,¯)", Some("x\u{304}"));
        for (marks, seen) in [("¯‾ˉ-—", '\u{304}'), ("^ˆ∧", '\u{302}'), ("~˜", '\u{303}'), ("→", '\u{20d7}')]
        {
            for mark in marks.chars() {
                check(&format!(r"\o(x,{mark})"), Some(&format!("x{seen}")));
            }
        }
        check("\\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(chūn),春)", Some("春<chūn>"));
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        for instruction in [r"\z(1,2)", r"\f(1,2", r"\f", r"\f(1,2,3)", r"\o(甲,乙)", "", r"\", r"\f\"] {
            check(instruction, None);
        }
        check(&(r"\f(".repeat(10_000)), None);
    }

    #[test]
    fn characters_stand_one_by_one_but_for_words_and_numbers() {
        let mut row = Vec::new();
        "增长a12bc3.5率".chars().for_each(|c| character(&mut row, c));
        let (run, words) =
            (|text: &str| Node::Run(text.to_owned()), |text: &str| Node::Words(text.to_owned()));
        assert_eq!(
            row,
            [
                words("增长"),
                run("a"),
                run("12"),
                run("b"),
                run("c"),
                run("3"),
                run("."),
                run("5"),
                words("率")
            ]
        );
    }
}
