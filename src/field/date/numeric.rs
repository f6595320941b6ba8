//! Dates in figures: `2024-03-07`, `2019年4月29日`, `25/12/2019`, and what OCR makes of them.

use std::ops::Range;

use super::Date;
use super::cursor::{Cursor, is_dash};
use super::scan::Read;

/// A number of up to `most` digits and its length; OCR may have read some as letters, e.g. `20l4`, `2O18`.
pub(super) fn number(cursor: &mut Cursor<'_>, most: usize) -> Option<(u16, usize)> {
    let (mut value, mut digits, mut length, mut read) = (0, 0, 0, b' ');
    for &byte in cursor.rest().as_bytes().iter().take(most) {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'O' | b'o' => 0,
            b'l' | b'I' => 1,
            _ => break,
        };
        digits += usize::from(byte.is_ascii_digit());
        value = value * 10 + u16::from(digit);
        (length, read) = (length + 1, byte);
    }
    let next = cursor.rest().as_bytes().get(length);
    // the `O` of `3October` is a word's
    if digits * 2 < length || read.is_ascii_alphabetic() && next.is_some_and(u8::is_ascii_alphabetic) {
        let plain = cursor.digits(most);
        return plain.parse().ok().map(|value| (value, plain.len()));
    }
    cursor.at += length;
    (length > 0 && !cursor.at_digit()).then_some((value, length))
}

/// A year: four digits, 1800 to 2100.
pub(in crate::field) fn year(cursor: &mut Cursor<'_>) -> Option<u16> {
    number(cursor, 4).filter(|&(value, length)| length == 4 && (1800..=2100).contains(&value)).map(|(value, _)| value)
}

/// A month or a day, and whether two digits print it.
pub(super) fn small(cursor: &mut Cursor<'_>) -> Option<(u8, bool)> {
    number(cursor, 2).filter(|&(value, _)| (1..=31).contains(&value)).map(|(value, length)| (value as u8, length == 2))
}

/// The sign between two numbers with the blanks around it, all dashes as `-`, e.g. of `2022 - 11 - 01`.
fn separator(cursor: &mut Cursor<'_>) -> Option<char> {
    let mut ahead = *cursor;
    ahead.blanks();
    let sign = match ahead.peek()? {
        // OCR reads the dash as the numeral one or as a raised point: `2018一03一15`, `2012·04-10`
        c @ ('/' | '.' | '一') => c,
        '·' | '•' => '·',
        c if is_dash(c) => '-',
        _ => return None,
    };
    ahead.eat(|_| true);
    ahead.blanks();
    *cursor = ahead;
    Some(sign)
}

/// Behind the year: `年4月29日`, ` 年 3 月`; with a label also `年`.
pub(super) fn chinese(mut cursor: Cursor<'_>, year: u16, labelled: bool) -> Read {
    cursor.blanks();
    if !cursor.eat(|c| c == '年') {
        return None;
    }
    let year_alone = || Date::new(year, None, None).filter(|_| labelled).map(|date| (cursor.at, date));
    let mut ahead = cursor;
    ahead.blanks();
    let Some((month, _)) = small(&mut ahead) else { return year_alone() };
    ahead.blanks();
    if !ahead.eat(|c| c == '月') {
        return year_alone();
    }
    let month_end = ahead.at;
    ahead.blanks();
    let day = small(&mut ahead).map(|(day, _)| day);
    let day_end = ahead.at;
    ahead.blanks();
    let named = ahead.eat(|c| c == '日' || c == '号');
    let bare = labelled && ahead.peek().is_none_or(|c| c.is_ascii_punctuation() || c == '\n');
    match day {
        Some(day) if named => Some((ahead.at, Date::new(year, Some(month), Some(day))?)),
        Some(day) if bare => Some((day_end, Date::new(year, Some(month), Some(day))?)),
        _ => Some((month_end, Date::new(year, Some(month), None)?)),
    }
}

/// `2024–03–07`, `2018.08.31`, `2022 / 11 / 01`, `2021/5`, `2009-09`; `behind` is behind the year.
pub(super) fn numeric(start: Cursor<'_>, behind: Cursor<'_>, year: u16, labelled: bool) -> Read {
    let mut cursor = behind;
    let first = separator(&mut cursor)?;
    let (month, two_digits) = small(&mut cursor)?;
    let mut ahead = cursor;
    let second = separator(&mut ahead);
    let agree = second == Some(first) || second.is_some_and(|sign| "·一".contains(sign) || "·一".contains(first));
    let before = start.before();
    if let (true, Some((day, _))) = (agree, small(&mut ahead.clone())) {
        small(&mut ahead);
        // a longer chain is an identifier, unless it is `2013-12-04—2014-01-05`
        let mut chain = ahead;
        let chained =
            separator(&mut chain) == second && chain.at_digit() && (first == '.' || self::year(&mut chain).is_none());
        // so is what hangs behind one: `j.azr.2018.05.06`, `stxb-2018-05-06`, `x.cn/2018/05/06`
        let hangs = match first {
            '.' => {
                start.behind().trim_end_matches(' ').ends_with(|c: char| c.is_ascii_alphabetic() || ".-/_".contains(c))
            }
            '/' => before == Some('/'),
            _ => {
                before == Some('-')
                    && start.behind().trim_end_matches('-').ends_with(|c: char| c.is_ascii_alphanumeric())
            }
        };
        let date = Date::new(year, Some(month), Some(day))?;
        return (!chained && !hangs).then_some((ahead.at, date));
    }
    // `2018.09.0775`, `2022-07-xX`, `2018-03-**`, `x.cn/2018/05/abc`
    let held_open = agree && (first == '/' || ahead.peek().is_some_and(|c| "xX*?_".contains(c)));
    if second.is_some() && ahead.at_digit() || held_open {
        return None;
    }
    // in running text a point may be a decimal's, one digit behind a hyphen an issue's number
    let alone = !before.is_some_and(|c| "./-_".contains(c));
    let plain = first == '/' || first == '-' && two_digits && !is_wide_dash(behind);
    let date = Date::new(year, Some(month), None)?;
    (labelled || alone && plain).then_some((cursor.at, date))
}

/// Whether the dash ahead is not ASCII's: `2009–10` is a span of years rather than a month.
fn is_wide_dash(mut cursor: Cursor<'_>) -> bool {
    cursor.blanks();
    !cursor.rest().starts_with('-')
}

/// `25/12/2019`, `12/25/2019` and with a label `8/16/13`, `09.06.2021`, where the order of day and month leaves no doubt.
pub(super) fn slashed(mut cursor: Cursor<'_>, labelled: bool) -> Read {
    let chained = cursor.before().is_some_and(|c| "./-_".contains(c));
    let (first, _) = small(&mut cursor)?;
    let sign = separator(&mut cursor).filter(|&sign| sign == '/' || labelled && "-.".contains(sign))?;
    let (second, _) = small(&mut cursor)?;
    if separator(&mut cursor) != Some(sign) || chained {
        return None;
    }
    let year = match number(&mut cursor, 4)? {
        (year, 4) => year,
        (year, 2) if labelled && sign == '/' => year + if year < 50 { 2000 } else { 1900 },
        _ => return None,
    };
    let (month, day) = match (first, second) {
        (13.., _) => (second, first),
        (_, 13..) => (first, second),
        _ if first == second => (first, second),
        // points stand behind the day first in every land that uses them
        _ if sign == '.' => (second, first),
        _ => return None,
    };
    Some((cursor.at, Date::new(year, Some(month), Some(day))?))
}

/// Numbers that only a label makes a date: `20231105`, `1955`, and `2003211214`, where a lost font shows each `-` as `2`.
pub(super) fn sole_number(mut cursor: Cursor<'_>) -> Option<(usize, Date)> {
    let digits = cursor.run(|c| c.is_ascii_digit());
    let part = |range: Range<usize>| digits[range].parse::<u16>().ok();
    let date = match (digits.len(), digits.as_bytes()) {
        (4, _) => {
            let mut ahead = cursor;
            let goes_on = ahead.peek().is_some_and(char::is_alphanumeric)
                || separator(&mut ahead).is_some_and(|sign| sign != '.');
            Date::new(part(0..4)?, None, None).filter(|_| !goes_on)
        }
        (8, _) => Date::new(part(0..4)?, Some(part(4..6)? as u8), Some(part(6..8)? as u8)),
        (10, [_, _, _, _, b'2', _, _, b'2', ..]) => {
            Date::new(part(0..4)?, Some(part(5..7)? as u8), Some(part(8..10)? as u8))
        }
        _ => None,
    };
    Some((cursor.at, date?))
}
