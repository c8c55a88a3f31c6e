//! Every rule of every step in one table: what it is called, what it does and why, an input on which it fires and one on which it does not.
//!
//! A step knows its rules by their ids alone; whatever stands in a log has its row here, and every row an id that some step uses
//! (`tests/it/registry.rs`). The examples are run through the whole program there.

mod bytes;
mod demand;
mod elements;
mod fault;
mod marks;
mod office;
mod page;
mod parts;
mod pictures;

pub(crate) use fault::fault_of;

use crate::message::{Language, near};
use crate::rules::Zone;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// `group.name`.
    pub id: &'static str,
    /// What it does to the text.
    pub does: Deed,
    /// Whether `--keep` leaves the text as it came.
    pub keepable: bool,
    /// What people call it.
    pub name: Words,
    /// What it is about, in one line.
    pub what: Words,
    /// Why there is such a rule.
    pub why: Words,
    /// An input on which it fires.
    pub fires: Example,
    /// An input much like it on which it does not.
    pub stays: Example,
}

impl Rule {
    /// What stands before the dot.
    pub fn group(&self) -> &'static str {
        self.id.split('.').next().unwrap_or(self.id)
    }

    /// Whether the user decides: with `--keep`, with `--drop`, or for a member of a group with the other of the two.
    pub fn is_optional(&self) -> bool {
        self.keepable || self.does == Deed::OnDemand
    }
}

/// What a rule does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// It takes text out.
    TakesOut,
    /// It takes text out when the user says so.
    OnDemand,
    /// It puts something else in the place of text.
    Changes,
    /// It changes nothing and tells somebody to look.
    Tells,
}

/// A text in the languages of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Words {
    /// In English.
    pub english: &'static str,
    /// In Chinese.
    pub chinese: &'static str,
}

impl Words {
    /// The text in `language`.
    pub fn said(self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }
}

/// An input that shows what a rule does.
#[derive(Debug)]
pub enum Example {
    /// A line above, in or below a short notice.
    Line(Zone, &'static str),
    /// The same, while another rule is kept.
    Kept(&'static str, Zone, &'static str),
    /// A whole text.
    Text(&'static str),
    /// A whole text in Markdown.
    Markdown(&'static str),
    /// What stands in the body of a web page.
    Page(&'static str),
    /// The same: a piece of it, how often, and the rest.
    Repeated(&'static str, usize, &'static str),
    /// What stands in the body of a Word file below the title of a notice; `r9` is another part of the file.
    Word(&'static str),
    /// The same in RTF.
    Rtf(&'static str),
    /// A text in bytes that something happened to.
    Damaged(Damage, &'static str),
    /// A line in a short notice, read with a dictionary.
    Dictionary(&'static str, &'static str),
    /// A line in a short notice whose dates are to be written out.
    Dated(&'static str),
    /// Texts bound into one.
    Bound(&'static [&'static str]),
}

impl Example {
    /// What it says: the line, or all of the text.
    pub fn text(&self) -> String {
        match self {
            Example::Line(_, text)
            | Example::Kept(_, _, text)
            | Example::Text(text)
            | Example::Markdown(text)
            | Example::Page(text)
            | Example::Word(text)
            | Example::Rtf(text)
            | Example::Damaged(_, text)
            | Example::Dated(text)
            | Example::Dictionary(_, text) => (*text).to_owned(),
            Example::Repeated(piece, times, rest) => format!("{piece} × {times} {rest}"),
            Example::Bound(texts) => texts.join("\n+\n"),
        }
    }

    /// In which form it comes in.
    pub fn form(&self) -> &'static str {
        match self {
            Example::Line(Zone::Head, _) | Example::Kept(_, Zone::Head, _) => "line-above",
            Example::Line(Zone::Body, _)
            | Example::Kept(_, Zone::Body, _)
            | Example::Dictionary(..)
            | Example::Dated(_) => "line-inside",
            Example::Line(Zone::Tail, _) | Example::Kept(_, Zone::Tail, _) => "line-below",
            Example::Text(_) => "text",
            Example::Markdown(_) => "markdown",
            Example::Page(_) | Example::Repeated(..) => "html",
            Example::Word(_) => "docx",
            Example::Rtf(_) => "rtf",
            Example::Damaged(..) => "bytes",
            Example::Bound(_) => "texts",
        }
    }
}

/// What happened to the bytes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The first byte is missing.
    Cut,
    /// A zero byte got into text in GBK.
    Zero,
    /// The same text follows once more in GBK.
    Joined,
    /// It is in an encoding of another language.
    Foreign,
    /// In GBK, it was read as Latin-1 and saved as UTF-8.
    Misread,
    /// In UTF-8, it was read as GB 18030, which loses a character now and then, and saved.
    Mangled,
}

/// Rules of one kind, under a heading.
#[derive(Debug)]
pub struct Section {
    /// The heading.
    pub title: Words,
    /// The rules, in the order they are listed.
    pub rules: &'static [Rule],
}

/// All rules, section by section.
pub const SECTIONS: &[Section] = &[
    Section {
        title: Words { english: "Lines of the web page", chinese: "网页上的内容" },
        rules: page::RULES,
    },
    Section {
        title: Words { english: "Office files and letters", chinese: "办公文档和邮件" },
        rules: office::RULES,
    },
    Section {
        title: Words { english: "Parts of the document", chinese: "公文的各部分" },
        rules: parts::RULES,
    },
    Section {
        title: Words { english: "Parts left out on demand", chinese: "可按需略去的部分" },
        rules: demand::RULES,
    },
    Section { title: Words { english: "Pictures", chinese: "图片" }, rules: pictures::RULES },
    Section {
        title: Words { english: "Elements and compilations", chinese: "公文要素和汇编" },
        rules: elements::RULES,
    },
    Section {
        title: Words { english: "Encoding and markup", chinese: "编码和标记" }, rules: bytes::RULES
    },
    Section {
        title: Words { english: "Script and punctuation", chinese: "繁简和标点" },
        rules: marks::RULES,
    },
];

/// Every rule.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    SECTIONS.iter().flat_map(|section| section.rules)
}

/// The rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}

/// The rule or group that was perhaps meant by `name`.
pub fn nearest(name: &str) -> Option<&'static str> {
    near(name, all().flat_map(|rule| [rule.id, rule.group()]))
}
