//! Where each mark of the printed form goes: faces and widths, line breaks, table rows, page breaks.
//! Pure and without failure: what can't be printed as asked is a finding.
//!
//! ```text
//! runs ─stack─▶ lines and seals ─band─▶ rows that stay together ─plan, cut─▶ pages ─draw, margin─▶ marks
//! ```

mod band;
mod cut;
mod draw;
mod fonts;
mod glyphs;
mod lines;
mod margin;
mod page;
mod plan;
mod stack;

pub use fonts::{FaceId, Fonts, Step, drawn_as};
pub use page::{BLACK, Grey, Mark, Page, Point, Pt, Rect, Region, Size, mm};

use crate::check::Finding;
use crate::draft::{self, Draft};
use crate::form::{Form, Severity};
use band::{Band, Maker};
use cut::Entry;
use draw::Canvas;
use stack::Missing;

/// What the pages are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// The empty form.
    Blank,
    /// Marked 草稿 across every page.
    Draft,
    /// For the stamp.
    Final,
}

/// The pages of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub pages: Vec<Page>,
    pub findings: Vec<Finding>,
    /// Titles of sections, and the page, from 0, on which each begins.
    pub bookmarks: Vec<(String, usize)>,
}

/// A4, with the margins of GB/T 9704.
const PAPER: Size = Size { width: mm(210.0), height: mm(297.0) };
const TEXT: Rect = Rect { x: mm(28.0), y: mm(37.0), width: mm(156.0), height: mm(225.0) };

/// Room for rounding where lengths are compared.
const SLACK: Pt = 0.01;

/// Lays a form out with a draft's answers.
pub fn layout(form: &Form, draft: &Draft, fonts: &Fonts, edition: Edition) -> Layout {
    let nothing = Draft::new(form);
    let draft = if edition == Edition::Blank { &nothing } else { draft };
    let mut maker = Maker::new(form, draft, fonts, TEXT.width, TEXT.height);
    let bands = maker.bands();
    let plan = plan::plan(&bands, TEXT.height);
    let binding = (edition != Edition::Blank).then(|| margin::Binding::new(form, draft, &draft::code(form, draft)));
    let page = |(number, entries): (usize, &Vec<Entry>)| {
        let mut page = page(&bands, entries);
        if edition == Edition::Draft {
            page.marks.insert(0, margin::watermark(PAPER, fonts));
        }
        page.marks.extend(margin::footer(number + 1, plan.len(), PAPER, binding.as_ref(), fonts));
        page
    };
    let pages: Vec<Page> = plan.iter().enumerate().map(page).collect();
    let bookmarks = bookmarks(form, &bands, &plan, &pages);
    let mut findings = findings(form, maker.missing);
    findings.extend(maker.is_seal_cramped.then(|| cramped_seal(form)));
    Layout { pages, findings, bookmarks }
}

fn page(bands: &[Band], entries: &[Entry]) -> Page {
    let origin = Point { x: TEXT.x, y: TEXT.y };
    let mut canvas = Canvas { marks: Vec::new(), words: Vec::new(), cells: Vec::new(), origin, width: TEXT.width };
    canvas.entries(bands, entries);
    let mut regions = canvas.words;
    regions.append(&mut canvas.cells);
    Page { size: PAPER, marks: canvas.marks, regions }
}

/// Where each printed section begins: at its title, or else at the first of its questions.
fn bookmarks(form: &Form, bands: &[Band], plan: &[Vec<Entry>], pages: &[Page]) -> Vec<(String, usize)> {
    let titled =
        |id: &String| plan.iter().position(|page| page.iter().any(|entry| bands[entry.band].sections.contains(id)));
    let asked = |id: &String| {
        let belongs = |region: &Region| form.section_of(&region.field).is_some_and(|section| section.id == *id);
        pages.iter().position(|page| page.regions.iter().any(belongs))
    };
    let printed = form.sections.iter().filter(|section| section.printed);
    let bookmark = |section: &crate::form::Section| {
        let page = titled(&section.id).or_else(|| asked(&section.id))?;
        Some((section.title.clone(), page))
    };
    printed.filter_map(bookmark).collect()
}

/// One finding for each question with characters that no face has, in the form's order.
fn findings(form: &Form, missing: Missing) -> Vec<Finding> {
    let order = |id: &str| form.fields().position(|field| field.id == id);
    let mut missing = missing;
    missing.sort_by_key(|(field, _)| field.as_deref().map(order));
    missing.into_iter().map(|(field, chars)| finding(form, field, &chars)).collect()
}

fn finding(form: &Form, field: Option<String>, chars: &[char]) -> Finding {
    const MOST_NAMED: usize = 5;
    let named: Vec<String> =
        chars.iter().take(MOST_NAMED).map(|c| format!("“{c}”（U+{:04X}）", u32::from(*c))).collect();
    let more = if chars.len() > MOST_NAMED { "等" } else { "" };
    let sentence = format!("{}{more}没有字体可印，请改用其他字", named.join("、"));
    match field.as_ref().and_then(|id| form.field(id)) {
        Some(field) => Finding::on(form, field, "glyph.missing", &format!("中的{sentence}")),
        None => Finding::of_form(form, "glyph.missing", "表中", &format!("的{sentence}")),
    }
}

fn cramped_seal(form: &Form) -> Finding {
    let hint = "请告知表式的制作者放宽这一格".to_string();
    let finding = Finding::of_form(form, "seal.room", "盖章处", "比印章窄，盖章时会压到表格线");
    Finding { hint, ..finding.weighing(Severity::Warning) }
}
