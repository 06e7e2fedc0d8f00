//! `shenbao check`: what is wrong with drafts.

use super::args::CheckArgs;
use super::calls::Calls;
use super::said::{Failure, Said, Status};
use crate::app::judge;
use crate::check::{Context, Finding, Peer, Place};
use crate::draft::{Draft, code};
use crate::form::{Form, Severity};
use crate::store;
use jiff::civil::Date;
use serde::Serialize;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Serialize)]
struct DraftJson<'a> {
    draft: String,
    form: &'a str,
    code: String,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
pub struct FindingJson<'a> {
    rule: &'a str,
    /// Null for the form as a whole.
    field: Option<&'a str>,
    label: &'a str,
    severity: Severity,
    message: &'a str,
    hint: &'a str,
    cite: &'a str,
    /// In a table: the row from 1, and the column.
    row: Option<usize>,
    column: Option<&'a str>,
}

/// A draft that could be opened.
struct Opened<'a> {
    path: &'a Path,
    form: Arc<Form>,
    draft: Draft,
    peer: Option<Peer>,
}

pub fn run(calls: &Calls, args: &CheckArgs) -> Said {
    let (opened, failures) = open_all(calls, &args.drafts);
    let today = args.today.unwrap_or_else(store::today);
    let checked: Vec<(&Opened, Vec<Finding>)> =
        (0..opened.len()).map(|at| (&opened[at], findings_of(&opened, at, today))).collect();
    let mut said = match args.json {
        true => Said::json(&checked.iter().map(|(opened, findings)| json(opened, findings)).collect::<Vec<_>>()),
        false => Said::done(checked.iter().map(|(opened, findings)| words(opened, findings)).collect::<String>()),
    };
    if checked.iter().any(|(_, findings)| has_errors(findings)) {
        said.status = Status::Findings;
    }
    if !failures.is_empty() {
        said.err = failures.into_iter().map(|line| line + "\n").collect();
        said.status = Status::Failed;
    }
    said
}

/// Everything that is wrong with one draft and its paper.
pub fn findings(form: &Form, draft: &Draft, today: Date, peers: &[Peer]) -> Vec<Finding> {
    judge(form, draft, &Context { today, peers }).findings
}

pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// Each file once, even where it is named twice: a draft is not its own neighbour.
fn open_all<'a>(calls: &Calls, paths: &'a [PathBuf]) -> (Vec<Opened<'a>>, Vec<String>) {
    let (mut opened, mut failures, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    for path in paths {
        let real = store::real_path(path);
        if seen.contains(&real) {
            continue;
        }
        seen.push(real);
        match calls.open(path) {
            Ok((form, draft)) => opened.push(Opened { path, peer: Peer::of(&form, &draft), form, draft }),
            Err(Failure(lines)) => failures.extend(lines),
        }
    }
    (opened, failures)
}

fn findings_of(opened: &[Opened], at: usize, today: Date) -> Vec<Finding> {
    let others = opened.iter().enumerate().filter(|(other, _)| *other != at);
    let peers: Vec<Peer> = others.filter_map(|(_, opened)| opened.peer.clone()).collect();
    findings(&opened[at].form, &opened[at].draft, today, &peers)
}

fn json<'a>(opened: &'a Opened, findings: &'a [Finding]) -> DraftJson<'a> {
    DraftJson {
        draft: opened.path.display().to_string(),
        form: &opened.form.id,
        code: code(&opened.form, &opened.draft),
        findings: findings.iter().map(finding_json).collect(),
    }
}

pub fn finding_json(finding: &Finding) -> FindingJson<'_> {
    let (row, column) = match &finding.place {
        Place::Cell(_, row, column) => (Some(row + 1), Some(column.as_str())),
        Place::Row(row, heading) => (Some(row + 1), Some(heading.as_str())),
        Place::Field(_) | Place::Form => (None, None),
    };
    FindingJson {
        rule: &finding.rule,
        field: finding.place.field().map(String::as_str),
        label: &finding.label,
        severity: finding.severity,
        message: &finding.message,
        hint: &finding.hint,
        cite: &finding.cite,
        row,
        column,
    }
}

fn words(opened: &Opened, findings: &[Finding]) -> String {
    let mut out =
        format!("{}（{}，核对码{}）\n", opened.path.display(), opened.form.title, code(&opened.form, &opened.draft));
    for finding in findings {
        let hint = if finding.hint.is_empty() { String::new() } else { format!("，{}", finding.hint) };
        let cite = if finding.cite.is_empty() { String::new() } else { format!("〔{}〕", finding.cite) };
        let _ = writeln!(out, "  {}  {}{hint}{cite}", finding.severity.word(), finding.message);
    }
    let _ = writeln!(out, "  {}", summary(findings));
    out
}

/// How much is left to do: `3处须改，1处请核对`, or that nothing is.
pub fn summary(findings: &[Finding]) -> String {
    let count = |severity: Severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts =
        [Severity::Error, Severity::Warning, Severity::Note].map(|severity| (count(severity), severity.word()));
    let told: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count}处{word}")).collect();
    if told.is_empty() { "没有问题，可以盖章".into() } else { told.join("，") }
}
