//! A call that was renewed under a draft: the draft keeps its form, and is offered the newer one.

use super::*;

/// The differences in a line each.
fn lines(differences: &[Difference]) -> Vec<String> {
    let line = |d: &Difference| format!("{} {}：{} → {}", d.place, d.aspect.word(), d.old, d.new);
    differences.iter().map(line).collect()
}

#[test]
fn a_draft_keeps_its_form_and_is_offered_the_newer_one_with_all_differences() {
    let mut program = Program::with_draft();
    program.drop_in("some-2026", &[("team.ron", &newer())]);
    program.act(Action::Go(Screen::Home));
    let LineKind::Draft { has_newer, .. } = &program.state.home.lines[0].kind else { panic!("a draft") };
    assert!(has_newer);
    program.open_first();
    let open = program.state.open.as_ref().unwrap();
    assert_eq!(open.form.revision, 1, "the form that it was made with");
    assert_eq!(
        lines(&open.newer.as_ref().unwrap().differences),
        [
            "申报类别 填法：单选：国家级、市级 → 单选：国家级、市级、区级",
            "服务内容 说明：不超过200字 → 不超过1000字",
            "服务内容 要求：须改：不超过200字 → 须改：不超过1000字",
            "手机 栏目： → 手机",
            "传真 栏目：一行文字 → ",
            "整张表 打印版面：原来的 → 有改动",
        ]
    );
}

#[test]
fn changes_within_tables_and_of_words_alone_are_told_too() {
    let table = |age: &str, ask: &str| {
        let column = format!(r#"TableColumn(id: "age", label: "年龄", kind: Integer(岁), ask: {ask})"#);
        let rule = format!(
            r#"rules: [Rule(id: "age", on: "fax", column: "age", must: AtMost("{age}"), cite: ("附件1", "年龄"),
              pass: [{{"fax": Rows([{{"age": "1"}}])}}], fail: [{{"fax": Rows([{{"age": "99"}}])}}]),"#
        );
        let table = format!(r#"Field(id: "fax", label: "人员", kind: Table([{column}]))"#);
        let form = FORM.replace(r#"Field(id: "fax", label: "传真", kind: Text)"#, &table).replace("rules: [", &rule);
        form.replace(r#"Answer("fax")]"#, r#"Each("fax", [Cell("age")], "、")]"#)
    };
    let form = |text: &str| {
        let source = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
        let files = [source("notice.ron", NOTICE), source("team.ron", text)];
        load("some-2026", &files).unwrap_or_else(|problems| panic!("{problems:?}")).forms[0].clone()
    };
    let told = |old: &str, new: &str| lines(&difference(&form(old), &form(new)));
    let old = table("60", "Optional");
    assert_eq!(
        told(&old, &table("50", "Optional")),
        ["人员 要求：须改：人员的各行“年龄”不超过60岁 → 须改：人员的各行“年龄”不超过50岁"]
    );
    assert_eq!(
        told(&old, &table("60", "Required")),
        ["人员 填法：表格：年龄（整数（岁），可不填） → 表格：年龄（整数（岁），必填）"]
    );
    assert_eq!(told(&old, &old.replace("short: \"服务团\"", "short: \"团\"")), ["整张表 其他：原来的 → 有改动"]);
    assert_eq!(told(&old, &old.replace("revision: 1", "revision: 2").replace("\"1\"", "\"2\"")), [""; 0]);
}

#[test]
fn moving_to_the_newer_form_loses_nothing_and_can_be_taken_back() {
    let mut program = Program::with_draft();
    program.drop_in("some-2026", &[("team.ron", &newer())]);
    program.open_first();
    program.act(Action::WindowCame);
    assert!(program.state.open.as_ref().unwrap().newer.is_some(), "offered while the draft is open, too");
    program.act(Action::Show(Dialog::Newer));
    program.act(Action::Renew);
    let open_draft = program.state.open.as_ref().unwrap();
    assert!(open_draft.newer.is_none() && open_draft.saving.is_saved());
    assert_eq!((open_draft.form.revision, open_draft.draft.revision), (2, 2));
    let place = open_draft.handle.place().clone();
    let saved = open(place.path()).unwrap();
    assert_eq!(saved.definition.as_ref(), Some(&open_draft.form.definition.digest));
    assert_eq!((saved.text("name"), saved.text("fax")), ("护航团", "021-00000000"));
    assert!(open_draft.findings.iter().any(|finding| finding.message.contains("“fax”")), "what is not asked is told");

    program.act(Action::Close(Leave::Home));
    program.open_first();
    assert_eq!(program.state.open.as_ref().unwrap().form.revision, 2);
    let versions = program.folder.versions(&place).unwrap();
    let before = versions.iter().find(|version| open(&version.path).unwrap().revision == 1).unwrap().clone();
    program.act(Action::Restore { place, version: before });
    let open_draft = program.state.open.as_ref().unwrap();
    assert_eq!((open_draft.form.revision, open_draft.draft.text("fax")), (1, "021-00000000"));
    assert!(open_draft.newer.is_some(), "and the newer one is offered again");
}

#[test]
fn the_same_form_in_other_words_is_used_without_a_question() {
    let mut program = Program::with_draft();
    let same = format!("// 校对过\n{}", FORM.replace("revision: 1", "revision: 3").replace("  rules", "\n\n  rules"));
    program.drop_in("some-2026", &[("team.ron", &same)]);
    program.act(Action::Go(Screen::Home));
    program.open_first();
    let open = program.state.open.as_ref().unwrap();
    assert_eq!((open.form.revision, open.draft.revision), (3, 3));
    assert!(open.newer.is_none() && open.findings.iter().all(|finding| finding.rule != "form.revision"));
}

#[test]
fn where_no_definition_was_kept_the_form_at_hand_is_used_and_says_so() {
    let mut program = Program::with_draft();
    program.drop_in("some-2026", &[("team.ron", &newer())]);
    fs::remove_dir_all(program.folder.root().join("definitions")).unwrap();
    program.act(Action::Go(Screen::Home));
    program.open_first();
    let open = program.state.open.as_ref().unwrap();
    assert_eq!((open.form.revision, open.draft.revision), (2, 1));
    assert!(open.findings.iter().any(|finding| finding.rule == "form.revision"));
}

#[test]
fn where_there_is_no_form_at_all_the_draft_stays_and_it_is_said_what_to_do() {
    let mut program = Program::with_draft();
    fs::remove_dir_all(program.folder.root().join("definitions")).unwrap();
    fs::remove_dir_all(program.notices()).unwrap();
    program.act(Action::Go(Screen::Home));
    assert!(matches!(program.state.home.lines[0].kind, LineKind::Stranger { .. }));
    program.open_first();
    assert!(program.state.open.is_none());
    assert!(program.state.message.as_ref().unwrap().words.contains("导入表式"));
}
