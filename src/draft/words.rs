//! Printed words with the answers filled in: what a cell of the paper or of the row says.

use super::{Answer, Draft, TableRow, holds, live, shown_live, sum, told, typed};
use crate::form::{FieldId, Form, Inline, Part};

/// A stretch of a cell's words.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    Words {
        text: String,
        style: Style,
        /// The question whose answer this is: a click on it leads there.
        field: Option<FieldId>,
        /// Whether the words stay on one line, such as an option and its box.
        whole: bool,
    },
    /// A line's end.
    Break,
    /// The start of a paragraph with an indent of two characters.
    Indent,
    /// A clear square for a seal, in millimetres, with words in its middle.
    Seal { side: f32, words: Vec<Run> },
    /// Words in the lower part of the seal's square.
    SealDate(Vec<Run>),
    /// A framed box, in millimetres, with words in its middle.
    Photo { width: f32, height: f32, words: Vec<Run> },
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    Bold,
    /// Words with a line to write on below them.
    Underlined,
}

pub const TICKED: char = '☑';
pub const UNTICKED: char = '□';

/// The row of a table that words are for: one of its rows, or an empty one to be filled in by hand.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    pub table: &'a str,
    pub row: Option<&'a TableRow>,
    /// From 1.
    pub number: usize,
}

/// The words with the answers filled in. Answers that do not apply are left out.
pub fn runs(form: &Form, draft: &Draft, inlines: &[Inline], at: Option<At>) -> Vec<Run> {
    let mut out = Writer { form, draft, runs: Vec::new() };
    out.all(inlines, at);
    out.runs
}

/// The rows of a table that count, followed by empty ones where there are fewer than `least`.
pub fn rows<'a>(form: &'a Form, draft: &'a Draft, table: &'a str, least: usize) -> impl Iterator<Item = At<'a>> {
    let filled = match live(form, draft, table) {
        Some((_, Answer::Rows(rows))) => told::filled(rows).map(Some).collect(),
        _ => Vec::new(),
    };
    let empty = least.saturating_sub(filled.len());
    let all = filled.into_iter().chain(std::iter::repeat_n(None, empty));
    (1..).zip(all).map(move |(number, row)| At { table, row, number })
}

/// The same as one plain text, line ends as `\n`: a cell of the row.
pub fn plain(form: &Form, draft: &Draft, inlines: &[Inline]) -> String {
    let text = |run: Run| match run {
        Run::Words { text, .. } => text,
        Run::Break => "\n".into(),
        Run::Indent | Run::Seal { .. } | Run::SealDate(_) | Run::Photo { .. } => String::new(),
    };
    runs(form, draft, inlines, None).into_iter().map(text).collect()
}

struct Writer<'a> {
    form: &'a Form,
    draft: &'a Draft,
    runs: Vec<Run>,
}

impl Writer<'_> {
    fn all(&mut self, inlines: &[Inline], at: Option<At>) {
        for inline in inlines {
            self.one(inline, at);
        }
    }

    fn one(&mut self, inline: &Inline, at: Option<At>) {
        match inline {
            Inline::Text(text) => self.say(text, Style::Plain),
            Inline::Strong(text) => self.say(text, Style::Bold),
            Inline::Break => self.runs.push(Run::Break),
            Inline::Label(id) => self.say(self.form.field(id).map_or("", |field| &field.label), Style::Plain),
            Inline::Hint(id) => self.hint(self.form.field(id).map_or("", |field| &field.hint)),
            Inline::HintUntil(id) if live(self.form, self.draft, id).is_none() => {
                self.one(&Inline::Hint(id.clone()), at)
            }
            Inline::HintUntil(_) => {}
            Inline::Section(id) => self.say(self.form.section(id).map_or("", |section| &section.title), Style::Bold),
            Inline::SectionHint(id) => self.hint(self.form.section(id).map_or("", |section| &section.hint)),
            Inline::Answer(id) => self.tell(id, self.answer(id), Style::Plain),
            Inline::Paragraphs(id) => self.paragraphs(id),
            Inline::Blank(id, length) => self.blank(id, *length),
            Inline::BoxesBefore(id) => self.boxes(id, |word, mark| format!("{mark} {word}")),
            Inline::BoxesAfter(id) => self.boxes(id, |word, mark| format!("{word} {mark}")),
            Inline::BoxBefore(id, option) => self.mark(id, option, |word, mark| format!("{mark} {word}")),
            Inline::BoxAfter(id, option) => self.mark(id, option, |word, mark| format!("{word} {mark}")),
            Inline::Marked(id) => self.marked(id),
            Inline::If(condition, inner) if holds(self.form, self.draft, condition) => self.all(inner, at),
            Inline::If(..) => {}
            Inline::Each(table, inner, between) => self.each(table, inner, between),
            Inline::Cell(column) => self.cell(column, at),
            Inline::Index => self.say(&at.map_or(String::new(), |at| at.number.to_string()), Style::Plain),
            Inline::Seal(side, words) => self.runs.push(Run::Seal { side: *side, words: said(words) }),
            Inline::SealDate(words) => self.runs.push(Run::SealDate(said(words))),
            Inline::Signed(side, inner) => {
                self.runs.push(Run::Seal { side: *side, words: Vec::new() });
                self.runs.push(Run::SealDate(runs(self.form, self.draft, inner, at)));
            }
            Inline::Photo(width, height, words) => {
                self.runs.push(Run::Photo { width: *width, height: *height, words: said(words) });
            }
            Inline::Line(length) => self.push("\u{2003}".repeat(*length), Style::Underlined, None, true),
            Inline::Sum(table, column) => self.total(&[Part::Column(table.clone(), column.clone())]),
            Inline::Total(parts) => self.total(parts),
            Inline::Count(table) => self.count(table),
        }
    }

    fn say(&mut self, text: &str, style: Style) {
        self.push(text.to_string(), style, None, false);
    }

    fn tell(&mut self, id: &str, text: String, style: Style) {
        self.push(text, style, Some(id), false);
    }

    /// Line ends that were typed become line ends of the cell.
    fn push(&mut self, text: String, style: Style, field: Option<&str>, whole: bool) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.runs.push(Run::Break);
            }
            if !line.is_empty() {
                let field = field.map(str::to_string);
                self.runs.push(Run::Words { text: line.to_string(), style, field, whole });
            }
        }
    }

    fn hint(&mut self, hint: &str) {
        if !hint.is_empty() {
            self.say(&format!("（{hint}）"), Style::Plain);
        }
    }

    /// The answer as shown; empty where it is missing or does not apply.
    fn answer(&self, id: &str) -> String {
        shown_live(self.form, self.draft, id)
    }

    fn paragraphs(&mut self, id: &str) {
        let answer = self.answer(id);
        let lines = answer.lines().map(str::trim).filter(|line| !line.is_empty());
        for (number, line) in lines.enumerate() {
            if number > 0 {
                self.runs.push(Run::Break);
            }
            self.runs.push(Run::Indent);
            self.tell(id, line.to_string(), Style::Plain);
        }
    }

    /// The answer, or a line of em spaces to write on.
    fn blank(&mut self, id: &str, length: usize) {
        let answer = self.answer(id);
        match answer.is_empty() {
            true => self.push("\u{2003}".repeat(length), Style::Underlined, Some(id), true),
            false => self.tell(id, answer, Style::Underlined),
        }
    }

    fn boxes(&mut self, id: &str, join: fn(&str, char) -> String) {
        let options = self.form.field(id).map_or(&[][..], |field| field.kind.options());
        for (number, option) in options.iter().enumerate() {
            if number > 0 {
                self.say("\u{3000}", Style::Plain);
            }
            self.mark(id, option, join);
        }
    }

    fn mark(&mut self, id: &str, option: &str, join: fn(&str, char) -> String) {
        let mark = if self.is_chosen(id, option) { TICKED } else { UNTICKED };
        self.push(join(option, mark), Style::Plain, Some(id), true);
    }

    fn marked(&mut self, id: &str) {
        let Some(field) = self.form.field(id) else { return };
        let word = |option: &String| match self.is_chosen(id, option) {
            true => format!("{option}√"),
            false => option.clone(),
        };
        let words: Vec<String> = field.kind.options().iter().map(word).collect();
        self.tell(id, words.join("、"), Style::Plain);
    }

    fn is_chosen(&self, id: &str, option: &str) -> bool {
        let Some((field, _)) = live(self.form, self.draft, id) else { return false };
        match typed(self.draft, field) {
            super::Typed::One(one) => one == option,
            super::Typed::Many(many) => many.iter().any(|tick| tick == option),
            _ => false,
        }
    }

    fn each(&mut self, table: &str, inner: &[Inline], between: &str) {
        for at in rows(self.form, self.draft, table, 0) {
            if at.number > 1 {
                self.say(between, Style::Plain);
            }
            self.all(inner, Some(at));
        }
    }

    /// What adds up to nothing because nothing is answered is left blank, as is what can't be added up.
    fn total(&mut self, parts: &[Part]) {
        let answered = parts.iter().find(|part| live(self.form, self.draft, part.field()).is_some());
        let Some(part) = answered else { return };
        if let (Some(kind), Some(sum)) = (self.form.kind_of(part), sum(self.form, self.draft, parts)) {
            self.tell(part.field(), super::typed::shown_text(kind, &sum.normalize().to_string()), Style::Plain);
        }
    }

    fn count(&mut self, table: &str) {
        let count = rows(self.form, self.draft, table, 0).count();
        if count > 0 {
            self.tell(table, count.to_string(), Style::Plain);
        }
    }

    fn cell(&mut self, column: &str, at: Option<At>) {
        let Some(at) = at else { return };
        let columns = self.form.field(at.table).map_or(&[][..], |field| field.kind.columns());
        let kind = columns.iter().find(|c| c.id == column).map(|c| &c.kind);
        if let (Some(kind), Some(text)) = (kind, at.row.and_then(|row| row.get(column))) {
            self.tell(at.table, super::typed::shown_text(kind, text), Style::Plain);
        }
    }
}

/// Words of the form itself.
fn said(words: &str) -> Vec<Run> {
    vec![Run::Words { text: words.to_string(), style: Style::Plain, field: None, whole: false }]
}
