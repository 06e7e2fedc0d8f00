//! The chosen row: what is wrong with it and what can be done, its cells beside the unit's words, and where it comes from.

use super::words::pill_of;
use crate::app::{Action, Desk, Dialog, Item, OfficeAction, OfficeDialog};
use crate::form::Holds;
use crate::office::{Edit, Entry, RowId};
use crate::row::{Accepted, Origin};
use crate::ui::theme::{self, palette};
use crate::ui::widgets::{self, button, link, pill, soft};
use crate::ui::{findings, words};
use egui::{Frame, Id, Margin, RichText, ScrollArea, Stroke, Ui};

pub fn show(ui: &mut Ui, desk: &Desk, actions: &mut Vec<Action>) {
    let Some(line) = desk.at.and_then(|at| desk.line(at)) else {
        soft(ui, "没有这样的行。");
        return;
    };
    widgets::bar(
        ui,
        &mut (),
        |ui, ()| {
            let number = line.number().map(|number| format!("第{}行", number + 1));
            widgets::subheading(ui, &number.unwrap_or_else(|| "没有列入".into()));
        },
        |ui, ()| {
            let (words, tone) = pill_of(line.state);
            pill(ui, &words, tone);
        },
    );
    let id = Id::unique(("chosen", desk.chosen()));
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| match (desk.chosen(), desk.chosen_row()) {
        (_, Some((id, entry))) => row(ui, desk, id, entry, actions),
        (Some(Item::Left(at)), _) => left(ui, desk, at),
        (Some(Item::Note(file, at)), _) => note(ui, desk, file, at),
        _ => {}
    });
}

/// What is no row of this book: a file that could not be read, or what a merged list had left.
fn left(ui: &mut Ui, desk: &Desk, at: usize) {
    let Some(left) = desk.book.left.get(at) else { return };
    let told = &left.told;
    named(ui, &told.name, &told.unit);
    words::small_label(ui, "原因", "");
    ui.add(egui::Label::new(&told.reason).wrap());
    source(ui, desk, &told.from, left.file);
}

/// Of what stands under other headings than the list's.
fn named(ui: &mut Ui, name: &str, unit: &str) {
    for (label, value) in [("名称", name), ("单位", unit)] {
        if !value.is_empty() {
            words::small_label(ui, label, "");
            ui.add(egui::Label::new(value).wrap());
        }
    }
}

/// What is worth knowing of a file.
fn note(ui: &mut Ui, desk: &Desk, file: usize, at: usize) {
    let Some(file) = desk.book.files.get(file) else { return };
    words::small_label(ui, "文件", "");
    ui.add(egui::Label::new(&file.path).wrap());
    words::small_label(ui, "提示", "");
    file.notes.get(at).into_iter().for_each(|note| drop(ui.add(egui::Label::new(note).wrap())));
}

fn row(ui: &mut Ui, desk: &Desk, id: RowId, entry: &Entry, actions: &mut Vec<Action>) {
    if !entry.reason.is_empty() {
        ui.add(egui::Label::new(RichText::new(&entry.reason).font(theme::regular(theme::LABEL))).wrap());
    }
    for (number, finding) in desk.findings.iter().enumerate() {
        let response = findings::card(ui, Id::unique(("row finding", number)), finding);
        let column = desk.list().columns.iter().position(|column| finding.place.heading() == Some(&column.heading));
        if let (true, Some(column)) = (response.clicked(), column) {
            actions.push(Action::Show(Dialog::Office(OfficeDialog::Correct(column))));
        }
    }
    let is_in_list = desk.book.line_of(id).is_some();
    if is_in_list && desk.findings.is_empty() && entry.row.accepted.is_empty() {
        soft(ui, "这一行没有发现问题。");
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().button_padding.x = 11.0;
        let dialog = |dialog| Action::Show(Dialog::Office(dialog));
        if is_in_list && button(ui, "退回意见…").clicked() {
            actions.push(dialog(OfficeDialog::Comment));
        }
        if !desk.findings.is_empty() && button(ui, "接受并说明").clicked() {
            actions.push(dialog(OfficeDialog::Accept));
        }
        if is_in_list && link(ui, "不列入…").clicked() {
            actions.push(dialog(OfficeDialog::LeaveOut));
        }
        if entry.left_out && button(ui, "取回").clicked() {
            let line = desk.book.lines().len();
            actions.push(OfficeAction::Edit(Edit::TakeBack { row: id, line }).into());
        }
    });
    entry.row.accepted.iter().for_each(|one| accepted(ui, desk, id, one, actions));
    ui.add_space(theme::NEAR);
    match desk.book.is_own(entry) {
        true => cells(ui, desk, id, entry, actions),
        false => named(ui, &entry.row.name, &entry.row.unit),
    }
    origin(ui, desk, entry);
}

/// What was let pass, why, and that it can be taken back.
fn accepted(ui: &mut Ui, desk: &Desk, id: RowId, one: &Accepted, actions: &mut Vec<Action>) {
    let p = palette(ui);
    let is_it = |finding: &&crate::check::Finding| {
        finding.rule == one.rule && finding.place.heading().is_none_or(|heading| *heading == one.column)
    };
    let message = desk.accepted.iter().find(is_it).map_or(one.column.as_str(), |finding| finding.message.as_str());
    let frame = Frame::new().fill(p.done_ground).stroke(Stroke::new(1.0, p.line)).corner_radius(6);
    frame.inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.add(egui::Label::new(RichText::new(message).font(theme::regular(theme::LABEL))).wrap());
        soft(ui, &format!("已接受：{}（{}）", one.reason, one.by));
        if desk.book.line_of(id).is_some() && link(ui, "撤回接受").clicked() {
            let (rule, column) = (one.rule.clone(), one.column.clone());
            actions.push(OfficeAction::Edit(Edit::Object { row: id, rule, column }).into());
        }
    });
}

/// The whole row, cell below cell.
fn cells(ui: &mut Ui, desk: &Desk, id: RowId, entry: &Entry, actions: &mut Vec<Action>) {
    ui.spacing_mut().item_spacing.y = 3.0;
    // What does not stand in the list is not changed.
    let is_in_list = desk.book.line_of(id).is_some();
    for (at, column) in desk.list().columns.iter().enumerate().filter(|(_, column)| column.holds != Holds::Number) {
        let change = entry.row.changes.iter().find(|change| change.column == column.heading);
        match is_in_list {
            true => heading(ui, super::columns::short(&column.heading), at, actions),
            false => drop(soft(ui, super::columns::short(&column.heading))),
        }
        let words = desk.book.cell(id, at);
        let ink = if words.is_empty() { palette(ui).soft } else { palette(ui).ink };
        let shown = if words.is_empty() { "（空）" } else { &words };
        ui.add(egui::Label::new(RichText::new(shown).font(theme::regular(theme::LABEL)).color(ink)).wrap());
        if let Some(change) = change {
            let by = if change.by.is_empty() { "文件里被改过" } else { &change.by };
            let was = if change.was.is_empty() { "（空）" } else { &change.was };
            soft(ui, &format!("单位原文：{was}（{by}）"));
            if is_in_list && link(ui, "恢复原文").clicked() {
                let edit = Edit::Correct { row: id, column: at, words: change.was.clone() };
                actions.push(OfficeAction::Edit(edit).into());
            }
        }
        ui.add_space(5.0);
    }
}

/// A cell's heading, and at the right the way to change the cell.
fn heading(ui: &mut Ui, words: &str, column: usize, actions: &mut Vec<Action>) {
    let room = egui::vec2(ui.available_width(), 24.0);
    ui.allocate_ui_with_layout(room, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().button_padding.x = 2.0;
        let response = link(ui, "改");
        let name = format!("改{words}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if response.clicked() {
            actions.push(Action::Show(Dialog::Office(OfficeDialog::Correct(column))));
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| soft(ui, words));
    });
}

/// Where the row comes from.
fn origin(ui: &mut Ui, desk: &Desk, entry: &Entry) {
    let row = &entry.row;
    source(ui, desk, &row.from, entry.file);
    if !row.code.is_empty() {
        soft(ui, &format!("核对码 {}", row.code));
    }
    if !row.made.is_empty() {
        soft(ui, &format!("填报时间 {}", row.made.replace('T', " ")));
    }
    if let Some(file) = desk.book.files.get(entry.file) {
        file.notes.iter().for_each(|note| drop(soft(ui, note)));
    }
}

/// The file that the unit made, and the one that was handed in: two where it came in by a merged list.
fn source(ui: &mut Ui, desk: &Desk, from: &Origin, file: usize) {
    ui.add_space(theme::NEAR);
    ui.separator();
    let line = if from.line > 0 { format!("，第{}行", from.line) } else { String::new() };
    match desk.book.files.get(file) {
        Some(file) if file.name() == from.file => soft(ui, &format!("来自 {}{line}", file.path)),
        Some(file) => soft(ui, &format!("来自 {}{line}；由 {} 交来", from.file, file.path)),
        None => soft(ui, &format!("来自 {}{line}", from.file)),
    };
}
