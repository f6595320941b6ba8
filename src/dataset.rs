//! A dataset: the folder of tables and records that `build` writes, `release` publishes and `verify` holds against
//! itself.
//!
//! Knows the way from inputs to a finished folder: who works when, what counts as done, what is left behind. What a
//! page says is the engine's matter, given as a function; what files look like is `write`'s.

mod build;
mod descriptor;
mod folder;
mod input;
mod manifest;
mod outcome;
mod pipeline;
pub mod release;
mod rows;
mod summary;
#[cfg(test)]
mod tests;
mod verify;

use std::path::PathBuf;

pub use build::build;
pub use folder::Kind;
pub use input::Input;
pub use outcome::{Outcome, Reading};
pub use pipeline::{WORKER, ordered};
pub use summary::Summary;
pub use verify::{Finding, verify, verify_records};

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
    /// Whether the table `evidence` is written.
    pub evidence: bool,
    /// How many threads read pages.
    pub jobs: usize,
    /// Is told how many inputs are done, every so often.
    pub progress: &'a mut dyn FnMut(u64),
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
}
