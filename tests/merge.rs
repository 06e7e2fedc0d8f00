//! `shenbao merge` on real files: everything handed in has its verdict, and lists of lists are as one list.

use serde_json::Value;
use shenbao::form::notices;
use shenbao::row::{Accepted, Cell, Origin, Record, Row, Sheet, row, xlsx};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn shenbao(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shenbao"))
        .args(args)
        .current_dir(folder)
        .env("SHENBAO_DATA", folder.join("data"))
        .output()
        .unwrap()
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A unit's row file, made of a draft.
fn unit_file(path: PathBuf, name: &str, unit: &str, id: &str, made: &str) {
    let form = notices().iter().flat_map(|call| &call.forms).find(|form| form.id == "shanghai-2025/team").unwrap();
    let text = include_str!("../assets/samples/示例-示范团.ron");
    let mut draft = shenbao::draft::from_text(text).unwrap();
    draft.id = id.into();
    for (field, words) in [("name", name), ("applicant", unit)] {
        draft.answers.insert(field.into(), shenbao::draft::Answer::Text(words.into()));
    }
    let bytes = xlsx::write(&Sheet::of(form, row(form, &draft, made)).unwrap()).unwrap();
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", words(&output.stderr)))
}

#[test]
fn a_folder_becomes_a_list_and_each_file_has_its_verdict() {
    let temp = tempfile::tempdir().unwrap();
    let at = |name: &str| temp.path().join("收到").join(name);
    unit_file(at("甲.xlsx"), "甲团", "甲医院", "a", "2025-01-20T10:00:00");
    unit_file(at("甲新.xlsx"), "甲团", "甲医院", "a", "2025-01-21T10:00:00");
    unit_file(at("乙/乙.xlsx"), "乙团", "甲医院", "b", "2025-01-20T10:00:00");
    std::fs::write(at("图.xlsx"), b"\x89PNG\r\n").unwrap();
    std::fs::write(at("~$甲.xlsx"), b"x").unwrap();
    let args = ["merge", "收到", "没有.xlsx", "-o", "收到/一览表.xlsx", "--office", "某区", "--json"];
    let output = shenbao(temp.path(), &args);
    assert_eq!(output.status.code(), Some(1), "{}", words(&output.stderr));
    let told = json(&output);
    let verdict = |row: &Value| format!("{} {}", row["file"].as_str().unwrap(), row["verdict"].as_str().unwrap());
    let verdicts: Vec<String> = told["rows"].as_array().unwrap().iter().map(verdict).collect();
    let expected = [
        "收到/乙/乙.xlsx taken",
        "收到/图.xlsx refused",
        "收到/甲.xlsx superseded",
        "收到/甲新.xlsx taken",
        "没有.xlsx refused",
    ];
    assert_eq!(verdicts, expected);
    let taken = &told["rows"][0];
    assert_eq!((&taken["number"], &taken["cells"]["申报部门/区"]), (&1.into(), &"某区".into()));
    assert_eq!(taken["findings"][0]["rule"], "row.unit.limit");
    assert_eq!(told["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == "row.unit.limit").count(), 2);
    assert!(told["notes"].to_string().contains("~$甲.xlsx"));
    let again = shenbao(temp.path(), &args);
    assert_eq!(words(&again.stdout), words(&output.stdout), "the list itself is no row file");
}

#[test]
fn what_is_no_workbook_is_named_with_its_reason() {
    let temp = tempfile::tempdir().unwrap();
    let at = |name: &str| temp.path().join("收到").join(name);
    unit_file(at("甲.xlsx"), "甲团", "甲医院", "a", "2025-01-20T10:00:00");
    std::fs::write(at("盖章.pdf"), b"%PDF-1.7").unwrap();
    let args = ["merge", "收到", "-o", "表.xlsx"];
    let output = shenbao(temp.path(), &args);
    let told = words(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "a stamped paper comes along with the row: {told}");
    assert!(told.contains("提示  “收到/盖章.pdf”是PDF文件，不含一览表的行，没有读取\n"), "{told}");
    for name in ["乙.csv", "丙.docx", "丁.zip", "戊", "己.xlsx.bak"] {
        std::fs::write(at(name), "x").unwrap();
    }
    let output = shenbao(temp.path(), &args);
    let told = words(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("未收  “收到/乙.csv”是文本（如CSV），不是Excel工作簿，没有读取"), "{told}");
    assert!(
        told.contains("已将1个文件的1行汇总成“2025年专家服务基层申报情况一览表”，列入的行没有问题，5处未收"),
        "{told}"
    );
    let told = json(&shenbao(temp.path(), &[&args[..], &["--json"]].concat()));
    let refused = told["rows"].as_array().unwrap().iter().filter(|row| row["verdict"] == "refused");
    let refused: Vec<&str> = refused.map(|row| row["file"].as_str().unwrap()).collect();
    let expected = ["丁.zip", "丙.docx", "乙.csv", "己.xlsx.bak", "戊", "盖章.pdf"];
    assert_eq!(refused, expected.map(|name| format!("收到/{name}")));
}

#[test]
fn nothing_that_was_handed_in_is_written_over_or_made_up() {
    let temp = tempfile::tempdir().unwrap();
    let at = |name: &str| temp.path().join("收到").join(name);
    unit_file(at("甲.xlsx"), "甲团", "甲医院", "a", "2025-01-20T10:00:00");
    let before = std::fs::read(at("甲.xlsx")).unwrap();
    for args in [["merge", "收到/甲.xlsx", "-o", "收到/甲.xlsx"], ["merge", "收到", "-o", "收到/甲.xlsx"]] {
        let output = shenbao(temp.path(), &args);
        assert_eq!(output.status.code(), Some(2));
        assert!(words(&output.stderr).contains("不能写到"), "{}", words(&output.stderr));
    }
    assert_eq!(std::fs::read(at("甲.xlsx")).unwrap(), before);
    for (name, bytes) in [("预算.xlsx", xlsx_of("预算")), ("坏.xlsx", b"PK\x03\x04".to_vec())] {
        std::fs::write(temp.path().join(name), &bytes).unwrap();
        let output = shenbao(temp.path(), &["merge", "收到", "-o", name]);
        assert_eq!((output.status.code(), std::fs::read(temp.path().join(name)).unwrap()), (Some(2), bytes), "{name}");
    }
    for _ in 0..2 {
        assert_eq!(shenbao(temp.path(), &["merge", "收到", "-o", "总表.xlsx"]).status.code(), Some(0), "once more");
    }
    let output = shenbao(temp.path(), &["merge", "没有.xlsx", "-o", "表.xlsx"]);
    assert_eq!((output.status.code(), temp.path().join("表.xlsx").exists()), (Some(2), false));
    let output = shenbao(temp.path(), &["merge", "收到", "-o", "表.xlsx", "--call", "shanghai-2023"]);
    assert_eq!(output.status.code(), Some(2), "a row of 2025 stands in no list of 2023");
    assert!(!words(&output.stdout).contains("存为"), "nothing was written");
    assert!(
        words(&output.stdout).contains(
            "是上海（沪人社专〔2025〕11号）“2025年专家服务基层申报情况一览表”的行，不能列入上海（沪人社专〔2023〕49号）"
        ),
        "{}",
        words(&output.stdout)
    );
}

#[test]
fn people_read_what_became_of_everything() {
    let temp = tempfile::tempdir().unwrap();
    unit_file(temp.path().join("甲.xlsx"), "甲团", "甲医院", "a", "2025-01-20T10:00:00");
    unit_file(temp.path().join("旧.xlsx"), "甲团", "甲医院", "a", "2025-01-10T10:00:00");
    let output = shenbao(temp.path(), &["merge", "甲.xlsx", "旧.xlsx", "-o", "表.xlsx"]);
    let told = words(&output.stdout);
    assert!(told.contains("已有新版  “旧.xlsx”第4行“甲团”：同一份草稿有较新的一行"), "{told}");
    assert!(
        told.ends_with("已将2个文件的1行汇总成“2025年专家服务基层申报情况一览表”，没有问题，存为“表.xlsx”\n"),
        "{told}"
    );
    assert_eq!(output.status.code(), Some(0));
}

/// A row file of a call that is not at hand.
fn strange_file(path: PathBuf) {
    let form = notices().iter().flat_map(|call| &call.forms).find(|form| form.id == "shanghai-2025/team").unwrap();
    let mut draft = shenbao::draft::Draft { id: "s".into(), ..shenbao::draft::Draft::new(form) };
    for (field, words) in [("name", "远方团"), ("applicant", "远方医院")] {
        draft.answers.insert(field.into(), shenbao::draft::Answer::Text(words.into()));
    }
    let mut made = row(form, &draft, "2025-01-20T10:00:00");
    (made.form, made.number) = ("nowhere-2099/team".into(), "某人社〔2099〕1号".into());
    let list = shenbao::form::List { title: "某表".into(), ..form.list.clone().unwrap() };
    std::fs::write(path, xlsx::write(&Sheet { list, rows: vec![made], record: None }).unwrap()).unwrap();
}

#[test]
fn a_row_of_a_call_that_is_not_at_hand_is_refused_by_name() {
    let temp = tempfile::tempdir().unwrap();
    unit_file(temp.path().join("甲.xlsx"), "甲团", "甲医院", "a", "2025-01-20T10:00:00");
    strange_file(temp.path().join("远.xlsx"));
    let why = "本机没有某人社〔2099〕1号的表式“nowhere-2099/team”，请先装入这份通知的表式";
    let alone = shenbao(temp.path(), &["merge", "远.xlsx", "-o", "表.xlsx"]);
    assert_eq!(alone.status.code(), Some(2));
    assert!(words(&alone.stderr).contains(&format!("“远.xlsx”{why}")), "{}", words(&alone.stderr));
    let beside = ["merge", "甲.xlsx", "远.xlsx", "-o", "表.xlsx"];
    let output = shenbao(temp.path(), &beside);
    assert_eq!(output.status.code(), Some(1), "{}", words(&output.stdout));
    assert!(
        words(&output.stdout).contains(&format!("未收  “远.xlsx”第4行“远方团”：{why}\n")),
        "{}",
        words(&output.stdout)
    );
    let told = json(&shenbao(temp.path(), &[&beside[..], &["--json"]].concat()));
    let last = &told["rows"][1];
    assert_eq!((&last["file"], &last["verdict"], &last["reason"]), (&"远.xlsx".into(), &"refused".into(), &why.into()));
    assert_eq!(
        (told["rows"].as_array().unwrap().len(), &last["line"]),
        (2, &4.into()),
        "not taken by its cells as well"
    );
    let again = shenbao(temp.path(), &["merge", "表.xlsx", "-o", "上.xlsx"]);
    assert_eq!(words(&again.stdout).matches(why).count(), 1, "what a list left out is told with it");
}

#[test]
fn a_line_is_that_of_the_file_that_was_handed_in() {
    let temp = tempfile::tempdir().unwrap();
    unit_file(temp.path().join("甲.xlsx"), "甲团", "甲医院", "a", "2025-01-20T10:00:00");
    unit_file(temp.path().join("乙.xlsx"), "乙团", "乙医院", "b", "2025-01-20T10:00:00");
    unit_file(temp.path().join("新.xlsx"), "乙团", "乙医院", "b", "2025-01-21T10:00:00");
    shenbao(temp.path(), &["merge", "甲.xlsx", "乙.xlsx", "-o", "区.xlsx"]);
    let args = ["merge", "区.xlsx", "新.xlsx", "-o", "市.xlsx"];
    let told = words(&shenbao(temp.path(), &args).stdout);
    assert!(told.contains("“区.xlsx”第5行“乙团”"), "{told}");
    let told = json(&shenbao(temp.path(), &[&args[..], &["--json"]].concat()));
    assert_eq!((&told["rows"][1]["file"], &told["rows"][1]["line"]), (&"区.xlsx".into(), &5.into()));
}

#[test]
fn an_order_that_there_is_not_is_answered_with_those_that_there_are() {
    let temp = tempfile::tempdir().unwrap();
    let output = shenbao(temp.path(), &["merge", "甲.xlsx", "-o", "表.xlsx", "--order", "x"]);
    let told = words(&output.stderr);
    assert!(told.contains("“x”读不懂，可以写received、kind"), "{told}");
}

#[test]
fn each_result_has_a_name_of_its_own_and_of_its_kind() {
    let temp = tempfile::tempdir().unwrap();
    unit_file(temp.path().join("甲.xlsx"), "甲团", "甲医院", "a", "2025-01-20T10:00:00");
    let refused = |args: &[&str], words_of: &str| {
        let output = shenbao(temp.path(), &[&["merge", "甲.xlsx"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(words(&output.stderr).contains(words_of), "{}", words(&output.stderr));
    };
    refused(&["-o", "表.txt"], "不能写到“表.txt”：结果是.xlsx文件，名字不能以.txt结尾，请用-o另取一个名字");
    refused(&["-o", "表", "--pdf", "./表"], "-o和--pdf写的是同一个地方“./表”，请各取一个名字");
    refused(
        &["-o", "表.xlsx", "--pdf", "表.xlsx"],
        "不能写到“表.xlsx”：结果是.pdf文件，名字不能以.xlsx结尾，请用--pdf另取",
    );
    refused(&["-o", "表.xlsx", "--letter", "出", "--folder", "出"], "--letter和--folder写的是同一个地方“出”");
    assert_eq!(std::fs::read_dir(temp.path()).unwrap().count(), 1, "nothing was written");
}

#[test]
fn machines_are_told_what_was_written() {
    let temp = tempfile::tempdir().unwrap();
    unit_file(temp.path().join("甲.xlsx"), "甲团", "甲医院", "a", "2025-01-20T10:00:00");
    let args = ["merge", "甲.xlsx", "-o", "表.xlsx", "--pdf", "表.pdf", "--letter", "函.ron", "--json"];
    let told = json(&shenbao(temp.path(), &args));
    let given: Vec<(&str, &str)> = told["given"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["kind"].as_str().unwrap(), one["path"].as_str().unwrap()))
        .collect();
    assert_eq!(given, [("list", "表.xlsx"), ("pdf", "表.pdf"), ("letter", "函.ron")]);
    let told = json(&shenbao(temp.path(), &["merge", "甲.xlsx", "-o", "表.xlsx", "--folder", "报送", "--json"]));
    let given = told["given"].as_array().unwrap();
    assert!(given.len() > 2 && given[1..].iter().all(|one| temp.path().join(one["path"].as_str().unwrap()).exists()));
}

/// A list that an office made, in which it let findings pass.
fn passed_by(path: PathBuf, by: &str) {
    let call = notices().iter().find(|call| call.id == "shanghai-2025").unwrap();
    let cells = ["1", "", "市级服务团", "甲团", "甲医院", "云南", "正高级，6人", "义诊", "卫生"];
    let list = call.list.clone().unwrap();
    let column = list.columns[5].heading.clone();
    let passed = Accepted { rule: "row.place.city".into(), column, reason: "已商市局".into(), by: by.into() };
    let row = Row {
        from: Origin { file: "甲.xlsx".into(), line: 4 },
        unit: "甲医院".into(),
        name: "甲团".into(),
        cells: cells.map(Cell::of).to_vec(),
        accepted: vec![passed],
        ..Row::default()
    };
    let sheet = Sheet { list, rows: vec![row], record: Some(Record::default()) };
    std::fs::write(path, xlsx::write(&sheet).unwrap()).unwrap();
}

#[test]
fn what_an_office_let_pass_is_told_and_what_nobody_signs_counts() {
    let temp = tempfile::tempdir().unwrap();
    passed_by(temp.path().join("区.xlsx"), "某区");
    let output = shenbao(temp.path(), &["merge", "区.xlsx", "-o", "表.xlsx"]);
    let told = words(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("已接受  第1行（“区.xlsx”第4行）：服务地点写了“云南”"), "{told}");
    assert!(told.contains("请调整服务地点，或改报国家级服务团（某区：已商市局）\n"), "{told}");
    for nobody in ["", "甲医院"] {
        passed_by(temp.path().join("区.xlsx"), nobody);
        let output = shenbao(temp.path(), &["merge", "区.xlsx", "-o", "表.xlsx"]);
        let told = words(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains("提示  “区.xlsx”第4行“甲团”有1处放行不是推荐单位作的，没有采用\n"), "{told}");
    }
}

/// Somebody's own workbook.
fn xlsx_of(words: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, words).unwrap();
    book.save_to_buffer().unwrap()
}
