//! Which language the program speaks.

use std::ffi::OsString;

use crate::message::Language;

/// By `--lang`, else `CHENGWEN_LANG`, else the locale of the system.
///
/// `--lang` is looked for by hand: the help must be in the language it names, and so must the faults of the command line.
pub(crate) fn chosen(args: &[OsString]) -> Language {
    let named = |value: &str| (!value.trim().is_empty()).then(|| Language::of_locale(value.trim()));
    // What is none is told in the language there is without it.
    flag(args)
        .as_deref()
        .and_then(Language::named)
        .or_else(|| std::env::var("CHENGWEN_LANG").ok().as_deref().and_then(named))
        .or_else(|| sys_locale::get_locale().as_deref().and_then(named))
        .unwrap_or_default()
}

/// The value of `--lang zh` or `--lang=zh`.
fn flag(args: &[OsString]) -> Option<String> {
    let args: Vec<String> =
        args.iter().map(|arg| arg.to_string_lossy().into_owned()).take_while(|arg| arg != "--").collect();
    let at = args.iter().rposition(|arg| arg == "--lang" || arg.starts_with("--lang="))?;
    match args[at].strip_prefix("--lang=") {
        Some(value) => Some(value.to_owned()),
        None => args.get(at + 1).cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_is_found_in_both_forms() {
        let of = |args: &[&str]| flag(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["chengwen", "--lang", "zh", "rules"]).as_deref(), Some("zh"));
        assert_eq!(of(&["chengwen", "rules", "--lang=en"]).as_deref(), Some("en"));
        assert_eq!(of(&["chengwen", "convert", "--", "--lang=en"]), None);
        assert_eq!(of(&["chengwen"]), None);
    }
}
