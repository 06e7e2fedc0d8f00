//! `shenbao new`: a draft, with answers from a JSON file or an older draft.

use super::args::NewArgs;
use super::calls::{self, Calls};
use super::said::{Failure, Said};
use super::{carried, values};
use crate::carry::{Choices, Old, carry};
use crate::draft::{Draft, Edit, apply};
use crate::form::Form;
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
    calls::spare("-o", &args.output, &inputs)?;
    let mut draft = Draft { id: store::new_id(), ..Draft::new(&form) };
    if let Some(path) = &args.values {
        fill_in(&form, &mut draft, path)?;
    }
    if let Some(path) = &args.from {
        draft = carry_over(calls, &form, draft, path, Choices { dates: args.dates, amounts: args.amounts })?;
    }
    store::save_draft(&args.output, &draft)?;
    calls.keep(&form);
    Ok(match (args.json, &args.from, &draft.carried) {
        (true, Some(old), Some(carried)) => Said::json(&carried::json(&form, &args.output, old, carried)),
        _ => Said::done(words(&form, &draft, &args.output)),
    })
}

fn words(form: &Form, draft: &Draft, path: &Path) -> String {
    let made = format!("已新建“{}”：{}，填了{}项\n", path.display(), form.title, draft.answers.len());
    made + &carried::words(form, draft)
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

/// The draft with an older one's answers, from whatever form they are. Those that it has already win.
fn carry_over(calls: &Calls, form: &Form, draft: Draft, path: &Path, choices: Choices) -> Result<Draft, Failure> {
    let (old_form, old_draft) = calls.open(path)?;
    let old = Old { form: &old_form, draft: &old_draft };
    Ok(carry(&old, form, draft, choices, &store::this_second()))
}
