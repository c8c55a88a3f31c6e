//! OpenDocument text (.odt, .ott, .fodt): a package of parts, or all of them in one file.

mod body;
mod hidden;
mod lists;
mod styles;

use crate::diag::Log;
use crate::error::{Error, Result};
use crate::extract::Extracted;
use crate::extract::office::flow::{Flow, Goal, HEADER};
use crate::extract::office::open::body::Body;
use crate::extract::office::open::hidden::Hidden;
use crate::extract::office::open::lists::Lists;
use crate::extract::office::open::styles::Styles;
use crate::extract::office::package::{Package, broken};
use crate::extract::office::xml;
use crate::limits::UNPACKED;
use crate::message;
use crate::rules::Rules;

/// What the parts of a text say of its type.
const TYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

/// Whether `bytes` are such a text: the type is the first part of a package, unpacked, and an attribute in a single file.
pub(crate) fn shows(bytes: &[u8], _: bool) -> bool {
    let inside =
        |most: usize, word: &[u8]| memchr::memmem::find(&bytes[..bytes.len().min(most)], word).is_some();
    match bytes.starts_with(b"PK\x03\x04") {
        true => inside(120, &[b"mimetype", TYPE].concat()) || named(bytes),
        false => inside(4_096, TYPE) && inside(4_096, b"opendocument:xmlns:office"),
    }
}

/// Some programs put the type elsewhere: then the names of the parts tell.
fn named(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(65_536)..];
    let has = |name: &[u8]| memchr::memmem::find(tail, name).is_some();
    has(b"META-INF/manifest.xml") && has(b"content.xml") && is_text(bytes)
}

fn is_text(bytes: &[u8]) -> bool {
    // A manifest names some hundred parts on a line each.
    const MOST: u64 = 1 << 20;
    let manifest = Package::open(bytes)
        .ok()
        .and_then(|mut package| package.bytes("META-INF/manifest.xml", MOST).ok()?);
    manifest.is_some_and(|text| memchr::memmem::find(&text, TYPE).is_some())
}

/// Reads it.
pub(crate) fn read(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    if !bytes.starts_with(b"PK") {
        return single(log, bytes, rules);
    }
    let mut package = Package::open(bytes)?;
    if is_locked(&mut package)? {
        return Err(Error::NotText {
            what: message!("an Office document with a password"),
            advice: message!("open it with the password, take the password off and save it"),
        });
    }
    let content = package.text("content.xml")?.ok_or_else(broken)?;
    let page = package.text("styles.xml")?.unwrap_or_default();
    let mut flow = Flow::new(log, rules);
    parts(&mut flow, [&page, &content], Some(&mut package), broken)?;
    if package.names().iter().any(|name| name.starts_with("Basic/") || name.starts_with("Scripts/")) {
        flow.lose(message!("macros"));
    }
    flow.done()
}

/// All parts in one file.
fn single(log: &mut Log, bytes: &[u8], rules: &Rules) -> Result<Extracted> {
    if bytes.len() as u64 > UNPACKED {
        return Err(Error::TooMuch { what: message!("bytes in its parts, unpacked"), most: UNPACKED });
    }
    let text = xml::decoded(bytes.to_vec());
    let mut flow = Flow::new(log, rules);
    parts(&mut flow, ["", &text], None, cut_off)?;
    flow.done()
}

/// Reads the styles of both parts, then the text, then what stands on top and at the foot of every page.
fn parts(
    flow: &mut Flow<'_>,
    parts: [&str; 2],
    mut package: Option<&mut Package<'_>>,
    broken: fn() -> Error,
) -> Result<()> {
    let (mut styles, mut lists) = (Styles::default(), Lists::default());
    for part in parts.iter().filter(|part| !part.is_empty()) {
        xml::walk(part, &mut styles).map_err(|fault| fault.error(broken()))?;
        xml::walk(part, &mut lists).map_err(|fault| fault.error(broken()))?;
    }
    let [page, content] = parts;
    for (part, aim) in [(content, Goal::Text), (page, Goal::Out(HEADER))] {
        if !part.is_empty() {
            flow.aim(aim);
            let mut hidden = Hidden::default();
            if part.contains(hidden::FIELD) {
                xml::walk(part, &mut hidden).map_err(|fault| fault.error(broken()))?;
            }
            let mut body = Body::new(flow, &styles, &mut lists, package.as_deref_mut(), hidden);
            xml::walk(part, &mut body).map_err(|fault| fault.error(broken()))?;
        }
    }
    flow.aim(Goal::Text);
    Ok(())
}

/// Whether its parts are encrypted: the manifest says how.
fn is_locked(package: &mut Package<'_>) -> Result<bool> {
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    Ok(manifest.contains("encryption-data"))
}

fn cut_off() -> Error {
    Error::NotText {
        what: message!("a damaged or incomplete OpenDocument text"),
        advice: message!("fetch it again, or open it in Word or WPS and save it again"),
    }
}

#[cfg(test)]
mod tests;
