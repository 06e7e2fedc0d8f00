//! A small form that the rules' tests share: each test gives one rule and some answers and reads the messages.

use crate::check::{Context, Peer, check};
use crate::draft::{Answer, Draft};
use crate::form::load::{Source, load};
use jiff::civil::date;
use std::collections::BTreeMap;

const NOTICE: &str = r#"Notice(region: "某地", year: 2025, number: "某人社〔2025〕1号", title: "通知", issuer: "某局",
    issued: "2025-01-01", deadline: "2025-02-07", forms: ["a.ron"], list: List(annex: "附件", title: "表", columns: [], notes: []))"#;

const FORM: &str = r#"Form(revision: 1, title: "表", short: "表", annex: "附件1", name: "words", unit: "words", pages: [], row: [],
    sections: [Section(id: "s", title: "一", printed: false, fields: [
        Field(id: "words", label: "说明", kind: LongText),
        Field(id: "place", label: "地点", kind: Text),
        Field(id: "days", label: "天数", kind: Integer(天)),
        Field(id: "level", label: "类别", kind: Choice(["甲", "乙"])),
        Field(id: "money", label: "金额", kind: Money(万元)),
        Field(id: "part", label: "部分", kind: Money(万元)),
        Field(id: "lines", label: "明细", kind: Table([TableColumn(id: "amount", label: "金额", kind: Money(万元))])),
        Field(id: "start", label: "开始", kind: Date),
        Field(id: "end", label: "结束", kind: Date),
    ])],
    rules: [Rule(id: "tried", cite: ("附件1", ""), pass: [{}], fail: [{}], RULE)])"#;

/// The messages that a rule gives on these answers; an answer to the table `lines` is its one row's amount.
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
        let answer = match *id {
            "lines" => Answer::Rows(vec![BTreeMap::from([("amount".into(), (*text).into())])]),
            _ => Answer::Text((*text).into()),
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
