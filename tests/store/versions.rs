//! Earlier versions, the trash, and changes from outside.

use super::*;

fn texts(versions: &[Version]) -> Vec<String> {
    versions.iter().map(|version| store::open(&version.path).unwrap().text("name").to_string()).collect()
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
