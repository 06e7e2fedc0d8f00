//! Faces, borders and alignments of the row file.

use super::fit::SIZES;
use crate::draft::line_ends;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The face of the official papers; programs without it take the one that stands in for it.
const FACE: &str = "宋体";
/// Windows' number for the character set of that face.
const GB2312: u8 = 134;
/// Longer texts in cells of format Text show as `####` in Excel before 2010.
const MOST_AS_TEXT: usize = 255;

/// What stands where.
pub struct Looks {
    pub annex: Look,
    pub title: Look,
    pub heading: Look,
    pub centred: Look,
    pub note: Look,
    pub plain: Look,
    /// A cell of the list or of the answers, by size of type.
    cells: [Look; SIZES.len()],
}

/// One look, made once for all cells that have it.
pub struct Look {
    pub bare: Format,
    /// For words.
    pub words: Format,
    /// For words that are too long for the format Text.
    long: Format,
}

impl Look {
    fn of(bare: Format) -> Self {
        Look { words: bare.clone().set_num_format("@"), long: bare.clone().set_quote_prefix(), bare }
    }
}

impl Looks {
    pub fn new() -> Self {
        let face = Format::new().set_font_name(FACE).set_font_charset(GB2312).set_font_family(0);
        let middle = |format: Format| format.set_align(FormatAlign::VerticalCenter);
        let boxed = middle(face.clone()).set_font_size(10.5).set_text_wrap().set_border(FormatBorder::Thin);
        let cell = |size| Look::of(boxed.clone().set_align(FormatAlign::Left).set_font_size(size));
        Looks {
            annex: Look::of(middle(face.clone()).set_font_size(14).set_bold()),
            title: Look::of(middle(face.clone()).set_font_size(18).set_bold().set_align(FormatAlign::Center)),
            heading: Look::of(boxed.clone().set_bold().set_align(FormatAlign::Center)),
            centred: Look::of(boxed.clone().set_align(FormatAlign::Center)),
            note: Look::of(middle(face.clone()).set_font_size(10.5).set_text_wrap()),
            plain: Look::of(middle(face).set_font_size(10.5)),
            cells: SIZES.map(cell),
        }
    }

    /// A cell's look at one of the sizes of type.
    pub fn cell(&self, size: f64) -> &Look {
        &self.cells[SIZES.iter().position(|of| *of == size).unwrap_or_default()]
    }
}

/// Writes words as words: neither here nor after someone has edited the cell do they become a number,
/// a date or a formula.
pub fn text(page: &mut Worksheet, at: (u32, u16), words: &str, look: &Look) -> Result<(), XlsxError> {
    let words = line_ends(words);
    page.write_string_with_format(at.0, at.1, words.as_ref(), as_text(look, &words)).map(|_| ())
}

/// Writes words over all columns.
pub fn across(page: &mut Worksheet, row: u32, last: u16, words: &str, look: &Look) -> Result<(), XlsxError> {
    over(page, (row, 0), (row, last), words, look)
}

/// Writes words over all cells from the first to the last.
pub fn over(
    page: &mut Worksheet,
    first: (u32, u16),
    last: (u32, u16),
    words: &str,
    look: &Look,
) -> Result<(), XlsxError> {
    if first == last {
        return text(page, first, words, look);
    }
    let words = line_ends(words);
    page.merge_range(first.0, first.1, last.0, last.1, &words, as_text(look, &words)).map(|_| ())
}

fn as_text<'a>(look: &'a Look, words: &str) -> &'a Format {
    let is_long = words.len() > MOST_AS_TEXT && words.encode_utf16().count() > MOST_AS_TEXT;
    if is_long { &look.long } else { &look.words }
}
