//! How long a Latin word or an address is.

use crate::field::text::is_han;

/// No word of a name has more characters.
const LONGEST: usize = 60;

/// The length of the address that `rest` begins with.
pub(super) fn email(rest: &str) -> Option<usize> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let at = rest.find(|c| !local(c)).filter(|&at| rest[at..].starts_with('@'))?;
    let domain = &rest[at + 1..];
    let end = domain.find(|c| !local(c)).unwrap_or(domain.len());
    let domain = domain[..end].trim_end_matches('.');
    domain.contains('.').then_some(at + 1 + domain.len())
}

/// Degrees and the like, which stand behind a name and a comma.
const DEGREES: &[&str] = &[
    "Graduate Student Member",
    "Student Member",
    "Senior Member",
    "Life Fellow",
    "Member",
    "Fellow",
    "IEEE",
    "Ph.D.",
    "Ph.D",
    "PhD",
    "M.D.",
    "M.D",
    "MD",
    "MBBS",
    "M.Sc.",
    "MSc",
    "B.Sc.",
    "BSc",
    "MPH",
    "RN",
    "Jr.",
    "Jr",
    "Sr.",
];

/// Forenames that are cut short.
const SHORT: &[&str] = &["Md.", "Mohd.", "Yu.", "Zh."];

/// The length of the degree that `rest` begins with.
pub(super) fn degree(rest: &str) -> Option<usize> {
    let ends = |degree: &&&str| !rest[degree.len()..].starts_with(|c: char| c.is_alphabetic() || c == '.' || c == '-');
    DEGREES.iter().filter(|degree| rest.starts_with(**degree)).find(ends).map(|degree| degree.len())
}

/// The length of the short forename that `rest` begins with, e.g. `Md.` of `Md. Rahman`.
pub(super) fn short_forename(rest: &str) -> Option<usize> {
    let goes_on = |name: &&&str| rest[name.len()..].trim_start().starts_with(char::is_uppercase);
    SHORT.iter().filter(|name| rest.starts_with(**name)).find(goes_on).map(|name| name.len())
}

/// The length of the Latin word that `rest` begins with: hyphens, apostrophes and damaged letters stay inside.
pub(super) fn word_length(rest: &str) -> usize {
    // nearly every word is plain letters and hyphens between them, and what ends it cannot be a part of it
    let bytes = rest.as_bytes();
    let plain_at = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let inside = |at: &usize| plain_at(*at) || bytes.get(*at) == Some(&b'-') && plain_at(at + 1);
    let plain = (0..LONGEST).take_while(inside).count();
    let ends = match bytes.get(plain) {
        Some(b'-' | b'\'' | b'`' | b'.') => false,
        Some(b'0'..=b'9') => plain >= 3,
        end => end.is_none_or(u8::is_ascii),
    };
    if ends && plain > 0 && plain < LONGEST {
        return plain;
    }
    // no blank is part of a word
    let chars: Vec<(usize, char)> = rest.char_indices().take(LONGEST).take_while(|(_, c)| !c.is_whitespace()).collect();
    let get = |place: usize| chars.get(place).map(|&(_, c)| c);
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !is_han(c));
    let combining = |c: char| ('\u{300}'..='\u{36F}').contains(&c);
    let mut i = 0;
    while let Some(c) = get(i) {
        let inside = match c {
            c if combining(c) => true,
            // a raised letter that OCR misread
            c if c.is_alphabetic() => !is_han(c) && c != 'ʰ',
            '-' | '–' | '⁃' => letter(get(i + 1)),
            // an apostrophe, unless it stands for a raised figure: `Duo-duo'WANG`
            '\'' | '’' | '‘' | '`' | '´' => {
                letter(get(i + 1))
                    && (get(i + 1).is_some_and(char::is_lowercase) || i == 1)
                    && get(i + 2).is_some_and(|c| c.is_alphabetic())
            }
            '.' => {
                i > 0 && get(i - 1).is_some_and(char::is_uppercase) && (i == 1 || !letter(get(i - 2)))
                    || i <= 2 && (rest.starts_with("St.") || rest.starts_with("Jr."))
                    // the initial of `JuanF.Campos` and `JuanF.CAMPOS`, whose blanks are lost
                    || i > 2
                        && get(i - 1).is_some_and(char::is_uppercase)
                        && get(i - 2).is_some_and(char::is_lowercase)
                        && get(i + 1).is_some_and(char::is_uppercase)
                        && letter(get(i + 2))
            }
            // a damaged letter: `X1-ran`, `M6nica`
            '0'..='9' => {
                let then: String = rest[chars[i].0 + 1..].chars().take(3).collect();
                let word =
                    then.starts_with(char::is_lowercase) && then.chars().all(char::is_lowercase) && then != "and"
                        || then.starts_with('-') && then[1..].starts_with(char::is_lowercase);
                i > 0 && i < 3 && word && then.is_ascii() && then.len() == 3
            }
            _ => false,
        };
        if !inside {
            break;
        }
        i += 1;
    }
    chars[..i].last().map_or(0, |&(at, c)| at + c.len_utf8())
}
