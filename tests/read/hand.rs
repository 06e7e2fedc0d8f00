//! Lists made by hand: what is a row, and whose.

use super::*;
use rust_xlsxwriter::Workbook;
use shenbao::form::{Holds, List, ListColumn};
use shenbao::row::Doubt;

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
    let rows: [&[&str]; 8] = [
        &["注册会计师协会", "会计咨询服务团", "全市", "市级服务团"],
        &["注册会计师协会", "审计咨询服务团"],
        &["合计", "", "2个", "市级2个"],
        &["说明：", "", "都已审核", ""],
        &["注：共两个"],
        &["单位盖章："],
        &["", "以下空白"],
        &["（公章）"],
    ];
    let found = read("甲.xlsx", &typed(&headings, &rows), known()).unwrap();
    let named: Vec<(&str, &str)> = found.rows.iter().map(|found| (&*found.row.unit, &*found.row.name)).collect();
    assert_eq!(named, [("注册会计师协会", "会计咨询服务团"), ("注册会计师协会", "审计咨询服务团")]);
    let told = said(&found.notes);
    for passed in ["合计 2个 市级2个", "说明： 都已审核", "注：共两个", "单位盖章：", "以下空白", "（公章）"]
    {
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

#[test]
fn headings_are_known_by_what_people_write_for_them() {
    let headings =
        ["序号", "推荐部门", "申报类型", "申报项目名称", "单位名称", "服务地区", "专家数量及层次", "内容简介", "领域"];
    let row = ["1", "某区", "市级服务团", "甲团", "甲院", "全市", "6人", "义诊", "卫生"];
    let title: &[&str] = &["2025年专家服务基层申报情况一览表"];
    let found = read("甲.xlsx", &typed(title, &[&headings, &row]), known()).unwrap();
    assert_eq!((said(&found.notes), found.rows[0].call.as_str()), (vec![], "shanghai-2025"));
    let cells: Vec<String> = found.rows[0].row.cells.iter().map(Cell::words).collect();
    assert_eq!(cells, row);
}

/// The headings of either year of a list that has none of its title.
#[test]
fn the_own_headings_of_a_list_tell_which_it_is() {
    for (id, other) in [("shanghai-2025", "shanghai-2023"), ("shanghai-2023", "shanghai-2025")] {
        let list = |id: &str| notices().iter().find(|call| call.id == id).unwrap().list.clone().unwrap();
        let headings = list(id).columns.into_iter().map(|column| column.heading).collect::<Vec<_>>();
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let row: [&str; 9] = ["1", "某区", "市级服务团", "甲团", "甲院", "全市", "6人", "义诊", "卫生"];
        let found = read("甲.xlsx", &typed(&headings, &[&row]), known()).unwrap();
        assert_eq!((said(&found.notes), found.rows[0].call.as_str()), (vec![], id));
        let title = list(other).title;
        let found = read("甲.xlsx", &typed(&[&title], &[&headings, &row]), known()).unwrap();
        assert_eq!((said(&found.notes), found.rows[0].call.as_str()), (vec![], other), "the title decides");
    }
}

#[test]
fn a_row_knows_the_year_that_its_title_tells() {
    let headings: &[&str] = &["名称", "单位", "服务地点", "申报类别"];
    let row = |name: &'static str| [name, "甲院", "全市", "市级服务团"];
    let (old, new): (&[&str], &[&str]) = (&["2023年专家服务基层申报情况一览表"], &["2026年专家服务基层申报情况一览表"]);
    let lines: [&[&str]; 9] =
        [&["填报日期：2025年1月3日"], headings, &row("甲团"), old, headings, &row("乙团"), old, &row("丙团"), new];
    let found = read("甲.xlsx", &typed(new, &lines), known()).unwrap();
    let told: Vec<(&str, &str, &[Doubt])> =
        found.rows.iter().map(|found| (&*found.row.name, &*found.call, &*found.row.doubts)).collect();
    let expected = [
        ("甲团", "shanghai-2025", &[Doubt::Titled(2026)][..]),
        ("乙团", "shanghai-2023", &[]),
        ("丙团", "shanghai-2023", &[]),
    ];
    assert_eq!(told, expected, "{:?}", said(&found.notes));
    let lines: [&[&str]; 4] = [headings, &row("甲团"), old, &row("乙团")];
    let title: &[&str] = &["2025年专家服务基层申报情况一览表"];
    let found = read("甲.xlsx", &typed(title, &lines), known()).unwrap();
    let told: Vec<(&str, &[Doubt])> = found.rows.iter().map(|found| (&*found.call, &*found.row.doubts)).collect();
    assert_eq!(told, [("shanghai-2025", &[][..]), ("shanghai-2025", &[Doubt::Titled(2023)])]);
}

#[test]
fn what_may_be_lost_beside_and_below_a_row_is_told_with_it() {
    let headings = ["名称", "单位", "服务地点", "申报类别", "", "名称", "单位", "服务地点"];
    let lines: [&[&str]; 4] = [
        &["甲团", "甲院", "浦东", "市级服务团", "", "乙团", "乙院", "闵行"],
        &["", "", "和长宁"],
        &["合计", "", "2个"],
        &["丙团", "丙院", "崇明", "市级服务团"],
    ];
    let found = read("甲.xlsx", &typed(&headings, &lines), known()).unwrap();
    let told: Vec<&[Doubt]> = found.rows.iter().map(|found| &*found.row.doubts).collect();
    assert_eq!(told, [&[Doubt::Beside("乙团 乙院".into()), Doubt::Below("和长宁".into())][..], &[]]);
}

#[test]
fn a_hidden_line_is_a_row_that_is_to_be_looked_at() {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    for (line, words) in
        [["名称", "单位", "服务地点"], ["甲团", "甲院", "浦东"], ["乙团", "乙院", "浦东"]].iter().enumerate()
    {
        page.write_row(line as u32, 0, *words).unwrap();
    }
    page.set_row_hidden(2).unwrap();
    let found = read("甲.xlsx", &book.save_to_buffer().unwrap(), known()).unwrap();
    let told: Vec<&[Doubt]> = found.rows.iter().map(|found| &*found.row.doubts).collect();
    assert_eq!(told, [&[][..], &[Doubt::Hidden]]);
}

#[test]
fn no_file_tells_more_than_anybody_reads() {
    let headings = ["单位", "名称", "服务地点", "申报类别"];
    let long = format!("说明：{}", "请注意".repeat(200));
    let mut rows: Vec<&[&str]> = vec![&["甲院", "甲团", "全市", "市级服务团"]];
    let remark = [long.as_str()];
    rows.extend(std::iter::repeat_n(&remark[..], 5000));
    let found = read("甲.xlsx", &typed(&headings, &rows), known()).unwrap();
    let told = said(&found.notes);
    assert!(told.len() < 50 && told.iter().all(|note| note.chars().count() < 200), "{} notes", told.len());
    let more = told.last().unwrap();
    assert!(more.contains("另有49") && more.contains("没有逐一列出"), "{more}");
}

#[test]
fn two_columns_that_mean_a_name_are_never_made_one() {
    let headings = ["项目名称", "名称", "单位", "服务地点", "申报类别"];
    let found = read("甲.xlsx", &typed(&headings, &[&["名A", "名B", "甲院", "全市", "市级服务团"]]), known()).unwrap();
    assert_eq!(found.rows[0].row.name, "名A");
    assert_eq!(found.rows[0].row.doubts, [Doubt::Beside("名B".into())]);
    assert!(said(&found.notes).iter().any(|note| note.contains("没有“名称”一栏")), "{:?}", said(&found.notes));
}
