//! A box to type in, safe for input methods: what is being composed never reaches the draft.
//!
//! egui writes the letters of a composition into the edited string. Here that string is a copy: the draft gets it only
//! when nothing is being composed, so leaving the box in the middle of a composition leaves the draft as it was.

use super::theme::{self, palette};
use super::view::{Composing, View};
use egui::text::LayoutJob;
use egui::{Event, FontId, Frame, Id, ImeEvent, Margin, Response, Stroke, TextEdit, TextFormat, Ui};

/// What a box looks like and is called.
pub struct TextBox<'a> {
    pub id: Id,
    /// The name that screen readers say.
    pub name: &'a str,
    pub text: &'a str,
    /// One for a single line, else the least number of lines shown.
    pub lines: usize,
    pub hint: &'a str,
    /// The border's colour, where it tells something.
    pub border: Option<egui::Color32>,
    /// Height of a line as a multiple of the text's size.
    pub spacing: f32,
}

/// What happened to a box in this frame.
pub struct Typed {
    /// The new text, if it changed and nothing is being composed.
    pub text: Option<String>,
    /// Whether the focus has just left.
    pub left: bool,
}

/// Draws the box and tells what happened.
pub fn show(ui: &mut Ui, view: &mut View, text_box: &TextBox) -> Typed {
    let before = view.composing.take_if(|composing| composing.id == text_box.id);
    let was_composing = before.is_some();
    let mut text = before.map_or_else(|| text_box.text.to_string(), |composing| composing.text);
    let has_focus = ui.memory(|memory| memory.has_focus(text_box.id));
    let composing = has_focus && composing_after(ui, was_composing);
    let response = edit(ui, text_box, &mut text, has_focus);
    if response.gained_focus() || (view.reveal > 0 && response.has_focus()) {
        response.scroll_to_me(None);
    }
    let left = response.lost_focus();
    let changed = (response.changed() || was_composing) && text != text_box.text;
    if composing && response.has_focus() {
        view.composing = Some(Composing { id: text_box.id, text });
        return Typed { text: None, left };
    }
    // A composition that was cut off by leaving the box is dropped: the draft keeps what it had.
    let cut_off = was_composing && !response.has_focus();
    Typed { text: (changed && !cut_off).then_some(text), left }
}

/// Whether an input method is composing once this frame's events are through.
fn composing_after(ui: &Ui, mut composing: bool) -> bool {
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => composing = !text.is_empty(),
                Event::Ime(ImeEvent::Commit(_)) => composing = false,
                _ => {}
            }
        }
    });
    composing
}

fn edit(ui: &mut Ui, text_box: &TextBox, text: &mut String, has_focus: bool) -> Response {
    let p = palette(ui);
    let ring = Stroke::new(2.0, p.accent);
    let stroke = match (has_focus, text_box.border) {
        (true, border) => Stroke { color: border.unwrap_or(ring.color), ..ring },
        (false, Some(colour)) => Stroke::new(1.5, colour),
        (false, None) => Stroke::new(1.0, p.field_line),
    };
    let frame = Frame::new().fill(p.field).stroke(stroke).corner_radius(6).inner_margin(Margin::symmetric(10, 6));
    let font = theme::regular(theme::TEXT);
    let (ink, spacing, one_line) = (p.ink, text_box.spacing, text_box.lines == 1);
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
        let width = if one_line { f32::INFINITY } else { width };
        ui.fonts_mut(|fonts| fonts.layout_job(spaced(text.as_str(), &font, ink, spacing, width)))
    };
    let base =
        if one_line { TextEdit::singleline(text) } else { TextEdit::multiline(text).desired_rows(text_box.lines) };
    let edit = base
        .id(text_box.id)
        .frame(frame)
        .desired_width(f32::INFINITY)
        .hint_text(egui::RichText::new(text_box.hint).color(p.soft))
        .layouter(&mut layouter);
    let response = ui.add(edit);
    let (name, value) = (text_box.name, text_box.text);
    response.widget_info(|| egui::WidgetInfo {
        label: Some(name.into()),
        ..egui::WidgetInfo::text_edit(true, "", value, "")
    });
    context_menu(ui, &response, text_box.id);
    response
}

/// Text with the given line height.
fn spaced(text: &str, font: &FontId, ink: egui::Color32, spacing: f32, width: f32) -> LayoutJob {
    let format =
        TextFormat { font_id: font.clone(), color: ink, line_height: Some(font.size * spacing), ..Default::default() };
    let mut job = LayoutJob::single_section(text.to_string(), format);
    job.wrap.max_width = width;
    job
}

/// Cut, copy, paste, select all: egui has no such menu of its own.
fn context_menu(ui: &Ui, response: &Response, id: Id) {
    let mut command = None;
    response.context_menu(|ui| {
        for (words, event) in [("剪切", Some(Event::Cut)), ("复制", Some(Event::Copy)), ("粘贴", None)] {
            if ui.button(words).clicked() {
                command = Some(event);
                ui.close();
            }
        }
    });
    let Some(event) = command else { return };
    ui.memory_mut(|memory| memory.request_focus(id));
    match event {
        Some(event) => ui.input_mut(|input| input.events.push(event)),
        None => ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste),
    }
}
