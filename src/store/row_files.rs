//! Finding what units handed in: files and folders of them, walked within bounds.

use super::files::real_path;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What workbooks end in.
pub const SHEETS: &[&str] = &["xlsx", "xlsm", "xls", "et", "ods"];

/// How deep folders are walked, and how many entries are looked at.
const DEEPEST: usize = 16;
const MOST: usize = 1_000_000;

/// The files that may hold rows, and what was passed over.
#[derive(Debug, Default, PartialEq)]
pub struct RowFiles {
    /// Each once, in the order given, those of a folder by name.
    pub files: Vec<PathBuf>,
    /// What was not read although it may be meant: its path and why.
    pub passed: Vec<(String, String)>,
    /// How many files of other kinds stand in the folders.
    pub others: usize,
    seen: HashSet<PathBuf>,
    looked_at: usize,
}

/// The files named, and those in the folders named whose name ends like a workbook's. `but` is never among them.
pub fn row_files(given: &[PathBuf], but: Option<&Path>) -> RowFiles {
    let mut found = RowFiles { seen: but.map(real_path).into_iter().collect(), ..RowFiles::default() };
    for path in given {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => found.walk(path, 0),
            // A file that is not there gets its line when it is read.
            _ => found.put(path.clone()),
        }
    }
    found
}

impl RowFiles {
    fn put(&mut self, path: PathBuf) {
        if self.seen.insert(real_path(&path)) {
            self.files.push(path);
        }
    }

    fn walk(&mut self, folder: &Path, depth: usize) {
        let Ok(listing) = fs::read_dir(folder) else {
            return self.pass(folder, "打不开这个文件夹，请换用有权限的账户，或把它复制到自己的文件夹");
        };
        let room = MOST.saturating_sub(self.looked_at);
        let mut entries: Vec<fs::DirEntry> = listing.take(room + 1).filter_map(Result::ok).collect();
        if entries.len() > room {
            entries.truncate(room);
            self.pass(folder, "文件太多，只看了前一百万个，请分几次汇总");
        }
        self.looked_at += entries.len();
        entries.sort_by_key(fs::DirEntry::file_name);
        entries.iter().for_each(|entry| self.look(entry, depth));
    }

    fn look(&mut self, entry: &fs::DirEntry, depth: usize) {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let is_sheet = path.extension().is_some_and(|end| SHEETS.iter().any(|known| end.eq_ignore_ascii_case(known)));
        match fs::metadata(&path).is_ok_and(|meta| meta.is_dir()) {
            true if is_link => self.pass(&path, "是指向别处的链接，没有进去，请直接选那个文件夹"),
            true if depth >= DEEPEST => self.pass(&path, "文件夹套得太深，没有进去，请单独选它"),
            true if name.starts_with('.') => self.others += 1,
            true => self.walk(&path, depth + 1),
            false if name.starts_with("~$") => {
                self.pass(&path, "是Excel打开文件时的临时文件，没有读取，请先存盘并关闭那个文件");
            }
            false if is_sheet && !name.starts_with('.') => self.put(path),
            false => self.others += 1,
        }
    }

    fn pass(&mut self, path: &Path, why: &str) {
        self.passed.push((path.display().to_string(), why.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_by_name_and_what_is_passed_over_is_told() {
        let temp = tempfile::tempdir().unwrap();
        let at = |name: &str| temp.path().join(name);
        fs::create_dir_all(at("区/院")).unwrap();
        for name in ["b.XLSX", "a.ods", "~$b.xlsx", "说明.txt", "区/院/c.xls", "一览表.xlsx"] {
            fs::write(at(name), "").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(temp.path(), at("区/回头")).unwrap();
        let found = row_files(&[temp.path().into(), at("a.ods"), at("没有.xlsx")], Some(&at("一览表.xlsx")));
        let names = ["a.ods", "b.XLSX", "区/院/c.xls", "没有.xlsx"].map(at);
        assert_eq!(found.files, names);
        let told = |words: &str| found.passed.iter().any(|(path, why)| format!("{path}{why}").contains(words));
        assert!(told("~$b.xlsx") && found.others == 1, "{:?}", found.passed);
        #[cfg(unix)]
        assert!(told("区/回头是指向别处的链接"));
    }
}
