//! What a person likes: size of text, light or dark, the folders last used.

use super::error::{Cause, StoreError};
use super::{Folder, atomic, clock, files, read};
use crate::form::text;
use serde::{Deserialize, Serialize};
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// The sizes of text on offer, in percent.
pub const TEXT_SIZES: RangeInclusive<u16> = 100..=200;

/// How many files opened from elsewhere are remembered.
const RECENT: usize = 12;

const FORMAT: u32 = 1;
const MOST_BYTES: u64 = 1 << 20;

/// A person's settings. Unknown keys are ignored, missing ones have their default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// In percent, within [`TEXT_SIZES`].
    pub text_size: u16,
    pub look: Look,
    /// The folder last opened from.
    pub open_folder: Option<PathBuf>,
    /// The folder last exported to.
    pub export_folder: Option<PathBuf>,
    /// Drafts elsewhere on the disk, the last opened first.
    pub recent: Vec<PathBuf>,
}

/// Light, dark, or as the system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Look {
    Light,
    Dark,
    #[default]
    System,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Settings")]
struct File {
    format: u32,
    settings: Settings,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            text_size: *TEXT_SIZES.start(),
            look: Look::System,
            open_folder: None,
            export_folder: None,
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// Puts a file at the head of those last opened.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|known| known != path);
        self.recent.insert(0, path.to_path_buf());
        self.recent.truncate(RECENT);
    }

    fn mended(mut self) -> Self {
        self.text_size = self.text_size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end());
        self.recent.truncate(RECENT);
        self
    }

    /// RON is text: paths that are none are left out.
    fn writable(mut self) -> Self {
        let is_text = |path: &PathBuf| path.to_str().is_some();
        self.recent.retain(is_text);
        for folder in [&mut self.open_folder, &mut self.export_folder] {
            *folder = folder.take().filter(is_text);
        }
        self
    }
}

impl Folder {
    /// The settings. If their file can't be read it is put aside, the defaults hold, and the note says so.
    pub fn settings(&self) -> (Settings, Option<String>) {
        let path = self.inner("settings.ron");
        match read_settings(&path) {
            Ok(settings) => (settings.mended(), None),
            Err(error) if matches!(error.cause, Cause::NotFound | Cause::NoFolder) => (Settings::default(), None),
            Err(error) => (Settings::default(), Some(put_aside(&path, &error))),
        }
    }

    pub fn save_settings(&self, settings: &Settings) -> Result<(), StoreError> {
        self.made("")?;
        let file = File { format: FORMAT, settings: settings.clone().writable() };
        atomic::write(&self.inner("settings.ron"), text::write(&file).as_bytes())
    }
}

fn read_settings(path: &Path) -> Result<Settings, StoreError> {
    let source = read::text(path, MOST_BYTES)?;
    let damaged = |problem: text::Problem| StoreError::new(path, super::Act::Read, Cause::Draft(problem.into()));
    match text::read::<File>(&source).map_err(damaged)? {
        file if file.format > FORMAT => {
            let newer = crate::draft::FileProblem::Newer { format: file.format, known: FORMAT };
            Err(StoreError::new(path, super::Act::Read, Cause::Draft(newer)))
        }
        file => Ok(file.settings),
    }
}

fn put_aside(path: &Path, error: &StoreError) -> String {
    let name = format!("settings.broken-{}.ron", clock::in_name(clock::now()));
    let aside = files::free_path(path.parent().unwrap_or(path), &name);
    let kept = match fs::rename(path, &aside) {
        Ok(()) => format!("原设置文件已改名为“{}”", super::error::shown(&aside)),
        Err(_) => "原设置文件没有改动".to_string(),
    };
    format!("设置读不出来（{}），先用默认设置；{kept}。", error.cause)
}
