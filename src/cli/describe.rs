//! Questions and rules for machines, with what they demand in words too.

use crate::form::{Ask, Condition, Field, Form, Kind, Must, Part, Rule, Section, Severity, TableColumn, with_unit};
use rust_decimal::Decimal;
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
        applies: field.when.as_ref().map(|when| condition(form, when)),
        min: musts().find_map(least),
        max: musts().find_map(most),
        caps: musts().filter_map(caps).collect(),
        columns: field.kind.columns().iter().map(|one| column(form, field, one)).collect(),
        limits: form.rules_on(&field.id).map(|rule| demand(form, rule)).collect(),
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
        limits: rules().map(|rule| demand(form, rule)).collect(),
    }
}

pub fn rule<'a>(form: &'a Form, rule: &'a Rule) -> RuleJson<'a> {
    RuleJson {
        id: &rule.id,
        field: &rule.on,
        column: rule.column.as_deref(),
        label: label_judged(form, rule),
        severity: rule.severity,
        must: demand(form, rule),
        applies: rule.when.as_ref().map(|when| condition(form, when)),
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

fn label(form: &Form, id: &str) -> String {
    form.field(id).map_or_else(|| id.to_string(), |field| form.full_label(field))
}

/// The name of what a rule judges: 人员的各行“年龄”.
fn label_judged(form: &Form, rule: &Rule) -> String {
    match &rule.column {
        Some(column) => cells_label(form, &rule.on, column),
        None => label(form, &rule.on),
    }
}

fn cells_label(form: &Form, table: &str, column: &str) -> String {
    let known = form.field(table).and_then(|field| field.kind.column(column));
    format!("{}的各行“{}”", label(form, table), known.map_or(column, |column| &column.label))
}

/// The name of what is compared with: a column of the same row before a question.
fn beside(form: &Form, rule: &Rule, id: &str) -> String {
    let table = rule.column.as_ref().and_then(|_| form.field(&rule.on));
    table.and_then(|table| table.kind.column(id)).map_or_else(|| label(form, id), |column| column.label.clone())
}

fn demand(form: &Form, rule: &Rule) -> String {
    let unit = form.kind_judged(rule).and_then(Kind::unit);
    match &rule.must {
        Must::MaxWords(most) => format!("不超过{most}字"),
        Must::AtLeast(least) => format!("不少于{}", with_unit(*least, unit)),
        Must::AtMost(most) => format!("不超过{}", with_unit(*most, unit)),
        Must::AtMostBy(_, caps) => {
            let cap = |(option, cap): (&String, &Decimal)| format!("{option}不超过{}", with_unit(*cap, unit));
            caps.iter().map(cap).collect::<Vec<_>>().join("，")
        }
        Must::NotAfter(other) => format!("不晚于{}", beside(form, rule, other)),
        Must::Within(from, to) => format!("在{from}至{to}之间"),
        Must::SumOf(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| sum_part(form, part)).collect();
            format!("等于{}之和", parts.join("、"))
        }
        Must::Rows(least, None) => format!("不少于{least}行"),
        Must::Rows(least, Some(most)) => format!("{least}至{most}行"),
        Must::Be(option) => format!("应为“{option}”"),
        Must::StayBlank => "不填".into(),
        Must::FiledInTime => format!("在{}及以前申报", form.deadline),
        Must::MostPerUnit(most) => format!("每单位最多申报{most}份"),
        Must::MostOfForm(most) => format!("每单位最多申报{most}份此表"),
        Must::Digits(least, most) if least == most => format!("{least}位数字"),
        Must::Digits(least, most) => format!("{least}到{most}位数字"),
    }
}

fn sum_part(form: &Form, part: &Part) -> String {
    match part {
        Part::Field(id) => label(form, id),
        Part::Column(table, column) => cells_label(form, table, column),
    }
}

fn condition(form: &Form, condition: &Condition) -> String {
    let all = |parts: &[Condition], between: &str| {
        let parts: Vec<String> = parts.iter().map(|part| self::condition(form, part)).collect();
        parts.join(between)
    };
    match condition {
        Condition::Is(id, option) => format!("{}为“{option}”", label(form, id)),
        Condition::Has(id, option) => format!("{}含“{option}”", label(form, id)),
        Condition::Filled(id) => format!("{}已填写", label(form, id)),
        Condition::All(parts) => all(parts, "，且"),
        Condition::Any(parts) => format!("（{}）", all(parts, "，或")),
        Condition::Not(inner) => format!("并非（{}）", self::condition(form, inner)),
    }
}
