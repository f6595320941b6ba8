//! The engine behind `build`, `extract`, `score` and `show`: the one place where a page becomes an outcome.

use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, stdin};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};

use super::progress::Meter;
use qikan::dataset::{Outcome, WORKER};
use qikan::record::Extraction;
use qikan::source;

/// What comes of the page at `uri` with `bytes`; `evidence`: whether to keep where its values stand.
pub fn process(uri: &str, bytes: &[u8], evidence: bool) -> Outcome {
    let document = match source::decode(uri.to_owned(), bytes) {
        Ok(document) => document,
        Err(error) => return Outcome::unreadable(uri, Some(bytes), &error.kind),
    };
    match qikan::extract(&document) {
        Ok(extraction) => Outcome::article(&document, extraction, evidence),
        Err(none) => Outcome::not_an_article(&document, &none.to_string()),
    }
}

/// What came of an input where only its record is wanted.
pub enum Page {
    Article(Box<Extraction>),
    /// No article; not a failure.
    Nothing(String),
    Failed(String),
}

/// Reads `input` and extracts it. An error in the program fails this input and no other.
pub fn page(input: source::Input) -> Page {
    let uri = input.uri.clone();
    let extracted = || {
        let document = match input.read().and_then(|page| source::decode(page.uri, &page.bytes)) {
            Err(error) if error.kind.not_an_article() => return Page::Nothing(error.to_string()),
            Err(error) => return Page::Failed(error.to_string()),
            Ok(document) => document,
        };
        match qikan::extract(&document) {
            Err(none) => Page::Nothing(format!("{}: {none}", document.uri)),
            Ok(extraction) => Page::Article(Box::new(extraction)),
        }
    };
    catch_unwind(AssertUnwindSafe(extracted)).unwrap_or_else(|_| {
        let found = "expected a record, found an error in the program; please report it";
        Page::Failed(format!("{uri}: {found}"))
    })
}

/// What to read, as it was typed.
#[derive(Debug, clap::Args)]
pub struct Inputs {
    /// Files, folders or containers (ZIP, tar, gzip, zstd, WARC, JSON lines, Parquet); - is standard input
    #[arg(value_name = "INPUT", required_unless_present = "files_from")]
    inputs: Vec<OsString>,
    /// Read what FILE lists as well: a path a line, or each with a NUL behind it; - is standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// The column of the pages in JSON lines and Parquet [default: the first of text, content, html, body]
    #[arg(long, value_name = "NAME")]
    column: Option<String>,
}

impl Inputs {
    /// What one argument names.
    pub fn of(input: OsString) -> Inputs {
        Inputs { inputs: vec![input], files_from: None, column: None }
    }

    /// What was typed that says how inputs are read.
    pub fn options(&self) -> Vec<(&'static str, String)> {
        self.column.iter().map(|column| ("--column", column.clone())).collect()
    }

    /// All files that [`Inputs::open`] will look into, where they can be listed before.
    pub fn files(&self, out: &Path) -> Option<impl Iterator<Item = source::Input> + Send + use<>> {
        // a list is read once, and standard input comes once
        if self.files_from.is_some() || self.inputs.iter().any(|input| input == "-") {
            return None;
        }
        let out = out.canonicalize().ok();
        Some(self.inputs.clone().into_iter().flat_map(move |input| files(input, out.as_deref())))
    }

    /// The inputs, in order; what lies in the dataset at `out` is none where a folder around it is named: what the last
    /// build wrote is nothing to read. Who names it, or a file in it, gets it. `meter` is told how far they are read.
    ///
    /// # Errors
    /// A path that was typed, or the list, is not there.
    pub fn open(
        self,
        out: Option<&Path>,
        meter: Arc<Meter>,
    ) -> anyhow::Result<impl Iterator<Item = source::Input> + Send + use<>> {
        existing(&self.inputs)?;
        let list = self.files_from.as_deref().map(list).transpose()?;
        if self.files_from.as_deref() == Some(Path::new("-")) && self.inputs.iter().any(|input| input == "-") {
            bail!("-: expected a list or a page on standard input, found both named; write the list to a file");
        }
        let out = out.and_then(|out| out.canonicalize().ok());
        let arguments = self.inputs.into_iter().map(Ok).chain(list.into_iter().flatten());
        type Files = Box<dyn Iterator<Item = source::Input> + Send>;
        let files = arguments.flat_map(move |argument| -> Files {
            match argument {
                Ok(argument) => Box::new(files(argument, out.as_deref())),
                Err(failure) => Box::new(std::iter::once(failure)),
            }
        });
        let within = meter.within();
        Ok(source::open(files.inspect(move |file| meter.pass(file)), self.column, within))
    }
}

/// Whether every input that was typed is there at all; a mistyped path is an error of usage, not an input that failed.
fn existing(inputs: &[OsString]) -> anyhow::Result<()> {
    let missing = |input: &&OsString| {
        *input != "-" && std::fs::symlink_metadata(input).is_err_and(|e| e.kind() == ErrorKind::NotFound)
    };
    match inputs.iter().find(missing) {
        Some(input) => bail!("{}: expected a file or a folder, found nothing; check the path", input.display()),
        None => Ok(()),
    }
}

/// The paths that the file at `path` lists.
fn list(path: &Path) -> anyhow::Result<impl Iterator<Item = Result<OsString, source::Input>> + Send + use<>> {
    let name = path.display().to_string();
    let list: Box<dyn BufRead + Send> = if name == "-" {
        Box::new(BufReader::new(stdin()))
    } else {
        Box::new(BufReader::new(File::open(path).with_context(|| format!("{name}: expected a list of paths, found"))?))
    };
    Ok(source::listed(list, name))
}

/// The files at `argument` but those of the dataset at `out`, a real path, where a folder around it is meant.
fn files(argument: OsString, out: Option<&Path>) -> impl Iterator<Item = source::Input> + Send + use<> {
    let around = out.and_then(|_| Path::new(&argument).canonicalize().ok());
    let old = out.filter(|out| around.is_some_and(|around| *out != around && out.starts_with(around)));
    let old = old.map(Path::to_owned);
    // a folder's files come one after another
    let mut last = (PathBuf::new(), false);
    source::walk([argument]).filter(move |input| {
        let Some(out) = &old else { return true };
        let path = Path::new(&input.uri);
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        if last.0 != folder {
            last = (folder.to_owned(), folder.canonicalize().is_ok_and(|folder| folder.starts_with(out)));
        }
        !last.1
    })
}

/// How many threads to use where the user did not say.
pub fn jobs(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Workers' panics become messages in `sources`; printed as well they would only tear the progress line.
pub fn silence_workers() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(WORKER) {
            print(panic);
        }
    }));
}
