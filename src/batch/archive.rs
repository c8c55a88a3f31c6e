//! Archives among the inputs, by their names: what their folders are called, and which archive a folder is of.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The endings of archives, which are opened where they stand in a folder too; data is not, as it is mostly something else there.
const ARCHIVES: [&str; 3] = ["zip", "gz", "tgz"];

/// Whether a file is an archive by its name.
pub(crate) fn is_archive(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    ARCHIVES.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// What the folder of the texts of an archive is called: `材料.zip` → `材料_zip`.
pub(crate) fn folder_of(path: &Path) -> String {
    let stem = stem(path).to_string_lossy().into_owned();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let endings = name.get(stem.len()..).unwrap_or_default();
    format!("{stem}{}", endings.replace('.', "_"))
}

/// The name of a bundle without its endings.
pub(crate) fn stem(input: &Path) -> PathBuf {
    let stem = Path::new(input.file_stem().unwrap_or(input.as_os_str()));
    let is_tar = stem.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tar"));
    PathBuf::from(if is_tar { stem.file_stem().unwrap_or(stem.as_os_str()) } else { stem.as_os_str() })
}

/// The archive beside `folder` whose texts go there in a run on the folder both are in.
pub(crate) fn of_folder(folder: &Path) -> Option<PathBuf> {
    let name = folder.file_name()?.to_str()?;
    let (stem, ending) = name.rsplit_once('_')?;
    let dotted = match stem.rsplit_once('_') {
        Some((stem, tar)) if tar.eq_ignore_ascii_case("tar") => format!("{stem}.{tar}.{ending}"),
        _ => format!("{stem}.{ending}"),
    };
    Some(folder.with_file_name(dotted)).filter(|archive| is_archive(archive) && archive.is_file())
}

/// Whether beside `folder` stands an archive whose texts go there when it is converted by itself.
pub(crate) fn is_of_one(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let endings = ARCHIVES.into_iter().chain(["tar.gz"]);
    !name.is_empty()
        && endings.into_iter().any(|ending| folder.with_file_name(format!("{name}.{ending}")).is_file())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_folder_of_an_archive_tells_its_ending() {
        for (name, expected) in
            [("x/材料.zip", "材料_zip"), ("a.tar.gz", "a_tar_gz"), ("2024.3.zip", "2024.3_zip")]
        {
            assert_eq!(folder_of(Path::new(name)), expected, "{name}");
            assert!(is_archive(Path::new(name)));
        }
        assert!(
            is_archive(Path::new("A.ZIP"))
                && !is_archive(Path::new("a.csv"))
                && !is_archive(Path::new("zip"))
        );
    }

    #[test]
    fn a_bundle_is_called_without_its_endings() {
        for (name, expected) in [("x/a.zip", "a"), ("a.tar.gz", "a"), ("2024.3.csv", "2024.3"), ("a", "a")] {
            assert_eq!(stem(Path::new(name)), Path::new(expected), "{name}");
        }
    }

    #[test]
    fn the_archive_of_a_folder_is_the_one_beside_it() {
        let desk = tempfile::tempdir().unwrap();
        let path = |name: &str| desk.path().join(name);
        for name in ["材料.zip", "a.tar.gz", "2024_3.ZIP"] {
            fs::write(path(name), "").unwrap();
            assert_eq!(of_folder(&path(&folder_of(&path(name)))), Some(path(name)), "{name}");
        }
        for other in ["别的_zip", "材料_txt", "材料", ""] {
            assert_eq!(of_folder(&path(other)), None, "{other}");
        }
        assert!(is_of_one(&path("材料")) && is_of_one(&path("a")) && !is_of_one(&path("别的")));
    }
}
