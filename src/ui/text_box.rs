//! A box to type in, safe for input methods: what is being composed never reaches the draft.
//!
//! egui writes the letters of a composition into the edited string and selects them. Here that string is a copy: the
//! draft gets it without those letters, so leaving the box in the middle of a composition loses nothing but them.

use super::text_menu;
use super::theme::{self, palette};
use super::view::{Composing, View};
use egui::text::{CCursor, CCursorRange, CharIndex, LayoutJob};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{Event, FontId, Frame, Id, ImeEvent, Margin, Stroke, TextEdit, TextFormat, Ui};

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
    pub size: f32,
    /// Height of a line as a multiple of the text's size.
    pub spacing: f32,
}

impl<'a> TextBox<'a> {
    /// A plain box of one line.
    pub fn line(id: Id, name: &'a str, text: &'a str) -> Self {
        TextBox { id, name, text, lines: 1, hint: "", border: None, size: theme::TEXT, spacing: theme::LINE }
    }
}

/// What happened to a box in this frame.
pub struct Typed {
    /// The new text, if it changed, without what is being composed.
    pub text: Option<String>,
    /// Whether the focus has just left.
    pub left: bool,
    /// Whether Enter was pressed in a box of one line, and not to end a composition.
    pub entered: bool,
}

/// Draws the box and tells what happened.
pub fn show(ui: &mut Ui, view: &mut View, text_box: &TextBox) -> Typed {
    let selected = text_menu::before(ui, view, text_box.id);
    let has_focus = ui.memory(|memory| memory.has_focus(text_box.id));
    let composing = resumed(ui, view, text_box, has_focus);
    let shown = composing.as_ref().map_or_else(|| text_box.text.to_string(), Composing::shown);
    if has_focus && composing.is_none() {
        follow_change(ui, view, text_box);
    }
    let mut text = shown.clone();
    if has_focus {
        mend_pasted_lines(ui, text_box.lines == 1);
    }
    let output = edit(ui, text_box, &mut text, has_focus);
    let response = &output.response.response;
    if text != shown && has_focus {
        // The page is as long as the text only in the next frame.
        view.reveal = view.reveal.max(2);
    }
    if response.gained_focus() || (view.reveal > 0 && response.has_focus()) {
        ui.scroll_to_rect(around_caret(&output), None);
    }
    text_menu::after(ui, view, text_box, response, selected);
    let before = composing.map_or_else(String::new, |composing| composing.letters);
    let letters = if has_focus { letters_after(ui, before) } else { String::new() };
    let text = match without(&text, &letters, output.state.cursor.char_range()) {
        Some((text, at)) if !letters.is_empty() => {
            if response.has_focus() {
                view.composing = Some(Composing { id: text_box.id, text: text.clone(), at, letters });
            }
            text
        }
        // A click elsewhere in the box has cut the composition off; a paste has taken its place.
        _ if !letters.is_empty() && text == shown => text_box.text.to_string(),
        _ => text,
    };
    let enter = response.has_focus() && text_box.lines == 1 && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let entered = enter && view.composing.is_none();
    if has_focus && view.seen.as_ref().is_none_or(|(id, seen)| *id != text_box.id || *seen != text) {
        view.seen = Some((text_box.id, text.clone()));
    }
    Typed { text: (text != text_box.text).then_some(text), left: response.lost_focus(), entered }
}

/// The composition that goes on in this box. Where the text was changed from outside it is over.
fn resumed(ui: &Ui, view: &mut View, text_box: &TextBox, has_focus: bool) -> Option<Composing> {
    let composing = view.composing.take_if(|composing| composing.id == text_box.id)?;
    if has_focus && composing.text == text_box.text {
        return Some(composing);
    }
    // egui still has the letters selected, and would take as much of the new text for them.
    let at = CCursor::new(composing.text[..composing.at].chars().count());
    select(ui, text_box.id, CCursorRange::one(at));
    None
}

/// Puts the caret behind what undoing or redoing has changed in the box at hand.
fn follow_change(ui: &Ui, view: &mut View, text_box: &TextBox) {
    let Some((_, seen)) = view.seen.take_if(|(id, seen)| *id == text_box.id && seen != text_box.text) else { return };
    let same = seen.chars().rev().zip(text_box.text.chars().rev()).take_while(|(a, b)| a == b).count();
    let end = text_box.text.chars().count() - same;
    select(ui, text_box.id, CCursorRange::one(CCursor::new(end)));
}

/// The caret with a line or two around it, where the box is too tall to be shown whole.
fn around_caret(output: &TextEditOutput) -> egui::Rect {
    let caret = output.cursor_range.map(|range| output.galley.pos_from_cursor(range.primary));
    let rect = output.response.response.rect;
    caret.map_or(rect, |caret| caret.translate(output.galley_pos.to_vec2()).expand2(egui::vec2(0.0, 48.0)))
}

/// Selects a part of a box's text.
pub fn select(ui: &Ui, id: Id, range: CCursorRange) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// Gives pasted lines one kind of end; in a box of one line a space, where egui would give `\r\n` two.
fn mend_pasted_lines(ui: &Ui, one_line: bool) {
    ui.input_mut(|input| {
        for event in &mut input.events {
            match event {
                Event::Paste(text) if one_line && text.contains(['\r', '\n']) => {
                    let lines = text.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty());
                    *text = lines.collect::<Vec<_>>().join(" ");
                }
                Event::Paste(text) if text.contains('\r') => *text = text.replace("\r\n", "\n").replace('\r', "\n"),
                _ => {}
            }
        }
    });
}

/// The letters that an input method is composing once this frame's events are through.
fn letters_after(ui: &Ui, mut letters: String) -> String {
    let is_line_end = |text: &str| text == "\n" || text == "\r";
    ui.input(|input| {
        for event in &input.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) if !is_line_end(text) => letters.clone_from(text),
                Event::Ime(ImeEvent::Commit(text)) if !is_line_end(text) => letters.clear(),
                _ => {}
            }
        }
    });
    letters
}

/// The text without the selected letters, and where they stood; none where other words are selected.
fn without(text: &str, letters: &str, selected: Option<CCursorRange>) -> Option<(String, usize)> {
    let start = selected?.as_sorted_char_range().start;
    let at = byte(text, start);
    let after = text[at..].strip_prefix(letters)?;
    (selected?.slice_str(text) == letters).then(|| (format!("{}{after}", &text[..at]), at))
}

/// Where a character begins, in bytes.
fn byte(text: &str, index: CharIndex) -> usize {
    text.char_indices().nth(index.0).map_or(text.len(), |(at, _)| at)
}

fn edit(ui: &mut Ui, text_box: &TextBox, text: &mut String, has_focus: bool) -> TextEditOutput {
    let p = palette(ui);
    let ring = Stroke::new(2.0, p.accent);
    let stroke = match (has_focus, text_box.border) {
        (true, border) => Stroke { color: border.unwrap_or(ring.color), ..ring },
        (false, Some(colour)) => Stroke::new(1.5, colour),
        (false, None) => Stroke::new(1.0, p.field_line),
    };
    let frame = Frame::new().fill(p.field).stroke(stroke).corner_radius(6).inner_margin(Margin::symmetric(10, 6));
    let font = theme::regular(text_box.size);
    let (ink, spacing, one_line) = (p.ink, text_box.spacing, text_box.lines == 1);
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
        let width = if one_line { f32::INFINITY } else { width };
        ui.fonts_mut(|fonts| fonts.layout_job(spaced(text.as_str(), &font, ink, spacing, width)))
    };
    let base =
        // Enter leaves the focus where it is: what is typed after it must not get lost.
        if one_line {
            TextEdit::singleline(text).return_key(None)
        } else {
            TextEdit::multiline(text).desired_rows(text_box.lines)
        };
    let edit = base
        .id(text_box.id)
        .frame(frame)
        .desired_width(f32::INFINITY)
        .hint_text(egui::RichText::new(text_box.hint).font(theme::regular(text_box.size)).color(p.soft))
        .layouter(&mut layouter);
    let output = edit.show(ui);
    let (name, value) = (text_box.name, text_box.text);
    output.response.response.widget_info(|| egui::WidgetInfo {
        label: Some(name.into()),
        ..egui::WidgetInfo::text_edit(true, "", value, "")
    });
    output
}

/// Text with the given line height.
fn spaced(text: &str, font: &FontId, ink: egui::Color32, spacing: f32, width: f32) -> LayoutJob {
    let format =
        TextFormat { font_id: font.clone(), color: ink, line_height: Some(font.size * spacing), ..Default::default() };
    let mut job = LayoutJob::single_section(text.to_string(), format);
    job.wrap.max_width = width;
    job
}
