//! The cases: a folder each, with an input and what is to become of it.

use std::fs;
use std::path::{Path, PathBuf};

use chengwen::diag::Log;
use chengwen::document::{Article, Block};
use chengwen::font::Book;
use chengwen::pipeline::{self, ReadOptions, Reading};

/// One folder of `tests/corpus`.
pub struct Case {
    pub name: String,
    pub folder: PathBuf,
    pub input: PathBuf,
    pub bytes: Vec<u8>,
}

/// Every case, by name.
pub fn cases() -> Vec<Case> {
    let mut names: Vec<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names.iter().map(|name| case(name)).collect()
}

/// Holds that what a document says is the same `there_and_back` in every case but those that are named, each with its reason.
pub fn come_back(otherwise: &[(&str, &str)], there_and_back: impl Fn(&Case) -> (Vec<String>, Vec<String>)) {
    let mut faults = Vec::new();
    for case in cases() {
        let (before, after) = there_and_back(&case);
        let other = before.iter().zip(&after).find(|(a, b)| a != b);
        if before != after && !otherwise.iter().any(|(name, _)| *name == case.name) {
            faults.push(format!("{}: {} → {} blocks, {other:?}", case.name, before.len(), after.len()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Those whose input is a text, and no package or file with an encoding of its own.
pub fn text_cases() -> Vec<Case> {
    let is_text =
        |case: &Case| chengwen::extract::detect_bytes(&case.bytes, Some(case.input.as_path())).is_none();
    cases().into_iter().filter(is_text).collect()
}

pub fn case(name: &str) -> Case {
    let folder = root().join(name);
    let is_input = |path: &PathBuf| path.file_stem().is_some_and(|stem| stem == "input");
    let mut files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let input = files.find(is_input).unwrap_or_else(|| panic!("no input in {}", folder.display()));
    let bytes = fs::read(&input).unwrap();
    Case { name: name.to_owned(), folder, input, bytes }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

impl Case {
    pub fn options(&self) -> ReadOptions<'_> {
        ReadOptions { name: self.input.file_name().map(PathBuf::from), ..ReadOptions::default() }
    }

    pub fn read(&self) -> Reading {
        pipeline::read(&self.bytes, &self.options()).unwrap_or_else(|e| panic!("{}: {e}", self.name))
    }

    /// The input as text: its lines in the encodings they are in.
    pub fn text(&self) -> String {
        chengwen::decode::decode(&mut chengwen::diag::Log::new(), &self.bytes, &self.options().decode)
            .unwrap()
            .text
            .into_owned()
    }
}

/// The document as a Word file, in the format its content asks for.
pub fn docx(reading: &Reading) -> Vec<u8> {
    let template = pipeline::default_template(&reading.document).unwrap();
    let properties = chengwen::write::docx::Properties::default();
    pipeline::write_docx(&reading.document, &template, pipeline::Contents::Auto, &properties).unwrap().bytes
}

/// The PDF of a document.
pub fn pdf(reading: &Reading) -> Vec<u8> {
    let template = pipeline::default_template(&reading.document).unwrap();
    let (mut log, book) = (Log::new(), Book::builtin());
    let options = chengwen::write::pdf::Options::default();
    pipeline::write_pdf(&mut log, &reading.document, &template, pipeline::Contents::Auto, &book, &options)
        .unwrap()
        .bytes
}

/// One part of a DOCX package.
pub fn part(docx: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    std::io::read_to_string(package.by_name(name).unwrap()).unwrap()
}

/// The blocks of `article` of one kind, as JSON names it.
pub fn texts(article: &Article, wanted: impl Fn(&Block) -> bool) -> Vec<&str> {
    article.blocks.iter().filter(|block| wanted(block)).map(|block| block.text.as_str()).collect()
}
