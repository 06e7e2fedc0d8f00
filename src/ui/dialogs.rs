//! What stands before the window and wants an answer. Esc closes each of them.

use super::keys::{self, Command};
use super::text_box::{self, TextBox};
use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, button, link, primary, soft};
use super::{calls, carry, office, packs, remarks, words};
use crate::app::{Action, Ask, Dialog, OfficeDialog, Open, Replace, State, Wanted};
use crate::layout::Edition;
use crate::store::{Deleted, Place, StoreError, Version, names};
use egui::{Frame, Id, Margin, Modal, ScrollArea, Ui};
use std::path::{Path, PathBuf};

pub fn show(ui: &mut Ui, state: &State, dialog: &Dialog, view: &mut View, actions: &mut Vec<Action>) {
    let room = ui.ctx().content_rect().size();
    let p = palette(ui);
    // In a low window, or at large text, the height is for what the dialog says.
    let (within, around) = if room.y < LOW { (12, 8.0) } else { (20, 20.0) };
    let frame = Frame::new()
        .fill(p.panel)
        .stroke(egui::Stroke::new(1.0, p.line))
        .corner_radius(8)
        .inner_margin(Margin::same(within));
    let modal = Modal::new(Id::unique("dialog")).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width((room.x - 60.0).min(620.0));
        ui.set_max_height(room.y - 2.0 * (f32::from(within) + around));
        contents(ui, state, dialog, view, actions);
    });
    if modal.should_close() && !matches!(dialog, Dialog::Unsaved(_) | Dialog::Office(OfficeDialog::Unsaved(_))) {
        actions.push(Action::Dismiss);
    }
}

fn contents(ui: &mut Ui, state: &State, dialog: &Dialog, view: &mut View, actions: &mut Vec<Action>) {
    if view.dialog != state.dialogs {
        view.dialog = state.dialogs;
        view.focus_dialog = true;
        view.focus_before = view.focus_before.or(ui.memory(|memory| memory.focused()));
    }
    match dialog {
        Dialog::New => new(ui, state, view, actions),
        Dialog::OpenFile => open_file(ui, state, view, actions),
        Dialog::Import => packs::import(ui, state, view, actions),
        Dialog::Refused(refused) => packs::refused(ui, refused, view, actions),
        Dialog::Newer => {
            let newer = state.open.as_ref().and_then(|open| open.newer.as_ref());
            newer.iter().for_each(|newer| packs::newer(ui, newer, view, actions));
        }
        Dialog::Carry { from } => carry::choose(ui, state, from.as_ref(), view, actions),
        Dialog::Carried => state.open.iter().for_each(|open| carry::table(ui, open, view, actions)),
        Dialog::Past(number) => state.open.iter().for_each(|open| carry::past(ui, open, *number, view, actions)),
        Dialog::Export => state.open.iter().for_each(|open| export(ui, state, open, view, actions)),
        Dialog::Blank { form } => blank(ui, state, form, view, actions),
        Dialog::Copy => state.open.iter().for_each(|open| copy(ui, state, open, view, actions)),
        Dialog::Trash => trash(ui, state, view, actions),
        Dialog::Versions(versions) => {
            state.open.iter().for_each(|open| earlier(ui, open, versions.as_deref(), view, actions))
        }
        Dialog::Unsaved(error) => unsaved(ui, error, actions),
        Dialog::Damaged { place, error, version } => damaged(ui, state, (place, error, version), view, actions),
        Dialog::Exported { files, folder, is_final } => exported(ui, files, folder, *is_final, view, actions),
        Dialog::Unclaimed(comments) => remarks::unclaimed(ui, comments, view, actions),
        Dialog::Keys => keys(ui, view, actions),
        Dialog::Office(dialog) => office::dialog(ui, state, dialog, view, actions),
    }
}

/// A window is low whose height in points is below this.
const LOW: f32 = 480.0;

/// Room for the buttons at the foot, in points.
const FOOT: f32 = 60.0;

/// What stands above the foot; it scrolls where the window has no room for it, so that the buttons are always there.
pub(super) fn body<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let scrolled = ScrollArea::vertical().max_height(ui.available_height() - FOOT).show(ui, |ui| {
        if !ui.ctx().text_edit_focused() {
            widgets::scroll_by_keys(ui);
        }
        contents(ui)
    });
    scrolled.inner
}

/// The buttons at the foot, the main one at the right.
pub(super) fn foot(
    ui: &mut Ui,
    view: &mut View,
    actions: &mut Vec<Action>,
    cancel: &str,
    main: Option<(&str, bool)>,
) -> bool {
    ui.add_space(theme::APART);
    let mut done = false;
    let room = egui::vec2(ui.available_width(), theme::CONTROL + 4.0);
    ui.allocate_ui_with_layout(room, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if let Some((words, enabled)) = main {
            let main = ui.add_enabled_ui(enabled, |ui| primary(ui, words)).inner;
            let asked = std::mem::take(&mut view.entered) || keys::confirmed(ui, view);
            done = main.clicked() || (asked && enabled);
            if enabled && std::mem::take(&mut view.focus_dialog) {
                main.request_focus();
            }
        }
        let cancel = button(ui, cancel);
        if std::mem::take(&mut view.focus_dialog) {
            cancel.request_focus();
        }
        if cancel.clicked() {
            actions.push(Action::Dismiss);
        }
    });
    done
}

fn new(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "新建申报表");
    calls::choose(ui, state, view, actions);
    foot(ui, view, actions, "取消", None);
}

/// The box has the focus as the dialog opens. It is asked for until it is there: the click that opened the dialog may
/// still be going on, and takes the focus from whatever it did not hit.
pub(super) fn focus_first(ui: &Ui, view: &mut View, id: Id) {
    if std::mem::take(&mut view.focus_dialog) {
        view.wants_focus = true;
    }
    if view.wants_focus {
        view.wants_focus = ui.memory(|memory| !memory.has_focus(id));
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// A path to type, and a button that asks the system; the box is filled in once for each dialog.
pub(super) fn path_box(
    ui: &mut Ui,
    state: &State,
    view: &mut View,
    name: &str,
    proposed: &Path,
    ask: Ask,
    actions: &mut Vec<Action>,
) -> PathBuf {
    if view.path_of != state.dialogs {
        view.path_of = state.dialogs;
        view.path = proposed.display().to_string();
    }
    soft(ui, name);
    let typed = |ui: &mut Ui, _: &mut Vec<Action>| {
        let path = view.path.clone();
        let text_box = TextBox::line(Id::unique("path"), name, &path);
        // Where something is to be opened, the path is what the dialog asks for.
        if matches!(ask, Ask::OpenDraft | Ask::OldDraft | Ask::CallFolder | Ask::RowFiles) {
            focus_first(ui, view, text_box.id);
        }
        let typed = text_box::show(ui, view, &text_box);
        if let Some(path) = typed.text {
            view.path = path;
        }
        // Enter in the box is the main button.
        view.entered = typed.entered;
    };
    widgets::bar(ui, actions, typed, |ui, actions| {
        if button(ui, "浏览…").clicked() {
            actions.push(Action::Pick(ask));
        }
    });
    PathBuf::from(view.path.trim())
}

fn open_file(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "打开草稿文件");
    let folder = state.settings.open_folder.clone().unwrap_or_default();
    let path = body(ui, |ui| {
        let path = path_box(ui, state, view, "文件的位置（.ron）", &folder, Ask::OpenDraft, actions);
        for recent in &state.settings.recent {
            if link(ui, &recent.display().to_string()).clicked() {
                actions.push(Action::OpenPath(recent.clone()));
            }
        }
        path
    });
    let given = !path.as_os_str().is_empty() && state.settings.open_folder.as_ref() != Some(&path);
    if foot(ui, view, actions, "取消", Some(("打开", given))) {
        actions.push(Action::OpenPath(path));
    }
}

fn export(ui: &mut Ui, state: &State, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "导出");
    let folder = body(ui, |ui| export_choices(ui, state, open, view, actions));
    let Wanted { pdf, row } = view.wanted;
    let possible = (pdf || (row && open.form.list.is_some())) && !folder.as_os_str().is_empty();
    if foot(ui, view, actions, "取消", Some(("导出", possible))) {
        actions.push(Action::Export { folder, wanted: view.wanted });
    }
}

/// What is written, and into which folder.
fn export_choices(ui: &mut Ui, state: &State, open: &Open, view: &mut View, actions: &mut Vec<Action>) -> PathBuf {
    let form = &open.form;
    let (unit, name) = (open.draft.text(&form.unit), open.draft.text(&form.name));
    match open.edition() {
        Edition::Final => drop(soft(ui, "没有须改的地方：PDF可以直接打印盖章，本机会记下这一版。")),
        _ => {
            let errors = open.findings.iter().filter(|f| f.severity == crate::form::Severity::Error).count();
            let words = format!("还有{errors}处须改：PDF会带“草稿”二字，不能用来盖章。");
            ui.add(egui::Label::new(egui::RichText::new(words).color(palette(ui).error)).wrap());
        }
    }
    ui.add_space(4.0);
    ui.checkbox(&mut view.wanted.pdf, "PDF（打印盖章）");
    soft(ui, &names::pdf_name(unit, name, &form.title));
    match form.list.is_some() {
        true => {
            ui.checkbox(&mut view.wanted.row, "一览表行（XLSX，交推荐单位）");
            soft(ui, &names::row_name(unit, name));
        }
        false => drop(soft(ui, "这份表没有一览表行，只导出PDF。")),
    }
    ui.add_space(4.0);
    path_box(ui, state, view, "放到文件夹", &state.export_folder, Ask::ExportFolder, actions)
}

fn blank(ui: &mut Ui, state: &State, form: &str, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "打印空白表");
    let title = state.form(form).map_or("", |form| form.title.as_str());
    soft(ui, title);
    let folder = path_box(ui, state, view, "放到文件夹", &state.export_folder, Ask::ExportFolder, actions);
    let possible = !folder.as_os_str().is_empty();
    if foot(ui, view, actions, "取消", Some(("导出空白表", possible))) {
        actions.push(Action::ExportBlank { form: form.to_string(), folder });
    }
}

fn copy(ui: &mut Ui, state: &State, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "另存一份");
    soft(ui, "存一份草稿文件到别处，如U盘；本机的草稿照旧。");
    let name = names::draft_name(open.draft.text(&open.form.name), &open.form.title);
    let to = path_box(ui, state, view, "文件的位置", &state.export_folder.join(name), Ask::CopyTo, actions);
    if foot(ui, view, actions, "取消", Some(("保存", !to.as_os_str().is_empty()))) {
        actions.push(Action::Copy { to, replace: Replace::Never });
    }
}

fn trash(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "回收站");
    soft(ui, "删除的草稿连同历史版本都在这里，随时可以取回。");
    body(ui, |ui| {
        for deleted in &state.home.trash {
            widgets::bar(
                ui,
                actions,
                |ui, _| {
                    widgets::one_line(ui, deleted_name(state, deleted).into());
                    soft(ui, &format!("删除于{}", words::moment(deleted.at, state.today)));
                },
                |ui, actions| {
                    if link(ui, "取回").clicked() {
                        actions.push(Action::Undelete(deleted.clone()));
                    }
                },
            );
        }
    });
    foot(ui, view, actions, "关闭", None);
}

fn deleted_name(state: &State, deleted: &Deleted) -> String {
    let draft = deleted.content.as_ref().ok();
    let named = draft.and_then(|draft| Some((draft, state.form(&draft.form)?)));
    match named.map(|(draft, form)| draft.text(&form.name).trim().to_string()) {
        Some(name) if !name.is_empty() => name,
        _ => deleted.id.clone(),
    }
}

fn earlier(ui: &mut Ui, open: &Open, versions: Option<&[Version]>, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "历史版本");
    soft(ui, "保留最近十版。恢复之前，现在的内容也会先存成一版。");
    body(ui, |ui| {
        let Some(versions) = versions else {
            soft(ui, "正在读取…");
            return;
        };
        for version in versions {
            widgets::bar(
                ui,
                actions,
                |ui, _| {
                    ui.label(version.at.strftime("%Y-%m-%d %H:%M:%S").to_string());
                    if version.origin == crate::store::Origin::Outside {
                        soft(ui, "来自别的程序");
                    }
                },
                |ui, actions| {
                    if link(ui, "恢复这一版").clicked() {
                        let place = open.handle.place().clone();
                        actions.push(Action::Restore { place, version: version.clone() });
                    }
                },
            );
        }
    });
    foot(ui, view, actions, "关闭", None);
}

/// The only question asked on closing: the draft could not be saved.
fn unsaved(ui: &mut Ui, error: &StoreError, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "还没有保存");
    ui.add(egui::Label::new(error.to_string()).wrap());
    ui.add_space(theme::APART);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, "再试一次").clicked() {
            actions.push(Action::Save);
        }
        if button(ui, "另存到别处…").clicked() {
            actions.push(Action::Show(Dialog::Copy));
        }
        if button(ui, "继续填写").clicked() {
            actions.push(Action::Dismiss);
        }
        if button(ui, "不保存，离开").clicked() {
            actions.push(Action::Abandon);
        }
    });
}

/// A file from anywhere that can't be read, and its last good version.
fn damaged(
    ui: &mut Ui,
    state: &State,
    (place, error, version): (&Place, &StoreError, &Version),
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    widgets::subheading(ui, "文件损坏");
    ui.add(egui::Label::new(error.to_string()).wrap());
    ui.add_space(4.0);
    let at = words::moment(version.at, state.today);
    soft(ui, &format!("本机存有它{at}的一版。恢复时，损坏的文件会另存在旁边，不会丢。"));
    if foot(ui, view, actions, "取消", Some(("恢复这一版", true))) {
        actions.push(Action::Restore { place: place.clone(), version: version.clone() });
    }
}

fn exported(ui: &mut Ui, files: &[PathBuf], folder: &Path, is_final: bool, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "已导出");
    for file in files {
        ui.label(file.file_name().unwrap_or_default().to_string_lossy());
    }
    soft(ui, &folder.display().to_string());
    if is_final {
        soft(ui, "请打印PDF盖章。以后再改，工作台会提示“盖章稿打印后改了几处”。");
    }
    if foot(ui, view, actions, "关闭", Some(("打开文件夹", true))) {
        actions.push(Action::Reveal(folder.to_path_buf()));
        actions.push(Action::Dismiss);
    }
}

/// The room that the names of keys take.
const KEYS: f32 = 130.0;

fn keys(ui: &mut Ui, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "快捷键");
    let key = |ui: &mut Ui, words: &str| {
        ui.add(egui::Label::new(egui::RichText::new(words).font(theme::bold(theme::TEXT))).extend())
    };
    let all = Command::ALL.into_iter().map(|command| (command.keys(), command.words()));
    body(ui, |ui| {
        // A grid gives its cells all the room in the world; what a key does may take two lines.
        let room = (ui.available_width() - KEYS - 24.0).max(KEYS);
        egui::Grid::new("keys").num_columns(2).spacing([24.0, 6.0]).show(ui, |ui| {
            for (pressed, words) in all.chain(keys::ELSEWHERE) {
                key(ui, pressed);
                ui.vertical(|ui| {
                    ui.set_max_width(room);
                    ui.add(egui::Label::new(words).wrap());
                });
                ui.end_row();
            }
        });
    });
    foot(ui, view, actions, "关闭", None);
}
