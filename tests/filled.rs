//! Filled forms of every call, for which the program itself has no room: `data/filled/<call>/<form>.ron` is long and
//! without fault, `<form>.faulty.ron` breaks every rule of the form that can be broken, and `<form>.faulty.txt` says what
//! is told of it, beside the answers. All of them print.

#[path = "common/found.rs"]
mod found;

use found::{findings, listed};
use jiff::ToSpan;
use shenbao::app::{printed, samples};
use shenbao::check::{Context, Finding, Peer};
use shenbao::draft::{Draft, applies, from_text, to_text};
use shenbao::form::{Field, Form, Kind, notices};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Days by which the faulty ones are late.
const LATE: i64 = 3;
/// Other drafts of the unit on the same form beside a faulty one.
const OTHERS: usize = 2;

fn path(form: &str, ending: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/filled").join(format!("{form}{ending}"))
}

fn file(form: &str, ending: &str) -> String {
    let path = path(form, ending);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The forms of which the full draft stands here: the program brings no sample of them.
fn full_forms() -> Vec<Arc<Form>> {
    forms_but(|_| true)
}

/// Those of which the faulty one stands here.
fn forms() -> Vec<Arc<Form>> {
    forms_but(|name| name.contains("有错"))
}

/// All forms but those that the program brings such a sample of.
fn forms_but(is_such: fn(&str) -> bool) -> Vec<Arc<Form>> {
    let such = samples::all().filter(|sample| is_such(sample.name));
    let sampled: Vec<String> = such.filter_map(|sample| Some(sample.draft().ok()?.form)).collect();
    let all = notices().iter().flat_map(|notice| notice.forms.clone());
    all.filter(|form| !sampled.contains(&form.id)).collect()
}

fn draft(form: &Form, ending: &str) -> Draft {
    let draft = from_text(&file(&form.id, ending)).unwrap();
    assert_eq!((&draft.form, draft.revision), (&form.id, form.revision));
    assert_eq!(file(&form.id, ending), to_text(&draft), "{}{ending} stands as the program writes it", form.id);
    draft
}

/// The faulty draft of a form, late and beside others of its unit.
fn faults(form: &Form) -> (Draft, Vec<Finding>) {
    let draft = draft(form, ".faulty.ron");
    let other = |number: usize| Some(Peer { name: format!("另一份之{number}"), ..Peer::of(form, &draft)? });
    let others: Vec<Peer> = (1..=OTHERS).filter_map(other).collect();
    let found = findings(form, &draft, form.deadline.saturating_add(LATE.days()), &others);
    (draft, found)
}

#[test]
fn full_forms_are_without_fault() {
    for form in full_forms() {
        let draft = draft(&form, ".ron");
        assert_eq!(listed(&form, &draft, &findings(&form, &draft, form.deadline, &[])), "", "{}", form.id);
        let is_left_out = |field: &&Field| {
            !matches!(field.kind, Kind::Choices(_))
                && applies(&form, &draft, field)
                && !draft.answers.contains_key(&field.id)
        };
        assert_eq!(form.fields().find(is_left_out), None, "{}", form.id);
    }
}

#[test]
fn faulty_forms_give_exactly_these_findings() {
    let mut wrong = Vec::new();
    for form in forms() {
        let (draft, found) = faults(&form);
        let listed = listed(&form, &draft, &found);
        if listed != file(&form.id, ".faulty.txt") {
            wrong.push(format!("{}.faulty.txt should now be:\n{listed}", form.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every rule is broken, but for those that another on the same question hides: `lint` tries their examples.
#[test]
fn no_rule_is_left_unbroken() {
    for form in forms() {
        let (draft, found) = faults(&form);
        let told: BTreeSet<&str> = found.iter().map(|finding| finding.rule.as_str()).collect();
        let is_told = |on: &str| found.iter().any(|finding| finding.place.field().is_some_and(|id| id == on));
        let is_put = |on: &str| form.field(on).is_some_and(|field| applies(&form, &draft, field));
        let kept = form.rules.iter().filter(|rule| !told.contains(&*rule.id) && is_put(&rule.on) && !is_told(&rule.on));
        assert_eq!(kept.map(|rule| &rule.id).collect::<Vec<_>>(), [""; 0], "{}", form.id);
    }
}

#[test]
fn filled_forms_print() {
    let full = full_forms().into_iter().map(|form| (form, ".ron"));
    for (form, ending) in full.chain(forms().into_iter().map(|form| (form, ".faulty.ron"))) {
        let context = Context { today: form.deadline, peers: &[] };
        let bytes = printed(&form, &draft(&form, ending), &context).unwrap().0;
        assert!(bytes.starts_with(b"%PDF-1.") && bytes.len() <= 300 << 10, "{}: {} bytes", form.id, bytes.len());
    }
}
