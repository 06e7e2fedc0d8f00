//! The list of drafts as the home screen shows it.

use super::Progress;
use super::comments::undone;
use super::forms::{Match, Shelf};
use super::judge::{is_error, judge};
use crate::check::{Context, Finding, Peer, check};
use crate::draft::{Draft, changed_since_stamp};
use crate::form::Form;
use crate::form::text::{QUOTED, brief};
use crate::store::{Act, Cause, Deleted, Entry, Place, StoreError, Version};
use jiff::civil::{Date, DateTime};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What the home screen shows.
#[derive(Debug, Default)]
pub struct Home {
    pub lines: Vec<Line>,
    pub trash: Vec<Deleted>,
    /// Whether the list was read at least once.
    pub listed: bool,
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Line {
    pub place: Place,
    /// Local time of the last save.
    pub saved: DateTime,
    pub kind: LineKind,
}

/// What stands in a draft's file.
#[derive(Debug, Clone)]
pub enum LineKind {
    Draft {
        form: Arc<Form>,
        name: String,
        unit: String,
        /// Local time at which it was copied from another draft.
        copied: Option<DateTime>,
        /// Where it was begun from an older draft: how many answers still have to be rewritten.
        to_rewrite: Option<usize>,
        /// Whether its form has a newer definition.
        has_newer: bool,
        /// How many comments of the office are still to be done.
        comments: usize,
        status: Status,
        peer: Option<Peer>,
    },
    /// A form that this program does not know.
    Stranger {
        form: String,
    },
    Broken {
        error: StoreError,
        last_good: Option<Version>,
    },
}

/// How far a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Ready to be stamped.
    Ready,
    /// So many answers are wrong or lacking, at least one of them wrong.
    Errors(usize),
    /// Nothing wrong, but only so many percent filled in.
    Filling(usize),
    /// So many answers changed since the printing for the stamp.
    Changed(usize),
}

impl Home {
    /// The other drafts as rules see them.
    pub fn peers_of(&self, place: Option<&Place>) -> Vec<Peer> {
        let others = self.lines.iter().filter(|line| Some(&line.place) != place);
        others
            .filter_map(|line| if let LineKind::Draft { peer, .. } = &line.kind { peer.clone() } else { None })
            .collect()
    }
}

/// The lines of the list: each draft judged beside the others.
pub(super) fn lines(entries: Vec<Entry>, shelf: &mut Shelf, today: Date) -> Vec<Line> {
    let mut find = |entry: &Entry| shelf.form_of(entry.content.as_ref().ok()?);
    let found: Vec<Option<Match>> = entries.iter().map(&mut find).collect();
    let peer = |(entry, found): (&Entry, &Option<Match>)| Peer::of(&found.as_ref()?.form, entry.content.as_ref().ok()?);
    let peers: Vec<Option<Peer>> = entries.iter().zip(&found).map(peer).collect();
    let line = |(number, entry): (usize, Entry)| {
        let same = |other: &&Peer| peers[number].as_ref().is_some_and(|own| own.unit == other.unit);
        let others =
            peers.iter().enumerate().filter(|(place, _)| *place != number).filter_map(|(_, peer)| peer.as_ref());
        let others: Vec<Peer> = others.filter(same).cloned().collect();
        let kind = match entry.content {
            Err(error) => LineKind::Broken { error, last_good: entry.last_good },
            Ok(draft) => match &found[number] {
                None => LineKind::Stranger { form: brief(&draft.form, QUOTED) },
                Some(found) => {
                    let context = Context { today, peers: &others };
                    // A fault that one draft brings out must not hide the others.
                    let judge = || judged(found, &draft, peers[number].clone(), &context);
                    catch_unwind(AssertUnwindSafe(judge)).unwrap_or_else(|_| faulty(&entry.place))
                }
            },
        };
        Line { place: entry.place, saved: entry.saved, kind }
    };
    entries.into_iter().enumerate().map(line).collect()
}

fn faulty(place: &Place) -> LineKind {
    LineKind::Broken { error: StoreError::new(place.path(), Act::Read, Cause::Fault), last_good: None }
}

fn judged(found: &Match, draft: &Draft, peer: Option<Peer>, context: &Context) -> LineKind {
    let form = &found.form;
    LineKind::Draft {
        has_newer: found.newer.is_some(),
        comments: undone(draft),
        name: draft.text(&form.name).trim().to_string(),
        unit: draft.text(&form.unit).trim().to_string(),
        copied: draft.copied.as_ref().and_then(|at| at.parse().ok()),
        to_rewrite: draft.to_rewrite(),
        status: status_of(form, draft, context),
        peer,
        form: form.clone(),
    }
}

/// The paper is laid out only where nothing else stands in the way of the stamp.
fn status_of(form: &Form, draft: &Draft, context: &Context) -> Status {
    match Status::of(form, draft, &check(form, draft, context)) {
        Status::Ready => Status::of(form, draft, &judge(form, draft, context).findings),
        status => status,
    }
}

impl Status {
    pub fn of(form: &Form, draft: &Draft, findings: &[Finding]) -> Status {
        let errors = findings.iter().filter(|finding| is_error(finding));
        let (blank, wrong): (Vec<_>, Vec<_>) = errors.partition(|finding| finding.rule == "required");
        match changed_since_stamp(form, draft) {
            Some(changed) if changed > 0 => Status::Changed(changed),
            _ if !wrong.is_empty() => Status::Errors(wrong.len() + blank.len()),
            _ if !blank.is_empty() => Status::Filling(Progress::of(form, draft).percent().min(99)),
            _ => Status::Ready,
        }
    }

    /// The word people see.
    pub fn words(self) -> String {
        match self {
            Status::Ready => "可盖章".into(),
            Status::Errors(count) => format!("{count}处须改"),
            Status::Filling(percent) => format!("填写中 {percent}%"),
            Status::Changed(count) => format!("盖章稿打印后改了{count}处"),
        }
    }
}
