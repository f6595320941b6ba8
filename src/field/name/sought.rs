//! Finding a name that is known in one script in a text of the other: what hides it there (no blanks, raised figures that
//! OCR read as letters, a title before it) does not change its sound.

use std::ops::Range;

use super::agree::{Syllable, syllables};
use super::han::DOTS;
use super::{pinyin, surname};
use crate::field::text::is_han;

/// How a name in characters sounds.
pub(crate) struct Sound {
    /// The family's first.
    syllables: Vec<Syllable>,
    /// How many of them are the family's.
    family: usize,
    /// The letters that family or given name may begin with, a bit each.
    initials: u32,
}

impl Sound {
    /// The sound of `zh`; `None` for a name of one character, of unknown ones, or of another language.
    pub(crate) fn of(zh: &str) -> Option<Sound> {
        if zh.contains(DOTS) {
            return None;
        }
        let name: String = zh.chars().filter(|c| is_han(*c)).collect();
        let (syllables, family) = syllables(&name);
        let known = syllables.len() >= 2 && syllables.iter().all(|syllable| syllable.is_known());
        let firsts = [syllables.first(), syllables.get(family)].into_iter().flatten();
        let spellings = firsts.flat_map(|syllable| syllable.spelled());
        let initials = spellings.fold(0, |all, spelling| all | bit(spelling[0]));
        known.then_some(Sound { syllables, family, initials })
    }

    /// Where `letters` first spell the name at or behind letter `from` and not behind `until`, family or given name
    /// first, as a range of letters; with `slack`, one letter of a long name may be another.
    pub(crate) fn first_in(&self, letters: &Letters, from: usize, until: usize, slack: bool) -> Option<Range<usize>> {
        let (family, given) = self.syllables.split_at(self.family.min(self.syllables.len()));
        let may_begin = |&at: &usize| letters.begins[at] && self.initials & bit(letters.folded[at]) != 0;
        (from..letters.folded.len().min(until.saturating_add(1))).filter(may_begin).find_map(|at| {
            let rest = &letters.folded[at..];
            let length = spelled(family.iter().chain(given), rest, slack)
                .or_else(|| spelled(given.iter().chain(family), rest, slack))?;
            letters.may_end(at + length).then_some(at..at + length)
        })
    }

    /// Whether `name` begins with its family.
    pub(crate) fn has_family_in(&self, name: &str) -> bool {
        let family = self.syllables.iter().take(self.family);
        spelled(family, &Letters::of(name).folded, false).is_some()
    }
}

/// One bit for each small letter.
fn bit(letter: u8) -> u32 {
    1 << (letter - b'a')
}

/// How many of `letters` spell `syllables` in turn, as many as possible.
fn spelled<'s>(
    mut syllables: impl Iterator<Item = &'s Syllable> + Clone,
    letters: &[u8],
    slack: bool,
) -> Option<usize> {
    let Some(syllable) = syllables.next() else { return Some(0) };
    let exact = |spelling: &[u8]| {
        let rest = letters.strip_prefix(spelling)?;
        Some(spelling.len() + spelled(syllables.clone(), rest, slack)?)
    };
    let damaged = |spelling: &[u8]| {
        let head = letters.get(..spelling.len()).filter(|_| slack && spelling.len() >= 3)?;
        let wrong = head.iter().zip(spelling).filter(|(a, b)| a != b).count();
        let rest = spelled(syllables.clone(), &letters[spelling.len()..], false).filter(|_| wrong == 1)?;
        Some(spelling.len() + rest)
    };
    syllable.spelled().filter_map(exact).max().or_else(|| syllable.spelled().filter_map(damaged).max())
}

/// The letters of a text, small and without accents, and where each stands.
pub(crate) struct Letters {
    folded: Vec<u8>,
    /// Where each stands in the text.
    places: Vec<usize>,
    /// Whether a word may begin at each: no letter stands before it, or a small one before a capital.
    begins: Vec<bool>,
}

impl Letters {
    /// The letters of `text` but those of the commands that OCR wraps raised ones in: `$\mathbf { Y } ^ { 2 }$`.
    pub(crate) fn of(text: &str) -> Letters {
        let room = text.len();
        let mut letters = Letters {
            folded: Vec::with_capacity(room),
            places: Vec::with_capacity(room),
            begins: Vec::with_capacity(room),
        };
        let mut command = false;
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            let letter = match c {
                'ü' | 'Ü' => 'v',
                c => c.to_ascii_lowercase(),
            };
            command = c == '\\' || command && letter.is_ascii_lowercase();
            if letter.is_ascii_lowercase() && !command {
                letters.folded.push(letter as u8);
                letters.places.push(at);
                letters.begins.push(!before.is_alphabetic() || c.is_uppercase() && before.is_lowercase());
            }
            before = if command { ' ' } else { c };
        }
        letters
    }

    /// Whether a name may end before the letter at `end`; a raised `1` that OCR read as `l` may stand there.
    fn may_end(&self, end: usize) -> bool {
        let ends = |end: usize| self.begins.get(end).is_none_or(|begins| *begins);
        let apart = |end: usize| self.places.get(end).is_none_or(|place| *place > self.places[end - 1] + 1);
        ends(end) || matches!(self.folded[end], b'l' | b'i') && (apart(end + 1) || ends(end + 1))
    }

    /// The bytes of the text that `range` of its letters take.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        // every letter but ü is one byte, and no name ends with that
        self.places[range.start]..self.places[range.end - 1] + 1
    }
}

/// How a romanised name is spelled.
pub(crate) struct Spelling {
    /// Its letters as printed, and with the last word first.
    orders: [String; 2],
}

impl Spelling {
    /// The spelling of `en`; `None` where it is no word in Mandarin, or only initials.
    pub(crate) fn of(en: &str) -> Option<Spelling> {
        let whole = pinyin::fold(en);
        let turned =
            en.rsplit_once(char::is_whitespace).map(|(given, family)| pinyin::fold(family) + &pinyin::fold(given));
        let turned = turned.unwrap_or_else(|| whole.clone());
        pinyin::syllables(&whole).filter(|count| (2..=5).contains(count))?;
        Some(Spelling { orders: [whole, turned] })
    }

    /// Where `characters` first sound like it at or behind `from` and not behind `until`, as a range of characters.
    pub(crate) fn first_in(&self, characters: &Characters, from: usize, until: usize) -> Option<Range<usize>> {
        let all = &characters.folded;
        let initials = self.orders.iter().fold(0, |all, letters| all | bit(letters.as_bytes()[0]));
        let may_begin =
            |&at: &usize| pinyin::readings(all[at]).iter().any(|reading| initials & bit(reading.letters()[0]) != 0);
        (from..all.len().min(until.saturating_add(1))).filter(may_begin).find_map(|at| {
            let name: String = all[at..all.len().min(at + LONGEST)].iter().collect();
            // most texts sound like some name: a surname must stand first
            surname::leading(&name)?;
            let (syllables, _) = syllables(&name);
            let length = self.orders.iter().find_map(|letters| said(&syllables, letters.as_bytes()))?;
            (length >= 2).then_some(at..at + length)
        })
    }
}

/// No Chinese name has more characters.
const LONGEST: usize = 4;

/// How many of `syllables` the letters spell.
fn said(syllables: &[Syllable], letters: &[u8]) -> Option<usize> {
    if letters.is_empty() {
        return Some(0);
    }
    let (first, rest) = syllables.split_first()?;
    first.spelled().find_map(|sound| Some(1 + said(rest, letters.strip_prefix(sound)?)?))
}

/// The Han characters of a text, and where each stands.
pub(crate) struct Characters {
    folded: Vec<char>,
    places: Vec<usize>,
}

impl Characters {
    /// The Han characters of `text`.
    pub(crate) fn of(text: &str) -> Characters {
        let (places, folded) = text.char_indices().filter(|(_, c)| is_han(*c)).unzip();
        Characters { folded, places }
    }

    /// The bytes of the text that `range` of its characters take.
    pub(crate) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.places[range.start]..self.places[range.end - 1] + self.folded[range.end - 1].len_utf8()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(zh: &str, text: &'t str, slack: bool) -> Option<&'t str> {
        let letters = Letters::of(text);
        let range = Sound::of(zh)?.first_in(&letters, 0, usize::MAX, slack)?;
        Some(&text[letters.bytes(range)])
    }

    #[test]
    fn a_known_name_is_found_in_what_is_glued() {
        let byline =
            r"of Hybrid Ewes MA TieweiNIE Haitao1ZHANG Haol LU\u{a0}Jun* Wang X $\mathbf { Y } \mathrm { u } ^ { 2 }$";
        assert_eq!(found("聂海涛", byline, false), Some("NIE Haitao"));
        assert_eq!(found("马铁伟", byline, false), Some("MA Tiewei"));
        assert_eq!(found("张浩", byline, false), Some("ZHANG Hao"));
        assert_eq!(found("孙浩", byline, false), None);
        assert_eq!(found("曾志敏", "Zhimin Zeng and Zesen Yang", false), Some("Zhimin Zeng"));
        assert_eq!(found("吕布", "LÜ Bu", false), Some("LÜ Bu"));
    }

    #[test]
    fn a_known_name_is_found_among_characters() {
        let found = |en: &str, text: &'static str| {
            let characters = Characters::of(text);
            Some(&text[characters.bytes(Spelling::of(en)?.first_in(&characters, 0, usize::MAX)?)])
        };
        let byline = "营养因素调控鹿茸的再生孙伟丽」 王 卓」艳梅² 单于萱";
        assert_eq!(found("SUN Weili", byline), Some("孙伟丽"));
        assert_eq!(found("Zhuo WANG", byline), Some("王 卓"));
        assert_eq!(found("WANG Yanmei", byline), None);
        assert_eq!(found("Chanyu Xuan", byline), Some("单于萱"));
        assert!(Spelling::of("M. Smith").is_none() && Spelling::of("LI").is_none());
    }

    #[test]
    fn one_letter_of_a_long_syllable_may_be_damaged() {
        assert_eq!(found("董雨", r"DONG $\mathbf { Y } \mathbf { u }$", false).map(|name| name.len() > 10), Some(true));
        assert_eq!(found("周海峰", "ZHOU Hai-fenq2", false), None);
        assert_eq!(found("周海峰", "ZHOU Hai-fenq2", true), Some("ZHOU Hai-fenq"));
        // not inside a word, and not of one character
        assert_eq!(found("安丽", "Chianli", false), None);
        assert_eq!(found("图门", "TUMENBAYAR", false), None);
        assert_eq!(found("关宇", "SHANGGUAN Yu", false), None);
        assert!(Sound::of("某").is_none());
    }
}
