//! What each action in the office does.

use super::action::{OfficeAction, OfficeTask};
use super::desk::Desk;
use super::kept::BookLine;
use super::{Office, OfficeDialog, Then};
use crate::app::{Action, Dialog, State, Task, Weight};
use crate::store::StoreError;
use jiff::civil::DateTime;
use std::path::PathBuf;

impl State {
    pub(in crate::app) fn update_office(&mut self, action: OfficeAction) -> Vec<Task> {
        match action {
            OfficeAction::Begin { call, office } => self.begin_book(&call, office),
            OfficeAction::Open(id) => self.open_book(id),
            OfficeAction::PutAway => self.put_away(),
            OfficeAction::Retry => self.retry(),
            OfficeAction::Abandon => self.abandon_book(),
            OfficeAction::ReadNoMore => self.read_no_more(),
            OfficeAction::Listed(result) => self.books_listed(result),
            OfficeAction::Opened(result) => self.book_opened(result),
            OfficeAction::Saved { id, edits, result } => self.book_saved(&id, edits, result),
            OfficeAction::Letter => self.begin_letter(),
            OfficeAction::LetterOpened { id, result } => self.letter_opened(&id, result),
            OfficeAction::Give { folder } => self.give(folder),
            OfficeAction::Given { id, result } => self.given(&id, result),
            OfficeAction::Remark { row, remarks, folder } => self.remark(row, remarks, folder),
            OfficeAction::Remarked(result) => self.remarked(result),
            OfficeAction::Gathered(gathered) => self.gathered(gathered),
            OfficeAction::Read(files) => self.files_read(files),
            OfficeAction::TakeOn => self.take_on(),
            OfficeAction::Stop => self.nothing(State::stop_taking),
            action => self.update_desk(action),
        }
    }

    /// The actions on the book at hand; without one they do nothing.
    fn update_desk(&mut self, action: OfficeAction) -> Vec<Task> {
        let (now, catalogue) = (self.now, self.catalogue.clone());
        let Some(desk) = &mut self.office.desk else { return Vec::new() };
        match action {
            OfficeAction::Add(paths) => return desk.look_through(paths, &catalogue),
            OfficeAction::Select(at) => desk.select(at),
            OfficeAction::Step(by) => desk.step(by),
            OfficeAction::Shift(by) => desk.shift(by, now),
            OfficeAction::Move { from, to } => desk.move_to(from, to, now),
            OfficeAction::Filter(filter) => desk.show(filter),
            OfficeAction::Search(words) => desk.look_for(words),
            OfficeAction::Verify(papers) => return desk.verify(papers),
            OfficeAction::Verified { read, verified } => desk.compared(read, verified),
            OfficeAction::Edit(edit) => {
                desk.edit(edit, now);
                self.dialog = None;
            }
            _ => {}
        }
        Vec::new()
    }

    /// What means the draft elsewhere means the book here.
    pub(in crate::app) fn update_in_office(&mut self, action: &Action) -> Vec<Task> {
        let now = self.now;
        let Some(desk) = &mut self.office.desk else { return Vec::new() };
        match action {
            Action::Undo => desk.step_back(now),
            Action::Redo => desk.step_forward(now),
            Action::Finding(step) => desk.jump_to_finding(*step),
            Action::Save => return desk.save_if_free().into_iter().collect(),
            _ => {}
        }
        Vec::new()
    }

    /// Saves the book where something of it is not saved.
    pub(in crate::app) fn save_book(&mut self) -> Option<Task> {
        self.office.desk.as_mut().filter(|desk| !desk.is_saved()).and_then(Desk::save_if_free)
    }

    /// The books at hand, where none is open.
    pub(in crate::app) fn list_books(&self) -> Vec<Task> {
        if self.office.desk.is_none() { vec![OfficeTask::List.into()] } else { Vec::new() }
    }

    fn begin_book(&mut self, call: &str, office: String) -> Vec<Task> {
        let call = self.catalogue.notices().iter().find(|notice| notice.id == call).cloned();
        let catalogue = self.catalogue.clone();
        let task = call.map(|call| OfficeTask::Begin { call, office, catalogue }.into());
        self.one_book(task)
    }

    fn open_book(&mut self, id: String) -> Vec<Task> {
        let catalogue = self.catalogue.clone();
        self.one_book(Some(OfficeTask::Open { id, catalogue }.into()))
    }

    /// A second click while a book is being opened does nothing.
    fn one_book(&mut self, task: Option<Task>) -> Vec<Task> {
        if task.is_none() || self.office.desk.is_some() || std::mem::replace(&mut self.office.opening, true) {
            return Vec::new();
        }
        task.into_iter().collect()
    }

    fn books_listed(&mut self, result: Result<Vec<BookLine>, StoreError>) -> Vec<Task> {
        match result {
            Ok(books) => {
                (self.office.books, self.office.listed) = (books, true);
                Vec::new()
            }
            Err(error) => self.told(Err(error)),
        }
    }

    fn book_opened(&mut self, result: Result<Box<Desk>, StoreError>) -> Vec<Task> {
        self.office.opening = false;
        match result {
            Err(error) => self.told(Err(error)),
            Ok(desk) => {
                self.message.take_if(|message| message.weight == Weight::Error);
                self.office.desk = Some(*desk);
                self.say_opened();
                let paths = std::mem::take(&mut self.office.handed);
                if paths.is_empty() { Vec::new() } else { self.update_office(OfficeAction::Add(paths)) }
            }
        }
    }

    /// What is not as it was left must not be missed without a word; it is told once.
    fn say_opened(&mut self) {
        let now = self.now;
        let Some(desk) = &mut self.office.desk else { return };
        let told = [desk.lost.take(), desk.cut_off_words(now), aside(&desk.book.aside)];
        let told: Vec<String> = told.into_iter().flatten().collect();
        if !told.is_empty() {
            self.say(Weight::Warning, told.join("；"));
        }
    }

    /// Another book is to be chosen: this one is saved first.
    fn put_away(&mut self) -> Vec<Task> {
        self.dialog = None;
        self.stop_taking();
        self.office.then = Then::Choose;
        self.book_left()
    }

    /// The window is to be closed: it is when what was handed in is read and the book is saved.
    pub(in crate::app) fn quit(&mut self) -> Vec<Task> {
        self.office.then = Then::Quit;
        match self.office.desk.as_ref().is_some_and(|desk| desk.taking.is_under_way()) {
            true => self.show(Dialog::Office(OfficeDialog::Reading)),
            false => self.book_left(),
        }
    }

    /// The window is to be closed, whatever has not been read.
    fn read_no_more(&mut self) -> Vec<Task> {
        self.dialog = None;
        self.stop_taking();
        self.book_left()
    }

    /// What is not saved is; then what was to follow.
    pub(super) fn book_left(&mut self) -> Vec<Task> {
        match (&mut self.office.desk, self.office.then) {
            (Some(desk), Then::Choose) if desk.taking.is_reading() => Vec::new(),
            (Some(desk), Then::Quit) if desk.taking.is_under_way() => Vec::new(),
            (Some(desk), Then::Choose | Then::Quit) if !desk.is_saved() => {
                desk.save_all_if_free().into_iter().collect()
            }
            (_, Then::Choose) => {
                self.office = Office { books: std::mem::take(&mut self.office.books), ..Office::default() };
                self.list_books()
            }
            (_, Then::Quit) => vec![Task::CloseWindow],
            (_, Then::Stay) => Vec::new(),
        }
    }

    /// A save of this book has come back.
    fn book_saved(&mut self, id: &str, edits: u64, result: Result<DateTime, StoreError>) -> Vec<Task> {
        let now = self.now;
        let Some(desk) = self.office.desk.as_mut().filter(|desk| desk.id == id) else {
            return result.err().map_or(Vec::new(), |error| self.told(Err(error)));
        };
        match result {
            Ok(at) => {
                if desk.saved(edits, at) {
                    self.message = None;
                }
                let tasks = self.book_left();
                if tasks.is_empty() { self.save_book_on() } else { tasks }
            }
            Err(error) => {
                desk.save_failed(error.clone(), now);
                self.say(Weight::Error, error.to_string());
                match self.office.then {
                    Then::Stay => Vec::new(),
                    Then::Choose | Then::Quit => self.show(Dialog::Office(OfficeDialog::Unsaved(error))),
                }
            }
        }
    }

    /// A book that grows faster than it is saved is saved on and on.
    fn save_book_on(&mut self) -> Vec<Task> {
        let desk = self.office.desk.as_mut().filter(|desk| desk.has_more_to_save());
        desk.and_then(Desk::save_if_free).into_iter().collect()
    }

    fn retry(&mut self) -> Vec<Task> {
        self.dialog = None;
        self.book_left()
    }

    /// Leaves a book that could not be saved.
    fn abandon_book(&mut self) -> Vec<Task> {
        self.dialog = None;
        self.office.desk = None;
        self.book_left()
    }

    /// Files that were dropped or chosen for the office: into the book at hand, or into the one that is opened next.
    pub(in crate::app) fn hand_in(&mut self, paths: Vec<PathBuf>) -> Vec<Task> {
        self.dialog = None;
        if self.office.desk.is_some() {
            return self.update_office(OfficeAction::Add(paths));
        }
        self.office.handed.extend(paths);
        self.nothing(|state| state.say(Weight::Done, "请先选通知、填推荐单位，然后读入这些文件".into()))
    }
}

/// That there are headings that the list no longer has.
fn aside(headings: &[String]) -> Option<String> {
    let headings: Vec<String> = headings.iter().map(|heading| format!("“{heading}”")).collect();
    let words = "这一栏里的内容仍留在本份汇总里，不列入一览表";
    (!headings.is_empty()).then(|| format!("通知的一览表不再有{}，{words}", headings.join("、")))
}
