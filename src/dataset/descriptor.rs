//! `datapackage.json` of a dataset: every table and column, every file with its count, length and checksum.

use serde_json::{Value, json};

use crate::schema::{PROFILE, pretty, resource};
use crate::table::{Name, Table};
use crate::write::Written;

/// The tables of a dataset, `evidence` only where it was asked for.
pub fn tables(evidence: bool) -> Vec<Name> {
    Name::ALL[..Name::ALL.len() - usize::from(!evidence)].to_vec()
}

/// The text of the descriptor. No clock and no path: the same files, the same text.
pub fn descriptor(tables: &[Name], files: &[Written]) -> String {
    let mut resources = Vec::new();
    for format in ["csv", "parquet"] {
        for table in tables.iter().map(|name| name.table()) {
            let path = format!("{format}/{}.{format}", table.name);
            let file = files.iter().find(|file| file.path == path);
            resources.extend(file.map(|file| table_resource(table, format, file)));
        }
    }
    let files: Vec<Value> = files.iter().map(listed).collect();
    pretty(&json!({
        "$schema": PROFILE,
        "name": "qikan-dataset",
        "title": "Bibliographic records of journal articles",
        "qikan": env!("CARGO_PKG_VERSION"),
        "resources": resources,
        "files": files,
    }))
}

/// `table` in `file`, with its count and checksum.
pub fn table_resource(table: &Table, format: &str, file: &Written) -> Value {
    let suffix = if format == "csv" { "" } else { "-parquet" };
    let mut resource = resource(table, format, &format!("{}{suffix}", table.name), &file.path);
    if let Value::Object(members) = &mut resource {
        members.insert("rows".into(), json!(file.rows));
        members.insert("hash".into(), json!(format!("sha256:{}", file.sha256)));
        if format == "csv" {
            // frictionless 5 counts the bytes of a Parquet file as 0 and refuses it; `files` has them
            members.insert("bytes".into(), json!(file.bytes));
        }
    }
    resource
}

/// A file as the list of files has it.
pub fn listed(file: &Written) -> Value {
    json!({"path": file.path, "rows": file.rows, "bytes": file.bytes, "sha256": file.sha256})
}
