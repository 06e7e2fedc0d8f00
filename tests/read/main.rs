//! What offices are handed, read: our own files, merged lists, lists made by hand.

mod hand;
mod hostile;
mod others;
#[path = "../common/people.rs"]
#[allow(dead_code)]
mod people;

use shenbao::draft::{Answer, Draft};
use shenbao::form::{Form, Kind, Notice, notices};
use shenbao::row::read::{Found, Known, Note, read};
use shenbao::row::{Accepted, Cell, Change, LeftOut, Origin, Record, Row, Sheet, Verdict, row, xlsx};
use std::sync::{Arc, LazyLock};

const MADE: &str = "2025-01-20T17:20:31";

/// The calls that come with the program, and one of our own.
fn known() -> &'static Known {
    static KNOWN: LazyLock<Known> =
        LazyLock::new(|| Known::of(&notices().iter().cloned().chain([Arc::new(people::notice())]).collect::<Vec<_>>()));
    &KNOWN
}

/// A draft with every question answered.
fn full(form: &Form, name: &str, long: &str) -> Draft {
    let mut draft = Draft::new(form);
    draft.id = format!("id-{name}");
    for field in form.fields() {
        let answer = match &field.kind {
            Kind::LongText => Answer::Text(long.to_string()),
            Kind::Choice(options) => Answer::Text(options[0].clone()),
            Kind::Choices(options) => Answer::Ticks(options.clone()),
            Kind::Table(columns) => {
                let line = columns.iter().map(|column| (column.id.clone(), "1.5".to_string())).collect();
                Answer::Rows(vec![line; 3])
            }
            _ if field.id == form.name => Answer::Text(name.to_string()),
            _ if field.id == form.unit => Answer::Text(format!("{name}单位")),
            _ => Answer::Text("12".into()),
        };
        draft.answers.insert(field.id.clone(), answer);
    }
    draft
}

/// Every form with a row, of every call.
fn forms() -> Vec<Arc<Form>> {
    let forms = notices().iter().flat_map(|notice| notice.forms.iter().cloned());
    forms.chain([people::form("team")]).filter(|form| form.list.is_some()).collect()
}

fn rows(found: &Found) -> Vec<Row> {
    found.rows.iter().map(|found| found.row.clone()).collect()
}

/// Without where they were read from.
fn bare(rows: &[Row]) -> Vec<Row> {
    rows.iter().map(|row| Row { from: Origin::default(), ..row.clone() }).collect()
}

fn said(notes: &[Note]) -> Vec<String> {
    notes.iter().map(Note::to_string).collect()
}

#[test]
fn our_own_files_read_back_to_the_same_rows() {
    for form in forms() {
        for long in ["开展技术指导。\n第二段，“引用”_x000D_ =1+1", &"长".repeat(70_000), " \u{3000}前后空 "]
        {
            let made = row(&form, &full(&form, "某某团", long), MADE);
            let bytes = xlsx::write(&Sheet::of(&form, made.clone()).unwrap()).unwrap();
            let found = read("甲.xlsx", &bytes, known()).unwrap();
            assert_eq!(bare(&rows(&found)), [made], "{}", form.id);
            assert_eq!((found.left, said(&found.notes)), (vec![], Vec::<String>::new()), "{}", form.id);
            let [one] = found.rows.as_slice() else { panic!() };
            assert_eq!(
                (one.sheet.as_str(), &one.row.from),
                ("一览表", &Origin { file: "甲.xlsx".into(), line: one.line })
            );
            assert_eq!(one.call, form.id.split('/').next().unwrap());
        }
    }
}

fn merged(form: &Form) -> Sheet {
    let names = ["甲", "乙", "甲"];
    let mut rows: Vec<Row> = names.map(|name| row(form, &full(form, name, "内容"), MADE)).to_vec();
    for (number, row) in (1..).zip(&mut rows) {
        row.cells[0] = Cell::Number(number);
        row.from = Origin { file: format!("{number}.xlsx"), line: 4 };
        row.answers.clear();
    }
    let [name, unit] = ["名称", "单位"].map(|heading| form.list.as_ref().unwrap().heading_now(heading).to_string());
    rows[1].changes = vec![
        Change { column: name, was: "旧\n名".into(), by: "某局".into() },
        Change { column: unit.clone(), was: String::new(), by: String::new() },
    ];
    rows[2].accepted =
        vec![Accepted { rule: "row.blank".into(), column: unit, reason: "同意".into(), by: "某局".into() }];
    rows[2].recoded = "0000-0000".into();
    rows[2].name = "长".repeat(40_000);
    let left = |verdict, reason: &str| LeftOut {
        from: Origin { file: "坏.xlsx".into(), line: 0 },
        unit: String::new(),
        name: "丙".into(),
        verdict,
        reason: reason.into(),
    };
    let left = vec![left(Verdict::Refused, "已损坏"), left(Verdict::Superseded, "有新版")];
    Sheet { list: form.list.clone().unwrap(), rows, record: Some(Record { left }) }
}

#[test]
fn a_merged_list_reads_back_to_what_was_written() {
    for form in forms() {
        let sheet = merged(&form);
        let found = read("汇总.xlsx", &xlsx::write(&sheet).unwrap(), known()).unwrap();
        assert_eq!(rows(&found), sheet.rows, "{}", form.id);
        assert_eq!(found.left, sheet.record.unwrap().left);
        assert_eq!(said(&found.notes), Vec::<String>::new());
    }
}

/// The file with other words in a cell of its list, as somebody types them who knows nothing of the record.
fn typed_over(file: &[u8], place: &str, words: &str) -> Vec<u8> {
    let name = "xl/worksheets/sheet1.xml";
    let (_, sheet) = hostile::parts(file).into_iter().find(|part| part.0 == name).unwrap();
    let sheet = String::from_utf8(sheet).unwrap();
    let (before, rest) = sheet.split_once(&format!("<c r=\"{place}\"")).unwrap();
    let (tag, inside) = rest.split_once('>').unwrap();
    let after = if tag.ends_with('/') { inside } else { inside.split_once("</c>").unwrap().1 };
    let cell = format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>");
    hostile::with(file, name, [before, &cell, after].concat().as_bytes())
}

#[test]
fn a_merged_list_that_was_edited_tells_it() {
    let form = forms().into_iter().find(|form| form.id == "shanghai-2025/team").unwrap();
    let written = merged(&form);
    let mut file = xlsx::write(&written).unwrap();
    let lines: Vec<u32> = read("汇总.xlsx", &file, known()).unwrap().rows.iter().map(|found| found.line).collect();
    for (column, row, words) in [('F', 0, "别处"), ('D', 1, "新名"), ('D', 2, "丁团"), ('E', 2, "丁院")] {
        file = typed_over(&file, &format!("{column}{}", lines[row]), words);
    }
    let found = read("汇总.xlsx", &file, known()).unwrap();
    let (list, rows) = (&written.list, rows(&found));
    let by_hand =
        |at: usize, was: &str| Change { column: list.columns[at].heading.clone(), was: was.into(), by: String::new() };
    assert_eq!(rows[0].changes, [by_hand(5, &written.rows[0].cells[5].words())]);
    assert_eq!((&rows[0].code, &rows[1].code), (&written.rows[0].code, &written.rows[1].code));
    assert_eq!(
        rows[1].changes[0],
        by_hand(3, "旧\n名"),
        "the unit's own words, though an office had changed them before"
    );
    assert_eq!((&*rows[2].code, &*rows[2].name), ("", "丁团"), "a row added by hand has no other's code");
    assert!(said(&found.notes).iter().any(|note| note.contains("一览表上已经没有这一行")), "{:?}", said(&found.notes));
}

#[test]
fn whatever_was_edited_stands_beside_its_own_row() {
    let form = forms().into_iter().find(|form| form.id == "shanghai-2025/team").unwrap();
    let mut written = merged(&form);
    for (row, (name, unit)) in written.rows.iter_mut().zip([("甲团", "甲院"), ("乙团", "乙院"), ("丙团", "丙院")])
    {
        (row.changes, row.accepted) = (vec![], vec![]);
        (row.cells[3], row.cells[4], row.code) = (Cell::of(name), Cell::of(unit), format!("code of {name}"));
    }
    let places = written.list.columns[5].heading.clone();
    written.rows[1].changes = vec![Change { column: places.clone(), was: "原处".into(), by: "某局".into() }];
    written.rows[1].accepted =
        vec![Accepted { rule: "row.blank".into(), column: places, reason: "同意".into(), by: "某局".into() }];
    let mut file = xlsx::write(&written).unwrap();
    let lines: Vec<u32> = read("汇总.xlsx", &file, known()).unwrap().rows.iter().map(|found| found.line).collect();
    // The first gets another name, the second the place that the unit had told, the third is cleared but for its number.
    let mut typed = vec![('D', 0, "新名"), ('F', 1, "原处")];
    typed.extend(('B'..='I').map(|column| (column, 2, "")));
    for (column, row, words) in typed {
        file = typed_over(&file, &format!("{column}{}", lines[row]), words);
    }
    let found = read("汇总.xlsx", &file, known()).unwrap();
    let said_of = |row: &Row| (row.code.clone(), row.changes.clone(), row.accepted.clone());
    let renamed = Change { column: "名称".into(), was: "甲团".into(), by: String::new() };
    let expected = [("code of 甲团".to_string(), vec![renamed], vec![]), ("code of 乙团".to_string(), vec![], vec![])];
    assert_eq!(rows(&found).iter().map(said_of).collect::<Vec<_>>(), expected);
    assert_eq!(said(&found.notes).len(), 1, "{:?}", said(&found.notes));
}

#[test]
fn a_row_file_of_one_row_is_that_row_whatever_was_typed_over_it() {
    let form = forms().into_iter().find(|form| form.id == "shanghai-2025/team").unwrap();
    let made = row(&form, &full(&form, "某团", "内容"), MADE);
    let mut file = xlsx::write(&Sheet::of(&form, made.clone()).unwrap()).unwrap();
    let line = read("甲.xlsx", &file, known()).unwrap().rows[0].line;
    for (column, words) in [('D', "别的团"), ('E', "别的院")] {
        file = typed_over(&file, &format!("{column}{line}"), words);
    }
    let found = read("甲.xlsx", &file, known()).unwrap();
    let [one] = found.rows.as_slice() else { panic!("{:?}", found.rows) };
    assert_eq!((&one.row.code, one.row.changes.len()), (&made.code, 2));
}

#[test]
fn what_was_changed_stays_with_its_column_when_that_gets_another_heading() {
    let form = forms().into_iter().find(|form| form.id == "shanghai-2025/team").unwrap();
    let written = merged(&form);
    let mut notice = Notice::clone(notices().iter().find(|notice| notice.id == "shanghai-2025").unwrap());
    for column in notice.list.iter_mut().flat_map(|list| &mut list.columns) {
        let new = format!("新{}", column.label());
        let old = std::mem::replace(&mut column.heading, new);
        column.also.push(old);
    }
    let renamed = Known::of(&[Arc::new(notice)]);
    let found = read("汇总.xlsx", &xlsx::write(&written).unwrap(), &renamed).unwrap();
    let rows = rows(&found);
    let columns: Vec<&str> = rows[1].changes.iter().map(|change| change.column.as_str()).collect();
    assert_eq!((columns, rows[2].accepted[0].column.as_str()), (vec!["新名称", "新单位"], "新单位"));
}
