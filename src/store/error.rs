//! What can go wrong with a file, told to people: which file, why, what to do, and that nothing is lost.

use crate::draft::FileProblem;
use crate::form::text::{QUOTED, brief};
use std::io;
use std::path::{Path, PathBuf};

/// Something that could not be done with a file. It shows as whole Chinese sentences, never as the system's English.
#[derive(Debug, Clone, PartialEq)]
pub struct StoreError {
    pub path: PathBuf,
    /// What was to be done with the file.
    pub act: Act,
    pub cause: Cause,
}

/// What was to be done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Read,
    Write,
    /// Moved into the trash or out of it, or deleted.
    Move,
}

/// Why it could not be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Cause {
    NotFound,
    /// The folder that the file is to stand in is not there.
    NoFolder,
    Denied,
    Full,
    ReadOnly,
    IsFolder,
    /// A file of that name is there already and is not to be written over.
    Exists,
    /// A pipe, a device or the like.
    NoFile,
    /// A link to a file that is not there.
    LeadsNowhere,
    NameTooLong,
    /// The file system does not take such a name.
    BadName,
    /// Held by another program.
    InUse,
    /// Open in another window of this program.
    OpenElsewhere,
    /// Not a draft of the data folder.
    NotOurs,
    /// The disk, the stick or the connection gave out.
    Broken,
    /// No folder is known for this person's data.
    NoHome,
    /// Text in another encoding, named.
    Encoding(&'static str),
    /// Another kind of file, named.
    Foreign(&'static str),
    /// Larger than what is read or written, in bytes.
    Huge {
        bytes: u64,
    },
    /// A folder with more in it than is looked at.
    Crowded {
        most: usize,
    },
    /// Its text is no draft of ours.
    Draft(FileProblem),
    /// Comments on a draft (退回意见) where a draft is wanted.
    NoDraft,
    /// Its text are comments (退回意见) that can't be read.
    Comments(FileProblem),
    /// Its text is no part of a list in the making (汇总).
    Book(FileProblem),
    /// A draft of a form that is not at hand, named.
    NoForm(String),
    /// A list in the making of a call that is not at hand or has none, named.
    NoCall(String),
    /// The program has a fault that this file brings out.
    Fault,
    /// The program has a fault in what was to be done.
    TaskFault,
    /// Anything else, by the system's number where it has one.
    System(Option<i32>),
}

impl StoreError {
    pub fn new(path: &Path, act: Act, cause: Cause) -> Self {
        StoreError { path: path.to_path_buf(), act, cause }
    }

    pub(super) fn reading(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        move |error| StoreError::new(path, Act::Read, cause(&error))
    }

    pub(super) fn writing(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        move |error| StoreError::new(path, Act::Write, writing_cause(&error))
    }

    pub(super) fn moving(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        move |error| StoreError::new(path, Act::Move, cause(&error))
    }

    /// What the person can do, as a sentence.
    pub fn remedy(&self) -> &'static str {
        match (&self.cause, self.act) {
            (Cause::NotFound, _) => "文件可能已被移走、改名或删除，请查一查位置",
            (Cause::NoFolder, _) => "请先建好这个文件夹、插好U盘，或另选位置",
            (Cause::Denied, Act::Write) => "请另选一个可以写入的文件夹，或去掉文件的只读属性",
            (Cause::Denied, _) => "请换用有权限的账户，或把文件复制到自己的文件夹",
            (Cause::Full, _) => "请清出一些空间，或另存到别的磁盘",
            (Cause::ReadOnly, _) => "请另存到别的磁盘",
            (Cause::IsFolder, _) => "请选一个文件，不要选文件夹",
            (Cause::Exists, _) => "请另取一个名字",
            (Cause::NoFile, _) => "请选一个普通的文件",
            (Cause::LeadsNowhere, _) => "请删去这个链接，放入文件本身",
            (Cause::NameTooLong, _) => "请改用短一些的文件名，或换到层次浅的文件夹",
            (Cause::BadName, _) => "请换一个文件名，不要用\\ / : * ? \" < > |，也不要用CON、NUL这些系统留用的名字",
            (Cause::InUse, _) => "请在Word、Excel、PDF阅读器等程序里关闭它，再试一次",
            (Cause::OpenElsewhere, _) => "请先关闭那个窗口",
            (Cause::NotOurs, _) => "请在文件管理器里移动或删除它",
            (Cause::Broken, _) => "请检查U盘、网络盘的连接，再试一次，或另存到别处",
            (Cause::NoHome, _) => "请用环境变量SHENBAO_DATA指定一个文件夹",
            (Cause::Encoding(_), _) => "请用记事本打开它，另存为UTF-8编码，再打开",
            (Cause::Foreign(_), _) => "请选由申报台保存的.ron文件",
            (Cause::Huge { .. }, Act::Write) => "草稿最大32MB，请删去一些过长的文字，再保存一次",
            (Cause::Huge { .. }, _) => "请查一查是不是选错了文件",
            (Cause::Crowded { .. }, _) => "请只留下要用的表式，别的移到别处",
            (Cause::NoForm(_) | Cause::NoCall(_), _) => "请先在工作台“导入表式…”导入那项通知的表式文件夹",
            (Cause::Draft(problem) | Cause::Comments(problem) | Cause::Book(problem), _)
                if matches!(problem, FileProblem::Newer { .. }) =>
            {
                "升级之前请不要改动它"
            }
            (Cause::NoDraft, _) => "请在申报台的窗口里用“打开文件…”打开它，它会找到自己的草稿",
            (Cause::Comments(_), _) => "请推荐单位重新导出一份退回意见",
            (Cause::Book(_), _) => {
                "请从备份把这个文件放回原处；没有备份的，把它移到别处，再开始汇总，把没有读到的文件再交一次"
            }
            (Cause::Draft(_), _) => "请从历史版本恢复，或改好那一行再打开",
            (Cause::Fault, _) => "请把这份草稿发给软件维护人员；别的草稿照常可用",
            (Cause::TaskFault, _) => "请再试一次；还是不行的，请把数据文件夹里reports中的报告发给软件维护人员",
            (Cause::System(_), Act::Write) => "请另存到别处，再试一次",
            (Cause::System(_), _) => "请再试一次",
        }
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let path = shown(&self.path);
        match self.act {
            Act::Read => write!(f, "打不开“{path}”：")?,
            Act::Write => write!(f, "没有存成“{path}”：")?,
            Act::Move => write!(f, "没有移动“{path}”：")?,
        }
        write!(f, "{}。{}。", self.cause, self.remedy())?;
        match self.cause {
            Cause::NotFound | Cause::NoFolder | Cause::NoHome | Cause::IsFolder | Cause::NoFile => Ok(()),
            _ => f.write_str("原来的文件没有改动。"),
        }
    }
}

impl std::error::Error for StoreError {}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Cause::NotFound => f.write_str("没有这个文件"),
            Cause::NoFolder => f.write_str("没有这个文件夹"),
            Cause::Denied => f.write_str("没有权限"),
            Cause::Full => f.write_str("磁盘已满或超出配额"),
            Cause::ReadOnly => f.write_str("磁盘是只读的"),
            Cause::IsFolder => f.write_str("这是一个文件夹"),
            Cause::Exists => f.write_str("已存在"),
            Cause::NoFile => f.write_str("这不是普通的文件"),
            Cause::LeadsNowhere => f.write_str("这是一个链接，它指向的文件不在了"),
            Cause::NameTooLong => f.write_str("文件名或路径太长"),
            Cause::BadName => f.write_str("文件名里有系统不接受的字符"),
            Cause::InUse => f.write_str("正被别的程序占用"),
            Cause::OpenElsewhere => f.write_str("正在申报台的另一个窗口里打开着"),
            Cause::NotOurs => f.write_str("它不在申报台的草稿夹里"),
            Cause::Broken => f.write_str("磁盘或连接出了故障"),
            Cause::NoHome => f.write_str("找不到存放数据的文件夹"),
            Cause::Encoding(name) => write!(f, "文字是{name}编码，不是UTF-8"),
            Cause::Foreign(name) => write!(f, "这是{name}，不是申报台的文件"),
            Cause::Huge { bytes: bytes @ ..0x10_0000 } => write!(f, "文件有{}KB，太大了", bytes >> 10),
            Cause::Huge { bytes } => write!(f, "文件有{}MB，太大了", bytes >> 20),
            Cause::Crowded { most } => write!(f, "文件夹里的内容超过{most}个"),
            Cause::NoForm(form) => write!(f, "它填的表式“{}”本机没有", brief(form, QUOTED)),
            Cause::NoCall(call) => {
                write!(f, "它汇总的是通知“{}”，本机没有这项通知，或通知没有一览表", brief(call, QUOTED))
            }
            Cause::Draft(problem) | Cause::Book(problem) => write!(f, "{problem}"),
            Cause::NoDraft => f.write_str("这是退回意见，不是草稿"),
            Cause::Comments(problem) => write!(f, "退回意见{problem}"),
            Cause::Fault => f.write_str("程序检查它的内容时出了错"),
            Cause::TaskFault => f.write_str("程序在这一步出了错"),
            Cause::System(Some(number)) => write!(f, "系统错误{number}"),
            Cause::System(None) => f.write_str("系统错误"),
        }
    }
}

/// A path as people know it: without Windows' long-path prefix, and without characters that would disturb the line.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let plain = match text.strip_prefix(r"\\?\UNC\") {
        Some(share) => format!(r"\\{share}"),
        None => text.strip_prefix(r"\\?\").unwrap_or(&text).to_string(),
    };
    plain.chars().map(|c| if super::names::is_hidden(c) { '\u{FFFD}' } else { c }).collect()
}

/// While writing, what is missing is the folder: the file itself would be made.
fn writing_cause(error: &io::Error) -> Cause {
    match cause(error) {
        Cause::NotFound => Cause::NoFolder,
        cause => cause,
    }
}

fn cause(error: &io::Error) -> Cause {
    if let Some(cause) = error.raw_os_error().and_then(windows_cause) {
        return cause;
    }
    match error.kind() {
        io::ErrorKind::NotFound => Cause::NotFound,
        io::ErrorKind::NotADirectory => Cause::NoFolder,
        io::ErrorKind::PermissionDenied => Cause::Denied,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Cause::Full,
        io::ErrorKind::WriteZero => Cause::Full,
        io::ErrorKind::ReadOnlyFilesystem => Cause::ReadOnly,
        io::ErrorKind::IsADirectory => Cause::IsFolder,
        io::ErrorKind::AlreadyExists => Cause::Exists,
        // Linux says the same of a name that is too long; Windows only of bad characters.
        io::ErrorKind::InvalidFilename if cfg!(windows) => Cause::BadName,
        io::ErrorKind::InvalidFilename => Cause::NameTooLong,
        io::ErrorKind::InvalidInput => Cause::BadName,
        io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => Cause::InUse,
        io::ErrorKind::StaleNetworkFileHandle | io::ErrorKind::NetworkUnreachable => Cause::Broken,
        _ => other_cause(error.raw_os_error()),
    }
}

/// Numbers of Windows for which the standard library has no kind, or one that says less.
fn windows_cause(number: i32) -> Option<Cause> {
    if !cfg!(windows) {
        return None;
    }
    match number {
        2 => Some(Cause::NotFound),
        3 => Some(Cause::NoFolder),
        19 => Some(Cause::ReadOnly),
        32 | 33 | 1224 => Some(Cause::InUse),
        39 | 112 | 1295 => Some(Cause::Full),
        15 | 21 | 23 | 53 | 55 | 59 | 64 | 67 | 1117 | 1167 => Some(Cause::Broken),
        123 | 161 => Some(Cause::BadName),
        206 => Some(Cause::NameTooLong),
        _ => None,
    }
}

/// EIO, ENODEV, ENXIO of Unix; any other number as it is.
fn other_cause(number: Option<i32>) -> Cause {
    match number {
        Some(5 | 6 | 19) if cfg!(unix) => Cause::Broken,
        number => Cause::System(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_names_file_cause_remedy_and_that_nothing_is_lost() {
        let error = StoreError::writing(Path::new("/盘/草稿.ron"))(io::ErrorKind::StorageFull.into());
        assert_eq!(
            error.to_string(),
            "没有存成“/盘/草稿.ron”：磁盘已满或超出配额。请清出一些空间，或另存到别的磁盘。原来的文件没有改动。"
        );
    }

    #[test]
    fn no_system_error_speaks_english() {
        for number in 0..2000 {
            let error = io::Error::from_raw_os_error(number);
            for told in [StoreError::reading(Path::new("草稿"))(error), {
                StoreError::writing(Path::new("草稿"))(io::Error::from_raw_os_error(number))
            }] {
                let words = told
                    .to_string()
                    .replace("SHENBAO_DATA", "")
                    .replace("Word、Excel、PDF", "")
                    .replace("CON、NUL", "");
                let words = words.replace("U盘", "");
                assert!(!words.contains(|c: char| c.is_ascii_alphabetic()), "{number}: {words}");
            }
        }
    }

    #[test]
    fn windows_long_path_prefix_and_hidden_characters_are_not_shown() {
        assert_eq!(shown(Path::new(r"\\?\C:\申报\a.ron")), r"C:\申报\a.ron");
        assert_eq!(shown(Path::new(r"\\?\UNC\server\share\a.ron")), r"\\server\share\a.ron");
        assert_eq!(shown(Path::new("/a\n\u{202E}b")), "/a\u{FFFD}\u{FFFD}b");
    }
}
