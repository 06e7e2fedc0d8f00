//! The program: the command line, or the window.

use shenbao::cli::{self, Outcome};
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Outcome::Done(status) => status,
        Outcome::Window(_) => ExitCode::SUCCESS,
    }
}
