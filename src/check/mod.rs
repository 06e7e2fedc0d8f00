//! What is wrong with a draft: `check` runs every rule of the form over the answers.

mod finding;
mod word_count;

pub use finding::{Finding, Place};
pub use word_count::word_count;
