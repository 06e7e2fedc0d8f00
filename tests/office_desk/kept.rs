//! Books on the disk that are not as they were left: a file of them lost, cut off, or of another version of the program.

use super::*;
use std::path::PathBuf;

/// A book of 600 rows, put away: three pieces. Its folder, and its id.
fn put_away(desk: &mut Desk) -> (PathBuf, String) {
    desk.act(OfficeAction::Read(rows::many(0..600)).into());
    let id = book(desk).id.clone();
    desk.act(OfficeAction::PutAway.into());
    (desk.folder().join("books").join(&id), id)
}

/// Changes the words of a file of the book.
fn change(path: &Path, from: &str, to: &str) {
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(kept.contains(from), "{kept}");
    std::fs::write(path, kept.replacen(from, to, 1)).unwrap();
}

fn told(desk: &mut Desk) -> String {
    desk.world().state.message.as_ref().map(|message| message.words.clone()).unwrap_or_default()
}

#[test]
fn a_lost_piece_is_told_and_every_other_row_keeps_its_number() {
    let mut desk = begun();
    let (folder, id) = put_away(&mut desk);
    let lost = folder.join("000001.ron");
    let piece = std::fs::read(&lost).unwrap();
    std::fs::remove_file(&lost).unwrap();
    desk.act(OfficeAction::Open(id.clone()).into());
    let words = told(&mut desk);
    assert!(words.contains("000001.ron缺失或不全，有256行没有读到"), "{words}");
    let kept = &book(&mut desk).book;
    assert_eq!((kept.entries().len(), kept.lines().len()), (600, 344));
    assert_eq!(kept.entry(599).unwrap().row.name, "第599服务团");
    assert_eq!(kept.files[kept.entry(599).unwrap().file].name(), kept.entry(599).unwrap().row.from.file);
    assert!(kept.entry(300).unwrap().reason.contains("000001.ron"));
    desk.act(OfficeAction::Edit(Edit::Correct { row: 599, column: 5, words: "全市各区".into() }).into());
    desk.act(OfficeAction::PutAway.into());
    assert!(!lost.exists(), "what is lost is not written over");
    std::fs::write(&lost, piece).unwrap();
    desk.act(Action::Heard);
    desk.act(OfficeAction::Open(id).into());
    assert_eq!(told(&mut desk), "");
    let kept = &book(&mut desk).book;
    assert_eq!((kept.lines().len(), kept.cell(599, 5).as_str()), (600, "全市各区"), "the piece was put back");
}

#[test]
fn the_last_piece_is_missed_by_what_the_head_counts() {
    let mut desk = begun();
    let (folder, id) = put_away(&mut desk);
    std::fs::remove_file(folder.join("000002.ron")).unwrap();
    desk.act(OfficeAction::Open(id).into());
    let words = told(&mut desk);
    assert!(words.contains("000002.ron缺失或不全，有88行没有读到"), "{words}");
    assert_eq!((book(&mut desk).book.entries().len(), book(&mut desk).book.files.len()), (600, 600));
    desk.act(OfficeAction::Read(rows::many(600..601)).into());
    let kept = &book(&mut desk).book;
    assert_eq!(kept.files[kept.entry(600).unwrap().file].name(), kept.entry(600).unwrap().row.from.file);
}

#[test]
fn a_lost_piece_of_files_that_gave_nothing_is_missed_too() {
    let mut desk = begun();
    let unread = |number: usize| (format!("/交来的/{number}.xlsx"), Err("读不出".to_string()));
    desk.act(OfficeAction::Read((0..300).map(unread).collect()).into());
    let id = book(&mut desk).id.clone();
    desk.act(OfficeAction::PutAway.into());
    std::fs::remove_file(desk.folder().join("books").join(&id).join("000001.ron")).unwrap();
    desk.act(OfficeAction::Open(id).into());
    let words = told(&mut desk);
    assert!(words.contains("000001.ron缺失或不全，有44个文件没有读到"), "{words}");
    assert_eq!(book(&mut desk).book.left.len(), 300);
}

#[test]
fn a_save_that_was_cut_off_is_no_lost_piece() {
    let mut desk = begun();
    let state = &mut desk.world().state;
    let tasks = state.update(OfficeAction::Read(rows::many(0..3000)).into());
    let save = tasks.into_iter().find(|task| matches!(task, Task::Office(OfficeTask::Save { .. })));
    let folder = store::Folder::at(desk.folder());
    shenbao::app::run(&folder, save.unwrap()).unwrap();
    let id = book(&mut desk).id.clone();
    desk.world().state.office.desk = None;
    desk.act(OfficeAction::Open(id).into());
    let kept = book(&mut desk).book.entries().len();
    let words = told(&mut desk);
    assert!(words.contains(&format!("上次读入中断，还有{}个文件没有读到", 3000 - kept)), "{words}");
}

#[test]
fn a_damaged_piece_is_named_with_what_helps_a_book() {
    let mut desk = begun();
    let (folder, id) = put_away(&mut desk);
    let piece = folder.join("000001.ron");
    std::fs::write(&piece, "(entries:[").unwrap();
    desk.act(OfficeAction::Open(id.clone()).into());
    assert!(desk.world().state.office.desk.is_none());
    let words = told(&mut desk);
    assert!(words.contains("000001.ron") && words.contains("把它移到别处") && !words.contains("历史版本"), "{words}");
    std::fs::rename(&piece, folder.join("坏了")).unwrap();
    desk.act(OfficeAction::Open(id).into());
    assert_eq!(book(&mut desk).book.lines().len(), 344, "what the sentence proposes helps");
}

#[test]
fn a_book_of_a_later_version_is_neither_opened_nor_changed() {
    let mut desk = begun();
    let (folder, id) = put_away(&mut desk);
    let head = folder.join("book.ron");
    change(&head, "format:1", "format:2,later:Some(\"新的\")");
    let before = std::fs::read(&head).unwrap();
    desk.act(OfficeAction::Open(id).into());
    assert!(desk.world().state.office.desk.is_none());
    let words = told(&mut desk);
    assert!(words.contains("由更新版本的申报台保存（格式2，本程序只认到1）"), "{words}");
    assert_eq!(std::fs::read(&head).unwrap(), before);
    desk.act(OfficeAction::Begin { call: rows::CALL.into(), office: rows::OFFICE.into() }.into());
    assert_eq!(std::fs::read(&head).unwrap(), before, "nor when the same office begins once more");
}

#[test]
fn a_book_whose_call_is_not_at_hand_says_so() {
    let mut desk = begun();
    let (folder, id) = put_away(&mut desk);
    change(&folder.join("book.ron"), rows::CALL, "somewhere-1999");
    desk.act(OfficeAction::Open(id).into());
    let words = told(&mut desk);
    assert!(words.contains("通知“somewhere-1999”") && !words.contains("它填的表式"), "{words}");
}

#[test]
fn a_fault_of_the_program_speaks_of_the_book_and_of_what_was_to_be_done() {
    let mut desk = filled();
    desk.act(OfficeAction::Edit(Edit::Move { from: 3, to: 0 }).into());
    let tasks = desk.world().state.update(Action::Save);
    let [Task::Office(save)] = tasks.as_slice() else { panic!("{tasks:?}") };
    let OfficeAction::Saved { result: Err(error), .. } = save.fault("出了错") else { panic!() };
    let words = error.to_string();
    assert!(words.starts_with("没有存成“这份汇总”：程序在这一步出了错"), "{words}");
    assert!(!words.contains("草稿"), "{words}");
}
