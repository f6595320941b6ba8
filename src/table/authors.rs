//! `authors`: one row an author of an article.

use std::cell::LazyCell;

use super::{ARTICLE_ID, Article, Cell, Column, Kind, Name, OF_ARTICLE, Rows, Table, nth};
use crate::field::name::Romanised;

/// An author of an article.
pub const TABLE: Table = Table {
    name: "authors",
    about: "An author of an article.",
    columns: &[
        ARTICLE_ID,
        Column::place("position", "The author's place in the byline, from 1."),
        Column::text("name_zh", "Name in the Chinese byline."),
        Column::text("name_en", "Name in the English byline, as printed."),
        Column::text("family_en", "Family name of name_en."),
        Column::text("given_en", "Given name of name_en."),
        Column::new("corresponding", Kind::Boolean, "Whether the source says that this is a corresponding author.")
            .required(),
        Column::text("email", "E-mail address.").distinct(),
        Column::text("orcid", "Open Researcher and Contributor ID.").distinct(),
        Column::text("biography", "Biographical note (作者简介) as printed.").distinct(),
    ],
    primary_key: &["article_id", "position"],
    foreign_keys: &[OF_ARTICLE],
};

pub(super) fn rows(article: Article<'_>, rows: &mut impl Rows) {
    let authors = &article.record.authors;
    let order = LazyCell::new(|| {
        Romanised::order(authors.iter().filter_map(|a| Some((a.name.en.as_deref()?, a.name.zh.as_deref()))))
    });
    for (index, author) in authors.iter().enumerate() {
        let name = author.name.en.as_deref().map(|en| Romanised::split(en, author.name.zh.as_deref(), || *order));
        let (family, given) = name.map_or((None, None), |name| (Some(name.family), name.given));
        let family = family.filter(|family| !family.is_empty());
        let cells: [Cell<'_>; TABLE.columns.len()] = [
            (&article.record.id).into(),
            nth(index),
            author.name.zh.as_ref().into(),
            author.name.en.as_ref().into(),
            family.into(),
            given.into(),
            author.corresponding.into(),
            author.email.as_ref().map(|email| email.as_str()).into(),
            author.orcid.as_ref().map(|orcid| orcid.as_str()).into(),
            author.biography.as_ref().into(),
        ];
        rows.row(Name::Authors, &cells);
    }
}
