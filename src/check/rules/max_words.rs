//! At most so many 字: 服务内容须在1000字以内，现1036字，请删去36字.

use super::Case;
use crate::check::word_count;
use crate::draft::Typed;

pub fn judge(case: &Case, limit: usize) -> Option<String> {
    let Typed::Text(text) = case.answer else { return None };
    let count = word_count(text);
    (count > limit).then(|| format!("须在{limit}字以内，现{count}字，请删去{}字", count - limit))
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn says_both_numbers_and_what_to_do() {
        let rule = r#"must: MaxWords(3), on: "words""#;
        assert_eq!(messages(rule, &[("words", "甲乙丙")]), [""; 0]);
        assert_eq!(messages(rule, &[("words", "甲乙丙，丁")]), ["说明须在3字以内，现5字，请删去2字"]);
    }
}
