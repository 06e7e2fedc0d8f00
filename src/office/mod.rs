//! What a recommending office does with the rows of its units: the list and the letter that it gives out.
//!
//! Pure: rows and forms in, forms and drafts out, which the one layout prints as any other.

mod blocks;
mod letter;
mod list;
mod slip;

pub use letter::{letter, letter_edits, letter_of};
pub use list::list;
pub use slip::{Handing, Pending, slip};
