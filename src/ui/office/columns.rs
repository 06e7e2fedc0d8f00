//! Which columns of the list the table shows, and how wide: as many as there is room for, the telling ones first.

use crate::form::{Holds, List, ListColumn};

/// Room for the pill at the right, in points.
pub const PILL: f32 = 108.0;

/// Between the cells, and at both ends of a row.
pub const GAP: f32 = 12.0;

/// Where the long column is narrower than this, its words tell too little.
const LONG_LEAST: f32 = 170.0;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Its place in the list, from 0.
    pub column: usize,
    pub width: f32,
    /// Whether it is the one whose words are counted.
    pub is_long: bool,
}

/// The columns that fit, in the list's order.
pub fn fitting(list: &List, with_office: bool, room: f32) -> Vec<Shown> {
    let long = long_column(list);
    let mut wanted: Vec<usize> = (0..list.columns.len()).collect();
    wanted.retain(|column| with_office || list.columns[*column].holds != Holds::Office);
    wanted.sort_by_key(|column| importance(&list.columns[*column], Some(*column) == long));
    let mut left = room - PILL - GAP;
    let mut taken = Vec::new();
    for column in wanted {
        let width = least(&list.columns[column], Some(column) == long);
        if left < width + GAP && !taken.is_empty() {
            break;
        }
        left -= width + GAP;
        taken.push(Shown { column, width, is_long: Some(column) == long });
    }
    taken.sort_by_key(|shown| shown.column);
    share_out(list, &mut taken, left.max(0.0));
    taken
}

/// The column with the most words in it.
fn long_column(list: &List) -> Option<usize> {
    let words = |column: &ListColumn| column.max_words.unwrap_or(0);
    let longest = (0..list.columns.len()).max_by_key(|column| words(&list.columns[*column]))?;
    (words(&list.columns[longest]) > 0).then_some(longest)
}

fn importance(column: &ListColumn, is_long: bool) -> u8 {
    match column.holds {
        Holds::Name => 0,
        Holds::Number => 1,
        Holds::Unit => 2,
        Holds::Kind => 3,
        Holds::Office => 5,
        Holds::Words if is_long => 4,
        Holds::Words => 6,
    }
}

fn least(column: &ListColumn, is_long: bool) -> f32 {
    match column.holds {
        Holds::Number => 40.0,
        Holds::Kind => 88.0,
        Holds::Name => 150.0,
        Holds::Unit => 130.0,
        Holds::Words if is_long => LONG_LEAST,
        Holds::Office | Holds::Words => 88.0,
    }
}

/// Names, units and long words take what room is left.
fn share_out(list: &List, taken: &mut [Shown], left: f32) {
    let share = |shown: &Shown| match list.columns[shown.column].holds {
        Holds::Name => 3.0,
        Holds::Unit => 2.0,
        Holds::Words if shown.is_long => 4.0,
        Holds::Number | Holds::Kind => 0.0,
        Holds::Office | Holds::Words => 0.5,
    };
    let all: f32 = taken.iter().map(share).sum();
    for shown in taken {
        shown.width += if all > 0.0 { left * share(shown) / all } else { 0.0 };
    }
}

/// A heading without what stands in brackets behind it.
pub fn short(heading: &str) -> &str {
    let start = heading.split(['（', '(']).next().unwrap_or(heading).trim();
    if start.is_empty() { heading } else { start }
}
