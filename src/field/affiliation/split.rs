//! A block of affiliations cut into its entries.

use std::ops::Range;

use super::likeness::ends_with_place;
use super::marker;
use super::numbering::markers;
use super::organisation::{has_organisation, organisations};
use super::trim::trim;
use crate::field::{Key, text};

/// One affiliation of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What authors are marked with; `None` where nothing is printed, or nothing that can be read.
    pub key: Option<Key>,
    /// The affiliation as printed, without marker, closing punctuation and wrapping brackets.
    pub text: Range<usize>,
}

/// Cuts a block of affiliations, e.g. `(1.某某大学,北京 100001;2.某某医院,南京 210001)`.
pub fn split(block: &str) -> Vec<Entry> {
    if let Some(entries) = markers_behind(block).or_else(|| bracketed(block)).or_else(|| signed(block)) {
        return entries;
    }
    let marks = markers(block);
    let mut entries = Vec::with_capacity(marks.len().max(1));
    let first = marks.first().map_or(block.len(), |(at, _)| *at);
    // of a kind unknown, and the first one still: `某某办公室,上海 200001;2近水学院`
    let before_second = || {
        let second = marks.first().is_some_and(|(_, mark)| mark.key().as_number() == Some(2));
        second && super::ends_with_postcode(block[..first].trim_end_matches([';', ' ', '.']))
    };
    if marks.is_empty() || has_organisation(&block[..first]) || before_second() {
        unmarked(block, 0..first, &mut entries);
    }
    for (n, (at, mark)) in marks.iter().enumerate() {
        let end = marks.get(n + 1).map_or(block.len(), |(next, _)| *next);
        let text = trim(block, at + mark.len..end);
        if text.is_empty() {
            continue;
        }
        marked(block, text, mark.key(), &mut entries);
    }
    entries
}

/// The entries of a block whose markers stand behind them: `远山大学,上海 200001[1] 近水学院,厦门 361001[2]`.
fn markers_behind(block: &str) -> Option<Vec<Entry>> {
    let mut start = 0;
    let mut entries = Vec::new();
    block.trim_end().strip_suffix(']')?;
    for (at, _) in block.match_indices('[') {
        let mark = marker::read(&block[at..])?;
        let text = trim(block, start..at);
        if !has_organisation(&block[text.clone()]) {
            return None;
        }
        entries.push(Entry { key: Some(mark.key()), text });
        start = at + mark.len;
    }
    block[start..].trim().is_empty().then_some(entries)
}

/// Signs that stand before affiliations in place of figures. A star alone means something else nearly everywhere.
const SIGNS: &[char] = &['*', '†', '‡', '§', '∥', '‖', '⊥', '¶', '#', '∇', '○', '◇', '△', '▲', '☆', '★'];

/// The entries of a block that has a sign before each: `†Farhill University, Farhill; ‡Nearwater College, Nearwater`.
fn signed(block: &str) -> Option<Vec<Entry>> {
    let lead = block.len() - block.trim_start().len();
    block[lead..].starts_with(SIGNS).then_some(())?;
    let begins = |at: usize| at == lead || block[..at].ends_with([' ', '\n', ',', ';', '.', '。']);
    let places: Vec<(usize, &str)> = block.match_indices(SIGNS).filter(|(at, _)| begins(*at)).collect();
    let ends = places.iter().skip(1).map(|(at, _)| *at).chain([block.len()]);
    let mut entries: Vec<Entry> = Vec::with_capacity(places.len());
    for ((at, sign), end) in places.iter().zip(ends) {
        let key = sign.chars().next().map(Key::sign);
        let text = trim(block, at + sign.len()..end);
        let is_new = entries.iter().all(|entry| entry.key != key);
        if !is_new || !has_organisation(&block[text.clone()]) {
            return None;
        }
        entries.push(Entry { key, text });
    }
    (entries.len() > 1).then_some(entries)
}

/// The entries of a block that has each in brackets of its own: `(1远山大学,上海 200001) (2近水学院,厦门 361001)`.
fn bracketed(block: &str) -> Option<Vec<Entry>> {
    let within = |group: Range<usize>| {
        let entries = split(&block[group.clone()]).into_iter();
        entries.map(move |entry| Entry { text: group.start + entry.text.start..group.start + entry.text.end, ..entry })
    };
    Some(groups(block)?.into_iter().flat_map(within).collect())
}

/// The insides of brackets that stand side by side, two or more, with an organisation in each and none behind them.
fn groups(block: &str) -> Option<Vec<Range<usize>>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (at, byte) in block.bytes().enumerate() {
        match byte {
            b'(' => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            b')' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    found.push(start..at);
                }
            }
            // what stands outside
            _ if depth == 0 && !byte.is_ascii_whitespace() => {
                if found.len() < 2 || has_organisation(&block[at..]) {
                    return None;
                }
                break;
            }
            _ => {}
        }
    }
    (depth == 0 && found.len() > 1 && found.iter().all(|group| has_organisation(&block[group.clone()])))
        .then_some(found)
}

/// One marked entry, and those that follow it whose markers are lost or too far from it to follow.
fn marked(block: &str, text: Range<usize>, key: Key, entries: &mut Vec<Entry>) {
    let first = entries.len();
    let mut start = text.start;
    let mut push = |range: Range<usize>| {
        let text = trim(block, range);
        // `1远山大学;近水学院;3高丘研究所`
        let mark = (entries.len() > first).then(|| marker::read(&block[text.clone()])).flatten();
        let mark = mark.filter(|mark| has_organisation(&block[text.start + mark.len..text.end]));
        entries.push(match mark {
            Some(mark) => Entry { key: Some(mark.key()), text: trim(block, text.start + mark.len..text.end) },
            None => Entry { key: None, text },
        });
    };
    for (at, _) in block[text.clone()].match_indices(';') {
        let at = text.start + at;
        // the first may be a department under the roof of the one before: `²放射科,上海 200001;近水大学,厦门 361001`
        let placed = |text: &str| postcode_ends(text).is_some() || ends_with_place(text);
        if at > start && placed(&block[start..at]) && closed(&block[at..text.end]) {
            push(start..at);
            start = at + 1;
        }
    }
    push(start..text.end);
    entries[first].key = Some(key);
}

/// Whether `text` is an affiliation up to its postcode.
fn closed(text: &str) -> bool {
    postcode_ends(text).is_some() && has_organisation(text)
}

fn postcode_ends(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut run = 0;
    for (i, b) in bytes.iter().chain(b" ").enumerate() {
        if b.is_ascii_digit() {
            run += 1;
        } else if matches!(run, 5 | 6) {
            // OCR loses one
            return Some(i);
        } else {
            run = 0;
        }
    }
    None
}

/// Entries without markers: bracketed groups, lines, and pieces between semicolons.
fn unmarked(block: &str, range: Range<usize>, entries: &mut Vec<Entry>) {
    let mut start = range.start;
    let mut depth = 0usize;
    let names: Vec<usize> = organisations(&block[..range.end]).iter().map(|name| name.start).collect();
    let named = |from: usize, to: usize| names.get(names.partition_point(|n| *n < from)).is_some_and(|n| *n < to);
    // the next bracket closes one
    let enclosed = |depth: usize, at: usize| {
        let next = block[at..range.end].chars().find(|c| matches!(c, '(' | ')'));
        depth > 0 && next == Some(')')
    };
    for (i, c) in block[range.clone()].char_indices() {
        let at = range.start + i;
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let line_ends = c == '\n'
            && ends_with_place(block[start..at].rsplit('\n').next().unwrap_or(""))
            && !block[at..].trim_start().starts_with(',');
        let cuts = match c {
            ';' => true,
            // what one pair of brackets holds may be broken anywhere
            '\n' => line_ends || !enclosed(depth, at) && !continues(&block[start..at], &block[at + 1..range.end]),
            // side by side behind a postcode, or set apart by wide blanks
            ' ' if block[at + 1..].starts_with(text::is_han) && super::ends_with_postcode(&block[start..at]) => true,
            ' ' => block[at..].starts_with("  ") && is_whole(&block[start..at]) && is_whole(&block[at..range.end]),
            // `(…)(…)`
            ')' if depth == 0 => block[start..].trim_start().starts_with('(') && opens(&block[at + 1..range.end]),
            _ => false,
        };
        let end = if c == ')' { at + 1 } else { at };
        if cuts && (line_ends || named(start, end) && named(end, range.end)) {
            entries.push(alone(block, start..end));
            start = at + 1;
        }
    }
    let last = alone(block, start..range.end);
    if !last.text.is_empty() && (entries.is_empty() || has_organisation(&block[last.text.clone()])) {
        entries.push(last);
    }
    // lines between affiliations, e.g. the names of their authors
    if entries.len() > 1 {
        entries.retain_mut(|entry| {
            let lines = &block[entry.text.clone()];
            if let Some((name, rest)) = lines.split_once('\n')
                && !has_organisation(name)
                && has_organisation(rest)
                && !name.ends_with([',', ' '])
                && !ends_with_place(name)
            {
                entry.text.start += name.len();
                entry.text = trim(block, entry.text.clone());
            }
            has_organisation(&block[entry.text.clone()])
        });
    }
}

/// An entry without a marker, or with one that no other leads to, since OCR lost those before it: this is left out, for
/// authors then go by the order of entries.
fn alone(block: &str, range: Range<usize>) -> Entry {
    let text = trim(block, range);
    let words = &block[text.clone()];
    let mark = marker::read(words).or_else(|| marker::read_stroke(words));
    let mark = mark.filter(|mark| has_organisation(&words[mark.len..]));
    Entry { key: None, text: mark.map_or(text.clone(), |mark| trim(block, text.start + mark.len..text.end)) }
}

/// Whether `text` is more than a university or a hospital whose school or department may follow behind blanks: a school
/// with its university, or one of the institutions that have none.
fn is_whole(text: &str) -> bool {
    let text = text.trim();
    let within = text.find("大学").is_some_and(|at| at + "大学".len() < text.len());
    within || ["站", "所", "局", "中心"].iter().any(|end| text.ends_with(end))
}

fn opens(rest: &str) -> bool {
    rest.trim_start().starts_with('(')
}

/// Whether the line behind `before` goes on with the same affiliation.
fn continues(before: &str, after: &str) -> bool {
    let next = after.trim_start();
    let line = next.lines().next().unwrap_or("");
    before.trim_end().ends_with([',', '-', '/', '、', '&']) && !before.trim_end().ends_with(";")
        || next.starts_with(|c: char| c.is_lowercase() || c == ',')
        || !has_organisation(line)
}

#[cfg(test)]
mod tests;
