//! Drafts that are open: saved whole, never over a change that was made outside without keeping it.

use super::error::StoreError;
use super::history::Origin;
use super::{Folder, Place, Version, atomic, clock, names, read};
use crate::draft::Draft;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// While typing, a version is kept when the last one is older than this.
const BETWEEN_VERSIONS: SignedDuration = SignedDuration::from_mins(1);

/// A draft that is open. Clones share what is known of the file, and saves through them are made one after another.
#[derive(Debug, Clone)]
pub struct Handle {
    place: Place,
    known: Arc<Mutex<Known>>,
}

/// What this session knows of the file.
#[derive(Debug)]
struct Known {
    /// Digest of the bytes last read or written.
    seen: [u8; 32],
    /// Whether this session has saved before.
    saved: bool,
}

/// On which occasion a draft is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// By itself, while the person types.
    Typing,
    /// Because the person said so.
    Asked,
    /// Because the draft or the window is being closed.
    Closing,
}

/// What a save did.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    pub at: DateTime,
    /// What somebody else had done to the file since it was read.
    pub outside: Option<Outside>,
    /// The draft is saved, but no version of it could be kept.
    pub no_version: Option<StoreError>,
}

/// What somebody else did to the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Outside {
    /// Changed it; that text was kept as this version before it was written over.
    Changed(Version),
    /// Moved or deleted it; it was written anew.
    Gone,
}

impl Handle {
    pub fn place(&self) -> &Place {
        &self.place
    }

    fn new(place: Place, seen: &[u8]) -> Self {
        let known = Known { seen: digest(seen), saved: false };
        Handle { place, known: Arc::new(Mutex::new(known)) }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Folder {
    /// Opens a draft of the list or from anywhere.
    pub fn open(&self, place: &Place) -> Result<(Handle, Draft), StoreError> {
        let bytes = read::draft_bytes(&place.path)?;
        let draft = read::parse(&place.path, &bytes)?;
        Ok((Handle::new(place.clone(), &bytes), draft))
    }

    /// Begins a draft in the data folder, under a name of its own made from form and time.
    pub fn create(&self, draft: &Draft) -> Result<Handle, StoreError> {
        let drafts = self.made("drafts")?;
        let bytes = read::draft_text(&drafts, draft)?;
        let stem = format!(
            "{}-{}",
            names::part(&draft.form.replace('/', "-"), "draft", 80),
            clock::now().strftime("%Y%m%d-%H%M%S")
        );
        let (mut id, mut number) = (stem.clone(), 1);
        loop {
            let place = self.own(&id);
            // A history of that name belongs to a draft whose file somebody moved.
            if !self.inner("history").join(&id).exists() && atomic::create(&place.path, &bytes)? {
                let handle = Handle::new(place, &bytes);
                let _ = self.keep(&handle.place, &bytes, Origin::Saved);
                return Ok(handle);
            }
            number += 1;
            id = format!("{stem}-{number}");
        }
    }

    /// Saves an open draft.
    ///
    /// The file is replaced in one step ([`atomic::write`]). If somebody changed it since it was read or saved, that
    /// text is kept as a version first; if it can't be kept, nothing is written. Between that look and the writing
    /// lie some milliseconds in which a change from outside is not seen.
    ///
    /// Versions are kept of the text before the first save of a session, then of what is saved: first, when asked
    /// for, when closing, and otherwise when the last version is older than a minute. Ten remain.
    pub fn save(&self, handle: &Handle, draft: &Draft, occasion: Occasion) -> Result<Saved, StoreError> {
        let mut known = handle.known();
        let place = &handle.place;
        let bytes = read::draft_text(&place.path, draft)?;
        let found = read::if_there(&place.path)?;
        let outside = self.outside(place, &known, found.as_deref(), &bytes)?;
        if let (Some(before), false, None) = (&found, known.saved, &outside) {
            // The save matters more than the version before it.
            let _ = self.keep(place, before, Origin::Saved);
        }
        if found.as_deref() != Some(&bytes) {
            self.ready(place)?;
            atomic::write(&place.path, &bytes)?;
        }
        let due = !known.saved || occasion != Occasion::Typing || self.is_version_due(place);
        *known = Known { seen: digest(&bytes), saved: true };
        let version = due.then(|| self.keep(place, &bytes, Origin::Saved));
        Ok(Saved { at: clock::now(), outside, no_version: version.and_then(Result::err) })
    }

    fn outside(
        &self,
        place: &Place,
        known: &Known,
        found: Option<&[u8]>,
        new: &[u8],
    ) -> Result<Option<Outside>, StoreError> {
        match found {
            None => Ok(Some(Outside::Gone)),
            Some(found) if known.seen == digest(found) || found == new => Ok(None),
            Some(found) => self.keep(place, found, Origin::Outside).map(|kept| Some(Outside::Changed(kept))),
        }
    }

    fn is_version_due(&self, place: &Place) -> bool {
        let newest = self.versions(place).ok().and_then(|versions| versions.first().map(|version| version.at));
        // A version from the future was kept before the clock was set back.
        newest.is_none_or(|at| clock::now().duration_since(at).abs() >= BETWEEN_VERSIONS)
    }

    /// The drafts folder may have been moved away while the draft was open.
    fn ready(&self, place: &Place) -> Result<(), StoreError> {
        match place.path.parent() {
            Some(folder) if folder == self.inner("drafts") => self.made("drafts").map(drop),
            _ => Ok(()),
        }
    }
}

fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
