//! How elements are written: YAML between `---`, TOML between `+++` above the text, or TOML in a file of its own.

use saphyr_parser::{Event, Parser};

use crate::elements::{Given, Key};
use crate::message;
use crate::message::Message;

/// Front matter, and where the text begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// What it says.
    pub given: Given,
    /// Its length in bytes, both fences included.
    pub length: usize,
}

/// The longest front matter, in lines: a line `---` far below closes none.
const LONGEST: usize = 200;

/// Reads the front matter of a text, if it has any of ours.
///
/// Other programs write front matter too. It is ours when every key is one of ours, or one of them is no everyday word
/// such as `title`; what then is unknown or unreadable is a fault, but for names that `others` says other programs use.
pub fn front_matter(text: &str, others: &dyn Fn(&str) -> bool) -> Option<Front> {
    let (fence, close) = match text.lines().next()?.trim_end() {
        "---" => ("---", ["---", "..."]),
        "+++" => ("+++", ["+++", "+++"]),
        _ => return None,
    };
    let begin = text.find('\n')? + 1;
    let mut end = begin;
    let mut closed = None;
    for line in text[begin..].split_inclusive('\n').take(LONGEST) {
        if close.contains(&line.trim_end()) {
            closed = Some(end + line.len());
            break;
        }
        end += line.len();
    }
    let (inside, length) = (&text[begin..end], closed?);
    let pairs = if fence == "---" { yaml(inside) } else { toml_pairs(inside) };
    match pairs {
        Ok(mut pairs) => is_ours(pairs.iter().map(|(name, _)| name.as_str())).then(|| {
            pairs.retain(|(name, _)| Key::named(name).is_some() || !others(name));
            Front { given: given(&pairs, FRONT), length }
        }),
        // Broken, but the keys at the beginning of its lines say that it is meant as ours.
        Err(fault) => is_ours(line_keys(inside)).then(|| {
            let faults = vec![at(FRONT, fault)];
            Front { given: Given { faults, ..Given::default() }, length }
        }),
    }
}

const FRONT: &str = "front matter";

/// Reads a side file; `name` is what messages call it.
pub fn toml(name: &str, text: &str) -> Given {
    match toml_pairs(text) {
        Ok(pairs) => given(&pairs, name),
        Err(fault) => Given { faults: vec![at(name, fault)], ..Given::default() },
    }
}

/// A fault and where it is.
fn at(place: &str, fault: Message) -> Message {
    message!("%{input}: %{problem}", input = place, problem = fault)
}

/// Keys with their values, in the order they are written.
type Pairs = Vec<(String, Vec<String>)>;

fn given(pairs: &Pairs, place: &str) -> Given {
    let mut given = Given::default();
    for (name, values) in pairs {
        values.iter().for_each(|value| given.add(name, value, place));
    }
    given
}

fn is_ours<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let keys: Vec<Option<Key>> = names.map(Key::named).collect();
    let all = !keys.is_empty() && keys.iter().all(Option::is_some);
    all || keys.iter().flatten().any(|key| !key.is_common())
}

fn line_keys(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter_map(|line| line.split_once([':', '=', '：']))
        .map(|(name, _)| name.trim().trim_matches(['"', '\'']))
}

/// A mapping of words to words or lists of words. Values are taken as written: `000001` stays six digits.
fn yaml(text: &str) -> Result<Pairs, Message> {
    let mut pairs: Pairs = Vec::new();
    let (mut depth, mut list, mut key) = (0, false, None);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| error.to_string())?;
        let line = span.start.line() + 1;
        match event {
            Event::MappingStart(..) if depth == 0 => depth = 1,
            Event::MappingEnd if depth == 1 => depth = 0,
            Event::SequenceStart(..) if key.is_some() && !list => list = true,
            Event::SequenceEnd if list => (list, key) = (false, None),
            Event::Scalar(value, ..) if depth == 1 => match &key {
                None => {
                    pairs.push((value.to_string(), Vec::new()));
                    key = Some(());
                }
                Some(()) => {
                    pairs.last_mut().into_iter().for_each(|(_, values)| values.push(value.to_string()));
                    key = if list { key } else { None };
                }
            },
            Event::MappingStart(..) | Event::SequenceStart(..) | Event::Alias(_) | Event::Scalar(..) => {
                return Err(message!(
                    "line %{line}: write a key with a word or a list of words, for example 发文字号: 某政发〔2026〕1号",
                    line = line
                ));
            }
            _ => {}
        }
    }
    Ok(pairs)
}

fn toml_pairs(text: &str) -> Result<Pairs, Message> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1;
        message!("line %{line}: %{problem}", line = line, problem = error.message().replace('\n', ", "))
    })?;
    table.into_iter().map(|(name, value)| words(&name, value).map(|words| (name, words))).collect()
}

fn words(name: &str, value: toml::Value) -> Result<Vec<String>, Message> {
    match value {
        toml::Value::String(text) => Ok(vec![text]),
        toml::Value::Boolean(yes) => Ok(vec![yes.to_string()]),
        toml::Value::Integer(number) => Ok(vec![number.to_string()]),
        toml::Value::Datetime(date) => Ok(vec![date.to_string()]),
        toml::Value::Array(values) => {
            let lists: Result<Vec<Vec<String>>, Message> =
                values.into_iter().map(|value| words(name, value)).collect();
            Ok(lists?.concat())
        }
        toml::Value::Table(_) | toml::Value::Float(_) => Err(message!(
            "%{name}: write a word in quotes or a list of words, for example number = \"某政发〔2026〕1号\"",
            name = name
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&[(Key, &[&str])]>) {
        let front = front_matter(text, &|name| name == "来源");
        let Some(expected) = expected else {
            assert_eq!(front, None, "{text}");
            return;
        };
        let front = front.expect(text);
        assert_eq!(front.given.faults, Vec::<Message>::new(), "{text}");
        let values: Vec<(Key, Vec<&str>)> = front
            .given
            .values
            .iter()
            .map(|(key, values)| (*key, values.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(Key, Vec<&str>)> =
            expected.iter().map(|(key, values)| (*key, values.to_vec())).collect();
        assert_eq!(values, expected, "{text}");
        assert!(text[front.length..].starts_with("正文"), "{text}");
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let wanted: &[(Key, &[&str])] =
            &[(Key::CopyNumber, &["000001"]), (Key::Signer, &["张三", "李四"]), (Key::Date, &["2026-08-01"])];
        check("---\n份号: 000001\n签发人: [张三, 李四]\ndate: 2026-08-01\n---\n正文", Some(wanted));
        check(
            "---\n份号: '000001'\n来源: 某报\n签发人:\n  - 张三\n  - 李四\n成文日期: 2026-08-01\n...\n正文",
            Some(wanted),
        );
        check(
            "+++\n\"份号\" = \"000001\"\nsigner = [\"张三\", \"李四\"]\ndate = 2026-08-01\n+++\n正文",
            Some(wanted),
        );
    }

    #[test]
    fn what_is_not_ours_stays_text() {
        for text in [
            "---\n正文一段。\n---\n又一段",
            "---\ntitle: 随笔\nlayout: post\n---\n正文",
            "---\n份号: 000001\n正文",
            "正文\n---\n份号: 000001\n---\n",
            "+++\nweight = 3\n+++\n正文",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn a_fault_says_its_line_and_what_is_nested_is_one() {
        let fault = |inside: &str| {
            let front = front_matter(&format!("---\n{inside}\n---\n正文"), &|_| false).expect(inside);
            front.given.faults.iter().map(Message::to_string).collect::<String>()
        };
        assert!(fault("份号: 000001\n签发人: {姓名: 张三}").starts_with("front matter: line 3: write a key"));
        for nested in ["签发人: [[张三]]", "签发人: [{姓名: 张三}]", "签发人: [张三, [李四]]", "签发人: *甲"]
        {
            assert_ne!(fault(nested), "", "{nested}");
        }
        assert_eq!(fault("签发人: [张三]\n份号: 000001"), "");
        let toml = toml("page.toml", "number = \"某发〔2026〕1号\"\n\ndate = =\n");
        assert!(toml.faults[0].to_string().starts_with("page.toml: line 3: "), "{:?}", toml.faults);
    }

    #[test]
    fn what_is_meant_as_ours_and_broken_is_told() {
        for text in [
            "---\n份号: [000001\n---\n正文",
            "---\n份号: 000001\nlayout: post\n---\n正文",
            "---\n签发人: {姓名: 张三}\n---\n正文",
            "+++\n\"份号\" = 000001\n+++\n正文",
        ] {
            assert_eq!(front_matter(text, &|_| false).expect(text).given.faults.len(), 1, "{text}");
        }
        assert_eq!(toml("page.toml", "number = 1.5\n").faults.len(), 1);
    }
}
