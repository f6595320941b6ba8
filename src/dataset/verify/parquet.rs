//! Parquet files: columns and types, and cell by cell the rows of the CSV files.

use std::fs::File;
use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float32Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, RecordBatch};
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};

use super::Findings;
use crate::dataset::folder::DESCRIPTOR;
use crate::dataset::manifest::Manifest;
use crate::dataset::rows::CsvRows;
use crate::table::{Column, Kind, Table};
use crate::write::parquet::schema;

/// Checks the Parquet files of `table`, which together should have as many rows as the descriptor says, and those of
/// the CSV files.
pub fn check(folder: &Path, manifest: &Manifest, table: &'static Table, findings: &mut Findings) {
    // a CSV file that cannot be read has been told already
    let mut twin = CsvRows::open(folder, &manifest.paths(table.name, "csv"))
        .ok()
        .filter(|rows| rows.header().iter().eq(table.columns.iter().map(|column| column.name)));
    let (csv, all) = (manifest.rows(table.name, "csv"), manifest.rows(table.name, "parquet"));
    if let (Some(csv), Some(all)) = (csv, all)
        && csv != all
    {
        let place = format!("{DESCRIPTOR} {}", table.name);
        findings.add(DESCRIPTOR, place, format!("{csv} rows in Parquet, as in CSV"), all.to_string());
    }
    for path in manifest.paths(table.name, "parquet") {
        let Some(rows) = manifest.files.get(path).and_then(|listed| listed.rows) else {
            findings.add(path, path.into(), "to be listed with its rows in datapackage.json", "it is not");
            continue;
        };
        let count = one(folder, path, table, &mut twin, findings);
        if count.is_none() {
            // its rows are missing here, so that those behind it have no counterpart
            twin = None;
        }
        if let Some(count) = count.filter(|count| *count != rows) {
            findings.add(path, path.into(), format!("{rows} rows"), count.to_string());
        }
    }
}

/// Checks one file and gives the rows that can be read, not those that its footer promises.
fn one(
    folder: &Path,
    path: &str,
    table: &'static Table,
    twin: &mut Option<CsvRows>,
    findings: &mut Findings,
) -> Option<u64> {
    // a file that is not there has been told already
    let file = File::open(folder.join(path)).ok()?;
    let mut add = |expected: String, found: String| findings.add(path, path.into(), expected, found);
    let metadata = match ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()) {
        Ok(metadata) => metadata,
        Err(error) => {
            add("a Parquet file".into(), error.to_string());
            return None;
        }
    };
    let fields = metadata.schema().fields().iter().map(|f| (f.name().as_str(), f.data_type().clone()));
    let expected = schema(table);
    let wanted = expected.fields().iter().map(|f| (f.name().as_str(), f.data_type().clone()));
    let (fields, wanted): (Vec<_>, Vec<_>) = (fields.collect(), wanted.collect());
    if fields != wanted {
        let differs = wanted.iter().zip(&fields).find(|(wanted, field)| wanted != field);
        let (expected, found) = match differs {
            Some((wanted, field)) => (format!("column {wanted:?}"), format!("{field:?}")),
            None => (format!("{} columns", wanted.len()), fields.len().to_string()),
        };
        add(expected, found);
        return None;
    }
    let batches = match ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata).build() {
        Ok(batches) => batches,
        Err(error) => {
            add("a Parquet file".into(), error.to_string());
            return None;
        }
    };
    let mut count = 0;
    for batch in batches {
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => {
                findings.add(path, path.into(), "readable rows", error.to_string());
                // what follows in the CSV has no counterpart any more
                *twin = None;
                return Some(count);
            }
        };
        for row in 0..batch.num_rows() {
            count += 1;
            same(path, count, table, &batch, row, twin, findings);
        }
    }
    Some(count)
}

/// Holds a row against the next one of the CSV files; behind a row with another key, no more.
fn same(
    path: &str,
    count: u64,
    table: &'static Table,
    batch: &RecordBatch,
    row: usize,
    twin: &mut Option<CsvRows>,
    findings: &mut Findings,
) {
    let Some(rows) = twin else { return };
    // rows that end or cannot be read have been told by the count
    let Ok(Some(cells)) = rows.next() else {
        *twin = None;
        return;
    };
    let cells = cells.clone();
    for (at, column) in table.columns.iter().enumerate() {
        let (expected, found) = (text(column, batch, at, row), &cells[at]);
        if expected != *found {
            let place = format!("{} {}", rows.at(), column.name);
            findings.add(path, place, format!("{expected:?} as in {path} row {count}"), format!("{found:?}"));
            if table.primary_key.contains(&column.name) {
                // the rows have come apart: each that follows would differ
                *twin = None;
                return;
            }
        }
    }
}

/// The value of a column in a row, as CSV has it.
fn text(column: &Column, batch: &RecordBatch, at: usize, row: usize) -> String {
    let values = batch.column(at);
    if values.is_null(row) {
        return String::new();
    }
    match column.kind {
        Kind::Text => values.as_string::<i32>().value(row).to_owned(),
        Kind::Int16 => values.as_primitive::<Int16Type>().value(row).to_string(),
        Kind::Int32 => values.as_primitive::<Int32Type>().value(row).to_string(),
        Kind::Int64 => values.as_primitive::<Int64Type>().value(row).to_string(),
        Kind::Float32 => values.as_primitive::<Float32Type>().value(row).to_string(),
        Kind::Boolean => values.as_boolean().value(row).to_string(),
        Kind::Timestamp => {
            let moment = values.as_primitive::<TimestampMicrosecondType>().value_as_datetime(row);
            moment.map_or_else(|| "no moment".to_owned(), |moment| moment.format("%Y-%m-%dT%H:%M:%SZ").to_string())
        }
        Kind::Date => {
            let day = values.as_primitive::<Date32Type>().value_as_date(row);
            day.map_or_else(|| "no day".to_owned(), |day| day.to_string())
        }
    }
}
