//! Before a book is open: which call's list, for which office; and the books that were begun.

use crate::app::{Action, BookLine, OfficeAction, State};
use crate::form::{List, Notice};
use crate::ui::text_box::{self, TextBox};
use crate::ui::theme::{self, palette};
use crate::ui::view::View;
use crate::ui::widgets::{self, clickable, primary, soft};
use crate::ui::words;
use egui::{ComboBox, Frame, Id, Margin, Ui};
use std::sync::Arc;

pub fn show(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    crate::ui::head(ui, actions, "汇总", |_, _| {});
    let left = |ui: &mut Ui| drop(soft(ui, "资料只存在本机，不联网"));
    crate::ui::bottom(ui, state, actions, left, |_| {});
    crate::ui::page(ui, "office start", 760.0, |ui| {
        begin(ui, state, view, actions);
        ui.add_space(theme::WIDE);
        books(ui, state, actions);
    });
}

/// The calls that have a list, those whose deadline is still to come first.
fn calls(state: &State) -> Vec<&Arc<Notice>> {
    let mut calls: Vec<_> = state.catalogue.notices().iter().filter(|call| call.list.is_some()).collect();
    calls.sort_by_key(|call| (call.deadline < state.today, std::cmp::Reverse(call.issued)));
    calls
}

fn begin(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    widgets::heading(ui, "新的汇总");
    ui.add_space(4.0);
    widgets::card(ui, |ui| {
        soft(ui, "推荐单位把各单位的一览表行合成一张一览表，核对后连同公函报出。");
        ui.add_space(4.0);
        let calls = calls(state);
        let chosen = calls.iter().find(|call| view.office.call.as_ref() == Some(&call.id)).or(calls.first());
        let Some(call) = chosen else {
            soft(ui, "本机没有带一览表的通知，请在工作台“导入表式…”。");
            return;
        };
        words::label(ui, "哪一项通知", "");
        ui.spacing_mut().interact_size.y = theme::CONTROL;
        let combo = ComboBox::from_id_salt("office call").width(ui.available_width().min(520.0)).truncate();
        let combo = combo.selected_text(name_of(call)).show_ui(ui, |ui| {
            for other in &calls {
                if ui.selectable_label(other.id == call.id, name_of(other)).clicked() {
                    view.office.call = Some(other.id.clone());
                }
            }
        });
        widgets::ring(ui, &combo.response);
        combo.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, "哪一项通知"));
        words::ground(ui, call.list.as_ref().map_or("", |list| &list.ground));
        let office = office(ui, state, call.list.as_ref(), view);
        if !state.office.handed.is_empty() {
            soft(ui, &format!("开始后读入拖进来的{}个文件或文件夹。", state.office.handed.len()));
        }
        ui.add_space(theme::APART);
        if primary(ui, "开始汇总").clicked() || std::mem::take(&mut view.entered) {
            actions.push(OfficeAction::Begin { call: call.id.clone(), office }.into());
        }
    });
}

/// The office's name: what is typed, else that of the last book.
fn office(ui: &mut Ui, state: &State, list: Option<&List>, view: &mut View) -> String {
    let last = state.office.books.iter().find_map(|book| book.about.as_ref().ok());
    let known = view.office.office.clone().or_else(|| last.map(|about| about.office.clone())).unwrap_or_default();
    let column = list.and_then(List::office_label).map_or(String::new(), |label| format!("填入一览表的“{label}”，"));
    words::label(ui, "推荐单位", &format!("{column}也用在公函上；可以以后再填"));
    let text_box = TextBox { hint: "单位全称", ..TextBox::line(Id::unique("office name"), "推荐单位", &known) };
    let room = egui::vec2(ui.available_width().min(520.0), theme::CONTROL);
    let typed = ui.allocate_ui(room, |ui| text_box::show(ui, view, &text_box)).inner;
    view.entered = typed.entered;
    let office = typed.text.unwrap_or(known);
    view.office.office = Some(office.clone());
    office
}

fn name_of(call: &Notice) -> String {
    let title = call.list.as_ref().map_or(call.title.as_str(), |list| list.title.as_str());
    format!("{} {} · {title}", call.region, call.year)
}

fn books(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    if state.office.books.is_empty() {
        return;
    }
    let p = palette(ui);
    widgets::heading(ui, "以前的汇总");
    ui.add_space(4.0);
    let frame = Frame::new().fill(p.panel).stroke(egui::Stroke::new(1.0, p.line)).corner_radius(8).inner_margin(8);
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        state.office.books.iter().for_each(|book| one(ui, state, book, actions));
    });
}

fn one(ui: &mut Ui, state: &State, book: &BookLine, actions: &mut Vec<Action>) {
    let call = |id: &str| state.catalogue.notices().iter().find(|call| call.id == id);
    let (title, about) = match &book.about {
        Ok(about) => {
            let office = if about.office.is_empty() { "未填推荐单位" } else { &about.office };
            let call = call(&about.call).map_or_else(|| format!("本机没有通知“{}”", about.call), |call| name_of(call));
            (office.to_string(), format!("{call} · 收到{}行", about.rows))
        }
        Err(error) => ("打不开".to_string(), error.to_string()),
    };
    let frame = Frame::new().inner_margin(Margin::symmetric(10, 9)).corner_radius(4);
    let response = clickable(ui, Id::unique(("book", &book.id)), &title, frame, |ui| {
        ui.set_width(ui.available_width());
        widgets::bar(
            ui,
            &mut (),
            |ui, ()| {
                ui.vertical(|ui| {
                    widgets::one_line(ui, egui::RichText::new(&title).font(theme::bold(theme::TEXT)));
                    soft(ui, &about);
                });
            },
            |ui, ()| drop(soft(ui, &words::moment(book.saved, state.today))),
        );
    });
    if response.clicked() {
        actions.push(OfficeAction::Open(book.id.clone()).into());
    }
}
