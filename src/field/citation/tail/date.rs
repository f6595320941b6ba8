//! Years and months in a run.

use super::Run;

/// The year before the first of the Republic, by which journals in Taiwan date.
const BEFORE_REPUBLIC: u16 = 1911;

impl Run<'_> {
    /// `民國111年6月`; its month is no date of the common calendar as printed.
    pub(super) fn republican_year(&mut self) -> bool {
        let start = self.scan.at;
        if self.found.year.is_none() && self.scan.byte(0) == 0xE6 && self.scan.eat("民国") {
            self.scan.blanks();
            if let Some(digits) = self.scan.digits(3)
                && let Ok(year) = self.scan.text[digits.clone()].parse::<u16>()
                && self.scan.eat_spaced("年")
            {
                let month = self.scan.at;
                if self.scan.digits(2).is_none() || !self.scan.eat_spaced("月") {
                    self.scan.at = month;
                }
                self.found.year = Some((digits, BEFORE_REPUBLIC + year));
                return true;
            }
        }
        self.scan.at = start;
        false
    }

    /// ` 6 月`, ` 6 月 5 日` behind `年`.
    pub(super) fn month_of_year(&mut self, from: usize) {
        let back = self.scan.at;
        self.scan.blanks();
        if self.scan.digits(2).is_none() || !self.scan.eat_spaced("月") {
            self.scan.at = back;
            return;
        }
        let month = self.scan.at;
        if self.scan.digits(2).is_some() && self.scan.eat_spaced("日") {
            self.exact = true;
        } else {
            self.scan.at = month;
        }
        let printed = self.scan.text[from..self.scan.at].trim_end().len();
        self.found.month = Some(from..from + printed);
    }

    /// A year in figures, perhaps with the rest of a date: `2023`, `2023 / 11 / 01`.
    pub(super) fn year(&mut self, separator: u8) -> bool {
        if self.found.year.is_some() {
            return false;
        }
        let Some((range, year)) = self.scan.year() else { return false };
        let behind = self.scan;
        let mut date = self.scan;
        let mut parts = 0;
        for mark in ["-", "/", "."] {
            while parts < 2 && date.eat_spaced(mark) && date.digits(2).is_some() {
                parts += 1;
                self.scan.at = date.at;
            }
        }
        if self.scan.byte(0).is_ascii_digit() || parts == 0 {
            self.scan = behind;
            // a page behind `45(4):`
            if self.scan.dash() && self.scan.byte(0).is_ascii_digit() && matches!(separator, b':' | b',') {
                return false;
            }
            self.scan = behind;
        } else if separator == b':' && self.known() {
            return false;
        } else {
            self.exact = parts == 2;
            self.found.month = Some(range.start..self.scan.at);
        }
        self.found.year = Some((range, year));
        true
    }

    /// `31 October 1997`, the day before its month.
    pub(super) fn day(&mut self, _: u8) -> bool {
        let start = self.scan.at;
        if self.scan.digits(2).is_none() {
            return false;
        }
        let behind = self.scan.at;
        self.scan.blanks();
        if self.scan.at == behind || !self.scan.byte(0).is_ascii_uppercase() || !self.month() {
            return false;
        }
        if let Some(month) = &mut self.found.month {
            month.start = month.start.min(start);
        }
        true
    }

    /// `June 2023`, `Mar. 2024`, `Jun 8` behind its year.
    pub(super) fn month(&mut self) -> bool {
        let start = self.scan.at;
        if !self.scan.month_name() {
            return false;
        }
        let mut ahead = self.scan;
        ahead.blanks();
        if ahead.at > self.scan.at && ahead.digits(2).is_some() && !ahead.byte(0).is_ascii_alphanumeric() {
            let day = ahead.at;
            ahead.blanks();
            if ahead.byte(0) != b'(' && ahead.byte(0) != b':' {
                self.scan.at = day;
            }
        }
        match &self.found.year {
            Some((year, _)) if self.scan.text[year.end..start].trim().is_empty() => {
                self.found.month = Some(year.start..self.scan.text[..self.scan.at].trim_end_matches('.').len());
            }
            Some(_) => {}
            None => {
                let mut ahead = self.scan;
                let _ = ahead.eat(",");
                ahead.blanks();
                let Some(year) = ahead.year() else { return false };
                self.found.month = Some(start..year.0.end);
                self.found.year = Some(year);
                self.scan = ahead;
            }
        }
        true
    }
}
