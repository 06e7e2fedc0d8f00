//! Everything by keyboard, and where the focus goes.

use super::*;

#[test]
fn tab_goes_to_the_next_question_and_brings_it_on_screen() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.key(NONE, Key::Tab);
    desk.text("乙单位");
    assert_eq!(desk.world().draft().text("applicant"), "乙单位");
    for _ in 0..40 {
        desk.key(NONE, Key::Tab);
        desk.harness.run_steps(3);
    }
    let focused = desk.harness.ctx.memory(|memory| memory.focused()).expect("something has the focus");
    let rect = desk.harness.ctx.read_response(focused).expect("it was drawn").rect;
    let screen = egui::Rect::from_min_max(egui::pos2(0.0, 50.0), egui::pos2(1280.0, 830.0));
    assert!(screen.contains_rect(rect.shrink(4.0)), "{rect:?}");
}

#[test]
fn f8_steps_through_the_findings_and_the_words_are_the_same_at_the_field() {
    let mut desk = Desk::on_team();
    desk.act(Action::Answer { field: "level".into(), to: Some(Answer::Text("市级".into())) });
    desk.act(Action::Answer { field: "support".into(), to: Some(Answer::Text("12".into())) });
    let message = "申请经费支持为12万元，市级不超过10万元，超2万元";
    assert!(desk.shows(&format!("须改：{message}")));
    desk.key(NONE, Key::F8);
    desk.key(NONE, Key::End);
    desk.text("0");
    assert_eq!(desk.world().draft().text("support"), "120");
}

#[test]
fn choices_answer_to_the_keyboard() {
    let mut desk = Desk::on_team();
    desk.focus("市级");
    desk.key(NONE, Key::Space);
    assert_eq!(desk.world().draft().text("level"), "市级");
    desk.focus("义诊");
    desk.key(NONE, Key::Space);
    assert_eq!(desk.world().draft().ticks("services"), ["义诊"]);
}

#[test]
fn the_whole_job_by_keyboard_from_sample_to_stamp() {
    let mut desk = Desk::new();
    desk.focus("打开示例-示范团");
    desk.key(NONE, Key::Enter);
    assert_eq!(desk.world().state.screen, Screen::Editor);
    desk.key(CTRL, Key::P);
    assert_eq!(desk.world().state.screen, Screen::Preview);
    let out = desk.folder().join("out");
    std::fs::create_dir(&out).unwrap();
    desk.world().state.export_folder = out.clone();
    desk.key(CTRL, Key::E);
    desk.key(NONE, Key::Enter);
    assert!(desk.shows("已导出"));
    let names: Vec<String> =
        std::fs::read_dir(&out).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert!(
        names.iter().any(|name| name.ends_with(".pdf")) && names.iter().any(|name| name.ends_with(".xlsx")),
        "{names:?}"
    );
    assert!(desk.world().draft().stamp.is_some(), "printing for the stamp freezes the version");
    desk.key(NONE, Key::Escape);
    desk.key(NONE, Key::Escape);
    desk.act(Action::Answer { field: "domain".into(), to: Some(Answer::Text("改了".into())) });
    desk.act(Action::Close(Leave::Home));
    assert!(desk.shows("盖章稿打印后改了1处"));
}

#[test]
fn enter_in_the_path_exports() {
    let mut desk = Desk::new();
    desk.act(Action::Sample { name: "示例-示范团.ron" });
    desk.act(Action::Show(shenbao::app::Dialog::Export));
    let out = desk.folder().join("out");
    std::fs::create_dir(&out).unwrap();
    desk.focus("放到文件夹");
    desk.key(CTRL, Key::A);
    desk.text(&out.display().to_string());
    desk.key(NONE, Key::Enter);
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 2);
}

#[test]
fn the_focus_comes_back_from_a_dialog() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("算力");
    desk.key(CTRL, Key::E);
    assert!(desk.world().state.dialog.is_some());
    desk.key(NONE, Key::Escape);
    desk.text("团");
    assert_eq!(desk.world().draft().text("name"), "算力团");
}

#[test]
fn the_pages_are_scrolled_by_keys() {
    let mut desk = Desk::new();
    desk.act(Action::Sample { name: "示例-示范团.ron" });
    desk.key(CTRL, Key::P);
    let first_page =
        |desk: &Desk| desk.harness.get_all_by_label("打印页").next().map(|page| page.rect().top()).unwrap();
    let before = first_page(&desk);
    desk.key(NONE, Key::PageDown);
    desk.harness.run_steps(40);
    assert!(first_page(&desk) < before - 300.0, "{before}");
    desk.key(NONE, Key::Home);
    desk.harness.run_steps(60);
    assert_eq!(first_page(&desk), before);
}

#[test]
fn a_new_draft_is_begun_by_keys() {
    let mut desk = Desk::new();
    desk.act(Action::Show(shenbao::app::Dialog::New));
    desk.harness.run();
    desk.key(NONE, Key::Enter);
    assert_eq!(desk.world().draft().form, "shanghai-2025/team");
}

#[test]
fn the_caret_comes_back_from_the_preview() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("算力");
    desk.key(CTRL, Key::P);
    assert_eq!(desk.world().state.screen, Screen::Preview);
    desk.key(NONE, Key::Escape);
    desk.text("团");
    assert_eq!(desk.world().draft().text("name"), "算力团");
}

#[test]
fn escape_in_the_search_box_goes_back_to_the_question() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("算力");
    desk.key(CTRL, Key::F);
    desk.text("联系");
    desk.key(NONE, Key::Escape);
    assert_eq!(desk.world().state.screen, Screen::Editor);
    desk.text("团");
    assert_eq!(desk.world().draft().text("name"), "算力团");
}
