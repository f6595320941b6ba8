//! One input: where it is, how to get its bytes, and what is known of it besides.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::MAX_BYTES;
use super::container::{Line, Response};
use super::error::{SourceError, SourceErrorKind};

/// One input, not read yet.
#[derive(Debug)]
pub struct Input {
    /// Its path as given by the user, `-` for standard input; bytes of a name that are no UTF-8 show as `�`. A member
    /// of a container is `archive.zip!/member`; of a line of JSON, whose id is not read yet, it ends with the number.
    pub uri: String,
    /// When it was fetched from the web, where its container says so.
    pub fetched: Option<DateTime<Utc>>,
    at: Place,
}

/// An input that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// As in [`Input::uri`], with the id in place of the number where there is one.
    pub uri: String,
    /// As in [`Input::fetched`].
    pub fetched: Option<DateTime<Utc>>,
    /// What it says, at most [`MAX_BYTES`].
    pub bytes: Vec<u8>,
}

pub(super) enum Place {
    Stdin,
    /// Named by the user: a pipe will do.
    Named(PathBuf),
    /// Met in a folder.
    Met(PathBuf),
    /// Read already.
    Bytes(Vec<u8>),
    /// A line of JSON, to be parsed.
    Line(Line),
    /// An answer of a web server, to be decoded.
    Response(Response),
    /// It cannot be read.
    Failed(SourceErrorKind),
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Place::Stdin => "standard input",
            Place::Named(_) | Place::Met(_) => "a file",
            Place::Bytes(_) => "bytes",
            Place::Line(_) => "a line",
            Place::Response(_) => "a response",
            Place::Failed(_) => "a failure",
        })
    }
}

impl Input {
    pub(super) fn new(uri: impl Into<String>, at: Place) -> Input {
        Input { uri: uri.into(), fetched: None, at }
    }

    /// The file at `path`.
    pub(super) fn of_path(path: &Path, at: fn(PathBuf) -> Place) -> Input {
        Input::new(path.to_string_lossy(), at(path.to_owned()))
    }

    /// An input that was read before, e.g. in memory.
    pub fn of_bytes(uri: impl Into<String>, bytes: Vec<u8>) -> Input {
        Input::new(uri, Place::Bytes(bytes))
    }

    /// An input that cannot be read, for the reason of `kind`.
    pub fn failed(uri: impl Into<String>, kind: SourceErrorKind) -> Input {
        Input::new(uri, Place::Failed(kind))
    }

    pub(super) fn at(&self) -> &Place {
        &self.at
    }

    /// How many bytes it has in memory before it is read: those of a member of a container.
    pub fn held(&self) -> u64 {
        let bytes = match &self.at {
            Place::Bytes(bytes) => bytes.len(),
            Place::Line(line) => line.held(),
            Place::Response(response) => response.held(),
            Place::Stdin | Place::Named(_) | Place::Met(_) | Place::Failed(_) => 0,
        };
        bytes as u64
    }

    /// Its bytes, and its uri where that stands among them.
    ///
    /// # Errors
    /// It cannot be read; the uri of the error is as in [`Page::uri`], as far as that was found out.
    pub fn read(self) -> Result<Page, SourceError> {
        let Input { mut uri, fetched, at } = self;
        let bytes = match at {
            Place::Stdin => read_to_limit(io::stdin().lock(), 0),
            Place::Named(path) => read_file(&path, false),
            Place::Met(path) => read_file(&path, true),
            Place::Bytes(bytes) => Ok(bytes),
            Place::Line(line) => line.read(&mut uri),
            Place::Response(response) => response.read(),
            Place::Failed(kind) => Err(kind),
        };
        match bytes {
            Ok(bytes) => Ok(Page { uri, fetched, bytes }),
            Err(kind) => Err(kind.of(uri)),
        }
    }
}

fn read_file(path: &Path, met: bool) -> Result<Vec<u8>, SourceErrorKind> {
    let about = fs::metadata(path).map_err(|error| missing(path, error))?;
    if about.is_dir() || !about.is_file() && met {
        return Err(SourceErrorKind::NotAFile);
    }
    if about.len() > MAX_BYTES {
        return Err(SourceErrorKind::TooLarge { bytes: about.len() });
    }
    read_to_limit(File::open(path)?, about.len() as usize)
}

/// Reads to the end, or to the first byte over the limit: a file may grow, a pipe has no size.
pub(super) fn read_to_limit(from: impl Read, expected: usize) -> Result<Vec<u8>, SourceErrorKind> {
    let mut bytes = Vec::with_capacity(expected + 1);
    from.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        bytes if bytes > MAX_BYTES => Err(SourceErrorKind::TooLarge { bytes }),
        _ => Ok(bytes),
    }
}

/// Why `path` is not there: a link to nothing deserves its own words.
fn missing(path: &Path, error: io::Error) -> SourceErrorKind {
    match fs::read_link(path) {
        Ok(target) if error.kind() == io::ErrorKind::NotFound => {
            SourceErrorKind::BrokenLink(target.to_string_lossy().into_owned())
        }
        _ => error.into(),
    }
}
