//! A site that gathers model texts says of each whose work it is: `下面是小编为大家整理的2023年工作总结，供大家参考。` Where nothing else on top names
//! the text, its name is all that stays of the sentence.

use std::ops::Range;

use crate::clean::phrases::{any_start, has_any, phrases};
use crate::clean::replace;
use crate::diag::{Log, RuleId};
use crate::text::{Line, Mark, Phrases, letters_of};

/// The rule that takes out the whole sentence where something else names the text.
pub(crate) const RULE: RuleId = "web.library";

/// Takes from the first such sentence what is not the name.
pub(crate) fn strip(log: &mut Log, lines: &mut [Line]) {
    // Bullets and buttons stand above it at most, and a title of its own right below.
    const TOP: usize = 12;
    let top = lines.len().min(TOP);
    let said = |line: &Line| line.mark != Mark::Row && line.evidence.is_none();
    let found = (0..top).find_map(|i| Some((i, named(&lines[i].text).filter(|_| said(&lines[i]))?)));
    let Some((at, name)) = found else { return };
    let is_it = |line: &Line| letters_of(&line.text).eq(letters_of(&lines[at].text[name.clone()]));
    // Short lines above may be a title in other words, a column, a date: who reads the page decides.
    let free = lines[..at].iter().all(|line| line.text.chars().nth(SHORTEST - 1).is_none());
    if !free || lines[..lines.len().min(at + TOP)].iter().any(is_it) {
        return;
    }
    let end = lines[at].text.len();
    replace(log, RULE, &mut lines[at], vec![(0..name.start, ""), (name.end..end, "")]);
}

/// The shortest name, in characters: 工作总结.
const SHORTEST: usize = 4;

/// The name in such a sentence.
fn named(text: &str) -> Option<Range<usize>> {
    // A title of two phrases with the marks around it.
    const LONGEST: usize = 60;
    // 为大家精心收集整理
    const WORK: usize = 12;
    static OPENS: Phrases = Phrases::of("下面是 以下是 这是 本文是 下面就是 以下就是");
    let editor = text.find("小编").filter(|_| any_start(text, &OPENS))? + "小编".len();
    let of = editor + text[editor..].find('的')?;
    let work = &text[editor..of];
    let done = has_any(work, phrases!("整理 收集 带来 准备 推荐 搜集 编写 分享"));
    let begin = of + '的'.len_utf8();
    let end = begin + text[begin..].find(['，', ',', '。'])?;
    let rest = text[end..].trim_start_matches(['，', ',', '。', ' ']);
    let offered = rest.is_empty() || any_start(rest, phrases!("供 仅供 希望 欢迎 一起 请 感谢"));
    let last = rest.trim_end_matches(['。', '!', '！', '.']);
    let whole = offered && !last.contains(['。', '！', '!']);
    // 【完整版】, （精选） are of the site.
    let name = text[begin..end].trim_matches(['《', '》', ' ']);
    let name = match name.strip_suffix('】').and_then(|name| name.rsplit_once('【')) {
        Some((name, _)) => name,
        None => name,
    };
    let long = (SHORTEST..=LONGEST).contains(&name.chars().count());
    let from = name.as_ptr() as usize - text.as_ptr() as usize;
    (work.chars().count() <= WORK && done && whole && long).then_some(from..from + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(texts: &[&str]) -> Vec<String> {
        let mut lines: Vec<Line> =
            (1..).zip(texts).map(|(number, text)| Line::plain(*text, number)).collect();
        strip(&mut Log::new(), &mut lines);
        lines.into_iter().map(|line| line.text.into_string()).collect()
    }

    #[test]
    fn the_name_in_the_sentence_of_an_editor_is_what_stays_of_it() {
        for (text, name) in [
            ("下面是小编为大家整理的2023年乡镇工作总结,供大家参考。", "2023年乡镇工作总结"),
            ("以下是小编为您收集的《防汛工作方案》，希望对您有所帮助！", "防汛工作方案"),
            ("下面是小编为大家整理的第一季度工作总结(镇乡)【完整版】,供大家参考。", "第一季度工作总结(镇乡)"),
        ] {
            assert_eq!(read(&[text, "今年以来，全镇上下真抓实干。"])[0], name);
        }
    }

    #[test]
    fn a_sentence_that_is_none_stays_whole() {
        const OTHER: &str = "下面是小编为大家整理的2023年乡镇工作总结，供大家参考。";
        for text in [
            "下面是镇里为大家整理的工作总结，供大家参考。",
            "下面是小编为大家整理的工作总结，全镇上下真抓实干。",
            "下面是小编为大家整理的总结，供大家参考。",
            "下面是小编的工作总结，供大家参考。",
            "昨天是小编为大家整理的工作总结，供大家参考。",
            "下面是小编为大家整理的工作总结，供大家参考。今年以来，全镇上下真抓实干。工作取得成效。",
        ] {
            assert_eq!(read(&[text]), [text]);
        }
        // What is named above, or below, is named.
        assert_eq!(read(&["松溪县工作总结", OTHER])[1], OTHER);
        assert_eq!(read(&[OTHER, "2023年乡镇工作总结", "今年以来，真抓实干。"])[0], OTHER);
    }
}
