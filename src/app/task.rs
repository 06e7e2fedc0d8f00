//! Work that touches the disk or takes time. It runs one after another on a thread of its own, long work on another, and
//! comes back as an action.

use super::carry::{self, Carrying};
use super::comments::{self, Claim, claim};
use super::export::{Export, export, export_blank};
use super::forms::Shelf;
use super::home::lines;
use super::packs::{import, renewed};
use super::{Action, Ask, OfficeTask, Replace, office, samples};
use crate::draft::{Draft, Remark, take_in};
use crate::form::{Catalogue, Form, Notice};
use crate::store::{self, Deleted, Folder, Handle, Lock, Occasion, Place, Settings, StoreError, Version};
use jiff::civil::{Date, DateTime};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Work to be done.
#[derive(Debug)]
pub enum Task {
    List {
        today: Date,
        catalogue: Arc<Catalogue>,
    },
    /// Looks whether the dropped-in calls are still as they were read.
    Packs {
        known: Arc<Catalogue>,
    },
    /// Takes calls in from a folder.
    Import(PathBuf),
    /// Keeps the text of a form for the drafts that are made with it.
    Keep(Arc<Form>),
    Create(Draft),
    Open(Place),
    OpenPath(PathBuf),
    /// Looks whether a file holds comments on the draft that is open.
    Look(PathBuf),
    /// Opens the draft that comments are on.
    Claim(Claim),
    Duplicate(Place),
    /// Begins a draft from an older one.
    Carry(Carrying),
    Delete(Place),
    Undelete(Deleted),
    Restore {
        place: Place,
        version: Version,
    },
    Versions(Place),
    Save {
        handle: Handle,
        draft: Draft,
        edits: u64,
        occasion: Occasion,
    },
    Copy {
        draft: Draft,
        to: PathBuf,
        replace: Replace,
    },
    Export {
        place: Place,
        export: Box<Export>,
    },
    ExportBlank {
        form: Arc<Form>,
        folder: PathBuf,
    },
    /// Writes a call's form files into a folder of the person's.
    TakeOut {
        notice: Arc<Notice>,
        folder: PathBuf,
    },
    Office(OfficeTask),
    KeepSettings(Settings),
    /// Clears away what a killed program left behind.
    Sweep,
    /// These three belong to the window's shell.
    Pick(Ask),
    Reveal(PathBuf),
    CloseWindow,
}

impl Task {
    /// Whether it may take so long that saves must not wait for it.
    pub fn is_long(&self) -> bool {
        matches!(self, Task::Office(OfficeTask::Give { .. }))
    }
}

/// A draft that was opened.
#[derive(Debug)]
pub struct Opened {
    pub handle: Handle,
    pub draft: Draft,
    /// The form that it was made with, where that was kept.
    pub kept: Option<Arc<Form>>,
    /// None while the draft is open in another window.
    pub lock: Option<Lock>,
    /// Local time of the earlier version that it was brought back from.
    pub restored: Option<DateTime>,
    /// Comments of the office that are still to be taken in.
    pub remarks: Vec<Remark>,
}

/// Does the work. The shell's own tasks do nothing here.
pub fn run(folder: &Folder, task: Task) -> Option<Action> {
    let done = |result: Result<(), StoreError>, words: &str| Action::Done(result.map(|()| words.to_string()));
    Some(match task {
        Task::List { today, catalogue } => list(folder, today, &catalogue),
        Task::Packs { known } => Action::Packs(renewed(folder, &known).map(Arc::new)),
        Task::Import(from) => Action::Imported(import(folder, &from)),
        Task::Keep(form) => {
            // Where it can't be kept now, it is tried again when a draft is next opened with it.
            let _ = folder.keep_definition(&form.definition);
            return None;
        }
        Task::Create(draft) => Action::Opened(create(folder, draft)),
        Task::Open(place) => Action::Opened(open(folder, &place)),
        Task::OpenPath(path) => open_path(folder, &path),
        Task::Look(path) => Action::Looked { read: comments::read(&path), path },
        Task::Claim(comments) => claim(folder, comments),
        Task::Duplicate(place) => Action::Opened(duplicate(folder, &place)),
        Task::Carry(carrying) => Action::Carried(carry::begin(folder, &carrying)),
        Task::Delete(place) => done(folder.delete(&place).map(drop), "已移到回收站，随时可以取回"),
        Task::Undelete(deleted) => done(folder.undelete(&deleted).map(drop), "已从回收站取回"),
        Task::Restore { place, version } => Action::Opened(restore(folder, &place, &version)),
        Task::Versions(place) => Action::Versions { result: folder.versions(&place), place },
        Task::Save { handle, draft, edits, occasion } => {
            let place = handle.place().clone();
            Action::Saved { place, edits, result: folder.save(&handle, &draft, occasion) }
        }
        Task::Copy { draft, to, replace } => Action::Copied(copy(&draft, &to, replace).map(|()| to)),
        Task::Export { place, export: wanted } => {
            Action::Exported { place, result: export(*wanted, store::this_second()).map(Box::new) }
        }
        Task::ExportBlank { form, folder } => Action::BlankWritten(export_blank(&form, &folder)),
        Task::TakeOut { notice, folder } => Action::TakenOut(store::write_folder(&folder, &notice.id, &notice.files())),
        Task::Office(task) => Action::Office(office::run(folder, task)),
        Task::KeepSettings(settings) => match folder.save_settings(&settings) {
            Ok(()) => return None,
            Err(error) => Action::Done(Err(error)),
        },
        Task::Sweep => {
            folder.sweep();
            return None;
        }
        Task::Pick(_) | Task::Reveal(_) | Task::CloseWindow => return None,
    })
}

/// A file that is there is written over only where the person has said so.
fn copy(draft: &Draft, to: &Path, replace: Replace) -> Result<(), StoreError> {
    match replace {
        Replace::Never => store::create_draft(to, draft),
        Replace::Confirmed => store::save_draft(to, draft),
    }
}

fn list(folder: &Folder, today: Date, catalogue: &Catalogue) -> Action {
    let trash = folder.trash().unwrap_or_default();
    match folder.list() {
        Ok(entries) => Action::Listed { lines: lines(entries, &mut Shelf::new(folder, catalogue), today), trash },
        Err(error) => Action::NotListed(error),
    }
}

/// Begins a draft that no other is the same as, whatever it was made from.
pub(super) fn create(folder: &Folder, draft: Draft) -> Result<Box<Opened>, StoreError> {
    let draft = Draft { id: store::new_id(), ..draft };
    let handle = folder.create(&draft)?;
    let lock = folder.lock(handle.place()).ok();
    Ok(Box::new(Opened { handle, kept: folder.kept_form(&draft), draft, lock, restored: None, remarks: Vec::new() }))
}

pub(super) fn open(folder: &Folder, place: &Place) -> Result<Box<Opened>, StoreError> {
    let lock = folder.lock(place).ok();
    let (handle, draft) = folder.open(place)?;
    Ok(Box::new(Opened { handle, kept: folder.kept_form(&draft), draft, lock, restored: None, remarks: Vec::new() }))
}

/// A damaged file anywhere on the disk may have good versions here; comments lead to their draft.
fn open_path(folder: &Folder, path: &Path) -> Action {
    match comments::read(path) {
        Ok(None) => {}
        Ok(Some(comments)) => return Action::Comments(comments),
        Err(error) => return Action::Opened(Err(error)),
    }
    let place = match folder.place(path) {
        Ok(place) => place,
        Err(error) => return Action::Opened(Err(error)),
    };
    match open(folder, &place) {
        Err(error) => match folder.mending(&place, &error) {
            Some(version) => Action::Damaged { place, error, version },
            None => Action::Opened(Err(error)),
        },
        opened => Action::Opened(opened),
    }
}

/// The answers only: what was printed for the stamp and what the office said belong to the original. The copy says that it is one.
fn duplicate(folder: &Folder, place: &Place) -> Result<Box<Opened>, StoreError> {
    let (_, draft) = folder.open(place)?;
    create(folder, Draft { stamp: None, copied: Some(store::this_second()), comments: Vec::new(), ..draft })
}

/// What the office said since stays with the draft.
fn restore(folder: &Folder, place: &Place, version: &Version) -> Result<Box<Opened>, StoreError> {
    let lock = folder.lock(place).ok();
    let remarks = store::open(place.path()).map_or(Vec::new(), |draft| draft.comments);
    let (handle, mut draft) = folder.restore(place, version)?;
    if take_in(&mut draft, remarks) > 0 {
        // Where it can't be saved now, the next save has it all the same.
        let _ = folder.save(&handle, &draft, Occasion::Typing);
    }
    let (kept, restored) = (folder.kept_form(&draft), Some(version.at));
    Ok(Box::new(Opened { handle, kept, draft, lock, restored, remarks: Vec::new() }))
}

/// A new draft with a sample's answers.
pub(super) fn sample(name: &str) -> Option<Task> {
    samples::find(name).and_then(|sample| sample.draft().ok()).map(Task::Create)
}
