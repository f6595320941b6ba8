//! `qikan build`: the main job, on the command line.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::Context;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::progress::{Bar, Meter};
use super::{End, engine};
use qikan::dataset::{self, Options};

pub const HELP: &str = "\
Turn a folder of pages and papers into a dataset:
    $ qikan build pages/ --out dataset

It reads files, folders (whole, in sorted order), what is in containers (ZIP, tar, gzip, zstd, WARC, JSON lines, Parquet)
and - for standard input, and writes CSV, Parquet and JSON lines:
    dataset/csv/articles.csv          one row an article; authors, affiliations, funding, keywords … beside it
    dataset/parquet/articles.parquet  the same, typed
    dataset/records.jsonl             the records
    dataset/rejected.jsonl            records that the schema refuses, with the reasons
    dataset/datapackage.json          every table and column, counts, checksums

Build it again after a new crawl:
    $ qikan build pages/ --out dataset --overwrite

Build it of a crawl, of a table, of a list:
    $ qikan build crawl.warc.gz --out dataset
    $ qikan build pages.jsonl.zst --column html --out dataset
    $ find pages/ -name '*.html' -print0 | qikan build --files-from - --out dataset

Go on after Ctrl-C, a crash or a full disk, with the same arguments:
    $ qikan build pages/ --out dataset --resume

The folder appears when all is written, or not at all. What became of each input stands in the table sources. Sources
that tell of one article (both faces of a page, last month's crawl and this month's) give one record.";

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    inputs: engine::Inputs,
    /// The folder to write
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
    /// Replace the dataset that is there
    #[arg(long)]
    overwrite: bool,
    /// Go on from what a run left that was stopped or killed; pages that it has read are not read again
    #[arg(long)]
    resume: bool,
    /// Write the table evidence as well: where each value stands
    #[arg(long)]
    evidence: bool,
    /// Let every source keep a record of its own; of the same id the second becomes ID#2
    #[arg(long)]
    no_merge: bool,
    /// Make each Parquet table a folder of files with N rows at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    rows_per_file: Option<u64>,
    /// Threads that read pages; the dataset is the same with any number [default: one a core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// No progress and no summary for people
    #[arg(short, long)]
    quiet: bool,
    /// How to close: for people on standard error, or as one JSON object on standard output
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Form::Text)]
    summary: Form,
}

/// The form of the closing summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    Text,
    Json,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    let reading = args.inputs.options();
    let files = args.inputs.files(&args.out).filter(|_| !args.quiet);
    let meter = Arc::new(Meter::default());
    let inputs = args.inputs.open(Some(&args.out), meter.clone())?;
    files.into_iter().for_each(|files| Meter::weigh(&meter, files));
    engine::silence_workers();
    let stop = stop_on_signals()?;
    let mut bar = Bar::new(args.quiet, meter);
    let evidence = args.evidence;
    let options = Options {
        overwrite: args.overwrite,
        resume: args.resume,
        evidence,
        merge: !args.no_merge,
        rows_per_file: args.rows_per_file,
        jobs: engine::jobs(args.jobs),
        reading,
        ..Options::new(&args.out, &mut bar, &stop)
    };
    let process = |uri: &str, bytes: &[u8]| engine::process(uri, bytes, evidence);
    let built = dataset::build(inputs.map(Into::into), &process, options);
    bar.clear();
    let summary = match built {
        Err(stopped @ dataset::Error::Stopped(_)) => {
            eprintln!("qikan: {}: {stopped}", args.out.display());
            return Ok(End::Stopped);
        }
        built => built?,
    };
    match args.summary {
        Form::Json => writeln!(std::io::stdout(), "{}", summary.to_json())?,
        Form::Text if args.quiet => {}
        Form::Text => eprint!("{summary}\n{} is ready\n", args.out.display()),
    }
    Ok(if summary.is_clean() { End::Clean } else { End::Flawed })
}

/// What becomes true with the first Ctrl-C, or SIGTERM, so that what is in hand is finished; the second ends the process.
fn stop_on_signals() -> anyhow::Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // in this order: what one signal sets ends the process with the next
        flag::register_conditional_shutdown(signal, 130, stop.clone())
            .and_then(|_| flag::register(signal, stop.clone()))
            .context("expected to hear Ctrl-C, found")?;
    }
    Ok(stop)
}
