//! An old answer as a new question takes it.

use super::Choices;
use crate::draft::{Answer, TableRow, Typed, Verdict, shown_answer, typed_text};
use crate::form::text::{QUOTED, brief};
use crate::form::{Ask, Field, Kind, TableColumn, Unit};

/// What a question can take of an old answer.
pub struct Fit {
    /// All that the question can take; none where it can take nothing.
    pub put: Option<Answer>,
    /// What is put into the new draft at once.
    pub now: Option<Answer>,
    pub verdict: Verdict,
    /// What the person should know, in words.
    pub notes: Vec<String>,
}

impl Fit {
    fn taken(answer: Answer) -> Self {
        Fit { put: Some(answer.clone()), now: Some(answer), verdict: Verdict::Taken, notes: Vec::new() }
    }

    fn refused(why: impl Into<String>) -> Self {
        Fit { put: None, now: None, verdict: Verdict::Left, notes: vec![why.into()] }
    }

    /// What was put has to be looked at again for this reason, if there is one.
    pub fn rewrite(&mut self, why: Option<String>) {
        if let Some(why) = why.filter(|_| self.now.is_some()) {
            self.verdict = Verdict::Rewrite;
            self.notes.push(why);
        }
    }

    /// The same kept at hand only.
    pub fn left(mut self, why: &str) -> Self {
        self.notes.insert(0, why.to_string());
        Fit { now: None, verdict: Verdict::Left, ..self }
    }
}

/// The answer to an old question, as far as the new question can take it and it was asked for.
pub fn fit(old: Option<&Field>, new: &Field, answer: &Answer, choices: Choices) -> Fit {
    let old_kind = old.map_or(&Kind::Text, |field| &field.kind);
    let fit = shaped(old_kind, &new.kind, answer, choices);
    let attests = new.ask == Ask::Attest || old.is_some_and(|field| field.ask == Ask::Attest);
    match withheld(old_kind, choices).or(withheld(&new.kind, choices)) {
        _ if attests => fit.left("核对项须重新核对"),
        Some(what) => fit.left(&format!("往年的{what}没有带入")),
        None => fit,
    }
}

/// What stays behind of a kind unless it is asked for.
fn withheld(kind: &Kind, choices: Choices) -> Option<&'static str> {
    match kind {
        Kind::Date | Kind::Month if !choices.dates => Some("日期"),
        Kind::Money(_) | Kind::Integer(Unit::Yuan | Unit::WanYuan) if !choices.amounts => Some("金额"),
        _ => None,
    }
}

fn shaped(old: &Kind, new: &Kind, answer: &Answer, choices: Choices) -> Fit {
    match (new, answer) {
        (Kind::Table(columns), Answer::Rows(rows)) => table(old.columns(), columns, rows, choices),
        (Kind::Table(_), _) => Fit::refused("现在要逐行填写"),
        (Kind::Choice(options), Answer::Text(_) | Answer::Ticks(_)) => one(old, options, answer),
        (Kind::Choices(options), Answer::Text(_) | Answer::Ticks(_)) => many(old, options, answer),
        (Kind::Text | Kind::LongText, Answer::Rows(_)) => {
            Fit::taken(Answer::Text(shown_answer(old, answer))).left("以前逐行填写，现在填一段文字")
        }
        (_, Answer::Rows(_)) => Fit::refused(wanted(new)),
        (_, Answer::Ticks(_)) => words(old, new, &shown_answer(old, answer)),
        (_, Answer::Text(text)) => words(old, new, text),
    }
}

/// Words for a question of one line, of paragraphs, of a number or a date.
fn words(old: &Kind, new: &Kind, text: &str) -> Fit {
    match mismatch(old, new, text) {
        Some(why) => Fit::refused(why),
        None => Fit::taken(Answer::Text(text.to_string())),
    }
}

/// Why words can't stand as that kind, if they can't.
fn mismatch(old: &Kind, new: &Kind, text: &str) -> Option<String> {
    match (old.unit(), new.unit()) {
        (Some(was), Some(is)) if was != is => Some(format!("单位由{}改为{}，请换算后填写", was.word(), is.word())),
        _ if matches!(typed_text(new, text), Typed::Unread(_)) => Some(wanted(new)),
        _ => None,
    }
}

fn wanted(kind: &Kind) -> String {
    match (kind, kind.unit()) {
        (_, Some(unit)) => format!("现在只填数字，单位是{}", unit.word()),
        (Kind::Date, _) => "现在要填年月日".into(),
        (Kind::Month, _) => "现在要填年月".into(),
        _ => "填法变了".into(),
    }
}

/// The options chosen before: those that there still are, and those that are gone.
fn split<'a>(options: &[String], answer: &'a Answer) -> (Vec<&'a str>, Vec<&'a str>) {
    let chosen: Vec<&str> = match answer {
        Answer::Text(text) => vec![text.trim()],
        Answer::Ticks(ticks) => ticks.iter().map(String::as_str).collect(),
        Answer::Rows(_) => Vec::new(),
    };
    chosen.into_iter().partition(|word| options.iter().any(|option| option == word))
}

fn one(old: &Kind, options: &[String], answer: &Answer) -> Fit {
    let (there, gone) = split(options, answer);
    match there.as_slice() {
        [] => choose_anew(old, &gone),
        [option] => without(&gone, Answer::Text((*option).to_string())),
        _ => Fit::refused("现在只能选一项"),
    }
}

fn many(old: &Kind, options: &[String], answer: &Answer) -> Fit {
    let (there, gone) = split(options, answer);
    match there.is_empty() {
        true => choose_anew(old, &gone),
        false => without(&gone, Answer::Ticks(there.into_iter().map(str::to_string).collect())),
    }
}

/// The answer, and a note where some of the old options are not in it.
fn without(gone: &[&str], answer: Answer) -> Fit {
    match gone {
        [] => Fit::taken(answer),
        gone => Fit { verdict: Verdict::Rewrite, notes: vec![no_option(gone)], ..Fit::taken(answer) },
    }
}

fn choose_anew(old: &Kind, gone: &[&str]) -> Fit {
    match old.options() {
        [] => Fit::refused("现在要从选项中选择"),
        _ => Fit { verdict: Verdict::Rewrite, ..Fit::refused(no_option(gone)) },
    }
}

fn no_option(gone: &[&str]) -> String {
    let quoted: Vec<String> = gone.iter().map(|word| format!("“{}”", brief(word, QUOTED))).collect();
    format!("现在没有{}这个选项，请重新选择", quoted.join("、"))
}

/// The rows with the cells that the new columns can take.
fn table(old: &[TableColumn], new: &[TableColumn], rows: &[TableRow], choices: Choices) -> Fit {
    let mut notes: Vec<String> = Vec::new();
    let (mut put, mut now) = (Vec::new(), Vec::new());
    for row in rows {
        let (mut whole, mut part) = (TableRow::new(), TableRow::new());
        for (id, cell) in row.iter().filter(|(_, cell)| !cell.trim().is_empty()) {
            let was = old.iter().find(|column| column.id == *id);
            let (goes_in, stays) = match new.iter().find(|column| column.id == *id) {
                None => (false, Some(format!("现在没有“{}”这一列", was.map_or(id, |column| &column.label)))),
                Some(column) => cell_of(was, column, cell, choices),
            };
            if goes_in {
                whole.insert(id.clone(), cell.clone());
            }
            if goes_in && stays.is_none() {
                part.insert(id.clone(), cell.clone());
            }
            notes.extend(stays.filter(|note| !notes.contains(note)));
        }
        put.extend(Some(whole).filter(|row| !row.is_empty()));
        now.extend(Some(part).filter(|row| !row.is_empty()));
    }
    let verdict = match (now.is_empty(), notes.is_empty()) {
        (true, _) => Verdict::Left,
        (false, true) => Verdict::Taken,
        (false, false) => Verdict::Rewrite,
    };
    let rows = |rows: Vec<TableRow>| (!rows.is_empty()).then_some(Answer::Rows(rows));
    Fit { put: rows(put), now: rows(now), verdict, notes }
}

/// Whether a cell can go into a column at all, and why it stays behind for now, if it does.
fn cell_of(old: Option<&TableColumn>, new: &TableColumn, cell: &str, choices: Choices) -> (bool, Option<String>) {
    let was = old.map_or(&Kind::Text, |column| &column.kind);
    let options = new.kind.options();
    let gone = !options.is_empty() && !options.iter().any(|option| option == cell.trim());
    let unfit = if gone { Some(no_option(&[cell.trim()])) } else { mismatch(was, &new.kind, cell) };
    let held = || withheld(was, choices).or(withheld(&new.kind, choices));
    match unfit {
        Some(why) => (false, Some(format!("“{}”一列{why}", new.label))),
        None => (true, held().map(|what| format!("“{}”一列的{what}没有带入", new.label))),
    }
}
