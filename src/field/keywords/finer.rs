//! Terms that are still more than one: OCR reads some separators of a list as other signs, or loses them.

use std::ops::Range;

use super::{Hints, split_with_hints, trim, within_number};
use crate::field::text::is_han;

/// What OCR reads for a separator, the likeliest first.
const MISREAD: &[&[char]] = &[&[':', '：'], &[',', '，'], &['.', '。']];

/// A Chinese term with fewer characters is hardly two.
const FEWEST_GLUED: usize = 7;

/// A part of a term: the term's place in its list, and the bytes in it.
type Part = (usize, Range<usize>);

/// The parts of `terms`, where the other language's list has `wanted` and a sign between them that OCR misread, or
/// what `hints` say of the longest Chinese one, makes that many, e.g. `diet: protein: finishing pigs` of three. Where
/// no signs divided the terms, but blanks, the hints may cut all of them.
pub fn split_finer(terms: &[&str], hints: &Hints, wanted: usize, divided: bool) -> Option<Vec<Part>> {
    let missing = wanted.checked_sub(terms.len()).filter(|missing| *missing > 0)?;
    let with = |signs: &&[char]| {
        let parts: Vec<Part> = terms
            .iter()
            .enumerate()
            .flat_map(|(place, term)| at_signs(term, signs).into_iter().map(move |part| (place, part)))
            .collect();
        (parts.len() == wanted).then_some(parts)
    };
    let jointly = || (!divided).then(|| jointly(terms, hints, wanted)).flatten();
    MISREAD.iter().find_map(with).or_else(jointly).or_else(|| glued(terms, hints, missing))
}

/// What stands between `signs` in `term`; signs within brackets or numbers separate nothing.
fn at_signs(term: &str, signs: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let formula = |at: usize| term[..at].matches('$').count() % 2 == 1;
    if !term.contains(['(', '（', '[']) {
        for (at, sign) in term.match_indices(signs) {
            let behind = &term[at + sign.len()..];
            let full_stop = sign == "." && !behind.starts_with(' ');
            if full_stop
                || formula(at)
                || within_number(term, at)
                || behind.trim().is_empty()
                || term[start..at].trim().is_empty()
            {
                continue;
            }
            parts.push(trim(term, start..at));
            start = at + sign.len();
        }
    }
    parts.push(trim(term, start..term.len()));
    parts
}

/// The longest term, cut into `missing` terms more, where the hints know them.
fn glued(terms: &[&str], hints: &Hints, missing: usize) -> Option<Vec<Part>> {
    let length = |term: &&str| term.chars().filter(|c| is_han(*c)).count();
    let (longest, term) = terms.iter().enumerate().max_by_key(|(_, term)| length(term))?;
    if terms.len() < 2 || length(term) < FEWEST_GLUED {
        return None;
    }
    let cut = split_with_hints(term, hints, Some(missing + 1));
    if cut.len() != missing + 1 {
        return None;
    }
    let whole = |(place, term): (usize, &&str)| match place == longest {
        true => cut.iter().map(|part| (place, part.clone())).collect(),
        false => vec![(place, 0..term.len())],
    };
    Some(terms.iter().enumerate().flat_map(whole).collect())
}

/// Every term cut where the hints say so, if that makes `wanted` of them.
fn jointly(terms: &[&str], hints: &Hints, wanted: usize) -> Option<Vec<Part>> {
    let cut = |(place, term): (usize, &&str)| -> Vec<Part> {
        let parts = split_with_hints(term, hints, None);
        let parts = if parts.len() > 1 { parts } else { std::iter::once(0..term.len()).collect() };
        parts.into_iter().map(|part| (place, part)).collect()
    };
    let parts: Vec<Part> = terms.iter().enumerate().flat_map(cut).collect();
    (terms.len() > 1 && parts.len() == wanted).then_some(parts)
}
