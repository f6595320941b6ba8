//! What came of one input: a record, no article, or a failure.

use crate::document::Document;
use crate::hash::sha256;
use crate::problem::Problem;
use crate::record::{Extraction, Format};
use crate::source::SourceErrorKind;
use crate::table::{Origin, Status, Witness};

/// What came of one input, told by the engine.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The input, as far as it was understood.
    pub(super) origin: Origin,
    pub(super) reading: Reading,
}

/// What was read.
#[derive(Clone, Debug)]
pub enum Reading {
    /// An article: its record, and its evidence where that is asked for.
    Article(Box<Extraction>, Vec<Witness>),
    /// None; the doubts are the source's.
    Nothing(Vec<Problem>),
}

impl Outcome {
    /// `extraction` out of `document`. `evidence`: whether to keep where its values stand.
    pub fn article(document: &Document, extraction: Extraction, evidence: bool) -> Outcome {
        let witnesses = if evidence {
            extraction.evidence.iter().map(|evidence| Witness::of(document, evidence)).collect()
        } else {
            Vec::new()
        };
        let mut origin = origin(document, Status::Extracted);
        origin.platform = Some(extraction.record.source.platform);
        origin.article_id = Some(extraction.record.id.clone());
        Outcome { origin, reading: Reading::Article(Box::new(extraction), witnesses) }
    }

    /// `document` is no article; `message` says what it is in one sentence.
    pub fn not_an_article(document: &Document, message: &str) -> Outcome {
        let mut origin = origin(document, Status::NotAnArticle);
        origin.message = Some(message.to_owned());
        Outcome { origin, reading: Reading::Nothing(document.doubts.clone()) }
    }

    /// The input at `uri` could not be read; `bytes` are what was read of it, none where nothing was.
    pub fn failed(uri: &str, bytes: Option<&[u8]>, message: &str) -> Outcome {
        let source_id = match bytes {
            Some(bytes) => sha256(bytes),
            None => format!("unread:{}", sha256(uri.as_bytes())),
        };
        let origin = Origin {
            source_id,
            uri: uri.to_owned(),
            fetched: None,
            format: None,
            encoding: None,
            bytes: bytes.map(|bytes| bytes.len() as u64),
            platform: None,
            status: Status::Failed,
            article_id: None,
            message: Some(message.to_owned()),
        };
        Outcome { origin, reading: Reading::Nothing(Vec::new()) }
    }

    /// The input at `uri` gave no document, for the reason of `error`; `bytes` as in [`Outcome::failed`].
    pub fn unreadable(uri: &str, bytes: Option<&[u8]>, error: &SourceErrorKind) -> Outcome {
        let mut outcome = Outcome::failed(uri, bytes, &error.to_string());
        if error.not_an_article() {
            outcome.origin.status = Status::NotAnArticle;
        }
        outcome
    }

    /// The same with the kind of source, where that was found out before it failed.
    pub fn with_format(mut self, format: Format) -> Outcome {
        self.origin.format = Some(format);
        self
    }
}

fn origin(document: &Document, status: Status) -> Origin {
    Origin {
        source_id: document.sha256.clone(),
        uri: document.uri.clone(),
        fetched: None,
        format: Some(document.format),
        encoding: Some(document.encoding.into()),
        bytes: Some(document.bytes),
        platform: None,
        status,
        article_id: None,
        message: None,
    }
}
