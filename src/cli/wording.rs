//! What a run says about itself as a whole: all its words in one place.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use crate::batch::Reason;
use crate::batch::journal::Refusal;
use crate::batch::plan::SPECIAL;
use crate::batch::summary::Summary;
use crate::cli::terminal::{said, spoken};
use crate::diag::{Change, Finding, Removal, RuleName};
use crate::message;
use crate::message::{Message, names};
use crate::rules::registry;

/// How far a run is: done of all, what failed, how long it takes yet, how fast it is.
pub(crate) struct Progress {
    pub(crate) done: u64,
    pub(crate) all: u64,
    pub(crate) failed: u64,
    pub(crate) left: Duration,
    pub(crate) speed: f64,
}

impl Progress {
    /// In a row of `columns`: a bar if there is much room, and of the rest what fits.
    pub(crate) fn line(&self, columns: usize) -> String {
        // A bar of twenty, numbers and a name fit in the usual row.
        const WIDE: usize = 80;
        const BAR: u64 = 20;
        let mut parts = vec![format!("{}/{}", self.done, self.all)];
        if columns >= WIDE {
            let full = (self.done * BAR / self.all.max(1)).min(BAR) as usize;
            parts.insert(0, format!("[{}{}]", "=".repeat(full), " ".repeat(BAR as usize - full)));
        }
        if self.failed > 0 {
            parts.push(said(&message!("%{count} failed", count = self.failed)));
        }
        if self.speed > 0.0 {
            parts.push(said(&message!("%{time} left", time = clock(self.left))));
            parts.push(said(&message!("%{count}/s", count = format!("{:.0}", self.speed))));
        }
        let mut line = String::new();
        for part in parts {
            // A row that is full to its last column turns over on some terminals.
            if line.width() + part.width() + 1 < columns {
                line += &part;
                line.push(' ');
            }
        }
        line
    }
}

/// `1:02:03`, `2:03`.
fn clock(time: Duration) -> String {
    let (minutes, seconds) = (time.as_secs() / 60, time.as_secs() % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

pub(crate) fn skipped(input: &str) -> String {
    said(&message!("%{input}: unchanged since it was done", input = input))
}

/// What a reason means, in a table.
fn meaning(reason: Reason) -> Message {
    match reason {
        Reason::Empty => message!("no text in it"),
        Reason::NotText => message!("not text"),
        Reason::Damaged => message!("too much of it is damaged"),
        Reason::Unreadable => message!("encoding unknown"),
        Reason::Read => message!("cannot be read"),
        Reason::Changing => message!("changes while it is read"),
        Reason::TooLarge => message!("too large"),
        Reason::BadRecord => message!("not a record"),
        Reason::Exists => message!("output exists"),
        Reason::Write => message!("output cannot be written"),
        Reason::Elements => message!("elements that cannot be used"),
        Reason::Document => message!("no document could be made"),
        Reason::Fault => message!("a fault of chengwen"),
    }
}

/// The table at the end of a run.
pub(crate) fn summary(summary: &Summary, time: Duration) -> Vec<String> {
    // The longest name in the table, in columns.
    const NAME: usize = 10;
    let seconds = time.as_secs_f64();
    let speed = if seconds > 0.0 { (summary.done + summary.skipped) as f64 / seconds } else { 0.0 };
    let row = |name: Message, number: u64, note: &str| {
        format!("{}{number:>9}  {note}", padded(&said(&name), NAME)).trim_end().to_owned()
    };
    let part = |number: &u64, name: &str| format!("{:<NAME$}{number:>9}    {name}", "");
    let mut lines = vec![row(message!("done"), summary.done, "")];
    if summary.skipped > 0 {
        let note = said(&message!("unchanged since they were done"));
        lines.push(row(message!("skipped"), summary.skipped, &note));
    }
    let in_full = said(&message!("lines; -v lists them, --report FILE keeps everything"));
    lines.push(row(message!("removed"), summary.removed, &in_full));
    lines.push(row(message!("changed"), summary.changed, &said(&message!("places"))));
    lines.push(row(message!("failed"), summary.failed, ""));
    for reason in Reason::ALL {
        if let Some(number) = summary.reasons.get(reason.id()) {
            lines.push(part(number, &said(&meaning(reason))));
        }
    }
    lines.push(row(message!("warnings"), summary.warnings.values().sum(), ""));
    lines.extend(summary.warnings.iter().map(|(rule, number)| part(number, &found(summary, rule))));
    let special = |name: &str| SPECIAL.contains(&name);
    let count = |wanted: bool| {
        let names = summary.left_out.iter().filter(|(name, _)| special(name) == wanted);
        names.map(|(_, number)| number).sum::<u64>()
    };
    if count(false) > 0 {
        lines.push(row(message!("left out"), count(false), &left_out(summary)));
    }
    if count(true) > 0 {
        let what = said(&message!("links, pipes and devices; what is named itself is read"));
        lines.push(row(message!("left out"), count(true), &what));
    }
    let speed = said(&message!("%{count} a second", count = format!("{speed:.0}")));
    lines.push(format!("{}{seconds:>8.1}s  {speed}", padded(&said(&message!("time")), NAME)));
    lines
}

/// A rule and the first inputs it has findings in.
fn found(summary: &Summary, rule: &RuleName) -> String {
    let inputs = summary.first.get(rule).map_or(&[][..], Vec::as_slice);
    let more =
        if summary.warnings.get(rule).is_some_and(|all| *all > inputs.len() as u64) { " …" } else { "" };
    let shown = message!("%{input}: %{problem}", input = named(rule), problem = names(inputs));
    if inputs.is_empty() { named(rule) } else { format!("{}{more}", said(&shown)) }
}

/// The commonest endings of files that were not taken.
fn left_out(summary: &Summary) -> String {
    // A row holds no more of them.
    const MOST: usize = 4;
    let mut endings: Vec<(&String, &u64)> =
        summary.left_out.iter().filter(|(name, _)| !SPECIAL.contains(&name.as_str())).collect();
    endings.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let shown: Vec<String> = endings.iter().take(MOST).map(|(ending, _)| format!(".{ending}")).collect();
    let more = if endings.len() > MOST { " …" } else { "" };
    let shown = format!("{}{more}", shown.join(" "));
    said(&message!(
        "not recognised as texts (%{endings}); --include takes them all the same",
        endings = shown
    ))
}

/// `text`, filled up with blanks to `width` columns of a terminal, of which a Chinese character takes two.
pub(crate) fn padded(text: &str, width: usize) -> String {
    let filled = width.saturating_sub(UnicodeWidthStr::width(text));
    format!("{text}{}", " ".repeat(filled))
}

pub(crate) fn interrupted() -> String {
    said(&message!("chengwen: interrupted; what was begun is finished, run again with --resume for the rest"))
}

pub(crate) fn interrupting() -> String {
    said(&message!("chengwen: finishing what was begun; press Ctrl+C again to stop at once"))
}

/// What to do when outputs of a folder are there already.
pub(crate) fn existing(count: u64) -> String {
    said(&message!(
        "chengwen: %{count} outputs were there already and stay as they are; --resume does only what is new or has changed, --force writes all again",
        count = count
    ))
}

/// That there was nothing to convert, and why: `include` is what files had to fit.
pub(crate) fn nothing(include: &[String]) -> String {
    let nothing = match include {
        [] => message!("no texts were found there; check the folder, --exclude and the endings of the files"),
        patterns => message!(
            "no file fits --include %{patterns}; write a pattern in quotes, for example --include '*.html'",
            patterns = patterns.join(" --include ")
        ),
    };
    format!("chengwen: {}", said(&nothing))
}

pub(crate) fn stopped() -> String {
    said(&message!(
        "chengwen: stopped at the first failure, as --fail-fast asks; run again with --resume for the rest"
    ))
}

/// Why the folder of the outputs cannot be worked on.
pub(crate) fn refused(folder: &Path, refusal: &Refusal) -> String {
    let folder = folder.display();
    match refusal {
        Refusal::Busy => said(&message!(
            "chengwen: another run works on %{folder}; wait until it has ended, or name another folder with -o",
            folder = folder
        )),
        Refusal::Io(error) => said(&message!(
            "chengwen: cannot write to %{folder}: %{error}; check the permissions and the free space, or name another folder with -o",
            folder = folder,
            error = error
        )),
    }
}

/// What a dry run says of one input.
pub(crate) fn would_write(input: &Path, outputs: &[String], note: &str) -> String {
    format!("{} → {}{note}", input.display(), outputs.join(", "))
}

/// The notes a dry run adds.
pub(crate) fn exists() -> String {
    said(&message!(" (exists; --force overwrites it)"))
}

pub(crate) fn unchanged() -> String {
    said(&message!(" (unchanged since it was done)"))
}

pub(crate) fn dry_run(new: u64, existing: u64, unchanged: u64) -> String {
    let mut parts = vec![match new {
        1 => message!("1 document would be written"),
        new => message!("%{count} documents would be written", count = new),
    }];
    if existing > 0 {
        parts.push(message!("%{count} exist already", count = existing));
    }
    if unchanged > 0 {
        parts.push(message!("%{count} unchanged", count = unchanged));
    }
    listed(&parts)
}

/// Parts of a sentence, one behind the other.
pub(crate) fn listed(parts: &[Message]) -> String {
    parts.iter().map(said).collect::<Vec<_>>().join(&said(&message!(", ")))
}

pub(crate) fn watching(input: &Path, output: &Path) -> String {
    said(&message!(
        "watching %{input}, writing to %{output}; press Ctrl+C to stop",
        input = input.display(),
        output = output.display()
    ))
}

pub(crate) fn watch_ended() -> String {
    said(&message!("chengwen: interrupted; what was begun is finished"))
}

pub(crate) fn pages(count: u64) -> Message {
    if count == 1 { message!("1 page") } else { message!("%{count} pages", count = count) }
}

pub(crate) fn articles(count: u64) -> Message {
    if count == 1 { message!("1 article") } else { message!("%{count} articles", count = count) }
}

pub(crate) fn removed(count: u64) -> Message {
    if count == 1 { message!("1 line removed") } else { message!("%{count} lines removed", count = count) }
}

pub(crate) fn changes(count: u64) -> Message {
    if count == 1 { message!("1 change") } else { message!("%{count} changes", count = count) }
}

pub(crate) fn warnings(count: u64) -> Message {
    if count == 1 { message!("1 warning") } else { message!("%{count} warnings", count = count) }
}

/// A line for a removed line; what stands for no one line has none.
pub(crate) fn removal(removal: &Removal) -> Message {
    let (line, rule, text) = (removal.line, &*removal.rule, shortened(&removal.text));
    let message = match (line, name(rule)) {
        (0, None) => message!("  removed (%{rule}): %{text}"),
        (0, Some(name)) => message!("  removed, %{name} (%{rule}): %{text}", name = name),
        (line, None) => message!("  removed line %{line} (%{rule}): %{text}", line = line),
        (line, Some(name)) => {
            message!("  removed line %{line}, %{name} (%{rule}): %{text}", line = line, name = name)
        }
    };
    message.with("rule", rule).with("text", text)
}

/// What people call a rule; the user's own have no name but the one they gave.
pub(crate) fn name(rule: &str) -> Option<&'static str> {
    registry::find(rule).map(|rule| rule.name.said(spoken()))
}

/// Its name with the id behind, which the options take.
fn named(rule: &str) -> String {
    match name(rule) {
        Some(name) => said(&message!("%{name} (%{rule})", name = name, rule = rule)),
        None => rule.to_owned(),
    }
}

/// A line for something a person should look at.
pub(crate) fn look_at(finding: &Finding) -> Message {
    let (line, rule, what) = (finding.line, &*finding.rule, finding.message.clone());
    let message = match (line, name(rule)) {
        (0, None) => message!("  look at this (%{rule}): %{what}"),
        (0, Some(name)) => message!("  look at this, %{name} (%{rule}): %{what}", name = name),
        (line, None) => message!("  look at line %{line} (%{rule}): %{what}", line = line),
        (line, Some(name)) => {
            message!("  look at line %{line}, %{name} (%{rule}): %{what}", line = line, name = name)
        }
    };
    message.with("rule", rule).with("what", what)
}

/// How many places were changed, and what for: a thousand sound like harm, and are most often another script.
pub(crate) fn changes_of(changes: &[Change]) -> Message {
    let count = |of: fn(&str) -> bool| -> u64 {
        changes.iter().filter(|change| of(&change.rule)).map(|change| u64::from(change.count)).sum()
    };
    let group = |rule: &str| rule.split('.').next().unwrap_or_default().to_owned();
    let all = count(|_| true);
    let script = count(|rule| rule.starts_with("script."));
    let marks = count(|rule| rule.starts_with("punctuation.") || rule.starts_with("pairs."));
    let kinds = changes.iter().map(|change| group(&change.rule)).collect::<BTreeSet<_>>().len();
    if kinds < 2 || script + marks == 0 {
        return self::changes(all);
    }
    let parts = [
        (script, message!("script %{count}", count = script)),
        (marks, message!("punctuation %{count}", count = marks)),
        (all - script - marks, message!("other %{count}", count = all - script - marks)),
    ];
    let parts: Vec<Message> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, part)| part).collect();
    message!("%{count} changes (%{kinds})", count = all, kinds = Message::from(listed(&parts)))
}

/// At most forty characters of `text`.
pub(crate) fn shortened(text: &str) -> String {
    // With what is said of it, it fits in a row in Chinese, too.
    const LONGEST: usize = 40;
    let mut short: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(columns: usize, failed: u64, left: u64, expected: &str) {
        let left = Duration::from_secs(left);
        let progress = Progress { done: 1280, all: 3000, failed, left, speed: 250.92 };
        assert_eq!(progress.line(columns), expected);
        assert!(progress.line(columns).width() < columns || columns == 0);
    }

    #[test]
    fn the_progress_keeps_to_one_row() {
        check(100, 3, 7, "[========            ] 1280/3000 3 failed 0:07 left 251/s ");
        check(100, 0, 3723, "[========            ] 1280/3000 1:02:03 left 251/s ");
        check(40, 3, 7, "1280/3000 3 failed 0:07 left 251/s ");
        check(24, 3, 7, "1280/3000 3 failed ");
        check(0, 3, 7, "");
    }
}
