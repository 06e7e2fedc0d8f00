//! A draft judged whole: answers and paper together, and what may be printed of it.

use crate::check::{Context, Finding, Place, check};
use crate::draft::Draft;
use crate::form::{Form, Severity};
use crate::layout::{Edition, Fonts, Layout, layout};

/// What is wrong with a draft, and its pages as they may be printed.
#[derive(Debug)]
pub struct Judged {
    /// In the form's order.
    pub findings: Vec<Finding>,
    pub paper: Layout,
    pub edition: Edition,
}

/// Checks the answers and lays the pages out. Pages with an error of their own are marked as a draft too.
pub fn judge(form: &Form, draft: &Draft, context: &Context) -> Judged {
    let answers = check(form, draft, context);
    let lay = |edition| layout(form, draft, Fonts::embedded(), edition);
    let mut edition = edition(&answers);
    let mut paper = lay(edition);
    if edition == Edition::Final && self::edition(&paper.findings) == Edition::Draft {
        edition = Edition::Draft;
        paper = lay(edition);
    }
    Judged { findings: joined(form, answers, &paper.findings), paper, edition }
}

/// The edition that the findings allow.
pub fn edition(findings: &[Finding]) -> Edition {
    if findings.iter().any(is_error) { Edition::Draft } else { Edition::Final }
}

pub(super) fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

/// Findings of answers and paper in the form's order; what concerns the form as a whole comes first.
pub(super) fn joined(form: &Form, mut answers: Vec<Finding>, paper: &[Finding]) -> Vec<Finding> {
    answers.extend(paper.iter().cloned());
    answers.sort_by_cached_key(|finding| order(form, &finding.place));
    answers
}

/// Where a place stands: question, row, column.
pub(super) fn order(form: &Form, place: &Place) -> Option<(usize, usize, usize)> {
    let number = |id: &str| form.fields().position(|field| field.id == id);
    match place {
        Place::Field(id) => Some((number(id)?, 0, 0)),
        Place::Cell(id, row, column) => {
            let columns = form.field(id)?.kind.columns();
            let column = columns.iter().position(|known| known.id == *column)?;
            Some((number(id)?, row + 1, column))
        }
        Place::Form | Place::Row(..) => None,
    }
}
