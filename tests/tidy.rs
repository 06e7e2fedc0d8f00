//! The shape of the program, held by reading its source: which room may name which, which crate has which door,
//! what only one place may do.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What each room may name of the program: a room, or one thing in it. `lib.rs` tells the rooms in their order.
const ARROWS: &[(&str, &[&str])] = &[
    ("form", &[]),
    ("draft", &["form"]),
    ("check", &["form", "draft"]),
    ("carry", &["form", "draft", "check"]),
    ("layout", &["form", "draft", "check::Finding"]),
    ("paint", &["layout"]),
    ("row", &["form", "draft", "check::Finding"]),
    ("office", &["form", "draft", "check", "row"]),
    ("store", &["form", "draft"]),
    ("app", &["form", "draft", "check", "carry", "layout", "paint::pdf", "paint::imprint", "row", "office", "store"]),
    ("ui", &["form", "draft", "check", "carry", "layout", "paint::screen", "row", "office", "store", "app"]),
    ("desktop", &["form", "draft", "check", "store", "app", "ui"]),
    ("cli", &["form", "draft", "check", "carry", "layout", "row", "office", "store", "app"]),
];

/// Where each crate may be named; everywhere if it only brings values.
const DOORS: &[(&str, &[&str])] = &[
    ("ron", &["src/form/text.rs"]),
    ("ttf_parser", &["src/layout/"]),
    ("qrcode", &["src/layout/"]),
    ("unicode_linebreak", &["src/layout/"]),
    ("subsetter", &["src/paint/"]),
    ("printpdf", &["src/paint/"]),
    ("lopdf", &["src/paint/"]),
    ("rust_xlsxwriter", &["src/row/xlsx/"]),
    ("zip", &["src/row/read/"]),
    ("directories", &["src/store/"]),
    ("tempfile", &["src/store/"]),
    ("egui", &["src/ui/", "src/paint/screen.rs", "src/desktop"]),
    ("eframe", &["src/desktop"]),
    ("rfd", &["src/desktop"]),
    ("pollster", &["src/desktop"]),
    ("windows_sys", &["src/desktop", "src/main.rs"]),
    ("clap", &["src/cli/"]),
    ("serde_json", &["src/cli/"]),
    ("serde", &["src/"]),
    ("jiff", &["src/"]),
    ("rust_decimal", &["src/"]),
    ("sha2", &["src/"]),
    ("unicode_normalization", &["src/"]),
];

/// Words that only these places may say.
const ONLY: &[(&str, &[&str])] = &[
    // The clock, the disk and the environment.
    ("std::fs", &["src/store/"]),
    ("fs::", &["src/store/"]),
    ("File::", &["src/store/"]),
    (".exists()", &["src/store/"]),
    (".is_file()", &["src/store/"]),
    (".is_dir()", &["src/store/"]),
    ("path::absolute", &["src/store/"]),
    ("Zoned::now", &["src/store/clock.rs"]),
    ("Timestamp::now", &[]),
    ("SystemTime", &["src/store/"]),
    // How long a frame or a task takes is no date.
    ("Instant", &["src/desktop"]),
    // The shells start the program: its arguments, and itself anew after a crash.
    ("env::args", &["src/main.rs"]),
    ("env::var", &["src/store/", "src/desktop/crash.rs"]),
    ("env::current", &["src/desktop/crash.rs"]),
    ("Command::new", &["src/desktop/"]),
    // Files come to be by the atomic write; a lock is no person's file.
    ("fs::write", &[]),
    ("File::create", &[]),
    ("OpenOptions::new", &["src/store/atomic.rs", "src/store/lock.rs"]),
    // Screens give actions back; only `State::update` changes anything.
    ("&mut State", &["src/app/"]),
    ("&mut Draft", &["src/draft/", "src/app/", "src/cli/"]),
    // A crash has to be impossible, and each exception says why in its own place.
    (".unwrap()", &[]),
    ("unreachable!", &[]),
    (".expect(", &["src/form/text.rs", "src/layout/fonts.rs"]),
    ("panic!(", &["src/form/builtin.rs"]),
    ("todo!(", &[]),
    ("unimplemented!(", &[]),
    ("dbg!(", &[]),
];

/// Nothing of any one call stands in code.
const REGIONS: [&str; 5] = ["上海", "天津", "内蒙古", "沪人社", "津人社"];

const MOST_LINES: usize = 400;

struct File {
    path: String,
    text: String,
}

/// The Rust files of a folder, by path from the project's root.
fn files(folder: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            found.extend(files(&path));
        } else if path.ends_with(".rs") {
            found.push(File { text: fs::read_to_string(root.join(&path)).unwrap(), path });
        }
    }
    found
}

impl File {
    /// The folder under `src`, or the file itself: `src/desktop.rs` and `src/desktop/crash.rs` are one room.
    fn room(&self) -> &str {
        self.path.split('/').nth(1).unwrap().trim_end_matches(".rs")
    }

    /// The text without comments and tests.
    fn code(&self) -> String {
        let is_test = self.path.ends_with("/testing.rs");
        let code = if is_test { "" } else { self.text.split("#[cfg(test)]\nmod tests {").next().unwrap() };
        code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
    }

    /// The way out of the room by its back door.
    fn way_out(&self) -> String {
        let steps = self.path.split('/').count() - if self.path.ends_with("/mod.rs") { 2 } else { 1 };
        "super::".repeat(steps)
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.path.starts_with(place))
    }
}

/// What follows each place where a word stands by itself.
fn after<'a>(code: &'a str, word: &str) -> Vec<&'a str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let alone = |(at, _): &(usize, &str)| !word.starts_with(is_part) || !code[..*at].ends_with(is_part);
    code.match_indices(word).filter(alone).map(|(at, word)| &code[at + word.len()..]).collect()
}

fn none(mistakes: &[String]) {
    assert!(mistakes.is_empty(), "\n{}", mistakes.join("\n"));
}

#[test]
fn rooms_name_only_the_rooms_below_them() {
    let mut mistakes = Vec::new();
    for file in files("src").iter().filter(|file| !file.is_in(&["src/lib.rs", "src/main.rs"])) {
        let (room, may) = ARROWS.iter().find(|(room, _)| *room == file.room()).expect("a room without arrows");
        let code = file.code();
        if code.contains(&file.way_out()) {
            mistakes.push(format!("{}: {room} may be left by crate:: only", file.path));
        }
        for named in after(&code, "crate::").iter().filter(|named| !named.starts_with(room)) {
            let ends = |arrow: &&&str| !named[arrow.len()..].starts_with(|c: char| c.is_alphanumeric());
            if !may.iter().filter(|arrow| named.starts_with(**arrow)).any(|arrow| ends(&arrow)) {
                mistakes.push(format!("{}: {room} may not name {}", file.path, named.lines().next().unwrap()));
            }
        }
    }
    none(&mistakes);
}

#[test]
fn crates_are_named_behind_their_doors_only() {
    let mut mistakes = Vec::new();
    for file in files("src") {
        let code = file.code();
        for (name, places) in DOORS.iter().filter(|(_, places)| !file.is_in(places)) {
            let names = after(&code, name).iter().any(|rest| rest.starts_with("::"));
            if names || code.contains(&format!("use {name};")) {
                mistakes.push(format!("{}: {name} may stand in {places:?} only", file.path));
            }
        }
    }
    none(&mistakes);
}

#[test]
fn every_crate_has_a_door() {
    let manifest = include_str!("../Cargo.toml");
    let parts = manifest.split("\n[").filter(|part| part.split(']').next().unwrap().ends_with("dependencies"));
    let parts = parts.filter(|part| !part.starts_with("dev-"));
    let lines = parts.flat_map(|part| part.lines().skip(1)).filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    let doors = DOORS.iter().map(|(name, _)| (*name).to_string());
    assert_eq!(named.collect::<BTreeSet<_>>(), doors.collect::<BTreeSet<_>>());
}

#[test]
fn what_only_some_places_may_say_stands_nowhere_else() {
    let files = files("src");
    let mut mistakes = Vec::new();
    for (words, places) in ONLY {
        let says = |file: &&File| !after(&file.code(), words).is_empty();
        let others = files.iter().filter(|file| !file.is_in(places)).filter(says);
        mistakes.extend(others.map(|file| format!("{}: {words} may stand in {places:?} only", file.path)));
        for place in places.iter().filter(|place| !files.iter().filter(|file| file.is_in(&[place])).any(|f| says(&f))) {
            mistakes.push(format!("{words} does not stand in {place} any more: take it off the list"));
        }
    }
    none(&mistakes);
}

#[test]
fn files_are_short_and_name_no_region() {
    let mut mistakes = Vec::new();
    for File { path, text } in files("src") {
        let regions = REGIONS.iter().filter(|region| text.contains(*region));
        mistakes.extend(regions.map(|region| format!("{path} names {region}")));
        if text.lines().count() > MOST_LINES {
            mistakes.push(format!("{path} has more than {MOST_LINES} lines"));
        }
    }
    for File { path, text } in files("src").into_iter().chain(files("tests")) {
        if text.contains(concat!("#[ig", "nore")) {
            mistakes.push(format!("{path} leaves a test out"));
        }
    }
    none(&mistakes);
}
