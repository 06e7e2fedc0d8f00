//! The disk, with everything that disks and people do to files.

use shenbao::draft::{Answer, Carried, CarriedLine, Draft, FORMAT, FileProblem, Remark, Stamp, Verdict, to_text};
use shenbao::form::load::Source;
use shenbao::store::{self, Cause, Folder, Handle, Occasion, Outside, StoreError, Version, atomic};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

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

fn texts(versions: &[Version]) -> Vec<String> {
    versions.iter().map(|version| store::open(&version.path).unwrap().text("name").to_string()).collect()
}

fn cause_of(bytes: &[u8]) -> Cause {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("草稿.ron");
    fs::write(&path, bytes).unwrap();
    let error = store::open(&path).unwrap_err();
    assert_eq!(fs::read(&path).unwrap(), bytes, "an opened file is not touched");
    assert!(error.to_string().contains("草稿.ron"));
    error.cause
}

#[test]
fn a_draft_cut_off_anywhere_is_refused_with_its_line() {
    let text = to_text(&draft("服务团“甲”\n第二行"));
    for end in (0..text.trim_end().len()).filter(|end| text.is_char_boundary(*end)) {
        let cause = cause_of(&text.as_bytes()[..end]);
        assert!(matches!(&cause, Cause::Draft(problem) if problem.to_string().contains('第')), "{end}: {cause:?}");
    }
}

#[test]
fn foreign_newer_nested_and_binary_files_are_told_apart() {
    assert!(cause_of(b"Scene(entities: [1, 2])").to_string().contains("第1行"));
    assert!(cause_of(b"Shenbao(format: 9, draft: Later(x: 1))").to_string().contains("升级申报台"));
    let deep = format!("Shenbao(format: 1, draft: {}{})", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(cause_of(deep.as_bytes()), Cause::Draft(_)));
    assert!(matches!(cause_of(b"Shenbao(\xFF\x00\xFE"), Cause::Draft(FileProblem::Damaged { line: 1, .. })));
    assert_eq!(cause_of(b"PK\x03\x04rest"), Cause::Foreign("Excel、Word文件或压缩包"));
    for length in 0..300 {
        let noise: Vec<u8> = (0..length).map(|i| (i * i * 31 + length * 7) as u8).collect();
        cause_of(&noise);
    }
}

#[test]
fn a_huge_file_is_refused_before_it_is_read() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("a.ron");
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(store::open(&path).unwrap_err().cause, Cause::Huge { bytes: 1 << 30 });
    assert!(begun.elapsed().as_millis() < 500);
}

#[test]
fn what_is_no_file_and_what_is_not_there() {
    let temp = tempfile::tempdir().unwrap();
    let path = |name: &str| temp.path().join(name);
    fs::write(path("file"), "x").unwrap();
    assert_eq!(store::open(&path("none.ron")).unwrap_err().cause, Cause::NotFound);
    assert_eq!(store::open(temp.path()).unwrap_err().cause, Cause::IsFolder);
    let write = |at: PathBuf| atomic::write(&at, b"x").expect_err(&at.to_string_lossy()).cause;
    assert_eq!(write(path("none/a.ron")), Cause::NoFolder);
    assert_eq!(write(temp.path().to_path_buf()), Cause::IsFolder);
    assert_eq!(write(PathBuf::new()), Cause::IsFolder);
    // Wine, for one, takes longer names than Windows.
    #[cfg(unix)]
    assert_eq!(write(path(&"长".repeat(300))), Cause::NameTooLong);
    assert!(matches!(write(path("file/a.ron")), Cause::NoFolder | Cause::NotFound));
    assert_eq!(names(temp.path()), ["file"]);
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

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::Command;

    #[test]
    fn permissions_stay_and_new_files_have_the_usual_ones() {
        let temp = tempfile::tempdir().unwrap();
        let (new, usual) = (temp.path().join("new"), temp.path().join("usual"));
        atomic::write(&new, b"1").unwrap();
        fs::write(&usual, b"1").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().mode();
        assert_eq!(mode(&new), mode(&usual));
        fs::set_permissions(&new, fs::Permissions::from_mode(0o640)).unwrap();
        atomic::write(&new, b"2").unwrap();
        assert_eq!(mode(&new) & 0o777, 0o640);
    }

    #[test]
    fn a_link_stays_a_link_and_its_target_is_written() {
        let temp = tempfile::tempdir().unwrap();
        let path = |name: &str| temp.path().join(name);
        fs::create_dir(path("real")).unwrap();
        for (link, target) in [("a", "real/there"), ("b", "real/not-there-yet"), ("c", "b")] {
            symlink(target, path(link)).unwrap();
        }
        fs::write(path("real/there"), "old").unwrap();
        for link in ["a", "b", "c"] {
            atomic::write(&path(link), link.as_bytes()).unwrap();
            assert!(fs::symlink_metadata(path(link)).unwrap().is_symlink());
        }
        assert_eq!(fs::read_to_string(path("real/there")).unwrap(), "a");
        assert_eq!(fs::read_to_string(path("real/not-there-yet")).unwrap(), "c");
        symlink("loop", path("loop")).unwrap();
        assert!(atomic::write(&path("loop"), b"x").is_err());
    }

    #[test]
    fn devices_are_written_through_and_pipes_are_not_read() {
        let full = Path::new("/dev/full");
        if full.exists() {
            assert_eq!(atomic::write(full, b"x").unwrap_err().cause, Cause::Full);
            assert_eq!(store::open(full).unwrap_err().cause, Cause::NoFile);
            assert!(!fs::metadata(full).unwrap().is_file(), "the device is still one");
        }
        let temp = tempfile::tempdir().unwrap();
        let pipe = temp.path().join("pipe");
        if Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
            assert_eq!(store::open(&pipe).unwrap_err().cause, Cause::NoFile);
        }
    }

    /// As root everything may be written, so there is nothing to see.
    #[test]
    fn a_folder_that_may_not_be_written_says_so() {
        let temp = tempfile::tempdir().unwrap();
        fs::write(temp.path().join("a.ron"), "old").unwrap();
        fs::set_permissions(temp.path(), fs::Permissions::from_mode(0o555)).unwrap();
        if fs::write(temp.path().join("probe"), "").is_ok() {
            return eprintln!("skipped: this user may write everywhere");
        }
        assert_eq!(atomic::write(&temp.path().join("a.ron"), b"new").unwrap_err().cause, Cause::Denied);
        assert_eq!(fs::read_to_string(temp.path().join("a.ron")).unwrap(), "old");
        fs::set_permissions(temp.path(), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// A tiny disk can only be made by root.
    #[test]
    fn a_full_disk_leaves_the_old_file_and_no_rubbish() {
        let temp = tempfile::tempdir().unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=64k", "tmpfs"];
        if !Command::new("mount").args(mount).arg(temp.path()).output().is_ok_and(|done| done.status.success()) {
            return eprintln!("skipped: no tiny disk can be mounted here");
        }
        let path = temp.path().join("a.ron");
        let told = std::panic::catch_unwind(|| {
            atomic::write(&path, b"old").unwrap();
            let error = atomic::write(&path, &[b'x'; 100_000]).unwrap_err();
            assert_eq!(fs::read_to_string(&path).unwrap(), "old");
            assert_eq!(names(temp.path()), ["a.ron"]);
            error
        });
        assert!(Command::new("umount").arg(temp.path()).status().unwrap().success());
        assert_eq!(told.unwrap().cause, Cause::Full);
    }

    /// The process of the next test: it writes one whole text after another until it is killed.
    #[test]
    fn writer_to_be_killed() {
        let Some(path) = std::env::var_os("SHENBAO_TEST_WRITE") else { return };
        for letter in (b'a'..=b'z').cycle() {
            atomic::write(Path::new(&path), &vec![letter; 300_000]).unwrap();
        }
    }

    #[test]
    fn a_kill_at_any_moment_leaves_one_whole_text() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("a.ron");
        fs::write(&path, vec![b'0'; 300_000]).unwrap();
        for pause in 0..12 {
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "unix::writer_to_be_killed"])
                .env("SHENBAO_TEST_WRITE", &path)
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(std::time::Duration::from_millis(20 + pause * 7));
            child.kill().unwrap();
            child.wait().unwrap();
            let found = fs::read(&path).unwrap();
            assert_eq!(found.len(), 300_000);
            assert!(found.iter().all(|byte| *byte == found[0]), "one text, not two");
        }
        atomic::write(&path, b"after").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"after");
    }
}

#[test]
fn twelve_saves_keep_the_ten_latest_versions() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("0")).unwrap();
    for number in 1..=12 {
        asked(&folder, &handle, &number.to_string());
    }
    let versions = folder.versions(handle.place()).unwrap();
    assert_eq!(texts(&versions), (3..=12).rev().map(|number| number.to_string()).collect::<Vec<_>>());
    assert!(versions.is_sorted_by(|a, b| a.at > b.at));
}

#[test]
fn typing_keeps_a_version_a_minute() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("0")).unwrap();
    let type_in = |words: &str| folder.save(&handle, &draft(words), Occasion::Typing).unwrap();
    type_in("1");
    type_in("2");
    type_in("3");
    assert_eq!(texts(&folder.versions(handle.place()).unwrap()), ["1", "0"]);
    let newest = folder.versions(handle.place()).unwrap()[0].path.clone();
    fs::rename(&newest, newest.with_file_name("2025-01-20T17-20-31.250.ron")).unwrap();
    fs::remove_file(&folder.versions(handle.place()).unwrap()[0].path).unwrap();
    type_in("4");
    type_in("5");
    assert_eq!(texts(&folder.versions(handle.place()).unwrap()), ["4", "1"]);
    folder.save(&handle, &draft("5"), Occasion::Closing).unwrap();
    assert_eq!(texts(&folder.versions(handle.place()).unwrap()), ["5", "4", "1"]);
    folder.save(&handle, &draft("5"), Occasion::Asked).unwrap();
    assert_eq!(folder.versions(handle.place()).unwrap().len(), 3, "the same text makes no second version");
}

#[test]
fn restoring_goes_back_and_forth() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("first")).unwrap();
    asked(&folder, &handle, "second");
    let place = handle.place().clone();
    let first = folder.versions(&place).unwrap().pop().unwrap();
    let (handle, restored) = folder.restore(&place, &first).unwrap();
    assert_eq!(restored, draft("first"));
    assert_eq!(store::open(place.path()), Ok(draft("first")));
    let second = folder.versions(&place).unwrap()[0].clone();
    assert_eq!(folder.restore(handle.place(), &second).unwrap().1, draft("second"));
}

#[test]
fn a_broken_draft_blocks_nothing_and_its_last_good_version_comes_back() {
    let (_temp, folder) = data();
    let good = folder.create(&draft("good")).unwrap();
    let handle = folder.create(&draft("words")).unwrap();
    assert_ne!(good.place(), handle.place(), "two of the same second have two names");
    asked(&folder, &handle, "more words");
    let broken = &to_text(&draft("more words"))[..40];
    fs::write(handle.place().path(), broken).unwrap();

    let entries = folder.list().unwrap();
    assert_eq!(entries.len(), 2);
    let entry = entries.iter().find(|entry| entry.content.is_err()).unwrap();
    let (_, restored) = folder.restore(&entry.place, entry.last_good.as_ref().unwrap()).unwrap();
    assert_eq!(restored, draft("more words"));
    assert!(folder.list().unwrap().iter().all(|entry| entry.content.is_ok()));
    let drafts = handle.place().path().parent().unwrap();
    let aside = names(drafts).into_iter().find(|name| name.contains(".broken-")).unwrap();
    assert_eq!(fs::read_to_string(drafts.join(aside)).unwrap(), broken);
}

/// A key that joins or leaves raises the format: else an earlier program calls the file damaged.
#[test]
fn the_format_says_which_keys_a_draft_has() {
    let stamp = Stamp { code: String::new(), at: String::new(), answers: Default::default() };
    let empty = String::new;
    let line = CarriedLine {
        label: empty(),
        text: empty(),
        to: None,
        put: None,
        verdict: Verdict::Taken,
        note: empty(),
        done: false,
    };
    let (form, title, unit, name, at) = (empty(), empty(), empty(), empty(), empty());
    let carried = Some(Box::new(Carried { form, title, unit, name, at, lines: vec![line] }));
    let (copied, definition) = (Some(empty()), Some(empty()));
    let comments = vec![Remark::default()];
    let full = Draft { id: empty() + "1", stamp: Some(stamp), copied, definition, carried, comments, ..draft("words") };
    let text = to_text(&full);
    let keys = text.lines().filter_map(|line| line.trim().split_once(':')).map(|(key, _)| key);
    let mut keys: Vec<&str> = keys.filter(|key| key.chars().all(|c| c.is_ascii_lowercase())).collect();
    keys.sort();
    keys.dedup();
    let expected = "answers at carried code comment comments copied definition done draft field form format id label \
                    lines name note office put revision stamp text title to unit verdict was words";
    assert_eq!((FORMAT, keys.join(" ").as_str()), (3, expected), "{text}");
}

#[test]
fn drafts_of_earlier_programs_open_and_are_written_anew() {
    for (format, key) in [(1, ""), (2, "definition: Some(\"00ff\"),")] {
        let (_temp, folder) = data();
        let handle = folder.create(&draft("words")).unwrap();
        let text = format!(
            "Shenbao(format: {format}, draft: Draft(form: \"x\", revision: 1, answers: {{\"name\": Text(\"旧\")}}, {key}))"
        );
        fs::write(handle.place().path(), text).unwrap();
        let (handle, mut old) = folder.open(handle.place()).unwrap();
        assert_eq!((old.text("name"), old.id.as_str(), old.comments.len()), ("旧", "", 0));
        old.comments.push(Remark { office: "某委".into(), ..Remark::default() });
        folder.save(&handle, &old, Occasion::Asked).unwrap();
        assert!(fs::read_to_string(handle.place().path()).unwrap().contains(&format!("format: {FORMAT}")));
        assert_eq!(folder.open(handle.place()).unwrap().1, old);
    }
}

#[test]
fn a_draft_of_a_later_program_is_not_called_damaged() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("words")).unwrap();
    let later = format!("Shenbao(format: {}, draft: Whatever)", FORMAT + 1);
    fs::write(handle.place().path(), later).unwrap();
    let entry = folder.list().unwrap().remove(0);
    assert_eq!((entry.content.is_err(), entry.last_good), (true, None));
}

#[test]
fn a_change_from_outside_is_kept_and_told() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("mine")).unwrap();
    let path = handle.place().path();
    fs::write(path, to_text(&draft("theirs"))).unwrap();
    let saved = folder.save(&handle, &draft("mine, longer"), Occasion::Typing).unwrap();
    let Some(Outside::Changed(version)) = saved.outside else { panic!("{:?}", saved.outside) };
    assert_eq!(store::open(&version.path), Ok(draft("theirs")));
    assert_eq!(store::open(path), Ok(draft("mine, longer")));
    asked(&folder, &handle, "mine again");

    fs::write(path, "neither RON nor anything").unwrap();
    let saved = folder.save(&handle, &draft("still mine"), Occasion::Typing).unwrap();
    let Some(Outside::Changed(version)) = saved.outside else { panic!("{:?}", saved.outside) };
    assert_eq!(fs::read_to_string(&version.path).unwrap(), "neither RON nor anything");

    fs::remove_file(path).unwrap();
    let saved = folder.save(&handle, &draft("back"), Occasion::Typing).unwrap();
    assert_eq!(saved.outside, Some(Outside::Gone));
    assert_eq!(store::open(path), Ok(draft("back")));
}

#[test]
fn a_new_session_keeps_the_text_it_found() {
    let (temp, folder) = data();
    let path = temp.path().join("别处.ron");
    store::save_draft(&path, &draft("last year's")).unwrap();
    let place = folder.place(&path).unwrap();
    let (handle, _) = folder.open(&place).unwrap();
    folder.save(&handle, &draft("now"), Occasion::Typing).unwrap();
    assert_eq!(texts(&folder.versions(&place).unwrap()), ["now", "last year's"]);
    assert_eq!(names(temp.path()), ["data", "别处.ron"], "history stays in the data folder");
    assert!(folder.list().unwrap().is_empty());
    assert_eq!(folder.delete(&place).unwrap_err().cause, Cause::NotOurs);
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
fn deleted_drafts_come_back_with_their_history() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("one")).unwrap();
    asked(&folder, &handle, "two");
    let place = handle.place().clone();
    let deleted = folder.delete(&place).unwrap();
    assert!(folder.list().unwrap().is_empty());
    assert_eq!(folder.trash().unwrap(), std::slice::from_ref(&deleted));
    assert_eq!(deleted.content, Ok(draft("two")));
    assert_eq!(folder.undelete(&deleted).unwrap(), place);
    assert!(folder.trash().unwrap().is_empty());
    assert_eq!(texts(&folder.versions(&place).unwrap()), ["two", "one"]);

    let deleted = folder.delete(&place).unwrap();
    store::save_draft(place.path(), &draft("another of that name")).unwrap();
    let other = folder.undelete(&deleted).unwrap();
    assert_ne!(other, place);
    assert_eq!(store::open(other.path()), Ok(draft("two")));
    assert_eq!(store::open(place.path()), Ok(draft("another of that name")));

    folder.delete(&place).unwrap();
    store::save_draft(place.path(), &draft("again")).unwrap();
    folder.delete(&place).unwrap();
    assert_eq!(folder.trash().unwrap().len(), 2, "the same id twice");
    assert_eq!(folder.delete(&place).unwrap_err().cause, Cause::NotFound);
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
fn settings_come_back_and_broken_ones_are_put_aside() {
    let (_temp, folder) = data();
    assert_eq!(folder.settings(), (store::Settings::default(), None));
    let mut settings = store::Settings { text_size: 150, look: store::Look::Dark, ..Default::default() };
    (0..20).for_each(|number| settings.remember(&PathBuf::from(format!("/盘/草稿{}.ron", number % 15))));
    folder.save_settings(&settings).unwrap();
    assert_eq!(folder.settings(), (settings.clone(), None));
    assert_eq!(settings.recent.len(), 12);

    let path = folder.root().join("settings.ron");
    fs::write(&path, "Settings(format: 1, settings: (text_size: 900, added_later: 3))").unwrap();
    assert_eq!(folder.settings().0.text_size, 200);
    for broken in ["Settings(", "Settings(format: 2, settings: (text_size: 120))"] {
        fs::write(&path, broken).unwrap();
        let (found, note) = folder.settings();
        assert_eq!(found, store::Settings::default());
        assert!(note.unwrap().contains("默认设置"));
        assert!(!path.exists());
    }
    assert_eq!(names(folder.root()).len(), 2);
}

#[test]
fn dropped_in_folders_are_told_by_name_and_stamp() {
    let (_temp, folder) = data();
    assert_eq!(folder.dropped_in(), (Vec::new(), None));
    let source = |text: &str| Source { name: "notice.ron".into(), text: text.into() };
    folder.drop_in("some-2026", &[source("Notice()")]).unwrap();
    let root = folder.root().join("notices");
    fs::create_dir(root.join(".hidden")).unwrap();
    fs::write(root.join("stray.ron"), "").unwrap();
    let (first, _) = folder.dropped_in();
    assert_eq!(first.iter().map(|found| found.id.as_str()).collect::<Vec<_>>(), ["some-2026"]);
    assert_eq!(folder.dropped_in().0, first, "nothing changed");
    folder.drop_in("some-2026", &[source("Notice(x: 1)")]).unwrap();
    assert_ne!(folder.dropped_in().0, first);
    assert_eq!(store::notice_files(&first[0].folder).unwrap()[0].text.as_ref(), "Notice(x: 1)");
    assert_eq!(names(&root), [".hidden", "some-2026", "stray.ron"], "nothing unfinished is left");
}

#[test]
fn a_call_that_can_t_be_put_there_leaves_the_old_one() {
    let (_temp, folder) = data();
    let source = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    folder.drop_in("some-2026", &[source("notice.ron", "old")]).unwrap();
    assert!(folder.drop_in("some-2026", &[source("notice.ron", "new"), source("none/a.ron", "")]).is_err());
    let root = folder.root().join("notices");
    assert_eq!(fs::read_to_string(root.join("some-2026/notice.ron")).unwrap(), "old");
    assert_eq!(names(&root), ["some-2026"]);
}

#[test]
fn folders_of_any_kind_end_in_a_sentence() {
    let temp = tempfile::tempdir().unwrap();
    let told = |name: &str| store::notice_files(&temp.path().join(name)).unwrap_err()[0].to_string();
    assert!(told("none").contains("没有这个文件"));
    let many = temp.path().join("many");
    fs::create_dir(&many).unwrap();
    (0..101).for_each(|number| fs::write(many.join(format!("{number}.ron")), "").unwrap());
    assert!(told("many").contains("超过100个"));
    let large = temp.path().join("large");
    fs::create_dir(&large).unwrap();
    (0..9).for_each(|number| fs::write(large.join(format!("{number}.ron")), vec![b' '; 250 << 10]).unwrap());
    assert!(told("large").contains("太大了"));
    let binary = temp.path().join("binary");
    fs::create_dir(&binary).unwrap();
    fs::write(binary.join("a.ron"), b"\xFF\x00").unwrap();
    assert!(told("binary").contains("a.ron"));
    #[cfg(unix)]
    {
        let round = temp.path().join("round");
        std::os::unix::fs::symlink(&round, &round).unwrap();
        assert!(!told("round").is_empty());
    }
}

#[test]
fn a_definition_is_kept_once_and_read_again_only_as_it_was() {
    let (_temp, folder) = data();
    let form = shenbao::form::notices()[0].forms[0].clone();
    let made = Draft::new(&form);
    assert_eq!(folder.kept_form(&made), None);
    folder.keep_definition(&form.definition).unwrap();
    folder.keep_definition(&form.definition).unwrap();
    assert_eq!(folder.kept_form(&made), Some(form.clone()));
    assert_eq!(folder.kept_form(&Draft { definition: Some("../definitions".into()), ..made.clone() }), None);
    let file = folder.root().join("definitions").join(&form.definition.digest).join("form.ron");
    fs::write(file, form.definition.form.replace("revision: 1", "revision: 7")).unwrap();
    assert_eq!(folder.kept_form(&made), None, "a text that was changed is not what the draft names");
}

#[test]
fn a_report_of_a_crash_is_kept() {
    let (_temp, folder) = data();
    let report = folder.report("what happened").unwrap();
    assert_eq!(fs::read_to_string(report).unwrap(), "what happened");
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
fn a_draft_too_large_to_be_read_again_is_not_written() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("one")).unwrap();
    let huge = draft(&"字".repeat(12_000_000));
    let error = folder.save(&handle, &huge, Occasion::Asked).unwrap_err();
    assert!(matches!(error.cause, Cause::Huge { .. }) && error.to_string().contains("请删去"), "{error}");
    assert_eq!(store::open(handle.place().path()).unwrap(), draft("one"));
    assert!(store::save_draft(handle.place().path(), &huge).is_err() && folder.create(&huge).is_err());
    assert_eq!(names(&folder.root().join("drafts")).len(), 1);
    asked(&folder, &handle, "two");
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

#[test]
fn rubbish_of_killed_programs_is_swept_after_a_day() {
    let (_temp, folder) = data();
    let handle = folder.create(&draft("one")).unwrap();
    let drafts = handle.place().path().parent().unwrap();
    let day = std::time::Duration::from_hours(25);
    for (name, age) in [(".old.shenbao-tmp", day), (".new.shenbao-tmp", Default::default())] {
        let file = fs::File::create(drafts.join(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() - age).unwrap();
    }
    assert_eq!(folder.list().unwrap().len(), 1);
    folder.sweep();
    assert_eq!(names(drafts).len(), 2);
    assert!(drafts.join(".new.shenbao-tmp").exists());
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % sides
    }

    fn words(&mut self) -> String {
        let signs =
            ["甲", "\"", "\\", "\n", "\r\n", "\t", "#\"", "//", "😀", "\u{202E}", "\0", "e\u{301}", "(", "}", " "];
        (0..self.throw(30)).map(|_| signs[self.throw(signs.len() as u64) as usize]).collect()
    }

    fn answer(&mut self) -> Answer {
        match self.throw(3) {
            0 => Answer::Text(self.words()),
            1 => Answer::Ticks((0..self.throw(4)).map(|_| self.words()).collect()),
            _ => Answer::Rows((0..self.throw(4)).map(|_| BTreeMap::from([(self.words(), self.words())])).collect()),
        }
    }
}

#[test]
fn whatever_is_typed_comes_back_from_the_disk() {
    let (_temp, folder) = data();
    let mut dice = Dice(2025);
    let mut draft = draft("");
    let handle = folder.create(&draft).unwrap();
    for _ in 0..100 {
        let (key, answer) = (dice.words(), dice.answer());
        draft.answers.insert(key, answer);
        folder.save(&handle, &draft, Occasion::Typing).unwrap();
        assert_eq!(store::open(handle.place().path()).as_ref(), Ok(&draft));
        assert_eq!(folder.open(handle.place()).unwrap().1, draft);
    }
}
