//! What merging costs: ten thousand row files as an office gets them, beside openpyxl on the same files; a hundred
//! thousand rows in one book, and a correction in it. `cargo bench --bench merge`; the goals stand beside each line. The
//! `python3` that is found first must have openpyxl.

#[path = "common/rows.rs"]
mod rows;

use shenbao::app::read_rows;
use shenbao::form::notices;
use shenbao::office::{Book, Edit, apply, call_of};
use shenbao::row::read::{Found, FoundRow, Known};
use shenbao::row::{Row, row, xlsx};
use shenbao::store::row_files;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

const FILES: usize = 10_000;
const ROWS: usize = 100_000;

fn main() {
    let temp = tempfile::tempdir().unwrap();
    let form = rows::form();
    for number in 1..=FILES {
        std::fs::write(temp.path().join(format!("{number:05}.xlsx")), rows::file(form, number)).unwrap();
    }
    let out = tempfile::tempdir().unwrap();
    let ours = merge(temp.path(), &out.path().join("一览表.xlsx"));
    println!("most memory held so far: {} MB (goal: 300)", most_memory() >> 10);
    match openpyxl(temp.path(), &out.path().join("openpyxl.xlsx")) {
        Some(theirs) => println!("openpyxl: {theirs:.1} s, {:.0} times as long (goal: 20)", theirs / ours),
        None => println!("openpyxl is not at hand"),
    }
    many();
}

/// Folder in, list out; the seconds it took.
fn merge(folder: &Path, output: &Path) -> f64 {
    let begun = Instant::now();
    let step = |what: &str, since: Instant| println!("  {what}: {:.2} s", since.elapsed().as_secs_f64());
    let found = row_files(&[folder.to_path_buf()], Some(output));
    let files = read_rows(&found.files, &Known::of(notices()));
    step("read", begun);
    let taking = Instant::now();
    let call = call_of(files.iter().filter_map(|(_, found)| found.as_ref().ok()), notices()).unwrap().clone();
    let mut book = Book::new(call, "某区").unwrap();
    book.take(files, notices());
    step("take in and judge", taking);
    let writing = Instant::now();
    std::fs::write(output, xlsx::write(&book.sheet()).unwrap()).unwrap();
    step("write", writing);
    let all = begun.elapsed().as_secs_f64();
    println!("merge {} files, {} rows: {all:.2} s (goal: 3)", book.files.len(), book.lines().len());
    all
}

/// The most memory that this process held, in KB.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

fn openpyxl(folder: &Path, output: &Path) -> Option<f64> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/openpyxl");
    let done = Command::new("python3").arg(script).args([folder, output]).output().ok()?;
    String::from_utf8(done.stdout).ok()?.trim().parse().ok()
}

/// One book of many rows, as if read already.
fn many() {
    let form = rows::form();
    let one = |number: usize| {
        let row = Row { answers: Vec::new(), ..row(form, &rows::draft(form, number), "2025-01-20T17:20:31") };
        FoundRow { call: "shanghai-2025".into(), sheet: String::new(), line: 4, row }
    };
    let found = Found { rows: (1..=ROWS).map(one).collect(), ..Found::default() };
    let call = notices().iter().find(|call| call.id == "shanghai-2025").unwrap().clone();
    let mut book = Book::new(call, "某区").unwrap();
    let begun = Instant::now();
    book.take(vec![("一.xlsx".into(), Ok(found))], notices());
    println!("take in {ROWS} rows: {:.2} s (goal: with reading 30)", begun.elapsed().as_secs_f64());
    let begun = Instant::now();
    for row in 0..100 {
        apply(&mut book, Edit::Correct { row, column: 4, words: format!("更正后的单位{row}") });
    }
    println!("one correction among {ROWS} rows: {:.1} µs (goal: a frame, 16,000)", begun.elapsed().as_secs_f64() * 1e4);
    let begun = Instant::now();
    apply(&mut book, Edit::Move { from: 0, to: ROWS - 1 });
    println!("one move among {ROWS} rows: {:.2} ms (goal: a frame, 16)", begun.elapsed().as_secs_f64() * 1e3);
    let begun = Instant::now();
    apply(&mut book, Edit::Office("某区人社局".into()));
    println!("another name for the office: {:.2} ms (goal: a frame, 16)", begun.elapsed().as_secs_f64() * 1e3);
}
