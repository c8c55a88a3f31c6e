//! Footnotes while a text is read: which anchor points to which, and what they say.

use crate::diag::{Log, Severity};
use crate::limits::NOTES;
use crate::message;
use crate::text::{Line, anchor};

/// Footnotes by key; a reader gives every footnote that is anchored a key of its own, from 0.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    texts: Vec<Line>,
    /// What each anchor points to.
    anchors: Vec<usize>,
}

/// Tells that footnotes are left as they are written, because there are too many or they are too long.
pub(crate) fn tell_too_much(log: &mut Log) {
    let message = message!(
        "the footnotes are more than %{most} MB, each counted as often as it is anchored, or more than %{count}; what is too much stays in the text as it is written",
        most = NOTES >> 20,
        count = anchor::MOST
    );
    log.found("page.limit", Severity::Warning, 1, message);
}

impl Notes {
    /// A new anchor for a footnote, by its number; none when there are too many.
    pub(crate) fn anchor(&mut self, key: usize) -> Option<usize> {
        let new = self.anchors.len();
        (new < anchor::MOST).then(|| self.anchors.push(key))?;
        Some(new)
    }

    /// Adds a paragraph to the text of a footnote.
    pub(crate) fn define(&mut self, key: usize, line: Line) {
        if self.texts.len() <= key {
            self.texts.resize(key + 1, Line::default());
        }
        match &mut self.texts[key] {
            known if known.text.is_empty() => *known = line,
            known => {
                known.text.push('\n');
                known.text.push_rich(&line.text);
            }
        }
    }

    /// Whether anything of a footnote is known.
    pub(crate) fn is_defined(&self, key: usize) -> bool {
        self.texts.get(key).is_some_and(|line| !line.text.is_empty())
    }

    /// Gives the texts the lines of the input they begin on.
    pub(crate) fn number(&mut self, mut line_of: impl FnMut(&str) -> u32) {
        self.texts.iter_mut().for_each(|line| line.number = line_of(&line.text));
    }

    /// A line for each anchor, in their order; what is anchored again is said again.
    pub(crate) fn finish(self, log: &mut Log) -> Vec<Line> {
        let mut said = vec![false; self.texts.len()];
        let lines = self.anchors.into_iter().map(|key| {
            let line = self.texts.get(key).cloned().unwrap_or_default();
            if said.get_mut(key).is_some_and(|said| std::mem::replace(said, true)) {
                log.changed("footnote.repeated", line.number, "", &line.text);
            }
            line
        });
        lines.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_anchored_twice_is_said_twice() {
        let (mut log, mut notes) = (Log::new(), Notes::default());
        notes.define(1, Line::plain("乙", 8));
        notes.define(0, Line::plain("甲", 7));
        notes.define(0, Line::plain("甲二", 9));
        let anchors = [0, 1, 0].map(|key| notes.anchor(key));
        assert_eq!(anchors, [Some(0), Some(1), Some(2)]);
        let lines = notes.finish(&mut log);
        assert_eq!(
            lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(),
            ["甲\n甲二", "乙", "甲\n甲二"]
        );
        assert_eq!(log.change_count(), 1);
    }
}
