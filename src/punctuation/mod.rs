//! Marks, digits and spaces as GB/T 15834 and GB/T 15835 want them: only what changes no meaning, and never inside an address,
//! a time, a number or a Latin phrase.

mod dates;
mod forms;
mod pairs;
mod quotes;
mod runs;
mod spaces;
mod width;

use crate::diag::{Log, RuleId};
use crate::rules::Rules;
use crate::text::{Edits, Line, Mark, is_han};

pub use dates::write_dates;

/// Folds the marks of every line, but for what `rules` keep, and reports those that do not pair.
pub fn fold(log: &mut Log, lines: &mut [Line], rules: &Rules) {
    for line in lines {
        if needs_folding(&line.text) {
            let mut text = Text { chars: line.text.chars().collect(), line, log, rules, set: Vec::new() };
            forms::fold(&mut text);
            quotes::fold(&mut text);
            width::fold(&mut text);
            runs::fold(&mut text);
            if text.line.mark != Mark::Row {
                spaces::fold(&mut text);
            }
        }
        pairs::check(log, line);
    }
}

/// Whether anything but Chinese characters and marks in their right form stands in `text`.
fn needs_folding(text: &str) -> bool {
    let settled = |c: char| {
        matches!(
            c,
            '\u{4e00}'
                ..='\u{9fff}'
                    | '，'
                    | '。'
                    | '、'
                    | '；'
                    | '：'
                    | '“'
                    | '”'
                    | '《'
                    | '》'
                    | '（'
                    | '）'
                    | '？'
                    | '！'
                    | '*'
                    | '%'
        ) || c.is_ascii_alphanumeric()
    };
    let mut before = ' ';
    !text.chars().all(|c| {
        let pair = std::mem::replace(&mut before, c);
        let suspicious = match c {
            '。' | '，' | '、' | '；' | '：' => pair == c,
            'O' | '0' => is_han(pair),
            '0'..='9' => pair == '（' || pair == '【',
            _ => false,
        };
        settled(c) && !suspicious
    })
}

/// A line under the hands of the folding steps, which write what they change into the log.
///
/// Its characters are those of the line with what was [`set`](Text::set) since the last [`settle`](Text::settle).
struct Text<'l> {
    chars: Vec<char>,
    line: &'l mut Line,
    log: &'l mut Log,
    rules: &'l Rules,
    /// What was set: which character, by which rule, and what stood there.
    set: Vec<(u32, RuleId, char)>,
}

impl Text<'_> {
    /// Puts `to` in place of the character at `i`.
    fn set(&mut self, rule: RuleId, i: usize, to: char) {
        if self.rules.keeps_as_written(rule) {
            return;
        }
        let from = std::mem::replace(&mut self.chars[i], to);
        self.set.push((u32::try_from(i).expect("no line has four gigabytes"), rule, from));
    }

    /// Brings into the line what was set; a step sets a character once at most.
    fn settle(&mut self) {
        if self.set.is_empty() {
            return;
        }
        let mut set = std::mem::take(&mut self.set);
        set.sort_unstable_by_key(|(i, ..)| *i);
        let mut edits = Edits::new();
        let mut starts = self.line.text.char_indices().map(|(at, _)| at).enumerate();
        for (i, rule, from) in set {
            let i = i as usize;
            let at = starts.by_ref().find(|(n, _)| *n == i).map_or(0, |(_, at)| at);
            edits.replace(rule, at..at + from.len_utf8(), self.chars[i].encode_utf8(&mut [0; 4]));
        }
        edits.apply(self.log, self.line);
    }

    /// Puts `to` in place of the `n` characters at `i`, and so on, all at once; the characters are read anew.
    fn rewrite(&mut self, mut edits: Edits) {
        edits.retain(|rule| !self.rules.keeps_as_written(rule));
        edits.apply(self.log, self.line);
        self.chars = self.line.text.chars().collect();
    }

    /// The character before `i`.
    fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).map(|i| self.chars[i])
    }

    /// The character after `i`.
    fn after(&self, i: usize) -> Option<char> {
        self.chars.get(i + 1).copied()
    }

    /// Which characters belong to an address (`http://…`, `www.…`, `a@b.c`) and must stay.
    fn addresses(&self) -> Addresses {
        Addresses::of(&self.chars)
    }
}

/// Spans of web and mail addresses.
struct Addresses(Vec<(usize, usize)>);

impl Addresses {
    fn of(chars: &[char]) -> Addresses {
        let part = |c: &char| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '(' | ')');
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for i in 0..chars.len() {
            let starts = match chars[i] {
                ':' => chars[i..].starts_with(&[':', '/', '/']),
                'w' => chars[i..].starts_with(&['w', 'w', 'w', '.']),
                c => c == '@',
            };
            if !starts || spans.last().is_some_and(|span| i < span.1) {
                continue;
            }
            let mail = chars[i] == '@';
            let stops = |c: &char| !part(c) || mail && matches!(c, ':' | ',' | ';');
            // What is graphic before an address that says how it is fetched, may be a mark: `链接:http://…`.
            let scheme = |c: &char| chars[i] == ':' && !c.is_ascii_alphanumeric();
            let start = chars[..i].iter().rposition(|c| stops(c) || scheme(c)).map_or(0, |p| p + 1);
            let end = chars[i..].iter().position(stops).map_or(chars.len(), |p| i + p);
            let trailing =
                chars[i..end].iter().rev().take_while(|c| matches!(c, ',' | ';' | '!' | '.' | '?')).count();
            spans.push((start, end - trailing));
        }
        Addresses(spans)
    }

    fn hold(&self, i: usize) -> bool {
        let before = self.0.partition_point(|span| span.0 <= i);
        before > 0 && i < self.0[before - 1].1
    }
}

/// A Chinese character or a mark of Chinese text.
fn is_chinese(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '×')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    pub(super) fn check(before: &str, after: &str) {
        let mut log = Log::new();
        let mut lines = [Line::plain(before, 1)];
        fold(&mut log, &mut lines, &Rules::default());
        assert_eq!(lines[0].text, after);
        let again = lines[0].text.clone();
        fold(&mut log, &mut lines, &Rules::default());
        assert_eq!(lines[0].text, again, "folding twice");
    }

    #[test]
    fn addresses_times_and_numbers_stay() {
        check("网址http://a.cn/b,c?d=1;e,请查看", "网址http://a.cn/b,c?d=1;e，请查看");
        check("邮箱:abc@126.com;电话:010-1234", "邮箱：abc@126.com；电话：010-1234");
        check("9:30开会,到会1,200人,占3.5%", "9:30开会，到会1,200人，占3.5%");
        check("符合ISO 9001:2015标准,采用A, B, C三类", "符合ISO 9001:2015标准，采用A, B, C三类");
    }

    #[test]
    fn clean_text_is_left_alone() {
        let clean = "坚持“一个统领”，在2023年*月以****次、《准则》（试行）为主：落实！";
        assert!(!needs_folding(clean));
        check(
            "党史上的今天—组工干部讲党史，“健康生活 快乐工作”",
            "党史上的今天—组工干部讲党史，“健康生活 快乐工作”",
        );
    }

    #[test]
    fn every_address_of_a_line_stays_as_it_is() {
        check("网址www.a.cn/x--见页", "网址www.a.cn/x--见页");
        check("网址http://a.cn/x--和http://b.cn/y--见页", "网址http://a.cn/x--和http://b.cn/y--见页");
        check("邮箱abc@126.com,电话--见页", "邮箱abc@126.com，电话——见页");
        // What stands before an address is text.
        check("链接:http://a.cn/b", "链接：http://a.cn/b");
        check("甲,http://a.cn/b", "甲，http://a.cn/b");
        check("附件1:http://a.cn/b", "附件1:http://a.cn/b");
    }
}
