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
    for table in tables.iter().map(|name| name.table()) {
        let path = format!("csv/{}.csv", table.name);
        resources.extend(files.iter().filter(|file| file.path == path).map(|file| table_resource(table, file)));
    }
    for table in tables.iter().map(|name| name.table()) {
        for file in files.iter().filter(|file| is_parquet_of(table, &file.path)) {
            resources.push(table_resource(table, file));
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

/// `table` as it stands in `file`, with its count and checksum.
pub fn table_resource(table: &Table, file: &Written) -> Value {
    let (format, suffix) = if file.path.starts_with("csv/") { ("csv", "") } else { ("parquet", "-parquet") };
    let mut resource = resource(table, format, &format!("{}{suffix}", table.name), &file.path);
    resource["rows"] = json!(file.rows);
    resource["hash"] = json!(format!("sha256:{}", file.sha256));
    if format == "csv" {
        // frictionless 5 counts the bytes of a Parquet file as 0 and refuses it; `files` has them
        resource["bytes"] = json!(file.bytes);
    }
    if let (Some(number), Value::Object(members)) = (part(&file.path), &mut resource) {
        // frictionless 5 cannot read several Parquet files as one table, so each is a resource of its own; keys lead
        // from one file into another
        members.insert("name".into(), json!(format!("{}-parquet-{number}", table.name)));
        if let Some(Value::Object(schema)) = members.get_mut("schema") {
            schema.remove("foreignKeys");
        }
    }
    resource
}

/// A file as the list of files has it.
pub fn listed(file: &Written) -> Value {
    json!({"path": file.path, "rows": file.rows, "bytes": file.bytes, "sha256": file.sha256})
}

/// Whether the file at `path` is the Parquet of `table`, or part of it.
fn is_parquet_of(table: &Table, path: &str) -> bool {
    let rest = path.strip_prefix("parquet/").and_then(|path| path.strip_prefix(table.name));
    rest.is_some_and(|rest| rest == ".parquet" || rest.starts_with('/') && rest.ends_with(".parquet"))
}

/// The number of a file among those of its table, e.g. `00000` of `parquet/articles/part-00000.parquet`.
fn part(path: &str) -> Option<&str> {
    path.rsplit_once("/part-")?.1.strip_suffix(".parquet")
}
