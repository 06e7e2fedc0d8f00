//! A line of the table: which row it shows, and how that stands.

use crate::form::Holds;
use crate::office::{Book, Entry, Left, RowId, Standing};
use crate::row::Verdict;

/// How a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// Nothing is wrong with it.
    Good,
    /// Nor with this one, which bears no code that a paper could be compared with.
    ByHand,
    Errors(usize),
    Warnings(usize),
    /// What was wrong was let pass, so often.
    Accepted(usize),
    /// A later version of the same draft stands in the list.
    Superseded,
    /// The same row stands in the list once already.
    Repeated,
    LeftOut,
    /// It can't be taken, such as a row of another call.
    Refused,
    /// A file that can't be read.
    Unread,
    /// Something worth knowing of a file.
    Note,
}

/// What stands in a line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Item {
    Row(RowId),
    /// What a list says that it left, or a file that could not be read: its place in [`Book::left`].
    Left(usize),
    /// A file's place in [`Book::files`], and which of its notes.
    Note(usize, usize),
}

/// A line of the table.
#[derive(Debug)]
pub struct Line<'a> {
    pub item: Item,
    pub state: RowState,
    book: &'a Book,
}

impl Item {
    fn state(self, book: &Book) -> Option<RowState> {
        let made = |id| book.entry(id).map(|entry: &Entry| entry.row.made.as_str());
        match self {
            Item::Row(id) => match RowState::of(book.entry(id)?) {
                RowState::Superseded if book.stands_for(id).and_then(made) == made(id) => Some(RowState::Repeated),
                RowState::Good if book.entry(id)?.row.code.is_empty() => Some(RowState::ByHand),
                state => Some(state),
            },
            Item::Left(at) => book.left.get(at).map(|Left { told, .. }| match told.from.line {
                0 => RowState::Unread,
                _ => RowState::of_verdict(told.verdict),
            }),
            Item::Note(file, at) => book.files.get(file)?.notes.get(at).map(|_| RowState::Note),
        }
    }
}

impl<'a> Line<'a> {
    /// None where a row is no more in the book.
    pub(super) fn of(item: Item, book: &'a Book) -> Option<Self> {
        Some(Line { item, state: item.state(book)?, book })
    }

    /// A cell as it will stand in the list; of what is no row, only name and unit.
    pub fn cell(&self, column: usize) -> String {
        match self.item {
            Item::Row(id) => self.book.cell(id, column),
            Item::Left(at) => match (self.book.left.get(at), self.book.list.columns[column].holds) {
                (Some(left), Holds::Name) if left.told.name.is_empty() => left.told.from.file.clone(),
                (Some(left), Holds::Name) => left.told.name.clone(),
                (Some(left), Holds::Unit) => left.told.unit.clone(),
                _ => String::new(),
            },
            Item::Note(file, _) => match (self.book.files.get(file), self.book.list.columns[column].holds) {
                (Some(file), Holds::Name) => file.path.clone(),
                _ => String::new(),
            },
        }
    }

    /// Why it does not stand in the list; empty where it does.
    pub fn reason(&self) -> &str {
        match self.item {
            Item::Row(id) => self.book.entry(id).map_or("", |entry| &entry.reason),
            Item::Left(at) => self.book.left.get(at).map_or("", |left| &left.told.reason),
            Item::Note(file, at) => {
                self.book.files.get(file).and_then(|file| file.notes.get(at)).map_or("", |note| note)
            }
        }
    }

    /// The line of the list on which it stands, from 0.
    pub fn number(&self) -> Option<usize> {
        match self.item {
            Item::Row(id) => self.book.line_of(id),
            Item::Left(_) | Item::Note(..) => None,
        }
    }

    /// 第2行 某某服务团, for those who hear it.
    pub fn spoken(&self) -> String {
        let name = self.book.list.column_of(Holds::Name).map_or(String::new(), |column| self.cell(column));
        self.number().map_or_else(|| name.clone(), |line| format!("第{}行 {name}", line + 1))
    }
}

impl RowState {
    fn of(entry: &Entry) -> RowState {
        match entry.standing() {
            Standing::Good => RowState::Good,
            Standing::Errors => RowState::Errors(entry.count.errors),
            Standing::Warnings => RowState::Warnings(entry.count.warnings),
            Standing::Accepted => RowState::Accepted(entry.count.accepted),
            Standing::Superseded => RowState::Superseded,
            Standing::LeftOut => RowState::LeftOut,
            Standing::Refused => RowState::Refused,
        }
    }

    fn of_verdict(verdict: Verdict) -> RowState {
        match verdict {
            Verdict::Taken => RowState::Good,
            Verdict::Superseded => RowState::Superseded,
            Verdict::Refused => RowState::Refused,
        }
    }
}
