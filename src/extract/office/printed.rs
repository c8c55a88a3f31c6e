//! What stands in front of a paragraph of a list.

/// A number or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Printed {
    /// A number with what surrounds it.
    Number(String),
    /// A dot or the like.
    Bullet,
}

impl Printed {
    /// A number as the file has it, with a space behind it that would run into the text; none of nothing.
    pub(crate) fn number(text: &str) -> Option<Printed> {
        let text = text.trim();
        let runs_in = text.ends_with(|c: char| c.is_ascii_alphanumeric());
        (!text.is_empty()).then(|| Printed::Number(text.to_owned() + if runs_in { " " } else { "" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_does_not_run_into_the_text() {
        let number = |text: &str| Some(Printed::Number(text.to_owned()));
        for (text, expected) in [
            ("1", number("1 ")),
            (" 一、 ", number("一、")),
            ("（一）", number("（一）")),
            ("a", number("a ")),
            (" ", None),
        ] {
            assert_eq!(Printed::number(text), expected, "{text:?}");
        }
    }
}
