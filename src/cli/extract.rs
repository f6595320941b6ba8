//! `qikan extract`: records as JSON lines on standard output, in input order.

use std::io::{BufWriter, Write};

use super::engine::Page;
use super::{End, engine};
use qikan::dataset::ordered;
use qikan::source;

pub const HELP: &str = "\
Print the record of each page as a line of JSON:
    $ qikan extract pages/*.html | jq -r .title.zh

Folders are read whole, in sorted order, and containers in theirs; - is standard input. Inputs that are no article
print nothing; why is said on standard error.";

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    pub inputs: engine::Inputs,
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
    let inputs = args.inputs.open(None, Default::default())?;
    engine::silence_workers();
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut end = End::Clean;
    ordered(inputs, engine::jobs(args.jobs), source::Input::held, work, |line| -> anyhow::Result<()> {
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

/// A record is written where it was read, so that the one thread that prints has little to do.
fn work(input: source::Input) -> Line {
    match engine::page(input) {
        Page::Failed(why) => Line::Failed(why),
        Page::Nothing(why) => Line::Nothing(why),
        Page::Article(extraction) => {
            let mut json = serde_json::to_vec(&extraction.record).expect("a record is JSON");
            json.push(b'\n');
            Line::Record(json)
        }
    }
}
