//! Styles: how each kind of paragraph looks.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::document::{FrontRole, Role};
use crate::units::Length;

/// A class of type (字体), as GB/T 9704-2012 names them; the font itself is the template's or the painter's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// 小标宋体, for titles (7.3.1).
    Xiaobiaosong,
    /// 仿宋体, for everything not said otherwise (5.2.2).
    Fangsong,
    /// 楷体, for headings of the second level (7.3.3).
    Kai,
    /// 黑体, for headings of the first level (7.3.3).
    Hei,
    /// 宋体, for page numbers (7.5).
    Song,
}

impl Face {
    /// Every class.
    pub const ALL: [Face; 5] = [Face::Xiaobiaosong, Face::Fangsong, Face::Kai, Face::Hei, Face::Song];
}

/// How the lines of a paragraph stand between its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Both edges straight, the last line left.
    Justify,
    /// Left edge straight.
    Left,
    /// Centred.
    Center,
    /// Right edge straight.
    Right,
}

/// The colour of type and rules; black unless the standard says otherwise (GB/T 9704-2012 5.2.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Color {
    /// Red, green and blue.
    pub rgb: [u8; 3],
}

impl Color {
    /// 红色, of the mark and its rules (7.2.4, 7.2.7).
    pub const RED: Color = Color { rgb: [255, 0, 0] };

    /// Reads `black`, `red` or `#c00000`.
    pub(crate) fn parse(text: &str) -> Option<Color> {
        match text {
            "black" => return Some(Color::default()),
            "red" => return Some(Color::RED),
            _ => {}
        }
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        Some(Color { rgb: [part(0)?, part(2)?, part(4)?] })
    }

    /// As six digits, the form of Word.
    pub(crate) fn hex(self) -> String {
        let [red, green, blue] = self.rgb;
        format!("{red:02X}{green:02X}{blue:02X}")
    }
}

/// The look of one kind of paragraph. Nothing is left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Class of type.
    pub face: Face,
    /// Size of type.
    pub size: Length,
    /// From one line to the next, exactly.
    pub pitch: Length,
    /// Added to the width of every character; negative sets them closer.
    pub tracking: Length,
    /// How the lines stand.
    pub align: Align,
    /// Indent of the first line, in characters of this style, on top of `left`; may be negative.
    pub indent: i64,
    /// Indent of all lines from the left, in characters.
    pub left: i64,
    /// Indent of all lines from the right, in characters.
    pub right: i64,
    /// Blank lines above.
    pub before: i64,
    /// Whether it is bold.
    pub bold: bool,
    /// The colour of its type.
    pub color: Color,
    /// Whether it must not stand at the foot of a page without what follows.
    pub keep_next: bool,
}

/// The kinds of paragraphs a template gives a look to. The names are the keys under `[styles]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleName {
    /// 正文.
    Body,
    /// 标题.
    Title,
    /// 引题.
    Kicker,
    /// 副标题.
    Subtitle,
    /// 署名 under the title.
    Byline,
    /// 来源、日期 under the title.
    Dateline,
    /// 一、
    Heading1,
    /// （一）
    Heading2,
    /// 1.
    Heading3,
    /// （1）
    Heading4,
    /// A quoted block.
    Quote,
    /// A list item.
    Item,
    /// 图题.
    Caption,
    /// 主送机关.
    Recipient,
    /// 发文机关署名.
    Signature,
    /// 成文日期.
    Date,
    /// 发文字号.
    Number,
    /// 附注.
    Note,
    /// 附件说明.
    Attachment,
    /// 附件 above an attached document.
    AttachmentLabel,
    /// 附件标题.
    AttachmentTitle,
    /// 出席、请假、列席 under minutes.
    Attendance,
    /// 摘要、编者按.
    Abstract,
    /// A line of an old table of contents that was kept.
    KeptContents,
    /// A cell of a table.
    Table,
    /// A cell of the first row of a table.
    TableHead,
    /// 责任编辑 and the like.
    Credit,
    /// 目录 itself.
    ContentsTitle,
    /// An entry of the first level of the table of contents.
    Contents1,
    /// An entry of the second level.
    Contents2,
    /// An entry of the third level and below.
    Contents3,
    /// 页码.
    PageNumber,
    /// 份号.
    CopyNumber,
    /// 密级和保密期限.
    Secrecy,
    /// 紧急程度.
    Urgency,
    /// 发文机关标志 of one organ.
    Mark,
    /// 发文机关标志 of several organs.
    JointMark,
    /// 签发人: the names; the label is set like the number.
    Signer,
    /// 版记.
    Imprint,
    /// The title of a compilation on its cover.
    CoverTitle,
    /// 编印单位 on the cover.
    CoverPublisher,
    /// 编印日期 on the cover.
    CoverDate,
    /// 页眉.
    RunningHead,
    /// 脚注.
    Footnote,
}

/// How many kinds there are.
pub(crate) const STYLES: usize = 44;

impl StyleName {
    /// Every kind with its key, in the order of the enum.
    pub const ALL: [(StyleName, &'static str); STYLES] = [
        (StyleName::Body, "body"),
        (StyleName::Title, "title"),
        (StyleName::Kicker, "kicker"),
        (StyleName::Subtitle, "subtitle"),
        (StyleName::Byline, "byline"),
        (StyleName::Dateline, "dateline"),
        (StyleName::Heading1, "heading_1"),
        (StyleName::Heading2, "heading_2"),
        (StyleName::Heading3, "heading_3"),
        (StyleName::Heading4, "heading_4"),
        (StyleName::Quote, "quote"),
        (StyleName::Item, "item"),
        (StyleName::Caption, "caption"),
        (StyleName::Recipient, "recipient"),
        (StyleName::Signature, "signature"),
        (StyleName::Date, "date"),
        (StyleName::Number, "number"),
        (StyleName::Note, "note"),
        (StyleName::Attachment, "attachment"),
        (StyleName::AttachmentLabel, "attachment_label"),
        (StyleName::AttachmentTitle, "attachment_title"),
        (StyleName::Attendance, "attendance"),
        (StyleName::Abstract, "abstract"),
        (StyleName::KeptContents, "kept_contents"),
        (StyleName::Table, "table"),
        (StyleName::TableHead, "table_head"),
        (StyleName::Credit, "credit"),
        (StyleName::ContentsTitle, "contents_title"),
        (StyleName::Contents1, "contents_1"),
        (StyleName::Contents2, "contents_2"),
        (StyleName::Contents3, "contents_3"),
        (StyleName::PageNumber, "page_number"),
        (StyleName::CopyNumber, "copy_number"),
        (StyleName::Secrecy, "secrecy"),
        (StyleName::Urgency, "urgency"),
        (StyleName::Mark, "mark"),
        (StyleName::JointMark, "joint_mark"),
        (StyleName::Signer, "signer"),
        (StyleName::Imprint, "imprint"),
        (StyleName::CoverTitle, "cover_title"),
        (StyleName::CoverPublisher, "cover_publisher"),
        (StyleName::CoverDate, "cover_date"),
        (StyleName::RunningHead, "running_head"),
        (StyleName::Footnote, "footnote"),
    ];

    /// The heading of a level; levels beyond 4 look like the fourth.
    pub fn heading(level: u8) -> StyleName {
        match level {
            0 | 1 => StyleName::Heading1,
            2 => StyleName::Heading2,
            3 => StyleName::Heading3,
            _ => StyleName::Heading4,
        }
    }

    /// The entry of a table of contents for a level; levels beyond 3 look like the third.
    pub fn contents(level: u8) -> StyleName {
        match level {
            0 | 1 => StyleName::Contents1,
            2 => StyleName::Contents2,
            _ => StyleName::Contents3,
        }
    }

    /// The style of a block; the head of a run-in paragraph has its own face ([`crate::template::Template::head_face`]).
    pub fn of_block(role: Role) -> StyleName {
        match role {
            Role::Heading(level) => StyleName::heading(level),
            Role::RunIn(_) | Role::Paragraph => StyleName::Body,
            Role::Quote => StyleName::Quote,
            Role::Item => StyleName::Item,
            Role::Picture(_) | Role::Caption => StyleName::Caption,
            Role::Recipient => StyleName::Recipient,
            Role::Signature => StyleName::Signature,
            Role::Date => StyleName::Date,
            Role::Number => StyleName::Number,
            Role::Note => StyleName::Note,
            Role::Attachment => StyleName::Attachment,
            Role::AttachmentLabel => StyleName::AttachmentLabel,
            Role::AttachmentTitle => StyleName::AttachmentTitle,
            Role::Attendance => StyleName::Attendance,
            Role::Abstract => StyleName::Abstract,
            Role::Contents => StyleName::KeptContents,
            Role::Table => StyleName::Table,
            Role::Credit => StyleName::Credit,
        }
    }

    /// The style of a line above the text.
    pub fn of_front(role: FrontRole) -> StyleName {
        match role {
            FrontRole::Kicker => StyleName::Kicker,
            FrontRole::Title => StyleName::Title,
            FrontRole::Subtitle => StyleName::Subtitle,
            FrontRole::Byline => StyleName::Byline,
            FrontRole::Dateline => StyleName::Dateline,
        }
    }
}
