//! Whether papers and rows carry the same answers: what belongs together is compared by its codes.
//!
//! The same code means the same content. Who wrote it, no code can tell.

use super::witness::{Kind, Witness, differing};
use crate::form::text::nearest;
use std::collections::HashMap;

/// Two witnesses and what their codes say; or one that there is nothing to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Places in the list of witnesses.
    pub one: usize,
    pub other: Option<usize>,
    pub verdict: Agreement,
    /// Why, where it has to be said, and what can be done.
    pub hint: String,
}

/// Whether two witnesses carry the same answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement {
    Same,
    /// Not the same; the sections that differ, where both tell of theirs.
    Different(Vec<String>),
    /// They can't be compared.
    Unknown,
}

impl Agreement {
    /// The word that people see.
    pub fn word(&self) -> &'static str {
        match self {
            Agreement::Same => "一致",
            Agreement::Different(_) => "不一致",
            Agreement::Unknown => "无法比较",
        }
    }
}

impl Comparison {
    /// The whole sentence.
    pub fn words(&self, witnesses: &[Witness]) -> String {
        let told = |number: usize| witnesses.get(number).map_or(String::new(), told);
        let both = match self.other {
            Some(other) => format!("{}与{}", told(self.one), told(other)),
            None => told(self.one),
        };
        let sections = match &self.verdict {
            Agreement::Different(sections) if !sections.is_empty() => format!("：不同的部分是{}", sections.join("、")),
            _ => String::new(),
        };
        let hint = if self.hint.is_empty() { String::new() } else { format!("。{}", self.hint) };
        format!("{}  {both}{sections}{hint}", self.verdict.word())
    }
}

/// A witness and its code.
fn told(witness: &Witness) -> String {
    match witness.kind {
        Kind::Code => format!("核对码{}", witness.code),
        Kind::Qr => format!("二维码（{}）", witness.code),
        _ if witness.code.is_empty() => witness.source.clone(),
        _ => format!("{}（{}）", witness.source, witness.code),
    }
}

/// Compares what belongs together: by the draft, by form, unit and name, or by the code itself. Of each such group the
/// one that tells most is compared with each of the others. Rows of lists that nothing else is about are left out.
pub fn verify(witnesses: &[Witness]) -> Vec<Comparison> {
    let mut groups = groups(witnesses);
    let codes = adopt(witnesses, &mut groups);
    let mut found: Vec<Comparison> = groups.iter().flat_map(|group| within(witnesses, group)).collect();
    found.extend(codes.into_iter().map(|lone| nowhere(witnesses, lone)));
    found.sort_by_key(|comparison| comparison.other.unwrap_or(comparison.one));
    found
}

/// Two witnesses that are said to be about the same.
pub fn compare(one: &Witness, other: &Witness) -> (Agreement, String) {
    let untold = [one, other].into_iter().find(|witness| witness.code.is_empty());
    if let Some(witness) = untold {
        return (Agreement::Unknown, format!("{}没有核对码：它不是由申报台导出的", witness.source));
    }
    if one.code == other.code {
        return (Agreement::Same, String::new());
    }
    let sections = differing(&one.sections, &other.sections);
    let hint = match () {
        () if !one.form.is_empty() && !other.form.is_empty() && one.form != other.form => "两份填的不是同一张表".into(),
        () if !sections.is_empty() => String::new(),
        () if is_mere(one) || is_mere(other) => slip(one, other) + UNTOLD,
        () => "看不出是哪一部分不同，请逐部分对照".into(),
    };
    (Agreement::Different(sections), hint)
}

const UNTOLD: &str = "只凭核对码看不出是哪一部分不同；请再给出申报台导出的PDF和一览表行文件，或拿纸件逐部分对照";

/// Whether it has nothing but its code.
fn is_mere(witness: &Witness) -> bool {
    matches!(witness.kind, Kind::Code | Kind::Qr) || witness.sections.is_empty()
}

/// A code that somebody typed and that is another by a letter or two was perhaps mistyped.
fn slip(one: &Witness, other: &Witness) -> String {
    let [typed, known] = if one.kind == Kind::Code { [one, other] } else { [other, one] };
    let is_near = typed.kind == Kind::Code && nearest(&typed.code, &[&known.code]).is_some();
    if is_near {
        format!("与{}只差一两个字，请先看看是不是抄错了。", known.code)
    } else {
        String::new()
    }
}

/// The witnesses that are about the same, in the order of their first ones.
fn groups(witnesses: &[Witness]) -> Vec<Vec<usize>> {
    let mut sets = Sets((0..witnesses.len()).collect());
    let mut seen: HashMap<[&str; 4], usize> = HashMap::new();
    for (number, witness) in witnesses.iter().enumerate() {
        let project = ["project", &witness.form, witness.unit.trim(), witness.name.trim()];
        let is_told = project.iter().all(|part| !part.is_empty()) && witness.kind != Kind::Qr;
        let keys = [
            (!witness.code.is_empty()).then_some(["code", &witness.code, "", ""]),
            (!witness.draft.is_empty()).then_some(["draft", &witness.draft, "", ""]),
            is_told.then_some(project),
        ];
        for key in keys.into_iter().flatten() {
            let first = *seen.entry(key).or_insert(number);
            sets.join(first, number);
        }
    }
    for (number, scanned) in witnesses.iter().enumerate().filter(|(_, witness)| witness.kind == Kind::Qr) {
        let same = witnesses.iter().position(|witness| is_of(scanned, witness));
        same.into_iter().for_each(|same| sets.join(same, number));
    }
    // Two things are said to be about the same, but for rows of one list.
    if let [one, other] = witnesses
        && (one.list.is_empty() || one.list != other.list)
    {
        sets.join(0, 1);
    }
    sets.listed()
}

/// Whether a paper whose QR code was read is about the same form, unit and name: these may be cut there, and some signs
/// are others.
fn is_of(scanned: &Witness, witness: &Witness) -> bool {
    let starts = |whole: &str, start: &str| {
        let whole: String = whole.trim().chars().map(|c| if matches!(c, '|' | '\n') { '/' } else { c }).collect();
        !start.is_empty() && whole.starts_with(start)
    };
    witness.kind != Kind::Qr
        && scanned.form == witness.form
        && starts(&witness.unit, &scanned.unit)
        && starts(&witness.name, &scanned.name)
}

/// Sets of numbers, joined two by two: each number knows one before it in its set, the first knows itself.
struct Sets(Vec<usize>);

impl Sets {
    fn first(&mut self, mut number: usize) -> usize {
        while self.0[number] != number {
            self.0[number] = self.0[self.0[number]];
            number = self.0[number];
        }
        number
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }

    fn listed(mut self) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = vec![Vec::new(); self.0.len()];
        for number in 0..self.0.len() {
            lists[self.first(number)].push(number);
        }
        lists.retain(|list| !list.is_empty());
        lists
    }
}

/// Codes that no other witness has belong to the only group that there is; else they come back.
fn adopt(witnesses: &[Witness], groups: &mut Vec<Vec<usize>>) -> Vec<usize> {
    let is_lone = |group: &Vec<usize>| group.iter().all(|number| witnesses[*number].kind == Kind::Code);
    let (mut lone, mut told): (Vec<_>, Vec<_>) = std::mem::take(groups).into_iter().partition(is_lone);
    let codes = match (&mut told[..], lone.len()) {
        ([only], _) => {
            only.extend(lone.drain(..).flatten());
            Vec::new()
        }
        ([], _) => {
            told.push(lone.drain(..).flatten().collect());
            Vec::new()
        }
        _ => lone.into_iter().flatten().collect(),
    };
    *groups = told;
    codes
}

/// The one that tells most beside each of the others. A row that stands in the list no more speaks only where none does
/// that stands there; else it tells whose an old paper is.
fn within(witnesses: &[Witness], group: &[usize]) -> Vec<Comparison> {
    let (past, now): (Vec<usize>, Vec<usize>) = group.iter().partition(|number| witnesses[**number].is_past);
    let is_row = |number: &usize| matches!(witnesses[*number].kind, Kind::Row | Kind::Listed);
    let of_past = |number: usize| past.iter().copied().find(|past| witnesses[*past].code == witnesses[number].code);
    let gone = || now.iter().find_map(|number| of_past(*number)).or(past.first().copied());
    let gone = if now.iter().any(is_row) { None } else { gone() };
    let most = || now.iter().copied().find(|number| !witnesses[*number].sections.is_empty());
    let (Some(one), false) = (gone.or_else(most).or(now.first().copied()), now.is_empty()) else { return Vec::new() };
    if now == [one] {
        let is_of_list = witnesses[one].kind == Kind::Listed && witnesses.len() > 1;
        return if is_of_list { Vec::new() } else { vec![alone(one)] };
    }
    let beside = |other: usize| {
        let (verdict, hint) = compare(&witnesses[one], &witnesses[other]);
        let old = of_past(other).filter(|_| verdict != Agreement::Same).map(|past| old(&witnesses[past]));
        Comparison { one, other: Some(other), verdict, hint: old.unwrap_or(hint) }
    };
    now.into_iter().filter(|other| *other != one).map(beside).collect()
}

/// What a paper says that is of a row which stands in the list no more.
fn old(past: &Witness) -> String {
    format!("它与{}一致，请核对应列入哪一行，纸件要不要重新打印盖章", past.source)
}

fn alone(one: usize) -> Comparison {
    let hint = "没有同一份申报的另一份材料，请再给出它的PDF、一览表行文件或核对码".to_string();
    Comparison { one, other: None, verdict: Agreement::Unknown, hint }
}

/// A code that none of several rows and papers has.
fn nowhere(witnesses: &[Witness], one: usize) -> Comparison {
    let others: Vec<&Witness> = witnesses.iter().filter(|witness| witness.kind != Kind::Code).collect();
    let codes: Vec<&str> = others.iter().map(|witness| witness.code.as_str()).collect();
    let near = nearest(&witnesses[one].code, &codes).and_then(|code| others.iter().find(|other| other.code == code));
    let meant =
        near.map(|other| format!("；{}的核对码是{}，只差一两个字，请先看看是不是抄错了", about(other), other.code));
    let hint = format!("{}份材料里没有一份是这个核对码{}", others.len(), meant.unwrap_or_default());
    Comparison { one, other: None, verdict: Agreement::Different(Vec::new()), hint }
}

/// The project, or where it is told of.
fn about(witness: &Witness) -> String {
    let project = witness.project();
    if project.is_empty() { witness.source.clone() } else { format!("“{project}”") }
}
