//! `shenbao merge`: many rows become one list.

use super::args::{MergeArgs, SortOrder};
use super::calls::{self, Calls};
use super::giving::{Given, GivenFile, Giving};
use super::merged::{Merged, nothing};
use super::said::{Failure, Said, Status};
use crate::app::{ReadFile, read_rows};
use crate::form::Notice;
use crate::form::text::{QUOTED, brief, one_of};
use crate::office::{self, Book, Edit, Order, apply};
use crate::row::read::Known;
use crate::row::xlsx;
use crate::store::{self, RowFiles};
use std::path::Path;
use std::sync::Arc;

pub fn run(calls: &Calls, args: &MergeArgs) -> Result<Said, Failure> {
    calls::of_kind("-o", &args.output, "xlsx")?;
    let inputs: Vec<&Path> = args.rows.iter().map(AsRef::as_ref).collect();
    calls::spare("-o", &args.output, &inputs)?;
    args.giving.check(&args.output, &inputs)?;
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
    let Some(mut book) = call.and_then(|call| Book::new(call.clone(), office)) else {
        return Ok(nothing(&files, &args.output, args.json));
    };
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

/// A list that was merged before may be written anew. Nothing else may be lost under it: rows that a unit handed in, one
/// that was added to the list by hand, whatever can't be read.
fn spare_rows(output: &Path, known: &Known) -> Result<(), Failure> {
    if !store::is_there(output) {
        return Ok(());
    }
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    let files = read_rows(&[output.to_path_buf()], known);
    let is_merged = |(_, found): &ReadFile| {
        found
            .as_ref()
            .is_ok_and(|found| !found.rows.is_empty() && found.rows.iter().all(|found| found.row.from.file != name))
    };
    let words =
        || format!("不能写到“{}”：那里的文件不是汇总好的一览表，或有手工加的行，请用-o另取一个名字", output.display());
    files.iter().all(is_merged).then_some(()).ok_or_else(|| Failure::new(words()))
}

/// Writes the list and tells what became of everything.
fn give(calls: &Calls, args: &MergeArgs, book: &Book, found: &RowFiles) -> Result<Said, Failure> {
    let written = !book.lines().is_empty();
    let mut given = Given::default();
    if written {
        let giving = Giving::of(calls, book, &args.giving)?;
        let failed = |error: xlsx::XlsxError| Failure::new(format!("没有存成“{}”：{error}", args.output.display()));
        store::atomic::write(&args.output, &xlsx::write(&book.sheet()).map_err(failed)?)?;
        given = giving.write()?;
        given.files.insert(0, GivenFile::new("list", &args.output));
    }
    let merged = Merged::of(book, found, given, &args.output);
    let mut said = if args.json { Said::json(&merged.json()) } else { Said::done(merged.words()) };
    if merged.refused > 0 || book.count().errors > 0 || merged.is_draft() {
        said.status = Status::Findings;
    }
    if !written {
        said.err = format!("没有可以列入的行，没有写出“{}”\n", args.output.display());
        said.status = Status::Failed;
    }
    Ok(said)
}
