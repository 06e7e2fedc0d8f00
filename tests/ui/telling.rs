//! What the screens say: findings, calls, what was carried over.

use super::*;

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
