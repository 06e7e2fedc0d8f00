//! All that the program knows.

use super::{Home, Office, OfficeDialog, Open};
use crate::draft::Comments;
use crate::form::{Catalogue, Form, Notice, Refused};
use crate::store::{Place, Settings, StoreError, Version};
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;

/// The program without its window.
#[derive(Debug)]
pub struct State {
    pub today: Date,
    pub catalogue: Arc<Catalogue>,
    /// Whether the calls dropped in were looked for at least once.
    pub packs_read: bool,
    pub screen: Screen,
    pub home: Home,
    pub open: Option<Open>,
    pub office: Office,
    pub dialog: Option<Dialog>,
    /// Goes up with each dialog, so that a window fills it in once.
    pub dialogs: u64,
    pub message: Option<Message>,
    pub settings: Settings,
    /// Where drafts, versions and the trash are kept.
    pub data_folder: PathBuf,
    /// The folder proposed for exports.
    pub export_folder: PathBuf,
    /// Seconds since the program started.
    pub(super) now: f64,
    /// Whether a draft is being opened.
    pub(super) opening: bool,
    /// The serial of the last jump in a draft that was open before.
    pub(super) jumps: u64,
}

/// What fills the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    #[default]
    Home,
    Editor,
    Preview,
    /// 汇总.
    Office,
    Settings,
}

/// What stands before the window and wants an answer.
#[derive(Debug)]
pub enum Dialog {
    /// Which form to begin.
    New,
    OpenFile,
    /// Which folder to take calls in from.
    Import,
    /// What is wrong with calls that are not used.
    Refused(Vec<Refused>),
    /// In what the newer form differs, and whether to move the draft to it.
    Newer,
    /// Which older draft to begin a new one from; perhaps this one.
    Carry {
        from: Option<PathBuf>,
    },
    /// What became of the older draft's answers.
    Carried,
    /// The older answer of this number.
    Past(usize),
    Export,
    Blank {
        form: String,
    },
    Copy,
    Trash,
    /// The kept versions; none while they are being read.
    Versions(Option<Vec<Version>>),
    /// The draft could not be saved and the window is to be closed.
    Unsaved(StoreError),
    /// A file is damaged and has a good version.
    Damaged {
        place: Place,
        error: StoreError,
        version: Version,
    },
    /// Comments of the office for which there is no draft.
    Unclaimed(Box<Comments>),
    /// Files were written.
    Exported {
        files: Vec<PathBuf>,
        folder: PathBuf,
        is_final: bool,
    },
    Keys,
    Office(OfficeDialog),
}

/// A line at the bottom of the window.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    pub weight: Weight,
    pub words: String,
    /// When it goes by itself; warnings and errors stay.
    pub until: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Done,
    Warning,
    Error,
}

/// The folders that the system names.
#[derive(Debug, Clone)]
pub struct Folders {
    pub data: PathBuf,
    /// Where people expect their documents.
    pub documents: PathBuf,
}

impl State {
    /// The program at its start. The list of drafts is still to be read.
    pub fn new(today: Date, catalogue: Arc<Catalogue>, settings: Settings, folders: Folders) -> Self {
        let export_folder = settings.export_folder.clone().unwrap_or(folders.documents);
        State {
            today,
            catalogue,
            packs_read: false,
            screen: Screen::Home,
            home: Home::default(),
            open: None,
            office: Office::default(),
            dialog: None,
            dialogs: 0,
            message: None,
            settings,
            data_folder: folders.data,
            export_folder,
            now: 0.0,
            opening: false,
            jumps: 0,
        }
    }

    /// The form of that id.
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.catalogue.form(id)
    }

    /// The call that a form belongs to.
    pub fn notice_of(&self, form: &Form) -> Option<&Arc<Notice>> {
        self.catalogue.notice_of(&form.id)
    }

    /// Days to the deadline; negative when it is past.
    pub fn days_left(&self, deadline: Date) -> i32 {
        self.today.until((jiff::Unit::Day, deadline)).map_or(0, |span| span.get_days())
    }

    /// The saves that a window does before it ends for a fault: whatever was typed, whether or not it is due.
    pub fn last_saves(&mut self) -> Vec<super::Task> {
        let open = self.open.as_mut().filter(|open| !open.saving.is_saved());
        let draft = open.map(|open| open.save(crate::store::Occasion::Closing));
        let book = self.office.desk.as_mut().filter(|desk| !desk.is_saved()).map(super::Desk::save_last);
        draft.into_iter().chain(book).collect()
    }

    /// Whether something has to be done before the window closes.
    pub fn holds_window(&self) -> bool {
        let is_busy = |desk: &super::Desk| !desk.is_saved() || desk.taking.is_under_way();
        self.open.is_some() || self.office.desk.as_ref().is_some_and(is_busy)
    }

    /// Seconds until [`super::Action::Tick`] has something to do.
    pub fn due_in(&self) -> Option<f64> {
        let message = self.message.as_ref().and_then(|message| message.until).map(|until| (until - self.now).max(0.01));
        let open = self.open.as_ref().and_then(|open| open.due_in(self.now));
        let book = self.office.desk.as_ref().and_then(|desk| desk.saving.due_in(self.now)).map(|due| due.max(0.01));
        let search = self.office.desk.as_ref().filter(|desk| desk.is_searching()).map(|_| 0.0);
        [message, open, book, search].into_iter().flatten().reduce(f64::min)
    }
}
