//! From an older draft to a new one: each old answer is put into the new draft, put there to be rewritten, or kept at
//! hand. Nothing is cut, and nothing is lost.
//!
//! A question takes the answer to the old question of the same id, else to one that either of both names in its `also`.
//! Dates and amounts stay behind unless they are asked for; attestations (核对项) always do, since people attest anew.

mod fit;
mod years;

use crate::check::{Context, Finding, check};
use crate::draft::{Answer, Carried, CarriedLine, Draft, Verdict, applies, live, shown_answer};
use crate::form::{Ask, Field, Form, Kind, Severity};
use fit::Fit;
use std::collections::HashSet;

/// The draft that is carried over, and its form.
#[derive(Debug, Clone, Copy)]
pub struct Old<'a> {
    pub form: &'a Form,
    pub draft: &'a Draft,
}

/// What else is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choices {
    pub dates: bool,
    pub amounts: bool,
}

/// An old answer that is not blank, and its question if the old form knows it.
#[derive(Clone, Copy)]
struct Asked<'a> {
    id: &'a str,
    field: Option<&'a Field>,
    answer: &'a Answer,
}

/// The draft with the old answers in it, and what became of each in [`Draft::carried`]. Answers that `begun` has
/// already win. `at` is the local time.
pub fn carry(old: &Old, new: &Form, begun: Draft, choices: Choices, at: &str) -> Draft {
    let mut draft = begun;
    let mut fits: Vec<(&Field, Asked, Fit)> = Vec::new();
    for field in new.fields() {
        let Some(asked) = source(old, field) else { continue };
        let mut fit = fit::fit(asked.field, field, asked.answer, choices);
        if draft.answer(&field.id).is_some() {
            fit = fit.left("已填了另给的答案");
        }
        draft.answers.extend(fit.now.clone().map(|answer| (field.id.clone(), answer)));
        fits.push((field, asked, fit));
    }
    let used: HashSet<&str> = fits.iter().map(|(_, asked, _)| asked.id).collect();
    let unused = answers(old).into_iter().filter(|asked| !used.contains(asked.id));
    let unused: Vec<CarriedLine> = unused.map(|asked| not_asked(old, asked)).collect();
    let findings = check(new, &draft, &Context { today: new.deadline, peers: &[] });
    let year = old.form.year..new.year;
    for (field, _, fit) in &mut fits {
        judge(field, fit, &findings, &year);
        fit.rewrite(other_sort(old.form, new, field));
    }
    let line = |field: &Field| match fits.iter().find(|(own, ..)| own.id == field.id) {
        Some((_, asked, fit)) => Some(line(old, field, asked, fit)),
        None => is_owed(new, &draft, field).then(|| owed(new, field)),
    };
    let lines = new.fields().filter_map(line).chain(unused).collect();
    Draft { carried: Some(Box::new(origin(old, at, lines))), ..draft }
}

/// Why words from a form of another sort are not simply those of this one: a team's name is none for a base, and the
/// unit's contacts are not the office's.
fn other_sort(old: &Form, new: &Form, field: &Field) -> Option<String> {
    match () {
        () if old.by != new.by => Some("往年由另一方填写，请核对是否仍是同样的内容".into()),
        () if field.id == new.name && old.short != new.short => {
            Some(format!("往年填的是{}的名称，请改为{}的名称", old.short, new.short))
        }
        () => None,
    }
}

/// The old answer that a question takes: one that counted.
fn source<'a>(old: &Old<'a>, field: &'a Field) -> Option<Asked<'a>> {
    let named = std::iter::once(&field.id).chain(&field.also);
    let naming = old.form.fields().filter(|other| other.also.contains(&field.id)).map(|other| &other.id);
    let counts = |asked: &Asked| asked.field.is_none() || live(old.form, old.draft, asked.id).is_some();
    named.chain(naming).filter_map(|id| asked(old, id)).find(counts)
}

fn asked<'a>(old: &Old<'a>, id: &'a str) -> Option<Asked<'a>> {
    Some(Asked { id, field: old.form.field(id), answer: old.draft.answer(id)? })
}

/// Every old answer in the order of its form; those that the form does not know come last.
fn answers<'a>(old: &Old<'a>) -> Vec<Asked<'a>> {
    let strangers = old.draft.answers.keys().filter(|id| old.form.field(id).is_none());
    old.form.fields().map(|field| &field.id).chain(strangers).filter_map(|id| asked(old, id)).collect()
}

/// What the checks of the new form say of an answer that is put, and the years that have passed in it.
fn judge(field: &Field, fit: &mut Fit, findings: &[Finding], years: &std::ops::Range<i16>) {
    let Some(answer) = &fit.now else { return };
    let mut notes: Vec<String> = years::note(&field.kind, answer, years).into_iter().collect();
    let on = |finding: &&Finding| finding.place.field() == Some(&field.id) && finding.severity != Severity::Note;
    // A cell that stayed behind on purpose has been told.
    let told: Vec<&Finding> = findings.iter().filter(on).filter(|finding| finding.rule != "table.blank").collect();
    if let Some(first) = told.first() {
        let sentence = first.message.strip_prefix(&first.label).unwrap_or(&first.message);
        let more = if told.len() > 1 { format!("（共{}处）", told.len()) } else { String::new() };
        notes.push(format!("{sentence}{more}"));
    }
    notes.into_iter().for_each(|note| fit.rewrite(Some(note)));
}

fn line(old: &Old, field: &Field, asked: &Asked, fit: &Fit) -> CarriedLine {
    let (to, put) = (Some(field.id.clone()), fit.put.clone());
    CarriedLine { to, put, verdict: fit.verdict, note: fit.notes.join("；"), ..at_hand(old, asked) }
}

fn not_asked(old: &Old, asked: Asked) -> CarriedLine {
    let counted = asked.field.is_none() || live(old.form, old.draft, asked.id).is_some();
    let note = if counted { "新表没有单独的栏目" } else { "往年这一项不适用，没有带入" };
    CarriedLine { note: note.into(), ..at_hand(old, &asked) }
}

/// An old answer with its label, kept at hand.
fn at_hand(old: &Old, asked: &Asked) -> CarriedLine {
    let kind = asked.field.map_or(&Kind::Text, |field| &field.kind);
    CarriedLine {
        label: asked.field.map_or_else(|| asked.id.to_string(), |field| old.form.full_label(field)),
        text: shown_answer(kind, asked.answer),
        to: None,
        put: None,
        verdict: Verdict::Left,
        note: String::new(),
        done: false,
    }
}

fn is_owed(new: &Form, draft: &Draft, field: &Field) -> bool {
    field.ask == Ask::Required && draft.answer(&field.id).is_none() && applies(new, draft, field)
}

fn owed(new: &Form, field: &Field) -> CarriedLine {
    CarriedLine {
        label: new.full_label(field),
        text: String::new(),
        to: Some(field.id.clone()),
        put: None,
        verdict: Verdict::Owed,
        note: "往年没有可带入的答案".into(),
        done: false,
    }
}

fn origin(old: &Old, at: &str, lines: Vec<CarriedLine>) -> Carried {
    let words = |id: &str| old.draft.text(id).trim().to_string();
    Carried {
        form: old.form.id.clone(),
        title: old.form.title.clone(),
        unit: words(&old.form.unit),
        name: words(&old.form.name),
        at: at.to_string(),
        lines,
    }
}
