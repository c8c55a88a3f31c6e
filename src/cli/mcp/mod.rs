//! `chengwen mcp`: the tools of the program for agents, over the Model Context Protocol (JSON-RPC 2.0, a line a message, standard input
//! and output).
//!
//! `folders` (what an agent may read and write) · `tools` (what can be asked, and the answers) · here the protocol. An agent sees no file
//! outside the folders that are named on the command line.

mod folders;
mod tools;

use std::io::{self, BufRead, Write};

use serde_json::{Value, json};

use crate::cli::args::Mcp;
use crate::cli::input::guarded;
use crate::cli::mcp::folders::Folders;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{complain, misused, said};
use crate::message;
use crate::text::stray;

/// Versions of the protocol whose messages are the same here, the newest first.
const VERSIONS: [&str; 4] = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"];

/// Codes of JSON-RPC.
const NO_JSON: i64 = -32700;
const NO_REQUEST: i64 = -32600;
const NO_METHOD: i64 = -32601;
const NO_PARAMETERS: i64 = -32602;

/// Runs the subcommand.
pub(crate) fn run(args: &Mcp) -> Outcome {
    let folders = match Folders::new(&args.folders) {
        Ok(folders) => folders,
        Err(problems) => return misused(problems),
    };
    for line in io::stdin().lock().split(b'\n') {
        let line = match line {
            Ok(line) => line,
            Err(error) => {
                complain(&message!("cannot read standard input: %{error}", error = error));
                return Outcome::Failed;
            }
        };
        let Some(answer) = answer(&line, &folders) else { continue };
        let line = format!("{}\n", stray::escaped(&answer.to_string()));
        let mut out = io::stdout().lock();
        if out.write_all(line.as_bytes()).and_then(|()| out.flush()).is_err() {
            // Nobody is left to answer.
            return Outcome::Done;
        }
    }
    Outcome::Done
}

/// The answer to a message; none to what wants none.
fn answer(line: &[u8], folders: &Folders) -> Option<Value> {
    if line.trim_ascii().is_empty() {
        return None;
    }
    let Ok(message) = serde_json::from_slice::<Value>(line) else {
        return Some(refusal(&Value::Null, NO_JSON, "not JSON"));
    };
    let (Some(method), id) = (message["method"].as_str(), message.get("id")) else {
        // An answer to what was never asked needs none.
        let is_answer = message.get("result").is_some() || message.get("error").is_some();
        return (!is_answer).then(|| refusal(&Value::Null, NO_REQUEST, "no method"));
    };
    // What has no id is a notice.
    let id = id?;
    let parameters = &message["params"];
    let result = match method {
        "initialize" => Ok(introduction(parameters)),
        "ping" => Ok(json!({})),
        "tools/list" => Ok(json!({ "tools": tools::listed() })),
        "tools/call" => called(parameters, folders),
        _ => Err((NO_METHOD, format!("there is no method {method}"))),
    };
    Some(match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err((code, text)) => refusal(id, code, &text),
    })
}

fn refusal(id: &Value, code: i64, text: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": text } })
}

fn introduction(parameters: &Value) -> Value {
    let asked = parameters["protocolVersion"].as_str().unwrap_or_default();
    let version = VERSIONS.iter().find(|version| **version == asked).unwrap_or(&VERSIONS[0]);
    json!({
        "protocolVersion": version,
        "capabilities": { "tools": {} },
        "serverInfo": { "name": "chengwen", "version": env!("CARGO_PKG_VERSION") },
        "instructions": tools::INSTRUCTIONS,
    })
}

/// What a tool answers; that it failed is an answer too.
fn called(parameters: &Value, folders: &Folders) -> Result<Value, (i64, String)> {
    let name = parameters["name"].as_str().unwrap_or_default();
    let Some(tool) = tools::find(name) else {
        return Err((NO_PARAMETERS, format!("there is no tool {name}")));
    };
    let arguments = parameters.get("arguments").cloned().unwrap_or_else(|| json!({}));
    let (text, failed) = match guarded(|| tool(arguments, folders)) {
        Ok(answer) => (answer.to_string(), false),
        Err(failure) => {
            (json!({ "reason": failure.reason.id(), "error": said(&failure.message) }).to_string(), true)
        }
    };
    Ok(json!({ "content": [{ "type": "text", "text": text }], "isError": failed }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(message: &str) -> Option<Value> {
        let folder = tempfile::tempdir().unwrap();
        answer(message.as_bytes(), &Folders::new(&[folder.path().to_owned()]).unwrap())
    }

    #[test]
    fn a_client_is_greeted_in_its_version_or_in_ours() {
        let version = |asked: &str| {
            let hello = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "protocolVersion": asked } });
            ask(&hello.to_string()).unwrap()["result"]["protocolVersion"].as_str().unwrap().to_owned()
        };
        assert_eq!(version("2024-11-05"), "2024-11-05");
        assert_eq!(version("1999-01-01"), VERSIONS[0]);
    }

    #[test]
    fn notices_and_answers_get_no_answer() {
        for line in [
            "",
            "  ",
            r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
            r#"{"jsonrpc":"2.0","id":1,"result":{}}"#,
        ] {
            assert_eq!(ask(line), None, "{line}");
        }
    }

    #[test]
    fn what_cannot_be_answered_gets_a_code() {
        let code = |line: &str| ask(line).unwrap()["error"]["code"].as_i64();
        assert_eq!(code("{"), Some(NO_JSON));
        assert_eq!(code(r#"{"id":1}"#), Some(NO_REQUEST));
        assert_eq!(code(r#"{"id":1,"method":"nix"}"#), Some(NO_METHOD));
        assert_eq!(code(r#"{"id":1,"method":"tools/call","params":{"name":"nix"}}"#), Some(NO_PARAMETERS));
        assert_eq!(
            ask(r#"{"id":"a","method":"ping"}"#),
            Some(json!({ "jsonrpc": "2.0", "id": "a", "result": {} }))
        );
    }

    #[test]
    fn a_tool_that_fails_says_so_in_its_answer() {
        let line = r#"{"id":1,"method":"tools/call","params":{"name":"convert","arguments":{"nix":1}}}"#;
        let result = &ask(line).unwrap()["result"];
        assert_eq!(result["isError"], true);
        assert!(result["content"][0]["text"].as_str().unwrap().contains("bad-record"), "{result}");
    }
}
