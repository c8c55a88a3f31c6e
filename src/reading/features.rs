//! What speaks for and against each label of a line: hashes that the weights are looked up with.
//!
//! A feature is a template (its top byte) and a value (the rest). Nothing is spelled out, so that it costs no memory.

use std::collections::HashMap;

use crate::reading::shape::{START, Shape, mix, step};
use crate::reading::{Hint, Page};
use crate::text::{Evidence, Mark, Signs};

/// The features of one line.
pub(crate) struct Bag(pub(crate) Vec<u32>);

impl Bag {
    /// Each feature once, in order.
    pub(crate) fn settle(&mut self) {
        self.0.sort_unstable();
        self.0.dedup();
    }

    fn add(&mut self, template: u8, value: u32) {
        self.0.push(u32::from(template) << 24 | mix(START, value) & 0x00ff_ffff);
    }

    fn add_two(&mut self, template: u8, one: u32, two: u32) {
        self.add(template, mix(mix(START, one), two));
    }

    fn add_three(&mut self, template: u8, one: u32, two: u32, three: u32) {
        self.add(template, mix(mix(mix(START, one), two), three));
    }

    fn chars(&mut self, template: u8, chars: impl Iterator<Item = char>) {
        self.add(template, chars.fold(START, |hash, c| mix(hash, c as u32)));
    }
}

/// All that is known of a page before anything is decided.
pub(crate) struct Sheet<'p> {
    page: &'p Page<'p>,
    shapes: Vec<Shape>,
    /// Between which lines the text stands, as far as sentences tell.
    first: usize,
    last: usize,
    /// How often a line of the same letters comes.
    times: HashMap<u32, u16>,
    /// Lines alike in what the markup says: how many, and how many of them sentences.
    alike: HashMap<u32, (u16, u16)>,
    /// The lines that together are densest with text.
    dense: std::ops::Range<usize>,
    /// Pairs of characters of the first paragraphs, and of the page's name.
    words: Words,
    name: Words,
    numbers: Vec<Numbered>,
    kind: u32,
    copied: bool,
    /// How common blank lines are: never, sometimes, nearly everywhere.
    spaced: u32,
    /// How long the paragraphs are.
    usual: u32,
}

/// What is longer, nobody tells of another article: two paragraphs of usual length have as many characters.
pub(crate) const ALONE: usize = 120;

/// Where a number stands among those of its style.
#[derive(Clone, Copy, Default)]
struct Numbered {
    rank: u32,
    ordinal: u32,
    /// It goes on from the one before; the next one goes on from it.
    follows: bool,
    followed: bool,
    /// Lines between it and the next one.
    apart: usize,
}

/// A set of pairs of characters that may hold some more.
struct Words([u64; 64]);

impl Words {
    fn slot(one: char, two: char) -> usize {
        mix(mix(START, one as u32), two as u32) as usize % 4096
    }

    fn add(&mut self, chars: &[char]) {
        for pair in chars.windows(2) {
            let slot = Words::slot(pair[0], pair[1]);
            self.0[slot / 64] |= 1 << (slot % 64);
        }
    }

    /// How much of `chars` is in the set, in sixths.
    fn share(&self, chars: &[char]) -> u32 {
        let has = |pair: &&[char]| {
            let slot = Words::slot(pair[0], pair[1]);
            self.0[slot / 64] >> (slot % 64) & 1 == 1
        };
        let found = chars.windows(2).filter(has).count();
        (6 * found / chars.len().saturating_sub(1).max(1)) as u32
    }
}

impl<'p> Sheet<'p> {
    pub(crate) fn of(page: &'p Page<'p>) -> Sheet<'p> {
        let shapes: Vec<Shape> = page.lines.iter().map(|line| Shape::of(&line.text)).collect();
        let of_text = |i: &usize| {
            page.hints[*i].chosen
                && page.hints[*i].rule.is_none()
                && shapes[*i].is_sentence()
                && shapes[*i].length >= 30
        };
        let first = (0..shapes.len()).find(of_text).unwrap_or(shapes.len());
        let last = (0..shapes.len()).rev().find(of_text).unwrap_or(0);
        let mut words = Words([0; 64]);
        (first..shapes.len()).filter(of_text).take(4).for_each(|i| words.add(shapes[i].front()));
        let mut name = Words([0; 64]);
        name.add(Shape::of(page.name.unwrap_or_default()).front());
        let mut times: HashMap<u32, u16> = HashMap::new();
        let mut alike: HashMap<u32, (u16, u16)> = HashMap::new();
        for (i, shape) in shapes.iter().enumerate() {
            let seen = times.entry(shape.hash).or_default();
            *seen = seen.saturating_add(1);
            let (all, sentences) = alike.entry(look(page, i)).or_default();
            *all = all.saturating_add(1);
            *sentences = sentences.saturating_add(u16::from(shape.is_sentence()));
        }
        let blank = page.lines.iter().filter(|line| line.blank_above > 0).count();
        let spaced = step(10 * blank / page.lines.len().max(1), &[1, 5, 9]);
        let lengths: Vec<usize> =
            shapes.iter().filter(|shape| shape.is_sentence()).map(|shape| shape.length).collect();
        let mean = lengths.iter().sum::<usize>() / lengths.len().max(1);
        Sheet {
            numbers: numbered(page.hints),
            dense: dense(page, &shapes),
            kind: page.kind,
            copied: is_copied(page),
            usual: step(mean, &[30, 60, 100, 160, 250]),
            page,
            shapes,
            first,
            last,
            times,
            alike,
            words,
            name,
            spaced,
        }
    }

    fn zone(&self, i: usize) -> u32 {
        match i {
            _ if i < self.first => 0,
            _ if i > self.last => 2,
            _ => 1,
        }
    }

    /// Where a line stands to the densest part of the page: above, in it, below, near its edge or far.
    fn within(&self, i: usize) -> u32 {
        const NEAR: [usize; 4] = [2, 4, 9, 20];
        if i < self.dense.start {
            10 + step(self.dense.start - i, &NEAR)
        } else if i >= self.dense.end {
            20 + step(i - self.dense.end, &NEAR)
        } else {
            30 + step((i - self.dense.start).min(self.dense.end - 1 - i), &[1, 2])
        }
    }

    fn evidence(&self, i: usize) -> Option<&Evidence> {
        self.page.lines.get(i)?.evidence.as_deref()
    }

    fn signs(&self, i: usize) -> u32 {
        self.evidence(i).map_or(0, |evidence| evidence.signs.bits())
    }

    fn has(&self, i: usize, sign: Signs) -> bool {
        self.evidence(i).is_some_and(|evidence| evidence.signs.has(sign))
    }

    /// Whether line `i` is a sentence or more, or, among what a first look takes for the text, so long that it can hardly be anything else.
    pub(crate) fn is_prose(&self, i: usize) -> bool {
        // Longer than entries of menus (19 of 20 have at most 35 characters, half at most six) that a first look lets pass.
        const LONG: usize = 24;
        let linked = self.evidence(i).is_some_and(|evidence| evidence.linked > 2);
        let long = !self.page.hints[i].is_out() && self.shapes[i].length >= LONG && !linked;
        self.shapes[i].is_sentence() || long
    }

    /// Whether line `i` says a sentence or two between lines that say none: what a portal tells of another article between its headline
    /// and its day, or a comment between two names.
    pub(crate) fn is_alone(&self, i: usize) -> bool {
        let says = |i: usize| self.shapes.get(i).is_some_and(Shape::is_sentence);
        let between = !says(i + 1) && !i.checked_sub(1).is_some_and(says);
        self.shapes[i].length < ALONE && between
    }

    /// Whether the text [`is_copied`].
    pub(crate) fn is_copied(&self) -> bool {
        self.copied
    }

    /// All features of line `i` into `bag`.
    pub(crate) fn features(&self, i: usize, bag: &mut Bag) {
        bag.0.clear();
        bag.add(0, 0);
        self.spelling(i, bag);
        self.form(i, bag);
        self.place(i, bag);
        self.hints(i, bag);
        self.markup(i, bag);
        self.neighbours(i, bag);
        self.leads(i, bag);
    }

    fn spelling(&self, i: usize, bag: &mut Bag) {
        let shape = &self.shapes[i];
        let (front, back) = (shape.front(), shape.back());
        let zone = self.zone(i);
        for n in 1..=4 {
            if front.len() >= n {
                bag.chars(n as u8, front[..n].iter().copied());
            }
            if n <= 3 && back.len() >= n {
                bag.chars(4 + n as u8, back[..n].iter().copied());
            }
        }
        if shape.length <= 14 {
            bag.add(8, shape.hash);
            bag.add_two(9, shape.hash, zone);
        }
        // All headings (49 at most) and titles (60) are looked at whole; of paragraphs the first words are enough, and the features stay
        // few.
        const LONGEST: usize = 60;
        let inner: &[char] = if shape.length <= LONGEST { front } else { &front[..front.len().min(8)] };
        let long = u32::from(shape.length > LONGEST);
        for pair in inner.windows(2) {
            bag.add_three(10, pair[0] as u32, pair[1] as u32, long);
        }
        if shape.length <= LONGEST {
            back.windows(2).for_each(|pair| bag.add_two(11, pair[0] as u32, pair[1] as u32));
        }
        bag.add(12, runs(front));
        bag.add_two(13, *back.first().unwrap_or(&'\0') as u32, shape.size());
    }

    fn form(&self, i: usize, bag: &mut Bag) {
        let shape = &self.shapes[i];
        let (size, ending, zone) = (shape.size(), shape.ending(), self.zone(i));
        bag.add(16, size);
        bag.add(17, ending);
        bag.add_two(18, size, ending);
        bag.add_three(19, size, ending, zone);
        for (class, count) in (0_u32..).zip(shape.counts) {
            let many = step(usize::from(count), &[1, 2, 3, 5, 9]);
            bag.add_two(20, class, many);
            let share = 8 * usize::from(count) / shape.length.max(1);
            bag.add_three(21, class, share as u32, u32::from(shape.length > 40));
        }
        bag.add_two(22, u32::from(shape.gaps.min(4)), size);
        let wrapped = matches!(shape.head[0], '(' | '【' | '[' | '《' | '"') as u32;
        bag.add_three(23, wrapped, shape.head[0] as u32, shape.tail[0] as u32);
        bag.add_two(24, self.kind, size);
        bag.add_three(25, self.usual, size, ending);
    }

    fn place(&self, i: usize, bag: &mut Bag) {
        const NEAR: [usize; 10] = [1, 2, 3, 4, 5, 7, 10, 15, 25, 50];
        let n = self.shapes.len();
        let zone = self.zone(i);
        let size = self.shapes[i].size();
        bag.add_two(32, zone, self.kind);
        bag.add_two(33, step(i, &NEAR), self.kind);
        bag.add_two(34, step(n - 1 - i, &NEAR), self.kind);
        bag.add_two(35, (10 * i / n) as u32, zone);
        let distance = match zone {
            0 => self.first - i,
            2 => i - self.last,
            _ => 0,
        };
        bag.add_two(36, zone, step(distance, &NEAR));
        bag.add_three(37, zone, step(distance, &NEAR), size);
        let above = self.page.lines[i].blank_above.min(3);
        let below = self.page.lines.get(i + 1).map_or(4, |line| line.blank_above.min(3));
        bag.add_three(38, above, below, self.spaced);
        bag.add_three(39, above.min(1), size, self.spaced);
        let times = self.times.get(&self.shapes[i].hash).map_or(1, |times| usize::from(*times));
        bag.add_three(40, step(times, &[2, 3, 5]), zone, u32::from(self.shapes[i].length > 6));
        let words = self.words.share(self.shapes[i].front());
        bag.add_two(41, words, zone);
        bag.add_three(42, words, size, zone);
        if self.page.name.is_some() {
            let name = self.name.share(self.shapes[i].front());
            bag.add_two(43, name, zone);
            bag.add_three(44, name, size, zone);
        }
    }

    fn hints(&self, i: usize, bag: &mut Bag) {
        let hint = &self.page.hints[i];
        let zone = self.zone(i);
        let size = self.shapes[i].size();
        for bit in (0..32).filter(|bit| hint.cues >> bit & 1 == 1) {
            bag.add(48, bit);
            bag.add_two(49, bit, zone);
        }
        bag.add_two(50, hint.cues >> 16 & 0xff, zone);
        bag.add_three(51, hint.cues & 0xffff, hint.cues >> 16, size.min(9));
        bag.add_two(44, u32::from(hint.tells), zone);
        let rule = hint
            .rule
            .as_ref()
            .map_or(0, |rule| rule.bytes().fold(START, |hash, byte| mix(hash, byte.into())));
        bag.add_three(45, hint.glance.code().into(), size, zone);
        bag.add_two(46, hint.glance.code().into(), self.shapes[i].ending());
        bag.add(47, hint.glance.code().into());
        bag.add_three(15, u32::from(hint.chosen && rule == 0), self.within(i), size);
        bag.add_three(14, u32::from(hint.chosen && rule == 0), self.within(i), self.shapes[i].ending());
        bag.add_two(52, rule, zone);
        bag.add_two(53, u32::from(rule != 0), size);
        let number = self.numbers[i];
        if number.rank > 0 {
            let next = step(number.apart, &[1, 2, 3, 5, 9]);
            let counted = u32::from(number.follows) | u32::from(number.followed) << 1;
            bag.add_two(54, number.rank, number.ordinal.min(3));
            bag.add_three(55, number.rank, counted, next);
            bag.add_three(56, number.rank, self.shapes[i].ending(), size);
            bag.add_three(57, number.rank, counted << 4 | next, self.shapes[i].ending() << 8 | size);
            bag.add_three(58, number.rank, step(self.shapes[i].lead, &[1, 8, 14, 20, 28, 38]), size);
        }
    }

    fn markup(&self, i: usize, bag: &mut Bag) {
        let line = &self.page.lines[i];
        let zone = self.zone(i);
        let size = self.shapes[i].size();
        let mark = mark(line.mark);
        bag.add_two(64, mark, self.kind);
        bag.add_three(65, mark, size, self.shapes[i].ending());
        bag.add_two(66, mark, zone);
        let Some(evidence) = line.evidence.as_deref() else { return };
        let nest = &evidence.nest;
        let signs = evidence.signs.bits();
        let linked = step(usize::from(evidence.linked), &[1, 4, 9]);
        bag.add(67, nest.path[0]);
        bag.add_two(68, nest.path[0], nest.path[1]);
        bag.add_three(69, nest.path[0], nest.path[1], nest.path[2]);
        nest.own.iter().filter(|word| **word != 0).for_each(|word| {
            bag.add(70, *word);
            bag.add_two(71, *word, zone);
        });
        nest.outer.iter().filter(|word| **word != 0).for_each(|word| bag.add(72, *word));
        bag.add_three(73, linked, size, zone);
        for bit in (0..20).filter(|bit| signs >> bit & 1 == 1) {
            bag.add(74, bit);
            bag.add_two(75, bit, size);
        }
        let found = signs >> 1 & 0b11 | (signs >> 14 & 0b11) << 2;
        bag.add_three(76, found, linked, u32::from(self.shapes[i].is_sentence()));
        bag.add_three(77, found, size, self.shapes[i].ending());
        let rule = u32::from(self.page.hints[i].rule.is_some());
        bag.add_three(78, found, rule, zone);
        let (all, sentences) = self.alike.get(&look(self.page, i)).copied().unwrap_or_default();
        let share = 4 * u32::from(sentences) / u32::from(all).max(1);
        let many = step(usize::from(all), &[2, 3, 5, 10, 20]);
        bag.add_three(79, share, many, u32::from(self.shapes[i].is_sentence()));
        bag.add_three(80, share, many, found);
    }

    fn neighbours(&self, i: usize, bag: &mut Bag) {
        let own = self.brief(i);
        for (at, offset) in [(0_u8, -2_isize), (1, -1), (2, 1), (3, 2)] {
            let template = 96 + 16 * (at % 4);
            let Some(j) = i.checked_add_signed(offset).filter(|j| *j < self.shapes.len()) else {
                bag.add(template, 0);
                continue;
            };
            let (shape, hint) = (&self.shapes[j], &self.page.hints[j]);
            bag.add_two(template, shape.size(), shape.ending());
            bag.add_two(template + 1, self.brief(j), own);
            for bit in (1..32).filter(|bit| hint.cues >> bit & 1 == 1) {
                bag.add(template + 2, bit);
            }
            bag.add_two(template + 3, u32::from(hint.rule.is_some()), self.zone(j));
            bag.add_two(template + 4, self.numbers[j].rank, self.numbers[i].rank);
            bag.add_two(template + 12, hint.glance.code().into(), self.page.hints[i].glance.code().into());
            bag.add_two(template + 5, mark(self.page.lines[j].mark), mark(self.page.lines[i].mark));
            if self.evidence(j).is_some() {
                let signs = self.signs(j) & 0b111_1111;
                bag.add_two(template + 6, signs, self.signs(i) & 0b111_1111);
                let linked = |i| self.evidence(i).map_or(0, |evidence| u32::from(evidence.linked > 3));
                let same = look(self.page, j) == look(self.page, i);
                bag.add_three(template + 7, linked(j), linked(i), u32::from(same));
            }
            if offset.abs() == 1 {
                bag.chars(template + 8, shape.front().iter().take(2).copied());
                bag.chars(template + 9, shape.back().iter().take(2).copied());
                if shape.length <= 10 {
                    bag.add(template + 10, shape.hash);
                }
                let start = self.shapes[i].front().first().map_or(0, |c| *c as u32);
                bag.add_two(template + 11, shape.back().first().map_or(0, |c| *c as u32), start);
            }
        }
        self.surroundings(i, bag);
    }

    /// What is common for some lines around.
    fn surroundings(&self, i: usize, bag: &mut Bag) {
        // A screenful of a menu or of short lines; how other reaches would do was not measured.
        const REACH: usize = 4;
        let before = i.saturating_sub(REACH)..i;
        let behind = (i + 1).min(self.shapes.len())..(i + 1 + REACH).min(self.shapes.len());
        let sentences = |mut range: std::ops::Range<usize>| {
            let all = range.len();
            let found = range.by_ref().filter(|j| self.shapes[*j].is_sentence()).count();
            (found * 10 + all) as u32
        };
        bag.add_two(160, sentences(before.clone()), self.shapes[i].size());
        bag.add_two(161, sentences(behind.clone()), self.shapes[i].size());
        bag.add_two(162, sentences(before.clone()), sentences(behind.clone()));
        let ruled = |range: std::ops::Range<usize>| {
            range.filter(|j| self.page.hints[*j].rule.is_some()).count().min(3) as u32
        };
        bag.add_two(163, ruled(before.clone()), ruled(behind.clone()));
        let chosen =
            |range: std::ops::Range<usize>| range.filter(|j| self.has(*j, Signs::CHOSEN)).count() as u32;
        if self.evidence(i).is_some() {
            bag.add_three(164, chosen(before), chosen(behind), u32::from(self.has(i, Signs::CHOSEN)));
        }
    }

    /// Paragraphs that open alike.
    fn leads(&self, i: usize, bag: &mut Bag) {
        let shape = &self.shapes[i];
        let lead = step(shape.lead, &[1, 5, 9, 13, 18, 26, 38]);
        let rest = step(shape.length.saturating_sub(shape.lead), &[10, 20, 40, 100]);
        bag.add_two(168, lead, rest);
        let likeness = |offset: isize| {
            let Some(j) = i.checked_add_signed(offset).filter(|j| *j < self.shapes.len()) else { return 9 };
            like(shape, &self.shapes[j])
        };
        let (above, below) = (likeness(-1), likeness(1));
        bag.add_three(169, lead, above, below);
        bag.add_three(170, lead, above.max(likeness(-2)), below.max(likeness(2)));
        bag.add_three(171, above.max(below), lead, shape.counts[2].min(2).into());
        let commas = shape.front().iter().take(shape.lead).filter(|c| **c == ',').count() as u32;
        bag.add_three(172, lead, commas, rest);
    }

    /// A line in a few bits.
    fn brief(&self, i: usize) -> u32 {
        let shape = &self.shapes[i];
        let size = step(shape.length, &[6, 15, 30, 60]);
        let hint = &self.page.hints[i];
        size | u32::from(shape.ends) << 3
            | u32::from(hint.rule.is_some()) << 4
            | self.numbers[i].rank.min(15) << 5
    }
}

/// How much two paragraphs open alike: none of them with a short sentence, one, both, both of one shape.
fn like(one: &Shape, other: &Shape) -> u32 {
    // Of 302 sentences that head a paragraph one in a hundred is longer than 39 characters.
    const LONGEST: usize = 40;
    let opens = |shape: &Shape| (1..=LONGEST).contains(&shape.lead);
    match (opens(one), opens(other)) {
        (true, true) => {
            let end = |shape: &Shape| shape.head.get(shape.lead.saturating_sub(2)).copied();
            let alike =
                [one.head[0] == other.head[0], one.lead.abs_diff(other.lead) <= 1, end(one) == end(other)];
            2 + alike.into_iter().filter(|alike| *alike).count() as u32
        }
        (false, false) => 0,
        _ => 1,
    }
}

/// What the markup makes of a line, as far as lines can be alike in it.
fn look(page: &Page<'_>, i: usize) -> u32 {
    let line = &page.lines[i];
    let own = line.evidence.as_deref().map_or(START, |evidence| {
        let nest = &evidence.nest;
        let words = nest.own.iter().chain(&nest.path[..3]).fold(START, |hash, word| mix(hash, *word));
        let set = [Signs::BOLD, Signs::COLORED, Signs::SIZED, Signs::INDENTED];
        set.iter().fold(words, |hash, sign| mix(hash, u32::from(evidence.signs.has(*sign))))
    });
    mix(own, mark(line.mark))
}

fn mark(mark: Mark) -> u32 {
    match mark {
        Mark::None => 0,
        Mark::Body => 1,
        Mark::Contents => 2,
        Mark::Title => 3,
        Mark::Meta => 4,
        Mark::Strong => 5,
        Mark::Item => 6,
        Mark::Caption => 7,
        Mark::Quote => 8,
        Mark::Row => 9,
        Mark::Centered => 10,
        Mark::Right => 11,
        Mark::Heading(level) => 16 + u32::from(level),
    }
}

/// The classes of characters in their order, each run once.
fn runs(chars: &[char]) -> u32 {
    // Ten changes of class tell a date from an info line from a sentence; more only make every line its own.
    const MOST: usize = 10;
    let class = |c: char| if c.is_alphanumeric() && !c.is_ascii() { '文' } else { c };
    let class = |c: char| if c.is_ascii_alphabetic() { 'a' } else { class(c) };
    let mut classes: Vec<char> = chars.iter().map(|c| class(*c)).collect();
    classes.dedup();
    classes.iter().take(MOST).fold(START, |hash, c| mix(hash, *c as u32))
}

/// Where each number stands among those of its style.
fn numbered(hints: &[Hint]) -> Vec<Numbered> {
    let mut numbers = vec![Numbered::default(); hints.len()];
    let mut last: [Option<usize>; 16] = [None; 16];
    for (i, hint) in hints.iter().enumerate() {
        let Some((rank, ordinal)) = hint.number else { continue };
        let rank = usize::from(rank.min(15));
        numbers[i] = Numbered { rank: rank as u32 + 1, ordinal, ..Numbered::default() };
        if let Some(before) = last[rank] {
            let follows = ordinal == numbers[before].ordinal + 1;
            numbers[i].follows = follows;
            numbers[before].followed = follows;
            numbers[before].apart = if follows { i - before } else { 0 };
        }
        last[rank] = Some(i);
    }
    numbers
}

/// Whether a text was copied from a page with what stands around it: no markup is left, but the first look knows lines of the page.
pub(crate) fn is_copied(page: &Page<'_>) -> bool {
    // A document of its own may have a line or two that look like those of a page. Reasoned, not measured.
    const FEWEST: usize = 3;
    let known = page.hints.iter().filter(|hint| hint.is_out()).nth(FEWEST - 1).is_some();
    known && page.lines.iter().all(|line| line.evidence.is_none())
}

/// The lines that are worth most together, if text is worth something and links, short lines and debris cost.
fn dense(page: &Page<'_>, shapes: &[Shape]) -> std::ops::Range<usize> {
    // One paragraph counts no more than two of usual length (half have 74 characters), else a disclaimer outweighs an article of short
    // lines.
    const MOST: i32 = 120;
    let worth = |i: usize| {
        let linked = page.lines[i].evidence.as_deref().map_or(0, |evidence| i32::from(evidence.linked));
        let length = i32::try_from(shapes[i].length).unwrap_or(MOST).min(MOST);
        let cost = if linked > 4 || page.hints[i].rule.is_some() { 30 } else { 15 };
        if shapes[i].is_sentence() { length * (10 - linked) / 10 - 5 } else { length.min(10) / 2 - cost }
    };
    let (mut best, mut range, mut sum, mut start) = (0, 0..0, 0, 0);
    for i in 0..shapes.len() {
        if sum <= 0 {
            (sum, start) = (0, i);
        }
        sum += worth(i);
        if sum > best {
            (best, range) = (sum, start..i + 1);
        }
    }
    range
}
