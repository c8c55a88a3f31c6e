//! What is wrong with a command line, said in the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::message;
use crate::message::Message;

/// The fault clap found; `None` for kinds only clap has words for.
pub(crate) fn explained(error: &clap::Error) -> Option<Message> {
    let of = |kind: ContextKind| error.get(kind).map(joined).unwrap_or_default();
    let (arg, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::UnknownArgument => message!("there is no option %{arg}", arg = arg),
        ErrorKind::InvalidSubcommand => {
            message!("there is no command %{name}", name = of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => message!("%{arg} needs a value", arg = arg),
        ErrorKind::InvalidValue => message!(
            "%{arg} cannot be \"%{value}\"; use one of %{known}",
            arg = arg,
            value = value,
            known = of(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => message!("%{arg} cannot be \"%{value}\"", arg = arg, value = value),
        ErrorKind::MissingRequiredArgument => message!("%{arg} is missing", arg = arg),
        ErrorKind::MissingSubcommand => message!("a command is missing"),
        ErrorKind::ArgumentConflict => {
            message!("%{arg} and %{other} do not go together", arg = arg, other = of(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            message!("%{arg} has the wrong number of values", arg = arg)
        }
        _ => return None,
    };
    Some(with_suggestion(error, message))
}

/// The fault, with what was perhaps meant.
fn with_suggestion(error: &clap::Error, fault: Message) -> Message {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    match kinds.into_iter().find_map(|kind| error.get(kind)).map(joined) {
        Some(near) => message!("%{fault}; did you mean %{near}?", fault = fault, near = near),
        None => message!("%{fault}; --help tells more", fault = fault),
    }
}

fn joined(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(values) => values.join(", "),
        other => other.to_string(),
    }
}
