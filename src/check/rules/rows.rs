//! So many rows of a table: 人员须有10至30行，现8行，还差2行.

use super::Case;
use crate::draft::{Typed, filled};

/// Rows without any word are none; a table without rows is for `ask` to miss.
pub fn judge(case: &Case, least: usize, most: Option<usize>) -> Option<String> {
    let Typed::Rows(rows) = case.answer else { return None };
    let now = filled(rows).count();
    let gap = match most {
        _ if now < least => format!("还差{}行", least - now),
        Some(most) if now > most => format!("超{}行", now - most),
        _ => return None,
    };
    let demand = match most {
        Some(most) if most == least => format!("须有{least}行"),
        Some(most) if least <= 1 => format!("须不超过{most}行"),
        Some(most) => format!("须有{least}至{most}行"),
        None => format!("须不少于{least}行"),
    };
    Some(format!("{demand}，现{now}行，{gap}"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    fn told(must: &str, rows: &str) -> Vec<String> {
        messages(&format!("must: {must}, on: \"lines\""), &[("lines", rows)])
    }

    #[test]
    fn filled_rows_are_counted() {
        let (two, three) = ("金额=1 / / 金额=2", "金额=1 / 金额=2 / 金额=3");
        assert_eq!(told("Rows(2, 2)", two), [""; 0]);
        assert_eq!(told("Rows(3, None)", ""), [""; 0], "a blank table is for ask to miss");
        assert_eq!(told("Rows(3, 5)", two), ["明细须有3至5行，现2行，还差1行"]);
        assert_eq!(told("Rows(3, None)", two), ["明细须不少于3行，现2行，还差1行"]);
        assert_eq!(told("Rows(0, 2)", three), ["明细须不超过2行，现3行，超1行"]);
        assert_eq!(told("Rows(2, 2), say: \"列了{value}行，只要2行\"", three), ["明细列了3行，只要2行"]);
    }
}
