//! A label and its value on a line each are one line: `来源：` above `青禾日报`, `作者` above a name. Scripts that copy a page write every element
//! of it on a line of its own.

use crate::lexicon::label::{self, Field};
use crate::lexicon::organ::{self, is_publisher};
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{date, numbering, person};
use crate::text::{Line, Mark, Shown};

/// Joins every label with the value on the line below it, above the first paragraph. The pictures stay where they are.
pub(crate) fn join(lines: &mut Vec<Line>, shown: &mut [Shown]) {
    // Of the lines about a title the longest sentence-like one, a slogan, has fewer characters.
    const PARAGRAPH: usize = 30;
    let is_text = |line: &Line| ends_sentence(&line.text) && line.text.chars().nth(PARAGRAPH).is_some();
    let head = lines.iter().position(is_text).unwrap_or(0);
    let record = record(&lines[..head]);
    if !record.contains(&true) && !(1..head).any(|i| waits(&lines[i - 1], &lines[i])) {
        return;
    }
    let is_value = |i: usize, last: &Line, line: &Line| record.get(i) == Some(&true) || waits(last, line);
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut starts = Vec::with_capacity(lines.len() + 1);
    // A value waits for none: `来源：` / `作者：` / `韩青山`.
    for (i, line) in lines.drain(..).enumerate() {
        match joined.last_mut().filter(|last| i < head && is_value(i, last, &line)) {
            Some(_) => {
                starts.push(joined.len() - 1);
                append(&mut joined, &line);
            }
            None => {
                starts.push(joined.len());
                joined.push(line);
            }
        }
    }
    starts.push(joined.len());
    shown.iter_mut().for_each(|picture| picture.above = starts[picture.above.min(starts.len() - 1)]);
    *lines = joined;
}

fn append(joined: &mut [Line], value: &Line) {
    let Some(line) = joined.last_mut() else { return };
    let divided = line.text.ends_with(['：', ':']) || value.text.starts_with(['：', ':']);
    if !divided {
        line.text.push(' ');
    }
    line.text.push_rich(&value.text);
}

/// Which lines hold the values of a record whose labels stand on the lines above them, one by one: `索 引 号：` / `SH-15` / `标　　题：` /
/// `关于…的通知`.
fn record(lines: &[Line]) -> Vec<bool> {
    // A label and a name below it may stand there by chance.
    const FEWEST: usize = 3;
    let plain = |i: usize| lines[i].mark != Mark::Row;
    let is_label = |i: usize| {
        let text = lines[i].text.trim();
        let known = || label::at_start(text).is_some_and(|found| is_colon(&text[found.length..]));
        plain(i) && (known() || label::after_title(text).is_some_and(str::is_empty))
    };
    let labels: Vec<bool> = (0..lines.len()).map(is_label).collect();
    let values: Vec<bool> =
        (0..lines.len()).map(|i| i > 0 && labels[i - 1] && !labels[i] && plain(i)).collect();
    if values.iter().filter(|value| **value).count() >= FEWEST { values } else { Vec::new() }
}

fn is_colon(text: &str) -> bool {
    matches!(text.trim(), "：" | ":")
}

/// Whether `line` is a label and `next` what it waits for.
fn waits(line: &Line, next: &Line) -> bool {
    if line.mark == Mark::Row || next.mark == Mark::Row {
        return false;
    }
    let Some(found) = label::at_start(&line.text) else { return false };
    let open = match line.text[found.length..].trim() {
        "：" | ":" => true,
        "" => next.text.starts_with(['：', ':']),
        _ => return false,
    };
    let value = next.text.trim_start_matches(['：', ':']).trim();
    match found.field {
        Field::Date | Field::Updated => is_day(value),
        Field::Author => person::is_names(value) || open && is_value(value),
        Field::Source | Field::Issuer | Field::Account => {
            is_publisher(value) || organ::is_name(value) || open && is_value(value)
        }
        Field::Other => false,
    }
}

/// A day, with or without the time.
fn is_day(value: &str) -> bool {
    // `2026年11月12日 星期四 09:30:00`
    const LONGEST: usize = 26;
    date::find(value).is_some_and(|date| date.start == 0) && value.chars().nth(LONGEST).is_none()
}

/// What can be a name: short, neither a sentence nor a label, a number or a day.
fn is_value(value: &str) -> bool {
    // As names of publishers: a longer one is a title.
    const LONGEST: usize = 16;
    let length = value.chars().count();
    (2..=LONGEST).contains(&length)
        && !value.contains(['。', '，', '？', '！', '：', ':'])
        && label::at_start(value).is_none()
        && numbering::marker(value).is_none()
        && date::find(value).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "各乡镇要抓好春耕，做到不误农时、应种尽种，确保完成全年粮食生产任务。";

    fn joined(above: &[&str]) -> Vec<String> {
        let text = above.iter().chain(&[TEXT]);
        let mut lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(*text, n)).collect();
        join(&mut lines, &mut []);
        lines.iter().map(|line| line.text.to_string()).take(lines.len() - 1).collect()
    }

    #[test]
    fn a_label_is_joined_with_its_value() {
        assert_eq!(
            joined(&["推进春耕", "来源：", "松溪县融媒体中心", "作者", "韩青山", "发布时间", "2026-09-03"]),
            ["推进春耕", "来源：松溪县融媒体中心", "作者 韩青山", "发布时间 2026-09-03"]
        );
        assert_eq!(joined(&["推进春耕", "来源", "：青禾号外"]), ["推进春耕", "来源：青禾号外"]);
        assert_eq!(joined(&["作者：", "青禾一夫"]), ["作者：青禾一夫"]);
        assert_eq!(joined(&["来源", "松溪林业公司", "作者", "韩青山"]), ["来源 松溪林业公司", "作者 韩青山"]);
    }

    #[test]
    fn values_of_a_record_are_joined_with_their_labels() {
        assert_eq!(
            joined(&[
                "索 引 号：",
                "SH-15",
                "主题词：",
                "主题分类：",
                "安全生产",
                "标　　题：",
                "关于春耕的通知"
            ]),
            ["索 引 号：SH-15", "主题词：", "主题分类：安全生产", "标　　题：关于春耕的通知"]
        );
        let two = ["索引号：", "SH-15", "主题分类：", "安全生产", "推进春耕"];
        assert_eq!(joined(&two), two);
    }

    #[test]
    fn what_is_no_value_stays_by_itself() {
        for lines in [
            ["来源：", "作者：青禾"],
            ["来源：", "关于做好全县春耕生产有关工作的通知"],
            ["来源", "推进春耕"],
            ["作者：", "一、总体要求"],
            ["发布时间：", "推进春耕"],
            ["浏览次数：", "青禾日报"],
            ["来源：青禾", "青禾日报"],
        ] {
            assert_eq!(joined(&lines), lines, "{lines:?}");
        }
        let row = |text: &str| Line { mark: Mark::Row, ..Line::plain(text, 1) };
        let mut lines = vec![row("来源："), row("青禾日报"), Line::plain(TEXT, 2)];
        join(&mut lines, &mut []);
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn below_the_first_paragraph_labels_are_text() {
        let mut lines =
            [TEXT, "作者：", "韩青山"].map(|text| Line::plain(text, 1)).into_iter().collect::<Vec<_>>();
        join(&mut lines, &mut []);
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn pictures_stay_where_they_are() {
        let mut lines: Vec<Line> =
            ["推进春耕", "来源：", "青禾日报", TEXT].map(|text| Line::plain(text, 1)).into_iter().collect();
        let mut shown = [0, 2, 3, 4].map(|above| Shown { above, ..Shown::default() });
        join(&mut lines, &mut shown);
        assert_eq!((lines.len(), shown.map(|picture| picture.above)), (3, [0, 1, 2, 3]));
    }
}
