//! XLSX and XLSM: which parts there are, and what their cells say.

use super::Unread;
use super::book::{Book, MOST_PAGES, Page};
use super::cells::{self, Shared};
use super::xml::{Event, Reader};
use super::zip::Parts;
use std::collections::HashMap;

/// A sheet as the workbook names it.
struct Named {
    name: String,
    hidden: bool,
    part: String,
}

/// Reads the cells of all sheets; no formula is worked out, no link followed.
pub fn book(mut parts: Parts) -> Result<Book, Unread> {
    let workbook = main_part(&mut parts)?;
    let folder = workbook.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let has = |needle: &str| parts.names().any(|name| name.contains(needle));
    let mut book = Book {
        macros: has("vbaproject"),
        links: has("externallinks/"),
        comments: has("/comment") || has("/threadedcomment"),
        ..Book::default()
    };
    let (sheets, from_1904) = sheets(&mut parts, &workbook, &folder)?;
    let strings = strings(&mut parts, &folder)?;
    let styles = format!("{folder}styles.xml");
    let mut shared = Shared { parts: &mut parts, strings, styles, from_1904, dates: None };
    let mut room = shared.parts.room();
    for named in sheets {
        let Some(text) = shared.parts.text(&named.part)? else { continue };
        let page = Page { name: named.name, hidden: named.hidden, ..Page::default() };
        book.pages.extend(cells::page(&text, &mut shared, page, &mut room)?.map(Page::tidy));
    }
    Ok(book)
}

/// The part that lists the sheets.
fn main_part(parts: &mut Parts) -> Result<String, Unread> {
    let packaged = relations(&parts.text("_rels/.rels")?.unwrap_or_default(), "")?;
    let main = packaged.into_values().find(|(kind, _)| kind.ends_with("/officeDocument"));
    Ok(main.map_or_else(|| "xl/workbook.xml".to_string(), |(_, part)| part))
}

/// Kind and part by the relation's id.
fn relations(text: &str, folder: &str) -> Result<HashMap<String, (String, String)>, Unread> {
    let (mut xml, mut found) = (Reader::of(text), HashMap::new());
    loop {
        match xml.next()? {
            Event::Start(e) if e.name == "Relationship" && found.len() < MOST_PAGES * 4 => {
                let [id, kind, target] = ["Id", "Type", "Target"].map(|name| e.value(name).unwrap_or_default());
                let part = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_string(),
                    None => format!("{folder}{target}"),
                };
                found.insert(id, (kind, part));
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The sheets of cells in their order, and whether dates count from 1904.
fn sheets(parts: &mut Parts, workbook: &str, folder: &str) -> Result<(Vec<Named>, bool), Unread> {
    let file = workbook.rsplit('/').next().unwrap_or(workbook);
    let relations = relations(&parts.text(&format!("{folder}_rels/{file}.rels"))?.unwrap_or_default(), folder)?;
    let text = parts.text(workbook)?.ok_or(Unread::Broken)?;
    let (mut xml, mut sheets, mut from_1904) = (Reader::of(&text), Vec::new(), false);
    loop {
        match xml.next()? {
            Event::Start(e) if e.name == "sheet" && sheets.len() < MOST_PAGES => {
                let relation = e.raw("id").and_then(|id| relations.get(id));
                if let Some((_, part)) = relation.filter(|(kind, _)| kind.ends_with("/worksheet")) {
                    let hidden = e.raw("state").is_some_and(|state| state != "visible");
                    let name = e.value("name").unwrap_or_default();
                    sheets.push(Named { name, hidden, part: part.clone() });
                }
            }
            Event::Start(e) if e.name == "workbookPr" => {
                from_1904 |= e.raw("date1904").is_some_and(|set| matches!(set, "1" | "true"));
            }
            Event::Eof if sheets.is_empty() => return Err(Unread::NoSheet),
            Event::Eof => return Ok((sheets, from_1904)),
            _ => {}
        }
    }
}

/// The words that cells share, by number: no more than there is room for in cells. Readings over the characters are left
/// out.
fn strings(parts: &mut Parts, folder: &str) -> Result<Vec<String>, Unread> {
    let text = parts.text(&format!("{folder}sharedStrings.xml"))?.unwrap_or_default();
    let (mut xml, mut strings) = (Reader::of(&text), Vec::new());
    let (mut words, mut inside, mut reading, mut room) = (String::new(), false, false, parts.room());
    loop {
        match xml.next()? {
            Event::Start(e) => match e.name {
                "si" => words.clear(),
                "t" => inside = !reading,
                "rPh" => reading = true,
                _ => {}
            },
            Event::End(name) => match name {
                "si" => {
                    room.take(words.len())?;
                    strings.push(cells::unescaped(&words));
                }
                "t" => inside = false,
                "rPh" => reading = false,
                _ => {}
            },
            Event::Text(text) if inside => words.push_str(&text),
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}
