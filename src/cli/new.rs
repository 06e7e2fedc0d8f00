//! `shenbao new`: a draft, with answers from a JSON file or an older draft.

use super::args::NewArgs;
use super::calls::{self, Calls};
use super::said::{Failure, Said, Status};
use super::values;
use crate::draft::{Answer, Draft, Edit, apply};
use crate::form::{Field, Form, Kind};
use crate::store;
use std::path::Path;

/// Larger files with answers are refused.
const MOST_VALUES: u64 = 32 << 20;

pub fn run(calls: &Calls, args: &NewArgs) -> Result<Said, Failure> {
    let form = calls.form(&args.form)?;
    if store::is_there(&args.output) && !args.force {
        let path = args.output.display();
        return Err(Failure::new(format!("“{path}”已经存在，没有改动它。请另取一个名字，确要覆盖请加--force")));
    }
    let inputs: Vec<&Path> = args.values.iter().chain(&args.from).map(|path| path.as_path()).collect();
    calls::spare(&args.output, &inputs)?;
    let mut draft = Draft::new(&form);
    let left = args.from.as_deref().map_or(Ok(Vec::new()), |old| carry_over(&form, &mut draft, old))?;
    if let Some(path) = &args.values {
        fill_in(&form, &mut draft, path)?;
    }
    store::save_draft(&args.output, &draft)?;
    let out = format!("已新建“{}”：{}，填了{}项\n", args.output.display(), form.title, draft.answers.len());
    let err = left.into_iter().map(|line| line + "\n").collect();
    Ok(Said { out, err, status: Status::Done })
}

fn fill_in(form: &Form, draft: &mut Draft, path: &Path) -> Result<(), Failure> {
    let text = store::text(path, MOST_VALUES)?;
    let named = |problem: String| format!("{}：{problem}", path.display());
    let answers = values::answers(form, &text)
        .map_err(|problems| Failure(problems.into_iter().map(named).chain(["没有新建草稿。".into()]).collect()))?;
    for (field, answer) in answers {
        apply(draft, Edit { field, to: Some(answer) });
    }
    Ok(())
}

/// Takes over the answers that still fit their questions; returns a line for each that does not.
fn carry_over(form: &Form, draft: &mut Draft, path: &Path) -> Result<Vec<String>, Failure> {
    let old = store::open(path)?;
    if old.form != form.id {
        let (path, old, new) = (path.display(), &old.form, &form.id);
        return Err(Failure::new(format!("“{path}”填的是“{old}”，还不能沿用到“{new}”，请用同一表式的草稿")));
    }
    let mut left = Vec::new();
    for (id, answer) in old.answers {
        match form.field(&id) {
            Some(field) if fits(field, &answer) => {
                apply(draft, Edit { field: id, to: Some(answer) });
            }
            Some(field) => left.push(format!("没有沿用“{}”：旧答案不合现在的填法", form.full_label(field))),
            None => left.push(format!("没有沿用“{id}”：现在没有这个栏目")),
        }
    }
    Ok(left)
}

/// Whether an answer has the shape that the question's kind asks for.
fn fits(field: &Field, answer: &Answer) -> bool {
    match (&field.kind, answer) {
        (Kind::Choice(options), Answer::Text(text)) => {
            text.trim().is_empty() || options.iter().any(|o| o == text.trim())
        }
        (Kind::Choices(options), Answer::Ticks(ticks)) => ticks.iter().all(|tick| options.contains(tick)),
        (Kind::Table(columns), Answer::Rows(rows)) => {
            rows.iter().flat_map(|row| row.keys()).all(|id| columns.iter().any(|column| column.id == *id))
        }
        (Kind::Choices(_) | Kind::Table(_), _) => false,
        (_, answer) => matches!(answer, Answer::Text(_)),
    }
}
