//! 退回意见: what a unit is asked to mend, on the questions that it will see.

use super::dialogs::{findings_to_tick, words_box};
use crate::app::{Action, Ask, Desk, OfficeAction, State};
use crate::form::Holds;
use crate::office::{Entry, On};
use crate::ui::dialogs::{body, foot, path_box};
use crate::ui::theme;
use crate::ui::view::View;
use crate::ui::widgets::{self, link, soft};
use egui::{ComboBox, Role, Ui, WidgetInfo};

/// What the office said already in the dialog that stands open.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    on: On,
    place: String,
    words: String,
}

/// Remarks on the chosen row: its findings, and what the office has to say beside.
pub fn show(ui: &mut Ui, state: &State, desk: &Desk, view: &mut View, actions: &mut Vec<Action>) {
    let Some((row, entry)) = desk.chosen_row() else { return };
    widgets::subheading(ui, "退回意见");
    soft(ui, &format!("{} · {}", entry.row.unit, entry.row.name));
    let places = places(state, desk, entry);
    let folder = body(ui, |ui| {
        soft(ui, "存成一个小文件发给申报单位；单位在申报台里打开，直接看到是哪一项。");
        findings_to_tick(ui, desk, view);
        said(ui, view);
        place_box(ui, &places, view);
        words_box(ui, view, "其他意见", "如：请附专家名单", 3);
        another(ui, &places, view);
        path_box(ui, state, view, "放到文件夹", &state.export_folder, Ask::ExportFolder, actions)
    });
    let remarks = remarks(desk, &places, view);
    let possible = !remarks.is_empty() && !folder.as_os_str().is_empty();
    if foot(ui, view, actions, "取消", Some(("存成文件", possible))) {
        actions.push(OfficeAction::Remark { row, remarks, folder }.into());
    }
}

/// What a remark can be on: the form as a whole, each of its questions; where the form is not at hand, the headings.
fn places(state: &State, desk: &Desk, entry: &Entry) -> Vec<(On, String)> {
    let whole = (On::Row, "整份申报表".to_string());
    let Some(form) = state.catalogue.form(&entry.row.form) else {
        let own = desk.list().columns.iter().filter(|column| !matches!(column.holds, Holds::Number | Holds::Office));
        let headings = own.map(|column| (On::Heading(column.heading.clone()), column.label().to_string()));
        return [whole].into_iter().chain(headings).collect();
    };
    let questions = form
        .sections
        .iter()
        .filter(|section| section.printed)
        .flat_map(|section| section.fields.iter().map(move |field| (section, field)));
    let questions = questions
        .map(|(section, field)| (On::Answer(field.id.clone()), format!("{} · {}", section.title, field.label)));
    [whole].into_iter().chain(questions).collect()
}

/// What was said already, each with the way to take it back.
fn said(ui: &mut Ui, view: &mut View) {
    let mut struck = None;
    for (number, said) in view.office.said.iter().enumerate() {
        let words = format!("{}：{}", said.place, said.words);
        widgets::bar(
            ui,
            &mut struck,
            |ui, _| drop(ui.add(egui::Label::new(&words).truncate())),
            |ui, struck| {
                if link(ui, "删去").clicked() {
                    *struck = Some(number);
                }
            },
        );
    }
    struck.into_iter().for_each(|number| drop(view.office.said.remove(number)));
}

/// The question that the words below are on.
fn place_box(ui: &mut Ui, places: &[(On, String)], view: &mut View) {
    soft(ui, "其他意见，写在哪一栏");
    ui.spacing_mut().interact_size.y = theme::CONTROL;
    let chosen = view.office.on.min(places.len() - 1);
    let combo = ComboBox::from_id_salt("remark on").width(ui.available_width()).truncate();
    let combo = combo.selected_text(places[chosen].1.as_str()).show_ui(ui, |ui| {
        for (number, (_, place)) in places.iter().enumerate() {
            if ui.selectable_label(number == chosen, place).clicked() {
                view.office.on = number;
            }
        }
    });
    widgets::ring(ui, &combo.response);
    combo.response.widget_info(|| {
        let info = WidgetInfo::labeled(Role::ComboBox, true, "其他意见写在哪一栏");
        WidgetInfo { current_text_value: Some(places[chosen].1.clone()), ..info }
    });
}

/// Keeps what is typed as one remark, and makes room for the next.
fn another(ui: &mut Ui, places: &[(On, String)], view: &mut View) {
    let Some(typed) = typed(places, view) else { return };
    if link(ui, "再写一条").clicked() {
        view.office.said.push(typed);
        view.office.words.clear();
        view.office.on = 0;
    }
}

fn typed(places: &[(On, String)], view: &View) -> Option<Said> {
    let words = view.office.words.trim();
    let (on, place) = places.get(view.office.on).or_else(|| places.first()).filter(|_| !words.is_empty())?;
    Some(Said { on: on.clone(), place: place.clone(), words: words.to_string() })
}

/// The ticked findings at their headings, then what was said, then what is typed.
fn remarks(desk: &Desk, places: &[(On, String)], view: &View) -> Vec<(On, String)> {
    let ticked = desk.findings.iter().enumerate().filter(|(number, _)| view.office.ticked.contains(number));
    let on = |heading: &String| if heading.is_empty() { On::Row } else { On::Heading(heading.clone()) };
    let findings = ticked.map(|(_, finding)| (finding.place.heading().map_or(On::Row, on), finding.message.clone()));
    let said = view.office.said.iter().cloned().chain(typed(places, view));
    findings.chain(said.map(|said| (said.on, said.words))).collect()
}
