//! What a file is by its first bytes, whatever its name says.

use super::Unread;
use super::zip::Parts;

/// The most bytes of a file that are read.
const MOST_BYTES: usize = 128 << 20;

/// A workbook that can be read.
pub enum Shape<'a> {
    Xlsx(Parts<'a>),
}

/// First bytes of files that are sent in place of a list, and what they are called.
const OTHERS: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF文件"),
    (b"\x89PNG", "图片"),
    (b"\xFF\xD8\xFF", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"RIFF", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xBC\xAF\x27\x1C", "压缩包"),
    (b"\x1F\x8B", "压缩包"),
    (b"{\\rtf", "Word文档"),
    (b"MZ", "程序"),
];

pub fn of(bytes: &[u8]) -> Result<Shape<'_>, Unread> {
    if bytes.is_empty() {
        return Err(Unread::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Unread::TooLarge);
    }
    if bytes.starts_with(b"PK") {
        return zipped(bytes);
    }
    if let Some((_, kind)) = OTHERS.iter().find(|(first, _)| bytes.starts_with(first)) {
        return Err(Unread::Other(kind));
    }
    Err(loose(bytes))
}

/// Workbooks, documents and packed folders are all ZIP files; what is in them tells.
fn zipped(bytes: &[u8]) -> Result<Shape<'_>, Unread> {
    let parts = Parts::open(bytes)?;
    let has = |name: &str| parts.names().any(|part| part.starts_with(name));
    if has("word/") || has("ppt/") {
        return Err(Unread::Other(if has("word/") { "Word文档" } else { "演示文稿" }));
    }
    if has("xl/workbook.bin") {
        return Err(Unread::Kind("XLSB工作簿"));
    }
    if has("[content_types].xml") || has("xl/") {
        return Ok(Shape::Xlsx(parts));
    }
    Err(Unread::Other("压缩包"))
}

/// Pages of the web that call themselves workbooks, texts, and what nobody knows.
fn loose(bytes: &[u8]) -> Unread {
    let start = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(start).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let is_text = !start.contains(&0);
    match text {
        _ if !is_text => Unread::Broken,
        text if text.starts_with("<?xml") && text.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
            Unread::Kind("XML格式的工作簿")
        }
        text if text.starts_with('<') => Unread::Kind("网页格式的表格"),
        _ => Unread::PlainText,
    }
}
