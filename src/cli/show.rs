//! `qikan show`: one document for a person.

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

use anyhow::bail;

use super::{End, engine};
use qikan::document::Document;
use qikan::field::text::tidy;
use qikan::problem::Severity;
use qikan::record::Extraction;
use qikan::source::{self, Page, SourceError};

pub const HELP: &str = "\
See what is read out of one page, where it stands, and what is doubtful:
    $ qikan show page.html
    $ qikan show 'archive.zip!/a/page.html'

Each line is a field, the line and column where it stands, how sure the reading is, and the printed text; problems
follow. Lines and columns are those of the page's text; of an HTML page, of the text that its tags lay out. A value
that metadata gave stands at the name of its element, e.g. meta:citation_doi.";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The document, or one in a container: archive.zip!/a/page.html; - is standard input
    #[arg(value_name = "FILE")]
    pub file: OsString,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    let page = one(args.file)?;
    let document = source::decode(page.uri, &page.bytes)?;
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

/// The one page that `file` names: a file, the member `archive.zip!/a/b.html`, or a container with nothing else in it.
fn one(file: OsString) -> anyhow::Result<Page> {
    let (container, member) = match file.to_str().and_then(|name| Some((container(name)?, name))) {
        Some((container, name)) => (OsString::from(container), Some(name.to_owned())),
        None => (file, None),
    };
    let name = container.display().to_string();
    let mut pages = engine::Inputs::of(container).open(None, Default::default())?;
    if let Some(member) = member {
        let named = |page: &Result<Page, SourceError>| {
            member == *page.as_ref().map_or_else(|error| &error.uri, |page| &page.uri)
        };
        return match pages.map(source::Input::read).find(named) {
            Some(page) => Ok(page?),
            None => bail!("{member}: expected a page in {name}, found none of this name; list them with qikan extract"),
        };
    }
    let Some(first) = pages.next() else { bail!("{name}: expected a document, found an empty folder; name a file") };
    let uri = first.uri.clone();
    match pages.count() {
        0 => Ok(first.read()?),
        more => bail!("{name}: expected one document, found {}; name one, e.g. '{uri}'", more + 1),
    }
}

/// The file before a `!/` in `name`, which itself is none.
fn container(name: &str) -> Option<&str> {
    if std::fs::symlink_metadata(name).is_ok() {
        return None;
    }
    name.match_indices("!/").map(|(at, _)| &name[..at]).find(|path| *path == "-" || Path::new(path).is_file())
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
