//! The data folder: what stands where in it.
//!
//! ```text
//! drafts/<id>.ron            drafts that were begun in the program
//! history/<id>/<time>.ron    their earlier versions, and those of drafts elsewhere on the disk
//! trash/<id>~<time>/         deleted drafts with their history
//! books/<id>/                a recommending office's books
//! locks/<id>.lock            which drafts and books are open now
//! notices/<call>/*.ron       calls dropped in from outside
//! definitions/<digest>/      the text of each form that a draft was made with
//! settings.ron  reports/
//! ```

use super::error::{Act, Cause, StoreError};
use super::{Version, atomic, clock, read};
use crate::draft::{Draft, FileProblem};
use jiff::civil::DateTime;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Names another data folder, for tests and for sticks.
pub const VARIABLE: &str = "SHENBAO_DATA";

/// Unfinished files of this age were left behind by a killed program.
const STALE: Duration = Duration::from_hours(24);

/// Names of a folder that are looked at.
const MOST_NAMES: usize = 100_000;

/// The folder in which the program keeps a person's drafts. Nothing is made in it before it is needed.
#[derive(Debug, Clone, PartialEq)]
pub struct Folder {
    root: PathBuf,
}

/// Where a draft stands, and the id under which its history and lock are kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    pub(super) path: PathBuf,
    pub(super) id: String,
}

impl Place {
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Unique in the data folder: the file's name there, a digest of the path for a draft elsewhere.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// A draft of the list: readable, or why it is not.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub place: Place,
    /// Local time of the last change to the file.
    pub saved: DateTime,
    pub content: Result<Draft, StoreError>,
    /// For a damaged draft, the newest version that can be read.
    pub last_good: Option<Version>,
}

impl Folder {
    /// This person's folder on this system, or the one that the environment variable names.
    pub fn find() -> Result<Self, StoreError> {
        match std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) {
            // Absolute, because a file dialog may change the working folder.
            Some(root) => Ok(Folder { root: std::path::absolute(&root).unwrap_or(root.into()) }),
            None => directories::ProjectDirs::from("", "", "shenbao")
                .map(|known| Folder { root: known.data_dir().to_path_buf() })
                .ok_or_else(|| StoreError::new(Path::new(""), Act::Write, Cause::NoHome)),
        }
    }

    /// The data folder at this path.
    pub fn at(root: &Path) -> Self {
        Folder { root: root.to_path_buf() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn inner(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The folder of that name in the data folder, made if it is not there.
    pub(super) fn made(&self, name: &str) -> Result<PathBuf, StoreError> {
        let folder = self.inner(name);
        fs::create_dir_all(&folder).map_err(StoreError::writing(&folder))?;
        Ok(folder)
    }

    /// Where a draft in the data folder stands.
    pub(super) fn own(&self, id: &str) -> Place {
        Place { path: self.inner("drafts").join(format!("{id}.ron")), id: id.to_string() }
    }

    /// Where the draft at this path stands, which may be in the data folder or anywhere else, or not be there yet.
    pub fn place(&self, path: &Path) -> Result<Place, StoreError> {
        let real = fs::canonicalize(path).or_else(|_| atomic::target(path)).map_err(StoreError::reading(path))?;
        let drafts = atomic::real(&self.inner("drafts")).ok();
        match own_id(&real) {
            Some(id) if real.parent() == drafts.as_deref() => Ok(self.own(id)),
            _ => Ok(Place {
                path: std::path::absolute(path).unwrap_or(real.clone()),
                id: format!("@{}", digest_id(&real)),
            }),
        }
    }

    /// All drafts in the data folder, the last saved first. One that can't be read stands among them with its
    /// error and is not touched.
    pub fn list(&self) -> Result<Vec<Entry>, StoreError> {
        let ids = names_in(&self.inner("drafts"))?;
        let ids: Vec<&str> = ids.iter().filter_map(|name| own_id(Path::new(name))).collect();
        let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(4));
        let part = ids.len().div_ceil(threads).max(1);
        let mut entries: Vec<Entry> = std::thread::scope(|scope| {
            let read = |ids: &[&str]| ids.iter().map(|id| self.entry(self.own(id))).collect::<Vec<_>>();
            let running: Vec<_> = ids.chunks(part).map(|ids| scope.spawn(move || read(ids))).collect();
            running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
        });
        entries.sort_by(|a, b| b.saved.cmp(&a.saved).then_with(|| a.place.id.cmp(&b.place.id)));
        Ok(entries)
    }

    fn entry(&self, place: Place) -> Entry {
        let changed = fs::metadata(&place.path).and_then(|meta| meta.modified()).ok();
        let content = read::open(&place.path);
        let last_good = content.as_ref().err().and_then(|error| self.mending(&place, error));
        Entry { saved: changed.and_then(clock::local).unwrap_or_default(), place, content, last_good }
    }

    /// The version that a draft can be mended with, if it is damaged.
    pub fn mending(&self, place: &Place, error: &StoreError) -> Option<Version> {
        is_damaged(&error.cause).then(|| self.last_good(place)).flatten()
    }

    /// The newest version of a draft that can be read.
    pub fn last_good(&self, place: &Place) -> Option<Version> {
        self.versions(place).ok()?.into_iter().find(|version| read::open(&version.path).is_ok())
    }

    /// Removes what a killed program left unfinished a day ago or earlier, in the data folder only.
    pub fn sweep(&self) {
        let history = names_in(&self.inner("history")).unwrap_or_default();
        let versions = history.iter().map(|id| self.inner("history").join(id));
        for folder in ["", "drafts", "reports"].map(|name| self.inner(name)).into_iter().chain(versions) {
            for name in names_in(&folder).unwrap_or_default() {
                let path = folder.join(&name);
                let age = fs::metadata(&path).and_then(|meta| meta.modified()).ok().and_then(|at| at.elapsed().ok());
                if name.ends_with(atomic::UNFINISHED) && age.is_some_and(|age| age > STALE) {
                    let _ = fs::remove_file(&path);
                }
            }
        }
    }
}

/// Damage that an earlier version mends; a file from a later program is not damaged.
fn is_damaged(cause: &Cause) -> bool {
    match cause {
        Cause::Draft(problem) => !matches!(problem, FileProblem::Newer { .. }),
        Cause::Encoding(_) | Cause::Foreign(_) | Cause::Huge { .. } => true,
        _ => false,
    }
}

/// The id of a draft by its file's name; none for hidden files and for broken ones put aside.
fn own_id(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    name.strip_suffix(".ron")
        .filter(|id| !id.is_empty() && !id.starts_with('.') && !id.contains(super::restore::BROKEN))
}

/// The names in a folder, sorted; none where the folder is not there. Names that are no text are left out, and what
/// comes after the first hundred thousand.
pub(super) fn names_in(folder: &Path) -> Result<Vec<String>, StoreError> {
    let failed = StoreError::reading(folder);
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.map_err(&failed)?,
    };
    let mut names = Vec::new();
    for entry in listing.take(MOST_NAMES) {
        names.extend(entry.map_err(&failed)?.file_name().into_string().ok());
    }
    names.sort();
    Ok(names)
}

fn digest_id(path: &Path) -> String {
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
