//! `shenbao verify`: a paper, its row, a list and a code beside each other, from the files themselves.

use serde_json::Value;
use shenbao::draft::{Answer, Draft};
use shenbao::form::{Form, notices};
use shenbao::row::{Change, Record, Row, Sheet, row, xlsx};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

struct Ran {
    out: String,
    err: String,
    status: i32,
}

struct Here(TempDir);

impl Here {
    fn new() -> Self {
        Here(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
        let done = command.args(args).current_dir(self.path()).env("SHENBAO_DATA", self.path().join("data"));
        let done = done.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { out: text(done.stdout), err: text(done.stderr), status: done.status.code().unwrap() }
    }

    fn verify(&self, things: &[&str]) -> Ran {
        self.run(&[&["verify"], things].concat())
    }

    fn json(&self, things: &[&str]) -> Value {
        serde_json::from_str(&self.verify(&[things, &["--json"]].concat()).out).unwrap()
    }

    fn rows(&self, name: &str, rows: Vec<Row>, record: Option<Record>) {
        let list = form().list.clone().unwrap();
        std::fs::write(self.path().join(name), xlsx::write(&Sheet { list, rows, record }).unwrap()).unwrap();
    }

    /// The draft as a file, its row and its paper: `a.ron`, `a.xlsx`, `a.pdf`; gives the row.
    fn put(&self, name: &str, draft: &Draft) -> Row {
        std::fs::write(self.path().join(format!("{name}.ron")), shenbao::draft::to_text(draft)).unwrap();
        let printed = self.run(&["pdf", &format!("{name}.ron"), "-o", &format!("{name}.pdf")]);
        assert!(printed.status < 2, "{}", printed.err);
        let row = row(&form(), draft, "2025-01-20T17:20:31");
        self.rows(&format!("{name}.xlsx"), vec![row.clone()], None);
        row
    }
}

fn form() -> Arc<Form> {
    notices().iter().find(|notice| notice.id == "shanghai-2025").unwrap().forms[0].clone()
}

fn draft(id: &str, name: &str, content: &str) -> Draft {
    let text = |words: &str| Answer::Text(words.to_string());
    let answers = [("name", text(name)), ("applicant", text("某超算中心")), ("content", text(content))];
    Draft { id: id.into(), answers: answers.map(|(id, answer)| (id.into(), answer)).into(), ..Draft::new(&form()) }
}

#[test]
fn paper_row_list_and_code_agree() {
    let here = Here::new();
    let mine = here.put("a", &draft("d1", "算力团", "第一段\n第二段"));
    let other = here.put("b", &draft("d2", "别的团", "内容"));
    here.rows("list.xlsx", vec![other, mine.clone()], Some(Record::default()));
    let typed = mine.code.to_lowercase().replace('-', "");
    let ran = here.verify(&["a.xlsx", "a.pdf", "list.xlsx", &typed]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
    assert_eq!((ran.out.lines().count(), ran.out.matches("一致  ").count()), (3, 3), "{}", ran.out);
    assert!(ran.out.contains(&format!("a.xlsx（{0}）与a.pdf（{0}）", mine.code)), "{}", ran.out);
    let json = here.json(&["a.xlsx", "list.xlsx"]);
    let found = &json["comparisons"][0];
    assert_eq!(
        (&found["verdict"], &found["one"]["kind"], &found["other"]["kind"]),
        (&"same".into(), &"row".into(), &"list".into())
    );
    assert_eq!(found["one"]["sections"].as_object().unwrap().len(), form().sections.len());
}

#[test]
fn answers_edited_in_the_row_file_name_their_section() {
    let here = Here::new();
    let row = here.put("a", &draft("d1", "算力团", "内容"));
    let mut edited = row.clone();
    edited.answers.iter_mut().find(|told| told.id == "content").unwrap().value = "另写的内容".into();
    here.rows("edited.xlsx", vec![edited], None);
    let ran = here.verify(&["edited.xlsx", "a.pdf"]);
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("不一致  edited.xlsx") && ran.out.contains("：不同的部分是服务内容\n"), "{}", ran.out);
    assert!(ran.out.contains("有改动  edited.xlsx导出后“服务内容”被改过"), "{}", ran.out);
    let json = here.json(&["edited.xlsx", "a.pdf"]);
    assert_eq!(json["comparisons"][0]["sections"], serde_json::json!(["服务内容"]));
    assert_eq!(json["tampered"][0]["source"], "edited.xlsx");

    let mut cell = row;
    cell.changes = vec![Change { column: "名称".into(), was: "算力团".into(), by: String::new() }];
    cell.cells[3] = shenbao::row::Cell::of("改过的团");
    here.rows("cell.xlsx", vec![cell], Some(Record::default()));
    let ran = here.verify(&["cell.xlsx", "a.pdf"]);
    assert_eq!(ran.status, 1, "{}", ran.out);
    assert!(ran.out.contains("一致  ") && ran.out.contains("“名称”被改过"), "{}", ran.out);
}

#[test]
fn what_differs_or_can_t_be_read_has_its_status_and_sentence() {
    let here = Here::new();
    let mine = here.put("a", &draft("d1", "算力团", "内容"));
    let wrong = format!("{}{}", &mine.code[..8], if mine.code.ends_with('7') { "8" } else { "7" });
    let ran = here.verify(&["a.xlsx", &wrong]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("是不是抄错了") && ran.out.contains("只凭核对码看不出"), "{}", ran.out);
    std::fs::write(here.path().join("scan.pdf"), "%PDF-1.4\n1 0 obj<<>>endobj").unwrap();
    std::fs::write(here.path().join("photo.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    for (things, words) in [
        (&["a.xlsx", "7F3K-92Q"][..], "不是核对码"),
        (&["a.xlsx", "nowhere.pdf"], "没有这个文件"),
        (&["a.xlsx", "scan.pdf"], "没有找到核对码"),
        (&["a.xlsx", "photo.png"], "不是Excel工作簿"),
        (&["a.xlsx", "shenbao:2|x"], "升级申报台"),
        (&["a.xlsx", "."], "文件夹"),
        (&["a.xlsx"], "没有同一份申报的另一份材料"),
        (&[], "还缺少<文件或核对码>"),
    ] {
        let ran = here.verify(things);
        assert_eq!(ran.status, 2, "{things:?}: {}{}", ran.out, ran.err);
        assert!(format!("{}{}", ran.out, ran.err).contains(words), "{things:?}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn a_list_of_which_nothing_else_is_at_hand_is_told() {
    let here = Here::new();
    let [mine, other, third] = [("d1", "算力团"), ("d2", "别的团"), ("d3", "第三团")]
        .map(|(id, name)| row(&form(), &draft(id, name, "内容"), "2025-01-20T17:20:31"));
    let told = "里没有一行与另一份材料说的是同一份申报，没有可以核对的；请再给出这些申报的PDF、一览表行文件或核对码";
    for rows in [vec![mine.clone(), other.clone()], vec![mine.clone(), other, third.clone()]] {
        here.rows("list.xlsx", rows, Some(Record::default()));
        let ran = here.verify(&["list.xlsx"]);
        assert_eq!((ran.status, &*ran.out), (2, ""), "rows of one list are strangers to each other");
        assert_eq!(ran.err, format!("“list.xlsx”{told}\n"));
    }
    here.put("a", &draft("d1", "算力团", "内容"));
    here.rows("other.xlsx", vec![third], Some(Record::default()));
    let ran = here.verify(&["list.xlsx", "a.pdf"]);
    assert_eq!((ran.status, &*ran.err), (0, ""), "one row of it is enough: {}", ran.out);
    let ran = here.verify(&["a.xlsx", "a.pdf", "other.xlsx"]);
    assert_eq!((ran.status, ran.out.lines().count()), (2, 1), "{}", ran.out);
    assert_eq!(ran.err, format!("“other.xlsx”{told}\n"));
}

/// Set where every program that reads our files is there, so that none may be missing.
const READERS: &str = "SHENBAO_READERS";

/// An ordinary reader of QR codes reads from the printed page what the row says of itself.
#[test]
fn the_qr_code_on_the_paper_is_that_of_the_row() {
    let here = Here::new();
    let mine = here.put("a", &draft("d1", "名称很长的专家服务团".repeat(8).as_str(), "内容"));
    let given = |program: &str, args: &[&str]| match Command::new(program).args(args).current_dir(here.path()).output()
    {
        Ok(output) => Some(String::from_utf8(output.stdout).unwrap()),
        Err(error) if std::env::var_os(READERS).is_some() => panic!("{program}: {error}"),
        Err(_) => None,
    };
    let drawn = given("pdftoppm", &["-r", "150", "-png", "-f", "1", "-singlefile", "a.pdf", "a"]);
    let (Some(_), Some(text)) = (drawn, given("zbarimg", &["--raw", "-q", "a.png"])) else { return };
    assert!(text.starts_with(&format!("shenbao:1|{}|{}|某超算中心|", mine.code, mine.form)), "{text}");
    let ran = here.verify(&["a.xlsx", &text]);
    assert_eq!((ran.status, ran.out.starts_with("一致  a.xlsx")), (0, true), "{}{}", ran.out, ran.err);
    let later = here.put("b", &draft("d1", "名称很长的专家服务团".repeat(8).as_str(), "改过的内容"));
    let ran = here.verify(&["b.xlsx", &text]);
    assert_eq!(ran.status, 1, "{}", ran.out);
    assert!(ran.out.contains(&later.code) && ran.out.contains(&mine.code), "{}", ran.out);
}
