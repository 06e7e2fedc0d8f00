//! What is typed is saved, by itself and on leaving.

use super::*;

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
