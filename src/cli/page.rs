//! `chengwen page`: the page for the browser (成文.html), written to a file and opened.
//!
//! The page is in the program if it was built with the feature `page`, else it may stand beside it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::batch::Failure;
use crate::batch::output::{self, Over};
use crate::batch::source;
use crate::cli::args::Page;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{blame, complain, print};
use crate::message;

/// What the page is called.
const NAME: &str = "成文.html";

/// Where packages for Linux put it, seen from the folder of the program.
const SHARED: &str = "../share/chengwen";

/// The page in the program; `web/build` says where it is when it compiles the program.
#[cfg(feature = "page")]
const BUILT_IN: Option<&[u8]> = Some(include_bytes!(env!("CHENGWEN_PAGE")));
#[cfg(not(feature = "page"))]
const BUILT_IN: Option<&[u8]> = None;

/// Runs the subcommand.
pub(crate) fn run(args: &Page) -> Outcome {
    let beside = env::current_exe().ok().and_then(|program| beside(&program));
    let page = match ready(args, BUILT_IN, beside) {
        Ok(Some(page)) => page,
        Ok(None) => {
            complain(&message!(
                "this program was built without the page; take %{name} from the release, or make it with web/build",
                name = NAME
            ));
            return Outcome::Failed;
        }
        Err((path, failure)) => {
            blame(path.display(), &failure);
            return Outcome::Failed;
        }
    };
    print(&page.display().to_string());
    if args.no_open {
        return Outcome::Done;
    }
    match open(&page) {
        true => Outcome::Done,
        false => {
            complain(&message!("no browser could be started; open %{file} in one", file = page.display()));
            Outcome::Failed
        }
    }
}

/// The page that stands beside `program`.
fn beside(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?;
    [folder.join(NAME), folder.join(SHARED).join(NAME)].into_iter().find(|page| page.is_file())
}

/// The file with the page, written if need be; none if there is no page. One that stands beside the program is opened where it stands,
/// unless another place is named.
fn ready(
    args: &Page,
    built_in: Option<&[u8]>,
    beside: Option<PathBuf>,
) -> Result<Option<PathBuf>, (PathBuf, Failure)> {
    let bytes = match (built_in, beside, &args.output) {
        (Some(bytes), ..) => bytes.to_vec(),
        (None, Some(page), None) => return Ok(Some(page)),
        (None, Some(page), Some(_)) => source::read(&page).map_err(|failure| (page, failure))?,
        (None, None, _) => return Ok(None),
    };
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(NAME));
    // The page of before is this one.
    if fs::read(&path).is_ok_and(|there| there == bytes) {
        return Ok(Some(path));
    }
    let over = if args.force { Over::Replace } else { Over::Never };
    output::write(&path, bytes.as_slice(), over).map_err(|failure| (path.clone(), failure))?;
    Ok(Some(path))
}

/// Opens a page in the browser of the user; whether something took it.
fn open(page: &Path) -> bool {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        // The first thing in quotes would be the title of a window.
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(output: Option<PathBuf>, force: bool) -> Page {
        Page { output, force, no_open: true }
    }

    #[test]
    fn the_page_is_written_once_and_over_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        let write = |bytes: &[u8], force: bool| {
            ready(&args(Some(path.clone()), force), Some(bytes), None).map_err(|(_, failure)| failure.reason)
        };
        assert_eq!(write(b"one", false).unwrap(), Some(path.clone()));
        assert_eq!(write(b"one", false).unwrap(), Some(path.clone()));
        assert!(write(b"two", false).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write(b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
    }

    #[test]
    fn a_page_beside_the_program_is_opened_there_or_copied() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("bin/chengwen");
        assert_eq!(beside(&program), None);
        let page = folder.path().join("bin").join(SHARED).join(NAME);
        fs::create_dir_all(folder.path().join("bin")).unwrap();
        fs::create_dir_all(page.parent().unwrap()).unwrap();
        fs::write(&page, "page").unwrap();
        assert_eq!(beside(&program), Some(page.clone()));
        assert_eq!(ready(&args(None, false), None, Some(page.clone())).unwrap(), Some(page.clone()));
        let copy = folder.path().join("copy.html");
        assert_eq!(ready(&args(Some(copy.clone()), false), None, Some(page)).unwrap(), Some(copy.clone()));
        assert_eq!(fs::read(copy).unwrap(), b"page");
        assert!(ready(&args(None, false), None, None).unwrap().is_none());
    }
}
