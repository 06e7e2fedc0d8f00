//! The office's desk: what comes back late or not at all, what is saved and found again, what each key does.

#[path = "common/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "common/rows.rs"]
#[allow(dead_code)]
mod rows;

use desk::Desk;
use egui::{Key, Modifiers};
use shenbao::app::{
    Action, Ask, Desk as Book, Dialog, Filter, Leave, OfficeAction, OfficeDialog, OfficeTask, Paper, RowState, Screen,
    Step, Task, Wanted,
};
use shenbao::office::{Agreement, Edit, On, Order};
use shenbao::store::{self, Act, Cause, StoreError};
use std::path::Path;

fn begun() -> Desk {
    let mut desk = Desk::new();
    desk.act(Action::Close(Leave::Office));
    desk.act(OfficeAction::Begin { call: rows::CALL.into(), office: rows::OFFICE.into() }.into());
    desk
}

/// With the rows of the drawing taken in.
fn filled() -> Desk {
    let mut desk = begun();
    desk.act(OfficeAction::Read(rows::some()).into());
    desk
}

fn book(desk: &mut Desk) -> &mut Book {
    desk.world().state.office.desk.as_mut().expect("a book is open")
}

/// The names in the list, from top to bottom.
fn names(desk: &mut Desk) -> Vec<String> {
    let book = &book(desk).book;
    book.lines().iter().map(|id| book.entry(*id).unwrap().row.name.clone()).collect()
}

fn states(desk: &mut Desk) -> Vec<RowState> {
    let book = book(desk);
    (0..book.shown.len()).map(|at| book.line(at).unwrap().state).collect()
}

#[test]
fn what_was_taken_in_has_a_line_each_and_nothing_is_dropped() {
    let mut desk = filled();
    use RowState::{Errors, Good, Superseded};
    assert_eq!(states(&mut desk), [Good, Errors(2), Good, Superseded, Good, Errors(2)]);
    assert!(desk.shows("7个文件，5行，1个读不出"));
    desk.act(OfficeAction::Filter(Filter::Refused).into());
    assert_eq!(states(&mut desk), [RowState::Unread]);
    assert!(desk.shows("这是图片，不是Excel工作簿"));
    desk.act(OfficeAction::Read(rows::some()[..1].to_vec()).into());
    desk.act(OfficeAction::Filter(Filter::Superseded).into());
    assert_eq!(states(&mut desk), [Superseded, RowState::Repeated]);
}

#[test]
fn a_book_is_saved_by_itself_and_found_again_as_it_was() {
    let mut desk = filled();
    desk.act(OfficeAction::Edit(Edit::Correct { row: 1, column: 5, words: "全市各区".into() }).into());
    desk.act(OfficeAction::Edit(Edit::LeaveOut { row: 5, reason: "撤回".into() }).into());
    desk.act(OfficeAction::Edit(Edit::Move { from: 3, to: 0 }).into());
    assert!(!book(&mut desk).is_saved());
    desk.wait(2.0);
    assert!(book(&mut desk).is_saved());
    let (before, id) = (names(&mut desk), book(&mut desk).id.clone());
    desk.act(OfficeAction::PutAway.into());
    assert!(desk.world().state.office.desk.is_none());
    desk.act(OfficeAction::Open(id.clone()).into());
    assert_eq!(names(&mut desk), before);
    let kept = &book(&mut desk).book;
    assert_eq!(kept.cell(1, 5), "全市各区");
    assert_eq!((kept.files.len(), kept.left.len()), (7, 1));
    assert!(kept.entry(5).unwrap().left_out);
    desk.act(OfficeAction::PutAway.into());
    desk.act(OfficeAction::Begin { call: rows::CALL.into(), office: format!(" {} ", rows::OFFICE) }.into());
    assert_eq!(book(&mut desk).id, id, "the same call and office is the same book");
    desk.act(OfficeAction::PutAway.into());
    desk.act(OfficeAction::Begin { call: rows::CALL.into(), office: "别的局".into() }.into());
    assert_ne!(book(&mut desk).id, id);
}

#[test]
fn a_large_book_is_saved_piece_by_piece_until_nothing_is_left() {
    let mut desk = begun();
    desk.act(OfficeAction::Read(rows::many(0..3000)).into());
    assert!(book(&mut desk).is_saved(), "each save is followed by the next");
    let id = book(&mut desk).id.clone();
    let piece = |number: usize| desk.folder().join("books").join(&id).join(format!("{number:06}.ron"));
    let (first, last) = (std::fs::metadata(piece(0)).unwrap(), piece(11));
    assert!(last.is_file());
    desk.act(OfficeAction::Edit(Edit::LeaveOut { row: 2999, reason: "撤回".into() }).into());
    std::fs::remove_file(&last).unwrap();
    desk.wait(2.0);
    assert!(last.is_file(), "the piece with the change is written");
    let path = desk.folder().join("books").join(&id).join("000000.ron");
    assert_eq!(std::fs::metadata(path).unwrap().modified().unwrap(), first.modified().unwrap(), "the others are not");
}

#[test]
fn the_window_closes_once_the_book_is_saved_and_asks_where_it_can_not_be() {
    let mut desk = filled();
    desk.act(OfficeAction::Edit(Edit::Move { from: 3, to: 0 }).into());
    let state = &mut desk.world().state;
    assert!(state.holds_window());
    let tasks = state.update(Action::Close(Leave::Quit));
    let [Task::Office(OfficeTask::Save { keeping, edits })] = tasks.as_slice() else { panic!("{tasks:?}") };
    let (id, edits) = (keeping.id.clone(), *edits);
    let error = || StoreError::new(Path::new("book.ron"), Act::Write, Cause::Full);
    let tasks = state.update(OfficeAction::Saved { id: id.clone(), edits, result: Err(error()) }.into());
    assert!(tasks.is_empty());
    assert!(matches!(state.dialog, Some(Dialog::Office(OfficeDialog::Unsaved(_)))));
    let tasks = state.update(OfficeAction::Retry.into());
    let [Task::Office(OfficeTask::Save { edits, .. })] = tasks.as_slice() else { panic!("{tasks:?}") };
    let saved = OfficeAction::Saved { id, edits: *edits, result: Ok(store::now()) };
    let tasks = state.update(saved.into());
    assert!(matches!(tasks.as_slice(), [Task::CloseWindow]));
}

#[test]
fn who_leaves_during_a_save_loses_nothing_when_the_next_one_fails() {
    let mut desk = filled();
    let state = &mut desk.world().state;
    let leave_out = |row| OfficeAction::Edit(Edit::LeaveOut { row, reason: "撤回".into() }).into();
    let back = |tasks: &[Task], full: bool| -> Action {
        let [Task::Office(OfficeTask::Save { keeping, edits })] = tasks else { panic!("{tasks:?}") };
        let error = || StoreError::new(Path::new("book.ron"), Act::Write, Cause::Full);
        let result = if full { Err(error()) } else { Ok(store::now()) };
        OfficeAction::Saved { id: keeping.id.clone(), edits: *edits, result }.into()
    };
    state.update(leave_out(5));
    let first = state.update(Action::Save);
    state.update(leave_out(4));
    assert!(state.update(OfficeAction::PutAway.into()).is_empty(), "one save at a time");
    let second = state.update(back(&first, false));
    assert!(state.update(back(&second, true)).is_empty());
    let kept = state.office.desk.as_ref().expect("the book stays");
    assert!(!kept.is_saved());
    let id = kept.id.clone();
    desk.act(OfficeAction::Retry.into());
    desk.act(OfficeAction::Open(id).into());
    assert!(book(&mut desk).book.entry(4).unwrap().left_out);
}

#[test]
fn taking_in_goes_on_batch_by_batch_and_stops() {
    let mut desk = begun();
    let folder = desk.folder().join("交来的");
    std::fs::create_dir_all(folder.join("里面")).unwrap();
    for number in 0..300 {
        std::fs::write(folder.join("里面").join(format!("{number}.xlsx")), "不是表").unwrap();
    }
    std::fs::write(folder.join("说明.txt"), "").unwrap();
    std::fs::write(folder.join("盖章.pdf"), "").unwrap();
    let state = &mut desk.world().state;
    let mut tasks = state.update(Action::Dropped(vec![folder]));
    let temp = Path::new("/nonexistent");
    let work = |task: Task| shenbao::app::run(&store::Folder::at(temp), task).unwrap();
    assert!(matches!(tasks.as_slice(), [Task::Office(OfficeTask::Gather { .. })]));
    tasks = state.update(work(tasks.remove(0)));
    assert_eq!(tasks.len(), 2, "two batches are under way");
    let papers = "文件夹里的“盖章.pdf”1份PDF、图片、草稿不含一览表的行，没有读取";
    assert_eq!(state.message.as_ref().unwrap().words, papers);
    let refused = &state.office.desk.as_ref().unwrap().book.left[0];
    assert_eq!(refused.from.file, "说明.txt");
    assert!(refused.reason.starts_with("是文本（如CSV）"), "{}", refused.reason);
    let later = tasks.remove(1);
    let next = state.update(work(tasks.remove(0)));
    let taking = |state: &shenbao::app::State| {
        let taking = &state.office.desk.as_ref().unwrap().taking;
        (taking.done, taking.all, taking.is_under_way())
    };
    assert_eq!(taking(state), (128, 300, true));
    assert_eq!(next.iter().filter(|task| matches!(task, Task::Office(OfficeTask::Read { .. }))).count(), 1);
    state.update(OfficeAction::Stop.into());
    for task in [later].into_iter().chain(next) {
        if matches!(task, Task::Office(OfficeTask::Read { .. })) {
            state.update(work(task));
        }
    }
    assert_eq!(taking(state), (300, 300, false), "what is under way still comes in");
    assert_eq!(state.office.desk.as_ref().unwrap().counts.unread, 301);
}

#[test]
fn stopping_while_folders_are_looked_through_reads_nothing_and_says_so() {
    let mut desk = begun();
    let file = desk.folder().join("行.xlsx");
    std::fs::write(&file, "不是表").unwrap();
    let found = |desk: &mut Desk| {
        let state = &mut desk.world().state;
        let mut tasks = state.update(Action::Dropped(vec![file.clone()]));
        shenbao::app::run(&store::Folder::at(Path::new("/nonexistent")), tasks.remove(0)).unwrap()
    };
    let late = found(&mut desk);
    desk.act(OfficeAction::Stop.into());
    assert!(!book(&mut desk).taking.is_under_way());
    let again = found(&mut desk);
    desk.act(late);
    assert!(book(&mut desk).is_empty(), "nothing is read");
    assert!(desk.shows("已停止读入，还有1个文件没有读取，需要时请再交一次"));
    desk.act(again);
    assert_eq!(book(&mut desk).counts.unread, 1, "what is given afterwards is read");
}

#[test]
fn a_book_put_away_while_files_are_read_tells_how_many_are_missing() {
    let mut desk = filled();
    let files = (0..300).map(|number| desk.folder().join(format!("{number}.xlsx"))).collect::<Vec<_>>();
    files.iter().for_each(|file| std::fs::write(file, "不是表").unwrap());
    let state = &mut desk.world().state;
    let mut tasks = state.update(Action::Dropped(files));
    let gathered = shenbao::app::run(&store::Folder::at(Path::new("/nonexistent")), tasks.remove(0)).unwrap();
    let batches = state.update(gathered);
    let id = book(&mut desk).id.clone();
    desk.act(OfficeAction::PutAway.into());
    assert!(desk.shows("已停止读入，还有44个文件没有读取，需要时请再交一次"));
    for batch in batches {
        assert!(desk.world().state.office.desk.is_some(), "what is being read is waited for");
        let read = shenbao::app::run(&store::Folder::at(Path::new("/nonexistent")), batch).unwrap();
        desk.act(read);
    }
    assert!(desk.world().state.office.desk.is_none());
    desk.act(OfficeAction::Open(id).into());
    assert_eq!(book(&mut desk).counts.unread, 1 + 256);
}

#[test]
fn a_book_opens_by_its_headings_after_its_call_changed_its_columns() {
    let mut desk = filled();
    let id = book(&mut desk).id.clone();
    let whole = book(&mut desk).book.entry(0).unwrap().row.clone();
    let cell = |desk: &mut Desk, column: usize| book(desk).book.cell(0, column);
    desk.act(OfficeAction::PutAway.into());
    let path = desk.folder().join("books").join(&id).join("book.ron");
    let change = |headings: &[(&str, &str)]| {
        let kept = std::fs::read_to_string(&path).unwrap();
        let put = |kept: String, (from, to): &(&str, &str)| {
            assert!(kept.contains(from), "{kept}");
            kept.replace(from, to)
        };
        std::fs::write(&path, headings.iter().fold(kept, put)).unwrap();
    };
    const PLACE: &str = "服务地点（如涉及国家乡村振兴重点帮扶县，请注明名称）";
    change(&[("\"单位\"", "\"换\""), (PLACE, "单位"), ("\"换\"", &format!("\"{PLACE}\""))]);
    desk.act(OfficeAction::Open(id.clone()).into());
    assert_eq!([cell(&mut desk, 4), cell(&mut desk, 5)], [whole.cells[5].words(), whole.cells[4].words()]);
    desk.act(OfficeAction::PutAway.into());
    change(&[("\"单位\"", "\"旧的一栏\"")]);
    desk.act(OfficeAction::Open(id.clone()).into());
    assert_eq!(cell(&mut desk, 4), "", "a column that is new");
    assert!(desk.shows("通知的一览表不再有“旧的一栏”，这一栏里的内容仍留在本份汇总里，不列入一览表"));
    desk.act(OfficeAction::Edit(Edit::LeaveOut { row: 5, reason: "撤回".into() }).into());
    desk.act(OfficeAction::PutAway.into());
    change(&[("\"单位\"", "\"没有\""), ("旧的一栏", "单位")]);
    desk.act(OfficeAction::Open(id).into());
    assert_eq!(cell(&mut desk, 4), whole.cells[5].words(), "what was kept aside comes back with its column");
}

/// The row file of a sample, as its unit exports it.
fn export(desk: &mut Desk, sample: &'static str, folder: &Path) {
    desk.act(Action::Sample { name: sample });
    let wanted = Wanted { pdf: true, row: true };
    desk.act(Action::Export { folder: folder.into(), wanted });
    desk.act(Action::Dismiss);
    desk.act(Action::Close(Leave::Home));
}

#[test]
fn files_of_units_and_lists_of_other_offices_come_in_by_their_folder() {
    let mut desk = Desk::new();
    let units = desk.folder().join("units");
    std::fs::create_dir_all(&units).unwrap();
    export(&mut desk, "示例-示范团.ron", &units);
    export(&mut desk, "示例-专家服务基地.ron", &units);
    desk.act(Action::Close(Leave::Office));
    desk.act(OfficeAction::Begin { call: rows::CALL.into(), office: "某区人力资源和社会保障局".into() }.into());
    desk.act(Action::Dropped(vec![units.clone()]));
    let both = names(&mut desk);
    assert_eq!(both.len(), 2);
    assert!(desk.shows("2个文件，2行，0个读不出"));
    let pdf = |path: &Path| path.extension().is_some_and(|end| end == "pdf");
    let papers = std::fs::read_dir(&units).unwrap().map(|entry| entry.unwrap().path()).filter(|path| pdf(path));
    desk.act(Action::Picked { ask: Ask::Papers, paths: papers.collect() });
    assert_eq!(book(&mut desk).verified.iter().filter(|(said, _)| *said == Agreement::Same).count(), 2);
    let out = desk.folder().join("out");
    desk.act(OfficeAction::Give { folder: out.clone() }.into());
    desk.act(Action::Dismiss);
    desk.act(OfficeAction::PutAway.into());
    desk.act(OfficeAction::Begin { call: rows::CALL.into(), office: "某市人力资源和社会保障局".into() }.into());
    desk.act(Action::Picked { ask: Ask::RowFolder, paths: vec![out] });
    assert_eq!(names(&mut desk), both, "a list is taken in like rows");
    assert!(desk.shows("某区人力资源和社会保障局"), "the district's office stays");
}

#[test]
fn what_is_dropped_before_a_book_is_open_waits_for_it() {
    let mut desk = Desk::new();
    desk.act(Action::Go(Screen::Office));
    desk.act(Action::Dropped(vec![desk.folder().join("没有.xlsx")]));
    assert!(desk.shows("开始后读入拖进来的1个文件或文件夹"));
    desk.click("开始汇总");
    assert_eq!(book(&mut desk).counts.unread, 1);
}

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
fn papers_are_compared_with_the_rows() {
    let mut desk = filled();
    desk.act(OfficeAction::Verify(vec![Paper::Code("a7k2 9m42".into())]).into());
    desk.act(OfficeAction::Verify(vec![Paper::Code("没有".into())]).into());
    let said: Vec<Agreement> = book(&mut desk).verified.iter().map(|(agreement, _)| agreement.clone()).collect();
    assert_eq!(said, [Agreement::Unknown, Agreement::Same]);
}

#[test]
fn remarks_go_into_a_file_for_the_unit() {
    let mut desk = filled();
    let folder = desk.folder().join("退回");
    std::fs::create_dir(&folder).unwrap();
    let remarks = vec![(On::Heading("服务内容简介（不超过200字）".into()), "请删减".into())];
    desk.act(OfficeAction::Remark { row: 1, remarks, folder: folder.clone() }.into());
    let file = folder.join("某市科技创业中心-科技型中小企业创新创业专家服务基地-退回意见.ron");
    let comments = store::comments(&file).unwrap().unwrap();
    assert_eq!((comments.office.as_str(), comments.comments[0].words.as_str()), (rows::OFFICE, "请删减"));
}

#[test]
fn list_and_letter_go_into_one_new_folder_and_the_letter_is_kept() {
    let mut desk = filled();
    let out = desk.folder().join("out");
    desk.act(OfficeAction::Letter.into());
    assert_eq!(desk.world().state.screen, Screen::Editor);
    let answer = shenbao::draft::Answer::Text("张三".into());
    desk.act(Action::Answer { field: "contact".into(), to: Some(answer) });
    desk.act(Action::Close(Leave::Home));
    assert_eq!(desk.world().state.screen, Screen::Office, "the way back leads to the list");
    desk.act(OfficeAction::Edit(Edit::LeaveOut { row: 5, reason: "撤回".into() }).into());
    for _ in 0..2 {
        desk.act(OfficeAction::Give { folder: out.clone() }.into());
        assert!(matches!(desk.world().state.dialog, Some(Dialog::Exported { .. })));
        desk.act(Action::Dismiss);
    }
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 2, "a folder each time");
    desk.act(OfficeAction::Letter.into());
    let draft = desk.world().draft().clone();
    assert_eq!(draft.text("contact"), "张三");
    let rows = draft.answers.values().find_map(|answer| match answer {
        shenbao::draft::Answer::Rows(rows) => Some(rows.len()),
        _ => None,
    });
    assert_eq!(rows, Some(4), "the letter has the rows of now");
}

#[test]
fn a_letter_that_can_not_be_read_is_told_and_nothing_is_given_out_without_it() {
    let mut desk = filled();
    let out = desk.folder().join("out");
    desk.act(OfficeAction::Letter.into());
    desk.act(Action::Close(Leave::Home));
    let letter = book(&mut desk).letter.clone().unwrap();
    let path = desk.folder().join("drafts").join(format!("{letter}.ron"));
    std::fs::write(&path, "坏了").unwrap();
    desk.act(OfficeAction::Give { folder: out.clone() }.into());
    assert!(desk.world().state.message.as_ref().is_some_and(|told| told.words.contains(&letter)));
    assert!(!out.exists());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "坏了");
    std::fs::remove_file(&path).unwrap();
    desk.act(OfficeAction::Give { folder: out.clone() }.into());
    assert!(out.exists(), "a letter that was thrown away is begun anew");
}

#[test]
fn a_finding_is_gone_to_from_any_kind_of_row() {
    let mut desk = filled();
    desk.act(OfficeAction::Filter(Filter::Superseded).into());
    desk.act(Action::Finding(Step::Next));
    assert_eq!(book(&mut desk).at, Some(0), "no row of this kind has findings");
}
