//! The disk. Nothing else in the program reads or writes a file, the clock or the environment.
//!
//! [`atomic::write`] is the one way in which a person's file comes to be changed. [`Folder`] is the data folder;
//! a draft is [opened](Folder::open) from its [`Place`] there or elsewhere, and its [`Handle`] saves it.

pub mod atomic;
mod books;
mod clock;
mod error;
mod files;
mod folder;
mod history;
mod lock;
pub mod names;
mod notices;
mod read;
mod restore;
mod row_files;
mod save;
mod settings;

pub use books::{BookEntry, BookTexts, PieceText, piece_name};
pub use clock::{new_id, now, this_second, today};
pub use error::{Act, Cause, StoreError};
pub use files::{documents, is_there, real_path, write_folder, write_new, write_new_folder};
pub use folder::{Entry, Folder, Place, VARIABLE};
pub use history::{Origin, VERSIONS, Version};
pub use lock::Lock;
pub use notices::{DroppedIn, call_id, notice_files, notice_folders};
pub use read::{bytes, comments, create_draft, open, save_draft, size, text};
pub use restore::Deleted;
pub use row_files::{Matter, Passed, RowFiles, SHEETS, row_files};
pub use save::{Handle, Occasion, Outside, Saved};
pub use settings::{Look, Settings, TEXT_SIZES};
