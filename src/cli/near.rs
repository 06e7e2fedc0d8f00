//! What someone may have meant.

/// The known word nearest to the one given: one that holds it or is held by it, else one with few letters changed.
pub fn near<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let score = |known: &str| {
        let part = (known.contains(word) || word.contains(known)) && length.min(known.chars().count()) > 1;
        let far = distance(word, known);
        (if part { 0 } else { far }, far)
    };
    let ((score, _), nearest) = known.map(|known| (score(known), known)).min()?;
    (score <= 2 && score * 2 < length).then_some(nearest)
}

/// Letters to add, drop or change from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.iter().enumerate() {
            let change = corner + usize::from(a != *b);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn slips_and_parts_are_understood() {
        let known = || ["forms", "check", "服务团名称"].into_iter();
        assert_eq!(near("form", known()), Some("forms"));
        assert_eq!(near("chekc", known()), Some("check"));
        assert_eq!(near("团名称", known()), Some("服务团名称"));
        assert_eq!(near("nam", ["base_name", "name"].into_iter()), Some("name"));
        assert_eq!(near("区级", ["市级"].into_iter()), None);
        assert_eq!(near("draft", known()), None);
        assert_eq!(near("", known()), None);
    }
}
