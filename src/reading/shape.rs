//! A line by itself, spelled so that script and width of its marks say nothing: what features are made of.

use crate::lexicon::sentence::{ends_sentence, is_stop};
use crate::text::simplified;

/// Characters looked at from the front and from the back.
pub(crate) const HEAD: usize = 24;
pub(crate) const TAIL: usize = 8;

/// What is seen of a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// Its first characters, without white space.
    pub(crate) head: [char; HEAD],
    /// Its last characters, the very last one first.
    pub(crate) tail: [char; TAIL],
    /// Characters without white space.
    pub(crate) length: usize,
    /// How often its marks and other characters come, a class each.
    pub(crate) counts: [u16; CLASSES],
    /// White space of two columns and more inside.
    pub(crate) gaps: u16,
    /// Characters of the first sentence, if the line goes on behind it.
    pub(crate) lead: usize,
    /// Whether it ends as sentences do.
    pub(crate) ends: bool,
    /// Of all its characters.
    pub(crate) hash: u32,
}

/// Kinds of characters that are counted.
pub(crate) const CLASSES: usize = 8;

/// Which of them a folded character is; none for a Chinese character.
fn class(c: char) -> Option<usize> {
    match c {
        '0' => Some(0),
        'a'..='z' => Some(1),
        ',' | '、' => Some(2),
        ';' | '。' | '!' | '?' => Some(3),
        ':' => Some(4),
        '|' | '>' | '»' | '/' | '·' | '-' => Some(5),
        '"' | '《' | '》' | '(' | ')' | '【' | '】' | '[' | ']' => Some(6),
        c if c.is_alphanumeric() => None,
        _ => Some(7),
    }
}

/// `c` without what makes no difference: width, script as far as rules know it, which digit, which quotation mark.
pub(crate) fn fold(c: char) -> char {
    let c = match c {
        '“' | '”' | '「' | '」' | '『' | '』' | '‘' | '’' | '\'' => '"',
        '〔' | '［' => '[',
        '〕' | '］' => ']',
        '｡' => '。',
        '—' | '–' | '－' | '─' => '-',
        '•' | '‧' | '・' => '·',
        '│' | '┊' => '|',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    };
    match c {
        '0'..='9' => '0',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => simplified(c),
    }
}

impl Shape {
    pub(crate) fn of(text: &str) -> Shape {
        let mut shape = Shape { ends: ends_sentence(text), hash: START, ..Shape::default() };
        let (mut gap, mut depth) = (0, 0_i32);
        for c in text.chars() {
            if c.is_whitespace() {
                gap += if c == '\u{3000}' || c == '\t' { 2 } else { 1 };
                continue;
            }
            shape.gaps += u16::from(gap >= 2);
            gap = 0;
            if matches!(c, '\u{4e00}'..='\u{9fff}') {
                shape.take(simplified(c));
                continue;
            }
            depth += i32::from(matches!(c, '“' | '（' | '《')) - i32::from(matches!(c, '”' | '）' | '》'));
            let folded = fold(c);
            shape.take(folded);
            if let Some(class) = class(folded) {
                shape.counts[class] = shape.counts[class].saturating_add(1);
            }
            if shape.lead == 0 && depth <= 0 && is_stop(c) && c != '…' {
                shape.lead = shape.length;
            }
        }
        if shape.lead == shape.length {
            shape.lead = 0;
        }
        let back = text.chars().rev().filter(|c| !c.is_whitespace()).map(fold);
        shape.tail.iter_mut().zip(back).for_each(|(place, c)| *place = c);
        shape
    }

    fn take(&mut self, c: char) {
        if let Some(place) = self.head.get_mut(self.length) {
            *place = c;
        }
        self.length += 1;
        self.hash = mix(self.hash, c as u32);
    }

    /// Its first characters, as many as there are.
    pub(crate) fn front(&self) -> &[char] {
        &self.head[..self.length.min(HEAD)]
    }

    /// Its last characters, the last one first.
    pub(crate) fn back(&self) -> &[char] {
        &self.tail[..self.length.min(TAIL)]
    }

    /// A sentence or more.
    pub(crate) fn is_sentence(&self) -> bool {
        // Half of what pages say of themselves in sentences is longer, too, but nearly no entry of a menu ends with a stop and has a
        // comma.
        const SHORTEST: usize = 20;
        self.ends && self.length >= SHORTEST && self.counts[2] + self.counts[3] > 0
    }

    /// How it ends, in a few classes.
    pub(crate) fn ending(&self) -> u32 {
        match self.tail[0] {
            '\0' => 0,
            '。' => 1,
            ':' => 2,
            ';' | '!' | '?' => 3,
            ',' | '、' => 4,
            ')' | ']' | '】' => 5,
            '"' | '》' => 6,
            '0' => 7,
            'a'..='z' => 8,
            c if c.is_alphanumeric() => 9,
            _ => 10,
        }
    }

    /// How long it is, in classes that are narrow where lines are short.
    pub(crate) fn size(&self) -> u32 {
        step(self.length, &[1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 35, 50, 80, 150, 300])
    }
}

/// Which of the growing `limits` a number reaches.
pub(crate) fn step(n: usize, limits: &[usize]) -> u32 {
    limits.partition_point(|limit| *limit <= n) as u32
}

/// Where hashes begin.
pub(crate) const START: u32 = 0x811c_9dc5;

/// One step of a hash that is the same on every machine.
pub(crate) fn mix(hash: u32, value: u32) -> u32 {
    let mixed = (hash ^ value).wrapping_mul(0x9e37_79b1);
    mixed ^ mixed >> 15
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_and_width_say_nothing() {
        for (one, other) in
            [("來源：某報 ２０２３", "来源:某报2024"), ("「會」，", "“会”,"), ("〔2023〕7号", "[2024]7号")]
        {
            assert_eq!(Shape::of(one).hash, Shape::of(other).hash, "{one}");
        }
        assert_ne!(Shape::of("甲乙").hash, Shape::of("乙甲").hash);
    }

    #[test]
    fn a_lead_is_a_sentence_with_more_behind_it() {
        for (text, expected) in
            [("抓学习。坚持读书。", 4), ("抓学习。", 0), ("（见《甲。乙》）丙。丁", 10), ("没有", 0)]
        {
            assert_eq!(Shape::of(text).lead, expected, "{text}");
        }
    }
}
