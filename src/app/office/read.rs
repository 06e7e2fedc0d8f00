//! Reading what is taken in: folders looked through, files read side by side.

use super::action::OfficeTask;
use super::desk::Desk;
use crate::app::{ReadFile, Task, read_rows};
use crate::form::{Catalogue, Notice};
use crate::row::read::Known;
use crate::store;
use std::path::PathBuf;
use std::sync::Arc;

/// The files that were found in what a person gave.
#[derive(Debug, Default)]
pub struct Gathered {
    pub files: Vec<PathBuf>,
    /// What was not read although it may be meant, with the reason.
    pub unread: Batch,
}

/// Files as they were read: the path that people see, and what it holds or why it could not be read.
pub type Batch = Vec<ReadFile>;

/// The files themselves, and the workbooks in folders.
pub fn gather(paths: &[PathBuf]) -> Gathered {
    let found = store::row_files(paths, None);
    let unread = found.passed.into_iter().map(|(path, why)| (path, Err(why)));
    Gathered { files: found.files, unread: unread.collect() }
}

/// Reads files side by side, in their order.
pub fn read(files: &[PathBuf], calls: &[Arc<Notice>]) -> Batch {
    read_rows(files, &Known::of(calls))
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
