//! The sections at the left, with their state; a search over labels and answers above them.

use super::text_box::{self, TextBox};
use super::theme::{self, palette};
use super::view::View;
use super::widgets::{clickable, soft};
use crate::app::{Action, Open, Progress, SectionState, section_state};
use crate::check::Place;
use crate::draft::{applies, shown};
use crate::form::{Field, Section};
use egui::{Align, Color32, Frame, Layout, Margin, RichText, ScrollArea, Sense, Ui, Vec2};

pub fn show(ui: &mut Ui, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    search_box(ui, open, view, actions);
    ui.add_space(6.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        if !view.search.trim().is_empty() {
            return found(ui, open, view, actions);
        }
        group(ui, &format!("{} {}", open.form.number, open.form.annex));
        let mut printed = true;
        for (number, section) in open.form.sections.iter().enumerate() {
            if printed && !section.printed {
                printed = false;
                group(ui, "不印在表上");
            }
            entry(ui, open, number, section, view);
        }
    });
}

/// The sections in a drop-down and the search beside it, where there is no room at the left.
pub fn narrow(ui: &mut Ui, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    ui.columns(2, |columns| {
        picker(&mut columns[0], open, view);
        search_box(&mut columns[1], open, view, actions);
    });
    if !view.search.trim().is_empty() {
        let most = ui.ctx().content_rect().height() * 0.35;
        ScrollArea::vertical().id_salt("found").max_height(most).show(ui, |ui| found(ui, open, view, actions));
    }
}

fn picker(ui: &mut Ui, open: &Open, view: &mut View) {
    let current = open.form.sections.get(view.section).map_or("", |section| section.title.as_str());
    ui.horizontal(|ui| {
        let label = ui.label("转到");
        let combo = egui::ComboBox::from_id_salt("sections").selected_text(current).width(ui.available_width());
        let menu = combo.show_ui(ui, |ui| {
            for (number, section) in open.form.sections.iter().enumerate() {
                if ui.selectable_label(view.section == number, &section.title).clicked() {
                    view.scroll_to = Some(number);
                }
            }
        });
        menu.response.labelled_by(label.id);
    });
}

fn group(ui: &mut Ui, words: &str) {
    Frame::new().inner_margin(Margin { left: 10, right: 4, top: 8, bottom: 4 }).show(ui, |ui| soft(ui, words));
}

fn entry(ui: &mut Ui, open: &Open, number: usize, section: &Section, view: &mut View) {
    let p = palette(ui);
    let state = section_state(&open.form, &open.draft, section, &open.shown);
    let progress = Progress::of_section(&open.form, &open.draft, section);
    let (dot, words) = match state {
        SectionState::Errors(count) => (p.error, format!("{count}处须改")),
        SectionState::Warnings(count) => (p.warning, format!("{count}处核对")),
        SectionState::Done => (p.done, counted(progress)),
        SectionState::Waiting => (p.field_line, counted(progress)),
    };
    let current = view.section == number;
    let fill = if current { p.accent_ground } else { Color32::TRANSPARENT };
    let frame = Frame::new().fill(fill).corner_radius(6).inner_margin(Margin::symmetric(10, 7));
    let response = clickable(ui, egui::Id::unique(("section", &section.id)), &section.title, frame, |ui| {
        ui.set_width(ui.available_width());
        let height = egui::vec2(ui.available_width(), 22.0);
        ui.allocate_ui_with_layout(height, Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(words).font(theme::regular(12.0)).color(p.soft));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let (rect, _) = ui.allocate_exact_size(Vec2::splat(9.0), Sense::hover());
                ui.painter().circle_filled(rect.center(), 4.0, dot);
                let ink = if current { p.accent } else { p.ink };
                let title = RichText::new(&section.title).font(theme::regular(theme::LABEL)).color(ink);
                ui.add(egui::Label::new(title).truncate());
            });
        });
    });
    if response.clicked() {
        view.scroll_to = Some(number);
    }
}

fn counted(progress: Progress) -> String {
    if progress.owed == 0 { "选填".into() } else { format!("{}/{}", progress.given, progress.owed) }
}

/// The id of the box to look for questions.
pub fn search_id() -> egui::Id {
    egui::Id::unique("search")
}

fn search_box(ui: &mut Ui, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    let id = search_id();
    if std::mem::take(&mut view.search_focus) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let words = view.search.clone();
    let text_box = TextBox { hint: "查找（Ctrl+F）", size: theme::SMALL, ..TextBox::line(id, "查找", &words) };
    let typed = text_box::show(ui, view, &text_box);
    view.in_search = ui.memory(|memory| memory.has_focus(id));
    if let Some(words) = typed.text {
        view.search = words;
    }
    let entered = typed.entered;
    if let (true, Some(first)) = (entered, hits(open, &view.search).next()) {
        actions.push(Action::Jump(Place::Field(first.id.clone())));
    }
}

/// The questions whose label or answer holds the words.
fn hits<'a>(open: &'a Open, words: &str) -> impl Iterator<Item = &'a Field> {
    let words = words.trim().to_lowercase();
    let holds = move |text: &str| !words.is_empty() && text.to_lowercase().contains(&words);
    let fields = open.form.fields().filter(|field| applies(&open.form, &open.draft, field));
    fields.filter(move |field| holds(&field.label) || holds(&shown(&open.draft, field)))
}

fn found(ui: &mut Ui, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    let hits: Vec<&Field> = hits(open, &view.search).collect();
    group(ui, &format!("找到{}处", hits.len()));
    for field in hits {
        let frame = Frame::new().corner_radius(6).inner_margin(Margin::symmetric(10, 6));
        let response = clickable(ui, egui::Id::unique(("hit", &field.id)), &field.label, frame, |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(RichText::new(&field.label).font(theme::regular(theme::LABEL))).truncate());
            let answer = RichText::new(shown(&open.draft, field)).font(theme::regular(12.0)).color(palette(ui).soft);
            ui.add(egui::Label::new(answer).truncate());
        });
        if response.clicked() {
            actions.push(Action::Jump(Place::Field(field.id.clone())));
        }
    }
}
