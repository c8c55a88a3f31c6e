//! Proof that the account notices: at each step one character is dropped, doubled, swapped with the next or altered, and the output has
//! to be stopped. `ACCOUNT=1000 cargo test --lib account_notices -- --nocapture` makes so many tries of a step and prints the shares.

use std::fs;
use std::path::Path;

use super::*;
use crate::text::Rich;

/// Numbers that look like chance and come again; and what was broken last.
struct Dice(u64, String);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// `text` with one character dropped, doubled, swapped with the next or altered; none if nothing would be another.
fn broken(dice: &mut Dice, text: &str) -> Option<String> {
    let chars: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    if chars.is_empty() {
        return None;
    }
    let i = dice.below(chars.len());
    let (at, c) = chars[i];
    let end = at + c.len_utf8();
    let around = |text: &str| text.chars().take(8).collect::<String>();
    let way = dice.below(4);
    dice.1 = format!("{} of {}", ["drop", "double", "swap", "alter"][way], around(&text[at..]));
    let new = match way {
        0 => String::new(),
        1 => format!("{c}{c}"),
        2 => {
            let (next, other) = *chars.get(i + 1).filter(|(_, other)| *other != c)?;
            let tail = next + other.len_utf8();
            return Some(format!("{}{other}{}{c}{}", &text[..at], &text[end..next], &text[tail..]));
        }
        _ => "龘".to_owned(),
    };
    Some(format!("{}{new}{}", &text[..at], &text[end..]))
}

/// Breaks one of several texts.
fn break_one<'t>(dice: &mut Dice, texts: impl Iterator<Item = &'t mut Rich>) -> bool {
    let mut texts: Vec<&mut Rich> = texts.filter(|text| !text.trim().is_empty()).collect();
    if texts.is_empty() {
        return false;
    }
    let i = dice.below(texts.len());
    let new = broken(dice, texts[i].as_str());
    let changed = new.is_some();
    new.into_iter().for_each(|new| *texts[i] = new.into());
    changed
}

fn of_lines(lines: &mut [Line]) -> impl Iterator<Item = &mut Rich> {
    // The word of the markup is read and not set.
    lines.iter_mut().filter(|line| line.mark != crate::text::Mark::Meta).map(|line| &mut line.text)
}

const STEPS: [&str; 7] = ["decode", "extract", "clean", "script", "punctuation", "structure", "elements"];

/// Breaks a character behind the step, if that is what passes.
fn meddle(step: &str, dice: &mut Dice, passing: Passing<'_>) -> bool {
    match (step, passing) {
        ("decode", Passing::Text(text, other)) => {
            *other = broken(dice, text);
            other.is_some()
        }
        ("extract", Passing::Extracted(read)) => {
            break_one(dice, of_lines(&mut read.lines).chain(of_lines(&mut read.notes)))
        }
        ("clean", Passing::Cleaned(lines))
        | ("script", Passing::Converted(lines))
        | ("punctuation", Passing::Punctuated(lines)) => break_one(dice, of_lines(lines)),
        ("structure", Passing::Structured(document)) | ("elements", Passing::Given(document)) => {
            break_one(dice, document.articles.iter_mut().flat_map(Article::texts_mut))
        }
        _ => false,
    }
}

/// Texts of every kind.
fn seeds() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = fs::read_dir(root.join("tests/corpus")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = folders
        .filter(|folder| folder.is_dir())
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.file_stem().is_some_and(|stem| stem == "input"))
        .chain(["article.txt", "notice.html", "compilation.txt"].map(|name| root.join("examples").join(name)))
        .collect();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

fn options(path: &Path, step: &str) -> ReadOptions<'static> {
    let mut options = ReadOptions { name: Some(path.to_owned()), ..ReadOptions::default() };
    if step == "elements" {
        ["附注=此件公开发布", "密级=机密★1年"].into_iter().for_each(|set| options.elements.set(set));
    }
    options
}

struct Share {
    tried: usize,
    missed: Vec<String>,
}

impl Share {
    fn print(&self, step: &str) {
        let caught = self.tried - self.missed.len();
        let share = 100.0 * caught as f64 / self.tried.max(1) as f64;
        #[allow(clippy::print_stdout, reason = "the shares are what one runs this for")]
        {
            println!("{step:<12} {caught} of {} caught, {share:.2} %", self.tried);
            self.missed.iter().take(12).for_each(|missed| println!("    {missed}"));
        }
    }
}

/// Meddles behind a step, so often.
fn try_step(step: &str, tries: usize) -> Share {
    let seeds = seeds();
    let mut dice = Dice(7, String::new());
    let mut share = Share { tried: 0, missed: Vec::new() };
    for n in 0..tries {
        let (path, bytes) = &seeds[n % seeds.len()];
        let mut changed = false;
        let reading = read_past(bytes, &options(path, step), &mut |passing| {
            changed |= meddle(step, &mut dice, passing);
        });
        share.tried += usize::from(changed);
        if changed && reading.is_ok() {
            share.missed.push(format!("{}: {}", path.display(), dice.1));
        }
    }
    share
}

/// Breaks a paragraph of the pages, or the markup made of them.
fn try_writer(markup: bool, tries: usize) -> Share {
    let mut dice = Dice(11, String::new());
    let mut share = Share { tried: 0, missed: Vec::new() };
    let seeds = seeds();
    let set: Vec<_> = seeds
        .iter()
        .map(|(path, bytes)| {
            let document = read(bytes, &options(path, "")).unwrap().document;
            let template = docx::Prepared::new(default_template(&document).unwrap());
            let pages = Contents::Never.lay_out(&document, template.template());
            (document, template, pages)
        })
        .collect();
    for n in 0..tries {
        let (document, template, pages) = &set[n % set.len()];
        let mut pages = pages.clone();
        let mut changed = false;
        if !markup {
            let mut sets: Vec<_> =
                pages.body.paragraphs.iter_mut().filter(|set| !set.text.is_empty()).collect();
            let i = dice.below(sets.len());
            if let Some(new) = broken(&mut dice, &sets[i].text) {
                // One face and one tracking for all of it, since those of stretches end where characters did.
                let others = sets[i].spans.len().saturating_sub(1);
                sets[i].spans.drain(..others);
                sets[i].spans.iter_mut().for_each(|(end, _)| *end = new.len());
                sets[i].held.clear();
                sets[i].text = new;
                changed = true;
            }
        }
        let passes = docx::passes(document, template, &pages, &mut |articles| {
            if !markup {
                return;
            }
            let starts: Vec<usize> = articles.match_indices("<w:t").map(|(at, _)| at).collect();
            let Some(at) = starts.get(dice.below(starts.len())) else { return };
            let from = at + articles[*at..].find('>').unwrap() + 1;
            let to = from + articles[from..].find('<').unwrap();
            if articles[from..to].contains('&')
                || !articles[*at..from].starts_with("<w:t>") && !articles[*at..from].starts_with("<w:t ")
            {
                return;
            }
            let new = broken(&mut dice, &articles[from..to]);
            changed = new.is_some();
            new.into_iter().for_each(|new| articles.replace_range(from..to, &new));
        });
        share.tried += usize::from(changed);
        if changed && passes {
            share.missed.push(dice.1.clone());
        }
    }
    share
}

/// How often each step is tried in a run of all tests.
fn tries() -> usize {
    std::env::var("ACCOUNT").ok().and_then(|number| number.parse().ok()).unwrap_or(60)
}

#[test]
fn the_account_notices_a_broken_character_behind_every_step() {
    let steps = STEPS.iter().map(|step| (*step, try_step(step, tries())));
    let writers =
        [("pages", false), ("docx", true)].map(|(step, markup)| (step, try_writer(markup, tries())));
    let mut low = Vec::new();
    for (step, share) in steps.chain(writers) {
        share.print(step);
        // Of a thousand that are broken one may pass.
        if share.missed.len() * 1000 > share.tried || share.tried * 2 < tries() {
            low.push((step, share.missed));
        }
    }
    assert!(low.is_empty(), "{low:#?}");
}
