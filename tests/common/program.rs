//! The program without screens: a real folder, and tasks that are run by hand.

use jiff::civil::Date;
use shenbao::app::{Action, Folders, State, Task, run};
use shenbao::form::Catalogue;
use shenbao::store::{Folder, Settings};
use std::sync::Arc;

pub struct Program {
    pub state: State,
    pub folder: Folder,
    /// What goes out lands here; the drafts are in a folder in it.
    pub temp: tempfile::TempDir,
}

impl Program {
    /// A fresh installation on that day.
    pub fn on(today: Date) -> Self {
        let temp = tempfile::tempdir().unwrap();
        let folders = Folders { data: temp.path().join("data"), documents: temp.path().into() };
        let folder = Folder::at(&folders.data);
        let state = State::new(today, Arc::new(Catalogue::built_in()), Settings::default(), folders);
        Program { state, folder, temp }
    }

    /// Carries the action out and every task that follows.
    pub fn act(&mut self, action: Action) {
        let tasks = self.state.update(action);
        self.finish(tasks);
    }

    pub fn finish(&mut self, tasks: Vec<Task>) {
        for task in tasks {
            if let Some(action) = run(&self.folder, task) {
                self.act(action);
            }
        }
    }
}
