//! `shenbao pdf`: the paper.

use super::args::PdfArgs;
use super::calls::{self, Calls};
use super::check;
use super::said::{Failure, Said, Status};
use crate::app::{printed, printed_blank};
use crate::check::Context;
use crate::draft::code;
use crate::layout::Edition;
use crate::store;
use std::path::Path;

pub fn run(calls: &Calls, args: &PdfArgs) -> Result<Said, Failure> {
    calls::of_kind("-o", &args.output, "pdf")?;
    match (&args.draft, &args.blank) {
        (Some(path), _) => of_draft(calls, path, &args.output),
        (None, blank) => of_blank(calls, blank.as_deref().unwrap_or_default(), &args.output),
    }
}

/// While errors are left, the paper is marked 草稿.
fn of_draft(calls: &Calls, path: &Path, output: &Path) -> Result<Said, Failure> {
    calls::spare("-o", output, &[path])?;
    let (form, draft) = calls.open(path)?;
    let context = Context { today: store::today(), peers: &[] };
    let (bytes, judged) = printed(&form, &draft, &context).map_err(Failure::new)?;
    store::atomic::write(output, &bytes)?;
    let mut said = Said::done(format!("已打印“{}”，核对码{}\n", output.display(), code(&form, &draft)));
    if judged.edition == Edition::Draft {
        let left = check::summary(&judged.findings);
        said.err = format!("草稿还有{left}，纸面印有“草稿”字样，用 shenbao check 查看\n");
        said.status = Status::Findings;
    }
    Ok(said)
}

fn of_blank(calls: &Calls, form: &str, output: &Path) -> Result<Said, Failure> {
    let form = calls.form(form)?;
    store::atomic::write(output, &printed_blank(&form).map_err(Failure::new)?)?;
    Ok(Said::done(format!("已打印空白的{}“{}”\n", form.title, output.display())))
}
