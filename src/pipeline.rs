//! The only file that knows the order of the steps.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use crate::audit::{self, Sequence, Texts};
use crate::clean;
use crate::decode::{self, Confidence, Decoded, Repaired, Span};
use crate::diag::{Log, LogPosition};
use crate::document::{self, Article, Document};
use crate::elements::{self, Elements, Given, Key};
use crate::error::{Error, Result};
use crate::extract::{self, Extracted, Kind, ReadBytes, Takes};
use crate::font::Book;
use crate::layout;
use crate::lexicon::kind;
use crate::limits::PLACES;
use crate::message;
use crate::message::Message;
use crate::pages::Pages;
use crate::picture::{self, Tracker, Wanted};
use crate::punctuation;
use crate::reading::{self, Hint, Page, Why};
use crate::rules::{Rules, Verdict};
use crate::script;
use crate::structure;
use crate::template::{self, Template};
use crate::text::{Glance, Label, Line, Mark, Signs};
use crate::write::{self, Makes, Set, Writer, docx, json, markdown, pdf};

mod fate;

pub use fate::{Came, LineEdit};

use fate::Fates;

/// How to read an input.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions<'d> {
    /// Encoding, damage and repair.
    pub decode: decode::Options,
    /// The file name, which decides what the content leaves open.
    pub name: Option<PathBuf>,
    /// How to read it, if the caller knows better than the content.
    pub kind: Option<Kind>,
    /// The script of the document.
    pub script: script::Options,
    /// Whether dates are written out as `2026年1月5日` (GB/T 9704-2012 7.3.5.4); if not, those of documents that are written otherwise are told.
    pub dates: bool,
    /// Elements given beside the text; they win over its front matter, and that over the text.
    pub elements: Given,
    /// Whether the front matter of a text is the caller's own, so that it sets elements; where the caller does not say, it is if it holds
    /// nothing but elements, as nobody else writes it. That of a text from elsewhere says title, date, source and author; a web
    /// page sets none in any case.
    pub trust_front_matter: Option<bool>,
    /// Elements for every document of the house; they lie below all others that are given.
    pub house: Given,
    /// Which rules are on, and the user's own.
    pub rules: Arc<Rules>,
    /// What the evidence for a reading is worth.
    pub model: reading::Model<'d>,
    /// Where the pictures are that do not stand in the input itself.
    pub pictures: picture::Source<'d>,
    /// Whether the reading is to have the lines as they came, for who shows what becomes of each.
    pub lines: bool,
}

/// An input, read.
#[derive(Debug)]
pub struct Reading {
    /// What it means.
    pub document: Document,
    /// What was removed, changed and found on the way.
    pub log: Log,
    /// How it was read.
    pub kind: Kind,
    /// Its encoding.
    pub encoding: &'static str,
    /// How sure that is.
    pub confidence: Confidence,
    /// The encoding of each run of lines, where it is not the same for all.
    pub spans: Vec<Span>,
    /// Characters that could not be decoded.
    pub damaged: usize,
    /// What was repaired of wrong decoding before, if anything was.
    pub repaired: Option<Repaired>,
    /// The script it is written in.
    pub script: script::Script,
    /// The template its elements ask for.
    pub template: Option<String>,
    /// Every line as it came, with what became of it; empty unless it was asked for.
    pub lines: Vec<Came>,
}

/// Reads `bytes` as a document.
///
/// # Errors
/// [`Error::NotText`], [`Error::Damaged`] and [`Error::Unreadable`] from decoding, [`Error::Empty`] for an input without text,
/// [`Error::Elements`] for elements that cannot be used, [`Error::TooMuch`] for an input beyond the [`limits`](crate::limits), and
/// [`Error::Unaccounted`] when the audit finds that a character got lost, which is a fault of this program.
pub fn read(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Reading> {
    read_past(bytes, options, &mut |_| {})
}

/// What goes from one step to the next; tests of the account meddle with it.
#[cfg_attr(not(test), allow(dead_code, reason = "nobody else looks into it"))]
enum Passing<'p> {
    /// What stands there, and what is to stand there instead.
    Text(&'p str, &'p mut Option<String>),
    Extracted(&'p mut Extracted),
    Cleaned(&'p mut Vec<Line>),
    Converted(&'p mut Vec<Line>),
    Punctuated(&'p mut Vec<Line>),
    Structured(&'p mut Document),
    Given(&'p mut Document),
}

/// [`read`], where `past` sees whatever goes from one step to the next.
fn read_past(bytes: &[u8], options: &ReadOptions<'_>, past: &mut dyn FnMut(Passing<'_>)) -> Result<Reading> {
    let mut log = Log::new();
    let Opened { decoded, elements, kind, from, mut extracted } = open_past(&mut log, bytes, options, past)?;
    past(Passing::Extracted(&mut extracted));
    let came = Sequence::of(extracted.lines.iter().chain(&extracted.notes));
    audit::as_seen(&extracted.seen, &came, &log, from)?;
    let since = log.position();
    clean::within_lines(&mut log, &mut extracted.lines, &options.rules);
    let wanted = wanted(extracted.is_page, options);
    let hints = hints(&extracted, &options.rules);
    let decision = reading::decide(&page(&extracted, &hints, kind), &options.model);
    let Extracted { lines, mut shown, name, seen, notes, .. } = extracted;
    reading::report(&mut log, &lines, &decision);
    let mut fates = options.lines.then(|| Fates::of(&lines, &decision, &hints));
    let mut lines = reading::take_out(&mut log, lines, &mut shown, &decision, &hints);
    reading::name(&mut log, &mut lines, &mut shown, name, &decision);
    let named = fates.as_ref().map_or(0, |fates| fates.before(lines.len()));
    past(Passing::Cleaned(&mut lines));
    let mut tracker = Tracker::new(shown, &lines);
    // Footnotes are text too, but no part of the page that could be taken for something else.
    let text = lines.len();
    lines.extend(notes);
    weigh_damage(&lines, &options.decode)?;
    let verdict = script::detect_lines(&lines);
    let mut lines = script::convert(&mut log, lines, &options.script);
    past(Passing::Converted(&mut lines));
    punctuation::fold(&mut log, &mut lines, &options.rules);
    if options.dates {
        punctuation::write_dates(&mut log, &mut lines, &options.rules);
    }
    past(Passing::Punctuated(&mut lines));
    let notes = lines.split_off(text);
    if let Some(fates) = &mut fates {
        fates.changed(&lines[named.min(lines.len())..], log.changes_since(since), log.removals_since(since));
    }
    let changed = log.position();
    tracker.look(&lines);
    let mut document = structure::parse(&mut log, lines, notes, &options.rules);
    past(Passing::Structured(&mut document));
    audit::balance(seen, &log, from, &document)?;
    if let Some(fates) = &mut fates {
        fates.removed(log.removals_since(changed));
    }
    audit::in_order(&came, &log, [from, since], &document)?;
    check_places(&document)?;
    tracker.insert(&mut log, &mut document, wanted);
    elements::look(&mut log, &document);
    give(&mut log, &mut document, &elements, past)?;
    structure::look_for_titles(&mut log, &document);
    structure::look_for_stamp(&mut log, &mut document);
    structure::look_at_dates(&mut log, &document);
    if is_issued(&document) && elements.template.is_none() {
        elements::set_as(&mut log, default_name(&document));
    }
    Ok(Reading {
        document,
        log,
        kind,
        encoding: decoded.encoding.name(),
        confidence: decoded.confidence,
        spans: decoded.spans,
        damaged: decoded.damaged,
        repaired: decoded.repaired,
        script: verdict,
        template: elements.template,
        lines: fates.map(Fates::into_lines).unwrap_or_default(),
    })
}

/// Puts `elements` into a document, of which nothing may get lost by it.
fn give(
    log: &mut Log,
    document: &mut Document,
    elements: &Elements,
    past: &mut dyn FnMut(Passing<'_>),
) -> Result<()> {
    if *elements == Elements::default() {
        return Ok(());
    }
    elements::tell_form(log, elements);
    let (before, texts, from) = (audit::tally(document), Texts::of(document), log.position());
    elements::apply(log, document, elements);
    structure::settle_footnotes(log, document);
    past(Passing::Given(document));
    audit::keep(before, log, from, document)?;
    texts.and_given(document, elements.texts())
}

/// Refuses tables of which a few long rows make a grid of too many empty places.
fn check_places(document: &Document) -> Result<()> {
    let blocks = document.articles.iter().flat_map(|article| &article.blocks);
    let tables = blocks.filter(|block| block.role == document::Role::Table);
    check_sum(tables.map(|table| document::places(table.text.split('\n'))))
}

/// Refuses them as they came: whatever looks at each place of a row costs more than to count them.
fn check_rows(lines: &[Line]) -> Result<()> {
    let is_row = |line: &Line| line.mark == Mark::Row;
    let tables =
        lines.chunk_by(|above, below| is_row(above) && is_row(below)).filter(|lines| is_row(&lines[0]));
    check_sum(tables.map(|rows| document::places(rows.iter().map(|row| row.text.as_str()))))
}

fn check_sum(places: impl Iterator<Item = usize>) -> Result<()> {
    match places.fold(0, usize::saturating_add) > PLACES {
        true => Err(Error::TooMuch { what: message!("places of tables"), most: PLACES as u64 }),
        false => Ok(()),
    }
}

/// What the rules and the cues say of each line.
fn hints(extracted: &Extracted, rules: &Rules) -> Vec<Hint> {
    let lines = &extracted.lines;
    let verdicts = clean::evidence(lines, rules);
    let hint = |(line, verdict): (&Line, &Verdict)| {
        let has = |sign| line.evidence.as_ref().is_some_and(|evidence| evidence.signs.has(sign));
        let chosen = line.is_chosen();
        let other = if chosen { reading::DEBRIS } else { extract::AROUND };
        let removal = verdict.rule.clone().unwrap_or_else(|| other.into());
        let goes = verdict.settled && verdict.rule.is_some() || has(Signs::UNWANTED);
        let text = (verdict.settled || extracted.is_file) && verdict.rule.is_none();
        let cues = structure::cues(line);
        Hint {
            rule: verdict.rule.clone(),
            chosen,
            stays: text || has(Signs::WANTED) || !goes && rules.keeps(&removal),
            goes,
            cues,
            number: structure::number(&line.text),
            tells: structure::tells(cues, &line.text),
            credits: structure::credits(cues, &line.text),
            glance: Glance::Outside,
            told: verdict.told,
            removal,
        }
    };
    let mut hints: Vec<Hint> = lines.iter().zip(&verdicts).map(hint).collect();
    let text: Vec<usize> = (0..lines.len()).filter(|&i| hints[i].chosen && hints[i].rule.is_none()).collect();
    let looked: Vec<&Line> = text.iter().map(|&i| &lines[i]).collect();
    for (i, glance) in text.into_iter().zip(structure::first_look(&looked)) {
        hints[i].glance = glance;
        let sure = glance.is_sure()
            || glance == Glance::Info && structure::tells_source(&lines[i].text)
            || structure::is_sure(hints[i].cues, &lines[i].text);
        hints[i].stays |= !hints[i].goes && sure;
    }
    hints
}

/// The lines of an input with what a first look makes of each, and the features the reading weighs: what its weights are learnt from.
///
/// # Errors
/// As [`read`], as far as it goes.
pub fn features(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Vec<(Line, &'static str, Vec<u32>)>> {
    let Opened { extracted, kind, .. } = open(&mut Log::new(), bytes, options)?;
    let hints = hints(&extracted, &options.rules);
    let features = reading::features(&page(&extracted, &hints, kind));
    let lines = extracted.lines.into_iter().zip(hints).zip(features);
    Ok(lines.map(|((line, hint), features)| (line, reading::first_look(&hint), features)).collect())
}

/// The lines of an input with what a first look makes of each, what it is read as, and how sure it is of the text or not.
///
/// # Errors
/// As [`read`], as far as it goes.
pub fn labels(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Vec<(Line, &'static str, Label, i32)>> {
    let Opened { extracted, kind, .. } = open(&mut Log::new(), bytes, options)?;
    let hints = hints(&extracted, &options.rules);
    let decision = reading::decide(&page(&extracted, &hints, kind), &options.model);
    let margins = decision.margins.into_iter().chain(std::iter::repeat(0));
    let lines = extracted.lines.into_iter().zip(hints).zip(decision.labels).zip(margins);
    Ok(lines
        .map(|(((line, hint), label), margin)| (line, reading::first_look(&hint), label, margin))
        .collect())
}

/// Why the lines with this number are read as they are, each with its text.
///
/// # Errors
/// As [`read`], as far as it goes.
pub fn why(bytes: &[u8], options: &ReadOptions<'_>, number: u32) -> Result<Vec<(String, Why)>> {
    let Opened { extracted, kind, .. } = open(&mut Log::new(), bytes, options)?;
    let hints = hints(&extracted, &options.rules);
    let page = page(&extracted, &hints, kind);
    let labels = reading::decide(&page, &options.model).labels;
    let of_line = (0..labels.len()).filter(|&i| extracted.lines[i].number == number);
    let why =
        |i: usize| (extracted.lines[i].text.to_string(), reading::why(&page, &options.model, &labels, i));
    Ok(of_line.map(why).collect())
}

fn page<'p>(extracted: &'p Extracted, hints: &'p [Hint], kind: Kind) -> Page<'p> {
    let kind = match kind.reader.name {
        "markdown" => 2,
        _ => u32::from(extracted.is_page),
    };
    let name = extracted.name.as_ref().map(|name| name.text.as_str());
    Page { lines: &extracted.lines, hints, name, kind }
}

/// What an input shows, line by line, before anything is taken out, converted or put right.
///
/// # Errors
/// As [`read`], as far as it goes.
pub fn shown(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Vec<String>> {
    let opened = open(&mut Log::new(), bytes, options)?;
    Ok(opened.extracted.lines.into_iter().map(|line| line.text.into_string()).collect())
}

/// An input as text, taken out of its encoding and its markup.
struct Opened<'b> {
    decoded: Decoded<'b>,
    elements: Elements,
    kind: Kind,
    /// Where the log stood when the lines began to be counted.
    from: LogPosition,
    extracted: Extracted,
}

/// By a reader of bytes, if they are no text; else as text, whose reader may be known only when it is decoded.
fn open<'b>(log: &mut Log, bytes: &'b [u8], options: &ReadOptions<'_>) -> Result<Opened<'b>> {
    open_past(log, bytes, options, &mut |_| {})
}

fn open_past<'b>(
    log: &mut Log,
    bytes: &'b [u8],
    options: &ReadOptions<'_>,
    past: &mut dyn FnMut(Passing<'_>),
) -> Result<Opened<'b>> {
    let kind = options.kind.or_else(|| extract::detect_bytes(bytes, options.name.as_deref()));
    let opened = match kind.map(|kind| (kind, kind.reader.takes)) {
        Some((kind, Takes::Bytes { read, .. })) => open_bytes(log, bytes, (kind, read), options)?,
        _ => open_text(log, bytes, options, past)?,
    };
    check_rows(&opened.extracted.lines)?;
    if opened.extracted.lines.is_empty() { Err(Error::Empty) } else { Ok(opened) }
}

/// What has an encoding of its own needs no decoding.
fn open_bytes<'b>(
    log: &mut Log,
    bytes: &[u8],
    (kind, read): (Kind, ReadBytes),
    options: &ReadOptions<'_>,
) -> Result<Opened<'b>> {
    let elements = elements(Given::default(), options)?;
    let from = log.position();
    let mut extracted = extract::extract_bytes(log, bytes, read, &options.rules)?;
    for line in extracted.lines.iter_mut().chain(&mut extracted.notes) {
        decode::normalize_line(log, line);
    }
    extracted.drop_empty();
    Ok(Opened { decoded: Decoded::own(), elements, kind, from, extracted })
}

fn open_text<'b>(
    log: &mut Log,
    bytes: &'b [u8],
    options: &ReadOptions<'_>,
    past: &mut dyn FnMut(Passing<'_>),
) -> Result<Opened<'b>> {
    let decoded = decode::decode(log, bytes, &options.decode)?;
    if decoded.confidence == Confidence::Doubtful && !options.decode.accept_damage {
        return Err(Error::Unreadable { guess: decoded.encoding.name() });
    }
    let text = normalize(log, &decoded, past)?;
    let kind_of = |text: &str| options.kind.unwrap_or_else(|| extract::detect(text, options.name.as_deref()));
    let mut record = extract::record(&text, &is_element);
    let others = |name: &str| record.as_ref().is_some_and(|record| record.knows(name));
    let only_elements =
        record.as_ref().is_some_and(|record| record.fields.iter().all(|field| is_element(&field.name)));
    let trusted = options.trust_front_matter.unwrap_or(only_elements);
    let own = elements::front_matter(&text, &others).filter(|_| trusted);
    let own = own.filter(|own| !kind_of(&text[own.length..]).is_page());
    if own.is_some() {
        if options.trust_front_matter.is_none() {
            record.iter().for_each(|record| extract::tell_in_force(log, record));
        }
        record.iter_mut().for_each(|record| record.fields.retain(|field| !is_element(&field.name)));
    }
    let length = own.as_ref().map(|own| own.length).or(record.as_ref().map(|record| record.length));
    let below = below(&text, length.unwrap_or(0));
    let kind = kind_of(&below);
    let elements = elements(own.map(|own| own.given).unwrap_or_default(), options)?;
    let from = log.position();
    let mut extracted = extract::extract(log, &below, kind, &options.rules)?;
    if let Some(record) = record {
        extract::put_above(log, &record, &mut extracted, &is_element);
    }
    drop(below);
    Ok(Opened { decoded, elements, kind, from, extracted })
}

fn wanted<'o>(page: bool, options: &ReadOptions<'o>) -> Wanted<'o> {
    let decorations = options.rules.keeps("pictures.decoration");
    Wanted { source: options.pictures, page, decorations }
}

/// The document as pages show it: a caption whose picture is not there, and the source and date of the web page where the document
/// has its own, are left out and go into the log, unless `rules` keep them. What would stand on a cover and has none is told, and so are
/// recipients that stand in the imprint so that the first page has text. [`write_docx`] and [`write_pdf`] set whatever they are given.
pub fn for_pages<'d>(
    log: &mut Log,
    document: &'d Document,
    rules: &Rules,
    template: &Template,
) -> Cow<'d, Document> {
    if layout::cover::title(document, template).is_none() {
        elements::without_cover(log, document);
    }
    let document = layout::formula::in_lines(shown_on_pages(log, document, rules));
    layout::recipients::below(log, document, template)
}

fn shown_on_pages<'d>(log: &mut Log, document: &'d Document, rules: &Rules) -> Cow<'d, Document> {
    let document = structure::without_lone_captions(log, document, rules);
    structure::without_datelines(log, document, rules)
}

/// What [`for_pages`] leaves out of a document, for one that will be bound with others.
pub fn leave_out_for_pages(log: &mut Log, document: &mut Document, rules: &Rules) {
    let kept = match shown_on_pages(log, document, rules) {
        Cow::Owned(kept) => Some(kept),
        Cow::Borrowed(_) => None,
    };
    if let Some(kept) = kept {
        *document = kept;
    }
}

/// The elements given beside the text and in its front matter.
fn elements(front: Given, options: &ReadOptions<'_>) -> Result<Elements> {
    let given = options.elements.clone().over(front).over(options.house.clone());
    elements::resolve(given).map_err(refused)
}

fn is_element(name: &str) -> bool {
    Key::named(name).is_some()
}

/// The text below the first `length` bytes, whose lines keep their numbers.
fn below(text: &str, length: usize) -> Cow<'_, str> {
    if length == 0 {
        return Cow::Borrowed(text);
    }
    let lines = text[..length].matches('\n').count();
    Cow::Owned("\n".repeat(lines) + &text[length..])
}

fn refused(faults: Vec<Message>) -> Error {
    Error::Elements { faults }
}

/// Markup is never damaged and so hides damage of the text: what was extracted is weighed again.
fn weigh_damage(lines: &[Line], options: &decode::Options) -> Result<()> {
    // A line of nothing but marks and damage is no text that could be lost.
    let speaks = |line: &&Line| line.text.chars().any(char::is_alphanumeric);
    let lost = |line: &Line| line.text.matches('\u{fffd}').count();
    let damaged: usize = lines.iter().filter(speaks).map(lost).sum();
    let total: usize = lines.iter().filter(speaks).map(|line| line.text.chars().count()).sum();
    if options.accept_damage || damaged * decode::TOLERANCE <= total {
        return Ok(());
    }
    let line = lines.iter().find(|line| lost(line) > 0).map_or(0, |line| line.number);
    Err(Error::Damaged { damaged, total, line })
}

/// Line ends and stray characters put right; audited like everything else.
fn normalize<'d>(
    log: &mut Log,
    decoded: &'d Decoded<'_>,
    past: &mut dyn FnMut(Passing<'_>),
) -> Result<Cow<'d, str>> {
    let from = log.position();
    let mut text = decode::normalize(log, Cow::Borrowed(&*decoded.text));
    text = decode::spelled(log, text);
    let mut other = None;
    past(Passing::Text(&text, &mut other));
    text = other.map_or(text, Cow::Owned);
    if let Cow::Owned(after) = &text {
        audit::balance_text(&decoded.text, log, from, after)?;
    }
    Ok(text)
}

/// Whether a table of contents (目录) is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contents {
    /// For a compilation; and for an article of more than four pages with at least three headings, unless it is issued as an official
    /// document or is a notice or a letter by its title.
    #[default]
    Auto,
    /// In any case.
    Always,
    /// Never.
    Never,
}

impl Contents {
    /// Headings from which an article gets a table of contents by itself: two are seen at a glance.
    const ENOUGH: usize = 3;
    /// Pages from which it helps: up to four are leafed through faster than looked up, and one of contents is a fifth of them.
    const LONG: usize = 4;

    /// The document, laid out with a table of contents or without.
    fn lay_out(self, document: &Document, template: &Template) -> Pages {
        let set = |toc| layout::layout(document, template, &layout::Options { toc });
        match self {
            Contents::Always => set(true),
            Contents::Auto if document.compiled => set(true),
            Contents::Auto
                if document.articles.iter().any(Contents::has_parts) && !document.official.has_head() =>
            {
                let mut pages = set(false);
                if pages.body.pages.len() > Contents::LONG {
                    layout::add_contents(&mut pages, document, template);
                }
                pages
            }
            Contents::Auto | Contents::Never => set(false),
        }
    }

    /// Whether an article is one whose parts are looked up.
    fn has_parts(article: &Article) -> bool {
        !article.is_issued()
            && !article.genre.is_addressed()
            && article.headings().count() >= Contents::ENOUGH
    }
}

/// A written document.
#[derive(Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// Where everything stands, if the format has pages.
    pub pages: Option<Pages>,
}

/// How documents are written, whatever the format.
#[derive(Clone, Copy, Debug)]
pub struct WriteOptions<'w> {
    /// The template.
    pub template: &'w docx::Prepared,
    /// Whether there is a table of contents.
    pub contents: Contents,
    /// The fonts of what is painted.
    pub book: &'w Book,
    /// What files say about themselves, and promise.
    pub file: &'w write::Options,
}

/// Writes `document` in the format of `writer`; what only the writer finds goes into the log.
///
/// # Errors
/// Those of the format, as [`write_docx`] and [`write_pdf`] have them.
pub fn write(
    log: &mut Log,
    document: &Document,
    writer: &Writer,
    options: &WriteOptions<'_>,
) -> Result<Written> {
    match writer.makes {
        Makes::Meaning(make) => Ok(Written { bytes: make(document), pages: None }),
        Makes::Pages(make) => {
            let pages = lay_out(document, options.template.template(), options.contents);
            let WriteOptions { template, book, file, .. } = *options;
            let bytes = make(log, &Set { document, pages: &pages, template, book, file })?;
            Ok(Written { bytes, pages: Some(pages) })
        }
    }
}

/// Where everything of `document` stands, as formats with pages show it.
pub fn lay_out(document: &Document, template: &Template, contents: Contents) -> Pages {
    contents.lay_out(document, template)
}

/// Writes `document` as Word (DOCX) in the official format.
///
/// # Errors
/// [`Error::Unaccounted`] when the text in the file is not that of the document, [`Error::Package`] when the package
/// cannot be put together.
pub fn write_docx(
    document: &Document,
    template: &Template,
    contents: Contents,
    properties: &docx::Properties,
) -> Result<Written> {
    write_docx_prepared(document, &docx::Prepared::new(template.clone()), contents, properties)
}

/// As [`write_docx`], for one document of many: what all of them have in common is made once.
///
/// # Errors
/// As [`write_docx`].
pub fn write_docx_prepared(
    document: &Document,
    prepared: &docx::Prepared,
    contents: Contents,
    properties: &docx::Properties,
) -> Result<Written> {
    let pages = contents.lay_out(document, prepared.template());
    let bytes = docx::write(document, prepared, &pages, properties)?;
    Ok(Written { bytes, pages: Some(pages) })
}

/// Writes `document` as PDF in the official format; what no font of `book` has goes into the log.
///
/// # Errors
/// [`Error::Package`] when the file cannot be put together.
pub fn write_pdf(
    log: &mut Log,
    document: &Document,
    template: &Template,
    contents: Contents,
    book: &Book,
    options: &pdf::Options,
) -> Result<Written> {
    let pages = contents.lay_out(document, template);
    let bytes = pdf::write(log, document, template, &pages, book, options)?;
    Ok(Written { bytes, pages: Some(pages) })
}

/// Writes `document` as JSON.
pub fn write_json(document: &Document) -> Written {
    Written { bytes: json::write(document), pages: None }
}

/// Writes `document` as Markdown.
pub fn write_markdown(document: &Document) -> Written {
    Written { bytes: markdown::write(document), pages: None }
}

/// The template for a document nobody chose one for: `huibian` for a compilation; for one with mark and number what the mark
/// says (`mingling`, `jiyao`, `jianbao`, `dianbao`), `shangxing` with signers, else `hongtou`; `gongwen` for all others.
///
/// # Errors
/// [`Error::Template`], if a built-in template were broken.
pub fn default_template(document: &Document) -> Result<Template> {
    template::builtin(default_name(document))
}

pub(crate) fn default_name(document: &Document) -> &'static str {
    if document.compiled {
        return "huibian";
    }
    if !is_issued(document) {
        return "gongwen";
    }
    let by_mark = document.official.mark.iter().find_map(|mark| template_of(mark));
    by_mark.unwrap_or(if document.official.signers.is_empty() { "hongtou" } else { "shangxing" })
}

/// The template a mark asks for.
fn template_of(mark: &str) -> Option<&'static str> {
    match mark {
        _ if kind::is_of_order(mark) => Some("mingling"),
        _ if kind::is_named_minutes(mark) => Some("jiyao"),
        _ if kind::is_of_briefing(mark) => Some("jianbao"),
        _ if kind::is_of_telegram(mark) => Some("dianbao"),
        _ => None,
    }
}

/// Whether it carries mark and number.
fn is_issued(document: &Document) -> bool {
    !document.compiled && !document.official.mark.is_empty() && document.official.number.is_some()
}

#[cfg(test)]
mod promises;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Reader;
    use crate::lexicon::numeral;
    use crate::message;

    /// A format whose lines are what stands between zero bytes.
    static CELLS: Reader = Reader {
        name: "cells",
        called: message!("text"),
        endings: &["cells"],
        served: &[],
        takes: Takes::Bytes { shows: |bytes, _| bytes.first() == Some(&0), read: cells },
    };

    fn cells(_: &mut Log, bytes: &[u8], _: &Rules) -> Result<Extracted> {
        let mut read = Extracted::default();
        for (number, cell) in (1..).zip(bytes.split(|byte| *byte == 0).skip(1)) {
            let text = std::str::from_utf8(cell).map_err(|_| Error::Empty)?;
            read.seen.add(text);
            read.lines.push(Line::plain(text, number));
        }
        Ok(read)
    }

    #[test]
    fn a_format_of_bytes_needs_no_decoding() {
        let options = ReadOptions { kind: Some(Kind::told(&CELLS)), ..ReadOptions::default() };
        let reading =
            self::read("\0岚川市2024年工作总结\0各项工作取得新的进展。".as_bytes(), &options).unwrap();
        assert_eq!(reading.document.articles[0].title, ["岚川市2024年工作总结"]);
        assert_eq!((reading.kind.name(), reading.encoding, reading.damaged), ("cells", "UTF-8", 0));
        assert!(matches!(self::read(b"\0\xff", &options), Err(Error::Empty)));
        assert!(matches!(self::read(b"", &options), Err(Error::Empty)));
    }

    /// A text of so many pages or a few lines more or less, with so many headings.
    fn text(title: &str, headings: usize, pages: usize) -> Document {
        let parts = (1..=headings).map(|n| format!("{}、工作情况", numeral::spelled(n as u32)));
        let filler = "各有关部门按照要求做好相关工作，确保取得实效。".repeat(22 * pages * 28 / 24 / headings);
        let text: Vec<String> = parts.map(|heading| format!("{heading}\n{filler}")).collect();
        let text = format!("{title}\n\n{}\n", text.join("\n"));
        read(text.as_bytes(), &ReadOptions::default()).unwrap().document
    }

    #[test]
    fn a_table_of_too_many_empty_places_is_refused() {
        let document = |rows: usize| {
            let text = format!("{}{}", "甲\t".repeat(999), "\n乙".repeat(rows - 1)).into();
            let block = document::Block { role: document::Role::Table, text, line: 1 };
            let article = Article { blocks: vec![block.clone(), block], ..Article::default() };
            Document { articles: vec![article], ..Document::default() }
        };
        assert!(check_places(&document(500)).is_ok());
        assert!(matches!(check_places(&document(501)), Err(Error::TooMuch { .. })));
    }

    #[test]
    fn a_table_of_too_many_empty_places_is_refused_before_it_is_read() {
        let row = |text: &str| Line { mark: Mark::Row, ..Line::plain(text, 1) };
        let table = |rows: usize| {
            let mut lines = vec![row("乙"); rows];
            lines[1] = row(&format!("{}丙", "甲\t".repeat(999)));
            lines
        };
        let apart = |rows: usize| [table(rows), vec![Line::plain("丁", 1)], table(rows)].concat();
        assert!(check_rows(&table(1_000)).is_ok());
        assert!(matches!(check_rows(&table(1_001)), Err(Error::TooMuch { .. })));
        assert!(check_rows(&apart(500)).is_ok());
        assert!(matches!(check_rows(&apart(501)), Err(Error::TooMuch { .. })));
        let page = format!(
            "<h1>春耕</h1><table>{}</table>",
            "<tr><td colspan=200 rowspan=9>甲<td>乙</tr>".repeat(5_100)
        );
        let options = ReadOptions { name: Some("a.html".into()), ..ReadOptions::default() };
        assert!(matches!(shown(page.as_bytes(), &options), Err(Error::TooMuch { .. })));
    }

    #[test]
    fn a_table_of_contents_stands_where_it_helps() {
        let has = |document: &Document, contents: Contents| {
            let pages = contents.lay_out(document, &default_template(document).unwrap());
            !pages.contents.pages.is_empty()
        };
        let long = text("某县推进乡村振兴工作总结", 3, 6);
        assert!(has(&long, Contents::Auto) && !has(&long, Contents::Never));
        for document in [
            text("某县推进乡村振兴工作总结", 3, 3),
            text("某县推进乡村振兴工作总结", 2, 6),
            text("关于推进乡村振兴工作的通知", 3, 6),
            text("关于商请支持乡村振兴工作的函", 3, 6),
        ] {
            assert!(!has(&document, Contents::Auto), "{:?}", document.articles[0].title);
            assert!(has(&document, Contents::Always));
        }
        let compiled = Document { compiled: true, ..text("某县推进乡村振兴工作总结", 3, 1) };
        assert!(has(&compiled, Contents::Auto));
    }

    #[test]
    fn a_line_without_letters_is_no_damaged_text() {
        let weigh = |texts: &[&str]| {
            let lines: Vec<Line> = (1..).zip(texts).map(|(n, text)| Line::plain(*text, n)).collect();
            weigh_damage(&lines, &decode::Options::default()).is_ok()
        };
        let lost = "\u{fffd}".repeat(40);
        assert!(weigh(&["各乡镇抓好春耕。", &format!("……{lost}！")]));
        assert!(!weigh(&["各乡镇抓好春耕。", &format!("春耕{lost}")]));
        // Such a line does not make up for others, either.
        assert!(!weigh(&["各乡镇\u{fffd}抓\u{fffd}好春耕。", &"…".repeat(5000)]));
    }
}
