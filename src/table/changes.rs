//! `changes`: one row an article that a release changes, or that an earlier one took away. Only releases have it.

use super::articles::ID;
use super::{Cell, Column, ForeignKey, Rule, Table};

/// What became of an article from one release to the next.
pub const TABLE: Table = Table {
    name: "changes",
    about: "What became of an article: since the last release, or, of an article that is gone, in the release that took \
            it away.",
    columns: &[
        Column::text("article_id", "The article; of one that was added or changed, a row of articles.")
            .distinct()
            .required()
            .rule(ID),
        Column::text("version", "The release that changed it.").required(),
        Column::text("change", "What became of it.").required().rule(Rule::OneOf(&[
            "added",
            "changed",
            "removed",
            "merged_into",
        ])),
        Column::text(
            "fields",
            "Of a changed article, the columns of articles and the other tables that differ, joined by semicolons.",
        ),
        Column::text("merged_into", "The article that it is part of now: a row of articles.").rule(ID),
    ],
    primary_key: &["article_id"],
    foreign_keys: &[ForeignKey { columns: &["merged_into"], table: "articles", key: &["article_id"] }],
};

/// A row of `changes`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The article.
    pub article_id: String,
    /// The release that changed it.
    pub version: String,
    /// What became of it.
    pub kind: Kind,
    /// What differs in a changed one: columns of `articles` and names of other tables, joined by semicolons.
    pub fields: Option<String>,
    /// The article that a merged one is part of now.
    pub merged_into: Option<String>,
}

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It is new.
    Added,
    /// Some of its values differ.
    Changed,
    /// It is gone.
    Removed,
    /// It is part of another article now.
    MergedInto,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 4] = [Kind::Added, Kind::Changed, Kind::Removed, Kind::MergedInto];

    /// As written, e.g. `merged_into`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Added => "added",
            Kind::Changed => "changed",
            Kind::Removed => "removed",
            Kind::MergedInto => "merged_into",
        }
    }
}

impl Change {
    /// Its cells, in the order of the columns.
    pub fn cells(&self) -> [Cell<'_>; TABLE.columns.len()] {
        let (id, version) = ((&self.article_id).into(), (&self.version).into());
        [id, version, self.kind.as_str().into(), self.fields.as_ref().into(), self.merged_into.as_ref().into()]
    }
}
