//! The window: a thin shell that hands input to [`ui`], actions to [`State`], and tasks to a thread.

use crate::app::{self, Action, Ask, Folders, Leave, Screen, State, Task};
use crate::store::{self, Folder, Look, Settings};
use crate::ui::{self, View};
use eframe::egui::{self, ViewportCommand};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Opens the window, on a draft if one is given. Comes back when it is closed.
///
/// # Errors
/// A Chinese sentence where no window can be had, such as without a display.
pub fn run(draft: Option<PathBuf>) -> Result<(), String> {
    let folder = Folder::find().map_err(|error| error.to_string())?;
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("申报台")
            .with_app_id("shenbao")
            .with_inner_size([1280.0, 860.0])
            .with_min_inner_size([640.0, 480.0]),
        ..Default::default()
    };
    let make = Box::new(move |context: &eframe::CreationContext| -> Result<Box<dyn eframe::App>, _> {
        ui::theme::install(&context.egui_ctx);
        Ok(Box::new(Desktop::new(&context.egui_ctx, folder, draft)))
    });
    match std::panic::catch_unwind(|| eframe::run_native("shenbao", options, make)) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(NO_WINDOW.into()),
    }
}

const NO_WINDOW: &str = "打不开窗口：这台机器没有可用的图形界面或显卡驱动。\
可以换一台有图形界面的机器，或用命令行：shenbao --help 列出可用的命令";
