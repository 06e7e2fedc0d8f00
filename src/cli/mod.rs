//! The same program without a window: a thin shell over the library for batch work and for tests.
//!
//! Arguments in, words out: each command is a function from its arguments to words said, and only [`run`] prints.
//! People read Chinese, machines read `--json`; the exit status is 0 when done, 1 when done but something
//! has to be mended, 2 when it could not be done.

mod args;
mod calls;
mod carried;
mod check;
mod describe;
mod forms;
mod giving;
mod lint;
mod merge;
mod merged;
mod new;
mod paper;
mod row;
mod said;
mod values;
mod verify;
mod wrong_args;

use args::{Command, Request};
use calls::Calls;
use said::Said;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command line asks for.
pub enum Outcome {
    /// The window, on this draft if one is named.
    Window(Option<PathBuf>),
    /// Nothing more: the command is done and its words are printed.
    Done(ExitCode),
}

/// Does what the arguments say; the first is the program's name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Outcome {
    match args::read(args) {
        Ok(Request::Window(path)) => Outcome::Window(path),
        Ok(Request::Do(command)) => Outcome::Done(perform(command).print()),
        Err(said) => Outcome::Done(said.print()),
    }
}

fn perform(command: Command) -> Said {
    let calls = Calls::find;
    match command {
        Command::Forms(args) => forms::run(&calls(), &args).unwrap_or_else(Said::from),
        Command::New(args) => new::run(&calls(), &args).unwrap_or_else(Said::from),
        Command::Check(args) => check::run(&calls(), &args),
        Command::Pdf(args) => paper::run(&calls(), &args).unwrap_or_else(Said::from),
        Command::Row(args) => row::run(&calls(), &args).unwrap_or_else(Said::from),
        Command::Merge(args) => merge::run(&calls(), &args).unwrap_or_else(Said::from),
        Command::Verify(args) => verify::run(&calls(), &args),
        Command::Lint(args) => lint::run(&args),
    }
}
