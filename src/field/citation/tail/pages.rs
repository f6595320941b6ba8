//! Pages, article numbers, and volumes that only the pages behind them tell.

use std::ops::Range;

use super::Run;
use crate::field::citation::Citation;
use crate::field::citation::head::year_closes;
use crate::field::citation::scan::Scan;

impl Run<'_> {
    /// A volume with nothing but its place to tell it: `2023, 35: 061002`, `2019, 7, 1310-1318`.
    pub(super) fn bare(&mut self, separator: u8) -> bool {
        if self.found.volume.is_some() || self.found.issue.is_some() || self.exact || separator == b':' {
            return false;
        }
        let Some(volume) = self.scan.digits(4) else { return false };
        let behind = self.scan.at;
        let mark = self.separators();
        let dated = self.found.year.is_some();
        let start = self.scan.at;
        let mut ahead = Run { scan: self.scan, found: Citation::default(), marked: false, closed: false, exact: false };
        let pages = match mark {
            b':' => ahead.page_run(b':'),
            b',' if !dated => year_closes(&self.scan.text[behind..]) && ahead.page_run(b','),
            b',' if dated && ahead.issue_before_pages() => true,
            b',' if dated => {
                let long = |number: &Range<usize>| number.len() >= 5;
                ahead.page_run(b',')
                    && (ahead.found.last_page.is_some() || ahead.found.article_number.as_ref().is_some_and(long))
            }
            _ => false,
        };
        // `12:30` is a time, `3:1` a proportion
        let short = mark == b':' && ahead.found.last_page.is_none() && ahead.scan.at - start < 3;
        let issue = dated && mark == b',' && self.scan.any_word(&["No", "Issue"]);
        self.scan.at = behind;
        let read = issue || (pages && !short);
        if read {
            self.found.volume = Some(volume);
        }
        read
    }

    /// An issue between volume and pages with nothing but its place to tell it: `2023, 15, 21, 25812–25821`.
    pub(super) fn issue_before_pages(&mut self) -> bool {
        let start = self.scan.at;
        let issue = self.scan.digits(3);
        let parted = issue.is_some() && self.separators() == b',';
        let mut ahead = Run { scan: self.scan, found: Citation::default(), marked: false, closed: false, exact: false };
        if parted && ahead.page_run(b',') && ahead.found.last_page.is_some() {
            self.found.issue = issue;
            return true;
        }
        self.scan.at = start;
        false
    }

    /// Pages where pages are to be expected.
    pub(super) fn pages(&mut self, separator: u8) -> bool {
        let c = &self.found;
        if c.first_page.is_some() || c.article_number.is_some() || (c.volume.is_none() && c.issue.is_none()) {
            return false;
        }
        if separator == b',' && c.volume.is_some() && c.year.is_some() && c.issue.is_none() && self.issue_before_pages()
        {
            return true;
        }
        self.page_run(if matches!(separator, b':' | b',') { separator } else { b'-' })
    }

    /// A run of pages or one number. `place` is what stands before: `p` a word for page, `:`, `,`,
    /// or `-` where only a run, or the long number of an article, is to be taken for pages.
    pub(super) fn page_run(&mut self, place: u8) -> bool {
        let start = self.scan.at;
        let Some(first) = self.page_token() else { return false };
        let single = self.scan.at;
        if self.scan.dash()
            && let Some(last) = self.page_token().filter(|_| self.ends_number())
        {
            if first.len() >= 6 && last.len() <= 2 {
                self.found.article_number = Some(first);
            } else {
                self.found.first_page = Some(first);
                self.found.last_page = Some(last);
                self.further_pages();
            }
            return true;
        }
        self.scan.at = single;
        let mut behind = self.scan;
        behind.blanks();
        // `9 pages` is a count
        let count = behind.any_word(&["pages", "page", "pp"]) || behind.eat("页");
        let number = &self.scan.text[first.clone()];
        let long = number.len() >= 5;
        let expected = match place {
            b'p' => true,
            b'-' => long && self.closed,
            _ => !count,
        };
        if !expected || !self.ends_number() {
            self.scan.at = start;
            return false;
        }
        let article =
            long || number.starts_with(['e', 'E']) || place == b',' || (place == b':' && self.found.issue.is_none());
        if article && place != b'p' {
            self.found.article_number = Some(first);
        } else {
            self.found.first_page = Some(first);
        }
        true
    }

    /// `, 301`, `+1117` behind a run: the article goes on elsewhere.
    pub(super) fn further_pages(&mut self) {
        loop {
            let back = self.scan.at;
            let more = self.scan.eat_spaced(",") || self.scan.eat_spaced("+") || self.scan.eat_spaced("、");
            if !more || self.scan.digits(5).is_none() || !self.ends_number() || self.scan.byte(0) == b'(' {
                self.scan.at = back;
                return;
            }
            let number = &self.scan.text[back..self.scan.at];
            let year = number.len() >= 4 && Scan::new(self.scan.text, self.scan.at - 4).year().is_some();
            if self.scan.dash() {
                let _ = self.scan.digits(5);
            } else if year && self.found.year.is_none() {
                self.scan.at = back;
                return;
            }
        }
    }

    /// Whether the number that the scan has just passed ends here.
    pub(super) fn ends_number(&self) -> bool {
        let (next, then) = (self.scan.byte(0), self.scan.byte(1));
        let unit = self.scan.rest().trim_start().starts_with(['年', '月', '卷', '期']);
        let goes_on = next.is_ascii_alphanumeric() || (matches!(next, b'.' | b'/') && then.is_ascii_digit());
        !unit && !goes_on
    }

    /// `287`, `e12`, `S11`, `061002`.
    pub(super) fn page_token(&mut self) -> Option<Range<usize>> {
        let start = self.scan.at;
        let letters = self.scan.rest().bytes().take_while(u8::is_ascii_alphabetic).take(3).count();
        self.scan.at += letters;
        let digits = if letters > 2 { None } else { self.scan.digits(8) };
        if digits.is_none() {
            self.scan.at = start;
        }
        digits.map(|digits| start..digits.end)
    }
}
