//! Where the article proper begins.

use super::is_heading;
use crate::field::text;
use crate::label::{Label, Mark};

/// Whether the numbered line from `at` to `end` is one of a list, as sites print the most read articles: the next number
/// stands right below it, or the one before right above.
fn is_item(text: &str, at: usize, end: usize) -> bool {
    let number = |line: &str| {
        let line = text::trim(line);
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let number: Option<u32> = line[..digits].parse().ok();
        number.filter(|_| digits <= 2 && line[digits..].trim_start_matches(['.', '、']).starts_with(' '))
    };
    let Some(own) = number(&text[at..end]) else { return false };
    let below = text.get(end + 1..).and_then(|rest| rest.split('\n').next());
    let above = text[..at].strip_suffix('\n').and_then(|rest| rest.rsplit('\n').next());
    below.and_then(number) == Some(own + 1) || above.and_then(number).is_some_and(|above| above + 1 == own)
}

/// Where the article proper begins: at its introduction, or at its first numbered heading behind the abstract.
pub(super) fn body(text: &str, marks: &[Mark], references: Option<usize>) -> Option<usize> {
    // what a box behind the bibliography says again is not above the body
    let above = |m: &&Mark| references.is_none_or(|references| m.start < references);
    let is_front = |m: &&Mark| matches!(m.label, Label::Abstract | Label::Keywords);
    // a tab has nothing beneath it but the next one: `摘要`, `全文`, `参考文献`
    let filled = |m: &&Mark| {
        let next = marks.partition_point(|other| other.start < m.value);
        !text[m.value..marks.get(next).map_or(text.len(), |other| other.start)].trim().is_empty()
    };
    let fronts = || marks.iter().filter(above).filter(is_front);
    let abstract_at = fronts().find(filled).or_else(|| fronts().next()).map(|m| m.value);
    let behind = |m: &&Mark| m.label == Label::Body && abstract_at.is_none_or(|a| m.start > a);
    // a step of the list of what an article has is none: `1 Introduction`, `2 Related Work`
    let listed = |m: &Mark| {
        let line = memchr::memrchr(b'\n', &text.as_bytes()[..m.start]).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', &text.as_bytes()[m.value..]).map_or(text.len(), |n| m.value + n);
        is_item(text, line, end)
    };
    // with the number before it: `# 1. Introduction`
    let labelled = marks.iter().find(|m| behind(m) && !listed(m)).map(|m| {
        let line = memchr::memrchr(b'\n', &text.as_bytes()[..m.start]).map_or(0, |at| at + 1);
        let numbered = text[line..m.start].bytes().all(|b| b.is_ascii_digit() || matches!(b, b'#' | b'.' | b' '));
        if numbered { line } else { m.start }
    });
    let Some(from) = abstract_at else { return labelled };
    let mut at = from;
    let limit = labelled.unwrap_or(text.len()).min(from + super::FRONT_BYTES).min(text.len());
    while at < limit {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
        let line = text::trim(&text[at..end]);
        if !line.is_empty() && is_heading(line) && at > from && !is_item(text, at, end) {
            return Some(at);
        }
        at = end + 1;
    }
    labelled
}
