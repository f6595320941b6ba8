//! The shapes in which dates are printed, Chinese and English, and as OCR leaves them.
//!
//! Knows shapes only; that a month has 30 days says [`Date::new`].

use std::ops::Range;

use super::Date;
use super::cursor::{Cursor, is_dash};

/// Where a date ends, and the date.
type Read = Option<(usize, Date)>;

/// Dates as they stand in running text, where page ranges, telephones and DOIs look much alike.
pub(super) fn dates(text: &str) -> impl Iterator<Item = (Range<usize>, Date)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let from = at;
            at += 1;
            let starts = match bytes[from] {
                b'0'..=b'9' => from == 0 || !bytes[from - 1].is_ascii_digit(),
                byte => b"JFMASOND".contains(&byte),
            };
            if !starts {
                continue;
            }
            if let Some((end, date)) = date_at(text, from, false).filter(|_| !inside_identifier(&text[..from])) {
                at = end;
                return Some((from..end, date));
            }
        }
        None
    })
}

/// The date that follows a date's label; other words may come between, another label may not.
pub(super) fn labelled(value: &str) -> Option<(Range<usize>, Date)> {
    let opening = |c: char| c.is_ascii_whitespace() || ":】])(*#,.".contains(c);
    let from = value.len() - value.trim_start_matches(opening).len();
    if let Some((end, date)) = date_at(value, from, true).or_else(|| sole_number(Cursor::new(value, from))) {
        return Some((from..end, date));
    }
    // words may come between the label and its date, but not many, and no line's end
    let reach =
        value[from..].char_indices().find(|&(at, c)| at > 80 || c == '\n').map_or(value.len(), |(at, _)| from + at);
    let (range, date) = dates(&value[from..reach]).next()?;
    let between = &value[from..from + range.start];
    let other_labels = [":", ";", "日期", "时间", "eceived", "evised", "ccepted", "ublished", "nline"];
    let part = between.ends_with(|c: char| is_dash(c) || "/.*".contains(c));
    let far = between.len() > 40 || part || other_labels.iter().any(|label| between.contains(label));
    (!far).then_some((from + range.start..from + range.end, date))
}

/// The date that begins at `at`; `labelled` allows what only a label makes a date.
fn date_at(text: &str, at: usize, labelled: bool) -> Read {
    let cursor = Cursor::new(text, at);
    if !cursor.at_digit() {
        return month_first(cursor);
    }
    let mut behind = cursor;
    match year(&mut behind) {
        Some(year) => chinese(behind, year, labelled)
            .or_else(|| year_then_english(behind, year))
            .or_else(|| numeric(cursor, behind, year, labelled)),
        None => day_first(cursor).or_else(|| slashed(cursor, labelled)),
    }
}

/// A number of up to `most` digits and its length; OCR may have read some as letters, e.g. `20l4`, `2O18`.
fn number(cursor: &mut Cursor<'_>, most: usize) -> Option<(u16, usize)> {
    let start = *cursor;
    let (mut value, mut digits) = (0, 0);
    while cursor.at - start.at < most {
        let digit = match cursor.peek() {
            Some(c @ '0'..='9') => c as u16 - '0' as u16,
            Some('O' | 'o') => 0,
            Some('l' | 'I') => 1,
            _ => break,
        };
        digits += usize::from(cursor.at_digit());
        cursor.eat(|_| true);
        value = value * 10 + digit;
    }
    let length = cursor.at - start.at;
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    // the `O` of `3October` is a word's
    if digits * 2 < length || letter(cursor.before()) && letter(cursor.peek()) {
        *cursor = start;
        let plain = cursor.digits(most);
        return plain.parse().ok().map(|value| (value, plain.len()));
    }
    (length > 0 && !cursor.at_digit()).then_some((value, length))
}

/// A year: four digits, 1800 to 2100.
fn year(cursor: &mut Cursor<'_>) -> Option<u16> {
    number(cursor, 4).filter(|&(value, length)| length == 4 && (1800..=2100).contains(&value)).map(|(value, _)| value)
}

/// A month or a day, and whether two digits print it.
fn small(cursor: &mut Cursor<'_>) -> Option<(u8, bool)> {
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
fn chinese(mut cursor: Cursor<'_>, year: u16, labelled: bool) -> Read {
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
fn numeric(start: Cursor<'_>, behind: Cursor<'_>, year: u16, labelled: bool) -> Read {
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

/// Behind the year: ` Dec 20`, `-Mar-14`, ` Dec`.
fn year_then_english(mut cursor: Cursor<'_>, year: u16) -> Read {
    if !gap(&mut cursor, " ,-") {
        return None;
    }
    let month = english_month(&mut cursor)?;
    let mut ahead = cursor;
    gap(&mut ahead, " ,-.");
    let day = small(&mut ahead);
    // `2019 May 3, 2020`: the first year belongs to what stands before
    let mut next = if day.is_some() { ahead } else { cursor };
    gap(&mut next, " ,-.");
    if self::year(&mut next).is_some() {
        return None;
    }
    match day {
        Some((day, _)) => Some((ahead.at, Date::new(year, Some(month), Some(day))?)),
        None => Some((cursor.at, Date::new(year, Some(month), None)?)),
    }
}

/// `March 14, 2023`, `October17,20l4`, `Mar. 2024`, `May, 2016`.
fn month_first(mut cursor: Cursor<'_>) -> Read {
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
fn day_first(mut cursor: Cursor<'_>) -> Read {
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

/// `25/12/2019`, `12/25/2019` and with a label `8/16/13`, where the order of day and month leaves no doubt.
fn slashed(mut cursor: Cursor<'_>, labelled: bool) -> Read {
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
        _ => return None,
    };
    Some((cursor.at, Date::new(year, Some(month), Some(day))?))
}

/// Numbers that only a label makes a date: `20231105`, `1955`, and `2003211214`, where a lost font shows each `-` as `2`.
fn sole_number(mut cursor: Cursor<'_>) -> Option<(usize, Date)> {
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
    let word = ahead.run(|c| c.is_ascii_alphabetic());
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    if !capital || !(3..=9).contains(&word.len()) {
        return None;
    }
    let names = |name: &&str| {
        let cut = word.len() == 3 || word.len() == name.len() || word.eq_ignore_ascii_case("Sept");
        cut && name.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    let month = NAMES.iter().position(|name| names(&name))? as u8 + 1;
    ahead.eat(|c| c == '.');
    *cursor = ahead;
    Some(month)
}

/// Whether what stands before is the head of a DOI or of an address, e.g. `10.13866/j.azr.` or `//x.cn/`.
fn inside_identifier(before: &str) -> bool {
    let part = |b: &u8| b.is_ascii_graphic() && !b",;|\"<>:".contains(b);
    let length = before.bytes().rev().take(100).take_while(part).count();
    let token = &before[before.len() - length..];
    token.starts_with("//") || token.starts_with("www.") || token.starts_with("10.") && token.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        dates(text).map(|(_, date)| date.to_string()).collect()
    }

    fn read(text: &str) -> Option<String> {
        labelled(text).map(|(_, date)| date.to_string())
    }

    #[test]
    fn dates_in_running_text() {
        let table = [
            ("2025-10-26", "2025-10-26"),
            ("2018.08.31", "2018-08-31"),
            ("2019/4/5", "2019-04-05"),
            ("2019年4月29日;录用", "2019-04-29"),
            ("2024 年 3 月", "2024-03"),
            ("2021年4月11至7月11日", "2021-04"),
            ("(2022 - 11 - 01)", "2022-11-01"),
            ("2022 / 11 / 01", "2022-11-01"),
            ("2012·04-10", "2012-04-10"),
            ("2018一03一15", "2018-03-15"),
            ("2024–03–07", "2024-03-07"),
            ("14 March 2023", "2023-03-14"),
            ("March 14, 2023", "2023-03-14"),
            ("Mar. 2024", "2024-03"),
            ("PublishedJun 28, 2021", "2021-06-28"),
            ("July 05, 2021", "2021-07-05"),
            ("Mar 30, 2020", "2020-03-30"),
            ("Submitted on 28 Mar 2024 (v1)", "2024-03-28"),
            ("2021 Dec 20", "2021-12-20"),
            ("2022 Jun 8;22:491", "2022-06-08"),
            ("3rd June, 2024", "2024-06-03"),
            ("14-Mar-2023", "2023-03-14"),
            ("May, 2016", "2016-05"),
            ("Sept. 2019", "2019-09"),
            ("Received October17,20l4", "2014-10-17"),
            ("收稿2O18-O3-l5", "2018-03-15"),
            ("2017-12-19 15:32", "2017-12-19"),
            ("2017-12-19T15:32", "2017-12-19"),
            ("2021/5", "2021-05"),
            ("2010/09。", "2010-09"),
            ("2009-09", "2009-09"),
            ("收稿日期:2015-09-28修回", "2015-09-28"),
            ("25/12/2019", "2019-12-25"),
            ("10.1234/abc,Received:2018-01-02", "2018-01-02"),
        ];
        for (text, date) in table {
            assert_eq!(found(text), [date], "{text}");
        }
        assert_eq!(found("收稿日期:2015-09-28修回日期:2016-04-02"), ["2015-09-28", "2016-04-02"]);
        assert_eq!(found("2013-12-04—2014-01-05"), ["2013-12-04", "2014-01-05"]);
        assert_eq!(found("Received 20 December 2021, May 3, 2022"), ["2021-12-20", "2022-05-03"]);
    }

    #[test]
    fn numbers_that_are_no_dates() {
        let table = [
            "0000-00-00",
            "1900-01-01",
            "1970-01-01",
            "2022-07-xX",
            "****-**-**",
            "2015-2019",
            "1671-3990(2017)09-1276-11",
            "10.3969/j.issn.1001-3695.2018.09.0775",
            "10.13866/j.azr.2018.05.06",
            "j. issn. 1007 - 9572. 2022. 06. 11",
            "010-65292700",
            "2018.03-04",
            "38(7):2018-1",
            "f. 2024. 02. 938",
            "10.1155/2010/11",
            "http://x.cn/2018/05/06",
            "2018一03一115",
            "05/06/2019",
            "2023-02-30",
            "1955",
            "2024年",
            "20231105",
            "marching 2019",
            "ISSN 2095-0810",
            "2009–10",
        ];
        for text in table {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn dates_behind_a_label() {
        let table = [
            (": 2016-06-13", "2016-06-13"),
            ("】2017-10-10 修回日期:2017-11-26", "2017-10-10"),
            (":\n 2018.08.31", "2018-08-31"),
            ("20231105", "2023-11-05"),
            ("2003211214", "2003-11-14"),
            (": 1955", "1955"),
            (":2024年", "2024"),
            (":2019年4月29", "2019-04-29"),
            (" 8/16/13", "2013-08-16"),
            ("2021.5", "2021-05"),
            (" in final form 12 March 2019", "2019-03-12"),
            (" on 3 Jun 2024", "2024-06-03"),
            ("2018-1", "2018-01"),
        ];
        for (text, date) in table {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
        let table = [
            "2022-07-xX",
            "****-**-**;修订日期*:2019-01-02",
            ": 录用日期:2016-03-02",
            " date Accepted 12 March 2019",
            "5/6/13",
            " in revised form 1 May 2019",
            "2003311314",
            "2015-2019",
            "0000-00-00",
            "",
            ":",
            "in press",
            "1900-01-01",
        ];
        for text in table {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
