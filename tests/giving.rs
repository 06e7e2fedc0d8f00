//! What `shenbao merge` gives out beside the list: its PDF, the letter, the folder with everything.

use shenbao::draft::Draft;
use shenbao::form::notices;
use shenbao::row::{Cell, Row, Sheet, xlsx};
use shenbao::store;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// A folder with the list of one unit, made by hand.
fn folder() -> TempDir {
    let here = tempfile::tempdir().unwrap();
    let list = notices().iter().find(|notice| notice.id == "shanghai-2025").unwrap().list.clone().unwrap();
    let cells = ["", "", "市级服务团", "甲服务团", "甲医院", "某区", "正高级，12人", "开展义诊", "医疗"];
    let row = Row { cells: cells.map(Cell::of).into(), ..Row::default() };
    let bytes = xlsx::write(&Sheet { list, rows: vec![row], record: None }).unwrap();
    std::fs::write(here.path().join("行.xlsx"), bytes).unwrap();
    here
}

/// Exit status and all words.
fn merge(here: &Path, args: &[&str]) -> (i32, String) {
    let usual = ["merge", "行.xlsx", "-o", "表.xlsx", "--office", "某委"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
    command.args(usual).args(args).current_dir(here).env("SHENBAO_DATA", here.join("data"));
    let done = command.output().unwrap();
    let words = [done.stdout, done.stderr].map(|words| String::from_utf8(words).unwrap()).concat();
    (done.status.code().unwrap(), words)
}

fn draft(path: &Path) -> Draft {
    store::open(path).unwrap()
}

#[test]
fn pdf_and_letter_are_written_beside_the_list() {
    let here = folder();
    let (status, words) = merge(here.path(), &["--pdf", "表.pdf", "--letter", "函.ron"]);
    assert_eq!(status, 0, "{words}");
    assert!(words.contains("已打印一览表“表.pdf”") && words.contains("已起草推荐函“函.ron”"), "{words}");
    assert!(std::fs::read(here.path().join("表.pdf")).unwrap().starts_with(b"%PDF"));
    let letter = draft(&here.path().join("函.ron"));
    assert_eq!((letter.text("office"), letter.rows("projects")[0]["name"].as_str()), ("某委", "甲服务团"));
    assert!(!letter.id.is_empty());
}

#[test]
fn the_folder_takes_a_letter_that_was_begun_and_nothing_is_written_over() {
    let here = folder();
    merge(here.path(), &["--letter", "函.ron"]);
    let letter = here.path().join("函.ron");
    let begun = std::fs::read_to_string(&letter).unwrap().replace("甲服务团", "旧名");
    let begun = begun.replace("\"office\":", "\"contact\": Text(\"王经办\"), \"office\":");
    std::fs::write(&letter, &begun).unwrap();

    let (status, words) = merge(here.path(), &["--letter", "函.ron"]);
    assert!(status == 2 && words.contains("“函.ron”已经存在，没有改动它"), "{words}");
    let (status, words) = merge(here.path(), &["--letter", "函.ron", "--folder", "报送"]);
    assert!(status == 1 && words.contains("已放进文件夹“报送”，共5个文件"), "{words}");
    assert!(
        words.contains("公函还有") && words.contains("不能盖章"),
        "the letter lacks more than its contact: {words}"
    );
    assert_eq!(std::fs::read_to_string(&letter).unwrap(), begun);
    let filled = draft(&here.path().join("报送/某委-推荐函.ron"));
    assert_eq!((filled.text("contact"), filled.rows("projects")[0]["name"].as_str()), ("王经办", "甲服务团"));
    let (status, words) = merge(here.path(), &["--folder", "报送"]);
    assert!(status == 2 && words.contains("“报送”已经存在"), "{words}");
}

#[test]
fn rows_and_other_drafts_are_safe() {
    let here = folder();
    let (status, words) = merge(here.path(), &["--pdf", "行.xlsx"]);
    assert!(status == 2 && words.contains("不能写到“行.xlsx”"), "{words}");
    let team = notices().iter().flat_map(|notice| &notice.forms).find(|form| form.id == "shanghai-2025/team").unwrap();
    store::save_draft(&here.path().join("团.ron"), &Draft::new(team)).unwrap();
    let (status, words) = merge(here.path(), &["--letter", "团.ron", "--folder", "报送"]);
    assert!(status == 2 && words.contains("不是“关于推荐2025年专家服务基层项目的函”的草稿"), "{words}");
    assert!(!here.path().join("报送").exists());
}
