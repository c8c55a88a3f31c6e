//! What a first look, by rules alone, makes of a line: evidence for the reading, which decides.

use crate::text::Label;

/// What a line is at a first look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glance {
    /// It was not looked at, being none of the text.
    #[default]
    Outside,
    /// A paragraph.
    Paragraph,
    /// The title.
    Title,
    /// A heading of this level.
    Heading(u8),
    /// A paragraph that opens with a numbered heading of this level.
    Numbered(u8),
    /// A paragraph that opens with a heading.
    RunIn,
    /// A paragraph that opens with 一是 and the like.
    Enumeration,
    /// A quotation.
    Quote,
    /// An item of a list.
    Item,
    /// A caption.
    Caption,
    /// Those it is sent to.
    Recipient,
    /// Who signed.
    Signature,
    /// When.
    Date,
    /// The number of the document.
    Number,
    /// A note in brackets.
    Note,
    /// A line of the list of attachments.
    Attachment,
    /// The label of an attachment.
    AttachmentLabel,
    /// The title of an attachment.
    AttachmentTitle,
    /// Who was there.
    Attendance,
    /// An abstract.
    Abstract,
    /// A line of a table of contents.
    Contents,
    /// A row of a table.
    Table,
    /// Who edited it.
    Credit,
    /// Head or imprint of an official document.
    Official,
    /// Where an article of several begins.
    Start,
    /// Source, date, author.
    Info,
    /// A line below the title that belongs to it.
    Subtitle,
    /// Who wrote it.
    Author,
    /// Which body wrote it.
    Unit,
    /// A date under the title.
    Dateline,
}

impl Glance {
    /// Its number among the features: the weights were learnt with these.
    pub(crate) fn code(self) -> u8 {
        /// The deepest level that is told from others.
        const DEEPEST: u8 = 5;
        match self {
            Glance::Outside => 0,
            Glance::Paragraph => 1,
            Glance::Title => 2,
            Glance::Heading(level) => 3 + level.min(DEEPEST),
            Glance::Numbered(level) => 9 + level.min(DEEPEST),
            Glance::RunIn => 15,
            Glance::Enumeration => 16,
            Glance::Quote => 17,
            Glance::Item => 18,
            Glance::Caption => 19,
            Glance::Recipient => 20,
            Glance::Signature => 21,
            Glance::Date => 22,
            Glance::Number => 23,
            Glance::Note => 24,
            Glance::Attachment => 25,
            Glance::AttachmentLabel => 26,
            Glance::AttachmentTitle => 27,
            Glance::Attendance => 28,
            Glance::Abstract => 29,
            Glance::Contents => 30,
            Glance::Table => 31,
            Glance::Credit => 32,
            Glance::Official => 33,
            Glance::Start => 34,
            Glance::Info => 35,
            Glance::Subtitle => 36,
            Glance::Author => 37,
            Glance::Unit => 38,
            Glance::Dateline => 39,
        }
    }

    /// The label that says the same.
    pub(crate) fn label(self) -> Option<Label> {
        Some(match self {
            Glance::Outside | Glance::Official => return None,
            Glance::Paragraph | Glance::Quote | Glance::Item | Glance::Attendance => Label::Paragraph,
            Glance::Title => Label::Title,
            Glance::Heading(_) => Label::Heading,
            Glance::Numbered(_) | Glance::RunIn | Glance::Enumeration => Label::RunIn,
            Glance::Caption => Label::Caption,
            Glance::Recipient => Label::Recipient,
            Glance::Signature => Label::Signature,
            Glance::Date => Label::Date,
            Glance::Number => Label::Number,
            Glance::Note => Label::Note,
            Glance::Attachment | Glance::AttachmentLabel => Label::Attachment,
            Glance::AttachmentTitle | Glance::Start => Label::Attached,
            Glance::Abstract => Label::Abstract,
            Glance::Contents => Label::Contents,
            Glance::Table => Label::Row,
            Glance::Credit => Label::Credit,
            Glance::Info | Glance::Dateline => Label::Info,
            Glance::Subtitle => Label::Subtitle,
            Glance::Author | Glance::Unit => Label::Byline,
        })
    }

    /// Whether it is of the title block or what only documents have: numbered headings, recipients, signatures, dates, numbers,
    /// attachments.
    pub(crate) fn is_part(self) -> bool {
        !matches!(
            self,
            Glance::Outside
                | Glance::Paragraph
                | Glance::Enumeration
                | Glance::Quote
                | Glance::Item
                | Glance::Caption
                | Glance::Abstract
                | Glance::Contents
                | Glance::Table
                | Glance::Credit
                | Glance::Official
        )
    }

    /// Whether such a line is never one of the page: rows of a table, editors (a rule of their own takes them out), tables of contents,
    /// head and imprint of an official document.
    pub(crate) fn is_sure(self) -> bool {
        matches!(self, Glance::Contents | Glance::Table | Glance::Credit | Glance::Official)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a first look can see, each with its number and the label that says the same.
    fn all() -> Vec<(Glance, u8, Option<Label>)> {
        let levels = (0..=5).flat_map(|level| {
            [
                (Glance::Heading(level), 3 + level, Some(Label::Heading)),
                (Glance::Numbered(level), 9 + level, Some(Label::RunIn)),
            ]
        });
        let others = [
            (Glance::Outside, 0, None),
            (Glance::Paragraph, 1, Some(Label::Paragraph)),
            (Glance::Title, 2, Some(Label::Title)),
            (Glance::RunIn, 15, Some(Label::RunIn)),
            (Glance::Enumeration, 16, Some(Label::RunIn)),
            (Glance::Quote, 17, Some(Label::Paragraph)),
            (Glance::Item, 18, Some(Label::Paragraph)),
            (Glance::Caption, 19, Some(Label::Caption)),
            (Glance::Recipient, 20, Some(Label::Recipient)),
            (Glance::Signature, 21, Some(Label::Signature)),
            (Glance::Date, 22, Some(Label::Date)),
            (Glance::Number, 23, Some(Label::Number)),
            (Glance::Note, 24, Some(Label::Note)),
            (Glance::Attachment, 25, Some(Label::Attachment)),
            (Glance::AttachmentLabel, 26, Some(Label::Attachment)),
            (Glance::AttachmentTitle, 27, Some(Label::Attached)),
            (Glance::Attendance, 28, Some(Label::Paragraph)),
            (Glance::Abstract, 29, Some(Label::Abstract)),
            (Glance::Contents, 30, Some(Label::Contents)),
            (Glance::Table, 31, Some(Label::Row)),
            (Glance::Credit, 32, Some(Label::Credit)),
            (Glance::Official, 33, None),
            (Glance::Start, 34, Some(Label::Attached)),
            (Glance::Info, 35, Some(Label::Info)),
            (Glance::Subtitle, 36, Some(Label::Subtitle)),
            (Glance::Author, 37, Some(Label::Byline)),
            (Glance::Unit, 38, Some(Label::Byline)),
            (Glance::Dateline, 39, Some(Label::Info)),
        ];
        levels.chain(others).collect()
    }

    /// The weights were learnt with these numbers: another would be read as something else.
    #[test]
    fn every_glance_has_the_number_the_weights_know_and_a_label() {
        let mut codes: Vec<u8> = Vec::new();
        for (glance, code, label) in all() {
            assert_eq!((glance.code(), glance.label()), (code, label), "{glance:?}");
            codes.push(code);
        }
        codes.sort_unstable();
        assert_eq!(codes, (0..40).collect::<Vec<u8>>());
        // Deeper levels are not told apart.
        assert_eq!((Glance::Heading(9).code(), Glance::Numbered(9).code()), (8, 14));
    }

    #[test]
    fn paragraphs_tables_and_heads_are_no_parts_that_only_documents_have() {
        let parts: Vec<u8> =
            all().iter().filter(|(glance, ..)| glance.is_part()).map(|(_, code, _)| *code).collect();
        let none = [0, 1, 16, 17, 18, 19, 29, 30, 31, 32, 33];
        assert!(parts.iter().all(|code| !none.contains(code)));
        assert_eq!(parts.len(), 40 - none.len());
        let sure: Vec<u8> =
            all().iter().filter(|(glance, ..)| glance.is_sure()).map(|(_, code, _)| *code).collect();
        assert_eq!(sure, [30, 31, 32, 33]);
    }
}
