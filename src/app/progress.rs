//! How far a draft and its sections are.

use crate::check::Finding;
use crate::draft::{Draft, applies};
use crate::form::{Ask, Form, Section, Severity};

/// Answers given of those owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    pub given: usize,
    pub owed: usize,
}

impl Progress {
    /// Of a whole form.
    pub fn of(form: &Form, draft: &Draft) -> Self {
        let sections = form.sections.iter().map(|section| Progress::of_section(form, draft, section));
        sections.fold(Progress::default(), |a, b| Progress { given: a.given + b.given, owed: a.owed + b.owed })
    }

    pub fn of_section(form: &Form, draft: &Draft, section: &Section) -> Self {
        let owed = section.fields.iter().filter(|field| field.ask != Ask::Optional && applies(form, draft, field));
        owed.fold(Progress::default(), |sum, field| Progress {
            given: sum.given + usize::from(draft.answer(&field.id).is_some()),
            owed: sum.owed + 1,
        })
    }

    /// From 0 to 100; 100 only when nothing is lacking.
    pub fn percent(self) -> usize {
        (self.given * 100).checked_div(self.owed).unwrap_or(100)
    }
}

/// What the mark at a section says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionState {
    /// So many answers are to be mended.
    Errors(usize),
    Warnings(usize),
    /// All that is owed is there and nothing is wrong.
    Done,
    /// Still to be filled in.
    Waiting,
}

/// A section's state by the findings that are shown.
pub fn section_state(form: &Form, draft: &Draft, section: &Section, shown: &[Finding]) -> SectionState {
    let inside =
        |finding: &&Finding| finding.place.field().is_some_and(|id| section.fields.iter().any(|f| f.id == *id));
    let count = |severity| shown.iter().filter(inside).filter(|finding| finding.severity == severity).count();
    let progress = Progress::of_section(form, draft, section);
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) if progress.given == progress.owed => SectionState::Done,
        (0, 0) => SectionState::Waiting,
        (0, warnings) => SectionState::Warnings(warnings),
        (errors, _) => SectionState::Errors(errors),
    }
}
