//! Names of organs (机关) and other bodies: offices, courts, schools, firms.

use crate::lexicon::listed;
use crate::text::{Openings, words};

/// Endings of their names.
const ENDINGS: &str = listed(include_str!("../../data/lexicon/organs.txt"));

/// The characters that such names end with.
static LAST: Openings = Openings::of_ends(ENDINGS);

/// Endings of names of places whose government signs as the place itself.
const TOWNS: [&str; 7] = ["镇", "乡", "县", "区", "市", "村", "社区"];

/// Whether `text` ends like the name of an organ or another body, and is no more than that.
pub fn is_name(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')']);
    (3..=32).contains(&text.chars().count())
        && !text.contains(['，', '。', '、', '；', '“', '：'])
        && (has_ending(text) || is_town(text))
}

/// Whether `text`, whatever stands before, ends with the name of an organ.
pub fn has_ending(text: &str) -> bool {
    LAST.admit_last(text) && words(ENDINGS).any(|end| text.ends_with(end))
}

fn is_town(text: &str) -> bool {
    text.chars().count() <= 10 && TOWNS.iter().any(|end| text.ends_with(end))
}

/// Whether `text` begins with the rest of an organ's name, which the line above it begins: `某市人民代表大会` / `常务委员会关于…`.
pub fn goes_on(above: &str, text: &str) -> bool {
    const PARTS: &str = "常务委员会 办公厅 办公室 委员会";
    words(PARTS).any(|part| text.starts_with(part)) && (is_name(above) || above.ends_with("人民代表大会"))
}

/// Whether `text` is the name of a paper, a site or an agency, or of an organ that publishes.
pub fn is_publisher(text: &str) -> bool {
    const ENDINGS: &str = "网 站 报 社 台 刊 杂志 客户端 频道 新闻 政府 办公室 局 委 号 部 厅 网络版 周刊 日报 发布 融媒 融媒体 传媒 \
        融媒体中心 在线 通讯社 电视台 快讯 公众号 之声 论坛 教育";
    (2..=16).contains(&text.chars().count()) && words(ENDINGS).any(|end| text.ends_with(end))
}

/// Whether `text` is the name of an account or a platform (松河发布, 学习平台) and of no organ.
pub fn is_account(text: &str) -> bool {
    // `学习强国学习平台` has eight; what goes on is said of a platform.
    const LONGEST: usize = 10;
    let short = || text.chars().nth(LONGEST).is_none();
    is_publisher(text) && (!text.ends_with("平台") || short()) && !is_name(text)
}

/// Whether `text` is the name of a paper, a site or an agency, not of an account that may be a person's.
pub fn is_paper(text: &str) -> bool {
    const ENDINGS: &str = "网 报 社 台 周刊 杂志";
    is_publisher(text) && words(ENDINGS).any(|end| text.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_are_known_by_their_ending() {
        for text in [
            "某县人民政府办公室",
            "某某大学",
            "某某街道",
            "某派出所",
            "某小区居委会",
            "某幼儿园",
            "某某镇",
            "某局（某办公室）",
        ] {
            assert!(is_name(text), "{text}");
        }
        for text in
            ["某局", "某县的人民政府，某局", "防汛工作", "城乡融合发展试验区以及周边各县区", &"某".repeat(40)]
        {
            assert!(!is_name(text), "{text}");
        }
        assert!(is_account("青禾发布") && is_account("青禾学习平台") && !is_account("青禾县人民政府"));
        assert!(!is_account("青禾县召开春耕动员会") && !is_account("青禾县加快建设春耕服务平台"));
        assert!(has_ending("附近的派出所") && !has_ending("防汛") && !has_ending(""));
    }

    #[test]
    fn a_name_goes_on_in_the_next_line() {
        assert!(goes_on("松溪县人民代表大会", "常务委员会关于任职的决定"));
        assert!(goes_on("松溪县人民政府", "办公室关于供暖的通知"));
        assert!(!goes_on("首页", "办公室关于供暖的通知") && !goes_on("松溪县人民政府", "关于供暖的通知"));
    }

    #[test]
    fn papers_publish() {
        for text in [
            "某某日报",
            "旗帜网",
            "新华社",
            "某区发布客户端",
            "青禾发布",
            "青禾融媒体中心",
            "青禾证券报网络版",
        ] {
            assert!(is_publisher(text), "{text}");
        }
        assert!(!is_publisher("张三") && !is_publisher("报"));
        assert!(is_paper("青禾新闻网") && !is_paper("青禾发布") && !is_paper("网"));
    }
}
