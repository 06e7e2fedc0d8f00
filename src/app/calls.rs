//! The calls at hand while the program runs: dropped in, taken in, and a draft moved to a newer form.

use super::state::Weight;
use super::{Dialog, Newer, State, Task};
use crate::form::{Catalogue, Notice, Refused};
use crate::store::{Occasion, StoreError};
use std::path::PathBuf;
use std::sync::Arc;

impl State {
    /// Looks whether calls were dropped in or changed.
    pub(super) fn look_for_packs(&self) -> Task {
        Task::Packs { known: self.catalogue.clone() }
    }

    /// What is done when the home screen is shown, and at the start.
    pub fn look_around(&self) -> Vec<Task> {
        vec![self.list(), self.look_for_packs()]
    }

    /// The calls at hand, where they are others than before.
    pub(super) fn packs(&mut self, catalogue: Option<Arc<Catalogue>>) -> Vec<Task> {
        self.packs_read = true;
        let Some(catalogue) = catalogue else { return Vec::new() };
        self.catalogue = catalogue;
        if let Some(open) = &mut self.open {
            open.newer = Newer::than(&open.form, self.catalogue.form(&open.form.id));
        }
        vec![self.list()]
    }

    pub(super) fn import(&mut self, from: PathBuf) -> Vec<Task> {
        self.dialog = None;
        vec![Task::Import(from)]
    }

    pub(super) fn imported(&mut self, result: Result<Vec<String>, Vec<Refused>>) -> Vec<Task> {
        match result {
            Err(refused) => self.show(Dialog::Refused(refused)),
            Ok(ids) => {
                self.say(Weight::Done, format!("已导入表式：{}", ids.join("、")));
                vec![self.look_for_packs()]
            }
        }
    }

    /// Into the folder that exports go to.
    pub(super) fn take_out(&self, notice: &str) -> Vec<Task> {
        let found = self.catalogue.notices().iter().find(|known| known.id == notice);
        let task = |notice: &Arc<Notice>| Task::TakeOut { notice: notice.clone(), folder: self.export_folder.clone() };
        found.map(task).into_iter().collect()
    }

    pub(super) fn taken_out(&mut self, result: Result<PathBuf, StoreError>) -> Vec<Task> {
        match result {
            Ok(folder) => {
                self.say(Weight::Done, format!("表式文件已取出到 {}；改好后用“导入表式…”导入", folder.display()));
                vec![Task::Reveal(folder)]
            }
            Err(error) => self.told(Err(error)),
        }
    }

    /// Moves the draft to the newer form. Every answer stays under its question's id, also where the newer form has no
    /// such question, unless a new question names that id in its `also` and takes the answer along. The draft as it was is kept among its versions, and opens with the form that it was made with.
    pub(super) fn renew(&mut self) -> Vec<Task> {
        self.dialog = None;
        let Some(open) = &mut self.open else { return Vec::new() };
        let Some(Newer { form, .. }) = open.newer.take() else { return Vec::new() };
        let before = open.save(Occasion::Asked);
        open.renew(form.clone());
        let after = open.save(Occasion::Asked);
        self.say(Weight::Done, "已改用新版表式；改用之前的一版在“更多 → 历史版本”里".into());
        vec![before, Task::Keep(form), after]
    }
}
