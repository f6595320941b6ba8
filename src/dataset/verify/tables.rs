//! CSV files: header, counts, types, rules and keys.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::Path;

use chrono::{DateTime, NaiveDate};
use csv::StringRecord;
use regex::Regex;
use sha2::{Digest, Sha256};

use super::Findings;
use crate::dataset::manifest::Manifest;
use crate::hash::half;
use crate::table::{CHANGES, Column, Kind, Rule, Table};

/// The keys of the tables read so far, hashed to 16 bytes each.
#[derive(Default)]
pub struct Keys(HashMap<&'static str, HashSet<u128>>);

impl Keys {
    /// Whether `id` is a row of articles.
    pub fn holds_article(&self, id: &str) -> bool {
        self.0.get("articles").is_some_and(|keys| keys.contains(&key([id])))
    }
}

fn key<'c>(cells: impl IntoIterator<Item = &'c str>) -> u128 {
    let mut hash = Sha256::new();
    for cell in cells {
        // the length first, so that no two lists of cells look alike
        hash.update((cell.len() as u64).to_le_bytes());
        hash.update(cell);
    }
    half(hash)
}

/// Checks the CSV files of `table`, which should have the rows that the descriptor says. Tables come in an order in
/// which foreign keys lead backwards.
pub fn check(folder: &Path, manifest: &Manifest, table: &'static Table, keys: &mut Keys, findings: &mut Findings) {
    let mut own = HashSet::new();
    for path in manifest.paths(table.name, "csv") {
        match manifest.files.get(path).and_then(|listed| listed.rows) {
            Some(rows) => one(folder, path, rows, table, keys, &mut own, findings),
            None => findings.add(path, path.into(), "to be listed with its rows in datapackage.json", "it is not"),
        }
    }
    keys.0.insert(table.name, own);
}

/// Checks one file, which should have `rows` rows.
fn one(
    folder: &Path,
    path: &str,
    rows: u64,
    table: &'static Table,
    keys: &Keys,
    own: &mut HashSet<u128>,
    findings: &mut Findings,
) {
    // a file that is not there has been told already
    let Ok(file) = File::open(folder.join(path)) else { return };
    let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(file);
    let expected: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    match reader.headers() {
        Ok(header) if header.iter().eq(expected.iter().copied()) => {}
        Ok(header) => {
            let found = header.iter().collect::<Vec<_>>().join(",");
            return findings.add(path, format!("{path}:1"), format!("the columns {}", expected.join(",")), found);
        }
        Err(error) => return findings.add(path, format!("{path}:1"), "a header", error.to_string()),
    }
    let rules: Vec<Option<Regex>> = table.columns.iter().map(pattern).collect();
    let places = |names: &[&str]| -> Vec<usize> { names.iter().filter_map(|name| table.place(name)).collect() };
    let primary = places(table.primary_key);
    let foreign: Vec<_> = table.foreign_keys.iter().map(|foreign| (foreign, places(foreign.columns))).collect();
    let mut count = 0;
    let mut row = StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => count += 1,
            Ok(false) => break,
            Err(error) => {
                findings.add(path, path.into(), "readable rows", error.to_string());
                break;
            }
        }
        let line = row.position().map_or(0, csv::Position::line);
        for ((column, rule), cell) in table.columns.iter().zip(&rules).zip(&row) {
            if let Some(expected) = fault(column, rule.as_ref(), cell) {
                let kind = format!("{path} {}", column.name);
                findings.add(&kind, format!("{path}:{line} {}", column.name), expected, format!("{cell:?}"));
            }
        }
        let cells = |places: &[usize]| -> Vec<&str> { places.iter().map(|place| &row[*place]).collect() };
        if table.name == CHANGES.name
            && let [id, _, change, ..] = row.iter().collect::<Vec<_>>()[..]
            && ["added", "changed"].contains(&change) != keys.holds_article(id)
        {
            let expected = format!(
                "an article that is {change} {} in articles",
                if keys.holds_article(id) { "not to be" } else { "to be" }
            );
            findings.add(path, format!("{path}:{line} article_id"), expected, id);
        }
        if !own.insert(key(cells(&primary))) {
            let expected = format!("a key ({}) of its own", table.primary_key.join(", "));
            findings.add(path, format!("{path}:{line}"), expected, cells(&primary).join(", "));
        }
        for (foreign, places) in &foreign {
            let cells = cells(places);
            let null = cells.iter().any(|cell| cell.is_empty());
            if !null && !keys.0.get(foreign.table).is_some_and(|keys| keys.contains(&key(cells.iter().copied()))) {
                let kind = format!("{path} {}", foreign.columns.join(", "));
                let expected = format!("a row of {} with this {}", foreign.table, foreign.key.join(", "));
                findings.add(
                    &kind,
                    format!("{path}:{line} {}", foreign.columns.join(", ")),
                    expected,
                    cells.join(", "),
                );
            }
        }
    }
    if count != rows {
        findings.add(path, path.into(), format!("{rows} rows"), count.to_string());
    }
}

fn pattern(column: &Column) -> Option<Regex> {
    let Rule::Pattern(pattern) = column.rule else { return None };
    Some(Regex::new(&format!("^(?:{pattern})$")).expect("a rule of ours"))
}

/// What was expected of `cell`, if it is something else.
fn fault(column: &Column, pattern: Option<&Regex>, cell: &str) -> Option<String> {
    if cell.is_empty() {
        return column.required.then(|| "a value".to_owned());
    }
    let integer = cell.parse::<i64>();
    let (fits, kind) = match column.kind {
        Kind::Text => (true, "text"),
        Kind::Int16 => (integer.as_ref().is_ok_and(|n| i16::try_from(*n).is_ok()), "a number of 16 bits"),
        Kind::Int32 => (integer.as_ref().is_ok_and(|n| i32::try_from(*n).is_ok()), "a number of 32 bits"),
        Kind::Int64 => (integer.is_ok(), "a number of 64 bits"),
        Kind::Float32 => (cell.parse::<f32>().is_ok(), "a number"),
        Kind::Boolean => (matches!(cell, "true" | "false"), "true or false"),
        Kind::Timestamp => (DateTime::parse_from_rfc3339(cell).is_ok(), "a moment in UTC, e.g. 2024-06-05T08:30:00Z"),
        Kind::Date => (cell.parse::<NaiveDate>().is_ok(), "a day, e.g. 2024-06-05"),
    };
    if !fits {
        return Some(kind.to_owned());
    }
    match column.rule {
        Rule::Any => None,
        Rule::Pattern(rule) => (!pattern?.is_match(cell)).then(|| format!("a text like {rule}")),
        Rule::OneOf(values) => (!values.contains(&cell)).then(|| format!("one of {}", values.join(", "))),
        Rule::Between(low, high) => {
            let number = cell.parse::<f64>().ok()?;
            let within = (low as f64..=high as f64).contains(&number);
            (!within).then(|| format!("a number from {low} to {high}"))
        }
    }
}
