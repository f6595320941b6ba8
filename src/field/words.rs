//! Lists of words, asked for on every line of a page: in one pass instead of one a word.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::byte;

/// Words that are looked for together. Case counts unless the table is for `ANY_CASE`, of words in small letters: then
/// that of ASCII letters does not.
///
/// A table of the three bytes that they begin with tells nearly everywhere in a text that none stands there. With as many
/// words as lists have here an automaton takes three times as long, since each of its steps waits for the one before.
pub(crate) struct Words<const ANY_CASE: bool = false> {
    /// For each [`slot`] the first of `words` that is in it, counted from 1; 0 for none.
    first: [u8; SLOTS],
    /// By their slots.
    words: Vec<Word>,
}

struct Word {
    text: &'static str,
    /// Its place in the list.
    place: usize,
    /// Whether the next word is in another slot.
    is_last: bool,
}

/// Enough that hardly a place in a text falls into the slot of a word that does not stand there.
const SLOTS: usize = 1 << 12;

/// The bit that tells capitals from small letters, in each of eight bytes.
const CASE: u64 = 0x2020_2020_2020_2020;

/// Where the table has words that begin with the lowest three of these bytes; the factor leaves the others out.
#[inline]
fn slot(bytes: u64) -> usize {
    ((bytes as u32).wrapping_mul(0x3779_B100) >> 20) as usize
}

impl<const ANY_CASE: bool> Words<ANY_CASE> {
    /// Makes the table, of at most 255 words of three bytes or more; once a program.
    pub fn new(list: &[&'static str]) -> Words<ANY_CASE> {
        let slot_of = |text: &str| slot(Self::start(text.as_bytes()).expect("there are three bytes"));
        let mut words: Vec<Word> =
            list.iter().enumerate().map(|(place, text)| Word { text, place, is_last: false }).collect();
        words.sort_by_key(|word| slot_of(word.text));
        let mut first = [0; SLOTS];
        for at in (0..words.len()).rev() {
            let own = slot_of(words[at].text);
            words[at].is_last = first[own] == 0;
            first[own] = u8::try_from(at + 1).expect("no list has more than 255 words");
        }
        Words { first, words }
    }

    /// The first bytes of a text, as [`slot`] wants them; `None` where these are fewer than three.
    #[inline]
    fn start(bytes: &[u8]) -> Option<u64> {
        let &[first, second, third] = bytes.first_chunk()?;
        let start = u64::from(u32::from_le_bytes([first, second, third, 0]));
        Some(if ANY_CASE { start | CASE } else { start })
    }

    /// The first of the words that may stand where `bytes` begin, counted from 1; 0 for none.
    #[inline]
    fn beginning(&self, bytes: &[u8]) -> u8 {
        Self::start(bytes).map_or(0, |start| self.first[slot(start)])
    }

    /// The next place in `bytes`, from `at` on, where a word may stand.
    #[inline]
    fn next_place(&self, bytes: &[u8], mut at: usize) -> Option<usize> {
        /// Places of which eight bytes hold three.
        const AT_ONCE: usize = 6;
        // one branch for all of them
        while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let eight = u64::from_le_bytes(*eight);
            let eight = if ANY_CASE { eight | CASE } else { eight };
            if (0..AT_ONCE).fold(0, |may, place| may | self.first[slot(eight >> (8 * place))]) != 0 {
                break;
            }
            at += AT_ONCE;
        }
        (at..bytes.len()).find(|at| self.beginning(&bytes[*at..]) != 0)
    }

    /// Whether any of them stands in `text`.
    pub fn are_in(&self, text: &str) -> bool {
        self.found_in(text).next().is_some()
    }

    /// Where those that stand in `text` begin, and their places in the list; one within another too.
    pub fn found_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
        let mut found = Found { words: self, bytes: text.as_bytes(), at: 0, alike: 0 };
        found.go(0);
        found
    }
}

/// Goes through a text.
struct Found<'t, const ANY_CASE: bool> {
    words: &'t Words<ANY_CASE>,
    bytes: &'t [u8],
    /// The place that is looked at.
    at: usize,
    /// The next word that may stand there, counted from 1; 0 at the end of the text.
    alike: usize,
}

impl<const ANY_CASE: bool> Found<'_, ANY_CASE> {
    /// Goes on to the next place from `at` on where a word may stand.
    fn go(&mut self, at: usize) {
        self.at = self.words.next_place(self.bytes, at).unwrap_or(self.bytes.len());
        self.alike = usize::from(self.words.beginning(&self.bytes[self.at..]));
    }
}

impl<const ANY_CASE: bool> Iterator for Found<'_, ANY_CASE> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        loop {
            let word = &self.words.words[self.alike.checked_sub(1)?];
            let at = self.at;
            let is_there = is_there::<ANY_CASE>(word.text.as_bytes(), &self.bytes[at..]);
            match word.is_last {
                true => self.go(at + 1),
                false => self.alike += 1,
            }
            if is_there {
                return Some((at, word.place));
            }
        }
    }
}

/// Whether `text` begins with `word`.
#[inline]
fn is_there<const ANY_CASE: bool>(word: &[u8], text: &[u8]) -> bool {
    let same = |(byte, own): (&u8, &u8)| byte == own || ANY_CASE && byte.to_ascii_lowercase() == *own;
    text.len() >= word.len() && text.iter().zip(word).all(same)
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

/// Words and names in Latin letters, one of which a text may be; case does not count.
#[derive(Default)]
pub(crate) struct Latin {
    /// In small letters.
    all: HashSet<String, BuildHasherDefault<Fnv>>,
    /// By the letters that they begin with, how long they are, in bytes: bit 5 for five. Few texts get past it.
    lengths: [u64; 26],
}

/// No word of such a set is longer, in bytes.
const LONGEST_LATIN: usize = 32;

impl Latin {
    /// Adds a word that begins with an ASCII letter.
    pub fn add(&mut self, word: &str) {
        debug_assert!(word.len() <= LONGEST_LATIN);
        if let Some(letter) = letter(word) {
            self.lengths[letter] |= 1 << word.len();
        }
        self.all.insert(word.to_ascii_lowercase());
    }

    /// Whether `text` is one of them.
    pub fn contain(&self, text: &str) -> bool {
        let may_be = text.len() <= LONGEST_LATIN
            && letter(text).is_some_and(|letter| self.lengths[letter] >> text.len() & 1 == 1);
        let known = |room: &mut [u8]| {
            let small = byte::small(text.as_bytes(), room).and_then(|small| std::str::from_utf8(small).ok());
            small.is_some_and(|small| self.all.contains(small))
        };
        may_be && known(&mut [0; LONGEST_LATIN])
    }
}

impl<'w> FromIterator<&'w str> for Latin {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Latin {
        let mut latin = Latin::default();
        words.into_iter().for_each(|word| latin.add(word));
        latin
    }
}

/// The place in the alphabet of the letter that `text` begins with.
fn letter(text: &str) -> Option<usize> {
    let first = text.bytes().next().filter(u8::is_ascii_alphabetic)?;
    Some(usize::from(first.to_ascii_lowercase() - b'a'))
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
        let words: Words = Words::new(&["大学", "学院", "大学生", "cas"]);
        let found = |text| {
            words
                .found_in(text)
                .map(|(at, place)| (at, words.words.iter().find(|w| w.place == place).unwrap().text))
                .collect::<Vec<_>>()
        };
        assert_eq!(found("a大学生cas"), [(1, "大学"), (1, "大学生"), (10, "cas")]);
        assert!(words.are_in("某学院") && !words.are_in("学") && !words.are_in("CAS") && !words.are_in(""));
        let words: Words<true> = Words::new(&["大学", "cas,"]);
        assert_eq!(words.found_in("CAs,大学cas").collect::<Vec<_>>(), [(0, 1), (4, 0)]);
    }

    #[test]
    fn a_whole_text_is_one_of_them() {
        let longest = "l".repeat(LONGEST_LATIN);
        let words = Latin::from_iter(["china", "türkiye", "u.s.a", longest.as_str()]);
        for text in ["China", "CHINA", "Türkiye", "U.S.A", longest.as_str()] {
            assert!(words.contain(text), "{text}");
        }
        for text in ["", "chino", "Chin", "中国", "1", &"l".repeat(LONGEST_LATIN + 1)] {
            assert!(!words.contain(text), "{text}");
        }
    }
}
