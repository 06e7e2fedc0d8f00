//! Calls from outside: taking one in, what is wrong with those that are not used, and a newer form for a draft.

use super::dialogs::{self, foot, path_box};
use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, button, soft, strong};
use crate::app::{Action, Ask, Dialog, Newer, Open, State};
use crate::form::load::FormProblem;
use crate::form::{Aspect, Difference, Refused};
use egui::{Align, Frame, Layout, Margin, RichText, Ui};

/// Problems and differences that are drawn; the rest is counted.
const MOST: usize = 200;

pub fn import(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "导入表式");
    let folder = state.settings.open_folder.clone().unwrap_or_default();
    let from = dialogs::body(ui, |ui| {
        soft(
            ui,
            "选一项通知的表式文件夹（里面有notice.ron和各表的.ron文件）。检查没有问题，就复制一份到本机的表式文件夹，马上可以用来新建。",
        );
        ui.add_space(4.0);
        path_box(ui, state, view, "表式文件夹的位置", &folder, Ask::CallFolder, actions)
    });
    let given = !from.as_os_str().is_empty();
    if foot(ui, view, actions, "取消", Some(("导入", given))) {
        actions.push(Action::Import(from));
    }
}

/// Every problem with its file, line, words and remedy.
pub fn refused(ui: &mut Ui, refused: &[Refused], view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "这些表式没有启用");
    soft(
        ui,
        "有一处问题就整个不用，别的表式照常。请按下面的办法改好文件；放在本机表式文件夹里的，改好后回到工作台就会重新读取。",
    );
    dialogs::body(ui, |ui| {
        for refused in refused {
            ui.add_space(theme::NEAR);
            ui.horizontal_wrapped(|ui| {
                strong(ui, &format!("{} · {}处问题", refused.id, refused.problems.len()));
                if widgets::link(ui, "打开文件夹").clicked() {
                    actions.push(Action::Reveal(refused.folder.clone()));
                }
            });
            refused.problems.iter().take(MOST).for_each(|each| problem(ui, each));
            more(ui, refused.problems.len(), "处问题");
        }
    });
    foot(ui, view, actions, "关闭", None);
}

fn problem(ui: &mut Ui, problem: &FormProblem) {
    ui.add_space(4.0);
    let place = format!("{} 第{}行", problem.file, problem.line);
    soft(ui, &place);
    ui.add(egui::Label::new(RichText::new(&problem.problem).color(palette(ui).error)).wrap());
    if !problem.found.is_empty() {
        soft(ui, &format!("原文：{}", problem.found));
    }
    ui.add(egui::Label::new(format!("办法：{}", problem.remedy)).wrap());
}

fn more(ui: &mut Ui, all: usize, what: &str) {
    if all > MOST {
        soft(ui, &format!("另有{}{what}没有列出", all - MOST));
    }
}

/// The line in the editor that offers a newer form.
pub fn offer(ui: &mut Ui, open: &Open, actions: &mut Vec<Action>) {
    let Some(newer) = &open.newer else { return };
    let p = palette(ui);
    let frame = Frame::new().fill(p.warning_ground).corner_radius(8).inner_margin(Margin::symmetric(14, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = format!("这张表有了新版，改了{}处；这份草稿仍用开始填写时的一版。", newer.differences.len());
        ui.add(egui::Label::new(RichText::new(words).color(p.warning)).wrap());
        if button(ui, "看改了什么，改用新版…").clicked() {
            actions.push(Action::Show(Dialog::Newer));
        }
    });
    ui.add_space(theme::APART);
}

/// Form against form.
pub fn newer(ui: &mut Ui, newer: &Newer, view: &mut View, actions: &mut Vec<Action>) {
    widgets::subheading(ui, "表式的新版");
    soft(
        ui,
        "改用新版，已填的内容按栏目全部带过去；新版没有的栏目，原来填的仍留在草稿里。改用之前的一版存入历史版本，随时可以恢复。",
    );
    ui.add_space(theme::NEAR);
    dialogs::body(ui, |ui| {
        row(ui, |ui, column| drop(soft(ui, ["栏目", "原来", "新版"][column])));
        newer.differences.iter().take(MOST).for_each(|each| difference(ui, each));
        more(ui, newer.differences.len(), "处改动");
    });
    if foot(ui, view, actions, "继续用原来的", Some(("改用新版", true))) {
        actions.push(Action::Renew);
    }
}

fn difference(ui: &mut Ui, difference: &Difference) {
    let what = match (difference.aspect, difference.old.is_empty(), difference.new.is_empty()) {
        (Aspect::Field, true, _) => "新增栏目",
        (Aspect::Field, _, true) => "取消栏目",
        (aspect, ..) => aspect.word(),
    };
    let line = egui::Stroke::new(1.0, palette(ui).line);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), line);
    ui.add_space(4.0);
    row(ui, |ui, column| match column {
        0 => {
            strong(ui, &difference.place);
            soft(ui, what);
        }
        _ => {
            let words = if column == 1 { &difference.old } else { &difference.new };
            ui.add(egui::Label::new(if words.is_empty() { "—" } else { words }).wrap());
        }
    });
    ui.add_space(4.0);
}

fn row(ui: &mut Ui, mut cell: impl FnMut(&mut Ui, usize)) {
    ui.columns(3, |columns| {
        for (number, ui) in columns.iter_mut().enumerate() {
            // Columns spread their words out to both edges; a table's begin at the left.
            ui.with_layout(Layout::top_down(Align::Min), |ui| cell(ui, number));
        }
    });
}
