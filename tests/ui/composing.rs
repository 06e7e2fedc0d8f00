//! What is typed: composed, pasted, undone, too long.

use super::*;

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
fn enter_in_a_box_of_one_line_loses_neither_focus_nor_words() {
    let mut desk = Desk::on_team();
    desk.focus("服务团名称");
    desk.text("算力");
    desk.key(NONE, Key::Enter);
    desk.text("团");
    assert_eq!(desk.world().draft().text("name"), "算力团");
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
