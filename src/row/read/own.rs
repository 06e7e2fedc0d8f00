//! Our own row files: the list, and the sheet with every answer.

use super::book::{Book, Line, Page};
use super::known::{Call, Known};
use super::note::{Note, What};
use super::pair::{self, Marks};
use super::{Found, FoundRow, Unread, lines, record};
use crate::draft::{self, Told};
use crate::row::xlsx::ANSWERS_SHEET;
use crate::row::{Cell, LeftOut, Origin, Row, Verdict};

/// What one draft told on the sheet with every answer.
#[derive(Debug, Default)]
struct Block {
    row: Row,
    /// Heading and words of the list's cells as the draft made them.
    cells: Vec<(String, String)>,
    sheet: String,
    line: u32,
}

/// The rows of a workbook under the headings of the known lists, with what our own sheets tell of them.
pub fn found(file: &str, book: &Book, known: &Known) -> Result<Found, Unread> {
    let mut found = Found::default();
    let blocks: Vec<Block> = book.pages.iter().filter(|page| is_answers(page)).flat_map(blocks).collect();
    let record = book.pages.iter().find(|page| record::is(page)).map(record::read);
    let entries = record.as_ref().map_or(0, |record| record.rows.len());
    let lists = book.pages.iter().filter(|page| !is_answers(page) && !record::is(page));
    let only = only_call(&blocks, known);
    let mut rows: Vec<FoundRow> =
        lists.flat_map(|page| lines::read(file, page, only, entries, known, &mut found.notes)).collect();
    if let Some(record) = record {
        rows = record::joined(rows, record.rows, known, &mut found.notes);
        found.left.extend(record.left);
    }
    let strange = rows.extract_if(.., |found| is_strange(&found.row, known));
    found.left.extend(strange.map(|found| unknown(found.row)));
    found.rows = joined(file, rows, blocks, known, &mut found);
    let of_book = [(book.macros, What::Macros), (book.links, What::Links), (book.comments, What::Comments)];
    let told = of_book.into_iter().filter(|(is, _)| *is);
    found.notes.extend(told.map(|(_, what)| Note { sheet: String::new(), line: 0, what }));
    if found.rows.is_empty() && found.left.is_empty() { Err(unread(book, &found.notes)) } else { Ok(found) }
}

/// The call that all lines are of, where every draft says the same.
fn only_call(blocks: &[Block], known: &Known) -> Option<Call> {
    let calls: Option<Vec<Call>> = blocks.iter().map(|block| known.of_form(&block.row.form)).collect();
    calls.filter(|calls| calls.iter().all(|call| *call == calls[0]))?.first().copied()
}

/// Why a workbook has no rows.
fn unread(book: &Book, notes: &[Note]) -> Unread {
    let is_table = |page: &Page| {
        !is_answers(page) && notes.iter().all(|note| note.what != What::NoHeadings || note.sheet != page.name)
    };
    match () {
        () if book.pages.is_empty() => Unread::NoSheet,
        () if book.pages.iter().any(|page| !page.lines.is_empty() && is_table(page)) => Unread::NoRows,
        () => Unread::NoList,
    }
}

/// Named so by us, and with our first word in it.
fn is_answers(page: &Page) -> bool {
    page.name == ANSWERS_SHEET && page.lines.first().is_some_and(|line| line.cell(0) == "核对码")
}

fn blocks(page: &Page) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut in_head = false;
    for line in &page.lines {
        let first = line.cell(0);
        if first == "核对码" && !(in_head && line.cell(4).starts_with(|c: char| c.is_ascii_digit())) {
            blocks.push(Block { sheet: page.name.clone(), line: line.at, ..Block::default() });
            in_head = true;
        }
        let Some(block) = blocks.last_mut() else { continue };
        match first {
            "编号" if in_head => in_head = false,
            _ if in_head => block.head(line),
            _ => block.answer(line),
        }
    }
    blocks.iter_mut().for_each(|block| block.recode());
    blocks
}

/// Whether a line goes on with the value of the line above: `2/6`.
fn goes_on(line: &Line) -> bool {
    line.cell(4).split_once('/').is_some_and(|(part, _)| part != "1")
}

impl Block {
    fn head(&mut self, line: &Line) {
        let [word, value, place] = [0, 1, 2].map(|column| line.cell(column));
        let row = &mut self.row;
        let put = |to: &mut String| if goes_on(line) { to.push_str(value) } else { *to = value.to_string() };
        match word {
            "核对码" => put(&mut row.code),
            "文号" => put(&mut row.number),
            "表名" => put(&mut row.title),
            "表式" => put(&mut row.form),
            "版次" => row.revision = value.parse().unwrap_or_default(),
            "草稿" => put(&mut row.draft),
            "填报时间" => put(&mut row.made),
            "单位" => put(&mut row.unit),
            "名称" => put(&mut row.name),
            "部分核对码" => row.sections.push((place.to_string(), value.to_string())),
            "一览表栏" if goes_on(line) => {
                self.cells.last_mut().into_iter().for_each(|cell| cell.1.push_str(value))
            }
            "一览表栏" => self.cells.push((place.to_string(), value.to_string())),
            _ => {}
        }
    }

    /// Tells the code that the answers have, where it is not the one that stands there.
    fn recode(&mut self) {
        let code = draft::code_of(&self.row.form, &self.row.answers);
        self.row.recoded = if code == self.row.code { String::new() } else { code };
    }

    fn answer(&mut self, line: &Line) {
        let [id, section, label, value] = [0, 1, 2, 3].map(|column| line.cell(column).to_string());
        match self.row.answers.last_mut().filter(|last| goes_on(line) && last.id == id) {
            Some(last) => last.value.push_str(&value),
            None if id.is_empty() => {}
            None => self.row.answers.push(Told { id, label, section, value }),
        }
    }
}

/// Whether a row names a form of a call that is not at hand.
fn is_strange(row: &Row, known: &Known) -> bool {
    !row.form.is_empty() && known.of_form(&row.form).is_none()
}

/// A row of a call that is not at hand.
fn unknown(row: Row) -> LeftOut {
    let reason = format!("本机没有{}的表式“{}”，请先装入这份通知的表式", row.number, row.form);
    LeftOut { from: row.from, unit: row.unit, name: row.name, verdict: Verdict::Refused, reason }
}

/// The rows of the list with what their drafts told. A draft of a call that is not at hand is refused with its line, which
/// the headings of another call may have fitted.
fn joined(file: &str, rows: Vec<FoundRow>, blocks: Vec<Block>, known: &Known, found: &mut Found) -> Vec<FoundRow> {
    // Where no form is named, the answers are nobody's, and the list's own rows stand as they are.
    let blocks: Vec<Block> = blocks.into_iter().filter(|block| !block.row.form.is_empty()).collect();
    let fitted = rows.first().and_then(|found| known.of_id(&found.call));
    let of_block = |block: &Block| {
        let list = known.of_form(&block.row.form).or(fitted).map(|call| known.list(call));
        list.map_or(Marks::default(), |list| Marks::of(list, &record::placed(list, &block.cells)).or_the_only_one())
    };
    let marks: Vec<Marks> = blocks.iter().map(of_block).collect();
    let list = |call: Option<Call>| known.list(call.unwrap_or_default());
    let of_row = |found: &FoundRow| record::of_row(list(known.of_id(&found.call)), found).or_the_only_one();
    pair::pair(rows, blocks, &marks, of_row, |line, block| match (is_strange(&block.row, known), line) {
        (true, line) => {
            let from = line.map_or(Origin { file: file.to_string(), line: 0 }, |line| line.row.from);
            found.left.push(unknown(Row { from, ..block.row }));
            None
        }
        (false, Some(line)) => Some(block.over(line, known)),
        (false, None) => Some(block.alone(file, known, &mut found.notes)),
    })
}

impl Block {
    /// The row as the list has it now; cells that say something else than the draft did are changes.
    fn over(self, found: FoundRow, known: &Known) -> FoundRow {
        let Some(call) = known.of_form(&self.row.form) else { return found };
        let changes = record::changes(known.list(call), &found.row.cells, &self.cells);
        let row = Row { cells: found.row.cells, from: found.row.from, changes, ..self.row };
        FoundRow { call: known.notice(call).id.clone(), row, ..found }
    }

    /// The row as the draft made it, where the list does not have it.
    fn alone(self, file: &str, known: &Known, notes: &mut Vec<Note>) -> FoundRow {
        let call = known.of_form(&self.row.form).unwrap_or_default();
        let cells = record::placed(known.list(call), &self.cells).into_iter().map(Cell::of).collect();
        let what = What::OffList(self.row.name.clone());
        notes.push(Note { sheet: self.sheet.clone(), line: self.line, what });
        let from = Origin { file: file.to_string(), line: self.line };
        let row = Row { cells, from, ..self.row };
        FoundRow { call: known.notice(call).id.clone(), sheet: self.sheet, line: self.line, row }
    }
}
