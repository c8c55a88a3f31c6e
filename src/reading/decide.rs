//! The best reading of a whole page: for each line the label that, with those above and below, most speaks for.

use crate::reading::features::{Bag, Sheet};
use crate::reading::model::{LABELS, Loss, Model};
use crate::reading::{Hint, Page};
use crate::text::Label;

/// A score no evidence outweighs.
const NEVER: i32 = -1_000_000;

/// Pages with more lines are read without their doubts.
const MOST_DOUBTED: usize = 20_000;

/// A page, read.
#[derive(Debug, Default)]
pub struct Decision {
    /// What each line is.
    pub labels: Vec<Label>,
    /// How much less the best reading is worth in which the line is of the page instead of the text, or the other way round.
    pub margins: Vec<i32>,
    /// How much more its own features say that the line is the title than that it is anything else.
    pub titles: Vec<i32>,
    /// What the weights say alone was not believed.
    pub doubted: bool,
}

/// Scores of all labels of a line.
pub(crate) type Scores = [i32; LABELS];

/// Reads `page`.
pub(crate) fn decide(page: &Page<'_>, model: &Model<'_>) -> Decision {
    let lines = page.lines.len();
    if lines == 0 {
        return Decision::default();
    }
    let sheet = Sheet::of(page);
    let steps = steps(model);
    let mut bag = Bag(Vec::new());
    let doubted = lines <= MOST_DOUBTED;
    let mut kept: Vec<Scores> = Vec::new();
    let mut forward: Vec<Scores> = Vec::new();
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(lines);
    let mut best = [0; LABELS];
    for i in 0..lines {
        let scores = scores(&sheet, page, model, i, &mut bag);
        let (next, from) = if i == 0 { (scores, [0; LABELS]) } else { advance(&best, &steps, &scores) };
        best = next;
        back.push(from);
        if doubted {
            kept.push(scores);
            forward.push(best);
        }
    }
    let labels = trace(&best, &back);
    let margins = if doubted { margins(&forward, &kept, &steps, &labels) } else { Vec::new() };
    let titles = kept.iter().map(title).collect();
    Decision { labels, margins, titles, doubted: false }
}

fn title(scores: &Scores) -> i32 {
    let title = Label::Title as usize;
    let other = (0..LABELS).filter(|label| *label != title).map(|label| scores[label]).max();
    scores[title] - other.unwrap_or(0)
}

fn steps(model: &Model<'_>) -> Vec<Scores> {
    (0..LABELS).map(|to| std::array::from_fn(|from| model.step(from, to))).collect()
}

/// What speaks for each label of line `i` alone.
fn scores(sheet: &Sheet<'_>, page: &Page<'_>, model: &Model<'_>, i: usize, bag: &mut Bag) -> Scores {
    let mut scores = [0; LABELS];
    sheet.features(i, bag);
    bag.settle();
    bag.0.iter().for_each(|feature| model.add(*feature, &mut scores));
    scores
        .iter_mut()
        .zip(costs(sheet, page, model, i))
        .for_each(|(score, cost)| *score = (*score + cost).max(NEVER));
    scores
}

/// What reading line `i` as each label costs, whatever speaks for it; what may not be costs more than anything can be worth.
pub(crate) fn costs(sheet: &Sheet<'_>, page: &Page<'_>, model: &Model<'_>, i: usize) -> Scores {
    let mut scores = [0; LABELS];
    let hint = &page.hints[i];
    let loss = loss(sheet.is_prose(i), hint, model);
    let out = if hint.is_out() { model.cost(Loss::Out) } else { 0 };
    for (score, label) in scores.iter_mut().zip(Label::ALL) {
        let debris = label.is_debris();
        *score -= if debris { loss } else { out };
        if hint.first() == Some(*label) {
            *score += model.cost(Loss::Role);
        }
        let untitled = *label == Label::Title && !can_be_title(&page.lines[i].text);
        if hint.stays && debris || hint.goes && !debris || untitled {
            *score += 2 * NEVER;
        }
    }
    scores
}

/// A title names something, in letters: no figures of a market, no pages to choose from.
fn can_be_title(text: &str) -> bool {
    // 总则 has two letters; a single one is the index of a list.
    const FEWEST: usize = 2;
    !text.ends_with(['：', ':']) && text.chars().filter(|c| c.is_alphabetic()).nth(FEWEST - 1).is_some()
}

/// What it costs to lose a line.
fn loss(sentence: bool, hint: &Hint, model: &Model<'_>) -> i32 {
    let kind = match (sentence, !hint.is_out()) {
        (true, true) => Loss::Chosen,
        (true, false) => Loss::Sentence,
        (false, true) if hint.glance.is_part() => Loss::Part,
        (false, true) => Loss::Line,
        (false, false) => return 0,
    };
    model.cost(kind)
}

/// One line on: the best way to each label, and whence it comes.
fn advance(best: &Scores, steps: &[Scores], scores: &Scores) -> (Scores, [u8; LABELS]) {
    let mut next = *scores;
    let mut from = [0; LABELS];
    for (to, steps) in steps.iter().enumerate() {
        let (mut top, mut at) = (i32::MIN, 0);
        for (i, (best, step)) in best.iter().zip(steps).enumerate() {
            if best + step > top {
                (top, at) = (best + step, i);
            }
        }
        next[to] += top;
        from[to] = at as u8;
    }
    // Only differences count; so no page is too long for the numbers.
    let top = next.iter().copied().max().unwrap_or(0);
    next.iter_mut().for_each(|score| *score = (*score - top).max(2 * NEVER));
    (next, from)
}

fn trace(best: &Scores, back: &[[u8; LABELS]]) -> Vec<Label> {
    let mut at = (0..LABELS).rev().max_by_key(|i| best[*i]).unwrap_or(0);
    let mut labels: Vec<Label> = Vec::with_capacity(back.len());
    for from in back.iter().rev() {
        labels.push(Label::ALL[at]);
        at = usize::from(from[at]);
    }
    labels.reverse();
    labels
}

/// For each line, how much worse the best reading is that has it on the other side: in the text or out of it.
fn margins(forward: &[Scores], scores: &[Scores], steps: &[Scores], labels: &[Label]) -> Vec<i32> {
    let mut behind: Scores = [0; LABELS];
    let mut margins = vec![0; labels.len()];
    for i in (0..labels.len()).rev() {
        let whole = |label: usize| forward[i][label] + behind[label];
        let side = |debris: bool| {
            let labels = (0..LABELS).filter(|label| Label::ALL[*label].is_debris() == debris);
            labels.map(whole).max().unwrap_or(NEVER)
        };
        let own = labels[i].is_debris();
        margins[i] = side(own) - side(!own);
        let below: Scores = std::array::from_fn(|to| behind[to] + scores[i][to]);
        behind =
            std::array::from_fn(|from| (0..LABELS).map(|to| steps[to][from] + below[to]).max().unwrap_or(0));
        let top = behind.iter().copied().max().unwrap_or(0);
        behind.iter_mut().for_each(|score| *score -= top);
    }
    margins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_what_opens_a_list_are_no_titles() {
        for text in ["总则", "2026年工作要点", "GB 9704"] {
            assert!(can_be_title(text), "{text}");
        }
        for text in ["0.00 (0.000%)", "1  2  3  4", "章", "相关阅读：", "Tags:"] {
            assert!(!can_be_title(text), "{text}");
        }
    }
}
