//! The text that a form was read from. A draft names it, so that it can be opened with the form it was made with.

use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What a form was read from: its call's file and its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Definition {
    /// 32 hexadecimal digits that tell it from every other definition.
    pub digest: String,
    pub notice: Arc<str>,
    pub form: Arc<str>,
}

impl Definition {
    /// The definition of the form of that id.
    pub fn new(id: &str, notice: Arc<str>, form: Arc<str>) -> Self {
        let mut hash = Sha256::new();
        for text in [id, &notice, &form] {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        let digest = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Definition { digest, notice, form }
    }
}
