//! The drafts that the program brings along to look at.

use crate::draft::{Draft, FileProblem, from_text};

include!(concat!(env!("OUT_DIR"), "/samples.rs"));

/// A sample: its file's name and its text.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    pub name: &'static str,
    text: &'static str,
}

impl Sample {
    pub fn draft(self) -> Result<Draft, FileProblem> {
        from_text(self.text)
    }
}

/// All samples, by name.
pub fn all() -> impl Iterator<Item = Sample> {
    BUILT_IN.iter().map(|(name, text)| Sample { name, text })
}

/// The sample of that name.
pub fn find(name: &str) -> Option<Sample> {
    all().find(|sample| sample.name == name)
}
