//! The best way through a page: a label for each line, so that with those above and below it most speaks for all of them together, and one
//! line at most begins a title.

use crate::reading::model::{LABELS, Model, Scores};
use crate::text::Label;

const TITLE: usize = Label::Title as usize;
const MORE: usize = Label::TitleMore as usize;

/// A score no evidence outweighs.
pub(crate) const NEVER: i32 = -1_000_000;

/// What it costs to read a page without a title, in 256ths. By cross-validation over all folds 100 finds one title more than 0; with 256
/// paragraphs become titles and are lost as text.
const UNTITLED: i32 = 100;

/// Scores of all labels above the title, and from the title on.
type Stages = [Scores; 2];

/// Whence the best way comes to each label.
type Back = [[u8; LABELS]; 2];

/// What speaks for a label (outside) below another (inside). A title goes on right below its first line only.
pub(crate) fn steps(model: &Model<'_>) -> Vec<Scores> {
    let mut steps: Vec<Scores> =
        (0..LABELS).map(|to| std::array::from_fn(|from| model.step(from, to))).collect();
    (0..LABELS).filter(|from| *from != TITLE && *from != MORE).for_each(|from| steps[MORE][from] = 2 * NEVER);
    steps
}

/// The ways to all labels of the line last looked at.
pub(crate) struct Ways {
    best: Stages,
    back: Vec<Back>,
}

impl Ways {
    pub(crate) fn new(lines: usize) -> Ways {
        Ways { best: [[0; LABELS]; 2], back: Vec::with_capacity(lines) }
    }

    /// One line on; tells what the best ways to its labels are worth.
    pub(crate) fn advance(&mut self, steps: &[Scores], scores: &Scores) -> &Stages {
        let mut next = [[2 * NEVER; LABELS]; 2];
        let mut back = [[0; LABELS]; 2];
        let begins = self.back.is_empty();
        for to in 0..LABELS {
            if to != TITLE && to != MORE {
                let (top, from) = if begins { (0, 0) } else { top(&self.best[0], &steps[to]) };
                (next[0][to], back[0][to]) = (top + scores[to], from);
            }
            let whence = usize::from(to != TITLE);
            let (top, from) = match begins {
                true => (if to == TITLE { 0 } else { 2 * NEVER }, 0),
                false => top(&self.best[whence], &steps[to]),
            };
            (next[1][to], back[1][to]) = (top + scores[to], from);
        }
        settle(&mut next);
        self.best = next;
        self.back.push(back);
        &self.best
    }

    /// The labels of the best way.
    pub(crate) fn labels(&self) -> Vec<Label> {
        let (stage, mut at) = (0..2)
            .flat_map(|stage| (0..LABELS).map(move |label| (stage, label)))
            .rev()
            .max_by_key(|(stage, label)| self.best[*stage][*label] - end(*stage))
            .unwrap_or_default();
        let mut stage = stage;
        let mut labels: Vec<Label> = Vec::with_capacity(self.back.len());
        for back in self.back.iter().rev() {
            labels.push(Label::ALL[at]);
            let from = back[stage][at];
            stage = if at == TITLE { 0 } else { stage };
            at = usize::from(from);
        }
        labels.reverse();
        labels
    }
}

/// What it costs that a page ends in this stage.
fn end(stage: usize) -> i32 {
    if stage == 0 { UNTITLED } else { 0 }
}

fn top(best: &Scores, steps: &Scores) -> (i32, u8) {
    let (mut top, mut at) = (i32::MIN, 0);
    for (i, (best, step)) in best.iter().zip(steps).enumerate() {
        if best + step > top {
            (top, at) = (best + step, i);
        }
    }
    (top, at as u8)
}

/// Only differences count; so no page is too long for the numbers.
fn settle(scores: &mut Stages) {
    let top = scores.as_flattened().iter().copied().max().unwrap_or(0);
    scores.as_flattened_mut().iter_mut().for_each(|score| *score = (*score - top).max(2 * NEVER));
}

/// For each line, how much worse the best reading is that has it on the other side: in the text or out of it.
pub(crate) fn margins(forward: &[Stages], lines: &[Scores], steps: &[Scores], labels: &[Label]) -> Vec<i32> {
    let mut behind: Stages = [[-end(0); LABELS], [-end(1); LABELS]];
    let mut margins = vec![0; labels.len()];
    for i in (0..labels.len()).rev() {
        let side = |debris: bool| {
            let labels = (0..LABELS).filter(|label| Label::ALL[*label].is_debris() == debris);
            let whole =
                |label: usize| (0..2).map(|stage| forward[i][stage][label] + behind[stage][label]).max();
            labels.filter_map(whole).max().unwrap_or(NEVER)
        };
        let own = labels[i].is_debris();
        margins[i] = side(own) - side(!own);
        behind = before(&behind, &lines[i], steps);
    }
    margins
}

/// What the best way is worth that goes on behind each label of the line above.
fn before(behind: &Stages, line: &Scores, steps: &[Scores]) -> Stages {
    let above: Scores = std::array::from_fn(|to| match to {
        TITLE => behind[1][TITLE] + line[TITLE],
        MORE => 2 * NEVER,
        _ => behind[0][to] + line[to],
    });
    let below: Scores = std::array::from_fn(|to| match to {
        TITLE => 2 * NEVER,
        _ => behind[1][to] + line[to],
    });
    // Whence inside: the steps from all labels to one lie side by side.
    let best = |scores: &Scores| -> Scores {
        let mut best = [i32::MIN; LABELS];
        for (steps, score) in steps.iter().zip(scores) {
            best.iter_mut().zip(steps).for_each(|(best, step)| *best = (*best).max(step + score));
        }
        best
    };
    let mut stages = [best(&above), best(&below)];
    settle(&mut stages);
    stages
}

#[cfg(test)]
mod tests {
    use super::*;
    use Label::{Above, Paragraph, Subtitle, Title, TitleMore};

    /// The labels of lines for which `scores` speak, and their margins.
    fn read(scores: &[&[(Label, i32)]]) -> (Vec<Label>, Vec<i32>) {
        let line = |said: &&[(Label, i32)]| {
            let mut scores = [0; LABELS];
            said.iter().for_each(|(label, score)| scores[*label as usize] = *score);
            scores
        };
        let lines: Vec<Scores> = scores.iter().map(line).collect();
        let steps = steps(&Model::NONE);
        let mut ways = Ways::new(lines.len());
        let forward: Vec<Stages> = lines.iter().map(|line| *ways.advance(&steps, line)).collect();
        let labels = ways.labels();
        let margins = margins(&forward, &lines, &steps, &labels);
        (labels, margins)
    }

    #[test]
    fn a_page_has_one_title() {
        let one: &[(Label, i32)] = &[(Title, 300), (Paragraph, 100)];
        let two: &[(Label, i32)] = &[(Title, 350), (Subtitle, 200)];
        assert_eq!(read(&[one, two]).0, [Title, Subtitle]);
        let two: &[(Label, i32)] = &[(Title, 550), (Subtitle, 200)];
        assert_eq!(read(&[one, two]).0, [Paragraph, Title]);
    }

    #[test]
    fn a_title_goes_on_right_below_it() {
        let title: &[(Label, i32)] = &[(Title, 300)];
        let more: &[(Label, i32)] = &[(TitleMore, 300), (Paragraph, 200)];
        let text: &[(Label, i32)] = &[(Paragraph, 500)];
        assert_eq!(read(&[title, more, more]).0, [Title, TitleMore, TitleMore]);
        assert_eq!(read(&[title, text, more]).0, [Title, Paragraph, Paragraph]);
        assert_eq!(read(&[more, title]).0, [Paragraph, Title]);
    }

    #[test]
    fn a_page_without_a_title_is_worth_a_little_less() {
        let line = |title: i32| vec![(Paragraph, 500), (Title, title)];
        assert_eq!(read(&[&line(401)]).0, [Title]);
        assert_eq!(read(&[&line(399)]).0, [Paragraph]);
        let text: &[(Label, i32)] = &[(Paragraph, 500)];
        assert_eq!(read(&[&line(401), text, text]).0, [Title, Paragraph, Paragraph]);
    }

    #[test]
    fn a_margin_is_what_the_other_side_lacks() {
        let text: &[(Label, i32)] = &[(Paragraph, 500), (Above, 450)];
        let title: &[(Label, i32)] = &[(Title, 300), (Above, 100)];
        assert_eq!(read(&[text, title]).1, [50, 300]);
        assert_eq!(read(&[title, text]).1, [300, 50]);
    }
}
