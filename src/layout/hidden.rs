//! What a page of HTML hides until a reader asks for it: panels with affiliations and addresses behind the names.

use super::Places;
use crate::document::Span;
use crate::label::Label;
use crate::outline::{Kind, Line, Outline};
use crate::record::Language;
use crate::source::HIDDEN;

/// Fills what the visible page left open.
pub(super) fn fill(outline: &Outline, places: &mut Places) {
    let is_mark = |line: &Line| line.span.len() == HIDDEN.len() && outline.doc.slice(line.span) == HIDDEN;
    let Some(at) = outline.lines.iter().position(is_mark) else { return };
    let lines = &outline.lines[at + 1..];
    for language in [Language::Zh, Language::En] {
        let slot = places.affiliations.get_mut(language);
        if slot.is_none() {
            *slot = affiliations(outline, lines, language);
        }
    }
    for line in lines {
        let words = outline.doc.slice(line.span);
        if matches!(line.kind, Kind::Marked(_)) || !words.contains('@') {
            continue;
        }
        if words.starts_with(['*', '⁎', '∗']) && outline.mark(Label::Corresponding, None).is_none() {
            places.corresponding.push(line.span);
        } else {
            places.contacts.push(line.span);
        }
    }
}

/// The longest block of numbered affiliations; an unnumbered one is of one author only, and counts where it is alone.
fn affiliations(outline: &Outline, lines: &[Line], language: Language) -> Option<Span> {
    let of = |line: &&Line| line.kind == Kind::Affiliation && (line.script.han > 0) == (language == Language::Zh);
    let mut blocks: Vec<(usize, Span)> = Vec::new();
    let mut open = false;
    for line in lines {
        if !of(&line) {
            open = false;
            continue;
        }
        let numbered = is_numbered(outline.doc.slice(line.span));
        match blocks.last_mut() {
            Some((count, span)) if open && numbered => {
                *count += 1;
                span.end = line.span.end;
            }
            _ => blocks.push((usize::from(numbered), line.span)),
        }
        open = numbered;
    }
    let alone = blocks.len() == 1;
    blocks.into_iter().filter(|(count, _)| *count > 0 || alone).max_by_key(|(count, _)| *count).map(|(_, span)| span)
}

/// `• 1.南京大学`, `a  School of …`.
fn is_numbered(words: &str) -> bool {
    let mut chars = words.trim_start_matches(['•', ' ', '(', '[']).chars();
    let first = chars.next();
    let second = chars.next();
    first.is_some_and(|c| c.is_ascii_digit())
        || (first.is_some_and(|c| c.is_ascii_lowercase()) && second.is_some_and(|c| matches!(c, ' ' | '.' | ')')))
}
