//! What is taken in, in which pieces, and what becomes of the rest.

use super::*;
use shenbao::row::{Record, Sheet, xlsx};

#[test]
fn what_was_taken_in_has_a_line_each_and_nothing_is_dropped() {
    let mut desk = filled();
    use RowState::{Errors, Good, Superseded};
    assert_eq!(states(&mut desk), [Good, Errors(2), Good, Superseded, Good, Errors(2)]);
    assert!(desk.shows("7个文件，5行，1个读不出"));
    desk.act(OfficeAction::Filter(Filter::Refused).into());
    assert_eq!(states(&mut desk), [RowState::Unread]);
    assert!(desk.shows("这是图片，不是Excel工作簿"));
    assert!(desk.shows("来自 /交来的/照片.xlsx"), "of several files of one name it is known which is meant");
    desk.act(OfficeAction::Read(rows::some()[..1].to_vec()).into());
    desk.act(OfficeAction::Filter(Filter::Superseded).into());
    assert_eq!(states(&mut desk), [Superseded, RowState::Repeated]);
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
    assert_eq!(refused.told.from.file, "说明.txt");
    assert!(refused.told.reason.starts_with("是文本（如CSV）"), "{}", refused.told.reason);
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
fn what_is_no_row_of_a_file_is_seen_without_its_rows_being_chosen() {
    let mut desk = begun();
    let words = "工作表“表”第9行：不是数据行，没有收录：丙团 丙医院";
    let mut read = rows::some()[..1].to_vec();
    let note = Note { sheet: "表".into(), line: 9, what: What::Words("丙团 丙医院".into()) };
    read[0].1.as_mut().unwrap().notes.push(note);
    desk.act(OfficeAction::Read(read).into());
    assert!(desk.shows("文件提示 1"));
    desk.act(OfficeAction::Filter(Filter::Notes).into());
    assert_eq!(states(&mut desk), [RowState::Note]);
    assert!(desk.shows(words));
}

/// A file that another program holds: on Windows none may open it, on Linux reading it fails.
#[cfg(any(windows, target_os = "linux"))]
fn held(path: &Path) -> Option<std::fs::File> {
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        std::fs::write(path, "x").unwrap();
        Some(std::fs::OpenOptions::new().read(true).share_mode(0).open(path).unwrap())
    }
    #[cfg(target_os = "linux")]
    {
        // Opens like a file, and its first byte can't be read.
        std::os::unix::fs::symlink("/proc/self/mem", path).unwrap();
        None
    }
}

#[cfg(any(windows, target_os = "linux"))]
#[test]
fn files_that_vanish_or_are_held_when_their_turn_comes_are_told_and_stop_none() {
    let mut desk = begun();
    let folder = desk.folder().join("交来的");
    let path = |name: &str| folder.join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let call = book(&mut desk).book.call.clone();
    let row = rows::row("1", "2025-01-18T09:00:00", ["市级服务团", "甲团", "甲医院", "全市", "义诊"]);
    let sheet = Sheet { list: call.list.clone().unwrap(), rows: vec![row], record: Some(Record::default()) };
    let bytes = xlsx::write(&sheet).unwrap();
    ["a.xlsx", "b.xlsx", "c.xlsx"].iter().for_each(|name| std::fs::write(path(name), &bytes).unwrap());
    let state = &mut desk.world().state;
    let mut tasks = state.update(Action::Dropped(vec![folder.clone()]));
    let work = |task: Task| shenbao::app::run(&store::Folder::at(Path::new("/nonexistent")), task).unwrap();
    tasks = state.update(work(tasks.remove(0)));
    ["a.xlsx", "b.xlsx"].iter().for_each(|name| std::fs::remove_file(path(name)).unwrap());
    let _held = held(&path("b.xlsx"));
    tasks.retain(|task| matches!(task, Task::Office(OfficeTask::Read { .. })));
    state.update(work(tasks.remove(0)));
    let book = &book(&mut desk).book;
    let left: Vec<&str> = book.left.iter().map(|left| left.told.from.file.as_str()).collect();
    assert_eq!((book.lines().len(), left), (1, vec!["a.xlsx", "b.xlsx"]));
    let whys: Vec<&str> = book.left.iter().map(|left| left.told.reason.as_str()).collect();
    assert!(whys[0].contains("没有这个文件") && whys[0].contains("a.xlsx"), "{}", whys[0]);
    let held = if cfg!(windows) { "正被别的程序占用" } else { "出了故障" };
    assert!(whys[1].contains(held) && whys[1].contains("b.xlsx"), "{}", whys[1]);
}

#[test]
fn a_row_of_another_call_shows_nothing_under_headings_that_are_not_its_own() {
    let mut desk = begun();
    let (path, found) =
        rows::file(rows::row("9", "2025-01-18T09:00:00", ["乙类", "某项目", "某单位", "某地", "某些话"]));
    let mut found = found.unwrap();
    let row = &mut found.rows[0];
    (row.call, row.row.cells[3]) = ("shanghai-2023".into(), shenbao::row::Cell::Text("别的一栏".into()));
    desk.act(OfficeAction::Read(vec![(path, Ok(found))]).into());
    desk.act(OfficeAction::Filter(Filter::Refused).into());
    let kept = book(&mut desk);
    assert_eq!(states_of(kept), [RowState::Refused]);
    let line = kept.line(0).unwrap();
    let cells: Vec<String> = (0..9).map(|column| line.cell(column)).collect();
    assert_eq!(cells, ["", "", "", "某项目", "某单位", "", "", "", ""]);
    assert!(!kept.book.left_out().iter().any(|left| left.name == "别的一栏"));
    assert!(desk.shows("某单位") && desk.shows("上海"), "whose row it is, and of which call");
    for words in ["某地", "别的一栏", "某些话", "改服务地点", "改单位"] {
        assert!(!desk.shows(words), "{words}");
    }
}

/// A merged list of so many rows.
fn merged_list(rows_in_it: usize) -> shenbao::app::ReadFile {
    let rows = rows::many(0..rows_in_it).into_iter().flat_map(|(_, found)| found.unwrap().rows).collect();
    let found = shenbao::row::read::Found { rows, ..Default::default() };
    ("/交来的/一览表.xlsx".into(), Ok(found))
}

#[test]
fn a_long_list_comes_in_by_parts_and_wholly() {
    let mut desk = begun();
    let id = book(&mut desk).id.clone();
    let tasks = desk.world().state.update(OfficeAction::Read(vec![merged_list(2000)]).into());
    let taken = book(&mut desk).book.entries().len();
    assert!(0 < taken && taken < 1000, "no frame waits for all of it: {taken}");
    assert!(book(&mut desk).taking.is_under_way());
    desk.act(OfficeAction::PutAway.into());
    let folder = store::Folder::at(desk.folder());
    for task in tasks {
        let action = shenbao::app::run(&folder, task).unwrap();
        desk.act(action);
    }
    assert!(desk.world().state.office.desk.is_none(), "put away once all of it is in");
    desk.act(OfficeAction::Open(id).into());
    let kept = &book(&mut desk).book;
    assert_eq!((kept.files.len(), kept.entries().len(), kept.lines().len()), (1, 2000, 2000));
    assert!((0..2000).all(|row| kept.lines()[row] == row && kept.entry(row).unwrap().file == 0));
}

#[test]
fn a_list_that_was_cut_off_in_the_midst_is_to_be_handed_in_once_more() {
    let mut desk = begun();
    let id = book(&mut desk).id.clone();
    let tasks = desk.world().state.update(OfficeAction::Read(vec![merged_list(2000)]).into());
    let save = tasks.into_iter().find(|task| matches!(task, Task::Office(OfficeTask::Save { .. }))).unwrap();
    shenbao::app::run(&store::Folder::at(desk.folder()), save).unwrap();
    desk.world().state.office.desk = None;
    desk.act(OfficeAction::Open(id).into());
    assert!(desk.shows("上次读入中断，还有1个文件没有读到，请再交一次"));
    desk.act(OfficeAction::Read(vec![merged_list(2000)]).into());
    assert_eq!(book(&mut desk).book.lines().len(), 2000);
}

#[test]
fn a_row_without_a_code_is_not_said_to_agree_with_a_paper() {
    let mut desk = begun();
    let mut read = rows::some()[..1].to_vec();
    read[0].1.as_mut().unwrap().rows[0].row.code.clear();
    desk.act(OfficeAction::Read(read).into());
    assert_eq!(states(&mut desk), [RowState::ByHand]);
    assert!(desk.shows("无问题") && !desk.shows("一致"));
}

#[test]
fn a_folder_with_nothing_in_it_is_told() {
    let mut desk = begun();
    let folder = desk.folder().join("空的");
    std::fs::create_dir(&folder).unwrap();
    desk.act(Action::Dropped(vec![folder]));
    assert!(desk.shows("里面没有可以读入的文件"));
}
