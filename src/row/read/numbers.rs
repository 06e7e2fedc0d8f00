//! Numbers and dates of cells as words.

use super::Unread;
use super::xml::{Event, Reader};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use std::collections::HashMap;

/// Which looks of a workbook's cells are dates.
pub struct DateLooks {
    /// By the look's number.
    dates: Vec<bool>,
    from_1904: bool,
}

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    /// Days since the end of 1899, or of 1903.
    Days {
        from_1904: bool,
    },
}

impl DateLooks {
    /// From the workbook's own formats, whether they are dates, and from each look's format.
    pub fn new(own: &HashMap<u32, bool>, looks: &[u32], from_1904: bool) -> Self {
        let is_date = |id: &u32| own.get(id).copied().unwrap_or_else(|| is_built_in_date(*id));
        DateLooks { dates: looks.iter().map(is_date).collect(), from_1904 }
    }

    /// From the part `styles.xml`.
    pub fn of(text: &str, from_1904: bool) -> Result<Self, Unread> {
        let (mut xml, mut own, mut looks, mut inside) = (Reader::of(text), HashMap::new(), Vec::new(), false);
        loop {
            match xml.next()? {
                Event::Start(e) => match e.name {
                    "numFmt" => {
                        let is_date = e.value("formatCode").is_some_and(|code| is_date(&code));
                        own.insert(e.number("numFmtId").unwrap_or_default(), is_date);
                    }
                    "cellXfs" => inside = true,
                    "xf" if inside => looks.push(e.number("numFmtId").unwrap_or_default()),
                    _ => {}
                },
                Event::End("cellXfs") => inside = false,
                Event::Eof => return Ok(DateLooks::new(&own, &looks, from_1904)),
                _ => {}
            }
        }
    }

    pub fn kind(&self, look: usize) -> Kind {
        match self.dates.get(look) {
            Some(true) => Kind::Days { from_1904: self.from_1904 },
            _ => Kind::Number,
        }
    }
}

/// The formats that every workbook knows; 27 to 36 and 50 to 58 are the East Asian ones.
fn is_built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58)
}

/// Whether a format code shows a day or a time: letters outside quotes and brackets tell.
pub fn is_date(code: &str) -> bool {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    code.chars().any(|c| {
        let shown = !quoted && !bracket && !escaped;
        escaped = shown && matches!(c, '\\' | '_' | '*');
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' if !quoted => bracket = false,
            _ => {}
        }
        shown && matches!(c, 'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S')
    }) && !code.to_lowercase().contains("general")
}

/// The words for a number as the file writes it; what is no number is kept as it is.
pub fn words(text: &str, kind: Kind) -> String {
    let text = text.trim();
    text.parse().map_or_else(|_| text.to_string(), |number| told(number, kind))
}

/// The words for a number.
pub fn told(number: f64, kind: Kind) -> String {
    match kind {
        Kind::Number => plain(number),
        Kind::Days { from_1904 } => day(number, from_1904).unwrap_or_else(|| plain(number)),
    }
}

/// With as many digits as Excel keeps, and without an exponent.
fn plain(number: f64) -> String {
    let kept = format!("{number:.14e}").parse().unwrap_or(number);
    if !number.is_finite() || kept.abs() >= 1e21 { format!("{number:e}") } else { format!("{kept}") }
}

/// A day, a time, or both, as the forms write them.
fn day(number: f64, from_1904: bool) -> Option<String> {
    let days = number.floor();
    let minutes = ((number - days) * 1440.0).round();
    if !(0.0..3_000_000.0).contains(&days) {
        return None;
    }
    let since = if from_1904 { Date::constant(1904, 1, 1) } else { Date::constant(1899, 12, 30) };
    let at =
        since.checked_add((days as i64).days()).ok()?.at(0, 0, 0, 0).checked_add((minutes as i64).minutes()).ok()?;
    let time = || format!("{:02}:{:02}", at.hour(), at.minute());
    Some(match (days as i64, minutes as i64) {
        (0, _) => time(),
        (_, 0) => date(at.date()),
        _ => format!("{} {}", date(at.date()), time()),
    })
}

fn date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// The words for a date such as `2025-03-01T00:00:00`; what is no date is kept as it is.
pub fn iso(text: &str) -> String {
    let text = text.trim();
    match (text.parse::<Date>(), text.parse::<DateTime>()) {
        (_, Ok(at)) if (at.hour(), at.minute()) != (0, 0) => {
            format!("{} {:02}:{:02}", date(at.date()), at.hour(), at.minute())
        }
        (Ok(day), _) => date(day),
        (_, Ok(at)) => date(at.date()),
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_as_excel_shows_them() {
        for (written, told) in
            [("12", "12"), ("0.1", "0.1"), ("0.30000000000000004", "0.3"), ("1.38E+10", "13800000000"), ("甲", "甲")]
        {
            assert_eq!(words(written, Kind::Number), told);
        }
    }

    #[test]
    fn days_are_dates() {
        let days = Kind::Days { from_1904: false };
        assert_eq!(words("45717", days), "2025年3月1日");
        assert_eq!(words("45717.75", days), "2025年3月1日 18:00");
        assert_eq!(words("0.5", days), "12:00");
        assert_eq!(words("44255", Kind::Days { from_1904: true }), "2025年3月1日");
        assert_eq!(words("-1", days), "-1");
        assert_eq!(words("1e300", days), "1e300");
        assert_eq!(iso("2025-03-01"), "2025年3月1日");
        assert_eq!(iso("2025-03-01T08:30:00"), "2025年3月1日 08:30");
    }

    #[test]
    fn formats_that_show_a_day_are_dates() {
        for date in ["yyyy-mm-dd", "yyyy\"年\"m\"月\"", "[$-804]m/d", "h:mm"] {
            assert!(is_date(date), "{date}");
        }
        for number in ["0.00", "General", "@", "0.0\"days\"", "[Red]0", "#,##0_d"] {
            assert!(!is_date(number), "{number}");
        }
    }
}
