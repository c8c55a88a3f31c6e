//! What a user says a line is: more than any evidence.

use crate::text::Label;

/// What a line is, as the user says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The title, or a line of it.
    Title,
    /// A line below the title that belongs to it.
    Subtitle,
    /// Who wrote it.
    Byline,
    /// A heading of this level, 1 to 4.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// Those it is sent to.
    Recipient,
    /// Who signed it.
    Signature,
    /// When it was signed.
    Date,
    /// A caption.
    Caption,
    /// A note.
    Note,
}

impl Told {
    /// All that can be said, each with its name in files of rules.
    pub const ALL: [(&str, Told); 13] = [
        ("title", Told::Title),
        ("subtitle", Told::Subtitle),
        ("byline", Told::Byline),
        ("heading-1", Told::Heading(1)),
        ("heading-2", Told::Heading(2)),
        ("heading-3", Told::Heading(3)),
        ("heading-4", Told::Heading(4)),
        ("paragraph", Told::Paragraph),
        ("recipient", Told::Recipient),
        ("signature", Told::Signature),
        ("date", Told::Date),
        ("caption", Told::Caption),
        ("note", Told::Note),
    ];

    /// What goes by this name.
    pub fn named(name: &str) -> Option<Told> {
        Told::ALL.iter().find(|(known, _)| *known == name).map(|(_, told)| *told)
    }

    /// How a line of it is read.
    pub(crate) fn label(self) -> Label {
        match self {
            Told::Title => Label::Title,
            Told::Subtitle => Label::Subtitle,
            Told::Byline => Label::Byline,
            Told::Heading(_) => Label::Heading,
            Told::Paragraph => Label::Paragraph,
            Told::Recipient => Label::Recipient,
            Told::Signature => Label::Signature,
            Told::Date => Label::Date,
            Told::Caption => Label::Caption,
            Told::Note => Label::Note,
        }
    }

    /// Whether a line can be read as `label`: the lines of a title go on from its first.
    pub(crate) fn allows(self, label: Label) -> bool {
        label == self.label() || self == Told::Title && label == Label::TitleMore
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_says_has_a_name_and_is_read_as_that() {
        for (name, told) in Told::ALL {
            assert_eq!(Told::named(name), Some(told));
            assert!(told.allows(told.label()), "{name}");
            let allowed = Label::ALL.iter().filter(|label| told.allows(**label)).count();
            assert_eq!(allowed, if told == Told::Title { 2 } else { 1 }, "{name}");
        }
        assert_eq!((Told::named("heading-5"), Told::named("Title")), (None, None));
        // The second line of a title goes on from its first.
        assert!(Told::Title.allows(Label::TitleMore) && !Told::Subtitle.allows(Label::TitleMore));
        let label = |name: &str| Told::named(name).map(Told::label);
        assert_eq!(
            [
                "subtitle",
                "byline",
                "heading-4",
                "paragraph",
                "recipient",
                "signature",
                "date",
                "caption",
                "note"
            ]
            .map(label),
            [
                Label::Subtitle,
                Label::Byline,
                Label::Heading,
                Label::Paragraph,
                Label::Recipient,
                Label::Signature,
                Label::Date,
                Label::Caption,
                Label::Note
            ]
            .map(Some)
        );
    }
}
