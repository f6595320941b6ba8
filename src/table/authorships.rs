//! `authorships`: one row an author at an affiliation.

use super::{ARTICLE_ID, Article, Cell, Column, ForeignKey, Name, Rows, Table, nth};

/// An author at an affiliation.
pub const TABLE: Table = Table {
    name: "authorships",
    about: "An author at an affiliation.",
    columns: &[
        ARTICLE_ID,
        Column::place("author_position", "The author's position in authors."),
        Column::place("affiliation_position", "The affiliation's position in affiliations."),
    ],
    primary_key: &["article_id", "author_position", "affiliation_position"],
    foreign_keys: &[
        ForeignKey { columns: &["article_id", "author_position"], table: "authors", key: &["article_id", "position"] },
        ForeignKey {
            columns: &["article_id", "affiliation_position"],
            table: "affiliations",
            key: &["article_id", "position"],
        },
    ],
};

pub(super) fn rows(article: Article<'_>, rows: &mut impl Rows) {
    for (index, author) in article.record.authors.iter().enumerate() {
        for (at, &place) in author.affiliations.iter().enumerate() {
            // a dangling place has no row to name; `check` has made it a problem
            let exists = (1..=article.record.affiliations.len()).contains(&usize::from(place));
            if exists && !author.affiliations[..at].contains(&place) {
                let cells: [Cell<'_>; TABLE.columns.len()] =
                    [(&article.record.id).into(), nth(index), Cell::Integer(place.into())];
                rows.row(Name::Authorships, &cells);
            }
        }
    }
}
