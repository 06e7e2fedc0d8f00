//! Printed words with the answers filled in: what a cell of the paper or of the row says.

use super::{Answer, Draft, TableRow, holds, live, shown_live, told, typed};
use crate::form::{FieldId, Form, Inline};

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
    Seal { side: f32, words: String },
    /// Words to be completed by hand in the lower part of the seal's square.
    SealDate(String),
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

/// The words with the answers filled in. Answers that do not apply are left out.
pub fn runs(form: &Form, draft: &Draft, inlines: &[Inline]) -> Vec<Run> {
    let mut out = Writer { form, draft, runs: Vec::new() };
    out.all(inlines, None);
    out.runs
}

/// The same as one plain text, line ends as `\n`: a cell of the row.
pub fn plain(form: &Form, draft: &Draft, inlines: &[Inline]) -> String {
    let text = |run: Run| match run {
        Run::Words { text, .. } => text,
        Run::Break => "\n".into(),
        Run::Indent | Run::Seal { .. } | Run::SealDate(_) => String::new(),
    };
    runs(form, draft, inlines).into_iter().map(text).collect()
}

struct Writer<'a> {
    form: &'a Form,
    draft: &'a Draft,
    runs: Vec<Run>,
}

/// The row of a table that [`Inline::Each`] is at.
#[derive(Clone, Copy)]
struct At<'a> {
    table: &'a str,
    row: &'a TableRow,
    number: usize,
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
            Inline::Seal(side, words) => self.runs.push(Run::Seal { side: *side, words: words.clone() }),
            Inline::SealDate(words) => self.runs.push(Run::SealDate(words.clone())),
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
        let Some((_, Answer::Rows(rows))) = live(self.form, self.draft, table) else { return };
        for (number, row) in told::filled(rows).enumerate() {
            if number > 0 {
                self.say(between, Style::Plain);
            }
            self.all(inner, Some(At { table, row, number: number + 1 }));
        }
    }

    fn cell(&mut self, column: &str, at: Option<At>) {
        let Some(at) = at else { return };
        let columns = self.form.field(at.table).map_or(&[][..], |field| field.kind.columns());
        let kind = columns.iter().find(|c| c.id == column).map(|c| &c.kind);
        if let (Some(kind), Some(text)) = (kind, at.row.get(column)) {
            self.tell(at.table, super::typed::shown_text(kind, text), Style::Plain);
        }
    }
}
