//! Finding a form, and the draft that goes with it.

use super::said::Failure;
use crate::draft::Draft;
use crate::form::{Catalogue, Form, text::one_of};
use crate::store;
use std::path::Path;
use std::sync::Arc;

/// The form of that id.
pub fn form(catalogue: &Catalogue, id: &str) -> Result<Arc<Form>, Failure> {
    if let Some(form) = catalogue.form(id) {
        return Ok(form.clone());
    }
    let ids: Vec<&str> = catalogue.forms().map(|form| form.id.as_str()).collect();
    Err(Failure::new(format!("没有“{id}”这个表式，{}", one_of(id, &ids))))
}

/// A draft and its form.
pub fn open(catalogue: &Catalogue, path: &Path) -> Result<(Arc<Form>, Draft), Failure> {
    let draft = store::open(path)?;
    let named = |failure: Failure| Failure::new(format!("打不开“{}”：{}", path.display(), failure.0.concat()));
    Ok((form(catalogue, &draft.form).map_err(named)?, draft))
}

/// Refuses to write a result over a draft or another of the files that it is made from.
pub fn spare(output: &Path, inputs: &[&Path]) -> Result<(), Failure> {
    if inputs.iter().any(|input| store::real_path(input) == store::real_path(output)) {
        return Err(Failure::new(format!("不能写到“{}”：这是要读取的文件，请用-o另取一个名字", output.display())));
    }
    Ok(())
}

/// The same for results that are no drafts.
pub fn spare_drafts(output: &Path) -> Result<(), Failure> {
    if output.extension().is_some_and(|end| end.eq_ignore_ascii_case("ron")) {
        return Err(Failure::new(format!("不能写到“{}”：.ron是草稿文件，请用-o另取一个名字", output.display())));
    }
    Ok(())
}
