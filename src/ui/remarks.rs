//! 退回意见: what the office asks to be mended, above the findings and at the question; ticked off where it is read.

use super::dialogs::{body, foot};
use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, Tone, clickable, pill, soft};
use crate::app::{Action, Open, Standing};
use crate::draft::{Comments, Remark};
use egui::{CornerRadius, Frame, Label, Margin, RichText, Stroke, Ui};

/// The word on the box that ticks a comment off.
const DONE: &str = "已改";

/// All comments, those still to be done first.
pub fn show(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    if open.remarks().next().is_none() {
        return;
    }
    widgets::bar(
        ui,
        &mut (),
        |ui, ()| {
            widgets::strong(ui, "退回意见");
        },
        |ui, ()| left(ui, open, ""),
    );
    ui.add_space(4.0);
    for (standing, remark) in open.remarks() {
        one(ui, standing, remark, actions);
    }
    ui.add_space(theme::APART);
}

/// How many are still to be done, for where they themselves are not shown; nothing where there are none at all.
pub fn count(ui: &mut Ui, open: &Open) {
    if open.remarks().next().is_some() {
        left(ui, open, "退回意见");
    }
}

fn left(ui: &mut Ui, open: &Open, of: &str) {
    match open.remarks_left() {
        0 => pill(ui, &format!("{of}都已改"), Tone::Done),
        left => pill(ui, &format!("{of}{left}条未改"), Tone::Warning),
    };
}

fn one(ui: &mut Ui, standing: &Standing, remark: &Remark, actions: &mut Vec<Action>) {
    let p = palette(ui);
    let id = egui::Id::unique(("remark", standing.number));
    let name = format!("退回意见：{}：{}", standing.label, remark.comment.words);
    let margin = Margin { left: 14, right: 10, top: 8, bottom: 6 };
    let frame = Frame::new().fill(p.panel).stroke(Stroke::new(1.0, p.line)).corner_radius(6).inner_margin(margin);
    let response = clickable(ui, id, &name, frame, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        let (ink, bold) =
            if remark.done { (p.soft, theme::regular(theme::LABEL)) } else { (p.ink, theme::bold(theme::LABEL)) };
        ui.add(Label::new(RichText::new(&standing.label).font(bold).color(ink)).wrap());
        ui.add(Label::new(RichText::new(&remark.comment.words).font(theme::regular(theme::LABEL)).color(ink)).wrap());
        soft(ui, &origin(&remark.office, &remark.at));
        ui.horizontal_wrapped(|ui| {
            tick(ui, standing, remark, actions);
            changed(ui, standing);
        });
    });
    let edge = egui::Rect::from_min_size(response.rect.min, egui::vec2(4.0, response.rect.height()));
    let tone = if remark.done { p.line } else { Tone::Warning.colours(ui).0 };
    ui.painter().rect_filled(edge, CornerRadius { nw: 6, sw: 6, ne: 0, se: 0 }, tone);
    if let (true, Some(place)) = (response.clicked(), &standing.place) {
        actions.push(Action::Jump(place.clone()));
    }
}

fn tick(ui: &mut Ui, standing: &Standing, remark: &Remark, actions: &mut Vec<Action>) {
    let mut done = remark.done;
    let box_ = widgets::focusable(ui, egui::Checkbox::new(&mut done, DONE));
    let name = format!("{DONE}：{}", standing.label);
    box_.widget_info(|| egui::WidgetInfo::selected(egui::Role::CheckBox, true, done, &name));
    if done != remark.done {
        actions.push(Action::TickOff { number: standing.number, done });
    }
}

fn changed(ui: &mut Ui, standing: &Standing) {
    if standing.is_changed {
        soft(ui, "退回后内容已有改动");
    }
}

/// The comments on a question that are still to be done, between its label and its answer.
pub fn at(ui: &mut Ui, open: &Open, field: &str, actions: &mut Vec<Action>) {
    for (standing, remark) in open.remarks_on(field) {
        let (ink, _) = Tone::Warning.colours(ui);
        let words = format!("退回意见（{}）：{}", remark.office, remark.comment.words);
        ui.add(Label::new(RichText::new(words).font(theme::regular(theme::SMALL)).color(ink)).wrap());
        ui.horizontal_wrapped(|ui| {
            tick(ui, standing, remark, actions);
            changed(ui, standing);
        });
    }
}

/// 某区人社局 · 2025-01-20.
fn origin(office: &str, at: &str) -> String {
    let day = at.split('T').next().unwrap_or_default();
    [office, day].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Comments for which there is no draft here, to read.
pub fn unclaimed(ui: &mut Ui, comments: &Comments, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "本机没有这份退回意见的草稿");
    let project = [comments.unit.as_str(), &comments.name].map(str::trim);
    let project = project.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
    body(ui, |ui| {
        soft(ui, "请先用“打开文件…”打开那份草稿（.ron），再打开这个文件；或到填写它的那台电脑上打开。意见如下：");
        widgets::strong(ui, &project);
        soft(ui, &origin(&comments.office, &comments.at));
        for comment in &comments.comments {
            ui.separator();
            widgets::strong(ui, comment.place_words());
            ui.add(Label::new(&comment.words).wrap().selectable(true));
        }
    });
    foot(ui, view, actions, "关闭", None);
}
