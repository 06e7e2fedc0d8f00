//! A blank answer that is owed: 填写服务团名称.

use super::Finding;
use crate::form::{Ask, Field, Form, Kind, Severity};

/// The finding on a blank answer, if one is owed. It reads as an instruction.
pub fn judge(form: &Form, field: &Field) -> Option<Finding> {
    let severity = match field.ask {
        Ask::Optional => return None,
        Ask::Required => Severity::Error,
        Ask::Attest => Severity::Warning,
    };
    let finding = Finding::on(form, field, "required", "").weighing(severity);
    let message = format!("{}{}", verb(&field.kind), finding.label);
    Some(Finding { message, ..finding })
}

fn verb(kind: &Kind) -> &'static str {
    match kind {
        Kind::Choice(_) => "选择",
        Kind::Choices(_) => "勾选",
        _ => "填写",
    }
}
