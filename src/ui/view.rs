//! What belongs to the window alone and is forgotten with it: scroll targets, what is being composed, open menus.

use super::carry::Chosen;
use super::office::Typing;
use super::text_menu::Command;
use crate::app::Wanted;
use egui::Id;
use egui::text::CCursorRange;

/// The window's own memory.
#[derive(Debug, Default)]
pub struct View {
    /// The draft that the rest is about: its place's id.
    pub draft: Option<String>,
    /// What an input method is composing in the box that has the focus.
    pub composing: Option<Composing>,
    /// The box that has the focus, and its text as it was drawn last.
    pub seen: Option<(Id, String)>,
    /// The context menu of a box.
    pub text_menu: Option<TextMenu>,
    /// The last jump that was carried out.
    pub jumped: u64,
    /// Frames in which the focused box is still to be brought on screen, after the text size changed.
    pub reveal: u8,
    /// The section to scroll to.
    pub scroll_to: Option<usize>,
    /// The section at the top of what is seen.
    pub section: usize,
    pub search: String,
    /// Whether the search box had the focus when it was drawn: Esc takes it away before anybody is asked.
    pub in_search: bool,
    /// Set by Ctrl+F: the search box takes the focus in the next frame.
    pub search_focus: bool,
    /// What is looked for among the calls, and how often more of them were asked for.
    pub call_search: String,
    pub more_calls: usize,
    /// The box whose calendar is open, and the month it shows.
    pub calendar: Option<(Id, jiff::civil::Date)>,
    /// Points of the screen for a point of paper; none while pages fit the window.
    pub zoom: Option<f32>,
    /// The dialog that was seen last, and whether its main button is still to be given the focus.
    pub dialog: u64,
    pub focus_dialog: bool,
    /// Whether the dialog's box is still to have the focus.
    pub wants_focus: bool,
    /// Whether the editor was shown in the last frame, and what had the focus there.
    pub is_in_editor: bool,
    pub editor_focus: Option<Id>,
    /// What had the focus when a dialog came before it.
    pub focus_before: Option<Id>,
    /// Whether Enter was pressed in a dialog's box in this frame.
    pub entered: bool,
    /// The path typed in a dialog.
    pub path: String,
    /// What is to be exported.
    pub wanted: Wanted,
    /// What is to be carried over where.
    pub chosen: Chosen,
    /// What is typed in the office.
    pub office: Typing,
    /// The dialog whose path was filled in last.
    pub path_of: u64,
}

impl View {
    /// Forgets what belongs to another draft than this one, or to a box that has lost the focus.
    pub fn turn_to(&mut self, draft: Option<&str>, focused: Option<Id>) {
        if self.draft.as_deref() != draft {
            self.draft = draft.map(str::to_string);
            (self.composing, self.text_menu, self.calendar) = (None, None, None);
            (self.focus_before, self.editor_focus) = (None, None);
            self.search.clear();
        }
        self.composing.take_if(|composing| focused != Some(composing.id));
    }
}

/// An input method's unfinished work.
#[derive(Debug, PartialEq)]
pub struct Composing {
    pub id: Id,
    /// The box's text without the letters that are being composed, and where they stand in it, in bytes.
    pub text: String,
    pub at: usize,
    pub letters: String,
}

impl Composing {
    /// The text with the letters in it.
    pub fn shown(&self) -> String {
        format!("{}{}{}", &self.text[..self.at], self.letters, &self.text[self.at..])
    }
}

/// What a box's context menu is about.
#[derive(Debug)]
pub struct TextMenu {
    pub id: Id,
    /// What was selected when the menu was called for.
    pub selected: Option<CCursorRange>,
    /// What was chosen, to be done in the next frame.
    pub chosen: Option<Command>,
}
