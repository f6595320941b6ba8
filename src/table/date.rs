//! A partial date as a DATE column and its precision, and what it leaves open.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::field::Date;

/// A date cut to what is printed, e.g. `2024-06`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partial {
    first: NaiveDate,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
}

impl Partial {
    /// `date` in its parts.
    pub fn of(date: &Date) -> Option<Partial> {
        let mut parts = date.as_str().splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next().map(|m| m.parse().ok());
        let day = parts.next().map(|d| d.parse().ok());
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (_, None) => Precision::Month,
            _ => Precision::Day,
        };
        let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(Some(1))?, day.unwrap_or(Some(1))?)?;
        Some(Partial { first, precision })
    }

    /// The first day it can be.
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The last day it can be.
    pub fn last_day(self) -> NaiveDate {
        let months = match self.precision {
            Precision::Day => return self.first,
            Precision::Month => 1,
            Precision::Year => 12,
        };
        self.first
            .checked_add_months(Months::new(months))
            .and_then(|d| d.checked_sub_days(Days::new(1)))
            .unwrap_or(self.first)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// `day`, `month` or `year`.
    pub fn precision(self) -> &'static str {
        match self.precision {
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        let bounds = |text: &str| {
            let date = Partial::of(&text.parse().unwrap()).unwrap();
            format!("{} {} {}", date.first_day(), date.last_day(), date.precision())
        };
        assert_eq!(bounds("2024"), "2024-01-01 2024-12-31 year");
        assert_eq!(bounds("2024-02"), "2024-02-01 2024-02-29 month");
        assert_eq!(bounds("2024-02-03"), "2024-02-03 2024-02-03 day");
    }
}
