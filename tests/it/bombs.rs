//! Inputs that are small to send and dear to read: none ends the process, and the work grows with the size and not with its square.

use std::thread;
use std::time::Instant;

use chengwen::Error;
use chengwen::diag::Log;
use chengwen::font::Book;
use chengwen::limits;
use chengwen::pipeline::{self, Contents, ReadOptions};
use chengwen::write::pdf;

use crate::table::{BOMBS, Bomb};

/// The stack of a thread that converts here: an eighth of what the program gives it.
const STACK: usize = limits::STACK / 8;

/// From the smaller size to the larger: linear work takes four times as long, quadratic sixteen times.
const SMALL: usize = 20_000;
const TIMES: usize = 4;
const MOST_TIMES: f64 = 9.0;
/// What a clock cannot tell from nothing, in seconds.
const BLUR: f64 = 0.08;

/// Seconds this thread has worked, whatever else the machine does; where the system does not say, the time that has gone.
fn worked() -> f64 {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = said.split(' ').next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// Reads an input and writes it in every format.
fn convert(bytes: &[u8], name: &str) -> Result<Log, Error> {
    let options = ReadOptions { name: Some(name.into()), ..ReadOptions::default() };
    let mut reading = pipeline::read(bytes, &options)?;
    let template = pipeline::default_template(&reading.document)?;
    pipeline::write_docx(&reading.document, &template, Contents::Auto, &Default::default())?;
    pipeline::write_json(&reading.document);
    Ok(std::mem::take(&mut reading.log))
}

fn seconds(bomb: &Bomb, size: usize) -> f64 {
    let bytes = (bomb.make)(size);
    let begun = worked();
    match convert(&bytes, &format!("{}.{}", bomb.name, bomb.ending)) {
        Ok(_) => {}
        Err(fault) if fault.is_fault() => panic!("{}: {fault}", bomb.name),
        Err(_) => {}
    }
    worked() - begun
}

/// What is wrong with a bomb.
fn fault(bomb: &Bomb) -> Option<String> {
    let small = seconds(bomb, SMALL);
    let grown = |small: f64| {
        let large = seconds(bomb, SMALL * TIMES);
        (large > small * MOST_TIMES + BLUR).then(|| format!("{}: {small:.3} s, then {large:.3} s", bomb.name))
    };
    // Once more, before it is blamed on the program.
    grown(small).and_then(|_| grown(seconds(bomb, SMALL)))
}

#[test]
fn no_bomb_goes_off() {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut faults = Vec::new();
        while let Some(bomb) = BOMBS.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            faults.extend(fault(bomb));
        }
        faults
    };
    let faults: Vec<String> = thread::scope(|scope| {
        let crew: Vec<_> = (0..2)
            .map(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).unwrap())
            .collect();
        crew.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The bomb `name` of `size` bytes, read.
#[track_caller]
fn read(name: &str, size: usize) -> Result<Log, Error> {
    let bomb = BOMBS.iter().find(|bomb| bomb.name == name).unwrap();
    convert(&(bomb.make)(size), &format!("{name}.{}", bomb.ending))
}

#[test]
fn what_is_too_much_is_told() {
    for (name, size) in [
        ("nest-ul-li", 20_000),
        ("nest-noscript", 20_000),
        ("nest-font", 20_000),
        ("attributes", 20_000),
        ("notes-long", 200_000),
        ("notes-markdown-long", 200_000),
    ] {
        let log = read(name, size).unwrap();
        assert!(log.findings().iter().any(|finding| finding.rule == "page.limit"), "{name}");
    }
    for name in ["many-p", "lines-short", "many-empty"] {
        let found = read(name, 2_200_000);
        assert!(matches!(found, Err(Error::TooMuch { .. })), "{name}");
    }
}

#[test]
fn what_is_within_the_limits_is_not() {
    for (name, size) in
        [("nest-div", 11 * 200), ("many-p", 100_000), ("attributes", 600), ("notes-long", 2_000)]
    {
        let log = read(name, size).unwrap();
        assert!(log.findings().iter().all(|finding| finding.rule != "page.limit"), "{name}");
    }
}

#[test]
fn a_picture_named_often_is_held_once() {
    let bomb = BOMBS.iter().find(|bomb| bomb.name == "picture-named-again").unwrap();
    let bytes = (bomb.make)(200_000);
    let options = ReadOptions { name: Some("a.md".into()), ..ReadOptions::default() };
    let reading = pipeline::read(&bytes, &options).unwrap();
    let pictures = &reading.document.pictures;
    assert!(pictures.len() > 1_000, "{}", pictures.len());
    assert!(pictures.iter().all(|picture| std::sync::Arc::ptr_eq(&picture.bytes.0, &pictures[0].bytes.0)));
    let template = pipeline::default_template(&reading.document).unwrap();
    let (book, options) = (Book::builtin(), pdf::Options::default());
    let pdf =
        pipeline::write_pdf(&mut Log::new(), &reading.document, &template, Contents::Never, &book, &options);
    let images = pdf.unwrap().bytes.windows(15).filter(|bytes| bytes == b"/Subtype /Image").count();
    assert!(images <= 2, "{images} images");
}

#[test]
fn a_picture_of_too_many_points_is_told_and_not_unpacked() {
    // The head of a PNG of 11,000 × 11,000 points, without any of them.
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x2a\xf8\0\0\x2a\xf8\x08\x06\0\0\0".to_vec();
    let mut crc = flate2::Crc::new();
    crc.update(&png[12..]);
    png.extend(crc.sum().to_be_bytes());
    png.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    let fetch = |_: &str| Ok(png.clone());
    let options = ReadOptions {
        name: Some("a.md".into()),
        pictures: chengwen::picture::Source(Some(&fetch)),
        ..ReadOptions::default()
    };
    let log = pipeline::read("# 报告\n\n甲。\n\n![图](a.png)\n\n乙。\n".as_bytes(), &options).unwrap().log;
    let said: Vec<String> = log.findings().iter().map(|finding| finding.message.to_string()).collect();
    assert!(
        said.iter().any(|said| said.contains("11000 × 11000") && said.contains("50 million")),
        "{said:?}"
    );
}
