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

/// A text that speaks of the terms of a list.
pub struct Hints {
    /// In the language of the list.
    pub text: String,
    /// How often it must have a term: once in title and abstract, more often in a long text.
    pub least: usize,
}

/// The terms of `glued` that recur in `hints`, the longest ones that fill it, and what stands between them;
/// e.g. `凋落物养分释放残留率` with an abstract that speaks of 凋落物, 养分释放 and 残留率. Where the other language's
/// list says how many there are, as many, if they can be had. Without support it stays whole. To be asked only where a
/// list came out as one long term.
pub fn split_with_hints(glued: &str, hints: &Hints, wanted: Option<usize>) -> Vec<Range<usize>> {
    let mut units = units(glued);
    let hints = &Hints { text: fold(&hints.text[..hints.text.floor_char_boundary(LONGEST_HINTS)]), ..*hints };
    let folded = fold(glued);
    let borders = unglue(&folded, &mut units, hints);
    let whole = || units.first().zip(units.last()).map(|(first, last)| first.start..last.end).into_iter().collect();
    if units.len() < 3 || units.len() > MOST_UNITS {
        return whole();
    }
    let text = Glued { folded, glued, units: &units, borders: &borders, hints };
    let Some(free) = text.best(None) else { return whole() };
    let pieces = match wanted.filter(|&count| count != free.len() && (2..=MOST_TERMS).contains(&count)) {
        Some(count) => text.best(Some(count)).filter(|pieces| text.is_supported(pieces, true)).unwrap_or(free),
        None => free,
    };
    // the other list tells better
    let pieces = if wanted.is_none() { without_lone(pieces, |piece| text.is_lone(piece)) } else { pieces };
    if !text.is_supported(&pieces, wanted == Some(pieces.len())) {
        return whole();
    }
    pieces.iter().map(|piece| text.range(&piece.units)).collect()
}

/// Where blanks alone divide a list, a term of it parted between words of two scripts that the hints know, but not side by
/// side: `QRS-7 稻瘟病` are two, `DNA 甲基化` is one.
pub fn split_at_scripts(term: &str, hints: &Hints) -> Vec<Range<usize>> {
    let hints = &Hints { text: fold(&hints.text[..hints.text.floor_char_boundary(LONGEST_HINTS)]), ..*hints };
    let folded = fold(term);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in term.match_indices(' ') {
        let before = folded[..at].rsplit(' ').next().unwrap_or_default();
        let behind = folded[at + 1..].split(' ').next().unwrap_or_default();
        let known = |words: &str| !words.is_empty() && recurs(words, hints);
        let mixed = before.contains(is_han) != behind.contains(is_han);
        if mixed && known(before) && known(behind) && ![" ", ""].iter().any(|gap| known(&[before, behind].join(gap))) {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..term.len());
    parts
}

/// The pieces, one character that no hint knows joined to what it stands before: `微` to `处理器`.
fn without_lone(pieces: Vec<Piece>, is_lone: impl Fn(&Piece) -> bool) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if is_lone(last) => {
                last.units.end = piece.units.end;
                last.recurs |= piece.recurs;
            }
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

/// Divides words of letters that are two in the hints, `prevention` behind `poisoning`; where these terms begin, as places
/// among the units.
fn unglue(folded: &str, units: &mut Vec<Range<usize>>, hints: &Hints) -> Vec<usize> {
    let mut borders = Vec::new();
    let mut place = 0;
    while let Some(unit) = units.get(place).cloned() {
        let word = &folded[unit.clone()];
        if let Some(at) = glue(word, hints) {
            units[place].end = unit.start + at;
            units.insert(place + 1, unit.start + at..unit.end);
            borders.push(place + 1);
        }
        place += 1;
    }
    borders
}

/// Where a word of small letters that the hints do not have falls into two, one of which they have at least.
fn glue(word: &str, hints: &Hints) -> Option<usize> {
    const SHORTEST: usize = 4;
    if word.len() < 2 * SHORTEST || !word.bytes().all(|b| b.is_ascii_lowercase()) || recurs(word, hints) {
        return None;
    }
    let cuts = || SHORTEST..=word.len() - SHORTEST;
    let both = cuts().find(|&at| recurs(&word[..at], hints) && recurs(&word[at..], hints));
    // the longer one
    let first = || cuts().rev().find(|&at| at > SHORTEST && recurs(&word[..at], hints));
    let second = || cuts().find(|&at| word.len() - at > SHORTEST && recurs(&word[at..], hints));
    // only the blank inside a term was lost: `bacillussubtilis`
    let is_phrase = |at: &usize| {
        memchr::memmem::find(hints.text.as_bytes(), [&word[..*at], " ", &word[*at..]].concat().as_bytes()).is_some()
    };
    both.or_else(first).or_else(second).filter(|at| !is_phrase(at))
}

/// Whether the hints have `term` often enough, words whole.
fn recurs(term: &str, hints: &Hints) -> bool {
    let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let finder = memchr::memmem::Finder::new(term);
    let least = hints.least.max(1);
    let hints = hints.text.as_bytes();
    let stands = |at: &usize| {
        let end = at + term.len();
        let opens = *at > 0 && letter(hints.get(at - 1)) && letter(term.as_bytes().first());
        let plural = hints.get(end) == Some(&b's') && !letter(hints.get(end + 1));
        let goes_on = letter(hints.get(end)) && letter(term.as_bytes().last()) && !plural;
        !opens && !goes_on
    };
    finder.find_iter(hints).filter(stands).nth(least - 1).is_some()
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
    /// Where a term begins for sure, among the units.
    borders: &'a [usize],
    hints: &'a Hints,
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
                if self.borders.contains(&start) {
                    break;
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

    /// Whether the hints speak for a division: they know most of it, and no piece is a scrap of a sentence; `counted`
    /// where it has as many pieces as the other language's list.
    fn is_supported(&self, pieces: &[Piece], counted: bool) -> bool {
        if counted && pieces.len() == self.borders.len() + 1 {
            return true;
        }
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
            // no term is one character
            && !pieces.iter().any(|piece| self.is_lone(piece))
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
        memchr::memmem::find(self.hints.text.as_bytes(), term.as_bytes()).is_some()
    }

    /// How good a term these units make, which may stand in the hints, and whether the hints know it as words.
    fn score(&self, units: Range<usize>, known: bool) -> (f32, bool) {
        let length = units.len() as f32;
        let range = self.range(&units);
        let (term, printed) = (&self.folded[range.clone()], &self.glued[range]);
        let chinese = printed.contains(is_han);
        let known = known
            && if chinese { units.len() >= 2 && printed.chars().count() >= 2 } else { !opens_or_ends_badly(term) };
        if !known || !recurs(term, self.hints) {
            // a stranger joins the known word before it, `LMDI decomposition`, rather than the one behind
            let first = units.start..units.start + 1;
            let led = !chinese && units.len() > 1 && recurs(&self.folded[self.range(&first)], self.hints);
            return (-1.0 - 1.2 * length + if led { 0.1 } else { 0.0 }, false);
        }
        // longer terms are worth more than their parts
        let worth = if chinese { length.powf(1.4) - 0.8 } else { (length * 2.0).powf(1.4) - 1.0 };
        (worth, true)
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
