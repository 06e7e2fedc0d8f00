//! Rows of Shanghai's list of 2025 for tests, as a file gives them.

use shenbao::form::{Notice, notices};
use shenbao::office::Book;
use shenbao::row::read::{Found, FoundRow};
use shenbao::row::{Cell, Origin, Row};
use std::sync::Arc;

pub const CALL: &str = "shanghai-2025";

pub fn call() -> Arc<Notice> {
    notices().iter().find(|call| call.id == CALL).unwrap().clone()
}

pub fn book(office: &str) -> Book {
    Book::new(call(), office).unwrap()
}

/// A row in the making.
#[derive(Debug, Clone, PartialEq)]
pub struct Hand(pub Row);

impl Hand {
    pub fn new(name: &str, unit: &str) -> Self {
        let cells = ["", "", "市级服务团", name, unit, "浦东", "正高级，8人", "现场指导", "卫生"];
        Hand(Row { cells: cells.map(Cell::of).to_vec(), unit: unit.into(), name: name.into(), ..Row::default() })
    }

    /// Of a draft in which nothing is filled in yet.
    pub fn empty() -> Self {
        Hand(Row { cells: vec![Cell::Blank; 9], ..Row::default() })
    }

    pub fn kind(self, words: &str) -> Self {
        self.cell(2, words)
    }

    pub fn places(self, words: &str) -> Self {
        self.cell(5, words)
    }

    pub fn brief(self, words: &str) -> Self {
        self.cell(7, words)
    }

    pub fn cell(mut self, at: usize, words: &str) -> Self {
        self.0.cells[at] = Cell::of(words);
        self
    }

    pub fn draft(mut self, id: &str, made: &str) -> Self {
        (self.0.draft, self.0.made, self.0.form) = (id.into(), made.into(), format!("{CALL}/team"));
        self
    }
}

/// A file with these rows.
pub fn found(file: &str, rows: &[Hand]) -> Found {
    let row = |(line, hand): (u32, &Hand)| {
        let row = Row { from: Origin { file: file.into(), line }, ..hand.0.clone() };
        FoundRow { call: CALL.into(), sheet: "一览表".into(), line, row }
    };
    Found { rows: (4..).zip(rows).map(row).collect(), ..Found::default() }
}

/// Takes in a file with these rows.
pub fn take(book: &mut Book, rows: &[Hand]) {
    let name = format!("文件{}.xlsx", book.files.len() + 1);
    let found = found(&name, rows);
    book.take(vec![(name, Ok(found))], notices());
}
