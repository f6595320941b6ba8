//! Terms whose separators the text lost, found again with the help of the title and the abstract.

use std::ops::Range;

use crate::field::text::is_han;

/// A list longer than this is no list; the work grows with its length.
const MOST_UNITS: usize = 200;
/// No list has more terms; the work grows with their number.
const MOST_TERMS: usize = 20;
/// Hints are read no further than this, in bytes.
const LONGEST_HINTS: usize = 20_000;

/// Of terms found again, at most one in so many may be a bare word of two characters: more are a text cut to pieces.
const ONE_SHORT_IN: usize = 3;

/// The terms of `glued` that recur in `hints`, the longest ones that fill it, and what stands between them;
/// e.g. `凋落物养分释放残留率` with an abstract that speaks of 凋落物, 养分释放 and 残留率. Where the other language's
/// list says how many there are, as many, if they can be had. Without support it stays whole. To be asked only where a
/// list came out as one long term.
pub fn split_with_hints(glued: &str, hints: &str, wanted: Option<usize>) -> Vec<Range<usize>> {
    let units = units(glued);
    let whole = || units.first().zip(units.last()).map(|(first, last)| first.start..last.end).into_iter().collect();
    if units.len() < 3 || units.len() > MOST_UNITS {
        return whole();
    }
    let hints = fold(&hints[..hints.floor_char_boundary(LONGEST_HINTS)]);
    let text = Glued { folded: fold(glued), glued, units: &units, hints: &hints };
    let Some(free) = text.best(None) else { return whole() };
    let pieces = match wanted.filter(|&count| count != free.len() && (2..=MOST_TERMS).contains(&count)) {
        Some(count) => text.best(Some(count)).filter(|pieces| text.is_supported(pieces)).unwrap_or(free),
        None => free,
    };
    if !text.is_supported(&pieces) {
        return whole();
    }
    // the other list tells better
    let pieces = if wanted.is_none() { without_lone(pieces, |piece| text.is_lone(piece)) } else { pieces };
    pieces.iter().map(|piece| text.range(&piece.units)).collect()
}

/// The pieces, one character that no hint knows joined to what it stands before: `微` to `处理器`.
fn without_lone(pieces: Vec<Piece>, is_lone: impl Fn(&Piece) -> bool) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if is_lone(last) => last.units.end = piece.units.end,
            _ => joined.push(piece),
        }
    }
    joined
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

/// The best division up to one place.
#[derive(Clone, Copy)]
struct Cell {
    score: f32,
    /// Where its last piece begins, and whether that one recurs.
    start: usize,
    recurs: bool,
}

impl Default for Cell {
    fn default() -> Cell {
        Cell { score: f32::MIN, start: 0, recurs: false }
    }
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
    /// The division with the highest score, by dynamic programming from the left; into `count` terms where that is told.
    fn best(&self, count: Option<usize>) -> Option<Vec<Piece>> {
        let layers = count.unwrap_or(0) + 1;
        let mut best = vec![vec![Cell::default(); layers]; self.units.len() + 1];
        best[0][0].score = 0.0;
        for end in 1..=self.units.len() {
            // what the hints do not have they have in no longer piece either
            let mut known = true;
            for start in (0..end).rev().take(12) {
                known = known && self.is_in_hints(start..end);
                let (score, recurs) = self.score(start..end, known);
                for layer in 0..layers {
                    let below = if count.is_some() { layer.checked_sub(1) } else { Some(layer) };
                    let Some(before) = below.map(|layer| best[start][layer]) else { continue };
                    // two strangers side by side are one
                    let joined = !recurs && start > 0 && !before.recurs;
                    let total = before.score + score - if joined { 1.0 } else { 0.0 };
                    if total > best[end][layer].score {
                        best[end][layer] = Cell { score: total, start, recurs };
                    }
                }
            }
        }
        let mut pieces = Vec::new();
        let (mut end, mut layer) = (self.units.len(), layers - 1);
        while end > 0 {
            let Cell { score, start, recurs } = best[end][layer];
            if score == f32::MIN {
                return None;
            }
            pieces.push(Piece { units: start..end, recurs });
            end = start;
            layer = layer.saturating_sub(1);
        }
        pieces.reverse();
        Some(pieces)
    }

    /// Whether the hints speak for a division: they know most of it, and no piece is a scrap of a sentence.
    fn is_supported(&self, pieces: &[Piece]) -> bool {
        let known = || pieces.iter().filter(|piece| piece.recurs);
        let supported: usize = known().map(|piece| piece.units.len()).sum();
        let printed = |piece: &Piece| &self.folded[self.range(&piece.units)];
        let short = pieces
            .iter()
            .filter(|piece| printed(piece).chars().count() == 2 && printed(piece).contains(is_han))
            .count();
        known().count() >= 2
            && supported * 2 >= self.units.len()
            && short * ONE_SHORT_IN <= pieces.len()
            && !pieces.iter().any(|piece| opens_or_ends_badly(printed(piece)))
    }

    /// Whether a piece is a single Chinese character.
    fn is_lone(&self, piece: &Piece) -> bool {
        piece.units.len() == 1 && self.glued[self.range(&piece.units)].contains(is_han)
    }

    /// Where these units stand.
    fn range(&self, units: &Range<usize>) -> Range<usize> {
        self.units[units.start].start..self.units[units.end - 1].end
    }

    /// Whether these units stand in the hints, be it inside a word.
    fn is_in_hints(&self, units: Range<usize>) -> bool {
        let term = &self.folded[self.range(&units)];
        memchr::memmem::find(self.hints.as_bytes(), term.as_bytes()).is_some()
    }

    /// How good a term these units make, which may stand in the hints, and whether the hints know it as words.
    fn score(&self, units: Range<usize>, known: bool) -> (f32, bool) {
        let length = units.len() as f32;
        let range = self.range(&units);
        let (term, printed) = (&self.folded[range.clone()], &self.glued[range]);
        let chinese = printed.contains(is_han);
        let known = known
            && if chinese { units.len() >= 2 && printed.chars().count() >= 2 } else { !opens_or_ends_badly(term) };
        if !known || !self.recurs(term) {
            // a stranger joins the known word before it, `LMDI decomposition`, rather than the one behind
            let first = units.start..units.start + 1;
            let led = !chinese && units.len() > 1 && self.recurs(&self.folded[self.range(&first)]);
            return (-1.0 - 1.2 * length + if led { 0.1 } else { 0.0 }, false);
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
