//! Lists of names within a line: it ends before them and behind them.

use std::ops::Range;

use super::{Lines, Reason, is_prose};
use crate::field::byline;
use crate::field::name::{looks_like_han_name, syllables};
use crate::field::text::is_han;
use crate::label::Label;

/// A list of names is as likely as this.
const LIKELY: f32 = 0.6;
/// Where a name shows by what stands behind it, so many words on at most.
const NEAR: usize = 4;
/// A name has no more characters.
const HAN_NAME: usize = 4;

/// Parts `lines` before and behind lists of names.
pub(super) fn part(lines: &mut Lines) {
    let mut place = 0;
    while place < lines.words.len() {
        place = match list(lines, place) {
            Some(list) => {
                lines.begins[list.start + 1..list.end].fill(None);
                lines.part(list.start, Reason::Firm);
                lines.part(list.end, Reason::Firm);
                list.end
            }
            None => place + 1,
        };
    }
}

/// The words from the first of a list of names up to what stands behind it, if it begins with the word at `place`.
fn list(lines: &Lines, place: usize) -> Option<Range<usize>> {
    let zone = lines.zones[place];
    // a label whose value is missing stands before what comes next
    let funded = zone == Some(Label::Funding) && !lines.word(place.saturating_sub(1)).ends_with(':');
    let elsewhere = funded || matches!(zone, Some(Label::Keywords | Label::Citation));
    if elsewhere || is_prose(zone) || !begins_name(lines, place) {
        return None;
    }
    let next = (place + 1..lines.words.len()).find(|at| lines.begins[*at] == Some(Reason::Firm));
    let next = next.unwrap_or(lines.words.len());
    let read = |first: usize| {
        let start = lines.words[first].start;
        let opening = byline::opening(&lines.text[start..lines.words[next - 1].end]);
        let end = lines.place_of(start + opening.end);
        // `潘以宁, 龙畅. 潮汐…[J]`: of a citation
        let cited = |last: &str| last.ends_with('.') && !is_first(last);
        let is_list = opening.likeness >= LIKELY && opening.persons > 1 && end > first + 1;
        (is_list && !cited(lines.word(end - 1))).then_some((opening.likeness, first..end))
    };
    let mut best = read(place)?;
    // the last words of a title may pass for a name: `… of Landslide Scars Pan Yining1, Long Chang2`
    for later in (place + 1..next.min(place + NEAR)).take_while(|later| lines.word(later - 1).bytes().all(is_of_word)) {
        best = read(later).filter(|read| read.0 > best.0).unwrap_or(best);
    }
    let mut list = best.1;
    // the number of the first unit is no marker of the last person
    let apart = |at: usize| lines.word(at).bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if !list.clone().rev().skip_while(|at| is_first(lines.word(*at))).any(apart) {
        list.end = list.clone().rev().find(|at| !is_first(lines.word(*at))).map_or(list.end, |at| at + 1);
    }
    Some(list)
}

/// Whether a list of names may begin with the word at `place`, at a glance.
fn begins_name(lines: &Lines, place: usize) -> bool {
    let word = lines.word(place);
    if word.starts_with(is_han) {
        let name = &word[..word.find(|c| !is_han(c) && c != '·').unwrap_or(word.len())];
        return lines.begins[place].is_some() && name.chars().count() <= HAN_NAME || looks_like_han_name(name);
    }
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase());
    let near = || (place..place + NEAR).map(|at| lines.word(at));
    let marked = |word: &str| word.contains(|c: char| matches!(c, ',' | ';' | '*') || c.is_ascii_digit());
    let next = lines.word(place + 1);
    let closed = word.ends_with([',', ';', ':', '.']);
    capital(word) && !closed && capital(next) && (is_pinyin(word) && is_pinyin(next) || near().any(marked))
}

/// Whether `word` is the number of the first unit.
fn is_first(word: &str) -> bool {
    word.trim_end_matches(['.', '、']) == "1"
}

fn is_pinyin(word: &str) -> bool {
    syllables(word.trim_end_matches([',', ';'])).is_some()
}

/// Whether nothing stands behind a word that ends a name.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'\'')
}
