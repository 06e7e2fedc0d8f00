//! Changes to a draft, each of which gives back the one that undoes it.

use super::{Answer, Draft};
use crate::form::FieldId;

/// One change to the answers: this question's answer becomes that, or none.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub field: FieldId,
    pub to: Option<Answer>,
}

/// Makes the change and returns its opposite.
pub fn apply(draft: &mut Draft, edit: Edit) -> Edit {
    let before = match edit.to {
        Some(answer) => draft.answers.insert(edit.field.clone(), answer),
        None => draft.answers.remove(&edit.field),
    };
    Edit { field: edit.field, to: before }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_and_its_opposite_leave_the_draft_as_it_was() {
        let mut draft = Draft::default();
        let text = |words: &str| Some(Answer::Text(words.into()));
        let first = apply(&mut draft, Edit { field: "name".into(), to: text("甲") });
        let second = apply(&mut draft, Edit { field: "name".into(), to: text("乙") });
        assert_eq!(draft.text("name"), "乙");
        apply(&mut draft, second);
        assert_eq!(draft.text("name"), "甲");
        apply(&mut draft, first);
        assert_eq!(draft, Draft::default());
    }
}
