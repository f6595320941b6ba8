//! Where the article's DOI may stand: behind its label, or bare above the body.

use super::labelled;
use crate::document::Span;
use crate::field::Doi;
use crate::label::Label;
use crate::outline::{Kind, Outline};

/// The digits of `10.1234`, which every DOI has.
const DOI_DIGITS: usize = 6;

/// Candidates for the article's DOI: those behind a label or in the head first, never one of a bibliography.
pub(super) fn candidates(outline: &Outline) -> Vec<Span> {
    let doc = outline.doc;
    let mut found = Vec::new();
    let text = doc.body();
    // in a reference, or right behind the part of it that ends before the label
    let cited = |at: usize| {
        outline
            .lines
            .iter()
            .any(|l| l.kind == Kind::Reference && l.span.start <= at && !text[l.span.start..at].contains('\n'))
    };
    for mark in outline.all(Label::Doi) {
        let value = labelled::line(outline, mark);
        if cited(mark.start) {
            continue;
        }
        if Doi::find(doc.slice(value)).is_some_and(|(range, _)| range.start <= 24) {
            found.push(value);
        }
    }
    // a bare address or number above the body, not inside a citation of something else
    for line in &outline.lines {
        let numbered = line.script.digits >= DOI_DIGITS;
        if !numbered || matches!(line.kind, Kind::Reference | Kind::Value(_)) {
            continue;
        }
        // its first one stands behind its label
        let known = |value: &Span| line.span.contains(*value) && !text[line.span.start..value.start].contains("10.");
        if found.iter().any(known) {
            continue;
        }
        if let Some((range, _)) = Doi::find(doc.slice(line.span)) {
            let span = line.span.part(range);
            if !found.iter().any(|f: &Span| f.contains(span)) {
                found.push(span);
            }
        }
    }
    found
}
