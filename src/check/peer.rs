//! The other drafts at hand, as far as rules look at them.

use crate::draft::{Draft, half_width};
use crate::form::{Filler, Form};

/// Another draft: of which call and unit, and its project's name.
#[derive(Debug, Clone, PartialEq)]
pub struct Peer {
    /// The form's id, which begins with the call's.
    pub form: String,
    /// The unit's name, as compared.
    pub unit: String,
    pub name: String,
    /// The form in a word or two.
    pub short: String,
}

impl Peer {
    /// A draft as its neighbours see it; none while its unit is not filled in, or where the office fills the form in.
    pub fn of(form: &Form, draft: &Draft) -> Option<Peer> {
        let unit = compared(draft.text(&form.unit));
        let name = draft.text(&form.name).trim().to_string();
        let counts = form.by == Filler::Applicant && !unit.is_empty();
        counts.then(|| Peer { form: form.id.clone(), unit, name, short: form.short.clone() })
    }

    /// Whether this is another draft of the same unit in the same call.
    pub fn is_of(&self, form: &Form, unit: &str) -> bool {
        notice(&self.form) == notice(&form.id) && self.unit == compared(unit)
    }
}

/// The call's part of a form's id.
fn notice(form: &str) -> &str {
    form.split('/').next().unwrap_or_default()
}

/// A unit's name without spaces and in one width of brackets.
fn compared(unit: &str) -> String {
    half_width(unit).split_whitespace().collect()
}
