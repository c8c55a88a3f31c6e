//! A message in either direction: the length of its JSON (four bytes, the lowest first), the JSON, then the blobs one after the other,
//! whose lengths the JSON has under `blobs`.

use serde_json::{Value, json};

/// A message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// What it says.
    pub json: Value,
    /// The bytes that go with it.
    pub blobs: Vec<Vec<u8>>,
}

/// Bytes the length takes.
const LENGTH: usize = 4;

impl Frame {
    /// A message without blobs.
    pub fn of(json: Value) -> Frame {
        Frame { json, blobs: Vec::new() }
    }

    /// The message in `bytes`, if there is one.
    pub fn parse(bytes: &[u8]) -> Option<Frame> {
        let (length, rest) = bytes.split_first_chunk::<LENGTH>()?;
        let (json, mut rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let json: Value = serde_json::from_slice(json).ok()?;
        let mut blobs = Vec::new();
        for length in json.get("blobs").and_then(Value::as_array).into_iter().flatten() {
            let (blob, behind) = rest.split_at_checked(usize::try_from(length.as_u64()?).ok()?)?;
            blobs.push(blob.to_vec());
            rest = behind;
        }
        rest.is_empty().then_some(Frame { json, blobs })
    }

    /// The bytes of the message.
    pub fn bytes(mut self) -> Vec<u8> {
        let lengths: Vec<usize> = self.blobs.iter().map(Vec::len).collect();
        if let (Some(object), false) = (self.json.as_object_mut(), lengths.is_empty()) {
            object.insert("blobs".to_owned(), json!(lengths));
        }
        let json = self.json.to_string();
        let mut bytes = Vec::with_capacity(LENGTH + json.len() + lengths.iter().sum::<usize>());
        // No reply has four gigabytes: the memory of the page ends there.
        bytes.extend_from_slice(&u32::try_from(json.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend_from_slice(json.as_bytes());
        self.blobs.iter().for_each(|blob| bytes.extend_from_slice(blob));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_back_as_it_went() {
        let blobs = vec![b"\0\xff".to_vec(), Vec::new(), "甲".into()];
        let frame = Frame { json: json!({ "call": "read", "name": "甲.txt" }), blobs };
        let back = Frame::parse(&frame.clone().bytes()).unwrap();
        assert_eq!((&back.blobs, &back.json["name"]), (&frame.blobs, &frame.json["name"]));
        let plain = Frame::of(json!({ "a": 1 }));
        assert_eq!(Frame::parse(&plain.clone().bytes()), Some(plain));
    }

    #[test]
    fn what_is_no_message_is_none() {
        let good = Frame { json: json!({}), blobs: vec![vec![1, 2, 3]] }.bytes();
        assert!(Frame::parse(&good).is_some());
        for bad in [&[][..], b"\x01\0", b"\xff\xff\xff\xff{}", b"\x01\0\0\0x", &good[..good.len() - 1]] {
            assert_eq!(Frame::parse(bad), None, "{bad:?}");
        }
        let longer = [&good[..], b"x"].concat();
        assert_eq!(Frame::parse(&longer), None);
    }
}
