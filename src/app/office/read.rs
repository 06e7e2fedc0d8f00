//! Taking in: what a person gave is looked through, read batch by batch, and put into the book.

use super::action::OfficeTask;
use super::desk::Desk;
use crate::app::{ReadFile, Task};
use crate::form::{Catalogue, Notice};
use crate::row::read::Known;
use crate::store;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was found in what a person gave.
#[derive(Debug, Default)]
pub struct Gathered {
    pub files: Vec<PathBuf>,
    /// What was passed over, as sentences.
    pub passed: Vec<String>,
    /// The lists that are looked for in the files.
    pub known: Arc<Known>,
}

/// The files themselves, and the workbooks in folders. Of lists that look the same the first call's comes first.
pub(super) fn gather(paths: &[PathBuf], calls: &[Arc<Notice>]) -> Gathered {
    let found = store::row_files(paths, Path::new(""));
    Gathered { files: found.files, passed: found.passed, known: Arc::new(Known::of(calls)) }
}

/// What was passed over in one message, the first of it in full.
pub(super) fn told(passed: &[String]) -> String {
    let more = passed.len().saturating_sub(TOLD);
    let words = passed.iter().take(TOLD).cloned().collect::<Vec<_>>().join("；");
    if more > 0 { format!("{words}；另有{more}处没有读取") } else { words }
}

/// So many sentences stand in one message.
const TOLD: usize = 3;

impl Desk {
    /// Begins to take in what a person gave.
    pub(super) fn look_through(&mut self, paths: Vec<PathBuf>, catalogue: &Catalogue) -> Vec<Task> {
        self.taking.looking();
        let calls = std::iter::once(&self.book.call).chain(catalogue.notices()).cloned().collect();
        vec![OfficeTask::Gather { paths, calls }.into()]
    }

    /// Files were found.
    pub(super) fn gathered(&mut self, gathered: Gathered) -> Vec<Task> {
        self.known = gathered.known;
        self.taking.found(gathered.files);
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
        Arc::make_mut(&mut self.book).take(files, catalogue.notices());
        self.unsaved.grown(&self.book);
        self.saving.edited(now);
        self.refresh();
    }
}
