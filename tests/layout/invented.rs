//! Forms of the genre that no call here has: covers, instructions, rolls on their side, budgets, letters. They stand in
//! `data/forms`; their pages go to `shenbao-look` in the temporary folder, to be looked at.

use crate::checks::{assert_apart, assert_sound, boxes, fonts, text_of};
use shenbao::draft::{Answer, Draft};
use shenbao::form::load::{Source, load};
use shenbao::form::{Form, Kind};
use shenbao::layout::{Edition, Layout, Mark, Page, layout, mm};
use shenbao::paint::pdf::{Meta, pdf};
use std::path::Path;
use std::sync::Arc;

fn form(name: &str) -> Arc<Form> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/forms").join(name);
    let source = |name: String| Source { text: std::fs::read_to_string(folder.join(&name)).unwrap().into(), name };
    let notice = load(name, &[source("notice.ron".into()), source(format!("{name}.ron"))]);
    notice.unwrap_or_else(|problems| panic!("{problems:?}")).forms[0].clone()
}

/// How full a draft is.
#[derive(Debug, Clone, Copy)]
struct Filled {
    rows: usize,
    /// Of a line of words, of paragraphs, of a cell.
    line: usize,
    long: usize,
    cell: usize,
}

const USUAL: Filled = Filled { rows: 12, line: 12, long: 700, cell: 5 };
const OVERFULL: Filled = Filled { rows: 60, line: 60, long: 6000, cell: 40 };

fn words(count: usize) -> String {
    "专家服务基层项目组围绕乡村振兴与产业帮扶开展现场指导、技术培训和远程会诊，".chars().cycle().take(count).collect()
}

fn text(kind: &Kind, length: usize, number: usize) -> String {
    match kind {
        Kind::Integer(_) => (number % 9 + 1).to_string(),
        Kind::Money(_) => format!("{}.{:02}", number % 7, number % 100),
        Kind::Date | Kind::Month => "2026-05-01".into(),
        Kind::Choice(options) => options[number % options.len()].clone(),
        Kind::Phone | Kind::Mobile => "13800000000".into(),
        _ => words(length),
    }
}

fn filled(form: &Form, by: Filled) -> Draft {
    let mut draft = Draft::new(form);
    for field in form.fields() {
        let answer = match &field.kind {
            Kind::Table(columns) => {
                let row = |number: usize| columns.iter().map(move |c| (c.id.clone(), text(&c.kind, by.cell, number)));
                Answer::Rows((0..by.rows).map(|number| row(number).collect()).collect())
            }
            Kind::LongText => Answer::Text([words(by.long / 3), words(by.long * 2 / 3)].join("\n")),
            kind => Answer::Text(text(kind, by.line, 3)),
        };
        draft.answers.insert(field.id.clone(), answer);
    }
    draft
}

/// Laid out, held to the contract, and kept to be looked at.
fn laid(name: &str, how: &str, draft: &Draft, edition: Edition) -> Layout {
    let form = form(name);
    let pages = layout(&form, draft, fonts(), edition);
    let meta = Meta { title: form.title.clone(), ..Default::default() };
    let folder = std::env::temp_dir().join("shenbao-look");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}-{how}.pdf")), pdf(&pages, fonts(), &meta).unwrap()).unwrap();
    assert_sound(&pages);
    assert_apart(&pages);
    pages
}

fn blank(name: &str) -> Layout {
    laid(name, "blank", &Draft::new(&form(name)), Edition::Blank)
}

fn with(name: &str, how: &str, by: Filled) -> Layout {
    laid(name, how, &filled(&form(name), by), Edition::Draft)
}

/// What a page says, spaces aside.
fn said(page: &Page) -> String {
    boxes(page).iter().map(|(c, _)| *c).filter(|c| !c.is_whitespace() && *c != '\u{2003}').collect()
}

fn all(pages: &Layout) -> String {
    pages.pages.iter().map(said).collect()
}

/// The words stand on paper one after the other.
fn assert_in_order(pages: &Layout, words: &[&str]) {
    let text = all(pages);
    let mut rest = &text[..];
    for words in words {
        let words: String = words.split_whitespace().collect();
        let found = rest.split_once(&words);
        rest = found.unwrap_or_else(|| panic!("{words} is not in {rest}")).1;
    }
}

#[test]
fn a_cover_stands_on_its_page_and_instructions_on_theirs() {
    for pages in [blank("cover"), with("cover", "usual", USUAL)] {
        assert!(said(&pages.pages[0]).contains("某市人力资源和社会保障局制"));
    }
    for pages in [blank("cover"), with("cover", "usual", USUAL), with("cover", "overfull", OVERFULL)] {
        assert!(said(&pages.pages[0]).starts_with("附件1乡村振兴专家工作站申报书工作站名称："));
        let pages_with = |start: &str| pages.pages.iter().filter(|page| said(page).starts_with(start)).count();
        assert_eq!((pages_with("填表说明1."), pages_with("一、基本情况联系人")), (1, 1));
        let order = [
            "申报书",
            "某市人力资源和社会保障局制",
            "填表说明",
            "一、基本情况",
            "联系人",
            "工作站类型",
            "□",
            "建站目标",
            "二、工作计划",
            "序号",
            "注：",
            "首席专家（签字）：",
            "设站单位意见",
            "推荐部门意见",
            "市人力资源社会",
        ];
        assert_in_order(&pages, &order);
    }
}

#[test]
fn a_question_that_is_not_put_is_not_printed() {
    let form = form("cover");
    let mut draft = filled(&form, USUAL);
    let mut is_told = |kind: &str| {
        draft.answers.insert("kind".into(), Answer::Text(kind.into()));
        draft.answers.insert("kind_other".into(), Answer::Text("林草技术".into()));
        all(&layout(&form, &draft, fonts(), Edition::Final)).contains("林草技术")
    };
    assert_eq!((is_told("其他"), is_told("产业帮扶")), (true, false));
}

#[test]
fn a_schedule_has_empty_rows_and_repeats_its_head() {
    let rows = |pages: &Layout| {
        pages.pages.iter().map(|page| said(page).matches("序号时间工作内容负责人").count()).sum::<usize>()
    };
    assert_eq!(rows(&blank("cover")), 1);
    assert_in_order(&blank("cover"), &["序号时间工作内容负责人123456注："]);
    let pages = with("cover", "overfull", OVERFULL);
    let heads = pages.pages.iter().filter(|page| said(page).contains("负责人")).count();
    assert!(heads > 2 && heads == rows(&pages), "{heads} pages");
}

#[test]
fn a_roll_lies_on_its_side_with_a_head_on_every_page() {
    for (how, by) in [("usual", USUAL), ("overfull", OVERFULL)] {
        let pages = with("people", how, by);
        let turned: Vec<&Page> = pages.pages.iter().filter(|page| page.size.width > page.size.height).collect();
        assert_eq!((turned[0].size.width, turned[0].size.height), (mm(297.0), mm(210.0)));
        assert!(turned.len() >= by.rows / 6, "{} pages", turned.len());
        for page in &turned {
            assert!(said(page).contains("序号个人情况专业情况"), "{}", said(page));
            assert!(said(page).contains("姓名性别出生年月职称"), "{}", said(page));
        }
        let days: usize = (0..by.rows).map(|number| number % 9 + 1).sum();
        assert_in_order(
            &pages,
            &[
                &format!("共{}人", by.rows),
                "合计",
                &days.to_string(),
                "二、成员分册",
                &format!("以上共{}人", by.rows),
                "派出单位意见",
            ],
        );
        assert_eq!(photos(&pages), 2 * by.rows);
        let total = pages.pages.len();
        for (number, page) in pages.pages.iter().enumerate() {
            assert!(said(page).contains(&format!("第{}页共{total}页", number + 1)));
            let footer = boxes(page).into_iter().filter(|(_, rect)| rect.y > text_of(page).bottom());
            assert!(footer.map(|(_, rect)| rect.bottom()).fold(0.0, f32::max) < page.size.height - mm(5.0));
            assert!(matches!(page.marks[0], Mark::Watermark { centre, .. } if centre.x == page.size.width / 2.0));
        }
    }
    assert_eq!(photos(&blank("people")), 4 + 2);
}

/// Boxes of the sizes that the roll's photographs have.
fn photos(pages: &Layout) -> usize {
    let is_photo = |mark: &&Mark| match mark {
        Mark::Box { rect, stroke: Some(_), .. } => [(20.0, 27.0), (25.0, 35.0)]
            .iter()
            .any(|(w, h)| (rect.width - mm(*w)).abs() < 0.1 && (rect.height - mm(*h)).abs() < 0.1),
        _ => false,
    };
    pages.pages.iter().flat_map(|page| &page.marks).filter(is_photo).count()
}

#[test]
fn records_of_several_rows_stay_together_under_their_label() {
    for (how, by) in [("usual", USUAL), ("overfull", OVERFULL)] {
        let pages = with("people", how, by);
        let upright: Vec<String> =
            pages.pages.iter().filter(|page| page.size.width < page.size.height).map(said).collect();
        let with_records = upright.iter().filter(|text| text.contains("工作单位"));
        for text in with_records {
            assert!(text.contains("姓名职称与专业出生年月照片"), "{text}");
            let records = text.matches("工作单位").count();
            // The head, and one for each record.
            assert_eq!(text.matches("照片").count(), records + 1, "{text}");
        }
    }
}

#[test]
fn a_budget_adds_up_on_two_levels() {
    let form = form("budget");
    let mut draft = Draft::new(&form);
    let rows = |amounts: &[&str]| {
        let row =
            |amount: &&str| [("item".to_string(), "某项".to_string()), ("amount".to_string(), amount.to_string())];
        Answer::Rows(amounts.iter().map(|amount| row(amount).into_iter().collect()).collect())
    };
    draft.answers.insert("travel".into(), rows(&["0.1", "0.2", "3.50"]));
    draft.answers.insert("training".into(), rows(&["1", "2.25", "", "4"]));
    draft.answers.insert("other".into(), Answer::Text("0.05".into()));
    let pages = laid("budget", "sums", &draft, Edition::Final);
    assert_in_order(&pages, &["一差旅费3.80", "1某项", "二培训费7.25", "三其他费用0.05", "合计11.10", "注：1."]);
    // What can't be read is not added up as if it were nothing.
    draft.answers.insert("travel".into(), rows(&["1", "若干"]));
    let pages = layout(&form, &draft, fonts(), Edition::Final);
    assert_in_order(&pages, &["一差旅费1某项1", "二培训费7.25", "合计注："]);
    assert_in_order(
        &blank("budget"),
        &["单位：万元", "一差旅费123二培训费123三其他费用合计注：1.", "单位负责人：", "制表人："],
    );
}

#[test]
fn a_long_budget_keeps_its_head_and_its_rows_whole() {
    let pages = with("budget", "overfull", OVERFULL);
    assert!(pages.pages.len() > 5);
    for page in &pages.pages[1..pages.pages.len() - 1] {
        assert!(said(page).contains("序号支出项目测算依据金额"), "{}", said(page));
        assert!(!said(page).contains("（续）"));
    }
}

#[test]
fn a_letter_ends_under_its_seal() {
    for (how, by) in [("usual", Filled { rows: 3, ..USUAL }), ("overfull", Filled { rows: 9, line: 30, ..OVERFULL })] {
        let pages = with("letter", how, by);
        assert_in_order(&pages, &["关于推荐", "的函", "根据", "请予支持。", "附件：1．", "2026年5月1日", "（联系人："]);
        let page = pages.pages.iter().find(|page| said(page).contains("2026年5月1日")).unwrap();
        // What the seal is pressed on stands in the right half, and is not alone on its page.
        let end = boxes(page).into_iter().rfind(|(c, _)| *c == '日').unwrap().1;
        assert!(end.x > text_of(page).x + text_of(page).width / 2.0 && end.right() < text_of(page).right() - 16.0);
        assert!(said(page).chars().count() > 60, "{}", said(page));
    }
    // A letter without an answer asks for none of what it does not say.
    assert!(!all(&blank("letter")).contains("附件"));
}

#[test]
fn thousands_of_rows_take_no_more_time_than_their_number() {
    for name in ["people", "budget"] {
        let form = form(name);
        let time = |rows: usize| {
            let draft = filled(&form, Filled { rows, ..USUAL });
            let start = std::time::Instant::now();
            let pages = layout(&form, &draft, fonts(), Edition::Final);
            assert!(pages.pages.len() > rows / 40);
            start.elapsed().as_secs_f64()
        };
        let (some, many) = (time(200), time(1600));
        println!("{name}: {some} s, {many} s");
        assert!(many < 16.0 * some, "{name}: {some} s for 200 rows, {many} s for 1600");
    }
}
