//! When a release was made: told, never asked of a clock.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Error, Version};

/// The moment that a release bears, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Created(NaiveDateTime);

impl Created {
    /// The moment of a release: `date` where there is one, else `SOURCE_DATE_EPOCH` (seconds since 1970, as
    /// reproducible builds have it), else the day that a calendar version names.
    pub fn of(date: Option<&str>, epoch: Option<&str>, version: &Version) -> Result<Created, Error> {
        let midnight = |day: NaiveDate| Created(day.and_time(NaiveTime::MIN));
        if let Some(date) = date {
            let day = date.parse().map_err(|_| Error::Date { name: "--date", found: date.to_owned() })?;
            return Ok(midnight(day));
        }
        if let Some(epoch) = epoch {
            let wrong = || Error::Date { name: "SOURCE_DATE_EPOCH", found: epoch.to_owned() };
            let moment = epoch.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            // four digits, as every descriptor wants them
            let within = |moment: &DateTime<_>| (0..253_402_300_800).contains(&moment.timestamp());
            return moment.filter(within).map(|moment| Created(moment.naive_utc())).ok_or_else(wrong);
        }
        version.day().map(midnight).ok_or_else(|| Error::NoDate(version.to_string()))
    }

    /// The day, e.g. `2026-11-01`.
    pub fn day(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }

    /// The year, e.g. `2026`.
    pub fn year(self) -> String {
        self.0.format("%Y").to_string()
    }

    /// The moment, e.g. `2026-11-01T00:00:00Z`.
    pub fn stamp(self) -> String {
        self.0.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_told() {
        let calendar: Version = "2026.11".parse().unwrap();
        let stamp = |date, epoch| Created::of(date, epoch, &calendar).map(Created::stamp);
        assert_eq!(stamp(None, None).unwrap(), "2026-11-01T00:00:00Z");
        assert_eq!(stamp(None, Some("1700000000")).unwrap(), "2023-11-14T22:13:20Z");
        assert_eq!(stamp(Some("2026-11-22"), Some("1700000000")).unwrap(), "2026-11-22T00:00:00Z");
        for (date, epoch) in [(Some("22.11.2026"), None), (None, Some("now")), (None, Some("999999999999999"))] {
            assert!(stamp(date, epoch).is_err());
        }
        let semantic: Version = "1.4.0".parse().unwrap();
        let error = Created::of(None, None, &semantic).unwrap_err().to_string();
        assert!(error.contains("--date"), "{error}");
    }
}
