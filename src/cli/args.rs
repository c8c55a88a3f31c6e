//! The command line as typed; the doc comments are the help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Raw Chinese text off the web in, a finished official document (GB/T 9704-2012) out.
///
/// Examples:
///   chengwen convert page.html                     page.docx beside it, with a right table of contents
///   chengwen convert a.txt b.html c.md -o out      three documents in the folder out
///   chengwen convert - -o report.docx < page.txt   from standard input
///   chengwen inspect page.txt                      what was recognised, removed and changed
///
/// Exit codes: 0 done · 1 done, with findings --fail-on names · 2 some input failed · 64 wrong usage
#[derive(Debug, Parser)]
#[command(name = "chengwen", version, verbatim_doc_comment, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Turn texts into official documents
    Convert(Convert),
    /// Show how a text is read: encoding, script, structure, what is removed and changed
    Inspect(Inspect),
    /// List the rules that remove or change text, with the ids --keep takes
    Rules,
}

/// Examples:
///   chengwen convert page.html
///   chengwen convert *.txt -o out --template huibian
///   chengwen convert page.txt -o - --to json | jq .title
#[derive(Args, Debug)]
#[command(verbatim_doc_comment)]
pub(crate) struct Convert {
    /// Text, saved web page or Markdown, in any encoding; - is standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Output file for one input, folder for several; - is standard output [default: beside each input]
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// Format to write [default: by the name of the output, else docx]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<Format>,
    /// Template of the document: gongwen (material without a red head), huibian (compilation) [default: by content]
    #[arg(long, value_name = "NAME")]
    pub(crate) template: Option<String>,
    /// Always write a table of contents [default: from three headings on, and for compilations]
    #[arg(long, conflicts_with = "no_toc")]
    pub(crate) toc: bool,
    /// Never write a table of contents
    #[arg(long)]
    pub(crate) no_toc: bool,
    /// Overwrite files that exist
    #[arg(short, long)]
    pub(crate) force: bool,
    /// Write what was removed, changed and found as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Exit with 1 when there is any of these; may be given several times
    #[arg(long, value_name = "WHAT")]
    pub(crate) fail_on: Vec<FailOn>,
    /// Author in the properties of the document
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Option<String>,
    /// Say nothing but errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// Examples:
///   chengwen inspect page.txt
///   chengwen inspect page.html --json
#[derive(Args, Debug)]
#[command(verbatim_doc_comment)]
pub(crate) struct Inspect {
    /// Text, saved web page or Markdown; - is standard input
    #[arg(value_name = "INPUT")]
    pub(crate) input: PathBuf,
    /// Print the report as JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// How texts are read.
#[derive(Args, Debug)]
#[command(next_help_heading = "Reading")]
pub(crate) struct ReadingArgs {
    /// Keep what a rule would remove: its id or group, as `chengwen rules` lists them; may be given several times
    #[arg(long, value_name = "ID")]
    pub(crate) keep: Vec<String>,
    /// Remove nothing
    #[arg(long)]
    pub(crate) keep_all: bool,
    /// Script of the document
    #[arg(long, value_name = "SCRIPT", default_value = "simplified")]
    pub(crate) script: String,
    /// Change regional words too (軟體 → 软件)
    #[arg(long)]
    pub(crate) phrases: bool,
    /// Encoding of the input, for example gbk or big5 [default: by evidence]
    #[arg(long, value_name = "NAME")]
    pub(crate) from_encoding: Option<String>,
    /// Read the input as text, html or markdown [default: by content]
    #[arg(long, value_name = "KIND")]
    pub(crate) from: Option<InputKind>,
    /// Write the text however many of its characters are damaged
    #[arg(long)]
    pub(crate) accept_damage: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Word
    Docx,
    /// The recognised document as data
    Json,
}

impl Format {
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Json => "json",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A finding that a clerk should look at
    Warning,
    /// Anything removed
    Removed,
    /// Anything changed
    Changed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputKind {
    Text,
    Html,
    Markdown,
}
