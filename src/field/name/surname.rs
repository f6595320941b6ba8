//! The surnames of China, how frequent they are and how they are read.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use super::fold;
use crate::field::words;

/// One row of `data/reference/surnames.tsv`.
pub(crate) struct Surname {
    /// The logarithm of the share of people who bear it.
    pub chance: f32,
    /// How far a name is one by having it, 0.5 for the rarest, 0.97 for 王.
    pub standing: f32,
    /// Readings in ASCII, the surname's own first, syllables of a compound apart: `ou yang`.
    pub readings: Vec<&'static str>,
    /// What follows it in common words: 方 in 方法 is no surname.
    words: words::Set,
}

struct Table {
    surnames: Vec<Surname>,
    /// For each character of [`BASIC`] one more than the place of the surname that is this character, 0 for none.
    single: Vec<u16>,
    /// Whether a compound surname begins with the character.
    opens: Vec<bool>,
    /// Compound surnames, all of two characters.
    compound: words::Table<(char, char), u16>,
    /// How surnames are read, folded, without blanks and [`packed`], and of how many in a million people.
    readings: HashMap<u64, u32, BuildHasherDefault<words::Fnv>>,
}

/// The characters that surnames are written with.
const BASIC: RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

fn index(c: char) -> Option<usize> {
    BASIC.contains(&c).then(|| c as usize - *BASIC.start() as usize)
}

impl Table {
    /// Enters a form; where two surnames share one, the one that has it as its own keeps it.
    fn enter(&mut self, form: &str, place: u16, own: bool) {
        let mut chars = form.chars();
        let Some(first) = chars.next() else { return };
        let Some(at) = index(first) else { return };
        if let Some(second) = chars.next() {
            self.opens[at] = true;
            let slot = self.compound.entry((first, second)).or_insert(place);
            *slot = if own { place } else { *slot };
        } else {
            let slot = &mut self.single[at];
            *slot = if own || *slot == 0 { place + 1 } else { *slot };
        }
    }

    fn single(&self, form: char) -> Option<&Surname> {
        let place = self.single[index(form)?].checked_sub(1)?;
        Some(&self.surnames[usize::from(place)])
    }

    fn compound(&self, first: char, second: char) -> Option<&Surname> {
        let opens = self.opens[index(first)?];
        let place = *opens.then(|| self.compound.get(&(first, second)))??;
        Some(&self.surnames[usize::from(place)])
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let characters = BASIC.count();
    let mut table = Table {
        surnames: Vec::new(),
        single: vec![0; characters],
        opens: vec![false; characters],
        compound: words::Table::default(),
        readings: HashMap::default(),
    };
    for row in include_str!("../../../data/reference/surnames.tsv").lines().skip(1) {
        let mut cells = row.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (form, frequency, readings, traditional, words) = (cell(), cell(), cell(), cell(), cell());
        let place = table.surnames.len() as u16;
        let frequency: u32 = frequency.parse().unwrap_or(1);
        let chance = (frequency as f32 / 1e6).ln();
        let standing = (0.5 + 0.1 * (frequency.max(1) as f32).log10()).min(0.97);
        table.enter(form, place, true);
        for form in traditional.split('|').filter(|form| !form.is_empty()) {
            table.enter(form, place, false);
        }
        let readings: Vec<_> = readings.split('|').collect();
        for (n, reading) in readings.iter().enumerate() {
            let joined = reading.replace(' ', "");
            let as_lyu = joined.strip_prefix("lv").map(|rest| format!("lyu{rest}"));
            // the first reading is the surname's own
            let bearers = if n == 0 { frequency } else { 0 };
            for reading in [Some(joined), as_lyu].into_iter().flatten().filter_map(|spelt| packed(spelt.bytes())) {
                *table.readings.entry(reading).or_default() += bearers;
            }
        }
        table.surnames.push(Surname { chance, standing, readings, words: words.split(' ').collect() });
    }
    table
});

/// The surname of one character, simplified or traditional.
pub(super) fn single(form: char) -> Option<&'static Surname> {
    let table: &'static Table = &TABLE;
    table.single(form)
}

/// The surname of two characters, simplified or traditional.
pub(super) fn compound(first: char, second: char) -> Option<&'static Surname> {
    let table: &'static Table = &TABLE;
    table.compound(first, second)
}

/// Whether `form` is a Chinese surname, single or compound, simplified or traditional, e.g. `陈`, `歐陽`.
pub fn is_surname(form: &str) -> bool {
    let mut chars = form.chars();
    let found = match (chars.next(), chars.next()) {
        (Some(form), None) => single(form),
        (Some(first), Some(second)) if chars.as_str().is_empty() => compound(first, second),
        _ => None,
    };
    found.is_some()
}

/// The surname that `name` begins with and its length in bytes: 欧阳 rather than 欧.
pub(crate) fn leading(name: &str) -> Option<(&'static Surname, usize)> {
    let mut chars = name.chars();
    let first = chars.next()?;
    // behind a compound one stands a given name
    chars
        .next()
        .filter(|_| !chars.as_str().is_empty())
        .and_then(|second| Some((compound(first, second)?, first.len_utf8() + second.len_utf8())))
        .or_else(|| Some((single(first)?, first.len_utf8())))
}

/// Whether a surname stands at the beginning of `name`, with a given name behind it.
pub(crate) fn begins_with_surname(name: &str) -> bool {
    leading(name).is_some_and(|(_, end)| end < name.len())
}

/// Whether `text` is a common word that only begins like a name, e.g. `方法`, `高血压`.
pub(crate) fn is_common_word(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let rest = &text[first.len_utf8()..];
    !rest.is_empty() && single(first).is_some_and(|surname| surname.words.contains(rest))
}

/// Whether a surname is read like the word in Latin letters, however these are printed: `OUYANG`, `Lü`.
pub(crate) fn is_reading(printed: &str) -> bool {
    bearers(printed).is_some()
}

/// Of a million people those whose surname is read like the word in Latin letters, if there is such a surname.
pub(super) fn bearers(printed: &str) -> Option<u32> {
    let word = if printed.is_ascii() {
        packed(printed.bytes().filter(u8::is_ascii_alphabetic).map(|letter| letter.to_ascii_lowercase()))
    } else {
        packed(fold(printed).bytes())
    };
    TABLE.readings.get(&word?).copied()
}

/// Small letters as a number, five bits each; none of a word that is longer than any reading.
fn packed(mut letters: impl Iterator<Item = u8>) -> Option<u64> {
    const LONGEST: usize = 12;
    let word = letters.by_ref().take(LONGEST).fold(0, |word, letter| word << 5 | u64::from(letter - b'a' + 1));
    letters.next().is_none().then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_surnames_in_both_scripts() {
        for form in ["王", "欧阳", "歐陽", "陳", "尉迟", "令狐", "第五", "拓跋", "单于", "於", "么"] {
            assert!(is_surname(form), "{form}");
        }
        for form in ["的", "婷", "", "abc", "大学"] {
            assert!(!is_surname(form), "{form}");
        }
        assert_eq!(leading("欧阳修").unwrap().1, 6);
        assert_eq!(leading("欧阳").unwrap().1, 3);
        assert!(is_common_word("方法") && is_common_word("高血压") && !is_common_word("王强"));
        assert!(bearers("Wang") > bearers("Lei") && bearers("Lei") > bearers("Xi"));
        assert!(is_reading("OUYANG") && is_reading("Lü") && is_reading("ou-yang") && !is_reading("science"));
        assert!(!is_reading("") && !is_reading("ouyangouyangouyang"));
        // none is too long to be kept
        let letters = |reading: &str| packed(reading.bytes().filter(|byte| *byte != b' '));
        let kept = |reading: &&'static str| letters(reading).is_some_and(|word| TABLE.readings.contains_key(&word));
        assert!(TABLE.surnames.iter().flat_map(|surname| &surname.readings).all(kept));
    }
}
