//! The call's deadline, by the name that the form gives it: 申报截止于2025年2月7日，今天是2025年2月10日，已过3天.

use super::is_in_force;
use crate::check::{Context, Finding};
use crate::draft::{Draft, day};
use crate::form::{Form, Rule};
use jiff::Unit;

/// Judged of the form, whatever is answered.
pub fn judge(form: &Form, draft: &Draft, context: &Context, rule: &Rule) -> Option<Finding> {
    if !is_in_force(form, draft, rule) || context.today <= form.deadline {
        return None;
    }
    let late = form.deadline.until((Unit::Day, context.today)).map_or(0, |span| span.get_days());
    let (deadline, today) = (day(form.deadline), day(context.today));
    let sentence = match rule.say.as_str() {
        "" => format!("于{deadline}，今天是{today}，已过{late}天，请先向推荐单位确认是否还受理"),
        say => say.replace("{value}", &deadline).replace("{today}", &today).replace("{late}", &late.to_string()),
    };
    Some(Finding {
        severity: rule.severity,
        hint: rule.hint.clone(),
        cite: form.quote(&rule.cite),
        ..Finding::of_form(form, &rule.id, &form.closes, &sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::messages;

    #[test]
    fn says_how_late_it_is_or_the_rule_s_own_words() {
        let message = "申报截止于2025年2月7日，今天是2025年2月10日，已过3天，请先向推荐单位确认是否还受理";
        assert_eq!(messages(r#"must: FiledInTime, on: "words""#, &[]), [message]);
        let own = r#"must: FiledInTime, on: "words", say: "于{value}，今天是{today}，已过{late}天，逾期不予受理""#;
        assert_eq!(messages(own, &[]), ["申报截止于2025年2月7日，今天是2025年2月10日，已过3天，逾期不予受理"]);
    }
}
