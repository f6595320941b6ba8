//! Records against labels made by hand: how much of what is printed was found, and how much of what was found is
//! printed.
//!
//! Counts as the project's `score.py` does, to the digit; a test holds the two against each other. Labels are read,
//! never written. Of what was read here and now the evidence is at hand too: how right it is at each confidence.

mod calibration;
mod compare;
mod norm;
mod ratio;
mod report;

use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::record::{Evidence, Extraction};

pub use calibration::{Calibration, Misjudged, Share};
pub use report::{Miss, Report, Tally};

/// Why nothing could be scored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("{}: expected to read it, found: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is no JSON, or not the JSON that it should be.
    #[error("{place}: expected {expected}, found {found}")]
    Form {
        /// The file, and the line in it.
        place: String,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// There are no labels.
    #[error("{}: expected labels, NAME.gold.json, found none", .0.display())]
    NoGold(PathBuf),
}

/// The scores of all documents, and of those of each platform that the labels name.
#[derive(Debug, Default)]
pub struct Scores {
    /// Of all documents.
    pub all: Report,
    /// Of each platform's documents.
    pub by_platform: BTreeMap<String, Report>,
    /// How honest the confidences are; empty for records, which carry none.
    pub calibration: Calibration,
}

/// A record with what is known of where its values stand.
type Entry = (Value, Vec<Evidence>);

/// Scores `records`, one a line, `name` being theirs in messages, against the labels `*.gold.json` in the folder
/// `gold`, of which only those whose name begins with `only` count. A record is joined to its label by the stem of
/// its source's name.
pub fn score(name: &str, records: impl BufRead, gold: &Path, only: Option<&str>) -> Result<Scores, Error> {
    against(&by_stem(name, records)?, gold, only)
}

/// The same of what was just read out of pages, and the calibration of its confidences.
pub fn score_extractions(
    extractions: impl IntoIterator<Item = Extraction>,
    gold: &Path,
    only: Option<&str>,
) -> Result<Scores, Error> {
    let entry = |Extraction { record, evidence }: Extraction| {
        let value = serde_json::to_value(&record).expect("a record is JSON");
        (stem(&record.source.uri).to_owned(), (value, evidence))
    };
    against(&extractions.into_iter().map(entry).collect(), gold, only)
}

fn against(records: &HashMap<String, Entry>, gold: &Path, only: Option<&str>) -> Result<Scores, Error> {
    let mut scores = Scores::default();
    for (stem, path) in labels(gold)? {
        if only.is_some_and(|prefix| !stem.starts_with(prefix)) {
            continue;
        }
        let text = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let label: Value = serde_json::from_slice(&text).map_err(|error| Error::Form {
            place: path.display().to_string(),
            expected: "a label as JSON",
            found: error.to_string(),
        })?;
        let entry = records.get(&stem);
        let (report, verdicts) = compare::document(&stem, &label, entry.map(|(record, _)| record));
        if let Some((_, evidence)) = entry {
            scores.calibration.count(&stem, evidence, verdicts);
        }
        let platform = label["platform"].as_str().unwrap_or("none").to_owned();
        scores.by_platform.entry(platform).or_default().add(report.clone());
        scores.all.add(report);
    }
    Ok(scores)
}

/// The labels in a folder, sorted: the stem that they are for, and where they are.
fn labels(gold: &Path) -> Result<Vec<(String, PathBuf)>, Error> {
    let read = |source| Error::Read { path: gold.to_owned(), source };
    let mut labels = Vec::new();
    for entry in std::fs::read_dir(gold).map_err(read)? {
        let path = entry.map_err(read)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(stem) = name.strip_suffix(".gold.json").filter(|stem| !stem.starts_with('.')) {
            labels.push((name.clone(), (stem.to_owned(), path)));
        }
    }
    if labels.is_empty() {
        return Err(Error::NoGold(gold.to_owned()));
    }
    labels.sort();
    Ok(labels.into_iter().map(|(_, label)| label).collect())
}

/// Records by the stem of their source; of two with one stem the later counts.
fn by_stem(name: &str, records: impl BufRead) -> Result<HashMap<String, Entry>, Error> {
    let mut by_stem = HashMap::new();
    for (at, line) in records.lines().enumerate() {
        let line = line.map_err(|source| Error::Read { path: name.into(), source })?;
        if line.trim().is_empty() {
            continue;
        }
        let form = |expected, found: String| Error::Form { place: format!("{name}:{}", at + 1), expected, found };
        let record: Value = serde_json::from_str(&line).map_err(|error| form("a record as JSON", error.to_string()))?;
        let Some(stem) = record["source"]["uri"].as_str().map(|uri| stem(uri).to_owned()) else {
            return Err(form("a record with source.uri", line.chars().take(60).collect()));
        };
        by_stem.insert(stem, (record, Vec::new()));
    }
    Ok(by_stem)
}

/// The name of a source without folder and ending.
fn stem(uri: &str) -> &str {
    let file = uri.rsplit('/').next().unwrap_or(uri);
    let endings = [".txt", ".html", ".htm", ".pdf", ".xml"];
    endings.iter().find_map(|ending| file.strip_suffix(ending)).unwrap_or(file)
}

#[cfg(test)]
mod tests;
