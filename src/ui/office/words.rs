//! Words and the window's own memory of the office.

use super::remark::Said;
use crate::app::{Filter, RowState};
use crate::office::RowId;
use crate::ui::widgets::Tone;
use std::collections::BTreeSet;

/// What a person is typing and choosing in the office, and how the table is scrolled.
#[derive(Debug, Default)]
pub struct Typing {
    /// The last jump of the table that was followed.
    pub followed: u64,
    /// The place of the row that is being dragged.
    pub dragged: Option<usize>,
    /// In a narrow window, whether the chosen row is shown in the table's place.
    pub is_reading: bool,
    /// The dialog whose boxes were filled in last.
    pub dialog: u64,
    /// Whether the search box had the focus when it was drawn: Esc takes it away before anybody is asked.
    pub in_search: bool,
    /// What is typed in a dialog: a reason, other words.
    pub words: String,
    /// Which of the choices of a dialog are ticked, by their numbers.
    pub ticked: BTreeSet<usize>,
    /// Remarks that were said already, and the place of the one that is being typed.
    pub said: Vec<Said>,
    pub on: usize,
    /// For each finding that may be let pass, the other rows with the same, and whether it is for them too.
    pub alike: Vec<Vec<RowId>>,
    pub for_all: bool,
    /// At the start: the call's id, and the office's name where one was typed.
    pub call: Option<String>,
    pub office: Option<String>,
}

impl Typing {
    /// Ticks a choice, or takes the tick back.
    pub fn toggle(&mut self, number: usize) {
        if !self.ticked.remove(&number) {
            self.ticked.insert(number);
        }
    }
}

/// What the pill of a row says.
pub fn pill_of(state: RowState) -> (String, Tone) {
    match state {
        RowState::Good => ("一致".into(), Tone::Done),
        RowState::ByHand => ("无问题".into(), Tone::Done),
        RowState::Errors(count) => (format!("{count}处须改"), Tone::Error),
        RowState::Warnings(count) => (format!("{count}处请核对"), Tone::Warning),
        RowState::Accepted(_) => ("已接受".into(), Tone::Done),
        RowState::Superseded => ("有新版".into(), Tone::Warning),
        RowState::LeftOut => ("不列入".into(), Tone::Plain),
        RowState::Repeated => ("重复".into(), Tone::Warning),
        RowState::Refused => ("未收".into(), Tone::Error),
        RowState::Unread => ("读不出".into(), Tone::Error),
        RowState::Note => ("提示".into(), Tone::Plain),
    }
}

/// What the button of a filter says.
pub fn filter(filter: Filter) -> &'static str {
    match filter {
        Filter::All => "全部",
        Filter::Errors => "须改",
        Filter::Warnings => "请核对",
        Filter::Accepted => "已接受",
        Filter::Superseded => "旧版、重复",
        Filter::LeftOut => "不列入",
        Filter::Refused => "未收、读不出",
        Filter::Notes => "文件提示",
    }
}
