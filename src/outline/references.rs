//! The bibliography: where it begins and ends.

use std::ops::Range;

use crate::field::citation;
use crate::label::{Label, Mark};

/// Where the bibliography begins: at a label of its own that entries follow.
pub(super) fn references(text: &str, marks: &[Mark]) -> Option<usize> {
    // a tab above the article: `摘要`, `全文`, `参考文献`
    let is_tab = |m: &Mark| {
        let line = memchr::memrchr(b'\n', &text.as_bytes()[..m.start]).unwrap_or(0);
        let beside = |other: &&Mark| other.start < m.start && text[other.value..m.start].trim().is_empty();
        line < TABS
            && marks.iter().any(|other| beside(&other))
            && marks.iter().any(|other| other.label == Label::Abstract && other.start > m.start)
    };
    marks
        .iter()
        .filter(|m| m.label == Label::References && !is_tab(m))
        .find(|m| looks_like_entries(&text[m.value..]))
        .map(|m| m.start)
}

/// The tabs of a page stand no further from its top, in bytes.
const TABS: usize = 1_500;

/// Whether numbered or dated entries follow.
fn looks_like_entries(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(500)];
    let entry = |line: &str| {
        let line = line.trim_start_matches([' ', '[', '(', '•', '【', '*']);
        line.starts_with(['1', '①'])
            || line.contains("[J")
            || line.contains("[M")
            || line.contains("(19")
            || line.contains("(20")
            || line.contains(". 20")
            || line.contains(", 20")
    };
    let entries = head.lines().filter(|l| !l.trim().is_empty()).take(4).any(entry);
    let years = head
        .as_bytes()
        .windows(4)
        .filter(|w| matches!(w, [b'1', b'9', a, b] | [b'2', b'0', a, b] if a.is_ascii_digit() && b.is_ascii_digit()))
        .count();
    years >= 1 && entries
}

/// Where labels count again behind a bibliography: at a label at a line's start that is no part of an entry.
pub(super) fn end_of_references(text: &str, marks: &[Mark], start: usize) -> usize {
    let ends = |m: &&Mark| {
        let whole = text[m.value..].starts_with('\n') || text.len() == m.value;
        let firm = m.firm
            && !m.label.is_furniture()
            && !matches!(
                m.label,
                Label::Doi
                    | Label::References
                    | Label::Online
                    | Label::Published
                    | Label::Accepted
                    | Label::Issue
                    | Label::Volume
                    | Label::Pages
                    | Label::Body
            );
        // a heading of the page's furniture
        let words = &text[m.start..m.value];
        let furniture = m.label.is_furniture()
            && (words.chars().filter(|c| crate::field::text::is_han(*c)).count() >= 4 || words.trim() == "Downloads");
        let part = || {
            matches!(m.label, Label::References | Label::Body | Label::Doi | Label::Online | Label::Email)
                || m.label.is_furniture()
        };
        let heading = whole && (furniture || !part());
        // OCR glues it to its text or to what stands before it
        let summary = m.label == Label::Abstract;
        m.start > start && (m.line_start && (firm || heading) || summary)
    };
    marks.iter().find(ends).map_or(text.len(), |m| m.start)
}

/// Where `text` in `range` goes on behind the last line that is of a bibliography, or behind the entry that begins that
/// line; the start of `range` where none is.
pub(super) fn behind_entries(text: &str, range: Range<usize>) -> usize {
    let mut at = range.start;
    let mut behind = range.start;
    for line in text[range].split_inclusive('\n') {
        let end = run_on(line).or_else(|| is_of_entry(line.trim()).then_some(line.len()));
        behind = end.map_or(behind, |end| at + end);
        at += line.len();
    }
    behind
}

/// Where a title begins that runs on behind the pages of an entry: `…,2016,28(4):8-10. Energy Requirements of …`.
fn run_on(line: &str) -> Option<usize> {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    line.match_indices(". ")
        .map(|(at, _)| at)
        .find(|&at| {
            let (entry, title) = (&line[..at], &line[at + 2..]);
            let opening = title.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
            let long = || title.split(' ').count() >= 5;
            digit(entry.as_bytes().last())
                && opening
                && long()
                && is_of_entry(entry.trim())
                && !is_of_entry(title.trim())
        })
        .map(|at| at + 2)
}

/// `[12] 曾某.某题[J].某学报,2013,31(1):4-12.`, or a piece of one that runs over several lines: a number in brackets, a
/// type mark, or volume, issue and pages.
fn is_of_entry(line: &str) -> bool {
    let number = line.strip_prefix('[').is_some_and(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        (1..=3).contains(&digits) && rest[digits..].starts_with(']')
    });
    let typed = || {
        memchr::memchr_iter(b'[', line.as_bytes()).any(|at| {
            let rest = &line[at + 1..];
            rest.starts_with(['J', 'M', 'D', 'C', 'P', 'N', 'S', 'R', 'Z', 'E'])
                && rest[..rest.floor_char_boundary(8)].contains(']')
        })
    };
    let placed = || line.bytes().filter(u8::is_ascii_digit).count() >= 6 && citation::likeness(line) >= 0.5;
    number || typed() || placed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_end_where_the_summary_in_the_other_language_begins() {
        let entries =
            "[8]郑某,彭某.某系统的研究[J].仪器,2008\n,15(3):109-110.\n[9] 马某.某装置:201920136859.3[P].2019-09-24.\n";
        let summary = "Image Acquisition of a Telescope\nMA Mou1, WANG Mou2\n(1.Observatory, Kunming 650011, China;\n";
        let text = format!("{entries}{summary}");
        assert_eq!(behind_entries(&text, 0..text.len()), entries.len());
        assert_eq!(behind_entries(&text, entries.len()..text.len()), entries.len());
        assert_eq!(behind_entries(summary, 0..summary.len()), 0);
        let run_on = "[9] 马某.某羊的需要量[J].某牧,1997(2):17-18. [10]柴某.再测[J].某牧,1990(1):8-10. ";
        let text = format!("{run_on}Energy and Protein Requirements of Ewes MA MouWANG Mou\n");
        assert_eq!(behind_entries(&text, 0..text.len()), run_on.len());
    }

    #[test]
    fn a_summary_right_behind_the_front() {
        // the front ends within a character, whatever stands before it
        for before in ["", "a", "ab"] {
            let page = format!("{before}采石场\n\n{}\n\nAbstract: Pits were followed.\n", "土".repeat(4_800));
            let doc = crate::Document::from_text("t", &page);
            assert!(crate::outline::Outline::of(&doc).marks.len() == 1);
        }
    }
}
