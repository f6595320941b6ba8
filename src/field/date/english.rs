//! Dates with an English month: `14 March 2023`, `Mar. 2024`, `2021 Dec 20`.

use super::Date;
use super::cursor::Cursor;
use super::numeric::{small, year};
use super::scan::Read;
use crate::byte;

/// Behind the year: ` Dec 20`, `-Mar-14`, ` Dec`, `April3`.
pub(super) fn year_then_english(mut cursor: Cursor<'_>, year: u16) -> Read {
    gap(&mut cursor, " ,-");
    let month = english_month(&mut cursor)?;
    let mut ahead = cursor;
    gap(&mut ahead, " ,-.");
    let day = small(&mut ahead);
    // `2019 May 3, 2020`: the first year belongs to what stands before
    let mut next = if day.is_some() { ahead } else { cursor };
    gap(&mut next, " ,-.");
    if super::numeric::year(&mut next).is_some() {
        return None;
    }
    match day {
        Some((day, _)) => Some((ahead.at, Date::new(year, Some(month), Some(day))?)),
        None => Some((cursor.at, Date::new(year, Some(month), None)?)),
    }
}

/// `March 14, 2023`, `October17,20l4`, `Mar. 2024`, `May, 2016`.
pub(super) fn month_first(mut cursor: Cursor<'_>) -> Read {
    // a lower-case letter before it is a glued label's: `PublishedJun 28, 2021`
    if cursor.before().is_some_and(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let month = english_month(&mut cursor)?;
    gap(&mut cursor, " ,.-");
    let mut ahead = cursor;
    if let Some(year) = year(&mut ahead) {
        return Some((ahead.at, Date::new(year, Some(month), None)?));
    }
    let (day, _) = small(&mut cursor)?;
    ordinal(&mut cursor);
    if !gap(&mut cursor, " ,.-") {
        return None;
    }
    let year = year(&mut cursor)?;
    Some((cursor.at, Date::new(year, Some(month), Some(day))?))
}

/// `14 March 2023`, `3rd of June, 2024`, `14-Mar-2023`.
pub(super) fn day_first(mut cursor: Cursor<'_>) -> Read {
    let (day, _) = small(&mut cursor)?;
    ordinal(&mut cursor);
    gap(&mut cursor, " ,.-/");
    if cursor.rest().starts_with("of ") {
        cursor.at += 3;
    }
    let month = english_month(&mut cursor)?;
    gap(&mut cursor, " ,.-/");
    let year = year(&mut cursor)?;
    Some((cursor.at, Date::new(year, Some(month), Some(day))?))
}

/// Passes up to three of `signs`; whether there were any.
fn gap(cursor: &mut Cursor<'_>, signs: &str) -> bool {
    let from = cursor.at;
    while cursor.at - from < 3 && cursor.eat(|c| signs.contains(c)) {}
    cursor.at > from
}

/// Passes the ending of an ordinal, e.g. of `3rd`.
fn ordinal(cursor: &mut Cursor<'_>) {
    if ["st", "nd", "rd", "th"].iter().any(|ending| cursor.rest().starts_with(ending)) {
        cursor.at += 2;
    }
}

/// Passes the name of a month.
fn english_month(cursor: &mut Cursor<'_>) -> Option<u8> {
    let (month, length) = month(cursor.rest())?;
    cursor.at += length;
    Some(month)
}

/// The month that `text` begins with the name of, whole or cut, with a capital, `March`, `Sept.`, `DEC`, and the length
/// of this with its period.
pub(in crate::field) fn month(text: &str) -> Option<(u8, usize)> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    // no name is longer than `September`, but a run of letters may be as long as the file
    let length = text.bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
    let word = &text[..length];
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) || !(3..=9).contains(&length) {
        return None;
    }
    let names = |name: &str| {
        let cut = length == 3 || length == name.len() || word.eq_ignore_ascii_case("Sept");
        cut && byte::begins(name.as_bytes(), word.as_bytes())
    };
    let month = NAMES.iter().position(|name| names(name))? as u8 + 1;
    Some((month, length + usize::from(text[length..].starts_with('.'))))
}
