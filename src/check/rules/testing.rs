//! A small form that the rules' tests share: each test gives one rule and some answers and reads the messages.

use crate::check::{Context, Peer, check};
use crate::draft::{Answer, Draft, TableRow};
use crate::form::TableColumn;
use crate::form::load::{Source, load};
use jiff::civil::date;

const NOTICE: &str = r#"Notice(region: "某地", year: 2025, number: "某人社〔2025〕1号", title: "通知", issuer: "某局",
    issued: "2025-01-01", deadline: "2025-02-07", forms: ["a.ron"], list: List(annex: "附件", title: "表", columns: [], notes: []))"#;

const FORM: &str = r#"Form(revision: 1, title: "表", short: "表", annex: "附件1", name: "words", unit: "words", row: [],
    pages: [Words(words: [BoxesBefore("level")])],
    sections: [Section(id: "s", title: "一", printed: false, fields: [
        Field(id: "words", label: "说明", kind: LongText),
        Field(id: "place", label: "地点", kind: Text),
        Field(id: "days", label: "天数", kind: Integer(天)),
        Field(id: "level", label: "类别", kind: Choice(["甲", "乙"]), printed: true),
        Field(id: "money", label: "金额", kind: Money(万元)),
        Field(id: "part", label: "部分", kind: Money(万元)),
        Field(id: "lines", label: "明细", kind: Table([TableColumn(id: "amount", label: "金额", kind: Money(万元))])),
        Field(id: "start", label: "开始", kind: Date),
        Field(id: "end", label: "结束", kind: Date),
        Field(id: "last", label: "截止", kind: Date),
        Field(id: "people", label: "人员", kind: Table([
            TableColumn(id: "name", label: "姓名", kind: Text, ask: Required),
            TableColumn(id: "age", label: "年龄", kind: Integer(岁), ask: Required),
            TableColumn(id: "degree", label: "学位", kind: Choice(["博士", "硕士"]), ask: Attest),
            TableColumn(id: "remark", label: "备注", kind: Text)])),
        Field(id: "plan", label: "日程", kind: Table([
            TableColumn(id: "start", label: "开始", kind: Date), TableColumn(id: "end", label: "结束", kind: Date)])),
    ])],
    rules: [Rule(id: "tried", cite: ("附件1", "原文"), pass: [{}], fail: [{}], RULE)])"#;

/// The messages that a rule gives on these answers; those to tables are written as `金额=1 / 金额=2`.
pub fn messages(rule: &str, answers: &[(&str, &str)]) -> Vec<String> {
    messages_beside(rule, answers, &[])
}

/// The same beside other drafts of the unit, by their names: on this form, or on another (`b/丙`).
pub fn messages_beside(rule: &str, answers: &[(&str, &str)], peers: &[&str]) -> Vec<String> {
    let file = |name: &str, text: String| Source { name: name.into(), text: text.into() };
    let files = [file("notice.ron", NOTICE.into()), file("a.ron", FORM.replace("RULE", rule))];
    let notice = load("test", &files).unwrap_or_else(|problems| panic!("{problems:#?}"));
    let form = &notice.forms[0];
    let mut draft = Draft::new(form);
    for (id, text) in answers {
        let answer = match form.field(id).unwrap().kind.columns() {
            [] => Answer::Text((*text).into()),
            columns => Answer::Rows(text.split('/').map(|row| table_row(columns, row)).collect()),
        };
        draft.answers.insert((*id).into(), answer);
    }
    let peer = |name: &&str| {
        let own = Peer::of(form, &draft)?;
        Some(match name.split_once('/') {
            Some((other, name)) => Peer { name: name.into(), form: format!("test/{other}"), ..own },
            None => Peer { name: (*name).into(), ..own },
        })
    };
    let peers: Vec<Peer> = peers.iter().filter_map(peer).collect();
    let context = Context { today: date(2025, 2, 10), peers: &peers };
    check(form, &draft, &context).into_iter().map(|finding| finding.message).collect()
}

/// The cells of `姓名=甲,年龄=20`, by the labels of their columns.
fn table_row(columns: &[TableColumn], row: &str) -> TableRow {
    let cells = row.split(',').filter_map(|cell| cell.trim().split_once('='));
    let id = |label: &str| columns.iter().find(|column| column.label == label).unwrap().id.clone();
    cells.map(|(label, text)| (id(label), text.to_string())).collect()
}
