//! Texts that came as one line: where their lines ended.
//!
//! Tools that make data of pages fold every line end and blank into one blank. Some things never stand in the middle of
//! a line, and show where one began: a label, the other language, a list of names, the first of numbered units; others
//! end theirs: a code, a date. Only blanks are looked at, and the head of the text, where a page prints what is wanted.

mod begin;
mod names;

use std::ops::Range;

use crate::field::{ArticleCode, Date, Doi, Issn, clc};
use crate::label::{self, Label, Mark};

/// A shorter text may be one line as printed.
const SHORTEST: usize = 300;
/// A text of more line ends has its own: what stands above may be a heading that a tool put there.
const LINE_ENDS: usize = 3;
/// So many labels on one line are of many lines.
const LABELS: usize = 2;
/// What a page prints of its article stands before this, and what a paper prints in the other language in so much of
/// its end.
const HEAD: usize = 24_000;
const TAIL: usize = 8_000;

/// The blanks in `text` that were line ends, ascending; none where the text has lines of its own.
pub(crate) fn line_ends(text: &str) -> Vec<usize> {
    if text.len() < SHORTEST || memchr::memchr_iter(b'\n', text.trim_end().as_bytes()).nth(LINE_ENDS - 1).is_some() {
        return Vec::new();
    }
    let head = text.floor_char_boundary(HEAD);
    let tail = text.ceil_char_boundary(text.len().saturating_sub(TAIL)).max(head);
    let mut ends = ends_of(&text[..head]);
    ends.extend(ends_of(&text[tail..]).into_iter().map(|end| tail + end));
    ends
}

/// Those in a part of the text.
fn ends_of(text: &str) -> Vec<usize> {
    let marks = label::marks(text);
    if marks.len() < LABELS {
        return Vec::new();
    }
    let mut lines = Lines::of(text);
    lines.part_everywhere(&marks);
    names::part(&mut lines);
    let begins = lines.words.iter().zip(&lines.begins).filter(|(_, begins)| begins.is_some());
    begins.map(|(word, _)| word.start - 1).filter(|at| text.as_bytes()[*at] == b' ').collect()
}

/// Why a line begins with a word.
#[derive(Clone, Copy, PartialEq)]
enum Reason {
    /// A label does, or what stands before it ends by itself.
    Firm,
    /// The language changes, or a blank stands between characters.
    Loose,
}

/// The words of a text, and which of them begin a line.
struct Lines<'t> {
    text: &'t str,
    /// What stands between blanks.
    words: Vec<Range<usize>>,
    begins: Vec<Option<Reason>>,
    /// What is announced where each word stands.
    zones: Vec<Option<Label>>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        let mut words = Vec::new();
        let mut start = 0;
        for end in memchr::memchr2_iter(b' ', b'\n', text.as_bytes()).chain([text.len()]) {
            if end > start {
                words.push(start..end);
            }
            start = end + 1;
        }
        Lines { text, begins: vec![None; words.len()], zones: vec![None; words.len()], words }
    }

    fn word(&self, place: usize) -> &'t str {
        self.words.get(place).map_or("", |word| &self.text[word.clone()])
    }

    /// The words from `place` on, `count` of them at most.
    fn phrase(&self, place: usize, count: usize) -> &'t str {
        let last = (place + count).min(self.words.len()) - 1;
        &self.text[self.words[place].start..self.words[last].end]
    }

    /// The first word that begins at `at` or behind it.
    fn place_of(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.start < at)
    }

    /// Begins a line with the word at `place`, or with the bullet before it.
    fn part(&mut self, place: usize, reason: Reason) {
        let leads = |word: &str| is_bullet(word) || is_heading_sign(word);
        let place = if place > 0 && leads(self.word(place - 1)) { place - 1 } else { place };
        if place > 0 && place < self.words.len() {
            self.begins[place] = Some(reason);
        }
    }

    /// Begins a line wherever one began, names aside.
    fn part_everywhere(&mut self, marks: &[Mark]) {
        let mut marks = marks.iter().peekable();
        let mut walk = Walk::default();
        for place in 1..self.words.len() {
            let word = self.words[place].clone();
            let mut reason = None;
            while let Some(mark) = marks.next_if(|mark| mark.start < word.end) {
                // `…, 2022, 34: 125003. doi: 10.…`: of the citation before it
                let cited = mark.label == Label::Doi && self.word(place - 1).ends_with('.');
                if mark.start == word.start && !cited {
                    reason = Some(Reason::Firm);
                }
                (walk.zone, walk.end) = (Some(mark.label), value_end(self.text, mark));
            }
            let reason = reason.or_else(|| walk.reason(self, place));
            if let Some(reason) = reason {
                // `1 引言`
                let numbered = walk.zone == Some(Label::Body) && is_number(self.word(place - 1));
                self.part(if numbered { place - 1 } else { place }, reason);
                walk.open = 0;
            }
            let count = |bracket| self.word(place).matches(bracket).count();
            walk.open = (walk.open + count('(')).saturating_sub(count(')'));
            self.zones[place] = walk.zone;
        }
        self.part_around_bullets();
    }

    /// What two bullets stand around is a line, `• 研究论文 •`; any other bullet begins one.
    fn part_around_bullets(&mut self) {
        const WORDS: usize = 4;
        let mut place = 1;
        while place < self.words.len() {
            if is_bullet(self.word(place)) {
                let inner = place + 1..(place + 2 + WORDS).min(self.words.len());
                let free = |at: &usize| self.begins[*at] != Some(Reason::Firm);
                let closing = inner.take_while(free).find(|at| is_bullet(self.word(*at)));
                self.part(place, Reason::Firm);
                let closes =
                    |closing: &usize| *closing > place + 1 && self.word(closing - 1).ends_with(char::is_alphabetic);
                if let Some(closing) = closing.filter(closes) {
                    // the second one belongs to the line that it closes
                    self.begins[place + 1..=closing].fill(None);
                    self.begins[closing + 1..].iter_mut().take(1).for_each(|next| *next = Some(Reason::Firm));
                    place = closing;
                } else {
                    self.begins[place + 1..].iter_mut().take(1).for_each(|next| *next = None);
                }
            }
            place += 1;
        }
    }
}

/// What a walk over the words has met.
#[derive(Default)]
struct Walk {
    /// What the last label announces, until its value ends.
    zone: Option<Label>,
    /// Where the value ends, of a code or a date.
    end: Option<usize>,
    /// The word behind the last heading or button that has a line of its own.
    closed: usize,
    /// The number that the last unit had, and the word that it began with.
    unit: (usize, usize),
    /// How many brackets are open: what they hold is of one line.
    open: usize,
}

impl Walk {
    /// Why a line begins with the word at `place` of `lines`, where no label with its sign does.
    fn reason(&mut self, lines: &Lines, place: usize) -> Option<Reason> {
        if place < self.closed {
            return None;
        }
        if let Some((label, count)) = lines.heading(place, self.zone) {
            let announces = !label.is_furniture() && label != Label::Button;
            if !announces {
                self.closed = place + count;
            }
            (self.zone, self.end) = (announces.then_some(label), None);
            return Some(Reason::Firm);
        }
        let (start, word) = (lines.words[place].start, lines.word(place));
        let ended = self.end.take_if(|end| *end <= start).is_some() && word.starts_with(char::is_alphanumeric);
        let bare_doi = || self.zone != Some(Label::Doi) && word.starts_with("10.") && is_doi(word);
        let firm =
            ended || place == self.closed || is_doi(lines.word(place - 1)) || is_heading_sign(word) || bare_doi();
        let unit = if firm || self.open > 0 { None } else { lines.unit(place, self.zone, self.unit) };
        let reason = if firm || unit.is_some() {
            Reason::Firm
        } else if self.open == 0 && lines.turns(place, self.zone) {
            Reason::Loose
        } else {
            return None;
        };
        if let Some(number) = unit {
            self.unit = (number, place);
        }
        (self.zone, self.end) = (None, None);
        Some(reason)
    }
}

fn is_bullet(word: &str) -> bool {
    matches!(word, "•" | "·" | "●" | "■" | "◆")
}

/// Whether `word` is the sign of a heading in Markdown.
fn is_heading_sign(word: &str) -> bool {
    word.bytes().all(|byte| byte == b'#')
}

/// Whether `word` is the number of a heading: `1`, `一、`.
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit()) || matches!(word.trim_end_matches('、'), "一")
}

/// Whether sentences stand behind `label`.
fn is_prose(label: Option<Label>) -> bool {
    matches!(label, Some(Label::Abstract | Label::Body | Label::References | Label::Acknowledgements))
}

/// Whether `word` ends with a whole DOI.
fn is_doi(word: &str) -> bool {
    Doi::find(word).is_some_and(|(range, _)| range.end == word.len())
}

/// Where the value of `mark` ends, if it is one that says so by itself.
fn value_end(text: &str, mark: &Mark) -> Option<usize> {
    const LONGEST: usize = 120;
    let value = &text[mark.value..];
    let near = &value[..value.floor_char_boundary(LONGEST)];
    let length = match mark.label {
        label if label.is_date() => Date::find(near)?.0.end,
        Label::Doi => Doi::find(near)?.0.end,
        Label::Clc => clc::read(near).last()?.0.end,
        Label::ArticleCode => ArticleCode::find(near)?.0.end,
        Label::Issn | Label::Eissn => Issn::find(near)?.0.end,
        Label::DocumentCode => 1,
        _ => return None,
    };
    Some(mark.value + length)
}

#[cfg(test)]
mod tests;
