//! The disk, with everything that disks and people do to files.

use shenbao::draft::{Answer, Carried, CarriedLine, Draft, FORMAT, FileProblem, Remark, Stamp, Verdict, to_text};
use shenbao::form::load::Source;
use shenbao::store::{self, Cause, Folder, Handle, Occasion, Outside, StoreError, Version, atomic};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

mod beside;
mod reading;
#[cfg(unix)]
mod unix;
mod versions;

fn draft(words: &str) -> Draft {
    let answers = BTreeMap::from([("name".to_string(), Answer::Text(words.to_string()))]);
    Draft { form: "shanghai-2025/team".into(), revision: 1, answers, ..Draft::default() }
}

fn data() -> (TempDir, Folder) {
    let temp = tempfile::tempdir().unwrap();
    let folder = Folder::at(&temp.path().join("data"));
    (temp, folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn asked(folder: &Folder, handle: &Handle, words: &str) {
    let saved = folder.save(handle, &draft(words), Occasion::Asked).unwrap();
    assert_eq!((saved.outside, saved.no_version), (None, None));
}

#[test]
fn a_write_replaces_whole_and_leaves_nothing_else() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("草稿.ron");
    for text in ["一", "更长的一段文字", ""] {
        atomic::write(&path, text.as_bytes()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
    assert_eq!(names(temp.path()), ["草稿.ron"]);
}

#[test]
fn a_place_is_the_same_however_it_is_spelt() {
    let (temp, folder) = data();
    let handle = folder.create(&draft("own")).unwrap();
    assert_eq!(folder.place(handle.place().path()).unwrap(), *handle.place());
    let path = temp.path().join("a.ron");
    let before = folder.place(&path).unwrap();
    store::save_draft(&path, &draft("a")).unwrap();
    let roundabout = temp.path().join("data/../a.ron");
    assert_eq!(folder.place(&roundabout).unwrap().id(), before.id());
    assert_ne!(folder.place(&temp.path().join("b.ron")).unwrap().id(), before.id());
}

#[test]
fn a_draft_opens_in_one_window_only() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("one")).unwrap();
    let lock = folder.lock(handle.place()).unwrap();
    let busy: StoreError = folder.lock(handle.place()).unwrap_err();
    assert!(busy.to_string().contains("另一个窗口"));
    assert_eq!(folder.delete(handle.place()).unwrap_err().cause, Cause::OpenElsewhere);
    assert!(store::open(handle.place().path()).is_ok());
    drop(lock);
    folder.lock(handle.place()).unwrap();
}

#[test]
fn two_threads_that_save_leave_one_whole_draft() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("0")).unwrap();
    std::thread::scope(|scope| {
        for name in ["a", "b"] {
            let (folder, handle) = (&folder, handle.clone());
            scope.spawn(move || (0..20).for_each(|i| asked(folder, &handle, &format!("{name}{i}"))));
        }
    });
    assert!(store::open(handle.place().path()).unwrap().text("name").ends_with("19"));
}

#[test]
fn five_hundred_drafts_are_listed_the_last_saved_first() {
    let (_temp, folder) = data();
    fs::create_dir_all(folder.root().join("drafts")).unwrap();
    let text = to_text(&draft(&"服务内容".repeat(2000)));
    for number in 0..500 {
        fs::write(folder.root().join(format!("drafts/草稿{number:03}.ron")), &text).unwrap();
    }
    let begun = std::time::Instant::now();
    let entries = folder.list().unwrap();
    eprintln!("500 drafts of {} KB in {:?}", text.len() >> 10, begun.elapsed());
    assert_eq!(entries.len(), 500);
    assert!(entries.is_sorted_by(|a, b| a.saved >= b.saved));
}

#[test]
fn what_goes_out_writes_over_no_file() {
    let temp = tempfile::tempdir().unwrap();
    fs::write(temp.path().join("表.pdf"), "signed").unwrap();
    fs::create_dir(temp.path().join("表 (2).pdf")).unwrap();
    for expected in ["表 (3).pdf", "表 (4).pdf"] {
        assert_eq!(store::write_new(temp.path(), "表.pdf", b"new").unwrap(), temp.path().join(expected));
    }
    assert_eq!(fs::read_to_string(temp.path().join("表.pdf")).unwrap(), "signed");
    let at_once: Vec<_> = std::thread::scope(|scope| {
        let write = || store::write_new(temp.path(), "行.xlsx", b"row").unwrap();
        let running: Vec<_> = (0..8).map(|_| scope.spawn(write)).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(std::collections::BTreeSet::from_iter(at_once).len(), 8);
    let is_pdf = |entry: &fs::DirEntry| entry.path().is_file() && entry.path().extension() == Some("pdf".as_ref());
    assert_eq!(fs::read_dir(temp.path()).unwrap().flatten().filter(is_pdf).count(), 3);
    assert_eq!(store::write_new(&temp.path().join("none"), "表.pdf", b"").unwrap_err().cause, Cause::NoFolder);
}

#[test]
fn a_new_draft_takes_no_other_files_name() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("草稿.ron");
    store::create_draft(&path, &draft("one")).unwrap();
    let error = store::create_draft(&path, &draft("two")).unwrap_err();
    assert_eq!(error.cause, Cause::Exists);
    assert!(error.to_string().contains("已存在。请另取一个名字。"), "{error}");
    assert_eq!(store::open(&path).unwrap(), draft("one"));
}

#[test]
fn long_chinese_paths_are_taken() {
    let temp = tempfile::tempdir().unwrap();
    let deep = (0..12).fold(temp.path().to_path_buf(), |path, _| path.join("一个名字很长很长很长很长很长很长的文件夹"));
    let folder = Folder::at(&deep);
    let handle = folder.create(&draft("one")).unwrap();
    assert!(handle.place().path().to_str().unwrap().chars().count() > 260);
    asked(&folder, &handle, "two");
    assert_eq!(folder.place(handle.place().path()).unwrap(), *handle.place());
    assert_eq!(folder.list().unwrap()[0].content, Ok(draft("two")));
    let deleted = folder.delete(handle.place()).unwrap();
    folder.undelete(&deleted).unwrap();
    assert_eq!(folder.versions(handle.place()).unwrap().len(), 2);
}

#[cfg(windows)]
#[test]
fn windows_own_names_are_refused() {
    let temp = tempfile::tempdir().unwrap();
    for name in ["nul.ron", "CON", "com1.ron", "a:b.ron", "a.ron."] {
        // Not joined: Windows would take "a:" for a drive.
        let path = PathBuf::from(format!("{}\\{name}", temp.path().display()));
        assert_eq!(atomic::write(&path, b"x").unwrap_err().cause, Cause::BadName, "{name}");
    }
    assert!(names(temp.path()).is_empty());
}
