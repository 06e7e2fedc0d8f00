//! 工作台: the drafts at hand and the calls with their forms.

use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, Tone, button, clickable, link, pill, primary, soft};
use super::{calls, words};
use crate::app::{Action, Dialog, Line, LineKind, Screen, State, samples};
use egui::{Align, Frame, Layout, Margin, RichText, Ui};

pub fn show(ui: &mut Ui, state: &State, view: &mut View, actions: &mut Vec<Action>) {
    super::top(ui, |ui| {
        widgets::bar(
            ui,
            actions,
            |ui, _| {
                widgets::subheading(ui, "申报台");
                soft(ui, "专家服务基层申报表");
            },
            |ui, actions| {
                if button(ui, "汇总").on_hover_text("推荐单位汇总各单位的一览表行（F6）").clicked() {
                    actions.push(Action::Go(Screen::Office));
                }
                if button(ui, "打开文件…").clicked() {
                    actions.push(Action::Show(Dialog::OpenFile));
                }
                if button(ui, "设置").clicked() {
                    actions.push(Action::Go(Screen::Settings));
                }
            },
        );
    });
    super::bottom(
        ui,
        state,
        actions,
        |ui| {
            soft(ui, "资料只存在本机，不联网");
        },
        |ui| {
            soft(ui, concat!("申报台 ", env!("CARGO_PKG_VERSION")));
        },
    );
    super::page(ui, "home", f32::INFINITY, |ui| {
        drafts(ui, state, actions);
        ui.add_space(theme::WIDE);
        calls::show(ui, state, view, actions);
    });
}

fn drafts(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    widgets::bar(
        ui,
        actions,
        |ui, _| {
            widgets::heading(ui, "我的申报表");
        },
        |ui, actions| {
            if button(ui, "从往年复制…").clicked() {
                actions.push(Action::Show(Dialog::Carry { from: None }));
            }
            if primary(ui, "新建申报表").clicked() {
                actions.push(Action::Show(Dialog::New));
            }
        },
    );
    ui.add_space(4.0);
    match state.home.lines.is_empty() {
        true if state.home.listed => empty(ui, actions),
        true => {
            soft(ui, "正在读取草稿…");
        }
        false => list(ui, state, actions),
    }
    if !state.home.trash.is_empty() && link(ui, &format!("回收站 {}", state.home.trash.len())).clicked() {
        actions.push(Action::Show(Dialog::Trash));
    }
}

/// What to do first.
fn empty(ui: &mut Ui, actions: &mut Vec<Action>) {
    widgets::card(ui, |ui| {
        widgets::strong(ui, "还没有申报表");
        soft(ui, "点“新建申报表”选一张表开始填写；填的内容随时自动保存在本机。也可以先看一份示例：");
        ui.horizontal_wrapped(|ui| {
            for sample in samples::all() {
                let title = sample.name.trim_end_matches(".ron");
                if button(ui, &format!("打开{title}")).clicked() {
                    actions.push(Action::Sample { name: sample.name });
                }
            }
        });
    });
}

/// Widths of the columns behind the first, in points.
const COLUMNS: [f32; 5] = [150.0, 170.0, 110.0, 100.0, 44.0];

fn list(ui: &mut Ui, state: &State, actions: &mut Vec<Action>) {
    let p = palette(ui);
    let wide = ui.available_width() > 860.0;
    let frame = Frame::new().fill(p.panel).stroke(egui::Stroke::new(1.0, p.line)).corner_radius(8).inner_margin(8);
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if wide {
            Frame::new().inner_margin(Margin::symmetric(10, 4)).show(ui, |ui| {
                let head = |words| move |ui: &mut Ui| drop(soft(ui, words));
                let (mut form, mut state, mut due) = (head("申报表"), head("状态"), head("截止日"));
                let (mut saved, mut more) = (head("上次保存"), head(""));
                row(ui, head("名称"), [&mut form, &mut state, &mut due, &mut saved, &mut more]);
            });
        }
        for line in &state.home.lines {
            ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), egui::Stroke::new(1.0, p.line));
            one(ui, state, line, wide, actions);
        }
    });
}

/// The first cell takes what room the others leave.
fn row(ui: &mut Ui, first: impl FnOnce(&mut Ui), others: [&mut dyn FnMut(&mut Ui); 5]) {
    let width = ui.available_width() - COLUMNS.iter().sum::<f32>() - 5.0 * theme::NEAR;
    ui.horizontal_top(|ui| {
        cell(ui, width, first);
        for (width, contents) in COLUMNS.iter().zip(others) {
            cell(ui, *width, contents);
        }
    });
}

fn cell(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(egui::vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        contents(ui);
    });
}

fn one(ui: &mut Ui, state: &State, line: &Line, wide: bool, actions: &mut Vec<Action>) {
    let id = egui::Id::unique(("draft", line.place.id()));
    let frame = Frame::new().inner_margin(Margin::symmetric(10, 9)).corner_radius(4);
    let response = clickable(ui, id, &name_of(line), frame, |ui| {
        ui.set_width(ui.available_width());
        match wide {
            true => wide_line(ui, state, line, actions),
            false => {
                title(ui, line);
                ui.horizontal_wrapped(|ui| {
                    status(ui, state, line);
                    let form = form_of(state, line);
                    // An empty label would take the pill's place back.
                    if !form.is_empty() {
                        soft(ui, &form);
                    }
                    soft(ui, &words::moment(line.saved, state.today));
                    more(ui, line, actions);
                });
            }
        }
    });
    if response.clicked() {
        actions.push(match &line.kind {
            LineKind::Broken { last_good: Some(version), .. } => {
                Action::Restore { place: line.place.clone(), version: version.clone() }
            }
            _ => Action::Open(line.place.clone()),
        });
    }
    response.context_menu(|ui| menu(ui, line, actions));
    if response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Delete)) {
        actions.push(Action::Delete(line.place.clone()));
    }
}

fn wide_line(ui: &mut Ui, state: &State, line: &Line, actions: &mut Vec<Action>) {
    let (form, due, saved) = (form_of(state, line), deadline_of(state, line), words::moment(line.saved, state.today));
    row(
        ui,
        |ui| title(ui, line),
        [
            &mut |ui| drop(ui.label(&form)),
            &mut |ui| status(ui, state, line),
            &mut |ui| drop(ui.label(&due)),
            &mut |ui| drop(ui.label(&saved)),
            &mut |ui| more(ui, line, actions),
        ],
    );
}

/// What else can be done with a draft, for those who do not look for it under the right mouse button.
fn more(ui: &mut Ui, line: &Line, actions: &mut Vec<Action>) {
    let words = RichText::new("更多").font(theme::regular(theme::LABEL)).color(palette(ui).accent);
    let button = egui::Button::new(words).frame(false);
    widgets::menu(ui, button, actions, |ui, actions| menu(ui, line, actions));
}

fn title(ui: &mut Ui, line: &Line) {
    widgets::one_line(ui, RichText::new(name_of(line)).font(theme::bold(theme::TEXT)));
    match &line.kind {
        LineKind::Draft { unit, copied, to_rewrite, has_newer, comments, .. } => {
            let unit = if unit.is_empty() { "未填单位" } else { unit };
            let copied = copied.map(|at| format!(" · 副本，复制于{}", at.strftime("%m-%d %H:%M")));
            let carried = match to_rewrite {
                None => String::new(),
                Some(0) => " · 已带入往年内容".into(),
                Some(count) => format!(" · 已带入往年内容，{count}项须改写"),
            };
            let newer = if *has_newer { " · 表式有新版" } else { "" };
            soft(ui, &format!("{unit}{}{carried}{newer}", copied.unwrap_or_default()));
            if *comments > 0 {
                let (ink, _) = Tone::Warning.colours(ui);
                let words = RichText::new(format!("退回意见{comments}条未改")).font(theme::regular(theme::SMALL));
                ui.label(words.color(ink));
            }
        }
        LineKind::Stranger { form } => {
            drop(soft(ui, &format!("本机没有表式“{form}”，请点“导入表式…”导入这项通知的表式文件夹")))
        }
        LineKind::Broken { error, .. } => drop(soft(ui, &error.to_string())),
    }
}

fn name_of(line: &Line) -> String {
    match &line.kind {
        LineKind::Draft { name, .. } if !name.is_empty() => name.clone(),
        LineKind::Draft { .. } => "未填名称".into(),
        LineKind::Stranger { .. } | LineKind::Broken { .. } => line.place.id().to_string(),
    }
}

fn form_of(state: &State, line: &Line) -> String {
    match &line.kind {
        LineKind::Draft { form, .. } => {
            let notice = state.notice_of(form).map(|notice| format!("{} {} ", notice.region, notice.year));
            format!("{}{}", notice.unwrap_or_default(), form.short)
        }
        _ => String::new(),
    }
}

fn deadline_of(state: &State, line: &Line) -> String {
    match &line.kind {
        LineKind::Draft { form, .. } => match state.days_left(form.deadline) {
            days @ 0.. => format!("{} · {days}天", form.deadline.strftime("%m-%d")),
            _ => "已截止".into(),
        },
        _ => String::new(),
    }
}

fn status(ui: &mut Ui, state: &State, line: &Line) {
    match &line.kind {
        LineKind::Draft { status, .. } => drop(pill(ui, &status.words(), words::status_tone(*status))),
        LineKind::Broken { last_good: Some(_), .. } => drop(pill(ui, "损坏，点此恢复好的一版", Tone::Error)),
        LineKind::Broken { .. } => drop(pill(ui, "打不开", Tone::Error)),
        LineKind::Stranger { .. } if !state.packs_read => drop(pill(ui, "正在读取表式…", Tone::Plain)),
        LineKind::Stranger { .. } => drop(pill(ui, "缺表式", Tone::Warning)),
    }
}

fn menu(ui: &mut Ui, line: &Line, actions: &mut Vec<Action>) {
    if ui.button("打开").clicked() {
        actions.push(Action::Open(line.place.clone()));
    }
    if ui.button("复制一份").clicked() {
        actions.push(Action::Duplicate(line.place.clone()));
    }
    let is_known = matches!(line.kind, LineKind::Draft { .. });
    if is_known && ui.button("复制到新表…").clicked() {
        actions.push(Action::Show(Dialog::Carry { from: Some(line.place.path().to_path_buf()) }));
    }
    if ui.button("移到回收站（Delete）").clicked() {
        actions.push(Action::Delete(line.place.clone()));
    }
}
