//! What reads and fits but makes no sense: years of another call, options
//! without a box, long texts in rows that can't break, lines to write on that are wider than their place.

use super::Lint;
use crate::form::bounds::LONGEST_LINE;
use crate::form::{Block, Cell, Condition, FieldId, FontSize, Form, Grid, GridRow, Inline, Kind, Must, Source};
use std::collections::{BTreeMap, HashSet};

/// Millimetres of a page's text, across and down, and of a character and a line of 五号 on it.
const UPRIGHT: (f32, f32) = (156.0, 225.0);
const CHARACTER: f32 = 3.7;
const LINE: f32 = 5.56;
/// Millimetres that a cell leaves clear on either side of its words, and of a point.
const PADDING: f32 = 1.8;
const POINT: f32 = 25.4 / 72.0;

/// Years: shortly before the call's, and as long as nobody plans ahead.
const SHORTLY: i16 = 3;
const LONG: i16 = 10;

impl Lint<'_, '_> {
    pub(super) fn sense(&mut self) {
        self.limits();
        self.days();
        self.idle();
        if !self.problems.pages_unread {
            self.boxes();
            self.years();
            self.room();
        }
    }

    /// Options that have no box although others of their question have one.
    fn boxes(&mut self) {
        let mut boxed: BTreeMap<&FieldId, HashSet<&String>> = BTreeMap::new();
        let mut whole: HashSet<&FieldId> = HashSet::new();
        for (words, _) in printed(self.form) {
            each(words, &mut |inline| match inline {
                Inline::BoxBefore(id, option) | Inline::BoxAfter(id, option) => {
                    boxed.entry(id).or_default().insert(option);
                }
                Inline::Answer(id)
                | Inline::Blank(id, _)
                | Inline::BoxesBefore(id)
                | Inline::BoxesAfter(id)
                | Inline::Marked(id) => drop(whole.insert(id)),
                _ => {}
            });
        }
        for (id, options) in boxed.into_iter().filter(|(id, _)| !whole.contains(id)) {
            let Some(field) = self.form.field(id) else { continue };
            for option in field.kind.options().iter().filter(|option| !options.contains(option)) {
                let problem = format!("“{}”的选项“{option}”在打印页上没有方框", field.label);
                self.problems.add(field.line, problem, option, "在pages里为它印一个方框，或删去这个选项");
            }
        }
    }

    /// Years on the paper that are not the call's: what a copy of last year's form forgets.
    fn years(&mut self) {
        let year = self.form.year;
        if year == 0 {
            return;
        }
        let mut found = self.problems.titles.clone();
        found.push((self.form.title.clone(), self.form.lines.title));
        for (words, line) in printed(self.form) {
            each(words, &mut |inline| match inline {
                Inline::SealDate(words) => found.push((words.clone(), line)),
                Inline::Text(words) if is_to_be_dated(words) => found.push((words.clone(), line)),
                _ => {}
            });
        }
        // Two seals in a row bear the same date.
        found.sort_by_key(|(_, line)| *line);
        found.dedup();
        for (words, line) in found {
            if let Some(other) = years_in(&words).into_iter().find(|other| *other != year) {
                let problem = format!("写的是{other}年，而通知是{year}年的");
                self.problems.add(line, problem, &words, format!("改成{year}年"));
            }
        }
    }

    /// Spans of days that hold none of the call's year and are no dates of birth: those that lie ahead, that ended
    /// shortly before, or that are short; and spans that end too far ahead for any plan.
    fn days(&mut self) {
        let year = self.form.year;
        for rule in &self.form.rules {
            let Must::Within(from, to) = &rule.must else { continue };
            let ended = year.saturating_sub(to.year());
            let is_past = ended > 0 && (ended <= SHORTLY || to.year().saturating_sub(from.year()) < LONG);
            if from <= to && year != 0 && (from.year() > year || is_past || to.year() > year.saturating_add(LONG)) {
                let problem = format!("日期范围与通知的{year}年对不上");
                self.problems.add(rule.line, problem, &format!("{from}至{to}"), "改正这两个日期");
            }
        }
    }

    /// Options that neither print nor row tells and that no rule or condition looks at. Of one choice among several, the
    /// others are what is left when a condition asks for some.
    fn idle(&mut self) {
        let form = self.form;
        let (told, asked) = (told(form), asked(form));
        let fields = form.fields().filter(|field| !told.contains(&field.id));
        for (field, options) in fields.map(|field| (field, field.kind.options())).filter(|(_, all)| !all.is_empty()) {
            let is_asked = |option: &&String| asked.contains(&(&field.id, *option));
            let idle: Vec<&str> = options.iter().filter(|option| !is_asked(option)).map(String::as_str).collect();
            let is_one_of = matches!(field.kind, Kind::Choice(_)) && idle.len() < options.len();
            if !idle.is_empty() && !is_one_of {
                let problem = format!("“{}”的这些选项选不选都没有用处", field.label);
                let remedy = "写一条规则或条件看它，或在pages、row里印出它";
                self.problems.add(field.line, problem, &idle.join("、"), remedy);
            }
        }
    }

    /// What may be too large for its place on the paper, block after block.
    fn room(&mut self) {
        let mut page = UPRIGHT;
        for block in &self.form.pages {
            match block {
                Block::Landscape => page = (UPRIGHT.1, UPRIGHT.0),
                Block::Portrait => page = UPRIGHT,
                Block::Grid(grid) => {
                    for (cell, share, line) in shares(grid) {
                        self.lines_in(&cell.words, share * page.0 - 2.0 * PADDING, grid.size, line);
                        self.room_of(cell, (share * page.0, page.1), grid.size, line);
                    }
                }
                Block::Words(block) => self.lines_in(&block.words, page.0, block.size, block.line),
                _ => {}
            }
        }
    }

    /// Lines to write on that are wider than their place; out of all bounds they were told already.
    fn lines_in(&mut self, words: &[Inline], width: f32, size: FontSize, line: usize) {
        let most = (width / (size.points() * POINT)).floor().max(0.0) as usize;
        let mut longest = 0;
        each(words, &mut |inline| {
            if let Inline::Blank(_, length) | Inline::Line(length) = inline {
                longest = longest.max(*length);
            }
        });
        if longest > most && longest <= LONGEST_LINE {
            let problem = format!("填写线有{longest}字宽，这里只放得下{most}字");
            self.problems.add(line, problem, &longest.to_string(), "改短填写线，或放宽这一格");
        }
    }

    /// A text that may grow longer than a page, in a row that waits for the next page rather than breaks.
    fn room_of(&mut self, cell: &Cell, (width, height): (f32, f32), size: FontSize, line: usize) {
        if cell.flows {
            return;
        }
        let words = Inline::answers(&cell.words).into_iter().filter_map(|id| self.form.max_words(id)).sum::<usize>();
        let scale = size.points() / FontSize::Normal.points();
        let lines = words as f32 / (width / (CHARACTER * scale)).floor().max(1.0);
        if lines * LINE * scale > height {
            let problem = format!("这一格最多要印{words}字，一页放不下");
            self.problems.add(line, problem, "flows", "给这一格写flows: true，或放宽它");
        }
    }
}

/// The share of the grid's width that each cell takes, and its line; rows that are not full are told elsewhere.
fn shares(grid: &Grid) -> Vec<(&Cell, f32, usize)> {
    let all: f32 = grid.columns.iter().sum();
    let mut reach = vec![0usize; grid.columns.len()];
    let mut found = Vec::new();
    for row in grid.rows.iter().flat_map(GridRow::rows) {
        let mut free = (0..reach.len()).filter(|column| reach[*column] == 0).collect::<Vec<_>>().into_iter();
        let mut next: Vec<usize> = reach.iter().map(|rows| rows.saturating_sub(1)).collect();
        for cell in &row.cells {
            let columns: Vec<usize> = free.by_ref().take(cell.span).collect();
            let width: f32 = columns.iter().map(|column| grid.columns[*column]).sum();
            columns.iter().for_each(|column| next[*column] = cell.down.saturating_sub(1));
            found.push((cell, width / all, row.line));
        }
        reach = next;
    }
    found
}

/// Whether words are a date to be completed by hand: 2025年　　月.
fn is_to_be_dated(words: &str) -> bool {
    words.split('年').skip(1).any(|rest| rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with('月'))
}

/// The questions of which every option counts: those that paper or row tell, and those that a rule judges as a whole.
fn told(form: &Form) -> HashSet<&FieldId> {
    let mut told: HashSet<&FieldId> = form.pages.iter().flat_map(Block::answers).collect();
    for rule in &form.rules {
        match &rule.must {
            Must::Be(_) | Must::StayBlank => drop(told.insert(&rule.on)),
            Must::AtMostBy(id, _) => drop(told.insert(id)),
            _ => {}
        }
    }
    for column in &form.row {
        match &column.source {
            Source::By(id, _) => drop(told.insert(id)),
            Source::Words(words) => told.extend(Inline::answers(words)),
            Source::Number | Source::Office | Source::Blank => {}
        }
    }
    told
}

/// The options that conditions ask for; a condition on any answer asks for all.
fn asked(form: &Form) -> HashSet<(&FieldId, &String)> {
    let mut asked = HashSet::new();
    let rows = form.row.iter().filter_map(|column| match &column.source {
        Source::Words(words) => Some(&words[..]),
        _ => None,
    });
    for words in printed(form).into_iter().map(|(words, _)| words).chain(rows) {
        each(words, &mut |inline| {
            if let Inline::If(when, _) = inline {
                options(form, when, &mut asked);
            }
        });
    }
    let whens = form.fields().filter_map(|field| field.when.as_ref());
    whens
        .chain(form.rules.iter().filter_map(|rule| rule.when.as_ref()))
        .for_each(|when| options(form, when, &mut asked));
    asked
}

fn options<'a>(form: &'a Form, when: &'a Condition, asked: &mut HashSet<(&'a FieldId, &'a String)>) {
    match when {
        Condition::Is(id, option) | Condition::Has(id, option) => drop(asked.insert((id, option))),
        Condition::Filled(id) => {
            let all = form.field(id).map_or(&[][..], |field| field.kind.options());
            asked.extend(all.iter().map(|option| (id, option)));
        }
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| options(form, part, asked)),
        Condition::Not(inner) => options(form, inner, asked),
    }
}

/// All words of the pages, with their lines.
fn printed(form: &Form) -> Vec<(&[Inline], usize)> {
    form.pages.iter().flat_map(Block::words).map(|(words, line, _)| (words, line)).collect()
}

/// Every inline, those within others too.
fn each<'a>(words: &'a [Inline], see: &mut impl FnMut(&'a Inline)) {
    for inline in words {
        see(inline);
        each(inline.inner(), see);
    }
}

/// Years such as 2025年 or 2025 年.
pub(super) fn years_in(words: &str) -> Vec<i16> {
    let pieces: Vec<&str> = words.split('年').collect();
    let year = |piece: &&str| {
        let digits: String = piece.trim_end().chars().rev().take_while(char::is_ascii_digit).collect();
        let digits: String = digits.chars().rev().collect();
        digits.parse().ok().filter(|_| digits.len() == 4)
    };
    pieces[..pieces.len() - 1].iter().filter_map(year).collect()
}
