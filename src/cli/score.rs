//! `qikan score`: records against gold labels.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;

use anyhow::Context;

use super::End;
use qikan::score;

pub const HELP: &str = "\
Score records against hand-made labels, field by field:
    $ qikan score records.jsonl gold/

A label is NAME.gold.json for the source NAME.txt (or .html, .pdf). Each line is a field: values found and labelled (tp),
found only (fp), labelled only (fn), precision, recall and F1. See what was missed, and where a platform is weak:
    $ qikan score records.jsonl gold/ --misses 2> misses.txt
    $ qikan score records.jsonl gold/ --by platform";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Records, one a line; - is standard input
    #[arg(value_name = "RECORDS")]
    records: PathBuf,
    /// The folder of labels
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// A table for each of these as well
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,
    /// Only labels whose name begins with PREFIX
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,
    /// Print each miss on standard error: document, field, expected, found
    #[arg(long)]
    misses: bool,
    /// Print the counts as one line of JSON
    #[arg(long, conflicts_with = "by")]
    json: bool,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum By {
    /// The platform that the label names
    Platform,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    let name = args.records.display().to_string();
    let records: Box<dyn BufRead> = if name == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let file = File::open(&args.records).with_context(|| format!("{name}: expected a file of records, found"))?;
        Box::new(BufReader::new(file))
    };
    let scores = score::score(&name, records, &args.gold, args.only.as_deref())?;
    if args.misses {
        let mut err = std::io::stderr().lock();
        for miss in &scores.all.misses {
            writeln!(err, "{miss}")?;
        }
    }
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(out, "{}", scores.all.to_json())?;
        return Ok(End::Clean);
    }
    if let Some(By::Platform) = args.by {
        for (platform, report) in &scores.by_platform {
            writeln!(out, "{platform}\n{report}")?;
        }
    }
    write!(out, "{}", scores.all)?;
    Ok(End::Clean)
}
