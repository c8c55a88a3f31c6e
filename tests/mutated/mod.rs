//! Pages nobody would write: real ones with pieces cut, doubled, swapped and strewn in, and what must hold for every one of them.
//!
//! No panic, no character lost without a word in the report, no more time than an input may take. `tests/it/mutated.rs` tries a few
//! hundred, `examples/mutated.rs` as many as one likes; both try those in `once` again, which failed before.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use chengwen::Error;
use chengwen::diag::Log;
use chengwen::document::Document;
use chengwen::elements::Given;
use chengwen::font::Book;
use chengwen::pipeline::{self, Contents, ReadOptions};
use chengwen::rules::Rules;
use chengwen::script::{self, Target};
use chengwen::template;
use chengwen::write::pdf;

/// Inputs are not larger, so that as many as possible are tried.
const LARGEST: usize = 60_000;

/// What may be strewn in: marks of every format, characters no text should have, and the words that decide what a line is.
const SALT: [&str; 86] = [
    "<p>",
    "</p>",
    "<br>",
    "</div>",
    "<div>",
    "<table><tr><td>",
    "</td><td>",
    "</td></tr></table>",
    "<td colspan=3>",
    "<td rowspan=2>",
    "<b>",
    "</b>",
    "<h1>",
    "</h2>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<style>",
    "<pre>",
    "<ul><li>",
    "</ul>",
    "<ol start=9 type=a><li>",
    "<sup>2</sup>",
    "<sub>",
    "<del>",
    "</del>",
    "<u>　　</u>",
    "<a href='#n1' id=r1>[1]</a>",
    "<p id=n1><a href='#r1'>[1]</a>注</p>",
    "<img src=a.png alt=图>",
    "<img src='data:image/png;base64,iVBORw0KGgo='>",
    "<math><mi>x</mi></math>",
    "<noscript>",
    "<textarea>",
    "<title>",
    "&nbsp;",
    "&amp;lt;",
    "&#x3C;",
    "&#0;",
    "&#xD800;",
    "&unknown;",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10f000}",
    "\u{10fffd}",
    "\u{e601}",
    "𠮷",
    "👨‍👩‍👧",
    "e\u{301}",
    "\u{2028}",
    "\u{85}",
    "　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　",
    "　",
    "\t",
    "\n",
    "\n\n\n",
    "\r",
    "---\n",
    "标题: 甲\n",
    "# ",
    "**",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "[^1]",
    "[^1]: 注\n",
    "![图](a.png)",
    "$x^2$",
    "~~",
    "> ",
    "一、",
    "（一）",
    "1.",
    "第一条　",
    "附件：",
    "来源：某网 作者：张三 2026-01-02\n",
    "某县人民政府\n2026年1月2日\n",
    "〔2026〕1号",
    "抄送：某局。\n",
    "图1　",
    "关于",
];

/// Numbers that look like chance and come again with the same seed.
#[derive(Clone, Copy, Debug)]
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Below `end`; 0 if there is nothing below.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }

    fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// A stretch of `text`, mostly a short one.
    fn stretch(&mut self, text: &str) -> std::ops::Range<usize> {
        let longest = self.of(&[1, 3, 12, 60, 300, 2_000]);
        let start = text.floor_char_boundary(self.below(text.len() + 1));
        let end = text.ceil_char_boundary((start + self.below(longest) + 1).min(text.len()));
        start..end
    }
}

/// A text to start from.
pub struct Seed {
    /// What its file is called: the ending says what it is.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Every text in `folder` and the folders in it, in the order of their names.
pub fn seeds(folder: &Path) -> Vec<Seed> {
    let mut seeds = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let mut inside: Vec<_> =
            fs::read_dir(&folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
        inside.sort();
        for path in inside {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if path.is_dir() {
                open.push(path);
            } else if matches!(ending, "txt" | "md" | "html" | "htm") {
                let bytes = fs::read(&path).unwrap_or_default();
                let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LARGEST)]).into_owned();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                seeds.push(Seed { name, text });
            }
        }
    }
    seeds
}

/// The pages in `folder`, each with many options: those that once failed, shrunk to what showed it. A number makes them again only as long
/// as no text is added to start from.
pub fn once(folder: &Path) -> Vec<Mutated> {
    /// A third of the templates, a quarter of the rules kept, a sixth of the elements given and of the scripts: so many meet most of them.
    const TIMES: u64 = 12;
    let mut files: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    let tried = files.iter().flat_map(|path| (0..TIMES).map(move |number| (path, number)));
    tried
        .map(|(path, number)| Mutated {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            bytes: fs::read(path).unwrap_or_default(),
            chance: Chance(number.wrapping_mul(0xD134_2543_DE82_EF95)),
        })
        .collect()
}

/// An input made of one or two seeds.
pub struct Mutated {
    /// What its file is called.
    pub name: String,
    /// What it says.
    pub bytes: Vec<u8>,
    chance: Chance,
}

/// The input of a number: the same for the same seeds.
pub fn mutated(seeds: &[Seed], number: u64) -> Mutated {
    let mut chance = Chance(number.wrapping_mul(0xD134_2543_DE82_EF95));
    // A shorter text takes less time and breaks as well: of two, mostly the shorter.
    let [one, other] = [0, 1].map(|_| &seeds[chance.below(seeds.len())]);
    let seed = if one.text.len() < other.text.len() || chance.one_in(4) { one } else { other };
    let mut text = seed.text.clone();
    let most = chance.of(&[1, 3, 8, 30]);
    for _ in 0..=chance.below(most) {
        mutate(&mut chance, &mut text, seeds);
    }
    text.truncate(text.floor_char_boundary(LARGEST));
    let mut bytes = text.into_bytes();
    if chance.one_in(8) {
        spoil(&mut chance, &mut bytes);
    }
    Mutated { name: seed.name.clone(), bytes, chance }
}

fn mutate(chance: &mut Chance, text: &mut String, seeds: &[Seed]) {
    let stretch = chance.stretch(text);
    match chance.below(8) {
        0 => text.replace_range(stretch, ""),
        1 | 2 => {
            let at = text.floor_char_boundary(chance.below(text.len() + 1));
            let at = if chance.one_in(2) { stretch.start } else { at };
            let piece = text[stretch].to_owned();
            text.insert_str(at, &piece);
        }
        3 => {
            let other = &seeds[chance.below(seeds.len())].text;
            let piece = &other[chance.stretch(other)];
            text.replace_range(stretch, piece);
        }
        4 => {
            let joined = text[stretch.clone()].replace(['\n', '。', '，'], "");
            text.replace_range(stretch, &joined);
        }
        5 => {
            let parted: String = text[stretch.clone()].chars().flat_map(|c| [c, '\n']).collect();
            text.replace_range(stretch, &parted);
        }
        _ => {
            let times = chance.of(&[1, 1, 1, 2, 5, 40]);
            text.insert_str(stretch.start, &chance.of(&SALT).repeat(times));
        }
    }
}

/// Bytes that are no text any more.
fn spoil(chance: &mut Chance, bytes: &mut Vec<u8>) {
    for _ in 0..=chance.below(6) {
        let at = chance.below(bytes.len());
        match chance.below(3) {
            0 => drop(bytes.splice(at..at, [chance.next() as u8])),
            1 => bytes.truncate(at.max(20)),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (at % 8)),
        }
    }
}

/// How long this thread has worked, whatever else the machine does; where the system does not say, the time that has gone.
fn worked() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let said = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = said.split(' ').next().and_then(|first| first.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed(), Duration::from_nanos)
}

/// How an input came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was converted.
    Made,
    /// It was refused with a message.
    Refused,
}

/// Converts an input, with options that its own chance chooses.
///
/// # Errors
/// What is wrong with the program.
pub fn convert(input: &Mutated, book: &Book, limit: Duration) -> Result<Outcome, String> {
    let begun = worked();
    let made = catch_unwind(AssertUnwindSafe(|| make(input, book))).map_err(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str);
        format!("panic: {}", said.or(panic.downcast_ref::<&str>().copied()).unwrap_or_default())
    })?;
    let took = worked().saturating_sub(begun);
    match made {
        Err(fault) if fault.is_fault() => Err(format!("{fault:?}")),
        _ if took > limit => Err(format!("{:.1} s", took.as_secs_f64())),
        Err(_) => Ok(Outcome::Refused),
        Ok(None) => Ok(Outcome::Made),
        Ok(Some(lost)) => Err(format!("nowhere: {lost}")),
    }
}

impl Mutated {
    /// An input of these bytes, with the options of this one.
    fn with(&self, bytes: Vec<u8>) -> Mutated {
        Mutated { name: self.name.clone(), bytes, chance: self.chance }
    }

    /// The least of it that shows a fault of the same kind: what is looked at first.
    #[allow(dead_code, reason = "for the example")]
    pub fn shrunk(self, book: &Book, limit: Duration) -> Mutated {
        let kind = |input: &Mutated| {
            let fault = convert(input, book, limit).err()?;
            Some(fault.split([' ', ':']).next().unwrap_or_default().to_owned())
        };
        let fault = kind(&self);
        let is_same = |bytes: &[u8]| kind(&self.with(bytes.to_vec())) == fault;
        let mut bytes = self.bytes.clone();
        let mut size = bytes.len() / 2;
        while size > 0 {
            let before = bytes.len();
            let mut at = 0;
            while at < bytes.len() {
                let end = (at + size).min(bytes.len());
                let less = [&bytes[..at], &bytes[end..]].concat();
                // A character that is cut through is another fault.
                let is_whole = std::str::from_utf8(&bytes).is_err() || std::str::from_utf8(&less).is_ok();
                if is_whole && is_same(&less) { bytes = less } else { at += size }
            }
            // Three bytes are a hanzi, which goes whole or not at all.
            size = match size {
                1 if bytes.len() == before => 0,
                1 => 1,
                4 => 3,
                _ => size / 2,
            };
        }
        self.with(bytes)
    }
}

/// Reads an input and writes it; what of its hanzi is neither in the Word file nor in the log.
fn make(input: &Mutated, book: &Book) -> Result<Option<String>, Error> {
    let mut chance = input.chance;
    let mut rules = Rules::default();
    if chance.one_in(4) {
        rules.keep(chance.of(&["all", "web", "title", "page", "info.line", "tail"]));
    }
    let mut elements = Given::default();
    if chance.one_in(6) {
        elements.set(chance.of(&[
            "发文字号=某政发〔2026〕1号",
            "主送机关=各局：",
            "落款=某局",
            "标题=甲",
            "密级=机密",
        ]));
    }
    let target = if chance.one_in(6) { Target::Traditional } else { Target::Simplified };
    let options = ReadOptions {
        name: Some(input.name.clone().into()),
        rules: Arc::new(rules),
        script: script::Options { target, ..Default::default() },
        elements,
        // What is in force of front matter is told by the names of its elements, which are no text of a page.
        trust_front_matter: Some(false),
        ..ReadOptions::default()
    };
    let mut reading = pipeline::read(&input.bytes, &options)?;
    let template = if chance.one_in(3) {
        let names: Vec<&str> = template::names().collect();
        template::builtin(chance.of(&names))?
    } else {
        pipeline::default_template(&reading.document)?
    };
    let set =
        pipeline::for_pages(&mut reading.log, &reading.document, &options.rules, &template).into_owned();
    let word = pipeline::write_docx(&set, &template, Contents::Auto, &Default::default())?;
    if chance.one_in(10) {
        pipeline::write_pdf(
            &mut reading.log,
            &set,
            &template,
            Contents::Auto,
            book,
            &pdf::Options::default(),
        )?;
    }
    pipeline::write_json(&reading.document);
    pipeline::write_markdown(&reading.document);
    let plain = reading.kind.reader.name == "text" && reading.damaged == 0 && reading.repaired.is_none();
    Ok(plain.then(|| lost(&input.bytes, &word.bytes, &reading.log, &set)).flatten())
}

/// Hanzi of a plain text that are in no part of the Word file and in no line of the log.
fn lost(input: &[u8], word: &[u8], log: &Log, document: &Document) -> Option<String> {
    let mut count: HashMap<char, i64> = HashMap::new();
    let mut add = |text: &str, times: i64| {
        let hanzi = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
        hanzi.for_each(|c| *count.entry(c).or_default() += times);
    };
    add(std::str::from_utf8(input).ok()?, 1);
    texts(word).iter().for_each(|text| add(text, -1));
    log.removals().iter().for_each(|removal| add(&removal.text, -1));
    for change in log.changes() {
        add(&change.before, -i64::from(change.count));
        add(&change.after, i64::from(change.count));
    }
    // What a cover would say is told where there is none.
    document
        .title
        .iter()
        .chain(&document.publishers)
        .chain(&document.published)
        .for_each(|text| add(text, -1));
    let mut lost: Vec<char> = count.into_iter().filter(|(_, n)| *n > 0).map(|(c, _)| c).collect();
    lost.sort_unstable();
    (!lost.is_empty()).then(|| lost.into_iter().take(20).collect())
}

/// What stands in the parts of a Word file.
fn texts(word: &[u8]) -> Vec<String> {
    let mut package = zip::ZipArchive::new(Cursor::new(word)).expect("a package");
    let mut texts = Vec::new();
    for index in 0..package.len() {
        let mut part = package.by_index(index).expect("a part");
        if !part.name().is_ok_and(|name| name.starts_with("word/") && name.ends_with(".xml")) {
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("text");
        let pieces = xml.split("<w:t").skip(1).filter_map(|piece| piece.split_once('>')?.1.split('<').next());
        texts.extend(pieces.map(str::to_owned));
    }
    texts
}
