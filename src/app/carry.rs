//! 从往年复制: a new draft begun from an older one, and the old answers at hand beside it.

use super::task::create;
use super::{Action, Dialog, Open, Opened, Shelf, State, Task};
use crate::carry::{Choices, Old, carry};
use crate::draft::{Answer, CarriedLine, Draft, applies, shown};
use crate::form::{Catalogue, Field, Form};
use crate::store::{self, Act, Cause, Folder, StoreError};
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be carried where.
#[derive(Debug, Clone)]
pub struct Carrying {
    /// The old draft's file. It is only read.
    pub from: PathBuf,
    pub form: Arc<Form>,
    pub choices: Choices,
    /// Where the old form is looked up.
    pub catalogue: Arc<Catalogue>,
}

/// Reads the old draft, and begins a new one with its answers.
pub(super) fn begin(folder: &Folder, carrying: &Carrying) -> Result<Box<Opened>, StoreError> {
    let place = folder.place(&carrying.from)?;
    let (_, old) = folder.open(&place)?;
    let Some(found) = Shelf::new(folder, &carrying.catalogue).form_of(&old) else {
        return Err(StoreError::new(&carrying.from, Act::Read, Cause::NoForm(old.form)));
    };
    let old = Old { form: &found.form, draft: &old };
    let begun = Draft::new(&carrying.form);
    create(folder, carry(&old, &carrying.form, begun, carrying.choices, &store::this_second()))
}

impl State {
    pub(super) fn carry(&mut self, from: PathBuf, form: &str, choices: Choices) -> Vec<Task> {
        let Some(form) = self.form(form).cloned() else { return Vec::new() };
        let catalogue = self.catalogue.clone();
        self.start(Task::Carry(Carrying { from, form, choices, catalogue }))
    }

    /// The new draft is there: what became of each answer is shown first.
    pub(super) fn carried(&mut self, result: Result<Box<Opened>, StoreError>) -> Vec<Task> {
        let mut tasks = self.update(Action::Opened(result));
        if self.open.is_some() {
            tasks.extend(self.show(Dialog::Carried));
        }
        tasks
    }
}

impl Open {
    /// The old answers at hand, by number.
    pub fn carried_lines(&self) -> &[CarriedLine] {
        self.draft.carried.as_ref().map_or(&[], |carried| &carried.lines)
    }

    /// The old answer at hand for a question, while the question says something else.
    pub fn past_of(&self, field: &Field) -> Option<usize> {
        let is_past = |line: &CarriedLine| line.to.as_ref() == Some(&field.id) && !line.text.is_empty();
        let number = self.carried_lines().iter().position(is_past)?;
        (shown(&self.draft, field) != self.carried_lines()[number].text).then_some(number)
    }

    /// What of an old answer can be put into its question now.
    pub fn to_put(&self, line: &CarriedLine) -> Option<(&Field, Answer)> {
        let field = self.form.field(line.to.as_ref()?)?;
        let answer = line.put.clone().filter(|put| self.draft.answers.get(&field.id) != Some(put))?;
        applies(&self.form, &self.draft, field).then_some((field, answer))
    }

    /// Puts an old answer into its question, as a step of its own to undo.
    pub(super) fn put_back(&mut self, number: usize, now: f64) {
        let to_put = self.carried_lines().get(number).and_then(|line| self.to_put(line));
        let Some((field, answer)) = to_put.map(|(field, answer)| (field.id.clone(), answer)) else { return };
        self.undo.pause();
        self.answer(field.clone(), Some(answer), now);
        self.left(field.clone(), now);
        self.jump_to(crate::check::Place::Field(field));
    }

    /// Ticks a line off, or takes the tick back.
    pub(super) fn settle(&mut self, number: usize, done: bool, now: f64) {
        let line = self.draft.carried.as_mut().and_then(|carried| carried.lines.get_mut(number));
        if let Some(line) = line {
            line.done = done;
            self.changed(now);
        }
    }
}
