//! ZIP: the members that the central directory lists, in its order.
//!
//! The directory is read a piece at a time, so that an archive of a million pages costs no memory; a member's bytes
//! are a stream of its own, so that a big container in an archive is read like one on the disk.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use zip::CompressionMethod;
use zip::ZipReadOptions;
use zip::read::ZipFileEntry;
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use super::unpack::{Counted, HARMLESS, RATIO, damaged, guarded};
use super::{CHUNK, Entry, Seekable, SourceErrorKind, Stream, is_hidden, name};

/// Members whose listing is in memory at once. To go on, the directory is read from its beginning.
const PIECE: usize = 1 << 15;
/// Members that are read; one more and the directory would be read too often.
const MEMBERS: usize = 1 << 21;

/// The ratio of all members together counts from here on: one bomb is no reason to refuse the rest.
const ALL_HARMLESS: u64 = 4 * HARMLESS;

const WHOLE: &str = "a whole ZIP archive";
const MEMBER: &str = "a whole member";

/// The entries of the archive `from`.
///
/// # Errors
/// There is no central directory, or it is one of a document (DOCX, EPUB).
pub(super) fn entries(from: Seekable) -> Result<impl Iterator<Item = Entry> + Send, SourceErrorKind> {
    let (source, passed) = Source::of(from);
    let size = source.size()?;
    let directory = ZipIterable::try_new(source.open()?, Default::default()).map_err(|error| fault(WHOLE, error))?;
    let mut entries = Entries {
        source,
        directory,
        piece: VecDeque::new(),
        listed: 0,
        given: Arc::default(),
        passed,
        size,
        broken: None,
        over: false,
    };
    entries.list();
    if entries.piece.iter().take(3).any(|entry| matches!(entry.name_raw(), b"[Content_Types].xml" | b"mimetype")) {
        let way_out = "open it in its program and save it as text";
        return Err(SourceErrorKind::Binary { found: "an Office file or an e-book (DOCX, EPUB or the like)", way_out });
    }
    Ok(entries)
}

/// An archive that is opened once for the directory and once for each member in hand.
enum Source {
    File(std::path::PathBuf),
    Bytes(bytes::Bytes),
}

trait Archive: Read + Seek + Send {}
impl<T: Read + Seek + Send> Archive for T {}

impl Source {
    /// Where the archive is, and what counts how much of it is behind.
    fn of(from: Seekable) -> (Source, Arc<AtomicU64>) {
        match from {
            Seekable::File(path, passed) => (Source::File(path), passed),
            // those were counted on their way into memory
            Seekable::Bytes(bytes) => (Source::Bytes(bytes), Arc::default()),
        }
    }

    fn size(&self) -> io::Result<u64> {
        match self {
            Source::File(path) => Ok(path.metadata()?.len()),
            Source::Bytes(bytes) => Ok(bytes.len() as u64),
        }
    }

    fn open(&self) -> io::Result<Box<dyn Archive>> {
        Ok(match self {
            Source::File(path) => Box::new(BufReader::new(File::open(path)?)),
            Source::Bytes(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }
}

struct Entries {
    source: Source,
    directory: ZipIterable<Box<dyn Archive>>,
    piece: VecDeque<ZipFileEntry<'static>>,
    listed: usize,
    /// Unpacked from all members so far: members may share their bytes.
    given: Arc<AtomicU64>,
    /// Packed bytes of the members so far.
    passed: Arc<AtomicU64>,
    size: u64,
    /// What ends the archive, to be told when the piece is used up.
    broken: Option<SourceErrorKind>,
    /// Whether that was told.
    over: bool,
}

impl Entries {
    /// Lists the next piece.
    fn list(&mut self) {
        let files = match self.directory.files() {
            Ok(files) => files,
            Err(error) => return self.broken = Some(fault(WHOLE, error)),
        };
        for entry in files.skip(self.listed).take(PIECE) {
            match entry {
                Ok(entry) => self.piece.push_back(entry),
                Err(error) => {
                    self.broken = Some(fault(WHOLE, error));
                    break;
                }
            }
        }
        self.listed += self.piece.len();
    }

    /// The bytes of `entry`.
    fn content(&self, entry: ZipFileEntry<'_>) -> Result<Stream, SourceErrorKind> {
        let given = self.given.load(Ordering::Relaxed);
        if given > ALL_HARMLESS && given / RATIO > self.size {
            return Err(SourceErrorKind::Bomb { limit: RATIO });
        }
        let mut archive = self.source.open()?;
        let (method, crc, packed) = (entry.compression(), entry.crc32(), entry.compressed_size());
        let found = entry.with_reader(&mut archive, ZipReadOptions::new()).map(|file| file.data_start());
        let start = found.map_err(|error| fault(MEMBER, error))?;
        let start = start.ok_or_else(|| damaged(MEMBER, &"no place of its bytes"))?;
        archive.seek(SeekFrom::Start(start))?;
        let taken = Arc::new(AtomicU64::new(0));
        let counted = Counted { stream: BufReader::with_capacity(CHUNK, archive).take(packed), taken: taken.clone() };
        let plain: Box<dyn Read + Send> = match method {
            CompressionMethod::Stored => Box::new(counted),
            CompressionMethod::Deflated => Box::new(flate2::bufread::DeflateDecoder::new(counted)),
            CompressionMethod::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(counted)?),
            other => {
                let found = format!("one packed with {other}");
                let way_out = "unpack the archive first, or pack it with deflate";
                return Err(SourceErrorKind::Damaged {
                    expected: "a member packed with deflate or zstd",
                    found,
                    way_out,
                });
            }
        };
        let checked = Checked { plain, crc: flate2::Crc::new(), expected: crc, given: self.given.clone() };
        Ok(guarded(Box::new(checked), taken, MEMBER))
    }
}

impl Iterator for Entries {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if self.piece.is_empty() && self.broken.is_none() && !self.over {
                if self.listed >= MEMBERS {
                    self.broken = Some(SourceErrorKind::TooMany { limit: MEMBERS as u64 });
                } else {
                    self.list();
                }
            }
            let Some(entry) = self.piece.pop_front() else {
                self.over = true;
                return self.broken.take().map(|kind| Entry { name: String::new(), content: Err(kind) });
            };
            self.passed.fetch_add(entry.compressed_size(), Ordering::Relaxed);
            let name = name(entry.name_raw());
            // what unix packs as a link has no page in it
            if entry.is_dir() || entry.is_symlink() || is_hidden(&name) {
                continue;
            }
            return Some(Entry { name, content: self.content(entry) });
        }
    }
}

/// Checks the sum of a member when it ends.
struct Checked {
    plain: Box<dyn Read + Send>,
    crc: flate2::Crc,
    expected: u32,
    given: Arc<AtomicU64>,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.plain.read(buffer)?;
        self.crc.update(&buffer[..count]);
        self.given.fetch_add(count as u64, Ordering::Relaxed);
        if count == 0 && !buffer.is_empty() && self.crc.sum() != self.expected {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a checksum that is wrong"));
        }
        Ok(count)
    }
}

/// What is wrong with an archive or a member.
fn fault(expected: &'static str, error: ZipError) -> SourceErrorKind {
    match error {
        ZipError::Io(error) => error.downcast().unwrap_or_else(|error| damaged(expected, &error)),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SourceErrorKind::Damaged {
            expected: "a member without a password",
            found: "an encrypted one".to_owned(),
            way_out: "unpack the archive first",
        },
        ZipError::InvalidArchive(reason) => damaged(expected, &reason),
        other => damaged(expected, &other),
    }
}
