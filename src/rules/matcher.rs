//! Which lines a rule of the user's means.

use regex::Regex;

use crate::message;
use crate::message::Message;

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
pub enum Zone {
    /// Above the first paragraph of the text.
    #[serde(rename = "above")]
    Head,
    /// Between the first and the last paragraph.
    #[serde(rename = "inside")]
    Body,
    /// Below the last paragraph.
    #[serde(rename = "below")]
    Tail,
}

/// What a line is like, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Matcher {
    pub(crate) shape: Shape,
    /// Anywhere, if nothing is said.
    pub(crate) zone: Option<Zone>,
}

/// What a line is like. Words are compared as [`crate::text::key`] spells them: without white space, widths and scripts alike.
#[derive(Clone, Debug)]
pub(crate) enum Shape {
    /// The whole line.
    Line(String),
    /// How it begins.
    Starts(String),
    /// How it ends.
    Ends(String),
    /// Something in it.
    Contains(String),
    /// A regular expression over the line as it stands in the input.
    Pattern(Regex),
}

impl Matcher {
    pub(crate) fn matches(&self, text: &str, key: &str, zone: Option<Zone>) -> bool {
        self.zone.is_none_or(|wanted| zone.is_none_or(|zone| wanted == zone))
            && match &self.shape {
                Shape::Line(word) => key == word,
                Shape::Starts(word) => key.starts_with(word.as_str()),
                Shape::Ends(word) => key.ends_with(word.as_str()),
                Shape::Contains(word) => key.contains(word.as_str()),
                Shape::Pattern(pattern) => pattern.is_match(text),
            }
    }

    /// Which lines it means, in words.
    pub(crate) fn summary(&self) -> Message {
        let lines = match &self.shape {
            Shape::Line(word) => message!("the line \"%{word}\"", word = word),
            Shape::Starts(word) => message!("lines that start with \"%{word}\"", word = word),
            Shape::Ends(word) => message!("lines that end with \"%{word}\"", word = word),
            Shape::Contains(word) => message!("lines that contain \"%{word}\"", word = word),
            Shape::Pattern(pattern) => message!("lines like /%{pattern}/", pattern = pattern.as_str()),
        };
        match self.zone {
            None => lines,
            Some(Zone::Head) => message!("%{lines} above the text", lines = lines),
            Some(Zone::Body) => message!("%{lines} inside the text", lines = lines),
            Some(Zone::Tail) => message!("%{lines} below the text", lines = lines),
        }
    }
}
