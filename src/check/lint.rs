//! Everything that is wrong with a call's files: what does not read or fit, rules whose examples do not come out,
//! conditions that never hold.

use super::{examples, list_cell, reach};
use crate::form::Notice;
use crate::form::load::{FormProblem, Source, read};

/// All problems of a call: first what reading its files tells, then what trying its forms tells. The folder's name is
/// the call's id.
pub fn lint(id: &str, files: &[Source]) -> Vec<FormProblem> {
    accept(id, files).err().unwrap_or_default()
}

/// A call without a fault, or all its problems.
pub fn accept(id: &str, files: &[Source]) -> Result<Notice, Vec<FormProblem>> {
    let reading = read(id, files);
    let forms = reading.notice.iter().flat_map(|notice| &notice.forms);
    let whole = forms.map(|form| (form, form.file())).filter(|(_, file)| reading.whole.contains(file));
    let tried = whole.flat_map(|(form, file)| [examples::problems(form, &file), reach::problems(form, &file)].concat());
    let of_list = reading.notice.iter().flat_map(|notice| list_cell::problems(notice, reading.list_line));
    let tried = of_list.chain(tried);
    // Something of which a mistake is told already is left in peace.
    let is_told = |problem: &FormProblem| {
        reading.problems.iter().any(|told| (&told.file, told.line) == (&problem.file, problem.line))
    };
    let tried: Vec<FormProblem> = tried.filter(|problem| !is_told(problem)).collect();
    let mut problems = reading.problems;
    problems.extend(tried);
    reading.notice.filter(|_| problems.is_empty()).ok_or(problems)
}
