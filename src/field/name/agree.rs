//! Whether a Chinese and a romanised name can be the same person's.

use std::borrow::Cow;

use super::han::DOTS;
use super::pinyin::{self, Reading, fold, readings, spellings};
use super::roman::is_initials;
use super::surname::{self, Surname};
use crate::field::text::is_han;
use crate::field::traditional;

/// What the sound of two names says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// Both are Mandarin, and they sound different.
    No,
    /// It cannot be told: another language or romanisation, unknown characters, or only the surname agrees.
    Unknown,
    /// They sound alike.
    Yes,
}

/// Compares a name in characters with one in letters, in either order, in any reading of each character;
/// case, hyphens, apostrophes and tones count for nothing, one letter of a long name may be damaged.
pub fn agree(zh: &str, en: &str) -> Agreement {
    let whole = zh.chars().all(is_han);
    let name = if whole { Cow::Borrowed(zh) } else { zh.chars().filter(|c| is_han(*c)).collect() };
    let foreign = !whole && zh.contains(DOTS);
    let letters = fold(&undigit(en));
    let (sounds, family) = syllables(&name);
    if foreign || sounds.is_empty() || letters.is_empty() || !sounds.iter().all(|sound| sound.is_known()) {
        return Agreement::Unknown;
    }
    let slack = u8::from(letters.len() >= 7);
    let turned = || {
        let mut turned = sounds.clone();
        turned.rotate_left(family);
        turned
    };
    // nearly all are spelled right
    let spelled = |sounds: &[Syllable], slack| sounds_like(sounds, letters.as_bytes(), slack);
    if spelled(&sounds, 0) || spelled(&turned(), slack) || spelled(&sounds, slack) {
        return Agreement::Yes;
    }
    let words: Vec<&str> = en.split_whitespace().collect();
    if words.len() >= 2 && abbreviates(&sounds, family, &words) {
        return Agreement::Yes;
    }
    let mandarin = words.iter().all(|word| pinyin::syllables(word).is_some_and(|n| n <= 3));
    let surname_agrees = words.iter().any(|word| sounds_like(&sounds[..family], fold(word).as_bytes(), 0));
    let taiwanese = name.chars().any(traditional::is_one);
    if !mandarin || surname_agrees || taiwanese { Agreement::Unknown } else { Agreement::No }
}

/// Whether `en` spells `zh` and one small letter more, which stands behind the name: `Zan Chanjuant`, `Li Liaoa`.
pub(crate) fn has_letter_behind(zh: &str, en: &str) -> bool {
    let Some(name) = en.strip_suffix(|c: char| c.is_ascii_lowercase()).filter(|_| zh.chars().all(is_han)) else {
        return false;
    };
    let (sounds, family) = syllables(zh);
    let mut turned = sounds.clone();
    turned.rotate_left(family.min(sounds.len()));
    let spells = |letters: &str| {
        let letters = fold(letters);
        sounds_like(&sounds, letters.as_bytes(), 0) || sounds_like(&turned, letters.as_bytes(), 0)
    };
    sounds.len() >= 2 && sounds.iter().all(|sound| sound.is_known()) && spells(name) && !spells(en)
}

/// How the characters of `name` may be read, and how many of them are the family's.
pub(super) fn syllables(name: &str) -> (Vec<Syllable>, usize) {
    let surname = surname::leading(name);
    let syllable = |(place, c)| Syllable { own: readings(c), surname: surname.map(|(surname, _)| surname), place };
    let family = surname.map_or(1, |(_, end)| name[..end].chars().count());
    (name.chars().enumerate().map(syllable).collect(), family)
}

/// How a character of a name may be read.
#[derive(Clone, Copy)]
pub(super) struct Syllable {
    /// Its own readings.
    own: &'static [Reading],
    /// The surname that the name begins with; its readings count for its characters.
    surname: Option<&'static Surname>,
    /// The place of the character in the name.
    place: usize,
}

impl Syllable {
    /// Whether the character is in the table.
    pub(super) fn is_known(self) -> bool {
        !self.own.is_empty()
    }

    /// Its spellings, in small letters.
    pub(super) fn spelled(self) -> impl Iterator<Item = &'static [u8]> {
        let surnames = self.surname.into_iter().flat_map(|surname| &surname.readings);
        let as_surname = surnames.filter_map(move |reading| reading.split(' ').nth(self.place));
        self.own.iter().map(Reading::letters).chain(as_surname.flat_map(spellings).map(str::as_bytes))
    }
}

/// Digits that the OCR read for letters.
fn undigit(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|b| matches!(b, b'1' | b'0' | b'|')) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| match c {
            '1' | '|' => 'i',
            '0' => 'o',
            c => c,
        })
        .collect()
}

/// Whether one reading of each character in turn spells `letters`, but for `slack` letters.
fn sounds_like(sounds: &[Syllable], letters: &[u8], slack: u8) -> bool {
    let Some((first, rest)) = sounds.split_first() else {
        return letters.len() <= usize::from(slack);
    };
    first.spelled().any(|sound| {
        if letters.starts_with(sound) && sounds_like(rest, &letters[sound.len()..], slack) {
            return true;
        }
        // a letter lost, doubled or changed
        slack > 0
            && (sound.len().saturating_sub(1)..=sound.len() + 1).any(|length| {
                length <= letters.len()
                    && one_apart(sound, &letters[..length])
                    && sounds_like(rest, &letters[length..], 0)
            })
    })
}

fn one_apart(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => a.len() <= 1 || a[1..] == b[1..],
        std::cmp::Ordering::Less => b.len() == a.len() + 1 && a == &b[1..],
        std::cmp::Ordering::Greater => a.len() == b.len() + 1 && &a[1..] == b,
    }
}

/// `Wang X. M.`, `XM Wang` for a name whose characters begin so.
fn abbreviates(sounds: &[Syllable], family: usize, words: &[&str]) -> bool {
    let (initials, full): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| is_initials(word));
    let initials: Vec<u8> = fold(&initials.concat()).into_bytes();
    if initials.is_empty() || full.is_empty() || family >= sounds.len() {
        return false;
    }
    let given = &sounds[family..];
    initials.len() <= given.len()
        && initials.iter().zip(given).all(|(letter, sound)| sound.spelled().any(|s| s.first() == Some(letter)))
        && sounds_like(&sounds[..family], fold(&full.concat()).as_bytes(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sound_alike() {
        for (zh, en) in [
            ("彭一鸣", "Peng Yi-ming"),
            ("闾晨阳", "LÜ ChenYang"),
            ("吕布", "Lyu Bu"),
            ("吕布", "LV Bu"),
            ("欧阳柏舟", "Bozhou OUYANG"),
            ("单于萱", "CHANYU Xuan"),
            ("尉迟若男", "YUCHI Ruonan"),
            ("曾雨", "Zeng Yu"),
            ("仇查", "QIU Cha"),
            ("解静姝", "Xie Jing-Shu"),
            ("覃子昂", "QIN Zi'ang"),
            ("么思琪", "YAO Si-qi"),
            ("龙 牧", "Long Mu"),
            ("季希然", "JI X1-ran"),
            ("王小明", "Wang X. M."),
            ("王小明", "XM Wang"),
            ("周海峰", "ZHOU Hai-fenq"),
            ("暴榕", "BAO Rong"),
        ] {
            assert_eq!(agree(zh, en), Agreement::Yes, "{zh} {en}");
        }
    }

    #[test]
    fn a_letter_behind_a_name_is_none_of_it() {
        for (zh, en) in [("季希然", "JI Xirant"), ("季希然", "Xiran Jia"), ("龙牧", "Long Muf")] {
            assert!(has_letter_behind(zh, en), "{zh} {en}");
        }
        for (zh, en) in
            [("季希然", "JI Xiran"), ("季希然", "JI Xiram"), ("龙牧", "Long Mu"), ("季", "Jia"), ("Ji", "Jia")]
        {
            assert!(!has_letter_behind(zh, en), "{zh} {en}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_unknown() {
        for (zh, en) in [
            ("歐陽靖淳", "Ching-Chun Ou-Yang"),
            ("練瑋喆", "Wei-Che Lien"),
            ("车佩瑶", "CHE Pui-yiu"),
            ("达瓦次仁", "Dawa Tsering"),
            ("阿依努尔·买提", "Li Ming"),
            ("王小明", "Wang Xiaohong"),
            ("", "Li Ming"),
        ] {
            assert_eq!(agree(zh, en), Agreement::Unknown, "{zh} {en}");
        }
        for (zh, en) in [("彭一鸣", "Xu Jingong"), ("徐进功", "Peng Yi-ming"), ("沈若溪", "Wenhan BAO")] {
            assert_eq!(agree(zh, en), Agreement::No, "{zh} {en}");
        }
    }
}
