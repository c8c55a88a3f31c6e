//! The best reading of a whole page: for each line the label that, with those above and below, most speaks for.

use crate::lexicon::sentence::announces;
use crate::lexicon::{label, place};
use crate::reading::features::{Bag, Sheet};
use crate::reading::model::{LABELS, Loss, Model, Scores};
use crate::reading::path::{self, NEVER, Ways};
use crate::reading::{Hint, Page};
use crate::text::{Label, Line, Mark, Told, is_bulleted, is_han};

/// Pages with more lines are read without their doubts.
const MOST_DOUBTED: usize = 20_000;

/// A page, read.
#[derive(Debug, Default)]
pub struct Decision {
    /// What each line is.
    pub labels: Vec<Label>,
    /// How much less the best reading is worth in which the line is of the page instead of the text, or the other way round.
    pub margins: Vec<i32>,
    /// What the weights say alone was not believed.
    pub doubted: bool,
    /// Where another article begins that was left out.
    pub another: Option<usize>,
}

/// Reads `page`.
pub(crate) fn decide(page: &Page<'_>, model: &Model<'_>) -> Decision {
    let count = page.lines.len();
    if count == 0 {
        return Decision::default();
    }
    let sheet = Sheet::of(page);
    let steps = path::steps(model);
    let mut bag = Bag(Vec::new());
    let doubted = count <= MOST_DOUBTED;
    let mut ways = Ways::new(count);
    let (mut lines, mut forward) = (Vec::new(), Vec::new());
    for i in 0..count {
        let line = scores(&sheet, page, model, i, &mut bag);
        let best = ways.advance(&steps, &line);
        if doubted {
            forward.push(*best);
            lines.push(line);
        }
    }
    let labels = ways.labels();
    let margins = if doubted { path::margins(&forward, &lines, &steps, &labels) } else { Vec::new() };
    Decision { labels, margins, ..Decision::default() }
}

/// What speaks for each label of line `i` alone.
fn scores(sheet: &Sheet<'_>, page: &Page<'_>, model: &Model<'_>, i: usize, bag: &mut Bag) -> Scores {
    sheet.features(i, bag);
    bag.settle();
    let mut scores = model.sum(&bag.0);
    scores
        .iter_mut()
        .zip(costs(sheet, page, model, i))
        .for_each(|(score, cost)| *score = (*score + cost).max(NEVER));
    scores
}

/// What reading line `i` as each label costs, whatever speaks for it; what may not be costs more than anything can be worth.
pub(crate) fn costs(sheet: &Sheet<'_>, page: &Page<'_>, model: &Model<'_>, i: usize) -> Scores {
    let mut scores = [0; LABELS];
    let hint = &page.hints[i];
    let prose = sheet.is_prose(i);
    // Half, found by cross-validation: at a third more of the texts goes, too. Lines that are no prose cost little as it is.
    let share = if prose && sheet.is_copied() && sheet.is_alone(i) { 2 } else { 1 };
    let loss = loss(prose, hint, model) / share;
    let out = if hint.is_out() { model.cost(Loss::Out) } else { 0 };
    // What the user says is no paragraph does not go on.
    let above = i.checked_sub(1).and_then(|above| page.hints[above].told);
    let stands_alone = above.is_some_and(|told| told != Told::Paragraph);
    for (score, label) in scores.iter_mut().zip(Label::ALL) {
        let debris = label.is_debris();
        *score -= if debris { loss } else { out };
        if hint.first() == Some(*label) {
            *score += model.cost(Loss::Role);
        }
        let line = &page.lines[i];
        let of_table = (is_line(*label) || *label == Label::Info && !hint.tells) && is_row(line);
        let can = match hint.told {
            Some(told) => told.allows(*label),
            None => !of_table && can_be(*label, &line.text, hint) && !(stands_alone && *label == Label::More),
        };
        if hint.stays && debris || hint.goes && !debris || !can {
            *score += 2 * NEVER;
        }
    }
    scores
}

/// What has its line for itself.
fn is_line(label: Label) -> bool {
    use Label::{Abstract, Caption, Heading, Kicker, Note, Recipient, RunIn, Subtitle, Title, TitleMore};
    matches!(
        label,
        Title | TitleMore | Kicker | Subtitle | Recipient | Heading | RunIn | Caption | Note | Abstract
    )
}

/// A row of a table with cells beside each other.
fn is_row(line: &Line) -> bool {
    // A line in a table may have a label in the cell before it.
    const CELLS: usize = 3;
    line.mark == Mark::Row && line.text.split('\t').filter(|cell| !cell.trim().is_empty()).count() >= CELLS
}

/// Whether a line of this text can be what the label says, for those labels whose lines have a form.
fn can_be(label: Label, text: &str, hint: &Hint) -> bool {
    match label {
        Label::Title => can_be_title(text) && !is_of_page(hint) && !is_entry(text),
        Label::Heading => !is_noise(text) && !is_bulleted(text) && !text.ends_with(['>', '»', '›']),
        Label::TitleMore => {
            // Whose text it is stands in brackets of its own: `〔松溪县委〕`.
            let aside = text.starts_with(['〔', '［', '[']) && text.ends_with(['〕', '］', ']']);
            !text.ends_with(['：', ':']) && !hint.credits && !is_menu(text) && !aside
        }
        // Who asks is none who wrote: `记者：今年有哪些新举措？`
        // Nor who says what the title quotes: `韩青山在松溪县调研时强调`.
        Label::Byline => {
            !text.ends_with(['？', '?', '！', '!']) && !announces(text) && !place::is_region(text.trim())
        }
        _ => true,
    }
}

/// Whether a rule knows a line by words that only a page says of itself.
fn is_of_page(hint: &Hint) -> bool {
    const RULES: [&str; 5] = ["web.pager", "web.neighbours", "web.counter", "web.tools", "web.login"];
    hint.rule.as_deref().is_some_and(|rule| RULES.contains(&rule))
}

/// A title names something, in letters: no figures of a market, no pages to choose from, no region a post was sent from.
fn can_be_title(text: &str) -> bool {
    // 总则 has two letters; a single one is the index of a list.
    const FEWEST: usize = 2;
    // The longest of 217 titles has 60 characters; what is much longer is a paragraph.
    const LONGEST: usize = 100;
    text.split_whitespace().flat_map(str::chars).nth(LONGEST).is_none()
        && !text.ends_with(['：', ':'])
        && text.chars().filter(|c| c.is_alphabetic()).nth(FEWEST - 1).is_some()
        && !is_menu(text)
        && !place::is_region(text.trim())
}

/// An entry of a list of documents with its day (`* 关于…的通知 [03-14]`), or of a record whose label is spaced out (`索 引 号 …`).
fn is_entry(text: &str) -> bool {
    let dated = || {
        let inner = text
            .trim_end()
            .strip_suffix([']', '］', '】'])
            .and_then(|rest| rest.rsplit_once(['[', '［', '【']));
        inner.is_some_and(|(_, day)| {
            day.contains(|c: char| c.is_ascii_digit())
                && day.chars().all(|c| c.is_ascii_digit() || "-/. ".contains(c))
        })
    };
    is_bulleted(text) && dated()
        || label::at_start(text).is_some_and(|found| found.spaced && label::after_title(text).is_none())
}

/// More marks than letters, and no Chinese: what a forum adds so that its text is not copied, and what was decoded wrongly.
fn is_noise(text: &str) -> bool {
    let count = |of: fn(char) -> bool| text.chars().filter(|c| of(*c)).count();
    !text.chars().any(is_han)
        && count(|c| !c.is_alphanumeric() && !c.is_whitespace()) * 2 > count(char::is_alphanumeric)
        && count(|c| !c.is_whitespace()) > 4
}

/// Three entries of a menu and more between bars, and nothing else: `首页 | 版面导航 | 标题导航`.
fn is_menu(text: &str) -> bool {
    // Entries have two to four characters, few up to eight; the parts of a title between bars have more.
    const LONGEST: usize = 8;
    let mut entries = text.split(['|', '｜', '┊']);
    text.matches(['|', '｜', '┊']).nth(1).is_some()
        && entries.all(|entry| entry.trim().chars().nth(LONGEST).is_none())
}

/// What it costs to lose a line.
fn loss(sentence: bool, hint: &Hint, model: &Model<'_>) -> i32 {
    let kind = match (sentence, !hint.is_out()) {
        (true, true) => Loss::Chosen,
        (true, false) => Loss::Sentence,
        (false, true) if hint.glance.is_part() => Loss::Part,
        (false, true) => Loss::Line,
        (false, false) => return 0,
    };
    model.cost(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_with_a_colon_is_no_line_of_a_title() {
        let cost = |text: &str| {
            let lines = [Line::plain("松溪县推进春耕", 1), Line::plain(text, 2)];
            let hints = [Hint::default(), Hint::default()];
            let page = Page { lines: &lines, hints: &hints, name: None, kind: 0 };
            costs(&Sheet::of(&page), &page, &Model::NONE, 1)[Label::TitleMore as usize]
        };
        assert!(cost("各乡镇：") <= NEVER && cost("各乡镇:") <= NEVER && cost("各乡镇") > NEVER);
    }

    #[test]
    fn a_sentence_between_other_lines_of_a_copied_page_costs_half_to_lose() {
        const SENTENCE: &str = "松溪县组织干部下沉一线，帮助农户抢抓农时。";
        let built_in = Model::default();
        let cost = |texts: [&str; 3], known: usize| {
            let hint = |i: usize| Hint {
                chosen: i >= known,
                rule: (i < known).then(|| "web.more".into()),
                ..Hint::default()
            };
            let text = ["首页"; 3].into_iter().chain(texts);
            let lines: Vec<Line> = (1..).zip(text).map(|(number, text)| Line::plain(text, number)).collect();
            let hints: Vec<Hint> = (0..6).map(hint).collect();
            let page = Page { lines: &lines, hints: &hints, name: None, kind: 0 };
            costs(&Sheet::of(&page), &page, &built_in, 4)[Label::Below as usize]
        };
        let whole = cost(["3月11日", SENTENCE, "3月12日"], 2);
        assert!(whole < 0 && cost(["3月11日", SENTENCE, "3月12日"], 3) * 2 == whole);
        assert_eq!(cost(["3月11日", SENTENCE, SENTENCE], 3), whole);
        assert_eq!(cost([SENTENCE, SENTENCE, "3月12日"], 3), whole);
        assert_eq!(cost(["3月11日", &SENTENCE.repeat(6), "3月12日"], 3), whole);
        // What is no sentence costs as much as ever.
        let short = |known| cost(["3月11日", "云岭县植树", "3月12日"], known);
        assert!(short(3) < 0 && short(3) == short(2));
    }

    #[test]
    fn the_heads_of_a_table_are_no_title() {
        let row = |text: &str| is_row(&Line { mark: Mark::Row, ..Line::plain(text, 1) });
        assert!(
            row("序号\t任务\t单位") && !row("标题\t关于开展检查的通知") && !row("标题\t\t关于开展检查的通知")
        );
        assert!(!is_row(&Line::plain("序号\t任务\t单位", 1)));
    }

    #[test]
    fn a_credit_is_no_line_of_a_title_and_a_question_no_author() {
        let can = |label: Label, text: &str, hint: Hint| can_be(label, text, &hint);
        let credit = || Hint { credits: true, ..Hint::default() };
        assert!(!can(Label::TitleMore, "制图：韩青山", credit()));
        assert!(!can(Label::TitleMore, "首页 | 要闻 | 视频", Hint::default()));
        assert!(!can(Label::TitleMore, "〔松溪县委〕", Hint::default()));
        assert!(can(Label::TitleMore, "〔2026〕行动", Hint::default()));
        assert!(can(Label::TitleMore, "推进春耕", Hint::default()) && can(Label::Byline, "韩青山", credit()));
        assert!(!can(Label::Byline, "记者：有哪些举措？", credit()));
        assert!(!can(Label::Byline, "韩青山在松溪县调研时强调", Hint::default()));
        let ruled = |rule: &'static str| Hint { rule: Some(rule.into()), ..Hint::default() };
        assert!(!can(Label::Title, "支持键盘翻页", ruled("web.pager")));
        assert!(can(Label::Title, "版权声明", ruled("web.notice")));
    }

    #[test]
    fn entries_of_lists_and_records_are_no_titles() {
        for text in ["* 关于调整时间的通知 [08-14]", "· 关于调整时间的通知［2026.8.14］", "索 引 号 主题分类"]
        {
            assert!(is_entry(text), "{text}");
        }
        for text in [
            "* 关于调整时间的通知",
            "关于调整时间的通知 [08-14]",
            "* 关于通知 [修订]",
            "标 题：供暖工作",
            "来源",
        ] {
            assert!(!is_entry(text), "{text}");
        }
    }

    #[test]
    fn noise_heads_nothing() {
        for text in ["! u0 u, t) G. P\" J*", "％G9T.N1W&A%S4(+S"] {
            assert!(is_noise(text), "{text}");
        }
        for text in ["（一）", "01", "PART 01", "Q&A", "***", "ISO 9001:2015"] {
            assert!(!is_noise(text), "{text}");
        }
        for text in ["! u0 u, t) G. P", "更多图片>>", "* 高考首日平稳", "· 高考首日平稳"] {
            assert!(!can_be(Label::Heading, text, &Hint::default()), "{text}");
        }
        assert!(can_be(Label::Heading, "高考首日平稳", &Hint::default()));
    }

    #[test]
    fn figures_and_what_opens_a_list_are_no_titles() {
        let padded = format!("松溪县推进春耕{}青禾", " ".repeat(120));
        for text in [
            "总则",
            "2026年工作要点",
            "GB 9704",
            "春耕 | 青禾网",
            "全县春耕生产全面展开 | 青禾网 | 要闻",
            &padded,
        ] {
            assert!(can_be_title(text), "{text}");
        }
        for text in [
            "0.00 (0.000%)",
            "1  2  3  4",
            "章",
            "浙江",
            "浙江省",
            "相关阅读：",
            "Tags:",
            "首页 | 要闻 | 视频",
        ] {
            assert!(!can_be_title(text), "{text}");
        }
    }
}
