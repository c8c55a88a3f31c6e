//! Templates: every length, face and choice of form, read from TOML and resolved until nothing is open.
//!
//! A template may build on a built-in one (`extends = "gongwen"`) and then names only what differs. All faults of a
//! template are reported at once.

mod adjust;
mod reference;
mod resolve;
mod style;
mod written;

pub use adjust::{Adjustments, FontNames};
pub use reference::{reference, schema};
pub use style::{Align, Color, Face, Style, StyleName};
pub use written::{CoverRule, GridProfile, RuleUnder, RunningText};

use crate::document::{RunInKind, Seal};
use crate::error::{Error, Result};
use crate::message::{self, Value, near};
use crate::units::Length;

/// A built-in template.
struct BuiltIn {
    name: &'static str,
    /// What clerks call it.
    called: &'static [&'static str],
    text: &'static str,
}

/// The built-in templates, the default first.
#[rustfmt::skip]
const BUILTIN: [BuiltIn; 12] = [
    BuiltIn { name: "gongwen", called: &["公文", "公文材料", "材料", "通用"], text: include_str!("../../templates/gongwen.toml") },
    BuiltIn { name: "hongtou", called: &["红头", "红头文件", "下行文"], text: include_str!("../../templates/hongtou.toml") },
    BuiltIn { name: "shangxing", called: &["上行文"], text: include_str!("../../templates/shangxing.toml") },
    BuiltIn { name: "xinhan", called: &["信函", "函", "公函", "信函格式"], text: include_str!("../../templates/xinhan.toml") },
    BuiltIn { name: "mingling", called: &["命令"], text: include_str!("../../templates/mingling.toml") },
    BuiltIn { name: "jiyao", called: &["纪要", "会议纪要", "纪要格式"], text: include_str!("../../templates/jiyao.toml") },
    BuiltIn { name: "jianbao", called: &["简报"], text: include_str!("../../templates/jianbao.toml") },
    BuiltIn { name: "dianbao", called: &["电报", "传真电报"], text: include_str!("../../templates/dianbao.toml") },
    BuiltIn { name: "jianghua", called: &["讲话", "讲话稿"], text: include_str!("../../templates/jianghua.toml") },
    BuiltIn { name: "jianghua-da", called: &["讲话大字版", "大字版"], text: include_str!("../../templates/jianghua-da.toml") },
    BuiltIn { name: "zongjie", called: &["总结"], text: include_str!("../../templates/zongjie.toml") },
    BuiltIn { name: "huibian", called: &["汇编"], text: include_str!("../../templates/huibian.toml") },
];

/// The names of the built-in templates, the default first.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|template| template.name)
}

/// The names of the built-in templates in one line, for messages.
fn known() -> Value {
    message::names(names())
}

/// A built-in template.
///
/// # Errors
/// [`Error::UnknownTemplate`] when there is none of that name.
pub fn builtin(name: &str) -> Result<Template> {
    match find(name) {
        Some(found) => parse(found.name, found.text),
        None => {
            let near = near(name, names()).map(str::to_owned);
            Err(Error::UnknownTemplate { name: name.to_owned(), near, known: names().collect() })
        }
    }
}

/// The text of a built-in template, as a start for one's own.
pub fn source(name: &str) -> Option<&'static str> {
    find(name).map(|template| template.text)
}

/// By its name or what clerks call it.
fn find(name: &str) -> Option<&'static BuiltIn> {
    BUILTIN
        .iter()
        .find(|template| template.name.eq_ignore_ascii_case(name) || template.called.contains(&name))
}

/// Reads a template from TOML; `name` is what messages call it.
///
/// # Errors
/// [`Error::Template`] with every fault found.
pub fn parse(name: &str, text: &str) -> Result<Template> {
    resolve::resolve(name, text).map_err(|faults| Error::Template { name: name.to_owned(), faults })
}

/// A template with nothing left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name or path.
    pub name: String,
    /// One line on what it is for.
    pub summary: String,
    /// The sheet and its margins.
    pub paper: Paper,
    /// The grid of the type area.
    pub grid: Grid,
    /// What the faces are called.
    pub faces: Faces,
    /// The blanks around the title.
    pub title_block: TitleBlock,
    /// How articles follow each other.
    pub articles: Articles,
    /// The cover of a compilation.
    pub cover: Cover,
    /// The table of contents.
    pub contents: Contents,
    /// The page number.
    pub page_number: PageNumber,
    /// The running head of the pages of the text.
    pub running_head: RunningHead,
    /// The face of a run-in heading without a number.
    pub run_in: Face,
    /// Thickness of the lines of a table.
    pub table_line: Length,
    /// The head of an issued document.
    pub head: Head,
    /// The imprint of an issued document.
    pub imprint: Imprint,
    /// Issuing organ, date and the room for seals.
    pub sealing: Sealing,
    styles: Vec<Style>,
}

impl Template {
    /// The look of one kind of paragraph.
    pub fn style(&self, name: StyleName) -> &Style {
        &self.styles[name as usize]
    }

    /// The face of the head of a run-in paragraph.
    pub fn head_face(&self, kind: RunInKind) -> Face {
        match kind {
            RunInKind::Numbered(level) => self.style(StyleName::heading(level)).face,
            RunInKind::Unnumbered => self.run_in,
            RunInKind::Enumeration => self.style(StyleName::Body).face,
        }
    }

    /// Width of the type area (版心).
    pub fn text_width(&self) -> Length {
        self.paper.width - self.paper.left - self.paper.right
    }

    /// Height of the type area.
    pub fn text_height(&self) -> Length {
        self.paper.height - self.paper.top - self.paper.bottom
    }
}

/// The sheet (GB/T 9704-2012 5.1, 5.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Width of the sheet.
    pub width: Length,
    /// Height of the sheet.
    pub height: Length,
    /// 天头: from the upper edge to the type area.
    pub top: Length,
    /// From the type area to the lower edge.
    pub bottom: Length,
    /// 订口: from the left edge to the type area.
    pub left: Length,
    /// From the type area to the right edge.
    pub right: Length,
    /// From the upper edge to the header.
    pub header: Length,
    /// From the lower edge to the foot of the page number.
    pub footer: Length,
}

/// The grid of the type area (5.2.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Full-width characters a line.
    pub characters: i64,
    /// Lines a page.
    pub lines: i64,
    /// From one line to the next.
    pub pitch: Length,
    /// How Word is told of it.
    pub profile: GridProfile,
}

/// The name of a font, and the name to look for when it is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceName {
    /// The name written into the document.
    pub name: String,
    /// Another name of the same cut.
    pub alias: String,
}

/// Where digits and Latin letters come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Latin {
    /// From the Chinese face around them.
    Same,
    /// From this font.
    Named(String),
}

/// What the classes of type are called in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faces {
    names: Vec<FaceName>,
    /// Where digits and Latin letters come from.
    pub latin: Latin,
}

impl Faces {
    /// The font of a class.
    pub fn get(&self, face: Face) -> &FaceName {
        &self.names[face as usize]
    }

    /// The font of digits and Latin letters beside a class.
    pub fn latin(&self, face: Face) -> &str {
        match &self.latin {
            Latin::Same => &self.get(face).name,
            Latin::Named(name) => name,
        }
    }
}

/// The blanks around the title, in lines of the grid (7.3.1 taken over to material without a red head).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleBlock {
    /// Blank lines above what stands first.
    pub above: i64,
    /// Blank lines between what stands last above the text, and the text.
    pub below: i64,
}

/// How articles follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Articles {
    /// Whether each starts a new page.
    pub new_page: bool,
    /// Whether that page must be an odd one.
    pub odd_page: bool,
}

/// The cover (封面) of a compilation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Whether there is one.
    pub show: CoverRule,
    /// From the upper edge of the sheet to the middle of the title.
    pub title_middle: Length,
    /// From what stands last to the lower edge of the sheet.
    pub foot: Length,
    /// Whether what has a cover is printed on both sides: then 目录 and text begin on a right-hand page.
    pub two_sided: bool,
}

/// The numbers on the pages of the table of contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// I, II, III, centred.
    Roman,
    /// None.
    None,
}

/// The table of contents (目录).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// What stands above it.
    pub title: String,
    /// How many levels it shows.
    pub depth: u8,
    /// Whether the titles of articles are its first level, with headings below them.
    pub titles: bool,
    /// The numbers on its own pages.
    pub numbering: Numbering,
}

/// The page number (7.5): its look is `[styles.page_number]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageNumber {
    /// Text before the number; [`PAGES`] in it is the count of pages.
    pub before: String,
    /// Text after it; [`PAGES`] as above.
    pub after: String,
    /// Where it stands on odd pages.
    pub odd: Align,
    /// Where it stands on even pages.
    pub even: Align,
    /// How far inside the edge, in characters of its own size.
    pub indent: i64,
    /// Whether the first page shows its number.
    pub first: bool,
}

/// What stands for the count of pages in the text beside a page number: 第3页 共{pages}页.
pub const PAGES: &str = "{pages}";

impl PageNumber {
    /// What stands on a page, of so many.
    pub fn text(&self, page: usize, pages: usize) -> String {
        let beside = |text: &str| text.replace(PAGES, &pages.to_string());
        format!("{}{page}{}", beside(&self.before), beside(&self.after))
    }

    /// Whether it says how many pages there are.
    pub fn counts(&self) -> bool {
        self.before.contains(PAGES) || self.after.contains(PAGES)
    }
}

/// The running head (页眉): what stands above the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningHead {
    /// On odd pages.
    pub odd: RunningText,
    /// On even pages.
    pub even: RunningText,
}

/// The head (版头): where the mark, the number and the red rule stand (7.2, 10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// From the upper edge of the type area to that of the mark; negative when the mark stands above it (10.1).
    pub mark_top: Length,
    /// How narrow the characters of a long mark may become, in percent.
    pub mark_narrowest: i64,
    /// Blank lines between the mark and the number.
    pub number_gap: i64,
    /// Where the number stands, if there are no signers.
    pub number: Align,
    /// What the rule stands under.
    pub rule: RuleUnder,
    /// From the characters above the rule to the rule.
    pub rule_gap: Length,
    /// Thickness of the rule.
    pub rule_weight: Length,
    /// Thickness of a second rule below the first; nothing for none.
    pub rule_second: Length,
    /// Width of the rule.
    pub rule_width: Length,
    /// From a pair of rules at the foot of the first page to the lower edge of the sheet; nothing for none.
    pub foot_rule: Length,
    /// Blank lines between the head and the title.
    pub title_gap: i64,
    /// Whether who prints and when stand in it, above the rule, and not in the imprint.
    pub issue: bool,
}

/// The imprint (版记), at the foot of the last page (7.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imprint {
    /// Whether it has rules.
    pub rules: bool,
    /// Thickness of the first and the last rule.
    pub thick: Length,
    /// Thickness of the rules between.
    pub thin: Length,
    /// How far its text stands inside the type area, in characters of its own size.
    pub indent: i64,
    /// Whether it must stand on an even page.
    pub even_page: bool,
}

/// Issuing organ, date and the room for seals (7.3.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealing {
    /// How a document is sealed when it does not say so itself.
    pub default: Seal,
    /// Blank lines between the text and a sealed name.
    pub gap: i64,
    /// How far a sealed date stands from the right, in characters.
    pub right: i64,
    /// Diameter of a seal.
    pub size: Length,
    /// Width of a signature stamp.
    pub name_width: Length,
    /// Height of a signature stamp.
    pub name_height: Length,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Message;

    #[test]
    fn a_page_number_may_say_how_many_pages_there_are() {
        let mut number = builtin("gongwen").unwrap().page_number;
        assert_eq!((number.text(2, 7), number.counts()), ("— 2 —".to_owned(), false));
        (number.before, number.after) = ("第".to_owned(), "页 共{pages}页".to_owned());
        assert_eq!((number.text(2, 7), number.counts()), ("第2页 共7页".to_owned(), true));
        (number.before, number.after) = ("{pages}之".to_owned(), String::new());
        assert_eq!((number.text(2, 7), number.counts()), ("7之2".to_owned(), true));
    }

    #[test]
    fn builtin_templates_are_the_page_of_the_standard() {
        for name in names() {
            let template = builtin(name).unwrap();
            let paper = &template.paper;
            let margins = [paper.top, paper.right, paper.bottom, paper.left].map(Length::as_twips);
            assert_eq!(margins, [2098, 1474, 1984, 1587], "{name}");
            if name != "jianghua-da" {
                assert_eq!((template.grid.characters, template.grid.lines), (28, 22), "{name}");
                assert_eq!(template.style(StyleName::Title).size, Length::points(22), "{name}");
            }
            assert!(
                StyleName::ALL.iter().all(|(style, _)| !template.style(*style).bold),
                "{name} has bold type"
            );
        }
    }

    #[test]
    fn a_compilation_differs_only_where_it_says_so() {
        let (one, many) = (builtin("gongwen").unwrap(), builtin("huibian").unwrap());
        assert_eq!((one.contents.depth, many.contents.depth), (2, 1));
        assert!(many.articles.new_page && !one.articles.new_page);
        assert_eq!(one.styles, many.styles);
    }

    #[test]
    fn an_unknown_template_names_the_known_ones() {
        let error = builtin("gonwen").unwrap_err().to_string();
        assert!(
            error.starts_with(
                "there is no template \"gonwen\"; did you mean gongwen? There are gongwen, hongtou,"
            ),
            "{error}"
        );
    }

    #[track_caller]
    fn faults(text: &str, expected: &[&str]) {
        let Err(Error::Template { faults, .. }) = parse("my.toml", text) else { panic!("{text} was taken") };
        assert_eq!(faults.len(), expected.len(), "{faults:#?}");
        for (fault, part) in faults.iter().zip(expected) {
            assert!(fault.to_string().contains(part), "{fault:?} does not say {part:?}");
        }
    }

    #[test]
    fn all_faults_are_reported_at_once() {
        faults(
            "extends = \"gongwen\"\n[paper]\ntop = \"37\"\nleft = \"28em\"\n[styles.body]\ncolour = \"red\"\n[sheet]\n",
            &[
                "[styles.body]: there is no key \"colour\"; did you mean color?",
                "[sheet]",
                "paper.top: \"37\"",
                "paper.left: \"28em\"",
            ],
        );
        faults("extends = \"gongwen\"\n[styles.foot]\n", &["no style is called \"foot\""]);
        faults("extends = \"mine\"\n", &["\"mine\""]);
        faults("[paper\n", &["line 1"]);
        faults("extends = \"gongwen\"\n[grid]\nlines = 23\n", &["23 lines"]);
        faults("extends = \"gongwen\"\n[styles.body]\ntracking = \"0pt\"\n", &["28 characters"]);
    }

    #[test]
    fn a_template_of_its_own_must_be_whole() {
        let Err(Error::Template { faults, .. }) = parse("my.toml", "summary = \"x\"\n") else { panic!() };
        let faults: Vec<String> = faults.iter().map(Message::to_string).collect();
        let wanted = "no style for role \"signature\" in my.toml; add [styles.signature]";
        assert!(faults.iter().any(|fault| fault == wanted), "{faults:#?}");
        assert!(faults.iter().any(|fault| fault.contains("paper.width")), "{faults:#?}");
    }
}
