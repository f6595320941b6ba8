//! Names in Latin letters: which part is the family's.

use std::borrow::Cow;

use super::surname::{self, is_reading};
use super::{cleaned, pinyin};

/// A romanised or Western name in its two parts, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Romanised {
    /// Family name, with its particles: `van Rossum`.
    pub family: String,
    /// Given name; `None` where the name is one word.
    pub given: Option<String>,
}

/// Words that begin a Western family name.
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "di", "da", "del", "della", "la", "le", "du", "dos", "das", "ter", "ten", "bin",
    "ibn", "al", "el", "st.", "zu", "af", "av",
];

/// Vietnamese and Korean family names, which stand first.
const FAMILY_FIRST: &[&str] =
    &["nguyen", "tran", "pham", "phan", "huynh", "hoang", "vu", "vo", "dang", "bui", "ngo", "duong", "trinh", "dinh"];

impl Romanised {
    /// Tells family and given name of `en`; the same person's Chinese name decides where it is known, then
    /// capitals (`Wan-Qing XIONG`), then what is a Chinese surname, then Western order.
    pub fn split(en: &str, zh: Option<&str>) -> Romanised {
        let name = cleaned(en);
        let name = unglue(&name);
        if let Some((family, given)) = name.split_once(',') {
            return Romanised::of(family.trim(), given.trim());
        }
        // a clean name has single blanks
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() < 2 {
            return Romanised { family: name.into_owned(), given: None };
        }
        let at = zh
            .and_then(|zh| by_chinese(&words, zh))
            .or_else(|| by_capitals(&words))
            .or_else(|| by_surname(&words))
            .unwrap_or_else(|| by_custom(&words));
        let (FamilyEnds(border) | FamilyBegins(border)) = at;
        let head = words[..border].iter().map(|word| word.len() + 1).sum::<usize>();
        let (head, tail) = (&name[..head - 1], &name[head..]);
        match at {
            FamilyEnds(_) => Romanised::of(head, tail),
            FamilyBegins(_) => Romanised::of(tail, head),
        }
    }

    fn of(family: &str, given: &str) -> Romanised {
        Romanised { family: family.to_owned(), given: (!given.is_empty()).then(|| given.to_owned()) }
    }
}

/// Where the family name is: the words before, or from, a place.
#[derive(Clone, Copy)]
enum Border {
    FamilyEnds(usize),
    FamilyBegins(usize),
}

use Border::{FamilyBegins, FamilyEnds};

/// `HuYun` and `ZHAOYanzhen`, whose blank the OCR lost, in two words; any other name as it is.
pub(crate) fn unglue(name: &str) -> Cow<'_, str> {
    if name.contains([' ', ',']) || name.contains('-') && !name.contains(|c: char| c.is_lowercase()) {
        return Cow::Borrowed(name);
    }
    let chars: Vec<(usize, char)> = name.char_indices().collect();
    let cut = chars.windows(3).find_map(|at| match (at[0].1, at[1].1, at[2].1) {
        (a, b, c) if a.is_uppercase() && b.is_uppercase() && c.is_lowercase() => Some(at[1].0),
        (a, b, c) if a.is_lowercase() && b.is_uppercase() && (c.is_lowercase() || c.is_uppercase()) => Some(at[1].0),
        _ => None,
    });
    match cut {
        Some(at) if is_reading(&name[..at]) && pinyin::syllables(&name[at..]).is_some() => {
            Cow::Owned(format!("{} {}", &name[..at], &name[at..]))
        }
        Some(at) if is_reading(&name[at..]) && pinyin::syllables(&name[..at]).is_some() => {
            Cow::Owned(format!("{} {}", &name[..at], &name[at..]))
        }
        _ => Cow::Borrowed(name),
    }
}

fn by_chinese(words: &[&str], zh: &str) -> Option<Border> {
    let zh = if zh.contains(' ') { Cow::Owned(zh.replace(' ', "")) } else { Cow::Borrowed(zh) };
    let (surname, _) = surname::leading(&zh)?;
    let is = |words: &[&str]| {
        if words.iter().all(|word| word.is_ascii()) {
            let letters = words.iter().flat_map(|word| word.bytes()).filter(u8::is_ascii_alphabetic);
            let letters = letters.map(|letter| letter.to_ascii_lowercase());
            surname.readings.iter().any(|reading| spells(reading, letters.clone()))
        } else {
            let letters = pinyin::fold(&words.concat());
            surname.readings.iter().any(|reading| spells(reading, letters.bytes()))
        }
    };
    let n = words.len();
    // a surname of two syllables may be printed in two words
    let first = (1..=2.min(n - 1)).find(|&k| is(&words[..k]));
    let last = (1..=2.min(n - 1)).find(|&k| is(&words[n - k..]));
    match (first, last) {
        (Some(k), None) => Some(FamilyEnds(k)),
        (None, Some(k)) => Some(FamilyBegins(n - k)),
        (Some(k), Some(_)) => Some(by_capitals(words).unwrap_or(FamilyEnds(k))),
        (None, None) => None,
    }
}

/// Whether folded `letters` spell a reading, its ü as `v`, `yu` or `u`.
fn spells(reading: &str, mut letters: impl Iterator<Item = u8>) -> bool {
    let spelled = reading.bytes().filter(|&sound| sound != b' ').all(|sound| match letters.next() {
        Some(b'y') if sound == b'v' => letters.next() == Some(b'u'),
        Some(b'u') if sound == b'v' => true,
        letter => letter == Some(sound),
    });
    spelled && letters.next().is_none()
}

/// Whether a word is all capitals, and no initials.
pub(crate) fn is_capitals(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic()).count();
    word.chars().all(|c| !c.is_lowercase() && c != '.') && letters() >= 2
}

/// Whether a word is initials: `M.`, `Q.P.`, `K`, `XM`.
pub(crate) fn is_initials(word: &str) -> bool {
    if !word.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-')) {
        return false;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let dotted = word.contains('.');
    letters > 0 && letters <= if dotted { 4 } else { 2 }
}

fn by_capitals(words: &[&str]) -> Option<Border> {
    let capital: Vec<bool> = words.iter().map(|word| is_capitals(word)).collect();
    let n = words.len();
    let first = capital.iter().take_while(|c| **c).count();
    let last = capital.iter().rev().take_while(|c| **c).count();
    let all = capital.iter().filter(|c| **c).count();
    // `HOLT R`, `Wang XM`: a family name before initials
    let initials = words.iter().rev().take_while(|word| is_initials(word)).count();
    if initials > 0 && initials < n {
        return Some(FamilyEnds(n - initials));
    }
    match (first, last) {
        (k, 0) if k > 0 && k < n && all == k => Some(FamilyEnds(k)),
        (0, k) if k > 0 && k < n && all == k && !is_initials(words[n - 1]) => Some(FamilyBegins(n - k)),
        _ => None,
    }
}

fn by_surname(words: &[&str]) -> Option<Border> {
    let n = words.len();
    let pinyin = |words: &[&str]| words.iter().all(|word| pinyin::syllables(word).is_some());
    let first = is_reading(words[0]) && pinyin(&words[1..]);
    let last = is_reading(words[n - 1]) && pinyin(&words[..n - 1]);
    let two = words[..2].concat();
    let ou_yang = n == 3 && is_reading(&two) && pinyin::syllables(&two) == Some(2);
    match (first, last) {
        _ if ou_yang && pinyin(words) => Some(FamilyEnds(2)),
        (true, false) => Some(FamilyEnds(1)),
        (false, true) => Some(FamilyBegins(n - 1)),
        // both could be: the longer one is the given name
        (true, true) if pinyin::syllables(words[0]) > pinyin::syllables(words[n - 1]) => Some(FamilyBegins(n - 1)),
        (true, true) => Some(FamilyEnds(1)),
        (false, false) => None,
    }
}

fn by_custom(words: &[&str]) -> Border {
    let n = words.len();
    let lower = |word: &str| word.to_lowercase();
    if FAMILY_FIRST.contains(&lower(words[0]).as_str()) {
        return FamilyEnds(1);
    }
    if let Some(at) = (1..n).find(|&at| at < n - 1 && PARTICLES.contains(&lower(words[at]).as_str())) {
        return FamilyBegins(at);
    }
    // `Wong Kar-wai`: one syllable, then two joined by a hyphen whose second is small
    let joined = |word: &str| word.split_once('-').is_some_and(|(_, second)| second.starts_with(char::is_lowercase));
    if n == 2 && joined(words[1]) && !joined(words[0]) && words[0].chars().count() <= 6 {
        return FamilyEnds(1);
    }
    FamilyBegins(n - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_family_from_given() {
        for (en, zh, family, given) in [
            ("Peng Yi-ming", None, "Peng", "Yi-ming"),
            ("ZHANG Chao", None, "ZHANG", "Chao"),
            ("Chunhua ZHANG", None, "ZHANG", "Chunhua"),
            ("Chunhua Zhang", None, "Zhang", "Chunhua"),
            ("Wan-Qing XIONG", None, "XIONG", "Wan-Qing"),
            ("LÜ ChenYang", None, "LÜ", "ChenYang"),
            ("OUYANG Xiu", None, "OUYANG", "Xiu"),
            ("Ou Yang Xiu", None, "Ou Yang", "Xiu"),
            ("Bozhou OUYANG", None, "OUYANG", "Bozhou"),
            ("Ching-Chun Ou-Yang", Some("歐陽靖淳"), "Ou-Yang", "Ching-Chun"),
            ("Ching-Chun Ou-Yang", None, "Ou-Yang", "Ching-Chun"),
            ("Lu Jing", Some("陆静"), "Lu", "Jing"),
            ("Lu Jing", Some("井璐"), "Jing", "Lu"),
            ("YUCHI Ruonan", Some("尉迟若男"), "YUCHI", "Ruonan"),
            ("Tobias Lindqvist", None, "Lindqvist", "Tobias"),
            ("Frederik van Rossum", None, "van Rossum", "Frederik"),
            ("Nguyen Thi Bich Loan", None, "Nguyen", "Thi Bich Loan"),
            ("Erin K Dalgleish", None, "Dalgleish", "Erin K"),
            ("KWON Heejung", None, "KWON", "Heejung"),
            ("CHE Pui-shan", None, "CHE", "Pui-shan"),
            ("Quintanilla, M.", None, "Quintanilla", "M."),
            ("HOLT R", None, "HOLT", "R"),
            ("Wang X. M.", None, "Wang", "X. M."),
            ("HuYun", None, "Hu", "Yun"),
            ("ZHAOYanzhen", None, "ZHAO", "Yanzhen"),
            ("fu keqin", None, "fu", "keqin"),
        ] {
            let expected = Romanised { family: family.into(), given: Some(given.into()) };
            assert_eq!(Romanised::split(en, zh), expected, "{en}");
        }
        assert_eq!(Romanised::split("NARENTUYA", None), Romanised { family: "NARENTUYA".into(), given: None });
        assert_eq!(Romanised::split("", None).given, None);
    }
}
