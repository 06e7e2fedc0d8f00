//! From RON text to a [`Notice`] with its forms, or every mistake in its files at once.

use super::parts::{Parts, Problems};
use super::text::{self, Raw};
use super::{
    Column, Definition, Field, Filler, Form, Kind, Lines, Must, Notice, Rule, Section, bounds, lint, read_pages,
};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

/// One mistake in a form's file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FormProblem {
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
    /// The offending words.
    pub found: String,
    /// What to do.
    pub remedy: String,
}

impl std::fmt::Display for FormProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{}:{} {}", self.file, self.line, self.problem)?;
        if !self.found.is_empty() {
            write!(f, "（{}）", self.found)?;
        }
        write!(f, "；{}", self.remedy)
    }
}

/// One file of a call's folder.
#[derive(Debug, Clone)]
pub struct Source {
    pub name: String,
    pub text: Arc<str>,
}

/// The file that a folder must hold; it names the others.
pub const NOTICE_FILE: &str = "notice.ron";

/// Larger files are refused.
const MOST_BYTES: usize = 4 << 20;

/// A call as far as its files can be read.
#[derive(Debug, Default)]
pub struct Reading {
    /// With every form that could be read, be it with mistakes.
    pub notice: Option<Notice>,
    /// Every mistake of all files, in the order of files and lines.
    pub problems: Vec<FormProblem>,
    /// Files of the forms whose questions and dates are whole, so that the examples of their rules tell something.
    pub whole: Vec<String>,
    /// The line on which the call's list stands.
    pub list_line: usize,
}

/// Reads a call from the files of its folder. The folder's name is the call's id.
pub fn load(id: &str, files: &[Source]) -> Result<Notice, Vec<FormProblem>> {
    match read(id, files) {
        Reading { notice: Some(notice), problems, .. } if problems.is_empty() => Ok(notice),
        Reading { problems, .. } => Err(problems),
    }
}

/// The form of that id from its kept definition; none where it can't be read any more.
pub fn kept(id: &str, definition: &Definition) -> Option<Arc<Form>> {
    let (call, name) = id.rsplit_once('/')?;
    let name = format!("{name}.ron");
    let file = |name: &str, text: &Arc<str>| Source { name: name.into(), text: text.clone() };
    let reading = read(call, &[file(NOTICE_FILE, &definition.notice), file(&name, &definition.form)]);
    let is_whole = reading.whole.contains(&name);
    reading.notice?.forms.into_iter().find(|form| form.id == id).filter(|_| is_whole)
}

/// Reads what can be read of a call, mistakes or not.
pub fn read(id: &str, files: &[Source]) -> Reading {
    let mut reading = Reading::default();
    let problems = &mut reading.problems;
    let Some(notice_text) = find(files, NOTICE_FILE, problems) else { return reading };
    let mut found = Problems::new(NOTICE_FILE);
    let notice = read_notice(id, Raw::file(&text::Whole::new(notice_text)), &mut found);
    found.list.sort_by_key(|problem| problem.line);
    let (is_whole, list_unread) = (found.list.is_empty(), found.list_unread);
    problems.append(&mut found.list);
    let Some((mut notice, form_files, list_line)) = notice else { return reading };
    let own = problems.len();
    problems.extend(unlisted(files, &form_files));
    for name in &form_files {
        let Some(text) = find_named(files, name, &form_files, problems) else { continue };
        let mut found = Problems::new(name);
        found.list_unread = list_unread;
        if let Some(mut form) = read_form(&notice, name, Raw::file(&text::Whole::new(text)), &mut found) {
            form.definition = Definition::new(&form.id, notice_text.clone(), text.clone());
            lint::form(&form, notice.list.as_ref(), &mut found);
            notice.forms.push(Arc::new(form));
        }
        if is_whole && found.broken.is_empty() && !found.boundless {
            reading.whole.push(name.clone());
        }
        found.list.sort_by_key(|problem| problem.line);
        problems.append(&mut found.list);
    }
    if notice.forms.len() == form_files.len() {
        let mut found = Problems::new(NOTICE_FILE);
        lint::options(&notice, list_line, &mut found);
        problems.splice(own..own, found.list);
    }
    (reading.notice, reading.list_line) = (Some(notice), list_line);
    reading
}

/// Files that the notice does not name would be left out in silence. One that names none has told its own mistake.
fn unlisted<'a>(files: &'a [Source], forms: &'a [String]) -> impl Iterator<Item = FormProblem> + 'a {
    let others = files
        .iter()
        .map(|file| &file.name)
        .filter(|name| *name != NOTICE_FILE && !forms.is_empty() && !forms.contains(name));
    others.map(|name| FormProblem {
        file: name.clone(),
        line: 1,
        problem: format!("“{NOTICE_FILE}”的forms没有列出这个文件"),
        found: String::new(),
        remedy: "列入forms，或移出文件夹".into(),
    })
}

/// A file that the notice names; one that is not there is told where it is named, with the file that may be meant.
fn find_named<'a>(
    files: &'a [Source],
    name: &str,
    named: &[String],
    problems: &mut Vec<FormProblem>,
) -> Option<&'a Arc<str>> {
    if files.iter().any(|file| file.name == name) {
        return find(files, name, problems);
    }
    let is_free = |name: &&str| *name != NOTICE_FILE && !named.iter().any(|other| other == name);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).filter(is_free).collect();
    let text = files.iter().find(|file| file.name == NOTICE_FILE).map_or("", |file| &file.text);
    let line = text.lines().position(|line| line.contains(&format!("\"{name}\""))).map_or(1, |line| line + 1);
    let remedy = match text::nearest(name, &names) {
        Some(near) => format!("是不是“{near}”？"),
        None => "补上该文件，或改正引用它的名字".into(),
    };
    let problem = format!("文件夹里没有“{}”这个文件", text::brief(name, text::QUOTED));
    problems.push(FormProblem { file: NOTICE_FILE.into(), line, problem, found: name.into(), remedy });
    None
}

fn find<'a>(files: &'a [Source], name: &str, problems: &mut Vec<FormProblem>) -> Option<&'a Arc<str>> {
    let mut refuse = |problem: &str, remedy: &str| {
        let (file, found) = (name.to_string(), String::new());
        problems.push(FormProblem { file, line: 1, problem: problem.into(), found, remedy: remedy.into() });
    };
    match files.iter().find(|file| file.name == name) {
        None => refuse("文件夹里没有这个文件", "补上该文件，或改正引用它的名字"),
        Some(file) if file.text.len() > MOST_BYTES => refuse("文件超过4MB", "表式文件不应这么大，请检查内容"),
        Some(file) => return Some(&file.text),
    }
    None
}

fn read_notice(id: &str, raw: Raw, problems: &mut Problems) -> Option<(Notice, Vec<String>, usize)> {
    let mut parts = Parts::open("Notice", raw, problems)?;
    let forms = parts.names("forms");
    let notice = Notice {
        id: id.to_string(),
        region: parts.need("region"),
        year: parts.need("year"),
        number: parts.need("number"),
        title: parts.need("title"),
        issuer: parts.need("issuer"),
        issued: parts.need_or("issued", Date::ZERO),
        deadline: parts.need_or("deadline", Date::ZERO),
        steps: parts.or_default("steps"),
        contacts: parts.or_default("contacts"),
        papers: parts.or_default("papers"),
        list: parts.or_default("list"),
        forms: Vec::new(),
    };
    let keys = ["year", "number", "title", "issued", "deadline", "papers", "list"];
    let lines: HashMap<&str, usize> = keys.into_iter().map(|key| (key, parts.line_of(key))).collect();
    let has_list = parts.has("list");
    parts.close();
    problems.list_unread = has_list && notice.list.is_none();
    notice.list.iter().for_each(|list| lint::list(list, lines["list"], problems));
    notice.list.iter().for_each(|list| bounds::list(list, lines["list"], problems));
    lint::notice(&notice, &lines, problems);
    Some((notice, forms, lines["list"]))
}

fn read_form(notice: &Notice, file: &str, raw: Raw, problems: &mut Problems) -> Option<Form> {
    let mut parts = Parts::open("Form", raw, problems)?;
    let mut form = Form {
        id: format!("{}/{}", notice.id, file.trim_end_matches(".ron")),
        revision: parts.need("revision"),
        title: parts.need("title"),
        short: parts.need("short"),
        annex: parts.need("annex"),
        by: parts.or_default("by"),
        closes: parts.or("closes", "申报截止".into()),
        ground: parts.or_default("ground"),
        number: notice.number.clone(),
        year: notice.year,
        name: parts.need("name"),
        unit: parts.need("unit"),
        sections: parts.each("sections", read_section),
        rules: parts.each("rules", read_rule),
        pages: parts.each("pages", read_pages::block),
        row: Vec::new(),
        list: notice.list.clone(),
        deadline: notice.deadline,
        definition: Definition::default(),
        lines: Lines { title: parts.line_of("title"), name: parts.line_of("name"), unit: parts.line_of("unit") },
        index: HashMap::new(),
    };
    let owes_row = form.list.is_some() && form.by == Filler::Applicant;
    form.row = if owes_row { parts.each("row", read_column) } else { parts.each_if_any("row", read_column) };
    if !owes_row && form.row.is_empty() {
        form.list = None;
    }
    parts.close();
    form.index = index(&form.sections);
    Some(form)
}

fn index(sections: &[Section]) -> HashMap<String, (usize, usize)> {
    let places = |(s, section): (usize, &Section)| {
        section.fields.iter().enumerate().map(|(f, field)| (field.id.clone(), (s, f))).collect::<Vec<_>>()
    };
    sections.iter().enumerate().flat_map(places).collect()
}

fn read_section(raw: Raw, problems: &mut Problems) -> Option<Section> {
    let mut parts = Parts::open("Section", raw, problems)?;
    let section = Section {
        id: parts.need("id"),
        title: parts.need("title"),
        hint: parts.or_default("hint"),
        printed: parts.printed(),
        fields: parts.each("fields", read_field),
        line: raw.line(),
    };
    parts.close();
    Some(section)
}

fn read_field(raw: Raw, problems: &mut Problems) -> Option<Field> {
    let mut parts = Parts::open("Field", raw, problems)?;
    let field = Field {
        id: parts.need("id"),
        label: parts.need("label"),
        hint: parts.or_default("hint"),
        kind: parts.need_or("kind", Kind::Text),
        also: parts.or_default("also"),
        rows: parts.or_default("rows"),
        ask: parts.or_default("ask"),
        when: parts.or_default("when"),
        printed: parts.printed(),
        width: parts.or_default("width"),
        cite: parts.or_default("cite"),
        ground: parts.or_default("ground"),
        line: raw.line(),
    };
    let broken = parts.close();
    if broken {
        problems.broken.insert(field.id.clone());
    }
    Some(field)
}

fn read_rule(raw: Raw, problems: &mut Problems) -> Option<Rule> {
    let mut parts = Parts::open("Rule", raw, problems)?;
    let rule = Rule {
        id: parts.need("id"),
        on: parts.need("on"),
        column: parts.or_default("column"),
        when: parts.or_default("when"),
        must: parts.need_or("must", Must::StayBlank),
        severity: parts.or_default("severity"),
        say: parts.or_default("say"),
        hint: parts.or_default("hint"),
        cite: parts.need("cite"),
        pass: parts.need("pass"),
        fail: parts.need("fail"),
        line: raw.line(),
    };
    (!parts.close()).then_some(rule)
}

fn read_column(raw: Raw, problems: &mut Problems) -> Option<Column> {
    let mut parts = Parts::open("Column", raw, problems)?;
    let heading = parts.need("heading");
    let source = parts.need_or("source", super::Source::Number);
    parts.close();
    Some(Column { heading, source, line: raw.line() })
}
