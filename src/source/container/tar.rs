//! tar: the files of a stream, one after another.
//!
//! Headers are the `tar` crate's matter, with their long names and extensions; a member's bytes are handed out as a
//! stream that shares the archive's, so that a container in it can be read while the archive stands still.

use std::io::{self, BufReader, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::unpack::damaged;
use super::{Entry, SourceErrorKind, Stream, is_hidden, name};

/// A member's bytes are followed by blanks up to the next of these.
const BLOCK: u64 = 512;
/// Bytes of headers before one member: names may be long, but not this long.
const HEADERS: u64 = 1 << 20;

const WHOLE: &str = "a whole tar archive";

/// The archive, and how much of the member in hand is left.
struct Shared {
    stream: Stream,
    left: u64,
    /// Whether the stream has broken, and said so.
    broken: bool,
}

/// The members of an archive.
pub(super) struct Entries {
    shared: Arc<Mutex<Shared>>,
    /// Blanks behind the member in hand.
    padding: u64,
}

/// A header, as far as it matters.
struct Header {
    name: String,
    size: u64,
    kind: tar::EntryType,
}

impl Entries {
    pub fn of(stream: Stream) -> Entries {
        Entries { shared: Arc::new(Mutex::new(Shared { stream, left: 0, broken: false })), padding: 0 }
    }

    /// The next header, none at the end.
    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut shared = lock(&self.shared);
        let rest = shared.left + self.padding;
        if io::copy(&mut shared.stream.by_ref().take(rest), &mut io::sink())? < rest {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        (shared.left, self.padding) = (0, 0);
        // the crate borrows an archive for as long as it lists it: one for each member, then
        let mut archive = tar::Archive::new(shared.stream.by_ref().take(HEADERS));
        let Some(entry) = archive.entries()?.next().transpose()? else { return Ok(None) };
        let header = Header { name: name(&entry.path_bytes()), size: entry.size(), kind: entry.header().entry_type() };
        let size = if header.kind.is_gnu_sparse() { entry.header().entry_size()? } else { header.size };
        drop(entry);
        shared.left = size;
        self.padding = (BLOCK - size % BLOCK) % BLOCK;
        Ok(Some(header))
    }
}

impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if lock(&self.shared).broken {
                return None;
            }
            let header = match self.header() {
                Ok(header) => header?,
                Err(error) => {
                    lock(&self.shared).broken = true;
                    let kind = error.downcast().unwrap_or_else(|error| damaged(WHOLE, &error));
                    return Some(Entry { name: String::new(), content: Err(kind) });
                }
            };
            // old archives mark a folder by its name alone
            if is_hidden(&header.name) || header.name.ends_with('/') {
                continue;
            }
            let content: Result<Stream, _> = match header.kind {
                tar::EntryType::Regular | tar::EntryType::Continuous => {
                    Ok(Box::new(BufReader::new(Content(self.shared.clone()))))
                }
                tar::EntryType::GNUSparse => Err(SourceErrorKind::Damaged {
                    expected: "a file of text",
                    found: "one with holes (sparse)".to_owned(),
                    way_out: "unpack the archive first",
                }),
                // folders, links and devices
                _ => continue,
            };
            return Some(Entry { name: header.name, content });
        }
    }
}

/// The bytes of the member in hand.
struct Content(Arc<Mutex<Shared>>);

impl Read for Content {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut shared = lock(&self.0);
        if shared.left == 0 || buffer.is_empty() || shared.broken {
            return Ok(0);
        }
        let wanted = buffer.len().min(usize::try_from(shared.left).unwrap_or(usize::MAX));
        let read = shared.stream.read(&mut buffer[..wanted]).and_then(|count| match count {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            count => Ok(count),
        });
        match read {
            Ok(count) => {
                shared.left -= count as u64;
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                shared.broken = true;
                Err(error.downcast::<SourceErrorKind>().unwrap_or_else(|error| damaged(WHOLE, &error)).into())
            }
        }
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
