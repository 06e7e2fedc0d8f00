//! What spoils a text on paper although it reads: invisible characters, marks without their twin, far too many words.

use super::Finding;
use crate::draft::{Answer, Draft, is_unseen};
use crate::form::{Field, Form, Kind, Severity};

/// One-line answers longer than this, in characters, are hardly meant.
const LONG_LINE: usize = 500;
/// One-line answers longer than this fill more than a page, which no cell for a line is made for.
const LONGER_THAN_A_PAGE: usize = 2000;

/// The findings on the characters of an answer; the cells of a table are asked one by one.
pub fn judge(form: &Form, draft: &Draft, field: &Field) -> Vec<Finding> {
    let Some(Answer::Text(text)) = draft.answer(&field.id) else { return Vec::new() };
    let finding = |(rule, severity, sentence): Spoilt| Finding::on(form, field, rule, &sentence).weighing(severity);
    spoilt(&field.kind, text).map(finding).collect()
}

/// Rule, weight and sentence.
pub type Spoilt = (&'static str, Severity, String);

/// Everything that spoils one text.
pub fn spoilt(kind: &Kind, text: &str) -> impl Iterator<Item = Spoilt> {
    let length = text.chars().count();
    let severity = if length > LONGER_THAN_A_PAGE { Severity::Error } else { Severity::Warning };
    let found = [
        invisible(text).map(|sentence| ("text.invisible", Severity::Warning, sentence)),
        unpaired(text).map(|sentence| ("text.unpaired", Severity::Warning, sentence)),
        long(kind, length).map(|sentence| ("text.long", severity, sentence)),
    ];
    found.into_iter().flatten()
}

/// What does not print, and what stands for a character that got lost.
fn is_invisible(c: char) -> bool {
    is_unseen(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FFFD}')
}

fn invisible(text: &str) -> Option<String> {
    let found = text.chars().filter(|c| is_invisible(*c)).count();
    let first = text.chars().find(|c| is_invisible(*c))?;
    Some(format!("中有{found}个看不见的字符（U+{:04X}等），请删去所在的词重打", first as u32))
}

const PAIRS: [(char, char); 8] =
    [('（', '）'), ('《', '》'), ('“', '”'), ('‘', '’'), ('【', '】'), ('〔', '〕'), ('「', '」'), ('(', ')')];

/// The first mark that opens and is not closed, or closes and was not opened.
fn unpaired(text: &str) -> Option<String> {
    let mut open: Vec<char> = Vec::new();
    for c in text.chars() {
        if let Some((_, close)) = PAIRS.iter().find(|(first, _)| *first == c) {
            open.push(*close);
        } else if PAIRS.iter().any(|(_, close)| *close == c) && !stands_alone(&open, c) {
            match open.iter().rposition(|expected| *expected == c) {
                Some(place) => open.truncate(place),
                None => return Some(format!("中的“{c}”前面没有与它配对的符号，请补上或删去")),
            }
        }
    }
    let (first, _) = PAIRS.iter().find(|(_, close)| open.first() == Some(close))?;
    Some(format!("中的“{first}”后面没有与它配对的符号，请补上或删去"))
}

/// `1)` and `1）` number a list; a lone ’ is an apostrophe, also between other marks.
fn stands_alone(open: &[char], c: char) -> bool {
    (open.is_empty() && matches!(c, ')' | '）')) || (c == '’' && !open.contains(&c))
}

fn long(kind: &Kind, length: usize) -> Option<String> {
    let one_line = !matches!(kind, Kind::LongText);
    (one_line && length > LONG_LINE).then(|| format!("有{length}个字符，这一格一般只写一行，请核对是否贴错了内容"))
}

#[cfg(test)]
mod tests {
    use super::unpaired;

    #[test]
    fn an_apostrophe_needs_no_twin() {
        for good in ["“Bachelor’s degree”", "（what’s new）", "students’", "1）甲；2）乙", "‘甲’", "“don't”"]
        {
            assert_eq!(unpaired(good), None, "{good}");
        }
        for bad in ["“甲", "甲”", "‘甲", "（甲】）"] {
            assert!(unpaired(bad).is_some(), "{bad}");
        }
    }
}
