//! The file of the user's own rules: TOML, strict, every fault reported at once.

use std::sync::Arc;

use dom_query::Matcher as Selector;
use regex::Regex;
use serde::Deserialize;

use crate::diag::RuleName;
use crate::message;
use crate::message::Message;
use crate::message::names;
use crate::message::shape::shape;
use crate::rules::matcher::{Matcher, Shape, Zone};
use crate::rules::site::Site;
use crate::rules::{OWN, Remove, Rules};
use crate::text::{Told, key};

/// A word longer than this is not compared as a whole: [`key`] looks no further.
const LONGEST: usize = 200;

/// The file; its entries are read one by one, so that a fault in one does not hide those of the others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    keep: Vec<String>,
    #[serde(default)]
    drop: Vec<String>,
    #[serde(default)]
    remove: Vec<toml::Value>,
    #[serde(default)]
    stay: Vec<toml::Value>,
    #[serde(default)]
    is: Vec<toml::Value>,
    #[serde(default)]
    site: Vec<toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLine {
    id: Option<String>,
    line: Option<String>,
    starts: Option<String>,
    ends: Option<String>,
    contains: Option<String>,
    pattern: Option<String>,
    #[serde(rename = "where")]
    zone: Option<Zone>,
    is: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSite {
    id: Option<String>,
    host: Option<String>,
    title: Option<String>,
    body: Option<String>,
    #[serde(default)]
    remove: Vec<String>,
}

/// Reads the file.
pub(crate) fn parse(text: &str) -> Result<Rules, Vec<Message>> {
    let table = text.parse::<toml::Table>().map_err(|error| vec![said(&error)])?;
    let written: Written = shape(toml::Value::Table(table)).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let remove = each("remove", written.remove, &mut faults, remove);
    let stay = each("stay", written.stay, &mut faults, |_, written| matcher(written));
    let told = each("is", written.is, &mut faults, told);
    let sites = each("site", written.site, &mut faults, site);
    if !faults.is_empty() {
        return Err(faults);
    }
    let (keep, drop) = (written.keep.into_iter().collect(), written.drop.into_iter().collect());
    // What was said last counts.
    let told = told.into_iter().rev().collect();
    Ok(Rules { keep, drop, remove, stay, told, sites })
}

/// What the reader of TOML has to say, in its own words.
fn said(error: &toml::de::Error) -> Message {
    error.to_string().trim().to_owned().into()
}

/// Every entry of one kind; a fault is told with the number of its entry.
fn each<W: for<'de> Deserialize<'de>, T>(
    kind: &str,
    entries: Vec<toml::Value>,
    faults: &mut Vec<Message>,
    resolve: impl Fn(usize, W) -> Result<T, Message>,
) -> Vec<T> {
    let mut done = Vec::with_capacity(entries.len());
    for (n, entry) in (1..).zip(entries) {
        match shape::<W>(entry).and_then(|written| resolve(n, written)) {
            Ok(resolved) => done.push(resolved),
            Err(fault) => {
                faults.push(message!("[[%{kind}]] number %{n}: %{fault}", kind = kind, n = n, fault = fault))
            }
        }
    }
    done
}

fn remove(n: usize, mut written: WrittenLine) -> Result<Remove, Message> {
    Ok(Remove { id: id(written.id.take(), "line", n)?, matcher: matcher(written)? })
}

fn told(_: usize, mut written: WrittenLine) -> Result<(Matcher, Told), Message> {
    let known = || names(Told::ALL.iter().map(|(name, _)| name));
    let name =
        written.is.take().ok_or_else(|| message!("is is missing; use one of %{known}", known = known()))?;
    let told = Told::named(&name).ok_or_else(|| {
        message!(
            "%{option} \"%{name}\" is not known; use one of %{known}",
            option = "is",
            name = name.as_str(),
            known = known()
        )
    })?;
    Ok((matcher(written)?, told))
}

fn matcher(written: WrittenLine) -> Result<Matcher, Message> {
    let WrittenLine { id: _, line, starts, ends, contains, pattern, zone, is } = written;
    if is.is_some() {
        return Err(message!("is belongs into [[is]]"));
    }
    let line = line.map(|word| spelled(&word).map(Shape::Line));
    let starts = starts.map(|word| spelled(&word).map(Shape::Starts));
    let ends = ends.map(|word| spelled(&word).map(Shape::Ends));
    let contains = contains.map(|word| spelled(&word).map(Shape::Contains));
    let pattern = pattern.map(|p| {
        Regex::new(&p).map(Shape::Pattern).map_err(|e| message!("pattern: %{error}", error = e.to_string()))
    });
    let mut shapes = [line, starts, ends, contains, pattern].into_iter().flatten();
    match (shapes.next(), shapes.next()) {
        (Some(shape), None) => Ok(Matcher { shape: shape?, zone }),
        _ => Err(message!("write exactly one of line, starts, ends, contains and pattern")),
    }
}

/// A word as lines are compared with it.
fn spelled(word: &str) -> Result<String, Message> {
    let spelled = key(word);
    match spelled.chars().count() {
        0 => Err(message!("an empty word would fit every line")),
        n if n > LONGEST => Err(message!(
            "%{n} characters are too many; %{most} of them are enough, with starts",
            n = n,
            most = LONGEST
        )),
        _ => Ok(spelled),
    }
}

fn site(n: usize, written: WrittenSite) -> Result<Site, Message> {
    let WrittenSite { id: own, host, title, body, remove } = written;
    let selectors: Vec<&String> = title.iter().chain(&body).chain(&remove).collect();
    if selectors.is_empty() {
        return Err(message!("write at least one of title, body and remove"));
    }
    if let Some(wrong) = selectors.into_iter().find(|css| Selector::new(css).is_err()) {
        return Err(message!("\"%{selector}\" is not a CSS selector", selector = wrong));
    }
    let host = host.map(|host| host.trim_start_matches("www.").to_ascii_lowercase());
    Ok(Site { id: id(own, "site", n)?, host, title, body, remove })
}

/// The id of the `n`th rule of a kind: `own.name`, or `own.line-3` where none is given.
fn id(name: Option<String>, kind: &str, n: usize) -> Result<RuleName, Message> {
    let name = name.unwrap_or_else(|| format!("{kind}-{n}"));
    let name = name.strip_prefix("own.").unwrap_or(&name);
    let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(message!("id \"%{id}\": letters, digits, - and _ only", id = name));
    }
    Ok(Arc::<str>::from(format!("{OWN}.{name}")).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_compared_as_a_reader_would() {
        let rules = parse(
            "[[remove]]\nid = \"ad\"\nline = \"点击 下载，我们的APP\"\n[[remove]]\npattern = '^阅读 \\d+$'\nwhere = \"below\"\n\
             [[stay]]\nstarts = \"首页\"\n",
        )
        .expect("the file is sound");
        let removes = |text: &str, zone| rules.removes(text, zone);
        assert_eq!(removes("點擊下載,我们的app", Zone::Body), Some("own.ad".into()));
        assert_eq!(removes("点击下载，我们的APP！", Zone::Body), None);
        assert_eq!(removes("阅读 325", Zone::Tail), Some("own.line-2".into()));
        assert_eq!(removes("阅读 325", Zone::Body), None);
        assert!(rules.stays("首页设计", Some(Zone::Head)) && !rules.stays("去首页", None));
    }

    #[test]
    fn every_fault_is_told() {
        let faults = parse(
            "[[remove]]\nline = \"a\"\nends = \"b\"\n[[remove]]\npattern = \"(\"\n[[stay]]\nwhere = \"nowhere\"\nline = \"x\"\n\
             [[site]]\nbody = \"##\"\n[[site]]\nhost = \"a.cn\"\n",
        )
        .expect_err("five faults");
        assert_eq!(faults.len(), 5, "{faults:#?}");
    }

    #[test]
    fn a_site_is_known_by_its_host() {
        let rules =
            parse("[[site]]\nhost = \"www.abc.gov.cn\"\nbody = \"#zoom\"\n").expect("the file is sound");
        let fits = |host: Option<&str>| rules.site(|| host.map(str::to_owned)).is_some();
        assert!(fits(Some("news.ABC.gov.cn")) && fits(Some("abc.gov.cn")));
        assert!(!fits(Some("xabc.gov.cn")) && !fits(None));
    }
}
