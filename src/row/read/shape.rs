//! What a file is by its first bytes, whatever its name says.

use super::Unread;
use super::compound::{Compound, SIGNATURE};
use super::zip::Parts;

/// The most bytes of a file that are read; no list needs as much.
pub const MOST_BYTES: u64 = 128 << 20;

/// A workbook that can be read.
pub enum Shape<'a> {
    Xlsx(Parts<'a>),
    Ods(Parts<'a>),
    Xls(Compound<'a>),
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

/// What the bytes are; only workbooks are opened.
pub fn of(bytes: &[u8]) -> Result<Shape<'_>, Unread> {
    if bytes.is_empty() {
        return Err(Unread::Empty);
    }
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Unread::TooLarge);
    }
    if bytes.starts_with(b"PK") {
        return zipped(bytes);
    }
    if bytes.starts_with(SIGNATURE) {
        return compound(bytes);
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
    if has("content.xml") && (has("mimetype") || has("meta-inf/")) {
        return open_document(parts);
    }
    if has("encrypted-package") {
        return Err(Unread::Encrypted);
    }
    Err(Unread::Other("压缩包"))
}

/// Texts and slides of the same makers look alike but for what they call themselves.
fn open_document(mut parts: Parts<'_>) -> Result<Shape<'_>, Unread> {
    let kind = parts.text("mimetype")?.unwrap_or_default();
    match kind {
        kind if kind.contains("opendocument.text") => Err(Unread::Other("Word文档")),
        kind if kind.contains("opendocument.presentation") => Err(Unread::Other("演示文稿")),
        _ => Ok(Shape::Ods(parts)),
    }
}

/// Old workbooks, documents and slides, and new ones under a password.
fn compound(bytes: &[u8]) -> Result<Shape<'_>, Unread> {
    let file = Compound::open(bytes)?;
    let has = |name: &str| file.names().any(|stream| stream == name);
    if has("EncryptedPackage") {
        return Err(Unread::Encrypted);
    }
    let others = [("WordDocument", "Word文档"), ("PowerPoint Document", "演示文稿")];
    match others.into_iter().find(|(stream, _)| has(stream)) {
        Some((_, kind)) => Err(Unread::Other(kind)),
        None if has("Workbook") || has("Book") => Ok(Shape::Xls(file)),
        None => Err(Unread::Other("别的程序的文件")),
    }
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
