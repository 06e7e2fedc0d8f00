//! What stands beside the drafts: settings, calls, reports, rubbish.

use super::*;

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
