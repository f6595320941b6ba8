//! Article code (文章编号, CAJ-CD B/T 1): ISSN, year, issue, first page and number of pages in one string.
//!
//! Knows the form and takes it apart. Whether it agrees with the citation is `check`'s matter.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::cursor::{Cursor, is_dash};
use super::{Fault, Issn};

/// Article code (文章编号, CAJ-CD B/T 1): `ISSN(YYYY)NN-PPPP-CC`, e.g. `1671-3990(2017)09-1276-11`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = r"^[0-9]{4}-[0-9]{3}[0-9X]\([0-9]{4}\)[0-9SZ]{1,3}(-[0-9]{1,6}-[0-9]{1,3})?$"))]
#[non_exhaustive]
pub struct ArticleCode {
    /// As printed, but with hyphens, round brackets and no blanks.
    pub text: String,
    /// The journal's ISSN.
    pub issn: Issn,
    /// The year of the issue.
    pub year: u16,
    /// The issue without leading zeros, `S2` for a supplement; none in press (`00`).
    pub issue: Option<String>,
    /// The first page without leading zeros; none in press (`0000`) or where cut off.
    pub first_page: Option<String>,
    /// How many pages; none in press (`00`) or where cut off.
    pub pages: Option<u16>,
}

impl ArticleCode {
    /// As printed, but with hyphens, round brackets and no blanks, e.g. `0494-0911(2022)S2-0011-04`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// First page plus pages less one, e.g. `1286` of `1671-3990(2017)09-1276-11`. A check, not a proof.
    pub fn last_page(&self) -> Option<String> {
        let first: u32 = self.first_page.as_ref()?.parse().ok()?;
        Some((first + u32::from(self.pages?) - 1).to_string())
    }

    /// The first article code of `text`, e.g. in `文献标识码:A文章编号:1672-6049(2025)02-0047-12`.
    pub fn find(text: &str) -> Option<(Range<usize>, ArticleCode)> {
        memchr::memchr2_iter(b'(', b'[', text.as_bytes()).find_map(|bracket| {
            let (from, issn) = issn_before(text, bracket)?;
            let (end, code) = scan(text, bracket, issn)?;
            Some((from..end, code))
        })
    }
}

/// The ISSN that ends at the bracket at `bracket`, and where it begins.
fn issn_before(text: &str, bracket: usize) -> Option<(usize, Issn)> {
    // a hyphen may stand before the bracket: `1007-2276-(2004)4-0338-05`
    let head = text[..bracket].trim_end_matches(' ');
    let head = head.strip_suffix(is_dash).unwrap_or(head).trim_end_matches(' ');
    let mut left = head.char_indices().rev().filter(|&(_, c)| c != ' ' && !is_dash(c));
    let (from, _) = left.nth(7).filter(|(at, _)| head.len() - at < 24)?;
    if head[..from].ends_with(|c: char| c.is_ascii_alphanumeric() || is_dash(c)) {
        return None;
    }
    let (range, issn) = Issn::scan(Cursor::new(text, from))?;
    (range.end == head.len()).then_some((from, issn))
}

/// Reads year, issue and pages from the bracket at `bracket` on; where they end.
fn scan(text: &str, bracket: usize, issn: Issn) -> Option<(usize, ArticleCode)> {
    let mut cursor = Cursor::new(text, bracket + 1);
    cursor.blanks();
    let year = cursor.digits(4);
    let decoded: u16 = year.parse().ok().filter(|year| (1900..=2100).contains(year))?;
    cursor.blanks();
    if !cursor.eat(|c| c == ')' || c == ']') {
        return None;
    }
    let mut code = ArticleCode {
        text: format!("{issn}({year})"),
        issn,
        year: decoded,
        issue: None,
        first_page: None,
        pages: None,
    };
    let mut ahead = cursor;
    if !ahead.dash() {
        ahead.blanks();
    }
    let issue_at = ahead.at;
    // `S2` and `Z1` are supplements; `DOI` is the next label
    let letters = ahead.run(|c| c == 'S' || c == 'Z').len();
    let digits = ahead.digits(3);
    let issue = &text[issue_at..ahead.at];
    if digits.is_empty() || letters + digits.len() > 3 || ahead.at_digit() {
        return None;
    }
    let numbers = |mut cursor: Cursor<'_>| {
        let first = cursor.dash().then(|| cursor.digits(6)).filter(|page| !page.is_empty())?.to_owned();
        let count = cursor.dash().then(|| cursor.digits(3)).filter(|count| !count.is_empty())?.to_owned();
        (!cursor.at_digit()).then_some((first, count, cursor.at))
    };
    let pages = numbers(ahead);
    // cut off; `1084-1098(2021)12` may be pages and a year, `(2018) 3` anything
    if pages.is_none() && (issue_at > cursor.at || !code.issn.check_digit_ok()) {
        return None;
    }
    code.text.push_str(issue);
    code.issue = without_zeros(issue);
    let mut end = ahead.at;
    if let Some((first, count, behind)) = pages {
        code.text.extend(["-", &first, "-", &count]);
        code.first_page = without_zeros(&first);
        code.pages = count.parse().ok().filter(|&pages| pages > 0);
        end = behind;
    }
    Some((end, code))
}

/// `number` without its leading zeros, none if it is nought.
fn without_zeros(number: &str) -> Option<String> {
    Some(number.trim_start_matches('0')).filter(|rest| !rest.is_empty()).map(str::to_owned)
}

impl FromStr for ArticleCode {
    type Err = Fault;

    fn from_str(s: &str) -> Result<ArticleCode, Fault> {
        let fault = || Fault::new("an article code such as 1671-3990(2017)09-1276-11", s);
        let (range, code) = ArticleCode::find(s).ok_or_else(fault)?;
        let led = s[..range.start].trim().is_empty();
        let closed = s[range.end..].chars().all(|c| " .,;。".contains(c));
        if led && closed { Ok(code) } else { Err(fault()) }
    }
}

impl TryFrom<String> for ArticleCode {
    type Error = Fault;

    fn try_from(s: String) -> Result<ArticleCode, Fault> {
        s.parse()
    }
}

impl From<ArticleCode> for String {
    fn from(code: ArticleCode) -> String {
        code.text
    }
}

impl fmt::Display for ArticleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_papers_print() {
        // text, normalised, year, issue, first page, last page
        let table = [
            ("A文章编号:1671-3990(2017)09-1276-11来源", "1671-3990(2017)09-1276-11", "2017 9 1276 1286"),
            ("0494-0911(2022)S2-0011-04", "0494-0911(2022)S2-0011-04", "2022 S2 11 14"),
            ("1007-2276-(2004)4-0338-05", "1007-2276(2004)4-0338-05", "2004 4 338 342"),
            ("2095 - 3410(2024)02 - 0112 - 15", "2095-3410(2024)02-0112-15", "2024 2 112 126"),
            ("】1674–7461[2017)01-0106-07", "1674-7461(2017)01-0106-07", "2017 1 106 112"),
            ("编号1006-267x(2017)07-0000-00", "1006-267X(2017)07-0000-00", "2017 7 - -"),
            ("文章编号 0412-1961(2017) 00-0000-00", "0412-1961(2017)00-0000-00", "2017 - - -"),
            ("1672-7673(2018)03", "1672-7673(2018)03", "2018 3 - -"),
            ("1000-2383(2015)10-114-11中图分类号", "1000-2383(2015)10-114-11", "2015 10 114 124"),
            ("见图(a), 1674-9081(2019)01-0000-0", "1674-9081(2019)01-0000-0", "2019 1 - -"),
        ];
        for (text, normal, decoded) in table {
            let (_, code) = ArticleCode::find(text).unwrap_or_else(|| panic!("{text}"));
            let or_dash = |value: Option<String>| value.unwrap_or("-".into());
            let last = or_dash(code.last_page());
            assert_eq!(code.text, normal);
            assert_eq!(
                format!("{} {} {} {last}", code.year, or_dash(code.issue), or_dash(code.first_page)),
                decoded,
                "{text}"
            );
        }
        let text = "文章编号:2095 - 3410(2024)02 - 0112 - 15 DOI";
        assert_eq!(&text[ArticleCode::find(text).unwrap().0], "2095 - 3410(2024)02 - 0112 - 15");
    }

    #[test]
    fn other_numbers() {
        for text in [
            "1000-328(2015)10-114-11",
            "100727375 (2004) 0620026204",
            "31671-3990(2017)09",
            "1671-3990(0017)09-1276-11",
            "35: 1084-1098(2021)",
            "1084-1098(2021)12",
            "文章编号:",
        ] {
            assert_eq!(ArticleCode::find(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_it_prints_it_reads_again(text in ".{0,9}([0-9]{4} ?[-–]? ?[0-9]{3}[0-9xX]-? ?[(\\[](19|20)[0-9]{2}[)\\]] ?[SZ]?[0-9]{0,3}[-–]?[0-9]{0,4}-?[0-9]{0,3})?.{0,9}") {
            if let Some((range, code)) = ArticleCode::find(&text) {
                prop_assert!(text.is_char_boundary(range.end));
                prop_assert_eq!(code.to_string().parse::<ArticleCode>().unwrap(), code);
            }
        }
    }
}
