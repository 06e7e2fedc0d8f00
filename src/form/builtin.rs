//! The calls that are built into the program: every folder under `assets/notices`, found by `build.rs`.

use super::Notice;
use super::load::{Source, load};
use std::sync::{Arc, OnceLock};

include!(concat!(env!("OUT_DIR"), "/notices.rs"));

/// The built-in calls, the newest first.
///
/// # Panics
/// If a built-in file has a mistake; a test loads them all.
pub fn notices() -> &'static [Arc<Notice>] {
    static LOADED: OnceLock<Vec<Arc<Notice>>> = OnceLock::new();
    LOADED.get_or_init(load_built_in)
}

/// The built-in call of that id alone, for who needs no other.
pub fn notice(id: &str) -> Option<Arc<Notice>> {
    BUILT_IN.iter().find(|(own, _)| *own == id).map(|(id, files)| Arc::new(built_in(id, files)))
}

/// Reads the built-in calls anew, each on a thread of its own: the first screen waits for them.
///
/// # Panics
/// As [`notices`].
pub fn load_built_in() -> Vec<Arc<Notice>> {
    let mut notices: Vec<Arc<Notice>> = std::thread::scope(|scope| {
        let running: Vec<_> =
            BUILT_IN.iter().map(|(id, files)| scope.spawn(|| Arc::new(built_in(id, files)))).collect();
        let joined = running.into_iter().map(|thread| thread.join());
        joined.map(|read| read.unwrap_or_else(|fault| std::panic::resume_unwind(fault))).collect()
    });
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.issued));
    notices
}

fn built_in(id: &str, files: &[(&str, &str)]) -> Notice {
    let source = |(name, text): &(&str, &str)| Source { name: (*name).into(), text: (*text).into() };
    let files: Vec<Source> = files.iter().map(source).collect();
    load(id, &files).unwrap_or_else(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{id}:\n{}", lines.join("\n"))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_built_in_call_loads() {
        assert!(super::notices().iter().all(|notice| !notice.forms.is_empty()));
    }
}
