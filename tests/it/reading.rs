//! What lines mean: small cases by topic in `tests/reading/`, each an input and the reading wanted of it, whatever the
//! program does to get there. `tests/reading/README.md` says how they are written.
//!
//! What is not read right today stands in `missing.txt`. A case that is not listed there must pass, and a listed one must
//! fail: the list shrinks and never grows in silence.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use chengwen::document::Document;
use chengwen::pipeline::{self, ReadOptions, Reading};
use serde_json::Value;

/// Paragraphs for cases that only need one: `{文}`, `{文2}`, `{文3}`.
const TEXTS: [(&str, &str); 3] = [
    ("{文}", "今年以来，各级各部门紧扣年度目标任务，细化工作举措，压实工作责任，推动各项工作落地见效。"),
    ("{文2}", "全县上下要坚持问题导向，逐项建立台账，明确牵头单位和完成时限，确保问题整改到位、群众满意。"),
    ("{文3}", "下一步，我们将继续深入基层走访调研，广泛听取意见建议，不断提升服务质量和工作水平。"),
];

/// One case of a topic.
struct Case {
    name: String,
    file: PathBuf,
    input: String,
    /// What is wanted: a key and a value each.
    wanted: Vec<(String, String)>,
}

#[test]
fn every_case_is_read_as_wanted_or_known_to_be_missing() {
    let cases = cases();
    let missing = missing();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "every case has a name of its own");
    let unknown: Vec<_> = missing.iter().filter(|name| !names.contains(name.as_str())).collect();
    assert!(unknown.is_empty(), "missing.txt names cases that are not there: {unknown:#?}");
    let mut failed = Vec::new();
    let mut mended = Vec::new();
    for case in &cases {
        match (judge(case), missing.contains(&case.name)) {
            (Err(fault), false) => failed.push(fault),
            (Ok(()), true) => mended.push(case.name.as_str()),
            _ => {}
        }
    }
    assert!(failed.is_empty(), "{} cases are not read as wanted:\n\n{}", failed.len(), failed.join("\n\n"));
    if std::env::var_os("UPDATE").is_some() {
        take_off(&mended);
        return;
    }
    assert!(
        mended.is_empty(),
        "these are read right now; take them off tests/reading/missing.txt, or let UPDATE=1 do it:\n{}",
        mended.join("\n")
    );
}

/// Takes what is read right off the list. What is not read right never comes onto it by itself.
fn take_off(mended: &[&str]) {
    let path = folder().join("missing.txt");
    let text = fs::read_to_string(&path).unwrap();
    let left = text.lines().filter(|line| !mended.contains(&line.trim()));
    fs::write(&path, left.map(|line| format!("{line}\n")).collect::<String>()).unwrap();
}

#[test]
fn there_are_cases_for_every_topic_and_each_wants_something() {
    let cases = cases();
    assert!(cases.len() >= 250, "{}", cases.len());
    for case in cases {
        assert!(!case.input.trim().is_empty() && !case.wanted.is_empty(), "{} is empty", case.name);
    }
}

/// Every case of every topic.
fn cases() -> Vec<Case> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let topic = |file: &&PathBuf| !matches!(name_of(file).as_str(), "missing.txt" | "README.md");
    files.iter().filter(topic).flat_map(|file| cases_in(file)).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reading")
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap().to_string_lossy().into_owned()
}

fn cases_in(file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).unwrap().replace("\r\n", "\n");
    text.split("\n== ").skip(1).map(|case| parsed(case, file)).collect()
}

fn parsed(text: &str, file: &Path) -> Case {
    let (name, rest) = text.split_once('\n').unwrap_or((text, ""));
    let Some((input, wanted)) = rest.split_once("\n--\n") else { panic!("{name}: no line --") };
    let pair = |line: &str| {
        let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("{name}: what is {line:?}?"));
        (key.trim().to_owned(), filled(value.trim()))
    };
    let wanted = wanted.lines().filter(|line| !line.trim().is_empty()).map(pair).collect();
    Case { name: name.trim().to_owned(), file: file.to_owned(), input: filled(input) + "\n", wanted }
}

fn filled(text: &str) -> String {
    TEXTS.iter().fold(text.to_owned(), |text, (name, full)| text.replace(name, full))
}

fn missing() -> BTreeSet<String> {
    let text = fs::read_to_string(folder().join("missing.txt")).unwrap_or_default();
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Whether a case is read as wanted, and if not, what it is and what was read.
fn judge(case: &Case) -> Result<(), String> {
    let read = match panic::catch_unwind(AssertUnwindSafe(|| read(case))) {
        Ok(read) => read,
        Err(_) => Err("the program panics".to_owned()),
    };
    let (faults, seen) = match read {
        Ok((read, lost)) => (faults(case, &read, lost), read.told()),
        Err(fault) => (vec![fault], String::new()),
    };
    if faults.is_empty() {
        return Ok(());
    }
    let wanted: String = case.wanted.iter().map(|(key, value)| format!("    {key}: {value}\n")).collect();
    Err(format!(
        "== {} ({})\n{}\n  wanted\n{wanted}  read\n{seen}  {}",
        case.name,
        name_of(&case.file),
        case.input.trim_end(),
        faults.join("\n  ")
    ))
}

fn read(case: &Case) -> Result<(Read, Option<String>), String> {
    let options = ReadOptions { name: Some(PathBuf::from(name_of(&case.file))), ..ReadOptions::default() };
    let reading =
        pipeline::read(case.input.as_bytes(), &options).map_err(|error| format!("no document: {error}"))?;
    let page = case.file.extension().is_some_and(|ending| ending != "txt");
    let lost = if page { lost_of_page(&case.input, &reading) } else { unbalanced(&case.input, &reading) };
    let read = Read::of(&reading);
    Ok((read, lost))
}

fn faults(case: &Case, read: &Read, lost: Option<String>) -> Vec<String> {
    let missed = case.wanted.iter().filter_map(|(key, value)| read.misses(key, value));
    let deep = read.blocks.iter().filter(|block| block.level.is_some_and(|level| !(1..=4).contains(&level)));
    let deep = deep.map(|block| format!("no level 1 to 4: {}", block.text));
    missed.chain(deep).chain(lost.map(|lost| format!("lost or made up: {lost}"))).collect()
}

/// One block of what was read.
struct Block {
    kind: String,
    text: String,
    level: Option<u64>,
    head: String,
}

/// What was read, as JSON and the report tell it.
struct Read {
    /// Words above the text, and elements of head and imprint, each a list.
    fields: BTreeMap<&'static str, Vec<String>>,
    blocks: Vec<Block>,
    /// What the report quotes as taken out, or as it was before it was changed.
    removed: Vec<String>,
    /// Rules that found something to look at.
    found: BTreeSet<String>,
}

/// Names of the blocks here, and in JSON where these are others.
const KINDS: [(&str, &str); 21] = [
    ("paragraph", "para"),
    ("item", "list"),
    ("dated", "date"),
    ("docnum", "docnum"),
    ("label", "attach_label"),
    ("attached", "attach_title"),
    ("contents", "toc"),
    ("runin", "run_in"),
    ("h1", "h1"),
    ("h2", "h2"),
    ("h3", "h3"),
    ("h4", "h4"),
    ("quote", "quote"),
    ("caption", "caption"),
    ("recipient", "recipient"),
    ("signature", "signature"),
    ("note", "note"),
    ("attachment", "attachment"),
    ("attendance", "attendance"),
    ("abstract", "abstract"),
    ("table", "table"),
];

/// Words above the text, as JSON names them.
const FRONT: [&str; 7] = ["title_lines", "kicker", "subtitle", "byline", "source", "date", "genre"];

/// Elements of head and imprint, as front matter names them.
const OFFICIAL: [&str; 11] = [
    "copy_number",
    "secrecy",
    "urgency",
    "mark",
    "number",
    "signer",
    "guide",
    "sent_to",
    "distribution",
    "copies",
    "issuer",
];

impl Read {
    fn of(reading: &Reading) -> Read {
        let json: Value = serde_json::from_slice(&pipeline::write_json(&reading.document).bytes).unwrap();
        let articles = json["articles"].as_array().cloned().unwrap_or_else(|| vec![json.clone()]);
        let mut fields = BTreeMap::new();
        for name in FRONT {
            fields.insert(name, articles.iter().flat_map(|article| words(&article[name])).collect());
        }
        for name in OFFICIAL {
            fields.insert(name, words(&json["official"][name]));
        }
        let titles = articles.iter().flat_map(|article| words(&article["title"]));
        fields.insert("titles", titles.collect());
        fields.insert("whole", if json["compilation"] == true { words(&json["title"]) } else { Vec::new() });
        let blocks =
            articles.iter().flat_map(|article| article["blocks"].as_array().cloned().unwrap_or_default());
        let blocks: Vec<Block> = blocks.map(|block| block_of(&block)).collect();
        if let Some(numbers) = fields.get_mut("number") {
            numbers
                .extend(blocks.iter().filter(|block| block.kind == "docnum").map(|block| block.text.clone()));
        }
        Read {
            fields,
            blocks,
            removed: removed(reading),
            found: reading.log.findings().iter().map(|finding| finding.rule.to_string()).collect(),
        }
    }

    /// What is wrong with `key`, of which `value` is wanted.
    fn misses(&self, key: &str, value: &str) -> Option<String> {
        let right = match key {
            "title" => self.is(&["titles"], value),
            "lines" => self.is(&["title_lines"], value),
            "gone" => self.is_removed(value) && !self.is_kept(value),
            "kept" => self.is_kept(value),
            "absent" => !self.is_kept(value),
            "no" => self.blocks.iter().all(|block| block.kind != kind(value)),
            "blocks" => self.kinds() == value.split_whitespace().collect::<Vec<_>>(),
            "runin" => self.has_run_in(value),
            "row" => self.has_row(value),
            "finds" if value == "anything" => !self.found.is_empty(),
            "finds" => self.found.contains(value),
            "quiet" => !self.found.contains(value),
            _ if self.fields.contains_key(key) => self.is(&[key], value),
            _ => self.has_block(kind(key), value),
        };
        (!right).then(|| format!("not so: {key}: {value}"))
    }

    /// Whether a field says `value`, white space aside; `-` for nothing, ` / ` between several.
    fn is(&self, names: &[&str], value: &str) -> bool {
        let said: Vec<String> =
            names.iter().filter_map(|name| self.fields.get(name)).flatten().map(|text| bare(text)).collect();
        let wanted: Vec<String> = value.split(" / ").map(bare).collect();
        if value == "-" { said.is_empty() } else { said == wanted }
    }

    fn is_removed(&self, value: &str) -> bool {
        self.removed.iter().any(|text| bare(text).contains(&bare(value)))
    }

    fn is_kept(&self, value: &str) -> bool {
        let value = bare(value);
        self.fields
            .values()
            .flatten()
            .chain(self.blocks.iter().map(|block| &block.text))
            .any(|text| bare(text).contains(&value))
    }

    fn kinds(&self) -> Vec<&str> {
        let name =
            |block: &Block| KINDS.iter().find(|(_, json)| *json == block.kind).map_or("?", |(name, _)| *name);
        self.blocks.iter().map(name).collect()
    }

    fn has_block(&self, kind: &str, value: &str) -> bool {
        self.blocks.iter().any(|block| block.kind == kind && bare(&block.text) == bare(value))
    }

    /// `head`, or `head | level`.
    fn has_run_in(&self, value: &str) -> bool {
        let (head, level) = value.split_once(" | ").unwrap_or((value, ""));
        let leveled = |block: &Block| {
            level.is_empty() || block.level.map(|level| level.to_string()).as_deref() == Some(level)
        };
        self.blocks
            .iter()
            .any(|block| block.kind == "run_in" && bare(&block.head) == bare(head) && leveled(block))
    }

    /// Cells between ` | `; one that is empty counts too.
    fn has_row(&self, value: &str) -> bool {
        let wanted: Vec<String> = value.split('|').map(bare).collect();
        let rows =
            self.blocks.iter().filter(|block| block.kind == "table").flat_map(|block| block.text.split('\n'));
        rows.map(|row| row.split('\t').map(bare).collect::<Vec<_>>()).any(|row| row == wanted)
    }

    fn told(&self) -> String {
        let mut told = String::new();
        for (name, said) in self.fields.iter().filter(|(_, said)| !said.is_empty()) {
            writeln!(told, "    {name}: {}", said.join(" / ")).unwrap();
        }
        for (block, name) in self.blocks.iter().zip(self.kinds()) {
            let head = if block.head.is_empty() { String::new() } else { format!("[{}] ", block.head) };
            writeln!(told, "    {name}: {head}{}", block.text).unwrap();
        }
        self.removed.iter().for_each(|text| writeln!(told, "    gone: {text}").unwrap());
        told
    }
}

/// What the report quotes: lines taken out, and what stood where something else stands now.
fn removed(reading: &Reading) -> Vec<String> {
    let lines = reading.log.removals().iter().map(|removal| removal.text.clone());
    lines.chain(reading.log.changes().iter().map(|change| change.before.clone())).collect()
}

fn kind(name: &str) -> &str {
    KINDS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("what is {name:?}?")).1
}

fn block_of(json: &Value) -> Block {
    let text = |name: &str| json[name].as_str().unwrap_or_default().to_owned();
    Block { kind: text("type"), text: text("text"), level: json["level"].as_u64(), head: text("head") }
}

fn words(json: &Value) -> Vec<String> {
    let one = json.as_str().map(str::to_owned);
    let list = json.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned));
    one.into_iter().chain(list).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Characters of `input` less those of document and report: what is not nothing.
fn unbalanced(input: &str, reading: &Reading) -> Option<String> {
    let mut rest = Counts::default();
    rest.add(input, 1);
    texts(&reading.document).iter().for_each(|text| rest.add(text, -1));
    settle(&mut rest, reading);
    rest.told(|n| n != 0)
}

/// The Chinese characters a page shows that are neither in the document nor in the report.
fn lost_of_page(input: &str, reading: &Reading) -> Option<String> {
    let body = input.find("<body").map_or(input, |at| &input[at..]);
    let unseen = |piece: &&str| !["script", "style", "title", "!--"].iter().any(|tag| piece.starts_with(tag));
    let shown =
        body.split('<').filter(unseen).map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let mut rest = Counts::default();
    shown.for_each(|text| rest.add(&text.replace(|c| !chengwen::text::is_han(c), ""), 1));
    texts(&reading.document).iter().for_each(|text| rest.add(text, -1));
    settle(&mut rest, reading);
    rest.told(|n| n > 0)
}

fn settle(rest: &mut Counts, reading: &Reading) {
    reading.log.removals().iter().for_each(|removal| rest.add(&removal.text, -1));
    for change in reading.log.changes() {
        rest.add(&change.before, -i64::from(change.count));
        rest.add(&change.after, i64::from(change.count));
    }
}

/// How often each character occurs, white space aside.
#[derive(Default)]
struct Counts(BTreeMap<char, i64>);

impl Counts {
    fn add(&mut self, text: &str, times: i64) {
        text.chars().filter(|c| !c.is_whitespace()).for_each(|c| *self.0.entry(c).or_default() += times);
    }

    fn told(&self, counts: impl Fn(i64) -> bool) -> Option<String> {
        let rest: Vec<String> =
            self.0.iter().filter(|(_, n)| counts(**n)).map(|(c, n)| format!("{c} ({n:+})")).collect();
        (!rest.is_empty()).then(|| rest.join(" "))
    }
}

/// Every piece of text a document holds.
fn texts(document: &Document) -> Vec<String> {
    let cover = document.title.iter().chain(&document.publishers).chain(&document.published).cloned();
    let mut texts: Vec<String> = cover.chain(document.official.texts().map(str::to_owned)).collect();
    for article in &document.articles {
        texts.extend(article.texts().map(|text| text.to_string()));
        texts.extend([&article.unit, &article.source, &article.date].into_iter().flatten().cloned());
        texts.extend(article.footnotes.iter().map(|footnote| footnote.text.to_string()));
    }
    texts
}
