//! The context menu of a box to type in: egui has none.
//!
//! The box is drawn before its menu, and a click into the menu takes the focus away and the selection with it. So the
//! selection is remembered, and what was chosen is done before the box is drawn in the next frame.

use super::text_box::{TextBox, select};
use super::view::{TextMenu, View};
use egui::text::CCursorRange;
use egui::text_edit::TextEditState;
use egui::{Event, Id, PointerButton, Response, Ui, ViewportCommand};

/// What the menu offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Cut,
    Copy,
    Paste,
    SelectAll,
}

impl Command {
    const ALL: [Command; 4] = [Command::Cut, Command::Copy, Command::Paste, Command::SelectAll];

    fn words(self) -> &'static str {
        match self {
            Command::Cut => "剪切",
            Command::Copy => "复制",
            Command::Paste => "粘贴",
            Command::SelectAll => "全选",
        }
    }
}

/// Does what was chosen in the last frame. Tells what is selected before the box is drawn.
pub fn before(ui: &Ui, view: &mut View, id: Id) -> Option<CCursorRange> {
    let chosen = view.text_menu.take_if(|menu| menu.id == id && menu.chosen.is_some());
    if let Some(TextMenu { selected, chosen: Some(command), .. }) = chosen {
        selected.into_iter().for_each(|range| select(ui, id, range));
        match command {
            Command::Cut => ui.input_mut(|input| input.events.push(Event::Cut)),
            Command::Copy => ui.input_mut(|input| input.events.push(Event::Copy)),
            Command::Paste => ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste),
            Command::SelectAll => {}
        }
    }
    selected(ui, id)
}

/// Shows the menu and notes what was chosen. `response` is the box's, `before` what was selected in it.
pub fn after(ui: &Ui, view: &mut View, text_box: &TextBox, response: &Response, before: Option<CCursorRange>) {
    let id = text_box.id;
    let is_called = ui.input(|input| input.pointer.button_pressed(PointerButton::Secondary));
    if is_called && response.contains_pointer() {
        view.text_menu = Some(TextMenu { id, selected: before, chosen: None });
    }
    let mut chosen = None;
    let menu = response.context_menu(|ui| {
        for command in Command::ALL {
            if ui.button(command.words()).clicked() {
                chosen = Some(command);
                ui.close();
            }
        }
    });
    let remembered = view.text_menu.as_ref().filter(|menu| menu.id == id).and_then(|menu| menu.selected);
    let held = ui.input(|input| input.pointer.button_down(PointerButton::Secondary));
    if let (true, Some(range)) = (held || menu.is_some(), remembered) {
        // The right button, too, has put the caret where it went down.
        select(ui, id, range);
    }
    if let Some(command) = chosen {
        let all = (command == Command::SelectAll).then(|| CCursorRange::select_all_str(text_box.text));
        let selected = all.or(remembered).or_else(|| selected(ui, id));
        view.text_menu = Some(TextMenu { id, selected, chosen: Some(command) });
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// What is selected in a box, if anything.
fn selected(ui: &Ui, id: Id) -> Option<CCursorRange> {
    let range = TextEditState::load(ui.ctx(), id)?.cursor.char_range()?;
    (!range.is_empty()).then_some(range)
}
