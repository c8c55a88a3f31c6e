//! The documentation is run: commands, help, the list of rules, links.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use chengwen::rules::registry::{Deed, Example, Rule, SECTIONS};
use serde_json::Value;

use crate::golden::compare;
use crate::program::Desk;

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
        Everything the program removes, changes or reports carries the id of a rule. This page is made from the table of them\n\
        (`UPDATE=1 cargo test`), whose examples are run as tests; `chengwen rules` prints it, `chengwen rules ID` one rule with its examples in full,\n\
        `chengwen rules --json` all of it for programs. Rules of your own: [own-rules.md](own-rules.md).\n\n\
        `--keep ID` keeps what a rule takes out or changes, `--drop ID` takes out what stays; the part before the dot stands for the whole group. Where\n\
        neither stands in the table, the rule is part of reading, or changes nothing and tells somebody to look.\n",
    );
    for section in SECTIONS {
        write!(text, "\n## {}\n\n| rule | what it is about | why | decide | fires on | and not on |\n|---|---|---|---|---|---|\n", section.title.english)
            .unwrap();
        section.rules.iter().for_each(|rule| row(&mut text, rule));
    }
    text
}

fn row(text: &mut String, rule: &Rule) {
    let decide = match (rule.keepable, rule.does) {
        (true, _) => "`--keep`",
        (_, Deed::OnDemand) => "`--drop`",
        _ => "",
    };
    let [what, why] = [rule.what, rule.why].map(|words| words.english.replace('|', "\\|"));
    let [fires, stays] = [&rule.fires, &rule.stays].map(shown);
    writeln!(text, "| `{}` | {what} | {why} | {decide} | {fires} | {stays} |", rule.id).unwrap();
}

/// An example as a cell of a table has room for it: a line; anything longer is for `chengwen rules ID`.
fn shown(example: &Example) -> String {
    match example {
        Example::Line(_, line) | Example::Kept(_, _, line) => {
            let line: String = line
                .chars()
                .map(|c| if is_plain(c) { c.to_string() } else { format!("[U+{:04X}]", u32::from(c)) })
                .collect();
            line.replace('|', "\\|").replace('*', "\\*")
        }
        other => format!("({})", other.form()),
    }
}

/// Whether a page can show a character.
fn is_plain(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}' | '\u{2028}' | '\u{fffd}' | '\u{fdd0}' | '\u{e000}'..='\u{f8ff}')
        && c < '\u{10000}'
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

/// The shapes of what programs write and get, for their editors and checks.
#[test]
fn the_schemas_are_current() {
    let printed = |args: &[&str]| -> Value {
        serde_json::from_str(&Desk::new().run(args).check(0, &[]).text()).expect("a schema is JSON")
    };
    let schemas = [("options", chengwen::convert::schema()), ("template", printed(&["templates", "schema"]))];
    let mut stale = Vec::new();
    for (name, schema) in schemas {
        let path = root().join(format!("docs/schema/{name}.schema.json"));
        compare(&path, &format!("{schema:#}\n"), &mut stale);
    }
    assert!(stale.is_empty(), "{}\naccept it with UPDATE=1 cargo test", stale.join("\n"));
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
fn the_pages_of_options_name_every_option_and_exit_code() {
    let help = Desk::new().run(&["convert", "--help"]).text();
    let options = help.split_whitespace().map(|word| word.trim_end_matches(','));
    let options: BTreeSet<&str> = options.filter(|word| word.starts_with("--") && word.len() > 3).collect();
    assert!(options.len() > 12, "{options:?}");
    for name in ["docs/options.md", "docs/options.zh-CN.md"] {
        let text = page(name);
        for option in &options {
            let short = matches!(*option, "--help" | "--output");
            assert!(short || text.contains(option), "{name} says nothing of {option}");
        }
        for code in ["| 0 |", "| 1 |", "| 2 |", "| 64 |", "| 130 |"] {
            assert!(text.contains(code), "{name} says nothing of exit code {code}");
        }
    }
}

/// What stands between two `` ` `` in a page.
fn typed(page: &str) -> impl Iterator<Item = &str> {
    page.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn what_the_manual_of_clerks_says_to_type_can_be_typed() {
    let text = page("docs/使用说明.md");
    let desk = Desk::with(&[
        ("请示.html", "<h1>关于修路的请示</h1><p>各乡镇道路年久失修，请予支持。</p>"),
        ("来稿/甲.txt", "甲县工作总结\n今年以来，各项工作取得成效。\n"),
        ("来稿/乙.txt", "乙县工作总结\n今年以来，各项工作进展顺利。\n"),
        ("清单.txt", "来稿/乙.txt\n来稿/甲.txt\n"),
    ]);
    let (mut ran, mut options) = (0, 0);
    for typed in typed(&text) {
        let args: Vec<&str> = typed.split(' ').collect();
        match args[..] {
            ["chengwen", ref args @ ..] => {
                // A bare `split` is the name of a command.
                let args = if args == ["split"] { &["split", "--help"] } else { args };
                let force = ["convert", "bind"].contains(&args[0]) || args[0].ends_with(".html");
                let force = if force && !args.contains(&"--resume") { &["--force"][..] } else { &[] };
                desk.run(&[args, force].concat()).check(0, &[]);
                ran += 1;
            }
            ["--help" | "--force"] => {}
            // A name alone is explained beside it.
            [option]
                if option.starts_with("--")
                    && ["set", "rules", "report", "fonts", "script", "template", "from-encoding"]
                        .contains(&&option[2..]) =>
            {
                let help = desk.run(&["convert", "--help"]).text();
                assert!(help.contains(&format!("{option} <")), "{option}");
            }
            [option, ..] if option.starts_with("--") => {
                let of_binding = ["--order", "--list", "--organ", "--toc-depth", "--to"].contains(&option);
                let command: &[&str] = match of_binding {
                    true if option == "--list" => &["bind", "-o", "b.docx", "--force"],
                    true => &["bind", "来稿", "-o", "b", "--force"],
                    false => &["convert", "请示.html", "--force"],
                };
                desk.run(&[command, &args].concat()).check(0, &[]);
                options += 1;
            }
            _ => {}
        }
    }
    assert!(ran >= 7 && options >= 9, "{ran} {options}");
    for name in chengwen::template::names() {
        assert!(text.contains(name), "the manual says nothing of the template {name}");
    }
}

#[test]
fn the_program_sets_its_own_manual_whole() {
    let desk = Desk::with(&[("使用说明.md", &page("docs/使用说明.md"))]);
    desk.run(&["convert", "使用说明.md", "--to", "docx,pdf,json"])
        .check(0, &["0 lines removed", "0 warnings"]);
    let document: Value = serde_json::from_slice(&desk.read("使用说明.json")).unwrap();
    let text = document.to_string();
    for kept in ["--template", "chengwen convert 来稿 -o 成稿 --resume", "某政发〔2026〕1号"] {
        assert!(text.contains(kept), "{kept}");
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
