//! From lines to meaning: the title block, headings, run-in headings, captions, the end matter; and a pile of articles
//! taken apart. Every cue that takes a line out or rewrites it says so in the log.

mod attendance;
mod body;
mod caption;
mod clauses;
mod compilation;
mod cues;
mod dateline;
mod detail;
mod document_number;
mod doubt;
mod ending;
mod footnotes;
mod front;
mod genre;
mod heading;
mod heads;
mod info;
mod labelled;
mod leads;
mod look;
mod meta;
mod official;
mod parts;
mod run_in;
mod siblings;
mod title;
mod unnumbered;

use crate::diag::{Log, Severity};
use crate::document::{Article, Block, Document, Genre, Role, Seal};
use crate::lexicon::date::{self, Fault};
use crate::lexicon::{kind, person};
use crate::message;
use crate::message::Message;
use crate::rules::Rules;
use crate::structure::compilation::Cover;
use crate::structure::info::Info;
use crate::text::{Label, Line, Mark, Meaning, Span};

pub use caption::without_lone_captions;
pub use cues::{credits, cues, first_look, is_sure, number, tells, tells_source};
pub use dateline::without_datelines;
pub use footnotes::settle as settle_footnotes;

/// Reads `lines` as a document, and `notes` as the footnotes they anchor; `rules` say which cues are on and which parts stay
/// out.
pub fn parse(log: &mut Log, lines: Vec<Line>, notes: Vec<Line>, rules: &Rules) -> Document {
    let (meta, lines): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.mark == Mark::Meta);
    let (official, lines) = official::take(log, lines, rules);
    let pieces = compilation::split(log, lines, rules);
    let compiled = pieces.articles.len() > 1;
    let mut articles: Vec<Article> =
        pieces.articles.into_iter().map(|lines| article(log, lines, compiled, rules)).collect();
    meta.iter().for_each(|line| meta::complete(log, &mut articles, line));
    articles.iter_mut().for_each(|article| parts::take_out(log, article, rules));
    let Cover { title, publishers, published } = pieces.cover;
    let mut document =
        Document { title, publishers, published, compiled, articles, official, ..Document::default() };
    footnotes::hand_out(log, &mut document, notes);
    document.articles.iter_mut().for_each(without_evidence);
    attendance::mark(&mut document);
    document
}

/// Bold type and links have told what they can: the official format has none in a text (GB/T 9704-2012 5.2.2).
fn without_evidence(article: &mut Article) {
    let evidence = |span: &Span| matches!(span.meaning, Meaning::Strong | Meaning::Link(_));
    article.texts_mut().for_each(|text| text.retain_spans(|span| !evidence(span)));
    article.footnotes.iter_mut().for_each(|footnote| footnote.text.retain_spans(|span| !evidence(span)));
}

/// Says which articles have no title, when all that could give one has been asked. The mark of an order and of minutes
/// stands for it (GB/T 9704-2012 10.2, 10.3).
pub fn look_for_titles(log: &mut Log, document: &Document) {
    let mark = document.official.mark.last();
    if mark.is_some_and(|mark| kind::stands_for_title(mark)) {
        return;
    }
    for article in document.articles.iter().filter(|article| article.title.is_empty()) {
        let line = article.blocks.first().map_or(0, |block| block.line);
        let message = message!("no title was found; write it on a line of its own above the text");
        log.found("title.missing", Severity::Warning, line, message);
    }
}

/// Reads how a document is sealed from its end, where it is not said: posts with names instead of an organ are those of signers
/// whose stamp it bears (GB/T 9704-2012 7.3.5.3). A speech or an article of a person bears none.
pub fn look_for_stamp(log: &mut Log, document: &mut Document) {
    let Document { articles, official, compiled: false, .. } = document else { return };
    let ([article], None) = (&articles[..], official.seal) else { return };
    let headed = official.number.is_some() || !official.mark.is_empty();
    let issued = match article.genre {
        Genre::Order | Genre::Motion => true,
        Genre::Speech => false,
        _ => headed,
    };
    let attached = |block: &&Block| !matches!(block.role, Role::AttachmentLabel | Role::AttachmentTitle);
    let own: Vec<&Block> = article.blocks.iter().take_while(attached).collect();
    let signed = own.iter().filter(|block| block.role == Role::Signature);
    let dated = own.windows(2).any(|two| (two[0].role, two[1].role) == (Role::Signature, Role::Date));
    let Some(first) = signed.clone().next().filter(|_| issued && dated) else { return };
    if !signed.clone().all(|block| person::is_signatory(&block.text)) {
        return;
    }
    official.seal = Some(Seal::Name);
    let message = message!(
        "post and name at the end stand for a stamp of the signature (签名章): the name stands where the stamp comes, take it out if it is stamped; --set 印章=不加盖 sets both as a plain signature"
    );
    log.found("official.seal", Severity::Info, first.line, message);
}

/// Tells which dates under a text are not written as documents write them (GB/T 9704-2012 7.3.5.4): under a signature somebody should look.
pub fn look_at_dates(log: &mut Log, document: &Document) {
    for article in &document.articles {
        let mut signed = false;
        for block in &article.blocks {
            if block.role == Role::Date
                && let Some(fault) = date::fault(&block.text)
            {
                let severity = if signed { Severity::Warning } else { Severity::Info };
                log.found("dates.form", severity, block.line, told(&block.text, fault));
            }
            signed = block.role == Role::Signature || signed && block.role == Role::Date;
        }
    }
}

fn told(date: &str, fault: Fault) -> Message {
    match fault {
        Fault::Form(right) => message!(
            "the date \"%{date}\" is not written as GB/T 9704-2012 7.3.5.4 wants; write %{right}, or let --dates do it",
            date = date,
            right = right
        ),
        Fault::Year(right) => message!(
            "the date \"%{date}\" has no full year (GB/T 9704-2012 7.3.5.4); write %{right} if that is meant",
            date = date,
            right = right
        ),
        Fault::NoSuchDay => message!("there is no day \"%{date}\"; put the date right", date = date),
    }
}

fn article(log: &mut Log, lines: Vec<Line>, compiled: bool, rules: &Rules) -> Article {
    let (mut article, rest) = front::parse(log, lines, compiled, rules);
    let lead = std::mem::take(&mut article.blocks);
    let rest = origin_from_end(log, &mut article, rest);
    article.blocks = body::parse(log, lead, rest, rules);
    article.genre = genre::of(&article);
    doubt::report(log, &article);
    article
}

/// Author and source named only in a line at the end of the text, or in one that is read as of an author, stand under the title. What says more
/// of the author than his name stays where it is.
fn origin_from_end(log: &mut Log, article: &mut Article, lines: Vec<Line>) -> Vec<Line> {
    // Credits stand on the last lines: author, editor, two reviewers, source and a number of the paper.
    const REACH: usize = 6;
    let (count, mut rest) = (lines.len(), Vec::with_capacity(lines.len()));
    // `某社记者 某某` alone on a line is a byline wherever it stands; several such lines are those of several reports.
    let reports = |line: &Line| info::reporter(&line.text).is_some();
    let reported = lines.iter().filter(|line| reports(line)).count() == 1;
    // `资料来源：某局` right below a table says where its numbers are from.
    let mut in_table = false;
    for (i, line) in lines.into_iter().enumerate() {
        let said = line.label == Some(Label::Byline) || reported && reports(&line);
        let tells = count > 1 && (i + REACH >= count || said) && !(in_table && line.text.starts_with("资料"));
        in_table = line.mark == Mark::Row;
        let info = if tells { info::closing(&line.text) } else { None };
        let undated = article.date.is_none() && !info::introduces(&line.text);
        let info = info.map(|info| info.only(article.source.is_none(), article.byline.is_none(), undated));
        let info = info.filter(|info| info.source.is_some() || info.byline.is_some());
        match info.or_else(|| dated(article, &line)) {
            Some(info) => rest.extend(take_origin(log, article, line, info)),
            None => rest.push(line),
        }
    }
    rest
}

/// The date of a line below the text that is read as one of source and date, if nothing else dates the text.
fn dated(article: &Article, line: &Line) -> Option<Info> {
    let told = line.label == Some(Label::Info) && article.date.is_none();
    let date = told.then(|| info::parse(&line.text)).flatten()?.date;
    date.map(|date| Info { date: Some(date), ..Info::default() })
}

/// Puts what `line` tells of the origin into the article; gives the line back if it says more.
fn take_origin(log: &mut Log, article: &mut Article, line: Line, info: Info) -> Option<Line> {
    let stays = info::introduces(&line.text);
    log.changed("info.line", line.number, if stays { "" } else { &line.text }, &info.text());
    let name = |name: &str| {
        line.text.find(name).map_or_else(|| name.into(), |at| line.text.slice(at..at + name.len()))
    };
    article.byline = article.byline.take().or(info.byline.as_deref().map(name));
    article.source = article.source.take().or(info.source);
    article.date = article.date.take().or(info.date);
    stays.then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_and_author_at_the_end_stand_under_the_title() {
        let named = |below: usize, label: Option<Label>| {
            let line = |n: usize| Line::plain("各乡镇抓好春耕。", n as u32);
            let mut lines: Vec<Line> = (1..9).map(line).collect();
            lines.push(Line { label, ..Line::plain("来源：青禾日报", 9) });
            lines.extend((0..below).map(|n| line(10 + n)));
            let mut article = Article::default();
            let rest = origin_from_end(&mut Log::new(), &mut article, lines);
            (article.source, rest.len())
        };
        let source = || Some("青禾日报".to_owned());
        assert_eq!((named(0, None), named(5, None)), ((source(), 8), (source(), 13)));
        // Right below a table it belongs to the table.
        let row = Line { mark: Mark::Row, ..Line::plain("甲\t乙", 2) };
        let lines = vec![Line::plain("各乡镇抓好春耕。", 1), row, Line::plain("资料来源：青禾市统计局", 3)];
        let mut article = Article::default();
        assert_eq!(origin_from_end(&mut Log::new(), &mut article, lines).len(), 3);
        assert_eq!(article.source, None);
        // Farther up it is a line of the text, unless the reading takes it for one of an author, or it names the only reporter.
        assert_eq!((named(6, None), named(6, Some(Label::Byline))), ((None, 15), (source(), 14)));
        // The date beside it comes along unless the text has one; a day of change does not.
        let dated = |text: &str, date: Option<&str>| {
            let lines = vec![Line::plain("各乡镇抓好春耕。", 1), Line::plain(text, 2)];
            let mut article = Article { date: date.map(str::to_owned), ..Article::default() };
            origin_from_end(&mut Log::new(), &mut article, lines);
            article.date
        };
        let line = "来源：青禾日报 时间：2024-01-02";
        assert_eq!(dated(line, None).as_deref(), Some("2024年1月2日"));
        assert_eq!(dated(line, Some("2024年1月5日")).as_deref(), Some("2024年1月5日"));
        assert_eq!(dated("来源：青禾日报 更新时间：2024-01-02", None), None);
        let below = |label: Option<Label>| {
            let text = Line { label, ..Line::plain("编辑于 2024-01-02 21:08・IP属地福建", 2) };
            let mut article = Article::default();
            let rest = origin_from_end(&mut Log::new(), &mut article, vec![Line::plain("春耕。", 1), text]);
            (article.date, rest.len())
        };
        assert_eq!(below(Some(Label::Info)), (Some("2024年1月2日".to_owned()), 1));
        assert_eq!(below(None), (None, 2));
        let reported = |reporters: &[&str]| {
            let line = |n: usize| Line::plain("各乡镇抓好春耕。", n as u32);
            let mut lines: Vec<Line> = reporters.iter().map(|name| Line::plain(*name, 1)).collect();
            lines.extend((2..12).map(line));
            let mut article = Article::default();
            origin_from_end(&mut Log::new(), &mut article, lines);
            article.byline.map(String::from)
        };
        assert_eq!(reported(&["青禾社记者韩青山、白露"]).as_deref(), Some("青禾社记者韩青山、白露"));
        assert_eq!(reported(&["青禾社记者韩青山", "松溪报记者白露"]), None);
    }
}
