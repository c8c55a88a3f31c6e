//! Spaces that official text does not have: beside full-width marks, and between Chinese and digits or Latin letters.

use crate::diag::Location;
use crate::lexicon::numbering::marker;
use crate::lexicon::segment;
use crate::lexicon::sentence::ends_sentence;
use crate::punctuation::Text;
use crate::text::{Edit, is_han};

/// A line shorter than this may be a title, whose spaces part its phrases.
const TITLE: usize = 40;

/// The rule of this file.
const RULE: &str = "punctuation.space";

/// Removes them; spaces between two Chinese characters stay, since names and titles need them.
pub(crate) fn fold(text: &mut Text<'_>) {
    if !text.chars.iter().any(|c| is_space(*c)) || text.rules.keeps_as_written(RULE) {
        return;
    }
    let spaced = is_spaced_out(&text.chars);
    let sentence = text.chars.len() >= TITLE || ends_sentence(&text.line.text);
    let chars = &text.chars;
    // A line that tells something, or a heading with a number: names and titles have blanks of their own.
    let told = chars.iter().any(|c| matches!(c, '。' | '，' | ',')) || marker(&text.line.text).is_some();
    let single =
        chars.windows(3).filter(|w| is_han(w[0]) && is_space(w[1]) && w[2].is_ascii_digit()).count() == 1;
    let mut out = String::with_capacity(text.line.text.len());
    let mut kept: Vec<char> = Vec::with_capacity(chars.len());
    let (mut places, mut count, mut edits) = (Vec::new(), 0, Vec::new());
    let (mut i, mut at) = (0, 0);
    while i < chars.len() {
        let n = chars[i..].iter().take_while(|c| is_space(**c)).count();
        if n == 0 {
            kept.push(chars[i]);
            out.push(chars[i]);
            (i, at) = (i + 1, at + chars[i].len_utf8());
            continue;
        }
        let between = (kept.last().copied(), chars.get(i + n).copied());
        let idle = spaced && n == 1
            || is_idle(between, sentence && !is_dateline(&kept))
            || is_of_number(&kept, &chars[i + n..])
            || n == 1 && chars[i] != '\u{3000}' && told && is_inside_word(&kept, &chars[i + 1..]);
        let goes = idle && !is_blank(between) && !(single && opens_year(&kept, &chars[i + n..]));
        let begun = at;
        for &c in &chars[i..i + n] {
            let (from, start) = (at..at + c.len_utf8(), out.len());
            at = from.end;
            if !goes {
                let shown = if c == '\u{3000}' { c } else { ' ' };
                kept.push(shown);
                out.push(shown);
                if shown != c {
                    edits.push(Edit { from, to: start..out.len() });
                }
            }
        }
        if goes {
            places.push(Location::new(text.line.number, begun..at));
            count += n;
            edits.push(Edit { from: begun..at, to: out.len()..out.len() });
        }
        i += n;
    }
    text.log.changed_everywhere(RULE, (places, count), " ", "");
    text.line.text.rewrite(out, &edits);
}

/// `政 府 新 闻 处 负 责`: a space between nearly all characters.
fn is_spaced_out(chars: &[char]) -> bool {
    // Two names of two characters with blanks in them have four characters, and four names eight with commas between: below, a list of
    // names is taken for a spaced line.
    const SHORTEST: usize = 8;
    let han = chars.iter().filter(|c| is_han(**c)).count();
    let apart = chars.windows(3).filter(|w| is_han(w[0]) && is_space(w[1]) && is_han(w[2])).count();
    han >= SHORTEST && apart * 10 >= han * 6
}

/// `存在的主要难 点`, as the ends of lines and what is recognised in pictures leave them: without the blank its two sides are one word, and
/// with it neither is the end or the beginning of another.
fn is_inside_word(before: &[char], after: &[char]) -> bool {
    // Words have up to four characters; fewer around the blank may be a name.
    const REACH: usize = 4;
    // Other blanks are passed over, so that it does not matter which of them go first.
    let run = |c: &&char| is_han(**c) || is_space(**c);
    let solid = |c: &&char| !is_space(**c);
    let left: Vec<char> = before.iter().rev().take_while(run).filter(solid).take(REACH).copied().collect();
    let right: Vec<char> = after.iter().take_while(run).filter(solid).take(REACH).copied().collect();
    if right.is_empty() || left.len() + right.len() < REACH || left.len() < 2 {
        return false;
    }
    let joined: String = left.iter().rev().chain(&right).collect();
    let at: usize = left.iter().map(|c| c.len_utf8()).sum();
    !segment::ends(&joined).contains(&at)
}

/// `调研活动 1989年底…`: a line of a chronicle goes on with a year where no stop is; the only blank before a number in its line.
fn opens_year(before: &[char], after: &[char]) -> bool {
    const WAITS: &str = "于自至到从在和与及是为以由的经距截近约后前";
    let year = after.len() > 4 && after[..4].iter().all(char::is_ascii_digit) && after[4] == '年';
    let phrase = before.iter().rev().take_while(|c| is_han(**c)).count() > 3;
    year && phrase && !before.last().is_some_and(|c| WAITS.contains(*c))
}

/// `本报讯 6月27日`, `新华社某地7月31日电 国务委员`: the space behind a news dateline parts it from the text.
fn is_dateline(before: &[char]) -> bool {
    // `新华社联合国10月24日电` and two agencies joined by 、 have up to twenty.
    const LONGEST: usize = 24;
    before.len() <= LONGEST && (before.ends_with(&['讯']) || before.ends_with(&['电']))
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

fn is_idle((before, after): (Option<char>, Option<char>), sentence: bool) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return true };
    let mark = |c: char| matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？');
    let opens = |c: char| matches!(c, '（' | '《' | '〔' | '“' | '‘');
    let closes = |c: char| matches!(c, '）' | '》' | '〕' | '”' | '’');
    let latin = |c: char| c.is_ascii_alphanumeric();
    let mixed = is_han(before) && latin(after) || latin(before) && is_han(after);
    mark(before) || mark(after) || opens(before) || closes(after) || sentence && mixed
}

/// `2026 年 4 月 20 日`, `第 12 期`, `12 号`, as copies of printed pages have them: numbers and days are written without blanks wherever they stand.
fn is_of_number(before: &[char], after: &[char]) -> bool {
    let unit = |c: &char| matches!(c, '年' | '月' | '日' | '号' | '期');
    let ends = |c: &char| before.last() == Some(c);
    let digits = after.iter().take_while(|c| c.is_ascii_digit()).count();
    let behind = after[digits..].iter().find(|c| !is_space(**c));
    let follows = |units: &[char]| (1..=2).contains(&digits) && behind.is_some_and(|c| units.contains(c));
    before.last().is_some_and(char::is_ascii_digit) && after.first().is_some_and(unit)
        || ends(&'年') && follows(&['月'])
        || ends(&'月') && follows(&['日', '号'])
        || ends(&'第') && follows(&['号', '期'])
}

/// `（　　）`, `第〔　〕号`: nothing but space between two brackets is a blank to fill in.
fn is_blank(between: (Option<char>, Option<char>)) -> bool {
    let pairs = [('（', '）'), ('〔', '〕'), ('《', '》'), ('“', '”')];
    pairs.iter().any(|(open, close)| between == (Some(*open), Some(*close)))
}

#[cfg(test)]
mod tests {
    use crate::diag::{Location, Log};
    use crate::punctuation::fold;
    use crate::punctuation::tests::check;
    use crate::rules::Rules;
    use crate::text::{Line, Meaning};

    #[test]
    fn numbers_and_days_have_no_blanks() {
        check("2026 年 4 月 20 日", "2026年4月20日");
        check("松政〔2026〕12 号", "松政〔2026〕12号");
        check("第 12 期", "第12期");
        check("松溪发布 2026年 4月", "松溪发布 2026年4月");
        check("2026年 12345热线", "2026年 12345热线");
        check("第 12 中学", "第 12 中学");
        check("4月 20 人", "4月 20 人");
    }

    #[test]
    fn blanks_inside_of_words_go() {
        check("二、存在的主要难 点", "二、存在的主要难点");
        check("遇到连续干 旱，部分村庄只能隔日供水。", "遇到连续干旱，部分村庄只能隔日供水。");
        check("各级 各部门要抓好落实。", "各级 各部门要抓好落实。");
        check("县委书记李 红旗讲话，要求抓好落实。", "县委书记李 红旗讲话，要求抓好落实。");
        check("抓好叙述 说明两项工作，务求实效。", "抓好叙述 说明两项工作，务求实效。");
        check("存在的主要难 点", "存在的主要难 点");
        // What goes does not depend on the other blanks.
        check("抓好主要难 点 工作，务求实效。", "抓好主要难点 工作，务求实效。");
        check("抓好主要难点 工作，务求实效。", "抓好主要难点 工作，务求实效。");
    }

    #[test]
    fn a_year_may_open_the_next_entry() {
        check(
            "开展农村能源调研活动 1989年底全乡建沼气池六十二口。",
            "开展农村能源调研活动 1989年底全乡建沼气池六十二口。",
        );
        check("全市县 2023年底建沼气池六十二口。", "全市县2023年底建沼气池六十二口。");
        check("全县力争在 2023年完成全部改造任务。", "全县力争在2023年完成全部改造任务。");
        check("全县完成投资 2023 万元，全年建成 2024年计划。", "全县完成投资2023万元，全年建成2024年计划。");
    }

    #[test]
    fn idle_spaces_go() {
        check(
            "行动为牵引， 紧紧围绕“铸根基 ”，在 2023 年完成。",
            "行动为牵引，紧紧围绕“铸根基”，在2023年完成。",
        );
        check("（ 区委办 ）", "（区委办）");
        check("政 府 新 闻 处 担 任 顾 问 , 负 责 宣 传 工 作 。", "政府新闻处担任顾问，负责宣传工作。");
    }

    #[test]
    fn a_blank_to_fill_in_stays() {
        check("同意（　　）不同意（　　）", "同意（　　）不同意（　　）");
        check("岚政发〔　〕号，见《　　》。", "岚政发〔　〕号，见《　　》。");
        check("是（ ） 否（ ）", "是（ ） 否（ ）");
        check("（　甲　）", "（甲）");
    }

    #[test]
    fn a_run_of_spaces_is_one_place_and_spans_stay_where_they_are() {
        let mut line = Line::plain("甲，  乙\u{a0}\u{a0}丙丁", 3);
        line.text.mark(8..11, Meaning::Strong);
        line.text.mark(13..18, Meaning::Superscript);
        let mut log = Log::new();
        fold(&mut log, std::slice::from_mut(&mut line), &Rules::default());
        assert_eq!(line.text, "甲，乙  丙丁");
        let spans: Vec<_> = line.text.spans().iter().map(|span| &line.text[span.range()]).collect();
        assert_eq!(spans, ["乙", " 丙"]);
        let change = &log.changes()[0];
        assert_eq!((change.count, &*change.places), (2, &[Location::new(3, 6..8)][..]));
    }

    #[test]
    fn how_long_and_how_spaced_a_line_is_decides() {
        let line = |han: usize| format!("{} 5月", "农".repeat(han));
        check(&line(37), &line(37).replace(' ', ""));
        check(&line(36), &line(36));
        check("农 业 农 村 工 作 会议精神", "农业农村工作会议精神");
        check("农 业 农 村 工 作会议精神", "农 业 农 村 工 作会议精神");
        let dateline = |han: usize| format!("{}电 6月27日，市长到基层调研。", "某".repeat(han));
        check(&dateline(23), &dateline(23));
        check(&dateline(24), &dateline(24).replace(' ', ""));
    }

    #[test]
    fn names_and_titles_keep_theirs() {
        check("通讯员 刘一 乔东某", "通讯员 刘一 乔东某");
        check("本报讯 6月27日，市长到基层调研。", "本报讯 6月27日，市长到基层调研。");
        check("强化载体建设\u{a0}\u{a0}破解难题", "强化载体建设  破解难题");
        check("乡村振兴 2023年工作纪实", "乡村振兴 2023年工作纪实");
        check(
            "采用 Open Source 方式推进各项工作，取得明显成效。",
            "采用Open Source方式推进各项工作，取得明显成效。",
        );
    }
}
