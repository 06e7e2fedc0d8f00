//! Why a file can't be read.

use std::fmt;

/// Why nothing could be taken from a file. The words are for people: the cause, then the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    Empty,
    /// More bytes than any list has.
    TooLarge,
    /// It unfolds to more than any list has: a bomb, or no list.
    Swollen,
    Encrypted,
    /// A file of another kind, such as 图片 or PDF.
    Other(&'static str),
    /// Text with commas, which tells neither its encoding nor its sheets.
    PlainText,
    /// A workbook of a kind that is not read, such as Excel 95 or XLSB.
    Kind(&'static str),
    /// Cut off or damaged.
    Broken,
    /// A workbook without any sheet of cells.
    NoSheet,
    /// A workbook without the headings of any list at hand.
    NoList,
    /// Headings, and nothing below them.
    NoRows,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        const SAVE: &str = "请在Excel或WPS里打开后另存为.xlsx";
        match self {
            Unread::Empty => f.write_str("文件是空的，请向报送单位重新要一份"),
            Unread::TooLarge => f.write_str("文件太大，一览表用不到这么大，请删去图片和无关的工作表后再交"),
            Unread::Swollen => f.write_str("文件解压后大得不正常，没有读取，请只留一览表，另存为新的.xlsx再交"),
            Unread::Encrypted => f.write_str("文件加了密码，请在Excel或WPS里去掉密码后另存"),
            Unread::Other(kind) => {
                write!(f, "这是{kind}，不是Excel工作簿，请交申报台导出的一览表行，或填好的Excel一览表")
            }
            Unread::PlainText => write!(f, "这是文本（如CSV），不是Excel工作簿，{SAVE}"),
            Unread::Kind(kind) => write!(f, "这是{kind}，读不了，{SAVE}"),
            Unread::Broken => write!(f, "文件已损坏或不完整，打不开，{SAVE}；仍打不开的，请向报送单位重新要一份"),
            Unread::NoSheet => f.write_str("工作簿里没有工作表，请向报送单位重新要一份"),
            Unread::NoList => {
                f.write_str("没有找到一览表的表头，请按通知附件的表头填写，第一行数据上面要有“名称”“单位”等栏目")
            }
            Unread::NoRows => f.write_str("一览表只有表头，没有填写数据行，请补填后再交"),
        }
    }
}

impl std::error::Error for Unread {}
