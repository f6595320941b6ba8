//! Terms whose separators the text lost, found again with the help of the title and the abstract.

use std::ops::Range;

use super::is_han;

/// A list longer than this is no list; the work grows with its length.
const MOST_UNITS: usize = 200;
/// Hints are read no further than this, in bytes.
const LONGEST_HINTS: usize = 20_000;

/// The terms of `glued` that recur in `hints`, the longest ones that fill it, and what stands between them;
/// e.g. `凋落物养分释放残留率` with an abstract that speaks of 凋落物, 养分释放 and 残留率. Without support it
/// stays whole. To be asked only where a list came out as one long term.
pub fn split_with_hints(glued: &str, hints: &str) -> Vec<Range<usize>> {
    let units = units(glued);
    let whole = || units.first().zip(units.last()).map(|(first, last)| first.start..last.end).into_iter().collect();
    if units.len() < 3 || units.len() > MOST_UNITS {
        return whole();
    }
    let hints = fold(&hints[..hints.floor_char_boundary(LONGEST_HINTS)]);
    let text = Glued { folded: fold(glued), glued, units: &units, hints: &hints };
    let pieces = text.best();
    let supported: usize = pieces.iter().filter(|piece| piece.recurs).map(|piece| piece.units.len()).sum();
    let enough = pieces.iter().filter(|piece| piece.recurs).count() >= 2 && supported * 2 >= units.len();
    if !enough {
        return whole();
    }
    pieces.iter().map(|piece| units[piece.units.start].start..units[piece.units.end - 1].end).collect()
}

/// The text as Chinese characters and words of other scripts.
fn units(text: &str) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    let mut word = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            word = false;
        } else if is_han(c) {
            units.push(at..end);
            word = false;
        } else if word && let Some(last) = units.last_mut() {
            last.end = end;
        } else {
            units.push(at..end);
            word = true;
        }
    }
    units
}

/// Lower case without a change of lengths.
fn fold(text: &str) -> String {
    text.to_ascii_lowercase()
}

struct Glued<'a> {
    glued: &'a str,
    folded: String,
    units: &'a [Range<usize>],
    hints: &'a str,
}

#[derive(Clone)]
struct Piece {
    units: Range<usize>,
    recurs: bool,
}

impl Glued<'_> {
    /// The division with the highest score, by dynamic programming from the left.
    fn best(&self) -> Vec<Piece> {
        let count = self.units.len();
        let mut best: Vec<(f32, usize, bool)> = vec![(f32::MIN, 0, false); count + 1];
        best[0].0 = 0.0;
        for end in 1..=count {
            for start in (0..end).rev().take(12) {
                let (score, recurs) = self.score(start..end);
                // two strangers side by side are one
                let joined = !recurs && start > 0 && !best[start].2;
                let total = best[start].0 + score - if joined { 1.0 } else { 0.0 };
                if total > best[end].0 {
                    best[end] = (total, start, recurs);
                }
            }
        }
        let mut pieces = Vec::new();
        let mut end = count;
        while end > 0 {
            let (_, start, recurs) = best[end];
            pieces.push(Piece { units: start..end, recurs });
            end = start;
        }
        pieces.reverse();
        pieces
    }

    /// How good a term these units make, and whether the hints know it.
    fn score(&self, units: Range<usize>) -> (f32, bool) {
        let length = units.len() as f32;
        let range = self.units[units.start].start..self.units[units.end - 1].end;
        let (term, printed) = (&self.folded[range.clone()], &self.glued[range]);
        let chinese = printed.contains(is_han);
        let known = if chinese { units.len() >= 2 && printed.chars().count() >= 2 } else { !opens_or_ends_badly(term) };
        if !known || !self.recurs(term) {
            return (-1.0 - 1.2 * length, false);
        }
        // longer terms are worth more than their parts
        let worth = if chinese { length.powf(1.4) - 0.8 } else { (length * 2.0).powf(1.4) - 1.0 };
        (worth, true)
    }

    /// Whether the hints have `term`, words whole.
    fn recurs(&self, term: &str) -> bool {
        let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
        let finder = memchr::memmem::Finder::new(term);
        let hints = self.hints.as_bytes();
        finder.find_iter(hints).any(|at| {
            let end = at + term.len();
            let opens = at > 0 && letter(hints.get(at - 1)) && letter(term.as_bytes().first());
            let plural = hints.get(end) == Some(&b's') && !letter(hints.get(end + 1));
            let goes_on = letter(hints.get(end)) && letter(term.as_bytes().last()) && !plural;
            !opens && !goes_on
        })
    }
}

/// Whether a word of grammar stands where no term has one.
fn opens_or_ends_badly(term: &str) -> bool {
    const GRAMMAR: &[&str] = &["of", "the", "and", "in", "on", "for", "to", "with", "by", "a", "an", "from", "at"];
    let mut words = term.split_whitespace();
    let first = words.next();
    let last = words.next_back().or(first);
    [first, last].into_iter().flatten().any(|word| GRAMMAR.contains(&word))
}
