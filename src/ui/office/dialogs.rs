//! What stands before the office and wants an answer.

use super::{Typing, out, remark};
use crate::app::{Action, Ask, Desk, OfficeAction, OfficeDialog, State};
use crate::check::word_count;
use crate::form::ListColumn;
use crate::office::{Edit, RowId};
use crate::ui::dialogs::{body, focus_first, foot, path_box};
use crate::ui::text_box::{self, TextBox};
use crate::ui::theme::{self, palette};
use crate::ui::view::View;
use crate::ui::widgets::{self, button, link, primary, soft};
use egui::{Id, RichText, Ui};
use std::collections::BTreeSet;

pub fn show(ui: &mut Ui, state: &State, dialog: &OfficeDialog, view: &mut View, actions: &mut Vec<Action>) {
    let Some(desk) = &state.office.desk else { return };
    if view.office.dialog != state.dialogs {
        view.office.dialog = state.dialogs;
        (view.office.words, view.office.ticked) = proposed(desk, dialog);
        (view.office.said, view.office.on) = (Vec::new(), 0);
        (view.office.alike, view.office.for_all) = match dialog {
            OfficeDialog::Accept => (desk.alike(), false),
            _ => (Vec::new(), false),
        };
    }
    match dialog {
        OfficeDialog::Add => add(ui, state, view, actions),
        OfficeDialog::Accept => accept(ui, desk, view, actions),
        OfficeDialog::Correct(column) => correct(ui, desk, *column, view, actions),
        OfficeDialog::LeaveOut => leave_out(ui, desk, view, actions),
        OfficeDialog::Comment => remark::show(ui, state, desk, view, actions),
        OfficeDialog::Verify => out::verify(ui, desk, view, actions),
        OfficeDialog::Export => out::export(ui, state, desk, view, actions),
        OfficeDialog::Rename => rename(ui, desk, view, actions),
        OfficeDialog::Reading => reading(ui, desk, view, actions),
        OfficeDialog::Unsaved(error) => unsaved(ui, &error.to_string(), actions),
    }
}

/// What a dialog begins with.
fn proposed(desk: &Desk, dialog: &OfficeDialog) -> (String, BTreeSet<usize>) {
    let row = desk.chosen_row().map(|(id, _)| id);
    let words = match (dialog, row) {
        (OfficeDialog::Correct(column), Some(id)) => desk.book.cell(id, *column),
        (OfficeDialog::Rename, _) => desk.book.office.clone(),
        _ => String::new(),
    };
    let ticked = match dialog {
        OfficeDialog::Comment => (0..desk.findings.len()).collect(),
        // Each finding is let pass on purpose.
        _ if desk.findings.len() == 1 => BTreeSet::from([0]),
        _ => BTreeSet::new(),
    };
    (words, ticked)
}

/// A box for what the dialog asks for.
pub(super) fn words_box(ui: &mut Ui, view: &mut View, name: &str, hint: &str, lines: usize) {
    let words = view.office.words.clone();
    let text_box = TextBox { lines, hint, ..TextBox::line(Id::unique("office words"), name, &words) };
    focus_first(ui, view, text_box.id);
    let typed = text_box::show(ui, view, &text_box);
    if let Some(words) = typed.text {
        view.office.words = words;
    }
    view.entered = typed.entered;
}

fn add(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "添加行文件");
    let folder = state.settings.open_folder.clone().unwrap_or_default();
    let path = body(ui, |ui| path_box(ui, state, view, "文件或文件夹的位置", &folder, Ask::RowFiles, actions));
    if foot(ui, view, actions, "取消", Some(("读入", !path.as_os_str().is_empty()))) {
        actions.push(Action::Picked { ask: Ask::RowFiles, paths: vec![path] });
    }
}

fn accept(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "接受并说明");
    body(ui, |ui| {
        soft(ui, "接受的问题不再计入“须改”；说明记在汇总记录里，上级能看到。");
        findings_to_tick(ui, desk, view);
        for_all(ui, view);
        ui.add_space(4.0);
        words_box(ui, view, "说明", "为什么可以接受", 1);
    });
    let given = !view.office.ticked.is_empty() && !view.office.words.trim().is_empty();
    if foot(ui, view, actions, "取消", Some(("接受", given)))
        && let Some((row, _)) = desk.chosen_row()
    {
        actions.push(OfficeAction::Edit(Edit::All(accepting(desk, row, &view.office))).into());
    }
}

/// The findings of the chosen row, each with its tick.
pub(super) fn findings_to_tick(ui: &mut Ui, desk: &Desk, view: &mut View) {
    for (number, finding) in desk.findings.iter().enumerate() {
        let mut is_ticked = view.office.ticked.contains(&number);
        if ui.checkbox(&mut is_ticked, &finding.message).changed() {
            view.office.toggle(number);
        }
    }
}

/// Whether the other rows with what is ticked are meant too, where there are any.
fn for_all(ui: &mut Ui, view: &mut View) {
    let typing = &mut view.office;
    let rows: BTreeSet<RowId> =
        typing.ticked.iter().filter_map(|number| typing.alike.get(*number)).flatten().copied().collect();
    if !rows.is_empty() {
        ui.add_space(4.0);
        ui.checkbox(&mut typing.for_all, format!("表里现列的另外{}行有同样的问题，一并接受", rows.len()));
    }
}

/// What is ticked is let pass in the chosen row, and where it is for all, in those that have the same.
fn accepting(desk: &Desk, chosen: RowId, typing: &Typing) -> Vec<Edit> {
    let ticked =
        typing.ticked.iter().filter_map(|number| Some((desk.findings.get(*number)?, typing.alike.get(*number)?)));
    let edits = ticked.flat_map(|(finding, alike)| {
        let others = if typing.for_all { &alike[..] } else { &[] };
        let column = finding.place.heading().cloned().unwrap_or_default();
        let (rule, reason) = (finding.rule.clone(), typing.words.clone());
        [chosen].into_iter().chain(others.iter().copied()).map(move |row| Edit::Accept {
            row,
            rule: rule.clone(),
            column: column.clone(),
            reason: reason.clone(),
        })
    });
    edits.collect()
}

fn correct(ui: &mut Ui, desk: &Desk, at: usize, view: &mut View, actions: &mut Vec<Action>) {
    let (Some((row, entry)), Some(column)) = (desk.chosen_row(), desk.list().columns.get(at)) else { return };
    widgets::subheading(ui, &format!("改“{}”", super::columns::short(&column.heading)));
    let change = entry.row.changes.iter().find(|change| change.column == column.heading);
    let was =
        change.map_or_else(|| entry.row.cells.get(at).map_or(String::new(), |cell| cell.words()), |c| c.was.clone());
    body(ui, |ui| {
        soft(ui, "单位原文");
        let shown = if was.is_empty() { "（空）" } else { &was };
        ui.add(egui::Label::new(RichText::new(shown).font(theme::regular(theme::LABEL))).wrap());
        ui.add_space(4.0);
        soft(ui, "改为");
        words_box(ui, view, "改为", "", if column.max_words.is_some() { 5 } else { 1 });
        counter(ui, column, &view.office.words);
        if !column.options.is_empty() || view.office.words != was {
            ui.horizontal_wrapped(|ui| proposals(ui, &column.options, &was, view));
        }
        soft(ui, "单位的原文和改动都记在汇总记录里。");
    });
    if foot(ui, view, actions, "取消", Some(("改好", true))) {
        let words = view.office.words.clone();
        actions.push(OfficeAction::Edit(Edit::Correct { row, column: at, words }).into());
        actions.push(Action::Dismiss);
    }
}

/// Words at hand: the list's options, and what the unit wrote.
fn proposals(ui: &mut Ui, options: &[String], was: &str, view: &mut View) {
    for option in options {
        if link(ui, option).clicked() {
            view.office.words.clone_from(option);
        }
    }
    if view.office.words != was && link(ui, "恢复原文").clicked() {
        view.office.words = was.to_string();
    }
}

/// 243/200字.
fn counter(ui: &mut Ui, column: &ListColumn, words: &str) {
    let Some(most) = column.max_words else { return };
    let count = word_count(words);
    let ink = if count > most { palette(ui).error } else { palette(ui).soft };
    ui.label(RichText::new(format!("{count}/{most}字")).font(theme::regular(theme::SMALL)).color(ink));
}

fn leave_out(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "不列入");
    body(ui, |ui| {
        soft(ui, "这一行不进一览表，仍留在这份汇总里，随时可以取回；原因记在汇总记录里。");
        words_box(ui, view, "原因", "如：单位撤回申报", 1);
    });
    let given = !view.office.words.trim().is_empty();
    if foot(ui, view, actions, "取消", Some(("不列入", given)))
        && let Some((row, _)) = desk.chosen_row()
    {
        actions.push(OfficeAction::Edit(Edit::LeaveOut { row, reason: view.office.words.clone() }).into());
    }
}

fn rename(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "推荐单位");
    body(ui, |ui| {
        let column = desk.list().office_label().unwrap_or("推荐单位");
        soft(ui, &format!("填入一览表里空着的“{column}”，也用在公函上。"));
        words_box(ui, view, "推荐单位", "单位全称", 1);
    });
    if foot(ui, view, actions, "取消", Some(("改好", true))) {
        actions.push(OfficeAction::Edit(Edit::Office(view.office.words.clone())).into());
        actions.push(Action::Dismiss);
    }
}

/// The only question asked on leaving: the book could not be saved.
fn unsaved(ui: &mut Ui, error: &str, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "汇总还没有保存");
    ui.add(egui::Label::new(error).wrap());
    ui.add_space(theme::APART);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "再试一次").clicked() {
            actions.push(OfficeAction::Retry.into());
        }
        if button(ui, "继续汇总").clicked() {
            actions.push(Action::Dismiss);
        }
        if button(ui, "不保存，离开").clicked() {
            actions.push(OfficeAction::Abandon.into());
        }
    });
}

/// The window closes by itself when everything is read.
fn reading(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "还在读入文件");
    soft(ui, "读完、保存好以后窗口自己关闭。");
    super::progress_of(ui, &desk.taking);
    ui.add_space(theme::APART);
    ui.horizontal_wrapped(|ui| {
        let stay = button(ui, "继续汇总");
        if std::mem::take(&mut view.focus_dialog) {
            stay.request_focus();
        }
        if stay.clicked() {
            actions.push(Action::Dismiss);
        }
        if button(ui, "不再读入，关闭").clicked() {
            actions.push(OfficeAction::ReadNoMore.into());
        }
    });
}
