//! The last release: what it was, and whether its columns are still there.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Error, Side, Version, changes};
use crate::dataset::manifest::Manifest;
use crate::hash::hex;
use crate::table::{CHANGES, TABLES};

/// The last release, or a dataset in its place.
pub struct Previous {
    pub(super) side: Side,
    /// Its version; a dataset has none.
    pub version: Option<Version>,
    /// Its changelog, from the first release on.
    pub changelog: String,
    /// Columns that are gone, e.g. `articles.title_zh`, and what became of those of another type.
    pub lost: Vec<String>,
    /// Columns that are new.
    pub gained: Vec<String>,
}

impl Previous {
    /// Reads the folder, which `dataset` is about to follow as `version`.
    pub fn read(folder: &Path, version: &Version, dataset: &Manifest) -> Result<Previous, Error> {
        let no_manifest = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound if folder.is_dir() => Error::NotAPrevious(folder.to_owned()),
            _ => Error::dataset(folder, &error),
        };
        let manifest = Manifest::read(folder).map_err(no_manifest)?;
        let manifest = manifest.ok_or_else(|| Error::NotAPrevious(folder.to_owned()))?;
        let last: Option<Version> = match manifest.version().map(str::parse) {
            Some(Err(_)) => return Err(Error::NotAPrevious(folder.to_owned())),
            other => other.and_then(Result::ok),
        };
        if let Some(last) = last.clone().filter(|last| last >= version) {
            return Err(Error::NotLater { last: last.to_string(), version: version.to_string() });
        }
        let side = Side { folder: folder.to_owned(), manifest };
        for path in changes::tables_read().flat_map(|table| side.manifest.paths(table, "csv")) {
            check(&side, path)?;
        }
        let changelog = match (&last, fs::read_to_string(folder.join("CHANGELOG.md"))) {
            (None, _) => String::new(),
            (Some(_), Ok(text)) => text,
            (Some(_), Err(error)) => return Err(Error::dataset(&folder.join("CHANGELOG.md"), &error)),
        };
        let (lost, gained) = columns(&side.manifest, dataset);
        Ok(Previous { side, version: last, changelog, lost, gained })
    }

    /// What it is called.
    pub fn name(&self) -> String {
        self.version.as_ref().map_or("the dataset before it".to_owned(), Version::to_string)
    }

    /// Its DOI.
    pub fn doi(&self) -> Option<&str> {
        self.side.manifest.descriptor["id"].as_str()?.strip_prefix("https://doi.org/")
    }

    /// What somebody who uses it would miss.
    pub fn broken(&self) -> Option<String> {
        (!self.lost.is_empty()).then(|| self.lost.join(", "))
    }
}

/// The file is the one that the descriptor lists: changes against a damaged one would be wrong for good.
fn check(side: &Side, path: &str) -> Result<(), Error> {
    let place = side.folder.join(path);
    let mut hash = Sha256::new();
    let copied = fs::File::open(&place).and_then(|mut file| io::copy(&mut file, &mut hash));
    copied.map_err(|error| Error::dataset(&place, &error))?;
    let listed = side.manifest.files.get(path).and_then(|listed| listed.sha256.as_deref());
    if listed == Some(&hex(&hash.finalize())) { Ok(()) } else { Err(Error::Altered(place)) }
}

/// What `old` has and `new` has not, and the other way round.
fn columns(old: &Manifest, new: &Manifest) -> (Vec<String>, Vec<String>) {
    let (mut lost, mut gained) = (Vec::new(), Vec::new());
    let tables = old.descriptor["resources"].as_array().into_iter().flatten();
    // only a release has changes, and what holds for CSV holds for Parquet
    let data = |name: &&str| *name != CHANGES.name && !name.ends_with("-parquet");
    let mut names: Vec<&str> = tables.filter_map(|resource| resource["name"].as_str()).filter(data).collect();
    names.extend(TABLES.iter().map(|table| table.name).filter(|name| new.has(name, "csv")));
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (before, now) = (old.columns(name, "csv"), new.columns(name, "csv"));
        if now.is_empty() {
            lost.push(format!("the table {name} gone"));
            continue;
        }
        if before.is_empty() {
            gained.push(format!("the table {name}"));
            continue;
        }
        for (column, kind) in &before {
            match now.iter().find(|(other, _)| other == column) {
                None => lost.push(format!("{name}.{column} gone")),
                Some((_, other)) if other != kind => {
                    lost.push(format!("{name}.{column} to be {other} instead of {kind}"))
                }
                Some(_) => {}
            }
        }
        let key =
            |manifest: &Manifest| manifest.resources(name, "csv").next().map(|r| r["schema"]["primaryKey"].clone());
        if key(old).filter(|key| *key != Value::Null) != key(new) {
            lost.push(format!("another key of {name}"));
        }
        let known = |column: &str| before.iter().any(|(other, _)| *other == column);
        gained.extend(now.iter().filter(|(column, _)| !known(column)).map(|(column, _)| format!("{name}.{column}")));
    }
    (lost, gained)
}
