//! The reference of all keys, made from the schema, so that it cannot go stale.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::template::resolve::SECTIONS;
use crate::template::{StyleName, written};

/// The JSON Schema of a template, for editors that check and complete TOML.
pub fn schema() -> Value {
    serde_json::to_value(schemars::schema_for!(written::File)).expect("a schema is JSON")
}

/// The page `docs/templates.md`, from its first section on: every key with its type and meaning.
pub fn reference() -> String {
    let schema = schema();
    let none = Map::new();
    let (sections, types) = (object(&schema, "properties", &none), object(&schema, "$defs", &none));
    let mut page = String::from("## At the top\n\n");
    let top = sections
        .iter()
        .filter(|(_, value)| target(value).is_none() && !value["additionalProperties"].is_object());
    rows(&mut page, top);
    for key in SECTIONS {
        let Some(definition) = sections.get(key).and_then(target).and_then(|name| types.get(name)) else {
            continue;
        };
        let _ = write!(page, "\n## `[{key}]`\n\n{}\n\n", describe(definition));
        rows(&mut page, object(definition, "properties", &none).iter());
    }
    let _ = write!(page, "\n## `[styles.…]`\n\n{}\n\n", describe(&types["Style"]));
    rows(&mut page, object(&types["Style"], "properties", &none).iter());
    let keys: Vec<String> = StyleName::ALL.iter().map(|(_, key)| format!("`{key}`")).collect();
    let _ = write!(page, "\nThe kinds of paragraphs: {}.\n\n## Types\n\n", keys.join(", "));
    for (name, definition) in types {
        kind(&mut page, name, definition);
    }
    page
}

fn rows<'a>(page: &mut String, keys: impl Iterator<Item = (&'a String, &'a Value)>) {
    page.push_str("| key | type | what it is |\n|---|---|---|\n");
    for (key, value) in keys {
        let _ = writeln!(page, "| `{key}` | {} | {} |", type_of(value), describe(value));
    }
}

/// A type that is neither a section nor built into TOML.
fn kind(page: &mut String, name: &str, definition: &Value) {
    if let Some(values) = definition["oneOf"].as_array() {
        let _ = write!(page, "**{}**: {}\n\n", shown(name), describe(definition));
        for value in values {
            let _ = writeln!(
                page,
                "* `\"{}\"`: {}",
                value["const"].as_str().unwrap_or_default(),
                describe(value)
            );
        }
        page.push('\n');
    } else if definition["type"] == "string" {
        let _ = write!(page, "**{}**: {}\n\n", shown(name), describe(definition));
    } else if name == "FaceName" {
        let _ = write!(page, "**{}**: {}\n\n", shown(name), describe(definition));
        for (key, value) in object(definition, "properties", &Map::new()) {
            let _ = writeln!(page, "* `{key}`: {}", describe(value));
        }
        page.push('\n');
    }
}

fn object<'a>(value: &'a Value, key: &str, none: &'a Map<String, Value>) -> &'a Map<String, Value> {
    value[key].as_object().unwrap_or(none)
}

fn describe(value: &Value) -> String {
    value["description"].as_str().unwrap_or_default().replace('\n', " ")
}

/// The definition a value refers to.
fn target(value: &Value) -> Option<&str> {
    let reference = value["$ref"].as_str().or_else(|| value["anyOf"][0]["$ref"].as_str())?;
    reference.rsplit('/').next()
}

fn type_of(value: &Value) -> String {
    if let Some(name) = target(value) {
        return shown(name);
    }
    let name = value["type"].as_str().or_else(|| value["type"][0].as_str()).unwrap_or_default();
    match name {
        "string" => "text",
        "integer" => "whole number",
        "boolean" => "`true` or `false`",
        other => other,
    }
    .to_owned()
}

/// `LengthText` → `length`, `GridProfile` → `grid profile`.
fn shown(name: &str) -> String {
    let bare = name.strip_suffix("Text").or_else(|| name.strip_suffix("Kind")).unwrap_or(name);
    let mut words = String::new();
    for c in bare.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}
