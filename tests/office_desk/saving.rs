//! What is on the disk, and when.

use super::*;

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

/// Files that can't be read are on their way into the book; the first batches of them.
fn on_their_way(desk: &mut Desk, files: usize) -> Vec<Task> {
    let files = (0..files).map(|number| desk.folder().join(format!("{number}.xlsx"))).collect::<Vec<_>>();
    files.iter().for_each(|file| std::fs::write(file, "不是表").unwrap());
    let state = &mut desk.world().state;
    let mut tasks = state.update(Action::Dropped(files));
    let gathered = shenbao::app::run(&store::Folder::at(Path::new("/nonexistent")), tasks.remove(0)).unwrap();
    state.update(gathered)
}

#[test]
fn the_window_closes_once_everything_is_read() {
    let mut desk = filled();
    desk.wait(2.0);
    let id = book(&mut desk).id.clone();
    let batches = on_their_way(&mut desk, 300);
    assert!(desk.world().state.holds_window());
    desk.act(Action::Close(Leave::Quit));
    assert!(desk.shows("还在读入文件"));
    assert!(desk.world().asked.is_empty(), "the window stays");
    for batch in batches {
        let read = shenbao::app::run(&store::Folder::at(Path::new("/nonexistent")), batch).unwrap();
        desk.act(read);
    }
    assert!(desk.world().asked.iter().any(|task| matches!(task, Task::CloseWindow)));
    desk.world().state.office.desk = None;
    desk.act(OfficeAction::Open(id).into());
    assert_eq!(book(&mut desk).counts.unread, 1 + 300);
}

#[test]
fn who_will_not_wait_for_the_rest_closes_the_window_or_stays() {
    let mut desk = filled();
    let batches = on_their_way(&mut desk, 300);
    desk.act(Action::Close(Leave::Quit));
    desk.click("继续汇总");
    assert_eq!(desk.world().state.screen, Screen::Office, "where one was");
    desk.act(Action::Close(Leave::Quit));
    desk.click("不再读入，关闭");
    assert!(desk.world().asked.is_empty(), "what is being read comes in still");
    for batch in batches {
        let read = shenbao::app::run(&store::Folder::at(Path::new("/nonexistent")), batch).unwrap();
        desk.act(read);
    }
    assert!(desk.world().asked.iter().any(|task| matches!(task, Task::CloseWindow)));
    assert!(book(&mut desk).is_saved());
    assert_eq!(book(&mut desk).counts.unread, 1 + 256);
}

#[test]
fn a_book_tells_when_its_reading_was_cut_off() {
    let mut desk = filled();
    let id = book(&mut desk).id.clone();
    let mut batches = on_their_way(&mut desk, 300);
    let state = &mut desk.world().state;
    let read = shenbao::app::run(&store::Folder::at(Path::new("/nonexistent")), batches.remove(0)).unwrap();
    let save = state.update(read).into_iter().find(|task| matches!(task, Task::Office(OfficeTask::Save { .. })));
    let folder = store::Folder::at(desk.folder());
    shenbao::app::run(&folder, save.unwrap()).unwrap();
    let told = "上次读入中断，还有172个文件没有读到，请再交一次；已读入的不会重复列入";
    desk.world().state.office.desk = None;
    desk.act(OfficeAction::Open(id.clone()).into());
    assert!(desk.shows(told));
    desk.wait(2.0);
    desk.act(OfficeAction::PutAway.into());
    desk.act(Action::Heard);
    desk.act(OfficeAction::Open(id).into());
    assert!(!desk.shows(told), "it is told once");
}
