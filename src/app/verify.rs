//! 核对: papers and rows from where they are, and codes as they are typed, beside each other.

use crate::form::Notice;
use crate::office::{Comparison, Kind, Witness, verify};
use crate::paint::imprint::{self, Imprint, NoImprint};
use crate::row::read::{FoundRow, Known, MOST_BYTES, read};
use crate::store;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What was compared, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    pub witnesses: Vec<Witness>,
    pub comparisons: Vec<Comparison>,
    /// What could not be read or understood, as sentences.
    pub failures: Vec<String>,
}

/// Something that was handed in: its name, and what it tells or why it can't be read, as a sentence.
pub type Told = (PathBuf, Result<Vec<Witness>, String>);

/// Reads PDFs, row files and merged lists, understands codes and texts of QR codes, and compares them all with each
/// other. The calls tell which lists there are.
pub fn compared(files: &[PathBuf], codes: &[String], calls: &[Arc<Notice>]) -> Compared {
    let known = Known::of(calls);
    let files = files.iter().map(|path| (path.clone(), witnesses(path, &known)));
    let codes = codes.iter().map(|code| (code.into(), Witness::given(code).map(|witness| vec![witness])));
    compare(Vec::new(), files.chain(codes))
}

/// Compares what was handed in with each other and with the rows at hand.
pub fn compare(rows: Vec<Witness>, told: impl IntoIterator<Item = Told>) -> Compared {
    let mut found = Compared { witnesses: rows, ..Compared::default() };
    let mut places = Vec::new();
    for (path, told) in told {
        let first = found.witnesses.len();
        match told {
            Ok(witnesses) => found.witnesses.extend(witnesses),
            Err(sentence) => found.failures.push(sentence),
        }
        places.push((path, first..found.witnesses.len()));
    }
    found.comparisons = verify(&found.witnesses);
    let told: Vec<usize> = found.comparisons.iter().flat_map(|told| [Some(told.one), told.other]).flatten().collect();
    let lost = places.into_iter().filter(|(_, of)| !of.is_empty() && !told.iter().any(|place| of.contains(place)));
    found.failures.extend(lost.map(|(path, _)| alone(&path)));
    found
}

/// A list of whose rows nothing else tells.
fn alone(path: &Path) -> String {
    format!(
        "“{}”里没有一行与另一份材料说的是同一份申报，没有可以核对的；请再给出这些申报的PDF、一览表行文件或核对码",
        path.display()
    )
}

/// The answers that a PDF, a row file or a merged list tells of; there is at least one.
pub fn witnesses(path: &Path, known: &Known) -> Result<Vec<Witness>, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let failed = |cause: &dyn std::fmt::Display| format!("“{}”：{cause}", path.display());
    let bytes = store::bytes(path, MOST_BYTES).map_err(|error| error.to_string())?;
    match imprint::read(&bytes) {
        Ok(imprint) => Ok(vec![of_paper(imprint, &name)]),
        Err(NoImprint::NotPdf) => {
            let rows = read(&name, &bytes, known).map_err(|unread| failed(&unread))?.rows;
            let is_list = rows.len() > 1;
            let line = |row: &FoundRow| if is_list { format!("第{}行", row.line) } else { String::new() };
            let list = if is_list { path.display().to_string() } else { String::new() };
            let of = |row: &FoundRow| Witness {
                list: list.clone(),
                ..Witness::of(&row.row, &(name.to_string() + &line(row)))
            };
            match rows.is_empty() {
                true => Err(failed(&"一览表里没有一行内容，没有可以核对的")),
                false => Ok(rows.iter().map(of).collect()),
            }
        }
        Err(missing) => Err(failed(&missing)),
    }
}

fn of_paper(imprint: Imprint, source: &str) -> Witness {
    let Imprint { code, form, draft, unit, name, sections } = imprint;
    let (kind, source) = (Kind::Paper, source.to_string());
    Witness { kind, source, code, form, draft, unit, name, sections, ..Witness::default() }
}
