//! What is worth knowing of a file beside its rows.

use crate::form::text::brief;
use std::fmt;

/// The most notes on lines, and the most on sheets and the file, that are told one by one.
const MOST_TOLD: usize = 30;
/// The most characters that are quoted of a cell.
const MOST_QUOTED: usize = 100;

/// One thing worth knowing, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The sheet's name; empty for the file as a whole.
    pub sheet: String,
    /// Line on the sheet from 1; 0 for the sheet as a whole.
    pub line: u32,
    pub what: What,
}

/// What it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Words above or below the table, or between its rows, that are no row.
    Words(String),
    /// So many more such notes.
    More(usize),
    /// Cells with formulas, whose last result was taken.
    Formulas(usize),
    /// Cells with formulas of which no result is stored.
    Unsolved(usize),
    /// Macros, which were not run.
    Macros,
    /// Links to other workbooks, which were not followed.
    Links,
    /// Comments on cells, which a list has no place for.
    Comments,
    /// A sheet that is hidden in Excel, and was read all the same.
    Hidden,
    /// A sheet without the headings of a list.
    NoHeadings,
    /// A column that the list does not have, and how many cells stand in it.
    Extra(String, usize),
    /// A heading of the list that the sheet does not have.
    Missing(String),
    /// Lines with nothing but a number in them.
    OnlyNumber(usize),
    /// The sheet, its name or the file's tells another year than the call whose list it was read as.
    Year { told: i16, call: i16 },
    /// Several calls have such headings; which one was taken.
    Guessed(i16),
    /// A row of our own file that is no more on its list; the answers were taken as they are.
    OffList(String),
    /// An entry of a merged list's record whose row was struck off the list.
    Struck(String),
}

/// As many as anybody reads, and how many more there are.
pub fn bounded(notes: Vec<Note>) -> Vec<Note> {
    let all = notes.len();
    let (lines, mut others): (Vec<Note>, Vec<Note>) = notes.into_iter().partition(|note| note.line > 0);
    others.sort_by_key(|note| !note.sheet.is_empty());
    let told = |notes: Vec<Note>| notes.into_iter().take(MOST_TOLD);
    let mut told: Vec<Note> = told(lines).chain(told(others)).collect();
    let more = all - told.len();
    told.extend((more > 0).then(|| Note { sheet: String::new(), line: 0, what: What::More(more) }));
    told
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match (self.sheet.as_str(), self.line) {
            ("", _) => Ok(()),
            (sheet, 0) => write!(f, "工作表“{sheet}”："),
            (sheet, line) => write!(f, "工作表“{sheet}”第{line}行："),
        }?;
        self.what.fmt(f)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            What::Words(words) => write!(f, "不是数据行，没有收录：{}", brief(words, MOST_QUOTED)),
            What::More(notes) => write!(f, "这样的提示另有{notes}处，没有逐一列出，请打开文件核对"),
            What::Formulas(cells) => write!(f, "有{cells}格是公式，按文件里存的计算结果读取，请核对"),
            What::Unsolved(cells) => {
                write!(f, "有{cells}格公式没有存计算结果，读出来是空的，请用Excel或WPS打开、保存后再交")
            }
            What::Macros => f.write_str("文件带宏，没有运行"),
            What::Links => f.write_str("文件引用了别的工作簿，没有去读，请核对引用的内容"),
            What::Comments => f.write_str("单元格有批注，批注没有收录，请打开文件看批注"),
            What::Hidden => f.write_str("是隐藏的工作表，也读了，请核对"),
            What::NoHeadings => f.write_str("没有一览表的表头，没有读取"),
            What::Extra(heading, cells) => {
                write!(f, "一览表没有“{}”一栏，这一栏的{cells}格没有收录", brief(heading, MOST_QUOTED))
            }
            What::Missing(heading) => write!(f, "缺“{heading}”一栏，请补填"),
            What::OnlyNumber(lines) => write!(f, "有{lines}行只有序号，没有收录"),
            What::Year { told, call } => {
                write!(f, "表上、工作表名或文件名写的是{told}年，按{call}年的一览表读取，请核对")
            }
            What::Guessed(year) => write!(f, "没有写明年份，按{year}年的一览表读取，请核对"),
            What::OffList(name) => write!(f, "“{name}”在填报数据里，一览表上没有这一行，按填报数据收录，请核对"),
            What::Struck(name) => write!(f, "“{name}”在汇总记录里，一览表上已经没有这一行，没有收录"),
        }
    }
}
