//! What a command says, and why one could not be done.

use crate::store::StoreError;
use serde::Serialize;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// How a command went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Done,
    /// Done, but something must be mended.
    Findings,
    Failed,
}

/// The words for standard output and standard error, whole lines each.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    pub out: String,
    pub err: String,
    pub status: Status,
}

impl Said {
    pub fn done(out: impl Into<String>) -> Self {
        Said { out: out.into(), err: String::new(), status: Status::Done }
    }

    /// A value for machines.
    pub fn json(value: &impl Serialize) -> Self {
        // Plain data with text keys is always writable.
        Said::done(serde_json::to_string_pretty(value).unwrap_or_default() + "\n")
    }

    /// Prints. A reader that has gone away is no mistake of ours; a disk that is full is told.
    pub fn print(&self) -> ExitCode {
        let mut out = std::io::stdout();
        let printed = out.write_all(self.out.as_bytes()).and_then(|()| out.flush());
        let _ = std::io::stderr().write_all(self.err.as_bytes());
        match printed {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                let _ = writeln!(std::io::stderr(), "结果没有全部写出：输出的文件或磁盘写不进去，请检查剩余空间");
                ExitCode::from(Status::Failed as u8)
            }
            _ => ExitCode::from(self.status as u8),
        }
    }
}

/// Why a command could not be done: sentences for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure(pub Vec<String>);

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Failure(vec![sentence.into()])
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::new(error.to_string())
    }
}

impl From<Failure> for Said {
    fn from(failure: Failure) -> Self {
        let err = failure.0.into_iter().map(|line| line + "\n").collect();
        Said { out: String::new(), err, status: Status::Failed }
    }
}
