//! What a recommending office gives out on paper. The files go to `shenbao-look` in the temporary folder, to be looked at.

#[path = "../common/people.rs"]
#[allow(dead_code)]
mod people;

mod given;
mod slip;

use shenbao::app::{Submission, printed_list, submission, untold};
use shenbao::check::{Finding, Place};
use shenbao::draft::{Answer, Draft, TableRow};
use shenbao::form::load::{Source, load};
use shenbao::form::{Form, Holds, List, Notice, Severity, notices};
use shenbao::layout::{Edition, Fonts, Layout, Mark, Page, layout, mm};
use shenbao::office;
use shenbao::row::{Cell, LeftOut, Origin, Record, Row, Sheet, Verdict};
use shenbao::store::{names, write_folder, write_new_folder};
use std::sync::Arc;

/// The list of a built-in call.
fn list_of(call: &str) -> List {
    notices().iter().find(|notice| notice.id == call).and_then(|notice| notice.list.clone()).unwrap()
}

/// About so many 字 of a brief.
fn brief(count: usize) -> String {
    let words = "面向中小企业开展并行优化与国产软件替代，由超级计算、人工智能等领域的12名专家组成服务团，";
    words.chars().cycle().take(count).collect()
}

/// A sheet with so many rows, each cell of which is told from all others.
fn sheet(list: List, rows: usize, words: usize) -> Sheet {
    let cell = |row: usize, column: usize| match (column, list.columns[column].max_words) {
        (0, _) => Cell::Number(row as u32 + 1),
        (_, Some(_)) => Cell::Text(brief(words)),
        _ if list.columns[column].holds == Holds::Kind => Cell::Text(list.columns[column].options[row % 2].clone()),
        _ => Cell::Text(format!("第{}行第{}栏的专家服务团", row + 1, column + 1)),
    };
    let row = |row: usize| row_of((0..list.columns.len()).map(|column| cell(row, column)).collect());
    let rows = (0..rows).map(row).collect();
    Sheet { list, rows, record: None }
}

fn row_of(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

/// The three lists: of two years, and one with headings on two levels.
fn lists() -> Vec<List> {
    vec![list_of("shanghai-2025"), list_of("shanghai-2023"), people::notice().list.unwrap()]
}

fn laid(sheet: &Sheet, edition: Edition) -> Layout {
    let form = office::list(sheet);
    layout(&form, &Draft::new(&form), Fonts::embedded(), edition)
}

/// The words of a page in the order of reading, less spaces and the page's number.
fn words(page: &Page) -> String {
    let words = |mark: &Mark| match mark {
        Mark::Text { baseline, glyphs, .. } if baseline.y < page.size.height - mm(20.0) => {
            glyphs.iter().map(|(c, _)| *c).filter(|c| !c.is_whitespace()).collect()
        }
        _ => String::new(),
    };
    page.marks.iter().map(words).collect()
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The headings as they are read: the upper row, then the lower one.
fn headings(list: &List) -> String {
    let upper = list.groups().map(|group| if group[0].group.is_empty() { &group[0].heading } else { &group[0].group });
    let lower = list.columns.iter().filter(|column| !column.group.is_empty()).map(|column| &column.heading);
    upper.chain(lower).map(|words| bare(words)).collect()
}

#[test]
fn the_printed_list_holds_every_heading_cell_and_note_in_order() {
    for list in lists() {
        for rows in [1, 12, 40] {
            let sheet = sheet(list.clone(), rows, 200);
            let pages = laid(&sheet, Edition::Final).pages;
            let again = headings(&list);
            let below = |(number, page): (usize, &Page)| {
                let words = words(page);
                if number == 0 { words } else { words.strip_prefix(&again).expect("headings on each page").to_string() }
            };
            let printed: String = pages.iter().enumerate().map(below).collect();
            let cells = sheet.rows.iter().flat_map(|row| &row.cells).map(Cell::words);
            let said = [list.annex.clone(), list.title.clone(), again.clone()].into_iter().chain(cells);
            let said: String = said.chain(list.notes.clone()).map(|words| bare(&words)).collect();
            assert_eq!(printed, said, "{rows}");
        }
    }
}

#[test]
fn a_list_is_marked_while_errors_are_left_and_bears_no_code() {
    let sheet = sheet(list_of("shanghai-2025"), 3, 200);
    for (edition, marked) in [(Edition::Draft, true), (Edition::Final, false)] {
        for page in laid(&sheet, edition).pages {
            assert!(page.size.width > page.size.height);
            assert_eq!(page.marks.iter().any(|mark| matches!(mark, Mark::Watermark { .. })), marked);
            let foot = page.marks.iter().filter_map(|mark| match mark {
                Mark::Text { baseline, glyphs, .. } if baseline.y > page.size.height - mm(20.0) => Some(glyphs),
                _ => None,
            });
            let foot: String = foot.flatten().map(|(c, _)| *c).collect();
            assert!(foot.starts_with("第") && foot.ends_with("共2页"), "{foot}");
        }
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on_and_loses_nothing() {
    let list = list_of("shanghai-2025");
    let long = sheet(list.clone(), 2, 5000);
    let pages = laid(&long, Edition::Final).pages;
    assert!(pages.len() > 8, "{}", pages.len());
    let printed: String = pages.iter().map(|page| words(page).replace(&headings(&list), "")).collect();
    for c in "面算替组".chars() {
        assert_eq!(printed.matches(c).count(), 2 * brief(5000).matches(c).count(), "{c}");
    }
    assert!(printed.contains("1续第1行第2栏的专家服务团（续）"), "a page tells whose row goes on");
}

#[test]
fn an_empty_list_has_a_row_to_write_in_and_one_without_an_annex_no_number() {
    let mut empty = sheet(list_of("shanghai-2025"), 0, 0);
    let with = words(&laid(&empty, Edition::Final).pages[0]);
    assert!(with.starts_with("附件3") && with.ends_with("报市人力资源社会保障局。"), "{with}");
    empty.list.annex = String::new();
    assert_eq!(words(&laid(&empty, Edition::Final).pages[0]), with["附件3".len()..]);
}

#[test]
fn odd_lists_do_not_break_the_page() {
    for list in lists() {
        let mut odd = sheet(list, 2, 20);
        odd.list.columns.iter_mut().for_each(|column| column.width = f64::NAN);
        odd.rows[1].cells.truncate(1);
        assert!(!printed_list(&odd, &[]).unwrap().is_empty());
        odd.list.columns.clear();
        assert!(!printed_list(&odd, &[]).unwrap().is_empty());
    }
}

const LETTER_CALL: &str = r#"Notice(
    region: "某市", year: 2025, number: "某人社〔2025〕1号", title: "通知", issuer: "某局",
    issued: "2025-01-14", deadline: "2025-02-07", forms: ["letter.ron"],
    list: List(annex: "附件3", title: "一览表", columns: [
        ListColumn(heading: "序号", width: 6, holds: Number),
        ListColumn(heading: "类别", width: 14, holds: Kind, options: ["服务团", "基地", "专家"]),
        ListColumn(heading: "名称", width: 20, holds: Name), ListColumn(heading: "单位", width: 20, holds: Unit),
    ], notes: []),
)"#;

const LETTER: &str = r#"Form(
    revision: 1, title: "推荐函", short: "推荐函", annex: "二", name: "office", unit: "office", by: Office,
    sections: [Section(id: "all", title: "推荐函", fields: [
        Field(id: "office", label: "推荐单位", kind: Text, ask: Required),
        Field(id: "phone", label: "电话", kind: Phone, ask: Required),
        Field(id: "projects", label: "项目", kind: Table([
            TableColumn(id: "kind", label: "类别", kind: Text), TableColumn(id: "name", label: "名称", kind: Text),
        ]), rows: OfList(kinds: ["服务团", "基地"], columns: {"kind": "类别", "name": "名称"})),
        Field(id: "people", label: "专家", kind: Table([
            TableColumn(id: "name", label: "姓名", kind: Text), TableColumn(id: "senior", label: "副高级以上", kind: Text),
        ]), rows: OfList(kinds: ["专家"], columns: {"name": "名称"})),
    ])],
    rules: [],
    pages: [Title("推荐函"), Words(words: [Answer("office"), Answer("phone"), Count("projects"),
        Each("projects", [Cell("name")], "、"), Each("people", [Cell("name")], "、")])],
)"#;

fn call(letter: &str) -> Result<Notice, Vec<shenbao::form::load::FormProblem>> {
    let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    load("some-2025", &[file("notice.ron", LETTER_CALL), file("letter.ron", letter)])
}

fn sheet_of(list: &List, rows: &[[&str; 3]]) -> Sheet {
    let row = |(number, cells): (u32, &[&str; 3])| {
        let words = cells.iter().map(|words| Cell::Text((*words).to_string()));
        row_of([Cell::Number(number)].into_iter().chain(words).collect())
    };
    Sheet { list: list.clone(), rows: (1..).zip(rows).map(row).collect(), record: None }
}

fn table_row<const N: usize>(cells: [(&str, &str); N]) -> TableRow {
    cells.map(|(id, words)| (id.to_string(), words.to_string())).into()
}

#[test]
fn a_letter_tells_the_rows_of_its_kinds_and_its_office() {
    let notice = call(LETTER).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let form = office::letter_of(&notice).unwrap();
    let list = notice.list.as_ref().unwrap();
    let rows =
        [["基地", "乙基地", "乙院"], ["专家", "张三", "甲院"], ["服务团", "甲团", "甲院"], ["专家", "李四", "乙院"]];
    let draft = office::letter(form, Draft::new(form), &sheet_of(list, &rows), "某区人社局");
    assert_eq!(draft.text("office"), "某区人社局");
    let projects =
        [table_row([("kind", "基地"), ("name", "乙基地")]), table_row([("kind", "服务团"), ("name", "甲团")])];
    assert_eq!(draft.rows("projects"), projects);
    assert_eq!(draft.rows("people"), [table_row([("name", "张三")]), table_row([("name", "李四")])]);
    assert_eq!(draft.answers.len(), 3, "what the list does not tell is left to be filled in");
}

#[test]
fn rows_that_no_table_of_the_letter_takes_are_told() {
    let notice = call(LETTER).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let form = office::letter_of(&notice).unwrap();
    let rows = [["基 地", "乙基地", "乙院"], ["国家级基地", "丙基地", "丙院"], ["专家", "张三", "甲院"]];
    let sheet = sheet_of(notice.list.as_ref().unwrap(), &rows);
    assert_eq!(office::untold(form, &sheet), [1]);
    let told = untold(&sheet, form);
    assert_eq!(told[0].place, "一览表第2行“丙基地”");
    assert_eq!(told[0].what, "没有写进推荐函：它不列类别为“国家级基地”的行，请改正类别，或在推荐函里补写");
}

#[test]
fn a_letter_begun_before_takes_the_rows_of_now_and_keeps_the_rest() {
    let notice = call(LETTER).unwrap();
    let (form, list) = (office::letter_of(&notice).unwrap(), notice.list.as_ref().unwrap());
    let before = sheet_of(list, &[["专家", "张三", "甲院"], ["服务团", "甲团", "甲院"], ["专家", "李四", "乙院"]]);
    let mut draft = office::letter(form, Draft::new(form), &before, "某区人社局");
    let people = vec![table_row([("name", "张三"), ("senior", "是")]), table_row([("name", "李四"), ("senior", "否")])];
    draft.answers.insert("people".into(), Answer::Rows(people));
    draft.answers.insert("phone".into(), Answer::Text("021-66667777".into()));
    draft.answers.insert("office".into(), Answer::Text("某区人力资源和社会保障局".into()));

    let now = sheet_of(list, &[["专家", "王五", "丙院"], ["专家", "张三", "甲院"], ["基地", "乙基地", "乙院"]]);
    let filled = office::letter(form, draft.clone(), &now, "另一个名字");
    assert_eq!((filled.text("phone"), filled.text("office")), ("021-66667777", "某区人力资源和社会保障局"));
    assert_eq!(filled.rows("projects"), [table_row([("kind", "基地"), ("name", "乙基地")])]);
    let people = [table_row([("name", "王五")]), table_row([("name", "张三"), ("senior", "是")])];
    assert_eq!(filled.rows("people"), people, "what was filled in by hand stays with its row");

    assert_eq!(office::letter_edits(form, &filled, &now, "甲"), [], "nothing changes the second time");
    let empty = office::letter(form, filled, &sheet_of(list, &[]), "");
    assert!(empty.rows("people").is_empty() && empty.rows("projects").is_empty());
}

#[test]
fn tables_of_letters_are_linted() {
    let wrong = [
        (
            "\"name\": \"名称\"})),\n        Field(id: \"people\"",
            "\"name\": \"名字\"})),\n        Field(id: \"people\"",
            "一览表没有“名字”这一栏",
        ),
        ("kinds: [\"专家\"]", "kinds: [\"专嘉\"]", "一览表的类别里没有“专嘉”"),
        ("columns: {\"name\": \"名称\"}", "columns: {}", "rows没有写出取哪几栏"),
        ("columns: {\"name\": \"名称\"}", "columns: {\"nome\": \"名称\"}", "“专家”没有“nome”这一列"),
        ("columns: {\"name\": \"名称\"}", "columns: {\"name\": \"名称\", \"name\": \"单位\"}", "写了两次"),
        ("by: Office", "row: []", "只有推荐单位的函能从一览表取行"),
        ("kind: Phone,", "kind: Phone, rows: OfList(columns: {\"a\": \"名称\"}),", "“电话”这种字段不能这样取一列"),
    ];
    for (right, spoilt, problem) in wrong {
        assert!(LETTER.contains(right), "{right}");
        let problems = call(&LETTER.replacen(right, spoilt, 1)).unwrap_err();
        assert!(problems.iter().any(|found| found.problem.contains(problem)), "{spoilt}: {problems:#?}");
    }
    let without = LETTER_CALL.split("    list:").next().unwrap().to_string() + ")";
    let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    let problems = load("some-2025", &[file("notice.ron", &without), file("letter.ron", LETTER)]).unwrap_err();
    assert!(problems.iter().all(|found| found.problem.contains("没有行可取")) && problems.len() == 2, "{problems:#?}");
}

fn look(name: &str, bytes: &[u8]) {
    let folder = std::env::temp_dir().join("shenbao-look");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
}

#[test]
fn lists_to_look_at() {
    for (name, list) in ["2025", "2023", "people"].into_iter().zip(lists()) {
        for (count, words) in [(0, 0), (1, 120), (2, 5000), (12, 200), (300, 150)] {
            look(&format!("list-{name}-{count}.pdf"), &printed_list(&sheet(list.clone(), count, words), &[]).unwrap());
        }
    }
}

fn form_of(id: &str) -> Arc<Form> {
    notices().iter().flat_map(|notice| &notice.forms).find(|form| form.id == id).unwrap().clone()
}

#[test]
fn an_office_s_papers_are_linted() {
    let load_with = |notice: &str| {
        let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
        load("some-2025", &[file("notice.ron", notice), file("letter.ron", LETTER)])
    };
    let with = |papers: &str| LETTER_CALL.replace("    list:", &format!("    papers: [{papers}],\n    list:"));
    let letter = "Paper(of: Letter, does: \"盖章\", cite: (\"二\", \"函\"))";
    assert!(load_with(&with(letter)).is_ok());
    let problems = load_with(&with(&format!("{letter}, {letter}"))).unwrap_err();
    assert_eq!(problems[0].problem, "papers里“Letter”写了两次");
    let list = with("Paper(of: List, does: \"打印\", cite: (\"二\", \"表\"))");
    let without = list.split("    list:").next().unwrap().to_string() + ")";
    let problems = load_with(&without).unwrap_err();
    assert_eq!((problems[0].line, &*problems[0].problem), (4, "papers里有一览表，通知没有list"));
}
