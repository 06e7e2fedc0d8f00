//! So many digits: 联行号须为12位数字，现11位，少1位.

use super::Case;
use crate::draft::{Typed, half_width};

pub fn judge(case: &Case, least: usize, most: usize) -> Option<String> {
    let Typed::Text(typed) = case.answer else { return None };
    let typed = half_width(typed);
    let marks: Vec<char> = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let wanted = if least == most { format!("{least}位") } else { format!("{least}到{most}位") };
    if let Some(other) = marks.iter().find(|mark| !mark.is_ascii_digit()) {
        return Some(format!("须为{wanted}数字，现有“{other}”，请只留数字"));
    }
    let count = marks.len();
    let off = match count {
        _ if count < least => format!("少{}位", least - count),
        _ if count > most => format!("多{}位", count - most),
        _ => return None,
    };
    Some(format!("须为{wanted}数字，现{count}位，{off}"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn says_what_is_no_digit_and_how_many_there_are() {
        let four = r#"must: Digits(4, 4), on: "place""#;
        assert_eq!(messages(four, &[("place", "12 ３4")]), [""; 0]);
        assert_eq!(messages(four, &[("place", "123")]), ["地点须为4位数字，现3位，少1位"]);
        assert_eq!(messages(four, &[("place", "12-34")]), ["地点须为4位数字，现有“-”，请只留数字"]);
        let range = r#"must: Digits(2, 3), on: "place""#;
        assert_eq!(messages(range, &[("place", "12345")]), ["地点须为2到3位数字，现5位，多2位"]);
    }
}
