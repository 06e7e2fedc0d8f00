//! The digest code (核对码): eight characters that tell whether paper and row carry the same answers.
//! It proves same content, not who wrote it.

use super::told::{self, Told};
use super::{Draft, told as all_told};
use crate::form::Form;
use sha2::{Digest, Sha256};

/// Digits and letters that are not mistaken for each other: no I, L, O, U.
pub const CODE_ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of a draft's answers, such as `7F3K-92QX`: 40 bits of a SHA-256 over the form and all that is told.
/// Answers that do not apply do not count, nor do blank ones, nor how a date or a number was typed.
pub fn code(form: &Form, draft: &Draft) -> String {
    code_of(&form.id, &all_told(form, draft))
}

/// The same from the form's id and what is told: whoever has a row file computes it anew.
pub fn code_of(form: &str, told: &[Told]) -> String {
    let letters = letters(form, told.iter());
    format!("{}-{}", &letters[..4], &letters[4..])
}

/// Title and code of each section, such as `7F3K`: they tell where two drafts differ.
pub fn section_codes<'a>(form: &'a Form, draft: &Draft) -> Vec<(&'a str, String)> {
    let told = all_told(form, draft);
    let code = |title| section_code(&form.id, &told, title);
    form.sections.iter().map(|section| (section.title.as_str(), code(&section.title))).collect()
}

/// The code of the section of that title, from what is told.
pub fn section_code(form: &str, told: &[Told], title: &str) -> String {
    letters(form, told.iter().filter(|told| told.section == title))[..4].to_string()
}

/// Eight letters for the answers that are not blank, each with its id.
fn letters<'a>(form: &str, answers: impl Iterator<Item = &'a Told>) -> String {
    let mut hash = Sha256::new();
    feed(&mut hash, form);
    for Told { id, value, .. } in answers.filter(|told| !told.value.is_empty()) {
        feed(&mut hash, id);
        feed(&mut hash, value);
    }
    let bits = hash.finalize()[..5].iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    (0..8).map(|place| char::from(CODE_ALPHABET.as_bytes()[(bits >> (5 * (7 - place)) & 31) as usize])).collect()
}

/// Each piece with its length, so that no two sequences of pieces look alike.
fn feed(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

/// How many answers differ from the version printed for the stamp; `None` while nothing was printed.
pub fn changed_since_stamp(form: &Form, draft: &Draft) -> Option<usize> {
    let stamp = draft.stamp.as_ref()?;
    let then = Draft { form: draft.form.clone(), answers: stamp.answers.clone(), ..Draft::default() };
    let of_sections = form.sections.iter().map(|section| {
        let said = |draft: &Draft, field| -> Vec<Told> {
            let told = told::of_field(form, draft, section, field);
            told.into_iter().filter(|told| !told.value.is_empty()).collect()
        };
        section.fields.iter().filter(|field| said(&then, field) != said(draft, field)).count()
    });
    Some(of_sections.sum())
}
