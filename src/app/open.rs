//! The draft at hand: answers, what is derived from them, and how far they are saved.

use super::comments::standing;
use super::judge::{edition, joined, judge, order};
use super::undo::Undo;
use super::{Leave, Match, Newer, Opened, Saving, Standing, Step};
use crate::check::{Context, Finding, Peer, Place as Where, check};
use crate::draft::{Answer, Draft, Edit, Stamp, applies, canonical, changed_since_stamp, code};
use crate::form::{Field, FieldId, Form, Kind};
use crate::layout::{Edition, Layout};
use crate::store::{Handle, Lock, Occasion};
use jiff::civil::Date;
use std::collections::HashSet;
use std::sync::Arc;

/// The pages are laid out anew when typing has paused for this long, in seconds.
const PAPER_PAUSE: f64 = 0.4;

/// The draft that is open.
#[derive(Debug)]
pub struct Open {
    pub form: Arc<Form>,
    /// A later definition of the form, which the draft may be moved to.
    pub newer: Option<Newer>,
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
    /// Answers that differ from the version printed for the stamp; none while nothing was printed.
    pub changed: Option<usize>,
    /// How the office's comments stand, those still to be done first.
    pub(super) standing: Vec<Standing>,
    pub saving: Saving,
    pub jump: Jump,
    /// What is to happen when the draft is saved.
    pub(super) leaving: Option<Leave>,
    /// Whether an export is under way; the draft stays open until it is done.
    pub(super) exporting: bool,
    pub(super) undo: Undo,
    visited: HashSet<FieldId>,
    asked_all: bool,
    peers: Vec<Peer>,
    today: Date,
    paper_is_old: bool,
}

/// Where the focus is to go; the serial tells a new jump from an old one, also over several drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jump {
    pub place: Where,
    pub serial: u64,
}

impl Jump {
    /// The question that the place belongs to.
    pub fn field(&self) -> &str {
        self.place.field().map_or("", String::as_str)
    }
}

impl Open {
    pub(super) fn new(found: Match, mut opened: Opened, peers: Vec<Peer>, today: Date, jumps: u64) -> Self {
        found.settle(&mut opened.draft);
        let mut open = Open {
            form: found.form,
            newer: found.newer,
            draft: opened.draft,
            handle: opened.handle,
            lock: opened.lock,
            findings: Vec::new(),
            shown: Vec::new(),
            waiting: 0,
            paper: Arc::new(Layout { pages: Vec::new(), findings: Vec::new(), bookmarks: Vec::new() }),
            code: String::new(),
            changed: None,
            standing: Vec::new(),
            saving: Saving::default(),
            jump: Jump { place: Where::Form, serial: jumps },
            leaving: None,
            exporting: false,
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
        let first = open.form.fields().next().map(|field| Where::Field(field.id.clone()));
        open.jump_to(first.unwrap_or(Where::Form));
        open
    }

    /// Moves the draft to another form. What was done before can't be undone step by step any more.
    pub(super) fn renew(&mut self, form: Arc<Form>) {
        // A question under a new id takes its answer along; all others stay where they are.
        let answers = &mut self.draft.answers;
        for field in form.fields() {
            let is_gone = |id: &&String| form.field(id).is_none() && !answers.contains_key(&field.id);
            let before = field.also.iter().find(|id| is_gone(id) && answers.contains_key(*id));
            let answer = before.and_then(|id| answers.remove(id));
            answers.extend(answer.map(|answer| (field.id.clone(), answer)));
        }
        (self.draft.form, self.draft.revision) = (form.id.clone(), form.revision);
        self.draft.definition = Some(form.definition.digest.clone());
        (self.form, self.undo) = (form, Undo::default());
        self.saving.edits += 1;
        self.paper_is_old = true;
        self.lay_out();
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

    /// The pages have gone out to be stamped.
    pub(super) fn stamp(&mut self, stamp: Stamp) {
        self.draft.stamp = Some(stamp);
        self.saving.edits += 1;
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
            self.jump_to(Where::Field(field));
        }
    }

    pub(super) fn changed(&mut self, now: f64) {
        self.saving.edited(now);
        self.paper_is_old = true;
        self.derive();
    }

    /// Findings and code from answers. The paper follows at the next pause.
    fn derive(&mut self) {
        let context = Context { today: self.today, peers: &self.peers };
        let answers = check(&self.form, &self.draft, &context);
        let findings = joined(&self.form, answers, &self.paper.findings);
        self.show(findings);
    }

    /// Lays the pages out if answers changed.
    pub(super) fn lay_out(&mut self) {
        if self.paper_is_old {
            self.paper_is_old = false;
            let judged = judge(&self.form, &self.draft, &Context { today: self.today, peers: &self.peers });
            self.paper = Arc::new(judged.paper);
            self.show(judged.findings);
        }
    }

    fn show(&mut self, findings: Vec<Finding>) {
        self.code = code(&self.form, &self.draft);
        self.changed = changed_since_stamp(&self.form, &self.draft);
        self.standing = standing(&self.form, &self.draft);
        let is_quiet = |finding: &&Finding| {
            let visited = finding.place.field().is_some_and(|field| self.visited.contains(field));
            finding.rule == "required" && !self.asked_all && !visited
        };
        self.waiting = findings.iter().filter(is_quiet).count();
        self.shown = findings.iter().filter(|finding| !is_quiet(finding)).cloned().collect();
        self.findings = findings;
    }

    /// A new day: deadlines are judged anew.
    pub(super) fn set_today(&mut self, today: Date) {
        self.today = today;
        self.paper_is_old = true;
        self.lay_out();
    }

    pub(super) fn peers(&self) -> Vec<Peer> {
        self.peers.clone()
    }

    /// Which edition the findings allow to be printed.
    pub fn edition(&self) -> Edition {
        edition(&self.findings)
    }

    pub fn can_undo(&self) -> bool {
        self.undo.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.undo.can_redo()
    }

    pub(super) fn jump_to(&mut self, place: Where) {
        let place = reachable(&self.form, &self.draft, place);
        self.jump = Jump { place, serial: self.jump.serial + 1 };
    }

    /// Goes to the shown finding, or the office's comment, after or before the place last gone to; round at the ends.
    pub(super) fn jump_to_finding(&mut self, step: Step) {
        let asked = self.remarks_to_do().filter_map(|standing| standing.place.as_ref());
        let found = self.shown.iter().map(|finding| &finding.place);
        let mut places: Vec<&Where> = found.chain(asked).filter(|place| place.field().is_some()).collect();
        places.sort_by_cached_key(|place| order(&self.form, place));
        let here = order(&self.form, &self.jump.place);
        let target = match step {
            Step::Next => places.iter().find(|place| order(&self.form, place) > here).or(places.first()),
            Step::Previous => places.iter().rev().find(|place| order(&self.form, place) < here).or(places.last()),
        };
        if let Some(place) = target.map(|place| (*place).clone()) {
            self.jump_to(place);
        }
    }

    /// Time goes on: lays out and says whether it is time to save.
    pub(super) fn tick(&mut self, now: f64) -> bool {
        if self.paper_is_old && self.saving.paused_for(now) >= PAPER_PAUSE {
            self.lay_out();
        }
        self.saving.is_due(now)
    }

    /// Seconds until something is due, if anything is.
    pub(super) fn due_in(&self, now: f64) -> Option<f64> {
        let paper = self.paper_is_old.then_some(PAPER_PAUSE - self.saving.paused_for(now));
        [paper, self.saving.due_in(now)].into_iter().flatten().map(|due| due.max(0.01)).reduce(f64::min)
    }

    pub(super) fn save(&mut self, occasion: Occasion) -> super::Task {
        let (handle, draft) = (self.handle.clone(), self.draft.clone());
        super::Task::Save { handle, draft, edits: self.saving.sent(), occasion }
    }

    /// The finding on a question that weighs most; of a table, on the table as a whole.
    pub fn worst_on(&self, field: &str) -> Option<&Finding> {
        self.shown_on(field).min_by_key(|finding| finding.severity)
    }

    /// The findings on a question; of a table, those on the table as a whole.
    pub fn shown_on<'a>(&'a self, field: &str) -> impl Iterator<Item = &'a Finding> {
        self.shown.iter().filter(move |finding| matches!(&finding.place, Where::Field(id) if id == field))
    }

    /// The findings on the cells of a table's row.
    pub fn shown_in_row<'a>(&'a self, table: &str, row: usize) -> impl Iterator<Item = &'a Finding> {
        let here = move |place: &Where| matches!(place, Where::Cell(id, number, _) if id == table && *number == row);
        self.shown.iter().filter(move |finding| here(&finding.place))
    }

    /// The finding on a table's cell that weighs most.
    pub fn worst_at_cell(&self, table: &str, row: usize, column: &str) -> Option<&Finding> {
        let here = |finding: &&Finding| matches!(&finding.place, Where::Cell(.., id) if id == column);
        self.shown_in_row(table, row).filter(here).min_by_key(|finding| finding.severity)
    }
}

/// The place itself, or, where its question is not put, the first question that it waits for.
fn reachable(form: &Form, draft: &Draft, place: Where) -> Where {
    let waits_for = |field: &Field| field.when.as_ref().and_then(|when| when.fields().first().map(|id| (*id).clone()));
    let field =
        |place: &Where| place.field().and_then(|id| form.field(id)).filter(|field| !applies(form, draft, field));
    let first = std::iter::successors(Some(place), |place| field(place).and_then(waits_for).map(Where::Field));
    first.last().unwrap_or(Where::Form)
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
