//! `qikan show`: one document for a person.

use std::path::PathBuf;

use super::End;

pub const HELP: &str = "\
See what is read out of one page, where it stands, and what is doubtful:
    $ qikan show page.html

Each line is a field, the line and column where it stands, and the printed text; problems follow.";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The document
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    anyhow::bail!("{}: expected an extraction engine, found none; show comes with it", args.file.display())
}
