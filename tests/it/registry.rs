//! The table of rules: complete, said in two languages, and true of what the program does.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use chengwen::bind::{self, Order, Part};
use chengwen::decode;
use chengwen::diag::Log;
use chengwen::font::Book;
use chengwen::message::Language;
use chengwen::pipeline::{self, Contents, ReadOptions};
use chengwen::rules::registry::{self, Damage, Deed, Example, Rule};
use chengwen::rules::{Rules, Zone};
use chengwen::script::UserDictionary;
use chengwen::write::pdf;
use serde_json::Value;

use crate::program::Desk;

/// A notice; a line of an example stands above it, behind its third line or below it.
const NOTICE: [&str; 4] = [
    "关于做好春播工作的通知",
    "各乡镇人民政府：",
    "现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。",
    "各乡镇要在四月底前报送进度，联系人见附件，逾期不报的予以通报，并纳入年终考核的重要内容。",
];

fn notice(zone: Zone, line: &str) -> String {
    let mut lines = NOTICE.to_vec();
    let at = match zone {
        Zone::Head => 0,
        Zone::Body => 3,
        Zone::Tail => 4,
    };
    lines.insert(at, line);
    lines.join("\n") + "\n"
}

/// The files an example stands for, each with its name.
fn files(example: &Example) -> Vec<(&'static str, Vec<u8>)> {
    let page = |body: &str| format!("<html><body>{body}</body></html>").into_bytes();
    vec![match example {
        Example::Line(zone, line) | Example::Kept(_, zone, line) => {
            ("a.txt", notice(*zone, line).into_bytes())
        }
        Example::Dictionary(_, line) | Example::Dated(line) => {
            ("a.txt", notice(Zone::Body, line).into_bytes())
        }
        Example::Text(text) if text.starts_with("From:") => ("a.eml", text.as_bytes().to_vec()),
        Example::Text(text) => ("a.txt", text.as_bytes().to_vec()),
        Example::Markdown(text) => ("a.md", text.as_bytes().to_vec()),
        Example::Page(body) => ("a.html", page(body)),
        Example::Repeated(piece, times, rest) => ("a.html", page(&format!("{}{rest}", piece.repeat(*times)))),
        Example::Word(body) => ("a.docx", word(body)),
        Example::Rtf(body) => ("a.rtf", rtf(body)),
        Example::Damaged(damage, text) => ("a.txt", damaged(*damage, text)),
        Example::Bound(texts) => {
            return texts.iter().map(|text| ("a.txt", text.as_bytes().to_vec())).collect();
        }
    }]
}

fn word(body: &str) -> Vec<u8> {
    const OPEN: &str = "http://schemas.openxmlformats.org";
    let relations = |list: &str| {
        format!("<Relationships xmlns=\"{OPEN}/package/2006/relationships\">{list}</Relationships>")
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"{OPEN}/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let spaces = format!(
        "xmlns:w=\"{OPEN}/wordprocessingml/2006/main\" xmlns:r=\"{OPEN}/officeDocument/2006/relationships\" \
        xmlns:a=\"{OPEN}/drawingml/2006/main\" xmlns:c=\"{OPEN}/drawingml/2006/chart\""
    );
    let title = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", NOTICE[0]);
    let parts = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{OPEN}/package/2006/content-types\"/>")),
        ("_rels/.rels", relations(&relation("r1", "officeDocument", "word/document.xml"))),
        ("word/_rels/document.xml.rels", relations(&relation("r9", "aFChunk", "part.html"))),
        ("word/document.xml", format!("<w:document {spaces}><w:body>{title}{body}</w:body></w:document>")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn rtf(body: &str) -> Vec<u8> {
    let text = format!("{}\\par {body}", NOTICE[0]);
    let plain: String = text
        .encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{} ", unit.cast_signed()),
        })
        .collect();
    format!("{{\\rtf1\\ansi\\uc0 {plain}}}").into_bytes()
}

fn damaged(damage: Damage, text: &str) -> Vec<u8> {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    match damage {
        Damage::Cut => text.as_bytes()[1..].to_vec(),
        Damage::Zero => {
            let (start, rest) = text.split_once('，').unwrap();
            [gbk(start), vec![0], gbk(rest)].concat()
        }
        Damage::Joined => [text.as_bytes().to_vec(), gbk(text)].concat(),
        Damage::Foreign => encoding_rs::WINDOWS_1251.encode(&text.repeat(9)).0.into_owned(),
        Damage::Misread => gbk(text).into_iter().map(char::from).collect::<String>().into_bytes(),
        Damage::Mangled => encoding_rs::GB18030.decode(text.as_bytes()).0.into_owned().into_bytes(),
    }
}

/// What a log tells of a rule, and of everything that was taken out.
struct Told {
    fired: bool,
    by_rule: Vec<String>,
    gone: Vec<String>,
}

fn told(rule: &Rule, log: &Log) -> Told {
    let fired = log.findings().iter().any(|finding| finding.rule == rule.id)
        || log.changes().iter().any(|change| change.rule == rule.id)
        || log.removals().iter().any(|removal| removal.rule == rule.id);
    let by_rule = log.removals().iter().filter(|removal| removal.rule == rule.id);
    let out = log.changes().iter().filter(|change| change.rule == rule.id && change.after.is_empty());
    Told {
        fired,
        by_rule: by_rule
            .map(|removal| &removal.text)
            .chain(out.map(|change| &change.before))
            .cloned()
            .collect(),
        gone: log.removals().iter().map(|removal| removal.text.clone()).collect(),
    }
}

/// Runs an example through the whole program, with these rules kept.
fn run(rule: &Rule, example: &Example, keep: &[&str]) -> Told {
    let mut rules = Rules::default();
    keep.iter().for_each(|id| rules.keep(id));
    if let Example::Kept(other, ..) = example {
        rules.keep(other);
    }
    if rule.does == Deed::OnDemand {
        rules.drop(rule.id);
    }
    let dictionary = match example {
        Example::Dictionary(dictionary, _) => Some(UserDictionary::parse(dictionary).unwrap().into()),
        _ => None,
    };
    let mut options = ReadOptions { rules: rules.into(), ..ReadOptions::default() };
    options.script.dictionary = dictionary;
    options.dates = matches!(example, Example::Dated(_));
    options.decode = decode::Options {
        accept_damage: matches!(example, Example::Damaged(Damage::Foreign, _)),
        ..options.decode
    };
    let mut log = Log::new();
    let mut parts = Vec::new();
    for (name, bytes) in files(example) {
        options.name = Some(PathBuf::from(name));
        let reading = pipeline::read(&bytes, &options).unwrap_or_else(|e| panic!("{}: {e}", rule.id));
        log = reading.log;
        parts.push(Part { name: name.to_owned(), document: reading.document });
    }
    match example {
        Example::Bound(_) => {
            let options =
                bind::Options {
                    order: Order::Date, file: Some("农业资料汇编".into()), ..Default::default()
                };
            log = Log::new();
            bind::bind(&mut log, parts, &options);
        }
        _ => set(rule, &mut log, &parts[0], &options.rules),
    }
    told(rule, &log)
}

/// The document as it is set; painted only for the rules of the painter.
fn set(rule: &Rule, log: &mut Log, part: &Part, rules: &Rules) {
    let template = pipeline::default_template(&part.document).unwrap();
    let document = pipeline::for_pages(log, &part.document, rules, &template);
    if rule.group() == "pdf" {
        let book = Book::builtin();
        pipeline::write_pdf(log, &document, &template, Contents::Never, &book, &pdf::Options::default())
            .unwrap();
    }
}

/// The line an example is about, if it is one.
fn line(example: &Example) -> Option<&str> {
    match example {
        Example::Line(_, line) | Example::Kept(_, _, line) => Some(line),
        _ => None,
    }
}

#[test]
fn every_rule_fires_on_its_example() {
    let mut faults = Vec::new();
    for rule in registry::all() {
        let told = run(rule, &rule.fires, &[]);
        if !told.fired {
            faults.push(format!("{}: does not fire; gone {:?}", rule.id, told.gone));
        }
        let whole = line(&rule.fires).filter(|_| rule.does == Deed::TakesOut);
        // A gloss and a picture are parts of their line.
        let part = matches!(rule.id, "web.pinyin" | "web.emoji");
        let is_it = |line: &str| told.by_rule.iter().any(|gone| gone == line || part && line.contains(gone));
        if told.fired && !whole.is_none_or(is_it) {
            faults.push(format!("{}: takes out something else: {:?}", rule.id, told.by_rule));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_rule_fires_on_the_example_that_stays() {
    let mut faults = Vec::new();
    for rule in registry::all() {
        let told = run(rule, &rule.stays, &[]);
        let gone = line(&rule.stays).is_some_and(|line| told.gone.iter().any(|gone| gone == line));
        if told.fired || gone {
            faults.push(format!("{}: {:?}", rule.id, told.gone));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_can_be_kept_is_kept_and_the_rest_is_not() {
    let mut faults = Vec::new();
    for rule in registry::all().filter(|rule| rule.does != Deed::OnDemand) {
        if run(rule, &rule.fires, &[rule.id]).fired == rule.keepable {
            faults.push(format!("{}: said to be keepable: {}", rule.id, rule.keepable));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_rule_is_named_in_both_languages_and_there_once() {
    let mut seen = BTreeSet::new();
    for rule in registry::all() {
        assert!(seen.insert(rule.id), "{} is there twice", rule.id);
        for words in [rule.name, rule.what, rule.why] {
            let [english, chinese] =
                [Language::English, Language::Chinese].map(|language| words.said(language));
            assert!(!english.is_empty() && !chinese.is_empty(), "{}", rule.id);
        }
        assert_ne!(rule.what.english, rule.what.chinese, "{}", rule.id);
        assert!(rule.name.english.chars().count() <= 50, "{}", rule.id);
        assert!(rule.name.chinese.chars().count() <= 20, "{}", rule.id);
        assert_eq!(registry::find(rule.id).map(|found| found.id), Some(rule.id));
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Whether a literal has the shape of an id and is not the name of a file.
fn is_id(literal: &str) -> bool {
    const ENDINGS: &[&str] = &["xml", "bin", "tsv", "txt", "html", "png", "jpg", "zhch", "main", "rels"];
    let Some((group, name)) = literal.split_once('.') else { return false };
    let plain = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    plain(group) && plain(name) && !ENDINGS.contains(&name)
}

/// The steps, whose sources hold ids and nothing else that looks like one; templates have keys of the same shape.
const ROOMS: [&str; 14] = [
    "bind",
    "clean",
    "decode",
    "elements",
    "extract",
    "layout",
    "picture",
    "punctuation",
    "reading",
    "script",
    "sheet",
    "structure",
    "text",
    "write",
];

#[test]
fn every_id_in_the_source_has_a_row_and_every_row_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    ROOMS.iter().for_each(|room| sources(&root.join(room), &mut files));
    let mut used = BTreeSet::new();
    for path in files.iter().filter(|path| !path.ends_with("tests.rs")) {
        let text = fs::read_to_string(path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        used.extend(code.split('"').skip(1).step_by(2).filter(|word| is_id(word)).map(str::to_owned));
    }
    let listed: BTreeSet<String> = registry::all().map(|rule| rule.id.to_owned()).collect();
    let unlisted: Vec<_> = used.difference(&listed).collect();
    let unused: Vec<_> = listed.difference(&used).collect();
    assert!(unlisted.is_empty() && unused.is_empty(), "without a row: {unlisted:?}; nobody uses: {unused:?}");
}

#[test]
fn the_command_lists_explains_and_tells_programs() {
    let desk = Desk::new();
    let all = desk.run(&["rules"]).check(0, &[]).text();
    assert!(registry::all().all(|rule| all.contains(rule.id)), "{all}");
    let one = desk.run(&["rules", "web.share"]).check(0, &[]).text();
    for expected in ["web.share  sharing", "--keep web.share", "分享到：", "要把经验分享到基层一线"]
    {
        assert!(one.contains(expected), "{expected} in:\n{one}");
    }
    desk.run(&["rules", "web.shrae"]).check(64, &["there is no rule \"web.shrae\"; did you mean web.share?"]);
    let json: Value =
        serde_json::from_str(&desk.run(&["rules", "--json", "punctuation"]).check(0, &[]).text()).unwrap();
    let rules = json["rules"].as_array().unwrap();
    assert!(rules.len() > 5 && rules.iter().all(|rule| rule["group"] == "punctuation"));
    assert_eq!(rules[0]["does"], "changes");
    assert!(rules[0]["name"]["chinese"].is_string() && rules[0]["fires"]["form"] == "line-inside");
}

#[test]
fn a_rule_nobody_can_switch_off_says_so_and_a_mark_stays_on_demand() {
    let desk = Desk::with(&[("a.txt", &notice(Zone::Body, "要抓紧备耕--这是头等大事,各乡镇要备足种子。"))]);
    desk.run(&["convert", "a.txt", "--keep", "title.missing"]).check(64, &["has no effect", "no title"]);
    desk.run(&["convert", "a.txt", "--keep", "punctuation.dsah"])
        .check(64, &["did you mean punctuation.dash?"]);
    desk.run(&["convert", "a.txt", "-o", "a.md", "--keep", "punctuation.dash"]).check(0, &[]);
    let text = String::from_utf8(desk.read("a.md")).unwrap();
    assert!(text.contains("备耕--这是") && text.contains("大事，"), "{text}");
    desk.run(&["convert", "a.txt", "-o", "b.md", "--keep-all"]).check(0, &[]);
    assert!(String::from_utf8(desk.read("b.md")).unwrap().contains("备耕——这是"));
}
