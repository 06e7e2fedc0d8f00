//! What each action does: the only place where the state changes.

use super::state::Weight;
use super::task::sample;
use super::{Action, Ask, Dialog, Exported, Leave, Message, Open, Opened, Screen, State, Task};
use crate::draft::{Answer, Draft, Stamp};
use crate::layout::Edition;
use crate::store::{Deleted, Occasion, Outside, Place, Saved, Settings, StoreError, Version};
use std::path::{Path, PathBuf};

/// How long a message stays, in seconds.
const MESSAGE: f64 = 6.0;

impl State {
    /// Carries an action out and tells what work it makes.
    pub fn update(&mut self, action: Action) -> Vec<Task> {
        match action {
            Action::Tick(now) => self.tick(now),
            Action::WindowLeft => self.save_if_needed(Occasion::Typing),
            Action::Go(screen) => self.go(screen),
            Action::Show(dialog) => self.show(dialog),
            Action::Dismiss => self.nothing(State::dismiss),
            Action::Day(today) => self.nothing(|state| state.today = today),
            Action::Heard => self.nothing(|state| state.message = None),
            Action::New { form } => self.begin(&form),
            Action::Sample { name } => self.dismissed(sample(name).into_iter().collect()),
            Action::Open(place) => vec![Task::Open(place)],
            Action::OpenPath(path) => self.dismissed(vec![Task::OpenPath(path)]),
            Action::Duplicate(place) => vec![Task::Duplicate(place)],
            Action::Delete(place) => vec![Task::Delete(place), self.list()],
            Action::Undelete(deleted) => vec![Task::Undelete(deleted), self.list()],
            Action::Restore { place, version } => self.restore(place, version),
            Action::Set(settings) => self.set(settings),
            Action::Pick(ask) => vec![Task::Pick(ask)],
            Action::Reveal(path) => vec![Task::Reveal(path)],
            Action::ExportBlank { form, folder } => self.export_blank(&form, folder),
            Action::Listed { lines, trash, failed } => self.listed(lines, trash, failed),
            Action::Opened(result) => self.opened(result),
            Action::BlankWritten(result) => self.blank_written(result),
            Action::Done(result) => self.told(result),
            Action::NoDialog => self
                .nothing(|state| state.say(Weight::Warning, "系统没有提供选择文件的窗口，请直接在框里填写位置".into())),
            Action::Picked { ask, path } => self.picked(ask, path),
            action => self.update_open(action),
        }
    }

    /// The actions on the draft at hand; without one they do nothing.
    fn update_open(&mut self, action: Action) -> Vec<Task> {
        let now = self.now;
        let Some(open) = &mut self.open else { return Vec::new() };
        match action {
            Action::Answer { field, to } => open.answer(field, to, now),
            Action::Rows { field, to } => open.answer(field, Some(Answer::Rows(to)), now),
            Action::Left(field) => open.left(field, now),
            Action::Undo => open.step_back(now),
            Action::Redo => open.step_forward(now),
            Action::CheckAll => open.check_all(),
            Action::Jump(field) => {
                open.jump_to(field);
                self.screen = Screen::Editor;
            }
            Action::Finding(step) => {
                open.jump_to_finding(step);
                self.screen = Screen::Editor;
            }
            Action::Save => return vec![open.save(Occasion::Asked)],
            Action::Close(leave) => return self.close(leave),
            Action::Abandon => return self.abandon(),
            Action::Copy { to } => {
                let draft = open.draft.clone();
                return self.dismissed(vec![Task::Copy { draft, to }]);
            }
            Action::Export { folder, wanted } => return self.export(folder, wanted),
            Action::Saved { edits, result } => return self.saved(edits, result),
            Action::Versions(result) => return self.versions(result),
            Action::Exported(result) => return self.exported(result),
            Action::Copied(result) => return self.copied(result),
            _ => {}
        }
        Vec::new()
    }

    fn nothing(&mut self, change: impl FnOnce(&mut State)) -> Vec<Task> {
        change(self);
        Vec::new()
    }

    fn dismissed(&mut self, tasks: Vec<Task>) -> Vec<Task> {
        self.dialog = None;
        tasks
    }

    /// Closing is off where the person goes on after a save that failed.
    fn dismiss(&mut self) {
        self.dialog = None;
        if let Some(open) = &mut self.open {
            open.leaving = None;
        }
    }

    /// A copy elsewhere is as good as a save for somebody who is leaving.
    fn copied(&mut self, result: Result<PathBuf, StoreError>) -> Vec<Task> {
        let leaving = self.open.as_ref().filter(|open| open.saving.failed.is_some()).and_then(|open| open.leaving);
        match (&result, leaving) {
            (Ok(_), Some(leave)) => self.leave(leave),
            _ => self.told(result.map(|path| format!("已另存到 {}", path.display()))),
        }
    }

    fn list(&self) -> Task {
        Task::List { today: self.today }
    }

    fn say(&mut self, weight: Weight, words: String) {
        let until = (weight != Weight::Error).then_some(self.now + MESSAGE);
        self.message = Some(Message { weight, words, until });
    }

    fn told(&mut self, result: Result<String, StoreError>) -> Vec<Task> {
        match result {
            Ok(words) => self.say(Weight::Done, words),
            Err(error) => self.say(Weight::Error, error.to_string()),
        }
        Vec::new()
    }

    fn tick(&mut self, now: f64) -> Vec<Task> {
        self.now = now;
        if self.message.as_ref().and_then(|message| message.until).is_some_and(|until| now >= until) {
            self.message = None;
        }
        let due = self.open.as_mut().is_some_and(|open| open.tick(now));
        if due { self.save_if_needed(Occasion::Typing) } else { Vec::new() }
    }

    fn save_if_needed(&mut self, occasion: Occasion) -> Vec<Task> {
        let unsaved = self.open.as_mut().filter(|open| open.saving.edits > open.saving.sent_edits);
        unsaved.map(|open| open.save(occasion)).into_iter().collect()
    }

    fn go(&mut self, screen: Screen) -> Vec<Task> {
        if let (Screen::Preview, Some(open)) = (screen, &mut self.open) {
            open.lay_out();
        }
        let possible = self.open.is_some() || !matches!(screen, Screen::Editor | Screen::Preview);
        self.screen = if possible { screen } else { Screen::Home };
        self.dialog = None;
        if self.screen == Screen::Home { vec![self.list()] } else { Vec::new() }
    }

    fn show(&mut self, dialog: Dialog) -> Vec<Task> {
        let mut tasks = Vec::new();
        if let Some(open) = &mut self.open {
            open.lay_out();
            if matches!(dialog, Dialog::Versions(None)) {
                tasks.push(open.save(Occasion::Typing));
                tasks.push(Task::Versions(open.handle.place().clone()));
            }
        }
        self.dialog = Some(dialog);
        self.dialogs += 1;
        tasks
    }

    fn begin(&mut self, form: &str) -> Vec<Task> {
        let draft = self.form(form).map(|form| Draft::new(form));
        self.dismissed(draft.map(Task::Create).into_iter().collect())
    }

    /// What is typed is saved first, so that it is among the versions too.
    fn restore(&mut self, place: Place, version: Version) -> Vec<Task> {
        if self.open.as_ref().is_some_and(|open| open.saving.failed.is_some()) {
            self.say(Weight::Error, "现在的内容还没有保存成功，暂不能恢复旧版本；请先另存一份".into());
            return Vec::new();
        }
        let mut tasks = self.save_if_needed(Occasion::Closing);
        // The lock is given up here and taken again by the task.
        self.open = None;
        tasks.push(Task::Restore { place, version });
        self.dismissed(tasks)
    }

    fn set(&mut self, settings: Settings) -> Vec<Task> {
        self.settings = settings.clone();
        vec![Task::KeepSettings(settings)]
    }

    fn listed(&mut self, lines: Vec<super::Line>, trash: Vec<Deleted>, failed: Option<StoreError>) -> Vec<Task> {
        if let Some(error) = failed {
            self.say(Weight::Error, error.to_string());
        }
        self.home = super::Home { lines, trash, listed: true };
        Vec::new()
    }

    fn opened(&mut self, result: Result<Box<Opened>, StoreError>) -> Vec<Task> {
        let opened = match result {
            Ok(opened) => *opened,
            Err(error) => {
                self.screen = Screen::Home;
                self.say(Weight::Error, error.to_string());
                return vec![self.list()];
            }
        };
        let Some(form) = self.form(&opened.draft.form).cloned() else {
            self.say(Weight::Error, format!("这份草稿用的表式“{}”本程序里没有，文件没有改动", opened.draft.form));
            return Vec::new();
        };
        if opened.lock.is_none() {
            let words = "这份草稿已在另一个窗口打开；两边都改时，后保存的会盖住先保存的（先保存的留在历史版本里）";
            self.say(Weight::Error, words.into());
        }
        let peers = self.home.peers_of(Some(opened.handle.place()));
        self.open = Some(Open::new(form, opened, peers, self.today));
        self.screen = Screen::Editor;
        Vec::new()
    }

    /// Saves and leaves once that is done; where nothing is to be saved, at once.
    fn close(&mut self, leave: Leave) -> Vec<Task> {
        let Some(open) = &mut self.open else { return Vec::new() };
        open.leaving = Some(leave);
        match open.saving.is_saved() {
            true => self.leave(leave),
            false => vec![open.save(Occasion::Closing)],
        }
    }

    fn leave(&mut self, leave: Leave) -> Vec<Task> {
        self.open = None;
        self.dialog = None;
        self.screen = Screen::Home;
        match leave {
            Leave::Home => vec![self.list()],
            Leave::Quit => vec![Task::CloseWindow],
        }
    }

    fn abandon(&mut self) -> Vec<Task> {
        let leave = self.open.as_ref().and_then(|open| open.leaving).unwrap_or(Leave::Home);
        self.leave(leave)
    }

    fn saved(&mut self, edits: u64, result: Result<Saved, StoreError>) -> Vec<Task> {
        let now = self.now;
        let Some(open) = &mut self.open else { return Vec::new() };
        let leaving = open.leaving;
        match result {
            Err(error) => {
                open.save_failed(error.clone(), now);
                self.say(Weight::Error, error.to_string());
                if leaving.is_some() {
                    return self.show(Dialog::Unsaved(error));
                }
            }
            Ok(saved) => {
                open.saving.saved_edits = open.saving.saved_edits.max(edits);
                open.saving.at = Some(saved.at);
                if open.saving.failed.take().is_some() {
                    self.message = None;
                }
                let is_saved = self.open.as_ref().is_some_and(|open| open.saving.is_saved());
                self.tell_outside(&saved);
                if let (Some(leave), true) = (leaving, is_saved) {
                    return self.leave(leave);
                }
            }
        }
        Vec::new()
    }

    fn tell_outside(&mut self, saved: &Saved) {
        let words = match &saved.outside {
            Some(Outside::Changed(_)) => "文件被别的程序改过，那一版已放进历史版本，这里的内容已保存",
            Some(Outside::Gone) => "文件被移走或删除过，已在原处重新保存",
            None => return,
        };
        self.say(Weight::Warning, words.into());
    }

    fn versions(&mut self, result: Result<Vec<Version>, StoreError>) -> Vec<Task> {
        match result {
            Ok(versions) if matches!(self.dialog, Some(Dialog::Versions(_))) => {
                self.dialog = Some(Dialog::Versions(Some(versions)));
                Vec::new()
            }
            Ok(_) => Vec::new(),
            Err(error) => {
                self.dialog = None;
                self.told(Err(error))
            }
        }
    }

    fn export(&mut self, folder: PathBuf, wanted: super::Wanted) -> Vec<Task> {
        let Some(open) = &mut self.open else { return Vec::new() };
        open.lay_out();
        let (form, draft, edition) = (open.form.clone(), open.draft.clone(), open.edition());
        let export = super::Export { form, draft, edition, wanted, folder: folder.clone() };
        let mut tasks = self.remember_export_folder(folder);
        tasks.push(Task::Export(Box::new(export)));
        self.dismissed(tasks)
    }

    fn export_blank(&mut self, form: &str, folder: PathBuf) -> Vec<Task> {
        let Some(form) = self.form(form).cloned() else { return Vec::new() };
        let mut tasks = self.remember_export_folder(folder.clone());
        tasks.push(Task::ExportBlank { form, folder });
        self.dismissed(tasks)
    }

    fn remember_export_folder(&mut self, folder: PathBuf) -> Vec<Task> {
        self.export_folder = folder.clone();
        if self.settings.export_folder.as_ref() == Some(&folder) {
            return Vec::new();
        }
        self.settings.export_folder = Some(folder);
        vec![Task::KeepSettings(self.settings.clone())]
    }

    /// Printing for the stamp freezes the answers as they went out.
    fn exported(&mut self, result: Result<Exported, String>) -> Vec<Task> {
        let exported = match result {
            Ok(exported) => exported,
            Err(words) => {
                self.say(Weight::Error, words);
                return Vec::new();
            }
        };
        let is_final = exported.edition == Edition::Final && exported.with_pdf;
        let mut tasks = Vec::new();
        if let (true, Some(open)) = (is_final, &mut self.open) {
            let answers = exported.draft.answers;
            open.draft.stamp = Some(Stamp { code: exported.code, at: exported.at, answers });
            open.saving.edits += 1;
            tasks.push(open.save(Occasion::Asked));
        }
        tasks.extend(self.show(Dialog::Exported { files: exported.files, folder: exported.folder, is_final }));
        tasks
    }

    fn blank_written(&mut self, result: Result<PathBuf, String>) -> Vec<Task> {
        match result {
            Ok(path) => {
                let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
                self.show(Dialog::Exported { files: vec![path], folder, is_final: false })
            }
            Err(words) => self.nothing(|state| state.say(Weight::Error, words)),
        }
    }

    /// A picked path goes into the dialog that asked for it, or straight to work.
    fn picked(&mut self, ask: Ask, path: Option<PathBuf>) -> Vec<Task> {
        match (ask, path) {
            (Ask::OpenDraft, Some(path)) => self.dismissed(vec![Task::OpenPath(path)]),
            (Ask::CopyTo, Some(path)) => self.update(Action::Copy { to: path }),
            (Ask::ExportFolder, Some(path)) => {
                self.export_folder = path;
                self.dialogs += 1;
                Vec::new()
            }
            (_, None) => Vec::new(),
        }
    }
}
