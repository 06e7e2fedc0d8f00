//! Options with their marks: one of them, or any of them.

use super::fields;
use super::widgets::ring;
use crate::app::{Action, Open};
use crate::draft::{Answer, Typed, typed};
use crate::form::Field;
use egui::{Checkbox, RadioButton, Response, Ui, Widget};

/// One of the options; a click on the chosen one takes it back.
pub fn one(ui: &mut Ui, open: &Open, field: &Field, options: &[String], actions: &mut Vec<Action>) {
    let chosen = match typed(&open.draft, field) {
        Typed::One(one) => one.to_string(),
        _ => String::new(),
    };
    let left = row(ui, field, options, |option| RadioButton::new(chosen == *option, option), |option| {
        let to = (chosen != *option).then(|| Answer::Text(option.clone()));
        actions.push(Action::Answer { field: field.id.clone(), to });
    });
    if left {
        actions.push(Action::Left(field.id.clone()));
    }
}

/// Any of the options, kept in the form's order.
pub fn many(ui: &mut Ui, open: &Open, field: &Field, options: &[String], actions: &mut Vec<Action>) {
    let ticks = open.draft.ticks(&field.id);
    let mut marks: Vec<bool> = options.iter().map(|option| ticks.contains(option)).collect();
    let before = marks.clone();
    let mut left = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        for (number, option) in options.iter().enumerate() {
            let response = with_id(ui, field, number, Checkbox::new(&mut marks[number], option));
            left |= response.lost_focus();
        }
    });
    if marks != before {
        let chosen: Vec<String> =
            options.iter().zip(&marks).filter(|(_, mark)| **mark).map(|(option, _)| option.clone()).collect();
        let to = (!chosen.is_empty()).then_some(Answer::Ticks(chosen));
        actions.push(Action::Answer { field: field.id.clone(), to });
    }
    if left {
        actions.push(Action::Left(field.id.clone()));
    }
}

/// Draws the options in a row that wraps; tells whether the focus left one of them.
fn row<W: Widget>(
    ui: &mut Ui,
    field: &Field,
    options: &[String],
    widget: impl Fn(&String) -> W,
    mut clicked: impl FnMut(&String),
) -> bool {
    let mut left = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 18.0;
        for (number, option) in options.iter().enumerate() {
            let response = with_id(ui, field, number, widget(option));
            if response.clicked() {
                clicked(option);
            }
            left |= response.lost_focus();
        }
    });
    left
}

/// The first option bears the question's id, so that a jump to the question gives it the focus.
fn with_id(ui: &mut Ui, field: &Field, number: usize, widget: impl Widget) -> Response {
    let response = ui.add(widget);
    let target = fields::id(&field.id);
    if number == 0 && ui.memory(|memory| memory.has_focus(target)) {
        response.request_focus();
    }
    ring(ui, &response);
    response
}
