//! Decodes single-byte encodings line by line: a line that reads well in the encoding of the line before is
//! taken as it is (fast); any other is searched for its likeliest reading.

use crate::decode::charset::{CHARSETS, Charset, Read};
use crate::decode::clean;
use crate::decode::lattice::NEVER;
use crate::decode::model::{COMMON, Cost, Model};
use crate::decode::path::{Glyph, SWITCH_LINE, Stretch, likeliest};

/// A longer line is read in pieces, so that memory does not grow with it.
const PIECE: usize = 16 * 1024;
/// The end of a piece is read again with what follows it.
const OVERLAP: usize = 64;

/// What was read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) text: String,
    /// Encoding of each run of lines, with its first and last line; lines of ASCII belong to the run before.
    pub(crate) runs: Vec<(u32, u32, Charset)>,
    /// Characters above ASCII read in each encoding.
    pub(crate) chars: [usize; 3],
    /// Lines with a U+FFFD for bytes that could not be read, once for each.
    pub(crate) damaged: Vec<u32>,
    /// Bytes of half a character left out where the file was cut: at its beginning, at its end.
    pub(crate) cut: [usize; 2],
}

/// Decodes `bytes`, most of which is in `main`; with `only`, all of it.
pub(crate) fn read_lines(bytes: &[u8], main: Charset, only: bool) -> Reading {
    let mut reader = Reader {
        model: Model::get(),
        bytes,
        main,
        only,
        last: main,
        line: 1,
        reading: Reading { text: String::with_capacity(bytes.len() + bytes.len() / 2), ..Reading::default() },
    };
    let mut at = 0;
    while at < bytes.len() {
        at += reader.piece(at);
    }
    reader.reading
}

impl Reading {
    /// The encoding of most characters; `main` if that is one of several.
    pub(crate) fn most(&self, main: Charset) -> Charset {
        let chars = |charset: &Charset| self.chars[*charset as usize];
        CHARSETS.into_iter().filter(|charset| chars(charset) > chars(&main)).max_by_key(chars).unwrap_or(main)
    }
}

struct Reader<'b> {
    model: &'static Model,
    bytes: &'b [u8],
    main: Charset,
    only: bool,
    /// The encoding of the line before.
    last: Charset,
    line: u32,
    reading: Reading,
}

impl Reader<'_> {
    /// Reads the line at `at`, or as much of it as fits a piece; returns how many bytes that was.
    fn piece(&mut self, at: usize) -> usize {
        let rest = &self.bytes[at..];
        let window = &rest[..rest.len().min(PIECE)];
        let line = memchr::memchr(b'\n', window);
        let piece = &window[..line.map_or(window.len(), |end| end + 1)];
        let open = line.is_none() && rest.len() > PIECE;
        let used = self
            .plain(piece)
            .or_else(|| self.clean(piece, open))
            .unwrap_or_else(|| self.search(at, piece, open));
        self.line += u32::from(line.is_some() && used == piece.len());
        used
    }

    /// Takes a piece of ASCII as it is.
    fn plain(&mut self, piece: &[u8]) -> Option<usize> {
        let ascii = if piece.is_ascii() { piece } else { return None };
        let text = std::str::from_utf8(ascii).ok()?;
        self.reading.text.push_str(text);
        Some(piece.len())
    }

    /// Takes a piece that is without fault and of common characters in the encoding of the line before.
    fn clean(&mut self, piece: &[u8], open: bool) -> Option<usize> {
        let start = self.reading.text.len();
        let Some(taken) = clean::take(self.model, self.last, piece, open, &mut self.reading.text) else {
            self.reading.text.truncate(start);
            return None;
        };
        self.reading.chars[self.last as usize] += taken.chars;
        self.extend_run(self.last);
        Some(taken.bytes)
    }

    /// Finds the likeliest reading of a piece.
    fn search(&mut self, at: usize, piece: &[u8], open: bool) -> usize {
        let (first, last) = (at == 0, at + piece.len() == self.bytes.len());
        let stretch = Stretch { bytes: piece, first, last, strays: false, patch: None };
        let glyphs = self.likeliest(stretch);
        let limit = if open { piece.len() - OVERLAP } else { piece.len() };
        let glyphs = &glyphs[..glyphs.partition_point(|glyph| glyph.start + glyph.len <= limit)];
        let kept = self.trim(glyphs, &stretch);
        self.take(piece, kept);
        glyphs.last().map_or(piece.len(), |glyph| glyph.start + glyph.len)
    }

    /// Takes all bytes for characters if that can be; only what reads ill may have stray bytes in it.
    fn likeliest(&self, stretch: Stretch<'_>) -> Vec<Glyph> {
        let glyphs = likeliest(self.model, stretch, self.start()).1;
        if !self.reads_ill(&glyphs) {
            return glyphs;
        }
        let (_, bold) = likeliest(self.model, Stretch { strays: true, ..stretch }, self.start());
        if self.plausible(&bold) {
            return bold;
        }
        // A list of rare characters reads no worse when shifted by a byte: then believe the bytes.
        let start = CHARSETS.map(|charset| if charset == self.last { 0 } else { NEVER });
        let (_, strict) = likeliest(self.model, stretch, start);
        if strict.iter().all(|glyph| glyph.read != Read::Lost) { strict } else { glyphs }
    }

    /// Whether something could not be read, or four characters in a row are rare.
    fn reads_ill(&self, glyphs: &[Glyph]) -> bool {
        let cost = |glyph: &Glyph| match glyph.read {
            Read::Char(char) => self.model.cost(char),
            _ => 0,
        };
        glyphs.iter().any(|glyph| glyph.read == Read::Lost)
            || glyphs.windows(4).any(|four| four.iter().map(cost).sum::<Cost>() > clean::FOUR)
    }

    /// Whether most of what was read is common, as it must be if bytes were left out for it.
    fn plausible(&self, glyphs: &[Glyph]) -> bool {
        let chars = glyphs.iter().filter_map(|glyph| match glyph.read {
            Read::Char(char) if !char.is_ascii() => Some(self.model.cost(char) < COMMON),
            _ => None,
        });
        let (all, common) = chars.fold((0, 0), |(all, common), yes| (all + 1, common + usize::from(yes)));
        common * 10 >= all * 6
    }

    fn start(&self) -> [Cost; 3] {
        CHARSETS.map(|charset| match () {
            () if charset == self.main => 0,
            () if self.only => NEVER,
            () if charset == self.last => 0,
            () => SWITCH_LINE,
        })
    }

    /// Leaves out the half characters where the file was cut.
    fn trim<'g>(&mut self, glyphs: &'g [Glyph], stretch: &Stretch<'_>) -> &'g [Glyph] {
        let mut glyphs = glyphs;
        while let [first, rest @ ..] = glyphs
            && first.read == Read::Lost
            && stretch.is_cut_head(first.charset, first.start)
        {
            self.reading.cut[0] += first.len;
            glyphs = rest;
        }
        while let [rest @ .., last] = glyphs
            && last.read == Read::Lost
            && stretch.is_cut_end(last.charset, last.start, last.len)
        {
            self.reading.cut[1] += last.len;
            glyphs = rest;
        }
        glyphs
    }

    fn take(&mut self, piece: &[u8], glyphs: &[Glyph]) {
        let mut chars = [0; 3];
        let mut broken = false;
        for glyph in glyphs {
            self.write(glyph.read, broken);
            broken = glyph.read == Read::Lost;
            chars[glyph.charset as usize] += usize::from(piece[glyph.start] >= 0x80);
        }
        for charset in CHARSETS {
            self.reading.chars[charset as usize] += chars[charset as usize];
        }
        if let Some(most) = CHARSETS.into_iter().max_by_key(|&charset| chars[charset as usize])
            && chars[most as usize] > 0
        {
            self.last = most;
            self.extend_run(most);
        }
    }

    /// Writes one character; bytes that cannot be read become one U+FFFD together.
    fn write(&mut self, read: Read, broken: bool) {
        let text = &mut self.reading.text;
        match read {
            Read::Char(char) | Read::Guess(char) => text.push(char),
            Read::Marked(char, mark) => text.extend([char, mark]),
            Read::Lost if broken => {}
            Read::Lost => {
                text.push('\u{FFFD}');
                self.reading.damaged.push(self.line);
            }
        }
    }

    fn extend_run(&mut self, charset: Charset) {
        match self.reading.runs.last_mut() {
            Some((_, last, same)) if *same == charset => *last = self.line,
            _ => self.reading.runs.push((self.line, self.line, charset)),
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};

    use super::*;

    const LINE: &str = "各级人民政府应当加强领导，认真组织实施，确保各项任务落到实处。";

    #[test]
    fn runs_of_lines_are_told_apart() {
        let gb = GB18030.encode(LINE).0;
        let bytes = [&gb, LINE.as_bytes(), b"ascii", &gb].join(&b'\n');
        let reading = read_lines(&bytes, Charset::Gb18030, false);
        assert_eq!(reading.text, [LINE, LINE, "ascii", LINE].join("\n"));
        let expected = [(1, 1, Charset::Gb18030), (2, 2, Charset::Utf8), (4, 4, Charset::Gb18030)];
        assert_eq!(reading.runs, expected);
    }

    #[test]
    fn a_line_longer_than_a_piece_loses_nothing() {
        let text = format!("x{}", LINE.repeat(3 * PIECE / LINE.len()));
        for bytes in [GB18030.encode(&text).0, text.as_bytes().into()] {
            let reading = read_lines(&bytes, Charset::Gb18030, false);
            assert!(reading.text == text && reading.damaged.is_empty());
        }
        let rare = "龘靐齉爩".repeat(2 * PIECE);
        assert!(read_lines(&GB18030.encode(&rare).0, Charset::Gb18030, true).text == rare);
    }

    #[test]
    fn repeated_and_rare_characters_are_not_shifted() {
        for text in [
            "完\n各级人民政府\n啊啊啊啊啊啊\n完",
            "啊啊啊啊啊啊啊啊啊啊啊啊",
            "龘靐齉爩麤灪龖厵滟虋饕餮貔貅狻猊",
            "一\n啊啊啊啊啊啊啊啊\n二",
        ] {
            let reading = read_lines(&GB18030.encode(text).0, Charset::Gb18030, false);
            assert_eq!(reading.text, text);
        }
    }

    #[test]
    fn damage_is_counted_by_place() {
        let mut bytes = BIG5.encode("各級人民政府\n應當加強領導，認真組織實施。\n確保").0.into_owned();
        bytes[17] = 0xFF;
        let reading = read_lines(&bytes, Charset::Big5, false);
        assert_eq!(reading.damaged, [2]);
        assert_eq!(reading.text.matches('\u{FFFD}').count(), 1);
    }

    #[test]
    fn half_characters_at_the_edges_are_left_out() {
        let bytes = GB18030.encode(LINE).0;
        let reading = read_lines(&bytes[1..bytes.len() - 1], Charset::Gb18030, false);
        assert_eq!(reading.text, "级人民政府应当加强领导，认真组织实施，确保各项任务落到实处");
        assert_eq!((reading.cut, reading.damaged.len()), ([1, 1], 0));
    }
}
