//! Lines that name source or author in a form of their own, under the title or at the end of a text.

use crate::lexicon::label::{self, Field};
use crate::lexicon::organ::{self, is_publisher};
use crate::lexicon::person::{BULLETS, is_author_line, is_names};
use crate::structure::info::entry::{is_one_name, strip};
use crate::structure::info::mark::label_at;
use crate::structure::info::{Info, is_too_much, labelled, parse, unwrapped};
use crate::text::{Phrases, key};

/// A line that is a form of its own as a whole.
pub(super) fn read(text: &str) -> Option<Info> {
    let source = |source: &str| Info { source: Some(source.to_owned()), ..Info::default() };
    journal(text)
        .map(source)
        .or_else(|| quoted(text).or_else(|| behind_label(text)).map(source))
        .or_else(|| barred(text))
        .or_else(|| reporter_and_more(text))
}

/// `某某学刊 2019年4期`: the number of a journal.
fn journal(text: &str) -> Option<&str> {
    // A journal's name of up to twelve characters with year and number.
    const LONGEST: usize = 24;
    let (name, issue) = text.split_once(char::is_whitespace)?;
    let numbers = issue.trim().strip_suffix('期')?.split_once('年')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let right = numbers.0.len() == 4 && digits(numbers.0) && digits(numbers.1.trim_start_matches('第'));
    (right && text.chars().count() <= LONGEST && is_one_name(name)).then_some(text)
}

/// `本文来源于某局`, `转载自某报`: without a colon. One behind it led to a link: `原文来自公众号“某某”：`.
fn quoted(text: &str) -> Option<&str> {
    static OPENINGS: Phrases = Phrases::of(
        "本文来源于 本文来源 本文转自 本文转载自 文章来源于 文章转自 稿件来源于 转载自 转自 来源于 来源自 \
        原文来自 本文来自 文章来自",
    );
    static PLACES: Phrases = Phrases::of("微信公众号 微信公号 公众号 公号 订阅号");
    let bare = text.trim_end_matches(['，', '。', ' ', '：', ':']);
    let rest = OPENINGS.at_start(bare).next().map(|opening| &bare[opening.len()..])?;
    let place = PLACES.at_start(rest).map(str::len).max().unwrap_or_default();
    let name = strip(&rest[place..]);
    let quoted = |open, close| name.strip_prefix(open)?.strip_suffix(close);
    let name = quoted('“', '”').or_else(|| quoted('「', '」')).unwrap_or(name);
    (is_one_name(name) && !name.contains([' ', '的', '「']) && !rest.starts_with(['：', ':'])).then_some(name)
}

/// `来源 某某公司`: a label without a colon, and a body that can be what it names.
fn behind_label(text: &str) -> Option<&str> {
    let found = label::at_start(text).filter(|found| matches!(found.field, Field::Source | Field::Issuer))?;
    let rest = &text[found.length..];
    let name = rest.trim();
    let names = is_publisher(name) || organ::is_name(name);
    (names && rest.starts_with(char::is_whitespace) && !name.contains(char::is_whitespace)).then_some(name)
}

/// Parts between slashes or bars: `某报／记者某某／某地报道`, `某某/某报`. The line stays whole where it names the author in its own way.
fn barred(text: &str) -> Option<Info> {
    let parts: Vec<&str> = text.split(['/', '／', '丨', '｜', '|']).map(str::trim).collect();
    match parts[..] {
        [name, site] if is_names(name) && is_publisher(site) => Some(named(name, Some(site))),
        [site, name] if is_publisher(site) && is_author_line(&key(name)) && is_short(name) => {
            Some(named(name, Some(site)))
        }
        [site, name, place] if is_one_name(site) && is_author_line(&key(name)) && is_report(place) => {
            Some(named(name, Some(site)))
        }
        [name, place] if is_author_line(&key(name)) && is_report(place) && is_short(name) => {
            Some(named(name, None))
        }
        _ => None,
    }
}

/// `某地即时报道`, `台北報導`.
fn is_report(text: &str) -> bool {
    (2..=12).contains(&text.chars().count()) && text.ends_with(['导', '導', '道', '电', '電', '讯', '訊'])
}

fn is_short(name: &str) -> bool {
    (2..=24).contains(&name.chars().count()) && !name.contains(['：', ':'])
}

fn named(name: &str, site: Option<&str>) -> Info {
    Info { byline: Some(name.to_owned()), source: site.map(str::to_owned), ..Info::default() }
}

/// `某报·某网记者 某某 来源：某报`: a byline with a labelled source behind it.
fn reporter_and_more(text: &str) -> Option<Info> {
    let at = text.match_indices(char::is_whitespace).map(|(i, _)| i).find(|&i| {
        label::split(text[i..].trim_start())
            .is_some_and(|(field, _)| matches!(field, Field::Source | Field::Author))
    })?;
    let (byline, rest) = text.split_at(at);
    let info = labelled(rest.trim_start()).filter(|info| info.byline.is_none())?;
    reporter(byline.trim()).map(|name| Info { byline: Some(name.to_owned()), ..info })
}

/// `某报记者 某某`, `记者：某某`, `本报评论员 某某`: who wrote it, the post in front.
pub(crate) fn reporter(text: &str) -> Option<&str> {
    // Two papers and three names; a longer line with 记者 in it is a sentence.
    const LONGEST: usize = 30;
    const POSTS: [&str; 5] = ["记者", "記者", "通讯员", "评论员", "》作者"];
    let text = text.trim_start_matches(BULLETS).trim_start();
    // The last characters of all posts: most lines begin with neither.
    if !text.chars().take(LONGEST).any(|c| matches!(c, '者' | '员')) {
        return None;
    }
    let text = without_report(text);
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let names = POSTS.iter().find_map(|post| Some(text.split_once(post)?.1))?;
    let named = |names: &str| is_names(names.trim_start_matches(['：', ':']).trim());
    let each = || names.split("通讯员").all(named);
    (named(names) || each()).then_some(text)
}

/// `某社记者 某某 某地报道`, `某报记者某某/文 图片由单位提供`: without what stands behind the names.
fn without_report(text: &str) -> &str {
    let written = text.split_once(['/', '／']).filter(|(_, rest)| rest.starts_with('文'));
    let bare = written.map_or(text, |(names, _)| names).trim_end();
    match bare.rsplit_once(char::is_whitespace) {
        Some((names, report)) if is_report(report) && !is_names(report) => names.trim_end(),
        _ => bare,
    }
}

/// What a line under the text says of its origin: `（作者：某某）`, `来源：某报`, `（作者某某系某校教授）`, `本文来源于某局`, `某报记者 某某`.
pub(crate) fn closing(text: &str) -> Option<Info> {
    let bare = unwrapped(text);
    if is_too_much(bare.trim_end_matches('。')) {
        return None;
    }
    if let Some(name) = introduced(bare).or_else(|| signed(text)) {
        return Some(named(name, None));
    }
    let bare = bare.trim_end_matches('。');
    if let Some(name) = reporter(strip(bare)) {
        return Some(named(name, None));
    }
    let told = quoted(bare).is_some() || opens_with_origin(bare) || reporter_and_more(bare).is_some();
    told.then(|| parse(bare)).flatten().filter(|info| info.source.is_some() || info.byline.is_some())
}

/// Whether `text` opens with the label of a source or an author: `来源：`, `作者丨`.
fn opens_with_origin(text: &str) -> bool {
    label_at(text, 0, false)
        .is_some_and(|label| label.colon && matches!(label.field, Field::Source | Field::Author))
}

/// `作者 某某`, `（某某）`: a word and a gap before names, or nothing but brackets around them.
fn signed(text: &str) -> Option<&str> {
    let bare = text.trim().trim_end_matches('。');
    let inner = bare.strip_prefix(['（', '(']).and_then(|bare| bare.strip_suffix(['）', ')']));
    let behind = || bare.strip_prefix("作者").filter(|rest| rest.starts_with(char::is_whitespace));
    inner.or_else(behind).map(str::trim).filter(|names| is_names(names))
}

/// Whether a closing line says more of the author than his name: it stays in the text.
pub(crate) fn introduces(text: &str) -> bool {
    introduced(unwrapped(text)).is_some()
}

/// `作者某某系某校教授`, `作者为某局干部某某`: the name in a sentence.
fn introduced(text: &str) -> Option<&str> {
    let text = text.trim_matches(['（', '）', '(', ')', '。']);
    let rest = text
        .strip_prefix("作者")
        .filter(|rest| !rest.starts_with(['：', ':']) && !rest.starts_with("单位"))?;
    let end = ["系", "为", "是", "，系", "，"]
        .iter()
        .filter_map(|word| rest.find(word))
        .filter(|&i| i > 0)
        .min()?;
    let name = rest[..end].trim();
    is_names(name).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<[Option<&str>; 2]>) {
        let seen = closing(text).map(|info| [info.source, info.byline]);
        assert_eq!(seen, expected.map(|fields| fields.map(|field| field.map(str::to_owned))), "{text}");
    }

    #[test]
    fn lines_under_a_text_tell_its_origin() {
        check("（作者：韩青山）", Some([None, Some("韩青山")]));
        check("作者丨韩青山", Some([None, Some("韩青山")]));
        check("（作者韩青山系松溪县作家协会会员）", Some([None, Some("韩青山")]));
        check("（作者：韩青山，系松溪县作家协会会员）", Some([None, Some("韩青山，系松溪县作家协会会员")]));
        check("来源：青禾日报 2025-03-12", Some([Some("青禾日报"), None]));
        check("本文来源于松溪县统计局", Some([Some("松溪县统计局"), None]));
        check("原文来自公众号“青禾茶话”：", Some([Some("青禾茶话"), None]));
        check("原文来自“青禾茶话”：", Some([Some("青禾茶话"), None]));
        check(
            "青禾报·青禾网记者 韩青山 来源：青禾报",
            Some([Some("青禾报"), Some("青禾报·青禾网记者 韩青山")]),
        );
        check("《青禾周刊》作者 韩青山", Some([None, Some("《青禾周刊》作者 韩青山")]));
        check("作者：韩青山（松溪县政协委员，县作家协会主席）", Some([None, Some("韩青山")]));
        check("（青禾日报记者 韩青山 白露）", Some([None, Some("青禾日报记者 韩青山 白露")]));
        check("本报记者 韩青山 通讯员 白露", Some([None, Some("本报记者 韩青山 通讯员 白露")]));
        check("青禾报记者 韩青山 松溪茶乡报道", Some([None, Some("青禾报记者 韩青山")]));
        check("青禾报记者韩青山/文 受访者供图", Some([None, Some("青禾报记者韩青山")]));
        check("青禾报记者 李道", Some([None, Some("青禾报记者 李道")]));
        check("作者 韩青山 白露", Some([None, Some("韩青山 白露")]));
        check("（韩青山）", Some([None, Some("韩青山")]));
    }

    #[test]
    fn other_lines_under_a_text_tell_nothing_of_it() {
        check("责任编辑：白露", None);
        check("来源于群众的意见要及时办理", None);
        check("原文来自公众号：", None);
        check("文章来自豆瓣「青禾茶话」：", None);
        check("作者单位为松溪县林业局", None);
        check("青禾报记者 韩青山/摄", None);
        check("（完）", None);
        check("（春耕图）", None);
        check("全县上下要坚持问题导向。", None);
        check("2025年3月12日", None);
    }

    #[test]
    fn only_a_sentence_about_the_author_stays() {
        assert!(introduces("（作者韩青山系松溪县作家协会会员）"));
        assert!(!introduces("（作者：韩青山）") && !introduces("来源：青禾日报"));
    }
}
