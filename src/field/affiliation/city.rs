//! Names of cities in English affiliations, told by their form: no list knows them all.

use std::ops::Range;

use super::organisation::has_organisation;
use super::place;

/// No name of a city has more words: `Stratford upon Avon`, `Rio de Janeiro`.
const WORDS: usize = 4;

/// Words that streets, quarters and the like end in.
const STREETS: &[&str] = &[
    "Road",
    "Rd",
    "Street",
    "St",
    "Avenue",
    "Ave",
    "Lane",
    "Boulevard",
    "Blvd",
    "Drive",
    "Lu",
    "Jie",
    "District",
    "Campus",
    "Box",
    "Building",
    "Hall",
    "Park",
    "Town",
    "Village",
    "State",
];

/// Where the city stands in `piece`, what stands between two separators: before its postcode and province, as in
/// `Kunming 650201` and `Jinan Shandong`, or behind a postcode, as in `31-864 Cracow`. Digits that OCR read for letters
/// still make a postcode: `Kunming 65o2O1`.
pub(super) fn city(piece: &str) -> Option<Range<usize>> {
    let mut end = piece.trim_end().len();
    let mut start = piece.len() - piece.trim_start().len();
    if let Some(code) = piece[start..end].find(' ').filter(|at| is_code(&piece[start..start + at])) {
        start += code + 1;
    }
    while let Some(before) = without_last(&piece[start..end]) {
        end = start + before;
    }
    let name = piece[start..end].trim_matches([' ', '.']);
    let from = start + piece[start..end].find(name)?;
    let is_city = is_municipality(name) || is_name(name) && !place::is_country(name) && !place::is_province_en(name);
    is_city.then_some(from..from + name.len())
}

/// Provinces that are cities.
fn is_municipality(name: &str) -> bool {
    matches!(name, "Beijing" | "Shanghai" | "Tianjin" | "Chongqing" | "Hong Kong" | "Macau")
}

/// How long `text` is without the last word, where this has a digit, or without the province at its end.
fn without_last(text: &str) -> Option<usize> {
    let blanks = || text.rmatch_indices(' ').map(|(at, _)| at);
    let last = blanks().next()?;
    let ends = |at: &usize| place::is_province_en(&text[at + 1..]);
    let has_digit = text[last..].contains(|c: char| c.is_ascii_digit());
    let cut = if has_digit { Some(last) } else { blanks().take(3).filter(ends).last() };
    cut.map(|at| text[..at].trim_end().len())
}

/// Whether `word` is a postcode that stands before its city: `55131`, `D-44780`, `31-864`, `F-91406`.
fn is_code(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let land = word.find('-').filter(|at| *at <= 2 && word[..*at].bytes().all(|b| b.is_ascii_uppercase()));
    let rest = land.map_or(word, |at| &word[at + 1..]);
    (4..=6).contains(&digits) && rest.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Whether `name` has the form of a city's: a few words with capitals, and none for an organisation or a street.
pub(super) fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // `NSW`, `IL`
    let state = name.len() <= 3 && name.bytes().all(|b| b.is_ascii_uppercase());
    let has_capital = |word: &str| word.starts_with(char::is_uppercase);
    let plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’' | '-' | '.');
    let last = name.rsplit(' ').next().unwrap_or_default();
    letters >= 3
        && !state
        && has_capital(name)
        && has_capital(last)
        && name.chars().all(plain)
        && name.split(' ').count() <= WORDS
        && !STREETS.contains(&last.trim_end_matches('.'))
        && !has_organisation(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_stand_beside_their_postcodes() {
        for (piece, name) in [
            (" Yangling 712100", "Yangling"),
            ("Farhill 65o2O1", "Farhill"),
            ("Farhill 10 330006", "Farhill"),
            ("Jinan Shandong Province", "Jinan"),
            ("Xilinhot Inner Mongolia", "Xilinhot"),
            ("55131 Farhill", "Farhill"),
            ("D-44780 Farhill", "Farhill"),
            ("31-864 Bad Farhill", "Bad Farhill"),
            ("Rio de Janeiro", "Rio de Janeiro"),
            ("Beijing", "Beijing"),
            ("Xi'an", "Xi'an"),
        ] {
            assert_eq!(city(piece).map(|range| &piece[range]), Some(name), "{piece}");
        }
    }

    #[test]
    fn what_is_no_city() {
        for piece in [
            "NSW 2006",
            "Jiangsu",
            "rue des Lilas",
            "18 Lake Road",
            "Laboratory of Optics",
            "P.R. China",
            "USA.",
            "ina",
            "IL",
            "Abstract # equal",
            "A B C D E",
            "Bank of",
        ] {
            assert_eq!(city(piece), None, "{piece}");
        }
    }
}
