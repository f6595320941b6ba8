//! `qikan score`: records, or what is read out of pages, against gold labels.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::engine::Page;
use super::{End, engine};
use qikan::dataset::ordered;
use qikan::record::Extraction;
use qikan::score::{self, Scores};
use qikan::source;

pub const HELP: &str = "\
Score records against hand-made labels, field by field:
    $ qikan score records.jsonl gold/

A label is NAME.gold.json for the source NAME.txt (or .html, .pdf). Each line is a field: values found and labelled (tp),
found only (fp), labelled only (fn), precision, recall and F1. See what was missed, and where a platform is weak:
    $ qikan score records.jsonl gold/ --misses 2> misses.txt
    $ qikan score records.jsonl gold/ --by platform

Given pages instead of records, reads them as `extract` does and prints the calibration as well: of the values of each
confidence, how many are right. With --misses those that are wrong follow, with the confidence that they claimed:
    $ qikan score pages/ gold/";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Records, one a line, - being standard input; or a page, or a folder of pages
    #[arg(value_name = "RECORDS|PAGES")]
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
    let (scores, end) = scores(&args)?;
    if args.misses {
        let mut err = std::io::stderr().lock();
        for miss in &scores.all.misses {
            writeln!(err, "{miss}")?;
        }
        for wrong in &scores.calibration.wrong {
            writeln!(err, "{wrong}")?;
        }
    }
    let mut out = std::io::stdout().lock();
    if args.json {
        writeln!(out, "{}", scores.all.to_json())?;
        return Ok(end);
    }
    if let Some(By::Platform) = args.by {
        for (platform, report) in &scores.by_platform {
            writeln!(out, "{platform}\n{report}")?;
        }
    }
    write!(out, "{}", scores.all)?;
    if !scores.calibration.is_empty() {
        write!(out, "\n{}", scores.calibration)?;
    }
    Ok(end)
}

/// The scores of what was typed: JSON is records, anything else and every folder is pages.
fn scores(args: &Args) -> anyhow::Result<(Scores, End)> {
    let (name, only) = (args.records.display().to_string(), args.only.as_deref());
    if name == "-" {
        let records = std::io::stdin().lock();
        return Ok((score::score(&name, records, &args.gold, only)?, End::Clean));
    }
    let expected = || format!("{name}: expected records or pages, found");
    if !std::fs::metadata(&args.records).with_context(expected)?.is_dir() {
        let mut file = BufReader::new(File::open(&args.records).with_context(expected)?);
        let opening = file.fill_buf().with_context(expected)?.trim_ascii_start().first();
        if matches!(opening, None | Some(b'{')) {
            return Ok((score::score(&name, file, &args.gold, only)?, End::Clean));
        }
    }
    let (extractions, end) = extract(&args.records)?;
    Ok((score::score_extractions(extractions, &args.gold, only)?, end))
}

/// What is read out of the pages at `path`; labels among them are none.
fn extract(path: &Path) -> anyhow::Result<(Vec<Extraction>, End)> {
    engine::silence_workers();
    let files = source::walk([path.into()]).filter(|file| !file.uri.ends_with(".gold.json"));
    let pages = source::open(files, None, Default::default()).filter(|page| !page.uri.ends_with(".gold.json"));
    let (mut extractions, mut end) = (Vec::new(), End::Clean);
    ordered(pages, engine::jobs(None), source::Input::held, engine::page, |page| -> anyhow::Result<()> {
        match page {
            Page::Article(extraction) => extractions.push(*extraction),
            Page::Nothing(why) => eprintln!("qikan: {why}"),
            Page::Failed(why) => {
                eprintln!("qikan: {why}");
                end = End::Flawed;
            }
        }
        Ok(())
    })?;
    Ok((extractions, end))
}
