//! Lists made by hand: what is a row, and whose.

use super::*;
use rust_xlsxwriter::Workbook;
use shenbao::form::{Holds, List, ListColumn};

/// A workbook with these lines under the headings of a list.
fn typed(headings: &[&str], lines: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (line, words) in (0..).zip([&headings].into_iter().chain(lines)) {
        for (column, words) in (0..).zip(*words) {
            page.write_string(line, column, *words).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_unit_that_is_called_like_a_note_has_its_row() {
    let headings = ["单位", "名称", "服务地点", "申报类别"];
    let rows: [&[&str]; 5] = [
        &["注册会计师协会", "会计咨询服务团", "全市", "市级服务团"],
        &["注册会计师协会", "审计咨询服务团"],
        &["合计", "", "2个", "市级2个"],
        &["说明：", "", "都已审核", ""],
        &["注：共两个"],
    ];
    let found = read("甲.xlsx", &typed(&headings, &rows), known()).unwrap();
    let named: Vec<(&str, &str)> = found.rows.iter().map(|found| (&*found.row.unit, &*found.row.name)).collect();
    assert_eq!(named, [("注册会计师协会", "会计咨询服务团"), ("注册会计师协会", "审计咨询服务团")]);
    let told = said(&found.notes);
    for passed in ["合计 2个 市级2个", "说明： 都已审核", "注：共两个"] {
        assert!(told.iter().any(|note| note.ends_with(passed)), "{passed}: {told:?}");
    }
}

#[test]
fn calls_of_one_document_number_have_their_own_lists() {
    let shanghai = notices().iter().find(|call| call.id == "shanghai-2025").unwrap();
    let column = |heading: &str, holds| {
        let like = shanghai.list.as_ref().unwrap().columns[0].clone();
        ListColumn { heading: heading.into(), holds, also: Vec::new(), ..like }
    };
    let words = |at: usize| column(&format!("另一栏{at}"), Holds::Words);
    let mut other = (**shanghai).clone();
    let mut columns: Vec<ListColumn> = (0..30).map(words).collect();
    columns.extend([column("另一单位", Holds::Unit), column("另一名称", Holds::Name)]);
    (other.id, other.list) = ("another".into(), Some(List { columns, ..shanghai.list.clone().unwrap() }));
    let known = Known::of(&[Arc::new(other), shanghai.clone()]);
    let file = typed(&["单位", "名称", "服务地点", "申报类别"], &[&["甲院", "甲团", "全市", "市级服务团"]]);
    let found = read("甲.xlsx", &file, &known).unwrap();
    let [one] = found.rows.as_slice() else { panic!("{found:?}") };
    assert_eq!((&*one.call, &*one.row.unit, &*one.row.name), ("shanghai-2025", "甲院", "甲团"));
}
