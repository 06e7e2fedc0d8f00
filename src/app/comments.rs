//! 退回意见: the comments of the recommending office find their draft, stay with it, and are ticked off there.

use super::forms::Shelf;
use super::state::Weight;
use super::task::open;
use super::{Action, Dialog, Leave, Open, Opened, Screen, State, Task};
use crate::check::Place as Where;
use crate::draft::{Answer, Comment, Comments, Draft, Remark, is_blank, take_in, told};
use crate::form::{Catalogue, Form};
use crate::row;
use crate::store::{self, Cause, Folder, Place, StoreError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Comments whose draft is looked for.
#[derive(Debug)]
pub struct Claim {
    pub comments: Box<Comments>,
    /// Where the forms of drafts are looked up.
    pub catalogue: Arc<Catalogue>,
    /// Drafts outside the data folder.
    pub recent: Vec<PathBuf>,
}

/// The comments in a file; none where it is another kind of file, or none at all.
pub(super) fn read(path: &Path) -> Result<Option<Box<Comments>>, StoreError> {
    match store::comments(path) {
        Ok(comments) => Ok(comments.map(Box::new)),
        Err(error) if matches!(error.cause, Cause::Comments(_)) => Err(error),
        Err(_) => Ok(None),
    }
}

/// Opens the draft that the comments are on, or else one of the same form, unit and name.
pub(super) fn claim(folder: &Folder, claim: Claim) -> Action {
    match draft_of(folder, &claim) {
        None => Action::Unclaimed(claim.comments),
        Some(place) => {
            let remarks = claim.comments.remarks();
            Action::Opened(open(folder, &place).map(|opened| Box::new(Opened { remarks, ..*opened })))
        }
    }
}

/// Drafts in the data folder come before those elsewhere, later ones before earlier ones.
fn draft_of(folder: &Folder, claim: &Claim) -> Option<Place> {
    let own =
        folder.list().unwrap_or_default().into_iter().filter_map(|entry| Some((entry.place, entry.content.ok()?)));
    let elsewhere = claim.recent.iter().filter_map(|path| Some((folder.place(path).ok()?, store::open(path).ok()?)));
    let drafts: Vec<(Place, Draft)> = own.chain(elsewhere).collect();
    let mut shelf = Shelf::new(folder, &claim.catalogue);
    let mut is_like =
        |draft: &Draft| shelf.form_of(draft).is_some_and(|found| claim.comments.is_like(&found.form, draft));
    let same = drafts.iter().find(|(_, draft)| claim.comments.is_on(draft));
    same.or_else(|| drafts.iter().find(|(_, draft)| is_like(draft))).map(|(place, _)| place.clone())
}

impl State {
    /// A file that is to be opened while a draft is open turned out to be comments, or not.
    pub(super) fn looked(&mut self, path: PathBuf, read: Result<Option<Box<Comments>>, StoreError>) -> Vec<Task> {
        match (read, &self.open) {
            (Err(error), _) => self.told(Err(error)),
            (Ok(Some(comments)), Some(open)) if comments.is_on(&open.draft) => {
                self.screen = Screen::Editor;
                self.received(comments.remarks())
            }
            _ => self.close(Leave::OpenPath(path)),
        }
    }

    pub(super) fn claim(&mut self, comments: Box<Comments>) -> Vec<Task> {
        self.opening = false;
        let (catalogue, recent) = (self.catalogue.clone(), self.settings.recent.clone());
        self.start(Task::Claim(Claim { comments, catalogue, recent }))
    }

    /// No draft is that of the comments: they can be read all the same.
    pub(super) fn unclaimed(&mut self, comments: Box<Comments>) -> Vec<Task> {
        self.opening = false;
        self.show(Dialog::Unclaimed(comments))
    }

    /// Comments on the open draft.
    pub(super) fn received(&mut self, remarks: Vec<Remark>) -> Vec<Task> {
        let Some(open) = self.open.as_mut().filter(|_| !remarks.is_empty()) else { return Vec::new() };
        let office = remarks[0].office.clone();
        let new = take_in(&mut open.draft, remarks);
        if new > 0 {
            open.changed(self.now);
        }
        let first = open.remarks_to_do().find_map(|standing| standing.place.clone());
        if let Some(place) = first {
            open.jump_to(place);
        }
        let words = match new {
            0 => "这份退回意见已经收过，没有新的内容".to_string(),
            new => format!("收到{office}的退回意见{new}条，逐条改好后请打勾"),
        };
        self.say(Weight::Done, words);
        Vec::new()
    }
}

/// A comment of the draft as it stands to the answers now.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Its place in [`Draft::comments`].
    pub number: usize,
    /// Where it leads; none for the form as a whole, or where the form has no such question.
    pub place: Option<Where>,
    pub label: String,
    /// Whether the answer is another one since.
    pub is_changed: bool,
}

impl Open {
    /// The comments with what is known of each, those still to be done first.
    pub fn remarks(&self) -> impl Iterator<Item = (&Standing, &Remark)> {
        self.standing.iter().filter_map(|standing| Some((standing, self.draft.comments.get(standing.number)?)))
    }

    /// How many comments are still to be done.
    pub fn remarks_left(&self) -> usize {
        undone(&self.draft)
    }

    pub(super) fn remarks_to_do(&self) -> impl Iterator<Item = &Standing> {
        self.remarks().filter(|(_, remark)| !remark.done).map(|(standing, _)| standing)
    }

    /// The comments on a question, or on a cell of its table, that are still to be done.
    pub fn remarks_on<'a>(&'a self, field: &'a str) -> impl Iterator<Item = (&'a Standing, &'a Remark)> {
        let is_here = move |place: &Where| place.field().is_some_and(|id| id == field);
        self.remarks().filter(move |(standing, remark)| !remark.done && standing.place.as_ref().is_some_and(is_here))
    }

    /// Ticks a comment off, or takes the tick back.
    pub(super) fn tick_off(&mut self, number: usize, done: bool, now: f64) {
        if let Some(remark) = self.draft.comments.get_mut(number) {
            remark.done = done;
            self.changed(now);
        }
    }
}

/// How the comments of a draft stand: those still to be done first, each in the office's order.
pub(super) fn standing(form: &Form, draft: &Draft) -> Vec<Standing> {
    if draft.comments.is_empty() {
        return Vec::new();
    }
    let now = told(form, draft);
    let cells = row::row(form, draft, "").cells;
    let heading = |comment: &Comment| form.row.iter().position(|column| column.heading == comment.label);
    let one = |(number, remark): (usize, &Remark)| {
        let comment = &remark.comment;
        let place = place_of(form, draft, &comment.field);
        let field = place.as_ref().and_then(Where::field).and_then(|id| form.field(id));
        let label = field.filter(|field| field.id == comment.field).map(|field| form.full_label(field));
        let label = label.unwrap_or_else(|| comment.place_words().to_string());
        let answer = now.iter().find(|told| told.id == comment.field).map_or("", |told| &told.value);
        let is_cell = |was: &str| heading(comment).is_some_and(|column| cells[column].words() == was);
        let is_changed = |was: &String| !comment.field.is_empty() && answer != was && !is_cell(was);
        let is_changed = comment.was.as_ref().is_some_and(is_changed);
        Standing { number, place, label, is_changed }
    };
    let mut standing: Vec<Standing> = draft.comments.iter().enumerate().map(one).collect();
    standing.sort_by_key(|standing| draft.comments[standing.number].done);
    standing
}

/// How many comments are still to be done.
pub(super) fn undone(draft: &Draft) -> usize {
    draft.comments.iter().filter(|remark| !remark.done).count()
}

/// The place of an answer that [`crate::draft::Told::id`] names: rows without any word do not count there.
fn place_of(form: &Form, draft: &Draft, id: &str) -> Option<Where> {
    let Some((table, cell)) = id.split_once('[') else {
        return form.field(id).map(|field| Where::Field(field.id.clone()));
    };
    let field = form.field(table)?;
    let (number, column) = cell.split_once("].")?;
    let number = number.parse::<usize>().ok()?.checked_sub(1)?;
    let Some(Answer::Rows(rows)) = draft.answers.get(table) else { return Some(Where::Field(field.id.clone())) };
    let filled = rows.iter().enumerate().filter(|(_, row)| row.values().any(|cell| !is_blank(cell)));
    let row = filled.map(|(row, _)| row).nth(number);
    let known = row.filter(|_| field.kind.columns().iter().any(|known| known.id == column));
    Some(known.map_or(Where::Field(field.id.clone()), |row| Where::Cell(field.id.clone(), row, column.to_string())))
}
