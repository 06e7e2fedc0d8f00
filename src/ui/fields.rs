//! The questions: one card a section, one widget a kind.

use super::calendar::{self, Asked};
use super::text_box::{self, TextBox, Typed};
use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, soft};
use super::{carry, cell, choice, findings, remarks, table, words};
use crate::app::{Action, Open};
use crate::check::{self, Place, word_count};
use crate::draft::{Answer, applies};
use crate::form::{Ask, Field, FieldId, Kind, Section, Width, with_unit};
use egui::{Id, RichText, Ui};

/// The width of the button beside a date, in points.
const CALENDAR: f32 = 62.0;

/// The id of a question's first widget, to give it the focus.
pub fn id(field: &str) -> Id {
    Id::unique(("field", field))
}

/// A section: its title, then a card with its questions.
pub fn section(ui: &mut Ui, open: &Open, section: &Section, view: &mut View, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        widgets::subheading(ui, &section.title);
        if !section.hint.is_empty() {
            soft(ui, &section.hint);
        }
        if !section.printed {
            soft(ui, "不印在申报表上");
        }
    });
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let fields: Vec<&Field> =
            section.fields.iter().filter(|field| applies(&open.form, &open.draft, field)).collect();
        for (number, row) in rows(&fields, ui.available_width()).into_iter().enumerate() {
            if number > 0 {
                ui.add_space(theme::APART);
            }
            one_row(ui, open, row, view, actions);
        }
    });
}

/// Questions side by side, as their widths and the room allow: how many would fit across, and those that are there.
fn rows<'a>(fields: &'a [&'a Field], room: f32) -> Vec<(usize, &'a [&'a Field])> {
    let mut rows = Vec::new();
    let mut rest = fields;
    while let Some(first) = rest.first() {
        let across = match first.width {
            Width::Half if room >= 480.0 => 2,
            Width::Third if room >= 600.0 => 3,
            _ => 1,
        };
        let same = rest.iter().take(across).take_while(|field| field.width == first.width).count();
        let (row, after) = rest.split_at(same);
        rows.push((across, row));
        rest = after;
    }
    rows
}

fn one_row(ui: &mut Ui, open: &Open, (across, row): (usize, &[&Field]), view: &mut View, actions: &mut Vec<Action>) {
    if across == 1 {
        return row.iter().for_each(|field| question(ui, open, field, view, actions));
    }
    ui.spacing_mut().item_spacing.x = theme::WIDE;
    ui.columns(across, |columns| {
        for (ui, field) in columns.iter_mut().zip(row) {
            ui.spacing_mut().item_spacing.x = theme::NEAR;
            question(ui, open, field, view, actions);
        }
    });
    ui.spacing_mut().item_spacing.x = theme::NEAR;
}

/// One question: label and hint, widget, what is wrong.
fn question(ui: &mut Ui, open: &Open, field: &Field, view: &mut View, actions: &mut Vec<Action>) {
    let scope = ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        carry::beside(ui, open, field, actions, |ui| {
            if words::label(ui, &field.label, &hint(open, field)).clicked() {
                ui.memory_mut(|memory| memory.request_focus(id(&field.id)));
            }
        });
        words::ground(ui, &field.ground);
        remarks::at(ui, open, &field.id, actions);
        match &field.kind {
            Kind::Choice(options) => choice::one(ui, open, field, options, actions),
            Kind::Choices(options) => choice::many(ui, open, field, options, actions),
            Kind::Table(columns) => table::show(ui, open, field, columns, view, actions),
            Kind::LongText => long_text(ui, open, field, view, actions),
            Kind::Date => date(ui, open, field, view, actions),
            _ => line(ui, open, field, view, actions),
        }
        if !matches!(field.kind, Kind::LongText) {
            findings::under(ui, open, &field.id);
        }
    });
    if open.jump.serial != view.jumped && open.jump.field() == field.id {
        view.jumped = open.jump.serial;
        ui.memory_mut(|memory| memory.request_focus(target(field, &open.jump.place)));
        // Of a field taller than the window the label and the first line are seen.
        let is_tall = scope.response.rect.height() > 0.8 * ui.clip_rect().height();
        scope.response.scroll_to_me(Some(if is_tall { egui::Align::TOP } else { egui::Align::Center }));
    }
}

/// The widget that stands for a place.
fn target(field: &Field, place: &Place) -> Id {
    match place {
        Place::Cell(_, row, column) => {
            let known = field.kind.columns().iter().find(|known| known.id == *column);
            known.map_or(id(&field.id), |column| cell::id(field, *row, column))
        }
        _ => id(&field.id),
    }
}

/// The printed hint, the unit, and whether the answer may be left out.
fn hint(open: &Open, field: &Field) -> String {
    let unit = field.kind.unit().map_or("", |unit| unit.word());
    let optional = if field.ask == Ask::Optional { "选填" } else { "" };
    let cap = cap(open, field).unwrap_or_default();
    [field.hint.as_str(), unit, cap.as_str(), optional]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("，")
}

/// 市级不超过10万元, once the category is chosen.
fn cap(open: &Open, field: &Field) -> Option<String> {
    let (option, cap) = check::cap(&open.form, &open.draft, field)?;
    Some(format!("{option}不超过{}", with_unit(cap, field.kind.unit())))
}

fn line(ui: &mut Ui, open: &Open, field: &Field, view: &mut View, actions: &mut Vec<Action>) {
    let text_box = plain_box(ui, open, field, 1);
    typed(text_box::show(ui, view, &text_box), &field.id, actions);
}

fn plain_box<'a>(ui: &Ui, open: &'a Open, field: &'a Field, lines: usize) -> TextBox<'a> {
    TextBox {
        lines,
        border: findings::border(ui, open, &field.id),
        spacing: if lines > 1 { theme::LONG_LINE } else { theme::LINE },
        ..TextBox::line(id(&field.id), &field.label, open.draft.text(&field.id))
    }
}

/// What was typed into a box, as actions.
fn typed(typed: Typed, field: &FieldId, actions: &mut Vec<Action>) {
    if let Some(text) = typed.text {
        actions.push(Action::Answer { field: field.clone(), to: Some(Answer::Text(text)) });
    }
    if typed.left {
        actions.push(Action::Left(field.clone()));
    }
}

/// A text of paragraphs with a live counter.
fn long_text(ui: &mut Ui, open: &Open, field: &Field, view: &mut View, actions: &mut Vec<Action>) {
    let limit = open.form.max_words(&field.id);
    let lines = if limit.is_some_and(|limit| limit > 300) { 8 } else { 4 };
    let text_box = plain_box(ui, open, field, lines);
    typed(text_box::show(ui, view, &text_box), &field.id, actions);
    let count = word_count(open.draft.text(&field.id));
    let p = palette(ui);
    let (words, over) = match limit {
        Some(limit) => (format!("{count} / {limit} 字"), count > limit),
        None => (format!("{count} 字"), false),
    };
    let (font, ink) = if over { (theme::bold(theme::SMALL), p.error) } else { (theme::regular(theme::SMALL), p.soft) };
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        ui.label(RichText::new(words).font(font).color(ink));
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| findings::under(ui, open, &field.id));
    });
}

/// A date typed in any shape, or taken from a calendar.
fn date(ui: &mut Ui, open: &Open, field: &Field, view: &mut View, actions: &mut Vec<Action>) {
    ui.horizontal(|ui| {
        let width = ui.available_width() - CALENDAR - theme::NEAR;
        ui.allocate_ui(egui::vec2(width, theme::CONTROL), |ui| {
            let text_box = TextBox { hint: "如2025年3月1日", ..plain_box(ui, open, field, 1) };
            typed(text_box::show(ui, view, &text_box), &field.id, actions);
        });
        let asked = Asked::new(id(&field.id), open.draft.text(&field.id), open);
        if let Some(day) = calendar::button(ui, CALENDAR, &asked, view) {
            typed(Typed { text: Some(day), left: true, entered: false }, &field.id, actions);
        }
    });
}
