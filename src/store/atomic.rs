//! Writing a file so that at every moment either the old or the new one is there whole.

use super::error::{Act, Cause, StoreError};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::NamedTempFile;

/// How the names of unfinished files end; what a killed program left behind is known by it.
pub(super) const UNFINISHED: &str = ".shenbao-tmp";

/// Tries while another program, such as a virus scanner, holds the file, and the pause between them.
const TRIES: u32 = 12;
const PAUSE: Duration = Duration::from_millis(50);

/// Writes the file: a temporary one beside it, synced, takes its place in one step.
///
/// On any failure, a kill or a power cut the old file stands whole, or the new one does. Permissions, and owner
/// where allowed, stay; a symbolic link stays and its target is written. A file that may not be written is refused
/// even where its folder would allow it.
///
/// Its limits: another hard link to the file keeps the old text; extended attributes and Windows' access lists are
/// those of a new file; a disk that lies about syncing can still lose both; a kill in between can leave a small
/// `.…shenbao-tmp` file behind. Pipes and devices are written straight through.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let failed = StoreError::writing(path);
    check_name(path)?;
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => Err(StoreError::new(path, Act::Write, Cause::IsFolder)),
        Ok(meta) if !meta.is_file() => write_through(path, bytes).map_err(failed),
        Ok(meta) => replace(path, bytes, &meta).map_err(failed),
        Err(_) => target(path).and_then(|target| put(&target, new_file(&target, bytes)?)).map_err(failed),
    }
}

/// By its long spelling Windows would make a file that its own programs can't open or delete.
fn check_name(path: &Path) -> Result<(), StoreError> {
    let name = path.file_name().and_then(|name| name.to_str());
    let is_bad = cfg!(windows) && !name.is_none_or(super::names::is_for_windows);
    if is_bad { Err(StoreError::new(path, Act::Write, Cause::BadName)) } else { Ok(()) }
}

/// Writes a file that is not there yet; `false` and nothing done where a file of that name is there.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<bool, StoreError> {
    let failed = StoreError::writing(path);
    check_name(path)?;
    let target = target(path).map_err(&failed)?;
    let temp = new_file(&target, bytes).map_err(&failed)?;
    match temp.persist_noclobber(&target) {
        Ok(_) => {
            sync_folder(&target);
            Ok(true)
        }
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        // Windows says "access denied" of a name that a folder has.
        Err(refused) if fs::symlink_metadata(&target).is_ok() => {
            drop(refused);
            Ok(false)
        }
        Err(refused) => create_in_two_steps(&target, refused.file).map_err(failed),
    }
}

/// For disks that know neither a rename without replacing nor hard links: an empty file takes the name first.
fn create_in_two_steps(target: &Path, temp: NamedTempFile) -> io::Result<bool> {
    match OpenOptions::new().write(true).create_new(true).open(target) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        made => made.map(drop)?,
    }
    put(target, temp).map(|()| true).inspect_err(|_| drop(fs::remove_file(target)))
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.write_all(bytes)?;
    file.flush()
}

fn replace(path: &Path, bytes: &[u8], old: &fs::Metadata) -> io::Result<()> {
    let target = real(path)?;
    // Opening changes nothing; it tells whether the file itself may be written.
    again(|| OpenOptions::new().write(true).open(&target).map(drop))?;
    let temp = new_file(&target, bytes)?;
    keep_owner(temp.as_file(), old);
    temp.as_file().set_permissions(old.permissions())?;
    put(&target, temp)
}

/// A synced temporary file in the target's folder that holds the bytes.
fn new_file(target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = target.parent().ok_or(io::ErrorKind::IsADirectory)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(UNFINISHED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut temp = builder.tempfile_in(folder)?;
    temp.write_all(bytes)?;
    temp.as_file().sync_all()?;
    Ok(temp)
}

/// Gives the temporary file its name. It is removed if that fails.
fn put(target: &Path, temp: NamedTempFile) -> io::Result<()> {
    let mut temp = Some(temp);
    again(|| {
        let Some(file) = temp.take() else { return Err(io::ErrorKind::NotFound.into()) };
        file.persist(target).map(drop).map_err(|refused| {
            temp = Some(refused.file);
            refused.error
        })
    })?;
    sync_folder(target);
    Ok(())
}

/// Tries for half a second while another program holds the file, which only Windows forbids.
pub(super) fn again<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 1..TRIES {
        match attempt() {
            Err(error) if is_held(&error) => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
    attempt()
}

/// Sharing or lock violation, or the "access denied" that Windows gives for a file that is just being scanned.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33 | 1224))
}

/// Where a file that is not there yet will stand: in its real folder, at the end of a dangling link.
pub(super) fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..40 {
        let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let folder = real(folder)?;
        match fs::read_link(&path) {
            Ok(link) => path = folder.join(link),
            Err(_) => return Ok(folder.join(name)),
        }
    }
    Err(io::ErrorKind::NotFound.into())
}

/// Where a file or folder that is there really is. Some drives of Windows can't tell; then the path must do.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
        .or_else(|error| match fs::metadata(path) {
            Ok(_) => std::path::absolute(path),
            Err(_) => Err(error),
        })
        .map(verbatim)
}

/// Syncs the folder so that the new name outlasts a power cut. The file stands by then, so a failure is no error.
fn sync_folder(target: &Path) {
    #[cfg(unix)]
    if let Some(Ok(folder)) = target.parent().map(File::open) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = target;
}

#[cfg(unix)]
fn keep_owner(file: &File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    // Only root may give files away; a group of one's own may be kept.
    if fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
        let _ = fchown(file, None, Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &fs::Metadata) {}

/// The spelling with which Windows takes paths longer than 260 characters; other systems need none.
fn verbatim(path: PathBuf) -> PathBuf {
    let text = match path.to_str() {
        Some(text) if cfg!(windows) && !text.starts_with(r"\\?\") => text.replace('/', r"\"),
        _ => return path,
    };
    match text.strip_prefix(r"\\") {
        Some(share) => PathBuf::from(format!(r"\\?\UNC\{share}")),
        None => PathBuf::from(format!(r"\\?\{text}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_made_in_two_steps_replaces_none() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("表.pdf");
        let temp = || new_file(&target, b"new").unwrap();
        assert!(create_in_two_steps(&target, temp()).unwrap());
        assert!(!create_in_two_steps(&target, temp()).unwrap());
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert!(create_in_two_steps(&folder.path().join("none/表.pdf"), temp()).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing unfinished is left");
    }
}
