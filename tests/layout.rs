//! What holds for every page: nothing is lost, nothing leaves its box, seals have room.

use shenbao::draft::{Answer, Draft};
use shenbao::form::{Form, Kind, notices};
use shenbao::layout::{Edition, FaceId, Fonts, Layout, Mark, Page, Point, Pt, Rect, Size, layout, mm};
use std::sync::Arc;

const TEXT: Rect = Rect { x: mm(28.0), y: mm(37.0), width: mm(156.0), height: mm(225.0) };
const SLACK: Pt = 0.05;

fn forms() -> Vec<Arc<Form>> {
    notices().iter().flat_map(|notice| notice.forms.clone()).collect()
}

/// The built-in fonts.
fn fonts() -> &'static Fonts {
    Fonts::embedded()
}

/// A small generator of numbers: the same ones every time.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Something that may be typed, and what of it is printed, spaces aside.
    fn morsel(&mut self) -> (String, String) {
        const ODD: [(&str, &str); 22] = [
            ("，", "，"),
            ("。", "。"),
            ("“四个面向”", "“四个面向”"),
            ("——", "——"),
            ("……", "……"),
            ("（一）", "（一）"),
            ("·", "·"),
            ("～", "～"),
            ("10.5㎡", "10.5㎡"),
            ("□是", "□是"),
            ("☑否", "☑否"),
            ("😀", "〓"),
            ("שלום", "〓〓〓〓"),
            ("\u{202E}\u{200B}", ""),
            ("\u{7}\u{7F}", ""),
            ("\u{A0}\u{2009}\t ", ""),
            ("e\u{301}", "é"),
            ("\u{2F00}", "一"),
            ("𬱖䶮", "𬱖䶮"),
            ("Łódź", "Łódź"),
            ("⸺", "——"),
            ("\u{3000}", ""),
        ];
        let same = |text: String| (text.clone(), text);
        match self.below(10) {
            0..5 => same((0..1 + self.below(30)).map(|_| self.hanzi()).collect()),
            5 => same("https://example.org/a-b_c?".chars().cycle().take(1 + self.below(600)).collect()),
            6 => same(format!("{} words{}", self.below(100_000), self.below(9)).replace(' ', "")),
            _ => {
                let (typed, printed) = *self.pick(&ODD);
                (typed.to_string(), printed.to_string())
            }
        }
    }

    fn hanzi(&mut self) -> char {
        char::from_u32(0x4E00 + self.below(0x51A0) as u32).unwrap()
    }

    fn text(&mut self, morsels: usize, between: &str) -> (String, String) {
        let (typed, printed): (Vec<String>, Vec<String>) = (0..morsels).map(|_| self.morsel()).unzip();
        (typed.join(between), printed.concat())
    }
}

/// Sets answers to the words and choices of a form, and tells what must be printed for each text.
fn fill(form: &Form, random: &mut Random, morsels: usize) -> (Draft, Vec<(String, String)>) {
    let mut draft = Draft::new(form);
    let mut printed = Vec::new();
    for field in form.fields() {
        let answer = match &field.kind {
            Kind::Text | Kind::LongText => {
                let between = if field.kind == Kind::LongText && random.below(3) == 0 { "\n" } else { "" };
                let count = 1 + random.below(morsels);
                let (typed, shown) = random.text(count, between);
                printed.push((field.id.clone(), shown));
                Answer::Text(typed)
            }
            Kind::Choice(options) => Answer::Text(random.pick(options).clone()),
            Kind::Choices(options) => Answer::Ticks(options.iter().filter(|_| random.below(2) == 0).cloned().collect()),
            _ => continue,
        };
        draft.answers.insert(field.id.clone(), answer);
    }
    (draft, printed)
}

/// A glyph's em box, and its character.
fn boxes(page: &Page) -> Vec<(char, Rect)> {
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

fn is_in_text(rect: Rect) -> bool {
    rect.x >= TEXT.x - SLACK
        && rect.right() <= TEXT.right() + SLACK
        && rect.y >= TEXT.y - SLACK
        && rect.bottom() <= TEXT.bottom() + SLACK
}

fn assert_sound(pages: &Layout) {
    for (number, page) in pages.pages.iter().enumerate() {
        let rules = rules(page);
        for (c, rect) in boxes(page) {
            if rect.y > TEXT.bottom() {
                continue;
            }
            assert!(is_in_text(rect), "{c} leaves the text area of page {number}: {rect:?}");
            let hit = rules.iter().find(|rule| overlap(thick(rule), rect));
            assert!(hit.is_none(), "{c} crosses a line of page {number}: {rect:?} {hit:?}");
        }
        for rule in rules {
            assert!(is_in_text(rule), "a line leaves the text area of page {number}: {rule:?}");
        }
        assert_seals(page);
    }
}

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
        assert!(is_in_text(square));
        assert!(!rules(page).iter().any(|rule| overlap(*rule, square)), "a line in the seal's square");
        let inside = boxes(page).into_iter().filter(|(_, rect)| overlap(*rect, square));
        let inside: String = inside.map(|(c, _)| c).filter(|c| !c.is_whitespace()).collect();
        assert_eq!(inside, "（盖章）2025年月日");
        let text = boxes(page).iter().filter(|(_, rect)| rect.bottom() < square.y - mm(10.0)).count();
        assert!(text > 10, "a seal without text on its page");
    }
}

/// The characters printed within the words of a question, in order, spaces aside.
fn printed(pages: &Layout, field: &str) -> String {
    let mut text = String::new();
    for page in &pages.pages {
        // Words of an answer are one line high; cells are higher.
        let mine: Vec<Rect> =
            page.regions.iter().filter(|r| r.field == field && r.rect.height < 16.0).map(|r| r.rect).collect();
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

#[test]
fn nothing_is_lost_and_nothing_leaves_its_box() {
    let mut random = Random(0x5EED);
    for round in 0..12 {
        for form in forms() {
            let (draft, expected) = fill(&form, &mut random, [3, 12, 60][round % 3]);
            let pages = layout(&form, &draft, fonts(), Edition::Final);
            assert_sound(&pages);
            for (field, words) in expected {
                let field = form.field(&field).unwrap();
                let is_put = shenbao::draft::applies(&form, &draft, field) && is_printed(&form, &field.id);
                if is_put {
                    assert_eq!(printed(&pages, &field.id), words, "{} of {}", field.id, form.id);
                }
            }
        }
    }
}

fn is_printed(form: &Form, id: &str) -> bool {
    form.pages.iter().any(|block| match block {
        shenbao::form::Block::Grid(grid) => grid
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| shenbao::form::Inline::answers(&cell.words).iter().any(|answer| *answer == id)),
        _ => false,
    })
}

#[test]
fn a_very_long_answer_comes_out_whole_wherever_it_stands() {
    let mut random = Random(7);
    let words: String = (0..4_000).map(|_| random.hanzi()).collect();
    for form in forms() {
        for field in form.fields().filter(|field| field.printed && is_printed(&form, &field.id)) {
            if matches!(field.kind, Kind::Text | Kind::LongText) && field.when.is_none() {
                assert_comes_out_whole(&form, &field.id, &words);
            }
        }
    }
}

#[test]
fn a_hundred_thousand_characters_come_out_whole() {
    let mut random = Random(7);
    let words: String = (0..100_000).map(|_| random.hanzi()).collect();
    let form = &forms()[0];
    let start = std::time::Instant::now();
    layout(form, &Draft::new(form), fonts(), Edition::Final);
    assert_comes_out_whole(form, &form.name, &words);
    assert_comes_out_whole(form, "content", &words);
    // Unoptimised, on a busy machine; what matters is that the time does not grow with the square.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

fn assert_comes_out_whole(form: &Form, field: &str, words: &str) {
    let mut draft = Draft::new(form);
    draft.answers.insert(field.to_string(), Answer::Text(words.to_string()));
    let pages = layout(form, &draft, fonts(), Edition::Final);
    assert!(printed(&pages, field) == words, "{field} of {}", form.id);
    assert_sound(&pages);
}

#[test]
fn seals_never_stand_without_text_whatever_is_before_them() {
    for form in forms() {
        let long = form.fields().filter(|field| field.kind == Kind::LongText).last().unwrap();
        for lines in 0..120 {
            let mut draft = Draft::new(&form);
            let text = (0..lines).map(|line| format!("第{line}段")).collect::<Vec<_>>().join("\n");
            draft.answers.insert(long.id.clone(), Answer::Text(text));
            assert_sound(&layout(&form, &draft, fonts(), Edition::Final));
        }
    }
}

#[test]
fn a_missing_character_is_one_finding_and_no_box() {
    let form = &forms()[0];
    let mut draft = Draft::new(form);
    draft.answers.insert(form.name.clone(), Answer::Text("服务团😀和😀及🎉".into()));
    let pages = layout(form, &draft, fonts(), Edition::Final);
    let [finding] = &pages.findings[..] else { panic!("{:?}", pages.findings) };
    assert_eq!(finding.message, "服务团名称中的“😀”（U+1F600）、“🎉”（U+1F389）没有字体可印，请改用其他字");
    assert_eq!(printed(&pages, &form.name), "服务团〓和〓及〓");
}

#[test]
fn a_long_row_repeats_its_head_on_every_page() {
    let form = &forms()[0];
    let mut draft = Draft::new(form);
    let text = (1..=150).map(|n| format!("第{n}项服务内容。")).collect::<Vec<_>>().join("\n");
    draft.answers.insert("content".into(), Answer::Text(text));
    let pages = layout(form, &draft, fonts(), Edition::Final);
    let text = |page: &Page| boxes(page).iter().map(|(c, _)| *c).collect::<String>();
    let heads = pages.pages.iter().filter(|page| text(page).contains("（续）")).count();
    assert!(heads >= 3, "{heads} heads on {} pages", pages.pages.len());
    assert_sound(&pages);
}

#[test]
fn editions_differ_in_what_they_carry() {
    let form = &forms()[0];
    let has = |edition, wanted: fn(&Mark) -> bool| {
        layout(form, &Draft::new(form), fonts(), edition).pages.iter().all(|page| page.marks.iter().any(wanted))
    };
    let watermark = |mark: &Mark| matches!(mark, Mark::Watermark { .. });
    let qr = |mark: &Mark| matches!(mark, Mark::Box { fill: Some(_), .. });
    let carried =
        [Edition::Blank, Edition::Draft, Edition::Final].map(|edition| (has(edition, watermark), has(edition, qr)));
    assert_eq!(carried, [(false, false), (true, true), (false, true)]);
}

#[test]
fn a_click_leads_to_the_question() {
    let form = &forms()[0];
    let mut draft = Draft::new(form);
    draft.answers.insert(form.name.clone(), Answer::Text("算力服务团".into()));
    let pages = layout(form, &draft, fonts(), Edition::Final);
    let page = &pages.pages[0];
    let (_, place) = *boxes(page).iter().find(|(c, _)| *c == '算').unwrap();
    assert_eq!(page.field_at(Point { x: place.x + 1.0, y: place.y + 1.0 }), Some(&form.name));
    assert_eq!(page.field_at(Point { x: TEXT.right() - 5.0, y: place.y + 1.0 }), Some(&form.name));
    assert_eq!(page.field_at(Point { x: 1.0, y: 1.0 }), None);
}

#[test]
fn pages_are_a4_and_sections_are_found() {
    for form in forms() {
        let pages = layout(&form, &Draft::new(&form), fonts(), Edition::Blank);
        assert!(pages.pages.iter().all(|page| page.size == Size { width: mm(210.0), height: mm(297.0) }));
        let printed = form.sections.iter().filter(|section| section.printed).count();
        assert_eq!(pages.bookmarks.len(), printed);
        assert_eq!(FaceId::ALL.len(), 6);
    }
}
