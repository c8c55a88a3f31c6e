//! The document as meaning: roles and text, no millimetres. Writers and the layout read it; `structure` makes it, and
//! `picture` adds what is not text.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::text::Rich;

mod cells;
mod official;

pub use cells::{Cell, Stand, cells, places};
pub use official::{Official, Seal};

pub use crate::lexicon::kind::Genre;
pub use crate::lexicon::person::post_and_name;

/// What a block is. Names follow `docs/standard.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A heading (层次标题) of level 1–4: 一、 （一） 1. （1）, or unnumbered at that depth.
    Heading(u8),
    /// A paragraph that opens with a heading sentence.
    RunIn(RunIn),
    /// Body text (正文).
    Paragraph,
    /// A quoted block.
    Quote,
    /// A list item; the marker is part of the text.
    Item,
    /// A picture: index into [`Document::pictures`]. The block has no text.
    Picture(usize),
    /// A picture caption; it stands under its picture, if that is there.
    Caption,
    /// The line that names the recipients (主送机关).
    Recipient,
    /// The issuing body at the end (发文机关署名).
    Signature,
    /// The date of the document (成文日期).
    Date,
    /// The document number (发文字号).
    Number,
    /// A note in brackets under the title or the date (附注, 题注).
    Note,
    /// The list of attachments under the text (附件说明).
    Attachment,
    /// 附件 or 附件1 above an attached document.
    AttachmentLabel,
    /// The title of an attached document.
    AttachmentTitle,
    /// Who was there: 出席, 请假, 列席 with their names, under minutes (GB/T 9704-2012 10.3).
    Attendance,
    /// An abstract or editor's note.
    Abstract,
    /// A line of an old table of contents that was kept.
    Contents,
    /// A table: rows separated by `\n`, cells by `\t`; its spans say which cells are joined ([`cells`]).
    Table,
    /// Who edited, supplied or checked the text.
    Credit,
}

/// The heading sentence of a [`Role::RunIn`] paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunIn {
    /// Its length in bytes, the closing stop included.
    pub head: usize,
    /// Which kind of heading it is.
    pub kind: RunInKind,
}

/// Which kind of heading opens a run-in paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunInKind {
    /// Numbered, of level 1–4.
    Numbered(u8),
    /// Without a number: set apart by type.
    Unnumbered,
    /// 一是… 二是…: stays body type.
    Enumeration,
}

/// One block of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub role: Role,
    /// Its text, numbering included.
    pub text: Rich,
    /// Line of the input it starts on, from 1.
    pub line: u32,
}

impl Block {
    /// The heading sentence and the rest; the head is empty for anything but a run-in paragraph.
    pub fn split_head(&self) -> (&str, &str) {
        match self.role {
            Role::RunIn(run_in) => self.text.split_at(run_in.head),
            _ => ("", &self.text),
        }
    }

    /// The numbered heading this paragraph opens with, without its stop: level and text.
    pub fn run_in_heading(&self) -> Option<(u8, &str)> {
        let Role::RunIn(RunIn { kind: RunInKind::Numbered(level), .. }) = self.role else { return None };
        Some((level, self.split_head().0.trim_end_matches(['。', '.', '：', ':', '；', '\u{3000}', ' '])))
    }
}

/// What stands above the text of an article, in the order it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontRole {
    /// Line above the title (引题).
    Kicker,
    /// Title (标题).
    Title,
    /// Line under the title (副标题).
    Subtitle,
    /// Author or unit (署名).
    Byline,
    /// Source and date in full-width brackets.
    Dateline,
}

/// A footnote (脚注).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Its text, without a number.
    pub text: Rich,
    /// Line of the input it starts on, from 1.
    pub line: u32,
}

/// One article: what stands above its text, and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Which type of document it is.
    pub genre: Genre,
    /// Lines above the title.
    pub kicker: Vec<Rich>,
    /// The title, one entry for each line its author gave it.
    pub title: Vec<Rich>,
    /// Lines under the title.
    pub subtitle: Vec<Rich>,
    /// Author line, as written.
    pub byline: Option<Rich>,
    /// The unit that wrote it.
    pub unit: Option<String>,
    /// Where it was published.
    pub source: Option<String>,
    /// When it was published, as `2023年2月2日`.
    pub date: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// The footnotes (脚注), in the order of their anchors, which are spans of title and text.
    pub footnotes: Vec<Footnote>,
    /// Line of the input its title stands on, from 1; 0 without a title.
    pub line: u32,
}

impl Article {
    /// The title as one line: its parts joined by a space.
    pub fn full_title(&self) -> String {
        self.title.join(" ")
    }

    /// The footnotes anchored in `text`, a part of this article: behind how many bytes, and which.
    pub fn footnotes_of<'a>(&'a self, text: &'a Rich) -> impl Iterator<Item = (usize, &'a Footnote)> {
        text.footnotes().filter_map(|(at, footnote)| Some((at, self.footnotes.get(footnote)?)))
    }

    /// What may carry anchors: the lines above the text, then the blocks.
    pub fn texts(&self) -> impl Iterator<Item = &Rich> {
        let front = [&self.kicker, &self.title, &self.subtitle].into_iter().flatten().chain(&self.byline);
        front.chain(self.blocks.iter().map(|block| &block.text))
    }

    /// The same, to change what is said of them.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Rich> {
        let front = [&mut self.kicker, &mut self.title, &mut self.subtitle].into_iter().flatten();
        front.chain(&mut self.byline).chain(self.blocks.iter_mut().map(|block| &mut block.text))
    }

    /// The title with the unit in brackets, as a table of contents shows it.
    pub fn contents_entry(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{}（{unit}）", self.full_title()),
            None => self.full_title(),
        }
    }

    /// Whether this is an official document that a body issues: it has a signature and a date of its own (7.3.5).
    ///
    /// Such a document is set without the date of the web page under its title, and without a 目录 unless one is asked for.
    pub fn is_issued(&self) -> bool {
        let has = |role: Role| self.blocks.iter().any(|block| block.role == role);
        let spoken = matches!(
            self.genre,
            Genre::Article | Genre::Speech | Genre::Summary | Genre::Plan | Genre::Statute
        );
        !spoken && has(Role::Signature) && has(Role::Date)
    }

    /// What stands above the text, in order: each line with its role.
    pub fn front(&self) -> Vec<(FrontRole, Rich)> {
        let mut front = Vec::new();
        front.extend(self.kicker.iter().map(|line| (FrontRole::Kicker, line.clone())));
        front.extend(self.title.iter().map(|line| (FrontRole::Title, line.clone())));
        front.extend(self.subtitle.iter().map(|line| (FrontRole::Subtitle, line.clone())));
        let unit = self.unit.as_ref().map(Rich::from);
        front.extend(self.byline.iter().cloned().chain(unit).map(|line| (FrontRole::Byline, line)));
        front.extend(self.dateline().map(|line| (FrontRole::Dateline, line.into())));
        front
    }

    /// `（来源：旗帜网　2023年2月2日）`, or what of it is known.
    pub fn dateline(&self) -> Option<String> {
        match (&self.source, &self.date) {
            (Some(source), Some(date)) => Some(format!("（来源：{source}　{date}）")),
            (Some(source), None) => Some(format!("（来源：{source}）")),
            (None, Some(date)) => Some(format!("（{date}）")),
            (None, None) => None,
        }
    }

    /// What a table of contents may show of this article: block index, level and text. Of a paragraph that opens with a numbered heading,
    /// that heading without its stop.
    pub fn entries(&self) -> impl Iterator<Item = (usize, u8, &str)> + '_ {
        self.blocks.iter().enumerate().filter_map(|(i, block)| match block.role {
            Role::Heading(level) => Some((i, level, block.text.as_str())),
            _ => block.run_in_heading().map(|(level, head)| (i, level, head)),
        })
    }

    /// Headings of this article that stand on lines of their own: block index and level.
    pub fn headings(&self) -> impl Iterator<Item = (usize, u8)> + '_ {
        self.blocks.iter().enumerate().filter_map(|(i, block)| match block.role {
            Role::Heading(level) => Some((i, level)),
            _ => None,
        })
    }
}

/// A picture that can be set: whole, and in a format every program knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What the text calls it: a path or an address; empty if it stood in the text itself.
    pub name: String,
    /// What it shows, in words, for those who cannot see it; may be empty.
    pub alt: String,
    /// Its format.
    pub format: PictureFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Bytes,
}

/// The formats pictures are set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl PictureFormat {
    /// The usual ending of a file, which is also the name of the format in a media type.
    pub fn extension(self) -> &'static str {
        match self {
            PictureFormat::Jpeg => "jpeg",
            PictureFormat::Png => "png",
        }
    }
}

/// For each of `pictures` the index of the first with the same bytes.
pub(crate) fn first_of_same<'p>(pictures: &'p [Picture]) -> Vec<usize> {
    // Bytes that stand at one place are the same without looking at each.
    let (mut places, mut contents) = (HashMap::new(), HashMap::new());
    let mut first = |index: usize, bytes: &'p [u8]| {
        let place = (bytes.as_ptr() as usize, bytes.len());
        *places.entry(place).or_insert_with(|| *contents.entry(bytes).or_insert(index))
    };
    pictures.iter().enumerate().map(|(index, picture)| first(index, picture.bytes.as_ref())).collect()
}

/// The bytes of a file, shared by all who need them.
#[derive(Clone, PartialEq, Eq)]
pub struct Bytes(pub Arc<[u8]>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// How many, not which: a picture has a million of them.
impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.0.len())
    }
}

/// A whole document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Title of a compilation (汇编) as a whole; a single article keeps its own.
    pub title: Option<String>,
    /// Who made the compilation (编印单位), for its cover.
    pub publishers: Vec<String>,
    /// When it was made (编印日期), as `2026年8月`, with a day or in hanzi; for its cover.
    pub published: Option<String>,
    /// Whether this is a compilation: then every article starts a new page.
    pub compiled: bool,
    /// The articles; at least one.
    pub articles: Vec<Article>,
    /// The pictures; the blocks say where each stands.
    pub pictures: Vec<Picture>,
    /// What it carries as an issued document.
    pub official: Official,
}

impl Document {
    /// Takes in an article of another document, with those of its `pictures` it shows.
    pub fn adopt(&mut self, mut article: Article, pictures: &[Picture]) {
        for block in &mut article.blocks {
            if let Role::Picture(index) = &mut block.role {
                let own = self.pictures.len();
                self.pictures.extend(pictures.get(*index).cloned());
                *index = own;
            }
        }
        self.articles.push(article);
    }

    /// The best name for the whole: its title, else that of its first article, else the mark of an order or of minutes, which
    /// have none (GB/T 9704-2012 10.2, 10.3).
    pub fn name(&self) -> Option<String> {
        let of_article = || self.articles.first().map(Article::full_title).filter(|title| !title.is_empty());
        self.title.clone().or_else(of_article).or_else(|| self.official.mark.last().cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issued_document_is_dated_by_its_signature() {
        let block = |role, text: &str| Block { role, text: text.into(), line: 1 };
        let blocks = vec![block(Role::Signature, "某县人民政府"), block(Role::Date, "2023年5月1日")];
        let article = Article {
            title: vec!["关于防汛的通知".into()],
            date: Some("2023年5月6日".into()),
            blocks,
            ..Article::default()
        };
        assert!(!article.is_issued());
        assert!(Article { genre: Genre::Notice, ..article }.is_issued());
    }
}
