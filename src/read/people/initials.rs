//! People whom a note names by their initials alone: `addressed to D.I.S. (d@…) or Z.-H.R. (z@…)`.

use std::ops::Range;

use super::Person;
use crate::field::Email;

/// The people whose initials `words` begins with, one after another, each with its place and the address in brackets
/// behind it.
pub(super) fn of<'a>(words: &'a str, people: &'a [Person]) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
    const BETWEEN: [&str; 4] = ["and ", "or ", "& ", "to "];
    let mut at = 0;
    std::iter::from_fn(move || {
        let length = length(&words[at..])?;
        let start = at;
        let owner = owner(&words[at..at + length], people);
        at += length;
        let rest = words[at..].trim_start();
        if let Some(inside) = rest.strip_prefix(['(', '[']) {
            let close = inside.find([')', ']']).filter(|&close| Email::find(&inside[..close]).is_some());
            at = words.len() - inside.len() + close.map_or(0, |close| close + 1);
        }
        let end = at;
        at = words.len() - words[at..].trim_start_matches([',', ';', ' ']).len();
        while let Some(word) = BETWEEN.iter().find(|word| words[at..].starts_with(**word)) {
            at += word.len();
        }
        Some((owner, start..end))
    })
    .filter_map(|(owner, range)| Some((owner?, range)))
}

/// The length of the initials that `words` begins with, two at least: `Z.R.`, `X.-Y. L.`
fn length(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let (mut at, mut count) = (0, 0);
    while let [b'A'..=b'Z', b'.', ..] = &bytes[at..] {
        count += 1;
        at += 2;
        let goes_on = |next: usize| matches!(bytes.get(next..next + 2), Some([b'A'..=b'Z', b'.']));
        if matches!(bytes.get(at), Some(b'-' | b' ')) && goes_on(at + 1) {
            at += 1;
        }
    }
    // `C.-P. Yuan` is a name
    let named = words[at..].trim_start().starts_with(char::is_uppercase);
    (count > 1 && !named).then_some(at)
}

/// The one person who has these initials, the family name's first or last.
fn owner(printed: &str, people: &[Person]) -> Option<usize> {
    let wanted: Vec<u8> = printed.bytes().filter(u8::is_ascii_uppercase).collect();
    let mut turned = wanted.clone();
    turned.rotate_right(1);
    let has = |person: &Person| {
        let own = person.en.as_ref().map(|en| initials(&en.name)).unwrap_or_default();
        own == wanted || own == turned
    };
    let mut owners = (0..people.len()).filter(|&index| has(&people[index]));
    owners.next().filter(|_| owners.next().is_none())
}

/// The capitals of a name, one of each word that is all capitals.
fn initials(name: &str) -> Vec<u8> {
    let of_word = |word: &str| {
        let capitals: Vec<u8> = word.bytes().filter(u8::is_ascii_uppercase).collect();
        let whole = capitals.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        capitals.into_iter().take(if whole { 1 } else { usize::MAX }).collect::<Vec<u8>>()
    };
    name.split([' ', '-']).flat_map(of_word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    #[test]
    fn initials_of_names() {
        for (name, expected) in
            [("Yijun Liu", "YL"), ("LIU Yi-Jun", "LYJ"), ("DavidI.Stuart", "DIS"), ("Z.-H. Rao", "ZHR")]
        {
            assert_eq!(initials(name), expected.as_bytes(), "{name}");
        }
        for (words, expected) in [
            ("Y.L. (a@b.cn)", Some(4)),
            ("X.-Y. L., he", Some(8)),
            ("A. Liu", None),
            ("C.-P. Yuan", None),
            ("Liu", None),
        ] {
            assert_eq!(length(words), expected, "{words}");
        }
    }

    #[test]
    fn a_note_may_name_its_people_by_initials() {
        let read = |note: &str| {
            let page = format!(
                "# Moisture transport of typhoon remnants\n\nYining Pan1*, Chang Long1*, Zhiruo Mao1 & Wang Shu1\n\n1School of Meteorology, Lingnan University, Foshan 528000, China\n\n{note}\n\n# Abstract\n\nRemnants of typhoons bring rain far inland.\n"
            );
            let authors = crate::read::record_of(&Document::from_text("t", &page)).authors;
            let told = |author: &crate::record::Author| {
                (author.corresponding, author.email.as_ref().map(|email| email.as_str().to_owned()))
            };
            authors.iter().map(told).collect::<Vec<_>>()
        };
        let none = (false, None);
        let some = |email: &str| (true, Some(email.to_owned()));
        let said = "Correspondence and requests for materials should be addressed to";
        assert_eq!(
            read(&format!("{said} Z.M. (rain@lingnan.edu.cn) or S.W. (hail@lingnan.edu.cn).")),
            [none.clone(), none.clone(), some("rain@lingnan.edu.cn"), some("hail@lingnan.edu.cn")]
        );
        assert_eq!(
            read(&format!("{said} C.L. ({}).", "rain@lingnan.edu.cn")),
            [none.clone(), some("rain@lingnan.edu.cn"), none.clone(), none]
        );
    }
}
