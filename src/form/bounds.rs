//! Bounds within which a form can be worked with, wherever its file comes from: beyond them words don't fit into
//! memory, cells not onto paper, and conditions not onto the stack.

use super::parts::Problems;
use super::{Block, Cell, CellRule, Condition, Field, Form, Grid, GridRow, Inline, List, ListColumn, Rule, Shorthand};
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// 字 of an example.
const MOST_WORDS: usize = 200_000;
/// 字 of all examples of a form, counted once for each rule on the question that they answer.
const MOST_WORDS_JUDGED: usize = 5_000_000;
/// Demands on how many rows of a list stand together.
const MOST_LIMITS: usize = 60;
/// Rows of an example, and rows that may stand together in a list.
const MOST_ROWS: usize = 1000;
/// Characters of a line to write on.
pub const LONGEST_LINE: usize = 200;
/// Columns or rows that a cell takes.
const LARGEST_SPAN: usize = 100;
/// Columns of a grid, a table or a list.
const MOST_COLUMNS: usize = 60;
/// Rows of a grid as it is written.
const MOST_GRID_ROWS: usize = 1000;
/// Options of a choice.
const MOST_OPTIONS: usize = 500;
/// Millimetres: the height of a page's text, and the widest seal.
const TALLEST: f32 = 220.0;
const WIDEST_SEAL: f32 = 150.0;
const LARGEST_PHOTO: f32 = 120.0;
/// Blocks of the printed pages, and rows that a table is printed with though they are empty.
const MOST_BLOCKS: usize = 2_000;
const MOST_BLANK_ROWS: usize = 200;
/// Rows of all grids, those that a table is printed with though they are empty too.
const MOST_ROWS_PRINTED: usize = 5_000;
/// Characters that the empty form prints: a hundred pages of them.
const MOST_CHARS_PRINTED: usize = 200_000;
/// The same of a form whose tables have so many rows, each answer taken for one character.
const NOMINAL_ROWS: usize = 100;
const MOST_CHARS_FILLED: usize = 2_000_000;
/// Rows of all examples of a form, counted once for each rule on the table.
const MOST_ROWS_JUDGED: usize = 500_000;
/// Millimetres down the pages that cells ask for at least: two hundred pages of them.
const MOST_HEIGHT: f32 = 200.0 * TALLEST;
/// Characters of a label, a title, a hint.
const LONGEST_LABEL: usize = 2_000;
/// Questions whose putting hangs on one another.
const LONGEST_CHAIN: usize = 64;
/// Looks at answers that one check of the form may take, and all its examples together.
const MOST_LOOKS: usize = 1_000_000;
const MOST_LOOKS_TRIED: usize = 20_000_000;

/// Adds everything that is out of bounds.
pub fn form(form: &Form, problems: &mut Problems) {
    let before = problems.list.len();
    if !problems.boundless {
        chains(form, problems);
    }
    form.rules.iter().for_each(|rule| examples(rule, problems));
    let rows = |value: &Shorthand| match value {
        Shorthand::Times(count, _) => (*count).min(MOST_ROWS),
        Shorthand::Rows(rows) => rows.len(),
        _ => 0,
    };
    most(judged(form, rows), MOST_ROWS_JUDGED, "各条规则例子的行数（每条规则各数一遍）合起来", 1, problems);
    let words = |value: &Shorthand| match value {
        Shorthand::Words(count) => (*count).min(MOST_WORDS),
        _ => 0,
    };
    most(judged(form, words), MOST_WORDS_JUDGED, "各条规则例子的字数（每条规则各数一遍）合起来", 1, problems);
    form.fields().for_each(|each| field(each, problems));
    looks(form, problems);
    printed(form, problems);
    most(form.pages.len(), MOST_BLOCKS, "打印页的块数", 1, problems);
    form.pages.iter().for_each(|each| block(each, problems));
    problems.boundless |= problems.list.len() > before;
}

/// Adds what of a call's list is out of bounds.
pub fn list(list: &List, line: usize, problems: &mut Problems) {
    most(list.columns.len(), MOST_COLUMNS, "一览表的栏数", line, problems);
    most(list.limits.len(), MOST_LIMITS, "limits的条数", line, problems);
    let largest = |count: fn(&ListColumn) -> usize| list.columns.iter().map(count).max().unwrap_or(0);
    most(largest(|column| column.options.len()), MOST_OPTIONS, "一览表一栏的选项个数", line, problems);
    most(largest(|column| column.also.len()), MOST_COLUMNS, "一览表一栏的also个数", line, problems);
    most(largest(|column| column.max_words.unwrap_or(0)), MOST_WORDS, "一览表的max_words", line, problems);
    most(largest(|column| column.rules.len()), MOST_LIMITS, "一览表一栏的rules条数", line, problems);
    let tried = |rule: &CellRule| rule.pass.len() + rule.fail.len() + rule.kinds.len();
    let tried = list.columns.iter().flat_map(|column| &column.rules).map(tried).sum();
    most(tried, MOST_OPTIONS, "一览表rules的例子和kinds个数", line, problems);
    most(list.words.len(), MOST_COLUMNS, "一览表words的个数", line, problems);
    most(list.words.values().map(Vec::len).sum(), MOST_OPTIONS, "一览表words里的词数", line, problems);
    let kinds = list.limits.iter().map(|limit| limit.kinds.len().max(limit.most)).max().unwrap_or(0);
    most(kinds, MOST_ROWS, "limits的most和kinds个数", line, problems);
}

/// What putting the questions costs at each check: each is looked at with all the conditions that it may hang on.
fn looks(form: &Form, problems: &mut Problems) {
    let parts: usize = form.fields().filter_map(|field| field.when.as_ref()).map(Condition::size).sum();
    let asked = form.fields().filter(|field| field.when.is_some()).count();
    let once = asked.saturating_mul(parts)
        + form.rules.iter().filter_map(|rule| rule.when.as_ref()).map(Condition::size).sum::<usize>();
    most(once, MOST_LOOKS, "各个条件的长短乘以带条件的字段数", 1, problems);
    let examples: usize = form.rules.iter().map(|rule| rule.pass.len() + rule.fail.len()).sum();
    let each = once + form.fields().count() + form.rules.len();
    most(examples.saturating_mul(each), MOST_LOOKS_TRIED, "例子数乘以字段、规则和条件的数目", 1, problems);
}

/// What the empty form takes on paper.
fn printed(form: &Form, problems: &mut Problems) {
    let (mut rows, mut chars, mut filled) = (0usize, 0usize, 0usize);
    for block in &form.pages {
        let Block::Grid(grid) = block else {
            let words = block.words().into_iter().map(|(words, ..)| words);
            words.for_each(|words| {
                chars += chars_of(form, words, 1);
                filled += chars_of(form, words, NOMINAL_ROWS);
            });
            continue;
        };
        for row in &grid.rows {
            let cells = || row.rows().iter().flat_map(|row| &row.cells);
            let of_cells = |rows| cells().map(|cell| chars_of(form, &cell.words, rows)).fold(0, usize::saturating_add);
            rows += row.rows().len() * times(row);
            chars = chars.saturating_add(of_cells(1).saturating_mul(times(row)));
            let grown = if row.table().is_some() { NOMINAL_ROWS } else { 1 };
            filled = filled.saturating_add(of_cells(NOMINAL_ROWS).saturating_mul(grown));
        }
    }
    most(filled, MOST_CHARS_FILLED, "表格各有100行时要印的字数", 1, problems);
    millimetres("各行“at_least”合起来", height(form), 0.0..=MOST_HEIGHT, 1, problems);
    most(rows, MOST_ROWS_PRINTED, "打印页上的行数", 1, problems);
    most(chars, MOST_CHARS_PRINTED, "空白表上的字数", 1, problems);
}

/// What the tallest cells of all rows ask for, in millimetres, with the spaces between blocks.
fn height(form: &Form) -> f32 {
    let tallest = |row: &super::Row| row.cells.iter().map(|cell| cell.at_least).fold(0.0, f32::max);
    let of_row = |row: &GridRow| row.rows().iter().map(tallest).sum::<f32>() * times(row) as f32;
    let of_block = |block: &Block| match block {
        Block::Grid(grid) => grid.rows.iter().map(of_row).sum(),
        Block::Space { height, .. } => *height,
        _ => 0.0,
    };
    form.pages.iter().map(of_block).sum()
}

/// How often a row stands on the empty form.
fn times(row: &GridRow) -> usize {
    match row {
        GridRow::Each(each) => each.least.clamp(1, MOST_BLANK_ROWS),
        GridRow::Once(_) | GridRow::Head(_) => 1,
    }
}

/// The characters that words take while tables have so many rows, each answer taken for one.
fn chars_of(form: &Form, words: &[Inline], rows: usize) -> usize {
    let count = |words: &str| words.chars().count();
    let field = |id: &str, part: fn(&Field) -> usize| form.field(id).map_or(0, part);
    let of_one = |inline: &Inline| match inline {
        Inline::Text(words) | Inline::Strong(words) => count(words),
        Inline::Label(id) => field(id, |field| field.label.chars().count()),
        Inline::Hint(id) | Inline::HintUntil(id) => field(id, |field| field.hint.chars().count()),
        Inline::Section(id) => form.section(id).map_or(0, |section| count(&section.title)),
        Inline::SectionHint(id) => form.section(id).map_or(0, |section| count(&section.hint)),
        Inline::BoxesBefore(id) | Inline::BoxesAfter(id) | Inline::Marked(id) => {
            field(id, |field| field.kind.options().iter().map(|option| option.chars().count()).sum())
        }
        Inline::Each(_, inner, _) => rows.saturating_mul(chars_of(form, inner, rows).saturating_add(1)),
        Inline::If(_, inner) | Inline::Signed(_, inner) => chars_of(form, inner, rows),
        _ => 1,
    };
    words.iter().map(of_one).fold(0, usize::saturating_add)
}

fn field(field: &Field, problems: &mut Problems) {
    most(field.kind.columns().len(), MOST_COLUMNS, "表格的列数", field.line, problems);
    let columns = field.kind.columns().iter().flat_map(|column| [&column.label, &column.hint]);
    let longest = columns.chain([&field.label, &field.hint]).map(|words| words.chars().count()).max().unwrap_or(0);
    most(longest, LONGEST_LABEL, "栏目名、说明的字数", field.line, problems);
    let kinds = std::iter::once(&field.kind).chain(field.kind.columns().iter().map(|column| &column.kind));
    let options = kinds.map(|kind| kind.options().len()).max().unwrap_or(0);
    most(options, MOST_OPTIONS, "选项的个数", field.line, problems);
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

/// What trying the examples costs: their size, once for each rule on the question that they answer.
fn judged(form: &Form, size: fn(&Shorthand) -> usize) -> usize {
    let mut rules: HashMap<&str, usize> = HashMap::new();
    form.rules.iter().for_each(|rule| *rules.entry(&rule.on).or_default() += 1);
    let examples = form.rules.iter().flat_map(|rule| rule.pass.iter().chain(&rule.fail)).flatten();
    let cost = |(id, value): (&String, &Shorthand)| size(value).saturating_mul(*rules.get(id.as_str()).unwrap_or(&1));
    examples.map(cost).fold(0, usize::saturating_add)
}

fn most(found: usize, limit: usize, what: &str, line: usize, problems: &mut Problems) {
    if found > limit {
        problems.add(line, format!("{what}不能超过{limit}"), &found.to_string(), "改小这个数");
    }
}

fn block(block: &Block, problems: &mut Problems) {
    match block {
        Block::Grid(table) => grid(table, problems),
        Block::Space { height, line } => millimetres("空白的高度", *height, 0.0..=TALLEST, *line, problems),
        _ => {}
    }
    block.words().into_iter().for_each(|(words, line, _)| inlines(words, line, problems));
}

fn grid(grid: &Grid, problems: &mut Problems) {
    most(grid.columns.len(), MOST_COLUMNS, "表格的列数", grid.line, problems);
    most(grid.rows.len(), MOST_GRID_ROWS, "表格的行数", grid.line, problems);
    for row in &grid.rows {
        if let GridRow::Each(each) = row {
            most(each.least, MOST_BLANK_ROWS, "“Each”的“least”", each.line, problems);
        }
        let cells = row.rows().iter().flat_map(|row| row.cells.iter().map(|cell| (cell, row.line)));
        cells.for_each(|(each, line)| cell(each, line, problems));
    }
}

fn cell(cell: &Cell, line: usize, problems: &mut Problems) {
    most(cell.span, LARGEST_SPAN, "格子的span", line, problems);
    most(cell.down, LARGEST_SPAN, "格子的down", line, problems);
    millimetres("格子的“at_least”", cell.at_least, 0.0..=TALLEST, line, problems);
}

fn millimetres(what: &str, found: f32, range: RangeInclusive<f32>, line: usize, problems: &mut Problems) {
    if !range.contains(&found) {
        let problem = format!("{what}须在{}到{}毫米之间", range.start(), range.end());
        problems.add(line, problem, &found.to_string(), "改正这个数");
    }
}

fn inlines(words: &[Inline], line: usize, problems: &mut Problems) {
    for inline in words {
        match inline {
            Inline::Blank(_, length) | Inline::Line(length) => {
                most(*length, LONGEST_LINE, "填写线的字数", line, problems);
            }
            Inline::Seal(side, _) | Inline::Signed(side, _) => {
                millimetres("印章边长", *side, 1.0..=WIDEST_SEAL, line, problems)
            }
            Inline::Photo(width, height, _) => {
                millimetres("照片的宽度", *width, 1.0..=LARGEST_PHOTO, line, problems);
                millimetres("照片的高度", *height, 1.0..=LARGEST_PHOTO, line, problems);
            }
            _ => {}
        }
        inlines(inline.inner(), line, problems);
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
