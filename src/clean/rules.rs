//! The table of cleaning rules. Patterns are written in Simplified characters and half-width marks, as [`crate::text::key`] spells lines.

use crate::clean::Probe;
use crate::diag::RuleId;
use crate::rules::Zone;
use crate::text::{Mark, is_bulleted, is_han, words};

/// One cleaning rule.
pub(crate) struct Rule {
    /// `group.name`.
    pub(crate) id: RuleId,
    /// What it takes out, in one line.
    pub(crate) summary: &'static str,
    /// Whether it takes out this line.
    pub(crate) matches: fn(&Probe<'_>) -> bool,
}

/// All cleaning rules, in the order they are tried.
pub(crate) fn table() -> &'static [Rule] {
    TABLE
}

macro_rules! rules {
    ($($id:literal, $summary:literal, $matches:expr;)+) => {
        const TABLE: &[Rule] = &[$(Rule { id: $id, summary: $summary, matches: $matches }),+];
    };
}

rules! {
    "web.share", "sharing: 扫一扫, 分享至好友和朋友圈", share;
    "web.tags", "keyword and capture lines: 文章关键词：, Tag:, 抓取时间：", tags;
    "web.bullet", "a bullet with nothing behind it", bullet;
    "web.menu", "entries of a menu above the text: * 首页, + 学校公告", menu;
    "web.contact", "contact and submission lines: 投稿邮箱：…", contact;
    "web.search", "search boxes: 站内搜索：", search;
    "web.breadcrumb", "where the page hangs in the site: 首页 >> 期刊 >> …", breadcrumb;
    "web.tools", "buttons of the page: 字号 大 中 小 打印 收藏 分享", tools;
    "web.navigation", "rows of menu entries: 首页 | 新闻 | 图片 | 评论", navigation;
    "web.neighbours", "上一篇 and 下一篇", neighbours;
    "web.counter", "visit counters: 浏览次数：495", counter;
    "web.address", "a bare web address", address;
    "web.notice", "copyright, disclaimer, licence and browser notices", notice;
    "web.more", "headings of link lists: 相关阅读, 热门推荐", more;
    "web.login", "log-in, download and comment boxes", login;
    "page.number", "page numbers inside the text: 第 3 页 共 9 页, — 3 —", page_number;
    "page.rule", "lines drawn with characters: ———, ****", ruled;
}

fn any_start(key: &str, list: &str) -> bool {
    words(list).any(|word| key.starts_with(word))
}

/// The line is one of `words`, perhaps with a colon or brackets.
fn is_only(key: &str, list: &str) -> bool {
    let bare = key.trim_matches([
        ':', '[', ']', '【', '】', '(', ')', '|', '>', '<', '+', '·', '-', '。', '.', '!', '*', '•', '・',
    ]);
    words(list).any(|word| word == bare)
}

fn share(p: &Probe<'_>) -> bool {
    const WORDS: &str = "微信扫 扫一扫 扫描二维码 扫码 二维码 分享至 分享到 转发到 转播到 朋友圈 打开微信 寄给朋友 寄給朋友 \
        推荐给朋友 e-mail推荐 手机打开当前页 关注公众号";
    let sentence = p.key.contains(['，', '。', ',']);
    p.key.chars().count() <= 40 && !sentence && words(WORDS).any(|word| p.key.contains(word))
}

fn tags(p: &Probe<'_>) -> bool {
    const WORDS: &str =
        "文章关键词 关键字: 标签: tag: tags: 抓取时间 采集时间 文种: 文章编号 稿件编号 分类: 栏目:";
    p.zone != Zone::Body && p.key.chars().count() <= 60 && any_start(p.key, WORDS)
}

fn bullet(p: &Probe<'_>) -> bool {
    let drawn = p.key.chars().all(|c| "*+·•・●○■□◆◇-–|>\u{fffd}".contains(c));
    let lost = p.key.chars().all(|c| c == '\u{fffd}');
    p.line.mark != Mark::Row && (p.key.chars().count() <= 2 || lost) && drawn
}

fn menu(p: &Probe<'_>) -> bool {
    let entry = is_bulleted(&p.line.text) && p.key.chars().count() <= 14;
    p.zone == Zone::Head && entry && !p.key.contains([':', '，', '。'])
}

fn contact(p: &Probe<'_>) -> bool {
    const WORDS: &str = "投稿邮箱 投稿信箱 投稿热线 投稿: 新闻热线 联系邮箱 举报电话 举报邮箱 违法和不良信息举报 \
        联系我们 纠错邮箱 客服电话";
    p.zone != Zone::Body && p.key.chars().count() <= 60 && any_start(p.key, WORDS)
}

fn search(p: &Probe<'_>) -> bool {
    is_only(p.key, "站内搜索 搜索 全站搜索 高级搜索 站内检索 检索 热门搜索 请输入关键字 请输入搜索内容")
}

fn breadcrumb(p: &Probe<'_>) -> bool {
    let here = any_start(
        p.key,
        "当前位置 您的位置 您现在的位置 你现在的位置 你的位置 您当前的位置 所在位置 当前的位置 位置:",
    );
    let arrows = p.key.contains(">>")
        || p.key.contains('»')
        || p.key.contains('›')
        || p.key.contains('>')
        || p.key.contains("→");
    let short_steps = p.key.split(['>', '»', '›', '→']).all(|step| step.chars().count() <= 24);
    let sentence = p.key.contains('。') || p.key.contains(';');
    p.zone != Zone::Body
        && !sentence
        && (here && p.key.chars().count() <= 80 || arrows && short_steps && p.key.chars().any(is_han))
}

fn tools(p: &Probe<'_>) -> bool {
    const WORDS: &str = "文字缩放 字体大小 字体 字号 大中小 小中大 大 中 小 打印本页 打印 关闭窗口 关闭本页 关闭 \
        收藏本页 收藏 分享到 分享 扫一扫 手机观看 手机查看 手机版 微信 微博 新浪微博 qq空间 qq好友 \
        qq 朋友圈 复制链接 豆瓣网 人人网 开心网 更多 返回顶部 返回列表 返回首页 返回 回到顶部 顶部 \
        加入收藏 设为首页 繁体 简体 无障碍 我要纠错";
    let separators = [
        '|', ':', '/', '[', ']', '【', '】', '(', ')', '+', '-', '·', '>', '<', '*', '•', '・', '"', '“',
        '”', ',', '、', '。', '!',
    ];
    let mut rest = p.key;
    let mut found = 0;
    'words: loop {
        rest = rest.trim_start_matches(separators);
        if rest.is_empty() {
            return found > 1 || found > 0 && (p.zone != Zone::Body || p.key.chars().count() > 1);
        }
        for word in words(WORDS) {
            if let Some(after) = rest.strip_prefix(word) {
                (rest, found) = (after, found + 1);
                continue 'words;
            }
        }
        return false;
    }
}

/// Four or more short entries in one line, divided by bars or white space, and no sentence.
fn navigation(p: &Probe<'_>) -> bool {
    let text = &p.line.text;
    if p.zone == Zone::Body
        || p.line.mark == Mark::Row
        || text.contains(['，', '。', '；', '、', ',', '：', ':', '“'])
    {
        return false;
    }
    let bars = text.matches('|').count() + text.matches('｜').count() + text.matches('┊').count();
    let entries: Vec<&str> =
        text.split(['|', '｜', '┊', ' ', '\u{3000}', '\u{a0}']).filter(|e| !e.is_empty()).collect();
    let shortish = entries.iter().all(|entry| entry.chars().count() <= 8);
    entries.len() >= 5 && shortish && (bars >= 3 || p.zone == Zone::Head && entries.len() >= 8)
}

fn neighbours(p: &Probe<'_>) -> bool {
    p.key.chars().count() <= 80
        && any_start(p.key, "上一篇 下一篇 上一页 下一页 上一条 下一条 上一章 下一章 [上一篇 [下一篇")
}

fn counter(p: &Probe<'_>) -> bool {
    const WORDS: &str = "浏览次数 浏览量 阅读次数 阅读量 阅读数 点击数 点击量 点击率 访问量 点击:";
    p.zone != Zone::Body && p.key.chars().count() <= 24 && any_start(p.key, WORDS)
}

fn address(p: &Probe<'_>) -> bool {
    let key = p
        .key
        .trim_start_matches("url:")
        .trim_start_matches("网址:")
        .trim_start_matches("链接:")
        .trim_start_matches("原文链接:");
    any_start(key, "http:// https:// www.") && key.is_ascii()
}

/// Whether `key` is a notice of the site, however long.
pub(crate) fn is_notice(key: &str) -> bool {
    const STARTS: &str = "免责声明 版权声明 特别声明 声明: 版权所有 copyright © 本站声明 凡本网注明 本网站 未经授权 \
        本文系转载 本文转自 免责条款 著作权声明 侵权";
    const INSIDE: &str = "icp备 icp证 公网安备 许可证编号 网站标识码 建议使用ie 不代表本站 不代表本网 如有侵权 \
        版权归原作者 未经许可不得 仅提供信息存储 仅供学习借鉴 摘编等";
    any_start(key, STARTS) || words(INSIDE).any(|word| key.contains(word))
}

fn notice(p: &Probe<'_>) -> bool {
    p.zone != Zone::Body && is_notice(p.key)
}

/// Whether `key` is the heading of a list of other articles.
pub(crate) fn is_more(key: &str) -> bool {
    const WORDS: &str = "相关阅读 相关链接 相关新闻 相关文章 相关推荐 相关信息 推荐阅读 延伸阅读 热门推荐 热门文章 \
        热点新闻 最新文章 精彩推荐 猜你喜欢 更多新闻 阅读排行 图片新闻 为您推荐 \
        相关稿件 相关日志 相关报道 精彩视频推荐 新闻排行 网友热评 往期回顾 更多精彩";
    is_only(key, WORDS)
}

fn more(p: &Probe<'_>) -> bool {
    is_more(p.key)
}

fn login(p: &Probe<'_>) -> bool {
    const WORDS: &str = "登录 注册 登录注册 登录|注册 加入会员 免费试读 下载全文 附件下载 我要评论 发表评论 网友评论 \
        评论 全部评论 暂无评论 点赞 加关注 关注 展开全文 收起 举报 投诉 打开app 客户端 政府主网页 政府主網頁 用户 知道了 超大 标准 有事没事说两句";
    const INSIDE: &str = "会员可见 此处隐藏 留言与评论 条评论 未登录 登录后 扫码阅读 购买后 剩余内容";
    is_only(p.key, WORDS) || p.key.chars().count() <= 30 && words(INSIDE).any(|word| p.key.contains(word))
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
    dashed && digits || counted
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
        )
    };
    p.key.chars().count() >= 3 && p.key.chars().all(drawn)
}
