//! The calls, and what was read so far.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chengwen::Error;
use chengwen::bundle;
use chengwen::convert::{Job, Laid, Options};
use chengwen::diag::Log;
use chengwen::document::Document;
use chengwen::font::{self, Book, Font};
use chengwen::message::Language;
use chengwen::template::Face;
use chengwen::text::names;
use chengwen::write::{self, Writer, json as data};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::frame::Frame;
use crate::{about, picture, told};

/// Answers messages, and remembers what was read.
#[derive(Default)]
pub struct Engine {
    book: Book,
    read: BTreeMap<u32, Held>,
    last: u32,
}

/// A document that was read.
struct Held {
    job: Job,
    document: Document,
    /// What its reading did.
    log: Log,
    /// The template its reading asks for.
    template: Option<String>,
    laid: Laid,
    /// The file it was read from, if it is one.
    file: Option<String>,
}

/// Why a call has no answer.
struct Fault {
    code: String,
    message: String,
    /// One by one, if there are several.
    faults: Vec<String>,
}

impl Fault {
    fn new(code: &str, message: String) -> Fault {
        Fault { code: code.to_owned(), message, faults: Vec::new() }
    }

    fn reply(self) -> Frame {
        let Fault { code, message, faults } = self;
        let mut error = json!({ "code": code, "message": message });
        if !faults.is_empty() {
            error["faults"] = json!(faults);
        }
        Frame::of(json!({ "error": error }))
    }
}

/// What comes of a call.
type Answer = Result<Frame, Fault>;

/// What is asked: which fields depends on the call.
#[derive(Deserialize)]
struct Read {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    options: Options,
}

#[derive(Deserialize)]
struct Bind {
    inputs: Vec<Named>,
    #[serde(default)]
    options: Options,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
struct Sheet {
    id: u32,
    number: usize,
}

#[derive(Deserialize)]
struct Wanted {
    id: u32,
    to: Vec<String>,
}

#[derive(Deserialize)]
struct Names {
    names: Vec<String>,
}

#[derive(Deserialize)]
struct Id {
    id: u32,
}

impl Engine {
    /// The reply to a message, as bytes. What cannot be answered is answered with an error.
    pub fn answer(&mut self, message: &[u8]) -> Vec<u8> {
        let reply = match Frame::parse(message) {
            Some(frame) => self.reply(frame),
            None => bad("not a message").reply(),
        };
        reply.bytes()
    }

    /// The reply to a message.
    pub fn reply(&mut self, frame: Frame) -> Frame {
        let language = match frame.json.get("lang").and_then(Value::as_str) {
            Some("en") => Language::English,
            _ => Language::Chinese,
        };
        let called = frame.json.get("call").and_then(Value::as_str).unwrap_or_default().to_owned();
        let answer = match called.as_str() {
            "about" => Ok(Frame::of(about::about(language, &self.book))),
            "fonts" => self.fonts(frame),
            "unpack" => unpack(frame, language),
            "read" => self.read(frame, language),
            "bind" => self.bind(frame, language),
            "page" => self.page(frame),
            "write" => self.write(frame, language),
            "zip" => zip(frame),
            "drop" => self.forget(frame),
            other => Err(bad(&format!("no call \"{other}\""))),
        };
        answer.unwrap_or_else(Fault::reply)
    }

    fn fonts(&mut self, frame: Frame) -> Answer {
        let Names { names } = request(&frame)?;
        let (mut classes, mut rest) = ([const { None }; Face::ALL.len()], Vec::new());
        for (name, bytes) in names.iter().zip(frame.blobs) {
            let data: font::Data = Arc::new(bytes);
            let font =
                Font::new(name.as_str(), data, 0).ok_or_else(|| bad(&format!("{name} is not a font")))?;
            // Called as in `fonts/`: `song.ttf`.
            let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
            match FILES.iter().find(|(known, _)| file.starts_with(known)) {
                Some((_, face)) => classes[*face as usize] = Some(font),
                None => rest.push(font),
            }
        }
        // What has no font of its own has that of 宋体, or any.
        let any = classes[Face::Song as usize].clone().or_else(|| classes.iter().flatten().next().cloned());
        let any = any.or_else(|| rest.first().cloned()).ok_or_else(|| bad("no fonts"))?;
        let mut book = Book::of(classes.map(|font| font.unwrap_or_else(|| any.clone())));
        rest.into_iter().for_each(|font| book.add(font));
        self.book = book;
        // What was read before gets them too.
        for held in std::mem::take(&mut self.read) {
            let (id, Held { job, document, log, template, laid, file }) = held;
            let job = job.in_fonts(self.book.clone());
            self.read.insert(id, Held { job, document, log, template, laid, file });
        }
        Ok(Frame::of(json!({ "fonts": !self.book.is_bare() })))
    }

    fn read(&mut self, frame: Frame, language: Language) -> Answer {
        let Read { name, options } = request(&frame)?;
        let input = frame.blobs.first().map(Vec::as_slice).unwrap_or_default();
        let job = self.job(&options, language)?.with_lines();
        let name = name.or_else(|| options.name.clone());
        let reading = job.read(input, name.as_deref()).map_err(|error| said(&error, language))?;
        let mut reply = json!({ "kind": reading.kind.name(), "encoding": reading.encoding });
        let mut held = held(job, reading.document, reading.log, reading.template, language)?;
        held.0.file = name;
        reply["lines"] = told::lines(&reading.lines, &held.0.document, &held.0.laid);
        self.keep(&mut reply, held, language);
        Ok(Frame::of(reply))
    }

    fn bind(&mut self, frame: Frame, language: Language) -> Answer {
        let Bind { inputs, options } = request(&frame)?;
        let job = self.job(&options, language)?;
        let read =
            |(input, blob): (&Named, &Vec<u8>)| Ok((input.name.clone(), job.read(blob, Some(&input.name))?));
        let (log, document, logs) = job
            .bound(inputs.iter().zip(&frame.blobs).map(read), true)
            .map_err(|error| said(&error, language))?;
        let parts = inputs.iter().zip(&logs).map(|(input, log)| {
            let mut part = json!(log.told(language));
            part["name"] = json!(input.name);
            part
        });
        let mut reply = json!({ "parts": parts.collect::<Value>() });
        let articles: Vec<String> = document.articles.iter().map(|article| article.full_title()).collect();
        reply["articles"] = json!(articles);
        let held = held(job, document, log, None, language)?;
        self.keep(&mut reply, held, language);
        Ok(Frame::of(reply))
    }

    fn job(&self, options: &Options, language: Language) -> Result<Job, Fault> {
        let job = Job::new(options).map_err(|error| said(&error, language))?;
        Ok(job.in_fonts(self.book.clone()))
    }

    /// Keeps a document under a number of its own, and says in `reply` what it is.
    fn keep(&mut self, reply: &mut Value, held: (Held, Log), language: Language) {
        let (held, log) = held;
        self.last += 1;
        if let (Some(reply), Value::Object(told)) = (reply.as_object_mut(), json!(log.told(language))) {
            reply.extend(told);
        }
        reply["id"] = json!(self.last);
        reply["title"] = json!(held.document.name());
        reply["template"] = json!(held.laid.name);
        reply["pages"] = json!(held.laid.pages.count());
        reply["document"] = serde_json::to_value(data::value(&held.document)).unwrap_or_default();
        self.read.insert(self.last, held);
    }

    fn held(&self, id: u32) -> Result<&Held, Fault> {
        self.read.get(&id).ok_or_else(|| bad(&format!("nothing is read as {id}")))
    }

    fn page(&self, frame: Frame) -> Answer {
        let Sheet { id, number } = request(&frame)?;
        let held = self.held(id)?;
        let (svg, size) = picture::page(&held.laid, held.job.book(), number)
            .ok_or_else(|| bad(&format!("there is no page {number}")))?;
        Ok(Frame::of(json!({ "svg": svg, "size": size })))
    }

    fn write(&self, frame: Frame, language: Language) -> Answer {
        let Wanted { id, to } = request(&frame)?;
        let held = self.held(id)?;
        let mut formats: Vec<&'static Writer> = Vec::new();
        for name in &to {
            formats.push(write::writer(name).ok_or_else(|| bad(&format!("no format \"{name}\"")))?);
        }
        let written =
            held.job.write(held.log.clone(), held.document.clone(), held.template.as_deref(), &formats);
        let output = written.map_err(|error| said(&error, language))?;
        let called = called(output.title().as_deref(), held.file.as_deref());
        let mut reply = Frame::of(json!(output.log.told(language)));
        let mut documents = Vec::new();
        for format in &formats {
            let Some(bytes) = output.documents.get(format.name) else { continue };
            documents.push(json!({ "format": format.name, "name": format!("{called}.{}", format.ending) }));
            reply.blobs.push(bytes.clone());
        }
        reply.json["documents"] = json!(documents);
        Ok(reply)
    }

    fn forget(&mut self, frame: Frame) -> Answer {
        let Id { id } = request(&frame)?;
        self.read.remove(&id);
        Ok(Frame::of(json!({})))
    }
}

/// How the files of the fonts begin, in `fonts/`.
const FILES: [(&str, Face); 5] = [
    ("song", Face::Song),
    ("fangsong", Face::Fangsong),
    ("kai", Face::Kai),
    ("hei", Face::Hei),
    ("xiaobiaosong", Face::Xiaobiaosong),
];

/// A document with its pages, and the log with what only the pages show.
fn held(
    job: Job,
    document: Document,
    log: Log,
    template: Option<String>,
    language: Language,
) -> Result<(Held, Log), Fault> {
    let mut all = log.clone();
    let laid =
        job.lay_out(&mut all, &document, template.as_deref()).map_err(|error| said(&error, language))?;
    Ok((Held { job, document, log, template, laid, file: None }, all))
}

/// The name of a document without its ending: its title, or that of the file it was read from, as every system takes it.
fn called(title: Option<&str>, file: Option<&str>) -> String {
    let file = file.and_then(|file| Path::new(file).file_stem()?.to_str());
    let mut stems = title.into_iter().chain(file).map(names::stem);
    stems.find(|stem| !stem.is_empty()).unwrap_or_else(|| "成文".to_owned())
}

/// The texts of an archive, a table or a feed.
fn unpack(frame: Frame, language: Language) -> Answer {
    let Named { name } = request(&frame)?;
    let bytes = frame.blobs.first().map(Vec::as_slice).unwrap_or_default();
    let path = Path::new(&name);
    let Some(kind) = bundle::holds(bytes, path) else {
        return Ok(Frame::of(json!({ "members": null })));
    };
    let (mut members, mut blobs) = (Vec::new(), Vec::new());
    let told = bundle::open(kind, bytes, path, &bundle::Wanted::default(), &mut |member| {
        members.push(json!({ "name": member.name }));
        blobs.push(member.bytes);
        Ok(())
    });
    let told = told.map_err(|error| said(&error, language))?;
    let left: Vec<Value> =
        told.left.iter().map(|(name, why)| json!({ "name": name, "message": why.said(language) })).collect();
    Ok(Frame { json: json!({ "members": members, "left": left }), blobs })
}

/// Files in one archive; the same files give the same bytes.
fn zip(frame: Frame) -> Answer {
    use std::io::{Cursor, Write};
    let Names { names } = request(&frame)?;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // Documents are packed already; what is not (text, JSON) is worth the time.
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let packed = |error: String| Fault::new("document", error);
    for (name, bytes) in names.iter().zip(&frame.blobs) {
        archive.start_file(name.as_str(), options).map_err(|error| packed(error.to_string()))?;
        archive.write_all(bytes).map_err(|error| packed(error.to_string()))?;
    }
    let bytes = archive.finish().map_err(|error| packed(error.to_string()))?.into_inner();
    Ok(Frame { json: json!({}), blobs: vec![bytes] })
}

fn request<T: DeserializeOwned>(frame: &Frame) -> Result<T, Fault> {
    T::deserialize(&frame.json).map_err(|error| bad(&error.to_string()))
}

/// A fault of who called.
fn bad(message: &str) -> Fault {
    Fault::new("bad-record", message.to_owned())
}

fn said(error: &Error, language: Language) -> Fault {
    let faults = match error {
        Error::Options { faults } | Error::Elements { faults } | Error::Template { faults, .. } => {
            faults.iter().map(|fault| fault.said(language)).collect()
        }
        _ => Vec::new(),
    };
    Fault { faults, ..Fault::new(error.code(), error.message().said(language)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "岚川市春耕工作总结\n今年以来,岚川市坚持稳中求進,各项工作取得新的进展。\n打印本页\n一、主要做法\n各乡镇抓住晴好天气，组织农机手连片作业。\n";

    /// An engine without fonts, as the page with Word alone has it.
    fn engine() -> Engine {
        Engine { book: Book::bare(), ..Engine::default() }
    }

    #[track_caller]
    fn ask(engine: &mut Engine, json: Value, blobs: &[&str]) -> Frame {
        let blobs = blobs.iter().map(|blob| blob.as_bytes().to_vec()).collect();
        let reply = engine.answer(&Frame { json, blobs }.bytes());
        Frame::parse(&reply).unwrap()
    }

    #[test]
    fn a_text_is_read_shown_and_written() {
        let mut engine = engine();
        let read = ask(&mut engine, json!({ "call": "read", "name": "a.txt" }), &[PAGE]).json;
        assert_eq!(
            (&read["title"], &read["pages"], &read["template"]),
            (&json!("岚川市春耕工作总结"), &json!(1), &json!("gongwen"))
        );
        assert_eq!(read["kind"], "text");
        let fates: Vec<&str> =
            read["lines"].as_array().unwrap().iter().map(|line| line["fate"].as_str().unwrap()).collect();
        assert_eq!(fates, ["kept", "changed", "removed", "kept", "kept"]);
        let labels: Vec<&str> =
            read["lines"].as_array().unwrap().iter().map(|line| line["label"].as_str().unwrap()).collect();
        assert_eq!(labels, ["title", "paragraph", "removed", "heading-1", "paragraph"]);
        let edits = &read["lines"][1]["edits"];
        assert_eq!(
            (&edits[0]["from"], &edits[0]["before"], &edits[0]["after"]),
            (&json!(4), &json!(","), &json!("，"))
        );
        let id = read["id"].clone();
        let page = ask(&mut engine, json!({ "call": "page", "id": id, "number": 0 }), &[]).json;
        let svg = page["svg"].as_str().unwrap();
        assert!(svg.contains("data-line=\"2\"") && svg.contains("稳中求进") && svg.contains("仿宋"), "{svg}");
        // Numbers of 32 bits are written more or less exactly by who else is compiled along.
        let size: Vec<i64> = page["size"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|side| side.as_f64().map(|side| side.round() as i64))
            .collect();
        assert_eq!(size, [595, 842]);
        let written = ask(&mut engine, json!({ "call": "write", "id": id, "to": ["docx", "json"] }), &[]);
        assert!(written.blobs[0].starts_with(b"PK") && written.blobs[1].starts_with(b"{"));
        assert_eq!(written.json["documents"][0]["name"], "岚川市春耕工作总结.docx");
        let output = chengwen::convert::convert(
            PAGE.as_bytes(),
            &Options { name: Some("a.txt".into()), ..Options::default() },
        );
        assert!(output.unwrap().documents["docx"] == written.blobs[0], "the same bytes");
        ask(&mut engine, json!({ "call": "drop", "id": id }), &[]);
        let gone = ask(&mut engine, json!({ "call": "page", "id": id, "number": 0 }), &[]).json;
        assert_eq!(gone["error"]["code"], "bad-record");
    }

    #[test]
    fn documents_are_called_so_that_every_system_takes_it() {
        for (title, file, expected) in [
            (Some("关于A/B两区的通知"), Some("a.txt"), "关于A B两区的通知"),
            (Some("CON"), None, "CON_"),
            (Some(" .. "), Some("材料/春播.总结.html"), "春播.总结"),
            (None, Some("..\\a:b.txt"), "a b"),
            (None, Some(""), "成文"),
            (None, None, "成文"),
        ] {
            assert_eq!(called(title, file), expected, "{title:?} {file:?}");
        }
    }

    #[test]
    fn a_pdf_needs_fonts_which_may_come_later() {
        let mut engine = engine();
        let id = ask(&mut engine, json!({ "call": "read" }), &[PAGE]).json["id"].clone();
        let request = json!({ "call": "write", "id": id, "to": ["pdf"], "lang": "zh" });
        let refused = ask(&mut engine, request.clone(), &[]).json;
        assert_eq!(refused["error"]["code"], "fonts");
        assert!(refused["error"]["message"].as_str().unwrap().contains("字体"));
        let fonts = ["xiaobiaosong", "fangsong", "kai", "hei", "song"];
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts");
        let blobs = fonts.map(|name| std::fs::read(folder.join(format!("{name}.ttf"))).unwrap());
        let names = fonts.map(|name| format!("{name}.ttf"));
        let frame = Frame { json: json!({ "call": "fonts", "names": names }), blobs: blobs.to_vec() };
        assert_eq!(engine.reply(frame).json["fonts"], true);
        let written = ask(&mut engine, request, &[]);
        assert!(written.blobs[0].starts_with(b"%PDF"), "{}", written.json);
    }

    #[test]
    fn texts_are_bound_in_their_order() {
        let other = PAGE.replace("春耕", "秋收");
        let request = json!({
            "call": "bind",
            "inputs": [{ "name": "b.txt" }, { "name": "a.txt" }],
            "options": { "title": "工作总结汇编" },
        });
        let bound = ask(&mut engine(), request, &[&other, PAGE]).json;
        assert_eq!((&bound["title"], &bound["template"]), (&json!("工作总结汇编"), &json!("huibian")));
        assert_eq!(bound["articles"], json!(["岚川市秋收工作总结", "岚川市春耕工作总结"]));
        assert_eq!(bound["parts"][1]["name"], "a.txt");
    }

    #[test]
    fn what_cannot_be_answered_is_answered_with_an_error() {
        let mut engine = engine();
        for (json, code) in [
            (json!({ "call": "nothing" }), "bad-record"),
            (json!({ "call": "read", "options": { "nix": 1 } }), "bad-record"),
            (json!({ "call": "read", "options": { "template": "nix" } }), "options"),
            (json!({ "call": "read" }), "empty"),
            (json!({ "call": "page", "id": 7, "number": 0 }), "bad-record"),
        ] {
            let reply = ask(&mut engine, json.clone(), &[]).json;
            assert_eq!(reply["error"]["code"], code, "{json}");
        }
        let reply = Frame::parse(&engine.answer(b"x")).unwrap().json;
        assert_eq!(reply["error"]["code"], "bad-record");
    }

    #[test]
    fn an_archive_is_packed_and_unpacked() {
        let mut engine = engine();
        let pack = json!({ "call": "zip", "names": ["甲.txt", "b/乙.txt"] });
        let packed = ask(&mut engine, pack.clone(), &[PAGE, "乙"]).blobs.remove(0);
        assert_eq!(packed, ask(&mut engine, pack, &[PAGE, "乙"]).blobs[0]);
        let frame = Frame { json: json!({ "call": "unpack", "name": "a.zip" }), blobs: vec![packed] };
        let unpacked = engine.reply(frame);
        assert_eq!(unpacked.json["members"], json!([{ "name": "甲.txt" }, { "name": "b/乙.txt" }]));
        assert_eq!(unpacked.blobs[0], PAGE.as_bytes());
        let single = ask(&mut engine, json!({ "call": "unpack", "name": "a.txt" }), &[PAGE]);
        assert_eq!(single.json["members"], Value::Null);
    }
}
