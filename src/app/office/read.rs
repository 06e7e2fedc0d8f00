//! Taking in: what a person gave is looked through, read batch by batch, and put into the book.

use super::action::OfficeTask;
use super::desk::Desk;
use crate::app::{ReadFile, Task};
use crate::form::{Catalogue, Notice};
use crate::row::read::Known;
use crate::store;
use std::path::PathBuf;
use std::sync::Arc;

/// What was found in what a person gave.
#[derive(Debug, Default)]
pub struct Gathered {
    pub files: Vec<PathBuf>,
    /// What was not read although it may be meant, with the reason.
    pub unread: Vec<ReadFile>,
    /// How many files of other kinds stand in the folders.
    pub others: usize,
    /// The lists that are looked for in the files.
    pub known: Arc<Known>,
}

/// The files themselves, and the workbooks in folders. Of lists that look the same the first call's comes first.
pub(super) fn gather(paths: &[PathBuf], calls: &[Arc<Notice>]) -> Gathered {
    let found = store::row_files(paths, None);
    let unread = found.passed.into_iter().map(|(path, why)| (path, Err(why))).collect();
    Gathered { files: found.files, unread, others: found.others, known: Arc::new(Known::of(calls)) }
}

impl Desk {
    /// Begins to take in what a person gave.
    pub(super) fn look_through(&mut self, paths: Vec<PathBuf>, catalogue: &Catalogue) -> Vec<Task> {
        self.taking.looking();
        let calls = std::iter::once(&self.book.call).chain(catalogue.notices()).cloned().collect();
        vec![OfficeTask::Gather { paths, calls }.into()]
    }

    /// Files were found; what was passed over gets its line.
    pub(super) fn gathered(&mut self, gathered: Gathered, catalogue: &Catalogue, now: f64) -> Vec<Task> {
        self.known = gathered.known;
        self.taking.found(gathered.files);
        if !gathered.unread.is_empty() {
            self.take_in(gathered.unread, catalogue, now);
        }
        self.read_on()
    }

    /// The files to read next.
    pub(super) fn read_on(&mut self) -> Vec<Task> {
        let task = |files| OfficeTask::Read { files, known: self.known.clone() }.into();
        self.taking.next().into_iter().map(task).collect()
    }

    /// Files were read.
    pub(super) fn take(&mut self, files: Vec<ReadFile>, catalogue: &Catalogue, now: f64) {
        self.taking.read(files.len());
        self.take_in(files, catalogue, now);
    }

    fn take_in(&mut self, files: Vec<ReadFile>, catalogue: &Catalogue, now: f64) {
        Arc::make_mut(&mut self.book).take(files, catalogue.notices());
        self.unsaved.grown(&self.book);
        self.saving.edited(now);
        self.refresh();
    }
}
