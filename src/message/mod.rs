//! What the program says to people: English in the source, said in another language by a catalogue.
//!
//! The English text is the key of the catalogue (`src/message/zh.yml`), so that no message is written twice; `tests/it/messages.rs`
//! finds a message without a translation.

pub(crate) mod shape;
mod system;

use std::borrow::Cow;
use std::fmt;

/// The languages the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
}

impl Language {
    /// The language people call so: a locale, `cn`, `中文`.
    pub fn named(name: &str) -> Option<Language> {
        let lower = name.trim().to_lowercase();
        match lower.split(['_', '-', '.']).next()? {
            "zh" | "cn" | "chs" | "cht" | "chinese" | "中文" | "汉语" | "简体中文" | "繁體中文" => {
                Some(Language::Chinese)
            }
            "en" | "us" | "english" | "英文" | "英语" => Some(Language::English),
            _ => None,
        }
    }

    /// The language of a locale (`zh_CN.UTF-8`, `en-US`): Chinese for every `zh`, English for all else.
    pub fn of_locale(locale: &str) -> Language {
        // Bytes, since whatever somebody sets may be cut here in the middle of a character.
        match locale.as_bytes() {
            [b'z' | b'Z', b'h' | b'H', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_alphabetic) => {
                Language::Chinese
            }
            _ => Language::English,
        }
    }

    /// `text` in this language; as it stands, if the catalogue does not have it.
    pub fn say(self, text: &str) -> Cow<'_, str> {
        match self {
            Language::English => Cow::Borrowed(text),
            Language::Chinese => crate::_rust_i18n_try_translate("zh", text)
                .map_or(Cow::Borrowed(text), |said| Cow::Owned(said.into_owned())),
        }
    }
}

/// A text for people, with values put in at `%{name}`. [`fmt::Display`] gives it in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    text: Cow<'static, str>,
    values: Vec<(&'static str, Value)>,
}

/// What is put into a [`Message`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The same in every language: a name, a number, a piece of the text.
    Text(String),
    /// A message itself.
    Message(Message),
    /// Several of them, joined by the mark between parts of a list.
    List(Vec<Message>),
    /// Names, joined by the mark between names.
    Names(Vec<String>),
    /// The same in English and in Chinese.
    Words(&'static str, &'static str),
}

impl Message {
    /// A message of the catalogue without values; see [`crate::message!`].
    pub const fn plain(text: &'static str) -> Message {
        Message { text: Cow::Borrowed(text), values: Vec::new() }
    }

    /// Puts in a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Message {
        self.values.push((name, value.into()));
        self
    }

    /// The text in `language`.
    pub fn said(&self, language: Language) -> String {
        let text = language.say(&self.text);
        if self.values.is_empty() {
            return text.into_owned();
        }
        let names: Vec<&str> = self.values.iter().map(|(name, _)| *name).collect();
        let values: Vec<String> = self.values.iter().map(|(_, value)| value.said(language)).collect();
        rust_i18n::replace_patterns(&text, &names, &values)
    }
}

impl Value {
    fn said(&self, language: Language) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Message(message) => message.said(language),
            Value::List(list) => {
                let mark = if language == Language::Chinese { "；" } else { "; " };
                list.iter().map(|message| message.said(language)).collect::<Vec<_>>().join(mark)
            }
            Value::Words(english, _) if language == Language::English => (*english).to_owned(),
            Value::Words(_, chinese) => (*chinese).to_owned(),
            Value::Names(names) => names.join(if language == Language::Chinese { "、" } else { ", " }),
        }
    }
}

/// Names to be listed in a message.
pub fn names<T: ToString>(names: impl IntoIterator<Item = T>) -> Value {
    Value::Names(names.into_iter().map(|name| name.to_string()).collect())
}

/// The one of `known` that was perhaps meant by `name`.
pub fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // As near as clap wants it for options.
    const NEAR: f64 = 0.7;
    let rated =
        known.into_iter().map(|known| (strsim::jaro(name, known), known)).filter(|(rate, _)| *rate > NEAR);
    rated.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Language::English))
    }
}

impl std::error::Error for Message {}

impl serde::Serialize for Message {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Words from elsewhere (an operating system, a parser): said as they are.
impl From<String> for Message {
    fn from(text: String) -> Message {
        Message { text: Cow::Owned(text), values: Vec::new() }
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Value {
        Value::Message(message)
    }
}

impl From<Vec<Message>> for Value {
    fn from(list: Vec<Message>) -> Value {
        Value::List(list)
    }
}

macro_rules! texts {
    ($($type:ty)+) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Value {
                Value::Text(value.to_string())
            }
        })+
    };
}

texts! { &str String &String char u8 u32 u64 i64 usize std::path::Display<'_> }

impl From<&std::io::Error> for Value {
    fn from(error: &std::io::Error) -> Value {
        Value::Message(system::fault(error))
    }
}

impl From<std::io::Error> for Value {
    fn from(error: std::io::Error) -> Value {
        Value::from(&error)
    }
}

/// A [`Message`](crate::message::Message): its English text, and the values for its places: `message!("no file %{name}", name = path)`.
#[macro_export]
macro_rules! message {
    ($text:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message::Message::plain($text)$(.with(stringify!($name), $value))*
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_and_left_alone() {
        let inner = message!("no file %{name}", name = "100%{x}.txt");
        let outer = message!("%{input}: %{problem}", input = "a", problem = inner);
        assert_eq!(outer.to_string(), "a: no file 100%{x}.txt");
    }

    #[test]
    fn a_near_name_is_found_and_a_far_one_is_not() {
        let known = ["gongwen", "hongtou", "huibian"];
        assert_eq!(near("hongtuo", known), Some("hongtou"));
        assert_eq!(near("gonwen", known), Some("gongwen"));
        assert_eq!(near("letter", known), None);
    }

    #[test]
    fn a_locale_says_the_language() {
        for zh in ["zh", "zh_CN.UTF-8", "zh-Hant-TW", "ZH_tw"] {
            assert_eq!(Language::of_locale(zh), Language::Chinese, "{zh}");
        }
        for en in ["", "z", "C", "en_US.UTF-8", "zha", "de", "中文", "z文", "汉"] {
            assert_eq!(Language::of_locale(en), Language::English, "{en}");
        }
    }
}
