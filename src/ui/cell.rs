//! A cell of a table question: a box to type in, options to choose from, a date with its calendar.

use super::calendar::{self, Asked};
use super::text_box::{self, TextBox, Typed};
use super::theme::{self, palette};
use super::view::View;
use super::{fields, widgets, words};
use crate::app::Open;
use crate::form::{Field, Kind, TableColumn};
use egui::{Color32, ComboBox, Id, Role, Stroke, Ui, WidgetInfo};

/// Points that a date needs, and the button of its calendar beside it.
const DATE: f32 = 136.0;
const CALENDAR: f32 = 54.0;
/// Points of a drop-down beside its words: padding and the mark that opens it.
const DROP_DOWN: f32 = 48.0;

/// Which cell, and what is typed in it.
pub struct Cell<'a> {
    pub open: &'a Open,
    pub field: &'a Field,
    pub column: &'a TableColumn,
    /// The row, from 0.
    pub number: usize,
    pub text: &'a str,
}

/// The first cell bears the question's own id, so that a jump to the question leads there.
pub fn id(field: &Field, row: usize, column: &TableColumn) -> Id {
    let first = row == 0 && field.kind.columns().first() == Some(column);
    if first { fields::id(&field.id) } else { Id::unique(("cell", &field.id, row, &column.id)) }
}

/// The least width in points that shows such an answer whole, or at least what it is about.
pub fn least_width(column: &TableColumn) -> f32 {
    match &column.kind {
        Kind::Integer(_) | Kind::Money(_) => 84.0,
        Kind::Date => DATE,
        Kind::Month | Kind::Phone => 128.0,
        Kind::Mobile => 136.0,
        Kind::Email => 180.0,
        Kind::Choice(options) => {
            let longest = options.iter().map(|option| option.chars().count()).max().unwrap_or(0);
            (longest as f32 * theme::TEXT + DROP_DOWN).clamp(96.0, 220.0)
        }
        _ => 120.0,
    }
}

/// Draws the cell as wide as there is room, and tells what happened.
pub fn show(ui: &mut Ui, view: &mut View, cell: &Cell) -> Typed {
    match &cell.column.kind {
        Kind::Choice(options) => choice(ui, cell, options),
        Kind::Date => date(ui, view, cell),
        _ => text_box::show(ui, view, &cell.text_box(ui, &cell.name())),
    }
}

impl Cell<'_> {
    fn id(&self) -> Id {
        id(self.field, self.number, self.column)
    }

    /// The name that screen readers say.
    fn name(&self) -> String {
        format!("{}第{}行{}", self.field.label, self.number + 1, self.column.label)
    }

    /// The border's colour: what is wrong with the whole table shows at its first cell.
    fn border(&self, ui: &Ui) -> Option<Color32> {
        let is_first = self.id() == fields::id(&self.field.id);
        let own = self.open.worst_at_cell(&self.field.id, self.number, &self.column.id);
        let worst = own.or_else(|| self.open.worst_on(&self.field.id).filter(|_| is_first))?;
        Some(words::severity_tone(worst.severity).colours(ui).0)
    }

    fn text_box<'a>(&'a self, ui: &Ui, name: &'a str) -> TextBox<'a> {
        TextBox { border: self.border(ui), ..TextBox::line(self.id(), name, self.text) }
    }
}

/// The options in a drop-down; words that are none of them are shown as they are.
fn choice(ui: &mut Ui, cell: &Cell, options: &[String]) -> Typed {
    let p = palette(ui);
    let border = cell.border(ui).map_or(Stroke::new(1.0, p.field_line), |colour| Stroke::new(1.5, colour));
    let inactive = &mut ui.visuals_mut().widgets.inactive;
    (inactive.bg_stroke, inactive.weak_bg_fill) = (border, p.field);
    ui.spacing_mut().interact_size.y = theme::CONTROL;
    let combo = ComboBox::from_id_salt(("choice", cell.id())).width(ui.available_width()).truncate();
    let mut text = None;
    let shown = combo.selected_text(cell.text.trim()).show_ui(ui, |ui| {
        for option in options.iter().map(String::as_str).chain([""]) {
            let words = if option.is_empty() { "（不选）" } else { option };
            if ui.selectable_label(cell.text.trim() == option, words).clicked() && cell.text != option {
                text = Some(option.to_string());
            }
        }
    });
    let response = shown.response;
    response.widget_info(|| {
        let info = WidgetInfo::labeled(Role::ComboBox, true, cell.name());
        WidgetInfo { current_text_value: Some(cell.text.to_string()), ..info }
    });
    // The focus given to the cell is the drop-down's.
    if ui.memory(|memory| memory.has_focus(cell.id())) {
        response.request_focus();
    }
    widgets::ring(ui, &response);
    Typed { left: text.is_some() || response.lost_focus(), text, entered: false }
}

/// A date typed in any shape, or taken from a calendar where there is room for its button.
fn date(ui: &mut Ui, view: &mut View, cell: &Cell) -> Typed {
    let name = cell.name();
    let text_box = cell.text_box(ui, &name);
    let room = ui.available_width();
    if room < DATE + theme::NEAR + CALENDAR {
        return text_box::show(ui, view, &text_box);
    }
    ui.horizontal(|ui| {
        let size = egui::vec2(room - theme::NEAR - CALENDAR, theme::CONTROL);
        let mut typed = ui.allocate_ui(size, |ui| text_box::show(ui, view, &text_box)).inner;
        let picked = calendar::button(ui, CALENDAR, &Asked::new(cell.id(), cell.text, cell.open), view);
        if picked.is_some() {
            typed = Typed { text: picked, left: true, entered: false };
        }
        typed
    })
    .inner
}
