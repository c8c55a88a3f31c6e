//! A document whose parts are labelled one by one, as forms and the drafts of assistants have them: `【标题】…`, `主送：…`, `正文：`. The labels
//! say what the lines are; they go, each told.

use crate::diag::{Log, RuleId};
use crate::lexicon::date;
use crate::lexicon::form::{self, Found, Part};
use crate::lexicon::sentence::ends_sentence;
use crate::rules::Rules;
use crate::text::{Edits, Line, Mark};

/// The rule of it.
pub(crate) const LABEL: RuleId = "form.label";

/// Takes the labels of the parts off their lines, where title and body have one.
pub(crate) fn settle(log: &mut Log, lines: &mut [Line], rules: &Rules) {
    if rules.keeps_as_written(LABEL) {
        return;
    }
    let labels = labels(lines);
    for (n, (i, found)) in labels.iter().enumerate() {
        let alone = lines[*i].text[found.value..].trim().is_empty();
        let line = &mut lines[*i];
        let mut edits = Edits::new();
        edits.replace(LABEL, 0..found.value, instead(found.part));
        let colon = found.part == Part::Recipient && !alone && !line.text.ends_with(['：', ':']);
        if colon {
            edits.replace(LABEL, line.text.len()..line.text.len(), "：");
        }
        edits.apply(log, line);
        line.mark = Mark::None;
        let next = labels.get(n + 1).map_or(lines.len(), |(next, _)| *next);
        let title = if alone { i + 1 } else { *i };
        if found.part == Part::Title && title < next {
            lines[title].mark = Mark::Title;
        }
    }
}

/// What a document says in place of the label.
fn instead(part: Part) -> &'static str {
    match part {
        Part::Attachment => "附件：",
        Part::Copies => "抄送：",
        _ => "",
    }
}

/// The lines that begin with a label, each with that: none unless title and body have one.
fn labels(lines: &[Line]) -> Vec<(usize, Found)> {
    // A form has its title on top; an assistant says a line or two before it. Without brackets a text may be about titles.
    const TOP: usize = 4;
    let of = |(i, line): (usize, &Line)| {
        let heading = matches!(line.mark, Mark::Heading(_) | Mark::Strong);
        let named = heading.then(|| form::named(&line.text)).flatten();
        let whole = named.map(|part| Found { part, value: line.text.len(), bracketed: true });
        let found = form::label(&line.text).filter(|_| line.mark != Mark::Row);
        found.or(whole).map(|found| (i, found))
    };
    let mut all = lines.iter().enumerate().filter_map(of);
    let first = |i: usize, found: &Found| {
        let placed = if found.bracketed { i < TOP } else { i < 2 };
        found.part == Part::Title && placed && !ends_sentence(&lines[i].text[found.value..])
    };
    let Some(title) = all.next().filter(|(i, found)| first(*i, found)) else { return Vec::new() };
    let mut labels: Vec<(usize, Found)> = vec![title];
    for (i, found) in all {
        let known = labels.iter().any(|(_, label)| label.part == found.part);
        let body = labels.iter().any(|(_, label)| label.part == Part::Body);
        let placed = body == (found.part > Part::Body);
        if !known
            && placed
            && found.bracketed == title.1.bracketed
            && says(&lines[i].text, &found, lines.len() - i)
        {
            labels.push((i, found));
        }
    }
    let body = labels.iter().any(|(_, label)| label.part == Part::Body);
    if body { labels } else { Vec::new() }
}

/// Whether the label of a line is that of the form: below the body, one without brackets stands near the end.
fn says(text: &str, found: &Found, left: usize) -> bool {
    // Signature, date, what is attached and who gets copies.
    const END: usize = 12;
    let value = text[found.value..].trim();
    let of_end = found.bracketed || left <= END;
    match found.part {
        Part::Title | Part::Number | Part::Recipient | Part::Body => true,
        Part::Date => of_end && (value.is_empty() || date::find(value).is_some_and(|date| date.start == 0)),
        Part::Signature => of_end,
        // `附件：1.…` is how a text says it itself.
        Part::Attachment | Part::Copies | Part::Closing | Part::Remark => found.bracketed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &[&str], expected: &[(&str, Mark)]) {
        let mut lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(*text, n)).collect();
        settle(&mut Log::new(), &mut lines, &Rules::default());
        let seen: Vec<(&str, Mark)> = lines.iter().map(|line| (line.text.as_str(), line.mark)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn labels_say_what_their_lines_are() {
        let (title, none) = (Mark::Title, Mark::None);
        check(
            &[
                "【标题】春耕通知",
                "【主送】各乡镇",
                "【正文】",
                "抓好春耕。",
                "【结尾】特此通知。",
                "【附件】名单",
                "【日期】2026年3月1日",
            ],
            &[
                ("春耕通知", title),
                ("各乡镇：", none),
                ("", none),
                ("抓好春耕。", none),
                ("特此通知。", none),
                ("附件：名单", none),
                ("2026年3月1日", none),
            ],
        );
        check(
            &["标题：", "春耕通知", "正文：抓好春耕。", "落款：青禾县"],
            &[("", none), ("春耕通知", title), ("抓好春耕。", none), ("青禾县", none)],
        );
    }

    #[test]
    fn headings_name_parts_too() {
        let text = ["标题", "春耕通知", "正文", "抓好春耕。", "附件"];
        let of = |mark: Mark| {
            let mut lines: Vec<Line> =
                text.iter().map(|text| Line { mark, ..Line::plain(*text, 1) }).collect();
            settle(&mut Log::new(), &mut lines, &Rules::default());
            lines.iter().map(|line| line.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(of(Mark::Heading(2)), ["", "春耕通知", "", "抓好春耕。", "附件："]);
        assert_eq!(of(Mark::None), text);
    }

    #[test]
    fn other_labels_stay() {
        let far: Vec<&str> = ["标题：春耕", "正文：一。"].into_iter().chain(["日期：2026年3月1日"]).collect();
        let long = [&far[..], &["二。"; 12]].concat();
        let mut lines: Vec<Line> = long.iter().map(|text| Line::plain(*text, 1)).collect();
        settle(&mut Log::new(), &mut lines, &Rules::default());
        assert_eq!(lines[2].text, "日期：2026年3月1日");
        for text in [
            vec!["标题：春耕", "主送：各乡镇", "抓好春耕。"],
            vec!["【标题】春耕", "正文：", "抓好春耕。"],
            vec!["正文：抓好春耕。", "标题：春耕"],
            vec!["一", "二", "标题：春耕", "正文：抓好春耕。"],
            vec!["一", "二", "三", "四", "【标题】春耕", "【正文】抓好春耕。"],
            vec!["标题：要简明。", "正文：要写清楚。"],
        ] {
            let all: Vec<(&str, Mark)> = text.iter().map(|text| (*text, Mark::None)).collect();
            check(&text, &all);
        }
        check(
            &["标题：春耕", "正文：一。", "内容：二。", "主送：三", "日期：三月里", "附件：名单"],
            &[
                ("春耕", Mark::Title),
                ("一。", Mark::None),
                ("内容：二。", Mark::None),
                ("主送：三", Mark::None),
                ("日期：三月里", Mark::None),
                ("附件：名单", Mark::None),
            ],
        );
    }
}
