//! Templates as written: every key may be missing, none may be unknown. The doc comments are the reference page
//! (`docs/templates.md`), so they speak to those who write templates.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::template::{Align, Face};

/// A length: `"37mm"`, `"3.7cm"`, `"16pt"`, `"1474twip"`, or a size name such as `"三号"`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct LengthText(pub String);

/// A colour: `"black"`, `"red"` or `"#c00000"`.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct ColorText(pub String);

/// A whole template.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "the shape of the file; each section is read for itself, so that all faults are told"
)]
pub(super) struct File {
    /// The built-in template this one builds on; only what differs is then named.
    extends: Option<String>,
    /// One line on what it is for.
    summary: Option<String>,
    paper: Option<Paper>,
    grid: Option<Grid>,
    faces: Option<Faces>,
    title_block: Option<TitleBlock>,
    articles: Option<Articles>,
    cover: Option<Cover>,
    contents: Option<Contents>,
    page_number: Option<PageNumber>,
    running_head: Option<RunningHead>,
    run_in: Option<RunIn>,
    table: Option<Table>,
    head: Option<Head>,
    imprint: Option<Imprint>,
    seal: Option<Seal>,
    /// The look of each kind of paragraph: `[styles.body]`, `[styles.title]` and so on.
    styles: Option<std::collections::BTreeMap<String, Style>>,
}

/// The sheet and its margins (GB/T 9704-2012 5.1, 5.2.1).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Paper {
    /// Width of the sheet.
    pub width: Option<LengthText>,
    /// Height of the sheet.
    pub height: Option<LengthText>,
    /// 天头: from the upper edge of the sheet to the type area.
    pub top: Option<LengthText>,
    /// From the type area to the lower edge of the sheet.
    pub bottom: Option<LengthText>,
    /// 订口: from the left edge of the sheet to the type area.
    pub left: Option<LengthText>,
    /// From the type area to the right edge of the sheet.
    pub right: Option<LengthText>,
    /// From the upper edge of the sheet to the header.
    pub header: Option<LengthText>,
    /// From the lower edge of the sheet to the foot of the page number.
    pub footer: Option<LengthText>,
}

/// How Word is told of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GridProfile {
    /// Word's own grid of lines and characters, and type set closer so that the lines come out the same in every program.
    Universal,
    /// Only what Word's dialog writes: for those whose checks forbid condensed type. LibreOffice before 24 shows it wrongly.
    Word,
    /// A grid of lines only, and type set closer.
    Lines,
}

/// Lines and characters of the type area (5.2.3).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Grid {
    /// Full-width characters a line; the body type and its tracking must give as many.
    pub characters: Option<i64>,
    /// Lines a page; the pitch must give as many.
    pub lines: Option<i64>,
    /// From one line to the next.
    pub pitch: Option<LengthText>,
    /// How Word is told of the grid (`universal` unless named).
    pub profile: Option<GridProfile>,
}

/// The name of a font in the document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FaceName {
    /// The name written into the document.
    pub name: String,
    /// Another name of the same cut, for a computer that lacks the first.
    pub alias: Option<String>,
}

/// What each class of type is called in the document.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Faces {
    /// 小标宋体.
    pub xiaobiaosong: Option<FaceName>,
    /// 仿宋体.
    pub fangsong: Option<FaceName>,
    /// 楷体.
    pub kai: Option<FaceName>,
    /// 黑体.
    pub hei: Option<FaceName>,
    /// 宋体.
    pub song: Option<FaceName>,
    /// Font of digits and Latin letters: `"same"` takes them from the Chinese face, else the name of a font.
    pub latin: Option<String>,
}

/// Blank lines around the title of material without a head (7.3.1 taken over).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleBlock {
    /// Blank lines above what stands first.
    pub above: Option<i64>,
    /// Blank lines between what stands last above the text, and the text.
    pub below: Option<i64>,
}

/// How articles follow each other.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Articles {
    /// Whether each starts a new page.
    pub new_page: Option<bool>,
    /// Whether that page must be an odd one (`false` unless named), with a blank page before it where that is needed.
    pub odd_page: Option<bool>,
}

/// Whether there is a cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CoverRule {
    /// For a compilation with a title of the whole, unless it has the head of an issued document.
    Auto,
    /// Wherever there is a title for it: that of the whole, or of the only article.
    Always,
    /// Never.
    Never,
}

/// The cover (封面) of a compilation; its type is `[styles.cover_title]`, `[styles.cover_publisher]` and `[styles.cover_date]`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Cover {
    /// Whether there is one.
    pub show: Option<CoverRule>,
    /// From the upper edge of the sheet to the middle of the title.
    pub title_middle: Option<LengthText>,
    /// From what stands last, the date, to the lower edge of the sheet.
    pub foot: Option<LengthText>,
    /// Whether what has a cover is printed on both sides: 目录 and text then begin on a right-hand page, and the side before them stays
    /// blank where that is needed.
    pub two_sided: Option<bool>,
}

/// The numbers on the pages of the table of contents.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Numbering {
    /// I, II, III, centred.
    Roman,
    /// None.
    None,
}

/// The table of contents (目录).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Contents {
    /// What stands above it.
    pub title: Option<String>,
    /// How many levels it shows, 1 to 4.
    pub depth: Option<i64>,
    /// Whether the titles of articles are its first level, with headings below them.
    pub titles: Option<bool>,
    /// The numbers on its own pages.
    pub numbering: Option<Numbering>,
}

/// The page number (7.5); its type is `[styles.page_number]`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PageNumber {
    /// Text before the number; `{pages}` in it is how many pages the text has.
    pub before: Option<String>,
    /// Text after it, with `{pages}` as before: `before = "第"`, `after = "页 共{pages}页"`.
    pub after: Option<String>,
    /// Where it stands on odd pages.
    pub odd: Option<Align>,
    /// Where it stands on even pages.
    pub even: Option<Align>,
    /// How far inside the edge of the type area, in characters of its own size.
    pub indent: Option<i64>,
    /// Whether the first page shows its number; not in a letter (10.1).
    pub first: Option<bool>,
}

/// What stands above the text of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunningText {
    /// Nothing.
    #[default]
    None,
    /// The title of the compilation.
    Whole,
    /// The title of the article.
    Article,
}

/// The running head (页眉) of the pages of the text; its type is `[styles.running_head]`, its place `paper.header`. Turned pages and those
/// without a number show none.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RunningHead {
    /// What stands on odd pages (`"none"` unless named).
    pub odd: Option<RunningText>,
    /// What stands on even pages (`"none"` unless named).
    pub even: Option<RunningText>,
}

/// Paragraphs that open with a heading sentence.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RunIn {
    /// The face of a heading sentence without a number.
    pub unnumbered: Option<Face>,
}

/// Tables.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// Thickness of the lines.
    pub line: Option<LengthText>,
}

/// From where the place of the mark is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum MarkFrom {
    /// From the upper edge of the type area (7.2.4, 10.2, 10.3).
    TypeArea,
    /// From the upper edge of the sheet (10.1).
    Paper,
}

/// What the rule of the head stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleUnder {
    /// The number (7.2.7).
    Number,
    /// The mark (10.1); the number then stands below the rule.
    Mark,
    /// There is no rule.
    None,
}

/// The head (版头): where the mark, the number and the red rule stand (7.2, 10).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// From there to the upper edge of the mark's characters.
    pub mark_top: Option<LengthText>,
    /// From where `mark_top` is measured.
    pub mark_from: Option<MarkFrom>,
    /// How narrow the characters of a long mark may become, in percent; below that the type becomes smaller.
    pub mark_narrowest: Option<i64>,
    /// Blank lines between the mark and the number.
    pub number_gap: Option<i64>,
    /// Where the number stands; with signers it moves to the left (7.2.5).
    pub number: Option<Align>,
    /// What the rule stands under.
    pub rule: Option<RuleUnder>,
    /// From the characters above the rule to the rule.
    pub rule_gap: Option<LengthText>,
    /// Thickness of the rule.
    pub rule_weight: Option<LengthText>,
    /// Thickness of a second rule below the first; `"0mm"` for none.
    pub rule_second: Option<LengthText>,
    /// Width of the rule, centred on the type area.
    pub rule_width: Option<LengthText>,
    /// From a pair of rules at the foot of the first page to the lower edge of the sheet (10.1); `"0mm"` for none.
    pub foot_rule: Option<LengthText>,
    /// Blank lines between the head and the title, or the text if there is no title.
    pub title_gap: Option<i64>,
    /// Whether who prints and when stand in the head, above its rule, and not in the imprint (简报); `false` unless named.
    pub issue: Option<bool>,
}

/// The imprint (版记), at the foot of the last page (7.4).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Imprint {
    /// Whether it has rules; not in a letter (10.1).
    pub rules: Option<bool>,
    /// Thickness of the first and the last rule.
    pub thick: Option<LengthText>,
    /// Thickness of the rules between.
    pub thin: Option<LengthText>,
    /// How far its text stands inside the type area on both sides, in characters of its own size.
    pub indent: Option<i64>,
    /// Whether it must stand on an even page, with a blank page before it where that is needed.
    pub even_page: Option<bool>,
}

/// How a document is sealed when it does not say so itself.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum SealKind {
    /// 不加盖印章 (7.3.5.2).
    None,
    /// 加盖印章 (7.3.5.1).
    Stamped,
    /// 加盖签发人签名章 (7.3.5.3).
    Name,
}

/// Issuing organ, date and the room for seals (7.3.5).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Seal {
    /// How a document is sealed when it does not say so itself.
    pub default: Option<SealKind>,
    /// Blank lines between the text and a sealed name, so that the seal reaches within a line of the text.
    pub gap: Option<i64>,
    /// How far a sealed date stands from the right, in characters.
    pub right: Option<i64>,
    /// Diameter of a seal: so much room has each of several.
    pub size: Option<LengthText>,
    /// Width of a signature stamp.
    pub name_width: Option<LengthText>,
    /// Height of a signature stamp.
    pub name_height: Option<LengthText>,
}

/// The look of one kind of paragraph. Face, size, pitch, tracking and colour are those of `[styles.body]` unless named; the rest is
/// `"justify"`, 0 and false unless named.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Style {
    /// Class of type.
    pub face: Option<Face>,
    /// Size of type.
    pub size: Option<LengthText>,
    /// From one line to the next, exactly.
    pub pitch: Option<LengthText>,
    /// Added to the width of every character; negative sets them closer.
    pub tracking: Option<LengthText>,
    /// How the lines stand.
    pub align: Option<Align>,
    /// Indent of the first line, in characters, on top of `left`; may be negative.
    pub indent: Option<i64>,
    /// Indent of all lines from the left, in characters.
    pub left: Option<i64>,
    /// Indent of all lines from the right, in characters.
    pub right: Option<i64>,
    /// Blank lines above.
    pub before: Option<i64>,
    /// Whether it is bold.
    pub bold: Option<bool>,
    /// Whether it must not stand at the foot of a page without what follows.
    pub keep_next: Option<bool>,
    /// Colour of the type; black unless named.
    pub color: Option<ColorText>,
}
