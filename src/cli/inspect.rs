//! `chengwen inspect`: how a text is read.

use std::cmp::Reverse;

use crate::batch::{Failure, Reason};
use crate::cli::args::Inspect;
use crate::cli::report::{self, Report, count, shortened};
use crate::cli::worker::bytes_of;
use crate::cli::{Outcome, blame, elements, misused, options, pictures, print};
use crate::diag::{Change, Log, RuleId};
use crate::document::{Article, Block, FrontRole, Genre, Role, RunInKind};
use crate::picture::Source;
use crate::pipeline::{self, ReadOptions, Reading};

/// Runs the subcommand.
pub(crate) fn run(args: &Inspect) -> Outcome {
    let reading = match options::reading(&args.reading) {
        Ok(options) => options,
        Err(problems) => return misused(problems),
    };
    let name = (args.input.as_os_str() != "-").then(|| args.input.clone());
    let fetch = pictures::beside(&args.input);
    let read = elements::beside(&args.input).map_err(|problem| Failure::new(Reason::Read, problem)).and_then(
        |beside| {
            let elements = reading.elements.clone().over(beside);
            let options = ReadOptions { name, elements, pictures: Source(Some(&fetch)), ..reading };
            Ok(pipeline::read(&bytes_of(&args.input)?, &options)?)
        },
    );
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
            blame(args.input.display(), &failure);
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
    for (name, texts) in document.official.fields() {
        print(&format!("{name}: {}", texts.join("、")));
    }
    print("");
    show_rows(&rows(reading));
    show_log(&reading.log);
}

/// One line of the listing: where in the input, what it was read as, and the text.
struct Row {
    line: u32,
    what: String,
    text: String,
}

/// The reading beside the text: everything read, removed and found, in the order of the input.
fn rows(reading: &Reading) -> Vec<Row> {
    let mut rows: Vec<Row> = reading.document.articles.iter().flat_map(article_rows).collect();
    let log = &reading.log;
    rows.extend(log.removals().iter().map(|removal| Row {
        line: removal.line,
        what: format!("− {}", removal.rule),
        text: shortened(&removal.text),
    }));
    rows.extend(log.findings().iter().map(|finding| Row {
        line: finding.line,
        what: format!("! {}", finding.rule),
        text: finding.message.to_string(),
    }));
    rows.sort_by_key(|row| row.line);
    rows
}

fn article_rows(article: &Article) -> Vec<Row> {
    // Of the lines above the text only that of the title is known.
    let front = article.front().into_iter().map(|(role, text)| {
        let what = match role {
            FrontRole::Kicker => "kicker",
            FrontRole::Title => "title",
            FrontRole::Subtitle => "subtitle",
            FrontRole::Byline => "byline",
            FrontRole::Dateline => "dateline",
        };
        Row { line: article.line, what: what.to_owned(), text }
    });
    let typed = (article.genre != Genre::Article).then(|| Row {
        line: article.line,
        what: "type".to_owned(),
        text: article.genre.name().to_owned(),
    });
    typed.into_iter().chain(front).chain(article.blocks.iter().map(row_of)).collect()
}

/// A block, indented as deep as it stands.
fn row_of(block: &Block) -> Row {
    let (what, depth) = match block.role {
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
    Row { line: block.line, what, text: format!("{}{text}", "  ".repeat(depth)) }
}

fn show_rows(rows: &[Row]) {
    let widest = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
    for row in rows {
        print(&format!("{:>5}  {:<widest$}  {}", row.line, row.what, row.text));
    }
}

fn show_log(log: &Log) {
    print(&format!("\nremoved: {} (−)", count(log.removals().len() as u64, "line")));
    print(&format!("to look at: {} (!)", log.findings().len()));
    print(&format!("changed: {}", count(log.change_count(), "place")));
    by_rule(log.changes()).iter().for_each(|line| print(line));
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
