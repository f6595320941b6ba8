//! Texts that came as one line: where their lines ended.
//!
//! Tools that make data of pages fold every line end and blank into one blank. Some things never stand in the middle of
//! a line, and show where one began: a label, the other language, a list of names, the first of numbered units; others
//! end theirs: a code, a date. Only blanks are looked at, and the head of the text, where a page prints what is wanted.

mod names;

use std::ops::Range;

use crate::field::text::is_han;
use crate::field::{ArticleCode, Date, Doi, Issn, affiliation, clc};
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
/// A phrase in letters within a sentence of characters has fewer words; one behind a sentence may have more.
const PHRASE: usize = 4;
const SENTENCE: usize = 6;

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
    begins.map(|(word, _)| word.start - 1).collect()
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
        let leads = |word: &str| is_bullet(word) || is_heading(word);
        let place = if place > 0 && leads(self.word(place - 1)) { place - 1 } else { place };
        if place < self.words.len()
            && self.words[place].start.checked_sub(1).is_some_and(|at| self.text.as_bytes()[at] == b' ')
        {
            self.begins[place] = Some(reason);
        }
    }

    fn part_everywhere(&mut self, marks: &[Mark]) {
        let mut marks = marks.iter().peekable();
        let mut zone = None;
        // where the value of a code or a date ends
        let mut end: Option<usize> = None;
        // a line of furniture ends before this word
        let mut closed = 0;
        // the number of the next unit, and where the last one stands
        let mut units = (1, 0);
        // how many brackets are open: what they hold is of one line
        let mut open = 0_usize;
        for place in 1..self.words.len() {
            let word = self.words[place].clone();
            let mut begins = None;
            while let Some(mark) = marks.next_if(|mark| mark.start < word.end) {
                if mark.start == word.start {
                    begins = Some(Reason::Firm);
                }
                zone = Some(mark.label);
                end = value_end(self.text, mark);
            }
            if begins.is_none() && place >= closed {
                if let Some((label, count)) = self.heading(place, zone) {
                    begins = Some(Reason::Firm);
                    if label == Label::Body && is_number(self.word(place - 1)) {
                        // `1 引言`
                        self.part(place - 1, Reason::Firm);
                        begins = None;
                    }
                    (zone, end) = (Some(label), None);
                    if label.is_furniture() || label == Label::Button {
                        zone = None;
                        closed = place + count;
                    }
                } else if place == closed && closed > 0
                    || end.take_if(|end| word.start >= *end).is_some()
                        && self.word(place).starts_with(char::is_alphanumeric)
                    || is_doi(self.word(place - 1))
                    || zone != Some(Label::Doi) && self.word(place).starts_with("10.") && is_doi(self.word(place))
                {
                    begins = Some(Reason::Firm);
                    (zone, end) = (None, None);
                } else if is_heading(self.word(place)) {
                    begins = Some(Reason::Firm);
                    (zone, end) = (None, None);
                } else if open > 0 {
                } else if let Some(number) = self.unit(place, zone, units) {
                    begins = Some(Reason::Firm);
                    units = (number + 1, place);
                    (zone, end) = (None, None);
                } else if self.turns(place, zone) {
                    begins = Some(Reason::Loose);
                    (zone, end) = (None, None);
                }
            }
            if let Some(reason) = begins {
                self.part(place, reason);
                open = 0;
            }
            open = (open + self.word(place).matches('(').count()).saturating_sub(self.word(place).matches(')').count());
            self.zones[place] = zone;
        }
        self.part_around_bullets();
    }

    /// The label that the words at `place` are, and how many words it has, where nothing says that they announce anything:
    /// a heading, a button.
    fn heading(&self, place: usize, zone: Option<Label>) -> Option<(Label, usize)> {
        let latin = self.word(place).starts_with(|c: char| c.is_ascii_uppercase());
        let numbered = is_number(self.word(place - 1));
        let term = zone == Some(Label::Keywords) && !latin && !numbered;
        if term || !(latin || self.word(place).starts_with(is_han)) {
            return None;
        }
        (1..=3).rev().filter(|count| place + count <= self.words.len()).find_map(|count| {
            let words = self.phrase(place, count);
            let (label, _) = *label::columns(words)?.first().filter(|_| !words.contains('/'))?;
            let own = matches!(
                label,
                Label::Abstract | Label::Keywords | Label::References | Label::Acknowledgements | Label::Body
            );
            let long = if latin { count > 1 } else { words.chars().filter(|c| is_han(*c)).count() > 3 };
            (own && (latin || words.len() > 3) || long && !is_prose(zone)).then_some((label, count))
        })
    }

    /// Whether the language turns at `place`, or a blank stands between characters where none does within a line.
    fn turns(&self, place: usize, zone: Option<Label>) -> bool {
        let (left, right) = (self.word(place - 1), self.word(place));
        let letters =
            |from: usize, count: usize| from + count <= self.words.len() && !self.phrase(from, count).contains(is_han);
        let prose = is_prose(zone);
        let listed = zone == Some(Label::Keywords);
        if left.ends_with([':', '：', ',', '，', '、', '(', '[', '】', ']']) && !left.ends_with("[J]") {
            return false;
        }
        let separated = left.ends_with([';', '；', '/']) || right.starts_with([';', '；', ',', '、', '/']);
        let wide = left.ends_with(|c: char| is_han(c) || matches!(c, '。' | '》' | '”' | ')')) && left.contains(is_han);
        // `…, 四川 西昌 615013 Nitrogen …`
        let before = &self.text[self.words[place.saturating_sub(3)].start..self.words[place - 1].end];
        let located = left.len() == 6 && before.contains(is_han) && affiliation::ends_with_postcode(before);
        // `…(2016YFD0200762) More than 900 million …`
        let granted =
            zone == Some(Label::Funding) && left.ends_with(')') && left.bytes().filter(u8::is_ascii_digit).count() >= 5;
        if right.starts_with(|c: char| c.is_ascii_uppercase()) {
            let closed = !prose || left.ends_with(['。', '.']);
            let count = if prose { SENTENCE } else { PHRASE };
            let ends = wide && closed && !(listed && separated) || located && !prose;
            return (ends || granted) && letters(place, count);
        }
        if !right.starts_with(|c: char| is_han(c) || matches!(c, '《' | '【' | '“')) {
            return false;
        }
        if !left.ends_with(is_han) {
            let count = if prose { SENTENCE } else { PHRASE };
            return place >= count && letters(place - count, count) && !(listed && separated);
        }
        let single = |word: &str| word.chars().rev().take_while(|c| is_han(*c)).count() == 1;
        let begins_single = right.chars().take_while(|c| is_han(*c)).count() == 1;
        !prose
            && !listed
            && !matches!(zone, Some(Label::Authors))
            && !single(left)
            && !begins_single
            && !self.is_place(place)
    }

    /// Whether the place of a unit stands behind its name, up to the postcode, `…学院, 四川 西昌 615013`, or its city
    /// behind its province, `…学院,河北 衡水`.
    fn is_place(&self, place: usize) -> bool {
        const LONGEST: usize = 30;
        const CITY: usize = 12;
        let word = self.word(place);
        let province = self.word(place - 1).rsplit_once([',', '，']).map(|(_, province)| province);
        let located = |count| {
            affiliation::ends_with_postcode(
                self.phrase(place, count).trim_end_matches([';', ',', '.', ')', '；', '。']),
            )
        };
        word.len() <= CITY && province.is_some_and(affiliation::begins_with_division)
            || word.len() <= LONGEST && affiliation::likeness(word) == 0.0 && (1..=3).any(located)
    }

    /// The number of the unit that begins at `place`, the first one or `next`, not far behind the one at `last`:
    /// `1. School of …`, `2西北农林科技大学…`.
    fn unit(&self, place: usize, zone: Option<Label>, (next, last): (usize, usize)) -> Option<usize> {
        // with what may stand behind a short one
        const WORDS: [usize; 2] = [6, 14];
        const NAME: usize = 120;
        const APART: usize = 40;
        let word = self.word(place).trim_start_matches('[');
        let name = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let number: usize = word[..word.len() - name.len()].parse().ok()?;
        let name = name.trim_start_matches(['.', '、', ')', ']']);
        let counts = number == 1 || number == next && place - last <= APART;
        let may_be = name.is_empty() || name.starts_with(|c: char| c.is_ascii_uppercase() || is_han(c));
        if !counts || !may_be || is_prose(zone) {
            return None;
        }
        let is_unit = |count| {
            let unit = self.phrase(place, count);
            affiliation::likeness(&unit[..unit.floor_char_boundary(NAME)]) >= 0.4
        };
        WORDS.into_iter().any(is_unit).then_some(number)
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
                    if let Some(next) = self.begins.get_mut(closing + 1) {
                        *next = Some(Reason::Firm);
                    }
                    place = closing;
                } else if let Some(next) = self.begins.get_mut(place + 1) {
                    *next = None;
                }
            }
            place += 1;
        }
    }
}

fn is_bullet(word: &str) -> bool {
    matches!(word, "•" | "·" | "●" | "■" | "◆")
}

/// Whether `word` is the sign of a heading in Markdown.
fn is_heading(word: &str) -> bool {
    word.bytes().all(|byte| byte == b'#')
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
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
    const LONGEST: usize = 64;
    let value = &text[mark.value..];
    let near = &value[..value.floor_char_boundary(LONGEST)];
    let length = match mark.label {
        label if label.is_date() => Date::find(near)?.0.end,
        Label::Doi => Doi::find(value)?.0.end,
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
