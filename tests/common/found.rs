//! What is wrong with a draft, as lines beside its answers.

use jiff::civil::Date;
use shenbao::check::{Context, Finding, Peer, Place, check};
use shenbao::draft::{Draft, shown};
use shenbao::form::Form;
use shenbao::layout::{Edition, Fonts, layout};
use std::fmt::Write;

/// What is wrong with answers and paper.
pub fn findings(form: &Form, draft: &Draft, today: Date, peers: &[Peer]) -> Vec<Finding> {
    let mut findings = check(form, draft, &Context { today, peers });
    findings.extend(layout(form, draft, Fonts::embedded(), Edition::Final).findings);
    findings
}

/// Findings as lines, each beside the answer that it is about.
pub fn listed(form: &Form, draft: &Draft, findings: &[Finding]) -> String {
    let mut out = String::new();
    for Finding { rule, place, severity, message, hint, .. } in findings {
        let answer = match place {
            Place::Field(id) => format!("{id} = {}", excerpt(&shown(draft, form.field(id).unwrap()))),
            Place::Cell(id, row, column) => {
                let cell = draft.rows(id)[*row].get(column).map_or("", String::as_str);
                format!("{id}[{row}].{column} = {}", excerpt(cell))
            }
            _ => "the whole form".to_string(),
        };
        let hint = if hint.is_empty() { String::new() } else { format!("，{hint}") };
        writeln!(out, "{} {rule}: {answer}\n    {message}{hint}", severity.word()).unwrap();
    }
    out
}

fn excerpt(text: &str) -> String {
    let start: String = text.chars().take(24).collect();
    format!("“{start}{}”", if start.len() < text.len() { "…" } else { "" })
}
