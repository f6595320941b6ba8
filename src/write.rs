//! Rows and records into files: CSV, Parquet and JSON lines.
//!
//! Knows file formats, and counts and hashes what it writes. Same rows, same bytes: nothing here asks for a clock,
//! a path or a thread. Which rows there are is `table`'s matter, where the files go `dataset`'s.

pub mod csv;
pub mod jsonl;
pub mod parquet;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::hash::hex;

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{}: expected to write it, found: {source}; {}", .path.display(), way_out(.source))]
pub struct Error {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl Error {
    /// What the system said of `path`.
    pub fn at(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
        move |source| Error { path: path.to_owned(), source }
    }
}

fn way_out(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space or write to another disk",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "write to a folder of your own",
        io::ErrorKind::NotADirectory => "name a folder",
        _ => "nothing was left behind",
    }
}

/// A file of the dataset as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its path in the dataset, with `/`.
    pub path: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// How many rows or lines it has, headers apart.
    pub rows: u64,
}

/// A file being written, counted and hashed on the way.
pub struct File {
    path: PathBuf,
    name: String,
    out: BufWriter<std::fs::File>,
    hash: Sha256,
    bytes: u64,
}

impl File {
    /// Creates `name`, a path with `/`, in `folder`.
    pub fn create(folder: &Path, name: &str) -> Result<File, Error> {
        let path = folder.join(name);
        let file = std::fs::File::create(&path).map_err(Error::at(&path))?;
        let out = BufWriter::with_capacity(1 << 16, file);
        Ok(File { path, name: name.to_owned(), out, hash: Sha256::new(), bytes: 0 })
    }

    /// Appends `bytes`.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.write_all(bytes).map_err(Error::at(&self.path))
    }

    /// Brings it safely to the disk.
    pub fn finish(mut self, rows: u64) -> Result<Written, Error> {
        self.out.flush().and_then(|()| self.out.get_ref().sync_all()).map_err(Error::at(&self.path))?;
        Ok(Written { path: self.name, bytes: self.bytes, sha256: hex(&self.hash.finalize()), rows })
    }
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
