//! One window for each draft.

use super::error::{Act, Cause, StoreError};
use super::{Folder, Place};
use std::fs::{File, OpenOptions, TryLockError};

/// Says that a draft is open here. It is given up when dropped, and by the system when the program dies.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Folder {
    /// Takes the draft for this window; [`Cause::OpenElsewhere`] while another has it, in this process too.
    ///
    /// The lock is a file in the data folder, so windows with other data folders (other people) do not see it, and
    /// where the file system has no locks every window gets one. A save over another's change is noticed anyway.
    pub fn lock(&self, place: &Place) -> Result<Lock, StoreError> {
        let Ok(folder) = self.made("locks") else { return Ok(Lock { _file: None }) };
        let path = folder.join(format!("{}.lock", place.id()));
        let Ok(file) = OpenOptions::new().create(true).truncate(false).write(true).open(path) else {
            return Ok(Lock { _file: None });
        };
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(StoreError::new(place.path(), Act::Read, Cause::OpenElsewhere)),
            Err(TryLockError::Error(_)) => Ok(Lock { _file: None }),
        }
    }
}
