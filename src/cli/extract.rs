//! `qikan extract`: records as JSON lines on standard output, in input order.

use std::ffi::OsString;
use std::io::{BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{End, engine};
use qikan::dataset::ordered;
use qikan::source;

pub const HELP: &str = "\
Print the record of each page as a line of JSON:
    $ qikan extract pages/*.html | jq -r .title.zh

Folders are read whole, in sorted order; - is standard input. Inputs that are no article print nothing; why is said on
standard error.";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files or folders; - is standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<OsString>,
    /// Threads that read pages; the output is the same with any number [default: one a core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// What came of one input.
enum Line {
    Record(Vec<u8>),
    /// No article; not a failure.
    Nothing(String),
    Failed(String),
}

pub fn run(args: Args) -> anyhow::Result<End> {
    engine::existing(&args.inputs)?;
    engine::silence_workers();
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut end = End::Clean;
    ordered(source::walk(args.inputs), engine::jobs(args.jobs), work, |line| -> anyhow::Result<()> {
        match line {
            Line::Record(json) => out.write_all(&json)?,
            Line::Nothing(why) => eprintln!("qikan: {why}"),
            Line::Failed(why) => {
                eprintln!("qikan: {why}");
                end = End::Flawed;
            }
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(end)
}

fn work(input: source::Input) -> Line {
    let uri = input.uri.clone();
    catch_unwind(AssertUnwindSafe(|| read(&input))).unwrap_or_else(|_| {
        Line::Failed(format!("{uri}: expected a record, found an error in the program; please report it"))
    })
}

fn read(input: &source::Input) -> Line {
    let document = input.read().and_then(|bytes| source::decode(input.uri.clone(), &bytes));
    match document {
        Err(error) if error.kind.not_an_article() => Line::Nothing(error.to_string()),
        Err(error) => Line::Failed(error.to_string()),
        Ok(document) => match qikan::extract(&document) {
            Err(none) => Line::Nothing(format!("{}: {none}", input.uri)),
            Ok(extraction) => {
                let mut json = serde_json::to_vec(&extraction.record).expect("a record is JSON");
                json.push(b'\n');
                Line::Record(json)
            }
        },
    }
}
