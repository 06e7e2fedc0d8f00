//! Reading the files of many units side by side.

use crate::row::read::{Found, Known, MOST_BYTES, read};
use crate::store;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file as it was read: the path that people see, and what it holds or why it could not be read.
pub type ReadFile = (String, Result<Found, String>);

/// Reads files on all cores, in their order. Answers are left behind: ten thousand drafts of them are too much to hold.
pub fn read_rows(files: &[PathBuf], known: &Known) -> Vec<ReadFile> {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(8)).min(files.len().max(1));
    let next = AtomicUsize::new(0);
    let work = || {
        let take = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < files.len());
        std::iter::from_fn(take).map(|at| (at, one(&files[at], known))).collect::<Vec<_>>()
    };
    let mut done: Vec<(usize, ReadFile)> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, file)| file).collect()
}

/// Reads a file. A fault of the program that one file brings out must not hide the others.
fn one(path: &Path, known: &Known) -> ReadFile {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = store::bytes(path, MOST_BYTES).map_err(|error| error.to_string());
    let found = bytes.and_then(|bytes| match catch_unwind(AssertUnwindSafe(|| read(&name, &bytes, known))) {
        Ok(found) => found.map_err(|unread| unread.to_string()),
        Err(_) => Err("程序读这个文件时出了错，没有读入，请在Excel或WPS里打开后另存为.xlsx".to_string()),
    });
    let found = found.map(|mut found| {
        found.rows.iter_mut().for_each(|found| found.row.answers = Vec::new());
        found
    });
    (path.display().to_string(), found)
}
