//! 汇总: the rows that units handed in, what is wrong with each, and the list that goes up.

mod columns;
mod dialogs;
mod out;
mod remark;
mod side;
mod start;
mod table;
mod tools;
mod words;

pub use dialogs::show as dialog;
pub use tools::leave_search;
pub use words::Typing;

use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, button, link, primary, soft};
use crate::app::{Action, Ask, Desk, Dialog, OfficeAction, OfficeDialog, Screen, State, Taking};
use crate::office::{Edit, Order};
use egui::{Frame, Margin, RichText, Ui, UiBuilder};

/// Narrower windows (or larger text) show the table or the chosen row, not both, in points.
const WITH_SIDE: f32 = 1000.0;
/// Narrower ones put commands away.
const ROOMY: f32 = 760.0;

pub fn show(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    if ui.input(|input| !input.raw.hovered_files.is_empty()) {
        drop_hint(ui);
    }
    match &state.office.desk {
        Some(desk) => book(ui, state, desk, view, actions),
        None => start::show(ui, state, view, actions),
    }
}

/// Over the window while files are held above it.
fn drop_hint(ui: &Ui) {
    let p = palette(ui);
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop hint"));
    let painter = ui.ctx().layer_painter(layer);
    let window = ui.ctx().content_rect();
    painter.rect_filled(window, 0, p.ground.gamma_multiply(0.85));
    let ring = egui::Stroke::new(2.0, p.accent);
    painter.rect_stroke(window.shrink(12.0), 8, ring, egui::StrokeKind::Inside);
    let words = "松开鼠标，读入这些一览表行";
    painter.text(window.center(), egui::Align2::CENTER_CENTER, words, theme::bold(theme::HEADING), p.accent);
}

fn book(ui: &mut Ui, state: &State, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    let width = ui.available_width();
    super::top(ui, |ui| bar(ui, desk, width, actions));
    let mut stop = false;
    super::bottom(ui, state, actions, |ui| stop = progress(ui, desk, width), |ui| facts(ui, state, desk, width));
    if stop {
        actions.push(OfficeAction::Stop.into());
    }
    super::middle(ui, |ui| match desk.is_empty() {
        true => padded(ui, width, |ui| empty(ui, desk, actions)),
        false if width >= WITH_SIDE => beside(ui, desk, view, actions),
        false => padded(ui, width, |ui| narrow(ui, desk, view, actions)),
    });
}

/// The width of the chosen row beside the table, in points.
const SIDE: f32 = 316.0;

/// The table, and at its right the chosen row. Not a panel: those come first in the order of the Tab key.
fn beside(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    let (left, right) = ui.max_rect().split_left_right_at_x(ui.max_rect().right() - SIDE);
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        padded(ui, left.width() + SIDE, |ui| rows(ui, desk, true, view, actions))
    });
    let p = palette(ui);
    ui.painter().rect_filled(right, 0, p.panel);
    ui.painter().vline(right.left(), right.y_range(), egui::Stroke::new(1.0, p.line));
    ui.scope_builder(UiBuilder::new().max_rect(right.shrink(14.0)), |ui| side::show(ui, desk, actions));
}

/// The table, or the chosen row in its place.
fn narrow(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    if !view.office.is_reading {
        return rows(ui, desk, false, view, actions);
    }
    if link(ui, "‹ 返回列表").clicked() {
        view.office.is_reading = false;
    }
    side::show(ui, desk, actions);
}

fn padded(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    let margin = if width >= WITH_SIDE { Margin::symmetric(20, 16) } else { Margin::symmetric(12, 8) };
    Frame::new().inner_margin(margin).show(ui, contents);
}

fn rows(ui: &mut Ui, desk: &Desk, wide: bool, view: &mut View, actions: &mut Vec<Action>) {
    tools::show(ui, desk, view, actions);
    let below = if wide { 26.0 } else { 0.0 };
    let room = ui.available_size() - egui::vec2(0.0, below);
    ui.allocate_ui_with_layout(room, egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_max_height(room.y);
        view.office.is_reading |= table::show(ui, desk, view, actions) && !wide;
    });
    if wide {
        soft(ui, &format!("拖动排列推荐顺序 · {}", counted(desk)));
    }
}

/// 4个文件，4行，0个读不出.
fn counted(desk: &Desk) -> String {
    let counts = desk.counts;
    format!("{}个文件，{}行，{}个读不出", counts.files, desk.book.lines().len(), counts.unread)
}

fn bar(ui: &mut Ui, desk: &Desk, width: f32, actions: &mut Vec<Action>) {
    widgets::bar(
        ui,
        actions,
        |ui, actions| {
            if button(ui, if width >= ROOMY { "‹ 工作台" } else { "‹" }).on_hover_text("回到工作台").clicked()
            {
                actions.push(Action::Go(Screen::Home));
            }
            widgets::subheading(ui, "汇总");
            if width >= ROOMY {
                let office = if desk.book.office.is_empty() { "未填推荐单位" } else { &desk.book.office };
                let words = RichText::new(format!("{} · {office}", desk.list().title));
                widgets::one_line(ui, words.font(theme::regular(theme::SMALL)).color(palette(ui).soft));
            }
        },
        |ui, actions| right_of_bar(ui, desk, width, actions),
    );
}

fn right_of_bar(ui: &mut Ui, desk: &Desk, width: f32, actions: &mut Vec<Action>) {
    widgets::more(ui, actions, |ui, actions| menu(ui, desk, width, actions));
    if button(ui, if width >= ROOMY { "添加行文件…" } else { "添加…" }).clicked() {
        actions.push(Action::Pick(Ask::RowFiles));
    }
    if desk.is_empty() {
        return;
    }
    if width >= WITH_SIDE && button(ui, "核对纸件").clicked() {
        actions.push(Action::Show(Dialog::Office(OfficeDialog::Verify)));
    }
    if primary(ui, if width >= ROOMY { "导出一览表与公函" } else { "导出…" }).clicked() {
        actions.push(Action::Show(Dialog::Office(OfficeDialog::Export)));
    }
}

fn menu(ui: &mut Ui, desk: &Desk, width: f32, actions: &mut Vec<Action>) {
    let mut item = |ui: &mut Ui, words: &str, action: Action| {
        if ui.button(words).clicked() {
            actions.push(action);
        }
    };
    let dialog = |dialog| Action::Show(Dialog::Office(dialog));
    let edit = |edit| OfficeAction::Edit(edit).into();
    item(ui, "添加文件夹…", Action::Pick(Ask::RowFolder));
    if !desk.is_empty() {
        if width < WITH_SIDE {
            item(ui, "核对纸件…", dialog(OfficeDialog::Verify));
        }
        item(ui, "按申报类别排列", edit(Edit::Sort(Order::Kind)));
        item(ui, "按收到先后排列", edit(Edit::Sort(Order::Received)));
    }
    item(ui, "改推荐单位名称…", dialog(OfficeDialog::Rename));
    item(ui, "另开一份汇总", OfficeAction::PutAway.into());
    item(ui, "快捷键一览", Action::Show(Dialog::Keys));
}

/// How far taking in is; tells whether it is to stop.
fn progress(ui: &mut Ui, desk: &Desk, width: f32) -> bool {
    let taking = &desk.taking;
    if taking.is_under_way() {
        progress_of(ui, taking);
        return link(ui, "停止").clicked();
    }
    if taking.all > 0 {
        soft(ui, &read_so_far(taking));
    }
    if desk.giving {
        soft(ui, "正在导出…");
        return false;
    }
    if width < WITH_SIDE && !desk.is_empty() {
        let words = RichText::new(counted(desk)).font(theme::regular(theme::SMALL)).color(palette(ui).soft);
        widgets::one_line(ui, words);
        return false;
    }
    let (words, tone) = super::words::saving(&desk.saving);
    let ink = if tone == widgets::Tone::Error { palette(ui).error } else { palette(ui).soft };
    ui.label(RichText::new(words).font(theme::regular(theme::SMALL)).color(ink));
    false
}

/// 已读入 37 / 10000, and a bar.
fn progress_of(ui: &mut Ui, taking: &Taking) {
    let share = taking.done as f32 / taking.all.max(1) as f32;
    soft(ui, &read_so_far(taking));
    let p = palette(ui);
    ui.scope(|ui| {
        ui.visuals_mut().extreme_bg_color = p.line;
        ui.add(egui::ProgressBar::new(share).desired_width(120.0).desired_height(8.0).fill(p.accent));
    });
}

fn read_so_far(taking: &Taking) -> String {
    format!("已读入 {} / {}", taking.done, taking.all)
}

/// Until when the list is to be where.
fn facts(ui: &mut Ui, state: &State, desk: &Desk, width: f32) {
    let call = &desk.book.call;
    let day = call.deadline.strftime("%Y-%m-%d");
    let left = match state.days_left(call.deadline) {
        days @ 1.. => format!("还有{days}天"),
        0 => "今天截止".into(),
        _ => "已截止".into(),
    };
    match width >= WITH_SIDE {
        true => soft(ui, &format!("{day} 前报{}，{left}", call.issuer)),
        false => soft(ui, &format!("{day} 前报出，{left}")),
    };
}

/// What to do first.
fn empty(ui: &mut Ui, desk: &Desk, actions: &mut Vec<Action>) {
    widgets::card(ui, |ui| {
        widgets::strong(ui, "还没有行文件");
        soft(
            ui,
            "把各单位交来的一览表行（XLSX、XLS、ODS）或装着它们的文件夹拖进窗口，或点下面的按钮。手工填的一览表也能读。",
        );
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            if button(ui, "添加行文件…").clicked() {
                actions.push(Action::Pick(Ask::RowFiles));
            }
            if button(ui, "添加文件夹…").clicked() {
                actions.push(Action::Pick(Ask::RowFolder));
            }
        });
        ui.add_space(4.0);
        soft(ui, &format!("这份汇总：{}。读入的内容随时自动保存在本机，原来的文件不会改动。", desk.list().title));
    });
}
