//! One project or base a unit: 申报单位另有基地“乙基地”，每单位只能申报1个，请只留一个.

use super::Case;

pub fn judge(case: &Case) -> Option<String> {
    let unit = case.draft.text(&case.field.id);
    let other = case.context.peers.iter().find(|peer| peer.is_of(case.form, unit))?;
    let name = if other.name.is_empty() { "未命名" } else { &other.name };
    Some(format!("今年另有一份{}申报表“{name}”，每单位只能申报1个项目或基地，请只留一份", other.short))
}
