//! `shenbao merge`: many rows become one list.

use super::args::{MergeArgs, SortOrder};
use super::calls::{self, Calls};
use super::check::{FindingJson, finding_json};
use super::giving::Giving;
use super::said::{Failure, Said, Status};
use crate::app::{ReadFile, read_rows};
use crate::check::Finding;
use crate::form::text::{QUOTED, brief, one_of};
use crate::form::{Notice, Severity};
use crate::office::{self, BESIDE, Book, Edit, Entry, Order, Outcome, RowId, apply};
use crate::row::read::Known;
use crate::row::{Accepted, Change, LeftOut, Verdict, xlsx};
use crate::store::{self, Matter, RowFiles};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

pub fn run(calls: &Calls, args: &MergeArgs) -> Result<Said, Failure> {
    calls::of_kind(&args.output, "xlsx")?;
    let inputs: Vec<&Path> = args.rows.iter().map(AsRef::as_ref).collect();
    calls::spare(&args.output, &inputs)?;
    args.giving.check(&inputs)?;
    let notices = calls.catalogue().notices();
    let asked = args.call.as_deref().map(|id| call(notices, id)).transpose()?;
    // Of lists that look the same the one that is asked for comes first.
    let first = asked.into_iter().chain(notices);
    let known = Known::of(&first.cloned().collect::<Vec<_>>());
    spare_rows(&args.output, &known)?;
    let found = store::row_files(&args.rows, Some(&args.output));
    let mut files = read_rows(&found.files, &known);
    files.extend(found.refused().map(|(path, why)| (path, Err(why))));
    let call = asked.or_else(|| office::call_of(files.iter().filter_map(|(_, found)| found.as_ref().ok()), notices));
    let office = args.office.as_deref().unwrap_or_default();
    let Some(mut book) = call.and_then(|call| Book::new(call.clone(), office)) else { return Ok(nothing(args, files)) };
    book.take(files, notices);
    if args.order == Some(SortOrder::Kind) {
        apply(&mut book, Edit::Sort(Order::Kind));
    }
    give(calls, args, &book, &found)
}

/// The call of that id, if it has a list.
fn call<'a>(notices: &'a [Arc<Notice>], id: &str) -> Result<&'a Arc<Notice>, Failure> {
    let with_list = || notices.iter().filter(|notice| notice.list.is_some());
    let ids: Vec<&str> = with_list().map(|notice| notice.id.as_str()).collect();
    let none = || Failure::new(format!("没有“{}”这项有一览表的通知，{}", brief(id, QUOTED), one_of(id, &ids)));
    with_list().find(|notice| notice.id == id).ok_or_else(none)
}

/// A list that was merged before may be written anew; rows that a unit handed in may not be lost under it.
fn spare_rows(output: &Path, known: &Known) -> Result<(), Failure> {
    if !store::is_there(output) {
        return Ok(());
    }
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    let files = read_rows(&[output.to_path_buf()], known);
    let is_own = |(_, found): &ReadFile| {
        found.as_ref().is_ok_and(|found| found.rows.iter().any(|found| found.row.from.file == name))
    };
    match files.iter().any(is_own) {
        true => {
            Err(Failure::new(format!("不能写到“{}”：那里有一份报送的一览表行，请用-o另取一个名字", output.display())))
        }
        false => Ok(()),
    }
}

/// Nothing could be taken, and why.
fn nothing(args: &MergeArgs, files: Vec<ReadFile>) -> Said {
    let refused: Vec<RowJson> = files.iter().flat_map(without_rows).collect();
    let err: String = refused.iter().map(|row| format!("“{}”{}\n", row.file, row.reason)).collect();
    let json = MergeJson { rows: refused, ..MergeJson::default() };
    let said = if args.json { Said::json(&json) } else { Said::done("") };
    let err = format!("{err}没有读到一览表的行，没有写出“{}”\n", args.output.display());
    Said { err, status: Status::Failed, ..said }
}

/// What a file says of itself that gave no row.
fn without_rows((path, found): &ReadFile) -> Vec<RowJson<'_>> {
    match found {
        Ok(found) if found.left.is_empty() => vec![unread(path, "里面没有一览表的行")],
        Ok(found) => found.left.iter().map(left_json).collect(),
        Err(reason) => vec![unread(path, reason)],
    }
}

/// What the files say that they left, each once. A file that could not be read is told as a file.
fn left(book: &Book) -> BTreeSet<&LeftOut> {
    let unread: BTreeSet<(&str, &str)> = book
        .files
        .iter()
        .filter_map(|file| match &file.outcome {
            Outcome::Unread(reason) => Some((file.name(), reason.as_str())),
            Outcome::Rows(_) => None,
        })
        .collect();
    let is_file = |left: &LeftOut| left.from.line == 0 && unread.contains(&(&*left.from.file, &*left.reason));
    book.left.iter().map(|left| &left.told).filter(|left| !is_file(left)).collect()
}

/// Writes the list and tells what became of everything.
fn give(calls: &Calls, args: &MergeArgs, book: &Book, found: &RowFiles) -> Result<Said, Failure> {
    let is_refused = |entry: &Entry| entry.verdict == Verdict::Refused;
    let unread = book.files.iter().filter(|file| matches!(file.outcome, Outcome::Unread(_))).count();
    let passed_on = left(book).into_iter().filter(|left| left.verdict == Verdict::Refused).count();
    let refused = unread + passed_on + book.entries().iter().filter(|entry| is_refused(entry)).count();
    let written = !book.lines().is_empty();
    let mut given = String::new();
    if written {
        let giving = Giving::of(calls, book, &args.giving)?;
        let failed = |error: xlsx::XlsxError| Failure::new(format!("没有存成“{}”：{error}", args.output.display()));
        store::atomic::write(&args.output, &xlsx::write(&book.sheet()).map_err(failed)?)?;
        given = giving.write()?;
    }
    let judged: Vec<Vec<Finding>> = (0..book.entries().len()).map(|id| book.findings(id)).collect();
    let mut said = if args.json {
        Said::json(&json(book, found, &judged))
    } else {
        Said::done(words(book, found, &judged) + &summary(args, book, refused) + &given)
    };
    if refused > 0 || book.count().errors > 0 {
        said.status = Status::Findings;
    }
    if !written {
        said.err = format!("没有可以列入的行，没有写出“{}”\n", args.output.display());
        said.status = Status::Failed;
    }
    Ok(said)
}

#[derive(Serialize, Default)]
struct MergeJson<'a> {
    /// The call and the list's title.
    call: &'a str,
    list: &'a str,
    office: &'a str,
    /// Everything that was handed in, file by file.
    rows: Vec<RowJson<'a>>,
    /// What is wrong with rows beside each other.
    findings: Vec<FindingJson<'a>>,
    /// What was passed over, and what has to be known of files.
    notes: Vec<String>,
}

#[derive(Serialize, Default)]
struct RowJson<'a> {
    file: &'a str,
    /// The line in that file; null for a file as a whole.
    line: Option<u32>,
    verdict: &'static str,
    reason: &'a str,
    /// The number in the list, from 1; null where it does not stand there.
    number: Option<usize>,
    code: &'a str,
    cells: BTreeMap<&'a str, String>,
    findings: Vec<FindingJson<'a>>,
    changes: &'a [Change],
    accepted: &'a [Accepted],
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Taken => "taken",
        Verdict::Superseded => "superseded",
        Verdict::Refused => "refused",
    }
}

/// A file that gave no row.
fn unread<'a>(path: &'a str, reason: &'a str) -> RowJson<'a> {
    RowJson { file: path, verdict: "refused", reason, ..RowJson::default() }
}

fn json<'a>(book: &'a Book, found: &'a RowFiles, judged: &'a [Vec<Finding>]) -> MergeJson<'a> {
    let beside = judged.iter().flatten().filter(|one| BESIDE.contains(&one.rule.as_str()));
    let mut of_file: Vec<Vec<RowId>> = vec![Vec::new(); book.files.len()];
    (0..).zip(book.entries()).for_each(|(id, entry)| of_file[entry.file].push(id));
    let mut rows: Vec<RowJson> = Vec::new();
    for (file, ids) in book.files.iter().zip(of_file) {
        if let Outcome::Unread(reason) = &file.outcome {
            rows.push(unread(&file.path, reason));
        }
        rows.extend(ids.into_iter().map(|id| row_json(book, id, &judged[id])));
    }
    rows.extend(left(book).into_iter().map(left_json));
    rows.extend(found.of(Matter::Paper).map(|paper| unread(&paper.path, paper.why)));
    MergeJson {
        call: &book.call.id,
        list: &book.list.title,
        office: &book.office,
        rows,
        findings: beside.map(finding_json).collect(),
        notes: [of_passed(found, &[Matter::InUse]), of_files(book)].concat(),
    }
}

fn row_json<'a>(book: &'a Book, id: RowId, findings: &'a [Finding]) -> RowJson<'a> {
    let entry = &book.entries()[id];
    let headings = book.list.columns.iter().enumerate().filter(|_| entry.call == book.call.id);
    RowJson {
        file: &book.files[entry.file].path,
        line: Some(entry.line),
        verdict: verdict(entry.verdict),
        reason: &entry.reason,
        number: book.line_of(id).map(|line| line + 1),
        code: &entry.row.code,
        cells: headings.map(|(at, column)| (column.heading.as_str(), book.cell(id, at))).collect(),
        findings: findings.iter().map(finding_json).collect(),
        changes: &entry.row.changes,
        accepted: &entry.row.accepted,
    }
}

/// What a file said that it had left.
fn left_json(left: &LeftOut) -> RowJson<'_> {
    let (file, reason) = (left.from.file.as_str(), left.reason.as_str());
    let line = Some(left.from.line).filter(|line| *line > 0);
    RowJson { file, line, verdict: verdict(left.verdict), reason, ..RowJson::default() }
}

fn left_words(left: &LeftOut) -> String {
    let line = if left.from.line == 0 { String::new() } else { format!("第{}行", left.from.line) };
    let name = if left.name.is_empty() { String::new() } else { format!("“{}”：", left.name) };
    format!("{}  “{}”{line}{name}{}\n", left.verdict.word(), left.from.file, left.reason)
}

/// What was passed over and is no matter for the list.
fn of_passed(found: &RowFiles, matters: &[Matter]) -> Vec<String> {
    let passed = matters.iter().flat_map(|matter| found.of(*matter));
    passed.map(|passed| format!("“{}”{}", passed.path, passed.why)).collect()
}

/// What has to be known of the files that were read.
fn of_files(book: &Book) -> Vec<String> {
    book.files.iter().flat_map(|file| file.notes.iter().map(|note| format!("“{}”{note}", file.path))).collect()
}

/// What people read: files that could not be read, rows that do not stand in the list, what is wrong with those that do.
fn words(book: &Book, found: &RowFiles, judged: &[Vec<Finding>]) -> String {
    let mut out = String::new();
    for file in &book.files {
        if let Outcome::Unread(reason) = &file.outcome {
            let _ = writeln!(out, "未收  “{}”{reason}", file.path);
        }
    }
    for entry in book.entries().iter().filter(|entry| entry.verdict != Verdict::Taken) {
        let (word, from) = (entry.verdict.word(), of_line(book, entry));
        let _ = writeln!(out, "{word}  {from}“{}”：{}", entry.row.name, entry.reason);
    }
    out.extend(left(book).into_iter().map(left_words));
    for note in of_passed(found, &[Matter::Paper, Matter::InUse]).into_iter().chain(of_files(book)) {
        let _ = writeln!(out, "{}  {note}", Severity::Note.word());
    }
    for (line, id) in (1..).zip(book.lines()) {
        let from = book.entry(*id).map_or(String::new(), |entry| of_line(book, entry));
        for finding in &judged[*id] {
            let cite = if finding.cite.is_empty() { String::new() } else { format!("〔{}〕", finding.cite) };
            let _ = writeln!(out, "{}  第{line}行（{from}）：{}{cite}", finding.severity.word(), finding.message);
        }
    }
    out
}

/// The file and the line of it that a row was read from.
fn of_line(book: &Book, entry: &Entry) -> String {
    format!("“{}”第{}行", book.files[entry.file].path, entry.line)
}

fn summary(args: &MergeArgs, book: &Book, refused: usize) -> String {
    let count = book.count();
    let wrong = match (count.errors, count.warnings) {
        (0, 0) if refused == 0 => "没有问题".to_string(),
        (0, 0) => "列入的行没有问题".to_string(),
        (errors, warnings) => format!("{errors}处须改，{warnings}处请核对"),
    };
    let left = if refused > 0 { format!("，{refused}处未收") } else { String::new() };
    let files = book.files.iter().filter(|file| matches!(file.outcome, Outcome::Rows(_))).count();
    let (rows, output) = (book.lines().len(), args.output.display());
    format!("已将{files}个文件的{rows}行汇总成“{}”，{wrong}{left}，存为“{output}”\n", book.list.title)
}
