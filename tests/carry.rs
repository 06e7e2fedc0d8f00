//! Carrying an older draft over to another form: what becomes of each answer, and that no character of any is lost.

use shenbao::carry::{Choices, Old, carry};
use shenbao::draft::{Answer, Carried, CarriedLine, Draft, Edit, TableRow, Verdict, apply, shown_answer};
use shenbao::form::load::{Source, read};
use shenbao::form::{Form, notices};
use std::sync::Arc;

const AT: &str = "2025-01-20T17:20:31";
const NONE: Choices = Choices { dates: false, amounts: false };
const BOTH: Choices = Choices { dates: true, amounts: true };

/// A form of one call a year whose questions and rules are these.
fn form(year: i16, fields: &str, rules: &str) -> Arc<Form> {
    let notice = format!(
        r#"Notice(region: "某地", year: {year}, number: "某〔{year}〕1号", title: "t", issuer: "i", issued: "{year}-01-01",
        deadline: "{year}-02-07", forms: ["a.ron"], list: List(annex: "a", title: "t", columns: [], notes: []))"#
    );
    let form = format!(
        r#"Form(revision: 1, title: "{year}年申报表", short: "表", annex: "附件1", name: "name", unit: "unit", rules: [{rules}],
        pages: [], row: [], sections: [Section(id: "s", title: "t", printed: false, fields: [
        Field(id: "name", label: "名称", kind: Text), Field(id: "unit", label: "单位", kind: Text), {fields}])])"#
    );
    let file = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    // As it reads: that nothing hangs on some of its choices, as the linter would say, does not matter here.
    let reading = read(&format!("some-{year}"), &[file("notice.ron", &notice), file("a.ron", &form)]);
    reading.notice.unwrap_or_else(|| panic!("{:?}", reading.problems)).forms[0].clone()
}

fn text(words: &str) -> Answer {
    Answer::Text(words.into())
}

fn ticks(words: &[&str]) -> Answer {
    Answer::Ticks(words.iter().map(|word| (*word).to_string()).collect())
}

fn rows(rows: &[&[(&str, &str)]]) -> Answer {
    let cell = |(id, words): &(&str, &str)| ((*id).to_string(), (*words).to_string());
    Answer::Rows(rows.iter().map(|row| row.iter().map(cell).collect::<TableRow>()).collect())
}

fn draft(form: &Form, answers: &[(&str, Answer)]) -> Draft {
    let mut draft = Draft::new(form);
    for (id, answer) in answers {
        apply(&mut draft, Edit { field: (*id).into(), to: Some(answer.clone()) });
    }
    draft
}

fn carried(old: &Form, draft: &Draft, new: &Form, choices: Choices) -> Draft {
    carry(&Old { form: old, draft }, new, Draft::new(new), choices, AT)
}

fn told(draft: &Draft) -> &Carried {
    draft.carried.as_ref().unwrap()
}

fn to<'a>(draft: &'a Draft, field: &str) -> &'a CarriedLine {
    told(draft).lines.iter().find(|line| line.to.as_deref() == Some(field)).unwrap()
}

/// One old answer to question `q` and what becomes of it.
struct Case {
    old: &'static str,
    answer: Answer,
    new: &'static str,
    choices: Choices,
    /// What stands in the new draft.
    now: Option<Answer>,
    /// What can be filled in at a click.
    put: Option<Answer>,
    verdict: Verdict,
    note: &'static str,
}

/// Columns of tables.
const LINES: &str = r#"Table([TableColumn(id: "item", label: "用途", kind: Text), TableColumn(id: "amount", label: "金额", kind: Money(万元))])"#;
const ITEMS: &str = r#"Table([TableColumn(id: "item", label: "用途", kind: Text)])"#;
const IN_YUAN: &str = r#"Table([TableColumn(id: "item", label: "用途", kind: Text), TableColumn(id: "amount", label: "金额", kind: Money(元))])"#;

fn cases() -> Vec<Case> {
    use Verdict::{Left, Rewrite, Taken};
    let case = |old, answer: Answer, new, choices, (now, put): (Option<Answer>, Option<Answer>), verdict, note| Case {
        old,
        answer,
        new,
        choices,
        now,
        put,
        verdict,
        note,
    };
    let same = |answer: Answer| (Some(answer.clone()), Some(answer));
    let kept = |answer: Answer| (None, Some(answer));
    let lines = || rows(&[&[("item", "交通"), ("amount", "3.2")], &[("amount", "5")]]);
    vec![
        case("Text", text(" 甲\n乙 "), "LongText", NONE, same(text(" 甲\n乙 ")), Taken, ""),
        case("Text", text("2023年5月"), "Text", NONE, same(text("2023年5月")), Rewrite, "写着2023年，年份待改"),
        case("LongText", text("1999年至2025年"), "LongText", NONE, same(text("1999年至2025年")), Taken, ""),
        case("Date", text("2023.5.1"), "Date", NONE, kept(text("2023.5.1")), Left, "往年的日期没有带入"),
        case("Date", text("2023.5.1"), "Date", BOTH, same(text("2023.5.1")), Rewrite, "写着2023年，年份待改"),
        case("Text", text("5月至9月"), "Date", BOTH, (None, None), Left, "现在要填年月日"),
        case("Month", text("2019年6月"), "Month", BOTH, same(text("2019年6月")), Taken, ""),
        case("Money(万元)", text("10"), "Money(万元)", NONE, kept(text("10")), Left, "往年的金额没有带入"),
        case("Money(万元)", text("10"), "Money(万元)", BOTH, same(text("10")), Taken, ""),
        case("Money(万元)", text("10"), "Money(元)", BOTH, (None, None), Left, "单位由万元改为元，请换算后填写"),
        case("Money(万元)", text("10"), "Text", NONE, kept(text("10")), Left, "往年的金额没有带入"),
        case("Integer(人)", text("12"), "Integer(人)", NONE, same(text("12")), Taken, ""),
        case("Integer(人)", text("12"), "Integer(人次)", NONE, (None, None), Left, "单位由人改为人次，请换算后填写"),
        case("Text", text("12名，正高8名"), "Integer(人)", NONE, (None, None), Left, "现在只填数字，单位是人"),
        case("Text", text("12"), "Integer(人)", NONE, same(text("12")), Taken, ""),
        case(
            r#"Choice(["市级", "省级"])"#,
            text("市级"),
            r#"Choice(["国家级", "市级"])"#,
            NONE,
            same(text("市级")),
            Taken,
            "",
        ),
        case(
            r#"Choice(["市级", "省级"])"#,
            text("省级"),
            r#"Choice(["国家级", "市级"])"#,
            NONE,
            (None, None),
            Rewrite,
            "现在没有“省级”这个选项，请重新选择",
        ),
        case(
            r#"Choices(["义诊", "讲座"])"#,
            ticks(&["义诊", "讲座"]),
            r#"Choices(["义诊", "其他"])"#,
            NONE,
            same(ticks(&["义诊"])),
            Rewrite,
            "现在没有“讲座”这个选项，请重新选择",
        ),
        case(
            r#"Choices(["义诊", "讲座"])"#,
            ticks(&["义诊", "讲座"]),
            r#"Choice(["义诊", "讲座"])"#,
            NONE,
            (None, None),
            Left,
            "现在只能选一项",
        ),
        case(
            r#"Choices(["义诊", "讲座"])"#,
            ticks(&["义诊", "讲座"]),
            "Text",
            NONE,
            same(text("义诊、讲座")),
            Taken,
            "",
        ),
        case(
            "Text",
            text("义诊和讲座"),
            r#"Choices(["义诊", "讲座"])"#,
            NONE,
            (None, None),
            Left,
            "现在要从选项中选择",
        ),
        case(
            LINES,
            lines(),
            LINES,
            NONE,
            (Some(rows(&[&[("item", "交通")]])), Some(lines())),
            Rewrite,
            "“金额”一列的金额没有带入",
        ),
        case(
            LINES,
            rows(&[&[("item", "交通"), ("amount", "3.2")]]),
            LINES,
            BOTH,
            same(rows(&[&[("item", "交通"), ("amount", "3.2")]])),
            Taken,
            "",
        ),
        case(LINES, lines(), ITEMS, BOTH, same(rows(&[&[("item", "交通")]])), Rewrite, "现在没有“金额”这一列"),
        case(
            LINES,
            lines(),
            IN_YUAN,
            BOTH,
            same(rows(&[&[("item", "交通")]])),
            Rewrite,
            "“金额”一列单位由万元改为元，请换算后填写",
        ),
        case(LINES, lines(), "LongText", BOTH, kept(text("交通 3.20；5.00")), Left, "以前逐行填写，现在填一段文字"),
        case("LongText", text("交通3万元"), LINES, BOTH, (None, None), Left, "现在要逐行填写"),
        case("Text, ask: Attest", text("是"), "Text, ask: Attest", BOTH, kept(text("是")), Left, "核对项须重新核对"),
        case("Mobile", text("13800000000"), "Phone", NONE, same(text("13800000000")), Taken, ""),
    ]
}

#[test]
fn what_becomes_of_an_answer() {
    let question = |kind: &str| format!(r#"Field(id: "q", label: "问", kind: {kind})"#);
    for case in cases() {
        let (old, new) = (form(2023, &question(case.old), ""), form(2025, &question(case.new), ""));
        let made = carried(&old, &draft(&old, &[("q", case.answer.clone())]), &new, case.choices);
        let line = to(&made, "q");
        let name = format!("{} {:?} → {}: {}", case.old, case.answer, case.new, line.note);
        assert_eq!((made.answer("q"), &line.put, line.verdict), (case.now.as_ref(), &case.put, case.verdict), "{name}");
        assert!(line.note.contains(case.note) && case.note.is_empty() == line.note.is_empty(), "{name}");
    }
}

#[test]
fn a_limit_that_became_smaller_is_told_with_both_numbers_and_nothing_is_cut() {
    let question = r#"Field(id: "content", label: "服务内容", kind: LongText)"#;
    let limit = |words: usize| {
        format!(
            r#"Rule(id: "length", on: "content", must: MaxWords({words}), cite: ("附件1", "…"),
            pass: [{{"content": Words({words})}}], fail: [{{"content": Words({})}}])"#,
            words + 1
        )
    };
    let (wide, narrow) = (form(2023, question, &limit(1000)), form(2025, question, &limit(200)));
    let long = text(&"字".repeat(1000));
    let made = carried(&wide, &draft(&wide, &[("content", long.clone())]), &narrow, NONE);
    assert_eq!(made.answer("content"), Some(&long));
    assert_eq!(
        (to(&made, "content").verdict, to(&made, "content").note.as_str()),
        (Verdict::Rewrite, "须在200字以内，现1000字，请删去800字")
    );
    let back = carried(&narrow, &draft(&narrow, &[("content", long.clone())]), &wide, NONE);
    assert_eq!((back.answer("content"), to(&back, "content").verdict), (Some(&long), Verdict::Taken));
}

#[test]
fn questions_correspond_by_id_then_by_what_either_names() {
    let old = form(
        2023,
        r#"
        Field(id: "host", label: "承办单位", kind: Text), Field(id: "goal", label: "目标", kind: Text, also: ["aim"]),
        Field(id: "same", label: "同名", kind: Text), Field(id: "other", label: "别的", kind: Text)"#,
        "",
    );
    let new = form(
        2025,
        r#"
        Field(id: "applicant", label: "申报单位", kind: Text, also: ["undertaker", "host"]), Field(id: "aim", label: "目的", kind: Text),
        Field(id: "same", label: "同名", kind: Text, also: ["other"]), Field(id: "owed", label: "新问", kind: Text, ask: Required),
        Field(id: "hidden", label: "不问", kind: Text, ask: Required, when: Filled("owed"))"#,
        "",
    );
    let answers =
        [("host", text("甲")), ("goal", text("乙")), ("same", text("丙")), ("other", text("丁")), ("lost", text("戊"))];
    let made = carried(&old, &draft(&old, &answers), &new, NONE);
    let read: Vec<(&str, &str, Option<&str>, Verdict)> = told(&made)
        .lines
        .iter()
        .map(|line| (line.label.as_str(), line.text.as_str(), line.to.as_deref(), line.verdict))
        .collect();
    assert_eq!(
        read,
        [
            ("承办单位", "甲", Some("applicant"), Verdict::Taken),
            ("目标", "乙", Some("aim"), Verdict::Taken),
            ("同名", "丙", Some("same"), Verdict::Taken),
            ("新问", "", Some("owed"), Verdict::Owed),
            ("别的", "丁", None, Verdict::Left),
            ("lost", "戊", None, Verdict::Left),
        ]
    );
    let without = carried(&old, &draft(&old, &[("other", text("丁"))]), &new, NONE);
    assert_eq!(without.text("same"), "丁", "where the question of the same id has no answer");
}

#[test]
fn what_was_given_already_wins_and_the_old_answer_stays_at_hand() {
    let old = form(2023, "", "");
    let new = form(2025, "", "");
    let begun = draft(&new, &[("name", text("新名"))]);
    let before = draft(&old, &[("name", text("旧名")), ("unit", text("某校"))]);
    let made = carry(&Old { form: &old, draft: &before }, &new, begun, NONE, AT);
    assert_eq!((made.text("name"), made.text("unit")), ("新名", "某校"));
    assert_eq!((to(&made, "name").verdict, &to(&made, "name").put), (Verdict::Left, &Some(text("旧名"))));
    let Carried { form, title, unit, name, at, .. } = told(&made);
    assert_eq!([form, title, unit, name, at], ["some-2023/a", "2023年申报表", "某校", "旧名", AT]);
}

#[test]
fn what_still_has_to_be_rewritten_is_counted() {
    let (old, new) = (form(2023, "", ""), form(2025, "", ""));
    assert_eq!(Draft::new(&new).to_rewrite(), None, "begun from no other");
    let before = draft(&old, &[("name", text("2023年护航团")), ("unit", text("2023年某校"))]);
    let mut made = carried(&old, &before, &new, NONE);
    assert_eq!(made.to_rewrite(), Some(2));
    apply(&mut made, Edit { field: "name".into(), to: Some(text("2025年护航团")) });
    assert_eq!(made.to_rewrite(), Some(1), "it says something else");
    made.carried.as_mut().unwrap().lines.iter_mut().for_each(|line| line.done = true);
    assert_eq!(made.to_rewrite(), Some(0), "it is ticked off");
}

#[test]
fn a_draft_s_file_keeps_what_was_carried() {
    let form = form(2023, LINES_FIELD, "");
    let old = draft(&form, &[("lines", rows(&[&[("item", "“引号”\\n"), ("amount", "3")]])), ("name", text("甲\n乙"))]);
    let made = carried(&form, &old, &form, NONE);
    assert_eq!(shenbao::draft::from_text(&shenbao::draft::to_text(&made)).unwrap(), made);
}

const LINES_FIELD: &str = r#"Field(id: "lines", label: "明细", kind: Table([TableColumn(id: "item", label: "用途", kind: Text),
    TableColumn(id: "amount", label: "金额", kind: Money(万元))]))"#;

/// A built-in form.
fn built_in(id: &str) -> &'static Arc<Form> {
    notices().iter().flat_map(|notice| &notice.forms).find(|form| form.id == id).unwrap()
}

/// Verdict, and note, of the answer to one question of a form when it is carried over to a question of another.
fn over(old: &str, (from, answer): (&str, Answer), new: &str, field: &str) -> (Verdict, String, Draft) {
    let (old, new) = (built_in(old), built_in(new));
    let made = carried(old, &draft(old, &[(from, answer)]), new, NONE);
    let line = to(&made, field);
    (line.verdict, line.note.clone(), made.clone())
}

#[test]
fn across_years_and_provinces() {
    use Verdict::{Left, Rewrite, Taken};
    let (tianjin, mongolia) = ("tianjin-2020/team", "inner-mongolia-2023/team");
    let (was, is) = ("shanghai-2023/team", "shanghai-2025/team");
    let base = "shanghai-2025/base";
    let unit = || text("某大学");
    let cases = [
        (tianjin, ("undertaker", unit()), is, "applicant", Taken, ""),
        (tianjin, ("applicant", unit()), base, "host", Taken, ""),
        (tianjin, ("content", text("2020年义诊")), is, "content", Rewrite, "写着2020年，年份待改"),
        (tianjin, ("start", text("2020-03-01")), is, "start", Left, "往年的日期没有带入"),
        (tianjin, ("budget", text("10")), is, "budget", Left, "往年的金额没有带入"),
        (mongolia, ("applicant", unit()), base, "host", Taken, ""),
        (mongolia, ("contact", text("张三")), is, "contact", Taken, ""),
        ("inner-mongolia-2023/base", ("host", unit()), is, "applicant", Taken, ""),
        (was, ("applicant", unit()), is, "applicant", Taken, ""),
        (was, ("only_one", text("是")), is, "only_one", Left, "核对项须重新核对"),
        (is, ("applicant", unit()), tianjin, "undertaker", Taken, ""),
        (was, ("applicant", unit()), base, "host", Taken, ""),
        (was, ("content", text("2023年义诊")), is, "content", Rewrite, "写着2023年，年份待改"),
    ];
    for (old, answer, new, field, verdict, note) in cases {
        let (is, said, _) = over(old, answer.clone(), new, field);
        assert_eq!((is, said.as_str()), (verdict, note), "{old} {} → {new} {field}", answer.0);
    }
}

#[test]
fn two_hundred_words_of_2023_and_a_thousand_of_2025() {
    let words = |count: usize| text(&"字".repeat(count));
    let (was, is) = ("shanghai-2023/team", "shanghai-2025/team");
    let (verdict, _, made) = over(was, ("content", words(200)), is, "content");
    assert_eq!(verdict, Verdict::Taken);
    assert_eq!(made.answer("brief"), Some(&words(200)), "the list's column was the form's text then");
    let (verdict, note, made) = over(is, ("content", words(1000)), was, "content");
    assert_eq!((verdict, note.as_str()), (Verdict::Rewrite, "须在200字以内，现1000字，请删去800字"));
    assert_eq!(made.answer("content"), Some(&words(1000)), "carried whole");
}

/// An answer of some shape for a question, fitting or not.
fn any_answer(kind: &shenbao::form::Kind, seed: usize) -> Answer {
    let words = ["2023年5月1日", "12", "甲、乙\n丙", "市级", "13800000000", "十万"][seed % 6];
    let options: Vec<&str> = kind.options().iter().map(String::as_str).collect();
    match (seed % 7, kind.columns()) {
        (0..5, [_, ..]) => {
            let row = |number: usize| {
                kind.columns().iter().map(|column| (column.id.clone(), format!("{words}{number}"))).collect()
            };
            Answer::Rows((0..3).map(row).collect())
        }
        (0..5, []) if options.len() > 1 => ticks(&options[..1 + seed % (options.len() - 1)]),
        (5, _) => ticks(&["没有的选项", "乙"]),
        _ => text(words),
    }
}

/// From every form to every other, with answers of every shape: what was shown stands in the lines, each answer of the
/// new draft comes from there, and the old draft's answers have a line each.
#[test]
fn no_character_of_any_answer_is_lost() {
    let forms: Vec<&Arc<Form>> = notices().iter().flat_map(|notice| &notice.forms).collect();
    for (old, new) in forms.iter().flat_map(|old| forms.iter().map(move |new| (old, new))) {
        for seed in 0..14 {
            let mut before = Draft::new(old);
            for (number, field) in old.fields().enumerate() {
                before.answers.insert(field.id.clone(), any_answer(&field.kind, seed + number));
            }
            before.answers.insert("stranger".into(), text("不认识的栏目"));
            let made = carried(old, &before, new, if seed % 2 == 0 { NONE } else { BOTH });
            for (id, answer) in &before.answers {
                let kind = old.field(id).map_or(&shenbao::form::Kind::Text, |field| &field.kind);
                let shown = shown_answer(kind, answer);
                assert!(
                    told(&made).lines.iter().any(|line| line.text == shown),
                    "{} → {}: {id} {shown}",
                    old.id,
                    new.id
                );
            }
            for (id, answer) in &made.answers {
                assert!(to(&made, id).put.is_some(), "{id} {answer:?}");
            }
        }
    }
}
