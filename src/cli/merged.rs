//! What `merge` says of everything that was handed in: to people, and to machines.

use super::check::{FindingJson, finding_json};
use super::giving::{Given, GivenFile};
use super::said::{Said, Status};
use crate::app::ReadFile;
use crate::check::Finding;
use crate::form::{Holds, Severity};
use crate::office::{BESIDE, Book, Entry, Outcome, RowId};
use crate::row::{Accepted, Change, LeftOut, Verdict};
use crate::store::{Matter, RowFiles};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// A list that was made, and all that there is to say of it.
pub struct Merged<'a> {
    book: &'a Book,
    found: &'a RowFiles,
    given: Given,
    output: &'a Path,
    /// What is wrong with each row.
    judged: Vec<Vec<Finding>>,
    /// How many files and rows were refused.
    pub refused: usize,
}

/// Nothing could be taken, and why.
pub fn nothing(files: &[ReadFile], output: &Path, as_json: bool) -> Said {
    let refused: Vec<RowJson> = files.iter().flat_map(without_rows).collect();
    let err: String = refused.iter().map(|row| format!("“{}”{}\n", row.file, row.reason)).collect();
    let json = MergeJson { rows: refused, ..MergeJson::default() };
    let said = if as_json { Said::json(&json) } else { Said::done("") };
    let err = format!("{err}没有读到一览表的行，没有写出“{}”\n", output.display());
    Said { err, status: Status::Failed, ..said }
}

impl<'a> Merged<'a> {
    pub fn of(book: &'a Book, found: &'a RowFiles, given: Given, output: &'a Path) -> Self {
        let unread = book.files.iter().filter(|file| matches!(file.outcome, Outcome::Unread(_))).count();
        let passed_on = left(book).into_iter().filter(|left| left.verdict == Verdict::Refused).count();
        let refused = book.entries().iter().filter(|entry| entry.verdict == Verdict::Refused).count();
        let judged = (0..book.entries().len()).map(|id| book.findings(id)).collect();
        Merged { book, found, given, output, judged, refused: unread + passed_on + refused }
    }

    /// Whether a paper that was given out is not to be stamped yet.
    pub fn is_draft(&self) -> bool {
        self.given.open > 0
    }

    pub fn json(&self) -> MergeJson<'_> {
        let (book, found) = (self.book, self.found);
        let beside = self.judged.iter().flatten().filter(|one| BESIDE.contains(&one.rule.as_str()));
        let mut of_file: Vec<Vec<RowId>> = vec![Vec::new(); book.files.len()];
        (0..).zip(book.entries()).for_each(|(id, entry)| of_file[entry.file].push(id));
        let mut rows: Vec<RowJson> = Vec::new();
        for (file, ids) in book.files.iter().zip(of_file) {
            if let Outcome::Unread(reason) = &file.outcome {
                rows.push(unread(&file.path, reason));
            }
            rows.extend(ids.into_iter().map(|id| row_json(book, id, &self.judged[id])));
        }
        rows.extend(left(book).into_iter().map(left_json));
        rows.extend(found.of(Matter::Paper).map(|paper| unread(&paper.path, paper.why)));
        MergeJson {
            call: &book.call.id,
            list: &book.list.title,
            office: &book.office,
            rows,
            findings: beside.map(finding_json).collect(),
            notes: [of_passed(found, &[Matter::InUse]), of_files(book), self.given.notes.clone()].concat(),
            given: &self.given.files,
        }
    }

    /// What people read: files that could not be read, rows that do not stand in the list, what is wrong with those that do.
    pub fn words(&self) -> String {
        let (book, mut out) = (self.book, String::new());
        for file in &book.files {
            if let Outcome::Unread(reason) = &file.outcome {
                let _ = writeln!(out, "未收  “{}”{reason}", file.path);
            }
        }
        let entries = book.entries().iter().enumerate();
        for (id, entry) in entries.filter(|(_, entry)| entry.verdict != Verdict::Taken) {
            let (word, from) = (entry.verdict.word(), of_line(book, entry));
            let _ = writeln!(out, "{word}  {from}“{}”：{}{}", entry.row.name, entry.reason, self.standing(id));
        }
        out.extend(left(book).into_iter().map(left_words));
        for note in of_passed(self.found, &[Matter::Paper, Matter::InUse]).into_iter().chain(of_files(book)) {
            let _ = writeln!(out, "{}  {note}", Severity::Note.word());
        }
        for (line, id) in (1..).zip(book.lines()) {
            out.extend(book.entry(*id).map(|entry| self.of_row(line, *id, entry)));
        }
        out + &self.summary()
            + &self.given.said
            + &self.given.notes.iter().map(|note| format!("{note}\n")).collect::<String>()
    }

    /// Which row stands in the list for one that was superseded.
    fn standing(&self, id: RowId) -> String {
        let stands = self.book.stands_for(id).filter(|_| self.book.entries()[id].verdict == Verdict::Superseded);
        let line = stands.and_then(|other| Some((self.book.line_of(other)?, self.book.entry(other)?)));
        line.map_or(String::new(), |(line, entry)| format!("，现列第{}行，取自{}", line + 1, of_line(self.book, entry)))
    }

    /// What is wrong with a row of the list, and what of it was accepted, by whom and why.
    fn of_row(&self, line: usize, id: RowId, entry: &Entry) -> String {
        let place = format!("第{line}行（{}）", of_line(self.book, entry));
        let cite = |finding: &Finding| match finding.cite.as_str() {
            "" => String::new(),
            cite => format!("〔{cite}〕"),
        };
        let wrong = self.judged[id]
            .iter()
            .map(|one| format!("{}  {place}：{}{}\n", one.severity.word(), one.message, cite(one)));
        let accepted = self.book.accepted(id).into_iter().map(|one| {
            let is_it = |said: &&Accepted| said.rule == one.rule && one.place.heading() == Some(&said.column);
            let said = entry.row.accepted.iter().find(is_it);
            let said = said.map_or(String::new(), |said| format!("（{}：{}）", said.by, said.reason));
            format!("已接受  {place}：{}{said}\n", one.message)
        });
        wrong.chain(accepted).collect()
    }

    /// Empty where no row could be taken: nothing was written then.
    fn summary(&self) -> String {
        let (book, count) = (self.book, self.book.count());
        if book.lines().is_empty() {
            return String::new();
        }
        let wrong = match (count.errors, count.warnings) {
            (0, 0) if self.refused == 0 => "没有问题".to_string(),
            (0, 0) => "列入的行没有问题".to_string(),
            (errors, warnings) => format!("{errors}处须改，{warnings}处请核对"),
        };
        let left = if self.refused > 0 { format!("，{}处未收", self.refused) } else { String::new() };
        let files = book.files.iter().filter(|file| matches!(file.outcome, Outcome::Rows(_))).count();
        let (rows, output) = (book.lines().len(), self.output.display());
        format!("已将{files}个文件的{rows}行汇总成“{}”，{wrong}{left}，存为“{output}”\n", book.list.title)
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

#[derive(Serialize, Default)]
pub struct MergeJson<'a> {
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
    /// What was written.
    given: &'a [GivenFile],
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

/// What has to be known of the list and of the files that were read.
fn of_files(book: &Book) -> Vec<String> {
    let is_unnamed = book.lines().iter().any(|id| book.words(*id, Holds::Office).is_empty());
    let office = book.list.column_of(Holds::Office).filter(|_| is_unnamed).map(|at| &book.list.columns[at].heading);
    let unnamed = office.map(|heading| format!("“{heading}”空着，请加--office 推荐单位的名称"));
    let of_files = book.files.iter().flat_map(|file| file.notes.iter().map(|note| format!("“{}”{note}", file.path)));
    of_files.chain(unnamed).collect()
}

/// The file and the line of it that a row was read from.
fn of_line(book: &Book, entry: &Entry) -> String {
    format!("“{}”第{}行", book.files[entry.file].path, entry.line)
}

/// What a file says of itself that gave no row.
fn without_rows((path, found): &ReadFile) -> Vec<RowJson<'_>> {
    match found {
        Ok(found) if found.left.is_empty() => vec![unread(path, "里面没有一览表的行")],
        Ok(found) => found.left.iter().map(left_json).collect(),
        Err(reason) => vec![unread(path, reason)],
    }
}
