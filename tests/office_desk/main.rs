//! The office's desk: what comes back late or not at all, what is saved and found again, what each key does.

#[path = "../common/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "../common/rows.rs"]
#[allow(dead_code)]
mod rows;

mod deciding;
mod giving;
mod kept;
mod ordering;
mod saving;
mod taking;

use desk::Desk;
use egui::{Key, Modifiers};
use shenbao::app::{
    Action, Ask, Desk as Book, Dialog, Filter, Leave, OfficeAction, OfficeDialog, OfficeTask, Paper, RowState, Screen,
    Step, Task, Wanted,
};
use shenbao::office::{Agreement, Edit, On, Order};
use shenbao::row::read::{Note, What};
use shenbao::store::{self, Act, Cause, StoreError};
use std::path::Path;

fn begun() -> Desk {
    let mut desk = Desk::new();
    desk.act(Action::Close(Leave::Office));
    desk.act(OfficeAction::Begin { call: rows::CALL.into(), office: rows::OFFICE.into() }.into());
    desk
}

/// With the rows of the drawing taken in.
fn filled() -> Desk {
    let mut desk = begun();
    desk.act(OfficeAction::Read(rows::some()).into());
    desk
}

fn book(desk: &mut Desk) -> &mut Book {
    desk.world().state.office.desk.as_mut().expect("a book is open")
}

/// The names in the list, from top to bottom.
fn names(desk: &mut Desk) -> Vec<String> {
    let book = &book(desk).book;
    book.lines().iter().map(|id| book.entry(*id).unwrap().row.name.clone()).collect()
}

fn states(desk: &mut Desk) -> Vec<RowState> {
    states_of(book(desk))
}

fn states_of(book: &Book) -> Vec<RowState> {
    (0..book.shown.len()).map(|at| book.line(at).unwrap().state).collect()
}
