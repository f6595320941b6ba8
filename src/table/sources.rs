//! `sources`: one row an input, whatever became of it.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Cell, Column, ForeignKey, Kind, Name, Rows, Rule, Table};
use crate::record::{Format, Platform};

/// An input, whatever became of it.
pub const TABLE: Table = Table {
    name: "sources",
    about: "An input, whatever became of it.",
    columns: &[
        Column::text(
            "source_id",
            "SHA-256 of the bytes; #2, #3 … follows where the same bytes came before, unread: precedes that of the uri \
             where the bytes could not be read.",
        )
        .distinct()
        .required()
        .rule(Rule::Pattern("(unread:)?[0-9a-f]{64}(#[0-9]+)?")),
        Column::text("uri", "Path of the input; archive!/member for what is in a container.").distinct().required(),
        Column::new("fetched", Kind::Timestamp, "When it was fetched from the web (UTC), where its container says so."),
        Column::text("format", "Its kind, told by its content."),
        Column::text("encoding", "The encoding it was read in."),
        Column::new("bytes", Kind::Int64, "Its length in bytes.").rule(Rule::Between(0, i64::MAX)),
        Column::text("platform", "The publishing platform whose layout it has."),
        Column::text("status", "What became of it.").required().rule(Rule::OneOf(&[
            "extracted",
            "merged",
            "rejected",
            "not_an_article",
            "failed",
        ])),
        Column::text("article_id", "The article it gave: a row of articles.").distinct(),
        Column::text("message", "Why it gave no article of its own, in one sentence."),
    ],
    primary_key: &["source_id"],
    foreign_keys: &[ForeignKey { columns: &["article_id"], table: "articles", key: &["article_id"] }],
};

/// What became of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Its record is in the dataset.
    Extracted,
    /// It gave an article that another source had given.
    Merged,
    /// The schema refuses its record.
    Rejected,
    /// It is a list page, an error page or the like.
    NotAnArticle,
    /// It could not be read.
    Failed,
}

impl Status {
    /// Every status, best first.
    pub const ALL: [Status; 5] =
        [Status::Extracted, Status::Merged, Status::Rejected, Status::NotAnArticle, Status::Failed];

    /// As written, e.g. `not_an_article`.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Extracted => "extracted",
            Status::Merged => "merged",
            Status::Rejected => "rejected",
            Status::NotAnArticle => "not_an_article",
            Status::Failed => "failed",
        }
    }
}

/// One input and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Its key.
    pub source_id: String,
    /// Its path or address.
    pub uri: String,
    /// When it was fetched, to the second.
    pub fetched: Option<DateTime<Utc>>,
    /// Its kind, where it was found out.
    pub format: Option<Format>,
    /// The name of its encoding.
    pub encoding: Option<Cow<'static, str>>,
    /// Its length.
    pub bytes: Option<u64>,
    /// Whose layout it has.
    pub platform: Option<Platform>,
    /// What became of it.
    pub status: Status,
    /// The article it gave.
    pub article_id: Option<String>,
    /// Why it gave no article of its own.
    pub message: Option<String>,
}

pub(super) fn row(origin: &Origin, rows: &mut impl Rows) {
    let cells: [Cell<'_>; TABLE.columns.len()] = [
        (&origin.source_id).into(),
        (&origin.uri).into(),
        origin.fetched.map_or(Cell::Null, Cell::Timestamp),
        origin.format.map(Format::as_str).into(),
        origin.encoding.as_deref().into(),
        origin.bytes.map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX)).into(),
        origin.platform.map(Platform::as_str).into(),
        origin.status.as_str().into(),
        origin.article_id.as_ref().into(),
        origin.message.as_ref().into(),
    ];
    rows.row(Name::Sources, &cells);
}
