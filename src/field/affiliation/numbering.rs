//! Where the markers of a block of affiliations stand: which of its numbers and letters lead from one entry to the next.

use std::cell::LazyCell;

use super::marker::{self, Edge, Kind, Marker, edge};
use super::organisation::{has_organisation, organisations};
use crate::field::text::is_han;

/// The markers of a block in ascending order, with the places where they begin.
pub(super) fn markers(block: &str) -> Vec<(usize, Marker)> {
    let mut found: Vec<(usize, Marker)> = Vec::new();
    let lead = lead(block);
    let first_name = LazyCell::new(|| organisations(block).first().map(|name| name.start));
    let bytes = block.as_bytes();
    let mut at = 0;
    let stroke = marker::read_stroke(&block[lead..]).filter(|_| begins_affiliation(&block[lead..]));
    if let Some(mark) = stroke {
        found.push((lead, mark));
        at = lead + mark.len;
    }
    while let Some(skipped) = bytes[at..].iter().position(|byte| marker::LEADS[usize::from(*byte)]) {
        at += skipped;
        // no letter within a word is a marker
        let word = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let glued = word == 1 && at > 0 && bytes[at - 1].is_ascii_alphanumeric();
        // but one before a word that opens a line may be: `aDepartment of …`, `bSchool of …`, or the next entry:
        // `…, China; and bSchool of …`
        let next =
            || block[..at].ends_with(['\n', ';']) || ["; ", "; and "].iter().any(|sign| block[..at].ends_with(sign));
        let opens = at == lead && bytes[at] == b'a' || at > lead && !found.is_empty() && next();
        let before_word = word > 1 && opens && marker::is_glued(&bytes[at..]);
        if word > 1 && !before_word || glued || !marker::may_begin(&bytes[at..]) {
            at += word.max(1);
            continue;
        }
        let c = block[at..].chars().next().expect("`at` is a boundary before the end");
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let start = lead >= at;
        if run >= 7 && !start {
            // a marker glued behind a postcode: `武汉,4300742.某某公司`
            if let Some(mark) =
                marker::read(&block[at + 6..]).filter(|m| run <= 8 && follows(&found, m, &first_name, true))
            {
                found.push((at + 6, mark));
            }
            at += run;
            continue;
        }
        let read = if bytes.get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_digit) && c.is_ascii_digit() {
            None
        } else {
            marker::read(&block[at..])
        };
        let Some(mark) = read else {
            at += c.len_utf8().max(run);
            continue;
        };
        let edge = edge(block, at);
        let accepted = match found.last() {
            None if start => true,
            // behind what OCR made of a raised figure: `(204号 $^ 1$ Department of …`
            None if mark.value == 1 && mark.strong && !has_words(&block[..at]) => true,
            // behind the rest of a byline
            None if mark.value == 1 && edge >= Edge::Strong && first_name.is_none_or(|name| name >= at) => true,
            None => {
                edge >= Edge::Strong && follows(&found, &mark, &first_name, true)
                    || mark.strong && follows(&found, &mark, &first_name, true) && !matches!(c, '0'..='9' | 'a'..='h')
            }
            Some((before, last)) => {
                let text = &block[before + last.len..at];
                if text.trim_matches(|c| matches!(c, ' ' | '\n' | '(' | '①'..='⑳')).is_empty()
                    && mark.kind == Kind::Number
                {
                    // `1. 1 School of …`
                    if mark.value == 1 || mark.value == last.value {
                        found.pop();
                        found.push((at, mark));
                        at += mark.len;
                        continue;
                    }
                    false
                } else {
                    let dressed = !matches!(c, '0'..='9' | 'a'..='h');
                    let gap = edge >= Edge::Strong && (mark.strong || edge == Edge::Line);
                    let place = || match edge {
                        Edge::Line | Edge::Strong => true,
                        Edge::Blank => {
                            mark.strong
                                || dressed
                                || ends_affiliation(text) && begins_affiliation(&block[at + mark.len..])
                        }
                        Edge::None => {
                            dressed
                                || (mark.kind == Kind::Number
                                    && text.trim_end() == text
                                    && inside(text, block[at + mark.len..].trim_start_matches(' ')))
                        }
                    };
                    follows(&found, &mark, &first_name, gap) && place()
                }
            }
        };
        if accepted {
            found.push((at, mark));
            at += mark.len;
        } else {
            at += c.len_utf8().max(run);
        }
    }
    // a stroke that nothing follows is no marker
    if stroke.is_some() && found.len() == 1 {
        found.clear();
    }
    found
}

/// Whether there is a word in `text`.
fn has_words(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && c != '号')
}

/// Whether `mark` can follow the markers found so far; with `gap` one or two may be missing, as OCR loses them.
fn follows(
    found: &[(usize, Marker)],
    mark: &Marker,
    first_name: &LazyCell<Option<usize>, impl FnOnce() -> Option<usize>>,
    gap: bool,
) -> bool {
    match found.last() {
        None => mark.value == 2 && first_name.is_some(),
        Some((_, last)) => {
            mark.kind == last.kind && mark.value > last.value && mark.value <= last.value + if gap { 3 } else { 1 }
        }
    }
}

/// Where the first marker may stand at the latest: behind bullets, brackets and blanks.
fn lead(block: &str) -> usize {
    block.len() - block.trim_start_matches([' ', '\n', '(', '「', '•', '·', '*', '#', '-', '[', ']']).len()
}

/// Whether `text` can be a whole affiliation, so that a number behind it may be a marker.
fn ends_affiliation(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '.', ',', '。']);
    let last = text.rsplit([' ', ',']).next().unwrap_or("");
    has_organisation(text)
        && !text.ends_with(['第', '号'])
        && !matches!(last, "No" | "No." | "of" | "and" | "Building" | "Room" | "Ward" | "Unit" | "Road")
}

fn begins_affiliation(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or("");
    has_organisation(line)
}

/// Whether a digit between two texts without any blank is a marker: `…大学2某某大学…`.
fn inside(before: &str, after: &str) -> bool {
    before.ends_with(is_han) && after.starts_with(is_han) && ends_affiliation(before) && begins_affiliation(after)
}
