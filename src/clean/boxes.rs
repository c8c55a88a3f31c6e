//! What the boxes around a text say: sharing, tools, counters, log-in, other articles, notices. The words are written in
//! Simplified characters and half-width marks, as [`crate::text::key`] spells lines.

use crate::clean::Probe;
use crate::clean::phrases::{any_start, has_any, is_only, phrases};
use crate::lexicon::sentence::ends_sentence;
use crate::lexicon::{attachment, date};
use crate::rules::Zone;
use crate::text::{Line, Mark, Meaning, Phrases, is_han, key, words};

/// Not a sentence, as far as its marks tell.
fn is_label(p: &Probe<'_>) -> bool {
    !p.key.contains(['，', '。', ','])
}

pub(crate) fn share(p: &Probe<'_>) -> bool {
    static STARTS: Phrases = Phrases::of(
        "分享至 分享到 转发到 转播到 寄给朋友 推荐给朋友 分享让更多人 分享给好友 分享给朋友 分享本文 打开微信",
    );
    static INSIDE: Phrases =
        Phrases::of("微信扫 扫一扫 扫描二维码 扫码 二维码 朋友圈 e-mail推荐 手机打开当前页 关注公众号");
    // What a code for telephones leads to, alone on its line.
    let accounts =
        phrases!("微信公众号 官方微信 微信订阅号 官方微博 新浪微博 腾讯微博 官方抖音 手机客户端 移动客户端");
    if p.zone != Zone::Body && is_only(p.key, accounts) {
        return true;
    }
    let bare = p.key.trim_start_matches(['[', '【', '(', '+', '·', '|']);
    let step = bare.starts_with(|c: char| c.is_ascii_digit());
    p.length <= 40 && is_label(p) && !step && (any_start(bare, &STARTS) || has_any(p.key, &INSIDE))
}

/// What an account of WeChat and the program itself put around a post.
pub(crate) fn wechat(p: &Probe<'_>) -> bool {
    static WORDS: Phrases = Phrases::of(
        "点“在看” 点个“在看” 点【在看】 点\"在看\" 点个在看 点在看 一键三连 点击上方蓝字 点击蓝字 蓝字关注 长按识别 \
        长按二维码 识别图中 点击菜单栏 滑动看下一个 喜欢此内容的人 预览时标签 关注该公众号 使用小程序 收录于合集 收录于话题 \
        轻点两下取消 点此查看未经处理的缓存 点赞、在看 点赞、分享、在看 可订阅哦 即可订阅",
    );
    if p.length > 50 {
        return false;
    }
    let asks = p.key.find("回复").is_some_and(|at| {
        let rest = &p.key[at + "回复".len()..];
        rest.starts_with(['【', '“', '"', '「', '[', '('])
            && has_any(rest, phrases!("查看 获取 领取 了解 查询 看看 下载 收看"))
    });
    asks || has_any(p.key, &WORDS)
        || p.key.ends_with("关注我们")
        || is_only(p.key, phrases!("阅读原文 轻触阅读原文"))
}

/// An invitation to a program for telephones.
pub(crate) fn app(p: &Probe<'_>) -> bool {
    p.zone != Zone::Body
        && p.length <= 30
        && !p.key.ends_with('。')
        && has_any(p.key, phrases!("app 客户端 “学习强国”"))
        && has_any(p.key, phrases!("打开 下载 安装 扫码 反馈 天天有料"))
}

/// A paragraph at the edge of the text that advertises: of the lures below it has three kinds, or four if it speaks to somebody as
/// an office does to citizens.
pub(crate) fn is_promotion(key: &str) -> bool {
    static ADDRESSED: Phrases = Phrases::of("大家 居民 市民 群众 村民 家长 同学 职工 党员 干部 企业 单位");
    static KINDS: [Phrases; 6] = [
        Phrases::of("二维码 扫码"),
        Phrases::of("公众号 官方微信 微信号 微信搜 微信中搜"),
        Phrases::of("每日推送 最新资讯 更多精彩 更多资讯 第一时间 更多猛料"),
        Phrases::of("下载客户端 下载app 客户端下载"),
        Phrases::of("福利 专享 免费试 优惠"),
        Phrases::of("快来 不容错过 欢迎关注 敬请关注"),
    ];
    let found = KINDS.iter().filter(|kind| has_any(key, kind)).count();
    found >= 4 || found == 3 && !has_any(key, &ADDRESSED)
}

pub(crate) fn promotion(p: &Probe<'_>) -> bool {
    p.zone != Zone::Body && is_promotion(p.key) || is_placed(p) || is_dotted(p)
}

/// A row of links with a dot in a cell of its own before each: a box of the site, which old pages lay out as a table.
fn is_dotted(p: &Probe<'_>) -> bool {
    let is_dot = |cell: &&str| matches!(cell.trim(), "·" | "•" | "▪" | "»");
    let linked = p.line.evidence.as_deref().is_some_and(|evidence| evidence.linked >= 6);
    let cells = || p.line.text.split('\t').filter(|cell| !cell.trim().is_empty());
    let dots = cells().filter(is_dot).count();
    p.line.mark == Mark::Row && linked && dots > 0 && dots * 2 == cells().count()
}

/// A link that somebody paid for among the paragraphs of a text says so: `广告 …`.
fn is_placed(p: &Probe<'_>) -> bool {
    let linked = p.line.evidence.as_deref().is_some_and(|evidence| evidence.linked >= 9);
    linked
        && p.line.mark != Mark::Row
        && any_start(p.key, phrases!("广告 推广 赞助"))
        && !p.key.ends_with('。')
}

pub(crate) fn tags(p: &Probe<'_>) -> bool {
    static WORDS: Phrases = Phrases::of(
        "文章关键词 关键字: 标签: tag: tags: 抓取时间 采集时间 文种: 文章编号 稿件编号 分类: 栏目: 香港时间",
    );
    p.zone != Zone::Body && p.length <= 60 && any_start(p.key, &WORDS)
}

pub(crate) fn contact(p: &Probe<'_>) -> bool {
    static WORDS: Phrases = Phrases::of(
        "投稿邮箱 投稿信箱 投稿热线 投稿: 新闻热线 新闻爆料 违法和不良信息举报 联系我们 纠错邮箱 小编微信 投稿微信",
    );
    p.zone != Zone::Body && p.length <= 60 && any_start(p.key, &WORDS)
}

pub(crate) fn search(p: &Probe<'_>) -> bool {
    static WORDS: Phrases = Phrases::of(
        "站内搜索 搜索 全站搜索 高级搜索 站内检索 检索 热门搜索 请输入关键字 请输入搜索内容 请输入关键词 搜索文档",
    );
    static HOT: Phrases = Phrases::of("热门搜索: 热搜词: 大家都在搜: 热门关键词: 搜索热词:");
    // What is looked for often stands behind the label, with blanks between the words: above the text.
    let hot = p.zone != Zone::Body && any_start(p.key, &HOT) && !p.key.contains(['。', ',']);
    p.length <= 20 && is_only(p.key, &WORDS) || p.length <= 80 && hot
}

/// Words that stand on the buttons of a page.
static TOOLS: Phrases = Phrases::of(
    "文字缩放 字体大小 放大字体 缩小字体 小字号 大字号 字体 字号 大中小 小中大 大 中 小 打印本文章 打印本页 打印本文 打印此文 \
    打印稿件 打印文章 打印正文 打印 列印此页 友善列印 列印 关闭窗口 关闭本页 关闭 收藏本页 收藏本文 收藏 分享到 分享 转发 扫一扫 手机观看 \
    手机查看 手机版 微信 微博 新浪微博 qq空间 qq好友 qq 朋友圈 复制链接 豆瓣网 人人网 开心网 更多 返回顶部 返回列表 返回首页 \
    返回页首 返回上一页 返回上页 返回 回上一页 回上页 回首页 回页首 回到顶部 顶部 快速回到页首按钮 加入收藏 设为首页 我要投稿 会员中心 \
    繁体版 繁体 简体版 简体 无障碍浏览 无障碍 关怀版 长者版 智能问答 我要纠错 纠错 我要反馈 我要跟帖 保存网页 写信给编辑 进入论坛 告诉好友 \
    发给好友 关注他 关注她 写文章 转寄友人 转寄好友 转寄朋友 转寄 facebook twitter line plurk linkedin whatsapp 发表评论 听新闻 语音播报 播报文章 播报 收听 跳到主要内容 跳至主要内容 登录 注册 举报 下载 相关 点赞 留言 展开全文 收起 \
    发新帖 发帖 使用道具 只看该作者 显示全部楼层 电梯直达 只看楼主 支持 反对 回复",
);

/// Three buttons and more, each in brackets, and nothing else: `[资讯搜索] [加入收藏] [关闭窗口]`.
fn is_row_of_buttons(key: &str) -> bool {
    // Buttons have two to four characters, few up to eight.
    const LONGEST: usize = 8;
    // Two brackets may be a year and an issue.
    const FEWEST: usize = 3;
    let mut rest = key;
    let mut buttons = 0;
    while let Some((word, behind)) =
        rest.strip_prefix(['[', '【']).and_then(|rest| rest.split_once([']', '】']))
    {
        if word.chars().nth(LONGEST).is_some() || word.chars().all(|c| c.is_ascii_digit()) {
            return false;
        }
        (rest, buttons) = (behind, buttons + 1);
    }
    rest.is_empty() && buttons >= FEWEST
}

pub(crate) fn tools(p: &Probe<'_>) -> bool {
    const MARKS: &str = "|:/[]【】()+-·><*•・\"“”,、。!»↑↓0123456789";
    if is_row_of_buttons(p.key) {
        return true;
    }
    let mut rest = p.key;
    let mut found = 0;
    loop {
        rest = rest.trim_start_matches(|c| MARKS.contains(c));
        if rest.is_empty() {
            return found > 1 || found > 0 && (p.zone != Zone::Body || p.length > 1);
        }
        let Some(word) = TOOLS.at_start(rest).next() else { return false };
        (rest, found) = (&rest[word.len()..], found + 1);
    }
}

pub(crate) fn neighbours(p: &Probe<'_>) -> bool {
    static WORDS: Phrases = Phrases::of("上一篇 下一篇 上一条 下一条 上一则 下一则 上篇: 下篇: 阅读下一篇");
    static TURNS: Phrases = Phrases::of("上一页 下一页 上一章 下一章 前一篇 后一篇");
    let key = p.key.trim_start_matches(['[', '【', '<', '·', '/', '(', '«']);
    let turns = TURNS.at_start(key).any(|word| !key[word.len()..].starts_with(is_han));
    let back = key.starts_with("返回") && has_any(key, phrases!("首页 查看更多"));
    p.length <= 80 && (turns || any_start(key, &WORDS)) || back && p.length <= 20
}

/// Nothing but counters and their numbers: `浏览次数：495`, `0人参与 0评论`.
pub(crate) fn counter(p: &Probe<'_>) -> bool {
    const STARTS: &str = "浏览次数 浏览量 阅读次数 阅读量 阅读数 点击数 点击量 点击率 访问量 点击 浏览人次 点阅数 访问次数 人气";
    const WORDS: &str = "浏览 阅读 点击 访问 人气 参与 评论 跟贴 跟帖 点赞 条 次 人 数 量 已有 共 万 个 留言 我要评论 查看 回复 主题 帖子 积分 \
         粉丝";
    // A row of numbers in a table counts something else.
    if p.zone == Zone::Body || p.length > 24 || p.line.mark == Mark::Row {
        return false;
    }
    let starts = words(STARTS).any(|word| {
        let number = p.key.strip_prefix(word).unwrap_or("-");
        number.chars().all(|c| c.is_ascii_digit() || ":[]()次+".contains(c))
    });
    let mut rest = p.key.trim_start_matches(|c: char| c.is_ascii_digit());
    while let Some(word) = words(WORDS).find(|word| rest.starts_with(word)) {
        rest = rest[word.len()..].trim_start_matches(|c: char| c.is_ascii_digit() || "()[]|:/+·".contains(c));
    }
    let counted = rest.is_empty() && p.key.contains(|c: char| c.is_ascii_digit() || c == '(') && p.length > 2;
    let amount = words("条 次 人 数 个").any(|unit| p.key.ends_with(unit))
        && !has_any(p.key, phrases!("阅 览 论 击 访 贴 帖 与"));
    let forum = has_any(p.key, phrases!("楼主发言: 发图: 更新时间:楼主"))
        && p.key.contains("次")
        && p.key.contains("发");
    if forum {
        return true;
    }
    let told = has_any(p.key, phrases!("万 人次")) && !p.key.contains(':');
    let liked = has_any(p.key, phrases!("人赞同了该 人赞同了这 人觉得有用 人收藏了该"));
    !told && (starts || counted && !amount || liked || is_reading_time(p.key))
}

/// How long it takes to read the text: `3-4分钟`, `预计阅读3分钟`, `约1200字`.
fn is_reading_time(key: &str) -> bool {
    let bare = key.trim_start_matches("预计").trim_start_matches("阅读").trim_start_matches("全文");
    let bare = bare.trim_start_matches(['约', '共', ':', '需']);
    let end = bare.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '~' | '～'))).unwrap_or(0);
    end > 0 && matches!(&bare[end..], "分钟" | "分钟阅读" | "分钟读完" | "minread")
}

/// A player of sound or pictures.
pub(crate) fn player(p: &Probe<'_>) -> bool {
    if p.length > 50 {
        return false;
    }
    let clock = p.key.contains(':')
        && p.key.contains('/')
        && p.key.chars().all(|c| c.is_ascii_digit() || ":/".contains(c))
        && date::find(&p.line.text).is_none();
    let formats = has_any(p.key, phrases!("realmedia windowsmedia realplayer mediaplayer"));
    let marks = is_only(p.key, phrases!("高清 超清 标清 蓝光 流畅 倍速 画质 弹幕 循环播放 跳过片头"));
    let buttons = has_any(p.key, phrases!("跳过广告 播放速度: 视频播放失败 正在为您切换到 建议wifi下"));
    clock && p.zone != Zone::Body
        || formats && is_label(p)
        || marks
        || buttons && !p.key.ends_with('。')
        || is_speed(p.key)
}

/// `1.5x`: how fast a film runs.
fn is_speed(key: &str) -> bool {
    let figure = key.strip_suffix(['x', '×']).and_then(|figure| figure.split_once('.'));
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    figure.is_some_and(|(whole, part)| digits(whole) && digits(part))
}

/// The file name of a picture where the picture should be.
pub(crate) fn picture(p: &Probe<'_>) -> bool {
    p.length <= 60 && is_label(p) && [".jpg", ".jpeg", ".png", ".gif"].iter().any(|end| p.key.ends_with(end))
}

/// Whether `key` is a notice of the site, however long.
pub(crate) fn is_notice(key: &str) -> bool {
    static TITLES: Phrases = Phrases::of(
        "免责声明 版权声明 特别声明 平台声明 本站声明 著作权声明 免责条款 反侵权公告 版权公告 声明",
    );
    static STARTS: Phrases = Phrases::of(
        "版权所有 copyright © 打印时间: 凡本网注明 本网站所 本网站内容 本网站部分 \
        未经授权 本文系转载 本文转自 侵权必究 侵权请 侵权联系 侵权删 notice:thecontentabove 您的浏览器 您访问的链接即将离开 请利用键盘按住",
    );
    static SENTENCES: Phrases = Phrases::of(
        "仅提供信息存储 才能启用 simpread 不代表本站 不代表本网 不代表本平台 仅代表作者 如有侵权 如涉侵权 侵权请联系 版权归原作者 未经许可不得 未经书面授权 \
        未经许可，禁止 信息存储空间服务 提供信息存储服务 仅供学习借鉴 摘编等 摘编、复制 来源于网友上传 收集自网络 内容均来自网络 本站为你精心 \
        小编为大家 小编为您 小编精心 转载请联系授权 版权均属 抽菸有害健康 网友评论仅供",
    );
    static FOOT: Phrases = Phrases::of(
        "icp备 icp证 公网安备 公安备案 许可证编号 经营许可证 网站标识码 备案序号 备案编号 建议使用ie 分辨率浏览 版权所有 allrightsreserved",
    );
    let bare = key.trim_start_matches(['【', '[', '(', '※', '“', '"']);
    let titled = |rest: &str| rest.is_empty() || rest.starts_with([':', '】', ']', ')']);
    TITLES.at_start(bare).any(|title| titled(&bare[title.len()..]))
        || any_start(bare, &STARTS)
        || has_any(key, &SENTENCES)
        || has_any(key, &FOOT) && !key.ends_with(['。', ';'])
}

pub(crate) fn notice(p: &Probe<'_>) -> bool {
    p.zone != Zone::Body && is_notice(p.key)
}

/// Whether `key` is the heading of a list of other articles.
pub(crate) fn is_more(key: &str) -> bool {
    static WORDS: Phrases = Phrases::of(
        "相关阅读 相关链接 相关新闻 相关文章 相关推荐 相关信息 相关内容 相关资讯 相关搜索 相关专题 相关资源 相关视频 相关图片 \
        推荐阅读 延伸阅读 热门推荐 热门文章 热门新闻 热门排行 热点新闻 热点阅读 热点推荐 最新文章 精彩推荐 推荐文章 推荐新闻 站长推荐 编辑推荐 \
        往期推荐 往期精选 猜你喜欢 你可能感兴趣 大家都在看 更多新闻 更多新闻报道 更多新闻报导 更多报道 更多报导 阅读排行 图片新闻 图片故事 为您推荐 杂志排行 即日新闻 今日热点 \
        相关稿件 相关日志 相关报道 精彩视频推荐 新闻排行 网友热评 往期回顾 更多精彩 看更多",
    );
    const ENDS: &str = "】相关文章: 】相关文章 的其它文章 的其他文章";
    is_only(key, &WORDS)
        || heads_others(key)
        || key.chars().count() <= 60 && words(ENDS).any(|end| key.ends_with(end))
}

/// Whether `key` is put together of the words such headings are made of: 为你推荐, 您可能感兴趣的文章, 今日热门排行, 热门评论(10条).
fn heads_others(key: &str) -> bool {
    // What points to something else, and to what. `最新` and `精彩` point to nothing: 最新报道, 精彩视频 head parts of texts, too.
    const POINTS: &str = "相关 推荐 热门 热点 热评 热榜 排行 点击 阅读 往期 更多 延伸 猜你 为你 为您 可能 感兴趣 喜欢 在看 又看 热议 热文";
    const THINGS: &str = "推荐 排行 榜 感兴趣 喜欢 在看 又看 文章 新闻 评论 热评 热文 阅读 报道 资讯 视频 图片 专题 话题 内容 帖子 稿件 链接 回顾 精选";
    const FILL: &str = "的 你 您 还 也 会 都 大家 看了 今日 今天 本周 一周 本月 24小时 最新 最热 精彩 网友 编辑 小编 全部 热 图文 视听 站内 本站 本栏 栏目 论坛";
    // `您可能还会感兴趣的文章`.
    const LONGEST: usize = 12;
    let bare = key.trim_matches([
        ':', '[', ']', '【', '】', '(', ')', '|', '>', '<', '+', '·', '-', '*', '•', '・', '»', '…',
    ]);
    let counted = bare.trim_end_matches(['条', ')', '）']).trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = counted.trim_end_matches(['(', '（']);
    if !(4..=LONGEST).contains(&bare.chars().count()) {
        return false;
    }
    let (mut rest, mut points, mut things) = (bare, 0, 0);
    while !rest.is_empty() {
        let longest =
            |list: &'static str| words(list).filter(|word| rest.starts_with(word)).map(str::len).max();
        let (point, thing, fill) = (longest(POINTS), longest(THINGS), longest(FILL));
        let Some(length) = point.max(thing).max(fill) else { return false };
        points += usize::from(point == Some(length));
        things += usize::from(thing == Some(length));
        rest = &rest[length..];
    }
    points > 0 && things > 0
}

/// Whether a line is nothing but a link to another page; what is attached is a file.
pub(crate) fn is_linked(line: &Line) -> bool {
    const FILES: [&str; 12] =
        [".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".pdf", ".ofd", ".zip", ".rar"];
    let is_file = |name: &str| {
        let name = name.trim_end().to_ascii_lowercase();
        FILES.iter().any(|ending| name.ends_with(ending))
    };
    let mut linked = 0;
    for span in line.text.spans() {
        match &span.meaning {
            Meaning::Link(address) if is_file(address) => return false,
            Meaning::Link(_) => linked += span.end - span.start,
            _ => {}
        }
    }
    let attached = || is_file(&line.text) || attachment::opens(&key(&line.text));
    let plain = matches!(line.mark, Mark::None | Mark::Item | Mark::Body);
    plain && linked > 0 && linked >= line.text.trim().len() && !attached()
}

pub(crate) fn more(p: &Probe<'_>) -> bool {
    let linked = || p.line.evidence.is_none() && is_linked(p.line) && !ends_sentence(&p.line.text);
    p.length <= 60 && (is_more(p.key) || p.zone == Zone::Tail && (names_another(p.key) || linked()))
}

/// `推荐：…`, `延伸阅读：…` with the title of another article behind it.
fn names_another(key: &str) -> bool {
    static WORDS: Phrases = Phrases::of(
        "推荐: 推荐阅读: 延伸阅读: 相关阅读: 相关链接: 相关文章: 相关新闻: 相关报道: 猜你喜欢: 往期回顾:",
    );
    // The shortest of 217 titles with a verb has six characters; who is recommended has three.
    const SHORTEST: usize = 6;
    let title = WORDS.at_start(key).map(|word| &key[word.len()..]).next();
    // The day on which it was put there may stand behind it.
    let undated = |title: &'_ str| {
        let dated = title
            .rsplit_once(',')
            .filter(|(_, day)| day.contains('年') && day.starts_with(|c: char| c.is_ascii_digit()));
        dated.map_or(title.len(), |(title, _)| title.len())
    };
    let title = title.map(|title| &title[..undated(title)]);
    title.is_some_and(|title| title.chars().nth(SHORTEST - 1).is_some() && !title.contains(['。', ';', ',']))
}

pub(crate) fn login(p: &Probe<'_>) -> bool {
    static WORDS: Phrases = Phrases::of(
        "独家抢先看 登录 注册 登录注册 登录|注册 加入会员 免费试读 下载全文 我要评论 发表评论 网友评论 \
        评论 全部评论 暂无评论 点赞 加关注 关注 展开全文 收起 举报 投诉 打开app 客户端 政府主网页 用户 知道了 超大 标准 有事没事说两句 \
        详细信息 公开具体内容 正文内容",
    );
    static INSIDE: Phrases = Phrases::of(
        "会员可见 此处隐藏 留言与评论 条评论 未登录 登录后 扫码阅读 购买后 剩余内容 文明上网 还没有人留言 网友询问留言 \
        通行证立即注册 其他账号登录",
    );
    // A count that a script would have filled in: `全部评论（ 条）`.
    let word = p.key.strip_suffix("(条)").unwrap_or(p.key);
    p.length <= 30
        && (is_only(word, &WORDS) || p.key == "附件下载" || has_any(p.key, &INSIDE) || goes_on_elsewhere(p))
}

/// The rest of the text is to be had by a click or for money: `剩余60%内容，订阅后查看`, `点击展开全文`.
fn goes_on_elsewhere(p: &Probe<'_>) -> bool {
    let rest = has_any(p.key, phrases!("剩余 全文 余下 未完待续 完整内容 更多内容"));
    let click = has_any(p.key, phrases!("订阅 解锁 购买 付费 开通 会员 点击 展开 打开 登录 需支付 元"));
    let read = has_any(p.key, phrases!("阅读 查看 展开 继续 解锁 浏览 %"));
    p.zone != Zone::Body && rest && click && read && !p.key.ends_with('。')
}

/// What sites that sell documents put around them.
pub(crate) fn library(p: &Probe<'_>) -> bool {
    static STARTS: Phrases = Phrases::of(
        "上传人: 上传者: 本文标题: 链接地址: 资源id: 点击下载文档 下载文档到 下载本文档 word文档免费下载 将本文的word 展开阅读全文 \
        精品文档就在 推荐度: 推荐访问:",
    );
    static INSIDE: Phrases = Phrases::of(
        "由会员分享,可在线阅读 由会员分享，可在线阅读 点击查看更多>> 详细技术资料下载 积分: 温馨提示:用户名 下载文档前请 \
         不可在线预览部分 文章内容仅供预览 如文档侵犯 文档内容的完整性 版权归属内容提供方 预计阅读时长 网友供稿",
    );
    static ONLY: Phrases = Phrases::of(
        "资源描述 下载资源 当前资源信息 关于本文 实名认证 资源标签 文档上传者 类型:共享资源 合集下载 论文部分内容阅读",
    );
    if p.length > 120 {
        return false;
    }
    let page = p.key.rfind("_第").is_some_and(|at| p.key[at..].ends_with('页'));
    let around = p.zone != Zone::Body && p.length <= 100 && any_start(p.key, &STARTS);
    let named = p.length <= 20 && is_only(p.key, &ONLY);
    around || named || page && p.length <= 80 || has_any(p.key, &INSIDE) || gathers(p.key)
}

/// What a site that gathers model texts says above and below one: `本文是小编为大家整理的…`, `以上就是…的全部内容，希望…`.
fn gathers(key: &str) -> bool {
    let hands = || has_any(key, phrases!("整理 分享 为大家 为你 为您 带来 收集 推荐"));
    let editor = key.contains("小编") && hands();
    let over = any_start(key, phrases!("以上就是 以上是 以上为"))
        && has_any(key, phrases!("全部内容 全部解答 相关内容 的内容 小编"))
        && has_any(key, phrases!("希望 欢迎 更多 参考"));
    editor || over
}

/// The mark under the last line: END, 全文完.
pub(crate) fn end(p: &Probe<'_>) -> bool {
    let bare =
        p.key.trim_matches(['-', '—', '–', '(', ')', '【', '】', '[', ']', '·', '*', '/', '▲', '▼', '|']);
    // Offices of Hong Kong end what they give to the press by a word of its own.
    let said = matches!(bare, "end" | "theend" | "全文完" | "正文完") || bare == "完" && p.zone == Zone::Tail;
    said || bare.is_empty() && p.key.contains(['▼', '▲'])
}
