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

#[cfg(test)]
mod tests {
    use super::*;

    /// A builder to which was told what stands here: `<name=value>text</name>`, and `{x}` for a run of `x`.
    fn builder(told: &str) -> Builder {
        let told = told.replace('{', "<r><t>").replace('}', "</t></r>");
        let mut builder = Builder::default();
        for piece in told.split('<').skip(1) {
            let (tag, text) = piece.split_once('>').unwrap();
            match tag.strip_prefix('/') {
                Some(_) => builder.close(),
                None => {
                    let (name, value) = tag.split_once('=').map_or((tag, None), |(name, v)| (name, Some(v)));
                    builder.open(name, value);
                }
            }
            if !text.is_empty() {
                builder.text(text);
            }
        }
        builder
    }

    fn line(told: &str) -> Option<String> {
        builder(told).finish().map(|formula| formula.linear())
    }

    #[track_caller]
    fn check(told: &str, expected: &str) {
        assert_eq!(line(told).as_deref(), Some(expected), "{told}");
    }

    #[test]
    fn the_parts_of_a_formula_are_where_word_has_them() {
        for (told, expected) in [
            ("<f><num>{a}</num><den>{b}</den></f>", "a/b"),
            ("<f><fPr><type=noBar></type></fPr><num>{a}</num><den>{b}</den></f>", "a; b"),
            ("<rad><deg>{3}</deg><e>{x}</e></rad>", "³√x"),
            ("<sSup><e>{x}</e><sup>{2}</sup></sSup>", "x²"),
            ("<sSub><e>{x}</e><sub>{1}</sub></sSub>", "x₁"),
            ("<sSubSup><e>{x}</e><sub>{1}</sub><sup>{2}</sup></sSubSup>", "x₁²"),
            ("<sPre><sub>{1}</sub><sup>{2}</sup><e>{x}</e></sPre>", "₁²x"),
            ("<nary><naryPr><chr=∑></chr></naryPr><sub>{i}</sub><sup>{n}</sup><e>{x}</e></nary>", "∑ᵢⁿx"),
            // What no sign is named for is an integral.
            ("<nary><sub>{0}</sub><sup>{1}</sup><e>{x}</e></nary>", "∫₀¹x"),
            ("<limLow><e>{S}</e><lim>{x}</lim></limLow>", "Sₓ"),
            ("<limUpp><e>{→}</e><lim>{n}</lim></limUpp>", "→ⁿ"),
            ("<box><e>{x}</e></box>", "x"),
            ("<func><fName>{f}</fName><e>{x}</e></func>", "fx"),
            ("<m><mr><e>{a}</e><e>{b}</e></mr><mr><e>{c}</e><e>{d}</e></mr></m>", "a, b; c, d"),
            ("<eqArr><e>{a&=b}</e><e>{&=c}</e></eqArr>", "a=b; =c"),
            ("<oMath>{a}{b}</oMath>", "ab"),
        ] {
            check(told, expected);
        }
        let one = builder("<eqArr><e>{a&=b}</e></eqArr>").finish().unwrap();
        assert!(matches!(&one.row[..], [Node::Group(_)]), "{one:?}");
    }

    #[test]
    fn marks_braces_and_arrows_stand_over_or_under() {
        let row = |told: &str| builder(told).finish().unwrap().row.remove(0);
        let x = || vec![Node::Run("x".to_owned())];
        let over = |sign: &str, place: &str, of: &str| {
            row(&format!(
                "<groupChr><groupChrPr><chr={sign}></chr><pos={place}></pos></groupChrPr><e>{{{of}}}</e></groupChr>"
            ))
        };
        assert_eq!(row("<groupChr><e>{x}</e></groupChr>"), Node::Spanned { of: x(), sign: '⏟', under: true });
        assert_eq!(over("⏞", "top", "x"), Node::Spanned { of: x(), sign: '⏞', under: false });
        // An arrow over a letter makes a vector of it; words beside one say what makes it so.
        assert_eq!(over("→", "top", "x"), Node::Mark(x(), '\u{20d7}'));
        let (arrow, words) = (|| vec![Node::Run("→".to_owned())], || vec![Node::Run("加热".to_owned())]);
        assert_eq!(over("→", "top", "加热"), Node::Below(arrow(), words()));
        assert_eq!(over("→", "bot", "加热"), Node::Above(arrow(), words()));
        assert_eq!(over("⇒", "bot", "x"), Node::Above(vec![Node::Run("⇒".to_owned())], x()));
        assert_eq!(over("\u{af}", "top", "x"), Node::Mark(x(), '\u{304}'));
        assert_eq!(over("_", "bot", "x"), Node::Mark(x(), '\u{332}'));
        assert_eq!(over("", "bot", "x"), Node::Group(x()));
        let bar = |place: &str| row(&format!("<bar><barPr><pos={place}></pos></barPr><e>{{x}}</e></bar>"));
        assert_eq!((bar("top"), bar("bot")), (Node::Mark(x(), '\u{304}'), Node::Mark(x(), '\u{332}')));
        assert_eq!(row("<acc><e>{x}</e></acc>"), Node::Mark(x(), '\u{302}'));
        assert_eq!(row("<acc><accPr><chr=~></chr></accPr><e>{x}</e></acc>"), Node::Mark(x(), '~'));
    }

    #[test]
    fn brackets_are_those_that_are_named_and_part_what_is_in_them() {
        check("<d><e>{a}</e></d>", "(a)");
        check("<d><e>{a}</e><e>{b}</e><e>{c}</e></d>", "(a|b|c)");
        check(
            "<d><dPr><begChr=[></begChr><sepChr=;></sepChr><endChr=]></endChr></dPr><e>{a}</e><e>{b}</e></d>",
            "[a;b]",
        );
        check("<d><dPr><begChr></begChr></dPr><e>{a}</e></d>", "a)");
    }

    #[test]
    fn what_stands_upright_is_words_unless_it_is_a_number() {
        let run = |property: &str, text: &str| {
            builder(&format!("<r><rPr>{property}</rPr><t>{text}</t></r>")).finish().unwrap().row.remove(0)
        };
        assert_eq!(run("<nor></nor>", "sin"), Node::Words("sin".to_owned()));
        assert_eq!(run("<sty=p></sty>", "sin"), Node::Words("sin".to_owned()));
        assert_eq!(run("<sty=i></sty>", "sin"), Node::Run("sin".to_owned()));
        assert_eq!(run("<nor></nor>", "12"), Node::Run("12".to_owned()));
    }

    #[test]
    fn a_frame_is_one_and_what_is_struck_or_not_known_is_not_understood() {
        let framed = |property: &str| {
            line(&format!("<borderBox><borderBoxPr>{property}</borderBoxPr><e>{{x}}</e></borderBox>"))
        };
        assert_eq!((framed(""), framed("<strikeH=0></strikeH>")), (Some("x".into()), Some("x".into())));
        for off in ["off", "false"] {
            assert!(framed(&format!("<strikeBLTR={off}></strikeBLTR>")).is_some());
        }
        assert_eq!(framed("<strikeH=1></strikeH>"), None);
        assert_eq!(line("<other><e>{x}</e></other>"), None);
        // A part that has no place in its element, and a row beside its parts.
        assert_eq!(line("<rad><e>{x}</e><lim>{y}</lim></rad>"), None);
        assert_eq!(line("<rad>{y}<e>{x}</e></rad>"), None);
        let open = builder("<f><num>{a}</num>");
        assert!(!open.is_closed() && open.finish().is_none());
        assert!(builder("<f><num>{a}</num><den>{b}</den></f>").is_closed());
        let deep =
            |count: usize| line(&format!("{}{{x}}{}", "<oMath>".repeat(count), "</oMath>".repeat(count)));
        assert!(deep(DEEPEST).is_some() && deep(DEEPEST * 9).is_none());
    }

    #[test]
    fn a_property_of_rtf_is_a_text() {
        check("<f><fPr><type>noBar</type></fPr><num>{a}</num><den>{b}</den></f>", "a; b");
        check("<d><dPr><begChr>[</begChr><endChr>]</endChr></dPr><e>{a}</e></d>", "[a]");
        // What stands among the properties is no part of the formula.
        check("<f><fPr><ctrlPr>{z}</ctrlPr></fPr><num>{a}</num><den>{b}</den></f>", "a/b");
    }
}
