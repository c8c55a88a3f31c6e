//! What an assistant says around the text it was asked for: `好的，以下是为您撰写的通知：` above it, offers and hints below.
//!
//! It speaks to the one who asked, so that only what addresses somebody (您, 告诉我) or names the draft itself (范文, 优化后的版本)
//! counts, and only at the very ends of the text.

use std::ops::Range;

use crate::clean::phrases::{any_start, has_any, phrases};
use crate::diag::RuleId;
use crate::lexicon::date;
use crate::text::{Line, Mark, Phrases, key};

/// The rule of this file.
pub(crate) const RULE: RuleId = "web.assistant";

// A longer line is a paragraph: an assistant is brief about itself.
const LONGEST: usize = 120;

/// The ends of `lines` that an assistant has said. What stands between is not looked at.
pub(crate) fn around(lines: &[&Line]) -> [Range<usize>; 2] {
    // More lines below an offer or a hint are a part of the text.
    const HINTS: usize = 12;
    let key_of = |i: usize| bare(&key(&lines[i].text));
    let above = opening(lines.len(), key_of);
    let spoken = above > 0;
    let near = lines.len().saturating_sub(HINTS).max(above);
    let keys: Vec<String> = (near..lines.len()).map(key_of).collect();
    let of_text = |(line, key): (&&Line, &String)| line.mark == Mark::Row || date::whole_line(key).is_some();
    let reach = lines[near..].iter().zip(&keys).rposition(of_text).map_or(0, |last| last + 1);
    let listed = |key: &String| closes(key) && key.ends_with([':', '?']) || explains(key);
    let heads = |i: &usize| closes(&keys[*i]) || spoken && explains(&keys[*i]);
    let all = |i: &usize| {
        let list = keys[*i..].iter().position(listed).map_or(keys.len(), |list| i + list);
        keys[*i..list].iter().all(|key| is_hint(key))
    };
    let found = (reach..keys.len()).filter(heads).find(all).map_or(lines.len(), |found| near + found);
    let start = (above..found).rev().take_while(|&i| key_of(i).is_empty()).last().unwrap_or(found);
    // A text that is nothing else is somebody's text.
    match start > above {
        true => [0..above, start..lines.len()],
        false => [0..0, 0..0],
    }
}

/// A key without the signs and small pictures around it.
fn bare(key: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric();
    let start = key.find(is_word).unwrap_or(key.len());
    key[start..].trim_end_matches(|c: char| !is_word(c) && !":?。!".contains(c)).replace(' ', "")
}

/// How many of `count` lines above the text are an assistant's, or say whose turn it is.
fn opening(count: usize, key_of: impl Fn(usize) -> String) -> usize {
    let first = (0..count).find(|&i| !key_of(i).is_empty()).unwrap_or(count);
    let key = if first < count { key_of(first) } else { String::new() };
    let asked = is_asked(&key);
    let answered = (first + 1..count.min(first + 4)).find(|&i| asked && is_turn(&key_of(i)));
    let start = match answered {
        Some(turn) => turn + 1,
        None => first + usize::from(is_turn(&key)),
    };
    let hands_over = |key: String| key.is_empty() || opens(&key);
    let said = (start..count).take_while(|&i| hands_over(key_of(i))).count();
    match said {
        0 if start == first => 0,
        _ => start + said,
    }
}

/// The words of the one who asks: `用户：帮我写一份通知`.
fn is_asked(key: &str) -> bool {
    any_start(key, phrases!("用户: 我: 提问: user: you: 问: yousaid: 用户提问:"))
        || key == "用户"
        || key == "yousaid"
}

/// A line that says who speaks next.
fn is_turn(key: &str) -> bool {
    static SPEAKERS: Phrases = Phrases::of(
        "助手 ai ai助手 assistant chatgptsaid chatgpt deepseek 豆包 kimi 通义千问 文心一言 元宝 回答",
    );
    let name = key.trim_end_matches(':');
    SPEAKERS.at_start(name).any(|speaker| speaker == name)
}

/// Whether a line above the text hands it over.
fn opens(key: &str) -> bool {
    static GREETINGS: Phrases =
        Phrases::of("好的 当然可以 当然 没问题 明白了 明白 收到 可以的 好嘞 非常乐意");
    static HANDS: Phrases = Phrases::of(
        "以下是 下面是 这是 以下为 下面为 这里是 根据您 根据你 按照您 按照你 我为您 我帮您 我帮你 已为您 为您 已根据 已按 结合您 基于您 我已 我将 我根据",
    );
    static WORK: Phrases = Phrases::of(
        "撰写 拟写 起草 拟定 草拟 拟好 拟的 整理 生成 润色 优化 修改 准备 写的 改写 改好 梳理 总结 版本 范文 模板 初稿 草稿 完善 扩写 精简",
    );
    if key.chars().count() > LONGEST
        || has_any(key, phrases!("我局 我们 我办 我委 我县 我市 我单位 本局 本办"))
    {
        return false;
    }
    let greeting = GREETINGS.at_start(key).map(str::len).max();
    let rest = key[greeting.unwrap_or(0)..].trim_start_matches(|c: char| !c.is_alphanumeric());
    let ends = key.ends_with([':', '。', '!']);
    let addressed = has_any(rest, phrases!("您 你"));
    match greeting {
        Some(_) if rest.is_empty() => true,
        Some(_) => ends && (addressed || any_start(rest, &HANDS)),
        None => {
            let draft = has_any(rest, phrases!("版本 范文 模板 初稿 草稿"));
            ends && any_start(rest, &HANDS) && has_any(rest, &WORK) && (addressed || draft)
        }
    }
}

/// Whether a line below the text is an assistant's, whatever stands around it.
pub(crate) fn closes(key: &str) -> bool {
    if key.chars().count() > LONGEST {
        return false;
    }
    let to_me = has_any(
        key,
        phrases!(
            "告诉我 告知我 我可以 我还可以 我也可以 我能 我来 我帮 需要我 要我 让我 我随时 为您 为你 帮您 帮你"
        ),
    );
    let offer = has_any(key, phrases!("如需 如果 若需 如有 您可以 你可以 是否 需要我 要不要 随时"));
    let theirs = has_any(
        key,
        phrases!(
            "我们 我局 我办 我委 我县 我市 我镇 我乡 我区 我省 我厅 我院 我校 我中心 我单位 我公司 热线 电话 拨打 咨询 窗口 客服 工作人员 服务中心"
        ),
    );
    to_me && offer && !theirs || wishes(key) || is_notice(key) || is_count(key) || hands_over(key)
}

/// `希望这份通知对您有所帮助！`
fn wishes(key: &str) -> bool {
    let draft = any_start(
        key,
        phrases!(
            "希望以上 希望这份 希望这篇 希望这些内容 希望本文 希望此 希望对您 希望对你 希望能帮到您 希望能对您 希望能帮到你"
        ),
    );
    draft && has_any(key, phrases!("帮助 帮到 满意 符合您 符合你 您的需求 有用"))
}

/// `内容由 AI 生成，请仔细甄别`, `以上为范文，仅供参考`.
fn is_notice(key: &str) -> bool {
    let machine = has_any(key, phrases!("ai生成 人工智能生成 大模型生成 deepseek生成 chatgpt生成 豆包生成"));
    let draft = any_start(
        key,
        phrases!("以上内容 以上回答 以上为 以上是 上述内容 本回答 以上文稿 以上范文 以上讲话稿 以上模板"),
    );
    let hint = has_any(key, phrases!("参考 甄别 核实 谨慎 仔细 核对"));
    hint && (machine || draft && key.contains("参考"))
        || machine && any_start(key, phrases!("内容由 本内容由 以上内容由 本文由"))
}

/// `字数统计：约420字`, `（全文约800字）`.
fn is_count(key: &str) -> bool {
    // 全文共约一千二百字左右.
    const SHORT: usize = 14;
    any_start(key, phrases!("字数统计 字数: 全文约 全文共 全文字数 约计"))
        && key.contains('字')
        && key.chars().count() <= SHORT
}

/// `您可以根据实际情况修改。`, `注：以上讲话稿约800字，可根据会议实际时长调整。`
fn hands_over(key: &str) -> bool {
    let draft = has_any(
        key,
        phrases!(
            "以上讲话稿 以上通知 以上内容 以上文稿 以上范文 以上模板 本模板 本范文 方括号 【】 xx xx处 您可"
        ),
    );
    draft
        && has_any(key, phrases!("可根据 请根据 根据实际 根据您的实际 根据需要"))
        && has_any(key, phrases!("修改 调整 替换 补充 填写 完善"))
}

/// The heading of what an assistant says of its draft; the same words head parts of texts, so that it counts where one has spoken above.
fn explains(key: &str) -> bool {
    static WORDS: Phrases = Phrases::of(
        "使用说明 修改说明 优化说明 润色说明 改写说明 写作说明 撰写说明 格式说明 使用建议 修改建议 温馨提示 使用提示 说明 补充说明 写作要点 写作思路 主要修改 主要优化 主要改动 修改要点 优化要点",
    );
    let head = key.split(':').next().unwrap_or(key);
    key.contains(':') && WORDS.at_start(head).any(|word| word == head)
}

/// A line that may follow what an assistant says: more of it, or nothing.
fn is_hint(key: &str) -> bool {
    key.is_empty() || closes(key) || explains(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], left: &[&str]) {
        let lines: Vec<Line> = (1..).zip(texts).map(|(n, text)| Line::plain(*text, n)).collect();
        let lines: Vec<&Line> = lines.iter().collect();
        let [above, below] = around(&lines);
        let kept = lines.iter().enumerate().filter(|(i, _)| !above.contains(i) && !below.contains(i));
        assert_eq!(kept.map(|(_, line)| line.text.as_str()).collect::<Vec<_>>(), left);
    }

    #[test]
    fn what_hands_a_draft_over_goes_above_it() {
        for said in [
            "好的，以下是为您撰写的通知：",
            "当然可以！下面是一份通知，您可以根据实际情况修改：",
            "根据您提供的材料，我为您整理了一份总结，供参考。",
            "以下是优化后的版本：",
            "好的。",
        ] {
            check(&[said, "关于甲的通知", "各科室："], &["关于甲的通知", "各科室："]);
        }
        check(&["用户：帮我写个纪要", "助手：", "专题会议纪要", "无。"], &["专题会议纪要", "无。"]);
        for text in ["以下是会议议程：", "好的作风是干出来的", "根据您反映的问题，我局整理如下：", "为您服务"]
        {
            check(&[text, "各科室："], &[text, "各科室："]);
        }
    }

    #[test]
    fn what_offers_and_hints_goes_below_it() {
        for said in [
            "希望这份通知对您有所帮助！😊",
            "如需调整语气，请随时告诉我！",
            "> 以上内容由 AI 生成，仅供参考。",
            "（全文约800字）",
            "注：以上讲话稿约800字，可根据会议实际时长调整。",
            "以上内容仅供参考",
        ] {
            check(&["甲。", said], &["甲。"]);
        }
        check(&["甲。", "如果您需要，我还可以帮您：", "1. 扩展内容", "2. 调整风格"], &["甲。"]);
        check(&["甲。", "字数统计：约420字", "需要我为您做什么吗？", "1. 扩展内容"], &["甲。"]);
        check(&["以下是优化后的版本：", "甲。", "修改说明：", "1. 统一格式；"], &["甲。"]);
        for text in [
            "希望大家认真落实，对全县工作有所帮助。",
            "如有问题，请随时与我局联系。",
            "以上时间安排仅供参考，以实际通知为准。",
            "修改说明：",
            "如需帮助，请您拨打12345热线。",
            "如果您愿意加入我们，请告诉我，我来为您登记。",
            "12345热线随时为您服务。",
            "请您根据实际情况填写，谢谢配合。",
        ] {
            check(&["甲。", text, "1. 乙；"], &["甲。", text, "1. 乙；"]);
            check(&["甲。", text], &["甲。", text]);
        }
        check(&["如需修改，请告诉我。"], &["如需修改，请告诉我。"]);
        let signed = ["甲。", "如需调整，请告诉我：", "松溪县林业局", "2026年3月1日"];
        check(&signed, &signed);
        check(
            &["甲。", "如需调整，请告诉我。", "松溪县林业局", "2026年3月1日"],
            &["甲。", "如需调整，请告诉我。", "松溪县林业局", "2026年3月1日"],
        );
    }
}
