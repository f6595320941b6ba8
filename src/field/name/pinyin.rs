//! How characters are read and which letters spell Mandarin syllables.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::field::words;

struct Table {
    syllables: Trie,
    /// Every character with every spelling of its readings, sorted.
    readings: Vec<(char, &'static str)>,
    /// Where a character's readings stand among them.
    places: words::Table<char, Range<usize>>,
}

/// The syllables as a trie, a row of 26 letters a node; node 0 is its root and no node's child.
struct Trie {
    next: Vec<[u16; 26]>,
    /// Whether a syllable ends at the node.
    ends: Vec<bool>,
}

impl Trie {
    fn insert(&mut self, syllable: &str) {
        let mut node = 0;
        for letter in syllable.bytes() {
            let slot = usize::from(letter - b'a');
            if self.next[node][slot] == 0 {
                self.next[node][slot] = self.next.len() as u16;
                self.next.push([0; 26]);
                self.ends.push(false);
            }
            node = usize::from(self.next[node][slot]);
        }
        self.ends[node] = true;
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let syllables = Trie { next: vec![[0; 26]], ends: vec![false] };
    let mut table = Table { syllables, readings: Vec::with_capacity(14_000), places: words::Table::default() };
    for row in include_str!("../../../data/reference/pinyin.tsv").lines().skip(1) {
        let Some((reading, characters)) = row.split_once('\t') else { continue };
        // exclamations, which no name is spelled with
        if !matches!(reading, "ei" | "yo" | "lo" | "dei" | "zhei" | "tei" | "fiao") {
            table.syllables.insert(reading);
        }
        for spelling in spellings(reading) {
            table.readings.extend(characters.chars().map(|c| (c, spelling)));
        }
    }
    table.syllables.insert("lyu");
    table.syllables.insert("nyu");
    table.readings.sort_unstable();
    let mut start = 0;
    for alike in table.readings.chunk_by(|(one, _), (other, _)| one == other) {
        table.places.insert(alike[0].0, start..start + alike.len());
        start += alike.len();
    }
    table
});

/// A character with each of its readings, in ASCII without tones and in every spelling of ü; none if it is not in the
/// table.
pub(crate) fn readings(c: char) -> &'static [(char, &'static str)] {
    let table: &'static Table = &TABLE;
    table.places.get(&c).map_or(&[], |place| &table.readings[place.clone()])
}

/// The spellings of a reading, `v` for ü: `lv`, `lyu`, `lu`.
pub(super) fn spellings(reading: &'static str) -> impl Iterator<Item = &'static str> {
    let others: &[&str] = match reading {
        "lv" => &["lyu", "lu"],
        "nv" => &["nyu", "nu"],
        "lve" => &["lyue", "lue"],
        "nve" => &["nyue", "nue"],
        _ => &[],
    };
    std::iter::once(reading).chain(others.iter().copied())
}

/// `text` in lower-case ASCII letters and nothing else: `LÜ Xiǎo-méng` is `lvxiaomeng`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for letter in text.bytes().filter(u8::is_ascii_alphabetic) {
            folded.push(letter.to_ascii_lowercase().into());
        }
        return folded;
    }
    for c in text.nfd() {
        match c {
            '\u{308}' if folded.ends_with('u') => {
                folded.pop();
                folded.push('v');
            }
            c if c.is_ascii_alphabetic() => folded.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    folded
}

/// The longest word that can be a name's.
const LONGEST: usize = 24;

/// How few Mandarin syllables spell the folded `letters`; `None` if they do not.
fn count(letters: &[u8]) -> Option<u8> {
    if letters.is_empty() || letters.len() > LONGEST {
        return None;
    }
    let syllables = &TABLE.syllables;
    const NEVER: u8 = u8::MAX;
    let mut best = [NEVER; LONGEST + 1];
    best[0] = 0;
    for start in 0..letters.len() {
        if best[start] == NEVER {
            continue;
        }
        let mut node = 0;
        for (end, letter) in letters.iter().enumerate().skip(start) {
            node = usize::from(syllables.next[node][usize::from(letter - b'a')]);
            if node == 0 {
                break;
            }
            if syllables.ends[node] {
                best[end + 1] = best[end + 1].min(best[start] + 1);
            }
        }
    }
    Some(best[letters.len()]).filter(|&n| n != NEVER)
}

/// The same for letters as printed.
fn count_printed(part: &str) -> Option<u8> {
    if !part.is_ascii() {
        return count(fold(part).as_bytes());
    }
    let mut letters = [0; LONGEST + 1];
    let mut length = 0;
    for byte in part.bytes().filter(u8::is_ascii_alphabetic) {
        *letters.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    count(&letters[..length])
}

/// How many Mandarin syllables spell `word`, e.g. 2 for `Yi-ming`, `Yiming` and `Yu'an`; `None` if it is not pinyin.
pub(crate) fn syllables(word: &str) -> Option<u8> {
    word.split(['-', '\'', '’', '–', '·']).map(count_printed).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells() {
        assert_eq!(fold("LÜ Xiǎo-méng"), "lvxiaomeng");
        assert_eq!(syllables("Yi-ming"), Some(2));
        assert_eq!(syllables("ChunHua"), Some(2));
        assert_eq!(syllables("Yu'an"), Some(2));
        assert_eq!(syllables("LÜ"), Some(1));
        assert_eq!(syllables("LYU"), Some(1));
        for word in ["Tobias", "Jhuo", "Science", "Zhenhual", "", "-"] {
            assert_eq!(syllables(word), None, "{word}");
        }
        let is_read = |c: char, reading: &'static str| readings(c).contains(&(c, reading));
        assert!(is_read('单', "shan") && is_read('单', "dan") && is_read('单', "chan"));
        assert!(is_read('陳', "chen"));
        assert!(is_read('吕', "lv") && is_read('吕', "lyu") && is_read('吕', "lu"));
        assert!(readings('a').is_empty());
    }
}
