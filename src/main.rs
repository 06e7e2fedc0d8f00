//! The program: the command line, or the window.
#![cfg_attr(windows, windows_subsystem = "windows")]

use shenbao::cli::{self, Outcome};
use shenbao::desktop;
use std::process::ExitCode;

fn main() -> ExitCode {
    let console = use_console();
    let ran = match desktop::guard(|| cli::run(std::env::args_os())) {
        Ok(Outcome::Done(status)) => return status,
        Ok(Outcome::Window(draft)) => desktop::run(draft),
        Err(words) => Err(words),
    };
    match ran {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            tell(console, &words);
            ExitCode::from(2)
        }
    }
}

/// Where printed words go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Console {
    Here,
    /// Only on Windows, where a program with a window has no console of its own.
    Nowhere,
}

/// Says why there is no window: where nobody would see printed words, in a box of the system's.
fn tell(console: Console, words: &str) {
    match console {
        Console::Here => eprintln!("{words}"),
        Console::Nowhere => system::show(words),
    }
}

/// Prints into the console that the program was started from, if there is one.
fn use_console() -> Console {
    if system::attach() { Console::Here } else { Console::Nowhere }
}

#[cfg(windows)]
mod system {
    use std::ptr::null_mut;
    use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole};
    use windows_sys::Win32::UI::WindowsAndMessaging::{MB_ICONINFORMATION, MessageBoxW};

    pub fn attach() -> bool {
        // SAFETY: the call takes no pointers; without a parent's console it fails and nothing is printed.
        unsafe { AttachConsole(ATTACH_PARENT_PROCESS) != 0 }
    }

    pub fn show(words: &str) {
        let wide = |words: &str| words.encode_utf16().chain([0]).collect::<Vec<u16>>();
        let (words, title) = (wide(words), wide("申报台"));
        // SAFETY: both texts end in a zero and live until the call comes back.
        unsafe { MessageBoxW(null_mut(), words.as_ptr(), title.as_ptr(), MB_ICONINFORMATION) };
    }
}

#[cfg(not(windows))]
mod system {
    pub fn attach() -> bool {
        true
    }

    pub fn show(words: &str) {
        eprintln!("{words}");
    }
}
