//! What the program does, without a window: [`State`] is all it knows, an [`Action`] is something a person or a finished
//! [`Task`] did, and [`State::update`] is the only place where one becomes the other.

mod action;
mod calls;
mod carry;
mod comments;
mod export;
mod forms;
mod home;
mod judge;
mod leave;
mod office;
mod open;
mod packs;
mod papers;
mod progress;
mod rows;
pub mod samples;
mod saving;
mod state;
mod task;
mod undo;
mod update;
mod verify;

pub use action::{Action, Ask, Leave, Replace, Step};
pub use carry::Carrying;
pub use comments::{Claim, Standing};
pub use export::{Export, Exported, Wanted, printed, printed_blank};
pub use forms::{Match, Newer, Shelf};
pub use home::{Home, Line, LineKind, Status};
pub use judge::{Judged, edition, judge};
pub use office::{
    About, BookLine, Counts, Desk, Filter, Gathered, Given, Giving, Item, Keeping, Line as OfficeLine, Office,
    OfficeAction, OfficeDialog, OfficeTask, Paper, Remarking, RowState, Taking, Verified,
};
pub use open::{Jump, Open};
pub use packs::{catalogue, catalogue_for, unreadable};
pub use papers::{Files, Letter, Submission, printed_list, submission, untold};
pub use progress::{Progress, SectionState, section_state};
pub use rows::{ReadFile, read_rows};
pub use saving::Saving;
pub use state::{Dialog, Folders, Message, Screen, State, Weight};
pub use task::{Opened, Task, run};
pub use verify::{Compared, compare, compared, witnesses};
