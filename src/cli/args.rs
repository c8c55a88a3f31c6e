//! The command line as typed; the doc comments are the help.

use std::ffi::OsString;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::formats::{self, Format};
use crate::extract::Reader;
use crate::message;
use crate::message::{Language, Message};

const EXAMPLES: &str = "\
Examples:
  chengwen convert page.html                     writes page.docx beside it
  chengwen page.html                             the same: files without a command are converted
  chengwen convert page.html --to docx,pdf       writes page.docx and page.pdf
  chengwen convert a.txt b.html c.md -o out      writes three documents into the folder out
  chengwen convert pages/ -o out --resume        all below pages; run again, only what is new
  chengwen convert - -o report.docx < page.txt   reads standard input
  chengwen watch pages/ out/                     converts what arrives, until it is interrupted
  chengwen inspect page.txt                      shows what is recognised, removed and changed

Exit codes:
  0    done
  1    done, but there is something that --fail-on names
  2    an input failed; the others are done
  64   wrong usage; nothing was done
  130  interrupted; what was begun is finished, --resume does the rest";

const CONVERT_EXAMPLES: &str = "\
Examples:
  chengwen convert page.html
  chengwen convert *.txt -o out --template huibian
  chengwen convert page.txt -o out/ --keep captions --report report.json
  chengwen convert page.txt -o - --to json
  chengwen convert pages/ -o out --to docx,pdf --resume
  chengwen convert pages/ -o out --include '*.html' --exclude 'drafts/**' --json > run.ndjson
  chengwen convert page.txt --diff
  chengwen convert page.txt --template hongtou --set 发文机关标志=某市人民政府文件 --set 发文字号=某政发〔2026〕1号";

const STREAM_EXAMPLES: &str = "\
Examples:
  chengwen stream < records.ndjson > results.ndjson
  echo '{\"id\":1,\"text\":\"…\"}' | chengwen stream --to docx

A record: {\"id\": anything, \"text\": \"…\" or \"base64\": \"…\", \"name\": \"page.html\"}; see docs/machine.md";

const BIND_EXAMPLES: &str = "\
Examples:
  chengwen bind a.txt b.html c.md -o 汇编.docx
  chengwen bind articles/ -o 汇编.pdf --order date --title 经验交流材料汇编 --organ 某市人民政府办公室 --date 2026年8月
  chengwen bind --list order.txt -o 汇编.docx";

const SPLIT_EXAMPLES: &str = "\
Examples:
  chengwen split 汇编.txt -o articles/
  chengwen split page.html -o articles/ --to docx,markdown";

const WATCH_EXAMPLES: &str = "\
Examples:
  chengwen watch inbox/ out/
  chengwen watch inbox/ out/ --to docx,pdf --json";

const MCP_EXAMPLES: &str = "\
Examples:
  chengwen mcp papers/

In the configuration of an agent: {\"mcpServers\": {\"chengwen\": {\"command\": \"chengwen\", \"args\": [\"mcp\", \"/home/me/papers\"]}}}; see docs/agents.md";

const INSPECT_EXAMPLES: &str = "\
Examples:
  chengwen inspect page.txt
  chengwen inspect page.html --json";

/// Turns raw Chinese web text into finished official documents (GB/T 9704-2012).
#[derive(Debug, Parser)]
#[command(name = "chengwen", version, arg_required_else_help = true, after_help = EXAMPLES)]
pub(crate) struct Cli {
    /// Language of help and messages, zh or en [default: CHENGWEN_LANG, else that of the system]
    #[arg(long, global = true, value_name = "LANG", value_parser = tongue)]
    pub(crate) lang: Option<Language>,
    /// Read this configuration file and no other [default: chengwen.toml beside the input or above it, and your own; docs/configuration.md]
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "isolated")]
    pub(crate) config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, global = true)]
    pub(crate) isolated: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Turn texts into official documents
    Convert(Box<Convert>),
    /// Bind many texts into one compilation (汇编) with a table of contents
    Bind(Box<Bind>),
    /// Write each article of a compilation to a file of its own
    Split(Box<Split>),
    /// Convert what arrives in a folder, until interrupted
    Watch(Watch),
    /// Convert records from standard input to standard output, one JSON line each
    Stream(Stream),
    /// Show the reading beside the text: what each line is, what is removed and changed, where to look
    Inspect(Inspect),
    /// Offer the program's tools to an agent (Model Context Protocol, over standard input and output)
    Mcp(Mcp),
    /// Write the page that does all this in a browser, without a network (成文.html), and open it
    Page(Page),
    /// Show which font serves which class of type in a PDF, and which official fonts are missing
    Fonts(FontArgs),
    /// List, show and check templates
    Templates {
        #[command(subcommand)]
        command: TemplatesCommand,
    },
    /// List all rules: what they remove, change or report, with the ids --keep and --drop take
    Rules(RuleArgs),
    /// Show the configuration and where each value comes from
    Config {
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        #[arg(value_name = "SHELL")]
        shell: clap_complete::Shell,
    },
    /// Write the man pages
    Man {
        /// Folder to write them to
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Args, Debug)]
#[command(after_help = CONVERT_EXAMPLES)]
pub(crate) struct Convert {
    /// Text, saved web page, Markdown or office file, a folder or an archive of them, or a table of scraped articles; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Where to write: a name with an ending (report.docx) is a file, any other a folder, - is standard output [default: beside each input]
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Format to write, or several with commas: docx,pdf [default: by the name of the output, else docx]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', ignore_case = true, alias = "format", value_parser = formats::to())]
    pub(crate) to: Vec<Format>,
    /// Of a table or a list of scraped articles: which column holds what, for example text=content,title=name [default: by their names and what stands in them]
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) columns: Option<String>,
    /// Overwrite output files that exist
    #[arg(short, long)]
    pub(crate) force: bool,
    /// Print a line of JSON for each input on standard output (docs/machine.md)
    #[arg(long)]
    pub(crate) json: bool,
    /// Exit with 1 when there is any of this; may be given several times
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    pub(crate) fail_on: Vec<FailOn>,
    #[command(flatten)]
    pub(crate) telling: TellingArgs,
    #[command(flatten)]
    pub(crate) run: RunArgs,
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
}

/// How many inputs are worked on.
#[derive(Args, Debug)]
#[command(next_help_heading = "Many inputs")]
pub(crate) struct RunArgs {
    /// Do only what is new, has changed or failed; go on with a run that was broken off
    #[arg(long)]
    pub(crate) resume: bool,
    /// Stop at the first input that fails
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Write nothing, show what would be written
    #[arg(long, conflicts_with = "diff")]
    pub(crate) dry_run: bool,
    /// Write nothing, show what would be changed in the text: [-taken out-], {+put in+}
    #[arg(long)]
    pub(crate) diff: bool,
    #[command(flatten)]
    pub(crate) jobs: JobsArgs,
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
}

/// How many work at it.
#[derive(Args, Debug)]
pub(crate) struct JobsArgs {
    /// Inputs to work on at the same time [default: as many as there are cores]
    #[arg(short, long, value_name = "N", value_parser = |value: &str| whole::<u16>(value, 1..=1024))]
    pub(crate) jobs: Option<u16>,
}

/// Which files of a folder are taken.
#[derive(Args, Debug)]
pub(crate) struct ChoiceArgs {
    /// Of a folder, take only the files this pattern fits, whatever their ending; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Of a folder, leave out what this pattern fits; may be given several times
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
}

#[derive(Args, Debug)]
#[command(after_help = BIND_EXAMPLES)]
pub(crate) struct Bind {
    /// Texts, or folders, archives or tables of them, in the order they are to stand in
    #[arg(required_unless_present = "list", value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// A text file with the inputs in their order, one on each line
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Option<PathBuf>,
    /// The compilation to write; its ending says the format
    #[arg(short, long, required = true, value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// Format to write, or several with commas: docx,pdf, each with its ending [default: by the name of the output, else docx]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', ignore_case = true, alias = "format", value_parser = formats::to())]
    pub(crate) to: Vec<Format>,
    /// Of a table or a list of scraped articles: which column holds what, for example text=content,title=name [default: by their names and what stands in them]
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) columns: Option<String>,
    /// In which order the articles stand
    #[arg(long, value_name = "ORDER", ignore_case = true, default_value = "given")]
    pub(crate) order: Order,
    /// Title of the compilation, for its cover and the properties of the document [default: the name of the output, if it is Chinese]
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// Who made the compilation (编印单位), for its cover; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(crate) organ: Vec<String>,
    /// When it was made (编印日期), for its cover: 2026年8月
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Keep an article that is there twice
    #[arg(long, alias = "keep-doubles")]
    pub(crate) keep_duplicates: bool,
    /// Overwrite the output if it exists
    #[arg(short, long)]
    pub(crate) force: bool,
    /// Print a line of JSON for each input, and one for the compilation, on standard output (docs/machine.md)
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) telling: TellingArgs,
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
}

/// In which order articles are bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// As they are given; in folders by name
    #[value(aliases = ["原样", "原序", "给定", "顺序"])]
    Given,
    /// By name, numbers by their value
    #[value(aliases = ["名称", "文件名", "按名称", "filename", "title"])]
    Name,
    /// By date, the earliest first
    #[value(aliases = ["日期", "时间", "按日期", "按时间", "time"])]
    Date,
}

#[derive(Args, Debug)]
#[command(after_help = SPLIT_EXAMPLES)]
pub(crate) struct Split {
    /// A text with several articles; - is standard input
    #[arg(value_name = "INPUT")]
    pub(crate) input: PathBuf,
    /// Folder to write to
    #[arg(short, long, required = true, value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// Format to write, or several with commas: docx,pdf
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', ignore_case = true, alias = "format", default_value = "docx", value_parser = formats::to())]
    pub(crate) to: Vec<Format>,
    /// Overwrite output files that exist
    #[arg(short, long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) telling: TellingArgs,
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
}

/// How much is told of what was done.
#[derive(Args, Debug)]
pub(crate) struct TellingArgs {
    /// Write everything that was removed, changed and found to FILE as JSON; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say what was done to each input, with nothing cut short; for folders otherwise only what failed
    #[arg(short, long)]
    pub(crate) verbose: bool,
}

#[derive(Args, Debug)]
#[command(after_help = WATCH_EXAMPLES)]
pub(crate) struct Watch {
    /// Folder to watch, with everything below
    #[arg(value_name = "FOLDER")]
    pub(crate) input: PathBuf,
    /// Folder to write to
    #[arg(value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// Format to write, or several with commas: docx,pdf
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', ignore_case = true, alias = "format", default_value = "docx", value_parser = formats::to())]
    pub(crate) to: Vec<Format>,
    /// Print a line of JSON for each input on standard output (docs/machine.md)
    #[arg(long)]
    pub(crate) json: bool,
    /// Say nothing but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say what was removed, changed and found in each input
    #[arg(short, long)]
    pub(crate) verbose: bool,
    #[command(flatten)]
    pub(crate) jobs: JobsArgs,
    #[command(flatten)]
    pub(crate) choice: ChoiceArgs,
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
}

#[derive(Args, Debug)]
#[command(after_help = STREAM_EXAMPLES)]
pub(crate) struct Stream {
    /// What each result holds, or several with commas: the document as data or text, or a Word or PDF file in base64
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', ignore_case = true, alias = "format", default_value = "json", value_parser = formats::to())]
    pub(crate) to: Vec<Format>,
    #[command(flatten)]
    pub(crate) jobs: JobsArgs,
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
}

/// What a document is to be.
#[derive(Args, Debug)]
#[command(next_help_heading = "Document")]
pub(crate) struct DocumentArgs {
    /// How the document looks: a built-in template (see `chengwen templates list`) or a TOML file of your own [default: by content]
    #[arg(long, value_name = "NAME")]
    pub(crate) template: Option<String>,
    /// Always write a table of contents [default: above four pages with three headings or more, and for compilations]
    #[arg(long, conflicts_with = "no_toc")]
    pub(crate) toc: bool,
    /// Never write a table of contents
    #[arg(long)]
    pub(crate) no_toc: bool,
    /// Levels the table of contents shows, 1 to 4; in a compilation the titles are the first [default: by the template, 2; in a compilation 1]
    #[arg(long, value_name = "N", value_parser = |value: &str| whole::<u8>(value, 1..=4))]
    pub(crate) toc_depth: Option<u8>,
    /// Draw a cover wherever there is a title for it [default: for a compilation with a title of the whole]
    #[arg(long, conflicts_with = "no_cover")]
    pub(crate) cover: bool,
    /// Never draw a cover
    #[arg(long)]
    pub(crate) no_cover: bool,
    /// Author to name in the properties of the document
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Option<String>,
    #[command(flatten)]
    pub(crate) look: LookArgs,
    #[command(flatten)]
    pub(crate) pdf: PdfArgs,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// What may be changed of any template.
#[derive(Args, Debug)]
#[command(next_help_heading = "Look")]
pub(crate) struct LookArgs {
    /// How Word is told of the 22 lines of 28 characters [default: by the template, universal]
    #[arg(long, value_name = "KIND")]
    pub(crate) grid: Option<GridKind>,
    /// Names of the fonts in Word [default: by the template, standard]
    #[arg(long, value_name = "NAMES")]
    pub(crate) fonts: Option<FontNaming>,
    /// Font of digits and Latin letters in Word, for example "Times New Roman"; same takes them from the Chinese font
    #[arg(long, value_name = "NAME")]
    pub(crate) latin: Option<String>,
    /// Headings of the second level bold
    #[arg(long)]
    pub(crate) bold_h2: bool,
    /// Headings of the third level bold
    #[arg(long)]
    pub(crate) bold_h3: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GridKind {
    /// The same in every program
    Universal,
    /// Only what Word's dialog writes, no condensed type
    Word,
    /// A grid of lines only
    Lines,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FontNaming {
    /// 仿宋_GB2312, 楷体_GB2312
    Standard,
    /// 仿宋, 楷体
    Windows,
}

const TEMPLATES_EXAMPLES: &str = "\
Examples:
  chengwen templates list
  chengwen templates show hongtou > mine.toml
  chengwen templates check mine.toml
  chengwen convert page.txt --template mine.toml";

#[derive(Debug, Subcommand)]
#[command(after_help = TEMPLATES_EXAMPLES)]
pub(crate) enum TemplatesCommand {
    /// The built-in templates, each with what it is for
    List,
    /// The text of a built-in template, as a start for one of your own
    Show {
        /// Its name
        name: String,
    },
    /// Whether template files are right; every fault is told
    Check {
        /// TOML files, or names of built-in templates
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// The JSON Schema of a template, for editors
    Schema,
}

const CONFIG_EXAMPLES: &str = "\
Examples:
  chengwen config show
  chengwen config show page.html --to pdf
  chengwen config show watch inbox/ out/
  chengwen config schema > chengwen.schema.json";

#[derive(Debug, Subcommand)]
#[command(after_help = CONFIG_EXAMPLES)]
pub(crate) enum ConfigCommand {
    /// What a command would run with, as TOML, and where each value comes from
    Show {
        /// A command with its inputs and options, as you would type it [default: convert, in this folder]
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "COMMAND")]
        line: Vec<OsString>,
    },
    /// The JSON Schema of chengwen.toml, for editors
    Schema,
}

/// How a PDF is made.
#[derive(Args, Debug)]
#[command(next_help_heading = "PDF")]
pub(crate) struct PdfArgs {
    /// Standard the PDF keeps
    #[arg(long, value_name = "NAME", default_value = "full")]
    pub(crate) pdf_standard: PdfStandard,
    #[command(flatten)]
    pub(crate) fonts: FontArgs,
}

/// Where fonts come from.
#[derive(Args, Debug)]
pub(crate) struct FontArgs {
    /// Use the official fonts found in DIR (方正小标宋简体, 仿宋_GB2312, 楷体_GB2312, 黑体, 宋体); may be given several times
    #[arg(long, value_name = "DIR")]
    pub(crate) font_dir: Vec<PathBuf>,
    /// Use the official fonts of this computer [default: only the built-in ones, the same everywhere]
    #[arg(long)]
    pub(crate) system_fonts: bool,
}

/// Which rules to list.
#[derive(Args, Debug)]
pub(crate) struct RuleArgs {
    /// Explain these alone: a rule (web.share) or all of a group (web), each with an input it fires on and one it does not
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,
    /// As JSON, for programs
    #[arg(long)]
    pub(crate) json: bool,
    /// List the rules of this file as well, or tell what is wrong with it; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = MCP_EXAMPLES)]
pub(crate) struct Mcp {
    /// Folders whose files an agent may read and write; no others
    #[arg(required = true, value_name = "FOLDER")]
    pub(crate) folders: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Page {
    /// File to write [default: 成文.html in this folder, or the one that came with the program]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Overwrite a file that is there
    #[arg(short, long)]
    pub(crate) force: bool,
    /// Only write it
    #[arg(long)]
    pub(crate) no_open: bool,
}

#[derive(Args, Debug)]
#[command(after_help = INSPECT_EXAMPLES)]
pub(crate) struct Inspect {
    /// Texts, saved web pages, Markdown or office files; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Show what spoke for the reading of this line of the input, and what against it
    #[arg(long, value_name = "LINE", conflicts_with = "json")]
    pub(crate) why: Option<u32>,
    /// Print everything as JSON, in the form of convert's --report
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// How texts are read.
#[derive(Args, Debug)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArgs {
    /// Say what the text does not: an element and its value (发文字号=某政发〔2026〕1号), see docs/standard.md; may be given several times
    #[arg(long, value_name = "KEY=VALUE")]
    pub(crate) set: Vec<String>,
    /// The front matter of the texts is your own: it sets elements and the template, which that of a text from elsewhere does not
    #[arg(long, conflicts_with = "no_trust_front_matter")]
    pub(crate) trust_front_matter: bool,
    /// The front matter of the texts sets no elements [default: that which holds nothing but elements does, and is told]
    #[arg(long)]
    pub(crate) no_trust_front_matter: bool,
    /// What configuration files say of elements; it lies below what is given with a text
    #[arg(long, value_name = "KEY=VALUE", hide = true)]
    pub(crate) house: Vec<String>,
    /// Keep what a rule would remove: its id (captions.label) or group (captions), see `chengwen rules`; may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) keep: Vec<String>,
    /// Leave out what usually stays: a part (parts.abstract) or a rule that --keep-all or a group would keep; may be given several times
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) drop: Vec<String>,
    /// Rules of your own, in TOML: lines, patterns, selectors for sites; see docs/own-rules.md; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,
    /// Remove nothing
    #[arg(long)]
    pub(crate) keep_all: bool,
    /// Script to write: simplified, traditional, tw, hk, auto (the one most of the text is in) or keep
    #[arg(long, value_name = "SCRIPT", default_value = "simplified")]
    pub(crate) script: String,
    /// Change regional words as well as characters (軟體 → 软件)
    #[arg(long)]
    pub(crate) phrases: bool,
    /// Words that change as this file says, in OpenCC's format (a word, a tab, its form); a word that maps to itself stays
    #[arg(long, value_name = "FILE")]
    pub(crate) dictionary: Option<PathBuf>,
    /// Write dates out as GB/T 9704-2012 7.3.5.4 wants them (2026-01-05, 二〇二六年一月五日 → 2026年1月5日); without it they are told
    #[arg(long)]
    pub(crate) dates: bool,
    /// Encoding of the input, for example gbk or big5 [default: found out from the content]
    #[arg(long, value_name = "NAME")]
    pub(crate) from_encoding: Option<String>,
    /// Kind of the input [default: found out from the content]
    #[arg(long, value_name = "KIND", ignore_case = true, value_parser = formats::from())]
    pub(crate) from: Option<&'static Reader>,
    /// Accept a text however many of its characters are damaged
    #[arg(long)]
    pub(crate) accept_damage: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PdfStandard {
    /// PDF/A-2a and PDF/UA-1
    Full,
    /// PDF/A-2a
    #[value(name = "a-2a")]
    A2a,
    /// PDF/A-2b
    #[value(name = "a-2b")]
    A2b,
    /// PDF/UA-1
    #[value(name = "ua-1")]
    Ua1,
    /// None
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Something that a person should look at
    Warning,
    /// Something was removed
    Removed,
    /// Something was changed
    Changed,
}

/// A language, however people call it; see [`crate::cli::language`].
fn tongue(value: &str) -> Result<Language, Message> {
    Language::named(value).ok_or_else(|| message!("use zh or en"))
}

/// A whole number in `range`: as clap's own parser, but what is wrong can be said in every language.
fn whole<N: TryFrom<i64> + PartialOrd + Display>(
    value: &str,
    range: RangeInclusive<N>,
) -> Result<N, Message> {
    let number: i64 = value.parse().map_err(|_| message!("not a whole number"))?;
    N::try_from(number).ok().filter(|number| range.contains(number)).ok_or_else(|| {
        let (from, to) = (range.start().to_string(), range.end().to_string());
        message!("%{number} is not in %{from}..=%{to}", number = number, from = from, to = to)
    })
}
