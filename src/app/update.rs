//! What each action does: the only place where the state changes. The ways out of a draft are in `leave.rs`.

use super::state::Weight;
use super::task::sample;
use super::{
    Action, Ask, Desk, Dialog, Export, Home, Leave, Match, Message, OfficeDialog, Open, Opened, Screen, State, Task,
    Wanted,
};
use crate::draft::{Answer, Draft};
use crate::store::{Occasion, Place, Settings, StoreError, Version};
use std::path::{Path, PathBuf};

/// How long a message stays, in seconds.
const MESSAGE: f64 = 6.0;

/// What is said of a draft whose form is nowhere.
fn missing(form: &str) -> String {
    format!("本机没有表式“{form}”：请在工作台“导入表式…”导入这项通知的表式文件夹，再打开草稿；草稿没有改动")
}

impl State {
    /// Carries an action out and tells what work it makes.
    pub fn update(&mut self, action: Action) -> Vec<Task> {
        match action {
            Action::Tick(now) => self.tick(now),
            Action::Day(today) => self.set_today(today),
            Action::WindowCame => vec![self.look_for_packs()],
            Action::WindowLeft => {
                let mut tasks = self.save_if_needed(Occasion::Typing);
                tasks.extend(self.save_book());
                tasks
            }
            Action::Go(screen) => self.go(screen),
            Action::Show(dialog) => self.show(dialog),
            Action::Dismiss => self.nothing(State::dismiss),
            Action::Heard => self.nothing(|state| state.message = None),
            Action::New { form } => self.begin(&form),
            Action::Sample { name } => sample(name).map_or(Vec::new(), |task| self.start(task)),
            Action::Import(from) => self.import(from),
            Action::Renew => self.renew(),
            Action::Open(place) => self.start(Task::Open(place)),
            Action::OpenPath(path) => self.open_path(path),
            Action::Duplicate(place) => self.start(Task::Duplicate(place)),
            Action::Carry { from, form, choices } => self.carry(from, &form, choices),
            Action::Delete(place) => vec![Task::Delete(place), self.list()],
            Action::Undelete(deleted) => vec![Task::Undelete(deleted), self.list()],
            Action::Close(leave) => self.close(leave),
            Action::Restore { place, version } => self.close(Leave::Restore { place, version }),
            Action::Set(settings) => self.set(settings),
            Action::Pick(ask) => vec![Task::Pick(ask)],
            Action::Reveal(path) => vec![Task::Reveal(path)],
            Action::TakeOut { notice } => self.take_out(&notice),
            Action::TakenOut(result) => self.taken_out(result),
            Action::ExportBlank { form, folder } => self.export_blank(&form, folder),
            Action::Listed { lines, trash } => self.nothing(|state| state.home = Home { lines, trash, listed: true }),
            Action::Packs(catalogue) => self.packs(catalogue),
            Action::Imported(result) => self.imported(result),
            Action::NotListed(error) => {
                self.home.listed = true;
                self.told(Err(error))
            }
            Action::Opened(result) => self.opened(result),
            Action::Carried(result) => self.carried(result),
            Action::Comments(comments) => self.claim(comments),
            Action::Unclaimed(comments) => self.unclaimed(comments),
            Action::Looked { path, read } => self.looked(path, read),
            Action::Damaged { place, error, version } => {
                self.opening = false;
                self.show(Dialog::Damaged { place, error, version })
            }
            Action::BlankWritten(result) => self.blank_written(result),
            Action::Done(result) => self.told(result),
            Action::Warn(words) => self.nothing(|state| state.say(Weight::Warning, words)),
            Action::NoDialog(ask) => self.no_dialog(ask),
            Action::Office(action) => self.update_office(action),
            Action::Picked { ask, paths } => self.picked(ask, paths),
            Action::Dropped(paths) => self.dropped(paths),
            Action::Copied(result) => self.copied(result),
            Action::Saved { place, edits, result } => self.saved(&place, edits, result),
            Action::Exported { place, result } => self.exported(&place, result),
            action => self.update_open(action),
        }
    }

    /// The actions on the draft at hand; without one they do nothing.
    fn update_open(&mut self, action: Action) -> Vec<Task> {
        let now = self.now;
        if self.screen == Screen::Office {
            return self.update_in_office(&action);
        }
        let Some(open) = &mut self.open else { return Vec::new() };
        match action {
            Action::Answer { field, to } => open.answer(field, to, now),
            Action::Rows { field, to } => open.answer(field, Some(Answer::Rows(to)), now),
            Action::Left(field) => open.left(field, now),
            Action::PutBack { number } => open.put_back(number, now),
            Action::Settle { number, done } => open.settle(number, done, now),
            Action::TickOff { number, done } => open.tick_off(number, done, now),
            Action::Undo => open.step_back(now),
            Action::Redo => open.step_forward(now),
            Action::CheckAll => open.check_all(),
            Action::Jump(place) => {
                open.jump_to(place);
                self.screen = Screen::Editor;
            }
            Action::Finding(step) => {
                open.jump_to_finding(step);
                self.screen = Screen::Editor;
            }
            Action::Save => return vec![open.save(Occasion::Asked)],
            Action::Abandon => return self.abandon(),
            Action::Copy { to, replace } => return self.copy(to, replace),
            Action::Export { folder, wanted } => return self.export(folder, wanted),
            Action::Versions { place, result } => return self.versions(&place, result),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn nothing(&mut self, change: impl FnOnce(&mut State)) -> Vec<Task> {
        change(self);
        Vec::new()
    }

    pub(super) fn list(&self) -> Task {
        Task::List { today: self.today, catalogue: self.catalogue.clone() }
    }

    pub(super) fn say(&mut self, weight: Weight, words: String) {
        let until = (weight == Weight::Done).then_some(self.now + MESSAGE);
        self.message = Some(Message { weight, words, until });
    }

    pub(super) fn told(&mut self, result: Result<String, StoreError>) -> Vec<Task> {
        match result {
            Ok(words) => self.say(Weight::Done, words),
            Err(error) => self.say(Weight::Error, error.to_string()),
        }
        Vec::new()
    }

    fn no_dialog(&mut self, ask: Ask) -> Vec<Task> {
        if matches!(ask, Ask::RowFiles | Ask::RowFolder) {
            return self.show(Dialog::Office(OfficeDialog::Add));
        }
        self.nothing(|state| state.say(Weight::Warning, "系统没有提供选择文件的窗口，请直接在框里填写位置".into()))
    }

    fn tick(&mut self, now: f64) -> Vec<Task> {
        self.now = now;
        if self.message.as_ref().and_then(|message| message.until).is_some_and(|until| now >= until) {
            self.message = None;
        }
        let due = self.open.as_mut().is_some_and(|open| open.tick(now));
        let mut tasks = if due { self.save_if_needed(Occasion::Typing) } else { Vec::new() };
        self.office.desk.iter_mut().for_each(Desk::search_on);
        let book = self.office.desk.as_mut().filter(|desk| desk.saving.is_due(now));
        tasks.extend(book.and_then(Desk::save_if_free));
        tasks
    }

    fn set_today(&mut self, today: jiff::civil::Date) -> Vec<Task> {
        self.today = today;
        if let Some(open) = &mut self.open {
            open.set_today(today);
        }
        vec![self.list()]
    }

    fn save_if_needed(&mut self, occasion: Occasion) -> Vec<Task> {
        let unsaved = self.open.as_mut().filter(|open| open.saving.is_owed());
        unsaved.map(|open| open.save(occasion)).into_iter().collect()
    }

    pub(super) fn go(&mut self, screen: Screen) -> Vec<Task> {
        if let (Screen::Preview, Some(open)) = (screen, &mut self.open) {
            open.lay_out();
        }
        let possible = self.open.is_some() || !matches!(screen, Screen::Editor | Screen::Preview);
        self.screen = if possible { screen } else { Screen::Home };
        self.dialog = None;
        match self.screen {
            Screen::Home => self.save_book().into_iter().chain(self.look_around()).collect(),
            Screen::Office => self.list_books(),
            Screen::Editor | Screen::Preview | Screen::Settings => Vec::new(),
        }
    }

    pub(super) fn show(&mut self, dialog: Dialog) -> Vec<Task> {
        let mut tasks = Vec::new();
        if let Some(open) = &mut self.open {
            open.lay_out();
            if matches!(dialog, Dialog::Versions(None)) {
                let place = open.handle.place().clone();
                tasks = self.save_if_needed(Occasion::Typing);
                tasks.push(Task::Versions(place));
            }
        }
        self.dialog = Some(dialog);
        self.dialogs += 1;
        tasks
    }

    /// Begins to open a draft. A second click while one is being opened does nothing.
    pub(super) fn start(&mut self, task: Task) -> Vec<Task> {
        self.dialog = None;
        if self.open.is_some() || std::mem::replace(&mut self.opening, true) {
            return Vec::new();
        }
        vec![task]
    }

    fn begin(&mut self, form: &str) -> Vec<Task> {
        let draft = self.form(form).map(|form| Draft::new(form));
        draft.map_or(Vec::new(), |draft| self.start(Task::Create(draft)))
    }

    /// The draft at hand is left first, unless the file holds comments on it; the one that is open already is only shown.
    fn open_path(&mut self, path: PathBuf) -> Vec<Task> {
        self.dialog = None;
        match &self.open {
            Some(open) if open.handle.place().path() == path => self.nothing(|state| state.screen = Screen::Editor),
            Some(_) => vec![Task::Look(path)],
            None => self.start(Task::OpenPath(path)),
        }
    }

    fn set(&mut self, settings: Settings) -> Vec<Task> {
        self.settings = settings.clone();
        vec![Task::KeepSettings(settings)]
    }

    fn opened(&mut self, result: Result<Box<Opened>, StoreError>) -> Vec<Task> {
        self.opening = false;
        let mut opened = match result {
            Ok(opened) => *opened,
            Err(error) => {
                self.say(Weight::Error, error.to_string());
                return vec![self.list()];
            }
        };
        let Some(found) = Match::of(self.form(&opened.draft.form), opened.kept.take()) else {
            self.say(Weight::Error, missing(&opened.draft.form));
            return vec![self.list()];
        };
        // What was wrong with another file does not concern this one.
        self.message.take_if(|message| message.weight == Weight::Error);
        if opened.lock.is_none() {
            let words = "这份草稿已在另一个窗口打开；两边都改时，后保存的会盖住先保存的（先保存的留在历史版本里）";
            self.say(Weight::Warning, words.into());
        }
        if let Some(at) = opened.restored {
            let at = at.strftime("%Y-%m-%d %H:%M:%S");
            self.say(Weight::Warning, format!("已恢复到{at}的一版，请核对那以后填的内容"));
        }
        let place = opened.handle.place().clone();
        let remarks = std::mem::take(&mut opened.remarks);
        let peers = self.home.peers_of(Some(&place));
        let keep = Task::Keep(found.form.clone());
        self.open = Some(Open::new(found, opened, peers, self.today, self.jumps));
        self.screen = Screen::Editor;
        let mut tasks = self.remember(&place);
        tasks.push(keep);
        tasks.extend(self.received(remarks));
        tasks
    }

    /// Drafts outside the data folder are offered again when a file is to be opened.
    fn remember(&mut self, place: &Place) -> Vec<Task> {
        let path = place.path();
        if path.starts_with(self.data_folder.join("drafts"))
            || self.settings.recent.first().is_some_and(|first| first == path)
        {
            return Vec::new();
        }
        let mut settings = self.settings.clone();
        settings.remember(path);
        settings.open_folder = path.parent().map(Path::to_path_buf);
        self.set(settings)
    }

    fn versions(&mut self, place: &Place, result: Result<Vec<Version>, StoreError>) -> Vec<Task> {
        let asked = matches!(self.dialog, Some(Dialog::Versions(_)));
        let ours = self.open.as_ref().is_some_and(|open| open.handle.place() == place);
        match result {
            Ok(versions) if asked && ours => {
                self.nothing(|state| state.dialog = Some(Dialog::Versions(Some(versions))))
            }
            Ok(_) => Vec::new(),
            Err(error) => {
                self.dialog = None;
                self.told(Err(error))
            }
        }
    }

    fn export(&mut self, folder: PathBuf, wanted: Wanted) -> Vec<Task> {
        self.dialog = None;
        let mut tasks = self.remember_export_folder(&folder);
        let Some(open) = &mut self.open else { return tasks };
        open.exporting = true;
        let place = open.handle.place().clone();
        let (form, draft, today, peers) = (open.form.clone(), open.draft.clone(), self.today, open.peers());
        let export = Box::new(Export { form, draft, today, peers, wanted, folder });
        tasks.push(Task::Export { place, export });
        tasks
    }

    fn export_blank(&mut self, form: &str, folder: PathBuf) -> Vec<Task> {
        self.dialog = None;
        let Some(form) = self.form(form).cloned() else { return Vec::new() };
        let mut tasks = self.remember_export_folder(&folder);
        tasks.push(Task::ExportBlank { form, folder });
        tasks
    }

    pub(super) fn remember_export_folder(&mut self, folder: &Path) -> Vec<Task> {
        self.export_folder = folder.to_path_buf();
        if self.settings.export_folder.as_deref() == Some(folder) {
            return Vec::new();
        }
        self.set(Settings { export_folder: Some(folder.to_path_buf()), ..self.settings.clone() })
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
}
