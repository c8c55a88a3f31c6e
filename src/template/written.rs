//! Templates as written: every key may be missing, none may be unknown.

use serde::Deserialize;

use crate::template::{Align, Face};

/// `[paper]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paper {
    pub width: Option<String>,
    pub height: Option<String>,
    pub top: Option<String>,
    pub bottom: Option<String>,
    pub left: Option<String>,
    pub right: Option<String>,
    pub header: Option<String>,
    pub footer: Option<String>,
}

/// `[grid]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grid {
    pub characters: Option<i64>,
    pub lines: Option<i64>,
    pub pitch: Option<String>,
}

/// One font of `[faces]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FaceName {
    pub name: String,
    pub alias: Option<String>,
}

/// `[faces]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Faces {
    pub xiaobiaosong: Option<FaceName>,
    pub fangsong: Option<FaceName>,
    pub kai: Option<FaceName>,
    pub hei: Option<FaceName>,
    pub song: Option<FaceName>,
    pub latin: Option<String>,
}

/// `[title_block]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleBlock {
    pub above: Option<i64>,
    pub below: Option<i64>,
}

/// `[articles]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Articles {
    pub new_page: Option<bool>,
}

/// `contents.numbering`
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Numbering {
    Roman,
    None,
}

/// `[contents]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contents {
    pub title: Option<String>,
    pub depth: Option<i64>,
    pub titles: Option<bool>,
    pub numbering: Option<Numbering>,
}

/// `[page_number]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageNumber {
    pub before: Option<String>,
    pub after: Option<String>,
    pub odd: Option<Align>,
    pub even: Option<Align>,
    pub indent: Option<i64>,
}

/// `[run_in]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RunIn {
    pub unnumbered: Option<Face>,
}

/// `[table]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    pub line: Option<String>,
}

/// `[styles.…]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Style {
    pub face: Option<Face>,
    pub size: Option<String>,
    pub pitch: Option<String>,
    pub tracking: Option<String>,
    pub align: Option<Align>,
    pub indent: Option<i64>,
    pub left: Option<i64>,
    pub right: Option<i64>,
    pub before: Option<i64>,
    pub bold: Option<bool>,
    pub keep_next: Option<bool>,
}
