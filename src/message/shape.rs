//! TOML values as the types of the program; what is wrong with them in its own words, which can be said in every language.

use std::fmt;

use serde::de::value::SeqDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use toml::Value;
use toml::map::IntoIter;

use crate::message;
use crate::message::{Message, names, near};

/// `value` as a `T`.
///
/// # Errors
/// What is wrong with it, behind the key it stands under.
pub(crate) fn shape<T: DeserializeOwned>(value: Value) -> Result<T, Message> {
    T::deserialize(Node(value)).map_err(|fault| fault.0)
}

#[derive(Debug)]
struct Fault(Message);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(problem: T) -> Fault {
        Fault(problem.to_string().into())
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Fault {
        Fault(match near(key, known.iter().copied()) {
            Some(near) => {
                message!("there is no key \"%{key}\"; did you mean %{near}?", key = key, near = near)
            }
            None => {
                message!("there is no key \"%{key}\"; use one of %{known}", key = key, known = names(known))
            }
        })
    }

    fn unknown_variant(value: &str, known: &'static [&'static str]) -> Fault {
        Fault(message!(
            "\"%{value}\" is not known here; use one of %{known}",
            value = value,
            known = names(known)
        ))
    }

    fn missing_field(key: &'static str) -> Fault {
        Fault(message!("%{arg} is missing", arg = key))
    }
}

struct Node(Value);

impl Node {
    fn wrong(&self, wanted: Message) -> Fault {
        Fault(message!(
            "%{value} cannot stand here; write %{what}",
            value = self.0.to_string(),
            what = wanted
        ))
    }
}

/// A value of one kind, and what to write instead of all others.
macro_rules! only {
    ($kind:ident, $wanted:expr, $($method:ident)+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0 {
                Value::$kind(_) => self.deserialize_any(visitor),
                _ => Err(self.wrong($wanted)),
            }
        })+
    };
}

impl<'de> Deserializer<'de> for Node {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::String(text) => visitor.visit_string(text),
            Value::Integer(number) => visitor.visit_i64(number),
            Value::Float(number) => visitor.visit_f64(number),
            Value::Boolean(yes) => visitor.visit_bool(yes),
            Value::Datetime(date) => visitor.visit_string(date.to_string()),
            Value::Array(values) => visitor.visit_seq(SeqDeserializer::new(values.into_iter().map(Node))),
            Value::Table(table) => visitor.visit_map(Entries { rest: table.into_iter(), at: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(name.into_deserializer()),
            _ => Err(self.wrong(message!("one of %{known} in quotes", known = names(known)))),
        }
    }

    only!(String, message!("a word in quotes"), deserialize_str deserialize_string);
    only!(Boolean, message!("true or false"), deserialize_bool);
    only!(Integer, message!("a whole number"), deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);
    only!(Array, message!("a list in square brackets"), deserialize_seq);

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Table(_) => self.deserialize_any(visitor),
            _ => Err(self.wrong(message!("a table with keys and values"))),
        }
    }

    forward_to_deserialize_any! {
        i128 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct map identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Fault> for Node {
    type Deserializer = Node;

    fn into_deserializer(self) -> Node {
        self
    }
}

/// The entries of a table; the fault of a value is told with its key.
struct Entries {
    rest: IntoIter<String, Value>,
    at: Option<(String, Value)>,
}

impl<'de> MapAccess<'de> for Entries {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        self.at = self.rest.next();
        let key = self.at.as_ref().map(|(key, _)| key.clone().into_deserializer());
        key.map(|key| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let (key, value) = self.at.take().expect("a key comes before its value");
        seed.deserialize(Node(value)).map_err(|Fault(problem)| {
            Fault(message!("%{input}: %{problem}", input = key.as_str(), problem = problem))
        })
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        word: Option<String>,
        count: Option<u8>,
        #[serde(default)]
        list: Vec<Written>,
        kind: Option<Kind>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Left,
    }

    fn read(text: &str) -> Result<Written, String> {
        shape(toml::from_str(text).unwrap()).map_err(|fault: Message| fault.to_string())
    }

    #[test]
    fn what_fits_is_read() {
        let own = Written { count: Some(2), ..Written::default() };
        let whole =
            Written { word: Some("甲".to_owned()), list: vec![own], kind: Some(Kind::Left), count: None };
        assert_eq!(read("word = '甲'\nkind = 'left'\n[[list]]\ncount = 2\n"), Ok(whole));
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_key() {
        for (text, fault) in [
            ("word = 37", "word: 37 cannot stand here; write a word in quotes"),
            ("list = 'a'", "list: \"a\" cannot stand here; write a list in square brackets"),
            ("kind = 'middle'", "kind: \"middle\" is not known here; use one of left"),
            ("kind = 1", "kind: 1 cannot stand here; write one of left in quotes"),
            ("wrod = 'a'", "there is no key \"wrod\"; did you mean word?"),
            ("x = 'a'", "there is no key \"x\"; use one of word, count, list, kind"),
            ("list = [{count = 'a'}]", "list: count: \"a\" cannot stand here; write a whole number"),
        ] {
            assert_eq!(read(text), Err(fault.to_owned()));
        }
    }
}
