//! From a template as written to one with nothing open, collecting every fault on the way.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::document::Seal;
use crate::message;
use crate::message::shape::shape;
use crate::message::{Message, names, near};
use crate::template::style::STYLES;
use crate::template::written::{self, LengthText};
use crate::template::{
    Align, Articles, Color, Contents, Cover, CoverRule, Face, FaceName, Faces, Grid, GridProfile, Head,
    Imprint, Latin, Numbering, PageNumber, Paper, RuleUnder, RunningHead, Sealing, Style, StyleName,
    Template, TitleBlock, source,
};
use crate::units::Length;

/// What stands at the top of a template, in the order of one.
pub(super) const SECTIONS: [&str; 16] = [
    "summary",
    "paper",
    "grid",
    "faces",
    "title_block",
    "articles",
    "cover",
    "contents",
    "page_number",
    "running_head",
    "run_in",
    "table",
    "head",
    "imprint",
    "seal",
    "styles",
];

/// Reads, merges and checks; on failure all faults in the order of the file.
pub(super) fn resolve(name: &str, text: &str) -> Result<Template, Vec<Message>> {
    let mut reader = Reader { name, table: merged(text)?, faults: Vec::new(), broken: Vec::new() };
    let styles = reader.styles();
    reader.unknown_sections();
    let template = Template {
        name: name.to_owned(),
        summary: reader.summary(),
        paper: reader.paper(),
        grid: reader.grid(),
        faces: reader.faces(),
        title_block: reader.title_block(),
        articles: reader.articles(),
        cover: reader.cover(),
        contents: reader.contents(),
        page_number: reader.page_number(),
        running_head: reader.running_head(),
        run_in: reader.run_in(),
        table_line: reader.table_line(),
        head: reader.head(),
        imprint: reader.imprint(),
        sealing: reader.sealing(),
        styles,
    };
    if reader.faults.is_empty() {
        reader.geometry(&template);
    }
    if reader.faults.is_empty() { Ok(template) } else { Err(reader.faults) }
}

/// The file laid over the built-in template it builds on.
fn merged(text: &str) -> Result<Table, Vec<Message>> {
    let mut table = read(text)?;
    match table.remove("extends") {
        None => Ok(table),
        Some(Value::String(base)) => {
            let base = source(&base).ok_or_else(|| vec![unknown_base(&base)])?;
            let mut whole = merged(base)?;
            lay_over(&mut whole, table);
            Ok(whole)
        }
        Some(other) => Err(vec![message!(
            "extends = %{value} is not a name; write extends = \"gongwen\"",
            value = other.to_string()
        )]),
    }
}

fn unknown_base(base: &str) -> Message {
    match near(base, crate::template::names()) {
        Some(near) => message!(
            "extends = \"%{base}\" is not a built-in template; did you mean %{near}?",
            base = base,
            near = near
        ),
        None => message!(
            "extends = \"%{base}\" is not a built-in template; use one of %{known}",
            base = base,
            known = crate::template::known()
        ),
    }
}

fn read(text: &str) -> Result<Table, Vec<Message>> {
    text.parse::<Table>().map_err(|error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        vec![message!("line %{line}: %{problem}", line = line, problem = error.message().replace('\n', ", "))]
    })
}

/// Tables are merged key by key, anything else is replaced.
fn lay_over(base: &mut Table, over: Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => lay_over(below, above),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}

/// A missing key is a fault like any other; these stand in so that reading goes on.
const STAND_IN: Length = Length::points(16);

struct Reader<'a> {
    name: &'a str,
    table: Table,
    faults: Vec<Message>,
    /// Sections whose shape is wrong: what is missing there is no news.
    broken: Vec<String>,
}

impl Reader<'_> {
    /// Reads one section; a fault of its shape is noted and the section taken as empty.
    fn section<T: DeserializeOwned + Default>(&mut self, key: &str) -> T {
        match self.table.get(key).cloned() {
            None => T::default(),
            Some(value) => self.shape(key, value),
        }
    }

    /// Each key is tried alone, so that one fault does not hide another.
    fn shape<T: DeserializeOwned + Default>(&mut self, key: &str, value: Value) -> T {
        let Value::Table(table) = value else {
            let value = value.to_string();
            self.faults.push(message!(
                "%{key} = %{value} is not a section; write [%{key}]",
                key = key,
                value = value
            ));
            self.broken.push(key.to_owned());
            return T::default();
        };
        let mut sound = Table::new();
        for (name, value) in table {
            let alone = Table::from_iter([(name.clone(), value.clone())]);
            match shape::<T>(Value::Table(alone)) {
                Ok(_) => {
                    sound.insert(name, value);
                }
                Err(problem) => {
                    self.faults.push(message!("[%{key}]: %{problem}", key = key, problem = problem));
                    self.broken.push(format!("{key}.{name}"));
                }
            }
        }
        shape(Value::Table(sound)).unwrap_or_default()
    }

    fn unknown_sections(&mut self) {
        let unknown = self.table.keys().filter(|key| !SECTIONS.contains(&key.as_str()));
        self.faults.extend(unknown.map(|key| {
            message!("there is no section [%{key}]; use one of %{known}", key = key, known = names(SECTIONS))
        }));
    }

    fn need<T>(&mut self, key: &str, value: Option<T>, stand_in: T) -> T {
        value.unwrap_or_else(|| {
            if self.broken.iter().any(|section| key.starts_with(section.as_str())) {
                return stand_in;
            }
            self.faults.push(message!(
                "%{key} is missing in %{name}; add it or extends = \"gongwen\"",
                key = key,
                name = self.name
            ));
            stand_in
        })
    }

    fn length(&mut self, key: &str, text: Option<LengthText>) -> Length {
        let Some(text) = text else { return self.need(key, None, STAND_IN) };
        Length::parse(&text.0).unwrap_or_else(|fault| {
            self.faults.push(message!("%{input}: %{problem}", input = key, problem = fault));
            STAND_IN
        })
    }

    /// A length that must be more than nothing.
    fn extent(&mut self, key: &str, text: Option<LengthText>) -> Length {
        let length = self.length(key, text);
        if length <= Length::ZERO {
            self.faults.push(message!("%{key} must be more than 0", key = key));
            return STAND_IN;
        }
        length
    }

    fn count(&mut self, key: &str, value: Option<i64>, range: std::ops::RangeInclusive<i64>) -> i64 {
        let value = self.need(key, value, *range.start());
        if !range.contains(&value) {
            self.faults.push(message!(
                "%{key} is %{value}; use %{least} to %{most}",
                key = key,
                value = value,
                least = *range.start(),
                most = *range.end()
            ));
        }
        value
    }

    fn summary(&mut self) -> String {
        match self.table.get("summary") {
            None => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => {
                let value = other.to_string();
                self.faults.push(message!("summary = %{value} is not text; put it in quotes", value = value));
                String::new()
            }
        }
    }

    fn paper(&mut self) -> Paper {
        let paper: written::Paper = self.section("paper");
        Paper {
            width: self.extent("paper.width", paper.width),
            height: self.extent("paper.height", paper.height),
            top: self.length("paper.top", paper.top),
            bottom: self.length("paper.bottom", paper.bottom),
            left: self.length("paper.left", paper.left),
            right: self.length("paper.right", paper.right),
            header: self.length("paper.header", paper.header),
            footer: self.length("paper.footer", paper.footer),
        }
    }

    fn grid(&mut self) -> Grid {
        let grid: written::Grid = self.section("grid");
        Grid {
            characters: self.count("grid.characters", grid.characters, 1..=200),
            lines: self.count("grid.lines", grid.lines, 1..=200),
            pitch: self.extent("grid.pitch", grid.pitch),
            profile: grid.profile.unwrap_or(GridProfile::Universal),
        }
    }

    fn faces(&mut self) -> Faces {
        let faces: written::Faces = self.section("faces");
        let named = [
            ("xiaobiaosong", faces.xiaobiaosong),
            ("fangsong", faces.fangsong),
            ("kai", faces.kai),
            ("hei", faces.hei),
            ("song", faces.song),
        ];
        debug_assert_eq!(named.len(), Face::ALL.len());
        let names = named.into_iter().map(|(key, face)| self.face(key, face)).collect();
        let latin = match faces.latin.as_deref() {
            None | Some("same") => Latin::Same,
            Some(name) => Latin::Named(name.to_owned()),
        };
        Faces { names, latin }
    }

    fn face(&mut self, key: &str, written: Option<written::FaceName>) -> FaceName {
        let stand_in = written::FaceName { name: String::new(), alias: None };
        let face = self.need(&format!("faces.{key}"), written, stand_in);
        FaceName { alias: face.alias.unwrap_or_else(|| face.name.clone()), name: face.name }
    }

    fn title_block(&mut self) -> TitleBlock {
        let block: written::TitleBlock = self.section("title_block");
        TitleBlock {
            above: self.count("title_block.above", block.above, 0..=20),
            below: self.count("title_block.below", block.below, 0..=20),
        }
    }

    fn articles(&mut self) -> Articles {
        let articles: written::Articles = self.section("articles");
        Articles {
            new_page: self.need("articles.new_page", articles.new_page, false),
            odd_page: articles.odd_page.unwrap_or(false),
        }
    }

    fn cover(&mut self) -> Cover {
        let cover: written::Cover = self.section("cover");
        Cover {
            show: self.need("cover.show", cover.show, CoverRule::Never),
            title_middle: self.extent("cover.title_middle", cover.title_middle),
            foot: self.extent("cover.foot", cover.foot),
            two_sided: self.need("cover.two_sided", cover.two_sided, true),
        }
    }

    fn contents(&mut self) -> Contents {
        let contents: written::Contents = self.section("contents");
        let depth = self.count("contents.depth", contents.depth, 1..=4);
        let numbering = self.need("contents.numbering", contents.numbering, written::Numbering::None);
        Contents {
            title: self.need("contents.title", contents.title, String::new()),
            depth: u8::try_from(depth).unwrap_or(1),
            titles: self.need("contents.titles", contents.titles, false),
            numbering: match numbering {
                written::Numbering::Roman => Numbering::Roman,
                written::Numbering::None => Numbering::None,
            },
        }
    }

    fn page_number(&mut self) -> PageNumber {
        let number: written::PageNumber = self.section("page_number");
        PageNumber {
            before: number.before.unwrap_or_default(),
            after: number.after.unwrap_or_default(),
            odd: self.need("page_number.odd", number.odd, Align::Center),
            even: self.need("page_number.even", number.even, Align::Center),
            indent: self.count("page_number.indent", number.indent, 0..=10),
            first: number.first.unwrap_or(true),
        }
    }

    fn running_head(&mut self) -> RunningHead {
        let head: written::RunningHead = self.section("running_head");
        RunningHead { odd: head.odd.unwrap_or_default(), even: head.even.unwrap_or_default() }
    }

    fn run_in(&mut self) -> Face {
        let run_in: written::RunIn = self.section("run_in");
        self.need("run_in.unnumbered", run_in.unnumbered, Face::Kai)
    }

    fn table_line(&mut self) -> Length {
        let table: written::Table = self.section("table");
        self.extent("table.line", table.line)
    }

    fn head(&mut self) -> Head {
        let head: written::Head = self.section("head");
        let from = self.need("head.mark_from", head.mark_from, written::MarkFrom::TypeArea);
        let top = self.length("head.mark_top", head.mark_top);
        let paper = match from {
            written::MarkFrom::TypeArea => Length::ZERO,
            written::MarkFrom::Paper => self.top(),
        };
        Head {
            mark_top: top - paper,
            mark_narrowest: self.count("head.mark_narrowest", head.mark_narrowest, 20..=100),
            number_gap: self.count("head.number_gap", head.number_gap, 0..=20),
            number: self.need("head.number", head.number, Align::Center),
            rule: self.need("head.rule", head.rule, RuleUnder::None),
            rule_gap: self.length("head.rule_gap", head.rule_gap),
            rule_weight: self.extent("head.rule_weight", head.rule_weight),
            rule_second: self.length("head.rule_second", head.rule_second),
            rule_width: self.extent("head.rule_width", head.rule_width),
            foot_rule: self.length("head.foot_rule", head.foot_rule),
            title_gap: self.count("head.title_gap", head.title_gap, 0..=20),
            issue: head.issue.unwrap_or_default(),
        }
    }

    /// 天头 once more; its faults are told by the section it stands in.
    fn top(&self) -> Length {
        let top = self.table.get("paper").and_then(|paper| paper.get("top")).and_then(Value::as_str);
        top.and_then(|text| Length::parse(text).ok()).unwrap_or(STAND_IN)
    }

    fn imprint(&mut self) -> Imprint {
        let imprint: written::Imprint = self.section("imprint");
        Imprint {
            rules: self.need("imprint.rules", imprint.rules, true),
            thick: self.extent("imprint.thick", imprint.thick),
            thin: self.extent("imprint.thin", imprint.thin),
            indent: self.count("imprint.indent", imprint.indent, 0..=10),
            even_page: self.need("imprint.even_page", imprint.even_page, true),
        }
    }

    fn sealing(&mut self) -> Sealing {
        let seal: written::Seal = self.section("seal");
        let default = match self.need("seal.default", seal.default, written::SealKind::None) {
            written::SealKind::None => Seal::None,
            written::SealKind::Stamped => Seal::Stamped,
            written::SealKind::Name => Seal::Name,
        };
        Sealing {
            default,
            gap: self.count("seal.gap", seal.gap, 0..=10),
            right: self.count("seal.right", seal.right, 0..=12),
            size: self.extent("seal.size", seal.size),
            name_width: self.extent("seal.name_width", seal.name_width),
            name_height: self.extent("seal.name_height", seal.name_height),
        }
    }

    fn styles(&mut self) -> Vec<Style> {
        let mut given = match self.table.get("styles").cloned() {
            Some(Value::Table(table)) => table,
            None => Table::new(),
            Some(_) => {
                self.faults.push(message!("styles is not a table; write [styles.body] and so on"));
                Table::new()
            }
        };
        let body: written::Style = self.take_style(&mut given, "body");
        let body = self.body_style(body);
        let mut styles = Vec::with_capacity(STYLES);
        styles.push(body.clone());
        for (_, key) in &StyleName::ALL[1..] {
            let written = self.take_style(&mut given, key);
            styles.push(self.style(key, written, &body));
        }
        let unknown = given.keys();
        self.faults.extend(
            unknown.map(|key| message!("no style is called \"%{key}\"; see docs/standard.md", key = key)),
        );
        styles
    }

    fn take_style(&mut self, given: &mut Table, key: &str) -> written::Style {
        match given.remove(key) {
            Some(value) => self.shape(&format!("styles.{key}"), value),
            None => {
                let name = self.name;
                self.faults.push(message!(
                    "no style for role \"%{key}\" in %{name}; add [styles.%{key}]",
                    key = key,
                    name = name
                ));
                written::Style::default()
            }
        }
    }

    /// The body names its own type; nothing stands behind it.
    fn body_style(&mut self, written: written::Style) -> Style {
        let face = self.need("styles.body.face", written.face, Face::Fangsong);
        let size = self.extent("styles.body.size", written.size.clone());
        let pitch = self.extent("styles.body.pitch", written.pitch.clone());
        let tracking = self.length("styles.body.tracking", written.tracking.clone());
        let seed = Style {
            face,
            size,
            pitch,
            tracking,
            align: Align::Justify,
            indent: 0,
            left: 0,
            right: 0,
            before: 0,
            bold: false,
            color: Color::default(),
            keep_next: false,
        };
        let rest = written::Style { face: None, size: None, pitch: None, tracking: None, ..written };
        self.style("body", rest, &seed)
    }

    /// Type comes from the body unless named; the place on the page never does.
    fn style(&mut self, key: &str, written: written::Style, body: &Style) -> Style {
        let mut style = Style {
            face: written.face.unwrap_or(body.face),
            align: written.align.unwrap_or(Align::Justify),
            indent: written.indent.unwrap_or(0),
            left: written.left.unwrap_or(0),
            right: written.right.unwrap_or(0),
            before: written.before.unwrap_or(0),
            bold: written.bold.unwrap_or(false),
            keep_next: written.keep_next.unwrap_or(false),
            ..body.clone()
        };
        if let Some(text) = &written.color {
            style.color = Color::parse(&text.0).unwrap_or_else(|| {
                self.faults.push(message!(
                    "styles.%{key}.color: \"%{value}\" is not a colour; write \"red\", \"black\" or \"#c00000\"",
                    key = key,
                    value = &text.0
                ));
                Color::default()
            });
        }
        if written.size.is_some() {
            style.size = self.extent(&format!("styles.{key}.size"), written.size);
        }
        if written.pitch.is_some() {
            style.pitch = self.extent(&format!("styles.{key}.pitch"), written.pitch);
        }
        if written.tracking.is_some() {
            style.tracking = self.length(&format!("styles.{key}.tracking"), written.tracking);
        }
        self.indents(key, &style);
        style
    }

    fn indents(&mut self, key: &str, style: &Style) {
        let sound = style.left >= 0 && style.right >= 0 && style.left + style.indent >= 0;
        if !sound || style.left + style.right + style.indent > 15 || style.before < 0 {
            self.faults.push(message!(
                "styles.%{key}: left, right, before and left + indent must not be negative, and the indents together at most 15",
                key = key
            ));
        }
    }

    /// The grid must come out as the template says (GB/T 9704-2012 5.2.3).
    fn geometry(&mut self, template: &Template) {
        let (width, height) = (template.text_width(), template.text_height());
        let body = template.style(StyleName::Body);
        let Grid { characters, lines, pitch, .. } = template.grid;
        if height.times(pitch) != lines {
            self.faults.push(message!(
                "grid: the type area is %{height} high and holds %{fit} lines of %{pitch}, not %{lines} lines; change grid.pitch or the margins",
                height = height.to_string(),
                fit = height.times(pitch),
                pitch = pitch.to_string(),
                lines = lines
            ));
        }
        let fit = width.times(body.size + body.tracking);
        if fit != characters {
            self.faults.push(message!(
                "grid: the type area is %{width} wide and holds %{fit} of the %{count} characters; change styles.body.tracking or the margins",
                width = width.to_string(),
                fit = fit,
                count = characters
            ));
        }
    }
}
