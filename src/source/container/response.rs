//! An answer of a web server, as a crawler kept it → the page in it.

use std::io::{Cursor, Read};
use std::ops::Range;

use super::super::input::read_to_limit;
use super::SourceErrorKind;
use super::unpack::damaged;

/// Header lines that are read; servers send a few dozen.
const LINES: usize = 256;

/// An answer with status 200 and a text.
pub struct Response {
    block: Vec<u8>,
    /// Where its body begins.
    body: usize,
    chunked: bool,
    /// How the body is packed, the last packing first.
    codings: Vec<Coding>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

impl Response {
    /// Its length in bytes, packed.
    pub(in crate::source) fn held(&self) -> usize {
        self.block.len()
    }

    /// The answer in `block`, if it is a page: status 200, and HTML or text by its type, or of no type.
    pub fn of(block: Vec<u8>) -> Option<Response> {
        let mut lines = [httparse::EMPTY_HEADER; LINES];
        let mut head = httparse::Response::new(&mut lines);
        let config = {
            let mut config = httparse::ParserConfig::default();
            // what a crawler kept was good enough for a browser
            config.ignore_invalid_headers_in_responses(true).allow_spaces_after_header_name_in_responses(true);
            config
        };
        let httparse::Status::Complete(body) = config.parse_response(&mut head, &block).ok()? else { return None };
        if head.code != Some(200) {
            return None;
        }
        let values = |name: &'static str| {
            let named = head.headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name));
            named.map(|header| String::from_utf8_lossy(header.value).to_ascii_lowercase())
        };
        let is_text = |kind: String| {
            let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
            matches!(kind.as_str(), "" | "text/html" | "application/xhtml+xml" | "text/plain")
        };
        if !values("content-type").next().is_none_or(is_text) {
            return None;
        }
        let chunked = values("transfer-encoding").any(|value| value.contains("chunked"));
        let packings: Vec<String> = values("transfer-encoding").chain(values("content-encoding")).collect();
        let codings = packings.iter().flat_map(|value| value.split(',')).filter_map(|coding| match coding.trim() {
            "gzip" | "x-gzip" => Some(Coding::Gzip),
            "deflate" => Some(Coding::Deflate),
            "br" => Some(Coding::Brotli),
            "zstd" => Some(Coding::Zstd),
            _ => None,
        });
        let codings = codings.rev().collect();
        Some(Response { body, chunked, codings, block })
    }

    /// The page. Many crawlers unpack a body and keep the header that says how it was packed: what is not packed is
    /// taken as it is.
    pub(in crate::source) fn read(mut self) -> Result<Vec<u8>, SourceErrorKind> {
        let mut body = self.block.split_off(self.body);
        if self.chunked
            && let Some(chunks) = chunks(&body)
        {
            body = chunks.into_iter().flat_map(|chunk| &body[chunk]).copied().collect();
        }
        for coding in self.codings {
            body = unpack(coding, body)?;
        }
        Ok(body)
    }
}

/// Where the chunks of `body` are; none if it is not chunked, or breaks off.
fn chunks(body: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut chunks = Vec::new();
    let mut at = 0;
    loop {
        let httparse::Status::Complete((digits, size)) = httparse::parse_chunk_size(&body[at..]).ok()? else {
            return None;
        };
        let start = at + digits;
        let end = start.checked_add(usize::try_from(size).ok()?).filter(|end| *end <= body.len())?;
        if size == 0 {
            return Some(chunks);
        }
        chunks.push(start..end);
        at = end + 2;
        // a crawler may leave out the last chunk, which is empty
        if at >= body.len() {
            return Some(chunks);
        }
    }
}

fn unpack(coding: Coding, body: Vec<u8>) -> Result<Vec<u8>, SourceErrorKind> {
    let packed = match coding {
        Coding::Gzip => body.starts_with(b"\x1F\x8B"),
        Coding::Zstd => body.starts_with(b"\x28\xB5\x2F\xFD"),
        // neither has a mark; a page begins with a blank or a bracket, which both could
        Coding::Deflate | Coding::Brotli => std::str::from_utf8(&body[..body.len().min(512)])
            .map_or_else(|error| error.error_len().is_some(), |_| false),
    };
    if !packed {
        return Ok(body);
    }
    let read = |reader: &mut dyn Read| read_to_limit(reader, 0);
    let whole = |kind: SourceErrorKind| match kind {
        SourceErrorKind::Io(error) => damaged("a whole body", &error),
        other => other,
    };
    match coding {
        Coding::Gzip => read(&mut flate2::read::MultiGzDecoder::new(body.as_slice())),
        // by the standard with a header of zlib, by many servers without
        Coding::Deflate => read(&mut flate2::read::ZlibDecoder::new(body.as_slice()))
            .or_else(|_| read(&mut flate2::read::DeflateDecoder::new(body.as_slice()))),
        Coding::Brotli => read(&mut brotli_decompressor::Decompressor::new(Cursor::new(body), 1 << 14)),
        Coding::Zstd => zstd::stream::read::Decoder::new(body.as_slice())
            .map_err(SourceErrorKind::from)
            .and_then(|mut decoder| read(&mut decoder)),
    }
    .map_err(whole)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;

    use super::*;

    fn page(head: &str, body: &[u8]) -> Option<Result<Vec<u8>, SourceErrorKind>> {
        Response::of([head.as_bytes(), b"\r\n", body].concat()).map(Response::read)
    }

    #[test]
    fn pages_are_told_from_the_rest() {
        let body = |head: &str| page(head, b"<p>").map(Result::unwrap);
        assert_eq!(body("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=gbk\r\n"), Some(b"<p>".to_vec()));
        assert_eq!(body("HTTP/1.0 200\r\n"), Some(b"<p>".to_vec()));
        assert_eq!(body("HTTP/1.1 200 OK\r\ncontent-type: TEXT/PLAIN\r\nbad header\r\n"), Some(b"<p>".to_vec()));
        assert_eq!(body("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n"), None);
        assert_eq!(body("HTTP/1.1 301 Moved\r\nLocation: /\r\n"), None);
        assert_eq!(body("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"), None);
        assert_eq!(body("no answer"), None);
    }

    #[test]
    fn packed_bodies_are_unpacked() {
        let text = "题名".repeat(1000).into_bytes();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(&text).unwrap();
        let gzip = gzip.finish().unwrap();
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(&text).unwrap();
        let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(&text).unwrap();
        let chunked = |body: &[u8], end: &str| {
            let half = body.len() / 2;
            let chunk = |part: &[u8]| [format!("{:X};x=y\r\n", part.len()).as_bytes(), part, b"\r\n"].concat();
            [chunk(&body[..half]), chunk(&body[half..]), end.into()].concat()
        };
        for (encoding, body) in [
            ("Content-Encoding: gzip", gzip.clone()),
            ("Content-Encoding: deflate", zlib.finish().unwrap()),
            ("Content-Encoding: deflate", raw.finish().unwrap()),
            ("Content-Encoding: zstd", zstd::encode_all(text.as_slice(), 1).unwrap()),
            ("Content-Encoding: gzip", text.clone()),
            ("Content-Encoding: br", text.clone()),
            ("Transfer-Encoding: chunked", chunked(&text, "0\r\n\r\n")),
            ("Transfer-Encoding: chunked", chunked(&text, "")),
            ("Transfer-Encoding: chunked", text.clone()),
            ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(&gzip, "0\r\n\r\n")),
        ] {
            let read = page(&format!("HTTP/1.1 200 OK\r\n{encoding}\r\n"), &body).unwrap().unwrap();
            assert!(read == text, "{encoding}");
        }
        // "abc", from the format's own description
        let brotli = [0x0B, 0x01, 0x80, b'a', b'b', b'c', 0x03];
        let read = page("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n", &brotli).unwrap().unwrap();
        assert_eq!(read, b"abc");
        let cut = page("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n", &gzip[..gzip.len() - 9]).unwrap();
        assert!(cut.unwrap_err().to_string().starts_with("expected a whole body, found "));
    }
}
