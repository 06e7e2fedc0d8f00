//! At least so many 字: 服务内容须不少于300字，现120字，请再写180字.

use super::Case;
use crate::check::word_count;
use crate::draft::Typed;

pub fn judge(case: &Case, limit: usize) -> Option<String> {
    let Typed::Text(text) = case.answer else { return None };
    let count = word_count(text);
    (count < limit).then(|| format!("须不少于{limit}字，现{count}字，请再写{}字", limit - count))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn says_both_numbers_and_what_to_do() {
        let rule = r#"must: MinWords(3), on: "words""#;
        assert_eq!(messages(rule, &[("words", "甲乙丙")]), [""; 0]);
        assert_eq!(messages(rule, &[("words", "甲")]), ["说明须不少于3字，现1字，请再写2字"]);
    }
}
