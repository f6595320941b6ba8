//! `datapackage.json` as read back: which files a dataset or a release has, and how many rows in each.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path};

use serde_json::Value;

use super::folder::{DESCRIPTOR, Kind};

/// What the descriptor in a folder says.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The whole of it.
    pub descriptor: Value,
    /// The files by their path.
    pub files: BTreeMap<String, Listed>,
}

/// A file that a descriptor lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its length.
    pub bytes: Option<u64>,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: Option<String>,
    /// How many rows or lines it has, headers apart.
    pub rows: Option<u64>,
}

impl Manifest {
    /// Reads the descriptor in `folder`; none where it is not one of ours.
    pub fn read(folder: &Path) -> io::Result<Option<Manifest>> {
        let text = fs::read(folder.join(DESCRIPTOR))?;
        let descriptor = serde_json::from_slice::<Value>(&text).ok().filter(|d| d.get("qikan").is_some());
        Ok(descriptor.map(|descriptor| {
            let listed = descriptor["files"].as_array().into_iter().flatten();
            let file = |file: &Value| {
                let path = file["path"].as_str().filter(|path| is_inside(path))?;
                let sha256 = file["sha256"].as_str().map(str::to_owned);
                Some((path.to_owned(), Listed { bytes: file["bytes"].as_u64(), sha256, rows: file["rows"].as_u64() }))
            };
            let files = listed.filter_map(file).collect();
            Manifest { descriptor, files }
        }))
    }

    /// The version, which a release has and a dataset has not.
    pub fn version(&self) -> Option<&str> {
        self.descriptor["version"].as_str()
    }

    /// What folder it describes.
    pub fn kind(&self) -> Kind {
        if self.version().is_some() { Kind::Release } else { Kind::Dataset }
    }

    /// The descriptions of `table` in a format, `csv` or `parquet`, in the order of its rows: one of the whole, or one of
    /// each of its files.
    pub fn resources<'m>(&'m self, table: &str, format: &str) -> impl Iterator<Item = &'m Value> + use<'m> {
        let name = if format == "csv" { table.to_owned() } else { format!("{table}-{format}") };
        let number = |rest: &str| rest.strip_prefix('-').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        let of_it = move |resource: &&Value| {
            let rest = resource["name"].as_str().and_then(|found| found.strip_prefix(&name));
            rest.is_some_and(|rest| rest.is_empty() || number(rest))
        };
        self.descriptor["resources"].as_array().into_iter().flatten().filter(of_it)
    }

    /// Whether there is `table` in a format.
    pub fn has(&self, table: &str, format: &str) -> bool {
        self.resources(table, format).next().is_some()
    }

    /// The files of `table` in a format, in the order of their rows; none where there is no such table.
    pub fn paths(&self, table: &str, format: &str) -> Vec<&str> {
        let mut paths = Vec::new();
        for resource in self.resources(table, format) {
            match &resource["path"] {
                Value::Array(several) => paths.extend(several.iter().filter_map(Value::as_str)),
                one => paths.extend(one.as_str()),
            }
        }
        paths
    }

    /// The rows of `table` in a format, as the list of files has them.
    pub fn rows(&self, table: &str, format: &str) -> Option<u64> {
        let rows = |path: &str| self.files.get(path)?.rows;
        let paths = self.paths(table, format);
        if paths.is_empty() { None } else { paths.into_iter().map(rows).sum() }
    }

    /// The names of the columns of `table`, and their types, as the descriptor has them.
    pub fn columns(&self, table: &str, format: &str) -> Vec<(&str, &str)> {
        let fields = self.resources(table, format).next().and_then(|resource| resource["schema"]["fields"].as_array());
        fields.into_iter().flatten().filter_map(|f| Some((f["name"].as_str()?, f["type"].as_str()?))).collect()
    }
}

/// Whether a path leads to a place inside of its folder.
pub fn is_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
