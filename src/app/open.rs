//! The draft at hand: answers, what is derived from them, and how far they are saved.

use super::export::edition;
use super::undo::Undo;
use super::{Leave, Opened, Status, Step};
use crate::check::{Context, Finding, Peer, Place as Where, check};
use crate::draft::{Answer, Draft, Edit, canonical, code};
use crate::form::{FieldId, Form, Kind};
use crate::layout::{Edition, Fonts, Layout, layout};
use crate::store::{Handle, Lock, Occasion, StoreError};
use jiff::civil::{Date, DateTime};
use std::collections::HashSet;
use std::sync::Arc;

/// The pages are laid out anew when typing has paused for this long, in seconds.
const PAPER_PAUSE: f64 = 0.4;
/// Autosave comes this long after the last edit, in seconds; at the latest [`SAVE_AT_LEAST`] after the first one.
const SAVE_PAUSE: f64 = 1.0;
const SAVE_AT_LEAST: f64 = 10.0;
/// A save that failed is tried again after this long.
const SAVE_AGAIN: f64 = 10.0;

/// The draft that is open.
#[derive(Debug)]
pub struct Open {
    pub form: Arc<Form>,
    pub draft: Draft,
    pub handle: Handle,
    /// None while another window has the draft open.
    pub lock: Option<Lock>,
    /// Everything that is wrong with answers and paper, in the form's order.
    pub findings: Vec<Finding>,
    /// Those of them that are shown now: a blank answer is quiet until it was visited.
    pub shown: Vec<Finding>,
    /// Blank answers that are not shown yet.
    pub waiting: usize,
    /// The printed pages, as of the last pause.
    pub paper: Arc<Layout>,
    pub code: String,
    pub saving: Saving,
    pub jump: Jump,
    /// What is to happen when the draft is saved.
    pub leaving: Option<Leave>,
    pub(super) undo: Undo,
    visited: HashSet<FieldId>,
    asked_all: bool,
    peers: Vec<Peer>,
    today: Date,
    paper_is_old: bool,
}

/// How far the draft is saved.
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
    failed_at: f64,
    first_edit: f64,
    last_edit: f64,
}

impl Saving {
    pub fn is_saved(&self) -> bool {
        self.edits == self.saved_edits
    }
}

/// Where the focus is to go; the serial tells a new jump from an old one.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Jump {
    pub field: FieldId,
    pub serial: u64,
}

impl Open {
    pub(super) fn new(form: Arc<Form>, opened: Opened, peers: Vec<Peer>, today: Date) -> Self {
        let mut open = Open {
            form,
            draft: opened.draft,
            handle: opened.handle,
            lock: opened.lock,
            findings: Vec::new(),
            shown: Vec::new(),
            waiting: 0,
            paper: Arc::new(Layout { pages: Vec::new(), findings: Vec::new(), bookmarks: Vec::new() }),
            code: String::new(),
            saving: Saving::default(),
            jump: Jump::default(),
            leaving: None,
            undo: Undo::default(),
            visited: HashSet::new(),
            asked_all: false,
            peers,
            today,
            paper_is_old: true,
        };
        open.derive();
        open.lay_out();
        // A person can begin to type at once.
        let first = open.form.fields().next().map(|field| field.id.clone());
        if let Some(first) = first {
            open.jump_to(first);
        }
        open
    }

    /// Changes an answer, as one step to undo.
    pub(super) fn answer(&mut self, field: FieldId, to: Option<Answer>, now: f64) {
        let to = to.filter(|answer| !matches!(answer, Answer::Text(text) if text.is_empty()));
        if self.draft.answers.get(&field) == to.as_ref() {
            return;
        }
        self.undo.edit(&mut self.draft, Edit { field, to }, now);
        self.changed(now);
    }

    /// Notes a visit, and puts what was typed into its one form.
    pub(super) fn left(&mut self, field: FieldId, now: f64) {
        let tidy = self.form.field(&field).and_then(|asked| tidy(&asked.kind, self.draft.answers.get(&field)?));
        self.visited.insert(field.clone());
        if let Some(answer) = tidy {
            self.answer(field, Some(answer), now);
        }
        self.undo.pause();
        self.derive();
    }

    pub(super) fn check_all(&mut self) {
        self.asked_all = true;
        self.derive();
    }

    pub(super) fn step_back(&mut self, now: f64) {
        let field = self.undo.undo(&mut self.draft);
        self.stepped(field, now);
    }

    pub(super) fn step_forward(&mut self, now: f64) {
        let field = self.undo.redo(&mut self.draft);
        self.stepped(field, now);
    }

    fn stepped(&mut self, field: Option<FieldId>, now: f64) {
        if let Some(field) = field {
            self.changed(now);
            self.jump_to(field);
        }
    }

    fn changed(&mut self, now: f64) {
        if self.saving.is_saved() {
            self.saving.first_edit = now;
        }
        self.saving.edits += 1;
        self.saving.last_edit = now;
        self.paper_is_old = true;
        self.derive();
    }

    /// Findings and code from answers. The paper follows at the next pause.
    fn derive(&mut self) {
        let context = Context { today: self.today, peers: &self.peers };
        self.findings = check(&self.form, &self.draft, &context);
        self.findings.extend(self.paper.findings.iter().cloned());
        self.code = code(&self.form, &self.draft);
        let is_quiet = |finding: &&Finding| {
            let visited = finding.place.field().is_some_and(|field| self.visited.contains(field));
            finding.rule == "required" && !self.asked_all && !visited
        };
        self.waiting = self.findings.iter().filter(is_quiet).count();
        self.shown = self.findings.iter().filter(|finding| !is_quiet(finding)).cloned().collect();
    }

    /// Lays the pages out if answers changed.
    pub(super) fn lay_out(&mut self) {
        if self.paper_is_old {
            self.paper_is_old = false;
            let pages = layout(&self.form, &self.draft, Fonts::embedded(), self.edition());
            self.paper = Arc::new(pages);
            self.derive();
        }
    }

    /// Which edition the findings allow to be printed.
    pub fn edition(&self) -> Edition {
        edition(&self.findings)
    }

    pub fn status(&self) -> Status {
        Status::of(&self.form, &self.draft, &self.findings)
    }

    pub fn can_undo(&self) -> bool {
        self.undo.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.undo.can_redo()
    }

    pub(super) fn jump_to(&mut self, field: FieldId) {
        self.jump = Jump { field, serial: self.jump.serial + 1 };
    }

    /// Goes to the shown finding after or before the place last gone to.
    pub(super) fn jump_to_finding(&mut self, step: Step) {
        let fields: Vec<&FieldId> = self.shown.iter().filter_map(|finding| finding.place.field()).collect();
        let order = |id: &FieldId| self.form.fields().position(|field| field.id == *id);
        let here = order(&self.jump.field);
        let target = match step {
            Step::Next => fields.iter().find(|id| order(id) > here).or(fields.first()),
            Step::Previous => fields.iter().rev().find(|id| order(id) < here).or(fields.last()),
        };
        if let Some(field) = target.map(|field| (*field).clone()) {
            self.jump_to(field);
        }
    }

    /// Time goes on: lays out and says whether it is time to save.
    pub(super) fn tick(&mut self, now: f64) -> bool {
        if self.paper_is_old && now - self.saving.last_edit >= PAPER_PAUSE {
            self.lay_out();
        }
        let saving = &self.saving;
        let quiet = now - saving.last_edit >= SAVE_PAUSE || now - saving.first_edit >= SAVE_AT_LEAST;
        let waiting = saving.failed.is_some() && now - saving.failed_at < SAVE_AGAIN;
        saving.edits > saving.sent_edits && quiet && !waiting
    }

    /// Seconds until something is due, if anything is.
    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        let since = now - self.saving.last_edit;
        let paper = self.paper_is_old.then_some(PAPER_PAUSE - since);
        let again = self.saving.failed.as_ref().map(|_| self.saving.failed_at + SAVE_AGAIN - now);
        let save = (self.saving.edits > self.saving.sent_edits).then(|| again.unwrap_or(0.0).max(SAVE_PAUSE - since));
        [paper, save].into_iter().flatten().map(|due| due.max(0.01)).reduce(f64::min)
    }

    pub(super) fn save(&mut self, occasion: Occasion) -> super::Task {
        self.saving.sent_edits = self.saving.edits;
        let (handle, draft) = (self.handle.clone(), self.draft.clone());
        super::Task::Save { handle, draft, edits: self.saving.edits, occasion }
    }

    pub(super) fn save_failed(&mut self, error: StoreError, now: f64) {
        self.saving.sent_edits = self.saving.saved_edits;
        self.saving.failed = Some(error);
        self.saving.failed_at = now;
    }

    /// The finding on a question that weighs most.
    pub fn worst_on(&self, field: &str) -> Option<&Finding> {
        let on = self.shown.iter().filter(|finding| finding.place.field().is_some_and(|id| id == field));
        on.min_by_key(|finding| finding.severity)
    }

    /// The findings on a question, table cells included.
    pub fn shown_on<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.shown.iter().filter(move |finding| finding.place.field().is_some_and(|id| id == field))
    }

    /// Whether that table cell has a finding.
    pub fn is_cell_wrong(&self, table: &str, row: usize, column: &str) -> bool {
        self.shown
            .iter()
            .any(|finding| matches!(&finding.place, Where::Cell(t, r, c) if t == table && *r == row && c == column))
    }
}

/// An answer in its one form, if that differs from how it was typed.
fn tidy(kind: &Kind, answer: &Answer) -> Option<Answer> {
    let tidied = match answer {
        Answer::Text(text) => Answer::Text(canonical(kind, text)?),
        Answer::Ticks(_) => return None,
        Answer::Rows(rows) => {
            let mut rows = rows.clone();
            for column in kind.columns() {
                for cell in rows.iter_mut().filter_map(|row| row.get_mut(&column.id)) {
                    *cell = canonical(&column.kind, cell).unwrap_or_else(|| cell.clone());
                }
            }
            Answer::Rows(rows)
        }
    };
    (tidied != *answer).then_some(tidied)
}
