//! The texts of the calls: as they were published, as they are read where the only copy is damaged, and with annexes of
//! another call where their own were not published.

use shenbao::form::Cite;
use std::path::Path;

/// A file beside the tests, if it is there.
pub fn file(name: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/notices").join(name)).ok()
}

/// Words that are read otherwise than they stand in the copy, and on what ground.
pub struct Reading {
    pub scan: String,
    pub read: String,
    pub ground: String,
}

impl Reading {
    pub fn put(&self, text: &str) -> String {
        text.replacen(&self.scan, &self.read, 1)
    }
}

/// The readings of `<call>.readings.txt`; a call that came whole has none.
pub fn readings(call: &str) -> Vec<Reading> {
    kept(&file(&format!("{call}.readings.txt")).unwrap_or_default())
}

/// The words of a call without annexes that are put otherwise than in the annexes of another.
pub fn put_otherwise(call: &str) -> Vec<Reading> {
    kept(&file(&format!("{call}.inferred.txt")).unwrap_or_default())
}

fn kept(file: &str) -> Vec<Reading> {
    let marked = |block: &str, mark: &str| {
        let lines: Vec<&str> = block.lines().filter_map(|line| line.strip_prefix(mark)).collect();
        lines.join("\n")
    };
    let blocks = file.split("\n\n").filter(|block| block.starts_with("- "));
    blocks
        .map(|block| Reading { scan: marked(block, "- "), read: marked(block, "+ "), ground: marked(block, "? ") })
        .collect()
}

/// The words of the copy, without the tags and marks that its copy carries.
pub fn scan_of(call: &str) -> String {
    let text = file(&format!("{call}.txt")).unwrap_or_else(|| panic!("tests/data/notices has no {call}.txt"));
    let text = text.replace("<input type=\"checkbox\"/>", "□").replace("**", "").replace('#', "");
    let without_tag = |piece: &str| piece.split_once('>').map_or(piece.to_string(), |(_, words)| words.to_string());
    text.split('<').map(without_tag).collect()
}

/// The call's text as it is read, with the annexes that its forms rest on.
pub fn text_of(call: &str) -> String {
    let published = readings(call).iter().fold(scan_of(call), |text, reading| reading.put(&text));
    published + &put_otherwise(call).iter().fold(borrowed(call), |text, reading| reading.put(&text))
}

/// The annexes of another call on which the forms of this one rest, as they stand there.
pub fn borrowed(call: &str) -> String {
    let file = file(&format!("{call}.inferred.txt")).unwrap_or_default();
    let Some(from) = file.lines().find_map(|line| line.strip_prefix("= ")) else { return String::new() };
    let (other, annexes) = from.split_once(' ').unwrap();
    let text = text_of(other);
    let lines: Vec<&str> = text.lines().collect();
    let annexes = annexes.split(' ').map(|annex| part(&lines, annex).unwrap().join("\n"));
    annexes.map(|annex| annex + "\n").collect()
}

/// Words as compared: without spaces and lines to write on, marks in one width.
pub fn plain(text: &str) -> String {
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

/// The rank and number of a heading that a line starts with: 附件1 before 一、 before (一) and 1.
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
        (Some(number), ..) => (1, number.to_string()),
        (_, Some(number), _) => (2, format!("({number})")),
        (.., Some(number)) => (2, number.to_string()),
        _ => return None,
    };
    Some((rank, number))
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

/// The words of a place such as 二（一）, 附件1 or 附件2 三、4; 题 is all before the first clause. An annex that is inferred
/// says so: 附件1（推定）.
pub fn words_at(text: &str, place: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    if place == "题" {
        let first = lines.iter().position(|line| heading(line).is_some())?;
        return Some(plain(&lines[..first].concat()));
    }
    let place = place.replace("（推定）", "").replace('（', " (").replace('）', ") ");
    for number in place.split([' ', '、']).filter(|number| !number.is_empty()) {
        lines = part(&lines, number)?;
    }
    Some(plain(&lines.concat()))
}

/// Whether the words stand there, as one; where something is left out between them, … stands for it, or ： between a
/// label and what stands in its cell.
fn stands(words: &str, there: &str) -> bool {
    let mut rest = there;
    there.contains(&plain(words))
        || words.split(['…', '：']).all(|piece| match rest.split_once(&*plain(piece)) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
}

/// What is wrong with a cite, if something is.
pub fn ungrounded(text: &str, cite: &Cite) -> Option<String> {
    match words_at(text, &cite.0) {
        None => Some(format!("there is no {}", cite.0)),
        Some(there) => (!stands(&cite.1, &there)).then(|| format!("{} does not say {}", cite.0, cite.1)),
    }
}
