//! How characters are read and which letters spell Mandarin syllables.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::field::words;

/// Small, since a name is looked up a few times a page only, when the nearest memory holds other things.
struct Table {
    syllables: Trie,
    /// Every spelling of the readings of every character, in the order of these.
    readings: Vec<Reading>,
    /// For each character of [`BASIC`] and the one behind it where its readings begin.
    starts: Vec<u16>,
    /// Where those of other characters stand.
    rare: words::Table<char, Range<u16>>,
}

/// The characters that nearly all names are written with.
const BASIC: RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

/// How a character may be read, in ASCII without tones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reading {
    /// Zeros stand behind them.
    letters: [u8; 7],
    length: u8,
}

impl Reading {
    fn new(spelling: &str) -> Reading {
        let mut letters = [0; 7];
        letters[..spelling.len()].copy_from_slice(spelling.as_bytes());
        Reading { letters, length: spelling.len() as u8 }
    }

    pub fn letters(&self) -> &[u8] {
        &self.letters[..usize::from(self.length)]
    }
}

/// The syllables as a trie: a row of 26 letters for each node that has children, the root's first. A letter's entry is
/// twice the place of the row that it leads to, 0 for none, and one more where a syllable ends.
struct Trie(Vec<[u16; 26]>);

impl Trie {
    fn insert(&mut self, syllable: &str) {
        let (mut row, mut entry) = (0, 0);
        for (place, letter) in syllable.bytes().map(|letter| usize::from(letter - b'a')).enumerate() {
            if place > 0 {
                row = self.row_behind(row, entry);
            }
            entry = letter;
        }
        self.0[row][entry] |= 1;
    }

    /// The row that a letter of `row` leads to, a new one if there is none.
    fn row_behind(&mut self, row: usize, letter: usize) -> usize {
        if self.0[row][letter] < 2 {
            self.0[row][letter] |= 2 * self.0.len() as u16;
            self.0.push([0; 26]);
        }
        usize::from(self.0[row][letter] / 2)
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut syllables = Trie(vec![[0; 26]]);
    let mut all: Vec<(char, Reading)> = Vec::with_capacity(14_000);
    for row in include_str!("../../../data/reference/pinyin.tsv").lines().skip(1) {
        let Some((reading, characters)) = row.split_once('\t') else { continue };
        // exclamations, which no name is spelled with
        if !matches!(reading, "ei" | "yo" | "lo" | "dei" | "zhei" | "tei" | "fiao") {
            syllables.insert(reading);
        }
        for spelling in spellings(reading) {
            all.extend(characters.chars().map(|c| (c, Reading::new(spelling))));
        }
    }
    syllables.insert("lyu");
    syllables.insert("nyu");
    all.sort_unstable();
    let mut starts = Vec::with_capacity(BASIC.count() + 1);
    let mut place = all.partition_point(|(c, _)| c < BASIC.start());
    for c in BASIC {
        starts.push(place as u16);
        place += all[place..].iter().take_while(|(other, _)| *other == c).count();
    }
    starts.push(place as u16);
    let mut rare = words::Table::default();
    for (place, (c, _)) in (0..).zip(&all).filter(|(_, (c, _))| !BASIC.contains(c)) {
        rare.entry(*c).or_insert(place..place).end = place + 1;
    }
    Table { syllables, readings: all.into_iter().map(|(_, reading)| reading).collect(), starts, rare }
});

/// The readings of a character in every spelling of ü; none if it is not in the table.
pub(crate) fn readings(c: char) -> &'static [Reading] {
    let table: &'static Table = &TABLE;
    let place = match BASIC.contains(&c).then(|| c as usize - *BASIC.start() as usize) {
        Some(index) => table.starts[index]..table.starts[index + 1],
        None => table.rare.get(&c).cloned().unwrap_or_default(),
    };
    &table.readings[usize::from(place.start)..usize::from(place.end)]
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
    let rows = &TABLE.syllables.0;
    const NEVER: u8 = u8::MAX;
    let mut best = [NEVER; LONGEST + 1];
    best[0] = 0;
    for start in 0..letters.len() {
        if best[start] == NEVER {
            continue;
        }
        let mut row = 0;
        for (end, letter) in letters.iter().enumerate().skip(start) {
            let entry = rows[row][usize::from(letter - b'a')];
            if entry % 2 == 1 {
                best[end + 1] = best[end + 1].min(best[start] + 1);
            }
            row = usize::from(entry / 2);
            if row == 0 {
                break;
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
        let is_read = |c: char, reading: &str| readings(c).iter().any(|own| own.letters() == reading.as_bytes());
        assert!(is_read('单', "shan") && is_read('单', "dan") && is_read('单', "chan"));
        assert!(is_read('陳', "chen"));
        assert!(is_read('吕', "lv") && is_read('吕', "lyu") && is_read('吕', "lu"));
        assert!(is_read('𩽾', "an") && is_read('龢', "he"));
        assert!(readings('a').is_empty() && readings('㐀').is_empty() && readings('\u{9FFF}').is_empty());
    }
}
