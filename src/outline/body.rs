//! Where the article proper begins.

use super::is_heading;
use crate::document::{Document, Span};
use crate::field::text;
use crate::label::{Label, Mark};

/// Whether the numbered `line` is one of a list, as sites print the most read articles: the next number stands right below
/// it, or the one before right above.
fn is_item(text: &str, line: Span) -> bool {
    let number = |line: &str| {
        let line = text::trim(line);
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let number: Option<u32> = line[..digits].parse().ok();
        number.filter(|_| digits <= 2 && line[digits..].trim_start_matches(['.', '、']).starts_with(' '))
    };
    let Some(own) = number(&text[line.start..line.end]) else { return false };
    let below = text.get(line.end + 1..).and_then(|rest| rest.split('\n').next());
    let above = text[..line.start].strip_suffix('\n').and_then(|rest| rest.rsplit('\n').next());
    below.and_then(number) == Some(own + 1) || above.and_then(number).is_some_and(|above| above + 1 == own)
}

/// Where the article proper begins: at its introduction, or at its first numbered heading behind the abstract.
pub(super) fn body(doc: &Document, marks: &[Mark], references: Option<usize>) -> Option<usize> {
    let text = doc.body();
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
    let own = |m: &Mark| doc.line_at(m.start).filter(|line| !is_item(text, *line)).map(|line| (line, m.start));
    // with the number before it: `# 1. Introduction`
    let labelled = marks.iter().filter(behind).find_map(own).map(|(line, at)| {
        let numbered = text[line.start..at].bytes().all(|b| b.is_ascii_digit() || matches!(b, b'#' | b'.' | b' '));
        if numbered { line.start } else { at }
    });
    let Some(from) = abstract_at else { return labelled };
    let limit = labelled.unwrap_or(text.len()).min(from + super::FRONT_BYTES);
    let mut lines = doc.lines();
    lines.skip_to(from);
    let heads = |line: &Span| {
        let words = text::trim(doc.slice(*line));
        line.start > from && !words.is_empty() && is_heading(words) && !is_item(text, *line)
    };
    lines.take_while(|line| line.start < limit).find(heads).map(|line| line.start).or(labelled)
}
