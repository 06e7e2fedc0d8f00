//! Which band stands on which page.

use super::band::{Band, BandKind};
use super::cut::{Cursor, Entry, Rule, WITH_SEAL, fill, whole};
use super::{Pt, SLACK, mm};
use std::ops::Range;

/// A row up to this height goes with the seal as a whole.
const SHORT: Pt = mm(45.0);

/// Puts bands onto pages with a text area of this height. There is at least one page.
pub fn plan(bands: &[Band], height: Pt) -> Vec<Vec<Entry>> {
    let heads = heads(bands, height);
    let mut planner = Planner { bands, heads, height, pages: vec![Vec::new()], top: 0.0, y: 0.0, space: 0.0 };
    (0..bands.len()).for_each(|band| planner.place(band));
    planner.pages
}

/// For each band the bands that stand above it where it starts a page: the head of its table.
fn heads(bands: &[Band], page: Pt) -> Vec<Range<usize>> {
    let mut last = 0..0;
    let mut all = Vec::with_capacity(bands.len());
    for (number, band) in bands.iter().enumerate() {
        let goes_on = band.grid().is_some() && last.end > 0 && bands[last.end - 1].grid() == band.grid();
        let is_head = band.grid().is_some() && band.leads;
        last = match (is_head, goes_on) {
            (true, true) if last.end == number => last.start..number + 1,
            (true, _) => number..number + 1,
            (false, true) => last,
            (false, false) => 0..0,
        };
        let height: Pt = bands[last.clone()].iter().map(Band::height).sum();
        all.push(if is_head || height > most_heads(band, page) { 0..0 } else { last.clone() });
    }
    all
}

/// The height up to which heads are repeated above a band: most of a page is for what they lead to.
pub fn most_heads(band: &Band, page: Pt) -> Pt {
    (page / 5.0).min(page - band.tallest())
}

struct Planner<'a> {
    bands: &'a [Band],
    heads: Vec<Range<usize>>,
    height: Pt,
    pages: Vec<Vec<Entry>>,
    /// Where the last page starts, below repeated heads, from the top of its text area.
    top: Pt,
    /// Where the next band goes on it.
    y: Pt,
    /// What of that is space that is wanted before the next band.
    space: Pt,
}

impl Planner<'_> {
    fn page(&mut self) -> &mut Vec<Entry> {
        // There is always a page: `plan` starts with one and none is ever taken away.
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    fn is_at_top(&self) -> bool {
        self.y == self.top
    }

    fn heads_height(&self, number: usize) -> Pt {
        self.bands[self.heads[number].clone()].iter().map(Band::height).sum()
    }

    fn push(&mut self, mut entry: Entry) {
        let band = &self.bands[entry.band];
        let before = if self.is_at_top() { 0.0 } else { band.before() };
        entry.y = self.y + before;
        (self.y, self.space) = (entry.y + entry.height + band.after(), 0.0);
        self.page().push(entry);
    }

    fn place(&mut self, number: usize) {
        let band = &self.bands[number];
        if band.kind == BandKind::Space {
            return self.place_space(band.height());
        }
        if !self.is_at_top() && !self.has_room_to_start(number) {
            self.turn(number);
        }
        let room = self.room(band);
        if band.height() <= room + SLACK {
            return self.push(whole(number, band));
        }
        self.place_in_parts(number);
    }

    /// Space is no mark: it moves what follows, and ends with its page.
    fn place_space(&mut self, height: Pt) {
        let is_wanted = !self.is_at_top() || self.pages.len() == 1;
        if is_wanted {
            self.y = (self.y + height).min(self.height);
            self.space += height;
        }
    }

    fn room(&self, band: &Band) -> Pt {
        self.height - self.y - if self.is_at_top() { 0.0 } else { band.before() }
    }

    /// Whether a band can start here together with what it leads to.
    fn has_room_to_start(&self, number: usize) -> bool {
        let mut room = self.height - self.y;
        for (number, band) in self.bands.iter().enumerate().skip(number) {
            room -= band.before();
            if !band.leads {
                return self.can_start(number, room);
            }
            room -= band.height() + band.after();
        }
        room >= -SLACK
    }

    fn can_start(&self, number: usize, room: Pt) -> bool {
        let band = &self.bands[number];
        let fits_elsewhere = band.height() <= self.height - self.heads_height(number) + SLACK;
        let may_split = (band.flows() && !band.has_seal()) || !fits_elsewhere;
        band.height() <= room + SLACK
            || (may_split && room > 0.0 && fill(number, band, &Cursor::default(), room, Rule::Usual).is_some())
    }

    fn place_in_parts(&mut self, number: usize) {
        let band = &self.bands[number];
        let mut cursor = Cursor::default();
        loop {
            let rule = if self.is_at_top() { Rule::Force } else { Rule::Usual };
            match fill(number, band, &cursor, self.room(band), rule) {
                Some((entry, next)) => {
                    self.push(entry);
                    match next {
                        Some(next) if next != cursor => cursor = next,
                        _ => return,
                    }
                }
                // An empty page takes at least a line of anything.
                None if rule == Rule::Force => return,
                None => {}
            }
            self.turn(number);
        }
    }

    /// Starts a new page. A seal takes text from the page before along.
    fn turn(&mut self, number: usize) {
        let group = self.bands[number..].iter().position(|band| !band.leads);
        let led = group.map(|last| &self.bands[number..=number + last]);
        let goes_on = self.page().last().is_some_and(|entry| entry.band == number);
        let carried = match led {
            Some(led) if !goes_on && led.last().is_some_and(Band::has_seal) => {
                let height: Pt = led.iter().map(|band| band.before() + band.height() + band.after()).sum();
                let last = self.page().last().map_or(number, |entry| entry.band);
                let heads = self.heads_height(number).max(self.heads_height(last));
                self.tail(self.height - height - heads - self.space)
            }
            _ => Vec::new(),
        };
        self.pages.push(Vec::new());
        // Space ends with its page, but not between bands that stand on the next one together.
        let space = if carried.is_empty() { 0.0 } else { self.space };
        (self.y, self.top) = (0.0, 0.0);
        let first = carried.first().map_or(number, |entry| entry.band);
        self.heads[first].clone().for_each(|head| self.push(whole(head, &self.bands[head])));
        self.top = self.y;
        carried.into_iter().for_each(|entry| self.push(entry));
        self.y += space;
        self.space = 0.0;
    }

    /// Takes text off the end of the page, at most `room` high: some lines of a long row that may split, else whole
    /// rows. A short row reads better in one piece.
    fn tail(&mut self, room: Pt) -> Vec<Entry> {
        let Some(last) = self.page().last().cloned() else { return Vec::new() };
        let carried = if self.bands[last.band].flows() && last.height > SHORT {
            self.tail_lines(&last, room).or_else(|| self.tail_rows(room)).unwrap_or_default()
        } else {
            self.tail_rows(room).or_else(|| self.tail_lines(&last, room)).unwrap_or_default()
        };
        self.with_text(carried, room)
    }

    /// Rows with seals only take some lines of the text before them along.
    fn with_text(&mut self, carried: Vec<Entry>, room: Pt) -> Vec<Entry> {
        let bands = self.bands;
        let has_text = carried.is_empty() || carried.iter().any(|entry| !bands[entry.band].has_seal());
        let last = self.page().last().filter(|last| !has_text && bands[last.band].flows()).cloned();
        let height: Pt = carried.iter().map(|entry| entry.height).sum();
        let lines = last.and_then(|last| self.tail_lines(&last, room - height)).unwrap_or_default();
        lines.into_iter().chain(carried).collect()
    }

    fn tail_lines(&mut self, last: &Entry, room: Pt) -> Option<Vec<Entry>> {
        let band = &self.bands[last.band];
        let (first, next) = fill(last.band, band, &last.from, last.height, Rule::HoldBack(WITH_SEAL))?;
        let (second, None) = fill(last.band, band, &next?, room, Rule::Usual)? else { return None };
        self.page().pop();
        self.y = last.y;
        self.push(first);
        Some(vec![second])
    }

    /// The last whole bands, with the words that lead to them, as far as to one without a seal: seals alone are no
    /// text. The page must keep something.
    fn tail_rows(&mut self, room: Pt) -> Option<Vec<Entry>> {
        let bands = self.bands;
        let page = self.page();
        let is_plain = |entry: &Entry| !bands[entry.band].has_seal();
        let mut found = None;
        let mut end = page.len();
        while let Some(start) = start_of_last(bands, &page[..end])
            && fits(bands, &page[start..], room)
        {
            found = Some(start);
            if page[start..].iter().any(is_plain) {
                break;
            }
            end = start;
        }
        found.map(|start| page.split_off(start))
    }
}

/// Where the last band among entries starts, with the words that lead to it; none where nothing would be left.
fn start_of_last(bands: &[Band], entries: &[Entry]) -> Option<usize> {
    let is_lead = |entry: &Entry| bands[entry.band].leads;
    let mut start = entries.iter().rposition(|entry| !is_lead(entry))?;
    while start > 0 && is_lead(&entries[start - 1]) {
        start -= 1;
    }
    (start > 0).then_some(start)
}

/// Whether entries are whole bands that together fit.
fn fits(bands: &[Band], entries: &[Entry], room: Pt) -> bool {
    let height: Pt =
        entries.iter().map(|entry| entry.height + bands[entry.band].before() + bands[entry.band].after()).sum();
    height <= room + SLACK && entries.iter().all(|entry| entry.from == Cursor::default())
}
