//! What is asked: a call ([`Notice`]), its forms ([`Form`]), their questions ([`Field`]), rules ([`Rule`]),
//! printed pages ([`Block`]) and the columns of the list ([`Column`]). All of it is data, read from RON
//! by [`load`]; no label, limit, date or option of any call stands in code.

mod bounds;
mod builtin;
mod catalogue;
mod definition;
mod difference;
mod field;
mod lint;
mod list;
pub mod load;
mod notice;
mod once;
mod parts;
mod print;
mod read_pages;
mod rule;
pub mod text;
pub mod words;

pub use builtin::{load_built_in, notices};
pub use catalogue::{Catalogue, Pack, Refused, supersedes};
pub use definition::Definition;
pub use difference::{Aspect, Difference, difference};
pub use field::{Ask, Condition, Field, FieldId, Kind, OfList, Section, TableColumn, Unit, Width};
pub use list::{CellMust, CellRule, Column, Holds, Limit, List, ListColumn, Per, Reads, Source};
pub use notice::{Contact, Filler, Form, Lines, Notice, Paper, PaperKind, Step};
pub(crate) use once::once;
pub use print::{Align, Block, Cell, Each, FontSize, Grid, GridRow, Inline, Row, Words};
pub use rule::{Cite, Example, Must, Part, Rule, RuleId, Severity, Shorthand, with_unit};
