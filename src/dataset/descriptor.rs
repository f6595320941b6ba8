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
        for file in files.iter().filter(|file| file.path == format!("csv/{}.csv", table.name)) {
            let mut resource = resource(table, "csv", table.name, &file.path);
            add(&mut resource, file);
            resource["bytes"] = json!(file.bytes);
            resources.push(resource);
        }
    }
    for table in tables.iter().map(|name| name.table()) {
        for file in files.iter().filter(|file| is_parquet_of(table, &file.path)) {
            let mut resource = resource(table, "parquet", &format!("{}-parquet", table.name), &file.path);
            add(&mut resource, file);
            if let (Some(number), Value::Object(members)) = (part(&file.path), &mut resource) {
                // frictionless 5 cannot read several Parquet files as one table, so each is a resource of its own; keys
                // lead from one file into another
                members.insert("name".into(), json!(format!("{}-parquet-{number}", table.name)));
                if let Some(Value::Object(schema)) = members.get_mut("schema") {
                    schema.remove("foreignKeys");
                }
            }
            // frictionless 5 counts the bytes of a Parquet file as 0 and refuses it; `files` has them
            resources.push(resource);
        }
    }
    let files: Vec<Value> = files
        .iter()
        .map(|file| json!({"path": file.path, "rows": file.rows, "bytes": file.bytes, "sha256": file.sha256}))
        .collect();
    pretty(&json!({
        "$schema": PROFILE,
        "name": "qikan-dataset",
        "title": "Bibliographic records of journal articles",
        "qikan": env!("CARGO_PKG_VERSION"),
        "resources": resources,
        "files": files,
    }))
}

fn add(resource: &mut Value, file: &Written) {
    resource["rows"] = json!(file.rows);
    resource["hash"] = json!(format!("sha256:{}", file.sha256));
}

/// Whether the file at `path` is the Parquet of `table`, or part of it.
pub fn is_parquet_of(table: &Table, path: &str) -> bool {
    let rest = path.strip_prefix("parquet/").and_then(|path| path.strip_prefix(table.name));
    rest.is_some_and(|rest| rest == ".parquet" || rest.starts_with('/') && rest.ends_with(".parquet"))
}

/// The number of a file among those of its table, e.g. `00000` of `parquet/articles/part-00000.parquet`.
fn part(path: &str) -> Option<&str> {
    path.rsplit_once("/part-")?.1.strip_suffix(".parquet")
}
