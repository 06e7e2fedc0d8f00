//! A row by itself: its cells by what the list demands of their columns, and what became of it on the way.

use crate::check::{list_cell, word_count};
use crate::form::text::{brief, nearest};
use crate::form::{Ask, Cite, Holds, List, ListColumn, Severity};
use crate::row::{Cell, Row};
use std::borrow::Cow;

/// Something wrong with a row, before it is said where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub rule: Cow<'static, str>,
    /// The column's place; none for the row as a whole.
    pub column: Option<usize>,
    pub severity: Severity,
    /// Goes on from the column's label.
    pub sentence: String,
    /// What it rests on, where that is not the column's own clause.
    pub cite: Option<Cite>,
}

impl Fault {
    pub fn new(rule: impl Into<Cow<'static, str>>, column: usize, severity: Severity, sentence: String) -> Self {
        Fault { rule: rule.into(), column: Some(column), severity, sentence, cite: None }
    }

    pub fn of_row(rule: &'static str, severity: Severity, sentence: String) -> Self {
        Fault { rule: rule.into(), column: None, severity, sentence, cite: None }
    }
}

/// What is wrong with a row by itself.
pub fn judge(list: &List, row: &Row) -> Vec<Fault> {
    let cells = list.columns.iter().zip(&row.cells).enumerate();
    let cells = cells.flat_map(|(at, (column, cell))| match of_cell(at, column, &cell.words()) {
        Some(fault) => vec![fault],
        None => by_rules(list, row, at),
    });
    let changed = row.changes.iter().filter(|change| change.by.is_empty()).filter_map(|change| {
        let column = list.columns.iter().position(|column| column.heading == change.column)?;
        let was = brief(&change.was, MOST_QUOTED);
        let sentence = format!("与申报单位填报的不一致，原为“{was}”，请向申报单位核实");
        Some(Fault::new("row.changed", column, Severity::Warning, sentence))
    });
    cells.chain(changed).chain(recoded(row)).collect()
}

/// Longer words are cut where they are quoted.
pub const MOST_QUOTED: usize = 40;

fn of_cell(at: usize, column: &ListColumn, words: &str) -> Option<Fault> {
    let label = column.label();
    if words.trim().is_empty() {
        let severity = match column.ask {
            _ if matches!(column.holds, Holds::Number | Holds::Office) => return None,
            Ask::Optional => return None,
            Ask::Required => Severity::Error,
            Ask::Attest => Severity::Warning,
        };
        return Some(Fault::new("row.blank", at, severity, format!("没有填写，请填写{label}")));
    }
    if let Some(error) = formula_error(words) {
        let sentence = format!("是公式出错的结果“{error}”，请改成要填的内容");
        return Some(Fault::new("row.formula", at, Severity::Error, sentence));
    }
    if !column.options.is_empty() && !is_option(column, words) {
        return Some(no_option(at, column, words));
    }
    if let Some(sentence) = list_cell::unread(column, words) {
        return Some(Fault::new("row.reads", at, Severity::Error, sentence));
    }
    let (most, count) = (column.max_words?, word_count(words));
    let sentence = || format!("须在{most}字以内，现{count}字，请删去{}字", count - most);
    (count > most).then(|| Fault::new("row.length", at, Severity::Error, sentence()))
}

/// A cell that is none of its column's options; a category may be nearly one.
fn no_option(at: usize, column: &ListColumn, words: &str) -> Fault {
    let (label, found, options) = (column.label(), brief(words, MOST_QUOTED), column.options.join("、"));
    if column.holds != Holds::Kind {
        let sentence = format!("写的是“{found}”，请改为{options}之一");
        return Fault::new("row.option", at, Severity::Error, sentence);
    }
    let meant = nearest(words.trim(), &column.options.iter().map(String::as_str).collect::<Vec<_>>());
    let meant = meant.map_or(String::new(), |meant| format!("是不是“{meant}”？"));
    let sentence = format!("“{found}”不是规定的{label}，{meant}请改为{options}之一");
    Fault::new("row.kind", at, Severity::Error, sentence)
}

fn is_option(column: &ListColumn, words: &str) -> bool {
    let words = words.trim();
    column.options.iter().any(|option| option == words) || list_cell::plain(column, words).is_some()
}

/// The error that a formula ended in, where a cell says nothing else.
fn formula_error(words: &str) -> Option<&str> {
    let words = words.trim();
    let of_excel = words.starts_with('#') && (words.ends_with(['!', '?']) || words == "#N/A");
    let of_excel =
        of_excel && words.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '#' | '/' | '0' | '!' | '?'));
    let of_libre_office = words.strip_prefix("Err:").is_some_and(|number| number.parse::<u16>().is_ok());
    (of_excel || of_libre_office).then_some(words)
}

/// What is wrong with a cell by the rules of its column.
fn by_rules(list: &List, row: &Row, at: usize) -> Vec<Fault> {
    let (column, cell) = (&list.columns[at], &row.cells[at]);
    if column.rules.is_empty() || cell.is_blank() {
        return Vec::new();
    }
    let kind = kind_of(list, row);
    let fault = |rule: &crate::form::CellRule| {
        let sentence = list_cell::broken(list, column, rule, &kind, &cell.words())?;
        let fault = Fault::new(rule.id.clone(), at, rule.severity, sentence);
        Some(Fault { cite: Some(rule.cite.clone()), ..fault })
    };
    column.rules.iter().filter_map(fault).collect()
}

/// The category of a row, or the one that was surely meant: once it is mended, no more is to come to light.
fn kind_of(list: &List, row: &Row) -> String {
    let Some(at) = list.column_of(Holds::Kind) else { return String::new() };
    let said = row.cells.get(at).map_or(String::new(), Cell::words);
    let options: Vec<&str> = list.columns[at].options.iter().map(String::as_str).collect();
    if options.contains(&said.trim()) {
        return said.trim().to_string();
    }
    nearest(said.trim(), &options).unwrap_or(said.trim()).to_string()
}

/// The code in the file is not that of its answers.
fn recoded(row: &Row) -> Option<Fault> {
    let sentence = || {
        let (code, real) = (&row.code, &row.recoded);
        format!("核对码是{code}，而文件里的填报内容算出来是{real}，内容导出后被改动过，请向申报单位核实")
    };
    (!row.recoded.is_empty()).then(|| Fault::of_row("row.code", Severity::Warning, sentence()))
}
