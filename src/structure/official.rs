//! The head and the imprint of an issued document, where the text carries them.
//!
//! A head is taken only on strong evidence: the mark of an organ (某市人民政府文件) with its number right below; that of an order
//! (某市人民政府令), of minutes (某局办公会议纪要) or of a briefing (某局工作简报) only where nothing stands above it. The lines of an
//! imprint (抄送：…, 某办公室 2026年8月2日印发) are known by their shape at the end of the text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::diag::Log;
use crate::document::Official;
use crate::lexicon::imprint::{self, Receivers};
use crate::lexicon::{attachment, date, kind, label, numeral, organ};
use crate::rules::Rules;
use crate::structure::document_number::without_brackets;
use crate::text::{Line, Mark, key, letters};

/// The rule under which the lines are read.
const RULE: &str = "official.line";

/// How many lines from the top a mark may stand.
const TOP: usize = 12;

/// How many lines from the end an imprint may begin.
const END: usize = 8;

/// Takes the lines of head and imprint out of `lines`.
pub(crate) fn take(log: &mut Log, lines: Vec<Line>, rules: &Rules) -> (Official, Vec<Line>) {
    let mut official = Official::default();
    if rules.keeps(RULE) {
        return (official, lines);
    }
    let (mut taken, mut again) = (vec![false; lines.len()], vec![false; lines.len()]);
    if let Some(head) = head(&lines) {
        for i in head {
            if lines[i].told.is_none() && read_head(&mut official, &lines[i].text) {
                taken[i] = true;
            }
        }
    }
    let in_guide = guide(&lines);
    for i in in_guide.clone() {
        if lines[i].told.is_none() && !taken[i] {
            official.guide.push(lines[i].text.trim().to_owned());
            taken[i] = true;
        }
    }
    // The last of several lines of issue is that of the document.
    for i in imprint_lines(&lines).into_iter().rev() {
        let own = lines[i].told.is_none();
        again[i] = own && !taken[i] && says_again(&official, &lines[i].text);
        taken[i] = taken[i] || own && read_imprint(&mut official, &lines[i].text, place(&lines, i));
    }
    official.distribution.reverse();
    let mut rest = Vec::with_capacity(lines.len());
    for (i, (line, taken)) in lines.into_iter().zip(taken).enumerate() {
        if again[i] {
            log.removed(RULE, line.number, line.text);
        } else if taken && in_guide.contains(&i) {
            log.changed(RULE, line.number, &line.text, line.text.trim());
        } else if taken {
            log.changed(RULE, line.number, &line.text, &told(&line.text));
        } else {
            rest.push(line);
        }
    }
    (official, rest)
}

/// Which of `lines` are head and imprint.
pub(crate) fn look(lines: &[Line]) -> Vec<bool> {
    let mut found = Official::default();
    let mut taken = vec![false; lines.len()];
    head(lines).into_iter().flatten().for_each(|i| taken[i] = read_head(&mut found, &lines[i].text));
    guide(lines).for_each(|i| taken[i] = true);
    for i in imprint_lines(lines) {
        let again = says_again(&found, &lines[i].text);
        taken[i] = taken[i] || again || read_imprint(&mut found, &lines[i].text, place(lines, i));
    }
    taken
}

/// Whether a line of issue says what the head has said of who prints and when.
fn says_again(official: &Official, text: &str) -> bool {
    imprint::issue(text.trim()).is_some_and(|(issuer, issued)| {
        official.issuer.as_ref() == Some(&issuer) && official.issued.as_ref() == Some(&issued)
    })
}

/// How a line stands against those around it.
#[derive(Clone, Copy)]
struct Around {
    /// Whether it ends the text, or another line of the imprint follows.
    closed: bool,
    /// Whether another line of the imprint stands right above or below.
    among: bool,
}

fn place(lines: &[Line], i: usize) -> Around {
    let is_line = |line: Option<&Line>| {
        line.is_some_and(|line| {
            imprint::issue(line.text.trim()).is_some() || imprint::receivers(line.text.trim()).is_some()
        })
    };
    let (above, below) = (i.checked_sub(1).and_then(|above| lines.get(above)), lines.get(i + 1));
    Around { closed: below.is_none() || is_line(below), among: is_line(above) || is_line(below) }
}

/// Where lines of an imprint may stand: at the end, and between the date and what is attached, where they are issued in one piece.
fn imprint_lines(lines: &[Line]) -> Vec<usize> {
    let end = lines.len().saturating_sub(END);
    let attached = (1..lines.len()).filter(|&i| attachment::is_label(&lines[i].text));
    let above = |label: usize| {
        let is_line = |i: &usize| imprint::is_line(&key(&lines[*i].text));
        let count = (0..label).rev().take(END).take_while(is_line).count();
        label - count..label
    };
    let mut found: Vec<usize> = attached.map(above).filter(|imprint| imprint.len() > 1).flatten().collect();
    found.extend(end..lines.len());
    found.sort_unstable();
    found.dedup();
    found
}

/// The lines from the first element of a head to its number, or to the signers right below it.
fn head(lines: &[Line]) -> Option<Range<usize>> {
    if let [mark, number, ..] = lines
        && is_own_mark(&mark.text)
        && own_number(&number.text).is_some()
    {
        let name = squeezed(&mark.text);
        let issued = kind::is_of_briefing(&name) || kind::is_of_minutes(&name);
        let issue = lines.get(2).is_some_and(|line| issued && issue_in_head(&line.text).is_some());
        return Some(0..2 + usize::from(issue));
    }
    let number = (0..lines.len().min(TOP)).find(|&i| number_in(&lines[i].text).is_some())?;
    let mark = (0..number).rev().take(4).find(|&i| is_mark(&lines[i].text))?;
    let between = lines[mark + 1..number].iter().all(|line| is_element(&line.text));
    if !between || lines[mark].mark == Mark::Row {
        return None;
    }
    let above = lines[..mark].iter().rev().take_while(|line| is_element(&line.text) || is_organ(&line.text));
    let first = mark - above.count();
    let below = lines[number + 1..].iter().take_while(|line| signers_in(&line.text).is_some()).count();
    Some(first..number + 1 + below)
}

/// What a briefing says below its head that it holds: 导读 or the like, and titles all of which stand farther down once more.
fn guide(lines: &[Line]) -> Range<usize> {
    // More are a table of contents, which no first page has room for.
    const MOST: usize = 20;
    let briefing = |head: &Range<usize>| kind::is_of_briefing(&squeezed(&lines[head.start].text));
    let Some(start) = head(lines).filter(briefing).map(|head| head.end) else { return 0..0 };
    if !lines.get(start).is_some_and(|line| label::is_guide(&key(&line.text))) {
        return 0..0;
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    lines[start..].iter().for_each(|line| *counts.entry(entry(&line.text)).or_default() += 1);
    let mut seen = HashSet::new();
    let is_entry = |line: &&Line| {
        let entry = entry(&line.text);
        !entry.is_empty() && counts.get(&entry).is_some_and(|count| *count > 1) && seen.insert(entry)
    };
    let entries = lines[start + 1..].iter().take(MOST).take_while(is_entry).count();
    if entries == 0 { 0..0 } else { start..start + 1 + entries }
}

/// A title without the dot or number before it and the page behind it.
fn entry(text: &str) -> String {
    let before = |c: char| c.is_ascii_digit() || c.is_whitespace() || "●•·◆◇■□★☆※*-—.．、".contains(c);
    let behind = |c: char| c.is_ascii_digit() || c.is_whitespace() || "…·.．（）()".contains(c);
    letters(text.trim_start_matches(before).trim_end_matches(behind))
}

/// `某市人民政府文件`, `某市人民政府发电`: the name of a body with 文件 or what a telegram is called, nothing else.
fn is_mark(text: &str) -> bool {
    let name = squeezed(text);
    let organ = name.strip_suffix(kind::PAPERS).or_else(|| kind::organ_of_telegram(&name));
    organ.is_some_and(is_organ)
}

/// `某市人民政府令`, `某市人民政府第5次常务会议纪要`: marks that say what the document is (10.2, 10.3), so that it needs no title.
fn is_own_mark(text: &str) -> bool {
    // `某某自治州人民政府第12次常务会议纪要` has twenty; a title that names minutes is longer.
    const LONGEST: usize = 24;
    let name = squeezed(text);
    let order = kind::organ_of_order(&name).is_some_and(is_organ);
    order
        || (kind::is_of_minutes(&name) || kind::is_of_briefing(&name))
            && name.chars().count() <= LONGEST
            && !name.contains(['“', '《', '（', '，', '关'])
}

/// `某局办公室编　2026年8月1日`: who prints a briefing or minutes, and when, right below the number.
fn issue_in_head(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let date = date::find(text).filter(|date| date.end == text.len() && date.text.ends_with('日'))?;
    let issuer = text[..date.start].trim();
    let organ = issuer.trim_end_matches("编印").trim_end_matches("编发").trim_end_matches('编').trim_end();
    organ::is_name(organ).then(|| (issuer.to_owned(), date.text))
}

/// `第12号`, `（第3期）`, `2026年第3期`, `第3期（总第88期）`, `〔2026〕3号`: the number right below such a mark.
fn own_number(text: &str) -> Option<&str> {
    let bare = without_brackets(text.trim());
    let year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let issue = bare.split_once('年').filter(|(first, _)| year(first)).map_or(bare, |(_, rest)| rest);
    let issue = issue
        .split_once(['（', '('])
        .filter(|(_, total)| total.starts_with("总第"))
        .map_or(issue, |(own, _)| own);
    let counted = issue.strip_prefix('第').and_then(|rest| rest.strip_suffix(['号', '期', '次']));
    let is_number = counted.is_some_and(|count| numeral::value(count.trim()).is_some());
    let dated = number_in(bare).is_some_and(|(_, rest)| rest.is_empty());
    (is_number || dated).then_some(bare)
}

fn is_organ(text: &str) -> bool {
    let name = squeezed(text);
    organ::is_name(&name) && !name.contains(['“', '《', '（', '关'])
}

/// Letter-spaced marks (某 市 人 民 政 府 文 件) without their blanks.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_element(text: &str) -> bool {
    let text = text.trim();
    is_copy_number(text) || is_secrecy(text) || is_urgency(text) || signers_in(text).is_some()
}

fn is_copy_number(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_secrecy(text: &str) -> bool {
    let grade = ["绝密", "机密", "秘密"].into_iter().find_map(|grade| text.strip_prefix(grade));
    grade.is_some_and(|rest| rest.is_empty() || rest.starts_with('★') && rest.chars().count() <= 8)
}

fn is_urgency(text: &str) -> bool {
    matches!(text, "特急" | "加急" | "特提" | "平急")
}

/// The number of a line, and what follows it: `某政发〔2026〕1号　签发人：张三`.
fn number_in(text: &str) -> Option<(&str, &str)> {
    let year = text.find('〔')?;
    let end = year + text[year..].find('号')? + '号'.len_utf8();
    let (number, rest) = text.split_at(end);
    if imprint::receivers(number).is_some() {
        return None;
    }
    let year = number[year..].trim_start_matches('〔').get(..4)?;
    let rest = rest.trim();
    let short = (6..=24).contains(&number.chars().count()) && year.bytes().all(|b| b.is_ascii_digit());
    (short && (rest.is_empty() || signers_in(rest).is_some())).then_some((number, rest))
}

/// The names behind 签发人：.
pub(crate) fn signers_in(text: &str) -> Option<Vec<String>> {
    let names = text.trim().strip_prefix("签发人")?.trim_start().strip_prefix(['：', ':'])?;
    let names: Vec<String> = names
        .split([' ', '\u{3000}', '\u{a0}', '、', '，'])
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    let person = |name: &String| (1..=6).contains(&name.chars().count()) && !name.contains('。');
    (!names.is_empty() && names.iter().all(person)).then_some(names)
}

fn read_head(official: &mut Official, text: &str) -> bool {
    let text = text.trim();
    // What is said twice stands in the text the second time: one element takes one line.
    if is_copy_number(text) {
        return first(&mut official.copy_number, text);
    } else if is_secrecy(text) {
        return first(&mut official.secrecy, text);
    } else if is_urgency(text) {
        return first(&mut official.urgency, text);
    } else if let Some(names) = signers_in(text) {
        official.signers.extend(names);
    } else if let Some((number, rest)) = number_in(text) {
        let signers = signers_in(rest).unwrap_or_default();
        official.signers.extend(signers.into_iter().filter(|_| official.number.is_none()));
        return first(&mut official.number, number);
    } else if let Some(number) = own_number(text) {
        return first(&mut official.number, number);
    } else if let Some((issuer, issued)) = issue_in_head(text).filter(|_| official.issuer.is_none()) {
        (official.issuer, official.issued) = (Some(issuer), Some(issued));
    } else if is_mark(text) || is_own_mark(text) || is_organ(text) {
        official.mark.push(squeezed(text));
    } else {
        return false;
    }
    true
}

/// Takes `text` for an element that has none yet; whether it did.
fn first(element: &mut Option<String>, text: &str) -> bool {
    let none = element.is_none();
    element.get_or_insert_with(|| text.to_owned());
    none
}

fn read_imprint(official: &mut Official, text: &str, around: Around) -> bool {
    let text = text.trim();
    if let Some((issuer, date)) = imprint::issue(text).filter(|_| official.issuer.is_none()) {
        official.issuer = Some(issuer);
        official.issued = Some(date);
        return true;
    }
    let Some((receivers, names)) = imprint::receivers(text) else { return false };
    let closed = names.ends_with('。') || around.closed;
    if !closed || names.matches('。').count() > 1 || !(imprint::is_sure(receivers) || around.among) {
        return false;
    }
    let names = names.trim_end_matches('。');
    let place = match receivers {
        Receivers::Copies => &mut official.copies,
        Receivers::Named => &mut official.sent_to,
        Receivers::Labelled(label) => {
            let known = official.distribution.iter().any(|line| line.split('：').next() == Some(label));
            if !known && !names.is_empty() {
                official.distribution.push(format!("{label}：{names}"));
            }
            return !known && !names.is_empty();
        }
    };
    place.is_none() && place.insert(names.to_owned()) == names
}

/// The values of a line, as they stand in the document now.
fn told(text: &str) -> String {
    let mut official = Official::default();
    if !read_head(&mut official, text) {
        read_imprint(&mut official, text, Around { closed: true, among: true });
    }
    official.texts().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_to_somebody_is_no_number() {
        assert_eq!(number_in("松政发〔2026〕1号"), Some(("松政发〔2026〕1号", "")));
        assert_eq!(number_in("抄送：松政〔2026〕1号"), None);
    }

    fn read(text: &str) -> (Official, Vec<String>) {
        let lines = (1..).zip(text.lines()).map(|(number, line)| Line::plain(line, number)).collect();
        let (official, rest) = take(&mut Log::new(), lines, &Rules::default());
        (official, rest.into_iter().map(|line| line.text.into_string()).collect())
    }

    #[test]
    fn a_red_head_is_read() {
        let (official, rest) = read(
            "000123\n机密★1年\n特急\n中共某市委\n某市人民政府文件\n某发〔2026〕3号　签发人：张三　李四\n关于防汛的请示\n省政府：\n现请示如下。",
        );
        assert_eq!(official.copy_number.as_deref(), Some("000123"));
        assert_eq!(official.secrecy.as_deref(), Some("机密★1年"));
        assert_eq!(official.urgency.as_deref(), Some("特急"));
        assert_eq!(official.mark, ["中共某市委", "某市人民政府文件"]);
        assert_eq!(official.number.as_deref(), Some("某发〔2026〕3号"));
        assert_eq!(official.signers, ["张三", "李四"]);
        assert_eq!(rest, ["关于防汛的请示", "省政府：", "现请示如下。"]);
    }

    #[test]
    fn orders_and_minutes_begin_with_a_mark_of_their_own() {
        for (mark, number, kept) in [
            ("某某市人民政府令", "第12号", "第12号"),
            ("某 市 人 民 政 府 令", "第十二号", "第十二号"),
            ("某某市人民政府第5次常务会议纪要", "（第3期）", "第3期"),
            ("某某局局长办公会议纪要", "某局纪〔2026〕3号", "某局纪〔2026〕3号"),
        ] {
            let (official, rest) = read(&format!("{mark}\n{number}\n正文一段。"));
            assert_eq!(official.mark, [squeezed(mark)]);
            assert_eq!(official.number.as_deref(), Some(kept));
            assert_eq!(rest, ["正文一段。"]);
        }
        for text in [
            "某某市烟花爆竹管理办法\n某某市人民政府令\n第12号\n正文一段。",
            "某某市人民政府令\n正文一段。",
            "某某市人民政府令\n第12号印发\n正文一段。",
            "关于某某会议纪要\n第3期\n正文一段。",
        ] {
            let (official, rest) = read(text);
            assert!(official.is_empty(), "{text}: {official:?}");
            assert_eq!(rest.join("\n"), text);
        }
    }

    #[test]
    fn without_mark_and_number_together_there_is_no_head() {
        for text in [
            "关于印发文件的通知\n某发〔2026〕3号\n各单位：",
            "某市人民政府文件\n关于防汛的通知\n各单位：",
            "某市人民政府文件\n首页　新闻　服务\n某发〔2026〕3号\n各单位：",
            "特急\n防汛工作进入关键时期。",
        ] {
            let (official, rest) = read(text);
            assert!(official.is_empty(), "{text}: {official:?}");
            assert_eq!(rest.join("\n"), text);
        }
    }

    #[test]
    fn what_is_said_twice_stands_in_the_text_once() {
        let issue = "某市人民政府办公室2026年8月2日印发";
        let other = "某市人民政府办公厅2026年8月3日印发";
        let (official, rest) = read(&format!("正文一段。\n{issue}\n{other}"));
        assert_eq!(official.issuer.as_deref(), Some("某市人民政府办公厅"));
        assert_eq!(rest, ["正文一段。", issue]);
        let head = "000123\n000124\n机密★1年\n秘密\n特急\n加急\n某市人民政府文件\n某发〔2026〕3号\n关于防汛的请示\n省政府：";
        let (official, rest) = read(head);
        let one = [official.copy_number, official.secrecy, official.urgency].map(Option::unwrap_or_default);
        assert_eq!(one, ["000123", "机密★1年", "特急"]);
        assert_eq!(rest, ["000124", "秘密", "加急", "关于防汛的请示", "省政府："]);
    }

    #[test]
    fn a_briefing_begins_with_mark_number_and_who_prints_it() {
        for (number, kept) in [
            ("第12期", "第12期"),
            ("（第3期）", "第3期"),
            ("2026年第3期", "2026年第3期"),
            ("第3期（总第88期）", "第3期（总第88期）"),
        ] {
            let (official, rest) = read(&format!(
                "某市防汛工作简报\n{number}\n某市水利局编　2026年8月1日\n某区抓好防汛\n正文一段。"
            ));
            assert_eq!(official.mark, ["某市防汛工作简报"]);
            assert_eq!(official.number.as_deref(), Some(kept));
            assert_eq!(official.issuer.as_deref(), Some("某市水利局编"));
            assert_eq!(official.issued.as_deref(), Some("2026年8月1日"));
            assert_eq!(rest, ["某区抓好防汛", "正文一段。"]);
        }
        let (official, rest) = read("某市防汛工作简报\n第12期\n某区抓好防汛\n正文一段。");
        assert_eq!((official.mark.len(), official.issuer), (1, None));
        assert_eq!(rest.len(), 2);
        for text in [
            "某市防汛工作简报\n某市水利局编　2026年8月1日\n正文。",
            "某市人民政府令\n第12号\n某市水利局　2026年8月1日\n正文。",
        ] {
            assert!(read(text).0.issuer.is_none(), "{text}");
        }
    }

    #[test]
    fn a_telegram_has_a_head() {
        let (official, rest) =
            read("特急\n某市人民政府发电\n某府明电〔2026〕3号\n关于防汛的通知\n各区：\n正文一段。");
        assert_eq!(
            (official.mark, official.urgency.as_deref()),
            (vec!["某市人民政府发电".to_owned()], Some("特急"))
        );
        assert_eq!(rest.len(), 3);
        assert!(read("水力发电\n某府明电〔2026〕3号\n关于防汛的通知\n正文一段。").0.mark.is_empty());
    }

    #[test]
    fn an_imprint_above_what_is_attached_is_one() {
        let attached = "附件1\n清单\n一、目标\n二、任务\n三、分工\n四、时限\n五、保障\n六、考核\n七、其他";
        let imprint = "抄送：市委办公室。\n某市人民政府办公室　2026年8月2日印发";
        // The line of issue is still among the last lines, 抄送 above it no longer.
        let few: Vec<&str> = attached.lines().take(7).collect();
        let (official, _) = read(&format!("正文一段。\n{imprint}\n{}", few.join("\n")));
        assert_eq!(official.copies.as_deref(), Some("市委办公室"));
        let (official, rest) = read(&format!("正文一段。\n{imprint}\n{attached}"));
        assert_eq!(official.copies.as_deref(), Some("市委办公室"));
        assert_eq!(official.issuer.as_deref(), Some("某市人民政府办公室"));
        assert_eq!(rest.join("\n"), format!("正文一段。\n{attached}"));
        let lines: Vec<Line> = (1..)
            .zip(imprint.lines().chain(attached.lines()))
            .map(|(n, line)| Line::plain(line, n))
            .collect();
        assert_eq!(look(&lines)[..3], [true, true, false]);
    }

    #[test]
    fn a_briefing_says_on_its_first_page_what_it_holds() {
        let head = "某市防汛工作简报\n第12期\n某市水利局编　2026年8月1日";
        let body = "某区抓好防汛\n正文一段。\n某县加固水库\n正文一段。";
        let (official, rest) = read(&format!("{head}\n导读\n● 某区抓好防汛……1\n● 某县加固水库……3\n{body}"));
        assert_eq!(official.guide, ["导读", "● 某区抓好防汛……1", "● 某县加固水库……3"]);
        assert_eq!(rest.join("\n"), body);
        let (official, rest) = read(&format!("{head}\n本期要目\n某区抓好防汛\n某县加固水库\n{body}"));
        assert_eq!((official.guide.len(), rest.len()), (3, 4));
        for heading in ["【本期导读】", "〔要目〕", "——本期内容——", "导读："] {
            let (official, rest) = read(&format!("{head}\n{heading}\n某区抓好防汛\n某县加固水库\n{body}"));
            assert_eq!((official.guide.len(), rest.len()), (3, 4), "{heading}");
            assert_eq!(official.guide[0], heading);
        }
        // What stands nowhere once more is a text of its own, and other documents have no such thing.
        for text in [format!("{head}\n导读\n今年汛情来得早。\n{body}"), format!("导读\n某区抓好防汛\n{body}")]
        {
            let lines = text.lines().count();
            let (official, rest) = read(&text);
            assert!(official.guide.is_empty());
            assert!(rest.len() + 3 >= lines, "{rest:?}");
        }
    }

    #[test]
    fn a_briefing_names_who_receives_it_under_labels_of_its_own() {
        let (official, rest) = read(
            "某区抓好防汛\n正文一段。\n报：市委、市政府领导\n送：市直各部门。\n发：各县（市、区）\n某市防汛办公室　2026年8月2日印发",
        );
        assert_eq!(official.distribution, ["报：市委、市政府领导", "送：市直各部门", "发：各县（市、区）"]);
        assert_eq!(official.issuer.as_deref(), Some("某市防汛办公室"));
        assert_eq!(rest, ["某区抓好防汛", "正文一段。"]);
        let (official, rest) = read("正文一段。\n分送：市长、副市长，市政府各部门。");
        assert_eq!(
            (official.distribution, rest.len()),
            (vec!["分送：市长、副市长，市政府各部门".to_owned()], 1)
        );
        // Words of any text, where nothing beside them belongs to an imprint.
        for text in [
            "正文一段。\n发：各县（市、区）。",
            "送：一车煤。\n正文一段。",
            "报：甲。再报：乙。\n送：丙。丁。\n正文",
        ] {
            assert!(read(text).0.is_empty(), "{text}");
        }
        // Who is named without a stop is read where the imprint goes on below.
        let (official, _) = read("正文一段。\n抄送：市委办公室\n某市人民政府办公室　2026年8月2日印发");
        assert_eq!(official.copies.as_deref(), Some("市委办公室"));
    }

    #[test]
    fn an_imprint_is_read_at_the_end_only() {
        let (official, rest) =
            read("正文一段。\n抄送：市委办公室，市人大常委会办公室。\n某市人民政府办公室　2026年8月2日印发");
        assert_eq!(official.copies.as_deref(), Some("市委办公室，市人大常委会办公室"));
        assert_eq!(official.issuer.as_deref(), Some("某市人民政府办公室"));
        assert_eq!(official.issued.as_deref(), Some("2026年8月2日"));
        assert_eq!(rest, ["正文一段。"]);
        for text in [
            "正文。\n抄送：各处室。\n附件1\n清单\n一\n二\n三\n四\n五\n六\n七",
            "抄送：要及时。各单位要重视。\n正文。",
            "本办法自2026年8月2日印发",
            "会议于2026年8月2日印发",
        ] {
            assert!(read(text).0.is_empty(), "{text}");
        }
    }
}
