//! Counts, and how they are printed.

use std::collections::BTreeMap;
use std::fmt;
use std::io;

use serde::Serialize;
use serde_json::{Map, Value, json};

/// What was found of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and labelled.
    pub tp: u64,
    /// Found, not labelled.
    pub fp: u64,
    /// Labelled, not found.
    pub fn_: u64,
}

impl Tally {
    /// Precision, recall and their harmonic mean.
    pub fn f1(self) -> (f64, f64, f64) {
        let share = |of: u64| if of == 0 { 1.0 } else { self.tp as f64 / of as f64 };
        let (p, r) = (share(self.tp + self.fp), share(self.tp + self.fn_));
        (p, r, if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) })
    }

    fn add(&mut self, other: Tally) {
        self.tp += other.tp;
        self.fp += other.fp;
        self.fn_ += other.fn_;
    }

    fn is_used(self) -> bool {
        self.tp + self.fp + self.fn_ > 0
    }
}

/// A value that was missed, or found where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// The document.
    pub document: String,
    /// The field.
    pub field: String,
    /// What the label says.
    pub expected: String,
    /// What the record says.
    pub found: String,
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [&self.document, &self.field, &self.expected, &self.found];
        let parts = parts.map(|part| part.chars().take(90).collect::<String>());
        f.write_str(&parts.join(" | "))
    }
}

/// The counts of some documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many there are.
    pub documents: u64,
    /// How many have nothing missed and nothing too much.
    pub perfect: u64,
    /// By field.
    pub fields: BTreeMap<String, Tally>,
    /// What was missed.
    pub misses: Vec<Miss>,
}

impl Report {
    /// Adds the counts of other documents.
    pub fn add(&mut self, other: Report) {
        self.documents += other.documents;
        self.perfect += other.perfect;
        for (field, tally) in other.fields {
            self.fields.entry(field).or_default().add(tally);
        }
        self.misses.extend(other.misses);
    }

    /// F1 over all values.
    pub fn micro_f1(&self) -> f64 {
        let mut all = Tally::default();
        self.fields.values().for_each(|tally| all.add(*tally));
        round(all.f1().2)
    }

    /// Mean of the fields' F1.
    pub fn macro_f1(&self) -> f64 {
        let used: Vec<f64> = self.fields.values().filter(|tally| tally.is_used()).map(|tally| tally.f1().2).collect();
        round(used.iter().sum::<f64>() / used.len().max(1) as f64)
    }

    /// The counts as one line of JSON, spaced as Python does.
    pub fn to_json(&self) -> String {
        let field = |(name, tally): (&String, &Tally)| {
            let (p, r, f1) = tally.f1();
            let counts =
                json!({"tp": tally.tp, "fp": tally.fp, "fn": tally.fn_, "p": round(p), "r": round(r), "f1": round(f1)});
            (name.clone(), counts)
        };
        let report = json!({
            "documents": self.documents,
            "perfect": self.perfect,
            "micro_f1": self.micro_f1(),
            "macro_f1": self.macro_f1(),
            "fields": Value::Object(self.fields.iter().map(field).collect::<Map<_, _>>()),
        });
        let mut line = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(&mut line, Spaced);
        report.serialize(&mut serializer).expect("a Vec takes every byte");
        String::from_utf8(line).expect("JSON is UTF-8")
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, tally) in self.fields.iter().filter(|(_, tally)| tally.is_used()) {
            let (p, r, f1) = tally.f1();
            let Tally { tp, fp, fn_ } = tally;
            let (p, r, f1) = (round(p), round(r), round(f1));
            writeln!(f, "{name:22} tp {tp:4} fp {fp:4} fn {fn_:4}  P {p:.3} R {r:.3} F1 {f1:.3}")?;
        }
        let (micro, of_fields) = (self.micro_f1(), self.macro_f1());
        let (documents, perfect) = (self.documents, self.perfect);
        writeln!(f, "documents {documents} perfect {perfect} micro-F1 {micro:.4} macro-F1 {of_fields:.4}")
    }
}

/// To four places, as Python's `round` does: from the exact value of the double.
fn round(number: f64) -> f64 {
    format!("{number:.4}").parse().unwrap_or(number)
}

/// A blank after each comma and colon.
struct Spaced;

impl serde_json::ser::Formatter for Spaced {
    fn begin_object_key<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { out.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
