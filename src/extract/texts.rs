//! The formats of text, each read whole: what stands in it is lifted out before and put back after.

use std::borrow::Cow;

use crate::diag::Log;
use crate::error::Result;
use crate::extract::{
    Extracted, dumped, entities, highlights, html, inline, markdown as marked, plain as bare, retain, spaced,
    take_inline,
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
    let text = unnamed(log, &lifted);
    *lines = marked::read(log, &text, masked, shown, notes);
    highlights::settle(log, lines);
    restore(&mut read, &inline);
    Ok(read)
}

/// Plain text.
pub(crate) fn plain(log: &mut Log, text: &str, rules: &Rules) -> Extracted {
    let mut read = Extracted::default();
    read.seen.add(text);
    let text = unquoted(log, text);
    let text = spaced::closed(log, &text, rules);
    read.lines = bare::read(log, &text, rules);
    dumped::settle(log, &mut read.lines);
    resolve(log, &mut read);
    read
}

/// Takes out the names that tools put on a line of their own above a heading, `<a name="tQx4b"></a>`: to Markdown all that follows them up to a
/// blank line is HTML.
fn unnamed<'t>(log: &mut Log, text: &'t str) -> Cow<'t, str> {
    let name = |line: &str| {
        let start = ["<a name=\"", "<a id=\""].iter().find(|start| line.starts_with(**start))?;
        let end = start.len() + line[start.len()..].find('"')?;
        line[end..].starts_with("\"></a>").then_some(end + "\"></a>".len())
    };
    if !text.contains("\"></a>") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (number, line) in (1_u32..).zip(text.split_inclusive('\n')) {
        let end = name(line).unwrap_or(0);
        if end > 0 {
            log.changed("markdown.mark", number, &line[..end], "");
        }
        out.push_str(&line[end..]);
    }
    Cow::Owned(out)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_above_headings_are_no_markup_of_the_text_below() {
        for (text, expected) in [
            ("<a name=\"tQx4b\"></a>\n# 春耕\n", "\n# 春耕\n"),
            ("<a id=\"u1\"></a># 春耕\n<a name=\"u2\">甲</a>\n", "# 春耕\n<a name=\"u2\">甲</a>\n"),
            ("<a href=\"u1\"></a>\n", "<a href=\"u1\"></a>\n"),
        ] {
            assert_eq!(unnamed(&mut Log::new(), text), expected);
        }
    }
}
