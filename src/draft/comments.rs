//! 退回意见: what the recommending office asks to be mended, as a file of its own and as the draft keeps it.

use super::Draft;
use super::file::FileProblem;
use crate::form::{Form, text};
use serde::{Deserialize, Serialize};

/// The version of the files that this program writes.
pub const COMMENTS_FORMAT: u32 = 1;

/// Larger files, and files with more comments, are not read.
pub const MOST_COMMENTS_BYTES: usize = 2 << 20;
pub const MOST_COMMENTS: usize = 500;

/// One office's comments on one draft.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comments {
    /// The form's id.
    pub form: String,
    /// The draft's id; empty where the row did not tell it.
    pub draft: String,
    /// The digest code of the answers that were commented on.
    pub code: String,
    /// The unit that applies, and the project's name.
    pub unit: String,
    pub name: String,
    pub office: String,
    /// Local time of the making, such as `2025-01-20T17:20:31`.
    pub at: String,
    pub comments: Vec<Comment>,
}

/// What is to be mended at one place.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// The answer, as [`super::Told::id`] names it; empty for the form as a whole.
    pub field: String,
    /// The place's name as the office saw it: a question's label or a heading of the list.
    pub label: String,
    /// What stood there, where the office knows it.
    #[serde(default)]
    pub was: Option<String>,
    pub words: String,
}

/// A comment that a draft has received.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    pub comment: Comment,
    pub office: String,
    /// When the office made it.
    pub at: String,
    /// Whether the person has ticked it off.
    #[serde(default)]
    pub done: bool,
}

/// The word that such a file begins with, by which it is told from a draft.
const HEAD: &str = "Returned";

#[derive(Serialize, Deserialize)]
#[serde(rename = "Returned", deny_unknown_fields)]
struct File {
    format: u32,
    comments: Comments,
}

/// Just enough of any version's file to tell its version.
#[derive(Deserialize)]
#[serde(rename = "Returned")]
struct Head {
    format: u32,
}

impl Comment {
    /// The place's name as people know it.
    pub fn place_words(&self) -> &str {
        if self.label.is_empty() { "整份申报表" } else { &self.label }
    }
}

impl Comments {
    /// Whether a file's text is one of comments, readable or not.
    pub fn is_text(source: &str) -> bool {
        source.trim_start().starts_with(HEAD)
    }

    /// The comments as a file's text.
    pub fn to_text(&self) -> String {
        text::write(&File { format: COMMENTS_FORMAT, comments: self.clone() })
    }

    /// The comments in a file's text.
    pub fn from_text(source: &str) -> Result<Self, FileProblem> {
        if source.len() > MOST_COMMENTS_BYTES {
            return Err(FileProblem::Huge { bytes: source.len() });
        }
        match text::read::<Head>(source) {
            Ok(Head { format }) if format > COMMENTS_FORMAT => {
                Err(FileProblem::Newer { format, known: COMMENTS_FORMAT })
            }
            _ => match text::read::<File>(source)?.comments {
                read if read.comments.len() > MOST_COMMENTS => Err(FileProblem::Crowded { most: MOST_COMMENTS }),
                read => Ok(read),
            },
        }
    }

    /// Each as a draft keeps it.
    pub fn remarks(self) -> Vec<Remark> {
        let Comments { office, at, comments, .. } = self;
        let kept = |comment| Remark { comment, office: office.clone(), at: at.clone(), done: false };
        comments.into_iter().map(kept).collect()
    }

    /// Whether they are on this very draft.
    pub fn is_on(&self, draft: &Draft) -> bool {
        !self.draft.is_empty() && self.draft == draft.id
    }

    /// Whether they are on a draft of that form, unit and name: where the row told no draft, or the draft was begun anew.
    pub fn is_like(&self, form: &Form, draft: &Draft) -> bool {
        let same = |told: &str, id: &str| !told.trim().is_empty() && told.trim() == draft.text(id).trim();
        self.form == draft.form && same(&self.unit, &form.unit) && same(&self.name, &form.name)
    }
}

/// Takes comments into a draft and tells how many there were that it had not. One that it has already stays as it is;
/// one that the office makes once more is to be looked at again.
pub fn take_in(draft: &mut Draft, remarks: Vec<Remark>) -> usize {
    let mut new = 0;
    for remark in remarks {
        let is_same = |known: &&mut Remark| known.comment == remark.comment && known.office == remark.office;
        match draft.comments.iter_mut().find(is_same) {
            Some(known) if known.at >= remark.at => continue,
            Some(known) => *known = remark,
            None => draft.comments.push(remark),
        }
        new += 1;
    }
    new
}
