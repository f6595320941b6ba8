//! `qikan show`: one document for a person.

use std::ffi::OsString;
use std::io::Write;

use super::{End, engine};
use qikan::document::Document;
use qikan::field::text::tidy;
use qikan::problem::Severity;
use qikan::record::Extraction;
use qikan::source;

pub const HELP: &str = "\
See what is read out of one page, where it stands, and what is doubtful:
    $ qikan show page.html

Each line is a field, the line and column where it stands, how sure the reading is, and the printed text; problems
follow. Lines and columns are those of the page's text; of an HTML page, of the text that its tags lay out. A value
that metadata gave stands at the name of its element, e.g. meta:citation_doi.";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The document; - is standard input
    #[arg(value_name = "FILE")]
    pub file: OsString,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    let file = [args.file];
    engine::existing(&file)?;
    let mut inputs = source::walk(file);
    let input =
        inputs.next().ok_or_else(|| anyhow::anyhow!("expected a document, found an empty folder; name a file"))?;
    let bytes = input.read()?;
    let document = source::decode(input.uri.clone(), &bytes)?;
    let mut out = std::io::stdout().lock();
    match qikan::extract(&document) {
        Ok(extraction) => print(&mut out, &document, &extraction)?,
        Err(none) => {
            writeln!(out, "{}: {none}", document.uri)?;
            for doubt in &document.doubts {
                writeln!(out, "{}", doubt.message)?;
            }
        }
    }
    Ok(End::Clean)
}

fn print(out: &mut impl Write, document: &Document, extraction: &Extraction) -> std::io::Result<()> {
    let record = &extraction.record;
    let (format, platform) = (record.source.format.as_str(), record.source.platform.as_str());
    writeln!(out, "{}\n{}  {format}, {}, platform {platform}\n", document.uri, record.id, document.encoding)?;
    let rows: Vec<(String, String, String)> = extraction
        .evidence
        .iter()
        .map(|evidence| {
            let place = match document.meta_at(evidence.span) {
                Some(meta) => format!("meta:{}", meta.name),
                None => {
                    let (line, column) = document.line_column(evidence.span.start);
                    format!("{line}:{column}")
                }
            };
            (
                evidence.path(),
                place,
                format!("{:.2}  {}", evidence.confidence, shorten(&tidy(document.printed(evidence.span)))),
            )
        })
        .collect();
    let width = |of: fn(&(String, String, String)) -> &String| rows.iter().map(|row| of(row).len()).max().unwrap_or(0);
    let (fields, places) = (width(|row| &row.0), width(|row| &row.1));
    for (field, place, text) in &rows {
        writeln!(out, "{field:<fields$}  {place:<places$}  {text}")?;
    }
    if !record.problems.is_empty() {
        writeln!(out)?;
    }
    for problem in &record.problems {
        let severity = match problem.severity {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        writeln!(out, "{severity}  {}  {}: {}", problem.code.as_str(), problem.field, problem.message)?;
    }
    Ok(())
}

/// A text cut to what fits on a line.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 72;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LONGEST - 1).collect();
    short.push('…');
    short
}
