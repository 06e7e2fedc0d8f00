//! The screens, by their words: what a person does, and what comes of it. Each trap of the toolkit that could lose or
//! spoil what a person typed has a test that fails without its cure.

#[path = "common/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "common/pack.rs"]
mod pack;

use desk::Desk;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use pack::{FORM, NOTICE, newer, write_call};
use shenbao::app::{Action, Leave, Screen, Task};
use shenbao::draft::Answer;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

#[test]
fn what_is_typed_is_in_the_draft_and_soon_on_the_disk() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("公共算力服务团");
    assert_eq!(desk.world().draft().text("name"), "公共算力服务团");
    desk.wait(1.5);
    assert_eq!(desk.world().on_disk().text("name"), "公共算力服务团");
    assert!(desk.shows("已保存"));
}

#[test]
fn leaving_a_box_while_composing_leaves_no_pinyin_behind() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("算力");
    desk.compose("ni");
    desk.compose("ni hao");
    assert_eq!(desk.world().draft().text("name"), "算力", "nothing unfinished in the draft");
    desk.wait(3.0);
    assert_eq!(desk.world().on_disk().text("name"), "算力", "nor on the disk");
    desk.focus("申报单位");
    assert_eq!(desk.world().draft().text("name"), "算力");
    desk.focus("服务团名称");
    desk.compose("ni");
    desk.commit("你");
    assert_eq!(desk.world().draft().text("name"), "算力你");
}

#[test]
fn closing_while_composing_saves_what_was_there_before() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("算力");
    desk.compose("ni");
    desk.act(Action::Close(Leave::Home));
    let line = &desk.world().state.home.lines[0];
    let path = line.place.path().to_path_buf();
    assert_eq!(shenbao::store::open(&path).unwrap().text("name"), "算力");
}

#[test]
fn no_key_does_anything_while_composing() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("算力");
    desk.compose("ni");
    desk.harness.key_press(Key::F8);
    desk.harness.key_press_modifiers(CTRL, Key::Z);
    desk.harness.key_press_modifiers(CTRL, Key::P);
    desk.harness.step();
    assert_eq!(desk.world().draft().text("name"), "算力");
    assert_eq!(desk.world().state.screen, Screen::Editor);
}

#[test]
fn undo_goes_over_the_whole_draft_and_brings_no_old_text_back() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲");
    desk.wait(3.0);
    desk.focus("申报单位");
    desk.text("乙");
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.world().draft().text("applicant"), "");
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.world().draft().text("name"), "");
    desk.key(CTRL, Key::Y);
    assert_eq!(desk.world().draft().text("name"), "甲");
}

#[test]
fn after_the_draft_changed_from_outside_ctrl_z_does_not_bring_the_boxs_own_past_back() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    for words in ["甲", "乙", "丙"] {
        desk.text(words);
        desk.wait(2.0);
    }
    desk.act(Action::Answer { field: "name".into(), to: Some(Answer::Text("来自别处".into())) });
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.world().draft().text("name"), "甲乙丙", "one step back over the whole draft");
    desk.key(CTRL, Key::Y);
    assert_eq!(desk.world().draft().text("name"), "来自别处");
}

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
fn an_untouched_blank_is_quiet_until_visited_or_asked_for() {
    let mut desk = Desk::on_team();
    assert!(!desk.shows("填写服务团名称"));
    desk.focus("申报单位");
    desk.focus("服务团名称");
    desk.focus("申报单位");
    assert!(desk.shows("填写服务团名称"));
    assert!(!desk.shows("填写服务领域"));
    desk.click("检查全部");
    assert!(desk.shows("填写服务领域"));
}

#[test]
fn a_date_in_any_shape_is_shown_in_one() {
    let mut desk = Desk::on_team();
    desk.focus("开始时间");
    desk.text("２０２５.3.1");
    assert_eq!(desk.world().draft().text("start"), "２０２５.3.1");
    desk.focus("结束时间");
    assert_eq!(desk.world().draft().text("start"), "2025年3月1日");
    desk.text("明年春天");
    desk.focus("开始时间");
    assert_eq!(desk.world().draft().text("end"), "明年春天", "what does not read is kept");
    assert!(desk.shows("“明年春天”不是日期"));
}

#[test]
fn an_overlong_text_is_counted_never_cut() {
    let mut desk = Desk::on_team();
    let long = "字".repeat(1036);
    desk.act(Action::Answer { field: "content".into(), to: Some(Answer::Text(long.clone())) });
    assert!(desk.shows("1036 / 1000 字"));
    assert!(desk.shows("拟开展的服务内容须在1000字以内，现1036字，请删去36字"));
    assert_eq!(desk.world().draft().text("content"), long);
}

#[test]
fn closing_the_window_saves_and_does_not_ask() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("最后一个字");
    desk.act(Action::Close(Leave::Quit));
    assert!(matches!(desk.world().asked.as_slice(), [Task::CloseWindow]));
    let path = desk.folder().join("drafts");
    let file = std::fs::read_dir(path).unwrap().next().unwrap().unwrap().path();
    assert_eq!(shenbao::store::open(&file).unwrap().text("name"), "最后一个字");
}

#[test]
fn a_draft_that_cant_be_saved_holds_the_window_and_can_be_saved_elsewhere() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("不能丢");
    desk.block_saving();
    desk.act(Action::Close(Leave::Quit));
    assert!(desk.world().asked.is_empty());
    assert!(desk.shows("还没有保存"));
    assert_eq!(desk.world().draft().text("name"), "不能丢");
    let to = desk.folder().join("elsewhere.ron");
    desk.act(Action::Copy { to: to.clone(), replace: shenbao::app::Replace::Never });
    assert_eq!(shenbao::store::open(&to).unwrap().text("name"), "不能丢");
    assert!(matches!(desk.world().asked.as_slice(), [Task::CloseWindow]), "kept elsewhere, the window may close");
}

#[test]
fn who_goes_on_after_a_save_that_failed_is_not_thrown_out_by_the_next_one() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲");
    let file = desk.block_saving();
    desk.act(Action::Close(Leave::Quit));
    desk.click("继续填写");
    std::fs::remove_dir(&file).unwrap();
    desk.focus("服务团名称");
    desk.text("乙");
    desk.wait(20.0);
    desk.wait(20.0);
    assert_eq!(desk.world().on_disk().text("name"), "甲乙");
    assert!(desk.world().asked.is_empty(), "the window stays");
}

#[test]
fn leaving_the_window_saves_at_once() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲");
    desk.act(Action::WindowLeft);
    assert_eq!(desk.world().on_disk().text("name"), "甲");
}

#[test]
fn an_earlier_version_comes_back_and_typing_goes_on_from_it() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲");
    desk.act(Action::Save);
    desk.text("乙");
    desk.act(Action::Show(shenbao::app::Dialog::Versions(None)));
    assert!(desk.shows("历史版本"));
    let place = desk.world().state.open.as_ref().unwrap().handle.place().clone();
    let Some(shenbao::app::Dialog::Versions(Some(versions))) = &desk.world().state.dialog else { panic!("versions") };
    let version =
        versions.iter().find(|v| shenbao::store::open(&v.path).unwrap().text("name") == "甲").unwrap().clone();
    desk.act(Action::Restore { place, version });
    assert_eq!(desk.world().draft().text("name"), "甲");
    desk.focus("服务团名称");
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.world().draft().text("name"), "甲", "the old session's typing is not undone into this one");
}

#[test]
fn a_second_window_is_told_that_the_draft_is_open() {
    let mut desk = Desk::on_team();
    let place = desk.world().state.open.as_ref().unwrap().handle.place().clone();
    let folder = shenbao::store::Folder::at(desk.folder());
    assert!(folder.lock(&place).is_err());
    desk.act(Action::Close(Leave::Home));
    let lock = folder.lock(&place).unwrap();
    desk.act(Action::Open(place));
    assert!(desk.shows("另一个窗口"));
    drop(lock);
}

#[test]
fn a_character_that_no_face_has_is_seen_on_screen_and_found() {
    let mut desk = Desk::on_team();
    desk.harness.ctx.set_missing_glyph_policy(egui::epaint::text::MissingGlyphPolicy::Tofu);
    desk.focus("服务团名称");
    desk.text("甲😀");
    desk.wait(1.0);
    assert!(desk.shows("U+1F600"), "the finding names it");
    // A blanked .notdef would make it invisible where it was typed.
    for face in shenbao::layout::FaceId::ALL {
        let parsed = ttf_parser::Face::parse(shenbao::layout::Fonts::bytes(face), 0).unwrap();
        struct Ink(bool);
        impl ttf_parser::OutlineBuilder for Ink {
            fn move_to(&mut self, _: f32, _: f32) {
                self.0 = true;
            }
            fn line_to(&mut self, _: f32, _: f32) {}
            fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
            fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
            fn close(&mut self) {}
        }
        let mut ink = Ink(false);
        parsed.outline_glyph(ttf_parser::GlyphId(0), &mut ink);
        assert!(ink.0, "{face:?}");
    }
}

#[test]
fn pasted_text_keeps_its_paragraphs() {
    let mut desk = Desk::on_team();
    desk.focus("拟开展的服务内容");
    desk.harness.event(Event::Paste("第一段\n第二段".into()));
    desk.harness.run();
    assert_eq!(desk.world().draft().text("content"), "第一段\n第二段");
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
fn a_deleted_draft_comes_back_from_the_trash() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲");
    desk.act(Action::Close(Leave::Home));
    let place = desk.world().state.home.lines[0].place.clone();
    desk.act(Action::Delete(place));
    assert!(desk.world().state.home.lines.is_empty());
    desk.click("回收站 1");
    desk.click("取回");
    assert_eq!(desk.world().state.home.lines.len(), 1);
}

#[test]
fn nothing_in_the_form_is_wider_than_its_column() {
    for form in ["shanghai-2025/team", "shanghai-2025/base"] {
        let mut desk = Desk::new();
        desk.act(Action::New { form: form.into() });
        let column = 228.0..=1280.0 - 316.0;
        for node in desk.harness.query_all_by_role(egui::accesskit::Role::CheckBox) {
            let rect = node.rect();
            assert!(column.contains(&rect.left()) && column.contains(&rect.right()), "{form} {rect:?}");
        }
        for node in desk.harness.query_all_by_role(egui::accesskit::Role::MultilineTextInput) {
            let rect = node.rect();
            assert!(column.contains(&rect.left()) && column.contains(&rect.right()), "{form} {rect:?}");
        }
    }
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
fn a_save_that_failed_can_be_tried_again_and_then_the_window_closes() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("甲");
    let file = desk.block_saving();
    desk.act(Action::Close(Leave::Quit));
    std::fs::remove_dir(&file).unwrap();
    desk.click("再试一次");
    assert!(matches!(desk.world().asked.as_slice(), [Task::CloseWindow]));
    assert_eq!(shenbao::store::open(&file).unwrap().text("name"), "甲");
}

#[test]
fn an_older_draft_is_carried_over_by_keyboard_and_its_words_put_in_at_a_click() {
    let mut desk = Desk::on_team();
    for (field, words) in [("name", "甲团"), ("support", "9.5")] {
        desk.act(Action::Answer { field: field.into(), to: Some(Answer::Text(words.into())) });
    }
    desk.act(Action::Close(Leave::Home));
    desk.focus("从往年复制…");
    desk.key(NONE, Key::Enter);
    assert!(desk.shows("往年的金额也带入"));
    for menu in ["往年的草稿", "新表"] {
        desk.focus(menu);
        desk.key(NONE, Key::Enter);
        let wanted =
            if menu == "新表" { "2025年专家服务基地申报表" } else { "上海 2025 示范团 · 甲团" };
        desk.focus(wanted);
        desk.key(NONE, Key::Enter);
    }
    desk.focus("带入");
    desk.key(NONE, Key::Enter);
    assert!(desk.shows("往年的金额没有带入"));
    desk.key(NONE, Key::Escape);
    desk.jump("support");
    desk.click("往年内容：申请经费支持");
    desk.click("填入");
    assert_eq!(desk.world().draft().text("support"), "9.50");
    assert!(!desk.shows("往年内容：申请经费支持"), "the question says what it said then");
    desk.key(CTRL, Key::Z);
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.world().draft().text("support"), "");
}

#[test]
fn enter_in_a_box_of_one_line_loses_neither_focus_nor_words() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("算力");
    desk.key(NONE, Key::Enter);
    desk.text("团");
    assert_eq!(desk.world().draft().text("name"), "算力团");
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
fn the_caret_stands_where_undoing_has_changed_something() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("护航团");
    desk.wait(3.0);
    desk.key(NONE, Key::Home);
    desk.text("东海");
    desk.wait(3.0);
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.world().draft().text("name"), "护航团");
    desk.text("新");
    assert_eq!(desk.world().draft().text("name"), "新护航团");
}

#[test]
fn a_broken_call_and_a_newer_form_are_told_on_the_screen() {
    let mut desk = Desk::new();
    let notices = desk.folder().join("notices");
    write_call(&notices.join("some-2026"), &[("notice.ron", NOTICE), ("team.ron", FORM)]);
    write_call(
        &notices.join("bad-2026"),
        &[("notice.ron", NOTICE), ("team.ron", &FORM.replace("Required", "Requird"))],
    );
    desk.act(Action::WindowCame);
    assert!(desk.shows("自行导入的表式：some-2026") && desk.shows("bad-2026 有2处问题，未启用"));
    desk.click("查看问题");
    assert!(desk.shows("team.ron 第4行") && desk.shows("办法：是不是“Required”？"));
    desk.click("关闭");
    desk.act(Action::New { form: "some-2026/team".into() });
    write_call(&notices.join("some-2026"), &[("team.ron", &newer())]);
    desk.act(Action::WindowCame);
    desk.click("看改了什么，改用新版…");
    assert!(desk.shows("不超过1000字") && desk.shows("取消栏目"));
    desk.click("改用新版");
    assert_eq!(desk.world().draft().revision, 2);
    assert!(!desk.shows("这张表有了新版"));
}

#[test]
fn a_call_is_found_among_many() {
    let mut desk = Desk::new();
    for number in 10..40 {
        let notice = NOTICE.replace("1号", &format!("{number}号"));
        let folder = desk.folder().join(format!("notices/some-{number}"));
        write_call(&folder, &[("notice.ron", &notice), ("team.ron", FORM)]);
    }
    desk.act(Action::WindowCame);
    assert!(desk.shows("10号") && !desk.shows("37号") && desk.shows("较早的通知"));
    desk.focus("查找通知");
    desk.text("某市 37号");
    assert!(desk.shows("37号") && !desk.shows("10号"));
    desk.text("无");
    assert!(desk.shows("没有找到这样的通知"));
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

/// What is typed next is seen: the box may have grown or shrunk by a page.
#[test]
fn a_long_paste_and_its_deletion_keep_the_caret_on_screen() {
    let mut desk = Desk::on_team();
    desk.jump("content");
    desk.harness.event(Event::Paste("服务内容有很多字。".repeat(110)));
    desk.harness.run_steps(40);
    let below = |desk: &Desk| {
        let inner = desk.harness.get_all_by_label("拟开展的服务内容").map(|node| node.rect());
        inner.map(|rect| rect.bottom()).fold(0.0, f32::max)
    };
    assert!(below(&desk) < 860.0, "the end of the text is seen: {}", below(&desk));
    desk.key(CTRL, Key::A);
    desk.key(NONE, Key::Backspace);
    desk.harness.run_steps(40);
    let top = desk.harness.get_all_by_label("拟开展的服务内容").map(|node| node.rect().top()).fold(f32::MAX, f32::min);
    assert!((50.0..810.0).contains(&top), "the emptied box is seen: {top}");
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
