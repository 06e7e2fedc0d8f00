//! The program: the command line, or the window.
#![cfg_attr(windows, windows_subsystem = "windows")]

use shenbao::cli::{self, Outcome};
use shenbao::desktop;
use std::process::ExitCode;

fn main() -> ExitCode {
    use_console();
    let draft = match cli::run(std::env::args_os()) {
        Outcome::Done(status) => return status,
        Outcome::Window(draft) => draft,
    };
    match desktop::run(draft) {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("{words}");
            ExitCode::from(2)
        }
    }
}

/// A Windows program with a window has no console of its own; this one prints into the one it was started from.
#[cfg(windows)]
fn use_console() {
    use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole};
    // SAFETY: the call takes no pointers; without a parent's console it fails and nothing is printed.
    unsafe { AttachConsole(ATTACH_PARENT_PROCESS) };
}

#[cfg(not(windows))]
fn use_console() {}
