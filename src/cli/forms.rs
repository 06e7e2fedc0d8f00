//! `shenbao forms`: the calls and their forms.

use super::args::FormsArgs;
use super::calls::Calls;
use super::describe::{self, FieldJson, RuleJson};
use super::said::{Failure, Said};
use crate::draft::day;
use crate::form::text::{QUOTED, brief, one_of};
use crate::form::{Catalogue, Filler, Form, Notice};
use crate::store;
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

#[derive(Serialize)]
struct Json<'a> {
    notices: Vec<NoticeJson<'a>>,
}

#[derive(Serialize)]
struct NoticeJson<'a> {
    id: &'a str,
    number: &'a str,
    issuer: &'a str,
    issued: String,
    deadline: String,
    region: &'a str,
    year: i16,
    title: &'a str,
    forms: Vec<FormJson<'a>>,
}

#[derive(Serialize)]
struct FormJson<'a> {
    id: &'a str,
    title: &'a str,
    short: &'a str,
    annex: &'a str,
    /// Who fills it in: the applicant or the office.
    by: &'static str,
    /// Why questions and pages are inferred; empty where they are the call's own.
    ground: &'a str,
    revision: u32,
    /// The questions that name project and unit.
    name: &'a str,
    unit: &'a str,
    fields: Vec<FieldJson<'a>>,
    rules: Vec<RuleJson<'a>>,
    /// The headings of the row; none where the form sends no row.
    row: Vec<&'a str>,
}

pub fn run(calls: &Calls, args: &FormsArgs) -> Result<Said, Failure> {
    let catalogue = calls.catalogue();
    if let (Some(id), Some(to)) = (&args.notice, &args.output) {
        return take_out(catalogue, id, to);
    }
    let notices = catalogue.notices().iter();
    let mut said = match args.json {
        true => Said::json(&Json { notices: notices.map(|notice| notice_json(notice)).collect() }),
        false => Said::done(notices.map(|notice| words(notice)).collect::<Vec<_>>().join("\n")),
    };
    said.err = calls.told();
    Ok(said)
}

/// Writes a call's form files out, for somebody who writes the next year's after them.
fn take_out(catalogue: &Catalogue, id: &str, to: &Path) -> Result<Said, Failure> {
    let ids: Vec<&str> = catalogue.notices().iter().map(|notice| notice.id.as_str()).collect();
    let found = catalogue.notices().iter().find(|notice| notice.id == id);
    let notice =
        found.ok_or_else(|| Failure::new(format!("没有“{}”这项通知，{}", brief(id, QUOTED), one_of(id, &ids))))?;
    let folder = store::write_folder(to, &notice.id, &notice.files())?;
    Ok(Said::done(format!("已取出到“{}”，改好后用 shenbao lint 检查\n", folder.display())))
}

fn words(notice: &Notice) -> String {
    let deadline = day(notice.deadline);
    let mut out = format!("{}{}年  {}  {deadline}截止\n", notice.region, notice.year, notice.number);
    for form in &notice.forms {
        let by = if form.by == Filler::Office { "（由推荐单位填写）" } else { "" };
        let ground = if form.ground.is_empty() { "" } else { "（来源：推定）" };
        let _ = writeln!(out, "  {}  {} {}{by}{ground}", form.id, form.annex, form.title);
    }
    out
}

fn notice_json(notice: &Notice) -> NoticeJson<'_> {
    NoticeJson {
        id: &notice.id,
        number: &notice.number,
        issuer: &notice.issuer,
        issued: notice.issued.to_string(),
        deadline: notice.deadline.to_string(),
        region: &notice.region,
        year: notice.year,
        title: &notice.title,
        forms: notice.forms.iter().map(|form| form_json(form)).collect(),
    }
}

fn form_json(form: &Form) -> FormJson<'_> {
    let fields = form
        .sections
        .iter()
        .flat_map(|section| section.fields.iter().map(move |field| describe::field(form, section, field)));
    FormJson {
        id: &form.id,
        title: &form.title,
        short: &form.short,
        annex: &form.annex,
        by: match form.by {
            Filler::Applicant => "applicant",
            Filler::Office => "office",
        },
        ground: &form.ground,
        revision: form.revision,
        name: &form.name,
        unit: &form.unit,
        fields: fields.collect(),
        rules: form.rules.iter().map(|rule| describe::rule(form, rule)).collect(),
        row: form.row.iter().map(|column| column.heading.as_str()).collect(),
    }
}
