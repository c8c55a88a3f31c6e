//! The table of cleaning rules. Patterns are written in Simplified characters and half-width marks, as [`crate::text::key`] spells lines.

use crate::clean::Probe;
use crate::clean::boxes::{
    app, contact, counter, end, is_linked, library, login, more, neighbours, notice, picture, player,
    promotion, search, share, tags, tools, wechat,
};
use crate::clean::jam;
use crate::clean::phrases::{any_start, is_only, phrases};
use crate::diag::RuleId;
use crate::lexicon::person;
use crate::rules::Zone;
use crate::text::{Mark, Openings, Phrases, is_bulleted, is_han};

/// One cleaning rule.
pub(crate) struct Rule {
    /// `group.name`, whose row in `rules::registry` says what it takes out.
    pub(crate) id: RuleId,
    /// Whether it takes out this line.
    pub(crate) matches: fn(&Probe<'_>) -> bool,
}

/// All cleaning rules, in the order they are tried.
pub(crate) fn table() -> &'static [Rule] {
    TABLE
}

macro_rules! rules {
    ($($id:literal, $matches:expr;)+) => {
        const TABLE: &[Rule] = &[$(Rule { id: $id, matches: $matches }),+];
    };
}

rules! {
    "web.share", share;
    "web.wechat", wechat;
    "web.app", app;
    "web.promotion", promotion;
    "web.player", player;
    "web.picture", picture;
    "web.library", library;
    "web.pager", pager;
    "web.end", end;
    "web.tags", tags;
    "web.jam", jammed;
    "web.bullet", bullet;
    "web.menu", menu;
    "web.contact", contact;
    "web.search", search;
    "web.breadcrumb", breadcrumb;
    "web.tools", tools;
    "web.navigation", navigation;
    "web.neighbours", neighbours;
    "web.counter", counter;
    "web.address", address;
    "web.notice", notice;
    "web.more", more;
    "web.login", login;
    "page.number", page_number;
    "page.rule", ruled;
}

fn bullet(p: &Probe<'_>) -> bool {
    let drawn = p.key.chars().all(|c| "*+·•・●○■□◆◇-–|>\u{fffd}".contains(c));
    let lost = p.key.chars().all(|c| c == '\u{fffd}');
    p.line.mark != Mark::Row && (p.length <= 2 || lost) && drawn
}

fn jammed(p: &Probe<'_>) -> bool {
    p.line.mark != Mark::Row && jam::is_all(&p.line.text)
}

fn menu(p: &Probe<'_>) -> bool {
    // In Markdown bullets are marks, and links are known.
    let marked = || p.line.evidence.is_none() && (p.line.mark == Mark::Item || is_linked(p.line));
    let entry = || p.length <= 14 && (is_bulleted(&p.line.text) || marked());
    let author =
        || person::is_author_line(p.key) || person::is_names(p.key.trim_start_matches(person::BULLETS));
    p.zone == Zone::Head && entry() && !p.key.contains([':', ',', '，', '。']) && !author()
}

fn breadcrumb(p: &Probe<'_>) -> bool {
    if p.zone == Zone::Body {
        return false;
    }
    let here = any_start(
        p.key,
        phrases!(
            "首页- 首页> 首页» 当前位置 您的位置 您现在的位置 你现在的位置 你的位置 您当前的位置 所在位置 当前的位置 位置:"
        ),
    );
    let arrows = p.key.contains(">>")
        || p.key.contains('»')
        || p.key.contains('›')
        || p.key.contains('>')
        || p.key.contains("→");
    let short_steps = p.key.split(['>', '»', '›', '→']).all(|step| step.chars().count() <= 24);
    let sentence = p.key.contains('。') || p.key.contains(';');
    !sentence
        && (here && p.length <= 80
            || arrows
                && short_steps
                && p.key.chars().any(is_han)
                && (p.zone == Zone::Head || p.key.contains("首页")))
}

/// The columns of a site below one: `旗下栏目: 涡河新闻 城区 乡镇`.
fn lists_columns(key: &str) -> bool {
    // Six columns of eight characters.
    const LONGEST: usize = 60;
    let columns = phrases!("旗下栏目: 下级栏目: 子栏目: 栏目导航: 相关栏目: 热门栏目:");
    any_start(key, columns) && key.chars().nth(LONGEST).is_none() && !key.contains(['，', '。', ','])
}

/// A line that opens with three entries between bars: `加入收藏 | 设为首页 | 会员中心 | 某网 …`.
fn opens_menu(text: &str) -> bool {
    let mut entries = text.split(['|', '｜', '┊']);
    let short = |entry: &str| (1..=6).contains(&entry.trim().chars().count());
    entries.by_ref().take(3).filter(|entry| short(entry)).count() == 3 && entries.next().is_some()
}

/// Whether `text` is a sentence of any script: a word ends one (`It will start. A team …`), or words in small letters stand between
/// others. Entries of a menu have bars, or capitals (`Home About News`).
fn is_sentence(text: &str) -> bool {
    const ENDS: [char; 6] = ['.', '!', '?', '。', '！', '？'];
    // `About Us Contact` has three words and no verb; the shortest English sentence in an article has four.
    const WORDS: usize = 4;
    if text.contains(['|', '｜', '┊']) {
        return false;
    }
    if text.contains(['。', '？', '！']) {
        return true;
    }
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic() && !is_han(*c)).count() >= 2;
    let words: Vec<&str> = text.split(' ').filter(is_word).collect();
    let ended = words.iter().any(|word| word.strip_suffix(ENDS).is_some_and(|word| !word.ends_with(ENDS)));
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    words.len() >= WORDS && (ended || small >= 2)
}

/// Four or more short entries in one line, divided by bars or white space, and no sentence.
fn navigation(p: &Probe<'_>) -> bool {
    let text = &p.line.text;
    let outside = p.zone != Zone::Body && p.line.mark != Mark::Row && !is_sentence(text);
    if outside && (opens_menu(text) || lists_columns(p.key)) {
        return true;
    }
    if !outside || text.contains(['，', '。', '；', '、', ',', '：', ':', '“']) {
        return false;
    }
    let bars = text.matches('|').count() + text.matches('｜').count() + text.matches('┊').count();
    let entries: Vec<&str> =
        text.split(['|', '｜', '┊', ' ', '\u{3000}', '\u{a0}']).filter(|e| !e.is_empty()).collect();
    let shortish = entries.iter().all(|entry| entry.chars().count() <= 8);
    entries.len() >= 5 && shortish && (bars >= 3 || p.zone == Zone::Head && entries.len() >= 8)
}

fn address(p: &Probe<'_>) -> bool {
    static FIRST: Openings =
        Openings::of("http https www url 网址 链接 原文链接 本页网址 本文网址 本页链接 本文链接");
    if leads_elsewhere(p) {
        return true;
    }
    if !FIRST.admit_text(p.key) {
        return false;
    }
    let key = p
        .key
        .trim_start_matches("url:")
        .trim_start_matches("本页")
        .trim_start_matches("本文")
        .trim_start_matches("网址:")
        .trim_start_matches("链接:")
        .trim_start_matches("原文链接:");
    any_start(key, phrases!("http:// https:// www.")) && key.is_ascii()
}

/// What led to the text elsewhere, where its link is gone: `原文：`, `原文来自公号：`. Below the head `原文：` opens a quotation.
fn leads_elsewhere(p: &Probe<'_>) -> bool {
    static FIRST: Openings = Openings::of("原文 本文 文章 来自 出自");
    p.zone == Zone::Head
        && FIRST.admit_text(p.key)
        && is_only(
            p.key,
            phrases!(
                "原文 原文链接 原文地址 原文来自 原文来自公号 原文来自公众号 原文来自微信公众号 本文链接 本文地址 本文来自 文章来自 \
                来自公号 来自公众号 来自微信公号 来自微信公众号 出自公号 出自公众号 出自微信公众号"
            ),
        )
}

/// Links to the other pages of an article: page words, numbers and marks, and nothing else.
fn pager(p: &Probe<'_>) -> bool {
    static WORDS: Phrases =
        Phrases::of("上一页 下一页 上页 下页 首页 尾页 末页 余下全文 阅读全文 当前 第 共 页 跳转");
    let listed = p.zone == Zone::Tail
        && p.length <= 30
        && p.key.strip_prefix('第').is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with("页:")
        });
    if turns_by_key(p.key) {
        return true;
    }
    let mut rest = p.key;
    let (mut found, mut numbers, mut brackets) = (0, 0, 0);
    while let Some(c) = rest.chars().next() {
        let word = WORDS.at_start(rest).next();
        let length = word.map_or(c.len_utf8(), str::len);
        match c {
            _ if word.is_some() => found += 1,
            '0'..='9' => numbers += 1,
            '[' | '【' | '(' => brackets += 1,
            ']' | '】' | ')' | '/' | '.' | '<' | '>' | '«' | '»' | '|' | '…' | ':' => {}
            _ => return listed,
        }
        rest = &rest[length..];
    }
    let row = p.key.contains("页")
        && (found > 0 && numbers > 0 && p.zone != Zone::Body || p.key.matches('页').count() > 1);
    let end = p.zone == Zone::Tail && found == 1 && is_only(p.key, phrases!("尾页 末页 下一页 余下全文"));
    let bracketed = found == 0 && brackets >= 2 && numbers >= brackets && p.zone != Zone::Body;
    listed || row || end || bracketed
}

/// Advice on the keys that turn pages: `支持键盘← →键翻页`.
fn turns_by_key(key: &str) -> bool {
    // One line of advice; a step of a manual goes on. Reasoned, not measured.
    const LONGEST: usize = 40;
    let arrows = key.contains('←') || key.contains('→') || key.contains("方向键") || key.contains("左右键");
    let turns = key.contains('键') && key.contains('页') && arrows;
    key.chars().nth(LONGEST).is_none() && (turns || key.contains("键盘") && key.contains("ctrl"))
}

fn page_number(p: &Probe<'_>) -> bool {
    let bare = p.key.trim_matches(['-', '—', '–', '－', '·', '.', '/']);
    let dashed = bare.len() < p.key.len()
        && p.key.starts_with(['-', '—', '–', '－'])
        && p.key.ends_with(['-', '—', '–', '－']);
    let digits = !bare.is_empty() && bare.len() <= 4 && bare.bytes().all(|b| b.is_ascii_digit());
    let counted = p.key.starts_with('第')
        && p.key.contains('页')
        && p.key.chars().all(|c| c.is_ascii_digit() || "第页共/,，()".contains(c));
    dashed && digits || counted || is_running_head(p.key)
}

/// The title and the number of the page behind it, as printed pages have it on top: `年度工作报告 第2页`.
fn is_running_head(key: &str) -> bool {
    // A title of 50 characters still fits one line on top of a printed page; of 217 titles one in a hundred is longer than 57.
    const LONGEST: usize = 50;
    let number = key.strip_suffix('页').and_then(|rest| rest.rsplit_once('第'));
    number.is_some_and(|(head, n)| {
        let numbered = (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
        let head_only = head.chars().count() <= LONGEST && !head.contains(['。', ',', ';', ':', '(']);
        numbered && head_only && !head.ends_with(['见', '在', '到', '第'])
    })
}

fn ruled(p: &Probe<'_>) -> bool {
    let drawn = |c: char| {
        matches!(
            c,
            '-' | '—'
                | '–'
                | '='
                | '_'
                | '*'
                | '─'
                | '━'
                | '~'
                | '+'
                | '#'
                | '.'
                | '·'
                | '…'
                | '●'
                | '◆'
                | '■'
                | ':'
        )
    };
    p.length >= 3 && p.key.chars().all(drawn) || is_fence(p.key)
}

/// Where a box of a Markdown tool begins: `:::info`, `::: warning`.
fn is_fence(key: &str) -> bool {
    key.strip_prefix(":::")
        .is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'))
}
