//! The two threads that tasks run on, one after another on each, and the system's own dialogs.

use super::crash;
use crate::app::{Action, Ask, Open, State, Task, run};
use crate::store::{Act, Cause, Folder, Place, SHEETS, StoreError, names};
use eframe::egui::Context;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A dialog that is gone sooner than this was never there: no person is so quick.
const NO_DIALOG: Duration = Duration::from_millis(250);

/// Endings of files that tell which answers they carry.
const PAPERS: &[&str] = &["pdf", "xlsx", "xls", "ods"];

/// Tasks in, actions out.
pub struct Worker {
    /// Long work has a thread of its own, so that what is typed meanwhile is saved.
    short: Lane,
    long: Lane,
    actions: Receiver<Action>,
    back: Sender<Action>,
    context: Context,
}

/// A thread, and the way to it.
struct Lane {
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<()>>,
}

impl Lane {
    /// Starts the thread. Each finished task asks for a frame.
    fn start(folder: Folder, done: Sender<Action>, frame: Context) -> Self {
        let (tasks, waiting) = channel();
        let thread = std::thread::spawn(move || {
            for task in waiting {
                // A fault in one task must not silence those after it.
                let failed = on_fault(&task);
                let action = catch_unwind(AssertUnwindSafe(|| run(&folder, task))).unwrap_or_else(|_| {
                    crash::report(&folder);
                    Some(failed)
                });
                if let Some(action) = action {
                    let _ = done.send(action);
                    frame.request_repaint();
                }
            }
        });
        Lane { tasks: Some(tasks), thread: Some(thread) }
    }

    fn send(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            let _ = tasks.send(task);
        }
    }

    /// Waits until every task is done.
    fn finish(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Worker {
    pub fn start(folder: Folder, context: Context) -> Self {
        let (back, actions) = channel();
        let lane = || Lane::start(folder.clone(), back.clone(), context.clone());
        Worker { short: lane(), long: lane(), actions, back, context }
    }

    pub fn send(&self, task: Task) {
        if task.is_long() { self.long.send(task) } else { self.short.send(task) }
    }

    /// What is still to come: waits until every task is done.
    pub fn rest(&mut self) -> Vec<Action> {
        self.finish();
        self.finished()
    }

    /// What came back since the last call.
    pub fn finished(&self) -> Vec<Action> {
        self.actions.try_iter().collect()
    }

    /// Waits until every task is done.
    pub fn finish(&mut self) {
        self.short.finish();
        self.long.finish();
    }

    /// Shows the system's dialog. The future is made here, on the window's thread, and waited for on another.
    pub fn pick(&self, ask: Ask, state: &State) {
        let begin = match ask {
            Ask::ExportFolder | Ask::CopyTo => Some(&state.export_folder),
            Ask::OpenDraft | Ask::OldDraft | Ask::CallFolder | Ask::RowFiles | Ask::RowFolder | Ask::Papers => {
                state.settings.open_folder.as_ref()
            }
        };
        let dialog = rfd::AsyncFileDialog::new().set_directory(begin.unwrap_or(&state.export_folder));
        let (back, context, started) = (self.back.clone(), self.context.clone(), Instant::now());
        let picked = match ask {
            Ask::OpenDraft => one(dialog.set_title("打开草稿").add_filter("申报台的文件", &["ron"]).pick_file()),
            Ask::CallFolder => one(dialog.set_title("导入表式文件夹").pick_folder()),
            Ask::OldDraft => one(dialog.set_title("往年的草稿").add_filter("申报台草稿", &["ron"]).pick_file()),
            Ask::RowFiles => several(dialog.set_title("添加行文件").add_filter("一览表行", SHEETS).pick_files()),
            Ask::Papers => several(dialog.set_title("核对纸件").add_filter("PDF、一览表行", PAPERS).pick_files()),
            Ask::RowFolder => several(dialog.set_title("添加文件夹").pick_folders()),
            Ask::ExportFolder => one(dialog.set_title("导出到文件夹").pick_folder()),
            Ask::CopyTo => one(dialog.set_title("另存一份").set_file_name(copy_name(state)).save_file()),
        };
        std::thread::spawn(move || {
            let paths = pollster::block_on(picked);
            let absent = paths.is_empty() && started.elapsed() < NO_DIALOG;
            let _ = back.send(if absent { Action::NoDialog(ask) } else { Action::Picked { ask, paths } });
            context.request_repaint();
        });
    }
}

/// The name proposed for a copy of the draft at hand.
fn copy_name(state: &State) -> String {
    let name = |open: &Open| names::draft_name(open.draft.text(&open.form.name), &open.form.title);
    state.open.as_ref().map(name).unwrap_or_default()
}

/// What a task comes back with if the program has a fault in it: what waits for it must not wait for ever.
fn on_fault(task: &Task) -> Action {
    let fault = "程序在这一步出了错，没有完成；报告写在数据文件夹的reports里".to_string();
    let error = |place: &Place| StoreError::new(place.path(), Act::Write, Cause::System(None));
    match task {
        Task::Save { handle, edits, .. } => {
            let place = handle.place().clone();
            Action::Saved { result: Err(error(&place)), place, edits: *edits }
        }
        Task::Export { place, .. } => Action::Exported { place: place.clone(), result: Err(fault) },
        Task::Open(place) | Task::Duplicate(place) | Task::Restore { place, .. } => Action::Opened(Err(error(place))),
        Task::OpenPath(path) | Task::Look(path) => {
            Action::Opened(Err(StoreError::new(path, Act::Read, Cause::System(None))))
        }
        Task::Carry(carrying) => Action::Carried(Err(StoreError::new(&carrying.from, Act::Read, Cause::System(None)))),
        Task::Create(_) | Task::Claim(_) => {
            Action::Opened(Err(StoreError::new(Path::new(""), Act::Write, Cause::System(None))))
        }
        Task::Office(task) => task.fault(&fault).into(),
        _ => Action::Warn(fault),
    }
}

type Picked = std::pin::Pin<Box<dyn Future<Output = Vec<PathBuf>> + Send>>;

/// What a dialog for one path gives.
fn one(dialog: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static) -> Picked {
    Box::pin(async { dialog.await.into_iter().map(|handle| handle.path().to_path_buf()).collect() })
}

/// What a dialog for several paths gives.
fn several(dialog: impl Future<Output = Option<Vec<rfd::FileHandle>>> + Send + 'static) -> Picked {
    let path = |handle: rfd::FileHandle| handle.path().to_path_buf();
    Box::pin(async move { dialog.await.into_iter().flatten().map(path).collect() })
}

/// Shows a folder in the system's file manager. Where there is none, nothing happens: the path stands on the screen.
pub fn reveal(folder: &Path) {
    let program = match std::env::consts::OS {
        "windows" => "explorer",
        "macos" => "open",
        _ => "xdg-open",
    };
    let _ = Command::new(program).arg(folder).spawn();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Giving, OfficeAction, OfficeTask};
    use crate::form::Catalogue;
    use crate::office::Book;
    use crate::row::read::{Found, FoundRow};
    use crate::row::{Cell, Row};
    use std::sync::Arc;

    #[test]
    fn what_is_short_is_done_while_a_large_list_is_given_out() {
        let temp = tempfile::tempdir().unwrap();
        let catalogue = Catalogue::built_in();
        let call = catalogue.notices().iter().find(|call| call.list.is_some()).unwrap().clone();
        let row = |line: u32| {
            let cells = vec![Cell::Text(format!("第{line}行")); call.list.as_ref().unwrap().columns.len()];
            FoundRow { call: call.id.clone(), sheet: String::new(), line, row: Row { cells, ..Row::default() } }
        };
        let found = Found { rows: (0..200).map(row).collect(), ..Found::default() };
        let mut book = Book::new(call.clone(), "某局").unwrap();
        book.take(vec![("行.xlsx".into(), Ok(found))], catalogue.notices());
        let today = jiff::civil::date(2025, 1, 20);
        let (book, folder) = (Arc::new(book), temp.path().to_path_buf());
        let giving = Giving { book, letter: None, begun: None, today, folder };
        let mut worker = Worker::start(Folder::at(temp.path()), Context::default());
        worker.send(OfficeTask::Give { id: String::new(), giving }.into());
        worker.send(OfficeTask::List.into());
        let done = worker.rest();
        let [Action::Office(OfficeAction::Listed(Ok(_))), Action::Office(OfficeAction::Given { result: Ok(_), .. })] =
            done.as_slice()
        else {
            panic!("{done:?}")
        };
    }
}
