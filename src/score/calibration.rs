//! How honest the confidences are: of the values read with one, how many are right.
//!
//! A value is right when the comparison of its field says so; there is no second rule. What no label speaks of, such as
//! an ORCID iD, is not counted.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::record::Evidence;

/// What is surer than this may be used unseen.
const SURE: f32 = 0.9;

/// The bands of the table: each begins above its bound and ends with the one before.
const BANDS: [(&str, f32); 6] = [
    ("0.97-1.00", 0.97),
    ("0.95-0.97", 0.95),
    ("0.90-0.95", SURE),
    ("0.80-0.90", 0.8),
    ("0.60-0.80", 0.6),
    ("0.00-0.60", f32::NEG_INFINITY),
];

/// Which values of one document are right, by the path of their evidence, e.g. `keywords.zh[2]`.
#[derive(Debug, Default)]
pub struct Verdicts(HashMap<String, Vec<bool>>);

impl Verdicts {
    /// Notes a value; one without a path has no evidence.
    pub(super) fn push(&mut self, path: &str, right: bool) {
        if !path.is_empty() {
            self.0.entry(path.to_owned()).or_default().push(right);
        }
    }

    /// All values of `path`: a grant has several award numbers.
    #[cfg(test)]
    pub(super) fn of(&self, path: &str) -> &[bool] {
        self.0.get(path).map_or(&[], Vec::as_slice)
    }
}

/// Values, and how many of them are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many there are.
    pub values: u64,
    /// How many are right.
    pub right: u64,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.values += 1;
        self.right += u64::from(right);
    }

    /// The share that is right, 1 of nothing.
    pub fn of_right(self) -> f64 {
        if self.values == 0 { 1.0 } else { self.right as f64 / self.values as f64 }
    }
}

/// A wrong value, and how sure its reading was.
#[derive(Clone, Debug, PartialEq)]
pub struct Misjudged {
    /// The document.
    pub document: String,
    /// The value, as evidence writes it.
    pub path: String,
    /// What was claimed.
    pub confidence: f32,
}

impl fmt::Display for Misjudged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} | {} | wrong at {:.2}", self.document, self.path, self.confidence)
    }
}

/// The calibration of some documents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    bands: [Share; BANDS.len()],
    /// By group of fields: the values above 0.9, and all.
    groups: BTreeMap<&'static str, (Share, Share)>,
    /// The wrong ones.
    pub wrong: Vec<Misjudged>,
}

impl Calibration {
    /// Counts the values of one document.
    pub(super) fn count(&mut self, document: &str, evidence: &[Evidence], verdicts: Verdicts) {
        let mut verdicts: HashMap<_, _> = verdicts.0.into_iter().map(|(path, all)| (path, all.into_iter())).collect();
        for value in evidence {
            let path = value.path();
            let Some(right) = verdicts.get_mut(&path).and_then(Iterator::next) else { continue };
            let band = BANDS.iter().position(|(_, above)| value.confidence > *above);
            self.bands[band.unwrap_or(BANDS.len() - 1)].add(right);
            let (sure, all) = self.groups.entry(group(value.field)).or_default();
            all.add(right);
            if value.confidence > SURE {
                sure.add(right);
            }
            if !right {
                let document = document.to_owned();
                self.wrong.push(Misjudged { document, path, confidence: value.confidence });
            }
        }
    }

    /// The values above 0.9.
    pub fn sure(&self) -> Share {
        self.groups.values().fold(Share::default(), |all, (sure, _)| join(all, *sure))
    }

    /// All values that a label speaks of.
    pub fn all(&self) -> Share {
        self.groups.values().fold(Share::default(), |all, (_, share)| join(all, *share))
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Adds the counts of other documents.
    pub fn add(&mut self, other: Calibration) {
        for (band, more) in self.bands.iter_mut().zip(other.bands) {
            *band = join(*band, more);
        }
        for (group, (sure, all)) in other.groups {
            let slot = self.groups.entry(group).or_default();
            *slot = (join(slot.0, sure), join(slot.1, all));
        }
        self.wrong.extend(other.wrong);
    }
}

fn join(a: Share, b: Share) -> Share {
    Share { values: a.values + b.values, right: a.right + b.right }
}

/// What a field is counted under: the citation's numbers are one group, everything else goes by its first name.
fn group(field: &'static str) -> &'static str {
    match field.split(['.', '[']).next().unwrap_or(field) {
        "year" | "volume" | "issue" | "first_page" | "last_page" | "article_number" => "citation",
        "clc" | "document_code" => "class",
        first => first,
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:22} {:>6}  {:>6}", "confidence", "values", "right")?;
        for ((name, _), share) in BANDS.iter().zip(self.bands) {
            writeln!(f, "{name:22} {}", Line(share))?;
        }
        for (group, (sure, all)) in &self.groups {
            writeln!(f, "{:22} {}  of {}", format!("{group} above 0.9"), Line(*sure), all.values)?;
        }
        let all = self.all().values;
        writeln!(f, "{:22} {}  of {all}", "all above 0.9", Line(self.sure()))
    }
}

/// A share in the table: nothing has no share of right ones.
struct Line(Share);

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Share { values, .. } = self.0;
        match values {
            0 => write!(f, "{values:6}       —"),
            _ => write!(f, "{values:6}  {:6.4}", self.0.of_right()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    fn evidence(field: &'static str, position: Option<u16>, confidence: f32) -> Evidence {
        Evidence { field, position, span: Span::new(0, 1), confidence }
    }

    #[test]
    fn counts_values_with_a_verdict() {
        let mut verdicts = Verdicts::default();
        verdicts.push("year", true);
        verdicts.push("funding[1].awards", true);
        verdicts.push("funding[1].awards", false);
        verdicts.push("", false);
        let told = [
            evidence("year", None, 0.98),
            evidence("funding[].awards", Some(1), 0.92),
            evidence("funding[].awards", Some(1), 0.92),
            evidence("authors[].orcid", Some(1), 0.99),
        ];
        let mut calibration = Calibration::default();
        calibration.count("a", &told, verdicts);
        assert_eq!(calibration.sure(), Share { values: 3, right: 2 });
        assert_eq!(calibration.all().values, 3);
        assert_eq!(calibration.wrong[0].to_string(), "a | funding[1].awards | wrong at 0.92");
        let table = calibration.to_string();
        assert!(table.contains("0.90-0.95                   2  0.5000\n"), "{table}");
        assert!(table.contains("citation above 0.9          1  1.0000  of 1\n"), "{table}");
        assert!(table.ends_with("all above 0.9               3  0.6667  of 3\n"), "{table}");
    }
}
