//! `funding`: one row a grant and award number; a grant without one is one row.

use super::{ARTICLE_ID, Article, Cell, Column, Name, OF_ARTICLE, Rows, Table, nth};

/// A grant and award number.
pub const TABLE: Table = Table {
    name: "funding",
    about: "A grant and award number; a grant without award number is one row.",
    columns: &[
        ARTICLE_ID,
        Column::place("position", "The row's place among the article's grants and award numbers, from 1."),
        Column::text("text", "The grant as printed, the same in each row of a grant.").required(),
        Column::text("funder", "Who gave it."),
        Column::text("project", "The project's name, where it stands in quotes."),
        Column::text("award", "Award number."),
    ],
    primary_key: &["article_id", "position"],
    foreign_keys: &[OF_ARTICLE],
};

pub(super) fn rows(article: Article<'_>, rows: &mut impl Rows) {
    let mut index = 0;
    for grant in &article.record.funding {
        let mut row = |award: Option<&String>| {
            let cells: [Cell<'_>; TABLE.columns.len()] = [
                (&article.record.id).into(),
                nth(index),
                (&grant.text).into(),
                grant.funder.as_ref().into(),
                grant.project.as_ref().into(),
                award.into(),
            ];
            rows.row(Name::Funding, &cells);
            index += 1;
        };
        if grant.awards.is_empty() {
            row(None);
        }
        grant.awards.iter().for_each(|award| row(Some(award)));
    }
}
