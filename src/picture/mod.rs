//! Pictures: from what the markup names to files that can be set, each at its place in the document.
//!
//! `probe` (is it a picture, and one every program knows) · `decoration` (is it worth setting) · `tracker` (where it
//! stands once the lines have become blocks).

mod decoration;
mod probe;
mod tracker;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use crate::diag::{Log, Severity};
use crate::document::{Bytes, Picture};
use crate::message;
use crate::message::Message;
use crate::picture::probe::Probed;
use crate::text::Shown;

pub(crate) use tracker::Tracker;

/// Finds the file of a picture by the address the text gives it: its bytes, or in words why there are none.
pub type Fetch<'f> = &'f (dyn Fn(&str) -> Result<Vec<u8>, Message> + Sync);

/// Where pictures come from that do not stand in the text itself.
#[derive(Clone, Copy, Default)]
pub struct Source<'f>(pub Option<Fetch<'f>>);

impl fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Source" } else { "no source" })
    }
}

/// Which pictures are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted<'f> {
    /// Where their files are.
    pub(crate) source: Source<'f>,
    /// Whether they stand on a web page, where names and descriptions tell decorations.
    pub(crate) page: bool,
    /// Whether decorations are set like any other.
    pub(crate) decorations: bool,
}

/// The pictures that can be set, in the order of `shown`; what cannot goes into the log.
fn gather(log: &mut Log, shown: &[Shown], wanted: Wanted<'_>) -> Vec<Option<Picture>> {
    let mut shared = Shared::default();
    shown.iter().map(|shown| gather_one(log, shown, wanted, &mut shared)).collect()
}

/// What was read already: however often a picture is named, it is fetched, looked at and held once.
#[derive(Default)]
struct Shared {
    files: HashMap<String, Result<Arc<[u8]>, Message>>,
    pictures: HashMap<Arc<[u8]>, Result<Picture, Message>>,
    /// Where in memory the bytes of a picture are that was looked at, and its own: says fast that it is the same.
    places: HashMap<usize, Arc<[u8]>>,
    /// Points unpacked so far.
    points: u64,
}

impl Shared {
    fn fetch(&mut self, fetch: Fetch<'_>, address: &str) -> Result<Arc<[u8]>, Message> {
        let read = || fetch(address).map(Arc::from);
        self.files.entry(address.to_owned()).or_insert_with(read).clone()
    }

    fn picture(&mut self, bytes: &Arc<[u8]>) -> Result<Picture, Message> {
        let place = bytes.as_ptr() as usize;
        let held = self.places.entry(place).or_insert_with(|| bytes.clone());
        // The bytes are held, so that no others come to stand at their place.
        let known = if held.len() == bytes.len() { &*held } else { bytes };
        if let Some(known) = self.pictures.get(known) {
            return known.clone();
        }
        let read = read(bytes, &mut self.points);
        self.pictures.insert(bytes.clone(), read.clone());
        read
    }
}

fn gather_one(log: &mut Log, shown: &Shown, wanted: Wanted<'_>, shared: &mut Shared) -> Option<Picture> {
    let name = shown.addresses.first().cloned().unwrap_or_default();
    if wanted.page && !wanted.decorations && decoration::named(shown) {
        let why = told(&name, message!("is left out as a decoration"));
        log.found("pictures.decoration", Severity::Info, shown.number, why);
        return None;
    }
    let bytes = match &shown.bytes {
        Some(bytes) => bytes.clone(),
        None => fetched(log, shown, wanted.source, shared)?,
    };
    let picture = match shared.picture(&bytes) {
        Ok(picture) => picture,
        Err(why) => {
            log.found("pictures.broken", Severity::Warning, shown.number, told(&name, why));
            return None;
        }
    };
    if !wanted.decorations && decoration::small(picture.width, picture.height) {
        let why = message!(
            "is left out as a decoration: %{width} × %{height} pixels",
            width = picture.width,
            height = picture.height
        );
        log.found("pictures.decoration", Severity::Info, shown.number, told(&name, why));
        return None;
    }
    Some(Picture { name, alt: shown.alt.clone(), ..picture })
}

/// A file as a picture without a name. `points` counts what was unpacked for it.
fn read(bytes: &Arc<[u8]>, points: &mut u64) -> Result<Picture, Message> {
    let Probed { format, size: [width, height], converted } = probe::probe(bytes, points)?;
    let bytes = Bytes(converted.map_or_else(|| bytes.clone(), Arc::from));
    Ok(Picture { name: String::new(), alt: String::new(), format, width, height, bytes })
}

/// The bytes under the first address that has any.
fn fetched(log: &mut Log, shown: &Shown, source: Source<'_>, shared: &mut Shared) -> Option<Arc<[u8]>> {
    let local: Vec<&String> = shown.addresses.iter().filter(|address| !is_remote(address)).collect();
    let mut why = None;
    for address in &local {
        match source.0.map(|fetch| shared.fetch(fetch, address)) {
            Some(Ok(bytes)) => return Some(bytes),
            Some(Err(problem)) => why = why.or(Some((*address, problem))),
            None => {}
        }
    }
    let (rule, message) = match (why, shown.addresses.iter().find(|address| is_remote(address))) {
        (_, Some(address)) => {
            let why = message!("is not in the file; save the page with its pictures");
            ("pictures.remote", told(address, why))
        }
        (Some((address, problem)), None) => ("pictures.missing", told(address, problem)),
        (None, None) => {
            let address = shown.addresses.first().map_or("", String::as_str);
            ("pictures.missing", told(address, message!("is not in the text")))
        }
    };
    log.found(rule, Severity::Warning, shown.number, message);
    None
}

/// Whether an address leads into the net.
fn is_remote(address: &str) -> bool {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    address.starts_with("//") || ["http", "https", "ftp"].iter().any(|net| scheme.eq_ignore_ascii_case(net))
}

/// `the picture page_files/a.jpg is …`; a long address is cut.
fn told(address: &str, what: Message) -> Message {
    // An address on two lines of a terminal still shows where the picture was.
    const LONGEST: usize = 200;
    match address.char_indices().nth(LONGEST) {
        _ if address.is_empty() => message!("a picture %{what}", what = what),
        Some((end, _)) => {
            message!("the picture %{name} %{what}", name = format!("{}…", &address[..end]), what = what)
        }
        None => message!("the picture %{name} %{what}", name = address, what = what),
    }
}
