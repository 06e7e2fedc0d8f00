//! What people type, however it arrives: in pieces from an input method, out of a menu, by the page.

#[path = "common/desk.rs"]
#[allow(dead_code)]
mod desk;

use desk::Desk;
use egui::{Event, ImeEvent, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT, Queryable};
use shenbao::app::{Action, Leave, Screen};
use shenbao::draft::Answer;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

fn preedit(letters: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: letters.into(), active_range_chars: None })
}

fn commit(words: &str) -> Event {
    Event::Ime(ImeEvent::Commit(words.into()))
}

/// Several events in one frame.
fn at_once(desk: &mut Desk, events: impl IntoIterator<Item = Event>) {
    desk.harness.input_mut().events.extend(events);
    desk.harness.step();
}

#[test]
fn what_is_committed_in_the_frame_that_begins_the_next_character_is_kept() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("算力");
    desk.compose("n");
    at_once(&mut desk, [preedit(""), commit("你"), preedit("h")]);
    assert_eq!(desk.world().draft().text("name"), "算力你");
    at_once(&mut desk, [commit("好"), preedit("m")]);
    desk.focus("申报单位");
    assert_eq!(desk.world().draft().text("name"), "算力你好");
    desk.focus("服务团名称");
    desk.text("吗");
    assert_eq!(desk.world().draft().text("name"), "算力你好吗", "the caret stands where the letters stood");
}

#[test]
fn composing_in_the_middle_of_a_text_leaves_both_sides_whole() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲乙");
    desk.key(NONE, Key::ArrowLeft);
    desk.compose("ni");
    assert_eq!(desk.world().draft().text("name"), "甲乙");
    desk.compose("nih");
    desk.commit("你");
    assert_eq!(desk.world().draft().text("name"), "甲你乙");
    desk.compose("h");
    desk.compose("");
    assert_eq!(desk.world().draft().text("name"), "甲你乙");
}

#[test]
fn a_paste_in_the_middle_of_a_composition_takes_its_place() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲");
    desk.compose("ni");
    desk.harness.event(Event::Paste("乙".into()));
    desk.harness.run();
    assert_eq!(desk.world().draft().text("name"), "甲乙");
}

#[test]
fn a_click_in_the_middle_of_a_composition_drops_it() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲");
    desk.compose("ni");
    desk.click("服务团名称");
    assert_eq!(desk.world().draft().text("name"), "甲");
    desk.text("乙");
    assert_eq!(desk.world().draft().text("name").chars().count(), 2);
}

#[test]
fn a_composition_ends_where_the_text_changes_from_outside() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲乙丙丁");
    desk.compose("ni");
    desk.act(Action::Answer { field: "name".into(), to: Some(Answer::Text("来自别处的名称".into())) });
    desk.compose("hao");
    desk.commit("好");
    let name = desk.world().draft().text("name").to_string();
    assert_eq!(name.replace('好', ""), "来自别处的名称", "nothing of it is taken for the letters");
}

#[test]
fn a_composition_does_not_follow_into_another_draft() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.compose("ni");
    desk.act(Action::Close(Leave::Home));
    desk.act(Action::New { form: "shanghai-2025/team".into() });
    assert!(desk.world().view.composing.is_none());
    desk.focus("服务团名称");
    desk.text("乙");
    assert_eq!(desk.world().draft().text("name"), "乙");
}

#[test]
fn keys_that_are_dead_while_composing_do_not_reach_the_box_either() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    for words in ["甲", "乙"] {
        desk.text(words);
        desk.wait(2.0);
        desk.harness.run_steps(90);
    }
    desk.compose("ni");
    for key in [Key::Z, Key::Y, Key::P, Key::S] {
        desk.harness.key_press_modifiers(CTRL, key);
        desk.harness.step();
    }
    assert_eq!(desk.world().state.screen, Screen::Editor);
    desk.commit("你");
    assert_eq!(desk.world().draft().text("name"), "甲乙你");
}

#[test]
fn the_search_box_and_path_boxes_compose_too() {
    let mut desk = Desk::on_team();
    desk.key(CTRL, Key::F);
    desk.compose("fu wu");
    assert_eq!(desk.world().view.search, "");
    desk.harness.key_press_modifiers(CTRL, Key::P);
    desk.harness.step();
    assert_eq!(desk.world().state.screen, Screen::Editor);
    desk.commit("服务");
    assert_eq!(desk.world().view.search, "服务");
    desk.act(Action::Show(shenbao::app::Dialog::Copy));
    desk.focus("文件的位置");
    let before = desk.world().view.path.clone();
    desk.compose("ni");
    assert_eq!(desk.world().view.path, before);
    desk.commit("你");
    assert_ne!(desk.world().view.path, before);
}

/// Opens the context menu of the box that has the focus and clicks there.
fn in_menu(desk: &mut Desk, label: &str, words: &str) -> Vec<OutputCommand> {
    let named: Vec<_> = desk.harness.query_all_by_label(label).collect();
    let control = named.iter().find(|node| node.accesskit_node().role() != egui::accesskit::Role::Label);
    control.unwrap().click_secondary();
    desk.harness.run();
    desk.harness.get_by_label(words).click();
    let mut commands = Vec::new();
    for _ in 0..8 {
        desk.harness.step();
        commands.extend(desk.harness.output().platform_output.commands.iter().cloned());
    }
    commands
}

#[test]
fn the_menu_of_a_box_copies_and_cuts() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲乙丙");
    desk.harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowLeft);
    desk.harness.run();
    let is_copied = |command: &OutputCommand| matches!(command, OutputCommand::CopyText(text) if text == "丙");
    let commands = in_menu(&mut desk, "服务团名称", "复制");
    assert!(commands.iter().any(is_copied), "{commands:?}");
    assert_eq!(desk.world().draft().text("name"), "甲乙丙");
    let commands = in_menu(&mut desk, "服务团名称", "剪切");
    assert!(commands.iter().any(is_copied), "{commands:?}");
    assert_eq!(desk.world().draft().text("name"), "甲乙");
    desk.text("丁");
    assert_eq!(desk.world().draft().text("name"), "甲乙丁", "the box has the focus again");
    in_menu(&mut desk, "服务团名称", "全选");
    desk.text("戊");
    assert_eq!(desk.world().draft().text("name"), "戊");
}

#[test]
fn escape_closes_what_is_open_before_it_closes_the_draft() {
    let mut desk = Desk::on_team();
    desk.jump("start");
    desk.harness.run_steps(30);
    for (opener, inside) in [("更多", "历史版本…"), ("日历", "‹ 上月")] {
        desk.click(opener);
        assert!(desk.shows(inside), "{opener}");
        desk.key(NONE, Key::Escape);
        assert!(!desk.shows(inside), "{opener}");
        assert_eq!(desk.world().state.screen, Screen::Editor, "{opener}");
    }
    assert!(desk.world().view.calendar.is_none());
    desk.key(NONE, Key::Escape);
    assert_eq!(desk.world().state.screen, Screen::Home);
}

#[test]
fn lines_pasted_into_a_box_of_one_line_become_one() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.harness.event(Event::Paste("甲\r\n乙\n丙\n".into()));
    desk.harness.run();
    assert_eq!(desk.world().draft().text("name"), "甲 乙 丙");
}

#[test]
fn deleting_the_row_that_is_not_there_is_no_edit() {
    let mut desk = Desk::on_team();
    desk.jump("budget_lines");
    desk.harness.run_steps(30);
    let before = desk.world().state.open.as_ref().unwrap().saving.edits;
    desk.click("删除");
    assert_eq!(desk.world().state.open.as_ref().unwrap().saving.edits, before);
}

#[test]
fn ticking_keeps_ticks_that_the_form_does_not_know() {
    let mut desk = Desk::on_team();
    desk.act(Action::Answer { field: "services".into(), to: Some(Answer::Ticks(vec!["旧选项".into()])) });
    desk.focus("义诊");
    desk.key(NONE, Key::Space);
    assert_eq!(desk.world().draft().ticks("services"), ["义诊", "旧选项"]);
    desk.key(NONE, Key::Space);
    assert_eq!(desk.world().draft().ticks("services"), ["旧选项"]);
}

/// `cargo test --release --test typing large -- --nocapture` tells how long the frames take.
#[test]
fn a_large_paste_is_kept_whole() {
    for (label, field) in [("拟开展的服务内容", "content"), ("服务团名称", "name")] {
        let mut desk = Desk::on_team();
        desk.focus(label);
        let start = std::time::Instant::now();
        desk.harness.event(Event::Paste("围绕基层的需要".repeat(100_000 / 7)));
        desk.harness.step();
        println!("{field}: paste {:?}", start.elapsed());
        for what in ["after", "key", "key", "still", "still"] {
            if what == "key" {
                desk.harness.event(Event::Text("字".into()));
            }
            let start = std::time::Instant::now();
            desk.harness.step();
            println!("{field}: {what} {:?}", start.elapsed());
        }
        assert!(desk.world().draft().text(field).chars().count() > 99_000);
    }
}
