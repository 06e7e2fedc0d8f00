//! Pages as a PDF file to print and stamp. The same pages give the same bytes.
//! With `embed.rs` and `imprint.rs` the one door to the PDF crates.

use super::embed::{Subset, Subsets};
use super::imprint::{self, Imprint};
use super::memo::Memo;
use crate::layout::{FaceId, Fonts, Grey, Layout, Mark, Page, Point, Pt, Rect, Step};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use printpdf as pp;
use printpdf::{Op, TextItem};
use sha2::{Digest, Sha256};

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    pub title: String,
    /// The unit that applies.
    pub unit: String,
    pub subject: String,
    /// The codes of the answers on it; none for an empty form.
    pub imprint: Option<Imprint>,
}

/// Why there is no file.
#[derive(Debug)]
pub enum PdfError {
    /// A built-in face could not be cut down to the characters used.
    Face(FaceId),
    Write(std::io::Error),
    Structure(lopdf::Error),
}

impl std::fmt::Display for PdfError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            PdfError::Face(_) => f.write_str("PDF没有生成：字体无法嵌入，请把草稿文件发给软件维护人员"),
            PdfError::Write(_) | PdfError::Structure(_) => {
                f.write_str("PDF没有生成：程序出错，请把草稿文件发给软件维护人员")
            }
        }
    }
}

impl std::error::Error for PdfError {}

/// The PDF file of some pages.
pub fn pdf(layout: &Layout, fonts: &Fonts, meta: &Meta) -> Result<Vec<u8>, PdfError> {
    let subsets = Subsets::new(&layout.pages, fonts)?;
    let mut document = pp::PdfDocument::new(&meta.title);
    document.pages = layout.pages.iter().map(|page| paint(page, &subsets, fonts)).collect();
    for subset in subsets.list {
        document.resources.fonts.map.insert(subset.id, subset.font);
    }
    let options = pp::PdfSaveOptions { subset_fonts: false, ..Default::default() };
    let mut file = document.to_lopdf_document(&options, &mut Vec::new());
    complete(&mut file, layout, meta).map_err(PdfError::Structure)?;
    compress(&mut file).map_err(PdfError::Structure)?;
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(PdfError::Write)?;
    Ok(bytes)
}

fn paint(page: &Page, subsets: &Subsets, fonts: &Fonts) -> pp::PdfPage {
    let mut painter = Painter { height: page.size.height, subsets, fonts, ops: Vec::new(), grey: -1.0 };
    page.marks.iter().for_each(|mark| painter.mark(mark));
    let mm = |pt: Pt| pp::Mm(pt * 25.4 / 72.0);
    pp::PdfPage::new(mm(page.size.width), mm(page.size.height), painter.ops)
}

struct Painter<'a> {
    height: Pt,
    subsets: &'a Subsets,
    fonts: &'a Fonts,
    ops: Vec<Op>,
    /// The fill colour at hand.
    grey: Grey,
}

impl Painter<'_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Text { face, size, baseline, glyphs, grey } => {
                self.fill_with(*grey);
                self.ops.push(Op::StartTextSection);
                let place = |glyph: &(char, Pt)| self.subsets.place(*face, glyph.0);
                for run in glyphs.chunk_by(|a, b| place(a) == place(b)) {
                    if let Some(place) = place(&run[0]) {
                        self.text(&self.subsets.list[place], *size, *baseline, run);
                    }
                }
                self.ops.push(Op::EndTextSection);
            }
            Mark::Line { from, to, width } => self.line(*from, *to, *width),
            Mark::Box { rect, stroke, fill } => self.rect(*rect, *stroke, *fill),
            Mark::Watermark { face, size, centre, glyphs, angle, grey } => {
                self.fill_with(*grey);
                self.watermark(*face, *size, *centre, glyphs, *angle);
            }
        }
    }

    fn fill_with(&mut self, grey: Grey) {
        if self.grey != grey {
            self.grey = grey;
            let col = pp::Color::Greyscale(pp::Greyscale { percent: grey, icc_profile: None });
            self.ops.push(Op::SetFillColor { col });
        }
    }

    /// One string, broken only where a glyph does not stand where the one before leaves the pen.
    fn text(&mut self, subset: &Subset, size: Pt, baseline: Point, glyphs: &[(char, Pt)]) {
        let start = glyphs[0].1;
        let mut items = Vec::new();
        let mut string = String::new();
        let mut pen = 0.0;
        for (c, x) in glyphs {
            // In thousandths of an em.
            let wanted = (x - start) * 1000.0 / size;
            if (wanted - pen).abs() > 0.5 {
                if !string.is_empty() {
                    items.push(TextItem::Text(std::mem::take(&mut string)));
                }
                let back = (pen - wanted).round();
                items.push(TextItem::Offset(back));
                pen -= back;
            }
            string.push(*c);
            pen += subset.advance(*c);
        }
        items.push(TextItem::Text(string));
        let font = pp::PdfFontHandle::External(subset.id.clone());
        let (x, y) = (pp::Pt(baseline.x + start), pp::Pt(self.height - baseline.y));
        self.ops.extend([
            Op::SetFont { font, size: pp::Pt(size) },
            Op::SetTextMatrix { matrix: pp::TextMatrix::Translate(x, y) },
            Op::ShowText { items },
        ]);
    }

    fn point(&self, point: Point) -> pp::LinePoint {
        pp::LinePoint { p: pp::Point { x: pp::Pt(point.x), y: pp::Pt(self.height - point.y) }, bezier: false }
    }

    fn line(&mut self, from: Point, to: Point, width: Pt) {
        let line = pp::Line { points: vec![self.point(from), self.point(to)], is_closed: false };
        self.ops.extend([Op::SetOutlineThickness { pt: pp::Pt(width) }, Op::DrawLine { line }]);
    }

    fn rect(&mut self, rect: Rect, stroke: Option<Pt>, fill: Option<Grey>) {
        let draw = |painter: &mut Self, mode| {
            let rectangle = pp::Rect {
                x: pp::Pt(rect.x),
                y: pp::Pt(painter.height - rect.bottom()),
                width: pp::Pt(rect.width),
                height: pp::Pt(rect.height),
                mode: Some(mode),
                winding_order: None,
            };
            painter.ops.push(Op::DrawRectangle { rectangle });
        };
        if let Some(grey) = fill {
            self.fill_with(grey);
            draw(self, pp::PaintMode::Fill);
        }
        if let Some(width) = stroke {
            self.ops.push(Op::SetOutlineThickness { pt: pp::Pt(width) });
            draw(self, pp::PaintMode::Stroke);
        }
    }

    /// As outlines, so that nobody copies it with the text.
    fn watermark(&mut self, face: FaceId, size: Pt, centre: Point, glyphs: &[(char, Point)], angle: f32) {
        let (sin, cos) = angle.to_radians().sin_cos();
        for (c, at) in glyphs {
            let place = |em: (f32, f32), bezier| {
                let (dx, dy) = (at.x + em.0 * size, em.1 * size - at.y);
                let (px, py) = (centre.x + dx * cos - dy * sin, self.height - centre.y + dx * sin + dy * cos);
                pp::LinePoint { p: pp::Point { x: pp::Pt(px), y: pp::Pt(py) }, bezier }
            };
            let rings = rings(&self.fonts.outline(face, *c), place);
            let (mode, winding_order) = (pp::PaintMode::Fill, pp::WindingOrder::NonZero);
            self.ops.push(Op::DrawPolygon { polygon: pp::Polygon { rings, mode, winding_order } });
        }
    }
}

fn rings(steps: &[Step], place: impl Fn((f32, f32), bool) -> pp::LinePoint) -> Vec<pp::PolygonRing> {
    let mut rings: Vec<pp::PolygonRing> = Vec::new();
    for step in steps {
        let points = match *step {
            Step::Move(x, y) => {
                rings.push(pp::PolygonRing { points: vec![place((x, y), false)] });
                continue;
            }
            Step::Line(x, y) => vec![place((x, y), false)],
            Step::Curve([a, b, c, d, x, y]) => vec![place((a, b), true), place((c, d), true), place((x, y), false)],
            Step::Close => continue,
        };
        if let Some(ring) = rings.last_mut() {
            ring.points.extend(points);
        }
    }
    rings
}

/// What the writer leaves out or gets wrong: bookmarks, language, version, metadata, the file's id.
fn complete(file: &mut Document, layout: &Layout, meta: &Meta) -> Result<(), lopdf::Error> {
    let bookmarks = bookmarks(file, &layout.bookmarks);
    let catalog = file.catalog_mut()?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("ViewerPreferences", Dictionary::from_iter([("DisplayDocTitle", Object::Boolean(true))]));
    let mode = if bookmarks.is_some() { "UseOutlines" } else { "UseNone" };
    catalog.set("PageMode", Object::Name(mode.into()));
    if let Some(id) = bookmarks {
        catalog.set("Outlines", Object::Reference(id));
    }
    let info = info(meta);
    let id = identity(file, meta);
    let info = file.add_object(info);
    // The writer's own has dates of 1970 and calls itself PDF/X.
    if let Ok(Object::Reference(old)) = file.trailer.get(b"Info").cloned() {
        file.objects.remove(&old);
    }
    file.trailer.set("Info", Object::Reference(info));
    file.trailer.set("ID", vec![id.clone(), id]);
    file.version = "1.7".into();
    Ok(())
}

/// Compresses everything; what is large is remembered, since it is a face and comes again.
fn compress(file: &mut Document) -> Result<(), lopdf::Error> {
    static COMPRESSED: Memo<Vec<u8>, lopdf::Stream> = Memo::new();
    const LARGE: usize = 20_000;
    for object in file.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        if stream.content.len() < LARGE || stream.dict.has(b"Filter") {
            continue;
        }
        let small = COMPRESSED.get(std::mem::take(&mut stream.content), |raw| {
            let mut stream = lopdf::Stream::new(Dictionary::new(), raw.clone());
            stream.compress().map(|()| stream)
        })?;
        if let Ok(filter) = small.dict.get(b"Filter") {
            stream.dict.set("Filter", filter.clone());
        }
        stream.set_content(small.content);
    }
    file.compress();
    Ok(())
}

fn info(meta: &Meta) -> Dictionary {
    let entries = [
        ("Title", meta.title.as_str()),
        ("Author", &meta.unit),
        ("Subject", &meta.subject),
        ("Keywords", meta.imprint.as_ref().map_or("", |imprint| &imprint.code)),
        ("Creator", "申报台"),
        ("Producer", concat!("shenbao ", env!("CARGO_PKG_VERSION"))),
    ];
    let filled = entries.into_iter().filter(|(_, words)| !words.is_empty());
    let mut info = Dictionary::from_iter(filled.map(|(key, words)| (key, lopdf::text_string(words))));
    if let Some(imprint) = &meta.imprint {
        info.set(imprint::KEY, imprint.entry());
    }
    info
}

/// From the content, so that the same draft gives the same file.
fn identity(file: &Document, meta: &Meta) -> Object {
    let mut hash = Sha256::new();
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    [&meta.title, &meta.unit, &meta.subject].into_iter().for_each(|words| hash.update(words));
    meta.imprint.iter().for_each(|imprint| hash.update(imprint.text()));
    Object::String(hash.finalize()[..16].to_vec(), StringFormat::Hexadecimal)
}

/// One entry for each section, in the form's order.
fn bookmarks(file: &mut Document, bookmarks: &[(String, usize)]) -> Option<ObjectId> {
    let pages = file.get_pages();
    let page = |number: &usize| pages.get(&(*number as u32 + 1)).copied();
    let entries: Vec<(&String, ObjectId)> =
        bookmarks.iter().filter_map(|(title, number)| Some((title, page(number)?))).collect();
    let (first, parent) = (file.max_id + 2, file.max_id + 1);
    let count = entries.len() as u32;
    let reference = |number: u32| Object::Reference((number, 0));
    for (number, (title, page)) in (first..).zip(&entries) {
        let target = vec![Object::Reference(*page), "XYZ".into(), Object::Null, Object::Null, Object::Null];
        let mut entry = Dictionary::from_iter([
            ("Title", lopdf::text_string(title)),
            ("Parent", reference(parent)),
            ("Dest", Object::Array(target)),
        ]);
        if number > first {
            entry.set("Prev", reference(number - 1));
        }
        if number + 1 < first + count {
            entry.set("Next", reference(number + 1));
        }
        file.set_object((number, 0), entry);
    }
    let last = first + count.checked_sub(1)?;
    let list = [
        ("Type", "Outlines".into()),
        ("Count", Object::Integer(count.into())),
        ("First", reference(first)),
        ("Last", reference(last)),
    ];
    file.set_object((parent, 0), Dictionary::from_iter(list));
    file.max_id = last;
    Some((parent, 0))
}
