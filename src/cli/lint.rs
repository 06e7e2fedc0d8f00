//! `shenbao lint`: what is wrong with form definitions.

use super::args::LintArgs;
use super::said::{Said, Status};
use crate::check;
use crate::form::load::{FormProblem, Source};
use crate::store::{self, NoticeFiles, StoreError};
use std::path::Path;

pub fn run(args: &LintArgs) -> Said {
    let (mut problems, mut failures, mut folders) = (Vec::new(), Vec::new(), 0);
    for path in &args.paths {
        match store::notice_folders(path) {
            Ok(found) => {
                folders += found.len();
                problems.extend(found.iter().flat_map(|folder| lint(folder)));
            }
            Err(error) => failures.push(error.to_string()),
        }
    }
    let mut said = match args.json {
        true => Said::json(&problems),
        false => Said::done(words(&problems, folders)),
    };
    said.err = failures.iter().map(|line| format!("{line}\n")).collect();
    said.status = match (failures.is_empty(), problems.is_empty()) {
        (false, _) => Status::Failed,
        (true, false) => Status::Findings,
        (true, true) => Status::Done,
    };
    said
}

fn words(problems: &[FormProblem], folders: usize) -> String {
    let lines: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
    match problems.len() {
        0 if folders == 0 => String::new(),
        0 => format!("检查了{folders}项通知，没有问题\n"),
        count => format!("{lines}检查了{folders}项通知，共{count}处问题\n"),
    }
}

/// Everything that is wrong with one call: its files, and the examples of its rules.
fn lint(folder: &Path) -> Vec<FormProblem> {
    let (id, sources) = match sources(folder) {
        Ok(read) => read,
        Err(unread) => return unread.iter().map(unreadable).collect(),
    };
    let in_folder =
        |problem: FormProblem| FormProblem { file: folder.join(&problem.file).display().to_string(), ..problem };
    check::lint(&id, &sources).into_iter().map(in_folder).collect()
}

/// The call's id and its files, or those that can't be read.
fn sources(folder: &Path) -> Result<(String, Vec<Source>), Vec<StoreError>> {
    let NoticeFiles { id, files, .. } = store::notice_files(folder).map_err(|error| vec![error])?;
    let (mut sources, mut unread) = (Vec::new(), Vec::new());
    for (name, text) in files {
        match text {
            Ok(text) => sources.push(Source { name, text: text.into() }),
            Err(error) => unread.push(error),
        }
    }
    if unread.is_empty() { Ok((id, sources)) } else { Err(unread) }
}

fn unreadable(error: &StoreError) -> FormProblem {
    let (file, problem, remedy) = (error.path.display().to_string(), error.cause.to_string(), error.remedy().into());
    FormProblem { file, line: 1, problem, found: String::new(), remedy }
}
