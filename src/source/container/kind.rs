//! What a stream is, told by its first bytes.

use std::io::{self, BufRead, Read};

use super::Stream;
use super::json;

/// The first bytes that tell every kind but JSON lines; a tar says what it is at byte 257.
const HEAD: u64 = 512;
/// The first bytes that tell whether what looks like JSON is a file of lines.
const JSON_HEAD: u64 = 1 << 16;

/// What a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Gzip,
    Zstd,
    Zip,
    Tar,
    Warc,
    JsonLines,
    Parquet,
    /// Anything else: what it is, decoding tells.
    Page,
}

impl Kind {
    /// What it is, with its article, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Gzip => "a gzip file",
            Kind::Zstd => "a zstd file",
            Kind::Zip => "a ZIP archive",
            Kind::Tar => "a tar archive",
            Kind::Warc => "a WARC file",
            Kind::JsonLines => "a file of JSON lines",
            Kind::Parquet => "a Parquet file",
            Kind::Page => "a page",
        }
    }

    /// What begins with `head`; `whole`: nothing follows. `column` as the user named it.
    pub fn of(head: &[u8], whole: bool, column: Option<&str>) -> Kind {
        match head {
            [0x1F, 0x8B, 0x08, ..] => Kind::Gzip,
            // the second is a frame to be skipped, which some packers begin with
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Kind::Zstd,
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Kind::Zip,
            [b'P', b'A', b'R', b'1', ..] => Kind::Parquet,
            _ if head.starts_with(b"WARC/") => Kind::Warc,
            _ if is_tar(head) => Kind::Tar,
            _ if json::is_lines(head, whole, column) => Kind::JsonLines,
            _ => Kind::Page,
        }
    }
}

/// Whether `head` is the header of a tar member: the magic, and a sum over the header that is right.
fn is_tar(head: &[u8]) -> bool {
    let Some(header) = head.get(..512) else { return false };
    let marked = &header[257..262] == b"ustar";
    let digits = |field: &[u8]| {
        let text = std::str::from_utf8(field).ok()?.trim_matches(['\0', ' ']);
        u64::from_str_radix(text, 8).ok()
    };
    let sum = |byte: usize| if (148..156).contains(&byte) { 32 } else { u64::from(header[byte]) };
    digits(&header[148..156]) == Some((0..512).map(sum).sum()) && (marked || digits(&header[124..136]).is_some())
}

/// Reads the first bytes of `stream`, and whether they are all there is. A stream that breaks gives what it has; it
/// breaks again for who reads on.
pub(super) fn peek(stream: &mut Stream) -> (Vec<u8>, bool) {
    let mut head = Vec::with_capacity(HEAD as usize);
    let mut read = |head: &mut Vec<u8>, limit: u64| {
        let wanted = limit - head.len() as u64;
        let end = stream.by_ref().take(wanted).read_to_end(head);
        match end {
            Ok(_) => (head.len() as u64) < limit,
            Err(error) => {
                let rest = std::mem::replace(stream, Box::new(io::empty()));
                *stream = Box::new(Broken { error: Some(error), _rest: rest });
                false
            }
        }
    };
    let mut whole = read(&mut head, HEAD);
    if !whole && head.len() as u64 == HEAD && json::may_be_lines(&head) {
        whole = read(&mut head, JSON_HEAD);
    }
    (head, whole)
}

/// A stream that broke while its first bytes were read: it tells the error again, once.
struct Broken {
    error: Option<io::Error>,
    _rest: Stream,
}

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.error.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Broken {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.error.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}
