//! What goes out: the PDF to stamp, the row file, the blank form.

use super::judge::{Judged, judge};
use crate::check::{Context, Peer};
use crate::draft::{Draft, code, section_codes, shown_live};
use crate::form::Form;
use crate::layout::{Edition, Fonts, Layout, layout};
use crate::paint::imprint::Imprint;
use crate::paint::pdf::{Meta, pdf};
use crate::row;
use crate::store::{names, write_new};
use jiff::civil::Date;
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
    pub today: Date,
    pub peers: Vec<Peer>,
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

/// A printed form as a PDF. `paper` must be that draft's pages in that edition.
pub(super) fn to_pdf(form: &Form, draft: &Draft, paper: &Layout, edition: Edition) -> Result<Vec<u8>, String> {
    let subject = format!("{} {}", form.number, draft.text(&form.name).trim()).trim_end().to_string();
    let imprint = (edition != Edition::Blank).then(|| imprint(form, draft));
    let meta = Meta { title: form.title.clone(), unit: draft.text(&form.unit).trim().to_string(), subject, imprint };
    pdf(paper, Fonts::embedded(), &meta).map_err(|error| error.to_string())
}

fn imprint(form: &Form, draft: &Draft) -> Imprint {
    let sections = section_codes(form, draft);
    Imprint {
        code: code(form, draft),
        form: form.id.clone(),
        draft: draft.id.clone(),
        unit: shown_live(form, draft, &form.unit),
        name: shown_live(form, draft, &form.name),
        sections: sections.into_iter().map(|(title, code)| (title.to_string(), code)).collect(),
    }
}

/// The printed form as a PDF, in the edition that its answers and its paper allow.
pub fn printed(form: &Form, draft: &Draft, context: &Context) -> Result<(Vec<u8>, Judged), String> {
    let judged = judge(form, draft, context);
    Ok((to_pdf(form, draft, &judged.paper, judged.edition)?, judged))
}

/// The empty form as a PDF.
pub fn printed_blank(form: &Form) -> Result<Vec<u8>, String> {
    let draft = Draft::new(form);
    to_pdf(form, &draft, &layout(form, &draft, Fonts::embedded(), Edition::Blank), Edition::Blank)
}

/// Carries an export out. Nothing is written before everything is made, and no file that is there is written over:
/// the new one gets a number.
pub fn export(export: Export, at: String) -> Result<Exported, String> {
    let Export { form, draft, today, peers, wanted, folder } = export;
    let (unit, name) = (draft.text(&form.unit), draft.text(&form.name));
    let (bytes, judged) = printed(&form, &draft, &Context { today, peers: &peers })?;
    let mut made = Vec::new();
    if wanted.pdf {
        made.push((names::pdf_name(unit, name, &form.title), bytes));
    }
    if let (true, Some(sheet)) = (wanted.row, row::Sheet::of(&form, row::row(&form, &draft, &at))) {
        made.push((names::row_name(unit, name), row::xlsx::write(&sheet).map_err(|error| error.to_string())?));
    }
    let put = |(name, bytes): (String, Vec<u8>)| write_new(&folder, &name, &bytes).map_err(|error| error.to_string());
    let files = made.into_iter().map(put).collect::<Result<Vec<_>, _>>()?;
    let code = code(&form, &draft);
    Ok(Exported { folder, files, edition: judged.edition, with_pdf: wanted.pdf, code, at, draft })
}

/// Prints the empty form.
pub fn export_blank(form: &Form, folder: &Path) -> Result<PathBuf, String> {
    write_new(folder, &names::blank_name(&form.title), &printed_blank(form)?).map_err(|error| error.to_string())
}
