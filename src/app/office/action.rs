//! What can happen in the office, and the work that it makes.

use super::desk::Desk;
use super::filter::Filter;
use super::give::{self, Given, Giving, Paper, Remarking, Verified};
use super::keep::{self, Keeping};
use super::kept::{self, BookLine};
use super::read::{self, Gathered, Gatherer};
use crate::app::{Action, Opened, ReadFile, Task, read_rows};
use crate::form::{Catalogue, Form, Notice};
use crate::office::{Agreement, Book, Edit, On, RowId};
use crate::row::read::Known;
use crate::store::{self, Act, Cause, Folder, StoreError};
use jiff::civil::DateTime;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a person did in the office, or what a task came back with.
#[derive(Debug)]
pub enum OfficeAction {
    /// Begins the list of a call, by its id, for an office; goes on with it where it was begun before.
    Begin {
        call: String,
        office: String,
    },
    /// Goes on with the book of that id.
    Open(String),
    /// Puts the book away, to choose another.
    PutAway,
    /// Tries once more to save a book that could not be saved.
    Retry,
    /// Leaves it unsaved.
    Abandon,
    /// Closes the window without what has not been read.
    ReadNoMore,
    Listed(Result<Vec<BookLine>, StoreError>),
    Opened(Result<Box<Desk>, StoreError>),

    /// Takes in files, and the files in folders.
    Add(Vec<PathBuf>),
    Gathered(Gathered),
    Read(Vec<ReadFile>),
    /// Takes in the next rows of what was read.
    TakeOn,
    /// Reads no more of what was to be taken in.
    Stop,

    /// Chooses the row at this place of the table.
    Select(usize),
    /// Chooses another row, so many further on.
    Step(isize),
    /// Moves the chosen row so many places in the list.
    Shift(isize),
    /// Moves a row of the table to before another, by their places.
    Move {
        from: usize,
        to: usize,
    },
    Filter(Filter),
    Search(String),
    /// Changes the book.
    Edit(Edit),

    /// Compares a paper with the rows, beside those that were given before.
    Verify(Vec<Paper>),
    Verified {
        read: Vec<Paper>,
        verified: Verified,
    },
    /// Writes remarks on a row into a file for its unit.
    Remark {
        row: RowId,
        remarks: Vec<(On, String)>,
        folder: PathBuf,
    },
    Remarked(Result<PathBuf, StoreError>),
    /// Opens the letter in the editor.
    Letter,
    LetterOpened {
        id: String,
        result: Result<Box<Opened>, StoreError>,
    },
    /// Writes list and letter into a folder.
    Give {
        folder: PathBuf,
    },
    Given {
        id: String,
        result: Result<Given, String>,
    },

    Saved {
        id: String,
        edits: u64,
        result: Result<DateTime, StoreError>,
    },
}

/// Work for the office.
#[derive(Debug)]
pub enum OfficeTask {
    List,
    Begin {
        call: Arc<Notice>,
        office: String,
        catalogue: Arc<Catalogue>,
    },
    Open {
        id: String,
        catalogue: Arc<Catalogue>,
    },
    /// Looks through folders for files to take in.
    Gather {
        by: Gatherer,
        paths: Vec<PathBuf>,
        calls: Vec<Arc<Notice>>,
    },
    Read {
        files: Vec<PathBuf>,
        known: Arc<Known>,
    },
    /// Comes back at once, after a frame: more rows come in then.
    Turn,
    Save {
        keeping: Box<Keeping>,
        edits: u64,
    },
    Verify {
        book: Arc<Book>,
        papers: Vec<Paper>,
    },
    Remark(Box<Remarking>),
    /// Opens the letter of the book of that id.
    Letter {
        id: String,
        book: Arc<Book>,
        form: Arc<Form>,
        begun: Option<String>,
    },
    Give {
        id: String,
        giving: Giving,
    },
}

impl From<OfficeAction> for Action {
    fn from(action: OfficeAction) -> Self {
        Action::Office(action)
    }
}

impl From<OfficeTask> for Task {
    fn from(task: OfficeTask) -> Self {
        Task::Office(task)
    }
}

/// The book at hand, in sentences on what could not be done with it.
const BOOK: &str = "这份汇总";

impl OfficeTask {
    /// What it comes back with if the program has a fault in it: what waits for it must not wait for ever.
    pub fn fault(&self, words: &str) -> OfficeAction {
        let words = || words.to_string();
        let error = |act, what: &Path| StoreError::new(what, act, Cause::TaskFault);
        let unread = |what: &str| error(Act::Read, Path::new(what));
        match self {
            OfficeTask::List => OfficeAction::Listed(Err(unread("以前的汇总"))),
            OfficeTask::Begin { .. } | OfficeTask::Open { .. } => OfficeAction::Opened(Err(unread(BOOK))),
            OfficeTask::Gather { by, paths, .. } => {
                let unread = paths.iter().map(|path| (path.display().to_string(), Err(words()))).collect();
                OfficeAction::Gathered(Gathered { by: by.clone(), unread, ..Gathered::default() })
            }
            OfficeTask::Read { files, .. } => {
                OfficeAction::Read(files.iter().map(|path| (path.display().to_string(), Err(words()))).collect())
            }
            OfficeTask::Turn => OfficeAction::TakeOn,
            OfficeTask::Save { keeping, edits } => {
                let id = keeping.id.clone();
                OfficeAction::Saved { result: Err(error(Act::Write, Path::new(BOOK))), id, edits: *edits }
            }
            OfficeTask::Verify { .. } => {
                OfficeAction::Verified { read: Vec::new(), verified: vec![(Agreement::Unknown, words())] }
            }
            OfficeTask::Remark(remarking) => OfficeAction::Remarked(Err(error(Act::Write, &remarking.folder))),
            OfficeTask::Letter { id, form, .. } => {
                OfficeAction::LetterOpened { id: id.clone(), result: Err(unread(&form.short)) }
            }
            OfficeTask::Give { id, .. } => OfficeAction::Given { id: id.clone(), result: Err(words()) },
        }
    }
}

/// Does the work.
pub fn run(folder: &Folder, task: OfficeTask) -> OfficeAction {
    match task {
        OfficeTask::List => OfficeAction::Listed(kept::books(folder)),
        OfficeTask::Begin { call, office, catalogue } => {
            OfficeAction::Opened(kept::begin(folder, call, &office, &catalogue))
        }
        OfficeTask::Open { id, catalogue } => OfficeAction::Opened(kept::open(folder, &id, &catalogue)),
        OfficeTask::Gather { by, paths, calls } => OfficeAction::Gathered(read::gather(by, &paths, &calls)),
        OfficeTask::Read { files, known } => OfficeAction::Read(read_rows(&files, &known)),
        OfficeTask::Turn => OfficeAction::TakeOn,
        OfficeTask::Verify { book, papers } => {
            let (read, verified) = give::verify(&book, papers);
            OfficeAction::Verified { read, verified }
        }
        OfficeTask::Remark(remarking) => OfficeAction::Remarked(give::remark(*remarking, store::this_second())),
        OfficeTask::Letter { id, book, form, begun } => {
            OfficeAction::LetterOpened { id, result: give::letter(folder, &book, &form, begun.as_ref()) }
        }
        OfficeTask::Give { id, giving } => OfficeAction::Given { id, result: give::give(folder, giving) },
        OfficeTask::Save { keeping, edits } => {
            OfficeAction::Saved { id: keeping.id.clone(), edits, result: keep::keep(folder, &keeping) }
        }
    }
}
