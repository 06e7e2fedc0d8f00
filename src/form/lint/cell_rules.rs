//! Rules on the cells of a list: names that lead nowhere, doubles, demands that don't fit, words that nobody looks for.

use crate::form::parts::Problems;
use crate::form::text::one_of;
use crate::form::{CellMust, CellRule, Holds, List, ListColumn, Reads};
use std::collections::HashSet;

/// Adds what is wrong with the rules on the cells of a list, which stands on that line.
pub fn rules(list: &List, line: usize, problems: &mut Problems) {
    let mut seen = HashSet::new();
    for (column, rule) in list.columns.iter().flat_map(|column| column.rules.iter().map(move |rule| (column, rule))) {
        if rule.id.trim().is_empty() || !seen.insert(&rule.id) {
            let problem = format!("“{}”有一条规则没有id，或与别的规则同名", column.heading);
            problems.add(line, problem, &rule.id, "给每条规则起一个不同的id");
        }
        kinds(list, rule, line, problems);
        must(list, column, rule, line, problems);
        if rule.cite.0.trim().is_empty() {
            problems.add(line, format!("规则“{}”没有写出处", rule.id), &rule.cite.1, "写成cite: (\"四\", \"原文\")");
        }
        if rule.pass.is_empty() || rule.fail.is_empty() {
            let problem = format!("规则“{}”没有通过和不通过的例子", rule.id);
            problems.add(line, problem, &rule.id, "写出pass和fail各一个");
        }
    }
    words(list, line, problems);
}

fn kinds(list: &List, rule: &CellRule, line: usize, problems: &mut Problems) {
    let options = list.column_of(Holds::Kind).map_or(&[][..], |column| &list.columns[column].options);
    let options: Vec<&str> = options.iter().map(String::as_str).collect();
    for kind in rule.kinds.iter().filter(|kind| !options.contains(&kind.as_str())) {
        problems.add(line, format!("规则“{}”里的“{kind}”不是一览表的类别", rule.id), kind, one_of(kind, &options));
    }
}

fn must(list: &List, column: &ListColumn, rule: &CellRule, line: usize, problems: &mut Problems) {
    if matches!(rule.must, CellMust::AtLeast(_)) && !matches!(column.reads, Reads::Money(_)) {
        let problem = format!("规则“{}”比较数值，而“{}”不是金额", rule.id, column.heading);
        problems.add(line, problem, &rule.id, "给这一栏写reads: Money(万元)，或改用别的规则");
    }
    let known: Vec<&str> = list.words.keys().map(String::as_str).collect();
    for name in rule.must.words().filter(|name| !known.contains(&name.as_str())) {
        problems.add(line, format!("规则“{}”用的词“{name}”不在words里", rule.id), name, one_of(name, &known));
    }
}

/// Words that no rule looks for, and blank ones, which stand in every cell.
fn words(list: &List, line: usize, problems: &mut Problems) {
    let rules = list.columns.iter().flat_map(|column| &column.rules);
    let used: HashSet<&String> = rules.flat_map(|rule| rule.must.words()).collect();
    for (name, words) in &list.words {
        if !used.contains(name) {
            problems.add(line, format!("words里的“{name}”没有一条规则用到"), name, "删去，或在规则里用上");
        }
        if words.is_empty() || words.iter().any(|word| word.trim().is_empty()) {
            problems.add(line, format!("words里的“{name}”是空的，或有空的词"), name, "写出各个词，删去空的");
        }
    }
}
