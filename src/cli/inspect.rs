//! `chengwen inspect`: how a text is read.

use std::cmp::Reverse;
use std::path::Path;

use unicode_width::UnicodeWidthStr;

use crate::batch::{Failure, Reason};
use crate::cli::args::Inspect;
use crate::cli::input::bytes_of;
use crate::cli::neighbours::side_elements;
use crate::cli::outcome::Outcome;
use crate::cli::report::{self, Report};
use crate::cli::terminal::{blame, blamed, misused, print, said};
use crate::cli::{labels, options, pictures, why, wording};
use crate::diag::{Change, Log};
use crate::document::{Article, Block, Genre, Role, RunIn, RunInKind};
use crate::message;
use crate::message::Message;
use crate::picture::Source;
use crate::pipeline::{self, ReadOptions, Reading};
use crate::reading::Why;
use crate::text::anchor;

/// Runs the subcommand.
pub(crate) fn run(args: &Inspect) -> Outcome {
    let reading = match options::reading(&args.reading) {
        Ok(options) => options,
        Err(problems) => return misused(problems),
    };
    let several = args.inputs.len() > 1;
    if let (Some(_), true) = (args.why, several) {
        return misused([message!("--why shows a line of one input; name one only")]);
    }
    let (mut outcome, mut reports) = (Outcome::Done, Vec::new());
    for (at, input) in args.inputs.iter().enumerate() {
        if several && !args.json {
            print(&format!("{}{}", if at > 0 { "\n" } else { "" }, input.display()));
        }
        match shown(args, input, &reading) {
            Ok(Shown::Why(line, whys)) => outcome = show_why(line, &whys),
            Ok(Shown::All(reading)) if args.json => reports.push(Report::new(input, &[], &reading, None)),
            Ok(Shown::All(reading)) => show(&reading),
            Err(failure) => {
                blame(input.display(), &failure);
                outcome = Outcome::Failed;
            }
        }
    }
    if args.json && !reports.is_empty() {
        print(String::from_utf8_lossy(&report::write(&reports)).trim_end());
    }
    outcome
}

/// Reads `input` as far as it is to be shown.
fn shown(args: &Inspect, input: &Path, reading: &ReadOptions<'_>) -> Result<Shown, Failure> {
    let name = (input.as_os_str() != "-").then(|| input.to_owned());
    let fetch = pictures::beside(input);
    let beside = side_elements(input).map_err(|problem| Failure::new(Reason::Read, problem))?;
    let elements = reading.elements.clone().over(beside);
    let options = ReadOptions { name, elements, pictures: Source(Some(&fetch)), ..reading.clone() };
    let bytes = bytes_of(input)?;
    Ok(match args.why {
        Some(line) => Shown::Why(line, pipeline::why(&bytes, &options, line)?),
        None => Shown::All(Box::new(pipeline::read(&bytes, &options)?)),
    })
}

/// What is shown of an input.
enum Shown {
    All(Box<Reading>),
    Why(u32, Vec<(String, Why)>),
}

fn show_why(line: u32, whys: &[(String, Why)]) -> Outcome {
    whys.iter().for_each(|(text, why)| why::show(line, text, why));
    if whys.is_empty() {
        print(&said(&message!("no line has the number %{line}", line = line)));
    }
    Outcome::Done
}

fn show(reading: &Reading) {
    facts(reading).iter().for_each(|fact| print(&said(fact)));
    print("");
    show_rows(&rows(reading));
    show_log(&reading.log);
}

/// What is known of the text as a whole.
fn facts(reading: &Reading) -> Vec<Message> {
    let mut facts = vec![message!(
        "read as %{kind}, %{encoding} (%{sure}), %{script}",
        kind = labels::kind(reading.kind),
        encoding = reading.encoding,
        sure = labels::confidence(reading.confidence),
        script = labels::script(reading.script)
    )];
    facts.extend(reading.spans.iter().map(|span| {
        message!(
            "  lines %{first}–%{last} are %{encoding}",
            first = span.first,
            last = span.last,
            encoding = span.encoding.name()
        )
    }));
    facts.extend(reading.repaired.as_ref().map(|repaired| {
        message!(
            "%{count} lines had been decoded wrongly and are repaired, %{guessed} characters of them guessed",
            count = repaired.lines.len(),
            guessed = repaired.guessed
        )
    }));
    if reading.damaged > 0 {
        facts.push(message!("%{count} characters are damaged", count = reading.damaged));
    }
    let document = &reading.document;
    if document.compiled {
        facts.push(message!("a compilation of %{count} articles", count = document.articles.len()));
    }
    let official = document.official.fields().into_iter();
    facts
        .extend(official.map(|(name, texts)| blamed(labels::element(name), Message::from(texts.join("、")))));
    facts
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
        text: wording::shortened(&removal.text),
    }));
    rows.extend(log.findings().iter().map(|finding| Row {
        line: finding.line,
        what: format!("! {}", finding.rule),
        text: said(&finding.message),
    }));
    rows.sort_by_key(|row| row.line);
    rows
}

fn article_rows(article: &Article) -> Vec<Row> {
    // Of the lines above the text only that of the title is known.
    let front = article.front().into_iter().map(|(role, text)| Row {
        line: article.line,
        what: said(&labels::front(role)),
        text: text.labelled(0).into_owned(),
    });
    let typed = (article.genre != Genre::Article).then(|| Row {
        line: article.line,
        what: said(&message!("type")),
        text: article.genre.name().to_owned(),
    });
    let footnotes = article.footnotes.iter().enumerate().map(|(i, footnote)| Row {
        line: footnote.line,
        what: said(&message!("footnote")),
        text: format!("{} {}", anchor::label(i), wording::shortened(&footnote.text)),
    });
    let blocks = article.blocks.iter().map(row_of);
    typed.into_iter().chain(front).chain(blocks).chain(footnotes).collect()
}

/// A block, indented as deep as it stands.
fn row_of(block: &Block) -> Row {
    // Below the deepest heading that has a place of its own, of level four.
    const DEEPEST: usize = 3;
    let depth = match block.role {
        Role::Heading(level) => usize::from(level) - 1,
        Role::RunIn(RunIn { kind: RunInKind::Numbered(level), .. }) => usize::from(level) - 1,
        _ => DEEPEST,
    };
    let text = match block.split_head() {
        ("", _) => wording::shortened(&block.text.labelled(0)),
        (head, rest) => {
            let [head, rest] = [head, rest].map(|part| block.text.part(part));
            format!("{}│{}", head.labelled(0), wording::shortened(&rest.labelled(0)))
        }
    };
    let what = said(&labels::role(block.role));
    Row { line: block.line, what, text: format!("{}{text}", "  ".repeat(depth)) }
}

fn show_rows(rows: &[Row]) {
    let widest = rows.iter().map(|row| row.what.width()).max().unwrap_or(0);
    for row in rows {
        print(&format!("{:>5}  {}  {}", row.line, wording::padded(&row.what, widest), row.text));
    }
}

fn show_log(log: &Log) {
    print("");
    let removed = match log.removals().len() {
        1 => message!("removed: 1 line (−)"),
        lines => message!("removed: %{count} lines (−)", count = lines),
    };
    let changed = match log.change_count() {
        1 => message!("changed: 1 place"),
        places => message!("changed: %{count} places", count = places),
    };
    let found = message!("to look at: %{count} (!)", count = log.findings().len());
    [removed, found, changed].iter().for_each(|line| print(&said(line)));
    by_rule(log.changes()).iter().for_each(|line| print(line));
}

/// A line a rule: what it changed most, and how often.
fn by_rule(changes: &[Change]) -> Vec<String> {
    // A rule stays on one line of a terminal with so many.
    const MOST: usize = 6;
    let mut rules: Vec<(&str, Vec<&Change>)> = Vec::new();
    for change in changes {
        match rules.iter_mut().find(|(rule, _)| **rule == *change.rule) {
            Some((_, same)) => same.push(change),
            None => rules.push((&*change.rule, vec![change])),
        }
    }
    rules.iter_mut().for_each(|(_, same)| same.sort_by_key(|change| Reverse(change.count)));
    let line = |(rule, same): &(&str, Vec<&Change>)| {
        let total: u64 = same.iter().map(|change| u64::from(change.count)).sum();
        let shown: Vec<String> = same.iter().take(MOST).map(|change| pair(change)).collect();
        let more = same.len().checked_sub(MOST).filter(|more| *more > 0);
        let more = more.map(|more| said(&message!(" … and %{count} more", count = more)));
        format!("{total:>5}× {rule:<20} {}{}", shown.join("  "), more.unwrap_or_default())
    };
    rules.iter().map(line).collect()
}

fn pair(change: &Change) -> String {
    let times = if change.count > 1 { format!(" ×{}", change.count) } else { String::new() };
    match (wording::shortened(&change.before), wording::shortened(&change.after)) {
        (before, after) if after.trim().is_empty() => format!("\"{before}\" → \"{after}\"{times}"),
        (before, after) => format!("{before} → {after}{times}"),
    }
}
