//! `chengwen rules`: every rule of every step, with its id; one of them in full; all of them for programs.

use serde::Serialize;

use crate::cli::args::RuleArgs;
use crate::cli::options;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{misused, print, said, spoken};
use crate::cli::wording::padded;
use crate::message;
use crate::message::Message;
use crate::rules::Rules;
use crate::rules::registry::{self, Deed, Example, Rule, SECTIONS, Words};

/// Version of the JSON shape; it changes when a field changes its meaning or goes.
const VERSION: &str = "chengwen.rules/1";

/// Runs the subcommand.
pub(crate) fn run(args: &RuleArgs) -> Outcome {
    let mut problems = Vec::new();
    let own = options::own_rules(&args.rules, &mut problems);
    problems.extend(args.ids.iter().filter(|id| named(id, &own).is_empty()).map(|id| unknown(id)));
    if !problems.is_empty() {
        return misused(problems);
    }
    match (args.json, args.ids.as_slice()) {
        (true, ids) => print(&json(ids, &own)),
        (false, []) => list(&own),
        (false, ids) => ids.iter().flat_map(|id| named(id, &own)).for_each(|entry| explain(&entry)),
    }
    Outcome::Done
}

/// A rule to be shown.
enum Named {
    BuiltIn(&'static Rule),
    Own(String, Message),
}

/// The rules of this id or group.
fn named(id: &str, own: &Rules) -> Vec<Named> {
    let built_in = registry::all().filter(|rule| rule.id == id || rule.group() == id).map(Named::BuiltIn);
    let own = own.own().into_iter().map(|(own, what)| Named::Own(own.to_string(), what));
    let own = own.filter(
        |entry| matches!(entry, Named::Own(own, _) if own == id || own.split('.').next() == Some(id)),
    );
    built_in.chain(own).collect()
}

fn unknown(id: &str) -> Message {
    match registry::nearest(id) {
        Some(near) => message!("there is no rule \"%{id}\"; did you mean %{near}?", id = id, near = near),
        None => message!("there is no rule \"%{id}\"; `chengwen rules` lists them", id = id),
    }
}

/// All of them, a line each; those the user decides about are marked.
fn list(own: &Rules) {
    for section in SECTIONS {
        print(section.title.said(spoken()));
        section.rules.iter().for_each(line);
        print("");
    }
    let own = own.own();
    if !own.is_empty() {
        print(&said(&message!("your own:")));
        own.iter().for_each(|(id, what)| print(&format!("* {} {}", padded(id, WIDTH), said(what))));
        print("");
    }
    print(&said(&message!(
        "* --keep and --drop decide about these, one by one or by the group before the dot; `chengwen rules ID` explains a rule"
    )));
}

/// As wide as the longest id.
const WIDTH: usize = 27;

fn line(rule: &Rule) {
    let mark = if rule.is_optional() { '*' } else { ' ' };
    print(&format!("{mark} {} {}", padded(rule.id, WIDTH), rule.what.said(spoken())));
}

/// One of them in full.
fn explain(entry: &Named) {
    match entry {
        Named::Own(id, what) => print(&format!("{id}  {}", said(what))),
        Named::BuiltIn(rule) => {
            print(&format!("{}  {}", rule.id, rule.name.said(spoken())));
            print(&format!("  {}", rule.what.said(spoken())));
            print(&said(&message!("  why: %{why}", why = rule.why.said(spoken()))));
            print(&said(&deed(rule)));
            print(&said(&message!("  an input that triggers it:")));
            show(&rule.fires);
            print(&said(&message!("  and one that does not:")));
            show(&rule.stays);
        }
    }
    print("");
}

/// What it does, and who decides.
fn deed(rule: &Rule) -> Message {
    match (rule.does, rule.keepable) {
        (Deed::TakesOut, true) => message!("  takes text out; --keep %{id} keeps it", id = rule.id),
        (Deed::TakesOut, false) => message!("  takes text out"),
        (Deed::OnDemand, _) => message!("  stays; --drop %{id} takes it out", id = rule.id),
        (Deed::Changes, true) => message!("  changes text; --keep %{id} leaves it as it came", id = rule.id),
        (Deed::Changes, false) => message!("  changes text"),
        (Deed::Tells, true) => {
            message!("  leaves something out and tells of it; --keep %{id} keeps it", id = rule.id)
        }
        (Deed::Tells, false) => message!("  changes nothing and tells somebody to look"),
    }
}

/// An example, indented.
fn show(example: &Example) {
    example.text().lines().for_each(|line| print(&format!("    {line}")));
}

/// The rules as programs read them.
#[derive(Serialize)]
struct Listing {
    schema: &'static str,
    rules: Vec<Listed>,
}

#[derive(Serialize)]
struct Listed {
    id: String,
    group: String,
    does: Deed,
    /// Whether `--keep` or `--drop` takes it.
    optional: bool,
    #[serde(flatten)]
    told: Told,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Told {
    BuiltIn { name: Words, what: Words, why: Words, fires: Shown, stays: Shown },
    Own { what: Message },
}

#[derive(Serialize)]
struct Shown {
    form: &'static str,
    text: String,
}

fn json(ids: &[String], own: &Rules) -> String {
    let all = || {
        let own = own.own().into_iter().map(|(id, what)| Named::Own(id.to_string(), what));
        registry::all().map(Named::BuiltIn).chain(own).collect()
    };
    let entries: Vec<Named> =
        if ids.is_empty() { all() } else { ids.iter().flat_map(|id| named(id, own)).collect() };
    let listing = Listing { schema: VERSION, rules: entries.into_iter().map(listed).collect() };
    serde_json::to_string_pretty(&listing).expect("words and flags can be written")
}

fn listed(entry: Named) -> Listed {
    let shown = |example: &Example| Shown { form: example.form(), text: example.text() };
    match entry {
        Named::BuiltIn(rule) => Listed {
            id: rule.id.to_owned(),
            group: rule.group().to_owned(),
            does: rule.does,
            optional: rule.is_optional(),
            told: Told::BuiltIn {
                name: rule.name,
                what: rule.what,
                why: rule.why,
                fires: shown(&rule.fires),
                stays: shown(&rule.stays),
            },
        },
        Named::Own(id, what) => Listed {
            group: id.split('.').next().unwrap_or_default().to_owned(),
            id,
            does: Deed::TakesOut,
            optional: true,
            told: Told::Own { what },
        },
    }
}
