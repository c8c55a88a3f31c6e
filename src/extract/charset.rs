//! Text that stands in a part with an encoding of its own: what the part says of it, weighed against its bytes.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

/// `bytes` as text: by the name of an encoding their part gives, by what the page itself says, else as UTF-8 or GB 18030.
pub(crate) fn decoded<'b>(bytes: &'b [u8], named: Option<&str>) -> Cow<'b, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    let named = named.and_then(|name| Encoding::for_label(name.trim().as_bytes())).or_else(|| said(bytes));
    let tried = named.into_iter().chain([UTF_8, GB18030]);
    let mut clean =
        tried.filter_map(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    clean.next().unwrap_or_else(|| named.unwrap_or(UTF_8).decode(bytes).0)
}

/// `<meta charset=gb2312>` near the beginning of a page.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    // HTML wants it in the first 1,024 bytes; pages with long scripts before it are read by browsers too.
    const REACH: usize = 4_096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(REACH)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let name = rest.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(name.len());
    Encoding::for_label(&name.as_bytes()[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_part_says_of_itself_is_weighed_against_its_bytes() {
        let (gbk, utf8) = (b"\xbc\xd7\xd2\xd2".as_slice(), "甲乙".as_bytes());
        for (bytes, named) in
            [(gbk, Some("gb2312")), (gbk, None), (utf8, None), (utf8, Some("UTF-8")), (gbk, Some("utf-8"))]
        {
            assert_eq!(decoded(bytes, named), "甲乙", "{named:?}");
        }
        let big5 = b"<meta charset=\"Big5\">\xa5\xd2\xa4A";
        assert!(decoded(big5, None).ends_with("甲乙"));
        assert_eq!(decoded(b"\xff\xfe2u", None), "甲");
    }
}
