//! `qikan build`: the main job, on the command line.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

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

The folder appears when all is written, or not at all. What became of each input stands in the table sources.";

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
    /// Write the table evidence as well: where each value stands
    #[arg(long)]
    evidence: bool,
    /// Threads that read pages; the dataset is the same with any number [default: one a core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// No progress and no summary
    #[arg(short, long)]
    quiet: bool,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    let inputs = args.inputs.open(Some(&args.out))?.map(Into::into);
    engine::silence_workers();
    let mut progress = Progress::new(args.quiet);
    let evidence = args.evidence;
    let options = Options {
        out: args.out.clone(),
        overwrite: args.overwrite,
        evidence,
        jobs: engine::jobs(args.jobs),
        progress: &mut |done| progress.at(done),
    };
    let process = |uri: &str, bytes: &[u8]| engine::process(uri, bytes, evidence);
    let summary = dataset::build(inputs, &process, options)?;
    progress.clear();
    if !args.quiet {
        eprint!("{summary}\n{} is ready\n", args.out.display());
    }
    Ok(if summary.is_clean() { End::Clean } else { End::Flawed })
}

/// A moving line on a terminal, a line every so often elsewhere.
struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    start: Instant,
    told: Instant,
}

impl Progress {
    /// Between two lines where there is no terminal.
    const PAUSE: Duration = Duration::from_secs(30);

    fn new(quiet: bool) -> Progress {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(|| {
            let style = ProgressStyle::with_template("{spinner} {human_pos} inputs, {per_sec}, {elapsed}");
            ProgressBar::new_spinner().with_style(style.expect("a fixed template"))
        });
        Progress { bar, quiet, start: Instant::now(), told: Instant::now() }
    }

    fn at(&mut self, done: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(done);
        } else if !self.quiet && self.told.elapsed() > Self::PAUSE {
            self.told = Instant::now();
            eprintln!("{done} inputs in {:.0?}", self.start.elapsed());
        }
    }

    fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
