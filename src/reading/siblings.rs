//! Siblings are read alike: a line that looks and stands as the headings of a text do is one of them. Those with a bullet or a number need no
//! other to be known: that each of them stands over a text of its own is enough.

use std::collections::HashMap;

use crate::lexicon::numbering;
use crate::lexicon::sentence::ends_sentence;
use crate::reading::Page;
use crate::text::{Label, Mark, is_han};

/// Makes headings of the paragraphs among lines of which most are read as headings; of numbered questions one is enough, and none is needed over answers
/// that say so.
pub(crate) fn settle(page: &Page<'_>, labels: &mut [Label]) {
    let mut groups: HashMap<Key, Vec<usize>> = HashMap::new();
    for i in (0..labels.len()).filter(|i| stands_apart(page, labels, *i)) {
        for key in Key::of(page, i).into_iter().flatten() {
            groups.entry(key).or_default().push(i);
        }
    }
    below_text(page, labels);
    marked(page, labels, bullet);
    marked(page, labels, point);
    marked(page, labels, thing);
    formal(page, labels);
    ends_list(page, labels);
    for (key, its) in groups {
        let headings = its.iter().filter(|i| labels[**i] == Label::Heading).count();
        // Two of three, as the rule says; a question with a number over an answer is a heading whatever the evidence (24 of 24 on pages seen).
        let answered = |i: &usize| page.lines.get(i + 1).is_some_and(|line| line.text.starts_with('答'));
        let most = match key {
            Key::Question(_) => headings > 0 || its.len() > 1 && its.iter().all(answered),
            Key::Asked => headings > 0 && its.len() > 2,
            // One alone is a slogan, or what a picture shows.
            Key::Couplet(..) => its.len() >= 2,
            // Three of one measure are no chance, unless they open with the same label (责任单位：…).
            Key::Clauses(..) if its.len() >= 3 => !open_alike(page, &its),
            Key::Counted(_) | Key::Opening(..) | Key::Clauses(..) => {
                headings >= 2 && headings * 2 > its.len()
            }
        };
        if most {
            its.iter().for_each(|i| labels[*i] = Label::Heading);
        }
    }
}

/// `●基础设施类` right below a sentence of the text is no entry of a menu, short as both may be.
fn below_text(page: &Page<'_>, labels: &mut [Label]) {
    // What a site says of itself above its text is shorter.
    const SENTENCE: usize = 20;
    for i in 1..labels.len() {
        let (above, hint) = (&page.lines[i - 1], &page.hints[i]);
        let menu = hint.rule.as_deref() == Some("web.menu") && labels[i].is_debris() && !hint.goes;
        let told = labels[i - 1] == Label::Paragraph && above.text.ends_with('。');
        if menu && told && above.text.chars().nth(SENTENCE).is_some() {
            labels[i] = Label::Paragraph;
        }
    }
}

/// Makes headings of the lines with a mark of one kind, as `of` tells it, if there are several and every one of them is short and stands over a text.
fn marked(page: &Page<'_>, labels: &mut [Label], of: fn(&Page<'_>, usize) -> Option<char>) {
    let mut groups: HashMap<char, Option<Vec<usize>>> = HashMap::new();
    for i in 0..labels.len() {
        if labels[i].is_debris() {
            continue;
        }
        let Some(mark) = of(page, i) else { continue };
        let group = groups.entry(mark).or_insert_with(|| Some(Vec::new()));
        if !heads(page, labels, i) || of(page, i + 1).is_some() {
            *group = None;
        }
        group.iter_mut().for_each(|group| group.push(i));
    }
    for its in groups.into_values().flatten().filter(|its| its.len() > 1) {
        its.into_iter().for_each(|i| labels[i] = Label::Heading);
    }
}

/// The last entry of a list ends a sentence and heads nothing: `（一）…；` / `（二）…。`
fn ends_list(page: &Page<'_>, labels: &mut [Label]) {
    for i in 1..labels.len() {
        let above = page.hints[i - 1].number;
        let follows = page.hints[i].number.is_some_and(|(rank, n)| above == Some((rank, n.wrapping_sub(1))));
        let listed = page.lines[i - 1].text.ends_with(['；', ';']) && labels[i - 1] == Label::Paragraph;
        let ended = page.lines[i].text.ends_with('。') && page.hints[i].told.is_none();
        if follows && listed && ended && labels[i] == Label::Heading {
            labels[i] = Label::Paragraph;
        }
    }
}

/// The sign before a line: `●做强组织链`.
fn bullet(page: &Page<'_>, i: usize) -> Option<char> {
    const BULLETS: &str = "●◆■★▲▶►➤◎☆◇□✅✔❖◉♦";
    page.lines.get(i)?.text.chars().next().filter(|c| BULLETS.contains(*c))
}

/// The style of the number before a line, as a character: `1. 法治建设纵深推进。`. What counts by 一是 is said in a row, and 第一条 alone heads nothing.
fn point(page: &Page<'_>, i: usize) -> Option<char> {
    let (rank, _) = page.hints.get(i)?.number?;
    let text = page.lines[i].text.as_str();
    let counts = text.chars().take(3).any(|c| c == '是') || numbering::is_alone(text);
    char::from_u32(u32::from(rank)).filter(|_| !counts)
}

/// `壹、緣起`: two phrases and more behind numerals of accounts are headings, whatever stands below them.
fn formal(page: &Page<'_>, labels: &mut [Label]) {
    // As headings without a number.
    const LONGEST: usize = 40;
    let is_head = |i: &usize| {
        let text = page.lines[*i].text.as_str();
        numbering::is_formal(text)
            && matches!(labels[*i], Label::Heading | Label::Paragraph)
            && page.lines[*i].mark != Mark::Row
            && page.hints[*i].told.is_none()
            && !ends_sentence(text)
            && text.chars().nth(LONGEST).is_none()
    };
    let heads: Vec<usize> = (0..labels.len()).filter(is_head).collect();
    if heads.len() > 1 {
        heads.into_iter().for_each(|i| labels[i] = Label::Heading);
    }
}

/// What a line counts before a colon, as a character: `第二句话：把麻烦留在柜台里面。`
fn thing(page: &Page<'_>, i: usize) -> Option<char> {
    let text = page.lines.get(i)?.text.as_str();
    let end = numbering::counted_thing(text)?;
    text[..end].chars().rev().nth(1).filter(|_| !text[end..].trim().is_empty())
}

/// Whether a short line, a sentence at most, heads the longer one below it.
fn heads(page: &Page<'_>, labels: &[Label], i: usize) -> bool {
    // As in `stands_apart`, with the mark or number.
    const LONGEST: usize = 42;
    let (line, text) = (&page.lines[i], page.lines[i].text.as_str());
    let Some(below) =
        page.lines.get(i + 1).filter(|_| matches!(labels[i + 1], Label::Paragraph | Label::RunIn))
    else {
        return false;
    };
    let inner = text.trim_end_matches(['。', '！', '；']);
    matches!(labels[i], Label::Heading | Label::Paragraph)
        && line.mark != Mark::Row
        && page.hints[i].told.is_none()
        && !inner.contains(['。', '；'])
        && !text.ends_with(['：', ':', '，', '；', '？', '?'])
        && inner.chars().nth(LONGEST).is_none()
        && below.text.chars().count() > inner.chars().count()
}

/// What siblings have in common.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    /// Numbered questions, by the style of the number.
    Question(u8),
    /// Questions in bold, of whoever is asked the same as others are.
    Asked,
    /// Lines with numbers that end no sentence, by the style of the number.
    Counted(u8),
    /// Lines of two phrases, by how many characters these have: `礼赞山河 用脚步丈量`.
    Couplet(usize, usize),
    /// Lines of two clauses that end alike, by how many characters these have: `建强组织，筑牢“桥头堡”`.
    Clauses(usize, usize, Option<char>),
    /// Lines without a number that begin with the same two characters and end alike: `聚焦…“链条”`.
    Opening(char, char, Option<char>),
}

impl Key {
    fn of(page: &Page<'_>, i: usize) -> [Option<Key>; 2] {
        // No number has this rank.
        const ORDINAL: u8 = numbering::RANKS + 1;
        let text = page.lines[i].text.as_str();
        if let Some((rank, _)) = page.hints[i].number {
            let asks = text.ends_with(['？', '?']);
            return [Some(if asks { Key::Question(rank) } else { Key::Counted(rank) }), None];
        }
        if numbering::ordinal_word(text).is_some_and(|(_, end)| text[end..].starts_with(['，', ',', '、']))
        {
            return [Some(Key::Counted(ORDINAL)), None];
        }
        if let Some((one, other)) = couplet(text, char::is_whitespace) {
            return [Some(Key::Couplet(one, other)), None];
        }
        // Who asks stands before a colon, and heads nothing.
        if page.lines[i].mark == Mark::Strong && text.ends_with(['？', '?']) && !text.contains(['：', ':'])
        {
            return [Some(Key::Asked), None];
        }
        let mut chars = text.chars();
        let opening = chars.next().zip(chars.next());
        let mark = chars.next_back().filter(|c| !c.is_alphanumeric());
        let opening = opening.filter(|(one, other)| one.is_alphanumeric() && other.is_alphanumeric());
        let clauses = couplet(text, |c| matches!(c, '，' | ',' | '：' | ':'));
        [
            opening.map(|(one, other)| Key::Opening(one, other, mark)),
            clauses.map(|(one, other)| Key::Clauses(one, other, mark)),
        ]
    }
}

/// Whether two of these lines have the same characters before their first mark.
fn open_alike(page: &Page<'_>, its: &[usize]) -> bool {
    let opening = |i: &usize| page.lines[*i].text.split(['，', ',', '：', ':']).next().unwrap_or_default();
    let mut openings: Vec<&str> = its.iter().map(opening).collect();
    openings.sort_unstable();
    openings.windows(2).any(|two| two[0] == two[1])
}

/// How many characters two phrases have between which something `divides` them, if each is as long as one of a couplet and nothing but Chinese.
fn couplet(text: &str, divides: fn(char) -> bool) -> Option<(usize, usize)> {
    // Names have three characters and fewer, clauses of headings four to ten.
    const PHRASE: std::ops::RangeInclusive<usize> = 4..=10;
    let (one, other) = text.trim().split_once(divides)?;
    let other = other.trim_start();
    let of = |c: char| is_han(c) || matches!(c, '“' | '”');
    let phrase =
        |text: &str| Some(text.chars().count()).filter(|n| PHRASE.contains(n) && text.chars().all(of));
    Some((phrase(one)?, phrase(other)?))
}

/// A short line over a paragraph and below what ends a sentence or heads it.
fn stands_apart(page: &Page<'_>, labels: &[Label], i: usize) -> bool {
    // As of headings without a number: one in a hundred is longer than 38 characters.
    const LONGEST: usize = 40;
    const SHORTEST: usize = 4;
    let text = page.lines[i].text.as_str();
    let ended = ends_sentence(text) && !text.ends_with(['？', '?', '！', '”', '》'])
        || text.ends_with(['：', ':', '，', '；']);
    // A couplet below a picture is no more its caption than any other line.
    let may_be = matches!(labels[i], Label::Heading | Label::Paragraph)
        || labels[i] == Label::Caption && couplet(text, char::is_whitespace).is_some();
    let shaped = may_be
        && page.lines[i].mark != Mark::Row
        && !page.hints[i].is_out()
        && page.hints[i].told.is_none()
        && text.chars().nth(SHORTEST - 1).is_some()
        && text.chars().nth(LONGEST).is_none();
    let is_text = |j: usize| matches!(labels[j], Label::Paragraph | Label::RunIn | Label::More);
    let over = labels.get(i + 1).is_some() && is_text(i + 1) && ends_sentence(&page.lines[i + 1].text);
    let below =
        i.checked_sub(1).is_none_or(|above| !is_text(above) || ends_sentence(&page.lines[above].text));
    shaped && !ended && over && below
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Hint;
    use crate::text::Line;
    use Label::{Heading as H, Paragraph as P};

    const TEXT: &str = "各乡镇抓好春耕。";

    #[track_caller]
    fn check(lines: &[(&str, Label)], expected: &[Label]) {
        let (text, mut labels): (Vec<Line>, Vec<Label>) = lines
            .iter()
            .flat_map(|(text, label)| [(*text, *label), (TEXT, P)])
            .map(|(t, l)| (Line::plain(t, 1), l))
            .unzip();
        let number = |line: &Line| crate::lexicon::numbering::marker(&line.text).map(|m| (m.rank, m.ordinal));
        let hints: Vec<Hint> =
            text.iter().map(|line| Hint { chosen: true, number: number(line), ..Hint::default() }).collect();
        settle(&Page { lines: &text, hints: &hints, name: None, kind: 0 }, &mut labels);
        let found: Vec<Label> = labels.into_iter().step_by(2).collect();
        assert_eq!(found, expected, "{lines:?}");
    }

    #[test]
    fn lines_that_open_and_end_alike_are_headings_if_most_are() {
        let (one, two, three) = ("聚焦产业，做强“链条”", "聚焦人才，做优“头雁”", "聚焦治理，做实“底色”");
        check(&[(one, P), (two, H), (three, H)], &[H, H, H]);
        let uneven = "聚焦人才，做优做强“头雁”";
        check(&[(one, P), (uneven, P), (three, H)], &[P, P, H]);
        check(&[(one, P), (two, H)], &[P, H]);
        check(&[("聚焦产业链条", P), (two, H), (three, H)], &[P, H, H]);
        check(&[("聚焦产业。“链条”：", P), (two, H), (three, H)], &[P, H, H]);
    }

    #[test]
    fn couplets_are_headings_if_there_are_several() {
        let (one, two) = (("礼赞山河 用脚步丈量", P), ("不忘初心 因热爱坚守", P));
        check(&[one, two], &[H, H]);
        check(&[("礼赞山河 用脚步丈量", Label::Caption), two], &[H, H]);
        check(&[one], &[P]);
        check(&[one, ("不忘初心 因梦坚守", P)], &[P, P]);
        check(&[("县委书记 韩青山", P), ("县委书记 韩青水", P)], &[P, P]);
        check(&[("礼赞山河，用脚步丈量", P), ("不忘初心，因热爱坚守", P)], &[P, P]);
        let (one, two) = (("建强组织，筑牢“桥头堡”", H), ("做强产业，端稳“金饭碗”", H));
        check(&[one, two, ("优化治理，绘就“新图景”", P)], &[H, H, H]);
        check(&[(one.0, P), (two.0, P), ("优化治理，绘就“新图景”", P)], &[H, H, H]);
        check(&[(one.0, P), (two.0, H)], &[P, H]);
        check(&[one, two, ("优化治理，绘就新图景啊", P)], &[H, H, P]);
        check(&[one, two, ("优化治理，绘成“图景”", P)], &[H, H, P]);
        check(
            &[("服务前移：窗口搬到村里", P), ("队伍下沉：干部派到户上", P), ("数据跑腿：材料省到最少", P)],
            &[H, H, H],
        );
        check(
            &[("责任单位：松溪县教育局", P), ("责任单位：松溪县水利局", P), ("责任单位：松溪县民政局", P)],
            &[P, P, P],
        );
    }

    #[test]
    fn the_last_entry_of_a_list_heads_nothing() {
        let read = |above: &str, last: &str| {
            let lines = [Line::plain(above, 1), Line::plain(last, 2), Line::plain(TEXT, 3)];
            let number =
                |line: &Line| crate::lexicon::numbering::marker(&line.text).map(|m| (m.rank, m.ordinal));
            let hints: Vec<Hint> = lines
                .iter()
                .map(|line| Hint { chosen: true, number: number(line), ..Hint::default() })
                .collect();
            let mut labels = [P, H, P];
            ends_list(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels[1]
        };
        assert_eq!(read("（一）上午打卡；", "（二）下午打卡。"), P);
        assert_eq!(read("（一）上午打卡；", "（二）下午打卡"), H);
        assert_eq!(read("（一）上午打卡。", "（二）下午打卡。"), H);
        assert_eq!(read("（一）上午打卡；", "（三）下午打卡。"), H);
        assert_eq!(read("1.上午打卡；", "（二）下午打卡。"), H);
    }

    #[test]
    fn lines_with_a_mark_are_headings_if_each_stands_over_a_text() {
        check(&[("●做强链条", P), ("●做优队伍", P)], &[H, H]);
        check(&[("●做强链条", P), ("◆做优队伍", P)], &[P, P]);
        check(&[("1.做强链条。", P), ("2.做优队伍。", P)], &[H, H]);
        check(&[("1.做强链条。", P), ("2.做优队伍：", P)], &[P, P]);
        check(&[("1.做强链条。", P), ("2.做优队伍？", P)], &[P, P]);
        check(&[("1.做强。链条。", P), ("2.做优队伍。", P)], &[P, P]);
        check(&[("1.做强链条，带动全县产业发展。", P), ("2.做优队伍。", P)], &[P, P]);
        check(&[("一是做强。", P), ("二是做优。", P)], &[P, P]);
        check(&[("1.做强链条。", P)], &[P]);
        check(&[("第一条", P), ("第二条", P)], &[P, P]);
        let row = ["●做强链条", "●做优队伍", "各乡镇抓好春耕生产。"];
        let lines: Vec<Line> = (1..).zip(row).map(|(n, text)| Line::plain(text, n)).collect();
        let hints = vec![Hint { chosen: true, ..Hint::default() }; 3];
        let mut labels = vec![P; 3];
        settle(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
        assert_eq!(labels, [P, P, P]);
    }

    #[test]
    fn numbered_questions_are_headings_if_one_is() {
        check(&[("一、有哪些材料？", H), ("二、如何入学？", P)], &[H, H]);
        check(&[("一、有哪些材料？", H), ("二、如何入学", P)], &[H, P]);
        check(&[("一、有哪些材料？", H), ("2.如何入学？", P)], &[H, P]);
        check(&[("一、有哪些材料？", P), ("二、如何入学？", P)], &[P, P]);
        check(&[("一、严肃问题", H), ("二、正视问题", H), ("三、突出重点", P)], &[H, H, H]);
        check(&[("一、严肃问题", H), ("二、正视问题", H), ("（一）突出重点", P)], &[H, H, P]);
        check(&[("第一，严肃问题", H), ("第二，正视问题", H), ("第三，突出重点", P)], &[H, H, H]);
        check(&[("第一，严肃问题", H), ("第二，正视问题", P), ("第三，突出重点", P)], &[H, P, P]);
        check(&[("第一，严肃问题", H), ("第二，正视问题", H), ("第三方突出重点", P)], &[H, H, P]);
        let answered = |answer: &str| {
            let text = ["一、问：有哪些材料？", answer, "二、问：如何入学？", "答：各乡镇统筹安排。"];
            let lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(text, n)).collect();
            let number = Some((2, 1));
            let hints = vec![Hint { chosen: true, number, ..Hint::default() }; 4];
            let mut labels = vec![P; 4];
            settle(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels
        };
        assert_eq!(answered("答：户口簿等材料。"), [H, P, H, P]);
        assert_eq!(answered("户口簿等材料。"), [P, P, P, P]);
    }
}
