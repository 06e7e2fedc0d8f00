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
