//! Finds what is lost for good: U+FFFD, and what it looks like after another wrong decoding.

use crate::decode::scan::find;
use crate::message;
use crate::message::Message;

/// How much damage of a kind a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Loss {
    pub(crate) line: u32,
    pub(crate) count: usize,
    kind: Trace,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trace {
    /// U+FFFD itself.
    Replacement,
    /// `锟斤拷`: two U+FFFD in UTF-8, read as GBK.
    Kuntao,
    /// `????`: characters the encoding it was saved in did not have.
    Question,
    /// `烫烫烫烫` or `屯屯屯屯`: memory nobody wrote to.
    Unset,
}

const KUNTAO: &str = "锟斤拷";
const UNSET: [&str; 2] = ["烫烫烫烫", "屯屯屯屯"];
const QUESTIONS: &str = "????";

impl Loss {
    /// What is lost and what to do.
    pub(crate) fn message(&self) -> Message {
        let Loss { count, .. } = self;
        let message = match self.kind {
            Trace::Replacement => {
                message!("%{count} places could not be read (\u{FFFD}); fetch the page again")
            }
            Trace::Kuntao => {
                message!(
                    "%{count} times \"锟斤拷\": the text was lost before it was saved; fetch the page again"
                )
            }
            Trace::Question => message!(
                "%{count} question marks stand for characters lost before the text was saved; fetch the page again"
            ),
            Trace::Unset => message!(
                "%{count} characters of unset memory (\"烫烫烫\", \"屯屯屯\") stand in place of text; fetch the page again"
            ),
        };
        message.with("count", *count)
    }
}

/// All losses, by line.
pub(crate) fn losses(text: &str) -> Vec<Loss> {
    if find(text.as_bytes(), 0, is_suspect).is_none() {
        return Vec::new();
    }
    text.split('\n').zip(1..).flat_map(|(text, line)| in_line(text, line)).collect()
}

/// Whether U+FFFD, `锟`, two question marks, `烫烫` or `屯屯` begin here, as far as four bytes can tell.
#[inline]
fn is_suspect([a, b, c, d]: [u8; 4]) -> bool {
    let replacement = (a == 0xEF) & (b == 0xBF) & (c == 0xBD);
    let kuntao = (a == 0xE9) & (b == 0x94) & (c == 0x9F);
    let question = (a == b'?') & (b == b'?') & (c == b'?') & (d == b'?');
    let unset = (a == 0xE7) & (b == 0x83) & (c == 0xAB) & (d == 0xE7)
        | (a == 0xE5) & (b == 0xB1) & (c == 0xAF) & (d == 0xE5);
    replacement | kuntao | question | unset
}

fn in_line(text: &str, line: u32) -> impl Iterator<Item = Loss> + use<> {
    let unset = UNSET.iter().map(|run| text.matches(run).count() * 4).sum();
    let counts = [
        (Trace::Replacement, text.matches('\u{FFFD}').count()),
        (Trace::Kuntao, text.matches(KUNTAO).count()),
        (Trace::Question, questions(text)),
        (Trace::Unset, unset),
    ];
    counts.into_iter().filter(|&(_, count)| count > 0).map(move |(kind, count)| Loss { line, count, kind })
}

/// Question marks in a line that is hardly anything else; a reader's `什么????` is not damage.
fn questions(text: &str) -> usize {
    let all = text.bytes().filter(|&byte| byte == b'?').count();
    let other = text.chars().filter(|char| char.is_alphanumeric()).count();
    if text.contains(QUESTIONS) && all > other { all } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(u32, usize)]) {
        let found: Vec<_> = losses(text).iter().map(|loss| (loss.line, loss.count)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn losses_are_told_by_line() {
        check("好\n各级\u{FFFD}人民\u{FFFD}政府", &[(2, 2)]);
        check("锟斤拷锟斤拷好", &[(1, 2)]);
        check("??????????????\n2023 ????, ???", &[(1, 14), (2, 7)]);
        check("烫烫烫烫烫烫烫烫", &[(1, 8)]);
    }

    #[test]
    fn ordinary_text_has_none() {
        check("这是为什么????", &[]);
        check("真烫烫烫！锟，斤，拷。", &[]);
        check("???", &[]);
    }
}
