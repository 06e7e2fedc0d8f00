//! The years side by side: what two calls of one place ask otherwise on the same form, and that the money they speak of agrees.

use rust_decimal::Decimal;
use shenbao::form::{Field, Form, Kind, Must, Notice, notices};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

/// The forms of that name of a place, the oldest first.
fn forms(region: &str, name: &str) -> Vec<Arc<Form>> {
    let mut calls: Vec<&Arc<Notice>> = notices().iter().filter(|notice| notice.region == region).collect();
    calls.sort_by_key(|notice| notice.issued);
    calls.iter().filter_map(|notice| notice.forms.iter().find(|form| form.id.ends_with(name))).cloned().collect()
}

/// What a form says, by what it says it of.
fn facts(form: &Form) -> BTreeMap<String, String> {
    let words = |field: &Field| {
        let options = field.kind.options().join("、");
        let printed = field.printed && form.section_of(&field.id).is_some_and(|section| section.printed);
        let place = if printed { "" } else { " · not printed" };
        let words = [&field.label, &field.hint, &options].into_iter().filter(|words| !words.is_empty());
        words.cloned().collect::<Vec<_>>().join(" · ") + place
    };
    let fields = form.fields().map(|field| (format!("1 {}", field.id), words(field)));
    let rules = form.rules.iter().map(|rule| (format!("2 {}", rule.id), format!("{:?}", rule.must)));
    let columns =
        form.row.iter().enumerate().map(|(at, column)| (format!("3 column {}", at + 1), column.heading.clone()));
    let deadline = ("0 deadline".to_string(), form.deadline.to_string());
    fields.chain(rules).chain(columns).chain([deadline]).collect()
}

/// A line for what all years say alike, a line for each year where they differ.
fn side_by_side(region: &str, name: &str) -> String {
    let forms = forms(region, name);
    let facts: Vec<(String, BTreeMap<String, String>)> =
        forms.iter().map(|form| (form.id.clone(), facts(form))).collect();
    let keys: BTreeSet<&String> = facts.iter().flat_map(|(_, facts)| facts.keys()).collect();
    let mut table = String::new();
    for key in keys {
        let said: Vec<&str> = facts.iter().map(|(_, facts)| facts.get(key).map_or("–", String::as_str)).collect();
        let differs = said.iter().any(|words| *words != said[0]);
        writeln!(table, "{}{}", &key[2..], if differs { String::new() } else { format!(": {}", said[0]) }).unwrap();
        for ((form, _), words) in facts.iter().zip(said).filter(|_| differs) {
            writeln!(table, "    {form}: {words}").unwrap();
        }
    }
    table
}

#[test]
fn the_years_of_shanghai_side_by_side() {
    let table = ["team", "base"].map(|name| format!("## {name}\n{}", side_by_side("上海", name))).join("\n");
    assert!(table == include_str!("../data/years.txt"), "tests/data/years.txt should now be:\n{table}");
}

/// The caps that a rule sets by the options of a choice.
fn caps(form: &Form, rule: &str) -> BTreeMap<String, Decimal> {
    let rule = form.rules.iter().find(|found| found.id == rule).unwrap_or_else(|| panic!("{} has no {rule}", form.id));
    match &rule.must {
        Must::AtMostBy(_, caps) => caps.clone(),
        other => panic!("{} is {other:?}", rule.id),
    }
}

/// What the result of 2023 grants, the ministry's part and the city's, is the most for which the forms let apply.
#[test]
fn what_is_granted_is_what_may_be_applied_for() {
    let closeout = &forms("上海", "closeout")[0];
    let (nation, city) = (caps(closeout, "granted-nation.cap"), caps(closeout, "granted-city.cap"));
    for (name, kind) in [("team", "服务团"), ("base", "基地")] {
        for form in forms("上海", name) {
            let most = caps(&form, "support.cap");
            assert_eq!(most["国家级"], nation[kind] + city[kind], "{}", form.id);
            assert_eq!(most["市级"], city[kind], "{}", form.id);
            assert_eq!(nation[kind], city[kind], "1:1");
        }
    }
}

/// The same id stands for the same kind of answer in all years.
#[test]
fn ids_keep_their_kind_over_the_years() {
    for name in ["team", "base", "letter"] {
        for years in forms("上海", name).windows(2) {
            for (old, new) in years[0].fields().filter_map(|old| Some((old, years[1].field(&old.id)?))) {
                let alike = std::mem::discriminant::<Kind>(&old.kind) == std::mem::discriminant(&new.kind);
                assert!(alike && old.kind.unit() == new.kind.unit(), "{} of {name}", old.id);
            }
        }
    }
}
