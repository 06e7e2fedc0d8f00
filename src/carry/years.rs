//! Years in a text that have passed by the time of the new call.

use crate::draft::{Answer, half_width};
use crate::form::Kind;
use std::ops::Range;

/// Numerals of a year written out: 二〇二三年.
const NUMERALS: [(char, char); 11] = [
    ('〇', '0'),
    ('零', '0'),
    ('一', '1'),
    ('二', '2'),
    ('三', '3'),
    ('四', '4'),
    ('五', '5'),
    ('六', '6'),
    ('七', '7'),
    ('八', '8'),
    ('九', '9'),
];

/// The sentence on the years from the old call's to the one before the new call's that an answer names, if it does.
pub fn note(kind: &Kind, answer: &Answer, years: &Range<i16>) -> Option<String> {
    let texts: Vec<&str> = match (kind, answer) {
        (Kind::Text | Kind::LongText | Kind::Date | Kind::Month, Answer::Text(text)) => vec![text],
        (Kind::Table(_), Answer::Rows(rows)) => rows.iter().flat_map(|row| row.values()).map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let mut found: Vec<i16> = texts.into_iter().flat_map(named).filter(|year| years.contains(year)).collect();
    found.sort_unstable();
    found.dedup();
    let words: Vec<String> = found.iter().map(|year| format!("{year}年")).collect();
    (!words.is_empty()).then(|| format!("写着{}，年份待改", words.join("、")))
}

/// Every number of four digits that stands by itself, and eight digits as a date does: 20230501.
fn named(text: &str) -> Vec<i16> {
    let numeral = |c: char| NUMERALS.iter().find(|(word, _)| *word == c).map_or(c, |(_, digit)| *digit);
    let text: String = half_width(text).chars().map(numeral).collect();
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| matches!(digits.len(), 4 | 8));
    numbers.filter_map(|digits| digits.get(..4)?.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_years_since_the_old_call_have_moved() {
        let cases = [
            ("2023年5月，二〇二四年", "写着2023年、2024年，年份待改"),
            ("于２０２３.5.1开始", "写着2023年，年份待改"),
            ("20230501", "写着2023年，年份待改"),
            ("某人社〔2023〕49号", "写着2023年，年份待改"),
            ("1998年设立，2025年再来，电话12023，二三十人", ""),
        ];
        for (text, wanted) in cases {
            let said = note(&Kind::Text, &Answer::Text(text.into()), &(2023..2025));
            assert_eq!(said.unwrap_or_default(), wanted, "{text}");
        }
    }
}
