//! Why a line is read as it is: what each kind of evidence says for its label, and for the one that comes next to it.

use crate::reading::Page;
use crate::reading::decide::costs;
use crate::reading::features::{Bag, Sheet};
use crate::reading::model::{LABELS, Model};
use crate::text::Label;

/// A ground for reading a line as something: a kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// How often the like of it comes at all.
    Usual,
    /// What it says: its first and last characters, its words.
    Spelling,
    /// How long it is, how it ends, what marks it has.
    Shape,
    /// Where it stands to the text.
    Place,
    /// What rules and a first look make of it.
    Rules,
    /// Its number among the others.
    Numbers,
    /// What the markup knows.
    Markup,
    /// The lines around it.
    Neighbours,
    /// Whether paragraphs around open alike.
    Openings,
    /// Which label follows which.
    Order,
    /// What it would cost to lose a line of the text.
    Caution,
}

/// All kinds in their order.
const GROUNDS: [Ground; 11] = [
    Ground::Usual,
    Ground::Spelling,
    Ground::Shape,
    Ground::Place,
    Ground::Rules,
    Ground::Numbers,
    Ground::Markup,
    Ground::Neighbours,
    Ground::Openings,
    Ground::Order,
    Ground::Caution,
];

impl Ground {
    /// What the template of a feature looks at.
    fn of(feature: u32) -> Ground {
        match feature >> 24 {
            1..=13 => Ground::Spelling,
            14 | 15 => Ground::Place,
            16..=25 => Ground::Shape,
            44..=53 => Ground::Rules,
            54..=58 => Ground::Numbers,
            64..=80 => Ground::Markup,
            96..=164 => Ground::Neighbours,
            168..=172 => Ground::Openings,
            _ => Ground::Usual,
        }
    }
}

/// What speaks for the label of a line and against it.
#[derive(Clone, Debug)]
pub struct Why {
    /// What the line is read as.
    pub label: Label,
    /// What it would be next.
    pub next: Label,
    /// How much each kind of evidence says for `label` more than for `next`, in 256ths; what says nothing is left out.
    pub parts: Vec<(Ground, i32)>,
}

/// Why line `i` of `page` is read as `labels` say, by the weights of `model`.
pub fn why(page: &Page<'_>, model: &Model<'_>, labels: &[Label], i: usize) -> Why {
    let said = said(page, model, labels, i);
    let label = labels[i];
    let total = |label: &usize| said.iter().map(|scores| scores[*label]).sum::<i32>();
    let others = (0..LABELS).filter(|other| Label::ALL[*other] != label);
    let next = others.max_by_key(total).unwrap_or(0);
    let parts =
        GROUNDS.iter().zip(&said).map(|(kind, scores)| (*kind, scores[label as usize] - scores[next]));
    Why { label, next: Label::ALL[next], parts: parts.filter(|(_, part)| *part != 0).collect() }
}

/// What each kind says for each label, the lines above and below being what they are.
fn said(page: &Page<'_>, model: &Model<'_>, labels: &[Label], i: usize) -> [[i32; LABELS]; GROUNDS.len()] {
    let sheet = Sheet::of(page);
    let mut said = [[0; LABELS]; GROUNDS.len()];
    let mut bag = Bag(Vec::new());
    sheet.features(i, &mut bag);
    bag.settle();
    bag.0.iter().for_each(|feature| model.add(*feature, &mut said[Ground::of(*feature) as usize]));
    for (label, order) in said[Ground::Order as usize].iter_mut().enumerate() {
        let above = i.checked_sub(1).map_or(0, |above| model.step(labels[above] as usize, label));
        let below = labels.get(i + 1).map_or(0, |below| model.step(label, *below as usize));
        *order = above + below;
    }
    said[Ground::Caution as usize] = costs(&sheet, page, model, i);
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Hint;
    use crate::text::Line;

    #[test]
    fn the_parts_are_what_decides() {
        let lines: Vec<Line> = (1..)
            .zip(["松溪县推进春耕工作", "各乡镇要抓好春耕，做到不误农时、应种尽种。", "相关阅读"])
            .map(|(n, text)| Line::plain(text, n))
            .collect();
        let hints = vec![Hint { chosen: true, ..Hint::default() }; 3];
        let page = Page { lines: &lines, hints: &hints, name: None, kind: 0 };
        let model = Model::default();
        let decision = crate::reading::decide::decide(&page, &model);
        for i in 0..lines.len() {
            let why = why(&page, &model, &decision.labels, i);
            assert_eq!(why.label, decision.labels[i]);
            assert_ne!(why.label, why.next);
            // The best reading is no worse for one other label of a line.
            assert!(why.parts.iter().map(|(_, part)| part).sum::<i32>() >= 0, "{why:?}");
            assert!(why.parts.iter().any(|(kind, _)| *kind == Ground::Spelling), "{why:?}");
        }
        assert!(GROUNDS.iter().enumerate().all(|(i, kind)| *kind as usize == i));
    }

    #[test]
    fn each_template_is_of_a_kind() {
        for (template, kind) in [
            (0, Ground::Usual),
            (1, Ground::Spelling),
            (13, Ground::Spelling),
            (14, Ground::Place),
            (16, Ground::Shape),
            (25, Ground::Shape),
            (45, Ground::Rules),
            (58, Ground::Numbers),
            (64, Ground::Markup),
            (80, Ground::Markup),
            (96, Ground::Neighbours),
            (164, Ground::Neighbours),
            (168, Ground::Openings),
        ] {
            assert_eq!(Ground::of(template << 24 | 7), kind, "{template}");
        }
    }
}
