//! The clock, which no other room reads.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::SystemTime;

/// How times stand in names of files: they sort by time, and Windows takes them.
const IN_NAMES: &str = "%Y-%m-%dT%H-%M-%S%.3f";

/// The local time, to the millisecond.
pub fn now() -> DateTime {
    let now = Zoned::now().with_time_zone(zone()).datetime();
    now.round(jiff::Unit::Millisecond).unwrap_or(now)
}

/// The local date.
pub fn today() -> Date {
    now().date()
}

/// The local time as drafts and rows note it, such as `2025-01-20T17:20:31`.
pub fn this_second() -> String {
    now().strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A name that no draft has had: 64 random bits in hexadecimal.
pub fn new_id() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}

/// Where the machine does not tell its zone: the calls' deadlines are in China's time.
fn zone() -> TimeZone {
    TimeZone::try_system().unwrap_or_else(|_| TimeZone::fixed(Offset::constant(8)))
}

pub(super) fn local(time: SystemTime) -> Option<DateTime> {
    Timestamp::try_from(time).ok().map(|stamp| stamp.to_zoned(zone()).datetime())
}

pub(super) fn in_name(time: DateTime) -> String {
    time.strftime(IN_NAMES).to_string()
}

pub(super) fn from_name(name: &str) -> Option<DateTime> {
    DateTime::strptime(IN_NAMES, name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_come_back_from_names_and_sort_in_them() {
        let early = jiff::civil::date(2025, 1, 20).at(17, 20, 31, 250_000_000);
        let late = jiff::civil::date(2025, 1, 20).at(17, 20, 32, 0);
        assert_eq!(in_name(early), "2025-01-20T17-20-31.250");
        assert_eq!(from_name(&in_name(early)), Some(early));
        assert!(in_name(early) < in_name(late));
        assert_eq!(from_name("2025-13-20T17-20-31.250"), None);
    }
}
