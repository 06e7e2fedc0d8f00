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

pub fn found(file: &str, book: &Book, known: &Known) -> Result<Found, Unread> {
    let mut found = Found::default();
    let blocks: Vec<Block> = book.pages.iter().filter(|page| is_answers(page)).flat_map(blocks).collect();
    let records = book.pages.iter().find(|page| record::is(page)).map(record::read);
    let own: Vec<Call> = blocks.iter().filter_map(|block| known.of_form(&block.row.form)).collect();
    let only = own.first().copied().filter(|first| own.iter().all(|call| call == first) && own.len() == blocks.len());
    let lists = book.pages.iter().filter(|page| !is_answers(page) && !record::is(page));
    let entries = records.as_ref().map_or(0, |record| record.rows.len());
    let mut rows: Vec<FoundRow> =
        lists.flat_map(|page| lines::read(file, page, only, entries, known, &mut found.notes)).collect();
    if let Some(record) = records {
        rows = record::joined(rows, record.rows, known, &mut found.notes);
        found.left.extend(record.left);
    }
    let (blocks, strange): (Vec<Block>, Vec<Block>) =
        blocks.into_iter().partition(|block| known.of_form(&block.row.form).is_some());
    // Where no form is named, the answers are nobody's, and the list's own rows stand as they are.
    let named = strange.iter().filter(|block| !block.row.form.is_empty());
    found.left.extend(named.map(|block| unknown(file, block)));
    found.rows = joined(file, rows, blocks, known, &mut found.notes);
    let of_book = [(book.macros, What::Macros), (book.links, What::Links), (book.comments, What::Comments)];
    let told = of_book.into_iter().filter(|(is, _)| *is);
    found.notes.extend(told.map(|(_, what)| Note { sheet: String::new(), line: 0, what }));
    let is_table = |page: &Page| {
        !is_answers(page) && found.notes.iter().all(|note| note.what != What::NoHeadings || note.sheet != page.name)
    };
    match found.rows.is_empty() && found.left.is_empty() {
        false => Ok(found),
        true if book.pages.is_empty() => Err(Unread::NoSheet),
        true if book.pages.iter().any(|page| !page.lines.is_empty() && is_table(page)) => Err(Unread::NoRows),
        true => Err(Unread::NoList),
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

/// A row of a call that is not at hand.
fn unknown(file: &str, block: &Block) -> LeftOut {
    let row = &block.row;
    LeftOut {
        from: Origin { file: file.to_string(), line: 0 },
        unit: row.unit.clone(),
        name: row.name.clone(),
        verdict: Verdict::Refused,
        reason: format!("本机没有{}的表式“{}”，请先装入这份通知的表式", row.number, row.form),
    }
}

/// The rows of the list with what their drafts told.
fn joined(file: &str, rows: Vec<FoundRow>, blocks: Vec<Block>, known: &Known, notes: &mut Vec<Note>) -> Vec<FoundRow> {
    let list = |call: Option<Call>| known.list(call.unwrap_or_default());
    let of_block = |block: &Block| {
        let list = list(known.of_form(&block.row.form));
        Marks::of(list, &record::placed(list, &block.cells)).or_the_only_one()
    };
    let marks: Vec<Marks> = blocks.iter().map(of_block).collect();
    let of_row = |found: &FoundRow| record::of_row(list(known.of_id(&found.call)), found).or_the_only_one();
    pair::pair(rows, blocks, &marks, of_row, |row, block| match row {
        Some(found) => Some(block.over(found, known)),
        None => Some(block.alone(file, known, notes)),
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
