//! A row by itself: its cells by what the list demands of their columns, and what became of it on the way.

use crate::check::word_count;
use crate::draft::half_width;
use crate::form::{Ask, Cite, Holds, List, ListColumn, Severity};
use crate::row::Row;

/// Something wrong with a row, before it is said where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    pub rule: &'static str,
    /// The column's place; none for the row as a whole.
    pub column: Option<usize>,
    pub severity: Severity,
    /// Goes on from the column's label.
    pub sentence: String,
    /// What it rests on, where that is not the column's own clause.
    pub cite: Option<Cite>,
}

impl Fault {
    pub fn new(rule: &'static str, column: usize, severity: Severity, sentence: String) -> Self {
        Fault { rule, column: Some(column), severity, sentence, cite: None }
    }

    pub fn of_row(rule: &'static str, severity: Severity, sentence: String) -> Self {
        Fault { rule, column: None, severity, sentence, cite: None }
    }
}

/// What is wrong with a row by itself.
pub fn judge(list: &List, row: &Row) -> Vec<Fault> {
    let cells = list.columns.iter().zip(&row.cells).enumerate();
    let cells = cells.filter_map(|(at, (column, cell))| of_cell(at, column, &cell.words()));
    let changed = row.changes.iter().filter(|change| change.by.is_empty()).filter_map(|change| {
        let column = list.columns.iter().position(|column| column.heading == change.column)?;
        let was = crate::form::text::brief(&change.was, MOST_QUOTED);
        let sentence = format!("与申报单位填报的不一致，原为“{was}”，请向申报单位核实");
        Some(Fault::new("row.changed", column, Severity::Warning, sentence))
    });
    cells.chain(changed).chain(recoded(row)).collect()
}

const MOST_QUOTED: usize = 40;

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
    let rule = if column.holds == Holds::Kind { "row.kind" } else { "row.option" };
    if !column.options.is_empty() && !column.options.iter().any(|option| same(option, words)) {
        let (found, options) = (crate::form::text::brief(words, MOST_QUOTED), column.options.join("、"));
        let sentence = format!("“{found}”不是规定的{label}，请改为{options}之一");
        return Some(Fault::new(rule, at, Severity::Error, sentence));
    }
    let (most, count) = (column.max_words?, word_count(words));
    let sentence = || format!("须在{most}字以内，现{count}字，请删去{}字", count - most);
    (count > most).then(|| Fault::new("row.length", at, Severity::Error, sentence()))
}

fn same(option: &str, words: &str) -> bool {
    half_width(option).trim() == half_width(words).trim()
}

/// The code in the file is not that of its answers.
fn recoded(row: &Row) -> Option<Fault> {
    let sentence = || {
        let (code, real) = (&row.code, &row.recoded);
        format!("核对码是{code}，而文件里的填报内容算出来是{real}，内容导出后被改动过，请向申报单位核实")
    };
    (!row.recoded.is_empty()).then(|| Fault::of_row("row.code", Severity::Warning, sentence()))
}
