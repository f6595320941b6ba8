//! Lists of words, asked for on every line of a page: in one pass instead of one a word.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use aho_corasick::AhoCorasick;

/// Words that are looked for together; case counts.
pub(crate) struct Words(AhoCorasick);

impl Words {
    /// Makes the automaton; once a program.
    pub fn new(words: &[&str]) -> Words {
        // texts are short and mostly Chinese, where every third byte begins a word: a prefilter only costs
        let automaton = AhoCorasick::builder().prefilter(false).build(words);
        Words(automaton.expect("a few hundred words fit an automaton"))
    }

    /// Whether any of them stands in `text`.
    pub fn are_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// The places in the list of those that stand in `text`, one within another too, in no useful order.
    pub fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        self.0.find_overlapping_iter(text).map(|found| found.pattern().as_usize())
    }
}

/// A set of fixed words.
pub(crate) type Set = HashSet<&'static str, BuildHasherDefault<Fnv>>;

/// A table by words that the program itself brings along.
pub(crate) type Table<V> = HashMap<String, V, BuildHasherDefault<Fnv>>;

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
