//! Earlier versions of drafts.

use super::error::StoreError;
use super::folder::names_in;
use super::{Folder, Place, atomic, clock};
use jiff::ToSpan;
use jiff::civil::DateTime;
use std::fs;
use std::path::{Path, PathBuf};

/// How many versions of a draft are kept.
pub const VERSIONS: usize = 10;

/// An earlier version of a draft; `open(&version.path)` reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Local time at which it was kept.
    pub at: DateTime,
    pub path: PathBuf,
    pub origin: Origin,
}

/// Where a version comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Saved,
    /// Somebody else had put it into the file.
    Outside,
}

impl Origin {
    fn suffix(self) -> &'static str {
        match self {
            Origin::Saved => ".ron",
            Origin::Outside => ".outside.ron",
        }
    }
}

impl Folder {
    /// The kept versions of a draft, the newest first.
    pub fn versions(&self, place: &Place) -> Result<Vec<Version>, StoreError> {
        let folder = self.inner("history").join(&place.id);
        let versions = names_in(&folder)?.iter().filter_map(|name| version(&folder, name)).rev().collect();
        Ok(versions)
    }

    /// Keeps these bytes as a version, whatever they are, unless the newest version holds the same.
    pub(super) fn keep(&self, place: &Place, bytes: &[u8], origin: Origin) -> Result<Version, StoreError> {
        let versions = self.versions(place)?;
        let newest = versions.first();
        if let Some(newest) = newest.filter(|newest| fs::read(&newest.path).is_ok_and(|kept| kept == bytes)) {
            return Ok(newest.clone());
        }
        let folder = self.made("history")?.join(&place.id);
        fs::create_dir_all(&folder).map_err(StoreError::writing(&folder))?;
        let at = later_than(newest.map(|newest| newest.at), clock::now());
        let path = folder.join(clock::in_name(at) + origin.suffix());
        atomic::write(&path, bytes)?;
        self.thin(place);
        Ok(Version { at, path, origin })
    }

    /// Leaves the ten latest versions, and the ten latest of those that came from outside.
    fn thin(&self, place: &Place) {
        for origin in [Origin::Saved, Origin::Outside] {
            let versions = self.versions(place).unwrap_or_default();
            for version in versions.iter().filter(|version| version.origin == origin).skip(VERSIONS) {
                let _ = fs::remove_file(&version.path);
            }
        }
    }
}

/// A version is later than the one before it even where the clock was set back, so that names tell the order.
fn later_than(newest: Option<DateTime>, now: DateTime) -> DateTime {
    match newest {
        Some(newest) if newest >= now => newest.checked_add(1.millisecond()).unwrap_or(now),
        _ => now,
    }
}

fn version(folder: &Path, name: &str) -> Option<Version> {
    let origin = if name.ends_with(Origin::Outside.suffix()) { Origin::Outside } else { Origin::Saved };
    let at = clock::from_name(name.strip_suffix(origin.suffix())?)?;
    Some(Version { at, path: folder.join(name), origin })
}
