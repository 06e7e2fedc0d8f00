//! How far what is open is saved, and when it is to be saved next.

use crate::store::StoreError;
use jiff::civil::DateTime;

/// Autosave comes this long after the last edit, in seconds; at the latest [`AT_LEAST`] after the first one.
const PAUSE: f64 = 1.0;
const AT_LEAST: f64 = 10.0;
/// A save that failed is tried again after this long.
const AGAIN: f64 = 10.0;

/// How far a draft or a book is saved.
#[derive(Debug, Default)]
pub struct Saving {
    /// Goes up with each edit.
    pub edits: u64,
    /// The count of edits that is on the disk.
    pub saved_edits: u64,
    /// The count that was last sent to be saved.
    pub sent_edits: u64,
    pub at: Option<DateTime>,
    pub failed: Option<StoreError>,
    /// How many saves were sent and have not come back.
    under_way: usize,
    failed_at: f64,
    first_edit: f64,
    last_edit: f64,
}

impl Saving {
    pub fn is_saved(&self) -> bool {
        self.edits == self.saved_edits
    }

    /// Whether something is still to be saved: an edit that was not sent yet, or a save that failed.
    pub(super) fn is_owed(&self) -> bool {
        self.edits > self.sent_edits || self.failed.is_some()
    }

    /// Something was changed.
    pub(super) fn edited(&mut self, now: f64) {
        if self.edits == self.sent_edits {
            self.first_edit = now;
        }
        self.edits += 1;
        self.last_edit = now;
    }

    /// Whether a save has not come back yet.
    pub(super) fn is_under_way(&self) -> bool {
        self.under_way > 0
    }

    /// Seconds since the last edit.
    pub(super) fn paused_for(&self, now: f64) -> f64 {
        now - self.last_edit
    }

    /// Whether it is time to save.
    pub(super) fn is_due(&self, now: f64) -> bool {
        let quiet = self.paused_for(now) >= PAUSE || now - self.first_edit >= AT_LEAST;
        let waiting = self.failed.is_some() && now - self.failed_at < AGAIN;
        self.is_owed() && quiet && !waiting && !self.is_under_way()
    }

    /// Seconds until it is, if it will be.
    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        let again = self.failed.as_ref().map(|_| self.failed_at + AGAIN - now);
        let is_due = self.is_owed() && !self.is_under_way();
        is_due.then(|| again.unwrap_or(0.0).max(PAUSE - self.paused_for(now)))
    }

    /// A save of all edits goes out; their count.
    pub(super) fn sent(&mut self) -> u64 {
        self.sent_edits = self.edits;
        self.under_way += 1;
        self.edits
    }

    /// A save of so many edits has succeeded; tells whether one had failed before.
    pub(super) fn succeeded(&mut self, edits: u64, at: DateTime) -> bool {
        self.under_way = self.under_way.saturating_sub(1);
        self.saved_edits = self.saved_edits.max(edits);
        self.at = Some(at);
        self.failed.take().is_some()
    }

    /// A save has failed.
    pub(super) fn went_wrong(&mut self, error: StoreError, now: f64) {
        self.under_way = self.under_way.saturating_sub(1);
        self.sent_edits = self.saved_edits;
        self.failed = Some(error);
        self.failed_at = now;
    }
}
