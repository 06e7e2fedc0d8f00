//! `shenbao pdf`: the paper.

use super::args::PdfArgs;
use super::said::{Failure, Said, Status};
use super::{calls, check};
use crate::app::{edition, printed};
use crate::draft::{Draft, code};
use crate::form::Form;
use crate::layout::Edition;
use crate::store;
use std::path::Path;

pub fn run(args: &PdfArgs) -> Result<Said, Failure> {
    calls::spare_drafts(&args.output)?;
    match (&args.draft, &args.blank) {
        (Some(path), _) => of_draft(path, &args.output),
        (None, blank) => of_blank(blank.as_deref().unwrap_or_default(), &args.output),
    }
}

/// While errors are left, the paper is marked 草稿.
fn of_draft(path: &Path, output: &Path) -> Result<Said, Failure> {
    calls::spare(output, &[path])?;
    let (form, draft) = calls::open(path)?;
    let findings = check::findings(&form, &draft, store::today(), &[]);
    let edition = edition(&findings);
    print(&form, &draft, edition, output)?;
    let mut said = Said::done(format!("已打印“{}”，核对码{}\n", output.display(), code(&form, &draft)));
    if edition == Edition::Draft {
        let left = check::summary(&findings);
        said.err = format!("草稿还有{left}，纸面印有“草稿”字样，用 shenbao check 查看\n");
        said.status = Status::Findings;
    }
    Ok(said)
}

fn of_blank(form: &str, output: &Path) -> Result<Said, Failure> {
    let form = calls::form(form)?;
    print(&form, &Draft::new(&form), Edition::Blank, output)?;
    Ok(Said::done(format!("已打印空白的{}“{}”\n", form.title, output.display())))
}

fn print(form: &Form, draft: &Draft, edition: Edition, output: &Path) -> Result<(), Failure> {
    Ok(store::atomic::write(output, &printed(form, draft, edition).map_err(Failure::new)?)?)
}
