//! What reads and fits but makes no sense: limits that no number keeps, years of another call, options
//! without a box, long texts in rows that can't break, lines to write on that are wider than their place.

use super::Lint;
use crate::form::bounds::LONGEST_LINE;
use crate::form::{Block, Cell, FieldId, FontSize, Form, Grid, GridRow, Inline, Kind, Must, Rule};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashSet};

/// Millimetres of a page's text, across and down, and of a character and a line of 五号 on it.
const UPRIGHT: (f32, f32) = (156.0, 225.0);
const CHARACTER: f32 = 3.7;
const LINE: f32 = 5.56;
/// Millimetres that a cell leaves clear on either side of its words, and of a point.
const PADDING: f32 = 1.8;
const POINT: f32 = 25.4 / 72.0;

/// What stands before a lower limit.
const LEAST: [&str; 5] = ["不少于", "不得少于", "不低于", "至少", "不小于"];

/// Years.
const SHORTLY: i16 = 3;

impl Lint<'_, '_> {
    pub(super) fn sense(&mut self) {
        self.form.rules.iter().for_each(|rule| {
            self.limits(rule);
            self.said(rule);
        });
        self.unruled();
        if !self.problems.pages_unread {
            self.boxes();
            self.years();
            self.room();
        }
    }

    /// A cap under the least number that another rule asks for.
    fn limits(&mut self, rule: &Rule) {
        let of_the_same = |other: &Rule| (&other.on, &other.column) == (&rule.on, &rule.column);
        let least = |least: &Rule| match &least.must {
            Must::AtLeast(number) if of_the_same(least) && least.when.is_none() => Some(*number),
            _ => None,
        };
        let least: Option<Decimal> = self.form.rules.iter().filter_map(least).max();
        let caps: Vec<Decimal> = match &rule.must {
            Must::AtMost(cap) => vec![*cap],
            Must::AtMostBy(_, caps) => caps.values().copied().collect(),
            _ => return,
        };
        for cap in caps {
            if let Some(least) = least.filter(|least| cap < *least) {
                let problem = format!("上限{cap}小于另一条规则的下限{least}");
                self.problems.add(rule.line, problem, &rule.id, "改正上限或下限");
            }
        }
    }

    /// Limits and caps that the hint or the clause tells otherwise.
    fn said(&mut self, rule: &Rule) {
        let hint = self.form.field(&rule.on).map_or("", |field| field.hint.as_str());
        let (unit, limits) = match &rule.must {
            Must::MaxWords(limit) | Must::MinWords(limit) if *limit > 0 => ("字", vec![Decimal::from(*limit)]),
            Must::AtMostBy(_, caps) => match self.form.kind_judged(rule).and_then(Kind::unit) {
                Some(unit) => (unit.word(), caps.values().copied().collect()),
                None => return,
            },
            _ => return,
        };
        let is_least = matches!(rule.must, Must::MinWords(_));
        for (place, words) in [("提示", hint), ("出处", rule.cite.1.as_str())] {
            let said = said_limits(words, unit, is_least);
            if let Some(limit) = limits.iter().find(|limit| !said.is_empty() && !said.contains(limit)) {
                let problem = format!("规则是{limit}{unit}，{place}里写的不是");
                self.problems.add(rule.line, problem, words, "让规则、提示和出处一致");
            }
        }
    }

    /// Hints that tell a limit which no rule holds.
    fn unruled(&mut self) {
        for field in self.form.fields() {
            for is_least in [false, true] {
                let holds =
                    |must: &Must| if is_least { matches!(must, Must::MinWords(_)) } else { must.max_words().is_some() };
                let is_ruled = self.form.rules_on(&field.id).any(|rule| holds(&rule.must));
                if let Some(limit) = said_limits(&field.hint, "字", is_least).first().filter(|_| !is_ruled) {
                    let problem = format!("提示写了{limit}字，没有字数规则");
                    self.problems.add(field.line, problem, &field.hint, "补上规则，或改正提示");
                }
            }
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
        self.days(year);
    }

    /// A span of days that ends in a year shortly before or after the call's and holds no day of it. Longer ago are
    /// dates of birth and the like.
    fn days(&mut self, year: i16) {
        for rule in &self.form.rules {
            if let Must::Within(from, to) = &rule.must
                && from <= to
                && from.year() != year
                && (1..=SHORTLY).contains(&to.year().saturating_sub(year).saturating_abs())
            {
                let problem = format!("日期范围的两端都不在通知的{year}年");
                self.problems.add(rule.line, problem, &rule.id, "改正这两个日期");
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
                        self.room_of(cell, share * page.0, line, page.1);
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
    fn room_of(&mut self, cell: &Cell, width: f32, line: usize, height: f32) {
        if cell.flows {
            return;
        }
        let words = Inline::answers(&cell.words).into_iter().filter_map(|id| self.form.max_words(id)).sum::<usize>();
        let lines = words as f32 / (width / CHARACTER).floor().max(1.0);
        if lines * LINE > height {
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

/// The limits that words tell in a unit: the upper ones, such as 1000 in 不超过1000字, or the lower ones, such as 300 in
/// 不少于300字 and 300字以上. Amounts of money are read in 元 and in 万元.
fn said_limits(words: &str, unit: &str, is_least: bool) -> Vec<Decimal> {
    match unit {
        "元" | "万元" => {
            let factor = |from: &str| match (from, unit) {
                ("万元", "元") => Decimal::from(10_000),
                ("元", "万元") => Decimal::new(1, 4),
                _ => Decimal::ONE,
            };
            let both = ["万元", "元"].map(|from| (from, numbers_before(words, from, is_least)));
            both.into_iter()
                .flat_map(|(from, said)| said.into_iter().map(move |number| number * factor(from)))
                .collect()
        }
        _ => numbers_before(words, unit, is_least),
    }
}

/// The numbers that stand before a unit as upper limits, or as lower ones.
fn numbers_before(words: &str, unit: &str, is_least: bool) -> Vec<Decimal> {
    let mut numbers = Vec::new();
    for (at, _) in words.match_indices(unit) {
        let (before, after) = (&words[..at], &words[at + unit.len()..]);
        let start = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let said = before[..start].trim_end();
        let lower = LEAST.iter().any(|word| said.ends_with(word)) || after.starts_with("以上");
        if lower == is_least {
            numbers.extend(before[start..].parse::<Decimal>());
        }
    }
    numbers
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
