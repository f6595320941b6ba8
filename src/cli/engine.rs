//! The engine behind `build`, `extract`, `score` and `show`: the one place where a page becomes an outcome.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};

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
pub fn page(input: &source::Input) -> Page {
    let extracted = || {
        let document = match input.read().and_then(|bytes| source::decode(input.uri.clone(), &bytes)) {
            Err(error) if error.kind.not_an_article() => return Page::Nothing(error.to_string()),
            Err(error) => return Page::Failed(error.to_string()),
            Ok(document) => document,
        };
        match qikan::extract(&document) {
            Err(none) => Page::Nothing(format!("{}: {none}", input.uri)),
            Ok(extraction) => Page::Article(Box::new(extraction)),
        }
    };
    catch_unwind(AssertUnwindSafe(extracted)).unwrap_or_else(|_| {
        let found = "expected a record, found an error in the program; please report it";
        Page::Failed(format!("{}: {found}", input.uri))
    })
}

/// Whether every input that was typed is there at all; a mistyped path is an error of usage, not an input that failed.
pub fn existing(inputs: &[OsString]) -> anyhow::Result<()> {
    let missing = |input: &&OsString| {
        *input != "-" && std::fs::symlink_metadata(input).is_err_and(|e| e.kind() == ErrorKind::NotFound)
    };
    match inputs.iter().find(missing) {
        Some(input) => anyhow::bail!("{}: expected a file or a folder, found nothing; check the path", input.display()),
        None => Ok(()),
    }
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
