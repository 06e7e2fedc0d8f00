//! Taking in: the files that wait, those being read, and how far it is. Two batches are on their way at a time, so that the
//! reader never waits for a frame; to stop is to send no more.

use std::collections::VecDeque;
use std::path::PathBuf;

/// Files of one batch: some tens of milliseconds of reading.
const BATCH: usize = 128;
const UNDER_WAY: usize = 2;

/// Files on their way into the book.
#[derive(Debug, Default)]
pub struct Taking {
    waiting: VecDeque<PathBuf>,
    /// Batches that were sent and have not come back.
    under_way: usize,
    /// How often folders are being looked through.
    looking: usize,
    pub done: usize,
    pub all: usize,
    /// How often it was stopped: what was looked for before is not read.
    stops: u64,
}

impl Taking {
    pub fn is_under_way(&self) -> bool {
        self.under_way > 0 || self.looking > 0 || !self.waiting.is_empty()
    }

    /// Folders are being looked through; what is found comes with the number that this gives.
    pub(super) fn looking(&mut self) -> u64 {
        if !self.is_under_way() {
            (self.done, self.all) = (0, 0);
        }
        self.looking += 1;
        self.stops
    }

    /// Whether what was looked for under this number is still wanted.
    pub(super) fn wants(&self, sent: u64) -> bool {
        sent == self.stops
    }

    /// These files were found.
    pub(super) fn found(&mut self, files: Vec<PathBuf>) {
        self.looking = self.looking.saturating_sub(1);
        self.all += files.len();
        self.waiting.extend(files);
    }

    /// So many files were read.
    pub(super) fn read(&mut self, files: usize) {
        self.under_way = self.under_way.saturating_sub(1);
        self.done += files;
    }

    /// How many files that were found are not read.
    pub(super) fn left(&self) -> usize {
        self.all.saturating_sub(self.done)
    }

    /// The next batches to read.
    pub(super) fn next(&mut self) -> Vec<Vec<PathBuf>> {
        let mut batches = Vec::new();
        while self.under_way < UNDER_WAY && !self.waiting.is_empty() {
            let count = self.waiting.len().min(BATCH);
            batches.push(self.waiting.drain(..count).collect());
            self.under_way += 1;
        }
        batches
    }

    /// Whether files are being read just now.
    pub(super) fn is_reading(&self) -> bool {
        self.under_way > 0
    }

    /// No more are read, nor what folders that are being looked through have; returns how many are left unread.
    pub(super) fn stop(&mut self) -> usize {
        (self.stops, self.looking) = (self.stops + 1, 0);
        let left = self.waiting.len();
        self.waiting.clear();
        self.all -= left;
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_follow_one_another_and_stop() {
        let mut taking = Taking::default();
        let sent = taking.looking();
        assert!(taking.is_under_way());
        assert!(taking.wants(sent));
        taking.found((0..BATCH * 4).map(|number| PathBuf::from(number.to_string())).collect());
        assert_eq!(taking.next().len(), UNDER_WAY);
        assert_eq!(taking.next().len(), 0);
        taking.read(BATCH);
        assert_eq!(taking.next().len(), 1);
        assert_eq!((taking.done, taking.all), (BATCH, BATCH * 4));
        assert_eq!(taking.stop(), BATCH);
        assert!(!taking.wants(sent));
        taking.read(BATCH);
        taking.read(BATCH);
        assert!(!taking.is_under_way());
        assert_eq!((taking.done, taking.all), (BATCH * 3, BATCH * 3));
        taking.looking();
        assert_eq!((taking.done, taking.all), (0, 0), "a new taking counts from the start");
    }
}
