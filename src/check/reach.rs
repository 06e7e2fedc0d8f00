//! Conditions that no answers make true: every combination of the answers they look at is tried.

use crate::draft::{Answer, Draft, holds};
use crate::form::load::FormProblem;
use crate::form::{Block, Condition, Field, FieldId, Form, Inline, Kind};
use std::collections::BTreeSet;

/// Conditions that take more looks at answers than this, over all combinations, are believed.
const MOST_LOOKS: usize = 200_000;
/// So are those that come after so many looks at the form's other conditions.
const MOST_LOOKS_IN_ALL: usize = 20_000_000;

/// The conditions of a form that never hold. `file` is the form's file, for the report.
pub fn problems(form: &Form, file: &str) -> Vec<FormProblem> {
    let fields = form.fields().filter_map(|field| Some((field.when.clone()?, field.line, &field.id)));
    let rules = form.rules.iter().filter_map(|rule| {
        let own = form.field(&rule.on).and_then(|on| on.when.clone());
        let both = Condition::All(rule.when.iter().cloned().chain(own).collect());
        rule.when.is_some().then_some((both, rule.line, &rule.id))
    });
    let mut left = MOST_LOOKS_IN_ALL;
    let asked: Vec<_> = fields.chain(rules).filter(|(condition, ..)| never_holds(form, condition, &mut left)).collect();
    let asked = asked.into_iter().map(|(_, line, id)| problem(file, line, id));
    let printed = printed(form).filter(|(when, _)| never_holds(form, when, &mut left));
    asked.chain(printed.map(|(_, line)| problem(file, line, "If"))).collect()
}

fn problem(file: &str, line: usize, found: &str) -> FormProblem {
    FormProblem {
        file: file.into(),
        line,
        problem: "条件永远不会成立".into(),
        found: found.into(),
        remedy: "改写条件，或删去它".into(),
    }
}

/// The conditions on the printed pages, with their lines.
fn printed(form: &Form) -> impl Iterator<Item = (&Condition, usize)> {
    let words = form.pages.iter().flat_map(Block::words);
    words.flat_map(|(words, line, _)| conditions(words).into_iter().map(move |when| (when, line)))
}

fn conditions(words: &[Inline]) -> Vec<&Condition> {
    let within = words.iter().flat_map(|inline| {
        let own = if let Inline::If(when, _) = inline { Some(when) } else { None };
        own.into_iter().chain(conditions(inline.inner()))
    });
    within.collect()
}

/// Whether no combination of answers makes it true. What the look costs is taken from what is `left`.
fn never_holds(form: &Form, condition: &Condition, left: &mut usize) -> bool {
    let (ids, looks) = behind(form, condition);
    let fields: Vec<&Field> = ids.into_iter().filter_map(|id| form.field(id)).collect();
    let answers: Vec<Vec<Option<Answer>>> = fields.iter().map(|field| answers(field)).collect();
    let count = answers.iter().fold(1usize, |count, each| count.saturating_mul(each.len()));
    let cost = count.saturating_mul(looks);
    if cost > MOST_LOOKS.min(*left) {
        return false;
    }
    *left -= cost;
    let mut draft = Draft::new(form);
    !(0..count).any(|combination| {
        let mut rest = combination;
        for (field, each) in fields.iter().zip(&answers) {
            match &each[rest % each.len()] {
                Some(answer) => drop(draft.answers.insert(field.id.clone(), answer.clone())),
                None => drop(draft.answers.remove(&field.id)),
            }
            rest /= each.len();
        }
        holds(form, &draft, condition)
    })
}

/// Every question that a condition hangs on, also through the conditions of those questions, and how often it looks.
fn behind<'a>(form: &'a Form, condition: &'a Condition) -> (BTreeSet<&'a FieldId>, usize) {
    let (mut ids, mut looks) = (BTreeSet::new(), 0);
    let mut waiting = vec![condition];
    while let Some(condition) = waiting.pop() {
        for id in condition.fields() {
            looks += 1;
            if ids.insert(id) {
                waiting.extend(form.field(id).and_then(|field| field.when.as_ref()));
            }
        }
    }
    (ids, looks)
}

/// The answers that conditions can tell apart: none, each option or set of options, any words.
fn answers(field: &Field) -> Vec<Option<Answer>> {
    let given = match &field.kind {
        Kind::Choice(options) => options.iter().cloned().map(Answer::Text).collect(),
        Kind::Choices(options) => sets(options).map(Answer::Ticks).collect(),
        Kind::Table(columns) => {
            let row = columns.iter().map(|column| (column.id.clone(), "1".to_string())).collect();
            vec![Answer::Rows(vec![row])]
        }
        _ => vec![Answer::Text("1".into())],
    };
    std::iter::once(None).chain(given.into_iter().map(Some)).collect()
}

/// All sets of options but the empty one; of very many options only the single ones.
fn sets(options: &[String]) -> impl Iterator<Item = Vec<String>> {
    const MOST: usize = 10;
    let count = if options.len() > MOST { 0 } else { 1usize << options.len() };
    let several = (1..count).map(|set| {
        let chosen = options.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
        chosen.map(|(_, option)| option.clone()).collect::<Vec<_>>()
    });
    let single = options.iter().filter(move |_| count == 0).map(|option| vec![option.clone()]);
    several.chain(single).collect::<Vec<_>>().into_iter()
}
