//! `keywords`: one row a keyword.

use super::{ARTICLE_ID, Article, Cell, Column, Name, OF_ARTICLE, Rows, Rule, Table, nth};
use crate::record::Language;

/// A keyword.
pub const TABLE: Table = Table {
    name: "keywords",
    about: "A keyword of an article in one language.",
    columns: &[
        ARTICLE_ID,
        Column::place("position", "The keyword's place in its language's list, from 1."),
        Column::text("language", "Language of the keyword (ISO 639-1).").required().rule(Rule::OneOf(&["zh", "en"])),
        Column::text("keyword", "The keyword as printed.").required(),
    ],
    primary_key: &["article_id", "position", "language"],
    foreign_keys: &[OF_ARTICLE],
};

pub(super) fn rows(article: Article<'_>, rows: &mut impl Rows) {
    for language in [Language::Zh, Language::En] {
        for (index, keyword) in article.record.keywords.get(language).iter().enumerate() {
            let cells: [Cell<'_>; TABLE.columns.len()] =
                [(&article.record.id).into(), nth(index), language.as_str().into(), keyword.into()];
            rows.row(Name::Keywords, &cells);
        }
    }
}
