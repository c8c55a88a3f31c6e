//! Writes the bombs of `tests/bombs` into a folder: `cargo run --example bombs -- FOLDER BYTES [NAME]`; without a folder, lists their names.

#![allow(clippy::print_stdout, reason = "an example speaks to people")]

use std::{env, fs, io, path::Path};

#[path = "../tests/bombs/mod.rs"]
#[allow(dead_code, reason = "not every caller uses every row")]
mod bombs;

fn main() -> io::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let Some(folder) = args.first() else {
        bombs::BOMBS.iter().for_each(|bomb| println!("{}", bomb.name));
        return Ok(());
    };
    let bytes = args.get(1).and_then(|bytes| bytes.parse().ok()).unwrap_or(9_000_000);
    fs::create_dir_all(folder)?;
    for bomb in bombs::BOMBS.iter().filter(|bomb| args.get(2).is_none_or(|name| name == bomb.name)) {
        let file = Path::new(folder).join(bomb.name).with_extension(bomb.ending);
        fs::write(file, (bomb.make)(bytes))?;
    }
    Ok(())
}
