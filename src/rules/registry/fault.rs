//! What is wrong with a name that is to be kept or dropped.

use crate::message;
use crate::message::{Message, Value};
use crate::rules::Rules;
use crate::rules::registry::{Rule, all, nearest};

/// What is wrong with keeping or dropping `id`: there is no such rule or group, or nothing of it is for the user to decide.
pub(crate) fn fault_of(what: &'static str, id: &str, rules: &Rules) -> Option<Message> {
    let own = rules.own();
    if own.iter().any(|(own, _)| **own == *id || own.split('.').next() == Some(id)) {
        return None;
    }
    let mut named = all().filter(|rule| rule.id == id || rule.group() == id).peekable();
    let Some(first) = named.peek() else { return Some(unknown_rule(what, id)) };
    let name = Value::Words(first.name.english, first.name.chinese);
    let fixed = || {
        message!(
            "%{what} \"%{id}\" has no effect: %{name} cannot be kept or dropped; `chengwen rules %{id}` says what the rule does",
            what = what,
            id = id,
            name = name
        )
    };
    (!named.any(Rule::is_optional)).then(fixed)
}

fn unknown_rule(what: &'static str, id: &str) -> Message {
    match nearest(id) {
        Some(near) => message!(
            "%{what} \"%{id}\": there is no such rule; did you mean %{near}? `chengwen rules` lists them",
            what = what,
            id = id,
            near = near
        ),
        None => {
            message!(
                "%{what} \"%{id}\": there is no such rule; `chengwen rules` lists them",
                what = what,
                id = id
            )
        }
    }
}
