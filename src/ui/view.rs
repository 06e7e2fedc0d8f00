//! What belongs to the window alone and is forgotten with it: scroll targets, what is being composed, open menus.

use crate::app::Wanted;
use crate::form::FieldId;
use egui::Id;

/// The window's own memory.
#[derive(Debug, Default)]
pub struct View {
    /// The text of the box in which an input method is composing.
    pub composing: Option<Composing>,
    /// The last jump that was carried out.
    pub jumped: u64,
    /// Frames in which the focused box is still to be brought on screen, after the text size changed.
    pub reveal: u8,
    /// The section to scroll to.
    pub scroll_to: Option<usize>,
    /// The section at the top of what is seen.
    pub section: usize,
    pub search: String,
    /// Set by Ctrl+F: the search box takes the focus in the next frame.
    pub search_focus: bool,
    /// The question whose calendar is open, and the month it shows.
    pub calendar: Option<(FieldId, jiff::civil::Date)>,
    /// Points of the screen for a point of paper; none while pages fit the window.
    pub zoom: Option<f32>,
    /// The dialog that was seen last, and whether its main button is still to be given the focus.
    pub dialog: u64,
    pub focus_dialog: bool,
    /// The path typed in a dialog.
    pub path: String,
    /// What is to be exported.
    pub wanted: Wanted,
    /// The dialog whose path was filled in last.
    pub path_of: u64,
}

/// An input method's unfinished work.
#[derive(Debug, PartialEq)]
pub struct Composing {
    pub id: Id,
    pub text: String,
}
