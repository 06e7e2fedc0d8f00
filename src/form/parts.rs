//! Taking a struct of a form's file apart key by key, collecting what is wrong with each.

use super::load::FormProblem;
use super::text::{self, Raw};
use serde::Deserialize;
use std::collections::HashSet;

/// Problems of one file that are told.
const MOST: usize = 1000;

/// What is wrong with one file.
pub struct Problems {
    file: String,
    pub list: Vec<FormProblem>,
    /// Questions that could not be read whole: nothing more is said of them.
    pub broken: HashSet<String>,
    /// Whether some of the printed pages could not be read: nothing is said of what they lack.
    pub pages_unread: bool,
    /// Whether the call's list could not be read: nothing is said of the rows for it.
    pub list_unread: bool,
    /// The titles on the pages, and their lines.
    pub titles: Vec<(String, usize)>,
    /// Whether it is out of the bounds within which it can be worked with, such as by conditions that go in a circle.
    pub boundless: bool,
}

impl Problems {
    pub fn new(file: &str) -> Self {
        Problems {
            file: file.to_string(),
            list: Vec::new(),
            broken: HashSet::new(),
            pages_unread: false,
            list_unread: false,
            titles: Vec::new(),
            boundless: false,
        }
    }

    /// Whether so much is wrong that no more is told: whoever mends that much lints again.
    pub fn is_full(&self) -> bool {
        self.list.len() > MOST
    }

    pub fn add(&mut self, line: usize, problem: impl Into<String>, found: &str, remedy: impl Into<String>) {
        if self.is_full() {
            return;
        }
        if self.list.len() == MOST {
            let (file, problem) = (self.file.clone(), format!("问题太多，只列出前{MOST}处"));
            let remedy = "改好列出的，再检查一次".into();
            return self.list.push(FormProblem { file, line, problem, found: String::new(), remedy });
        }
        let file = self.file.clone();
        self.list.push(FormProblem {
            file,
            line,
            problem: problem.into(),
            found: found.to_string(),
            remedy: remedy.into(),
        });
    }

    /// The value, or its problem into the list.
    pub fn keep<T>(&mut self, raw: Raw, read: Result<T, text::Problem>) -> Option<T> {
        let problem = match read {
            Ok(value) => return Some(value),
            Err(problem) => problem,
        };
        let found = if problem.found.is_empty() { raw.excerpt(problem.line) } else { problem.found };
        self.add(problem.line, problem.cause, &found, problem.remedy);
        None
    }
}

/// The keys of one struct. Every key is asked for once; what is left over at the end is unknown.
pub struct Parts<'a, 'p> {
    name: &'static str,
    line: usize,
    keys: Vec<(String, Raw<'a>)>,
    known: Vec<&'static str>,
    /// Keys that must be there and are not, and how their values look.
    missing: Vec<(&'static str, &'static str)>,
    problems: &'p mut Problems,
    before: usize,
}

impl<'a, 'p> Parts<'a, 'p> {
    pub fn open(name: &'static str, raw: Raw<'a>, problems: &'p mut Problems) -> Option<Self> {
        let before = problems.list.len();
        let keys = problems.keep(raw, raw.keys(name))?;
        let mut parts =
            Parts { name, line: raw.line(), keys, known: Vec::new(), missing: Vec::new(), problems, before };
        parts.refuse_doubles();
        Some(parts)
    }

    fn refuse_doubles(&mut self) {
        let mut seen = HashSet::new();
        for (key, raw) in &self.keys {
            if !seen.insert(key) {
                self.problems.add(raw.line(), format!("“{key}”写了两次"), key, "只留一处");
            }
        }
    }

    fn take(&mut self, key: &'static str) -> Option<Raw<'a>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.keys.iter().find(|(name, _)| name == key).map(|(_, raw)| *raw)
    }

    /// The line on which the value of a key starts, or else the struct.
    pub fn line_of(&mut self, key: &'static str) -> usize {
        self.take(key).map_or(self.line, Raw::line)
    }

    /// Whether the key is there.
    pub fn has(&mut self, key: &'static str) -> bool {
        self.take(key).is_some()
    }

    fn read<T: Deserialize<'a>>(&mut self, key: &'static str) -> Option<T> {
        let raw = self.take(key)?;
        self.problems.keep(raw, raw.read())
    }

    /// The value of a key that must be there.
    pub fn need<T: Deserialize<'a> + Default>(&mut self, key: &'static str) -> T {
        self.need_or(key, T::default())
    }

    /// The value of a key that must be there; where it is wrong, reading goes on with `instead`.
    pub fn need_or<T: Deserialize<'a>>(&mut self, key: &'static str, instead: T) -> T {
        if self.take(key).is_none() {
            self.missing.push((key, "…"));
            return instead;
        }
        self.read(key).unwrap_or(instead)
    }

    /// The value of a key that may be left out.
    pub fn or<T: Deserialize<'a>>(&mut self, key: &'static str, default: T) -> T {
        self.read(key).unwrap_or(default)
    }

    pub fn or_default<T: Deserialize<'a> + Default>(&mut self, key: &'static str) -> T {
        self.or(key, T::default())
    }

    /// A list of names, each of which stands there once.
    pub fn names(&mut self, key: &'static str) -> Vec<String> {
        let names: Vec<String> = self.need(key);
        let line = self.line_of(key);
        let mut once = Vec::new();
        for name in names {
            match once.contains(&name) {
                true => self.problems.add(line, format!("“{name}”列了两次"), &name, "只留一处"),
                false => once.push(name),
            }
        }
        once
    }

    /// Whether it is printed, which is the rule; a word that can't be read is told and asks for no place on paper.
    pub fn printed(&mut self) -> bool {
        self.take("printed").is_none_or(|raw| self.problems.keep(raw, raw.read()).unwrap_or(false))
    }

    /// The elements of a list, each read by itself so that one mistake does not hide the next.
    pub fn each<T>(&mut self, key: &'static str, read: fn(Raw<'a>, &mut Problems) -> Option<T>) -> Vec<T> {
        if self.take(key).is_none() {
            self.missing.push((key, "[…]"));
        }
        self.each_if_any(key, read)
    }

    /// The same of a list that may be left out.
    pub fn each_if_any<T>(&mut self, key: &'static str, read: fn(Raw<'a>, &mut Problems) -> Option<T>) -> Vec<T> {
        let Some(raw) = self.take(key) else { return Vec::new() };
        let elements = self.problems.keep(raw, raw.elements()).unwrap_or_default();
        elements.into_iter().filter_map(|element| read(element, self.problems)).collect()
    }

    /// Names the keys nobody asked for and those that are missing, each slip of the pen once, and tells whether
    /// anything was wrong with the struct.
    pub fn close(mut self) -> bool {
        let (name, known) = (self.name, &self.known);
        for (key, raw) in self.keys.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
            let meant = text::nearest(key, known);
            self.missing.retain(|(missing, _)| Some(*missing) != meant);
            self.problems.add(raw.line(), format!("{name}没有“{key}”这个键"), key, text::one_of(key, known));
        }
        for (key, value) in &self.missing {
            self.problems.add(self.line, format!("{name}缺少“{key}”"), "", format!("补上{key}: {value}"));
        }
        self.problems.list.len() > self.before
    }
}
