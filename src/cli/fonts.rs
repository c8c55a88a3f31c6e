//! `chengwen fonts`, and the fonts of the user where they are asked for.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::args::FontArgs;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{misused, print, said, say};
use crate::font::{self, Book, Font};
use crate::message;
use crate::message::{Message, names};
use crate::template::Face;

/// What the name of a font that comes with the program begins with.
const BUILT_IN: &str = "built-in ";

/// Runs the subcommand.
pub(crate) fn run(args: &FontArgs) -> Outcome {
    let book = match book(args) {
        Ok(book) => book,
        Err(problem) => return misused([problem]),
    };
    for face in Face::ALL {
        let name = name_of(&book, face);
        let name = match name.strip_prefix(BUILT_IN) {
            Some(own) => said(&message!("built-in %{font}", font = own)),
            None => name.to_string(),
        };
        print(&format!("{}\t{name}", class(face)));
    }
    book.rest().iter().for_each(|font| print(&format!("其余\t{}", font.name)));
    let missing: Vec<&str> = Face::ALL
        .into_iter()
        .filter(|face| builtin(&book, *face))
        .map(|face| font::wanted(face)[0])
        .collect();
    if !missing.is_empty() {
        say(&said(&message!(
            "built-in fonts stand in for %{fonts}; --font-dir DIR or --system-fonts uses the real ones where they are found",
            fonts = names(missing)
        )));
    }
    Outcome::Done
}

fn builtin(book: &Book, face: Face) -> bool {
    name_of(book, face).starts_with(BUILT_IN)
}

fn name_of(book: &Book, face: Face) -> &str {
    book.font(face).map_or("", |font| &font.name)
}

fn class(face: Face) -> &'static str {
    match face {
        Face::Xiaobiaosong => "小标宋",
        Face::Fangsong => "仿宋",
        Face::Kai => "楷体",
        Face::Hei => "黑体",
        Face::Song => "宋体",
    }
}

/// The built-in fonts, and in their place those of the user that were asked for and found.
///
/// # Errors
/// A message that names the folder which cannot be read.
pub(crate) fn book(args: &FontArgs) -> Result<Book, Message> {
    let mut book = Book::builtin();
    let mut files = Vec::new();
    for folder in &args.font_dir {
        collect(folder, 0, &mut files).map_err(|error| {
            message!(
                "--font-dir %{folder}: %{error}; name a folder with fonts",
                folder = folder.display(),
                error = error
            )
        })?;
    }
    if args.system_fonts {
        // A folder that is not there has no fonts.
        system_folders().iter().for_each(|folder| drop(collect(folder, 0, &mut files)));
    }
    let mut best: [Option<(usize, Font)>; Face::ALL.len()] = Default::default();
    for file in files {
        let Ok(bytes) = fs::read(&file) else { continue };
        consider(&file, bytes, &mut best, &mut book);
    }
    for (face, found) in Face::ALL.into_iter().zip(best) {
        if let Some((_, font)) = found {
            book.serve(face, font);
        }
    }
    Ok(book)
}

/// Keeps a file if it is better for a class of type than what was found so far.
fn consider(file: &Path, bytes: Vec<u8>, best: &mut [Option<(usize, Font)>], book: &mut Book) {
    let names = font::names(&bytes);
    let data: font::Data = Arc::new(bytes);
    let load = |index| Font::new(file.display().to_string(), data.clone(), index);
    for (index, names) in names {
        for face in Face::ALL {
            let rank = font::wanted(face).iter().position(|wanted| names.iter().any(|name| name == wanted));
            let Some(rank) = rank else { continue };
            let slot = &mut best[face as usize];
            if slot.as_ref().is_none_or(|(found, _)| rank < *found) {
                *slot = load(index).map(|font| (rank, font)).or(slot.take());
            }
        }
        if names.iter().any(|name| font::LAST.contains(&name.as_str())) {
            load(index).into_iter().for_each(|font| book.add(font));
        }
    }
}

/// The font files below a folder, in the order of their names.
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    // Folders of fonts are three deep (`/usr/share/fonts/opentype/noto`); links may go in a ring.
    const DEEPEST: usize = 6;
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && depth < DEEPEST {
            // What may not be read below is left out.
            let _ = collect(&path, depth + 1, files);
        } else if is_font(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|extension| ["ttf", "ttc", "otf", "otc"].contains(&extension.as_str()))
}

/// Where systems keep fonts.
fn system_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"]
            .map(PathBuf::from)
            .to_vec();
    let below = |variable: &str, rest: &str| env::var_os(variable).map(|root| PathBuf::from(root).join(rest));
    folders.extend(below("HOME", ".fonts"));
    folders.extend(below("HOME", ".local/share/fonts"));
    folders.extend(below("HOME", "Library/Fonts"));
    folders.extend(below("SystemRoot", "Fonts"));
    folders.extend(below("LOCALAPPDATA", "Microsoft/Windows/Fonts"));
    folders
}
