//! A call that nobody issued, to be dropped in, and the same one revision on.

use std::fs;
use std::path::Path;

pub const NOTICE: &str = r#"Notice(
  region: "某市", year: 2026, number: "某人社〔2026〕1号", title: "通知", issuer: "某局",
  issued: "2026-01-14", deadline: "2026-02-07", forms: ["team.ron"],
)"#;

pub const FORM: &str = r#"Form(
  revision: 1, title: "服务团申报表", short: "服务团", annex: "附件1", name: "name", unit: "applicant",
  sections: [Section(id: "basic", title: "一、基本信息", fields: [
    Field(id: "name", label: "服务团名称", kind: Text, ask: Required),
    Field(id: "applicant", label: "申报单位", kind: Text, ask: Required),
    Field(id: "level", label: "申报类别", kind: Choice(["国家级", "市级"])),
    Field(id: "content", label: "服务内容", hint: "不超过200字", kind: LongText),
    Field(id: "fax", label: "传真", kind: Text),
  ])],
  rules: [
    Rule(id: "content.length", on: "content", must: MaxWords(200), cite: ("附件1", "不超过200字"),
      pass: [{"content": Words(200)}], fail: [{"content": Words(201)}]),
  ],
  pages: [Title("服务团申报表"), Grid(columns: [30, 60], rows: [
    [Cell(words: [Label("name")]), Cell(words: [Answer("name"), Answer("applicant"), BoxesBefore("level")])],
    [Cell(words: [Label("content")]), Cell(words: [Paragraphs("content"), Answer("fax")], at_least: 100)],
  ])],
)"#;

/// The form one year on: a longer text, another option, one question gone and one come.
pub fn newer() -> String {
    let changes = [
        ("revision: 1", "revision: 2"),
        (r#"["国家级", "市级"]"#, r#"["国家级", "市级", "区级"]"#),
        ("不超过200字", "不超过1000字"),
        ("MaxWords(200)", "MaxWords(1000)"),
        ("Words(200)", "Words(1000)"),
        ("Words(201)", "Words(1001)"),
        (r#"Field(id: "fax", label: "传真", kind: Text)"#, r#"Field(id: "mobile", label: "手机", kind: Mobile)"#),
        (r#"Answer("fax")"#, r#"Answer("mobile")"#),
        ("at_least: 100", "at_least: 200"),
    ];
    changes.iter().fold(FORM.to_string(), |form, (from, to)| {
        assert!(form.contains(from), "{from}");
        form.replace(from, to)
    })
}

/// Writes a call's files into its folder.
pub fn write_call(folder: &Path, files: &[(&str, &str)]) {
    fs::create_dir_all(folder).unwrap();
    for (name, text) in files {
        fs::write(folder.join(name), text).unwrap();
    }
}
