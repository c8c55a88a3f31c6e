//! What stands above the text: kicker, title, subtitle, author, unit, source, date.

use std::ops::Range;

use crate::diag::{Log, RuleId, Severity};
use crate::document::{Article, Block, Genre, Role};
use crate::lexicon::label::{self, Field};
use crate::lexicon::person::BULLETS;
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{attachment, date, kind, numbering, organ, person, salutation};
use crate::message;
use crate::rules::Rules;
use crate::structure::body;
use crate::structure::detail::{DASHES, Detail, detail, is_document_number, is_text, without_brackets};
use crate::structure::document_number::find_number;
use crate::structure::info::{self, Dated};
use crate::structure::title::{
    can_be_kicker, continues_title, heading_level, is_first_half, is_title_again, phrases, rival, split_unit,
    title_index,
};
use crate::text::{Label, Line, Mark, Rich, is_han, key, letters};

/// Reads the title block off the top of `lines`; returns it with the lines of the text.
///
/// `blocks` of the article holds what stands among the title lines and belongs to the text: a document number, a note.
pub(crate) fn parse(log: &mut Log, lines: Vec<Line>, compiled: bool, rules: &Rules) -> (Article, Vec<Line>) {
    let mut front = Front {
        log,
        article: Article::default(),
        compiled,
        rules,
        state: State::Above,
        dated: Default::default(),
        account: None,
        told: None,
        speaker: None,
        meeting: None,
        issuers: 0..0,
        in_record: false,
    };
    let lines = joined_labels(split_dates(lines));
    let title = title_index(&lines);
    let account = title.filter(|title| is_account(&lines, title + 1)).map(|title| title + 1);
    let level = title.and_then(|i| heading_level(&lines[i]));
    front.account = account;
    front.told = title.and_then(|title| told_below(&lines, title));
    front.speaker = title.and_then(|title| speaker(&lines, title));
    front.issuers = title.map_or(0..0, |title| issuers(&lines, title));
    front.meeting = meeting(&lines).filter(|meeting| title.is_none_or(|title| title < *meeting));
    let copy: Vec<Line> =
        if title.is_some() { lines.iter().take(TOP).cloned().collect() } else { Vec::new() };
    let mut rest = lines.into_iter().enumerate().peekable();
    while let Some((i, line)) = rest.peek() {
        if !front.takes(*i, line, title, level) {
            break;
        }
        if let Some((i, line)) = rest.next() {
            front.take(i, line, title);
        }
    }
    let article = front.article;
    if let Some(title) = title.filter(|title| *title < copy.len()) {
        doubt_title(log, &copy, title, &article);
    }
    let start = rest.peek().map_or(0, |(i, _)| *i);
    let mut text = Vec::new();
    for (i, line) in rest {
        if i <= start + REACH && !rules.keeps(AGAIN) && is_title_again(&article, &line) {
            log.removed(AGAIN, line.number, line.text);
        } else {
            text.push(line);
        }
    }
    (article, text)
}

/// How many lines are looked through for a second title.
const TOP: usize = 30;

/// Reports a line that could as well be the title.
fn doubt_title(log: &mut Log, lines: &[Line], title: usize, article: &Article) {
    let taken: Vec<String> = article
        .front()
        .into_iter()
        .map(|(_, line)| line.into_string())
        .chain(article.blocks.iter().map(|block| block.text.to_string()))
        .chain([article.title.concat()])
        .collect();
    if let Some(rival) = rival(lines, title, &taken) {
        let message =
            message!("\"%{line}\" could be the title as well; see which one is", line = rival.text.as_str());
        log.found("title.doubtful", Severity::Info, rival.number, message);
    }
}

/// The rule that takes out what the page has above the title.
const ABOVE: RuleId = "web.above";
/// The rule that takes out the title where it is repeated.
const AGAIN: RuleId = "title.repeated";

/// How many lines below the title block its repetition is looked for.
const REACH: usize = 5;

/// How far the reading of the title block has come.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Above,
    Title,
    Below,
}

struct Front<'l> {
    log: &'l mut Log,
    article: Article,
    compiled: bool,
    rules: &'l Rules,
    state: State,
    /// How sure the date of the article is, and its line.
    dated: (Dated, u32),
    /// The line that is nothing but the name of an account.
    account: Option<usize>,
    /// The line with source and date that a sub-headline stands above.
    told: Option<usize>,
    /// The line that is nothing but the name of who speaks.
    speaker: Option<usize>,
    /// The line with which the record of a meeting begins.
    meeting: Option<usize>,
    /// The bodies that give a text out together, right above its date.
    issuers: Range<usize>,
    /// Whether the lines so far end in the rows of the record that has the title.
    in_record: bool,
}

impl Front<'_> {
    /// Whether the line still belongs to the title block.
    fn takes(&self, i: usize, line: &Line, title: Option<usize>, level: Option<u8>) -> bool {
        if self.meeting.is_some_and(|meeting| i >= meeting) {
            return false;
        }
        let of_text = line.told.is_some_and(|told| body::role_of(told).is_some());
        if of_text && title.is_none_or(|title| i > title) {
            return false;
        }
        let Some(title) = title else { return i < 4 && self.is_detail(line) };
        if i <= title
            || line.mark == Mark::Contents
            || self.goes_on_with_record(line)
            || self.account == Some(i)
            || self.issuers.contains(&i)
            || self.speaker.is_some_and(|speaker| i <= speaker)
        {
            return true;
        }
        // Whatever a row is read as: one that says nothing of the text is a row of its table.
        let is_row = line.mark == Mark::Row && line.text.contains('\t') && detail(&line.text, true).is_none();
        if line.label.is_some_and(is_front) && !is_row || self.told.is_some_and(|told| i < told) {
            return true;
        }
        let same_title = self.state == State::Title && continues_title(&self.article, line, level);
        same_title || self.is_detail(line) || self.repeats_title(line) || self.repeats_author(line)
    }

    /// Whether a line names those once more who were named as the authors: beside the date, and below it.
    fn repeats_author(&self, line: &Line) -> bool {
        let named = self.article.byline.as_ref().is_some_and(|byline| letters(byline) == letters(&line.text));
        named && person::is_names(&line.text) && line.told.is_none()
    }

    /// Whether a row goes on with the record that has the title in one of its rows.
    fn goes_on_with_record(&self, line: &Line) -> bool {
        self.in_record && line.mark == Mark::Row && label::is_row_of_record(&line.text)
    }

    fn repeats_title(&self, line: &Line) -> bool {
        !self.rules.keeps(AGAIN) && is_title_again(&self.article, &without_label(line))
    }

    /// Whether a line above that with source and date is a headline of its own, not the title going on.
    fn is_headline(&self, line: &Line) -> bool {
        let of_title = self.state == State::Title && continues_title(&self.article, line, None);
        !of_title && !line.label.is_some_and(is_front) && !self.is_detail(line)
    }

    /// Subtitle, author, unit, source, date, document number or note.
    fn is_detail(&self, line: &Line) -> bool {
        let marked = matches!(line.mark, Mark::Heading(_) | Mark::Strong);
        let named = detail(&line.text, false);
        let reported = info::reporter(&line.text).is_some();
        let heading = marked && !reported && matches!(named, Some(Detail::Unit | Detail::Author) | None);
        // A row of a layout that says whence and when is none of data.
        let told = || {
            info::parse(&line.text).is_some_and(|info| {
                info.labelled && info.dated >= Dated::Plain && info.date.is_some() && info.source.is_some()
            })
        };
        !heading
            && (line.mark != Mark::Row || told())
            && detail(&line.text, self.article.byline.is_some() || self.article.unit.is_some()).is_some()
    }

    fn take(&mut self, i: usize, line: Line, title: Option<usize>) {
        let of_record = self.goes_on_with_record(&line);
        self.in_record = of_record || title == Some(i) && line.mark == Mark::Row;
        match title {
            _ if line.mark == Mark::Contents => self.block(Role::Contents, line),
            Some(title) if i < title => self.above(line, i + 1 == title),
            Some(title) if i == title => {
                self.article.line = line.number;
                self.title(&line);
                self.state = State::Title;
            }
            _ if of_record && detail(&line.text, true).is_none() => self.record(line),
            _ if self.account == Some(i) => self.account(&line),
            _ if self.issuers.contains(&i) => self.issuer(&line),
            _ if self.speaker == Some(i) => self.author(&line),
            _ if line.label == Some(Label::TitleMore) && !is_document_number(&line.text) => {
                self.title(&line);
            }
            _ if self.repeats_title(&line) => self.log.removed(AGAIN, line.number, line.text),
            _ if self.repeats_author(&line) => self.log.removed("info.line", line.number, line.text),
            _ if line.label == Some(Label::Again) && !self.rules.keeps(AGAIN) => {
                self.log.removed(AGAIN, line.number, line.text);
            }
            _ if line.label == Some(Label::Subtitle) => self.article.subtitle.push(line.text),
            _ if line.label == Some(Label::Kicker) => self.article.kicker.push(line.text),
            Some(_) if self.told.is_some_and(|told| i < told) && self.is_headline(&line) => {
                self.article.subtitle.push(line.text);
            }
            _ if line.label == Some(Label::Byline) && detail(&line.text, true).is_none() => {
                self.author(&line)
            }
            _ if self.state == State::Title
                && !line.label.is_some_and(is_front)
                && !self.is_detail(&line) =>
            {
                self.title(&line);
            }
            _ => {
                self.state = State::Below;
                self.detail(line);
            }
        }
    }

    /// A line above the title: source and date, a document number, a kicker, or what the page had there.
    fn above(&mut self, line: Line, next_to_title: bool) {
        let marked = matches!(line.mark, Mark::Heading(_));
        if let Some(role) = line.told.and_then(body::role_of) {
            return self.block(role, line);
        }
        match detail(&line.text, true) {
            Some(Detail::Info | Detail::Date | Detail::Number | Detail::Author) => self.detail(line),
            None if next_to_title && attachment::is_label(&line.text) => {
                self.article.kicker.push(line.text);
            }
            None if label::is_row_of_record(&line.text) => self.record(line),
            None if label::is_abstract(&key(&line.text)) => self.block(Role::Abstract, line),
            _ if is_table(&line) => self.block(Role::Table, line),
            // What the page has there says nothing in sentences; those it does say the reading has taken out.
            None if ends_sentence(&line.text) => self.block(Role::Paragraph, line),
            _ if line.label.is_some_and(is_text_label) || introduces(&line.text) => {
                self.block(Role::Paragraph, line);
            }
            _ if line.label.is_some_and(|label| matches!(label, Label::Again | Label::Info))
                && !ends_sentence(&line.text)
                && !self.rules.keeps(ABOVE) =>
            {
                self.log.removed(ABOVE, line.number, line.text);
            }
            _ if line.label == Some(Label::Kicker) && can_be_kicker(&line.text) => {
                self.article.kicker.push(line.text);
            }
            _ if marked || next_to_title && can_be_kicker(&line.text) => self.article.kicker.push(line.text),
            _ if self.rules.keeps(ABOVE) => self.article.kicker.push(line.text),
            _ => self.log.removed(ABOVE, line.number, line.text),
        }
    }

    fn title(&mut self, line: &Line) {
        let mut bare = without_label(line);
        if self.article.title.is_empty() {
            // The title above a line behind a dash was lost: this one is it.
            let rest = bare.text.trim_start_matches(DASHES);
            if !rest.trim().is_empty() {
                bare.text = bare.text.part(rest);
            }
        }
        if bare.text != line.text {
            self.log.changed("title.label", line.number, &line.text, &bare.text);
        }
        let line = &bare;
        let (text, unit) = match self.article.unit {
            None => split_unit(&line.text, self.compiled),
            Some(_) => (line.text.as_str(), None),
        };
        if let Some(unit) = unit {
            self.log.changed("title.unit", line.number, &line.text, &format!("{text} {unit}"));
            self.article.unit = Some(unit.to_owned());
        }
        self.article.title.extend(phrases(text).into_iter().map(|phrase| line.text.part(phrase)));
    }

    /// The account that published a page: a paper is the source, anybody else the author.
    fn account(&mut self, line: &Line) {
        if organ::is_paper(&line.text) && self.article.source.is_none() {
            self.log.changed("info.line", line.number, &line.text, &line.text);
            self.article.source = Some(line.text.to_string());
        } else {
            self.author(line);
        }
    }

    /// One of several bodies that give a text out together.
    fn issuer(&mut self, line: &Line) {
        self.state = State::Below;
        match &mut self.article.unit {
            Some(unit) => {
                unit.push('　');
                unit.push_str(&line.text);
            }
            None => self.article.unit = Some(line.text.to_string()),
        }
    }

    fn detail(&mut self, line: Line) {
        let has_author = self.article.byline.is_some() || self.article.unit.is_some();
        match detail(&line.text, has_author) {
            Some(Detail::Info) => self.info(&line),
            Some(Detail::Subtitle) => self.article.subtitle.push(line.text),
            Some(Detail::Author) => self.author(&line),
            Some(Detail::Unit) => self.article.unit = Some(line.text.into_string()),
            Some(Detail::Date) => self.date(line),
            Some(Detail::Number) => self.number(line),
            Some(Detail::Credit) => self.block(Role::Credit, line),
            _ => self.block(Role::Note, line),
        }
    }

    /// The number of the document; where the record of a page said it above, once is enough.
    fn number(&mut self, line: Line) {
        let said = |block: &Block| block.role == Role::Number && letters(&block.text) == letters(&line.text);
        match self.article.blocks.iter().any(said) {
            true => self.log.removed("info.line", line.number, line.text),
            false => self.block(Role::Number, line),
        }
    }

    fn block(&mut self, role: Role, line: Line) {
        body::push(&mut self.article.blocks, role, line);
    }

    fn info(&mut self, line: &Line) {
        let mut info = info::parse(&line.text).unwrap_or_default();
        if !(info.date.is_some() && self.makes_way(info.dated, line.number)) {
            info.date = None;
        }
        let article = &mut self.article;
        if article.source.is_some() {
            info.source = None;
        }
        if article.byline.is_some() {
            info.byline = None;
        }
        if article.blocks.iter().any(|block| block.role == Role::Number) {
            info.number = None;
        }
        let number =
            info.number.as_deref().and_then(|number| Some(line.text.slice(range_of(&line.text, number)?)));
        self.log.changed("info.line", line.number, &line.text, &info.text());
        article.source = article.source.take().or(info.source);
        article.date = article.date.take().or(info.date);
        article.byline = article.byline.take().or(info.byline.map(Rich::from));
        if let Some(number) = number {
            self.block(Role::Number, Line { text: number, ..line.clone() });
        }
    }

    /// A row of the record of a page says the number of the document, or nothing of the text.
    fn record(&mut self, line: Line) {
        match find_number(&line.text) {
            Some(number) => {
                let text = line.text.slice(number);
                self.log.changed("info.line", line.number, &line.text, &text);
                self.number(Line { text, ..line });
            }
            None if self.rules.keeps(ABOVE) => self.article.kicker.push(line.text),
            None => self.log.removed(ABOVE, line.number, line.text),
        }
    }

    /// A date that is not that of the article: in brackets it belongs to the text.
    fn second_date(&mut self, line: Line, bracketed: bool) {
        if bracketed {
            self.block(Role::Note, line);
        } else {
            self.log.removed("info.line", line.number, line.text);
        }
    }

    /// Whether the date of a line, as sure as `dated`, is that of the article; a date less sure goes then, and is told.
    ///
    /// Above the title stands the day on which a page was looked at as often as that of the text.
    fn makes_way(&mut self, dated: Dated, line: u32) -> bool {
        let dated = if self.state == State::Above && dated == Dated::Plain { Dated::Updated } else { dated };
        let (known, number) = self.dated;
        if self.article.date.is_some() && known >= dated {
            return false;
        }
        if let Some(date) = self.article.date.take() {
            self.log.removed("info.line", number, date);
        }
        self.dated = (dated, line);
        true
    }

    /// An author line; the label 作者： is no part of the name, nor are brackets around it.
    fn author(&mut self, line: &Line) {
        let text = without_brackets(&line.text).trim_start_matches(BULLETS).trim_start();
        let name = label::after_author(text).unwrap_or(text);
        if name != line.text {
            self.log.changed("info.line", line.number, &line.text, name);
        }
        let name = line.text.part(name);
        match &mut self.article.byline {
            Some(byline) => {
                byline.push('　');
                byline.push_rich(&name);
            }
            None => self.article.byline = Some(name),
        }
    }

    fn date(&mut self, line: Line) {
        let text = date::whole_line(&line.text).map_or_else(|| line.text.to_string(), |date| date.text);
        let bracketed = line.text.starts_with(['（', '(']);
        let own =
            bracketed && self.article.title.iter().any(|title| kind::of_title(title) == Some(Genre::Speech));
        let dated = if own { Dated::Own } else { info::sureness(&line.text) };
        if !self.makes_way(dated, line.number) {
            return self.second_date(line, bracketed);
        }
        if text != line.text {
            self.log.changed("info.line", line.number, &line.text, &text);
        }
        self.article.date = Some(text);
    }
}

/// Whether a line of this label belongs to the title block wherever it stands in it.
fn is_front(label: Label) -> bool {
    matches!(
        label,
        Label::TitleMore
            | Label::Again
            | Label::Kicker
            | Label::Subtitle
            | Label::Byline
            | Label::Info
            | Label::Number
    )
}

/// Whether a line of this label is the text's.
fn is_text_label(label: Label) -> bool {
    matches!(label, Label::Paragraph | Label::RunIn | Label::More | Label::Abstract)
}

/// Whether a line above the title is a sentence that introduces what follows; such a one is never of the page.
fn introduces(text: &str) -> bool {
    // Shorter lines with a comma and a colon are labels and lists of them.
    const SHORTEST: usize = 20;
    text.ends_with(['。', '：', ':'])
        && text.contains(['，', ','])
        && text.chars().nth(SHORTEST - 1).is_some()
}

/// Where `part` stands in `text`.
fn range_of(text: &str, part: &str) -> Option<Range<usize>> {
    text.find(part).map(|start| start..start + part.len())
}

/// A title that is the name of a file, without what such names end with.
fn without_ending(text: &str) -> &str {
    const ENDINGS: [&str; 8] = [".docx", ".doc", ".wps", ".pdf", ".txt", ".DOCX", ".DOC", ".PDF"];
    ENDINGS.iter().find_map(|ending| text.strip_suffix(ending)).map_or(text, str::trim_end)
}

/// `line` without the label 标题： of a record and the button behind it: `标题：… [打印本页]`.
fn without_label(line: &Line) -> Line {
    let text = label::after_title(&line.text).unwrap_or(&line.text);
    Line { text: line.text.part(without_site(without_button(without_ending(text)))), ..line.clone() }
}

/// A title without the name of the site that pages write behind it, and without its columns: `标题_要闻_某网`, `标题-某市政府门户网站`.
fn without_site(text: &str) -> &str {
    // The shortest of 217 titles with a verb has six characters.
    const SHORTEST: usize = 6;
    // Names of columns.
    const COLUMN: usize = 8;
    const MARKS: [char; 5] = ['_', '-', '–', '|', '｜'];
    let part = |text: &str| {
        let (title, name) = text.rsplit_once(MARKS)?;
        let title = title.trim_end();
        let long = title.chars().filter(|c| is_han(*c)).nth(SHORTEST - 1).is_some();
        long.then(|| (title.len(), name.trim().to_owned()))
    };
    // An office stands behind a dash with blanks: `…活动-走进博物馆` goes on with what is named.
    let site = |mark: &str, name: &str| {
        let named = ["网", "网站"].iter().any(|end| name.ends_with(end)) && name.chars().count() >= 3;
        let office = mark.starts_with(' ') && mark.ends_with(' ') && organ::is_name(name);
        named || office || mark.trim() == "_" && organ::is_publisher(name)
    };
    let is_site = |text: &str| {
        let (end, name) = part(text)?;
        let mark = text[end..].strip_suffix(name.as_str()).unwrap_or_default();
        site(mark, &name).then_some(end)
    };
    // A site may have a second name, in letters: `某某新闻-The Paper`.
    let latin =
        part(text).filter(|(_, name)| name.is_ascii() && name.contains(|c: char| c.is_ascii_alphabetic()));
    let Some(end) = is_site(text).or_else(|| is_site(&text[..latin?.0])) else { return text };
    let mut title = &text[..end];
    // What stands between two underscores below the name of a site is a column of it.
    while let Some((end, _)) = part(title).filter(|(end, name)| {
        title[*end..].trim_start().starts_with('_') && name.chars().nth(COLUMN).is_none()
    }) {
        title = &title[..end];
    }
    title
}

/// A title without a button in square brackets behind it.
fn without_button(text: &str) -> &str {
    let is_button = |word: &str| label::at_start(word).is_some_and(|found| found.field == Field::Other);
    let divided = text.strip_suffix([']', '】']).and_then(|bare| bare.rsplit_once(['[', '【']));
    match divided {
        Some((title, word)) if !title.trim().is_empty() && is_button(word) => title.trim_end(),
        _ => text,
    }
}

/// Where the record of a meeting begins: 时间 above 地点 or 主持人 is no line of the page but the minutes' own.
fn meeting(lines: &[Line]) -> Option<usize> {
    // The head of minutes has title, number, organ and some entries above 时间.
    const REACH: usize = 12;
    let is = |i: usize, label: fn(&str) -> bool| lines.get(i).is_some_and(|line| label(&key(&line.text)));
    // What names a source as well is a line of the page above an interview.
    let time = |i: usize| is(i, label::is_meeting_time) && !is(i, label::mentions_origin);
    (0..lines.len().min(REACH)).find(|&i| time(i) && (i + 1..=i + 3).any(|j| is(j, label::is_meeting_place)))
}

/// Two bodies or more below the title and right above the date, as on what offices of statistics give out:
/// `某市统计局` / `国家统计局某市调查队` / `（2026年3月20日）`.
fn issuers(lines: &[Line], title: usize) -> Range<usize> {
    // Further lines of a title, and a note on the version.
    const REACH: usize = 3;
    // Nine departments give out a text together; who does is then said in it.
    const MOST: usize = 4;
    let body = |line: &Line| {
        organ::is_name(&line.text) && matches!(line.mark, Mark::None | Mark::Body | Mark::Centered)
    };
    let Some(first) = (title + 1..lines.len().min(title + 1 + REACH)).find(|&i| body(&lines[i])) else {
        return 0..0;
    };
    let count = lines[first..].iter().take(MOST + 1).take_while(|line| body(line)).count();
    let dated = lines.get(first + count).is_some_and(|line| date::whole_line(&line.text).is_some());
    if (2..=MOST).contains(&count) && dated { first..first + count } else { 0..0 }
}

/// The name of who speaks, right below the title or the date of a speech and above those who are spoken to.
fn speaker(lines: &[Line], title: usize) -> Option<usize> {
    let named = |i: usize| {
        let [line, below] = lines.get(i..i + 2).unwrap_or_default() else { return false };
        // 李 明 远.
        let name: String = line.text.split_whitespace().collect();
        (person::is_names(&line.text) || name.chars().count() == 3 && person::is_names(&name))
            && salutation::is_spoken(&below.text)
    };
    let dated = || {
        let line = lines.get(title + 1);
        line.is_some_and(|line| date::whole_line(line.text.trim_matches(['（', '）', '(', ')'])).is_some())
    };
    match named(title + 1) {
        true => Some(title + 1),
        false => Some(title + 2).filter(|&i| dated() && named(i)),
    }
}

/// The line with source and date below the title, if a sub-headline stands between them: short lines that end no sentence.
fn told_below(lines: &[Line], title: usize) -> Option<usize> {
    // A sub-headline has two lines at most; a third would be text.
    const MOST: usize = 2;
    // As long as a line of a title gets.
    const LONGEST: usize = 40;
    let tells = |line: &Line| {
        let info = info::parse(&line.text).filter(|info| info.date.is_some());
        info.is_some_and(|info| info.source.is_some() || info.labelled)
    };
    let is_short = |line: &Line| {
        !ends_sentence(&line.text)
            && line.text.chars().nth(LONGEST).is_none()
            && numbering::marker(&line.text).is_none()
            && line.mark != Mark::Row
    };
    let told = (title + 2..title + 2 + MOST).find(|&i| lines.get(i).is_some_and(tells))?;
    lines[title + 1..told].iter().all(is_short).then_some(told)
}

/// Whether line `i`, below the title of a web page, is the name of the account that published it: short, and above the line
/// with source and date.
fn is_account(lines: &[Line], i: usize) -> bool {
    let [title, line, below] = lines.get(i.wrapping_sub(1)..i + 2).unwrap_or_default() else { return false };
    let name = (2..=12).contains(&line.text.chars().count()) && line.text.chars().all(char::is_alphanumeric);
    title.mark == Mark::Title
        && !matches!(line.mark, Mark::Title | Mark::Heading(_))
        && name
        && detail(&line.text, true).is_none()
        && !ends_sentence(&title.text)
        && !is_first_half(&title.text, &line.text)
        && matches!(detail(&below.text, true), Some(Detail::Info | Detail::Date))
}

/// `（2006年8月30日） 同志们：`: the date under the title and the salutation are two lines.
fn split_dates(lines: Vec<Line>) -> Vec<Line> {
    // Title, kicker, subtitle, name and occasion stand above the salutation, on up to eight lines.
    const REACH: usize = 8;
    let mut split = Vec::with_capacity(lines.len() + 1);
    for (i, line) in lines.into_iter().enumerate() {
        let end = line.text.find('）').map_or(0, |i| i + '）'.len_utf8());
        let (date, rest) = line.text.split_at(end);
        let salutation = rest.trim();
        if i < REACH && salutation.ends_with('：') && date::whole_line(date).is_some() {
            split.push(Line { text: line.text.part(date), ..line.clone() });
            split.push(Line { text: line.text.part(salutation), blank_above: 0, ..line });
        } else {
            split.push(line);
        }
    }
    split
}

/// A label of a record and the value on the next line become one line: `索引号：` `6107…`.
fn joined_labels(lines: Vec<Line>) -> Vec<Line> {
    let head = lines.iter().position(is_text).unwrap_or(lines.len());
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for (i, line) in lines.into_iter().enumerate() {
        match joined.last_mut() {
            Some(label)
                if i < head
                    && label.told.or(line.told).is_none()
                    && info::is_bare_label(&label.text)
                    && !info::is_bare_label(&line.text)
                    && line.label != Some(Label::Title)
                    && is_value(label, &line) =>
            {
                label.text.push_rich(&line.text);
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// Whether a row above the title is one of a table: that of an office file is part of it, a form for circulation. That of a page places what
/// stands around, and so does what is read as a record of the text or as a list of others in a copy of one.
fn is_table(line: &Line) -> bool {
    let read = line.label.is_none_or(|label| label == Label::Row);
    read && line.mark == Mark::Row && line.evidence.is_none() && line.text.contains('\t')
}

/// Whether `line` can be what the bare label waits for: a document number belongs to no other label, and a paragraph to none
/// (`作者：` was left empty).
fn is_value(label: &Line, line: &Line) -> bool {
    // The title of a text is the longest value of a record; longer lines without an end of a sentence are of the text.
    const LONGEST: usize = 64;
    let is_paragraph = line.text.contains('。') || line.text.chars().nth(LONGEST).is_some();
    !is_paragraph
        && (!is_document_number(&line.text) || label.text.contains("字号") || label.text.contains("文号"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Evidence;

    fn lines(text: &str) -> Vec<Line> {
        (1..).zip(text.lines()).map(|(number, line)| Line::plain(line, number)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut log = Log::new();
        let (article, rest) = parse(&mut log, lines(text), false, &Rules::default());
        let field =
            |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name}={value}"));
        let mut seen: Vec<String> = article.kicker.iter().map(|line| format!("kicker={line}")).collect();
        seen.push(format!("title={}", article.title.join("/")));
        seen.extend(article.subtitle.iter().map(|line| format!("sub={line}")));
        seen.extend(
            [
                field("by", &article.byline.map(String::from)),
                field("unit", &article.unit),
                field("source", &article.source),
                field("date", &article.date),
            ]
            .into_iter()
            .flatten(),
        );
        seen.push(format!("rest={}", rest.len()));
        assert_eq!(seen.join(" "), expected, "{text}");
    }

    #[test]
    fn a_sentence_above_the_title_stays() {
        let title = Line { mark: Mark::Title, ..Line::plain("松溪县林业工作总结", 3) };
        let above = |text: &str| {
            let lines =
                vec![Line::plain(text, 1), Line::plain("首页", 2), title.clone(), Line::plain(TEXT, 4)];
            parse(&mut Log::new(), lines, false, &Rules::default()).0.blocks.len()
        };
        assert_eq!((above("我省林业取得进展。"), above("我省林业取得进展")), (1, 0));
        let row = |label: Option<Label>, evidence: Option<Box<Evidence>>| {
            let row = Line { mark: Mark::Row, evidence, label, ..Line::plain("拟稿\t某科", 1) };
            let lines = vec![row, title.clone(), Line::plain(TEXT, 4)];
            let blocks = parse(&mut Log::new(), lines, false, &Rules::default()).0.blocks;
            blocks.first().map(|block| block.role)
        };
        assert_eq!(row(None, None), Some(Role::Table));
        assert_ne!(row(None, Some(Box::default())), Some(Role::Table));
        assert_ne!(row(Some(Label::Contents), None), Some(Role::Table));
    }

    #[test]
    fn a_row_below_the_title_is_one_of_its_table() {
        let rest = |title: &str, text: &str, label: Label| {
            let row = Line { mark: Mark::Row, label: Some(label), ..Line::plain(text, 2) };
            let lines = vec![Line { mark: Mark::Title, ..Line::plain(title, 1) }, row, Line::plain(TEXT, 3)];
            parse(&mut Log::new(), lines, false, &Rules::default()).1.len()
        };
        assert_eq!(rest("松溪县林业工作总结", "松溪县2025.9.9起\t完成", Label::Info), 2);
        assert_eq!(rest("松溪县林业工作总结", "来源：松溪网\t2025年9月9日", Label::Info), 1);
        assert_eq!(rest("松溪县关于印发总结的", "通知\t完成", Label::Paragraph), 2);
    }

    const TEXT: &str = "近年来，全区各级党组织认真落实部署要求，各项工作取得新的进展。";

    #[test]
    fn title_blocks() {
        check(&format!("某局2022年工作总结\n{TEXT}"), "title=某局2022年工作总结 rest=1");
        check(
            &format!(
                "强化载体建设 破解工作难题\n某市某区区委区级机关工委\n来源：某网2023年02月02日10:55\n{TEXT}"
            ),
            "title=强化载体建设/破解工作难题 unit=某市某区区委区级机关工委 source=某网 date=2023年2月2日 rest=1",
        );
        check(
            &format!("在全区大会上的讲话\n——在某某会议上\n（2023年5月12日）\n同志们：\n{TEXT}"),
            "title=在全区大会上的讲话 sub=——在某某会议上 date=2023年5月12日 rest=2",
        );
        check(
            &format!("王某在某地检查工作时强调\n抓细抓实防汛责任措施\n提高洪水防御应急能力\n{TEXT}"),
            "kicker=王某在某地检查工作时强调 title=抓细抓实防汛责任措施/提高洪水防御应急能力 rest=1",
        );
        check(
            &format!("深挖理论和实践“富矿”\n张源生\n{TEXT}"),
            "title=深挖理论和实践“富矿” by=张源生 rest=1",
        );
        check(
            &format!("某县人民政府办公室\n关于做好防汛工作的通知\n各乡镇：\n{TEXT}"),
            "title=某县人民政府办公室/关于做好防汛工作的通知 rest=2",
        );
        check(
            &format!("标题：某局工作总结\n标题：某局工作总结\n有效性：\n某政发〔2024〕7号\n{TEXT}"),
            "title=某局工作总结 rest=1",
        );
        check(
            &format!("某局会议纪要\n时间：2024年4月3日下午\n地点：三楼会议室\n{TEXT}"),
            "title=某局会议纪要 rest=3",
        );
        check(
            &format!("某局会议纪要\n时间：2024年4月3日\n{TEXT}"),
            "title=某局会议纪要 date=2024年4月3日 rest=1",
        );
        check(
            &format!("某区开展观摩活动\n某某日报记者 张强 李丽\n{TEXT}"),
            "title=某区开展观摩活动 by=某某日报记者 张强 李丽 rest=1",
        );
        check(&format!("某区开展观摩活动\n新闻记者证集中核发\n{TEXT}"), "title=某区开展观摩活动 rest=2");
        check(&format!("{TEXT}\n{TEXT}"), "title= rest=2");
        check(&format!("业务操作指引.docx\n{TEXT}"), "title=业务操作指引 rest=1");
    }

    #[test]
    fn a_number_that_the_record_of_a_page_says_stands_once() {
        let numbers = |below: &str| {
            let text = format!(
                "发文字号：岚政办发〔2025〕12号 发布日期：2025-03-12\n岚川市人民政府办公室关于做好春耕工作的通知\n{below}\n{TEXT}"
            );
            let lines: Vec<Line> = (1..).zip(text.lines()).map(|(n, line)| Line::plain(line, n)).collect();
            let mut log = Log::new();
            let (article, _) = parse(&mut log, lines, false, &Rules::default());
            let is_number = |block: &&Block| block.role == Role::Number;
            let gone = log.removals().iter().filter(|gone| gone.line == 3).count();
            (article.blocks.iter().filter(is_number).count(), gone)
        };
        assert_eq!(numbers("岚政办发〔2025〕12号"), (1, 1));
        assert_eq!(numbers("岚政办发〔2025〕13号"), (2, 0));
    }

    #[test]
    fn a_sub_headline_stands_above_source_and_date() {
        let info = "2025-03-12 来源：某报";
        check(
            &format!("某地河道清淤工程启动\n全长十二公里 明年春季完工\n{info}\n{TEXT}"),
            "title=某地河道清淤工程启动 sub=全长十二公里 明年春季完工 source=某报 date=2025年3月12日 rest=1",
        );
        check(
            &format!("某地河道清淤工程启动\n全长十二公里，明年春季完工。\n{info}\n{TEXT}"),
            "title=某地河道清淤工程启动 rest=3",
        );
        check(
            &format!("某地河道清淤工程启动\n一、全长十二公里\n{info}\n{TEXT}"),
            "title=某地河道清淤工程启动 rest=3",
        );
        check(
            &format!("某地河道清淤工程启动\n全长十二公里\n明年春季完工\n后年通航\n{info}\n{TEXT}"),
            "title=某地河道清淤工程启动 rest=5",
        );
        check(
            &format!("某地关于启动河道清淤工程的\n通知\n{info}\n{TEXT}"),
            "title=某地关于启动河道清淤工程的/通知 source=某报 date=2025年3月12日 rest=1",
        );
    }

    #[test]
    fn the_account_of_a_page_is_its_author() {
        let page = |account: &str| {
            let mut lines = lines(&format!("某地推进春耕\n{account}\n2024-03-01 10:00\n{TEXT}"));
            lines[0].mark = Mark::Title;
            let (article, rest) = parse(&mut Log::new(), lines, false, &Rules::default());
            (article.byline.map(String::from), rest.len())
        };
        assert_eq!(page("某地必读"), (Some("某地必读".to_owned()), 1));
        assert_eq!(page("抓好农时，推进春耕"), (None, 3));
    }
}
