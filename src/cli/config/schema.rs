//! `chengwen config schema`: the JSON Schema of a configuration file, made from the options; `docs/configuration.md` is made from it.

use serde_json::{Map, Value, json};

use crate::cli::config::keys::{self, Key, TABLES, Wants};
use crate::elements;

/// The schema.
pub(crate) fn schema() -> Value {
    let mut properties = properties_of(None);
    for table in TABLES {
        let description = format!("What holds for `chengwen {table}` only.");
        properties.insert(table.to_owned(), object(properties_of(Some(table)), &description));
    }
    let mut schema = object(properties, "Defaults for the options of the command line.");
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "chengwen.toml".into();
    schema
}

fn properties_of(table: Option<&str>) -> Map<String, Value> {
    keys::allowed(table).iter().map(|key| (key.name().to_owned(), property(key))).collect()
}

fn object(properties: Map<String, Value>, description: &str) -> Value {
    json!({
        "type": "object",
        "description": description,
        "additionalProperties": false,
        "properties": properties,
    })
}

fn property(key: &Key) -> Value {
    let one = match key.kind {
        Wants::Switch => json!({ "type": "boolean" }),
        Wants::Number => json!({ "type": "integer" }),
        Wants::Word | Wants::Path => word(key),
        Wants::Elements => elements(),
    };
    let mut property = if key.several && key.kind != Wants::Elements {
        json!({ "anyOf": [one, { "type": "array", "items": one }] })
    } else {
        one
    };
    property["description"] = key.arg.get_help().map(ToString::to_string).into();
    property
}

fn word(key: &Key) -> Value {
    let values = key.arg.get_possible_values();
    if values.is_empty() {
        return json!({ "type": "string" });
    }
    json!({ "enum": values.iter().map(|value| value.get_name()).collect::<Vec<_>>() })
}

/// The elements, by all their names.
fn elements() -> Value {
    let value = json!({
        "anyOf": [{ "type": "string" }, { "type": "integer" }, { "type": "array", "items": { "type": "string" } }]
    });
    let names =
        elements::TABLE.iter().flat_map(|row| [row.name].into_iter().chain(row.chinese.iter().copied()));
    object(names.map(|name| (name.to_owned(), value.clone())).collect(), "")
}
