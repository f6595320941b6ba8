//! What a build came to, for people and for machines.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::problem::{Code, Problem};
use crate::record::Record;
use crate::table::{Origin, Status};

/// What a build came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Inputs read.
    pub inputs: u64,
    /// Bytes of them.
    pub bytes: u64,
    /// Inputs by what became of them.
    pub statuses: BTreeMap<&'static str, u64>,
    /// Records in the dataset.
    pub records: u64,
    /// Records that the schema refuses.
    pub rejected: u64,
    /// Records that have a field, by the field, in the order of the record.
    pub filled: Vec<(&'static str, u64)>,
    /// Problems by their code.
    pub problems: BTreeMap<&'static str, u64>,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// What one input adds to a summary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    status: Status,
    bytes: Option<u64>,
    /// The fields that its record has, a bit each; none where it gave no record of its own.
    filled: Option<u32>,
    problems: Vec<Code>,
}

impl Count {
    /// Of the input `origin`, which gave `record`, or none, for all its `doubts`.
    pub fn of(origin: &Origin, doubts: &[Problem], record: Option<&Record>) -> Count {
        let has = |record: &Record| FIELDS.iter().rev().fold(0, |bits, (_, has)| bits << 1 | u32::from(has(record)));
        let problems = record.map_or(doubts, |record| &record.problems).iter().map(|problem| problem.code);
        Count { status: origin.status, bytes: origin.bytes, filled: record.map(has), problems: problems.collect() }
    }

    /// Whether the input gave a record of its own.
    pub fn is_record(&self) -> bool {
        self.filled.is_some()
    }
}

/// Whether a record has something.
type Has = fn(&Record) -> bool;

/// The fields whose presence is counted.
const FIELDS: &[(&str, Has)] = &[
    ("title", |r| r.title.zh.is_some() || r.title.en.is_some()),
    ("title in both", |r| r.title.zh.is_some() && r.title.en.is_some()),
    ("journal", |r| r.journal.title.zh.is_some() || r.journal.title.en.is_some()),
    ("issn or cn", |r| r.journal.issn.is_some() || r.journal.eissn.is_some() || r.journal.cn.is_some()),
    ("doi", |r| r.doi.is_some()),
    ("year", |r| r.year.is_some()),
    ("volume or issue", |r| r.volume.is_some() || r.issue.is_some()),
    ("pages or number", |r| r.first_page.is_some() || r.article_number.is_some()),
    ("received", |r| r.dates.received.is_some()),
    ("accepted", |r| r.dates.accepted.is_some()),
    ("published or online", |r| r.dates.published.is_some() || r.dates.online.is_some()),
    ("authors", |r| !r.authors.is_empty()),
    ("corresponding", |r| r.authors.iter().any(|a| a.corresponding)),
    ("affiliations", |r| !r.affiliations.is_empty()),
    ("funding", |r| !r.funding.is_empty()),
    ("keywords", |r| !r.keywords.zh.is_empty() || !r.keywords.en.is_empty()),
    ("abstract", |r| r.abstract_.zh.is_some() || r.abstract_.en.is_some()),
    ("clc", |r| !r.clc.is_empty()),
];

impl Summary {
    pub(super) fn new() -> Summary {
        Summary { filled: FIELDS.iter().map(|(name, _)| (*name, 0)).collect(), ..Summary::default() }
    }

    pub(super) fn count(&mut self, input: &Count) {
        self.inputs += 1;
        self.bytes += input.bytes.unwrap_or_default();
        *self.statuses.entry(input.status.as_str()).or_default() += 1;
        self.rejected += u64::from(input.status == Status::Rejected);
        if let Some(bits) = input.filled {
            self.records += 1;
            for (place, (_, filled)) in self.filled.iter_mut().enumerate() {
                *filled += u64::from(bits >> place & 1);
            }
        }
        for code in &input.problems {
            *self.problems.entry(code.as_str()).or_default() += 1;
        }
    }

    /// Adds what other inputs came to.
    pub(super) fn add(&mut self, other: &Summary) {
        self.inputs += other.inputs;
        self.bytes += other.bytes;
        self.records += other.records;
        self.rejected += other.rejected;
        for (status, count) in &other.statuses {
            *self.statuses.entry(status).or_default() += count;
        }
        for ((_, filled), (_, more)) in self.filled.iter_mut().zip(&other.filled) {
            *filled += more;
        }
        for (code, count) in &other.problems {
            *self.problems.entry(code).or_default() += count;
        }
    }

    /// Inputs of a status.
    pub fn of(&self, status: Status) -> u64 {
        self.statuses.get(status.as_str()).copied().unwrap_or_default()
    }

    /// For machines: `inputs`, their `bytes`, `seconds`, `records`, inputs by each status (`statuses`), records that
    /// have a field (`filled`) and their share of all records (`fill_rates`), and `problems` by their code. All names
    /// are there whatever the counts, but for those of problems.
    pub fn to_json(&self) -> Value {
        let statuses = Status::ALL.map(|status| (status.as_str().to_owned(), json!(self.of(status))));
        let by_field = |value: fn(u64, u64) -> Value| -> Map<String, Value> {
            let fields = self.filled.iter();
            fields.map(|(name, filled)| (name.replace(' ', "_"), value(*filled, self.records))).collect()
        };
        json!({
            "inputs": self.inputs,
            "bytes": self.bytes,
            "seconds": self.seconds,
            "records": self.records,
            "statuses": Map::from_iter(statuses),
            "filled": by_field(|filled, _| json!(filled)),
            "fill_rates": by_field(|filled, records| match records {
                0 => Value::Null,
                records => json!(filled as f64 / records as f64),
            }),
            "problems": self.problems,
        })
    }

    /// Whether no input failed and no record was refused.
    pub fn is_clean(&self) -> bool {
        self.of(Status::Failed) == 0 && self.rejected == 0
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inputs = grouped(self.inputs);
        let time = Duration::from_secs_f64(self.seconds.max(0.0));
        let rate = self.inputs as f64 / self.seconds.max(1e-3);
        let s = if self.inputs == 1 { "" } else { "s" };
        writeln!(f, "{inputs} input{s} in {time:.1?}, {} a second", grouped(rate as u64))?;
        for status in Status::ALL.iter().filter(|status| self.of(**status) > 0) {
            writeln!(f, "  {:<20} {:>9}", status.as_str().replace('_', " "), grouped(self.of(*status)))?;
        }
        if self.records > 0 {
            let s = if self.records == 1 { "" } else { "s" };
            writeln!(f, "\n{} record{s}, filled in %", grouped(self.records))?;
            let half = self.filled.len().div_ceil(2);
            let share =
                |at: usize| self.filled.get(at).map(|(name, n)| (name, *n as f64 * 100.0 / self.records as f64));
            for row in 0..half {
                for (name, share) in [share(row), share(row + half)].into_iter().flatten() {
                    write!(f, "  {name:<20} {share:>6.1}")?;
                }
                writeln!(f)?;
            }
        }
        let mut problems: Vec<_> = self.problems.iter().collect();
        problems.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), **code));
        if !problems.is_empty() {
            writeln!(f, "\n{} problems, most often", grouped(self.problems.values().sum()))?;
            for (code, count) in problems.iter().take(5) {
                writeln!(f, "  {code:<24} {:>5}", grouped(**count))?;
            }
        }
        Ok(())
    }
}

/// A number with its thousands apart: `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Outcome;

    #[test]
    fn reads_well() {
        let mut summary = Summary::new();
        for seed in 0..1200 {
            let status = if seed % 100 == 0 { Status::NotAnArticle } else { Status::Extracted };
            let origin = Origin { status, ..Outcome::failed("page", None, "").origin };
            summary.count(&Count::of(&origin, &[], Some(&crate::invent::record(seed))));
        }
        summary.seconds = 2.0;
        let text = summary.to_string();
        assert!(text.starts_with("1,200 inputs in 2.0s, 600 a second\n  extracted                1,188\n"), "{text}");
        assert!(text.contains("  not an article              12\n\n1,200 records, filled in %\n  title"), "{text}");
        assert!(text.contains("problems, most often\n  "), "{text}");
    }
}
