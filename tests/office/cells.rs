//! What is demanded of a row's cells: places, amounts, days, words; and cells that say it in their own way.

use super::hand::{Hand, book, take};
use super::{rules, told};
use shenbao::form::notices;
use shenbao::office::{Book, Edit, apply};
use shenbao::row::read::{Found, FoundRow};
use shenbao::row::{Cell, Doubt, Row};

#[test]
fn a_project_of_the_city_stays_in_the_city() {
    let mut book = book("某区");
    let rows = [
        Hand::new("甲团", "甲医院").places("云南"),
        Hand::new("乙团", "乙医院").places("四川北路街道、南京东路街道"),
        Hand::new("丙团", "丙医院").places("云南").kind("国家级服务团"),
        Hand::new("丁基地", "丁医院").places("云南德钦").kind("市级基地"),
        Hand::new("戊基地", "戊医院").places("本市，辐射云南").kind("市级基地"),
        Hand::new("己团", "己医院").places("12345"),
    ];
    take(&mut book, &rows);
    let outside = "服务地点写了“云南”，市级项目须在本市范围内开展，请调整服务地点，或改报国家级服务团";
    assert_eq!(told(&book, 0), [("row.place.city".to_string(), outside.to_string())]);
    assert_eq!(book.findings(0)[0].cite, "沪人社专〔2025〕11号 三（二）：市级专家服务基层工作项目在本市范围内开展");
    assert_eq!(rules(&book, 1), [""; 0]);
    assert_eq!(rules(&book, 2), [""; 0]);
    assert_eq!(rules(&book, 3), ["row.place.mainly"]);
    assert_eq!(rules(&book, 4), [""; 0]);
    assert_eq!(told(&book, 5), [("row.reads".to_string(), "服务地点“12345”没有文字，请写明服务地点".to_string())]);
    assert_eq!((book.count().errors, book.count().warnings), (2, 1));
    let (row, rule, column) = (0, "row.place.city".to_string(), book.findings(0)[0].place.heading().unwrap().clone());
    apply(&mut book, Edit::Accept { row, rule, column, reason: "已商市局".into() });
    assert_eq!(rules(&book, 0), [""; 0]);
}

#[test]
fn words_that_say_nothing_are_no_answer() {
    let mut book = book("某区");
    take(&mut book, &[Hand::new("甲团", "甲医院").places("（同上）"), Hand::new("乙团", "乙医院").places("待定。")]);
    assert_eq!(told(&book, 0), [("row.reads".to_string(), "服务地点写的是“（同上）”，请写明服务地点".to_string())]);
    assert_eq!(rules(&book, 1), ["row.reads"]);
    take(&mut book, &[Hand::new("2025年3月1日", "丙医院").places("是")]);
    let said: Vec<String> = told(&book, 2).into_iter().map(|(_, words)| words).collect();
    assert_eq!(said, ["名称写的是“2025年3月1日”，请写明名称", "服务地点写的是“是”，请写明服务地点"]);
}

#[test]
fn the_error_of_a_formula_is_no_answer() {
    let mut book = book("某区");
    let errors = ["#NAME?", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "Err:540", " #NULL! "];
    let row = |(number, error): (usize, &&str)| Hand::new(&format!("第{number}团"), error).places(error);
    take(&mut book, &errors.iter().enumerate().map(row).collect::<Vec<_>>());
    for (id, error) in errors.into_iter().enumerate() {
        let words = format!("服务地点是公式出错的结果“{}”，请改成要填的内容", error.trim());
        assert_eq!(rules(&book, id), ["row.formula", "row.formula"], "{error}");
        assert_eq!(told(&book, id)[1].1, words);
    }
    let good = ["#1楼", "#", "Err: 无"].map(|words| Hand::new(words, &format!("{words}医院")));
    take(&mut book, &good);
    assert_eq!(rules(&book, errors.len()), [""; 0]);
}

#[test]
fn a_row_of_a_table_of_another_year_is_to_be_looked_at() {
    let mut book = book("某区");
    let mut row = Hand::new("甲团", "甲医院");
    row.0.doubts = vec![Doubt::Titled(2026)];
    take(&mut book, &[row]);
    let words = "所在的表标题写的是2026年，本行按2025年的一览表收录，请核对是不是2025年申报的";
    assert_eq!(told(&book, 0), [("row.year".to_string(), words.to_string())]);
    assert_eq!(book.count().warnings, 1);
}

#[test]
fn a_category_that_is_nearly_one_is_judged_as_that() {
    let mut book = book("某区");
    take(&mut book, &[Hand::new("甲团", "甲医院").kind("市级专家服务团").places("云南")]);
    let options = "请改为国家级基地、国家级服务团、市级基地、市级服务团之一";
    let words = format!("申报类别“市级专家服务团”不是规定的申报类别，是不是“市级服务团”？{options}");
    assert_eq!((told(&book, 0)[0].1.clone(), rules(&book, 0)[1].as_str()), (words, "row.place.city"));
}

#[test]
fn a_category_with_a_space_in_it_is_meant() {
    let mut book = book("某区");
    take(
        &mut book,
        &[Hand::new("甲团", "甲医院").kind("国家级 服务团"), Hand::new("乙团", "乙医院").kind("国家级　基地")],
    );
    assert_eq!((book.cell(0, 2), book.cell(1, 2)), ("国家级服务团".to_string(), "国家级基地".to_string()));
    let change = &book.entry(0).unwrap().row.changes[0];
    assert_eq!((change.was.as_str(), change.by.as_str()), ("国家级 服务团", "申报台"));
    assert_eq!((rules(&book, 0), rules(&book, 1)), (vec![], vec![]));
    let correct = |words: &str| Edit::Correct { row: 0, column: 2, words: words.into() };
    apply(&mut book, correct("国家级 服务团"));
    assert_eq!((book.cell(0, 2).as_str(), book.entry(0).unwrap().row.changes.len()), ("国家级 服务团", 0), "put back");
    apply(&mut book, correct("市级 服务团"));
    assert_eq!((book.cell(0, 2).as_str(), rules(&book, 0)), ("市级服务团", vec![]));
}

/// Rows of Tianjin's list: time and budget of each.
fn tianjin(cells: &[[&str; 2]]) -> Book {
    let call = notices().iter().find(|call| call.id == "tianjin-2020").unwrap().clone();
    let row = |(line, [time, budget]): (u32, &[&str; 2])| {
        let name = format!("第{line}团");
        let unit = format!("第{line}医院");
        let cells = ["", "某委", "专家服务基层项目", &name, &unit, "和田", "是", "6人", time, budget, "现场指导"];
        let row = Row { cells: cells.map(Cell::of).to_vec(), ..Row::default() };
        FoundRow { call: call.id.clone(), sheet: "一览表".into(), line, row }
    };
    let found = Found { rows: (4..).zip(cells).map(row).collect(), ..Found::default() };
    let mut book = Book::new(call.clone(), "").unwrap();
    book.take(vec![("甲.xlsx".into(), Ok(found))], notices());
    book
}

#[test]
fn columns_of_numbers_and_days_hold_them() {
    let book = tianjin(&[
        ["2020年5月1日至2020年5月10日", "12.50"],
        ["明年", "十万"],
        ["2020.5-2020.8", "-3"],
        ["2020年5月", "１２．５"],
    ]);
    assert_eq!(rules(&book, 0), [""; 0]);
    let said: Vec<String> = told(&book, 1).into_iter().map(|(_, words)| words).collect();
    let expected = [
        "活动时间“明年”不是日期，请写成2025年3月1日至2025年3月5日这样的年月日",
        "经费预算“十万”不是金额，请只写数字，单位是万元",
    ];
    assert_eq!(said, expected);
    assert_eq!(told(&book, 2)[0].1, "经费预算须不少于0.01万元，现-3万元");
    assert_eq!((rules(&book, 3), book.cell(3, 9)), (vec![], "12.5".to_string()));
    assert_eq!(book.entry(3).unwrap().row.changes[0].was, "１２．５");
}
