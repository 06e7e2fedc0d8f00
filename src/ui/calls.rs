//! The calls with their forms: on the home screen, and as a list to begin a new draft from.

use super::dialogs;
use super::text_box::{self, TextBox};
use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, Tone, button, clickable, link, pill, soft, strong};
use super::words;
use crate::app::{Action, Dialog, State};
use crate::form::{Filler, Form, Notice, Refused};
use egui::{Frame, Id, Margin, RichText, Ui};
use std::sync::Arc;

/// With more calls than this there is a box to look for one, and so many are drawn at a time: a frame stays quick.
const AT_A_TIME: usize = 8;

/// Folders that are not used are named one by one up to so many.
const MOST_REFUSED: usize = 3;

/// 申报通知 on the home screen.
pub fn show(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    widgets::bar(
        ui,
        actions,
        |ui, _| {
            widgets::subheading(ui, "申报通知");
        },
        |ui, actions| {
            if button(ui, "导入表式…").clicked() {
                actions.push(Action::Show(Dialog::Import));
            }
        },
    );
    ui.add_space(4.0);
    refusals(ui, state.catalogue.refused(), actions);
    let found = search(ui, "calls", state, view);
    let shown = (view.more_calls + 1) * AT_A_TIME;
    let across = if ui.available_width() > 760.0 { 2 } else { 1 };
    for pair in found[..shown.min(found.len())].chunks(across) {
        ui.columns(across, |columns| {
            for (ui, notice) in columns.iter_mut().zip(pair) {
                card(ui, state, notice, actions);
            }
        });
    }
    rest(ui, view, found.len(), shown);
}

/// The folders that are not used, and the way to what is wrong with them; many of them in one line.
fn refusals(ui: &mut Ui, refused: &[Refused], actions: &mut Vec<Action>) {
    let one = |refused: &Refused| format!("{} 有{}处问题，未启用", refused.id, refused.problems.len());
    let lines: Vec<(String, &[Refused])> = match refused.len() {
        0..=MOST_REFUSED => refused.chunks(1).map(|each| (one(&each[0]), each)).collect(),
        count => vec![(format!("{count}个表式文件夹有问题，未启用"), refused)],
    };
    for (words, refused) in lines {
        ui.horizontal_wrapped(|ui| {
            pill(ui, &words, Tone::Warning);
            if link(ui, "查看问题").clicked() {
                actions.push(Action::Show(Dialog::Refused(refused.to_vec())));
            }
        });
    }
}

/// The calls that hold what is looked for; a box to look for one where there are many.
fn search<'a>(ui: &mut Ui, id: &str, state: &'a State, view: &mut View) -> Vec<&'a Arc<Notice>> {
    let all = state.catalogue.notices();
    if all.len() <= AT_A_TIME {
        return all.iter().collect();
    }
    let words = view.call_search.clone();
    let hint = "地区、年份、文号或表名";
    let text_box = TextBox { hint, ..TextBox::line(Id::unique(id), "查找通知", &words) };
    if let Some(words) = text_box::show(ui, view, &text_box).text {
        (view.call_search, view.more_calls) = (words, 0);
    }
    let parts: Vec<&str> = view.call_search.split_whitespace().collect();
    all.iter().filter(|notice| holds(notice, &parts)).collect()
}

/// Whether each of these words stands in the call's or a form's name.
fn holds(notice: &Notice, parts: &[&str]) -> bool {
    let year = notice.year.to_string();
    let own = [&notice.id, &notice.region, &year, &notice.number, &notice.title];
    let is_in = |part: &&&str| {
        own.iter().any(|words| words.contains(**part)) || notice.forms.iter().any(|form| form.title.contains(**part))
    };
    parts.iter().all(|part| is_in(&part))
}

/// How many are not drawn, and the way to them.
fn rest(ui: &mut Ui, view: &mut View, found: usize, shown: usize) {
    match found.saturating_sub(shown) {
        0 if found == 0 => drop(soft(ui, "没有找到这样的通知")),
        0 => {}
        more => {
            ui.horizontal_wrapped(|ui| {
                soft(ui, &format!("还有{more}项较早的通知"));
                if link(ui, "再显示一些").clicked() {
                    view.more_calls += 1;
                }
            });
        }
    }
}

fn card(ui: &mut Ui, state: &State, notice: &Notice, actions: &mut Vec<Action>) {
    widgets::card(ui, |ui| {
        let (words, tone) = words::deadline(state.days_left(notice.deadline));
        widgets::bar(
            ui,
            &mut (),
            |ui, ()| {
                widgets::subheading(ui, &format!("{} {}", notice.region, notice.year));
            },
            |ui, ()| {
                pill(ui, &words, tone);
            },
        );
        soft(ui, &format!("{} · {}截止", notice.number, notice.deadline.strftime("%Y-%m-%d")));
        origin(ui, state, notice, actions);
        if let Some(other) = state.catalogue.same_number(notice) {
            let words = format!("与“{other}”文号相同。两份都可以用；不要的一份请移出表式文件夹");
            let words = RichText::new(words).font(theme::regular(theme::SMALL)).color(palette(ui).warning);
            ui.add(egui::Label::new(words).wrap());
        }
        notice.forms.iter().for_each(|form| of_form(ui, form, actions));
        if let Some(list) = &notice.list {
            soft(ui, &format!("{} {}：由推荐单位汇总，填好申报表后可导出本单位的一行", list.annex, list.title));
        }
        for step in &notice.steps {
            soft(ui, &format!("{}：{}", step.who, step.does));
        }
        for contact in &notice.contacts {
            soft(ui, &format!("{}：{}", contact.label, contact.value));
        }
    });
}

/// Where the forms come from, and the way to their files.
fn origin(ui: &mut Ui, state: &State, notice: &Notice, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| match state.catalogue.pack_of(notice) {
        Some(pack) => {
            soft(ui, &format!("自行导入的表式：{}", pack.id));
            if link(ui, "打开文件夹").clicked() {
                actions.push(Action::Reveal(pack.folder.clone()));
            }
        }
        None => {
            if link(ui, "取出表式文件").on_hover_text("照着它写下一年的表式，写好后导入").clicked()
            {
                actions.push(Action::TakeOut { notice: notice.id.clone() });
            }
        }
    });
}

fn of_form(ui: &mut Ui, form: &Form, actions: &mut Vec<Action>) {
    ui.horizontal_wrapped(|ui| {
        ui.label(format!("{} {}", form.annex, form.title).trim_start());
        if form.by == Filler::Office {
            soft(ui, words::filler(form));
        }
        if link(ui, "新建").clicked() {
            actions.push(Action::New { form: form.id.clone() });
        }
        if link(ui, "空白表").clicked() {
            actions.push(Action::Show(Dialog::Blank { form: form.id.clone() }));
        }
    });
    words::ground(ui, &form.ground);
}

/// The forms to begin a new draft from, in a dialog.
pub fn choose(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    let found = search(ui, "calls to choose", state, view);
    let shown = (view.more_calls + 1) * AT_A_TIME;
    dialogs::body(ui, |ui| {
        for notice in found.iter().take(shown) {
            soft(ui, &format!("{} {} · {}", notice.region, notice.year, notice.number));
            for form in &notice.forms {
                let frame = Frame::new().corner_radius(6).inner_margin(Margin::symmetric(10, 8));
                let response = clickable(ui, Id::unique(("new", &form.id)), &form.title, frame, |ui| {
                    ui.set_width(ui.available_width());
                    strong(ui, &form.title);
                    let (words, _) = words::deadline(state.days_left(notice.deadline));
                    let deadline = format!("{}截止", notice.deadline.strftime("%Y-%m-%d"));
                    let facts = [&form.annex, words::filler(form), &deadline, &words];
                    soft(ui, &facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · "));
                    words::ground(ui, &form.ground);
                });
                // Enter begins the first form; arrows and Tab lead to the others.
                if std::mem::take(&mut view.focus_dialog) {
                    response.request_focus();
                }
                if response.clicked() {
                    actions.push(Action::New { form: form.id.clone() });
                }
            }
            ui.add_space(theme::NEAR);
        }
        rest(ui, view, found.len(), shown);
    });
}
