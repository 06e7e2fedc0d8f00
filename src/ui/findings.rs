//! The findings at the right: bold name, sentence, citation; a click or Enter leads to the place.

use super::theme::{self, palette};
use super::widgets::{self, Tone, button, clickable, link, pill, soft};
use super::{remarks, words};
use crate::app::{Action, Open};
use crate::check::Finding;
use crate::form::Severity;
use egui::text::LayoutJob;
use egui::{Frame, Margin, ScrollArea, Stroke, TextFormat, Ui};

pub fn show(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        remarks::show(ui, open, actions);
        widgets::bar(
            ui,
            &mut (),
            |ui, ()| {
                widgets::strong(ui, "检查");
            },
            |ui, ()| counts(ui, open),
        );
        ui.add_space(4.0);
        for (number, finding) in open.shown.iter().enumerate() {
            one(ui, number, finding, actions);
        }
        if open.shown.is_empty() && open.waiting == 0 {
            let left = open.remarks_left();
            soft(ui, if left == 0 { "没有发现问题，可以导出盖章。" } else { "没有发现别的问题。" });
        }
        waiting(ui, open, actions);
        ui.add_space(4.0);
        if open.shown.iter().any(|finding| finding.place.field().is_some()) {
            soft(ui, "F8 下一处 · 改完自动消失");
        }
        soft(ui, "须改清零后，导出的PDF不再带“草稿”");
    });
}

/// The same in one line, where there is no room at the right.
pub fn brief(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let id = egui::Id::unique("all findings");
    let mut all = ui.data(|data| data.get_temp(id).unwrap_or(false));
    ui.horizontal_wrapped(|ui| {
        counts(ui, open);
        if open.waiting > 0 {
            let words = format!("检查全部（{}项未填）", open.waiting);
            if link(ui, &words).on_hover_text("把还没填的也列出来").clicked() {
                actions.push(Action::CheckAll);
            }
        }
        remarks::count(ui, open);
        let is_more = !open.shown.is_empty() || open.remarks().next().is_some();
        if is_more && link(ui, if all { "收起" } else { "逐条查看" }).clicked() {
            all = !all;
        }
    });
    if all {
        remarks::show(ui, open, actions);
        open.shown.iter().enumerate().for_each(|(number, finding)| one(ui, number, finding, actions));
    }
    ui.data_mut(|data| data.insert_temp(id, all));
    ui.add_space(theme::NEAR);
}

fn counts(ui: &mut Ui, open: &Open) {
    let count = |severity| open.shown.iter().filter(|finding| finding.severity == severity).count();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        if count(severity) > 0 {
            pill(ui, &format!("{} {}", count(severity), severity.word()), words::severity_tone(severity));
        }
    }
}

fn waiting(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    if open.waiting > 0 {
        soft(ui, &format!("另有{}项尚未填写", open.waiting));
        if button(ui, "检查全部").clicked() {
            actions.push(Action::CheckAll);
        }
    }
}

fn one(ui: &mut Ui, number: usize, finding: &Finding, actions: &mut Vec<Action>) {
    let response = card(ui, egui::Id::unique(("finding", number, &finding.rule)), finding);
    if response.clicked() && finding.place.field().is_some() {
        actions.push(Action::Jump(finding.place.clone()));
    }
}

/// A finding as a card with an edge in the colour of its weight.
pub fn card(ui: &mut Ui, id: egui::Id, finding: &Finding) -> egui::Response {
    let p = palette(ui);
    let (edge, _) = words::severity_tone(finding.severity).colours(ui);
    let name = format!("{}：{}", finding.severity.word(), finding.message);
    let frame = Frame::new().fill(p.panel).stroke(Stroke::new(1.0, p.line)).corner_radius(6).inner_margin(Margin {
        left: 14,
        right: 10,
        top: 8,
        bottom: 8,
    });
    let response = clickable(ui, id, &name, frame, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add(egui::Label::new(sentence(ui, finding)).wrap());
        if !finding.hint.is_empty() {
            ui.add(egui::Label::new(egui::RichText::new(&finding.hint).font(theme::regular(theme::SMALL))).wrap());
        }
        soft(ui, &finding.cite);
    });
    let edge_rect = egui::Rect::from_min_size(response.rect.min, egui::vec2(4.0, response.rect.height()));
    ui.painter().rect_filled(edge_rect, egui::CornerRadius { nw: 6, sw: 6, ne: 0, se: 0 }, edge);
    response
}

/// The message with the place's name in bold.
fn sentence(ui: &Ui, finding: &Finding) -> LayoutJob {
    let ink = palette(ui).ink;
    let format = |font| TextFormat { font_id: font, color: ink, line_height: Some(22.0), ..Default::default() };
    let (bold, plain) = (format(theme::bold(theme::LABEL)), format(theme::regular(theme::LABEL)));
    let mut job = LayoutJob::default();
    match finding.message.find(&finding.label) {
        Some(start) => {
            let end = start + finding.label.len();
            job.append(&finding.message[..start], 0.0, plain.clone());
            job.append(&finding.message[start..end], 0.0, bold);
            job.append(&finding.message[end..], 0.0, plain);
        }
        None => job.append(&finding.message, 0.0, plain),
    }
    job
}

/// The sentences under a question, in the colour of their weight.
pub fn under(ui: &mut Ui, open: &Open, field: &str) {
    sentences(ui, open.shown_on(field));
}

/// The sentences under a table's row.
pub fn under_row(ui: &mut Ui, open: &Open, table: &str, row: usize) {
    sentences(ui, open.shown_in_row(table, row));
}

fn sentences<'a>(ui: &mut Ui, findings: impl Iterator<Item = &'a Finding>) {
    for finding in findings {
        let (ink, _) = words::severity_tone(finding.severity).colours(ui);
        let words = match finding.hint.as_str() {
            "" => format!("{}：{}", finding.severity.word(), finding.message),
            hint => format!("{}：{}。{hint}", finding.severity.word(), finding.message),
        };
        let text = egui::RichText::new(words).font(theme::regular(theme::SMALL)).color(ink);
        ui.add(egui::Label::new(text).wrap());
    }
}

/// The colour of a question's border, if something is wrong with it.
pub fn border(ui: &Ui, open: &Open, field: &str) -> Option<egui::Color32> {
    let tone = words::severity_tone(open.worst_on(field)?.severity);
    (tone != Tone::Note).then(|| tone.colours(ui).0)
}
