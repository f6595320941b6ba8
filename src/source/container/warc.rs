//! WARC and WET: the pages of a crawl, with the address and the time of each.
//!
//! Of a WARC file, answers (`response`) with status 200 and a text are pages; of a WET file, `conversion` records. The
//! rest is passed over: requests, metadata, images, errors. Records are told apart here; what an answer's encodings
//! hide is [`Response`]'s matter. (fastwarc, the crate for it, holds readers that no other thread may take over.)

use std::io::{self, Read};

use chrono::{DateTime, SubsecRound, Utc};

use super::super::input::{Input, Place};
use super::unpack::damaged;
use super::{Response, SourceErrorKind, Stream};
use crate::source::MAX_BYTES;

/// The longest header of a record.
const HEADER: usize = 1 << 18;
const WHOLE: &str = "a whole WARC record";

/// The pages of a file.
pub(super) struct Pages {
    stream: Stream,
    uri: String,
    over: bool,
}

/// The header of a record, as far as it matters.
#[derive(Debug, Default)]
struct Header {
    kind: Vec<u8>,
    length: Option<u64>,
    target: Option<String>,
    date: Option<DateTime<Utc>>,
}

impl Pages {
    pub fn of(stream: Stream, uri: &str) -> Pages {
        Pages { stream, uri: uri.to_owned(), over: false }
    }

    /// The next page, none at the end.
    fn page(&mut self) -> Result<Option<Input>, SourceErrorKind> {
        loop {
            let Some(header) = self.header()? else { return Ok(None) };
            let length = header.length.ok_or_else(|| damaged(WHOLE, &"one without a Content-Length"))?;
            let answer = header.kind.eq_ignore_ascii_case(b"response");
            if !answer && !header.kind.eq_ignore_ascii_case(b"conversion") {
                self.skip(length)?;
                continue;
            }
            let uri = format!("{}!/{}", self.uri, header.target.as_deref().unwrap_or("(no address)"));
            let place = if length > MAX_BYTES {
                // an image of that size is no failure, but nobody can tell without reading on
                self.skip(length)?;
                Some(Place::Failed(SourceErrorKind::TooLarge { bytes: length }))
            } else {
                let block = self.block(length)?;
                if answer { Response::of(block).map(Place::Response) } else { Some(Place::Bytes(block)) }
            };
            if let Some(place) = place {
                let mut input = Input::new(uri, place);
                input.fetched = header.date;
                return Ok(Some(input));
            }
        }
    }

    /// The next header, none at the end.
    fn header(&mut self) -> Result<Option<Header>, SourceErrorKind> {
        let mut left = HEADER;
        let mut line = Vec::new();
        // blank lines end a record
        while line.is_empty() {
            if !self.line(&mut line, &mut left)? {
                return Ok(None);
            }
        }
        if !line.starts_with(b"WARC/") {
            let found = String::from_utf8_lossy(&line).chars().take(40).collect::<String>();
            return Err(damaged(WHOLE, &format!("{found:?} in its place")));
        }
        let mut header = Header::default();
        loop {
            if !self.line(&mut line, &mut left)? {
                return Err(damaged(WHOLE, &"the end of the file in its header"));
            }
            if line.is_empty() {
                return Ok(Some(header));
            }
            let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
            let (name, value) = (&line[..colon], line[colon + 1..].trim_ascii());
            let text = || String::from_utf8_lossy(value);
            if name.eq_ignore_ascii_case(b"WARC-Type") {
                header.kind = value.to_vec();
            } else if name.eq_ignore_ascii_case(b"Content-Length") {
                header.length = text().parse().ok();
            } else if name.eq_ignore_ascii_case(b"WARC-Target-URI") {
                // an old wget writes it in brackets
                header.target = Some(text().trim_start_matches('<').trim_end_matches('>').to_owned());
            } else if name.eq_ignore_ascii_case(b"WARC-Date") {
                let date = DateTime::parse_from_rfc3339(&text()).ok();
                header.date = date.map(|date| date.to_utc().trunc_subsecs(0));
            }
        }
    }

    /// Reads a line without its end into `line`; false at the end of the file.
    fn line(&mut self, line: &mut Vec<u8>, left: &mut usize) -> Result<bool, SourceErrorKind> {
        line.clear();
        let count = io::BufRead::read_until(&mut self.stream.by_ref().take(*left as u64), b'\n', line)?;
        *left -= count;
        if *left == 0 {
            return Err(damaged(WHOLE, &"a header without end"));
        }
        line.truncate(line.trim_ascii_end().len());
        Ok(count > 0)
    }

    fn block(&mut self, length: u64) -> Result<Vec<u8>, SourceErrorKind> {
        // the length is only what the header says
        let mut block = Vec::with_capacity(length.min(1 << 20) as usize);
        self.stream.by_ref().take(length).read_to_end(&mut block)?;
        if (block.len() as u64) < length {
            return Err(damaged(WHOLE, &format!("{} bytes of {length}", block.len())));
        }
        Ok(block)
    }

    fn skip(&mut self, length: u64) -> Result<(), SourceErrorKind> {
        match io::copy(&mut self.stream.by_ref().take(length), &mut io::sink())? {
            skipped if skipped < length => Err(damaged(WHOLE, &format!("{skipped} bytes of {length}"))),
            _ => Ok(()),
        }
    }
}

impl Iterator for Pages {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        if self.over {
            return None;
        }
        let page = self.page();
        self.over = !matches!(page, Ok(Some(_)));
        page.unwrap_or_else(|kind| Some(Input::failed(self.uri.as_str(), kind)))
    }
}
