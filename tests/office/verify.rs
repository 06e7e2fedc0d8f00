//! Papers, rows and codes beside each other.

use crate::hand::call;
use shenbao::draft::{Answer, Draft, code};
use shenbao::form::Form;
use shenbao::office::{Agreement, Comparison, Kind, Witness, verify};
use shenbao::row::read::{Found, FoundRow};
use shenbao::row::{Change, Row, row};

fn draft(form: &Form, id: &str, name: &str, content: &str) -> Draft {
    let text = |words: &str| Answer::Text(words.to_string());
    let answers = [("name", text(name)), ("applicant", text("某超算中心")), ("content", text(content))];
    Draft { id: id.into(), answers: answers.map(|(id, answer)| (id.into(), answer)).into(), ..Draft::new(form) }
}

/// Row and paper of a draft.
fn pair(id: &str, name: &str, content: &str) -> (Row, Witness) {
    let form = &call().forms[0];
    let draft = draft(form, id, name, content);
    let row = row(form, &draft, "2025-01-20T17:20:31");
    let paper = Witness { kind: Kind::Paper, source: format!("{name}.pdf"), ..Witness::of(&row, "") };
    assert_eq!(paper.code, code(form, &draft));
    (row, paper)
}

fn given(text: &str) -> Witness {
    Witness::given(text).unwrap()
}

/// The verdicts with the places that they are on.
fn told(witnesses: &[Witness]) -> Vec<(usize, Option<usize>, Agreement)> {
    verify(witnesses).into_iter().map(|found| (found.one, found.other, found.verdict)).collect()
}

fn only(witnesses: &[Witness]) -> (Comparison, String) {
    let found = verify(witnesses);
    assert_eq!(found.len(), 1, "{found:?}");
    let words = found[0].words(witnesses);
    (found.into_iter().next().unwrap(), words)
}

#[test]
fn the_same_answers_agree_whoever_tells_of_them() {
    let (row, paper) = pair("d1", "算力团", "内容");
    let qr = given(&format!("shenbao:1|{}|{}|某超算中心|算力团", row.code, row.form));
    let typed = given(&row.code.to_lowercase().replace('0', "o"));
    let all = [Witness::of(&row, "行.xlsx"), paper, qr, typed];
    assert_eq!(told(&all), [1, 2, 3].map(|other| (0, Some(other), Agreement::Same)));
    let words = verify(&all)[0].words(&all);
    assert_eq!(words, format!("一致  行.xlsx（{0}）与算力团.pdf（{0}）", row.code));
}

#[test]
fn where_two_tell_of_their_sections_the_differing_one_is_named() {
    let (row, _) = pair("d1", "算力团", "内容");
    let (_, later) = pair("d1", "算力团", "改过的内容");
    let (found, words) = only(&[Witness::of(&row, "行.xlsx"), later]);
    assert_eq!(found.verdict, Agreement::Different(vec!["服务内容".into()]));
    assert!(words.contains("不一致") && words.ends_with("：不同的部分是服务内容"), "{words}");
    let (_, renamed) = pair("d1", "算力服务团", "内容");
    let others = pair("d2", "别的团", "内容").1;
    let all = [Witness::of(&row, "行.xlsx"), others, renamed];
    assert_eq!(told(&all)[1], (0, Some(2), Agreement::Different(vec!["一、基本信息".into()])), "the draft binds them");
}

#[test]
fn a_code_alone_says_that_it_can_t_tell_where() {
    let (row, _) = pair("d1", "算力团", "内容");
    let other = pair("d1", "算力团", "别的内容").0.code;
    let (found, words) = only(&[Witness::of(&row, "行.xlsx"), given(&other)]);
    assert_eq!(found.verdict, Agreement::Different(Vec::new()));
    assert!(words.contains("只凭核对码看不出是哪一部分不同") && words.contains("PDF"), "{words}");
    assert!(!words.contains("抄错"), "{words}");
    let wrong = if row.code.ends_with('7') { "8" } else { "7" };
    let (_, words) = only(&[Witness::of(&row, "行.xlsx"), given(&format!("{}{wrong}", &row.code[..8]))]);
    assert!(words.contains(&format!("与{}只差一两个字，请先看看是不是抄错了", row.code)), "{words}");
}

#[test]
fn among_many_rows_a_code_finds_its_own() {
    let rows: Vec<Row> = (0..30).map(|n| pair(&format!("d{n}"), &format!("第{n}团"), "内容").0).collect();
    let listed =
        |(n, row): (usize, &Row)| Witness::of(&Row { answers: Vec::new(), ..row.clone() }, &format!("表 第{n}行"));
    let mut all: Vec<Witness> = rows.iter().enumerate().map(listed).collect();
    assert_eq!(told(&all), [], "nothing to compare them with");
    let wrong = format!("{}{}", &rows[7].code[..8], if rows[7].code.ends_with('7') { "8" } else { "7" });
    all.extend([given(&rows[3].code), given(&wrong), pair("d5", "第5团", "改了").1]);
    let found = verify(&all);
    let [same, lost, paper] = &found[..] else { panic!("{found:?}") };
    assert_eq!((same.one, same.other, &same.verdict), (3, Some(30), &Agreement::Same));
    assert_eq!((lost.one, lost.other, &lost.verdict), (31, None, &Agreement::Different(Vec::new())));
    assert!(lost.hint.contains("31份材料里没有一份") && lost.hint.contains("某超算中心 第7团"), "{}", lost.hint);
    assert_eq!((paper.one, paper.other), (5, Some(32)));
    assert_eq!(paper.verdict, Agreement::Different(vec!["服务内容".into()]));
}

#[test]
fn a_qr_code_with_words_cut_finds_its_project() {
    let (name, unit) = ("名称很长的团|一".repeat(4), "某超算中心");
    let rows = [pair("d1", &name, "甲").0, pair("d2", "另一个团", "乙").0];
    let cut: String = name.replace('|', "/").chars().take(20).collect();
    let old = pair("", &name, "旧的").0.code;
    let qr = given(&format!("shenbao:1|{old}|{}|{unit}|{cut}", rows[0].form));
    let all = [Witness::of(&rows[0], "甲.xlsx"), Witness::of(&rows[1], "乙.xlsx"), qr];
    let found = told(&all);
    assert_eq!(found[1], (0, Some(2), Agreement::Different(Vec::new())));
    assert_eq!((found[0].0, found[0].1, &found[0].2), (1, None, &Agreement::Unknown));
}

#[test]
fn what_can_t_be_compared_says_why() {
    let (row, paper) = pair("d1", "算力团", "内容");
    let (found, words) = only(&[Witness::of(&row, "行.xlsx")]);
    assert_eq!(found.verdict, Agreement::Unknown);
    assert!(words.contains("没有同一份申报的另一份材料"), "{words}");
    let by_hand = Row { code: String::new(), draft: String::new(), form: String::new(), ..row.clone() };
    let (found, words) = only(&[Witness::of(&Row { answers: Vec::new(), ..by_hand }, "手工.xlsx"), paper]);
    assert_eq!(found.verdict, Agreement::Unknown);
    assert!(words.contains("手工.xlsx没有核对码"), "{words}");
    let other = Row { form: "shanghai-2025/base".into(), code: "0000-0000".into(), ..row.clone() };
    let (_, words) = only(&[Witness::of(&row, "行.xlsx"), Witness::of(&other, "基地.xlsx")]);
    assert!(words.contains("不是同一张表"), "{words}");
    assert!(verify(&[]).is_empty());
}

#[test]
fn a_row_that_was_changed_after_its_making_says_where() {
    let (row, paper) = pair("d1", "算力团", "内容");
    let mut changed = row.clone();
    changed.answers.iter_mut().find(|told| told.id == "content").unwrap().value = "另写的".into();
    changed.recoded = shenbao::draft::code_of(&row.form, &changed.answers);
    changed.changes.push(Change { column: "名称".into(), was: "算力团".into(), by: String::new() });
    changed.changes.push(Change { column: "服务地点".into(), was: "".into(), by: "某区".into() });
    let witness = Witness::of(&changed, "行.xlsx");
    assert_eq!(witness.tampered.len(), 2, "what an office noted is no tampering");
    assert!(witness.tampered[0].contains("导出后“服务内容”被改过"), "{:?}", witness.tampered);
    assert!(witness.tampered[1].contains("“名称”被改过，申报单位填的是“算力团”"), "{:?}", witness.tampered);
    let (found, _) = only(&[witness, paper.clone()]);
    assert_eq!(found.verdict, Agreement::Different(vec!["服务内容".into()]));
    let mut book = crate::hand::book("某区");
    let found = FoundRow { call: crate::hand::CALL.into(), sheet: "一览表".into(), line: 4, row: changed };
    book.take(vec![("行.xlsx".into(), Ok(Found { rows: vec![found], ..Found::default() }))], shenbao::form::notices());
    let (found, _) = only(&[Witness::of(&book.sheet().rows[0], "第1行"), paper]);
    assert_eq!(found.verdict, Agreement::Different(vec!["服务内容".into()]), "the office keeps codes without answers");
}
