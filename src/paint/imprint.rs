//! What our PDF says of the answers on it, for programs: written beside the title, read back from any bytes.
//!
//! Reading looks for the one entry and takes nothing else of the file on trust, so a file made to do harm costs no
//! more than being looked through: no table of offsets is followed, nothing nests, and what is inflated is bounded.

use lopdf::{Dictionary, Object, Stream, StringFormat};

/// The codes of a draft's answers, and what the draft is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imprint {
    /// The digest code.
    pub code: String,
    /// The form's id.
    pub form: String,
    /// The draft's id; empty for drafts from before it was noted.
    pub draft: String,
    /// The unit that applies, and the project's name, as shown.
    pub unit: String,
    pub name: String,
    /// Title and short code of each section.
    pub sections: Vec<(String, String)>,
}

/// Why a file has none. The words are for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoImprint {
    /// No PDF at all.
    NotPdf,
    /// Its words are kept from everybody without a password.
    Encrypted,
    /// A PDF of other making, a scan, an empty form.
    Missing,
}

impl std::fmt::Display for NoImprint {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str(match self {
            NoImprint::NotPdf => "这不是PDF文件",
            NoImprint::Encrypted => "文件加了密码，读不出核对码，请换没有密码的PDF，或照纸面页脚输入核对码",
            NoImprint::Missing => {
                "没有找到核对码：可能是扫描件、空白表，或由别的程序另存、打印而成；请换申报台导出的PDF，或照纸面页脚输入核对码"
            }
        })
    }
}

/// The entry among the file's properties.
pub(super) const KEY: &str = "Shenbao";
/// What its text begins with, as the QR code on the paper does.
const HEAD: &str = "shenbao:1";
/// A longer entry is none of ours, in bytes as they stand in the file.
const MOST: usize = 1 << 20;
/// So many of them are looked at; each save adds one.
const MOST_ENTRIES: usize = 100;
/// Other programs put entries into compressed parts of the file: so many of them are looked into, and so far.
const MOST_PARTS: usize = 100;
const MOST_INFLATED: usize = 1 << 20;

impl Imprint {
    /// The entry as the file holds it: letters of no other meaning, so that it is found by looking for it.
    pub(super) fn entry(&self) -> Object {
        match lopdf::text_string(&self.text()) {
            Object::String(bytes, _) => Object::String(bytes, StringFormat::Hexadecimal),
            other => other,
        }
    }

    /// A line for each thing; the codes of the sections follow.
    pub(super) fn text(&self) -> String {
        let head = [HEAD, &self.code, &self.form, &self.draft, &self.unit, &self.name].map(one_line);
        let sections = self.sections.iter().map(|(title, code)| format!("{} {}", one_line(code), one_line(title)));
        head.into_iter().chain(sections).collect::<Vec<_>>().join("\n")
    }

    fn of(text: &str) -> Option<Self> {
        let mut lines = text.trim_start_matches('\u{FEFF}').split('\n').map(str::to_string);
        lines.next().filter(|head| head == HEAD)?;
        let [code, form, draft, unit, name] =
            [lines.next()?, lines.next()?, lines.next()?, lines.next()?, lines.next()?];
        let section = |line: String| line.split_once(' ').map(|(code, title)| (title.to_string(), code.to_string()));
        Some(Imprint { code, form, draft, unit, name, sections: lines.filter_map(section).collect() })
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// What a PDF file says of the answers on it. A file that was changed and saved once more tells it several times: the
/// last one counts.
pub fn read(bytes: &[u8]) -> Result<Imprint, NoImprint> {
    // Some programs put a few bytes before the head.
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_none() {
        return Err(NoImprint::NotPdf);
    }
    match last_in(bytes).or_else(|| parts(bytes).iter().rev().find_map(|part| last_in(part))) {
        Some(imprint) => Ok(imprint),
        None if find(bytes, b"/Encrypt").is_some() => Err(NoImprint::Encrypted),
        None => Err(NoImprint::Missing),
    }
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|window| window == words)
}

/// What follows each place where these words stand.
fn after<'a>(bytes: &'a [u8], words: &'a [u8]) -> impl DoubleEndedIterator<Item = &'a [u8]> {
    let here = move |at: &usize| bytes[*at..].starts_with(words);
    (0..bytes.len()).filter(here).map(move |at| &bytes[at + words.len()..])
}

fn last_in(bytes: &[u8]) -> Option<Imprint> {
    let key = format!("/{KEY}");
    after(bytes, key.as_bytes()).rev().take(MOST_ENTRIES).find_map(|rest| Imprint::of(&string(rest)?))
}

/// The string that stands here, in either of the two ways that PDF has for them.
fn string(bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(MOST)];
    let bytes = match bytes.trim_ascii_start() {
        [b'<', rest @ ..] => hexadecimal(rest)?,
        [b'(', rest @ ..] => literal(rest)?,
        _ => return None,
    };
    lopdf::decode_text_string(&Object::String(bytes, StringFormat::Literal)).ok()
}

fn hexadecimal(bytes: &[u8]) -> Option<Vec<u8>> {
    let end = bytes.iter().position(|byte| *byte == b'>')?;
    let digits = bytes[..end].iter().filter(|byte| !byte.is_ascii_whitespace());
    let digits = digits.map(|byte| char::from(*byte).to_digit(16)).collect::<Option<Vec<_>>>()?;
    Some(digits.chunks(2).map(|pair| (pair[0] << 4 | pair.get(1).copied().unwrap_or(0)) as u8).collect())
}

/// Brackets may stand in it in pairs; a backslash takes the next sign's meaning away, or begins a number of base 8.
fn literal(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut found, mut depth, mut rest) = (Vec::new(), 0usize, bytes);
    loop {
        let (byte, after) = rest.split_first()?;
        rest = after;
        match byte {
            b'\\' => {
                let (escaped, after) = escaped(rest)?;
                found.extend(escaped);
                rest = after;
                continue;
            }
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(found),
            b')' => depth -= 1,
            _ => {}
        }
        found.push(*byte);
    }
}

/// What follows a backslash: the byte that it stands for, if any, and the rest.
fn escaped(bytes: &[u8]) -> Option<(Option<u8>, &[u8])> {
    let octal = bytes.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
    if octal > 0 {
        let number = bytes[..octal].iter().fold(0u32, |number, digit| number << 3 | u32::from(digit - b'0'));
        return Some((Some(number as u8), &bytes[octal..]));
    }
    let (byte, rest) = bytes.split_first()?;
    let stands_for = match byte {
        b'n' => Some(b'\n'),
        b'r' => Some(b'\r'),
        b't' => Some(b'\t'),
        b'b' => Some(8),
        b'f' => Some(12),
        b'\n' | b'\r' => None,
        other => Some(*other),
    };
    Some((stands_for, rest))
}

/// The compressed parts in which other programs keep entries, inflated.
fn parts(bytes: &[u8]) -> Vec<Vec<u8>> {
    let inflated = |rest: &[u8]| {
        let head = &rest[..rest.len().min(1024)];
        let start = find(head, b"stream")? + b"stream".len();
        let content = rest[start..].strip_prefix(b"\r").unwrap_or(&rest[start..]);
        let content = content.strip_prefix(b"\n").unwrap_or(content);
        let content = &content[..find(&content[..content.len().min(MOST)], b"endstream")?];
        let filter = Dictionary::from_iter([("Filter", Object::Name(b"FlateDecode".to_vec()))]);
        let mut stream = Stream::new(filter, content.to_vec());
        stream.decompress_with_limit(MOST_INFLATED).ok()?;
        Some(stream.content)
    };
    after(bytes, b"/ObjStm").take(MOST_PARTS).filter_map(inflated).collect()
}
