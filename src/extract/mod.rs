//! From text to lines: plain text, a saved web page or Markdown becomes a list of [`Line`]s with what the markup said.
//!
//! The kind of input is read off the content first; the file name only decides what the content leaves open.

mod entities;
mod html;
mod kind;
mod markdown;
mod page;
mod plain;
mod shallow;
mod wrapped;

use crate::audit::Tally;
use crate::diag::{Log, RuleId};
use crate::rules::Rules;
use crate::text::Line;

pub use kind::{Kind, detect};

/// The rules of this step that take text out.
pub const RULES: [(RuleId, &str); 1] = [html::AROUND];

/// What a reader made of the input.
#[derive(Debug)]
pub struct Extracted {
    /// How it was read.
    pub kind: Kind,
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// Every character a reader of the input could see: where the audit starts.
    pub seen: Tally,
}

/// Reads `text` as `kind`. What the markup itself is made of, and on a web page everything around the article, goes to the log, unless
/// `rules` say otherwise.
pub fn extract(log: &mut Log, text: &str, kind: Kind, rules: &Rules) -> Extracted {
    let mut seen = Tally::default();
    let mut lines = match kind {
        Kind::Html => html::read(log, text, rules, &mut seen),
        Kind::Markdown { masked } => {
            seen.add(text);
            markdown::read(log, text, masked)
        }
        Kind::Text => {
            seen.add(text);
            plain::read(text)
        }
    };
    if !matches!(kind, Kind::Markdown { .. }) {
        entities::resolve(log, &mut lines);
        lines.retain(|line| !line.text.is_empty());
    }
    Extracted { kind, lines, seen }
}
