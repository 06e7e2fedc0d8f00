//! Trying a form's rules on the examples they carry.

use super::{Context, Peer, check, rules};
use crate::draft::{Answer, Draft};
use crate::form::load::FormProblem;
use crate::form::{Example, Form, Must, Rule, Shorthand};
use jiff::civil::Date;

/// The rules whose own examples do not come out. `file` is the form's file, for the report.
pub fn problems(form: &Form, file: &str) -> Vec<FormProblem> {
    // Two rules of one id can't be told apart in what a check finds.
    let is_alone = |rule: &&Rule| form.rules.iter().filter(|other| other.id == rule.id).count() == 1;
    form.rules.iter().filter(is_alone).flat_map(|rule| of_rule(form, rule, file)).collect()
}

fn of_rule(form: &Form, rule: &Rule, file: &str) -> Vec<FormProblem> {
    let wrong = |example: &Example, problem: &str| FormProblem {
        file: file.to_string(),
        line: rule.line,
        problem: format!("规则“{}”{problem}", rule.id),
        found: example.keys().map(String::as_str).collect::<Vec<_>>().join("、"),
        remedy: "改正规则，或改正例子".into(),
    };
    let idle = rule.pass.first().filter(|_| is_idle(form, rule)).into_iter();
    let idle = idle.map(|example| wrong(example, &format!("的pass例子没有在规则成立时填“{}”，什么也没有试", rule.on)));
    let passing = rule.pass.iter().filter(|example| breaks(form, rule, example));
    let failing = rule.fail.iter().filter(|example| !breaks(form, rule, example));
    let passing = passing.map(|example| wrong(example, "的pass例子没有通过"));
    idle.chain(passing).chain(failing.map(|example| wrong(example, "的fail例子却通过了"))).collect()
}

/// Whether no passing example answers the question while the rule is in force, so that none can fail; some rules judge
/// what is not answered.
fn is_idle(form: &Form, rule: &Rule) -> bool {
    let judges_blanks = matches!(rule.must, Must::StayBlank | Must::FiledInTime);
    let tries = |example: &Example| {
        example.contains_key(&rule.on) && rules::is_in_force(form, &Tried::of(form, example).draft, rule)
    };
    !judges_blanks && !rule.pass.iter().any(tries)
}

/// An example as a draft, and what stands around it.
struct Tried {
    draft: Draft,
    today: Date,
    /// The names of other drafts of the unit.
    peers: Vec<String>,
}

impl Tried {
    fn of(form: &Form, example: &Example) -> Self {
        let mut tried = Tried { draft: Draft::new(form), today: form.deadline, peers: Vec::new() };
        for (id, value) in example {
            let answer = match value {
                Shorthand::Text(text) => Answer::Text(text.clone()),
                Shorthand::Ticks(ticks) => Answer::Ticks(ticks.clone()),
                Shorthand::Rows(rows) => Answer::Rows(rows.clone()),
                Shorthand::Times(count, row) => Answer::Rows(vec![row.clone(); *count]),
                Shorthand::Words(count) => Answer::Text("字".repeat(*count)),
                Shorthand::Today(date) => {
                    tried.today = *date;
                    continue;
                }
                Shorthand::Peer(name) => {
                    tried.peers.push(name.clone());
                    continue;
                }
            };
            tried.draft.answers.insert(id.clone(), answer);
        }
        tried
    }
}

/// Whether the example breaks the rule.
fn breaks(form: &Form, rule: &Rule, example: &Example) -> bool {
    let Tried { draft, today, peers } = Tried::of(form, example);
    let peers: Vec<Peer> =
        peers.into_iter().filter_map(|name| Some(Peer { name, ..Peer::of(form, &draft)? })).collect();
    check(form, &draft, &Context { today, peers: &peers }).iter().any(|finding| finding.rule == rule.id)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_built_in_rule_comes_out_as_its_examples_say() {
        for form in crate::form::notices().iter().flat_map(|notice| &notice.forms) {
            assert_eq!(super::problems(form, &form.id), []);
        }
    }
}
