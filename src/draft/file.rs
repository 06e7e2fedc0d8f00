//! A draft as text: versioned RON.

use super::Draft;
use crate::form::text;
use serde::{Deserialize, Serialize};

/// The version of the draft files that this program writes.
pub const FORMAT: u32 = 3;

/// Larger files are neither read nor written: 64 answers of 100,000 characters fit.
pub const MOST_BYTES: usize = 32 << 20;

/// Why a text is no draft, or no other file of ours, that can be opened. The words are for people.
#[derive(Debug, Clone, PartialEq)]
pub enum FileProblem {
    /// Written by a later version of the program; the last format that this one knows.
    Newer { format: u32, known: u32 },
    /// Not readable as a draft: where and why.
    Damaged { line: usize, cause: String },
    /// Too large to be one of ours, in bytes.
    Huge { bytes: usize },
    /// More comments than anybody reads.
    Crowded { most: usize },
}

impl std::fmt::Display for FileProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            FileProblem::Newer { format, known } => {
                write!(f, "由更新版本的申报台保存（格式{format}，本程序只认到{known}），请升级申报台后再打开")
            }
            FileProblem::Damaged { line, cause } => write!(f, "第{line}行读不懂：{cause}"),
            FileProblem::Huge { bytes } => write!(f, "文件有{}MB，太大了", bytes >> 20),
            FileProblem::Crowded { most } => write!(f, "意见超过{most}条，太多了"),
        }
    }
}

impl From<text::Problem> for FileProblem {
    fn from(problem: text::Problem) -> Self {
        FileProblem::Damaged { line: problem.line, cause: problem.cause }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Shenbao", deny_unknown_fields)]
struct File {
    format: u32,
    draft: Draft,
}

/// Just enough of any version's file to tell its version.
#[derive(Deserialize)]
#[serde(rename = "Shenbao")]
struct Head {
    format: u32,
}

/// The draft as a file's text.
pub fn to_text(draft: &Draft) -> String {
    let file = File { format: FORMAT, draft: draft.clone() };
    text::write(&file)
}

/// The draft in a file's text.
pub fn from_text(source: &str) -> Result<Draft, FileProblem> {
    if source.len() > MOST_BYTES {
        return Err(FileProblem::Huge { bytes: source.len() });
    }
    match text::read::<Head>(source) {
        Ok(Head { format }) if format > FORMAT => Err(FileProblem::Newer { format, known: FORMAT }),
        _ => text::read::<File>(source).map(|file| file.draft).map_err(FileProblem::from),
    }
}
