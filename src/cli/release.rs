//! `qikan release`: a dataset as others can build on it, on the command line.

use std::path::PathBuf;

use anyhow::anyhow;

use super::End;
use qikan::dataset::release::{self, About, Created, Options, Version};

pub const HELP: &str = "\
Release a dataset, then the next one with its changes:
    $ qikan release dataset --version 2026.11 --out releases/2026.11
    $ qikan release dataset --version 2026.12 --previous releases/2026.11 --out releases/2026.12

The folder is ready for Zenodo, a data portal or an object store: tables as CSV and Parquet, records, a README, a
changelog, checksums, and descriptors for Frictionless, Croissant, DataCite and CITATION.cff.

What a program cannot know stands in release.toml in the current folder (or --about FILE):
    title = \"Soil science papers 2020–2026\"
    license = \"CC-BY-4.0\"                     # CC0-1.0, CC-BY-4.0, CC-BY-SA-4.0, ODbL-1.0, …
    description = \"What the data are.\"        # this and the next five are optional
    keywords = [\"soil science\", \"bibliography\"]
    publisher = \"University Library\"          # the first creator if left out
    homepage = \"https://example.org/soil\"
    doi = \"10.5281/zenodo.1234567\"
    name = \"soil-papers\"                      # in addresses; out of the title if left out

    [[creators]]
    family = \"Peng\"
    given = \"Yiming\"
    orcid = \"0000-0002-1825-0097\"             # optional, as is affiliation

    [[creators]]
    name = \"University Library\"               # an organisation

The same input gives the same bytes: the date is that of --date, else of SOURCE_DATE_EPOCH, else the one that a
calendar version names (2026.11 is the first of November). No clock is asked.

A release is refused that lost more than 5 % of the articles (--allow-loss) or a column (--allow-break).";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The dataset folder
    #[arg(value_name = "DATASET")]
    dataset: PathBuf,
    /// Calendar (2026.11) or semantic (1.4.0), later than that of --previous
    #[arg(long, value_name = "VERSION")]
    version: Version,
    /// The last release, or the dataset that it was made of
    #[arg(short, long, value_name = "DIR")]
    previous: Option<PathBuf>,
    /// The folder to write
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
    /// Title, creators, licence, keywords
    #[arg(long, value_name = "FILE", default_value = "release.toml")]
    about: PathBuf,
    /// The day of the release, e.g. 2026-11-22
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
    /// Replace the release that is there
    #[arg(long)]
    overwrite: bool,
    /// Release although more than 5 % of the articles are gone
    #[arg(long)]
    allow_loss: bool,
    /// Release although a column is gone or of another type
    #[arg(long)]
    allow_break: bool,
    /// No summary
    #[arg(short, long)]
    quiet: bool,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    let epoch = match std::env::var_os("SOURCE_DATE_EPOCH") {
        Some(epoch) => Some(
            epoch
                .into_string()
                .map_err(|epoch| anyhow!("SOURCE_DATE_EPOCH: expected seconds since 1970, found {epoch:?}"))?,
        ),
        None => None,
    };
    let created = Created::of(args.date.as_deref(), epoch.as_deref(), &args.version)?;
    let options = Options {
        dataset: &args.dataset,
        previous: args.previous.as_deref(),
        out: &args.out,
        overwrite: args.overwrite,
        about: About::read(&args.about)?,
        version: args.version.clone(),
        created,
        allow_loss: args.allow_loss,
        allow_break: args.allow_break,
    };
    let counts = release::release(&options)?;
    if !args.quiet {
        eprintln!("{counts}{} {} is ready", args.out.display(), args.version);
    }
    Ok(End::Clean)
}
