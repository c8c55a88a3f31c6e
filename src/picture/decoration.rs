//! Pictures that belong to the page and not to the text: icons, trackers, logos, QR codes.

use crate::text::Shown;

/// Up to this many pixels on both sides it is an icon: 17 mm in print.
const ICON: u32 = 64;
/// A side this short is a line or a tracker, however long the other.
const LINE: u32 = 16;

/// Whether a picture of this size is a decoration.
pub(super) fn small(width: u32, height: u32) -> bool {
    width.max(height) <= ICON || width.min(height) <= LINE
}

/// Words by which the makers of pages call what is not of the text, and what they say it shows.
const NAMES: [&str; 14] = [
    "qrcode", "qr", "ewm", "erweima", "logo", "icon", "ico", "avatar", "sprite", "spacer", "blank",
    "loading", "share", "weixin",
];
const SHOWS: [&str; 6] = ["二维码", "二維碼", "扫码", "扫一扫", "分享", "Scan me"];

/// Whether the page itself says that it is one: by the size it gives it, by its name, by what it shows.
pub(super) fn named(shown: &Shown) -> bool {
    let sized = matches!(shown.size, [Some(width), Some(height)] if small(width, height));
    let called = shown.addresses.iter().any(|address| {
        let file = address.split(['?', '#']).next().unwrap_or_default().rsplit(['/', '\\']).next();
        let stem = file.map_or("", |file| file.rsplit_once('.').map_or(file, |(stem, _)| stem));
        let words = stem.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_ascii_lowercase);
        words.into_iter().any(|word| NAMES.contains(&word.as_str()))
    });
    sized || called || SHOWS.iter().any(|what| shown.alt.contains(what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decorations_are_told_from_pictures() {
        let shown = |address: &str, alt: &str| Shown {
            addresses: vec![address.to_owned()],
            alt: alt.to_owned(),
            ..Shown::default()
        };
        for (address, alt) in [("a/logo.png", ""), ("x_files/site-qrcode_2.png", ""), ("a.png", "扫码关注")]
        {
            assert!(named(&shown(address, alt)), "{address} {alt}");
        }
        for (address, alt) in [("logo/meeting.jpg", ""), ("catalogue.png", "会场"), ("iconography.jpg", "")]
        {
            assert!(!named(&shown(address, alt)), "{address} {alt}");
        }
        assert!(named(&Shown { size: [Some(1), Some(1)], ..Shown::default() }));
        assert!(!named(&Shown { size: [Some(640), None], ..Shown::default() }));
        assert!(small(64, 64) && small(900, 8) && !small(65, 64) && !small(600, 400));
    }
}
