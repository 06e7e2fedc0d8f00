//! Going back to an earlier version; deleting drafts and taking them out of the trash again.

use super::error::{Act, Cause, StoreError};
use super::folder::names_in;
use super::history::Origin;
use super::{Folder, Handle, Place, Version, atomic, clock, files, read};
use crate::draft::Draft;
use jiff::civil::DateTime;
use std::fs;
use std::path::{Path, PathBuf};

/// Marks the name of a broken draft that was put aside.
pub(super) const BROKEN: &str = ".broken-";

/// The draft's name in its folder in the trash.
const DRAFT: &str = "draft.ron";

/// A draft in the trash.
#[derive(Debug, Clone, PartialEq)]
pub struct Deleted {
    pub id: String,
    /// Local time at which it was deleted.
    pub at: DateTime,
    pub content: Result<Draft, StoreError>,
    folder: PathBuf,
}

impl Folder {
    /// Puts an earlier version in the draft's place and opens it.
    ///
    /// The present text is kept as a version first; one that can't be read is put beside the draft as
    /// `<id>.broken-<time>.ron`. What is typed but not yet saved is not known here: save it before.
    pub fn restore(&self, place: &Place, version: &Version) -> Result<(Handle, Draft), StoreError> {
        let bytes = read::draft_bytes(&version.path)?;
        read::parse(&version.path, &bytes)?;
        match read::if_there(&place.path) {
            Ok(None) => {}
            Ok(Some(present)) if read::parse(&place.path, &present).is_ok() => {
                self.keep(place, &present, Origin::Saved)?;
            }
            Ok(Some(_)) => put_aside(&place.path)?,
            Err(error) if matches!(error.cause, Cause::Huge { .. }) => put_aside(&place.path)?,
            Err(error) => return Err(error),
        }
        atomic::write(&place.path, &bytes)?;
        self.open(place)
    }

    /// Moves a draft of the data folder and its history into the trash. One that is open in a window stays.
    pub fn delete(&self, place: &Place) -> Result<Deleted, StoreError> {
        if *place != self.own(&place.id) {
            return Err(StoreError::new(&place.path, Act::Move, Cause::NotOurs));
        }
        let _lock = self.lock(place).map_err(|busy| StoreError { act: Act::Move, ..busy })?;
        let failed = StoreError::moving(&place.path);
        fs::symlink_metadata(&place.path).map_err(&failed)?;
        let trash = self.made("trash")?;
        let (at, folder) = new_folder(&trash, &place.id).map_err(&failed)?;
        let moved = atomic::again(|| fs::rename(&place.path, folder.join(DRAFT)));
        if let Err(error) = moved {
            let _ = fs::remove_dir(&folder);
            return Err(failed(error));
        }
        // Where its history can't follow, it stays and is found again when the draft comes back.
        let _ = fs::rename(self.inner("history").join(&place.id), folder.join("history"));
        Ok(Deleted { id: place.id.clone(), at, content: read::open(&folder.join(DRAFT)), folder })
    }

    /// What is in the trash, the last deleted first.
    pub fn trash(&self) -> Result<Vec<Deleted>, StoreError> {
        let trash = self.inner("trash");
        let mut found: Vec<Deleted> = names_in(&trash)?.iter().filter_map(|name| deleted(&trash, name)).collect();
        found.sort_by_key(|deleted| std::cmp::Reverse(deleted.at));
        Ok(found)
    }

    /// Puts a deleted draft and its history back, under another id if its own was taken meanwhile.
    pub fn undelete(&self, deleted: &Deleted) -> Result<Place, StoreError> {
        self.made("drafts")?;
        let history = self.made("history")?;
        let from = deleted.folder.join(DRAFT);
        let failed = StoreError::moving(&from);
        let mut place = self.own(&deleted.id);
        let mut number = 2;
        while place.path.exists() || (history.join(&place.id).exists() && deleted.folder.join("history").exists()) {
            place = self.own(&format!("{}-{number}", deleted.id));
            number += 1;
        }
        atomic::again(|| fs::rename(&from, &place.path)).map_err(&failed)?;
        let _ = fs::rename(deleted.folder.join("history"), history.join(&place.id));
        let _ = fs::remove_dir(&deleted.folder);
        Ok(place)
    }
}

/// Keeps a broken file under another name beside it; the file itself stays until it is written over.
fn put_aside(path: &Path) -> Result<(), StoreError> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = format!("{stem}{BROKEN}{}.ron", clock::in_name(clock::now()));
    let aside = files::free_path(path.parent().unwrap_or(path), &name);
    fs::hard_link(path, &aside)
        .or_else(|_| match fs::copy(path, &aside) {
            Ok(_) => Ok(()),
            Err(error) => {
                let _ = fs::remove_file(&aside);
                Err(error)
            }
        })
        .map_err(StoreError::writing(&aside))
}

/// A new folder in the trash, named by id and time.
fn new_folder(trash: &Path, id: &str) -> std::io::Result<(DateTime, PathBuf)> {
    let mut at = clock::now();
    loop {
        let folder = trash.join(format!("{id}~{}", clock::in_name(at)));
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                at = at.saturating_add(jiff::Span::new().milliseconds(1));
            }
            made => return made.map(|()| (at, folder)),
        }
    }
}

fn deleted(trash: &Path, name: &str) -> Option<Deleted> {
    let (id, at) = name.rsplit_once('~')?;
    let folder = trash.join(name);
    let draft = folder.join(DRAFT);
    draft.is_file().then_some(())?;
    Some(Deleted { id: id.to_string(), at: clock::from_name(at)?, content: read::open(&draft), folder })
}
