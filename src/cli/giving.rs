//! What `merge` gives out beside the list itself: its PDF, the letter to be completed, everything in one folder.

use super::calls::{self, Calls};
use super::said::Failure;
use crate::app::{Files, Letter, Submission, judge, printed_list, submission, untold};
use crate::check::Context;
use crate::draft::Draft;
use crate::form::{Form, Severity};
use crate::office::{self, Book};
use crate::store;
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
pub struct GivingArgs {
    /// 一览表打印成PDF，横排
    #[arg(long, value_name = "一览表.pdf")]
    pub pdf: Option<PathBuf>,
    /// 推荐函的草稿：还没有就新建，填好各行和单位，其余打开补填；已有的配合--folder使用，本身不改动
    #[arg(long, value_name = "推荐函.ron")]
    pub letter: Option<PathBuf>,
    /// 一览表、推荐函、报送清单全部放进这个新文件夹
    #[arg(long, value_name = "文件夹")]
    pub folder: Option<PathBuf>,
}

impl GivingArgs {
    /// Refuses what would be written over something else, before anything is read. `list` is where the list goes.
    pub fn check(&self, list: &Path, inputs: &[&Path]) -> Result<(), Failure> {
        if let Some(pdf) = &self.pdf {
            calls::of_kind("--pdf", pdf, "pdf")?;
            calls::spare("--pdf", pdf, inputs)?;
        }
        self.apart(list)?;
        let is_taken = |path: &&PathBuf| store::is_there(path);
        let letter = self.letter.iter().filter(|_| self.folder.is_none());
        match self.folder.iter().chain(letter).chain(&self.pdf).find(is_taken) {
            Some(path) => Err(taken(path)),
            None => Ok(()),
        }
    }

    /// Refuses two that would go to the same place.
    fn apart(&self, list: &Path) -> Result<(), Failure> {
        let named = [("--pdf", &self.pdf), ("--letter", &self.letter), ("--folder", &self.folder)];
        let named = named.into_iter().filter_map(|(option, path)| Some((option, path.as_deref()?)));
        let mut seen = vec![("-o", store::real_path(list))];
        for (option, path) in named {
            let real = store::real_path(path);
            if let Some((other, _)) = seen.iter().find(|(_, seen)| *seen == real) {
                let words = format!("{other}和{option}写的是同一个地方“{}”，请各取一个名字", path.display());
                return Err(Failure::new(words));
            }
            seen.push((option, real));
        }
        Ok(())
    }
}

fn taken(path: &Path) -> Failure {
    Failure::new(format!("“{}”已经存在，没有改动它，请另取一个名字", path.display()))
}

/// What is to be written.
#[derive(Default)]
pub struct Giving<'a> {
    pdf: Option<(&'a Path, Vec<u8>)>,
    letter: Option<(&'a Path, Arc<Form>, Draft)>,
    folder: Option<(&'a Path, Files)>,
    /// A line for each row that the letter does not tell.
    untold: Vec<String>,
    /// How many things are to be mended in the letter that goes into the folder.
    open: usize,
}

impl<'a> Giving<'a> {
    /// Makes what the arguments ask for.
    pub fn of(calls: &Calls, book: &Book, args: &'a GivingArgs) -> Result<Self, Failure> {
        if args.pdf.is_none() && args.letter.is_none() && args.folder.is_none() {
            return Ok(Giving::default());
        }
        let new_letter = args.letter.as_deref().filter(|path| !store::is_there(path));
        let letter = letter(calls, book, args)?;
        let of = Submission::of(book, letter, store::today());
        let failed = |words: String| Failure::new(words);
        let pdf = args.pdf.as_deref().map(|path| Ok((path, printed_list(&of.sheet, &of.findings)?)));
        let folder = args.folder.as_deref().map(|path| Ok((path, submission(&of)?)));
        let filled = |(form, draft): &Letter| {
            let draft = office::letter(form, draft.clone(), &of.sheet, &of.office);
            Some((new_letter?, form.clone(), draft))
        };
        let told_of = of.letter.as_ref().filter(|_| args.letter.is_some() || args.folder.is_some());
        let untold = told_of.map_or(Vec::new(), |(form, _)| untold(&of.sheet, form));
        let untold = untold.into_iter().map(|one| format!("{}{}", one.place, one.what)).collect();
        let open = of.letter.as_ref().filter(|_| args.folder.is_some()).map_or(0, |letter| open(letter, &of));
        let letter = of.letter.as_ref().and_then(filled);
        let (pdf, folder) = (pdf.transpose().map_err(failed)?, folder.transpose().map_err(failed)?);
        Ok(Giving { pdf, letter, folder, untold, open })
    }

    /// Writes it, and tells what was written.
    pub fn write(self) -> Result<Given, Failure> {
        let mut given = Given { notes: self.untold, open: self.open, ..Given::default() };
        if let Some((path, bytes)) = &self.pdf {
            store::atomic::write(path, bytes)?;
            given.tell("pdf", path, format!("已打印一览表“{}”", path.display()));
        }
        if let Some((path, form, draft)) = &self.letter {
            store::create_draft(path, draft)?;
            given.tell("letter", path, format!("已起草{}“{}”，请打开补填其余各项", form.short, path.display()));
        }
        if let Some((path, files)) = &self.folder {
            let (parent, name) = (path.parent().unwrap_or(path), path.file_name().unwrap_or_default());
            store::write_folder(parent, &name.to_string_lossy(), files)?;
            given.said += &format!("已放进文件夹“{}”，共{}个文件\n", path.display(), files.len());
            given.files.extend(files.iter().map(|(name, _)| GivenFile::new("folder", &path.join(name))));
            if self.open > 0 {
                let remedy = "打开文件夹里的公函草稿补填，再用--letter指它";
                given.said += &format!("公函还有{}处须改，带“草稿”二字，不能盖章：{remedy}\n", self.open);
            }
        }
        Ok(given)
    }
}

/// How many things are to be mended in the letter before it is stamped.
fn open((form, draft): &Letter, of: &Submission) -> usize {
    let draft = office::letter(form, draft.clone(), &of.sheet, &of.office);
    let found = judge(form, &draft, &Context { today: of.today, peers: &[] }).findings;
    found.iter().filter(|finding| finding.severity == Severity::Error).count()
}

/// What was written, in words and for machines.
#[derive(Debug, Default)]
pub struct Given {
    pub said: String,
    pub files: Vec<GivenFile>,
    /// A line for each row that the letter does not tell.
    pub notes: Vec<String>,
    /// How many things are to be mended in the letter.
    pub open: usize,
}

/// A file that was written.
#[derive(Debug, Serialize)]
pub struct GivenFile {
    /// `list`, `pdf`, `letter`, or `folder` for one that stands in the folder of all.
    kind: &'static str,
    path: String,
}

impl Given {
    fn tell(&mut self, kind: &'static str, path: &Path, words: String) {
        self.said += &(words + "\n");
        self.files.push(GivenFile::new(kind, path));
    }
}

impl GivenFile {
    pub fn new(kind: &'static str, path: &Path) -> Self {
        GivenFile { kind, path: path.display().to_string() }
    }
}

/// The letter that was begun, or else a new one.
fn letter(calls: &Calls, book: &Book, args: &GivingArgs) -> Result<Option<Letter>, Failure> {
    let form = office::letter_of(&book.call);
    match (&args.letter, form) {
        (None, None) => Ok(None),
        (Some(_), None) => Err(Failure::new(format!("{}没有推荐函的表式，请去掉--letter", book.call.number))),
        (Some(path), Some(form)) if store::is_there(path) => {
            let (own, draft) = calls.open(path)?;
            if own.id != form.id {
                return Err(Failure::new(format!("“{}”不是“{}”的草稿，请另选一份", path.display(), form.title)));
            }
            Ok(Some((own, draft)))
        }
        (_, Some(form)) => {
            let draft = Draft { id: store::new_id(), ..Draft::new(form) };
            Ok(Some((form.clone(), draft)))
        }
    }
}
