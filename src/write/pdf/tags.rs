//! What things are, for those who cannot see them: headings, paragraphs, the table of contents, tables.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};

use crate::document::Picture;
use crate::pages::{self, Flow, Pages, Paragraph, Place};
use crate::template::StyleName;
use crate::text::anchor;

/// The groups of one flow, one for each paragraph, filled while the pages are painted.
pub(super) struct Groups {
    paragraphs: Vec<Vec<Node>>,
    /// Row and column of each cell of a table, with its content.
    cells: Vec<Vec<Vec<Vec<Node>>>>,
}

impl Groups {
    /// Empty groups for a flow.
    pub(super) fn new(flow: &Flow) -> Groups {
        let cells = flow.paragraphs.iter().map(|paragraph| {
            let Some(table) = &paragraph.table else { return Vec::new() };
            let rows = table.rows.last().map_or(0, |last| last.row + 1);
            vec![vec![Vec::new(); table.columns.len()]; rows]
        });
        Groups { paragraphs: vec![Vec::new(); flow.paragraphs.len()], cells: cells.collect() }
    }

    /// Adds content to a paragraph.
    pub(super) fn push(&mut self, paragraph: usize, node: impl Into<Node>) {
        self.paragraphs[paragraph].push(node.into());
    }

    /// Adds content to a cell of a table.
    pub(super) fn push_cell(&mut self, paragraph: usize, [row, column]: [usize; 2], id: Identifier) {
        self.cells[paragraph][row][column].push(id.into());
    }
}

/// The whole tree: the cover, the table of contents, then the articles.
pub(super) fn tree([cover, contents, body]: [Groups; 3], pages: &Pages, pictures: &[Picture]) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some("zh-CN".to_owned()));
    cover.paragraphs.into_iter().for_each(|children| tree.push(TagGroup::with_children(Tag::P, children)));
    let mut toc = TagGroup::new(Tag::TOC);
    let body_flow = &pages.body;
    for (paragraph, children) in pages.contents.paragraphs.iter().zip(contents.paragraphs) {
        match paragraph.place {
            Place::Contents(_) => toc.push(TagGroup::with_children(Tag::TOCI, children)),
            _ => tree.push(TagGroup::with_children(Tag::P, children)),
        }
    }
    if !toc.children.is_empty() {
        tree.push(toc);
    }
    let mut levels = Levels { before: 0 };
    let groups = body.paragraphs.into_iter().zip(body.cells);
    for (i, (paragraph, (children, cells))) in body_flow.paragraphs.iter().zip(groups).enumerate() {
        if let Some(figure) = paragraph.figure {
            let alt = alt(pictures.get(figure.picture), body_flow.paragraphs.get(i + 1));
            tree.push(TagGroup::with_children(Tag::Figure(Some(alt)), children));
            continue;
        }
        match levels.of(paragraph) {
            _ if let Some(set) = &paragraph.table => tree.push(table(cells, set)),
            _ if matches!(paragraph.place, Place::Footnote { .. }) => {
                tree.push(TagGroup::with_children(Tag::Note, children));
            }
            Some(level) => {
                let text = anchor::without(&paragraph.text).replace('\n', " ");
                tree.push(TagGroup::with_children(Tag::Hn(level, Some(text)), children));
            }
            None => tree.push(TagGroup::with_children(Tag::P, children)),
        }
    }
    tree
}

/// What a picture shows, in words: what its maker said, else what stands under it, else that it is one.
fn alt(picture: Option<&Picture>, below: Option<&Paragraph>) -> String {
    let said = picture.map(|picture| picture.alt.as_str()).filter(|alt| !alt.trim().is_empty());
    let caption = below.filter(|below| below.style == StyleName::Caption && !below.text.is_empty());
    said.or(caption.map(|caption| caption.text.as_str())).unwrap_or("图片").to_owned()
}

fn table(cells: Vec<Vec<Vec<Node>>>, set: &pages::Table) -> TagGroup {
    let mut table = TagGroup::new(Tag::Table);
    let rows = set.rows.chunk_by(|above, below| above.row == below.row).map(|pieces| &pieces[0]);
    for (cells, row) in cells.into_iter().zip(rows) {
        let mut group = TagGroup::new(Tag::TR);
        let own = cells.into_iter().zip(&row.cells).filter(|(_, cell)| cell.stand.columns() > 0);
        for (cell, set_cell) in own {
            let several =
                |count: usize| u32::try_from(count).ok().filter(|count| *count > 1).and_then(NonZeroU32::new);
            let (columns, rows) = (several(set_cell.stand.columns()), several(set_cell.stand.rows()));
            group.push(match row.row < set.heads {
                true => {
                    let tag = Tag::TH(TableHeaderScope::Column);
                    TagGroup::with_children(tag.with_col_span(columns).with_row_span(rows), cell)
                }
                false => TagGroup::with_children(Tag::TD.with_col_span(columns).with_row_span(rows), cell),
            });
        }
        table.push(group);
    }
    table
}

/// Levels of headings without a gap, as PDF/UA wants them (ISO 14289-1 7.4.2).
struct Levels {
    before: u16,
}

impl Levels {
    fn of(&mut self, paragraph: &Paragraph) -> Option<NonZeroU16> {
        let level = depth(paragraph.style)?;
        self.before = level.min(self.before + 1);
        NonZeroU16::new(self.before)
    }
}

/// How deep a heading of this kind stands below the document; none for other paragraphs.
pub(super) fn depth(style: StyleName) -> Option<u16> {
    Some(match style {
        StyleName::Title | StyleName::AttachmentTitle => 1,
        StyleName::Heading1 => 2,
        StyleName::Heading2 => 3,
        StyleName::Heading3 => 4,
        StyleName::Heading4 => 5,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use krilla::tagging::TagKind;

    use super::*;
    use crate::document::{Block, Bytes, Document, Footnote, PictureFormat, Role};
    use crate::pages::{Cell, Row, Stand};
    use crate::template::{Align, builtin};
    use crate::text::Rich;
    use crate::units::Length;
    use crate::write::pdf::readback::{Seen, article, block};

    #[test]
    fn joined_cells_say_what_they_take() {
        let cell = |stand| Cell {
            text: String::new(),
            forced: false,
            lines: Vec::new(),
            held: Vec::new(),
            align: Align::Left,
            stand,
        };
        let own = |columns, rows| cell(Stand::Own { columns, rows });
        let joined = |left, above| cell(Stand::Joined { left, above });
        let rows = [
            vec![own(1, 2), own(2, 1), joined(1, 0)],
            vec![joined(0, 1), own(1, 1), own(1, 1)],
            vec![own(1, 1), own(1, 1), own(1, 1)],
        ];
        let rows = rows.into_iter().enumerate().map(|(row, cells)| Row { row, cells, lines: 1 });
        let (rows, columns) = (rows.collect(), vec![Length::mm(10); 3]);
        let (padding, size, pitch) = (Length::ZERO, Length::points(14), Length::points(28));
        let set = pages::Table { rows, heads: 2, columns, padding, size, pitch };
        let shown = table(vec![vec![Vec::new(); 3]; 3], &set).children.iter().map(spans).collect::<Vec<_>>();
        let (one, head) = ((false, None, None), (true, None, None));
        let first = vec![(true, None, Some(2)), (true, Some(2), None)];
        assert_eq!(shown, [first, vec![head; 2], vec![one; 3]]);
    }

    /// Of the cells of a row: whether each is a head, and how many columns and rows it says it takes.
    fn spans(row: &Node) -> Vec<(bool, Option<u32>, Option<u32>)> {
        let Node::Group(row) = row else { return Vec::new() };
        let cells = row.children.iter().filter_map(|cell| match cell {
            Node::Group(cell) => Some(&cell.tag),
            Node::Leaf(_) => None,
        });
        let of = |tag: &TagKind| match tag {
            TagKind::TH(tag) => (true, tag.col_span(), tag.row_span()),
            TagKind::TD(tag) => (false, tag.col_span(), tag.row_span()),
            _ => panic!("a cell is a cell"),
        };
        let number = |count: Option<NonZeroU32>| count.map(NonZeroU32::get);
        cells.map(of).map(|(head, columns, rows)| (head, number(columns), number(rows))).collect()
    }

    fn tags(document: &Document, toc: bool) -> String {
        Seen::of(document, &builtin("gongwen").unwrap(), toc).tags()
    }

    #[test]
    fn headings_have_levels_without_a_gap() {
        let blocks = [
            (Role::Heading(1), "一、办"),
            (Role::Heading(4), "（1）细"),
            (Role::Paragraph, "字"),
            (Role::Heading(2), "（一）再"),
        ];
        let whole = Document { articles: vec![article(&["总结"], &blocks)], ..Document::default() };
        assert_eq!(tags(&whole, false), "Document(H1 H2 H3 P H3)");
        let contents = "P TOC(TOCI(Link) TOCI(Link))";
        assert_eq!(tags(&whole, true), format!("Document({contents} H1 H2 H3 P H3)"));
    }

    #[test]
    fn a_table_is_told_by_rows_and_a_footnote_as_a_note() {
        let mut own = article(&["总结"], &[(Role::Table, "序号\t任务\n1\t巡查")]);
        own.blocks.push(Block { text: Rich::footnoted("字{0}"), ..block(Role::Paragraph, "") });
        own.footnotes = vec![Footnote { text: "注".into(), line: 1 }];
        let whole = Document { articles: vec![own], ..Document::default() };
        assert_eq!(tags(&whole, false), "Document(H1 Table(TR(TH TH) TR(TD TD)) P Note)");
    }

    #[test]
    fn a_picture_says_what_it_shows() {
        let picture = |alt: &str| Picture {
            name: String::new(),
            alt: alt.to_owned(),
            format: PictureFormat::Png,
            width: 8,
            height: 8,
            bytes: Bytes(b"".as_slice().into()),
        };
        let flow = crate::layout::layout(
            &Document {
                articles: vec![article(&[], &[(Role::Caption, "会议现场"), (Role::Paragraph, "字")])],
                ..Document::default()
            },
            &builtin("gongwen").unwrap(),
            &crate::layout::Options::default(),
        );
        let [caption, text] = [0, 1].map(|i| &flow.body.paragraphs[i]);
        assert_eq!(alt(Some(&picture("会场")), Some(caption)), "会场");
        assert_eq!(alt(Some(&picture(" ")), Some(caption)), "会议现场");
        assert_eq!(alt(Some(&picture("")), Some(text)), "图片");
        assert_eq!(alt(None, None), "图片");
    }
}
