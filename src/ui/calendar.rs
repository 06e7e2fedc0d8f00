//! A month to pick a day from.

use super::theme::{self, palette};
use super::view::View;
use super::widgets::link;
use crate::app::{Action, Open};
use crate::draft::{self, Answer, Typed, typed};
use crate::form::Field;
use egui::{Popup, PopupCloseBehavior, Response, RichText, Ui, Vec2};
use jiff::ToSpan;
use jiff::civil::Date;

/// The calendar that the button opens.
pub fn popup(button: &Response, open: &Open, field: &Field, view: &mut View, actions: &mut Vec<Action>) {
    let chosen = match typed(&open.draft, field) {
        Typed::Date(date) => Some(date),
        _ => None,
    };
    let first = chosen.unwrap_or(open.form.deadline);
    let menu = Popup::menu(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown = menu.show(|ui| {
        let shown = match &view.calendar {
            Some((id, month)) if *id == field.id => *month,
            _ => first.first_of_month(),
        };
        let (month, picked) = month(ui, shown, chosen);
        view.calendar = Some((field.id.clone(), month));
        if let Some(day) = picked {
            actions.push(Action::Answer { field: field.id.clone(), to: Some(Answer::Text(draft::day(day))) });
            actions.push(Action::Left(field.id.clone()));
            ui.close();
        }
    });
    if shown.is_none() {
        view.calendar.take_if(|(id, _)| *id == field.id);
    }
}

/// The month to show next, and the day that was picked.
fn month(ui: &mut Ui, month: Date, chosen: Option<Date>) -> (Date, Option<Date>) {
    let mut next = month;
    let mut picked = None;
    ui.horizontal(|ui| {
        for (words, months) in [("‹ 上年", -12), ("‹ 上月", -1), ("下月 ›", 1), ("下年 ›", 12)] {
            if link(ui, words).clicked() {
                next = month.saturating_add(months.months());
            }
        }
    });
    ui.label(RichText::new(format!("{}年{}月", month.year(), month.month())).font(theme::bold(theme::TEXT)));
    egui::Grid::new("days").spacing(Vec2::splat(2.0)).show(ui, |ui| {
        for weekday in ["一", "二", "三", "四", "五", "六", "日"] {
            ui.label(RichText::new(weekday).font(theme::regular(theme::SMALL)).color(palette(ui).soft));
        }
        ui.end_row();
        let before = month.weekday().to_monday_zero_offset();
        (0..before).for_each(|_| drop(ui.label("")));
        for day in month.series(1.day()).take(usize::try_from(month.days_in_month()).unwrap_or(31)) {
            let text = RichText::new(day.day().to_string());
            if ui.add(egui::Button::selectable(chosen == Some(day), text).min_size(Vec2::splat(32.0))).clicked() {
                picked = Some(day);
            }
            if day.weekday() == jiff::civil::Weekday::Sunday {
                ui.end_row();
            }
        }
    });
    (next, picked)
}
