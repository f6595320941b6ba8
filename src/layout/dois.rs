//! Where the article's DOI may stand: behind its label, or bare above the body.

use super::labelled;
use crate::document::{Found, Span};
use crate::field::Doi;
use crate::label::Label;
use crate::outline::{Kind, Outline};

/// The digits of `10.1234`, which every DOI has.
const DOI_DIGITS: usize = 6;

/// The article's own DOI stands no further from the top, unless it opens its line.
const HEAD_BYTES: usize = 14_000;

/// As many letters and digits before a DOI on its line are a label: `中国分类号: X17 DOI:`.
const LETTERS_BEFORE: usize = 24;

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
    let referred = |at: usize| {
        outline
            .lines
            .iter()
            .any(|l| l.kind == Kind::Reference && l.span.start <= at && !text[l.span.start..at].contains('\n'))
    };
    // behind the head of the article, where more than a word stands before it on its line: in an entry of a bibliography
    // that nothing else tells, or in a sentence
    let top_end = outline.top + HEAD_BYTES;
    let head_end = [outline.body, outline.references].into_iter().flatten().chain([top_end]).min().unwrap_or(top_end);
    let mentioned = |at: usize| {
        let before = &text[memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |n| n + 1)..at];
        let numbered = || {
            let rest = before.trim_start_matches(['[', ' ']).trim_start_matches(|c: char| c.is_ascii_digit());
            rest.len() < before.len() && rest.starts_with(['.', ']', ')', '、'])
        };
        (at > head_end || numbered()) && before.chars().filter(|c| c.is_alphanumeric()).nth(LETTERS_BEFORE).is_some()
    };
    let cited = |at: usize| outline.is_of_others(at) || referred(at) || mentioned(at);
    for mark in outline.all(Label::Doi) {
        let value = labelled::line(outline, mark);
        if cited(mark.start) {
            continue;
        }
        // it may run over what looks like the next label: `10.12345/J.ISSN1234-5678.2024.0721`
        let rest = Span::new(value.start, labelled::line_end(text, value.start));
        let begins = |at: usize| at <= 24 && at < value.len();
        if let Some((range, doi)) = Doi::find(doc.slice(rest)).filter(|(range, _)| begins(range.start)) {
            let end = value.end.max(rest.start + range.end);
            found.push(PlacedDoi { span: Span::new(value.start, end), doi: Found::at(rest.part(range), doi) });
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
            if !mentioned(span.start) && !found.iter().any(|known| known.span.contains(span)) {
                found.push(PlacedDoi { span, doi: Found::at(span, doi) });
            }
        }
    }
    // a label behind the head may be another article's
    found.sort_by_key(|placed| placed.span.start > head_end);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn a_label_within_a_doi_does_not_end_it() {
        let doc = Document::from_text("a.txt", "DOI:10.12345/J.ISSN1234-5678.2024.0721\n高原湖泊的演变\n");
        let found = candidates(&Outline::of(&doc));
        assert_eq!(found[0].doi.value.as_str(), "10.12345/j.issn1234-5678.2024.0721");
        let entry = "段嘉禾, 束如松. 茶园土壤的酸化与调控措施综述. 岭南评论, 2018, 3(1): 4-9. DOI: 10.12345/other";
        let paper = |front: &str| format!("# 高原湖泊的演变\n\n{front}\n\n# 1 引言\n\n湖泊的面积在扩大。\n\n{entry}\n");
        let dois = |front: &str| candidates(&Outline::of(&Document::from_text("a.txt", &paper(front)))).len();
        assert_eq!([dois("中图分类号: X17 DOI: 10.12345/own"), dois("中图分类号: X17")], [1, 0]);
        let text =
            "# 高原湖泊的演变\n\n10.12345/own\n\n# 1 引言\n\n湖泊的面积在扩大。\n\n志,2020(7):4-9.DOI:10.12345/other\n";
        assert_eq!(candidates(&Outline::of(&Document::from_text("a.txt", text)))[0].doi.value.as_str(), "10.12345/own");
        let doc = Document::from_text("a.txt", "DOI: ISSN 1234-5679 https://doi.org/10.12345/other\n高原湖泊的演变\n");
        assert!(candidates(&Outline::of(&doc)).iter().all(|placed| placed.span.start > 6));
    }
}
