//! How characters are read and which letters spell Mandarin syllables.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

struct Table {
    syllables: HashSet<&'static str>,
    /// Every character with every reading, sorted.
    readings: Vec<(char, &'static str)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { syllables: HashSet::new(), readings: Vec::with_capacity(14_000) };
    for row in include_str!("../../../data/reference/pinyin.tsv").lines().skip(1) {
        let Some((reading, characters)) = row.split_once('\t') else { continue };
        // exclamations, which no name is spelled with
        if !matches!(reading, "ei" | "yo" | "lo" | "dei" | "zhei" | "tei" | "fiao") {
            table.syllables.insert(reading);
        }
        table.readings.extend(characters.chars().map(|c| (c, reading)));
    }
    table.syllables.extend(["lyu", "nyu"]);
    table.readings.sort_unstable();
    table
});

/// All readings of a character, in ASCII without tones, `v` for ü; none if it is not in the table.
pub(crate) fn readings(c: char) -> impl Iterator<Item = &'static str> {
    let table: &'static Table = &TABLE;
    let start = table.readings.partition_point(|&(other, _)| other < c);
    table.readings[start..].iter().take_while(move |&&(other, _)| other == c).map(|&(_, reading)| reading)
}

/// `text` in lower-case ASCII letters and nothing else: `LÜ Xiǎo-méng` is `lvxiaomeng`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        folded.extend(text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()));
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

/// How few Mandarin syllables spell the folded `letters`; `None` if they do not.
fn count(letters: &str) -> Option<u8> {
    if letters.is_empty() || letters.len() > 24 || !letters.is_ascii() {
        return None;
    }
    let syllables = &TABLE.syllables;
    let mut best = [None; 25];
    best[0] = Some(0u8);
    for end in 1..=letters.len() {
        best[end] = (end.saturating_sub(6)..end)
            .filter(|&start| syllables.contains(&letters[start..end]))
            .filter_map(|start| best[start].map(|n| n + 1))
            .min();
    }
    best[letters.len()]
}

/// How many Mandarin syllables spell `word`, e.g. 2 for `Yi-ming`, `Yiming` and `Yu'an`; `None` if it is not pinyin.
pub(crate) fn syllables(word: &str) -> Option<u8> {
    word.split(['-', '\'', '’', '–', '·']).map(|part| count(&fold(part))).sum()
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
        let all: Vec<_> = readings('单').collect();
        assert!(all.contains(&"shan") && all.contains(&"dan") && all.contains(&"chan"));
        assert!(readings('陳').any(|reading| reading == "chen"));
        assert_eq!(readings('a').count(), 0);
    }
}
