//! The book at hand: what of it is shown, which row is chosen, and how far it is saved.

use super::filter::{self, Counts, Filter};
use super::give::{Paper, Verified};
use super::keep::Unsaved;
use super::line::{Item, Line, RowState};
use super::search::Search;
use super::taking::Taking;
use crate::app::{Saving, Step};
use crate::check::Finding;
use crate::form::{Holds, List};
use crate::office::{Book, Count, Edit, Entry, RowId, apply};
use crate::row::read::Known;
use crate::store::Lock;
use std::sync::Arc;

/// The book that is open.
#[derive(Debug)]
pub struct Desk {
    /// The name of its folder.
    pub id: String,
    /// Shared with work that is under way.
    pub book: Arc<Book>,
    /// Given up with the book.
    _lock: Lock,
    pub taking: Taking,
    /// How many files were on their way when the program that had the book came to an end.
    pub(super) cut_off: usize,
    /// What of it could not be found again on the disk, as a sentence.
    pub(super) lost: Option<String>,
    /// The lists that are looked for in files.
    pub(super) known: Arc<Known>,
    pub filter: Filter,
    pub search: String,
    /// How far rows were looked through for it, and the row that was chosen before and is still to be found.
    looking: Search,
    sought: Option<Item>,
    /// What the table shows, in its order. A row that was superseded stands below the one that stands for it.
    pub shown: Vec<Item>,
    pub counts: Counts,
    /// Whether the rows come from more than one office.
    pub several_offices: bool,
    /// Where in [`Desk::shown`] the chosen row stands.
    pub at: Option<usize>,
    /// What is wrong with the chosen row, and what of it was let pass.
    pub findings: Vec<Finding>,
    pub accepted: Vec<Finding>,
    /// Goes up when the chosen row is to be brought on screen.
    pub jump: u64,
    /// Papers that were given to be compared, and what they say.
    pub papers: Vec<Paper>,
    pub verified: Verified,
    /// The draft of the letter that was begun, by its place's id.
    pub letter: Option<String>,
    /// Whether list and letter are being written.
    pub giving: bool,
    pub saving: Saving,
    pub(super) unsaved: Unsaved,
    undo: Vec<Edit>,
    redo: Vec<Edit>,
}

impl Desk {
    pub(super) fn new(id: String, book: Book, lock: Lock) -> Self {
        let mut desk = Desk {
            unsaved: Unsaved::none(&book),
            id,
            book: Arc::new(book),
            _lock: lock,
            taking: Taking::default(),
            cut_off: 0,
            lost: None,
            known: Arc::default(),
            filter: Filter::All,
            search: String::new(),
            looking: Search::default(),
            sought: None,
            shown: Vec::new(),
            counts: Counts::default(),
            several_offices: false,
            at: None,
            findings: Vec::new(),
            accepted: Vec::new(),
            jump: 0,
            papers: Vec::new(),
            verified: Verified::new(),
            letter: None,
            giving: false,
            saving: Saving::default(),
            undo: Vec::new(),
            redo: Vec::new(),
        };
        desk.refresh();
        desk.select(0);
        desk
    }

    /// Whether nothing was handed in yet.
    pub fn is_empty(&self) -> bool {
        self.book.files.is_empty() && self.book.left.is_empty()
    }

    pub fn list(&self) -> &List {
        &self.book.list
    }

    /// What the table shows at this place.
    pub fn line(&self, at: usize) -> Option<Line<'_>> {
        Line::of(*self.shown.get(at)?, &self.book)
    }

    /// What is chosen in the table.
    pub fn chosen(&self) -> Option<Item> {
        self.at.and_then(|at| self.shown.get(at)).copied()
    }

    /// The chosen row, with its number.
    pub fn chosen_row(&self) -> Option<(RowId, &Entry)> {
        let Some(Item::Row(id)) = self.chosen() else { return None };
        self.book.entry(id).map(|entry| (id, entry))
    }

    /// For each finding of the chosen row, the other rows that the table shows with the same.
    pub fn alike(&self) -> Vec<Vec<RowId>> {
        let mut alike = vec![Vec::new(); self.findings.len()];
        let chosen = self.chosen();
        for item in self.shown.iter().filter(|item| Some(**item) != chosen) {
            let Item::Row(id) = *item else { continue };
            // Most rows have nothing wrong: they are not judged.
            let is_judged = self.book.entry(id).is_some_and(|entry| entry.count != Count::default());
            let findings = if is_judged { self.book.findings(id) } else { Vec::new() };
            for (own, rows) in self.findings.iter().zip(&mut alike) {
                let is_same =
                    |other: &Finding| (&other.rule, other.place.heading()) == (&own.rule, own.place.heading());
                rows.extend(findings.iter().any(is_same).then_some(id));
            }
        }
        alike
    }

    /// Chooses the row at this place of the table.
    pub(super) fn select(&mut self, at: usize) {
        self.at = self.shown.len().checked_sub(1).map(|last| at.min(last));
        self.sought = None;
        self.jump += 1;
        self.judge();
    }

    pub(super) fn step(&mut self, by: isize) {
        self.select(self.at.unwrap_or(0).saturating_add_signed(by));
    }

    fn judge(&mut self) {
        let row = self.chosen_row().map(|(id, _)| id);
        self.findings = row.map_or(Vec::new(), |id| self.book.findings(id));
        self.accepted = row.map_or(Vec::new(), |id| self.book.accepted(id));
    }

    /// Shows the rows of a kind.
    pub(super) fn show(&mut self, filter: Filter) {
        let before = self.chosen();
        self.filter = filter;
        self.refresh();
        if self.chosen() == before { self.jump += 1 } else { self.select(0) }
    }

    /// Shows the rows that hold these words.
    pub(super) fn look_for(&mut self, words: String) {
        if !self.looking.is_for(words.trim()) {
            self.looking = Search::after(std::mem::take(&mut self.looking), words.trim());
            self.refresh();
        }
        self.search = words;
        self.jump += 1;
    }

    /// Whether there are rows that were not looked through yet.
    pub(in crate::app) fn is_searching(&self) -> bool {
        !self.looking.is_done(&self.book)
    }

    /// Looks through more rows; the chosen one is brought on screen when it is found again.
    pub(in crate::app) fn search_on(&mut self) {
        if self.is_searching() {
            let was_sought = self.sought.is_some();
            self.refresh();
            self.jump += u64::from(was_sought && self.sought.is_none());
        }
    }

    /// What is derived from the book: which rows are shown. The chosen row stays chosen, or the one that takes its place.
    pub(super) fn refresh(&mut self) {
        let chosen = self.sought.or(self.chosen());
        self.counts = Counts::of(&self.book);
        if self.counts.of_kind(self.filter) == 0 {
            self.filter = Filter::All;
        }
        self.looking.go_on(&self.book);
        self.shown = filter::shown(&self.book, self.filter);
        self.shown.retain(|item| self.looking.shows(*item));
        self.several_offices = has_several_offices(&self.book);
        let still = chosen.and_then(|item| self.shown.iter().position(|shown| *shown == item));
        let last = self.shown.len().checked_sub(1);
        self.at = still.or_else(|| last.map(|last| self.at.unwrap_or(0).min(last)));
        self.sought = chosen.filter(|_| still.is_none() && self.is_searching());
        self.judge();
    }

    /// Carries a change out, as one step to undo.
    pub(super) fn edit(&mut self, edit: Edit, now: f64) {
        if let Some(opposite) = self.apply(edit, now) {
            self.undo.push(opposite);
            self.redo.clear();
        }
    }

    fn apply(&mut self, edit: Edit, now: f64) -> Option<Edit> {
        let opposite = apply(Arc::make_mut(&mut self.book), edit)?;
        for row in rows_of(&opposite) {
            self.unsaved.row(row);
            self.looking.forget(row);
        }
        self.saving.edited(now);
        self.refresh();
        Some(opposite)
    }

    /// Moves the chosen row so many lines in the list.
    pub(super) fn shift(&mut self, by: isize, now: f64) {
        let Some(from) = self.chosen_row().and_then(|(id, _)| self.book.line_of(id)) else { return };
        let to = from.saturating_add_signed(by).min(self.book.lines().len() - 1);
        self.edit(Edit::Move { from, to }, now);
        self.jump += 1;
    }

    /// Moves the row at a place of the table to before another place, or behind the last.
    pub(super) fn move_to(&mut self, from: usize, to: usize, now: f64) {
        let number = |at: usize| self.line(at).and_then(|line| line.number());
        let Some(line) = number(from) else { return };
        // Older versions stand below their row, not in the list.
        let before = (to..self.shown.len()).find_map(number);
        let after = || (0..to).rev().find_map(number).map_or(0, |line| line + 1);
        let target = before.unwrap_or_else(after);
        self.select(from);
        self.edit(Edit::Move { from: line, to: if target > line { target - 1 } else { target } }, now);
        self.jump += 1;
    }

    pub(super) fn step_back(&mut self, now: f64) {
        let mut undo = std::mem::take(&mut self.undo);
        let opposite = self.apply_last(&mut undo, now);
        self.undo = undo;
        self.redo.extend(opposite);
    }

    pub(super) fn step_forward(&mut self, now: f64) {
        let mut redo = std::mem::take(&mut self.redo);
        let opposite = self.apply_last(&mut redo, now);
        self.redo = redo;
        self.undo.extend(opposite);
    }

    /// The last of these changes that is still possible: a row may have been superseded since.
    fn apply_last(&mut self, edits: &mut Vec<Edit>, now: f64) -> Option<Edit> {
        std::iter::from_fn(|| edits.pop()).find_map(|edit| self.apply(edit, now))
    }

    /// Goes to the next row that something is wrong with, or the one before; round at the ends.
    pub(super) fn jump_to_finding(&mut self, step: Step) {
        let (count, from) = (self.shown.len(), self.at.unwrap_or(0));
        let place = |by: usize| match step {
            Step::Next => (from + by) % count,
            Step::Previous => (from + count - by) % count,
        };
        let is_wrong = |at: &usize| {
            let state = self.line(*at).map(|line| line.state);
            matches!(state, Some(RowState::Errors(_) | RowState::Warnings(_)))
        };
        if let Some(at) = (1..=count).map(place).find(is_wrong) {
            self.select(at);
        }
    }
}

/// The rows that a change is to; none where it is to the list.
fn rows_of(edit: &Edit) -> Vec<RowId> {
    match edit {
        Edit::Correct { row, .. }
        | Edit::Accept { row, .. }
        | Edit::Object { row, .. }
        | Edit::LeaveOut { row, .. }
        | Edit::TakeBack { row, .. }
        | Edit::Row(row, _) => vec![*row],
        Edit::All(edits) => edits.iter().flat_map(rows_of).collect(),
        Edit::Move { .. } | Edit::Sort(_) | Edit::Lines(_) | Edit::Office(_) => Vec::new(),
    }
}

/// Whether the rows come from more than one office, as far as the first thousand tell.
fn has_several_offices(book: &Book) -> bool {
    let mut offices = book.lines().iter().take(1000).map(|id| book.words(*id, Holds::Office));
    offices.next().is_some_and(|first| offices.any(|office| office != first))
}
