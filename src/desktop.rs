//! The window: a thin shell that hands input to [`crate::ui`], actions to [`State`], and tasks to a thread.

mod crash;
mod worker;

pub use crash::guard;

use crate::app::{Action, Folders, Leave, State, Task};
use crate::form::Catalogue;
use crate::store::{self, Folder, Look};
use crate::ui::{self, View};
use eframe::egui::{self, Context, ThemePreference, ViewportCommand};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use worker::Worker;

/// Where the window can't be had, and what to do.
const NO_WINDOW: &str = "打不开窗口：这台机器没有可用的图形界面或显卡驱动。\
请换一台有图形界面的机器，或改用命令行（shenbao --help 列出可用的命令）";

/// Opens the window, on a draft if one is given. Comes back when it is closed.
///
/// # Errors
/// A Chinese sentence where no window can be had, or where the program itself failed.
pub fn run(draft: Option<PathBuf>) -> Result<(), String> {
    let folder = Folder::find().map_err(|error| error.to_string())?;
    crash::listen();
    let viewport = egui::ViewportBuilder::default()
        .with_title("申报台")
        .with_app_id("shenbao")
        .with_inner_size([1280.0, 800.0])
        .with_clamp_size_to_monitor_size(true)
        .with_min_inner_size([640.0, 480.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let reports = folder.clone();
    let make = move |context: &eframe::CreationContext| -> Result<Box<dyn eframe::App>, _> {
        ui::theme::install(&context.egui_ctx);
        Ok(Box::new(Desktop::new(&context.egui_ctx, folder, draft)))
    };
    let ran = catch_unwind(AssertUnwindSafe(|| eframe::run_native("shenbao", options, Box::new(make))));
    match (ran, crash::words()) {
        (_, Some(words)) => Err(words),
        (Ok(Ok(())), None) => Ok(()),
        (Ok(Err(_)) | Err(_), None) if DRAWN.load(Ordering::Relaxed) => {
            crash::tell(&reports, None);
            Err(crash::words().unwrap_or_default())
        }
        (Ok(Err(_)) | Err(_), None) => Err(NO_WINDOW.into()),
    }
}

/// Characters of a project's name in the window's title.
const TITLE: usize = 60;

/// The caret stops blinking after this many seconds without input.
const CARET_RESTS: f64 = 10.0;

/// Whether a frame was ever drawn: a failure before is one of the machine's, a failure after one of the program's.
static DRAWN: AtomicBool = AtomicBool::new(false);

struct Desktop {
    folder: Folder,
    state: State,
    view: View,
    worker: Worker,
    started: Instant,
    /// Whether the program had a fault and only the end is left.
    gave_up: bool,
    /// Whether the window may close now.
    may_close: bool,
    was_focused: bool,
    /// When anything was last pressed, typed or moved, in the context's seconds.
    last_input: f64,
    title: String,
}

impl Desktop {
    fn new(context: &Context, folder: Folder, draft: Option<PathBuf>) -> Self {
        let (settings, note) = folder.settings();
        let folders = Folders { data: folder.root().to_path_buf(), documents: store::documents() };
        let mut desktop = Desktop {
            state: State::new(store::today(), Arc::new(Catalogue::built_in()), settings, folders),
            view: View::default(),
            worker: Worker::start(folder.clone(), context.clone()),
            folder,
            started: Instant::now(),
            gave_up: false,
            may_close: false,
            was_focused: true,
            last_input: 0.0,
            title: String::new(),
        };
        desktop.worker.send(Task::Sweep);
        desktop.state.look_around().into_iter().for_each(|task| desktop.worker.send(task));
        if let Some(path) = draft {
            desktop.act(context, Action::OpenPath(path));
        }
        let notes: Vec<String> = note.into_iter().chain(crash::earlier()).collect();
        if !notes.is_empty() {
            desktop.act(context, Action::Warn(notes.join("；")));
        }
        desktop
    }

    fn act(&mut self, context: &Context, action: Action) {
        for task in self.state.update(action) {
            match task {
                Task::Pick(ask) => self.worker.pick(ask, &self.state),
                Task::Reveal(path) => {
                    // The folder for calls comes to be when somebody looks for it.
                    if path == self.folder.root().join("notices") {
                        let _ = self.folder.notices_folder();
                    }
                    worker::reveal(&path);
                }
                Task::CloseWindow => {
                    self.may_close = true;
                    context.send_viewport_cmd(ViewportCommand::Close);
                }
                task => self.worker.send(task),
            }
        }
    }

    /// What is done before each frame is drawn.
    fn think(&mut self, context: &Context) {
        for action in self.worker.finished() {
            self.act(context, action);
        }
        self.act(context, Action::Tick(self.started.elapsed().as_secs_f64()));
        if store::today() != self.state.today {
            self.act(context, Action::Day(store::today()));
        }
        self.handle_close(context);
        self.handle_focus(context);
        self.dress(context);
        self.rest(context);
        if let Some(seconds) = self.state.due_in() {
            context.request_repaint_after(Duration::from_secs_f64(seconds));
        }
    }

    /// The window closes when the draft is saved, and asks only when that can't be done.
    fn handle_close(&mut self, context: &Context) {
        let asked = context.input(|input| input.viewport().close_requested());
        if asked && !self.may_close && self.state.holds_window() {
            context.send_viewport_cmd(ViewportCommand::CancelClose);
            self.act(context, Action::Close(Leave::Quit));
        }
    }

    fn handle_focus(&mut self, context: &Context) {
        let focused = context.input(|input| input.viewport().focused.unwrap_or(true));
        if self.was_focused && !focused {
            self.act(context, Action::WindowLeft);
        }
        if focused && !self.was_focused {
            self.act(context, Action::WindowCame);
        }
        self.was_focused = focused;
    }

    /// A blinking caret draws the window twice a second; it rests while nobody is there.
    fn rest(&mut self, context: &Context) {
        let (now, stirred) = context.input(|input| (input.time, !input.events.is_empty() || input.pointer.is_moving()));
        if stirred {
            self.last_input = now;
        }
        let awake = now - self.last_input < CARET_RESTS;
        if context.global_style().visuals.text_cursor.blink != awake {
            context.all_styles_mut(|style| style.visuals.text_cursor.blink = awake);
        }
    }

    fn dress(&mut self, context: &Context) {
        context.set_theme(match self.state.settings.look {
            Look::Light => ThemePreference::Light,
            Look::Dark => ThemePreference::Dark,
            Look::System => ThemePreference::System,
        });
        let name = self.state.open.as_ref().map(|open| open.draft.text(&open.form.name).trim());
        // The window system takes no control characters, and dies of U+0000.
        let name: String = name.unwrap_or_default().chars().filter(|c| !c.is_control()).take(TITLE).collect();
        let title = if name.is_empty() { "申报台".to_string() } else { format!("{name} - 申报台") };
        if title != self.title {
            context.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Runs a part of a frame. A fault of the program in it ends the window, not the draft.
    fn guarded(&mut self, context: &Context, part: impl FnOnce(&mut Self)) {
        if self.gave_up {
            return;
        }
        if catch_unwind(AssertUnwindSafe(|| part(self))).is_err() {
            self.give_up(context);
        }
    }

    /// The draft is saved behind all that is still to be saved, a report written, and the window opened anew.
    fn give_up(&mut self, context: &Context) {
        self.gave_up = true;
        let place = self.state.open.as_ref().map(|open| open.handle.place().clone());
        self.state.last_saves().into_iter().for_each(|task| self.worker.send(task));
        let results = self.worker.rest().into_iter().filter_map(|action| match action {
            Action::Saved { place: saved, result, .. } if Some(&saved) == place.as_ref() => Some(result.map(drop)),
            _ => None,
        });
        crash::tell(&self.folder, results.last());
        // The lock on the draft is given up before another window asks for it.
        (self.state.open, self.state.office.desk) = (None, None);
        if self.started.elapsed() > Duration::from_secs(10) {
            crash::reopen(place.as_ref().map(|place| place.path()));
        }
        self.may_close = true;
        context.send_viewport_cmd(ViewportCommand::Close);
    }
}

impl eframe::App for Desktop {
    fn logic(&mut self, context: &Context, _: &mut eframe::Frame) {
        self.guarded(context, |desktop| desktop.think(context));
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let context = ui.ctx().clone();
        DRAWN.store(true, Ordering::Relaxed);
        self.guarded(&context, |desktop| {
            for action in ui::show(ui, &desktop.state, &mut desktop.view) {
                desktop.act(&context, action);
            }
        });
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.worker.finish();
    }
}
