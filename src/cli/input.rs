//! An input: its bytes, and what they are read as. Nothing that goes wrong with one goes further.

use std::any::Any;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::batch::source;
use crate::batch::{Failure, Reason};
use crate::cli::near;
use crate::cli::neighbours::Neighbours;
use crate::cli::recipe::{InputContext, Recipe};
use crate::message;
use crate::picture::Source;
use crate::pipeline::Reading;

/// Bytes of input that are at work at the same time. A text takes some ten times its size while it is set.
pub(crate) const AT_WORK: u64 = 8 << 20;

/// Reads an input with what stands beside it.
pub(crate) fn read(
    recipe: &Recipe<'_>,
    bytes: &[u8],
    input: &Path,
    neighbours: &Neighbours<'_>,
) -> Result<Reading, Failure> {
    let fetch = |address: &str| neighbours.picture(address);
    let beside = InputContext {
        name: name_of(input),
        elements: neighbours.elements()?,
        pictures: Source(Some(&fetch)),
    };
    recipe.read(bytes, beside)
}

/// Does `work`; a panic is a fault of the program and not the end of the run.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let what = panic_text(&*panic);
        Err(Failure::new(
            Reason::Fault,
            message!(
                "internal error (%{what}); nothing was written, please report it with the input",
                what = what
            ),
        ))
    })
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or(panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("panic")
}

/// The name of an input, which standard input has not.
fn name_of(input: &Path) -> Option<&Path> {
    Some(input).filter(|input| input.as_os_str() != "-")
}

/// The bytes of a file, or of standard input for `-`.
pub(crate) fn bytes_of(input: &Path) -> Result<Vec<u8>, Failure> {
    if name_of(input).is_some() {
        return source::read(input).map_err(|failure| match near::file(input).filter(|_| !input.exists()) {
            Some(near) => {
                let message = message!("%{fault}; %{hint}", fault = failure.message, hint = near);
                Failure::new(failure.reason, message)
            }
            None => failure,
        });
    }
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(source::LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|e| {
        Failure::new(Reason::Read, message!("cannot read standard input: %{error}", error = e))
    })?;
    source::check_size(bytes.len() as u64)?;
    Ok(bytes)
}
