//! What a recommending office does with the rows that units hand in: a [`Book`] is one call's list in the making.
//!
//! Files are [taken in](Book::take) as [`crate::row::read`] found them; every file and row gets a verdict. Which row stands
//! for a draft of which several came in is told by `version`; [`Book::findings`] tells what is wrong with a row by itself
//! and beside the others; [`apply`] is the one way to change a book, and gives back what undoes it; [`Book::sheet`] is the
//! list to write. Books of books are books: what is read back from a list merges with more rows as if all came at once.
//!
//! Whether papers and rows carry the same answers is told by [`verify()`]; what is to be mended goes back to the unit as
//! [comments()].
//!
//! The [list] on paper, the [letter()] that goes with it and the [slip()] that tells what goes where are forms and drafts,
//! which the one layout prints as any other.

mod blocks;
mod book;
mod cells;
mod columns;
mod comments;
mod edit;
mod file;
mod findings;
mod letter;
mod list;
mod plain;
mod sheet;
mod slip;
mod standing;
mod take;
mod together;
mod verify;
mod version;
mod witness;

pub use book::{Book, Entry, Left, RowId};
pub use comments::{On, Said, comments};
pub use edit::{Edit, Order, apply};
pub use file::{File, Outcome};
pub use findings::Count;
pub use letter::{letter, letter_edits, letter_of, untold};
pub use list::list;
pub use slip::{Handing, Pending, slip};
pub use standing::Standing;
pub use take::call_of;
pub use together::BESIDE;
pub use verify::{Agreement, Comparison, compare, verify};
pub use witness::{Kind, Witness};
