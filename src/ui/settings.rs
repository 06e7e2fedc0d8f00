//! 设置: size of text, light or dark, where things are kept.

use super::theme;
use super::widgets::{self, button, card, soft, strong};
use crate::app::{Action, Dialog, State};
use crate::store::{Look, Settings};
use egui::Ui;
use std::path::Path;

pub fn show(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    super::head(ui, actions, "设置", |ui, actions| {
        if button(ui, "快捷键一览").clicked() {
            actions.push(Action::Show(Dialog::Keys));
        }
    });
    super::bottom(ui, state, actions, |_| {}, |_| {});
    super::page(ui, "settings", 720.0, |ui| {
        text_size(ui, &state.settings, actions);
        ui.add_space(theme::APART);
        look(ui, &state.settings, actions);
        ui.add_space(theme::APART);
        folders(ui, state, actions);
    });
}

fn text_size(ui: &mut Ui, settings: &Settings, actions: &mut Vec<Action>) {
    card(ui, |ui| {
        strong(ui, "文字大小");
        ui.horizontal_wrapped(|ui| {
            for size in [100, 125, 150, 175, 200] {
                let radio = egui::RadioButton::new(settings.text_size == size, format!("{size}%"));
                if widgets::focusable(ui, radio).clicked() {
                    actions.push(Action::Set(Settings { text_size: size, ..settings.clone() }));
                }
            }
        });
        soft(ui, "也可以按 Ctrl+= 放大、Ctrl+- 缩小");
    });
}

fn look(ui: &mut Ui, settings: &Settings, actions: &mut Vec<Action>) {
    card(ui, |ui| {
        strong(ui, "外观");
        ui.horizontal_wrapped(|ui| {
            for (look, words) in [(Look::System, "跟随系统"), (Look::Light, "浅色"), (Look::Dark, "深色")] {
                let radio = egui::RadioButton::new(settings.look == look, words);
                if widgets::focusable(ui, radio).clicked() {
                    actions.push(Action::Set(Settings { look, ..settings.clone() }));
                }
            }
        });
    });
}

fn folders(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    card(ui, |ui| {
        strong(ui, "文件夹");
        folder(ui, "草稿、历史版本和回收站", &state.data_folder, actions);
        folder(ui, "表式文件夹", &state.data_folder.join("notices"), actions);
        folder(ui, "上次导出", &state.export_folder, actions);
    });
}

fn folder(ui: &mut Ui, words: &str, path: &Path, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.label(words);
        soft(ui, &path.display().to_string());
        if widgets::link(ui, "打开").clicked() {
            actions.push(Action::Reveal(path.to_path_buf()));
        }
    });
}
