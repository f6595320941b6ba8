//! `affiliations`: one row an affiliation of an article.

use super::{ARTICLE_ID, Article, Cell, Column, Name, OF_ARTICLE, Rows, Table, nth};

/// An affiliation of an article.
pub const TABLE: Table = Table {
    name: "affiliations",
    about: "An affiliation of an article.",
    columns: &[
        ARTICLE_ID,
        Column::place("position", "The affiliation's place in the printed list, from 1."),
        Column::text("text_zh", "As printed in Chinese, without marker."),
        Column::text("text_en", "As printed in English, without marker."),
        Column::text("institution", "The top organisation, in Chinese where that is printed."),
        Column::text("department", "The part of it, e.g. a school or a laboratory."),
        Column::text("city", "City."),
        Column::text("postcode", "Postcode."),
        Column::text("country", "Country, where printed."),
    ],
    primary_key: &["article_id", "position"],
    foreign_keys: &[OF_ARTICLE],
};

pub(super) fn rows(article: Article<'_>, rows: &mut impl Rows) {
    for (index, affiliation) in article.record.affiliations.iter().enumerate() {
        let cells: [Cell<'_>; TABLE.columns.len()] = [
            (&article.record.id).into(),
            nth(index),
            affiliation.text.zh.as_ref().into(),
            affiliation.text.en.as_ref().into(),
            affiliation.institution.as_ref().into(),
            affiliation.department.as_ref().into(),
            affiliation.city.as_ref().into(),
            affiliation.postcode.as_ref().into(),
            affiliation.country.as_ref().into(),
        ];
        rows.row(Name::Affiliations, &cells);
    }
}
