//! The one way out of a draft: home, out of the program, to another draft, to an earlier version. Each waits until what
//! is typed is on the disk and what is being exported is written.

use super::state::Weight;
use super::{Action, Dialog, Exported, Leave, Replace, Screen, State, Task};
use crate::draft::Stamp;
use crate::layout::Edition;
use crate::store::{Occasion, Outside, Place, Saved, StoreError};
use std::path::PathBuf;

impl State {
    /// Saves, then leaves; where nothing is to be saved, at once.
    pub(super) fn close(&mut self, leave: Leave) -> Vec<Task> {
        self.dialog = None;
        let Some(open) = &mut self.open else { return self.after(leave) };
        open.leaving = Some(leave.clone());
        // A draft that was touched is saved once more, so that its last state is among the versions.
        match (open.exporting, open.saving.edits > 0) {
            (true, _) => Vec::new(),
            (false, false) => self.leave(leave),
            (false, true) => vec![open.save(Occasion::Closing)],
        }
    }

    fn leave(&mut self, leave: Leave) -> Vec<Task> {
        if let Some(open) = self.open.take() {
            self.jumps = open.jump.serial;
        }
        // What was said of this draft does not concern the next screen; errors stay until they are read.
        self.message.take_if(|message| message.weight != Weight::Error);
        self.dialog = None;
        self.after(leave)
    }

    /// What follows once no draft is open any more.
    fn after(&mut self, leave: Leave) -> Vec<Task> {
        // Whoever does not leave the program after all is where he was.
        if self.screen != Screen::Office || !matches!(leave, Leave::Quit) {
            self.screen = Screen::Home;
        }
        let was_letter = self.back_from_letter();
        match leave {
            Leave::Home if was_letter => self.go(Screen::Office),
            Leave::Home => self.look_around(),
            Leave::Quit => self.quit(),
            Leave::Office => self.go(Screen::Office),
            Leave::OpenPath(path) => self.start(Task::OpenPath(path)),
            Leave::Restore { place, version } => self.start(Task::Restore { place, version }),
        }
    }

    /// Closes although the draft could not be saved.
    pub(super) fn abandon(&mut self) -> Vec<Task> {
        let leave = self.open.as_mut().and_then(|open| open.leaving.take()).unwrap_or(Leave::Home);
        self.leave(leave)
    }

    /// Leaving is off where the person goes on.
    pub(super) fn dismiss(&mut self) {
        self.dialog = None;
        self.office.stay();
        if let Some(open) = &mut self.open {
            open.leaving = None;
        }
    }

    /// A save of this draft has come back.
    pub(super) fn saved(&mut self, place: &Place, edits: u64, result: Result<Saved, StoreError>) -> Vec<Task> {
        let now = self.now;
        let Some(open) = self.open.as_mut().filter(|open| open.handle.place() == place) else {
            return result.err().map_or(Vec::new(), |error| self.told(Err(error)));
        };
        match result {
            Err(error) => {
                open.saving.went_wrong(error.clone(), now);
                let leaving = open.leaving.is_some();
                self.say(Weight::Error, error.to_string());
                // A dialog that is open, such as the one for a copy elsewhere, stays.
                if leaving && self.dialog.is_none() { self.show(Dialog::Unsaved(error)) } else { Vec::new() }
            }
            Ok(saved) => {
                if open.saving.succeeded(edits, saved.at) {
                    self.message = None;
                }
                // What else happened to the file is said last, so that leaving does not take it away.
                let tasks = self.leave_if_saved();
                self.tell_outside(&saved);
                tasks
            }
        }
    }

    fn leave_if_saved(&mut self) -> Vec<Task> {
        // Somebody who is typing a path for a copy is not thrown out by a save that succeeds after all.
        let busy = self.dialog.as_ref().is_some_and(|dialog| !matches!(dialog, Dialog::Unsaved(_)));
        let ready = self.open.as_mut().filter(|open| !busy && !open.exporting && open.saving.is_saved());
        match ready.and_then(|open| open.leaving.take()) {
            Some(leave) => self.leave(leave),
            None => Vec::new(),
        }
    }

    fn tell_outside(&mut self, saved: &Saved) {
        match (&saved.outside, &saved.no_version) {
            (Some(Outside::Changed(_)), _) => {
                self.say(Weight::Warning, "文件被别的程序改过，那一版已放进历史版本，这里的内容已保存".into());
            }
            (Some(Outside::Gone), _) => self.say(Weight::Warning, "文件被移走或删除过，已在原处重新保存".into()),
            (None, Some(error)) => self.say(Weight::Warning, format!("草稿已保存，但没能留下历史版本：{error}")),
            (None, None) => {}
        }
    }

    pub(super) fn copy(&mut self, to: PathBuf, replace: Replace) -> Vec<Task> {
        let draft = self.open.as_ref().map(|open| open.draft.clone());
        self.dialog = None;
        draft.map(|draft| Task::Copy { draft, to, replace }).into_iter().collect()
    }

    /// A copy elsewhere is as good as a save for somebody who is leaving.
    pub(super) fn copied(&mut self, result: Result<PathBuf, StoreError>) -> Vec<Task> {
        let unsaved = self.open.as_mut().filter(|open| open.saving.failed.is_some() && open.leaving.is_some());
        let Some(open) = unsaved else {
            return self.told(result.map(|path| format!("已另存到 {}", path.display())));
        };
        match result {
            Ok(_) => self.abandon(),
            Err(error) => {
                let unsaved = open.saving.failed.clone();
                self.say(Weight::Error, error.to_string());
                self.show(Dialog::Unsaved(unsaved.unwrap_or(error)))
            }
        }
    }

    /// Printing for the stamp freezes the answers as they went out.
    pub(super) fn exported(&mut self, place: &Place, result: Result<Box<Exported>, String>) -> Vec<Task> {
        let open = self.open.as_mut().filter(|open| open.handle.place() == place);
        let Some(open) = open else { return Vec::new() };
        open.exporting = false;
        let exported = match result {
            Ok(exported) => exported,
            Err(words) => {
                self.say(Weight::Error, words);
                return self.leave_if_saved();
            }
        };
        // What went wrong before is mended.
        self.message = None;
        let is_final = exported.edition == Edition::Final && exported.with_pdf;
        let mut tasks = Vec::new();
        if is_final {
            let answers = exported.draft.answers;
            open.stamp(Stamp { code: exported.code, at: exported.at, answers });
            tasks.push(open.save(Occasion::Asked));
        }
        match open.leaving.is_some() {
            true => tasks.extend(self.leave_if_saved()),
            false => {
                tasks.extend(self.show(Dialog::Exported { files: exported.files, folder: exported.folder, is_final }));
            }
        }
        tasks
    }

    /// What is dropped onto the window is a draft to open; in the office, rows to take in.
    pub(super) fn dropped(&mut self, paths: Vec<PathBuf>) -> Vec<Task> {
        if self.screen == Screen::Office {
            return self.hand_in(paths);
        }
        paths.into_iter().next().map_or(Vec::new(), |path| self.update(Action::OpenPath(path)))
    }

    /// A picked path goes into the dialog that asked for it, or straight to work.
    pub(super) fn picked(&mut self, ask: super::Ask, paths: Vec<PathBuf>) -> Vec<Task> {
        match (ask, paths.first().cloned()) {
            (super::Ask::OpenDraft, Some(path)) => self.update(Action::OpenPath(path)),
            (super::Ask::CallFolder, Some(from)) => self.import(from),
            (super::Ask::CopyTo, Some(to)) => self.copy(to, Replace::Confirmed),
            (super::Ask::RowFiles | super::Ask::RowFolder, Some(_)) => self.hand_in(paths),
            (super::Ask::Papers, Some(_)) => self.papers(paths),
            (super::Ask::OldDraft, from @ Some(_)) => {
                self.dialog = Some(Dialog::Carry { from });
                Vec::new()
            }
            (super::Ask::ExportFolder, Some(path)) => {
                self.export_folder = path;
                self.dialogs += 1;
                Vec::new()
            }
            (_, None) => Vec::new(),
        }
    }
}
