//! Options with their marks: one of them, or any of them.

use super::fields;
use super::theme::palette;
use super::widgets::ring;
use crate::app::{Action, Open};
use crate::draft::{Answer, Typed, typed};
use crate::form::Field;
use egui::{Checkbox, RadioButton, Response, RichText, Stroke, Ui, Widget};

/// Between options, in points.
const BETWEEN: f32 = 18.0;

/// One of the options; a click on the chosen one takes it back.
pub fn one(ui: &mut Ui, open: &Open, field: &Field, options: &[String], actions: &mut Vec<Action>) {
    let chosen = match typed(&open.draft, field) {
        Typed::One(one) => one.to_string(),
        _ => String::new(),
    };
    row(ui, field, options, actions, |ui, number, option, actions| {
        let on = chosen == *option;
        let response = mark(ui, field, number, on, RadioButton::new(on, words(ui, option)));
        if response.clicked() {
            let to = (!on).then(|| Answer::Text(option.clone()));
            actions.push(Action::Answer { field: field.id.clone(), to });
        }
        response
    });
}

/// Any of the options, kept in the form's order.
pub fn many(ui: &mut Ui, open: &Open, field: &Field, options: &[String], actions: &mut Vec<Action>) {
    let ticks = open.draft.ticks(&field.id);
    row(ui, field, options, actions, |ui, number, option, actions| {
        let before = ticks.contains(option);
        let mut on = before;
        let words = words(ui, option);
        let response = mark(ui, field, number, before, Checkbox::new(&mut on, words));
        if on != before {
            let is_ticked = |other: &&String| if *other == option { on } else { ticks.contains(other) };
            // Ticks that the form no longer knows stay behind them.
            let unknown = ticks.iter().filter(|tick| !options.contains(tick));
            let chosen: Vec<String> = options.iter().filter(is_ticked).chain(unknown).cloned().collect();
            let to = (!chosen.is_empty()).then_some(Answer::Ticks(chosen));
            actions.push(Action::Answer { field: field.id.clone(), to });
        }
        response
    });
}

/// The options in a row that wraps. When the focus leaves the last one it was on, the question was visited.
fn row(
    ui: &mut Ui,
    field: &Field,
    options: &[String],
    actions: &mut Vec<Action>,
    mut one: impl FnMut(&mut Ui, usize, &String, &mut Vec<Action>) -> Response,
) {
    let (mut left, mut held) = (false, false);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN;
        for (number, option) in options.iter().enumerate() {
            let response = one(ui, number, option, actions);
            left |= response.lost_focus();
            held |= response.has_focus();
        }
    });
    if left && !held {
        actions.push(Action::Left(field.id.clone()));
    }
}

/// In ink of its own, so that the mark's colour does not reach it.
fn words(ui: &Ui, option: &str) -> RichText {
    RichText::new(option).color(palette(ui).ink)
}

/// One option. The first takes over the focus given to the question, so that a jump to the question leads there.
fn mark(ui: &mut Ui, field: &Field, number: usize, on: bool, widget: impl Widget) -> Response {
    // Not in a scope of its own: the row could not wrap around one.
    let style = ui.style().clone();
    let p = palette(ui);
    let widgets = &mut ui.visuals_mut().widgets;
    for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
        state.bg_fill = if on { p.accent } else { p.field };
        state.bg_stroke = Stroke::new(1.2, if on { p.accent } else { p.soft });
        state.fg_stroke = Stroke::new(2.0, p.on_accent);
    }
    let response = ui.add(widget);
    ui.set_style(style);
    if number == 0 && ui.memory(|memory| memory.has_focus(fields::id(&field.id))) {
        response.request_focus();
    }
    ring(ui, &response);
    response
}
