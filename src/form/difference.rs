//! Form against form: in what two definitions differ, in words.

use super::words::{condition, demand, judged, label};
use super::{Ask, Block, Definition, Field, Form, Kind, Lines, Rule, TableColumn};

/// One way in which a later definition of a form differs from an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The question by its label, or the part of the form.
    pub place: String,
    pub aspect: Aspect,
    /// How it was; empty where there was nothing.
    pub old: String,
    /// How it is; empty where there is nothing.
    pub new: String,
}

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// A question came or went.
    Field,
    Label,
    Hint,
    Kind,
    Ask,
    When,
    Rule,
    Title,
    Number,
    Deadline,
    Section,
    Order,
    Pages,
    Row,
    /// Anything else, such as the words of a message.
    Other,
}

impl Aspect {
    /// The word people see.
    pub fn word(self) -> &'static str {
        match self {
            Aspect::Field => "栏目",
            Aspect::Label => "栏目名",
            Aspect::Hint => "说明",
            Aspect::Kind => "填法",
            Aspect::Ask => "必填",
            Aspect::When => "何时填",
            Aspect::Rule => "要求",
            Aspect::Title => "表名",
            Aspect::Number => "文号",
            Aspect::Deadline => "截止日期",
            Aspect::Section => "部分",
            Aspect::Order => "次序",
            Aspect::Pages => "打印版面",
            Aspect::Row => "一览表行",
            Aspect::Other => "其他",
        }
    }
}

/// Everything in which the forms differ that a person who fills them in would notice: first of the form as a whole,
/// then of its questions in the new form's order, then what is gone, then paper and row.
pub fn difference(old: &Form, new: &Form) -> Vec<Difference> {
    let mut found = Found(Vec::new());
    found.whole(old, new);
    for field in new.fields() {
        match old.field(&field.id) {
            Some(before) => found.field((old, before), (new, field)),
            None => found.note(&field.label, Aspect::Field, "", kind(&field.kind)),
        }
        found.rules(old, new, &field.id);
    }
    for field in old.fields().filter(|field| new.field(&field.id).is_none()) {
        found.note(&field.label, Aspect::Field, kind(&field.kind), "");
    }
    found.if_other(unplaced(&old.pages) == unplaced(&new.pages), Aspect::Pages);
    let row = |form: &Form| form.row.iter().map(|column| (column.heading.clone(), column.source.clone())).collect();
    let (before, after): (Vec<_>, Vec<_>) = (row(old), row(new));
    found.if_other(before == after && printed(old) == printed(new), Aspect::Row);
    if found.0.is_empty() {
        found.if_other(bare(old) == bare(new), Aspect::Other);
    }
    found.0
}

/// What the list prints; what an office judges its rows by is no matter of the form's.
fn printed(form: &Form) -> Vec<&str> {
    let Some(list) = &form.list else { return Vec::new() };
    let headings = list.columns.iter().flat_map(|column| [column.group.as_str(), &column.heading]);
    [&list.annex, &list.title].into_iter().chain(&list.notes).map(String::as_str).chain(headings).collect()
}

/// The form without what changes nothing for a person who fills it in: places in its file, examples, clauses.
fn bare(form: &Form) -> Form {
    let mut bare = Form {
        definition: Definition::default(),
        lines: Lines::default(),
        revision: 0,
        pages: Vec::new(),
        row: Vec::new(),
        list: None,
        ..form.clone()
    };
    for section in &mut bare.sections {
        section.line = 0;
        section.fields.iter_mut().for_each(|field| (field.line, field.cite) = (0, None));
    }
    for rule in &mut bare.rules {
        (rule.line, rule.cite) = (0, Default::default());
        (rule.pass, rule.fail) = (Vec::new(), Vec::new());
    }
    bare
}

struct Found(Vec<Difference>);

impl Found {
    fn note(&mut self, place: &str, aspect: Aspect, old: impl Into<String>, new: impl Into<String>) {
        let (old, new) = (old.into(), new.into());
        if old != new {
            self.0.push(Difference { place: place.to_string(), aspect, old, new });
        }
    }

    /// What can't be told side by side.
    fn if_other(&mut self, is_same: bool, aspect: Aspect) {
        if !is_same {
            self.note("整张表", aspect, "原来的", "有改动");
        }
    }

    fn whole(&mut self, old: &Form, new: &Form) {
        let place = "整张表";
        self.note(place, Aspect::Title, &old.title, &new.title);
        self.note(place, Aspect::Number, &old.number, &new.number);
        self.note(place, Aspect::Deadline, old.deadline.to_string(), new.deadline.to_string());
        for section in &new.sections {
            let before = old.section(&section.id);
            self.note(place, Aspect::Section, before.map_or("", |section| &section.title), &section.title);
            self.note(&section.title, Aspect::Hint, before.map_or("", |section| &section.hint), &section.hint);
        }
        for section in old.sections.iter().filter(|section| new.section(&section.id).is_none()) {
            self.note(place, Aspect::Section, &section.title, "");
        }
        let common = |form: &Form, other: &Form| -> Vec<String> {
            form.fields().map(|field| field.id.clone()).filter(|id| other.field(id).is_some()).collect()
        };
        self.if_other(common(old, new) == common(new, old), Aspect::Order);
    }

    fn field(&mut self, (old, before): (&Form, &Field), (new, after): (&Form, &Field)) {
        let place = &after.label;
        self.note(place, Aspect::Label, &before.label, &after.label);
        self.note(place, Aspect::Hint, &before.hint, &after.hint);
        self.note(place, Aspect::Kind, kind(&before.kind), kind(&after.kind));
        self.note(place, Aspect::Ask, ask(before.ask), ask(after.ask));
        self.note(place, Aspect::When, when(old, before), when(new, after));
    }

    /// The rules on one question or on the columns of its table, told as one: a limit that moved from one rule to
    /// another is no change.
    fn rules(&mut self, old: &Form, new: &Form, id: &str) {
        let told = |form: &Form| -> Vec<String> {
            form.rules.iter().filter(|rule| rule.on == id).map(|rule| rule_words(form, rule)).collect()
        };
        let (before, after) = (told(old), told(new));
        let only = |some: &[String], others: &[String]| -> String {
            some.iter().filter(|words| !others.contains(words)).cloned().collect::<Vec<_>>().join("；")
        };
        self.note(&label(new, id), Aspect::Rule, only(&before, &after), only(&after, &before));
    }
}

fn rule_words(form: &Form, rule: &Rule) -> String {
    let when = rule.when.as_ref().map(|when| format!("{}时，", condition(form, when))).unwrap_or_default();
    let column = rule.column.as_ref().map(|_| judged(form, rule)).unwrap_or_default();
    format!("{}：{when}{column}{}", rule.severity.word(), demand(form, rule))
}

fn when(form: &Form, field: &Field) -> String {
    field.when.as_ref().map_or("总是".into(), |when| format!("{}时", condition(form, when)))
}

fn ask(ask: Ask) -> &'static str {
    match ask {
        Ask::Optional => "可不填",
        Ask::Required => "必填",
        Ask::Attest => "须核对",
    }
}

/// What is to be filled in, in words.
fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Text => "一行文字".into(),
        Kind::LongText => "长文字".into(),
        Kind::Integer(unit) => format!("整数（{}）", unit.word()),
        Kind::Money(unit) => format!("金额（{}）", unit.word()),
        Kind::Date => "日期".into(),
        Kind::Month => "年月".into(),
        Kind::Choice(options) => format!("单选：{}", options.join("、")),
        Kind::Choices(options) => format!("多选：{}", options.join("、")),
        Kind::Phone => "电话".into(),
        Kind::Mobile => "手机".into(),
        Kind::Email => "邮箱".into(),
        Kind::Table(columns) => {
            let column = |column: &TableColumn| {
                let hint = if column.hint.is_empty() { String::new() } else { format!("，{}", column.hint) };
                format!("{}（{}，{}{hint}）", column.label, self::kind(&column.kind), self::ask(column.ask))
            };
            format!("表格：{}", columns.iter().map(column).collect::<Vec<_>>().join("、"))
        }
    }
}

/// Pages to be compared, without the lines of the file that their parts stand on: a remark above a row changes nothing.
fn unplaced(pages: &[Block]) -> String {
    let text = format!("{pages:?}");
    let mut parts = text.split("line: ");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |sum, part| sum + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}
