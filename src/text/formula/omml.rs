//! The formulas of Word (OMML, ECMA-376 22.1) back into a tree, tag by tag.

use crate::text::formula::{DEEPEST, Formula, Node};

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
    /// `m:chr`, `m:begChr`, `m:endChr`.
    signs: [Option<String>; 3],
    upright: bool,
    text: String,
}

impl Builder {
    /// An element of this local name begins; `value` is its `m:val`.
    pub fn open(&mut self, name: &str, value: Option<&str>) {
        let sign = ["chr", "begChr", "endChr"].iter().position(|known| *known == name);
        // Properties stand in an element of their own, one deeper than what they are about.
        if let (Some(sign), Some(place)) = (sign, self.open.len().checked_sub(2)) {
            self.open[place].signs[sign] = Some(value.unwrap_or_default().to_owned());
        }
        if (name == "nor" || name == "sty" && value == Some("p"))
            && let Some(place) = self.open.len().checked_sub(2)
        {
            self.open[place].upright = true;
        }
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
                let node = if element.upright { Node::Words(element.text) } else { Node::Run(element.text) };
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
        let [chr, begin, end] = std::mem::take(&mut element.signs);
        let mut part = |name: &str| {
            let at = element.parts.iter().position(|(known, _)| known == name);
            at.map(|at| element.parts.remove(at).1).unwrap_or_default()
        };
        let node = match &*element.name {
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
            "acc" => Node::Mark(part("e"), chr.and_then(|sign| sign.chars().next()).unwrap_or('\u{302}')),
            "d" => {
                let sign = |sign: Option<String>, usual: &str| sign.unwrap_or_else(|| usual.to_owned());
                Node::Fenced(sign(begin, "("), part("e"), sign(end, ")"))
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

    /// The formula, if all of it was understood.
    pub fn finish(self) -> Option<Formula> {
        (!self.lost && self.open.is_empty()).then_some(Formula { row: self.row })
    }
}
