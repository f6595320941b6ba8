//! A dataset: the folder of tables and records that `build` writes, `release` publishes and `verify` holds against
//! itself.
//!
//! Knows the way from inputs to a finished folder: who works when, what counts as done, what is left behind. What a
//! page says is the engine's matter, given as a function; what files look like is `write`'s.

mod block;
mod build;
mod descriptor;
mod emit;
mod folder;
mod group;
mod input;
mod manifest;
pub mod merge;
mod outcome;
mod part;
mod pipeline;
pub mod release;
mod rows;
mod sheet;
mod stage;
mod summary;
#[cfg(test)]
mod tests;
mod unite;
mod verify;
mod watch;
mod work;

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

pub use build::build;
pub use folder::Kind;
pub use input::Input;
pub use outcome::{Outcome, Reading};
pub use pipeline::{WORKER, ordered};
pub use summary::{Summary, grouped};
pub use verify::{Finding, verify, verify_records};
pub use watch::{Progress, Step, Tally, Watch};

use crate::write;
use manifest::Manifest;

/// What becomes of a page: its uri and its bytes in, an outcome out. It may panic; that costs the one page.
pub type Process<'a> = dyn Fn(&str, &[u8]) -> Outcome + Sync + 'a;

/// How a dataset is built.
pub struct Options<'a> {
    /// The folder to write.
    pub out: PathBuf,
    /// Whether an older dataset there may be replaced.
    pub overwrite: bool,
    /// Whether to go on with what a run left that was stopped or killed.
    pub resume: bool,
    /// Whether the table `evidence` is written.
    pub evidence: bool,
    /// Whether sources that tell of one article become one record.
    pub merge: bool,
    /// Rows of a Parquet file at most, each table then being a folder of files; none for a file a table.
    pub rows_per_file: Option<u64>,
    /// How many threads read pages.
    pub jobs: usize,
    /// What else says how inputs are read, by name: who goes on with a run must say the same.
    pub reading: Vec<(&'static str, String)>,
    /// Is told how far it is.
    pub watch: &'a mut dyn Watch,
    /// Becomes true when the run is to end: what is in hand is finished, what is finished is kept.
    pub stop: &'a AtomicBool,
}

impl<'a> Options<'a> {
    /// A new dataset at `out`, merged, without evidence, with a thread a core; `watch` and `stop` as in the fields.
    pub fn new(out: impl Into<PathBuf>, watch: &'a mut dyn Watch, stop: &'a AtomicBool) -> Options<'a> {
        Options {
            out: out.into(),
            overwrite: false,
            resume: false,
            evidence: false,
            merge: true,
            rows_per_file: None,
            jobs: std::thread::available_parallelism().map_or(1, usize::from),
            reading: Vec::new(),
            watch,
            stop,
        }
    }
}

/// Why there is no dataset.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The target is something else.
    #[error(
        "{}: expected a new folder or a qikan {}, found a folder with other files; choose another --out",
        .0.display(), .1
    )]
    NotOurs(PathBuf, Kind),
    /// The target is a file.
    #[error("{}: expected a folder, found a file; choose another --out", .0.display())]
    NotAFolder(PathBuf),
    /// The target is there already.
    #[error("{}: expected a new folder, found a {}; add --overwrite to replace it", .0.display(), .1)]
    Exists(PathBuf, Kind),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] write::Error),
    /// A file could not be written, and what is done until then is kept.
    #[error("{error}; {inputs} inputs are done, go on with --resume when that is mended")]
    Kept {
        /// How many inputs are done.
        inputs: u64,
        /// Why it ended.
        error: write::Error,
    },
    /// A file in the work folder is not what was written.
    #[error("{}: expected what was written, found: {source}; start over without --resume", .path.display())]
    Lost {
        /// The file.
        path: PathBuf,
        /// What was found.
        source: std::io::Error,
    },
    /// What is to be gone on with was begun otherwise.
    #[error(
        "{}: expected to go on with the same inputs and arguments, found {difference}; repeat them, or start over \
         without --resume",
        .out.display()
    )]
    OtherRun {
        /// The folder to write.
        out: PathBuf,
        /// What differs.
        difference: String,
    },
    /// Another process builds there.
    #[error("{}: expected to be alone, found another run of qikan that writes there; wait for it", .0.display())]
    Busy(PathBuf),
    /// There are more inputs than numbers for them.
    #[error("expected at most 4,294,967,295 inputs, found more; build several datasets")]
    TooMany,
    /// The run was asked to stop; of so many inputs is kept what came of them.
    #[error("stopped after {0} inputs; {then}", then = if *.0 > 0 { "go on with --resume" } else { "nothing is kept" })]
    Stopped(u64),
}
