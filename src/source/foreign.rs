//! What is neither text nor HTML, told by its first bytes.

use super::error::SourceErrorKind;
use crate::byte;

const AS_TEXT: &str = "convert it to text first, e.g. with pdftotext";
const UNPACK: &str = "unpack it first";
const REMOVE: &str = "take it out";
const EXPORT: &str = "open it in its program and save it as text";

/// First bytes, what they announce, and what to do about it.
const MAGIC: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", AS_TEXT),
    (b"%!PS", "a PostScript file", AS_TEXT),
    (b"AT&TFORM", "a DjVu file", "convert it to text first, e.g. with djvutxt"),
    (b"CAJ\0", "a CAJ file of CNKI", EXPORT),
    (b"HN\0\0", "a CAJ file of CNKI", EXPORT),
    (b"KDH ", "a KDH file of CNKI", EXPORT),
    (b"{\\rtf", "an RTF file", EXPORT),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office file (DOC, XLS)", EXPORT),
    (b"PK\x03\x04", "a ZIP archive (or DOCX, EPUB)", UNPACK),
    (b"PK\x05\x06", "an empty ZIP archive", REMOVE),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"\x89PNG\r\n\x1A\n", "a PNG image", REMOVE),
    (b"\xFF\xD8\xFF", "a JPEG image", REMOVE),
    (b"GIF87a", "a GIF image", REMOVE),
    (b"GIF89a", "a GIF image", REMOVE),
    (b"II*\0", "a TIFF image", REMOVE),
    (b"MM\0*", "a TIFF image", REMOVE),
    (b"\0\0\x01\0", "an icon", REMOVE),
    (b"wOFF", "a font", REMOVE),
    (b"wOF2", "a font", REMOVE),
    (b"\x7FELF", "a program", REMOVE),
    (b"PAR1", "a Parquet file", "export its text column to files first"),
    (b"SQLite format 3\0", "an SQLite database", "export its text to files first"),
];

/// Names what `bytes` are, if they are a known kind of file that is no text.
pub(super) fn binary(bytes: &[u8]) -> Option<SourceErrorKind> {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
    // only a PDF may have blanks before it; for the rest every byte counts
    let known = |&&(magic, found, _): &&(&[u8], &str, &str)| {
        if found == "a PDF" { bytes[start..].starts_with(magic) } else { bytes.starts_with(magic) }
    };
    if let Some(&(_, found, way_out)) = MAGIC.iter().find(known) {
        // a text may begin with these letters
        let letters = found == "a bzip2 archive" && !bytes[3..].starts_with(b"9") && !bytes[3..].starts_with(b"1");
        return (!letters).then_some(SourceErrorKind::Binary { found, way_out });
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(SourceErrorKind::Binary { found: "a WebP image", way_out: REMOVE });
    }
    if bytes.get(257..262) == Some(b"ustar") {
        return Some(SourceErrorKind::Binary { found: "a tar archive", way_out: UNPACK });
    }
    None
}

/// The error of bytes that are no text and nothing known.
pub(super) const NO_TEXT: SourceErrorKind =
    SourceErrorKind::Binary { found: "binary data (no known kind of file)", way_out: REMOVE };

/// Names what `text` is, if it is written for machines and neither a page nor a paper. `start` is `text` without
/// what may stand before its first element.
pub(super) fn data(text: &str, start: &str) -> Option<SourceErrorKind> {
    let found = |found, way_out| Some(SourceErrorKind::UnsupportedFormat { found, way_out });
    let after = |open| start.strip_prefix(open).map(str::trim_start);
    let json = after('{').is_some_and(|rest| rest.starts_with('}') || is_member(rest))
        || after('[')
            .is_some_and(|rest| rest == "]" || rest.strip_prefix('{').map(str::trim_start).is_some_and(is_member));
    if json {
        return found("JSON", "leave it where it is, or give the pages it was made from");
    }
    if text.starts_with("WARC/1.") {
        return found("a WARC file", "extract its pages to files first");
    }
    if text.trim_start().starts_with("<?xml") && !is_xhtml(start) {
        return found("XML", "convert it to HTML or text first");
    }
    None
}

/// Whether `rest` begins as a member of a JSON object does: `"name":`.
fn is_member(rest: &str) -> bool {
    let Some(name) = rest.strip_prefix('"') else { return false };
    let Some(end) = name.find('"') else { return false };
    name[end + 1..].trim_start().starts_with(':')
}

/// Whether what follows an XML declaration is a page.
fn is_xhtml(start: &str) -> bool {
    let head = start.as_bytes();
    byte::begins(head, b"<!doctype html") || byte::begins(head, b"<html")
}

#[cfg(test)]
mod tests {
    use super::super::text::skip_prolog;
    use super::*;

    #[test]
    fn files_that_are_no_text_are_named() {
        let message = |bytes: &[u8]| binary(bytes).map(|kind| kind.to_string());
        assert_eq!(
            message(b"%PDF-1.7\n\xE2\xE3").unwrap(),
            "expected text or HTML, found a PDF; convert it to text first, e.g. with pdftotext"
        );
        assert!(message(b"\n%PDF-1.4").unwrap().contains("a PDF"));
        assert!(message(b"PK\x03\x04\x14\0").unwrap().contains("ZIP"));
        assert!(message(b"\x1F\x8B\x08").unwrap().contains("gzip"));
        assert!(message(b"RIFF\0\0\0\0WEBPVP8 ").unwrap().contains("WebP"));
        assert_eq!(message(b"BZhang is an author"), None);
        assert_eq!(message("题名".as_bytes()), None);
        assert_eq!(message(b""), None);
    }

    #[test]
    fn json_and_xml_are_no_pages() {
        let found = |text: &str| data(text, skip_prolog(text)).map(|kind| kind.to_string());
        assert!(found("{\n  \"doi\" : \"10.1\"}").unwrap().contains("JSON"));
        assert!(found("[ {\"a\": 1}]").unwrap().contains("JSON"));
        assert!(found("{}").unwrap().contains("JSON"));
        assert!(found("<?xml version=\"1.0\"?><article>").unwrap().contains("XML"));
        assert_eq!(found("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"a\"><html>"), None);
        assert_eq!(found("[1] 张三. 题名[J]."), None);
        assert_eq!(found("{摘要} \"引文\""), None);
    }
}
