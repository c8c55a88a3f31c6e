//! Names of files that every system takes, made of titles and of whatever else a text says.

use unicode_normalization::UnicodeNormalization;

use crate::text::stray::is_stray;

/// Names Windows keeps for devices, whatever the ending.
const DEVICES: [&str; 8] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$", "config$"];

/// Whether `name` is that of a device of Windows: `CON`, `nul.txt`, `COM1`.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = ["com", "lpt"].into_iter().filter_map(|port| stem.strip_prefix(port));
    let mut numbered = numbered.filter(|number| number.chars().count() == 1);
    DEVICES.contains(&stem.as_str())
        || numbered.any(|number| number.contains(|c| "0123456789¹²³".contains(c)))
}

/// The longest stem: with a number before it and an ending behind it, a name of 255 bytes takes it.
const BYTES: usize = 200;
/// In characters, so that people can read it.
const CHARACTERS: usize = 60;

/// `title` as the stem of a name that every system takes, or nothing if nothing of it can stand there.
pub fn stem(title: &str) -> String {
    let bare = title.nfc().filter(|c| !is_stray(*c) || c.is_whitespace());
    let plain =
        bare.map(|c| if c.is_control() || r#"\/:*?"<>|"#.contains(c) || c.is_whitespace() { ' ' } else { c });
    let mut stem = String::new();
    for c in plain.take(CHARACTERS) {
        if stem.len() + c.len_utf8() > BYTES {
            break;
        }
        stem.push(c);
    }
    // Windows drops dots and blanks at the end; a dot at the beginning hides a file, a dash makes an option of it.
    let stem = stem.trim_start_matches([' ', '.', '-']).trim_end_matches([' ', '.']);
    if is_device(stem) { format!("{stem}_") } else { stem.to_owned() }
}

/// `name` as systems compare it that do not tell upper and lower case, or composed characters and their parts.
pub fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_takes_a_stem() {
        for (title, expected) in [
            ("某区：总结?/“好”", "某区：总结  “好”"),
            (" .. ", ""),
            ("../../etc/passwd", "etc passwd"),
            ("..\\..\\a", "a"),
            ("C:\\a", "C  a"),
            ("总结. . ", "总结"),
            ("CON", "CON_"),
            ("nul.通知", "nul.通知_"),
            ("COM1", "COM1_"),
            ("COM10", "COM10"),
            ("console", "console"),
            ("甲\u{202e}乙\u{1b}[31m\u{0}丙\u{200f}", "甲乙[31m丙"),
            ("甲\n乙\t丙\u{3000}丁", "甲 乙 丙 丁"),
            ("-rf", "rf"),
            (".hidden", "hidden"),
            ("e\u{301}", "é"),
        ] {
            assert_eq!(stem(title), expected, "{title:?}");
        }
        assert_eq!(stem(&"长".repeat(90)).chars().count(), 60);
        let wide = stem(&"𠀀".repeat(90));
        assert!((197..=200).contains(&wide.len()), "{}", wide.len());
    }

    #[test]
    fn names_that_are_one_for_some_system_are_one() {
        for (a, b) in [("A.TXT", "a.txt"), ("e\u{301}", "É"), ("Ǆ", "ǆ")] {
            assert_eq!(folded(a), folded(b), "{a} {b}");
        }
        assert_ne!(folded("a"), folded("b"));
    }

    #[test]
    fn names_of_devices_are_known_whatever_stands_behind_them() {
        for name in ["con", "PRN.txt", "aux .doc", "CONIN$", "com¹", "LPT9.log.txt"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["", "con1", "com", "coma", "com12", "lpt-", "a.con"] {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn a_stem_has_room_for_a_number_and_an_ending() {
        // 200 bytes: 50 characters of four, and 49 with two more bytes in front.
        assert_eq!(stem(&"𠀀".repeat(60)).chars().count(), 50);
        assert_eq!(stem(&format!("é{}", "𠀀".repeat(60))).chars().count(), 50);
        assert_eq!(stem(&format!("éa{}", "𠀀".repeat(60))).chars().count(), 51);
    }
}
