//! Where sentences end.

use crate::text::words;

/// Whether a sentence can end with `c`, closing quotes and brackets aside.
pub fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '…' | '!' | '?' | ';' | '﹔')
}

/// Whether `c` closes quotes or brackets, and so may stand behind the stop of a sentence.
pub fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '"' | '》')
}

/// Whether `text` ends like a sentence: a stop, perhaps inside closing marks; `：` counts as well.
pub fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(is_closing);
    end.ends_with(|c| is_stop(c) || c == '：' || c == ':') || text.ends_with(['。', '：', ':'])
}

/// Where the first sentence of `text` ends: behind its stop, closing quotes outside it included.
pub fn first_stop(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (i, c) in text.char_indices() {
        match c {
            '“' | '（' | '《' => depth += 1,
            '”' | '）' | '》' => depth -= 1,
            _ if is_stop(c) && c != '…' && depth <= 0 => return Some(i + c.len_utf8()),
            _ => {}
        }
    }
    None
}

/// Whether `text`, cut off at a column, ends where a sentence may: at a stop, a colon or a closing mark, whatever stands before it.
pub fn may_end(text: &str) -> bool {
    text.ends_with(['。', '！', '？', '；', '：', '!', '?', '”', '）'])
}

/// Whether a sentence tells what somebody does or says, or when: `我们坚信…`, `县长强调，…`; the heads of paragraphs name what is to be done.
pub fn tells(sentence: &str) -> bool {
    const SAYS: &str = "强调 指出 表示 认为 介绍 告诉 透露 坦言 说";
    const OPENS: &str = "我 你 他 她 它 咱 这 那 大家 同志 今年 去年 近年 目前 如今 现在 同时 随后 此后 当时 其中 此外 但 如果 虽然 因为 所以";
    words(SAYS).any(|word| sentence.contains(word)) || words(OPENS).any(|word| sentence.starts_with(word))
}

/// Whether a phrase ends with that somebody said what comes: `某某在某地调研时强调`.
pub fn announces(text: &str) -> bool {
    ["强调", "指出", "要求", "时表示", "时提出"].iter().any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_inside_closing_marks() {
        for text in ["完成。", "“完成。”", "（完成！）", "如下：", "完成；"] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["完成", "“完成”", "（试行）", "完成，", ""] {
            assert!(!ends_sentence(text), "{text}");
        }
        assert!(may_end("“完成”") && may_end("（试行）") && !may_end("完成") && !may_end("完成，"));
    }

    #[test]
    fn the_first_sentence_ends_outside_of_quotes() {
        let first = |text: &'static str| first_stop(text).map(|at| &text[..at]);
        assert_eq!(first("坚持“快。”的原则。再说。"), Some("坚持“快。”的原则。"));
        assert_eq!((first("没有"), first("等等……")), (None, None));
    }
}
