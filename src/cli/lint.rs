//! `shenbao lint`: what is wrong with form definitions.

use super::args::LintArgs;
use super::said::{Said, Status};
use crate::app::unreadable;
use crate::check;
use crate::form::load::FormProblem;
use crate::store;
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
    let problems = match store::notice_files(folder) {
        Ok(files) => check::lint(&store::call_id(folder), &files),
        Err(unread) => unread.iter().map(unreadable).collect(),
    };
    let in_folder =
        |problem: FormProblem| FormProblem { file: folder.join(&problem.file).display().to_string(), ..problem };
    problems.into_iter().map(in_folder).collect()
}
