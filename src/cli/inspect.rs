//! `chengwen inspect`: how a text is read.

use std::cmp::Reverse;

use crate::batch::Failure;
use crate::cli::args::Inspect;
use crate::cli::report::{self, Report, count, shortened};
use crate::cli::worker::bytes_of;
use crate::cli::{Outcome, options, print, say};
use crate::diag::{Change, RuleId};
use crate::document::{Article, Block, FrontRole, Role, RunInKind};
use crate::pipeline::{self, ReadOptions, Reading};

/// Runs the subcommand.
pub(crate) fn run(args: &Inspect) -> Outcome {
    let reading = match options::reading(&args.reading) {
        Ok(options) => options,
        Err(problems) => {
            problems.iter().for_each(|problem| say(&format!("chengwen: {problem}")));
            return Outcome::Usage;
        }
    };
    let name = (args.input.as_os_str() != "-").then(|| args.input.clone());
    let options = ReadOptions { name, ..reading };
    let read =
        bytes_of(&args.input).and_then(|bytes| pipeline::read(&bytes, &options).map_err(Failure::from));
    match read {
        Ok(reading) if args.json => {
            let report = report::write(&[Report::new(&args.input, &[], &reading, None)]);
            print(String::from_utf8_lossy(&report).trim_end());
            Outcome::Done
        }
        Ok(reading) => {
            show(&reading);
            Outcome::Done
        }
        Err(failure) => {
            say(&format!("chengwen: {}: {}", args.input.display(), failure.message));
            Outcome::Failed
        }
    }
}

fn show(reading: &Reading) {
    let (kind, encoding, sure) = (reading.kind.name(), reading.encoding, reading.confidence.name());
    print(&format!("read as {kind}, {encoding} ({sure}), {}", reading.script.name()));
    for span in &reading.spans {
        print(&format!("  lines {}–{} are {}", span.first, span.last, span.encoding));
    }
    if let Some(repaired) = &reading.repaired {
        print(&format!(
            "{} lines had been decoded wrongly and are repaired, {} characters of them guessed",
            repaired.lines.len(),
            repaired.guessed
        ));
    }
    if reading.damaged > 0 {
        print(&format!("{} characters are damaged", reading.damaged));
    }
    let document = &reading.document;
    if document.compiled {
        print(&format!("a compilation of {} articles", document.articles.len()));
    }
    document.articles.iter().for_each(show_article);
    show_log(reading);
}

fn show_article(article: &Article) {
    print("");
    // Of the lines above the text only that of the title is known.
    let mut line = Some(article.line).filter(|line| *line > 0);
    for (role, text) in article.front() {
        let name = match role {
            FrontRole::Kicker => "kicker",
            FrontRole::Title => "title",
            FrontRole::Subtitle => "subtitle",
            FrontRole::Byline => "byline",
            FrontRole::Dateline => "dateline",
        };
        let number = line.take_if(|_| role == FrontRole::Title).map_or_else(String::new, |n| n.to_string());
        print(&format!("{number:>5}  {name:<11} {text}"));
    }
    article.blocks.iter().for_each(|block| print(&line_of(block)));
}

/// A block as a line of the tree: its input line, role, depth and text.
fn line_of(block: &Block) -> String {
    let (name, depth) = match block.role {
        Role::Heading(level) => (format!("heading {level}"), usize::from(level) - 1),
        Role::RunIn(run_in) => match run_in.kind {
            RunInKind::Numbered(level) => (format!("run-in {level}"), usize::from(level) - 1),
            RunInKind::Unnumbered | RunInKind::Enumeration => ("run-in".to_owned(), 3),
        },
        other => (format!("{other:?}").to_lowercase(), 3),
    };
    let text = match block.split_head() {
        ("", text) => shortened(text),
        (head, rest) => format!("{head}│{}", shortened(rest)),
    };
    format!("{:>5}  {name:<11} {}{text}", block.line, "  ".repeat(depth))
}

fn show_log(reading: &Reading) {
    let log = &reading.log;
    print(&format!("\nremoved: {}", count(log.removals().len() as u64, "line")));
    log.removals()
        .iter()
        .for_each(|r| print(&format!("{:>5}  {:<20} {}", r.line, r.rule, shortened(&r.text))));
    print(&format!("\nchanged: {}", count(log.change_count(), "place")));
    by_rule(log.changes()).iter().for_each(|line| print(line));
    print(&format!("\nto look at: {}", log.findings().len()));
    log.findings().iter().for_each(|f| print(&format!("{:>5}  {:<20} {}", f.line, f.rule, f.message)));
}

/// A line a rule: what it changed most, and how often.
fn by_rule(changes: &[Change]) -> Vec<String> {
    const MOST: usize = 6;
    let mut rules: Vec<(RuleId, Vec<&Change>)> = Vec::new();
    for change in changes {
        match rules.iter_mut().find(|(rule, _)| *rule == change.rule) {
            Some((_, same)) => same.push(change),
            None => rules.push((change.rule, vec![change])),
        }
    }
    rules.iter_mut().for_each(|(_, same)| same.sort_by_key(|change| Reverse(change.count)));
    let line = |(rule, same): &(RuleId, Vec<&Change>)| {
        let total: u64 = same.iter().map(|change| u64::from(change.count)).sum();
        let shown: Vec<String> = same.iter().take(MOST).map(|change| pair(change)).collect();
        let more =
            if same.len() > MOST { format!(" … and {} more", same.len() - MOST) } else { String::new() };
        format!("{total:>5}× {rule:<20} {}{more}", shown.join("  "))
    };
    rules.iter().map(line).collect()
}

fn pair(change: &Change) -> String {
    let times = if change.count > 1 { format!(" ×{}", change.count) } else { String::new() };
    match (shortened(&change.before), shortened(&change.after)) {
        (before, after) if after.trim().is_empty() => format!("\"{before}\" → \"{after}\"{times}"),
        (before, after) => format!("{before} → {after}{times}"),
    }
}
