//! Pictures beside a page: a saved page has them in a folder of its own. Nothing outside the folder of the input is read.

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::limits::PICTURE as LARGEST;
use crate::message;
use crate::message::Message;
use crate::text::names;

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
    let named = decoded(address.split(['?', '#']).next().unwrap_or_default());
    if [address, &named].into_iter().any(leads_away) {
        return Err(message!(
            "is not read: its address points outside the folder of the text, or to no file; put it into that folder and refer to it there"
        ));
    }
    let found = [address, &named]
        .into_iter()
        .map(|name| within(folder, name))
        .find(|found| !matches!(found, Ok(None)));
    let path = found.unwrap_or(Ok(None))?;
    let path = path.ok_or(message!("is not in the folder of the text; put it there"))?;
    let size = fs::metadata(&path).map_err(unreadable)?.len();
    if size > LARGEST {
        return Err(message!("is larger than %{most} MB; make it smaller", most = LARGEST >> 20));
    }
    fs::read(&path).map_err(unreadable)
}

fn unreadable(error: std::io::Error) -> Message {
    message!("cannot be read: %{error}; check the rights", error = error)
}

/// Whether an address is no plain path below a folder, on any system: asking for `\\\\server\\a.png` alone would tell a stranger who asks.
fn leads_away(address: &str) -> bool {
    address.starts_with(['/', '\\'])
        || address.contains(|c: char| c == ':' || c.is_control())
        || address.split(['/', '\\']).any(|part| {
            part.trim_end_matches([' ', '.']).is_empty() && part.starts_with("..") || names::is_device(part)
        })
}

/// The file `name` in `folder` or below it, if it is there; by no link, wherever that leads.
fn within(folder: &Path, name: &str) -> Result<Option<PathBuf>, Message> {
    let mut path = folder.to_owned();
    for part in Path::new(name).components() {
        match part {
            Component::CurDir => continue,
            Component::Normal(part) => path.push(part),
            _ => return Ok(None),
        }
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => {
                return Err(message!(
                    "is a link and is not read; put the picture itself into the folder of the text"
                ));
            }
            Ok(_) => {}
            Err(_) => return Ok(None),
        }
    }
    Ok(Some(path).filter(|path| path.is_file()))
}

/// `%E5%9B%BE` as the character it stands for.
fn decoded(address: &str) -> Cow<'_, str> {
    percent_encoding::percent_decode_str(address).decode_utf8().unwrap_or(Cow::Borrowed(address))
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
        let own = home.join("页_files/图 1.png");
        let why = |address: &str| fetch(address).expect_err(address).to_string();
        for address in [
            "../secret.png",
            "页_files/../../secret.png",
            "页_files/../页_files/图 1.png",
            "%2e%2E/secret.png",
            "..%2fsecret.png",
            "..%5Csecret.png",
            "..\\secret.png",
            ".. /secret.png",
            secret.to_str().unwrap(),
            own.to_str().unwrap(),
            "%2Fetc%2Fpasswd",
            "file:///etc/passwd",
            "FILE:secret.png",
            "file%3a///etc/passwd",
            "C:\\a.png",
            "C%3A/a.png",
            "\\\\server\\share\\a.png",
            "//server/share/a.png",
            "%5c%5Cserver%5Cshare%5Ca.png",
            "con",
            "页_files/NUL.png",
            "COM1 .png",
            "lpt9.tar.gz",
            "%63on.png",
            "a.png:stream",
            "a\u{0}.png",
            "a%00.png",
        ] {
            assert!(why(address).contains("points outside the folder"), "{address}: {}", why(address));
        }
        for address in ["页_files", "", "console.png", "..png", "no.png"] {
            assert!(why(address).contains("is not in the folder"), "{address}: {}", why(address));
        }
        assert!(beside(Path::new("-"))("a.png").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_wherever_it_leads() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::create_dir_all(home.join("real")).unwrap();
        fs::write(home.join("real/a.png"), "png").unwrap();
        symlink("real/a.png", home.join("inside.png")).unwrap();
        symlink(folder.path(), home.join("out")).unwrap();
        symlink("real", home.join("linked")).unwrap();
        let fetch = beside(&home.join("page.html"));
        for address in ["inside.png", "out/home/real/a.png", "linked/a.png", "%6cinked/a.png"] {
            assert!(fetch(address).expect_err(address).to_string().contains("is a link"), "{address}");
        }
        assert_eq!(fetch("real/a.png").as_deref(), Ok(&b"png"[..]));
        // The folder of the text may be reached by a link: the user named it.
        symlink(&home, folder.path().join("way")).unwrap();
        assert!(beside(&folder.path().join("way/page.html"))("real/a.png").is_ok());
    }

    #[test]
    fn what_is_no_code_stays() {
        assert_eq!(decoded("a%2Fb%zz%"), "a/b%zz%");
    }
}
