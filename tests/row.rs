//! The row file, read back by another library.

#[path = "common/people.rs"]
#[allow(dead_code)]
mod people;

use calamine::{Data, Reader, Xlsx};
use shenbao::draft::{Answer, Draft};
use shenbao::form::Form;
use shenbao::form::load::{Source, load};
use shenbao::row::xlsx::{ANSWERS_SHEET, LIST_SHEET};
use shenbao::row::{Cell, Sheet, row, xlsx};
use std::io::Cursor;
use std::sync::Arc;

const MADE: &str = "2025-01-20T17:20:31";

const NOTICE: &str = r#"Notice(
    region: "某市", year: 2025, number: "某人社〔2025〕1号", title: "通知", issuer: "某局",
    issued: "2025-01-14", deadline: "2025-02-07", forms: ["team.ron"],
    list: (annex: "附件3", title: "申报情况一览表", columns: [
        (heading: "序号", width: 6), (heading: "部门", width: 14), (heading: "类别", width: 14),
        (heading: "名称", width: 20), (heading: "电话", width: 16), (heading: "内容", width: 40),
    ], notes: ["注：1. 第一条；", "2. 第二条。"]),
)"#;

const FORM: &str = r#"Form(
    revision: 3, title: "申报表", short: "团", annex: "附件1", name: "name", unit: "unit",
    sections: [
        Section(id: "one", title: "一、基本信息", fields: [
            Field(id: "name", label: "名称", kind: Text),
            Field(id: "unit", label: "单位", kind: Text),
            Field(id: "level", label: "类别", kind: Choice(["国家级", "市级"])),
            Field(id: "code", label: "编码", kind: Text),
            Field(id: "phone", label: "电话", kind: Phone),
            Field(id: "start", label: "开始", kind: Date),
            Field(id: "deep", label: "国家级理由", kind: Text, when: Is("level", "国家级")),
        ]),
        Section(id: "two", title: "二、内容", printed: false, fields: [
            Field(id: "content", label: "内容", kind: LongText),
            Field(id: "lines", label: "明细", kind: Table([
                (id: "what", label: "项目", kind: Text), (id: "amount", label: "金额", kind: Money(万元)),
            ])),
        ]),
    ],
    rules: [],
    pages: [Title("申报表"), Grid(columns: [10], rows: [[(words: [
        Answer("name"), Answer("unit"), Answer("level"), Answer("code"), Answer("phone"), Answer("start"), Answer("deep")])]])],
    row: [
        Column(heading: "序号", source: Number), Column(heading: "部门", source: Office),
        Column(heading: "类别", source: By("level", {"国家级": "国家级团", "市级": "市级团"})),
        Column(heading: "名称", source: Words([Answer("name")])),
        Column(heading: "电话", source: Words([Answer("phone")])),
        Column(heading: "内容", source: Words([Answer("content")])),
    ],
)"#;

fn form() -> Arc<Form> {
    let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    match load("some-2025", &[file("notice.ron", NOTICE), file("team.ron", FORM)]) {
        Ok(notice) => notice.forms[0].clone(),
        Err(problems) => panic!("{problems:#?}"),
    }
}

fn draft(form: &Form, answers: &[(&str, &str)]) -> Draft {
    let mut draft = Draft::new(form);
    draft.answers.extend(answers.iter().map(|(id, text)| ((*id).to_string(), Answer::Text((*text).to_string()))));
    draft
}

fn file(form: &Form, draft: &Draft) -> Vec<u8> {
    xlsx::write(&Sheet::of(form, row(form, draft, MADE)).unwrap()).unwrap()
}

/// Every cell of a sheet; all must be text, whole numbers or empty.
fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let formulas = book.worksheet_formula(sheet).unwrap();
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "nothing is a formula");
    let words = |data: &Data| match data {
        Data::String(text) => text.clone(),
        Data::Float(number) if number.fract() == 0.0 => format!("#{number}"),
        Data::Int(number) => format!("#{number}"),
        Data::Empty => String::new(),
        other => panic!("{other:?} is neither text nor a whole number"),
    };
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(words).collect()).collect()
}

/// The value of an answer on the second sheet, its pieces joined.
fn told(bytes: &[u8], id: &str) -> Option<String> {
    let rows = cells(bytes, ANSWERS_SHEET);
    let mut found = rows.iter().filter(|row| row[0] == id).peekable();
    found.peek()?;
    Some(found.map(|row| row[3].as_str()).collect())
}

/// Nothing that is typed anywhere keeps the row from being written.
#[test]
fn every_text_may_be_longer_than_a_cell() {
    let form = form();
    let long = "长".repeat(40_000);
    for id in ["name", "unit", "code", "phone", "start", "content"] {
        let bytes = xlsx::write(&Sheet::of(&form, row(&form, &draft(&form, &[(id, &long)]), MADE)).unwrap()).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let cells = book.worksheet_range(ANSWERS_SHEET).unwrap();
        let said: usize = cells.used_cells().map(|(_, _, cell)| cell.to_string().matches('长').count()).sum();
        assert!(said >= long.chars().count(), "{id}: {said}");
    }
}

#[test]
fn the_list_is_laid_out_as_the_annex() {
    let form = form();
    let draft = draft(&form, &[("name", "某某服务团"), ("level", "市级"), ("phone", "021－6666 7777")]);
    let list = cells(&file(&form, &draft), LIST_SHEET);
    assert_eq!(list[0][0], "附件3");
    assert_eq!(list[1][0], "申报情况一览表");
    assert_eq!(list[2], ["序号", "部门", "类别", "名称", "电话", "内容"]);
    assert_eq!(list[3], ["", "", "市级团", "某某服务团", "021-66667777", ""]);
    assert_eq!((&*list[4][0], &*list[5][0]), ("注：1. 第一条；", "2. 第二条。"));
    assert_eq!(list.len(), 6);
}

#[test]
fn every_answer_that_applies_is_told_with_the_code() {
    let form = form();
    let mut draft = draft(&form, &[("name", "团"), ("level", "市级"), ("deep", "不适用"), ("start", "2025.3.1")]);
    let line =
        |what: &str, amount: &str| [("what".to_string(), what.to_string()), ("amount".into(), amount.into())].into();
    draft.answers.insert("lines".into(), Answer::Rows(vec![line("差旅", "１.5"), line(" ", ""), line("资料", "零")]));
    let row = row(&form, &draft, MADE);
    let bytes = xlsx::write(&Sheet::of(&form, row.clone()).unwrap()).unwrap();
    let answers = cells(&bytes, ANSWERS_SHEET);
    assert_eq!(answers[0][..2], ["核对码".to_string(), shenbao::draft::code(&form, &draft)]);
    assert_eq!(answers[3][..2], ["表式", "some-2025/team"]);
    assert_eq!((&*answers[5][0], &*answers[5][1]), ("草稿", ""));
    assert_eq!(answers[6][..2], ["填报时间", MADE]);
    assert_eq!((&*answers[7][0], &*answers[7][1]), ("单位", ""));
    assert_eq!(answers[8][..2], ["名称", "团"]);
    let sections = shenbao::draft::section_codes(&form, &draft);
    let codes = [&answers[9], &answers[10]].map(|line| [&*line[0], &*line[1], &*line[2]]);
    assert_eq!(codes, [0, 1].map(|at| ["部分核对码", &*sections[at].1, sections[at].0]));
    let list = [&answers[13], &answers[14]].map(|line| [&*line[0], &*line[1], &*line[2]]);
    assert_eq!(list, [["一览表栏", "市级团", "类别"], ["一览表栏", "团", "名称"]], "what the draft put into the list");
    assert_eq!(answers[17], ["编号", "部分", "项目", "内容", "续"]);
    assert_eq!(answers[18], ["name", "一、基本信息", "名称", "团", ""]);
    assert_eq!(told(&bytes, "start").as_deref(), Some("2025年3月1日"));
    assert_eq!(told(&bytes, "deep"), None, "a question that is not put has no answer");
    assert_eq!(told(&bytes, "code").as_deref(), Some(""));
    assert_eq!(told(&bytes, "lines[1].amount").as_deref(), Some("1.50"));
    assert_eq!(told(&bytes, "lines[2].amount").as_deref(), Some("零"), "blank rows are not counted, as on paper");
    assert_eq!(told(&bytes, "lines[3].amount"), None);
    let second = row.answers.iter().find(|told| told.id == "lines[2].what").unwrap();
    assert_eq!((&*second.label, &*second.section), ("明细第2行项目", "二、内容"));
    assert_eq!(answers.len(), 18 + row.answers.len());
}

#[test]
fn nothing_typed_becomes_a_number_or_a_formula() {
    let form = form();
    let hostile = [
        "=1+1",
        "@SUM(A1)",
        "+86 13800000000",
        "-1",
        "0012345678",
        "1234567890123",
        "1e5",
        "2025-3-1",
        "TRUE",
        "{=A1}",
        "http://x.cn/",
        "_x0041_",
        "_x中文__",
        "a\u{1}b\u{0}\u{FFFE}\u{FFFF}c",
        "<b>&amp;\"'",
        "\u{feff}甲",
        "一 二\n三",
    ];
    for text in hostile {
        let bytes = file(&form, &draft(&form, &[("name", text), ("code", text), ("content", text)]));
        assert_eq!(told(&bytes, "code").as_deref(), Some(text));
        assert_eq!(cells(&bytes, LIST_SHEET)[3][3], text);
    }
    let long = format!("={}", "1+".repeat(300));
    assert_eq!(told(&file(&form, &draft(&form, &[("content", &long)])), "content"), Some(long));
    let bytes = file(&form, &draft(&form, &[("code", "一\r\n二\r三")]));
    assert_eq!(told(&bytes, "code").as_deref(), Some("一\n二\n三"));
    let bytes = file(&form, &draft(&form, &[("code", "一\t二\n三")]));
    assert_eq!(told(&bytes, "code").as_deref(), Some("一 二\n三"), "a tab is the space that paper shows for it");
}

#[test]
fn a_hundred_thousand_characters_are_all_there() {
    let form = form();
    let text: String = ('\u{4E00}'..).take(20_000).chain("𠀀".chars().cycle().take(80_000)).collect();
    let bytes = file(&form, &draft(&form, &[("content", &text)]));
    assert_eq!(told(&bytes, "content").as_ref(), Some(&text));
    let marks: Vec<String> =
        cells(&bytes, ANSWERS_SHEET).iter().filter(|row| row[0] == "content").map(|row| row[4].clone()).collect();
    assert_eq!(marks.first().map(String::as_str), Some("1/12"));
    let list = cells(&bytes, LIST_SHEET);
    let pieces = list.iter().skip(3).map(|row| row[5].as_str()).filter(|words| !words.is_empty());
    let joined: String = pieces.map(|words| words.split_once('）').map_or(words, |(_, rest)| rest)).collect();
    assert_eq!(joined, text);
}

#[test]
fn neighbours_stand_under_a_common_heading() {
    let form = people::form("team");
    let bytes = file(&form, &draft(&form, &[("name", "某某服务团"), ("experts", "12")]));
    let list = cells(&bytes, LIST_SHEET);
    assert_eq!(list[2], ["序号", "名称", "人数", "", "时间", "", "申请经费支持（万元）"]);
    assert_eq!(list[3], ["", "", "专家", "随行人员", "开始", "结束", ""]);
    assert_eq!(list[4][..3], ["", "某某服务团", "12"]);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes)).unwrap();
    let merged = book.merge_cells_by_sheet_name(LIST_SHEET).unwrap();
    let headings = merged.into_iter().filter(|cells| (2..4).contains(&cells.start.0));
    let headings: Vec<_> = headings.map(|cells| (cells.start, cells.end)).collect();
    let (both, across) = ([0, 1, 6].map(|column| ((2, column), (3, column))), [2, 4].map(|c| ((2, c), (2, c + 1))));
    assert_eq!(headings.len(), 5);
    assert!(both.iter().chain(&across).all(|cells| headings.contains(cells)), "{headings:?}");
    let names = book.defined_names();
    let repeated = names.iter().any(|(_, place)| place.ends_with("!$3:$4"));
    assert!(repeated, "both rows of headings stand on every page: {names:?}");
}

#[test]
fn the_same_answers_give_the_same_bytes() {
    let form = form();
    let draft = draft(&form, &[("name", "团"), ("unit", "某\u{7}单位")]);
    let first = file(&form, &draft);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(first, file(&form, &draft));
}

#[test]
fn many_rows_stand_in_one_list_and_are_numbered() {
    let form = form();
    let rows = ["甲", "乙"].map(|name| row(&form, &draft(&form, &[("name", name)]), MADE));
    let mut sheet = Sheet { list: form.list.clone().unwrap(), rows: rows.to_vec(), record: None };
    for (number, row) in (1..).zip(&mut sheet.rows) {
        row.cells[0] = Cell::Number(number);
    }
    let bytes = xlsx::write(&sheet).unwrap();
    let list = cells(&bytes, LIST_SHEET);
    assert_eq!((&*list[3][0], &*list[3][3], &*list[4][0], &*list[4][3]), ("#1", "甲", "#2", "乙"));
    let heads = cells(&bytes, ANSWERS_SHEET).iter().filter(|row| row[0] == "核对码").count();
    assert_eq!(heads, 2);
}

#[test]
fn odd_sheets_do_not_break_the_writer() {
    let form = form();
    let blank = row(&form, &Draft::new(&form), MADE);
    let mut sheet = Sheet::of(&form, blank).unwrap();
    sheet.list.columns.iter_mut().for_each(|column| column.width = f64::NAN);
    assert!(xlsx::write(&sheet).is_ok());
    sheet.list.columns.truncate(1);
    assert!(xlsx::write(&sheet).is_ok());
    sheet.list.columns.clear();
    sheet.rows.clear();
    assert!(xlsx::write(&sheet).is_ok());
}

#[test]
fn answers_of_the_wrong_shape_do_not_break_the_row() {
    let form = form();
    let cells = [("what".to_string(), "甲".to_string()), ("gone".into(), "旧列".into())];
    let shapes = [
        Answer::Text("甲".into()),
        Answer::Ticks(vec!["甲".into(), "乙".into()]),
        Answer::Rows(vec![cells.into(), Default::default()]),
        Answer::Rows(Vec::new()),
    ];
    for shape in shapes {
        let mut draft = Draft::new(&form);
        draft.answers.extend(form.fields().map(|field| (field.id.clone(), shape.clone())));
        let bytes = file(&form, &draft);
        assert!(told(&bytes, "name").is_some() || told(&bytes, "name[1].gone").as_deref() == Some("旧列"));
    }
}
