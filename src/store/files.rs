//! The smaller things on the disk: reports of crashes, folders of other people's files.

use super::error::{Act, Cause, StoreError};
use super::folder::names_in;
use super::{Folder, atomic, clock};
use std::fs;
use std::path::{Path, PathBuf};

/// How many reports of crashes are kept.
const REPORTS: usize = 20;

impl Folder {
    /// Writes what is known of a crash into the data folder, for the person to send if they like.
    pub fn report(&self, text: &str) -> Result<PathBuf, StoreError> {
        let folder = self.made("reports")?;
        let path = folder.join(clock::in_name(clock::now()) + ".txt");
        atomic::write(&path, text.as_bytes())?;
        let reports: Vec<String> = names_in(&folder)?.into_iter().filter(|name| name.ends_with(".txt")).collect();
        for old in reports.iter().rev().skip(REPORTS) {
            let _ = fs::remove_file(folder.join(old));
        }
        Ok(path)
    }
}

/// The one path of a file that may be named in several ways, or will stand there.
pub fn real_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| atomic::target(path)).unwrap_or_else(|_| path.to_path_buf())
}

/// Whether a file or folder of that name is there.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// What stands in a folder under names that end in `.ron`, hidden and unfinished ones left out. Folders, pipes and links
/// that lead nowhere are among them: who reads them tells what they are.
pub(super) fn rons_in(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let is_meant = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let ends = path.extension().is_some_and(|found| found.eq_ignore_ascii_case("ron"));
        ends && !name.starts_with(['.', '~'])
    };
    fs::metadata(folder).map_err(StoreError::reading(folder))?;
    Ok(names_in(folder)?.into_iter().map(|name| folder.join(name)).filter(is_meant).collect())
}

/// Where this person's documents go by custom; their home where the system names no such folder.
pub fn documents() -> PathBuf {
    let user = directories::UserDirs::new();
    user.map(|user| user.document_dir().unwrap_or(user.home_dir()).to_path_buf()).unwrap_or_default()
}

/// Writes a file into the folder under that name, or with " (2)" and so on before its ending. No file that is there
/// already is written over, even one that comes to be in this very moment.
pub fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, StoreError> {
    for path in numbered(folder, name).filter(|path| !is_there(path)) {
        if atomic::create(&path, bytes)? {
            return Ok(path);
        }
    }
    Err(StoreError::new(&folder.join(name), Act::Write, Cause::Exists))
}

/// Writes a folder of that name with these files, where none is yet; returns its path.
pub fn write_folder(parent: &Path, name: &str, files: &[(String, impl AsRef<[u8]>)]) -> Result<PathBuf, StoreError> {
    let folder = parent.join(name);
    fs::create_dir_all(parent).map_err(StoreError::writing(parent))?;
    fs::create_dir(&folder).map_err(StoreError::writing(&folder))?;
    for (name, bytes) in files {
        atomic::write(&folder.join(name), bytes.as_ref())?;
    }
    Ok(folder)
}

/// The same under that name or, where something is there already, with " (2)" and so on behind it.
pub fn write_new_folder(
    parent: &Path,
    name: &str,
    files: &[(String, impl AsRef<[u8]>)],
) -> Result<PathBuf, StoreError> {
    for path in numbered(parent, name).filter(|path| !is_there(path)) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match write_folder(parent, &name, files) {
            // Another program was faster.
            Err(error) if matches!(error.cause, Cause::Exists) => {}
            written => return written,
        }
    }
    Err(StoreError::new(&parent.join(name), Act::Write, Cause::Exists))
}

/// A path in the folder that no file has now: the name itself, or a numbered one.
pub(super) fn free_path(folder: &Path, name: &str) -> PathBuf {
    numbered(folder, name).find(|path| !is_there(path)).unwrap_or_else(|| folder.join(name))
}

fn numbered(folder: &Path, name: &str) -> impl Iterator<Item = PathBuf> {
    let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    let numbered = (2..10_000).map(move |number| format!("{stem} ({number}){ending}"));
    std::iter::once(name.to_string()).chain(numbered).map(|name| folder.join(name))
}
