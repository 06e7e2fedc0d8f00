//! Where each mark of the printed form goes: faces and widths, line breaks, table rows, page breaks.
//! Pure and without failure: what can't be printed as asked is a finding.
//!
//! ```text
//! runs ─set─▶ stacks of lines and seals ─make─▶ bands that stay together ─plan, cut─▶ pages ─draw, margin─▶ marks
//! ```

mod band;
mod cut;
mod draw;
mod fonts;
mod glyphs;
mod lines;
mod looks;
mod make;
mod margin;
mod page;
mod plan;
mod rows;
mod set;
mod sheet;
mod stack;

pub use fonts::{FaceId, Fonts, Step, drawn_as};
pub use page::{BLACK, Grey, Mark, Page, Point, Pt, Rect, Region, Size, mm};

use crate::check::Finding;
use crate::draft::{self, Draft};
use crate::form::{Block, Form, Severity};
use band::Band;
use cut::Entry;
use draw::Canvas;
use make::Maker;
use sheet::{LANDSCAPE, PORTRAIT, Sheet};
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

/// Room for rounding where lengths are compared.
const SLACK: Pt = 0.01;

/// What starts on a page of its own and goes on over pages of the same kind.
struct Chapter {
    sheet: Sheet,
    bands: Vec<Band>,
    plan: Vec<Vec<Entry>>,
}

/// Lays a form out with a draft's answers.
pub fn layout(form: &Form, draft: &Draft, fonts: &Fonts, edition: Edition) -> Layout {
    let nothing = Draft::new(form);
    let draft = if edition == Edition::Blank { &nothing } else { draft };
    let mut maker = Maker::new(form, draft, fonts);
    let chapters = chapters(&mut maker);
    let is_bound = edition != Edition::Blank && !form.id.is_empty();
    let binding = is_bound.then(|| margin::Binding::new(form, draft, &draft::code(form, draft)));
    let plan: Vec<(&Chapter, &Vec<Entry>)> =
        chapters.iter().flat_map(|chapter| chapter.plan.iter().map(move |entries| (chapter, entries))).collect();
    let page = |(number, (chapter, entries)): (usize, &(&Chapter, &Vec<Entry>))| {
        let mut page = page(chapter, entries);
        if edition == Edition::Draft {
            page.marks.insert(0, margin::watermark(page.size, fonts));
        }
        page.marks.extend(margin::footer(number + 1, plan.len(), &chapter.sheet, binding.as_ref(), fonts));
        page
    };
    let pages: Vec<Page> = plan.iter().enumerate().map(page).collect();
    let bookmarks = bookmarks(form, &plan, &pages);
    Layout { pages, findings: findings(form, maker), bookmarks }
}

/// The form from page break to page break. What says nothing takes no page, but there is at least one.
fn chapters(maker: &mut Maker) -> Vec<Chapter> {
    let form = maker.form;
    let mut chapters = Vec::new();
    let mut bands = Vec::new();
    for (number, block) in form.pages.iter().enumerate() {
        let sheet = match block {
            Block::PageBreak => maker.sheet,
            Block::Landscape => LANDSCAPE,
            Block::Portrait => PORTRAIT,
            _ => {
                bands.extend(maker.block(number, block, form.pages.get(number + 1)));
                continue;
            }
        };
        if !bands.is_empty() {
            chapters.push(chapter(maker, std::mem::take(&mut bands)));
        }
        maker.sheet = sheet;
    }
    if !bands.is_empty() || chapters.is_empty() {
        chapters.push(chapter(maker, bands));
    }
    chapters
}

fn chapter(maker: &Maker, bands: Vec<Band>) -> Chapter {
    let plan = plan::plan(&bands, maker.sheet.text.height);
    Chapter { sheet: maker.sheet, bands, plan }
}

fn page(chapter: &Chapter, entries: &[Entry]) -> Page {
    let text = chapter.sheet.text;
    let origin = Point { x: text.x, y: text.y };
    let mut canvas = Canvas { marks: Vec::new(), words: Vec::new(), cells: Vec::new(), origin, width: text.width };
    canvas.entries(&chapter.bands, entries);
    let mut regions = canvas.words;
    regions.append(&mut canvas.cells);
    Page { size: chapter.sheet.paper, marks: canvas.marks, regions }
}

/// Where each printed section begins: at its title, or else at the first of its questions.
fn bookmarks(form: &Form, plan: &[(&Chapter, &Vec<Entry>)], pages: &[Page]) -> Vec<(String, usize)> {
    let titled = |id: &String| {
        let names = |bands: &[Band], entry: &Entry| bands[entry.band].sections.contains(id);
        plan.iter().position(|(chapter, page)| page.iter().any(|entry| names(&chapter.bands, entry)))
    };
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

/// What can't be printed as asked.
fn findings(form: &Form, maker: Maker) -> Vec<Finding> {
    let mut findings = missing(form, maker.missing);
    findings
        .extend(maker.is_seal_cramped.then(|| cramped(form, "seal.room", "盖章处", "比印章窄，盖章时会压到表格线")));
    findings
        .extend(maker.is_photo_shrunk.then(|| cramped(form, "photo.room", "照片框", "比所在的格子大，已缩小到放得下")));
    findings
}

/// One finding for each question with characters that no face has, in the form's order.
fn missing(form: &Form, missing: Missing) -> Vec<Finding> {
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

fn cramped(form: &Form, rule: &str, label: &str, sentence: &str) -> Finding {
    let hint = "请告知表式的制作者放宽这一格".to_string();
    let finding = Finding::of_form(form, rule, label, sentence);
    Finding { hint, ..finding.weighing(Severity::Warning) }
}
