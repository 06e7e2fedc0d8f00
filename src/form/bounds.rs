//! Bounds within which a form can be worked with, wherever its file comes from: beyond them words don't fit into
//! memory, cells not onto paper, and conditions not onto the stack.

use super::parts::Problems;
use super::{Block, Cell, Condition, Field, Form, Grid, Inline, Rule, Shorthand};
use std::collections::HashMap;

/// 字 of an example.
const MOST_WORDS: usize = 200_000;
/// Rows of an example.
const MOST_ROWS: usize = 1000;
/// Characters of a line to write on.
const LONGEST_LINE: usize = 200;
/// Columns or rows that a cell takes.
const LARGEST_SPAN: usize = 100;
/// Columns of a grid or a list.
const MOST_COLUMNS: usize = 60;
/// Millimetres: the height of a page's text, and the widest seal.
const TALLEST: f32 = 220.0;
const WIDEST_SEAL: f32 = 150.0;
/// Questions whose putting hangs on one another.
const LONGEST_CHAIN: usize = 64;

/// Adds everything that is out of bounds.
pub fn form(form: &Form, problems: &mut Problems) {
    let before = problems.list.len();
    if !problems.boundless {
        chains(form, problems);
    }
    form.rules.iter().for_each(|rule| examples(rule, problems));
    for block in &form.pages {
        match block {
            Block::Heading(words) => inlines(words, 1, problems),
            Block::Grid(table) => grid(table, problems),
            Block::Annex(_) | Block::Title(_) => {}
        }
    }
    let headings = form.list.as_ref().map_or(0, |list| list.columns.len());
    if headings > MOST_COLUMNS {
        let problem = format!("一览表最多{MOST_COLUMNS}栏");
        problems.add(1, problem, &headings.to_string(), "减少“notice.ron”中“list”的“columns”");
    }
    problems.boundless |= problems.list.len() > before;
}

fn examples(rule: &Rule, problems: &mut Problems) {
    for value in rule.pass.iter().chain(&rule.fail).flat_map(|example| example.values()) {
        match value {
            Shorthand::Words(count) => most(*count, MOST_WORDS, "例子的字数", rule.line, problems),
            Shorthand::Times(count, _) => most(*count, MOST_ROWS, "例子的行数", rule.line, problems),
            _ => {}
        }
    }
}

fn most(found: usize, limit: usize, what: &str, line: usize, problems: &mut Problems) {
    if found > limit {
        problems.add(line, format!("{what}不能超过{limit}"), &found.to_string(), "改小这个数");
    }
}

fn grid(grid: &Grid, problems: &mut Problems) {
    most(grid.columns.len(), MOST_COLUMNS, "表格的列数", grid.line, problems);
    for row in &grid.rows {
        row.cells.iter().for_each(|each| cell(each, row.line, problems));
    }
}

fn cell(cell: &Cell, line: usize, problems: &mut Problems) {
    most(cell.span, LARGEST_SPAN, "格子的span", line, problems);
    most(cell.down, LARGEST_SPAN, "格子的down", line, problems);
    if !(0.0..=TALLEST).contains(&cell.at_least) {
        let problem = format!("格子的最小高度须在0到{TALLEST}毫米之间");
        problems.add(line, problem, &cell.at_least.to_string(), "改正“at_least”");
    }
    inlines(&cell.words, line, problems);
}

fn inlines(words: &[Inline], line: usize, problems: &mut Problems) {
    for inline in words {
        match inline {
            Inline::Blank(_, length) => most(*length, LONGEST_LINE, "填写线的字数", line, problems),
            Inline::Seal(side, _) if !(1.0..=WIDEST_SEAL).contains(side) => {
                let problem = format!("印章边长须在1到{WIDEST_SEAL}毫米之间");
                problems.add(line, problem, &side.to_string(), "改正边长");
            }
            Inline::If(_, inner) | Inline::Each(_, inner, _) => inlines(inner, line, problems),
            _ => {}
        }
    }
}

/// Conditions are judged one within the other, along the chain of questions that they look at. None goes in a circle.
fn chains(form: &Form, problems: &mut Problems) {
    let mut lengths: HashMap<&str, usize> = HashMap::new();
    for _ in 0..=LONGEST_CHAIN {
        for field in form.fields().filter(|field| field.when.is_some()) {
            let behind = field.when.iter().flat_map(Condition::fields);
            let longest = behind.filter_map(|id| lengths.get(id.as_str())).max().copied().unwrap_or(0);
            lengths.insert(&field.id, longest + 1);
        }
    }
    let is_long = |field: &&Field| lengths.get(field.id.as_str()).is_some_and(|length| *length > LONGEST_CHAIN);
    if let Some(field) = form.fields().find(is_long) {
        let problem = format!("条件一环套一环，超过{LONGEST_CHAIN}环");
        problems.add(field.line, problem, &field.id, "让when直接看最前面的字段");
    }
}
