//! The calls at hand: those built into the program, and those that were dropped into a folder.

use super::load::{FormProblem, NOTICE_FILE};
use super::{Form, Notice, builtin};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The calls at hand, the newest first, and the folders that were refused.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    notices: Vec<Arc<Notice>>,
    packs: Vec<Arc<Pack>>,
    refused: Vec<Refused>,
    /// Calls whose number another one bears too, and the id of the first of them.
    twins: HashMap<String, String>,
    /// Form id to its place in `notices`.
    index: HashMap<String, (usize, usize)>,
}

/// A folder with a call that was dropped in, as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// The folder's name, which is the call's id.
    pub id: String,
    pub folder: PathBuf,
    /// Names, sizes and times of its files: the same stamp, the same text.
    pub stamp: String,
    pub read: Result<Arc<Notice>, Vec<FormProblem>>,
}

/// A folder of which nothing is used, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    pub id: String,
    pub folder: PathBuf,
    /// At least one.
    pub problems: Vec<FormProblem>,
}

impl Catalogue {
    /// The calls that come with the program.
    pub fn built_in() -> Self {
        Self::with(Vec::new())
    }

    /// The calls that come with the program, and these. A folder with a mistake in it is refused whole; one that bears
    /// the name of a built-in call takes its place if it is a later revision of it, and is refused otherwise.
    pub fn with(packs: Vec<Arc<Pack>>) -> Self {
        Self::of(builtin::notices().to_vec(), packs)
    }

    /// Only the call of that id: the built-in one, and these folders of its name.
    pub fn of_call(id: &str, packs: Vec<Arc<Pack>>) -> Self {
        Self::of(builtin::notice(id).into_iter().collect(), packs)
    }

    fn of(notices: Vec<Arc<Notice>>, packs: Vec<Arc<Pack>>) -> Self {
        let mut catalogue = Catalogue { notices, packs, ..Catalogue::default() };
        for pack in &catalogue.packs {
            let taken = take(&mut catalogue.notices, pack);
            catalogue.refused.extend(taken.err().map(|problems| Refused {
                id: pack.id.clone(),
                folder: pack.folder.clone(),
                problems,
            }));
        }
        catalogue.twins = twins(&catalogue.notices);
        catalogue.notices.sort_by(|a, b| (Reverse(a.issued), &a.id).cmp(&(Reverse(b.issued), &b.id)));
        for (place, notice) in catalogue.notices.iter().enumerate() {
            let forms = notice.forms.iter().enumerate();
            catalogue.index.extend(forms.map(|(number, form)| (form.id.clone(), (place, number))));
        }
        catalogue
    }

    /// The calls, the newest first.
    pub fn notices(&self) -> &[Arc<Notice>] {
        &self.notices
    }

    /// All forms, those of the newest call first.
    pub fn forms(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.notices.iter().flat_map(|notice| &notice.forms)
    }

    /// The form of that id.
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.index.get(id).map(|&(notice, form)| &self.notices[notice].forms[form])
    }

    /// The call of the form of that id.
    pub fn notice_of(&self, form: &str) -> Option<&Arc<Notice>> {
        self.index.get(form).map(|&(notice, _)| &self.notices[notice])
    }

    /// The folder that a call was dropped in as; none for those that come with the program.
    pub fn pack_of(&self, notice: &Notice) -> Option<&Pack> {
        let packs = self.packs.iter().filter(|pack| pack.id == notice.id && !self.is_refused(&pack.folder));
        packs.map(Arc::as_ref).next()
    }

    /// The folders that were dropped in, good or not, as they were read.
    pub fn packs(&self) -> &[Arc<Pack>] {
        &self.packs
    }

    /// The folders of which nothing is used, by name.
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// The id of the call that bore this one's number before it: built in, or earlier by name.
    pub fn same_number(&self, notice: &Notice) -> Option<&str> {
        self.twins.get(&notice.id).map(String::as_str)
    }

    fn is_refused(&self, folder: &Path) -> bool {
        self.refused.iter().any(|refused| refused.folder == folder)
    }
}

/// Calls in two folders under one number, such as a copy that was to become next year's: each but the first, with the
/// first one's id. Both can be used.
fn twins(notices: &[Arc<Notice>]) -> HashMap<String, String> {
    let mut first: HashMap<&str, &str> = HashMap::new();
    let mut twins = HashMap::new();
    for notice in notices {
        let known = *first.entry(notice.number.trim()).or_insert(&notice.id);
        if known != notice.id {
            twins.insert(notice.id.clone(), known.to_string());
        }
    }
    twins
}

/// Adds a dropped-in call, or tells why it can't be used.
fn take(notices: &mut Vec<Arc<Notice>>, pack: &Pack) -> Result<(), Vec<FormProblem>> {
    let notice = pack.read.clone()?;
    match notices.iter_mut().find(|known| known.id == notice.id) {
        None => notices.push(notice),
        Some(known) if supersedes(&notice, known) => *known = notice,
        Some(known) => return Err(vec![known.same_name()]),
    }
    Ok(())
}

impl Refused {
    /// What is told of a call that would take the place of this folder.
    pub fn in_the_way(&self) -> FormProblem {
        FormProblem {
            file: NOTICE_FILE.into(),
            line: 1,
            problem: "notices文件夹里已有同名的文件夹，其中的表式有问题，没有使用".into(),
            found: self.folder.display().to_string(),
            remedy: "先改好那个文件夹里的问题，或者把它移走，再导入".into(),
        }
    }
}

impl Notice {
    /// What is told of another call that bears this one's name and is no later revision of it.
    pub fn same_name(&self) -> FormProblem {
        FormProblem {
            file: NOTICE_FILE.into(),
            line: 1,
            problem: format!("“{}”已经用了这个文件夹名，而这里的表式不比它新", self.number),
            found: self.id.clone(),
            remedy: "给文件夹改名；如果是改正原来的表式，请把改过的表的revision加1".into(),
        }
    }
}

/// Whether a call is a later revision of another of the same name: the same call of the same issuer, with all its
/// forms, none of them older and one newer.
pub fn supersedes(new: &Notice, old: &Notice) -> bool {
    if (&new.region, new.year, &new.issuer) != (&old.region, old.year, &old.issuer) {
        return false;
    }
    let revision = |id: &str| new.forms.iter().find(|form| form.id == id).map(|form| form.revision);
    let pairs = || old.forms.iter().map(|form| (revision(&form.id), Some(form.revision)));
    pairs().all(|(new, old)| new >= old) && (pairs().any(|(new, old)| new > old) || new.forms.len() > old.forms.len())
}
