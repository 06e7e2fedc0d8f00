//! Rules and conditions in words, as people read them: `不超过1000字`, `申报类别为“市级”`.

use super::{Condition, Form, Kind, Must, Part, Rule, with_unit};
use rust_decimal::Decimal;

/// A question by its label; by its id where the form has no such question.
pub fn label(form: &Form, id: &str) -> String {
    form.field(id).map_or_else(|| id.to_string(), |field| form.full_label(field))
}

/// What a rule judges: 累计服务天数, 人员的各行“年龄”.
pub fn judged(form: &Form, rule: &Rule) -> String {
    match &rule.column {
        Some(column) => cells(form, &rule.on, column),
        None => label(form, &rule.on),
    }
}

fn cells(form: &Form, table: &str, column: &str) -> String {
    let known = form.field(table).and_then(|field| field.kind.column(column));
    format!("{}的各行“{}”", label(form, table), known.map_or(column, |column| &column.label))
}

/// What is compared with: a column of the same row before a question.
fn other(form: &Form, rule: &Rule, id: &str) -> String {
    let table = rule.column.as_ref().and_then(|_| form.field(&rule.on));
    table.and_then(|table| table.kind.column(id)).map_or_else(|| label(form, id), |column| column.label.clone())
}

/// What a rule demands.
pub fn demand(form: &Form, rule: &Rule) -> String {
    let unit = form.kind_judged(rule).and_then(Kind::unit);
    match &rule.must {
        Must::MaxWords(most) => format!("不超过{most}字"),
        Must::MinWords(least) => format!("不少于{least}字"),
        Must::AtLeast(least) => format!("不少于{}", with_unit(*least, unit)),
        Must::AtMost(most) => format!("不超过{}", with_unit(*most, unit)),
        Must::AtMostBy(_, caps) => {
            let cap = |(option, cap): (&String, &Decimal)| format!("{option}不超过{}", with_unit(*cap, unit));
            caps.iter().map(cap).collect::<Vec<_>>().join("，")
        }
        Must::NotAfter(id) => format!("不晚于{}", other(form, rule, id)),
        Must::Within(from, to) => format!("在{from}至{to}之间"),
        Must::SumOf(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| sum_part(form, part)).collect();
            format!("等于{}之和", parts.join("、"))
        }
        Must::Rows(least, None) => format!("不少于{least}行"),
        Must::Rows(least, Some(most)) => format!("{least}至{most}行"),
        Must::RowsWith(column, option, most) => {
            format!("{}为“{option}”的不超过{most}行", cells(form, &rule.on, column))
        }
        Must::Be(option) => format!("应为“{option}”"),
        Must::StayBlank => "不填".into(),
        Must::FiledInTime => format!("{}于{}", form.closes, form.deadline),
        Must::MostPerUnit(most) => format!("每单位最多申报{most}份"),
        Must::MostOfForm(most) => format!("每单位最多申报{most}份此表"),
        Must::Digits(least, most) if least == most => format!("{least}位数字"),
        Must::Digits(least, most) => format!("{least}到{most}位数字"),
    }
}

fn sum_part(form: &Form, part: &Part) -> String {
    match part {
        Part::Field(id) => label(form, id),
        Part::Column(table, column) => cells(form, table, column),
    }
}

/// When something holds.
pub fn condition(form: &Form, condition: &Condition) -> String {
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
