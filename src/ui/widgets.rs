//! The small parts that every screen is made of: buttons, pills, cards, words in their sizes.

use super::theme::{self, palette};
use egui::{
    Align, Color32, CornerRadius, Frame, Layout, Margin, Pos2, Rect, Response, RichText, Sense, Stroke, Ui, UiBuilder,
    Vec2,
};

/// How a word of state is coloured; the word itself says the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Error,
    Warning,
    Note,
    Done,
}

impl Tone {
    /// Ink and ground.
    pub fn colours(self, ui: &Ui) -> (Color32, Color32) {
        let p = palette(ui);
        match self {
            Tone::Plain => (p.soft, p.ground),
            Tone::Error => (p.error, p.error_ground),
            Tone::Warning => (p.warning, p.warning_ground),
            Tone::Note => (p.note, p.panel),
            Tone::Done => (p.done, p.done_ground),
        }
    }
}

/// The one main button of a screen.
pub fn primary(ui: &mut Ui, words: &str) -> Response {
    let p = palette(ui);
    let text = RichText::new(words).color(p.on_accent).font(theme::regular(theme::TEXT));
    ui.scope(|ui| {
        // Pale words on a pale accent could not be read. In the scope all the same: its id keeps the focus.
        if !ui.is_enabled() {
            return button(ui, words);
        }
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.weak_bg_fill = p.accent;
            state.bg_stroke = Stroke::new(1.0, p.accent);
        }
        widgets.hovered.weak_bg_fill = p.accent.gamma_multiply(0.9);
        focusable(ui, egui::Button::new(text).min_size(Vec2::new(0.0, theme::CONTROL)))
    })
    .inner
}

/// Any other button.
pub fn button(ui: &mut Ui, words: &str) -> Response {
    let text = RichText::new(words).font(theme::regular(theme::TEXT));
    focusable(ui, egui::Button::new(text).min_size(Vec2::new(0.0, theme::CONTROL)))
}

/// The button of a bar behind which more can be done.
pub fn more<T>(ui: &mut Ui, chosen: &mut Vec<T>, contents: impl FnOnce(&mut Ui, &mut Vec<T>)) {
    menu(ui, egui::Button::new("更多").min_size(Vec2::new(0.0, theme::CONTROL)), chosen, contents);
}

/// A button with a menu that the Tab key goes into. What is chosen by a key closes it too, and whoever was in it is back at
/// the button.
pub fn menu<T>(ui: &mut Ui, button: egui::Button, chosen: &mut Vec<T>, contents: impl FnOnce(&mut Ui, &mut Vec<T>)) {
    let (response, shown) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        let before = chosen.len();
        contents(ui, chosen);
        if chosen.len() > before {
            ui.close();
        }
    });
    ring(ui, &response);
    let id = response.id.with("in the menu");
    let focused = ui.memory(|memory| memory.focused());
    let before: Option<Option<egui::Id>> = ui.data(|data| data.get_temp(id));
    match before {
        _ if shown.is_some() => {
            ui.data_mut(|data| data.insert_temp(id, focused));
        }
        Some(before) => {
            ui.data_mut(|data| data.remove::<Option<egui::Id>>(id));
            if focused.is_none() || focused == before {
                response.request_focus();
            }
        }
        None => {}
    }
}

/// A button that reads as a word in the accent colour.
pub fn link(ui: &mut Ui, words: &str) -> Response {
    let text = RichText::new(words).color(palette(ui).accent).font(theme::regular(theme::LABEL));
    focusable(ui, egui::Button::new(text).frame(false).min_size(Vec2::new(0.0, 24.0)))
}

/// Adds a widget with a visible ring while it has the focus, and keeps it on screen.
pub fn focusable(ui: &mut Ui, widget: impl egui::Widget) -> Response {
    let response = ui.add(widget);
    ring(ui, &response);
    response
}

/// The focus ring of 2 px.
pub fn ring(ui: &Ui, response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, palette(ui).accent);
        ui.painter().rect_stroke(response.rect.expand(2.0), 7, stroke, egui::StrokeKind::Middle);
    }
}

/// A word of state in a rounded frame.
pub fn pill(ui: &mut Ui, words: &str, tone: Tone) -> Response {
    let (ink, ground) = tone.colours(ui);
    let font = theme::regular(theme::SMALL);
    let wrap = (ui.available_width() - 20.0).max(60.0);
    let galley = ui.painter().layout(words.to_string(), font, ink, wrap);
    let (rect, response) = ui.allocate_exact_size(galley.size() + Vec2::new(18.0, 5.0), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
    let edge = Stroke::new(1.0, ink.gamma_multiply(0.35));
    ui.painter().rect(rect, 12, ground, edge, egui::StrokeKind::Inside);
    ui.painter().galley(rect.min + Vec2::new(9.0, 2.0), galley, ink);
    response
}

/// A white card with a thin border, as wide as there is room.
pub fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let p = palette(ui);
    let frame = Frame::new()
        .fill(p.panel)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(CornerRadius::same(8))
        .inner_margin(Margin::same(theme::WIDE as i8));
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui)
        })
        .inner
}

pub fn heading(ui: &mut Ui, words: &str) -> Response {
    ui.label(RichText::new(words).font(theme::bold(theme::HEADING)).color(palette(ui).ink))
}

pub fn subheading(ui: &mut Ui, words: &str) -> Response {
    ui.label(RichText::new(words).font(theme::bold(theme::SUBHEADING)).color(palette(ui).ink))
}

/// Words in soft ink, wrapped.
pub fn soft(ui: &mut Ui, words: &str) -> Response {
    ui.add(egui::Label::new(RichText::new(words).font(theme::regular(theme::SMALL)).color(palette(ui).soft)).wrap())
}

/// Words in the bold face at the text size.
pub fn strong(ui: &mut Ui, words: &str) -> Response {
    ui.add(egui::Label::new(RichText::new(words).font(theme::bold(theme::TEXT)).color(palette(ui).ink)).wrap())
}

/// A bar across the room: what it is about at the left, what can be done at the right, drawn in the order of reading, which
/// is also that of the Tab key. Both sides get `with`, such as the list of actions.
pub fn bar<C>(ui: &mut Ui, with: &mut C, left: impl FnOnce(&mut Ui, &mut C), right: impl FnOnce(&mut Ui, &mut C)) {
    ui.horizontal(|ui| {
        ui.set_min_height(theme::CONTROL + 2.0);
        let (id, room) = (ui.unique_id().with("right side"), ui.available_rect_before_wrap());
        // The right side never gives way to a long title: how wide it is was seen when it was drawn last.
        let known: Option<f32> = ui.data(|data| data.get_temp(id));
        let start = room.right() - known.unwrap_or(room.width());
        let row = |rect| UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
        let end = (start - ui.spacing().item_spacing.x).max(room.left());
        ui.scope_builder(row(room.with_max_x(end)), |ui| left(ui, with));
        let beside = Rect::from_min_size(Pos2::new(start, room.top()), room.size());
        let width = ui.scope_builder(row(beside), |ui| right(ui, with)).response.rect.width();
        if known.is_none_or(|known| (known - width).abs() > 0.5) {
            ui.data_mut(|data| data.insert_temp(id, width));
            ui.ctx().request_discard("the right side of a bar has another width");
        }
    });
}

/// One line of words that is shortened with … where there is no room.
pub fn one_line(ui: &mut Ui, text: RichText) -> Response {
    ui.add(egui::Label::new(text).truncate())
}

/// A row that can be clicked anywhere but on the buttons in it; its ground answers to the pointer.
pub fn clickable(ui: &mut Ui, id: egui::Id, name: &str, frame: Frame, contents: impl FnOnce(&mut Ui)) -> Response {
    let builder = UiBuilder::new().scope_id(id).sense(Sense::click());
    ui.scope_builder(builder, |ui| {
        let response = ui.response();
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        let lit = response.hovered() || response.has_focus();
        let fill = if lit { palette(ui).accent_ground } else { frame.fill };
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        frame.fill(fill).show(ui, contents);
        ring(ui, &ui.response());
        response
    })
    .inner
}

/// Scrolls the area at hand by the keys that people use for it.
pub fn scroll_by_keys(ui: &Ui) {
    use egui::Key::{ArrowDown, ArrowUp, End, Home, PageDown, PageUp};
    const LINE: f32 = 60.0;
    let page = ui.clip_rect().height() - LINE;
    let steps = [(ArrowDown, LINE), (ArrowUp, -LINE), (PageDown, page), (PageUp, -page), (End, 1e6), (Home, -1e6)];
    let pressed = |(key, step)| ui.input(|input| input.key_pressed(key)).then_some(step);
    let down: f32 = steps.into_iter().filter_map(pressed).sum();
    if down != 0.0 {
        ui.scroll_with_delta(egui::vec2(0.0, -down));
    }
}
