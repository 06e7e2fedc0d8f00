//! What holds for every page: nothing is lost, nothing leaves its box, seals have room.

mod checks;
mod invented;
mod odd;

use checks::{TEXT, assert_apart, assert_sound, boxes, fonts, printed};
use shenbao::draft::{Answer, Draft};
use shenbao::form::{Form, Kind, notices};
use shenbao::layout::{Edition, FaceId, Mark, Page, Point, Size, layout, mm};
use std::sync::Arc;

fn forms() -> Vec<Arc<Form>> {
    notices().iter().flat_map(|notice| notice.forms.clone()).collect()
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

#[test]
fn nothing_is_lost_and_nothing_leaves_its_box() {
    let mut random = Random(0x5EED);
    for round in 0..12 {
        for form in forms() {
            let (draft, expected) = fill(&form, &mut random, [3, 12, 60][round % 3]);
            let pages = layout(&form, &draft, fonts(), Edition::Final);
            assert_sound(&pages);
            assert_apart(&pages);
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
    form.pages.iter().any(|block| block.answers().iter().any(|answer| *answer == id))
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
        let Some(long) = form.fields().filter(|field| field.kind == Kind::LongText).last() else { continue };
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
