//! gzip, zstd and the rest: compressed streams → plain ones, with a limit against bombs.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::kind::Kind;
use super::{CHUNK, SourceErrorKind, Stream};

/// Bytes out of each compressed one that are still text: pages pack to a tenth, a table of much the same pages to a
/// fiftieth; deflate reaches 1,032.
pub(super) const RATIO: u64 = 200;
/// The ratio counts from here on: small files of blanks are harmless.
pub(super) const HARMLESS: u64 = 16 << 20;
/// The largest window of zstd, as a power of two: 128 MB, as the zstd tool has it.
const WINDOW: u32 = 27;

/// What is in a stream of gzip or zstd.
pub(super) fn unpack(kind: Kind, stream: Stream) -> io::Result<Stream> {
    let taken = Arc::new(AtomicU64::new(0));
    let counted = Counted { stream, taken: taken.clone() };
    let (decoder, expected): (Box<dyn Read + Send>, _) = match kind {
        Kind::Zstd => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(counted)?;
            decoder.window_log_max(WINDOW)?;
            (Box::new(decoder), "a whole zstd file")
        }
        _ => (Box::new(flate2::bufread::MultiGzDecoder::new(counted)), "a whole gzip file"),
    };
    Ok(guarded(decoder, taken, expected))
}

/// `decoder` with a limit on its ratio, and with errors that say what was `expected`. `taken` counts what goes in.
pub(super) fn guarded(decoder: Box<dyn Read + Send>, taken: Arc<AtomicU64>, expected: &'static str) -> Stream {
    Box::new(BufReader::with_capacity(CHUNK, Guard { decoder, taken, given: 0, expected, over: false }))
}

/// Counts what is taken out of a stream.
pub(super) struct Counted<R> {
    pub stream: R,
    pub taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stream.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        self.stream.consume(count);
    }
}

/// Reads a decoder up to its first error.
struct Guard {
    decoder: Box<dyn Read + Send>,
    taken: Arc<AtomicU64>,
    given: u64,
    expected: &'static str,
    over: bool,
}

impl Read for Guard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.over {
            return Ok(0);
        }
        match self.decoder.read(buffer) {
            Ok(count) => {
                self.given += count as u64;
                if self.given > HARMLESS && self.given / RATIO > self.taken.load(Ordering::Relaxed) {
                    self.over = true;
                    return Err(SourceErrorKind::Bomb { limit: RATIO }.into());
                }
                Ok(count)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                self.over = true;
                // what is wrong further down has been told there
                let kind = error.downcast::<SourceErrorKind>();
                Err(kind.unwrap_or_else(|error| damaged(self.expected, &error)).into())
            }
        }
    }
}

/// The error of what is not as it should be, for the reason of `error`.
pub(super) fn damaged(expected: &'static str, error: &impl std::fmt::Display) -> SourceErrorKind {
    let reason: String = error.to_string().replace('\n', " ").chars().take(120).collect();
    SourceErrorKind::Damaged { expected, found: format!("a damaged one ({reason})"), way_out: "fetch it again" }
}
