//! Lenient reading of what people type: full-width digits, spaces in phone numbers, dates in any common shape.

use crate::form::{Kind, Unit};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::str::FromStr;

/// Full-width ASCII (！ to ～) and the ideographic space as their half-width twins.
pub fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{3000}' => ' ',
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// Line ends of any system as `\n`.
pub fn line_ends(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// An amount or count of that unit: `10.5`, `１２`, `1,200`, `10.5万元`. Nothing but a plain decimal number is understood,
/// nor one with the word of another unit: 5000元 are no 5000万元.
pub fn decimal(text: &str, unit: Unit) -> Option<Decimal> {
    let text = half_width(text);
    let number = without_unit(text.trim(), unit).trim_end();
    let digits: String = number.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    plain.then(|| Decimal::from_str(&digits).ok()).flatten()
}

/// The number without the word that people put behind it although the unit is printed.
fn without_unit(number: &str, unit: Unit) -> &str {
    let others: &[char] = match unit {
        Unit::WanYuan => &['万'],
        Unit::Person => &['名', '位'],
        _ => &[],
    };
    number.strip_suffix(unit.word()).or(number.strip_suffix(others)).unwrap_or(number)
}

/// A whole number, see [`decimal`].
pub(super) fn whole(text: &str, unit: Unit) -> Option<i64> {
    let number = decimal(text, unit)?;
    (number.fract().is_zero()).then(|| i64::try_from(number.normalize()).ok()).flatten()
}

/// A day: `2025-03-01`, `2025.3.1`, `2025/3/1`, `20250301`, `2025年3月1日`.
pub fn date(text: &str) -> Option<Date> {
    match *numbers(text)?.as_slice() {
        [year, month, day] => civil(year, month, day),
        [packed] if (10_000_101..=99_991_231).contains(&packed) => {
            civil(packed / 10_000, packed / 100 % 100, packed % 100)
        }
        _ => None,
    }
}

/// A month: `2019年6月`, `2019.6`, `201906`, or a whole day. The first day of the month stands for it.
pub(super) fn month(text: &str) -> Option<Date> {
    match *numbers(text)?.as_slice() {
        [year, month] => civil(year, month, 1),
        [packed] if (100_001..=999_912).contains(&packed) => civil(packed / 100, packed % 100, 1),
        _ => date(text).and_then(|day| Date::new(day.year(), day.month(), 1).ok()),
    }
}

/// A month, a day, or from one to another, in any common shape: `2025年3月1日至5日`, `2025.3-2025.5`. It begins with the year.
pub fn is_days(text: &str) -> bool {
    const MARKS: &str = "年月日号-./至到起止~～—－–、,上中下旬初底末()";
    let text = half_width(text);
    let plain = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || MARKS.contains(c));
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).collect();
    let is_year = |run: &&str| run.parse().is_ok_and(|year| (1900..=2100).contains(&year));
    match numbers.as_slice() {
        [packed, ..] if matches!(packed.len(), 6 | 8) => plain && is_year(&&packed[..4]),
        [year, _, ..] => plain && is_year(year),
        _ => false,
    }
}

fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| (1000..=9999).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The numbers of a date, with nothing but its usual separators between them.
fn numbers(text: &str) -> Option<Vec<i64>> {
    let text = half_width(text);
    let parts = text.split(['-', '.', '/', '年', '月', '日', ' ', '。', '号']).filter(|part| !part.is_empty());
    parts.map(|part| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()).collect()
}

/// What stands between several phone numbers.
const BETWEEN: [char; 4] = ['、', ',', ';', '/'];

/// One or more numbers of 7 to 16 digits with dashes, brackets and an extension.
pub fn is_phone(text: &str) -> bool {
    let good = |number: &str| {
        let plain = number.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "-—－–‐―()+转".contains(c));
        plain && (7..=16).contains(&digits(number))
    };
    half_width(text).split(BETWEEN).all(good)
}

/// Eleven digits, perhaps after +86: a 1, then none of the numbers that no operator gives out.
pub fn is_mobile(text: &str) -> bool {
    let number = mobile(text);
    let number = number.strip_prefix("+86").unwrap_or(&number);
    number.len() == 11
        && number.starts_with('1')
        && number[1..].starts_with(['3', '4', '5', '6', '7', '8', '9'])
        && number.bytes().all(|b| b.is_ascii_digit())
}

/// Something, one @, and a domain with a dot.
pub fn is_email(text: &str) -> bool {
    let text = half_width(text);
    let parts: Vec<&str> = text.trim().split('@').collect();
    let plain =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_graphic() && !",;<>()[]\"\\".contains(c));
    match parts.as_slice() {
        [name, domain] => {
            let whole = |words: &str| words.split('.').all(|part| !part.is_empty());
            plain(name) && plain(domain) && domain.contains('.') && whole(name) && whole(domain)
        }
        _ => false,
    }
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Phone numbers with plain digits: spaces dropped but for those between two whole numbers, dashes alike, whatever else
/// stands between the numbers kept.
fn phone(text: &str) -> String {
    let text = half_width(text).replace(['—', '－', '–', '‐', '―'], "-");
    let one = |numbers: &str| {
        let pieces: Vec<&str> = numbers.split_whitespace().collect();
        let several = pieces.iter().filter(|piece| digits(piece) >= 7).count() > 1;
        pieces.join(if several { " " } else { "" })
    };
    text.split_inclusive(BETWEEN).map(one).collect()
}

/// A mobile number with nothing but its digits, and a + before its country.
pub fn mobile(text: &str) -> String {
    half_width(text).chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

/// What was typed in the one form that paper and row show, if it can be read as its kind.
/// `2025.3.1` becomes `2025年3月1日`, `１２` becomes `12`; words stay as they are.
pub fn canonical(kind: &Kind, text: &str) -> Option<String> {
    match kind {
        _ if is_blank(text) => None,
        Kind::Integer(unit) => whole(text, *unit).map(|n| n.to_string()),
        Kind::Money(unit) => decimal(text, *unit).map(money),
        Kind::Date => date(text).map(self::day),
        Kind::Month => month(text).map(month_words),
        Kind::Phone => is_phone(text).then(|| phone(text)),
        Kind::Mobile => is_mobile(text).then(|| mobile(text)),
        Kind::Email => is_email(text).then(|| half_width(text).trim().to_string()),
        _ => None,
    }
}

/// An amount with two places, or more where more were typed.
fn money(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}

/// Whether a character leaves no mark on paper and no room: control characters, zero-width ones, marks that turn the
/// direction of writing, selectors of variants, tags. Line ends, tabs and spaces are none of these.
pub fn is_unseen(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{85}' => false,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{3164}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => true,
        '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}' => true,
        c => c.is_control(),
    }
}

/// Whether a text has nothing to show: only white space and characters that leave no mark.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_unseen(c))
}

/// A day as people write it.
pub fn day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn month_words(day: Date) -> String {
    format!("{}年{}月", day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_with_their_year() {
        for days in
            ["2025年3月1日", "2025年3月1日至2025年3月5日", "２０２５.3-2025.5", "20250301", "2025年3月上旬到4月"]
        {
            assert!(is_days(days), "{days}");
        }
        for other in ["明年", "3月", "-3", "2025年", "2025年夏天", "十月一日", "13800138000"] {
            assert!(!is_days(other), "{other}");
        }
    }

    #[test]
    fn what_people_type_is_understood() {
        let cases = [
            (Kind::Date, "2025.3.1", Some("2025年3月1日")),
            (Kind::Date, "２０２５年３月１日", Some("2025年3月1日")),
            (Kind::Date, "20250301", Some("2025年3月1日")),
            (Kind::Date, "2025-02-30", None),
            (Kind::Date, "明年春天", None),
            (Kind::Month, "2019年6月", Some("2019年6月")),
            (Kind::Month, "2019-06-15", Some("2019年6月")),
            (Kind::Money(Unit::WanYuan), "１０．５", Some("10.50")),
            (Kind::Money(Unit::WanYuan), "10.5 万元", Some("10.50")),
            (Kind::Money(Unit::WanYuan), "10.555", Some("10.555")),
            (Kind::Money(Unit::WanYuan), "十万", None),
            (Kind::Integer(Unit::Person), "12人", Some("12")),
            (Kind::Integer(Unit::Person), "12名", Some("12")),
            (Kind::Money(Unit::Yuan), "100,000元", Some("100000.00")),
            (Kind::Integer(Unit::Person), "12.5", None),
            (Kind::Mobile, "138 0000 0000", Some("13800000000")),
            (Kind::Phone, "021－0000 0000", Some("021-00000000")),
            (Kind::Text, " 甲 ", None),
        ];
        for (kind, typed, want) in cases {
            assert_eq!(canonical(&kind, typed).as_deref(), want, "{kind:?} {typed}");
        }
    }
}
