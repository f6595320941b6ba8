//! The version of a release: calendar (`2026.11`) or semantic (`1.4.0-rc.1`).

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

/// Two or three numbers between full stops, a pre-release behind a hyphen; `2026.09` and `2026.9` are the same.
#[derive(Clone, Debug)]
pub struct Version {
    text: String,
    numbers: [u64; 3],
    /// Identifiers behind the hyphen; none is later than any.
    pre: Vec<String>,
}

impl Version {
    /// As it was typed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Without leading zeros, as Semantic Versioning has it.
    pub fn plain(&self) -> String {
        let (numbers, pre) = split(&self.text);
        let plain = numbers.split('.').map(|n| match n.trim_start_matches('0') {
            "" => "0",
            rest => rest,
        });
        let plain = plain.collect::<Vec<_>>().join(".");
        pre.map_or(plain.clone(), |pre| format!("{plain}-{pre}"))
    }

    /// The day that a calendar version names: `2026.11` the first of the month, `2026.11.22` that day.
    pub fn day(&self) -> Option<NaiveDate> {
        let [year, month, day] = self.numbers;
        if !(1900..2200).contains(&year) || !self.pre.is_empty() {
            return None;
        }
        let [month, day] = [month, day.max(1)].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }
}

fn split(text: &str) -> (&str, Option<&str>) {
    text.split_once('-').map_or((text, None), |(numbers, pre)| (numbers, Some(pre)))
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// What was typed is no version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a version like 2026.11 or 1.4.0, found {0:?}")]
pub struct NoVersion(String);

impl FromStr for Version {
    type Err = NoVersion;

    fn from_str(text: &str) -> Result<Version, NoVersion> {
        let none = || NoVersion(text.to_owned());
        let (head, pre) = split(text);
        let mut numbers = [0; 3];
        let mut count = 0;
        for part in head.split('.') {
            // nine digits fit, and nobody counts further
            if count == 3 || !(1..=9).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(none());
            }
            numbers[count] = part.parse().map_err(|_| none())?;
            count += 1;
        }
        let pre: Vec<String> = pre.map_or(Vec::new(), |pre| pre.split('.').map(str::to_owned).collect());
        let sound = |id: &String| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if count < 2 || !pre.iter().all(sound) {
            return Err(none());
        }
        Ok(Version { text: text.to_owned(), numbers, pre })
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Version) -> Ordering {
        let pre = || match (self.pre.is_empty(), other.pre.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Greater,
            (false, true) => Ordering::Less,
            (false, false) => {
                let unlike = self.pre.iter().zip(&other.pre).map(|(a, b)| identifiers(a, b));
                unlike.fold(Ordering::Equal, Ordering::then).then(self.pre.len().cmp(&other.pre.len()))
            }
        };
        self.numbers.cmp(&other.numbers).then_with(pre)
    }
}

/// Numbers by their value and before words, words by their letters.
fn identifiers(a: &str, b: &str) -> Ordering {
    let number = |id: &str| id.bytes().all(|b| b.is_ascii_digit()).then(|| id.trim_start_matches('0').to_owned());
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a.len().cmp(&b.len()).then(a.cmp(&b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.cmp(b),
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Version) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Version) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Version {}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> Version {
        text.parse().unwrap()
    }

    #[test]
    fn reads_calendar_and_semantic_versions_only() {
        for text in ["2026.11", "2026.09", "1.0.0", "0.1", "1.0.0-rc.1", "2026.11.22"] {
            assert_eq!(version(text).to_string(), text);
        }
        for text in ["", "2026", "v1.0", "1.0.", ".1", "1.0.0.0", "1.0-", "1.0-a..b", "1.0+x", "2026-11", "1.x", "１.0"]
        {
            let error = text.parse::<Version>().unwrap_err().to_string();
            assert!(error.starts_with("expected a version like 2026.11") && error.contains(text), "{error}");
        }
    }

    #[test]
    fn are_in_order() {
        let order =
            ["0.1", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.2", "1.10", "2026.9"];
        for (at, pair) in order.windows(2).enumerate() {
            assert!(version(pair[0]) < version(pair[1]), "{at}: {pair:?}");
        }
        assert_eq!(version("2026.09"), version("2026.9.0"));
        assert_eq!(version("2026.09.01-rc.01").plain(), "2026.9.1-rc.01");
    }

    #[test]
    fn calendar_versions_name_a_day() {
        let day = |text: &str| version(text).day().map(|day| day.to_string());
        assert_eq!(day("2026.11").as_deref(), Some("2026-11-01"));
        assert_eq!(day("2026.02.28").as_deref(), Some("2026-02-28"));
        for text in ["1.4.0", "2026.13", "2026.02.30", "2026.0", "2026.11-rc.1"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
