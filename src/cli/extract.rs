//! `qikan extract`: records as JSON lines on standard output, in input order.

use std::path::PathBuf;

use super::End;

pub const HELP: &str = "\
Print the record of each page as a line of JSON:
    $ qikan extract pages/*.html | jq -r .title.zh

Folders are read whole, in sorted order; - is standard input. Inputs that are no article print nothing; why is said on
standard error.";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files or folders; - is standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    anyhow::bail!("{}: expected an extraction engine, found none; extract comes with it", args.inputs[0].display())
}
