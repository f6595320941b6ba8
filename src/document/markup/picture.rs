//! The name of a site that stands for its picture before each name: `www.abc.orgJiahe Duan1 www.abc.orgRusong Shu2`.

use std::ops::Range;

use memchr::memmem;

/// What every such name begins with.
const LEAD: &str = "www.";

/// The names of sites in `text` that stand for pictures, where there are several of one.
pub(super) fn names(text: &str) -> Vec<Range<usize>> {
    let names: Vec<Range<usize>> = memmem::find_iter(text.as_bytes(), LEAD).filter_map(|at| name(text, at)).collect();
    let is_site = |range: &Range<usize>| {
        names.iter().filter(|other| text[other.start..other.end] == text[range.start..range.end]).take(2).count() == 2
    };
    names.iter().filter(|range| is_site(range)).cloned().collect()
}

/// The name of a site at `at` that is glued to a word in a capital, and to nothing before it.
fn name(text: &str, at: usize) -> Option<Range<usize>> {
    let of_host = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    let end = at + text.as_bytes()[at..].iter().take_while(|b| of_host(b)).count();
    let (host, top) = text[at + LEAD.len()..end].rsplit_once('.')?;
    let glued = text[end..].starts_with(|c: char| c.is_uppercase()) && (2..=4).contains(&top.len()) && !host.is_empty();
    (glued && text[..at].chars().next_back().is_none_or(char::is_whitespace)).then_some(at..end)
}
