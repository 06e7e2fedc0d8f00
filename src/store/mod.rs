//! The disk. Nothing else in the program reads or writes a file, the clock or the environment.
//!
//! [`atomic::write`] is the one way in which a person's file comes to be changed.

pub mod atomic;
mod error;
pub mod names;
mod read;

pub use error::{Act, Cause, StoreError};
pub use read::{bytes, open, save_draft, text};
