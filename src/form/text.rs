//! The one door to RON: reading with problems in plain words and their lines, writing, and taking a
//! struct apart key by key so that all its mistakes are told at once.

use super::once::TWICE;
use ron::error::{Error, SpannedError};
use ron::value::RawValue;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

/// Why a text can't be read: the line, from 1, and the cause in words for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    pub line: usize,
    pub cause: String,
    /// The offending words, where there are some.
    pub found: String,
    /// What to write instead.
    pub remedy: String,
}

/// Reads a whole text as one value.
pub fn read<T: DeserializeOwned>(source: &str) -> Result<T, Problem> {
    options().from_str(source).map_err(|error| explain(&error, 0))
}

/// Writes a value, a key a line.
pub fn write<T: Serialize>(value: &T) -> String {
    let pretty = ron::ser::PrettyConfig::new().struct_names(true).new_line("\n").indentor("  ");
    // Writing plain data to a string can't fail: no map has a key that RON can't write.
    options().to_string_pretty(value, pretty).expect("plain data is writable") + "\n"
}

/// Writes a value on one line, for what the program alone reads.
pub fn write_dense<T: Serialize>(value: &T) -> String {
    // As above.
    options().to_string(value).expect("plain data is writable") + "\n"
}

fn options() -> ron::Options {
    ron::Options::default().with_recursion_limit(64).with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

/// A file's text, and where each of its lines starts.
pub struct Whole<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Whole<'a> {
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Whole { text, starts }
    }

    /// The line of that number, from 1.
    fn line(&self, number: usize) -> &'a str {
        let start = number.checked_sub(1).and_then(|line| self.starts.get(line));
        start.and_then(|start| self.text[*start..].lines().next()).unwrap_or("")
    }
}

/// A value that is not read yet: its text, and the file that it is a slice of.
#[derive(Clone, Copy)]
pub struct Raw<'a> {
    file: &'a Whole<'a>,
    part: &'a str,
}

impl<'a> Raw<'a> {
    /// A whole file.
    pub fn file(file: &'a Whole<'a>) -> Self {
        Raw { file, part: file.text }
    }

    fn within(self, value: &'a RawValue) -> Raw<'a> {
        Raw { file: self.file, part: without_blanks(value.get_ron()) }
    }

    /// The line on which it starts, from 1.
    pub fn line(self) -> usize {
        let offset = self.part.as_ptr() as usize - self.file.text.as_ptr() as usize;
        self.file.starts.partition_point(|start| *start <= offset)
    }

    /// The start of its text, or the file's line of that number if it does not start there: to show.
    pub fn excerpt(self, line: usize) -> String {
        let own = line == self.line();
        let words = if own { self.part.lines().next().unwrap_or("") } else { self.file.line(line) };
        words.trim().chars().take(60).collect()
    }

    /// The value.
    pub fn read<T: Deserialize<'a>>(self) -> Result<T, Problem> {
        options().from_str(self.part).map_err(|error| explain(&error, self.line() - 1))
    }

    /// The elements of a list.
    pub fn elements(self) -> Result<Vec<Raw<'a>>, Problem> {
        let values: Vec<&'a RawValue> = self.read()?;
        Ok(values.into_iter().map(|value| self.within(value)).collect())
    }

    /// The name of a struct or variant: `Grid` of `Grid(…)`.
    pub fn name(self) -> &'a str {
        let end = self.part.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.part.len());
        &self.part[..end]
    }

    /// The one value in the parentheses of `Name(value)`.
    pub fn only(self, name: &'static str) -> Result<Raw<'a>, Problem> {
        let mut reader = ron::Deserializer::from_str_with_options(self.part, &options())
            .map_err(|e| explain(&e, self.line() - 1))?;
        let read = serde::Deserializer::deserialize_newtype_struct(&mut reader, name, OnlyVisitor);
        let read = read.and_then(|value| reader.end().map(|()| value));
        read.map(|value| self.within(value)).map_err(|error| explain(&reader.span_error(error), self.line() - 1))
    }

    /// The keys and values of a struct, in order.
    pub fn keys(self, name: &'static str) -> Result<Vec<(String, Raw<'a>)>, Problem> {
        let mut reader = ron::Deserializer::from_str_with_options(self.part, &options())
            .map_err(|e| explain(&e, self.line() - 1))?;
        let read = serde::Deserializer::deserialize_struct(&mut reader, name, &[], KeysVisitor);
        let read = read.and_then(|keys| reader.end().map(|()| keys));
        let keys = read.map_err(|error| explain(&reader.span_error(error), self.line() - 1))?;
        Ok(keys.into_iter().map(|(key, value)| (key, self.within(value))).collect())
    }
}

/// The text from its first word on: RON's own trimming would read the whole value once more.
fn without_blanks(text: &str) -> &str {
    let rest = text.trim();
    let after = match rest.get(..2) {
        Some("//") => rest.split_once('\n').map(|(_, after)| after),
        Some("/*") => after_block(rest),
        _ => None,
    };
    after.map_or(rest, without_blanks)
}

/// What follows a block comment; they nest.
fn after_block(text: &str) -> Option<&str> {
    let mut depth = 0usize;
    let mut rest = text;
    loop {
        let next = rest.find(['/', '*'])?;
        rest = &rest[next..];
        match rest.as_bytes().get(..2)? {
            b"/*" => depth += 1,
            b"*/" if depth == 1 => return Some(&rest[2..]),
            b"*/" => depth -= 1,
            _ => {
                rest = &rest[1..];
                continue;
            }
        }
        rest = &rest[2..];
    }
}

/// Takes any struct as a list of keys and unread values.
struct KeysVisitor;

impl<'a> Visitor<'a> for KeysVisitor {
    type Value = Vec<(String, &'a RawValue)>;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("struct")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut keys = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            keys.push((key, map.next_value()?));
        }
        Ok(keys)
    }
}

/// Takes what stands in a pair of parentheses as one unread value.
struct OnlyVisitor;

impl<'a> Visitor<'a> for OnlyVisitor {
    type Value = &'a RawValue;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("value")
    }

    fn visit_newtype_struct<D: serde::Deserializer<'a>>(self, inner: D) -> Result<Self::Value, D::Error> {
        <&RawValue>::deserialize(inner)
    }
}

/// A key of any name.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyKey;
        impl Visitor<'_> for AnyKey {
            type Value = Key;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("identifier")
            }
            fn visit_str<E>(self, key: &str) -> Result<Key, E> {
                Ok(Key(key.to_string()))
            }
        }
        deserializer.deserialize_identifier(AnyKey)
    }
}

/// RON's own words as ours, with the line counted from the file's start.
fn explain(error: &SpannedError, lines_before: usize) -> Problem {
    let (cause, found, remedy) = words(&error.code);
    Problem { line: lines_before + error.span.start.line, cause, found, remedy }
}

fn words(error: &Error) -> (String, String, String) {
    let brief = |found: &str| brief(found, QUOTED);
    match error {
        Error::NoSuchEnumVariant { found, expected, .. } => {
            (format!("没有“{}”这一种写法", brief(found)), brief(found), one_of(found, expected))
        }
        Error::NoSuchStructField { found, expected, .. } => {
            (format!("没有“{}”这个键", brief(found)), brief(found), one_of(found, expected))
        }
        Error::MissingStructField { field, .. } => (format!("缺少“{field}”"), String::new(), format!("补上{field}: …")),
        Error::DuplicateStructField { field, .. } => {
            (format!("“{field}”写了两次"), field.to_string(), "只留一处".into())
        }
        Error::ExpectedDifferentStructName { expected, found } => {
            let found = brief(found);
            (format!("此处应为{expected}"), found.clone(), format!("把“{found}”改成“{expected}”"))
        }
        Error::ExpectedNamedStructLike(name) => {
            (format!("此处应为{name}(…)"), String::new(), format!("内容写在{name}( 与 )之间"))
        }
        Error::InvalidValueForType { found, .. } => {
            ("值的种类不对".into(), brief(&value_found(found)), "照现有表式中该键的写法改".into())
        }
        Error::Message(own) if own.starts_with(TWICE) => {
            let key = own[TWICE.len()..].to_string();
            (format!("“{key}”写了两次"), key, "只留一处".into())
        }
        Error::UnexpectedChar(c) => {
            ("此处不应有这个符号".into(), c.to_string(), "标点须用英文半角，文字须加英文双引号".into())
        }
        error => {
            let plain = ("写法不合RON的规则", "检查括号、逗号和引号是否成对");
            let (cause, remedy) = fixed_words(error).unwrap_or(plain);
            (cause.into(), String::new(), remedy.into())
        }
    }
}

/// Cause and remedy of the mistakes that need no words of the text.
fn fixed_words(error: &Error) -> Option<(&'static str, &'static str)> {
    Some(match error {
        Error::Eof => ("内容到这里突然结束", "补全缺少的括号或引号；如果文件被截断，请用最近的好版本"),
        Error::ExpectedComma => ("此处缺少逗号", "在前一项末尾加英文逗号“,”，并检查引号和括号"),
        Error::ExpectedStringEnd => ("引号没有闭合", "在文字末尾补上“\"”"),
        Error::ExpectedArray | Error::ExpectedArrayEnd => ("此处应为方括号列表", "写成[…, …]"),
        Error::ExpectedMap | Error::ExpectedMapEnd => ("此处应为对照表", "写成{\"…\": …}"),
        Error::ExpectedMapColon => ("键后面缺少冒号", "写成“键: 值”，并检查前一项的括号"),
        Error::ExpectedIdentifier => {
            ("此处应为不带引号的词", "去掉引号，例子里的答案写成Text(\"…\")；没有引号的，检查前面的括号是否成对")
        }
        Error::ExpectedStructLike => ("这个词后面缺少括号", "写成“词(…)”"),
        Error::ExpectedStructLikeEnd => ("此处应为右括号", "在末尾补上“)”"),
        Error::ExpectedString => ("此处应为带引号的文字", "用英文双引号把文字括起来"),
        Error::ExpectedChar => ("单引号里只能有一个字", "文字改用英文双引号"),
        Error::InvalidEscape(_) => ("反斜杠后面的字不对", "反斜杠本身写成“\\\\”"),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::IntegerOutOfBounds => {
            ("此处应为整数", "写成不带引号、大小合适的整数")
        }
        Error::ExpectedFloat => ("此处应为数", "写成不带引号的数"),
        Error::ExpectedBoolean => ("此处应为 true 或 false", "写 true 或 false"),
        Error::TrailingCharacters => ("末尾多出了内容", "删去多出的内容；整数不写小数点"),
        Error::UnclosedBlockComment => ("说明没有结束", "在说明末尾补上“*/”"),
        Error::ExceededRecursionLimit => ("层次套得太深", "减少嵌套；正常的文件不会超过六十层"),
        // What serde's types say for themselves: days and decimals, in English.
        Error::Message(_) => ("日期或金额读不懂", "日期写成\"2025-02-07\"，金额写成\"10.5\""),
        _ => return None,
    })
}

/// The value in RON's words `the string "…"`, without the English.
fn value_found(found: &str) -> String {
    let start = found.find(['"', '`']).unwrap_or(found.len());
    found[start..].trim_matches('`').to_string()
}

/// Longer words are not looked for among the known ones.
const LONGEST_WORD: usize = 64;

/// The start of somebody's words in one line, to quote in a sentence.
pub(crate) fn brief(words: &str, most: usize) -> String {
    let one_line = |words: &str| words.replace(['\n', '\r', '\t'], " ");
    match words.char_indices().nth(most) {
        Some((end, _)) => one_line(&words[..end]) + "…",
        None => one_line(words),
    }
}

/// Characters quoted of a word that is not known.
pub(crate) const QUOTED: usize = 40;

/// The nearest of the known words, or all of them.
pub(crate) fn one_of(found: &str, known: &[&str]) -> String {
    match nearest(found, known) {
        Some(word) => format!("是不是“{word}”？"),
        None if known.is_empty() => "没有可写的，请删去".to_string(),
        None if known.len() > MOST_NAMED => format!("可以写：{}等{}种", known[..MOST_NAMED].join("、"), known.len()),
        None => format!("可以写：{}", known.join("、")),
    }
}

/// Words that are named where any of them may be written.
const MOST_NAMED: usize = 60;

/// The known word that was surely meant: one with a slip or two, or one that holds the word found, or is held by it,
/// and has not twice its letters.
pub(crate) fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    // Nobody slips in a text; comparing one would take its square in time.
    let is_word = |text: &str| text.chars().nth(LONGEST_WORD).is_none();
    if !is_word(found) {
        return None;
    }
    let found: Vec<char> = found.chars().collect();
    let score = |word: &str| {
        let word: Vec<char> = word.chars().collect();
        let (short, long) = if word.len() < found.len() { (&word, &found) } else { (&found, &word) };
        let is_part = short.len() > 1 && 2 * short.len() > long.len() && long.windows(short.len()).any(|w| w == short);
        let slips = slips(&found, &word);
        (if is_part { 1 } else { slips }, slips)
    };
    let ((score, _), word) = known.iter().filter(|word| is_word(word)).map(|word| (score(word), *word)).min()?;
    (score <= 2 && 2 * score < found.len()).then_some(word)
}

/// Letters to add, drop or change, or neighbours to swap, from one word to the other.
fn slips(from: &[char], to: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let change = rows[i][j] + usize::from(a != b);
            let mut least = change.min(row[j] + 1).min(rows[i][j + 1] + 1);
            if i > 0 && j > 0 && *a == to[j - 1] && from[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_struct_comes_apart_key_by_key_with_lines() {
        let text = "Form(\n  id: \"a\",\n  // a remark\n  sections: [\n    One(x: 1),\n    Two,\n  ],\n)";
        let file = Whole::new(text);
        let keys = Raw::file(&file).keys("Form").unwrap();
        assert_eq!(
            keys.iter().map(|(key, raw)| (key.as_str(), raw.line())).collect::<Vec<_>>(),
            [("id", 2), ("sections", 4)]
        );
        let elements = keys[1].1.elements().unwrap();
        assert_eq!(elements.iter().map(|raw| (raw.name(), raw.line())).collect::<Vec<_>>(), [("One", 5), ("Two", 6)]);
    }

    #[test]
    fn slips_and_parts_are_understood() {
        let known = ["label", "on", "forms", "check", "base_name", "name", "市级", "服务团名称"];
        let near = |found| nearest(found, &known);
        assert_eq!([near("lable"), near("form"), near("chekc")], [Some("label"), Some("forms"), Some("check")]);
        assert_eq!([near("nmae"), near("nam"), near("团名称")], [Some("name"), Some("name"), Some("服务团名称")]);
        assert_eq!([near("区级"), near("draft"), near("condition"), near("")], [None; 4]);
    }
}
