//! The window: a thin shell that hands input to [`crate::ui`], actions to [`State`], and tasks to a thread.

mod crash;
mod worker;

use crate::app::{Action, Folders, Leave, State, Task};
use crate::form::notices;
use crate::store::{self, Folder, Look};
use crate::ui::{self, View};
use eframe::egui::{self, Context, ThemePreference, ViewportCommand};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
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
        .with_inner_size([1280.0, 860.0])
        .with_min_inner_size([640.0, 480.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let make = move |context: &eframe::CreationContext| -> Result<Box<dyn eframe::App>, _> {
        ui::theme::install(&context.egui_ctx);
        Ok(Box::new(Desktop::new(&context.egui_ctx, folder, draft)))
    };
    let ran = catch_unwind(AssertUnwindSafe(|| eframe::run_native("shenbao", options, Box::new(make))));
    match ran {
        Ok(Ok(())) => crash::words().map_or(Ok(()), Err),
        Ok(Err(_)) | Err(_) => Err(crash::words().unwrap_or_else(|| NO_WINDOW.into())),
    }
}

/// The caret stops blinking after this many seconds without input.
const CARET_RESTS: f64 = 10.0;

struct Desktop {
    folder: Folder,
    state: State,
    view: View,
    worker: Worker,
    started: Instant,
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
            state: State::new(store::today(), notices().to_vec(), settings, folders),
            view: View::default(),
            worker: Worker::start(folder.clone(), context.clone()),
            folder,
            started: Instant::now(),
            may_close: false,
            was_focused: true,
            last_input: 0.0,
            title: String::new(),
        };
        desktop.worker.send(Task::List { today: desktop.state.today });
        if let Some(path) = draft {
            desktop.act(context, Action::OpenPath(path));
        }
        if let Some(words) = note.or_else(crash::earlier) {
            desktop.act(context, Action::Done(Ok(words)));
        }
        desktop
    }

    fn act(&mut self, context: &Context, action: Action) {
        for task in self.state.update(action) {
            match task {
                Task::Pick(ask) => self.worker.pick(ask, &self.state),
                Task::Reveal(path) => worker::reveal(&path),
                Task::CloseWindow => {
                    self.may_close = true;
                    context.send_viewport_cmd(ViewportCommand::Close);
                }
                task => self.worker.send(task),
            }
        }
    }

    /// The window closes when the draft is saved, and asks only when that can't be done.
    fn handle_close(&mut self, context: &Context) {
        let asked = context.input(|input| input.viewport().close_requested());
        if asked && !self.may_close && self.state.open.is_some() {
            context.send_viewport_cmd(ViewportCommand::CancelClose);
            self.act(context, Action::Close(Leave::Quit));
        }
    }

    fn handle_focus(&mut self, context: &Context) {
        let focused = context.input(|input| input.viewport().focused.unwrap_or(true));
        if self.was_focused && !focused {
            self.act(context, Action::WindowLeft);
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
        let title = match name {
            Some(name) if !name.is_empty() => format!("{name} - 申报台"),
            _ => "申报台".to_string(),
        };
        if title != self.title {
            context.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// A fault of the program: the draft is saved, a report written, and the window opened anew.
    fn give_up(&mut self, context: &Context) {
        let open = self.state.open.take();
        let draft = open.as_ref().map(|open| open.handle.place().path().to_path_buf());
        crash::save(&self.folder, open.as_ref());
        drop(open);
        if self.started.elapsed() > Duration::from_secs(10) {
            crash::reopen(draft.as_deref());
        }
        self.may_close = true;
        context.send_viewport_cmd(ViewportCommand::Close);
    }
}

impl eframe::App for Desktop {
    fn logic(&mut self, context: &Context, _: &mut eframe::Frame) {
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

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let context = ui.ctx().clone();
        let drawn = catch_unwind(AssertUnwindSafe(|| {
            for action in ui::show(ui, &self.state, &mut self.view) {
                self.act(&context, action);
            }
        }));
        if drawn.is_err() {
            self.give_up(&context);
        }
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.worker.finish();
    }
}
