//! What stops an input from becoming a document.

use std::io;

use super::MAX_BYTES;

/// An input that cannot be read, and why; one line for people.
#[derive(Debug, thiserror::Error)]
#[error("{uri}: {kind}")]
pub struct SourceError {
    /// Path or address of the input.
    pub uri: String,
    /// What is wrong with it.
    pub kind: SourceErrorKind,
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
pub enum SourceErrorKind {
    /// There is nothing in it.
    #[error("expected a page or a paper, found an empty file; fetch it again")]
    Empty,
    /// It is no text at all, e.g. a PDF.
    #[error("expected text or HTML, found {found}; {way_out}")]
    Binary {
        /// What it is, with its article, e.g. `a PDF`.
        found: &'static str,
        /// What to do about it.
        way_out: &'static str,
    },
    /// It is text, but neither a page nor a paper, e.g. JSON.
    #[error("expected a page or a paper, found {found}; {way_out}")]
    UnsupportedFormat {
        /// What it is, e.g. `JSON`.
        found: &'static str,
        /// What to do about it.
        way_out: &'static str,
    },
    /// It is in no encoding that is known here.
    #[error(
        "expected text in UTF-8, GB18030, Big5, UTF-16 or Windows-1252, found bytes that are none of them \
         ({lost} unreadable characters of {of}); convert it to UTF-8"
    )]
    UnknownEncoding {
        /// Characters that could not be read in the best guess.
        lost: usize,
        /// Characters in all.
        of: usize,
    },
    /// It is larger than [`MAX_BYTES`].
    #[error("expected at most {limit} MB, found {} MB; split it, or take it out", bytes.div_ceil(1 << 20), limit = MAX_BYTES >> 20)]
    TooLarge {
        /// Its size as far as it is known.
        bytes: u64,
    },
    /// A folder that was read already: a symbolic link leads back to it.
    #[error("expected a folder of its own, found one that was read already; remove the symbolic link")]
    FolderLoop,
    /// A symbolic link to something that does not exist.
    #[error("expected a file, found a symbolic link to {0:?}, which does not exist; mend or remove the link")]
    BrokenLink(String),
    /// A pipe, a socket or a device.
    #[error("expected a file, found a pipe, socket or device; name it as an argument of its own to read it")]
    NotAFile,
    /// A container, or something compressed, is not what its first bytes announce.
    #[error("expected {expected}, found {found}; {way_out}")]
    Damaged {
        /// What it should be, e.g. `a whole gzip file`.
        expected: &'static str,
        /// What is wrong, e.g. `unexpected end of file`.
        found: String,
        /// What to do about it.
        way_out: &'static str,
    },
    /// A container in a container in a container.
    #[error("expected a page, found {found} two containers deep; unpack the outer one first")]
    TooDeep {
        /// What it is, e.g. `a ZIP archive`.
        found: &'static str,
    },
    /// It unpacks to far more than text does.
    #[error("expected at most {limit} bytes out of each compressed one, found more; if you trust it, unpack it first")]
    Bomb {
        /// The largest ratio that is read.
        limit: u64,
    },
    /// It has more members than are read.
    #[error("expected at most {limit} members, found more; split it")]
    TooMany {
        /// The largest number of members that is read.
        limit: u64,
    },
    /// A container without a single page.
    #[error("expected pages, found {found} without any; take it out")]
    NoPages {
        /// What it is, e.g. `a ZIP archive`.
        found: &'static str,
    },
    /// Rows without a column of pages.
    #[error("expected {expected}, found {found}; name the column of the pages with --column")]
    NoColumn {
        /// The column looked for, e.g. `a column text, content, html or body`.
        expected: String,
        /// What there is instead, e.g. `the columns doi, title`.
        found: String,
    },
    /// The operating system refused.
    #[error("expected to read it, found: {}; {}", reason(.0), way_out(.0))]
    Io(io::Error),
}

impl From<io::Error> for SourceErrorKind {
    /// A decoder under a reader says what is wrong as an error of ours in that of the system.
    fn from(error: io::Error) -> SourceErrorKind {
        error.downcast().unwrap_or_else(SourceErrorKind::Io)
    }
}

impl From<SourceErrorKind> for io::Error {
    fn from(kind: SourceErrorKind) -> io::Error {
        io::Error::other(kind)
    }
}

impl SourceErrorKind {
    /// Whether the input can be read well but holds no article, e.g. a JSON file between pages.
    pub fn not_an_article(&self) -> bool {
        matches!(self, SourceErrorKind::UnsupportedFormat { .. } | SourceErrorKind::NoPages { .. })
    }

    /// The error of the input `uri`.
    pub(super) fn of(self, uri: impl Into<String>) -> SourceError {
        SourceError { uri: uri.into(), kind: self }
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string().to_lowercase(),
    }
}

fn way_out(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "check the path, or whether something removes files meanwhile",
        io::ErrorKind::PermissionDenied => "grant read permission, e.g. with chmod +r",
        _ => "try again, or copy it elsewhere",
    }
}
