//! Table questions in the window: every kind of column by hand and by keys, findings at their cells, letters, grounds.

#[path = "common/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "common/people.rs"]
#[allow(dead_code)]
mod people;

use desk::Desk;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use shenbao::app::{Action, Dialog, Screen};
use shenbao::check::Place;

const NONE: Modifiers = Modifiers::NONE;

/// A desk in a window of that width, with a new draft of that form open.
fn desk(form: &str, width: f32) -> Desk {
    let mut desk = Desk::of(&[("people-2025", people::files())], Harness::builder().with_size(vec2(width, 860.0)));
    desk.act(Action::New { form: format!("people-2025/{form}") });
    desk
}

/// The typed words of a cell of the people.
fn cell(desk: &mut Desk, row: usize, column: &str) -> String {
    desk.world().draft().rows("people").get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default()
}

#[test]
fn a_row_is_filled_in_by_keys_alone() {
    for width in [1000.0, 1900.0] {
        let mut desk = desk("team", width);
        desk.focus("人员第1行姓名");
        desk.text("张三");
        desk.key(NONE, Key::Tab);
        desk.text("66");
        desk.key(NONE, Key::Tab);
        // The drop-down opens, its first option is gone to and taken.
        desk.key(NONE, Key::Enter);
        desk.key(NONE, Key::Tab);
        desk.key(NONE, Key::Enter);
        assert_eq!([cell(&mut desk, 0, "name"), cell(&mut desk, 0, "age")], ["张三", "66"], "{width}");
        assert_eq!(cell(&mut desk, 0, "degree"), "博士", "{width}");
        assert!(desk.shows("人员第1行“年龄”须不超过65岁，现66岁，超1岁"), "{width}");
    }
}

#[test]
fn an_option_can_be_taken_back_and_a_finding_leads_to_its_drop_down() {
    let mut desk = desk("team", 1280.0);
    let row = [("name", "张三"), ("degree", "硕士")].map(|(id, text)| (id.to_string(), text.to_string()));
    desk.act(Action::Rows { field: "people".into(), to: vec![row.into()] });
    desk.act(Action::Jump(Place::Cell("people".into(), 0, "degree".into())));
    desk.key(NONE, Key::Enter);
    desk.click("（不选）");
    assert_eq!(cell(&mut desk, 0, "degree"), "");
    assert!(desk.shows("人员第1行“学位”尚未选择"));
}

#[test]
fn a_wide_window_has_a_calendar_at_each_date() {
    let mut desk = desk("team", 1900.0);
    desk.jump("plan");
    desk.focus("日程第1行开始");
    desk.key(NONE, Key::Tab);
    desk.key(NONE, Key::Enter);
    assert!(desk.shows("2025年2月"), "the month of the deadline");
    desk.click("17");
    assert_eq!(desk.world().draft().rows("plan")[0]["start"], "2025年2月17日");
}

#[test]
fn numbers_are_summed_and_ages_are_not() {
    let mut desk = desk("team", 1280.0);
    let row = |days: &str| [("age".to_string(), "40".to_string()), ("days".into(), days.into())].into();
    desk.act(Action::Rows { field: "people".into(), to: vec![row("2"), row("３天"), row("三天")] });
    assert!(desk.shows("服务天数合计 5天") && !desk.shows("年龄合计"));
}

#[test]
fn a_letter_is_marked_and_exported_without_a_row() {
    let mut desk = Desk::of(&[("people-2025", people::files())], Harness::builder().with_size(vec2(1280.0, 860.0)));
    assert!(desk.shows("由推荐单位填写"));
    desk.act(Action::New { form: "people-2025/letter".into() });
    desk.act(Action::Show(Dialog::Export));
    assert!(desk.shows("这份表没有一览表行，只导出PDF。") && !desk.shows("一览表行（XLSX"));
    std::fs::create_dir(desk.folder().join("documents")).unwrap();
    desk.click("导出");
    let state = &desk.world().state;
    let Some(Dialog::Exported { files, .. }) = &state.dialog else { panic!("{:?}", state.message) };
    assert_eq!(files.len(), 1, "{files:?}");
}

#[test]
fn an_inferred_layout_and_reading_say_why() {
    let mut desk = Desk::of(&[("people-2025", people::files())], Harness::builder().with_size(vec2(1280.0, 860.0)));
    let of_form = "来源：推定。通知没有附这张表，按正文所列条件拟定";
    assert!(desk.shows(of_form), "on the call's card");
    desk.act(Action::Show(Dialog::New));
    assert!(desk.shows(of_form), "in the dialog");
    desk.act(Action::New { form: "people-2025/team".into() });
    assert!(desk.world().state.screen == Screen::Editor && desk.shows(of_form), "in the editor");
    assert!(desk.shows("来源：推定。扫描件此处缺字，按正文第二条补“申报”二字"), "at the question");
}
