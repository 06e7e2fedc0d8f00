//! Undo and redo over the whole draft.

use crate::draft::{Draft, Edit, apply};
use crate::form::FieldId;

/// Edits of one question within this time, in seconds, are undone together.
const ONE_GO: f64 = 1.5;
/// How many steps are kept.
const MOST: usize = 300;

/// What was done, as the edits that undo it.
#[derive(Debug, Default)]
pub struct Undo {
    done: Vec<Step>,
    undone: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    opposite: Edit,
    /// Seconds since the program started.
    at: f64,
}

impl Undo {
    /// Makes an edit and remembers it, together with the one before if both are one go.
    pub fn edit(&mut self, draft: &mut Draft, edit: Edit, now: f64) {
        let opposite = apply(draft, edit);
        self.undone.clear();
        match self.done.last_mut() {
            Some(last) if last.opposite.field == opposite.field && now - last.at < ONE_GO => last.at = now,
            _ => self.done.push(Step { opposite, at: now }),
        }
        if self.done.len() > MOST {
            self.done.remove(0);
        }
    }

    /// Ends the present go: the next edit is undone by itself.
    pub fn pause(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.at = f64::NEG_INFINITY;
        }
    }

    /// Takes the last step back; tells whose answer changed.
    pub fn undo(&mut self, draft: &mut Draft) -> Option<FieldId> {
        Self::shift(&mut self.done, &mut self.undone, draft)
    }

    pub fn redo(&mut self, draft: &mut Draft) -> Option<FieldId> {
        Self::shift(&mut self.undone, &mut self.done, draft)
    }

    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    fn shift(from: &mut Vec<Step>, to: &mut Vec<Step>, draft: &mut Draft) -> Option<FieldId> {
        let step = from.pop()?;
        let field = step.opposite.field.clone();
        to.push(Step { opposite: apply(draft, step.opposite), at: f64::NEG_INFINITY });
        Some(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Answer;

    fn typed(undo: &mut Undo, draft: &mut Draft, text: &str, now: f64) {
        undo.edit(draft, Edit { field: "name".into(), to: Some(Answer::Text(text.into())) }, now);
    }

    #[test]
    fn letters_typed_in_one_go_are_one_step() {
        let (mut undo, mut draft) = (Undo::default(), Draft::default());
        typed(&mut undo, &mut draft, "甲", 0.0);
        typed(&mut undo, &mut draft, "甲乙", 1.0);
        typed(&mut undo, &mut draft, "甲乙丙", 9.0);
        undo.undo(&mut draft);
        assert_eq!(draft.text("name"), "甲乙");
        undo.undo(&mut draft);
        assert_eq!(draft.text("name"), "");
        assert_eq!(undo.undo(&mut draft), None);
        undo.redo(&mut draft);
        undo.redo(&mut draft);
        assert_eq!(draft.text("name"), "甲乙丙");
        assert_eq!(undo.redo(&mut draft), None);
    }

    #[test]
    fn typing_after_an_undo_forgets_what_was_undone() {
        let (mut undo, mut draft) = (Undo::default(), Draft::default());
        typed(&mut undo, &mut draft, "甲", 0.0);
        undo.undo(&mut draft);
        typed(&mut undo, &mut draft, "乙", 5.0);
        assert!(!undo.can_redo());
    }
}
