//! Where a paragraph's lines end: Unicode's rules, and what Chinese type forbids on top (避头尾).

use super::glyphs::{Glyph, is_box, is_hanzi, is_wide};
use super::{Pt, SLACK};
use std::ops::Range;
use unicode_linebreak::linebreaks;

/// A run of glyphs that stay on one line where they fit on one.
pub type Whole = Range<usize>;

/// Breaks a paragraph into lines no wider than `width`, the first one shorter by `indent`.
/// Every glyph is on exactly one line. A glyph wider than the line stands alone.
pub fn lines(glyphs: &[Glyph], wholes: &[Whole], width: Pt, indent: Pt) -> Vec<Range<usize>> {
    let breaks = Breaks::new(glyphs, wholes, width - indent);
    let mut lines = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        let room = if start == 0 { width - indent } else { width };
        let end = line_end(glyphs, &breaks, start, room);
        lines.push(start..end);
        start = end;
    }
    lines
}

/// How wide glyphs stand, less the spaces at their end.
pub fn ink_width(glyphs: &[Glyph]) -> Pt {
    let end = glyphs.iter().rposition(|glyph| !glyph.is_space()).map_or(0, |last| last + 1);
    glyphs[..end].iter().map(|glyph| glyph.advance).sum()
}

fn line_end(glyphs: &[Glyph], breaks: &Breaks, start: usize, room: Pt) -> usize {
    let mut width = 0.0;
    let mut last = None;
    for (at, glyph) in glyphs.iter().enumerate().skip(start) {
        if at > start && breaks.allowed[at] {
            last = Some(at);
        }
        width += glyph.advance;
        if width > room + SLACK && !glyph.is_space() {
            return last.unwrap_or_else(|| breaks.forced(start, at));
        }
    }
    glyphs.len()
}

/// Before which glyphs a line may start.
struct Breaks {
    allowed: Vec<bool>,
    /// Where only a word without any break, longer than a line, may be cut.
    bearable: Vec<bool>,
    /// Where such a word is best cut: behind the hyphen of a telephone number, the slash of an address.
    joints: Vec<bool>,
    inside: Vec<bool>,
}

impl Breaks {
    fn new(glyphs: &[Glyph], wholes: &[Whole], room: Pt) -> Self {
        let count = glyphs.len();
        let mut inside = vec![false; count];
        for whole in wholes {
            if ink_width(&glyphs[whole.clone()]) <= room + SLACK {
                inside[(whole.start + 1).min(whole.end)..whole.end].fill(true);
            }
        }
        let mut allowed = unicode_breaks(glyphs);
        let (mut bearable, mut joints) = (vec![true; count], vec![false; count]);
        for at in 1..count {
            let (before, after) = (glyphs[at - 1].c, glyphs[at].c);
            allowed[at] |= around_quotes(before, after);
            bearable[at] = !starts_no_line(after) && !ends_no_line(before);
            joints[at] = bearable[at] && "-/@_&=?#".contains(before);
            let is_counted = before.is_ascii_digit() && is_hanzi(after);
            allowed[at] &= bearable[at] && !inside[at] && !is_counted && !keeps_its_box(glyphs, at);
        }
        Breaks { allowed, bearable, joints, inside }
    }

    /// The place to cut where no break is allowed between `start` and `at`, which is too far.
    fn forced(&self, start: usize, at: usize) -> usize {
        let places = || (start + 1..=at).rev();
        let outside = |place: &usize| !self.inside[*place];
        let room = at - start;
        let joint = places().take(room * 3 / 4).find(|place| outside(place) && self.joints[*place]);
        let good = joint.or_else(|| places().find(|place| outside(place) && self.bearable[*place]));
        good.or_else(|| places().find(|place| self.bearable[*place])).unwrap_or(at.max(start + 1))
    }
}

fn unicode_breaks(glyphs: &[Glyph]) -> Vec<bool> {
    let text: String = glyphs.iter().map(|glyph| glyph.c).collect();
    let mut allowed = vec![false; glyphs.len()];
    let mut breaks = linebreaks(&text).map(|(place, _)| place).peekable();
    let mut byte = 0;
    for (glyph, allowed) in glyphs.iter().zip(&mut allowed) {
        while breaks.next_if(|place| *place < byte).is_some() {}
        *allowed = breaks.peek() == Some(&byte);
        byte += glyph.c.len_utf8();
    }
    allowed
}

/// Unicode glues quotation marks to both neighbours; in Chinese they stand as parentheses do.
fn around_quotes(before: char, after: char) -> bool {
    (matches!(after, '“' | '‘') && is_wide(before)) || (matches!(before, '”' | '’') && is_wide(after))
}

/// A box and its word: □国家级, □ 国家级.
fn keeps_its_box(glyphs: &[Glyph], at: usize) -> bool {
    let spaced = at >= 2 && glyphs[at - 1].c == ' ' && is_box(glyphs[at - 2].c);
    spaced || (is_box(glyphs[at - 1].c) && !glyphs[at].is_space())
}

/// Closing marks, and marks that belong to what stands before them.
fn starts_no_line(c: char) -> bool {
    "、。，．：；？！％‰℃℉°′″)]}〕】》〉」』〗〙〛”’…‥·～〜—–々ー㎡㎜㎝㎞㎏,.:;?!%）］｝".contains(c)
}

/// Opening marks.
fn ends_no_line(c: char) -> bool {
    "([{（［｛〔【《〈「『〖〘〚“‘￥＄".contains(c)
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::{glyph, printable};
    use super::super::{FaceId, Fonts};
    use super::*;

    fn set(text: &str, em: usize) -> Vec<String> {
        let glyphs: Vec<Glyph> =
            printable(text).map(|c| glyph(Fonts::embedded(), FaceId::Serif, 10.0, c, 0, &mut Vec::new())).collect();
        let text = |line: Range<usize>| glyphs[line].iter().map(|glyph| glyph.c).collect();
        lines(&glyphs, &[], 10.0 * em as f32, 0.0).into_iter().map(text).collect()
    }

    #[test]
    fn no_closing_mark_starts_a_line_and_no_opening_mark_ends_one() {
        assert_eq!(set("面向基层，开展服务", 4), ["面向基", "层，开展", "服务"]);
        assert_eq!(set("坚持“四个面向”方针", 4), ["坚持“四", "个面向”", "方针"]);
        assert_eq!(set("来自北京（南京）", 5), ["来自北京", "（南京）"]);
        assert_eq!(set("王力·买买提来", 3), ["王力·", "买买提", "来"]);
        assert_eq!(set("他说——好的", 3), ["他", "说——", "好的"]);
        assert_eq!(set("一共十㎡", 3), ["一共", "十㎡"]);
    }

    #[test]
    fn quotes_stand_as_parentheses_do() {
        assert_eq!(set("建设高地“中心”等", 4), ["建设高地", "“中心”", "等"]);
    }

    #[test]
    fn a_box_stays_with_its_word() {
        assert_eq!(set("级别□国家级", 3), ["级别", "□国家", "级"]);
        assert_eq!(set("级别□ 国家级", 4), ["级别", "□ 国家", "级"]);
    }

    #[test]
    fn a_number_stays_with_what_it_counts() {
        assert_eq!(set("不超过1000字", 5), ["不超过", "1000字"]);
        assert_eq!(set("021-64000000", 5), ["021-", "64000000"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut() {
        let lines = set(&"x".repeat(500), 10);
        assert!(lines.len() > 20);
        assert_eq!(lines.concat().len(), 500);
        assert_eq!(set("。。。。", 2).concat(), "。。。。");
    }
}
