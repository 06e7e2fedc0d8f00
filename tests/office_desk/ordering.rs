//! The rows in their order, found and chosen by key and pointer.

use super::*;

#[test]
fn keys_choose_move_and_find_rows() {
    let mut desk = filled();
    let at = |desk: &mut Desk| book(desk).at;
    desk.key(Modifiers::NONE, Key::F8);
    assert_eq!(at(&mut desk), Some(1));
    desk.key(Modifiers::NONE, Key::F8);
    assert_eq!(at(&mut desk), Some(5));
    desk.key(Modifiers::NONE, Key::F8);
    assert_eq!(at(&mut desk), Some(1), "round at the end");
    desk.key(Modifiers::SHIFT, Key::F8);
    assert_eq!(at(&mut desk), Some(5));
    desk.key(Modifiers::NONE, Key::Home);
    assert_eq!(at(&mut desk), Some(0));
    desk.key(Modifiers::NONE, Key::ArrowDown);
    desk.key(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(names(&mut desk)[2], "科技型中小企业创新创业专家服务基地");
    assert!(desk.shows("第3行"));
    desk.key(Modifiers::ALT, Key::ArrowUp);
    desk.key(Modifiers::ALT, Key::ArrowUp);
    desk.key(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(names(&mut desk)[0], "科技型中小企业创新创业专家服务基地");
    desk.key(Modifiers::NONE, Key::Delete);
    assert!(matches!(desk.world().state.dialog, Some(Dialog::Office(OfficeDialog::LeaveOut))));
    desk.key(Modifiers::NONE, Key::Escape);
    desk.key(Modifiers::COMMAND, Key::F);
    desk.text("公共算力");
    assert_eq!(book(&mut desk).shown.len(), 1);
    desk.key(Modifiers::NONE, Key::Delete);
    assert!(desk.world().state.dialog.is_none(), "in the search box Delete is for its words");
    desk.key(Modifiers::NONE, Key::Escape);
    assert_eq!(book(&mut desk).shown.len(), 6);
    desk.key(Modifiers::COMMAND, Key::E);
    assert!(matches!(desk.world().state.dialog, Some(Dialog::Office(OfficeDialog::Export))));
    desk.key(Modifiers::NONE, Key::Escape);
    desk.key(Modifiers::NONE, Key::Escape);
    assert_eq!(desk.world().state.screen, Screen::Home);
    desk.key(Modifiers::NONE, Key::F6);
    assert_eq!(desk.world().state.screen, Screen::Office);
    assert_eq!(book(&mut desk).shown.len(), 6, "the book is as it was left");
}

#[test]
fn a_row_is_dragged_to_its_place() {
    let mut desk = filled();
    let place = |desk: &Desk, name: &str| {
        use egui_kittest::kittest::Queryable;
        desk.harness.get_by_label(name).rect().center()
    };
    let from = place(&desk, "第5行 青年专家义诊服务团");
    let to = place(&desk, "第1行 公共算力服务团") - egui::vec2(0.0, 20.0);
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    desk.harness.event(egui::Event::PointerMoved(from));
    desk.harness.event(button(from, true));
    desk.harness.step();
    desk.harness.event(egui::Event::PointerMoved(from - egui::vec2(0.0, 60.0)));
    desk.harness.step();
    desk.harness.event(egui::Event::PointerMoved(to));
    desk.harness.step();
    desk.harness.event(button(to, false));
    desk.harness.run();
    assert_eq!(names(&mut desk)[0], "青年专家义诊服务团");
}

#[test]
fn the_order_can_be_by_kind_and_as_received() {
    let mut desk = filled();
    let received = names(&mut desk);
    desk.act(OfficeAction::Edit(Edit::Sort(Order::Kind)).into());
    assert_eq!(names(&mut desk)[0], "助力某县乡村振兴村庄规划设计专家服务团");
    desk.act(OfficeAction::Edit(Edit::Sort(Order::Received)).into());
    assert_eq!(names(&mut desk), received);
}

#[test]
fn a_finding_is_gone_to_from_any_kind_of_row() {
    let mut desk = filled();
    desk.act(OfficeAction::Filter(Filter::Superseded).into());
    desk.act(Action::Finding(Step::Next));
    assert_eq!(book(&mut desk).at, Some(0), "no row of this kind has findings");
}

#[test]
fn rows_are_found_by_any_of_their_words() {
    let mut desk = filled();
    for (words, count) in [("国产软件", 6), ("丙区", 1), ("义诊", 1), ("信息技术", 6), ("某市科技创业", 2), ("无此", 0)]
    {
        desk.act(OfficeAction::Search(words.into()).into());
        assert_eq!(book(&mut desk).shown.len(), count, "{words}");
    }
    desk.act(OfficeAction::Filter(Filter::Refused).into());
    desk.act(OfficeAction::Search("图片".into()).into());
    assert_eq!(book(&mut desk).shown.len(), 1, "why something is not in the list can be looked for too");
}

#[test]
fn rows_are_looked_for_a_stretch_at_a_time_and_the_chosen_one_stays_chosen() {
    const MANY: usize = 6_000;
    let mut desk = begun();
    desk.act(OfficeAction::Read(rows::many(0..MANY)).into());
    desk.act(OfficeAction::Select(MANY - 1).into());
    let chosen = book(&mut desk).chosen();
    desk.act(OfficeAction::Search("服务团".into()).into());
    let found = book(&mut desk).shown.len();
    assert!((1..MANY).contains(&found), "a frame has no time for more: {found}");
    assert_eq!(desk.world().state.due_in(), Some(0.0), "the next frame comes at once");
    tick_until_found(&mut desk);
    assert_eq!(book(&mut desk).shown.len(), MANY);
    assert_eq!(book(&mut desk).chosen(), chosen, "it was found again far below");
    let name = names(&mut desk)[MANY - 2].clone();
    desk.act(OfficeAction::Search(name.clone()).into());
    tick_until_found(&mut desk);
    assert_eq!(book(&mut desk).shown.len(), 1, "{name}");
    desk.act(OfficeAction::Search("别的名称".into()).into());
    tick_until_found(&mut desk);
    assert_eq!(book(&mut desk).shown.len(), 0);
    let column = book(&mut desk).list().column_of(shenbao::form::Holds::Name).unwrap();
    desk.act(OfficeAction::Edit(Edit::Correct { row: 7, column, words: "别的名称".into() }).into());
    assert_eq!(book(&mut desk).shown.len(), 1, "it says so now");
    desk.act(Action::Undo);
    assert_eq!(book(&mut desk).shown.len(), 0);
    desk.act(OfficeAction::Search(String::new()).into());
    assert_eq!(book(&mut desk).shown.len(), MANY);
}

fn tick_until_found(desk: &mut Desk) {
    for _ in 0..10 {
        desk.act(Action::Tick(0.0));
    }
    assert_ne!(desk.world().state.due_in(), Some(0.0));
}

#[test]
fn tab_goes_through_the_screen_in_the_order_of_reading() {
    let mut desk = filled();
    desk.act(OfficeAction::Select(1).into());
    let focused = |desk: &Desk| {
        use egui_kittest::kittest::NodeT;
        let nodes = desk.harness.root().children_recursive();
        let mut focused = nodes.filter(|node| node.accesskit_node().is_focused());
        focused.next().and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    };
    let mut seen = Vec::new();
    for _ in 0..14 {
        desk.key(Modifiers::NONE, Key::Tab);
        seen.push(focused(&desk));
    }
    let bar = ["‹ 工作台", "更多", "添加行文件…", "核对纸件", "导出一览表与公函"];
    let filters = ["全部 5", "须改 2", "旧版、重复 1", "未收、读不出 1"];
    assert_eq!(seen[..9], [&bar[..], &filters].concat());
    assert_eq!(seen[9], "一览表的行");
    assert!(
        seen[10].starts_with("须改：单位在表中有2行") && seen[11].starts_with("须改：服务内容简介须在200字"),
        "{seen:?}"
    );
    assert_eq!(seen[12..], ["退回意见…", "接受并说明"]);
}

#[test]
fn a_path_is_typed_at_once_where_the_system_has_no_dialog() {
    let mut desk = begun();
    let file = desk.folder().join("没有.xlsx");
    desk.act(Action::NoDialog(Ask::RowFiles));
    desk.text(&file.display().to_string());
    desk.key(Modifiers::NONE, Key::Enter);
    assert_eq!(book(&mut desk).counts.unread, 1);
}

#[test]
fn a_menu_is_used_by_keys_and_left_where_it_was_opened() {
    let mut desk = filled();
    let is_open = |desk: &Desk| desk.shows("按申报类别排列");
    let key = |desk: &mut Desk, key| desk.key(Modifiers::NONE, key);
    key(&mut desk, Key::Tab);
    key(&mut desk, Key::Tab);
    key(&mut desk, Key::Enter);
    assert!(is_open(&desk));
    key(&mut desk, Key::Tab);
    key(&mut desk, Key::Tab);
    key(&mut desk, Key::Enter);
    assert_eq!(names(&mut desk)[0], "助力某县乡村振兴村庄规划设计专家服务团");
    assert!(!is_open(&desk), "what is chosen closes the menu");
    key(&mut desk, Key::Enter);
    assert!(is_open(&desk), "the focus is on its button");
    key(&mut desk, Key::Tab);
    key(&mut desk, Key::Escape);
    assert!(!is_open(&desk));
    assert_eq!(desk.world().state.screen, Screen::Office);
    key(&mut desk, Key::Enter);
    assert!(is_open(&desk), "and again");
}
