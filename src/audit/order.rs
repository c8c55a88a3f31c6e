//! The account keeps order: what the document says stands somewhere in the input in one piece, and its blocks come as the lines came.
//!
//! Counting characters ([`super::balance`]) finds what was lost or doubled, not what changed its place. Here every text of the document is
//! looked for among the lines of the input, character by character. What the log tells makes the two comparable: characters it exchanged
//! for others count as the same; where it took out or put in something longer, the comparison goes on behind it.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::audit::Tally;
use crate::audit::same::{Same, Swaps};
use crate::audit::source::{Source, displaced, follows, leads};
use crate::audit::white::{bare, push};
use crate::diag::{Log, LogPosition};
use crate::document::{Document, Role};
use crate::error::Result;
use crate::text::Line;

/// The lines of an input as they came from the reader, without white space.
#[derive(Debug, Default)]
pub struct Sequence {
    text: String,
    /// Where each line ends.
    ends: Vec<usize>,
}

impl Sequence {
    /// What `lines` say.
    pub fn of<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Sequence {
        let mut trail = Sequence::default();
        for line in lines {
            push(&mut trail.text, &line.text);
            trail.ends.push(trail.text.len());
        }
        trail
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|number| piece(&self.text, &self.ends, number))
    }
}

/// Checks that every line a reader made stands in one piece in what the input shows, but for other lines and for what the log tells:
/// boxes and notes stand in the middle of what they are anchored in.
///
/// # Errors
/// [`Error::Displaced`](crate::error::Error::Displaced) with the first that does not.
pub fn as_seen(seen: &Tally, lines: &Sequence, log: &Log, from: LogPosition) -> Result<()> {
    let Some(shown) = seen.trail() else { return Ok(()) };
    let same = Same::told(log, from);
    let shown = same.canonical(shown);
    let mut source = Source::new(&shown, &same);
    let mut boxes = None;
    lines.lines().try_for_each(|line| {
        let line = same.canonical(line);
        source.holds(&line).or_else(|fault| {
            let holds = source.holds_pieces(&line)
                || source.weave(&line, boxes.get_or_insert_with(|| around(lines, &same)));
            if holds { Ok(()) } else { Err(fault) }
        })
    })
}

/// Checks that every text of `document` stands in one piece in `lines`, or in what the log says was put in its place, and that blocks made
/// of whole lines stand in their order. What the log tells since the lines came (`since`) has to stand in them too.
///
/// # Errors
/// As [`as_seen`].
pub fn in_order(
    lines: &Sequence,
    log: &Log,
    [from, since]: [LogPosition; 2],
    document: &Document,
) -> Result<()> {
    let same = Same::told(log, from);
    let settled = Settled::of(lines, &same);
    let mut places = Places::of(&settled);
    let mut source = Source::new(&settled.whole, &same);
    blocks_in_order(document, &same, &mut places, &mut source)?;
    others(document).try_for_each(|text| {
        // What stands in one line above a text may come from several of the page.
        let whole = source.holds(&same.canonical(text));
        whole.or_else(|_| text.split_whitespace().try_for_each(|word| source.holds(&same.canonical(word))))
    })?;
    let mut source = Source::new(&settled.whole, &same);
    places.next = 0;
    told(log, since).try_for_each(|text| match places.find(text, &same) {
        Ok(_) => Ok(()),
        Err(text) => source.holds(&text),
    })
}

fn blocks_in_order(
    document: &Document,
    same: &Same<'_>,
    places: &mut Places<'_>,
    source: &mut Source<'_, '_>,
) -> Result<()> {
    let settled = places.lines;
    // A page has one or two such lines; a text with more is not judged to its end.
    let mut doubts: usize = 64;
    let mut last = 0;
    for text in blocks(document) {
        match places.find(text, same) {
            Ok(Some(place)) if place < last => {
                // What says the same as a line below can also have been put together from lines above (`0` and `1/2`), or be one of them
                // rewritten, and the other way round.
                let can_be = |text: &str, of: &str| doubts == 0 || Source::new(of, same).holds(text).is_ok();
                let [text, above] = [place, last].map(|place| settled.line(place));
                if can_be(above, &settled.whole[..settled.ends[place]]) {
                    last = place;
                } else if !can_be(text, &settled.whole[settled.ends[last]..]) {
                    return Err(displaced(text));
                }
                doubts = doubts.saturating_sub(1);
            }
            Ok(Some(place)) => last = place,
            Ok(None) => {}
            Err(text) => source.holds(&text)?,
        }
    }
    Ok(())
}

/// The lines of an input, as all that says the same is spelled.
struct Settled<'l> {
    lines: &'l Sequence,
    whole: Cow<'l, str>,
    ends: Cow<'l, [usize]>,
}

impl<'l> Settled<'l> {
    fn of(lines: &'l Sequence, same: &Same<'_>) -> Settled<'l> {
        if let whole @ Cow::Borrowed(_) = same.canonical(&lines.text) {
            return Settled { lines, whole, ends: Cow::Borrowed(&lines.ends) };
        }
        let mut whole = String::with_capacity(lines.text.len());
        let mut ends = Vec::with_capacity(lines.ends.len());
        for line in lines.lines() {
            same.add(&mut whole, line);
            ends.push(whole.len());
        }
        Settled { lines, whole: Cow::Owned(whole), ends: Cow::Owned(ends) }
    }

    fn line(&self, number: usize) -> &str {
        piece(&self.whole, &self.ends, number)
    }
}

/// Which line a text is, by what it says.
struct Places<'w> {
    lines: &'w Settled<'w>,
    /// None for what several lines say, whose order nobody can tell.
    by_text: HashMap<&'w str, Option<usize>>,
    /// Whether no other line says the same, for each.
    alone: Vec<bool>,
    /// The line that is looked at first.
    next: usize,
}

impl<'w> Places<'w> {
    fn of(lines: &'w Settled<'w>) -> Places<'w> {
        let mut by_text = HashMap::with_capacity(lines.ends.len());
        for number in 0..lines.ends.len() {
            by_text.entry(lines.line(number)).and_modify(|place| *place = None).or_insert(Some(number));
        }
        let mut alone = vec![false; lines.ends.len()];
        by_text.values().flatten().for_each(|number| alone[*number] = true);
        Places { lines, by_text, alone, next: 0 }
    }

    /// The number of the line that says `text`, if one does, and no other; else the text as it is looked for.
    fn find<'t>(
        &mut self,
        text: &'t str,
        same: &Same<'_>,
    ) -> std::result::Result<Option<usize>, Cow<'t, str>> {
        // Texts mostly come as the lines do, a few of which went elsewhere.
        const AHEAD: usize = 8;
        let Sequence { text: whole, ends } = self.lines.lines;
        let mut ahead = self.next..ends.len().min(self.next + AHEAD);
        if let Some(number) = ahead.find(|number| piece(whole, ends, *number) == text) {
            self.next = number + 1;
            return Ok(self.alone[number].then_some(number));
        }
        let text = same.canonical(text);
        let place = *self.by_text.get(&*text).ok_or(text)?;
        self.next = place.map_or(self.next, |number| number + 1);
        Ok(place)
    }
}

/// A line of `whole`, where each ends at one of `ends`.
fn piece<'w>(whole: &'w str, ends: &[usize], number: usize) -> &'w str {
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    &whole[start..ends[number]]
}

/// The texts of a document before elements were given, to be held against those after.
#[derive(Debug)]
pub struct Texts(HashMap<String, usize>);

impl Texts {
    /// Those of `document`.
    pub fn of(document: &Document) -> Texts {
        let mut texts = HashMap::new();
        for text in blocks(document).chain(others(document)) {
            *texts.entry(text.to_owned()).or_default() += 1;
        }
        Texts(texts)
    }

    /// Checks that every text of `document` was there before, or was `given`.
    ///
    /// # Errors
    /// As [`as_seen`].
    pub fn and_given<'g>(mut self, document: &Document, given: impl Iterator<Item = &'g str>) -> Result<()> {
        let given: Vec<Cow<'_, str>> = given.map(bare).collect();
        for text in blocks(document).chain(others(document)) {
            match self.0.get_mut(text) {
                Some(left) if *left > 0 => *left -= 1,
                _ if joins(&given, &bare(text)) => {}
                _ => return Err(displaced(text)),
            }
        }
        Ok(())
    }
}

/// Whether `text` is one of `parts`, or several that follow each other.
fn joins(parts: &[Cow<'_, str>], text: &str) -> bool {
    (0..parts.len()).any(|start| {
        let mut rest = text;
        parts[start..].iter().any(|part| match rest.strip_prefix(&**part) {
            Some(left) => {
                rest = left;
                left.is_empty()
            }
            None => false,
        })
    })
}

/// Checks that `after` is `before` with what the log tells.
///
/// # Errors
/// As [`as_seen`].
pub(super) fn text_in_order(before: &str, log: &Log, from: LogPosition, after: &str) -> Result<()> {
    let same = Same::told(log, from);
    let [before, after] = [before, after].map(|text| same.canonical(text));
    let swaps = same.swaps();
    if follows(&before, &after, swaps) || leads(&before, &after, swaps) {
        Ok(())
    } else {
        Err(displaced(&after))
    }
}

/// What may stand in the middle of a line: other lines, and what the log tells.
fn around<'l>(lines: &'l Sequence, same: &Same<'l>) -> Swaps<'l> {
    // A file with more is no form with boxes in its lines.
    const MOST: usize = 2_000;
    let mut swaps = same.swaps().clone();
    lines.lines().take(MOST).for_each(|line| swaps.add((same.canonical(line), Cow::Borrowed(""))));
    swaps
}

/// What the log quotes that is more than a mark or a word.
fn told(log: &Log, since: LogPosition) -> impl Iterator<Item = &str> {
    // Two letters of a mark or an address stand anywhere.
    const WORD: usize = 3;
    let removed = log.removals_since(since).iter().map(|removal| removal.text.as_str());
    let changed = log.changes_since(since).iter().map(|change| change.before.as_str());
    removed.chain(changed).filter(|text| text.chars().filter(|c| c.is_alphanumeric()).nth(WORD - 1).is_some())
}

/// The texts of the blocks, a table row by row.
fn blocks(document: &Document) -> impl Iterator<Item = &str> {
    let blocks = document.articles.iter().flat_map(|article| &article.blocks);
    blocks.flat_map(|block| {
        let rows = (block.role == Role::Table).then(|| block.text.split('\n'));
        let whole = rows.is_none().then(|| block.text.as_str());
        whole.into_iter().chain(rows.into_iter().flatten())
    })
}

/// All other texts.
fn others(document: &Document) -> impl Iterator<Item = &str> {
    let cover =
        document.title.iter().chain(&document.publishers).chain(&document.published).map(String::as_str);
    let articles = document.articles.iter().flat_map(|article| {
        let words = [&article.unit, &article.source, &article.date].into_iter().flatten().map(String::as_str);
        let front =
            [&article.kicker, &article.title, &article.subtitle].into_iter().flatten().chain(&article.byline);
        let notes = article.footnotes.iter().map(|footnote| footnote.text.as_str());
        words.chain(front.map(|text| text.as_str())).chain(notes)
    });
    cover.chain(document.official.texts()).chain(articles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Block};

    fn document(blocks: &[(Role, &str)]) -> Document {
        let block = |(role, text): &(Role, &str)| Block { role: *role, text: (*text).into(), line: 1 };
        let article = Article { blocks: blocks.iter().map(block).collect(), ..Article::default() };
        Document { articles: vec![article], ..Document::default() }
    }

    fn paragraphs(texts: &[&str]) -> Document {
        document(&texts.iter().map(|text| (Role::Paragraph, *text)).collect::<Vec<_>>())
    }

    #[track_caller]
    fn check(lines: &[&str], told: &[(&str, &str)], document: &Document, holds: bool) {
        let lines: Vec<Line> = lines.iter().map(|text| Line::plain(*text, 1)).collect();
        let mut log = Log::new();
        told.iter().for_each(|(before, after)| log.changed("r", 1, before, after));
        let result = in_order(&Sequence::of(&lines), &log, [LogPosition::default(); 2], document);
        assert_eq!(result.is_ok(), holds, "{result:?}");
    }

    #[test]
    fn texts_stand_in_one_piece() {
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["甲乙丙", "丁戊"]), true);
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["甲 乙", "丙丁戊"]), true);
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["甲丙乙", "丁戊"]), false);
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["甲乙丁", "丙戊"]), false);
    }

    #[test]
    fn blocks_stand_in_their_order() {
        check(&["甲乙丙", "丁戊"], &[], &paragraphs(&["丁戊", "甲乙丙"]), false);
        check(&["甲乙", "丙", "甲乙"], &[], &paragraphs(&["丙", "甲乙", "甲乙"]), true);
        // 甲 and 乙 were joined; 甲乙 is a line of its own besides.
        check(&["甲", "乙", "丙", "甲乙"], &[], &paragraphs(&["甲乙", "丙", "甲乙"]), true);
        check(&["甲", "丙", "甲乙"], &[], &paragraphs(&["甲", "甲乙", "丙"]), false);
        // Of two lines that say the same nobody knows which stands where.
        check(&["丙", "丁", "甲乙", "甲乙"], &[], &paragraphs(&["丙", "甲乙", "丁", "甲乙"]), true);
        check(&["丙", "丁", "甲乙"], &[], &paragraphs(&["丙", "甲乙", "丁", "甲乙"]), false);
        // A line that is rewritten then says what another says.
        let stops = [("，，", "，")];
        let twice = || paragraphs(&["子丑寅，卯", "丙", "子丑寅，卯"]);
        check(&["子丑寅，卯", "丙", "子丑寅，，卯"], &stops, &twice(), true);
        check(&["子丑寅，，卯", "丙", "子丑寅，卯"], &stops, &twice(), true);
        check(&["子丑寅，卯", "丙", "丁"], &stops, &paragraphs(&["丙", "子丑寅，卯", "丁"]), false);
    }

    #[test]
    fn what_the_log_tells_parts_no_texts() {
        check(&["甲,乙,丙"], &[(",", "，")], &paragraphs(&["甲，乙，丙"]), true);
        check(&["甲,乙,丙"], &[(",", "，")], &paragraphs(&["甲，丙，乙"]), false);
        check(&["㈠甲乙丙..."], &[("㈠", "（一）"), ("...", "……")], &paragraphs(&["（一）甲乙丙……"]), true);
        check(&["㈠甲乙丙..."], &[("㈠", "（一）"), ("...", "……")], &paragraphs(&["（一）乙甲丙……"]), false);
        // The stop of the line above and the three of an ellipsis are four.
        check(&["甲。", "。。。乙丙"], &[("。。。", "……")], &paragraphs(&["甲。", "……乙丙"]), true);
        check(&["甲。", "。。。乙丙"], &[("。。。", "……")], &paragraphs(&["甲。", "……丙乙"]), false);
        // An emblem stood between them.
        let stops = [("👍", ""), ("。。。", "……")];
        check(&["甲。👍。。乙丙"], &stops, &paragraphs(&["甲……乙丙"]), true);
        check(&["甲。👍。。乙丙"], &stops, &paragraphs(&["甲……丙乙"]), false);
        check(&["甲。👍乙。。丙"], &stops, &paragraphs(&["甲……乙丙"]), false);
        // What stands there is not what the log says was put in.
        check(&["甲XX丙丁"], &[("XX", "戊")], &paragraphs(&["甲戊丙丁"]), true);
        check(&["甲XX丙丁"], &[("XX", "戊")], &paragraphs(&["甲乙丙丁"]), false);
        check(&["甲乙(jia)(yi)丙丁"], &[("(jia)", ""), ("(yi)", "")], &paragraphs(&["甲乙丙丁"]), true);
        check(&["13,444 1,485"], &[("13,444", "")], &paragraphs(&["1,485"]), true);
        check(&["报送"], &[("報", "报")], &paragraphs(&["报送"]), true);
        // Blanks of a form stand where there were none.
        check(
            &["<u></u><u></u>甲乙"],
            &[("<u>", ""), ("</u>", ""), ("", "＿＿")],
            &paragraphs(&["＿＿＿＿甲乙"]),
            true,
        );
        check(
            &["<u></u><u></u>甲乙"],
            &[("<u>", ""), ("</u>", ""), ("", "＿＿")],
            &paragraphs(&["＿＿＿＿乙甲"]),
            false,
        );
        // Blanks of two and of three, one behind the other.
        let blanks = [("<u>", ""), ("</u>", ""), ("", "＿＿"), ("", "＿＿＿"), ("", "＿＿")];
        let forms = ["<u></u><u></u>甲乙"];
        check(&forms, &blanks, &paragraphs(&["＿＿＿＿＿甲乙"]), true);
        check(&forms, &blanks, &paragraphs(&["＿＿＿＿＿乙甲"]), false);
        // What was taken out may begin as what follows it.
        let rows = ["5", "15、各乡镇人民政府，甲", "15、各乡镇人民政府，乙"];
        check(&rows, &[(rows[1], "")], &paragraphs(&[&(rows[0].to_owned() + rows[2])]), true);
        // Of lines that were taken out one behind the other, each may begin as the text goes on, or be a part of another.
        let out = [("圍→围", ""), ("2鞏→×", ""), ("→后", "")];
        let rows = ["2", out[0].0, out[1].0, out[2].0, "27"];
        check(&rows, &out, &paragraphs(&["227"]), true);
        check(&rows, &out, &paragraphs(&["272"]), false);
        check(&rows, &out, &paragraphs(&["722"]), false);
        let stops = [("...", "……"), (".", "")];
        check(&["甲乙丙...", "."], &stops, &paragraphs(&["甲乙丙……"]), true);
        check(&["甲乙丙...", "."], &stops, &paragraphs(&["乙甲丙……"]), false);
        // What was put in is put right later.
        let put = [("", "子::丑"), (":", "："), ("：：", "：")];
        check(&["甲"], &put, &paragraphs(&["子：丑"]), true);
        check(&["甲"], &put, &paragraphs(&["丑：子"]), false);
        // Raised digits, however many, with markup among them.
        let raised = [("<p>", ""), ("222222222222", "²²²²²²²²²²²²")];
        check(&["甲<p>222222<p>222222"], &raised, &paragraphs(&["甲²²²²²²²²²²²²"]), true);
    }

    #[test]
    fn rows_of_a_table_are_lines() {
        check(&["甲\t乙", "丙\t丁"], &[], &document(&[(Role::Table, "甲\t乙\n丙\t丁")]), true);
        check(&["甲\t乙", "丙\t丁"], &[], &document(&[(Role::Table, "甲\t丙\n乙\t丁")]), false);
        check(&["甲\t乙", "丙\t丁"], &[], &document(&[(Role::Table, "丙\t丁\n甲\t乙")]), false);
    }

    #[test]
    fn what_the_log_quotes_stood_in_the_lines() {
        let lines: Vec<Line> = ["首页新闻图片评论视频"].map(|text| Line::plain(text, 1)).into();
        for (quoted, holds) in [("首页新闻图片评论视频", true), ("首页新闻评论图片视频", false)]
        {
            let mut log = Log::new();
            log.removed("r", 1, quoted);
            let result = in_order(&Sequence::of(&lines), &log, [LogPosition::default(); 2], &paragraphs(&[]));
            assert_eq!(result.is_ok(), holds, "{quoted}");
        }
    }

    #[test]
    fn a_text_goes_on_over_a_line_of_its_source() {
        let lines = ["甲3", "来源：某网 作者：张三", "来源：某网作"].map(|text| Line::plain(text, 1));
        for (text, holds) in [("甲3来源：某网作", true), ("甲3来源：某作网", false)] {
            let mut log = Log::new();
            log.changed("info.line", 2, &lines[1].text, "某网 张三");
            let result =
                in_order(&Sequence::of(&lines), &log, [LogPosition::default(); 2], &paragraphs(&[text]));
            assert_eq!(result.is_ok(), holds, "{text}");
        }
    }

    #[test]
    fn lines_stand_in_what_is_seen() {
        let check = |seen: &[&str], lines: &[&str], holds: bool| {
            let mut tally = Tally::default();
            seen.iter().for_each(|text| tally.add(text));
            let lines: Vec<Line> = lines.iter().map(|text| Line::plain(*text, 1)).collect();
            let result = as_seen(&tally, &Sequence::of(&lines), &Log::new(), LogPosition::default());
            assert_eq!(result.is_ok(), holds, "{result:?}");
        };
        check(&["甲 乙", "丙丁"], &["丙丁", "甲乙"], true);
        check(&["甲 乙", "丙丁"], &["甲丙", "乙丁"], false);
        // The text of a box stands in the middle of the line it is anchored in.
        check(&["前面的文字", "框内", "后文"], &["前面的文字后文", "框内"], true);
        check(&["前面的文字", "框内", "后文"], &["前面的字文后文", "框内"], false);
        // Short stretches beside boxes of one letter, and boxes in boxes, hold; two characters that changed places do not.
        check(&["甲", "乙", "丙", "乙", "丁"], &["甲丙丁", "乙"], true);
        check(&["甲", "子丑", "寅", "乙"], &["甲乙", "子丑寅"], true);
        check(&["城镇", "乡镇要把"], &["城镇", "镇乡要把"], false);
        check(&["料。", "材料"], &["料。", "料材"], false);
        // A line that begins as a hundred others do is found by what follows.
        let noise = "某某某某乙丙丁".repeat(100);
        check(
            &[&noise, "某某某某甲乙丙丁戊己庚辛壬癸子丑寅", "框", "卯"],
            &["某某某某甲乙丙丁戊己庚辛壬癸子丑寅卯", "框"],
            true,
        );
    }

    #[test]
    fn the_number_of_a_list_is_counted_before_its_text() {
        let mut tally = Tally::default();
        tally.add("甲");
        let place = tally.place();
        tally.add("乙");
        tally.add_at(place, "1.");
        assert_eq!(tally.trail(), Some("甲1.乙"));
        let mut whole = Tally::default();
        whole.add("丙");
        whole.add_all(&tally);
        assert_eq!(whole.trail(), Some("丙甲1.乙"));
    }

    #[test]
    fn what_was_given_may_be_new_and_nothing_else() {
        let before = paragraphs(&["甲乙", "丙"]);
        let given = ["丁 戊", "己"];
        for (after, holds) in [
            (&["甲乙", "丙", "丁戊"][..], true),
            (&["甲乙", "丁戊己"], true),
            (&["甲乙", "丙", "丙"], false),
            (&["甲乙", "丁"], false),
            (&["乙甲", "丙"], false),
        ] {
            let result = Texts::of(&before).and_given(&paragraphs(after), given.into_iter());
            assert_eq!(result.is_ok(), holds, "{after:?}");
        }
    }
}
