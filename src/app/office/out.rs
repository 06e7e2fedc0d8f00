//! What each action on what goes out does.

use super::action::{OfficeAction, OfficeTask};
use super::desk::Desk;
use super::give::{Given, Giving, Paper, Remarking, Verified};
use crate::app::{Action, Dialog, Opened, Screen, State, Task, Weight};
use crate::office::{On, RowId, letter_of};
use crate::store::StoreError;
use std::path::PathBuf;

impl Desk {
    /// Compares papers with the rows, beside those that were given before.
    pub(super) fn verify(&mut self, papers: Vec<Paper>) -> Vec<Task> {
        for paper in papers {
            // One that is given again may say something else by now.
            self.papers.retain(|before| !before.is(&paper));
            self.papers.push(paper);
        }
        vec![OfficeTask::Verify { book: self.book.clone(), papers: self.papers.clone() }.into()]
    }

    /// What came of it; files that were read are not read again for the next paper.
    pub(super) fn compared(&mut self, read: Vec<Paper>, verified: Verified) {
        self.verified = verified;
        for paper in read {
            self.papers.iter_mut().filter(|before| before.is(&paper)).for_each(|before| *before = paper.clone());
        }
    }
}

impl State {
    /// Opens the letter in the editor, with the rows of now.
    pub(super) fn begin_letter(&mut self) -> Vec<Task> {
        let Some(desk) = &self.office.desk else { return Vec::new() };
        let Some(form) = letter_of(&desk.book.call).cloned() else { return Vec::new() };
        let (id, book, begun) = (desk.id.clone(), desk.book.clone(), desk.letter.clone());
        self.start(OfficeTask::Letter { id, book, form, begun }.into())
    }

    /// The way back from the letter leads here.
    pub(super) fn letter_opened(&mut self, id: &str, result: Result<Box<Opened>, StoreError>) -> Vec<Task> {
        let now = self.now;
        if let (Ok(opened), Some(desk)) = (&result, self.office.desk.as_mut().filter(|desk| desk.id == id)) {
            desk.letter = Some(opened.handle.place().id().to_string());
            desk.saving.edited(now);
        }
        let tasks = self.update(Action::Opened(result));
        self.office.in_letter = self.open.is_some();
        tasks
    }

    /// Whether the draft that was left is the letter: then the office is shown again.
    pub(in crate::app) fn back_from_letter(&mut self) -> bool {
        let was_letter = self.office.is_in_letter();
        self.office.in_letter = false;
        was_letter
    }

    pub(super) fn give(&mut self, folder: PathBuf) -> Vec<Task> {
        self.dialog = None;
        let mut tasks = self.remember_export_folder(&folder);
        let today = self.today;
        let Some(desk) = &mut self.office.desk else { return tasks };
        if std::mem::replace(&mut desk.giving, true) {
            return tasks;
        }
        let book = desk.book.clone();
        let giving = Giving { letter: letter_of(&book.call).cloned(), begun: desk.letter.clone(), book, today, folder };
        tasks.push(OfficeTask::Give { id: desk.id.clone(), giving }.into());
        tasks
    }

    pub(super) fn given(&mut self, id: &str, result: Result<Given, String>) -> Vec<Task> {
        if let Some(desk) = self.office.desk.as_mut().filter(|desk| desk.id == id) {
            desk.giving = false;
        }
        match result {
            Ok(Given { folder, files }) => self.show(Dialog::Exported { files, folder, is_final: false }),
            Err(words) => self.nothing(|state| state.say(Weight::Error, words)),
        }
    }

    pub(super) fn remark(&mut self, row: RowId, remarks: Vec<(On, String)>, folder: PathBuf) -> Vec<Task> {
        self.dialog = None;
        let mut tasks = self.remember_export_folder(&folder);
        let Some(desk) = &self.office.desk else { return tasks };
        let Some(entry) = desk.book.entry(row) else { return tasks };
        let (form, row) = (self.form(&entry.row.form).cloned(), entry.row.clone());
        let (list, office) = (desk.book.list.clone(), desk.book.office.clone());
        let remarking = Remarking { row, list, office, form, remarks, folder };
        tasks.push(OfficeTask::Remark(Box::new(remarking)).into());
        tasks
    }

    pub(super) fn remarked(&mut self, result: Result<PathBuf, StoreError>) -> Vec<Task> {
        self.told(result.map(|path| format!("退回意见已存到 {}，请发给申报单位", path.display())))
    }

    /// Papers that the system's dialog gave.
    pub(in crate::app) fn papers(&mut self, paths: Vec<PathBuf>) -> Vec<Task> {
        self.screen = Screen::Office;
        self.update_office(OfficeAction::Verify(paths.into_iter().map(Paper::File).collect()))
    }
}
