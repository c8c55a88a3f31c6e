//! What is wanted, as data: every key may be missing, none may be unknown.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bind;
use crate::convert::{Below, Job};
use crate::decode;
use crate::elements::{self, Given};
use crate::extract::{self, Kind};
use crate::message;
use crate::message::{Message, names};
use crate::pipeline::{Contents, ReadOptions};
use crate::rules::{Rules, registry};
use crate::script::{self, UserDictionary};
use crate::template::{Adjustments, CoverRule, FontNames, GridProfile, Latin};
use crate::write::docx::Prepared;
use crate::write::{self, WRITERS, Writer, pdf};

/// What is wanted of inputs. An option that is not given is as on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Formats to write: `docx`, `pdf`, `json`, `markdown`; `docx` if none is named.
    pub to: Vec<String>,
    /// File name of the input, which decides what its content leaves open: `page.html`.
    pub name: Option<String>,
    /// Kind of the input if its content is not to decide: `text`, `html`, `markdown`, `docx` …
    pub from: Option<String>,
    /// Encoding of the input if its content is not to decide: `gbk`, `big5` …
    pub from_encoding: Option<String>,
    /// Accept a text however many of its characters are damaged.
    pub accept_damage: bool,
    /// Name of a built-in template; by content if none is named.
    pub template: Option<String>,
    /// Elements of the document: `{"发文字号": "某政发〔2026〕1号", "签发人": ["张三", "李四"]}`.
    pub set: BTreeMap<String, Values>,
    /// Whether the front matter of the text sets elements; by its content if it is not said.
    pub trust_front_matter: Option<bool>,
    /// Rules or groups of rules that take nothing out: `captions.label`, `captions`.
    pub keep: Vec<String>,
    /// Parts or rules that take out what usually stays: `parts.abstract`.
    pub drop: Vec<String>,
    /// Take nothing out.
    pub keep_all: bool,
    /// Rules of your own, in TOML.
    pub rules: Option<String>,
    /// Script to write: `simplified`, `traditional`, `tw`, `hk`, `auto` or `keep`; `simplified` if none is named.
    pub script: Option<String>,
    /// Change regional words as well as characters.
    pub phrases: bool,
    /// Words that change as this text says, in OpenCC's format.
    pub dictionary: Option<String>,
    /// Write dates out as `2026年1月5日`, as GB/T 9704-2012 7.3.5.4 wants them.
    pub dates: bool,
    /// Whether there is a table of contents; by length if it is not said.
    pub toc: Option<bool>,
    /// Levels the table of contents shows, 1 to 4.
    pub toc_depth: Option<u8>,
    /// Whether there is a cover; by content if it is not said.
    pub cover: Option<bool>,
    /// Author to name in the properties of the document.
    pub author: Option<String>,
    /// How Word is told of the grid: `universal`, `word` or `lines`.
    pub grid: Option<String>,
    /// Names of the fonts in Word: `standard` or `windows`.
    pub fonts: Option<String>,
    /// Font of digits and Latin letters in Word; `same` takes them from the Chinese font.
    pub latin: Option<String>,
    /// Headings of the second level bold.
    pub bold_h2: bool,
    /// Headings of the third level bold.
    pub bold_h3: bool,
    /// Standard a PDF keeps: `full`, `a-2a`, `a-2b`, `ua-1` or `none`.
    pub pdf_standard: Option<String>,
    /// Of a compilation: in which order its articles stand: `given`, `name` or `date`.
    pub order: Option<String>,
    /// Of a compilation: its title.
    pub title: Option<String>,
    /// Of a compilation: keep an article that is there twice.
    pub keep_duplicates: bool,
}

/// A value of an element, or several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Values {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Values {
    /// All of them.
    pub fn all(&self) -> &[String] {
        match self {
            Values::One(value) => std::slice::from_ref(value),
            Values::Several(values) => values,
        }
    }
}

/// The JSON Schema of [`Options`].
pub fn schema() -> serde_json::Value {
    serde_json::to_value(schemars::schema_for!(Options)).expect("a schema is JSON")
}

/// The value an option names, of those there are.
fn chosen<T: Copy>(
    option: &str,
    name: Option<&str>,
    known: &[(&str, T)],
    faults: &mut Vec<Message>,
) -> Option<T> {
    let name = name?;
    let found = known.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    if found.is_none() {
        faults.push(message!(
            "%{option} \"%{name}\" is not known; use one of %{known}",
            option = option,
            name = name,
            known = names(known.iter().map(|(known, _)| known))
        ));
    }
    found
}

impl Options {
    /// What is to be done, checked; what is in `below` lies below the options.
    ///
    /// # Errors
    /// Every fault.
    pub(crate) fn checked(&self, below: Below) -> Result<Job, Vec<Message>> {
        let mut faults = Vec::new();
        let (book, find) = (below.book.clone(), below.find);
        let reading = self.reading(below, &mut faults);
        let formats = self.formats(&mut faults);
        let adjustments = self.adjustments(&mut faults);
        let mut prepared = BTreeMap::new();
        match self.template.as_deref().map(|name| (name, find(name))) {
            Some((name, Ok(template))) => {
                let template = Arc::new(Prepared::new(template.adjusted(&adjustments)));
                prepared.insert(name.to_owned(), template);
            }
            Some((_, Err(error))) => faults.push(error.message()),
            None => {}
        }
        let standards = [
            ("full", pdf::Standard::Full),
            ("a-2a", pdf::Standard::A2a),
            ("a-2b", pdf::Standard::A2b),
            ("ua-1", pdf::Standard::Ua1),
            ("none", pdf::Standard::None),
        ];
        let standard = chosen("pdf_standard", self.pdf_standard.as_deref(), &standards, &mut faults);
        let binding = self.binding(&mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        let contents = match self.toc {
            Some(true) => Contents::Always,
            Some(false) => Contents::Never,
            None => Contents::Auto,
        };
        let file = write::Options {
            creator: self.author.clone().unwrap_or_default(),
            standard: standard.unwrap_or_default(),
        };
        let (template, prepared) = (self.template.clone(), Mutex::new(prepared));
        Ok(Job { formats, reading, template, adjustments, contents, file, binding, book, find, prepared })
    }

    /// The formats to write, each once.
    fn formats(&self, faults: &mut Vec<Message>) -> Vec<&'static Writer> {
        let mut formats: Vec<&'static Writer> = Vec::new();
        for name in &self.to {
            match write::writer(name) {
                Some(format) if formats.iter().all(|known| known.name != format.name) => formats.push(format),
                Some(_) => {}
                None => faults.push(message!(
                    "%{option} \"%{name}\" is not known; use one of %{known}",
                    option = "to",
                    name = name,
                    known = names(WRITERS.iter().map(|writer| writer.name))
                )),
            }
        }
        if self.to.is_empty() {
            formats.push(&WRITERS[0]);
        }
        formats
    }

    fn adjustments(&self, faults: &mut Vec<Message>) -> Adjustments {
        let grids = [
            ("universal", GridProfile::Universal),
            ("word", GridProfile::Word),
            ("lines", GridProfile::Lines),
        ];
        let fonts = [("standard", FontNames::Standard), ("windows", FontNames::Windows)];
        if let Some(depth) = self.toc_depth.filter(|depth| !(1..=4).contains(depth)) {
            faults.push(message!(
                "%{number} is not in %{from}..=%{to}",
                number = depth,
                from = "1",
                to = "4"
            ));
        }
        Adjustments {
            grid: chosen("grid", self.grid.as_deref(), &grids, faults),
            fonts: chosen("fonts", self.fonts.as_deref(), &fonts, faults),
            latin: self.latin.as_ref().map(|name| match name.as_str() {
                "same" => Latin::Same,
                name => Latin::Named(name.to_owned()),
            }),
            cover: self.cover.map(|cover| if cover { CoverRule::Always } else { CoverRule::Never }),
            toc_depth: self.toc_depth,
            bold_h2: self.bold_h2,
            bold_h3: self.bold_h3,
        }
    }

    fn binding(&self, faults: &mut Vec<Message>) -> bind::Options {
        let orders =
            [("given", bind::Order::Given), ("name", bind::Order::Name), ("date", bind::Order::Date)];
        let order = chosen("order", self.order.as_deref(), &orders, faults);
        let elements = elements::resolve(self.given()).unwrap_or_default();
        bind::Options {
            order: order.unwrap_or(bind::Order::Given),
            keep_duplicates: self.keep_duplicates,
            title: self.title.clone(),
            file: None,
            publishers: elements.publishers,
            published: elements.published,
        }
    }

    fn given(&self) -> Given {
        let mut given = Given::default();
        for (name, values) in &self.set {
            values.all().iter().for_each(|value| given.add(name, value, "set"));
        }
        given
    }

    /// How to read; what is in `below` lies below the options. Faults are added to `faults`.
    pub(crate) fn reading(&self, below: Below, faults: &mut Vec<Message>) -> ReadOptions<'static> {
        let Below { mut rules, dictionary, elements, house, .. } = below;
        let encoding = self.encoding(faults);
        let target = self.script(faults);
        let kind = self.kind(faults);
        self.own_rules(&mut rules, faults);
        let dictionary = self.dictionary(dictionary, faults);
        let elements = self.given().over(elements);
        faults.extend(elements::value_faults(elements.clone()));
        ReadOptions {
            decode: decode::Options { encoding, accept_damage: self.accept_damage, ..Default::default() },
            kind,
            script: script::Options { target, phrases: self.phrases, dictionary },
            dates: self.dates,
            elements,
            house,
            trust_front_matter: self.trust_front_matter,
            rules: Arc::new(rules),
            ..ReadOptions::default()
        }
    }

    fn encoding(&self, faults: &mut Vec<Message>) -> Option<&'static encoding_rs::Encoding> {
        let name = self.from_encoding.as_deref()?;
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes());
        if encoding.is_none() {
            faults.push(message!(
                "--from-encoding \"%{name}\" is not known; write for example gbk, gb18030, big5, utf-8 or utf-16le",
                name = name
            ));
        }
        encoding
    }

    fn script(&self, faults: &mut Vec<Message>) -> script::Target {
        let Some(name) = &self.script else { return script::Target::default() };
        script::Target::named(name).unwrap_or_else(|| {
            faults.push(message!(
                "--script \"%{name}\" is not known; use one of %{known}",
                name = name,
                known = names(script::Target::ALL.iter().map(|(name, _)| name))
            ));
            script::Target::default()
        })
    }

    fn kind(&self, faults: &mut Vec<Message>) -> Option<Kind> {
        let name = self.from.as_deref()?;
        let reader = extract::reader(name);
        if reader.is_none() {
            faults.push(message!(
                "%{option} \"%{name}\" is not known; use one of %{known}",
                option = "from",
                name = name,
                known = names(extract::READERS.iter().map(|reader| reader.name))
            ));
        }
        reader.map(Kind::told)
    }

    fn own_rules(&self, rules: &mut Rules, faults: &mut Vec<Message>) {
        match self.rules.as_deref().map(Rules::parse) {
            Some(Ok(own)) => rules.extend(own),
            Some(Err(found)) => faults.extend(found),
            None => {}
        }
        self.keep.iter().for_each(|id| rules.keep(id));
        self.drop.iter().for_each(|id| rules.drop(id));
        faults.extend(rules.names().filter_map(|(what, id)| registry::fault_of(what, id, rules)));
        let both = rules.contradictions();
        faults.extend(
            both.map(|id| message!("\"%{id}\" cannot be both kept and dropped; choose one", id = id)),
        );
        if self.keep_all {
            rules.keep("all");
        }
    }

    fn dictionary(
        &self,
        below: Option<Arc<UserDictionary>>,
        faults: &mut Vec<Message>,
    ) -> Option<Arc<UserDictionary>> {
        let Some(text) = &self.dictionary else { return below };
        match UserDictionary::parse(text) {
            Ok(dictionary) => Some(Arc::new(dictionary)),
            Err(found) => {
                faults.extend(found);
                None
            }
        }
    }
}
