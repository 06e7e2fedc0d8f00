//! `shenbao verify`: whether papers and rows carry the same answers.

use super::args::VerifyArgs;
use super::calls::Calls;
use super::said::{Said, Status};
use crate::app::{Compared, compared};
use crate::office::{Agreement, Comparison, Kind, Witness};
use crate::store;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Serialize)]
struct VerifyJson<'a> {
    comparisons: Vec<ComparisonJson<'a>>,
    /// Rows in which something was changed after the unit made them.
    tampered: Vec<TamperedJson<'a>>,
    failures: &'a [String],
}

#[derive(Serialize)]
struct ComparisonJson<'a> {
    /// same, different, unknown.
    verdict: &'static str,
    one: WitnessJson<'a>,
    /// Null where there is nothing to compare with.
    other: Option<WitnessJson<'a>>,
    /// The titles of the sections that differ; empty where that can't be told.
    sections: &'a [String],
    message: String,
    hint: &'a str,
}

#[derive(Serialize)]
struct WitnessJson<'a> {
    /// A file's name and line, or the code as it was given.
    source: &'a str,
    /// code, qr, row, list, pdf.
    kind: &'static str,
    code: &'a str,
    form: &'a str,
    unit: &'a str,
    name: &'a str,
    /// The short code of each section by its title.
    sections: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct TamperedJson<'a> {
    source: &'a str,
    message: &'a str,
}

pub fn run(calls: &Calls, args: &VerifyArgs) -> Said {
    let (files, codes) = sorted(&args.things);
    let found = compared(&files, &codes, calls.catalogue().notices());
    let mut said = if args.json { Said::json(&json(&found)) } else { Said::done(words(&found)) };
    said.status = status(&found);
    said.err = found.failures.iter().map(|sentence| format!("{sentence}\n")).collect();
    said
}

/// Files, and what is no file but may be a code.
fn sorted(things: &[PathBuf]) -> (Vec<PathBuf>, Vec<String>) {
    let is_file = |thing: &&PathBuf| {
        let text = thing.to_string_lossy();
        let is_path = text.contains(['/', '\\', '.']) && !text.trim_start().starts_with("shenbao:");
        store::is_there(thing) || (is_path && Witness::given(&text).is_err())
    };
    let (files, codes): (Vec<&PathBuf>, Vec<&PathBuf>) = things.iter().partition(is_file);
    let code = |code: &&PathBuf| code.to_string_lossy().into_owned();
    (files.into_iter().cloned().collect(), codes.iter().map(code).collect())
}

fn status(found: &Compared) -> Status {
    let of = |comparison: &Comparison| match comparison.verdict {
        Agreement::Same => Status::Done,
        Agreement::Different(_) => Status::Findings,
        Agreement::Unknown => Status::Failed,
    };
    let tampered = if tampered(found).next().is_some() { Status::Findings } else { Status::Done };
    let unread = if found.failures.is_empty() { Status::Done } else { Status::Failed };
    found.comparisons.iter().map(of).chain([tampered, unread]).max().unwrap_or(Status::Done)
}

fn tampered(found: &Compared) -> impl Iterator<Item = (&Witness, &String)> {
    found.witnesses.iter().flat_map(|witness| witness.tampered.iter().map(move |sentence| (witness, sentence)))
}

fn words(found: &Compared) -> String {
    let compared = found.comparisons.iter().map(|comparison| comparison.words(&found.witnesses) + "\n");
    let tampered = tampered(found).map(|(witness, sentence)| format!("有改动  {}{sentence}\n", witness.source));
    compared.chain(tampered).collect()
}

fn json(found: &Compared) -> VerifyJson<'_> {
    VerifyJson {
        comparisons: found.comparisons.iter().filter_map(|one| comparison_json(one, &found.witnesses)).collect(),
        tampered: tampered(found).map(|(witness, message)| TamperedJson { source: &witness.source, message }).collect(),
        failures: &found.failures,
    }
}

fn comparison_json<'a>(comparison: &'a Comparison, witnesses: &'a [Witness]) -> Option<ComparisonJson<'a>> {
    let (verdict, sections) = match &comparison.verdict {
        Agreement::Same => ("same", &[][..]),
        Agreement::Different(sections) => ("different", &sections[..]),
        Agreement::Unknown => ("unknown", &[][..]),
    };
    Some(ComparisonJson {
        verdict,
        one: witness_json(witnesses.get(comparison.one)?),
        other: comparison.other.and_then(|other| witnesses.get(other)).map(witness_json),
        sections,
        message: comparison.words(witnesses),
        hint: &comparison.hint,
    })
}

fn witness_json(witness: &Witness) -> WitnessJson<'_> {
    WitnessJson {
        source: &witness.source,
        kind: match witness.kind {
            Kind::Code => "code",
            Kind::Qr => "qr",
            Kind::Row => "row",
            Kind::Listed => "list",
            Kind::Paper => "pdf",
        },
        code: &witness.code,
        form: &witness.form,
        unit: &witness.unit,
        name: &witness.name,
        sections: witness.sections.iter().map(|(title, code)| (title.as_str(), code.as_str())).collect(),
    }
}
