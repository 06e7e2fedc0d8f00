//! Files that other programs saved: LibreOffice in place of an office's Excel or WPS, and openpyxl.

use super::*;
use shenbao::row::read::Unread;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Set where every program that reads our files is there, so that none may be missing.
const READERS: &str = "SHENBAO_READERS";

/// What the first of these programs that is there gives, if it does its work; none where the machine may lack it.
fn given(programs: &[&str], arguments: &[&OsStr]) -> Option<Output> {
    let run = |program: &&str| Command::new(program).args(arguments).output().ok();
    let mut outputs = programs.iter().filter_map(run);
    let done = outputs.find(|output| output.status.success());
    assert!(done.is_some() || std::env::var_os(READERS).is_none(), "{programs:?} {arguments:?}");
    done
}

/// The files of a folder, converted into another; none without LibreOffice.
fn converted(from: &Path, to: &str) -> Option<PathBuf> {
    let out = from.join(to);
    let profile = format!("-env:UserInstallation=file://{}", from.join("profile").display());
    let mut files: Vec<PathBuf> = std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension() == Some(OsStr::new("xlsx")));
    let mut arguments: Vec<&OsStr> = [&*profile, "--headless", "--convert-to", to, "--outdir"].map(OsStr::new).to_vec();
    arguments.push(out.as_os_str());
    arguments.extend(files.iter().map(|path| path.as_os_str()));
    given(&["soffice", "libreoffice"], &arguments)?;
    Some(out)
}

fn read_at(path: &Path) -> Result<Found, Unread> {
    let name = path.file_name().unwrap().to_str().unwrap();
    read(name, &std::fs::read(path).unwrap(), known())
}

#[test]
fn our_files_saved_again_read_back_to_the_same_rows() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!("开展技术指导。\n\t第二段\t两格  两个空格，“引用” =1+1 <b>&amp;{}", "长".repeat(33_000));
    let mut sheets = Vec::new();
    for form in forms() {
        let name = form.id.replace('/', "-");
        sheets.push((name.clone(), Sheet::of(&form, row(&form, &full(&form, "某某团", &long), MADE)).unwrap()));
        sheets.push((format!("{name}-merged"), merged(&form)));
    }
    for (name, sheet) in &sheets {
        std::fs::write(folder.path().join(format!("{name}.xlsx")), xlsx::write(sheet).unwrap()).unwrap();
    }
    for kind in ["xlsx", "xls", "ods"] {
        let Some(out) = converted(folder.path(), kind) else { return };
        for (name, sheet) in &sheets {
            let path = out.join(format!("{name}.{kind}"));
            let found = read_at(&path).unwrap_or_else(|unread| panic!("{}: {unread}", path.display()));
            let rows = if sheet.record.is_some() { rows(&found) } else { bare(&rows(&found)) };
            assert_eq!(said(&found.notes), Vec::<String>::new(), "{}", path.display());
            assert_eq!(rows, sheet.rows, "{}", path.display());
            assert_eq!(found.left, sheet.record.clone().unwrap_or_default().left);
        }
    }
}

/// Rows and notes as words.
fn listed(found: &Result<Found, Unread>) -> String {
    let found = match found {
        Ok(found) => found,
        Err(unread) => return format!("{unread}\n"),
    };
    let rows = found.rows.iter().map(|found| {
        let cells: Vec<String> = found.row.cells.iter().map(Cell::words).collect();
        let doubts = if found.row.doubts.is_empty() { String::new() } else { format!(" {:?}", found.row.doubts) };
        format!("{} {} {}: {}{doubts}\n", found.call, found.sheet, found.line, cells.join("|").replace('\n', "⏎"))
    });
    let notes = found.notes.iter().map(|note| format!("{note}\n"));
    rows.chain(notes).collect()
}

/// `data/hand-made/expected.txt` says what is read of each file; saved again in another kind it reads the same.
#[test]
fn lists_made_by_hand_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/hand-made");
    let script = root.join("make.py");
    let python = ["python3", "/usr/bin/python3"];
    if given(&python, &[script.as_os_str(), folder.path().as_os_str()]).is_none() {
        return;
    }
    let expected = std::fs::read_to_string(root.join("expected.txt")).unwrap();
    let told = |folder: &Path, kind: &str| -> String {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.extension() == Some(OsStr::new(kind)));
        files.sort();
        let tell = |path: &PathBuf| {
            format!("== {}\n{}\n", path.file_stem().unwrap().to_str().unwrap(), listed(&read_at(path)))
        };
        files.iter().map(tell).collect()
    };
    let here = told(folder.path(), "xlsx");
    if let Some(to) = std::env::var_os("SHENBAO_WRITE") {
        std::fs::write(to, &here).unwrap();
    }
    assert_eq!(here, expected);
    for kind in ["xls", "ods", "xlsx"] {
        let Some(out) = converted(folder.path(), kind) else { return };
        // Only a program that works out formulas stores their results.
        let plain = |text: &str| text.split("== ").filter(|file| !file.starts_with("formulas")).collect::<String>();
        assert_eq!(plain(&told(&out, kind)), plain(&expected), "{kind}");
        let results = read_at(&out.join(format!("formulas.{kind}"))).unwrap();
        let cells: Vec<String> = results.rows[0].row.cells.iter().map(Cell::words).collect();
        assert_eq!((&*cells[0], &*cells[4], &*cells[8]), ("1", "甲单位", "#DIV/0!"), "{kind}");
        assert_eq!(said(&results.notes), ["工作表“Sheet”：有3格是公式，按文件里存的计算结果读取，请核对"], "{kind}");
    }
}
