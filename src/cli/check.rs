//! `qikan check`: a dataset, a release, or records, against the schema.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;

use super::End;
use qikan::dataset::{self, Finding};

pub const HELP: &str = "\
See whether a dataset or a release is whole:
    $ qikan check dataset
    $ qikan check releases/2026.11

Checksums, columns, types, counts, keys, CSV against Parquet, the schema; of a release, too, whether its descriptors
say the same.

A file of records, one a line, is held against the schema alone; - is standard input:
    $ qikan extract page.html | qikan check -

Each finding is a line: where, what was expected, what was found. No output means that all is well.";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A dataset or release folder, or a file of records; - is standard input
    #[arg(value_name = "PATH")]
    path: PathBuf,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    let findings = findings(&args.path)?;
    let mut out = std::io::stdout().lock();
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    Ok(if findings.is_empty() { End::Clean } else { End::Flawed })
}

fn findings(path: &PathBuf) -> anyhow::Result<Vec<Finding>> {
    let name = path.display();
    if path.as_os_str() == "-" {
        return dataset::verify_records("-", std::io::stdin().lock()).context("-: expected records, found");
    }
    if path.is_dir() {
        let expected = || format!("{name}: expected a qikan dataset, found no readable datapackage.json");
        return dataset::verify(path).with_context(expected);
    }
    let file =
        File::open(path).with_context(|| format!("{name}: expected a dataset folder or a file of records, found"))?;
    dataset::verify_records(&name.to_string(), file).with_context(|| format!("{name}: expected records, found"))
}
