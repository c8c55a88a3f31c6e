//! Places (地名) that pages show beside an account: where a text was sent from (IP属地).

use crate::lexicon::listed;
use crate::text::words;

const REGIONS: &str = listed(include_str!("../../data/lexicon/places.txt"));

/// Whether `text` is the name of a province, of a city of that rank or of a region, short or in full: `浙江`, `北京市`.
pub fn is_region(text: &str) -> bool {
    const RANKS: &str = "省 市 自治区 壮族自治区 回族自治区 维吾尔自治区 特别行政区";
    words(REGIONS).any(|region| {
        text.strip_prefix(region)
            .is_some_and(|rank| rank.is_empty() || words(RANKS).any(|known| known == rank))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_known_short_and_in_full() {
        for text in ["浙江", "浙江省", "北京市", "内蒙古自治区", "广西壮族自治区", "香港"]
        {
            assert!(is_region(text), "{text}");
        }
        for text in ["", "青禾", "浙江日报", "北京市政府", "江"] {
            assert!(!is_region(text), "{text}");
        }
    }
}
