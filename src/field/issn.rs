//! The numbers of a serial: ISSN (ISO 3297) and CN number (国内统一连续出版物号, GB/T 9999).
//!
//! Knows their notations and the ISSN's check digit. In running text both are believed only behind their label:
//! `2015-2019` has the shape of an ISSN, and every DOI of CNKI holds both.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;
use super::date::cursor::Cursor;
use crate::byte;

/// International Standard Serial Number (ISO 3297), e.g. `1673-923X`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^[0-9]{4}-[0-9]{3}[0-9X]$"))]
pub struct Issn(String);

impl Issn {
    /// With its hyphen, e.g. `1673-923X`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first ISSN of `text`: at its beginning or behind `ISSN`, e.g. in `[ISSN:1673-923X/CN:43-1470/S]`.
    pub fn find(text: &str) -> Option<(Range<usize>, Issn)> {
        let opening = Cursor::new(text, opening(text));
        if let Some(found) = Issn::scan(opening) {
            let behind = &text[found.0.end..];
            let code = behind.strip_prefix('(').is_some_and(|b| b.starts_with(|c: char| c.is_ascii_digit()));
            // `2015-2019` may well have a right check digit
            let halves = (&found.1.0[..4], &found.1.0[5..]);
            let years = ("1900".."2100").contains(&halves.1) && ("1900"..=halves.1).contains(&halves.0);
            if !code && !years {
                return Some(found);
            }
        }
        labelled(text, &["issn", "国际标准刊号", "国际刊号", "标准连续出版物号"]).find_map(Issn::scan)
    }

    /// Whether the check digit is right (ISO 3297, modulus 11).
    pub fn check_digit_ok(&self) -> bool {
        let digits = self.0.bytes().filter(|&b| b != b'-');
        let sum: u32 = digits.zip((1..=8).rev()).map(|(b, weight)| weight * value(b)).sum();
        sum.is_multiple_of(11)
    }

    /// The ISSN that stands right at `cursor`.
    pub(super) fn scan(mut cursor: Cursor<'_>) -> Option<(Range<usize>, Issn)> {
        let from = cursor.at;
        let first = cursor.digits(4);
        if !cursor.dash() {
            cursor.blanks();
        }
        let second = cursor.digits(4);
        let x = second.len() == 3 && cursor.eat(|c| c == 'X' || c == 'x');
        let whole = first.len() == 4 && (second.len() == 4 || x) && !cursor.at_digit();
        whole.then(|| (from..cursor.at, Issn(format!("{first}-{second}{}", if x { "X" } else { "" }))))
    }
}

/// What a digit or the check digit `X` counts.
fn value(b: u8) -> u32 {
    if b == b'X' { 10 } else { u32::from(b - b'0') }
}

/// Where a value begins behind its label: past colons, blanks and brackets.
fn opening(text: &str) -> usize {
    text.len() - text.trim_start_matches([':', ' ', '】', ']', ')', '[', '(']).len()
}

/// Cursors behind each place where one of `labels` (lower case) stands as a word, past what may stand between.
fn labelled<'a>(text: &'a str, labels: &'a [&str]) -> impl Iterator<Item = Cursor<'a>> {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        let first = byte.to_ascii_lowercase();
        let label =
            labels.iter().find(|label| label.as_bytes()[0] == first && byte::begins(&bytes[at..], label.as_bytes()))?;
        let mut cursor = Cursor::new(text, at);
        // `j.issn.1001-3695`, `cnki.cn11-5823`, `www.x.cn`, `10.12209/issn2708-3845`, but `/CN:43-1470/S`
        let inside = |b: char| {
            b.is_ascii_alphanumeric() && !"eEpP".contains(b)
                || "._".contains(b)
                || b == '/' && byte.is_ascii_lowercase()
        };
        if cursor.before().is_some_and(inside) {
            return None;
        }
        cursor.at += label.len();
        // `ISSN(Online):`
        if cursor.eat(|c| c == '(') {
            cursor.run(|c| c.is_ascii_alphabetic());
        }
        cursor.run(|c| matches!(c, ' ' | ':' | '】' | ']' | ')' | '号'));
        Some(cursor)
    })
}

impl FromStr for Issn {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Issn, Fault> {
        let fault = || Fault::new("an ISSN such as 1234-567X", s);
        let bare = s.trim().trim_start_matches(|c: char| "eipEIPSNsn".contains(c) || ":- (".contains(c) || c == ')');
        let (range, issn) = Issn::scan(Cursor::new(bare, 0)).ok_or_else(fault)?;
        if bare[range.end..].chars().all(|c| " .,;)]".contains(c)) { Ok(issn) } else { Err(fault()) }
    }
}

/// CN number (国内统一连续出版物号, GB/T 9999) with its class where printed, e.g. `51-1148/O3`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^[1-9][0-9]-[0-9]{4}(/[A-Z]{1,2}[0-9]{0,3})?$"))]
pub struct Cn(String);

impl Cn {
    /// Without the letters CN, e.g. `51-1148/O3`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first CN number of `text`: at its beginning or behind its label, e.g. in `ISSN 1001-1455  CN 51-1148/O3`.
    pub fn find(text: &str) -> Option<(Range<usize>, Cn)> {
        Cn::scan(Cursor::new(text, opening(text))).or_else(|| {
            let labels = ["cn", "国内统一连续出版物号", "国内统一刊号", "国内刊号", "国内统一", "刊号"];
            labelled(text, &labels).find_map(Cn::scan)
        })
    }

    /// The CN number that stands right at `cursor`.
    fn scan(mut cursor: Cursor<'_>) -> Option<(Range<usize>, Cn)> {
        let from = cursor.at;
        let region = cursor.digits(2);
        // 10 and the regions 11 (北京) to 65 (新疆) of GB/T 2260
        if !("10"..="65").contains(&region) || region.len() != 2 || !cursor.dash() {
            return None;
        }
        let number = cursor.digits(4);
        if number.len() != 4 || cursor.at_digit() {
            return None;
        }
        let mut value = format!("{region}-{number}");
        let mut end = cursor.at;
        if cursor.sign(|c| c == '/') {
            let class = cursor.rest().as_bytes();
            // OCR reads the class O as a nought: `51-1148/03`
            let nought = class.first() == Some(&b'0');
            let letters = class.iter().take(2).take_while(|b| b.is_ascii_alphabetic()).count().max(usize::from(nought));
            let digits = class[letters..].iter().take(3).take_while(|b| b.is_ascii_digit()).count();
            let behind = class.get(letters + digits).copied().unwrap_or(b' ');
            if letters > 0 && !behind.is_ascii_alphanumeric() {
                let class = &cursor.rest()[..letters + digits];
                value.push('/');
                value.push_str(&if nought { class.replacen('0', "O", 1) } else { class.to_ascii_uppercase() });
                end = cursor.at + class.len();
            }
        }
        // the end of a longer chain is no CN number: `11-5823-02`
        let chained = Cursor::new(cursor.rest(), 0).dash() && end == from + 7;
        (!chained).then_some((from..end, Cn(value)))
    }
}

impl FromStr for Cn {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Cn, Fault> {
        let fault = || Fault::new("a CN number such as 51-1148/O3", s);
        let bare = s.trim().trim_start_matches(['C', 'N', 'c', 'n', ':', ' ']);
        let (range, cn) = Cn::scan(Cursor::new(bare, 0)).ok_or_else(fault)?;
        if bare[range.end..].chars().all(|c| " .,;)]".contains(c)) { Ok(cn) } else { Err(fault()) }
    }
}

impl TryFrom<String> for Issn {
    type Error = Fault;

    fn try_from(s: String) -> Result<Issn, Fault> {
        s.parse()
    }
}

impl TryFrom<String> for Cn {
    type Error = Fault;

    fn try_from(s: String) -> Result<Cn, Fault> {
        s.parse()
    }
}

impl From<Issn> for String {
    fn from(issn: Issn) -> String {
        issn.0
    }
}

impl From<Cn> for String {
    fn from(cn: Cn) -> String {
        cn.0
    }
}

impl fmt::Display for Issn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Cn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn issn_values() {
        let table = [("1673923X", "1673-923X"), ("issn 1673-923x", "1673-923X"), ("ISSN:1001–1455", "1001-1455")];
        for (dirt, issn) in table.into_iter().chain([("1001 — 1455 ", "1001-1455"), ("E-ISSN 2405-6839", "2405-6839")])
        {
            assert_eq!(dirt.parse::<Issn>().unwrap().as_str(), issn, "{dirt}");
        }
        for dirt in ["", "1000-328", "1001-14556", "1001-145Y", "X001-1455"] {
            assert!(dirt.parse::<Issn>().is_err(), "{dirt}");
        }
    }

    #[test]
    fn check_digits() {
        for (issn, ok) in [("1673-923X", true), ("2095-0811", false), ("1001-1455", true), ("1672-4492", false)] {
            assert_eq!(issn.parse::<Issn>().unwrap().check_digit_ok(), ok, "{issn}");
        }
    }

    #[test]
    fn issn_in_text() {
        let find = |text| Issn::find(text).map(|(_, issn)| issn.0);
        assert_eq!(find("林业科技大学学报》[ISSN:1673-923X/CN:43-1470/S]").as_deref(), Some("1673-923X"));
        assert_eq!(find("ISSN(Online): 2405-6839").as_deref(), Some("2405-6839"));
        assert_eq!(find("eISSN2405-6839").as_deref(), Some("2405-6839"));
        assert_eq!(find(" 1674-9081 CN 11-5882/R").as_deref(), Some("1674-9081"));
        for text in
            ["10.3969/j.issn.1001-3695.2017", "2015-2019", "1671-3990(2017)09-1276-11", "电话 8661-7141", "ISSN"]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn cn_in_text() {
        let find = |text| Cn::find(text).map(|(_, cn)| cn.0);
        let table = [
            ("ISSN 1001-1455  CN 51-1148/O3", "51-1148/O3"),
            ("[ISSN:1673-923X/CN:43-1470/S]", "43-1470/S"),
            ("CN11-5823/TU", "11-5823/TU"),
            ("国内统一连续出版物号:CN 31–1427 / TM", "31-1427/TM"),
            ("国内统一刊号 61-1223", "61-1223"),
            ("43-1470/s", "43-1470/S"),
            ("CN 51-1148/03", "51-1148/O3"),
        ];
        for (text, cn) in table {
            assert_eq!(find(text).as_deref(), Some(cn), "{text}");
        }
        for text in [
            "10.16670/j.cnki.cn11-5823/tu.2017.01.19",
            "CN201310416267.4",
            "www.x.cn 11-5823",
            "电话 10-5823",
            "CN 99-1148",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_they_print_they_read_again(text in ".{0,9}((ISSN|CN) ?[0-9]{2,4}[-–]?[0-9]{4}[X/]?[0A-Z]{0,2}[0-9]?)?.{0,9}") {
            if let Some((_, issn)) = Issn::find(&text) {
                prop_assert_eq!(issn.to_string().parse::<Issn>().unwrap(), issn);
            }
            if let Some((_, cn)) = Cn::find(&text) {
                prop_assert_eq!(cn.to_string().parse::<Cn>().unwrap(), cn);
            }
            let _ = (text.parse::<Issn>(), text.parse::<Cn>());
        }
    }
}
