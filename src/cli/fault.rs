//! What is wrong with a command line, said in the user's language.

use std::error::Error;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::message;
use crate::message::{Message, Value, names};

/// The fault clap found; `None` for what is none: help and the version.
pub(crate) fn explained(error: &clap::Error) -> Option<Message> {
    let of = |kind: ContextKind| error.get(kind).map(joined).unwrap_or_default();
    let (arg, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if !value.is_empty() => {
            return Some(of_value(error, &arg));
        }
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            message!("%{arg} is one word too many: the command takes fewer inputs", arg = arg)
        }
        ErrorKind::UnknownArgument => message!("there is no option %{arg}", arg = arg),
        ErrorKind::InvalidSubcommand => {
            message!("there is no command %{name}", name = of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::TooFewValues => message!("%{arg} needs a value", arg = arg),
        ErrorKind::NoEquals => message!("%{arg} needs = before its value", arg = arg),
        ErrorKind::InvalidUtf8 => message!("a value is not UTF-8 text"),
        ErrorKind::MissingRequiredArgument => message!("%{arg} is missing", arg = arg),
        ErrorKind::MissingSubcommand => message!("a command is missing"),
        ErrorKind::ArgumentConflict => {
            message!(
                "%{arg} and %{other} cannot be used together",
                arg = arg,
                other = of(ContextKind::PriorArg)
            )
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            message!("%{arg} has the wrong number of values", arg = arg)
        }
        _ => return None,
    };
    let suggested = suggested(error);
    Some(match suggested {
        Some(_) => with_suggestion(message, suggested),
        None => message!("%{fault}; --help tells more", fault = message),
    })
}

/// What is wrong with a value of `arg`.
pub(crate) fn of_value(error: &clap::Error, arg: &str) -> Message {
    let value = error.get(ContextKind::InvalidValue).map(joined).unwrap_or_default();
    let fault = match (error.get(ContextKind::ValidValue), error.source()) {
        (Some(known), _) => message!(
            "%{arg} cannot be \"%{value}\"; use one of %{known}",
            arg = arg,
            value = value,
            known = listed(known)
        ),
        (None, Some(why)) => {
            let why = why.downcast_ref::<Message>().cloned().unwrap_or_else(|| why.to_string().into());
            message!("%{arg} cannot be \"%{value}\": %{why}", arg = arg, value = value, why = why)
        }
        (None, None) => message!("%{arg} cannot be \"%{value}\"", arg = arg, value = value),
    };
    with_suggestion(fault, suggested(error))
}

/// What was perhaps meant.
fn suggested(error: &clap::Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    kinds.into_iter().find_map(|kind| error.get(kind)).map(joined)
}

fn with_suggestion(fault: Message, near: Option<String>) -> Message {
    match near {
        Some(near) => message!("%{fault}; did you mean %{near}?", fault = fault, near = near),
        None => fault,
    }
}

fn listed(value: &ContextValue) -> Value {
    match value {
        ContextValue::Strings(values) => names(values),
        other => Value::Text(other.to_string()),
    }
}

fn joined(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(values) => values.join(", "),
        other => other.to_string(),
    }
}
