//! Personal names: whether a text is one, its parts, and whether two in two scripts are one person's.
//!
//! Knows surnames and how characters are read. Lists of names are `byline`'s matter.

mod agree;
mod han;
mod pinyin;
mod prose;
mod roman;
mod sought;
mod surname;

use std::borrow::Cow;

use crate::field::text::is_han;

pub use agree::{Agreement, agree};
pub use han::{han_name_score, looks_like_han_name, split_glued_han};
pub use prose::is_of_prose;
pub use roman::{Order, Romanised};
pub use surname::is_surname;

pub(crate) use agree::has_letter_behind;
pub(crate) use han::{DOTS, Glyph, cut, is_national, is_organisation};
pub(crate) use pinyin::{fold, syllables};
pub(crate) use roman::{is_capitals, is_initials, unglue};
pub(crate) use sought::{Characters, Letters, Sound, Spelling};
pub(crate) use surname::{begins_with_surname, is_common_word, is_reading};

/// The name without the blanks inside characters (`龙 牧` is `龙牧`), the other ones single, without the wrapping
/// that OCR puts around raised letters (`LI $\mathrm { Y u n }` is `LI Yun`) or around a hyphen; case, hyphens and accents as printed.
pub fn clean_name(printed: &str) -> String {
    cleaned(printed).into_owned()
}

/// The same, without a copy of a name that is clean.
pub(crate) fn cleaned(printed: &str) -> Cow<'_, str> {
    // nearly every name is clean: the last ones lead characters that may be blanks, and between two words of letters
    // there is one
    let plain = |b: u8| !(b <= b' ' || matches!(b, b'$' | b'\\' | b'{' | 0xC2 | 0xE1..=0xE3));
    let dashed = |end: Option<&u8>| end == Some(&b'-');
    let clean = |word: &[u8]| {
        !word.is_empty() && !dashed(word.first()) && !dashed(word.last()) && word.iter().all(|b| plain(*b))
    };
    if printed.is_ascii() && printed.as_bytes().split(|b| *b == b' ').all(clean) || printed.bytes().all(plain) {
        return Cow::Borrowed(printed);
    }
    let printed = printed.trim();
    if printed.contains(['$', '\\', '{']) {
        return Cow::Owned(with_single_blanks(without_latex(printed).trim()));
    }
    if !printed.contains(char::is_whitespace) {
        return Cow::Borrowed(printed);
    }
    Cow::Owned(with_single_blanks(printed))
}

fn with_single_blanks(plain: &str) -> String {
    let mut name = String::with_capacity(plain.len());
    let mut rest = plain.chars();
    while let Some(c) = rest.next() {
        if !c.is_whitespace() {
            name.push(c);
            continue;
        }
        let before = name.chars().next_back();
        let after = rest.as_str().trim_start().chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| is_han(c) || DOTS.contains(&c) && c != '.');
        let is_hyphen = |c: Option<char>| matches!(c, Some('-' | '－' | '–'));
        let hyphen = is_hyphen(before) || is_hyphen(after);
        if !(before == Some(' ') || hyphen || joins(before) && joins(after)) {
            name.push(' ');
        }
    }
    name
}

/// What a formula shows: `\mathrm { Y u n }` is `Yun`, what is raised left out.
fn without_latex(printed: &str) -> String {
    let mut plain = String::with_capacity(printed.len());
    let mut formula = false;
    let mut chars = printed.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '$' => formula = !formula,
            // the letter that OCR takes a Y for
            '\\' => {
                let command: String = std::iter::from_fn(|| chars.next_if(char::is_ascii_alphabetic)).collect();
                plain.extend((command == "Upsilon").then_some('Y'));
            }
            '^' if formula => break,
            '{' | '}' | '~' => {}
            ' ' if formula => {}
            c => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::clean_name;

    #[test]
    fn cleans() {
        for (printed, clean) in [
            ("龙 牧", "龙牧"),
            ("陈  萍", "陈萍"),
            ("Peng  Yi-ming ", "Peng Yi-ming"),
            ("麦吾兰江·吐尔逊", "麦吾兰江·吐尔逊"),
            ("麦吾兰江 · 吐尔逊", "麦吾兰江·吐尔逊"),
            (r"LI $\mathrm { Y u n }", "LI Yun"),
            (r"LONG $\Upsilon u n", "LONG Yun"),
            ("LÜ ChenYang", "LÜ ChenYang"),
            ("PAN Yi － ning", "PAN Yi－ning"),
            ("", ""),
        ] {
            assert_eq!(clean_name(printed), clean, "{printed}");
        }
    }
}
