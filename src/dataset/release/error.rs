//! Why there is no release.

use std::io;
use std::path::{Path, PathBuf};

use crate::dataset;
use crate::dataset::rows::Unreadable;
use crate::write;

/// Why there is no release.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What is to be released is no dataset.
    #[error("{}: expected a dataset that qikan build wrote, found something else; name its folder", .0.display())]
    NotADataset(PathBuf),
    /// The previous release is neither a release nor a dataset.
    #[error("{}: expected a release or a dataset to compare with, found something else; name its folder", .0.display())]
    NotAPrevious(PathBuf),
    /// A folder that is read cannot be.
    #[error("{}: expected to read it, found: {found}", .path.display())]
    Read {
        /// The folder, or a file in it.
        path: PathBuf,
        /// What the system said.
        found: String,
    },
    /// The dataset is not whole.
    #[error(
        "{}: expected a whole dataset, found {findings} findings; run qikan check on it; the first: {first}",
        .folder.display()
    )]
    Faulty {
        /// The dataset.
        folder: PathBuf,
        /// How many.
        findings: usize,
        /// One of them.
        first: String,
    },
    /// A file of the previous release is not what its descriptor says.
    #[error("{}: expected the file that its descriptor lists, found another; run qikan check on the folder", .0.display())]
    Altered(PathBuf),
    /// A file changed while it was read.
    #[error("{}: expected the file to stay as it was, found that it changed; release again when the build is over", .0.display())]
    Moving(PathBuf),
    /// The previous release is what is being released.
    #[error("{}: expected the last release, found the dataset itself; name another folder with --previous", .0.display())]
    Same(PathBuf),
    /// The release would go where something is read.
    #[error("{}: expected a folder of its own, found that it lies in {}; choose another --out", .out.display(), .read.display())]
    Inside {
        /// The folder to write.
        out: PathBuf,
        /// What is read.
        read: PathBuf,
    },
    /// The version is not later than the last one.
    #[error("--version: expected a version later than {last}, that of --previous, found {version}; choose a later one")]
    NotLater {
        /// Of the previous release.
        last: String,
        /// Of this one.
        version: String,
    },
    /// Too many articles are gone.
    #[error(
        "expected at most 5 % of the {before} articles of --previous to be gone, found {removed}; see whether the build \
         had all its inputs, or add --allow-loss"
    )]
    Lost {
        /// How many are gone.
        removed: u64,
        /// Of how many.
        before: u64,
    },
    /// Columns are gone or of another type.
    #[error("expected every column of --previous with its type, found {0}; mend it, or add --allow-break")]
    Broken(String),
    /// An id names another article.
    #[error(
        "{id}: expected the article of --previous, {before:?}, found {now:?} with another journal and other authors; an id \
         never changes its meaning: mend or take out its page, or begin anew without --previous"
    )]
    Meaning {
        /// The article's id.
        id: String,
        /// Its title in the previous release.
        before: String,
        /// Its title in this one.
        now: String,
    },
    /// There is no `release.toml`.
    #[error(
        "{}: expected a file that says title, license and creators, found none; write one, e.g. title = \"Soil papers\", \
         license = \"CC-BY-4.0\" and creators = [{{ name = \"University Library\" }}], each on a line (qikan release --help)",
        .0.display()
    )]
    NoAbout(PathBuf),
    /// `release.toml` is not as it should be.
    #[error("{place}: expected what qikan release --help shows, found {found}")]
    About {
        /// The file, the line and the column.
        place: String,
        /// What is there.
        found: String,
    },
    /// A date that is none.
    #[error("{name}: expected {}, found {found:?}", if *.name == "--date" { "a day like 2026-11-22" } else { "seconds since 1970" })]
    Date {
        /// Where it was told.
        name: &'static str,
        /// What was told.
        found: String,
    },
    /// No date was told.
    #[error("--date: expected the day of the release, found none in the version {0}; add e.g. --date 2026-11-22")]
    NoDate(String),
    /// A table could not be read.
    #[error(transparent)]
    Rows(#[from] Unreadable),
    /// What was sorted on disk could not be read or written.
    #[error("expected room for sorting beside the release, found: {0}; free some space or write to another disk")]
    Work(io::Error),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] write::Error),
    /// There is no room for the folder.
    #[error(transparent)]
    Folder(#[from] dataset::Error),
}

impl Error {
    /// What the system said of what was sorted on disk.
    pub(super) fn work(error: io::Error) -> Error {
        Error::Work(error)
    }

    /// What the system said of what is read.
    pub(super) fn dataset(path: &Path, error: &io::Error) -> Error {
        if error.kind() == io::ErrorKind::NotFound && path.is_dir() {
            return Error::NotADataset(path.to_owned());
        }
        Error::Read { path: path.to_owned(), found: error.to_string() }
    }
}
