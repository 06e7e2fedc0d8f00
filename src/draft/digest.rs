//! The digest code (核对码): eight characters that tell whether paper and row carry the same answers.
//! It proves same content, not who wrote it.

use super::{Answer, Draft, applies, shown};
use crate::form::{Field, Form};
use sha2::{Digest, Sha256};

/// Digits and letters that are not mistaken for each other: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of a draft's answers, such as `7F3K-92QX`: 40 bits of a SHA-256 over form and shown answers.
/// Answers that do not apply do not count, nor does how a date or a number was typed.
pub fn code(form: &Form, draft: &Draft) -> String {
    let mut hash = Sha256::new();
    feed(&mut hash, &form.id);
    for field in form.fields() {
        let Some(answer) = live(form, draft, field) else { continue };
        feed(&mut hash, &field.id);
        match answer {
            Answer::Rows(rows) => rows.iter().for_each(|row| {
                for column in field.kind.columns() {
                    let cell = row.get(&column.id).map_or("", String::as_str);
                    feed(&mut hash, &super::typed::shown_text(&column.kind, cell));
                }
            }),
            _ => feed(&mut hash, &shown(draft, field)),
        }
    }
    letters(&hash.finalize()[..5])
}

/// Each piece with its length, so that no two sequences of pieces look alike.
fn feed(hash: &mut Sha256, text: &str) {
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text.as_bytes());
}

fn letters(bytes: &[u8]) -> String {
    let bits = bytes.iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    let letter = |place: usize| ALPHABET[(bits >> (5 * (7 - place)) & 31) as usize] as char;
    let (left, right): (String, String) = ((0..4).map(letter).collect(), (4..8).map(letter).collect());
    format!("{left}-{right}")
}

/// How many answers differ from the version printed for the stamp; `None` while nothing was printed.
pub fn changed_since_stamp(form: &Form, draft: &Draft) -> Option<usize> {
    let stamp = draft.stamp.as_ref()?;
    let then = Draft { answers: stamp.answers.clone(), ..draft.clone() };
    Some(form.fields().filter(|field| live(form, &then, field) != live(form, draft, field)).count())
}

/// The answer that counts: none where the question does not apply.
fn live<'a>(form: &Form, draft: &'a Draft, field: &Field) -> Option<&'a Answer> {
    draft.answer(&field.id).filter(|_| applies(form, draft, field))
}
