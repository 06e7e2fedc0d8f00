//! What a recommending office gives out, as files: the list, the letter, and the slip that says what is stamped and
//! where it goes.

use super::export::to_pdf;
use super::judge::{edition, is_error, judge};
use crate::check::{Context, Finding, Place};
use crate::draft::{Draft, shown_live, to_text};
use crate::form::{Form, Holds, Notice, Severity};
use crate::layout::{Edition, Fonts, Layout, layout};
use crate::office::{self, Book, Handing, Pending};
use crate::paint::pdf::{Meta, pdf};
use crate::row::{Sheet, xlsx};
use crate::store::names;
use jiff::civil::Date;
use std::sync::Arc;

/// A letter's form, and the draft of it.
pub type Letter = (Arc<Form>, Draft);

/// Files to be, by name.
pub type Files = Vec<(String, Vec<u8>)>;

/// What an office gives out together.
#[derive(Debug, Clone)]
pub struct Submission {
    pub notice: Arc<Notice>,
    pub sheet: Sheet,
    /// The office's name.
    pub office: String,
    /// What is wrong with the list's rows and was not let pass.
    pub findings: Vec<Finding>,
    /// The letter, begun before or new; it takes the rows of the list. None where the call has none.
    pub letter: Option<Letter>,
    pub today: Date,
}

impl Submission {
    /// What a book gives out, with its letter.
    pub fn of(book: &Book, letter: Option<Letter>, today: Date) -> Self {
        let findings = book.lines().iter().flat_map(|id| book.findings(*id)).collect();
        let (notice, office) = (book.call.clone(), book.office.clone());
        Submission { notice, sheet: book.sheet(), office, findings, letter, today }
    }
}

/// The list as a PDF on its side, marked as a draft while errors are left.
pub fn printed_list(sheet: &Sheet, findings: &[Finding]) -> Result<Vec<u8>, String> {
    let form = office::list(sheet);
    let (paper, _) = laid(&form, edition(findings));
    painted(&form, &paper, "")
}

/// All papers and files, each with its name. The office's folder takes them as they are.
pub fn submission(of: &Submission) -> Result<Files, String> {
    let title = &of.sheet.list.title;
    let form = office::list(&of.sheet);
    let (paper, list_edition) = laid(&form, edition(&of.findings));
    // What concerns a paper comes first: of many rows not all are told.
    let mut pending = Pending::of("一览表", &paper.findings);
    let mut rows = of_rows(&of.sheet, &of.findings);
    rows.extend(Pending::left_out(&of.sheet));
    let name = |what: &str, ending: &str| names::office_name(&of.office, what, ending);
    let mut files = vec![
        (name(title, ".xlsx"), xlsx::write(&of.sheet).map_err(|error| error.to_string())?),
        (name(title, ".pdf"), painted(&form, &paper, &of.office)?),
    ];
    if let Some((form, draft)) = &of.letter {
        let draft = office::letter(form, draft.clone(), &of.sheet, &of.office);
        let (bytes, findings) = letter(form, &draft, of.today, list_edition)?;
        pending.extend(Pending::of(&form.short, &findings));
        pending.extend(another_sender(form, &draft, &of.office));
        pending.extend(untold(&of.sheet, form));
        files.push((name(&form.short, ".pdf"), bytes));
        files.push((name(&form.short, ".ron"), to_text(&draft).into_bytes()));
    }
    pending.extend(rows);
    let slip = slip(of, pending);
    files.push((name(&slip.title, ".pdf"), painted(&slip, &laid(&slip, Edition::Final).0, &of.office)?));
    Ok(files)
}

/// The pages of an office's own paper, in the edition that its words allow.
fn laid(form: &Form, wanted: Edition) -> (Layout, Edition) {
    let lay = |edition| layout(form, &Draft::new(form), Fonts::embedded(), edition);
    let paper = lay(wanted);
    match wanted == Edition::Final && edition(&paper.findings) == Edition::Draft {
        true => (lay(Edition::Draft), Edition::Draft),
        false => (paper, wanted),
    }
}

fn painted(form: &Form, paper: &Layout, office: &str) -> Result<Vec<u8>, String> {
    let meta = Meta { title: form.title.clone(), unit: office.to_string(), ..Meta::default() };
    pdf(paper, Fonts::embedded(), &meta).map_err(|error| error.to_string())
}

/// The letter as a PDF, and what is wrong with it; it is a draft as long as the list is one.
fn letter(form: &Form, draft: &Draft, today: Date, list: Edition) -> Result<(Vec<u8>, Vec<Finding>), String> {
    let judged = judge(form, draft, &Context { today, peers: &[] });
    let (paper, edition) = match (judged.edition, list) {
        (Edition::Final, Edition::Draft) => (layout(form, draft, Fonts::embedded(), Edition::Draft), Edition::Draft),
        _ => (judged.paper, judged.edition),
    };
    Ok((to_pdf(form, draft, &paper, edition)?, judged.findings))
}

/// The letter was begun under another name of the office.
fn another_sender(form: &Form, draft: &Draft, office: &str) -> Option<Pending> {
    let sender = shown_live(form, draft, &form.unit);
    let differs = !sender.is_empty() && !office.is_empty() && sender.trim() != office.trim();
    let what = || format!("落款是“{sender}”，汇总的推荐单位是“{office}”，请核对以哪一个为准");
    differs.then(|| Pending { place: form.short.clone(), severity: Severity::Warning, what: what() })
}

/// The rows that the letter does not tell.
pub fn untold(sheet: &Sheet, form: &Form) -> Vec<Pending> {
    let kind = sheet.list.column_of(Holds::Kind);
    let pending = |row: usize| {
        let cell = kind.and_then(|column| sheet.rows[row].cells.get(column)).map_or(String::new(), |cell| cell.words());
        let what = format!("没有写进{}：它不列类别为“{cell}”的行，请改正类别，或在{}里补写", form.short, form.short);
        Pending { place: place(sheet, row), severity: Severity::Error, what }
    };
    office::untold(form, sheet).into_iter().map(pending).collect()
}

/// A row by its number and name.
fn place(sheet: &Sheet, row: usize) -> String {
    let name = sheet.list.column_of(Holds::Name);
    let cell = name.and_then(|column| sheet.rows.get(row)?.cells.get(column));
    let name = cell.map_or(String::new(), |cell| format!("“{}”", cell.words()));
    format!("一览表第{}行{name}", row + 1)
}

/// What is wrong with rows, by the row's number and name.
fn of_rows(sheet: &Sheet, findings: &[Finding]) -> Vec<Pending> {
    let place = |finding: &Finding| match &finding.place {
        Place::Row(row, _) => place(sheet, *row),
        _ => "一览表".to_string(),
    };
    let mut findings: Vec<&Finding> = findings.iter().collect();
    findings.sort_by_key(|finding| !is_error(finding));
    findings.into_iter().flat_map(|finding| Pending::of(&place(finding), std::slice::from_ref(finding))).collect()
}

fn slip(of: &Submission, pending: Vec<Pending>) -> Form {
    let letter = of.letter.as_ref().map(|(form, _)| &**form);
    office::slip(&Handing { notice: &of.notice, sheet: &of.sheet, office: &of.office, letter, pending })
}
