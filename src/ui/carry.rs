//! 从往年复制: which draft goes where, what became of each answer, and the old words at hand.

use super::dialogs::{self, foot, path_box};
use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, Tone, button, link, pill, primary, soft};
use crate::app::{Action, Ask, Dialog, Line, LineKind, Open, State};
use crate::carry::Choices;
use crate::check::Place;
use crate::draft::{CarriedLine, Verdict};
use crate::form::Field;
use crate::form::text::brief;
use egui::{Align, Layout, RichText, ScrollArea, Ui};
use std::path::PathBuf;

/// Characters of an old answer that the table shows; the rest is a click away.
const SHOWN: usize = 60;

/// What is chosen in the dialog.
#[derive(Debug, Default)]
pub struct Chosen {
    /// The old draft; none for a file that is named in the box.
    draft: Option<PathBuf>,
    is_file: bool,
    form: Option<String>,
    choices: Choices,
    /// The dialog that it belongs to, and the draft that the dialog last proposed.
    dialog: u64,
    proposed: Option<PathBuf>,
}

impl Chosen {
    /// Each dialog begins anew; a file picked meanwhile is the old draft.
    fn keep_up(&mut self, dialog: u64, proposed: Option<&PathBuf>) {
        if self.dialog != dialog {
            *self = Chosen { dialog, ..Chosen::default() };
        }
        if self.proposed.as_ref() != proposed {
            self.proposed = proposed.cloned();
            (self.draft, self.is_file) = (proposed.cloned(), false);
        }
    }
}

/// Which draft is to be carried over to which form.
pub fn choose(ui: &mut Ui, state: &State, from: Option<&PathBuf>, view: &mut View, actions: &mut Vec<Action>) {
    view.chosen.keep_up(state.dialogs, from);
    widgets::subheading(ui, "从往年复制");
    let mut path = PathBuf::new();
    dialogs::body(ui, |ui| {
        soft(ui, "新建一份申报表，带入往年的答案；不论哪一年、哪个地区、哪张表。往年的草稿不会改动。");
        old_draft(ui, state, &mut view.chosen);
        if view.chosen.is_file {
            let folder = state.settings.open_folder.clone().unwrap_or_default();
            path = path_box(ui, state, view, "文件的位置（.ron）", &folder, Ask::OldDraft, actions);
        }
        new_form(ui, state, &mut view.chosen);
        ui.add_space(4.0);
        let choices = &mut view.chosen.choices;
        ui.checkbox(&mut choices.dates, "往年的日期也带入");
        ui.checkbox(&mut choices.amounts, "往年的金额也带入");
        soft(ui, "不带入的和放不下的都留在手边，可以逐项查看、复制、填入。核对项一律重新核对。");
    });
    let from = view.chosen.draft.clone().or_else(|| (!path.as_os_str().is_empty()).then_some(path));
    let chosen = from.zip(view.chosen.form.clone());
    if foot(ui, view, actions, "取消", Some(("带入", chosen.is_some()))) {
        let choices = view.chosen.choices;
        actions.extend(chosen.map(|(from, form)| Action::Carry { from, form, choices }));
    }
}

fn old_draft(ui: &mut Ui, state: &State, chosen: &mut Chosen) {
    let drafts: Vec<(&Line, String)> =
        state.home.lines.iter().filter_map(|line| Some((line, draft_words(state, line)?))).collect();
    let named = drafts.iter().find(|(line, _)| chosen.draft.as_deref() == Some(line.place.path()));
    let file = chosen.draft.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    let selected = match named {
        _ if chosen.is_file => "另选文件".to_string(),
        Some((_, words)) => words.clone(),
        None => file.unwrap_or_else(|| "请选择".into()),
    };
    pick(ui, "往年的草稿", "old draft", &selected, |ui| {
        for (line, words) in &drafts {
            let path = line.place.path();
            if ui.selectable_label(chosen.draft.as_deref() == Some(path), words).clicked() {
                (chosen.draft, chosen.is_file) = (Some(path.to_path_buf()), false);
            }
        }
        if ui.selectable_label(chosen.is_file, "另选文件").clicked() {
            (chosen.draft, chosen.is_file) = (None, true);
        }
    });
}

/// Name, region, year and form of a draft that can be read.
fn draft_words(state: &State, line: &Line) -> Option<String> {
    let LineKind::Draft { form, name, .. } = &line.kind else { return None };
    let name = if name.is_empty() { "未填名称" } else { name };
    let region = state.notice_of(form).map_or("", |notice| notice.region.as_str());
    Some(format!("{region} {} {} · {name}", form.year, form.short).trim_start().to_string())
}

fn new_form(ui: &mut Ui, state: &State, chosen: &mut Chosen) {
    let selected = chosen.form.as_deref().and_then(|id| state.form(id)).map(|form| form.title.clone());
    pick(ui, "新表", "new form", selected.as_deref().unwrap_or("请选择"), |ui| {
        for notice in state.catalogue.notices() {
            soft(ui, &format!("{} {} · {}", notice.region, notice.year, notice.number));
            for form in &notice.forms {
                if ui.selectable_label(chosen.form.as_ref() == Some(&form.id), &form.title).clicked() {
                    chosen.form = Some(form.id.clone());
                }
            }
        }
    });
}

/// A drop-down over the whole width with its name above.
fn pick(ui: &mut Ui, name: &str, salt: &str, selected: &str, menu: impl FnOnce(&mut Ui)) {
    let label = soft(ui, name);
    let width = ui.available_width() - theme::NEAR;
    let combo = egui::ComboBox::from_id_salt(salt).selected_text(selected).width(width).truncate();
    let shown = combo.show_ui(ui, menu);
    widgets::ring(ui, &shown.response);
    shown.response.labelled_by(label.id);
}

/// What became of each old answer: what asks for work comes first.
pub fn table(ui: &mut Ui, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    let Some(carried) = &open.draft.carried else { return };
    let origin = [carried.title.as_str(), carried.unit.as_str(), carried.name.as_str()];
    let origin: Vec<&str> = origin.into_iter().filter(|words| !words.is_empty()).collect();
    dialogs::body(ui, |ui| {
        // The heading scrolls along: the lines need the height.
        widgets::subheading(ui, "往年内容");
        soft(ui, &format!("来自{}。以后从“更多 → 往年内容”再看。", origin.join(" · ")));
        ui.horizontal_wrapped(|ui| {
            for verdict in Verdict::ALL.into_iter().filter(|verdict| carried.count(*verdict) > 0) {
                pill(ui, &format!("{} {}", verdict.word(), carried.count(verdict)), tone(verdict));
            }
        });
        ui.spacing_mut().item_spacing.y = 4.0;
        for verdict in Verdict::ALL {
            for (number, line) in carried.lines.iter().enumerate().filter(|(_, line)| line.verdict == verdict) {
                ui.separator();
                row(ui, open, number, line, actions);
            }
        }
    });
    foot(ui, view, actions, "关闭", None);
}

fn tone(verdict: Verdict) -> Tone {
    match verdict {
        Verdict::Taken => Tone::Done,
        Verdict::Rewrite => Tone::Error,
        Verdict::Left => Tone::Warning,
        Verdict::Owed => Tone::Plain,
    }
}

fn row(ui: &mut Ui, open: &Open, number: usize, line: &CarriedLine, actions: &mut Vec<Action>) {
    let label = label(open, line);
    ui.horizontal_wrapped(|ui| {
        pill(ui, line.verdict.word(), tone(line.verdict));
        ui.add(egui::Label::new(RichText::new(label).font(theme::bold(theme::LABEL))).wrap());
        if line.to.is_some() && link(ui, "转到").clicked() {
            actions.extend(line.to.clone().map(|id| Action::Jump(Place::Field(id))));
            actions.push(Action::Dismiss);
        }
        if !line.text.is_empty() && link(ui, "原文").clicked() {
            actions.push(Action::Show(Dialog::Past(number)));
        }
        let mut done = line.done;
        if line.verdict != Verdict::Taken && ui.checkbox(&mut done, "已处理").changed() {
            actions.push(Action::Settle { number, done });
        }
    });
    if !line.note.is_empty() {
        let ink = if line.verdict == Verdict::Rewrite { palette(ui).error } else { palette(ui).ink };
        let note = RichText::new(&line.note).font(theme::regular(theme::SMALL)).color(ink);
        ui.add(egui::Label::new(note).wrap());
    }
    if !line.text.is_empty() {
        soft(ui, &brief(&line.text, SHOWN));
    }
}

/// The old label, and the new one where that is another.
fn label(open: &Open, line: &CarriedLine) -> String {
    let new = line.to.as_ref().and_then(|id| open.form.field(id)).map(|field| open.form.full_label(field));
    match new.filter(|new| *new != line.label) {
        Some(new) => format!("{} → {new}", line.label),
        None => line.label.clone(),
    }
}

/// An old answer in full, to copy or to put into its question.
pub fn past(ui: &mut Ui, open: &Open, number: usize, view: &mut View, actions: &mut Vec<Action>) {
    let Some(line) = open.carried_lines().get(number) else { return };
    widgets::subheading(ui, &label(open, line));
    let note = if line.note.is_empty() { String::new() } else { format!("：{}", line.note) };
    soft(ui, &format!("{}{note}", line.verdict.word()));
    let most = ui.available_height() - 60.0 - theme::CONTROL - theme::NEAR;
    ScrollArea::vertical().max_height(most).show(ui, |ui| {
        ui.add(egui::Label::new(&line.text).wrap().selectable(true));
    });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        if button(ui, "复制").clicked() {
            ui.ctx().copy_text(line.text.clone());
        }
        if let Some((field, _)) = open.to_put(line) {
            let words = if open.draft.answer(&field.id).is_some() { "填入，换掉现在的" } else { "填入" };
            if primary(ui, words).clicked() {
                actions.push(Action::PutBack { number });
                actions.push(Action::Dismiss);
            }
        }
        if button(ui, "全部往年内容").clicked() {
            actions.push(Action::Show(Dialog::Carried));
        }
    });
    foot(ui, view, actions, "关闭", None);
}

/// A question's label; where the question says something else than last time, the way to the old words at its right.
pub fn beside(ui: &mut Ui, open: &Open, field: &Field, actions: &mut Vec<Action>, label: impl FnOnce(&mut Ui)) {
    let Some(number) = open.past_of(field) else { return label(ui) };
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        let words = RichText::new("往年内容").color(palette(ui).accent).font(theme::regular(theme::SMALL));
        let past = widgets::focusable(ui, egui::Button::new(words).frame(false));
        let name = format!("往年内容：{}", field.label);
        past.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        if past.clicked() {
            actions.push(Action::Show(Dialog::Past(number)));
        }
        ui.with_layout(Layout::top_down(Align::Min), label);
    });
}
