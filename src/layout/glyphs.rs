//! From words to glyphs: characters cleaned, each with a face that has it and a width.

use super::{FaceId, Fonts, Pt};
use crate::draft::is_unseen;
use unicode_normalization::UnicodeNormalization;

/// A character that will be printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    pub c: char,
    pub face: FaceId,
    /// How far the next one is away.
    pub advance: Pt,
    /// Where it is drawn, to the right of where it stands.
    pub shift: Pt,
    /// The run it comes from, by number.
    pub run: usize,
}

/// Stands for a character that no face has.
pub const GETA: char = '〓';

/// More missing characters than this are not told apart.
const MOST_MISSING: usize = 64;

/// A space that words to write on are made of; it keeps its width at a line's end.
pub const BLANK: char = '\u{2003}';

impl Glyph {
    /// Whether it may hang over a line's end, unseen.
    pub fn is_space(&self) -> bool {
        matches!(self.c, ' ' | '\u{3000}')
    }
}

/// The characters that are printed for a text: composed (NFC), one kind of space, nothing invisible.
/// Line ends are not expected here.
pub fn printable(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfc().flat_map(unfold).filter_map(|c| match c {
        '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{2002}' | '\u{2004}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => {
            Some(' ')
        }
        '\u{2027}' | '\u{30FB}' | '\u{FF65}' => Some('·'),
        '\r' => None,
        c if is_unseen(c) => None,
        c => Some(c),
    })
}

/// Radicals that look like their hanzi (⼀ for 一) become it, and dashes of several em become single ones:
/// they share glyphs, and what shares a glyph copies out of a PDF as either.
fn unfold(c: char) -> impl Iterator<Item = char> {
    let (c, times) = match c {
        '\u{2E3A}' => ('—', 2),
        '\u{2E3B}' => ('—', 3),
        '\u{2F00}'..='\u{2FDF}' => (std::iter::once(c).nfkc().next().unwrap_or(c), 1),
        c => (c, 1),
    };
    std::iter::repeat_n(c, times)
}

/// The glyph of a printable character at a size; characters that no face has go into `missing`.
pub fn glyph(fonts: &Fonts, wanted: FaceId, size: Pt, c: char, run: usize, missing: &mut Vec<char>) -> Glyph {
    let found = fonts.face_for(wanted, c);
    if found.is_none() && missing.len() < MOST_MISSING && !missing.contains(&c) {
        missing.push(c);
    }
    let (c, (face, natural)) = found.map_or((GETA, (FaceId::Serif, 1.0)), |found| (c, found));
    // A ticked box is a little smaller than an empty one: both stand on a full em, else options drift.
    let advance = if is_box(c) { natural.max(1.0) } else { natural };
    Glyph { c, face, advance: advance * size, shift: (advance - natural) / 2.0 * size, run }
}

/// A box to tick.
pub fn is_box(c: char) -> bool {
    matches!(c, '□' | '☐' | '☑' | '☒')
}

/// Whether a character stands on a full em: hanzi, kana, full-width forms and marks.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

pub fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cleaned_as_it_is_printed() {
        let cleaned = |text: &str| printable(text).collect::<String>();
        assert_eq!(cleaned("阿\u{30FB}买\u{A0}提\u{200B}\u{202E}\t好\r"), "阿·买 提 好");
        assert_eq!(cleaned("e\u{301}\u{F9DC}\u{2F00}"), "é隆一");
        assert_eq!(cleaned("⸺是"), "——是");
    }

    #[test]
    fn a_character_without_a_face_is_told_once() {
        let mut missing = Vec::new();
        let print = |c, missing: &mut _| glyph(Fonts::embedded(), FaceId::Serif, 10.0, c, 0, missing).c;
        assert_eq!(
            (print('😀', &mut missing), print('😀', &mut missing), print('字', &mut missing)),
            (GETA, GETA, '字')
        );
        assert_eq!(missing, ['😀']);
    }
}
