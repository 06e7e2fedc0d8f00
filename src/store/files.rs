//! The smaller things on the disk: calls dropped in, reports of crashes, folders of other people's files.

use super::error::{Act, Cause, StoreError};
use super::folder::names_in;
use super::{Folder, atomic, clock, read};
use crate::form::load::NOTICE_FILE;
use std::fs;
use std::path::{Path, PathBuf};

/// Files of a call that are larger are not read.
const MOST_NOTICE: u64 = 4 << 20;

/// How many reports of crashes are kept.
const REPORTS: usize = 20;

/// A call that was dropped into the data folder: its folder's name and the files in it.
#[derive(Debug, Clone, PartialEq)]
pub struct NoticeFiles {
    pub id: String,
    pub folder: PathBuf,
    /// File name and text, or why it can't be read.
    pub files: Vec<(String, Result<String, StoreError>)>,
}

impl Folder {
    /// Where calls may be dropped in; the folder is made so that it can be shown.
    pub fn notices_folder(&self) -> Result<PathBuf, StoreError> {
        self.made("notices")
    }

    /// The calls that were dropped in, by name.
    pub fn notices(&self) -> Result<Vec<NoticeFiles>, StoreError> {
        let root = self.inner("notices");
        let folders = names_in(&root)?.into_iter().filter(|name| !name.starts_with('.') && root.join(name).is_dir());
        folders.map(|id| notice_files(&root.join(id))).collect()
    }

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

/// The texts of a call's folder, wherever it is.
pub fn notice_files(folder: &Path) -> Result<NoticeFiles, StoreError> {
    let names = files_in(folder, "ron")?;
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let files = names.iter().map(|path| (name(path), read::text(path, MOST_NOTICE))).collect();
    Ok(NoticeFiles { id: name(&real_path(folder)), folder: folder.to_path_buf(), files })
}

/// The folders of calls that a path means: that of a file, else the folder itself, or the calls in it.
pub fn notice_folders(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    if path.is_file() {
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        return Ok(vec![folder.unwrap_or(Path::new(".")).to_path_buf()]);
    }
    fs::metadata(path).map_err(StoreError::reading(path))?;
    let is_call = |folder: &PathBuf| folder.join(NOTICE_FILE).is_file();
    let inside: Vec<PathBuf> = names_in(path)?.into_iter().map(|name| path.join(name)).filter(is_call).collect();
    let itself = vec![path.to_path_buf()];
    Ok(if inside.is_empty() || is_call(&itself[0]) { itself } else { inside })
}

/// The one path of a file that may be named in several ways, or will stand there.
pub fn real_path(path: &Path) -> PathBuf {
    fs::canonicalize(path).or_else(|_| atomic::target(path)).unwrap_or_else(|_| path.to_path_buf())
}

/// Whether a file or folder of that name is there.
pub fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The files in a folder that end in this, hidden and unfinished ones left out: `.ron` and Office's `~$….xlsx`.
pub fn files_in(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, StoreError> {
    let is_meant = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let ends = path.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending));
        ends && !name.starts_with(['.', '~']) && path.is_file()
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

/// A path in the folder that no file has now: the name itself, or a numbered one.
pub(super) fn free_path(folder: &Path, name: &str) -> PathBuf {
    numbered(folder, name).find(|path| !is_there(path)).unwrap_or_else(|| folder.join(name))
}

fn numbered(folder: &Path, name: &str) -> impl Iterator<Item = PathBuf> {
    let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    let numbered = (2..10_000).map(move |number| format!("{stem} ({number}){ending}"));
    std::iter::once(name.to_string()).chain(numbered).map(|name| folder.join(name))
}
