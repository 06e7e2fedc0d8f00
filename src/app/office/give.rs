//! What the office gives out: the list with its letter, and remarks for a unit; and whether papers say what the rows say.

use crate::app::papers::{Submission, submission};
use crate::app::task::{create, open};
use crate::app::verify::Told;
use crate::app::{Opened, compare, witnesses};
use crate::draft::Draft;
use crate::form::{Form, List};
use crate::office::{self, Agreement, Book, Kind, On, RowId, Said, Witness};
use crate::row::read::Known;
use crate::row::{Row, Verdict};
use crate::store::{self, Cause, Folder, Occasion, StoreError, names};
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be given out.
#[derive(Debug)]
pub struct Giving {
    pub book: Arc<Book>,
    /// The call's letter, and the draft of it that was begun, by its place's id.
    pub letter: Option<Arc<Form>>,
    pub begun: Option<String>,
    pub today: Date,
    pub folder: PathBuf,
}

/// What was given out.
#[derive(Debug)]
pub struct Given {
    pub folder: PathBuf,
    pub files: Vec<PathBuf>,
}

/// Writes everything into a folder of its own. Nothing is written before everything is made.
pub(super) fn give(folder: &Folder, giving: Giving) -> Result<Given, String> {
    let begun = match giving.begun.as_ref().map(|id| store::open(&path_of(folder, id))) {
        Some(Err(error)) if !is_gone(&error) => return Err(error.to_string()),
        begun => begun.and_then(Result::ok),
    };
    let letter = giving.letter.as_ref().map(|form| {
        let begun = begun.filter(|draft| draft.form == form.id);
        (form.clone(), begun.unwrap_or_else(|| Draft::new(form)))
    });
    let submitted = Submission::of(&giving.book, letter, giving.today);
    let name = names::office_folder(&giving.book.office, giving.book.call.year);
    // The pages take long; whoever changes the book meanwhile must not wait for a copy of it.
    drop(giving.book);
    let files = submission(&submitted)?;
    let into = store::write_new_folder(&giving.folder, &name, &files).map_err(|error| error.to_string())?;
    let files = files.into_iter().map(|(name, _)| into.join(name)).collect();
    Ok(Given { folder: into, files })
}

fn path_of(folder: &Folder, id: &str) -> PathBuf {
    folder.root().join("drafts").join(format!("{id}.ron"))
}

/// Whether a letter was thrown away, so that one may be begun anew; one that is there and can't be read is not replaced.
fn is_gone(error: &StoreError) -> bool {
    matches!(error.cause, Cause::NotFound | Cause::NoFolder)
}

/// The letter with the rows of now: the draft that was begun, or a new one.
pub(super) fn letter(
    folder: &Folder,
    book: &Book,
    form: &Form,
    begun: Option<&String>,
) -> Result<Box<Opened>, StoreError> {
    let sheet = book.sheet();
    let filled = |draft| office::letter(form, draft, &sheet, &book.office);
    let Some(id) = begun else { return create(folder, filled(Draft::new(form))) };
    match folder.place(&path_of(folder, id)).and_then(|place| open(folder, &place)) {
        Err(error) if is_gone(&error) => create(folder, filled(Draft::new(form))),
        Ok(opened) if opened.draft.form == form.id => {
            let draft = filled(opened.draft.clone());
            if draft != opened.draft {
                folder.save(&opened.handle, &draft, Occasion::Asked)?;
            }
            Ok(Box::new(Opened { draft, ..*opened }))
        }
        opened => opened,
    }
}

/// Remarks for a unit.
#[derive(Debug)]
pub struct Remarking {
    pub row: Row,
    pub list: List,
    pub office: String,
    pub form: Option<Arc<Form>>,
    pub remarks: Vec<(On, String)>,
    pub folder: PathBuf,
}

/// Writes the remarks as a file for the unit; returns its path.
pub(super) fn remark(remarking: Remarking, at: String) -> Result<PathBuf, StoreError> {
    let Remarking { row, list, office, form, remarks, folder } = remarking;
    let comments = office::comments(&row, &list, form.as_deref(), &Said { office, at, remarks });
    let name = names::comments_name(&comments.unit, &comments.name);
    store::write_new(&folder, &name, comments.to_text().as_bytes())
}

/// Something that is to say the same as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// A code or the text of a QR code.
    Code(String),
    File(PathBuf),
    /// A file that was read before, and what it tells.
    Read(PathBuf, Vec<Witness>),
}

impl Paper {
    /// What somebody types: a code, or where the paper's PDF is.
    pub fn typed(words: &str) -> Self {
        let path = words.trim().trim_matches('"');
        let is_path = path.to_lowercase().ends_with(".pdf");
        if is_path { Paper::File(path.into()) } else { Paper::Code(words.to_string()) }
    }

    /// Whether it is the same thing, be it read already or not.
    pub(super) fn is(&self, other: &Paper) -> bool {
        match (self, other) {
            (Paper::Code(code), Paper::Code(other)) => code == other,
            (Paper::File(path) | Paper::Read(path, _), Paper::File(other) | Paper::Read(other, _)) => path == other,
            _ => false,
        }
    }
}

/// What papers say beside the rows, a sentence each; what could not be read comes first.
pub type Verified = Vec<(Agreement, String)>;

/// Compares papers with the rows of the list, and hands back those that were read.
pub(super) fn verify(book: &Book, papers: Vec<Paper>) -> (Vec<Paper>, Verified) {
    let known = Known::of(std::slice::from_ref(&book.call));
    let told = papers.into_iter().map(|paper| match paper {
        Paper::Code(code) => (code.clone().into(), Witness::given(&code).map(|witness| vec![witness])),
        Paper::File(path) => (path.clone(), witnesses(&path, &known)),
        Paper::Read(path, witnesses) => (path, Ok(witnesses)),
    });
    let told: Vec<Told> = told.collect();
    let of_file = |(path, told): &Told| match told {
        Ok(witnesses) if witnesses.iter().all(|witness| !matches!(witness.kind, Kind::Code | Kind::Qr)) => {
            Some(Paper::Read(path.clone(), witnesses.clone()))
        }
        _ => None,
    };
    let read = told.iter().filter_map(of_file).collect();
    let found = compare(rows(book), told);
    let unread = found.failures.into_iter().map(|words| (Agreement::Unknown, words));
    let told = found.comparisons.iter().map(|one| (one.verdict.clone(), one.words(&found.witnesses)));
    (read, unread.chain(told).collect())
}

/// The rows of the list, and behind them those that stand in it no more: their papers are still about.
fn rows(book: &Book) -> Vec<Witness> {
    let own = |id: &RowId| book.entry(*id).filter(|entry| entry.call == book.call.id);
    let now = book.lines().iter().enumerate().filter_map(|(line, id)| {
        let row = &own(id)?.row;
        Some(Witness::of(row, &format!("第{}行“{}”", line + 1, row.name)))
    });
    let past = (0..book.entries().len()).filter(|id| book.line_of(*id).is_none()).filter_map(|id| {
        let entry = own(&id)?;
        let what = if entry.verdict == Verdict::Superseded { "旧的一行" } else { "没有列入的一行" };
        Some(Witness { is_past: true, ..Witness::of(&entry.row, &format!("{what}“{}”", entry.row.name)) })
    });
    now.chain(past).collect()
}
