//! The editor: sections at the left, the form's questions in the middle, findings at the right.

use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, Tone, button, pill, primary, soft};
use super::{fields, findings, packs, sections, words};
use crate::app::{Action, Dialog, Leave, Open, Screen, State};
use egui::{Align, Frame, Margin, RichText, ScrollArea, Ui};

/// Narrower windows (or larger text) put sections and findings away, in points.
const WITH_FINDINGS: f32 = 1000.0;
const WITH_SECTIONS: f32 = 680.0;

pub fn show(ui: &mut Ui, state: &State, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    let width = ui.available_width();
    super::top(ui, |ui| bar(ui, state, open, width, actions));
    super::bottom(ui, state, actions, |ui| saved(ui, open), |ui| facts(ui, state, open));
    let p = palette(ui);
    if width >= WITH_SECTIONS {
        let frame = Frame::new().fill(p.panel).inner_margin(Margin { left: 8, right: 8, top: 16, bottom: 8 });
        egui::Panel::left("sections").frame(frame).exact_size(228.0).resizable(false).show(ui, |ui| {
            sections::show(ui, open, view, actions);
        });
    }
    if width >= WITH_FINDINGS {
        let frame = Frame::new().fill(p.panel).inner_margin(Margin::same(14));
        egui::Panel::right("findings").frame(frame).exact_size(316.0).resizable(false).show(ui, |ui| {
            findings::show(ui, open, actions);
        });
    }
    if width < WITH_SECTIONS {
        let frame = Frame::new().fill(p.panel).inner_margin(Margin::symmetric(14, 6));
        egui::Panel::top("narrow").frame(frame).resizable(false).show(ui, |ui| {
            sections::narrow(ui, open, view, actions);
        });
    }
    super::middle(ui, |ui| form(ui, open, view, width, actions));
}

fn bar(ui: &mut Ui, state: &State, open: &Open, width: f32, actions: &mut Vec<Action>) {
    let name = open.draft.text(&open.form.name).trim();
    let name = if name.is_empty() { "未填名称" } else { name };
    let wide = width >= WITH_FINDINGS;
    widgets::bar(
        ui,
        actions,
        |ui, actions| {
            let back = if state.office.is_in_letter() { "汇总" } else { "工作台" };
            let words = if wide { format!("‹ {back}") } else { "‹".into() };
            if button(ui, &words).on_hover_text(format!("保存并回到{back}")).clicked() {
                actions.push(Action::Close(Leave::Home));
            }
            widgets::one_line(ui, RichText::new(name).font(theme::bold(theme::SUBHEADING)));
            if wide {
                let inferred = if open.form.ground.is_empty() { "" } else { " · 来源：推定" };
                let title = format!("{}{inferred}", open.form.title);
                let title = RichText::new(title).font(theme::regular(theme::SMALL)).color(palette(ui).soft);
                widgets::one_line(ui, title);
            }
        },
        |ui, actions| right_of_bar(ui, open, width, actions),
    );
}

fn right_of_bar(ui: &mut Ui, open: &Open, width: f32, actions: &mut Vec<Action>) {
    widgets::more(ui, actions, |ui, actions| menu(ui, open, width, actions));
    if width >= WITH_SECTIONS {
        if ui.add_enabled_ui(open.can_undo(), |ui| button(ui, "撤销")).inner.clicked() {
            actions.push(Action::Undo);
        }
        if ui.add_enabled_ui(open.can_redo(), |ui| button(ui, "重做")).inner.clicked() {
            actions.push(Action::Redo);
        }
    }
    if button(ui, if width >= WITH_SECTIONS { "打印预览" } else { "预览" }).clicked() {
        actions.push(Action::Go(Screen::Preview));
    }
    if primary(ui, "导出…").clicked() {
        actions.push(Action::Show(Dialog::Export));
    }
}

fn menu(ui: &mut Ui, open: &Open, width: f32, actions: &mut Vec<Action>) {
    if width < WITH_SECTIONS {
        if ui.add_enabled(open.can_undo(), egui::Button::new("撤销")).clicked() {
            actions.push(Action::Undo);
        }
        if ui.add_enabled(open.can_redo(), egui::Button::new("重做")).clicked() {
            actions.push(Action::Redo);
        }
    }
    if ui.button("历史版本…").clicked() {
        actions.push(Action::Show(Dialog::Versions(None)));
    }
    if open.draft.carried.is_some() && ui.button("往年内容…").clicked() {
        actions.push(Action::Show(Dialog::Carried));
    }
    if ui.button("另存一份到…").clicked() {
        actions.push(Action::Show(Dialog::Copy));
    }
    if ui.button("打印空白表…").clicked() {
        actions.push(Action::Show(Dialog::Blank { form: open.form.id.clone() }));
    }
    if ui.button("快捷键一览").clicked() {
        actions.push(Action::Show(Dialog::Keys));
    }
}

fn saved(ui: &mut Ui, open: &Open) {
    let (words, tone) = words::saving(&open.saving);
    let ink = if tone == Tone::Error { palette(ui).error } else { palette(ui).soft };
    ui.label(RichText::new(words).font(theme::regular(theme::SMALL)).color(ink));
    if let Some(changed @ 1..) = open.changed {
        pill(ui, &format!("盖章稿打印后改了{changed}处"), Tone::Warning);
    }
    if open.lock.is_none() {
        pill(ui, "另一个窗口也打开了这份草稿", Tone::Warning);
    }
}

fn facts(ui: &mut Ui, state: &State, open: &Open) {
    let (closes, deadline) = (&open.form.closes, open.form.deadline.strftime("%Y-%m-%d"));
    match state.days_left(open.form.deadline) {
        days @ 1.. => soft(ui, &format!("{closes} {deadline}，还有{days}天")),
        0 => soft(ui, &format!("今天{closes}")),
        days => soft(ui, &format!("{closes} {deadline}，已过{}天", -days)),
    };
    soft(ui, &format!("核对码 {}", open.code));
}

/// The whole form, section under section.
fn form(ui: &mut Ui, open: &Open, view: &mut View, width: f32, actions: &mut Vec<Action>) {
    ScrollArea::vertical().id_salt("form").auto_shrink(false).show(ui, |ui| {
        let side = if width >= WITH_FINDINGS { 28 } else { 14 };
        Frame::new().inner_margin(Margin::symmetric(side, 20)).show(ui, |ui| {
            if width < WITH_FINDINGS {
                findings::brief(ui, open, actions);
            }
            packs::offer(ui, open, actions);
            words::ground(ui, &open.form.ground);
            let top = ui.clip_rect().top();
            let mut seen = 0;
            for (number, section) in open.form.sections.iter().enumerate() {
                let start = ui.cursor().top();
                if start <= top + 120.0 {
                    seen = number;
                }
                let response = ui.scope(|ui| fields::section(ui, open, section, view, actions)).response;
                if view.scroll_to == Some(number) {
                    view.scroll_to = None;
                    ui.scroll_to_rect(response.rect.expand2(egui::vec2(0.0, 12.0)), Some(Align::TOP));
                }
                ui.add_space(theme::WIDE - theme::NEAR);
            }
            view.section = seen;
            // A jump is for this frame: one that found no place does not take the focus away later.
            view.jumped = open.jump.serial;
            // Room below, so that the last section can be scrolled to the top.
            ui.add_space(ui.clip_rect().height() * 0.4);
        });
    });
}
