//! Where what a page shows below its text begins, in a text that was copied with its page: other articles, comments, the foot.

use std::collections::HashMap;

use crate::lexicon::label;
use crate::reading::features::{ALONE, is_copied};
use crate::reading::shape::Shape;
use crate::reading::{Hint, Page};
use crate::text::{Glance, key};

/// The first line below what says that the text is over, if from there on nothing can be the text's.
pub(crate) fn begins(page: &Page<'_>) -> Option<usize> {
    // Characters of sentences above: less is a lead, or a teaser over the text.
    const LEAST: usize = 80;
    if !is_copied(page) {
        return None;
    }
    let shapes: Vec<Shape> = page.lines.iter().map(|line| Shape::of(&line.text)).collect();
    let rests = rests(page, &shapes);
    let mut above = 0;
    for (i, shape) in shapes.iter().enumerate() {
        if shape.is_sentence() {
            above += shape.length;
        } else if above >= LEAST
            && (is_over(page, i) || label::is_editor(&key(&page.lines[i].text)))
            && rests.get(i + 1).is_some_and(|rest| rest.is_of_page(above))
            && !page.hints[i + 1..].iter().take(NEAR).any(is_attached)
        {
            return Some(i + 1);
        }
    }
    None
}

/// What is attached stands right below the buttons of the page.
const NEAR: usize = 6;

/// Whether a rule knows a line as what stands below a text: buttons to share it, comments, other articles.
pub(crate) fn is_over(page: &Page<'_>, i: usize) -> bool {
    const RULES: [&str; 6] = ["web.share", "web.more", "web.login", "web.neighbours", "web.end", "web.tags"];
    page.hints[i].rule.as_deref().is_some_and(|rule| RULES.contains(&rule))
}

fn is_attached(hint: &Hint) -> bool {
    matches!(hint.glance, Glance::Attachment | Glance::AttachmentLabel)
}

/// All lines from one on: what is seen of them together.
#[derive(Clone, Copy, Default)]
struct Rest {
    lines: usize,
    /// Sentences, and their characters.
    sentences: usize,
    said: usize,
    /// Short lines that come again and again: times, names of buttons, counts.
    repeats: usize,
    /// The most sentences without another line between them, and the most characters of such.
    longest: usize,
    largest: usize,
    /// Characters of the longest sentence.
    widest: usize,
}

impl Rest {
    /// Whether it is of other articles, each told of in a sentence or two, or of comments between times and buttons, below a text of `above`
    /// characters.
    fn is_of_page(&self, above: usize) -> bool {
        // A text that ends below its buttons has a line or two there: who signed it, and when.
        const FEWEST: usize = 3;
        // A headline that ends as a sentence does, and what is told of the article.
        const TOLD: usize = 2;
        // Lines of the longest comment of a wall of 200 that is none of an article.
        const COMMENT: usize = 12;
        let told = self.said <= above || self.repeats >= self.sentences;
        let listed = self.longest <= TOLD && self.widest < ALONE && 2 * self.largest <= above && told;
        let commented = self.repeats >= FEWEST
            && 2 * self.repeats >= self.sentences
            && self.longest <= COMMENT
            && self.largest <= above;
        self.lines >= FEWEST && (listed || commented)
    }
}

/// The rest of the page from each line on.
fn rests(page: &Page<'_>, shapes: &[Shape]) -> Vec<Rest> {
    // `2026-11-30 07:42`, `查看回复 2 举报 分享`.
    const SHORT: usize = 20;
    // Three times is a list.
    const FEWEST: u16 = 3;
    let short = |shape: &Shape| shape.length <= SHORT && !shape.ends;
    let mut times: HashMap<u32, u16> = HashMap::new();
    let mut rests = vec![Rest::default(); page.lines.len()];
    let (mut rest, mut run, mut length) = (Rest::default(), 0, 0);
    for (place, shape) in rests.iter_mut().zip(shapes).rev() {
        rest.lines += 1;
        if shape.is_sentence() {
            (run, length) = (run + 1, length + shape.length);
            rest.sentences += 1;
            rest.said += shape.length;
            rest.widest = rest.widest.max(shape.length);
            rest.longest = rest.longest.max(run);
            rest.largest = rest.largest.max(length);
        } else {
            (run, length) = (0, 0);
        }
        if short(shape) {
            let seen = times.entry(shape.hash).or_default();
            *seen = seen.saturating_add(1);
            // With the third, the two before count as well.
            rest.repeats += match *seen {
                FEWEST => usize::from(FEWEST),
                more => usize::from(more > FEWEST),
            };
        }
        *place = rest;
    }
    rests
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Line;

    const TEXT: &str =
        "各乡镇要抓好春耕备耕，做到不误农时、应种尽种，逐村逐户落实面积，确保完成全年粮食生产任务。";

    /// How many of `rest` go below two paragraphs and `sign`, which `rule` knows, with `known` more lines of the page at its top.
    #[track_caller]
    fn gone(
        sign: &str,
        rule: &'static str,
        known: usize,
        rest: &[&str],
        change: impl Fn(&mut Hint),
    ) -> usize {
        let paragraph = TEXT.repeat(4);
        let mut text = vec!["首页"; known];
        text.extend(["松溪县推进春耕", &paragraph, &paragraph, sign]);
        let from = text.len();
        text.extend(rest);
        let lines: Vec<Line> = (1..).zip(&text).map(|(n, text)| Line::plain(*text, n)).collect();
        let known = |i: usize| i < known || i + 1 == from && !rule.is_empty();
        let rule = |i: usize| known(i).then(|| rule.into());
        let mut hints: Vec<Hint> =
            (0..text.len()).map(|i| Hint { chosen: true, rule: rule(i), ..Hint::default() }).collect();
        hints[from..].iter_mut().take(1).for_each(change);
        let begins = begins(&Page { lines: &lines, hints: &hints, name: None, kind: 0 });
        begins.map_or(0, |begins| text.len() - begins)
    }

    fn shared(rest: &[&str]) -> usize {
        gone("分享", "web.share", 2, rest, |_| ())
    }

    #[test]
    fn what_a_page_tells_of_other_articles_goes() {
        let (two, three) = (TEXT.repeat(2), TEXT.repeat(3));
        let more = format!("{two}春耕正忙。");
        assert_eq!(shared(&["云岭县植树", TEXT, "3月12日", "青禾市修桥", TEXT, "3月13日"]), 6);
        assert_eq!(shared(&["云岭县植树", &two, "3月12日"]), 3);
        assert_eq!(shared(&["云岭县植树", &three, "3月12日"]), 0, "a paragraph");
        assert_eq!(shared(&["云岭县植树", &two, &two, "3月12日"]), 4, "half of the text");
        assert_eq!(shared(&["云岭县植树", &two, &more, "3月12日"]), 0, "more than that");
        assert_eq!(shared(&["云岭县植树", TEXT, TEXT, TEXT, "3月12日"]), 0, "three sentences together");
        assert_eq!(shared(&["云岭县植树", "青禾市修桥", "白石镇养蚕"]), 3, "no sentence at all");
        assert_eq!(shared(&["云岭县农业局", "3月12日"]), 0, "who signed it, and when");
        let names = [
            "云岭",
            "青禾市",
            "白石镇养",
            "松溪县植树",
            "云岭县修水渠",
            "青禾市修桥铺路",
            "白石",
            "松溪县",
            "云岭养蚕",
        ];
        let told = |count: usize, dated: bool| {
            let one = |name: &'static str| if dated { ["3月12日", TEXT] } else { [name, TEXT] };
            shared(&names[..count].iter().flat_map(|name| one(name)).collect::<Vec<_>>())
        };
        assert_eq!((told(8, false), told(9, false)), (16, 0), "no more than the text");
        assert_eq!(told(9, true), 18, "but where each has its day");
    }

    #[test]
    fn comments_between_times_and_buttons_go() {
        let one = "说得好，种地的人最辛苦，要多多关心他们。";
        let talk = |sentence: &str, each: usize, buttons: usize| {
            let mut rest = Vec::new();
            for (i, name) in ["春来", "秋去了", "冬至已到", "夏至"].into_iter().enumerate() {
                rest.extend(std::iter::repeat_n(sentence, each));
                rest.push(if i < buttons { "回复 踩0 赞85" } else { name });
            }
            shared(&rest)
        };
        assert_eq!(talk(one, 3, 4), 0, "fewer buttons than half of the sentences");
        assert_eq!(talk(one, 2, 4), 12);
        let long = one.repeat(7);
        assert_eq!(talk(&long, 1, 4), 8, "as long as a paragraph");
        assert_eq!(talk(&long, 1, 2), 0, "only two buttons");
        let wall = |sentence: &str, lines: usize| {
            let rest: Vec<&str> =
                std::iter::repeat_n("昨天 回复", lines).chain(std::iter::repeat_n(sentence, lines)).collect();
            shared(&rest)
        };
        assert_eq!((wall(one, 12), wall(one, 13)), (24, 0), "an article");
        assert_eq!((wall(&long, 2), wall(&long, 3)), (0, 0), "too few to be told again, more than the text");
    }

    #[test]
    fn it_takes_a_copied_page_and_a_sign_below_the_text() {
        let rest = ["云岭县植树", "青禾市修桥", "白石镇养蚕"];
        assert_eq!(gone("分享", "web.share", 1, &rest, |_| ()), 0, "hardly anything of a page");
        assert_eq!(gone("收藏", "web.counter", 2, &rest, |_| ()), 0, "no such sign");
        assert_eq!(gone("责任编辑：韩青山", "", 3, &rest, |_| ()), 3);
        assert_eq!(gone("编辑要认真", "", 3, &rest, |_| ()), 0);
        let attached = |hint: &mut Hint| hint.glance = Glance::AttachmentLabel;
        assert_eq!(gone("分享", "web.share", 2, &rest, attached), 0);
        let mut early: Vec<&str> = vec!["春耕", "秋收"];
        early.extend([TEXT; 6]);
        assert_eq!(shared(&early), 0, "the text goes on");
    }

    #[test]
    fn a_lead_is_no_text() {
        let below = |text: &[&str]| {
            let all = [&["首页", "首页"], text, &["分享", "云岭县植树", "青禾市修桥", "白石镇养蚕"]].concat();
            let lines: Vec<Line> = all.iter().map(|text| Line::plain(*text, 1)).collect();
            let known = |i: usize| matches!(all[i], "首页" | "分享").then(|| "web.share".into());
            let hint = |i: usize| Hint { chosen: true, rule: known(i), ..Hint::default() };
            let hints: Vec<Hint> = (0..all.len()).map(hint).collect();
            begins(&Page { lines: &lines, hints: &hints, name: None, kind: 0 })
        };
        assert_eq!((below(&[TEXT]), below(&[TEXT; 2])), (None, Some(5)));
    }
}
