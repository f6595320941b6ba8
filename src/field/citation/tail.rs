//! The run of year, volume, issue and pages, in whatever order and marks, e.g. `2021, Vol. 36 Issue (2): 327-336`.

mod date;
mod pages;

use std::ops::Range;

use super::Citation;
use super::scan::Scan;

/// A run read at one place of a text.
pub(super) struct Tail {
    /// What it says; its span is the run alone.
    pub found: Citation,
    /// Whether a word (卷, 期, Vol., Issue) says what a number is.
    pub marked: bool,
    /// Whether the year is in brackets at the end, behind which a platform may print the journal.
    pub closed: bool,
}

impl Tail {
    /// Whether this is a citation and not numbers of a sentence.
    pub fn stands_alone(&self) -> bool {
        let c = &self.found;
        let pages = c.first_page.is_some() || c.article_number.is_some();
        let (volume, issue) = (c.volume.is_some(), c.issue.is_some());
        let dated = c.year.is_some() && (volume || issue) && (self.marked || pages || (volume && issue));
        dated || (volume && issue && (pages || self.marked))
    }

    /// Whether this can be the end of a reference whose year stands elsewhere, e.g. `14:9158132`.
    pub fn ends_reference(&self) -> bool {
        let c = &self.found;
        self.stands_alone() || (c.volume.is_some() && (c.first_page.is_some() || c.article_number.is_some()))
    }
}

/// The run that begins at `at`, with whatever is there; nothing if that is not even a year.
pub(super) fn tail(text: &str, at: usize) -> Option<Tail> {
    let found = Citation { span: at..at, ..Citation::default() };
    let mut run = Run { scan: Scan::new(text, at), found, marked: false, closed: false, exact: false };
    let mut separator = 0;
    while run.element(separator) {
        run.found.span.end = run.scan.at;
        separator = run.separators();
    }
    (run.found.span.end > at).then_some(Tail { found: run.found, marked: run.marked, closed: run.closed })
}

struct Run<'a> {
    scan: Scan<'a>,
    found: Citation,
    marked: bool,
    closed: bool,
    /// Whether a whole date was printed in figures: what follows may be a time of day.
    exact: bool,
}

impl Run<'_> {
    /// Passes blanks and separators; the last separator, 0 if none.
    fn separators(&mut self) -> u8 {
        let (mut last, mut blank) = (0, false);
        for _ in 0..40 {
            let Some(c) = self.scan.rest().chars().next() else { break };
            match c {
                ' ' | '\n' => {}
                ',' | ';' | '.' | ':' | '|' | '/' => last = c as u8,
                '›' | '•' | '·' | '、' => last = b'|',
                '-' | '–' | '—' if blank && self.scan.byte(c.len_utf8()) == b' ' => last = b'|',
                // `2005,16(3).-273-277`
                '-' if last == b'.' && self.found.issue.is_some() && self.scan.byte(1).is_ascii_digit() => last = b'|',
                _ => break,
            }
            blank = c == ' ';
            self.scan.at += c.len_utf8();
        }
        last
    }

    /// Reads one element behind `separator`; without one the scan stays.
    fn element(&mut self, separator: u8) -> bool {
        let start = self.scan.at;
        let read = match self.scan.byte(0) {
            0 => false,
            b'(' => self.total() || self.bracketed(),
            b'0'..=b'9' => {
                let alternatives =
                    [Run::number, Run::count_of_pages, Run::year, Run::day, Run::compact, Run::pages, Run::bare];
                alternatives.iter().any(|read| {
                    self.scan.at = start;
                    read(self, separator)
                })
            }
            b if b.is_ascii_alphabetic() => {
                self.total()
                    || self.word()
                    || self.month()
                    || (separator != 0 && self.pages(separator))
                    || self.electronic_number()
            }
            _ => self.total() || self.counted() || self.word(),
        };
        if !read {
            self.scan.at = start;
        }
        read
    }

    /// `总第 199 期`, `General No. 199`: counted from the first issue on, which is no field.
    fn total(&mut self) -> bool {
        let start = self.scan.at;
        let bracket = self.scan.eat("(");
        self.scan.blanks();
        let mut found = false;
        if self.scan.eat("总第") || self.scan.eat("总") {
            self.scan.blanks();
            found = self.scan.digits(5).is_some();
            let _ = self.scan.eat_spaced("期") || self.scan.eat_spaced("号");
        } else if self.scan.any_word(&["General", "Serial", "Sum", "Total", "Cumulative"]) {
            self.scan.blanks();
            found = self.scan.any_word(&["No", "Issue", "Number"]);
            let _ = self.scan.eat(".");
            self.scan.blanks();
            found &= self.scan.digits(5).is_some();
        }
        if found && (!bracket || self.scan.eat_spaced(")")) {
            return true;
        }
        self.scan.at = start;
        false
    }

    /// `(2023)`, `(2023 / 11 / 01)`, `(June 2024)`, `(03)`, `(S1)`, `(Issue 3)`.
    fn bracketed(&mut self) -> bool {
        let start = self.scan.at;
        self.scan.at += 1;
        self.scan.blanks();
        let known = self.found.year.clone();
        let year = if known.is_some() {
            // the same year again
            self.scan.year().is_some_and(|(_, year)| known.is_some_and(|(_, known)| known == year))
        } else {
            self.counted() || self.year(0) || self.month()
        };
        if year && self.scan.eat_spaced(")") {
            self.closed = true;
            return true;
        }
        self.scan.at = start + 1;
        self.scan.blanks();
        if self.found.issue.is_none() && (self.found.volume.is_some() || self.found.year.is_some()) {
            if let Some(issue) = self.issue_token()
                && self.scan.eat_spaced(")")
            {
                self.found.issue = Some(issue);
                return true;
            }
            self.scan.at = start + 1;
            if (self.counted() || self.word()) && self.scan.eat_spaced(")") {
                return true;
            }
        }
        false
    }

    /// `Vol. 14`, `No. 3`, `Issue (3)`, `pp. 3-9`, `Article ID: 92873`, `增刊1`, `卷 5`.
    fn word(&mut self) -> bool {
        let start = self.scan.at;
        if self.scan.any_word(&["Volume", "Vol"]) || (self.scan.byte(1) == b'.' && self.scan.word("v")) || {
            self.scan.eat("卷")
        } {
            self.mark();
            if let Some(volume) = self.scan.digits(4) {
                self.found.volume.get_or_insert(volume);
                self.marked = true;
                return true;
            }
        } else if self.scan.any_word(&["Issues", "Issue", "Iss", "No", "Number", "Nr"])
            || (self.scan.byte(1) == b'.' && self.scan.word("n"))
            || self.scan.eat("期")
            || self.scan.eat("№")
        {
            self.mark();
            let bracket = self.scan.eat_spaced("(");
            if let Some(issue) = self.issue_token()
                && (!bracket || self.scan.eat_spaced(")"))
            {
                self.found.issue.get_or_insert(issue);
                self.marked = true;
                return true;
            }
        } else if self.known() && self.scan.any_word(&["pages", "page", "pp", "p"])
            || ["页码", "页次", "页"].iter().any(|word| self.scan.eat(word))
            || (self.scan.byte(1).is_ascii_digit() && (self.scan.eat("P") || self.scan.eat("p")))
        {
            self.mark();
            return self.known() && self.page_run(b'p');
        } else if self.known() && self.scan.any_word(&["Article", "Art"]) {
            self.mark();
            if self.scan.any_word(&["ID", "No", "number"]) {
                self.mark();
            }
            if let Some(page) = self.page_token() {
                self.found.article_number.get_or_insert(page);
                return true;
            }
        } else if self.known()
            && self.found.issue.is_none()
            && let Some(issue) = self.supplement()
        {
            self.found.issue = Some(issue);
            self.marked = true;
            return true;
        }
        self.scan.at = start;
        false
    }

    /// `e13977` right behind the issue.
    fn electronic_number(&mut self) -> bool {
        let start = self.scan.at;
        if self.found.issue.is_none() || self.found.first_page.is_some() || self.found.article_number.is_some() {
            return false;
        }
        let read = self.scan.eat("e") && self.scan.digits(7).is_some_and(|digits| digits.len() >= 4);
        if read && !self.scan.byte(0).is_ascii_alphanumeric() {
            self.found.article_number = Some(start..self.scan.at);
            return true;
        }
        self.scan.at = start;
        false
    }

    /// `6 pages`: how many they are, which is no field.
    fn count_of_pages(&mut self, _: u8) -> bool {
        self.known() && self.scan.digits(3).is_some() && {
            self.scan.blanks();
            self.scan.any_word(&["pages"])
        }
    }

    /// The period or colon of a mark and the blanks around.
    fn mark(&mut self) {
        let _ = self.scan.eat(".");
        self.scan.blanks();
        let _ = self.scan.eat(":");
        self.scan.blanks();
    }

    /// Whether anything is known that pages can belong to.
    fn known(&self) -> bool {
        self.found.volume.is_some() || self.found.issue.is_some() || self.found.year.is_some()
    }

    /// A number with its Chinese unit: `2024年`, `2024 年 3 月`, `第 42 卷`, `第7-8期`, `1-7页`.
    fn number(&mut self, _: u8) -> bool {
        self.counted()
    }

    /// The same where a bracket or `第` opens it.
    fn counted(&mut self) -> bool {
        let start = self.scan.at;
        if self.scan.rest().is_ascii() {
            return false;
        }
        let ordinal = self.scan.eat("第");
        self.scan.blanks();
        let number = self.scan.at;
        if self.republican_year() {
            return true;
        }
        if let Some(digits) = self.scan.digits(4).or_else(|| if ordinal { self.scan.numeral() } else { None }) {
            self.scan.blanks();
            if self.scan.eat("年") {
                self.scan.at = number;
                let year = self.scan.year();
                self.scan.eat_spaced("年");
                if let (Some(year), None) = (year, &self.found.year) {
                    let from = year.0.start;
                    self.found.year = Some(year);
                    self.month_of_year(from);
                    return true;
                }
            } else if self.scan.eat("卷") || self.scan.eat("巻") {
                self.found.volume.get_or_insert(digits);
                self.marked = true;
                return true;
            }
        }
        self.scan.at = number;
        if let Some(issue) = self.issue_token().or_else(|| if ordinal { self.scan.numeral() } else { None }) {
            self.scan.blanks();
            if self.scan.eat("期") {
                self.found.issue.get_or_insert(issue);
                self.marked = true;
                let _ = self.supplement();
                return true;
            }
        }
        self.scan.at = number;
        if self.known() && self.page_run(if ordinal { b'p' } else { b'-' }) {
            self.scan.blanks();
            if self.scan.eat("页") {
                return true;
            }
            (self.found.first_page, self.found.last_page, self.found.article_number) = (None, None, None);
        }
        self.scan.at = start;
        false
    }

    /// `45(4)`, `41 (03)`, `35 (2023)`.
    fn compact(&mut self, _: u8) -> bool {
        if self.found.volume.is_some() || self.found.issue.is_some() {
            return false;
        }
        let Some(volume) = self.scan.digits(4) else { return false };
        self.scan.blanks();
        if self.scan.byte(0) != b'(' {
            return false;
        }
        self.found.volume = Some(volume);
        let read = self.bracketed();
        if !read {
            self.found.volume = None;
        }
        read
    }

    /// `04`, `S1`, `11A`, `7-8`, `7/8`, `增刊1`, `Suppl 1`.
    fn issue_token(&mut self) -> Option<Range<usize>> {
        let start = self.scan.at;
        if let Some(supplement) = self.supplement() {
            return Some(supplement);
        }
        let letters = self.scan.rest().bytes().take_while(u8::is_ascii_alphabetic).take(3).count();
        self.scan.at += letters;
        if letters > 2 || self.scan.digits(3).is_none() {
            self.scan.at = start;
            return None;
        }
        if self.scan.byte(0).is_ascii_uppercase() && !self.scan.byte(1).is_ascii_alphanumeric() {
            self.scan.at += 1;
        }
        let mut end = self.scan.at;
        let mut ahead = self.scan;
        ahead.blanks();
        let joint = matches!(ahead.byte(0), b'-' | b'/' | b'~' | b'+' | b'&' | 0xC2 | 0xE2 | 0xE3);
        let joined =
            joint && ["-", "/", "–", "—", "~", "、", "+", "&", "·"].iter().any(|joint| self.scan.eat_spaced(joint));
        if joined && self.scan.digits(2).is_some() && !self.scan.byte(0).is_ascii_alphanumeric() {
            end = self.scan.at;
        }
        self.scan.at = end;
        self.scan.blanks();
        if self.supplement().is_some() {
            end = self.scan.at;
        }
        self.scan.at = end;
        Some(start..end)
    }

    /// `增刊`, `增刊1`, `Suppl. 1`, `Supplement`, `专刊`.
    fn supplement(&mut self) -> Option<Range<usize>> {
        let start = self.scan.at;
        if !matches!(self.scan.byte(0), b'S' | b's' | 0xE4 | 0xE5 | 0xE7) {
            return None;
        }
        let chinese = ["增刊", "增刋", "专刊", "特刊", "合刊"].iter().any(|word| self.scan.eat(word));
        if !chinese && !self.scan.any_word(&["Supplement", "Suppl", "Supp", "Sup"]) {
            return None;
        }
        let _ = !chinese && self.scan.eat(".");
        let word = self.scan.at;
        self.scan.blanks();
        let _ = self.scan.eat("S");
        if self.scan.digits(2).is_none() {
            self.scan.at = word;
        }
        Some(start..self.scan.at)
    }
}
