//! Where the article's DOI may stand: behind its label, or bare above the body.

use super::labelled;
use crate::document::{Found, Span};
use crate::field::Doi;
use crate::label::Label;
use crate::outline::{Kind, Outline};

/// The digits of `10.1234`, which every DOI has.
const DOI_DIGITS: usize = 6;

/// A place where the article's DOI may stand, read when it is found.
#[derive(Clone, Debug)]
pub struct PlacedDoi {
    /// The line behind the label, or the DOI itself.
    pub span: Span,
    /// The first DOI in it.
    pub doi: Found<Doi>,
}

/// Candidates for the article's DOI: those behind a label or in the head first, never one of a bibliography.
pub(super) fn candidates(outline: &Outline) -> Vec<PlacedDoi> {
    let doc = outline.doc;
    let mut found: Vec<PlacedDoi> = Vec::new();
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
        if let Some((range, doi)) = Doi::find(doc.slice(value)).filter(|(range, _)| range.start <= 24) {
            found.push(PlacedDoi { span: value, doi: Found::at(value.part(range), doi) });
        }
    }
    // a bare address or number above the body, not inside a citation of something else
    for line in &outline.lines {
        let numbered = line.script.digits >= DOI_DIGITS;
        if !numbered || matches!(line.kind, Kind::Reference | Kind::Value(_)) {
            continue;
        }
        // its first one stands behind its label
        let known = |known: &PlacedDoi| {
            line.span.contains(known.span) && !text[line.span.start..known.span.start].contains("10.")
        };
        if found.iter().any(known) {
            continue;
        }
        if let Some((range, doi)) = Doi::find(doc.slice(line.span)) {
            let span = line.span.part(range);
            if !found.iter().any(|known| known.span.contains(span)) {
                found.push(PlacedDoi { span, doi: Found::at(span, doi) });
            }
        }
    }
    found
}
