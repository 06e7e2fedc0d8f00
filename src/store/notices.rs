//! Calls outside the program: folders that were dropped in, and the definitions that drafts keep.
//! What comes from elsewhere is read within bounds, so that a folder of any kind ends in a sentence.

use super::error::{Act, Cause, StoreError};
use super::files::{is_there, real_path, rons_in};
use super::folder::names_in;
use super::{Folder, atomic, clock, read};
use crate::draft::Draft;
use crate::form::load::{self, NOTICE_FILE, Source};
use crate::form::{Definition, Form};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files of a call: how many, the bytes of each (ten times the largest form that people have made), and of all together.
const MOST_FILES: usize = 100;
const MOST_BYTES: u64 = 256 << 10;
const MOST_BYTES_OF_ALL: usize = 2 << 20;

/// Folders that may be dropped in.
const MOST_PACKS: usize = 1000;

/// The form's file among those of a kept definition.
const FORM_FILE: &str = "form.ron";

/// A folder that was dropped in, not read yet.
#[derive(Debug, Clone, PartialEq)]
pub struct DroppedIn {
    /// The folder's name, which is the call's id.
    pub id: String,
    pub folder: PathBuf,
    /// Names, sizes and times of its files: the same stamp, the same text.
    pub stamp: String,
}

impl DroppedIn {
    fn at(folder: PathBuf) -> Self {
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        DroppedIn { id, stamp: stamp(&folder), folder }
    }
}

impl Folder {
    /// Where calls may be dropped in; the folder is made so that it can be shown.
    pub fn notices_folder(&self) -> Result<PathBuf, StoreError> {
        self.made("notices")
    }

    /// The folders that were dropped in, by name, and the error where there are too many or they can't be listed.
    pub fn dropped_in(&self) -> (Vec<DroppedIn>, Option<StoreError>) {
        let root = self.inner("notices");
        let names = match names_in(&root) {
            Ok(names) => names,
            Err(error) => return (Vec::new(), Some(error)),
        };
        let mut ids: Vec<String> =
            names.into_iter().filter(|name| !name.starts_with(['.', '~']) && root.join(name).is_dir()).collect();
        let too_many = ids.len() > MOST_PACKS;
        ids.truncate(MOST_PACKS);
        // What unpacks an archive likes to put its folder into another one.
        let calls = |id: String| notice_folders(&root.join(&id)).unwrap_or_else(|_| vec![root.join(&id)]);
        let mut folders: Vec<PathBuf> = ids.into_iter().flat_map(calls).collect();
        let too_many = too_many || folders.len() > MOST_PACKS;
        folders.truncate(MOST_PACKS);
        let error = too_many.then(|| StoreError::new(&root, Act::Read, Cause::Crowded { most: MOST_PACKS }));
        (folders.into_iter().map(DroppedIn::at).collect(), error)
    }

    /// Puts a call among those dropped in. It stands there whole or not at all; one of that name gives way to it, and
    /// is kept whole in the folder `replaced`.
    pub fn drop_in(&self, id: &str, files: &[Source]) -> Result<(), StoreError> {
        let root = self.notices_folder()?;
        let now = clock::in_name(clock::now());
        let (place, new) = (root.join(id), root.join(format!(".{id}.new-{now}")));
        let put = || {
            fs::create_dir(&new).map_err(StoreError::writing(&new))?;
            for file in files {
                atomic::write(&new.join(&file.name), file.text.as_bytes())?;
            }
            let old = self.made("replaced")?.join(format!("{id}-{now}"));
            if is_there(&place) {
                atomic::again(|| fs::rename(&place, &old)).map_err(StoreError::moving(&place))?;
            }
            let moved = atomic::again(|| fs::rename(&new, &place)).map_err(StoreError::writing(&place));
            // The old one comes back when the new one does not stand.
            moved.inspect_err(|_| drop(fs::rename(&old, &place)))
        };
        put().inspect_err(|_| drop(fs::remove_dir_all(&new)))
    }

    /// Keeps the text that a form was read from, once, for the drafts that are made with it.
    pub fn keep_definition(&self, definition: &Definition) -> Result<(), StoreError> {
        let folder = self.made("definitions")?.join(&definition.digest);
        fs::create_dir_all(&folder).map_err(StoreError::writing(&folder))?;
        for (name, text) in [(NOTICE_FILE, &definition.notice), (FORM_FILE, &definition.form)] {
            let path = folder.join(name);
            if read::text(&path, MOST_BYTES).ok().as_deref() != Some(text) {
                atomic::write(&path, text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// The form that a draft was made with, where its definition was kept.
    pub fn kept_form(&self, draft: &Draft) -> Option<Arc<Form>> {
        // A draft may come from anywhere; its digest must not lead elsewhere on the disk.
        let digest = draft.definition.as_ref().filter(|digest| digest.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let folder = self.inner("definitions").join(digest);
        let text = |name| read::text(&folder.join(name), MOST_BYTES).ok();
        let definition = Definition::new(&draft.form, text(NOTICE_FILE)?.into(), text(FORM_FILE)?.into());
        if definition.digest == *digest { load::kept(&draft.form, &definition) } else { None }
    }
}

/// Names, sizes and times of a folder's files. What can't be looked at leaves no trace, and is told when it is read.
fn stamp(folder: &Path) -> String {
    let mut stamp = String::new();
    for path in rons_in(folder).unwrap_or_default() {
        let meta = fs::metadata(&path).ok();
        let changed = meta.as_ref().and_then(|meta| meta.modified().ok());
        let name = path.file_name().unwrap_or_default();
        let _ = write!(stamp, "{name:?} {:?} {changed:?};", meta.map(|meta| meta.len()));
    }
    stamp
}

/// The texts of a call's folder, wherever it is, or what can't be read of it.
pub fn notice_files(folder: &Path) -> Result<Vec<Source>, Vec<StoreError>> {
    let paths = rons_in(folder).map_err(|error| vec![error])?;
    let told = |cause| Err(vec![StoreError::new(folder, Act::Read, cause)]);
    if paths.len() > MOST_FILES {
        return told(Cause::Crowded { most: MOST_FILES });
    }
    let (mut files, mut unread, mut bytes) = (Vec::new(), Vec::new(), 0);
    for path in &paths {
        match read::text(path, MOST_BYTES) {
            Err(error) if error.cause == Cause::NotFound => {
                unread.push(StoreError { cause: Cause::LeadsNowhere, ..error });
            }
            Ok(text) => {
                bytes += text.len();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                files.push(Source { name, text: text.into() });
            }
            Err(error) => unread.push(error),
        }
        if bytes > MOST_BYTES_OF_ALL {
            return told(Cause::Huge { bytes: bytes as u64 });
        }
    }
    if unread.is_empty() { Ok(files) } else { Err(unread) }
}

/// The id of the call in a folder: the folder's own name.
pub fn call_id(folder: &Path) -> String {
    real_path(folder).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The folders of calls that a path means: that of a file, else the folder itself, or the calls in it.
pub fn notice_folders(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    if path.is_file() {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        return Ok(vec![folder.unwrap_or(Path::new(".")).to_path_buf()]);
    }
    fs::metadata(path).map_err(StoreError::reading(path))?;
    let is_call = |folder: &PathBuf| folder.join(NOTICE_FILE).is_file();
    let itself = path.to_path_buf();
    if is_call(&itself) {
        return Ok(vec![itself]);
    }
    let inside: Vec<PathBuf> = names_in(path)?
        .into_iter()
        .filter(|name| !name.starts_with(['.', '~']))
        .map(|name| path.join(name))
        .filter(is_call)
        .collect();
    Ok(if inside.is_empty() { vec![itself] } else { inside })
}
