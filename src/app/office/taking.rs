//! Taking in: the files that wait, those being read, and how far it is. Two batches are on their way at a time, so that the
//! reader never waits for a frame; to stop is to send no more. A long list comes in by parts, so that no frame waits either.

use crate::row::read::FoundRow;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::vec::IntoIter;

/// Files of one batch: some tens of milliseconds of reading.
const BATCH: usize = 128;
const UNDER_WAY: usize = 2;

/// Rows that come in in one frame.
const PART: usize = 500;

/// Files on their way into the book.
#[derive(Debug, Default)]
pub struct Taking {
    waiting: VecDeque<PathBuf>,
    /// Batches that were sent and have not come back.
    under_way: usize,
    /// Rows of files that were read, with the file's place in the book, and whether their next turn was asked for.
    rows: VecDeque<(usize, IntoIter<FoundRow>)>,
    turn: bool,
    /// How often folders are being looked through.
    looking: usize,
    pub done: usize,
    pub all: usize,
    /// How often it was stopped: what was looked for before is not read.
    stops: u64,
}

impl Taking {
    pub fn is_under_way(&self) -> bool {
        self.is_reading() || self.looking > 0 || !self.waiting.is_empty()
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

    /// Rows of a file that was read are to come in.
    pub(super) fn queue(&mut self, file: usize, rows: Vec<FoundRow>) {
        if !rows.is_empty() {
            self.rows.push_back((file, rows.into_iter()));
        }
    }

    /// Those of them for which a frame has time.
    pub(super) fn some_rows(&mut self) -> Vec<(usize, FoundRow)> {
        let mut some = Vec::new();
        while let Some((file, rows)) = self.rows.front_mut().filter(|_| some.len() < PART) {
            some.extend(rows.next().map(|row| (*file, row)));
            if rows.len() == 0 {
                self.rows.pop_front();
            }
        }
        self.turn = false;
        some
    }

    /// Whether the next turn of rows is to be asked for; it is once.
    pub(super) fn wants_turn(&mut self) -> bool {
        !self.rows.is_empty() && !std::mem::replace(&mut self.turn, true)
    }

    /// The first file of which rows are still to come in.
    pub(super) fn first_open(&self) -> Option<usize> {
        self.rows.front().map(|(file, _)| *file)
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

    /// Whether files are being read just now, or their rows come in.
    pub(super) fn is_reading(&self) -> bool {
        self.under_way > 0 || !self.rows.is_empty()
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
