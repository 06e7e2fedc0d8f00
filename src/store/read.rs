//! Reading files of any size and kind without trusting them.

use super::error::{Act, Cause, StoreError};
use crate::draft::{self, Comments, Draft, FileProblem};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// Reads a draft from anywhere.
pub fn open(path: &Path) -> Result<Draft, StoreError> {
    parse(path, &draft_bytes(path)?)
}

/// Reads comments on a draft (退回意见); none where the file is something else.
pub fn comments(path: &Path) -> Result<Option<Comments>, StoreError> {
    let bytes = draft_bytes(path)?;
    match decode(path, &bytes) {
        Ok(text) if Comments::is_text(text) => {
            let told = |problem| StoreError::new(path, Act::Read, Cause::Comments(problem));
            Comments::from_text(text).map(Some).map_err(told)
        }
        _ => Ok(None),
    }
}

/// Writes a draft anywhere, as whole as [`super::atomic::write`] can.
pub fn save_draft(path: &Path, draft: &Draft) -> Result<(), StoreError> {
    super::atomic::write(path, &draft_text(path, draft)?)
}

/// Writes a draft where no file is yet.
pub fn create_draft(path: &Path, draft: &Draft) -> Result<(), StoreError> {
    match super::atomic::create(path, &draft_text(path, draft)?)? {
        true => Ok(()),
        false => Err(StoreError::new(path, Act::Write, Cause::Exists)),
    }
}

/// A draft as its file's bytes. One that could not be read again is refused before anything is written.
pub(super) fn draft_text(path: &Path, draft: &Draft) -> Result<Vec<u8>, StoreError> {
    let bytes = draft::to_text(draft).into_bytes();
    match bytes.len() {
        len if len > draft::MOST_BYTES => Err(StoreError::new(path, Act::Write, Cause::Huge { bytes: len as u64 })),
        _ => Ok(bytes),
    }
}

/// The bytes of a file that is no larger than `most`. The size is looked at before anything is read,
/// and no more than that is read even if the file grows meanwhile.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, StoreError> {
    let told = |cause| StoreError::new(path, Act::Read, cause);
    let failed = StoreError::reading(path);
    let meta = fs::metadata(path).map_err(&failed)?;
    match () {
        () if meta.is_dir() => return Err(told(Cause::IsFolder)),
        // A pipe would keep us waiting for ever.
        () if !meta.is_file() => return Err(told(Cause::NoFile)),
        () if meta.len() > most => return Err(told(Cause::Huge { bytes: meta.len() })),
        () => {}
    }
    let mut bytes = Vec::new();
    let file = super::atomic::again(|| File::open(path)).map_err(&failed)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(&failed)?;
    match bytes.len() as u64 {
        len if len > most => Err(told(Cause::Huge { bytes: len })),
        _ => Ok(bytes),
    }
}

/// How many bytes a file has; none where there is no file.
pub fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |meta| meta.len())
}

/// The text of a file that is no larger than `most`; a mark of UTF-8 at its start is left off.
pub fn text(path: &Path, most: u64) -> Result<String, StoreError> {
    decode(path, &bytes(path, most)?).map(str::to_string)
}

pub(super) fn draft_bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    bytes(path, draft::MOST_BYTES as u64)
}

/// The bytes of a draft's file; none where there is no such file.
pub(super) fn if_there(path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
    match draft_bytes(path) {
        Err(error) if matches!(error.cause, Cause::NotFound | Cause::NoFolder) => Ok(None),
        read => read.map(Some),
    }
}

pub(super) fn parse(path: &Path, bytes: &[u8]) -> Result<Draft, StoreError> {
    let told = |cause| StoreError::new(path, Act::Read, cause);
    match decode(path, bytes)? {
        text if Comments::is_text(text) => Err(told(Cause::NoDraft)),
        text => draft::from_text(text).map_err(|problem| told(Cause::Draft(problem))),
    }
}

fn decode<'a>(path: &Path, bytes: &'a [u8]) -> Result<&'a str, StoreError> {
    let told = |cause| StoreError::new(path, Act::Read, cause);
    if let Some(kind) = foreign(bytes) {
        return Err(told(Cause::Foreign(kind)));
    }
    let rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(rest).map_err(|error| told(unreadable(rest, error)))
}

/// Why bytes are no text. Good text up to a point is a damaged file, not one in another encoding: to save it anew in
/// an editor would make it worse.
fn unreadable(bytes: &[u8], error: std::str::Utf8Error) -> Cause {
    let good = &bytes[..error.valid_up_to()];
    let damaged = |cause: &str| {
        let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
        Cause::Draft(FileProblem::Damaged { line, cause: cause.into() })
    };
    match encoding(bytes) {
        _ if error.error_len().is_none() => damaged("在一个字的中间断了，文件不完整"),
        "未知" => damaged("有不成文字的内容，文件已损坏"),
        _ if !good.is_ascii() => damaged("有不成文字的内容，文件已损坏"),
        known => Cause::Encoding(known),
    }
}

/// Files that are easily taken for drafts, by their first bytes.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => Some("PDF文件"),
        [b'P', b'K', 3, 4, ..] => Some("Excel、Word文件或压缩包"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("旧版Excel、Word文件"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => Some("图片"),
        _ => None,
    }
}

/// The likely encoding of bytes that are not UTF-8.
fn encoding(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => "UTF-32",
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "UTF-16",
        [0x84, 0x31, 0x95, 0x33, ..] => "GB18030",
        _ if is_gbk(bytes) => "GBK（ANSI）",
        _ => "未知",
    }
}

/// Whether all of it could be GBK or GB18030: single ASCII bytes, pairs and fours.
fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [1..=0x7F, rest @ ..] => rest,
            [0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, rest @ ..] => rest,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, rest @ ..] => rest,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(bytes: &[u8]) -> Cause {
        parse(Path::new("a"), bytes).unwrap_err().cause
    }

    #[test]
    fn other_encodings_and_kinds_are_named() {
        assert_eq!(cause(b"\xFF\xFES\0h\0"), Cause::Encoding("UTF-16"));
        assert_eq!(cause(b"Shenbao(\xC9\xEA\xB1\xA8)"), Cause::Encoding("GBK（ANSI）"));
        assert_eq!(cause(b"\x84\x31\x95\x33a"), Cause::Encoding("GB18030"));
        let damaged = |line, words: &str| Cause::Draft(FileProblem::Damaged { line, cause: words.into() });
        assert_eq!(cause(b"a\n\xFF\xFFb"), damaged(2, "有不成文字的内容，文件已损坏"));
        assert_eq!(cause("申报".as_bytes().split_last().unwrap().1), damaged(1, "在一个字的中间断了，文件不完整"));
        assert_eq!(cause(b"%PDF-1.7"), Cause::Foreign("PDF文件"));
        assert!(matches!(cause(b""), Cause::Draft(_)));
    }

    #[test]
    fn a_mark_of_utf_8_does_no_harm() {
        let draft = Draft { form: "a/b".into(), revision: 1, ..Draft::default() };
        let text = format!("\u{FEFF}{}", draft::to_text(&draft));
        assert_eq!(parse(Path::new("a"), text.as_bytes()), Ok(draft));
    }
}
