//! Bytes → text → [`Document`]: the encoding, the format, and what was odd about them.

mod charset;
mod statistics;

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::error::{SourceError, SourceErrorKind};
use super::{MAX_BYTES, foreign, html, text};
use crate::document::Document;
use crate::hash::sha256;
use crate::problem::{Code, Problem};
use crate::record::Format;

/// Reads `bytes` as text or HTML. Whatever the bytes are, the answer is a document or a reason why there is none.
pub fn decode(uri: String, bytes: &[u8]) -> Result<Document, SourceError> {
    match read(&uri, bytes) {
        Ok(document) => Ok(document),
        Err(kind) => Err(kind.of(uri)),
    }
}

fn read(uri: &str, bytes: &[u8]) -> Result<Document, SourceErrorKind> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(SourceErrorKind::TooLarge { bytes: bytes.len() as u64 });
    }
    if let Some(kind) = foreign::binary(bytes) {
        return Err(kind);
    }
    let Decoded { text, encoding, doubts } = to_text(bytes)?;
    let start = text::skip_prolog(&text);
    if start.is_empty() {
        return Err(SourceErrorKind::Empty);
    }
    if let Some(kind) = foreign::data(&text, start) {
        return Err(kind);
    }
    let format = text::format_of(&text);
    let (printed, metas) = match format {
        Format::Text => (text.into_owned(), Vec::new()),
        Format::Html => {
            let page = html::read(&text);
            (page.text, page.metas)
        }
    };
    let length = bytes.len() as u64;
    let mut document =
        Document::assemble(uri.to_owned(), sha256(bytes), length, format, name(encoding), printed, metas);
    document.doubts = doubts;
    Ok(document)
}

/// Text, and how it was read.
struct Decoded<'a> {
    text: Cow<'a, str>,
    encoding: &'static Encoding,
    doubts: Vec<Problem>,
}

/// Decodes by byte-order mark, else as UTF-8 if it is that, else as declared, else by statistics.
fn to_text(bytes: &[u8]) -> Result<Decoded<'_>, SourceErrorKind> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..], Vec::new());
    }
    if let Some(encoding) = statistics::utf16(bytes) {
        return decode_as(encoding, bytes, Vec::new());
    }
    if statistics::is_binary(bytes) {
        return Err(foreign::NO_TEXT);
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        let mut doubts = Vec::new();
        if let Some((declared, label)) = charset::declared(bytes)
            && declared != UTF_8
            && !text.is_ascii()
        {
            doubts.push(conflict(&label, UTF_8));
        }
        return Ok(Decoded { text: Cow::Borrowed(text), encoding: UTF_8, doubts });
    }
    let declared = charset::declared(bytes);
    let encoding = statistics::guess(bytes, declared.as_ref().map(|(encoding, _)| *encoding));
    let doubts = declared.iter().filter(|(d, _)| *d != encoding).map(|(_, label)| conflict(label, encoding)).collect();
    decode_as(encoding, bytes, doubts)
}

fn decode_as<'a>(
    encoding: &'static Encoding,
    bytes: &'a [u8],
    mut doubts: Vec<Problem>,
) -> Result<Decoded<'a>, SourceErrorKind> {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    if lossy {
        let lost = text.matches('\u{fffd}').count();
        let of = text.chars().count();
        if lost * 10 > of {
            return Err(SourceErrorKind::UnknownEncoding { lost, of });
        }
        doubts.push(Problem::warning(
            Code::EncodingLoss,
            "source.encoding",
            format!("expected {}, found {lost} places that are none of it and stand as \u{fffd}", name(encoding)),
        ));
    }
    Ok(Decoded { text, encoding, doubts })
}

fn conflict(label: &str, read: &'static Encoding) -> Problem {
    Problem::warning(
        Code::EncodingConflict,
        "source.encoding",
        format!("expected {label}, which the page declares, found {}; it was read as that", name(read)),
    )
}

/// The name of `encoding` as people write it.
fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 { "GB18030" } else { encoding.name() }
}

#[cfg(test)]
mod tests;
