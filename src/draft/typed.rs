//! Answers read as their kind.

use super::{Answer, Draft, TableRow, lenient, live, told};
use crate::form::{Field, Form, Kind};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// An answer as its question's kind. Rules see this, never the typed string.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed<'a> {
    Blank,
    Text(&'a str),
    /// A count or an amount.
    Number(Decimal),
    /// A day, or the first day of a month.
    Date(Date),
    /// The one option of a choice.
    One(&'a str),
    Many(&'a [String]),
    Rows(&'a [TableRow]),
    /// Words that can't be read as the question's kind.
    Unread(&'a str),
    /// An answer of a shape that the question can't have, such as rows for a line of words.
    Misfit(&'a Answer),
}

/// The answer to a question, whether or not the question applies.
pub fn typed<'a>(draft: &'a Draft, field: &Field) -> Typed<'a> {
    let Some(answer) = draft.answer(&field.id) else { return Typed::Blank };
    match (&field.kind, answer) {
        (Kind::Table(_), Answer::Rows(rows)) => Typed::Rows(rows),
        (Kind::Choice(_), Answer::Ticks(ticks)) if ticks.len() == 1 => Typed::One(&ticks[0]),
        (Kind::Choice(_) | Kind::Choices(_), Answer::Ticks(ticks)) => Typed::Many(ticks),
        (Kind::Table(_) | Kind::Choices(_), _) => Typed::Misfit(answer),
        (kind, Answer::Text(text)) => typed_text(kind, text),
        (_, Answer::Ticks(_) | Answer::Rows(_)) => Typed::Misfit(answer),
    }
}

/// A typed text as a kind; table cells come this way too.
pub(crate) fn typed_text<'a>(kind: &Kind, text: &'a str) -> Typed<'a> {
    let unread = Typed::Unread(text);
    match kind {
        _ if lenient::is_blank(text) => Typed::Blank,
        Kind::Integer(unit) => lenient::whole(text, *unit).map_or(unread, |n| Typed::Number(n.into())),
        Kind::Money(unit) => lenient::decimal(text, *unit).map_or(unread, Typed::Number),
        Kind::Date => lenient::date(text).map_or(unread, Typed::Date),
        Kind::Month => lenient::month(text).map_or(unread, Typed::Date),
        Kind::Choice(_) => Typed::One(text.trim()),
        _ => Typed::Text(text),
    }
}

/// The answer as paper and row show it: dates and amounts in their one form, options in the form's order joined
/// with 、, the rows of a table with ；. Empty where the question is not answered.
pub fn shown(draft: &Draft, field: &Field) -> String {
    draft.answer(&field.id).map_or(String::new(), |answer| shown_answer(&field.kind, answer))
}

/// The same of any answer to a question of that kind.
pub fn shown_answer(kind: &Kind, answer: &Answer) -> String {
    match answer {
        Answer::Text(text) => shown_text(kind, text),
        Answer::Ticks(ticks) => shown_ticks(kind.options(), ticks),
        Answer::Rows(rows) => told::filled(rows).map(|row| shown_row(kind, row)).collect::<Vec<_>>().join("；"),
    }
}

/// The same by the question's id; empty too where it does not apply.
pub fn shown_live(form: &Form, draft: &Draft, id: &str) -> String {
    live(form, draft, id).map_or(String::new(), |(field, _)| shown(draft, field))
}

/// Options that the form does not know come last.
fn shown_ticks(options: &[String], ticks: &[String]) -> String {
    let known = options.iter().filter(|option| ticks.contains(option));
    let unknown = ticks.iter().filter(|tick| !options.contains(tick));
    known.chain(unknown).map(String::as_str).collect::<Vec<_>>().join("、")
}

fn shown_row(kind: &Kind, row: &TableRow) -> String {
    let cells = told::row_cells(kind, row).into_iter().map(|(.., value)| value).filter(|value| !value.is_empty());
    cells.collect::<Vec<_>>().join(" ")
}

/// A typed text in the one form of its kind, line ends of any system as `\n`. Tabs are the spaces that paper shows for
/// them: LibreOffice loses tabs when it saves a text of several lines as ODS.
pub(crate) fn shown_text(kind: &Kind, text: &str) -> String {
    let as_typed = || lenient::line_ends(text.trim()).replace(['\t', '\u{0B}', '\u{0C}'], " ");
    lenient::canonical(kind, text).unwrap_or_else(as_typed)
}
