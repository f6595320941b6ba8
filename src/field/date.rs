//! A date cut to what is printed.
//!
//! Knows the calendar and which dates are placeholders; `scan` knows the printed shapes. Which of an article's
//! dates it is says the label, and whether they follow each other says `check`.

pub(super) mod cursor;
pub(super) mod english;
pub(super) mod numeric;
mod scan;

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;

/// Calendar date (ISO 8601) of the years 1800 to 2100, cut to what is printed: `2024`, `2024-06` or `2024-06-05`.
///
/// A shorter date sorts before the longer ones that it begins: 2024 < 2024-06 < 2024-06-05 < 2024-07.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^(18|19|20|21)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"))]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// How much of a date is printed; written to the columns `…_precision`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The year alone, e.g. `1955`.
    Year,
    /// Year and month, e.g. `2024 年 3 月`.
    Month,
    /// The whole date, e.g. `2025-10-26`.
    Day,
}

impl Precision {
    /// As written, e.g. `month`.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Year => "year",
            Precision::Month => "month",
            Precision::Day => "day",
        }
    }
}

impl Date {
    /// The date, if the calendar has it and no machine printed it for want of one (`1900-01-01`, `1970-01-01`).
    pub fn new(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Date> {
        let date = Date { year, month, day };
        let placeholder = matches!((year, month, day), (1900 | 1970, Some(1), Some(1)));
        let ordered = month.is_some() || day.is_none();
        let real = NaiveDate::from_ymd_opt(year.into(), month.unwrap_or(1).into(), day.unwrap_or(1).into()).is_some();
        ((1800..=2100).contains(&year) && ordered && real && !placeholder).then_some(date)
    }

    /// Whether a machine printed `words` for want of a date: `1900-01-01`, `0000-00-00`.
    pub fn is_placeholder(words: &str) -> bool {
        let figures = words.bytes().filter(u8::is_ascii_digit).take("19000101".len());
        matches!(&figures.collect::<Vec<u8>>()[..], b"19000101" | b"19700101" | b"00000000")
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, if printed.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if printed.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// How much of it is printed.
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (_, None) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// The first day that it may mean, for columns of type DATE, e.g. 2024-06-01 for `2024-06`.
    pub fn to_naive(self) -> NaiveDate {
        let (month, day) = (self.month.unwrap_or(1).into(), self.day.unwrap_or(1).into());
        NaiveDate::from_ymd_opt(self.year.into(), month, day).expect("a date is in the calendar")
    }

    /// Whether it is later than `other` whatever the unprinted parts are, e.g. 2024-07 than 2024-06-30, not than 2024.
    pub fn surely_after(self, other: Date) -> bool {
        let shared = self.precision().min(other.precision());
        self.cut(shared) > other.cut(shared)
    }

    /// The part of it up to `precision`.
    fn cut(self, precision: Precision) -> Date {
        Date {
            year: self.year,
            month: self.month.filter(|_| precision >= Precision::Month),
            day: self.day.filter(|_| precision >= Precision::Day),
        }
    }

    /// The first date in running text: year and month at least, e.g. in `(收到:2013-09-29)`.
    pub fn find(text: &str) -> Option<(Range<usize>, Date)> {
        scan::dates(text).next()
    }

    /// Every date in running text, in order.
    pub fn find_all(text: &str) -> Vec<(Range<usize>, Date)> {
        scan::dates(text).collect()
    }

    /// The date right behind a date's label, where shapes count that mean nothing elsewhere: `20231105`, `2021.5`, `1955`.
    pub fn read(value: &str) -> Option<(Range<usize>, Date)> {
        scan::labelled(value)
    }
}

impl FromStr for Date {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Date, Fault> {
        let fault = || Fault::new("a date such as 2024-06-05, 2024-06 or 2024", s);
        let (range, date) = Date::read(s).ok_or_else(fault)?;
        let led = s[..range.start].trim().is_empty();
        let closed = s[range.end..].chars().all(|c| c.is_ascii_digit() || " T:.,;Z+。".contains(c));
        // behind it may stand a time, which has a colon, or punctuation
        let timed = s[range.end..].contains(':') || !s[range.end..].contains(|c: char| c.is_ascii_digit());
        if led && closed && timed { Ok(date) } else { Err(fault()) }
    }
}

impl TryFrom<String> for Date {
    type Error = Fault;

    fn try_from(s: String) -> Result<Date, Fault> {
        s.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_calendar_decides() {
        for real in ["2024-02-29", "2000-02-29", "2023-12-31", "1955", "2024-06"] {
            assert_eq!(date(real).to_string(), real);
        }
        for unreal in [
            "2023-02-29",
            "1900-02-29",
            "2023-04-31",
            "2023-13",
            "1799",
            "2101-01-01",
            "0000-00-00",
            "1900-01-01",
            "1970-01-01",
            "",
        ] {
            assert!(unreal.parse::<Date>().is_err(), "{unreal}");
        }
        assert_eq!(Date::new(2024, None, Some(3)), None);
        assert_eq!(date(" 2017-12-19 15:32").to_string(), "2017-12-19");
        assert!("2017-12-19 和 2018".parse::<Date>().is_err());
    }

    #[test]
    fn order_and_precision() {
        assert!(
            date("2024") < date("2024-06")
                && date("2024-06") < date("2024-06-05")
                && date("2024-06-05") < date("2024-07")
        );
        assert!(date("2024-07").surely_after(date("2024-06-30")));
        assert!(!date("2024-07").surely_after(date("2024")));
        assert!(!date("2024-06-30").surely_after(date("2024-06")));
        assert_eq!(date("2024-06").to_naive(), NaiveDate::from_ymd_opt(2024, 6, 1).unwrap());
        assert_eq!(date("2024-06").precision().as_str(), "month");
        assert_eq!(serde_json::to_string(&date("2024 年 6 月")).unwrap(), "\"2024-06\"");
    }

    proptest! {
        #[test]
        fn what_it_prints_it_reads_again(text in ".{0,9}((19|20)[0-9lO]{2}[-/.年一 ]{1,2}[0-9lO]{1,2}[-/.月一 ]{0,2}[0-9]{0,3}日?)?(1[0-9] Ma[yr]\\.?,? ?2?0?[0-9]{2})?.{0,9}") {
            let found = Date::find_all(&text).into_iter().chain(Date::read(&text));
            for (range, date) in found {
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                prop_assert_eq!(date.to_string().parse::<Date>().unwrap(), date);
            }
        }
    }
}
