//! What is known of official Chinese, once: every room asks here, so that no two of them contradict each other.
//!
//! A question is about a line or a part of one, never about its neighbours, and is answered without a log. Long lists are data files in
//! `data/lexicon`, compiled in; each says at its top where it comes from.
//!
//! | question | answered by |
//! |---|---|
//! | is it a date, which one, how written | [`date`] |
//! | what does 二十一 or 第三 count | [`numeral`] |
//! | which heading number does it open with: level, rank, ordinal | [`numbering`] |
//! | is it the name of an organ | [`organ`] |
//! | is it a person, a post with a name | [`person`] |
//! | is it a place a text was sent from | [`place`] |
//! | which kind of document (文种) is it | [`kind`] |
//! | which label stands before the colon | [`label`] |
//! | is it of the head of a letter that is passed on | [`letter`] |
//! | is it a label of a form that names a part of a document | [`form`] |
//! | whom does it address | [`salutation`] |
//! | does it name or label an attachment | [`attachment`] |
//! | is it a line of the imprint (版记) | [`imprint`] |
//! | does a sentence end here | [`sentence`] |
//! | where does a word end | [`segment`] |

pub mod attachment;
pub mod counting;
pub mod date;
pub mod form;
pub mod imprint;
pub mod kind;
pub mod label;
pub mod letter;
pub mod numbering;
pub mod numeral;
pub mod organ;
pub mod person;
pub mod place;
pub mod salutation;
pub mod segment;
pub mod sentence;

/// The list a data file holds, without the lines on top that say where it comes from.
const fn listed(file: &'static str) -> &'static str {
    let bytes = file.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] == b'#' {
        while at < bytes.len() && bytes[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    file.split_at(at).1
}

/// White space that stands between a label and a value, a post and a name.
pub(crate) fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_no_comment() {
        assert_eq!(listed("# one\n# two\n甲 乙\n"), "甲 乙\n");
        assert_eq!(listed("甲 #乙\n"), "甲 #乙\n");
    }
}
