//! Answers from a JSON object. Whatever can't be an answer is named, all of it at once; what merely does not
//! read as its kind, such as a date 明年, is kept as typed, since the check reports it.

use crate::draft::{Answer, TableRow};
use crate::form::text::{QUOTED, brief, nearest, one_of};
use crate::form::{Field, FieldId, Form, Kind, TableColumn};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::collections::BTreeMap;

/// The answers in a JSON text, or everything that is wrong with it.
pub fn answers(form: &Form, text: &str) -> Result<BTreeMap<FieldId, Answer>, Vec<String>> {
    let Pairs(pairs) = serde_json::from_str(text).map_err(|error| vec![unreadable(&error)])?;
    let (mut answers, mut problems) = (BTreeMap::new(), Vec::new());
    let mut seen: BTreeMap<&str, String> = BTreeMap::new();
    for (key, value) in &pairs {
        let field = match field(form, key) {
            Ok(field) => field,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        if let Some(first) = seen.insert(&field.id, key.clone()) {
            problems.push(twice(&first, key));
        }
        match answer(&field.kind, value) {
            Ok(answer) => answers.extend(answer.map(|answer| (field.id.clone(), answer))),
            Err(wrong) => problems.extend(wrong.into_iter().map(|problem| format!("“{key}”{problem}"))),
        }
    }
    if problems.is_empty() { Ok(answers) } else { Err(problems) }
}

fn twice(first: &str, second: &str) -> String {
    match first == second {
        true => format!("“{first}”写了两次，只留一个"),
        false => format!("“{first}”和“{second}”是同一个栏目，只留一个"),
    }
}

/// An object with its keys in order and none of them lost, even where one stands twice.
struct Pairs(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Pairs;
            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

fn unreadable(error: &serde_json::Error) -> String {
    let cause = match error.classify() {
        serde_json::error::Category::Eof => "内容到这里突然结束，请补全缺少的括号或引号",
        serde_json::error::Category::Data => "最外层应为{\"栏目\": \"答案\"}",
        _ => "写法不合JSON的规则，请检查括号、逗号和引号",
    };
    format!("第{}行第{}列：{cause}", error.line(), error.column())
}

/// The question of that id, or of that printed label where only one has it.
fn field<'a>(form: &'a Form, key: &str) -> Result<&'a Field, String> {
    let key = key.trim();
    if let Some(field) = form.field(key) {
        return Ok(field);
    }
    let named: Vec<&Field> =
        form.fields().filter(|field| field.label == key || form.full_label(field) == key).collect();
    match named.as_slice() {
        [field] => Ok(field),
        [] => Err(unknown(key, "个栏目", form.fields().flat_map(|field| [field.id.as_str(), field.label.as_str()]))),
        several => {
            let choose = several.iter().map(|field| format!("“{}”（{}）", field.id, form.full_label(field)));
            Err(format!("有{}个栏目都叫“{key}”，请改用编号：{}", several.len(), choose.collect::<Vec<_>>().join("、")))
        }
    }
}

fn unknown<'a>(word: &str, what: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let quoted = brief(word, QUOTED);
    match nearest(word, &known) {
        None if known.len() > 12 => format!("没有“{quoted}”这{what}，用 shenbao forms --json 查看"),
        _ => format!("没有“{quoted}”这{what}，{}", one_of(word, &known)),
    }
}

/// The answer, none for a blank, or what is wrong, to be read behind the key.
fn answer(kind: &Kind, value: &Value) -> Result<Option<Answer>, Vec<String>> {
    let answer = match (kind, value) {
        (_, Value::Null) => return Ok(None),
        (Kind::Choices(options), value) => Answer::Ticks(ticks(options, value)?),
        (Kind::Table(columns), value) => Answer::Rows(rows(columns, value)?),
        (kind, value) => Answer::Text(text(kind, value).map_err(|problem| vec![problem])?),
    };
    Ok(Some(answer).filter(|answer| !answer.is_blank()))
}

/// The options ticked, in the form's order.
fn ticks(options: &[String], value: &Value) -> Result<Vec<String>, Vec<String>> {
    let one = [value.clone()];
    let values = match value {
        Value::Array(values) => values.as_slice(),
        Value::String(word) if word.trim().is_empty() => &[],
        Value::String(_) => &one,
        _ => return Err(vec!["应写成[\"选项\", \"选项\"]".into()]),
    };
    let read = |value: &Value| match value {
        Value::String(word) => option(options, word),
        _ => Err("的每个选项应为带引号的文字".to_string()),
    };
    let read: Vec<Result<&String, String>> = values.iter().map(read).collect();
    let problems: Vec<String> = read.iter().filter_map(|tick| tick.clone().err()).collect();
    match problems.is_empty() {
        true => Ok(options.iter().filter(|option| read.contains(&Ok(*option))).cloned().collect()),
        false => Err(problems),
    }
}

fn option<'a>(options: &'a [String], word: &str) -> Result<&'a String, String> {
    let found = options.iter().find(|option| *option == word.trim());
    found.ok_or_else(|| unknown(word, "个选项", options.iter().map(String::as_str)))
}

fn text(kind: &Kind, value: &Value) -> Result<String, String> {
    match (kind, value) {
        (Kind::Choice(_), Value::String(word)) if word.trim().is_empty() => Ok(String::new()),
        (Kind::Choice(options), Value::String(word)) => option(options, word).cloned(),
        (Kind::Choice(_), _) => Err("应写成一个带引号的选项".into()),
        (_, Value::String(text)) => Ok(text.clone()),
        (_, Value::Number(number)) => digits(number).ok_or_else(|| "的数太长，请加上引号，以免丢失数位".into()),
        _ => Err("应写成带引号的文字或数".into()),
    }
}

/// A number as its digits, if JSON's reader has surely kept all of them: a fraction is held to fifteen.
fn digits(number: &serde_json::Number) -> Option<String> {
    let text = if number.is_f64() { number.as_f64()?.to_string() } else { number.to_string() };
    let count = text.chars().filter(char::is_ascii_digit).count();
    (!number.is_f64() || count <= 15).then_some(text)
}

fn rows(columns: &[TableColumn], value: &Value) -> Result<Vec<TableRow>, Vec<String>> {
    let shape = || vec!["应写成[{\"列\": \"内容\"}, …]，一行一个花括号".to_string()];
    let Value::Array(values) = value else { return Err(shape()) };
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for (number, value) in (1..).zip(values) {
        let Value::Object(cells) = value else { return Err(shape()) };
        match row(columns, cells) {
            Ok(row) => rows.push(row),
            Err(wrong) => problems.extend(wrong.into_iter().map(|problem| format!("第{number}行{problem}"))),
        }
    }
    if problems.is_empty() { Ok(rows) } else { Err(problems) }
}

fn row(columns: &[TableColumn], cells: &serde_json::Map<String, Value>) -> Result<TableRow, Vec<String>> {
    let (mut row, mut problems) = (TableRow::new(), Vec::new());
    for (key, value) in cells {
        let column = match column(columns, key.trim()) {
            Ok(column) => column,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let text = if value.is_null() { Ok(String::new()) } else { text(&column.kind, value) };
        match text {
            Ok(text) if row.contains_key(&column.id) && text != row[&column.id] => {
                problems.push(format!("的“{}”写了两次，只留一个", column.label));
            }
            Ok(text) => drop(row.insert(column.id.clone(), text)),
            Err(problem) => problems.push(format!("的“{key}”{problem}")),
        }
    }
    if problems.is_empty() { Ok(row) } else { Err(problems) }
}

fn column<'a>(columns: &'a [TableColumn], key: &str) -> Result<&'a TableColumn, String> {
    let found = columns.iter().find(|column| column.id == key);
    let found = found.or_else(|| columns.iter().find(|column| column.label == key));
    found.ok_or_else(|| {
        unknown(key, "一列", columns.iter().flat_map(|column| [column.id.as_str(), column.label.as_str()]))
    })
}

#[cfg(test)]
mod tests {
    use super::answers;
    use crate::form::Form;
    use crate::form::load::{Source, load};
    use std::sync::Arc;

    const NOTICE: &str = r#"Notice(region: "某市", year: 2025, number: "某〔2025〕1号", title: "t", issuer: "i",
        issued: "2025-01-14", deadline: "2025-02-07", forms: ["base.ron"],
        list: (annex: "附件3", title: "t", columns: [], notes: []))"#;
    const FORM: &str = r#"Form(revision: 1, title: "t", short: "s", annex: "附件1", name: "name", unit: "name", sections: [
        Section(id: "a", title: "二、活动", printed: false, fields: [
            Field(id: "name", label: "名称", kind: Text), Field(id: "money", label: "经费保障", kind: Text)]),
        Section(id: "b", title: "三、考虑", printed: false, fields: [Field(id: "support", label: "经费保障", kind: Text)]),
        ], rules: [], pages: [], row: [])"#;

    fn form() -> Arc<Form> {
        let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
        load("some-2025", &[file("notice.ron", NOTICE), file("base.ron", FORM)]).unwrap().forms[0].clone()
    }

    fn wrong(json: &str) -> String {
        answers(&form(), json).unwrap_err().join("\n")
    }

    #[test]
    fn a_label_that_two_questions_share_needs_an_id_or_its_section() {
        let said =
            "有2个栏目都叫“经费保障”，请改用编号：“money”（二、活动“经费保障”）、“support”（三、考虑“经费保障”）";
        assert_eq!(wrong(r#"{"经费保障": "x"}"#), said);
        let read = answers(&form(), r#"{"三、考虑“经费保障”": "x", "money": 0.10, "name": "  "}"#).unwrap();
        assert_eq!(read.keys().collect::<Vec<_>>(), ["money", "support"]);
    }

    #[test]
    fn no_key_is_lost_even_where_it_stands_twice() {
        assert_eq!(wrong(r#"{"name": "a", "name": "b"}"#), "“name”写了两次，只留一个");
        assert_eq!(wrong(r#"{"name": "a", "名称": "b"}"#), "“name”和“名称”是同一个栏目，只留一个");
    }

    #[test]
    fn numbers_keep_all_their_digits_or_are_refused() {
        let typed =
            |json: &str| format!("{:?}", answers(&form(), &format!("{{\"name\": {json}}}")).map(|a| a["name"].clone()));
        assert_eq!(typed("1234567890123456789"), r#"Ok(Text("1234567890123456789"))"#);
        assert_eq!(typed("-10.25"), r#"Ok(Text("-10.25"))"#);
        assert!(typed("12345678901234567890123").contains("请加上引号"));
        assert!(typed("0.1234567890123456789").contains("请加上引号"));
    }
}
