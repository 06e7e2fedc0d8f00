//! 字数 as Word counts it.

use crate::draft::is_unseen;

/// Words as Word counts them: each Han character and each full-width mark is one, a run of anything else is one.
pub fn word_count(text: &str) -> usize {
    let mut count = 0;
    let mut in_run = false;
    for c in text.chars() {
        let single = !c.is_whitespace() && counts_alone(c);
        let gap = c.is_whitespace() || is_unseen(c);
        if single || (!gap && !in_run) {
            count += 1;
        }
        in_run = !single && (in_run || !gap) && !c.is_whitespace();
    }
    count
}

/// Han characters, kana, full-width forms and the marks that Chinese typesetting sets full-width.
fn counts_alone(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{9FFF}' | '\u{A000}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}'
        | '\u{2014}' | '\u{2018}' | '\u{2019}' | '\u{201C}' | '\u{201D}' | '\u{2026}' | '\u{00B7}'
        | '\u{2460}'..='\u{24FF}' | '\u{25A0}'..='\u{25FF}' | '\u{2605}' | '\u{2606}')
}

#[cfg(test)]
mod tests {
    use super::word_count;

    /// Counts of a library that follows Word; LibreOffice agrees.
    #[test]
    fn counts_as_word_does() {
        for line in include_str!("../../tests/data/wordcount.tsv").lines().filter(|line| !line.starts_with('#')) {
            let (text, count) = line.split_once('\t').unwrap();
            assert_eq!(word_count(text), count.parse::<usize>().unwrap(), "{text}");
        }
    }

    #[test]
    fn an_indent_of_full_width_spaces_is_no_word() {
        assert_eq!((word_count("\u{3000}\u{3000}两字"), word_count("ab\u{3000}cd"), word_count("\u{3000}")), (2, 2, 0));
    }
}
