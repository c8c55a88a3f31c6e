//! Breaking a title that is too long for one line: balanced, never inside 《》, “”, （）, a number or a Latin word.
//!
//! GB/T 9704-2012 7.3.1 asks for whole words and a symmetrical shape. [`segment`] knows where words end; among
//! their ends, a line ends best where a phrase surely does.

use crate::layout::characters::{Type, may_break};
use crate::lexicon::{numeral, segment};
use crate::pages::characters::gap;
use crate::units::Length;

/// The lines of one line of a title, `room` wide; a space at a break is dropped.
pub(crate) fn break_title(text: &str, of: Type, room: Length) -> Vec<&str> {
    let width = of.width(text);
    if width <= room || room <= Length::ZERO {
        return vec![text];
    }
    let count = width.as_emu().div_euclid(room.as_emu()) + 1;
    let target = width.as_emu() / count;
    let seams = seams(text, of);
    let cuts = best(&seams, target, room.as_emu());
    let mut lines = Vec::with_capacity(cuts.len() + 1);
    let mut start = 0;
    for cut in cuts {
        // The gaps a line gave up may reach beyond the next break: a line of nothing but gaps is none.
        if cut <= start {
            continue;
        }
        lines.push(text[start..cut].trim_end_matches(gap));
        start = cut + text[cut..].len() - text[cut..].trim_start_matches(gap).len();
    }
    lines.push(&text[start..]);
    lines
}

/// Characters of a title whose words are looked for. The longest titles have some two hundred; what has thousands is none, and its words
/// would take longer than all else.
const LONGEST: usize = 2_000;

/// A place a line may end, with its price.
struct Seam {
    /// Byte offset.
    at: usize,
    /// Width of the text before it, in EMU.
    width: i64,
    /// What a break here costs, beside the shape.
    price: Price,
}

#[derive(Clone, Copy, PartialEq)]
enum Price {
    /// After a comma, a space, before 关于: a phrase ends.
    Phrase,
    /// Between two characters.
    Plain,
    /// Inside of a word.
    Word,
    /// Inside brackets, between words: when what is in them is longer than a line.
    Bracket,
    /// Inside a word in brackets, or against the rules of line ends: only when nothing else is left.
    Last,
}

impl Price {
    /// In the unit of the shape: the square of the distance from the wanted width, in hundredths of a line.
    fn cost(self) -> i64 {
        match self {
            Price::Phrase => 0,
            Price::Plain => 1600,
            Price::Word => 20_000,
            Price::Bracket => 200_000,
            Price::Last => 1_000_000,
        }
    }
}

fn seams(text: &str, of: Type) -> Vec<Seam> {
    let mut seams = vec![Seam { at: 0, width: 0, price: Price::Phrase }];
    let (mut width, mut depth, mut before) = (0, 0_i32, None);
    for (at, c) in text.char_indices() {
        if let Some(before) = before {
            seams.push(Seam { at, width, price: price(before, c, &text[at..], depth) });
        }
        depth += i32::from("《“（〈‘".contains(c)) - i32::from("》”）〉’".contains(c));
        width += of.advance(c).as_emu();
        before = Some(c);
    }
    seams.push(Seam { at: text.len(), width, price: Price::Phrase });
    if seams.len() <= LONGEST {
        mark_words(text, &mut seams);
    }
    seams
}

/// Makes breaks inside of words dear. `seams` are all borders between characters.
fn mark_words(text: &str, seams: &mut [Seam]) {
    let mut ends = segment::ends(text).into_iter().peekable();
    for seam in seams {
        while ends.next_if(|end| *end < seam.at).is_some() {}
        if ends.peek() == Some(&seam.at) || seam.at == 0 {
            continue;
        }
        seam.price = match seam.price {
            Price::Plain | Price::Phrase => Price::Word,
            Price::Bracket => Price::Last,
            price => price,
        };
    }
}

/// Whether a number written in hanzi, with what it counts, goes on.
fn counts(before: char, after: char) -> bool {
    numeral::is_large(before) && (numeral::is_large(after) || "年月日届次个项条号".contains(after))
}

fn price(before: char, after: char, rest: &str, depth: i32) -> Price {
    let unit = before.is_ascii_digit() && "年月日号届次个项万亿元条".contains(after);
    let numeral = after.is_ascii_digit() && before == '第';
    if unit || numeral || counts(before, after) || !may_break(before, after) || "的了之等".contains(after)
    {
        Price::Last
    } else if depth > 0 {
        Price::Bracket
    } else if gap(before) || "，、；：》”）".contains(before) || rest.starts_with("关于") {
        Price::Phrase
    } else {
        Price::Plain
    }
}

/// The cheapest breaks: each line close to `target`, none wider than `room`. Linear: a line holds few characters.
fn best(seams: &[Seam], target: i64, room: i64) -> Vec<usize> {
    let mut costs: Vec<(i64, usize)> = vec![(0, 0)];
    for (i, seam) in seams.iter().enumerate().skip(1) {
        let mut cheapest = (i64::MAX, i - 1);
        for from in (0..i).rev() {
            let width = seam.width - seams[from].width;
            if width > room && from + 1 < i {
                break;
            }
            let slack = (width - target) * 100 / room.max(1);
            let cost = costs[from].0.saturating_add(slack * slack + seam.price.cost());
            if cost < cheapest.0 {
                cheapest = (cost, from);
            }
        }
        costs.push(cheapest);
    }
    let mut cuts = Vec::new();
    let mut i = costs[seams.len() - 1].1;
    while i > 0 {
        cuts.push(seams[i].at);
        i = costs[i].1;
    }
    cuts.reverse();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let of = Type { size: Length::points(22), tracking: Length::ZERO };
        assert_eq!(break_title(text, of, Length::points(442)), expected);
    }

    #[test]
    fn a_short_title_stays_whole() {
        check("某区机关党建工作总结", &["某区机关党建工作总结"]);
        check("二十个字的题目正好放得下一行不必再分成两", &["二十个字的题目正好放得下一行不必再分成两"]);
    }

    #[test]
    fn a_number_is_not_parted_from_what_it_counts() {
        for (before, after) in
            [('第', '1'), ('6', '年'), ('二', '十'), ('十', '届'), ('机', '的'), ('甲', '》')]
        {
            assert!(price(before, after, &after.to_string(), 0) == Price::Last, "{before}{after}");
        }
        assert!(price('部', '门', "门", 0) == Price::Plain && price('部', '门', "门", 1) == Price::Bracket);
        assert!(
            price('省', '关', "关于", 0) == Price::Phrase && price('，', '推', "推进", 0) == Price::Phrase
        );
    }

    #[test]
    fn a_title_without_any_room_stays_whole() {
        let of = Type { size: Length::points(22), tracking: Length::ZERO };
        assert_eq!(break_title("某区机关党建工作总结", of, Length::ZERO), ["某区机关党建工作总结"]);
    }

    #[test]
    fn a_long_title_is_broken_where_a_phrase_ends() {
        check(
            "坚持以服务大局为主线　扎实推进机关作风建设提质增效",
            &["坚持以服务大局为主线", "扎实推进机关作风建设提质增效"],
        );
        check(
            "某某区人民政府办公室关于进一步做好2026年秋季造林工作的通知",
            &["某某区人民政府办公室", "关于进一步做好2026年秋季造林工作的通知"],
        );
    }

    #[test]
    fn words_are_looked_for_in_what_can_be_a_title() {
        let of = Type { size: Length::points(22), tracking: Length::ZERO };
        let words = |text: &str| seams(text, of).iter().filter(|seam| seam.price == Price::Word).count();
        assert_eq!(words(&"推进".repeat(LONGEST / 2 - 1)), LONGEST / 2 - 1);
        assert_eq!(words(&"推进".repeat(LONGEST / 2)), 0);
    }

    #[test]
    fn a_line_of_nothing_but_gaps_is_none() {
        for blanks in [20, 40, 45, 90] {
            check(&format!("会议{}纪要", "\u{3000}".repeat(blanks)), &["会议", "纪要"]);
        }
    }

    #[test]
    fn words_are_not_broken() {
        check(
            "潜江市住建局党组理论学习中心组暨党组会议纪要",
            &["潜江市住建局党组", "理论学习中心组暨党组会议纪要"],
        );
        check(
            "某某区人民政府办公室关于进一步做好二〇二六年秋季造林绿化和森林防火工作的通知",
            &["某某区人民政府办公室", "关于进一步做好二〇二六年秋季", "造林绿化和森林防火工作的通知"],
        );
    }

    #[test]
    fn what_belongs_together_stays_on_a_line() {
        check(
            "岚川市人民政府关于将梧溪水库除险加固工程列入省级补助项目的请示",
            &["岚川市人民政府关于将梧溪水库", "除险加固工程列入省级补助项目的请示"],
        );
    }

    #[test]
    fn names_and_numbers_are_not_broken() {
        check(
            "某区关于学习贯彻《机关基层组织建设工作条例》的情况报告",
            &["某区关于学习贯彻", "《机关基层组织建设工作条例》的情况报告"],
        );
        check(
            "学习贯彻《关于新形势下机关基层组织建设的若干意见》的体会",
            &["学习贯彻《关于新形势下机关", "基层组织建设的若干意见》的体会"],
        );
        check(
            "某单位扎实做好二十年来机关建设第12345678期简报工作",
            &["某单位扎实做好二十年来机关", "建设第12345678期简报工作"],
        );
    }

    /// A matter of `tests/titles/parts.txt` with three organs, openings and kinds: a title, and where its words end.
    fn titles() -> Vec<(String, Vec<usize>)> {
        let parts = include_str!("../../tests/titles/parts.txt");
        let part = |name: &str| -> Vec<&str> {
            let lines = parts.lines().skip_while(|line| *line != name).skip(1);
            lines.take_while(|line| !line.starts_with('[')).collect()
        };
        let [organs, openings, kinds, matters] = ["[organs]", "[openings]", "[kinds]", "[matters]"].map(part);
        let pick = |of: &[&'static str], at: usize| of[at % of.len()];
        let title = |at: usize| {
            let matter = matters[at / 3];
            [pick(&organs, at), pick(&openings, at * 3 + at / 8), matter, pick(&kinds, at + at / 5)].join("/")
        };
        (0..matters.len() * 3).map(|at| whole(&title(at))).collect()
    }

    fn whole(marked: &str) -> (String, Vec<usize>) {
        let mut text = String::new();
        let ends = marked.split('/').map(|word| {
            text.push_str(word);
            text.len()
        });
        let ends = ends.collect();
        (text, ends)
    }

    /// GB/T 9704-2012 7.3.1: of more than three hundred titles one in a hundred at most is broken inside of a word.
    #[test]
    fn titles_of_official_documents_are_broken_between_words() {
        let of = Type { size: Length::points(22), tracking: Length::ZERO };
        let titles = titles();
        let broken: Vec<String> = titles
            .iter()
            .filter_map(|(text, ends)| {
                let lines = break_title(text, of, Length::points(442));
                let mut at = 0;
                let torn = lines.iter().any(|line| {
                    at += line.len();
                    !ends.contains(&at)
                });
                torn.then(|| lines.join("/"))
            })
            .collect();
        assert!(
            titles.len() >= 300 && titles.iter().filter(|(text, _)| text.chars().count() > 20).count() > 280
        );
        assert!(broken.len() * 100 <= titles.len(), "{} of {}: {broken:#?}", broken.len(), titles.len());
    }
}
