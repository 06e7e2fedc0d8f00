//! Rules and conditions in words, as people read them: `不超过1000字`, `申报类别为“市级”`.

use super::{Condition, Form, Must, Part, Rule, with_unit};
use rust_decimal::Decimal;

/// A question by its label; by its id where the form has no such question.
pub fn label(form: &Form, id: &str) -> String {
    form.field(id).map_or_else(|| id.to_string(), |field| form.full_label(field))
}

/// What a rule demands.
pub fn demand(form: &Form, rule: &Rule) -> String {
    let unit = form.field(&rule.on).and_then(|field| field.kind.unit());
    match &rule.must {
        Must::MaxWords(most) => format!("不超过{most}字"),
        Must::AtLeast(least) => format!("不少于{}", with_unit(*least, unit)),
        Must::AtMost(most) => format!("不超过{}", with_unit(*most, unit)),
        Must::AtMostBy(_, caps) => {
            let cap = |(option, cap): (&String, &Decimal)| format!("{option}不超过{}", with_unit(*cap, unit));
            caps.iter().map(cap).collect::<Vec<_>>().join("，")
        }
        Must::NotAfter(other) => format!("不晚于{}", label(form, other)),
        Must::Within(from, to) => format!("在{from}至{to}之间"),
        Must::SumOf(parts) => {
            let parts: Vec<String> = parts.iter().map(|part| sum_part(form, part)).collect();
            format!("等于{}之和", parts.join("、"))
        }
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
        Part::Column(table, column) => {
            let columns = form.field(table).map_or(&[][..], |field| field.kind.columns());
            let words = columns.iter().find(|c| c.id == *column).map_or(column, |c| &c.label);
            format!("{}的各行{words}", label(form, table))
        }
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
