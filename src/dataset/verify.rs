//! A dataset or a release against its own descriptors, its tables and the schema.

mod files;
mod parquet;
mod release;
mod tables;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use serde_json::Value;

use super::folder::{DESCRIPTOR, Kind};
use super::manifest::Manifest;
use crate::schema::Validator;
use crate::table::{CHANGES, TABLES, Table};

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, e.g. `csv/authors.csv:12 position`.
    pub place: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, found {}", self.place, self.expected, self.found)
    }
}

/// Findings of one kind that are told one by one; of the rest, the number.
const TOLD: u64 = 10;

/// Gathers findings, so that one broken column does not say the same a million times.
#[derive(Default)]
struct Findings {
    list: Vec<Finding>,
    counts: BTreeMap<String, u64>,
}

impl Findings {
    /// `kind` is what findings are counted by, e.g. a file and column.
    fn add(&mut self, kind: &str, place: String, expected: impl Into<String>, found: impl Into<String>) {
        let count = self.counts.entry(kind.to_owned()).or_default();
        *count += 1;
        if *count <= TOLD {
            let found: String = found.into().chars().take(200).collect();
            self.list.push(Finding { place, expected: expected.into(), found });
        }
    }

    fn finish(mut self) -> Vec<Finding> {
        for (kind, count) in self.counts.into_iter().filter(|(_, count)| *count > TOLD) {
            let found = format!("{} more findings of the kind", count - TOLD);
            self.list.push(Finding { place: kind, expected: "none".into(), found });
        }
        self.list
    }
}

/// Holds the dataset or the release at `folder` against itself; no finding means that it is whole. An error is for a
/// folder that cannot be read at all.
pub fn verify(folder: &Path) -> io::Result<Vec<Finding>> {
    let mut findings = Findings::default();
    let Some(manifest) = Manifest::read(folder)? else {
        findings.add(DESCRIPTOR, DESCRIPTOR.into(), "the descriptor of a qikan dataset", "something else");
        return Ok(findings.finish());
    };
    let kind = manifest.kind();
    files::check(folder, &manifest, &mut findings)?;
    let mut keys = tables::Keys::default();
    let changes = (kind == Kind::Release).then_some(&CHANGES);
    for table in TABLES.into_iter().chain(changes) {
        let absent = ["csv", "parquet"].map(|format| !manifest.has(table.name, format));
        if table.name == "evidence" && absent == [true; 2] {
            continue;
        }
        for (format, absent) in ["csv", "parquet"].iter().zip(absent) {
            if absent {
                let expected = format!("the table {} as {format}", table.name);
                findings.add(DESCRIPTOR, format!("{DESCRIPTOR} /resources"), expected, "none");
            } else {
                check_columns(&manifest, format, table, &mut findings);
            }
        }
        tables::check(folder, &manifest, table, &mut keys, &mut findings);
        parquet::check(folder, &manifest, table, &mut findings);
    }
    match fs::File::open(folder.join(RECORDS)) {
        Err(error) => findings.add(RECORDS, RECORDS.into(), "a file", error.to_string()),
        Ok(file) => check_records(RECORDS, file, &mut findings, &mut |line, id| {
            (!keys.holds_article(id)).then(|| Finding {
                place: format!("{RECORDS}:{line}"),
                expected: "an article_id of csv/articles.csv".into(),
                found: id.to_owned(),
            })
        })
        .map(|lines| {
            let articles = manifest.rows("articles", "csv").unwrap_or_default();
            if lines != articles {
                let expected = format!("{articles} records, one for each article");
                findings.add(RECORDS, RECORDS.into(), expected, lines.to_string());
            }
        })?,
    }
    if kind == Kind::Release {
        release::check(folder, &manifest, &mut findings);
    }
    Ok(findings.finish())
}

const RECORDS: &str = "records.jsonl";

/// Holds records, one a line, against the schema. `name` is theirs in findings.
pub fn verify_records(name: &str, records: impl Read) -> io::Result<Vec<Finding>> {
    let mut findings = Findings::default();
    check_records(name, records, &mut findings, &mut |_, _| None)?;
    Ok(findings.finish())
}

/// Checks each line; `more` may find more about a line number and the id on it. Gives the number of records.
fn check_records(
    name: &str,
    records: impl Read,
    findings: &mut Findings,
    more: &mut dyn FnMut(u64, &str) -> Option<Finding>,
) -> io::Result<u64> {
    let validator = Validator::new();
    let mut count = 0;
    for (at, line) in BufReader::new(records).split(b'\n').enumerate() {
        let (line, at) = (line?, at as u64 + 1);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        count += 1;
        let place = format!("{name}:{at}");
        let record: Value = match serde_json::from_slice(&line) {
            Ok(record) => record,
            Err(error) => {
                findings.add(&format!("{name} JSON"), place, "a record as JSON", error.to_string());
                continue;
            }
        };
        for refusal in validator.validate_value(&record).err().unwrap_or_default() {
            // one kind for all places of a list: /authors/*/name
            let pointer: String = refusal.pointer.replace(|c: char| c.is_ascii_digit(), "*");
            let place = format!("{place}{}", refusal.pointer);
            findings.add(&format!("{name} {pointer}"), place, "what the schema says", refusal.reason);
        }
        if let Some(found) = record["id"].as_str().and_then(|id| more(at, id)) {
            findings.add(name, found.place, found.expected, found.found);
        }
    }
    Ok(count)
}

/// The columns that the descriptor gives a table, or each of its files, are ours.
fn check_columns(manifest: &Manifest, format: &str, table: &Table, findings: &mut Findings) {
    let expected: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    for resource in manifest.resources(table.name, format) {
        let fields = resource["schema"]["fields"].as_array().into_iter().flatten();
        let names: Vec<&str> = fields.filter_map(|field| field["name"].as_str()).collect();
        if names != expected {
            let place = format!("{DESCRIPTOR} resource {}", resource["name"].as_str().unwrap_or_default());
            findings.add(DESCRIPTOR, place, format!("the columns {}", expected.join(",")), names.join(","));
        }
    }
}
