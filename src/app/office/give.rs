//! What the office gives out: the list with its letter, and remarks for a unit; and whether papers say what the rows say.

use crate::app::papers::{Submission, submission};
use crate::app::task::{create, open};
use crate::app::{Opened, compared};
use crate::draft::Draft;
use crate::form::{Form, List};
use crate::office::{self, Agreement, Book, On, Said, Witness};
use crate::row::Row;
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

/// Something that is to say the same as a row: a code or the text of a QR code, or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    Code(String),
    File(PathBuf),
}

/// What papers say beside the rows, a sentence each; what could not be read comes first.
pub type Verified = Vec<(Agreement, String)>;

/// Compares papers with the rows of the list.
pub(super) fn verify(book: &Book, papers: &[Paper]) -> Verified {
    let (mut codes, mut files) = (Vec::new(), Vec::new());
    for paper in papers {
        match paper {
            Paper::Code(code) => codes.push(code.clone()),
            Paper::File(path) => files.push(path.clone()),
        }
    }
    let rows = book.lines().iter().enumerate().filter_map(|(line, id)| {
        let row = &book.entry(*id)?.row;
        Some(Witness::of(row, &format!("第{}行“{}”", line + 1, row.name)))
    });
    let found = compared(&files, &codes, rows.collect(), std::slice::from_ref(&book.call));
    let unread = found.failures.into_iter().map(|words| (Agreement::Unknown, words));
    let told = found.comparisons.iter().map(|one| (one.verdict.clone(), one.words(&found.witnesses)));
    unread.chain(told).collect()
}
