//! The other drafts at hand, as far as rules look at them.

use crate::draft::{Draft, half_width};
use crate::form::{Filler, Form};

/// Another draft: of which call and unit, and its project's name.
#[derive(Debug, Clone, PartialEq)]
pub struct Peer {
    /// The call's part of the form's id.
    pub notice: String,
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
        counts.then(|| Peer { notice: notice(form).to_string(), unit, name, short: form.short.clone() })
    }

    /// Whether this is another draft of the same unit in the same call.
    pub fn is_of(&self, form: &Form, unit: &str) -> bool {
        self.notice == notice(form) && self.unit == compared(unit)
    }
}

fn notice(form: &Form) -> &str {
    form.id.split('/').next().unwrap_or_default()
}

/// A unit's name without spaces and in one width of brackets.
fn compared(unit: &str) -> String {
    half_width(unit).split_whitespace().collect()
}
