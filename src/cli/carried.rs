//! What `shenbao new --from` tells: a line for every old answer.

use crate::draft::{Carried, CarriedLine, Draft, Verdict};
use crate::form::Form;
use crate::form::text::brief;
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

/// Characters of an old answer that the table shows; the draft keeps all of it.
const SHOWN: usize = 40;

#[derive(Serialize)]
pub struct CarriedJson<'a> {
    draft: String,
    form: &'a str,
    /// Where the answers came from.
    from: FromJson<'a>,
    lines: Vec<LineJson<'a>>,
}

#[derive(Serialize)]
struct FromJson<'a> {
    draft: String,
    form: &'a str,
    title: &'a str,
    unit: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct LineJson<'a> {
    /// taken, rewrite, left, owed.
    verdict: Verdict,
    /// The old question's label, and its whole answer.
    label: &'a str,
    text: &'a str,
    /// The new question and its label; null where there is none.
    field: Option<&'a str>,
    field_label: Option<String>,
    note: &'a str,
}

/// The table for machines.
pub fn json<'a>(form: &'a Form, path: &Path, old: &Path, carried: &'a Carried) -> CarriedJson<'a> {
    CarriedJson {
        draft: path.display().to_string(),
        form: &form.id,
        from: FromJson {
            draft: old.display().to_string(),
            form: &carried.form,
            title: &carried.title,
            unit: &carried.unit,
            name: &carried.name,
        },
        lines: carried.lines.iter().map(|line| line_json(form, line)).collect(),
    }
}

fn line_json<'a>(form: &Form, line: &'a CarriedLine) -> LineJson<'a> {
    LineJson {
        verdict: line.verdict,
        label: &line.label,
        text: &line.text,
        field: line.to.as_deref(),
        field_label: new_label(form, line),
        note: &line.note,
    }
}

fn new_label(form: &Form, line: &CarriedLine) -> Option<String> {
    line.to.as_deref().and_then(|id| form.field(id)).map(|field| form.full_label(field))
}

/// The table for people: what asks for work comes first.
pub fn words(form: &Form, draft: &Draft) -> String {
    let Some(carried) = &draft.carried else { return String::new() };
    let mut out = format!("来自“{}”：{}\n", carried.title, carried.summary());
    for verdict in Verdict::ALL {
        for line in carried.lines.iter().filter(|line| line.verdict == verdict) {
            let label = new_label(form, line).filter(|label| *label != line.label);
            let to = label.map_or(String::new(), |label| format!("→{label}"));
            let text = if line.text.is_empty() { String::new() } else { format!("：{}", short(&line.text)) };
            let note = if line.note.is_empty() { String::new() } else { format!("（{}）", line.note) };
            let _ = writeln!(out, "  {}  {}{to}{text}{note}", verdict.word(), line.label);
        }
    }
    out + "往年的原文全部留在新草稿里，用窗口打开可以查看、复制、填入。\n"
}

/// The first characters on one line.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        count if count > SHOWN => format!("{}（共{count}个字符）", brief(&text, SHOWN)),
        _ => text,
    }
}
