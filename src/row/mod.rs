//! The line that a form sends upward: [`row()`] makes it from a draft, a [`Sheet`] is the list it stands in,
//! [`xlsx::write`] is the file that the recommending office opens, and [`read::read`] takes in what comes back.
//!
//! A sheet holds one row or many, so that what is read back and merged is the same noun as what was written.

mod fill;
pub mod read;
mod sheet;
pub mod xlsx;

pub use fill::row;
pub use sheet::{Accepted, Cell, Change, Doubt, LeftOut, Origin, Record, Row, Sheet, Verdict};
