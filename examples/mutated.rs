//! Tries the pages of `tests/mutated`: `cargo run --release --example mutated -- FROM TO [FOLDER]...`, numbers and where the texts to start from
//! are besides those of the project. Faults are printed with the number that makes them again; with FROM alone, writes that input, with
//! `shrink FROM` the least of it that shows the fault.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "an example speaks to people")]

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use std::{env, io, panic, process, thread};

use chengwen::font::Book;

#[path = "../tests/mutated/mod.rs"]
mod mutated;

/// What an input may take.
const LIMIT: Duration = Duration::from_secs(2);
/// The stack of a thread that converts, as the program gives it.
const STACK: usize = chengwen::limits::STACK;

fn main() -> io::Result<()> {
    let mut args: Vec<String> = env::args().skip(1).collect();
    let shrinks = args.first().is_some_and(|first| first == "shrink");
    args.drain(..usize::from(shrinks));
    let number = |at: usize| args.get(at).and_then(|number| number.parse::<u64>().ok());
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let own = ["tests/corpus", "tests/reading", "tests/official", "examples", "data/reading/invented"];
    let own = own.iter().map(|folder| root.join(folder));
    let seeds: Vec<mutated::Seed> =
        own.chain(args.iter().skip(2).map(Into::into)).flat_map(|folder| mutated::seeds(&folder)).collect();
    let (Some(from), to) = (number(0), number(1)) else {
        eprintln!("usage: mutated FROM TO [FOLDER]..., mutated [shrink] FROM");
        process::exit(2);
    };
    panic::set_hook(Box::new(|_| {}));
    let book = Book::builtin();
    let Some(to) = to else {
        let input = mutated::mutated(&seeds, from);
        let input = if shrinks { input.shrunk(&book, LIMIT) } else { input };
        return io::stdout().write_all(&input.bytes);
    };
    let (next, refused, faults) = (AtomicU64::new(from), AtomicU64::new(0), AtomicU64::new(0));
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= to {
                break;
            }
            match mutated::convert(&mutated::mutated(&seeds, number), &book, LIMIT) {
                Ok(mutated::Outcome::Made) => {}
                Ok(mutated::Outcome::Refused) => drop(refused.fetch_add(1, Ordering::Relaxed)),
                Err(fault) => {
                    faults.fetch_add(1, Ordering::Relaxed);
                    println!("{number}: {fault}");
                }
            }
        }
    };
    for page in mutated::once(&root.join("tests/mutated/once")) {
        if let Err(fault) = mutated::convert(&page, &book, LIMIT) {
            faults.fetch_add(1, Ordering::Relaxed);
            println!("{}: {fault}", page.name);
        }
    }
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| -> io::Result<()> {
        for _ in 0..workers {
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work)?;
        }
        Ok(())
    })?;
    let [refused, faults] = [refused, faults].map(AtomicU64::into_inner);
    println!("{} pages of {} texts, {refused} refused, {faults} faults", to - from, seeds.len());
    process::exit(i32::from(faults > 0));
}
