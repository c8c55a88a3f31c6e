//! The imprint (版记) at the foot of a document: who else receives it, who printed it and when (GB/T 9704-2012 7.4).

use crate::lexicon::{date, organ};
use crate::text::words;

/// `抄送：…`, `主题词：…`, `某某办公室　2009年3月20日印发`: the lines below the date of an official document.
pub fn is_line(key: &str) -> bool {
    const WORDS: &str = "抄送 抄报 报送 分送 主题词 印发机关";
    let labelled = words(WORDS).any(|word| key.strip_prefix(word).is_some_and(|rest| rest.starts_with(':')));
    let issued = key.ends_with("印发") && key.chars().count() <= 40 && date::find(key).is_some();
    labelled || issued
}

/// Who stands behind a label of the imprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receivers {
    /// 抄送: those who receive it besides (7.4.2).
    Copies,
    /// 主送, where the recipients found no room on the first page (7.3.2).
    Named,
    /// 报, 送, 发 and what else briefings and minutes write, which are set under the label they have (practice).
    Labelled(&'static str),
}

/// The labels of those who receive a briefing or minutes, beside 抄送 and 主送. Those of one character are words of any text too.
const LABELS: [&str; 6] = ["抄报", "报送", "分送", "报", "送", "发"];

/// Who receives a document, by a line of its imprint: `抄送：市委办公室。`
pub fn receivers(text: &str) -> Option<(Receivers, &str)> {
    let labels = [("抄送", Receivers::Copies), ("主送", Receivers::Named)];
    let labels = labels.into_iter().chain(LABELS.map(|label| (label, Receivers::Labelled(label))));
    let named = |(label, receivers)| {
        let rest = text.strip_prefix(label)?.trim_start();
        Some((receivers, rest.strip_prefix(['：', ':'])?.trim()))
    };
    labels.into_iter().find_map(named)
}

/// Whether a label says by itself that this is a line of an imprint.
pub fn is_sure(receivers: Receivers) -> bool {
    !matches!(receivers, Receivers::Labelled(label) if label.chars().count() == 1)
}

/// `某市人民政府办公室　2026年8月2日印发`.
pub fn issue(text: &str) -> Option<(String, String)> {
    let text = text.strip_suffix("印发")?.trim_end();
    let date = date::find(text).filter(|date| date.end == text.len())?;
    let issuer = text[..date.start].trim();
    (organ::is_name(issuer) && date.text.ends_with('日')).then(|| (issuer.to_owned(), date.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_imprint_is_known_by_its_labels() {
        for key in ["抄送:市委", "主题词:防汛", "某办公室2009年3月20日印发"] {
            assert!(is_line(key), "{key}");
        }
        for key in ["抄送要及时", "现将方案印发", "某办公室印发"] {
            assert!(!is_line(key), "{key}");
        }
        assert_eq!(receivers("抄送：市委办公室。"), Some((Receivers::Copies, "市委办公室。")));
        assert_eq!(receivers("主送: 各区"), Some((Receivers::Named, "各区")));
        assert_eq!(receivers("送：市委"), Some((Receivers::Labelled("送"), "市委")));
        assert_eq!(receivers("报送：市委"), Some((Receivers::Labelled("报送"), "市委")));
        assert_eq!((receivers("抄送市委"), receivers("发展：市委")), (None, None));
        assert!(is_sure(Receivers::Labelled("分送")) && !is_sure(Receivers::Labelled("发")));
    }

    #[test]
    fn an_office_prints_on_a_day() {
        let issued = issue("某市人民政府办公室　2026年8月2日印发");
        assert_eq!(issued, Some(("某市人民政府办公室".to_owned(), "2026年8月2日".to_owned())));
        assert_eq!((issue("会议于2026年8月2日印发"), issue("某市人民政府办公室印发")), (None, None));
    }
}
