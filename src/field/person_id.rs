//! What names a person beside the name: ORCID (ISO 27729) and e-mail address.
//!
//! Knows the ORCID's notation and check digit; `email` knows addresses. Whose they are is the byline's matter.

mod email;

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use email::Email;

use super::Fault;
use super::date::cursor::Cursor;

/// Open Researcher and Contributor ID (a block of ISO 27729), e.g. `0000-0002-1825-0097`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^000[09]-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$"))]
pub struct Orcid(String);

impl Orcid {
    /// With its hyphens, without address, e.g. `0000-0002-1825-0097`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first ORCID of `text`, e.g. in `https://orcid.org/0000-0002-1825-0097`.
    pub fn find(text: &str) -> Option<(Range<usize>, Orcid)> {
        memchr::memmem::find_iter(text.as_bytes(), b"000").find_map(|at| Orcid::scan(text, at))
    }

    /// The ORCID that stands right at `at`.
    fn scan(text: &str, at: usize) -> Option<(Range<usize>, Orcid)> {
        let mut cursor = Cursor::new(text, at);
        if cursor.before().is_some_and(|c| c.is_ascii_digit() || c == '-') {
            return None;
        }
        let mut value = String::with_capacity(19);
        let mut dashes = 0;
        for group in 0..4 {
            if group > 0 {
                dashes += u8::from(cursor.dash());
                value.push('-');
            }
            let digits = cursor.digits(4);
            value.push_str(digits);
            let x = group == 3 && digits.len() == 3 && cursor.eat(|c| c == 'X' || c == 'x');
            if digits.len() != 4 && !x {
                return None;
            }
            if x {
                value.push('X');
            }
        }
        let led = dashes == 3 || dashes == 0 && text[..at].trim_end_matches([' ', ':', '/']).is_empty();
        let block = value.starts_with("0000") || value.starts_with("0009");
        (led && block && !cursor.at_digit()).then_some((at..cursor.at, Orcid(value)))
    }

    /// Whether the check digit is right (ISO 7064, MOD 11-2).
    pub fn check_digit_ok(&self) -> bool {
        let count = |total: u32, b: u8| (total + u32::from(b - b'0')) * 2 % 11;
        let total = self.0.bytes().take(18).filter(|&b| b != b'-').fold(0, count);
        let expected = match (12 - total) % 11 {
            10 => b'X',
            digit => b'0' + digit as u8,
        };
        self.0.ends_with(expected as char)
    }
}

impl FromStr for Orcid {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Orcid, Fault> {
        let fault = || Fault::new("an ORCID such as 0000-0002-1825-0097", s);
        let bare = s.trim();
        let address = |c: char| c.is_ascii_alphabetic() || ":/.- ()".contains(c);
        let bare = bare.trim_start_matches(address);
        let (range, orcid) = Orcid::scan(bare, 0).ok_or_else(fault)?;
        if bare[range.end..].chars().all(|c| " .,;)/]".contains(c)) { Ok(orcid) } else { Err(fault()) }
    }
}

impl TryFrom<String> for Orcid {
    type Error = Fault;

    fn try_from(s: String) -> Result<Orcid, Fault> {
        s.parse()
    }
}

impl From<Orcid> for String {
    fn from(orcid: Orcid) -> String {
        orcid.0
    }
}

impl fmt::Display for Orcid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn orcids() {
        for dirt in [
            "0000-0002-1825-0097",
            "https://orcid.org/0000-0002-1825-0097",
            "ORCID: 0000–0002–1825–0097.",
            "0000000218250097",
        ] {
            let orcid: Orcid = dirt.parse().unwrap();
            assert_eq!(orcid.as_str(), "0000-0002-1825-0097", "{dirt}");
            assert!(orcid.check_digit_ok());
        }
        assert!("0000-0002-1694-233x".parse::<Orcid>().unwrap().check_digit_ok());
        assert!(!"0000-0003-1846-2055".parse::<Orcid>().unwrap().check_digit_ok());
        let text = "  https://orcid.org/0000-0003-9127-4455 (彭)";
        assert_eq!(&text[Orcid::find(text).unwrap().0], "0000-0003-9127-4455");
        for text in ["电话 0000-0002-1825", "1234-0000-0002-1825-0097", "00000000000000000", "6000-0002-1825-0097"] {
            assert_eq!(Orcid::find(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_it_prints_it_reads_again(text in ".{0,9}0000-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9xX]?.{0,9}") {
            if let Ok(orcid) = text.parse::<Orcid>() {
                prop_assert_eq!(orcid.to_string().parse::<Orcid>().unwrap(), orcid);
            }
        }
    }
}
