//! `evidence`: one row a value and where it stands.

use serde::{Deserialize, Serialize};

use super::{ARTICLE_ID, Cell, Column, Kind, Name, OF_ARTICLE, OF_SOURCE, Rows, Rule, Table, Telling};
use crate::document::Document;
use crate::record::Evidence;

/// A value and where it stands.
pub const TABLE: Table = Table {
    name: "evidence",
    about: "A value of an article and where its source prints it.",
    columns: &[
        ARTICLE_ID,
        Column::text("source_id", "The source: a row of sources.").required(),
        Column::text("field", "The field, e.g. authors[2].name.zh; authors[].name.zh of a value that the article does not take over from this source.").required(),
        Column::new("start", Kind::Int64, "First byte, in the decoded source as UTF-8; of HTML, in the text that its tags lay out, metadata behind it.")
            .required()
            .rule(Rule::Between(0, i64::MAX)),
        Column::new("end", Kind::Int64, "One past the last byte.").required().rule(Rule::Between(0, i64::MAX)),
        Column::text("text", "What is printed there.").required(),
        Column::text("origin", "print, or the metadata element that says it, e.g. citation_doi.").required(),
        Column::new("confidence", Kind::Float32, "How sure the reading is, 0 to 1.")
            .required()
            .rule(Rule::Between(0, 1)),
    ],
    primary_key: &["source_id", "field", "start", "end"],
    foreign_keys: &[OF_ARTICLE, OF_SOURCE],
};

/// A piece of evidence with the text that it points at, so that it outlives its document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Witness {
    /// The field, e.g. `authors[2].name.zh`.
    pub field: String,
    /// First byte of the decoded source.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// What is printed there.
    pub text: String,
    /// `print`, or the name of the metadata element, e.g. `citation_doi`.
    pub origin: String,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

impl Witness {
    /// `evidence` with its text out of `document`.
    pub fn of(document: &Document, evidence: &Evidence) -> Witness {
        let printed = document.printed_span(evidence.span);
        Witness {
            field: evidence.path(),
            start: printed.start as u64,
            end: printed.end as u64,
            text: document.printed(evidence.span).to_owned(),
            origin: document.origin(evidence.span).to_owned(),
            confidence: evidence.confidence,
        }
    }
}

pub(super) fn rows(article_id: &str, telling: &Telling, rows: &mut impl Rows) {
    let mut seen = std::collections::HashSet::with_capacity(telling.witnesses.len());
    for witness in &telling.witnesses {
        if !seen.insert((&witness.field, witness.start, witness.end)) {
            continue;
        }
        let cells: [Cell<'_>; TABLE.columns.len()] = [
            article_id.into(),
            (&telling.source_id).into(),
            (&witness.field).into(),
            Cell::Integer(witness.start as i64),
            Cell::Integer(witness.end as i64),
            (&witness.text).into(),
            (&witness.origin).into(),
            Cell::Number(witness.confidence.clamp(0.0, 1.0)),
        ];
        rows.row(Name::Evidence, &cells);
    }
}
