//! A dataset folder against its own descriptor, its tables and the schema.

mod parquet;
mod tables;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::descriptor::is_parquet_of;
use super::folder::DESCRIPTOR;
use crate::schema::Validator;
use crate::table::{TABLES, Table};
use crate::write::hex;

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

/// Holds the dataset at `folder` against itself; no finding means that it is whole. An error is for a folder that
/// cannot be read at all.
pub fn verify(folder: &Path) -> io::Result<Vec<Finding>> {
    let mut findings = Findings::default();
    let text = fs::read(folder.join(DESCRIPTOR))?;
    let Some(descriptor) = serde_json::from_slice::<Value>(&text).ok().filter(|d| d.get("qikan").is_some()) else {
        findings.add(DESCRIPTOR, DESCRIPTOR.into(), "the descriptor of a qikan dataset", "something else");
        return Ok(findings.finish());
    };
    let files = listed_files(&descriptor, &mut findings);
    for (path, file) in &files {
        check_bytes(folder, path, file, &mut findings);
    }
    unlisted_files(folder, &files, &mut findings);
    let rows = |path: &str| files.get(path).and_then(|file| file["rows"].as_u64());
    let mut keys = tables::Keys::default();
    for table in TABLES {
        let csv = format!("csv/{}.csv", table.name);
        let parquet: Vec<&str> = files.keys().copied().filter(|path| is_parquet_of(table, path)).collect();
        if table.name == "evidence" && parquet.is_empty() && !files.contains_key(csv.as_str()) {
            continue;
        }
        for path in parquet.iter().copied().chain([csv.as_str()]) {
            check_columns(&descriptor, path, table, &mut findings);
        }
        let absent = |path: &str, findings: &mut Findings| {
            findings.add(path, path.into(), format!("the table {} in {DESCRIPTOR}", table.name), "none");
        };
        match rows(&csv) {
            Some(rows) => tables::check(folder, &csv, table, rows, &mut keys, &mut findings),
            None => absent(&csv, &mut findings),
        }
        let mut in_parquet = 0;
        for path in &parquet {
            let rows = rows(path).unwrap_or_default();
            in_parquet += rows;
            parquet::check(folder, path, table, rows, &mut findings);
        }
        match rows(&csv) {
            _ if parquet.is_empty() => absent(&format!("parquet/{}.parquet", table.name), &mut findings),
            Some(rows) if rows != in_parquet => {
                let place = format!("{DESCRIPTOR} {}", table.name);
                findings.add(DESCRIPTOR, place, format!("{rows} rows in Parquet, as in CSV"), in_parquet.to_string());
            }
            _ => {}
        }
    }
    match fs::File::open(folder.join("records.jsonl")) {
        Err(error) => findings.add("records.jsonl", "records.jsonl".into(), "a file", error.to_string()),
        Ok(file) => check_records("records.jsonl", file, &mut findings, &mut |line, id| {
            (!keys.holds_article(id)).then(|| Finding {
                place: format!("records.jsonl:{line}"),
                expected: "an article_id of csv/articles.csv".into(),
                found: id.to_owned(),
            })
        })
        .map(|lines| {
            let articles = rows("csv/articles.csv").unwrap_or_default();
            if lines != articles {
                let expected = format!("{articles} records, one for each article");
                findings.add("records.jsonl", "records.jsonl".into(), expected, lines.to_string());
            }
        })?,
    }
    Ok(findings.finish())
}

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

/// The files of the descriptor by their path.
fn listed_files<'d>(descriptor: &'d Value, findings: &mut Findings) -> BTreeMap<&'d str, &'d Value> {
    let files = descriptor["files"].as_array();
    if files.is_none() {
        findings.add(DESCRIPTOR, format!("{DESCRIPTOR} /files"), "a list of files", "none");
    }
    // a path that leads out of the folder is no file of the dataset
    let inside = |path: &str| Path::new(path).components().all(|c| matches!(c, std::path::Component::Normal(_)));
    let listed = files.into_iter().flatten().filter_map(|file| Some((file["path"].as_str()?, file)));
    listed.filter(|(path, _)| inside(path)).collect()
}

fn check_bytes(folder: &Path, path: &str, file: &Value, findings: &mut Findings) {
    let mut opened = match fs::File::open(folder.join(path)) {
        Ok(opened) => opened,
        Err(error) => return findings.add(path, path.into(), "a file", error.to_string()),
    };
    let mut hash = Sha256::new();
    let bytes = match io::copy(&mut opened, &mut hash) {
        Ok(bytes) => bytes,
        Err(error) => return findings.add(path, path.into(), "a readable file", error.to_string()),
    };
    if file["bytes"].as_u64() != Some(bytes) {
        findings.add(path, path.into(), format!("{} bytes", file["bytes"]), bytes.to_string());
    }
    let found = hex(&hash.finalize());
    if file["sha256"].as_str() != Some(&found) {
        let expected = format!("sha256 {}", file["sha256"].as_str().unwrap_or("null"));
        findings.add(path, path.into(), expected, found);
    }
}

fn unlisted_files(folder: &Path, files: &BTreeMap<&str, &Value>, findings: &mut Findings) {
    let tables = TABLES.iter().map(|table| format!("parquet/{}/", table.name));
    for part in ["".to_owned(), "csv/".into(), "parquet/".into()].into_iter().chain(tables) {
        let Ok(members) = fs::read_dir(folder.join(&part)) else { continue };
        for member in members.flatten().filter(|member| member.path().is_file()) {
            let path = format!("{part}{}", member.file_name().to_string_lossy());
            if path != DESCRIPTOR && !files.contains_key(path.as_str()) {
                findings.add(&path, path.clone(), format!("to be listed in {DESCRIPTOR}"), "it is not");
            }
        }
    }
}

/// The columns that the descriptor gives the file at `path` are those of its table.
fn check_columns(descriptor: &Value, path: &str, table: &Table, findings: &mut Findings) {
    let listed = descriptor["resources"].as_array().into_iter().flatten().find(|r| r["path"] == path);
    let fields = listed.and_then(|r| r["schema"]["fields"].as_array());
    let names: Vec<&str> = fields.into_iter().flatten().filter_map(|field| field["name"].as_str()).collect();
    let expected: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    if names != expected {
        let name = listed.and_then(|r| r["name"].as_str()).unwrap_or(path);
        let place = format!("{DESCRIPTOR} resource {name}");
        findings.add(DESCRIPTOR, place, format!("the columns {}", expected.join(",")), names.join(","));
    }
}
