//! The program as it is called: words, JSON, exit status.

use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The team form of the built-in call.
const TEAM: &str = "shanghai-2025/team";

struct Ran {
    out: String,
    err: String,
    status: i32,
}

impl Ran {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

fn run(folder: &Path, args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
    let done = command.args(args).current_dir(folder).env("SHENBAO_DATA", folder.join("data")).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let ran = Ran { out: text(done.stdout), err: text(done.stderr), status: done.status.code().unwrap() };
    let english = ["error", "Usage", "required", "No such", "denied", "unexpected", "panicked", "Err(", "Some("];
    let told = english.iter().find(|word| ran.out.contains(*word) || ran.err.contains(*word));
    let machine = args.contains(&"--json");
    assert!(machine || told.is_none(), "{args:?} speaks English: {}{}", ran.out, ran.err);
    ran
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// Writes the values and makes a draft of them.
fn new(folder: &Path, draft: &str, form: &str, values: &Value) -> Ran {
    std::fs::write(folder.join("v.json"), values.to_string()).unwrap();
    run(folder, &["new", form, "-o", draft, "--values", "v.json"])
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn has_keys(value: &Value, wanted: &[&str]) {
    let keys = keys(value);
    assert!(wanted.iter().all(|key| keys.contains(key)), "{wanted:?} in {keys:?}");
}

#[test]
fn forms_tells_calls_forms_fields_and_row() {
    let here = folder();
    let json = run(here.path(), &["forms", "--json"]).json();
    let notice = json["notices"].as_array().unwrap().iter().find(|notice| notice["id"] == "shanghai-2025").unwrap();
    has_keys(notice, &["id", "number", "issuer", "issued", "deadline", "forms"]);
    assert_eq!(notice["deadline"], "2025-02-07");
    let team = &notice["forms"][0];
    has_keys(team, &["id", "title", "fields", "rules", "row"]);
    assert_eq!((&team["id"], &team["row"][1]), (&json!(TEAM), &json!("申报部门/区")));
    let field = |id: &str| team["fields"].as_array().unwrap().iter().find(|field| field["id"] == id).unwrap().clone();
    let wanted = ["id", "label", "section", "kind", "required", "max_words", "options", "printed"];
    team["fields"].as_array().unwrap().iter().for_each(|field| has_keys(field, &wanted));
    let name = json!({"id": "name", "label": "服务团名称", "section": "一、基本信息", "kind": "text",
        "required": true, "max_words": null, "options": [], "printed": true});
    wanted.iter().for_each(|key| assert_eq!(field("name")[key], name[key], "{key}"));
    assert_eq!(field("content")["max_words"], 1000);
    assert_eq!(field("level")["options"], json!(["国家级", "市级"]));
    assert_eq!(field("base_name")["applies"], "是否依托专家服务基地为“是”");
    assert_eq!(field("support")["caps"], json!([{"by": "level", "most": {"国家级": "20", "市级": "10"}}]));
    let amount = &field("budget_lines")["columns"][1];
    assert_eq!((&amount["id"], &amount["required"], &amount["unit"]), (&json!("amount"), &json!(true), &json!("万元")));
    assert_eq!((&team["by"], &team["ground"]), (&json!("applicant"), &json!("")));
    assert_eq!((&field("service_days")["min"], &field("service_days")["printed"]), (&json!("5"), &json!(false)));
    let kinds =
        ["text", "long_text", "integer", "money", "date", "choice", "choices", "phone", "mobile", "email", "table"];
    let fields = notice["forms"].as_array().unwrap().iter().flat_map(|form| form["fields"].as_array().unwrap());
    fields.clone().for_each(|field| assert!(kinds.contains(&field["kind"].as_str().unwrap()), "{field}"));
    let precise = fields.filter(|field| field["kind"] == "date").map(|field| field["precision"].as_str().unwrap());
    assert_eq!(precise.collect::<std::collections::BTreeSet<_>>(), ["day", "month"].into());
    let words = run(here.path(), &["forms"]);
    assert!(words.status == 0 && words.out.contains(TEAM), "{}", words.out);
}

#[test]
fn new_takes_ids_labels_numbers_ticks_and_rows() {
    let here = folder();
    let values = json!({"服务团名称": "团", "level": "市级", "experts": 12, "budget": 10.5, "end": "明年",
        "services": ["义诊", "技术指导"], "budget_lines": [{"用途": "差旅", "amount": 1}], "phone": "0210012345678"});
    let ran = new(here.path(), "a.ron", TEAM, &values);
    assert_eq!((ran.status, &*ran.err), (0, ""));
    let draft = shenbao::store::open(&here.path().join("a.ron")).unwrap();
    assert_eq!((draft.text("name"), draft.text("experts"), draft.text("budget")), ("团", "12", "10.5"));
    assert_eq!((draft.text("end"), draft.text("phone")), ("明年", "0210012345678"));
    assert_eq!(draft.ticks("services"), ["技术指导", "义诊"]);
    assert_eq!((&*draft.rows("budget_lines")[0]["item"], &*draft.rows("budget_lines")[0]["amount"]), ("差旅", "1"));
}

#[test]
fn new_names_every_wrong_value_and_writes_nothing() {
    let here = folder();
    let values = json!({"nam": "x", "level": "区级", "services": ["跳舞", 3], "budget": {}, "experts": true,
        "budget_lines": [{"itm": "x"}, {"amount": []}], "sources": "自筹", "phone": 1.5e30,
        "name": "甲", "服务团名称": "乙"});
    let ran = new(here.path(), "a.ron", TEAM, &values);
    assert_eq!((ran.status, &*ran.out), (2, ""));
    let wanted = [
        "没有“nam”这个栏目，是不是“name”？",
        "“level”没有“区级”这个选项，可以写：国家级、市级",
        "“services”没有“跳舞”这个选项",
        "“services”的每个选项应为带引号的文字",
        "“budget”应写成带引号的文字或数",
        "“experts”应写成带引号的文字或数",
        "“budget_lines”第1行没有“itm”这一列，是不是“item”？",
        "“budget_lines”第2行的“amount”应写成",
        "“sources”应写成[{\"列\": \"内容\"}, …]",
        "“phone”的数太长，请加上引号",
        "是同一个栏目，只留一个",
    ];
    wanted.iter().for_each(|wanted| assert!(ran.err.contains(wanted), "{wanted} in {}", ran.err));
    assert!(!here.path().join("a.ron").exists());
    for (text, wanted) in [("{", "突然结束"), ("[1]", "最外层应为"), ("{'a'}", "不合JSON的规则")] {
        std::fs::write(here.path().join("v.json"), text).unwrap();
        let ran = run(here.path(), &["new", TEAM, "-o", "a.ron", "--values", "v.json"]);
        assert!(ran.status == 2 && ran.err.contains(wanted), "{}", ran.err);
    }
}

#[test]
fn new_spares_what_is_there() {
    let here = folder();
    assert_eq!(new(here.path(), "a.ron", TEAM, &json!({"name": "甲"})).status, 0);
    let again = run(here.path(), &["new", TEAM, "-o", "a.ron"]);
    assert!(again.status == 2 && again.err.contains("已经存在") && again.err.contains("--force"), "{}", again.err);
    assert_eq!(shenbao::store::open(&here.path().join("a.ron")).unwrap().text("name"), "甲");
    assert_eq!(run(here.path(), &["new", TEAM, "-o", "v.json", "--values", "v.json", "--force"]).status, 2);
    assert_eq!(run(here.path(), &["new", TEAM, "-o", "b.ron", "--from", "a.ron"]).status, 0);
    assert_eq!(shenbao::store::open(&here.path().join("b.ron")).unwrap().text("name"), "甲");
    assert_eq!(run(here.path(), &["new", TEAM, "-o", "a.ron", "--force"]).status, 0);
}

#[test]
fn new_from_an_older_draft_of_another_form_tells_what_became_of_each_answer() {
    let here = folder();
    let old = json!({"name": "甲团", "applicant": "某大学", "support": "9.5", "content": "技术".repeat(60), "start": "2025-03-01"});
    new(here.path(), "a.ron", TEAM, &old);
    std::fs::write(here.path().join("v.json"), json!({"name": "乙基地"}).to_string()).unwrap();
    let base = "shanghai-2025/base";
    let args = ["new", base, "-o", "b.ron", "--from", "a.ron", "--values", "v.json", "--json"];
    let json = run(here.path(), &args).json();
    has_keys(&json, &["draft", "form", "from", "lines"]);
    let lines = json["lines"].as_array().unwrap();
    lines.iter().for_each(|line| has_keys(line, &["verdict", "label", "text", "field", "field_label", "note"]));
    let line = |label: &str| lines.iter().find(|line| line["label"] == label).unwrap();
    assert_eq!(
        (&line("申报单位")["verdict"], &line("申报单位")["field_label"]),
        (&json!("taken"), &json!("依托单位名称"))
    );
    assert_eq!((&line("申请经费支持")["verdict"], &line("申请经费支持")["text"]), (&json!("left"), &json!("9.50")));
    assert_eq!(line("拟开展的服务内容")["text"], json!("技术".repeat(60)));
    let made = shenbao::store::open(&here.path().join("b.ron")).unwrap();
    assert_eq!((made.text("name"), made.text("host"), made.text("support")), ("乙基地", "某大学", ""));
    let asked = run(here.path(), &["new", TEAM, "-o", "c.ron", "--from", "a.ron", "--dates", "--amounts"]);
    assert!(asked.status == 0 && asked.out.contains("  已带入  开始时间：2025年3月1日\n"), "{}", asked.out);
    std::fs::write(
        here.path().join("x.ron"),
        "Shenbao(format: 1, draft: Draft(form: \"some-2019/team\", revision: 1))",
    )
    .unwrap();
    let strange = run(here.path(), &["new", TEAM, "-o", "d.ron", "--from", "x.ron"]);
    assert!(strange.status == 2 && strange.err.contains("没有“some-2019/team”这个表式"), "{}", strange.err);
    assert!(!here.path().join("d.ron").exists());
}

#[test]
fn check_tells_findings_and_looks_at_neighbours() {
    let here = folder();
    for name in ["a.ron", "b.ron"] {
        new(here.path(), name, TEAM, &json!({"name": name, "applicant": "某大学", "level": "市级", "support": 11}));
    }
    let ran = run(here.path(), &["check", "a.ron", "--json", "--today", "2025-01-20"]);
    assert_eq!(ran.status, 1);
    let json = ran.json();
    has_keys(&json[0], &["draft", "form", "code", "findings"]);
    assert_eq!((&json[0]["draft"], &json[0]["form"]), (&json!("a.ron"), &json!(TEAM)));
    let findings = json[0]["findings"].as_array().unwrap();
    let keys = ["rule", "field", "label", "severity", "message", "hint", "cite"];
    findings.iter().for_each(|finding| has_keys(finding, &keys));
    let cap = findings.iter().find(|finding| finding["rule"] == "support.cap").unwrap();
    assert_eq!((&cap["field"], &cap["severity"]), (&json!("support"), &json!("error")));
    assert!(findings.iter().all(|finding| finding["rule"] != "one-per-unit" && finding["rule"] != "deadline"));
    let both = run(here.path(), &["check", "a.ron", "b.ron", "./a.ron", "--json", "--today", "2025-02-08"]).json();
    assert_eq!(both.as_array().unwrap().len(), 2, "a draft is not its own neighbour");
    let rules = |at: usize| both[at]["findings"].to_string();
    assert!((0..2).all(|at| rules(at).contains("one-per-unit") && rules(at).contains("deadline")));
    let words = run(here.path(), &["check", "a.ron", "--today", "2025-01-20"]);
    assert!(words.status == 1 && words.out.contains("  须改  "), "{}", words.out);
}

#[test]
fn row_writes_the_file_with_the_code_that_check_tells() {
    let here = folder();
    new(here.path(), "a.ron", TEAM, &json!({"name": "团", "level": "市级"}));
    let ran = run(here.path(), &["row", "a.ron", "-o", "r.xlsx"]);
    assert_eq!(ran.status, 1, "errors are left");
    let code = run(here.path(), &["check", "a.ron", "--json"]).json()[0]["code"].as_str().unwrap().to_string();
    assert!(ran.out.contains(&code), "{}", ran.out);
    assert!(std::fs::read(here.path().join("r.xlsx")).unwrap().starts_with(b"PK"));
    assert_eq!(run(here.path(), &["row", "a.ron", "-o", "a.ron"]).status, 2);
    assert_eq!(run(here.path(), &["row", "a.ron", "-o", "other.ron"]).status, 2);
    assert_eq!(shenbao::store::open(&here.path().join("a.ron")).unwrap().text("name"), "团");
}

#[test]
fn pdf_marks_what_is_not_ready_and_spares_drafts() {
    let here = folder();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/示例-示范团.ron");
    let pdf = |name: &str| std::fs::read(here.path().join(name)).unwrap();
    let full = run(here.path(), &["pdf", sample, "-o", "full.pdf"]);
    let code = run(here.path(), &["check", sample, "--json"]).json()[0]["code"].as_str().unwrap().to_string();
    assert!(full.status == 0 && full.out.contains(&code) && full.err.is_empty(), "{}{}", full.out, full.err);
    new(here.path(), "a.ron", TEAM, &json!({"name": "团"}));
    let half = run(here.path(), &["pdf", "a.ron", "-o", "half.pdf"]);
    assert!(half.status == 1 && half.err.contains("处须改") && half.err.contains("“草稿”"), "{}", half.err);
    let blank = run(here.path(), &["pdf", "--blank", TEAM, "-o", "blank.pdf"]);
    assert!(blank.status == 0 && blank.out.contains("空白") && blank.err.is_empty(), "{}{}", blank.out, blank.err);
    assert!(["full.pdf", "half.pdf", "blank.pdf"].iter().all(|name| pdf(name).starts_with(b"%PDF-1.")));
    std::fs::copy(here.path().join("a.ron"), here.path().join("a.txt")).unwrap();
    for args in [["pdf", "a.ron", "-o", "./a.ron"], ["pdf", "a.ron", "-o", "b.ron"], ["pdf", "a.txt", "-o", "a.txt"]] {
        let ran = run(here.path(), &args);
        assert!(ran.status == 2 && ran.err.contains("请用-o另取一个名字"), "{}", ran.err);
    }
    assert_eq!(shenbao::store::open(&here.path().join("a.ron")).unwrap().text("name"), "团");
}

#[test]
fn check_tells_what_the_paper_cannot_show() {
    let here = folder();
    new(here.path(), "a.ron", TEAM, &json!({"contact": "张\u{20BB7}"}));
    let ran = run(here.path(), &["check", "a.ron"]);
    assert!(
        ran.out.contains("（U+20BB7）没有字体可印，请改用其他字〔沪人社专〔2025〕11号 附件1：联系人〕\n"),
        "{}",
        ran.out
    );
}

#[test]
fn lint_finds_nothing_in_the_built_in_calls_and_everything_in_broken_ones() {
    let here = folder();
    let notices = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/notices");
    let ran = run(here.path(), &["lint", notices, "--json"]);
    assert_eq!((ran.status, ran.json()), (0, json!([])));
    std::fs::create_dir(here.path().join("some-2030")).unwrap();
    std::fs::write(here.path().join("some-2030/notice.ron"), "Notice(\n  regoin: \"x\",\n  forms: [\"a.ron\"],\n)")
        .unwrap();
    for path in [".", "some-2030", "some-2030/notice.ron"] {
        let ran = run(here.path(), &["lint", path, "--json"]);
        let json = ran.json();
        assert!(ran.status == 1 && json.as_array().unwrap().len() > 3, "{path}: {json}");
        json.as_array().unwrap().iter().for_each(|p| has_keys(p, &["file", "line", "problem", "found", "remedy"]));
        let typo = json.as_array().unwrap().iter().find(|problem| problem["found"] == "regoin").unwrap();
        assert_eq!(typo["line"], 2);
        assert!(typo["file"].as_str().unwrap().ends_with("some-2030/notice.ron"));
    }
    std::fs::write(here.path().join("some-2030/a.ron"), b"\xC9\xEA\xB1\xA8").unwrap();
    assert!(run(here.path(), &["lint", "some-2030"]).out.contains("编码"));
    assert_eq!(run(here.path(), &["lint", "nowhere"]).status, 2);
}

#[test]
fn lint_tries_the_examples_of_what_can_be_read_although_another_file_is_wrong() {
    let here = folder();
    let call = here.path().join("some-2025");
    std::fs::create_dir(&call).unwrap();
    for name in ["notice.ron", "team.ron", "base.ron", "letter.ron"] {
        let path = format!("{}/assets/notices/shanghai-2025/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let spoilt = match name {
            "team.ron" => text.replacen("{\"service_days\": Text(\"5\")}", "{\"service_days\": Text(\"4\")}", 1),
            "base.ron" => text.replacen("must: MaxWords(200)", "must: MaxWords(0)", 1),
            _ => text.clone(),
        };
        assert!(["notice.ron", "letter.ron"].contains(&name) || spoilt != text, "{name} is not spoilt");
        std::fs::write(call.join(name), spoilt).unwrap();
    }
    let out = run(here.path(), &["lint", "some-2025"]).out;
    assert!(out.contains("字数上限不能是0") && out.contains("pass例子没有通过"), "{out}");
    assert_eq!(out.lines().count(), 3, "one problem each and a line of summary: {out}");
}

#[test]
fn what_cannot_be_done_is_told_with_its_cause_and_remedy() {
    let here = folder();
    let file = |name: &str, bytes: &[u8]| std::fs::write(here.path().join(name), bytes).unwrap();
    file("cut.ron", b"Shenbao(\n  format: 1,\n  draft: Draft(");
    file("newer.ron", b"Shenbao(format: 99, draft: 3)");
    file("gbk.ron", b"Shenbao(\xC9\xEA\xB1\xA8)");
    file("other.ron", b"Shenbao(format: 1, draft: Draft(form: \"shanghai-2025/taem\", revision: 1))");
    std::fs::create_dir(here.path().join("folder.ron")).unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["check", "nowhere.ron"], "没有这个文件"),
        (&["check", "folder.ron"], "这是一个文件夹"),
        (&["check", "cut.ron"], "行读不懂：内容到这里突然结束"),
        (&["row", "newer.ron", "-o", "r.xlsx"], "请升级申报台"),
        (&["check", "gbk.ron"], "不是UTF-8"),
        (&["check", "other.ron"], "没有“shanghai-2025/taem”这个表式，是不是“shanghai-2025/team”？"),
        (&["new", "shanghai-2025/tem", "-o", "x.ron"], "是不是“shanghai-2025/team”？"),
        (&["new", "天津", "-o", "x.ron"], "可以写：shanghai-2025/team、"),
        (&["new", TEAM, "-o", "no/x.ron"], "没有这个文件夹"),
        (&["new", TEAM, "-o", "cut.ron/x.ron"], "没有这个文件夹"),
        (&["new", TEAM, "-o", "folder.ron", "--force"], "这是一个文件夹"),
        (&["new", TEAM], "还缺少--output"),
        (&["check"], "还缺少<草稿.ron>。"),
        (&["check", "a.ron", "--today", "明天"], "请写成2025-01-20这样的日期"),
        (&["check", "a.ron", "--jsno"], "不认识“--jsno”"),
        (&["form"], "是不是“forms”？"),
        (&["chekc", "a.ron"], "是不是“check”？"),
        (&["a.ron", "b.ron"], "一次只能打开一份草稿"),
        (&["pdf", "a.ron", "--blank", TEAM, "-o", "x.pdf"], "不能与"),
        (&["pdf", "-o", "x.pdf"], "还缺少<草稿.ron>"),
        (&["row", "cut.ron", "-o", "x", "-o", "y"], "写了两次"),
    ];
    for (args, wanted) in cases {
        let ran = run(here.path(), args);
        assert!(ran.status == 2 && ran.out.is_empty() && ran.err.contains(wanted), "{args:?}: {}{}", ran.out, ran.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_forbidden_folder_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let here = folder();
    new(here.path(), "a.ron", TEAM, &json!({"name": "团"}));
    let full = run(here.path(), &["row", "a.ron", "-o", "/dev/full"]);
    assert!(full.status == 2 && full.err.contains("磁盘已满"), "{}", full.err);
    let shut = here.path().join("shut");
    std::fs::create_dir(&shut).unwrap();
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o500)).unwrap();
    if std::fs::write(shut.join("probe"), "").is_err() {
        let ran = run(here.path(), &["row", "a.ron", "-o", "shut/r.xlsx"]);
        assert!(ran.status == 2 && ran.err.contains("没有权限"), "{}", ran.err);
    }
}

#[test]
fn help_is_chinese() {
    let here = folder();
    for command in ["", "forms", "new", "check", "pdf", "row", "merge", "verify", "lint"] {
        let args: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let ran = run(here.path(), &args);
        assert!(ran.status == 0 && ran.out.contains("用法：") && ran.out.contains("显示用法"), "{}", ran.out);
        let english = ["Options", "Commands", "Arguments", "Print", "default", "possible"];
        assert!(english.iter().all(|word| !ran.out.contains(word)), "{}", ran.out);
    }
    assert!(run(here.path(), &["--version"]).out.starts_with("申报台 "));
}

#[test]
fn a_command_that_there_is_not_is_no_draft() {
    for (word, meant) in [("upload", None), ("chek", Some("check"))] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_shenbao")).args([word, "a.xlsx"]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(said.contains(&format!("没有“{word}”这个命令")), "{said}");
        assert!(meant.is_none_or(|meant| said.contains(&format!("是不是“{meant}”"))), "{said}");
    }
}

#[test]
fn a_new_draft_keeps_its_form_and_a_refused_folder_is_named() {
    let here = folder();
    let notices = here.path().join("data/notices/some-2025");
    std::fs::create_dir_all(&notices).unwrap();
    let form = |name: &str| {
        let path = format!("{}/assets/notices/shanghai-2025/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    };
    for name in ["notice.ron", "team.ron", "base.ron", "letter.ron"] {
        std::fs::write(notices.join(name), form(name)).unwrap();
    }
    let made = run(here.path(), &["new", "some-2025/team", "-o", "a.ron"]);
    assert_eq!((made.status, made.err.as_str()), (0, ""), "{}", made.out);
    std::fs::write(notices.join("team.ron"), form("team.ron").replace("revision: 1", "revison: 1")).unwrap();
    let listed = run(here.path(), &["forms"]);
    assert!(listed.status == 0 && listed.err.contains("some-2025") && listed.err.contains("未启用"), "{}", listed.err);
    let refused = run(here.path(), &["new", "some-2025/team", "-o", "b.ron"]);
    assert!(refused.status == 2 && refused.err.contains("未启用"), "{}", refused.err);
    let checked = run(here.path(), &["check", "a.ron"]);
    assert!(checked.status == 1 && checked.out.contains("填写服务团名称"), "{}{}", checked.out, checked.err);
}
