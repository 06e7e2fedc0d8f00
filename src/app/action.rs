//! Everything that can happen.

use super::home::Line;
use super::{Dialog, Exported, Opened, Screen, Wanted};
use crate::draft::{Answer, TableRow};
use crate::form::FieldId;
use crate::store::{Deleted, Place, Saved, Settings, StoreError, Version};
use jiff::civil::Date;
use std::path::PathBuf;

/// What a person did, or what a task came back with.
#[derive(Debug)]
pub enum Action {
    /// Time goes on; seconds since the program started.
    Tick(f64),
    /// A new day has come.
    Day(Date),
    /// The window is no longer in front.
    WindowLeft,
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
    Open(Place),
    OpenPath(PathBuf),
    Duplicate(Place),
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
    Undo,
    Redo,
    CheckAll,
    Jump(FieldId),
    Finding(Step),
    Save,
    /// Closes the draft, after saving it.
    Close(Leave),
    /// Closes although the draft could not be saved.
    Abandon,
    Copy {
        to: PathBuf,
    },

    Export {
        folder: PathBuf,
        wanted: Wanted,
    },
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
        failed: Option<StoreError>,
    },
    Opened(Result<Box<Opened>, StoreError>),
    Saved {
        edits: u64,
        result: Result<Saved, StoreError>,
    },
    Versions(Result<Vec<Version>, StoreError>),
    Exported(Result<Exported, String>),
    BlankWritten(Result<PathBuf, String>),
    Copied(Result<PathBuf, StoreError>),
    /// A path that the system's dialog gave; none where it was dismissed or there is no such dialog.
    Picked {
        ask: Ask,
        path: Option<PathBuf>,
    },
    /// The system has no dialog for paths; the path can be typed.
    NoDialog,
    Done(Result<String, StoreError>),
}

/// Forward or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Next,
    Previous,
}

/// Where to go once a draft is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    Home,
    Quit,
}

/// What a path is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    OpenDraft,
    ExportFolder,
    CopyTo,
}
