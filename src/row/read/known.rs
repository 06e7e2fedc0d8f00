//! The lists that are looked for, and how headings are compared.

use crate::draft::half_width;
use crate::form::{List, ListColumn, Notice};
use std::collections::HashMap;
use std::sync::Arc;

/// The calls with a list, made once for many files.
#[derive(Debug, Clone, Default)]
pub struct Known {
    calls: Vec<Known1>,
    /// By comparable heading.
    names: HashMap<String, Vec<Meant>>,
}

/// A column that a heading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meant {
    pub call: Call,
    pub column: usize,
    /// Whether it is the list's own heading, and not one that people write in its place.
    pub is_own: bool,
}

/// A call and its list.
#[derive(Debug, Clone)]
struct Known1 {
    notice: Arc<Notice>,
    list: List,
}

/// A known call's place.
pub type Call = usize;

impl Known {
    /// Those of the calls that have a list; of equals the first wins.
    pub fn of(calls: &[Arc<Notice>]) -> Self {
        let with_list = |notice: &Arc<Notice>| Some(Known1 { notice: notice.clone(), list: notice.list.clone()? });
        let mut known = Known { calls: calls.iter().filter_map(with_list).collect(), names: HashMap::new() };
        for (call, Known1 { list, .. }) in known.calls.iter().enumerate() {
            for (column, heading) in list.columns.iter().enumerate() {
                for (name, is_own) in names(heading) {
                    known.names.entry(name).or_default().push(Meant { call, column, is_own });
                }
            }
        }
        known
    }

    pub(super) fn notice(&self, call: Call) -> &Notice {
        &self.calls[call].notice
    }

    pub(super) fn list(&self, call: Call) -> &List {
        &self.calls[call].list
    }

    pub(super) fn all(&self) -> std::ops::Range<Call> {
        0..self.calls.len()
    }

    /// The call of a form such as `shanghai-2025/team`.
    pub(super) fn of_form(&self, form: &str) -> Option<Call> {
        self.of_id(form.split('/').next()?)
    }

    /// Whether a list is called so.
    pub(super) fn is_title(&self, words: &str) -> bool {
        self.calls.iter().any(|known| folded(&known.list.title) == folded(words))
    }

    /// The call of that id; several may have the same document number.
    pub(super) fn of_id(&self, id: &str) -> Option<Call> {
        self.calls.iter().position(|known| known.notice.id == id)
    }

    /// Calls and columns that have such a heading.
    pub(super) fn columns(&self, heading: &str) -> &[Meant] {
        let found = |name: &str| self.names.get(name).map(Vec::as_slice);
        let name = folded(heading);
        let shorter = || ["名称", "全称", "情况"].iter().find_map(|tail| found(name.strip_suffix(tail)?));
        found(&name).or_else(shorter).unwrap_or_default()
    }
}

/// All comparable headings of a column, and whether each is its own.
fn names(column: &ListColumn) -> Vec<(String, bool)> {
    let under = format!("{}{}", column.group, column.heading);
    let own = [&column.heading, &under].into_iter().map(|name| (folded(name), true));
    let also = column.also.iter().map(|name| (folded(name), false));
    let mut names: Vec<(String, bool)> = own.chain(also).filter(|(name, _)| !name.is_empty()).collect();
    names.sort_by(|a, b| (&a.0, b.1).cmp(&(&b.0, a.1)));
    names.dedup_by(|a, b| a.0 == b.0);
    names
}

/// A heading as it is compared: without what stands in brackets, spaces, line breaks, punctuation and widths.
pub(super) fn folded(text: &str) -> String {
    let bare = without_brackets(text);
    let letters = |text: &str| -> String {
        half_width(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let folded = letters(&bare);
    if folded.is_empty() { letters(text) } else { folded }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let kept = text.chars().filter(|c| {
        let opens = matches!(c, '（' | '(' | '【' | '[' | '〔');
        let closes = matches!(c, '）' | ')' | '】' | ']' | '〕');
        depth += usize::from(opens);
        let keep = depth == 0;
        depth = depth.saturating_sub(usize::from(closes));
        keep && !closes
    });
    kept.collect()
}

/// The first year that a text tells.
pub(super) fn year(text: &str) -> Option<i16> {
    let text = half_width(text);
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| matches!(run.len(), 4 | 6 | 8));
    let told = runs.filter_map(|run| run.get(..4)?.parse().ok()).find(|year| YEARS.contains(year));
    told.or_else(|| in_hanzi(&text))
}

const YEARS: std::ops::Range<i16> = 2000..2100;

/// 二〇二三年.
fn in_hanzi(text: &str) -> Option<i16> {
    let before = |at: usize| text[..at].chars().rev().take(4).collect::<Vec<char>>();
    let digit = |c: char| {
        "〇一二三四五六七八九".chars().position(|known| known == if matches!(c, '零' | '○') { '〇' } else { c })
    };
    let value = |digits: Vec<char>| digits.iter().rev().try_fold(0i16, |sum, c| Some(sum * 10 + digit(*c)? as i16));
    let years = text.match_indices('年').filter_map(|(at, _)| value(before(at)));
    years.into_iter().find(|year| YEARS.contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_without_what_people_change() {
        for same in ["服务地点", " 服务\n地点（如涉及，请注明）", "服务　地点 (注)", "服务地点："]
        {
            assert_eq!(folded(same), "服务地点");
        }
        assert_eq!(folded("申报部门/区"), folded("申报部门、区"));
        assert_eq!(folded("（一）"), "一", "brackets are all there is");
    }

    #[test]
    fn years_are_found_in_titles() {
        assert_eq!(year("２０２５年专家服务基层申报情况一览表"), Some(2025));
        assert_eq!(year("一览表20250120.xlsx"), Some(2025));
        assert_eq!(year("电话13800002025"), None);
        assert_eq!(year("二〇二三年一览表"), Some(2023));
        assert_eq!(year("二○二五年"), Some(2025));
        assert_eq!(year("三年、十二年、二〇二三"), None);
    }
}
