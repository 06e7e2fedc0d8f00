//! A call of our own making, as if dropped in: people and a plan as tables, a list with headings on two levels, a letter
//! of the office, a layout that the call does not print.

use shenbao::form::load::{Source, load};
use shenbao::form::{Form, Notice};
use std::sync::Arc;

/// The files of the call.
pub fn files() -> Vec<Source> {
    let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    vec![
        file("notice.ron", include_str!("../data/people-2025/notice.ron")),
        file("team.ron", include_str!("../data/people-2025/team.ron")),
        file("letter.ron", include_str!("../data/people-2025/letter.ron")),
    ]
}

pub fn notice() -> Notice {
    load("people-2025", &files()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The form of that name: `team` or `letter`.
pub fn form(name: &str) -> Arc<Form> {
    let id = format!("people-2025/{name}");
    notice().forms.iter().find(|form| form.id == id).unwrap().clone()
}
