//! Pictures beside a page: a saved page has them in a folder of its own. Nothing outside the folder of the input is read.

use std::fs;
use std::path::{Path, PathBuf};

use crate::limits::PICTURE as LARGEST;
use crate::message;
use crate::message::Message;

/// Reads the pictures that `input` names, from its own folder and those below it.
pub(crate) fn beside(input: &Path) -> impl Fn(&str) -> Result<Vec<u8>, Message> + Sync + use<> {
    let standard = input.as_os_str() == "-";
    let folder = match input.parent() {
        _ if standard => None,
        Some(folder) if folder.as_os_str().is_empty() => Some(PathBuf::from(".")),
        folder => folder.map(Path::to_owned),
    };
    move |address| match &folder {
        Some(folder) => read(folder, address),
        None => Err(message!("is a file, but standard input has no folder; give the text as a file")),
    }
}

fn read(folder: &Path, address: &str) -> Result<Vec<u8>, Message> {
    let named = address.split(['?', '#']).next().unwrap_or_default();
    let found = [address.to_owned(), decoded(named)].into_iter().find_map(|name| within(folder, &name));
    let path = found.ok_or(message!("is not in the folder of the text; put it there"))?;
    let size = fs::metadata(&path).map_err(unreadable)?.len();
    if size > LARGEST {
        return Err(message!("is larger than %{most} MB; make it smaller", most = LARGEST >> 20));
    }
    fs::read(&path).map_err(unreadable)
}

fn unreadable(error: std::io::Error) -> Message {
    message!("cannot be read: %{error}; check the rights", error = error)
}

/// The file `name` in `folder` or below it; links that lead out of it count as missing.
fn within(folder: &Path, name: &str) -> Option<PathBuf> {
    let path = folder.join(name).canonicalize().ok()?;
    (path.starts_with(folder.canonicalize().ok()?) && path.is_file()).then_some(path)
}

/// `%E5%9B%BE` as the character it stands for.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let code = rest.get(at + 1..at + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(b'%'));
        rest = &rest[at + if code.is_some() { 3 } else { 1 }..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_beside_the_text_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::create_dir_all(home.join("页_files")).unwrap();
        fs::write(home.join("页_files/图 1.png"), "png").unwrap();
        fs::write(folder.path().join("secret.png"), "no").unwrap();
        let fetch = beside(&home.join("页.html"));
        for address in ["页_files/图 1.png", "./页_files/%E5%9B%BE%201.png", "页_files/图%201.png?v=2"] {
            assert_eq!(fetch(address).as_deref(), Ok(&b"png"[..]), "{address}");
        }
        let secret = folder.path().join("secret.png");
        for address in
            ["../secret.png", "页_files/../../secret.png", secret.to_str().unwrap(), "页_files", ""]
        {
            assert!(fetch(address).is_err(), "{address}");
        }
        assert!(beside(Path::new("-"))("a.png").is_err());
    }

    #[test]
    fn what_is_no_code_stays() {
        assert_eq!(decoded("a%2Fb%zz%"), "a/b%zz%");
    }
}
