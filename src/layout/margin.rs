//! What stands around the text: page number, digest code, its QR code, the draft's watermark.

use super::glyphs::{glyph, printable};
use super::{BLACK, FaceId, Fonts, Grey, Mark, Point, Pt, Rect, Sheet, Size, mm};
use crate::draft::Draft;
use crate::form::Form;
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

/// What binds the paper to its row: the digest code in letters, and more in a QR code.
pub struct Binding {
    words: String,
    qr: Option<QrCode>,
}

/// 小五.
const SIZE: Pt = 9.0;
/// Side of the QR code without its quiet zone, and from there to the words.
const QR_SIDE: Pt = mm(14.0);
const QR_GAP: Pt = mm(2.5);

/// The largest QR code: 45 modules of 0.31 mm.
const QR_VERSION: i16 = 7;
/// Bytes that it holds at the level M, which still reads with 15 % of it lost.
const QR_BYTES: usize = 120;

/// From the middle of a hanzi down to the baseline, in em.
const UNDER_MIDDLE: f32 = 0.38;

const WATERMARK_GREY: Grey = 0.915;

impl Binding {
    pub fn new(form: &Form, draft: &Draft, code: &str) -> Self {
        let text = qr_text(code, &form.id, draft.text(&form.unit), draft.text(&form.name));
        Binding { words: format!("核对码 {code}"), qr: qr(text.as_bytes()) }
    }
}

/// The footer of a page, which counts from 1.
pub fn footer(page: usize, pages: usize, sheet: &Sheet, binding: Option<&Binding>, fonts: &Fonts) -> Vec<Mark> {
    let (left, middle) = (sheet.text.x, sheet.footer.y);
    let mut marks = Vec::new();
    let number = text(&format!("第{page}页 共{pages}页"), fonts);
    // The text area's middle, which is not the page's: the margin to bind at is wider.
    marks.push(number.at(sheet.footer.x - number.width / 2.0, middle));
    if let Some(binding) = binding {
        let words = match &binding.qr {
            Some(qr) => {
                marks.extend(modules(qr, left, middle));
                left + QR_SIDE + QR_GAP
            }
            None => left,
        };
        marks.push(text(&binding.words, fonts).at(words, middle));
    }
    marks
}

/// 草稿 across the page, pale enough to read through.
pub fn watermark(paper: Size, fonts: &Fonts) -> Mark {
    let (face, size) = (FaceId::SansBold, 190.0);
    let centre = Point { x: paper.width / 2.0, y: paper.height / 2.0 };
    let advance = |c| fonts.advance(face, c) * size;
    let mut x = -"草稿".chars().map(advance).sum::<Pt>() / 2.0;
    let place = |c| {
        let at = Point { x, y: UNDER_MIDDLE * size };
        x += advance(c);
        (c, at)
    };
    let glyphs = "草稿".chars().map(place).collect();
    Mark::Watermark { face, size, centre, glyphs, angle: 45.0, grey: WATERMARK_GREY }
}

/// A line of the footer before it has a place.
struct Words {
    face: FaceId,
    glyphs: Vec<(char, Pt)>,
    width: Pt,
}

impl Words {
    fn at(&self, x: Pt, middle: Pt) -> Mark {
        let baseline = Point { x, y: middle + UNDER_MIDDLE * SIZE };
        Mark::Text { face: self.face, size: SIZE, baseline, glyphs: self.glyphs.clone(), grey: BLACK }
    }
}

fn text(words: &str, fonts: &Fonts) -> Words {
    let mut width = 0.0;
    let place = |c| {
        let glyph = glyph(fonts, FaceId::Serif, SIZE, c, 0, &mut Vec::new());
        width += glyph.advance;
        (glyph.c, width - glyph.advance + glyph.shift)
    };
    let glyphs = printable(words).map(place).collect();
    Words { face: FaceId::Serif, glyphs, width }
}

/// What the QR code says: `shenbao:1|code|form|unit|name`, the longer of unit and name cut to fit.
fn qr_text(code: &str, form: &str, unit: &str, name: &str) -> String {
    let clean = |text: &str| printable(text.trim()).map(|c| if matches!(c, '|' | '\n') { '/' } else { c }).collect();
    let (mut unit, mut name): (String, String) = (clean(unit), clean(name));
    let head = format!("shenbao:1|{code}|{form}|");
    while head.len() + unit.len() + 1 + name.len() > QR_BYTES {
        let longer = if unit.len() > name.len() { &mut unit } else { &mut name };
        if longer.pop().is_none() {
            break;
        }
    }
    format!("{head}{unit}|{name}")
}

/// What tells a reader that the bytes are UTF-8; some take those of 同济大学 for Japanese without it.
const UTF_8: u32 = 26;

/// As plain bytes: the crate's own choice of modes takes pairs of UTF-8 bytes for Japanese.
fn qr(bytes: &[u8]) -> Option<QrCode> {
    let fitting = |version| {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_eci_designator(UTF_8).ok()?;
        bits.push_byte_data(bytes).ok()?;
        bits.push_terminator(EcLevel::M).ok()?;
        QrCode::with_bits(bits, EcLevel::M).ok()
    };
    (1..=QR_VERSION).find_map(fitting)
}

/// The dark modules, those side by side in one box.
fn modules(qr: &QrCode, left: Pt, middle: Pt) -> Vec<Mark> {
    let count = qr.width();
    let module = QR_SIDE / count as Pt;
    let top = middle - QR_SIDE / 2.0;
    let mut marks = Vec::new();
    for (row, colors) in qr.to_colors().chunks(count).enumerate() {
        let mut column = 0;
        for same in colors.chunk_by(|a, b| a == b) {
            if same[0] == Color::Dark {
                let (x, y) = (left + column as Pt * module, top + row as Pt * module);
                let rect = Rect { x, y, width: same.len() as Pt * module, height: module };
                marks.push(Mark::Box { rect, stroke: None, fill: Some(BLACK) });
            }
            column += same.len();
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qr_code_holds_what_fits() {
        let long = "某某市很长很长的单位名称".repeat(20);
        let text = qr_text("7F3K-92QX", "shanghai-2025/team", &long, "服务|团");
        assert!(text.len() <= QR_BYTES && text.starts_with("shenbao:1|7F3K-92QX|shanghai-2025/team|某某市"));
        assert!(text.ends_with("|服务/团") && qr(text.as_bytes()).is_some());
        assert!(qr_text("7F3K-92QX", &"x".repeat(500), "", "").len() > QR_BYTES);
        assert!(qr(&[b'x'; 600]).is_none());
    }

    #[test]
    fn the_watermark_is_centred() {
        let Mark::Watermark { face, size, centre, glyphs, .. } =
            watermark(Size { width: mm(210.0), height: mm(297.0) }, Fonts::embedded())
        else {
            panic!("a watermark")
        };
        let [(first, start), (last, end)] = glyphs[..] else { panic!("{glyphs:?}") };
        let right = end.x + Fonts::embedded().advance(face, last) * size;
        assert_eq!((first, last, centre.x), ('草', '稿', mm(105.0)));
        assert!(start.x < 0.0 && (start.x + right).abs() < 0.01, "{glyphs:?}");
    }
}
