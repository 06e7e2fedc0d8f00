//! What goes out: the PDF to stamp, the row file, the blank form.

use crate::check::Finding;
use crate::draft::{Draft, code};
use crate::form::{Form, Severity};
use crate::layout::{Edition, Fonts, layout};
use crate::paint::pdf::{Meta, pdf};
use crate::row;
use crate::store::{atomic, free_path, names};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub pdf: bool,
    pub row: bool,
}

impl Default for Wanted {
    fn default() -> Self {
        Wanted { pdf: true, row: true }
    }
}

/// An export to carry out.
#[derive(Debug)]
pub struct Export {
    pub form: Arc<Form>,
    pub draft: Draft,
    pub edition: Edition,
    pub wanted: Wanted,
    pub folder: PathBuf,
}

/// What came out.
#[derive(Debug)]
pub struct Exported {
    pub folder: PathBuf,
    pub files: Vec<PathBuf>,
    /// Whether the PDF is the one to stamp.
    pub edition: Edition,
    pub with_pdf: bool,
    pub code: String,
    /// Local time.
    pub at: String,
    /// The answers that went out.
    pub draft: Draft,
}

/// The edition that the findings allow.
pub fn edition(findings: &[Finding]) -> Edition {
    let is_error = |finding: &Finding| finding.severity == Severity::Error;
    if findings.iter().any(is_error) { Edition::Draft } else { Edition::Final }
}

/// The words that a printed form carries about itself.
pub fn meta(form: &Form, draft: &Draft, edition: Edition) -> Meta {
    let code = if edition == Edition::Blank { String::new() } else { code(form, draft) };
    Meta {
        title: form.title.clone(),
        unit: draft.text(&form.unit).trim().to_string(),
        subject: subject(form, draft),
        code,
    }
}

fn subject(form: &Form, draft: &Draft) -> String {
    format!("{} {}", form.number, draft.text(&form.name).trim()).trim_end().to_string()
}

/// The printed form as a PDF.
pub fn printed(form: &Form, draft: &Draft, edition: Edition) -> Result<Vec<u8>, String> {
    let fonts = Fonts::embedded();
    let pages = layout(form, draft, fonts, edition);
    pdf(&pages, fonts, &meta(form, draft, edition)).map_err(|error| error.to_string())
}

/// Carries an export out. A file of that name that is already there stays; the new one gets a number.
pub fn export(export: Export, at: String) -> Result<Exported, String> {
    let Export { form, draft, edition, wanted, folder } = export;
    let (unit, name) = (draft.text(&form.unit).to_string(), draft.text(&form.name).to_string());
    let mut files = Vec::new();
    if wanted.pdf {
        let bytes = printed(&form, &draft, edition)?;
        files.push(put(&folder, &names::pdf_name(&unit, &name, &form.title), &bytes)?);
    }
    if wanted.row {
        let sheet = row::Sheet::of(&form, row::row(&form, &draft));
        let bytes = row::xlsx::write(&sheet).map_err(|error| error.to_string())?;
        files.push(put(&folder, &names::row_name(&unit, &name), &bytes)?);
    }
    let code = code(&form, &draft);
    Ok(Exported { folder, files, edition, with_pdf: wanted.pdf, code, at, draft })
}

/// Prints the empty form.
pub fn export_blank(form: &Form, folder: &Path) -> Result<PathBuf, String> {
    let bytes = printed(form, &Draft::new(form), Edition::Blank)?;
    put(folder, &names::blank_name(&form.title), &bytes)
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
    let path = free_path(folder, name);
    atomic::write(&path, bytes).map_err(|error| error.to_string())?;
    Ok(path)
}
