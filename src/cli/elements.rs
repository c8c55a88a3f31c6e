//! Elements given on the command line and in a side file: `page.toml` beside `page.txt`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::elements::{self, Given};

/// Those of `--set`.
pub(crate) fn given(settings: &[String]) -> Given {
    let mut given = Given::default();
    settings.iter().for_each(|setting| given.set(setting));
    given
}

/// Those of the side file of `input`, if it has one.
///
/// # Errors
/// A message when the file is there and cannot be read.
pub(crate) fn beside(input: &Path) -> Result<Given, String> {
    let side = input.with_extension("toml");
    if input.as_os_str() == "-" || side == input {
        return Ok(Given::default());
    }
    match fs::read_to_string(&side) {
        Ok(text) => Ok(elements::toml(&side.display().to_string(), &text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Given::default()),
        Err(error) => Err(format!(
            "cannot read {}, which stands beside it: {error}; it must be UTF-8 text",
            side.display()
        )),
    }
}
