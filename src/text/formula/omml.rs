//! The formulas of Word (OMML, ECMA-376 22.1) back into a tree, tag by tag.

use crate::text::formula::{DEEPEST, Formula, Node};

/// Properties that are a sign or a word: of sums and marks, of brackets and what parts them, where a bar is, how a fraction is drawn.
const SIGNS: [&str; 6] = ["chr", "begChr", "sepChr", "endChr", "pos", "type"];

/// Builds a formula of what stands in `m:oMath`.
#[derive(Debug, Default)]
pub struct Builder {
    open: Vec<Element>,
    row: Vec<Node>,
    /// Whether something lay too deep, or there was something that is not known here.
    lost: bool,
}

/// An element that is open: its name, its rows by the names they have, what its properties say.
#[derive(Debug, Default)]
struct Element {
    name: String,
    parts: Vec<(String, Vec<Node>)>,
    /// What its own row holds.
    row: Vec<Node>,
    /// What [`SIGNS`] names.
    signs: [Option<String>; 6],
    upright: bool,
    text: String,
}

/// A row of several equations without the signs that say where they are aligned.
fn without_stops(mut row: Vec<Node>) -> Vec<Node> {
    for node in &mut row {
        if let Node::Run(text) = node {
            text.retain(|c| c != '&');
        }
    }
    row
}

/// A sign as wide as what it stands over or under: a brace, an arrow, a bar.
fn spanned(of: Vec<Node>, sign: &str, over: bool) -> Node {
    let Some(sign) = sign.chars().next() else { return Node::Group(of) };
    let words = of.iter().any(|node| match node {
        Node::Words(_) => true,
        Node::Run(text) => text.chars().any(crate::text::is_han),
        _ => false,
    });
    match (sign, over) {
        ('\u{af}' | '\u{305}', true) => Node::Mark(of, '\u{304}'),
        ('_' | '\u{332}', false) => Node::Mark(of, '\u{332}'),
        // An arrow over letters is that of a vector; under or over words it is the sign, and they say what makes it so.
        ('→', true) if !words => Node::Mark(of, '\u{20d7}'),
        ('←' | '→' | '↔' | '⇐' | '⇒' | '⇔', true) => {
            Node::Below(vec![Node::Run(sign.to_string())], of)
        }
        ('←' | '→' | '↔' | '⇐' | '⇒' | '⇔', false) => {
            Node::Above(vec![Node::Run(sign.to_string())], of)
        }
        _ => Node::Spanned { of, sign, under: !over },
    }
}

impl Builder {
    /// An element of this local name begins; `value` is its `m:val`.
    pub fn open(&mut self, name: &str, value: Option<&str>) {
        let sign = SIGNS.iter().position(|known| *known == name);
        // Properties stand in an element of their own, one deeper than what they are about.
        if let (Some(sign), Some(place)) = (sign, self.open.len().checked_sub(2)) {
            self.open[place].signs[sign] = Some(value.unwrap_or_default().to_owned());
        }
        if (name == "nor" || name == "sty" && value == Some("p"))
            && let Some(place) = self.open.len().checked_sub(2)
        {
            self.open[place].upright = true;
        }
        // A frame may have lines through what is in it.
        self.lost |=
            name.starts_with("strike") && value.is_some_and(|value| !matches!(value, "0" | "off" | "false"));
        // Three elements of markup for each level of a formula, and those around.
        self.lost |= self.open.len() > DEEPEST * 8;
        self.open.push(Element { name: name.to_owned(), ..Element::default() });
    }

    /// Text of `m:t`.
    pub fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    /// The element that began last ends.
    pub fn close(&mut self) {
        let Some(element) = self.open.pop() else { return };
        // RTF says what a property is as text.
        let sign = SIGNS.iter().position(|known| *known == element.name).filter(|_| !element.text.is_empty());
        if let (Some(sign), Some(place)) = (sign, self.open.len().checked_sub(2)) {
            self.open[place].signs[sign] = Some(element.text.clone());
        }
        let property = |name: &str| name.ends_with("Pr");
        if property(&element.name) || self.open.iter().any(|open| property(&open.name)) {
            return;
        }
        match &*element.name {
            "t" => {
                if let Some(run) = self.open.last_mut() {
                    run.text.push_str(&element.text);
                }
            }
            "r" => {
                // Numbers and signs are upright anyway.
                let words = element.upright && element.text.contains(char::is_alphabetic);
                let node = if words { Node::Words(element.text) } else { Node::Run(element.text) };
                self.put(node);
            }
            // The parts of something.
            "num" | "den" | "deg" | "sub" | "sup" | "e" | "lim" | "fName" | "mr" => {
                let part = if element.name == "mr" {
                    vec![Node::Grid(vec![element.parts.into_iter().map(|(_, row)| row).collect()])]
                } else {
                    element.row
                };
                if let Some(above) = self.open.last_mut() {
                    above.parts.push((element.name, part));
                }
            }
            _ => {
                if let Some(node) = self.node(element) {
                    self.put(node);
                }
            }
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.row.push(node),
            None => self.row.push(node),
        }
    }

    fn node(&mut self, mut element: Element) -> Option<Node> {
        let [chr, begin, between, end, place, kind] = std::mem::take(&mut element.signs);
        let mut part = |name: &str| {
            let at = element.parts.iter().position(|(known, _)| known == name);
            at.map(|at| element.parts.remove(at).1).unwrap_or_default()
        };
        let node = match &*element.name {
            // One over the other without a rule between: a choice of so many out of so many.
            "f" if kind.as_deref() == Some("noBar") => Node::Grid(vec![vec![part("num")], vec![part("den")]]),
            "f" => Node::Fraction(part("num"), part("den")),
            "rad" => Node::Root(part("deg"), part("e")),
            "sSup" | "sSub" | "sSubSup" => {
                Node::Scripts { base: part("e"), below: part("sub"), above: part("sup") }
            }
            "nary" => {
                let sign = chr.and_then(|sign| sign.chars().next()).unwrap_or('∫');
                Node::Sum { sign, below: part("sub"), above: part("sup"), of: part("e") }
            }
            "limLow" => Node::Below(part("e"), part("lim")),
            "limUpp" => Node::Above(part("e"), part("lim")),
            "borderBox" => Node::Framed(part("e")),
            "groupChr" => spanned(part("e"), chr.as_deref().unwrap_or("⏟"), place.as_deref() == Some("top")),
            "bar" if place.as_deref() != Some("top") => Node::Mark(part("e"), '\u{332}'),
            "acc" => Node::Mark(part("e"), chr.and_then(|sign| sign.chars().next()).unwrap_or('\u{302}')),
            "bar" if place.as_deref() == Some("top") => Node::Mark(part("e"), '\u{304}'),
            "func" => {
                let mut row = part("fName");
                row.append(&mut part("e"));
                Node::Group(row)
            }
            "sPre" => {
                let before = Node::Scripts { base: Vec::new(), below: part("sub"), above: part("sup") };
                let mut row = vec![before];
                row.append(&mut part("e"));
                Node::Group(row)
            }
            "box" => Node::Group(part("e")),
            "d" => {
                let sign = |sign: Option<String>, usual: &str| sign.unwrap_or_else(|| usual.to_owned());
                let between = sign(between, "|");
                let mut inside = part("e");
                for (_, mut more) in std::mem::take(&mut element.parts) {
                    inside.push(Node::Run(between.clone()));
                    inside.append(&mut more);
                }
                Node::Fenced(sign(begin, "("), inside, sign(end, ")"))
            }
            "eqArr" => {
                let rows = std::mem::take(&mut element.parts).into_iter().map(|(_, row)| without_stops(row));
                let mut rows: Vec<Vec<Node>> = rows.collect();
                match rows.len() {
                    1 => Node::Group(rows.pop().unwrap_or_default()),
                    _ => Node::Grid(rows.into_iter().map(|row| vec![row]).collect()),
                }
            }
            "m" => {
                let rows = std::mem::take(&mut element.parts).into_iter().flat_map(|(_, row)| row);
                Node::Grid(
                    rows.filter_map(|row| if let Node::Grid(mut row) = row { row.pop() } else { None })
                        .collect(),
                )
            }
            "oMath" => Node::Group(std::mem::take(&mut element.row)),
            _ => {
                self.lost = true;
                return None;
            }
        };
        // Brackets with several parts, a row beside others: what is not known here is not dropped.
        self.lost |= !element.parts.is_empty() || !element.row.is_empty();
        Some(node)
    }

    /// Whether all that was opened ended.
    pub fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    /// The formula, if all of it was understood.
    pub fn finish(self) -> Option<Formula> {
        (!self.lost && self.open.is_empty()).then_some(Formula { row: self.row })
    }
}
