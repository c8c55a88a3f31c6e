//! A line of text that knows where it came from.

pub(crate) mod alike;
pub mod anchor;
pub mod edit;
mod evidence;
pub mod formula;
mod glance;
mod label;
pub mod names;
pub mod rich;
pub(crate) mod roman;
pub mod script;
pub mod stray;
mod told;

pub use edit::{Edit, Edits};
pub use evidence::{Evidence, Nest, Signs};
pub use glance::Glance;
pub use label::Label;
pub use rich::{Meaning, Rich, Span};
pub use told::Told;

use std::sync::Arc;

/// What the markup said about a line. Plain text says [`Mark::None`]; no mark is ever the last word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing is known.
    #[default]
    None,
    /// A paragraph of a text whose headings are marked: it is none, however short.
    Body,
    /// A line of an old table of contents that is to stay.
    Contents,
    /// The reader is sure that this is the title of the page.
    Title,
    /// No line of the page: date, source and author as its markup has them, `2023-02-02|来源：某报`.
    Meta,
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
    pub text: Rich,
    /// Line of the decoded input it starts on, from 1.
    pub number: u32,
    /// Blank lines directly above it.
    pub blank_above: u32,
    /// What the markup said.
    pub mark: Mark,
    /// What else the markup knows, where there is any.
    pub evidence: Option<Box<Evidence>>,
    /// What it was read as.
    pub label: Option<Label>,
    /// What the user says it is.
    pub told: Option<Told>,
}

impl Line {
    /// A line of plain text.
    pub fn plain(text: impl Into<Rich>, number: u32) -> Line {
        Line { text: text.into(), number, ..Line::default() }
    }

    /// Whether a first look takes it for the text; that of a text without markup takes all.
    pub(crate) fn is_chosen(&self) -> bool {
        self.evidence.as_ref().is_none_or(|evidence| evidence.signs.has(Signs::CHOSEN))
    }

    /// Takes white space off both ends; a row keeps it, since a tabulator there stands for a cell without text.
    pub(crate) fn trim(&mut self) {
        if self.mark != Mark::Row {
            self.text.trim_in_place();
        }
    }

    /// The same line without its evidence.
    pub(crate) fn bare(&self) -> Line {
        let Line { text, number, blank_above, mark, evidence: _, label, told } = self;
        Line {
            text: text.clone(),
            number: *number,
            blank_above: *blank_above,
            mark: *mark,
            evidence: None,
            label: *label,
            told: *told,
        }
    }
}

/// A picture the markup shows: where it stands, and where its bytes may be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Index of the line it stands above; the number of lines, if it stands below the last one.
    pub above: usize,
    /// Line of the decoded input, from 1.
    pub number: u32,
    /// Where it may be, the most likely place first.
    pub addresses: Vec<String>,
    /// Its bytes, if they stand in the text itself.
    pub bytes: Option<Arc<[u8]>>,
    /// What it shows, in words.
    pub alt: String,
    /// Width and height the page gives it, in pixels.
    pub size: [Option<u32>; 2],
    /// Whether it stands in what a first look at a page takes for the text.
    pub inside: bool,
}

/// The words of a list, which is written as one string so that it can be read.
pub(crate) fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split_ascii_whitespace()
}

/// The characters that words begin with: tells at once that a text begins with none of them, and seldom wrongly that it might.
pub(crate) struct Openings([u64; Openings::SLOTS / 64]);

impl Openings {
    // A power of two, so that a character finds its bit by its low bits; the longest list has some hundred beginnings, so one text in
    // twenty is looked at in vain.
    const SLOTS: usize = 4096;

    /// Of no words.
    pub(crate) const NONE: Openings = Openings([0; Openings::SLOTS / 64]);

    /// Of the words of a list as [`words`] reads it.
    pub(crate) const fn of(list: &str) -> Openings {
        let bytes = list.as_bytes();
        let mut openings = Openings::NONE;
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_whitespace() && (at == 0 || bytes[at - 1].is_ascii_whitespace()) {
                openings = openings.and(bytes.split_at(at).1);
            }
            at += 1;
        }
        openings
    }

    /// Of what the words of a list end with: for texts that [`Openings::admit_last`] asks about.
    pub(crate) const fn of_ends(list: &str) -> Openings {
        let bytes = list.as_bytes();
        let mut openings = Openings::NONE;
        let mut at = 0;
        while at < bytes.len() {
            let last = at + 1 == bytes.len() || bytes[at + 1].is_ascii_whitespace();
            if !bytes[at].is_ascii_whitespace() && last {
                let mut start = at;
                while bytes[start] & 0xc0 == 0x80 {
                    start -= 1;
                }
                openings = openings.and(bytes.split_at(start).1);
            }
            at += 1;
        }
        openings
    }

    /// Of these words and one more, which is not empty.
    pub(crate) const fn and(mut self, word: &[u8]) -> Openings {
        // The low twelve bits of the character.
        let slot = match word {
            [a, b, ..] if *a >= 0xc0 && *a < 0xe0 => (*a as usize & 0x1f) << 6 | *b as usize & 0x3f,
            [a, b, c, ..] if *a >= 0xe0 && *a < 0xf0 => (*b as usize & 0x3f) << 6 | *c as usize & 0x3f,
            [a, _, c, d, ..] if *a >= 0xf0 => (*c as usize & 0x3f) << 6 | *d as usize & 0x3f,
            _ => word[0] as usize,
        };
        self.0[slot / 64] |= 1 << (slot % 64);
        self
    }

    /// Whether one of the words may begin with `c`.
    pub(crate) fn admit(&self, c: char) -> bool {
        let slot = c as usize % Openings::SLOTS;
        self.0[slot / 64] >> (slot % 64) & 1 == 1
    }

    /// Whether `text` may end with one of the words, of whose ends this is.
    pub(crate) fn admit_last(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.admit(c))
    }

    /// Whether `text` may begin with one of the words.
    pub(crate) fn admit_text(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.admit(c))
    }
}

/// A list of words, as [`words`] reads it, and what they begin with: most texts begin with none of them, and hold none.
pub(crate) struct Phrases {
    list: &'static str,
    first: Openings,
}

impl Phrases {
    pub(crate) const fn of(list: &'static str) -> Phrases {
        Phrases { list, first: Openings::of(list) }
    }

    /// The words `text` begins with, in the order of the list.
    pub(crate) fn at_start(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let list = if self.first.admit_text(text) { self.list } else { "" };
        words(list).filter(move |word| text.starts_with(word))
    }

    /// Whether `text` contains one of the words.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let mut begins = text.char_indices().filter(|(_, c)| self.first.admit(*c));
        begins.any(|(at, _)| words(self.list).any(|word| text[at..].starts_with(word)))
    }
}

/// Whether `text` starts with a bullet: `• 首页`, `* 首页`; not `**市` or `○○县`, whose marks stand for a name.
pub(crate) fn is_bulleted(text: &str) -> bool {
    let spaced =
        text.strip_prefix(['*', '+', '-', '>']).is_some_and(|rest| rest.starts_with(char::is_whitespace));
    let first = text.chars().next();
    let masked = matches!(first, Some('○' | '□')) && text.chars().nth(1) == first;
    spaced || !masked && text.starts_with(['•', '·', '●', '○', '■', '□', '◆', '◇'])
}

/// Letters and digits only: what two spellings of one title share.
pub(crate) fn letters(text: &str) -> String {
    letters_of(text).collect()
}

/// The [`letters`] one by one, for texts that are only compared.
pub(crate) fn letters_of(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| is_han(*c) || c.is_alphanumeric())
}

/// Whether `c` is a Chinese character (or 〇).
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '〇' | '\u{20000}'..='\u{3ffff}')
}

/// Characters a [`key`] looks at: no rule needs more to know a line.
const KEY: usize = 256;

/// A spelling of `text` for comparing with the words of a rule: no white space, half-width ASCII, lower case, and the
/// simplified form of every character the rules are written with. Only the first 256 characters count.
pub fn key(text: &str) -> String {
    spelled(text, KEY)
}

/// The [`key`] of a text whose key has no more than `most` characters.
pub(crate) fn short_key(text: &str, most: usize) -> Option<String> {
    let key = spelled(text, most + 1);
    (key.chars().count() <= most).then_some(key)
}

/// The first `most` characters of `text` as a key spells them. What is spelled as it stands is copied in one piece.
fn spelled(text: &str, most: usize) -> String {
    let mut key = String::with_capacity(text.len().min(3 * most));
    let (mut copied, mut room) = (0, most);
    for (at, c) in text.char_indices() {
        if room == 0 {
            key.push_str(&text[copied..at]);
            return key;
        }
        if is_han(c) && !has_simplified(c) {
            room -= 1;
            continue;
        }
        let to = spelling(c);
        room -= usize::from(to.is_some());
        if to != Some(c) {
            key.push_str(&text[copied..at]);
            key.extend(to);
            copied = at + c.len_utf8();
        }
    }
    key.push_str(&text[copied..]);
    key
}

/// How a key spells `c`; not at all if it is white space.
fn spelling(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map(|c| c.to_ascii_lowercase()),
        _ if c.is_whitespace() => None,
        _ => Some(simplified(c).to_ascii_lowercase()),
    }
}

/// Traditional characters that occur in the words of rules. `tests/it/rules.rs` checks the table against OpenCC's.
const SIMPLIFIED: &[(char, char)] = &[
    ('佈', '布'),
    ('來', '来'),
    ('個', '个'),
    ('們', '们'),
    ('備', '备'),
    ('傳', '传'),
    ('內', '内'),
    ('別', '别'),
    ('刪', '删'),
    ('則', '则'),
    ('務', '务'),
    ('區', '区'),
    ('員', '员'),
    ('問', '问'),
    ('單', '单'),
    ('園', '园'),
    ('圖', '图'),
    ('執', '执'),
    ('報', '报'),
    ('學', '学'),
    ('審', '审'),
    ('寫', '写'),
    ('專', '专'),
    ('對', '对'),
    ('導', '导'),
    ('屬', '属'),
    ('庫', '库'),
    ('廳', '厅'),
    ('後', '后'),
    ('從', '从'),
    ('掃', '扫'),
    ('採', '采'),
    ('擊', '击'),
    ('據', '据'),
    ('攝', '摄'),
    ('數', '数'),
    ('時', '时'),
    ('會', '会'),
    ('業', '业'),
    ('標', '标'),
    ('機', '机'),
    ('檔', '档'),
    ('檢', '检'),
    ('權', '权'),
    ('瀏', '浏'),
    ('為', '为'),
    ('無', '无'),
    ('熱', '热'),
    ('爲', '为'),
    ('現', '现'),
    ('當', '当'),
    ('發', '发'),
    ('監', '监'),
    ('碼', '码'),
    ('礙', '碍'),
    ('稱', '称'),
    ('筆', '笔'),
    ('簡', '简'),
    ('簽', '签'),
    ('糾', '纠'),
    ('紙', '纸'),
    ('組', '组'),
    ('絡', '络'),
    ('給', '给'),
    ('經', '经'),
    ('維', '维'),
    ('網', '网'),
    ('線', '线'),
    ('編', '编'),
    ('縣', '县'),
    ('縮', '缩'),
    ('總', '总'),
    ('織', '织'),
    ('繫', '系'),
    ('續', '续'),
    ('聞', '闻'),
    ('聯', '联'),
    ('聲', '声'),
    ('聽', '听'),
    ('與', '与'),
    ('舉', '举'),
    ('薦', '荐'),
    ('處', '处'),
    ('號', '号'),
    ('術', '术'),
    ('衛', '卫'),
    ('裡', '里'),
    ('製', '制'),
    ('視', '视'),
    ('覽', '览'),
    ('觀', '观'),
    ('訊', '讯'),
    ('討', '讨'),
    ('記', '记'),
    ('訪', '访'),
    ('設', '设'),
    ('許', '许'),
    ('評', '评'),
    ('話', '话'),
    ('誌', '志'),
    ('語', '语'),
    ('誤', '误'),
    ('說', '说'),
    ('論', '论'),
    ('讀', '读'),
    ('讚', '赞'),
    ('責', '责'),
    ('貼', '贴'),
    ('資', '资'),
    ('贊', '赞'),
    ('載', '载'),
    ('輯', '辑'),
    ('轉', '转'),
    ('辦', '办'),
    ('這', '这'),
    ('進', '进'),
    ('選', '选'),
    ('郵', '邮'),
    ('鄉', '乡'),
    ('錄', '录'),
    ('錯', '错'),
    ('鍵', '键'),
    ('鎮', '镇'),
    ('鏈', '链'),
    ('長', '长'),
    ('門', '门'),
    ('閉', '闭'),
    ('開', '开'),
    ('間', '间'),
    ('閱', '阅'),
    ('關', '关'),
    ('隱', '隐'),
    ('雜', '杂'),
    ('電', '电'),
    ('頁', '页'),
    ('頂', '顶'),
    ('頻', '频'),
    ('題', '题'),
    ('顧', '顾'),
    ('顯', '显'),
    ('體', '体'),
    ('點', '点'),
    ('黨', '党'),
];

/// The simplified form of a character that occurs in the words of rules; any other character as it is.
pub(crate) fn simplified(c: char) -> char {
    if !has_simplified(c) {
        return c;
    }
    SIMPLIFIED.binary_search_by_key(&c, |pair| pair.0).map_or(c, |i| SIMPLIFIED[i].1)
}

fn has_simplified(c: char) -> bool {
    let i = (c as usize).wrapping_sub(FIRST);
    i < SPAN && KNOWN[i / 64] >> (i % 64) & 1 == 1
}

// The block of common Chinese characters, U+4E00 to U+9FFF: the table holds no other.
const FIRST: usize = 0x4e00;
const SPAN: usize = 0x5200;

/// A bit for each character of the table, so that most are told apart without a search.
const KNOWN: [u64; SPAN / 64] = {
    let mut known = [0; SPAN / 64];
    let mut i = 0;
    while i < SIMPLIFIED.len() {
        let at = SIMPLIFIED[i].0 as usize - FIRST;
        known[at / 64] |= 1 << (at % 64);
        i += 1;
    }
    known
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_spelled_alike() {
        for (text, expected) in
            [("　點擊 上方藍字，ＡＢＣ Def。", "点击上方藍字,abcdef。"), ("甲\u{a0}乙\n", "甲乙"), ("", "")]
        {
            assert_eq!(key(text), expected);
        }
        assert_eq!(key(&"甲 ，".repeat(KEY)), "甲,".repeat(KEY / 2));
        assert_eq!(short_key("甲 乙，", 3).as_deref(), Some("甲乙,"));
        assert_eq!(short_key("甲 乙，丙", 3), None);
    }

    #[test]
    fn ends_admit_every_word() {
        const LIST: &str = "办公室 é x\u{20000}\n派出所";
        const ENDS: Openings = Openings::of_ends(LIST);
        assert!(words(LIST).all(|word| ENDS.admit_last(word)));
        for text in ["", "办", "x", "派"] {
            assert!(!ENDS.admit_last(text), "{text}");
        }
    }

    #[test]
    fn openings_admit_every_word() {
        const LIST: &str = " 来源 http:// é \u{20000}甲 ©2024 ";
        const OPENINGS: Openings = Openings::of(LIST);
        assert!(words(LIST).all(|word| OPENINGS.admit_text(word)));
        for text in ["", "源", "ttp", " 来源", "2024", "作者"] {
            assert!(!OPENINGS.admit_text(text), "{text}");
        }
    }

    #[test]
    fn a_bullet_begins_an_item_and_a_mask_does_not() {
        for text in [
            "• 首页",
            "·首页",
            "●首页",
            "* 首页",
            "-\u{3000}首页",
            "+ 首页",
            "> 首页",
            "□首页",
            "○ 县",
            "◇首页",
        ] {
            assert!(is_bulleted(text), "{text}");
        }
        for text in ["", "**市", "*首页", "-5", "○○县", "□□市", "首页•", "> "] {
            assert_eq!(is_bulleted(text), text == "> ", "{text}");
        }
    }

    #[test]
    fn phrases_stand_at_the_start_or_anywhere() {
        let phrases = Phrases::of("来源 来源于 作者");
        assert_eq!(phrases.at_start("来源于某报").collect::<Vec<_>>(), ["来源", "来源于"]);
        assert_eq!(phrases.at_start("某报来源").count(), 0);
        assert!(
            phrases.stand_in("某报作者")
                && phrases.stand_in("来源")
                && !phrases.stand_in("来作者源".split('作').next().unwrap())
        );
        assert!(!phrases.stand_in("") && !phrases.stand_in("某报"));
    }

    #[test]
    fn characters_of_chinese_are_told_from_signs_and_other_letters() {
        for c in ['㐀', '䶿', '一', '\u{9fff}', '\u{f900}', '\u{faff}', '〇', '𠀀', '\u{3ffff}'] {
            assert!(is_han(c), "{c:?}");
        }
        for c in [
            '\u{33ff}',
            '\u{4dc0}',
            '\u{a000}',
            '\u{f8ff}',
            '\u{fb00}',
            '○',
            '\u{1ffff}',
            '\u{40000}',
            'a',
            '。',
        ] {
            assert!(!is_han(c), "{c:?}");
        }
        assert_eq!(letters("《甲 b》：1〇。"), "甲b1〇");
    }

    #[test]
    fn a_line_without_evidence_is_the_text_and_a_row_keeps_its_empty_cells() {
        let evidence = |signs: &[Signs]| {
            let mut all = Signs::default();
            signs.iter().for_each(|sign| all.set(*sign, true));
            Some(Box::new(Evidence { signs: all, ..Evidence::default() }))
        };
        let line = |evidence| Line { evidence, ..Line::plain("甲", 1) };
        assert!(line(None).is_chosen() && line(evidence(&[Signs::CHOSEN])).is_chosen());
        assert!(!line(evidence(&[Signs::TITLE])).is_chosen());
        let full = Line {
            blank_above: 2,
            mark: Mark::Strong,
            label: Some(Label::Title),
            told: Some(Told::Title),
            ..line(evidence(&[Signs::TITLE]))
        };
        assert_eq!(full.bare(), Line { evidence: None, ..full.clone() });
        let trimmed = |mark| {
            let mut line = Line { mark, text: "\t甲\t ".into(), ..Line::default() };
            line.trim();
            line.text.to_string()
        };
        assert_eq!((trimmed(Mark::None), trimmed(Mark::Row)), ("甲".to_owned(), "\t甲\t ".to_owned()));
    }

    #[test]
    fn every_traditional_character_of_the_rules_has_its_simplified_form() {
        for (from, to) in SIMPLIFIED {
            assert_eq!(simplified(*from), *to);
        }
        for c in ['甲', 'a', '\u{4dff}', '\u{a000}', '𠀀', '布'] {
            assert_eq!(simplified(c), c);
        }
    }
}
