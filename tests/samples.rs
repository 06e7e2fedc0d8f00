//! The samples that the program brings along: the full ones are without fault, the faulty one has every fault that can
//! stand in one draft, and all of them print.

#[path = "common/found.rs"]
mod found;

use found::{findings, listed};
use jiff::civil::{Date, date};
use shenbao::app::printed;
use shenbao::check::{Context, Finding, Peer, word_count};
use shenbao::draft::{Answer, Draft, from_text, to_text};
use shenbao::form::{Form, Severity, notices};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

const TEAM: &str = "示例-示范团.ron";
const BASE: &str = "示例-专家服务基地.ron";
const FAULTY: &str = "示例-有错的示范团.ron";

/// While the call was open.
const IN_TIME: Date = date(2025, 1, 20);
const TOO_LATE: Date = date(2025, 2, 10);

/// The ids of findings that come from no rule of a form.
const GENERAL: [&str; 13] = [
    "required",
    "kind.number",
    "kind.money",
    "kind.date",
    "kind.option",
    "kind.phone",
    "kind.mobile",
    "kind.email",
    "table.blank",
    "text.invisible",
    "text.unpaired",
    "text.long",
    "glyph.missing",
];

/// What can't go wrong in one draft together with what goes wrong in the faulty sample: the rule that it would hide,
/// the one answer to change in the full team draft, and the message.
const APART: [(&str, &str, &str, &str); 6] = [
    ("support.not-negative", "support", "-1", "申请经费支持须不少于0万元，现-1万元，还差1万元"),
    ("problems.some", "problems", "0", "每次解决的具体问题数须不少于1个，现0个，还差1个"),
    ("times.some", "times", "0", "服务次数须不少于1次，现0次，还差1次"),
    ("kind.date", "end", "明年春天", "结束时间“明年春天”不是日期，请写成2025年3月1日这样的年月日"),
    ("required", "senior", "", "选择参与专家是否均具有副高级及以上专业技术职称"),
    ("kind.money", "budget", "3000000000", "项目经费预算金额为3000000000万元，大得不合常理，请核对单位"),
];

fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/samples").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn sample(name: &str) -> (Arc<Form>, Draft) {
    let draft = from_text(&file(name)).unwrap();
    let form = notices().iter().flat_map(|notice| &notice.forms).find(|form| form.id == draft.form);
    (form.unwrap().clone(), draft)
}

#[test]
fn full_samples_are_without_fault_and_long() {
    for name in [TEAM, BASE] {
        let (form, draft) = sample(name);
        assert_eq!(listed(&form, &draft, &findings(&form, &draft, IN_TIME, &[])), "", "{name}");
        for field in form.fields().filter(|field| form.max_words(&field.id).is_some()) {
            let (count, most) = (word_count(draft.text(&field.id)), form.max_words(&field.id).unwrap());
            let least = if most == 1000 { 900 } else { 150 };
            assert!((least..=most).contains(&count), "{name} {}: {count}字", field.label);
        }
        let late = findings(&form, &draft, TOO_LATE, &[]);
        assert_eq!(late.iter().map(|finding| finding.rule.as_str()).collect::<Vec<_>>(), ["deadline"]);
    }
}

/// The samples were written by the program itself, and it has no others.
#[test]
fn samples_stand_as_the_program_writes_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let names: BTreeSet<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names, BTreeSet::from([TEAM, BASE, FAULTY].map(String::from)));
    for name in names {
        assert_eq!(file(&name), to_text(&sample(&name).1), "{name}");
    }
}

/// The faulty sample, late and beside another draft of its unit.
fn faults() -> (Arc<Form>, Draft, Vec<Finding>) {
    let (form, draft) = sample(FAULTY);
    let other = Peer { name: "另一个服务团".into(), ..Peer::of(&form, &draft).unwrap() };
    let found = findings(&form, &draft, TOO_LATE, &[other]);
    (form, draft, found)
}

#[test]
fn the_faulty_sample_gives_exactly_these_findings() {
    let (form, draft, found) = faults();
    let listed = listed(&form, &draft, &found);
    let kept = include_str!("data/faulty-team.txt");
    assert!(listed == kept, "tests/data/faulty-team.txt should now be:\n{listed}");
}

#[test]
fn what_hides_other_faults_is_found_by_itself() {
    let (form, full) = sample(TEAM);
    for (rule, field, answer, message) in APART {
        let mut draft = full.clone();
        draft.answers.insert(field.into(), Answer::Text(answer.into()));
        let found = findings(&form, &draft, IN_TIME, &[]);
        let told: Vec<(&str, &str)> = found.iter().map(|f| (f.rule.as_str(), f.message.as_str())).collect();
        assert!(told.contains(&(rule, message)), "{rule}: {told:?}");
        let weight = if field == "senior" { Severity::Warning } else { Severity::Error };
        assert!(found.iter().any(|finding| finding.rule == rule && finding.severity == weight));
    }
}

#[test]
fn no_fault_is_left_out() {
    let (form, _, found) = faults();
    let shown = found.iter().map(|finding| finding.rule.as_str()).chain(APART.map(|(rule, ..)| rule));
    let all = form.rules.iter().map(|rule| rule.id.as_str()).chain(GENERAL);
    assert_eq!(shown.collect::<BTreeSet<&str>>(), all.collect::<BTreeSet<&str>>());
}

#[test]
fn samples_print_small_and_the_same_twice() {
    for name in [TEAM, BASE, FAULTY] {
        let (form, draft) = sample(name);
        let context = Context { today: date(2025, 1, 20), peers: &[] };
        let print = || printed(&form, &draft, &context).unwrap().0;
        let bytes = print();
        assert!(bytes.starts_with(b"%PDF-1.") && bytes.len() <= 300 << 10, "{name}: {} bytes", bytes.len());
        assert!(bytes == print(), "{name} prints otherwise the second time");
    }
}
