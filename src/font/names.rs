//! What fonts are called, and which names are looked for.

use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

use crate::template::Face;

/// The names a font goes by (families and full names, in any language), for every font in the file.
///
/// Empty for a file that is not a font.
pub fn names(data: &[u8]) -> Vec<(u32, Vec<String>)> {
    let count = skrifa::raw::FileRef::new(data).map_or(0, |file| match file {
        skrifa::raw::FileRef::Font(_) => 1,
        skrifa::raw::FileRef::Collection(collection) => collection.len(),
    });
    let fonts = (0..count).filter_map(|index| Some((index, FontRef::from_index(data, index).ok()?)));
    fonts.map(|(index, font)| (index, names_of(&font))).collect()
}

fn names_of(font: &FontRef<'_>) -> Vec<String> {
    let ids = [StringId::FAMILY_NAME, StringId::FULL_NAME, StringId::POSTSCRIPT_NAME];
    let mut names: Vec<String> = ids
        .into_iter()
        .flat_map(|id| font.localized_strings(id))
        .map(|name| name.chars().collect())
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The names of the fonts offices use for a class of type, the best first.
pub fn wanted(face: Face) -> &'static [&'static str] {
    match face {
        Face::Xiaobiaosong => &[
            "方正小标宋简体",
            "方正小标宋_GBK",
            "方正小标宋简",
            "FZXiaoBiaoSong-B05S",
            "FZXiaoBiaoSong-B05",
            "华文中宋",
            "STZhongsong",
        ],
        Face::Fangsong => &["仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "华文仿宋", "STFangsong"],
        Face::Kai => &["楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "华文楷体", "STKaiti"],
        Face::Hei => &["黑体", "SimHei", "华文黑体", "STHeiti"],
        Face::Song => &["宋体", "SimSun", "华文宋体", "STSong"],
    }
}

/// Fonts worth asking for rare characters, when nothing else has them.
pub const LAST: [&str; 4] = ["HanaMinB", "Hanazono Mincho B", "SimSun-ExtB", "TW-Sung-Ext-B"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::Book;

    #[test]
    fn a_font_is_known_by_its_names() {
        let book = Book::builtin();
        let data = book.font(Face::Kai).unwrap().data.clone();
        let found = names((*data).as_ref());
        assert_eq!(found.len(), 1);
        assert!(found[0].1.iter().any(|name| name == "Chengwen Kai"), "{found:?}");
        assert!(found[0].1.iter().all(|name| !name.contains("LXGW") && !name.contains("霞鹜")), "{found:?}");
    }

    #[test]
    fn other_files_have_no_names() {
        assert!(names(b"").is_empty());
        assert!(names(b"%PDF-1.7").is_empty());
    }
}
