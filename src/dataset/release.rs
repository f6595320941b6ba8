//! A release: a dataset as others can build on it, versioned, described, and with its changes since the last one.
//!
//! Copies the dataset's files as they are, compares it with the last release, and writes the descriptors, all of them
//! out of the same facts. Asks no clock and names no path of this machine: the same dataset, `release.toml`, version
//! and previous release give the same bytes.

mod about;
mod changelog;
mod changes;
mod citation;
mod created;
mod croissant;
mod datacite;
mod draft;
mod error;
mod license;
mod package;
mod previous;
mod readme;
mod statistics;
pub(super) mod sums;
mod version;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::descriptor::table_resource;
use super::folder::{DESCRIPTOR, Kind};
use super::manifest::{Listed, Manifest};
use super::verify::verify;
use crate::schema;
use crate::table::{CHANGES, TABLES, Table};
use crate::write::{self, File, Written};

pub use about::About;
pub use changes::Counts;
pub use created::Created;
pub use error::Error;
pub use license::License;
pub use version::{NoVersion, Version};

use draft::Draft;
use previous::Previous;
use statistics::Statistics;

/// All that may lie in the folder of a release.
pub const MEMBERS: [&str; 12] = [
    "README.md",
    "CHANGELOG.md",
    "CITATION.cff",
    "LICENSE-DATA",
    DESCRIPTOR,
    "croissant.json",
    "datacite.json",
    sums::NAME,
    "schema",
    "csv",
    "parquet",
    "records.jsonl",
];

/// How a release is made.
#[derive(Clone, Debug)]
pub struct Options<'o> {
    /// The dataset that is released.
    pub dataset: &'o Path,
    /// The last release, or the dataset that it was made of.
    pub previous: Option<&'o Path>,
    /// The folder to write.
    pub out: &'o Path,
    /// Whether an older release there may be replaced.
    pub overwrite: bool,
    /// Its version.
    pub version: Version,
    /// Its moment.
    pub created: Created,
    /// What is told of it.
    pub about: About,
    /// Whether it may have lost more than 5 % of the articles.
    pub allow_loss: bool,
    /// Whether columns may be gone, or be of another type.
    pub allow_break: bool,
}

/// A dataset or a release that is read.
struct Side {
    folder: PathBuf,
    manifest: Manifest,
}

/// What every descriptor is made of.
struct Facts<'r> {
    about: &'r About,
    version: &'r Version,
    created: Created,
    /// The files with data, by their paths.
    data: &'r [Written],
    /// The tables of the release and their files.
    tables: &'r [TableFiles],
    /// Each table in each format as the descriptor has it.
    resources: &'r [Value],
    statistics: &'r Statistics,
    changes: &'r Counts,
    previous: Option<&'r Previous>,
}

/// A table and the files that it stands in.
struct TableFiles {
    table: &'static Table,
    parquet: Vec<String>,
}

/// Makes a release, all or nothing, and gives the counts of its changes.
///
/// # Errors
/// Where the dataset is not whole, the version is not later than the last one's, an id names another article than
/// before, and, unless that is allowed, where more than 5 % of the articles or a column are gone.
pub fn release(options: &Options<'_>) -> Result<Counts, Error> {
    apart(options)?;
    let manifest = Manifest::read(options.dataset).map_err(|error| Error::dataset(options.dataset, &error))?;
    let manifest = manifest.filter(|manifest| manifest.kind() == Kind::Dataset);
    let manifest = manifest.ok_or_else(|| Error::NotADataset(options.dataset.to_owned()))?;
    let dataset = Side { folder: options.dataset.to_owned(), manifest };
    let findings = verify(options.dataset).map_err(|error| Error::dataset(options.dataset, &error))?;
    if let Some(first) = findings.first() {
        let first = first.to_string();
        return Err(Error::Faulty { folder: options.dataset.to_owned(), findings: findings.len(), first });
    }
    let previous = options.previous.map(|folder| Previous::read(folder, &options.version, &dataset.manifest));
    let previous = previous.transpose()?;
    if let Some(broken) = previous.as_ref().and_then(Previous::broken).filter(|_| !options.allow_break) {
        return Err(Error::Broken(broken));
    }
    let draft = Draft::begin(options.out, options.overwrite)?;
    let counts = fill(&draft, &dataset, previous.as_ref(), options).map_err(|error| match error {
        Error::Write(error) => Error::Write(draft.as_asked(error)),
        other => other,
    })?;
    draft.finish()?;
    Ok(counts)
}

/// What is read is not where the release goes, and not the same twice.
fn apart(options: &Options<'_>) -> Result<(), Error> {
    let whole = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or(path.to_owned());
    let out = whole(options.out);
    for read in [Some(options.dataset), options.previous].into_iter().flatten() {
        if out.starts_with(whole(read)) {
            return Err(Error::Inside { out: options.out.to_owned(), read: read.to_owned() });
        }
    }
    match options.previous.filter(|previous| whole(previous) == whole(options.dataset)) {
        Some(previous) => Err(Error::Same(previous.to_owned())),
        None => Ok(()),
    }
}

/// Writes every file of the release into `draft`.
fn fill(draft: &Draft, dataset: &Side, previous: Option<&Previous>, options: &Options<'_>) -> Result<Counts, Error> {
    let folder = draft.path();
    let mut data = Vec::new();
    for (path, listed) in dataset.manifest.files.iter().filter(|(path, _)| is_data(path)) {
        data.push(copy(dataset, folder, path, listed)?);
    }
    let changes = changes::compare(previous.map(|previous| &previous.side), dataset, &options.version, draft.work())?;
    let counts = changes.counts.clone();
    let removed = counts.of(crate::table::ChangeKind::Removed);
    if removed * 20 > counts.before && !options.allow_loss {
        return Err(Error::Lost { removed, before: counts.before });
    }
    let written = changes.write(folder)?;

    let mut resources: Vec<Value> = dataset.manifest.descriptor["resources"].as_array().cloned().unwrap_or_default();
    resources.extend(written.iter().map(|file| table_resource(&CHANGES, file)));
    let mut tables = Vec::new();
    for table in TABLES.into_iter().filter(|table| dataset.manifest.has(table.name, "csv")) {
        let parquet = dataset.manifest.paths(table.name, "parquet").into_iter().map(str::to_owned).collect();
        tables.push(TableFiles { table, parquet });
    }
    tables.push(TableFiles { table: &CHANGES, parquet: written[1..].iter().map(|file| file.path.clone()).collect() });
    data.extend(written);
    data.sort_by(|a, b| a.path.cmp(&b.path));

    let facts = Facts {
        about: &options.about,
        version: &options.version,
        created: options.created,
        data: &data,
        tables: &tables,
        resources: &resources,
        statistics: &Statistics::of(dataset)?,
        changes: &counts,
        previous,
    };
    let creators = facts.about.creators.iter().map(about::Creator::full).collect::<Vec<_>>().join(", ");
    let notice = options.about.license.notice(options.about.title.as_str(), &creators, &options.created.year());
    let texts = BTreeMap::from([
        ("CHANGELOG.md", changelog::text(&facts)),
        ("CITATION.cff", citation::text(&facts)),
        ("LICENSE-DATA", notice),
        ("README.md", readme::text(&facts)),
        ("croissant.json", croissant::text(&facts)),
        ("datacite.json", datacite::text(&facts)),
        (DESCRIPTOR, package::text(&facts)),
        ("schema/record.schema.json", schema::RECORD.to_owned()),
        ("schema/tables.json", schema::TABLES.to_owned()),
    ]);
    fs::create_dir(folder.join("schema")).map_err(write::Error::at(folder))?;
    for (name, text) in texts {
        data.push(put(folder, name, &text)?);
    }
    put(folder, sums::NAME, &sums::text(&data))?;
    Ok(counts)
}

/// Whether a file of a dataset is published. What the schema refuses is not; `sources` says what it was.
fn is_data(path: &str) -> bool {
    path != "rejected.jsonl"
}

fn put(folder: &Path, name: &str, text: &str) -> Result<Written, Error> {
    let mut file = File::create(folder, name)?;
    file.append(text.as_bytes())?;
    Ok(file.finish(0)?)
}

/// Copies the file `path` as it is.
fn copy(dataset: &Side, folder: &Path, path: &str, listed: &Listed) -> Result<Written, Error> {
    let from = dataset.folder.join(path);
    let read = |error: std::io::Error| Error::dataset(&from, &error);
    let mut source = fs::File::open(&from).map_err(read)?;
    let parent = folder.join(path).parent().unwrap_or(folder).to_owned();
    fs::create_dir_all(&parent).map_err(write::Error::at(&parent))?;
    let mut file = File::create(folder, path)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match source.read(&mut buffer).map_err(read)? {
            0 => break,
            count => file.append(&buffer[..count])?,
        }
    }
    file.flush().map_err(write::Error::at(&folder.join(path)))?;
    let written = file.finish(listed.rows.unwrap_or_default())?;
    // it has just been verified, but somebody else may be writing
    if listed.sha256.as_deref() == Some(&written.sha256) { Ok(written) } else { Err(Error::Moving(from)) }
}
