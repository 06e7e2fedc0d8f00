//! Words that more than one screen says.

use super::theme::{self, palette};
use super::widgets::{self, Tone};
use crate::app::{Action, Message, Saving, Status, Weight};
use crate::form::{Filler, Form, Severity};
use egui::{RichText, Ui};
use jiff::civil::{Date, DateTime};

/// 还有18天, 今天截止, 已截止.
pub fn deadline(days_left: i32) -> (String, Tone) {
    match days_left {
        0 => ("今天截止".into(), Tone::Error),
        1..=30 => (format!("还有{days_left}天"), Tone::Warning),
        31.. => (format!("还有{days_left}天"), Tone::Plain),
        _ => ("已截止".into(), Tone::Plain),
    }
}

/// 今天 17:20, 昨天 09:12, 01-16, 2023-02-20.
pub fn moment(at: DateTime, today: Date) -> String {
    let days = at.date().until((jiff::Unit::Day, today)).map_or(0, |span| span.get_days());
    match days {
        0 => at.strftime("今天 %H:%M").to_string(),
        1 => at.strftime("昨天 %H:%M").to_string(),
        _ if at.year() == today.year() => at.strftime("%m-%d").to_string(),
        _ => at.strftime("%Y-%m-%d").to_string(),
    }
}

/// 已保存 17:20:31, and what stands in the way where it is not.
pub fn saving(saving: &Saving) -> (String, Tone) {
    match (&saving.failed, saving.is_saved(), saving.at) {
        (Some(_), ..) => ("没有保存成功，正在重试".into(), Tone::Error),
        (None, false, _) => ("正在保存…".into(), Tone::Plain),
        (None, true, Some(at)) => (at.strftime("已保存 %H:%M:%S").to_string(), Tone::Plain),
        (None, true, None) => ("已保存".into(), Tone::Plain),
    }
}

pub fn status_tone(status: Status) -> Tone {
    match status {
        Status::Ready => Tone::Done,
        Status::Errors(_) => Tone::Error,
        Status::Filling(_) => Tone::Plain,
        Status::Changed(_) => Tone::Warning,
    }
}

pub fn severity_tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
        Severity::Note => Tone::Note,
    }
}

/// The line at the bottom while it has something to say.
pub fn message(ui: &mut Ui, message: &Message, actions: &mut Vec<Action>) {
    let tone = match message.weight {
        Weight::Done => Tone::Done,
        Weight::Warning => Tone::Warning,
        Weight::Error => Tone::Error,
    };
    let (ink, _) = tone.colours(ui);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if widgets::link(ui, "知道了").clicked() {
            actions.push(Action::Heard);
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let words = RichText::new(&message.words).color(ink).font(theme::regular(theme::LABEL));
            ui.add(egui::Label::new(words).wrap());
        });
    });
}

/// Why a form or a question is as it is, where the call does not print it.
pub fn ground(ui: &mut Ui, ground: &str) {
    if !ground.is_empty() {
        widgets::soft(ui, &format!("来源：推定。{ground}"));
    }
}

/// 由推荐单位填写, behind the name of a form that the applicant leaves to the office.
pub fn filler(form: &Form) -> &'static str {
    match form.by {
        Filler::Applicant => "",
        Filler::Office => "由推荐单位填写",
    }
}

/// A label with its hint behind it in soft ink.
pub fn label(ui: &mut Ui, label: &str, hint: &str) -> egui::Response {
    let job = label_job(ui, label, hint, theme::bold(theme::LABEL), palette(ui).ink);
    ui.add(egui::Label::new(job).wrap().sense(egui::Sense::CLICK))
}

/// The same above a column or a cell of a table.
pub fn small_label(ui: &mut Ui, label: &str, hint: &str) {
    let job = label_job(ui, label, hint, theme::regular(theme::SMALL), palette(ui).ink);
    ui.add(egui::Label::new(job).wrap());
}

fn label_job(ui: &Ui, label: &str, hint: &str, font: egui::FontId, ink: egui::Color32) -> egui::text::LayoutJob {
    let mut job = egui::text::LayoutJob::default();
    let format = |font, color| egui::TextFormat { font_id: font, color, line_height: Some(22.0), ..Default::default() };
    job.append(label, 0.0, format(font, ink));
    if !hint.is_empty() {
        job.append(hint, 6.0, format(theme::regular(theme::SMALL), palette(ui).soft));
    }
    job
}
