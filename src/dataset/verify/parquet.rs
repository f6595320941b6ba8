//! Parquet files: columns, types and counts.

use std::fs::File;
use std::path::Path;

use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};

use super::Findings;
use crate::table::Table;
use crate::write::parquet::schema;

/// Checks the Parquet file of `table` at `path`, which should have `rows` rows.
pub fn check(folder: &Path, path: &str, table: &Table, rows: u64, findings: &mut Findings) {
    // a file that is not there has been told already
    let Ok(file) = File::open(folder.join(path)) else { return };
    let metadata = match ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()) {
        Ok(metadata) => metadata,
        Err(error) => return findings.add(path, path.into(), "a Parquet file", error.to_string()),
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
        return findings.add(path, path.into(), expected, found);
    }
    // the rows that can be read, not those that the footer promises
    let mut count = 0;
    let batches = match ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata).build() {
        Ok(batches) => batches,
        Err(error) => return findings.add(path, path.into(), "a Parquet file", error.to_string()),
    };
    for batch in batches {
        match batch {
            Ok(batch) => count += batch.num_rows() as u64,
            Err(error) => return findings.add(path, path.into(), "readable rows", error.to_string()),
        }
    }
    if count != rows {
        findings.add(path, path.into(), format!("{rows} rows"), count.to_string());
    }
}
