//! Bytes → [`Document`].

use crate::document::Document;
use crate::record::Format;

/// A document of plain text already decoded.
pub fn text_document(uri: &str, text: &str) -> Document {
    Document::assemble(
        uri.to_owned(),
        String::new(),
        text.len() as u64,
        Format::Text,
        "UTF-8",
        text.to_owned(),
        Vec::new(),
    )
}
