//! What a user may change of any template without writing one: the names of fonts, the grid, bold headings.

use crate::template::{CoverRule, Face, FaceName, GridProfile, Latin, StyleName, Template};
use crate::units::Length;

/// Which names the fonts have in a Word document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontNames {
    /// Those offices look for: 仿宋_GB2312, 楷体_GB2312.
    Standard,
    /// Those Windows has: 仿宋, 楷体.
    Windows,
}

/// Changes to a template; what is not named stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Adjustments {
    /// How Word is told of the grid.
    pub grid: Option<GridProfile>,
    /// Which names the fonts have.
    pub fonts: Option<FontNames>,
    /// Font of digits and Latin letters.
    pub latin: Option<Latin>,
    /// Whether there is a cover.
    pub cover: Option<CoverRule>,
    /// How many levels the table of contents shows.
    pub toc_depth: Option<u8>,
    /// Headings of the second level bold, as some offices want them; the standard does not.
    pub bold_h2: bool,
    /// Headings of the third level bold.
    pub bold_h3: bool,
}

impl Template {
    /// The template with these changes.
    #[must_use]
    pub fn adjusted(mut self, changes: &Adjustments) -> Template {
        if let Some(profile) = changes.grid {
            self.grid.profile = profile;
        }
        if let Some(names) = changes.fonts {
            self.faces.rename(names);
        }
        if let Some(latin) = &changes.latin {
            self.faces.latin = latin.clone();
        }
        self.cover.show = changes.cover.unwrap_or(self.cover.show);
        self.contents.depth = changes.toc_depth.unwrap_or(self.contents.depth);
        let bold = [(StyleName::Heading2, changes.bold_h2), (StyleName::Heading3, changes.bold_h3)];
        for (style, _) in bold.into_iter().filter(|(_, bold)| *bold) {
            self.styles[style as usize].bold = true;
        }
        self
    }

    /// What is added to the width of a character of `style` in Word: nothing where Word's own grid does it.
    pub fn tracking_in_word(&self, style: StyleName) -> Length {
        let own = self.style(style).tracking;
        let grid = self.style(StyleName::Body).tracking;
        if self.grid.profile == GridProfile::Word && own == grid { Length::ZERO } else { own }
    }
}

impl crate::template::Faces {
    /// 仿宋 and 楷体 are the same cuts under both names; the others have one name.
    fn rename(&mut self, names: FontNames) {
        for (face, standard, windows) in
            [(Face::Fangsong, "仿宋_GB2312", "仿宋"), (Face::Kai, "楷体_GB2312", "楷体")]
        {
            let (name, alias) = match names {
                FontNames::Standard => (standard, windows),
                FontNames::Windows => (windows, standard),
            };
            self.names[face as usize] = FaceName { name: name.to_owned(), alias: alias.to_owned() };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::builtin;

    #[test]
    fn only_what_is_named_changes() {
        let plain = builtin("gongwen").unwrap();
        assert_eq!(plain.clone().adjusted(&Adjustments::default()), plain);
        let changes = Adjustments {
            grid: Some(GridProfile::Word),
            fonts: Some(FontNames::Windows),
            latin: Some(Latin::Named("Times New Roman".to_owned())),
            bold_h2: true,
            toc_depth: Some(3),
            ..Adjustments::default()
        };
        let changed = plain.clone().adjusted(&changes);
        assert_eq!(
            (changed.faces.get(Face::Fangsong).name.as_str(), changed.faces.latin(Face::Kai)),
            ("仿宋", "Times New Roman")
        );
        assert!(changed.style(StyleName::Heading2).bold && !changed.style(StyleName::Heading3).bold);
        assert_eq!((changed.contents.depth, &changed.cover), (3, &plain.cover));
        assert_eq!(changed.tracking_in_word(StyleName::Body), Length::ZERO);
        assert_ne!(plain.tracking_in_word(StyleName::Body), Length::ZERO);
    }
}
