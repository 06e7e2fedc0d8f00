//! `shenbao lint`: what is wrong with form definitions.

use super::args::LintArgs;
use super::said::{Failure, Said, Status};
use crate::check::examples;
use crate::form::load::{FormProblem, NOTICE_FILE, Source, load};
use crate::store::{self, Act, Cause, StoreError};
use std::path::{Path, PathBuf};

/// Larger files are refused before they are read.
const MOST_BYTES: u64 = 8 << 20;

pub fn run(args: &LintArgs) -> Said {
    let (mut problems, mut failures, mut folders) = (Vec::new(), Vec::new(), 0);
    for path in &args.paths {
        match packs(path) {
            Ok(packs) => {
                folders += packs.len();
                problems.extend(packs.iter().flat_map(|pack| lint(pack)));
            }
            Err(Failure(lines)) => failures.extend(lines),
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

/// The folders of calls that a path means: itself, that of the file, or those in it.
fn packs(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if path.is_file() {
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        return Ok(vec![folder.to_path_buf()]);
    }
    let inside = entries(path)?;
    let folders: Vec<PathBuf> = inside.iter().filter(|entry| entry.join(NOTICE_FILE).is_file()).cloned().collect();
    let is_pack = folders.is_empty() || inside.iter().any(|entry| entry.ends_with(NOTICE_FILE));
    Ok(if is_pack { vec![path.to_path_buf()] } else { folders })
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let cause = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Cause::NotFound,
        std::io::ErrorKind::PermissionDenied => Cause::Denied,
        _ => Cause::System(error.raw_os_error()),
    };
    let told = |error| StoreError::new(folder, Act::Read, cause(error));
    let entries = std::fs::read_dir(folder).map_err(told)?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    Ok(paths)
}

/// Everything that is wrong with one call: its files, and the examples of its rules.
fn lint(folder: &Path) -> Vec<FormProblem> {
    let (sources, unread) = match sources(folder) {
        Ok(sources) => sources,
        Err(Failure(lines)) => return lines.iter().map(|line| unreadable(folder, line)).collect(),
    };
    if !unread.is_empty() {
        return unread;
    }
    let id = std::path::absolute(folder).ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let problems = match load(&id.unwrap_or_default(), &sources) {
        Ok(notice) => notice.forms.iter().flat_map(|form| examples::problems(form, &file_of(&form.id))).collect(),
        Err(problems) => problems,
    };
    let in_folder =
        |problem: FormProblem| FormProblem { file: folder.join(&problem.file).display().to_string(), ..problem };
    problems.into_iter().map(in_folder).collect()
}

/// The file that a form was read from.
fn file_of(form: &str) -> String {
    format!("{}.ron", form.rsplit('/').next().unwrap_or(form))
}

/// The folder's RON files, and those of them that can't be read.
fn sources(folder: &Path) -> Result<(Vec<Source>, Vec<FormProblem>), Failure> {
    let (mut sources, mut unread) = (Vec::new(), Vec::new());
    for path in entries(folder)?.iter().filter(|path| path.extension().is_some_and(|end| end == "ron")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match store::text(path, MOST_BYTES) {
            Ok(text) => sources.push(Source { name, text }),
            Err(error) => unread.push(unreadable(path, &error.cause.to_string())),
        }
    }
    Ok((sources, unread))
}

fn unreadable(path: &Path, cause: &str) -> FormProblem {
    let (file, problem) = (path.display().to_string(), cause.to_string());
    FormProblem { file, line: 1, problem, found: String::new(), remedy: "换成UTF-8编码的表式文件".into() }
}
