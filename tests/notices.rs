//! What the built-in forms say against the words of their calls: every clause that a message quotes, every label, hint
//! and option on paper, every heading of the list. A call's text stands in `data/notices`, under the call's id.

use shenbao::draft::Draft;
use shenbao::form::{Cite, Form, Notice, notices};
use shenbao::layout::{Edition, Fonts, Mark, layout, mm};
use std::path::Path;

/// The text of a call, without the tags that the scan's tables carry.
fn text_of(notice: &Notice) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/notices").join(format!("{}.txt", notice.id));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let text = text.replace("<input type=\"checkbox\"/>", "□");
    let without_tag = |piece: &str| piece.split_once('>').map_or(piece.to_string(), |(_, words)| words.to_string());
    text.split('<').map(without_tag).collect()
}

/// Words as compared: without spaces and lines to write on, marks in one width.
fn plain(text: &str) -> String {
    let one_width = |c: char| match c {
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '：' => ':',
        '；' => ';',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '\u{2003}')).map(one_width).collect()
}

/// The rank and number of a heading that a line starts with: 附件1 before 一、 before （一） and 1.
fn heading(line: &str) -> Option<(usize, String)> {
    let line = plain(line);
    let numeral = |words: &str| !words.is_empty() && words.chars().all(|c| "一二三四五六七八九十".contains(c));
    let digits = |words: &str| !words.is_empty() && words.chars().all(|c| c.is_ascii_digit());
    if line.strip_prefix("附件").is_some_and(digits) {
        return Some((0, line));
    }
    let clause = line.split_once('、').map(|(first, _)| first).filter(|first| numeral(first));
    let inner = line.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(n, _)| n).filter(|n| numeral(n));
    let point = line.split_once('.').map(|(first, _)| first).filter(|first| digits(first));
    let (rank, number) = match (clause, inner, point) {
        (Some(number), ..) => (1, number),
        (_, Some(number), _) => (2, number),
        (.., Some(number)) => (2, number),
        _ => return None,
    };
    Some((rank, number.to_string()))
}

/// The lines of a text from the heading of that number to the next of its rank or above.
fn part<'a>(lines: &[&'a str], number: &str) -> Option<Vec<&'a str>> {
    let (start, rank) = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| heading(line).filter(|(_, found)| found == number).map(|(rank, _)| (at, rank)))?;
    let ends = |line: &&&str| heading(line).is_some_and(|(other, _)| other <= rank);
    let length = lines[start + 1..].iter().take_while(|line| !ends(line)).count();
    Some(lines[start..=start + length].to_vec())
}

/// The words of a place such as 二（一）, 附件1 or 附件2 三、4; 题 is all before the first clause.
fn words_at(text: &str, place: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    if place == "题" {
        let first = lines.iter().position(|line| heading(line).is_some())?;
        return Some(plain(&lines[..first].concat()));
    }
    let numbers = place.split([' ', '、', '（', '）']).filter(|number| !number.is_empty());
    for number in numbers {
        lines = part(&lines, number)?;
    }
    Some(plain(&lines.concat()))
}

/// Whether the words stand there: as one, or else their pieces one after the other.
fn stands(words: &str, there: &str) -> bool {
    let mut rest = there;
    let follows = |piece: &str| match rest.split_once(&*plain(piece)) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    };
    there.contains(&plain(words)) || words.split(['：', '、', ' ']).all(follows)
}

/// What is wrong with a cite, if something is.
fn ungrounded(text: &str, cite: &Cite) -> Option<String> {
    match words_at(text, &cite.0) {
        None => Some(format!("there is no {}", cite.0)),
        Some(there) => (!stands(&cite.1, &there)).then(|| format!("{} does not say {}", cite.0, cite.1)),
    }
}

/// Every clause that a form's messages quote: a question without one of its own quotes its annex and label.
fn cites(form: &Form) -> Vec<Cite> {
    let own = |field: &shenbao::form::Field| {
        field.cite.clone().unwrap_or_else(|| Cite(form.annex.clone(), field.label.clone()))
    };
    form.fields().map(own).chain(form.rules.iter().map(|rule| rule.cite.clone())).collect()
}

#[test]
fn every_clause_that_is_quoted_stands_in_the_call() {
    for notice in notices() {
        let text = text_of(notice);
        let steps = notice.steps.iter().map(|step| step.cite.clone());
        let all = steps.chain(notice.forms.iter().flat_map(|form| cites(form)));
        let wrong: Vec<String> = all.filter_map(|cite| ungrounded(&text, &cite)).collect();
        assert!(wrong.is_empty(), "{}:\n{}", notice.id, wrong.join("\n"));
    }
}

/// The words of the empty form's pages, less the page numbers.
fn printed(form: &Form) -> String {
    let pages = layout(form, &Draft::new(form), Fonts::embedded(), Edition::Blank).pages;
    let words = |mark: &Mark| match mark {
        Mark::Text { baseline, glyphs, .. } if baseline.y < mm(262.0) => glyphs.iter().map(|(c, _)| *c).collect(),
        _ => String::new(),
    };
    pages.iter().flat_map(|page| &page.marks).map(words).collect()
}

#[test]
fn the_empty_form_is_its_annex_word_for_word() {
    for notice in notices() {
        let text = text_of(notice);
        for form in &notice.forms {
            assert_eq!(plain(&printed(form)), words_at(&text, &form.annex).unwrap(), "{}", form.id);
        }
    }
}

#[test]
fn the_list_has_the_annexs_title_headings_and_notes() {
    for notice in notices() {
        let Some(list) = &notice.list else { continue };
        // Upper headings, and those that stand alone, come before the row of the lower ones.
        let upper = list.groups().map(|group| &group[0]).map(|first| [&first.group, &first.heading]);
        let upper = upper.map(|[group, heading]| if group.is_empty() { heading } else { group });
        let lower = list.columns.iter().filter(|column| !column.group.is_empty()).map(|column| &column.heading);
        let headings = upper.chain(lower);
        let words: String =
            [&list.annex, &list.title].into_iter().chain(headings).chain(&list.notes).cloned().collect();
        let annex = words_at(&text_of(notice), &list.annex).unwrap();
        // The imprint below the last annex is no part of it.
        let imprint = annex.strip_prefix(&plain(&words)).unwrap_or_else(|| panic!("{words}\n{annex}"));
        assert!(imprint.is_empty() || imprint.ends_with("印发"), "{imprint}");
    }
}

#[test]
fn what_the_call_says_of_itself_stands_in_it() {
    for notice in notices() {
        let text = plain(&text_of(notice));
        let day = |date: jiff::civil::Date| format!("{}年{}月{}日", date.year(), date.month(), date.day());
        let contacts = notice.contacts.iter().map(|contact| contact.value.clone());
        let own = [notice.number.clone(), notice.title.clone(), notice.issuer.clone()];
        let dates = [day(notice.issued), format!("于{}前", day(notice.deadline))];
        for words in own.into_iter().chain(dates).chain(contacts) {
            assert!(text.contains(&plain(&words)), "{}: {words}", notice.id);
        }
        for form in &notice.forms {
            assert_eq!((&form.number, form.deadline), (&notice.number, notice.deadline));
        }
    }
}
