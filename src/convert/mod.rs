//! One call for everybody: bytes and options in, documents and what was done to the text out.
//!
//! [`Options`] (what is wanted, as data that any program can write) → [`Job`] (checked once, for any number of inputs) →
//! [`Output`]. The command line fills the same options from its arguments.
//!
//! ```
//! use chengwen::convert::{Options, convert};
//!
//! let page = "关于做好春耕工作的通知\n各乡镇人民政府：\n现将有关事项通知如下。\n某县农业农村局\n2026年3月1日\n";
//! let options = Options { to: vec!["docx".into(), "markdown".into()], ..Options::default() };
//! let output = convert(page.as_bytes(), &options)?;
//! assert_eq!(output.title().as_deref(), Some("关于做好春耕工作的通知"));
//! assert!(output.documents["docx"].starts_with(b"PK"));
//! assert!(output.log.removals().is_empty());
//! # Ok::<(), chengwen::Error>(())
//! ```

mod options;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

pub use options::{Options, Values, schema};

use crate::bind::{self, Part};
use crate::diag::Log;
use crate::document::Document;
use crate::elements::Given;
use crate::error::{Error, Result};
use crate::font::Book;
use crate::pages::Pages;
use crate::picture::Source;
use crate::pipeline::{self, Contents, ReadOptions, Reading, WriteOptions, Written};
use crate::rules::Rules;
use crate::script::UserDictionary;
use crate::template::{self, Adjustments, Template};
use crate::write::{self, Writer, docx::Prepared};

/// What came of an input.
#[derive(Debug)]
pub struct Output {
    /// The documents that were asked for, by the names of their formats.
    pub documents: BTreeMap<&'static str, Vec<u8>>,
    /// What the text means.
    pub document: Document,
    /// Everything that was removed, changed and found.
    pub log: Log,
    /// How many pages it has, if one of the formats has pages.
    pub pages: Option<usize>,
}

/// A compilation, and what was done to each of its inputs.
#[derive(Debug)]
pub struct Compilation {
    /// The compilation as a whole, with what binding left out and found.
    pub output: Output,
    /// Everything that was removed, changed and found in each input, in the order given.
    pub logs: Vec<Log>,
}

/// A document, laid out.
#[derive(Debug)]
pub struct Laid {
    /// The name of its template.
    pub name: String,
    /// What its pages show.
    pub document: Document,
    /// The template.
    pub template: Arc<Prepared>,
    /// Where everything stands.
    pub pages: Pages,
}

impl Output {
    /// The title of the whole, or of its first article.
    pub fn title(&self) -> Option<String> {
        self.document.name()
    }
}

/// Converts one input.
///
/// # Errors
/// [`Error::Options`] for options that make no sense, else those of [`pipeline::read`] and of the formats.
pub fn convert(input: &[u8], options: &Options) -> Result<Output> {
    Job::new(options)?.convert(input, options.name.as_deref())
}

/// Reads one input, and writes nothing.
///
/// # Errors
/// As [`convert`].
pub fn read(input: &[u8], options: &Options) -> Result<Reading> {
    Job::new(options)?.read(input, options.name.as_deref())
}

/// Binds several inputs, each with its name, into one compilation (汇编).
///
/// # Errors
/// As [`convert`]; one input that cannot be read stops it, as what is left out of a compilation is for its maker to decide.
///
/// ```
/// use chengwen::convert::{Options, bind};
///
/// let text = |title: &str| format!("{title}\n今年以来，全县扎实推进各项工作，取得明显成效。\n");
/// let (one, other) = (text("甲镇春耕工作总结"), text("乙镇防汛工作总结"));
/// let inputs = [("1.txt", one.as_bytes()), ("2.txt", other.as_bytes())];
/// let whole = bind(&inputs, &Options { title: Some("工作总结汇编".into()), ..Options::default() })?;
/// assert_eq!((whole.output.title().as_deref(), whole.output.document.articles.len()), (Some("工作总结汇编"), 2));
/// # Ok::<(), chengwen::Error>(())
/// ```
pub fn bind(inputs: &[(&str, &[u8])], options: &Options) -> Result<Compilation> {
    Job::new(options)?.bind(inputs)
}

/// Options that have been checked, and what is made only once for all inputs. Can be shared between threads.
pub struct Job {
    formats: Vec<&'static Writer>,
    reading: ReadOptions<'static>,
    template: Option<String>,
    adjustments: Adjustments,
    contents: Contents,
    file: write::Options,
    binding: bind::Options,
    book: Book,
    find: Find,
    /// The templates inputs have asked for so far, by name.
    prepared: Mutex<BTreeMap<String, Arc<Prepared>>>,
}

/// What gives the template of a name.
pub(crate) type Find = fn(&str) -> Result<Template>;

/// What lies below options and is no data: what the caller has read from files.
#[derive(Clone)]
pub(crate) struct Below {
    /// Rules of his own.
    pub(crate) rules: Rules,
    /// His dictionary.
    pub(crate) dictionary: Option<Arc<UserDictionary>>,
    /// Elements he has said otherwise than as data.
    pub(crate) elements: Given,
    /// Elements for every document of his house.
    pub(crate) house: Given,
    /// The fonts of what is painted.
    pub(crate) book: Book,
    /// Where a template is looked for.
    pub(crate) find: Find,
}

impl Default for Below {
    fn default() -> Below {
        Below {
            rules: Rules::default(),
            dictionary: None,
            elements: Given::default(),
            house: Given::default(),
            book: Book::default(),
            find: template::builtin,
        }
    }
}

impl Job {
    /// Checks `options`.
    ///
    /// # Errors
    /// [`Error::Options`] with every fault.
    pub fn new(options: &Options) -> Result<Job> {
        options.checked(Below::default()).map_err(|faults| Error::Options { faults })
    }

    /// The formats it writes.
    pub fn formats(&self) -> &[&'static Writer] {
        &self.formats
    }

    /// How its inputs are read.
    pub fn reading(&self) -> &ReadOptions<'static> {
        &self.reading
    }

    /// Converts one input, of which `name` decides what its content leaves open.
    ///
    /// # Errors
    /// Those of [`pipeline::read`] and of the formats.
    pub fn convert(&self, input: &[u8], name: Option<&str>) -> Result<Output> {
        self.convert_with(input, name, Source::default())
    }

    /// [`Job::convert`], with the pictures that do not stand in the input itself from `pictures`.
    ///
    /// # Errors
    /// As [`Job::convert`].
    pub fn convert_with(&self, input: &[u8], name: Option<&str>, pictures: Source<'_>) -> Result<Output> {
        let Reading { document, log, template, .. } = self.read_with(input, name, pictures)?;
        self.written(log, document, template.as_deref())
    }

    /// Reads one input.
    ///
    /// # Errors
    /// Those of [`pipeline::read`].
    pub fn read(&self, input: &[u8], name: Option<&str>) -> Result<Reading> {
        self.read_with(input, name, Source::default())
    }

    /// [`Job::read`], with the pictures that do not stand in the input itself from `pictures`.
    ///
    /// # Errors
    /// Those of [`pipeline::read`].
    pub fn read_with(&self, input: &[u8], name: Option<&str>, pictures: Source<'_>) -> Result<Reading> {
        let own: ReadOptions<'_> = self.reading.clone();
        pipeline::read(input, &ReadOptions { name: name.map(Into::into), pictures, ..own })
    }

    /// Binds several inputs, each with its name.
    ///
    /// # Errors
    /// As [`Job::convert`].
    pub fn bind(&self, inputs: &[(&str, &[u8])]) -> Result<Compilation> {
        self.bind_read(
            inputs.iter().map(|(name, bytes)| Ok(((*name).to_owned(), self.read(bytes, Some(name))?))),
        )
    }

    /// [`Job::bind`] of what was read already, each with its name; whoever has pictures beside his inputs reads with them.
    ///
    /// # Errors
    /// As [`Job::convert`], and the first of `readings`.
    pub fn bind_read(
        &self,
        readings: impl IntoIterator<Item = Result<(String, Reading)>>,
    ) -> Result<Compilation> {
        let paged = self.formats.iter().any(|format| format.has_pages());
        let (log, document, logs) = self.bound(readings, paged)?;
        Ok(Compilation { output: self.written(log, document, None)?, logs })
    }

    /// Binds what was read, each with its name, but writes nothing: the compilation with what binding did, and what was done to each input.
    /// If it is going to be written in a format with pages, it is `paged`: then what pages leave out is left out.
    ///
    /// # Errors
    /// The first of `readings`.
    pub fn bound(
        &self,
        readings: impl IntoIterator<Item = Result<(String, Reading)>>,
        paged: bool,
    ) -> Result<(Log, Document, Vec<Log>)> {
        let (mut parts, mut logs) = (Vec::new(), Vec::new());
        for reading in readings {
            let (name, mut reading) = reading?;
            if paged {
                pipeline::leave_out_for_pages(&mut reading.log, &mut reading.document, &self.reading.rules);
            }
            logs.push(reading.log);
            parts.push(Part { name, document: reading.document });
        }
        let mut log = Log::new();
        let bound = bind::bind(&mut log, parts, &self.binding);
        Ok((log, bound.document, logs))
    }

    /// Reads a compilation, and writes each of its articles as a document of its own; the log of the first has what was done to all of
    /// the text.
    ///
    /// # Errors
    /// As [`Job::convert`].
    pub fn split(&self, input: &[u8], name: Option<&str>) -> Result<Vec<Output>> {
        self.split_with(input, name, Source::default())
    }

    /// [`Job::split`], with the pictures that do not stand in the input itself from `pictures`.
    ///
    /// # Errors
    /// As [`Job::convert`].
    pub fn split_with(&self, input: &[u8], name: Option<&str>, pictures: Source<'_>) -> Result<Vec<Output>> {
        let Reading { mut document, mut log, template, .. } = self.read_with(input, name, pictures)?;
        if document.articles.len() == 1 {
            return Ok(vec![self.written(log, document, template.as_deref())?]);
        }
        bind::leave_out(&mut log, name.unwrap_or_default(), &document, &Document::default());
        let mut parts = Vec::new();
        for article in std::mem::take(&mut document.articles) {
            let mut single = Document::default();
            single.adopt(article, &document.pictures);
            parts.push(self.written(std::mem::take(&mut log), single, None)?);
        }
        Ok(parts)
    }

    /// The same job with the fonts of `book`.
    #[must_use]
    pub fn in_fonts(self, book: Book) -> Job {
        Job { book, ..self }
    }

    /// The fonts of what is painted.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// The same job, whose readings have the lines as they came.
    #[must_use]
    pub fn with_lines(mut self) -> Job {
        self.reading.lines = true;
        self
    }

    /// A document as its pages show it: what a preview walks. `template` is what its reading asks for; what is left out of the pages, and
    /// what only they show, goes into the log.
    ///
    /// # Errors
    /// [`Error::Template`], if a built-in template were broken.
    pub fn lay_out(&self, log: &mut Log, document: &Document, template: Option<&str>) -> Result<Laid> {
        let (name, template) = self.template_for(document, template)?;
        let document =
            pipeline::for_pages(log, document, &self.reading.rules, template.template()).into_owned();
        let pages = pipeline::lay_out(&document, template.template(), self.contents);
        Ok(Laid { name, document, template, pages })
    }

    /// Writes what was read in `formats`, whatever the options say; `template` is what its reading asks for.
    ///
    /// # Errors
    /// Those of the formats.
    pub fn write(
        &self,
        log: Log,
        document: Document,
        template: Option<&str>,
        formats: &[&'static Writer],
    ) -> Result<Output> {
        self.written_in(formats, log, document, template)
    }

    fn written(&self, log: Log, document: Document, template: Option<&str>) -> Result<Output> {
        self.written_in(&self.formats, log, document, template)
    }

    /// The template of a document, and its name.
    fn template_for(&self, document: &Document, template: Option<&str>) -> Result<(String, Arc<Prepared>)> {
        let name = self.template.as_deref().or(template);
        let name = name.unwrap_or_else(|| pipeline::default_name(document));
        Ok((name.to_owned(), self.prepared(name)?))
    }

    fn written_in(
        &self,
        formats: &[&'static Writer],
        mut log: Log,
        document: Document,
        template: Option<&str>,
    ) -> Result<Output> {
        let (mut documents, mut pages) = (BTreeMap::new(), None);
        self.write_each(&mut log, &document, template, formats.iter().copied(), |at, written| {
            pages = pages.or(written.pages.as_ref().map(Pages::count));
            documents.insert(formats[at].name, written.bytes);
            Ok::<_, Error>(())
        })?;
        Ok(Output { documents, document, log, pages })
    }

    /// Writes `document` in each of `formats`, and hands it to `take` with its place among them; what only the writers find goes into the
    /// log. `template` is what its reading asks for.
    ///
    /// # Errors
    /// Those of the formats, and of `take`.
    pub(crate) fn write_each<E: From<Error>>(
        &self,
        log: &mut Log,
        document: &Document,
        template: Option<&str>,
        formats: impl Iterator<Item = &'static Writer> + Clone,
        mut take: impl FnMut(usize, Written) -> Result<(), E>,
    ) -> Result<(), E> {
        let (_, template) = self.template_for(document, template)?;
        let options =
            WriteOptions { template: &template, contents: self.contents, book: &self.book, file: &self.file };
        let paged = formats.clone().any(Writer::has_pages);
        let set = paged.then(|| pipeline::for_pages(log, document, &self.reading.rules, template.template()));
        for (place, format) in formats.enumerate() {
            let set = if format.has_pages() { set.as_deref().unwrap_or(document) } else { document };
            take(place, pipeline::write(log, set, format, &options)?)?;
        }
        Ok(())
    }

    /// The template of this name, made ready once.
    fn prepared(&self, name: &str) -> Result<Arc<Prepared>> {
        let mut prepared = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(template) = prepared.get(name) {
            return Ok(template.clone());
        }
        let template = Arc::new(Prepared::new((self.find)(name)?.adjusted(&self.adjustments)));
        prepared.insert(name.to_owned(), template.clone());
        Ok(template)
    }
}
