//! 打印预览: the very pages that will be printed. A click on a box goes to its question.

use super::theme::{self, palette};
use super::view::View;
use super::widgets::{self, Tone, button, pill, primary, soft};
use super::words;
use crate::app::{Action, Dialog, Open, Screen, State};
use crate::check::Place;
use crate::form::Severity;
use crate::layout::{Edition, Page};
use crate::paint::screen::{Transform, paint};
use egui::{Color32, ScrollArea, Sense, Stroke, Ui, Vec2};

/// Pages are not made smaller than this to fit the window.
const LEGIBLE: f32 = 0.85;

/// Between pages and around them, in points.
const GAP: f32 = 20.0;

/// Narrower windows, in points, do without what can be told from the rest.
const ROOMY: f32 = 640.0;

pub fn show(ui: &mut Ui, state: &State, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    super::top(ui, |ui| bar(ui, open, view, actions));
    let code = format!("核对码 {}，页脚二维码与一览表行使用同一核对码", open.code);
    super::bottom(ui, state, actions, |ui| facts(ui, open), |ui| drop(soft(ui, &code)));
    let frame = egui::Frame::new().fill(palette(ui).desk);
    egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| pages(ui, open, view, actions));
}

fn bar(ui: &mut Ui, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    let (wide, roomy) = (ui.available_width() > 900.0, ui.available_width() > ROOMY);
    widgets::bar(
        ui,
        actions,
        |ui, actions| {
            if button(ui, "‹ 继续填写").clicked() {
                actions.push(Action::Go(Screen::Editor));
            }
            if roomy {
                widgets::subheading(ui, "打印预览");
            }
            if wide {
                soft(ui, "与纸面逐点一致，点一下格子回到该项");
            }
        },
        |ui, actions| {
            zoom(ui, view);
            if wide && button(ui, "空白表…").clicked() {
                actions.push(Action::Show(Dialog::Blank { form: open.form.id.clone() }));
            }
            let words = if open.edition() == Edition::Final { "导出盖章稿…" } else { "导出草稿…" };
            if primary(ui, words).clicked() {
                actions.push(Action::Show(Dialog::Export));
            }
        },
    );
}

fn zoom(ui: &mut Ui, view: &mut View) {
    let now = view.zoom.unwrap_or(1.0);
    if button(ui, "－").on_hover_text("缩小").clicked() {
        view.zoom = Some((now / 1.25).max(0.4));
    }
    if button(ui, "适合窗口").clicked() {
        view.zoom = None;
    }
    if button(ui, "＋").on_hover_text("放大").clicked() {
        view.zoom = Some((now * 1.25).min(4.0));
    }
}

/// How many pages, and whether they may be stamped.
fn facts(ui: &mut Ui, open: &Open) {
    let roomy = ui.available_width() > ROOMY;
    soft(ui, &format!("{}页 A4", open.paper.pages.len()));
    let count = |severity| open.findings.iter().filter(|finding| finding.severity == severity).count();
    match (open.paper.findings.first(), count(Severity::Error)) {
        (Some(finding), _) => {
            let others = open.paper.findings.len() - 1;
            let more = if others > 0 { format!("（另有{others}处）") } else { String::new() };
            pill(ui, &format!("{}{more}", finding.message), words::severity_tone(finding.severity))
        }
        (None, 0) if roomy => pill(ui, "没有缺字、没有超出格子、印章位置完整", Tone::Done),
        (None, 0) => pill(ui, "可盖章", Tone::Done),
        (None, errors) if roomy => pill(ui, &format!("还有{errors}处须改，打印出来带“草稿”二字"), Tone::Error),
        (None, errors) => pill(ui, &format!("还有{errors}处须改"), Tone::Error),
    };
}

/// The pages side by side as far as there is room, else one under another.
fn pages(ui: &mut Ui, open: &Open, view: &mut View, actions: &mut Vec<Action>) {
    let sizes = open.paper.pages.iter().map(|page| Vec2::new(page.size.width, page.size.height));
    let Some(paper) = sizes.reduce(Vec2::max) else { return };
    let room = ui.available_size() - Vec2::splat(2.0 * GAP);
    let wide = |across: f32| (room.x - GAP * (across - 1.0)) / across / paper.x;
    let high = (room.y / paper.y).max(LEGIBLE);
    let across = if open.paper.pages.len() > 1 && wide(2.0) >= LEGIBLE { 2 } else { 1 };
    let scale = view.zoom.unwrap_or(wide(across as f32).min(high));
    ScrollArea::both().id_salt("pages").auto_shrink(false).show(ui, |ui| {
        widgets::scroll_by_keys(ui);
        ui.add_space(GAP);
        ui.spacing_mut().item_spacing = Vec2::splat(GAP);
        for row in open.paper.pages.chunks(across) {
            ui.horizontal(|ui| {
                let width = row.len() as f32 * paper.x * scale + (row.len() as f32 - 1.0) * GAP;
                ui.add_space(((ui.available_width() - width) / 2.0).max(GAP));
                for page in row {
                    one(ui, page, scale, actions);
                }
            });
        }
        ui.add_space(GAP);
    });
}

fn one(ui: &mut Ui, page: &Page, scale: f32, actions: &mut Vec<Action>) {
    let size = Vec2::new(page.size.width, page.size.height) * scale;
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, "打印页"));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let shadow = rect.translate(Vec2::new(0.0, 2.0)).expand(1.0);
    ui.painter().rect_filled(shadow, 2, Color32::from_black_alpha(40));
    ui.painter().rect_filled(rect, 0, Color32::WHITE);
    let to_screen = Transform { origin: rect.min, scale };
    paint(page, &ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())), to_screen);
    let Some(pointer) = response.hover_pos() else { return };
    let Some(field) = page.field_at(to_screen.point(pointer)) else { return };
    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    outline(ui, page, to_screen, field);
    if response.clicked() {
        actions.push(Action::Jump(Place::Field(field.clone())));
    }
}

/// Shows what a click would lead to.
fn outline(ui: &Ui, page: &Page, to_screen: Transform, field: &str) {
    for region in page.regions.iter().filter(|region| region.field == *field) {
        let stroke = Stroke::new(1.5, theme::LIGHT.accent);
        ui.painter().rect_stroke(to_screen.rect(region.rect), 2, stroke, egui::StrokeKind::Inside);
    }
}
