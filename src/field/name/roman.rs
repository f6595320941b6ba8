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

/// Which part of a name stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// `Zhang Chunhua`
    FamilyFirst,
    /// `Chunhua Zhang`
    GivenFirst,
}

impl Romanised {
    /// Tells family and given name of `en`; the same person's Chinese name decides where it is known, then
    /// capitals (`Wan-Qing XIONG`), then what is a Chinese surname, then Western order.
    ///
    /// Both parts of `Yang Liu` may be either: such a name follows the `order` of its byline, where that is known.
    pub fn split(en: &str, zh: Option<&str>, order: impl FnOnce() -> Option<Order>) -> Romanised {
        let name = words_apart(en);
        if let Some((family, given)) = name.split_once(',') {
            return Romanised::of(family.trim(), given.trim());
        }
        // a clean name has single blanks
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() < 2 {
            return Romanised { family: name.into_owned(), given: None };
        }
        let at = match border(&words, zh) {
            Told(at) => at,
            Either { first, likely } => match order() {
                Some(Order::GivenFirst) => FamilyBegins(words.len() - 1),
                Some(Order::FamilyFirst) => FamilyEnds(first),
                None => likely,
            },
        };
        let (FamilyEnds(border) | FamilyBegins(border)) = at;
        let head = words[..border].iter().map(|word| word.len() + 1).sum::<usize>();
        let (head, tail) = (&name[..head - 1], &name[head..]);
        match at {
            FamilyEnds(_) => Romanised::of(head, tail),
            FamilyBegins(_) => Romanised::of(tail, head),
        }
    }

    /// The order of a byline, each name with the same person's Chinese one: that of most names that leave no choice; where
    /// there are none, the one in which the others have the commoner surnames.
    pub fn order<'a>(byline: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Option<Order> {
        let (mut told, mut common) = (0, 0.0);
        for (en, zh) in byline {
            let name = words_apart(en);
            let words: Vec<&str> = name.split(' ').collect();
            match border(&words, zh) {
                _ if words.len() < 2 || name.contains(',') => {}
                Either { .. } => common += commoner_behind(&words),
                // a Western name is in Western order in any byline
                Told(_) if !is_chinese(&words) => {}
                Told(FamilyEnds(_)) => told -= 1,
                Told(FamilyBegins(_)) => told += 1,
            }
        }
        match told {
            0 if common.abs() < ONE_IN_FOUR => None,
            0 if common > 0.0 => Some(Order::GivenFirst),
            1.. => Some(Order::GivenFirst),
            _ => Some(Order::FamilyFirst),
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

/// How sure a border is.
enum Split {
    Told(Border),
    /// The name can be read in both orders: with its first words as the family's, or its last one.
    Either {
        first: usize,
        likely: Border,
    },
}

use Split::{Either, Told};

/// Where the family name is among two words or more.
fn border(words: &[&str], zh: Option<&str>) -> Split {
    if words.len() < 2 {
        return Told(FamilyEnds(words.len()));
    }
    zh.and_then(|zh| by_chinese(words, zh))
        .or_else(|| by_capitals(words).map(Told))
        .or_else(|| by_surname(words))
        .unwrap_or_else(|| Told(by_custom(words)))
}

/// A surname four times as common tells the order, as a logarithm.
const ONE_IN_FOUR: f32 = 1.4;

/// How much more people have the last word for a surname than have the first, as a logarithm.
fn commoner_behind(words: &[&str]) -> f32 {
    let share = |word: &str| (surname::bearers(word).unwrap_or_default().max(1) as f32).ln();
    words.first().zip(words.last()).map_or(0.0, |(first, last)| share(last) - share(first))
}

/// Whether one end of the name is a Chinese surname and the rest can be read as Chinese, or is initials.
fn is_chinese(words: &[&str]) -> bool {
    let n = words.len();
    let reads = |words: &[&str]| words.iter().all(|word| is_initials(word) || pinyin::syllables(word).is_some());
    is_reading(words[0]) && reads(&words[1..]) || is_reading(words[n - 1]) && reads(&words[..n - 1])
}

/// The clean name, a blank between its parts where print has a raised dot (`TIYIP·Tashpolat`) or the OCR lost it:
/// `M.N.Achasov` is `M.N. Achasov`.
fn words_apart(en: &str) -> Cow<'_, str> {
    let name = cleaned(en);
    let glued = |name: &str| {
        let stop = name.rfind('.')? + 1;
        let family = &name[stop..];
        let before = name[..stop - 1].chars().next_back()?;
        let initial = before.is_uppercase() && !family.contains(' ');
        (initial && family.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2).then_some(stop)
    };
    if let Some(stop) = glued(&name) {
        return Cow::Owned(format!("{} {}", &name[..stop], &name[stop..]));
    }
    if name.contains(RAISED) {
        return Cow::Owned(name.replace(RAISED, " "));
    }
    match unglue(&name) {
        Cow::Owned(apart) => Cow::Owned(apart),
        Cow::Borrowed(_) => name,
    }
}

/// Dots that part the names of a person.
const RAISED: &[char] = &['·', '•', '‧', '・'];

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

fn by_chinese(words: &[&str], zh: &str) -> Option<Split> {
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
        (Some(k), None) => Some(Told(FamilyEnds(k))),
        (None, Some(k)) => Some(Told(FamilyBegins(n - k))),
        (Some(k), Some(_)) => Some(by_capitals(words).map_or(Either { first: k, likely: FamilyEnds(k) }, Told)),
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
    // but `Li-Ping KU` ends in a surname
    let surname = || initials == 1 && !is_reading(words[0]) && pinyin(words);
    if initials > 0 && initials < n && !surname() {
        return Some(FamilyEnds(n - initials));
    }
    match (first, last) {
        (k, 0) if k > 0 && k < n && all == k => Some(FamilyEnds(k)),
        (0, k) if k > 0 && k < n && all == k => Some(FamilyBegins(n - k)),
        _ => None,
    }
}

/// Whether all of `words` can be read as Chinese.
fn pinyin(words: &[&str]) -> bool {
    words.iter().all(|word| pinyin::syllables(word).is_some())
}

fn by_surname(words: &[&str]) -> Option<Split> {
    let n = words.len();
    let first = is_reading(words[0]) && pinyin(&words[1..]);
    let last = is_reading(words[n - 1]) && pinyin(&words[..n - 1]);
    let two = words[..2].concat();
    let ou_yang = n == 3 && is_reading(&two) && pinyin::syllables(&two) == Some(2);
    match (first, last) {
        _ if ou_yang && pinyin(words) => Some(Told(FamilyEnds(2))),
        (true, false) => Some(Told(FamilyEnds(1))),
        (false, true) => Some(Told(FamilyBegins(n - 1))),
        // both could be: the longer one is the given name
        (true, true) if pinyin::syllables(words[0]) > pinyin::syllables(words[n - 1]) => {
            Some(Either { first: 1, likely: FamilyBegins(n - 1) })
        }
        (true, true) => Some(Either { first: 1, likely: FamilyEnds(1) }),
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
            ("Li-Ping KU", None, "KU", "Li-Ping"),
            ("Wang XU", None, "Wang", "XU"),
            ("M.N.Achalov", None, "Achalov", "M.N."),
            ("MARTA R.J.LINDE", None, "LINDE", "MARTA R.J."),
            ("TIYIP·Tashpolat", None, "TIYIP", "Tashpolat"),
            ("Ailixiati·Yushan", Some("艾力夏提·玉山"), "Yushan", "Ailixiati"),
        ] {
            let expected = Romanised { family: family.into(), given: Some(given.into()) };
            assert_eq!(Romanised::split(en, zh, || None), expected, "{en}");
        }
        let whole = Romanised { family: "NARENTUYA".into(), given: None };
        assert_eq!(Romanised::split("NARENTUYA", None, || None), whole);
        assert_eq!(Romanised::split("", None, || None).given, None);
    }

    #[test]
    fn what_may_be_either_goes_by_the_byline() {
        let families = |byline: &[&'static str]| {
            let order = Romanised::order(byline.iter().map(|name| (*name, None)));
            byline.iter().map(|name| Romanised::split(name, None, || order).family).collect::<Vec<_>>()
        };
        assert_eq!(families(&["Yang Liu", "Chunhua Zhang", "Min Li Yang"]), ["Liu", "Zhang", "Yang"]);
        assert_eq!(families(&["Yang Liu", "Zhang Chunhua"]), ["Yang", "Zhang"]);
        assert_eq!(families(&["YANG LIU", "Marta Lindqvist", "Chunhua Zhang"]), ["LIU", "Lindqvist", "Zhang"]);
        // Western names tell nothing
        assert_eq!(families(&["Yang Liu", "Marta Lindqvist"]), ["Yang", "Lindqvist"]);
        // 王 and 李 are common, 易 and 苗 are not
        assert_eq!(families(&["Yi Wang", "Miao Li", "Yang Liu"]), ["Wang", "Li", "Liu"]);
        assert_eq!(families(&["Wang Lei"]), ["Wang"]);
        let paired = [("Yang Liu", Some("刘洋")), ("Lu Jing", None)];
        assert_eq!(Romanised::order(paired.into_iter()), Some(Order::GivenFirst));
        assert_eq!(Romanised::order([("Yang Liu", None)].into_iter()), None);
    }
}
