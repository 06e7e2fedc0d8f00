//! Everything that can happen.

use super::home::Line;
use super::{Dialog, Exported, OfficeAction, Opened, Screen, Wanted};
use crate::carry::Choices;
use crate::check;
use crate::draft::{Answer, Comments, TableRow};
use crate::form::{Catalogue, FieldId, Refused};
use crate::store::{Deleted, Place, Saved, Settings, StoreError, Version};
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;

/// What a person did, or what a task came back with. What comes back on one draft names its file: the person may have
/// gone on to another one meanwhile.
#[derive(Debug)]
pub enum Action {
    /// Time goes on; seconds since the program started.
    Tick(f64),
    /// A new day has come.
    Day(Date),
    /// The window is no longer in front.
    WindowLeft,
    /// The window is in front again.
    WindowCame,
    Go(Screen),
    Show(Dialog),
    Dismiss,
    /// The message at the bottom has been read.
    Heard,

    New {
        form: String,
    },
    Sample {
        name: &'static str,
    },
    /// Takes calls in from a folder.
    Import(PathBuf),
    /// Moves the draft to the newer form.
    Renew,
    Open(Place),
    OpenPath(PathBuf),
    Duplicate(Place),
    /// Begins a draft of that form from the older one in this file.
    Carry {
        from: PathBuf,
        form: String,
        choices: Choices,
    },
    Delete(Place),
    Undelete(Deleted),
    /// Puts an earlier version in a draft's place and opens it.
    Restore {
        place: Place,
        version: Version,
    },

    Answer {
        field: FieldId,
        to: Option<Answer>,
    },
    /// The rows of a table, one row more or less, or one cell changed.
    Rows {
        field: FieldId,
        to: Vec<TableRow>,
    },
    /// The focus left the question.
    Left(FieldId),
    /// Puts the old answer of this number into its question.
    PutBack {
        number: usize,
    },
    /// Ticks the line of this number off, or takes the tick back.
    Settle {
        number: usize,
        done: bool,
    },
    /// Ticks the office's comment of this number off, or takes the tick back.
    TickOff {
        number: usize,
        done: bool,
    },
    Undo,
    Redo,
    CheckAll,
    Jump(check::Place),
    Finding(Step),
    Save,
    /// Closes the draft, after saving it.
    Close(Leave),
    /// Closes although the draft could not be saved.
    Abandon,
    Copy {
        to: PathBuf,
        replace: Replace,
    },

    Export {
        folder: PathBuf,
        wanted: Wanted,
    },
    /// The form files of the call of that id, to write the next year's after.
    TakeOut {
        notice: String,
    },
    TakenOut(Result<PathBuf, StoreError>),
    ExportBlank {
        form: String,
        folder: PathBuf,
    },
    Reveal(PathBuf),
    /// Asks the system for a path.
    Pick(Ask),
    Set(Settings),

    Listed {
        lines: Vec<Line>,
        trash: Vec<Deleted>,
    },
    NotListed(StoreError),
    /// The calls at hand; none where they are as before.
    Packs(Option<Arc<Catalogue>>),
    /// The ids of the calls that were taken in, or what is wrong with them.
    Imported(Result<Vec<String>, Vec<Refused>>),
    Opened(Result<Box<Opened>, StoreError>),
    /// A draft that was begun from an older one.
    Carried(Result<Box<Opened>, StoreError>),
    /// The file that was to be opened holds comments (退回意见).
    Comments(Box<Comments>),
    /// There is no draft for these comments.
    Unclaimed(Box<Comments>),
    /// What the file holds that is to be opened while a draft is open: comments, or something else.
    Looked {
        path: PathBuf,
        read: Result<Option<Box<Comments>>, StoreError>,
    },
    /// A file could not be opened, but has a good version.
    Damaged {
        place: Place,
        error: StoreError,
        version: Version,
    },
    Saved {
        place: Place,
        edits: u64,
        result: Result<Saved, StoreError>,
    },
    Versions {
        place: Place,
        result: Result<Vec<Version>, StoreError>,
    },
    Exported {
        place: Place,
        result: Result<Box<Exported>, String>,
    },
    BlankWritten(Result<PathBuf, String>),
    Copied(Result<PathBuf, StoreError>),
    /// The paths that the system's dialog gave; none where it was dismissed.
    Picked {
        ask: Ask,
        paths: Vec<PathBuf>,
    },
    /// Files and folders that were dropped onto the window.
    Dropped(Vec<PathBuf>),
    /// The system has no dialog for paths; the path can be typed.
    NoDialog(Ask),
    Office(OfficeAction),
    Done(Result<String, StoreError>),
    /// Something that people should know, such as settings that could not be read, or a fault in a task.
    Warn(String),
}

/// Forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Next,
    Previous,
}

/// Where to go once a draft is saved.
#[derive(Debug, Clone, PartialEq)]
pub enum Leave {
    Home,
    Quit,
    /// To the office.
    Office,
    /// To another draft.
    OpenPath(PathBuf),
    /// Back to an earlier version of the same draft.
    Restore {
        place: Place,
        version: Version,
    },
}

/// What a path is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    OpenDraft,
    ExportFolder,
    CopyTo,
    CallFolder,
    OldDraft,
    /// Row files to take in, several at once.
    RowFiles,
    /// A folder of them.
    RowFolder,
    /// Papers to compare with rows.
    Papers,
}

/// Whether a file that is already there may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    Never,
    /// The system's dialog has asked.
    Confirmed,
}
