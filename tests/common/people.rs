//! A call of our own making, as if dropped in: people and a plan as tables, a list with headings on two levels, a letter
//! of the office, a layout that the call does not print.

use shenbao::form::load::{Source, load};
use shenbao::form::{Catalogue, Form, Notice, Pack};
use std::sync::Arc;

pub fn notice() -> Arc<Notice> {
    let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    let files = [
        file("notice.ron", include_str!("../data/people-2025/notice.ron")),
        file("team.ron", include_str!("../data/people-2025/team.ron")),
        file("letter.ron", include_str!("../data/people-2025/letter.ron")),
    ];
    Arc::new(load("people-2025", &files).unwrap_or_else(|problems| panic!("{problems:#?}")))
}

/// The form of that name: `team` or `letter`.
pub fn form(name: &str) -> Arc<Form> {
    let id = format!("people-2025/{name}");
    notice().forms.iter().find(|form| form.id == id).unwrap().clone()
}

/// The built-in calls and this one.
pub fn catalogue() -> Catalogue {
    let pack =
        Pack { id: "people-2025".into(), folder: "people-2025".into(), stamp: String::new(), read: Ok(notice()) };
    Catalogue::with(vec![Arc::new(pack)])
}
