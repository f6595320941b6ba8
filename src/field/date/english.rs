//! Dates with an English month: `14 March 2023`, `Mar. 2024`, `2021 Dec 20`.

use super::Date;
use super::cursor::Cursor;
use super::numeric::{small, year};
use super::scan::Read;

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

/// Passes the name of a month, whole or cut, with a capital: `March`, `Sept.`, `DEC`.
fn english_month(cursor: &mut Cursor<'_>) -> Option<u8> {
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
    let mut ahead = *cursor;
    // no name is longer than `September`, but a run of letters may be as long as the file
    let length = ahead.rest().bytes().take(10).take_while(u8::is_ascii_alphabetic).count();
    let word = &ahead.rest()[..length];
    ahead.at += length;
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    if !capital || !(3..=9).contains(&word.len()) {
        return None;
    }
    let names = |name: &str| {
        let cut = word.len() == 3 || word.len() == name.len() || word.eq_ignore_ascii_case("Sept");
        cut && name.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    let month = NAMES.iter().position(|name| names(name))? as u8 + 1;
    ahead.eat(|c| c == '.');
    *cursor = ahead;
    Some(month)
}
