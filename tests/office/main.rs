//! The recommending office: rows taken in, judged, corrected, put in order, and merged again.

mod cells;
mod comments;
mod hand;
mod merging;
mod verify;

use hand::{Hand, book, found, take};
use shenbao::check::Place;
use shenbao::form::Holds;
use shenbao::office::{Edit, Order, Outcome, apply};
use shenbao::row::Verdict;

/// The rules and messages of a row.
fn told(book: &shenbao::office::Book, id: usize) -> Vec<(String, String)> {
    book.findings(id).into_iter().map(|finding| (finding.rule, finding.message)).collect()
}

fn rules(book: &shenbao::office::Book, id: usize) -> Vec<String> {
    told(book, id).into_iter().map(|(rule, _)| rule).collect()
}

#[test]
fn a_row_is_judged_by_the_columns_of_its_list() {
    let long = "解决基层实际问题。".repeat(27);
    let mut book = book("某区");
    take(
        &mut book,
        &[Hand::new("甲团", "甲医院"), Hand::new("乙团", "乙医院").kind("省级服务团").brief(&long).places("")],
    );
    assert_eq!(told(&book, 0), []);
    let findings = book.findings(1);
    let said: Vec<(&str, &str)> = findings.iter().map(|one| (one.rule.as_str(), one.message.as_str())).collect();
    assert_eq!(
        said,
        [
            (
                "row.kind",
                "申报类别“省级服务团”不是规定的申报类别，是不是“市级服务团”？请改为国家级基地、国家级服务团、市级基地、市级服务团之一"
            ),
            ("row.blank", "服务地点没有填写，请填写服务地点"),
            ("row.length", "服务内容简介须在200字以内，现243字，请删去43字"),
        ]
    );
    assert_eq!(findings[2].cite, "沪人社专〔2025〕11号 附件3：服务内容简介（不超过200字）");
    assert_eq!(findings[2].place, Place::Row(1, "服务内容简介（不超过200字）".into()));
    assert_eq!((book.count().errors, book.entry(1).unwrap().count.errors), (3, 3));
}

#[test]
fn rows_are_judged_beside_each_other_and_anew_after_a_correction() {
    let words = "面向全区基层医疗机构开展心血管诊疗技术指导与人才培养";
    let mut book = book("某区");
    let rows = [
        Hand::new("甲团", "甲 医院（东院）").brief(words),
        Hand::new("乙团", "甲医院(东院)"),
        Hand::new("乙团", "丙医院").brief(&format!("{words}。")),
    ];
    take(&mut book, &rows);
    assert_eq!(rules(&book, 0), ["row.unit.limit", "row.same-words"]);
    assert_eq!(rules(&book, 1), ["row.same-name", "row.unit.limit"]);
    assert_eq!(told(&book, 0)[0].1, "单位在表中有2行，另见第2行“乙团”，每个单位不超过1行，请只留1行");
    assert_eq!(told(&book, 2)[1].1, "服务内容简介与第1行“甲团”文字相同，请核对是不是同一个项目");
    let unit = book.list.column_of(Holds::Unit).unwrap();
    let before = book.count();
    let undo = apply(&mut book, Edit::Correct { row: 1, column: unit, words: "丁医院".into() }).unwrap();
    assert_eq!((rules(&book, 0).len(), rules(&book, 1).len(), book.count().errors), (1, 1, 0));
    let change = &book.entry(1).unwrap().row.changes[0];
    assert_eq!((&*change.column, &*change.was, &*change.by), ("单位", "甲医院(东院)", "某区"));
    apply(&mut book, Edit::Correct { row: 1, column: unit, words: "甲医院(东院)".into() });
    assert_eq!(book.entry(1).unwrap().row.changes, [], "the unit's own words are no change");
    apply(&mut book, undo);
    assert_eq!(book.count(), before);
}

#[test]
fn the_newest_version_stands_and_older_ones_are_shown() {
    let mut book = book("某区");
    let draft = |made: &str, name: &str| Hand::new(name, "甲医院").draft("d1", made);
    take(&mut book, &[draft("2025-01-02T10:00:00", "甲团"), Hand::new("乙团", "乙医院")]);
    take(
        &mut book,
        &[draft("2025-01-03T10:00:00", "甲团"), draft("2025-01-01T10:00:00", "旧名"), Hand::new("乙团", "乙医院")],
    );
    let verdicts: Vec<Verdict> = book.entries().iter().map(|entry| entry.verdict).collect();
    use Verdict::{Superseded, Taken};
    assert_eq!(verdicts, [Superseded, Taken, Taken, Superseded, Superseded]);
    assert_eq!(book.lines(), [2, 1], "the newer stands where the older stood");
    assert_eq!((book.stands_for(0), book.stands_for(4)), (Some(2), Some(1)));
    assert_eq!(rules(&book, 2), ["row.renamed"]);
    assert_eq!(book.left_out().len(), 3);
    assert_eq!(book.entry(3).unwrap().reason, "同一份草稿有较新的一行");
}

#[test]
fn two_that_are_as_new_both_stand_until_one_is_left_out() {
    let mut book = book("某区");
    let draft = |name: &str| Hand::new(name, "甲医院").draft("d1", "2025-01-02T10:00:00");
    take(&mut book, &[draft("甲团"), draft("甲队")]);
    assert_eq!(rules(&book, 0), ["row.version", "row.unit.limit"]);
    let back = apply(&mut book, Edit::LeaveOut { row: 1, reason: "与第1行重复".into() }).unwrap();
    assert_eq!((rules(&book, 0), book.lines().to_vec(), book.count().errors), (vec![], vec![0], 0));
    let left = book.left_out();
    assert_eq!((left[0].verdict, &*left[0].reason), (Verdict::Refused, "某区不列入：与第1行重复"));
    apply(&mut book, back);
    assert_eq!((book.lines().to_vec(), book.count().errors), (vec![0, 1], 4));
}

#[test]
fn a_finding_is_let_pass_with_a_reason_only() {
    let mut book = book("某区");
    take(&mut book, &[Hand::new("甲团", "甲医院"), Hand::new("乙团", "甲医院")]);
    let accept = |reason: &str| Edit::Accept {
        row: 0,
        rule: "row.unit.limit".into(),
        column: "单位".into(),
        reason: reason.into(),
    };
    assert_eq!(apply(&mut book, accept(" ")), None);
    let undo = apply(&mut book, accept("两个院区分别申报，已请示")).unwrap();
    assert_eq!((book.findings(0).len(), book.accepted(0).len(), book.count().errors), (0, 1, 1));
    assert_eq!(book.sheet().rows[0].accepted[0].reason, "两个院区分别申报，已请示");
    apply(&mut book, undo);
    assert_eq!(book.count().errors, 2);
}

#[test]
fn what_was_let_pass_was_let_pass_of_those_words() {
    let mut book = book("某区");
    take(&mut book, &[Hand::new("甲团", "甲医院").brief(&"解决基层实际问题。".repeat(27))]);
    let (rule, column) = ("row.length".to_string(), book.list.columns[7].heading.clone());
    apply(&mut book, Edit::Accept { row: 0, rule, column, reason: "已请示".into() }).unwrap();
    assert_eq!((book.count().errors, book.count().accepted), (0, 1));
    let undo = apply(&mut book, Edit::Correct { row: 0, column: 7, words: "解决问题。".repeat(60) }).unwrap();
    assert_eq!((book.count().errors, book.count().accepted, book.accepted(0).len()), (1, 0, 0));
    apply(&mut book, undo);
    assert_eq!((book.count().errors, book.count().accepted), (0, 1));
}

#[test]
fn rows_of_another_call_and_files_that_can_t_be_read_are_refused_by_name() {
    let mut book = book("某区");
    let mut other = found("旧.xlsx", &[Hand::new("甲团", "甲医院")]);
    other.rows[0].call = "shanghai-2023".into();
    let files = vec![
        ("a/旧.xlsx".to_string(), Ok(other)),
        ("a/坏.xlsx".to_string(), Err("文件加了密码".to_string())),
        ("a/空.xlsx".to_string(), Ok(Default::default())),
    ];
    book.take(files, shenbao::form::notices());
    assert!(
        book.entry(0).unwrap().reason.contains("是上海（沪人社专〔2023〕49号）“2023年专家服务基层申报情况一览表”的行")
    );
    assert_eq!(book.files[1].outcome, Outcome::Unread("文件加了密码".into()));
    let left: Vec<(String, Verdict)> = book.left_out().into_iter().map(|left| (left.from.file, left.verdict)).collect();
    let refused = ["坏.xlsx", "旧.xlsx", "空.xlsx"].map(|file| (file.to_string(), Verdict::Refused));
    assert_eq!(left.len(), 3);
    refused.iter().for_each(|one| assert!(left.contains(one), "{one:?}"));
}

#[test]
fn lines_are_moved_and_sorted_and_all_is_undone() {
    let mut book = book("某区");
    let kinds = ["市级服务团", "国家级基地", "市级基地", "国家级基地"];
    let rows: Vec<Hand> =
        (0..).zip(kinds).map(|(n, kind)| Hand::new(&format!("团{n}"), &format!("院{n}")).kind(kind)).collect();
    take(&mut book, &rows);
    let undo = apply(&mut book, Edit::Move { from: 3, to: 0 }).unwrap();
    assert_eq!(book.lines(), [3, 0, 1, 2]);
    apply(&mut book, undo);
    let undo = apply(&mut book, Edit::Sort(Order::Kind)).unwrap();
    assert_eq!(book.lines(), [1, 3, 2, 0]);
    assert_eq!(book.cell(3, 0), "2");
    let sheet = book.sheet();
    assert_eq!((sheet.rows[1].cells[0].words(), sheet.rows[1].cells[1].words()), ("2".into(), "某区".into()));
    apply(&mut book, undo);
    assert_eq!(book.lines(), [0, 1, 2, 3]);
    apply(&mut book, Edit::Office("某市".into()));
    assert_eq!(book.cell(0, 1), "某市");
}

#[test]
fn a_draft_that_another_unit_took_over_is_told() {
    let mut book = book("某区");
    let draft = |unit: &str, made: &str| Hand::new("甲团", unit).draft("d1", made);
    take(&mut book, &[draft("甲医院", "2025-01-02T10:00:00"), draft("乙医院", "2025-01-03T10:00:00")]);
    let sentence = "本行替代了同一份草稿较旧的一行，那一行是“甲医院”的“甲团”，请核对是不是另一个项目";
    assert_eq!(told(&book, 1), [("row.renamed".to_string(), sentence.to_string())]);
}

#[test]
fn an_office_that_is_renamed_counts_the_rows_that_name_it_with_its_own() {
    let call = shenbao::form::notices().iter().find(|call| call.id == "inner-mongolia-2023").unwrap().clone();
    let mut book = shenbao::office::Book::new(call, "甲盟").unwrap();
    let columns = |holds| book.list.column_of(holds).unwrap();
    let [kind, name, unit] = [Holds::Kind, Holds::Name, Holds::Unit].map(columns);
    let (office, width) = (columns(Holds::Office), book.list.columns.len());
    let row = |number: usize, of: &str| {
        let mut hand = Hand::empty();
        hand.0.cells.resize(width, shenbao::row::Cell::Blank);
        let (its_name, its_unit) = (format!("团{number}"), format!("院{number}"));
        hand.cell(kind, "服务团项目").cell(name, &its_name).cell(unit, &its_unit).cell(office, of)
    };
    let rows = [row(1, ""), row(2, ""), row(3, "乙盟"), row(4, "丙盟")];
    let mut found = found("1.xlsx", &rows);
    found.rows.iter_mut().for_each(|row| row.call = "inner-mongolia-2023".into());
    book.take(vec![("1.xlsx".into(), Ok(found))], shenbao::form::notices());
    let over = |book: &shenbao::office::Book| -> Vec<usize> {
        (0..4).filter(|id| rules(book, *id).contains(&"row.office.limit".to_string())).collect()
    };
    assert!(over(&book).is_empty());
    apply(&mut book, Edit::Office("乙盟".into()));
    assert_eq!(over(&book), [0, 1, 2], "three of one office");
    assert_eq!(book.count().warnings, (0..4).map(|id| book.entry(id).unwrap().count.warnings).sum::<usize>());
    apply(&mut book, Edit::Office("丁盟".into()));
    assert!(over(&book).is_empty());
}

#[test]
fn as_many_rows_of_one_draft_as_nobody_hands_in_are_refused_by_name() {
    let mut book = book("某区");
    let row = |n: usize| Hand::new(&format!("团{n}"), &format!("医院{n}")).draft("d1", "2025-01-20T10:00:00");
    let rows: Vec<Hand> = (0..20_000).map(row).collect();
    let begun = std::time::Instant::now();
    rows.chunks(5_000).for_each(|rows| take(&mut book, rows));
    assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!((book.lines().len(), book.left_out().len()), (200, 19_800));
    let last = book.entries().last().unwrap();
    let reason = "同一份草稿、同一时间的行超过200行，分不出先后，本行没有收，请核对这些文件";
    assert_eq!((last.verdict, &*last.reason), (Verdict::Refused, reason));
}

#[test]
fn a_correction_of_an_older_row_is_not_lost_without_a_word() {
    let mut book = book("某区");
    let draft = |made: &str| Hand::new("甲团", "甲医院").draft("d1", made);
    take(&mut book, &[draft("2025-01-02T10:00:00")]);
    apply(&mut book, Edit::Correct { row: 0, column: 5, words: "静安".into() }).unwrap();
    take(&mut book, &[draft("2025-01-03T10:00:00")]);
    let sentence = "服务地点在较旧的一行里曾由某区改为“静安”，本行没有这样改，请核对是否再改";
    assert_eq!(told(&book, 1), [("row.corrected".to_string(), sentence.to_string())]);
    apply(&mut book, Edit::Correct { row: 1, column: 5, words: "静安".into() }).unwrap();
    assert_eq!(told(&book, 1), []);
}

#[test]
fn two_that_are_as_new_say_in_what_they_differ() {
    let mut book = book("");
    let draft = |office: &str| Hand::new("甲团", "甲医院").cell(1, office).draft("d1", "2025-01-02T10:00:00");
    take(&mut book, &[draft("甲区"), draft("乙区")]);
    let said = told(&book, 0).remove(0).1;
    assert_eq!(said, "本行与第2行“甲团”是同一行的两种说法，“申报部门/区”不同，分不出先后，请只留一行");
}
