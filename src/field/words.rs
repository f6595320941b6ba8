//! Lists of words, asked for on every line of a page: in one pass instead of one a word.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Words that are looked for together; case counts.
///
/// A table of the three bytes that they begin with tells nearly everywhere in a text that none stands there. An
/// automaton takes three times as long, since each of its steps waits for the one before.
pub(crate) struct Words {
    /// For each [`slot`] the first of `words` that is in it, counted from 1; 0 for none.
    first: [u8; SLOTS],
    /// By their slots.
    words: Vec<Word>,
}

struct Word {
    text: &'static str,
    slot: usize,
    /// Its place in the list.
    place: usize,
}

/// Enough that hardly a place in a text falls into the slot of a word that does not stand there.
const SLOTS: usize = 1 << 12;

/// Where the table has words that begin with the first three of these bytes.
fn slot(bytes: &[u8; 4]) -> usize {
    let key = u32::from_le_bytes(*bytes) << 8;
    (key.wrapping_mul(0x9E37_79B1) >> 20) as usize
}

/// The last three bytes of a text, as [`slot`] wants them.
fn padded(bytes: &[u8]) -> Option<[u8; 4]> {
    let &[first, second, third] = bytes.last_chunk()?;
    Some([first, second, third, 0])
}

impl Words {
    /// Makes the table, of at most 255 words of three bytes or more; once a program.
    pub fn new(list: &[&'static str]) -> Words {
        let word = |(place, text): (usize, &&'static str)| {
            let key = padded(&text.as_bytes()[..3]).expect("there are three bytes");
            Word { text, slot: slot(&key), place }
        };
        let mut words: Vec<Word> = list.iter().enumerate().map(word).collect();
        words.sort_by_key(|word| word.slot);
        let mut first = [0; SLOTS];
        for (at, word) in words.iter().enumerate().rev() {
            first[word.slot] = u8::try_from(at + 1).expect("no list has more than 255 words");
        }
        Words { first, words }
    }

    /// Whether any of them stands in `text`.
    pub fn are_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// Where those that stand in `text` begin, and their places in the list; one within another too.
    pub fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
        Found { words: self, bytes: text.as_bytes(), at: 0, slot: 0, alike: &[] }
    }
}

/// Goes through a text.
struct Found<'t> {
    words: &'t Words,
    bytes: &'t [u8],
    /// One behind the place that is looked at.
    at: usize,
    /// The words that may begin there and have not been compared yet, and behind them those of other slots.
    alike: &'t [Word],
    slot: usize,
}

impl Iterator for Found<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        loop {
            while let [word, others @ ..] = self.alike
                && word.slot == self.slot
            {
                self.alike = others;
                let at = self.at - 1;
                if self.bytes[at..].starts_with(word.text.as_bytes()) {
                    return Some((at, word.place));
                }
            }
            let first = &self.words.first;
            let rest = &self.bytes[self.at..];
            let skipped = rest.array_windows().position(|key| first[slot(key)] != 0);
            let (skipped, key) = match skipped {
                Some(skipped) => (skipped, *rest[skipped..].first_chunk()?),
                None => (rest.len().checked_sub(3)?, padded(rest)?),
            };
            self.slot = slot(&key);
            self.at += skipped + 1;
            self.alike = match first[self.slot] {
                0 => return None,
                place => &self.words.words[usize::from(place) - 1..],
            };
        }
    }
}

/// Looks for a few `words` in the text of a whole page, of those that overlap for the first; case counts. With matches of
/// this kind the crate compares many bytes at once: a third of the instructions that [`Words`] takes for a page. For a
/// line it takes more.
pub(crate) fn finder(words: impl IntoIterator<Item = &'static str>) -> AhoCorasick {
    // the automaton behind that comparison is hardly ever asked: one that is made fast will do
    let kind = Some(AhoCorasickKind::ContiguousNFA);
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).kind(kind).build(words);
    finder.expect("a few short words")
}

/// A set of fixed words.
pub(crate) type Set = HashSet<&'static str, BuildHasherDefault<Fnv>>;

/// A table by keys that the program itself brings along.
pub(crate) type Table<K, V> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// FNV-1a: four times as fast as the default on a word, and nobody outside chooses the keys.
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand() {
        let words = Words::new(&["大学", "学院", "大学生", "cas"]);
        let found = |text| {
            words
                .found_in(text)
                .map(|(at, place)| (at, words.words.iter().find(|w| w.place == place).unwrap().text))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("a大学生cas"), [(1, "大学"), (1, "大学生"), (10, "cas")]);
        assert!(words.are_in("某学院") && !words.are_in("学") && !words.are_in("CAS") && !words.are_in(""));
    }
}
