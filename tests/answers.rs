//! Answers read, shown, counted and judged: what a small form with every kind says to what people type.

use jiff::civil::date;
use shenbao::check::{Context, Finding, Place, check};
use shenbao::draft::{
    Answer, Draft, Stamp, TableRow, canonical, changed_since_stamp, code, code_of, decimal, plain, section_code,
    section_codes, told,
};
use shenbao::form::load::{Source, load};
use shenbao::form::{Form, Inline, Kind, Severity, Unit, notices};
use std::sync::Arc;

const NOTICE: &str = r#"Notice(
    region: "某市", year: 2025, number: "某人社〔2025〕1号", title: "通知", issuer: "某局",
    issued: "2025-01-14", deadline: "2025-02-07", forms: ["a.ron"],
    list: (annex: "附件3", title: "一览表", columns: [], notes: []),
)"#;

const FORM: &str = r#"Form(
    revision: 3, title: "申报表", short: "团", annex: "附件1", name: "name", unit: "name",
    sections: [
        Section(id: "one", title: "一、基本信息", printed: false, fields: [
            Field(id: "name", label: "名称", kind: Text),
            Field(id: "level", label: "类别", kind: Choice(["国家级", "市级"])),
            Field(id: "forms", label: "形式", kind: Choices(["指导", "推广", "义诊"])),
            Field(id: "start", label: "开始", kind: Date),
            Field(id: "days", label: "天数", kind: Integer(天)),
            Field(id: "deep", label: "理由", kind: Text, when: Is("level", "国家级")),
        ]),
        Section(id: "two", title: "二、内容", printed: false, fields: [
            Field(id: "money", label: "经费", kind: Money(万元)),
            Field(id: "lines", label: "明细", hint: "逐项", when: Not(Is("level", "国家级")), kind: Table([
                (id: "what", label: "项目", kind: Text), (id: "amount", label: "金额", kind: Money(万元)),
            ])),
        ]),
    ],
    rules: [], pages: [Words(words: [BoxesBefore("forms")])], row: [],
)"#;

fn form() -> Arc<Form> {
    let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    load("some-2025", &[file("notice.ron", NOTICE), file("a.ron", FORM)]).unwrap().forms[0].clone()
}

fn text(words: &str) -> Answer {
    Answer::Text(words.into())
}

fn ticks(options: &[&str]) -> Answer {
    Answer::Ticks(options.iter().map(|option| (*option).into()).collect())
}

fn row(what: &str, amount: &str) -> TableRow {
    [("what".into(), what.into()), ("amount".into(), amount.into())].into()
}

fn draft(answers: &[(&str, Answer)]) -> Draft {
    let answers = answers.iter().map(|(id, answer)| ((*id).to_string(), answer.clone())).collect();
    Draft { answers, ..Draft::new(&form()) }
}

/// A draft, and the same on paper although it was typed in another way.
fn twins() -> [Draft; 2] {
    let one = [
        ("name", text("团\n一")),
        ("level", text("市级")),
        ("forms", ticks(&["指导", "义诊"])),
        ("start", text("2025年3月1日")),
        ("money", text("3")),
        ("lines", Answer::Rows(vec![row("差旅", "1.50"), row("资料", "1.5")])),
    ];
    let other = [
        ("name", text(" 团\r\n一 ")),
        ("level", text("市级")),
        ("forms", ticks(&["义诊", "指导"])),
        ("start", text("2025.3.1")),
        ("deep", text("不适用")),
        ("days", text(" ")),
        ("money", text("３.00万元")),
        ("lines", Answer::Rows(vec![row("差旅", "１.5"), row(" ", ""), row("资料", "1.50"), TableRow::new()])),
    ];
    [draft(&one), draft(&other)]
}

#[test]
fn the_code_tells_what_is_told_and_nothing_else() {
    let form = form();
    let [one, other] = twins();
    let told = |draft: &Draft| told(&form, draft);
    assert_eq!(told(&one), told(&other));
    assert_eq!(code(&form, &one), code(&form, &other));
    assert_eq!(section_codes(&form, &one), section_codes(&form, &other));
    let ids: Vec<String> = told(&other).into_iter().map(|told| told.id).collect();
    assert!(ids.contains(&"lines[2].amount".into()) && !ids.contains(&"deep".into()), "{ids:?}");
}

#[test]
fn other_answers_have_another_code() {
    let form = form();
    let lines = |rows: &[(&str, &str)]| {
        draft(&[("lines", Answer::Rows(rows.iter().map(|(what, amount)| row(what, amount)).collect()))])
    };
    let all = [
        lines(&[("甲", "1"), ("乙", "2")]),
        lines(&[("乙", "2"), ("甲", "1")]),
        lines(&[("甲", ""), ("", "1"), ("乙", "2")]),
        lines(&[("甲", "1")]),
        draft(&[("lines", text("甲"))]),
        draft(&[("name", text("甲"))]),
        draft(&[]),
    ];
    let codes: std::collections::BTreeSet<String> = all.iter().map(|draft| code(&form, draft)).collect();
    assert_eq!(codes.len(), all.len());
}

#[test]
fn a_change_in_one_section_changes_the_code_of_that_section_only() {
    let form = form();
    let [one, _] = twins();
    let mut other = one.clone();
    other.answers.insert("money".into(), text("4"));
    let (before, after) = (section_codes(&form, &one), section_codes(&form, &other));
    assert_eq!((&before[0], before[1].0), (&after[0], after[1].0));
    assert!(before[1].1 != after[1].1 && before[0].1.len() == 4, "{before:?} {after:?}");
}

/// Whoever has a row file has nothing but what is told.
#[test]
fn what_is_told_gives_the_same_codes() {
    let form = form();
    let [one, _] = twins();
    let mut told = told(&form, &one);
    assert_eq!(code_of(&form.id, &told), code(&form, &one));
    let codes: Vec<String> = section_codes(&form, &one).into_iter().map(|(_, code)| code).collect();
    let anew = |told: &[_]| form.sections.iter().map(|s| section_code(&form.id, told, &s.title)).collect::<Vec<_>>();
    assert_eq!(anew(&told), codes);
    told.iter_mut().find(|told| told.id == "money").unwrap().value = "4.00".into();
    assert_ne!(code_of(&form.id, &told), code(&form, &one));
    assert_eq!((&anew(&told)[0], anew(&told)[1] == codes[1]), (&codes[0], false));
}

#[test]
fn tidying_is_no_change_since_the_stamp() {
    let form = form();
    let [one, other] = twins();
    let stamp = Stamp { code: code(&form, &one), at: "2025-01-20T17:20:31".into(), answers: one.answers };
    let mut now = Draft { stamp: Some(stamp), ..other };
    assert_eq!(changed_since_stamp(&form, &now), Some(0));
    now.answers.insert("money".into(), text("4"));
    now.answers.insert("lines".into(), Answer::Rows(vec![row("差旅", "4")]));
    now.answers.remove("start");
    assert_eq!(changed_since_stamp(&form, &now), Some(3));
}

#[test]
fn a_number_takes_its_own_unit_and_no_other() {
    let cases = [
        ("10.5万元", Unit::WanYuan, Some("10.5")),
        ("10.5 万", Unit::WanYuan, Some("10.5")),
        ("5000元", Unit::WanYuan, None),
        ("5000元", Unit::Yuan, Some("5000")),
        ("1万元", Unit::Yuan, None),
        ("5人天", Unit::Day, None),
        ("５天", Unit::Day, Some("5")),
        ("12人", Unit::PersonVisit, None),
        ("12人次", Unit::PersonVisit, Some("12")),
        ("12人次", Unit::Person, None),
        ("1,200", Unit::Person, Some("1200")),
        ("万元", Unit::WanYuan, None),
    ];
    for (typed, unit, want) in cases {
        assert_eq!(decimal(typed, unit).map(|n| n.to_string()).as_deref(), want, "{typed} in {unit:?}");
    }
}

#[test]
fn numbers_and_addresses_that_do_not_read_stay_as_typed() {
    let cases = [
        (Kind::Mobile, "138-0000 0000", Some("13800000000")),
        (Kind::Mobile, "13800000000 13900000000", None),
        (Kind::Mobile, "13800000000、13900000000", None),
        (Kind::Phone, "021－6666 7777", Some("021-66667777")),
        (Kind::Phone, "021-66667777、021 - 6666 8888", Some("021-66667777、021-66668888")),
        (Kind::Phone, "66667777 66668888", Some("66667777 66668888")),
        (Kind::Phone, "请见 联系表", None),
        (Kind::Email, " ａ@example.com ", Some("a@example.com")),
        (Kind::Email, "a @example.com", None),
        (Kind::Email, "见 附件", None),
    ];
    for (kind, typed, want) in cases {
        assert_eq!(canonical(&kind, typed).as_deref(), want, "{kind:?} {typed}");
    }
}

fn findings(draft: &Draft) -> Vec<Finding> {
    check(&form(), draft, &Context { today: date(2025, 1, 20), peers: &[] })
}

/// Rule, weight and message of each finding.
fn told_of(draft: &Draft) -> Vec<(String, Severity, String)> {
    findings(draft).into_iter().map(|finding| (finding.rule, finding.severity, finding.message)).collect()
}

#[test]
fn an_answer_of_another_shape_is_told_with_its_words_and_kept() {
    let rows = || Answer::Rows(vec![row("差旅", "1.5"), TableRow::new()]);
    let cases = [
        ("name", rows(), "名称在草稿里存成了表格“1.5 差旅”，这里应填文字，请重新填写"),
        ("name", ticks(&["甲", "乙"]), "名称在草稿里存成了勾选项“甲、乙”，这里应填文字，请重新填写"),
        ("start", rows(), "开始在草稿里存成了表格“1.5 差旅”，这里应填文字，请重新填写"),
        ("level", rows(), "类别在草稿里存成了表格“1.5 差旅”，这里应选一项，请重新选择"),
        ("forms", text("指导"), "形式在草稿里存成了文字“指导”，这里应勾选，请重新勾选"),
        ("lines", text("差旅"), "明细在草稿里存成了文字“差旅”，这里应逐行填写，请重新填写"),
        ("lines", ticks(&["甲"]), "明细在草稿里存成了勾选项“甲”，这里应逐行填写，请重新填写"),
    ];
    for (id, answer, message) in cases {
        let draft = draft(&[(id, answer)]);
        assert_eq!(told_of(&draft), [("kind.shape".into(), Severity::Error, message.into())]);
        let told: String = told(&form(), &draft).into_iter().map(|told| told.value).collect();
        assert!(!told.is_empty(), "{id} is not lost on the way to the row");
    }
    assert_eq!(told_of(&draft(&[("level", ticks(&["市级"])), ("lines", Answer::Rows(vec![row("甲", "1")]))])), []);
    let huge = told_of(&draft(&[("days", text("3000000000"))]));
    assert_eq!(huge[0].0, "kind.number");
}

#[test]
fn answers_that_the_form_does_not_know_and_an_older_form_are_noted() {
    let mut cells = row("甲", "1");
    cells.insert("gone".into(), "旧列".into());
    let unknown = draft(&[("old", text("旧")), ("blank", text(" ")), ("lines", Answer::Rows(vec![cells]))]);
    let message = "草稿里的“old”“lines.gone”不是这份表的栏目，留在草稿里但不打印，请核对是否要填到别处";
    assert_eq!(told_of(&unknown), [("answer.unknown".into(), Severity::Note, message.into())]);
    let older = Draft { revision: 2, ..draft(&[]) };
    let message = "草稿按第2版表式填写，现用第3版，请通读一遍";
    assert_eq!(told_of(&older), [("form.revision".into(), Severity::Note, message.into())]);
    let finding = findings(&older).remove(0);
    assert_eq!((finding.place, &*finding.cite), (Place::Form, "某人社〔2025〕1号 附件1"));
}

#[test]
fn a_table_prints_while_it_applies_and_its_hint_gives_way() {
    let form = form();
    let lines = ("lines", Answer::Rows(vec![row("差旅", "1.5"), row("", " "), row("资料", "2")]));
    let put = draft(&[lines.clone(), ("level", text("市级"))]);
    let not_put = draft(&[lines, ("level", text("国家级"))]);
    let table = || "lines".to_string();
    let each = Inline::Each(table(), vec![Inline::Index, Inline::Cell("what".into())], "、".into());
    let said = |draft: &Draft, inline: Inline| plain(&form, draft, &[inline]);
    let both = |inline: Inline| [said(&put, inline.clone()), said(&not_put, inline)];
    assert_eq!(both(each), ["1差旅、2资料", ""]);
    assert_eq!(both(Inline::Answer(table())), ["差旅 1.50；资料 2.00", ""]);
    assert_eq!(both(Inline::HintUntil(table())), ["", "（逐项）"]);
}

#[test]
fn an_answer_for_one_line_that_fills_pages_holds_the_stamp_back() {
    let form = notices().iter().flat_map(|notice| &notice.forms).next().unwrap();
    for (length, severity) in [(500, None), (501, Some(Severity::Warning)), (2001, Some(Severity::Error))] {
        let mut draft = Draft::new(form);
        draft.answers.insert("name".into(), Answer::Text("长".repeat(length)));
        let findings = check(form, &draft, &Context { today: form.deadline, peers: &[] });
        let found = findings.iter().find(|finding| finding.rule == "text.long").map(|finding| finding.severity);
        assert_eq!(found, severity, "{length}");
    }
}

/// What paper leaves out is told, whatever it is.
#[test]
fn every_character_that_does_not_print_is_a_finding() {
    let form = notices().iter().flat_map(|notice| &notice.forms).next().unwrap();
    for c in ['\u{200B}', '\u{3164}', '\u{61C}', '\u{34F}', '\u{FE0F}', '\u{E0101}', '\u{7}', '\u{2028}', '\u{FFFD}'] {
        let mut draft = Draft::new(form);
        draft.answers.insert("name".into(), Answer::Text(format!("护{c}航")));
        let findings = check(form, &draft, &Context { today: form.deadline, peers: &[] });
        assert!(findings.iter().any(|finding| finding.rule == "text.invisible"), "{c:?}");
    }
}
