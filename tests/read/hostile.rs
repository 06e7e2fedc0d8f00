//! Files from strangers: each ends in a sentence or in rows, soon and without a crash.

use super::*;
use shenbao::row::read::{Unread, What};
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const XLS: &[u8] = include_bytes!("../data/hand-made/two-levels.xls");
const ODS: &[u8] = include_bytes!("../data/hand-made/two-levels.ods");
/// Longer than any of these may take, also without optimisation and beside other work.
const SOON: Duration = Duration::from_secs(30);

fn told(bytes: &[u8]) -> Result<Found, Unread> {
    let begun = Instant::now();
    let found = read("甲.xlsx", bytes, known());
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    found
}

fn own() -> Vec<u8> {
    let form = people::form("team");
    xlsx::write(&Sheet::of(&form, row(&form, &full(&form, "某某团", "内容"), MADE)).unwrap()).unwrap()
}

/// The parts of a zipped file.
pub fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |at| {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().to_string(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(&mut part).collect()
}

fn zipped(parts: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The file with another text in the place of a part, or with one more part.
pub fn with(file: &[u8], name: &str, text: &[u8]) -> Vec<u8> {
    let mut parts = parts(file);
    parts.retain(|part| part.0 != name);
    parts.push((name.to_string(), text.to_vec()));
    zipped(&parts, CompressionMethod::Deflated)
}

fn sheet(rows: &str) -> Vec<u8> {
    with(&own(), "xl/worksheets/sheet1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").as_bytes())
}

/// The bytes with each of these words replaced by others of the same length.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let places: Vec<usize> =
        (0..bytes.len().saturating_sub(from.len())).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty() && from.len() == to.len());
    places.iter().for_each(|at| bytes[*at..at + to.len()].copy_from_slice(to));
    bytes
}

#[test]
fn what_is_no_workbook_is_named() {
    let packed = |name: &str| zipped(&[(name.to_string(), own())], CompressionMethod::Stored);
    let gbk = b"\xD0\xF2\xBA\xC5,\xC3\xFB\xB3\xC6\r\n1,\xBC\xD7\r\n";
    for (bytes, unread) in [
        (Vec::new(), Unread::Empty),
        (b"%PDF-1.7".to_vec(), Unread::Other("PDF文件")),
        (b"\x89PNG\r\n\x1A\n".to_vec(), Unread::Other("图片")),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), Unread::Other("图片")),
        (packed("word/document.xml"), Unread::Other("Word文档")),
        (packed("里面.xlsx"), Unread::Other("压缩包")),
        (packed("xl/workbook.bin"), Unread::Kind("XLSB工作簿")),
        ("序号,名称\n1,甲\n".as_bytes().to_vec(), Unread::PlainText),
        (gbk.to_vec(), Unread::PlainText),
        (b"<html><table></table></html>".to_vec(), Unread::Kind("网页格式的表格")),
        (vec![0; 5000], Unread::Broken),
        (b"PK".to_vec(), Unread::Broken),
        (with(ODS, "mimetype", b"application/vnd.oasis.opendocument.text"), Unread::Other("Word文档")),
    ] {
        assert_eq!(told(&bytes), Err(unread), "{:?}", bytes.get(..9));
    }
}

#[test]
fn what_is_locked_is_named() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (book, locked) = (wide("Workbook"), wide("EncryptedPackage"));
    let mut room = book.clone();
    room.resize(64, 0);
    let mut named = locked.clone();
    named.resize(64, 0);
    let at = (0..XLS.len()).find(|at| XLS[*at..].starts_with(&room)).unwrap();
    let mut package = XLS.to_vec();
    package[at..at + 64].copy_from_slice(&named);
    package[at + 64] = locked.len() as u8 + 2;
    assert_eq!(told(&package), Err(Unread::Encrypted));
    // The record for a password in place of the one for dates.
    assert_eq!(told(&replaced(XLS, &[0x22, 0, 2, 0], &[0x2F, 0, 2, 0])), Err(Unread::Encrypted));
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    assert_eq!(told(&with(ODS, "META-INF/manifest.xml", manifest)), Err(Unread::Encrypted));
    let mut zip = own();
    for (head, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..zip.len() - 4).filter(|at| zip[*at..].starts_with(head)).collect();
        places.iter().for_each(|at| zip[at + flags] |= 1);
    }
    assert_eq!(told(&zip), Err(Unread::Encrypted));
}

#[test]
fn bombs_are_not_unfolded() {
    let spaces = vec![b' '; 64 << 20];
    let bomb = with(&own(), "xl/worksheets/sheet1.xml", &spaces);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(told(&bomb), Err(Unread::Swollen));
    assert_eq!(told(&with(&own(), "xl/sharedStrings.xml", &spaces)), Err(Unread::Swollen));
    assert_eq!(told(&with(ODS, "content.xml", &spaces)), Err(Unread::Swollen));
    // A directory that tells a small size is not believed.
    let size = (spaces.len() as u32).to_le_bytes();
    assert!(told(&replaced(&bomb, &size, &[10, 0, 0, 0])).is_err());
    let lines = "<row><c t=\"inlineStr\"><is><t>甲</t></is></c></row>";
    let entities = format!("<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c \"&b;&b;\">]>{lines}").replace('甲', "&b;");
    assert_eq!(
        told(&with(&own(), "xl/worksheets/sheet1.xml", entities.as_bytes())).map(|found| found.rows.len()),
        Ok(1)
    );
}

#[test]
fn counts_are_not_believed() {
    let (_, strings) = parts(&own()).into_iter().find(|part| part.0 == "xl/sharedStrings.xml").unwrap();
    let many = String::from_utf8(strings).unwrap().replacen("uniqueCount=\"", "uniqueCount=\"18446744073709551", 1);
    assert_eq!(told(&with(&own(), "xl/sharedStrings.xml", many.as_bytes())).map(|found| found.rows.len()), Ok(1));
    let table = |attributes: &str, cell: &str| {
        let text = format!(
            "<office:body><table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"4294967295\">\
             <table:table-cell {attributes}>{cell}</table:table-cell></table:table-row></table:table></office:body>"
        );
        told(&with(ODS, "content.xml", text.as_bytes()))
    };
    let times = "table:number-columns-repeated=\"4294967295\" table:number-rows-spanned=\"4294967295\"";
    assert_eq!(table(times, ""), Err(Unread::NoList));
    assert_eq!(table(times, "<text:p>甲</text:p>"), Err(Unread::Swollen));
    assert_eq!(table(times, "<text:p><text:s text:c=\"4294967295\"/></text:p>"), Err(Unread::Swollen));
}

#[test]
fn a_small_file_says_no_more_than_many_of_them_have_room_for() {
    let repeated = |rows: usize| {
        let text = format!(
            "<office:body><table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"{rows}\">\
             <table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row></table:table></office:body>"
        );
        told(&with(ODS, "content.xml", text.as_bytes()))
    };
    assert_eq!(repeated(400_000), Err(Unread::NoList));
    assert_eq!(repeated(600_000), Err(Unread::Swollen));
    let mut parts = parts(&own());
    parts.extend((0..40).map(|at| (format!("xl/worksheets/more{at}.xml"), vec![b' '; 1 << 20])));
    let sheets: String = (0..40).map(|at| format!("<sheet name=\"s{at}\" r:id=\"m{at}\"/>")).collect();
    let relation = |at| format!("<Relationship Id=\"m{at}\" Type=\"x/worksheet\" Target=\"worksheets/more{at}.xml\"/>");
    let relations: String = (0..40).map(relation).collect();
    let mut put =
        |name: &str, text: String| parts.iter_mut().find(|part| part.0 == name).unwrap().1 = text.into_bytes();
    put("xl/workbook.xml", format!("<workbook><sheets>{sheets}</sheets></workbook>"));
    put("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>"));
    assert_eq!(told(&zipped(&parts, CompressionMethod::Deflated)), Err(Unread::Swollen), "forty parts of a megabyte");
}

#[test]
fn counted_spaces_take_no_more_room_than_there_is() {
    let spaces = "<text:s text:c=\"40000\"/>";
    let table = |row: &str| {
        let text = format!(
            "<office:body><table:table table:name=\"a\"><table:table-row>{row}</table:table-row></table:table></office:body>"
        );
        told(&with(ODS, "content.xml", text.as_bytes()))
    };
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    assert_eq!(table(&cell(&spaces.repeat(150_000))), Err(Unread::Swollen), "six gigabytes in one cell");
    assert_eq!(table(&cell(spaces).repeat(150_000)), Err(Unread::Swollen), "or in one line");
    let within = format!("{spaces}<table:table-row/>").repeat(150_000);
    assert_eq!(table(&cell(&within)), Err(Unread::NoList), "or in lines within a cell");
}

#[test]
fn empty_room_costs_nothing() {
    let empty: String = (1..=1_048_576).map(|at| format!("<row r=\"{at}\"/>")).collect();
    assert_eq!(told(&sheet(&empty)).map(|found| found.rows.len()), Ok(1), "the answers are there");
    let far = |at: &str| format!("<row><c r=\"{at}\" t=\"inlineStr\"><is><t>甲</t></is></c></row>");
    let found = told(&sheet(&[far("A1"), far("XFD1048576"), far("XFD1048577"), far("ZZZZZZ9")].concat())).unwrap();
    assert_eq!(found.rows.len(), 1);
    let backwards: String = (1..100_000).rev().map(|at| far(&format!("B{at}"))).collect();
    assert!(told(&sheet(&backwards)).is_ok());
}

#[test]
fn nothing_is_run_or_followed() {
    let parts = [("xl/vbaProject.bin", What::Macros), ("xl/externalLinks/externalLink1.xml", What::Links)];
    for (name, what) in parts {
        let found = told(&with(&own(), name, b"<a/>")).unwrap();
        assert_eq!((found.rows.len(), found.notes.iter().map(|note| note.what.clone()).collect()), (1, vec![what]));
    }
}

/// The bits of the size of a sector.
const SHIFT: usize = 12;
const END: u32 = 0xFFFF_FFFE;

/// The head of a compound file: its table of chains lies in these sectors, its directory in that one.
fn head(table: &[u32], folder: u32) -> Vec<u8> {
    let mut head = vec![0xFF; 1 << SHIFT];
    head[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    head[30..32].copy_from_slice(&(SHIFT as u16).to_le_bytes());
    head[48..52].copy_from_slice(&folder.to_le_bytes());
    for (place, at) in table.iter().enumerate() {
        head[76 + 4 * place..80 + 4 * place].copy_from_slice(&at.to_le_bytes());
    }
    head
}

/// A compound file with this stream in it.
fn compound(stream: &[u8]) -> Vec<u8> {
    let (sectors, in_table) = (stream.len().div_ceil(1 << SHIFT), 1 << (SHIFT - 2));
    let tables = (sectors + 1).div_ceil(in_table - 1) as u32;
    let first = tables + 1;
    let mut next: Vec<u32> = (0..first).map(|_| END).collect();
    next.extend((1..=sectors as u32).map(|at| if at as usize == sectors { END } else { first + at }));
    next.resize(tables as usize * in_table, u32::MAX);
    let mut folder = vec![0; 1 << SHIFT];
    for (entry, name, start, size) in [(0, "R", END, 0), (128, "Workbook", first, stream.len() as u32)] {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        folder[entry..entry + name.len()].copy_from_slice(&name);
        folder[entry + 64] = name.len() as u8;
        folder[entry + 116..entry + 120].copy_from_slice(&start.to_le_bytes());
        folder[entry + 120..entry + 124].copy_from_slice(&size.to_le_bytes());
    }
    let next = next.iter().flat_map(|at| at.to_le_bytes()).collect();
    [head(&(0..tables).collect::<Vec<_>>(), tables), next, folder, stream.to_vec()].concat()
}

/// A workbook with one empty sheet, whose shared texts are these pieces, each in a record.
fn shared(pieces: &[&[u8]]) -> Vec<u8> {
    let record = |kind: u16, bytes: &[u8]| [&kind.to_le_bytes(), &(bytes.len() as u16).to_le_bytes(), bytes].concat();
    let bof = record(0x809, &[0, 6, 0, 0, 0, 0, 0, 0]);
    let mut texts = record(0xFC, &[0; 8]);
    pieces.iter().for_each(|piece| texts.extend(record(0x3C, piece)));
    let sheet = (bof.len() + 13 + texts.len() + 4) as u32;
    let named = record(0x85, &[&sheet.to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat());
    compound(&[&bof[..], &named, &texts, &record(0x0A, &[]), &bof, &record(0x0A, &[]), &[0; 4096]].concat())
}

#[test]
fn chains_that_go_round_end_after_as_many_sectors_as_there_are() {
    // One sector of the table, named as often as there are sectors: each number in it leads to the first one.
    let mut file = head(&[0; 109], 0);
    file[68..72].copy_from_slice(&1u32.to_le_bytes());
    file.resize(1025 << SHIFT, 0);
    file[(3 << SHIFT) - 4..3 << SHIFT].copy_from_slice(&END.to_le_bytes());
    let begun = Instant::now();
    assert_eq!(told(&file), Err(Unread::Broken));
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

#[test]
fn texts_in_many_small_records_take_no_longer() {
    assert_eq!(told(&shared(&vec![&[0][..]; 600_000])), Err(Unread::NoList));
    let texts = vec![0; 3 << 12];
    assert_eq!(told(&shared(&vec![&texts[..]; 1500])), Err(Unread::Swollen), "six million texts and more");
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    /// The bytes with some of them changed, or cut off.
    fn spoil(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        if self.below(4) == 0 {
            bytes.truncate(self.below(bytes.len()));
        }
        for _ in 0..=self.below(8) {
            let (at, byte) = (self.below(bytes.len()), self.below(256) as u8);
            bytes.get_mut(at).into_iter().for_each(|to| *to = if byte % 3 == 0 { 0xFF } else { byte });
        }
        bytes
    }
}

#[test]
fn spoilt_files_end_in_words() {
    let (mut dice, own) = (Dice(0x5EED), own());
    for file in [&own[..], XLS, ODS] {
        for _ in 0..250 {
            let _ = told(&dice.spoil(file)).map_err(|unread| assert!(!unread.to_string().is_empty()));
        }
    }
    // Behind the checksums too: each part spoilt and packed again.
    for file in [&own[..], ODS] {
        let parts = parts(file);
        for _ in 0..250 {
            let mut parts = parts.clone();
            let at = dice.below(parts.len());
            parts[at].1 = dice.spoil(&parts[at].1);
            let _ = told(&zipped(&parts, CompressionMethod::Stored));
        }
    }
}

#[test]
fn files_that_were_cut_off_end_in_words() {
    for file in [&own()[..], XLS, ODS] {
        for end in (0..file.len()).step_by(file.len() / 60) {
            assert!(told(&file[..end]).is_err() || file == XLS, "{end}");
        }
    }
}
