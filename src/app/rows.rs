//! Reading the files of many units side by side.

use crate::row::read::{Found, Known, MOST_BYTES, read};
use crate::store;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// A file as it was read: the path that people see, and what it holds or why it could not be read.
pub type ReadFile = (String, Result<Found, String>);

/// What is said of a file that brings out a fault of the program.
const FAULT: &str = "程序读这个文件时出了错，没有读入，请在Excel或WPS里打开后另存为.xlsx";

/// From here on a file may unfold to so much that only one such is read at a time, whoever asks for it.
const LARGE: u64 = 256 << 10;

/// Reads files on all cores, in their order. Answers are left behind: ten thousand drafts of them are too much to hold.
pub fn read_rows(files: &[PathBuf], known: &Known) -> Vec<ReadFile> {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(8)).min(files.len().max(1));
    let next = AtomicUsize::new(0);
    let work = || {
        let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < files.len());
        let read = |at: usize| (at, in_turn(store::size(&files[at]), || one(&files[at], known)));
        std::iter::from_fn(take).map(read).collect::<Vec<_>>()
    };
    let done = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    in_order(files, done)
}

/// Does the work on a file of so many bytes; large ones one after the other.
fn in_turn<T>(bytes: u64, work: impl FnOnce() -> T) -> T {
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = (bytes > LARGE).then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner));
    work()
}

/// What was read, in the order of the files. One that went down with its thread is told like one that can't be read.
fn in_order(files: &[PathBuf], done: Vec<(usize, ReadFile)>) -> Vec<ReadFile> {
    let mut done: HashMap<usize, ReadFile> = done.into_iter().collect();
    let lost = |path: &PathBuf| (path.display().to_string(), Err(FAULT.to_string()));
    files.iter().enumerate().map(|(at, path)| done.remove(&at).unwrap_or_else(|| lost(path))).collect()
}

/// Reads a file. A fault of the program that one file brings out must not hide the others.
fn one(path: &Path, known: &Known) -> ReadFile {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = store::bytes(path, MOST_BYTES).map_err(|error| error.to_string());
    let found = bytes.and_then(|bytes| match catch_unwind(AssertUnwindSafe(|| read(&name, &bytes, known))) {
        Ok(found) => found.map_err(|unread| unread.to_string()),
        Err(_) => Err(FAULT.to_string()),
    });
    let found = found.map(|mut found| {
        found.rows.iter_mut().for_each(|found| found.row.answers = Vec::new());
        found
    });
    (path.display().to_string(), found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_went_down_with_its_thread_is_told_in_its_place() {
        let files = ["甲.xlsx", "乙.xlsx", "丙.xlsx"].map(PathBuf::from);
        let read = |name: &str| (name.to_string(), Ok(Found::default()));
        let found = in_order(&files, vec![(2, read("丙.xlsx")), (0, read("甲.xlsx"))]);
        assert_eq!(found, [read("甲.xlsx"), ("乙.xlsx".to_string(), Err(FAULT.to_string())), read("丙.xlsx")]);
    }

    #[test]
    fn large_files_are_read_one_at_a_time_and_small_ones_beside_them() {
        let (under_way, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = || {
            most.fetch_max(under_way.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::yield_now();
            under_way.fetch_sub(1, Ordering::SeqCst);
        };
        let large = || (0..200).for_each(|_| in_turn(LARGE + 1, work));
        std::thread::scope(|scope| (0..4).for_each(|_| drop(scope.spawn(large))));
        assert_eq!(most.into_inner(), 1);
        assert!(in_turn(LARGE + 1, || in_turn(LARGE, || true)));
    }
}
