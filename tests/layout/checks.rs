//! What every page must hold to, judged by its marks alone.

use shenbao::layout::{Fonts, Layout, Mark, Page, Point, Pt, Rect, mm};

pub const TEXT: Rect = Rect { x: mm(28.0), y: mm(37.0), width: mm(156.0), height: mm(225.0) };
/// The same on its side.
const TURNED: Rect = Rect { x: mm(35.0), y: mm(28.0), width: mm(225.0), height: mm(156.0) };
const SLACK: Pt = 0.05;

/// Where a page's text stands.
pub fn text_of(page: &Page) -> Rect {
    if page.size.width > page.size.height { TURNED } else { TEXT }
}

/// The built-in fonts.
pub fn fonts() -> &'static Fonts {
    Fonts::embedded()
}

/// A glyph's em box, and its character.
pub fn boxes(page: &Page) -> Vec<(char, Rect)> {
    let mut boxes = Vec::new();
    for mark in &page.marks {
        let Mark::Text { face, size, baseline, glyphs, .. } = mark else { continue };
        for (c, x) in glyphs {
            let width = fonts().advance(*face, *c) * size;
            let rect = Rect { x: baseline.x + x, y: baseline.y - 0.88 * size, width, height: *size };
            boxes.push((*c, rect));
        }
    }
    boxes
}

/// Lines between cells and around grids.
fn rules(page: &Page) -> Vec<Rect> {
    let line = |from: Point, to: Point| Rect { x: from.x, y: from.y, width: to.x - from.x, height: to.y - from.y };
    let mut rules = Vec::new();
    for mark in &page.marks {
        match mark {
            Mark::Line { from, to, .. } => rules.push(line(*from, *to)),
            Mark::Box { rect, stroke: Some(_), .. } => {
                let corner = |right: bool, bottom: bool| Point {
                    x: if right { rect.right() } else { rect.x },
                    y: if bottom { rect.bottom() } else { rect.y },
                };
                rules.push(line(corner(false, false), corner(true, false)));
                rules.push(line(corner(false, true), corner(true, true)));
                rules.push(line(corner(false, false), corner(false, true)));
                rules.push(line(corner(true, false), corner(true, true)));
            }
            _ => {}
        }
    }
    rules
}

fn overlap(a: Rect, b: Rect) -> bool {
    a.x + SLACK < b.right() && b.x + SLACK < a.right() && a.y + SLACK < b.bottom() && b.y + SLACK < a.bottom()
}

/// A line as a thin rectangle.
fn thick(rule: &Rect) -> Rect {
    Rect { x: rule.x - 0.1, y: rule.y - 0.1, width: rule.width + 0.2, height: rule.height + 0.2 }
}

fn is_within(rect: Rect, text: Rect) -> bool {
    rect.x >= text.x - SLACK
        && rect.right() <= text.right() + SLACK
        && rect.y >= text.y - SLACK
        && rect.bottom() <= text.bottom() + SLACK
}

pub fn assert_sound(pages: &Layout) {
    for (number, page) in pages.pages.iter().enumerate() {
        let (rules, text) = (rules(page), text_of(page));
        for (c, rect) in boxes(page) {
            if rect.y > text.bottom() {
                continue;
            }
            assert!(is_within(rect, text), "{c} leaves the text area of page {number}: {rect:?}");
            let hit = rules.iter().find(|rule| overlap(thick(rule), rect));
            assert!(hit.is_none(), "{c} crosses a line of page {number}: {rect:?} {hit:?}");
        }
        for rule in rules {
            assert!(is_within(rule, text), "a line leaves the text area of page {number}: {rule:?}");
        }
        assert_seals(page);
    }
}

/// No character stands on another.
pub fn assert_apart(pages: &Layout) {
    pages.pages.iter().enumerate().for_each(|(number, page)| apart_on(page, number));
}

fn apart_on(page: &Page, number: usize) {
    // An em's width and height are more than most characters take.
    let narrower = |rect: Rect| Rect { x: rect.x + 0.1, width: rect.width - 0.2, ..rect };
    let mut boxes: Vec<(char, Rect)> = boxes(page).into_iter().map(|(c, rect)| (c, narrower(rect))).collect();
    boxes.sort_by(|(_, a), (_, b)| a.y.total_cmp(&b.y));
    for (at, (c, rect)) in boxes.iter().enumerate() {
        let near = boxes[at + 1..].iter().take_while(|(_, other)| other.y < rect.bottom());
        let hit = near.filter(|(other, _)| !other.is_whitespace()).find(|(_, other)| overlap(*rect, *other));
        assert!(
            hit.is_none() || c.is_whitespace(),
            "{c} stands on another character of page {number}: {rect:?} {hit:?}"
        );
    }
}

/// The heights of a line in the sizes above those of tables.
const LARGER: [f32; 3] = [20.0, 28.0, 38.0];

/// Around each （盖章） a square of 45 mm with nothing but a date in it, and text elsewhere on the page.
fn assert_seals(page: &Page) {
    let side = mm(45.0);
    for mark in &page.marks {
        let Mark::Text { baseline, glyphs, size, .. } = mark else { continue };
        let words: String = glyphs.iter().map(|(c, _)| *c).collect();
        if words != "（盖章）" {
            continue;
        }
        let (x, y) = (baseline.x + 2.0 * size, baseline.y - 0.38 * size);
        let square = Rect { x: x - side / 2.0, y: y - side / 2.0, width: side, height: side };
        assert!(is_within(square, text_of(page)));
        assert!(!rules(page).iter().any(|rule| overlap(*rule, square)), "a line in the seal's square");
        let inside = boxes(page).into_iter().filter(|(_, rect)| overlap(*rect, square));
        let inside: String = inside.map(|(c, _)| c).filter(|c| !c.is_whitespace()).collect();
        let (year, words): (String, String) = inside.chars().partition(char::is_ascii_digit);
        assert!(year.len() == 4 && words == "（盖章）年月日", "{inside}");
        // Two lines above the square may belong to the seal's own cell.
        let text = boxes(page).iter().filter(|(_, rect)| rect.bottom() < square.y - 19.0).count();
        assert!(text > 10, "a seal without text on its page");
    }
}

/// The characters printed within the words of a question, in order, spaces aside.
pub fn printed(pages: &Layout, field: &str) -> String {
    let mut text = String::new();
    for page in &pages.pages {
        // Words of an answer are one line high. Cells are higher by their margins, free words that hold it as broad as the page.
        let is_line = |rect: &Rect| rect.height < 16.0 || LARGER.iter().any(|line| (rect.height - line).abs() < 0.01);
        let own = page.regions.iter().filter(|region| region.field == field).map(|region| region.rect);
        let lines: Vec<Rect> = own.filter(is_line).collect();
        let is_around = |rect: &Rect, words: &Rect| words.width < rect.width && overlap(*rect, *words);
        let mine: Vec<Rect> =
            lines.iter().filter(|rect| !lines.iter().any(|words| is_around(rect, words))).copied().collect();
        let mut next = 0;
        for (c, rect) in boxes(page) {
            let centre = Point { x: rect.x + rect.width / 2.0, y: rect.y + rect.height / 2.0 };
            let found = mine.iter().skip(next).take(3).position(|region| region.contains(centre));
            let Some(found) = found else { continue };
            next += found;
            text.extend(Some(c).filter(|c| !c.is_whitespace()));
        }
    }
    text
}
