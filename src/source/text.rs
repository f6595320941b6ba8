//! Plain text, and how a page of HTML is told from it.

use super::html::is_element;
use crate::byte;
use crate::document::Document;
use crate::hash::sha256;
use crate::record::Format;

/// A document of plain text already decoded.
pub fn text_document(uri: &str, text: &str) -> Document {
    let bytes = text.as_bytes();
    Document::assemble(
        uri.to_owned(),
        sha256(bytes),
        bytes.len() as u64,
        Format::Text,
        "UTF-8",
        text.to_owned(),
        Vec::new(),
    )
}

/// How far into the text its format must show.
const HEAD: usize = 1024;

/// The format of `text`, told by how it begins: a tag of HTML, or a doctype within the first kilobyte. A paper that OCR
/// gave its tables as pages within the text is text.
pub(super) fn format_of(text: &str) -> Format {
    if begins_as_html(text) && !goes_on_as_text(text) { Format::Html } else { Format::Text }
}

fn begins_as_html(text: &str) -> bool {
    let start = skip_prolog(text);
    if let Some(name) = start.strip_prefix('<') {
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        if is_element(&name[..end]) && name[end..].starts_with([' ', '\t', '\r', '\n', '>', '/']) {
            return true;
        }
    }
    let head = &text.as_bytes()[..text.len().min(HEAD)];
    let begins = |at: usize, tag: &[u8]| byte::begins(&head[at..], tag);
    let opens = |at: usize| begins(at, b"<!doctype html") || begins(at, b"<html>") || begins(at, b"<html ");
    memchr::memchr_iter(b'<', head).any(opens)
}

/// Whether the first page of HTML in `text` is over before its middle, and words follow: `<html>…</html>`, `1 引言`.
fn goes_on_as_text(text: &str) -> bool {
    const CLOSE: &str = "</html>";
    let head = &text.as_bytes()[..text.len() / 2];
    let Some(end) = memchr::memmem::find(head, CLOSE.as_bytes()).map(|at| at + CLOSE.len()) else { return false };
    // in a script something of it stands behind: `document.write("</html>");`
    let behind = text[end..].trim_start_matches([' ', '\r']);
    behind.starts_with('\n') && behind.trim_start().starts_with(|c: char| c != '<')
}

/// `text` without the blanks, comments and processing instructions that it begins with.
pub(super) fn skip_prolog(text: &str) -> &str {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0');
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?") {
            rest.find('>').map(|at| at + 1)
        } else {
            None
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_format() {
        for (text, format) in [
            ("<!DOCTYPE html><p>", Format::Html),
            ("\u{feff}\r\n <!-- saved from url=(0014)about:internet -->\n<HTML lang=zh>", Format::Html),
            ("<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"…\"><html>", Format::Html),
            ("<div class=\"a\">题名</div>", Format::Html),
            ("<meta charset=gbk>", Format::Html),
            ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>", Format::Html),
            ("<收稿日期> 2020-01-01", Format::Text),
            ("<5 岁儿童肺炎", Format::Text),
            (
                "<html><body><table><tr><td>1</td></tr></table></body></html>\n\n# 台风残涡的水汽输送特征\n\n潘以宁 龙畅 茅芷若 唐文博",
                Format::Text,
            ),
            ("<html><body><p>台风残涡的水汽输送特征</p></body></html>\n<!-- 12 ms -->", Format::Html),
            ("<html><body><p>台风残涡的水汽输送特征</p></body></html>\n12 ms", Format::Html),
            ("<author> 张三", Format::Text),
            ("题名\n收稿日期: 2020-01-01", Format::Text),
            ("", Format::Text),
        ] {
            assert_eq!(format_of(text), format, "{text:?}");
        }
    }

    #[test]
    fn a_text_has_the_digest_of_its_bytes() {
        let doc = text_document("a.txt", "abc");
        assert_eq!(doc.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(doc.bytes, 3);
    }
}
