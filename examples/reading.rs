//! What `data/reading/` learns from and measures with.
//!
//! `reading features FILES…` writes the features the reading sees, a line of JSON for each line of each file;
//! `reading with WEIGHTS FOLDER FILES…` reads files with other weights than the built-in ones, a JSON document each;
//! `reading labels WEIGHTS FILES…` says what each line of files is read as, and by how much.

use std::io::{BufWriter, Error, Result, Write};
use std::path::PathBuf;

use chengwen::pipeline::{self, ReadOptions};
use chengwen::reading::Model;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    match &arguments[..] {
        [word, files @ ..] if word.as_os_str() == "features" => features(files),
        [word, weights, folder, files @ ..] if word.as_os_str() == "with" => {
            let weights = std::fs::read(weights)?;
            let model = Model::read(&weights).ok_or_else(|| Error::other("these are no weights"))?;
            std::fs::create_dir_all(folder)?;
            files.iter().try_for_each(|file| read(file, model, folder))
        }
        [word, weights, files @ ..] if word.as_os_str() == "labels" => {
            let weights = std::fs::read(weights)?;
            let model = Model::read(&weights).ok_or_else(|| Error::other("these are no weights"))?;
            files.iter().try_for_each(|file| labels(model, file))
        }
        _ => Err(Error::other(
            "usage: reading features FILES…, with WEIGHTS FOLDER FILES…, labels WEIGHTS FILES…",
        )),
    }
}

fn features(files: &[PathBuf]) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in files {
        let options = ReadOptions { name: Some(path.clone()), ..ReadOptions::default() };
        let Ok(lines) = pipeline::features(&std::fs::read(path)?, &options) else { continue };
        for (line, first, features) in lines {
            let signs = line.evidence.as_ref().map_or(0, |evidence| evidence.signs.bits());
            let record = serde_json::json!({
                "file": path.file_name().unwrap_or_default().to_string_lossy(),
                "text": line.text.as_str(), "mark": format!("{:?}", line.mark), "signs": signs, "first": first,
                "features": features,
            });
            writeln!(out, "{record}")?;
        }
    }
    out.flush()
}

fn read(path: &PathBuf, model: Model<'_>, folder: &std::path::Path) -> Result<()> {
    let options = ReadOptions { name: Some(path.into()), model, ..ReadOptions::default() };
    let Ok(reading) = pipeline::read(&std::fs::read(path)?, &options) else { return Ok(()) };
    let name = PathBuf::from(path.file_stem().unwrap_or_default()).with_extension("json");
    std::fs::write(folder.join(name), pipeline::write_json(&reading.document).bytes)
}

fn labels(model: Model<'_>, path: &PathBuf) -> Result<()> {
    let options = ReadOptions { name: Some(path.clone()), model, ..ReadOptions::default() };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (line, first, label, margin) in pipeline::labels(&std::fs::read(path)?, &options).unwrap_or_default()
    {
        let record = serde_json::json!({
            "file": path.file_name().unwrap_or_default().to_string_lossy(),
            "text": line.text.as_str(), "mark": format!("{:?}", line.mark), "line": line.number, "first": first,
            "label": label.name(), "margin": margin,
        });
        writeln!(out, "{record}")?;
    }
    out.flush()
}
