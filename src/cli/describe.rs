//! Questions and rules for machines, with what they demand in words too.

use crate::form::{Ask, Field, Form, Kind, Must, Rule, Section, Severity, TableColumn, words};
use serde::Serialize;
use std::collections::BTreeMap;

/// A question. Id, label, section, kind, required, max_words, options and printed are a contract.
#[derive(Serialize)]
pub struct FieldJson<'a> {
    id: &'a str,
    label: &'a str,
    section: &'a str,
    kind: &'static str,
    /// How much of a date is asked: day or month; null for other kinds.
    precision: Option<&'static str>,
    required: bool,
    max_words: Option<usize>,
    options: &'a [String],
    printed: bool,
    /// The label that tells it from others with the same words.
    full_label: String,
    hint: &'a str,
    /// Why this reading was chosen, where the source is damaged or silent; else empty.
    ground: &'a str,
    /// 万元、人 …
    unit: Option<&'static str>,
    /// Whether a blank is at least asked after, as an attestation is.
    asked: bool,
    /// When the question is put; null: always.
    applies: Option<String>,
    /// Decimals as text, so that none is rounded.
    min: Option<String>,
    max: Option<String>,
    caps: Vec<CapsJson<'a>>,
    columns: Vec<ColumnJson<'a>>,
    /// Everything the rules demand of it.
    limits: Vec<String>,
}

/// Upper limits set by the option of a choice.
#[derive(Serialize)]
struct CapsJson<'a> {
    by: &'a str,
    most: BTreeMap<&'a str, String>,
}

#[derive(Serialize)]
struct ColumnJson<'a> {
    id: &'a str,
    label: &'a str,
    kind: &'static str,
    precision: Option<&'static str>,
    /// Whether a blank in a row with any answer is an error.
    required: bool,
    max_words: Option<usize>,
    hint: &'a str,
    unit: Option<&'static str>,
    asked: bool,
    options: &'a [String],
    min: Option<String>,
    max: Option<String>,
    caps: Vec<CapsJson<'a>>,
    limits: Vec<String>,
}

#[derive(Serialize)]
pub struct RuleJson<'a> {
    id: &'a str,
    field: &'a str,
    /// Of a table, where each cell of one column is judged.
    column: Option<&'a str>,
    label: String,
    severity: Severity,
    /// The demand in words.
    must: String,
    /// When it is judged; null: always.
    applies: Option<String>,
    cite: String,
}

pub fn field<'a>(form: &'a Form, section: &'a Section, field: &'a Field) -> FieldJson<'a> {
    let musts = || form.rules_on(&field.id).map(|rule| &rule.must);
    FieldJson {
        id: &field.id,
        label: &field.label,
        section: &section.title,
        kind: kind(&field.kind),
        precision: precision(&field.kind),
        required: field.ask == Ask::Required,
        max_words: form.max_words(&field.id),
        options: field.kind.options(),
        printed: section.printed && field.printed,
        full_label: form.full_label(field),
        hint: &field.hint,
        ground: &field.ground,
        unit: field.kind.unit().map(|unit| unit.word()),
        asked: field.ask != Ask::Optional,
        applies: field.when.as_ref().map(|when| words::condition(form, when)),
        min: musts().find_map(least),
        max: musts().find_map(most),
        caps: musts().filter_map(caps).collect(),
        columns: field.kind.columns().iter().map(|one| column(form, field, one)).collect(),
        limits: form.rules_on(&field.id).map(|rule| words::demand(form, rule)).collect(),
    }
}

fn least(must: &Must) -> Option<String> {
    if let Must::AtLeast(least) = must { Some(least.to_string()) } else { None }
}

fn most(must: &Must) -> Option<String> {
    if let Must::AtMost(most) = must { Some(most.to_string()) } else { None }
}

fn caps(must: &Must) -> Option<CapsJson<'_>> {
    let Must::AtMostBy(by, most) = must else { return None };
    Some(CapsJson { by, most: most.iter().map(|(option, cap)| (option.as_str(), cap.to_string())).collect() })
}

fn column<'a>(form: &'a Form, table: &'a Field, column: &'a TableColumn) -> ColumnJson<'a> {
    let rules = || form.rules_on_column(&table.id, &column.id);
    let musts = || rules().map(|rule| &rule.must);
    ColumnJson {
        id: &column.id,
        label: &column.label,
        kind: kind(&column.kind),
        precision: precision(&column.kind),
        required: column.ask == Ask::Required,
        max_words: musts().find_map(Must::max_words),
        hint: &column.hint,
        unit: column.kind.unit().map(|unit| unit.word()),
        asked: column.ask != Ask::Optional,
        options: column.kind.options(),
        min: musts().find_map(least),
        max: musts().find_map(most),
        caps: musts().filter_map(caps).collect(),
        limits: rules().map(|rule| words::demand(form, rule)).collect(),
    }
}

pub fn rule<'a>(form: &'a Form, rule: &'a Rule) -> RuleJson<'a> {
    RuleJson {
        id: &rule.id,
        field: &rule.on,
        column: rule.column.as_deref(),
        label: words::judged(form, rule),
        severity: rule.severity,
        must: words::demand(form, rule),
        applies: rule.when.as_ref().map(|when| words::condition(form, when)),
        cite: form.quote(&rule.cite),
    }
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::LongText => "long_text",
        Kind::Integer(_) => "integer",
        Kind::Money(_) => "money",
        Kind::Date | Kind::Month => "date",
        Kind::Choice(_) => "choice",
        Kind::Choices(_) => "choices",
        Kind::Phone => "phone",
        Kind::Mobile => "mobile",
        Kind::Email => "email",
        Kind::Table(_) => "table",
    }
}

fn precision(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Date => Some("day"),
        Kind::Month => Some("month"),
        _ => None,
    }
}
