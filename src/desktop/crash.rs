//! What happens when the program itself has a fault: the draft is saved, a report stays on this machine, and the
//! person reads one sentence.

use crate::store::{Folder, StoreError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// Names the report to the program that is started anew.
const REPORT: &str = "SHENBAO_CRASH_REPORT";

/// What the last fault said of itself; for the report, not for people.
static FAULT: Mutex<Option<String>> = Mutex::new(None);
/// What to tell the person.
static WORDS: Mutex<Option<String>> = Mutex::new(None);

/// Keeps a fault's own words for the report instead of printing them.
pub fn listen() {
    std::panic::set_hook(Box::new(|fault| {
        let trace = std::backtrace::Backtrace::force_capture();
        if let Ok(mut kept) = FAULT.lock() {
            *kept = Some(format!("{fault}\n\n{trace}"));
        }
    }));
}

/// Does work without a window. A fault in it ends in a sentence for the person; its own words go into the report.
pub fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    listen();
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let path = Folder::find().ok().and_then(|folder| report(&folder));
        let report = path.map_or(String::new(), |path| format!("报告写在 {}，", path.display()));
        format!("申报台出了错，这一步没有完成。{report}请把它和用到的文件发给软件维护人员")
    })
}

/// Writes what is known of the fault into the data folder.
pub fn report(folder: &Folder) -> Option<PathBuf> {
    let fault = FAULT.lock().ok().and_then(|mut kept| kept.take()).unwrap_or_default();
    folder.report(&format!("申报台 {}\n{fault}\n", env!("CARGO_PKG_VERSION"))).ok()
}

/// Writes the report and keeps the words for the person; `saved` is what became of the draft, if one was open.
pub fn tell(folder: &Folder, saved: Option<Result<(), StoreError>>) {
    let report = report(folder).map_or(String::new(), |path| format!("报告写在 {}", path.display()));
    let draft = match saved {
        None => String::new(),
        Some(Ok(())) => "草稿已保存。".to_string(),
        Some(Err(error)) => format!("草稿没能保存：{error}。"),
    };
    if let Ok(mut words) = WORDS.lock() {
        *words = Some(format!("申报台出了错，已停下。{draft}{report}"));
    }
}

/// What to tell the person, if there was a fault.
pub fn words() -> Option<String> {
    WORDS.lock().ok().and_then(|words| words.clone())
}

/// Starts the program anew on the same draft.
pub fn reopen(draft: Option<&Path>) {
    let Ok(program) = std::env::current_exe() else { return };
    let mut command = Command::new(program);
    command.args(draft).env(REPORT, words().unwrap_or_default());
    let _ = command.spawn();
}

/// The words of the fault after which the program was started anew.
pub fn earlier() -> Option<String> {
    std::env::var(REPORT).ok().filter(|words| !words.is_empty())
}
