//! From meaning to positions: which line stands on which page.
//!
//! `cover` · `contents` (which lines the table of contents has) → `flow` (paragraphs in their final form) → `lines` (broken) →
//! `stack` (into pages) → `running` (heads). Whole numbers throughout, linear in the text, no fonts: on the grid of the standard every
//! character is one cell or half of one.

mod characters;
mod contents;
pub(crate) mod cover;
mod ending;
mod figure;
mod flow;
mod footnotes;
pub mod formula;
mod head;
mod hold;
mod imprint;
mod lines;
mod lone;
mod paragraph;
#[cfg(test)]
mod placed;
pub(crate) mod recipients;
mod running;
mod stack;
mod table;
mod title;

pub use contents::contents;

use crate::document::Document;
use crate::layout::contents::titled;
use crate::pages::{ContentsEntry, Flow, Pages, Place};
use crate::template::Template;

/// What to lay out beside the articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether a table of contents stands in front.
    pub toc: bool,
}

/// Lays out a document.
pub fn layout(document: &Document, template: &Template, options: &Options) -> Pages {
    let mut pages = without_contents(document, template);
    if options.toc {
        add_contents(&mut pages, document, template);
    }
    pages
}

/// Puts a table of contents in front, which moves nothing else: its pages have numbers of their own.
pub fn add_contents(pages: &mut Pages, document: &Document, template: &Template) {
    pages.entries = contents(document, template);
    pages.contents = contents_flow(&pages.entries, template);
    if !pages.cover.pages.is_empty() && template.cover.two_sided {
        cover::whole_sheets(&mut pages.contents);
    }
}

fn without_contents(document: &Document, template: &Template) -> Pages {
    let (mut body, begins) = text(document, template);
    let (titles, blocks) = begins_by_block(document, &body, &begins);
    imprint::place(&mut body, imprint::imprint(&document.official, template), template);
    if let Some(first) = body.pages.first_mut() {
        first.unnumbered = !template.page_number.first;
    }
    let heads = running::heads(document, template);
    if !heads.is_empty() {
        running::assign(&mut body);
    }
    let mut cover = cover::cover(document, template);
    if !cover.pages.is_empty() && template.cover.two_sided {
        cover::whole_sheets(&mut cover);
    }
    let titled = titled(document, template);
    Pages { cover, body, heads, titled, titles, blocks, ..Pages::default() }
}

/// The articles, with their footnotes; also the page each paragraph begins on, from 1.
fn text(document: &Document, template: &Template) -> (Flow, Vec<u32>) {
    let paragraphs = flow::body(document, template);
    let footnotes = footnotes::paragraphs(document, &paragraphs, template);
    let count = footnotes.len();
    let (mut flow, begins) = stack::stack_with(paragraphs, footnotes, template);
    if count > 0 {
        footnotes::number(&mut flow, count);
    }
    (flow, begins)
}

fn contents_flow(entries: &[ContentsEntry], template: &Template) -> Flow {
    if entries.is_empty() {
        return Flow::default();
    }
    stack::stack(flow::contents(entries, template), template).0
}

fn begins_by_block(document: &Document, body: &Flow, begins: &[u32]) -> (Vec<u32>, Vec<Vec<u32>>) {
    let mut titles = vec![0; document.articles.len()];
    let mut blocks: Vec<Vec<u32>> =
        document.articles.iter().map(|article| vec![0; article.blocks.len()]).collect();
    for (paragraph, &page) in body.paragraphs.iter().zip(begins) {
        let (Place::Front { article } | Place::Block { article, .. }) = paragraph.place else { continue };
        if titles[article] == 0 {
            titles[article] = page;
        }
        if let Place::Block { block, .. } = paragraph.place {
            blocks[article][block] = page;
        }
    }
    for pages in &mut blocks {
        // Names that stand beside each other in a row of seals are one paragraph.
        for i in 1..pages.len() {
            if pages[i] == 0 {
                pages[i] = pages[i - 1];
            }
        }
    }
    (titles, blocks)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::{Article, Block, Bytes, Footnote, Picture, PictureFormat, Role};
    use crate::template::{Align, builtin};
    use crate::text::{Meaning, Rich, anchor};
    use crate::units::Length;

    fn block(role: Role, text: &str) -> Block {
        Block { role, text: text.into(), line: 1 }
    }

    fn article(blocks: Vec<Block>) -> Document {
        let article = Article { title: vec!["某区工作总结".into()], blocks, ..Article::default() };
        Document { articles: vec![article], ..Document::default() }
    }

    fn pages(document: &Document) -> Pages {
        layout(document, &builtin("gongwen").unwrap(), &Options { toc: true })
    }

    #[test]
    fn a_full_page_has_22_lines_of_28_characters() {
        let text = "字".repeat(26 + 28 * 60);
        let pages = pages(&article(vec![block(Role::Paragraph, &text)]));
        // Two blanks, the title, a blank, 18 lines; then full pages.
        assert_eq!(pages.body.pages.iter().map(|page| page.lines.len()).collect::<Vec<_>>(), [19, 22, 21]);
        for line in &pages.body.pages[1].lines {
            assert_eq!(text[line.start..line.end].chars().count(), 28);
        }
    }

    #[test]
    fn a_blank_line_without_room_stands_at_the_top_of_the_next_page() {
        // Room for 18 lines below the title; a blank line stands above 附件.
        for (lines, rows) in [(16, &[0][..]), (17, &[0]), (18, &[1])] {
            let mut blocks = vec![block(Role::Paragraph, "字"); lines];
            blocks.push(block(Role::Attachment, "附件：任务清单"));
            blocks.push(block(Role::Paragraph, "字"));
            let pages = pages(&article(blocks));
            let page = pages.body.pages.last().unwrap();
            let tops = page.lines.iter().map(|line| line.top.times(Length::points(28)));
            assert_eq!(tops.collect::<Vec<i64>>()[..1], *rows, "{lines}");
        }
    }

    #[test]
    fn an_entry_of_the_contents_is_not_parted() {
        let long = format!("一、{}", "字".repeat(40));
        let mut heads = vec!["一、短"; 19];
        heads.push(&long);
        let pages = pages(&article(heads.into_iter().map(|head| block(Role::Heading(1), head)).collect()));
        // The title with a blank below it and 19 entries leave one line of 22.
        assert_eq!(pages.contents.pages.iter().map(|page| page.lines.len()).collect::<Vec<_>>(), [20, 2]);
    }

    #[test]
    fn an_entry_of_the_list_of_attachments_is_not_parted() {
        let name = |n: usize| format!("{n}. {}", "表".repeat(30));
        // 18 lines below the title; a blank one stands between a text and the list.
        for (before, on_first) in [(0, 9), (1, 8), (2, 7)] {
            let mut blocks = vec![block(Role::Paragraph, "字"); before];
            blocks.push(block(Role::Attachment, &format!("附件：{}", name(1))));
            blocks.extend((2..=12).map(|n| block(Role::Attachment, &name(n))));
            let pages = pages(&article(blocks));
            let on_page = |entry: usize| pages.block_page(0, before + entry);
            assert_eq!((0..12).filter(|entry| on_page(*entry) == Some(1)).count(), on_first, "{before}");
            for (page, set) in pages.body.pages.iter().enumerate() {
                for line in &set.lines {
                    let entry = pages.body.paragraphs[line.paragraph].place;
                    let Place::Block { block, .. } = entry else { continue };
                    assert_eq!(pages.block_page(0, block), Some(page as u32 + 1), "{before}");
                }
            }
        }
    }

    #[test]
    fn a_heading_that_opens_a_paragraph_is_in_the_contents() {
        use crate::document::{RunIn, RunInKind};
        let text = "（一）抓落实。各部门要认真执行。";
        let run_in = |kind| Role::RunIn(RunIn { head: "（一）抓落实。".len(), kind });
        let of = |kind| {
            let entries = pages(&article(vec![block(run_in(kind), text)])).entries;
            entries.into_iter().map(|entry| (entry.text, entry.level, entry.run_in)).collect::<Vec<_>>()
        };
        assert_eq!(of(RunInKind::Numbered(2)), [("（一）抓落实".to_owned(), 2, true)]);
        assert_eq!([of(RunInKind::Numbered(3)), of(RunInKind::Enumeration)], [vec![], vec![]]);
    }

    #[test]
    fn a_heading_does_not_stand_alone_at_the_foot() {
        for (lines, page) in [(16, 1), (17, 2)] {
            let mut blocks = vec![block(Role::Paragraph, "字"); lines];
            blocks.push(block(Role::Heading(1), "一、抓落实"));
            blocks.push(block(Role::Paragraph, "字"));
            assert_eq!(pages(&article(blocks)).block_page(0, lines), Some(page), "{lines}");
        }
    }

    #[test]
    fn headings_in_a_row_move_together() {
        let mut blocks = vec![block(Role::Paragraph, "字"); 16];
        blocks.push(block(Role::Heading(1), "一、抓落实"));
        blocks.push(block(Role::Heading(2), "（一）责任"));
        blocks.push(block(Role::Paragraph, "字"));
        let pages = pages(&article(blocks));
        assert_eq!((pages.block_page(0, 15), pages.block_page(0, 16)), (Some(1), Some(2)));
        assert_eq!(pages.body.pages[1].lines.len(), 3);
    }

    #[test]
    fn a_heading_that_ends_its_article_stays() {
        let mut blocks = vec![block(Role::Paragraph, "字"); 17];
        blocks.push(block(Role::Heading(1), "一、抓落实"));
        let mut document = article(blocks);
        document.compiled = true;
        document.articles.push(document.articles[0].clone());
        assert_eq!(pages(&document).block_page(0, 17), Some(1));
    }

    #[test]
    fn a_table_repeats_its_head_and_does_not_leave_it_alone() {
        let rows = vec!["甲\t乙"; 30].join("\n");
        for (before, first_page) in [(10, 8), (16, 2), (17, 0)] {
            let mut blocks = vec![block(Role::Paragraph, "字"); before];
            blocks.push(block(Role::Table, &rows));
            let pages = pages(&article(blocks));
            let rows = |page: usize| {
                let lines = pages.body.pages[page].lines.iter();
                lines
                    .filter(|line| pages.body.paragraphs[line.paragraph].table.is_some())
                    .map(|line| line.start)
            };
            assert_eq!(rows(0).count(), first_page, "{before}");
            assert_eq!(rows(1).take(2).collect::<Vec<_>>(), [0, first_page.max(1)], "{before}");
        }
    }

    #[test]
    fn a_row_longer_than_a_page_goes_on_below_the_head() {
        let template = builtin("gongwen").unwrap();
        let rows = format!("序号\t事项\n1\t{}\n2\t乙", "字".repeat(27 * 40));
        let pages = pages(&article(vec![block(Role::Paragraph, "字"), block(Role::Table, &rows)]));
        assert_eq!(pages.body.pages.len(), 3);
        let bottom = |line: &crate::pages::SetLine| line.top + line.height;
        let lines = pages.body.pages.iter().flat_map(|page| &page.lines);
        assert!(lines.map(bottom).all(|bottom| bottom <= template.text_height()));
        assert_eq!(pages.body.pages[1].lines[0].start, 0);
    }

    #[test]
    fn a_wide_table_has_turned_sheets_of_its_own() {
        let row = ["指标完成情况"; 9].join("\t");
        let blocks = vec![
            block(Role::Paragraph, "字"),
            block(Role::Caption, "表1 指标完成情况"),
            block(Role::Table, &format!("{row}\n{row}")),
            block(Role::Paragraph, "字"),
        ];
        let pages = pages(&article(blocks));
        assert_eq!(pages.body.pages.iter().map(|page| page.turned).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!([1, 2, 3].map(|block| pages.block_page(0, block)), [Some(2), Some(2), Some(3)]);
        let sheet = &pages.body.pages[1];
        assert!(sheet.lines.iter().all(|line| line.room == builtin("gongwen").unwrap().text_height()));
    }

    #[test]
    fn a_picture_moves_on_with_its_caption() {
        // A picture of 10 lines (280 pt) and its caption take 11 of the 18 lines below the title.
        for (before, page) in [(7, 1), (8, 2)] {
            let mut blocks = vec![block(Role::Paragraph, "字"); before];
            blocks.push(block(Role::Picture(0), ""));
            blocks.push(block(Role::Caption, "图1 现场"));
            let mut document = article(blocks);
            document.pictures = vec![Picture {
                name: String::new(),
                alt: String::new(),
                format: PictureFormat::Png,
                width: 300,
                height: 372,
                bytes: Bytes(Arc::default()),
            }];
            let pages = pages(&document);
            let found = [before, before + 1].map(|block| pages.block_page(0, block));
            assert_eq!(found, [Some(page); 2], "{before}");
        }
    }

    #[test]
    fn each_article_of_a_compilation_starts_a_page() {
        let mut document = article(vec![block(Role::Paragraph, "字")]);
        document.articles.push(document.articles[0].clone());
        document.articles[1].unit = Some("区委办".to_owned());
        let template = builtin("huibian").unwrap();
        let pages = layout(&document, &template, &Options { toc: true });
        assert_eq!((pages.title_page(0), pages.title_page(1), pages.body_count()), (Some(1), Some(2), 2));
        let texts: Vec<&str> = pages.entries.iter().map(|entry| entry.text.as_str()).collect();
        assert_eq!(texts, ["某区工作总结", "某区工作总结（区委办）"]);
        assert_eq!(pages.front_count(), 1);
    }

    #[test]
    fn name_and_date_at_the_end_follow_the_rule_without_a_seal() {
        // A character is 313 twips, a digit 153, two characters of indent 640, the line 8844.
        let (date, line) = (3 * 313 + 6 * 153, 8844);
        let check = |names: &str, expected: [(Align, i64, i64); 2]| {
            let document = article(vec![block(Role::Signature, names), block(Role::Date, "2026年8月1日")]);
            let pages = pages(&document);
            let [.., name, date] = &pages.body.paragraphs[..] else { panic!() };
            let place =
                |set: &crate::pages::Paragraph| (set.align, set.left.as_twips(), set.right.as_twips());
            assert_eq!([name, date].map(place), expected);
            assert!(name.keep_next);
        };
        check("某某区人民政府办公室", [(Align::Right, 0, 640), (Align::Left, line - 640 - 3130 + 640, 0)]);
        check("区委办", [(Align::Left, line - 640 - date - 640, 0), (Align::Right, 0, 640)]);
    }

    #[test]
    fn name_and_date_do_not_stand_on_a_page_alone() {
        // The ending takes a blank line and two; page 1 has room for 18 lines below the title.
        for (lines, on_second) in [(15, 0), (16, 2 + 2), (17, 2 + 2), (18, 2 + 2), (19, 1 + 2 + 1)] {
            let text = "字".repeat(26 + 28 * (lines - 1));
            let document = article(vec![
                block(Role::Paragraph, &text),
                block(Role::Signature, "区委办"),
                block(Role::Date, "2026年8月1日"),
            ]);
            let pages = pages(&document);
            let second = pages.body.pages.get(1).map_or(0, |page| page.lines.len());
            assert_eq!(second, on_second, "{lines}");
        }
    }

    #[test]
    fn short_paragraphs_go_with_name_and_date_and_so_does_their_heading() {
        // Page 1 has room for 18 lines; the ending takes a blank line and two.
        for (lines, heading, on_second) in [
            (15, false, 0),
            (16, false, 2 + 2),
            (17, false, 2 + 2),
            (15, true, 2 + 2),
            (14, true, 2 + 2),
            (13, true, 0),
        ] {
            let mut blocks = vec![block(Role::Paragraph, "字"); lines];
            if heading {
                blocks.extend([block(Role::Heading(1), "一、抓落实"), block(Role::Paragraph, "字")]);
            }
            blocks.extend([block(Role::Signature, "区委办"), block(Role::Date, "2026年8月1日")]);
            let pages = pages(&article(blocks));
            let second = pages.body.pages.get(1).map_or(0, |page| page.lines.len());
            assert_eq!(second, on_second, "{lines} {heading}");
        }
    }

    #[test]
    fn a_paragraph_up_to_half_a_page_goes_whole_where_it_has_room_and_name_and_date_have_none() {
        // Page 1 has room for 18 lines; the ending takes a blank line and two.
        for (above, heading, lines, on_second, whole, parted) in [
            (7, false, 8, 0, false, false),
            (8, false, 8, 8 + 2, true, false),
            (10, false, 8, 8 + 2, true, false),
            (7, true, 8, 1 + 8 + 2, true, false),
            (6, true, 8, 0, false, false),
            // It parts by itself.
            (11, false, 8, 2 + 2, false, true),
            (12, false, 8, 2 + 2, false, true),
            (13, false, 8, 3 + 2, false, true),
            (5, false, 11, 11 + 2, true, false),
            // More of the page would stay empty.
            (5, false, 12, 2 + 2, false, false),
            (6, false, 12, 2 + 2, false, false),
        ] {
            let mut blocks = vec![block(Role::Paragraph, "字"); above];
            if heading {
                blocks.push(block(Role::Heading(1), "一、抓落实"));
            }
            blocks.push(block(Role::Paragraph, &"字".repeat(26 + 28 * (lines - 1))));
            blocks.extend([block(Role::Signature, "区委办"), block(Role::Date, "2026年8月1日")]);
            let pages = pages(&article(blocks));
            let second = pages.body.pages.get(1).map_or(0, |page| page.lines.len());
            let kept = pages.body.paragraphs.iter().any(|set| set.closing && set.whole);
            let own = pages.body.paragraphs.iter().any(|set| set.closing && set.parted);
            assert_eq!((second, kept, own), (on_second, whole, parted), "{above} {heading} {lines}");
        }
    }

    #[test]
    fn an_attachment_turns_over_under_its_name() {
        let pages = pages(&article(vec![
            block(Role::Attachment, "附件：1.任务清单"),
            block(Role::Attachment, "2.责任分工"),
        ]));
        let [.., one, two] = &pages.body.paragraphs[..] else { panic!() };
        assert_eq!(one.left, two.left);
        assert_eq!((one.left + one.first).as_twips(), 640);
        assert_eq!((two.left + two.first).as_twips(), 640 + 3 * 313);
        assert!(one.before > two.before);
    }

    #[test]
    fn what_is_attached_begins_a_page() {
        let check = |above: &[Role], expected: &[i64]| {
            let mut blocks = vec![block(Role::Paragraph, "字")];
            blocks.extend(above.iter().map(|&role| block(role, "任务清单")));
            blocks.push(block(Role::Paragraph, "字"));
            let pages = pages(&article(blocks));
            let rows = pages.body.pages[1].lines.iter().map(|line| line.top.times(Length::points(28)));
            assert_eq!(rows.collect::<Vec<i64>>(), expected, "{above:?}");
        };
        check(&[Role::AttachmentLabel, Role::AttachmentTitle], &[0, 2, 4]);
        check(&[Role::AttachmentLabel], &[0, 1]);
        check(&[Role::Note, Role::AttachmentTitle, Role::AttachmentTitle], &[2, 3, 5]);
    }

    /// Paragraphs of one line, some with footnotes of so many lines.
    fn noted(lines: usize, footnotes: &[(usize, usize)]) -> Document {
        let mut document = article(vec![block(Role::Paragraph, "字"); lines]);
        let own = &mut document.articles[0];
        for (i, &(line, long)) in footnotes.iter().enumerate() {
            own.blocks[line].text.mark_end(Meaning::Footnote(i));
            // The first line has room for 42 − 3.5 characters, the others for 42.
            own.footnotes.push(Footnote { text: "注".repeat(38 + 42 * (long - 1)).into(), line: 1 });
        }
        document
    }

    /// For each page: lines of text, and for each of its footnotes the number and its lines.
    fn feet(document: &Document) -> Vec<(usize, Vec<(usize, usize)>)> {
        let pages = pages(document);
        let place = |line: &crate::pages::SetLine| pages.body.paragraphs[line.paragraph].place;
        let of_page = |page: &crate::pages::Page| {
            let mut feet: Vec<(usize, usize)> = Vec::new();
            let text = page.lines.iter().filter(|line| match place(line) {
                Place::Footnote { number, .. } => {
                    match feet.last_mut().filter(|last| last.0 == number && line.start > 0) {
                        Some(last) => last.1 += 1,
                        None => feet.push((number, 1)),
                    }
                    false
                }
                _ => true,
            });
            (text.count(), feet)
        };
        pages.body.pages.iter().map(of_page).collect()
    }

    #[test]
    fn footnotes_stand_on_the_page_of_their_anchors_and_are_numbered_there() {
        // Below the title 18 lines; a footnote takes half a line, and their rule 8 pt.
        assert_eq!(feet(&noted(20, &[(0, 1), (1, 1)])), [(1 + 16, vec![(1, 1), (2, 1)]), (4, vec![])]);
        assert_eq!(feet(&noted(24, &[(3, 2), (19, 1)])), [(1 + 16, vec![(1, 2)]), (8, vec![(1, 1)])],);
        let document = noted(24, &[(3, 2), (19, 1)]);
        let set = pages(&document).body.paragraphs;
        let numbers: Vec<usize> = set.iter().flat_map(|set| anchor::footnotes(&set.text)).collect();
        assert_eq!(numbers, [0, 0], "the anchors hold the numbers on the page");
    }

    #[test]
    fn a_rule_stands_above_the_footnotes_of_each_page() {
        for document in [noted(24, &[(3, 2), (19, 1)]), noted(20, &[(15, 4)]), noted(20, &[(0, 1)])] {
            let pages = pages(&document);
            for page in &pages.body.pages {
                let is_footnote = |line: &&crate::pages::SetLine| {
                    matches!(pages.body.paragraphs[line.paragraph].place, Place::Footnote { .. })
                };
                let first = page.lines.iter().find(is_footnote).map(|line| line.top);
                let below = page.separator.map(|separator| separator.top + separator.height);
                assert_eq!(below, first);
                assert!(page.separator.is_none_or(|separator| separator.height == Length::points(8)));
            }
        }
    }

    #[test]
    fn a_footnote_knows_its_sign() {
        let document = noted(24, &[(3, 2), (4, 1), (19, 1)]);
        let set = pages(&document).body.paragraphs;
        let signs: String = set.iter().filter_map(|set| set.sign).map(|sign| sign.character).collect();
        assert_eq!(signs, "①②①");
    }

    #[test]
    fn a_footnote_without_room_turns_over() {
        // Below line 16 of the text is room for three lines of footnotes.
        let expected = [(1 + 16, vec![(1, 3)]), (4, vec![(1, 1)])];
        assert_eq!(feet(&noted(20, &[(15, 4)])), expected);
        // One longer than a page fills pages of its own behind the text.
        let long = feet(&noted(1, &[(0, 100)]));
        assert_eq!(long.iter().map(|(text, _)| *text).collect::<Vec<_>>(), [2, 0, 0]);
        assert_eq!(long.iter().flat_map(|(_, feet)| feet).map(|foot| foot.1).sum::<usize>(), 100);
    }

    #[test]
    fn a_heading_does_not_leave_its_footnote_no_room() {
        for (before, on_first) in [(15, 15 + 2), (16, 16)] {
            let mut document = noted(before + 2, &[(before, 1)]);
            document.articles[0].blocks[before].role = Role::Heading(1);
            assert_eq!(feet(&document)[0].0, 1 + on_first, "{before}");
        }
    }

    #[test]
    fn headings_deeper_than_the_depth_stay_out_of_the_contents() {
        let blocks = [1, 2, 3].map(|level| block(Role::Heading(level), "标题")).to_vec();
        let levels: Vec<u8> = pages(&article(blocks)).entries.iter().map(|entry| entry.level).collect();
        assert_eq!(levels, [1, 2]);
    }

    /// The first cell stands beside all rows, so that no head does.
    fn joined(text: &str, rows: usize) -> Rich {
        let mut table = Rich::new();
        table.mark_end(Meaning::Cell { columns: 1, rows });
        table.push_str(&vec![format!("类别\t{text}\t{text}"); rows].join("\n").replace("\n类别", "\n"));
        table
    }

    #[test]
    fn the_last_row_of_a_page_has_room_for_its_line() {
        let template = builtin("gongwen").unwrap();
        let text = "推进项目建设，按月调度，按季通报，年底考核。".repeat(6);
        // Three lines of the grid have room for nine of 386 twips and no line around them; with that, the last goes over.
        let mut least = template.text_height();
        for above in 0..18 {
            let mut blocks = vec![block(Role::Paragraph, "字"); above];
            blocks.push(Block { role: Role::Table, text: joined(&text, 4), line: 1 });
            let pages = pages(&article(blocks));
            let is_row =
                |line: &&crate::pages::SetLine| pages.body.paragraphs[line.paragraph].table.is_some();
            for two in pages.body.pages.windows(2) {
                let [last, next] = [two[0].lines.last(), two[1].lines.iter().find(is_row)];
                let Some((last, next)) = last.filter(is_row).zip(next) else { continue };
                let rest = template.text_height() - last.top - last.height;
                assert!(rest < next.height + Length::twips(30), "{above}");
                least = least.min(rest);
            }
        }
        assert_eq!(least.as_twips(), 211);
        // Rows of the pitch of the grid: 22 lines leave 18 twips, which is enough below a head only.
        for (text, rows) in
            [(joined("通报", 60), 21), (vec!["通报\t通报"; 60].join("\n").as_str().into(), 22)]
        {
            let pages = pages(&article(vec![Block { role: Role::Table, text, line: 1 }]));
            // The first row is less high where the table begins, below the title and its three blank lines.
            assert_eq!([0, 1].map(|page| pages.body.pages[page].lines.len()), [19, rows]);
        }
    }

    #[test]
    fn the_text_below_a_table_of_smaller_type_is_back_on_the_grid() {
        let rows = vec![["指标完成情况"; 8].join("\t"); 4].join("\n");
        let blocks =
            vec![block(Role::Table, &rows), block(Role::Paragraph, "字"), block(Role::Paragraph, "字")];
        let pages = pages(&article(blocks));
        let lines = &pages.body.pages[0].lines;
        let pitch = builtin("gongwen").unwrap().grid.pitch.as_emu();
        let tops: Vec<i64> = lines.iter().rev().take(2).map(|line| line.top.as_emu()).collect();
        assert!(tops.iter().all(|top| top % pitch == 0), "{tops:?}");
        let table = lines.iter().rfind(|line| pages.body.paragraphs[line.paragraph].table.is_some()).unwrap();
        let rest = tops[1] - (table.top + table.height).as_emu();
        assert!(rest > 0 && rest < pitch, "{rest}");
        let below = &pages.body.paragraphs[lines[lines.len() - 2].paragraph];
        assert_eq!(below.before.as_emu(), rest);
    }

    #[test]
    fn a_footnote_of_a_turned_table_is_as_wide_as_the_sheet() {
        let row = ["指标完成情况"; 9].join("\t");
        let mut text = Rich::from(format!("{row}\n{row}").as_str());
        text.mark_end(Meaning::Footnote(0));
        let mut document = article(vec![Block { role: Role::Table, text, line: 1 }]);
        // Fifty characters and a sign: an upright line has room for 42.
        document.articles[0].footnotes.push(Footnote { text: "注".repeat(50).as_str().into(), line: 1 });
        let pages = pages(&document);
        let sheet = pages.body.pages.iter().find(|page| page.turned).unwrap();
        let is_footnote = |line: &&crate::pages::SetLine| {
            matches!(pages.body.paragraphs[line.paragraph].place, Place::Footnote { .. })
        };
        assert_eq!(sheet.lines.iter().filter(is_footnote).count(), 1);
        assert_eq!(pages.body.pages.iter().flat_map(|page| &page.lines).filter(is_footnote).count(), 1);
    }

    #[test]
    fn names_in_a_row_of_seals_begin_on_the_page_of_the_row() {
        let template = builtin("hongtou").unwrap();
        for (above, page) in [(3, 1), (30, 2)] {
            let mut blocks = vec![block(Role::Paragraph, "字"); above];
            blocks.extend(
                ["某市水利局", "某市财政局", "某市农业农村局"].map(|name| block(Role::Signature, name)),
            );
            blocks.push(block(Role::Date, "2026年8月1日"));
            let mut document = article(blocks);
            document.official.seal = Some(crate::document::Seal::Stamped);
            let pages = layout(&document, &template, &Options::default());
            for block in above..above + 4 {
                assert_eq!(pages.block_page(0, block), Some(page), "{block}");
            }
        }
    }
}
