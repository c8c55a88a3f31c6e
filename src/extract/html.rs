//! A web page: dom_smoothie (Mozilla's Readability) says which blocks are the article, this file takes them from the
//! page as it stands, finds the title and the lines between the two, and logs everything else.

use std::borrow::Cow;
use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use memchr::memmem;

use crate::audit::Tally;
use crate::diag::{Log, RuleId, Severity};
use crate::error::{Error, Result};
use crate::extract::bounded::{bounded, shown as shown_parts};
use crate::extract::concealed::conceal;
use crate::extract::facts::{Facts, behind_site, without_site};
use crate::extract::footnotes::Footnotes;
use crate::extract::generated::generated;
use crate::extract::hidden;
use crate::extract::page::{BLOCK, Chosen, Image, Piece, Said, Untold, pieces};
use crate::extract::scripts::without_scripts;
use crate::limits::DEPTH;
use crate::message;
use crate::rules::{Choice, Rules, Site};
use crate::text::{Evidence, Line, Mark, Shown, Signs, letters, letters_of};

/// What stands around the text of a page.
pub const AROUND: RuleId = "page.around";

/// A body shorter than this many characters is not believed: then the whole page is the body.
const SHORTEST_BODY: usize = 80;

/// Reads a page: all its lines, each with what speaks for and against its being the text. What the user's selectors take out goes to the
/// log, and every visible character is counted in `seen`.
pub(crate) fn read(
    log: &mut Log,
    text: &str,
    rules: &Rules,
    seen: &mut Tally,
    shown: &mut Vec<Shown>,
    notes: &mut Vec<Line>,
) -> Result<Page> {
    let text = &*without_sections(text);
    let page = Document::from(&*bounded(log, &shown_parts(&without_scripts(text)))?);
    check_depth(&page)?;
    conceal(&page, text);
    let facts = Facts::of(&page);
    let site = rules.site(|| host(&page, text));
    let chosen = site.map(|site| chosen(&page, site)).unwrap_or_default();
    let mut footnotes = Footnotes::of(&page);
    let said = Said { chosen: Some(&chosen), generated: Some(&generated(&page, text)) };
    let (mut pieces, mut pictures, untold) = pieces(&page, said, &mut footnotes, seen);
    let mut finder = Finder::of(text);
    *notes = footnotes.finish(log, |text| finder.line_of(text));
    mark_captions(&mut pieces, &pictures);
    let mut blocks = HashSet::new();
    let named = site.is_some_and(Site::names_body);
    let keep = if named {
        named_text(&pieces)
    } else {
        blocks = kept_blocks(page);
        article(&pieces, &blocks)
    };
    let title = facts.title_piece(&pieces, keep.first).map(|i| same_block(&pieces, i));
    let above = above(&pieces, &keep, title.as_ref(), &facts);
    let mut signs = signs_of(&pieces, &keep, &blocks, &facts);
    for (i, signs) in signs.iter_mut().enumerate() {
        let is_title = title.as_ref().is_some_and(|title| title.contains(&i));
        signs.set(Signs::TITLE, is_title);
        signs.set(Signs::NAMED, above.contains(&i));
        let chosen = is_title || above.contains(&i) && pieces[i].is_shown() || keep.holds(i);
        signs.set(Signs::CHOSEN, chosen);
        signs.set(Signs::WANTED, named && chosen);
        signs.set(Signs::UNWANTED, named && !chosen);
    }
    pictures.iter().for_each(|image| beside(&mut signs, image.shown.above));
    let shown_texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let meta = facts.line(&shown_texts);
    meta.iter().for_each(|line| seen.add(&line.text));
    number(&mut pictures, text);
    let mut lines: Vec<Line> = meta.into_iter().collect();
    let mut above = Vec::with_capacity(pieces.len() + 1);
    let mut finder = Finder::of(text);
    let mut untold = untold.into_iter().filter(|thing| is_inside(thing, &keep, &blocks)).peekable();
    for (i, (mut piece, signs)) in pieces.into_iter().zip(signs).enumerate() {
        above.push(lines.len());
        let number = finder.line_of(&piece.text[piece.marker..]);
        while let Some(Untold { rule, what, .. }) = untold.next_if(|thing| thing.above <= i + 1) {
            log.found(rule, Severity::Warning, number, what);
        }
        hidden::take_out(log, &mut piece, number, rules);
        match site.filter(|site| piece.choice == Some(Choice::Remove) && !rules.keeps(&site.id)) {
            Some(site) => log.removed(site.id.clone(), number, piece.text),
            None => lines.push(line(piece, number, signs, i < keep.text)),
        }
    }
    above.push(lines.len());
    for Image { shown: mut picture, block } in pictures {
        picture.above = above[picture.above.min(above.len() - 1)];
        picture.inside = blocks.is_empty() || blocks.contains(&block);
        shown.push(picture);
    }
    Ok(Page { lines, name: facts.name_line() })
}

/// Whether something is shown between the lines of the text, or in one of its blocks.
fn is_inside(thing: &Untold, keep: &Keep, blocks: &HashSet<usize>) -> bool {
    let between = keep.first < thing.above && thing.above <= keep.last;
    blocks.is_empty() || between || blocks.contains(&thing.block)
}

/// Refuses a page that came out deeper than it should have been: the article finder walks down by recursion.
fn check_depth(page: &Document) -> Result<()> {
    // A parser adds elements nobody wrote (`tbody`, `p` in `a`), but never as many again.
    const MOST: usize = 2 * DEPTH;
    let (mut node, mut depth) = (page.root(), 0_usize);
    loop {
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            if depth > MOST {
                return Err(Error::TooMuch {
                    what: message!("elements inside each other"),
                    most: MOST as u64,
                });
            }
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return Ok(()) };
            (node, depth) = (parent, depth.saturating_sub(1));
        }
    }
}

/// Takes the characters out of long texts that are written as references, where a text has thousands of them: html5ever looks for each
/// through all of the text that follows. What is left is for the article finder only, which weighs texts by their lengths.
fn without_references(page: &Document) {
    // Below either the cost is not seen: it grows with the product of both, and an article has a dozen references.
    const LONG: usize = 4_000;
    const MANY: usize = 500;
    let escaped = |c: char| matches!(c, '&' | '<' | '>' | '\u{a0}');
    let texts: Vec<NodeRef<'_>> = page.root().descendants_it().filter(NodeRef::is_text).collect();
    for node in texts {
        let text = node.text();
        if text.len() > LONG && text.matches(escaped).take(MANY).count() == MANY {
            node.insert_before(&page.tree.new_text(text.replace(escaped, " ")));
            node.remove_from_parent();
        }
    }
}

/// What was read of a page.
pub(crate) struct Page {
    pub(crate) lines: Vec<Line>,
    /// What it calls itself.
    pub(crate) name: Option<Line>,
}

/// A piece as a line with its evidence; one above the text may be an info line.
fn line(piece: Piece, number: u32, signs: Signs, above: bool) -> Line {
    let length = piece.text.chars().count().max(1);
    let evidence = Evidence {
        nest: piece.nest,
        linked: u8::try_from(piece.linked * 10 / length).unwrap_or(10),
        block: u32::try_from(piece.block).unwrap_or(u32::MAX),
        signs,
    };
    let is_title = signs.has(Signs::TITLE);
    let mark = if is_title { Mark::Title } else { piece.mark };
    let text = if above && !is_title { piece.apart() } else { piece.text };
    Line { mark, evidence: Some(Box::new(evidence)), ..Line::plain(text, number) }
}

/// What a first look at the page says of each piece.
fn signs_of(pieces: &[Piece], keep: &Keep, blocks: &HashSet<usize>, facts: &Facts) -> Vec<Signs> {
    let mut all = Vec::with_capacity(pieces.len());
    for (i, piece) in pieces.iter().enumerate() {
        let mut signs = piece.signs;
        signs.set(Signs::HIDDEN, piece.hidden);
        signs.set(Signs::ARTICLE, blocks.contains(&piece.block));
        signs.set(Signs::ABOVE, i < keep.first);
        signs.set(Signs::BELOW, i > keep.last);
        signs.set(Signs::PIECED, piece.is_pieced());
        signs.set(Signs::JOINED, i > 0 && pieces[i - 1].block == piece.block);
        signs.set(Signs::AGREES, facts.agrees(&piece.text));
        signs.set(Signs::EQUALS, facts.is_name(&piece.text));
        all.push(signs);
    }
    all
}

/// Notes that a picture stands above the piece of that number.
fn beside(signs: &mut [Signs], above: usize) {
    if let Some(below) = signs.get_mut(above) {
        below.set(Signs::UNDER_PICTURE, true);
    }
    if let Some(over) = above.checked_sub(1).and_then(|over| signs.get_mut(over)) {
        over.set(Signs::OVER_PICTURE, true);
    }
}

/// What stands above the article and may belong to it: all between the title and the text; in a fragment without a name, whose
/// title nothing tells, the few lines above the text.
fn above(
    pieces: &[Piece],
    keep: &Keep,
    title: Option<&std::ops::Range<usize>>,
    facts: &Facts,
) -> std::ops::Range<usize> {
    // Above a text without a title stand a date, a source and the name of the site; more is a menu.
    const FEW: usize = 4;
    match title {
        Some(title) => title.end..keep.first,
        None if facts.is_nameless() && keep.first <= FEW => 0..keep.first,
        None => pieces.len()..pieces.len(),
    }
}

/// A line right under a picture that says what the picture says of itself is its caption.
fn mark_captions(pieces: &mut [Piece], pictures: &[Image]) {
    for Image { shown: picture, .. } in pictures {
        let alt = letters(&picture.alt);
        match pieces.get_mut(picture.above) {
            Some(piece) if !alt.is_empty() && letters(&piece.text) == alt => piece.mark = Mark::Caption,
            _ => {}
        }
    }
}

/// Finds the lines of the source the pictures stand on.
fn number(pictures: &mut [Image], text: &str) {
    let mut finder = Finder::of(text);
    for Image { shown: picture, .. } in pictures {
        picture.number = picture.addresses.first().map_or(finder.number, |address| finder.line_from(address));
    }
}

/// The pieces of the block that `i` stands in: a title broken by `<br>` is one title.
fn same_block(pieces: &[Piece], i: usize) -> std::ops::Range<usize> {
    // Titles stand on up to three lines, with one for a subtitle; more lines in one block are text that somebody made bold.
    const MOST: usize = 4;
    let same = |j: &usize| pieces[*j].block == pieces[i].block && pieces[*j].mark == pieces[i].mark;
    let start = (0..i).rev().take_while(same).last().unwrap_or(i);
    let end = (i..pieces.len()).take_while(same).last().unwrap_or(i) + 1;
    let heading = matches!(pieces[i].mark, Mark::Heading(_) | Mark::Centered);
    if heading && end - start <= MOST { start..end } else { i..i + 1 }
}

/// `text` with the marks of CDATA sections taken off: a parser of pages would take what they hold for a comment.
fn without_sections(text: &str) -> Cow<'_, str> {
    if !text.contains("<![CDATA[") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("<![CDATA[", "").replace("]]>", ""))
}

/// Numbers of the blocks Readability keeps; empty when it finds no article.
fn kept_blocks(page: Document) -> HashSet<usize> {
    without_references(&page);
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::with_document(page, None, Some(config)).and_then(|mut r| r.parse());
    let Ok(article) = article else { return HashSet::new() };
    let marker = format!("{BLOCK}=\"");
    let content: &str = &article.content;
    let numbers = content.match_indices(&marker).filter_map(|(i, _)| {
        let digits = &content[i + marker.len()..];
        digits[..digits.find('"')?].parse().ok()
    });
    numbers.collect()
}

/// The host the page was saved from, as it names it itself.
fn host(page: &Document, text: &str) -> Option<String> {
    const SAVED: &str = "saved from url=(";
    let named = [("link[rel='canonical']", "href"), ("meta[property='og:url']", "content"), ("base", "href")];
    let address =
        named.iter().find_map(|(css, name)| page.select(css).attr(name)).map(|address| address.to_string());
    let address = address.or_else(|| {
        let (_, rest) = text.split_once(SAVED)?;
        Some(rest.split_once(')')?.1.chars().take(200).collect())
    })?;
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', ':', '?', '#']).next().filter(|host| !host.is_empty())?;
    Some(host.to_ascii_lowercase())
}

/// The elements the user's selectors mean, each with what they say.
fn chosen(page: &Document, site: &Site) -> Chosen {
    let mut chosen = Chosen::default();
    for (css, choice) in site.choices() {
        chosen.extend(page.select(css).nodes().iter().map(|node| (node.id, choice)));
    }
    chosen
}

/// The pieces in the element the user named as the text; all of them if this page has none.
fn named_text(pieces: &[Piece]) -> Keep {
    let mut kept: Vec<bool> = pieces.iter().map(|piece| piece.choice == Some(Choice::Body)).collect();
    if !kept.contains(&true) {
        kept.fill(true);
    }
    let first = kept.iter().position(|kept| *kept).unwrap_or(0);
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
    Keep::of(pieces, first, last, kept)
}

/// Which pieces are the article.
struct Keep {
    first: usize,
    last: usize,
    /// The first of them that reads like text.
    text: usize,
    kept: Vec<bool>,
}

impl Keep {
    fn of(pieces: &[Piece], first: usize, last: usize, kept: Vec<bool>) -> Keep {
        let text = (first..last).find(|&i| kept[i] && pieces[i].is_paragraph()).unwrap_or(first);
        Keep { first, last, text, kept }
    }

    fn holds(&self, i: usize) -> bool {
        (self.first..=self.last).contains(&i) && self.kept[i]
    }
}

/// The pieces in kept blocks, and text between them that Readability dropped although it reads like an article.
fn article(pieces: &[Piece], blocks: &HashSet<usize>) -> Keep {
    let mut kept: Vec<bool> = pieces.iter().map(|piece| blocks.contains(&piece.block)).collect();
    let length: usize =
        pieces.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(p, _)| p.text.chars().count()).sum();
    if length < SHORTEST_BODY {
        kept.fill(true);
    }
    let first = kept.iter().position(|kept| *kept).unwrap_or(0);
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
    for i in first..last {
        kept[i] |= reads_like_text(&pieces[i]);
    }
    drop_links(pieces, &mut kept, first, last);
    Keep::of(pieces, first, last, kept)
}

/// Lines that are nothing but links belong to the site: two and more together, or any below the last paragraph.
fn drop_links(pieces: &[Piece], kept: &mut [bool], first: usize, last: usize) {
    let only_link = |i: usize| {
        pieces[i].linked * 10 >= pieces[i].text.chars().count() * 9 && !pieces[i].text.ends_with('。')
    };
    let within = first..pieces.len().min(last + 1);
    let end = within.clone().rev().find(|&i| kept[i] && reads_like_text(&pieces[i])).unwrap_or(last);
    let lone: Vec<usize> = within.filter(|&i| kept[i] && only_link(i)).collect();
    for &i in &lone {
        let beside = lone.binary_search(&(i + 1)).is_ok() || i > 0 && lone.binary_search(&(i - 1)).is_ok();
        if beside || i > end {
            kept[i] = false;
        }
    }
}

fn reads_like_text(piece: &Piece) -> bool {
    let heading = matches!(piece.mark, Mark::Heading(_) | Mark::Strong | Mark::Row | Mark::Caption);
    !piece.is_link() && (heading || piece.is_paragraph())
}

/// What the page calls itself, outside its text.
impl Facts {
    fn is_nameless(&self) -> bool {
        self.name.is_empty() && self.title.is_none()
    }

    /// The piece that is the title: what agrees with the names of the page, else the first main heading above the text.
    fn title_piece(&self, pieces: &[Piece], first: usize) -> Option<usize> {
        if let Some(i) = pieces.iter().position(|piece| piece.choice == Some(Choice::Title)) {
            return Some(i);
        }
        let reach = (first + 8).min(pieces.len());
        let agreeing = (0..reach).filter(|&i| self.agrees(&pieces[i].text));
        let best = agreeing.max_by_key(|&i| {
            (letters(&pieces[i].text).chars().count(), matches!(pieces[i].mark, Mark::Heading(1)), i)
        });
        best.or_else(|| {
            (0..reach).rev().find(|&i| matches!(pieces[i].mark, Mark::Heading(1)) && !pieces[i].is_link())
        })
    }

    /// Whether `text` is the page's name or what it begins with.
    fn agrees(&self, text: &str) -> bool {
        let begins = |name: &str| {
            let mut name = letters_of(name);
            letters_of(text).all(|letter| name.next() == Some(letter))
        };
        let others = [self.title.as_deref(), behind_site(&self.name)];
        is_telling(text) && (begins(&self.name) || others.into_iter().flatten().any(begins))
    }

    /// Whether `text` is the page's name, that of its site aside.
    fn is_name(&self, text: &str) -> bool {
        let names = [Some(without_site(&self.name)), self.title.as_deref(), behind_site(&self.name)];
        is_telling(text) && names.iter().flatten().any(|name| letters_of(name).eq(letters_of(text)))
    }

    /// The page's name without that of the site, for a page that shows no title.
    fn name_line(&self) -> Option<Line> {
        let name = self.title.as_deref().or_else(|| behind_site(&self.name));
        let name = name.unwrap_or_else(|| without_site(&self.name));
        (!name.is_empty()).then(|| Line { mark: Mark::Title, ..Line::plain(name, 1) })
    }
}

/// Whether `text` has more letters than the entry of a menu.
fn is_telling(text: &str) -> bool {
    letters_of(text).nth(3).is_some()
}

/// Finds the source line of each piece by looking forward from the last one: linear over the page.
struct Finder<'a> {
    text: &'a str,
    at: usize,
    number: u32,
    /// Bytes that may still be looked through in vain.
    vain: usize,
}

impl Finder<'_> {
    /// How far ahead the next piece can stand: scripts between two blocks are longer only on odd pages.
    const REACH: usize = 400_000;
    /// Where many pieces are not found, as where every character is written as a reference, they are looked for close by.
    const CLOSE: usize = 2_000;
    // So many characters may be looked through in vain, a hundred whole reaches: then it is given up, since time would grow with pieces
    // times characters.
    const VAIN: usize = 100 * Self::REACH;

    fn of(text: &str) -> Finder<'_> {
        Finder { text, at: 0, number: 1, vain: Self::VAIN }
    }

    fn line_of(&mut self, piece: &str) -> u32 {
        self.line_from(&piece.chars().take_while(|c| !c.is_whitespace()).take(8).collect::<String>())
    }

    fn line_from(&mut self, start: &str) -> u32 {
        let reach = if self.vain > 0 { Self::REACH } else { Self::CLOSE };
        let mut end = (self.at + reach).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        if let Some(i) = memmem::find(&self.text.as_bytes()[self.at..end], start.as_bytes()) {
            let passed = memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.at..self.at + i]).count();
            self.number += u32::try_from(passed).unwrap_or(u32::MAX);
            self.at += i;
        } else {
            self.vain = self.vain.saturating_sub(end - self.at);
        }
        self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><title>关于做好春耕工作的报道_地方_某网</title></head><body>\
        <div class=nav><a href=/>首页</a> <a href=/a>新闻</a></div>\n<h1>关于做好春耕工作的报道</h1>\n\
        <div class=info>2024年3月1日 来源：某日报</div><div id=content>\
        <p>春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难，进度快于往年。</p>\n\
        <p><strong>一、农资供应充足</strong></p><p>截至三月下旬，种子、化肥到位率超过九成，比去年同期提高，价格保持平稳，\
        农户普遍反映购买方便。</p><table><tr><th>项目</th><th>数量</th></tr><tr><td>种子</td><td>12吨</td></tr></table></div>\
        <div class=footer><a href=/b>联系我们</a> 版权所有</div></body></html>";

    /// The lines a first look takes for the text.
    fn chosen(lines: &[Line]) -> Vec<&Line> {
        lines.iter().filter(|line| line.is_chosen()).collect()
    }

    #[test]
    fn a_first_look_chooses_the_article_and_all_lines_are_there() {
        let mut log = Log::new();
        let mut seen = Tally::default();
        let all = read(&mut log, PAGE, &Rules::default(), &mut seen, &mut Vec::new(), &mut Vec::new())
            .unwrap()
            .lines;
        let lines = chosen(&all);
        let seen: Vec<_> =
            lines.iter().map(|l| (l.mark, l.text.chars().take(8).collect::<String>())).collect();
        let expected = [
            (Mark::Title, "关于做好春耕工作"),
            (Mark::None, "2024年3月1"),
            (Mark::None, "春分前后，各地抓"),
            (Mark::Strong, "一、农资供应充足"),
            (Mark::None, "截至三月下旬，种"),
            (Mark::Row, "项目\t数量"),
            (Mark::Row, "种子\t12吨"),
        ];
        let expected: Vec<_> = expected.iter().map(|(m, t)| (*m, (*t).to_owned())).collect();
        assert_eq!(seen, expected);
        assert_eq!(lines[2].number, 3);
        assert_eq!(
            (all[0].text.as_str(), all.last().map(|l| l.text.as_str())),
            ("首页 新闻", Some("联系我们 版权所有"))
        );
        assert!(log.removals().is_empty());
    }

    #[test]
    fn a_line_knows_what_the_markup_says_of_it() {
        let mut seen = Tally::default();
        let all = read(&mut Log::new(), PAGE, &Rules::default(), &mut seen, &mut Vec::new(), &mut Vec::new())
            .unwrap()
            .lines;
        let signs = |i: usize| all[i].evidence.as_ref().expect("a page has evidence").signs;
        assert_eq!(all[0].evidence.as_ref().map(|e| e.linked), Some(8));
        assert!(signs(0).has(Signs::ABOVE) && !signs(0).has(Signs::ARTICLE));
        assert!(signs(1).has(Signs::TITLE) && signs(1).has(Signs::EQUALS) && signs(1).has(Signs::AGREES));
        assert!(signs(2).has(Signs::NAMED) && signs(3).has(Signs::ARTICLE) && signs(4).has(Signs::BOLD));
        assert!(signs(8).has(Signs::BELOW) && !signs(7).has(Signs::BELOW));
    }

    fn texts(page: &str) -> Vec<String> {
        let (mut seen, rules) = (Tally::default(), Rules::default());
        let page = read(&mut Log::new(), page, &rules, &mut seen, &mut Vec::new(), &mut Vec::new()).unwrap();
        chosen(&page.lines).into_iter().map(|line| line.text.to_string()).collect()
    }

    const TEXT: &str = "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难，进度快于往年。";

    #[test]
    fn an_info_line_gets_the_space_its_style_gives_it() {
        let page = format!(
            "<title>春耕工作报道</title><h1>春耕工作报道</h1><div><span>原创</span><span>2024-03-01</span><a href=/a>某某报</a></div>\
            <div style='display: none'>转发标题</div><div><p>{TEXT}<p>{TEXT}</div>"
        );
        assert_eq!(texts(&page)[1..3], ["原创  2024-03-01  某某报", TEXT]);
        let subtitle = page.replace("2024-03-01", "——某区<b>春耕</b>纪事");
        assert_eq!(texts(&subtitle)[1], "原创——某区春耕纪事某某报");
    }

    #[test]
    fn white_space_at_the_end_of_an_info_line_takes_nothing_with_it() {
        let line = "青禾报2023-1-3";
        let page = format!("{line}　<i>\u{a0}</i>&nbsp;<i></i><p>{TEXT}</p><p>{TEXT}</p>");
        assert_eq!(texts(&page), [line, TEXT, TEXT]);
    }

    #[test]
    fn a_fragment_keeps_its_title_and_a_page_that_fades_in_its_text() {
        let fragment =
            format!("<div>春耕工作报道</div><div>2024-03-01</div><div><p>{TEXT}<p>{TEXT}<p>{TEXT}</div>");
        assert_eq!(texts(&fragment)[..2], ["春耕工作报道", "2024-03-01"]);
        let post = format!(
            "<title></title><h1>春耕工作报道</h1><div id=js_content style='visibility: hidden;'><p>{TEXT}<p>{TEXT}<p>{TEXT}</div>\
            <div><p>预览时标签不可点</div>"
        );
        assert_eq!(texts(&post), ["春耕工作报道", TEXT, TEXT, TEXT]);
    }

    #[test]
    fn pictures_stand_between_their_lines_and_captions_are_known() {
        let picture = "<div><img src=a_files/1.jpg alt=' 会场一角 '><span>会场一角</span></div>";
        let page = PAGE.replace("<p><strong>", &format!("{picture}<p><strong>"));
        let page = page.replace("<div class=footer>", "<div class=footer><img src=logo.png>");
        let mut shown = Vec::new();
        let (mut seen, rules) = (Tally::default(), Rules::default());
        let lines =
            read(&mut Log::new(), &page, &rules, &mut seen, &mut shown, &mut Vec::new()).unwrap().lines;
        let at = lines.iter().position(|line| line.mark == Mark::Caption);
        assert_eq!(at, Some(4));
        let seen: Vec<_> =
            shown.iter().map(|s| (s.above, s.number, s.alt.as_str(), &*s.addresses, s.inside)).collect();
        let logo = (9, 4, "", &["logo.png".to_owned()][..], false);
        assert_eq!(seen, [(4, 4, "会场一角", &["a_files/1.jpg".to_owned()][..], false), logo]);
    }

    #[test]
    fn white_space_beside_a_picture_is_no_line() {
        for space in ["&nbsp;", "　", "<b>&nbsp;</b>"] {
            let page =
                format!("<div>{space}<img src=a.jpg><p><img src=b.jpg></p></div><p>{TEXT}<p>{TEXT}</p>");
            assert_eq!(texts(&page), [TEXT, TEXT], "{space}");
        }
    }

    #[test]
    fn deep_nesting_is_walked_without_recursion() {
        let deep = format!("{}正文在很深的地方。{}", "<div>".repeat(3000), "</div>".repeat(3000));
        let page = Document::from(deep.as_str());
        let pieces = pieces(&page, Said::default(), &mut Footnotes::default(), &mut Tally::default()).0;
        assert_eq!(pieces.len(), 1);
    }

    #[test]
    fn lines_of_links_among_the_text_or_below_it_are_those_of_the_site() {
        let link = |text: &str| format!("<p><a href=/a>{text}</a></p>");
        let read = |inside: &str| -> Vec<String> {
            texts(&format!("<title>春耕工作报道</title><h1>春耕工作报道</h1><div id=content>{inside}</div>"))
        };
        let text = format!("<p>{TEXT}</p>");
        let all = |lines: &[String], found: &str| lines.iter().any(|line| line == found);
        // One by itself may be the name of what the text speaks of.
        let one = read(&format!("{text}{}{text}", link("春耕工作方案")));
        assert!(all(&one, "春耕工作方案"), "{one:?}");
        let two = read(&format!("{text}{}{}{text}", link("春耕工作方案"), link("夏收工作方案")));
        assert!(!all(&two, "春耕工作方案") && !all(&two, "夏收工作方案"), "{two:?}");
        let below = read(&format!("{text}{text}{}", link("春耕工作方案")));
        assert!(!all(&below, "春耕工作方案"), "{below:?}");
        // A sentence that is a link all through is one of the text.
        let sentence = read(&format!("{text}{}{}{text}", link("各地要抓好春耕。"), link("各地要抓好夏收。")));
        assert!(all(&sentence, "各地要抓好春耕。") && all(&sentence, "各地要抓好夏收。"), "{sentence:?}");
    }

    /// The piece that is the title of a page whose text begins with the piece `first`.
    fn title_of(page: &str, first: usize) -> Option<(usize, String)> {
        let page = Document::from(page);
        let pieces = pieces(&page, Said::default(), &mut Footnotes::default(), &mut Tally::default()).0;
        let found = Facts::of(&page).title_piece(&pieces, first)?;
        Some((found, pieces[found].text.to_string()))
    }

    #[test]
    fn the_title_is_the_longest_line_that_the_page_is_called() {
        let title =
            |body: &str, first| title_of(&format!("<title>松溪县推进春耕生产_青禾网</title>{body}"), first);
        let found = |at, text: &str| Some((at, text.to_owned()));
        let (long, short) = ("<p>松溪县推进春耕生产</p>", "<p>松溪县推进</p>");
        assert_eq!(title(&format!("{short}{long}{short}"), 2), found(1, "松溪县推进春耕生产"));
        // Of two that say the same the heading, else the one nearer to the text.
        let heading = "<h1>松溪县推进春耕生产</h1>";
        assert_eq!(title(&format!("{heading}{long}"), 2), found(0, "松溪县推进春耕生产"));
        assert_eq!(title(&format!("{long}{long}"), 2), found(1, "松溪县推进春耕生产"));
        // An entry of a menu is too short to tell, and what stands far below the beginning of the text is its own.
        assert_eq!(title("<p>松溪县</p><p>正文</p>", 1), None);
        let below = |count| format!("{}{long}", "<p>正文</p>".repeat(count));
        assert_eq!((title(&below(8), 1), title(&below(9), 1)), (found(8, "松溪县推进春耕生产"), None));
    }

    #[test]
    fn where_no_line_is_what_the_page_is_called_the_last_main_heading_above_the_text_is_the_title() {
        let title = |body: &str| title_of(&format!("<title>青禾网</title>{body}"), 2).map(|(at, _)| at);
        assert_eq!(title("<h1>某报</h1><h1>松溪县推进春耕</h1><p>正文</p>"), Some(1));
        assert_eq!(title("<h1>松溪县推进春耕</h1><h1><a href=/>青禾网首页</a></h1><p>正文</p>"), Some(0));
        assert_eq!(title("<h2>松溪县推进春耕</h2><p>正文</p>"), None);
    }

    #[test]
    fn a_title_goes_over_the_lines_of_its_block_where_they_are_few() {
        let lines = |page: &str| {
            let page = Document::from(page);
            let pieces = pieces(&page, Said::default(), &mut Footnotes::default(), &mut Tally::default()).0;
            same_block(&pieces, 1)
        };
        assert_eq!(lines("<p>甲</p><h1>乙<br>丙<br>丁<br>戊</h1><p>己</p>"), 1..5);
        assert_eq!(lines("<h1>甲<br>乙</h1><h1>丙</h1>"), 0..2);
        assert_eq!(lines("<p>甲</p><center>乙<br>丙</center>"), 1..3);
        // More is bold text, and lines of text are no title.
        assert_eq!(lines("<p>甲</p><h1>乙<br>丙<br>丁<br>戊<br>己</h1>"), 1..2);
        assert_eq!(lines("<p>甲</p><p>乙<br>丙</p>"), 1..2);
    }

    #[test]
    fn what_stands_between_title_and_text_belongs_to_them_and_without_a_title_the_few_lines_above() {
        let pieces = vec![Piece::default(); 9];
        let above = |title: Option<std::ops::Range<usize>>, first, name: &str, tag: Option<&str>| {
            let keep = Keep { first, last: 8, text: first, kept: vec![true; 9] };
            let mut facts = Facts::default();
            (facts.name, facts.title) = (name.to_owned(), tag.map(str::to_owned));
            above(&pieces, &keep, title.as_ref(), &facts)
        };
        assert_eq!(above(Some(1..2), 5, "", None), 2..5);
        assert_eq!((above(None, 4, "", None), above(None, 5, "", None)), (0..4, 9..9));
        // A page that has a name has a title somewhere, and a menu above the text.
        assert_eq!((above(None, 4, "青禾网", None), above(None, 4, "", Some("春耕"))), (9..9, 9..9));
    }

    #[test]
    fn what_the_page_shows_beside_its_text_is_told_only_of_the_text() {
        let told = |above: usize, block: usize, blocks: &[usize]| {
            let keep = Keep { first: 2, last: 5, text: 2, kept: vec![true; 9] };
            let thing = Untold { rule: "page.choice", what: message!("lines"), above, block };
            is_inside(&thing, &keep, &blocks.iter().copied().collect())
        };
        assert_eq!([1, 2, 3, 5, 6].map(|above| told(above, 9, &[7])), [false, false, true, true, false]);
        // In a block of the text, and on a page in which no text was found.
        assert!(told(1, 7, &[7]) && told(8, 7, &[7]) && told(1, 9, &[]));
        let list = "<select><option selected>甲<option>乙</select>";
        let page = |inside: &str, below: &str| {
            let page = format!(
                "<title>春耕工作报道</title><h1>春耕工作报道</h1><div><p>{TEXT}<p>{TEXT}</p>{inside}<p>{TEXT}</div>\
                <div class=footer><p><a href=/>首页</a><p>{below}</div>"
            );
            let mut log = Log::new();
            let (mut seen, rules) = (Tally::default(), Rules::default());
            read(&mut log, &page, &rules, &mut seen, &mut Vec::new(), &mut Vec::new()).unwrap();
            log.findings().iter().filter(|found| found.rule == "page.choice").count()
        };
        assert_eq!((page(list, ""), page("", list)), (1, 0));
    }

    #[test]
    fn a_page_is_of_the_site_it_names_itself() {
        let host = |page: &str| host(&Document::from(page), page);
        for page in [
            "<link rel=canonical href='https://Www.A.example/b'>",
            "<meta property='og:url' content='http://www.a.example:80/b'>",
            "<base href='http://www.a.example?b'>",
            "<!-- saved from url=(0024)http://www.a.example/b --><p>甲",
        ] {
            assert_eq!(host(page).as_deref(), Some("www.a.example"), "{page}");
        }
        assert_eq!(host("<base href='/b'>"), None);
        assert_eq!(host("<base href='http:///b'>"), None);
    }

    #[test]
    fn a_line_knows_whether_it_goes_on_in_a_block_and_a_page_what_it_is_called() {
        let page = format!("<title>春耕工作报道_某网</title><div><p>{TEXT}<br>{TEXT}</p><p>{TEXT}</p></div>");
        let mut seen = Tally::default();
        let read =
            read(&mut Log::new(), &page, &Rules::default(), &mut seen, &mut Vec::new(), &mut Vec::new());
        let read = read.unwrap();
        let joined = |line: &Line| line.evidence.as_ref().is_some_and(|known| known.signs.has(Signs::JOINED));
        assert_eq!(read.lines.iter().map(joined).collect::<Vec<_>>(), [false, true, false]);
        let name = read.name.unwrap();
        assert_eq!((name.text.as_str(), name.mark), ("春耕工作报道", Mark::Title));
    }
}
