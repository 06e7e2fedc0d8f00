//! Taking in: what a person gave is looked through, read batch by batch, and put into the book.

use super::Then;
use super::action::OfficeTask;
use super::desk::Desk;
use crate::app::{ReadFile, State, Task, Weight};
use crate::form::{Catalogue, Notice};
use crate::row::read::Known;
use crate::store::{self, Matter};
use std::path::PathBuf;
use std::sync::Arc;

/// The book that files are looked for, and since which of its stops: what comes later is not taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gatherer {
    pub(super) book: String,
    pub(super) sent: u64,
}

/// What was found in what a person gave.
#[derive(Debug, Default)]
pub struct Gathered {
    /// For whom it was looked.
    pub by: Gatherer,
    pub files: Vec<PathBuf>,
    /// What was not read although it may be meant, with the reason.
    pub unread: Vec<ReadFile>,
    /// Papers that stand in the folders, which hold no rows.
    pub papers: Vec<String>,
    /// The lists that are looked for in the files.
    pub known: Arc<Known>,
}

/// The files themselves, and the workbooks in folders. Of lists that look the same the first call's comes first.
pub(super) fn gather(by: Gatherer, paths: &[PathBuf], calls: &[Arc<Notice>]) -> Gathered {
    let found = store::row_files(paths, None);
    let unread = found.refused().map(|(path, why)| (path, Err(why))).collect();
    let papers = found.of(Matter::Paper).map(|paper| paper.path.clone()).collect();
    Gathered { by, files: found.files, unread, papers, known: Arc::new(Known::of(calls)) }
}

/// How many papers are told by name.
const MOST_NAMED: usize = 5;

/// That papers were not read.
fn unread_papers(papers: &[String]) -> String {
    let name = |path: &String| path.rsplit(['/', '\\']).next().map(|name| format!("“{name}”"));
    let named: Vec<String> = papers.iter().take(MOST_NAMED).filter_map(name).collect();
    let more = if papers.len() > MOST_NAMED { "等" } else { "" };
    format!("文件夹里的{}{more}{}份PDF、图片、草稿不含一览表的行，没有读取", named.join("、"), papers.len())
}

impl State {
    /// Files were found: they are read where they are still wanted, and counted where they are not.
    pub(super) fn gathered(&mut self, gathered: Gathered) -> Vec<Task> {
        let is_wanted = |desk: &&mut Desk| desk.id == gathered.by.book && desk.taking.wants(gathered.by.sent);
        let Some(desk) = self.office.desk.as_mut().filter(is_wanted) else {
            self.say_unread(gathered.files.len() + gathered.unread.len());
            return Vec::new();
        };
        let papers = (!gathered.papers.is_empty()).then(|| unread_papers(&gathered.papers));
        let is_empty = gathered.files.is_empty() && gathered.unread.is_empty() && papers.is_none();
        let tasks = desk.gathered(gathered, &self.catalogue, self.now);
        // Where there is nothing to read, a window that waited for it closes now.
        let tasks = if tasks.is_empty() { self.book_left() } else { tasks };
        let nothing = is_empty.then(|| "里面没有可以读入的文件".to_string());
        papers.or(nothing).into_iter().for_each(|words| self.say(Weight::Warning, words));
        tasks
    }

    /// Reads no more into the book at hand, and tells what is missing.
    pub(super) fn stop_taking(&mut self) {
        let left = self.office.desk.as_mut().map_or(0, |desk| desk.taking.stop());
        self.say_unread(left);
    }

    fn say_unread(&mut self, files: usize) {
        if files > 0 {
            self.say(Weight::Warning, format!("已停止读入，还有{files}个文件没有读取，需要时请再交一次"));
        }
    }

    /// Files were read.
    pub(super) fn files_read(&mut self, files: Vec<ReadFile>) -> Vec<Task> {
        let Some(desk) = &mut self.office.desk else { return Vec::new() };
        desk.take(files, &self.catalogue, self.now);
        self.go_on_taking()
    }

    /// The next rows of what was read come in.
    pub(super) fn take_on(&mut self) -> Vec<Task> {
        let Some(desk) = &mut self.office.desk else { return Vec::new() };
        desk.take_rows(&self.catalogue, self.now);
        self.go_on_taking()
    }

    /// A book that is to be put away waits for what is on its way, a window for all of it.
    fn go_on_taking(&mut self) -> Vec<Task> {
        let Some(desk) = &mut self.office.desk else { return Vec::new() };
        let mut tasks: Vec<Task> = desk.taking.wants_turn().then(|| OfficeTask::Turn.into()).into_iter().collect();
        if self.office.then == Then::Choose || self.office.then == Then::Quit && !desk.taking.is_under_way() {
            tasks.extend(self.book_left());
            return tasks;
        }
        tasks.extend(desk.read_on());
        tasks.extend(desk.save_if_free());
        tasks
    }
}

impl Desk {
    /// Begins to take in what a person gave.
    pub(super) fn look_through(&mut self, paths: Vec<PathBuf>, catalogue: &Catalogue) -> Vec<Task> {
        let by = Gatherer { book: self.id.clone(), sent: self.taking.looking() };
        let calls = std::iter::once(&self.book.call).chain(catalogue.notices()).cloned().collect();
        vec![OfficeTask::Gather { by, paths, calls }.into()]
    }

    /// Files were found; what was passed over gets its line.
    fn gathered(&mut self, gathered: Gathered, catalogue: &Catalogue, now: f64) -> Vec<Task> {
        self.known = gathered.known;
        self.taking.found(gathered.files);
        if !gathered.unread.is_empty() {
            self.take_in(gathered.unread, catalogue, now);
        }
        self.read_on()
    }

    /// The files to read next.
    fn read_on(&mut self) -> Vec<Task> {
        let task = |files| OfficeTask::Read { files, known: self.known.clone() }.into();
        self.taking.next().into_iter().map(task).collect()
    }

    /// Files were read.
    fn take(&mut self, files: Vec<ReadFile>, catalogue: &Catalogue, now: f64) {
        self.taking.read(files.len());
        self.take_in(files, catalogue, now);
    }

    /// That files were on their way into the book when the program came to an end; told once.
    pub(super) fn cut_off_words(&mut self, now: f64) -> Option<String> {
        let files = Some(std::mem::take(&mut self.cut_off)).filter(|files| *files > 0)?;
        self.saving.edited(now);
        Some(format!("上次读入中断，还有{files}个文件没有读到，请再交一次；已读入的不会重复列入"))
    }

    fn take_in(&mut self, files: Vec<ReadFile>, catalogue: &Catalogue, now: f64) {
        let book = Arc::make_mut(&mut self.book);
        for (path, found) in files {
            let (file, rows) = book.take_file(path, found);
            self.taking.queue(file, rows);
        }
        self.take_rows(catalogue, now);
    }

    /// Takes in the rows for which a frame has time.
    fn take_rows(&mut self, catalogue: &Catalogue, now: f64) {
        Arc::make_mut(&mut self.book).take_rows(self.taking.some_rows(), catalogue.notices());
        self.unsaved.grown(&self.book);
        self.saving.edited(now);
        self.refresh();
    }
}
