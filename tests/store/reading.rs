//! What a file holds, whole, cut off, foreign or of another time.

use super::*;

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
