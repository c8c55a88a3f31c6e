//! The documentation is run: commands, help, the list of rules, links.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use chengwen::{clean, structure};
use serde_json::Value;

use crate::golden::compare;
use crate::program::Desk;

/// Rules of the steps that have no table because they cannot be switched off one by one.
const OTHERS: &[(&str, &str)] = &[
    ("bind.alike", "two articles of a compilation are for the most part the same text"),
    ("bind.head", "head, imprint and title of a whole are left out when a text is bound into a compilation"),
    ("bind.double", "an article that is there twice stands once in a compilation"),
    (
        "bind.title",
        "the name of the output stands for a title of the whole that nobody gives, if it is Chinese",
    ),
    ("bind.undated", "an article without a date stands last when a compilation is ordered by date"),
    ("bind.untitled", "the name of the file stands for a title that was not found"),
    (
        "elements.given",
        "front matter, a side file or --set say something else than the text; what is given stands in the document",
    ),
    (
        "elements.unused",
        "front matter, a side file or --set give a compilation what only one text can have; it is not used",
    ),
    ("elements.cover", "title, 编印单位 or 编印日期 of a whole stand on no page, because there is no cover"),
    ("official.template", "mark and number are there, so the document is set with a red head"),
    (
        "official.seal",
        "posts with names sign an issued document, so it is set with room for a stamp of the signature",
    ),
    ("official.value", "an element found in the text is not as the standard wants it"),
    ("decode.control", "control characters are taken out"),
    ("decode.cut", "the input begins or ends in the middle of a character"),
    ("decode.doubtful", "the encoding is a guess, since nothing reads like Chinese"),
    ("decode.filler", "private code points of old systems for a full-width space become one"),
    ("decode.guessed", "characters that an earlier wrong decoding lost were guessed"),
    (
        "decode.invisible",
        "invisible characters are taken out: zero-width spaces, marks of direction, soft hyphens",
    ),
    ("decode.line-break", "unusual line breaks (U+2028, U+0085, form feeds) become line ends"),
    ("decode.lost", "characters that cannot be recovered"),
    ("decode.mixed", "the input is in several encodings"),
    ("decode.noncharacter", "code points that are no characters are taken out"),
    ("decode.nul", "zero bytes are left out"),
    ("decode.private", "characters of a private font, which nobody else can show"),
    ("decode.remapped", "private code points of old GBK become the character's own"),
    ("decode.repaired", "text that had been decoded wrongly before it was saved is put right"),
    (
        "front.element",
        "front matter or a record above a text names elements of an official document; without --trust-front-matter they are not in force",
    ),
    (
        "front.field",
        "what a record above a text says of it beside title, date, source and author is left out",
    ),
    ("front.read", "title, date, source and author that a record above a text gives are taken for it"),
    ("footnote.mark", "the number or sign of a footnote on a web page gives way to a real footnote"),
    ("footnote.repeated", "a footnote that several places point to stands below each of them"),
    ("markdown.mark", "marks of Markdown: `##`, `**`, `>`, `[^1]`"),
    ("mail.attachment", "a file attached to a letter is not read"),
    ("office.chunk", "a part in another format that was put into a Word file is not read"),
    ("office.drawing", "a chart or diagram of an office file is not read"),
    ("office.look", "what an office file has that an official document has not: colours, borders, macros"),
    ("office.sign", "a sign of a font with its own codes that no character is known for becomes □"),
    ("page.entity", "character references in the text (`&nbsp;`, `&#8220;`) become the characters"),
    ("page.limit", "more of something than is read ([limits.md](limits.md)): what is left out is told"),
    ("page.title", "the title of a page that shows it only in its name"),
    ("pairs.brackets", "a bracket without a partner"),
    ("pairs.quotes", "a quotation mark without a partner"),
    ("pairs.titles", "《 or 》 without a partner"),
    ("pdf.missing", "a character no font has is drawn as a box in a PDF"),
    ("punctuation.bracket", "brackets around or beside Chinese become full-width"),
    ("punctuation.dash", "`--` becomes ——"),
    ("punctuation.digit", "full-width digits and letters become half-width"),
    ("punctuation.document-number", "the year of a document number gets 〔〕 (GB/T 9704-2012 7.2.5)"),
    ("punctuation.doubled", "a mark typed twice stands once"),
    ("punctuation.ellipsis", "`...` and 。。。 become ……"),
    ("punctuation.form", "small, vertical and other odd forms of marks (﹔ ︰ ｡ 「) become ordinary ones"),
    ("punctuation.numeral", "numbers that are one character (㈠ ⑴ ⒈) are written out"),
    ("punctuation.quote", "straight quotes become “” and ‘’ where they pair"),
    ("punctuation.radical", "radicals and compatibility forms (⼯) become the character (工)"),
    (
        "punctuation.space",
        "spaces beside full-width marks, and between Chinese and digits or Latin letters, are taken out",
    ),
    ("punctuation.width", "half-width marks in Chinese text become full-width (GB/T 15834)"),
    ("punctuation.zero", "a circle, O or 0 between Chinese numerals becomes 〇"),
    ("script.character", "a character is written in the other script"),
    ("script.dictionary", "a word of the user's dictionary"),
    ("script.phrase", "a word is written in the other script as a whole"),
    ("script.quotes", "「」 and 『』 become “” and ‘’"),
    ("script.zhe", "著 becomes 着 but for 著名, 显著 and the like"),
    ("text.blank", "an underlined blank of a form becomes ＿＿, as wide as it was"),
    ("text.formula", "a formula cannot be set as a line of text"),
    (
        "text.reserved",
        "private characters (U+10F000 to U+10FFFD) that would be taken for anchors of footnotes become □",
    ),
    ("text.subscript", "lowered digits become characters of their own: CO₂"),
    (
        "text.superscript",
        "raised digits become characters of their own: 10⁵; where there are none and plain text misleads, it is told",
    ),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// The rules as a page: made here, so that it is never stale.
fn rules() -> String {
    let mut text = String::from(
        "# Rules\n\n\
        Everything the program removes, changes or reports carries the id of a rule. This page is made from the program\n\
        (`UPDATE=1 cargo test`); `chengwen rules` prints the first four tables. Rules of your own: [own-rules.md](own-rules.md).\n\n\
        ## Lines of the web page\n\n\
        `--keep ID` keeps what a rule would take out; the part before the dot stands for the whole group.\n\n",
    );
    table(
        &mut text,
        chengwen::extract::RULES.into_iter().chain(chengwen::reading::RULES).chain(clean::rules()),
    );
    text.push_str("\n## Parts of the document\n\nWhat is known by its place and shape once the page around it is gone.\n\n");
    table(&mut text, structure::table().iter().map(|cue| (cue.id, cue.summary)));
    text.push_str(
        "\n## Pictures\n\n`--keep pictures.decoration` sets them all; the others are findings.\n\n",
    );
    table(&mut text, chengwen::picture::RULES.into_iter());
    text.push_str("\n## Parts left out on demand\n\nThey stay unless `--drop ID` names them.\n\n");
    table(&mut text, structure::PARTS.iter().map(|part| (part.id, part.summary)));
    text.push_str("\n## Characters\n\nEncoding, markup, script and punctuation. The changes are counted in the report; those that say “without”, “lost” or\n“guess” are findings and change nothing.\n\n");
    table(&mut text, OTHERS.iter().copied());
    text
}

fn table<'a>(text: &mut String, rules: impl Iterator<Item = (&'a str, &'a str)>) {
    text.push_str("| rule | what it is about |\n|---|---|\n");
    for (id, summary) in rules {
        writeln!(text, "| `{id}` | {} |", summary.replace('|', "\\|")).unwrap();
    }
}

/// The limits as a page.
fn limits() -> String {
    let mut text = String::from(
        "# Limits\n\n\
        How much of anything one input may have, each far above what people write and below what harms. This page is made from the program\n\
        (`UPDATE=1 cargo test`). Within them the work grows with the size of the input and not with its square, and no input ends the program:\n\
        `tests/bombs` has a kind of input for everything that could, `tests/judges/bombs.py` sends each through the program.\n\n\
        | what is counted | most | beyond it | why this many |\n|---|---|---|---|\n",
    );
    for limit in chengwen::limits::ALL {
        writeln!(text, "| {} | {} | {} | {} |", limit.what, limit.most, limit.beyond.words(), limit.why)
            .unwrap();
    }
    text
}

#[test]
fn the_page_of_limits_is_current() {
    let mut stale = Vec::new();
    compare(&root().join("docs/limits.md"), &limits(), &mut stale);
    assert!(stale.is_empty(), "{}\naccept it with UPDATE=1 cargo test", stale.join("\n"));
}

#[test]
fn the_page_of_rules_is_current() {
    let mut stale = Vec::new();
    compare(&root().join("docs/rules.md"), &rules(), &mut stale);
    assert!(stale.is_empty(), "{}\naccept it with UPDATE=1 cargo test", stale.join("\n"));
}

#[test]
fn every_rule_in_the_source_is_on_the_page_and_the_other_way_round() {
    let page = rules();
    let listed: BTreeSet<&str> =
        page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(id, _)| id)).collect();
    let mut sources = Vec::new();
    for room in [
        "bind",
        "clean",
        "decode",
        "elements",
        "extract",
        "picture",
        "punctuation",
        "reading",
        "script",
        "structure",
        "text",
        "write/pdf",
    ] {
        files(&root().join("src").join(room), "rs", &mut sources);
    }
    let mut found = BTreeSet::new();
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        found.extend(code.split('"').skip(1).step_by(2).filter(|word| is_id(word)).map(str::to_owned));
    }
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    assert_eq!(found, listed);
}

/// `group.name` of a group that rules have.
fn is_id(word: &str) -> bool {
    const GROUPS: [&str; 28] = [
        "articles",
        "bind",
        "captions",
        "contents",
        "credits",
        "decode",
        "elements",
        "footnote",
        "front",
        "info",
        "mail",
        "markdown",
        "numbering",
        "office",
        "official",
        "page",
        "pairs",
        "parts",
        "pdf",
        "pictures",
        "punctuation",
        "reading",
        "script",
        "signature",
        "tail",
        "text",
        "title",
        "web",
    ];
    word.split_once('.').is_some_and(|(group, name)| {
        GROUPS.contains(&group)
            && !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    })
}

/// `docs/templates.md`, made from the schema.
fn templates() -> String {
    let head = "# Templates\n\nA template is a TOML file. `chengwen templates list` shows the built-in ones, `templates show NAME` the text of one, `templates check FILE`\ntells every fault of one of your own, and `--template FILE` uses it. A template of your own names what differs:\n\n```toml\nextends = \"hongtou\"\nsummary = \"某局红头文件\"\n\n[head]\nmark_narrowest = 70\n\n[styles.heading_3]\nindent = 2\nbold = true\n```\n\nThis page is made from the schema; `chengwen templates schema` prints that for editors. Where the numbers of the built-in templates come from is in\n[standard.md](standard.md).\n\n";
    head.to_owned() + &chengwen::template::reference()
}

#[test]
fn the_page_of_templates_is_current() {
    let mut stale = Vec::new();
    compare(&root().join("docs/templates.md"), &templates(), &mut stale);
    assert!(stale.is_empty(), "{}\naccept it with UPDATE=1 cargo test", stale.join("\n"));
    let example = templates();
    let example = example.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    chengwen::template::parse("docs/templates.md", example).unwrap();
}

/// The head of `docs/configuration.md`; the keys below it are made from the schema.
const CONFIGURATION: &str = include_str!("configuration.md");

fn configuration() -> String {
    let schema: Value = serde_json::from_str(&Desk::new().run(&["config", "schema"]).text()).unwrap();
    let keys = schema["properties"].as_object().unwrap();
    let tables: Vec<&String> = keys.iter().filter(|(_, key)| is_command(key)).map(|(name, _)| name).collect();
    let mut text = format!("{CONFIGURATION}| key | value | commands | what it does |\n|---|---|---|---|\n");
    for (name, key) in keys.iter().filter(|(_, key)| !is_command(key)) {
        let commands =
            tables.iter().filter(|table| schema["properties"][**table]["properties"].get(name).is_some());
        let commands: Vec<&str> = commands.map(|table| table.as_str()).collect();
        let commands = if commands.len() == tables.len() { "all".to_owned() } else { commands.join(", ") };
        let about = key["description"].as_str().unwrap().replace('|', "\\|");
        writeln!(text, "| `{name}` | {} | {commands} | {about} |", value_of(name, key)).unwrap();
    }
    text
}

/// Whether this is the table of a command.
fn is_command(key: &Value) -> bool {
    key["properties"].get("script").is_some() || key["properties"].get("order").is_some()
}

fn value_of(name: &str, key: &Value) -> String {
    let one = key["anyOf"].get(0).unwrap_or(key);
    let several = if key["anyOf"].is_array() { ", or a list" } else { "" };
    let what = match (one["enum"].as_array(), one["type"].as_str()) {
        (Some(values), _) => values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(" "),
        (_, Some("boolean")) => "`true` or `false`".to_owned(),
        (_, Some("integer")) => "a whole number".to_owned(),
        (_, Some("object")) => format!("a table, `[{name}]`"),
        _ => "a word".to_owned(),
    };
    what + several
}

#[test]
fn the_page_of_the_configuration_is_current() {
    let mut stale = Vec::new();
    let page = configuration();
    compare(&root().join("docs/configuration.md"), &page, &mut stale);
    assert!(stale.is_empty(), "{}\naccept it with UPDATE=1 cargo test", stale.join("\n"));
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let desk = Desk::with(&[("chengwen.toml", example)]);
    ["fonts", "rules"].iter().for_each(|folder| fs::create_dir(desk.path(folder)).unwrap());
    desk.put("rules/site.toml", b"drop = [\"parts.abstract\"]\n");
    desk.run(&["config", "show"]).check(0, &[]);
}

#[test]
fn the_page_of_the_standard_lists_every_element() {
    let page = page("docs/standard.md");
    for row in chengwen::elements::TABLE {
        let line = format!("| `{}` | {} |", row.name, row.chinese.join("、"));
        assert!(page.contains(&line), "{line} is not in docs/standard.md");
    }
}

#[test]
fn the_gallery_shows_every_template() {
    let page = page("docs/gallery/README.md");
    for name in chengwen::template::names() {
        assert!(page.contains(&format!("| `{name}` ")), "docs/gallery/README.md has no row for {name}");
        assert!(page.contains(&format!("({name}-1.png)")), "docs/gallery has no picture of {name}");
    }
}

#[test]
fn the_help_is_as_reviewed() {
    let mut stale = Vec::new();
    for (language, file) in [("en", "help.txt"), ("zh", "help.zh.txt")] {
        compare(&root().join("tests/it").join(file), &help(language), &mut stale);
    }
    assert!(stale.is_empty(), "{}\naccept it with UPDATE=1 cargo test", stale.join("\n"));
}

/// The help of all commands in `language`.
fn help(language: &str) -> String {
    let desk = Desk::new();
    let mut help = String::new();
    for args in [
        &["--help"][..],
        &["convert", "--help"],
        &["bind", "--help"],
        &["split", "--help"],
        &["watch", "--help"],
        &["stream", "--help"],
        &["inspect", "--help"],
        &["rules", "--help"],
        &["templates", "--help"],
        &["config", "--help"],
        &["config", "show", "--help"],
    ] {
        let text = desk.run_where(args, b"", &[("CHENGWEN_LANG", language)]).check(0, &[]).text();
        writeln!(help, "$ chengwen {}\n{text}", args.join(" ")).unwrap();
    }
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    help.join("\n") + "\n"
}

/// The commands between ```` ```sh ```` and ```` ``` ````.
fn commands(page: &str) -> Vec<&str> {
    page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).flat_map(str::lines).collect()
}

#[test]
fn the_first_command_of_the_readme_does_what_it_says() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = page(readme);
        let [first, second] = commands(&text)[..] else { panic!("{readme} has two commands") };
        assert_eq!(second, "cargo test", "{readme}");
        let args: Vec<&str> =
            first.strip_prefix("cargo run --release -- ").expect(readme).split(' ').collect();

        let desk = Desk::new();
        let inputs = args.iter().filter(|arg| arg.starts_with("examples/"));
        inputs.clone().for_each(|name| desk.put(name, &fs::read(root().join(name)).unwrap()));
        let ran = desk.run(&args).check(0, &[]);
        let shown = text.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        assert!(ran.err.starts_with(shown), "{readme} shows:\n{shown}\nbut it is:\n{}", ran.err);
        for input in inputs {
            let name = Path::new(input).file_stem().unwrap().to_str().unwrap();
            assert!(desk.read(&format!("out/{name}.docx")).starts_with(b"PK"), "{input}");
        }
    }
}

#[test]
fn the_readmes_name_every_option_and_exit_code() {
    let help = Desk::new().run(&["convert", "--help"]).text();
    let options = help.split_whitespace().map(|word| word.trim_end_matches(','));
    let options: BTreeSet<&str> = options.filter(|word| word.starts_with("--") && word.len() > 3).collect();
    assert!(options.len() > 12, "{options:?}");
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = page(readme);
        for option in &options {
            let short = matches!(*option, "--help" | "--output");
            assert!(short || text.contains(option), "{readme} says nothing of {option}");
        }
        for code in ["| 0 |", "| 1 |", "| 2 |", "| 64 |", "| 130 |"] {
            assert!(text.contains(code), "{readme} says nothing of exit code {code}");
        }
    }
}

#[test]
fn every_relative_link_leads_somewhere() {
    let mut pages = Vec::new();
    files(&root().join("docs"), "md", &mut pages);
    pages.extend(["README.md", "README.zh-CN.md", "CHANGELOG.md"].map(|name| root().join(name)));
    let mut dead = Vec::new();
    for path in pages {
        let text = fs::read_to_string(&path).unwrap();
        for rest in text.split("](").skip(1) {
            let target = rest.split([')', '#']).next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") && !path.with_file_name(target).exists() {
                dead.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
}
