//! Invented pages for a run by hand: `cargo run --release --example load -- --pages 200000 --seed 1 --out pages.jsonl`

#[allow(dead_code, reason = "shared with tests and benches")]
#[path = "../tests/load/mod.rs"]
mod load;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::Parser;
use load::{Load, Mix};

/// Write invented pages, one JSON object a line: `id`, and `text` or `html`
#[derive(Parser)]
struct Args {
    /// How many pages
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pages: u64,
    /// Another seed gives other pages
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Share of pages that are HTML, of 15 to 150 KB
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    html: f64,
    /// Share of pages that show an earlier article again, as another face or another crawl
    #[arg(long, value_name = "SHARE", default_value_t = 0.0)]
    duplicates: f64,
    /// Where the pages go; - is standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    out: PathBuf,
    /// A folder for what each page prints, NAME.gold.json beside NAME.txt or NAME.html, for `qikan score`
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let load = Load::new(args.seed, Mix { html: args.html, duplicates: args.duplicates });
    let sink: Box<dyn Write> = if args.out.as_os_str() == "-" {
        Box::new(std::io::stdout().lock())
    } else {
        Box::new(File::create(&args.out).with_context(|| format!("{}", args.out.display()))?)
    };
    let mut out = BufWriter::with_capacity(1 << 20, sink);
    if let Some(folder) = &args.gold {
        std::fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
    }
    for number in 0..args.pages {
        let page = load.page(number);
        let (kind, ending) = if page.html { ("html", "html") } else { ("text", "txt") };
        write!(out, "{{\"id\":\"{}\",\"{kind}\":", page.id)?;
        serde_json::to_writer(&mut out, &page.text)?;
        out.write_all(b"}\n")?;
        if let Some(folder) = &args.gold {
            std::fs::write(folder.join(format!("{}.{ending}", page.id)), &page.text)?;
            std::fs::write(folder.join(format!("{}.gold.json", page.id)), page.label().to_string())?;
        }
    }
    out.flush()?;
    Ok(())
}
