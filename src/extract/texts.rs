//! The formats of text, each read whole: what stands in it is lifted out before and put back after.

use std::borrow::Cow;

use crate::diag::Log;
use crate::error::Result;
use crate::extract::{
    Extracted, dumped, entities, html, inline, markdown as marked, plain as bare, retain, take_inline,
};
use crate::rules::Rules;

/// A saved web page; its pictures may stand in it.
pub(crate) fn page(log: &mut Log, text: &str, rules: &Rules) -> Result<Extracted> {
    let (lifted, inline) = inline::lift(text);
    let mut page = Extracted { is_page: true, ..Extracted::default() };
    let Extracted { notes, shown, seen, .. } = &mut page;
    let read = html::read(log, &lifted, rules, seen, shown, notes)?;
    (page.lines, page.name) = (read.lines, read.name);
    restore(&mut page, &inline);
    resolve(log, &mut page);
    Ok(page)
}

/// Markdown; with `masked`, asterisks are text.
///
/// # Errors
/// [`Error::TooMuch`](crate::error::Error::TooMuch) for one of too many signs of markup.
pub(crate) fn markdown(log: &mut Log, text: &str, masked: bool) -> Result<Extracted> {
    let (lifted, inline) = inline::lift(text);
    marked::check_signs(&lifted, masked)?;
    let mut read = Extracted::default();
    let Extracted { lines, notes, shown, seen, .. } = &mut read;
    seen.add(&lifted);
    *lines = marked::read(log, &lifted, masked, shown, notes);
    restore(&mut read, &inline);
    Ok(read)
}

/// Plain text.
pub(crate) fn plain(log: &mut Log, text: &str) -> Extracted {
    let mut read = Extracted::default();
    read.seen.add(text);
    read.lines = bare::read(&unquoted(log, text));
    dumped::settle(log, &mut read.lines);
    resolve(log, &mut read);
    read
}

/// Takes the signs off the lines of a letter that another quotes (`> 各单位：`), where most of what begins with one is no menu.
fn unquoted<'t>(log: &mut Log, text: &'t str) -> Cow<'t, str> {
    // Steps of a menu stand on a line or two.
    const FEWEST: usize = 4;
    let quoted = |line: &str| line.starts_with('>') && !line.starts_with(">>");
    let (mut signs, mut sentences) = (0, 0);
    for line in text.lines().filter(|line| quoted(line)) {
        signs += 1;
        sentences += usize::from(line.ends_with(['。', '：', ':', '；']));
    }
    if signs < FEWEST || sentences * 4 < signs {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        if !quoted(line) {
            out.push_str(line);
            continue;
        }
        log.changed("markdown.mark", number, ">", "");
        out.push_str(&line[1..]);
    }
    Cow::Owned(out)
}

/// Puts back what was lifted out of a text before it was read.
fn restore(read: &mut Extracted, inline: &inline::Inline<'_>) {
    inline.restore(&mut read.lines, &mut read.seen);
    inline.restore(&mut read.notes, &mut read.seen);
    read.shown.iter_mut().for_each(|shown| take_inline(shown, inline));
}

/// Makes characters of the references to them; a line of which nothing is left goes.
fn resolve(log: &mut Log, read: &mut Extracted) {
    entities::resolve(log, &mut read.lines);
    entities::resolve(log, &mut read.notes);
    retain(&mut read.lines, &mut read.shown, |line| !line.text.is_empty());
}
