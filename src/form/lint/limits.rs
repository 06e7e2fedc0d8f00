//! Limits: those that leave nothing between them, and those that hint, clause and rule tell differently.

use super::Lint;
use crate::form::{Kind, Must, Rule, Unit};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What stands before a lower limit.
const LEAST: [&str; 5] = ["不少于", "不得少于", "不低于", "至少", "不小于"];

/// Units, and what makes another one of them.
const OTHERS: [(&str, &str); 3] = [("人", "次"), ("个", "月"), ("次", "数")];

/// What a rule leaves: from the least to the most, each as a number to compare and as people read it.
struct Range {
    of: &'static str,
    least: Option<(Decimal, String)>,
    most: Option<(Decimal, String)>,
}

impl Lint<'_, '_> {
    pub(super) fn limits(&mut self) {
        self.contrary();
        for rule in &self.form.rules {
            self.said(rule);
            self.said_deadline(rule);
        }
        self.unruled();
    }

    /// An upper limit under the lower one of another rule that may be in force at the same time.
    fn contrary(&mut self) {
        let ranges: Vec<(&Rule, Range)> =
            self.form.rules.iter().filter_map(|rule| Some((rule, range(&rule.must)?))).collect();
        for (upper, most) in &ranges {
            let Some((cap, cap_words)) = &most.most else { continue };
            let beside = |(lower, least): &&(&Rule, Range)| least.of == most.of && meet(upper, lower);
            let lower = ranges.iter().filter(beside).filter_map(|(_, range)| range.least.as_ref());
            if let Some((_, least)) = lower.filter(|(least, _)| least > cap).max_by_key(|(least, _)| *least) {
                let problem = format!("上限{cap_words}小于另一条规则的下限{least}");
                self.problems.add(upper.line, problem, &upper.id, "改正上限或下限");
            }
        }
    }

    /// Limits and caps that the hint or the clause tells otherwise.
    fn said(&mut self, rule: &Rule) {
        let hint = self.form.field(&rule.on).map_or("", |field| field.hint.as_str());
        let unit = self.form.kind_judged(rule).and_then(Kind::unit).map(Unit::word);
        let (unit, limits, is_least) = match &rule.must {
            Must::MaxWords(limit) if *limit > 0 => ("字", vec![Decimal::from(*limit)], false),
            Must::MinWords(limit) if *limit > 0 => ("字", vec![Decimal::from(*limit)], true),
            Must::AtMost(limit) => (unit.unwrap_or_default(), vec![*limit], false),
            Must::AtLeast(limit) => (unit.unwrap_or_default(), vec![*limit], true),
            Must::AtMostBy(_, caps) => (unit.unwrap_or_default(), caps.values().copied().collect(), false),
            _ => return,
        };
        if unit.is_empty() {
            return;
        }
        for (place, words) in [("提示", hint), ("出处", rule.cite.1.as_str())] {
            let said = said_limits(words, unit, is_least);
            if let Some(limit) = limits.iter().find(|limit| !said.is_empty() && !said.contains(limit)) {
                let problem = format!("规则是{limit}{unit}，{place}里写的不是");
                self.problems.add(rule.line, problem, words, "让规则、提示和出处一致");
            }
        }
    }

    /// Hints that tell a limit which no rule holds.
    fn unruled(&mut self) {
        for field in self.form.fields() {
            for is_least in [false, true] {
                let holds =
                    |must: &Must| if is_least { matches!(must, Must::MinWords(_)) } else { must.max_words().is_some() };
                let is_ruled = self.form.rules_on(&field.id).any(|rule| holds(&rule.must));
                if let Some(limit) = said_limits(&field.hint, "字", is_least).first().filter(|_| !is_ruled) {
                    let problem = format!("提示写了{limit}字，没有字数规则");
                    self.problems.add(field.line, problem, &field.hint, "补上规则，或改正提示");
                }
            }
        }
    }

    /// A rule on the deadline whose clause names another day.
    fn said_deadline(&mut self, rule: &Rule) {
        let days = days_in(&rule.cite.1);
        let deadline = self.form.deadline;
        if rule.must == Must::FiledInTime && !days.is_empty() && !days.contains(&(deadline.month(), deadline.day())) {
            let problem = format!("截止日期是{deadline}，出处里写的不是");
            self.problems.add(rule.line, problem, &rule.cite.1, "让notice.ron的deadline与出处一致");
        }
    }
}

/// Whether two rules judge the same and may be in force at the same time. Which of its caps holds while the other is in
/// force, a rule with several can't tell.
fn meet(upper: &Rule, lower: &Rule) -> bool {
    let caps_meet = !matches!(upper.must, Must::AtMostBy(..)) || lower.when.is_none();
    let meet = upper.when.is_none() || lower.when.is_none() || upper.when == lower.when;
    upper.id != lower.id && (&upper.on, &upper.column) == (&lower.on, &lower.column) && caps_meet && meet
}

fn range(must: &Must) -> Option<Range> {
    let number = |number: Decimal| Some((number, number.to_string()));
    let count = |count: usize| Some((Decimal::from(count), count.to_string()));
    let (of, least, most) = match must {
        Must::AtLeast(least) => ("number", number(*least), None),
        Must::AtMost(most) => ("number", None, number(*most)),
        Must::AtMostBy(_, caps) => ("number", None, caps.values().min().copied().and_then(number)),
        Must::MinWords(least) => ("words", count(*least), None),
        Must::MaxWords(most) => ("words", None, count(*most)),
        Must::Rows(least, most) => ("rows", count(*least), most.and_then(count)),
        Must::Digits(least, most) => ("digits", count(*least), count(*most)),
        Must::Within(from, to) => ("days", day(*from), day(*to)),
        _ => return None,
    };
    Some(Range { of, least, most })
}

/// A day so that later ones are greater.
fn day(date: Date) -> Option<(Decimal, String)> {
    let number = (i32::from(date.year()) * 100 + i32::from(date.month())) * 100 + i32::from(date.day());
    Some((Decimal::from(number), date.to_string()))
}

/// Months and days such as 2月7日.
fn days_in(words: &str) -> Vec<(i8, i8)> {
    let digits = |words: &str| words.chars().rev().take_while(char::is_ascii_digit).count();
    let day = |(at, month): (usize, &str)| {
        let before = &words[..at];
        let (_, after) = words[at..].split_once(month)?;
        let (day, _) = after.split_once('日')?;
        Some((before[before.len() - digits(before)..].parse().ok()?, day.trim().parse().ok()?))
    };
    words.match_indices('月').filter_map(day).collect()
}

/// The limits that words tell in a unit: the upper ones, such as 1000 in 不超过1000字, or the lower ones, such as 300 in
/// 不少于300字 and 300字以上. Amounts of money are read in 元 and in 万元.
fn said_limits(words: &str, unit: &str, is_least: bool) -> Vec<Decimal> {
    match unit {
        "元" | "万元" => {
            let factor = |from: &str| match (from, unit) {
                ("万元", "元") => Decimal::from(10_000),
                ("元", "万元") => Decimal::new(1, 4),
                _ => Decimal::ONE,
            };
            let both = ["万元", "元"].map(|from| (from, numbers_before(words, from, is_least)));
            both.into_iter()
                .flat_map(|(from, said)| said.into_iter().map(move |number| number * factor(from)))
                .collect()
        }
        _ => numbers_before(words, unit, is_least),
    }
}

/// The numbers that stand before a unit as upper limits, or as lower ones.
pub(super) fn numbers_before(words: &str, unit: &str, is_least: bool) -> Vec<Decimal> {
    let mut numbers = Vec::new();
    for (at, _) in words.match_indices(unit) {
        let (before, after) = (&words[..at], &words[at + unit.len()..]);
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let said = before[..start].trim_end();
        let lower = LEAST.iter().any(|word| said.ends_with(word)) || after.starts_with("以上");
        let is_another = OTHERS.iter().any(|(shorter, rest)| *shorter == unit && after.starts_with(rest));
        if lower == is_least && !is_another {
            numbers.extend(before[start..].parse::<Decimal>());
        }
    }
    numbers
}
