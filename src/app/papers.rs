//! What a recommending office gives out, as files.

use crate::draft::Draft;
use crate::layout::{Edition, Fonts, layout};
use crate::office;
use crate::paint::pdf::{Meta, pdf};
use crate::row::Sheet;

/// The list as a PDF on its side. `edition` is [`Edition::Draft`] while errors are left that the office has not let
/// pass.
pub fn printed_list(sheet: &Sheet, edition: Edition) -> Result<Vec<u8>, String> {
    let form = office::list(sheet);
    let paper = layout(&form, &Draft::new(&form), Fonts::embedded(), edition);
    let meta = Meta { title: sheet.list.title.clone(), ..Meta::default() };
    pdf(&paper, Fonts::embedded(), &meta).map_err(|error| error.to_string())
}
