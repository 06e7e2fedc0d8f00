//! The call's deadline: 申报已于2025年2月7日截止，今天是2025年2月10日，已过3天.

use super::day;
use crate::check::{Context, Finding, Place};
use crate::draft::{Draft, holds};
use crate::form::{Form, Rule};
use jiff::Unit;

/// Judged of the form, whatever is answered.
pub fn judge(form: &Form, draft: &Draft, context: &Context, rule: &Rule) -> Option<Finding> {
    let in_force = rule.when.as_ref().is_none_or(|when| holds(form, draft, when));
    if !in_force || context.today <= form.deadline {
        return None;
    }
    let late = form.deadline.until((Unit::Day, context.today)).map_or(0, |span| span.get_days());
    let (deadline, today) = (day(form.deadline), day(context.today));
    Some(Finding {
        rule: rule.id.clone(),
        place: Place::Form,
        severity: rule.severity,
        label: "申报截止".into(),
        message: format!("申报截止于{deadline}，今天是{today}，已过{late}天，请先向推荐单位确认是否还受理"),
        hint: rule.hint.clone(),
        cite: form.quote(&rule.cite),
    })
}
