//! `convert --dry-run` and `convert --diff`: what would be written and changed, with nothing written.

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::Path;

use similar::{ChangeTag, DiffOp, TextDiff};

use crate::batch::Failure;
use crate::batch::journal::{Journal, Known};
use crate::batch::run::in_order;
use crate::batch::source;
use crate::cli::args::Convert;
use crate::cli::input::{bytes_of, guarded, read};
use crate::cli::neighbours::Neighbours;
use crate::cli::outcome::Outcome;
use crate::cli::plan::{Item, Plan, Planned};
use crate::cli::pool::{had_workers, pool};
use crate::cli::recipe::{InputContext, Recipe};
use crate::cli::terminal::{blame, print, said, say};
use crate::cli::wording;
use crate::document::Document;
use crate::message;
use crate::pipeline;
use crate::text::anchor;

/// Shows every input with the documents that would be made of it.
pub(crate) fn dry_run(args: &Convert, recipe: &Recipe<'_>, plan: Plan) -> Outcome {
    let known = plan.root.as_deref().filter(|_| args.run.resume).map(Journal::look);
    let settings = recipe.settings(plan.formats());
    let (mut new, mut existing, mut unchanged) = (0, 0, 0);
    let mut outcome = Outcome::Done;
    for item in plan.items() {
        match item {
            Item::Job(planned) => {
                let count = planned.outputs.len() as u64;
                let is_known = known.as_ref().is_some_and(|known| is_done(&planned, known, &settings));
                let in_the_way =
                    planned.outputs.iter().any(|output| output.place.refusal(args.force).is_some());
                let note = match (is_known, in_the_way && known.is_none()) {
                    (true, _) => (wording::unchanged(), &mut unchanged),
                    (_, true) => (wording::exists(), &mut existing),
                    _ => (String::new(), &mut new),
                };
                *note.1 += count;
                let outputs: Vec<String> =
                    planned.outputs.iter().map(|output| output.place.to_string()).collect();
                print(&wording::would_write(&planned.called, &outputs, &note.0));
            }
            Item::Lost(path, failure) => outcome = lost(&path, &failure),
            Item::LeftOut(_) => {}
        }
    }
    if !args.telling.quiet {
        say(&wording::dry_run(new, existing, unchanged));
    }
    outcome
}

fn is_done(planned: &Planned, known: &Known, settings: &str) -> bool {
    let Ok(bytes) = source::read(&planned.input) else { return false };
    let neighbours = Neighbours::of(&planned.input);
    let hash = neighbours.hash_with(&bytes);
    known.covers(&planned.key, &hash, settings, &planned.files(), |name| neighbours.hash(name)).is_some()
}

fn lost(path: &Path, failure: &Failure) -> Outcome {
    blame(path.display(), failure);
    Outcome::Failed
}

/// Shows what the text of every input becomes.
pub(crate) fn diff(args: &Convert, recipe: &Recipe<'_>, plan: Plan) -> Outcome {
    let mut outcome = Outcome::Done;
    let show = |item| match item {
        Item::Job(planned) => {
            guarded(|| changes(&planned, recipe)).map_err(|failure| (planned.called, failure))
        }
        Item::Lost(path, failure) => Err((path, failure)),
        Item::LeftOut(_) => Ok(String::new()),
    };
    let ran = in_order(plan.items(), pool(&args.run.jobs), show, |shown| {
        match shown {
            Ok(text) if text.is_empty() => {}
            Ok(text) => print(text.trim_end()),
            Err((path, failure)) => outcome = lost(&path, &failure),
        }
        ControlFlow::Continue(())
    });
    if had_workers(ran) { outcome } else { Outcome::Failed }
}

/// The difference between what an input shows and the document made of it; empty if there is none.
fn changes(planned: &Planned, recipe: &Recipe<'_>) -> Result<String, Failure> {
    let (input, called) = (planned.input.as_path(), planned.called.display());
    let bytes = bytes_of(input)?;
    let neighbours = Neighbours::of(input);
    let name = Some(input).filter(|input| input.as_os_str() != "-");
    let before = pipeline::shown(&bytes, &recipe.options(InputContext { name, ..InputContext::default() }))?;
    let after = lines_of(&read(recipe, &bytes, input, &neighbours)?.document);
    let body = difference(&before, &after);
    Ok(if body.is_empty() {
        body
    } else {
        let after = said(&message!("%{input}, as a document", input = called.to_string()));
        format!("--- {called}\n+++ {after}\n{body}")
    })
}

/// The text of a document, a line a part.
fn lines_of(document: &Document) -> Vec<String> {
    let cover = document.title.iter().chain(&document.publishers).chain(&document.published);
    let mut lines: Vec<String> = cover.cloned().collect();
    for article in &document.articles {
        lines.extend(article.front().into_iter().map(|(_, text)| text.labelled(0).into_owned()));
        for block in &article.blocks {
            lines.extend(block.text.labelled(0).lines().map(str::to_owned));
        }
        let footnotes = article.footnotes.iter().enumerate();
        lines.extend(footnotes.map(|(i, footnote)| format!("{}: {}", anchor::label(i), footnote.text)));
    }
    lines
}

/// Lines taken out with `-`, put in with `+`, changed ones with `~` and the changes marked in them.
fn difference(before: &[String], after: &[String]) -> String {
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    let after: Vec<&str> = after.iter().map(String::as_str).collect();
    let mut text = String::new();
    for op in TextDiff::from_slices(&before, &after).ops() {
        show_op(&mut text, *op, &before, &after);
    }
    text
}

fn show_op(text: &mut String, op: DiffOp, before: &[&str], after: &[&str]) {
    let (old, new) = (op.old_range(), op.new_range());
    if let DiffOp::Equal { .. } = op {
        return;
    }
    let _ = writeln!(text, "@@ -{},{} +{},{} @@", old.start + 1, old.len(), new.start + 1, new.len());
    let mut olds = before[old].iter();
    for new in &after[new] {
        // What stands before the line it came from has gone.
        let Some(at) = olds.as_slice().iter().position(|old| alike(old, new)) else {
            let _ = writeln!(text, "+ {new}");
            continue;
        };
        for gone in olds.by_ref().take(at) {
            let _ = writeln!(text, "- {gone}");
        }
        if let Some(old) = olds.next() {
            let _ = writeln!(text, "~ {}", marked(old, new));
        }
    }
    for gone in olds {
        let _ = writeln!(text, "- {gone}");
    }
}

/// Whether one line came of the other: more than half of them is the same.
fn alike(old: &str, new: &str) -> bool {
    // Below, a line is another line and is shown as one that went and one that came.
    const HALF: f64 = 0.5;
    TextDiff::from_chars(old, new).ratio() as f64 > HALF
}

/// `new` with what is not in `old` as `{+…+}` and what was only there as `[-…-]`.
fn marked(old: &str, new: &str) -> String {
    let diff = TextDiff::from_chars(old, new);
    let (mut text, mut open) = (String::new(), ChangeTag::Equal);
    for change in diff.iter_all_changes() {
        if change.tag() != open {
            text.push_str(bracket(open).1);
            open = change.tag();
            text.push_str(bracket(open).0);
        }
        text.push_str(change.value());
    }
    text.push_str(bracket(open).1);
    text
}

/// What stands around a piece.
fn bracket(tag: ChangeTag) -> (&'static str, &'static str) {
    match tag {
        ChangeTag::Equal => ("", ""),
        ChangeTag::Delete => ("[-", "-]"),
        ChangeTag::Insert => ("{+", "+}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &[&str], after: &[&str], expected: &str) {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        assert_eq!(difference(&owned(before), &owned(after)), expected);
    }

    #[test]
    fn only_what_differs_is_shown_and_marked() {
        check(&["甲", "乙"], &["甲", "乙"], "");
        check(&["甲", "打印本页"], &["甲"], "@@ -2,1 +2,0 @@\n- 打印本页\n");
        check(&["今年,好", "尾"], &["今年，好", "尾"], "@@ -1,1 +1,1 @@\n~ 今年[-,-]{+，+}好\n");
        check(&["甲乙", "丁"], &["甲乙丙"], "@@ -1,2 +1,1 @@\n~ 甲乙{+丙+}\n- 丁\n");
    }

    #[test]
    fn a_changed_line_is_shown_beside_the_one_it_came_from() {
        let (before, after) = (["打印本页", "今年,岚川市"], ["今年，岚川市"]);
        check(&before, &after, "@@ -1,2 +1,1 @@\n- 打印本页\n~ 今年[-,-]{+，+}岚川市\n");
        check(&["甲乙"], &["丙丁", "甲乙，"], "@@ -1,1 +1,2 @@\n+ 丙丁\n~ 甲乙{+，+}\n");
    }
}
