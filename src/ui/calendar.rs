//! A month to pick a day from.

use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, link};
use crate::app::Open;
use crate::draft;
use egui::{Id, Popup, PopupCloseBehavior, RichText, Ui, Vec2};
use jiff::ToSpan;
use jiff::civil::Date;

/// Which date is asked for.
pub struct Asked {
    /// The id of its box.
    pub id: Id,
    /// The day that is typed, if it can be read.
    chosen: Option<Date>,
    /// Where to begin without one.
    first: Date,
}

impl Asked {
    pub fn new(id: Id, text: &str, open: &Open) -> Self {
        Asked { id, chosen: draft::date(text), first: open.form.deadline }
    }
}

/// The button that opens the calendar; gives the day that was picked as people write it.
pub fn button(ui: &mut Ui, width: f32, asked: &Asked, view: &mut View) -> Option<String> {
    let button = egui::Button::new("日历").min_size(egui::vec2(width, theme::CONTROL));
    let button = widgets::focusable(ui, button);
    let menu = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown = menu.show(|ui| {
        let shown = match &view.calendar {
            Some((id, month)) if *id == asked.id => *month,
            _ => asked.chosen.unwrap_or(asked.first).first_of_month(),
        };
        let (month, picked) = month(ui, shown, asked.chosen);
        view.calendar = Some((asked.id, month));
        if picked.is_some() {
            ui.close();
        }
        picked
    });
    let Some(shown) = shown else {
        view.calendar.take_if(|(id, _)| *id == asked.id);
        return None;
    };
    shown.inner.map(draft::day)
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
