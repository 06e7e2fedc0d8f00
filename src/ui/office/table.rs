//! The table of rows. Only the rows that are seen are laid out, and each is as high as the next.

use super::columns::{self, GAP, PILL, Shown};
use super::words::pill_of;
use crate::app::{Action, Desk, Dialog, OfficeAction, OfficeDialog, OfficeLine as Line};
use crate::check::word_count;
use crate::form::List;
use crate::ui::theme::{self, palette};
use crate::ui::view::View;
use crate::ui::widgets;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, EventFilter, Frame, Id, Key, Modifiers, Pos2, Rect, ScrollArea, Sense, Stroke, Ui, Vec2};

/// The height of a row: two lines of words.
const ROW: f32 = 57.0;
/// Height of a line, and of the headings.
const LINE: f32 = 20.0;
const HEAD: f32 = 36.0;
/// How near to an edge a dragged row scrolls the table, in points, and how fast.
const EDGE: f32 = 28.0;
const SPEED: f32 = 14.0;

/// The one stop of the Tab key in the table.
pub fn id() -> Id {
    Id::unique("office rows")
}

/// Tells whether a row was opened, to be read.
pub fn show(ui: &mut Ui, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) -> bool {
    let p = palette(ui);
    let frame = Frame::new().fill(p.panel).stroke(Stroke::new(1.0, p.line)).corner_radius(8).inner_margin(6);
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            // The scroll bar stands beside the rows.
            let room = ui.available_width() - 2.0 * GAP - ui.spacing().scroll.allocated_width();
            let columns = columns::fitting(desk.list(), desk.several_offices, room);
            head(ui, desk.list(), &columns);
            rows(ui, desk, &columns, view, actions)
        })
        .inner
}

fn head(ui: &mut Ui, list: &List, columns: &[Shown]) {
    let p = palette(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), HEAD), Sense::hover());
    let mut x = rect.left() + GAP;
    for shown in columns {
        let words = columns::short(&list.columns[shown.column].heading);
        let job = cut_to(words, theme::SMALL, p.soft, Vec2::new(shown.width, 1.0));
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        ui.painter().galley(Pos2::new(x, rect.center().y - galley.size().y / 2.0), galley, p.soft);
        x += shown.width + GAP;
    }
    let at = Pos2::new(x, rect.center().y);
    ui.painter().text(at, Align2::LEFT_CENTER, "核对", theme::regular(theme::SMALL), p.soft);
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.line));
}

fn rows(ui: &mut Ui, desk: &Desk, columns: &[Shown], view: &mut View, actions: &mut Vec<Action>) -> bool {
    let area = ScrollArea::vertical().id_salt("office rows").auto_shrink([false, true]);
    let shown = area.show_viewport(ui, |ui, viewport| {
        let total = desk.shown.len();
        ui.set_height(ROW * total as f32);
        let whole = ui.max_rect();
        let place =
            |at: usize| Rect::from_min_size(whole.min + Vec2::new(0.0, at as f32 * ROW), Vec2::new(whole.width(), ROW));
        let window = ui.clip_rect().intersect(whole);
        let mut opened = focus(ui, desk, window, actions);
        for at in (viewport.min.y / ROW) as usize..((viewport.max.y / ROW).ceil() as usize).min(total) {
            opened |= row(ui, desk, at, place(at), columns, actions);
        }
        drag(ui, desk, view, &place, actions);
        follow(ui, desk, view, &place);
        if ui.memory(|memory| memory.has_focus(id())) {
            let ring = Stroke::new(2.0, palette(ui).accent);
            ui.painter().rect_stroke(window.shrink(1.0), 4, ring, egui::StrokeKind::Inside);
        }
        opened
    });
    shown.inner
}

/// Brings the chosen row on screen when it was chosen otherwise than by a look at it.
fn follow(ui: &Ui, desk: &Desk, view: &mut View, place: &impl Fn(usize) -> Rect) {
    if view.office.followed != desk.jump {
        view.office.followed = desk.jump;
        desk.at.iter().for_each(|at| ui.scroll_to_rect(place(*at), None));
    }
}

/// The rows are one stop of the Tab key; arrow keys choose among them.
fn focus(ui: &mut Ui, desk: &Desk, window: Rect, actions: &mut Vec<Action>) -> bool {
    let response = ui.interact(window, id(), Sense::FOCUSABLE);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "一览表的行"));
    let nobody = ui.memory(|memory| memory.focused().is_none());
    if !(response.has_focus() || nobody) || desk.shown.is_empty() {
        return false;
    }
    let filter = EventFilter { vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), filter));
    let page = (window.height() / ROW).floor().max(1.0) as isize;
    let steps = [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::Home, isize::MIN),
        (Key::End, isize::MAX),
    ];
    for (key, by) in steps {
        // With Alt first: egui takes a key for itself whatever Alt and Shift are.
        let is_one = matches!(key, Key::ArrowDown | Key::ArrowUp);
        if is_one && ui.input_mut(|input| input.consume_key(Modifiers::ALT, key)) {
            actions.push(OfficeAction::Shift(by).into());
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            actions.push(OfficeAction::Step(by).into());
        }
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete)) && can_leave_out(desk) {
        actions.push(Action::Show(Dialog::Office(OfficeDialog::LeaveOut)));
    }
    response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}

fn can_leave_out(desk: &Desk) -> bool {
    desk.at.and_then(|at| desk.line(at)).is_some_and(|line| line.number().is_some())
}

fn row(ui: &mut Ui, desk: &Desk, at: usize, rect: Rect, columns: &[Shown], actions: &mut Vec<Action>) -> bool {
    let p = palette(ui);
    let Some(line) = desk.line(at) else { return false };
    let response = ui.interact(rect, Id::unique(("office row", line.item)), Sense::CLICK);
    let is_selected = desk.at == Some(at);
    let name = line.spoken();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, &name));
    if response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(id()));
        actions.push(OfficeAction::Select(at).into());
    }
    if is_selected {
        ui.painter().rect_filled(rect, 0, p.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0, p.ground);
    }
    let mut x = rect.left() + GAP;
    for shown in columns {
        let room = Rect::from_min_size(Pos2::new(x, rect.top()), Vec2::new(shown.width, ROW));
        cell(ui, desk.list(), &line, shown, room);
        x += shown.width + GAP;
    }
    let (words, tone) = pill_of(line.state);
    let room = Rect::from_min_size(Pos2::new(x, rect.top() + 7.0), Vec2::new(PILL, ROW));
    widgets::pill(&mut ui.new_child(egui::UiBuilder::new().max_rect(room)), &words, tone);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
    response.clicked()
}

fn cell(ui: &Ui, list: &List, line: &Line, shown: &Shown, room: Rect) {
    let p = palette(ui);
    let ink = if line.number().is_some() { p.ink } else { p.soft };
    let room_for = Vec2::new(room.width(), 2.0);
    let words = line.cell(shown.column);
    let job = match list.columns[shown.column].max_words {
        // Why it does not stand in the list tells more than what it would say there.
        Some(_) if shown.is_long && !line.reason().is_empty() => cut_to(line.reason(), theme::LABEL, ink, room_for),
        Some(most) if shown.is_long && !words.is_empty() => {
            let count = word_count(&words);
            counted(ui, &words, count, if count > most { p.error } else { p.soft }, (ink, room.width()))
        }
        _ => cut_to(&words, theme::LABEL, ink, room_for),
    };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(room.min + Vec2::new(0.0, 9.0), galley, ink);
}

fn format(size: f32, ink: Color32) -> TextFormat {
    TextFormat { font_id: theme::regular(size), color: ink, line_height: Some(LINE), ..Default::default() }
}

/// Words on so many lines (`room.y`), with … where they are longer.
fn cut_to(words: &str, size: f32, ink: Color32, room: Vec2) -> LayoutJob {
    // A cell of a thousand characters is not laid out to show forty of them.
    let most = (room.x / size * room.y * 3.0) as usize + 8;
    let words: String = words.chars().take(most).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut job = LayoutJob::single_section(words, format(size, ink));
    job.wrap = TextWrapping { max_width: room.x, max_rows: room.y as usize, ..Default::default() };
    job
}

/// The beginning of long words, and how many they are, on two lines.
fn counted(ui: &Ui, words: &str, count: usize, count_ink: Color32, (ink, width): (Color32, f32)) -> LayoutJob {
    let told = format!(" {count}字");
    let (font, small) = (theme::regular(theme::LABEL), theme::regular(theme::SMALL));
    let begin = ui.fonts_mut(|fonts| {
        let told_width: f32 = told.chars().map(|c| fonts.glyph_width(&small, c)).sum();
        let mut widths = |c| fonts.glyph_width(&font, c);
        begin_of(words, width - 2.0, told_width + theme::LABEL, &mut widths)
    });
    let mut job = LayoutJob::default();
    job.append(&begin, 0.0, format(theme::LABEL, ink));
    job.append(&told, 0.0, format(theme::SMALL, count_ink));
    job.wrap = TextWrapping { max_width: width, max_rows: 2, break_anywhere: true, ..Default::default() };
    job
}

/// What no line begins with: the character before goes along.
const NO_BEGINNING: &str = "，。、；：？！”’）》〉】」』…—·%℃";

/// As much of the words as stands on two lines, with room left on the second.
fn begin_of(words: &str, width: f32, kept: f32, glyph: &mut impl FnMut(char) -> f32) -> String {
    let (mut begin, mut x, mut lines) = (String::new(), 0.0, 1);
    for c in words.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        let advance = glyph(c);
        if lines == 1 && x + advance > width {
            let taken_along = if NO_BEGINNING.contains(c) { begin.pop() } else { None };
            begin.push('\n');
            begin.extend(taken_along);
            (x, lines) = (taken_along.map_or(0.0, &mut *glyph), 2);
        }
        if lines == 2 && x + advance > width - kept {
            return begin + "…";
        }
        x += advance;
        begin.push(c);
    }
    begin
}

/// A row is dragged to where the line shows; near an edge the table scrolls on.
fn drag(ui: &Ui, desk: &Desk, view: &mut View, place: &impl Fn(usize) -> Rect, actions: &mut Vec<Action>) {
    let window = ui.clip_rect();
    let (pressed, now, dragging, released) = ui.input(|input| {
        let pointer = &input.pointer;
        (pointer.press_origin(), pointer.latest_pos(), pointer.is_decidedly_dragging(), pointer.any_released())
    });
    let at_y = |y: f32| ((y - place(0).top()) / ROW).max(0.0);
    if view.office.dragged.is_none()
        && dragging
        && let Some(origin) = pressed
    {
        let at = at_y(origin.y) as usize;
        let is_here = window.contains(origin) && ui.ctx().layer_id_at(origin) == Some(ui.layer_id());
        let movable = is_here && at < desk.shown.len() && desk.line(at).is_some_and(|line| line.number().is_some());
        view.office.dragged = movable.then_some(at);
    }
    let (Some(from), Some(now)) = (view.office.dragged, now) else { return };
    let to = (at_y(now.y).round() as usize).min(desk.shown.len());
    if released {
        view.office.dragged = None;
        if window.expand(EDGE).contains(now) && to != from && to != from + 1 {
            actions.push(OfficeAction::Move { from, to }.into());
        }
        return;
    }
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    ui.painter().hline(window.x_range(), place(to).top(), Stroke::new(2.0, palette(ui).accent));
    let step = if now.y < window.top() + EDGE {
        SPEED
    } else if now.y > window.bottom() - EDGE {
        -SPEED
    } else {
        0.0
    };
    if step != 0.0 {
        ui.scroll_with_delta(Vec2::new(0.0, step));
        ui.ctx().request_repaint();
    }
}
