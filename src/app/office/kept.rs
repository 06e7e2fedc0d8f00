//! Books as they were kept: listed, begun, and opened, whatever has become of their files since.

use super::desk::Desk;
use super::keep::{FORMAT, Head, PIECE, Piece, head};
use crate::draft::FileProblem;
use crate::form::text;
use crate::form::{Catalogue, Notice};
use crate::office::{Book, Count, Entry, File, Left, Outcome};
use crate::row::{LeftOut, Origin, Row, Verdict};
use crate::store::{self, Act, BookEntry, Cause, Folder, StoreError, piece_name};
use jiff::civil::DateTime;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// A book of the list of books.
#[derive(Debug, Clone, PartialEq)]
pub struct BookLine {
    pub id: String,
    /// Local time of the last change.
    pub saved: DateTime,
    /// What its head says, or why it can't be read.
    pub about: Result<About, StoreError>,
}

/// What a book is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The call's id.
    pub call: String,
    pub office: String,
    pub rows: usize,
}

/// Just enough of any version's head to tell its version.
#[derive(Deserialize)]
#[serde(rename = "Book")]
struct Version {
    format: u32,
}

/// The books at hand, the last changed first.
pub(super) fn books(folder: &Folder) -> Result<Vec<BookLine>, StoreError> {
    let about = |entry: BookEntry| {
        let head = entry.head.and_then(|text| read_head(&entry.path, &text));
        let about = head.map(|head| About { call: head.call, office: head.office, rows: head.rows });
        BookLine { id: entry.id, saved: entry.saved, about }
    };
    Ok(folder.books()?.into_iter().map(about).collect())
}

/// Begins a book; the one of that call and office goes on where there is one.
pub(super) fn begin(
    folder: &Folder,
    call: Arc<Notice>,
    office: &str,
    catalogue: &Catalogue,
) -> Result<Box<Desk>, StoreError> {
    let is_meant = |book: &&BookLine| {
        book.about.as_ref().is_ok_and(|about| about.call == call.id && about.office == office.trim())
    };
    if let Some(book) = books(folder)?.iter().find(is_meant) {
        return open(folder, &book.id, catalogue);
    }
    let id = store::new_id();
    let no_list = StoreError::new(Path::new(&call.id), Act::Read, Cause::NoCall(call.id.clone()));
    let book = Book::new(call, office).ok_or(no_list)?;
    folder.save_book(&id, &text::write_dense(&head(&book, usize::MAX)), &[])?;
    let lock = folder.lock_book(&id)?;
    Ok(Box::new(Desk::new(id, book, lock)))
}

/// Opens a book as it was left.
pub(super) fn open(folder: &Folder, id: &str, catalogue: &Catalogue) -> Result<Box<Desk>, StoreError> {
    let texts = folder.open_book(id)?;
    let head = read_head(&texts.path, &texts.head)?;
    let call = catalogue.notices().iter().find(|notice| notice.id == head.call).cloned();
    let missing = || StoreError::new(&texts.path, Act::Read, Cause::NoCall(head.call.clone()));
    let call = call.ok_or_else(missing)?;
    let pieces = texts.pieces.iter().map(|piece| Ok((piece.number, read(&piece.path, &piece.text)?)));
    let (all, lost) = together(pieces.collect::<Result<_, StoreError>>()?, &head);
    let Piece { entries, files, left } = all;
    let book = Book::restored(call, &head.office, files, left, &head.headings, entries, &head.lines);
    let book = book.ok_or_else(missing)?;
    let mut desk = Box::new(Desk::new(id.to_string(), book, texts.lock));
    (desk.letter, desk.cut_off, desk.lost) =
        (head.letter, head.on_the_way, lost.words(texts.path.parent().unwrap_or(&texts.path)));
    Ok(desk)
}

/// What could not be found again.
#[derive(Debug, Default)]
struct Lost {
    /// Numbers of pieces.
    pieces: BTreeSet<usize>,
    rows: usize,
    files: usize,
}

impl Lost {
    fn words(&self, folder: &Path) -> Option<String> {
        let names: Vec<String> = self.pieces.iter().map(|number| piece_name(*number)).collect();
        let counts = [(self.rows, "行"), (self.files, "个文件")];
        let told = counts.iter().filter(|(count, _)| *count > 0).take(1);
        let told: String = told.map(|(count, of)| format!("，有{count}{of}没有读到")).collect();
        let (folder, names) = (folder.display(), names.join("、"));
        let first = format!("这份汇总存在“{folder}”里，其中{names}缺失或不全{told}，列在“未收、读不出”里");
        let remedy = "请从备份放回原处再打开；没有备份的，请把那些文件再交一次，其余的行照常可用";
        (!self.pieces.is_empty()).then(|| format!("{first}。{remedy}"))
    }
}

/// All that was kept. Each stretch stands at its own place whatever is lost before it, since rows and files are known by
/// their numbers; what is lost stands there as lost.
fn together(pieces: Vec<(usize, Piece)>, head: &Head) -> (Piece, Lost) {
    let (mut all, mut lost) = (Piece::default(), Lost::default());
    for (number, piece) in pieces {
        let from = number * PIECE;
        lost.rows += put(&mut all.entries, from, piece.entries, lost_row, &mut lost.pieces);
        lost.files += put(&mut all.files, from, piece.files, lost_file, &mut lost.pieces);
        put(&mut all.left, from, piece.left, lost_line, &mut lost.pieces);
    }
    lost.rows += fill(&mut all.entries, head.rows, lost_row, &mut lost.pieces);
    lost.files += fill(&mut all.files, head.files, lost_file, &mut lost.pieces);
    fill(&mut all.left, head.left, lost_line, &mut lost.pieces);
    (all, lost)
}

/// Puts a stretch at its place; returns how many before it are lost.
fn put<T>(all: &mut Vec<T>, from: usize, stretch: Vec<T>, lost: fn(&str) -> T, pieces: &mut BTreeSet<usize>) -> usize {
    let filled = if stretch.is_empty() { 0 } else { fill(all, from, lost, pieces) };
    all.extend(stretch);
    filled
}

/// Puts what is lost up to a place; returns how many there are, and notes their pieces.
fn fill<T>(all: &mut Vec<T>, to: usize, lost: fn(&str) -> T, pieces: &mut BTreeSet<usize>) -> usize {
    let gap = all.len()..to.max(all.len());
    pieces.extend(gap.clone().map(|at| at / PIECE));
    all.extend(gap.clone().map(|at| lost(&piece_name(at / PIECE))));
    gap.len()
}

fn why_lost(piece: &str) -> String {
    format!("记着它的{piece}缺失或不全，没有读到，请把那个文件放回原处，或把单位的文件再交一次")
}

fn lost_row(piece: &str) -> Entry {
    Entry {
        call: String::new(),
        row: Row { from: lost_from(piece), name: "（没有读到的一行）".into(), ..Row::default() },
        file: usize::MAX,
        line: 0,
        verdict: Verdict::Refused,
        reason: why_lost(piece),
        left_out: false,
        decided: String::new(),
        count: Count::default(),
    }
}

fn lost_file(piece: &str) -> File {
    File { path: piece.to_string(), outcome: Outcome::Unread(why_lost(piece)), notes: Vec::new() }
}

fn lost_line(piece: &str) -> Left {
    let (from, verdict) = (lost_from(piece), Verdict::Refused);
    let told = LeftOut { from, verdict, reason: why_lost(piece), ..LeftOut::default() };
    Left { file: usize::MAX, told }
}

fn lost_from(piece: &str) -> Origin {
    Origin { file: piece.to_string(), line: 0 }
}

/// A head that this version of the program knows all of: else saving would drop the rest.
fn read_head(path: &Path, source: &str) -> Result<Head, StoreError> {
    match text::read::<Version>(source) {
        Ok(Version { format }) if format > FORMAT => {
            let newer = FileProblem::Newer { format, known: FORMAT };
            Err(StoreError::new(path, Act::Read, Cause::Book(newer)))
        }
        _ => read(path, source),
    }
}

fn read<T: serde::de::DeserializeOwned>(path: &Path, source: &str) -> Result<T, StoreError> {
    text::read(source).map_err(|problem| StoreError::new(path, Act::Read, Cause::Book(problem.into())))
}
