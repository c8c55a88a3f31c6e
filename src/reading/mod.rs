//! One decision for the whole page: what each line is. Rules, cues and markup give evidence, and so do the spelling of a line, its place
//! and its neighbours; weights that were learnt from labelled pages say what the evidence is worth.

mod another;
mod decide;
mod features;
mod model;
mod path;
mod shape;
mod siblings;
mod tail;
mod title;
mod why;

use crate::diag::{Log, RuleId, RuleName, Severity};
use crate::lexicon::label::{self, Field};
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{date, organ, person, place};
use crate::message;
use crate::text::{Glance, Label, Line, Mark, Shown, Signs, Told, is_han, key};

use features::{Bag, Sheet, is_copied};

pub use decide::Decision;
pub use model::Model;
pub use why::{Ground, Why, why};

/// The rule of lines that no other rule knows.
pub const DEBRIS: RuleId = "reading.debris";
/// The finding on lines whose reading is not sure.
const DOUBTFUL: RuleId = "reading.doubtful";
/// The finding on what the page hides, which counts against a line but does not take it out.
const HIDDEN: RuleId = "text.hidden";
/// The finding on pages with hardly any text.
const LITTLE: RuleId = "reading.little";

/// What other steps say of a line, which is evidence here.
#[derive(Clone, Debug, Default)]
pub struct Hint {
    /// The rule that would take it out.
    pub rule: Option<RuleName>,
    /// Whether a first look takes it for the text.
    pub chosen: bool,
    /// The user wants it to stay, or to go.
    pub stays: bool,
    /// The user wants it to go.
    pub goes: bool,
    /// What it looks like, a bit each.
    pub cues: u32,
    /// The style of the number it begins with, and what it counts.
    pub number: Option<(u8, u32)>,
    /// It says by a label when, whence or by whom a text is.
    pub tells: bool,
    /// It says who wrote, took, drew or edited something.
    pub credits: bool,
    /// What a first look at the text reads it as.
    pub glance: Glance,
    /// What the user says it is.
    pub told: Option<Told>,
    /// The rule it would be taken out by.
    pub removal: RuleName,
}

impl Hint {
    /// Whether a first look takes it out.
    pub(crate) fn is_out(&self) -> bool {
        !self.chosen || self.rule.is_some()
    }

    /// What a first look at the text reads it as.
    pub(crate) fn first(&self) -> Option<Label> {
        self.glance.label()
    }
}

/// A page before it is read.
#[derive(Clone, Copy, Debug)]
pub struct Page<'p> {
    /// All its lines.
    pub lines: &'p [Line],
    /// What is said of each.
    pub hints: &'p [Hint],
    /// What it calls itself.
    pub name: Option<&'p str>,
    /// How it was written: text, page, Markdown.
    pub kind: u32,
}

/// What a first look makes of a line: the name of a label, `out`, or nothing that has one.
pub fn first_look(hint: &Hint) -> &'static str {
    if hint.is_out() { "out" } else { hint.first().map_or("", Label::name) }
}

/// The features of every line: what the weights are learnt from.
pub fn features(page: &Page<'_>) -> Vec<Vec<u32>> {
    let sheet = Sheet::of(page);
    let mut bag = Bag(Vec::new());
    let each = |i| {
        sheet.features(i, &mut bag);
        bag.settle();
        bag.0.clone()
    };
    (0..page.lines.len()).map(each).collect()
}

/// What each line of `page` is, by the weights of `model`.
///
/// What a text that was copied with its page shows below its end is none of what a first look takes for the text.
///
/// A reading that takes out much of what a first look takes for the text is not believed: then all of that stays, and is told.
pub fn decide(page: &Page<'_>, model: &Model<'_>) -> Decision {
    let tail = tail::begins(page);
    let cut: Vec<Hint> = tail.map_or_else(Vec::new, |tail| {
        let of = |(i, hint): (usize, &Hint)| Hint { chosen: hint.chosen && i < tail, ..hint.clone() };
        page.hints.iter().enumerate().map(of).collect()
    });
    let page = &if tail.is_some() { Page { hints: &cut, ..*page } } else { *page };
    let mut decision = decide::decide(page, model);
    spare(page, &mut decision);
    leave_out(page, &mut decision);
    if is_emptied(page, &decision.labels) {
        let hints: Vec<Hint> = page
            .hints
            .iter()
            .map(|hint| Hint { stays: !hint.goes && (hint.stays || !hint.is_out()), ..hint.clone() })
            .collect();
        decision = Decision { doubted: true, ..decide::decide(&Page { hints: &hints, ..*page }, model) };
    }
    title::settle(page, &mut decision.labels);
    decision.another = another::settle(page, &mut decision.labels, tail);
    authors(page, &mut decision.labels);
    carded(page, &mut decision.labels);
    origin(page, &mut decision.labels);
    dated_below(page, &mut decision.labels);
    sourced_below(page, &mut decision.labels);
    over_links(page, &mut decision.labels);
    under_rule(page, &mut decision.labels);
    meeting(page, &mut decision.labels);
    scheduled(page, &mut decision.labels);
    verses(page, &mut decision.labels);
    siblings::settle(page, &mut decision.labels);
    told(page, &mut decision.labels);
    decision
}

/// What the user says of lines counts, whatever the evidence made of them; a title told is the only one.
fn told(page: &Page<'_>, labels: &mut [Label]) {
    let is_title = |i: usize| page.hints[i].told == Some(Told::Title);
    if (0..labels.len()).any(is_title) {
        let of_title = |label: Label| matches!(label, Label::Title | Label::TitleMore);
        let others = (0..labels.len()).filter(|i| !is_title(*i));
        others.for_each(|i| labels[i] = if of_title(labels[i]) { Label::Paragraph } else { labels[i] });
    }
    let first = (0..labels.len()).find(|i| is_title(*i));
    for (i, label) in labels.iter_mut().enumerate() {
        match page.hints[i].told {
            Some(Told::Title) if first != Some(i) => *label = Label::TitleMore,
            Some(told) => *label = told.label(),
            None => {}
        }
    }
}

/// A short line that a first look takes for a heading names nobody, unless it is made of names.
fn authors(page: &Page<'_>, labels: &mut [Label]) {
    for (i, label) in labels.iter_mut().enumerate().filter(|(_, label)| **label == Label::Byline) {
        let named = || person::is_names(&page.lines[i].text) || page.hints[i].tells;
        if page.hints[i].first() == Some(Label::Heading) && !named() {
            *label = Label::Heading;
        }
    }
}

/// Who put a post on its page stands below its title on a card: a name, and under it how many read him or a button to do so
/// (`粉丝：23`, `关注`).
fn carded(page: &Page<'_>, labels: &mut [Label]) {
    // Names of accounts have up to sixteen characters.
    const LONGEST: usize = 16;
    let Some(title) = labels.iter().position(|label| *label == Label::Title) else { return };
    let is_text = |i: &usize| !labels[*i].is_debris() && ends_sentence(&page.lines[*i].text);
    let Some(text) = (title + 1..labels.len()).find(is_text) else { return };
    let named = |i: usize| {
        labels[i] == Label::Byline
            || page.lines[i].mark != Mark::Meta && person::is_author_line(&key(&page.lines[i].text))
    };
    if (0..text).any(named) {
        return;
    }
    let is_card = |i: &usize| {
        let name = page.lines[*i].text.as_str();
        let hint = &page.hints[*i];
        // What he says of himself in a line may stand between.
        let carded = |i: usize| {
            let below = key(&page.lines[i].text);
            let button = ["关注", "+关注", "加关注", "+加关注", "关注ta", "关注他", "关注她"];
            let counted = below.starts_with("粉丝") && below.contains(|c: char| c.is_ascii_digit());
            counted || button.contains(&below.as_str())
        };
        let between =
            || !ends_sentence(&page.lines[i + 1].text) && date::find(&page.lines[i + 1].text).is_none();
        (carded(i + 1) || between() && i + 2 < text && carded(i + 2))
            && (2..=LONGEST).contains(&name.chars().count())
            && name.chars().all(char::is_alphanumeric)
            && name.chars().any(char::is_alphabetic)
            && !carded(*i)
            && hint.rule.is_none()
            && !hint.goes
            && !hint.tells
    };
    if let Some(name) = (title + 1..text.saturating_sub(1)).find(is_card) {
        labels[name] = Label::Byline;
    }
}

/// What says by a label when, whence or by whom a text is tells so of this text if it stands about its title, whatever stands around it.
/// The region a post was sent from, alone below them, is of the page: `福建`.
fn origin(page: &Page<'_>, labels: &mut [Label]) {
    // Between the line of a record and the title stand a number and a button at most.
    const ABOVE: usize = 3;
    let Some(title) = labels.iter().position(|label| *label == Label::Title) else { return };
    let is_text = |i: &usize| !labels[*i].is_debris() && ends_sentence(&page.lines[*i].text);
    let text = (title + 1..labels.len()).find(is_text).unwrap_or(title);
    let about = title.saturating_sub(ABOVE);
    for i in about..text.min(labels.len()) {
        let hint = &page.hints[i];
        let elsewhere = labels[i].is_debris() || labels[i] == Label::Credit;
        if elsewhere
            && (hint.tells || is_moment(&page.lines[i].text))
            && !hint.goes
            && page.lines[i].mark != Mark::Row
        {
            labels[i] = Label::Info;
        }
        let below = |i: usize| i > title && matches!(labels[i - 1], Label::Info | Label::Byline);
        if below(i) && !hint.stays && hint.told.is_none() && is_sent_from(&page.lines[i].text) {
            labels[i] = Label::Within;
        }
    }
}

/// The region a post was sent from: `福建`, `发表于福建`.
fn is_sent_from(text: &str) -> bool {
    let text = text.trim();
    let bare = ["发表于", "发布于", "来自"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    place::is_region(bare.trim_start_matches(['：', ':']).trim())
}

/// Sites of writers say below a text when it was put there (`编辑于 2026-07-11 21:08`); where nothing above says it, that is its date.
fn dated_below(page: &Page<'_>, labels: &mut [Label]) {
    // A row of buttons and a list of tags may stand between; farther down are comments.
    const REACH: usize = 5;
    let dated = |i: usize| date::find(&page.lines[i].text).is_some();
    let is_text = |i: &usize| !labels[*i].is_debris();
    let Some(last) = (0..labels.len()).rev().find(is_text) else { return };
    let known = |i: &usize| matches!(labels[*i], Label::Info | Label::Date | Label::Byline) && dated(*i);
    let said = page.lines.iter().any(|line| line.mark == Mark::Meta && date::find(&line.text).is_some());
    if said || (0..=last).any(|i| known(&i)) {
        return;
    }
    let below = last + 1..labels.len().min(last + 1 + REACH);
    let free = |i: &usize| !page.hints[*i].goes && page.lines[*i].mark != Mark::Row;
    if let Some(i) = below.into_iter().find(|i| free(i) && was_put(&page.lines[*i].text)) {
        labels[i] = Label::Info;
    }
}

/// Offices say right below the text and its buttons whence it is (`信息来源： 青禾日报`); where nothing above says it, that is its source.
fn sourced_below(page: &Page<'_>, labels: &mut [Label]) {
    // As for the date.
    const REACH: usize = 5;
    // A label and the name of a paper or an office; a list of sources is longer.
    const LONGEST: usize = 24;
    let sourced = |i: usize| {
        let text = page.lines[i].text.trim();
        let found = label::at_start(text).filter(|found| found.field == Field::Source);
        let name = found
            .and_then(|found| text[found.length..].trim_start().strip_prefix(['：', ':']))
            .map(str::trim);
        text.chars().nth(LONGEST).is_none() && name.is_some_and(organ::is_publisher)
    };
    let Some(last) = (0..labels.len()).rev().find(|i| !labels[*i].is_debris()) else { return };
    let mut below = last + 1..labels.len().min(last + 1 + REACH);
    let free = |i: &usize| !page.hints[*i].goes && page.lines[*i].mark != Mark::Row;
    let Some(i) = below.find(|i| free(i) && sourced(*i)) else { return };
    if !page.lines[..=last].iter().any(|line| label::mentions_origin(&key(&line.text))) {
        labels[i] = Label::Info;
    }
}

/// Rows that a rule knows for a box of the site, and what the site says of rights to the end of the page, are no text however alike they
/// look.
fn under_rule(page: &Page<'_>, labels: &mut [Label]) {
    // A heading, the law and what is claimed by it; a single line the weights judge.
    const FEWEST: usize = 3;
    let by = |i: usize, rule: &str| page.hints[i].rule.as_deref() == Some(rule);
    let free = |i: usize| !page.hints[i].stays && page.hints[i].told.is_none();
    let rows = (0..labels.len()).filter(|&i| page.lines[i].mark == Mark::Row && by(i, "web.promotion"));
    let last: Vec<usize> =
        (0..labels.len()).rev().take_while(|&i| labels[i].is_debris() || by(i, "web.notice")).collect();
    let kept: Vec<usize> = last.into_iter().filter(|&i| !labels[i].is_debris()).collect();
    let notice = if kept.len() >= FEWEST { kept } else { Vec::new() };
    let all: Vec<usize> = rows.chain(notice).filter(|&i| free(i)).collect();
    all.into_iter().for_each(|i| labels[i] = Label::Below);
}

/// The heading of a box of links (`今日焦点：`) that are of the page is so as well.
fn over_links(page: &Page<'_>, labels: &mut [Label]) {
    // Seven characters and a colon; an office that is spoken to has more, and no links below it.
    const LONGEST: usize = 8;
    let linked = |i: usize| page.lines[i].evidence.as_deref().is_some_and(|evidence| evidence.linked >= 9);
    for i in 0..labels.len().saturating_sub(2) {
        let text = page.lines[i].text.trim_end();
        let heads = text.ends_with(['：', ':']) && text.chars().nth(LONGEST).is_none();
        let below = |i: usize| labels[i].is_debris() && linked(i);
        let hint = &page.hints[i];
        if heads
            && below(i + 1)
            && below(i + 2)
            && !hint.stays
            && hint.told.is_none()
            && !labels[i].is_debris()
        {
            labels[i] = Label::Within;
        }
    }
}

/// Whether `text` begins with when it was put on the page: a label of a date, its day, and behind that of a change the time as well.
fn was_put(text: &str) -> bool {
    let (Some(found), Some(date)) = (label::at_start(text), date::find(text)) else { return false };
    let timed = text[date.start..date.end].contains([':', '：']);
    let of_date = found.field == Field::Date || found.field == Field::Updated && timed;
    let between = text.get(found.length..date.start).unwrap_or("-");
    of_date && between.chars().all(|c| c.is_whitespace() || "：:@".contains(c))
}

/// A day with its time and nothing else: a clock of the page shows the day of the week as well.
fn is_moment(text: &str) -> bool {
    date::find(text).is_some_and(|date| {
        let rest = [&text[..date.start], &text[date.end..]];
        rest.iter().all(|rest| rest.trim().is_empty()) && text.contains([':', '：'])
    })
}

/// A programme of hours that go on (`14:00　到达`, `14:20　参观`) is of the text it stands in; lists of news count back.
fn scheduled(page: &Page<'_>, labels: &mut [Label]) {
    // Two can be the opening hours of a site.
    const FEWEST: usize = 3;
    let hours: Vec<Option<u32>> = page.lines.iter().map(|line| begins_with_hour(&line.text)).collect();
    let mut from = 0;
    while from < hours.len() {
        let goes_on = |i: &usize| match (hours[*i - 1], hours[*i]) {
            (Some(one), Some(next)) => one <= next,
            _ => false,
        };
        let end = (from + 1..hours.len()).find(|i| !goes_on(i)).unwrap_or(hours.len());
        let rises = hours[from] < hours[end - 1];
        let of_text = from.checked_sub(1).is_some_and(|above| !labels[above].is_debris());
        if end - from >= FEWEST && rises && of_text {
            let free = |hint: &Hint| !hint.goes && hint.told.is_none() && !hint.is_out();
            let gone = labels[from..end].iter_mut().zip(&page.hints[from..end]);
            let freed = gone.filter(|(label, hint)| label.is_debris() && free(hint));
            freed.for_each(|(label, _)| *label = Label::Paragraph);
        }
        from = end;
    }
}

/// The minute of the day a line begins with, if more stands behind it.
fn begins_with_hour(text: &str) -> Option<u32> {
    let text = text.trim_start();
    let (hour, rest) = text.split_once([':', '：'])?;
    let minute = rest.get(..2)?;
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let behind = rest.get(2..)?.trim_start();
    let more = behind.chars().any(char::is_alphabetic) && !behind.starts_with([':', '：']);
    let (hour, minute) =
        (number(hour).filter(|hour| *hour < 24)?, number(minute).filter(|minute| *minute < 60)?);
    more.then_some(60 * hour + minute)
}

/// Lines of verse below the heading that is the title of a Markdown text are of the text: short lines of words, two and more without a blank between
/// them, four and more in all.
fn verses(page: &Page<'_>, labels: &mut [Label]) {
    // A text in Markdown, as `Page::kind` has it.
    const MARKDOWN: u32 = 2;
    // Words of a menu are shorter, lines of prose longer.
    const LENGTH: std::ops::RangeInclusive<usize> = 5..=24;
    const TOGETHER: usize = 2;
    // A single pair is a subtitle of two lines or the name of an account as often.
    const FEWEST: usize = 4;
    // Lines of a long poem.
    const MOST: usize = 400;
    let Some(title) = labels.iter().position(|label| *label == Label::Title) else { return };
    let headed = matches!(page.lines[title].mark, Mark::Title | Mark::Heading(_));
    if page.kind != MARKDOWN || !headed {
        return;
    }
    let verse = |i: usize| {
        let (line, hint) = (&page.lines[i], &page.hints[i]);
        let text = line.text.trim();
        let known = hint.is_out()
            || hint.goes
            || hint.told.is_some()
            || hint.tells
            || hint.credits
            || hint.number.is_some();
        let of_words = |c: char| is_han(c) || c.is_whitespace() || "“”‘’《》，、…—！？·".contains(c);
        !known
            && matches!(line.mark, Mark::None | Mark::Body)
            && LENGTH.contains(&text.chars().count())
            && text.chars().all(of_words)
            && names_nothing(text)
    };
    let end = labels.len().min(title + 1 + MOST);
    let mut from = title + 1;
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    while from < end {
        let goes_on = |i: &usize| verse(*i) && page.lines[*i].blank_above == 0;
        let to = if verse(from) { (from + 1..end).find(|i| !goes_on(i)).unwrap_or(end) } else { from + 1 };
        if verse(from) && to - from >= TOGETHER {
            runs.push(from..to);
        }
        from = to;
    }
    let lines: usize = runs.iter().map(ExactSizeIterator::len).sum();
    if lines < FEWEST {
        return;
    }
    for i in runs.into_iter().flatten() {
        let of_head = matches!(labels[i], Label::TitleMore | Label::Subtitle | Label::Kicker);
        if labels[i].is_debris() || of_head {
            labels[i] = Label::Paragraph;
        }
    }
}

/// Whether a line names no person, no body and no day.
fn names_nothing(text: &str) -> bool {
    !person::is_names(text)
        && !organ::is_name(text)
        && !organ::is_publisher(text)
        && date::find(text).is_none()
}

/// Where a meeting was stands below when it was, and is of the text as that is.
fn meeting(page: &Page<'_>, labels: &mut [Label]) {
    for i in 1..labels.len() {
        let key = |i: usize| key(&page.lines[i].text);
        let hint = &page.hints[i];
        let free = labels[i].is_debris() && !hint.goes && hint.rule.is_none();
        if free
            && matches!(labels[i - 1], Label::Paragraph | Label::Info)
            && label::is_meeting_place(&key(i))
            && label::is_meeting_time(&key(i - 1))
        {
            labels[i] = Label::Paragraph;
        }
    }
}

/// What a first look takes for the text goes only if much speaks against it: on pages not learnt from, what was lost by mistake was lost by
/// less, and hardly any line of the page goes by so little. Above the title that holds for sentences alone.
fn spare(page: &Page<'_>, decision: &mut Decision) {
    // In 1/256 nats: one nat, e : 1. Chosen by cross-validation over all folds: lower loses text, higher leaves debris.
    const SURE: i32 = 256;
    let title = decision.labels.iter().position(|label| *label == Label::Title).unwrap_or(0);
    for (i, label) in decision.labels.iter_mut().enumerate() {
        let hint = &page.hints[i];
        let unsure = decision.margins.get(i).is_some_and(|margin| *margin < SURE);
        let of_text = i > title || ends_sentence(&page.lines[i].text);
        // `附件1` right above the title says what the document is (7.3.4), however little speaks for it.
        let labels = i + 1 == title && hint.glance == Glance::AttachmentLabel;
        if label.is_debris() && (unsure && of_text || labels) && !hint.is_out() && !hint.goes {
            let first = hint.first().filter(|first| *first != Label::Title);
            *label = first.unwrap_or_default();
        }
    }
}

/// What stands outside of the text a first look finds comes back as text only if much speaks for it: on pages not learnt from, what came back by less was the
/// teaser or the comment of somebody else. Titles, info lines and signatures come back by any margin. What a rule takes out inside of that text comes
/// back by less.
fn leave_out(page: &Page<'_>, decision: &mut Decision) {
    // In 1/256 nats. Chosen by cross-validation over all folds: lower brings back teasers and comments, higher loses text that the first
    // look cuts off.
    const SURE: i32 = 340;
    // What a rule takes out by what it says: the notice of a platform came back by 72. From 200 on, what suppliers must have goes as one.
    const OF_RULE: i32 = 100;
    // What sites that sell documents say of them (`下面是小编为大家整理的…`) is as long as a sentence and came back by 700. Reasoned, not measured.
    const OF_LIBRARY: i32 = 1_024;
    let is_body = |label: Label| {
        matches!(
            label,
            Label::Paragraph
                | Label::More
                | Label::Heading
                | Label::RunIn
                | Label::Row
                | Label::Caption
                | Label::Note
        )
    };
    let lines = page.lines.iter().zip(page.hints);
    for ((label, margin), (line, hint)) in decision.labels.iter_mut().zip(&decision.margins).zip(lines) {
        let rule = hint.rule.as_deref();
        let least = match rule {
            _ if !hint.chosen => SURE,
            Some("web.library") => OF_LIBRARY,
            Some(_) => OF_RULE,
            None => 0,
        };
        // A line drawn of characters says nothing, whatever stands around it; nor does the mark of an end, which signs nothing.
        // What an editor of a site (小编) has gathered, the site says.
        let gathered = || rule == Some("web.library") && line.text.contains("小编");
        let drawn = rule == Some("page.rule") || rule == Some("web.end") || gathered();
        let signs = rule == Some("web.end") && *label == Label::Signature;
        if (is_body(*label) || signs) && (*margin < least || drawn) && !hint.stays {
            *label = Label::Within;
        }
    }
}

/// Whether more than a part of the sentences would go that a first look takes for the text. In a text that was copied with its page those
/// that stand alone between other lines, as what a portal tells of its other articles, do not count.
fn is_emptied(page: &Page<'_>, labels: &[Label]) -> bool {
    let goes = |of_text: &dyn Fn(usize) -> bool| {
        // A third, as where a tail is taken off: what takes more of the text has mistaken the page.
        const MOST: usize = 3;
        let (mut chosen, mut lost) = (0, 0);
        for (i, (line, hint)) in page.lines.iter().zip(page.hints).enumerate() {
            if !hint.is_out() && !hint.goes && ends_sentence(&line.text) && of_text(i) {
                let length = line.text.chars().count();
                chosen += length;
                lost += if labels[i].is_debris() { length } else { 0 };
            }
        }
        lost * MOST > chosen
    };
    goes(&|_| true)
        && (!is_copied(page) || {
            let sheet = Sheet::of(page);
            goes(&|i| !sheet.is_alone(i))
        })
}

/// Takes out what was read as of the page, each line by its rule; the pictures that stand among such lines go with them.
pub fn take_out(
    log: &mut Log,
    lines: Vec<Line>,
    shown: &mut Vec<Shown>,
    decision: &Decision,
    hints: &[Hint],
) -> Vec<Line> {
    let kept: Vec<bool> = decision.labels.iter().map(|label| !label.is_debris()).collect();
    pictures(log, shown, &kept, lines.iter().any(|line| line.evidence.is_some()));
    let mut text: Vec<Line> = Vec::with_capacity(lines.len());
    for (i, mut line) in lines.into_iter().enumerate() {
        if kept[i] {
            line.label = against(&hints[i], decision.labels[i]);
            line.told = hints[i].told;
            if line.told.is_some() {
                line.mark = Mark::None;
            }
            text.push(line);
        } else {
            log.removed(hints[i].removal.clone(), line.number, line.text);
        }
    }
    text
}

/// A page that shows no title has the one it calls itself by.
pub fn name(
    log: &mut Log,
    lines: &mut Vec<Line>,
    shown: &mut [Shown],
    name: Option<Line>,
    decision: &Decision,
) {
    let Some(name) = name.filter(|_| !decision.labels.contains(&Label::Title)) else { return };
    log.changed("page.title", name.number, "", &name.text);
    lines.insert(0, Line { label: Some(Label::Title), ..name });
    shown.iter_mut().for_each(|shown| shown.above += 1);
}

/// The label of a line that is read otherwise than by the first look; where they agree, the rules know more: how far a head reaches, how
/// deep a heading stands, which paragraphs open alike. Which line is the title the rules would ask anew of the lines that are left.
fn against(hint: &Hint, label: Label) -> Option<Label> {
    let first = hint.first();
    let goes_on = label == Label::More && first == Some(Label::Paragraph);
    (label == Label::Title || hint.told.is_some() || first != Some(label) && !goes_on).then_some(label)
}

/// The pictures of the text: between two lines of it, or beside one; on a page with a block that belongs to it.
fn pictures(log: &mut Log, shown: &mut Vec<Shown>, kept: &[bool], page: bool) {
    let mut left = vec![0; kept.len() + 1];
    for (i, kept) in kept.iter().enumerate() {
        left[i + 1] = left[i] + usize::from(*kept);
    }
    shown.retain_mut(|picture| {
        let at = picture.above.min(kept.len());
        let above = at.checked_sub(1).is_some_and(|above| kept[above]);
        let below = kept.get(at) == Some(&true);
        let alone = kept.is_empty() || !page && at == 0 && kept.is_empty();
        let stays = above && below || (above || below) && (picture.inside || !page) || alone;
        if !stays && !page {
            let message = message!("a picture among lines that belong to the page is left out with them");
            log.found("pictures.decoration", Severity::Info, picture.number, message);
        }
        picture.above = left[at];
        stays
    });
}

/// Tells of sentences whose reading is not sure, and of a page with hardly any text.
pub fn report(log: &mut Log, lines: &[Line], decision: &Decision) {
    // In 1/256 nats: one and a half, about 4 : 1. Sentences of up to 15 characters are not told, since captions and buttons are as long;
    // a page of 1,000 characters with 120 of text is an error page or a list.
    const DOUBT: i32 = 384;
    const SHORTEST: usize = 15;
    const LITTLE_TEXT: usize = 120;
    const MUCH_PAGE: usize = 1_000;
    let sentence = |line: &Line| ends_sentence(&line.text) && line.text.chars().nth(SHORTEST).is_some();
    let (mut kept, mut removed) = (0, 0);
    for (i, line) in lines.iter().enumerate() {
        let debris = decision.labels[i].is_debris();
        *(if debris { &mut removed } else { &mut kept }) += line.text.chars().count();
        if sentence(line) && decision.margins.get(i).is_some_and(|margin| *margin < DOUBT) {
            let start: String = line.text.chars().take(24).collect();
            let message = if debris {
                message!(
                    "\"%{line}…\" was taken for a line of the page; it could be the text's: --keep reading keeps such lines",
                    line = start
                )
            } else {
                message!("\"%{line}…\" was taken for the text; it could be a line of the page", line = start)
            };
            log.found(DOUBTFUL, Severity::Info, line.number, message);
        }
    }
    let unseen = |i: usize| {
        let hidden = lines[i].evidence.as_deref().is_some_and(|evidence| evidence.signs.has(Signs::HIDDEN));
        hidden && !decision.labels[i].is_debris() && ends_sentence(&lines[i].text)
    };
    for i in (0..lines.len()).filter(|&i| unseen(i) && (i == 0 || !unseen(i - 1))) {
        let start: String = lines[i].text.chars().take(24).collect();
        let message = message!(
            "\"%{line}…\" is hidden on the page and was taken for the text; see that it is so meant",
            line = start
        );
        log.found(HIDDEN, Severity::Warning, lines[i].number, message);
    }
    if decision.doubted {
        let message = message!(
            "the text of this page is hard to tell from what stands around it; all that a first look takes for the text stays"
        );
        log.found(DOUBTFUL, Severity::Info, lines.first().map_or(0, |line| line.number), message);
    }
    if let Some(another) = decision.another {
        let start: String = lines[another].text.chars().take(24).collect();
        let message = message!(
            "from \"%{line}…\" on other articles, comments or the foot of the page stand below the text; they were left out: --keep reading keeps such lines",
            line = start
        );
        log.found(DOUBTFUL, Severity::Info, lines[another].number, message);
    }
    if kept < LITTLE_TEXT && removed > MUCH_PAGE {
        let message = message!(
            "only %{kept} characters of the page were taken for its text, %{removed} for what stands around it; see what was taken out",
            kept = kept,
            removed = removed
        );
        log.found(LITTLE, Severity::Warning, 0, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Evidence;

    #[test]
    fn a_programme_of_hours_is_of_the_text() {
        use Label::{Paragraph as P, Within as W};
        let read = |lines: &[&str], above: Label, change: &dyn Fn(&mut Hint)| {
            let lines: Vec<Line> =
                (1..).zip(["活动安排"].iter().chain(lines)).map(|(n, line)| Line::plain(*line, n)).collect();
            let mut hints = vec![Hint { chosen: true, ..Hint::default() }; lines.len()];
            hints[1..].iter_mut().for_each(change);
            let mut labels = vec![W; lines.len()];
            labels[0] = above;
            scheduled(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels.split_off(1)
        };
        let day = ["9:00 集合", "09：30-10:00 参观", "14:00 返程"];
        assert_eq!(read(&day, P, &|_| ()), [P; 3]);
        assert_eq!(read(&["14:00 签到", "14:00 合影", "14:20 参观"], P, &|_| ()), [P; 3]);
        for lines in [
            ["14:00 集合", "10:00 参观", "9:30 返程"],
            ["9:00 集合", "9:00 参观", "9:00 返程"],
            ["9:00", "9:30", "10:00"],
            ["9:00 集合", "25:30 参观", "26:00 返程"],
            ["9:00 集合", "9:60 参观", "9:70 返程"],
            ["1:00:10 集合", "1:00:20 参观", "1:00:30 返程"],
            ["比分9:00 集合", "比分9:30 参观", "比分10:00 返程"],
        ] {
            assert_eq!(read(&lines, P, &|_| ()), [W; 3], "{lines:?}");
        }
        assert_eq!(read(&day[..2], P, &|_| ()), [W; 2]);
        assert_eq!(read(&day, W, &|_| ()), [W; 3]);
        assert_eq!(read(&day, P, &|hint| hint.goes = true), [W; 3]);
        assert_eq!(read(&day, P, &|hint| hint.chosen = false), [W; 3]);
        assert_eq!(read(&day, P, &|hint| hint.told = Some(Told::Paragraph)), [W; 3]);
    }

    #[test]
    fn verses_below_the_heading_of_a_text_in_markdown_are_of_it() {
        use Label::{Paragraph as P, Title as T, TitleMore as M, Within as W};
        const FIRST: [&str; 5] = [
            "春风里的她们",
            "松溪的晨雾还未散尽",
            "她们已带着露水醒来——",
            "扫帚尖掠过落叶时",
            "灯火正解开生物的奥秘",
        ];
        let read = |lines: [&str; 5], blanks: [u32; 5], kind: u32, change: &dyn Fn(&mut Line, &mut Hint)| {
            let mut lines: Vec<Line> = (1..).zip(lines).map(|(n, line)| Line::plain(line, n)).collect();
            let mut hints = vec![Hint { chosen: true, ..Hint::default() }; lines.len()];
            lines[0].mark = Mark::Heading(1);
            lines.iter_mut().zip(blanks).for_each(|(line, blank)| line.blank_above = blank);
            lines[1..].iter_mut().zip(&mut hints[1..]).for_each(|(line, hint)| change(line, hint));
            let mut labels = vec![T, M, W, W, W];
            verses(&Page { lines: &lines, hints: &hints, name: None, kind }, &mut labels);
            labels.split_off(1)
        };
        let none = |_: &mut Line, _: &mut Hint| ();
        let (pairs, gone) = ([0, 1, 0, 1, 0], vec![M, W, W, W]);
        assert_eq!(read(FIRST, pairs, 2, &none), [P; 4]);
        assert_eq!(read(FIRST, [0, 1, 0, 0, 0], 2, &none), [P; 4]);
        // A text or a page, lines apart, a single pair.
        assert_eq!(read(FIRST, pairs, 1, &none), gone);
        assert_eq!(read(FIRST, [0, 1, 1, 1, 1], 2, &none), gone);
        assert_eq!(read(FIRST, [0, 1, 0, 1, 1], 2, &none), gone);
        // Words of a menu, lines of prose, numbers, names.
        assert_eq!(read(["春风", "首页", "要闻", "视频", "专题"], pairs, 2, &none), gone);
        let long = "松溪的晨雾还未散尽松溪的晨雾还未散尽松溪的晨雾还未散尽";
        assert_eq!(read([FIRST[0], FIRST[1], FIRST[2], FIRST[3], long], pairs, 2, &none), gone);
        assert_eq!(
            read([FIRST[0], FIRST[1], FIRST[2], FIRST[3], "阅读量达到 1024 次"], pairs, 2, &none),
            gone
        );
        assert_eq!(read([FIRST[0], FIRST[1], FIRST[2], FIRST[3], "韩青山 陈明远"], pairs, 2, &none), gone);
        // What a rule knows, the user wants gone or a mark sets apart.
        assert_eq!(read(FIRST, pairs, 2, &|_, hint| hint.rule = Some("web.tools".into())), gone);
        assert_eq!(read(FIRST, pairs, 2, &|_, hint| hint.goes = true), gone);
        assert_eq!(read(FIRST, pairs, 2, &|line, _| line.mark = Mark::Item), gone);
    }

    #[test]
    fn what_a_first_look_leaves_out_comes_back_if_much_speaks_for_it() {
        let lines = [Line::plain("各乡镇抓好春耕。", 1)];
        let left_out = |hint: Hint, margin: i32| {
            let page = Page { lines: &lines, hints: &[hint], name: None, kind: 0 };
            let labels = vec![Label::Paragraph];
            let mut decision = Decision { labels, margins: vec![margin], ..Decision::default() };
            leave_out(&page, &mut decision);
            decision.labels[0].is_debris()
        };
        let outside = Hint::default;
        let ruled = Hint { chosen: true, rule: Some("web.notice".into()), ..Hint::default() };
        assert!(left_out(outside(), 339) && !left_out(outside(), 340));
        assert!(left_out(ruled.clone(), 99) && !left_out(ruled, 100));
        assert!(!left_out(Hint { chosen: true, ..outside() }, 0));
        assert!(!left_out(Hint { stays: true, ..outside() }, 0));
        let drawn = Hint { chosen: true, rule: Some("page.rule".into()), ..Hint::default() };
        assert!(left_out(drawn.clone(), 9_000) && !left_out(Hint { stays: true, ..drawn }, 0));
    }

    #[test]
    fn what_names_the_origin_about_the_title_is_told() {
        use Label::{Above as A, Below as B, Info as I, Paragraph as P, Title as T};
        let text = [
            "首页",
            "来源：青禾网",
            "登录",
            "松溪县推进春耕",
            "打印",
            "来源：青禾日报",
            "各乡镇抓好春耕。",
            "来源：别处",
        ];
        let lines = |mark: Mark| -> Vec<Line> {
            (1..).zip(text).map(|(n, text)| Line { mark, ..Line::plain(text, n) }).collect()
        };
        let told = |lines: &[Line], goes: bool| {
            let hint = |line: &Line| Hint { tells: line.text.starts_with("来源"), goes, ..Hint::default() };
            let hints: Vec<Hint> = lines.iter().map(hint).collect();
            let mut labels = vec![A, A, A, T, B, B, P, B];
            origin(&Page { lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels
        };
        assert_eq!(told(&lines(Mark::None), false), [A, I, A, T, B, I, P, B]);
        assert_eq!(told(&lines(Mark::None), true), [A, A, A, T, B, B, P, B]);
        assert_eq!(told(&lines(Mark::Row), false), [A, A, A, T, B, B, P, B]);
    }

    #[test]
    fn a_post_is_dated_below_where_nothing_above_says_when() {
        use Label::{Below as B, Info as I, Paragraph as P, Title as T};
        let read = |above: &str, below: [&str; 2]| {
            let text = ["松溪县推进春耕", above, "各乡镇抓好春耕。", "赞同 12", below[0], below[1]];
            let lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(text, n)).collect();
            let mut labels = vec![T, I, P, B, B, B];
            dated_below(
                &Page { lines: &lines, hints: &vec![Hint::default(); 6], name: None, kind: 0 },
                &mut labels,
            );
            [labels[4], labels[5]]
        };
        let (put, changed) = ("发布于 2026-05-20", "编辑于 2026-05-21 21:08・IP 属地福建");
        assert_eq!(read("韩青山", [put, changed]), [I, B]);
        assert_eq!(read("韩青山", ["posted @ 2026-05-20 21:08　韩青山", ""]), [I, B]);
        assert_eq!(read("韩青山", ["好", changed]), [B, I]);
        assert_eq!(read("2026-05-20", [put, changed]), [B, B]);
        assert_eq!(read("韩青山", ["更新日期：2026-05-20", "时间不早，2026-05-20"]), [B, B]);
    }

    #[test]
    fn an_office_says_below_the_text_whence_it_is() {
        use Label::{Below as B, Info as I, Paragraph as P, Title as T};
        let read = |above: &str, below: &str| {
            let text = ["松溪县推进春耕", above, "各乡镇抓好春耕。", "打印 关闭 收藏", below];
            let lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(text, n)).collect();
            let mut labels = vec![T, I, P, B, B];
            let hints = vec![Hint::default(); 5];
            sourced_below(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels[4]
        };
        assert_eq!(read("2026-05-20", "信息来源： 青禾日报"), I);
        assert_eq!(read("来源：青禾网 2026-05-20", "信息来源： 青禾日报"), B);
        assert_eq!(read("2026-05-20", "来源：网络"), B);
        assert_eq!(read("2026-05-20", "青禾日报"), B);
    }

    #[test]
    fn who_put_a_post_on_its_page_stands_on_a_card() {
        use Label::{Below as B, Byline as Y, Paragraph as P, Title as T};
        let read = |card: [&str; 3], rule: bool| {
            let text = ["松溪县推进春耕", card[0], card[1], card[2], "各乡镇抓好春耕。"];
            let lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(text, n)).collect();
            let mut labels = vec![T, B, B, B, P];
            let mut hints = vec![Hint::default(); 5];
            hints[1].rule = rule.then(|| "web.more".into());
            carded(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels[1]
        };
        assert_eq!(read(["魑小山", "粉丝：23　文章：11", "关注"], false), Y);
        assert_eq!(read(["魑小山", "+关注", ""], false), Y);
        assert_eq!(read(["魑小山", "写字的农人", "关注他"], false), Y);
        assert_eq!(read(["魑小山", "写字的农人。", "关注他"], false), B);
        assert_eq!(read(["魑小山", "粉丝", "收藏"], false), B);
        assert_eq!(read(["魑小山", "+关注", ""], true), B);
        assert_eq!(read(["魑小山：你好", "+关注", ""], false), B);
        assert_eq!(read(["作者：魑小山", "白露", "+关注"], false), B);
    }

    #[test]
    fn what_a_rule_knows_for_a_box_is_no_text() {
        use Label::{Below as B, Paragraph as P, Row as R};
        let read = |rules: [&'static str; 4], row: bool| {
            let mut lines: Vec<Line> = (1..5).map(|n| Line::plain("各乡镇抓好春耕。", n)).collect();
            lines[1].mark = if row { Mark::Row } else { Mark::None };
            let hint = |rule: &'static str| Hint {
                rule: (!rule.is_empty()).then(|| rule.into()),
                ..Hint::default()
            };
            let hints: Vec<Hint> = rules.iter().map(|rule| hint(rule)).collect();
            let mut labels = vec![P, if row { R } else { P }, P, P];
            under_rule(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels
        };
        let (notice, ad) = ("web.notice", "web.promotion");
        assert_eq!(read(["", notice, notice, notice], false), [P, B, B, B]);
        assert_eq!(read(["", "", notice, notice], false), [P; 4]);
        assert_eq!(read([notice, notice, notice, ""], false), [P; 4]);
        assert_eq!(read(["", ad, "", ""], true), [P, B, P, P]);
        assert_eq!(read(["", ad, "", ""], false), [P; 4]);
    }

    #[test]
    fn the_heading_of_links_is_of_the_page() {
        use Label::{Paragraph as P, Within as W};
        let read_with = |head: &str, linked: u8, debris: Label, hint: Hint| {
            let mut lines: Vec<Line> =
                [head, "春耕备耕", "茶园管护", "各乡镇抓好春耕。"].map(|text| Line::plain(text, 1)).into();
            for line in &mut lines[1..3] {
                line.evidence = Some(Box::new(Evidence { linked, ..Evidence::default() }));
            }
            let mut labels = vec![P, debris, debris, P];
            let hints = [hint, Hint::default(), Hint::default(), Hint::default()];
            over_links(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels[0]
        };
        let read = |head: &str, linked: u8, debris: Label| read_with(head, linked, debris, Hint::default());
        assert_eq!(read("今日焦点：", 10, W), W);
        assert_eq!(read("今日焦点：", 8, W), P);
        assert_eq!(read("今日焦点：", 10, P), P);
        assert_eq!(read("今日焦点", 10, W), P);
        assert_eq!(read("各乡镇人民政府：", 10, W), W);
        assert_eq!(read("各乡镇人民政府们：", 10, W), P);
        let kept = [
            Hint { stays: true, ..Hint::default() },
            Hint { told: Some(Told::Paragraph), ..Hint::default() },
        ];
        assert_eq!(kept.map(|hint| read_with("今日焦点：", 10, W, hint)), [P; 2]);
    }

    #[test]
    fn the_region_a_post_was_sent_from_is_of_the_page() {
        use Label::{Heading as H, Info as I, Paragraph as P, Title as T, Within as W};
        let read = |above: Label, text: &str| {
            let text = ["松溪县推进春耕", "2026-05-20 18:00", text, "各乡镇抓好春耕。"];
            let lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(text, n)).collect();
            let mut labels = vec![T, above, H, P];
            origin(
                &Page { lines: &lines, hints: &vec![Hint::default(); 4], name: None, kind: 0 },
                &mut labels,
            );
            labels[2]
        };
        assert_eq!((read(I, "福建"), read(I, "福建茶园"), read(P, "福建")), (W, H, H));
        assert_eq!((read(I, "来自甘肃"), read(I, "发布于：北京市"), read(I, "来自茶园")), (W, W, H));
        assert_eq!((read(I, "发表于福建"), read(I, "发表于茶园")), (W, H));
    }

    #[test]
    fn a_heading_is_no_author() {
        let read = |text: &str, glance: Glance, tells: bool| {
            let hints = [Hint { glance, tells, ..Hint::default() }];
            let mut labels = vec![Label::Byline];
            let page = Page { lines: &[Line::plain(text, 1)], hints: &hints, name: None, kind: 0 };
            authors(&page, &mut labels);
            labels[0]
        };
        let heading = Glance::Heading(2);
        assert_eq!(read("收盘播报", heading, false), Label::Heading);
        assert_eq!(read("韩青山", heading, false), Label::Byline);
        assert_eq!(read("文丨青禾号", heading, true), Label::Byline);
        assert_eq!(read("青禾播报", Glance::Paragraph, false), Label::Byline);
    }

    #[test]
    fn a_reading_that_takes_out_a_third_of_the_sentences_empties_the_page() {
        const SENTENCE: &str = "各有关部门按照要求做好相关工作。";
        let lines: Vec<Line> = (1..=6).map(|number| Line::plain(SENTENCE, number)).collect();
        let mut hints = vec![Hint { chosen: true, ..Hint::default() }; 6];
        let emptied = |hints: &[Hint], gone: usize| {
            let page = Page { lines: &lines, hints, name: None, kind: 0 };
            let label = |i: usize| if i < gone { Label::Below } else { Label::Paragraph };
            is_emptied(&page, &(0..6).map(label).collect::<Vec<_>>())
        };
        assert!(!emptied(&hints, 2) && emptied(&hints, 3));
        // What a first look takes out already, or the user, is not lost by the reading.
        hints[0].goes = true;
        hints[1].rule = Some("web.share".into());
        hints[2].chosen = false;
        assert!(!emptied(&hints, 4) && emptied(&hints, 5));
    }

    #[test]
    fn what_a_copied_page_tells_of_other_articles_does_not_empty_it() {
        const SENTENCE: &str = "松溪县组织干部下沉一线，帮助农户抢抓农时。";
        let text: Vec<&str> =
            (0..8).map(|i| if i > 2 && i % 2 == 0 { "2026-03-12" } else { SENTENCE }).collect();
        let lines: Vec<Line> = (1..).zip(&text).map(|(number, text)| Line::plain(*text, number)).collect();
        let labels: Vec<Label> =
            (0..8).map(|i| if i > 1 { Label::Below } else { Label::Paragraph }).collect();
        let emptied = |known: usize| {
            let hint = |i: usize| match i.is_multiple_of(2) && i > 7 - 2 * known {
                true => Hint { rule: Some("web.more".into()), ..Hint::default() },
                false => Hint { chosen: true, ..Hint::default() },
            };
            let hints: Vec<Hint> = (0..8).map(hint).collect();
            let page = Page { lines: &lines, hints: &hints, name: None, kind: 0 };
            is_emptied(&page, &labels)
        };
        // Two lines known to be of a page make none; then the sentences between the days count, and are too many to lose.
        assert!(emptied(0) && emptied(2) && !emptied(3));
    }
}
