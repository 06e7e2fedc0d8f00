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
    /// What was not read, each with its reason.
    pub passed: Vec<Passed>,
    seen: HashSet<PathBuf>,
    looked_at: usize,
}

/// A file or folder that was not read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// As people see it.
    pub path: String,
    /// Goes on from its name.
    pub why: &'static str,
    pub matter: Matter,
}

/// How much it matters that a file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    /// Rows may be in it: it is refused like a file that can't be read.
    MayHoldRows,
    /// A paper or a draft, which comes along with the rows.
    Paper,
    /// What Excel keeps beside a workbook while that is open.
    InUse,
}

/// What other files end in, and what they are.
const OTHERS: &[(&[&str], &str)] = &[
    (&["csv", "tsv", "txt"], "是文本（如CSV），不是Excel工作簿，没有读取，请在Excel或WPS里打开后另存为.xlsx"),
    (&["doc", "docx", "wps", "rtf"], "是Word文档，不是Excel工作簿，没有读取，请把里面的一览表填进Excel后再交"),
    (&["zip", "rar", "7z", "gz", "tar"], "是压缩包，没有打开，请解压后再交"),
    (&["htm", "html", "mht", "xml"], "是网页格式的文件，没有读取，请在Excel或WPS里打开后另存为.xlsx"),
    (&["xlsb", "xlt", "xltx", "ett", "numbers"], "是读不了的一种工作簿，请在Excel或WPS里打开后另存为.xlsx"),
    (&["bak", "tmp", "wbk", "xlk"], "是备份或临时文件，没有读取；要用它的，请在Excel或WPS里打开后另存为.xlsx"),
];
const UNKNOWN: &str =
    "文件名的结尾不是.xlsx、.xls、.et、.ods，没有读取；里面是一览表的，请在Excel或WPS里打开后另存为.xlsx";

/// What comes along with the rows: printed and scanned papers, drafts.
const PAPERS: &[(&[&str], &str)] = &[
    (&["pdf", "ofd"], "是PDF文件，不含一览表的行，没有读取"),
    (&["jpg", "jpeg", "png", "tif", "tiff", "bmp", "heic"], "是图片，不含一览表的行，没有读取"),
    (&["ron"], "是草稿，没有读取；要列入的，请在申报台里打开它，导出一览表行"),
];

/// What systems keep in folders for themselves. It is nobody's answer and not told, nor is what a dot hides: the locks of
/// LibreOffice and WPS (`.~lock.甲.xlsx#`), `.DS_Store`, `._甲.xlsx`.
const OF_SYSTEMS: &[&str] =
    &["thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"];

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
    /// What was passed over and matters so much.
    pub fn of(&self, matter: Matter) -> impl Iterator<Item = &Passed> {
        self.passed.iter().filter(move |passed| passed.matter == matter)
    }

    /// What may hold rows and was not read: path and reason.
    pub fn refused(&self) -> impl Iterator<Item = (String, String)> {
        self.of(Matter::MayHoldRows).map(|passed| (passed.path.clone(), passed.why.to_string()))
    }

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
        if name.starts_with('.') || OF_SYSTEMS.contains(&name.to_lowercase().as_str()) {
            return;
        }
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        match fs::metadata(&path).is_ok_and(|meta| meta.is_dir()) {
            true if is_link => self.pass(&path, "是指向别处的链接，没有进去，请直接选那个文件夹"),
            true if depth >= DEEPEST => self.pass(&path, "文件夹套得太深，没有进去，请单独选它"),
            true => self.walk(&path, depth + 1),
            false => match of_name(&name) {
                None => self.put(path),
                Some((matter, why)) => self.pass_as(&path, why, matter),
            },
        }
    }

    fn pass(&mut self, path: &Path, why: &'static str) {
        self.pass_as(path, why, Matter::MayHoldRows);
    }

    fn pass_as(&mut self, path: &Path, why: &'static str, matter: Matter) {
        if !self.seen.contains(&real_path(path)) {
            self.passed.push(Passed { path: path.display().to_string(), why, matter });
        }
    }
}

/// Why a file of that name is not read; none for a workbook.
fn of_name(name: &str) -> Option<(Matter, &'static str)> {
    let end = Path::new(name).extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
    let of = |kinds: &[(&[&str], &'static str)]| {
        kinds.iter().find(|(ends, _)| ends.contains(&end.as_str())).map(|(_, why)| *why)
    };
    match end.as_str() {
        _ if name.starts_with("~$") => {
            Some((Matter::InUse, "是Excel打开文件时的临时文件，没有读取，请先存盘并关闭那个文件"))
        }
        end if SHEETS.contains(&end) => None,
        _ => of(PAPERS)
            .map(|why| (Matter::Paper, why))
            .or_else(|| Some((Matter::MayHoldRows, of(OTHERS).unwrap_or(UNKNOWN)))),
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
        fs::create_dir_all(at("__MACOSX")).unwrap();
        for name in ["b.XLSX", "a.ods", "~$b.xlsx", "区/院/c.xls", "一览表.xlsx", "__MACOSX/._b.xlsx", "Thumbs.db"]
        {
            fs::write(at(name), "").unwrap();
        }
        let apart = ["说明.txt", "表.docx", "表.zip", "没有结尾", "c.xlsx.bak", "扫描.PDF", "章.jpg", ".~lock.b.xlsx#"];
        apart.iter().for_each(|name| fs::write(at(name), "").unwrap());
        #[cfg(unix)]
        std::os::unix::fs::symlink(temp.path(), at("区/回头")).unwrap();
        let found = row_files(&[temp.path().into(), at("a.ods"), at("没有.xlsx")], Some(&at("一览表.xlsx")));
        let names = ["a.ods", "b.XLSX", "区/院/c.xls", "没有.xlsx"].map(at);
        assert_eq!(found.files, names);
        let told = |name: &str| {
            let passed = found.passed.iter().find(|passed| passed.path.ends_with(name));
            passed.map(|passed| (passed.matter, &passed.why[..passed.why.find('，').unwrap()]))
        };
        let rows = |why| Some((Matter::MayHoldRows, why));
        assert_eq!(told("~$b.xlsx"), Some((Matter::InUse, "是Excel打开文件时的临时文件")));
        assert_eq!(told("说明.txt"), rows("是文本（如CSV）"));
        assert_eq!(told("表.docx"), rows("是Word文档"));
        assert_eq!(told("表.zip"), rows("是压缩包"));
        assert_eq!(told("没有结尾"), rows("文件名的结尾不是.xlsx、.xls、.et、.ods"));
        assert_eq!(told("c.xlsx.bak"), rows("是备份或临时文件"));
        assert_eq!(told("扫描.PDF"), Some((Matter::Paper, "是PDF文件")));
        assert_eq!(told("章.jpg"), Some((Matter::Paper, "是图片")));
        #[cfg(unix)]
        assert_eq!(told("区/回头"), rows("是指向别处的链接"));
        assert_eq!(found.passed.len(), 8 + usize::from(cfg!(unix)));
    }
}
