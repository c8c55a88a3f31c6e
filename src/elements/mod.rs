//! The elements of a document, given beside its text: in front matter, in a side file, on the command line.
//!
//! `source` (how they are written) → [`Given`] (as written, laid over each other) → `check` (every fault of every value, with
//! its clause) → [`Elements`] → `apply` (into the document). What the text itself carries is the business of `structure`.

mod apply;
mod check;
mod keys;
mod source;

use std::collections::BTreeMap;

pub use apply::{apply, look, set_as, tell_form, without_cover};
pub use check::{resolve, value_faults};
pub use keys::{Key, Row, TABLE};
pub use source::{Front, front_matter, toml};

use crate::document::Official;
use crate::message;
use crate::message::Message;
use crate::text::anchor::is_anchor;
use crate::text::stray::is_stray;

/// Elements as written, not yet checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    values: BTreeMap<Key, Vec<String>>,
    faults: Vec<Message>,
}

impl Given {
    /// Adds a value of a key, as it is named in `place`; an unknown name is a fault.
    pub fn add(&mut self, name: &str, value: &str, place: &str) {
        match Key::named(name) {
            Some(key) => match value.chars().find(|c| is_stray(*c) || is_anchor(*c)) {
                None => self.put(key, value),
                Some(stray) => self.faults.push(message!(
                    "%{input}: %{name} contains a character that is not text (%{code}); write it again",
                    input = place,
                    name = name,
                    code = format!("U+{:04X}", u32::from(stray))
                )),
            },
            None => self.faults.push(message!(
                "%{input}: %{problem}",
                input = place,
                problem = Key::unknown(name)
            )),
        }
    }

    /// A value of several lines is several values, or for what has one only one line.
    fn put(&mut self, key: Key, value: &str) {
        let lines = value.lines().map(|line| line.split('\t').map(str::trim).collect::<Vec<_>>().join(" "));
        let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
        let values = self.values.entry(key).or_default();
        match key.row().several {
            true if lines.iter().any(|line| !line.is_empty()) => {
                values.extend(lines.into_iter().filter(|line| !line.is_empty()));
            }
            _ => values.push(lines.join(" ").trim().to_owned()),
        }
    }

    /// Adds `key=value`, as written on the command line.
    pub fn set(&mut self, text: &str) {
        match text.split_once(['=', '＝']) {
            Some((name, value)) => self.add(name, value, "--set"),
            None => self.faults.push(message!(
                "--set \"%{text}\" has no value; write for example --set 发文字号=某政发〔2026〕1号",
                text = text
            )),
        }
    }

    /// These, and where they say nothing, those of `below`.
    #[must_use]
    pub fn over(mut self, below: Given) -> Given {
        for (key, values) in below.values {
            self.values.entry(key).or_insert(values);
        }
        self.faults.extend(below.faults);
        self
    }

    /// Whether nothing is given.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.faults.is_empty()
    }

    fn all(&self, key: Key) -> &[String] {
        self.values.get(&key).map_or(&[], Vec::as_slice)
    }
}

/// Elements with every value as the standard wants it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    /// Those of head and imprint.
    pub official: Official,
    /// 标题, a line each.
    pub title: Vec<String>,
    /// 副标题.
    pub subtitle: Vec<String>,
    /// The author or speaker under the title.
    pub byline: Option<String>,
    /// 主送机关, with its colon.
    pub recipient: Option<String>,
    /// 附件说明, a line each, label and numbers included.
    pub attachments: Vec<String>,
    /// 发文机关署名, or with a stamp of the signature the post.
    pub signature: Vec<String>,
    /// 成文日期.
    pub date: Option<String>,
    /// 附注, in its brackets.
    pub note: Option<String>,
    /// 出席, 请假 and 列席, a line each.
    pub attendance: Vec<String>,
    /// 编印单位, on the cover of a compilation.
    pub publishers: Vec<String>,
    /// 编印日期, on the cover of a compilation.
    pub published: Option<String>,
    /// The template asked for.
    pub template: Option<String>,
    /// What was given in other signs than the standard wants, and how it is written here.
    pub reformed: Vec<(String, String)>,
}

impl Elements {
    /// Every text they put into a document.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let lists = [
            &self.title,
            &self.subtitle,
            &self.attachments,
            &self.signature,
            &self.attendance,
            &self.publishers,
        ];
        let one = [&self.byline, &self.recipient, &self.date, &self.note, &self.published];
        let own = lists.into_iter().flatten().chain(one.into_iter().flatten());
        own.map(String::as_str).chain(self.official.texts())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_wins() {
        let mut set = Given::default();
        set.set("发文字号=某政发〔2026〕1号");
        set.set("signer=张三");
        set.set("signer=李四");
        let mut file = Given::default();
        file.add("number", "某政发〔2025〕9号", "page.toml");
        file.add("签发人", "王五", "page.toml");
        file.add("urgency", "特急", "page.toml");
        let merged = set.over(file);
        assert_eq!(merged.all(Key::Number), ["某政发〔2026〕1号"]);
        assert_eq!(merged.all(Key::Signer), ["张三", "李四"]);
        assert_eq!(merged.all(Key::Urgency), ["特急"]);
    }

    #[test]
    fn an_unknown_key_is_told_with_the_others() {
        let mut given = Given::default();
        given.set("文号码=1");
        given.set("发文字号");
        given.set("份号=7654321");
        let faults = resolve(given.clone()).unwrap_err();
        assert_eq!(faults.len(), 3, "{faults:#?}");
        assert!(faults[0].to_string().contains("no element is called \"文号码\""), "{faults:?}");
    }

    #[test]
    fn nothing_given_is_nothing_and_a_fault_is_something() {
        assert!(Given::default().is_empty());
        let mut given = Given::default();
        given.set("标题=甲");
        assert!(!given.is_empty());
        let mut given = Given::default();
        given.set("没有的=甲");
        assert!(!given.is_empty() && given.values.is_empty());
        let mut empty = Given::default();
        empty.set("签发人=\n");
        assert_eq!(empty.all(Key::Signer), [""]);
    }

    #[test]
    fn a_value_is_text_in_lines() {
        let mut given = Given::default();
        given.add("发文机关", "中共某市委\n\n某市人民政府\t文件\n", "page.toml");
        given.add("抄送", "市委办公室，\n市人大常委会办公室", "page.toml");
        assert_eq!(given.all(Key::Mark), ["中共某市委", "某市人民政府 文件"]);
        assert_eq!(given.all(Key::Copies), ["市委办公室， 市人大常委会办公室"]);
        for value in ["某市\u{202e}政府", "某市\u{1b}政府", "某市\u{10f001}政府"] {
            let mut given = Given::default();
            given.add("发文机关", value, "page.toml");
            let faults = resolve(given.clone()).unwrap_err();
            assert!(faults[0].to_string().contains("is not text (U+"), "{faults:?}");
        }
    }

    #[test]
    fn what_a_document_carries_is_named_by_keys() {
        let words = || vec!["甲".to_owned()];
        let one = || Some("甲".to_owned());
        let official = Official {
            copy_number: one(),
            secrecy: one(),
            urgency: one(),
            mark: words(),
            number: one(),
            signers: words(),
            guide: words(),
            seal: Some(crate::document::Seal::Name),
            sent_to: one(),
            distribution: words(),
            copies: one(),
            issuer: one(),
            issued: one(),
        };
        let fields = official.fields();
        assert_eq!(fields.len(), 13);
        assert!(fields.iter().all(|(name, _)| Key::named(name).is_some()), "{fields:?}");
    }

    #[test]
    fn every_key_has_one_name_and_an_example_that_is_right() {
        let mut names = std::collections::BTreeSet::new();
        for row in TABLE {
            assert!(
                names.insert(row.name) && row.chinese.iter().all(|name| names.insert(name)),
                "{}",
                row.name
            );
            let mut given = Given::default();
            given.add(row.name, row.example, "table");
            let partner = match row.key {
                Key::Issuer => Some(("issued", "2026年8月2日")),
                Key::Issued => Some(("issuer", "某市人民政府办公室")),
                Key::Post => Some(("seal", "签名章")),
                _ => None,
            };
            partner.into_iter().for_each(|(name, value)| given.add(name, value, "table"));
            assert!(resolve(given.clone()).is_ok(), "{}: {:?}", row.name, resolve(given.clone()));
        }
    }
}
