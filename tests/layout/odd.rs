//! Forms that nobody should write: they still come out whole.

use crate::checks::{assert_sound, boxes, fonts, printed};
use shenbao::draft::{Answer, Draft};
use shenbao::form::Form;
use shenbao::form::load::{Source, load};
use shenbao::layout::{Edition, Layout, layout};
use std::sync::Arc;

const NOTICE: &str = r#"Notice(region: "某地", year: 2025, number: "某〔2025〕1号", title: "通知", issuer: "某局",
    issued: "2025-01-01", deadline: "2025-12-31", forms: ["odd.ron"],
    list: List(annex: "附件2", title: "一览表", columns: [], notes: []))"#;

/// A form with two questions, `a` and `b`, and these pages.
fn form(pages: &str) -> Arc<Form> {
    let text = format!(
        r#"Form(revision: 1, title: "表", short: "表", annex: "附件1", name: "a", unit: "b", rules: [], row: [],
        sections: [Section(id: "s", title: "一、某节", fields: [
            Field(id: "a", label: "甲", kind: LongText), Field(id: "b", label: "乙", kind: LongText)])],
        pages: [{pages}])"#
    );
    let source = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    let notice = load("odd", &[source("notice.ron", NOTICE), source("odd.ron", &text)]);
    notice.unwrap_or_else(|problems| panic!("{problems:?}")).forms[0].clone()
}

fn with(form: &Form, a: &str, b: &str) -> Layout {
    let mut draft = Draft::new(form);
    draft.answers.insert("a".into(), Answer::Text(a.into()));
    draft.answers.insert("b".into(), Answer::Text(b.into()));
    let pages = layout(form, &draft, fonts(), Edition::Final);
    assert_sound(&pages);
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    assert!(printed(&pages, "a") == solid(a), "a: {}", printed(&pages, "a"));
    assert!(printed(&pages, "b") == solid(b), "b: {}", printed(&pages, "b"));
    pages
}

fn hanzi(count: usize) -> String {
    (0..count).filter_map(|n| char::from_u32(0x4E00 + (n * 7 % 20_000) as u32)).collect()
}

/// Both answers at lengths around the sizes of lines and pages.
fn at_many_lengths(form: &Form) {
    for a in [0, 1, 30, 400, 900, 1400, 5000] {
        for b in [0, 20, 700, 1500] {
            with(form, &hanzi(a), &hanzi(b));
        }
    }
}

#[test]
fn cells_that_reach_down_split_where_they_must() {
    at_many_lengths(&form(
        r#"Grid(columns: [20, 60, 70], rows: [
            [Cell(words: [Text("头")], down: 3, align: Centre), Cell(words: [Answer("a")], down: 2), Cell(words: [Text("一")])],
            [Cell(words: [Answer("b")])],
            [Cell(words: [Text("三")], span: 2)],
            [Cell(words: [Text("末行")], span: 3)]])"#,
    ));
}

#[test]
fn cells_that_reach_down_beside_what_flows() {
    at_many_lengths(&form(
        r#"Grid(columns: [20, 60, 70], rows: [
            [Cell(words: [Text("头")], down: 2, align: Centre), Cell(words: [Paragraphs("a")], flows: true, align: Top), Cell(words: [Text("一")])],
            [Cell(words: [Paragraphs("b")], flows: true, align: Top, at_least: 80), Cell(words: [Text("二")])]])"#,
    ));
}

#[test]
fn columns_narrower_than_a_character() {
    let columns = vec!["2"; 60].join(", ");
    let cells = r#"Cell(words: [Text("字")]), "#.repeat(59);
    let form =
        form(&format!(r#"Grid(columns: [{columns}], rows: [[{cells} Cell(words: [Answer("a"), Answer("b")])]])"#));
    with(&form, "窄W—…", "·😀".replace('😀', "〓").as_str());
}

#[test]
fn an_opinion_longer_than_its_page() {
    let seal = |field: &str| {
        format!(r#"[Text("意见："), Answer("{field}"), Seal(45, "（盖章）"), SealDate("2025年　　月　　日")]"#)
    };
    let form = form(&format!(
        r#"Title("表"), Grid(columns: [78, 78], rows: [[Cell(words: [Text("前文前文前文前文前文前文前文前文前文")], span: 2)],
            [Cell(words: {}, align: Top), Cell(words: {}, align: Top)]])"#,
        seal("a"),
        seal("b")
    ));
    for length in [0, 100, 500, 900, 1000, 3000] {
        println!("{length} characters");
        let pages = with(&form, &hanzi(length), "同意");
        let seals = pages.pages.iter().flat_map(boxes).filter(|(c, _)| *c == '章').count();
        assert_eq!(seals, 2);
    }
}

#[test]
fn a_seal_too_wide_for_its_cell_is_told() {
    let form = form(
        r#"Grid(columns: [20, 136], rows: [[Cell(words: [Seal(45, "章")]), Cell(words: [Answer("a"), Answer("b")])]])"#,
    );
    let pages = layout(&form, &Draft::new(&form), fonts(), Edition::Final);
    assert_eq!(pages.findings.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["seal.room"]);
    assert_eq!(pages.findings[0].cite, form.quote(&shenbao::form::Cite(form.annex.clone(), String::new())));
}

#[test]
fn a_box_too_wide_for_its_cell_becomes_smaller_and_is_told() {
    let form = form(
        r#"Grid(columns: [20, 136], rows: [[Cell(words: [Photo(40, 60, "照片")]), Cell(words: [Answer("a"), Answer("b")])]])"#,
    );
    let pages = with(&form, "甲", "乙");
    assert_eq!(pages.findings.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["photo.room"]);
    assert_eq!(pages.findings[0].message, "照片框比所在的格子大，已缩小到放得下");
}

#[test]
fn heads_and_boxes_that_leave_no_room_are_not_repeated() {
    let tall = r#"Photo(20, 120, "照片")"#;
    for paper in ["Landscape", "Portrait"] {
        let form = form(&format!(
            r#"{paper}, Grid(columns: [60, 60], rows: [
                Head([Cell(words: [Text("高头")], at_least: 100), Cell(words: [Text("高头")])]),
                [Cell(words: [{tall}]), Cell(words: [Paragraphs("a")], flows: true, align: Top)],
                [Cell(words: [{tall}]), Cell(words: [Seal(150, "章")])],
                [Cell(words: [Text("下"), {tall}], down: 2), Cell(words: [Answer("b")])], [Cell(words: [{tall}])]])"#,
        ));
        for length in [0, 300, 3000] {
            with(&form, &hanzi(length), &hanzi(length));
        }
    }
}

#[test]
fn space_never_pushes_words_off_the_page() {
    for height in [0, 100, 219, 220] {
        let form = form(&format!(
            r#"Space({height}), Space({height}), Grid(columns: [1], rows: [[Cell(words: [Answer("a")])]]), Space({height}),
               Words(words: [Paragraphs("b")], size: Small), Landscape, PageBreak, Space({height}), Words(words: [Text("末")])"#,
        ));
        with(&form, &hanzi(50), &hanzi(900));
    }
}

#[test]
fn headings_stay_with_what_they_lead_to() {
    for lines in 30..50 {
        let text = (0..lines).map(|n| format!("第{n}行")).collect::<Vec<_>>().join("\n");
        let form = form(
            r#"Grid(columns: [156], rows: [[Cell(words: [Paragraphs("a")], flows: true, align: Top)]]),
               Heading([Section("s")]),
               Grid(columns: [30, 126], rows: [[Cell(words: [Label("b")]), Cell(words: [Answer("b")], at_least: 20)]])"#,
        );
        let pages = with(&form, &text, "乙的答复");
        let page_of = |wanted: char| pages.pages.iter().position(|page| boxes(page).iter().any(|(c, _)| *c == wanted));
        assert_eq!(page_of('节'), page_of('复'), "{lines} lines");
        assert_eq!(pages.bookmarks, [("一、某节".to_string(), page_of('节').unwrap())]);
    }
}

#[test]
fn nothing_at_all_is_one_empty_page() {
    let form = form(r#"Heading([Answer("a"), Answer("b")])"#);
    let pages = layout(&form, &Draft::new(&form), fonts(), Edition::Blank);
    assert_eq!(pages.pages.len(), 1);
}
