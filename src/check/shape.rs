//! An answer that can't be read as its kind: a date that is none, a phone number with letters, an unknown option.

use super::Finding;
use crate::draft::{self, Answer, Draft, Typed};
use crate::form::text::brief;
use crate::form::{Field, Form, Kind, Unit};
use rust_decimal::Decimal;

/// What is wrong with how an answer is written; then no rule judges it. The cells of a table are asked one by one.
pub fn judge(form: &Form, draft: &Draft, field: &Field, answer: &Typed) -> Vec<Finding> {
    match (&field.kind, answer) {
        (kind, Typed::Misfit(answer)) => {
            let words = draft::shown(draft, field);
            vec![Finding::on(form, field, "kind.shape", &misfit(kind, answer, &words))]
        }
        (kind, answer) => {
            wrong(kind, answer).map(|(rule, sentence)| Finding::on(form, field, rule, &sentence)).into_iter().collect()
        }
    }
}

/// What is there, so that it can be typed anew, and what should be.
fn misfit(kind: &Kind, answer: &Answer, words: &str) -> String {
    let is = match answer {
        Answer::Text(_) => "文字",
        Answer::Ticks(_) => "勾选项",
        Answer::Rows(_) => "表格",
    };
    let remedy = match kind {
        Kind::Table(_) => "这里应逐行填写，请重新填写",
        Kind::Choices(_) => "这里应勾选，请重新勾选",
        Kind::Choice(_) => "这里应选一项，请重新选择",
        _ => "这里应填文字，请重新填写",
    };
    format!("在草稿里存成了{is}“{}”，{remedy}", short(words))
}

/// Rule and sentence for an answer that does not read, if it does not.
pub fn wrong(kind: &Kind, answer: &Typed) -> Option<(&'static str, String)> {
    match (kind, answer) {
        (Kind::Integer(unit), Typed::Unread(text)) => {
            Some(("kind.number", format!("“{}”不是整数，请只写数字，单位是{}", short(text), unit.word())))
        }
        (Kind::Money(unit), Typed::Unread(text)) => Some(("kind.money", not_money(text, *unit))),
        (Kind::Money(_), Typed::Number(amount)) if amount.normalize().scale() > 2 => {
            Some(("kind.money", format!("最多两位小数，现为{}", amount.normalize())))
        }
        (Kind::Money(unit) | Kind::Integer(unit), Typed::Number(amount))
            if amount.abs() >= Decimal::from(1_000_000_000) =>
        {
            let rule = if matches!(kind, Kind::Money(_)) { "kind.money" } else { "kind.number" };
            Some((rule, format!("为{amount}{}，大得不合常理，请核对单位", unit.word())))
        }
        (Kind::Date, Typed::Unread(text)) => {
            Some(("kind.date", format!("“{}”不是日期，请写成2025年3月1日这样的年月日", short(text))))
        }
        (Kind::Month, Typed::Unread(text)) => {
            Some(("kind.date", format!("“{}”不是年月，请写成2019年6月这样的年月", short(text))))
        }
        (Kind::Choice(options), Typed::One(one)) => unknown(options, &[one]),
        (Kind::Choice(_), Typed::Many(many)) => Some(("kind.option", format!("只能选一项，现选了{}项", many.len()))),
        (Kind::Choices(options), Typed::Many(many)) => {
            unknown(options, &many.iter().map(String::as_str).collect::<Vec<_>>())
        }
        (Kind::Phone, Typed::Text(text)) => phone(text),
        (Kind::Mobile, Typed::Text(text)) => mobile(text),
        (Kind::Email, Typed::Text(text)) => email(text),
        _ => None,
    }
}

fn not_money(text: &str, unit: Unit) -> String {
    format!("“{}”不是金额，请只写数字，单位是{}", short(text), unit.word())
}

fn unknown(options: &[String], chosen: &[&str]) -> Option<(&'static str, String)> {
    let stranger = chosen.iter().find(|one| !options.iter().any(|option| option == *one))?;
    Some(("kind.option", format!("没有“{}”这个选项，可选：{}", short(stranger), options.join("、"))))
}

fn phone(text: &str) -> Option<(&'static str, String)> {
    let sentence = || format!("“{}”不像电话号码，请写区号和号码，如021-00000000", short(text));
    (!draft::is_phone(text)).then(|| ("kind.phone", sentence()))
}

fn mobile(text: &str) -> Option<(&'static str, String)> {
    let digits = draft::mobile(text);
    let digits = digits.strip_prefix("+86").unwrap_or(&digits);
    let plain = digits.chars().all(|c| c.is_ascii_digit());
    let sentence = || match (plain, digits.len()) {
        (true, 11) => format!("应以13至19开头，现为{digits}"),
        (true, length) => format!("须为11位数字，现{length}位"),
        (false, _) => format!("“{}”不像手机号码，须为11位数字", short(text)),
    };
    (!draft::is_mobile(text)).then(|| ("kind.mobile", sentence()))
}

fn email(text: &str) -> Option<(&'static str, String)> {
    let sentence = || format!("“{}”不像电子邮箱，应写成name@example.com这样的地址", short(text));
    (!draft::is_email(text)).then(|| ("kind.email", sentence()))
}

/// The first characters of what was typed, to quote.
fn short(text: &str) -> String {
    brief(text.trim(), 20)
}
