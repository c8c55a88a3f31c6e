//! Turns raw Chinese web text into finished official documents (GB/T 9704-2012).
//!
//! [`pipeline::read`] takes bytes through the steps, each of which knows only the types in the middle:
//!
//! 1. [`decode`]: the encoding, by evidence; wrong decoding undone; stray characters out
//! 2. [`extract`]: text, web page or Markdown to [`text::Line`]s
//! 3. [`clean`]: lines that belong to the page and not to the text
//! 4. [`script`]: Simplified or Traditional characters
//! 5. [`punctuation`]: widths, quotes, dashes, spaces
//! 6. [`structure`]: what each line is, as a [`document::Document`]: meaning, no millimetres
//! 7. [`picture`]: the pictures the markup names, each at its place
//!
//! [`pipeline::write_docx`] lays it out on the grid of a [`template`] ([`layout`], giving [`pages::Pages`]) and writes Word;
//! [`pipeline::write_json`] writes the document as data. Whoever paints pages elsewhere walks the [`sheet`]s.
//!
//! Nothing is lost in silence: what a step takes out, changes or finds is in the [`diag::Log`], and [`audit`] adds it up.
//! The library prints nothing and reads no file, clock or environment; only `cli` does, and `batch`, which reads and writes files for it;
//! both stand behind the feature `cli`, which is on by default.
//!
//! ```
//! use chengwen::pipeline::{self, Contents, ReadOptions};
//!
//! let page = "站内搜索:\n岚川市2024年工作总结\n今年以来,岚川市坚持稳中求进,各项工作取得新的进展。\n一、主要做法\n略。\n";
//! let reading = pipeline::read(page.as_bytes(), &ReadOptions::default())?;
//! assert_eq!(reading.document.articles[0].title, ["岚川市2024年工作总结"]);
//! assert_eq!(reading.log.removals()[0].rule, "web.search");
//!
//! let template = pipeline::default_template(&reading.document)?;
//! let word = pipeline::write_docx(&reading.document, &template, Contents::Auto, &Default::default())?;
//! assert_eq!(word.pages.map(|pages| pages.count()), Some(1));
//! # Ok::<(), chengwen::Error>(())
//! ```

rust_i18n::i18n!("src/message");

pub mod audit;
#[cfg(feature = "cli")]
mod batch;
pub mod bind;
pub mod bundle;
pub mod clean;
#[cfg(feature = "cli")]
pub mod cli;
pub mod convert;
pub mod decode;
pub mod diag;
pub mod document;
pub mod elements;
pub mod error;
pub mod extract;
pub mod font;
pub mod layout;
pub mod lexicon;
pub mod limits;
pub mod message;
pub mod pages;
pub mod picture;
pub mod pipeline;
pub mod punctuation;
pub mod reading;
pub mod rules;
pub mod script;
pub mod sheet;
pub mod structure;
pub mod template;
pub mod text;
pub mod units;
pub mod write;

pub use error::{Error, Result};
