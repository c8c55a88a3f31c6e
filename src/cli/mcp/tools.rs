//! The tools an agent may call, and what they answer.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use crate::batch::output::{self, Over};
use crate::batch::plan::named;
use crate::batch::{Failure, Reason, source};
use crate::cli::mcp::folders::Folders;
use crate::cli::split::stem;
use crate::cli::terminal::spoken;
use crate::cli::{formats, pictures};
use crate::convert::{Job, Options, Output, schema};
use crate::diag::Log;
use crate::message;
use crate::message::Message;
use crate::picture::Source;
use crate::write::{self, Form, json};

/// How the tools are meant, for who has never seen them.
pub(super) const INSTRUCTIONS: &str = "chengwen turns raw Chinese web text (txt, html, md, docx, pdf …) into official documents \
(GB/T 9704-2012) in Word or PDF. Call inspect first: it says what was recognised, what would be removed and changed, and what a person should \
look at. Then convert with an output path. Nothing is lost in silence: report removed, changed and findings to the user.";

/// What a tool does with its arguments and the folders it may use.
type Call = fn(Value, &Folders) -> Result<Value, Failure>;

/// A tool as a client sees it.
struct Tool {
    name: &'static str,
    what: &'static str,
    arguments: fn() -> Value,
    call: Call,
}

const TOOLS: [Tool; 5] = [
    Tool {
        name: "inspect",
        what: "Read a text and say what it is: the document as data, and everything that is removed, changed and found",
        arguments: one,
        call: inspect,
    },
    Tool {
        name: "check",
        what: "Read a text and say only what a person should look at",
        arguments: one,
        call: check,
    },
    Tool {
        name: "convert",
        what: "Turn a text into an official document; writes the file `output`, or answers with the text where the format is one",
        arguments: written,
        call: convert,
    },
    Tool {
        name: "bind",
        what: "Bind several texts into one compilation (汇编) with a table of contents; writes the file `output`",
        arguments: bound,
        call: bind,
    },
    Tool {
        name: "split",
        what: "Write each article of a compilation to a file of its own in the folder `output`",
        arguments: divided,
        call: split,
    },
];

/// The tool of this name.
pub(super) fn find(name: &str) -> Option<Call> {
    TOOLS.iter().find(|tool| tool.name == name).map(|tool| tool.call)
}

/// All of them, as a client wants to see them.
pub(super) fn listed() -> Vec<Value> {
    let shown = |tool: &Tool| json!({ "name": tool.name, "description": tool.what, "inputSchema": (tool.arguments)() });
    TOOLS.iter().map(shown).collect()
}

/// The schema of arguments of these kinds, of which the first `required` are.
fn arguments(kinds: &[(&str, &str)], required: &[&str]) -> Value {
    let mut properties = Map::new();
    for (name, what) in kinds {
        let shape = match *name {
            "inputs" => json!({ "type": "array", "items": { "type": "string" } }),
            "force" => json!({ "type": "boolean" }),
            "options" => {
                let mut options = schema();
                options.as_object_mut().map(|options| options.remove("$schema"));
                options
            }
            _ => json!({ "type": "string" }),
        };
        let mut shape = shape;
        shape["description"] = json!(what);
        properties.insert((*name).to_owned(), shape);
    }
    let mut schema = json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false });
    // What the options refer to stands at the root of a schema.
    let shared = schema["properties"]["options"].as_object_mut().and_then(|options| options.remove("$defs"));
    if let Some(shared) = shared {
        schema["$defs"] = shared;
    }
    schema
}

const PATH: (&str, &str) = ("path", "file to read, below a folder of this server");
const TEXT: (&str, &str) = ("text", "the text itself, instead of a file");
const OPTIONS: (&str, &str) = ("options", "how to read and write");
const FORCE: (&str, &str) = ("force", "overwrite a file that is there");

fn one() -> Value {
    arguments(&[PATH, TEXT, OPTIONS], &[])
}

fn written() -> Value {
    let output = ("output", "file to write; its ending says the format (.docx, .pdf, .json, .md)");
    arguments(&[PATH, TEXT, output, FORCE, OPTIONS], &[])
}

fn bound() -> Value {
    let inputs = ("inputs", "files in the order they are to stand in");
    let output = ("output", "file to write; its ending says the format (.docx, .pdf, .json, .md)");
    arguments(&[inputs, output, FORCE, OPTIONS], &["inputs", "output"])
}

fn divided() -> Value {
    let output = ("output", "folder to write to");
    arguments(&[PATH, TEXT, output, FORCE, OPTIONS], &["output"])
}

/// What a tool is given of one text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct One {
    path: Option<String>,
    text: Option<String>,
    output: Option<String>,
    #[serde(default)]
    force: bool,
    #[serde(default)]
    options: Options,
}

/// What a tool is given of several.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Many {
    inputs: Vec<String>,
    output: String,
    #[serde(default)]
    force: bool,
    #[serde(default)]
    options: Options,
}

fn given<T: DeserializeOwned>(arguments: Value) -> Result<T, Failure> {
    serde_json::from_value(arguments)
        .map_err(|error| Failure::new(Reason::BadRecord, Message::from(error.to_string())))
}

/// Reads what stands beside an input.
trait Beside: Fn(&str) -> Result<Vec<u8>, Message> + Sync {}

impl<F: Fn(&str) -> Result<Vec<u8>, Message> + Sync> Beside for F {}

impl One {
    /// The bytes, the name that decides what they leave open, and the pictures beside them.
    fn input(&self, folders: &Folders) -> Result<(Vec<u8>, Option<String>, impl Beside + use<>), Failure> {
        match (&self.path, &self.text) {
            (Some(path), None) => {
                let real = folders.input(path)?;
                Ok((source::read(&real)?, Some(path.clone()), pictures::beside(&real)))
            }
            (None, Some(text)) => {
                let name = self.options.name.clone();
                Ok((text.clone().into_bytes(), name, pictures::beside(Path::new("-"))))
            }
            _ => Err(Failure::new(Reason::BadRecord, message!("give \"path\" or \"text\""))),
        }
    }
}

fn over(force: bool) -> Over {
    if force { Over::Replace } else { Over::Never }
}

/// What was done to a text.
fn told(log: &Log) -> Value {
    json!(log.told(spoken()))
}

fn inspect(arguments: Value, folders: &Folders) -> Result<Value, Failure> {
    let one: One = given(arguments)?;
    let (bytes, name, pictures) = one.input(folders)?;
    let reading = Job::new(&one.options)?.read_with(&bytes, name.as_deref(), Source(Some(&pictures)))?;
    let mut answer = told(&reading.log);
    answer["kind"] = json!(reading.kind.name());
    answer["encoding"] = json!(reading.encoding);
    answer["document"] = serde_json::to_value(json::value(&reading.document)).unwrap_or_default();
    Ok(answer)
}

fn check(arguments: Value, folders: &Folders) -> Result<Value, Failure> {
    let one: One = given(arguments)?;
    let (bytes, name, pictures) = one.input(folders)?;
    let reading = Job::new(&one.options)?.read_with(&bytes, name.as_deref(), Source(Some(&pictures)))?;
    Ok(json!({ "title": reading.document.name(), "findings": reading.log.told(spoken()).findings }))
}

fn convert(arguments: Value, folders: &Folders) -> Result<Value, Failure> {
    let one: One = given(arguments)?;
    let (bytes, name, pictures) = one.input(folders)?;
    let pictures = Source(Some(&pictures));
    let Some(path) = &one.output else {
        let output = Job::new(&one.options)?.convert_with(&bytes, name.as_deref(), pictures)?;
        return as_text(&output);
    };
    let path = folders.output(path)?;
    let output = Job::new(&for_file(one.options, &path)?)?.convert_with(&bytes, name.as_deref(), pictures)?;
    write(&output, &path, one.force)
}

fn bind(arguments: Value, folders: &Folders) -> Result<Value, Failure> {
    let many: Many = given(arguments)?;
    let path = folders.output(&many.output)?;
    let job = Job::new(&for_file(many.options, &path)?)?;
    let mut readings = Vec::new();
    for named in &many.inputs {
        let real = folders.input(named)?;
        let reading =
            job.read_with(&source::read(&real)?, Some(named), Source(Some(&pictures::beside(&real))))?;
        readings.push(Ok((named.clone(), reading)));
    }
    let whole = job.bind_read(readings)?;
    let mut answer = write(&whole.output, &path, many.force)?;
    answer["articles"] = whole.output.document.articles.iter().map(|article| article.full_title()).collect();
    answer["inputs"] = whole.logs.iter().map(told).collect();
    Ok(answer)
}

fn split(arguments: Value, folders: &Folders) -> Result<Value, Failure> {
    let one: One = given(arguments)?;
    let (bytes, name, pictures) = one.input(folders)?;
    let folder = folders.output(one.output.as_deref().unwrap_or_default())?;
    let parts = Job::new(&one.options)?.split_with(&bytes, name.as_deref(), Source(Some(&pictures)))?;
    let mut files = Vec::new();
    for (n, part) in (1..).zip(&parts) {
        let stem = stem(n, parts.len(), &part.title().unwrap_or_default());
        for (format, bytes) in &part.documents {
            let ending = write::writer(format).map_or(*format, |writer| writer.ending);
            let path = named(&folder, stem.as_ref(), ending);
            output::write(&path, bytes.as_slice(), over(one.force))?;
            files.push(path.display().to_string());
        }
    }
    let mut answer = parts.first().map_or_else(|| json!({}), |part| told(&part.log));
    answer["written"] = json!(files);
    Ok(answer)
}

/// `options` for a file of this name.
fn for_file(options: Options, path: &std::path::Path) -> Result<Options, Failure> {
    let Some(format) = formats::named(path) else {
        return Err(Failure::new(Reason::Write, formats::unsupported(path)));
    };
    Ok(Options { to: vec![format.name.to_owned()], ..options })
}

fn write(output: &Output, path: &std::path::Path, force: bool) -> Result<Value, Failure> {
    for bytes in output.documents.values() {
        output::write(path, bytes.as_slice(), over(force))?;
    }
    let mut answer = told(&output.log);
    answer["written"] = json!(path.display().to_string());
    answer["title"] = json!(output.title());
    answer["pages"] = json!(output.pages);
    Ok(answer)
}

/// What can be shown in an answer; a file for other programs cannot.
fn as_text(output: &Output) -> Result<Value, Failure> {
    let mut answer = told(&output.log);
    for (format, bytes) in &output.documents {
        if write::writer(format).is_none_or(|writer| writer.form == Form::File) {
            let message =
                message!("a %{format} file cannot stand in an answer; give \"output\"", format = *format);
            return Err(Failure::new(Reason::Write, message));
        }
        answer[*format] = json!(String::from_utf8_lossy(bytes));
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const TEXT: &str = "岚川市春耕工作总结\n今年以来,岚川市坚持稳中求进,各项工作取得新的进展。\n打印本页\n";

    /// What `tool` answers in a folder with `a.txt` and a compilation, and the files there then.
    fn ask(tool: &str, arguments: Value) -> (Result<Value, Failure>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), TEXT).unwrap();
        fs::write(folder.path().join("b.txt"), TEXT.replace("春耕", "秋收")).unwrap();
        let folders = Folders::new(&[folder.path().to_owned()]).unwrap();
        let answer = find(tool).unwrap()(arguments, &folders);
        let mut files: Vec<String> = Vec::new();
        for entry in fs::read_dir(folder.path()).unwrap() {
            files.push(entry.unwrap().file_name().to_string_lossy().into_owned());
        }
        files.sort();
        (answer, files)
    }

    #[test]
    fn a_text_is_inspected_and_checked() {
        let (answer, _) = ask("inspect", json!({ "path": "a.txt" }));
        let answer = answer.unwrap();
        assert_eq!(answer["document"]["title"], "岚川市春耕工作总结");
        assert_eq!(answer["removed"][0]["text"], "打印本页");
        let (answer, _) = ask("check", json!({ "text": "今年以来，各项工作取得进展。\n明年将继续推进。\n" }));
        assert_eq!(answer.unwrap()["findings"][0]["rule"], "title.missing");
    }

    #[test]
    fn pictures_beside_a_page_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let page = "<h1>岚川市春耕工作总结</h1><p>今年以来，岚川市坚持稳中求进，各项工作取得新的进展。</p><p><img src='图.png'></p><p>明年将继续推进，再上台阶。</p>";
        fs::write(folder.path().join("a.html"), page).unwrap();
        fs::write(folder.path().join("图.png"), "not a picture").unwrap();
        let folders = Folders::new(&[folder.path().to_owned()]).unwrap();
        let rules = |tool: &str, arguments: Value| {
            let answer = find(tool).unwrap()(arguments, &folders).unwrap();
            answer["findings"]
                .as_array()
                .or(answer["inputs"][0]["findings"].as_array())
                .unwrap()
                .iter()
                .map(|finding| finding["message"].as_str().unwrap().to_owned())
                .filter(|message| message.contains("图.png"))
                .collect::<String>()
        };
        let own = rules("inspect", json!({ "path": "a.html" }));
        assert!(!own.is_empty() && !own.contains("not in the folder"), "{own}");
        assert!(
            rules("inspect", json!({ "text": page, "options": { "name": "a.html" } }))
                .contains("has no folder")
        );
        let written = rules("convert", json!({ "path": "a.html", "output": "a.docx" }));
        assert_eq!(written, own);
        assert_eq!(rules("split", json!({ "path": "a.html", "output": "parts" })), own);
        let bound = json!({ "inputs": ["a.html"], "output": "all.docx" });
        let bound = find("bind").unwrap()(bound, &folders).unwrap();
        assert!(bound["inputs"].to_string().contains(&own), "{bound}");
    }

    #[test]
    fn a_document_is_written_once_and_text_is_answered() {
        let (answer, files) =
            ask("convert", json!({ "path": "a.txt", "output": "x.docx", "options": { "template": "红头" } }));
        assert_eq!(
            (answer.unwrap()["pages"].as_u64(), files),
            (Some(1), ["a.txt", "b.txt", "x.docx"].map(String::from).to_vec())
        );
        let (answer, files) = ask("convert", json!({ "path": "a.txt", "output": "b.txt" }));
        assert!(answer.is_err() && files.len() == 2);
        let (answer, _) = ask("convert", json!({ "text": TEXT, "options": { "to": ["markdown"] } }));
        assert!(answer.unwrap()["markdown"].as_str().unwrap().contains("稳中求进"));
        let (answer, _) = ask("convert", json!({ "text": TEXT }));
        assert_eq!(answer.unwrap_err().reason, Reason::Write);
    }

    #[test]
    fn what_is_there_is_overwritten_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("x.md"), "mine").unwrap();
        let folders = Folders::new(&[folder.path().to_owned()]).unwrap();
        let ask = |force: bool| convert(json!({ "text": TEXT, "output": "x.md", "force": force }), &folders);
        assert_eq!(ask(false).unwrap_err().reason, Reason::Exists);
        assert_eq!(fs::read_to_string(folder.path().join("x.md")).unwrap(), "mine");
        ask(true).unwrap();
        assert_ne!(fs::read_to_string(folder.path().join("x.md")).unwrap(), "mine");
    }

    #[test]
    fn texts_are_bound_and_a_compilation_is_split() {
        let (answer, files) = ask(
            "bind",
            json!({ "inputs": ["b.txt", "a.txt"], "output": "x.docx", "options": { "title": "汇编" } }),
        );
        let answer = answer.unwrap();
        assert_eq!(answer["articles"], json!(["岚川市秋收工作总结", "岚川市春耕工作总结"]));
        assert_eq!((answer["inputs"].as_array().unwrap().len(), files.len()), (2, 3));
        let prose = "岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市农活已经完成七成，预计月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时。\n";
        let whole = format!("第一篇：春播工作心得体会\n{prose}第二篇：秋收工作心得体会\n{prose}");
        let (answer, files) =
            ask("split", json!({ "text": whole, "output": ".", "options": { "to": ["markdown"] } }));
        assert_eq!(answer.unwrap()["written"].as_array().unwrap().len(), 2);
        assert!(files[0].starts_with("01 ") && files[1].starts_with("02 "), "{files:?}");
    }

    #[test]
    fn arguments_nobody_knows_are_refused() {
        for arguments in [
            json!({ "pth": "a.txt" }),
            json!({}),
            json!({ "path": "a.txt", "text": "a" }),
            json!({ "path": "a.txt", "options": { "nix": 1 } }),
        ] {
            assert_eq!(
                ask("convert", arguments.clone()).0.unwrap_err().reason,
                Reason::BadRecord,
                "{arguments}"
            );
        }
        assert!(ask("bind", json!({ "inputs": ["a.txt"] })).0.is_err());
    }
}
