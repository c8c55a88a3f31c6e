//! What hangs below the text after a gap: a poster, a slogan, the heading of something else.

use crate::clean::{boxes, is_debris, is_paragraph, listed};
use crate::diag::RuleId;
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{attachment, date, label, numbering, organ};
use crate::rules::Verdict;
use crate::text::{Line, Mark, is_bulleted, key, words};

/// The rule of this file.
pub(crate) const RULE: RuleId = "tail.fragment";

/// Rules that know a box of the page: below the text, nothing of the text follows one.
const BOXES: [RuleId; 12] = [
    "web.share",
    "web.wechat",
    "web.app",
    "web.tools",
    "web.navigation",
    "web.neighbours",
    "web.counter",
    "web.notice",
    "web.more",
    "web.login",
    "web.pager",
    "web.library",
];
/// Those after which not even a sentence is the text's.
const SURE: [RuleId; 5] = ["web.neighbours", "web.notice", "web.more", "web.login", "web.pager"];

/// Gives the lines of such fragments to this rule.
pub(crate) fn mark(lines: &[Line], verdicts: &mut [Verdict]) {
    let Some(last) = lines.iter().rposition(is_paragraph) else { return };
    if let Some(start) = starts(lines, last) {
        verdicts[start..].iter_mut().for_each(take);
    }
    let first = lines.iter().position(is_paragraph).unwrap_or(last);
    let others = listed::articles(lines, last)
        .into_iter()
        .chain(listed::categories(lines, last))
        .chain(listed::comments(lines, first));
    let ends = |start: &usize| !(start + 1..lines.len()).any(|i| is_structure(lines, i));
    if let Some(start) = others.filter(ends).min() {
        verdicts[start..].iter_mut().for_each(take);
    }
    let found =
        |i: usize, rules: &[RuleId]| verdicts[i].rule.as_deref().is_some_and(|rule| rules.contains(&rule));
    let sure = (last + 1..lines.len()).find(|&i| found(i, &SURE)).unwrap_or(lines.len());
    let of_text = |i: &usize| is_structure(lines, *i) || *i < sure && is_sentence(&lines[*i]);
    let text = (last + 1..lines.len()).rev().find(of_text).unwrap_or(last);
    let Some(first) = (text + 1..lines.len()).find(|&i| found(i, &BOXES)) else { return };
    let foot =
        (text + 1..first).rev().take_while(|&i| verdicts[i].rule.is_some() || is_foot(&lines[i])).last();
    for i in foot.unwrap_or(first)..lines.len() {
        if verdicts[i].rule.is_none() && !is_sentence(&lines[i]) {
            take(&mut verdicts[i]);
        }
    }
}

/// Gives a line to this rule, unless the user has spoken.
fn take(verdict: &mut Verdict) {
    if !verdict.settled {
        verdict.rule = Some(RULE.into());
    }
}

/// A line of the foot of a site that could be one of a notice, if it did not stand right above the rest of the foot.
fn is_foot(line: &Line) -> bool {
    const WORDS: &str = "主办 承办 技术支持 技术维护 网站地图 版权 更新时间 更新日期 发布单位 最后更新";
    let key = key(&line.text);
    key.chars().count() <= 60 && words(WORDS).any(|word| key.starts_with(word))
}

/// A sentence, and not one of a site.
fn is_sentence(line: &Line) -> bool {
    // `本站不承担任何责任。` and its like have up to twenty characters; a paragraph is seldom shorter.
    const SHORTEST: usize = 20;
    line.text.chars().count() >= SHORTEST && ends_sentence(&line.text) && !is_debris(&key(&line.text))
}

/// What only a document has: numbered headings, tables, attachments, an office above its date.
fn is_structure(lines: &[Line], i: usize) -> bool {
    let key = key(&lines[i].text);
    let signed = i > 0 && date::whole_line(&lines[i].text).is_some() && organ::has_ending(&lines[i - 1].text);
    lines[i].mark == Mark::Row
        || signed
        || numbering::opening(&key).is_some_and(|opening| opening.chinese)
        || attachment::opens(&key)
        || key.starts_with("抄送")
}

/// Index of the first line of such a fragment.
///
/// It must be set off by a heading mark or by two blank lines, stand below at least three paragraphs, hold two or more
/// lines, and none that could be a signature, a date, an attachment or a credit.
fn starts(lines: &[Line], last: usize) -> Option<usize> {
    // Below fewer, what is set off may be all of the text there is: a short notice with a list under it.
    const PARAGRAPHS: usize = 3;
    if let Some(related) = related(lines, last) {
        return Some(related);
    }
    let start = (last + 1..lines.len()).find(|&i| sets_off(&lines[i]))?;
    if lines.iter().filter(|line| is_paragraph(line)).take(PARAGRAPHS).count() < PARAGRAPHS {
        return None;
    }
    let fragment = &lines[start..];
    (fragment.len() >= 2 && !fragment.iter().any(belongs)).then_some(start)
}

/// Where a list of other articles begins below the text: at its heading, or at the first of two lines with bullets.
fn related(lines: &[Line], last: usize) -> Option<usize> {
    let listed =
        |i: usize| lines.get(i).is_some_and(|line| is_bulleted(&line.text) && !ends_sentence(&line.text));
    (last + 1..lines.len()).find(|&i| boxes::is_more(&key(&lines[i].text)) || listed(i) && listed(i + 1))
}

fn sets_off(line: &Line) -> bool {
    matches!(line.mark, Mark::Heading(_)) || line.blank_above >= 2
}

/// Whether the line could still be part of the document.
fn belongs(line: &Line) -> bool {
    let key = key(&line.text);
    let dated = key.contains('年') && key.contains('月') || key.contains('日');
    line.mark == Mark::Row
        || ends_sentence(&line.text)
        || dated && key.chars().count() <= 20
        || organ::has_ending(&line.text)
        || label::mentions_end_matter(&key)
}

#[cfg(test)]
mod tests {
    use crate::clean::evidence;
    use crate::rules::Rules;
    use crate::text::Line;

    const TEXT: &str = "截至十月底，全局共检查各类经营主体一千八百余家，发现并整改问题隐患四百六十余处。";

    /// What is left of `tail` below the text.
    #[track_caller]
    fn check(tail: &[&str], left: &[&str]) {
        let lines: Vec<Line> = [TEXT].iter().chain(tail).map(|text| Line::plain(*text, 1)).collect();
        let verdicts = evidence(&lines, &Rules::default());
        let kept = lines.iter().zip(verdicts).filter(|(_, verdict)| verdict.rule.is_none());
        let kept: Vec<&str> = kept.skip(1).map(|(line, _)| line.text.as_str()).collect();
        assert_eq!(kept, left);
    }

    #[test]
    fn nothing_follows_a_box() {
        check(
            &["某区某局", "2023年11月2日", "分享到：", "微信好友", "主办：某区人民政府", "京ICP备05000000号"],
            &["某区某局", "2023年11月2日"],
        );
        check(&["主办：某区人民政府", "版权所有 某网", "地址：某路1号"], &[]);
        check(
            &["上一篇：没有了", "本站内容由用户上传，如有问题请联系管理员处理。"],
            &["本站内容由用户上传，如有问题请联系管理员处理。"],
        );
    }

    #[test]
    fn a_document_goes_on_below_a_box() {
        check(&["分享到：", "某区某局", "2023年11月2日"], &["某区某局", "2023年11月2日"]);
        check(&["分享到：", "某某派出所", "2023-11-02"], &["某某派出所", "2023-11-02"]);
        check(&["分享到：", "某某大学", "二〇二三年十一月二日"], &["某某大学", "二〇二三年十一月二日"]);
        check(&["分享到：", "某某街道", "2023年11月2日"], &["某某街道", "2023年11月2日"]);
        check(&["分享到：", "某某要闻", "2023年11月2日"], &[]);
        check(&["更多", "第一百零三条　附则", "宣传不够"], &["第一百零三条　附则", "宣传不够"]);
        check(&["更多", "二、存在问题", "宣传不够"], &["二、存在问题", "宣传不够"]);
        check(&["扫描二维码", "附件：1.报名表", "2.名单"], &["附件：1.报名表", "2.名单"]);
        check(&["主办单位：某区图书馆", "地址：某路1号"], &["主办单位：某区图书馆", "地址：某路1号"]);
    }

    #[test]
    fn what_is_set_off_below_the_text_is_another_s() {
        let set_off = |lines: [&str; 2]| {
            let above = |i: usize| if i == 3 { 2 } else { 0 };
            let lines = [TEXT, TEXT, TEXT].into_iter().chain(lines).enumerate();
            let lines: Vec<Line> =
                lines.map(|(i, text)| Line { blank_above: above(i), ..Line::plain(text, 1) }).collect();
            let verdicts = evidence(&lines, &Rules::default());
            verdicts.iter().filter(|verdict| verdict.rule.is_some()).count()
        };
        assert_eq!(set_off(["走过的路上", "走进松溪"]), 2);
        assert_eq!(set_off(["参考文献", "韩青山. 护林. 松溪出版社"]), 0);
    }
}
