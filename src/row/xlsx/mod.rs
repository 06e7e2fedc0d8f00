//! The row file, and the one door for rust_xlsxwriter: the list as the annex prints it, and a second sheet with every
//! answer, or with what a merged list was made of. The same sheet gives the same bytes.

mod answers;
mod fit;
mod headings;
mod list;
mod looks;
pub mod record;

use super::Sheet;
use looks::Looks;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

/// The name of the sheet that is laid out as the annex.
pub const LIST_SHEET: &str = "一览表";
/// The name of the sheet with every answer.
pub const ANSWERS_SHEET: &str = "填报数据";

/// The characters that go into one cell, counted in UTF-16 units. Excel takes 32,767; LibreOffice breaks paragraphs of
/// more than 16,000 when it saves a file again.
const MOST_IN_CELL: usize = 15_000;

/// Why there is no file. The words are for people.
#[derive(Debug)]
pub enum XlsxError {
    /// More answers than a sheet of Excel has rows.
    TooMany,
    /// The writer refused for another reason, which only a developer can mend.
    Refused(rust_xlsxwriter::XlsxError),
}

impl std::fmt::Display for XlsxError {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(match self {
            XlsxError::TooMany => "内容超过Excel工作表的1048576行，请减少填写内容或分批汇总",
            XlsxError::Refused(_) => "生成Excel文件时程序出错，请把草稿文件发给软件维护人员",
        })
    }
}

impl std::error::Error for XlsxError {}

impl From<rust_xlsxwriter::XlsxError> for XlsxError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        match error {
            rust_xlsxwriter::XlsxError::RowColumnLimitError => XlsxError::TooMany,
            other => XlsxError::Refused(other),
        }
    }
}

/// The sheet as an XLSX file.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let looks = Looks::new();
    book.set_properties(&properties(sheet));
    list::write(book.add_worksheet(), sheet, &looks)?;
    match &sheet.record {
        None => answers::write(book.add_worksheet(), sheet, &looks)?,
        Some(record) => record::write(book.add_worksheet(), sheet, record, &looks)?,
    }
    Ok(book.save_to_buffer()?)
}

/// A fixed date of creation, since the same answers are to give the same bytes.
fn properties(sheet: &Sheet) -> DocProperties {
    let author = match sheet.rows.as_slice() {
        [row] => row.unit.as_str(),
        _ => "",
    };
    let mut properties = DocProperties::new().set_title(one_line(&sheet.list.title)).set_author(one_line(author));
    if let Some(code) = code(sheet) {
        properties = properties.set_comment(format!("核对码 {}", one_line(code)));
    }
    match ExcelDateTime::from_ymd(2000, 1, 1) {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    }
}

/// Words short and plain enough for a property or a footer.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(120).collect()
}

/// The digest code, where the whole file is about one draft.
fn code(sheet: &Sheet) -> Option<&str> {
    match sheet.rows.as_slice() {
        [row] => Some(&row.code),
        _ => None,
    }
}

/// The text in pieces that a cell can hold; nothing is lost, and an empty text is one empty piece.
fn pieces(text: &str, most: usize) -> Vec<&str> {
    let (mut pieces, mut start, mut units) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        if units + c.len_utf16() > most {
            pieces.push(&text[start..at]);
            (start, units) = (at, 0);
        }
        units += c.len_utf16();
    }
    pieces.push(&text[start..]);
    pieces
}
