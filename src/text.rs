//! A line of text that knows where it came from.

/// What the markup said about a line. Plain text says [`Mark::None`]; no mark is ever the last word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing is known.
    #[default]
    None,
    /// `<h1>`–`<h6>` or `#`–`######`.
    Heading(u8),
    /// A block all of whose text is bold.
    Strong,
    /// A list item; its marker, if the source showed one, is part of the text.
    Item,
    /// A `<figcaption>` or the like.
    Caption,
    /// A block quotation.
    Quote,
    /// One row of a table; cells are separated by tabs.
    Row,
    /// A block set in the middle of the line.
    Centered,
    /// A block set at the right edge.
    Right,
}

/// One line: a paragraph, a heading, a caption; never part of one once the reader has joined hard-wrapped lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The text, without leading or trailing white space.
    pub text: String,
    /// Line of the decoded input it starts on, from 1.
    pub number: u32,
    /// Blank lines directly above it.
    pub blank_above: u32,
    /// What the markup said.
    pub mark: Mark,
}

impl Line {
    /// A line of plain text.
    pub fn plain(text: impl Into<String>, number: u32) -> Line {
        Line { text: text.into(), number, blank_above: 0, mark: Mark::None }
    }
}
