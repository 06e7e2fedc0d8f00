//! Which form a draft is opened with: the one that it was made with, and the newer one that it may be moved to.

use crate::draft::Draft;
use crate::form::{Catalogue, Difference, Form, difference};
use crate::store::Folder;
use std::collections::HashMap;
use std::sync::Arc;

/// The form of a draft.
#[derive(Debug, Clone)]
pub struct Match {
    pub form: Arc<Form>,
    pub newer: Option<Newer>,
    /// Whether the definition that the draft was made with is known, be it in other words.
    is_known: bool,
}

/// A later definition of a draft's form.
#[derive(Debug, Clone)]
pub struct Newer {
    pub form: Arc<Form>,
    /// In what it differs; never empty.
    pub differences: Vec<Difference>,
}

impl Newer {
    /// The form at hand, if it differs from the one that a draft is open with.
    pub fn than(form: &Form, current: Option<&Arc<Form>>) -> Option<Self> {
        let current = current.filter(|current| current.definition.digest != form.definition.digest)?;
        let differences = difference(form, current);
        (!differences.is_empty()).then(|| Newer { form: current.clone(), differences })
    }
}

impl Match {
    /// The kept form where there is one that differs, else the one at hand. None where there is neither.
    pub fn of(current: Option<&Arc<Form>>, kept: Option<Arc<Form>>) -> Option<Self> {
        let is_known = kept.is_some();
        let newer = kept.as_ref().and_then(|kept| Newer::than(kept, current));
        let form = kept.filter(|_| newer.is_some() || current.is_none()).or_else(|| current.cloned())?;
        Some(Match { form, newer, is_known })
    }

    /// The draft says which definition it is open with. Answers to one that says the same in other words are answers to
    /// this one.
    pub fn settle(&self, draft: &mut Draft) {
        draft.definition = Some(self.form.definition.digest.clone());
        if self.is_known {
            draft.revision = self.form.revision;
        }
    }
}

/// The forms that drafts are opened with: those at hand, and those whose definition was kept. Each is read once.
pub struct Shelf<'a> {
    folder: &'a Folder,
    catalogue: &'a Catalogue,
    kept: HashMap<String, Option<Arc<Form>>>,
}

impl<'a> Shelf<'a> {
    pub fn new(folder: &'a Folder, catalogue: &'a Catalogue) -> Self {
        Shelf { folder, catalogue, kept: HashMap::new() }
    }

    /// The form of a draft, and the newer one that it may be moved to.
    pub fn form_of(&mut self, draft: &Draft) -> Option<Match> {
        let current = self.catalogue.form(&draft.form);
        let is_other = |digest: &&String| current.is_none_or(|form| form.definition.digest != **digest);
        let kept =
            draft.definition.as_ref().filter(is_other).and_then(|digest| {
                self.kept.entry(digest.clone()).or_insert_with(|| self.folder.kept_form(draft)).clone()
            });
        Match::of(current, kept)
    }
}
