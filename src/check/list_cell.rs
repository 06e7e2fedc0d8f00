//! A cell of the list: whether it reads as what its column holds, and whether it keeps the column's rules.

use super::shape;
use crate::draft::{Typed, half_width, is_days, typed_text};
use crate::form::load::FormProblem;
use crate::form::text::{QUOTED, brief};
use crate::form::{Ask, CellMust, CellRule, Kind, List, ListColumn, Notice, Reads, Unit, with_unit};
use rust_decimal::Decimal;

/// Why a cell does not read, as a sentence that goes on from its label.
pub fn unread(column: &ListColumn, words: &str) -> Option<String> {
    let found = || brief(words.trim(), QUOTED);
    match column.reads {
        Reads::Anything => None,
        Reads::Words if column.ask == Ask::Required && (says_nothing(words) || is_days(words)) => {
            Some(format!("写的是“{}”，请写明{}", found(), column.label()))
        }
        Reads::Words if words.chars().any(char::is_alphabetic) => None,
        Reads::Words => Some(format!("“{}”没有文字，请写明{}", found(), column.label())),
        Reads::Money(unit) => {
            let kind = Kind::Money(unit);
            shape::wrong(&kind, &typed_text(&kind, words)).map(|(_, sentence)| sentence)
        }
        Reads::Days if is_days(words) => None,
        Reads::Days => Some(format!("“{}”不是日期，请写成2025年3月1日至2025年3月5日这样的年月日", found())),
    }
}

/// What people write where they have nothing to say, or nothing that stands for itself once rows are put in order.
const EMPTY_WORDS: [&str; 12] =
    ["是", "否", "无", "暂无", "没有", "待定", "待补", "略", "同上", "同前", "见附件", "详见附件"];

fn says_nothing(words: &str) -> bool {
    let bare: String = half_width(words).chars().filter(|c| c.is_alphanumeric()).collect();
    EMPTY_WORDS.contains(&bare.as_str())
}

/// What is wrong with a filled cell of a row of that category by one of its column's rules, as a sentence that goes on from
/// its label.
pub fn broken(list: &List, column: &ListColumn, rule: &CellRule, kind: &str, words: &str) -> Option<String> {
    if !rule.kinds.is_empty() && !rule.kinds.iter().any(|of| of == kind) {
        return None;
    }
    let (value, sentence) = match &rule.must {
        CellMust::AtLeast(least) => under(column, *least, words)?,
        CellMust::NamesNone { of, not_before, unless } => {
            let [of, not_before, unless] =
                [Some(of), not_before.as_ref(), unless.as_ref()].map(|name| list.words_of(name));
            let named = named(&half_width(words), of, not_before, unless)?;
            (named.to_string(), format!("写了“{named}”，请核对"))
        }
    };
    Some(if rule.say.is_empty() { sentence } else { rule.say.replace("{value}", &value) })
}

fn under(column: &ListColumn, least: Decimal, words: &str) -> Option<(String, String)> {
    let Reads::Money(unit) = column.reads else { return None };
    let Typed::Number(number) = typed_text(&Kind::Money(unit), words) else { return None };
    let [least_words, now] = [least, number].map(|number| with_unit(number, Some(unit)));
    (number < least).then(|| (now.clone(), format!("须不少于{least_words}，现{now}")))
}

/// The first of these words that a cell names; none where it names one of `unless` too.
fn named<'a>(words: &str, of: &'a [String], not_before: &[String], unless: &[String]) -> Option<&'a str> {
    if unless.iter().any(|word| words.contains(word)) {
        return None;
    }
    let is_named = |word: &&String| {
        let mut behind = words.match_indices(word.as_str()).map(|(at, _)| &words[at + word.len()..]);
        behind.any(|behind| !not_before.iter().any(|other| behind.starts_with(other.as_str())))
    };
    of.iter().find(is_named).map(String::as_str)
}

/// The words of a cell in the one form of its column: an option without spaces in it, a number in plain digits. None where
/// they stand in it already, or can't be read.
pub fn plain(column: &ListColumn, words: &str) -> Option<String> {
    let plain = match column.reads {
        Reads::Money(unit) => plain_number(unit, words),
        _ => column.options.iter().find(|option| bare(option) == bare(words)).cloned(),
    };
    plain.filter(|plain| plain != words)
}

fn plain_number(unit: Unit, words: &str) -> Option<String> {
    let is_plain = words.bytes().all(|c| c.is_ascii_digit() || matches!(c, b'.' | b'-'));
    match typed_text(&Kind::Money(unit), words) {
        Typed::Number(number) if !is_plain => Some(number.normalize().to_string()),
        _ => None,
    }
}

/// Words as options are compared: without spaces, in one width.
fn bare(words: &str) -> String {
    half_width(words).split_whitespace().collect()
}

/// The rules of a call's list whose own examples do not come out; the list stands on that line.
pub fn problems(notice: &Notice, line: usize) -> Vec<FormProblem> {
    let wrong = |rule: &CellRule, example: &String, problem: &str| FormProblem {
        file: "notice.ron".to_string(),
        line,
        problem: format!("规则“{}”{problem}", rule.id),
        found: example.clone(),
        remedy: "改正规则，或改正例子".into(),
    };
    let of_rule = |list: &List, column: &ListColumn, rule: &CellRule| {
        let kind = rule.kinds.first().map_or("", String::as_str);
        let breaks = |example: &&String| broken(list, column, rule, kind, example).is_some();
        let passing = rule.pass.iter().filter(breaks).map(|example| wrong(rule, example, "的pass例子没有通过"));
        let failing = rule.fail.iter().filter(|example| !breaks(example));
        passing.chain(failing.map(|example| wrong(rule, example, "的fail例子却通过了"))).collect::<Vec<_>>()
    };
    let columns = notice.list.iter().flat_map(|list| list.columns.iter().map(move |column| (list, column)));
    columns.flat_map(|(list, column)| column.rules.iter().flat_map(move |rule| of_rule(list, column, rule))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: [&[&str]; 3]) -> [Vec<String>; 3] {
        words.map(|words| words.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_road_is_no_province() {
        let [of, roads, own] = list([&["四川", "云南"], &["路", "北路"], &["全市"]]);
        let named = |words| named(words, &of, &roads, &own);
        assert_eq!(named("云南路街道、四川北路街道"), None);
        assert_eq!(named("四川北路街道、四川凉山"), Some("四川"));
        assert_eq!(named("全市、云南"), None);
    }
}
