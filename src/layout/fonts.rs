//! The faces that pages are set in: which one has a character, how wide it is, what its outline is.
//! The one door to the font parser.

use super::Pt;
use std::sync::OnceLock;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// A face that is built into the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceId {
    /// 宋: the body.
    Serif,
    SerifBold,
    /// 黑: annex numbers.
    Sans,
    SansBold,
    /// Ticked boxes, which the others lack.
    Symbols,
    /// Letters of names such as Škoda and Łódź, which the others lack.
    Latin,
}

impl FaceId {
    pub const ALL: [FaceId; 6] =
        [FaceId::Serif, FaceId::SerifBold, FaceId::Sans, FaceId::SansBold, FaceId::Symbols, FaceId::Latin];

    /// The name by which painters know the face.
    pub fn name(self) -> &'static str {
        match self {
            FaceId::Serif => "serif",
            FaceId::SerifBold => "serif-bold",
            FaceId::Sans => "sans",
            FaceId::SansBold => "sans-bold",
            FaceId::Symbols => "symbols",
            FaceId::Latin => "latin",
        }
    }

    /// Itself, then where to look for a character that it lacks.
    fn fallbacks(self) -> &'static [FaceId] {
        use FaceId::{Latin, Sans, SansBold, Serif, SerifBold, Symbols};
        match self {
            Serif => &[Serif, Latin, Symbols, Sans],
            SerifBold => &[SerifBold, Serif, Latin, Symbols, Sans],
            Sans => &[Sans, Latin, Symbols, Serif],
            SansBold => &[SansBold, Sans, Latin, Symbols, Serif],
            Symbols => &[Symbols, Serif, Latin, Sans],
            Latin => &[Latin, Serif, Symbols, Sans],
        }
    }
}

/// The built-in faces, parsed.
pub struct Fonts {
    faces: [Face<'static>; 6],
}

/// The character whose glyph is drawn for a character. The faces draw — and · narrower than the full em that
/// Chinese type gives them; these look the same and fill it, and two dashes join. The text stays what it is.
pub fn drawn_as(c: char) -> char {
    match c {
        '—' => '─',
        '·' => '\u{2027}',
        c => c,
    }
}

/// A step of an outline, in em; y runs up from the baseline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Curve([f32; 6]),
    Close,
}

impl Fonts {
    /// The faces, parsed once.
    pub fn embedded() -> &'static Fonts {
        static FONTS: OnceLock<Fonts> = OnceLock::new();
        FONTS.get_or_init(|| Fonts { faces: FaceId::ALL.map(parsed) })
    }

    /// The font file of a face.
    pub fn bytes(face: FaceId) -> &'static [u8] {
        match face {
            FaceId::Serif => include_bytes!("../../fonts/serif.otf"),
            FaceId::SerifBold => include_bytes!("../../fonts/serif-bold.otf"),
            FaceId::Sans => include_bytes!("../../fonts/sans.otf"),
            FaceId::SansBold => include_bytes!("../../fonts/sans-bold.otf"),
            FaceId::Symbols => include_bytes!("../../fonts/symbols.ttf"),
            FaceId::Latin => include_bytes!("../../fonts/latin.ttf"),
        }
    }

    /// Whether a character can be printed.
    pub fn covers(&self, c: char) -> bool {
        self.face_for(FaceId::Serif, c).is_some()
    }

    /// The face to take a character from, given the one that is wanted, and how far the next one is away, in em.
    pub fn face_for(&self, wanted: FaceId, c: char) -> Option<(FaceId, f32)> {
        let found = wanted.fallbacks().iter().find_map(|face| Some((*face, self.glyph(*face, c)?)));
        found.map(|(face, glyph)| (face, self.glyph_advance(face, glyph)))
    }

    /// The number of a character's glyph within its face.
    pub fn glyph(&self, face: FaceId, c: char) -> Option<u16> {
        self.faces[face as usize].glyph_index(drawn_as(c)).map(|glyph| glyph.0).filter(|glyph| *glyph != 0)
    }

    /// How far the next character is away, in em, by the font's own metrics.
    pub fn advance(&self, face: FaceId, c: char) -> f32 {
        self.glyph(face, c).map_or(0.0, |glyph| self.glyph_advance(face, glyph))
    }

    fn glyph_advance(&self, face: FaceId, glyph: u16) -> f32 {
        f32::from(self.faces[face as usize].glyph_hor_advance(GlyphId(glyph)).unwrap_or(0)) / self.units(face)
    }

    /// A character's outline.
    pub fn outline(&self, face: FaceId, c: char) -> Vec<Step> {
        let mut pen = Pen { em: self.units(face), steps: Vec::new(), at: (0.0, 0.0) };
        if let Some(glyph) = self.glyph(face, c) {
            self.faces[face as usize].outline_glyph(GlyphId(glyph), &mut pen);
        }
        pen.steps
    }

    /// The name that the font gives itself.
    pub fn postscript_name(&self, face: FaceId) -> String {
        let names = self.faces[face as usize].names();
        let name = names.into_iter().find(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME);
        name.and_then(|name| name.to_string()).unwrap_or_else(|| face.name().to_string())
    }

    fn units(&self, face: FaceId) -> f32 {
        f32::from(self.faces[face as usize].units_per_em().max(1))
    }
}

/// The part of the em above and below the baseline in the Noto CJK faces.
pub const ASCENT: Pt = 0.88;
pub const DESCENT: Pt = 0.12;

fn parsed(face: FaceId) -> Face<'static> {
    // The files are part of the program; a test parses them all.
    Face::parse(Fonts::bytes(face), 0).expect("a built-in font is sound")
}

/// Collects an outline, quadratic curves raised to cubic ones.
struct Pen {
    em: f32,
    steps: Vec<Step>,
    at: (f32, f32),
}

impl Pen {
    fn go(&mut self, x: f32, y: f32) -> (f32, f32) {
        self.at = (x / self.em, y / self.em);
        self.at
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.go(x, y);
        self.steps.push(Step::Move(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.go(x, y);
        self.steps.push(Step::Line(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, control) = (self.at, (x1 / self.em, y1 / self.em));
        let to = self.go(x, y);
        let near = |a: f32, c: f32| a + (c - a) * 2.0 / 3.0;
        let (a, b) = (near(from.0, control.0), near(from.1, control.1));
        let (c, d) = (near(to.0, control.0), near(to.1, control.1));
        self.steps.push(Step::Curve([a, b, c, d, to.0, to.1]));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let controls = [x1, y1, x2, y2].map(|v| v / self.em);
        let (x, y) = self.go(x, y);
        self.steps.push(Step::Curve([controls[0], controls[1], controls[2], controls[3], x, y]));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_parses_and_has_its_characters() {
        let fonts = Fonts::embedded();
        for face in [FaceId::Serif, FaceId::SerifBold, FaceId::Sans, FaceId::SansBold] {
            assert!("申报表A1（）“”—…□√〓".chars().all(|c| fonts.glyph(face, c).is_some()), "{face:?}");
        }
        assert_eq!(fonts.face_for(FaceId::Serif, '☑').map(|(face, _)| face), Some(FaceId::Symbols));
        assert!(fonts.covers('𬱖') && !fonts.covers('😀'));
    }
}
