//! What the office decides on a row: corrected, let pass, left out.

use super::*;

#[test]
fn findings_are_let_pass_with_a_reason_and_count_again() {
    let mut desk = filled();
    desk.act(OfficeAction::Select(1).into());
    desk.click("接受并说明");
    desk.click("服务内容简介须在200字以内，现243字，请删去43字");
    desk.focus("说明");
    desk.text("已请单位删减");
    desk.click("接受");
    assert_eq!(states(&mut desk)[1], RowState::Errors(1));
    assert!(desk.shows("已接受：已请单位删减"));
    desk.click("撤回接受");
    assert_eq!(states(&mut desk)[1], RowState::Errors(2));
}

#[test]
fn a_cell_is_corrected_beside_the_units_words_and_put_back() {
    let mut desk = filled();
    desk.click("改服务地点");
    desk.focus("改为");
    desk.key(Modifiers::COMMAND, Key::A);
    desk.text("全市");
    desk.click("改好");
    assert_eq!(book(&mut desk).book.cell(0, 5), "全市");
    assert!(desk.shows("单位原文：甲区、乙区、丙区"));
    desk.click("恢复原文");
    assert_eq!(book(&mut desk).book.cell(0, 5), "甲区、乙区、丙区");
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(book(&mut desk).book.cell(0, 5), "全市");
    desk.key(Modifiers::COMMAND, Key::Y);
    assert_eq!(book(&mut desk).book.cell(0, 5), "甲区、乙区、丙区");
}

#[test]
fn rows_are_left_out_with_a_reason_and_taken_back() {
    let mut desk = filled();
    desk.act(OfficeAction::Select(1).into());
    desk.click("不列入…");
    desk.text("单位撤回申报");
    desk.click("不列入");
    assert_eq!(book(&mut desk).book.lines().len(), 4);
    desk.act(OfficeAction::Filter(Filter::LeftOut).into());
    assert!(desk.shows("单位撤回申报"));
    desk.click("取回");
    assert_eq!(book(&mut desk).book.lines().len(), 5);
    assert_eq!(book(&mut desk).filter, Filter::All, "a kind without rows is left");
}

/// The first row of [`rows::some`] again, made a day later.
fn newer() -> shenbao::app::ReadFile {
    let cells = ["市级服务团", "公共算力服务团", "某某计算中心", "甲区", "面向中小企业开展咨询"];
    rows::file(rows::row("1", "2025-01-19T09:00:00", cells))
}

#[test]
fn a_newer_version_of_a_row_left_out_is_decided_anew_and_the_reason_stays_seen() {
    let mut desk = filled();
    desk.act(OfficeAction::Edit(Edit::LeaveOut { row: 0, reason: "单位撤回申报".into() }).into());
    desk.act(OfficeAction::Read(vec![newer()]).into());
    let reopened = |desk: &mut Desk| {
        let id = book(desk).id.clone();
        desk.act(OfficeAction::PutAway.into());
        desk.act(OfficeAction::Open(id).into());
    };
    for _ in 0..2 {
        let kept = &book(&mut desk).book;
        assert!(kept.line_of(6).is_some());
        let told = kept.findings(6).into_iter().find(|finding| finding.rule == "row.decided").unwrap();
        assert!(told.message.contains("单位撤回申报"), "{}", told.message);
        assert!(kept.entry(0).unwrap().reason.contains("单位撤回申报"));
        let left = kept.left_out();
        assert!(left.iter().any(|left| left.reason.contains("某市科学技术委员会曾不列入：单位撤回申报")), "{left:?}");
        desk.act(OfficeAction::Filter(Filter::Superseded).into());
        assert!(desk.shows("单位撤回申报"));
        reopened(&mut desk);
    }
}

#[test]
fn what_can_no_more_be_undone_is_passed_over() {
    let mut desk = filled();
    desk.act(OfficeAction::Edit(Edit::Move { from: 4, to: 0 }).into());
    desk.act(OfficeAction::Edit(Edit::Correct { row: 0, column: 5, words: "全市".into() }).into());
    desk.act(OfficeAction::Edit(Edit::LeaveOut { row: 0, reason: "撤回".into() }).into());
    let moved = names(&mut desk);
    desk.act(OfficeAction::Read(vec![newer()]).into());
    let (before, lines) = (book(&mut desk).book.entry(0).unwrap().clone(), names(&mut desk).len());
    desk.act(OfficeAction::Edit(Edit::TakeBack { row: 0, line: 0 }).into());
    desk.act(OfficeAction::Edit(Edit::Correct { row: 0, column: 5, words: "各区".into() }).into());
    assert_eq!(*book(&mut desk).book.entry(0).unwrap(), before, "what does not stand in the list is not corrected");
    desk.act(Action::Undo);
    assert_ne!(
        names(&mut desk)[0],
        moved[0],
        "the move is undone, what came after it is of a row that is no more there"
    );
    assert_eq!(names(&mut desk).len(), lines);
    desk.act(Action::Redo);
    assert_eq!(names(&mut desk)[0], moved[0]);
}

#[test]
fn the_same_finding_of_all_rows_shown_is_let_pass_with_one_reason() {
    let mut desk = begun();
    desk.act(OfficeAction::Read(rows::many(0..100)).into());
    assert_eq!(book(&mut desk).counts.of_kind(Filter::Errors), 10);
    desk.act(OfficeAction::Select(3).into());
    let findings = &book(&mut desk).findings;
    let too_long = findings.iter().find(|finding| finding.rule == "row.length").unwrap().message.clone();
    desk.click("接受并说明");
    desk.click(&too_long);
    assert!(desk.shows("表里现列的另外9行有同样的问题，一并接受"));
    desk.click("表里现列的另外9行有同样的问题，一并接受");
    desk.focus("说明");
    desk.text("篇幅已与通知处沟通");
    desk.click("接受");
    assert_eq!(book(&mut desk).counts.of_kind(Filter::Errors), 0);
    let accepted =
        |desk: &mut Desk| book(desk).book.entries().iter().filter(|entry| !entry.row.accepted.is_empty()).count();
    assert_eq!(accepted(&mut desk), 10);
    desk.key(Modifiers::COMMAND, Key::Z);
    assert_eq!(book(&mut desk).counts.of_kind(Filter::Errors), 10, "one step to undo");
    assert_eq!(accepted(&mut desk), 0);
    desk.wait(2.0);
    assert!(book(&mut desk).is_saved());
}

#[test]
fn an_office_that_is_filled_in_and_left_as_it_is_was_not_changed() {
    let mut desk = filled();
    desk.act(Action::Show(Dialog::Office(OfficeDialog::Correct(1))));
    desk.click("改好");
    let entry = |desk: &mut Desk| book(desk).book.entry(0).unwrap().clone();
    assert_eq!((entry(&mut desk).row.changes.len(), entry(&mut desk).row.cells[1].words()), (0, String::new()));
    desk.act(OfficeAction::Edit(Edit::Office("别的局".into())).into());
    assert_eq!(book(&mut desk).book.cell(0, 1), "别的局", "it is still filled in");
    desk.act(OfficeAction::Edit(Edit::Correct { row: 0, column: 1, words: rows::OFFICE.into() }).into());
    assert_eq!(entry(&mut desk).row.changes.len(), 1);
    desk.act(OfficeAction::Edit(Edit::Correct { row: 0, column: 1, words: String::new() }).into());
    assert_eq!(entry(&mut desk).row.changes.len(), 0, "the unit's blank is put back");
}

#[test]
fn what_does_not_stand_in_the_list_offers_no_change_of_its_cells() {
    let mut desk = filled();
    assert!(desk.shows("改服务地点"));
    desk.act(OfficeAction::Select(3).into());
    assert_eq!(states(&mut desk)[3], RowState::Superseded);
    assert!(!desk.shows("改服务地点"));
}
