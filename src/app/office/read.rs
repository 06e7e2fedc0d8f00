//! Reading what is taken in: folders looked through, files read side by side.

use super::action::OfficeTask;
use super::desk::Desk;
use crate::app::Task;
use crate::form::{Catalogue, Notice};
use crate::row::read::{self as rows, Found, Known};
use crate::store;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Larger files are not opened: no list needs as much.
const MOST_BYTES: u64 = 128 << 20;

/// The files that were found in what a person gave.
#[derive(Debug, Default)]
pub struct Gathered {
    pub files: Vec<PathBuf>,
    /// How many files of other kinds stand in the folders.
    pub others: usize,
    /// Folders that can't be listed, with the reason.
    pub unread: Batch,
}

/// Files as they were read: the path that people see, and what it holds or why it could not be read.
pub type Batch = Vec<(String, Result<Found, String>)>;

/// The files themselves, and the workbooks in folders.
pub fn gather(paths: &[PathBuf]) -> Gathered {
    let mut gathered = Gathered::default();
    for path in paths {
        match store::sheets_in(path) {
            Ok(sheets) => {
                gathered.files.extend(sheets.files);
                gathered.others += sheets.others;
            }
            Err(error) => gathered.unread.push((path.display().to_string(), Err(error.to_string()))),
        }
    }
    gathered
}

/// Reads files side by side, in their order.
pub fn read(files: &[PathBuf], calls: &[Arc<Notice>]) -> Batch {
    let known = Known::of(calls);
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
    let part = files.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let read = |files: &[PathBuf]| files.iter().map(|file| one(file, &known)).collect::<Batch>();
        let running: Vec<_> = files.chunks(part).map(|part| scope.spawn(move || read(part))).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    })
}

/// Reads a file. A fault that one file brings out must not hide the others.
fn one(path: &Path, known: &Known) -> (String, Result<Found, String>) {
    let shown = path.display().to_string();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let bytes = store::bytes(path, MOST_BYTES).map_err(|error| error.to_string());
    let read = |bytes: Vec<u8>| match catch_unwind(AssertUnwindSafe(|| rows::read(&name, &bytes, known))) {
        Ok(found) => found.map_err(|unread| unread.to_string()),
        Err(_) => Err("程序读这个文件时出了错，没有读入；请把它另存为新的.xlsx再试".to_string()),
    };
    (shown, bytes.and_then(read))
}

impl Desk {
    /// Begins to take in what a person gave.
    pub(super) fn look_through(&mut self, paths: Vec<PathBuf>) -> Vec<Task> {
        self.taking.looking();
        vec![OfficeTask::Gather(paths).into()]
    }

    /// The files to read next.
    pub(super) fn read_on(&mut self, catalogue: &Arc<Catalogue>) -> Vec<Task> {
        let task = |files| OfficeTask::Read { files, catalogue: catalogue.clone() }.into();
        self.taking.next().into_iter().map(task).collect()
    }

    /// Files were found; a folder that can't be listed gets its line.
    pub(super) fn gathered(&mut self, gathered: Gathered, catalogue: &Catalogue, now: f64) {
        self.taking.found(gathered.files);
        if !gathered.unread.is_empty() {
            self.take_in(gathered.unread, catalogue, now);
        }
    }

    /// Files were read.
    pub(super) fn take(&mut self, batch: Batch, catalogue: &Catalogue, now: f64) {
        self.taking.read(batch.len());
        self.take_in(batch, catalogue, now);
    }

    fn take_in(&mut self, batch: Batch, catalogue: &Catalogue, now: f64) {
        Arc::make_mut(&mut self.book).take(batch, catalogue.notices());
        self.unsaved.grown(&self.book);
        self.saving.edited(now);
        self.refresh();
    }
}
