//! `shenbao pdf`: the paper.

use super::args::PdfArgs;
use super::calls;
use super::said::{Failure, Said};
use crate::check::Finding;
use crate::draft::Draft;
use crate::form::Form;

pub fn run(args: &PdfArgs) -> Result<Said, Failure> {
    calls::spare_drafts(&args.output)?;
    match (&args.draft, &args.blank) {
        (Some(path), _) => calls::open(path).map(drop)?,
        (None, Some(id)) => calls::form(id).map(drop)?,
        (None, None) => {}
    }
    Err(Failure::new("这个版本还不能打印"))
}

/// What is wrong with the paper itself.
pub fn findings(_: &Form, _: &Draft) -> Vec<Finding> {
    Vec::new()
}
