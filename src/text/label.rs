//! What a line of a page is, as the reading decides.

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident $word:literal;)+) => {
        /// What a line is.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Label {
            $($(#[$doc])* $name,)+
        }

        impl Label {
            /// All of them, in order.
            pub const ALL: &[Label] = &[$(Label::$name),+];

            /// Its name in the data the weights are learnt from.
            pub fn name(self) -> &'static str {
                match self { $(Label::$name => $word,)+ }
            }
        }
    };
}

labels! {
    /// A paragraph, or where one begins.
    #[default]
    Paragraph "para";
    /// A paragraph goes on.
    More "more";
    /// What the page has above the text.
    Above "above";
    /// What the page has inside the text.
    Within "within";
    /// What the page has below the text.
    Below "below";
    /// The title, or where it begins.
    Title "title";
    /// The title goes on.
    TitleMore "title+";
    /// The title once more.
    Again "again";
    /// A line above the title that belongs to it.
    Kicker "kicker";
    /// A line below the title that belongs to it.
    Subtitle "subtitle";
    /// Who wrote it.
    Byline "byline";
    /// Source, date, author.
    Info "info";
    /// The number of the document.
    Number "docnum";
    /// Those it is sent to.
    Recipient "recipient";
    /// A heading.
    Heading "heading";
    /// A paragraph that opens with a heading.
    RunIn "run_in";
    /// A row of a table.
    Row "table";
    /// A caption.
    Caption "caption";
    /// A note.
    Note "note";
    /// An abstract.
    Abstract "abstract";
    /// A line of an old table of contents.
    Contents "toc";
    /// An entry of the list of attachments, or the label of an attached document.
    Attachment "attachment";
    /// The title of an attached document, or of an article of a compilation.
    Attached "attach_title";
    /// Who signed it.
    Signature "signature";
    /// When it was signed.
    Date "date";
    /// Who edited it.
    Credit "credit";
}

impl Label {
    /// Whether the line belongs to the page and not to the text.
    pub fn is_debris(self) -> bool {
        matches!(self, Label::Above | Label::Within | Label::Below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_has_around_the_text_is_debris() {
        let debris: Vec<&str> =
            Label::ALL.iter().filter(|label| label.is_debris()).map(|label| label.name()).collect();
        assert_eq!(debris, ["above", "within", "below"]);
    }
}
