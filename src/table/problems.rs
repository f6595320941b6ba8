//! `problems`: one row a doubt about a value.

use super::{Cell, Column, Name, OF_ARTICLE, OF_SOURCE, Rows, Rule, Table};
use crate::problem::Problem;

/// A doubt about a value.
pub const TABLE: Table = Table {
    name: "problems",
    about: "A doubt about a value of an article, or about a source.",
    columns: &[
        Column::text("article_id", "The article; null where the source gave none."),
        Column::text("source_id", "The source: a row of sources.").required(),
        Column::text("severity", "How much it weighs.").required().rule(Rule::OneOf(&["info", "warning", "error"])),
        Column::text("code", "The stable name of its kind.").required().rule(Rule::Pattern("[a-z]+(_[a-z]+)*")),
        Column::text("field", "The field it is about, e.g. authors[2].name; authors[].name of an author of this source whom the article does not take over.").required(),
        Column::text("message", "What was found and what was expected, in one sentence.").required(),
    ],
    primary_key: &["source_id", "code", "field", "message"],
    foreign_keys: &[OF_ARTICLE, OF_SOURCE],
};

pub(super) fn rows(article_id: Option<&str>, source_id: &str, problems: &[Problem], rows: &mut impl Rows) {
    for (at, problem) in problems.iter().enumerate() {
        let key = |p: &Problem| p.code == problem.code && p.field == problem.field && p.message == problem.message;
        // said once is enough, and the key stays one
        if problems[..at].iter().any(key) {
            continue;
        }
        let cells: [Cell<'_>; TABLE.columns.len()] = [
            article_id.into(),
            source_id.into(),
            problem.severity.as_str().into(),
            problem.code.as_str().into(),
            (&problem.field).into(),
            (&problem.message).into(),
        ];
        rows.row(Name::Problems, &cells);
    }
}
