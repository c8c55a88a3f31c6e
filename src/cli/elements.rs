//! Elements given on the command line and in a side file: `page.toml` beside `page.txt`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::cli::config;
use crate::elements::{self, Given};
use crate::message;
use crate::message::Message;

/// Those of `--set`.
pub(crate) fn given(settings: &[String]) -> Given {
    let mut given = Given::default();
    settings.iter().for_each(|setting| given.set(setting));
    given
}

/// The side file of `input`, if it can have one. A configuration file is none.
pub(crate) fn side_file(input: &Path) -> Option<PathBuf> {
    let side = input.with_extension("toml");
    let is_own = side != input && side.file_name().is_none_or(|name| name != config::NAME);
    Some(side).filter(|_| is_own && input.as_os_str() != "-")
}

/// Those of the side file of `input`, if it has one.
///
/// # Errors
/// A message when the file is there and cannot be read.
pub(crate) fn beside(input: &Path) -> Result<Given, Message> {
    let Some(side) = side_file(input) else { return Ok(Given::default()) };
    match fs::read_to_string(&side) {
        Ok(text) => Ok(elements::toml(&side.display().to_string(), &text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Given::default()),
        Err(error) => Err(message!(
            "cannot read %{file}, which stands beside it: %{error}; it must be UTF-8 text",
            file = side.display(),
            error = &error
        )),
    }
}
